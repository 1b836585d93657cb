//! Bits that tell which forms of a verb a word may be; the build script writes them into the table of words.

pub(crate) const BASE: u8 = 1;
pub(crate) const THIRD: u8 = 2;
pub(crate) const PAST: u8 = 4;
pub(crate) const PARTICIPLE: u8 = 8;
pub(crate) const ING: u8 = 16;
