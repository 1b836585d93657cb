use chancery_know::Knowledge;
use expect_test::{Expect, expect};
use jiff::civil::date;

use crate::text::{Document, Published, PublishedBasis};

/// Published on Thursday, 28 December 2023.
fn published(text: &str) -> Document {
    let published = Published { date: date(2023, 12, 28), basis: PublishedBasis::Given };
    Document { published: Some(published), ..Document::from_text(text) }
}

fn check(text: &str, expected: Expect) {
    let document = published(text);
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let lines: Vec<String> = claims
        .events
        .iter()
        .map(|e| {
            let date = e.date.as_ref().map_or("-".to_owned(), |d| {
                let until = d.until.as_ref().map_or(String::new(), |u| format!(" until {u}"));
                format!("{}{until}{}", d.value, if d.told { "" } else { " (published)" })
            });
            format!("{}: {:?} {date}", e.evidence[0].of(text), e.status)
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

fn check_terms(text: &str, expected: Expect) {
    let document = published(text);
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let lines: Vec<String> = claims
        .agreements
        .iter()
        .map(|a| {
            let date = a.date.as_ref().map_or("-", |d| &d.value);
            let (from, to) = a.valid.clone().unwrap_or_default();
            format!("{}: {date}, {} to {}", a.title, from.unwrap_or_default(), to.unwrap_or_default())
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_time_dates_the_verb_that_it_stands_by() {
    check(
        "The United States on Wednesday imposed sanctions on Iran.",
        expect!["imposed sanctions: Actual 2023-12-27"],
    );
    check(
        "Japan and Norway signed a pact on Monday that allows visits.",
        expect!["signed a pact: Actual 2023-12-25"],
    );
    check(
        "On Tuesday, Sergey Lavrov met Subrahmanyam Jaishankar in Moscow.",
        expect!["met: Actual 2023-12-26"],
    );
    check(
        "Russia expelled two German diplomats on Monday and recalled its ambassador from Berlin.",
        expect![[r#"
            expelled: Actual 2023-12-25
            recalled its ambassador: Actual 2023-12-25"#]],
    );
}

#[test]
fn background_dates_nothing_else() {
    check(
        "France condemns Russia for violating the 2015 agreement.",
        expect!["condemns: Actual 2023-12-28 (published)"],
    );
    check(
        "Turkey rejects a ceasefire with Syria following an attack on Sunday.",
        expect!["rejects a ceasefire: Actual 2023-12-28 (published)"],
    );
    check(
        "Iran accuses Israel of the attack that killed three generals last week.",
        expect![[r#"
        accuses: Actual 2023-12-28 (published)
        killed: Actual 2023-12-18 until 2023-12-24"#]],
    );
}

#[test]
fn what_is_planned_lies_ahead() {
    check(
        "Antony Blinken will travel to Berlin on January 3-4. He will also visit Warsaw.",
        expect![[r#"
        travel: Planned 2024-01-03 until 2024-01-04
        visit: Planned 2024-01-03 until 2024-01-04"#]],
    );
    check(
        "Emmanuel Macron invited Vladimir Putin to Paris next month.",
        expect!["invited: Actual 2023-12-28 (published)"],
    );
    check(
        "The summit between Joe Biden and Xi Jinping will take place on January 12.",
        expect!["summit: Planned 2024-01-12"],
    );
}

#[test]
fn what_was_long_ago_is_background() {
    check(
        "The United States signed a treaty with Japan in 1951.",
        expect!["signed a treaty: Historical 1951"],
    );
}

#[test]
fn terms_of_agreements() {
    check_terms(
        "India and Russia signed a Protocol on Consultations for the period 2024-28.",
        expect!["Protocol on Consultations: 2023-12-28, 2024 to 2028"],
    );
    check_terms(
        "Israel and Hamas agreed to a 72-hour ceasefire starting on Friday.",
        expect!["72-hour ceasefire: 2023-12-28, 2023-12-29 to 2024-01-01"],
    );
    check_terms(
        "Iran and Oman extended the trade agreement until 2030.",
        expect!["trade agreement: 2023-12-28,  to 2030"],
    );
    check_terms(
        "The U.S.-Tanzania Air Transport Agreement entered into force on December 20.",
        expect!["U.S.-Tanzania Air Transport Agreement: 2023-12-20, 2023-12-20 to "],
    );
}

#[test]
fn when_someone_did_what_they_are_thanked_for_is_no_date_of_the_thanks() {
    let url = Some("https://www.state.gov/a-call".to_owned());
    let text = "The Secretary thanked Chad for its help in Mali over the weekend.";
    let document = Document { url, ..published(text) };
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let date = crate::extract(&analysis).events[0].date.clone();
    assert_eq!(date.map(|d| (d.value, d.told)), Some(("2023-12-28".to_owned(), false)));
}

#[test]
fn a_verb_after_after_is_dated_and_not_what_it_is_done_to() {
    check(
        "Rebels in Mali freed ten soldiers of Chad two weeks after abducting them.",
        expect![[r#"
        freed ten soldiers: Actual 2023-12-28 (published)
        abducting: Actual 2023-12-14"#]],
    );
}

#[test]
fn what_is_told_with_a_noun_has_its_time() {
    check(
        "Peru accused Chile of breaching the 1976 treaty under which both sides agreed to share the waters.",
        expect![[r#"
            accused: Actual 2023-12-28 (published)
            agreed: Historical 1976"#]],
    );
    check(
        "Peru recalled its ambassador amid a row over the arrest of a Peruvian envoy in Chile last month.",
        expect![[r#"
            recalled its ambassador: Actual 2023-12-28 (published)
            arrest: Actual 2023-11"#]],
    );
}

#[test]
fn what_goes_on_is_of_the_day_of_the_report() {
    check(
        "Chad's opposition met ministers of Niger on Tuesday. Chad has been refusing to discuss the budget with Niger.",
        expect![[r#"
            met: Actual 2023-12-26
            refusing to: Actual 2023-12-28 (published)"#]],
    );
}

#[test]
fn the_present_takes_no_date_from_the_past() {
    check(
        "Peru last week condemned Chile's plan. Chile expels the Peruvian ambassador. Peru recalls its envoy.",
        expect![[r#"
            condemned: Actual 2023-12-18 until 2023-12-24
            expels: Actual 2023-12-28 (published)
            recalls its envoy: Actual 2023-12-28 (published)"#]],
    );
}

#[test]
fn who_speaks_after_a_meeting_met_on_that_day() {
    check(
        "Chad's president told reporters on Tuesday after a meeting with Niger's premier that ties would improve.",
        expect!["meeting: Actual 2023-12-26"],
    );
}

#[test]
fn blame_is_news_and_what_is_blamed_may_be_older() {
    check(
        "Chad condemned North Korea's missile launch last week.",
        expect![[r#"
        condemned: Actual 2023-12-28 (published)
        launch: Actual 2023-12-18 until 2023-12-24"#]],
    );
    check(
        "Chad condemned North Korea's missile launch on Tuesday.",
        expect![[r#"
        condemned: Actual 2023-12-26
        launch: Actual 2023-12-26"#]],
    );
}

#[test]
fn when_an_accord_was_made_does_not_date_what_is_said_of_it() {
    check(
        "Chad's spokesman called on Niger to respect the Nairobi Declaration of May 2019.",
        expect!["called on: Actual 2023-12-28 (published)"],
    );
}

#[test]
fn what_is_still_ahead_has_not_the_day_of_what_is_agreed_before_it() {
    check(
        "Ahead of the African Union summit, Chad agreed with Niger to raise trade by 2030.",
        expect![[r#"
            summit: Planned -
            agreed: Actual 2023-12-28 (published)"#]],
    );
}
