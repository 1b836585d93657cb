//! Persons and their holdings.

use std::collections::{BTreeMap, HashMap};

use super::{
    NameTable, Source, Table, Unfit,
    names::{Kind, rank},
    parties::Parties,
};
use crate::pack::Packer;

struct Draft<'a> {
    party: u32,
    office: u32,
    title: &'a str,
    from: u32,
    to: u32,
    known_until: u32,
    source: &'a str,
}

/// Writes the persons of `holdings.tsv` and their holdings.
pub(crate) fn compile(
    sources: &[Source],
    parties: &Parties<'_>,
    offices: &HashMap<String, u32>,
    packer: &mut Packer,
    names: &mut NameTable,
) -> Result<(), Unfit> {
    let mut persons: BTreeMap<(&str, &str), Vec<Draft<'_>>> = BTreeMap::new();
    for row in Table::find(sources, "holdings.tsv")?.rows() {
        let office = row.get("office")?;
        let Some(&office) = offices.get(office) else {
            return Err(row.unfit(format_args!("no office is called `{office}`")));
        };
        persons.entry((row.get("person")?, row.get("wikidata")?)).or_default().push(Draft {
            party: parties.number(row.get("party")?, &row)? + 1,
            office,
            title: row.get("title")?,
            from: row.date("from")?,
            to: row.date("to")?,
            known_until: row.date("known_until")?,
            source: row.get("source")?,
        });
    }
    let (mut words, mut holdings) = (Vec::new(), Vec::new());
    let mut posts = vec![Vec::new(); parties.len()];
    for ((name, wikidata), mut held) in persons {
        let number = (words.len() / crate::person::PERSON_WORDS) as u32;
        held.sort_by_key(|h| h.from);
        let first = (holdings.len() / crate::person::HOLDING_WORDS) as u32;
        words.extend([packer.string(name), packer.string(wikidata), 0, first, held.len() as u32]);
        names.add(name, Kind::Person, 0, number, rank::FULL_NAME);
        if let Some(surname) = name.split(' ').next_back() {
            names.add(surname, Kind::Person, 1, number, rank::SURNAME);
            names.add_surname(surname);
        }
        for (holding, at) in held.iter().zip(first..) {
            if let Some(post) = (holding.party as usize).checked_sub(1).and_then(|p| posts.get_mut(p)) {
                post.push((holding.office, holding.from, at));
            }
            let (title, source) = (packer.string(holding.title), packer.string(holding.source));
            let dates = [holding.from, holding.to, holding.known_until];
            holdings.extend([number, holding.party, holding.office, title]);
            holdings.extend(dates);
            holdings.push(source);
        }
    }
    let mut lists = Vec::new();
    for post in &mut posts {
        post.sort_unstable();
        let held: Vec<u32> = post.iter().map(|&(_, _, at)| at).collect();
        lists.push(packer.list(&held));
    }
    packer.words("persons", words);
    packer.words("holdings", holdings);
    packer.words("posts", lists);
    Ok(())
}
