//! [`Pieces`]: WordPiece subwords of a text in lower case, with byte offsets and how each word is written.
//!
//! Method: the uncased BERT tokenizer (Devlin et al. 2019): control characters dropped, accents stripped, punctuation
//! and Chinese characters apart, then the longest known pieces first.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::format::Error;

/// Words of more characters than this are unknown as a whole.
const LONGEST_WORD: usize = 100;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No letters.
    None,
    /// Small letters only.
    Lower,
    /// A capital, then small letters, or one capital alone.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Any other mixture.
    Mixed,
}

impl Case {
    /// Number of cases.
    pub const COUNT: usize = 5;

    fn of(word: &str) -> Case {
        let (mut letters, mut upper, mut first_upper) = (0, 0, false);
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            let is_upper = c.is_uppercase();
            first_upper |= letters == 0 && is_upper;
            letters += 1;
            upper += usize::from(is_upper);
        }
        match (letters, upper) {
            (0, _) => Case::None,
            (_, 0) => Case::Lower,
            (1, 1) => Case::Capital,
            (n, u) if n == u => Case::Upper,
            (_, 1) if first_upper => Case::Capital,
            _ => Case::Mixed,
        }
    }
}

/// One subword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// First byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// How its word is written.
    pub case: Case,
}

/// The subwords of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// The subwords.
    pub list: Vec<Piece>,
}

impl Pieces {
    /// The pieces that touch the bytes `start..end`.
    pub fn within(&self, start: u32, end: u32) -> std::ops::Range<usize> {
        let from = self.list.partition_point(|p| p.end <= start);
        from..self.list.partition_point(|p| p.start < end).max(from)
    }
}

/// The vocabulary, ready for look-ups.
pub(crate) struct Vocabulary {
    first: HashMap<Box<str>, u32>,
    inner: HashMap<Box<str>, u32>,
    unknown: u32,
    pub(crate) opening: u32,
    pub(crate) closing: u32,
    pub(crate) size: usize,
}

impl Vocabulary {
    pub(crate) fn new(lines: &str) -> Result<Vocabulary, Error> {
        let (mut first, mut inner, mut size) = (HashMap::new(), HashMap::new(), 0);
        for (word, id) in lines.lines().zip(0u32..) {
            size += 1;
            match word.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(Box::from(rest), id),
                _ => first.insert(Box::from(word), id),
            };
        }
        let mark = |word: &str| {
            first.get(word).copied().ok_or_else(|| Error::new(format!("its vocabulary has no {word}")))
        };
        let (unknown, opening, closing) = (mark("[UNK]")?, mark("[CLS]")?, mark("[SEP]")?);
        Ok(Vocabulary { first, inner, unknown, opening, closing, size })
    }

    /// Divides `text`.
    pub(crate) fn pieces(&self, text: &str) -> Pieces {
        let mut word = Word::default();
        let mut list = Vec::with_capacity(text.len() / 4);
        for (at, c) in text.char_indices() {
            let span = (at as u32, (at + c.len_utf8()) as u32);
            if c.is_ascii_alphanumeric() {
                word.push(c.to_ascii_lowercase(), span);
                continue;
            }
            if is_space(c) {
                self.close(&mut word, text, &mut list);
                continue;
            }
            if is_dropped(c) {
                continue;
            }
            if is_chinese(c) {
                self.close(&mut word, text, &mut list);
                word.push(c, span);
                self.close(&mut word, text, &mut list);
                continue;
            }
            let mut one = [c];
            for c in one.iter_mut().flat_map(|c| c.nfd()) {
                if c.general_category() == GeneralCategory::NonspacingMark {
                    continue;
                }
                for c in c.to_lowercase() {
                    // What lower case and decomposition make of a mark can be white space.
                    if c.is_whitespace() {
                        self.close(&mut word, text, &mut list);
                    } else if is_punctuation(c) {
                        self.close(&mut word, text, &mut list);
                        word.push(c, span);
                        self.close(&mut word, text, &mut list);
                    } else {
                        word.push(c, span);
                    }
                }
            }
        }
        self.close(&mut word, text, &mut list);
        Pieces { list }
    }

    /// Ends a word: adds its pieces.
    fn close(&self, word: &mut Word, text: &str, list: &mut Vec<Piece>) {
        let (Some(&(start, _)), Some(&(_, end))) = (word.spans.first(), word.spans.last()) else { return };
        let case = Case::of(&text[start as usize..end as usize]);
        let begun = list.len();
        let (mut at, mut char_at) = (0, 0);
        let known = word.spans.len() <= LONGEST_WORD
            && loop {
                if at == word.text.len() {
                    break true;
                }
                let table = if at == 0 { &self.first } else { &self.inner };
                let mut end = word.text.len();
                let mut chars = word.spans.len();
                let found = loop {
                    if end <= at {
                        break None;
                    }
                    if let Some(&id) = table.get(&word.text[at..end]) {
                        break Some(id);
                    }
                    end -= word.text[at..end].chars().next_back().map_or(1, char::len_utf8);
                    chars -= 1;
                };
                let Some(id) = found else { break false };
                let (from, to) = (word.spans[char_at].0, word.spans[chars - 1].1);
                list.push(Piece { id, start: from, end: to, case });
                at = end;
                char_at = chars;
            };
        if !known {
            list.truncate(begun);
            list.push(Piece { id: self.unknown, start, end, case });
        }
        word.text.clear();
        word.spans.clear();
    }
}

/// A word as it is gathered: its letters as looked up, and where each comes from.
#[derive(Default)]
struct Word {
    text: String,
    spans: Vec<(u32, u32)>,
}

impl Word {
    fn push(&mut self, c: char, span: (u32, u32)) {
        self.text.push(c);
        self.spans.push(span);
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.general_category() == GeneralCategory::SpaceSeparator
}

fn is_dropped(c: char) -> bool {
    c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}' | '\u{2b740}'..='\u{2b81f}' | '\u{2b820}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const WORDS: &str =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\nmet\n.\n,\nputin\n##s\nu\ns\nerdogan\n北";

    fn check(text: &str, expected: Expect) {
        let words: Vec<&str> = WORDS.lines().collect();
        let pieces = Vocabulary::new(WORDS).unwrap().pieces(text);
        let shown: Vec<String> = pieces
            .list
            .iter()
            .map(|p| {
                format!("{}={}:{:?}", words[p.id as usize], &text[p.start as usize..p.end as usize], p.case)
            })
            .collect();
        expected.assert_eq(&shown.join(" "));
    }

    #[test]
    fn longest_pieces_first() {
        check(
            "Unaffable Putins met.",
            expect![
                "un=Un:Capital ##aff=aff:Capital ##able=able:Capital putin=Putin:Capital ##s=s:Capital met=met:Lower .=.:None"
            ],
        );
    }

    #[test]
    fn accents_go_and_marks_stand_apart() {
        check(
            "Erdoğan, U.S. 北北 xyz",
            expect![
                "erdogan=Erdoğan:Capital ,=,:None u=U:Capital .=.:None s=S:Capital .=.:None 北=北:Lower 北=北:Lower [UNK]=xyz:Lower"
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn pieces_are_ordered_and_on_boundaries(text in "\\PC{0,120}") {
            let pieces = Vocabulary::new(WORDS).unwrap().pieces(&text);
            let mut last = 0;
            for p in &pieces.list {
                proptest::prop_assert!(p.start >= last && p.end > p.start);
                proptest::prop_assert!(text.get(p.start as usize..p.end as usize).is_some());
                last = p.start;
            }
        }
    }
}
