//! Generated files, the evaluation gate, release chores.

use clap::{Parser, Subcommand};

mod know;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// The knowledge tables: import open data, build the compiled file
    Know(know::Args),
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Know(args) => know::run(args),
    }
}
