//! Runs of three words, by which it is known that the same was said or written before.

use std::ops::Range;

use super::{TokenKind, Tokens};

impl Tokens {
    /// The words and numbers of a range of tokens, compounds divided, as hashes.
    pub(crate) fn hashes(&self, range: Range<usize>) -> Vec<u64> {
        range
            .filter(|&i| matches!(self.list[i].kind, TokenKind::Word | TokenKind::Number))
            .flat_map(|i| self.lower(i).split(['-', '‐', '‑']).map(hash))
            .collect()
    }
}

/// The runs of three among hashed words.
pub(crate) fn runs_of_three(words: &[u64]) -> Vec<[u64; 3]> {
    words.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

/// FNV-1a of a word: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
