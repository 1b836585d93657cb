//! Bad input: a clear message with a hint, the right status, and the other inputs still read.

use tempfile::TempDir;

use crate::run::{Run, chancery, chancery_with, problems};
use crate::valid::Checker;

const GOOD: &str =
    "Published: December 28, 2023\n\nThe ministers of France and Germany met in Paris on Wednesday.";

struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(tempfile::tempdir().expect("a folder"));
        place.file("good.txt", GOOD);
        place
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("a file is written");
        path.to_string_lossy().into_owned()
    }

    /// Reads a bad input between two good ones, and gives its record and what was said about it.
    #[track_caller]
    fn between(&self, bad: &str, status: i32) -> (serde_json::Value, String) {
        let good = self.file("good.txt", GOOD);
        let Run { status: ended, stderr, stdout } = chancery(&["read", &good, bad, &good]);
        assert_eq!(ended, status, "{stderr}");
        let records = Run { status, stdout, stderr: String::new() }.records();
        assert_eq!(records.len(), 3);
        assert_eq!((&records[0]["text"], &records[2]["text"]), (&GOOD.into(), &GOOD.into()));
        assert_eq!(records[1]["doc"]["id"], bad);
        let checker = Checker::new();
        records.iter().for_each(|record| checker.check(record));
        (records[1].clone(), stderr)
    }

    /// The same for an input that cannot be read, for a reason that holds these words.
    #[track_caller]
    fn unread(&self, bad: &str, reason: &str, hint: &str) {
        let (record, stderr) = self.between(bad, 3);
        assert_eq!(problems(&record), ["unreadable"]);
        assert!(stderr.starts_with(&format!("error: {bad}: ")), "{stderr}");
        assert!(stderr.contains(reason), "{stderr}");
        assert!(stderr.contains("\nhint: ") && stderr.contains(hint), "{stderr}");
    }
}

#[test]
fn a_missing_file() {
    let place = Place::new();
    place.unread(
        &place.0.path().join("none.txt").to_string_lossy(),
        "there is no such file",
        "look at the path",
    );
}

#[test]
fn a_directory() {
    let place = Place::new();
    let folder = place.0.path().to_string_lossy().into_owned();
    place.unread(&folder, "it is a directory", "DIRECTORY/*");
}

#[test]
fn binary_files() {
    let place = Place::new();
    place.unread(&place.file("a.txt", b"MZ\x90\0\x03\0\0\0"), "a binary file", "only text is read");
    place.unread(&place.file("a.pdf", "%PDF-1.7\n"), "a PDF", "pdftotext");
    place.unread(&place.file("a.docx", "PK\u{3}\u{4}rest"), "a zip or office file", "save it as text");
}

#[test]
fn broken_utf8_is_mended_and_told() {
    let place = Place::new();
    let bad = place.file(
        "bad.txt",
        "date 2023-12-28 The Foreign Minister of Türkiye met his \u{fffd} counterpart – in Paris."
            .as_bytes()
            .iter()
            .copied()
            .chain(*b" \xe2\x82")
            .collect::<Vec<_>>(),
    );
    let (record, stderr) = place.between(&bad, 0);
    assert_eq!(problems(&record), ["bad_encoding"]);
    assert!(record["text"].as_str().is_some_and(|text| text.ends_with("Paris. \u{fffd}")), "{record}");
    assert!(stderr.contains("warning: ") && stderr.contains("hint: save the file as UTF-8"), "{stderr}");
}

#[test]
fn an_empty_text() {
    let place = Place::new();
    for (name, text) in [("empty.txt", ""), ("blank.txt", " \n\n ")] {
        let (record, stderr) = place.between(&place.file(name, text), 3);
        assert_eq!((&record["text"], problems(&record)), (&text.into(), vec!["empty"]));
        assert!(stderr.contains("there is no text\nhint: "), "{stderr}");
    }
}

#[test]
fn no_date_anywhere() {
    let place = Place::new();
    let (record, stderr) =
        place.between(&place.file("undated.txt", "The ministers of France and Germany met in Paris."), 0);
    assert_eq!(problems(&record), ["no_date"]);
    assert!(record["doc"]["published"].is_null());
    assert!(stderr.contains("hint: give the day with --published DATE"), "{stderr}");
}

