//! What is known of the world: [`who`] held an office, [`places`] of a name, a [`party`]. Questions are put and answers told
//! as `chancery_know` does it for the command line too ([`Asked`], [`answer`]); an answer is JSON.

use chancery_know::asked::{Asked, Where};
use chancery_know::{Knowledge, Unclear, answer};
use jiff::Timestamp;
use jiff::tz::Offset;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value;

fn refuse(unclear: Unclear) -> PyErr {
    PyValueError::new_err(format!("{}\nhint: {}", unclear.problem, unclear.hint))
}

/// Who held which office: a list, the best answer first.
#[pyfunction]
pub(crate) fn who(
    words: &str,
    on: Option<&str>,
    since: Option<&str>,
    until: Option<&str>,
    party: Option<&str>,
    office: Option<&str>,
) -> PyResult<String> {
    let know = Knowledge::embedded();
    let asked = Asked { words: words.trim(), on, from: since, to: until, party, office };
    let question = asked.question(know).map_err(refuse)?;
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let held = know.who(&question);
    Ok(held.iter().map(|candidate| answer::held(candidate, &question, today)).collect::<Value>().to_string())
}

/// The places of a name, the likeliest first.
#[pyfunction]
pub(crate) fn places(name: &str, near: Option<&str>) -> PyResult<String> {
    let found = Where { name: name.trim(), near }.places(Knowledge::embedded()).map_err(refuse)?;
    Ok(found.iter().map(answer::place).collect::<Value>().to_string())
}

/// A party by its code or one of its names; none is `null`.
#[pyfunction]
pub(crate) fn party(name: &str) -> String {
    let know = Knowledge::embedded();
    let found = know.parties_named(name.trim()).into_iter().next();
    found.map_or(Value::Null, |found| answer::party(know, None, found)).to_string()
}
