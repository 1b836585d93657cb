//! Who held an office on a day: [`Knowledge::holder`].

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::{
    Knowledge, Sense,
    names::NameMatch,
    office::Office,
    party::{Party, PartyKind},
    person::{Holding, Person, Tenure},
};

impl Knowledge {
    /// Who held an office of a party on a day, with how sure that is; of several, the one whom the best source has and
    /// who came last.
    ///
    /// The office may go by another name there: the foreign minister of the United States is the secretary of state.
    /// Before a state began, that of the one it came from counts: Russia's minister of 1987 is the Soviet one. An office
    /// that an organisation has only in an agency is the agency's.
    pub fn holder<'k>(
        &'k self,
        party: Party<'k>,
        office: Office<'k>,
        day: Date,
    ) -> Option<(Holding<'k>, Tenure)> {
        let exact = best(self.holdings_in(party, office), day);
        if office.name() == "leader" && exact.is_none() {
            return self.leader(party, day);
        }
        exact
            .or_else(|| self.holders_by_role(party, office, day))
            .or_else(|| {
                let before = self.before(party, day)?;
                best(self.holdings_in(before, office), day)
                    .or_else(|| self.holders_by_role(before, office, day))
            })
            .or_else(|| best(self.agencies(party).flat_map(|agency| self.holdings_in(agency, office)), day))
    }

    /// The agencies of an organisation: UNHCR, whose high commissioner is one of the UN.
    pub(crate) fn agencies<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Party<'k>> {
        let whole = party.kind() == PartyKind::Organization;
        self.parties().filter(move |agency| whole && agency.parent() == Some(party))
    }

    /// The other offices by which an office may go in a party: of the same role, the general secretary of a ruling
    /// party for that of a state, the president for a head of government where there is none.
    pub(crate) fn same_role<'k>(&'k self, office: Office<'k>) -> [Option<Office<'k>>; 2] {
        let other = match office.name() {
            "head of government" => self.office_named("head of state"),
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

    /// Who led a state on a day: of its heads of state and government the one whom the list of effective leaders has,
    /// or who bears the office that its last one there bore.
    fn leader<'k>(&'k self, party: Party<'k>, day: Date) -> Option<(Holding<'k>, Tenure)> {
        let heads = || {
            self.holdings_of(party).filter(|h| {
                let class = h.office().map_or("", Office::class);
                matches!(class, "head of state" | "head of government" | "party")
            })
        };
        let listed = |h: &Holding<'k>| h.source().contains("reign");
        let last = heads()
            .filter(listed)
            .filter(|h| h.from().is_some_and(|from| from.first() <= day))
            .max_by_key(|h| h.from());
        let office = last.and_then(Holding::office);
        best(heads().filter(listed), day).or_else(|| best(heads().filter(|h| h.office() == office), day))
    }

    /// The state that a party came from, if it had not begun on that day.
    pub(crate) fn before<'k>(&'k self, party: Party<'k>, day: Date) -> Option<Party<'k>> {
        party.from().filter(|from| day < from.first())?;
        self.parties().find(|p| p.parent() == Some(party) && p.to().is_some_and(|to| day <= to.last()))
    }

    pub(crate) fn office_named(&self, name: &str) -> Option<Office<'_>> {
        self.offices().find(|office| office.name() == name)
    }
}

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
