//! Heads of state and government, and ambassadors to and from the United States: the CIA World Factbook, as successive
//! editions show it. A holder stands there with the day of taking office and is gone from a later edition.

use std::{collections::HashMap, path::Path};

use chancery_know::{Knowledge, MONTHS};

use super::{Held, Titles, lowered, sent_to};

/// The last edition.
const KNOWN_UNTIL: &str = "2026-02-01";

struct Seen {
    held: Held,
    /// The first edition without the holder.
    gone: String,
}

pub(super) fn read(data: &Path, know: &Knowledge, titles: &Titles) -> anyhow::Result<Vec<Held>> {
    let by_fips: HashMap<String, &str> =
        know.parties().filter_map(|p| Some((p.fips()?.to_lowercase(), p.code()))).collect();
    let mut seen: Vec<Seen> = Vec::new();
    for row in super::csv(data, "factbook/factbook_holders.csv")? {
        let get = |column: &str| row.get(column).map_or("", String::as_str);
        let Some(code) = by_fips.get(get("gec")).copied() else { continue };
        let Some((title, person)) = split(get("title_and_name")) else { continue };
        let Some(host) = know.party(code) else { continue };
        let (party, office, title) = match get("role") {
            "ambassador to US" if title.starts_with("Ambassador") => {
                (code, "ambassador", "ambassador to the United States".to_owned())
            }
            "ambassador to US" => {
                (code, "charge d'affaires", "chargé d'affaires to the United States".to_owned())
            }
            "US ambassador to" if title.starts_with("Ambassador") => {
                ("USA", "ambassador", sent_to("ambassador", host))
            }
            "US ambassador to" => ("USA", "charge d'affaires", sent_to("chargé d'affaires", host)),
            "chief of state" | "head of government" => match titles
                .office(title, know.party(code).and_then(chancery_know::Party::iso2).unwrap_or_default())
            {
                Some(office) => (code, office, title.to_owned()),
                None => continue,
            },
            _ => continue,
        };
        // Where a governor general stands for the British king, or a territory for its state, the king is told there.
        let british = matches!(office, "king" | "queen")
            && (person.starts_with("Elizabeth") || person.starts_with("Charles"));
        let dependent = know.party(code).and_then(chancery_know::Party::parent).is_some();
        if british && code != "GBR"
            || dependent && matches!(office, "king" | "queen" | "president" | "vice president")
        {
            continue;
        }
        let from = since(get("since"));
        if from.is_empty() {
            continue;
        }
        let held = Held {
            party: party.to_owned(),
            office: office.to_owned(),
            from,
            to: String::new(),
            person,
            wikidata: String::new(),
            title,
            known_until: KNOWN_UNTIL.to_owned(),
        };
        seen.push(Seen { held, gone: get("not_listed_from").to_owned() });
    }
    seen.sort_by(|a, b| a.held.cmp(&b.held));
    let ends: Vec<String> = seen.iter().map(|one| end(one, &seen)).collect();
    let rows = seen.into_iter().zip(ends).map(|(one, to)| Held { to, ..one.held });
    Ok(rows.filter(|row| row.to.is_empty() || row.from <= row.to).collect())
}

/// When a holder left: the day when the next one took office, else that of the first edition without him.
fn end(one: &Seen, all: &[Seen]) -> String {
    if one.gone.is_empty() {
        return String::new();
    }
    let same = |other: &&Seen| {
        let (a, b) = (&one.held, &other.held);
        a.party == b.party && a.office == b.office && a.title == b.title && a.person != b.person
    };
    let next = all.iter().filter(same).map(|other| &other.held.from).filter(|from| **from > one.held.from);
    match next.min() {
        Some(next) if *next < one.gone => next.clone(),
        _ => one.gone.clone(),
    }
}

