//! Whom later words of a report mean, and what becomes of events that are told several times.

use chancery_know::Knowledge;
use expect_test::{Expect, expect};

use crate::text::Document;

/// The events of a report: type, status, who acts, towards whom, and the words.
pub(in crate::extract) fn check(text: &str, expected: Expect) {
    check_document(&Document::from_text(text), expected);
}

/// Likewise of the release of a government.
fn check_release(text: &str, expected: Expect) {
    let url = Some("https://www.state.gov/a-call".to_owned());
    check_document(&Document { url, ..Document::from_text(text) }, expected);
}

fn check_document(document: &Document, expected: Expect) {
    let text = &document.text;
    let analysis = crate::analyze(document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let names = |ids: &[crate::analyze::EntityId]| {
        ids.iter().map(|&id| analysis.entities.party_key(id)).collect::<Vec<_>>().join("+")
    };
    let lines: Vec<String> = claims
        .events
        .iter()
        .map(|e| {
            let words: Vec<&str> = e.evidence.iter().map(|s| s.of(text)).collect();
            format!(
                "{} {:?} {} > {}: {}",
                e.event,
                e.status,
                names(&e.actors),
                names(&e.recipients),
                words.join(" / ")
            )
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn those_who_met_agree() {
    check(
        "Kenyan President William Ruto met his Ugandan counterpart Yoweri Museveni in Nairobi on Monday. Tanzania and \
         Rwanda border both countries. The two leaders agreed to reopen the crossing at Busia.",
        expect![[r#"
            CONSULT Actual UGA > KEN: met
            AGREE Actual KEN+UGA > : agreed
            RETREAT Planned KEN+UGA > : reopen the crossing"#]],
    );
}

#[test]
fn a_ministry_without_its_state_is_that_of_the_state_told_of() {
    check(
        "Fighting went on in Mali on Sunday. The Interior Ministry accused Algeria of sheltering rebels.",
        expect![[r#"
            ACCUSE Actual MLI > DZA: accused
            AID Actual DZA > : sheltering"#]],
    );
}

#[test]
fn the_visit_is_the_one_told_of_before() {
    check(
        "French President Emmanuel Macron will visit Serbia next week. The visit is the first since 2019.",
        expect!["CONSULT Planned FRA > SRB: visit"],
    );
}

#[test]
fn thanks_and_support_are_two_acts() {
    check(
        "Norway thanked Ghana for its peacekeepers. Norway also reaffirmed its support for Ghana.",
        expect![[r#"
            SUPPORT Actual NOR > GHA: thanked
            SUPPORT Actual NOR > GHA: reaffirmed its support"#]],
    );
}

#[test]
fn the_leaders_are_all_who_are_listed_as_participants() {
    check_release(
        "President Biden held a video call with leaders today. The leaders agreed to help Ukraine. Participants in the \
         call included President Emmanuel Macron of France and Chancellor Olaf Scholz of Germany.",
        expect![[r#"
            CONSULT Actual USA+FRA+DEU > : held a video call / included
            AGREE Actual USA+FRA+DEU > : agreed"#]],
    );
}

#[test]
fn counterparts_are_those_who_met() {
    check(
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni and Rwandan President Paul Kagame in \
         Nairobi. Ruto and his counterparts condemned Sudan.",
        expect![[r#"
            CONSULT Actual KEN+UGA+RWA > : met
            ACCUSE Actual KEN+UGA+RWA > SDN: condemned"#]],
    );
}

#[test]
fn a_journey_is_less_the_visits_that_are_told_by_themselves() {
    check(
        "The Danish foreign minister travelled to Kenya and Ghana in May 2024. She visited Ghana in June 2024 again.",
        expect![[r#"
            CONSULT Actual DNK > KEN: travelled
            CONSULT Actual DNK > GHA: visited"#]],
    );
}

#[test]
fn the_first_to_visit_is_the_visitor() {
    check(
        "Norway's prime minister visited Ghana on Monday. It is the first time a Norwegian leader has visited Ghana. He \
         is the first European leader to visit the country.",
        expect!["CONSULT Actual NOR > GHA: visited / visited"],
    );
}

#[test]
fn who_talks_of_a_summit_does_not_hold_it() {
    check(
        "Kenya and Uganda discussed the upcoming summit between Chad and Mali.",
        expect![[r#"
        CONSULT Actual KEN+UGA > : discussed
        CONSULT Planned TCD+MLI > : summit"#]],
    );
}

#[test]
fn an_act_demands_nothing() {
    check(
        "Russia's disregard for the law demands an answer from Canada.",
        expect!["REQUEST Actual RUS > CAN: demands"],
    );
}

#[test]
fn what_two_do_to_each_other_has_two_actors() {
    check("Kenya and Uganda accused each other of spying.", expect!["ACCUSE Actual KEN+UGA > : accused"]);
}

#[test]
fn a_title_names_two_parties_with_a_comma() {
    check(
        "Chad, Niger agree to reopen the border.",
        expect![[r#"
        AGREE Actual TCD+NER > : agree
        RETREAT Planned TCD+NER > : reopen the border"#]],
    );
}

#[test]
fn the_two_leaders_thank_nobody_by_speaking_of_their_countries() {
    check(
        "Kenyan President William Ruto and Ugandan President Yoweri Museveni praised the ties between Kenya and Uganda.",
        expect![[""]],
    );
}

#[test]
fn what_one_of_them_says_is_what_they_did() {
    check(
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Monday. The two leaders agreed to extend the railway. \"We have agreed to share the costs,\" Ruto said.",
        expect![[r#"
            CONSULT Actual UGA > KEN: met
            AGREE Actual KEN+UGA > : agreed / agreed"#]],
    );
}

#[test]
fn bands_take_part() {
    check(
        "Gunmen attacked an army base in Mali on Sunday. In Kuwait, protesters burned Israeli flags.",
        expect![[r#"
        ASSAULT Actual Gunmen > MLI: attacked
        PROTEST Actual KWT > ISR: burned Israeli flags"#]],
    );
}

#[test]
fn whose_resolutions_are_violated_is_not_accused() {
    check(
        "South Korea condemned the launch as a violation of UN resolutions.",
        expect!["ACCUSE Actual KOR > : condemned"],
    );
}

#[test]
fn ceasefire_talks_are_no_ceasefire() {
    check(
        "Norway hosted ceasefire negotiations between Chad and Niger.",
        expect!["CONSULT Actual NOR+TCD+NER > : hosted ceasefire negotiations"],
    );
}

#[test]
fn what_a_title_says_of_states_its_ministers_did() {
    check(
        "Kenya, Uganda sign pact on fisheries\n\nKenyan foreign minister Musalia Mudavadi and Ugandan foreign minister Jeje Odongo signed a pact on fisheries in Entebbe on Monday.",
        expect!["SUPPORT Actual KEN+UGA > : sign pact / signed a pact"],
    );
}

#[test]
fn a_mission_is_of_the_state_whose_it_is() {
    check(
        "Poland expels 45 staff of the Russian embassy in Warsaw. The Mexican embassy in La Paz condemned Bolivia.",
        expect![[r#"
            SANCTION Actual POL > RUS: expels
            ACCUSE Actual MEX > BOL: condemned"#]],
    );
}

#[test]
fn who_acts_stands_after_by() {
    check(
        "Ukraine was condemned by Hungary over the blockade.",
        expect![[r#"
            ACCUSE Actual HUN > UKR: condemned
            COERCE Actual UKR > : blockade"#]],
    );
}

#[test]
fn the_envoy_who_must_leave_is_the_others() {
    check(
        "Peru recalled its ambassador from Chile and asked the envoy to leave.",
        expect![[r#"
        SANCTION Actual PER > CHL: recalled its ambassador
        SANCTION Actual PER > CHL: asked the envoy"#]],
    );
}

#[test]
fn who_orders_has_accused() {
    check(
        "The government of Benin orders EU ambassador Oliver Nette to leave the country after accusing him of meddling.",
        expect![[r#"
            SANCTION Actual BEN > EU: orders EU ambassador
            ACCUSE Actual BEN > EU: accusing"#]],
    );
}

#[test]
fn who_talks_with_someone_is_who_tells_of_it() {
    check(
        "US President Donald Trump announces that his summit with North Korean leader Kim Jong-un will take place on June 12.",
        expect!["CONSULT Planned PRK+USA > : summit"],
    );
}

#[test]
fn one_act_ends_where_the_next_begins() {
    check(
        "Beijing's move drew condemnation from Japan and South Korea and criticism from Australia.",
        expect![[r#"
            ACCUSE Actual JPN+KOR > CHN: condemnation from
            ACCUSE Actual AUS > CHN: criticism from"#]],
    );
}

#[test]
fn who_meets_both_in_the_city_of_one_is_no_visitor() {
    check(
        "Chinese and Japanese diplomats meet in Beijing. Kenya's foreign minister met his Ghanaian counterpart in Accra.",
        expect![[r#"
            CONSULT Actual CHN+JPN > : meet
            CONSULT Actual KEN > GHA: met"#]],
    );
}

#[test]
fn whom_one_congratulates_is_another() {
    check(
        "French President Emmanuel Macron spoke today with Spanish Prime Minister Pedro Sánchez and congratulated him on his election.",
        expect![[r#"
            CONSULT Actual FRA+ESP > : spoke today
            SUPPORT Actual FRA > ESP: congratulated"#]],
    );
}

#[test]
fn verbs_after_and_are_told_from_nouns() {
    check(
        "Mike Pence announces new sanctions against Iran and calls on the EU to withdraw from the accord. Trump has long \
         accused China of theft. Chile, though, refused to sign.",
        expect![[r#"
            SANCTION Actual USA > IRN: announces new sanctions
            REQUEST Actual USA > EU: calls on
            SANCTION Hypothetical EU > : withdraw from the accord
            ACCUSE Actual USA > CHN: accused
            REJECT Actual CHL > EU: refused to"#]],
    );
}

#[test]
fn the_manner_hides_nobody() {
    check(
        "France and Germany condemn in the strongest terms the Russian Federation’s decision. Kenya reiterated its support \
         for Albania’s EU accession.",
        expect![[r#"
            ACCUSE Actual FRA+DEU > RUS: condemn
            SUPPORT Actual KEN > ALB: reiterated its support"#]],
    );
}

#[test]
fn an_introduction_has_a_list_of_its_own() {
    check(
        "Recognizing the ties between Ghana and Togo, Chad and Niger committed to reopening the border.",
        expect![[r#"
            AGREE Actual TCD+NER > : committed to
            RETREAT Actual TCD+NER > : reopening the border"#]],
    );
}

#[test]
fn who_mediates_meets_with_both() {
    check(
        "Talks between Armenia and Azerbaijan mediated by the United States ended on Friday.",
        expect!["CONSULT Actual ARM+AZE+USA > : Talks / mediated"],
    );
}

#[test]
fn who_invites_agrees_to_nothing_else() {
    check(
        "Foreign Minister Jane Roe of Kenya visited Uganda at the invitation of Foreign Minister John Doe of Uganda. The two \
         ministers agreed to open the border.",
        expect![[r#"
            CONSULT Actual KEN > UGA: visited
            AGREE Actual UGA > KEN: invitation
            AGREE Actual KEN+UGA > : agreed
            RETREAT Planned KEN+UGA > : open the border"#]],
    );
}

#[test]
fn people_and_organs_of_a_state_are_of_it() {
    check(
        "Cuban authorities arrested dozens of protesters. In Kenya, police opened fire at activists on Friday. The president of Brazil chided the opposition lawmakers.",
        expect![[r#"
            COERCE Actual CUB > CUB: arrested
            ASSAULT Actual KEN > KEN: opened fire
            ACCUSE Actual BRA > BRA: chided"#]],
    );
}

#[test]
fn people_of_whom_nothing_tells_where_they_are_take_no_part() {
    check("Gunmen killed five villagers.", expect!["ASSAULT Actual Gunmen > : killed"]);
}

#[test]
fn who_acts_once_told_is_not_told_again_after_by() {
    check(
        "Chad ended its cooperation with Niger over a statement by Kenya. France signaled its rejection of attempts by Spain to buy the island.",
        expect![[r#"
            SANCTION Actual TCD > NER: ended its cooperation
            REJECT Actual FRA > ESP: rejection"#]],
    );
}

#[test]
fn it_is_what_the_sentence_is_about() {
    check(
        "Norway condemned Chad's campaign in Mali, and it vowed to impose sanctions on Chad.",
        expect![[r#"
            ACCUSE Actual NOR > TCD: condemned
            THREATEN Actual NOR > TCD: vowed
            SANCTION Planned NOR > TCD: impose sanctions"#]],
    );
}

#[test]
fn both_sides_are_those_named_together() {
    check(
        "Chad and Niger agreed to a truce after mediation by Kenyan President William Ruto. Both sides accuse the other of violating it.",
        expect![[r#"
            AGREE Actual TCD+NER > : agreed
            CONSULT Actual KEN+TCD+NER > : mediation
            ACCUSE Actual TCD+NER > : accuse"#]],
    );
}

#[test]
fn what_hangs_on_a_condition_is_not_planned() {
    check(
        "If Chad withdraws its troops, Kenya will lift sanctions on Chad. Norway will recognize Kosovo if the talks fail. Spain announces that it will ease travel rules.",
        expect![[r#"
            RETREAT Hypothetical TCD > : withdraws its troops
            RETREAT Hypothetical KEN > TCD: lift sanctions
            SUPPORT Hypothetical NOR > XKX: recognize
            CONCEDE Actual ESP > : ease travel rules"#]],
    );
}

#[test]
fn a_visitor_is_not_visited() {
    check(
        "Kenyan President William Ruto spoke on Monday as visiting French President Emmanuel Macron urged Ruto to sign.",
        expect!["REQUEST Actual FRA > KEN: urged"],
    );
}

#[test]
fn whose_arrest_it_was_is_who_was_arrested() {
    check(
        "Ann Holm, a Norwegian diplomat whose arrest sparked protests, is free.",
        expect!["COERCE Actual  > NOR: arrest"],
    );
}

#[test]
fn what_is_done_also_is_one_more_act() {
    check(
        "Talks go on in Chad. French President Emmanuel Macron met Chadian President Mahamat Déby on Monday. Macron also met Chadian lawmakers.",
        expect![[r#"
            CONSULT Actual FRA+TCD > : met
            CONSULT Actual FRA+TCD > : met"#]],
    );
}

#[test]
fn the_parties_are_those_who_met() {
    check(
        "The foreign ministers of Chad and Niger held talks in Oslo. The parties agreed to exchange prisoners.",
        expect![[r#"
            CONSULT Actual TCD+NER > : held talks
            AGREE Actual TCD+NER > : agreed
            RETREAT Actual TCD+NER > : exchange"#]],
    );
}

#[test]
fn a_city_before_a_summit_is_where_it_is_held() {
    check(
        "The failure of the Hanoi summit with U.S. President Donald Trump angered Kim Jong-un.",
        expect!["CONSULT Actual USA > : summit"],
    );
}

#[test]
fn nobody_is_accused_of_agreeing() {
    check(
        "Chad claims that Niger agreed to talks. Cypriot foreign minister Ann Holm resigned in protest.",
        expect![[r#"
            AGREE Actual NER > TCD: agreed
            RETREAT Actual CYP > : resigned"#]],
    );
}

#[test]
fn a_stop_of_a_tour_is_a_visit_of_its_own() {
    check(
        "French President Emmanuel Macron travelled to Kenya, Uganda and Rwanda. He visited Uganda.",
        expect![[r#"
            CONSULT Actual FRA > KEN: travelled
            CONSULT Actual FRA > RWA: travelled
            CONSULT Actual FRA > UGA: visited"#]],
    );
}

#[test]
fn whom_violence_hit_is_not_blamed_for_it() {
    check(
        "Chad condemned the attack on a school in Bamako, the capital of Mali, which killed seventy people.",
        expect!["ACCUSE Actual TCD > : condemned"],
    );
    check(
        "Qatar condemns the bombing of a mosque in Peshawar in Pakistan. It demanded a response from Iran.",
        expect![[r#"
            ACCUSE Actual QAT > : condemns
            REQUEST Actual QAT > IRN: demanded"#]],
    );
    check(
        "Chad condemned Niger's attack on Mali.",
        expect![[r#"
        ACCUSE Actual TCD > NER: condemned
        ASSAULT Actual NER > MLI: attack"#]],
    );
}

#[test]
fn who_urges_both_sides_is_none_of_them() {
    check(
        "Armenia accused Azerbaijan of an attack and called on Russian peacekeepers. Moscow urged both sides to stop it.",
        expect![[r#"
            ACCUSE Actual ARM > AZE: accused
            REQUEST Actual ARM > RUS: called on
            REQUEST Actual RUS > ARM+AZE: urged"#]],
    );
}

#[test]
fn him_is_whom_someone_met_right_before() {
    check(
        "Chadian President Ali Deby received Pavel Novak of Norway. Kenyan minister John Karanja met Chadian minister Omar \
         Brahim and invited him to Nairobi.",
        expect![[r#"
            CONSULT Actual NOR > TCD: received
            CONSULT Actual TCD > KEN: met
            AGREE Actual KEN > TCD: invited"#]],
    );
}

#[test]
fn an_envoy_is_recalled_from_who_did_something() {
    check(
        "Mali expelled the French ambassador on Monday. France then recalled its ambassador.",
        expect![[r#"
            SANCTION Actual MLI > FRA: expelled
            SANCTION Actual FRA > MLI: recalled its ambassador"#]],
    );
}

#[test]
fn an_aim_beside_support_is_no_promise_to_anybody() {
    check_release(
        "The United States supports Kenya. The United States remains committed to advancing peace in the region.",
        expect!["SUPPORT Actual USA > KEN: supports"],
    );
}

#[test]
fn talks_that_something_is_set_up_for_are_not_held() {
    check(
        "Peru and Chile agreed to set up a mechanism for consultations between the two countries.",
        expect!["AGREE Actual PER+CHL > : agreed"],
    );
}
