//! Persons and the offices they held: [`Person`], [`Holding`], [`Tenure`].

use std::{fmt, ops::Range};

use jiff::civil::Date;

use crate::{Knowledge, PartialDate, office::Office, party::Party, spelling};

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

/// One office of one party: party, office, first post, number of posts.
#[derive(Clone, Copy)]
struct Seat {
    office: u32,
    first: u32,
    count: u32,
}

const SEAT_WORDS: usize = 4;

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

    /// Whether a name is a way of naming this person: in other order or spelling, with or without middle names. A
    /// family name alone is enough.
    pub fn is_called(self, name: &str) -> bool {
        let asked = spelling::words(name);
        let same = |known: &str| {
            let known = spelling::words(known);
            spelling::likeness(&asked, &known).is_some() || spelling::is_part(&asked, &known)
        };
        same(self.name()) || self.aliases().any(same)
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
        let day = PartialDate::from(day);
        if self.from().is_some_and(|from| day < from) {
            return None;
        }
        match (self.to(), self.known_until()) {
            (Some(to), _) => day.not_after(to).then_some(Tenure::Known),
            (None, Some(known)) if !day.not_after(known) => Some(Tenure::CarriedForward),
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
        self.seats_of(party).flat_map(|seat| self.holdings_at(seat))
    }

    /// The offices of a party that have a known holder.
    pub fn offices_of<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Office<'k>> {
        self.seats_of(party).filter_map(|seat| self.office_at(seat.office))
    }

    /// The holdings of one office of a party, by time.
    pub fn holdings_in<'k>(
        &'k self,
        party: Party<'k>,
        office: Office<'k>,
    ) -> impl Iterator<Item = Holding<'k>> {
        let all = self.seat_range(party);
        let (mut low, mut high) = (all.start, all.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.seat(middle).office < office.index() { low = middle + 1 } else { high = middle }
        }
        let seat = (low < all.end).then(|| self.seat(low)).filter(|seat| seat.office == office.index());
        seat.into_iter().flat_map(|seat| self.holdings_at(seat))
    }

    fn seats_of<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Seat> {
        self.seat_range(party).map(|at| self.seat(at))
    }

    /// The numbers of the seats of a party, by office.
    fn seat_range(&self, party: Party<'_>) -> Range<usize> {
        let first = |party: u32| {
            (self.party_seats.word(party as usize) as usize).min(self.seats.words() / SEAT_WORDS)
        };
        first(party.index())..first(party.index() + 1)
    }

    fn seat(&self, at: usize) -> Seat {
        let word = |column| self.seats.word(at * SEAT_WORDS + column);
        Seat { office: word(1), first: word(2), count: word(3) }
    }

    fn holdings_at<'k>(&'k self, seat: Seat) -> impl Iterator<Item = Holding<'k>> {
        let posts = seat.first..seat.first.saturating_add(seat.count);
        posts.filter_map(|at| self.holding_at(self.posts.word(at as usize)))
    }

    pub(crate) fn person_at(&self, index: u32) -> Option<Person<'_>> {
        ((index as usize) < self.persons.words() / PERSON_WORDS).then_some(Person { know: self, index })
    }

    pub(crate) fn holding_at(&self, index: u32) -> Option<Holding<'_>> {
        ((index as usize) < self.holdings.words() / HOLDING_WORDS).then_some(Holding { know: self, index })
    }
}
