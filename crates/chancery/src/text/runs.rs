//! Runs of three words, by which it is known that the same was said or written before.

use std::hash::Hasher;
use std::ops::Range;

use fnv::FnvHasher;

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

/// A number that is the same for the same word on every machine.
fn hash(word: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
