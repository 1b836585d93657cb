//! Whose the words are that an "-ing" of speech tells of behind another clause: ", *calling* it an act of war".

use super::verb::Tense;
use super::{Element, Parser};
use crate::analyze::clause::{PhraseId, Relation, Tag, VerbId};
use crate::analyze::word::{form, kind};

impl Parser<'_, '_> {
    /// Closes the clauses in which others act, before a verb of speech after a comma: "Chad condemned Mali after its troops
    /// crossed over, *calling* it war", "said that Mali must go, *adding* that": who condemns or says it goes on.
    pub(super) fn leave_what_is_spoken_of(&mut self, id: VerbId) {
        let speaks = kind::SAY | kind::BLAME | kind::CONTROL;
        while self.clauses.len() > 1 && self.is_kind(Some(id), speaks) {
            let top = *self.top();
            let (Some(verb), Some(outer)) = (top.verb, top.governor) else { return };
            let when = top.relation == Relation::Adverbial && !self.is_kind(Some(verb), speaks);
            let said = top.relation == Relation::Complement
                && self.is_kind(Some(outer), kind::SAY)
                && self.is_kind(Some(id), kind::SAY)
                && !self.is_kind(Some(verb), speaks);
            if outer > verb || !(when || said) {
                return;
            }
            self.clauses.pop();
        }
    }

    /// Closes a clause that told which or when, before a verb after ", and": "condemned the raid by rebels who killed five,
    /// *and called* on Niger", "recalled its envoy after Niger criticised it, *and expelled* two". One that others say is
    /// closed by a verb of speech alone.
    pub(super) fn leave_closed(&mut self, e: usize, id: VerbId) {
        let comma =
            self.before(e).and_then(|b| b.checked_sub(1)).is_some_and(|c| self.tag(c) == Some(Tag::Comma));
        let tense = self.tense(id);
        let speaks = self.is_kind(Some(id), kind::SAY | kind::BLAME | kind::CONTROL);
        while comma && tense != Tense::Base && self.clauses.len() > 1 {
            let (top, outer) = (*self.top(), self.clauses[self.clauses.len() - 2]);
            let (Some(verb), Some(around)) = (top.verb, outer.verb) else { return };
            let own = self.grammar.verbs[verb];
            // "Rebels who killed five, wounded three, and fled": a list goes on.
            let listed = own.relation == Relation::Joined && own.shares.is_some();
            let closed = match top.relation {
                Relation::Relative | Relation::Adverbial => !listed,
                Relation::Complement => speaks && self.is_kind(Some(around), kind::SAY),
                _ => false,
            };
            // A new subject goes on with its own verb.
            let waits = top.waiting.is_some_and(|w| self.begins_after(w, e));
            if !closed || waits || around > verb || self.tense(around) != tense {
                return;
            }
            self.clauses.pop();
        }
    }

    /// Whether phrase `p` stands behind the last comma before element `e`.
    fn begins_after(&self, p: PhraseId, e: usize) -> bool {
        let comma = (0..e).rev().find(|&i| self.tag(i) == Some(Tag::Comma));
        let at = comma.and_then(|i| match self.elements[i] {
            Element::Other(t) => Some(t),
            _ => None,
        });
        at.is_some_and(|at| self.grammar.phrases[p].start > at)
    }

    /// The verb of whoever speaks of what another is to do, where `verb` tells that: "*rejected* his decision to go, calling
    /// it", "*urged* the court to act, *calling on* it".
    pub(super) fn who_speaks_of(&self, verb: Option<VerbId>, id: VerbId) -> Option<VerbId> {
        let group = self.grammar.verbs[verb?];
        let speaks = self.is_kind(Some(id), kind::SAY | kind::BLAME | kind::CONTROL);
        let other = group.infinitive && group.subject.is_some();
        if other && (group.opener.is_some() || speaks) && group.governor.is_some() {
            group.governor
        } else {
            verb
        }
    }

    /// Whether the verb at element `e` is joined to a word for an act that another is charged with: "accused Chad of killing
    /// and *wounding*".
    pub(super) fn follows_charge(&self, e: usize, verb: Option<VerbId>) -> bool {
        let first = self.before(e).and_then(|b| self.before(b)).map(|b| self.elements[b]);
        let Some(Element::Noun(p)) = first.filter(|_| self.is_kind(verb, kind::BLAME)) else { return false };
        let phrase = self.grammar.phrases[p];
        let led = phrase.preposition.map_or("", |t| self.analysis.tokens.lower(t));
        let word = self.grammar.words[phrase.head];
        phrase.head == phrase.start && word.has_form(form::ING) && matches!(led, "of" | "for")
    }
}
