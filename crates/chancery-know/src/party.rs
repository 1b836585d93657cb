//! States, territories, organisations and groups: [`Party`].

use std::{cmp::Ordering, fmt};

use crate::{Form, Knowledge, PartialDate, Sense, fold, place::Place, question::capitalized, spelling};

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// A state of today or of the past.
    State,
    /// A dependency or other territory with an ISO 3166 code.
    Territory,
    /// An international organisation or grouping.
    Organization,
    /// An armed or other non-state group.
    Group,
}

impl PartyKind {
    /// The kind in the record's word: `state`, `territory`, `organization`, `group`.
    pub fn as_str(self) -> &'static str {
        match self {
            PartyKind::State => "state",
            PartyKind::Territory => "territory",
            PartyKind::Organization => "organization",
            PartyKind::Group => "group",
        }
    }
}

/// A state, territory, organisation or group.
#[derive(Clone, Copy)]
pub struct Party<'k> {
    pub(crate) know: &'k Knowledge,
    index: u32,
}

/// A party that goes by a name.
#[derive(Clone, Copy, Debug)]
pub struct PartyMatch<'k> {
    /// Which.
    pub party: Party<'k>,
    /// How well the name fits, from 0 to 1: its code or usual name, another name, a demonym, a seat, an organ.
    pub score: f32,
}

/// How well a name fits that is not the usual one or the code.
mod worth {
    pub(super) const ALIAS: f32 = 0.95;
    pub(super) const FORMER: f32 = 0.9;
    pub(super) const DEMONYM: f32 = 0.8;
    pub(super) const METONYM: f32 = 0.6;
    pub(super) const BODY: f32 = 0.5;
}

/// The columns of a party's row.
pub(crate) const CODE: usize = 0;
pub(crate) const KIND: usize = 1;
pub(crate) const NAME: usize = 2;
pub(crate) const ALIASES: usize = 3;
pub(crate) const DEMONYMS: usize = 4;
pub(crate) const SEATS: usize = 5;
pub(crate) const ISO2: usize = 6;
pub(crate) const COW: usize = 7;
pub(crate) const CAMEO: usize = 8;
pub(crate) const FIPS: usize = 9;
pub(crate) const WIKIDATA: usize = 10;
pub(crate) const FROM: usize = 11;
pub(crate) const TO: usize = 12;
pub(crate) const PARENT: usize = 13;
pub(crate) const MEMBERS: usize = 14;
pub(crate) const PLACE: usize = 15;
pub(crate) const FORMER: usize = 16;
pub(crate) const PARTY_WORDS: usize = 17;

impl<'k> Party<'k> {
    /// The party code: ISO 3166-1 alpha-3 of a state, the usual acronym of an organisation or group.
    pub fn code(self) -> &'k str {
        self.string(CODE)
    }

    /// What it is.
    pub fn kind(self) -> PartyKind {
        match self.word(KIND) {
            0 => PartyKind::State,
            1 => PartyKind::Territory,
            2 => PartyKind::Organization,
            _ => PartyKind::Group,
        }
    }

    /// Its usual English name.
    pub fn name(self) -> &'k str {
        self.string(NAME)
    }

    /// Its other names, past ones included.
    pub fn aliases(self) -> impl Iterator<Item = &'k str> {
        self.list(ALIASES)
    }

    /// The adjectives and nouns of its people.
    pub fn demonyms(self) -> impl Iterator<Item = &'k str> {
        self.list(DEMONYMS)
    }

    /// Its capitals or seats.
    pub fn seats(self) -> impl Iterator<Item = &'k str> {
        self.list(SEATS)
    }

    /// ISO 3166-1 alpha-2.
    pub fn iso2(self) -> Option<&'k str> {
        self.optional(ISO2)
    }

    /// The number of the Correlates of War project.
    pub fn cow(self) -> Option<&'k str> {
        self.optional(COW)
    }

    /// The code in CAMEO data.
    pub fn cameo(self) -> Option<&'k str> {
        self.optional(CAMEO)
    }

    /// FIPS 10-4 or its successor GEC.
    pub fn fips(self) -> Option<&'k str> {
        self.optional(FIPS)
    }

    /// Where its row is from: see the attribution page of the tables.
    pub fn source(self) -> &'static str {
        match self.kind() {
            PartyKind::State | PartyKind::Territory => "editorial+country-codes+factbook+reign",
            PartyKind::Organization | PartyKind::Group => "editorial",
        }
    }

    /// Its item in Wikidata.
    pub fn wikidata(self) -> Option<&'k str> {
        self.optional(WIKIDATA)
    }

    /// Since when it exists, if that is after 1945 or known.
    pub fn from(self) -> Option<PartialDate> {
        PartialDate::unpack(self.word(FROM))
    }

    /// When it ended, if it did.
    pub fn to(self) -> Option<PartialDate> {
        PartialDate::unpack(self.word(TO))
    }

    /// The state that a territory belongs to, that followed a former state, or that a group is at home in; the
    /// organisation that another is an agency of.
    pub fn parent(self) -> Option<Party<'k>> {
        self.know.party_at(self.word(PARENT).checked_sub(1)?)
    }

    /// The names that it bore for a time, each from when to when as far as known: "Zaire".
    pub fn former_names(self) -> impl Iterator<Item = (&'k str, Option<PartialDate>, Option<PartialDate>)> {
        let know = self.know;
        let words: Vec<u32> = know.lists.list(self.word(FORMER)).collect();
        (0..words.len() / 3).map(move |i| {
            let name = know.strings.string(words[3 * i]);
            (name, PartialDate::unpack(words[3 * i + 1]), PartialDate::unpack(words[3 * i + 2]))
        })
    }

    /// Its place on the map: a state's or territory's own, with the coordinates of its middle.
    pub fn place(self) -> Option<Place<'k>> {
        self.know.place_at(self.word(PLACE).checked_sub(1)?)
    }

    pub(crate) fn word(self, column: usize) -> u32 {
        self.know.parties.word(self.index as usize * PARTY_WORDS + column)
    }

    /// The place of its row.
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    fn string(self, column: usize) -> &'k str {
        self.know.strings.string(self.word(column))
    }

    fn optional(self, column: usize) -> Option<&'k str> {
        Some(self.string(column)).filter(|s| !s.is_empty())
    }

    fn list(self, column: usize) -> impl Iterator<Item = &'k str> {
        let know = self.know;
        know.lists.list(self.word(column)).map(|s| know.strings.string(s))
    }
}

