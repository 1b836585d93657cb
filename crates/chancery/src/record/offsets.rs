//! [`Offsets`]: from bytes to code points.

use crate::text::Span;

/// Converts byte offsets of one text into code points.
///
/// Keeps the count at every 64th byte and counts the rest, so that a look-up is short and the table small; a text of
/// ASCII alone needs no table.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// Code points before byte `64 * i`; empty for ASCII.
    counts: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Offsets<'a> {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            counts.reserve(text.len() / STEP + 1);
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counts.push(count);
                count += leading(chunk);
            }
            counts.push(count);
        }
        Offsets { text, counts }
    }

    /// The code point at byte `offset`.
    pub(super) fn code_point(&self, offset: u32) -> u32 {
        let at = offset as usize;
        match self.counts.get(at / STEP) {
            Some(count) => count + leading(&self.text.as_bytes()[at / STEP * STEP..at]),
            None => offset,
        }
    }

    /// A span of the record.
    pub(super) fn span(&self, span: Span) -> super::Span<'a> {
        super::Span {
            start: self.code_point(span.start),
            end: self.code_point(span.end),
            text: span.of(self.text),
        }
    }
}

/// Number of bytes that begin a character.
fn leading(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,300}", at in 0usize..300) {
            let offset = text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(text.len());
            let counted = text[..offset].chars().count() as u32;
            proptest::prop_assert_eq!(Offsets::new(&text).code_point(offset as u32), counted);
        }
    }
}
