//! Compiling the text tables.

use std::fs;

use anyhow::Context;
use chancery_know::{Knowledge, Source};

/// Reads every table, compiles them, opens the result once, and writes it.
pub(crate) fn run() -> anyhow::Result<()> {
    let dir = super::crate_dir();
    let sources = sources(&dir.join("tables"))?;
    let bytes = chancery_know::compile(&sources)?;
    let know = Knowledge::open(bytes.clone())?;
    let path = dir.join("data/know.bin");
    fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!(
        "{} bytes: {} parties, {} offices, {} places, {} persons, {} holdings",
        bytes.len(),
        know.parties().count(),
        know.offices().count(),
        know.places().count(),
        know.persons().count(),
        know.persons().map(|person| person.holdings().count()).sum::<usize>(),
    );
    Ok(())
}

fn sources(dir: &std::path::Path) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for file in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            sources.push(Source { name, text });
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}
