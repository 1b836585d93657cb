//! How fast records go into a store, how large it is, and how soon it answers.
//!
//! `CHANCERY_RECORDS=records.jsonl cargo bench -p chancery-store`, with records that `chancery read --format jsonl` wrote.
//! `CHANCERY_REPORTS` says how many reports the store shall have: where there are fewer records they are taken again and
//! again, each time under other identifiers, three days later and with every thirtieth word of the text left out, so that
//! they are neither copies nor the same reports. `CHANCERY_STORE` is the file to make (and to keep); where it exists it is
//! asked as it is.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::time::Instant;

use chancery_store::{BATCH, Error, Filter, Listing, Step, Store};
use serde_json::Value;

#[path = "support/processor.rs"]
mod support;
use support::processor;

fn main() {
    let Some(records) = std::env::var_os("CHANCERY_RECORDS").map(PathBuf::from) else {
        println!("CHANCERY_RECORDS names no records: nothing is measured");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = std::env::var_os("CHANCERY_STORE").map_or(folder.path().join("s.db"), PathBuf::from);
    let wanted = std::env::var("CHANCERY_REPORTS").ok().and_then(|n| n.parse().ok());
    if !path.exists() {
        fill(&path, &records, wanted);
    }
    ask(&path);
}

thread_local! {
    /// The processor time at the end of the last step, and what the steps took in seconds.
    static STEPS: RefCell<(f64, BTreeMap<Step, f64>)> = const { RefCell::new((0.0, BTreeMap::new())) };
}

/// Makes the store.
fn fill(path: &std::path::Path, records: &std::path::Path, wanted: Option<usize>) {
    let lines: Vec<Vec<u8>> =
        BufReader::new(std::fs::File::open(records).unwrap()).split(b'\n').map(|l| l.unwrap()).collect();
    let wanted = wanted.unwrap_or(lines.len());
    let mut store = Store::open(path).unwrap();
    store.tell_steps(|step| {
        let now = processor();
        STEPS.with_borrow_mut(|(last, steps)| {
            *steps.entry(step).or_default() += now - *last;
            *last = now;
        });
    });
    let (mut count, mut bytes, mut round) = (0, 0, 0);
    let mut spent = 0.0;
    while count < wanted {
        for batch in lines[..lines.len().min(wanted - count)].chunks(BATCH) {
            let batch: Vec<Vec<u8>> =
                if round == 0 { batch.to_vec() } else { batch.iter().map(|r| perturbed(r, round)).collect() };
            let started = processor();
            STEPS.with_borrow_mut(|(last, _)| *last = started);
            store.append(batch.iter().map(Vec::as_slice), 1_700_000_000_000).unwrap();
            spent += processor() - started;
            count += batch.len();
            bytes += batch.iter().map(Vec::len).sum::<usize>();
        }
        round += 1;
    }
    drop(store);
    let size = std::fs::metadata(path).unwrap().len();
    println!(
        "{count} reports in {spent:.2} s of processor time: {:.0} reports/s, {:.1} MB of records/s",
        f64::from(count as u32) / spent,
        bytes as f64 / 1e6 / spent
    );
    for (step, seconds) in STEPS.take().1 {
        println!(
            "  {:<12} {seconds:>6.2} s {:>6.3} ms a report",
            format!("{step:?}"),
            seconds * 1e3 / f64::from(count as u32)
        );
    }
    println!(
        "the store has {:.1} MB, {:.1} kB a report",
        size as f64 / 1e6,
        size as f64 / 1e3 / f64::from(count as u32)
    );
    let db = rusqlite::Connection::open(path).unwrap();
    let mut query = db
        .prepare(
            "SELECT coalesce(m.tbl_name, 'other'), sum(pgsize) AS bytes, coalesce(sum(pgsize) FILTER (WHERE m.type = 'index'), 0)
             FROM dbstat LEFT JOIN sqlite_schema m ON m.name = dbstat.name WHERE aggregate = 1 GROUP BY 1 ORDER BY 2 DESC LIMIT 14",
        )
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    for row in rows {
        let (table, bytes, indexes): (String, f64, f64) = row.unwrap();
        let each = |bytes: f64| bytes / 1e3 / f64::from(count as u32);
        println!("  {table:<24} {:>6.2} kB a report, of which indexes {:>5.2}", each(bytes), each(indexes));
    }
}

/// The record of a like report: another identifier, later dates, some words less. Offsets are those of the old text.
fn perturbed(record: &[u8], round: usize) -> Vec<u8> {
    let mut record: Value = serde_json::from_slice(record).unwrap();
    let id = record["doc"]["id"].as_str().unwrap_or_default().to_owned();
    record["doc"]["id"] = Value::from(format!("{id}#{round}"));
    let words: Vec<&str> = record["text"].as_str().unwrap_or_default().split(' ').collect();
    let kept = words.iter().enumerate().filter(|(i, _)| !(i + round).is_multiple_of(5)).map(|(_, w)| *w);
    record["text"] = Value::from(kept.collect::<Vec<_>>().join(" "));
    let later = |value: &mut Value| {
        let day = value.as_str().and_then(|d| d.parse::<jiff::civil::Date>().ok());
        if let Some(day) = day.and_then(|d| d.checked_add(jiff::Span::new().days(3 * round as i64)).ok()) {
            *value = Value::from(day.to_string());
        }
    };
    later(&mut record["doc"]["published"]);
    for event in record["events"].as_array_mut().into_iter().flatten() {
        if event["date"].is_object() {
            later(&mut event["date"]["value"]);
            later(&mut event["date"]["until"]);
        }
    }
    serde_json::to_vec(&record).unwrap()
}

/// Times of the first page of each listing, of `show` and of dossiers, each from a store just opened.
fn ask(path: &std::path::Path) {
    let page = Filter { limit: Some(50), ..Filter::default() };
    let pair = Filter { parties: vec!["USA".into(), "UKR".into()], ..page.clone() };
    let time = |name: String, ask: &dyn Fn(&Store)| {
        let best = (0..3)
            .map(|_| {
                let started = Instant::now();
                let store = Store::open_read_only(path).unwrap();
                ask(&store);
                started.elapsed()
            })
            .min()
            .unwrap();
        let ms = best.as_secs_f64() * 1e3;
        println!("{name:<34} {ms:>8.1} ms{}", if ms > 100.0 { "  SLOW" } else { "" });
    };
    time("open".into(), &|_| ());
    let mut keys = Vec::new();
    for &(name, listing) in Listing::ALL {
        for (of, filter) in [("", &page), (" of a pair", &pair)] {
            let first = |store: &Store| {
                let mut first = None;
                let listed = store.list::<Error>(listing, filter, |row| {
                    first.get_or_insert_with(|| row[0].as_str().unwrap_or_default().to_owned());
                    Ok(())
                });
                listed.ok().and(first)
            };
            time(format!("{name}{of}"), &|store| drop(first(store)));
            let key = first(&Store::open_read_only(path).unwrap());
            keys.extend(key.filter(|k| k.len() == 17 && name != "people").map(|k| (name, k)));
        }
    }
    for (name, key) in keys {
        time(format!("show one of {name}"), &|store| drop(store.show(&key)));
        if name == "engagements" {
            time("compare".into(), &|store| drop(store.compare(&key)));
        }
    }
    for parties in [vec!["USA"], vec!["USA", "UKR"], vec!["USA", "ISR"], vec!["IND", "RUS"], vec!["FRA"]] {
        let codes: Vec<String> = parties.iter().map(|p| (*p).to_owned()).collect();
        time(format!("dossier {}", parties.join("-")), &|store| drop(store.dossier(&codes).unwrap()));
    }
    // In few, in many and in nearly all.
    for word in ["zanzibar", "nuclear", "president", "the"] {
        let words = Filter { words: Some(word.into()), ..page.clone() };
        for listing in [Listing::Reports, Listing::Statements, Listing::Events, Listing::Engagements] {
            time(format!("{} with `{word}`", listing.name()), &|store| {
                drop(store.list::<Error>(listing, &words, |_| Ok(())).unwrap());
            });
        }
    }
}
