//! Opening a file or stream: unpacking it, and telling what it is.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chancery_fetch::{ListingKind, is_archive};

use super::input::{Content, Kind, PEEK, Source, Stream, fault};

/// The first bytes of a file packed with zstd.
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The first bytes of a Parquet file.
const PARQUET: &[u8] = b"PAR1";

/// Opens a file, unpacks it and tells what it is.
pub(super) fn file(path: &Path, kind: Kind, consumed: &Arc<AtomicU64>) -> Result<(Source, Stream), Content> {
    let failed = |error: &io::Error| fault(reason(error), hint(path, error));
    let file: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        let file = File::open(path).map_err(|e| failed(&e))?;
        if file.metadata().is_ok_and(|m| m.is_dir()) {
            return Err(failed(&io::ErrorKind::IsADirectory.into()));
        }
        Box::new(file)
    };
    let counted = Counted { inner: file, count: Arc::clone(consumed) };
    let (head, stream) =
        peek(Box::new(BufReader::with_capacity(1 << 16, counted))).map_err(|e| failed(&e))?;
    if head.starts_with(PARQUET) {
        return Ok((Source::Jsonl, parquet(path)?));
    }
    self::stream(&path.to_string_lossy(), stream, kind).map_err(|refused| match refused {
        Refused::Failed(error) => failed(&error),
        Refused::Unfit(content) => content,
    })
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

/// Why a stream is not read.
pub(super) enum Refused {
    Failed(io::Error),
    Unfit(Content),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Failed(error)
    }
}

/// Unpacks a stream and tells what it is, by its name or its first bytes.
pub(super) fn stream(name: &str, stream: Stream, kind: Kind) -> Result<(Source, Stream), Refused> {
    let (head, stream) = peek(stream)?;
    // A packed archive is not unpacked as one stream: the parts of a damaged one that are whole can be read.
    let is_gzip = head.starts_with(&[0x1f, 0x8b]);
    if kind == Kind::Warc && !head.starts_with(ZSTD)
        || is_gzip && kind == Kind::Auto && is_archive(&inside(&head))
    {
        return Ok((Source::Archive, stream));
    }
    let (head, stream) = if is_gzip {
        unpacked(flate2::bufread::MultiGzDecoder::new(stream))?
    } else if head.starts_with(ZSTD) {
        unpacked(zstd::Decoder::with_buffer(stream)?)?
    } else {
        (head, stream)
    };
    let source = match kind {
        Kind::Jsonl => Source::Jsonl,
        Kind::Text => Source::Text,
        Kind::Html => Source::Html,
        Kind::Warc => Source::Archive,
        Kind::Auto => recognise(name, &head).map_err(Refused::Unfit)?,
    };
    match binary(&head) {
        Some((what, hint)) if !matches!(source, Source::Jsonl | Source::Archive) => {
            Err(Refused::Unfit(fault(format!("it is {what} and not text"), hint)))
        }
        _ => Ok((source, stream)),
    }
}

/// The beginning of what is packed in `head`, which may be cut.
fn inside(head: &[u8]) -> Vec<u8> {
    let mut inside = Vec::new();
    // That it is cut is no fault.
    let _ = flate2::bufread::GzDecoder::new(head).take(PEEK as u64).read_to_end(&mut inside);
    inside
}

pub(super) fn reason(error: &io::Error) -> String {
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
pub(super) fn recognise(name: &str, head: &[u8]) -> Result<Source, Content> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_object = start
        .strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')));
    match Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("") {
        "jsonl" | "ndjson" => return Ok(Source::Jsonl),
        "html" | "htm" | "xhtml" => return Ok(Source::Html),
        // A sitemap may be a text.
        "txt" | "text" | "md" => {
            let is_list = ListingKind::recognise(head) == Some(ListingKind::Addresses);
            return Ok(if is_list { Source::List(ListingKind::Addresses) } else { Source::Text });
        }
        _ => {}
    }
    if is_archive(start) {
        return Ok(Source::Archive);
    }
    if let Some(kind) = ListingKind::recognise(head) {
        return Ok(Source::List(kind));
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
    if is_page(start) {
        return Ok(Source::Html);
    }
    if start.starts_with(b"<?xml") {
        return Err(fault(
            "it is XML, but no feed, sitemap, list of feeds or page",
            "with --input html its words are read",
        ));
    }
    Ok(Source::Text)
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
        check("feed.xml", "<?xml version=\"1.0\"?><rss>", Source::List(ListingKind::Feed));
        check("-", "WARC/1.0\r\n", Source::Archive);
        assert!(recognise("-", b"[{\"id\": 1}]").is_err());
        assert!(recognise("-", b"<?xml version='1.0'?><newsItem>").is_err());
        let defined = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'><!ENTITY z 'w'>]><rss>";
        check("-", defined, Source::List(ListingKind::Feed));
        check("a.arc", "filedesc://a.arc 0.0.0.0", Source::Archive);
    }

    #[test]
    fn binary_files_are_told() {
        assert!(binary(b"%PDF-1.7").is_some() && binary(b"ab\0c").is_some());
        assert!(binary(b"\xff\xfea\0b\0").is_none() && binary("Zürich".as_bytes()).is_none());
    }
}
