//! Puts tagged tokens together into phrases, verb groups and clauses.
//!
//! A sentence is read once, from left to right, with a stack of open clauses. A phrase that no preposition governs
//! waits to be the subject of the next finite verb; where none comes it was an object.

use std::ops::Range;

use super::{Grammar, Modal, Phrase, PhraseId, Relation, Tag, VerbGroup, VerbId};
use crate::analyze::word::{class, form, kind, mark};
use crate::analyze::{Analysis, MentionForm};

/// Finds the phrases, verbs and clauses of all sentences.
pub(super) fn parse(analysis: &Analysis, grammar: &mut Grammar) {
    for sentence in &analysis.sentences {
        let elements = elements(analysis, grammar, sentence.tokens.clone());
        let mut parser = Parser { analysis, grammar, elements, clauses: Vec::new(), unfilled: Vec::new() };
        parser.run();
    }
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
enum Element {
    Noun(PhraseId),
    Verb(VerbId),
    /// Any other token.
    Other(usize),
}

/// Divides a sentence into phrases, verb groups and single tokens.
fn elements(analysis: &Analysis, grammar: &mut Grammar, tokens: Range<usize>) -> Vec<Element> {
    let mut list = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let end = phrase_end(analysis, grammar, at, tokens.end);
        if end > at {
            let id = grammar.phrases.len();
            let head = (at..end).rev().find(|&i| grammar.tags[i].is_nominal()).unwrap_or(end - 1);
            grammar.phrases.push(Phrase {
                start: at,
                end,
                head,
                preposition: None,
                joined: None,
                apposed: false,
            });
            for i in at..end {
                grammar.phrase_at[i] = Some(id as u32);
            }
            list.push(Element::Noun(id));
            at = end;
            continue;
        }
        if let Some((group, end)) = verb_group(analysis, grammar, at, tokens.end) {
            let id = grammar.verbs.len();
            grammar.verb_at[group.head] = Some(id as u32);
            grammar.verbs.push(group);
            list.push(Element::Verb(id));
            at = end;
            continue;
        }
        list.push(Element::Other(at));
        at += 1;
    }
    list
}

/// Where the noun phrase that begins at `from` ends; `from` itself if none does.
fn phrase_end(analysis: &Analysis, grammar: &Grammar, from: usize, limit: usize) -> usize {
    let tags = &grammar.tags;
    if !tags[from].is_in_phrase() || matches!(tags[from], Tag::Possessive | Tag::Joiner) {
        return from;
    }
    let mut end = from;
    while end < limit
        && (tags[end].is_in_phrase()
            || tags[end] == Tag::Adverb
                && end > from
                && end + 1 < limit
                && matches!(tags[end + 1], Tag::Adjective | Tag::Noun)
                && tags[end - 1] == Tag::Determiner)
    {
        if end > from {
            // A determiner or pronoun begins another phrase: "told | the president", "gave Iran | its".
            let opens = tags[end] == Tag::Determiner
                && !matches!(tags[end - 1], Tag::Determiner | Tag::Joiner)
                || tags[end] == Tag::Pronoun
                || tags[end - 1] == Tag::Pronoun && tags[end] != Tag::Possessive;
            // When something was done is a phrase of its own: "Rafah | four days".
            let start = analysis.tokens.list[end].span.start;
            let time = analysis.times.partition_point(|t| t.span.start < start);
            let times = analysis.times.get(time).is_some_and(|t| t.span.start == start)
                && tags[end - 1] != Tag::Determiner
                && tags[end - 1] != Tag::Possessive
                && grammar.cover[end].is_none();
            if opens || times && grammar.cover[end - 1].is_some() {
                break;
            }
        }
        end += 1;
    }
    // What does not head a phrase cannot end it.
    while end > from && matches!(tags[end - 1], Tag::Possessive | Tag::Joiner) {
        end -= 1;
    }
    if (from..end).any(|i| tags[i].is_nominal()) || (from..end).any(|i| tags[i] == Tag::Determiner) {
        end
    } else {
        from
    }
}

