//! Who held an office on a day: [`Knowledge::holder`]; whom a name means beside an office: [`Knowledge::person_called`].

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::{
    Knowledge, Sense,
    names::NameMatch,
    office::Office,
    party::Party,
    person::{Holding, Person, Tenure},
};

impl Knowledge {
    /// Who held an office of a party on a day, with how sure that is; of several, the one whom the best source has and
    /// who came last.
    ///
    /// The office may go by another name there: the foreign minister of the United States is the secretary of state.
    /// Before a state began, that of the one it came from counts: Russia's minister of 1987 is the Soviet one.
    pub fn holder<'k>(
        &'k self,
        party: Party<'k>,
        office: Office<'k>,
        day: Date,
    ) -> Option<(Holding<'k>, Tenure)> {
        let exact = best(self.holdings_in(party, office), day);
        exact.or_else(|| self.holders_by_role(party, office, day)).or_else(|| {
            let before = self.before(party, day)?;
            best(self.holdings_in(before, office), day).or_else(|| self.holders_by_role(before, office, day))
        })
    }

    /// The other offices by which an office may go in a party: of the same role, the general secretary of a ruling
    /// party for that of a state, the president for a head of government where there is none.
    pub(crate) fn same_role<'k>(&'k self, office: Office<'k>) -> [Option<Office<'k>>; 2] {
        let other = match office.name() {
            "head of government" | "leader" => self.office_named("head of state"),
            "secretary-general" => self.office_named("party general secretary"),
            _ => None,
        };
        [Some(office), other]
    }

    fn holders_by_role<'k>(
        &'k self,
        party: Party<'k>,
        office: Office<'k>,
        day: Date,
    ) -> Option<(Holding<'k>, Tenure)> {
        let mut roles = self.same_role(office).into_iter().flatten();
        roles.find_map(|role| {
            let offices = self.offices_of(party).filter(|held| role.covers(*held));
            best(offices.flat_map(|held| self.holdings_in(party, held)), day)
        })
    }

    /// The state that a party came from, if it had not begun on that day.
    pub(crate) fn before<'k>(&'k self, party: Party<'k>, day: Date) -> Option<Party<'k>> {
        party.from().filter(|from| day < from.first())?;
        self.parties().find(|p| p.parent() == Some(party) && p.to().is_some_and(|to| day <= to.last()))
    }

    /// The person whom a name means, with the office held on the day, where exactly one person fits.
    ///
    /// A whole name finds persons of any time, and those in office on the day before others. A family name alone means
    /// someone in office on the day, of the party or in the office told beside it; without either, only the one person
    /// of that name who is a head of state or government or a minister.
    pub fn person_called<'k>(
        &'k self,
        name: &str,
        party: Option<Party<'k>>,
        office: Option<Office<'k>>,
        day: Option<Date>,
    ) -> Option<(Person<'k>, Option<Holding<'k>>)> {
        let found = self.longest_name(name).filter(|found| found.len == name.len())?;
        let mut best: Option<(Fit, Person<'k>, Option<Holding<'k>>)> = None;
        let mut tied = false;
        for (person, whole) in found.persons() {
            for holding in person.holdings() {
                let Some(fit) = fit(holding, whole, party, office, day) else { continue };
                let held = fit.serves.then_some(holding);
                match &best {
                    Some((have, other, _)) if *have == fit => tied |= *other != person,
                    Some((have, ..)) if *have > fit => {}
                    _ => {
                        tied = false;
                        best = Some((fit, person, held));
                    }
                }
            }
        }
        best.filter(|_| !tied).map(|(_, person, held)| (person, held))
    }

    fn office_named(&self, name: &str) -> Option<Office<'_>> {
        self.offices().find(|office| office.name() == name)
    }
}

/// How well a holding fits what is told beside a name; the greater the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    whole: bool,
    serves: bool,
    same_office: bool,
    same_party: bool,
    known: bool,
    weight: u32,
}

fn fit(
    holding: Holding<'_>,
    whole: bool,
    party: Option<Party<'_>>,
    office: Option<Office<'_>>,
    day: Option<Date>,
) -> Option<Fit> {
    let same_party = party.is_some() && party == holding.party();
    if party.is_some() && !same_party {
        return None;
    }
    let held = holding.office()?;
    let same_office = office.is_some_and(|asked| asked.covers(held));
    let tenure = day.and_then(|day| holding.on(day));
    let serves = day.is_none() || tenure.is_some();
    let weight = if held.single() { held.weight() } else { 0 };
    let told = same_party || same_office;
    if !whole && !(serves && (told && (office.is_none() || same_office) || weight >= WELL_KNOWN)) {
        return None;
    }
    Some(Fit { whole, serves, same_office, same_party, known: tenure == Some(Tenure::Known), weight })
}

/// The weight of offices whose holders are called by the family name alone.
const WELL_KNOWN: u32 = 70;

/// The one of these holdings that covers the day best.
fn best<'k>(holdings: impl Iterator<Item = Holding<'k>>, day: Date) -> Option<(Holding<'k>, Tenure)> {
    let served = holdings.filter_map(|holding| Some((holding, holding.on(day)?)));
    served.min_by_key(|(holding, tenure)| {
        (*tenure, !holding.source().starts_with("editorial"), Reverse(holding.from()))
    })
}

impl<'k> NameMatch<'k> {
    /// The persons of that name, the most prominent first, each with whether it is the whole name.
    pub fn persons(&self) -> impl Iterator<Item = (Person<'k>, bool)> + use<'k> {
        self.forms().filter_map(|(sense, form)| match sense {
            Sense::Person(person) => Some((person, form == 0)),
            _ => None,
        })
    }
}
