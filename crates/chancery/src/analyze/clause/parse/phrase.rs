//! Where a noun phrase goes: to its preposition, its list, what it describes, or to wait for a verb.

use super::{Element, Parser};
use crate::analyze::MentionForm;
use crate::analyze::clause::{PhraseId, Relation, Tag};
use crate::analyze::mention::{PartyKind, Reading};
use crate::analyze::word::{form, kind, mark};

impl Parser<'_, '_> {
    pub(super) fn noun(&mut self, e: usize, id: PhraseId) {
        let before = self.before(e);
        if let Some(Element::Other(token)) = before.map(|b| self.elements[b])
            && self.adds(token)
            && self.add(e, id)
        {
            return;
        }
        match before.map(|b| self.elements[b]) {
            Some(Element::Other(token)) => match self.grammar.tags[token] {
                Tag::Preposition => {
                    self.grammar.phrases[id].preposition = Some(token);
                    return;
                }
                Tag::Conjunction => {
                    if self.join(e, id) {
                        return;
                    }
                }
                Tag::Comma => {
                    let previous = before.and_then(|b| self.before(b)).and_then(|b| match self.elements[b] {
                        Element::Noun(q) => Some(q),
                        _ => None,
                    });
                    if let Some(previous) = previous {
                        if self.is_headline_pair(e, previous, id) {
                            self.grammar.phrases[id].joined = Some(previous);
                            self.top().waiting = Some(id);
                            return;
                        }
                        if self.is_region(e, previous, id) {
                            self.grammar.phrases[id].apposed = true;
                            return;
                        }
                        let list = self.is_list(e) || self.are_two_persons(e, previous, id);
                        if list && !self.starts_over(previous) && !self.is_closed(previous) {
                            let governed = self.grammar.phrases[previous].preposition;
                            self.grammar.phrases[id].joined = Some(previous);
                            self.grammar.phrases[id].preposition = governed;
                            self.grammar.phrases[id].apposed = self.grammar.phrases[previous].apposed;
                            return;
                        }
                        if !self.is_spliced(e, id) && self.apposes(e, previous) {
                            self.grammar.phrases[id].apposed = true;
                            return;
                        }
                    } else if self.is_aside(e) {
                        self.grammar.phrases[id].apposed = true;
                        return;
                    }
                }
                Tag::Open => {
                    self.grammar.phrases[id].apposed = true;
                    return;
                }
                _ => {}
            },
            _ => {}
        }
        if self.is_time(id) {
            self.grammar.phrases[id].apposed = true;
            return;
        }
        if self.is_object_aside(e) {
            return;
        }
        self.top().waiting = Some(id);
    }

    /// Whether token `at` ends words that add to a list: "as well as", "together with".
    fn adds(&self, at: usize) -> bool {
        let word = |n: usize| at.checked_sub(n).map_or("", |i| self.analysis.tokens.lower(i));
        match word(0) {
            "as" => word(1) == "well" && word(2) == "as",
            "with" => matches!(word(1), "together" | "along"),
            _ => false,
        }
    }

    /// Joins a phrase after "as well as" or "together with" to the list before: "X and Y, *together with Z*, met".
    fn add(&mut self, e: usize, id: PhraseId) -> bool {
        let previous = (e.saturating_sub(6)..e).rev().find_map(|i| match self.elements[i] {
            Element::Noun(p) => Some(Some(p)),
            Element::Verb(_) => Some(None),
            Element::Other(_) => None,
        });
        let Some(Some(previous)) = previous else { return false };
        let phrase = self.grammar.phrases[previous];
        let joined = &mut self.grammar.phrases[id];
        joined.joined = Some(previous);
        joined.preposition = phrase.preposition;
        joined.apposed = phrase.apposed;
        if self.top().waiting == Some(previous) {
            self.top().waiting = Some(id);
        }
        true
    }