fn verb_group(
    analysis: &Analysis,
    grammar: &Grammar,
    from: usize,
    limit: usize,
) -> Option<(VerbGroup, usize)> {
    let tags = &grammar.tags;
    let starts = tags[from].is_verb() || tags[from] == Tag::Auxiliary || tags[from] == Tag::To;
    if !starts {
        return None;
    }
    let mut group = VerbGroup {
        start: from,
        head: from,
        passive: false,
        reduced: false,
        infinitive: false,
        gerund: false,
        negated: false,
        modal: None,
        perfect: false,
        relation: Relation::Main,
        governor: None,
        opener: None,
        subject: None,
        object: None,
        shares: None,
    };
    // "did *not* say", and "not" before "to".
    group.negated = from > 0
        && matches!(analysis.tokens.lower(from - 1), "not" | "never")
        && tags[from - 1] == Tag::Adverb;
    let (mut be, mut have) = (false, false);
    let mut at = from;
    let mut head = None;
    while at < limit {
        let word = grammar.words[at];
        let lower = analysis.tokens.lower(at);
        match tags[at] {
            Tag::To if at == from || head.is_none() => group.infinitive = true,
            Tag::Auxiliary => {
                if word.is(class::MODAL) {
                    group.modal = Some(match lower {
                        "will" | "shall" | "won't" | "won’t" => Modal::Future,
                        "should" | "must" | "shouldn't" | "shouldn’t" => Modal::Demanded,
                        _ => Modal::Possible,
                    });
                }
                group.negated |= word.is(class::NEGATION);
                be |= word.is(class::BE);
                have |= word.is(class::HAVE);
                head = Some(at);
            }
            Tag::Adverb => group.negated |= word.is(class::NEGATION) || lower == "longer",
            t if t.is_verb() => {
                head = Some(at);
                let participle = word.has_form(form::PARTICIPLE) || t == Tag::Participle;
                match t {
                    Tag::Participle if be => group.passive = true,
                    Tag::Participle if have => group.perfect = true,
                    Tag::Participle => {
                        group.passive = true;
                        group.reduced = true;
                    }
                    Tag::Ing => group.gerund = !be,
                    Tag::Finite if participle && analysis.tokens.lower(at + 1) == "by" => {
                        group.passive = true;
                        group.reduced = true;
                    }
                    _ => {}
                }
                at += 1;
                break;
            }
            _ => break,
        }
        at += 1;
    }
    // A gerund whose auxiliary is one: "having met", "being held".
    if head.is_some_and(|h| tags[from] == Tag::Auxiliary && h > from)
        && matches!(analysis.tokens.lower(from), "having" | "being")
    {
        group.gerund = true;
    }
    let head = head?;
    group.head = head;
    // Adverbs at its end are not part of it.
    let end = if tags[at - 1] == Tag::Adverb { head + 1 } else { at.max(head + 1) };
    Some((group, end))
}

/// A clause that is being read.
#[derive(Clone, Copy, Debug)]
struct Clause {
    relation: Relation,
    /// Subordinator, preposition or "that" that opened it.
    opener: Option<usize>,
    /// The verb of the clause around it, or before it.
    governor: Option<VerbId>,
    /// What a relative clause is about.
    antecedent: Option<PhraseId>,
    /// The last phrase that may be a subject.
    waiting: Option<PhraseId>,
    /// The last verb of this clause.
    verb: Option<VerbId>,
    /// Whether a comma stands before it.
    after_comma: bool,
}

impl Clause {
    fn new(relation: Relation) -> Clause {
        Clause {
            relation,
            opener: None,
            governor: None,
            antecedent: None,
            waiting: None,
            verb: None,
            after_comma: false,
        }
    }
}

