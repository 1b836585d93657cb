//! The trained reader: the file that `CHANCERY_MODEL` names.

use anyhow::Context;
use chancery::Models;
use chancery::reader::Reader;

use crate::fault::Fault;

/// The models to read with: none where only the rules are asked for.
pub(crate) fn models(trained: bool) -> anyhow::Result<Models> {
    if !trained {
        return Ok(Models::default());
    }
    let Some(path) = std::env::var_os("CHANCERY_MODEL").map(std::path::PathBuf::from) else {
        let hint = "name a model file in CHANCERY_MODEL, or read with --reader rules";
        return Err(Fault::usage("this program carries no trained reader", hint).into());
    };
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let reader = Reader::load(&bytes).with_context(|| format!("cannot use {}", path.display()))?;
    Ok(Models { reader: Some(reader) })
}
