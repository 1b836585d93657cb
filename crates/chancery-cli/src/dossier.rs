//! `chancery dossier`: all about a party, or about two with each other, as an account to read or as JSON.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_know::{Knowledge, asked};
use chancery_store::{Dossier, Store};
use clap::ValueEnum;
use serde_json::Value;

use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery dossier IND
  chancery dossier India Russia --format json")]
pub(crate) struct Args {
    /// One party or two, by code or name: IND RUS
    #[arg(value_name = "PARTY", required = true, num_args = 1..=2)]
    parties: Vec<String>,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// How it is printed [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An account to read
    Text,
    /// One JSON object
    Json,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let know = Knowledge::embedded();
    let known = |name: &String| asked::party(know, "", name).map(|party| party.code().to_owned());
    let parties: Vec<String> =
        args.parties.iter().map(known).collect::<Result<_, _>>().map_err(Fault::from)?;
    if let [a, b] = &parties[..]
        && a == b
    {
        return Err(Fault::usage(format!("{a} is given twice"), "give it once, for all about it").into());
    }
    let dossier = Store::open_read_only(&args.db)?.dossier(&parties)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Json }) {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &dossier)?;
            writeln!(out)?;
        }
        Format::Text => text(&mut out, &dossier, know)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn text(out: &mut impl Write, dossier: &Dossier, know: &Knowledge) -> io::Result<()> {
    let name = |code: &str| know.party(code).map_or_else(|| code.to_owned(), |p| p.name().to_owned());
    let of = |row: &Value, column: &str| match &row[column] {
        Value::Null => String::new(),
        Value::String(s) => s.replace('\n', " "),
        Value::Array(list) => {
            list.iter().map(|v| v.as_str().unwrap_or_default()).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    // The number of the row's report in the list of sources.
    let cited = |row: &Value| {
        let number = dossier.sources.iter().position(|source| source["id"] == row["report"]);
        number.map_or_else(String::new, |n| format!(" [{}]", n + 1))
    };
    let names: Vec<String> = dossier.parties.iter().map(|p| name(p)).collect();
    writeln!(
        out,
        "{}\n{} engagements in {} reports",
        names.join(" and "),
        dossier.engagements,
        dossier.reports
    )?;
    let head = |out: &mut dyn Write, title: &str, rows: &[Value]| {
        if rows.is_empty() { Ok(()) } else { writeln!(out, "\n{title}") }
    };
    if dossier.parties.len() == 2 {
        head(out, "By month: cooperation and conflict, in words and in deeds", &dossier.months)?;
        for row in &dossier.months {
            writeln!(
                out,
                "  {}  {} engagements: cooperation {} + {}, conflict {} + {}",
                of(row, "month"),
                of(row, "engagements"),
                of(row, "verbal_cooperation"),
                of(row, "material_cooperation"),
                of(row, "verbal_conflict"),
                of(row, "material_conflict")
            )?;
        }
    }
    for (title, rows) in [("Latest engagements", &dossier.latest), ("Announced and promised", &dossier.open)]
    {
        head(out, title, rows)?;
        for row in rows {
            let sides = if of(row, "recipients").is_empty() {
                of(row, "actors")
            } else {
                format!("{} → {}", of(row, "actors"), of(row, "recipients"))
            };
            let persons = if of(row, "persons").is_empty() {
                String::new()
            } else {
                format!(": {}", of(row, "persons"))
            };
            let place =
                if of(row, "place").is_empty() { String::new() } else { format!(" · {}", of(row, "place")) };
            let reports = match (row["reports"].as_u64(), row["independent"].as_u64()) {
                (Some(0 | 1) | None, _) => String::new(),
                (Some(all), Some(apart)) => format!(" ({all} reports, {apart} independent)"),
                (Some(all), None) => format!(" ({all} reports)"),
            };
            writeln!(
                out,
                "  {:10}  {} {sides}{persons}{place}{reports}{}  {}",
                of(row, "date"),
                [of(row, "type"), of(row, "mode")].join(" ").trim_end(),
                cited(row),
                of(row, "id")
            )?;
        }
    }
    head(out, "Agreements", &dossier.agreements)?;
    for row in &dossier.agreements {
        writeln!(
            out,
            "  {:10}  {} ({}), {}{}  {}",
            of(row, "date"),
            of(row, "title"),
            of(row, "status"),
            of(row, "parties"),
            cited(row),
            of(row, "id")
        )?;
    }
    head(
        out,
        if dossier.parties.len() == 2 { "What each said of the other" } else { "Statements" },
        &dossier.statements,
    )?;
    for row in &dossier.statements {
        writeln!(
            out,
            "  {:10}  {} ({}): “{}”{}  {}",
            of(row, "published"),
            of(row, "speaker"),
            of(row, "speaker_party"),
            of(row, "words"),
            cited(row),
            of(row, "id")
        )?;
    }
    head(out, "Sources", &dossier.sources)?;
    for (n, row) in dossier.sources.iter().enumerate() {
        let about = ["title", "source", "url"].map(|column| of(row, column));
        let about: Vec<&str> = about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        writeln!(out, "  [{}] {}  {}  {}", n + 1, of(row, "published"), about.join(", "), of(row, "id"))?;
    }
    Ok(())
}
