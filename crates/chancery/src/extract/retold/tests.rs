//! Which tellings are joined and which are told apart.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn blame_in_other_words_is_another_act() {
    check(
        "Chad's foreign ministry condemned remarks made by the president of Niger. It says that they were unacceptable and \
         has summoned the ambassador of Niger.",
        expect![[r#"
            ACCUSE Actual TCD > NER: condemned
            ACCUSE Actual TCD > NER: summoned the ambassador"#]],
    );
}

#[test]
fn what_is_also_done_is_one_more_act() {
    check(
        "Peru expels most Chilean diplomats. Peru additionally orders the closure of the Chilean consulate in Tacna.",
        expect![[r#"
            SANCTION Actual PER > CHL: expels
            SANCTION Actual PER > CHL: closure"#]],
    );
}

#[test]
fn whom_an_attack_killed_is_told_with_it() {
    check(
        "Mali condemns Niger's bombing of the town of Gao for killing one of its staff members.",
        expect![[r#"
            ACCUSE Actual MLI > NER: condemns
            ASSAULT Actual NER > : bombing / killing"#]],
    );
    check(
        "Two Serbian embassy staff were killed in an airstrike by Chad in Libya.",
        expect!["ASSAULT Actual TCD > SRB+LBY: killed / airstrike"],
    );
    check(
        "Chadian forces attacked Niger, killing ten soldiers.",
        expect!["ASSAULT Actual TCD > NER: attacked / killing"],
    );
}

#[test]
fn against_whom_a_rally_protests_is_told_with_it() {
    check(
        "Kenyans gathered in Nairobi to protest against President William Ruto.",
        expect!["PROTEST Actual KEN > KEN: gathered / protest"],
    );
}

#[test]
fn who_is_thanked_for_support_supports() {
    check(
        "The Peruvian foreign minister thanked Chile for its unwavering support for Ukraine. She expressed appreciation for \
         Japan's leadership in supporting Ukraine.",
        expect![[r#"
            SUPPORT Actual PER > CHL: thanked
            SUPPORT Actual CHL > UKR: support for
            SUPPORT Actual PER > JPN: expressed appreciation
            SUPPORT Actual JPN > UKR: supporting"#]],
    );
}

#[test]
fn a_summit_that_something_follows_is_not_of_those_who_do_it() {
    check(
        "The Chilean envoy will travel to Peru following the summit. Kenya welcomed the results of the recent AU Heads of \
         State Summit.",
        expect![[r#"
            CONSULT Planned CHL > PER: travel
            SUPPORT Actual KEN > : welcomed the results"#]],
    );
}

#[test]
fn two_hosts_are_two_visits() {
    check(
        "The Peruvian foreign minister travelled this week to Chad and Niger.",
        expect![[r#"
        CONSULT Actual PER > TCD: travelled
        CONSULT Actual PER > NER: travelled"#]],
    );
    check(
        "A visit to Lima by Kenyan officials will change little. Nor will a visit to Nairobi by the Peruvian president.",
        expect![[r#"
            CONSULT Planned KEN > PER: visit
            CONSULT Planned PER > KEN: visit"#]],
    );
}

#[test]
fn talks_for_which_one_comes_are_the_visit() {
    check(
        "Chad's foreign minister received his Peruvian counterpart on Monday for talks on water.",
        expect!["CONSULT Actual PER > TCD: received"],
    );
}

#[test]
fn two_of_many_meet_by_themselves() {
    check(
        "The presidents of Chad, Mali and Niger met in Bamako on Monday. The president of Chad met the president of Niger.",
        expect![[r#"
            CONSULT Actual TCD+MLI+NER > : met
            CONSULT Actual TCD+NER > : met"#]],
    );
}

#[test]
fn a_meeting_and_who_convened_it_are_one() {
    check(
        "The Peruvian president will attend a summit of the African Union convened by Kenya.",
        expect!["CONSULT Planned PER+AU+KEN > : attend a summit / convened"],
    );
}

#[test]
fn a_forum_with_a_name_is_a_meeting_of_its_own() {
    check(
        "The Peruvian foreign minister met the Chilean foreign minister today in Lima. Peru and Chile \
         held the Bilateral Dialogue as well.",
        expect![[r#"
            CONSULT Actual CHL > PER: met
            CONSULT Actual PER+CHL > : held the Bilateral Dialogue"#]],
    );
}

#[test]
fn two_persons_in_a_row_are_two() {
    check(
        "Chadian President Mahamat Deby spoke today with Kenyan President William Ruto, Peruvian President Dina Boluarte, \
         representing the bloc, and others.",
        expect!["CONSULT Actual TCD+KEN+PER > : spoke today"],
    );
}

#[test]
fn what_one_crowd_does_is_one_act() {
    check(
        "Kenyan protesters gathered outside the Australian embassy in Nairobi and burned Australian flags. The \
         protests in Kenya went on.",
        expect![
            "PROTEST Actual KEN > AUS: gathered outside the Australian embassy / burned Australian flags / protests"
        ],
    );
}

#[test]
fn who_urges_someone_to_act_also_calls_on_them() {
    check(
        "Kenya urged Chad to withdraw, calling on Mali to help.",
        expect![[r#"
        REQUEST Actual KEN > TCD: urged
        REQUEST Hypothetical KEN > MLI: calling on"#]],
    );
}

#[test]
fn measures_of_one_list_are_several() {
    check(
        "Chad suspends its treaty with Niger, closes the border with Niger and expels Niger's ambassador.",
        expect![[r#"
            SANCTION Actual TCD > NER: suspends its treaty
            SANCTION Actual TCD > NER: closes the border
            SANCTION Actual TCD > NER: expels"#]],
    );
    check(
        "Chad imposed sanctions on Niger, banning imports from Niger.",
        expect![[r#"
        SANCTION Actual TCD > NER: imposed sanctions
        COERCE Actual TCD > NER: banning"#]],
    );
}

#[test]
fn a_headline_tells_what_the_lead_tells() {
    check(
        "Kenya recalls envoy in row\n\nKenya has recalled its ambassador to Chad. It was late. It was cold. It was dark. All was quiet.",
        expect!["SANCTION Actual KEN > TCD: recalls envoy / recalled its ambassador"],
    );
    check(
        "Chad's envoy holds talks with Mali's army chief\n\nChad's envoy Idris Deby met Malian army chief Oumar Diarra on Monday. \
         It was late. It was cold. It was dark. All was quiet.",
        expect!["CONSULT Actual TCD+MLI > : holds talks / met"],
    );
    check(
        "Chad to send troops to Niger\n\nAll was quiet.",
        expect!["MOBILIZE Planned TCD > NER: send troops"],
    );
}

#[test]
fn what_befell_someone_in_the_headline_befalls_him_in_the_lead() {
    check(
        "Malian convoy ambushed\n\nGunmen of Chad killed 24 Malian soldiers on Sunday.",
        expect!["ASSAULT Actual TCD > MLI: killed"],
    );
    check(
        "Kenyan envoys freed\n\nChad freed two Kenyan envoys.",
        expect!["RETREAT Actual TCD > KEN: freed / freed"],
    );
    check("US drone shot down over Chad\n\nAll was quiet.", expect!["ASSAULT Actual  > USA: shot down"]);
}

#[test]
fn a_headline_names_no_one_and_no_day() {
    check(
        "Chad vetoes draft on Mali\n\nChad has vetoed a draft resolution. It was late. It was cold. It was dark. All was quiet.",
        expect!["REJECT Actual TCD > MLI: vetoes / vetoed"],
    );
}

#[test]
fn whose_mediation_is_praised_did_not_mediate_where_he_met() {
    check(
        "Chad's president met Niger's premier on Monday. The premier thanked Chad for its mediation between Mali and Kenya.",
        expect![[r#"
            CONSULT Actual TCD+NER > : met
            SUPPORT Actual NER > TCD: thanked
            CONSULT Actual MLI+KEN+TCD > : mediation"#]],
    );
}

#[test]
fn what_lies_ahead_of_a_meeting_is_not_that_meeting() {
    check(
        "Chad's president met today with the chairperson of the African Union ahead of the African Union Summit.",
        expect![[r#"
            CONSULT Actual TCD+AU > : met
            CONSULT Planned AU > : Summit"#]],
    );
}
