//! `chancery man`: the pages of the manual, made from what `--help` tells.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery man read | man -l -
  chancery man --output ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The command whose page is printed [default: the page of all]
    #[arg(conflicts_with = "output")]
    command: Option<String>,
    /// Write all pages into this folder, made where there is none
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let pages = pages();
    if let Some(folder) = args.output {
        write(&pages, &folder)?;
        writeln!(io::stderr().lock(), "{} pages in {}", pages.len(), folder.display())?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = match &args.command {
        Some(command) => format!("chancery-{command}"),
        None => "chancery".to_owned(),
    };
    let page = pages.iter().find(|(page, _)| *page == name).ok_or_else(|| {
        Fault::usage(
            format!("there is no command `{}`", args.command.unwrap_or_default().escape_debug()),
            "`chancery --help` lists them",
        )
    })?;
    io::stdout().lock().write_all(&page.1)?;
    Ok(ExitCode::SUCCESS)
}

fn write(pages: &[(String, Vec<u8>)], folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (name, page) in pages {
        let path = folder.join(format!("{name}.1"));
        fs::write(&path, page).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// Each page by its name: that of all commands first, then one for each.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut whole = crate::Args::command().disable_help_subcommand(true);
    whole.build();
    let mut pages = vec![("chancery".to_owned(), page(whole.clone()))];
    for command in whole.get_subcommands() {
        let name = format!("chancery-{}", command.get_name());
        pages.push((name.clone(), page(command.clone())));
        for inner in command.get_subcommands() {
            pages.push((format!("{name}-{}", inner.get_name()), page(inner.clone())));
        }
    }
    pages
}

fn page(command: Command) -> Vec<u8> {
    let mut page = Vec::new();
    // A list of bytes takes whatever is written.
    let _ = Man::new(command).render(&mut page);
    page
}
