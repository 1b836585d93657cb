//! `chancery who`: who held an office, and which offices a person held, by date.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use chancery_know::answer::{held, is_carried};
use chancery_know::{Asked, Candidate, Knowledge, Office, Party, Person, Question};
use jiff::{Span, civil::Date};
use serde_json::{Value, json};

use crate::answer::{self, Format, told};
use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery who \"Russian foreign minister\" --on 2023-12-27
  chancery who --party IND --office \"foreign minister\" --from 2010")]
pub(crate) struct Args {
    /// A name, an office, or both: "Lavrov", "Russian foreign minister", "US ambassador to India"
    #[arg(value_name = "QUESTION")]
    question: Option<String>,
    /// The day asked about; a month or a year is any day of it
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    on: Option<String>,
    /// The first day of the time asked about
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day of the time asked about
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only offices of this party: its code or name
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Only this office
    #[arg(long, value_name = "TITLE")]
    office: Option<String>,
    /// How it is printed [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let know = Knowledge::embedded();
    let asked = asked(&args)?;
    let question = asked.question(know).map_err(|mut unclear| {
        if unclear.part.is_empty() {
            unclear.hint +=
                ": chancery who \"Lavrov\", chancery who --party IND --office \"foreign minister\"";
        }
        Fault::from(unclear)
    })?;
    let candidates = know.who(&question);
    let near = if candidates.is_empty() { know.near_names(&question.name) } else { Vec::new() };
    answer::print(
        args.format,
        || json_of(&args, asked, &question, &candidates, &near),
        |out| text(out, &question, &candidates),
    )?;
    if candidates.is_empty() {
        answer::none(&nobody(&args, &question), &hint(&question, &near))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The question that the arguments ask.
fn asked(args: &Args) -> Result<Asked<'_>, Fault> {
    let words = args.question.as_deref().unwrap_or_default();
    let words = answer::words(words, "give a name or an office: chancery who \"Russian foreign minister\"")?;
    Ok(Asked {
        words,
        on: args.on.as_deref(),
        from: args.from.as_deref(),
        to: args.to.as_deref(),
        party: args.party.as_deref(),
        office: args.office.as_deref(),
    })
}

/// Today, as the clock of the world has it.
fn today() -> Date {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400);
    let span = Span::new().try_days(days as i64).unwrap_or_default();
    Date::constant(1970, 1, 1).checked_add(span).unwrap_or(Date::MAX)
}

/// The answer as JSON.
fn json_of(
    args: &Args,
    asked: Asked<'_>,
    question: &Question<'_>,
    candidates: &[Candidate<'_>],
    near: &[Person<'_>],
) -> Value {
    let today = today();
    let candidates: Vec<Value> = candidates.iter().map(|c| held(c, question, today)).collect();
    let mut answer = json!({ "query": asked.told(), "on": args.on, "candidates": candidates });
    if !near.is_empty() {
        answer["near"] = near.iter().map(|person| person.name()).collect();
    }
    answer
}

fn text(out: &mut dyn Write, question: &Question<'_>, candidates: &[Candidate<'_>]) -> io::Result<()> {
    let today = today();
    let wide = candidates.iter().map(|c| c.person.name().chars().count()).max().unwrap_or(0);
    for candidate in candidates {
        let holding = candidate.holding;
        let office = holding.office().map_or("", Office::name);
        let title = holding.title();
        let office = if title.is_empty() || title.eq_ignore_ascii_case(office) {
            office.to_owned()
        } else {
            format!("{office} ({title})")
        };
        let until = match holding.to() {
            Some(to) => to.to_string(),
            None if is_carried(candidate, question, today) => {
                format!("carried forward from {}", told(holding.known_until()))
            }
            None => format!("known until {}", told(holding.known_until())),
        };
        let name = candidate.person.name();
        let gap = " ".repeat(wide.saturating_sub(name.chars().count()));
        let party = holding.party().map_or("", Party::code);
        let from = told(holding.from());
        writeln!(
            out,
            "{name}{gap}  {party:5} {from:10} – {until}  {office}  [{}] {:.2}",
            holding.source(),
            candidate.score
        )?;
    }
    Ok(())
}

/// That nobody is known who answers the question.
fn nobody(args: &Args, question: &Question<'_>) -> String {
    let mut told = match question.name.as_str() {
        "" => "nobody is known".to_owned(),
        name => format!("nobody by the name `{}` is known", name.escape_debug()),
    };
    if let Some(office) = question.office {
        told += &format!(" as {}", office.name());
    }
    if let Some(party) = question.party {
        told += &format!(" of {}", party.name());
    }
    for (word, date) in [("on", &args.on), ("from", &args.from), ("to", &args.to)] {
        if let Some(date) = date {
            told += &format!(" {word} {date}");
        }
    }
    told
}

fn hint(question: &Question<'_>, near: &[Person<'_>]) -> String {
    if near.is_empty() {
        return match (question.name.is_empty(), question.office) {
            (false, Some(_)) => "ask for the name alone, or for the office alone".into(),
            (false, None) => "ask by office: chancery who \"Russian foreign minister\"".into(),
            (true, _) => {
                "ask without a date, or for another office of the party: chancery who --party IND".into()
            }
        };
    }
    format!("did you mean {}?", near.iter().map(|person| person.name()).collect::<Vec<_>>().join(", "))
}
