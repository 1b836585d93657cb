//! Checked, copied, withdrawn, read anew, brought up to date; occasions told by titles, and parts of journeys.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;

use chancery_store::{Change, Error, Filter, Listing, Outcome, Store};
use serde_json::{Value, json};
use support::{engagements, report};

fn call(date: &str, american: &str) -> Value {
    json!({"type": "CONSULT", "mode": "phone", "actors": [[american, "USA"], ["Dmytro Kuleba", "UKR"]], "date": date, "words": "spoke by phone"})
}

fn titled(mut record: Vec<u8>, title: &str) -> Vec<u8> {
    let mut json: Value = serde_json::from_slice(&record).unwrap();
    json["doc"]["title"] = json!(title);
    record.clear();
    serde_json::to_writer(&mut record, &json).unwrap();
    record
}

fn store_of(reports: &[Vec<u8>]) -> Store {
    let mut store = Store::in_memory().unwrap();
    store.append(reports.iter().map(Vec::as_slice), 1).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    store
}

fn rows(store: &Store, listing: Listing) -> Vec<Value> {
    let mut rows = Vec::new();
    store
        .list::<Error>(listing, &Filter::default(), |row| {
            let names = listing.columns().iter().map(|c| c.name.to_owned());
            rows.push(Value::Object(names.zip(row.iter().cloned()).collect()));
            Ok(())
        })
        .unwrap();
    rows
}

#[test]
fn a_withdrawn_report_leaves_its_key_and_what_others_say() {
    let mut store = store_of(&[
        report("a", "2022-03-05", call("2022-03-05", "Antony Blinken")),
        report("b", "2022-03-05", call("2022-03-05", "Antony Blinken")),
    ]);
    let key = rows(&store, Listing::Reports).iter().find(|r| r["sender_id"] == "a").unwrap()["id"].clone();
    let key = key.as_str().unwrap();
    store.withdraw(key, "asked by its publisher", 2).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    assert_eq!(store.count(Listing::Events, &Filter::default()).unwrap(), 1);
    let engagement = &rows(&store, Listing::Engagements)[0];
    assert_eq!((&engagement["reports"], &engagement["independent"]), (&json!(1), &json!(1)));
    let shown = store.show(key).unwrap();
    assert_eq!(
        (&shown["withdrawn"], &shown["title"], &shown["record"]),
        (&json!("asked by its publisher"), &Value::Null, &Value::Null)
    );
    let words = Filter { words: Some("Report".into()), ..Filter::default() };
    assert_eq!(store.count(Listing::Reports, &words).unwrap(), 1);
    // It does not come back by being added again.
    let again = report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"));
    assert_eq!(store.append([again.as_slice()], 3).unwrap(), [Outcome::Withdrawn]);
    assert!(store.withdraw("r0", "", 3).unwrap_err().advice().is_some());
}

#[test]
fn reading_anew_keeps_keys_and_says_what_changed() {
    let first = report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"));
    let mut store =
        store_of(&[first.clone(), report("b", "2022-03-05", call("2022-03-05", "Antony Blinken"))]);
    let before = engagements(&store);
    assert_eq!(store.reread([first.as_slice()], 2).unwrap(), Change { kept: 1, added: 0, gone: 0 });
    assert_eq!(engagements(&store), before);
    let other = report("a", "2022-03-05", call("2022-03-05", "Joe Biden"));
    assert_eq!(store.reread([other.as_slice()], 3).unwrap(), Change { kept: 0, added: 1, gone: 1 });
    assert_eq!(store.count(Listing::Engagements, &Filter::default()).unwrap(), 2);
    assert_eq!(rows(&store, Listing::Reports).iter().map(|r| r["version"].as_i64().unwrap()).max(), Some(1));
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    assert_eq!(store.rejoin(4, &mut |_| true).unwrap(), 0, "all was compared by this version");
    let unknown = report("z", "2022-03-05", call("2022-03-05", "Joe Biden"));
    assert!(store.reread([unknown.as_slice()], 5).is_err());
}

