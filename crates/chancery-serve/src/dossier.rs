//! What is known of one thing or of two with each other, as JSON: [`Subject`] says of what. The pages draw from the same
//! values.

use chancery_know::{Knowledge, Office, PartialDate, Party};
use chancery_store::{Filter, Listing};
use serde_json::{Map, Value, json};

use crate::answer::{self, object};
use crate::ask::Ask;
use crate::pool::View;
use crate::problem::Problem;
use crate::resource::{code, named, of, pair};

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Front,
    /// A search for words.
    Search(String),
    /// A party by its code.
    Party(String),
    Pair(String, String),
    /// A person by key.
    Person(String),
    /// A report, event, engagement, statement or agreement by key.
    Fact(Listing, String),
}

/// Rows of each part of a page.
const SOME: u64 = 12;

impl Subject {
    /// The subject at `/kind/key`.
    ///
    /// # Errors
    ///
    /// There is no such kind, or its rows have no pages.
    pub(crate) fn of(kind: &str, key: &str) -> Result<Subject, Problem> {
        let resource = named(kind).filter(|r| r.has_pages);
        let resource = resource.ok_or_else(|| Problem::missing(format!("there is no page /{kind}/{key}")))?;
        Ok(match resource.listing {
            Listing::Parties => Subject::Party(code(key)),
            Listing::Pairs => {
                let (a, b) = pair(key).ok_or_else(|| {
                    Problem::missing(format!("`{key}` is no pair"))
                        .hint("write two codes with a dash: IND-RUS")
                })?;
                Subject::Pair(a, b)
            }
            Listing::People => Subject::Person(key.to_owned()),
            listing => Subject::Fact(listing, key.to_owned()),
        })
    }

    /// Where its rows are, as the query of a listing.
    pub(crate) fn rows(&self) -> (&'static str, String) {
        let set = |name: &str, value: &str| {
            form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
        };
        match self {
            Subject::Front => ("engagements", String::new()),
            Subject::Search(typed) => ("engagements", set("q", typed)),
            Subject::Party(code) => ("engagements", set("party", code)),
            Subject::Pair(a, b) => ("engagements", set("pair", &format!("{a}-{b}"))),
            Subject::Person(key) => ("engagements", set("person", key)),
            Subject::Fact(Listing::Engagements, key) => ("events", set("engagement", key)),
            Subject::Fact(Listing::Reports, key) => ("events", set("report", key)),
            Subject::Fact(listing, key) => (of(*listing).name, set("id", key)),
        }
    }

    /// All that is told of it.
    ///
    /// # Errors
    ///
    /// There is nothing of the kind, or the store fails.
    pub(crate) fn value(&self, store: &View<'_>) -> Result<Value, Problem> {
        match self {
            Subject::Front => front(store),
            Subject::Search(typed) => search(store, typed),
            Subject::Party(code) => party(store, code),
            Subject::Pair(a, b) => self::pair_of(store, a, b),
            Subject::Person(key) => person(store, key),
            Subject::Fact(listing, key) => fact(store, *listing, key),
        }
    }
}

/// The first rows of a question, their number in all, and where all of them are.
pub(crate) fn some(store: &View<'_>, name: &str, query: &str, most: u64) -> Result<Value, Problem> {
    let resource = named(name).ok_or_else(|| Problem::missing(format!("there is no {name}")))?;
    let mut ask = Ask::of(resource, query, true)?;
    ask.filter.limit = Some(most);
    let page = answer::part(store, &ask)?;
    let rows: Vec<Value> = page.rows.iter().map(|row| Value::Object(object(resource.listing, row))).collect();
    Ok(json!({"kind": name, "total": page.total, "rows": rows, "all": ask.address("", &[])}))
}

fn front(store: &View<'_>) -> Result<Value, Problem> {
    let mut totals = Map::new();
    for name in ["engagements", "statements", "agreements", "reports"] {
        let listing = named(name).map_or(Listing::Reports, |r| r.listing);
        totals.insert(name.to_owned(), json!(store.count(listing, &Filter::default())?));
    }
    Ok(json!({
        "totals": totals,
        "latest": some(store, "engagements", "status=actual", SOME)?,
        "places": some(store, "places", "status=actual", 250)?,
        "pairs": some(store, "pairs", "", 15)?,
    }))
}