#[test]
fn a_page_without_an_article() {
    let place = Place::new();
    let page =
        "<!doctype html><title>Sign in</title><nav><a href=/>Home</a></nav><form><input name=user></form>";
    let (record, stderr) = place.between(&place.file("page.html", page), 3);
    assert_eq!((&record["text"], problems(&record)), (&"".into(), vec!["no_article"]));
    assert!(stderr.contains("no article was found in the page\nhint: "), "{stderr}");
}

#[test]
fn a_list_in_json_and_a_web_address() {
    let place = Place::new();
    place.unread(&place.file("list.json", "[\n{\"id\": 1}]"), "a JSON list", "jq -c '.[]'");
    place.unread("https://example.org/report", "a web address", "curl");
}

#[test]
fn a_packed_file_that_breaks_off() {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    for i in 0..100 {
        let line = serde_json::json!({"id": format!("r{i}"), "date": "2023-12-28", "text": GOOD});
        writeln!(gzip, "{line}").expect("packed");
    }
    let gzip = gzip.finish().expect("packed");
    let place = Place::new();
    let path = place.file("cut.jsonl.gz", &gzip[..gzip.len() / 2]);
    let run = chancery(&["read", &path, "--format", "jsonl"]);
    assert_eq!(run.status, 3);
    let records = run.records();
    assert!(records.len() > 20);
    assert_eq!(problems(&records[records.len() - 1]), ["unreadable"]);
    assert!(run.stderr.contains("look whether the file is whole"), "{}", run.stderr);
}

#[test]
fn a_line_of_fifty_megabytes() {
    let good = serde_json::json!({"id": "good", "date": "2023-12-28", "text": GOOD}).to_string();
    let long =
        format!("{{\"id\": \"long\", \"text\": \"{}\"}}", "The ministers met. ".repeat(50_000_000 / 19));
    let input = format!("{good}\n{long}\n{good}\n");
    let run = chancery_with(&["read", "--input", "jsonl", "--format", "jsonl"], input.as_bytes());
    assert_eq!(run.status, 3);
    let records = run.records();
    let ids: Vec<_> = records.iter().map(|record| record["doc"]["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(ids, ["good", "long", "good"]);
    assert_eq!(problems(&records[1]), ["unreadable"]);
    assert!(run.stderr.contains("error: -:2 (long): the line is 47 MB long"), "{}", run.stderr);
}

#[test]
fn a_fault_of_the_output_stops_the_run() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let mut command = crate::run::command();
    let output =
        command.args(["read", "examples/readout.txt"]).stdout(full).output().expect("the command ends");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
}

#[test]
fn odd_texts_are_read_by_the_trained_reader() {
    let token = "x".repeat(10_000);
    let texts = [
        ("token", format!("The minister met {token} in Oslo and said that talks would go on.")),
        ("emoji", "\u{1f54a}\u{fe0f}\u{1f91d}\u{1f600}".repeat(500)),
        ("language", "Le ministre a rencontr\u{e9} son homologue \u{e0} Oslo. Il a d\u{e9}clar\u{e9} que tout va bien. ".repeat(20)),
        ("marks", "\u{201c}\u{2019}(((\u{201d} ".repeat(2_000)),
        ("long", "The ministers met in Oslo on Monday and agreed to meet again. ".repeat(700)),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd.jsonl");
    let lines: String = texts
        .iter()
        .map(|(id, text)| serde_json::json!({ "id": id, "text": text }).to_string() + "\n")
        .collect();
    std::fs::write(&path, lines).expect("a file is written");
    let read = chancery(&["read", "--reader", "model", "--format", "jsonl", &path.to_string_lossy()]);
    assert_eq!(read.status, 0, "{}", read.stderr);
    let checker = Checker::new();
    for (record, (id, text)) in read.records().iter().zip(&texts) {
        assert_eq!(record["doc"]["id"], *id);
        assert!(record["text"] == *text, "{id}: the text differs");
        checker.check(record);
    }
}
