//! Formats, kinds of input, and the rules of reading in bulk.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use crate::run::{Run, chancery, chancery_with, command, problems};
use crate::valid::Checker;

const TEXT: &str =
    " date 2023-12-28\n“Zürich” — The ministers of France and Germany met in Paris on Wednesday.\r\n\n";

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file is written");
    path.to_string_lossy().into_owned()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn lines(count: usize) -> String {
    (0..count)
        .map(|i| json!({"id": format!("r{i}"), "date": "2023-12-28T10:00:00Z", "text": format!("Report {i}. {TEXT}")}).to_string() + "\n")
        .collect()
}

#[track_caller]
fn quiet(run: &Run) {
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn a_text_is_kept_to_the_code_point() {
    let folder = folder();
    let path = file(&folder, "report.txt", TEXT);
    let run = chancery(&["read", &path]);
    quiet(&run);
    let record = run.record();
    Checker::new().check(&record);
    assert_eq!(record["text"], TEXT);
    assert_eq!(record["doc"]["id"], path.as_str());
    assert_eq!(record["doc"]["published"], "2023-12-28");
    assert_eq!(record["doc"]["published_basis"], "header");
    assert_eq!(record["doc"]["language"], "en");
}

#[test]
fn one_report_is_json_and_more_are_json_lines() {
    let folder = folder();
    let path = file(&folder, "report.txt", TEXT);
    assert!(chancery(&["read", &path]).stdout.starts_with("{\n"));
    let two = chancery(&["read", &path, &path]);
    quiet(&two);
    assert_eq!(two.records().len(), 2);
    let several = file(&folder, "reports.jsonl", lines(3));
    let run = chancery(&["read", &several]);
    quiet(&run);
    assert_eq!(run.records().len(), 3);
    let list = chancery(&["read", "--format", "json", &several]).record();
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert_eq!(list.as_array().cloned(), Some(run.records()));
}

#[test]
fn a_brief_is_plain_where_there_is_no_terminal() {
    let run = chancery_with(&["read", "--format", "text"], TEXT.as_bytes());
    quiet(&run);
    assert!(run.stdout.contains("28 December 2023") && run.stdout.contains("Engagements"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn standard_input_is_a_dash() {
    for args in [vec!["read"], vec!["read", "-"], vec!["read", "--input", "text", "-"]] {
        let record = chancery_with(&args, TEXT.as_bytes()).record();
        assert_eq!((&record["doc"]["id"], &record["text"]), (&"-".into(), &TEXT.into()));
    }
}

#[test]
fn lines_of_json_keep_their_order_and_their_texts() {
    let input = lines(500);
    let run =
        chancery_with(&["read", "--input", "jsonl", "--format", "jsonl", "--threads", "2"], input.as_bytes());
    assert_eq!(run.status, 0);
    let records = run.records();
    assert_eq!(records.len(), 500);
    for (i, record) in records.iter().enumerate() {
        assert_eq!(record["doc"]["id"], format!("r{i}"));
        assert_eq!(record["doc"]["published"], "2023-12-28");
        assert_eq!(record["doc"]["published_basis"], "given");
        assert_eq!(record["text"], format!("Report {i}. {TEXT}"));
    }
    let alone =
        chancery_with(&["read", "--input", "jsonl", "--format", "jsonl", "--threads", "1"], input.as_bytes());
    assert_eq!(alone.stdout, run.stdout);
}

#[test]
fn every_line_is_answered() {
    let input = [
        r#"{"id": "a", "text": "They met on Monday, May 2, 2022.", "language": "en", "source": "Wire", "x": {"y": []}}"#,
        "",
        "no JSON",
        r#"{"doc_id": 17, "title": "No words"}"#,
        r#"{"text": "They met.", "date": "2022-05-02"}"#,
        r#"{"id": "html", "html": "<p>nothing</p>"}"#,
        r#"{"id": "cut", "text": "They m"#,
    ]
    .join("\n");
    let run = chancery_with(&["read", "--input", "jsonl", "--format", "jsonl"], input.as_bytes());
    assert_eq!(run.status, 3);
    let records = run.records();
    let checker = Checker::new();
    records.iter().for_each(|record| checker.check(record));
    let ids: Vec<&str> = records.iter().filter_map(|record| record["doc"]["id"].as_str()).collect();
    assert_eq!(ids, ["a", "2", "3", "17", "5", "html", "cut"]);
    let kinds: Vec<_> = records.iter().map(problems).collect();
    let unread = vec!["unreadable"];
    let none: Vec<&str> = vec![];
    assert_eq!(
        kinds,
        [none.clone(), unread.clone(), unread.clone(), unread.clone(), none, vec!["no_article"], unread]
    );
    assert!(
        run.stderr.contains("error: -:7 (cut): the line breaks off after 29 bytes\nhint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn packed_files_are_unpacked() {
    let folder = folder();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(lines(3).as_bytes()).expect("packed");
    let mut gzip = gzip.finish().expect("packed");
    // Two members one after the other are one file.
    gzip.extend(gzip.clone());
    let path = file(&folder, "reports.jsonl.gz", &gzip);
    assert_eq!(chancery(&["read", &path]).records().len(), 6);
    assert_eq!(chancery_with(&["read", "-", "--format", "jsonl"], &gzip).records().len(), 6);
    let zstd = zstd::encode_all(TEXT.as_bytes(), 1).expect("packed");
    let path = file(&folder, "report.txt.zst", zstd);
    assert_eq!(chancery(&["read", &path]).record()["text"], TEXT);
}

#[test]
fn the_callers_date_is_for_reports_that_do_not_tell() {
    let read = |text: &str| {
        let record = chancery_with(&["read", "--published", "2020-02-29"], text.as_bytes()).record();
        [record["doc"]["published"].clone(), record["doc"]["published_basis"].clone()]
    };
    assert_eq!(read("The ministers met in Paris."), ["2020-02-29", "given"]);
    assert_eq!(read(TEXT), ["2023-12-28", "header"]);
}

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself() {
    let run = chancery(&["read", "examples/page.html"]);
    quiet(&run);
    let record = run.record();
    assert_eq!(record["doc"]["published_basis"], "metadata");
    for key in ["title", "url", "source"] {
        assert!(record["doc"][key].is_string(), "{key}");
    }
    let text = record["text"].as_str().unwrap_or_default();
    assert!(!text.contains("Subscribe") && !text.contains("cookies") && text.contains("\n\n"), "{text}");
    let html = std::fs::read_to_string(crate::run::root().join("examples/page.html")).expect("a page");
    let line = json!({"id": "line", "html": html}).to_string();
    let of_line = chancery_with(&["read", "--input", "jsonl", "--format", "json"], line.as_bytes()).record();
    assert_eq!(of_line[0]["text"], record["text"]);
    assert_eq!(of_line[0]["events"], record["events"]);
}

#[test]
fn other_languages_are_kept_and_not_misread() {
    let text = "Der Bundeskanzler hat am Mittwoch in Paris den Präsidenten getroffen und mit ihm über die Lage gesprochen.";
    let run = chancery_with(&["read"], text.as_bytes());
    assert_eq!(run.status, 0);
    let record = run.record();
    assert_eq!((&record["text"], &record["doc"]["language"]), (&text.into(), &"de".into()));
    assert_eq!(record["events"], json!([]));
    assert!(problems(&record).contains(&"language"));
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let folder = folder();
    let path = file(&folder, "reports.jsonl", lines(2000));
    let mut child = command().args(["read", &path]).spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn many_reports_are_counted_on_standard_error() {
    let run = chancery_with(&["read", "--input", "jsonl", "--format", "jsonl"], lines(200).as_bytes());
    assert!(
        run.stderr.contains("read 200 reports in ") && run.stderr.contains("reports/s"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_schema_is_printed() {
    let run = chancery(&["schema"]);
    quiet(&run);
    assert_eq!(run.record()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn wrong_usage_is_status_two() {
    for args in [
        vec!["read", "--published", "soon"],
        vec!["read", "--format", "xml"],
        vec!["read", "--threads", "0"],
        vec!["reed"],
        vec![],
    ] {
        let run = chancery(&args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
    assert_eq!(chancery(&["--help"]).status, 0);
    assert!(chancery(&["--version"]).stdout.starts_with("chancery "));
}

#[test]
fn a_path_that_is_not_utf8_is_read() {
    use std::os::unix::ffi::OsStringExt;
    let folder = folder();
    let path =
        PathBuf::from(folder.path()).join(Path::new(&std::ffi::OsString::from_vec(b"r\xff.txt".to_vec())));
    std::fs::write(&path, TEXT).expect("a file is written");
    let run = chancery(&["read".into(), path]);
    assert_eq!((run.status, &run.record()["text"]), (0, &TEXT.into()));
}
