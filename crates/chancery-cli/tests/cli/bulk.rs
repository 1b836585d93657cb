//! Thousands of real reports in one run: none lost, none out of order, every record valid, every span exact, and the same
//! bytes at one and at two threads.
//!
//! With `CHANCERY_DATA` set to a folder that holds `data/news`, its government releases and transcripts are read by the
//! rules; the examples are read many times over, by the trained reader.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{chancery, root};
use crate::valid::Checker;

fn check(path: &Path, reports: usize, reader: &str) {
    let lines = lines(path);
    let path = path.to_string_lossy().into_owned();
    let read = |threads: &str| {
        chancery(&[
            "read",
            "--reader",
            reader,
            "--input",
            "jsonl",
            "--format",
            "jsonl",
            "--threads",
            threads,
            &path,
        ])
    };
    let (one, two) = (read("1"), read("2"));
    assert_eq!((one.status, two.status), (0, 0), "{}", two.stderr);
    assert!(one.stdout == two.stdout, "{path}: the bytes differ between one and two threads");
    assert!(two.stderr.contains(" reports/s"), "{}", two.stderr);
    let records = two.records();
    assert_eq!((records.len(), lines.len()), (reports, reports));
    let checker = Checker::new();
    for (line, record) in lines.iter().zip(&records) {
        assert_eq!(record["doc"]["id"], line["id"]);
        assert!(record["text"] == line["text"], "{}: the text differs", line["id"]);
        checker.check(record);
    }
}

fn lines(path: &Path) -> Vec<Value> {
    let file = std::fs::File::open(path).expect("the reports are there");
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let plain: Box<dyn Read> =
        if packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    BufReader::new(plain)
        .lines()
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
        .collect()
}

#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn data() -> Option<PathBuf> {
    let news = std::env::var_os("CHANCERY_DATA").map(|data| PathBuf::from(data).join("data/news"));
    let news = news.filter(|news| news.is_dir());
    if news.is_none() {
        eprintln!("skipped: CHANCERY_DATA names no folder with data/news");
    }
    news
}

#[test]
fn releases_of_the_state_department() {
    if let Some(news) = data() {
        check(&news.join("state_dept_pr.jsonl.gz"), 2013, "rules");
    }
}

#[test]
fn releases_of_the_white_house() {
    if let Some(news) = data() {
        check(&news.join("white_house_pr.jsonl.gz"), 2334, "rules");
    }
}

#[test]
fn transcripts() {
    if let Some(news) = data() {
        check(&news.join("white_house_briefings.jsonl.gz"), 400, "rules");
    }
}

#[test]
fn the_examples_many_times_over() {
    let reports = std::fs::read_to_string(root().join("examples/reports.jsonl")).expect("the examples");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reports.jsonl");
    let many: String = (0..50)
        .flat_map(|i| {
            reports.lines().map(move |line| line.replacen("\"id\": \"", &format!("\"id\": \"{i}-"), 1) + "\n")
        })
        .collect();
    std::fs::write(&path, many).expect("a file is written");
    check(&path, 150, "model");
}
