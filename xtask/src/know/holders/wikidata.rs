//! Statements of Wikidata as the repositories `every-politician-scrapers` on GitHub hold them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use chancery_know::Knowledge;

use super::{Alias, Held, Titles, date, sent_to, state_named};

pub(super) fn read(
    data: &Path,
    know: &Knowledge,
    titles: &Titles,
    aliases: &mut Vec<Alias>,
) -> anyhow::Result<Vec<Held>> {
    let states: HashMap<&str, &str> =
        know.parties().filter(|p| p.to().is_none()).filter_map(|p| Some((p.iso2()?, p.code()))).collect();
    let mut rows = Vec::new();
    let mut other: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in super::csv(data, "officeholders-wikidata-cc0/officeholders_wikidata_cc0.csv")? {
        let get = |column: &str| row.get(column).map_or("", String::as_str);
        let (title, iso2) = (get("position"), get("iso2"));
        let state = match states.get(iso2) {
            Some(code) => Some((*code).to_owned()),
            None if iso2 == "EU" => Some("EU".to_owned()),
            None => state_named(know, &get("catalog").replace('-', " ")),
        };
        let (Some(party), Some(office)) = (state, titles.office(title, iso2)) else { continue };
        if get("person").is_empty()
            || get("person").starts_with('Q') && get("person")[1..].parse::<u64>().is_ok()
        {
            continue;
        }
        // The head of a part of a state, not of the state: "president of the Province of Asti".
        let of = title.split_once(" of ").map(|(_, of)| of);
        let part = matches!(office, "president" | "prime minister" | "chancellor" | "king")
            && of.is_some_and(|of| !is_of_state(know, of, &party))
            || office == "secretary of state" && title != "Secretary of State";
        let office = if part { "governor" } else { office };
        let person = get("person").to_owned();
        let also = get("enwiki").split(" (").next().unwrap_or_default();
        if !also.is_empty() && also != person {
            other.entry((person.clone(), get("qid").to_owned())).or_default().insert(also.to_owned());
        }
        // A holder in office was seen there on the day when the source was read.
        let (to, seen) = (date(get("end")), date(get("open_asof")));
        let known_until = if seen.is_empty() { "2022-12-11".to_owned() } else { seen };
        rows.push(Held {
            party,
            office: office.to_owned(),
            from: date(get("start")),
            to,
            person,
            wikidata: get("qid").to_owned(),
            title: host(know, office, title).unwrap_or_else(|| title.to_owned()),
            known_until,
        });
    }
    rows.retain(|row| row.to.is_empty() || row.from <= row.to);
    let named = other.into_iter().map(|((person, wikidata), aliases)| Alias {
        person,
        wikidata,
        party: String::new(),
        aliases,
    });
    aliases.extend(named);
    Ok(rows)
}

/// The title of an ambassador to a state in the usual form: "ambassador to the Russian Federation" as "ambassador to
/// Russia".
fn host(know: &Knowledge, office: &str, title: &str) -> Option<String> {
    let (_, name) = title.split_once(" to ").filter(|_| office == "ambassador")?;
    let host = know.party(&state_named(know, name)?)?;
    Some(sent_to("ambassador", host))
}

/// Whether what follows "of" in a title is the state itself, its republic, government or council.
fn is_of_state(know: &Knowledge, of: &str, party: &str) -> bool {
    let of = of.rsplit(" of ").next().unwrap_or(of);
    let of = of.strip_prefix("the ").unwrap_or(of);
    let whole =
        ["Republic", "Government", "State", "Union", "Federation", "Confederation", "Ministers", "Council"];
    whole.iter().any(|w| of.starts_with(w) || of.ends_with(w))
        || state_named(know, of).as_deref() == Some(party)
}
