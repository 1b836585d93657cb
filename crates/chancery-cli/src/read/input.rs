//! [`Inputs`]: from paths to the raw bytes of single reports, one after the other, none held longer than needed.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::ValueEnum;

/// The longest report in bytes, so that no input can take all memory. A million words are about six million bytes.
const LONGEST: usize = 16 << 20;

/// How much of an input is looked at to tell what it is, in bytes.
const PEEK: usize = 4096;

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
}

/// One report as received.
pub(crate) struct Raw {
    /// The path, or the line's number.
    pub(crate) id: String,
    /// Where it stands: the path, for a line with its number.
    pub(crate) place: String,
    pub(crate) content: Content,
}

/// The bytes of one report, or why there are none.
pub(crate) enum Content {
    Text(Vec<u8>),
    Html(Vec<u8>),
    Line(Vec<u8>),
    Fault {
        reason: String,
        hint: &'static str,
        /// The beginning of the line, where that much is known: it may hold the report's identifier.
        line: Option<Vec<u8>>,
    },
}

/// The reports of some inputs, in order.
pub(crate) struct Inputs {
    waiting: VecDeque<Opened>,
    paths: VecDeque<PathBuf>,
    kind: Kind,
    lines: Option<Lines>,
    consumed: Arc<AtomicU64>,
    several: bool,
    total: Option<u64>,
}

/// A file or stream, opened, and what it turned out to be.
type Opened = (PathBuf, Result<(Source, Stream), Content>);

/// What a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Text,
    Html,
    Jsonl,
    /// One JSON object over several lines.
    Json,
}

type Stream = Box<dyn BufRead + Send>;

/// A stream of JSON lines.
struct Lines {
    path: PathBuf,
    stream: Stream,
    number: u64,
}

impl Inputs {
    pub(crate) fn new(paths: Vec<PathBuf>, kind: Kind) -> Inputs {
        let total = paths
            .iter()
            .map(|path| std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|m| m.len()))
            .sum();
        let mut inputs = Inputs {
            several: paths.len() > 1,
            waiting: VecDeque::new(),
            paths: paths.into(),
            kind,
            lines: None,
            consumed: Arc::default(),
            total,
        };
        // Whether there is one report or more decides how they are printed, and only the first input can tell.
        if let Some(first) = inputs.open_next() {
            inputs.several |= matches!(first.1, Ok((Source::Jsonl, _)));
            inputs.waiting.push_back(first);
        }
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

    fn open_next(&mut self) -> Option<Opened> {
        let path = self.paths.pop_front()?;
        let opened = open(&path, self.kind, &self.consumed);
        Some((path, opened))
    }
}

impl Iterator for Inputs {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(raw) => return Some(raw),
                    None => self.lines = None,
                }
            }
            let (path, opened) = self.waiting.pop_front().or_else(|| self.open_next())?;
            let id = path.to_string_lossy().into_owned();
            let content = match opened {
                Err(fault) => fault,
                Ok((Source::Jsonl, stream)) => {
                    self.lines = Some(Lines { path, stream, number: 0 });
                    continue;
                }
                Ok((source, stream)) => whole(source, stream),
            };
            return Some(Raw { place: id.clone(), id, content });
        }
    }
}

/// Opens an input, unpacks it and tells what it is.
fn open(path: &Path, kind: Kind, consumed: &Arc<AtomicU64>) -> Result<(Source, Stream), Content> {
    let failed = |error: &io::Error| fault(reason(error), hint(path, error));
    let name = path.to_string_lossy();
    let file: Box<dyn Read + Send> = if name == "-" {
        Box::new(io::stdin())
    } else {
        if name.starts_with("http://") || name.starts_with("https://") {
            return Err(fault(
                "this is a web address, and only files are read",
                "fetch it first: curl -s URL | chancery read -",
            ));
        }
        let file = File::open(path).map_err(|e| failed(&e))?;
        if file.metadata().is_ok_and(|m| m.is_dir()) {
            return Err(failed(&io::ErrorKind::IsADirectory.into()));
        }
        Box::new(file)
    };
    let counted = Counted { inner: file, count: Arc::clone(consumed) };
    let (head, stream) =
        peek(Box::new(BufReader::with_capacity(1 << 16, counted))).map_err(|e| failed(&e))?;
    if head.starts_with(b"PAR1") {
        return Ok((Source::Jsonl, parquet(path)?));
    }
    let (head, stream) = if head.starts_with(&[0x1f, 0x8b]) {
        unpacked(flate2::bufread::MultiGzDecoder::new(stream)).map_err(|e| failed(&e))?
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        unpacked(zstd::Decoder::with_buffer(stream).map_err(|e| failed(&e))?).map_err(|e| failed(&e))?
    } else {
        (head, stream)
    };
    let source = match kind {
        Kind::Jsonl => Source::Jsonl,
        Kind::Text => Source::Text,
        Kind::Html => Source::Html,
        Kind::Auto => recognise(&name, &head)?,
    };
    match binary(&head) {
        Some((what, hint)) if source != Source::Jsonl => {
            Err(fault(format!("it is {what} and not text"), hint))
        }
        _ => Ok((source, stream)),
    }
}

