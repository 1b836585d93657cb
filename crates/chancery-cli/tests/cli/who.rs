//! `chancery who`: answers by name, office and date; bad questions.

use serde_json::{Value, json};

use crate::run::{Run, chancery};

fn asked(args: &[&str]) -> Value {
    let run = chancery(&[&["who", "--format", "json"], args].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.record()
}

#[test]
fn an_office_on_a_day() {
    let answer = asked(&["Russian foreign minister", "--on", "2023-12-27"]);
    assert_eq!((&answer["query"], &answer["on"]), (&json!("Russian foreign minister"), &json!("2023-12-27")));
    let first = &answer["candidates"][0];
    for (key, value) in [
        ("name", json!("Sergey Lavrov")),
        ("office", json!("foreign minister")),
        ("party", json!("RUS")),
        ("from", json!("2004-03-09")),
        ("to", Value::Null),
        ("carried_forward", json!(false)),
        ("wikidata", json!("Q58217")),
        ("score", json!(1.0)),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
    assert!(first["source"].as_str().unwrap().contains("wikidata"));
    assert!(first["known_until"].as_str().unwrap() > "2023");
}

#[test]
fn a_name_without_a_date_gives_all_offices_the_most_prominent_first() {
    let answer = asked(&["Sergey Lavrov"]);
    assert_eq!(answer["on"], Value::Null);
    let offices: Vec<&str> =
        answer["candidates"].as_array().unwrap().iter().filter_map(|c| c["office"].as_str()).collect();
    assert_eq!(offices, ["foreign minister", "permanent representative"]);
}

#[test]
fn the_holders_of_an_office_over_time() {
    let answer = asked(&["--party", "IND", "--office", "foreign minister", "--from", "2010", "--to", "2020"]);
    let names: Vec<&str> =
        answer["candidates"].as_array().unwrap().iter().filter_map(|c| c["name"].as_str()).collect();
    assert_eq!(names, ["S. M. Krishna", "Salman Khurshid", "Sushma Swaraj", "Subrahmanyam Jaishankar"]);
}

#[test]
fn what_goes_beyond_the_source_is_marked() {
    let answer = asked(&["--party", "TKM", "--office", "foreign minister", "--on", "2030-01-01"]);
    let first = &answer["candidates"][0];
    assert_eq!(first["carried_forward"], true);
    assert!(first["score"].as_f64().unwrap() < 0.9);
}

#[test]
fn text_to_read() {
    let run = chancery(&["who", "UN chief", "--on", "1993-05-01", "--format", "text"]);
    assert_eq!(
        run.stdout,
        "Boutros Boutros-Ghali  UN    1992-01-01 – 1996-12-31  secretary-general  [editorial] 1.00\n"
    );
}

#[test]
fn an_unknown_name_says_so_with_near_ones() {
    let run = chancery(&["who", "Lavrof", "--format", "json"]);
    assert_eq!(run.status, 0);
    let answer = run.record();
    assert_eq!(answer["candidates"], json!([]));
    assert_eq!(answer["near"][0], "Sergey Lavrov");
    assert_eq!(run.stderr.lines().next(), Some("nobody by the name `Lavrof` is known"),);
    assert!(run.stderr.contains("hint: did you mean Sergey Lavrov"), "{}", run.stderr);
}

#[track_caller]
fn refused(args: &[&str], message: &str, hint: &str) {
    let Run { status, stdout, stderr } = chancery(&[&["who"], args].concat());
    assert_eq!((status, stdout.as_str()), (2, ""), "{stderr}");
    assert_eq!(stderr, format!("error: {message}\nhint: {hint}\n"));
}

#[test]
fn bad_questions_are_refused_with_a_hint() {
    let nothing = "give a name, a party or an office: chancery who \"Lavrov\", chancery who --party IND --office \"foreign minister\"";
    refused(&[], "nothing is asked", nothing);
    refused(&["   "], "nothing is asked", nothing);
    refused(
        &["Lavrov", "--on", "yesterday"],
        "--on: `yesterday` is no date",
        "write 2023-12-27, 2023-12 or 2023",
    );
    refused(
        &["Lavrov", "--on", "2023-02-30"],
        "--on: `2023-02-30` is no date",
        "write 2023-12-27, 2023-12 or 2023",
    );
    refused(
        &["Lavrov", "--on", "1066-10-14"],
        "--on: 1066-10-14 is out of range",
        "the tables tell of 1945 to 2036",
    );
    refused(&["Lavrov", "--from", "9999"], "--from: 9999 is out of range", "the tables tell of 1945 to 2036");
    refused(&["Lavrov", "--from", "2020", "--to", "2010"], "--to: 2010 lies before 2020", "turn them round");
    refused(
        &["--party", "Irak"],
        "--party: `Irak` is no party",
        "did you mean IRN (Iran), IRQ (Iraq), IRA (Irish Republican Army)?",
    );
    refused(
        &["--office", "foreign ministre"],
        "--office: `foreign ministre` is no office",
        "there are foreign minister, foreign secretary, deputy foreign minister, foreign ministry spokesperson",
    );
    let long = "a".repeat(400);
    refused(
        &[&long],
        "the question is longer than 300 bytes",
        "give a name or an office: chancery who \"Russian foreign minister\"",
    );
}

#[test]
fn hostile_names_are_only_names() {
    for name in [
        "';DROP TABLE persons;--",
        "\u{1b}[31mred",
        "\u{202e}vorvaL",
        "../../etc/passwd",
        "{{7*7}}",
        "日本",
        "\\x00%n%s",
        "....",
        "-",
    ] {
        let run = chancery(&["who", "--format", "json", "--", name]);
        assert!(matches!(run.status, 0 | 2), "{name:?}: {}", run.stderr);
        assert!(!run.stderr.contains('\u{1b}'), "{name:?}");
        if run.status == 0 {
            assert!(run.record()["candidates"].is_array());
        }
    }
}
