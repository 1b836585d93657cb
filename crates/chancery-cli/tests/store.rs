//! A store through the command line: added once, killed at any moment, asked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

fn chancery(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(folder).env_remove("CHANCERY_DB");
    command
}

/// Reports of meetings and calls, some of them told twice.
fn reports(folder: &Path, count: usize) {
    let guests = [
        "Egyptian Foreign Minister Sameh Shoukry",
        "Jordanian Foreign Minister Ayman Safadi",
        "Kenyan President William Ruto",
    ];
    let mut lines = String::new();
    for i in 0..count {
        let guest = guests[i % guests.len()];
        let day = i / 6 % 27 + 1;
        let text = format!(
            "French Foreign Minister Catherine Colonna met {guest} in Paris on March {day}, 2023. They discussed trade, \
             water and the war in Ukraine. \"We agreed to meet again, as note {i} says,\" Colonna said.\n\n\
             France signed a memorandum of understanding on energy with Egypt."
        );
        let line = json!({"id": format!("report-{i}"), "text": text, "published": format!("2023-03-{day:02}"), "source": "test"});
        lines += &line.to_string();
        lines.push('\n');
    }
    std::fs::write(folder.join("reports.jsonl"), lines).unwrap();
}

fn rows(folder: &Path, args: &[&str]) -> Vec<Value> {
    let output = chancery(folder).args(args).args(["--format", "jsonl"]).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// All that a store holds, but for what the clock tells.
fn dump(folder: &Path, db: &str) -> BTreeMap<String, Vec<String>> {
    let listings = [
        "events",
        "engagements",
        "statements",
        "agreements",
        "parties",
        "people",
        "reports",
        "topics",
        "relations",
    ];
    let without_clock = |mut row: Value| {
        row.as_object_mut().unwrap().remove("updated");
        row.to_string()
    };
    listings
        .iter()
        .map(|listing| {
            let mut lines: Vec<String> =
                rows(folder, &[listing, "--db", db]).into_iter().map(without_clock).collect();
            lines.sort();
            ((*listing).to_owned(), lines)
        })
        .collect()
}

#[test]
fn adding_twice_changes_nothing_and_listings_agree() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 60);
    let add = |args: &[&str]| {
        let output = chancery(folder.path()).arg("add").args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(add(&["--dry-run", "reports.jsonl"]).contains("60 new"));
    assert!(!folder.path().join("chancery.db").exists());
    assert!(add(&["reports.jsonl"]).starts_with("60 new"));
    let before = dump(folder.path(), "chancery.db");
    assert!(add(&["reports.jsonl"]).contains("0 new, 0 changed, 0 read anew, 60 seen"));
    assert_eq!(before, dump(folder.path(), "chancery.db"));
    assert_eq!(before["reports"].len(), 60);
    assert!(before["engagements"].len() < before["events"].len(), "some reports tell of one act");
    let paged = rows(folder.path(), &["events", "--party", "FRA", "--limit", "7"]);
    assert_eq!(paged.len(), 7);
    let key = paged[0]["engagement"].as_str().unwrap().to_owned();
    let shown = chancery(folder.path()).args(["show", &key]).output().unwrap();
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(shown["id"], key.as_str());
    assert!(!shown["events"].as_array().unwrap().is_empty());
    let dossier =
        chancery(folder.path()).args(["dossier", "FRA", "EGY", "--format", "text"]).output().unwrap();
    let dossier = String::from_utf8(dossier.stdout).unwrap();
    assert!(dossier.starts_with("France and Egypt"), "{dossier}");
}

