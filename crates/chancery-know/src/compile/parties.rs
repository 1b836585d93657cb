//! States, organisations, groups and their organs.

use std::collections::{BTreeMap, HashMap};

use super::{
    NameTable, Row, Source, Table, Unfit,
    names::{Kind, rank},
};
use crate::{
    fold,
    pack::Packer,
    party::{
        ALIASES, CAMEO, CODE, COW, DEMONYMS, FIPS, FORMER, FROM, ISO2, KIND, MEMBERS, NAME, PARENT,
        PARTY_WORDS, PLACE, SEATS, TO, WIKIDATA,
    },
};

/// All parties, in the order of their codes.
pub(crate) struct Parties<'a> {
    by_code: BTreeMap<&'a str, Draft<'a>>,
    numbers: HashMap<&'a str, u32>,
    iso2: HashMap<&'a str, &'a str>,
    codes: Vec<&'a str>,
}

#[derive(Default)]
struct Draft<'a> {
    kind: u32,
    name: &'a str,
    aliases: Vec<&'a str>,
    demonyms: Vec<&'a str>,
    seats: Vec<&'a str>,
    codes: [&'a str; 5],
    from: u32,
    to: u32,
    parent: &'a str,
    members: Vec<Member<'a>>,
    former: Vec<(&'a str, u32, u32)>,
}

struct Member<'a> {
    party: &'a str,
    from: u32,
    to: u32,
    status: &'a str,
    source: &'a str,
    known_until: u32,
}

impl<'a> Parties<'a> {
    /// Reads `states.tsv`, `organizations.tsv`, `groups.tsv`, `members.tsv` and `former_names.tsv`.
    pub(crate) fn read(sources: &'a [Source]) -> Result<Self, Unfit> {
        let mut parties = Parties {
            by_code: BTreeMap::new(),
            numbers: HashMap::new(),
            iso2: HashMap::new(),
            codes: Vec::new(),
        };
        for row in Table::find(sources, "states.tsv")?.rows() {
            let kind = match row.get("kind")? {
                "state" => 0,
                "territory" => 1,
                other => return Err(row.unfit(format_args!("`{other}` is no kind of state"))),
            };
            parties.add(&row, kind, "parent")?;
        }
        for row in Table::find(sources, "organizations.tsv")?.rows() {
            parties.add(&row, 2, "parent")?;
        }
        for row in Table::find(sources, "groups.tsv")?.rows() {
            parties.add(&row, 3, "state")?;
        }
        parties.codes = parties.by_code.keys().copied().collect();
        parties.numbers = parties.by_code.keys().zip(0..).map(|(code, i)| (*code, i)).collect();
        for row in Table::find(sources, "members.tsv")?.rows() {
            let member = Member {
                party: row.get("party")?,
                from: row.date("from")?,
                to: row.date("to")?,
                status: row.get("status")?,
                source: row.get("source")?,
                known_until: row.date("known_until")?,
            };
            parties.number(member.party, &row)?;
            if member.source.is_empty() || member.known_until == 0 {
                return Err(row.unfit("a member needs a source and the date up to which it knows"));
            }
            if member.to != 0 && member.to < member.from {
                return Err(row.unfit("it ends before it begins"));
            }
            match parties.by_code.get_mut(row.get("organization")?) {
                Some(organization) => organization.members.push(member),
                None => return Err(row.unfit("no such organisation")),
            }
        }
        for row in Table::find(sources, "former_names.tsv")?.rows() {
            let former = (row.get("name")?, row.date("from")?, row.date("to")?);
            let code = row.get("party")?;
            parties.number(code, &row)?;
            if former.2 != 0 && former.2 < former.1 {
                return Err(row.unfit("it ends before it begins"));
            }
            if let Some(party) = parties.by_code.get_mut(code) {
                party.former.push(former);
            }
        }
        Ok(parties)
    }

    fn add(&mut self, row: &Row<'a, '_>, kind: u32, parent: &str) -> Result<(), Unfit> {
        let optional = |column: &str| row.get(column).unwrap_or_default();
        let code = row.get("code")?;
        let draft = Draft {
            kind,
            name: row.get("name")?,
            aliases: row.list("aliases")?,
            demonyms: row.list("demonyms").unwrap_or_default(),
            seats: row.list(if kind < 2 { "seats" } else { "seat" }).unwrap_or_default(),
            codes: [
                optional("iso2"),
                optional("cow"),
                optional("cameo"),
                optional("fips"),
                optional("wikidata"),
            ],
            from: row.date("from").unwrap_or_default(),
            to: row.date("to").unwrap_or_default(),
            parent: row.get(parent)?,
            members: Vec::new(),
            former: Vec::new(),
        };
        if !draft.codes[0].is_empty() && draft.to == 0 {
            self.iso2.insert(draft.codes[0], code);
        }
        match self.by_code.insert(code, draft) {
            Some(_) => Err(row.unfit(format_args!("the code `{code}` stands twice"))),
            None => Ok(()),
        }
    }

    /// The number of the party with this code.
    pub(crate) fn number(&self, code: &str, row: &Row<'_, '_>) -> Result<u32, Unfit> {
        match self.numbers.get(code) {
            Some(&number) => Ok(number),
            None => Err(row.unfit(format_args!("no party has the code `{code}`"))),
        }
    }

