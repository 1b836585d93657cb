//! The knowledge tables. `build` compiles `crates/chancery-know/tables` into `crates/chancery-know/data/know.bin`;
//! `import` makes the tables that come from open data sets, out of a folder that holds them.

mod build;
mod holders;
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
        /// Make only these tables
        #[arg(long, value_name = "FAMILY")]
        only: Option<Family>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Family {
    Places,
    Holders,
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    match args.chore {
        Chore::Build => build::run(),
        Chore::Import { data, only } => {
            // The data sets lie together in the folder `kb`, or in the folder itself.
            let inside = data.join("kb");
            let data = if inside.is_dir() { inside } else { data };
            let wanted = |family| only.is_none_or(|only| only == family);
            if wanted(Family::Places) {
                places::import(&data)?;
            }
            if wanted(Family::Holders) {
                holders::import(&data)?;
            }
            Ok(())
        }
    }
}

/// The folder of the crate `chancery-know`.
fn crate_dir() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/chancery-know"))
}
