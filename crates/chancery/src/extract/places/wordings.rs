//! One place in many wordings: what leads to it, what stands between, and what tells of another thing.

use chancery_know::Knowledge;
use jiff::civil::date;

use crate::text::{Document, Published, PublishedBasis};

/// Asserts for each text in what state the first event of a type is told to be, or "-".
fn told(cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for &(event, state, text) in cases {
        let published = Published { date: date(2024, 3, 20), basis: PublishedBasis::Given };
        let document = Document { published: Some(published), ..Document::from_text(text) };
        let analysis = crate::analyze::analyze(&document, Knowledge::embedded());
        let claims = crate::extract::extract(&analysis);
        let found = claims.events.iter().find(|e| e.event == event);
        let place = found.map(|e| e.place.as_ref().and_then(|p| p.country.as_deref()).unwrap_or("-"));
        if place != Some(state) {
            wrong.push(format!("{event} {state}, not {place:?}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_village_that_no_gazetteer_has_lies_in_its_division() {
    told(&[
        (
            "ASSAULT",
            "NGA",
            "Rebels attacked a military base in the village of Kamuna in Borno state on Monday.",
        ),
        ("ASSAULT", "NGA", "Rebel gunmen have killed 35 people in attacks on three villages in Borno state."),
        ("ASSAULT", "COL", "Rebels killed five policemen in the municipality of Toribio, Cauca."),
        ("RETREAT", "COL", "FARC rebels released two soldiers in the jungle of Caqueta province on Sunday."),
        ("MOBILIZE", "POL", "The United States deployed Patriot missiles in the Polish town of Morag."),
        ("ASSAULT", "SOM", "Rebels killed two Ugandan soldiers at Leegora, 130 km west of Mogadishu."),
        ("ASSAULT", "TCD", "Rebels killed two Nigerien traders in the south of Chad."),
        ("ASSAULT", "LBN", "Israeli jets bombed Hezbollah posts in the suburbs of Beirut."),
        ("ASSAULT", "YEM", "Houthi rebels attacked a tanker off the coast of Yemen."),
        ("RETREAT", "COD", "M23 rebels are due to pull out of Goma this weekend."),
    ]);
}

#[test]
fn a_part_of_a_word_and_a_sea_are_no_place_beside_a_town() {
    told(&[
        ("COERCE", "KOR", "South Korea seized a Panama-flagged tanker in the port of Yeosu in November."),
        (
            "CONSULT",
            "RUS",
            "Chad's and Niger's leaders held talks in the Black Sea resort of Sochi on Monday.",
        ),
        ("CONSULT", "ITA", "EU leaders met on the Mediterranean island of Sicily."),
    ]);
}

#[test]
fn words_are_said_where_one_speaks_or_stays() {
    told(&[
        ("ACCUSE", "CHN", "Chad's president accused Niger of arming rebels during a visit to Beijing."),
        ("ACCUSE", "CHN", "At a summit in Beijing, Chad's president accused Niger of arming rebels."),
        (
            "ACCUSE",
            "CHN",
            "Addressing a conference in Beijing, Chad's president condemned Niger's government.",
        ),
        ("ACCUSE", "CHN", "Chad's president used a speech in Beijing to accuse Niger of arming rebels."),
        (
            "ACCUSE",
            "CHN",
            "Speaking to journalists in Beijing, Chad's president condemned the coup in Niger.",
        ),
        ("ACCUSE", "CHN", "Chad's president told reporters in Beijing that he condemned the coup in Niger."),
        ("ACCUSE", "CHE", "Chad's minister said in Geneva on Monday that he condemned the coup in Niger."),
        ("ACCUSE", "-", "Chad's minister said in Geneva on Monday that Niger had accused Mali of theft."),
        ("REQUEST", "CHN", "Chad's president urged Niger to free the hostages during a stopover in Beijing."),
        ("REQUEST", "CHN", "Chad's president, speaking in Beijing, called on Niger to free the hostages."),
        (
            "REQUEST",
            "USA",
            "In an address to Congress in Washington, Chad's premier called on Niger to stop the war.",
        ),
        ("AGREE", "NOR", "At talks in Oslo, Chad and Niger agreed to reopen their border."),
        ("AGREE", "NOR", "Chad and Niger reached an agreement on Tuesday in Oslo to end the war."),
        (
            "AGREE",
            "CHN",
            "Chad and Niger agreed on Friday to restore ties after four days of talks in Beijing.",
        ),
    ]);
}

#[test]
fn where_something_is_said_it_was_not_done() {
    told(&[
        ("ASSAULT", "-", "Rebels killed ten Togolese peacekeepers, a spokesman said in Geneva."),
        ("ASSAULT", "MLI", "Rebels killed ten soldiers of Mali, the United Nations said in New York."),
        ("COERCE", "TCD", "Chad arrested five rebels, a minister told reporters in Geneva."),
    ]);
}

#[test]
fn those_who_are_abroad_are_hit_where_it_is_told() {
    told(&[
        ("ASSAULT", "-", "Gunmen killed two Togolese peacekeepers on Sunday."),
        ("ASSAULT", "-", "Chadian troops shot at a Nigerien fishing boat on Monday."),
        (
            "ASSAULT",
            "MLI",
            "Islamic militants attacked a U.N. convoy and a Malian military camp in the country's north.",
        ),
    ]);
}

#[test]
fn a_host_a_guest_and_a_conference_tell_where_others_meet() {
    told(&[
        ("CONSULT", "NOR", "Norway is hosting talks between the government of Chad and rebels."),
        ("CONSULT", "NOR", "Chad and Niger held a round of talks hosted by Norway on Monday."),
        ("CONSULT", "NOR", "Norway will host a summit of the leaders of Chad and Niger next month."),
        ("CONSULT", "-", "Norway hosted a virtual meeting of the leaders of Chad and Niger."),
        (
            "CONSULT",
            "DEU",
            "Chad's and Niger's ministers held talks on the margins of the Munich Security Conference.",
        ),
        ("CONSULT", "-", "Leaders of Chad and Niger met to discuss the June 14 NATO summit in Brussels."),
        (
            "CONSULT",
            "-",
            "A British envoy discussed with Chadian officials ways of pushing forward the Oslo talks.",
        ),
        ("SANCTION", "-", "The European Union imposed sanctions on companies based in Niamey."),
    ]);
}

#[test]
fn another_sentence_tells_where_one_is_or_where_they_met() {
    told(&[
        (
            "ACCUSE",
            "NOR",
            "The foreign minister of Chad is in Oslo. He condemned Niger for its arms purchases.",
        ),
        ("CONSULT", "CHE", "Geneva, March 19 (AP) - The foreign ministers of Chad and Niger met on Monday."),
        ("CONSULT", "-", "LONDON (Reuters) - The foreign ministers of Chad and Niger met on Monday."),
        (
            "CONSULT",
            "BEL",
            "Talks between Chad and Niger collapsed last week. The talks ended in Brussels without a deal.",
        ),
    ]);
}
