//! Where a verb group goes: its subject, the verb whose subject it shares, and the clause that it hangs on.

use super::{Clause, Element, Parser};
use crate::analyze::clause::{PhraseId, Relation, Tag, VerbId};
use crate::analyze::word::{form, kind, mark};

impl Parser<'_, '_> {
    pub(super) fn verb(&mut self, e: usize, id: VerbId) {
        let group = self.grammar.verbs[id];
        if group.infinitive {
            self.infinitive(e, id);
        } else if group.gerund {
            self.gerund(e, id);
        } else if group.reduced || self.is_reduced(e, id) {
            self.reduced(e, id);
        } else {
            self.finite(e, id);
        }
    }

    /// Whether a finite verb comes later in the clause, before a comma or conjunction.
    pub(super) fn finite_ahead(&self, e: usize) -> bool {
        for i in e + 1..self.elements.len() {
            match self.elements[i] {
                Element::Verb(v) => {
                    let g = self.grammar.verbs[v];
                    // "Detained in Mali *after being accused* is".
                    let hangs =
                        g.gerund && matches!(self.tag(i - 1), Some(Tag::Preposition | Tag::Subordinator));
                    if !hangs {
                        return !g.infinitive && !g.gerund && !g.reduced;
                    }
                }
                // Over "Lima, Peru, is".
                Element::Other(t) if self.grammar.tags[t] == Tag::Comma => {
                    let aside = matches!(self.elements.get(i + 1), Some(Element::Noun(_)))
                        && self.tag(i + 2) == Some(Tag::Comma);
                    let closes = matches!(self.elements.get(i + 1), Some(Element::Verb(_)));
                    if !aside && !closes {
                        return false;
                    }
                }
                Element::Other(t) => {
                    if matches!(
                        self.grammar.tags[t],
                        Tag::Conjunction
                            | Tag::That
                            | Tag::Relative
                            | Tag::Subordinator
                            | Tag::Break
                            | Tag::Quote
                    ) {
                        return false;
                    }
                }
                Element::Noun(_) => {}
            }
        }
        false
    }

    pub(super) fn reduced(&mut self, e: usize, id: VerbId) {
        let before = self.before(e);
        let comma = before.is_some_and(|b| self.tag(b) == Some(Tag::Comma));
        let head = self.grammar.verbs[id].head;
        let before =
            if comma && self.is_suffered(e, head) { before.and_then(|b| self.before(b)) } else { before };
        let subject = before.and_then(|b| match self.elements[b] {
            Element::Noun(p) => Some(p),
            _ => None,
        });
        let top = *self.top();
        let group = &mut self.grammar.verbs[id];
        group.passive = true;
        group.reduced = true;
        group.relation = Relation::Relative;
        group.governor = top.verb.or(top.governor);
        group.subject = subject;
        if subject.is_none() {
            group.shares = top.verb;
        }
        // "Soldiers arrested in July *and accused of* plotting": those of whom the participle before tells.
        if let Some(other) = self.joined_participle(e) {
            self.grammar.verbs[id].shares = Some(other);
        }
    }

    pub(super) fn infinitive(&mut self, e: usize, id: VerbId) {
        let top = *self.top();
        let before = self.before(e).map(|b| self.elements[b]);
        let governor = match before {
            Some(Element::Verb(v)) => Some(v),
            _ => top.verb,
        };
        let mut subject = None;
        let mut shares = governor;
        let mut opener = None;
        if let Some(Element::Noun(p)) = before {
            let phrase = self.grammar.phrases[p];
            if self.grammar.words[phrase.head].has_mark(mark::INTENT)
                && self.grammar.cover[phrase.head].is_none()
            {
                opener = Some(phrase.head);
                // "Israel's decision to": the owner decides.
                subject = self.owner(p);
            } else if let Some((noun, owner)) = self.decided_by(p) {
                (opener, subject) = (Some(noun), Some(owner));
            } else if self.is_kind(governor, kind::CONTROL) {
                subject = self.object_of(e, governor);
            } else if let Some(plan) = self.meant_for(p) {
                // "Plans *for Chad's envoys* to return": what is meant for whom they do.
                subject = Some(p);
                opener = self.grammar.words[plan].has_mark(mark::INTENT).then_some(plan);
            }
        }
        if subject.is_some() {
            shares = None;
        }
        let group = &mut self.grammar.verbs[id];
        group.relation = Relation::Infinitive;
        group.governor = governor;
        group.opener = opener;
        group.subject = subject;
        group.shares = shares;
        if governor.is_none() && subject.is_none() {
            if let Some(waiting) = top.waiting {
                self.grammar.verbs[id].subject = Some(waiting);
            } else {
                self.unfilled.push(id);
            }
        }
        let last = self.clauses.len() - 1;
        self.clauses[last].verb = Some(id);
        if governor.is_some() {
            self.clauses[last].waiting = None;
        }
    }

