//! From bytes to characters: [`decode`].
//!
//! Text is UTF-8 unless a byte order mark says otherwise. Bytes that are no UTF-8 are read as Windows-1252 where the
//! text holds no UTF-8 beside them (an old page or file), else replaced; a problem tells which.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::problem;
use crate::text::{Problem, ProblemKind};

/// Characters, and what was amiss with the bytes they were made of.
#[derive(Debug)]
pub struct Decoded {
    /// The text. A UTF-8 byte order mark stays, as its first code point.
    pub text: String,
    /// What was amiss.
    pub problem: Option<Problem>,
}

/// Decodes bytes that nothing tells the encoding of.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return decode_with(encoding, &bytes[mark..]);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, problem: None },
        Err(error) => error.into_bytes(),
    };
    // Where sound sequences of UTF-8 outnumber what is broken, it is UTF-8 with an accident.
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound >= broken {
        let detail = format!("{broken} places that are not UTF-8 were replaced");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Decoded { text, problem: Some(problem(ProblemKind::BadEncoding, &detail)) };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    let detail = "the bytes are not UTF-8 and were read as Windows-1252";
    Decoded { text: text.into_owned(), problem: Some(problem(ProblemKind::BadEncoding, detail)) }
}

/// Decodes bytes whose encoding is told by this label (`utf-8`, `iso-8859-1`, `gbk` …); an unknown label tells
/// nothing, and a byte order mark tells more than any label.
pub fn decode_as(label: &str, bytes: Vec<u8>) -> Decoded {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != UTF_8 && Encoding::for_bom(&bytes).is_none() => {
            decode_with(encoding, &bytes)
        }
        _ => decode(bytes),
    }
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let detail = || format!("places that are not {} were replaced", encoding.name());
    Decoded {
        text: text.into_owned(),
        problem: malformed.then(|| problem(ProblemKind::BadEncoding, &detail())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, has_problem: bool) {
        let decoded = decode(bytes.to_vec());
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.problem.is_some(), has_problem);
    }

    #[test]
    fn sound_text_is_not_changed() {
        check(" Zürich\r\n".as_bytes(), " Zürich\r\n", false);
        check("\u{feff}a".as_bytes(), "\u{feff}a", false);
    }

    #[test]
    fn other_encodings() {
        check(b"Z\xfcrich", "Zürich", true);
        check(
            "Zürich and Genève \u{2014} "
                .as_bytes()
                .iter()
                .copied()
                .chain(*b"\xff")
                .collect::<Vec<_>>()
                .as_slice(),
            "Zürich and Genève — \u{fffd}",
            true,
        );
        check(b"\xff\xfeZ\x00\xfc\x00", "Zü", false);
    }

    #[test]
    fn labels() {
        assert_eq!(decode_as("gbk", b"\xd6\xd0".to_vec()).text, "中");
        assert_eq!(decode_as("no-such", "ü".as_bytes().to_vec()).text, "ü");
        assert_eq!(decode_as("iso-8859-1", "\u{feff}ü".as_bytes().to_vec()).text, "\u{feff}ü");
    }
}
