//! Where the acts that a text tells of took place.

#[path = "common/record.rs"]
mod record;

use chancery::record::Parsed;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    check_record(&record::read("2026-01-30", text), &expected);
}

/// The same of a release of the White House.
fn check_release(text: &str, expected: Expect) {
    check_record(&record::read_at(Some("https://www.whitehouse.gov/x"), "2026-01-30", text), &expected);
}

fn check_record(record: &Parsed, expected: &Expect) {
    let lines = record.events.iter().map(|e| {
        let place = e.place.as_ref().and_then(|p| p.name.as_deref()).unwrap_or("-");
        format!("{} {}: {place}\n", e.event, e.mode.as_deref().unwrap_or("-"))
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn an_occasion_tells_where_its_words_are_spoken() {
    check(
        "Chad and Niger fail to reach an agreement with Kenya in Geneva, Switzerland.",
        expect![[r#"
        AGREE -: Geneva
    "#]],
    );
    check(
        "Chad condemned Niger after talks in Doha.",
        expect![[r#"
        ACCUSE disapprove: Doha
    "#]],
    );
    check(
        "Chad held a meeting in Niamey, where it accused Kenya of spying.",
        expect![[r#"
        CONSULT multilateral: Niamey
        ACCUSE allege: Niamey
    "#]],
    );
}

#[test]
fn an_act_of_words_is_not_where_its_subject_is() {
    check(
        "Chad condemned the fighting in Gaza.",
        expect![[r#"
        ACCUSE disapprove: -
    "#]],
    );
    check(
        "Chad urged Niger to end the war in Mali.",
        expect![[r#"
        REQUEST yield: -
    "#]],
    );
}

#[test]
fn a_mission_is_somewhere() {
    check(
        "France will open a consulate in Greenland in February.",
        expect![[r#"
        SUPPORT -: Greenland
    "#]],
    );
}

#[test]
fn who_expels_does_so_at_home() {
    check(
        "Australia announces the expulsion of the Iranian ambassador to Canberra and closes its embassy in Tehran.",
        expect![[r#"
            SANCTION expel: Australia
            SANCTION withdraw: Tehran
        "#]],
    );
}

#[test]
fn what_is_left_or_entered_is_where_it_happens() {
    check(
        "Chadian forces withdrew from Niamey. The rebels fired missiles from Mali, according to Chad's Joint Chiefs of Staff.",
        expect![[r#"
            RETREAT withdraw: Niamey
            MOBILIZE weapons: Mali
        "#]],
    );
}

#[test]
fn a_dateline_tells_where_a_court_sits_and_a_meeting_is_held() {
    check(
        "THE HAGUE, Netherlands (AP) _ The World Court on Friday rejected Chad's objections.",
        expect![[r#"
        REJECT change: The Hague
    "#]],
    );
    check(
        "NAIROBI (Reuters) - Kenyan President William Ruto held a meeting with rebel leaders on Monday.",
        expect![[r#"
            CONSULT multilateral: Nairobi
        "#]],
    );
}

#[test]
fn a_state_may_only_say_which() {
    check(
        "Kenya met Chad at the Ukraine Accountability Conference in The Hague.",
        expect![[r#"
        CONSULT -: The Hague
    "#]],
    );
    check(
        "Kenyan Foreign Minister Musalia Mudavadi will travel to Brest, France February 10-11.",
        expect![[r#"
            CONSULT visit: Brest
        "#]],
    );
}

#[test]
fn a_transcript_is_headed_by_its_place() {
    check(
        "Musalia Mudavadi, Foreign Minister\nGeneva, Switzerland\nMINISTER MUDAVADI: Chad and Kenya signed the agreement today.",
        expect![[r#"
            SUPPORT -: Geneva
        "#]],
    );
}

#[test]
fn a_release_is_headed_by_its_place() {
    check_release(
        "Geneva, Switzerland\nThe two sides met today. Chad and Kenya reaffirmed their commitment to peace in Yemen.",
        expect![[r#"
            AGREE -: Geneva
        "#]],
    );
    check_release(
        "Roosevelt Room\nI am meeting with the president of Chad today.",
        expect![[r#"
        CONSULT -: White House
    "#]],
    );
    check_release(
        "Nairobi, Kenya\nSECRETARY SMITH: We just came from seeing President William Ruto. I thank Kenya for its support.",
        expect![[r#"
            SUPPORT -: Nairobi
        "#]],
    );
}
