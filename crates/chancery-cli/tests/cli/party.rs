//! `chancery party`: parties by code and name, members by date; bad questions.

use serde_json::{Value, json};

use crate::run::{Run, chancery};

fn asked(args: &[&str]) -> Value {
    let run = chancery(&[&["party", "--format", "json"], args].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.record()
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|one| one["code"].as_str()).collect()
}

/// The full members on a day, sorted by code.
fn members(organization: &str, on: &str) -> String {
    let answer = asked(&[organization, "--on", on]);
    let members = answer["candidates"][0]["members"].as_array().expect("a list");
    let full = members.iter().filter(|m| m["status"] == "member");
    let mut codes: Vec<&str> = full.filter_map(|m| m["code"].as_str()).collect();
    codes.sort_unstable();
    codes.join(" ")
}

#[test]
fn an_organization_with_its_members() {
    let answer = asked(&["SCO"]);
    assert_eq!((&answer["query"], &answer["on"]), (&json!("SCO"), &Value::Null));
    let first = &answer["candidates"][0];
    for (key, value) in [
        ("code", json!("SCO")),
        ("name", json!("Shanghai Cooperation Organization")),
        ("kind", json!("organization")),
        ("from", json!("2001-06-15")),
        ("seats", json!(["Beijing"])),
        ("source", json!("editorial")),
        ("score", json!(1.0)),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
    let iran = first["members"].as_array().expect("a list").iter().find(|m| m["code"] == "IRN").unwrap();
    assert_eq!((&iran["from"], &iran["status"]), (&json!("2023-07-04"), &json!("member")));
    assert!(iran["known_until"].as_str().unwrap() >= "2025");
}

#[test]
fn members_of_a_day() {
    assert_eq!(members("SCO", "2010-01-01"), "CHN KAZ KGZ RUS TJK UZB");
    assert_eq!(members("BRICS", "2012"), "BRA CHN IND RUS ZAF");
    assert!(members("European Union", "2019-01-01").contains("GBR"));
    assert!(!members("EU", "2021-01-01").contains("GBR"));
}

#[test]
fn a_state_with_its_codes_and_memberships() {
    let answer = asked(&["India"]);
    let first = &answer["candidates"][0];
    assert_eq!((&first["code"], &first["iso2"], &first["cow"]), (&json!("IND"), &json!("IN"), &json!("750")));
    let memberships = codes(&first["memberships"]);
    for code in ["BRICS", "QUAD", "SAARC", "UN"] {
        assert!(memberships.contains(&code), "{code}");
    }
}

#[test]
fn a_former_name_with_its_time() {
    let answer = asked(&["Zaire"]);
    let first = &answer["candidates"][0];
    assert_eq!(first["code"], "COD");
    let former = first["former_names"].as_array().expect("a list");
    assert!(
        former.contains(&json!({ "name": "Zaire", "from": "1971-10-27", "to": "1997-05-17" })),
        "{former:?}"
    );
}

#[test]
fn names_of_other_kinds_are_ranked() {
    let best = |name: &str| codes(&asked(&[name])["candidates"]).into_iter().next().map(str::to_owned);
    for (name, code) in [
        ("ivory coast", "CIV"),
        ("the Kremlin", "RUS"),
        ("Dutch", "NLD"),
        ("USSR", "SUN"),
        ("Burma", "MMR"),
        ("nato", "NATO"),
        ("Hizbullah", "HEZBOLLAH"),
    ] {
        assert_eq!(best(name).as_deref(), Some(code), "{name}");
    }
    assert_eq!(codes(&asked(&["Congo"])["candidates"]), ["COD", "COG"]);
}

#[test]
fn text_to_read() {
    let run = chancery(&["party", "QUAD", "--format", "text"]);
    assert!(
        run.stdout
            .starts_with("QUAD  Quadrilateral Security Dialogue  organization  2007 –  [editorial] 1.00\n")
    );
    assert!(run.stdout.contains("\n  IND   India "), "{}", run.stdout);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn an_unknown_party_says_so_with_near_ones() {
    let run = chancery(&["party", "Irak", "--format", "json"]);
    assert_eq!(run.status, 0);
    let answer = run.record();
    assert_eq!(answer["candidates"], json!([]));
    assert!(answer["near"].as_array().expect("a list").contains(&json!("IRQ (Iraq)")));
    assert!(
        run.stderr.starts_with("no party by the name `Irak` is known\nhint: did you mean "),
        "{}",
        run.stderr
    );
}

#[track_caller]
fn refused(args: &[&str], message: &str, hint: &str) {
    let Run { status, stdout, stderr } = chancery(&[&["party"], args].concat());
    assert_eq!((status, stdout.as_str()), (2, ""), "{stderr}");
    assert_eq!(stderr, format!("error: {message}\nhint: {hint}\n"));
}

#[test]
fn bad_questions_are_refused_with_a_hint() {
    let example = "give a code or a name: chancery party SCO, chancery party \"Ivory Coast\"";
    refused(&[""], "nothing is asked", example);
    refused(&["  "], "nothing is asked", example);
    refused(&[&"a".repeat(301)], "the question is longer than 300 bytes", example);
    refused(&["EU", "--on", "soon"], "--on: `soon` is no date", "write 2023-12-27, 2023-12 or 2023");
    refused(&["EU", "--on", "1815"], "--on: 1815 is out of range", "the tables tell of 1945 to 2036");
}

#[test]
fn hostile_names_are_only_names() {
    for name in [
        "';DROP TABLE parties;--",
        "\u{1b}[31mred",
        "\u{202e}ainE",
        "../..",
        "{{7*7}}",
        "日本",
        "-",
        "....",
        "\\x00",
    ] {
        let run = chancery(&["party", "--format", "json", "--", name]);
        assert_eq!(run.status, 0, "{name:?}: {}", run.stderr);
        assert!(run.record()["candidates"].is_array());
        assert!(!run.stderr.contains('\u{1b}'), "{name:?}");
    }
}
