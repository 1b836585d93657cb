//! Acts that reports tell in other words, each with those who take part.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn an_envoy_is_recalled_by_his_own_state() {
    check(
        "The Chilean ambassador to Lima was recalled for consultations.",
        expect!["SANCTION Actual CHL > PER: recalled"],
    );
    check(
        "Morocco's ambassador in Paris has been called home.",
        expect!["SANCTION Actual MAR > FRA: called home"],
    );
    check("The Greek ambassador was recalled from Ankara.", expect!["SANCTION Actual GRC > TUR: recalled"]);
    check(
        "Jordan's envoy was withdrawn from Syria on Monday.",
        expect!["SANCTION Actual JOR > SYR: withdrawn"],
    );
}

#[test]
fn a_party_is_told_by_what_it_is_to_another() {
    check(
        "Chad's neighbour, Sudan, expelled two Kenyan diplomats.",
        expect!["SANCTION Actual SDN > KEN: expelled"],
    );
    check(
        "Mali's former colonial ruler, France, suspended aid to Niger.",
        expect!["SANCTION Actual FRA > NER: suspended aid"],
    );
    check(
        "Kenya's main arms supplier, China, rejected the American sanctions.",
        expect!["REJECT Actual CHN > USA: rejected"],
    );
    check("Chad, Niger's ally, condemned the raid by Sudan.", expect!["ACCUSE Actual TCD > SDN: condemned"]);
}

#[test]
fn who_says_it_does_something_does_it() {
    check(
        "Niger withdrew its envoy to nearby Chad and said it is sealing the border.",
        expect![[r#"
            SANCTION Actual NER > TCD: withdrew its envoy
            SANCTION Actual NER > TCD: sealing the border"#]],
    );
    check(
        "Peru accused Chile of arming rebels and announced that it was cutting diplomatic ties.",
        expect![[r#"
            ACCUSE Actual PER > CHL: accused
            SANCTION Actual PER > CHL: cutting diplomatic ties"#]],
    );
}

#[test]
fn those_who_are_no_party_act_as_groups() {
    check(
        "Foreign creditors rejected Argentina's offer to swap its bonds.",
        expect!["REJECT Actual Foreign creditors > ARG: rejected Argentina's offer"],
    );
    check(
        "Western donors suspended aid to Malawi.",
        expect!["SANCTION Actual Western donors > MWI: suspended aid"],
    );
    check(
        "Debtor countries opposed the plan of the IMF.",
        expect!["REJECT Actual Debtor countries > IMF: opposed"],
    );
    check(
        "Mutinous soldiers released two French hostages.",
        expect!["RETREAT Actual Mutinous soldiers > FRA: released two French hostages"],
    );
    check(
        "Sudan ordered foreign aid agencies to leave.",
        expect!["SANCTION Actual SDN > foreign aid agencies: ordered"],
    );
    check("June 13: Rebels captured Kigali.", expect!["COERCE Actual Rebels > RWA: captured"]);
}

#[test]
fn an_organ_is_of_the_state_whose_it_is() {
    check(
        "The National Assembly of Kuwait rejected the treaty with Iraq.",
        expect!["REJECT Actual KWT > IRQ: rejected"],
    );
    check(
        "The Supreme Court of Kenya condemned the Ugandan raid.",
        expect!["ACCUSE Actual KEN > UGA: condemned"],
    );
}

#[test]
fn the_government_is_that_which_rebels_fight() {
    check(
        "The United States urged restraint. Chadian rebels vowed to resume fighting if the government did not yield.",
        expect![[r#"
            REQUEST Actual USA > : urged
            AGREE Actual TCD > : vowed"#]],
    );
    check(
        "Rebels attacked a jail in Rwanda. Government soldiers arrested two Ugandan traders.",
        expect![[r#"
            ASSAULT Actual Rebels > RWA: attacked
            COERCE Actual RWA > UGA: arrested"#]],
    );
}

#[test]
fn whom_a_refusal_meets_stands_behind_the_verb() {
    check(
        "Chad declined to negotiate with Tuareg rebels.",
        expect![[r#"
            REJECT Actual TCD > Tuareg rebels: declined to
            CONSULT Negated TCD+Tuareg rebels > : negotiate with"#]],
    );
    check(
        "Peru refused to meet the Chilean envoy.",
        expect![[r#"
        REJECT Actual PER > CHL: refused to
        CONSULT Negated PER+CHL > : meet"#]],
    );
    check(
        "Kenya's president refused to bargain with the rebels.",
        expect![[r#"
            REJECT Actual KEN > rebels: refused to
            CONSULT Negated KEN+rebels > : bargain"#]],
    );
}

#[test]
fn what_is_asked_for_others_is_not_asked_of_them() {
    check(
        "Chad demanded the return of two Kenyan envoys from Mali.",
        expect!["REQUEST Actual TCD > MLI: demanded"],
    );
    check(
        "The hijackers demanded the release of two Chadians from India.",
        expect!["REQUEST Actual hijackers > IND: demanded"],
    );
}

#[test]
fn who_is_of_a_people_is_not_of_its_state() {
    check(
        "Chad's ministers asked Mali to disarm ethnic Albanian fighters. The government refused.",
        expect![[r#"
            REQUEST Actual TCD > MLI: asked
            REJECT Actual MLI > TCD: refused"#]],
    );
    check(
        "Chad denied the Malian envoy a hearing.",
        expect!["REJECT Actual TCD > MLI: denied the Malian envoy a hearing"],
    );
    check(
        "UN peacekeepers withdrew from an outpost in Chad.",
        expect!["RETREAT Actual UN > : withdrew from"],
    );
}

#[test]
fn a_cause_is_done_to_others() {
    check(
        "Libya halted exports to Chad in retaliation for arms sales to Niger.",
        expect!["SANCTION Actual LBY > TCD: halted exports"],
    );
    check("The raid drew protests from Tbilisi.", expect!["ACCUSE Actual GEO > : protests from"]);
    check(
        "Estonia won recognition from the European Community.",
        expect!["SUPPORT Actual EU > EST: won recognition"],
    );
    check(
        "Chad was granted $300 million by the International Monetary Fund.",
        expect!["AID Actual IMF > TCD: granted"],
    );
    check(
        "Norway protested to Chad over the arrest of a fisherman.",
        expect![[r#"
        ACCUSE Actual NOR > TCD: protested to
        COERCE Actual  > fisherman: arrest"#]],
    );
}

#[test]
fn the_diplomats_are_those_told_of() {
    check(
        "Chad will expel ten Malian diplomats, foreign minister Moussa Faki said. Mali's ambassador Amadou Konaré was \
         summoned. The diplomats were ordered to leave by Friday.",
        expect![[r#"
            SANCTION Planned TCD > MLI: expel
            ACCUSE Actual  > MLI: summoned
            SANCTION Actual  > MLI: ordered"#]],
    );
}

#[test]
fn an_agency_that_is_told_is_no_army() {
    check(
        "Chad's president Idriss Déby told AFP on Monday that he condemned the raid.",
        expect!["ACCUSE Actual TCD > : condemned"],
    );
}
