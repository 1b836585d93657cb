//! Who belongs to which organisation, and since when: [`Membership`].

use jiff::civil::Date;

use crate::{
    Knowledge, PartialDate,
    party::{MEMBERS, Party},
};

/// That a party belongs, or belonged, to an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Membership<'k> {
    /// The organisation.
    pub organization: Party<'k>,
    /// The member.
    pub member: Party<'k>,
    /// When it joined, as far as known.
    pub from: Option<PartialDate>,
    /// When it left, if it did.
    pub to: Option<PartialDate>,
    /// `member`, or a lesser standing such as `observer`, `dialogue partner`, `suspended`.
    pub status: &'k str,
    /// Where the row is from: see the attribution page of the tables.
    pub source: &'k str,
    /// The day up to which the source knows.
    pub known_until: Option<PartialDate>,
}

/// Member, from, to, status, source, known until: the words of one in the list of its organisation.
pub(crate) const MEMBER_WORDS: usize = 6;

impl Membership<'_> {
    /// Whether it held some time from one day to another, each included. A day not known to be outside counts as in.
    pub fn during(&self, from: Date, to: Date) -> bool {
        self.from.is_none_or(|began| began.first() <= to) && self.to.is_none_or(|ended| from <= ended.last())
    }
}

impl<'k> Party<'k> {
    /// The members of an organisation, past ones included.
    pub fn members(self) -> impl Iterator<Item = Membership<'k>> {
        let know = self.know;
        let list = know.lists.list(self.word(MEMBERS));
        let count = list.len() / MEMBER_WORDS;
        let first = self.word(MEMBERS) as usize + 1;
        (0..count).filter_map(move |i| {
            let word = |column| know.lists.word(first + MEMBER_WORDS * i + column);
            Some(Membership {
                organization: self,
                member: know.party_at(word(0))?,
                from: PartialDate::unpack(word(1)),
                to: PartialDate::unpack(word(2)),
                status: know.strings.string(word(3)),
                source: know.strings.string(word(4)),
                known_until: PartialDate::unpack(word(5)),
            })
        })
    }
}

impl Knowledge {
    /// The organisations that a party belongs or belonged to.
    pub fn memberships_of<'k>(&'k self, party: Party<'k>) -> impl Iterator<Item = Membership<'k>> {
        self.parties().flat_map(Party::members).filter(move |membership| membership.member == party)
    }
}