/// The title and the name: "Acting President", "Vjosa Osmani" of "Acting President Vjosa OSMANI".
fn split(text: &str) -> Option<(&str, String)> {
    let text = text.trim().trim_start_matches("represented by ").trim_start_matches("note - ");
    const TITLES: [&str; 34] = [
        "President",
        "Prime Minister",
        "Chancellor",
        "Federal Chancellor",
        "Taoiseach (Prime Minister)",
        "Taoiseach",
        "King",
        "Queen",
        "Emperor",
        "Amir",
        "Sultan",
        "Sultan and Prime Minister",
        "Pope",
        "Prince",
        "Grand Duke",
        "Governor General",
        "Governor-General",
        "Supreme Leader",
        "Premier",
        "Ambassador",
        "Chargé d'Affaires",
        "Charge d'Affaires",
        "Chargé d’Affaires",
        "Charge d’Affaires",
        "Vice President",
        "First Vice President",
        "Deputy Prime Minister",
        "First Deputy Prime Minister",
        "Federal President",
        "State President",
        "Governor",
        "Crown Prince",
        "Sovereign Council Chair and Armed Forces Commander",
        "State Affairs Commission President",
    ];
    const BEFORE: [&str; 7] = [
        "Acting ",
        "Interim ",
        "Transitional ",
        "Transition ",
        "Caretaker ",
        "Appointed ",
        "Ambassador-designate ",
    ];
    let bare = BEFORE.iter().fold(text, |t, b| t.strip_prefix(b).unwrap_or(t));
    let title = TITLES
        .iter()
        .filter(|t| bare.strip_prefix(**t).is_some_and(|rest| rest.starts_with(' ')))
        .max_by_key(|t| t.len())?;
    let name = name(&bare[title.len()..])?;
    Some((&bare[..title.len()], name))
}

/// The name without rank, nickname, realm and remarks: "Willem-Alexander" of "WILLEM-ALEXANDER of the Netherlands".
fn name(text: &str) -> Option<String> {
    let text = text.split([';', ',', '[']).next().unwrap_or_default();
    let text = text.split(" of ").next().unwrap_or_default();
    let mut words = Vec::new();
    let mut inside = false;
    for word in text.split_whitespace() {
        inside |= word.starts_with(['(', '"', '\u{201c}']);
        let rank = (word.ends_with('.') && word.len() > 3)
            || ["Dame", "Sir", "Dr.", "Gen.", "Lt.", "Sheikh", "SHEIKH", "Maj.", "Col.", "note", "-"]
                .contains(&word);
        if !inside && !rank {
            words.push(lowered(word));
        }
        inside &= !word.ends_with([')', '"', '\u{201d}']);
    }
    let capitals =
        text.split_whitespace().any(|w| w.chars().filter(|c| c.is_uppercase()).count() > 1 && w.len() > 1);
    (!words.is_empty() && words.len() <= 8 && capitals).then(|| words.join(" "))
}

/// "20 November 2017", "August 2025" or "1998" as an ISO date, or an empty string.
fn since(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let month = |name: &str| MONTHS.iter().position(|m| *m == name).map(|m| m + 1);
    let text = match words[..] {
        [day, name, year, ..] => {
            day.parse::<u32>().ok().zip(month(name)).map(|(d, m)| format!("{year}-{m:02}-{d:02}"))
        }
        [name, year] => month(name).map(|m| format!("{year}-{m:02}")),
        [year] => Some(year.to_owned()),
        [] => None,
    };
    super::date(&text.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_names() {
        let told =
            |text: &str| split(text).map(|(title, name)| format!("{title}: {name}")).unwrap_or_default();
        assert_eq!(told("Acting President Vjosa OSMANI"), "President: Vjosa Osmani");
        assert_eq!(told("King WILLEM-ALEXANDER of the Netherlands"), "King: Willem-Alexander");
        assert_eq!(
            told("represented by Governor General Dame Pearlette LOUISY"),
            "Governor General: Pearlette Louisy"
        );
        assert_eq!(told("Chargé d’Affaires Joseph ZADROZNY"), "Chargé d’Affaires: Joseph Zadrozny");
        assert_eq!(told("Petra DE SUTTER"), "");
    }

    #[test]
    fn dates() {
        assert_eq!(since("20 November 2017"), "2017-11-20");
        assert_eq!(since("August 2025"), "2025-08");
        assert_eq!(since("1998"), "1998");
        assert_eq!(since("unknown"), "");
    }
}
