//! The knowledge tables. `build` compiles `crates/chancery-know/tables` into `crates/chancery-know/data/know.bin`;
//! `import` makes the tables that come from open data sets, out of a folder that holds them.

mod build;
mod places;

use std::path::PathBuf;

use clap::Subcommand;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Compile the text tables
    Build,
    /// Make the tables that come from open data
    Import {
        /// The folder with the data sets, as `tables/ATTRIBUTION.md` names them
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    match args.chore {
        Chore::Build => build::run(),
        Chore::Import { data } => places::import(&data),
    }
}

/// The folder of the crate `chancery-know`.
fn crate_dir() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/chancery-know"))
}
