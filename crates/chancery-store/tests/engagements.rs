//! Reports in, engagements out: the same whatever the order, split and joined by hand, kept through new versions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;

use chancery_store::{Filter, Listing, Outcome, Store};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{engagements, report};

fn call(date: &str, american: &str) -> Value {
    json!({"type": "CONSULT", "mode": "phone", "actors": [[american, "USA"], ["Dmytro Kuleba", "UKR"]], "date": date, "words": "spoke by phone"})
}

fn store_of(reports: &[Vec<u8>]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for record in reports {
        store.append([record.as_slice()], 1).unwrap();
    }
    store
}

fn count(store: &Store, listing: Listing) -> u64 {
    store.count(listing, &Filter::default()).unwrap()
}

#[test]
fn two_reports_of_one_call_are_one_engagement() {
    let store = store_of(&[
        report("state", "2022-03-05", call("2022-03-05", "Antony Blinken")),
        report("kyiv", "2022-03-06", call("2022-03-05", "Antony Blinken")),
        report("white house", "2022-03-05", call("2022-03-05", "Joe Biden")),
        report("later", "2022-03-09", call("2022-03-09", "Antony Blinken")),
    ]);
    assert_eq!(count(&store, Listing::Events), 4);
    assert_eq!(count(&store, Listing::Engagements), 3, "{}", engagements(&store));
}

#[test]
fn the_same_record_twice_changes_nothing() {
    let record = report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"));
    let mut store = store_of(std::slice::from_ref(&record));
    let before = engagements(&store);
    assert_eq!(store.append([record.as_slice()], 2).unwrap(), [Outcome::Seen]);
    assert_eq!(engagements(&store), before);
}

