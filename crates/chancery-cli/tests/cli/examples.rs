//! The examples that are shipped, and their records.

use expect_test::expect_file;

use crate::run::chancery;
use crate::valid::Checker;

/// Reads an example and compares its record with the one beside it (`UPDATE_EXPECT=1 cargo test` writes it anew).
fn check(name: &str) {
    let run = chancery(&["read", &format!("examples/{name}"), "--format", "json", "--reader", "rules"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let record = run.record();
    Checker::new().check(&record);
    assert_eq!(record["problems"], serde_json::json!([]));
    let stem = name.split('.').next().unwrap_or(name);
    expect_file![format!("{}/../../examples/{stem}.record.json", env!("CARGO_MANIFEST_DIR"))]
        .assert_eq(&run.stdout);
}

#[test]
fn wire_story() {
    check("wire-story.txt");
}

#[test]
fn readout() {
    check("readout.txt");
}

#[test]
fn communique() {
    check("communique.txt");
}

#[test]
fn page() {
    check("page.html");
}

#[test]
fn the_brief_of_the_wire_story() {
    let run = chancery(&["read", "examples/wire-story.txt", "--format", "text", "--reader", "rules"]);
    assert_eq!(run.status, 0);
    expect_file!["../../../../examples/wire-story.brief.txt"].assert_eq(&run.stdout);
}

#[test]
fn reports_in_lines() {
    let run = chancery(&["read", "examples/reports.jsonl", "examples/wire-story.txt"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let checker = Checker::new();
    let records = run.records();
    assert_eq!(records.len(), 4);
    for record in &records {
        checker.check(record);
        assert!(
            record["events"].as_array().is_some_and(|events| !events.is_empty()),
            "{}",
            record["doc"]["id"]
        );
    }
}
