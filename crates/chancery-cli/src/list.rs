//! `chancery events`, `engagements`, `statements` …: what a store holds, as text, JSON lines, CSV or Parquet.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_arrow::files;
use chancery_arrow::listing::{batches, schema};
use chancery_know::Knowledge;
use chancery_store::{Filter, Listing, Store};
use clap::ValueEnum;
use serde_json::{Map, Value};

use crate::fault::Fault;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    #[command(flatten)]
    narrow: Narrow,
    /// Added or changed since this time: 2023-12-27, 2023-12-27T10:00:00Z
    #[arg(long, value_name = "TIME")]
    updated_since: Option<String>,
    /// At most so many; the cursor of the next page is told on standard error
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Go on after this cursor
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    /// How rows are printed [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Which rows are wanted.
#[derive(clap::Args)]
pub(crate) struct Narrow {
    /// Where this party takes part, speaks, is spoken of or has agreed: IND (several: all of them)
    #[arg(long, value_name = "CODE")]
    party: Vec<String>,
    /// Where these two take part together: IND-RUS
    #[arg(long, value_name = "CODE-CODE")]
    pair: Option<String>,
    /// Where this person takes part or speaks: a name, its last words, or a Wikidata item
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Of this type: CONSULT, direct, treaty
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// With this status: actual, planned, signed
    #[arg(long)]
    status: Option<String>,
    /// From this date on: 2023-12-27, 2023-12, 2023
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to this date, the whole month or year included
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// In this place or country
    #[arg(long)]
    place: Option<String>,
    /// On this topic: a code, or words of it
    #[arg(long)]
    topic: Option<String>,
    /// From reports of this source
    #[arg(long)]
    source: Option<String>,
    /// From reports (of statements: statements) with these words; FTS5 syntax
    #[arg(long)]
    words: Option<String>,
    /// Of statements: said by this party: RUS
    #[arg(long, value_name = "CODE")]
    speaker: Option<String>,
    /// Of statements: about this party: IND
    #[arg(long, value_name = "CODE")]
    about: Option<String>,
    /// Of statements: through this channel: post, press briefing
    #[arg(long)]
    channel: Option<String>,
    /// Of agreements: in force on this day, as far as is told
    #[arg(long, value_name = "DATE")]
    in_force: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines to read
    Text,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a head line; lists as JSON
    Csv,
    /// One Parquet file; dates and lists have their types
    Parquet,
}