    /// Joins a phrase after "and" to the one before; not where it begins a clause of its own.
    pub(super) fn join(&mut self, e: usize, id: PhraseId) -> bool {
        // Over "and", a comma before it, and the prepositional phrases of the phrase that it is joined to.
        let mut previous = None;
        let mut i = e;
        let mut steps = 0;
        while let Some(b) = i.checked_sub(1) {
            i = b;
            steps += 1;
            match self.elements[i] {
                Element::Noun(q) => {
                    previous = Some(q);
                    break;
                }
                Element::Other(t)
                    if matches!(
                        self.grammar.tags[t],
                        Tag::Conjunction | Tag::Comma | Tag::Adverb | Tag::Close
                    ) && steps < 5 => {}
                _ => break,
            }
        }
        let top = *self.top();
        if let Some(previous) = previous.filter(|_| top.begins.is_some() && top.begins == previous) {
            self.grammar.phrases[id].joined = Some(previous);
            self.top().waiting = Some(id);
            self.top().begins = Some(id);
            return true;
        }
        // "*A, who led the one side,* and *B*, who led the other, signed".
        if let Some(subject) = self.subject_over_clause(e, id) {
            self.grammar.phrases[id].joined = Some(subject);
            self.top().waiting = Some(id);
            return true;
        }
        let of_verb = top.verb.is_some() && !self.is_kind(top.verb, kind::SAY);
        if top.verb.is_some() && self.begins_clause(e, id) {
            self.top().begins = Some(id);
            return false;
        }
        let Some(previous) = previous else { return false };
        let verb_next = self.is_finite(e + 1);
        // "X met Y and Z accused W".
        if verb_next && of_verb {
            return false;
        }
        let governed = self.grammar.phrases[previous].preposition;
        if governed.is_some()
            && verb_next
            && top.waiting.is_some()
            && top.verb.is_none()
            && self.plural(top.waiting)
        {
            // "the foreign ministers of Poland and Ukraine call": the list is inside.
        } else if governed.is_some()
            && verb_next
            && top.verb.is_none()
            && self.has_name(id)
            && top.waiting.is_some_and(|w| self.has_name(w))
        {
            // "President Xi of China and President Putin met": the list is of the phrases around.
            self.grammar.phrases[id].joined = top.waiting;
            self.top().waiting = Some(id);
            return true;
        }
        self.grammar.phrases[id].joined = Some(previous);
        self.grammar.phrases[id].preposition = governed;
        if governed.is_none() {
            self.top().waiting = Some(id);
        }
        true
    }

    /// The subject that waits for its verb before a clause between commas that describes it, after which the name at element
    /// `e` is joined to it.
    fn subject_over_clause(&mut self, e: usize, id: PhraseId) -> Option<PhraseId> {
        let top = *self.top();
        let subject = top.waiting.filter(|_| top.verb.is_none() && top.relation == Relation::Main)?;
        let comma = self.before(e).and_then(|b| b.checked_sub(1));
        let closed = comma.is_some_and(|c| self.tag(c) == Some(Tag::Comma));
        let end = self.grammar.phrases[subject].end;
        let clause = self.elements[..e].iter().any(|element| match element {
            Element::Verb(v) => self.grammar.verbs[*v].start >= end,
            _ => false,
        });
        (closed && clause && self.has_name(subject) && self.has_name(id)).then_some(subject)
    }

    /// Whether the phrase at element `e` is what those do whom an "-ing" describes, before their own verb: "three allies
    /// *boycotting Chad* agreed".
    fn is_object_aside(&mut self, e: usize) -> bool {
        let Some(Element::Verb(v)) = self.before(e).map(|b| self.elements[b]) else { return false };
        let (group, top) = (self.grammar.verbs[v], *self.top());
        let describes = group.gerund && group.relation == Relation::Relative && group.subject.is_some();
        describes
            && group.subject == top.waiting
            && top.verb.is_none()
            && !self.is_kind(Some(v), kind::SAY)
            && self.finite_ahead(e)
    }

    /// Whether element `e` is a verb group that takes a subject before it.
    fn is_finite(&self, e: usize) -> bool {
        let Some(Element::Verb(v)) = self.elements.get(e) else { return false };
        let group = &self.grammar.verbs[*v];
        !group.infinitive && !group.gerund && !group.reduced
    }

    /// Whether the phrase after "and" at element `e` is the subject of a verb behind what describes it or is joined to it:
    /// "threatens revenge and *Iraq's premier, A,* denounces", "closes its borders, and *Chadian* and *Nigerian* troops hold".
    fn begins_clause(&self, e: usize, id: PhraseId) -> bool {
        let phrase = self.grammar.phrases[id];
        // "From 300 to more than 1,000, but *he* called for talks": who is named so acts.
        if matches!(self.analysis.tokens.lower(phrase.head), "he" | "she" | "they" | "we") {
            return true;
        }
        let comma = |i: usize| self.tag(i) == Some(Tag::Comma);
        let noun = |i: usize| matches!(self.elements.get(i), Some(Element::Noun(_)));
        let inside = (phrase.start..phrase.end).any(|i| self.analysis.tokens.lower(i) == ",");
        let described = comma(e + 1)
            && (inside && self.is_finite(e + 2) || noun(e + 2) && comma(e + 3) && self.is_finite(e + 4));
        let after_comma = self.before(e).and_then(|b| self.before(b)).is_some_and(comma);
        let demonym = self.grammar.tags[phrase.head] == Tag::Demonym;
        let several = self.tag(e + 1) == Some(Tag::Conjunction) && noun(e + 2) && self.is_finite(e + 3);
        // "Threatens revenge and *Iraq's premier denounces* it": one of two does not do so.
        described && self.has_name(id) || several && (after_comma || demonym) || self.acts_alone(e + 1, id)
    }