    /// The noun that says that something is meant or wanted for those whom a phrase names: "the *need* for Chad to".
    fn meant_for(&self, p: PhraseId) -> Option<usize> {
        let phrase = self.grammar.phrases[p];
        let noun = phrase.preposition.filter(|&t| self.analysis.tokens.lower(t) == "for")?.checked_sub(1)?;
        let wanted = matches!(
            self.analysis.tokens.lower(noun),
            "need"
                | "call"
                | "calls"
                | "request"
                | "requests"
                | "demand"
                | "demands"
                | "appeal"
                | "time"
                | "deadline"
        );
        let means = wanted || self.grammar.words[noun].has_mark(mark::INTENT);
        let named = (phrase.start..phrase.end).any(|i| self.grammar.cover[i].is_some());
        (means && named && self.grammar.phrase(noun).is_some()).then_some(noun)
    }

    /// The phrase that is object of `governor` before element `e`: the first after it, also after "on" or "for".
    pub(super) fn object_of(&self, e: usize, governor: Option<VerbId>) -> Option<PhraseId> {
        let governor = governor?;
        let from = (0..e).rev().find(|&i| matches!(self.elements[i], Element::Verb(v) if v == governor))?;
        let mut found = None;
        for i in from + 1..e {
            if let Element::Noun(p) = self.elements[i] {
                let phrase = self.grammar.phrases[p];
                if phrase.apposed {
                    continue;
                }
                // A list goes on to its last member; another phrase hangs on this one.
                match found {
                    None => found = Some(p),
                    Some(f) if phrase.joined == Some(f) => found = Some(p),
                    Some(_) => {}
                }
            }
        }
        found
    }

    /// The phrase's own possessor as a phrase is not kept apart; the phrase itself stands for it.
    pub(super) fn owner(&self, p: PhraseId) -> Option<PhraseId> {
        let phrase = self.grammar.phrases[p];
        (phrase.start..phrase.head).any(|i| self.grammar.cover[i].is_some()).then_some(p)
    }