#[test]
fn a_store_is_checked_copied_read_anew_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 24);
    let run = |args: &[&str]| {
        let output = chancery(folder.path()).args(args).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {err}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["add", "--reader", "rules", "reports.jsonl"]);
    assert!(run(&["check"]).contains("is sound"));
    let before = dump(folder.path(), "chancery.db");
    let told = run(&["reread", "--reader", "rules"]);
    assert!(told.starts_with("24 reports read anew") && told.contains(" 0 new, 0 gone"), "{told}");
    assert_eq!(before, dump(folder.path(), "chancery.db"), "the same reader reads the same");
    run(&["backup", "copy.db"]);
    assert_eq!(before, dump(folder.path(), "copy.db"));
    for (format, file) in [
        ("parquet", "claims/events.parquet"),
        ("parquet", "engagements.parquet"),
        ("csv", "engagements.csv"),
        ("ftm", "entities.ftm.json"),
        ("polecat", "events.polecat.tsv"),
        ("icews", "events.icews.tsv"),
        ("gdelt", "events.gdelt.tsv"),
    ] {
        let out = format!("{format}-{}", file.len());
        run(&["export", &out, "--format", format]);
        assert!(folder.path().join(out).join(file).metadata().unwrap().len() > 100, "{file}");
    }
    let csv = std::fs::read_to_string(folder.path().join("csv-15/engagements.csv")).unwrap();
    assert_eq!(csv.lines().count(), before["engagements"].len() + 1);
    let key = rows(folder.path(), &["reports"])[0]["id"].as_str().unwrap().to_owned();
    run(&["withdraw", &key, "--reason", "asked for"]);
    assert!(run(&["check"]).contains("is sound"));
    assert_eq!(rows(folder.path(), &["reports"]).len(), 24);
    let shown: Value = serde_json::from_str(&run(&["show", &key])).unwrap();
    assert_eq!(shown["withdrawn"], "asked for");
    // Records that others wrote to Parquet are the ones that were read.
    run(&[
        "read",
        "--reader",
        "rules",
        "--format",
        "parquet",
        "--output",
        "tables",
        "--by-month",
        "reports.jsonl",
    ]);
    assert!(folder.path().join("tables/reports/month=2023-03/part-0.parquet").exists());
    let refused =
        chancery(folder.path()).args(["read", "--format", "parquet", "reports.jsonl"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

/// What a cluster read is kept without reading it again, and makes the same store.
#[test]
fn records_in_parquet_make_the_same_store() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 40);
    let run = |args: &[&str]| {
        let output = chancery(folder.path()).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["add", "--reader", "rules", "--db", "direct.db", "reports.jsonl"]);
    run(&["read", "--reader", "rules", "--format", "parquet", "--output", "tables", "reports.jsonl"]);
    // The whole folder, in which the other tables say the same.
    assert!(run(&["add", "--db", "tables.db", "tables"]).starts_with("40 new"));
    assert_eq!(dump(folder.path(), "direct.db"), dump(folder.path(), "tables.db"));
    let alone =
        chancery(folder.path()).args(["add", "--db", "x.db", "tables/events.parquet"]).output().unwrap();
    assert_eq!(alone.status.code(), Some(3), "events alone are no reports");
}

