//! The `chancery` command: one file per subcommand, each with its `Args` and `run`.
//!
//! Data goes to standard output, talk to standard error. Exit status: 0 done, 1 an input or output error stopped the
//! run, 2 wrong usage, 3 some inputs could not be read.

mod fault;
mod read;
mod schema;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads reports of diplomacy and keeps the record: who did what to whom, who said what, what was agreed.
#[derive(Parser)]
#[command(name = "chancery", version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read reports and print their records
    Read(read::Args),
    /// Print the JSON Schema of a record
    Schema(schema::Args),
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Read(args) => read::run(args),
        Command::Schema(args) => schema::run(args),
    };
    done.unwrap_or_else(|error| fault::report(&error))
}
