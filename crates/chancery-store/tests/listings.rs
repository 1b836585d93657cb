//! Every listing is countable: the rows given, their number and the counts of each facet agree, in pages and in one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "each file of tests uses what it needs")]
mod support;

use chancery_store::{Error, Filter, Listing, Store};
use serde_json::{Value, json};
use support::report;

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    for i in 0..30 {
        let (a, b) = if i % 3 == 0 { ("IND", "RUS") } else { ("USA", "UKR") };
        let day = format!("2022-{:02}-{:02}", i % 12 + 1, i % 28 + 1);
        let event = json!({"type": if i % 2 == 0 { "CONSULT" } else { "ACCUSE" }, "actors": [["A B", a]], "recipients": [["C D", b]],
            "date": day, "words": "met", "place": {"name": "Geneva", "country": "CHE", "lat": 46.2, "lon": 6.1}, "source": if i % 5 == 0 { "wire" } else { "desk" }});
        store.append([report(&format!("r{i}"), &day, event).as_slice()], 1000 + i).unwrap();
    }
    store
}

fn rows(store: &Store, listing: Listing, filter: &Filter) -> (Vec<Vec<Value>>, Option<String>) {
    let mut rows = Vec::new();
    let next = store
        .list::<Error>(listing, filter, |row| {
            rows.push(row.to_vec());
            Ok(())
        })
        .unwrap();
    (rows, next)
}

#[test]
fn counts_rows_and_pages_agree() {
    let store = store();
    for &(name, listing) in Listing::ALL {
        let (all, _) = rows(&store, listing, &Filter::default());
        assert_eq!(all.len() as u64, store.count(listing, &Filter::default()).unwrap(), "{name}");
        let mut paged = Vec::new();
        let mut filter = Filter { limit: Some(4), ..Filter::default() };
        loop {
            let (page, next) = rows(&store, listing, &filter);
            paged.extend(page);
            let Some(next) = next else { break };
            filter.after = Some(next);
        }
        assert_eq!(paged, all, "{name} in pages");
    }
}

#[test]
fn facets_count_the_rows_that_a_filter_by_them_gives() {
    let store = store();
    let all = Filter::default();
    let party = store.facet(Listing::Engagements, "party", &all, 100).unwrap();
    assert!(party.len() >= 4);
    for (value, count) in party {
        let filter = Filter { parties: vec![value.as_str().unwrap().to_owned()], ..Filter::default() };
        assert_eq!(store.count(Listing::Engagements, &filter).unwrap(), count, "{value}");
    }
    for (value, count) in store.facet(Listing::Reports, "source", &all, 100).unwrap() {
        let filter = Filter { source: value.as_str().map(str::to_owned), ..Filter::default() };
        assert_eq!(store.count(Listing::Reports, &filter).unwrap(), count, "{value}");
    }
    for &(name, listing) in Listing::ALL {
        for facet in listing.facets() {
            store.facet(listing, facet, &all, 100).unwrap_or_else(|e| panic!("{name} by {facet}: {e}"));
        }
        store.facet(listing, "nothing", &all, 100).unwrap_err();
    }
}

#[test]
fn reports_and_events_of_an_engagement() {
    let store = store();
    let (engagements, _) = rows(&store, Listing::Engagements, &Filter::default());
    for engagement in engagements {
        let of = Filter { engagement: engagement[0].as_str().map(str::to_owned), ..Filter::default() };
        assert_eq!(store.count(Listing::Reports, &of).unwrap(), 1);
        let (events, _) = rows(&store, Listing::Events, &of);
        assert_eq!(events.len(), 1);
        let of = Filter { report: events[0][2].as_str().map(str::to_owned), ..Filter::default() };
        assert_eq!(store.count(Listing::Engagements, &of).unwrap(), 1);
    }
}