/// Several processes write to one new store at once, and others ask it meanwhile.
#[test]
fn processes_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 300);
    archives(folder.path(), 40);
    let add = |db: &str, sources: &[&str]| {
        let mut command = chancery(folder.path());
        command.args(["add", "--reader", "rules", "--db", db]).args(sources);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    assert!(add("one.db", &SOURCES).output().unwrap().status.success());
    // Two of them bring the same reports.
    let running: Vec<_> = [&SOURCES[..1], &SOURCES[1..2], &SOURCES[2..], &SOURCES[1..2]]
        .into_iter()
        .map(|sources| add("many.db", sources).spawn().unwrap())
        .collect();
    let mut asked = 0;
    for mut run in running {
        while run.try_wait().unwrap().is_none() {
            let listed = chancery(folder.path())
                .args(["reports", "--db", "many.db", "--format", "jsonl", "--limit", "5"])
                .output()
                .unwrap();
            let err = String::from_utf8_lossy(&listed.stderr).into_owned();
            assert!(listed.status.success() || err.contains("no store"), "{err}");
            asked += u32::from(listed.status.success());
        }
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(asked > 0);
    assert_eq!(dump(folder.path(), "one.db"), dump(folder.path(), "many.db"));
}

#[test]
fn clear_errors() {
    let folder = tempfile::tempdir().unwrap();
    let words = "this is no database, but it is long enough to be looked at as one".repeat(40);
    std::fs::write(folder.path().join("text.db"), words).unwrap();
    for (args, status, word) in [
        (vec!["events", "--db", "none.db"], 1, "no store"),
        (vec!["events", "--db", "text.db"], 1, "no store"),
        (vec!["add", "--db", "text.db", "x.txt"], 1, "no store"),
        (vec!["add", "--db", "no/such/folder/x.db", "x.txt"], 1, "cannot be opened"),
        (vec!["dossier", "ATLANTIS"], 2, "no party"),
        (vec!["dossier", "Irak"], 2, "no party"),
        (vec!["dossier", "IND", "India"], 2, "given twice"),
        (vec!["reread", "--db", "none.db"], 1, "no store"),
        (vec!["withdraw", "r0", "--db", "none.db"], 1, "no store"),
        (vec!["judge", "v0", "v1", "--db", "none.db"], 1, "no store"),
        (vec!["backup", "copy.db", "--db", "none.db"], 1, "no store"),
        (vec!["check", "--db", "none.db"], 1, "no store"),
        (vec!["export", "tables", "--db", "none.db"], 1, "no store"),
        (vec!["serve", "--db", "none.db", "--reader", "rules"], 1, "no store"),
    ] {
        let output = chancery(folder.path()).args(&args).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {err}");
        assert!(err.contains(word) && err.contains("hint:"), "{args:?}: {err}");
        assert!(!folder.path().join("none.db").exists(), "{args:?} makes a store of a slip of the pen");
    }
}

#[test]
fn clear_errors_about_what_is_in_a_store() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 3);
    let add = chancery(folder.path()).args(["add", "reports.jsonl", "--reader", "rules"]).output().unwrap();
    assert!(add.status.success());
    std::fs::write(folder.path().join("file"), "in the way").unwrap();
    for (args, status, word) in [
        (vec!["show", "g0000000000000000"], 1, "nothing under"),
        (vec!["compare", "nothing"], 1, "nothing under"),
        (vec!["judge", "v0", "v1"], 1, "no event v0"),
        (vec!["judge", "v0", "v0"], 2, "given twice"),
        (vec!["events", "--db", "."], 1, "is a folder"),
        (vec!["events", "--format", "parquet", "--speaker", "FRA"], 2, "does not apply"),
        (vec!["withdraw", "r0000000000000000"], 1, "r0000000000000000"),
        (vec!["export", "file"], 1, "cannot be made"),
        (vec!["backup", "no/such/folder/copy.db"], 1, "copy.db"),
        (vec!["backup", "chancery.db"], 1, "chancery.db"),
        (vec!["events", "--pair", "IND"], 2, "no pair"),
        (vec!["events", "--pair", "IND-"], 2, "no pair"),
        (vec!["events", "--party", "Atlantis"], 2, "no party"),
        (vec!["statements", "--about", ""], 2, "no party"),
        (vec!["events", "--from", "2023", "--to", "2022-12"], 2, "is after"),
        (vec!["events", "--from", "May"], 2, "no date"),
        (vec!["events", "--type", "TALK"], 2, "--type: `TALK` is none of events"),
        (vec!["agreements", "--status", "actual"], 2, "--status: `actual` is none of agreements"),
        (vec!["events", "--updated-since", "lately"], 2, "no time"),
        (vec!["events", "--after", "xyz"], 2, "cursor"),
        (vec!["statements", "--words", "\"open"], 2, "no search"),
        (vec!["people", "--topic", "trade"], 2, "does not apply"),
        (vec!["events", "--speaker", "FRA"], 2, "does not apply"),
        (vec!["agreements", "--in-force", "May"], 2, "no date"),
    ] {
        let output = chancery(folder.path()).args(&args).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {err}");
        assert!(err.contains(word) && err.contains("hint:"), "{args:?}: {err}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    // A party may be told by its name.
    assert_eq!(
        rows(folder.path(), &["events", "--pair", "France-egy"]).len(),
        rows(folder.path(), &["events", "--pair", "FRA-EGY"]).len()
    );
    assert!(!rows(folder.path(), &["events", "--party", "France", "--type", "consult"]).is_empty());
    let whole = chancery(folder.path()).arg("check").output().unwrap();
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stdout));
}

