//! Which places are found for which acts.

use chancery_know::Knowledge;
use expect_test::{Expect, expect};
use jiff::civil::date;

use crate::text::{Document, Published, PublishedBasis};

/// The events of `text` with their places.
fn check(text: &str, expected: Expect) {
    let published = Published { date: date(2024, 3, 20), basis: PublishedBasis::Given };
    let document = Document { published: Some(published), ..Document::from_text(text) };
    let analysis = crate::analyze::analyze(&document, Knowledge::embedded());
    let claims = crate::extract::extract(&analysis);
    let lines = claims.events.iter().map(|e| {
        let place = e.place.as_ref().map_or("-", |p| p.name.as_str());
        format!("{} {}: {place}", e.event, e.evidence[0].of(analysis.text()))
    });
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn words_right_before_a_town_are_said_there() {
    check("Chad and Niger agreed in Oslo on closer ties.", expect!["AGREE agreed: Oslo"]);
}

#[test]
fn a_summit_still_to_come_is_no_place() {
    check("Chad's president may resign before the Oslo summit.", expect!["RETREAT resign: Chad"]);
}

#[test]
fn a_stop_is_where_the_journey_goes() {
    check(
        "President Mahamat Déby of Chad will travel to Oslo, Norway later this month. President Déby will join an African \
         Union summit on March 24.",
        expect![[r#"
            CONSULT travel: Oslo
            CONSULT join an African Union summit: Oslo"#]],
    );
}

#[test]
fn what_lies_in_a_part_of_a_town_is_found_by_its_kind() {
    check(
        "Rebels killed ten soldiers of Chad in the Shomolu quarter of Lagos.",
        expect!["ASSAULT killed: Shomolu"],
    );
    check(
        "Rebels abducted ten soldiers of Chad on the Golan Heights.",
        expect!["ASSAULT abducted: Golan Heights"],
    );
}

#[test]
fn courts_and_crowds_act_at_home() {
    check("A court in Chad sentenced a citizen of Niger to death.", expect!["SANCTION sentenced: Chad"]);
    check("Kenyans protested against higher taxes.", expect!["PROTEST protested: Kenya"]);
}
