//! What is known of the world: [`who`] held an office, [`places`] of a name, a [`party`]. Answers are JSON.

use chancery_know::{Knowledge, Office, PartialDate, Party, Place, Question, Tenure};
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::{Value, json};

fn refuse(problem: String, hint: &str) -> PyErr {
    PyValueError::new_err(format!("{problem}\nhint: {hint}"))
}

fn find<'k>(know: &'k Knowledge, name: &str) -> Option<Party<'k>> {
    let by_name = || know.longest_name(name).filter(|found| found.len == name.len())?.party();
    know.party(&name.to_uppercase()).or_else(by_name)
}

fn day(told: Option<&str>) -> PyResult<Option<PartialDate>> {
    let read = |told: &str| {
        PartialDate::parse(told)
            .filter(|date| date.is_real())
            .ok_or_else(|| refuse(format!("`{told}` is no date"), "write 2023-12-27, 2023-12 or 2023"))
    };
    told.map(read).transpose()
}

fn question<'k>(
    know: &'k Knowledge,
    words: &str,
    party: Option<&str>,
    office: Option<&str>,
    time: (Option<Date>, Option<Date>),
) -> PyResult<Question<'k>> {
    let mut question = know.question(words);
    if let Some(name) = party {
        let found = find(know, name);
        question.party = Some(found.ok_or_else(|| {
            refuse(format!("`{name}` is no party"), "give its code or its name: IND, \"European Union\"")
        })?);
    }
    if let Some(title) = office {
        let found = know.office(title.trim()).or_else(|| know.office(&title.trim().to_lowercase()));
        question.office = Some(found.ok_or_else(|| {
            refuse(
                format!("`{title}` is no office"),
                "there are \"foreign minister\", \"secretary-general\" and many more",
            )
        })?);
    }
    question.time = time;
    if question.name.is_empty() && question.party.is_none() && question.office.is_none() {
        return Err(refuse("nothing is asked".to_owned(), "give a name, a party or an office: \"Lavrov\""));
    }
    Ok(question)
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
    let time = match day(on)? {
        Some(on) => (Some(on.first()), Some(on.last())),
        None => (day(since)?.map(PartialDate::first), day(until)?.map(PartialDate::last)),
    };
    let question = question(know, words.trim(), party, office, time)?;
    let date = |date: Option<PartialDate>| date.map(|d| d.to_string());
    let held: Vec<Value> = know
        .who(&question)
        .iter()
        .map(|candidate| {
            let holding = candidate.holding;
            json!({
                "name": candidate.person.name(),
                "office": holding.office().map(Office::name),
                "title": Some(holding.title()).filter(|title| !title.is_empty()),
                "party": holding.party().map(Party::code),
                "since": date(holding.from()),
                "until": date(holding.to()),
                "known_until": date(holding.known_until()),
                "carried_forward": candidate.tenure == Some(Tenure::CarriedForward),
                "source": holding.source(),
                "wikidata": candidate.person.wikidata(),
                "score": (f64::from(candidate.score) * 1000.0).round() / 1000.0,
            })
        })
        .collect();
    Ok(Value::from(held).to_string())
}

/// The places of a name, the best known first.
#[pyfunction]
pub(crate) fn places(name: &str) -> String {
    let know = Knowledge::embedded();
    let mut found: Vec<Place<'_>> = know.places_named(name.trim()).collect();
    found.sort_by_key(|place| std::cmp::Reverse((place.population(), place.renown())));
    let places: Vec<Value> = found
        .iter()
        .map(|place| {
            json!({
                "name": place.name(),
                "feature": place.feature().as_str(),
                "country": place.country().map(Party::code),
                "division": place.division().map(Place::name),
                "lat": place.lat(),
                "lon": place.lon(),
                "population": Some(place.population()).filter(|&n| n > 0),
                "geonames": place.geonames(),
                "wikidata": place.wikidata(),
            })
        })
        .collect();
    Value::from(places).to_string()
}

/// A party by its code or one of its names; none is `null`.
#[pyfunction]
pub(crate) fn party(name: &str) -> String {
    let Some(party) = find(Knowledge::embedded(), name.trim()) else { return "null".to_owned() };
    let date = |date: Option<PartialDate>| date.map(|d| d.to_string());
    let members: Vec<Value> = party
        .members()
        .map(|m| json!({"code": m.member.code(), "since": date(m.from), "until": date(m.to), "status": m.status}))
        .collect();
    json!({
        "code": party.code(),
        "name": party.name(),
        "kind": party.kind().as_str(),
        "aliases": party.aliases().collect::<Vec<_>>(),
        "demonyms": party.demonyms().collect::<Vec<_>>(),
        "seats": party.seats().collect::<Vec<_>>(),
        "iso2": party.iso2(),
        "cow": party.cow(),
        "cameo": party.cameo(),
        "fips": party.fips(),
        "wikidata": party.wikidata(),
        "since": date(party.from()),
        "until": date(party.to()),
        "parent": party.parent().map(Party::code),
        "members": members,
    })
    .to_string()
}