pub(crate) fn run(listing: Listing, args: Args) -> anyhow::Result<ExitCode> {
    let store = Store::open_read_only(&args.db)?;
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl });
    let filter = filter(listing, &args)?;
    let mut told = args.narrow.party.iter().chain(&args.narrow.speaker).chain(&args.narrow.about);
    if let Some(typed) = told.find(|typed| !is_known(typed, &store)) {
        let hint = "`chancery party NAME` tells codes, `chancery parties` those that this store has";
        return Err(Fault::usage(format!("there is no party `{}`", typed.escape_debug()), hint).into());
    }
    let columns = listing.columns();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let next = match format {
        Format::Jsonl => store.list::<anyhow::Error>(listing, &filter, |row| {
            let object: Map<String, Value> =
                columns.iter().zip(row).map(|(c, v)| (c.name.to_owned(), v.clone())).collect();
            serde_json::to_writer(&mut out, &object)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(columns.iter().map(|c| c.name))?;
            let next = store.list::<anyhow::Error>(listing, &filter, |row| {
                Ok(csv.write_record(row.iter().map(plain))?)
            })?;
            csv.flush()?;
            next
        }
        Format::Parquet => {
            if io::stdout().is_terminal() {
                let hint = "send it into a file: chancery events --format parquet > events.parquet";
                return Err(Fault::usage("a Parquet file is not for a terminal", hint).into());
            }
            parquet(&store, listing, &filter)?
        }
        Format::Text => store.list::<anyhow::Error>(listing, &filter, |row| {
            let of =
                |name: &str| columns.iter().position(|c| c.name == name).map_or(&Value::Null, |i| &row[i]);
            Ok(writeln!(out, "{}", line(listing, of))?)
        })?,
    };
    out.flush()?;
    if let Some(cursor) = next {
        let total = store.count(listing, &filter)?;
        let mut err = io::stderr().lock();
        writeln!(err, "{} of {total}; the next page: --after {cursor}", filter.limit.unwrap_or_default())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a listing to standard output as a Parquet file.
fn parquet(store: &Store, listing: Listing, filter: &Filter) -> anyhow::Result<Option<String>> {
    // What cannot be asked so is told before anything is written.
    store.list::<anyhow::Error>(listing, &Filter { limit: Some(0), ..filter.clone() }, |_| Ok(()))?;
    let mut next = None;
    files::write_to(io::BufWriter::new(io::stdout()), schema(listing), |write| {
        next = batches::<chancery_arrow::Error>(store, listing, filter, |batch| write(&batch))?;
        Ok(())
    })?
    .flush()?;
    Ok(next)
}

fn filter(listing: Listing, args: &Args) -> anyhow::Result<Filter> {
    Ok(Filter {
        updated_since: args.updated_since.as_deref().map(since).transpose()?,
        after: args.after.clone(),
        limit: args.limit,
        ..args.narrow.filter(listing)?
    })
}

impl Narrow {
    /// The filter that is meant for rows of a listing.
    ///
    /// # Errors
    ///
    /// A value is none that it may have.
    pub(crate) fn filter(&self, listing: Listing) -> anyhow::Result<Filter> {
        let (types, statuses) = chancery_serve::values(listing);
        for (option, value, known) in [("type", &self.kind, &types[..]), ("status", &self.status, statuses)] {
            let Some(value) = value else { continue };
            if !known.is_empty() && !known.iter().any(|name| name.eq_ignore_ascii_case(value)) {
                let problem = format!("--{option}: `{}` is none of {}", value.escape_debug(), listing.name());
                return Err(Fault::usage(problem, format!("there are {}", known.join(", "))).into());
            }
        }
        let mut parties: Vec<String> = self.party.iter().map(|typed| code(typed)).collect();
        if let Some(pair) = &self.pair {
            let both = pair.split_once(['-', ',', ' ']).map(|(a, b)| (a.trim(), b.trim()));
            let (a, b) = both.filter(|(a, b)| !a.is_empty() && !b.is_empty()).ok_or_else(|| {
                Fault::usage(
                    format!("`{pair}` is no pair of parties"),
                    "write two codes with a dash: --pair IND-RUS",
                )
            })?;
            parties.extend([code(a), code(b)]);
        }
        for date in [&self.from, &self.to, &self.in_force].into_iter().flatten() {
            let padded =
                format!("{date}{}", "-01-01".get(date.len().saturating_sub(4)..).unwrap_or_default());
            if padded.parse::<jiff::civil::Date>().is_err() {
                return Err(Fault::usage(
                    format!("`{date}` is no date"),
                    "write 2023-12-27, 2023-12 or 2023",
                )
                .into());
            }
        }
        if let (Some(from), Some(to)) = (&self.from, &self.to)
            && from.as_str() > to.as_str()
            && !from.starts_with(to.as_str())
        {
            let problem = format!("--from {from} is after --to {to}");
            return Err(Fault::usage(problem, "give the earlier date to --from").into());
        }
        Ok(Filter {
            parties,
            person: self.person.clone(),
            kind: self.kind.clone(),
            status: self.status.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            place: self.place.clone(),
            topic: self.topic.clone(),
            source: self.source.clone(),
            words: self.words.clone(),
            speaker: self.speaker.as_deref().map(code),
            about: self.about.as_deref().map(code),
            channel: self.channel.clone(),
            in_force: self.in_force.clone(),
            ..Filter::default()
        })
    }
}

/// The code of a party that is told by its code or name; one that only reports have stays as it is.
fn code(typed: &str) -> String {
    let know = Knowledge::embedded();
    let upper = typed.to_uppercase();
    if know.party(&upper).is_some() {
        return upper;
    }
    let named = know.parties_named(typed).into_iter().find(|found| found.score >= NAMED);
    named.map_or_else(|| typed.to_owned(), |found| found.party.code().to_owned())
}

/// Whether the tables know this party, or the store has one of that name.
fn is_known(typed: &str, store: &Store) -> bool {
    let code = code(typed);
    let is_of_store = || {
        let filter = Filter { parties: vec![code.clone()], limit: Some(1), ..Filter::default() };
        [Listing::Events, Listing::Statements, Listing::Agreements]
            .into_iter()
            // A store that fails tells so where it is asked in earnest.
            .any(|listing| store.count(listing, &filter).map_or(true, |count| count > 0))
    };
    !typed.trim().is_empty() && (Knowledge::embedded().party(&code).is_some() || is_of_store())
}

/// The least score of a party that is named, not told by its demonym or seat.
const NAMED: f32 = 0.9;

/// Milliseconds since 1970 of a date or a time.
fn since(text: &str) -> anyhow::Result<i64> {
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Ok(time.as_millisecond());
    }
    let start = text
        .parse::<jiff::civil::Date>()
        .ok()
        .and_then(|d| format!("{d}T00:00:00Z").parse::<jiff::Timestamp>().ok());
    let start = start.ok_or_else(|| {
        Fault::usage(format!("`{text}` is no time"), "write 2023-12-27 or 2023-12-27T10:00:00Z")
    })?;
    Ok(start.as_millisecond())
}

/// A value as one field of text: nothing for an unknown, lists as JSON.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}

/// Words of a list, with commas.
fn words(value: &Value) -> String {
    match value {
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => plain(other),
    }
}

/// One row as a line to read.
fn line<'v>(listing: Listing, of: impl Fn(&str) -> &'v Value) -> String {
    let text = |name: &str| words(of(name));
    let mut parts: Vec<String> = Vec::new();
    match listing {
        Listing::Events | Listing::Engagements => {
            parts.push(format!("{:10}", text("date")));
            parts.push(format!("{:18}", [text("type"), text("mode")].join(" ")));
            if text("status") != "actual" {
                parts.push(format!("({})", text("status")));
            }
            let (actors, recipients) = (text("actors"), text("recipients"));
            parts.push(if recipients.is_empty() { actors } else { format!("{actors} → {recipients}") });
            match listing {
                Listing::Events => parts.push(format!("“{}”", text("words"))),
                _ => parts.push(text("persons")),
            }
            if !text("place").is_empty() {
                parts.push(format!("in {}", text("place")));
            }
            if listing == Listing::Engagements {
                parts.push(format!("[{} reports, {} independent]", text("reports"), text("independent")));
            }
        }
        Listing::Statements => {
            parts.push(format!("{:10}", text("published")));
            let speaker = if text("speaker").is_empty() { "(unnamed)".to_owned() } else { text("speaker") };
            parts.push(format!("{speaker} ({}):", text("speaker_party")));
            parts.push(format!("“{}”", text("words").replace('\n', " ")));
            parts.push(text("channel"));
        }
        Listing::Agreements => {
            parts.push(format!("{:10}", text("date")));
            parts.push(format!("{:10}", text("status")));
            parts.push(format!("{} ({})", text("title"), text("kind")));
            parts.push(text("parties"));
        }
        Listing::Reports => {
            parts.push(format!("{:10}", text("published")));
            parts.push(text("source"));
            parts.push(if text("title").is_empty() { text("sender_id") } else { text("title") });
            parts.push(format!("[{} events, {} statements]", text("events"), text("statements")));
        }
        Listing::Parties => parts.extend([
            format!("{:>6}", text("engagements")),
            text("party"),
            format!("last {}", text("last")),
        ]),
        Listing::Topics => parts.extend([
            format!("{:>6}", text("engagements")),
            text("topic"),
            format!("last {}", text("last")),
        ]),
        Listing::People => parts.extend([
            format!("{:>6}", text("engagements")),
            text("name"),
            format!("({})", text("party")),
            text("office"),
            format!("{} statements", text("statements")),
        ]),
        Listing::Pairs => parts.extend([
            format!("{:>6}", text("engagements")),
            format!("{}-{}", text("party"), text("other")),
            format!("{} to {}", text("first"), text("last")),
        ]),
        Listing::Places => {
            parts.extend([format!("{:>6}", text("engagements")), text("place"), text("country")]);
        }
        Listing::Sources => parts.extend([
            format!("{:>6}", text("reports")),
            text("source"),
            format!("{} independent, {} to {}", text("independent"), text("first"), text("last")),
        ]),
        Listing::Gone => parts.extend([text("kind"), text("became")]),
        Listing::Relations => parts.extend([
            text("month"),
            format!("{}-{}", text("party"), text("other")),
            format!(
                "cooperation {}+{}, conflict {}+{}, intensity {}",
                text("verbal_cooperation"),
                text("material_cooperation"),
                text("verbal_conflict"),
                text("material_conflict"),
                of("intensity").as_f64().map_or_else(String::new, |i| format!("{i:.1}"))
            ),
        ]),
    }
    parts.retain(|p| !p.is_empty());
    format!(
        "{}  {}",
        parts.join("  "),
        match listing {
            Listing::Parties | Listing::Topics | Listing::Relations => String::new(),
            Listing::Pairs | Listing::Places | Listing::Sources => String::new(),
            _ => text("id"),
        }
    )
    .trim_end()
    .to_owned()
}