    pub(super) fn gerund(&mut self, e: usize, id: VerbId) {
        let before = self.before(e).map(|b| self.elements[b]);
        let after_comma = matches!(before, Some(Element::Other(t)) if self.grammar.tags[t] == Tag::Comma);
        if after_comma {
            self.leave_what_is_spoken_of(id);
        }
        let top = *self.top();
        let mut group = self.grammar.verbs[id];
        group.relation = Relation::Gerund;
        group.governor = top.verb.or(top.governor);
        match before {
            Some(Element::Noun(p)) => {
                // "protesters calling for": the noun right before, unless an adverb clause's comma is missing.
                // "Issued an ultimatum *to Chad warning* of": who does the one says the other.
                let to = self.grammar.phrases[p].preposition;
                let told = to.is_some_and(|t| self.analysis.tokens.lower(t) == "to")
                    && top.verb.is_some()
                    && (self.is_kind(Some(id), kind::SAY) || self.asks(id));
                if told {
                    group.shares = top.verb;
                } else {
                    group.subject = Some(p);
                    group.relation = Relation::Relative;
                }
            }
            Some(Element::Other(t)) => {
                group.opener =
                    matches!(self.grammar.tags[t], Tag::Preposition | Tag::Subordinator).then_some(t);
                let lower = self.analysis.tokens.lower(t);
                // "Congratulated Chad *on signing* the treaty".
                let on = lower == "on" && top.verb.is_some_and(|v| self.congratulates(v));
                let of_object = (on || matches!(lower, "of" | "for" | "from" | "with" | "against"))
                    && self.is_kind(top.verb, kind::BLAME);
                let listed = self.grammar.tags[t] == Tag::Conjunction && self.follows_charge(e, top.verb);
                if of_object || listed {
                    let passive = top.verb.is_some_and(|v| self.grammar.verbs[v].passive);
                    if passive {
                        group.shares = top.verb;
                    } else {
                        group.subject = self.object_of(e, top.verb);
                    }
                } else if self.grammar.tags[t] == Tag::Conjunction
                    && let Some(v) = top.verb
                    && self.grammar.verbs[v].gerund
                {
                    let other = self.grammar.verbs[v];
                    group.shares = Some(v);
                    group.governor = other.governor;
                    group.opener = other.opener;
                    group.relation = Relation::Joined;
                } else if matches!(lower, "of" | "in")
                    && let Some(p) =
                        self.before(e).and_then(|b| self.before(b)).and_then(|b| match self.elements[b] {
                            Element::Noun(p) => Some(p),
                            _ => None,
                        })
                    && let Some(owner) = self.owner(p)
                    && (lower == "of" || self.is_quality(p))
                {
                    // "Iran's threat of closing", "Japan's leadership in supporting".
                    group.subject = Some(owner);
                } else if top.verb.is_some() {
                    group.shares = top.verb;
                    if matches!(lower, "after" | "before" | "following" | "since" | "upon" | "by") {
                        group.shares = self.who_orders(top.verb);
                    }
                    // "Rejected his decision to recognise it, *calling* it dangerous".
                    if self.grammar.tags[t] == Tag::Comma {
                        group.shares = self.who_speaks_of(top.verb, id);
                    }
                } else if let Some(waiting) = top.waiting {
                    // "NATO ministers, meeting in Brussels, agree".
                    group.subject = Some(waiting);
                }
            }
            Some(Element::Verb(v)) => group.shares = Some(v),
            None => {}
        }
        if top.relation == Relation::Adverbial && top.verb.is_none() && group.subject.is_none() {
            group.opener = group.opener.or(top.opener);
            group.governor = self.who_orders(top.governor);
            group.shares = group.governor;
        }
        self.grammar.verbs[id] = group;
        if group.subject.is_none() && group.shares.is_none() {
            self.unfilled.push(id);
        }
        // A gerund after a comma goes on with the clause; what follows are its objects, what is joined its fellows.
        let last = self.clauses.len() - 1;
        let introduces = top.verb.is_none() && top.waiting.is_none();
        let comma = matches!(before, Some(Element::Other(t)) if self.grammar.tags[t] == Tag::Comma);
        if comma && top.verb.is_none() && top.waiting.is_some() {
            // "The minister, *visiting Doha*, condemns": what follows up to the comma belongs to the gerund.
            self.push(Clause { verb: Some(id), after_comma: true, ..Clause::new(Relation::Relative) });
        } else if introduces && top.relation != Relation::Adverbial {
            // "After meeting Putin, he said": what follows up to the comma belongs to the gerund.
            self.push(Clause { verb: Some(id), ..Clause::new(Relation::Adverbial) });
        } else if top.verb.is_some() {
            self.clauses[last].verb = Some(id);
            self.clauses[last].waiting = None;
        } else if top.relation == Relation::Adverbial {
            self.clauses[last].verb = Some(id);
        }
    }

    /// Whether a verb tells on what someone is congratulated.
    fn congratulates(&self, verb: VerbId) -> bool {
        self.analysis.tokens.lower(self.grammar.verbs[verb].head).starts_with("congratulat")
    }

    /// Whether a phrase names what someone has or does, and nobody: "*Japan's leadership* in supporting".
    fn is_quality(&self, p: PhraseId) -> bool {
        let phrase = self.grammar.phrases[p];
        let owned = (phrase.start..phrase.head).any(|i| self.grammar.tags[i] == Tag::Possessive);
        owned && !self.grammar.words[phrase.head].has_mark(mark::AGENT)
    }

