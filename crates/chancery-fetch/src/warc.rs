//! [`Archive`]: the pages of a web archive (WARC 0.18 to 1.1, as Common Crawl and others write it), also of a damaged one.
//!
//! Answers of servers, resources and conversions that are pages or plain texts are given; requests, metadata, pictures
//! and the rest are counted and passed over. Where a record's length is wrong or bytes are missing, what can be read is
//! read, and what was lost is told.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use crate::http;
use crate::members::{Members, Next};

/// The longest header of a record, in bytes.
const LONGEST_HEADER: usize = 64 << 10;

/// What stands between two records, and the beginning of the next.
const NEXT: &[u8] = b"\r\n\r\nWARC/";

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

/// The header of a record.
struct Record {
    kind: String,
    url: Option<String>,
    content_type: String,
    taken: Option<String>,
    truncated: bool,
    /// Bytes of its block; none where that is not told.
    length: Option<u64>,
    at: u64,
}

impl<R: BufRead> Archive<R> {
    /// Opens an archive, packed or not. A page longer than `longest` bytes is told and passed over.
    ///
    /// # Errors
    ///
    /// Reading fails.
    pub fn new(input: R, longest: usize) -> io::Result<Archive<R>> {
        Ok(Archive {
            members: Members::new(input)?,
            ahead: Vec::new(),
            at: 0,
            before: 0,
            stretch: Stretch::Open,
            waiting: None,
            longest,
            passed: BTreeMap::new(),
        })
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
            if let Some(end) = find_record(have) {
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
        let mut from = length.unwrap_or(0).saturating_sub(NEXT.len());
        loop {
            let have = self.ahead.len() - self.at;
            // Past the length told, a line that begins a record is one even without the empty line before it.
            let past = length.unwrap_or(have).max(from).min(have);
            let line = |from: usize| memchr::memmem::find(&self.ahead[self.at + from..], b"\nWARC/1.");
            let end = find_record(&self.ahead[self.at + from..])
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
            from = have.saturating_sub(NEXT.len() + 2);
            self.ensure(have + 1)?;
        }
    }

    /// Passes over a long block; whether it had the length told. A record that begins inside it ends it: few archives hold
    /// archives, and a wrong length would cost all that follows.
    fn skip_block(&mut self, length: u64) -> io::Result<bool> {
        let mut left = length;
        while left > 0 {
            let step = left.min(1 << 20) as usize;
            let is_whole = self.ensure(step + NEXT.len() + 2)?;
            let have = (self.ahead.len() - self.at).min(step);
            let window = &self.ahead[self.at..(self.at + have + NEXT.len()).min(self.ahead.len())];
            if let Some(end) = find_record(window).filter(|&end| (end as u64) < left) {
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
        self.ensure(length + 64)?;
        let rest = &self.ahead[self.at + length..];
        let rest = &rest[..rest.len().min(64)];
        let rest = rest.trim_ascii_start();
        Ok(rest.is_empty() || rest.starts_with(b"WARC/"))
    }

    /// Whether nothing but space follows `length` bytes in this stretch.
    fn is_last(&self, length: usize) -> bool {
        self.ahead[self.at + length..].iter().all(u8::is_ascii_whitespace)
    }

    /// The header that stands here; none if it does not end.
    fn header(&mut self) -> io::Result<Option<Record>> {
        let at = self.position();
        let mut end = None;
        let mut want = 1024;
        while end.is_none() {
            let is_whole = self.ensure(want)?;
            let have = &self.ahead[self.at..];
            let have = &have[..have.len().min(LONGEST_HEADER)];
            end = memchr::memmem::find(have, b"\r\n\r\n")
                .map(|end| end + 4)
                .into_iter()
                .chain(memchr::memmem::find(have, b"\n\n").map(|end| end + 2))
                .min();
            if end.is_none() && (!is_whole || have.len() == LONGEST_HEADER) {
                return Ok(None);
            }
            want *= 2;
        }
        let end = end.unwrap_or_default();
        let (headers, _) = http::headers(&self.ahead[self.at..self.at + end]);
        self.at += end;
        let header = |name: &str| {
            headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
        };
        let url = header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>', ' ']).to_owned());
        Ok(Some(Record {
            kind: header("WARC-Type").unwrap_or("record without a type").to_ascii_lowercase(),
            url: url.filter(|url| !url.is_empty()),
            content_type: header("Content-Type").unwrap_or_default().to_owned(),
            taken: header("WARC-Date").map(str::to_owned),
            truncated: header("WARC-Truncated").is_some(),
            length: header("Content-Length").and_then(|length| length.parse().ok()),
            at,
        }))
    }

    fn is_at_record(&mut self) -> io::Result<bool> {
        self.ensure(6)?;
        Ok(self.ahead[self.at..].starts_with(b"WARC/"))
    }

    /// Passes over bytes to where a record begins, or the stretch ends; how many.
    fn skip_to_record(&mut self) -> io::Result<u64> {
        let from = self.position();
        loop {
            let have = &self.ahead[self.at..];
            if let Some(found) = memchr::memmem::find(have, b"\nWARC/") {
                self.at += found + 1;
                return Ok(self.position() - from);
            }
            self.at += have.len().saturating_sub(6);
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

/// Where a record begins after the end of another.
fn find_record(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, NEXT).or_else(|| memchr::memmem::find(bytes, b"\n\nWARC/"))
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
    head.starts_with(b"WARC/")
}

/// Whether a file begins as an archive of the older kind does (ARC).
pub fn is_old_archive(head: &[u8]) -> bool {
    head.starts_with(b"filedesc://")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use expect_test::{Expect, expect};

    use super::*;

    fn record(kind: &str, url: &str, block: &str, length: usize) -> Vec<u8> {
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n")
            .into_bytes()
    }

    fn answer(url: &str, off: isize) -> Vec<u8> {
        let block = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>page of {url}"
        );
        record("response", url, &block, block.len().saturating_add_signed(off))
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    }

    fn pieces(file: &[u8]) -> Vec<Piece> {
        let mut archive = Archive::new(file, 1 << 20).expect("read");
        std::iter::from_fn(|| archive.next_piece().expect("read")).collect()
    }

    fn check(file: &[u8], expected: Expect) {
        let mut told = String::new();
        for piece in pieces(file) {
            told += &match piece {
                Piece::Page(page) => {
                    let is_whole = page.bytes.ends_with(page.url.as_bytes());
                    format!("{} {is_whole} {}\n", page.url, page.doubt.unwrap_or_default())
                }
                Piece::Lost { url, reason, .. } => format!("- {} {reason}\n", url.unwrap_or_default()),
            };
        }
        expected.assert_eq(&told);
    }

    #[test]
    fn pages_are_given_and_the_rest_is_counted() {
        let file = [
            record("warcinfo", "x", "software: x\r\n", 13),
            answer("a", 0),
            record("request", "a", "GET / HTTP/1.1\r\n\r\n", 18),
            record("response", "gone", "HTTP/1.1 404 No\r\n\r\n", 19),
            answer("b", 0),
        ]
        .concat();
        let whole = expect![[r#"
            a true 
            b true 
        "#]];
        check(&file, whole);
        let packed: Vec<u8> = [gzip(&file[..file.len() / 2]), gzip(&file[file.len() / 2..])].concat();
        assert_eq!(pieces(&packed), pieces(&file));
        let mut archive = Archive::new(file.as_slice(), 1 << 20).expect("read");
        while archive.next_piece().expect("read").is_some() {}
        let passed: Vec<_> = archive.passed().iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        assert_eq!(passed, ["answer 404 1", "request 1", "warcinfo 1"]);
    }

    #[test]
    fn wrong_lengths_cost_nothing() {
        for off in [-20, -3, 5, 30, 9_000] {
            let file = [answer("a", off), answer("b", 0), answer("c", 0)].concat();
            let kept: Vec<_> = pieces(&file)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Page(page) => Some((page.bytes.ends_with(page.url.as_bytes()), page.url)),
                    Piece::Lost { .. } => None,
                })
                .collect();
            let urls = ["a", "b", "c"].map(|url| (true, url.to_owned()));
            assert_eq!(kept, urls, "{off}");
        }
        let long = [record("response", "long", "HTTP/1.1 200 OK\r\n\r\n", 1 << 40), answer("b", 0)].concat();
        check(
            &long,
            expect![[r#"
                - long the length told of the record is wrong
                b true 
            "#]],
        );
    }

    #[test]
    fn damage_is_told_and_the_rest_is_read() {
        let (a, b) = (gzip(&answer("a", 0)), gzip(&answer("b", 0)));
        check(
            &[a.as_slice(), &b[..b.len() - 30], &a].concat(),
            expect![[r#"
                a true 
                b false the archive breaks off inside the record
                - b the archive breaks off inside the record
                -  the archive is damaged here, and what follows is looked for
                a true 
            "#]],
        );
        check(
            &[answer("a", 0), b"rubbish\r\n".to_vec(), answer("b", 0)].concat(),
            expect![[r#"
                a false the length told of the record is wrong
                - a the length told of the record is wrong
                b true 
            "#]],
        );
        let mut wrong = a.clone();
        let at = wrong.len() - 5;
        wrong[at] ^= 1;
        check(
            &[wrong, b].concat(),
            expect![[r#"
                a true its checksum is wrong
                - a its checksum is wrong
                -  the archive is damaged here, and what follows is looked for
                b true 
            "#]],
        );
    }

    #[test]
    fn long_archives_are_read_to_the_end() {
        let long = |i: usize| {
            let block =
                format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}{i}", "x".repeat(90_000));
            // Some tell a wrong length.
            record("response", &i.to_string(), &block, block.len() + if i.is_multiple_of(7) { 9 } else { 0 })
        };
        for packed in [false, true] {
            let records = (0..60).map(long).map(|record| if packed { gzip(&record) } else { record });
            let file = records.collect::<Vec<_>>().concat();
            let pages: Vec<String> = pieces(&file)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Page(page) if page.bytes.ends_with(page.url.as_bytes()) => Some(page.url),
                    _ => None,
                })
                .collect();
            assert_eq!(pages, (0..60).map(|i| i.to_string()).collect::<Vec<_>>());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_damage_is_survived(at in 0usize.., value in 0u8.., cut in 0usize.., packed: bool) {
            let plain = [answer("a", 0), answer("b", 0), answer("c", 0)];
            let mut file = plain.map(|record| if packed { gzip(&record) } else { record }).concat();
            let at = at % file.len();
            file[at] = value;
            pieces(&file);
            pieces(&file[..cut % file.len()]);
        }

        #[test]
        fn any_bytes_are_survived(file in "(WARC/1.0\r\n|\r\n|\n|Content-Length: |WARC-Type: response|[0-9]{1,9}|\\PC){0,40}") {
            pieces(file.as_bytes());
        }
    }
}
