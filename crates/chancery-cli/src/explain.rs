//! `chancery explain`: for each fact of a report why it is one, and what was considered and refused.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chancery::explain::{Explained, Refused};
use chancery::extract::WeighedTopic;
use chancery::read::{self, Provenance};
use chancery::{Document, Span, record};
use chancery_know::Knowledge;
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use crate::model;
use crate::read::{Reader, parse_date};

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery explain report.txt
  chancery explain report.txt --format json --published 2023-12-28")]
pub(crate) struct Args {
    /// The report, of text or HTML; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    path: PathBuf,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The day of publication, if the report does not tell it
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    published: Option<Date>,
    /// What finds mentions, sayings and events
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// To read
    Text,
    /// One JSON object: the record, why its topics are ones, and what was refused
    Json,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let bytes = if args.path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
            .context("standard input cannot be read")?;
        bytes
    } else {
        std::fs::read(&args.path).with_context(|| format!("{} cannot be read", args.path.display()))?
    };
    let models = model::models(args.reader == Reader::Model)?;
    let know = Knowledge::embedded();
    let document = document(&args, bytes);
    if !document.is_to_be_read() {
        writeln!(
            io::stderr(),
            "{}: there is nothing to explain\nhint: `chancery read` says what is amiss",
            document.id
        )?;
        return Ok(ExitCode::from(3));
    }
    let explained = chancery::explain(&document, &models, know);
    let mut out = io::stdout().lock();
    match args.format {
        Format::Text => text(&mut out, &explained)?,
        Format::Json => {
            let record = record::record(&explained.analysis, &explained.claims);
            let refused: Vec<_> = explained.refused.iter().map(|r| refused_json(&document, r)).collect();
            let topics: Vec<_> = explained.topics.iter().map(|t| topic_json(&document, t)).collect();
            let all = json!({"record": record, "topics": topics, "refused": refused});
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn document(args: &Args, bytes: Vec<u8>) -> Document {
    let provenance = Provenance {
        id: args.path.to_string_lossy().into_owned(),
        otherwise: args.published,
        ..Provenance::default()
    };
    let is_page = bytes.trim_ascii_start().first() == Some(&b'<');
    if is_page {
        return chancery_html::page(provenance, bytes);
    }
    let decoded = read::decode(bytes);
    let mut provenance = provenance;
    provenance.problems.extend(decoded.problem);
    read::text(provenance, decoded.text)
}

fn text(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    let record = record::record(&explained.analysis, &explained.claims);
    let name = |id: record::Id| {
        record.entities.iter().find(|e| e.id == id).map_or_else(|| id.to_string(), |e| e.name.to_owned())
    };
    let names = |ids: &[record::Id]| ids.iter().map(|&id| name(id)).collect::<Vec<_>>().join(", ");
    for (index, event) in record.events.iter().enumerate() {
        let mode = event.mode.map(|m| format!(" {m}")).unwrap_or_default();
        writeln!(out, "{} event {}{mode}, {}", event.id, event.event, event.status)?;
        let towards = if event.recipients.is_empty() { "" } else { " → " };
        writeln!(out, "    who      {}{towards}{}", names(&event.actors), names(&event.recipients))?;
        words(out, event.evidence.iter().map(|s| s.text))?;
        if let Some(date) = &event.date {
            let basis = if date.basis == "text" { "told by the text" } else { "the day of publication" };
            writeln!(out, "    date     {} ({basis})", date.value)?;
        }
        for (nth, topic) in explained.topics.iter().filter(|t| t.event == index).enumerate() {
            let label = if nth == 0 { "topics" } else { "" };
            let words = short(topic.words.of(explained.analysis.text()));
            let chance = topic.chance.map(|c| format!("{c:.2}, ")).unwrap_or_default();
            writeln!(out, "    {label:<8} “{words}” ({chance}{})", topic.reason)?;
        }
        why(out, event.method, event.score)?;
    }
    for statement in &record.statements {
        let speaker = statement.speaker.map_or_else(|| "nobody who is told".to_owned(), name);
        writeln!(out, "{} statement, {}, by {speaker}", statement.id, statement.kind)?;
        let named = statement.speaker_span.map(|s| s.text);
        let cue = statement.cue.map(|s| s.text);
        words(out, named.into_iter().chain(cue).chain(statement.content.iter().map(|s| s.text)))?;
        if let Some(channel) = statement.channel {
            writeln!(out, "    channel  {channel}")?;
        }
        why(out, statement.method, statement.score)?;
    }
    for agreement in &record.agreements {
        writeln!(
            out,
            "{} agreement, {}, {}: {}",
            agreement.id, agreement.kind, agreement.status, agreement.title
        )?;
        let basis = agreement.parties_basis.map_or("", |_| " (known, not told)");
        writeln!(out, "    parties  {}{basis}", agreement.parties.join(", "))?;
        words(out, agreement.evidence.iter().map(|s| s.text))?;
        let method = if agreement.known.is_some() { "table:agreements" } else { "rule:agreement" };
        why(out, method, agreement.score)?;
    }
    if !explained.refused.is_empty() {
        writeln!(out, "\nConsidered and refused")?;
    }
    for refused in &explained.refused {
        let words = short(refused.words.of(explained.analysis.text()));
        writeln!(out, "  {} “{words}”", refused.what)?;
        writeln!(out, "    by       {} ({:.2})", refused.method, refused.score)?;
        writeln!(out, "    why not  {}", refused.reason)?;
    }
    Ok(())
}

fn words<'a>(out: &mut impl Write, spans: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let spans: Vec<String> = spans.map(|s| format!("“{}”", short(s))).collect();
    writeln!(out, "    words    {}", spans.join(" … "))
}

/// What found a fact, in words.
fn why(out: &mut impl Write, method: &str, score: f32) -> io::Result<()> {
    let parts = method.split('+').map(|part| match part.split_once(':') {
        Some(("rule", "occasion")) => "an occasion of speech that is news by itself".to_owned(),
        Some(("rule", "agreement")) => "the rules for names of agreements".to_owned(),
        Some(("rule", "speech")) => "the rules of rules/speech".to_owned(),
        Some(("rule", name)) => {
            let (family, rule) = name.split_once('.').unwrap_or((name, ""));
            match family {
                "speech" => format!("speech without cue ({rule})"),
                _ => format!("rule {rule} of rules/events/{family}.yaml"),
            }
        }
        Some(("table", name)) => format!("the table of known {name}"),
        _ if part == "model" => "the trained reader".to_owned(),
        _ if part == "rule" => "the rules of rules/speech".to_owned(),
        _ => part.to_owned(),
    });
    writeln!(out, "    because  {} ({method})", parts.collect::<Vec<_>>().join(" and "))?;
    writeln!(out, "    score    {score:.2}\n")
}

/// Words on one line, shortened.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 120 {
        return line;
    }
    line.chars().take(118).chain(" …".chars()).collect()
}

/// First and past the last code point of a span.
fn points(document: &Document, span: Span) -> (usize, usize) {
    let start = document.text.get(..span.start as usize).map_or(0, |t| t.chars().count());
    (start, start + span.of(&document.text).chars().count())
}

fn topic_json(document: &Document, topic: &WeighedTopic) -> serde_json::Value {
    let (start, end) = points(document, topic.words);
    json!({
        "event": format!("v{}", topic.event + 1),
        "start": start,
        "end": end,
        "text": topic.words.of(&document.text),
        "score": topic.chance,
        "reason": topic.reason,
    })
}

fn refused_json(document: &Document, refused: &Refused) -> serde_json::Value {
    let (start, end) = points(document, refused.words);
    json!({
        "what": refused.what,
        "start": start,
        "end": end,
        "text": refused.words.of(&document.text),
        "method": refused.method,
        "score": refused.score,
        "reason": refused.reason,
    })
}
