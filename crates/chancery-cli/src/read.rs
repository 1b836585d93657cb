//! `chancery read`: reports in, records out.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files to read; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What the inputs hold
    #[arg(long, default_value = "auto")]
    input: String,
    /// How to print the records
    #[arg(long)]
    format: Option<String>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let know = chancery_know::Knowledge::embedded();
    let mut out = std::io::stdout().lock();
    let _ = (args.input, args.format);
    let input: Box<dyn BufRead> = match args.paths.first() {
        Some(path) => Box::new(std::io::BufReader::new(std::fs::File::open(path)?)),
        None => Box::new(std::io::stdin().lock()),
    };
    for line in input.lines() {
        let document = chancery::read::json_line(&line?)?;
        let analysis = chancery::analyze(&document, know);
        let claims = chancery::extract(&analysis);
        serde_json::to_writer(&mut out, &chancery::record::record(&analysis, &claims))?;
        out.write_all(b"\n")?;
    }
    Ok(ExitCode::SUCCESS)
}
