//! Effective leaders of states: the leader list of the project REIGN. It has family names, and months; the actor
//! dictionaries of petrarch2 give most of them their whole name, with the days of their rule.

use std::{collections::HashMap, path::Path};

use chancery_know::{Knowledge, PartialDate};

use super::{Held, lowered};

/// The month of the list.
const KNOWN_UNTIL: &str = "2021-03";

/// A leader of the actor dictionaries: the name and the years in government.
struct Ruler {
    name: String,
    from: i32,
    to: i32,
}

pub(super) fn read(data: &Path, know: &Knowledge) -> anyhow::Result<Vec<Held>> {
    let rulers =
        rulers(&String::from_utf8_lossy(&super::bytes(data, "actors-phoenix/Phoenix.Countries.actors.txt")?));
    let mut rows = Vec::new();
    for row in super::csv(data, "reign/leaderlist_3_21.csv")? {
        let number = |column: &str| row.get(column).and_then(|cell| cell.trim().parse::<i32>().ok());
        let (Some(year), Some(leader)) = (number("syear"), row.get("leader")) else { continue };
        let end_year = number("eyear");
        let (month, day) = (number("smonth").unwrap_or(0), number("sdate").unwrap_or(0));
        let from = [format!("{year}-{month:02}-{day:02}"), format!("{year}-{month:02}"), year.to_string()];
        let Some(from) = from.iter().find(|text| PartialDate::parse(text).is_some()) else { continue };
        let to =
            end_year.map_or_else(String::new, |year| format!("{year}-{:02}", number("emonth").unwrap_or(12)));
        let ended = if to.is_empty() { PartialDate::parse(KNOWN_UNTIL) } else { PartialDate::parse(&to) };
        let state = row.get("stateabb").map_or("", String::as_str);
        let (Some(office), Some(party)) = (office(state, year), party(know, number("ccode"), ended)) else {
            continue;
        };
        let leader = leader.split('(').next().unwrap_or_default().trim();
        let cameo = know.party(&party).and_then(chancery_know::Party::cameo).unwrap_or(&party);
        let person = whole_name(leader, rulers.get(cameo), (year, end_year.unwrap_or(2021)))
            .unwrap_or_else(|| in_order(leader));
        if person.chars().any(|c| c.is_ascii_digit())
            || to.as_str() < from.as_str() && !to.is_empty() && to.as_str() < &from[..7.min(from.len())]
        {
            continue;
        }
        rows.push(Held {
            party,
            office: office.to_owned(),
            from: from.clone(),
            to,
            person,
            known_until: KNOWN_UNTIL.into(),
            ..Held::default()
        });
    }
    Ok(rows)
}

/// The office of a leader of the state who took power in a year.
fn office(state: &str, year: i32) -> Option<&'static str> {
    let rows = include_str!("reign_offices.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    let mut mine = rows.map(|row| row.split('\t').collect::<Vec<_>>()).filter(|row| row[0] == state);
    let found = mine.find(|row| row[1].is_empty() || row[1].parse::<i32>().is_ok_and(|before| year < before));
    Some(found.map_or("president", |row| row[2])).filter(|office| *office != "-")
}

/// The state with this number of the Correlates of War project that still was when the leader left.
fn party(know: &Knowledge, cow: Option<i32>, ended: Option<PartialDate>) -> Option<String> {
    let (cow, ended) = (cow?.to_string(), ended?);
    let cow = if cow == "260" { "255".to_owned() } else { cow };
    let all = know.parties().filter(|p| p.cow() == Some(cow.as_str()));
    let then =
        all.filter(|p| p.to().is_none_or(|to| ended <= to) && p.from().is_none_or(|from| from <= ended));
    then.min_by_key(|p| p.to())
        .or_else(|| know.parties().find(|p| p.cow() == Some(cow.as_str())))
        .map(|p| p.code().to_owned())
}

/// "Duvalier, Francois" in the usual order.
fn in_order(leader: &str) -> String {
    match leader.split_once(", ") {
        Some((family, given)) => format!("{given} {family}"),
        None => leader.to_owned(),
    }
}

/// The whole name of the ruler who has every longer word of the leader's name and ruled in those years.
fn whole_name(leader: &str, rulers: Option<&Vec<Ruler>>, (from, to): (i32, i32)) -> Option<String> {
    let words = |name: &str| -> Vec<String> {
        let plain = name.to_lowercase().replace(['-', ',', '.', '\''], " ");
        plain.split_whitespace().filter(|w| w.len() > 2).map(str::to_owned).collect()
    };
    let asked = words(leader);
    let fits = |ruler: &&Ruler| {
        let has = words(&ruler.name);
        !asked.is_empty()
            && asked.iter().all(|w| has.contains(w))
            && ruler.from <= from + 1
            && ruler.to >= to - 1
    };
    rulers?.iter().find(fits).map(|ruler| ruler.name.clone()).filter(|name| name.contains(' '))
}

/// The persons in government of each country, by the CAMEO code of the country.
fn rulers(text: &str) -> HashMap<String, Vec<Ruler>> {
    let mut rulers: HashMap<String, Vec<Ruler>> = HashMap::new();
    let mut name = String::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default().trim_end();
        if let Some(code) = line.trim_start().strip_prefix('[').filter(|_| line.starts_with(['\t', ' '])) {
            let (Some(country), true) = (code.get(..3), code.get(3..6) == Some("GOV")) else { continue };
            let Some(term) = code.split([' ', ']']).nth(1) else { continue };
            let year = |day: &str| {
                day.get(..2)
                    .and_then(|y| y.parse::<i32>().ok())
                    .map(|y| if y > 20 { 1900 + y } else { 2000 + y })
            };
            let (from, to) = match term.split_once('-') {
                Some((from, to)) => (year(from), year(to)),
                None => (term.strip_prefix('>').and_then(year), Some(2021)),
            };
            if let (Some(from), Some(to)) = (from, to) {
                rulers.entry(country.to_owned()).or_default().push(Ruler { name: name.clone(), from, to });
            }
        } else if !line.is_empty() && !line.starts_with('+') {
            let words = line.split('[').next().unwrap_or_default().trim().trim_matches('_').replace('_', " ");
            let words = words
                .split_whitespace()
                .filter(|w| !["SHEIKH", "GENERAL", "KING", "EMIR", "SULTAN"].contains(w));
            name = words.map(lowered).collect::<Vec<_>>().join(" ");
        }
    }
    rulers
}
