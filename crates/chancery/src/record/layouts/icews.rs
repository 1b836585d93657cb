//! ICEWS.

use super::{Entity, Event, Report, day, identifier, number};

pub(super) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(super) fn row(report: &Report, event: &Event, source: &Entity, target: Option<&Entity>) -> Vec<String> {
    let doc = &report.record.doc;
    let place = event.place.as_ref();
    let code = event.cameo.clone().unwrap_or_default();
    let name = |e: Option<&Entity>| e.map(|e| e.name.clone()).unwrap_or_default();
    let sectors = |e: Option<&Entity>| e.map(|e| sector(report.sector(e))).unwrap_or_default().to_owned();
    vec![
        identifier(&[&doc.id, &event.id, &source.id, target.map_or("", |t| &t.id)]).to_string(),
        day(event).to_owned(),
        name(Some(source)),
        sectors(Some(source)),
        report.country(source),
        text(&code).to_owned(),
        code,
        number(event.goldstein),
        name(target),
        sectors(target),
        target.map(|t| report.country(t)).unwrap_or_default(),
        identifier(&[&doc.id]).to_string(),
        number(event.evidence.first().map(|s| sentence(&report.record.text, s.start))),
        report.source(),
        report.city(place),
        String::new(),
        String::new(),
        report.country_of(place),
        number(place.and_then(|p| p.lat)),
        number(place.and_then(|p| p.lon)),
    ]
}

/// The number of the sentence that holds the code point `at`, from 1, by ends of sentences and lines.
fn sentence(text: &str, at: u32) -> usize {
    let mut count = 1;
    let mut ended = false;
    for c in text.chars().take(at as usize) {
        if ended && c.is_whitespace() {
            count += 1;
        }
        ended = matches!(c, '.' | '!' | '?') || c == '\n' && !ended;
    }
    count
}

fn sector(letters: &str) -> &'static str {
    match letters {
        "GOV" => "Government",
        "MIL" => "Government,Military",
        "LEG" => "Government,Legislative / Parliamentary",
        "JUD" => "Government,Judicial",
        "COP" => "Government,Police",
        "SPY" => "Government,Intelligence",
        "IGO" => "International Government Organization",
        "REB" => "Unidentified Forces,Rebel",
        "CVL" => "General Population / Civilian / Social",
        "ELI" => "Elite",
        _ => "",
    }
}

/// The words for a CAMEO code: those of the finer ones that we give, else of its root.
fn text(code: &str) -> &'static str {
    match code {
        "042" => "Make a visit",
        "043" => "Host a visit",
        "041" => "Discuss by telephone",
        "045" => "Mediate",
        "046" => "Engage in negotiation",
        "051" => "Praise or endorse",
        "054" => "Grant diplomatic recognition",
        "055" => "Apologize",
        "057" => "Sign formal agreement",
        "011" => "Decline comment",
        "012" => "Make pessimistic comment",
        "013" => "Make optimistic comment",
        "016" => "Deny responsibility",
        "018" => "Make empathetic comment",
        "111" => "Criticize or denounce",
        "112" => "Accuse",
        _ => match code.get(..2).unwrap_or_default() {
            "01" => "Make statement",
            "02" => "Make an appeal or request",
            "03" => "Express intent to cooperate",
            "04" => "Consult",
            "05" => "Engage in diplomatic cooperation",
            "06" => "Engage in material cooperation",
            "07" => "Provide aid",
            "08" => "Yield",
            "09" => "Investigate",
            "10" => "Demand",
            "11" => "Disapprove",
            "12" => "Reject",
            "13" => "Threaten",
            "14" => "Engage in political dissent",
            "15" => "Demonstrate military or police power",
            "16" => "Reduce relations",
            "17" => "Coerce",
            "18" => "Use unconventional violence",
            "19" => "Use conventional military force",
            "20" => "Use unconventional mass violence",
            _ => "",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted() {
        let text = "One. Two.\nThree\nFour";
        assert_eq!(sentence(text, 0), 1);
        assert_eq!(sentence(text, 5), 2);
        assert_eq!(sentence(text, 10), 3);
    }

    #[test]
    fn codes_have_words() {
        assert_eq!(text("057"), "Sign formal agreement");
        assert_eq!(text("193"), "Use conventional military force");
        assert_eq!(text(""), "");
    }
}
