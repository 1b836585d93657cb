//! Foreign leaders who visited the United States, from the State Department's Office of the Historian. A visit tells
//! that someone was in office on its days; of visits not more than two years apart, the first and the last are taken for
//! the term.

use std::{collections::BTreeMap, path::Path};

use chancery_know::Knowledge;

use super::{Held, Titles, country_name, date, state_named};

pub(super) fn read(data: &Path, know: &Knowledge, titles: &Titles) -> anyhow::Result<Vec<Held>> {
    let mut seen: BTreeMap<(String, String, String), Vec<(String, String)>> = BTreeMap::new();
    for row in super::csv(data, "statedept/visits.csv")? {
        let (from, to) = (date(&row["start"]), date(&row["end"]));
        let Some(party) = state_of(know, &row["from_id"], &row["from"], &from) else { continue };
        let Some((title, person)) = split(&row["visitor"]) else { continue };
        let Some(office) = titles.office(title, "") else { continue };
        seen.entry((party, office.to_owned(), person)).or_default().push((from, to));
    }
    let mut rows = Vec::new();
    for ((party, office, person), mut visits) in seen {
        visits.sort();
        for visits in visits.chunk_by(|a, b| year(&b.0) - year(&a.0) <= 2) {
            let (Some((from, _)), Some((_, to))) = (visits.first(), visits.last()) else { continue };
            rows.push(Held {
                party: party.clone(),
                office: office.clone(),
                person: person.clone(),
                known_until: to.clone(),
                from: from.clone(),
                to: to.clone(),
                ..Held::default()
            });
        }
    }
    Ok(rows)
}

fn year(day: &str) -> i32 {
    day.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default()
}

/// The state that a visitor came from: the Soviet Union while it was, East Germany where it is told.
fn state_of(know: &Knowledge, id: &str, name: &str, day: &str) -> Option<String> {
    let code = state_named(know, &country_name(id))?;
    Some(match code.as_str() {
        "RUS" if day < "1991-12-26" => "SUN".to_owned(),
        "DEU" if name.contains("Democratic") => "DDR".to_owned(),
        _ => code,
    })
}

/// The title and the name of a visitor: "Prime Minister", "Marek Belka".
fn split(visitor: &str) -> Option<(&str, String)> {
    const TITLES: [&str; 22] = [
        "President",
        "Prime Minister",
        "Chancellor",
        "Federal Chancellor",
        "Taoiseach",
        "King",
        "Queen",
        "Emperor",
        "Emir",
        "Amir",
        "Sultan",
        "Pope",
        "Premier",
        "Foreign Minister",
        "General Secretary",
        "Acting President",
        "Acting Prime Minister",
        "Interim President",
        "Interim Prime Minister",
        "Vice President",
        "Crown Prince",
        "Secretary General",
    ];
    let title = TITLES
        .iter()
        .filter(|t| visitor.strip_prefix(**t).is_some_and(|rest| rest.starts_with(' ')))
        .max_by_key(|t| t.len())?;
    let name = visitor[title.len()..].trim();
    let name = name
        .split([',', ';', '('])
        .next()
        .unwrap_or_default()
        .split(" and ")
        .next()
        .unwrap_or_default()
        .trim();
    let name = ["General ", "Sheikh ", "Shaikh ", "Dr. ", "Gen. ", "Colonel ", "Sir ", "Marshal "]
        .iter()
        .fold(name, |n, t| n.strip_prefix(t).unwrap_or(n));
    (!name.is_empty()).then(|| (*title, name.to_owned()))
}
