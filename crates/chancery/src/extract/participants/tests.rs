//! Who takes part in acts that are told beside others.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn who_is_described_between_commas_acts() {
    check(
        "Kenyan President William Ruto, visiting Chad, condemned Niger and its army.",
        expect![[r#"
            CONSULT Actual KEN > TCD: visiting
            ACCUSE Actual KEN > NER: condemned"#]],
    );
    check(
        "Peru, which had recalled its envoys from the two countries last week, accuses Chile of espionage.",
        expect![[r#"
            SANCTION Actual PER > CHL: recalled its envoys
            ACCUSE Actual PER > CHL: accuses"#]],
    );
    check(
        "Niger's foreign minister, who \"strongly condemned\" the raid and accused Chad of planning it, resigned.",
        expect![[r#"
            ACCUSE Actual NER > TCD: condemned / accused
            RETREAT Actual NER > : resigned"#]],
    );
}

#[test]
fn clauses_without_and_have_subjects_of_their_own() {
    check(
        "Chad threatens to close the border, Niger expels the ambassador of Mali, and Kenyan and Ugandan troops hold joint \
         exercises.",
        expect![[r#"
            THREATEN Actual TCD > NER: threatens
            SANCTION Hypothetical TCD > NER: close the border
            SANCTION Actual NER > MLI: expels
            COOPERATE Actual KEN+UGA > : hold joint exercises"#]],
    );
    check(
        "Chad's president threatens \"revenge\" and Niger's foreign minister, Bakary Sangaré, condemns Mali.",
        expect![[r#"
            THREATEN Actual TCD > NER: threatens
            ACCUSE Actual NER > MLI: condemns"#]],
    );
    check(
        "Chad condemned the raid; Niger praised Mali.",
        expect![[r#"
        ACCUSE Actual TCD > : condemned
        SUPPORT Actual NER > MLI: praised"#]],
    );
}

#[test]
fn who_is_congratulated_on_an_act_did_it() {
    check(
        "Kenya congratulated Chad and Niger on signing the treaty.",
        expect![[r#"
        SUPPORT Actual KEN > TCD+NER: congratulated
        SUPPORT Actual TCD+NER > : signing the treaty"#]],
    );
}

#[test]
fn his_journey_is_a_persons() {
    check(
        "The Kenyan president thanked Chad for its role in facilitating his visit to Niger.",
        expect![[r#"
            SUPPORT Actual KEN > TCD: thanked
            CONSULT Actual KEN > NER: visit"#]],
    );
}

#[test]
fn what_was_done_to_those_before_the_comma_they_suffered() {
    check(
        "A court in Chad sentences two Kenyan journalists, arrested in May by the police of Chad, to prison.",
        expect![[r#"
            SANCTION Actual TCD > KEN: sentences
            COERCE Actual TCD > KEN: arrested"#]],
    );
    check(
        "A Kenyan citizen detained in Chad after being accused of spying was released.",
        expect![[r#"
        COERCE Actual TCD > KEN: detained
        ACCUSE Actual TCD > KEN: accused
        RETREAT Actual  > KEN: released"#]],
    );
}

#[test]
fn what_is_only_called_so_is_hit() {
    check(
        "Kenya attacked what it calls an Al-Shabaab camp in Somalia.",
        expect!["ASSAULT Actual KEN > SHABAAB: attacked"],
    );
}

#[test]
fn whom_the_cause_hit_is_not_meant() {
    check(
        "The United States reaffirmed its readiness to impose severe costs on Chad in response to any aggression by Chad \
         against Niger.",
        expect![[r#"
            THREATEN Actual USA > : reaffirmed its readiness
            THREATEN Actual USA > TCD: impose severe costs
            ASSAULT Hypothetical TCD > NER: aggression"#]],
    );
}

#[test]
fn their_meeting_is_of_those_who_talk() {
    check(
        "The Kenyan foreign minister spoke with the foreign minister of Chad to follow up on their April 24 meeting.",
        expect!["CONSULT Actual KEN+TCD > : spoke with"],
    );
}

#[test]
fn where_two_countries_meet_is_none_of_them() {
    check(
        "The presidents of Chad and Niger met in Panama. This marks the first meeting of the leaders of the two countries.",
        expect!["CONSULT Actual TCD+NER > : met / meeting"],
    );
}

#[test]
fn the_office_of_a_state_comes_before_a_post_elsewhere() {
    check(
        "The Kenyan president met Polish Foreign Minister and OSCE Chairman-in-Office Zbigniew Rau.",
        expect!["CONSULT Actual KEN+POL > : met"],
    );
    check(
        "The Kenyan president met Ali Badra, Head of the Protocol Department of the Presidential Administration of Chad.",
        expect!["CONSULT Actual KEN+TCD > : met"],
    );
}

#[test]
fn what_is_named_again_is_still_its_owners() {
    check(
        "Chad has endorsed the UN calls for a ceasefire. Niger rejected these calls.",
        expect![[r#"
        SUPPORT Actual TCD > UN: endorsed
        REJECT Actual NER > UN: rejected these calls"#]],
    );
}

#[test]
fn in_whose_country_a_place_lies_is_not_blamed() {
    check(
        "Kenyan President William Ruto landed on a Chadian island and condemned \"global indifference\" to migrants.",
        expect!["ACCUSE Actual KEN > : condemned"],
    );
}

#[test]
fn under_whose_threats_something_is_done_takes_no_part() {
    check(
        "The Kenyan foreign minister reaffirmed his support for Chad's sovereignty in the face of Niger's aggression.",
        expect!["SUPPORT Actual KEN > TCD: reaffirmed his support"],
    );
}

#[test]
fn who_acts_beside_blame_need_not_be_blamed() {
    check(
        "Niger shelled a town in Mali. Chad praises Mali and Kenya's foreign minister, Musalia Mudavadi, condemns the attack.",
        expect![[r#"
            ASSAULT Actual NER > MLI: shelled
            SUPPORT Actual TCD > MLI: praises
            ACCUSE Actual KEN > NER: condemns"#]],
    );
}

#[test]
fn who_is_suspected_of_an_act_did_it() {
    check(
        "Kenya has blocked the trial of two Libyans suspected of blowing up a bus in Niger.",
        expect!["ASSAULT Actual LBY > NER: blowing up"],
    );
}
