//! The dossier of a party or of two with each other, and a search: the same that the pages show, with citations and with
//! the calls that give the rest.

use chancery_know::Knowledge;
use chancery_know::asked;
use serde_json::{Map, Value, json};

use super::Answer;
use super::rows::{Part, ROOM, lean, part};
use crate::ask::Ask;
use crate::dossier::Subject;
use crate::page::words::{self, Object, day, text};
use crate::pool::View;
use crate::problem::Problem;
use crate::resource::named;

/// Months of a pair that are told; the rest is a call away.
const MONTHS: u64 = 24;

/// All about a party, or about two with each other; `most` rows of each part.
///
/// # Errors
///
/// A name is no party's, or the store fails.
pub(super) fn of(view: &View<'_>, party: &str, with: Option<&str>, most: u64) -> Result<Answer, Problem> {
    let first = code("party", party)?;
    let subject = match with.map(|name| code("with", name)).transpose()? {
        Some(second) if second == first => {
            return Err(Problem::bad("`with` is the same party").hint("leave it out for the party alone"));
        }
        Some(second) => Subject::Pair(first, second),
        None => Subject::Party(first),
    };
    let told = subject.value(view)?;
    let mut head = Map::new();
    let mut parts: Vec<(String, String, Part)> = Vec::new();
    let object = told.as_object().cloned().unwrap_or_default();
    let room = ROOM / object.values().filter(|v| v.get("all").is_some()).count().max(1);
    for (name, value) in object {
        match (name.as_str(), value) {
            ("said", Value::Array(said)) => {
                for (part, by) in said.iter().zip(["first_of_second", "second_of_first"]) {
                    let title = format!("Said by {} of {}", said_by(&told, by).0, said_by(&told, by).1);
                    parts.push((format!("said_by_{by}"), title, again(view, part, most, room)?));
                }
            }
            (_, Value::Null) => {}
            (_, value) if value.get("all").is_some() => {
                let most = if name == "months" { MONTHS } else { most };
                parts.push((name.clone(), title(&name).to_owned(), again(view, &value, most, room)?));
            }
            (_, value) => {
                head.insert(name, value);
            }
        }
    }
    // Cooperation and conflict first, then what took place, what is open, what was agreed and said.
    let order = ["months", "engagements", "open", "agreements", "said", "statements", "pairs", "topics"];
    parts.sort_by_key(|(name, _, _)| order.iter().position(|o| name.starts_with(o)).unwrap_or(order.len()));
    let mut lines = vec![heading(&head)];
    let mut value = head;
    for (name, title, part) in &parts {
        value.insert(name.clone(), part.value());
        lines.push(part.told(title));
    }
    Ok(Answer { value: Value::Object(value), text: lines.join("\n\n") })
}

fn said_by(told: &Value, by: &str) -> (String, String) {
    let name = |at: usize| told["names"][at].as_str().unwrap_or_default().to_owned();
    if by == "first_of_second" { (name(0), name(1)) } else { (name(1), name(0)) }
}

fn title(name: &str) -> &'static str {
    match name {
        "months" => "Cooperation and conflict by month, the latest first",
        "engagements" => "What took place, the latest first",
        "open" => "Announced or promised",
        "agreements" => "Agreements",
        "statements" => "Said by or about it",
        "pairs" => "With whom",
        "topics" => "On what",
        "people" => "Its people",
        "reports" => "Reports",
        _ => "Also",
    }
}

fn heading(head: &Object) -> String {
    let mut lines = Vec::new();
    match head.get("names").and_then(Value::as_array) {
        Some(names) => lines.push(names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" and ")),
        None => lines.push(format!("{} ({})", text(head, "name"), text(head, "party"))),
    }
    for office in head.get("offices").and_then(Value::as_array).into_iter().flatten() {
        let of = |name: &str| office[name].as_str().unwrap_or_default();
        let since =
            if of("from").is_empty() { String::new() } else { format!(", since {}", day(of("from"))) };
        lines.push(format!(
            "- {}: {}{since} (known until {})",
            of("office"),
            of("name"),
            day(of("known_until"))
        ));
    }
    lines.join("\n")
}

/// A part of a page once more: `most` of its rows with citations, and the call that gives the rest.
fn again(view: &View<'_>, shown: &Value, most: u64, room: usize) -> Result<Part, Problem> {
    let address = shown["all"].as_str().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let name = path.trim_start_matches('/');
    let resource = named(name).ok_or_else(|| Problem::fault(&format!("no listing at {address}")))?;
    let mut ask = Ask::of(resource, query, true)?;
    ask.filter.limit = Some(most);
    let mut part = part(view, &ask, room)?;
    if part.total > part.rows.len() as u64 {
        part.more = super::tools::call_of(&ask, part.cursor.as_deref());
    }
    Ok(part)
}

/// The code of a party that is told by its code or name; a code that only reports have is taken as it is.
fn code(argument: &'static str, name: &str) -> Result<String, Problem> {
    let know = Knowledge::embedded();
    match asked::party(know, argument, name) {
        Ok(party) => Ok(party.code().to_owned()),
        Err(_) if is_code(name) => Ok(name.to_owned()),
        Err(unclear) => Err(unclear.into()),
    }
}

fn is_code(name: &str) -> bool {
    name.len() <= 24 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whom words name, and the first of what holds them.
///
/// # Errors
///
/// The store fails.
pub(super) fn search(view: &View<'_>, typed: &str, most: u64) -> Result<Answer, Problem> {
    let found = Subject::Search(typed.to_owned()).value(view)?;
    let mut named: Vec<Object> =
        found["named"].as_array().into_iter().flatten().filter_map(Value::as_object).cloned().collect();
    for one in &mut named {
        one.retain(|name, value| name != "page" && !value.is_null());
        *one = lean(std::mem::take(one));
    }
    let mut value = Map::new();
    value.insert("q".into(), json!(typed));
    let mut lines = Vec::new();
    for one in &named {
        let whose = [text(one, "office"), text(one, "party")];
        let whose: Vec<&str> = whose.into_iter().filter(|part| !part.is_empty()).collect();
        let score = one.get("score").and_then(Value::as_f64).unwrap_or_default();
        let (kind, name, id) = (text(one, "kind"), text(one, "name"), text(one, "id"));
        lines.push(format!("- {kind}: {name} ({}) [{id}] score {score}", whose.join(", ")));
    }
    if !lines.is_empty() {
        lines.insert(0, "Named so:".to_owned());
    }
    value.insert("named".into(), json!(named));
    let parts = found["found"].as_array().cloned().unwrap_or_default();
    let mut told = vec![lines.join("\n")];
    for shown in &parts {
        let part = again(view, shown, most, ROOM / parts.len())?;
        told.push(part.text());
        value.insert(part.kind().into(), part.value());
    }
    told.retain(|lines| !lines.is_empty());
    let total: u64 = parts.iter().filter_map(|part| part["total"].as_u64()).sum();
    if total == 0 {
        told.push(format!(
            "No report holds all of `{}`. Fewer words find more; names of parties and persons are matched whole.",
            words::short(typed, 100)
        ));
    }
    Ok(Answer { value: Value::Object(value), text: told.join("\n\n") })
}
