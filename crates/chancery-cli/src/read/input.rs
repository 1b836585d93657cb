//! [`Inputs`]: from files, folders and addresses to the raw bytes of single reports, one after the other, none held longer
//! than needed.
//!
//! A source may hold further sources (a folder files, a list of feeds feeds, a feed pages): those that are open stand on a
//! stack of [`Frame`]s, and the next report comes from the topmost.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chancery::read::{Provenance, problem};
use chancery::text::ProblemKind;
use chancery_fetch::{Archive, Link, Listing, ListingKind, Piece, Words};
use clap::ValueEnum;

use super::lines::Lines;
use super::open;
use super::web::{Answered, Web};

/// The longest report in bytes, so that no input can take all memory. A million words are about six million bytes.
pub(super) const LONGEST: usize = 16 << 20;

/// How much of an input is looked at to tell what it is, in bytes.
pub(super) const PEEK: usize = 4096;

/// Lists inside lists beyond which none is followed.
const DEEPEST: usize = 4;

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Told by the file's name or its first bytes
    Auto,
    /// Plain text, one report
    Text,
    /// A page of HTML, one report
    Html,
    /// JSON lines, one report a line
    Jsonl,
    /// A web archive, each page of it a report
    Warc,
}

/// One report as received.
pub(crate) struct Raw {
    /// What is known of it; its identifier is the path, the line's number or the address.
    pub(crate) provenance: Provenance,
    /// Where it stands: the path, for a line with its number.
    pub(crate) place: String,
    pub(crate) content: Content,
    /// What is now known of the address that was asked for it.
    pub(crate) visit: Option<chancery_store::Source>,
    /// Something to tell that is no fault.
    pub(crate) remark: Option<String>,
}

impl Raw {
    /// A report of which this is known, and nothing received yet.
    pub(crate) fn of(provenance: Provenance) -> Raw {
        let place = provenance.id.clone();
        Raw { provenance, place, content: Content::Nothing, visit: None, remark: None }
    }
}

/// The bytes of one report, or why there are none.
pub(crate) enum Content {
    /// Plain text, with its encoding where that is told.
    Text(Vec<u8>, Option<String>),
    /// A page.
    Html {
        bytes: Vec<u8>,
        charset: Option<String>,
        /// The words to take where the page holds no article: those that its feed has.
        otherwise: Option<Words>,
    },
    /// The words of a feed.
    Words(Words),
    Line(Vec<u8>),
    Fault {
        reason: String,
        hint: &'static str,
        /// The beginning of the line, where that much is known: it may hold the report's identifier.
        line: Option<Vec<u8>>,
    },
    /// The page is as it was when it was last read.
    Same,
    /// No report, but something to keep or to tell.
    Nothing,
}

pub(super) fn fault(reason: impl Into<String>, hint: &'static str) -> Content {
    Content::Fault { reason: reason.into(), hint, line: None }
}

/// The reports of some inputs, in order.
pub(crate) struct Inputs {
    frames: Vec<Frame>,
    /// The first source, opened.
    first: Option<Opened>,
    kind: Kind,
    web: Web,
    consumed: Arc<AtomicU64>,
    /// Pages that lists tell of, and how many of them were asked for.
    pages: Arc<(AtomicU64, AtomicU64)>,
    several: bool,
    total: Option<u64>,
}

/// A source that is open.
#[allow(clippy::large_enum_variant, reason = "few sources are open at a time")]
enum Frame {
    /// Sources that are not.
    Sources(VecDeque<PathBuf>),
    Lines(Lines),
    Archive(String, Box<Archive<Stream>>),
    List(List),
}

/// A list of addresses, as far as it was not followed yet.
struct List {
    place: String,
    depth: usize,
    links: VecDeque<Link>,
    lists: VecDeque<String>,
    /// What is now known of its own address; kept when all of its reports are.
    visit: Option<chancery_store::Source>,
    minutes: Option<u32>,
    problems: Vec<String>,
}

/// What a source turned out to be.
#[allow(clippy::large_enum_variant, reason = "few sources are open at a time")]
enum Opened {
    Raw(Box<Raw>),
    Frame(Frame),
    /// Nothing for now.
    Nothing,
}

/// What a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Text,
    Html,
    Jsonl,
    /// One JSON object over several lines.
    Json,
    Archive,
    List(ListingKind),
}

pub(super) type Stream = Box<dyn BufRead + Send>;