impl PartialEq for Party<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Party<'_> {}

impl fmt::Debug for Party<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Party({})", self.code())
    }
}

impl Knowledge {
    /// The party with this code, in capitals: `IND`, `UN`, `HAMAS`.
    pub fn party(&self, code: &str) -> Option<Party<'_>> {
        let (mut low, mut high) = (0, self.party_count());
        while low < high {
            let middle = low + (high - low) / 2;
            let party = self.party_at(middle)?;
            match party.code().cmp(code) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(party),
            }
        }
        None
    }

    /// The parties that go by exactly this code or name, the best first. Small letters are no hindrance.
    pub fn parties_named<'k>(&'k self, name: &str) -> Vec<PartyMatch<'k>> {
        let mut found: Vec<PartyMatch<'k>> = Vec::new();
        let mut add = |party: Party<'k>, score: f32| match found.iter_mut().find(|m| m.party == party) {
            Some(known) => known.score = known.score.max(score),
            None => found.push(PartyMatch { party, score }),
        };
        if let Some(party) = self.party(&name.to_uppercase()) {
            add(party, 1.0);
        }
        let key = fold::name_key(name);
        let titled = capitalized(name);
        let upper = name.to_uppercase();
        for spelt in [name, titled.as_str(), upper.as_str()] {
            let Some(named) = self.longest_name(spelt).filter(|found| found.len == spelt.len()) else {
                continue;
            };
            for sense in named.senses() {
                match sense {
                    Sense::Party { party, form: Form::Name } if fold::name_key(party.name()) == key => {
                        add(party, 1.0);
                    }
                    Sense::Party { party, form: Form::Name } if party.to().is_some() => {
                        add(party, worth::FORMER);
                    }
                    Sense::Party { party, form: Form::Name } => add(party, worth::ALIAS),
                    Sense::Party { party, form: Form::Demonym } => add(party, worth::DEMONYM),
                    Sense::Party { party, form: Form::Metonym } => add(party, worth::METONYM),
                    Sense::Body(body) => body.party().into_iter().for_each(|party| add(party, worth::BODY)),
                    _ => {}
                }
            }
        }
        found.sort_by(|a, b| {
            let by_score = b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal);
            by_score.then_with(|| {
                (a.party.to().is_some(), a.party.index()).cmp(&(b.party.to().is_some(), b.party.index()))
            })
        });
        found
    }

    /// All parties, by code.
    pub fn parties(&self) -> impl Iterator<Item = Party<'_>> {
        (0..self.party_count()).filter_map(|index| self.party_at(index))
    }

    /// Parties whose names resemble one that is unknown, the nearest first, at most four.
    pub fn near_parties<'k>(&'k self, name: &str) -> Vec<Party<'k>> {
        let asked = name.get(..64).unwrap_or(name).to_lowercase();
        let most = (asked.chars().count() / 3).min(2);
        let far = |party: Party<'k>| {
            let names = std::iter::once(party.name()).chain(party.aliases());
            names.filter_map(|known| spelling::distance(&asked, &known.to_lowercase(), most)).min()
        };
        let mut near: Vec<(usize, Party<'k>)> = self.parties().filter_map(|p| Some((far(p)?, p))).collect();
        near.sort_by_key(|(far, party)| (*far, party.kind() != PartyKind::State, party.index()));
        near.into_iter().take(4).map(|(_, party)| party).collect()
    }

    fn party_count(&self) -> u32 {
        (self.parties.words() / PARTY_WORDS) as u32
    }

    pub(crate) fn party_at(&self, index: u32) -> Option<Party<'_>> {
        (index < self.party_count()).then_some(Party { know: self, index })
    }
}
