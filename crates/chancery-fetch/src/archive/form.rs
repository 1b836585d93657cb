//! [`Form`]: how an archive writes the beginning of a record, WARC or the older ARC.
//!
//! A WARC record has a header of many lines, an ARC record one of a single line: address, machine, time, kind and length,
//! in version 2 with more between the last two. An archive is of one form throughout.

use crate::http;

/// The form of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Warc,
    Arc,
}

/// The header of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) kind: String,
    pub(super) url: Option<String>,
    pub(super) content_type: String,
    pub(super) taken: Option<String>,
    pub(super) truncated: bool,
    /// Bytes of its block; none where that is not told.
    pub(super) length: Option<u64>,
    pub(super) at: u64,
}

impl Form {
    /// The form of an archive that begins so.
    pub(super) fn of(head: &[u8]) -> Option<Form> {
        let is = |start: &[u8]| head.starts_with(start);
        if is(b"WARC/") { Some(Form::Warc) } else { is(b"filedesc://").then_some(Form::Arc) }
    }

    /// Bytes by which to tell that a record begins, at most.
    pub(super) fn reach(self) -> usize {
        match self {
            Form::Warc => 12,
            Form::Arc => 4096,
        }
    }

    /// Whether a record begins here.
    pub(super) fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Form::Warc => bytes.starts_with(b"WARC/"),
            Form::Arc => {
                line(&bytes[..bytes.len().min(self.reach())]).is_some_and(|line| arc(line, 0).is_some())
            }
        }
    }

    /// Where a record ends because another begins.
    pub(super) fn find(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Form::Warc => memchr::memmem::find(bytes, b"\r\n\r\nWARC/")
                .or_else(|| memchr::memmem::find(bytes, b"\n\nWARC/")),
            Form::Arc => self.find_line(bytes),
        }
    }

    /// The end of the line before one with which a record begins.
    pub(super) fn find_line(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Form::Warc => memchr::memmem::find(bytes, b"\nWARC/"),
            Form::Arc => memchr::memchr_iter(b'\n', bytes).find(|&at| self.begins(&bytes[at + 1..])),
        }
    }

    /// Where the header that `bytes` begin with ends, where it does.
    pub(super) fn header_end(self, bytes: &[u8]) -> Option<usize> {
        let after = |mark: &[u8]| memchr::memmem::find(bytes, mark).map(|at| at + mark.len());
        match self {
            Form::Warc => after(b"\r\n\r\n").into_iter().chain(after(b"\n\n")).min(),
            Form::Arc => after(b"\n"),
        }
    }

    /// Takes a header apart, which stands at `at`.
    pub(super) fn header(self, bytes: &[u8], at: u64) -> Option<Record> {
        match self {
            Form::Warc => Some(warc(bytes, at)),
            Form::Arc => arc(line(bytes)?, at),
        }
    }
}

/// The first line, whole.
fn line(bytes: &[u8]) -> Option<&[u8]> {
    let line = &bytes[..memchr::memchr(b'\n', bytes)?];
    Some(line.strip_suffix(b"\r").unwrap_or(line))
}

fn warc(bytes: &[u8], at: u64) -> Record {
    let (headers, _) = http::headers(bytes);
    let header = |name: &str| {
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let url = header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>', ' ']).to_owned());
    Record {
        kind: header("WARC-Type").unwrap_or("record without a type").to_ascii_lowercase(),
        url: url.filter(|url| !url.is_empty()),
        content_type: header("Content-Type").unwrap_or_default().to_owned(),
        taken: header("WARC-Date").map(str::to_owned),
        truncated: header("WARC-Truncated").is_some(),
        length: header("Content-Length").and_then(|length| length.parse().ok()),
        at,
    }
}

/// The header on one line: `http://a.org/x 192.0.2.1 20010203040506 text/html 1234`.
fn arc(line: &[u8], at: u64) -> Option<Record> {
    // Addresses may hold spaces, so that the line is read from its end.
    let line = std::str::from_utf8(line).ok().filter(|line| !line.contains(char::is_control))?;
    let (rest, length) = line.rsplit_once(' ')?;
    let length = length.parse().ok()?;
    let fields: Vec<&str> = rest.split(' ').collect();
    // Version 2 has five fields more before the length.
    let is_time = |field: &&str| field.len() == 14 && field.bytes().all(|b| b.is_ascii_digit());
    let time = fields.iter().rposition(is_time).filter(|&at| at >= 2 && at + 1 < fields.len())?;
    let url = fields[..time - 1].join(" ");
    let (scheme, _) = url.split_once(':')?;
    let kind = match scheme {
        "http" | "https" => "response",
        _ if scheme.is_empty() || !scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => return None,
        _ => scheme,
    };
    let taken = fields[time];
    let part = |from: usize, to: usize| taken.get(from..to).unwrap_or_default();
    Some(Record {
        kind: kind.to_owned(),
        content_type: fields[time + 1].to_owned(),
        taken: Some(format!(
            "{}-{}-{}T{}:{}:{}Z",
            part(0, 4),
            part(4, 6),
            part(6, 8),
            part(8, 10),
            part(10, 12),
            part(12, 14)
        )),
        truncated: false,
        length: Some(length),
        url: Some(url),
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_on_one_line() {
        let header = |line: &str| {
            let record = Form::Arc.header(format!("{line}\n").as_bytes(), 0)?;
            Some(format!(
                "{} {:?} {} {:?} {:?}",
                record.kind, record.url?, record.content_type, record.taken?, record.length?
            ))
        };
        assert_eq!(
            header("http://a.org/a b 192.0.2.1 20010203040506 text/html 1234").as_deref(),
            Some(r#"response "http://a.org/a b" text/html "2001-02-03T04:05:06Z" 1234"#)
        );
        assert_eq!(
            header("http://a.org/ 192.0.2.1 20010203040506 text/html 200 checksum - 355 a.arc 99").as_deref(),
            Some(r#"response "http://a.org/" text/html "2001-02-03T04:05:06Z" 99"#)
        );
        assert_eq!(
            header("filedesc://a.arc 0.0.0.0 20010203040506 text/plain 76").as_deref(),
            Some(r#"filedesc "filedesc://a.arc" text/plain "2001-02-03T04:05:06Z" 76"#)
        );
        for none in [
            "",
            "a b c d 1",
            "1 0 InternetArchive",
            "URL IP-address Archive-date Content-type Archive-length",
            "http://a.org/ 1.2.3.4 20010203 text/html 5",
        ] {
            assert_eq!(header(none), None, "{none}");
        }
    }
}