impl Inputs {
    /// The reports of these files and addresses.
    pub(crate) fn new(paths: Vec<PathBuf>, kind: Kind, web: Web) -> Inputs {
        let total = paths
            .iter()
            .map(|path| std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|m| m.len()))
            .sum();
        let mut inputs = Inputs {
            several: paths.len() > 1,
            first: None,
            frames: Vec::new(),
            kind,
            web,
            consumed: Arc::default(),
            pages: Arc::default(),
            total,
        };
        // Whether there is one report or more decides how they are printed, and only the first input can tell.
        let mut paths = VecDeque::from(paths);
        if let Some(first) = paths.pop_front() {
            let opened = inputs.open(first);
            inputs.several |= matches!(opened, Opened::Frame(_));
            inputs.first = Some(opened);
        }
        inputs.frames.push(Frame::Sources(paths));
        inputs
    }

    /// Whether more than one report is to be expected.
    pub(crate) fn are_several(&self) -> bool {
        self.several
    }

    /// Bytes of all inputs as they are stored, where that is known.
    pub(crate) fn total(&self) -> Option<u64> {
        self.total
    }

    /// Bytes taken in so far.
    pub(crate) fn consumed(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.consumed)
    }

    /// Pages that lists tell of, and how many of them were asked for.
    pub(crate) fn pages(&self) -> Arc<(AtomicU64, AtomicU64)> {
        Arc::clone(&self.pages)
    }

    fn open(&mut self, path: PathBuf) -> Opened {
        let name = path.to_string_lossy().into_owned();
        let raw = |content| Opened::Raw(Box::new(Raw { content, ..Raw::of(id(name.clone())) }));
        if is_address(&name) {
            return self.ask(&name, 0);
        }
        match open::file(&path, self.kind, &self.consumed) {
            Err(fault) => raw(fault),
            Ok((source, stream)) => match enter(&path, source, stream, None) {
                Ok(opened) => opened,
                Err(fault) => raw(fault),
            },
        }
    }

    /// Asks for an address that is not told by a list: it may be a page or a list itself.
    fn ask(&mut self, address: &str, depth: usize) -> Opened {
        let raw =
            |content, visit| Opened::Raw(Box::new(Raw { content, visit, ..Raw::of(id(address.to_owned())) }));
        let (found, visit) = match self.web.ask(address, None) {
            Answered::Found(found, visit) => (found, visit),
            // Of an address that somebody gave, only a watch asks so, and of a list: nothing is new in it.
            Answered::Same(visit) => return raw(Content::Nothing, visit),
            Answered::NotDue => return Opened::Nothing,
            Answered::Later(remark) => {
                return Opened::Raw(Box::new(Raw { remark, ..Raw::of(id(address.to_owned())) }));
            }
            Answered::Failed(failure, visit) => return raw(fault(failure.reason, failure.hint), visit),
        };
        let is_html = matches!(found.kind.as_deref(), Some("text/html" | "application/xhtml+xml"));
        let path = found.address.path().to_owned();
        let charset = found.charset.clone();
        let base = found.address.clone();
        // A feed in JSON may tell what it is anywhere.
        let is_feed = self.kind == Kind::Auto && found.is_json_feed();
        let stream: Stream = Box::new(io::Cursor::new(found.bytes));
        let (source, stream) = match open::stream(&path, stream, self.kind) {
            Ok(opened) => opened,
            Err(open::Refused::Failed(error)) => {
                return raw(fault(open::reason(&error), "try again later"), visit);
            }
            Err(open::Refused::Unfit(content)) => return raw(content, visit),
        };
        // Where its beginning does not tell, the server's word is taken.
        let source = match source {
            Source::Text if is_html => Source::Html,
            _ if is_feed => Source::List(ListingKind::Feed),
            source => source,
        };
        match enter(Path::new(address), source, stream, Some(&base)) {
            Err(fault) => raw(fault, visit),
            Ok(Opened::Raw(mut raw)) => {
                raw.visit = visit;
                raw.provenance.url = Some(base.into());
                if let Content::Text(_, label) | Content::Html { charset: label, .. } = &mut raw.content {
                    *label = charset;
                }
                Opened::Raw(raw)
            }
            Ok(Opened::Frame(Frame::List(mut list))) => {
                list.depth = depth;
                // A feed may say for how long it need not be asked again.
                let minutes = i64::from(list.minutes.unwrap_or(0).min(24 * 60));
                list.visit = visit.map(|visit| chancery_store::Source {
                    due: visit.due.max(visit.checked + minutes * 60_000),
                    ..visit
                });
                self.pages.0.fetch_add(list.links.len() as u64, Ordering::Relaxed);
                Opened::Frame(Frame::List(list))
            }
            Ok(other) => other,
        }
    }

    /// The report of an address that a list tells; none where it need not be asked for.
    fn page(&mut self, link: Link, list: &mut List) -> Option<Raw> {
        self.pages.1.fetch_add(1, Ordering::Relaxed);
        if link.url.is_empty() {
            return Some(of_feed(link, list));
        }
        let provenance = Provenance {
            url: Some(link.url.clone()),
            title: link.title.clone(),
            source: link.source.clone(),
            published: link.published.map(given),
            ..id(link.url.clone())
        };
        let raw = Raw { place: link.url.clone(), ..Raw::of(provenance) };
        if self.web.takes_words() {
            let none = || fault("its feed holds no words of it", "without --from-feed the page is asked for");
            return Some(Raw { content: link.words.map_or_else(none, Content::Words), ..raw });
        }
        match self.web.ask(&link.url, Some(&link)) {
            Answered::NotDue => None,
            Answered::Later(remark) => {
                ask_whole(list);
                remark.is_some().then_some(Raw { remark, ..raw })
            }
            Answered::Same(visit) => Some(Raw { content: Content::Same, visit, ..raw }),
            Answered::Found(found, visit) => {
                let provenance = Provenance { url: Some(found.address.into()), ..raw.provenance };
                let content = match found.kind.as_deref() {
                    Some("text/plain") => Content::Text(found.bytes, found.charset),
                    None | Some("text/html" | "application/xhtml+xml" | "application/xml" | "text/xml") => {
                        Content::Html { bytes: found.bytes, charset: found.charset, otherwise: link.words }
                    }
                    Some(kind) => fault(
                        format!("it is no page but {kind}"),
                        "only pages and plain texts are read from lists",
                    ),
                };
                Some(Raw { provenance, content, visit, ..raw })
            }
            Answered::Failed(failure, visit) => {
                if failure.temporary {
                    ask_whole(list);
                }
                let content = match link.words.filter(|words| !failure.temporary && is_report(words)) {
                    Some(words) => Content::Words(words),
                    None => fault(failure.reason, failure.hint),
                };
                Some(Raw { content, visit, ..raw })
            }
        }
    }

    /// The next report of a list, or the list that it leads to; none when it was followed to its end.
    fn follow(&mut self, list: &mut List) -> Option<Opened> {
        if let Some(problem) = list.problems.pop() {
            let content = fault(problem, "look at the list");
            return Some(Opened::Raw(Box::new(Raw { content, ..Raw::of(id(list.place.clone())) })));
        }
        if let Some(link) = self.web.next_link(&mut list.links) {
            return Some(self.page(link, list).map_or(Opened::Nothing, |raw| Opened::Raw(Box::new(raw))));
        }
        let address = list.lists.pop_front()?;
        if list.depth >= DEEPEST {
            let content = fault("lists lead to lists too deeply", "give the list that you want itself");
            return Some(Opened::Raw(Box::new(Raw { content, ..Raw::of(id(address)) })));
        }
        Some(self.ask(&address, list.depth + 1))
    }
}

