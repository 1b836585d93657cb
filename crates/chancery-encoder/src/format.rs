//! The model file: a fixed beginning, a JSON [`Header`], and the tensors that it lists.
//!
//! ```text
//! 0   16  "CHANCERY-READER\n"
//! 16   4  version of this format, little-endian
//! 20   4  length of the header in bytes
//! 24   8  length of the whole file
//! 32   4  CRC-32 of all that follows
//! 36   4  zero
//! 40      header, then tensors, each at the offset (from the file's start) that the header gives
//! ```

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

/// What a model file begins with.
pub const MAGIC: &[u8; 16] = b"CHANCERY-READER\n";
/// The only version that this crate reads.
pub const VERSION: u32 = 1;
const FIXED: usize = 40;

/// Why a model file is refused.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    pub(crate) fn new(why: impl Into<String>) -> Error {
        Error(why.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "model file refused: {}", self.0)
    }
}

impl std::error::Error for Error {}

/// What the file says about itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Header {
    /// The model's own version, raised with every training that is kept.
    pub version: u32,
    /// The encoder's shape.
    pub encoder: Shape,
    /// The heads, by name.
    pub heads: Vec<HeadInfo>,
    /// Where it comes from.
    pub training: Training,
    /// What it was trained on.
    pub corpora: Vec<Corpus>,
    tensors: Vec<TensorInfo>,
}

/// The encoder's shape.
#[derive(Clone, Debug, Deserialize)]
pub struct Shape {
    /// Width of the vectors.
    pub width: usize,
    /// Number of layers.
    pub layers: usize,
    /// Attention heads a layer.
    pub attention: usize,
    /// Width inside the feed-forward part.
    pub inner: usize,
    /// Most subwords in one pass, the two marks at the ends included.
    pub window: usize,
    /// Upper bounds of the distance buckets of pair heads.
    pub distances: Vec<usize>,
}

/// A head: its name, its kind and its labels.
#[derive(Clone, Debug, Deserialize)]
pub struct HeadInfo {
    /// Name.
    pub name: String,
    /// `token`, `span`, `pair`, `relation` or `text`.
    pub kind: String,
    /// Labels in the order of its outputs.
    pub labels: Vec<String>,
}

/// Where a model comes from.
#[derive(Clone, Debug, Deserialize)]
pub struct Training {
    /// SHA-256 over the files that it was trained on.
    pub digest: String,
    /// The weights it began with, and their licence.
    pub start: String,
}

/// A corpus that the model was trained on.
#[derive(Clone, Debug, Deserialize)]
pub struct Corpus {
    /// Title.
    pub title: String,
    /// Licence, or what is known of it.
    pub licence: String,
}

#[derive(Clone, Debug, Deserialize)]
struct TensorInfo {
    name: String,
    kind: String,
    shape: Vec<usize>,
    offset: usize,
}

/// A model file whose beginning, length, checksum and header are right.
pub(crate) struct File<'b> {
    pub(crate) header: Header,
    bytes: &'b [u8],
    by_name: HashMap<String, TensorInfo>,
}

impl<'b> File<'b> {
    pub(crate) fn parse(bytes: &'b [u8]) -> Result<File<'b>, Error> {
        if bytes.len() < FIXED || &bytes[..16] != MAGIC {
            return Err(Error::new("it does not begin as a model file does"));
        }
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap_or_default());
        let version = number(16);
        if version != VERSION {
            return Err(Error::new(format!(
                "its format is version {version}, this program reads version {VERSION}"
            )));
        }
        let whole = u64::from_le_bytes(bytes[24..32].try_into().unwrap_or_default());
        if whole != bytes.len() as u64 {
            return Err(Error::new(format!(
                "it should have {whole} bytes and has {}: truncated?",
                bytes.len()
            )));
        }
        if crc32fast::hash(&bytes[FIXED..]) != number(32) {
            return Err(Error::new("its checksum is wrong: damaged?"));
        }
        let end = FIXED.saturating_add(number(20) as usize);
        let header = bytes.get(FIXED..end).ok_or_else(|| Error::new("its header runs past its end"))?;
        let header: Header = serde_json::from_slice(header)
            .map_err(|e| Error::new(format!("its header cannot be read: {e}")))?;
        let by_name = header.tensors.iter().map(|t| (t.name.clone(), t.clone())).collect();
        Ok(File { header, bytes, by_name })
    }

    fn raw(&self, name: &str, kind: &str, size: usize, shape: &[usize]) -> Result<&'b [u8], Error> {
        let t = self.by_name.get(name).ok_or_else(|| Error::new(format!("tensor {name} is missing")))?;
        if t.kind != kind || t.shape != shape {
            let found = (&t.kind, &t.shape);
            return Err(Error::new(format!("tensor {name} is {found:?} and should be {:?}", (kind, shape))));
        }
        let length = shape.iter().product::<usize>() * size;
        let end = t.offset.checked_add(length);
        end.and_then(|end| self.bytes.get(t.offset..end))
            .ok_or_else(|| Error::new(format!("tensor {name} runs past the end")))
    }

    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let raw = self.raw(name, "f32", 4, shape)?;
        Ok(raw.chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap_or_default())).collect())
    }

    pub(crate) fn bytes(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, Error> {
        let raw = self.raw(name, "i8", 1, shape)?;
        Ok(raw.iter().map(|&b| b as i8).collect())
    }

    /// A tensor of text: its length is its shape.
    pub(crate) fn text(&self, name: &str) -> Result<&'b str, Error> {
        let t = self.by_name.get(name).ok_or_else(|| Error::new(format!("tensor {name} is missing")))?;
        let raw = self.raw(name, "text", 1, &t.shape)?;
        std::str::from_utf8(raw).map_err(|_| Error::new(format!("{name} is not UTF-8")))
    }

    pub(crate) fn labels(&self, name: &str, kind: &str) -> Result<Vec<String>, Error> {
        let head = self.header.heads.iter().find(|h| h.name == name && h.kind == kind);
        head.map(|h| h.labels.clone()).ok_or_else(|| Error::new(format!("it has no {kind} head {name}")))
    }
}