    /// The verb of whoever has another act, where `verb` is what that one is to do: "*orders* him to leave after accusing".
    fn who_orders(&self, verb: Option<VerbId>) -> Option<VerbId> {
        let group = self.grammar.verbs[verb?];
        let ordered =
            group.infinitive && group.subject.is_some() && self.is_kind(group.governor, kind::CONTROL);
        if ordered { group.governor } else { verb }
    }

    pub(super) fn finite(&mut self, e: usize, id: VerbId) {
        let before = self.before(e).map(|b| self.elements[b]);
        let before_tag = match before {
            Some(Element::Other(t)) => Some(self.grammar.tags[t]),
            _ => None,
        };
        if before_tag == Some(Tag::Conjunction) && self.top().begins.is_none() {
            self.leave_closed(e, id);
        }
        // A restrictive relative clause has its verb: the next belongs to what is around. "Condemned the rebels who attacked
        // Garissa, *burned* a school": unless nothing around lacks one.
        let lacks = |c: &Clause| c.verb.is_none() && c.waiting.is_some();
        let listed = before_tag == Some(Tag::Comma) && !self.clauses.iter().any(lacks);
        while !listed && self.clauses.len() > 1 {
            let top = *self.top();
            let outer = self.clauses[self.clauses.len() - 2];
            let done = matches!(top.relation, Relation::Relative)
                && top.verb.is_some()
                && before_tag != Some(Tag::Conjunction);
            let outer_waits =
                outer.waiting.is_some() && outer.verb.is_none_or(|v| self.element_is_after(outer.waiting, v));
            if done && outer_waits && (top.waiting.is_none() || !self.is_kind(top.verb, kind::SAY)) {
                self.clauses.pop();
            } else {
                break;
            }
        }
        // "Chad, *citing fraud*, condemned": what is told between commas leaves the subject to the verb.
        let top = *self.top();
        let aside = top.verb.map(|v| self.grammar.verbs[v]).filter(|g| {
            // "Chad's envoy, *in Rome to reassure allies*, warned".
            (g.gerund && g.relation == Relation::Gerund || g.infinitive)
                && g.governor.is_none()
                && top.relation == Relation::Main
        });
        let aside = aside.and_then(|g| g.subject.filter(|&s| self.grammar.phrases[s].end < g.start));
        if before_tag == Some(Tag::Comma) && aside.is_some() {
            let last = self.clauses.len() - 1;
            self.clauses[last].verb = None;
            self.clauses[last].waiting = aside;
        }
        let joined = matches!(before_tag, Some(Tag::Conjunction | Tag::Comma))
            || matches!(before, Some(Element::Verb(_)));
        let begins = self.top().begins.take();
        let begun = begins.is_some() && begins == self.top().waiting;
        if joined && !begun && self.joined_finite(id) {
            return;
        }
        let top = *self.top();
        let mut group = self.grammar.verbs[id];
        group.opener = top.opener;
        group.governor = top.governor;
        group.relation = top.relation;
        let waits = top.waiting.filter(|&w| top.verb.is_none_or(|v| self.element_is_after(Some(w), v)));
        if top.relation == Relation::Relative && top.verb.is_none() && waits.is_none() {
            group.subject = top.antecedent;
        } else if let Some(waiting) = waits {
            group.subject = Some(waiting);
            if top.relation == Relation::Relative && top.verb.is_none() {
                group.object = top.antecedent;
            }
            if let Some(last) = top.verb {
                // A second verb with a subject of its own: what the first one says.
                let says = self.is_kind(Some(last), kind::SAY) && !begun;
                if says || !self.grammar.verbs[last].gerund {
                    group.relation = if says { Relation::Complement } else { Relation::Joined };
                    // "Threatens to close the border, *Niger shuts* its own": beside the one, not what the other is to do.
                    let outer =
                        self.grammar.verbs[last].governor.filter(|_| self.grammar.verbs[last].infinitive);
                    let complement = group.relation == Relation::Complement;
                    group.governor = if complement { Some(last) } else { outer.or(Some(last)) };
                    group.opener = None;
                    if group.relation == Relation::Complement {
                        self.push(Clause { governor: Some(last), ..Clause::new(Relation::Complement) });
                    }
                }
            }
        } else if let Some(last) = top.verb {
            group.shares = Some(last);
            group.relation = Relation::Joined;
        } else if top.relation == Relation::Complement
            && top.governor.is_some()
            && before_tag == Some(Tag::That)
        {
            group.subject = None;
        } else if top.relation == Relation::Adverbial {
            group.shares = top.governor;
        }
        self.grammar.verbs[id] = group;
        if group.relation == Relation::Main || group.relation == Relation::Joined || group.subject.is_some() {
            for unfilled in std::mem::take(&mut self.unfilled) {
                self.grammar.verbs[unfilled].shares = Some(id);
            }
        }
        self.grammar.verbs[id].passive |= self.is_suffered_in_headline(e, id);
        let last = self.clauses.len() - 1;
        self.clauses[last].verb = Some(id);
        self.clauses[last].waiting = None;
    }

