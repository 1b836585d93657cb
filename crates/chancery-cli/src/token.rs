//! `chancery token`: who may read a server's record from afar, and who may write.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chancery_serve::{Right, Tokens};

use crate::fault::Fault;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a token and print it, once
    New {
        /// Whose it is or what for; an older token of this name is taken away
        name: String,
        /// It may also add reports and judge
        #[arg(long)]
        write: bool,
        #[command(flatten)]
        place: Place,
    },
    /// List the names of tokens
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Take a token away
    Revoke {
        /// Its name
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(clap::Args)]
struct Place {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// The file of tokens [default: the store's, with `.tokens` after it]
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
}

impl Place {
    fn open(self) -> anyhow::Result<(PathBuf, Tokens)> {
        let path = self.tokens.unwrap_or_else(|| crate::serve::tokens_of(&self.db));
        let tokens = Tokens::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((path, tokens))
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    match args.command {
        Command::New { name, write, place } => {
            let (path, mut tokens) = place.open()?;
            let right = if write { Right::Write } else { Right::Read };
            let token = tokens.make(&name, right, jiff::Timestamp::now().as_millisecond())?;
            tokens.save(&path).with_context(|| format!("cannot write {}", path.display()))?;
            writeln!(out, "{token}")?;
            writeln!(
                io::stderr().lock(),
                "keep it: only its hash is in {}; a running server knows it after it is started again",
                path.display()
            )?;
        }
        Command::List { place } => {
            for kept in place.open()?.1.kept() {
                let right = if kept.right == Right::Write { "read and write" } else { "read" };
                let made = jiff::Timestamp::from_millisecond(kept.made).unwrap_or_default();
                writeln!(out, "{}  {right}  {}", kept.name, made.strftime("%Y-%m-%d"))?;
            }
        }
        Command::Revoke { name, place } => {
            let (path, mut tokens) = place.open()?;
            if !tokens.revoke(&name) {
                return Err(Fault::usage(
                    format!("there is no token `{name}`"),
                    "`chancery token list` shows them",
                )
                .into());
            }
            tokens.save(&path).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