/// The rows of a Parquet file as JSON lines. Its index stands at the end, so that a stream does not do.
fn parquet(path: &Path) -> Result<Stream, Content> {
    if path.as_os_str() == "-" {
        return Err(fault("a Parquet file cannot be read from a stream", "give its path"));
    }
    let file = File::open(path).map_err(|e| fault(reason(&e), hint(path, &e)))?;
    let lines = chancery_arrow::reports::json_lines(file)
        .map_err(|e| fault(e.to_string(), e.advice().unwrap_or("look whether the file is whole")))?;
    Ok(Box::new(lines))
}

fn fault(reason: impl Into<String>, hint: &'static str) -> Content {
    Content::Fault { reason: reason.into(), hint, line: None }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => format!("reading it failed: {error}"),
    }
}

fn hint(path: &Path, error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound if path.is_relative() => {
            "look at the path; it counts from the current directory"
        }
        io::ErrorKind::NotFound => "look at the path",
        io::ErrorKind::IsADirectory => "give the files in it: chancery read DIRECTORY/*",
        io::ErrorKind::PermissionDenied => "look at the rights of the file",
        _ => "look whether the file is whole",
    }
}

/// The first bytes of a stream, and the stream with them still in it.
fn peek(mut stream: Stream) -> io::Result<(Vec<u8>, Stream)> {
    let mut head = Vec::new();
    stream.by_ref().take(PEEK as u64).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(stream))))
}

fn unpacked(decoder: impl Read + Send + 'static) -> io::Result<(Vec<u8>, Stream)> {
    peek(Box::new(BufReader::with_capacity(1 << 16, decoder)))
}

/// What an input is, by its name without the ending of a packed file, else by its first bytes.
fn recognise(name: &str, head: &[u8]) -> Result<Source, Content> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_object = start
        .strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')));
    match Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("") {
        "jsonl" | "ndjson" => return Ok(Source::Jsonl),
        "html" | "htm" | "xhtml" => return Ok(Source::Html),
        "txt" | "text" | "md" => return Ok(Source::Text),
        _ => {}
    }
    if start.starts_with(b"[") && start[1..].trim_ascii_start().starts_with(b"{") {
        return Err(fault(
            "it is a JSON list, and one object a line is read",
            "divide it first: jq -c '.[]' FILE | chancery read --input jsonl -",
        ));
    }
    if is_object {
        // One object set over several lines breaks its first line right after a brace or a comma.
        let first = start.split(|&b| b == b'\n').next().unwrap_or(start).trim_ascii_end();
        return Ok(if first.len() < start.len() && first.ends_with(b"{") {
            Source::Json
        } else {
            Source::Jsonl
        });
    }
    Ok(if is_page(start) { Source::Html } else { Source::Text })
}

/// Whether bytes are the beginning of a page of HTML.
fn is_page(start: &[u8]) -> bool {
    let lower = start[..start.len().min(512)].to_ascii_lowercase();
    let begins = |tag: &str| lower.starts_with(tag.as_bytes());
    let holds = |tag: &str| lower.windows(tag.len()).any(|w| w == tag.as_bytes());
    ["<!doctype html", "<html", "<head", "<body", "<article"].iter().any(|tag| begins(tag))
        || (begins("<!--") || begins("<?xml") || begins("<!doctype")) && holds("<html")
}

