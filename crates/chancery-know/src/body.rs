//! The organs that act for a party: [`Body`].

use std::fmt;

use crate::{Knowledge, party::Party};

/// An organ of a party: a ministry, parliament, central bank, army, service, or the seat that stands for one.
#[derive(Clone, Copy)]
pub struct Body<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Name, party (plus one), sector.
pub(crate) const BODY_WORDS: usize = 3;

impl<'k> Body<'k> {
    /// Its first name.
    pub fn name(self) -> &'k str {
        self.know.strings.string(self.word(0))
    }

    /// The party that it acts for; `None` for "foreign ministry" and the like, of whichever state the report tells.
    pub fn party(self) -> Option<Party<'k>> {
        self.know.party_at(self.word(1).checked_sub(1)?)
    }

    /// The sector in PLOVER's code: `GOV`, `MIL`, `LEG`, `JUD`, `SPY`, `COP`, `PTY`, `IGO`.
    pub fn sector(self) -> &'k str {
        self.know.strings.string(self.word(2))
    }

    fn word(self, column: usize) -> u32 {
        self.know.bodies.word(self.index as usize * BODY_WORDS + column)
    }
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({}, {:?}, {})", self.name(), self.party(), self.sector())
    }
}

impl Knowledge {
    /// The organs of a party, in the order of their table.
    pub fn bodies_of<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Body<'k>> {
        let count = (self.bodies.words() / BODY_WORDS) as u32;
        (0..count).filter_map(|index| self.body_at(index)).filter(move |body| body.party() == Some(party))
    }

    pub(crate) fn body_at(&self, index: u32) -> Option<Body<'_>> {
        ((index as usize) < self.bodies.words() / BODY_WORDS).then_some(Body { know: self, index })
    }
}
