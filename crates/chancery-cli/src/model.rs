//! The trained reader: the one that the program carries, or the file that `CHANCERY_MODEL` names.

use std::path::PathBuf;

use anyhow::Context;
use chancery::Models;
use chancery::reader::Reader;

/// The model file of this version.
static CARRIED: &[u8] = include_bytes!("../../../models/reader.bin");

/// The models to read with: none where only the rules are asked for.
pub(crate) fn models(trained: bool) -> anyhow::Result<Models> {
    if !trained {
        return Ok(Models::default());
    }
    let reader = match std::env::var_os("CHANCERY_MODEL").map(PathBuf::from) {
        Some(path) => {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            Reader::load(&bytes).with_context(|| format!("cannot use {}", path.display()))?
        }
        None => Reader::load(CARRIED)?,
    };
    Ok(Models { reader: Some(reader) })
}
