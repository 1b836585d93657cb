//! A store of many reports for trying loads: records of real reports again and again, each time moved on by some weeks
//! and with other vowels, so that they are no copies of one another.
//!
//! `chancery read reports.jsonl --reader rules > records.jsonl`, then
//! `cargo bench --package chancery-serve --bench fill -- big.db 100000 records.jsonl`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and may stop")]

use std::io::{BufRead, BufReader};

use chancery_store::Store;
use jiff::{ToSpan, civil::Date};
use serde_json::Value;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [db, count, records] = given.as_slice() else {
        println!(
            "fill: give a store, a number of reports and a file of records: fill big.db 100000 records.jsonl"
        );
        return;
    };
    let count: usize = count.parse().unwrap();
    let lines: Vec<String> =
        BufReader::new(std::fs::File::open(records).unwrap()).lines().map(Result::unwrap).collect();
    let mut store = Store::open(db.as_ref()).unwrap();
    let mut batch = Vec::new();
    for n in 0..count {
        let mut record: Value = serde_json::from_str(&lines[n % lines.len()]).unwrap();
        vary(&mut record, n / lines.len());
        batch.push(serde_json::to_vec(&record).unwrap());
        if batch.len() == 256 || n + 1 == count {
            store.append(batch.iter().map(Vec::as_slice), 1_700_000_000_000 + n as i64).unwrap();
            batch.clear();
        }
    }
    println!("{count} reports");
}

/// The record as another report, `round` times 37 days later.
fn vary(record: &mut Value, round: usize) {
    let id = format!("{} ({round})", record["doc"]["id"].as_str().unwrap_or_default());
    record["doc"]["id"] = id.into();
    {
        let name = "published";
        later(&mut record["doc"][name], round);
    }
    for event in record["events"].as_array_mut().into_iter().flatten() {
        later(&mut event["date"]["value"], round);
    }
    for agreement in record["agreements"].as_array_mut().into_iter().flatten() {
        if agreement["date"].is_object() {
            later(&mut agreement["date"]["value"], round);
        }
    }
    // Letters for letters, so that offsets hold.
    let vowels = ['a', 'e', 'i', 'o', 'u'];
    let text = record["text"].as_str().unwrap_or_default();
    let turned = text.chars().map(|c| match vowels.iter().position(|v| *v == c) {
        Some(at) => vowels[(at + round) % 5],
        None => c,
    });
    let numbered = round / 5;
    let text: String = turned.map(|c| if c == 'n' && numbered % 2 == 1 { 'm' } else { c }).collect();
    record["text"] = text.into();
}

fn later(date: &mut Value, round: usize) {
    let day: Option<Date> = date.as_str().and_then(|d| d.parse().ok());
    if let Some(day) = day.and_then(|d| d.checked_add((37 * round as i64).days()).ok()) {
        *date = day.to_string().into();
    }
}