/// What a binary file is, and what to do about it.
fn binary(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const UNPACK: &str = "unpack it first";
    let known: [(&[u8], _, _); 8] = [
        (b"%PDF", "a PDF", "make text of it first: pdftotext FILE - | chancery read -"),
        (b"PK\x03\x04", "a zip or office file", "unpack it or save it as text first"),
        (b"\x89PNG", "a picture", "only text is read"),
        (b"\xff\xd8\xff", "a picture", "only text is read"),
        (b"GIF8", "a picture", "only text is read"),
        (b"BZh", "packed with bzip2", UNPACK),
        (b"\xfd7zXZ", "packed with xz", UNPACK),
        (b"\x7fELF", "a program", "only text is read"),
    ];
    let known =
        known.into_iter().find(|(magic, ..)| head.starts_with(magic)).map(|(_, what, hint)| (what, hint));
    // UTF-16 is full of zeros, and its mark says so.
    let is_wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let hint = "only text is read: plain, HTML or JSON lines, also packed as .gz or .zst";
    known.or_else(|| (!is_wide && head.contains(&0)).then_some(("a binary file", hint)))
}

/// The single report of a stream.
fn whole(source: Source, stream: Stream) -> Content {
    let mut bytes = Vec::new();
    match stream.take(LONGEST as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => fault(reason(&error), "look whether the file is whole"),
        Ok(_) if bytes.len() > LONGEST => {
            let reason = format!("it is longer than a report may be, {} MB", LONGEST >> 20);
            fault(reason, "if it holds several reports, give them one a line with --input jsonl")
        }
        Ok(_) => match source {
            Source::Text => Content::Text(bytes),
            Source::Html => Content::Html(bytes),
            Source::Jsonl | Source::Json => Content::Line(bytes),
        },
    }
}

impl Lines {
    fn next(&mut self) -> Option<Raw> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(LONGEST as u64 + 1).read_until(b'\n', &mut line);
        self.number += 1;
        let id = self.number.to_string();
        let content = match read {
            Ok(0) => return None,
            Ok(_) if line.len() > LONGEST && !line.ends_with(b"\n") => match self.skip() {
                Ok(more) => {
                    let length = line.len() as u64 + more;
                    let reason = format!(
                        "the line is {} MB long, and a report may be {} MB",
                        length >> 20,
                        LONGEST >> 20
                    );
                    line.truncate(PEEK);
                    Content::Fault { reason, hint: "divide it, or leave it out", line: Some(line) }
                }
                Err(error) => self.broken(&error),
            },
            Ok(_) => {
                while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                    line.pop();
                }
                // A mark of UTF-8 before the first line is no part of it.
                if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                    line.drain(..3);
                }
                Content::Line(line)
            }
            Err(error) => self.broken(&error),
        };
        let place = format!("{}:{}", self.path.display(), self.number);
        Some(Raw { id, place, content })
    }

    /// Passes over the rest of a line, and tells its length.
    fn skip(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.stream.fill_buf()?;
            let end = buffer.iter().position(|&b| b == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            skipped += used as u64;
            let is_last = end.is_some() || buffer.is_empty();
            self.stream.consume(used);
            if is_last {
                return Ok(skipped);
            }
        }
    }

    /// What is left of a stream that broke: nothing after this line can be read.
    fn broken(&mut self, error: &io::Error) -> Content {
        self.stream = Box::new(io::empty());
        fault(format!("reading it failed: {error}"), "look whether the file is whole")
    }
}

/// A reader that counts.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_recognised() {
        let check = |name: &str, head: &str, expected: Source| {
            assert_eq!(recognise(name, head.as_bytes()).ok(), Some(expected), "{name} {head}");
        };
        check("a.txt", "<html>", Source::Text);
        check("a.html.gz", "The", Source::Html);
        check("a.jsonl.zst", "", Source::Jsonl);
        check("-", " {\"id\": 1}\n", Source::Jsonl);
        check("a.json", "{\n \"id\": 1}\n", Source::Json);
        check("-", "\n<!DOCTYPE html><html>", Source::Html);
        check("-", "<!-- saved -->\n<html>", Source::Html);
        check("-", "{curly} talk", Source::Text);
        check("report", "The ministers met.", Source::Text);
        assert!(recognise("-", b"[{\"id\": 1}]").is_err());
    }

    #[test]
    fn binary_files_are_told() {
        assert!(binary(b"%PDF-1.7").is_some() && binary(b"ab\0c").is_some());
        assert!(binary(b"\xff\xfea\0b\0").is_none() && binary("Zürich".as_bytes()).is_none());
    }
}
