//! The words and marks between phrases and verbs: what opens a clause, and what closes it.

use super::{Clause, Element, Parser};
use crate::analyze::clause::{PhraseId, Relation, Tag};
use crate::analyze::word::mark;

impl Parser<'_, '_> {
    pub(super) fn other(&mut self, e: usize, token: usize) {
        match self.grammar.tags[token] {
            Tag::That => {
                let top = *self.top();
                let after_and = self.before(e).is_some_and(|b| self.tag(b) == Some(Tag::Conjunction));
                // "and that": another of the same verb.
                let governor =
                    if after_and && top.relation == Relation::Complement { top.governor } else { top.verb };
                if after_and && top.relation == Relation::Complement {
                    self.clauses.pop();
                }
                let governor = governor.or(top.governor);
                self.push(Clause { governor, opener: Some(token), ..Clause::new(Relation::Complement) });
            }
            Tag::Relative => {
                let after_comma = e > 0 && self.tag(e - 1) == Some(Tag::Comma);
                let antecedent = self.antecedent(e, after_comma);
                let governor = self.top().verb;
                self.push(Clause {
                    antecedent,
                    governor,
                    after_comma,
                    opener: Some(token),
                    ..Clause::new(Relation::Relative)
                });
            }
            Tag::Subordinator => {
                let top = *self.top();
                let after_comma = e > 0 && self.tag(e - 1) == Some(Tag::Comma);
                if top.relation == Relation::Adverbial && top.verb.is_some() {
                    self.clauses.pop();
                }
                let governor = self.top().verb;
                self.push(Clause {
                    governor,
                    after_comma,
                    opener: Some(token),
                    ..Clause::new(Relation::Adverbial)
                });
            }
            Tag::Break => {
                self.clauses.clear();
                self.clauses.push(Clause::new(Relation::Main));
            }
            Tag::Quote => self.quote(e),
            Tag::Comma => {
                let top = *self.top();
                let next_verb = matches!(self.elements.get(e + 1), Some(Element::Verb(v)) if {
                    let g = self.grammar.verbs[*v];
                    !g.gerund && !g.infinitive
                });
                let closes = top.relation == Relation::Relative && top.verb.is_some() && top.after_comma
                    || top.relation == Relation::Adverbial && top.verb.is_some() && next_verb;
                if closes && self.clauses.len() > 1 && !self.goes_on(e) {
                    self.clauses.pop();
                }
            }
            _ => {}
        }
    }

    /// Whether after the comma at element `e` a list goes on.
    pub(super) fn goes_on(&self, e: usize) -> bool {
        matches!(self.elements.get(e + 1), Some(Element::Noun(_)))
            && self.is_list(e + 1)
            && matches!(self.elements.get(e.wrapping_sub(1)), Some(Element::Noun(_)))
    }

    pub(super) fn push(&mut self, clause: Clause) {
        if self.clauses.len() < 12 {
            self.clauses.push(clause);
        }
    }

    /// Marks around whole clauses part them from what is around; marks around single words do not count.
    pub(super) fn quote(&mut self, e: usize) {
        let Element::Other(token) = self.elements[e] else { return };
        let lower = self.analysis.tokens.lower(token);
        let list = &self.analysis.tokens.list;
        let adjacent_next = list.get(token + 1).is_some_and(|n| n.span.start == list[token].span.end);
        let opens = matches!(lower, "“" | "«" | "``") || lower == "\"" && adjacent_next;
        if opens {
            let close = (e + 1..self.elements.len())
                .find(|&i| self.tag(i) == Some(Tag::Quote))
                .unwrap_or(self.elements.len());
            let clause = (e + 1..close).any(|i| match self.elements[i] {
                Element::Verb(v) => {
                    let g = self.grammar.verbs[v];
                    !g.infinitive && !g.gerund && !g.reduced
                }
                _ => false,
            });
            // "Who \"*strongly condemned*\" the move": the quoted words go on with the clause.
            let first = (e + 1..close).find(|&i| self.tag(i) != Some(Tag::Adverb));
            let begins = first.is_some_and(|i| matches!(self.elements[i], Element::Verb(_)));
            if clause && !begins {
                let governor = self.top().verb;
                self.push(Clause { governor, ..Clause::new(Relation::Complement) });
            }
        } else if self.clauses.len() > 1 {
            // What is said ends; what follows is about it.
            let top = *self.top();
            if top.relation == Relation::Complement && top.opener.is_none() {
                self.clauses.pop();
            }
        }
    }

