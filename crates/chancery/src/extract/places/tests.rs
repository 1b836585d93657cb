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

#[test]
fn borders_and_waters_are_of_their_state() {
    check("Chad deployed troops to the Nigerien border.", expect!["MOBILIZE deployed troops: Niger"]);
    check(
        "Kenya and Uganda will hold talks on the Kenya-Uganda border tomorrow.",
        expect!["CONSULT hold talks: Kenya"],
    );
}

#[test]
fn here_is_the_town_of_the_dateline_and_there_the_one_named_last() {
    check(
        "OSLO, March 20 (Reuters) - The mood was tense. Chad's president met the premier of Niger here on Monday.",
        expect!["CONSULT met: Oslo"],
    );
    check(
        "Chad's minister arrived in Doha on Monday. He will hold talks there with the foreign minister of Niger.",
        expect![[r#"
            CONSULT arrived: Doha
            CONSULT hold talks: Doha"#]],
    );
}

#[test]
fn who_flees_or_marches_leaves_or_reaches_a_place() {
    check("President Déby fled Chad as rebels entered the capital.", expect!["RETREAT fled: Chad"]);
    check("The Chadian army was sent to march on Niamey.", expect!["MOBILIZE march on: Niamey"]);
}

#[test]
fn what_a_state_does_to_those_it_holds_is_done_at_home() {
    check("Chad released two Malian journalists.", expect!["RETREAT released two Malian journalists: Chad"]);
    check("A grand jury in Chad indicted six Malian officers.", expect!["ACCUSE indicted: Chad"]);
}

#[test]
fn what_something_is_about_happened_elsewhere() {
    check(
        "Chad bans all Malian citizens from leaving the country amid the row over the murder of an envoy at Oslo airport.",
        expect![[r#"
            COERCE bans all Malian citizens: Chad
            ASSAULT murder: Oslo"#]],
    );
    check(
        "In Oslo, Chad's president will hold talks with Niger's premier on the crimes committed in Ukraine.",
        expect!["CONSULT hold talks: Oslo"],
    );
}

#[test]
fn a_summit_that_acts_is_where_it_is_held() {
    check(
        "The African Union summit in Oslo condemned the coup in Niger.",
        expect![[r#"
            CONSULT summit: Oslo
            ACCUSE condemned: Oslo"#]],
    );
    check(
        "Chad and Niger agreed on closer ties at the 2025 Oslo NATO summit.",
        expect!["AGREE agreed: Oslo"],
    );
}

#[test]
fn the_aim_of_a_journey_is_where_it_goes() {
    check(
        "Chad's president visits Oslo, Norway, to sign a pact with Niger.",
        expect![[r#"
            CONSULT visits: Oslo
            SUPPORT sign a pact: Oslo"#]],
    );
}

#[test]
fn the_summit_is_the_one_that_is_named() {
    check(
        "The Oslo summit accord gives the bank more power. Chad's president attended the summit with Niger's premier.",
        expect!["CONSULT attended the summit: Oslo"],
    );
}

#[test]
fn a_time_before_a_comma_leads_to_no_place() {
    check(
        "In recent weeks, the United States imposed sanctions in response to the Chadian regime's suppression of protesters.",
        expect!["SANCTION imposed sanctions: -"],
    );
}

#[test]
fn where_someone_is_still_to_go_is_not_where_he_met() {
    check(
        "Kenyan president Ruto, who is to attend the ceremony in Oslo on Friday, met Chad's premier.",
        expect![[r#"
            CONSULT attend the ceremony: Oslo
            CONSULT met: -"#]],
    );
}

#[test]
fn what_guest_and_host_do_on_a_visit_is_done_where_the_visit_is() {
    check(
        "Chad's foreign minister began a visit to Kenya on Monday. On Tuesday he held talks with his Kenyan counterpart.",
        expect![[r#"
            CONSULT began a visit: Kenya
            CONSULT held talks: Kenya"#]],
    );
    check(
        "The Chadian president arrived in Nairobi on Monday. He is scheduled to meet President William Ruto of Kenya.",
        expect![[r#"
            CONSULT arrived: Nairobi
            CONSULT meet: Nairobi"#]],
    );
    check(
        "Chad's president arrived in Kenya last Monday. On Sunday he and Kenya's president met again.",
        expect![[r#"
            CONSULT arrived: Kenya
            CONSULT met: -"#]],
    );
    check(
        "The Chadian foreign minister met Kenya's foreign minister today after the May 16 visit of Chad's president to Kenya.",
        expect![[r#"
            CONSULT met: -
            CONSULT visit: Kenya"#]],
    );
}

#[test]
fn what_is_spoken_of_goes_on_elsewhere() {
    check(
        "Kenya's president will hold talks with Chad's on the civil war in Sudan.",
        expect!["CONSULT hold talks: -"],
    );
    check("Norway and Chad met to discuss the worsening crisis in Haiti.", expect!["CONSULT met: -"]);
    check(
        "Norway and Chad held talks in Oslo on Monday about the fighting in eastern Congo.",
        expect!["CONSULT held talks: Oslo"],
    );
    check(
        "Envoys of Norway and Chad gathered for talks aimed at ending the violence in Haiti.",
        expect!["CONSULT gathered: -"],
    );
    check("Norway and Chad held talks on peace in Sudan.", expect!["CONSULT held talks: -"]);
    check(
        "Norwegian and Chadian ministers held talks on trade in Geneva.",
        expect!["CONSULT held talks: Geneva"],
    );
}

#[test]
fn a_town_tells_more_than_its_state() {
    check(
        "Chad's minister, who is in Perth, Australia, for a meeting, met Kenya's minister there.",
        expect!["CONSULT met: Perth"],
    );
    check(
        "Chad and Niger held talks in Kenya's coastal city of Mombasa.",
        expect!["CONSULT held talks: Mombasa"],
    );
    check(
        "Chad and Niger held talks in the Kenyan capital, Nairobi.",
        expect!["CONSULT held talks: Nairobi"],
    );
    check(
        "Following talks in Vienna, Austria, Chad and Niger agreed on closer ties.",
        expect![[r#"
        CONSULT talks: Vienna
        AGREE agreed: Vienna"#]],
    );
    check("President Mahamat Déby of Chad flew into Hanoi on Wednesday.", expect!["CONSULT flew: Hanoi"]);
}

#[test]
fn a_later_sentence_tells_where_it_was() {
    check(
        "Norway and Chad signed a memorandum on fisheries. The ceremony was held in Oslo on Monday.",
        expect!["SUPPORT signed a memorandum: Oslo"],
    );
    check(
        "Chad and Niger signed a peace accord today. The accord, signed in Accra, Ghana, ends the war.",
        expect!["SUPPORT signed a peace accord: Accra"],
    );
    check(
        "Kenya and Uganda reached a trade deal. The agreement, reached in Entebbe, opens the border.",
        expect!["AGREE reached a trade deal: Entebbe"],
    );
    check(
        "Chad and Niger met on Monday. The talks took place in a hotel in Geneva.",
        expect!["CONSULT met: Geneva"],
    );
}

#[test]
fn what_a_report_from_a_town_says_began_or_ended_was_there() {
    check(
        "QUITO – A meeting of foreign ministers of Chad and Niger ended without a deal.",
        expect![[r#"
        CONSULT meeting: Quito
        SANCTION ended without a deal: -"#]],
    );
    check("Oslo, March 19: Chad and Norway signed a pact.", expect!["SUPPORT signed a pact: Oslo"]);
    check("Oslo, Norway.- Chad and Norway signed a pact.", expect!["SUPPORT signed a pact: Oslo"]);
}

#[test]
fn this_resort_is_the_town_of_the_dateline() {
    check(
        "Sharm el-Sheikh, Egypt (AP) -- Leaders of Chad and Niger met in this Red Sea resort on Wednesday.",
        expect!["CONSULT met: Sharm el-Sheikh"],
    );
}

#[test]
fn what_another_clause_tells_was_elsewhere() {
    check(
        "Chad bombed Niger's army after generals of both had signed an accord in Oslo.",
        expect![[r#"
            ASSAULT bombed: Niger
            SUPPORT signed an accord: Oslo"#]],
    );
    check(
        "Chad and Niger signed a pact at a White House ceremony on Tuesday.",
        expect!["SUPPORT signed a pact: White House"],
    );
    check(
        "Chad met Niger in Doha. Chad's president cancelled a meeting with the president of Niger on Monday.",
        expect![[r#"
            CONSULT met: Doha
            REJECT cancelled a meeting: -"#]],
    );
    check(
        "Kenya's president William Ruto travelled to Oslo, Norway, on Monday. Ruto will also meet the president of Chad.",
        expect![[r#"
            CONSULT travelled: Oslo
            CONSULT meet: Oslo"#]],
    );
}
