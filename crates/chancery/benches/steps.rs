//! How fast each step goes over the shipped examples. `cargo bench -p chancery`; with `CHANCERY_DATA` set, over a
//! thousand government releases.

use std::io::{BufRead, BufReader};

use chancery::read::{self, Body, Provenance};
use chancery::text::{Document, Tokens};
use chancery_know::Knowledge;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Documents to read.
fn documents() -> Vec<Document> {
    let data = std::env::var_os("CHANCERY_DATA").map(std::path::PathBuf::from);
    let releases =
        data.map(|data| data.join("data/news/state_dept_pr.jsonl.gz")).filter(|path| path.is_file());
    if let Some(path) = releases {
        let file = std::fs::File::open(path).expect("the releases");
        let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines().take(1000);
        let documents =
            lines.filter_map(|line| match read::json_line(line.ok()?.as_bytes(), None).ok()?.body {
                Body::Text(text) => Some(read::text(Provenance::default(), text)),
                Body::Html(_) => None,
            });
        return documents.collect();
    }
    let examples = ["wire-story.txt", "readout.txt", "communique.txt"].map(|name| {
        let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
        read::text(Provenance::default(), std::fs::read_to_string(path).expect("an example"))
    });
    examples.into()
}

fn bench(bencher: Bencher, step: impl Fn(&Document) + Sync) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    // The tables are opened once, and not here.
    let _ = Knowledge::embedded();
    bencher.counter(BytesCount::new(bytes)).bench(|| documents.iter().for_each(&step));
}

#[divan::bench]
fn document(bencher: Bencher) {
    bench(bencher, |document| {
        divan::black_box(read::text(Provenance::default(), document.text.clone()));
    });
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    bench(bencher, |document| {
        divan::black_box(Tokens::new(&document.text));
    });
}

#[divan::bench]
fn analysis(bencher: Bencher) {
    bench(bencher, |document| {
        divan::black_box(chancery::analyze(document, Knowledge::embedded()));
    });
}

#[divan::bench]
fn record(bencher: Bencher) {
    bench(bencher, |document| {
        let json = chancery::record::of(document, Knowledge::embedded(), |record| serde_json::to_vec(record));
        divan::black_box(json).expect("JSON");
    });
}
