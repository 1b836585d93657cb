//! [`Archive`]: the pages of a web archive (WARC 0.18 to 1.1, as Common Crawl and others write it, and the older ARC),
//! also of a damaged one.
//!
//! Answers of servers, resources and conversions that are pages or plain texts are given; requests, metadata, pictures
//! and the rest are counted and passed over. Where a record's length is wrong or bytes are missing, what can be read is
//! read, and what was lost is told.

mod form;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use crate::http;
use crate::members::{Members, Next};
use form::{Form, Record};

/// The longest header of a record, in bytes.
const LONGEST_HEADER: usize = 64 << 10;

/// A page out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// What it is: `text/html`, `text/plain`.
    pub kind: String,
    /// Its encoding, where told.
    pub charset: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When the archive took it, as written there.
    pub taken: Option<String>,
    /// What is missing or doubtful about it.
    pub doubt: Option<&'static str>,
}

/// What comes out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A page.
    Page(Page),
    /// Something that could not be read.
    Lost {
        /// Where: the number of bytes of the archive, unpacked, before it.
        at: u64,
        /// The address of the page, where that much is known.
        url: Option<String>,
        /// What is amiss.
        reason: String,
    },
}

/// An archive, open. Its pieces are an iterator.
pub struct Archive<R> {
    members: Members<R>,
    form: Form,
    /// Bytes not yet taken.
    ahead: Vec<u8>,
    /// How many of them are.
    at: usize,
    /// Unpacked bytes before `ahead`.
    before: u64,
    /// What ended the stretch of whole bytes that `ahead` belongs to.
    stretch: Stretch,
    /// What is to be told before anything else.
    waiting: Option<Piece>,
    longest: usize,
    passed: BTreeMap<String, u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Open,
    Broken { doubt: bool },
    Ended,
}

impl<R: BufRead> Archive<R> {
    /// Opens an archive, packed or not. A page longer than `longest` bytes is told and passed over.
    ///
    /// # Errors
    ///
    /// Reading fails.
    pub fn new(input: R, longest: usize) -> io::Result<Archive<R>> {
        let mut archive = Archive {
            members: Members::new(input)?,
            form: Form::Warc,
            ahead: Vec::new(),
            at: 0,
            before: 0,
            stretch: Stretch::Open,
            waiting: None,
            longest,
            passed: BTreeMap::new(),
        };
        archive.skip_space()?;
        archive.ensure(16)?;
        archive.form = Form::of(&archive.ahead[archive.at..]).unwrap_or(Form::Warc);
        Ok(archive)
    }

    /// What was passed over, and how often: records that hold no page.
    pub fn passed(&self) -> &BTreeMap<String, u64> {
        &self.passed
    }