/// Joint acts against a third, and acts of a third against both.
#[test]
fn what_two_do_to_a_third_is_no_conflict_of_theirs() {
    let mut store = Store::in_memory().unwrap();
    let accuse = |actors: Value, recipients: Value| json!({"type": "ACCUSE", "quad": "VF", "actors": actors, "recipients": recipients, "date": "2022-06-08", "words": "condemned"});
    let (usa, jpn, prk) = (json!(["A B", "USA"]), json!(["C D", "JPN"]), json!(["E F", "PRK"]));
    for (id, event) in [
        ("joint", accuse(json!([usa, jpn]), json!([prk]))),
        ("back", accuse(json!([prk]), json!([usa, jpn]))),
        ("own", accuse(json!([usa]), json!([jpn]))),
        ("mutual", accuse(json!([usa, jpn]), json!([]))),
    ] {
        store.append([report(id, "2022-06-08", event).as_slice()], 1).unwrap();
    }
    // Out of the sums, and out of the engagements themselves.
    for filter in [Filter::default(), Filter { kind: Some("ACCUSE".into()), ..Filter::default() }] {
        for listing in [Listing::Relations, Listing::Pairs] {
            let columns = listing.columns();
            let (all, _) = rows(&store, listing, &filter);
            let told = |a: &str, b: &str| {
                let of = |row: &Vec<Value>, name: &str| {
                    row[columns.iter().position(|c| c.name == name).unwrap()].clone()
                };
                let row = all.iter().find(|row| row[0] == a && row[1] == b).unwrap();
                (of(row, "engagements"), of(row, "verbal_conflict"))
            };
            assert_eq!(told("JPN", "USA"), (json!(4), json!(2)), "{listing:?} {filter:?}");
            assert_eq!(told("JPN", "PRK"), (json!(2), json!(2)), "{listing:?} {filter:?}");
        }
    }
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

/// What others said of the two is no word of theirs, however much there is of it.
#[test]
fn a_dossier_has_what_two_said_of_each_other() {
    let mut store = Store::in_memory().unwrap();
    let said = |id: &str, day: usize, speaker: &str, about: &[&str]| {
        let text = format!("Somebody said {id}.");
        let record = json!({
            "format": 1, "reader": "test 1",
            "doc": {"id": id, "title": id, "published": format!("2022-03-{day:02}"), "published_basis": "given"},
            "text": text,
            "entities": [{"id": "e1", "kind": "state", "name": speaker, "party": speaker, "mentions": []}],
            "events": [], "agreements": [], "times": [], "places": [], "problems": [],
            "statements": [{
                "id": "s1", "kind": "indirect", "speaker": "e1", "about": about, "topics": [], "method": "test", "score": 0.9,
                "content": [{"start": 0, "end": text.len(), "text": text}], "cue": {"start": 9, "end": 13, "text": "said"}
            }]
        });
        serde_json::to_vec(&record).unwrap()
    };
    let mut records = vec![said("a", 1, "IND", &["RUS"]), said("b", 2, "RUS", &["IND", "USA"])];
    records.extend((3..28).map(|day| said(&format!("o{day}"), day, "USA", &["IND", "RUS"])));
    records.push(said("c", 28, "IND", &["USA"]));
    store.append(records.iter().map(Vec::as_slice), 1).unwrap();
    let of = |parties: &[&str]| -> Vec<String> {
        let codes: Vec<String> = parties.iter().map(|p| (*p).to_owned()).collect();
        let dossier = store.dossier(&codes).unwrap();
        dossier.statements.iter().map(|s| s["words"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(of(&["IND", "RUS"]), ["Somebody said b.", "Somebody said a."]);
    assert_eq!(of(&["IND"]), ["Somebody said c.", "Somebody said a."]);
    let pair = Filter { parties: vec!["IND".into(), "RUS".into()], ..Filter::default() };
    let all = store.count(Listing::Statements, &pair).unwrap();
    assert_eq!((all, rows(&store, Listing::Statements, &pair).0.len()), (27, 27));
}