struct Parser<'a, 'g> {
    analysis: &'a Analysis<'a>,
    grammar: &'g mut Grammar,
    elements: Vec<Element>,
    clauses: Vec<Clause>,
    /// Verbs before their subject: "After meeting Putin, *he* said".
    unfilled: Vec<VerbId>,
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        self.clauses.push(Clause::new(Relation::Main));
        for e in 0..self.elements.len() {
            match self.elements[e] {
                Element::Noun(phrase) => self.noun(e, phrase),
                Element::Verb(verb) => self.verb(e, verb),
                Element::Other(token) => self.other(e, token),
            }
        }
    }

    fn top(&mut self) -> &mut Clause {
        if self.clauses.is_empty() {
            self.clauses.push(Clause::new(Relation::Main));
        }
        let last = self.clauses.len() - 1;
        &mut self.clauses[last]
    }

    fn tag(&self, e: usize) -> Option<Tag> {
        match self.elements.get(e)? {
            Element::Other(token) => Some(self.grammar.tags[*token]),
            _ => None,
        }
    }

    /// The element before `e` that is no adverb.
    fn before(&self, e: usize) -> Option<usize> {
        (0..e).rev().find(|&i| self.tag(i) != Some(Tag::Adverb))
    }

    fn is_kind(&self, verb: Option<VerbId>, kind: u16) -> bool {
        verb.is_some_and(|v| self.grammar.words[self.grammar.verbs[v].head].is_kind(kind))
    }

    // ---- phrases

    fn noun(&mut self, e: usize, id: PhraseId) {
        let before = self.before(e);
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
                        if self.is_list(e) && !self.starts_over(previous) {
                            let governed = self.grammar.phrases[previous].preposition;
                            self.grammar.phrases[id].joined = Some(previous);
                            self.grammar.phrases[id].preposition = governed;
                            self.grammar.phrases[id].apposed = self.grammar.phrases[previous].apposed;
                            return;
                        }
                        if self.apposes(e, previous) {
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
        self.top().waiting = Some(id);
    }

    /// Joins a phrase after "and" to the one before; not where it begins a clause of its own.
    fn join(&mut self, e: usize, id: PhraseId) -> bool {
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
        let Some(previous) = previous else { return false };
        let verb_next = matches!(self.elements.get(e + 1), Some(Element::Verb(v)) if {
            let g = self.grammar.verbs[*v];
            !g.infinitive && !g.gerund && !g.reduced
        });
        let top = *self.top();
        let of_verb = top.verb.is_some();
        if verb_next && of_verb && top.waiting != Some(previous) && !self.is_kind(top.verb, kind::SAY) {
            return false;
        }
        if verb_next && of_verb && top.waiting == Some(previous) && !self.is_kind(top.verb, kind::SAY) {
            // "X met Y and Z accused W".
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

    fn plural(&self, phrase: Option<PhraseId>) -> bool {
        phrase.is_some_and(|p| self.analysis.tokens.lower(self.grammar.phrases[p].head).ends_with('s'))
    }

    fn has_name(&self, phrase: PhraseId) -> bool {
        self.grammar.cover[self.grammar.phrases[phrase].head].is_some()
    }

    /// Whether the phrase at element `e`, after a comma, is one of a list that ends with "and".
    fn is_list(&self, e: usize) -> bool {
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

    /// Whether between elements `e` and `i` stand only the prepositional phrases of the first.
    fn adjacent(&self, e: usize, i: usize) -> bool {
        (e + 1..i).all(|j| match self.elements[j] {
            Element::Noun(_) => true,
            Element::Other(t) => {
                matches!(self.grammar.tags[t], Tag::Preposition | Tag::Comma | Tag::Open | Tag::Close)
            }
            Element::Verb(_) => false,
        })
    }

    /// Whether the phrase before belongs to an introduction, after whose comma the main clause begins: "On Monday, X".
    fn starts_over(&self, previous: PhraseId) -> bool {
        let Some(top) = self.clauses.last() else { return false };
        self.grammar.phrases[previous].preposition.is_some() && top.waiting.is_none() && top.verb.is_none()
    }

    /// Whether the phrase at element `e`, after a comma and another phrase, only describes that one.
    fn apposes(&mut self, e: usize, previous: PhraseId) -> bool {
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

    /// Whether a phrase after a comma and a verb is an aside. It is not: it begins the main clause.
    fn is_aside(&mut self, _e: usize) -> bool {
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
    fn is_time(&self, id: PhraseId) -> bool {
        let phrase = self.grammar.phrases[id];
        self.grammar.words[phrase.head].has_mark(mark::TIME)
            && (phrase.start..phrase.end).all(|i| self.grammar.cover[i].is_none())
            || {
                let span = self.analysis.tokens.span(phrase.start, phrase.end);
                let from = self.analysis.times.partition_point(|t| t.span.end <= span.start);
                self.analysis.times.get(from).is_some_and(|t| t.span.contains(span))
            }
    }

    // ---- other tokens

    fn other(&mut self, e: usize, token: usize) {
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
    fn goes_on(&self, e: usize) -> bool {
        matches!(self.elements.get(e + 1), Some(Element::Noun(_)))
            && self.is_list(e + 1)
            && matches!(self.elements.get(e.wrapping_sub(1)), Some(Element::Noun(_)))
    }

    fn push(&mut self, clause: Clause) {
        if self.clauses.len() < 12 {
            self.clauses.push(clause);
        }
    }

    /// Marks around whole clauses part them from what is around; marks around single words do not count.
    fn quote(&mut self, e: usize) {
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
            let begins = matches!(self.elements.get(e + 1), Some(Element::Verb(_)));
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

    /// The phrase that a relative clause at element `e` is about.
    fn antecedent(&self, e: usize, after_comma: bool) -> Option<PhraseId> {
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

    // ---- verbs

    fn verb(&mut self, e: usize, id: VerbId) {
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

    /// Whether a past form is a participle after its noun: "a ceasefire proposed by", "sanctions imposed on".
    fn is_reduced(&mut self, e: usize, id: VerbId) -> bool {
        let group = self.grammar.verbs[id];
        let word = self.grammar.words[group.head];
        let bare = group.start == group.head && self.grammar.tags[group.head] == Tag::Finite;
        if !bare
            || !(word.has_form(form::PARTICIPLE) || word.verb == 0)
            || word.has_form(form::BASE)
            || word.is_auxiliary()
        {
            return false;
        }
        let Some(b) = self.before(e) else { return false };
        let Element::Noun(p) = self.elements[b] else { return false };
        let phrase = self.grammar.phrases[p];
        let top = *self.top();
        let by = self.analysis.tokens.lower(group.head + 1) == "by";
        let pronoun = self.grammar.tags[phrase.head] == Tag::Pronoun;
        if pronoun {
            return false;
        }
        if by {
            return true;
        }
        // The clause has its verb already, and what stands before is its object or hangs on a preposition.
        let object_next = matches!(self.elements.get(e + 1), Some(Element::Noun(_)));
        if top.verb.is_some() && !self.is_kind(top.verb, kind::SAY) && top.relation != Relation::Relative {
            return !object_next || phrase.preposition.is_some() && !self.has_name(p);
        }
        // A subject whose true verb comes later: "the sanctions imposed on Iran remain".
        let described = !self.has_name(p)
            || self.grammar.cover[phrase.head]
                .is_some_and(|m| self.analysis.mentions[m].form == MentionForm::Descriptor);
        described && !object_next && self.finite_ahead(e)
    }

    /// Whether a finite verb comes later in the clause, before a comma or conjunction.
    fn finite_ahead(&self, e: usize) -> bool {
        for i in e + 1..self.elements.len() {
            match self.elements[i] {
                Element::Verb(v) => {
                    let g = self.grammar.verbs[v];
                    return !g.infinitive && !g.gerund && !g.reduced;
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

    fn reduced(&mut self, e: usize, id: VerbId) {
        let before = self.before(e);
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
    }

    fn infinitive(&mut self, e: usize, id: VerbId) {
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
            } else if self.is_kind(governor, kind::CONTROL) {
                subject = self.object_of(e, governor);
            }
        } else if self.is_kind(governor, kind::CONTROL)
            && let Some(v) = governor
            && self.grammar.verbs[v].passive
        {
            // "was asked to leave": the one asked.
            subject = None;
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

    /// The phrase that is object of `governor` before element `e`: the first after it, also after "on" or "for".
    fn object_of(&self, e: usize, governor: Option<VerbId>) -> Option<PhraseId> {
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
    fn owner(&self, p: PhraseId) -> Option<PhraseId> {
        let phrase = self.grammar.phrases[p];
        (phrase.start..phrase.head).any(|i| self.grammar.cover[i].is_some()).then_some(p)
    }

    fn gerund(&mut self, e: usize, id: VerbId) {
        let top = *self.top();
        let before = self.before(e).map(|b| self.elements[b]);
        let mut group = self.grammar.verbs[id];
        group.relation = Relation::Gerund;
        group.governor = top.verb.or(top.governor);
        match before {
            Some(Element::Noun(p)) => {
                // "protesters calling for": the noun right before, unless an adverb clause's comma is missing.
                let adverbial = top.verb.is_some()
                    && self.is_kind(top.verb, kind::TRAVEL | kind::BLAME)
                    && self.grammar.phrases[p].preposition.is_none()
                    && top.waiting == Some(p);
                let _ = adverbial;
                group.subject = Some(p);
                group.relation = Relation::Relative;
            }
            Some(Element::Other(t)) => {
                group.opener =
                    matches!(self.grammar.tags[t], Tag::Preposition | Tag::Subordinator).then_some(t);
                let lower = self.analysis.tokens.lower(t);
                let of_object = matches!(lower, "of" | "for" | "from" | "with" | "against")
                    && self.is_kind(top.verb, kind::BLAME);
                if of_object {
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
                } else if lower == "of"
                    && let Some(p) =
                        self.before(e).and_then(|b| self.before(b)).and_then(|b| match self.elements[b] {
                            Element::Noun(p) => Some(p),
                            _ => None,
                        })
                    && let Some(owner) = self.owner(p)
                {
                    // "Iran's threat of closing".
                    group.subject = Some(owner);
                } else if top.verb.is_some() {
                    group.shares = top.verb;
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
            group.governor = top.governor;
            group.shares = top.governor;
        }
        self.grammar.verbs[id] = group;
        if group.subject.is_none() && group.shares.is_none() {
            self.unfilled.push(id);
        }
        // A gerund after a comma goes on with the clause; what follows are its objects, what is joined its fellows.
        let last = self.clauses.len() - 1;
        let introduces = top.verb.is_none() && top.waiting.is_none();
        if introduces && top.relation != Relation::Adverbial {
            // "After meeting Putin, he said": what follows up to the comma belongs to the gerund.
            self.push(Clause { verb: Some(id), ..Clause::new(Relation::Adverbial) });
        } else if top.verb.is_some() {
            self.clauses[last].verb = Some(id);
            self.clauses[last].waiting = None;
        } else if top.relation == Relation::Adverbial {
            self.clauses[last].verb = Some(id);
        }
    }

    fn finite(&mut self, e: usize, id: VerbId) {
        let before = self.before(e).map(|b| self.elements[b]);
        let before_tag = match before {
            Some(Element::Other(t)) => Some(self.grammar.tags[t]),
            _ => None,
        };
        // A restrictive relative clause has its verb: the next belongs to what is around.
        while self.clauses.len() > 1 {
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
        let joined = matches!(before_tag, Some(Tag::Conjunction | Tag::Comma))
            || matches!(before, Some(Element::Verb(_)));
        if joined && self.joined_finite(id) {
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
                if self.is_kind(Some(last), kind::SAY) || !self.grammar.verbs[last].gerund {
                    group.relation = if self.is_kind(Some(last), kind::SAY) {
                        Relation::Complement
                    } else {
                        Relation::Joined
                    };
                    group.governor = Some(last);
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
        let last = self.clauses.len() - 1;
        self.clauses[last].verb = Some(id);
        self.clauses[last].waiting = None;
    }

    /// Whether phrase `phrase` stands after verb `verb`.
    fn element_is_after(&self, phrase: Option<PhraseId>, verb: VerbId) -> bool {
        phrase.is_some_and(|p| self.grammar.phrases[p].start > self.grammar.verbs[verb].head)
    }

    /// "X says that Y will come *and accuses* Z": a verb after "and" shares the subject of the nearest verb of its form.
    fn joined_finite(&mut self, id: VerbId) -> bool {
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

    fn tense(&self, id: VerbId) -> Tense {
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
enum Tense {
    Past,
    Present,
    Base,
    Ing,
}
