//! One report: where it is from, its words piece by piece, and what it tells.

use serde_json::{Map, Value, json};

use super::Answer;
use super::rows::lean;
use super::tools::{call_of, rows_of};
use crate::page::words::{Object, day, text};
use crate::pool::View;
use crate::problem::Problem;

/// Characters of its text in one answer.
pub(super) const PIECE: u64 = 8_000;

/// The report under `key`, with `length` characters of its text from `offset` on.
///
/// # Errors
///
/// There is no such report, or the store fails.
pub(super) fn of(view: &View<'_>, key: &str, offset: u64, length: u64) -> Result<Answer, Problem> {
    if !key.starts_with('r') {
        return Err(Problem::bad(format!("`{key}` is no key of a report"))
            .hint("keys of reports begin with r; every citation has one"));
    }
    let mut shown: Object = view.show(key)?.as_object().cloned().unwrap_or_default();
    let record = shown.remove("record").unwrap_or_default();
    let whole = record["text"].as_str().unwrap_or_default();
    let total = whole.chars().count() as u64;
    if offset > 0 && offset >= total {
        return Err(Problem::bad(format!("`offset` {offset} lies behind the text of {total} characters")));
    }
    let piece: String = whole.chars().skip(offset as usize).take(length as usize).collect();
    let end = offset + piece.chars().count() as u64;
    shown.remove("engagements");
    let row = lean(shown);
    let mut also = Map::new();
    let mut told = Vec::new();
    for kind in ["engagements", "statements", "agreements"] {
        let ask = rows_of(kind, &[("report", key)])?;
        let total = view.count(ask.resource.listing, &ask.filter)?;
        also.insert(kind.into(), json!({"total": total, "more": call_of(&ask, None)}));
        told.push(format!("{total} {kind}"));
    }
    let mut from: Vec<String> = ["title", "source", "url"].iter().map(|c| text(&row, c).to_owned()).collect();
    from.insert(2, day(text(&row, "published")));
    from.retain(|part| !part.is_empty());
    let mut lines = vec![
        format!("{} [{key}]", from.join(", ")),
        format!("It tells of {} (call these with report {key}).", told.join(", ")),
        format!("Characters {offset} to {end} of {total}:"),
        piece.clone(),
    ];
    let mut value = Map::new();
    value.insert("report".into(), json!(row));
    value.insert("text".into(), json!(piece));
    value.insert("offset".into(), json!(offset));
    value.insert("end".into(), json!(end));
    value.insert("characters".into(), json!(total));
    value.insert("also".into(), Value::Object(also));
    if end < total {
        lines.push(format!("to go on, call again with offset {end}"));
        value.insert("more".into(), json!({"tool": "report", "arguments": {"id": key, "offset": end}}));
    }
    Ok(Answer { value: Value::Object(value), text: lines.join("\n") })
}