    /// The next piece.
    ///
    /// # Errors
    ///
    /// Reading fails.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        loop {
            if let Some(piece) = self.waiting.take() {
                return Ok(Some(piece));
            }
            self.skip_space()?;
            if self.at == self.ahead.len() {
                match self.stretch {
                    Stretch::Ended => return Ok(None),
                    Stretch::Broken { .. } => {
                        self.stretch = Stretch::Open;
                        let reason = "the archive is damaged here, and what follows is looked for".to_owned();
                        return Ok(Some(Piece::Lost { at: self.position(), url: None, reason }));
                    }
                    // More may come.
                    Stretch::Open => continue,
                }
            }
            if !self.is_at_record()? {
                let at = self.position();
                let skipped = self.skip_to_record()?;
                // What follows a break begins anywhere, and was told.
                let reason = format!("{skipped} bytes are no record");
                return Ok(Some(Piece::Lost { at, url: None, reason }));
            }
            let Some(record) = self.header()? else {
                let at = self.position();
                self.at += 5;
                self.skip_to_record()?;
                let reason = "the header of a record does not end".to_owned();
                return Ok(Some(Piece::Lost { at, url: None, reason }));
            };
            if let ControlFlow::Break(piece) = self.record(record)? {
                return Ok(Some(piece));
            }
        }
    }

    /// Takes a record's block, and makes a piece of it where it holds a page.
    fn record(&mut self, record: Record) -> io::Result<ControlFlow<Piece>> {
        let lost = |reason: String| {
            ControlFlow::Break(Piece::Lost { at: record.at, url: record.url.clone(), reason })
        };
        let holds = match record.kind.as_str() {
            // Crawlers keep what they asked of names as well.
            "response" if record.url.as_ref().is_some_and(|url| url.starts_with("dns:")) => {
                Holds::Nothing("look-up of a name".to_owned())
            }
            "response" => Holds::Answer,
            "resource" | "conversion" => Holds::Bare,
            other => Holds::Nothing(other.to_owned()),
        };
        let is_short =
            record.length.is_some_and(|length| length <= self.longest as u64 + LONGEST_HEADER as u64);
        if matches!(holds, Holds::Nothing(_)) && !is_short || record.length.is_some() && !is_short {
            let whole = self.skip_block(record.length.unwrap_or(0))?;
            if let Holds::Nothing(kind) = holds {
                self.pass(&kind);
                return Ok(ControlFlow::Continue(()));
            }
            let reason = format!("the page is longer than {} MB", self.longest >> 20);
            return Ok(lost(if whole {
                reason
            } else {
                "the length told of the record is wrong".to_owned()
            }));
        }
        let (block, doubt) = self.block(record.length)?;
        if let Some(doubt) = doubt {
            self.waiting =
                Some(Piece::Lost { at: record.at, url: record.url.clone(), reason: doubt.to_owned() });
        }
        let doubt = doubt.or(record.truncated.then_some("the archive kept only its beginning"));
        let kind = match holds {
            Holds::Nothing(kind) => kind,
            Holds::Bare => {
                let (kind, charset) = crate::client::content_type(Some(&record.content_type));
                let kind = kind.unwrap_or_default();
                match record.url {
                    // Writers keep notes on themselves under addresses of their own.
                    Some(url) if is_page(&kind) && url.starts_with("http") => {
                        return Ok(ControlFlow::Break(Piece::Page(Page {
                            url,
                            kind,
                            charset,
                            bytes: block,
                            taken: record.taken,
                            doubt,
                        })));
                    }
                    _ => kind,
                }
            }
            Holds::Answer => {
                let message = match http::parse(&block, self.longest) {
                    Ok(message) => message,
                    Err(reason) => return Ok(lost(reason)),
                };
                let kind = message.kind.unwrap_or_else(|| sniff(&message.body).to_owned());
                match record.url {
                    Some(url) if (200..=203).contains(&message.status) && is_page(&kind) => {
                        let page = Page {
                            url,
                            kind,
                            charset: message.charset,
                            bytes: message.body,
                            taken: record.taken,
                            doubt,
                        };
                        return Ok(ControlFlow::Break(Piece::Page(page)));
                    }
                    _ if (200..=203).contains(&message.status) => kind,
                    _ => format!("answer {}", message.status),
                }
            }
        };
        self.pass(&kind);
        Ok(ControlFlow::Continue(()))
    }

    fn pass(&mut self, kind: &str) {
        *self.passed.entry(kind.to_owned()).or_default() += 1;
    }

    /// A block of the length told, or of the length that it turns out to have; and what is amiss.
    fn block(&mut self, length: Option<u64>) -> io::Result<(Vec<u8>, Option<&'static str>)> {
        const WRONG: Option<&str> = Some("the length told of the record is wrong");
        let length = length.map(|length| length as usize);
        if let Some(length) = length {
            let is_whole = self.ensure(length)?;
            if is_whole && self.ends_after(length)? {
                let doubtful = self.stretch == Stretch::Broken { doubt: true } && self.is_last(length);
                let block = self.ahead[self.at..self.at + length].to_vec();
                self.at += length;
                return Ok((block, doubtful.then_some("its checksum is wrong")));
            }
            // Perhaps the length told reaches into the next record.
            let have = &self.ahead[self.at..(self.at + length).min(self.ahead.len())];
            if let Some(end) = self.form.find(have) {
                let block = have[..end].to_vec();
                self.at += end;
                return Ok((block, WRONG));
            }
            if !is_whole {
                let block = have.to_vec();
                self.at = self.ahead.len();
                return Ok((block, Some("the archive breaks off inside the record")));
            }
        }
        // The length told is too short, or none is: it goes on to where the next begins.
        let mut from = length.unwrap_or(0).saturating_sub(self.form.reach());
        loop {
            let have = self.ahead.len() - self.at;
            // Past the length told, a line that begins a record is one even without the empty line before it.
            let past = length.unwrap_or(have).max(from).min(have);
            let line = |from: usize| self.form.find_line(&self.ahead[self.at + from..]);
            let end = self
                .form
                .find(&self.ahead[self.at + from..])
                .map(|end| from + end)
                .or_else(|| line(past).map(|end| past + end + 1));
            let is_broken = matches!(self.stretch, Stretch::Broken { .. });
            if let (None, true, Some(length)) = (end, is_broken, length) {
                // What was damaged may have been unpacked to anything.
                let block = self.ahead[self.at..self.at + length.min(have)].to_vec();
                self.at = self.ahead.len();
                return Ok((block, Some("the archive breaks off inside the record")));
            }
            if let Some(end) = end.or((self.stretch != Stretch::Open || have > self.longest).then_some(have))
            {
                let block = self.ahead[self.at..self.at + end].to_vec();
                self.at += end;
                return Ok((
                    block,
                    if length.is_some() { WRONG } else { Some("the record tells no length") },
                ));
            }
            from = have.saturating_sub(self.form.reach());
            self.ensure(have + 1)?;
        }
    }

    /// Passes over a long block; whether it had the length told. A record that begins inside it ends it: few archives hold
    /// archives, and a wrong length would cost all that follows.
    fn skip_block(&mut self, length: u64) -> io::Result<bool> {
        let mut left = length;
        while left > 0 {
            let step = left.min(1 << 20) as usize;
            let is_whole = self.ensure(step + self.form.reach())?;
            let have = (self.ahead.len() - self.at).min(step);
            let window = &self.ahead[self.at..(self.at + have + self.form.reach()).min(self.ahead.len())];
            if let Some(end) = self.form.find(window).filter(|&end| (end as u64) < left) {
                self.at += end;
                return Ok(false);
            }
            self.at += have;
            left -= have as u64;
            if !is_whole && have < step {
                return Ok(left == 0);
            }
        }
        Ok(true)
    }

    /// Whether after `length` bytes a record ends: the next begins, or nothing but space follows.
    fn ends_after(&mut self, length: usize) -> io::Result<bool> {
        let reach = 64 + self.form.reach();
        self.ensure(length + reach)?;
        let rest = &self.ahead[self.at + length..];
        let rest = &rest[..rest.len().min(reach)];
        let rest = rest.trim_ascii_start();
        Ok(rest.is_empty() || self.form.begins(rest))
    }

    /// Whether nothing but space follows `length` bytes in this stretch.
    fn is_last(&self, length: usize) -> bool {
        self.ahead[self.at + length..].iter().all(u8::is_ascii_whitespace)
    }

    /// The header that stands here; none if it does not end.
    fn header(&mut self) -> io::Result<Option<Record>> {
        let at = self.position();
        let mut want = 1024;
        let end = loop {
            let is_whole = self.ensure(want)?;
            let have = &self.ahead[self.at..];
            let have = &have[..have.len().min(LONGEST_HEADER)];
            if let Some(end) = self.form.header_end(have) {
                break end;
            }
            if !is_whole || have.len() == LONGEST_HEADER {
                return Ok(None);
            }
            want *= 2;
        };
        let record = self.form.header(&self.ahead[self.at..self.at + end], at);
        self.at += end;
        Ok(record)
    }

    fn is_at_record(&mut self) -> io::Result<bool> {
        self.ensure(self.form.reach())?;
        Ok(self.form.begins(&self.ahead[self.at..]))
    }

    /// Passes over bytes to where a record begins, or the stretch ends; how many.
    fn skip_to_record(&mut self) -> io::Result<u64> {
        let from = self.position();
        loop {
            let have = &self.ahead[self.at..];
            if let Some(found) = self.form.find_line(have) {
                self.at += found + 1;
                return Ok(self.position() - from);
            }
            self.at += have.len().saturating_sub(self.form.reach());
            let have = self.ahead.len() - self.at;
            if !self.ensure(have + 1)? {
                self.at = self.ahead.len();
                return Ok(self.position() - from);
            }
        }
    }

    fn skip_space(&mut self) -> io::Result<()> {
        loop {
            let space = self.ahead[self.at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            self.at += space;
            if self.at < self.ahead.len() || !self.ensure(1)? {
                return Ok(());
            }
        }
    }

    /// Reads on until `length` bytes are ahead; whether they are, in this stretch.
    fn ensure(&mut self, length: usize) -> io::Result<bool> {
        if self.ahead.len() - self.at >= length {
            return Ok(true);
        }
        // What was taken is let go of now and then.
        if self.at > 1 << 20 {
            self.before += self.at as u64;
            self.ahead.drain(..self.at);
            self.at = 0;
        }
        while self.stretch == Stretch::Open && self.ahead.len() - self.at < length {
            self.stretch = match self.members.next(&mut self.ahead)? {
                Next::More => Stretch::Open,
                Next::Break => Stretch::Broken { doubt: false },
                Next::Doubt => Stretch::Broken { doubt: true },
                Next::End => Stretch::Ended,
            };
        }
        Ok(self.ahead.len() - self.at >= length)
    }

    fn position(&self) -> u64 {
        self.before + self.at as u64
    }
}

/// What a record may hold.
enum Holds {
    /// An answer of a server.
    Answer,
    /// A page and nothing around it.
    Bare,
    /// No page, but this.
    Nothing(String),
}

fn is_page(kind: &str) -> bool {
    matches!(kind, "text/html" | "application/xhtml+xml" | "text/plain")
}

/// What a body is that nothing tells of.
fn sniff(body: &[u8]) -> &'static str {
    let head = body[..body.len().min(1024)].to_ascii_lowercase();
    let holds = |tag: &[u8]| memchr::memmem::find(&head, tag).is_some();
    if holds(b"<html") || holds(b"<!doctype html") { "text/html" } else { "a page of no kind" }
}

/// Whether a file begins as an archive does, unpacked.
pub fn is_archive(head: &[u8]) -> bool {
    Form::of(head).is_some()
}
