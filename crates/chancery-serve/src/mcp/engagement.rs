//! One engagement: what it is, each report's account of it with its words, what it is part of, and why events were
//! joined in it.

use chancery_store::Listing;
use serde_json::{Map, Value, json};

use super::Answer;
use super::rows::{ROOM, citations, entry, lean, part};
use super::tools::{call_of, rows_of};
use crate::page::words::{Object, text};
use crate::pool::View;
use crate::problem::Problem;

/// Judgements that are told.
const JUDGED: usize = 10;

/// The engagement under `key`, or that of an event, with `limit` of its reports from `cursor` on.
///
/// # Errors
///
/// There is no such engagement, or the store fails.
pub(super) fn of(view: &View<'_>, key: &str, limit: u64, cursor: Option<&str>) -> Result<Answer, Problem> {
    if !key.starts_with(['g', 'v']) {
        return Err(Problem::bad(format!("`{key}` is no key of an engagement")).hint(
            "keys of engagements begin with g, of events with v; `engagements` and `search` give them",
        ));
    }
    let mut shown = view.show(key)?;
    if let Some(of) = shown["engagement"].as_str().map(str::to_owned) {
        shown = view.show(&of)?;
    }
    if shown["gone"] == true {
        let became = shown["became"].as_str();
        let text = match became {
            Some(became) => format!("{key} is no more: it became {became}. Ask for that."),
            None => format!("{key} is no more: no report tells of it any longer."),
        };
        return Ok(Answer { value: shown, text });
    }
    let mut shown: Object = shown.as_object().cloned().unwrap_or_default();
    let key = text(&shown, "id").to_owned();
    shown.remove("events");
    let judgements = shown.remove("judgements").and_then(|v| v.as_array().cloned()).unwrap_or_default();
    let parts = shown.remove("parts").and_then(|v| v.as_array().cloned()).unwrap_or_default();
    let parts: Vec<Object> = parts.iter().filter_map(Value::as_object).cloned().map(lean).collect();

    let mut ask = rows_of("events", &[("engagement", &key)])?;
    ask.filter.limit = Some(limit);
    ask.filter.after = cursor.map(str::to_owned);
    let mut accounts = part(view, &ask, ROOM)?;
    if let Some(cursor) = accounts.cursor.take() {
        accounts.more =
            Some(json!({"tool": "engagement", "arguments": {"id": key, "cursor": cursor, "limit": limit}}));
    }
    let row = lean(shown);
    let mut lines =
        vec![entry(Listing::Engagements, &row), "As reports tell it:".to_owned(), accounts.text()];
    if !parts.is_empty() {
        lines.push(format!("It holds {} others:", parts.len()));
        lines.extend(parts.iter().take(JUDGED).map(|row| entry(Listing::Engagements, row)));
    }
    let mut also = Map::new();
    for kind in ["statements", "agreements", "reports"] {
        let ask = rows_of(kind, &[("engagement", &key)])?;
        let total = view.count(ask.resource.listing, &ask.filter)?;
        if total > 0 {
            lines.push(format!("{total} {kind} in its reports: call {kind} with engagement {key}"));
            also.insert(kind.into(), json!({"total": total, "more": call_of(&ask, None)}));
        }
    }
    for judged in judgements.iter().take(JUDGED) {
        let same = if judged["same"] == true { "joined" } else { "held apart" };
        lines.push(format!("{} and {} were {same}: {}", judged["a"], judged["b"], judged["reasons"]));
    }
    let cited: Vec<&Object> = accounts.rows.iter().flat_map(citations).collect();
    let value = json!({
        "engagement": row,
        "accounts": accounts.value(),
        "parts": {"total": parts.len(), "rows": parts.iter().take(JUDGED).collect::<Vec<_>>()},
        "also": also,
        "judgements": {"total": judgements.len(), "rows": judgements.iter().take(JUDGED).collect::<Vec<_>>()},
        "citations": cited,
    });
    Ok(Answer { value, text: lines.join("\n") })
}
