//! Whose an agreement is that its own words do not say, which of two is meant, and what is one.

#[path = "common/record.rs"]
mod record;

use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let record = record::read("2026-01-30", text);
    let lines: Vec<String> = record
        .agreements
        .iter()
        .map(|a| format!("{} [{}] {}\n", a.title, a.parties.join(", "), a.status))
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn an_end_of_hostilities_is_a_ceasefire() {
    check(
        "Chad and the United States welcomed the cessation of hostilities in Yemen. They discussed the importance of maintaining a cessation of hostilities.",
        expect![[r#"
            cessation of hostilities [YEM] in force
        "#]],
    );
    check(
        "Chad said there is a ceasefire between Niger and Mali.",
        expect![[r#"
            ceasefire [NER, MLI] agreed
        "#]],
    );
}

#[test]
fn a_loan_that_is_signed_is_a_contract() {
    check(
        "Mexico signed a 250 mln dlr loan with the World Bank on Monday. It needs a loan.",
        expect![[r#"
            250 mln dlr loan [WB, MEX] signed
        "#]],
    );
}

#[test]
fn a_truce_is_of_those_who_fight() {
    check(
        "It was critical to get to the ceasefire, Norway said. Israelis and Palestinians can live in peace. There should be equal rights for Palestinians and Israelis.",
        expect![[r#"
            ceasefire [ISR, PSE] in force
        "#]],
    );
    check(
        "\"Our ceasefire agreement was broken,\" Russia told the United States. Russia and the United States had talked.",
        expect![[r#"
            ceasefire agreement [RUS, USA] in force
        "#]],
    );
}

#[test]
fn a_purpose_tells_whose_it_is() {
    check(
        "An official spoke of a draft agreement aimed at settling the civil war in Syria.",
        expect![[r#"
            draft agreement [SYR] proposed
        "#]],
    );
}

#[test]
fn a_side_without_a_name_is_not_the_other_of_two() {
    check(
        "Chad met Niger. Chad said the debt agreement with its creditors expires in June.",
        expect![[r#"
            debt agreement [TCD] in force
        "#]],
    );
}

#[test]
fn a_city_before_an_accord_is_no_state() {
    check(
        "Greece and Turkey met. Turkey alleged that the plans would infringe the 1976 Berne agreement between the two countries.",
        expect![[r#"
            1976 Berne agreement [GRC, TUR] in force
        "#]],
    );
    check(
        "We will consider its relation to the Cochabamba declaration.",
        expect![[r#"
            Cochabamba declaration [] agreed
        "#]],
    );
}

#[test]
fn one_of_several_resolutions_is_another() {
    check(
        "Each launch violated UN Security Council resolutions. The Security Council failed to adopt a resolution on Monday. UN member states voted in support of a resolution on aid.",
        expect![[r#"
            UN Security Council resolutions [UN] in force
            resolution [UN] proposed
            resolution on aid [UN] agreed
        "#]],
    );
}

#[test]
fn a_deal_for_a_truce_is_a_truce() {
    check(
        "Norway is trying to broker a deal with Chad for a ceasefire. Officials wait to see if a deal was possible.",
        expect![[r#"
            deal with Chad for a ceasefire [TCD, NOR] proposed
        "#]],
    );
}

#[test]
fn it_is_called_by_a_party_by_its_year_or_by_its_day() {
    check(
        "Today's agreement follows an agreement between Nigeria and the IMF in December. The IMF agreement was for ten years.",
        expect![[r#"
            agreement [NGA, IMF] agreed
        "#]],
    );
    check(
        "Iran broke the nuclear deal with the United States, Israel said. France defended the 2015 deal.",
        expect![[r#"
            nuclear deal [USA, IRN] in force
        "#]],
    );
}

#[test]
fn what_is_finalized_or_gladly_announced_is_agreed() {
    check(
        "Chad and Niger finalized an agreement on fisheries. Mali was happy to announce a new joint declaration with Kenya. The talks followed consultation agreements made during the visit of Peru to Mexico.",
        expect![[r#"
            agreement on fisheries [TCD, NER] agreed
            new joint declaration [KEN, MLI] agreed
            consultation agreements [PER, MEX] agreed
        "#]],
    );
}

#[test]
fn of_namesakes_the_one_whose_parties_are_told_is_meant() {
    check(
        "Mali's government and the rebels accused each other of violating the Algiers Accords.",
        expect![[r#"
            Algiers Accord of Mali [MLI] in force
        "#]],
    );
    check(
        "Iran said Washington had broken the Algiers Accords.",
        expect![[r#"
        Algiers Accords [USA, IRN] in force
    "#]],
    );
}

#[test]
fn who_urges_others_to_keep_a_truce_is_not_bound_by_it() {
    check(
        "The United States urges all sides to abide by the truce in Yemen.",
        expect![[r#"
            truce [YEM] in force
        "#]],
    );
}

#[test]
fn a_new_agreement_and_the_one_it_replaces_are_two() {
    check(
        "Delegates agreed on a new International Coffee Agreement on Monday. A new pact is needed, as the current pact expires in October.",
        expect![[r#"
            new International Coffee Agreement [] agreed
            current International Coffee Agreement [] in force
        "#]],
    );
}

#[test]
fn people_who_come_together_and_bodies_are_no_agreements() {
    check(
        "Delegates danced at the Democratic National Convention. Chad ended support for the Ceasefire and Security Arrangements Monitoring Mechanism. It may lead to a diplomatic resolution by NATO.",
        expect![[r#""#]],
    );
}

#[test]
fn what_is_promised_under_an_accord_binds_those_who_promise() {
    check(
        "Under the Lima accord, Peru, Chile and Bolivia agreed to lower tariffs. UNSC resolution 2513 stands.",
        expect![[r#"
            Lima accord [PER, CHL, BOL] in force
            UNSC resolution 2513 [UN] in force
        "#]],
    );
}

#[test]
fn what_an_agreement_owns_names_it() {
    check(
        "Chad signed a border cooperation plan with Niger on Friday. The law is in keeping with the Chad-Niger peace agreement's timetable.",
        expect![[r#"
            border cooperation plan [NER, TCD] signed
            Chad-Niger peace agreement [TCD, NER] in force
        "#]],
    );
}

#[test]
fn of_accords_of_one_town_the_nearest_in_time_is_meant() {
    check(
        "The United States left the Paris Accord, Japan and France said.",
        expect![[r#"
            Paris Agreement [USA] terminated
        "#]],
    );
    check(
        "Chad announced its intention to enter into a new memorandum of understanding with Niger.",
        expect![[r#"
        new memorandum of understanding [NER, TCD] proposed
    "#]],
    );
}
