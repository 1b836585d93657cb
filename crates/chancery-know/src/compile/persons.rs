//! Persons and their holdings, from every table whose name begins with `holdings`; aliases from those that begin with
//! `aliases`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    NameTable, Source, Table, Unfit, identity,
    names::{Kind, rank},
    offices::Offices,
    parties::Parties,
    tenure::{self, Draft},
    variants::Variants,
};
use crate::{PartialDate, pack::Packer, spelling};

/// A row of a table of holdings.
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    pub(crate) wikidata: &'a str,
    /// The words of the name: [`spelling::words`].
    pub(crate) words: Vec<String>,
    /// The family name is always the last word.
    pub(crate) family_last: bool,
    /// Someone without an office.
    pub(crate) private: bool,
    pub(crate) draft: Draft<'a>,
}

/// A person with the names that the rows use, the first the one to show.
struct Person<'a> {
    names: Vec<&'a str>,
    wikidata: &'a str,
    held: Vec<Draft<'a>>,
}

/// The sources, the one with the most usual names of persons first.
const NAMED_BY: [&str; 8] =
    ["editorial", "wikidata", "executive", "ifg", "factbook", "pocom", "visits", "reign"];

/// Where mothers' family names are middle names, so that a name without its last word is another's.
const FAMILY_LAST: [&str; 7] = ["AUS", "CAN", "GBR", "IRL", "NZL", "USA", "ZAF"];

/// Offices held by one person for each title: "ambassador to India".
const BY_TITLE: [&str; 2] = ["ambassador", "permanent representative"];

/// Writes the persons and their holdings.
pub(crate) fn compile(
    sources: &[Source],
    parties: &Parties<'_>,
    offices: &Offices,
    packer: &mut Packer,
    names: &mut NameTable,
) -> Result<(), Unfit> {
    let variants = Variants::read(sources)?;
    let mut rows = Vec::new();
    for table in Table::beginning(sources, "holdings") {
        for row in table.rows() {
            let office = row.get("office")?;
            let private = office == PRIVATE;
            let Some(&office) = offices.numbers.get(office) else {
                return Err(row.unfit(format_args!("no office is called `{office}`")));
            };
            let party = parties.number(row.get("party")?, &row)?;
            let (name, source, known_until) =
                (row.get("person")?, row.get("source")?, row.date("known_until")?);
            if name.is_empty() || source.is_empty() || known_until == 0 {
                return Err(row.unfit("a holding needs a person, a source and the date up to which it knows"));
            }
            let (from, mut to) = (row.date("from")?, row.date("to")?);
            if PartialDate::unpack(to)
                .zip(PartialDate::unpack(from))
                .is_some_and(|(to, from)| !from.not_after(to))
            {
                return Err(row.unfit("it ends before it begins"));
            }
            if let (0, end @ 1..) = (to, parties.end(party)) {
                to = end;
            }
            let family_last = FAMILY_LAST.contains(&parties.code(party));
            let (party, title) = (party + 1, row.get("title")?);
            let draft = Draft { party, office, title, from, to, known_until, sources: vec![source] };
            let (wikidata, words) = (row.get("wikidata")?, spelling::words(name));
            rows.push(Row { name, wikidata, words, family_last, private, draft });
        }
    }
    // What one source says first must not depend on the order of the files.
    rows.sort_by_cached_key(|r| {
        (tenure::standing(&r.draft), r.draft.party, r.name, r.draft.from, r.draft.office)
    });

    let aliases = Aliases::read(sources)?;
    let called = |row: &Row<'_>| aliases.of(row.name, row.wikidata, parties.code(row.draft.party - 1));
    let gathered = identity::gather(&rows, called, |a, b| parties.relates(a - 1, b - 1));
    let by_title: Vec<u32> = BY_TITLE.iter().filter_map(|o| offices.numbers.get(*o)).copied().collect();
    let one = |office: u32| offices.single.get(office as usize).copied().unwrap_or_default();
    let seat = |d: &Draft<'_>| {
        (d.party, d.office, if one(d.office) { String::new() } else { d.title.to_lowercase() })
    };
    let mut persons: Vec<Person<'_>> = gathered.iter().map(|of| person(&rows, of, seat)).collect();
    let all = persons.iter().zip(0..).flat_map(|(p, n)| p.held.iter().map(move |d| (n, d.clone())));
    let mut all: Vec<(u32, Draft<'_>)> = all.collect();
    tenure::overrule(&mut all, |d| one(d.office).then(|| seat(d)));
    tenure::close(&mut all, |d| (one(d.office) || by_title.contains(&d.office)).then(|| seat(d)));
    for person in &mut persons {
        person.held.clear();
    }
    for (number, draft) in all {
        persons[number as usize].held.push(draft);
    }
    persons.retain(|person| !person.held.is_empty());
    persons.sort_by(|a, b| (a.names[0], a.wikidata).cmp(&(b.names[0], b.wikidata)));
    write(&persons, &aliases, parties, offices, &variants, packer, names);
    Ok(())
}

