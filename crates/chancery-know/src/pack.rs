//! The compiled file: named sections, each with its checksum, behind a small header. [`Pack`] reads one in place,
//! [`Packer`] writes one. Numbers are little-endian 32-bit words; a row is a fixed number of words; strings and lists
//! stand once in sections of their own and rows point to them.
//!
//! Reading never panics: a pointer out of range reads as zero, an empty string or an empty list.

use std::{collections::HashMap, fmt, ops::Range, sync::Arc};

const MAGIC: &[u8; 8] = b"CHKNOW03";
const NAME: usize = 16;
const HEADER: usize = 24;
const ENTRY: usize = NAME + 24;

/// Why a compiled table was refused.
#[derive(Debug)]
pub struct Error {
    table: String,
    problem: &'static str,
}

impl Error {
    pub(crate) fn new(table: &str, problem: &'static str) -> Self {
        Error { table: table.to_owned(), problem }
    }

    /// The name of the table that is damaged.
    pub fn table(&self) -> &str {
        &self.table
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the knowledge table `{}` is damaged: {}\nhint: build it again with `cargo xtask know build`",
            self.table, self.problem
        )
    }
}

impl std::error::Error for Error {}

/// The bytes of a pack: part of the program, or read by the caller.
#[derive(Clone)]
enum Whole {
    Static(&'static [u8]),
    Shared(Arc<Vec<u8>>),
}

/// One section of a pack.
#[derive(Clone)]
pub(crate) enum Section {
    Static(&'static [u8]),
    Shared(Arc<Vec<u8>>, Range<usize>),
}

impl AsRef<[u8]> for Section {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        match self {
            Section::Static(bytes) => bytes,
            Section::Shared(bytes, range) => &bytes[range.clone()],
        }
    }
}

impl Section {
    /// The word at `index`, or 0.
    #[inline]
    pub(crate) fn word(&self, index: usize) -> u32 {
        let bytes = self.as_ref();
        match bytes.get(4 * index..4 * index + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    /// The number of words.
    pub(crate) fn words(&self) -> usize {
        self.as_ref().len() / 4
    }

    /// The string that begins at `offset`, or the empty string.
    pub(crate) fn string(&self, offset: u32) -> &str {
        let bytes = self.as_ref();
        let start = offset as usize;
        let Some(&[low, high]) = bytes.get(start..start + 2) else { return "" };
        let len = usize::from(u16::from_le_bytes([low, high]));
        let string = bytes.get(start + 2..start + 2 + len).unwrap_or_default();
        std::str::from_utf8(string).unwrap_or_default()
    }

    /// The list that begins at word `index`: its length, then its words.
    pub(crate) fn list(&self, index: u32) -> impl ExactSizeIterator<Item = u32> + Clone + '_ {
        let index = index as usize;
        let len = (self.word(index) as usize).min(self.words().saturating_sub(index + 1));
        (index + 1..index + 1 + len).map(|i| self.word(i))
    }
}

/// A compiled file opened in place.
pub(crate) struct Pack {
    whole: Whole,
    sections: Vec<(String, Range<usize>)>,
    digest: u64,
}

impl Pack {
    /// Opens a pack that is part of the program; its checksums are a test's business, not of every start.
    pub(crate) fn embedded(bytes: &'static [u8]) -> Result<Pack, Error> {
        Self::parse(Whole::Static(bytes), bytes, false)
    }

    /// Opens a pack from elsewhere and checks every section.
    pub(crate) fn checked(bytes: Vec<u8>) -> Result<Pack, Error> {
        let shared = Arc::new(bytes);
        Self::parse(Whole::Shared(Arc::clone(&shared)), &shared, true)
    }

    fn parse(whole: Whole, bytes: &[u8], check: bool) -> Result<Pack, Error> {
        let header = Error::new("header", "it is cut short or no knowledge table");
        let (Some(magic), Some(count), Some(digest)) = (bytes.get(..8), long(bytes, 8), long(bytes, 16))
        else {
            return Err(header);
        };
        if magic != MAGIC {
            return Err(header);
        }
        let mut sections = Vec::new();
        for i in 0..count.min(256) as usize {
            let entry = HEADER + i * ENTRY;
            let Some(name) = bytes.get(entry..entry + NAME) else { return Err(header) };
            let name = String::from_utf8_lossy(name).trim_end_matches('\0').to_owned();
            let (Some(start), Some(len), Some(sum)) =
                (long(bytes, entry + NAME), long(bytes, entry + NAME + 8), long(bytes, entry + NAME + 16))
            else {
                return Err(header);
            };
            let range = start as usize..start.saturating_add(len) as usize;
            let Some(section) = bytes.get(range.clone()) else {
                return Err(Error::new(&name, "it is cut short"));
            };
            if check && checksum(section) != sum {
                return Err(Error::new(&name, "its checksum does not agree"));
            }
            sections.push((name, range));
        }
        Ok(Pack { whole, sections, digest })
    }

