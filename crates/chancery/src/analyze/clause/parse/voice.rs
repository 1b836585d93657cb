//! Whose the words are that an "-ing" of speech tells of behind another clause: ", *calling* it an act of war".

use super::{Element, Parser};
use crate::analyze::clause::{Relation, VerbId};
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
