//! [`Message`]: an HTTP answer as an archive keeps it.

use crate::client::content_type;
use crate::packed::{self, Fault};

/// A stored answer: its number, what it is, and its body, unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) status: u16,
    pub(crate) kind: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Takes a stored answer apart. Archives differ in whether they keep a body as it was sent or as it was meant, and
/// headers do not tell: what cannot be undone was not done.
pub(crate) fn parse(block: &[u8], longest: usize) -> Result<Message, String> {
    let first = line(block).0;
    let status = first
        .strip_prefix(b"HTTP/")
        .and_then(|rest| std::str::from_utf8(rest).ok()?.split(' ').nth(1)?.parse().ok())
        .ok_or("what it holds is no answer of a server")?;
    let (headers, body) = headers(line(block).1);
    let header = |name: &str| {
        headers.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let (kind, charset) = content_type(header("content-type"));
    let mut body = match header("transfer-encoding") {
        Some(coding) if coding.to_ascii_lowercase().contains("chunked") => {
            dechunked(body).unwrap_or_else(|| body.to_vec())
        }
        _ => body.to_vec(),
    };
    if let Some(names) = header("content-encoding") {
        let is_plain = body.iter().take(64).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace());
        match packed::unpack(body.clone(), names, longest) {
            Ok(unpacked) => body = unpacked,
            Err(Fault::TooLong) => return Err(format!("it unpacks to more than {} MB", longest >> 20)),
            Err(_) if is_plain => {}
            Err(Fault::Unknown) => return Err(format!("it is packed with {names}")),
            Err(Fault::Broken(some)) if !some.is_empty() => body = some,
            Err(Fault::Broken(_)) => return Err("it is packed and damaged".to_owned()),
        }
    }
    Ok(Message { status, kind, charset, body })
}

/// Lines of `key: value` up to an empty one, and what comes after it. A line that begins with a space goes on with the
/// one before.
pub(crate) fn headers(mut bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    while !bytes.is_empty() {
        let (line, rest) = line(bytes);
        bytes = rest;
        if line.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(line);
        match (text.starts_with([' ', '\t']), headers.last_mut(), text.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (_, _, Some((key, value))) => headers.push((key.trim().to_owned(), value.trim().to_owned())),
            _ => {}
        }
    }
    (headers, bytes)
}

/// A line without its end, and what comes after.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match memchr::memchr(b'\n', bytes) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &bytes[bytes.len()..]),
    };
    (line.strip_suffix(b"\r").unwrap_or(line), rest)
}

/// A body sent in chunks, put together; none if it was not.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let (size, rest) = line(body);
        let size = std::str::from_utf8(size).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let chunk = &rest[..size.min(rest.len())];
        whole.extend_from_slice(chunk);
        // A body that was cut ends inside a chunk.
        if chunk.len() < size || rest.len() == size {
            return Some(whole);
        }
        body = rest[size..].strip_prefix(b"\r\n").or_else(|| rest[size..].strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, status: u16, kind: Option<&str>, body: &str) {
        let message = parse(block.as_bytes(), 1 << 20).expect("an answer");
        assert_eq!((message.status, message.kind.as_deref()), (status, kind));
        assert_eq!(String::from_utf8_lossy(&message.body), body);
    }

    #[test]
    fn stored_answers() {
        check(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=x\r\n\r\n<p>Hi\r\n",
            200,
            Some("text/html"),
            "<p>Hi\r\n",
        );
        check("HTTP/1.1 404\nX\n\n", 404, None, "");
        check(
            "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n",
            200,
            None,
            "abcde",
        );
        // Headers of a body sent in chunks or packed, before one that is not.
        check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>", 200, None, "<html>");
        check("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<html>", 200, None, "<html>");
        check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", 200, None, "abc");
        assert!(parse(b"GET / HTTP/1.1\r\n\r\n", 9).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_block_is_survived(block in "(HTTP/1.1 200\r\n|Transfer-Encoding: chunked|Content-Encoding: gzip|\r\n|[0-9a-f]{1,2}|\\PC){0,20}") {
            let _ = parse(block.as_bytes(), 1000);
        }
    }
}