    /// Whether element `e` is a verb in the singular, whose subject is `id` and no list that ends with it.
    fn acts_alone(&self, e: usize, id: PhraseId) -> bool {
        let Some(Element::Verb(v)) = self.elements.get(e).filter(|_| self.is_finite(e)) else { return false };
        let first = self.grammar.verbs[*v].start;
        let singular = self.grammar.words[first].has_form(form::THIRD)
            || matches!(self.analysis.tokens.lower(first), "has" | "is" | "was");
        singular && self.has_name(id)
    }

    pub(super) fn plural(&self, phrase: Option<PhraseId>) -> bool {
        phrase.is_some_and(|p| self.analysis.tokens.lower(self.grammar.phrases[p].head).ends_with('s'))
    }

    pub(super) fn has_name(&self, phrase: PhraseId) -> bool {
        self.grammar.cover[self.grammar.phrases[phrase].head].is_some()
    }

    /// Whether the phrase at element `e`, after a comma, is one of a list that ends with "and".
    pub(super) fn is_list(&self, e: usize) -> bool {
        let mut commas = 0;
        for i in e + 1..(e + 40).min(self.elements.len()) {
            match self.elements[i] {
                Element::Verb(v) => {
                    // A relative or participle inside a member does not end the list; a finite verb does.
                    if !self.grammar.verbs[v].reduced {
                        return false;
                    }
                }
                Element::Noun(_) => {}
                Element::Other(t) => match self.grammar.tags[t] {
                    Tag::Conjunction => {
                        let noun = matches!(self.elements.get(i + 1), Some(Element::Noun(_)));
                        return noun && (commas > 0 || self.adjacent(e, i));
                    }
                    Tag::Comma => commas += 1,
                    Tag::Preposition | Tag::Adverb | Tag::Open | Tag::Close => {}
                    _ => return false,
                },
            }
        }
        false
    }

    /// Whether two persons are named one after the other, of whom neither describes the other: "spoke with *Minister A,
    /// Minister B*, representing the bloc, and".
    fn are_two_persons(&self, e: usize, previous: PhraseId, id: PhraseId) -> bool {
        let person = |p: PhraseId| {
            let mention =
                self.grammar.cover[self.grammar.phrases[p].head].map(|m| &self.analysis.mentions[m]);
            mention
                .is_some_and(|m| m.form == MentionForm::Name && matches!(m.reading, Reading::Person { .. }))
        };
        self.tag(e + 1) == Some(Tag::Comma) && person(previous) && person(id)
    }

    /// Whether between elements `e` and `i` stand only the prepositional phrases of the first.
    pub(super) fn adjacent(&self, e: usize, i: usize) -> bool {
        (e + 1..i).all(|j| match self.elements[j] {
            Element::Noun(_) => true,
            Element::Other(t) => {
                matches!(self.grammar.tags[t], Tag::Preposition | Tag::Comma | Tag::Open | Tag::Close)
            }
            Element::Verb(_) => false,
        })
    }

    /// Whether the phrase before belongs to an introduction, after whose comma the main clause begins: "On Monday, X".
    pub(super) fn starts_over(&self, previous: PhraseId) -> bool {
        let Some(top) = self.clauses.last() else { return false };
        let previous = self.grammar.phrases[previous];
        (previous.preposition.is_some() || previous.apposed) && top.waiting.is_none() && top.verb.is_none()
    }

    /// Whether a list that ends with `previous` belongs to an introduction, after which others act: "Recognizing the ties
    /// between A *and B*, X and Y agreed".
    fn is_closed(&self, previous: PhraseId) -> bool {
        let Some(top) = self.clauses.last() else { return false };
        let phrase = self.grammar.phrases[previous];
        let before = phrase.start.checked_sub(1).map(|i| self.grammar.tags[i]);
        let introduces = top.relation == Relation::Adverbial && top.verb.is_some() && self.clauses.len() > 1;
        introduces && phrase.joined.is_some() && before == Some(Tag::Conjunction)
    }

