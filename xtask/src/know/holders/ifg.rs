//! British ministers: the Institute for Government's database, one appointment a row.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use super::{Alias, Held, Titles, date};

/// The day of the database's last change.
const KNOWN_UNTIL: &str = "2026-06-12";

pub(super) fn read(data: &Path, titles: &Titles, aliases: &mut Vec<Alias>) -> anyhow::Result<Vec<Held>> {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for person in super::csv(data, "uk-ifg/data/person.csv")? {
        names.entry(person["id"].clone()).or_default().push(person["display_name"].clone());
    }
    let mut posts: HashMap<String, String> = HashMap::new();
    for post in super::csv(data, "uk-ifg/data/post.csv")? {
        posts.insert(post["id"].clone(), post["name"].clone());
    }
    let mut rows = Vec::new();
    let mut other: HashMap<String, BTreeSet<String>> = HashMap::new();
    for row in super::csv(data, "uk-ifg/data/appointment.csv")? {
        let (Some(title), Some(named)) = (posts.get(&row["post_id"]), names.get(&row["person_id"])) else {
            continue;
        };
        // The presidents of councils and conferences are ministers.
        let Some(office) = titles.office(title, "GB").map(|o| if o == "president" { "minister" } else { o })
        else {
            continue;
        };
        // A peer is shown by the name borne before, where the database has one.
        let plain = |name: &&String| {
            !["Lord ", "Lady ", "Baroness ", "Viscount ", "Earl ", "The "].iter().any(|t| name.starts_with(t))
        };
        let Some(person) = named.iter().find(plain).or(named.first()) else { continue };
        other.entry(person.clone()).or_default().extend(named.iter().filter(|n| *n != person).cloned());
        rows.push(Held {
            party: "GBR".into(),
            office: office.to_owned(),
            from: date(&row["start_date"]),
            to: date(&row["end_date"]),
            person: person.clone(),
            wikidata: String::new(),
            title: title.clone(),
            known_until: KNOWN_UNTIL.into(),
        });
    }
    let named = other.into_iter().filter(|(_, names)| !names.is_empty());
    aliases.extend(named.map(|(person, aliases)| Alias {
        person,
        wikidata: String::new(),
        party: "GBR".into(),
        aliases,
    }));
    Ok(rows)
}
