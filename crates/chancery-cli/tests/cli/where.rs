//! `chancery where`: places of one name, told apart by what they are near; bad questions.

use serde_json::{Value, json};

use crate::run::{Run, chancery};

fn asked(args: &[&str]) -> Value {
    let run = chancery(&[&["where", "--format", "json"], args].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.record()
}

/// Name and country of the answers.
fn places(answer: &Value) -> Vec<(&str, &str)> {
    let candidates = answer["candidates"].as_array().expect("a list");
    candidates.iter().filter_map(|c| Some((c["name"].as_str()?, c["country"].as_str()?))).collect()
}

#[test]
fn a_name_of_several_places_is_told_apart_by_what_is_near() {
    let answer = asked(&["Tripoli"]);
    assert_eq!(places(&answer)[..2], [("Tripoli", "LBY"), ("Tripoli", "LBN")]);
    for near in ["LBN", "Lebanon", "Beirut", "34.4,35.8"] {
        let answer = asked(&["Tripoli", "--near", near]);
        assert_eq!((&answer["query"], &answer["near_to"]), (&json!("Tripoli"), &json!(near)));
        let first = &answer["candidates"][0];
        for (key, value) in [
            ("name", json!("Tripoli")),
            ("feature", json!("city")),
            ("country", json!("LBN")),
            ("division", json!("North Lebanon")),
            ("geonames", json!(266826)),
            ("source", json!("geonames")),
        ] {
            assert_eq!(first[key], value, "{near}: {key}");
        }
        assert!((first["lat"].as_f64().unwrap() - 34.43).abs() < 0.05, "{near}");
        let scores: Vec<f64> = answer["candidates"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|c| c["score"].as_f64())
            .collect();
        assert!(scores.is_sorted_by(|a, b| a >= b) && scores[0] > 2.0 * scores[1], "{scores:?}");
    }
}

#[test]
fn a_name_with_what_it_lies_in() {
    assert_eq!(places(&asked(&["Paris, Texas"])), [("Paris", "USA")]);
    assert_eq!(places(&asked(&["paris,france"]))[0], ("Paris", "FRA"));
    assert_eq!(asked(&["Paris, Japan"])["candidates"], json!([]));
}

#[test]
fn countries_and_venues_are_places() {
    assert_eq!(asked(&["Lebanon"])["candidates"][0]["feature"], "country");
    let venue = &asked(&["Palais des Nations"])["candidates"][0];
    assert_eq!((&venue["feature"], &venue["source"]), (&json!("venue"), &json!("editorial")));
}

#[test]
fn text_to_read() {
    let run = chancery(&["where", "Sharm el-Sheikh", "--near", "EGY", "--format", "text"]);
    assert!(run.stdout.lines().next().unwrap().contains("EGY"), "{}", run.stdout);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn an_unknown_place_says_so_with_near_ones() {
    let run = chancery(&["where", "Tripolli", "--format", "json"]);
    assert_eq!(run.status, 0);
    let answer = run.record();
    assert_eq!(answer["candidates"], json!([]));
    assert_eq!(answer["near"][0], "Tripoli");
    assert!(run.stderr.starts_with("no place by the name `Tripolli` is known\nhint: did you mean Tripoli"));
    let run = chancery(&["where", "Xqzwvk Qqq", "--format", "json"]);
    assert_eq!((run.status, run.record()["candidates"].clone()), (0, json!([])));
    assert!(run.stderr.contains("hint: ask for"), "{}", run.stderr);
}

#[track_caller]
fn refused(args: &[&str], message: &str, hint: &str) {
    let Run { status, stdout, stderr } = chancery(&[&["where"], args].concat());
    assert_eq!((status, stdout.as_str()), (2, ""), "{stderr}");
    assert_eq!(stderr, format!("error: {message}\nhint: {hint}\n"));
}

#[test]
fn bad_questions_are_refused_with_a_hint() {
    let example = "give the name of a place: chancery where \"Tripoli\" --near LBN";
    refused(&[""], "nothing is asked", example);
    refused(&[" \t "], "nothing is asked", example);
    refused(&[&"a".repeat(301)], "the question is longer than 300 bytes", example);
    refused(
        &["Tripoli", "--near", "91,0"],
        "--near: `91,0` is no point of the Earth",
        "write degrees north, then degrees east: 34.4,35.8",
    );
    refused(
        &["Tripoli", "--near", "Xqzwvk"],
        "--near: `Xqzwvk` is neither a state nor a place",
        "give a state, a place or degrees: LBN, Beirut, 34.4,35.8",
    );
}

#[test]
fn hostile_names_are_only_names() {
    for name in [
        "';DROP TABLE places;--",
        "\u{1b}[31mred",
        "\u{202e}siraP",
        "../..",
        "{{7*7}}",
        "日本",
        "-",
        ",",
        ",,,",
        "a,",
    ] {
        for near in ["LBN", "NaN,NaN", "inf,0", "\u{1b}[0m"] {
            let run = chancery(&["where", "--format", "json", "--near", near, "--", name]);
            assert!(matches!(run.status, 0 | 2), "{name:?}: {}", run.stderr);
            assert!(!run.stderr.contains('\u{1b}'), "{name:?}");
        }
    }
}
