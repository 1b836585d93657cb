//! Persons and the offices they held: [`Person`], [`Holding`], [`Tenure`].

use std::fmt;

use jiff::civil::Date;

use crate::{Knowledge, PartialDate, office::Office, party::Party};

/// The number of a person in this table; it changes when the table is built anew, so keep [`Person::wikidata`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u32);

/// Someone who held an office.
#[derive(Clone, Copy)]
pub struct Person<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Name, Wikidata item, aliases, first holding, number of holdings.
pub(crate) const PERSON_WORDS: usize = 5;

/// That a person held an office for a party.
#[derive(Clone, Copy)]
pub struct Holding<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Person, party (plus one), office, title, from, to, known until, source.
pub(crate) const HOLDING_WORDS: usize = 8;

/// How sure it is that a holding covers a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tenure {
    /// The source knows it.
    Known,
    /// The source knew it before and knows of no end; the answer is carried forward.
    CarriedForward,
}

impl<'k> Person<'k> {
    /// The person's number in this table.
    pub fn id(self) -> PersonId {
        PersonId(self.index)
    }

    /// The usual name: "Sergey Lavrov".
    pub fn name(self) -> &'k str {
        self.know.strings.string(self.word(0))
    }

    /// The item in Wikidata.
    pub fn wikidata(self) -> Option<&'k str> {
        Some(self.know.strings.string(self.word(1))).filter(|s| !s.is_empty())
    }

    /// Other spellings.
    pub fn aliases(self) -> impl Iterator<Item = &'k str> {
        let know = self.know;
        know.lists.list(self.word(2)).map(|s| know.strings.string(s))
    }

    /// The offices held, in order of time.
    pub fn holdings(self) -> impl Iterator<Item = Holding<'k>> {
        let know = self.know;
        let first = self.word(3);
        (first..first.saturating_add(self.word(4))).filter_map(|index| know.holding_at(index))
    }

    fn word(self, column: usize) -> u32 {
        self.know.persons.word(self.index as usize * PERSON_WORDS + column)
    }
}

impl PartialEq for Person<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Person<'_> {}

impl fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({})", self.name())
    }
}

impl<'k> Holding<'k> {
    /// Who held the office.
    pub fn person(self) -> Option<Person<'k>> {
        self.know.person_at(self.word(0))
    }

    /// The party that the office belongs to.
    pub fn party(self) -> Option<Party<'k>> {
        self.know.party_at(self.word(1).checked_sub(1)?)
    }

    /// The office in its canonical form.
    pub fn office(self) -> Option<Office<'k>> {
        self.know.office_at(self.word(2))
    }

    /// The title as the source has it: "Minister for Foreign Affairs and Expatriates".
    pub fn title(self) -> &'k str {
        self.know.strings.string(self.word(3))
    }

    /// The first day in office, as far as known.
    pub fn from(self) -> Option<PartialDate> {
        PartialDate::unpack(self.word(4))
    }

    /// The last day in office, if it has ended and that is known.
    pub fn to(self) -> Option<PartialDate> {
        PartialDate::unpack(self.word(5))
    }

    /// The day up to which the source knows.
    pub fn known_until(self) -> Option<PartialDate> {
        PartialDate::unpack(self.word(6))
    }

    /// Where the row is from: see the attribution page of the tables.
    pub fn source(self) -> &'k str {
        self.know.strings.string(self.word(7))
    }

    /// Whether the office was held on a day. A day on which two holders changed belongs to both.
    pub fn on(self, day: Date) -> Option<Tenure> {
        if self.from().is_some_and(|from| day < from.first()) {
            return None;
        }
        match (self.to(), self.known_until()) {
            (Some(to), _) => (day <= to.last()).then_some(Tenure::Known),
            (None, Some(known)) if day > known.last() => Some(Tenure::CarriedForward),
            (None, _) => Some(Tenure::Known),
        }
    }

    fn word(self, column: usize) -> u32 {
        self.know.holdings.word(self.index as usize * HOLDING_WORDS + column)
    }
}

impl fmt::Debug for Holding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let party = self.party().map_or("-", Party::code);
        let office = self.office().map_or("-", Office::name);
        let person = self.person().map_or("-", Person::name);
        write!(f, "{person}, {party} {office}")?;
        match (self.from(), self.to()) {
            (Some(from), Some(to)) => write!(f, " {from}..{to}"),
            (Some(from), None) => write!(f, " {from}.."),
            (None, Some(to)) => write!(f, " ..{to}"),
            (None, None) => Ok(()),
        }
    }
}

impl Knowledge {
    /// The person with this number.
    pub fn person(&self, id: PersonId) -> Option<Person<'_>> {
        self.person_at(id.0)
    }

    /// All persons.
    pub fn persons(&self) -> impl Iterator<Item = Person<'_>> {
        (0..(self.persons.words() / PERSON_WORDS) as u32).filter_map(|index| self.person_at(index))
    }

    /// All holdings of offices that belong to a party, by office and time.
    pub fn holdings_of<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Holding<'k>> {
        self.lists.list(self.posts.word(party.index() as usize)).filter_map(|index| self.holding_at(index))
    }

    pub(crate) fn person_at(&self, index: u32) -> Option<Person<'_>> {
        ((index as usize) < self.persons.words() / PERSON_WORDS).then_some(Person { know: self, index })
    }

    pub(crate) fn holding_at(&self, index: u32) -> Option<Holding<'_>> {
        ((index as usize) < self.holdings.words() / HOLDING_WORDS).then_some(Holding { know: self, index })
    }
}
