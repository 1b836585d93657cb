//! Statements of Wikidata that someone held a position ([`Statement`]), as the repositories `every-politician-scrapers` on
//! GitHub hold them or as its query service gives them, and what they are in the tables.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use chancery_know::Knowledge;

use super::{Alias, Held, Titles, date, sent_to, state_named};

/// That a person held a position of a state. What is not told is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The party whose position it is.
    pub(crate) party: String,
    /// The position's name: "Minister of Foreign Affairs".
    pub(crate) position: String,
    /// The person's name and item: "Q58217".
    pub(crate) person: String,
    pub(crate) item: String,
    /// The title of the article in the English Wikipedia.
    pub(crate) article: String,
    /// The first and the last day, as far as known.
    pub(crate) from: String,
    pub(crate) to: String,
    /// The last day on which the statement was seen.
    pub(crate) seen: String,
}

/// Statements as rows of the tables, with other names of the persons.
pub(crate) struct Reader<'a> {
    know: &'a Knowledge,
    titles: &'a Titles,
    iso2: HashMap<&'a str, &'a str>,
    rows: Vec<Held>,
    other: BTreeMap<(String, String), BTreeSet<String>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(know: &'a Knowledge, titles: &'a Titles) -> Self {
        let current = know.parties().filter(|party| party.to().is_none());
        let iso2 = current.filter_map(|party| Some((party.code(), party.iso2()?))).collect();
        Reader { know, titles, iso2, rows: Vec::new(), other: BTreeMap::new() }
    }

    /// Takes a statement; one of a position that the tables leave out, or of somebody without a name, is passed over.
    pub(crate) fn push(&mut self, statement: Statement) {
        let Statement { party, position, person, item, article, from, to, seen } = statement;
        let iso2 =
            if party == "EU" { "EU" } else { self.iso2.get(party.as_str()).copied().unwrap_or_default() };
        let Some(office) = self.titles.office(&position, iso2) else { return };
        let nameless = person.strip_prefix('Q').is_some_and(|number| number.parse::<u64>().is_ok());
        if person.is_empty() || nameless || !to.is_empty() && from > to {
            return;
        }
        // The head of a part of a state, not of the state: "president of the Province of Asti".
        let of = position.split_once(" of ").map(|(_, of)| of);
        let part = matches!(office, "president" | "prime minister" | "chancellor" | "king")
            && of.is_some_and(|of| !is_of_state(self.know, of, &party))
            || office == "secretary of state" && position != "Secretary of State";
        let office = if part { "governor" } else { office };
        let also = article.split(" (").next().unwrap_or_default();
        if !also.is_empty() && also != person {
            self.other.entry((person.clone(), item.clone())).or_default().insert(also.to_owned());
        }
        let title = host(self.know, office, &position).unwrap_or(position);
        let office = office.to_owned();
        self.rows.push(Held { party, office, from, to, person, wikidata: item, title, known_until: seen });
    }

    /// The rows, and the other names added to `aliases`.
    pub(crate) fn finish(self, aliases: &mut Vec<Alias>) -> Vec<Held> {
        let named = self.other.into_iter().map(|((person, wikidata), aliases)| Alias {
            person,
            wikidata,
            party: String::new(),
            aliases,
        });
        aliases.extend(named);
        self.rows
    }
}

/// The rows of the file in the data folder.
pub(super) fn read(
    data: &Path,
    know: &Knowledge,
    titles: &Titles,
    aliases: &mut Vec<Alias>,
) -> anyhow::Result<Vec<Held>> {
    let states: HashMap<&str, &str> =
        know.parties().filter(|p| p.to().is_none()).filter_map(|p| Some((p.iso2()?, p.code()))).collect();
    let mut reader = Reader::new(know, titles);
    for row in super::csv(data, "officeholders-wikidata-cc0/officeholders_wikidata_cc0.csv")? {
        let get = |column: &str| row.get(column).map_or("", String::as_str);
        let party = match states.get(get("iso2")) {
            Some(code) => Some((*code).to_owned()),
            None if get("iso2") == "EU" => Some("EU".to_owned()),
            None => state_named(know, &get("catalog").replace('-', " ")),
        };
        let Some(party) = party else { continue };
        // A holder in office was seen there on the day when the source was read.
        let seen = match date(get("open_asof")) {
            seen if seen.is_empty() => "2022-12-11".to_owned(),
            seen => seen,
        };
        reader.push(Statement {
            party,
            position: get("position").to_owned(),
            person: get("person").to_owned(),
            item: get("qid").to_owned(),
            article: get("enwiki").to_owned(),
            from: date(get("start")),
            to: date(get("end")),
            seen,
        });
    }
    Ok(reader.finish(aliases))
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
