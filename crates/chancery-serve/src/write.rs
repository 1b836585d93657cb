//! The two writes, each with a token that allows them: reports that are kept, and the word of a hand on which events are
//! one.

use std::path::Path;

use axum::http::StatusCode;
use chancery_store::{Store, Summary};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::problem::Problem;

/// The word of a hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Judgement {
    /// Keys of two events.
    a: String,
    b: String,
    /// Whether they are one act.
    same: bool,
    #[serde(default)]
    reason: String,
}

/// Keeps the word of a hand.
pub(crate) fn judge(db: &Path, body: &[u8]) -> Result<Value, Problem> {
    let judgement: Judgement = serde_json::from_slice(body)
        .map_err(|e| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("this is no judgement: {e}")))?;
    if judgement.reason.len() > 2000 {
        return Err(Problem::bad("the reason is longer than 2000 bytes"));
    }
    let Judgement { a, b, same, reason } = judgement;
    let changed = Store::open(db)?.judge(&a, &b, same, &reason, now())?;
    Ok(json!({"changed": changed}))
}

/// Keeps a record.
pub(crate) fn add(db: &Path, record: &[u8]) -> Result<Value, Problem> {
    let mut summary = Summary::default();
    for outcome in Store::open(db)?.append([record], now())? {
        summary.count(outcome);
    }
    let Summary { new, seen, changed, reread, unreadable, withdrawn } = summary;
    Ok(
        json!({"new": new, "seen": seen, "changed": changed, "reread": reread, "unreadable": unreadable, "withdrawn": withdrawn}),
    )
}

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