    /// States and territories of today: code, name, number, and the names of their capitals.
    pub(crate) fn countries(&self) -> impl Iterator<Item = (&'a str, &'a str, u32, &[&'a str])> {
        self.by_code.iter().filter(|(_, d)| d.kind < 2 && d.to == 0).map(|(code, d)| {
            (*code, d.name, self.numbers.get(code).copied().unwrap_or_default(), &d.seats[..])
        })
    }

    /// The code of a party.
    pub(crate) fn code(&self, number: u32) -> &'a str {
        self.codes.get(number as usize).copied().unwrap_or_default()
    }

    /// When a party ended, as a packed date; 0 when it did not.
    pub(crate) fn end(&self, number: u32) -> u32 {
        self.by_code.get(self.code(number)).map_or(0, |party| party.to)
    }

    /// Whether a person may have held an office of the one party and one of the other: of a state and an organisation,
    /// of a former state and one of its successors.
    pub(crate) fn relates(&self, a: u32, b: u32) -> bool {
        let wide = |number| self.by_code.get(self.code(number)).is_some_and(|p| p.kind == 2 || p.to != 0);
        wide(a) || wide(b)
    }

    /// How many parties there are.
    pub(crate) fn len(&self) -> usize {
        self.by_code.len()
    }

    /// Writes the parties and adds their names; `places` gives the place of each country.
    pub(crate) fn write(
        &self,
        places: &HashMap<u32, u32>,
        packer: &mut Packer,
        names: &mut NameTable,
    ) -> Result<(), Unfit> {
        let mut words = Vec::with_capacity(self.len() * PARTY_WORDS);
        for ((code, draft), number) in self.by_code.iter().zip(0..) {
            let mut row = [0; PARTY_WORDS];
            row[CODE] = packer.string(code);
            row[KIND] = draft.kind;
            row[NAME] = packer.string(draft.name);
            row[ALIASES] = packer.strings(draft.aliases.iter().copied());
            row[DEMONYMS] = packer.strings(draft.demonyms.iter().copied());
            row[SEATS] = packer.strings(draft.seats.iter().copied());
            for (column, code) in [ISO2, COW, CAMEO, FIPS, WIKIDATA].into_iter().zip(draft.codes) {
                row[column] = packer.string(code);
            }
            row[FROM] = draft.from;
            row[TO] = draft.to;
            row[PARENT] = self.numbers.get(draft.parent).map_or(0, |n| n + 1);
            let mut members = Vec::new();
            for member in &draft.members {
                let status = if member.status.is_empty() { "member" } else { member.status };
                let party = self.numbers.get(member.party).copied().unwrap_or_default();
                let (status, source) = (packer.string(status), packer.string(member.source));
                members.extend([party, member.from, member.to, status, source, member.known_until]);
            }
            let former = draft.former.iter().flat_map(|(name, from, to)| [packer.string(name), *from, *to]);
            let former: Vec<u32> = former.collect();
            row[FORMER] = packer.list(&former);
            row[MEMBERS] = packer.list(&members);
            row[PLACE] = places.get(&number).map_or(0, |n| n + 1);
            words.extend(row);
            draft.add_names(number, names);
        }
        packer.words("parties", words);
        Ok(())
    }
}

impl Draft<'_> {
    fn add_names(&self, number: u32, names: &mut NameTable) {
        let former = if self.to == 0 { 0 } else { 500 };
        let prominence = match self.kind {
            0 => rank::STATE,
            1 => rank::TERRITORY,
            2 => rank::ORGANIZATION,
            _ => rank::GROUP,
        } - former;
        names.add(self.name, Kind::Party, 0, number, prominence);
        for alias in self.aliases.iter().chain(self.former.iter().map(|(name, ..)| name)) {
            names.add(alias, Kind::Party, 0, number, prominence - 1);
        }
        for demonym in &self.demonyms {
            names.add(demonym, Kind::Party, 1, number, rank::DEMONYM - former);
            if let Some(plural) = plural(demonym) {
                names.add(&plural, Kind::Party, 1, number, rank::DEMONYM - former);
            }
        }
        if self.kind < 2 {
            for seat in &self.seats {
                names.add(seat, Kind::Party, 2, number, rank::METONYM - former);
            }
        }
    }
}

/// The plural of a demonym that has one in `s`: "Americans", "Czechs", but not "Chinese" or "British".
fn plural(demonym: &str) -> Option<String> {
    let same = ["ese", "ish", "ss", "ch", "men", "man", "rs", "ois", "Zealand"];
    let regular = !same.iter().any(|end| demonym.ends_with(end)) || demonym == "Czech";
    regular.then(|| format!("{demonym}s"))
}

/// Writes `bodies.tsv`.
pub(crate) fn bodies(
    sources: &[Source],
    parties: &Parties<'_>,
    packer: &mut Packer,
    names: &mut NameTable,
) -> Result<(), Unfit> {
    let mut words = Vec::new();
    for row in Table::find(sources, "bodies.tsv")?.rows() {
        let party = match row.get("party")? {
            "-" => 0,
            code => parties.number(code, &row)? + 1,
        };
        let mut seen = HashMap::new();
        for name in row.list("names")? {
            let Some((key, _)) = fold::key(name) else {
                return Err(row.unfit(format_args!("`{name}` is no name")));
            };
            if let Some(&number) = seen.get(&key) {
                names.add(name, Kind::Body, 0, number, rank::BODY);
                continue;
            }
            let number = (words.len() / crate::body::BODY_WORDS) as u32;
            seen.insert(key, number);
            words.extend([packer.string(name), party, packer.string(row.get("sector")?)]);
            names.add(name, Kind::Body, 0, number, rank::BODY);
        }
    }
    packer.words("bodies", words);
    Ok(())
}