/// What a stream holds.
fn enter(
    path: &Path,
    source: Source,
    stream: Stream,
    base: Option<&chancery_fetch::Url>,
) -> Result<Opened, Content> {
    let place = path.to_string_lossy().into_owned();
    let broken = |error: io::Error| fault(open::reason(&error), "look whether the file is whole");
    Ok(match source {
        Source::Jsonl => Opened::Frame(Frame::Lines(Lines { path: path.to_owned(), stream, number: 0 })),
        Source::Archive => {
            Opened::Frame(Frame::Archive(place, Box::new(Archive::new(stream, LONGEST).map_err(broken)?)))
        }
        Source::List(kind) => {
            let bytes = match whole(Source::Text, stream) {
                Content::Text(bytes, _) => bytes,
                other => return Err(other),
            };
            // A fault in our own code, or in that which reads feeds for us, costs that list and not the run.
            let read = catch_unwind(|| Listing::read(kind, &bytes, base));
            let listing = read.unwrap_or_else(|_| Err("reading it failed".to_owned())).map_err(|reason| {
                fault(reason, "look at it in a browser, or give the addresses of its pages")
            })?;
            let Listing { links, lists, problems, minutes } = listing;
            let (links, lists) = (links.into(), lists.into());
            let list = List { place, depth: 0, links, lists, visit: None, minutes, problems };
            Opened::Frame(Frame::List(list))
        }
        source => Opened::Raw(Box::new(Raw { content: whole(source, stream), ..Raw::of(id(place)) })),
    })
}

/// The report of a feed that gives its words and no address. Its name is the feed's own for it: two feeds may have one.
fn of_feed(link: Link, list: &List) -> Raw {
    let name = link.id.as_deref().or(link.title.as_deref()).unwrap_or("report");
    let provenance = Provenance {
        title: link.title.clone(),
        source: link.source.clone(),
        published: link.published.map(given),
        ..id(format!("{} {name}", list.place))
    };
    let content = match link.words.filter(is_report) {
        Some(words) => Content::Words(words),
        None => fault("its feed gives no address of it, and only few words", "look at the feed in a browser"),
    };
    Raw { content, ..Raw::of(provenance) }
}

