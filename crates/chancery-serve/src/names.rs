//! Names to keys: `/match` and the first lines of a search. [`find`] gives the parties and persons a name may mean, each
//! with a score from 0 to 1.

use chancery_know::{Knowledge, Office, PartialDate, Party};
use chancery_store::{Filter, Listing, Store};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::answer::objects;
use crate::page::words::{number, part, text};
use crate::problem::Problem;

/// Candidates of one name at most.
const MOST: usize = 10;

/// Whom `name` may mean, the likeliest first; `on` a day for offices.
pub(crate) fn find(store: &Store, name: &str, on: Option<Date>) -> Result<Vec<Value>, Problem> {
    let know = Knowledge::embedded();
    let name = name.trim();
    let mut found: Vec<Value> = Vec::new();
    let mut add = |candidate: Value| {
        let is_known = found.iter().any(|f| f["kind"] == candidate["kind"] && f["id"] == candidate["id"]);
        if !is_known {
            found.push(candidate);
        }
    };
    let mut party = |party: chancery_know::Party<'_>, score: f64| {
        add(json!({
            "kind": "party", "id": party.code(), "name": party.name(), "party": party.code(), "office": null,
            "wikidata": party.wikidata(), "score": score, "page": format!("/parties/{}", part(party.code())),
        }));
    };
    if let Some(known) = know.party(&name.to_uppercase()) {
        party(known, 1.0);
    }
    if let Some(known) =
        know.longest_name(name).filter(|found| found.len == name.len()).and_then(|f| f.party())
    {
        party(known, 1.0);
    }
    for near in know.near_parties(name).into_iter().take(3) {
        party(near, 0.5);
    }
    let mut question = know.question(name);
    question.time = (on, on);
    let is_question = !question.name.is_empty() || question.office.is_some();
    let candidates = if is_question { know.who(&question) } else { Vec::new() };
    for candidate in candidates.iter().take(2 * MOST) {
        let (person, holding) = (candidate.person, candidate.holding);
        let id = person.wikidata().map_or_else(|| person.name().to_owned(), str::to_owned);
        let date = |date: Option<PartialDate>| date.map(|d| d.to_string());
        add(json!({
            "kind": "person", "id": id, "name": person.name(), "party": holding.party().map(Party::code),
            "office": holding.office().map(Office::name), "from": date(holding.from()), "to": date(holding.to()),
            "wikidata": person.wikidata(), "score": round(f64::from(candidate.score)),
            "page": format!("/people?person={}", part(&id)),
        }));
    }
    // Persons of the record, who need not be in the tables.
    let people = Filter { person: Some(name.to_owned()), limit: Some(MOST as u64), ..Filter::default() };
    for row in objects(store, Listing::People, &people)? {
        let is_whole = text(&row, "name").eq_ignore_ascii_case(name);
        let known = found.iter().position(|f| {
            f["kind"] == "person" && !f["wikidata"].is_null() && f["wikidata"] == row["wikidata"]
        });
        let page = format!("/people/{}", part(text(&row, "id")));
        match known {
            Some(at) => {
                found[at]["page"] = json!(page);
                found[at]["key"] = row["id"].clone();
                found[at]["engagements"] = json!(number(&row, "engagements"));
            }
            None => found.push(json!({
                "kind": "person", "id": row["id"], "key": row["id"], "name": row["name"], "party": row["party"],
                "office": row["office"], "wikidata": row["wikidata"], "score": if is_whole { 0.9 } else { 0.7 },
                "engagements": number(&row, "engagements"), "page": page,
            })),
        }
    }
    found.sort_by(|a, b| {
        let score = |v: &Value| v["score"].as_f64().unwrap_or_default();
        score(b).total_cmp(&score(a))
    });
    found.truncate(MOST);
    Ok(found)
}

fn round(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
