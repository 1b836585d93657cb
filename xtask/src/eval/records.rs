//! Records against gold records, by the scorer in the data folder.

use std::path::Path;

use super::Figure;

pub(super) fn figures(_data: &Path) -> anyhow::Result<Vec<Figure>> {
    Ok(Vec::new())
}