/// Web archives of pages.
fn archives(folder: &Path, pages: usize) {
    use std::io::Write;
    for name in ["one.warc.gz", "two.warc.gz"] {
        let mut file = Vec::new();
        for i in 0..pages {
            let url = format!("https://wire.example/{name}/{i}");
            let page = format!(
                "<!doctype html><html><head><title>Talks {i}</title><meta property=article:published_time \
                 content=2023-03-{day:02}></head><body><article><h1>Talks {i}</h1><p>Turkish Foreign Minister Hakan Fidan met \
                 Kenyan President William Ruto in Nairobi on March {day}, 2023. They discussed trade and water in \
                 session {i}, the ministry said.</p><p>“We agreed to meet again, as {name} {i} says,” Fidan told \
                 reporters after the talks, which took two hours.</p></article></body></html>",
                day = i % 27 + 1
            );
            let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            write!(
                member,
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            )
            .unwrap();
            file.extend(member.finish().unwrap());
        }
        std::fs::write(folder.join(name), file).unwrap();
    }
}

/// What the killed run adds: lines, and two archives, so that it is also killed between files and inside them.
const SOURCES: [&str; 3] = ["one.warc.gz", "reports.jsonl", "two.warc.gz"];

/// A run that is killed at any moment leaves whole reports only, and the next run makes of the store what an
/// undisturbed run makes. `CHANCERY_KILLS` sets how often.
#[test]
fn a_killed_run_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    reports(folder.path(), 400);
    archives(folder.path(), 40);
    let add = |db: &str| {
        let args = ["add", "--reader", "rules", "--db", db];
        chancery(folder.path()).args(args).args(SOURCES).output().unwrap()
    };
    let started = std::time::Instant::now();
    assert!(add("whole.db").status.success());
    let whole_run = started.elapsed().as_micros() as u64;
    let expected = dump(folder.path(), "whole.db");
    let told: BTreeMap<String, Value> = expected["reports"]
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|row| (row["id"].as_str().unwrap().to_owned(), row))
        .collect();
    let rounds = std::env::var("CHANCERY_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..rounds {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // A fresh store now and then, else what the last round left.
        if round % 10 == 0 {
            for file in ["k.db", "k.db-wal", "k.db-shm"] {
                let _ = std::fs::remove_file(folder.path().join(file));
            }
        }
        let mut run = chancery(folder.path())
            .args(["add", "--reader", "rules", "--db", "k.db"])
            .args(SOURCES)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(seed % whole_run));
        let _ = run.kill();
        run.wait().unwrap();
        // What is there is whole: each report has the events that it has in the undisturbed store.
        let output =
            chancery(folder.path()).args(["reports", "--db", "k.db", "--format", "jsonl"]).output().unwrap();
        if output.status.success() {
            for line in String::from_utf8(output.stdout).unwrap().lines() {
                let row: Value = serde_json::from_str(line).unwrap();
                let whole = &told[row["id"].as_str().unwrap()];
                assert_eq!((&row["events"], &row["statements"]), (&whole["events"], &whole["statements"]));
            }
        }
        if round % 10 == 9 {
            let finished = add("k.db");
            assert!(finished.status.success(), "{}", String::from_utf8_lossy(&finished.stderr));
            assert_eq!(dump(folder.path(), "k.db"), expected, "after round {round}");
        }
    }
}

/// Whoever reads what is printed may stop at any time.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds.
    reports(folder.path(), 400);
    let add = chancery(folder.path()).args(["add", "reports.jsonl", "--reader", "rules"]).output().unwrap();
    assert!(add.status.success());
    for format in ["jsonl", "csv", "text", "parquet"] {
        let mut child = chancery(folder.path())
            .args(["events", "--format", format])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && err.is_empty(), "{format}: {err}");
    }
}