fn person<'a, K: Ord>(rows: &[Row<'a>], of: &[usize], seat: impl Fn(&Draft<'a>) -> K) -> Person<'a> {
    let mut of = of.to_vec();
    let usual =
        |i: usize| NAMED_BY.iter().position(|s| rows[i].draft.sources == [*s]).unwrap_or(NAMED_BY.len());
    of.sort_by_key(|&i| (usual(i), i));
    let mut names: Vec<&str> = Vec::new();
    for &i in &of {
        if !names.contains(&rows[i].name) {
            names.push(rows[i].name);
        }
    }
    let wikidata = of.iter().map(|&i| rows[i].wikidata).find(|w| !w.is_empty()).unwrap_or_default();
    let mut held = tenure::join(of.iter().map(|&i| rows[i].draft.clone()).collect(), seat);
    held.sort_by_key(|d| (d.from, d.to, d.office));
    Person { names, wikidata, held }
}

/// Other names: each row of a table of aliases is a group of names of one person.
struct Aliases<'a> {
    groups: Vec<Vec<&'a str>>,
    /// By Wikidata item, or by a name of the group and the party; an empty party is any.
    found: BTreeMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Aliases<'a> {
    fn read(sources: &'a [Source]) -> Result<Self, Unfit> {
        let mut aliases = Aliases { groups: Vec::new(), found: BTreeMap::new() };
        for table in Table::beginning(sources, "aliases") {
            for row in table.rows() {
                let (person, item, party) = (row.get("person")?, row.get("wikidata")?, row.get("party")?);
                let mut group = vec![person];
                group.extend(row.list("aliases")?);
                let at = aliases.groups.len();
                if item.is_empty() {
                    for name in &group {
                        aliases.found.entry((*name, party)).or_default().push(at);
                    }
                } else {
                    aliases.found.entry((item, "")).or_default().push(at);
                }
                aliases.groups.push(group);
            }
        }
        Ok(aliases)
    }

    /// The other names of a person with this name, item and party.
    fn of(&self, name: &str, item: &str, party: &str) -> Vec<&'a str> {
        let keys = [(name, party), (name, ""), (item, "")];
        let keys = keys.into_iter().filter(|(key, _)| !key.is_empty());
        let groups = keys.filter_map(|key| self.found.get(&key)).flatten();
        groups.flat_map(|&at| self.groups[at].iter().copied()).collect()
    }
}

fn write(
    persons: &[Person<'_>],
    aliases: &Aliases<'_>,
    parties: &Parties<'_>,
    offices: &Offices,
    variants: &Variants<'_>,
    packer: &mut Packer,
    names: &mut NameTable,
) {
    let (mut words, mut holdings) = (Vec::new(), Vec::new());
    let mut posts = Vec::new();
    for (person, number) in persons.iter().zip(0..) {
        let mut called: Vec<&str> = person.names.clone();
        for draft in &person.held {
            let party = parties.code(draft.party - 1);
            called.extend(person.names.iter().flat_map(|name| aliases.of(name, person.wikidata, party)));
        }
        let mut seen = BTreeSet::new();
        called.retain(|name| seen.insert(*name));
        let other = packer.strings(called[1..].iter().copied());
        let first = (holdings.len() / crate::person::HOLDING_WORDS) as u32;
        let head = [packer.string(called[0]), packer.string(person.wikidata), other];
        words.extend(head);
        words.extend([first, person.held.len() as u32]);
        for (draft, at) in person.held.iter().zip(first..) {
            posts.push((draft.party, draft.office, draft.from, at));
            let (title, source) = (packer.string(draft.title), packer.string(&draft.sources.join("+")));
            holdings.extend([number, draft.party, draft.office, title]);
            holdings.extend([draft.from, draft.to, draft.known_until, source]);
        }
        name(person, &called, number, parties, offices, variants, names);
    }
    posts.sort_unstable();
    let mut seats: Vec<u32> = Vec::new();
    for (at, chunk) in posts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).scan(0, |at, c| {
        *at += c.len();
        Some((*at - c.len(), c))
    }) {
        seats.extend([chunk[0].0 - 1, chunk[0].1, at as u32, chunk.len() as u32]);
    }
    packer.words("persons", words);
    packer.words("holdings", holdings);
    packer.words("posts", posts.into_iter().map(|(_, _, _, at)| at));
    // Where the seats of each party begin, and where those of the last end.
    let count = (seats.len() / 4) as u32;
    let first =
        |party: u32| seats.chunks_exact(4).position(|seat| seat[0] >= party).map_or(count, |at| at as u32);
    let first: Vec<u32> = (0..=parties.len() as u32).map(first).collect();
    packer.words("party_seats", first);
    packer.words("seats", seats);
}

/// Adds the ways in which a person may be named.
fn name(
    person: &Person<'_>,
    called: &[&str],
    number: u32,
    parties: &Parties<'_>,
    offices: &Offices,
    variants: &Variants<'_>,
    names: &mut NameTable,
) {
    let weight = person.held.iter().map(|d| {
        let recent = (d.to.max(d.known_until) / 10_000).saturating_sub(1945).min(90);
        offices.weight.get(d.office as usize).copied().unwrap_or_default() * 8 + recent
    });
    let weight = weight.max().unwrap_or_default();
    let codes: BTreeSet<&str> = person.held.iter().map(|d| parties.code(d.party - 1)).collect();
    for spelt in variants.whole(called, &codes) {
        names.add(&spelt, Kind::Person, 0, number, rank::FULL_NAME + weight);
    }
    // Whoever holds no office is known by the whole name alone: many others have the same family name.
    let private = offices.numbers.get(PRIVATE).copied();
    if person.held.iter().all(|d| Some(d.office) == private) {
        return;
    }
    for short in variants.short(called, &codes) {
        names.add(&short, Kind::Person, 1, number, rank::SURNAME + weight);
        if weight >= PROMINENT {
            names.add_surname(&short);
        }
    }
}

/// The office of those who hold none: activists, prisoners, journalists.
const PRIVATE: &str = "private person";

/// The weight from which a person's family name makes a place of that name doubtful: a minister.
const PROMINENT: u32 = 40 * 8;
