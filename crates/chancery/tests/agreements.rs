//! Which agreements a text tells of: title, parties, status.

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
fn one_word_names_two_parties() {
    check(
        "An India-Russia pact was signed in Delhi.",
        expect![[r#"
        India-Russia pact [IND, RUS] signed
    "#]],
    );
}

#[test]
fn what_is_moved_towards_is_proposed() {
    check(
        "Both sides noted progress toward a Kenya-US trade agreement.",
        expect![[r#"
        Kenya-US trade agreement [KEN, USA] proposed
    "#]],
    );
}

#[test]
fn what_is_not_honoured_is_there() {
    check(
        "Washington imposed the tariffs after Japan's alleged failure to honour a semiconductor trade pact. New Zealand will not renew an agreement which supports the price of Fijian sugar.",
        expect![[r#"
        semiconductor trade pact [JPN] in force
        agreement [NZL, FJI] in force
    "#]],
    );
}

#[test]
fn a_city_is_where_it_was_made_and_one_is_told_in_several_words() {
    check(
        "Norway praised the February 22 Paris Accord on currencies. The Paris Accord is kept, Norway said.",
        expect![[r#"
            February 22 Paris Accord [] in force
        "#]],
    );
}

#[test]
fn the_two_sign_a_protocol() {
    check(
        "Kenyan foreign minister Musalia Mudavadi met his Ugandan counterpart Jeje Odongo in Entebbe on Monday, where the two signed a protocol on fisheries.",
        expect![[r#"
        protocol on fisheries [KEN, UGA] signed
    "#]],
    );
}

#[test]
fn mediators_are_no_parties() {
    check(
        "Chad welcomed the truce in Yemen brokered by Oman and Jordan.",
        expect![[r#"
            truce [YEM] agreed
        "#]],
    );
}

#[test]
fn a_parliament_passes_a_resolution() {
    check(
        "The European Parliament votes to pass a resolution condemning Chad. Resolution 2790 of the UN Security Council was adopted on Monday.",
        expect![[r#"
        resolution [EU] agreed
        Resolution 2790 of the UN Security Council [UN] agreed
    "#]],
    );
}

#[test]
fn two_agreements_of_the_same_parties_are_two() {
    check(
        "Chad and Niger signed a water agreement. They also signed a customs agreement.",
        expect![[r#"
        water agreement [TCD, NER] signed
        customs agreement [TCD, NER] signed
    "#]],
    );
}

#[test]
fn four_sign_by_their_ministers() {
    check(
        "A quadrilateral memorandum of understanding on cooperation in the Development Road project was also signed by the transport ministers of Turkey, Iraq, Qatar and the United Arab Emirates.",
        expect![[r#"
            quadrilateral memorandum of understanding on cooperation in the Development Road project [TUR, IRQ, QAT, ARE] signed
        "#]],
    );
}

#[test]
fn a_name_goes_on_over_a_list() {
    check(
        "Chad and Niger signed the Treaty of Peace, Friendship, Commerce, and Navigation in 1850.",
        expect![[r#"
        Treaty of Peace, Friendship, Commerce, and Navigation [TCD, NER] signed
    "#]],
    );
}

#[test]
fn the_other_side_is_the_other_of_the_two_that_the_report_is_about() {
    check(
        "Kenya imposed the tariffs because Chad did not honour an agreement to end the dumping of cotton. Kenya will lift them when Chad has abided by the agreement.",
        expect![[r#"
        agreement [TCD, KEN] in force
    "#]],
    );
}

#[test]
fn an_end_is_told_as_a_noun_and_as_a_verb() {
    check(
        "Kenya notified Chad of the termination of the tax treaty between Kenya and Chad. The trade agreement between Kenya and Mali entered into force in 2019.",
        expect![[r#"
            tax treaty [KEN, TCD] terminated
            trade agreement [KEN, MLI] in force
        "#]],
    );
}

#[test]
fn what_describes_a_treaty_says_nothing_of_what_becomes_of_it() {
    check(
        "Chad and Niger announce a joint security treaty that will see Chad sending Niger money.",
        expect![[r#"
        joint security treaty [TCD, NER] agreed
    "#]],
    );
}

#[test]
fn a_ceasefire_is_of_those_who_are_told_before_it() {
    check(
        "Israel and Hezbollah accuse each other of violating ceasefire terms that came into action after a strike on Lebanon and a march in Syria.",
        expect![[r#"
        ceasefire [ISR, HEZBOLLAH] in force
    "#]],
    );
}

#[test]
fn the_current_accord_is_the_one_spoken_of() {
    check(
        "Chad and Niger signed a cotton agreement in 2019. The current accord expires in May.",
        expect![[r#"
        cotton agreement [TCD, NER] signed
    "#]],
    );
}

#[test]
fn what_one_verb_makes_of_a_list_is_of_the_same_parties() {
    check(
        "Chadian Foreign Minister Mahamat Saleh Annadif and Nigerien Foreign Minister Bakary Sangare met in N'Djamena on Monday. Annadif and Sangare signed a memorandum of understanding on cooperation in the Lake Chad basin, a protocol on customs, as well as an agreement on the return of refugees.",
        expect![[r#"
            memorandum of understanding on cooperation in the Lake Chad basin [TCD, NER] signed
            protocol on customs [TCD, NER] signed
            agreement on the return of refugees [TCD, NER] signed
        "#]],
    );
}

#[test]
fn a_description_and_a_name_are_one() {
    check(
        "Kenya and Uganda signed a defence pact on Monday. The Reciprocal Access Agreement, which Kenya and Uganda signed in Nairobi, lets troops cross. The defence pact was welcomed in Entebbe.",
        expect![[r#"
            Reciprocal Access Agreement [KEN, UGA] signed
        "#]],
    );
}

#[test]
fn an_abbreviation_may_stand_in_a_known_name() {
    check(
        "Russia suspended its participation in a nuclear arms treaty with the United States. Washington had said that it would withdraw from the Intermediate-Range Nuclear Forces (INF) treaty.",
        expect![[r#"
            Intermediate-Range Nuclear Forces Treaty [USA, RUS] suspended
        "#]],
    );
}

#[test]
fn a_resolution_that_is_not_adopted_is_proposed() {
    check(
        "The Security Council failed to adopt a resolution on Yemen. The United States welcomed the adoption of a resolution at the Organization of American States on Haiti.",
        expect![[r#"
            resolution [UN] proposed
            resolution [OAS] agreed
        "#]],
    );
}

#[test]
fn what_the_words_say_was_signed_is_signed() {
    check(
        "Kenya is reaching no agreement with Chad. Under an agreement signed with Chad last week, Kenya buys oil. Kenya has completed negotiations for a trade agreement with Mali.",
        expect![[r#"
            agreement [TCD, KEN] signed
            trade agreement [MLI, KEN] agreed
        "#]],
    );
}

#[test]
fn lines_of_a_list_are_of_those_who_signed() {
    check(
        "Kenya and Chad signed two agreements on Monday. The agreements signed by Kenya and Chad are:\n- Joint Programme for Sport;\n- Defence Cooperation Agreement, which lets officers train;\n- Agreement on Transport, for lorries.",
        expect![[r#"
            two agreements [KEN, TCD] signed
            Defence Cooperation Agreement [KEN, TCD] signed
            Agreement on Transport [KEN, TCD] signed
        "#]],
    );
}

#[test]
fn the_agreement_is_what_was_agreed_before() {
    check(
        "Kenya, Chad and Mali agreed to disarm militias on the border. Herders would be pardoned under the agreement.",
        expect![[r#"
            agreement [KEN, TCD, MLI] agreed
        "#]],
    );
}

#[test]
fn what_is_not_public_or_of_one_side_is_none() {
    check(
        "Kenya denied a real estate deal with Chad. A communique of the foreign ministry of Kenya said so. The Presidential Memorandum on Health bound Kenya.",
        expect![""],
    );
}

#[test]
fn a_later_name_tells_what_the_nuclear_deal_was() {
    check(
        "Iran said the nuclear deal was dead. France called on Iran to keep the Iran nuclear deal. The nonbinding deal is old.",
        expect![[r#"
            Iran nuclear deal [IRN, FRA] in force
        "#]],
    );
}

#[test]
fn what_is_signed_is_an_agreement_whatever_it_is_called() {
    check(
        "Kenya and Chad signed a Political Consultation Plan. Ghana and Togo signed a letter of intent on trade. India and \
         Laos signed a statement of intent. Lawmakers of Mali signed a letter to the president about a plan for schools.",
        expect![[r#"
            Political Consultation Plan [KEN, TCD] signed
            letter of intent on trade [GHA, TGO] signed
            statement of intent [IND, LAO] signed
        "#]],
    );
    check(
        "Kenya and Chad sealed two agreements in Nairobi. The ministers signed the agreements on Monday. They were close to \
         agreement on the handover of the port.",
        expect![[r#"
            two agreements [KEN, TCD] signed
            agreement on the handover of the port [KEN, TCD] proposed
        "#]],
    );
}

#[test]
fn a_memorandum_beside_a_declaration_is_another() {
    check(
        "Chad and Niger signed a Declaration of Comprehensive Cooperation and a Memorandum of Understanding on trade.",
        expect![[r#"
            Declaration of Comprehensive Cooperation [TCD, NER] signed
            Memorandum of Understanding [TCD, NER] agreed
        "#]],
    );
}

#[test]
fn an_accord_of_an_earlier_time_is_not_the_one_known_today() {
    let record = record::read("1987-03-02", "Chad and Niger violated the Paris Agreement on cotton.");
    assert_eq!(record.agreements[0].parties, ["TCD", "NER"]);
}

#[test]
fn what_is_done_beside_an_agreement_is_not_done_to_it() {
    check(
        "Chad suspended payments to members of the Montreal Protocol. Kenya suspended its involvement in the Antarctic Treaty. Peru and Chile reaffirmed their commitment to the Cotton Framework Agreement.",
        expect![[r#"
            Montreal Protocol [TCD] in force
            Antarctic Treaty [KEN] suspended
            Cotton Framework Agreement [PER, CHL] in force
        "#]],
    );
}

#[test]
fn what_is_worked_on_is_proposed() {
    check(
        "Chad handed Niger a new draft of a peace treaty. Kenya and Uganda agreed to restart work on a fisheries agreement. Norway and Peru are closer to finalizing an extradition treaty.",
        expect![[r#"
            peace treaty [TCD, NER] proposed
            fisheries agreement [KEN, UGA] proposed
            extradition treaty [NOR, PER] proposed
        "#]],
    );
}

#[test]
fn what_is_broken_or_revoked_is_over() {
    check(
        "Niger revoked a military accord with Chad. The truce between Kenya and Uganda broke down on Sunday.",
        expect![[r#"
            military accord [TCD, NER] terminated
            truce [KEN, UGA] terminated
        "#]],
    );
}

#[test]
fn an_adoption_that_is_blocked_leaves_a_proposal() {
    check(
        "Chad and Niger blocked the adoption of a treaty between Kenya and Uganda. The talks opened the door to a peace treaty between Peru and Chile.",
        expect![[r#"
            treaty [KEN, UGA] proposed
            peace treaty [PER, CHL] proposed
        "#]],
    );
}

#[test]
fn a_truce_is_of_the_state_where_it_holds() {
    check(
        "Norway thanked Oman for its efforts to extend the truce in Yemen. Chad demanded an end to the strikes by Kenya despite the truce.",
        expect![[r#"
            truce [YEM] in force
        "#]],
    );
}

#[test]
fn whoever_says_it_together_makes_a_joint_statement() {
    check(
        "The foreign ministers of Norway and Peru said in a joint statement that the deal reached by Chad and Niger must be carried out.",
        expect![[r#"
            joint statement [NOR, PER] agreed
            deal [TCD, NER] agreed
        "#]],
    );
}

#[test]
fn names_go_on() {
    check(
        "Chad and Niger breached the relevant United Nations Security Council (UNSC) resolutions and UN General Assembly Resolution A/RES/75/287. Kenya and Uganda keep to the Agreement on Trade in Civil Aircraft. The Kenya-Uganda Climate and Energy Partnership goes on. Peru noted Chile's agreement on ports.",
        expect![[r#"
            United Nations Security Council (UNSC) resolutions [UN] in force
            UN General Assembly Resolution A/RES/75/287 [UN] in force
            Agreement on Trade in Civil Aircraft [KEN, UGA] in force
            Kenya-Uganda Climate and Energy Partnership [KEN, UGA] in force
            agreement on ports [CHL] in force
        "#]],
    );
}

#[test]
fn what_would_have_been_broken_is_there() {
    check(
        "Chad said that the plans would have infringed the 1976 Berne agreement between Chad and Niger.",
        expect![[r#"
            1976 Berne agreement [TCD, NER] in force
        "#]],
    );
}

#[test]
fn a_city_where_it_was_signed_is_no_party() {
    check(
        "The peace agreement signed in Juba between the government of Chad and several rebel movements gave posts to their leaders.",
        expect![[r#"
            peace agreement [TCD] signed
        "#]],
    );
}

#[test]
fn who_is_promised_what_by_an_accord_is_of_it() {
    check(
        "The accord by which Norway has promised Peru its fish holds.",
        expect![[r#"
            accord [NOR, PER] in force
        "#]],
    );
}

#[test]
fn what_is_to_begin_is_not_in_force() {
    check(
        "A truce between Chad and Niger will begin on Monday. The fisheries agreement between Kenya and Uganda will enter into force in May. Talks between Norway and Peru continue for a trade agreement.",
        expect![[r#"
            truce [TCD, NER] agreed
            fisheries agreement [KEN, UGA] signed
            trade agreement [NOR, PER] proposed
        "#]],
    );
}

#[test]
fn what_is_broken_is_not_what_is_still_talked_of() {
    check(
        "Kenya and Uganda continue negotiations for a broader ceasefire while Uganda violates the ceasefire.",
        expect![[r#"
            broader ceasefire [KEN, UGA] proposed
            ceasefire [UGA, KEN] in force
        "#]],
    );
}

#[test]
fn what_comes_out_of_a_meeting_is_of_those_who_met() {
    check(
        "Indian Foreign Minister Rajiv Menon met Singapore's Foreign Minister Vivian Tan in New Delhi. A joint statement \
         was adopted at the end of the meeting.",
        expect![[r#"
            joint statement [SGP, IND] agreed
        "#]],
    );
}

#[test]
fn those_who_sign_with_others_are_bound_too() {
    check(
        "Russia and Ukraine signed separate agreements with Turkey and the United Nations on Friday.",
        expect![[r#"
            separate agreements [TUR, UN, RUS, UKR] signed
        "#]],
    );
}

#[test]
fn whoever_is_congratulated_on_signing_signs() {
    check(
        "I congratulate Chad, Niger and Mali on signing a trilateral memorandum, which paves the way for trade.",
        expect![[r#"
            trilateral memorandum [TCD, NER, MLI] signed
        "#]],
    );
}

#[test]
fn leaders_state_together_and_two_announce_a_framework() {
    check(
        "Both welcomed the recent G7 Leaders’ Statement and the work that follows.",
        expect![[r#"
        G7 Leaders’ Statement [G7] agreed
    "#]],
    );
    check(
        "Kenya and Norway announced a framework for the return of refugees.",
        expect![[r#"
        framework [KEN, NOR] agreed
    "#]],
    );
}

#[test]
fn what_only_sounds_like_an_agreement_is_none() {
    check("They hope for a negotiated resolution of the conflict between Chad and Niger.", expect![[r#""#]]);
    check(
        "The committee was set up by the Convention on Cultural Property Implementation Act.",
        expect![[r#""#]],
    );
    check("Norway's support for talks leading to a ceasefire in Chad was welcome.", expect![[r#""#]]);
}

#[test]
fn what_is_met_for_comes_about() {
    check(
        "Ministers of Kenya and Peru met to launch the Kenya-Peru Digital Partnership.",
        expect![[r#"
        Kenya-Peru Digital Partnership [KEN, PER] agreed
    "#]],
    );
    check(
        "Kenya recalled its envoy over a memorandum under which Chad would lease land to Niger.",
        expect![[r#"
            memorandum [TCD, NER] agreed
        "#]],
    );
    check(
        "Norway will suspend its application of the 2019 Norway-Peru Air Services Agreement.",
        expect![[r#"
            2019 Norway-Peru Air Services Agreement [NOR, PER] suspended
        "#]],
    );
    check(
        "The monitors reported that a ceasefire has been agreed upon by militias.",
        expect![[r#"
        ceasefire [] agreed
    "#]],
    );
}

#[test]
fn what_a_body_declares_is_its_own_and_a_treaty_open_to_all_is_of_no_body() {
    check(
        "The rights are enshrined in the Universal Declaration of Human Rights. Talks on the Law of the Sea Convention went on in Chad. Niger acceded to the Arms Trade Treaty.",
        expect![[r#"
            Universal Declaration of Human Rights [UN] in force
            United Nations Convention on the Law of the Sea [] in force
            Arms Trade Treaty [NER] in force
        "#]],
    );
}
