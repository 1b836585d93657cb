//! Offices: [`Office`], a canonical title such as "foreign minister" with the class it belongs to.

use std::fmt;

use crate::{Knowledge, spelling};

/// An office, in the record's form: lower case, without the state.
#[derive(Clone, Copy)]
pub struct Office<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Name, class, role, whether one holds it at a time.
pub(crate) const OFFICE_WORDS: usize = 4;

impl<'k> Office<'k> {
    /// The canonical name: "foreign minister".
    pub fn name(self) -> &'k str {
        self.know.strings.string(self.word(0))
    }

    /// What kind of office it is: "head of state", "foreign", "defence", "diplomat", "spokesperson", "organization" …
    pub fn class(self) -> &'k str {
        self.know.strings.string(self.word(1))
    }

    /// The general office that this is a local form of: of "secretary of state", "foreign minister"; else itself.
    pub fn role(self) -> Office<'k> {
        self.know.office_at(self.word(2)).unwrap_or(self)
    }

    /// Whether the holder of `other` is meant by this title as well: the same office or another form of it.
    pub fn covers(self, other: Office<'k>) -> bool {
        self == other || self.role() == other.role()
    }

    /// Whether one person holds it at a time.
    pub fn single(self) -> bool {
        self.word(3) != 0
    }

    /// How prominent its holder is, from 0 to 100.
    pub fn weight(self) -> u32 {
        weight(self.class(), self.single())
    }

    pub(crate) fn index(self) -> u32 {
        self.index
    }

    fn word(self, column: usize) -> u32 {
        self.know.offices.word(self.index as usize * OFFICE_WORDS + column)
    }
}

/// How prominent the holder of an office of a class is, from 0 to 100.
pub(crate) fn weight(class: &str, single: bool) -> u32 {
    let weight = match class {
        "head of state" | "head of government" => 100,
        "foreign" => 90,
        "organization" => 80,
        "defence" | "finance" | "security" | "party" => 70,
        "trade" | "interior" | "energy" | "justice" | "royal" => 55,
        "deputy" | "parliament" | "spokesperson" | "military" | "intelligence" => 45,
        "diplomat" => 30,
        _ => 35,
    };
    if single { weight } else { weight / 2 }
}

impl PartialEq for Office<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Office<'_> {}

impl fmt::Debug for Office<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Office({})", self.name())
    }
}

impl Knowledge {
    /// The office that goes by this title: "Minister of Foreign Affairs", "FM", "foreign minister".
    pub fn office(&self, title: &str) -> Option<Office<'_>> {
        let found = self.longest_name(title)?;
        if found.len != title.len() {
            return None;
        }
        found.senses().find_map(|sense| match sense {
            crate::Sense::Office(office) => Some(office),
            _ => None,
        })
    }

    /// Offices whose names resemble a title that is unknown, or share a word with it, the nearest first.
    pub fn near_offices<'k>(&'k self, title: &str) -> impl Iterator<Item = Office<'k>> {
        let title = title.get(..64).unwrap_or(title).to_lowercase();
        let mut near: Vec<(usize, Office<'k>)> = self
            .offices()
            .filter_map(|office| {
                let shared = title
                    .split_whitespace()
                    .filter(|word| office.name().split(' ').any(|w| w == *word))
                    .count();
                let far = spelling::distance(&title, office.name(), 3);
                far.or((shared > 0).then(|| 10 - shared.min(5))).map(|far| (far, office))
            })
            .collect();
        near.sort_by_key(|(far, office)| (*far, std::cmp::Reverse(office.weight()), office.index));
        near.into_iter().map(|(_, office)| office)
    }

    /// All offices.
    pub fn offices(&self) -> impl Iterator<Item = Office<'_>> {
        (0..(self.offices.words() / OFFICE_WORDS) as u32).filter_map(|index| self.office_at(index))
    }

    pub(crate) fn office_at(&self, index: u32) -> Option<Office<'_>> {
        ((index as usize) < self.offices.words() / OFFICE_WORDS).then_some(Office { know: self, index })
    }
}
