//! Which agreements a text tells of: title, parties, status.

use chancery::record::{Parsed, of};
use chancery::text::{Document, Published, PublishedBasis};
use chancery_know::Knowledge;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let date = "2026-01-30".parse().expect("a date");
    let document = Document {
        published: Some(Published { date, basis: PublishedBasis::Given }),
        ..Document::from_text(text)
    };
    let json = of(&document, Knowledge::embedded(), |record| serde_json::to_vec(record).expect("JSON"));
    let record = Parsed::from_json(&json).expect("a record");
    let lines: Vec<String> = record
        .agreements
        .iter()
        .map(|a| format!("{} [{}] {}\n", a.title, a.parties.join(", "), a.status))
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn one_word_names_two_parties() {
    check(
        "An India-Russia pact was signed in Delhi.",
        expect![[r#"
        India-Russia pact [IND, RUS] signed
    "#]],
    );
}

#[test]
fn what_is_moved_towards_is_proposed() {
    check(
        "Both sides noted progress toward a Kenya-US trade agreement.",
        expect![[r#"
        Kenya-US trade agreement [KEN, USA] proposed
    "#]],
    );
}
