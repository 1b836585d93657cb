//! `chancery completions`: what a shell takes in to complete commands and options.

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery completions bash > ~/.local/share/bash-completion/completions/chancery
  chancery completions zsh > ~/.zfunc/_chancery      (with ~/.zfunc in fpath)
  chancery completions fish > ~/.config/fish/completions/chancery.fish")]
pub(crate) struct Args {
    /// The shell [default: the one that SHELL names]
    #[arg(value_enum)]
    shell: Option<Shell>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let shell = args.shell.or_else(Shell::from_env).ok_or_else(|| {
        Fault::usage("SHELL names no shell that is known", "give one: chancery completions bash")
    })?;
    // Made whole first: a pipe that breaks is then an error like others.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::Args::command(), "chancery", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