/// A report that says more in a new version, right after the old one was added.
#[test]
fn a_longer_version_keeps_the_rows_of_what_was_said_before() {
    let with = |said: &[&str]| {
        let mut record: Value =
            serde_json::from_slice(&report("a", "2022-03-05", call("2022-03-05", "Antony Blinken"))).unwrap();
        record["text"] = json!(said.join(" "));
        record["statements"] = said
            .iter()
            .map(|words| {
                let start = said.join(" ").find(words).unwrap();
                json!({"id": "s", "kind": "direct", "content": [{"start": start, "end": start + words.len(), "text": words}]})
            })
            .collect();
        record["events"] = json!([]);
        serde_json::to_vec(&record).unwrap()
    };
    let mut store = store_of(&[with(&["one thing", "another thing"])]);
    let longer = with(&["a new thing", "one thing", "more", "another thing", "still more"]);
    assert_eq!(store.append([longer.as_slice()], 2).unwrap(), [Outcome::Changed]);
    assert_eq!(store.count(Listing::Statements, &Filter::default()).unwrap(), 5);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

/// Knowledge that grew: the same words, another party of the same person.
#[test]
fn reading_anew_corrects_who_takes_part_and_joins_anew() {
    let of = |id: &str, party: &str| {
        let call = json!({"type": "CONSULT", "mode": "phone", "actors": [["Antony Blinken", "USA"], ["Dmytro Kuleba", party]], "date": "2022-03-05", "words": "spoke by phone"});
        report(id, "2022-03-05", call)
    };
    let mut store = store_of(&[of("a", "UKR"), of("b", "")]);
    let joined = |store: &Store| rows(store, Listing::Engagements)[0].clone();
    assert_eq!(store.reread([of("b", "UKR").as_slice()], 2).unwrap(), Change { kept: 1, added: 0, gone: 0 });
    assert_eq!(rows(&store, Listing::Engagements).len(), 1);
    assert_eq!((&joined(&store)["reports"], &joined(&store)["actors"]), (&json!(2), &json!(["UKR", "USA"])));
    let events = rows(&store, Listing::Events);
    assert!(events.iter().all(|e| e["actors"] == json!(["USA", "UKR"])), "{events:?}");
    // What a hand parted stays apart, also when it is read anew.
    let keys: Vec<&str> = events.iter().map(|e| e["id"].as_str().unwrap()).collect();
    store.judge(keys[0], keys[1], false, "two calls", 3).unwrap();
    assert_eq!(rows(&store, Listing::Engagements).len(), 2);
    for reading in [of("b", ""), of("b", "UKR"), of("a", "UKR")] {
        store.reread([reading.as_slice()], 4).unwrap();
        assert_eq!(rows(&store, Listing::Engagements).len(), 2);
    }
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_copy_is_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("s.db"), folder.path().join("copy.db"));
    let mut store = Store::open(&path).unwrap();
    store.append([report("a", "2022-03-05", call("2022-03-05", "Antony Blinken")).as_slice()], 1).unwrap();
    store.backup(&copy).unwrap();
    let copied = Store::open_read_only(&copy).unwrap();
    assert_eq!(engagements(&copied), engagements(&store));
    assert_eq!(copied.check().unwrap(), Vec::<String>::new());
    assert!(store.backup(&copy).unwrap_err().advice().is_some());
}

/// A copy that is made while others write is of one state, and comes to an end.
#[test]
fn a_copy_is_of_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut store = Store::open(&path).unwrap();
    let add = |store: &mut Store, n: i64| {
        let (id, words) = (format!("r{n}"), "words that take room ".repeat(4000));
        let event = json!({"type": "CONSULT", "actors": [["A B", "USA"], ["C D", "JPN"]], "date": "2022-06-08", "words": words});
        store.append([report(&id, "2022-06-08", event).as_slice()], n).unwrap();
    };
    (0..40).for_each(|n| add(&mut store, n));
    let is_done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 40;
            while !is_done.load(std::sync::atomic::Ordering::Relaxed) && n < 400 {
                add(&mut store, n);
                n += 1;
            }
        });
        for n in 0..3 {
            let copy = folder.path().join(format!("copy{n}.db"));
            Store::open_read_only(&path).unwrap().backup(&copy).unwrap();
            assert_eq!(Store::open_read_only(&copy).unwrap().check().unwrap(), Vec::<String>::new());
        }
        is_done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn damage_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    Store::open(&path)
        .unwrap()
        .append([report("a", "2022-03-05", call("2022-03-05", "Antony Blinken")).as_slice()], 1)
        .unwrap();
    for (damage, found) in [
        ("UPDATE events SET start = start + 1", "not where they should be"),
        ("UPDATE engagements SET reports = 7", "another number of reports"),
        ("DELETE FROM report_words", "not in the index"),
        ("PRAGMA foreign_keys = off; DELETE FROM entities", "refers to none"),
        ("UPDATE engagements SET part_of = 'g0'", "a part of an engagement that is not there"),
    ] {
        let copy = folder.path().join("damaged.db");
        let _ = std::fs::remove_file(&copy);
        Store::open_read_only(&path).unwrap().backup(&copy).unwrap();
        rusqlite::Connection::open(&copy).unwrap().execute_batch(damage).unwrap();
        let faults = Store::open_read_only(&copy).unwrap().check().unwrap();
        assert!(faults.iter().any(|f| f.contains(found)), "{damage}: {faults:?}");
    }
}

