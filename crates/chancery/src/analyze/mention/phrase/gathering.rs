//! Those of many states or of a state's opposition, told together: "representatives from about 20 countries", "the
//! opposition parties".

use super::super::{MentionForm, Reading};
use super::Phrases;
use crate::text::TokenKind;

/// Words between those who are sent and the number of states that send them.
const MOST: usize = 6;

impl Phrases<'_> {
    /// A gathering that begins at `at`; past it.
    pub(super) fn gathering(&mut self, at: usize) -> Option<usize> {
        let end = self.sent_by_many(at).or_else(|| self.opposition(at))?;
        let span = self.span(at, end);
        self.push(span, span, MentionForm::Descriptor, Reading::Group { party: None });
        Some(end)
    }

    /// "representatives from about 20 countries", "delegates of several nations".
    fn sent_by_many(&self, at: usize) -> Option<usize> {
        let sent = matches!(
            self.lower(at),
            "representatives"
                | "delegates"
                | "delegations"
                | "officials"
                | "ministers"
                | "leaders"
                | "diplomats"
                | "envoys"
        );
        if !sent || !matches!(self.lower(at + 1), "from" | "of" | "representing") {
            return None;
        }
        let limit = self.limit.min(at + 2 + MOST);
        let noun = (at + 2..limit).find(|&i| {
            matches!(self.lower(i), "countries" | "nations" | "states" | "governments" | "organizations")
        })?;
        let number = |i: usize| {
            self.analysis.tokens.list[i].kind == TokenKind::Number
                || matches!(
                    self.lower(i),
                    "several"
                        | "many"
                        | "various"
                        | "multiple"
                        | "dozen"
                        | "dozens"
                        | "ten"
                        | "twenty"
                        | "thirty"
                        | "forty"
                )
        };
        let rounds = |i: usize| {
            matches!(
                self.lower(i),
                "about"
                    | "around"
                    | "more"
                    | "than"
                    | "over"
                    | "nearly"
                    | "some"
                    | "almost"
                    | "at"
                    | "least"
                    | "a"
                    | "of"
                    | "other"
            )
        };
        let between = at + 2..noun;
        (between.clone().any(number) && between.clone().all(|i| number(i) || rounds(i))).then_some(noun + 1)
    }

    /// "opposition parties", "opposition lawmakers".
    fn opposition(&self, at: usize) -> Option<usize> {
        if self.lower(at) != "opposition" || self.is_title_case(at) && at > self.begin {
            return None;
        }
        let noun = if matches!(self.lower(at + 1), "party") { at + 2 } else { at + 1 };
        let people = matches!(
            self.lower(noun),
            "parties"
                | "lawmakers"
                | "members"
                | "deputies"
                | "politicians"
                | "groups"
                | "leaders"
                | "legislators"
        );
        if people && noun < self.limit {
            return Some(noun + 1);
        }
        // "Yanukovych and *the opposition* sign": nobody else's, and opposed to nothing that is named behind.
        let next = self.atoms.words.get(at + 1).copied().unwrap_or_default();
        let alone = at > self.begin
            && self.lower(at - 1) == "the"
            && !matches!(self.lower(at + 1), "to" | "of" | "from" | "in" | "within" | "against")
            && (next.verb != 0 && next.noun == 0 || next.class != 0 || !self.is_small(at + 1))
            && !self.is_title_case(at + 1)
            && !self.is_possessive(at + 1);
        alone.then_some(at + 1)
    }
}
