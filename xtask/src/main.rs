//! Generated files, the evaluation gate, release chores.

#![allow(clippy::print_stdout, reason = "chores talk to the person who runs them")]

use clap::{Parser, Subcommand};

mod docs;
mod eval;
mod know;
mod topics;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Write the pages that are made from the ontology
    Docs,
    /// Measure the reading against its floors
    Eval(eval::Args),
    /// The knowledge tables: import open data, build the compiled file
    Know(know::Args),
    /// Fit the weights by which phrases are taken for topics
    Topics(topics::Args),
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Docs => docs::run(),
        Chore::Eval(args) => eval::run(args),
        Chore::Know(args) => know::run(args),
        Chore::Topics(args) => topics::run(args),
    }
}
