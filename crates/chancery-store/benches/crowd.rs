//! What it costs that very many reports tell of one act.
//!
//! `cargo bench -p chancery-store --bench crowd`, with the numbers of reports as arguments behind `--` (800 and 1,600 if there
//! are none). The reports are made up: each tells of one call of two ministers, as copies of one text (`copies`), in the same
//! sentence with other text around it (`one sentence`), or each in words of its own (`own words`). `CHANCERY_BATCH` says how
//! many are added at once.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

use std::cell::RefCell;
use std::collections::BTreeMap;

use chancery_store::{BATCH, Filter, Listing, Step, Store};
use serde_json::json;

#[path = "support/processor.rs"]
mod support;
use support::processor;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![800, 1600] } else { sizes };
    let batch = std::env::var("CHANCERY_BATCH").ok().and_then(|n| n.parse().ok()).unwrap_or(BATCH);
    for manner in [Manner::Copies, Manner::OneSentence, Manner::OwnWords] {
        for &size in &sizes {
            measure(manner, size, batch);
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Manner {
    Copies,
    OneSentence,
    OwnWords,
}

thread_local! {
    /// The processor time at the end of the last step, and what the steps took in seconds.
    static STEPS: RefCell<(f64, BTreeMap<Step, f64>)> = const { RefCell::new((0.0, BTreeMap::new())) };
}

fn measure(manner: Manner, size: usize, batch: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut store = Store::open(&path).unwrap();
    store.tell_steps(|step| {
        let now = processor();
        STEPS.with_borrow_mut(|(last, steps)| {
            *steps.entry(step).or_default() += now - *last;
            *last = now;
        });
    });
    let reports: Vec<Vec<u8>> = (0..size).map(|n| report(manner, n)).collect();
    let started = processor();
    STEPS.set((started, BTreeMap::new()));
    for batch in reports.chunks(batch) {
        store.append(batch.iter().map(Vec::as_slice), 1_700_000_000_000).unwrap();
    }
    let spent = processor() - started;
    let engagements = store.count(Listing::Engagements, &Filter::default()).unwrap();
    drop(store);
    let bytes = std::fs::metadata(&path).unwrap().len();
    println!(
        "{manner:?}: {size} reports, {engagements} engagements, {spent:.2} s, {:.1} kB a report",
        bytes as f64 / 1e3 / f64::from(size as u32)
    );
    for (step, seconds) in STEPS.take().1.into_iter().filter(|(_, s)| s * 20.0 > spent) {
        println!("  {:<12} {seconds:>6.2} s", format!("{step:?}"));
    }
}

/// A row of words out of a list, the same for the same number.
fn some(words: &[&str], count: usize, seed: usize) -> String {
    let mut state = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut taken = Vec::new();
    for _ in 0..count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        taken.push(words[(state % words.len() as u64) as usize]);
    }
    taken.join(" ")
}

const MATTERS: [&str; 24] = [
    "grain",
    "exports",
    "corridor",
    "sanctions",
    "prisoners",
    "ceasefire",
    "security",
    "energy",
    "transit",
    "borders",
    "weapons",
    "deliveries",
    "recovery",
    "refugees",
    "harvest",
    "shipping",
    "insurance",
    "ports",
    "inspections",
    "talks",
    "cooperation",
    "support",
    "agreement",
    "observers",
];

fn report(manner: Manner, n: usize) -> Vec<u8> {
    let own = if matches!(manner, Manner::Copies) { 0 } else { n + 1 };
    let telling = if matches!(manner, Manner::OwnWords) { n + 1 } else { 0 };
    let words = "spoke by phone";
    let sentence = format!(
        "Secretary Blinken {words} with Foreign Minister Kuleba about {}.",
        some(&MATTERS, 6, telling)
    );
    let body: Vec<String> =
        (0..40).map(|s| format!("It was said that {}.", some(&MATTERS, 7, own * 64 + s))).collect();
    let text = format!("{sentence}\n{}\nReport {n}.", body.join(" "));
    let start = text.find(words).unwrap();
    let person =
        |id, name, party| json!({"id": id, "kind": "person", "name": name, "party": party, "mentions": []});
    let record = json!({
        "format": 1, "reader": "bench",
        "doc": {"id": format!("r{n}"), "title": format!("Call of ministers, {n}"), "published": "2022-03-05", "published_basis": "given", "source": format!("s{}.example", n % 50)},
        "text": text,
        "entities": [person("e1", "Antony Blinken", "USA"), person("e2", "Dmytro Kuleba", "UKR")],
        "events": [{
            "id": "v1", "type": "CONSULT", "quad": "VC", "mode": "phone", "cameo": "041", "status": "actual",
            "actors": ["e1", "e2"], "recipients": [], "date": {"value": "2022-03-05", "until": null, "basis": "text"},
            "topics": [], "method": "bench", "score": 0.8,
            "evidence": [{"start": start, "end": start + words.len(), "text": words}],
        }],
        "statements": [], "agreements": [], "times": [], "places": [], "problems": [],
    });
    serde_json::to_vec(&record).unwrap()
}
