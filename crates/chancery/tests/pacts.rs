//! Agreements that are made or being made, however a report tells of it: one by one, together, in lists, in passing.

#[path = "common/record.rs"]
mod record;

use expect_test::{Expect, expect};

/// The texts, each read by itself.
fn all(texts: &[&str], expected: Expect) {
    let mut lines = String::new();
    for text in texts {
        for a in &record::read("2004-06-10", text).agreements {
            lines += &format!("{} [{}] {}\n", a.title, a.parties.join(", "), a.status);
        }
    }
    expected.assert_eq(&lines);
}

#[test]
fn what_is_signed_together_is_named_one_by_one() {
    all(
        &[
            "Peru and Chile signed three documents: an agreement on tourism, a memorandum of understanding on mining and a protocol on plant health.",
            "Peru and Chile signed four agreements in Lima. Among them was a memorandum on mining.",
            "Peru and Chile signed four agreements in Lima. The most important is a treaty on the extradition of criminals.",
            "Peru and Chile signed four accords. They include a pact on fisheries, a protocol on customs and a memorandum on energy.",
            "Peru and Chile signed two documents. These include:\n\n- an Agreement on plant health,\n\n- a Sea Transport Agreement.",
        ],
        expect![[r#"
            agreement on tourism [PER, CHL] signed
            memorandum of understanding on mining [PER, CHL] signed
            protocol on plant health [PER, CHL] signed
            four agreements [PER, CHL] signed
            memorandum on mining [PER, CHL] signed
            four agreements [PER, CHL] signed
            treaty on the extradition of criminals [PER, CHL] signed
            four accords [PER, CHL] signed
            pact on fisheries [PER, CHL] signed
            protocol on customs [PER, CHL] signed
            memorandum on energy [PER, CHL] signed
            two documents [PER, CHL] signed
            Agreement on plant health [PER, CHL] signed
            Sea Transport Agreement [PER, CHL] signed
        "#]],
    );
}

#[test]
fn deals_and_contracts_that_are_made_are_agreements() {
    all(
        &[
            "Peru and Chile sealed a deal worth 300 million dollars.",
            "Peru and Chile struck trade deals worth $2 billion.",
            "Peru signed contracts with Chile for the sale of gas.",
            "The tariffs may stall trade deals with Peru and Chile.",
            "Peru and Chile signed a package of documents on gas.",
            "Peru and Chile reached an understanding on water. They spoke of mutual understanding.",
            "Chile, Peru and Bolivia announced a security partnership.",
            "Peru and Chile agreed on a roadmap for their ties.",
        ],
        expect![[r#"
            deal [PER, CHL] agreed
            trade deals [PER, CHL] agreed
            contracts [CHL, PER] signed
            documents on gas [PER, CHL] signed
            understanding on water [PER, CHL] agreed
            security partnership [CHL, PER, BOL] agreed
            roadmap [PER, CHL] agreed
        "#]],
    );
}

#[test]
fn what_is_put_off_or_worked_for_is_proposed() {
    all(
        &[
            "The signing of a trade pact between Chile and Peru was put off until May.",
            "The signing of a trade pact between Chile and Peru was postponed.",
            "The signing of a trade pact between Chile and Peru is scheduled for May.",
            "Chile and Peru called for an early conclusion of a free trade agreement.",
            "A trade pact with Peru is very close, Chile said.",
            "Talks between Chile and Peru on a fisheries protocol resumed.",
            "The signing of a trade pact between Chile and Peru took place in Lima.",
            "Chile and Peru celebrated the conclusion of an extradition treaty.",
        ],
        expect![[r#"
            trade pact [CHL, PER] proposed
            trade pact [CHL, PER] proposed
            trade pact [CHL, PER] proposed
            free trade agreement [CHL, PER] proposed
            trade pact [PER, CHL] proposed
            fisheries protocol [CHL, PER] proposed
            trade pact [CHL, PER] signed
            extradition treaty [CHL, PER] agreed
        "#]],
    );
}

#[test]
fn whose_it_is_may_be_told_around_it() {
    all(
        &[
            "The foreign ministers of Peru and Chile met. A memorandum to set up a commission between the ministries of the two countries was signed.",
            "Under an agreement reached in Geneva, Chile and Peru will exchange prisoners.",
            "The fisheries protocol sealed in Lima on Monday between Chile and the EU gives boats access.",
            "Chile said negotiations with Peru on a new fisheries protocol had begun.",
            "An agreement Chile and Peru signed in 1999 covers fishing.",
            "Two treaties were among five agreements Chile and Peru signed on Monday.",
            "Chile and Peru concluded a pact of friendship with Swiss mediation.",
            "Chile and Peru signed a treaty with Mr Chirac as witness.",
        ],
        expect![[r#"
            agreement [CHL, PER] agreed
            fisheries protocol [CHL, EU] agreed
            new fisheries protocol [PER, CHL] proposed
            agreement [CHL, PER] signed
            Two treaties [CHL, PER] in force
            five agreements [CHL, PER] signed
            pact of friendship [CHL, PER] agreed
            treaty [CHL, PER] signed
        "#]],
    );
}

#[test]
fn what_is_called_by_a_name_or_again_is_one() {
    all(
        &[
            "Chile and Peru signed a regional trade agreement, known as the Arica Accord.",
            "Chile and Peru signed a defence pact. The pact, called the Arica Charter, is new.",
            "Chile and Peru signed a treaty of friendship in Lima, the first such pact between them.",
            "Chile and Peru concluded an agreement. The contract between them covers copper.",
        ],
        expect![[r#"
            Arica Accord [CHL, PER] signed
            Arica Charter [CHL, PER] signed
            treaty of friendship [CHL, PER] signed
            agreement [CHL, PER] agreed
        "#]],
    );
}

#[test]
fn where_it_stands_is_told_in_many_ways() {
    all(
        &[
            "The pact between Chile and Peru expires in 2006.",
            "A trade pact between Chile and Peru lapsed on Tuesday.",
            "Chile tore up a fisheries pact with Peru.",
            "Chile's minister put his signature to a military pact with Peru.",
            "A visa agreement signed by Chile and Peru comes into force today.",
            "Chile and Peru exchanged six memoranda in Lima.",
            "Chile and Peru agreed to review a 1999 accord on water.",
        ],
        expect![[r#"
            pact [CHL, PER] in force
            trade pact [CHL, PER] terminated
            fisheries pact [PER, CHL] terminated
            military pact [PER, CHL] signed
            visa agreement [CHL, PER] in force
            six memoranda [CHL, PER] signed
            1999 accord on water [CHL, PER] in force
        "#]],
    );
}

#[test]
fn a_declaration_of_several_is_a_joint_statement() {
    let kind = |text: &str| record::read("2004-06-10", text).agreements[0].kind.clone();
    assert_eq!(kind("Peru and Chile signed the Lima Declaration on Water."), "joint statement");
}

#[test]
fn what_stands_beside_is_told_once_and_with_its_own() {
    all(
        &[
            "Peru and Chile signed a memorandum of understanding (MoU) on mining. This new MoU is their first.",
            "Chad and Mali began talks on a new textile pact, to replace the present one.",
            "Chad spoke. Chad said that the agreement on the moratorium with some 30 banks expires in June.",
            "Leaders of 44 African countries signed an agreement on trade on Wednesday.",
            "Chad and Mali agreed on a deal on gas. They will also carry out a security agreement signed in 2001.",
            "The declaration that was signed by the presidents of Chad and Mali in 2001 is kept.",
        ],
        expect![[r#"
            memorandum of understanding [PER, CHL] signed
            new textile pact [TCD, MLI] proposed
            present textile pact [TCD, MLI] in force
            agreement on the moratorium [TCD] in force
            agreement on trade [] signed
            deal on gas [TCD, MLI] agreed
            security agreement [TCD, MLI] signed
            declaration [TCD, MLI] signed
        "#]],
    );
}

#[test]
fn what_is_sought_or_still_to_be_signed_is_not_made() {
    all(
        &[
            "Chile's minister praised Peru and stressed that efforts must be stepped up to reach a ceasefire in Chad.",
            "Chile and Peru managed to reach a ceasefire.",
            "Peru's minister is scheduled to meet Chile's president and to witness the signing of a trade agreement with Chile.",
        ],
        expect![[r#"
            ceasefire [CHL, PER] agreed
            trade agreement [CHL, PER] proposed
        "#]],
    );
}
