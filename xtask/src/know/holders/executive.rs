//! Presidents and vice presidents of the United States: `executive.yaml` of the project congress-legislators.

use std::path::Path;

use serde::Deserialize;

use super::{Held, date};

/// The day of the file's last change.
const KNOWN_UNTIL: &str = "2026-06-15";

#[derive(Deserialize)]
struct Person {
    name: Name,
    terms: Vec<Term>,
}

#[derive(Deserialize)]
struct Name {
    first: String,
    last: String,
}

#[derive(Deserialize)]
struct Term {
    r#type: String,
    start: String,
    end: String,
}

pub(super) fn read(data: &Path) -> anyhow::Result<Vec<Held>> {
    let persons: Vec<Person> =
        serde_yaml_ng::from_slice(&super::bytes(data, "us-executive/executive.yaml")?)?;
    let held = |person: &Person, term: &Term| Held {
        party: "USA".into(),
        office: if term.r#type == "prez" { "president" } else { "vice president" }.into(),
        from: date(&term.start),
        // The end of a term that goes on is the day when it is due to end.
        to: if term.end.as_str() > KNOWN_UNTIL { String::new() } else { date(&term.end) },
        person: format!("{} {}", person.name.first, person.name.last),
        known_until: KNOWN_UNTIL.into(),
        ..Held::default()
    };
    Ok(persons.iter().flat_map(|p| p.terms.iter().map(|t| held(p, t)).collect::<Vec<_>>()).collect())
}