    /// The section of that name.
    pub(crate) fn section(&self, name: &str) -> Result<Section, Error> {
        match self.sections.iter().find(|(n, _)| n == name) {
            Some((_, range)) => Ok(match &self.whole {
                Whole::Static(bytes) => Section::Static(&bytes[range.clone()]),
                Whole::Shared(bytes) => Section::Shared(Arc::clone(bytes), range.clone()),
            }),
            None => Err(Error::new(name, "it is missing")),
        }
    }

    /// The digest of the text sources that the pack was built from.
    pub(crate) fn digest(&self) -> u64 {
        self.digest
    }
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// A checksum against damage (not against malice), four lanes wide so that it keeps up with memory.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [1u64, 2, 3, 4];
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.chunks_exact(8)) {
            let word =
                u64::from_le_bytes([word[0], word[1], word[2], word[3], word[4], word[5], word[6], word[7]]);
            *lane = (*lane ^ word).wrapping_mul(PRIME).rotate_left(29);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(PRIME).rotate_left(31);
    }
    for &byte in chunks.remainder() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(PRIME).rotate_left(31);
    }
    sum
}

/// Collects strings, lists and rows, and writes the pack.
#[derive(Default)]
pub(crate) struct Packer {
    strings: Vec<u8>,
    known: HashMap<String, u32>,
    lists: Vec<u32>,
    sections: Vec<(&'static str, Vec<u8>)>,
}

impl Packer {
    /// A packer whose string 0 is empty and whose list 0 is empty.
    pub(crate) fn new() -> Self {
        let mut packer = Packer::default();
        packer.string("");
        packer.list(&[]);
        packer
    }

    /// The place of a string, added once.
    pub(crate) fn string(&mut self, string: &str) -> u32 {
        if let Some(&offset) = self.known.get(string) {
            return offset;
        }
        let offset = self.strings.len() as u32;
        let len = string.len().min(usize::from(u16::MAX));
        self.strings.extend_from_slice(&(len as u16).to_le_bytes());
        self.strings.extend_from_slice(&string.as_bytes()[..len]);
        self.known.insert(string.to_owned(), offset);
        offset
    }

    /// The place of a list.
    pub(crate) fn list(&mut self, words: &[u32]) -> u32 {
        if words.is_empty() && !self.lists.is_empty() {
            return 0;
        }
        let index = self.lists.len() as u32;
        self.lists.push(words.len() as u32);
        self.lists.extend_from_slice(words);
        index
    }

    /// The place of a list of strings.
    pub(crate) fn strings<'a>(&mut self, strings: impl IntoIterator<Item = &'a str>) -> u32 {
        let words: Vec<u32> = strings.into_iter().map(|s| self.string(s)).collect();
        self.list(&words)
    }

    /// Adds a section of words.
    pub(crate) fn words(&mut self, name: &'static str, words: impl IntoIterator<Item = u32>) {
        let bytes = words.into_iter().flat_map(u32::to_le_bytes).collect();
        self.sections.push((name, bytes));
    }

    /// Adds a section of bytes.
    pub(crate) fn bytes(&mut self, name: &'static str, bytes: Vec<u8>) {
        self.sections.push((name, bytes));
    }

    /// The finished file.
    pub(crate) fn finish(mut self, digest: u64) -> Vec<u8> {
        let lists = std::mem::take(&mut self.lists);
        self.words("lists", lists);
        let strings = std::mem::take(&mut self.strings);
        self.bytes("strings", strings);
        let mut head = Vec::from(*MAGIC);
        head.extend_from_slice(&(self.sections.len() as u64).to_le_bytes());
        head.extend_from_slice(&digest.to_le_bytes());
        let mut body = Vec::new();
        let start = HEADER + ENTRY * self.sections.len();
        for (name, bytes) in &self.sections {
            while !(start + body.len()).is_multiple_of(8) {
                body.push(0);
            }
            let mut field = [0; NAME];
            field[..name.len()].copy_from_slice(name.as_bytes());
            head.extend_from_slice(&field);
            head.extend_from_slice(&((start + body.len()) as u64).to_le_bytes());
            head.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            head.extend_from_slice(&checksum(bytes).to_le_bytes());
            body.extend_from_slice(bytes);
        }
        head.extend_from_slice(&body);
        head
    }
}