/// A store as the first version of the program made it, with one report of one call.
#[test]
fn a_store_of_the_first_layout_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../migrations/0001-first.sql")).unwrap();
    old.execute_batch(include_str!("support/first.sql")).unwrap();
    drop(old);
    assert!(Store::open_read_only(&path).err().unwrap().advice().is_some());
    // Ended at any moment it is as it was.
    let mut told = Vec::new();
    for moments in 0.. {
        told.clear();
        let opened = Store::open_telling(&path, &mut |progress| {
            told.push(progress);
            told.len() <= moments
        });
        let db = rusqlite::Connection::open(&path).unwrap();
        let layout: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let pairs: i64 = db
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'event_pairs'", [], |row| row.get(0))
            .unwrap();
        match opened {
            Err(error) => {
                assert!(error.advice().is_some() && error.to_string().contains("as it was"), "{error}");
                assert_eq!((layout, pairs), (1, 1));
            }
            Ok(_) => {
                assert!(layout > 1 && pairs == 0);
                break;
            }
        }
    }
    let what: BTreeSet<&str> = told.iter().map(|progress| progress.what).collect();
    assert_eq!(
        what,
        ["engagements summed up", "events entered where others look for them", "layouts"].into()
    );
    let mut store = Store::open_telling(&path, &mut |_| panic!("nothing is to be done")).unwrap();
    assert_eq!(
        rows(&store, Listing::Reports)[0]["engagements"],
        json!([{"id": "g1", "relation": "reports"}])
    );
    assert_eq!(rows(&store, Listing::Engagements)[0]["actors"], json!(["UKR", "USA"]));
    // What comes now goes on from there.
    store.append([report("a", "2022-03-09", call("2022-03-09", "Antony Blinken")).as_slice()], 3).unwrap();
    assert_eq!(store.count(Listing::Engagements, &Filter::default()).unwrap(), 2);
}

#[test]
fn a_title_tells_what_a_transcript_is_of() {
    let speech = |id: &str| {
        report(
            id,
            "2022-03-27",
            json!({"type": "SUPPORT", "actors": [["Antony Blinken", "USA"], ["Isaac Herzog", "ISR"]], "date": "2022-03-27", "words": "stands with"}),
        )
    };
    let readout = report(
        "readout",
        "2022-03-27",
        json!({"type": "CONSULT", "actors": [["Antony Blinken", "USA"], ["Isaac Herzog", "ISR"]], "date": "2022-03-27", "words": "met today", "place": {"name": "Jerusalem", "country": "ISR"}}),
    );
    let trip = report(
        "trip",
        "2022-03-24",
        json!({"type": "CONSULT", "mode": "visit", "status": "planned", "actors": [["Antony Blinken", "USA"]], "recipients": [["Israel", "ISR", "state"], ["Morocco", "MAR", "state"]], "date": "2022-03-26", "words": "travel to"}),
    );
    let store = store_of(&[
        titled(trip, "Secretary Blinken’s Travel to Israel and Morocco"),
        titled(
            speech("transcript"),
            "Secretary Antony J. Blinken and Israeli President Isaac Herzog Before Their Meeting",
        ),
        titled(readout, "Secretary Blinken’s Meeting with Israeli President Herzog"),
        titled(speech("other"), "Secretary Blinken on the Economy"),
    ]);
    let of = |id: &str, relation: &str| -> Vec<String> {
        let reports = rows(&store, Listing::Reports);
        let row = reports.iter().find(|r| r["sender_id"] == id).unwrap().clone();
        let all = row["engagements"].as_array().cloned().unwrap_or_default();
        all.iter()
            .filter(|g| g["relation"] == relation)
            .map(|g| g["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(of("transcript", "reports").len(), 1);
    assert_eq!(of("transcript", "reports"), of("readout", "reports"));
    assert_eq!(of("transcript", "mentions").len(), 1);
    let meeting = rows(&store, Listing::Engagements)
        .into_iter()
        .find(|g| g["type"] == "CONSULT" && g["status"] == "actual")
        .unwrap();
    assert_eq!(meeting["part_of"].as_str().map(str::to_owned), of("trip", "announces").first().cloned());
    // Without the journey it is a part of nothing.
    let trip = rows(&store, Listing::Reports).into_iter().find(|r| r["sender_id"] == "trip").unwrap();
    let mut store = store;
    store.withdraw(trip["id"].as_str().unwrap(), "asked for", 5).unwrap();
    let meeting = rows(&store, Listing::Engagements).into_iter().find(|g| g["id"] == meeting["id"]).unwrap();
    assert_eq!(meeting["part_of"], Value::Null);
}

#[test]
fn what_meets_the_press_from_day_to_day_is_told_apart_by_its_title() {
    let briefing = |id: &str, published: &str, day: &str| {
        let said = json!({"type": "SUPPORT", "actors": [["Jane Doe", "USA"], ["Ukraine", "UKR", "state"]], "date": published, "words": "stands with"});
        titled(report(id, published, said), &format!("Press Briefing by Press Secretary Jane Doe, {day}"))
    };
    let store = store_of(&[
        briefing("a", "2022-01-24", "January 24, 2022"),
        briefing("b", "2022-01-25", "January 25, 2022"),
        // Issued after midnight.
        briefing("c", "2022-01-27", "January 26, 2022"),
        briefing("d", "2022-01-25", "January 25, 2022"),
    ]);
    let briefings: Vec<(Value, Value)> = rows(&store, Listing::Engagements)
        .into_iter()
        .filter(|g| g["type"] == "STATEMENT")
        .map(|g| (g["date"].clone(), g["reports"].clone()))
        .collect();
    let expected = [("2022-01-26", 1), ("2022-01-25", 2), ("2022-01-24", 1)];
    assert_eq!(briefings, expected.map(|(day, reports)| (json!(day), json!(reports))));
}
