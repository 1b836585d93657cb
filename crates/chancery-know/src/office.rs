//! Offices: [`Office`], a canonical title such as "foreign minister" with the class it belongs to.

use std::fmt;

use crate::Knowledge;

/// An office, in the record's form: lower case, without the state.
#[derive(Clone, Copy)]
pub struct Office<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Name, class.
pub(crate) const OFFICE_WORDS: usize = 2;

impl<'k> Office<'k> {
    /// The canonical name: "foreign minister".
    pub fn name(self) -> &'k str {
        self.know.strings.string(self.word(0))
    }

    /// What kind of office it is: "head of state", "foreign", "defence", "diplomat", "spokesperson", "organization" …
    pub fn class(self) -> &'k str {
        self.know.strings.string(self.word(1))
    }

    fn word(self, column: usize) -> u32 {
        self.know.offices.word(self.index as usize * OFFICE_WORDS + column)
    }
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

    /// All offices.
    pub fn offices(&self) -> impl Iterator<Item = Office<'_>> {
        (0..(self.offices.words() / OFFICE_WORDS) as u32).filter_map(|index| self.office_at(index))
    }

    pub(crate) fn office_at(&self, index: u32) -> Option<Office<'_>> {
        ((index as usize) < self.offices.words() / OFFICE_WORDS).then_some(Office { know: self, index })
    }
}
