//! The knowledge tables. `build` compiles `crates/chancery-know/tables` into `crates/chancery-know/data/know.bin`;
//! `import` makes the tables that come from open data sets, out of a folder that holds them; `refresh` asks Wikidata for
//! holders of offices.

mod build;
mod holders;
mod places;
mod refresh;

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
    /// Ask Wikidata's query service who holds and held which office, and write the rows into the tables
    Refresh {
        /// Only these states (ISO 3166-1 alpha-3)
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        only: Vec<String>,
        /// Where SPARQL is answered: Wikidata or a mirror
        #[arg(long, value_name = "URL", default_value = refresh::ENDPOINT)]
        endpoint: String,
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
        Chore::Refresh { only, endpoint } => refresh::run(&endpoint, &only),
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
