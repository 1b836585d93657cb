//! `cargo xtask eval`: how good the reading is, against the floors that were reached before.
//!
//! Each file beside this one measures one family of [`Figure`]s. To add one: write
//! `pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>>`, where `data` is the folder given (it holds `eval/`
//! with gold and scorers and `data/` with corpora), and add it to [`FAMILIES`]. [`floors`] keeps what was reached.

mod calibration;
mod floors;
mod holders;
mod identity;
mod items;
mod linking;
mod mentions;
mod pages;
mod places;
mod quotes;
pub(crate) mod reader;
pub(crate) mod records;
mod times;

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use floors::Floors;

/// The families of figures, in the order of the table.
const FAMILIES: &[(&str, fn(&Path) -> anyhow::Result<Vec<Figure>>)] = &[
    ("records", records::figures),
    ("reader", reader::figures),
    ("items", items::figures),
    ("mentions", mentions::figures),
    ("times", times::figures),
    ("holders", holders::figures),
    ("linking", linking::figures),
    ("places", places::figures),
    ("quotes", quotes::figures),
    ("calibration", calibration::figures),
    ("pages", pages::figures),
    ("identity", identity::figures),
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder that holds `eval/` and `data/`
    #[arg(long, value_name = "DIR", env = "CHANCERY_DATA")]
    data: Option<PathBuf>,
    /// Write the figures reached into `eval/floors.json`, where they are higher than the floors there
    #[arg(long)]
    raise: bool,
    /// Also show the figures that have no floor
    #[arg(long)]
    all: bool,
    /// Measure only the families named
    #[arg(long, value_name = "FAMILY")]
    only: Vec<String>,
}

/// One measured figure. Higher is better, and 1 is perfect.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// What it is measured on: `dev`, `timebank`.
    pub(crate) set: String,
    /// What is measured: `event`, `times_value`.
    pub(crate) name: String,
    /// From 0 to 1.
    pub(crate) value: f64,
    /// Number of gold cases that it rests on.
    pub(crate) cases: usize,
    /// Whether it may not fall below its floor.
    pub(crate) pinned: bool,
}

impl Figure {
    /// A figure that is kept from falling.
    pub(crate) fn new(set: impl Into<String>, name: impl Into<String>, value: f64, cases: usize) -> Figure {
        Figure { set: set.into(), name: name.into(), value, cases, pinned: true }
    }

    /// A figure that is shown and may fall: it rests on few cases, or others tell the same better.
    pub(crate) fn unpinned(self) -> Figure {
        Figure { pinned: false, ..self }
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    let Some(data) = args.data.filter(|d| d.is_dir()) else {
        println!("eval: skipped, for there is no data folder (give one with --data DIR or CHANCERY_DATA)");
        return Ok(());
    };
    let mut floors = Floors::load()?;
    let mut below = Vec::new();
    println!("data {} {}", data.display(), digest(&data)?);
    println!("{:<10} {:<14} {:<22} {:>6} {:>6} {:>6}", "family", "set", "figure", "value", "floor", "cases");
    let is_asked = |family: &str| args.only.is_empty() || args.only.iter().any(|only| only == family);
    for (family, figures) in FAMILIES.iter().filter(|(family, _)| is_asked(family)) {
        for figure in figures(&data).with_context(|| format!("measuring {family}"))? {
            let floor = floors.of(&figure);
            let shown = floor.map_or("-".to_owned(), |floor| format!("{floor:.3}"));
            let Figure { set, name, value, cases, .. } = &figure;
            let mark = if floor.is_some_and(|floor| *value < floor) { "  BELOW" } else { "" };
            if figure.pinned || args.all {
                println!("{family:<10} {set:<14} {name:<22} {value:>6.3} {shown:>6} {cases:>6}{mark}");
            }
            if !mark.is_empty() {
                below.push(format!("{set} {name} is {value:.4} and was {shown}"));
            }
            floors.raise(&figure);
        }
    }
    if args.raise {
        floors.save()?;
    }
    if !below.is_empty() {
        bail!("{} figures fell below their floors:\n{}", below.len(), below.join("\n"));
    }
    println!("eval: no figure is below its floor");
    Ok(())
}

/// A digest of the files that figures are measured on, so that two tables are known to be comparable.
fn digest(data: &Path) -> anyhow::Result<String> {
    let mut files = Vec::new();
    for folder in ["eval", "data/train"] {
        collect(&data.join(folder), &mut files)?;
    }
    files.sort();
    let mut hash = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    for path in files {
        hash.update(path.strip_prefix(data)?.to_string_lossy().as_bytes());
        let mut file = std::fs::File::open(&path)?;
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                read => hash.update(&buffer[..read]),
            };
        }
    }
    Ok(hash.finalize().to_hex()[..16].to_owned())
}

/// The gold, the scorers and the corpora under `folder`; what else may lie there is not measured on.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let Ok(inside) = std::fs::read_dir(folder) else { return Ok(()) };
    for file in inside {
        let path = file?.path();
        let is =
            |endings: &[&str]| path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending));
        if path.is_dir() {
            collect(&path, files)?;
        } else if is(&["jsonl", "py", "gz", "tsv", "txt", "xml", "csv", "conllu"]) {
            files.push(path);
        }
    }
    Ok(())
}