#[test]
fn a_new_version_keeps_the_keys_of_what_it_still_says() {
    let mut store = store_of(&[report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"))]);
    let before = engagements(&store);
    let mut changed: Value =
        serde_json::from_slice(&report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"))).unwrap();
    changed["doc"]["title"] = json!("Another title");
    assert_eq!(
        store.append([serde_json::to_vec(&changed).unwrap().as_slice()], 2).unwrap(),
        [Outcome::Changed]
    );
    assert_eq!(engagements(&store), before);
    // The first version again is no change.
    assert_eq!(
        store
            .append([report("a", "2022-03-05", call("2022-03-05", "Antony Blinken")).as_slice()], 3)
            .unwrap(),
        [Outcome::Seen]
    );
    // What it no longer says is gone, with the engagement that nothing else tells of.
    changed["events"] = json!([]);
    changed["text"] = json!("Corrected: no call took place.");
    assert_eq!(
        store.append([serde_json::to_vec(&changed).unwrap().as_slice()], 3).unwrap(),
        [Outcome::Changed]
    );
    assert_eq!(engagements(&store), "");
}

#[test]
fn a_hand_holds_against_the_comparison() {
    let mut store = store_of(&[
        report("a", "2022-03-05", call("2022-03-05", "Antony Blinken")),
        report("b", "2022-03-05", call("2022-03-05", "Antony Blinken")),
    ]);
    assert_eq!(count(&store, Listing::Engagements), 1);
    let mut keys = Vec::new();
    store
        .list::<chancery_store::Error>(Listing::Events, &Filter::default(), |row| {
            keys.push(row[0].as_str().unwrap().to_owned());
            Ok(())
        })
        .unwrap();
    store.judge(&keys[0], &keys[1], false, "two calls that day", 2).unwrap();
    assert_eq!(count(&store, Listing::Engagements), 2);
    // Another report comes; the two stay apart.
    store.append([report("c", "2022-03-05", call("2022-03-05", "Antony Blinken")).as_slice()], 3).unwrap();
    assert_eq!(count(&store, Listing::Engagements), 2);
    store.judge(&keys[0], &keys[1], true, "it was one after all", 4).unwrap();
    assert_eq!(count(&store, Listing::Engagements), 1);
    assert!(store.judge("v0", &keys[1], true, "", 5).is_err());
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let reports: Vec<Vec<u8>> = (1..=25)
        .map(|i| {
            report(
                &format!("r{i}"),
                "2022-03-05",
                call(&format!("2022-03-{:02}", i % 9 + 1), &format!("Person {i}")),
            )
        })
        .collect();
    let store = store_of(&reports);
    let mut seen = Vec::new();
    let mut filter =
        Filter { limit: Some(7), parties: vec!["USA".into(), "UKR".into()], ..Filter::default() };
    loop {
        let cursor = store
            .list::<chancery_store::Error>(Listing::Events, &filter, |row| {
                seen.push(row[0].as_str().unwrap().to_owned());
                Ok(())
            })
            .unwrap();
        if cursor.is_none() {
            break;
        }
        filter.after = cursor;
    }
    assert_eq!(seen.len(), 25);
    let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!(distinct.len(), 25);
    assert_eq!(store.count(Listing::Events, &filter).unwrap(), 25);
}

#[test]
fn every_listing_takes_the_filters_it_says_and_refuses_the_rest() {
    let store = store_of(&[report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"))]);
    for &(name, listing) in Listing::ALL {
        let all = store.count(listing, &Filter::default());
        assert!(all.is_ok(), "{name}: {all:?}");
        let filters = [
            Filter {
                parties: vec!["USA".into()],
                from: Some("2022".into()),
                to: Some("2022-12".into()),
                ..Filter::default()
            },
            Filter { person: Some("Blinken".into()), ..Filter::default() },
            Filter { kind: Some("consult".into()), ..Filter::default() },
            Filter { words: Some("phone".into()), ..Filter::default() },
            Filter { words: Some("\"".into()), ..Filter::default() },
            Filter { updated_since: Some(0), limit: Some(3), ..Filter::default() },
            Filter { after: Some("zz".into()), ..Filter::default() },
            Filter {
                topic: Some("trade'--".into()),
                place: Some("%".into()),
                source: Some("x".into()),
                ..Filter::default()
            },
        ];
        for filter in filters {
            // Refused with a hint or answered, never a failure of the query's own.
            if let Err(error) = store.list::<chancery_store::Error>(listing, &filter, |_| Ok(())) {
                assert!(error.advice().is_some(), "{name}: {error}");
            }
        }
    }
}

/// Of each report these columns.
fn reports(store: &Store, columns: &[&str]) -> Vec<Value> {
    let mut rows = Vec::new();
    let names: Vec<&str> = Listing::Reports.columns().iter().map(|c| c.name).collect();
    store
        .list::<chancery_store::Error>(Listing::Reports, &Filter::default(), |row| {
            let told = names.iter().zip(row).filter(|(n, _)| columns.contains(n));
            rows.push(told.map(|(_, v)| v.clone()).collect());
            Ok(())
        })
        .unwrap();
    rows
}

const MATTERS: [&str; 3] = [
    "Floods along the river Tarn drove thousands from their homes near Albi, where dykes broke and boats were short",
    "Fishermen of two islands blocked the harbour of Oslo over quotas for herring that ministers cut in autumn",
    "Observatories in Chile and Namibia measured a comet of unusual brightness that astronomers named after Halley",
];

/// The report of an event, with a text of this matter before it.
fn of_text(id: &str, published: &str, event: Value, text: &str) -> Vec<u8> {
    let wikidata = event["wikidata"].clone();
    let mut record: Value = serde_json::from_slice(&report(id, published, event)).unwrap();
    for entity in record["entities"].as_array_mut().unwrap() {
        if entity["party"] == "GEO" {
            entity["wikidata"] = wikidata.clone();
        }
    }
    record["text"] = json!(format!("{} {text}", record["text"].as_str().unwrap()));
    serde_json::to_vec(&record).unwrap()
}

/// The same report as it was before its text was changed.
fn otherwise(record: &[u8]) -> Vec<u8> {
    let mut record: Value = serde_json::from_slice(record).unwrap();
    let own = record["text"].as_str().unwrap();
    record["text"] = json!(format!("{own} {}", MATTERS[own.len() % 3]));
    serde_json::to_vec(&record).unwrap()
}

/// What the words of a report are: one of some matters, told with other words around it.
fn text(matter: usize, words: u8) -> String {
    let around: Vec<&str> =
        ["correspondents", "yesterday", "eyewitnesses", "bulletin", "agencies", "evening", "capital"]
            .into_iter()
            .enumerate()
            .filter(|(i, _)| words >> i & 1 == 1)
            .map(|(_, w)| w)
            .collect();
    format!("{} {}.", MATTERS[matter], around.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn order_of_arrival_does_not_matter(
        facts in proptest::collection::vec((0..3usize, 0..3usize, 1..6u8, 0..4usize, proptest::bool::ANY), 2..9),
        towns in proptest::collection::vec((0..4usize, 0..3usize, 0..3usize, any::<u8>()), 9),
        order in proptest::collection::vec(any::<u32>(), 9),
    ) {
        let people = ["Antony Blinken", "Joe Biden", "Lloyd Austin"];
        let others = [("Dmytro Kuleba", "UKR"), ("Annalena Baerbock", "DEU"), ("Wang Yi", "CHN")];
        let modes = [json!("phone"), json!("visit"), Value::Null, json!("multilateral")];
        let places = [Value::Null, json!({"name": "Georgia"}), json!({"name": "Tbilisi"}), json!({"name": "Vienna", "country": "AUT"})];
        let states = [json!([]), json!([["Georgia", "GEO", "state"]]), json!([["Georgia", "GEO", "place"]])];
        let reports: Vec<Vec<u8>> = facts.iter().enumerate().map(|(i, &(p, o, day, mode, planned))| {
            of_text(&format!("r{i}"), &format!("2022-03-{day:02}"), json!({
                "mode": modes[mode], "actors": [[people[p], "USA"], [others[o].0, others[o].1]],
                "date": format!("2022-03-{day:02}"), "basis": if planned { "text" } else { "published" },
                "status": if planned { "planned" } else { "actual" }, "words": "met for talks on trade and security",
                // A place that is a state in one report and none in another; an entity that reports put differently.
                "place": places[towns[i].0],
                "recipients": states[towns[i].1],
                "wikidata": "Q230",
                "type": "CONSULT"
            }), &text(towns[i].2, towns[i].3))
        }).collect();
        let mut shuffled: Vec<(u32, Vec<u8>)> = reports.iter().cloned().enumerate().map(|(i, r)| (order[i], r)).collect();
        shuffled.sort();
        let shuffled: Vec<Vec<u8>> = shuffled.into_iter().map(|s| s.1).collect();
        let stories = |store: &Store| self::reports(store, &["sender_id", "story"]);
        let told = |store: &Store| (engagements(store), self::reports(store, &["sender_id", "story", "family"]));
        let one = told(&store_of(&reports));
        prop_assert_eq!(&one, &told(&store_of(&shuffled)));
        // One batch or many.
        let mut batch = Store::in_memory().unwrap();
        batch.append(reports.iter().map(Vec::as_slice), 1).unwrap();
        prop_assert_eq!(&one, &told(&batch));
        prop_assert_eq!(batch.check().unwrap(), Vec::<String>::new());
        // Others come first, and say something else by then.
        let mut changed = Store::in_memory().unwrap();
        let early: Vec<Vec<u8>> = shuffled.iter().map(|r| otherwise(r)).collect();
        changed.append(early.iter().map(Vec::as_slice), 1).unwrap();
        changed.append(shuffled.iter().map(Vec::as_slice), 2).unwrap();
        prop_assert_eq!(stories(&batch), stories(&changed));
        prop_assert_eq!(changed.check().unwrap(), Vec::<String>::new());
    }
}

/// The engagements of a store, and which events are bound to which.
fn bound(store: &Store) -> (String, BTreeSet<(String, String)>) {
    let mut keys: Vec<String> = Vec::new();
    store
        .list::<chancery_store::Error>(Listing::Engagements, &Filter::default(), |row| {
            keys.extend(row[0].as_str().map(str::to_owned));
            Ok(())
        })
        .unwrap();
    let shown: Vec<Value> = keys.iter().map(|key| store.show(key).unwrap()).collect();
    let judgements = shown.iter().flat_map(|s| s["judgements"].as_array().cloned().unwrap_or_default());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (engagements(store), judgements.map(|j| (text(&j["a"]), text(&j["b"]))).collect())
}

/// Reports of a day on which all talk of the same few acts, by number: who called whom, when, in what words.
fn crowded(reports: &[(usize, usize, u8, usize)]) -> Vec<Vec<u8>> {
    let people = ["Antony Blinken", "Joe Biden"];
    let words = ["met for talks on trade and security", "met for talks on grain and ports", "met"];
    let modes = [json!("phone"), Value::Null, json!("visit")];
    let one = |(i, &(person, said, day, mode)): (usize, &(usize, usize, u8, usize))| {
        let date = format!("2022-03-{day:02}");
        report(
            &format!("r{i}"),
            &date,
            json!({
                "type": "CONSULT", "mode": modes[mode], "actors": [[people[person], "USA"], ["Dmytro Kuleba", "UKR"]],
                "recipients": if mode == 2 { json!([["Ukraine", "UKR", "state"]]) } else { json!([]) },
                "date": date, "words": words[said], "status": if mode == 2 { "planned" } else { "actual" },
            }),
        )
    };
    reports.iter().enumerate().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Of very many reports of one act not each two are linked: what is linked hangs on no order, and a link that goes with
    /// its report is made up for.
    #[test]
    fn crowds_are_the_same_in_any_order_and_without_those_withdrawn(
        facts in proptest::collection::vec((
            prop_oneof![9 => Just(0usize), 1 => Just(1)], 0..3usize,
            prop_oneof![9 => Just(5u8), 1 => Just(6)], prop_oneof![8 => Just(0usize), 1 => 1..3usize],
        ), 30..60),
        order in proptest::collection::vec(any::<u32>(), 60),
        gone in proptest::collection::vec(proptest::bool::weighted(0.3), 60),
        batch in 1..70usize,
    ) {
        let reports = crowded(&facts);
        let mut shuffled: Vec<(u32, Vec<u8>)> = reports.iter().cloned().enumerate().map(|(i, r)| (order[i], r)).collect();
        shuffled.sort();
        let shuffled: Vec<Vec<u8>> = shuffled.into_iter().map(|s| s.1).collect();
        let added = |reports: &[Vec<u8>]| {
            let mut store = Store::in_memory().unwrap();
            for batch in reports.chunks(batch) {
                store.append(batch.iter().map(Vec::as_slice), 1).unwrap();
            }
            store
        };
        let mut store = added(&shuffled);
        prop_assert_eq!(bound(&store), bound(&store_of(&reports)));
        let left: Vec<Vec<u8>> = reports.iter().zip(&gone).filter(|(_, gone)| !**gone).map(|(r, _)| r.clone()).collect();
        let keys = self::reports(&store, &["id", "sender_id"]);
        for row in keys {
            let (key, number) = (row[0].as_str().unwrap(), row[1].as_str().unwrap()[1..].parse::<usize>().unwrap());
            if gone[number] {
                store.withdraw(key, "asked for", 2).unwrap();
            }
        }
        prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
        prop_assert_eq!(bound(&store), bound(&added(&left)));
        // One that says something else by now.
        let mut changed = added(&shuffled);
        let others: Vec<_> = facts.iter().map(|&(person, said, day, mode)| (1 - person, said, day, mode)).collect();
        let other: Vec<Vec<u8>> = crowded(&others).iter().map(|r| otherwise(r)).collect();
        changed.append(other.iter().zip(&gone).filter(|(_, gone)| **gone).map(|(r, _)| r.as_slice()), 2).unwrap();
        changed.append(shuffled.iter().map(Vec::as_slice), 3).unwrap();
        let mixed: Vec<Vec<u8>> =
            reports.iter().zip(other).zip(&gone).map(|((r, o), gone)| if *gone { o } else { r.clone() }).collect();
        prop_assert_eq!(bound(&changed), bound(&added(&mixed)));
    }
}

#[test]
fn an_act_of_very_many_reports_has_few_links_for_each() {
    let mut store = Store::in_memory().unwrap();
    let reports = crowded(&vec![(0, 0, 5, 0); 200]);
    store.append(reports.iter().map(Vec::as_slice), 1).unwrap();
    let (engagements, judgements) = bound(&store);
    assert_eq!(engagements.lines().count(), 1);
    assert!((199..=200 * 16).contains(&judgements.len()), "{}", judgements.len());
}
