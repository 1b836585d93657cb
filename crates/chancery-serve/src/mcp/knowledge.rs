//! What is known of the world beside any report: who held an office, where a place is, what a party is. Each answer
//! names its source and up to when that knows.

use chancery_know::answer::{held, party as of_party, place};
use chancery_know::asked::{day as asked_day, near_parties};
use chancery_know::{Asked, Knowledge, Unclear, Where};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::Answer;
use crate::page::words::{Object, list, text};
use crate::problem::Problem;
use crate::resource::LONGEST;

impl From<Unclear> for Problem {
    fn from(unclear: Unclear) -> Problem {
        let detail = match unclear.part {
            "" => unclear.problem,
            part => format!("`{part}`: {}", unclear.problem),
        };
        Problem::bad(detail).hint(unclear.hint)
    }
}

/// Candidates of an answer.
const MOST: usize = 20;

/// The first candidates, with what is known of each, and how many there are.
fn rows(found: Vec<Value>) -> (usize, Vec<Object>) {
    let total = found.len();
    let rows = found.into_iter().take(MOST).filter_map(|v| v.as_object().cloned());
    let known = rows.map(|mut row| {
        row.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
        row
    });
    (total, known.collect())
}

fn short(words: &str) -> Result<&str, Problem> {
    match words.chars().count() > LONGEST {
        true => Err(Problem::bad(format!("the question is longer than {LONGEST} characters"))),
        false => Ok(words.trim()),
    }
}

/// The answer from its candidates, each with a line.
fn answer(query: &str, found: Vec<Value>, near: Vec<String>, line: impl Fn(&Object) -> String) -> Answer {
    let (total, rows) = rows(found);
    let mut lines: Vec<String> = rows.iter().map(|row| format!("- {}", line(row))).collect();
    if total > rows.len() {
        lines.push(format!("{} of {total}: narrow the question for the others", rows.len()));
    }
    if total == 0 {
        lines.push(format!("nothing is known by `{query}`"));
    }
    let mut value = json!({"query": query, "total": total, "candidates": rows});
    if !near.is_empty() {
        lines.push(format!("did you mean {}?", near.join(", ")));
        value["near"] = json!(near);
    }
    Answer { value, text: lines.join("\n") }
}

/// Who held an office, or which offices a person held.
///
/// # Errors
///
/// The question cannot be asked as it is put.
pub(super) fn who(asked: Asked<'_>, today: Date) -> Result<Answer, Problem> {
    let know = Knowledge::embedded();
    let asked = Asked { words: short(asked.words)?, ..asked };
    let question = asked.question(know)?;
    let candidates = know.who(&question);
    let near = if candidates.is_empty() { know.near_names(&question.name) } else { Vec::new() };
    let near = near.iter().map(|person| person.name().to_owned()).collect();
    let found = candidates.iter().map(|c| held(c, &question, today)).collect();
    Ok(answer(&asked.told(), found, near, |row| {
        let until = match (text(row, "to"), row.get("carried_forward") == Some(&json!(true))) {
            ("", true) => format!("not told since {}", text(row, "known_until")),
            ("", false) => format!("known until {}", text(row, "known_until")),
            (to, _) => to.to_owned(),
        };
        let office = match text(row, "office") {
            "" => text(row, "title"),
            office => office,
        };
        format!(
            "{}: {office} of {}, {} – {until} (source: {}) score {}",
            text(row, "name"),
            text(row, "party"),
            text(row, "from"),
            text(row, "source"),
            row.get("score").cloned().unwrap_or_default()
        )
    }))
}

/// The places of a name.
///
/// # Errors
///
/// What it should be near is not known.
pub(super) fn r#where(name: &str, near: Option<&str>) -> Result<Answer, Problem> {
    let know = Knowledge::embedded();
    let name = short(name)?;
    if name.is_empty() {
        return Err(Problem::bad("nothing is asked").hint("give the name of a place: Tripoli"));
    }
    let located = Where { name, near }.places(know)?;
    let alike = if located.is_empty() { know.near_places(name) } else { Vec::new() };
    let alike = alike.iter().map(|place| place.name().to_owned()).collect();
    Ok(answer(name, located.iter().map(place).collect(), alike, |row| {
        let within = [text(row, "division"), text(row, "country")];
        let within: Vec<&str> = within.into_iter().filter(|part| !part.is_empty()).collect();
        format!(
            "{} ({}), {} {} (source: {}) score {}",
            text(row, "name"),
            within.join(", "),
            row.get("lat").cloned().unwrap_or_default(),
            row.get("lon").cloned().unwrap_or_default(),
            text(row, "source"),
            row.get("score").cloned().unwrap_or_default()
        )
    }))
}

/// What is known of a state, organisation or group.
///
/// # Errors
///
/// The date is none.
pub(super) fn party(name: &str, on: Option<&str>) -> Result<Answer, Problem> {
    let know = Knowledge::embedded();
    let name = short(name)?;
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    if name.is_empty() {
        return Err(Problem::bad("nothing is asked").hint("give a code or a name: SCO, Ivory Coast"));
    }
    let on = on.map(|text| asked_day(know, "on", text)).transpose()?;
    let named = know.parties_named(name);
    let near = if named.is_empty() { near_parties(know, name) } else { Vec::new() };
    let found: Vec<Value> = named.iter().take(3).map(|found| of_party(know, on, *found)).collect();
    Ok(answer(name, found, near, |row| {
        let mut lines = vec![format!(
            "{}: {}, {} (source: {})",
            text(row, "code"),
            text(row, "name"),
            text(row, "kind"),
            text(row, "source")
        )];
        let also = list(row, "aliases");
        if !also.is_empty() {
            lines.push(format!("  also {}", also.join(", ")));
        }
        for (column, head) in [("members", "members"), ("memberships", "in")] {
            let all = row.get(column).and_then(Value::as_array).cloned().unwrap_or_default();
            let codes: Vec<String> = all
                .iter()
                .map(|m| {
                    let of = |name: &str| m[name].as_str().unwrap_or_default();
                    match (of("to"), of("status")) {
                        ("", "member") => of("code").to_owned(),
                        (to, "member") => format!("{} (until {to})", of("code")),
                        (_, status) => format!("{} ({status})", of("code")),
                    }
                })
                .collect();
            if !codes.is_empty() {
                lines.push(format!("  {head}: {}", codes.join(", ")));
            }
        }
        lines.join("\n")
    }))
}