    /// Whether phrase `phrase` stands after verb `verb`.
    pub(super) fn element_is_after(&self, phrase: Option<PhraseId>, verb: VerbId) -> bool {
        phrase.is_some_and(|p| self.grammar.phrases[p].start > self.grammar.verbs[verb].head)
    }

    /// "X says that Y will come *and accuses* Z": a verb after "and" shares the subject of the nearest verb of its form.
    pub(super) fn joined_finite(&mut self, id: VerbId) -> bool {
        let group = self.grammar.verbs[id];
        let tense = self.tense(id);
        let mut depth = self.clauses.len();
        let mut fallback = None;
        while depth > 0 {
            depth -= 1;
            let clause = self.clauses[depth];
            let Some(last) = clause.verb else { continue };
            let mut candidate = Some(last);
            let mut steps = 0;
            while let Some(v) = candidate {
                steps += 1;
                if steps > 6 {
                    break;
                }
                let other = self.grammar.verbs[v];
                if self.tense(v) == tense || group.modal.is_some() && other.modal.is_some() {
                    self.clauses.truncate(depth + 1);
                    let joined = &mut self.grammar.verbs[id];
                    joined.shares = Some(v);
                    joined.relation = Relation::Joined;
                    joined.governor = other.governor;
                    joined.opener = other.opener;
                    if tense == Tense::Base {
                        joined.modal = joined.modal.or(other.modal);
                        joined.infinitive = other.infinitive;
                        joined.relation = other.relation;
                        joined.negated |= other.negated;
                    }
                    self.clauses[depth].verb = Some(id);
                    self.clauses[depth].waiting = None;
                    return true;
                }
                fallback = fallback.or(Some((depth, v)));
                candidate = if other.governor.is_some_and(|g| g < v)
                    && matches!(other.relation, Relation::Infinitive | Relation::Gerund)
                {
                    other.governor
                } else {
                    None
                };
            }
        }
        // No verb of the same form: the nearest finite one, unless a new subject waits.
        let top = *self.top();
        let waits = top.waiting.is_some() && top.verb.is_none_or(|v| self.element_is_after(top.waiting, v));
        if let Some((depth, v)) = fallback
            && !waits
        {
            self.clauses.truncate(depth + 1);
            let other = self.grammar.verbs[v];
            let joined = &mut self.grammar.verbs[id];
            joined.shares = Some(v);
            joined.relation = Relation::Joined;
            joined.governor = other.governor;
            joined.opener = other.opener;
            self.clauses[depth].verb = Some(id);
            self.clauses[depth].waiting = None;
            return true;
        }
        false
    }

    pub(super) fn tense(&self, id: VerbId) -> Tense {
        let group = self.grammar.verbs[id];
        let first = if group.infinitive { group.head } else { group.start };
        let word = self.grammar.words[first];
        let lower = self.analysis.tokens.lower(first);
        if group.infinitive || self.grammar.tags[group.head] == Tag::Base {
            return Tense::Base;
        }
        if word.is_auxiliary() {
            return match lower {
                "was" | "were" | "had" | "did" | "would" | "could" | "might" | "wasn't" | "weren't"
                | "hadn't" | "didn't" => Tense::Past,
                _ => Tense::Present,
            };
        }
        if self.grammar.tags[group.head] == Tag::Ing {
            return Tense::Ing;
        }
        if word.form & form::PAST != 0 || word.verb == 0 { Tense::Past } else { Tense::Present }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Base,
    Ing,
}
