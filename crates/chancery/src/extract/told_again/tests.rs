//! Acts told again in another tense, or without all who take part; and those that are others.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn a_visit_told_of_by_a_noun_is_the_planned_one() {
    check(
        "Kenyan President William Ruto will visit China in December. The two ministers discussed preparations for \
         President Ruto's visit to China.",
        expect!["CONSULT Planned KEN > CHN: visit / visit"],
    );
    check(
        "It was not clear whether a visit by Ghanaian President John Mahama to Chad in May would go ahead. Mahama is \
         to visit Chad on May 20.",
        expect!["CONSULT Planned GHA > TCD: visit / visit"],
    );
    // Another time, and another visitor.
    check(
        "Kenyan President William Ruto will visit Ghana in December. Ruto's previous visit to Ghana was in 2021.",
        expect![[r#"
            CONSULT Planned KEN > GHA: visit
            CONSULT Historical KEN > GHA: visit"#]],
    );
    check(
        "Kenyan President William Ruto will visit Ghana in December. Kenyan minister Alfred Mutua met his Ghanaian \
         counterpart during a visit to Ghana on Monday.",
        expect![[r#"
            CONSULT Planned KEN > GHA: visit
            CONSULT Actual KEN > GHA: met / visit"#]],
    );
}

#[test]
fn a_measure_told_of_in_another_tense_is_one() {
    check(
        "Chad froze ties with Mali on Thursday. Chad said on Sunday that it had decided to freeze ties with Mali.",
        expect!["SANCTION Actual TCD > MLI: froze ties / freeze ties"],
    );
    check(
        "Chad is preparing to impose sanctions on Mali. Chad will consider the sanctions on Mali on Monday.",
        expect!["SANCTION Planned TCD > MLI: impose sanctions / sanctions"],
    );
    check(
        "Chad imposed sanctions on Mali on Monday. Chad will impose further sanctions on Mali next month.",
        expect![[r#"
            SANCTION Actual TCD > MLI: imposed sanctions
            SANCTION Planned TCD > MLI: impose further sanctions"#]],
    );
}

#[test]
fn a_charge_is_made_once() {
    check(
        "Chad condemned the attack on a convoy in Mali. In a statement Chad condemned the killing of seven peacekeepers.",
        expect!["ACCUSE Actual TCD > : condemned / condemned"],
    );
    check(
        "Chad condemned the coup in Mali. Chad condemned the treaty with Niger.",
        expect![[r#"
        ACCUSE Actual TCD > MLI: condemned
        ACCUSE Actual TCD > NER: condemned"#]],
    );
    check(
        "Chad accused Mali of theft. Chad also accused Niger of fraud.",
        expect![[r#"
        ACCUSE Actual TCD > MLI: accused
        ACCUSE Actual TCD > NER: accused"#]],
    );
}

#[test]
fn an_attack_is_one_however_often_it_is_told() {
    check(
        "France condemned an attack in Mali that killed two Senegalese peacekeepers on Saturday. The two \
         peacekeepers were killed in a blast in Kidal. The attack was the third this year.",
        expect![[r#"
            ACCUSE Actual FRA > : condemned
            ASSAULT Actual  > SEN+MLI: killed / killed"#]],
    );
    check(
        "A bomb killed two Kenyan soldiers in Somalia on Saturday. In Mali an attack killed a Chadian soldier.",
        expect![[r#"
            ASSAULT Actual  > KEN: killed
            ASSAULT Actual  > TCD: killed"#]],
    );
}

#[test]
fn what_is_told_beside_an_act_is_no_other() {
    check("The envoy of Chad agreed, saying that the deal was a step forward.", expect![[r#""#]]);
    check("Chad agreed to the deal, saying it was fair.", expect!["AGREE Actual TCD > : agreed"]);
    check(
        "Kenyan President William Ruto will go to Chad. Ruto is to arrive on Friday.",
        expect!["CONSULT Planned KEN > TCD: go"],
    );
    check(
        "Chad and Mali began direct talks on Monday, the first direct talks since the war.",
        expect!["CONSULT Actual TCD+MLI > : began direct talks"],
    );
    check(
        "Chad called on Mali to withdraw, but several diplomats doubted it.",
        expect!["REQUEST Actual TCD > MLI: called on"],
    );
}

#[test]
fn the_withdrawal_is_the_one_announced() {
    check(
        "Kenya announced the withdrawal of Kenyan troops from Somalia. The withdrawal of Kenyan troops is to take a year.",
        expect!["RETREAT Actual KEN > SOM: withdrawal / withdrawal"],
    );
}

#[test]
fn what_is_only_a_condition_is_not_done() {
    check(
        "If Chad refuses the offer, Mali will close its border.",
        expect![[r#"
        REJECT Hypothetical TCD > MLI: refuses the offer
        SANCTION Hypothetical MLI > TCD: close its border"#]],
    );
    check(
        "Should Chad reject the plan, Mali would suspend the treaty.",
        expect![[r#"
        REJECT Hypothetical TCD > : reject the plan
        SANCTION Hypothetical MLI > TCD: suspend the treaty"#]],
    );
    check(
        "Mali will keep quiet until Chad apologises.",
        expect![[r#"
            CONCEDE Hypothetical TCD > MLI: apologises"#]],
    );
    check("Chad kept quiet until Mali apologised in 2011.", expect!["CONCEDE Actual MLI > TCD: apologised"]);
    check(
        "The minister will visit Chad before he travels to Mali.",
        expect!["CONSULT Planned TCD > MLI: travels"],
    );
}

#[test]
fn who_does_not_tell_refuses_nothing() {
    check("The Chadian official declined to be named.", expect![[r#""#]]);
    check("Chad refused to say who had signed.", expect![[r#""#]]);
    check(
        "Chad refused to sign the treaty.",
        expect![[r#"
        REJECT Actual TCD > : refused to
        SUPPORT Negated TCD > : sign the treaty"#]],
    );
    check("The protest by Chadian President Mahamat Deby came on Monday.", expect![[r#""#]]);
    check("The protest by Chadian students in N'Djamena went on.", expect!["PROTEST Actual TCD > : protest"]);
}
