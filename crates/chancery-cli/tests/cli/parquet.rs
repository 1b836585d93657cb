//! Parquet: reports out of it, claims into it, and claims into a store.

use crate::run::{chancery, problems};

#[test]
fn reports_are_read_out_of_tables_and_records_kept_without_reading_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (claims, again) = (path("claims"), path("again"));
    let lines = "examples/reports.jsonl";
    let read = ["--reader", "rules", "--format", "parquet", "--output"];
    assert_eq!(chancery(&[&["read", lines], &read[..], &[&claims]].concat()).status, 0);

    // The table of reports is itself a table of reports.
    let reports = format!("{claims}/reports.parquet");
    let from_lines = chancery(&["read", lines, "--reader", "rules", "--format", "jsonl"]);
    let from_table = chancery(&["read", &reports, "--reader", "rules", "--format", "jsonl"]);
    assert_eq!((from_table.status, from_table.stderr.as_str()), (0, from_lines.stderr.as_str()));
    let (expected, found) = (from_lines.records(), from_table.records());
    assert!(!found.is_empty() && found.len() == expected.len());
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected["doc"]["id"], found["doc"]["id"]);
        assert_eq!(expected["text"], found["text"]);
        assert_eq!(expected["events"], found["events"]);
    }

    // A folder as Spark leaves it: parts, and a mark that it is done.
    std::fs::create_dir(&again).expect("a folder");
    std::fs::copy(&reports, format!("{again}/part-0.parquet")).expect("a copy");
    std::fs::write(format!("{again}/_SUCCESS"), "").expect("a mark");
    let (db, of_lines) = (path("claims.db"), path("lines.db"));
    let kept = chancery(&["add", &again, "--db", &db]);
    assert_eq!(kept.status, 0, "{}", kept.stderr);
    assert!(kept.stdout.starts_with(&format!("{} new", expected.len())), "{}", kept.stdout);
    assert_eq!(chancery(&["add", lines, "--reader", "rules", "--db", &of_lines]).status, 0);
    let list = |db: &str| chancery(&["engagements", "--db", db, "--format", "jsonl"]).stdout;
    assert!(list(&db).lines().count() > 3);
    assert_eq!(list(&db).lines().count(), list(&of_lines).lines().count());
    let seen = chancery(&["add", &again, "--db", &db]).stdout;
    assert!(seen.contains(&format!("{} seen before", expected.len())), "{seen}");

    // A store that was written as files is a store again; its listings say nothing more.
    let (files, anew) = (path("files"), path("anew.db"));
    assert_eq!(chancery(&["export", "--db", &db, &files]).status, 0);
    let kept = chancery(&["add", &files, "--db", &anew]);
    assert_eq!(kept.status, 0, "{}", kept.stderr);
    assert!(kept.stderr.contains("passed over"), "{}", kept.stderr);
    assert_eq!(list(&anew).lines().count(), list(&db).lines().count());
}

#[test]
fn what_is_no_table_of_reports_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let claims = folder.path().join("claims").to_string_lossy().into_owned();
    let arguments =
        ["read", "examples/reports.jsonl", "--reader", "rules", "--format", "parquet", "--output", &claims];
    assert_eq!(chancery(&arguments).status, 0);
    let agreements = format!("{claims}/agreements.parquet");
    let run = chancery(&["read", &agreements, "--format", "json"]);
    assert_eq!((run.status, problems(&run.record())), (3, vec!["unreadable"]));
    assert!(run.stderr.contains("neither a column") && run.stderr.contains("hint:"), "{}", run.stderr);
    std::fs::write(&agreements, b"PAR1 and nothing more").expect("a file");
    let run = chancery(&["read", &agreements, "--format", "json"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("no Parquet file"), "{}", run.stderr);
}