/// The day of publication that a list tells.
fn given(date: jiff::civil::Date) -> chancery::text::Published {
    chancery::text::Published { date, basis: chancery::text::PublishedBasis::Metadata }
}

/// Has a list asked for again whole, so that a page of it is asked for again.
fn ask_whole(list: &mut List) {
    if let Some(visit) = &mut list.visit {
        (visit.etag, visit.last_modified) = (None, None);
    }
}

fn id(id: String) -> Provenance {
    Provenance { id, ..Provenance::default() }
}

pub(crate) fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a feed's words are enough to be a report, and not its first lines.
pub(super) fn is_report(words: &Words) -> bool {
    let (Words::Html(words) | Words::Text(words)) = words;
    words.len() >= 600
}

impl Iterator for Inputs {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if self.web.is_stopped() {
                return None;
            }
            let opened = match self.first.take() {
                Some(opened) => opened,
                None => match self.frames.pop()? {
                    Frame::Sources(mut paths) => {
                        let Some(path) = paths.pop_front() else { continue };
                        self.frames.push(Frame::Sources(paths));
                        self.open(path)
                    }
                    Frame::Lines(mut lines) => {
                        let Some(raw) = lines.next() else { continue };
                        self.frames.push(Frame::Lines(lines));
                        return Some(raw);
                    }
                    Frame::Archive(path, mut archive) => {
                        let (raw, goes_on) = piece(&path, &mut archive);
                        if goes_on {
                            self.frames.push(Frame::Archive(path, archive));
                        }
                        return Some(raw);
                    }
                    Frame::List(mut list) => match self.follow(&mut list) {
                        Some(opened) => {
                            self.frames.push(Frame::List(list));
                            opened
                        }
                        // The list is done with, if nobody stopped it.
                        None if self.web.is_stopped() => return None,
                        None => {
                            let Some(visit) = list.visit else { continue };
                            return Some(Raw { visit: Some(visit), ..Raw::of(id(list.place)) });
                        }
                    },
                },
            };
            match opened {
                Opened::Raw(raw) => return Some(*raw),
                Opened::Frame(frame) => self.frames.push(frame),
                Opened::Nothing => {}
            }
        }
    }
}

/// The next piece of an archive, and whether there may be more.
fn piece(path: &str, archive: &mut Archive<Stream>) -> (Raw, bool) {
    const HINT: &str = "what can be read of the archive is read; fetch it anew if it should be whole";
    match archive.next_piece() {
        Ok(Some(Piece::Page(page))) => {
            let mut provenance = Provenance { url: Some(page.url.clone()), ..id(page.url) };
            provenance.problems.extend(page.doubt.map(|doubt| problem(ProblemKind::Truncated, doubt)));
            let content = if page.kind == "text/plain" {
                Content::Text(page.bytes, page.charset)
            } else {
                Content::Html { bytes: page.bytes, charset: page.charset, otherwise: None }
            };
            let place = format!("{path}: {}", provenance.id);
            (Raw { place, content, ..Raw::of(provenance) }, true)
        }
        Ok(Some(Piece::Lost { at, url, reason })) => {
            let content = fault(reason, HINT);
            let place = format!("{path}, byte {at}");
            let id = id(url.unwrap_or_else(|| format!("{path}@{at}")));
            (Raw { place, content, ..Raw::of(id) }, true)
        }
        Ok(None) => {
            let passed: Vec<String> =
                archive.passed().iter().map(|(kind, count)| format!("{count} {kind}")).collect();
            let remark = (!passed.is_empty())
                .then(|| format!("{path}: passed over what is no page: {}", passed.join(", ")));
            (Raw { remark, ..Raw::of(id(path.to_owned())) }, false)
        }
        Err(error) => {
            let content = fault(open::reason(&error), HINT);
            (Raw { content, ..Raw::of(id(path.to_owned())) }, false)
        }
    }
}

/// The single report of a stream.
pub(super) fn whole(source: Source, stream: Stream) -> Content {
    let mut bytes = Vec::new();
    match stream.take(LONGEST as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => fault(open::reason(&error), "look whether the file is whole"),
        Ok(_) if bytes.len() > LONGEST => {
            let reason = format!("it is longer than a report may be, {} MB", LONGEST >> 20);
            fault(reason, "if it holds several reports, give them one a line with --input jsonl")
        }
        Ok(_) => match source {
            Source::Text => Content::Text(bytes, None),
            Source::Html => Content::Html { bytes, charset: None, otherwise: None },
            _ => Content::Line(bytes),
        },
    }
}
