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