fn search(store: &View<'_>, typed: &str) -> Result<Value, Problem> {
    if typed.trim().is_empty() {
        return Ok(json!({"q": "", "named": [], "found": []}));
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    let mut found = Vec::new();
    for name in ["engagements", "statements", "agreements", "reports"] {
        found.push(some(store, name, &query, 5)?);
    }
    Ok(json!({"q": typed, "named": crate::names::find(store, typed, None)?, "found": found}))
}

fn party(store: &View<'_>, code: &str) -> Result<Value, Problem> {
    let know = Knowledge::embedded();
    let known = know.party(code);
    let of = form_urlencoded::Serializer::new(String::new()).append_pair("party", code).finish();
    let engagements = some(store, "engagements", &format!("{of}&status=actual"), SOME)?;
    let statements = some(store, "statements", &of, SOME)?;
    let is_told = [&engagements, &statements].iter().any(|part| part["total"] != 0);
    if known.is_none() && !is_told {
        return Err(Problem::missing(format!("`{code}` is no party that is known or told of"))
            .hint("give its code: /parties/IND"));
    }
    let mut offices: Vec<Value> = Vec::new();
    if let Some(party) = known {
        for holding in know.holdings_of(party).filter(|h| h.to().is_none()) {
            let Some(person) = holding.person() else { continue };
            offices.push(json!({
                "office": holding.office().map(Office::name),
                "name": person.name(),
                "wikidata": person.wikidata(),
                "from": holding.from().map(|d| d.to_string()),
                "known_until": holding.known_until().map(|d| d.to_string()),
            }));
        }
        offices.truncate(SOME as usize);
    }
    Ok(json!({
        "party": code,
        "name": known.map_or(code, |p| p.name()),
        "kind": known.map(|p| p.kind().as_str()),
        "iso2": known.and_then(Party::iso2),
        "cow": known.and_then(Party::cow),
        "wikidata": known.and_then(Party::wikidata),
        "offices": offices,
        "engagements": engagements,
        "open": some(store, "engagements", &format!("{of}&status=planned"), SOME)?,
        "pairs": some(store, "pairs", &of, 15)?,
        "topics": some(store, "topics", &of, 15)?,
        "people": some(store, "people", &of, SOME)?,
        "statements": statements,
        "agreements": some(store, "agreements", &of, SOME)?,
        "reports": some(store, "reports", &of, SOME)?,
    }))
}

fn pair_of(store: &View<'_>, a: &str, b: &str) -> Result<Value, Problem> {
    let know = Knowledge::embedded();
    let of = format!("pair={a}-{b}");
    // Some that take part have no code but a name.
    if let Some(unknown) = [a, b].into_iter().find(|code| know.party(code).is_none()) {
        let told = some(store, "engagements", &of, 1)?;
        if told["total"] == 0 {
            let problem = format!("`{unknown}` is no party that is known or told of with the other");
            return Err(Problem::missing(problem).hint("give codes: /pairs/IND-RUS"));
        }
    }
    let said = |speaker: &str, about: &str| {
        some(store, "statements", &format!("speaker={speaker}&about={about}"), SOME)
    };
    Ok(json!({
        "parties": [a, b],
        "names": [crate::page::words::party(a), crate::page::words::party(b)],
        "months": some(store, "relations", &of, 1200)?,
        "engagements": some(store, "engagements", &format!("{of}&status=actual"), SOME)?,
        "open": some(store, "engagements", &format!("{of}&status=planned"), SOME)?,
        "topics": some(store, "topics", &of, 15)?,
        "agreements": some(store, "agreements", &of, SOME)?,
        "said": [said(a, b)?, said(b, a)?],
        "reports": some(store, "reports", &of, SOME)?,
    }))
}

fn person(store: &View<'_>, key: &str) -> Result<Value, Problem> {
    let mut person = store.show(key)?;
    let of = form_urlencoded::Serializer::new(String::new()).append_pair("person", key).finish();
    let offices: Vec<Value> = match person["wikidata"].as_str() {
        None => Vec::new(),
        Some(wikidata) => {
            let known = Knowledge::embedded().persons().find(|p| p.wikidata() == Some(wikidata));
            let date = |date: Option<PartialDate>| date.map(|d| d.to_string());
            let holdings = known.map(|p| p.holdings().collect::<Vec<_>>()).unwrap_or_default();
            holdings
                .iter()
                .map(|holding| {
                    json!({
                        "office": holding.office().map(Office::name),
                        "title": Some(holding.title()).filter(|title| !title.is_empty()),
                        "party": holding.party().map(Party::code),
                        "from": date(holding.from()),
                        "to": date(holding.to()),
                        "known_until": date(holding.known_until()),
                        "source": holding.source(),
                    })
                })
                .collect()
        }
    };
    if let Some(object) = person.as_object_mut() {
        object.insert("offices".into(), json!(offices));
        object.insert("told".into(), some(store, "engagements", &of, SOME)?);
        object.insert("said".into(), some(store, "statements", &of, SOME)?);
        object.insert("in".into(), some(store, "reports", &of, SOME)?);
    }
    Ok(person)
}

fn fact(store: &View<'_>, listing: Listing, key: &str) -> Result<Value, Problem> {
    let mut shown = store.show(key)?;
    if shown.get("gone").is_none() && listing == Listing::Reports {
        let of = form_urlencoded::Serializer::new(String::new()).append_pair("report", key).finish();
        shown["told"] = some(store, "engagements", &of, 100)?;
    }
    if shown.get("gone").is_none() && listing == Listing::Engagements {
        let compared = store.compare(key)?;
        for part in ["accounts", "topics"] {
            let name = if part == "topics" { "told_in" } else { part };
            shown[name] = compared[part].clone();
        }
    }
    Ok(shown)
}
