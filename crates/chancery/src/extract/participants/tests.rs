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
