//! Who takes part in acts that are told beside others.

mod briefs;
mod going_on;
mod releases;
mod wordings;

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
            THREATEN Actual TCD > : threatens
            SANCTION Hypothetical TCD > : close the border
            SANCTION Actual NER > MLI: expels
            COOPERATE Actual KEN+UGA > : hold joint exercises"#]],
    );
    check(
        "Chad's president threatens \"revenge\" and Niger's foreign minister, Bakary Sangaré, condemns Mali.",
        expect![[r#"
            THREATEN Actual TCD > : threatens
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
fn who_is_posted_or_hosts_with_another_is_no_visitor() {
    check(
        "Chad's ambassador in Nairobi, Ali Badra, met Kenyan President William Ruto.",
        expect!["CONSULT Actual TCD+KEN > : met"],
    );
    check(
        "Kenya and Chad will host the Oceans Conference, co-hosted in Nairobi, on May 3.",
        expect!["CONSULT Planned KEN+TCD > : host the Oceans Conference"],
    );
    check(
        "The governments of Kenya and Chad issued a joint statement following their strategic dialogue in Nairobi.",
        expect!["CONSULT Actual KEN+TCD > : dialogue"],
    );
}

#[test]
fn whom_a_state_arrests_is_of_its_own() {
    check(
        "Chad said on Monday that its police arrested two suspects.",
        expect!["COERCE Actual TCD > TCD: arrested"],
    );
    check("Chadian police arrested two citizens of Kenya.", expect!["COERCE Actual TCD > KEN: arrested"]);
}

#[test]
fn who_goes_to_meet_a_body_at_its_seat_visits_it() {
    check(
        "The Kenyan foreign minister, Ali Badra, will travel to Brussels, Belgium, on May 3. In Brussels, Minister Badra will \
         meet with the Deputy Secretary General of NATO.",
        expect![[r#"
            CONSULT Planned KEN > BEL: travel
            CONSULT Planned KEN > NATO: meet"#]],
    );
}

#[test]
fn who_is_accused_or_hit_answers_those_who_did_it() {
    check(
        "Chad and Mali broke off relations with Niger, accusing it of piracy; Niamey rejects the charge as baseless.",
        expect![[r#"
            SANCTION Actual TCD+MLI > NER: broke off relations
            ACCUSE Actual TCD+MLI > NER: accusing
            REJECT Actual NER > TCD+MLI: rejects"#]],
    );
    check(
        "Troops of Chad cross into Niger and Tuareg fighters attack Mali. Niamey condemns the incursion.",
        expect![[r#"
            MOBILIZE Actual TCD > NER: cross into
            ASSAULT Actual Tuareg fighters > MLI: attack
            ACCUSE Actual NER > TCD: condemns"#]],
    );
    check(
        "A drone of Chad kills a general of Niger. Niger's president threatens revenge and Mali's foreign minister hails it.",
        expect![[r#"
            ASSAULT Actual TCD > NER: kills
            THREATEN Actual NER > TCD: threatens
            SUPPORT Actual MLI > TCD: hails"#]],
    );
}

#[test]
fn the_condition_of_a_threat_tells_who_is_threatened() {
    check(
        "Chad threatens to close the border if Niger sends troops.",
        expect![[r#"
        THREATEN Actual TCD > NER: threatens
        SANCTION Hypothetical TCD > NER: close the border
        MOBILIZE Hypothetical NER > : sends troops"#]],
    );
}

#[test]
fn the_rebels_are_those_told_of_before() {
    check(
        "Kenya met Seleka leaders a day after the rebels seized Bangui and President John Obi fled to Chad.",
        expect![[r#"
            CONSULT Actual KEN+SELEKA > : met
            COERCE Actual SELEKA > CAF: seized
            RETREAT Actual CAF > : fled"#]],
    );
    check(
        "Kenya is wary of Rwanda's backing of the M23 rebels, who are to leave Goma.",
        expect!["RETREAT Planned M23 > COD: leave"],
    );
}

#[test]
fn these_countries_and_both_are_those_listed_before() {
    check(
        "Kenya, Uganda and Mali recognised Palestine. In response, Chad recalled its ambassadors to these countries.",
        expect![[r#"
            SUPPORT Actual KEN+UGA+MLI > PSE: recognised
            SANCTION Actual TCD > KEN+UGA+MLI: recalled its ambassadors"#]],
    );
    check(
        "Kenya and Uganda agreed to a truce. Chad's president had threatened to stall trade deals with both unless they \
         stopped.",
        expect![[r#"
            AGREE Actual KEN+UGA > : agreed
            THREATEN Actual TCD > KEN+UGA: threatened
            REJECT Hypothetical TCD > : stall trade deals"#]],
    );
}

#[test]
fn what_a_vetoed_draft_calls_for_nobody_asks() {
    check(
        "Chad and Mali vetoed a United Nations resolution calling for a truce in Niger.",
        expect!["REJECT Actual TCD+MLI > UN: vetoed"],
    );
    check(
        "The United Nations Security Council adopted a resolution calling on Niger to hold talks.",
        expect![[r#"
            REQUEST Actual UN > NER: calling on
            CONSULT Hypothetical NER > : hold talks"#]],
    );
}

#[test]
fn who_speaks_goes_on_behind_what_others_do() {
    check(
        "Chad expelled the ambassador of Mali after Niger closed the border, accusing Kenya of espionage.",
        expect![[r#"
            SANCTION Actual TCD > MLI: expelled
            SANCTION Actual NER > KEN: closed the border
            ACCUSE Actual TCD > KEN: accusing"#]],
    );
}

#[test]
fn a_ministry_is_that_of_the_only_state() {
    check(
        "The Interior Ministry accuses the Taliban of spying on Afghan officials.",
        expect!["ACCUSE Actual AFG > TALIBAN: accuses"],
    );
}

#[test]
fn what_is_asked_for_and_what_is_marked_is_no_act_of_its_own() {
    check(
        "Kenya calls on the European Union for new sanctions against Chad.",
        expect!["REQUEST Actual KEN > EU: calls on"],
    );
    check(
        "Kenya's president visits Chad's president in N'Djamena, marking their first meeting since 2019.",
        expect!["CONSULT Actual KEN > TCD: visits"],
    );
}

#[test]
fn what_is_pledged_amid_reports_is_not_for_those_of_whom_they_are() {
    check(
        "The European Union pledges money for border guards amid reports of raids on Chad.",
        expect!["AGREE Actual EU > : pledges"],
    );
}

#[test]
fn a_word_that_names_two_names_both_who_meet() {
    check(
        "The Kenyan minister raised the EU-UK negotiations on fish.",
        expect!["CONSULT Actual EU+GBR > : negotiations"],
    );
}

#[test]
fn adjectives_side_by_side_describe_one_act() {
    check(
        "The Kenyan foreign minister condemned Chad's premeditated, unprovoked, and unjustified attack on Niger.",
        expect![[r#"
            ACCUSE Actual KEN > TCD: condemned
            ASSAULT Actual TCD > NER: attack"#]],
    );
}

#[test]
fn of_which_bodies_an_ally_is_a_member_takes_no_part() {
    check(
        "Kenya underscored its solidarity with its NATO ally and EU partner Lithuania.",
        expect!["SUPPORT Actual KEN > LTU: underscored its solidarity"],
    );
}

#[test]
fn summits_of_two_bodies_are_two() {
    check(
        "Kenya will attend the upcoming G7 and NATO summits.",
        expect![[r#"
        CONSULT Planned G7+KEN > : attend the upcoming G7 and NATO summits
        CONSULT Planned NATO+KEN > : attend the upcoming G7 and NATO summits"#]],
    );
}

#[test]
fn who_threatens_the_one_that_is_supported_is_not_supported() {
    check(
        "Kenya will support its neighbors in the defense of their soil from Houthi attacks.",
        expect![[r#""#]],
    );
}

#[test]
fn whom_a_sentence_is_against_is_not_supported_in_it() {
    check(
        "Kenya rejected Chad's unlawful claims and reiterated that it stands with the fishermen.",
        expect!["REJECT Actual KEN > TCD: rejected"],
    );
}

#[test]
fn the_kingdom_is_one() {
    check(
        "The Kenyan foreign minister spoke with Saudi Foreign Minister Faisal bin Farhan. The Kenyan foreign minister condemned the Houthi attacks against the Kingdom.",
        expect![[r#"
            CONSULT Actual KEN+SAU > : spoke with
            ACCUSE Actual KEN > HOUTHI: condemned
            ASSAULT Actual HOUTHI > SAU: attacks"#]],
    );
}

#[test]
fn support_of_many_is_not_that_of_who_seeks_it() {
    check("Kenya works on building strong international support for Ukraine.", expect![[r#""#]]);
}

#[test]
fn statements_in_support_are_those_of_who_makes_them() {
    check("Kenya noted Chad's strong statements in support of Niger.", expect![[r#""#]]);
}

#[test]
fn an_acronym_ends_a_run_of_capitals() {
    check(
        "Kenya prepared for the Extraordinary NATO Summit on March 24.",
        expect![[r#"
        AGREE Actual KEN > : prepared for
        CONSULT Planned NATO+KEN > : Summit"#]],
    );
}

#[test]
fn whose_leaders_meet_is_told_before_them() {
    check("The second Quad Leaders Meeting will be held in Tokyo.", expect!["CONSULT Planned QUAD > : held"]);
}

#[test]
fn who_travels_for_meetings_with_two_meets_both() {
    check(
        "The Kenyan foreign minister will travel to Chad on Monday for meetings with Chad's president and an EU envoy.",
        expect!["CONSULT Planned KEN+EU > TCD: travel / meetings"],
    );
}

#[test]
fn who_helps_with_a_trip_does_not_travel() {
    check(
        "The Kenyan president thanked Niger for its help with his visit to Mali on Monday to meet with Mali's president.",
        expect![[r#"
            SUPPORT Actual KEN > NER: thanked
            CONSULT Actual KEN > MLI: visit / meet"#]],
    );
}

#[test]
fn what_is_answered_is_not_done() {
    check("Kenya and Chad will continue working on the response to Niger's aggression.", expect![[r#""#]]);
}

#[test]
fn of_whom_there_is_need_acts() {
    check(
        "The Kenyan envoy noted the need for Chad's government to return to Niger.",
        expect!["CONSULT Hypothetical TCD > NER: return"],
    );
}

#[test]
fn whose_meeting_it_is_takes_part() {
    check(
        "The Kenyan foreign minister will participate in a NATO Ministerial, meet with EU officials, and attend a G7 summit.",
        expect![[r#"
            CONSULT Planned KEN+NATO > : participate in a NATO Ministerial
            CONSULT Planned KEN+EU > : meet
            CONSULT Planned KEN+G7 > : attend a G7 summit"#]],
    );
}

#[test]
fn a_trip_of_hers_is_not_his() {
    check(
        "The Kenyan president, William Ruto, praised Angela Merkel, noting that her visit to Kenya was a success.",
        expect![[r#"
            SUPPORT Actual KEN > DEU: praised
            CONSULT Actual DEU > KEN: visit"#]],
    );
}

#[test]
fn measures_that_someone_is_ready_for_are_a_threat() {
    check(
        "Kenya reaffirmed its readiness to impose sanctions on Chad.",
        expect!["THREATEN Actual KEN > TCD: reaffirmed its readiness"],
    );
}

#[test]
fn their_visit_is_not_that_of_one() {
    check(
        "The Kenyan envoy discussed with the Omanis their recent visit to Mali.",
        expect![[r#"
        CONSULT Actual KEN+OMN > : discussed
        CONSULT Actual OMN > MLI: visit"#]],
    );
}

#[test]
fn who_is_suspected_of_an_act_did_it() {
    check(
        "Kenya has blocked the trial of two Libyans suspected of blowing up a bus in Niger.",
        expect!["ASSAULT Actual LBY > NER: blowing up"],
    );
}

#[test]
fn who_is_present_takes_part() {
    check(
        "The African Union summit was held in Oslo on Saturday. In attendance were Presidents William Ruto of Kenya and \
         Mahamat Déby of Chad.",
        expect!["CONSULT Actual AU+KEN+TCD > : summit / held"],
    );
    check(
        "Norway's foreign minister chaired a meeting of donors. Also present were the ministers of Chad and Kenya.",
        expect!["CONSULT Actual NOR+donors+TCD+KEN > : chaired a meeting"],
    );
}

#[test]
fn who_receives_is_visited() {
    check(
        "President William Ruto of Kenya this morning welcomed Chad's president to Nairobi.",
        expect!["CONSULT Actual TCD > KEN: welcomed"],
    );
    check(
        "The Kenyan president called on Chad's president Mahamat Déby on Friday.",
        expect!["CONSULT Actual KEN > TCD: called on"],
    );
    check(
        "The trip will take President William Ruto of Kenya to Chad and Niger next week.",
        expect![[r#"
            CONSULT Planned KEN > TCD: take
            CONSULT Planned KEN > NER: take"#]],
    );
}

#[test]
fn who_is_met_at_home_of_the_other_visits_unless_beside_a_summit() {
    check("Kenya's president met Chad's president in Nairobi.", expect!["CONSULT Actual TCD > KEN: met"]);
    check("Chad's president met Kenya's president in Nairobi.", expect!["CONSULT Actual TCD > KEN: met"]);
    check(
        "Kenya's president met the visiting Chadian president in Nairobi.",
        expect!["CONSULT Actual TCD > KEN: met"],
    );
    check(
        "Chad's president met Kenya's president on the sidelines of the African Union summit in Nairobi.",
        expect!["CONSULT Actual TCD+KEN > : met"],
    );
}

#[test]
fn what_one_is_forced_to_do_one_does() {
    check(
        "The raid spurred Chad to recall its ambassador from Nairobi.",
        expect!["SANCTION Actual TCD > KEN: recall its ambassador"],
    );
    check(
        "The report forced Mali to expel the French ambassador.",
        expect!["SANCTION Actual MLI > FRA: expel"],
    );
    check(
        "Norway urged Mali to expel the French ambassador.",
        expect![[r#"
        REQUEST Actual NOR > MLI: urged
        SANCTION Hypothetical MLI > FRA: expel"#]],
    );
}

#[test]
fn where_a_report_is_written_is_no_party() {
    check(
        "OSLO, Norway (AP) -- Chad's president on Wednesday condemned terrorism.",
        expect!["ACCUSE Actual TCD > : condemned"],
    );
}