    /// Whether the phrase at element `e` only says where the place before lies: "in Washington, *D.C.*, he asked".
    pub(super) fn is_region(&self, e: usize, previous: PhraseId, id: PhraseId) -> bool {
        let place = |p: PhraseId| {
            let phrase = self.grammar.phrases[p];
            let mention = self.grammar.cover[phrase.head].map(|m| &self.analysis.mentions[m]);
            mention.is_some_and(|m| {
                matches!(m.reading, Reading::Place { .. } | Reading::Party { kind: PartyKind::State, .. })
                    && m.form != MentionForm::Demonym
            })
        };
        let governed = self.grammar.phrases[previous].preposition.is_some();
        governed && self.tag(e + 1) == Some(Tag::Comma) && !self.is_list(e) && place(previous) && place(id)
    }

    /// Whether a sentence begins as headlines do with two parties that a comma joins: "*India, Australia* agree".
    pub(super) fn is_headline_pair(&self, e: usize, previous: PhraseId, id: PhraseId) -> bool {
        let opens = e == 2 || e == 4 && self.tag(1).is_some_and(|t| t == Tag::Preposition);
        let acts = matches!(self.elements.get(e + 1), Some(Element::Verb(v)) if {
            let verb = &self.grammar.verbs[*v];
            !verb.reduced && !verb.gerund && !verb.infinitive
                && self.analysis.tokens.lower(verb.head) != "said"
        });
        let party = |p: PhraseId| {
            let phrase = self.grammar.phrases[p];
            let mention = &self.analysis.mentions[self.grammar.cover[phrase.head]?];
            match &mention.reading {
                Reading::Party { code, kind: PartyKind::State, .. }
                    if mention.form != MentionForm::Demonym =>
                {
                    Some(code.clone())
                }
                Reading::Group { party } if p == previous => party.clone(),
                // "*Hamas, Fatah* call a strike".
                Reading::Party { code, .. } if mention.form == MentionForm::Name => Some(code.clone()),
                _ => None,
            }
        };
        let of = self.grammar.phrases[previous].preposition;
        opens
            && acts
            && of.is_none_or(|t| self.analysis.tokens.lower(t) == "of")
            && matches!((party(previous), party(id)), (Some(a), Some(b)) if a != b)
    }

    /// Whether the phrase at element `e`, after a comma and another phrase, only describes that one.
    pub(super) fn apposes(&mut self, e: usize, previous: PhraseId) -> bool {
        let top = *self.top();
        if top.relation == Relation::Adverbial && top.verb.is_some() {
            // "After X met Y, Z said": the adverbial clause is over.
            self.clauses.pop();
            return false;
        }
        if self.starts_over(previous) {
            return false;
        }
        // ", X said" at the end; ", X says" in the middle of words quoted.
        if let Some(Element::Verb(v)) = self.elements.get(e + 1)
            && top.verb.is_some()
            && self.grammar.words[self.grammar.verbs[*v].head].is_kind(kind::SAY)
            && !self.grammar.verbs[*v].gerund
        {
            return false;
        }
        true
    }

    /// Whether a clause of its own follows the comma before element `e` without "and": "Chad warns of war, *Niger* shuts its
    /// borders".
    fn is_spliced(&mut self, e: usize, id: PhraseId) -> bool {
        let Some(Element::Verb(v)) = self.elements.get(e + 1).copied() else { return false };
        let group = self.grammar.verbs[v];
        let object = matches!(self.elements.get(e + 2), Some(Element::Noun(_)));
        let ends = self.top().verb.is_some() && self.top().relation != Relation::Adverbial;
        ends && object
            && self.has_name(id)
            && self.is_finite(e + 1)
            && !group.passive
            && !self.is_reduced(e + 1, v)
    }

    /// Whether a phrase after a comma and a verb is an aside. It is not: it begins the main clause.
    pub(super) fn is_aside(&mut self, _e: usize) -> bool {
        let top = *self.top();
        if matches!(top.relation, Relation::Adverbial | Relation::Relative)
            && top.verb.is_some()
            && self.clauses.len() > 1
        {
            self.clauses.pop();
        }
        false
    }

    /// Whether a phrase tells only when: "last week", "Monday".
    pub(super) fn is_time(&self, id: PhraseId) -> bool {
        let phrase = self.grammar.phrases[id];
        self.grammar.words[phrase.head].has_mark(mark::TIME)
            && (phrase.start..phrase.end).all(|i| self.grammar.cover[i].is_none())
            || {
                let span = self.analysis.tokens.span(phrase.start, phrase.end);
                let from = self.analysis.times.partition_point(|t| t.span.end <= span.start);
                self.analysis.times.get(from).is_some_and(|t| t.span.contains(span))
            }
    }
}
