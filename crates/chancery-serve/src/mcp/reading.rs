//! What a text given to read tells: its events, statements and agreements in the order of the text, each with the
//! sentence that says so.

use serde_json::{Map, Value, json};

use super::Answer;
use super::cite::{self, Text, citation};
use super::rows::{ROOM, lean};
use crate::page::words::{self, Object, day, list, text};
use crate::problem::Problem;

/// A fact of a record with the first span that says so.
struct Fact<'r> {
    kind: &'static str,
    of: &'r Value,
    start: u64,
    end: u64,
}

/// The facts of a record, `limit` of them after the first `from`, as far as they have room.
///
/// # Errors
///
/// There are not so many.
pub(super) fn told(record: &Value, from: usize, limit: usize) -> Result<Answer, Problem> {
    let facts = facts(record);
    if from > 0 && from >= facts.len() {
        return Err(Problem::bad(format!("`from` {from} lies behind the last of {} facts", facts.len())));
    }
    let whole = Text::new(record["text"].as_str().unwrap_or_default());
    let about = source(&record["doc"]);
    let mut rows: Vec<Object> = Vec::new();
    let mut taken = 0;
    for fact in facts.iter().skip(from).take(limit) {
        let row = row(record, fact, &whole, &about);
        taken += json!(row).to_string().len();
        if taken > ROOM && !rows.is_empty() {
            break;
        }
        rows.push(row);
    }
    let end = from + rows.len();
    let problems: Vec<&str> =
        record["problems"].as_array().into_iter().flatten().filter_map(|p| p["kind"].as_str()).collect();
    let mut lines = vec![match facts.len() {
        0 => "The text tells no event, statement or agreement that could be read.".to_owned(),
        all if rows.len() == all => format!("{all} facts, in the order of the text:"),
        all => format!("Facts {} to {end} of {all}, in the order of the text:", from + 1),
    }];
    for row in &rows {
        lines.push(line(row));
    }
    if problems.contains(&"no_date") {
        lines.push(
            "It tells no day of publication, so that words like “Wednesday” have no date: give `published`."
                .into(),
        );
    }
    let mut value = Map::new();
    value.insert("doc".into(), record["doc"].clone());
    value.insert("reader".into(), record["reader"].clone());
    value.insert("total".into(), json!(facts.len()));
    value.insert("count".into(), json!(rows.len()));
    value.insert("rows".into(), json!(rows));
    value.insert("problems".into(), json!(problems));
    if end < facts.len() {
        lines.push(format!("to go on, send the same text again with from {end}"));
        value.insert("next".into(), json!(end));
    }
    Ok(Answer { value: Value::Object(value), text: lines.join("\n") })
}

/// All facts, in the order of their words.
fn facts(record: &Value) -> Vec<Fact<'_>> {
    let mut facts = Vec::new();
    for (name, kind, spans) in [
        ("events", "event", "evidence"),
        ("statements", "statement", "content"),
        ("agreements", "agreement", "evidence"),
    ] {
        for of in record[name].as_array().into_iter().flatten() {
            let at = |end: &str| of[spans][0][end].as_u64().unwrap_or_default();
            facts.push(Fact { kind, of, start: at("start"), end: at("end") });
        }
    }
    facts.sort_by_key(|fact| (fact.start, fact.kind));
    facts
}

/// What names the text in a citation.
fn source(doc: &Value) -> Object {
    let mut about = Object::new();
    about.insert("report".into(), json!("the text given"));
    for name in ["title", "source", "published", "url"] {
        if !doc[name].is_null() {
            about.insert(name.into(), doc[name].clone());
        }
    }
    about
}

fn row(record: &Value, fact: &Fact<'_>, whole: &Text, about: &Object) -> Object {
    let of = fact.of;
    // "Sergey Lavrov (RUS, foreign minister)"
    let named = |id: &Value| -> Option<String> {
        let entity = record["entities"].as_array()?.iter().find(|e| e["id"] == *id)?;
        let name = entity["name"].as_str()?;
        let whose: Vec<&str> = ["party", "office"].iter().filter_map(|p| entity[p].as_str()).collect();
        Some(match whose.join(", ") {
            whose if whose.is_empty() || whose == name => name.to_owned(),
            whose => format!("{name} ({whose})"),
        })
    };
    let all =
        |ids: &Value| -> Vec<String> { ids.as_array().into_iter().flatten().filter_map(named).collect() };
    let mut row = Object::new();
    row.insert("kind".into(), json!(fact.kind));
    for name in ["type", "mode", "status", "topics", "channel", "about", "title", "parties", "valid", "score"]
    {
        row.insert(name.into(), of[name].clone());
    }
    // What kind of statement or agreement it is.
    if fact.kind != "event" {
        row.insert("type".into(), of["kind"].clone());
    }
    for name in ["actors", "recipients"] {
        row.insert(name.into(), json!(all(&of[name])));
    }
    for name in ["speaker", "addressee"] {
        row.insert(name.into(), json!(named(&of[name])));
    }
    row.insert("date".into(), of["date"]["value"].clone());
    row.insert("until".into(), of["date"]["until"].clone());
    row.insert("place".into(), of["place"]["name"].clone());
    row.insert("country".into(), of["place"]["country"].clone());
    if fact.kind == "statement" {
        let words: Vec<&str> =
            of["content"].as_array().into_iter().flatten().filter_map(|s| s["text"].as_str()).collect();
        row.insert("words".into(), json!(words.join(" … ")));
    }
    let mut row = lean(row);
    let (start, end) = (fact.start, fact.end);
    let (words, is_cut) = whole.around(start as usize, end as usize).unwrap_or_default();
    row.insert("citations".into(), json!([citation(about, &words, is_cut, Some((start, end)))]));
    row
}

fn line(row: &Object) -> String {
    let mut parts: Vec<String> = match text(row, "kind") {
        "event" => {
            let sides = [list(row, "actors").join(", "), list(row, "recipients").join(", ")];
            let sides: Vec<String> = sides.into_iter().filter(|side| !side.is_empty()).collect();
            let what = words::event(text(row, "type"), text(row, "mode"));
            let status = words::status(text(row, "status")).to_owned();
            vec![format!("{what}: {}", sides.join(" → ")), status]
        }
        "statement" => {
            let speaker = match text(row, "speaker") {
                "" => "(unnamed)",
                speaker => speaker,
            };
            vec![
                format!("{speaker}: “{}”", words::short(text(row, "words"), 600)),
                text(row, "channel").to_owned(),
            ]
        }
        _ => vec![
            format!("{} ({}, {})", text(row, "title"), text(row, "type"), text(row, "status")),
            list(row, "parties").join(", "),
        ],
    };
    parts.push(day(text(row, "date")));
    parts.push(text(row, "place").to_owned());
    parts.retain(|part| !part.is_empty());
    let cited = super::rows::citations(row).map(|c| {
        let words = text(c, "words").split_whitespace().collect::<Vec<_>>().join(" ");
        format!("\n    “{}”", cite::cut(&words, cite::QUOTED).0)
    });
    format!("- {}: {}{}", text(row, "kind"), parts.join(" · "), cited.collect::<String>())
}
