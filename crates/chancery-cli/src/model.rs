//! The trained reader: the one that the program carries, or the file that `CHANCERY_MODEL` names. [`ModelFile`] is its
//! bytes and where they are from.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::Context;
use chancery::Models;
use chancery::reader::Reader;
use sha2::{Digest, Sha256};

/// The model file of this version.
static CARRIED: &[u8] = include_bytes!("../../../models/reader.bin");

/// A model file.
pub(crate) struct ModelFile {
    pub(crate) bytes: Cow<'static, [u8]>,
    /// Its path; none for the one that the program carries.
    pub(crate) path: Option<PathBuf>,
}

impl ModelFile {
    /// The file that is read with.
    pub(crate) fn open() -> anyhow::Result<ModelFile> {
        let path = std::env::var_os("CHANCERY_MODEL").map(PathBuf::from);
        let bytes = match &path {
            Some(path) => std::fs::read(path)
                .with_context(|| format!("cannot read {} (CHANCERY_MODEL)", path.display()))?
                .into(),
            None => Cow::Borrowed(CARRIED),
        };
        Ok(ModelFile { bytes, path })
    }

    /// Where it is from, in words.
    pub(crate) fn origin(&self) -> String {
        self.path.as_ref().map_or_else(|| "part of the program".to_owned(), |path| path.display().to_string())
    }

    /// Its SHA-256, as `sha256sum` has it.
    pub(crate) fn digest(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The reader that it is.
    pub(crate) fn reader(&self) -> anyhow::Result<Reader> {
        Reader::load(&self.bytes).with_context(|| format!("cannot use the model ({})", self.origin()))
    }
}

/// The models to read with: none where only the rules are asked for.
pub(crate) fn models(trained: bool) -> anyhow::Result<Models> {
    if !trained {
        return Ok(Models::default());
    }
    Ok(Models { reader: Some(ModelFile::open()?.reader()?) })
}