    /// The noun that says that something is meant, and whose it is by the "of" or "by" that hangs on it: "the *decision* of the
    /// *government* of Chad to", "a *move* by *Niger* to".
    pub(super) fn decided_by(&self, p: PhraseId) -> Option<(usize, PhraseId)> {
        let mut owner = p;
        let mut named = self.has_name(p).then_some(p);
        for _ in 0..4 {
            let at = self.grammar.phrases[owner].preposition?;
            if !matches!(self.analysis.tokens.lower(at), "of" | "by") {
                return None;
            }
            let noun = at.checked_sub(1)?;
            let outer = self.grammar.phrase(noun)?;
            let head = self.grammar.phrases[outer].head;
            if head == noun
                && self.grammar.words[head].has_mark(mark::INTENT)
                && self.grammar.cover[head].is_none()
            {
                return named.map(|named| (head, named));
            }
            if self.has_name(outer) {
                named = Some(outer);
            }
            owner = outer;
        }
        None
    }

    /// Whether a verb asks for something: "sent a note to Chad *seeking* his return".
    pub(super) fn asks(&self, verb: usize) -> bool {
        matches!(
            self.analysis.tokens.lower(self.grammar.verbs[verb].head),
            "seeking"
                | "requesting"
                | "asking"
                | "demanding"
                | "urging"
                | "inviting"
                | "proposing"
                | "protesting"
        )
    }

    /// Whether element `e` is a "who", which is said of people.
    fn is_who(&self, e: usize) -> bool {
        matches!(self.elements[e], Element::Other(t) if self.analysis.tokens.lower(t) == "who")
    }

    /// Whether a phrase names somebody.
    fn is_someone(&self, p: PhraseId) -> bool {
        self.grammar.words[self.grammar.phrases[p].head].has_mark(mark::AGENT) || self.has_name(p)
    }

    /// Whether the phrase before the preposition of the one at element `i` names somebody.
    fn hangs_on_someone(&self, i: usize) -> bool {
        let before = i.checked_sub(2).map(|b| self.elements[b]);
        matches!(before, Some(Element::Noun(p)) if self.is_someone(p))
    }

    /// The phrase that a relative clause at element `e` is about.
    pub(super) fn antecedent(&self, e: usize, after_comma: bool) -> Option<PhraseId> {
        let mut i = if after_comma { e.checked_sub(1)? } else { e };
        let mut last = None;
        while let Some(b) = i.checked_sub(1) {
            i = b;
            match self.elements[i] {
                Element::Noun(p) => {
                    last = last.or(Some(p));
                    let phrase = self.grammar.phrases[p];
                    // "members of the government who", "the leader of X, who": the head of the whole.
                    let of = phrase.preposition.is_some_and(|t| self.analysis.tokens.lower(t) == "of");
                    // "Its backing of *the rebels, who* are to leave": not the backing.
                    if of
                        && last == Some(p)
                        && self.is_who(e)
                        && self.is_someone(p)
                        && !self.hangs_on_someone(i)
                    {
                        return Some(p);
                    }
                    if phrase.apposed || of && !self.has_name(p) || of && after_comma {
                        continue;
                    }
                    return Some(p);
                }
                Element::Other(t)
                    if matches!(
                        self.grammar.tags[t],
                        Tag::Preposition | Tag::Comma | Tag::Open | Tag::Close
                    ) => {}
                _ => break,
            }
        }
        last
    }
}
