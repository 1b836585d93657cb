//! What the releases of governments and organisations tell in words of their own.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn those_who_met_sign_what_is_signed_without_a_word_of_who() {
    check(
        "The presidents of Kenya and Ghana held talks in Accra, after which two agreements were signed.",
        expect![[r#"
            CONSULT Actual KEN+GHA > : held talks
            SUPPORT Actual KEN+GHA > : signed"#]],
    );
    check(
        "President Idriss Deby of Chad met President Paul Biya of Cameroon. The following accords were signed: an accord on \
         trade and one on water.",
        expect![[r#"
            CONSULT Actual TCD+CMR > : met
            SUPPORT Actual TCD+CMR > : signed"#]],
    );
}

#[test]
fn whom_violence_strikes_is_not_blamed_for_it() {
    check(
        "Qatar condemned the attack that targeted a mosque in Kabul, Afghanistan.",
        expect!["ACCUSE Actual QAT > : condemned"],
    );
    check(
        "Norway condemned in the strongest terms the terrorist attack that took place in Bamako, Mali.",
        expect!["ACCUSE Actual NOR > : condemned"],
    );
    check(
        "Chad condemned the blast which killed ten people in Lagos, Nigeria.",
        expect![[r#"
            ACCUSE Actual TCD > : condemned
            ASSAULT Actual  > NGA: killed"#]],
    );
    check("Chad condemned the elections in Gabon.", expect!["ACCUSE Actual TCD > GAB: condemned"]);
}

#[test]
fn whose_decision_it_is_does_what_is_decided() {
    check(
        "Peru rejected the decision of the Government of Ecuador to expel its ambassador.",
        expect![[r#"
            REJECT Actual PER > ECU: rejected
            SANCTION Actual ECU > PER: expel"#]],
    );
    check(
        "Norway deplored the move by Niger to close the border with Chad.",
        expect![[r#"
        ACCUSE Actual NOR > NER: deplored
        SANCTION Actual NER > TCD: close the border"#]],
    );
    check(
        "The EU rejects the plan of the Israeli cabinet to launch an attack on Lebanon.",
        expect![[r#"
        REJECT Actual EU > ISR: rejects the plan
        ASSAULT Planned ISR > LBN: launch an attack"#]],
    );
    check(
        "Kenya welcomed the decision by the United States to lift sanctions on Chad.",
        expect![[r#"
        SUPPORT Actual KEN > USA: welcomed the decision
        RETREAT Actual USA > TCD: lift sanctions"#]],
    );
}

#[test]
fn who_attends_beside_those_who_meet_holds_no_second_meeting() {
    check(
        "Saudi Foreign Minister Faisal bin Farhan met Turkish Foreign Minister Hakan Fidan. The meeting was attended by \
         Vice Minister Eng. Waleed El-Khereiji and Turkish ambassador Emrullah Isler.",
        expect!["CONSULT Actual SAU+TUR > : met"],
    );
    check(
        "Kenyan President William Ruto visited Chad on Friday. This was Ruto's first visit to Chad since his election.",
        expect!["CONSULT Actual KEN > TCD: visited"],
    );
}

#[test]
fn those_received_or_met_one_by_one_met_alone() {
    check(
        "Kenyan President William Ruto met separately with the presidents of Chad and Niger.",
        expect![[r#"
            CONSULT Actual KEN+TCD > : met
            CONSULT Actual KEN+NER > : met"#]],
    );
    check(
        "President Ilham Aliyev received separately the foreign ministers of Chad and Niger.",
        expect![[r#"
            CONSULT Actual TCD > AZE: received
            CONSULT Actual NER > AZE: received"#]],
    );
    check(
        "Kenyan President William Ruto held bilateral meetings with the presidents of Chad and Niger.",
        expect![[r#"
            CONSULT Actual KEN+TCD > : held bilateral meetings
            CONSULT Actual KEN+NER > : held bilateral meetings"#]],
    );
}

#[test]
fn a_protest_lodged_at_an_embassy_is_against_its_state() {
    check(
        "Manila said two protests were lodged at the Chinese embassy.",
        expect!["ACCUSE Actual PHL > CHN: lodged"],
    );
    check(
        "The government of Chad was asked to withdraw its envoys.",
        expect![[r#"
        REQUEST Actual  > TCD: asked
        SANCTION Hypothetical TCD > : withdraw its envoys"#]],
    );
}
