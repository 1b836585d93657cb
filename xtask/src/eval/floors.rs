//! [`Floors`]: `eval/floors.json`, the figures that were reached. They only rise.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;

use super::Figure;

/// Floors by set and name, cut to three digits, so that a figure in another order of summing does not miss its floor.
pub(super) struct Floors(BTreeMap<String, BTreeMap<String, f64>>);

impl Floors {
    pub(super) fn load() -> anyhow::Result<Floors> {
        let path = path();
        match std::fs::read(&path) {
            Ok(bytes) => {
                Ok(Floors(serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Floors(BTreeMap::new())),
            Err(error) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    pub(super) fn of(&self, figure: &Figure) -> Option<f64> {
        self.0.get(&figure.set)?.get(&figure.name).copied().filter(|_| figure.pinned)
    }

    /// Lifts the floor of a pinned figure to what it has reached.
    pub(super) fn raise(&mut self, figure: &Figure) {
        if figure.pinned {
            let floor = self.0.entry(figure.set.clone()).or_default().entry(figure.name.clone()).or_default();
            // A figure of just so many thousandths may come out a hair lower when it is summed in another order.
            *floor = floor.max(((figure.value - 1e-6) * 1000.0).floor() / 1000.0);
        }
    }

    pub(super) fn save(&self) -> anyhow::Result<()> {
        let path = path();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, serde_json::to_string_pretty(&self.0)? + "\n")
            .with_context(|| path.display().to_string())
    }
}

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/floors.json"))
}
