//! Past forms of which what stands before suffers what they tell, though no form of "be" says so: "a truce *proposed* by",
//! "two journalists, *arrested* in May", "gunman *killed* in the capital".

use super::{Element, Parser};
use crate::analyze::MentionForm;
use crate::analyze::clause::{Relation, Tag, VerbId};
use crate::analyze::word::{form, kind, mark};

/// Past forms of what someone does by himself and nobody suffers.
const ALONE: &[&str] = &[
    "fled",
    "resigned",
    "arrived",
    "died",
    "went",
    "came",
    "departed",
    "escaped",
    "disappeared",
    "collapsed",
];

/// Past forms of what nobody does without being told to whom, and what is told after a comma of those before it.
const HURT: &[&str] = &[
    "arrested",
    "detained",
    "jailed",
    "imprisoned",
    "abducted",
    "kidnapped",
    "killed",
    "wounded",
    "injured",
    "sentenced",
    "convicted",
    "deported",
    "hanged",
    "executed",
    "beheaded",
];

/// More of what nobody does without being told to whom.
const SLAIN: &[&str] = &["assassinated", "murdered", "massacred"];

/// More of what is told after a comma of those before it.
const TAKEN: &[&str] = &["extradited", "exiled", "captured", "seized", "freed", "shot", "expelled", "ousted"];

/// More that someone suffers of whom a headline tells it without "is" or "are", where nothing follows that it is done to.
const HEADLINED: &[&str] = &[
    "accused",
    "acquitted",
    "ambushed",
    "assassinated",
    "attacked",
    "banned",
    "barred",
    "blamed",
    "blocked",
    "bombed",
    "charged",
    "condemned",
    "deposed",
    "destroyed",
    "downed",
    "ejected",
    "evacuated",
    "evicted",
    "hacked",
    "halted",
    "held",
    "hijacked",
    "indicted",
    "intercepted",
    "lifted",
    "murdered",
    "overthrown",
    "pardoned",
    "poisoned",
    "raided",
    "ransacked",
    "recalled",
    "released",
    "repatriated",
    "rescued",
    "sacked",
    "shelled",
    "slain",
    "stabbed",
    "stoned",
    "stormed",
    "summoned",
    "suspended",
    "targeted",
    "toppled",
    "torched",
    "torpedoed",
    "tortured",
];

fn is_any_of(word: &str, lists: &[&[&str]]) -> bool {
    lists.iter().any(|list| list.contains(&word))
}

impl Parser<'_, '_> {
    /// Whether a past form is a participle after its noun: "a ceasefire proposed by", "sanctions imposed on".
    pub(super) fn is_reduced(&mut self, e: usize, id: VerbId) -> bool {
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
        if self.tag(b) == Some(Tag::Comma) {
            return self.is_suffered(e, group.head);
        }
        if self.joined_participle(e).is_some() {
            return true;
        }
        let Element::Noun(p) = self.elements[b] else { return false };
        let phrase = self.grammar.phrases[p];
        let top = *self.top();
        let by = self.by_follows(group.head);
        let pronoun = self.grammar.tags[phrase.head] == Tag::Pronoun;
        if pronoun {
            return false;
        }
        // "Two men *suspected of* spying": who suspects somebody would name him first.
        let of = self.analysis.tokens.lower(group.head + 1) == "of"
            && matches!(
                self.analysis.tokens.lower(group.head),
                "suspected" | "accused" | "convicted" | "acquitted" | "cleared"
            );
        if by || of {
            return true;
        }
        // "Took the capital and the president *fled* to Chad": what nobody does to another.
        if ALONE.contains(&self.analysis.tokens.lower(group.head)) {
            return false;
        }
        // "Gunman *killed* in the capital": nobody kills without being told whom.
        if is_any_of(self.analysis.tokens.lower(group.head), &[HURT, SLAIN]) && self.nothing_follows(e) {
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

    /// Whether a past form after a comma tells what was done to those before it: "sentences two journalists, *arrested* in
    /// May, to prison".
    pub(super) fn is_suffered(&self, e: usize, head: usize) -> bool {
        let noun = |i: Option<usize>| i.is_some_and(|i| matches!(self.elements[i], Element::Noun(_)));
        let subject = self.before(e).and_then(|b| self.before(b));
        // "Attacked *Sunday* by Chad": when it was is no object.
        let when = matches!(self.elements.get(e + 1), Some(Element::Noun(p)) if self.is_time(*p));
        let object = !when && noun(Some(e + 1).filter(|&i| i < self.elements.len()));
        // "A tanker, *attacked* on Sunday *by* Chad, sank".
        let suffered = is_any_of(self.analysis.tokens.lower(head), &[HURT, TAKEN]) || self.by_follows(head);
        suffered && noun(subject) && !object
    }

    /// Whether "by" follows a participle, over what only says how or when: "shot *dead by*", "attacked *on Sunday by*".
    fn by_follows(&self, head: usize) -> bool {
        const OVER: usize = 4;
        let tokens = &self.analysis.tokens;
        let times = &self.analysis.times;
        let mut at = head + 1;
        while at <= head + OVER && at < tokens.len() {
            let span = tokens.list[at].span;
            let time = times.get(times.partition_point(|t| t.span.end <= span.start));
            let when =
                time.is_some_and(|t| t.span.overlaps(span)) || self.grammar.words[at].has_mark(mark::TIME);
            match tokens.lower(at) {
                // "Responded *by launching* rockets" tells how, and not who.
                "by" => return !when && self.grammar.tags.get(at + 1) != Some(&Tag::Ing),
                "dead" | "down" | "up" | "off" | "over" | "out" | "on" | "at" | "gunpoint" | "yesterday"
                | "today" => {}
                _ if when || self.grammar.tags[at] == Tag::Adverb => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// Whether neither an object nor words that somebody says stand behind the verb at element `e`.
    fn nothing_follows(&self, e: usize) -> bool {
        match self.elements.get(e + 1) {
            None => true,
            Some(Element::Noun(_)) | Some(Element::Verb(_)) => false,
            Some(Element::Other(t)) => {
                matches!(
                    self.grammar.tags[*t],
                    Tag::Preposition | Tag::Subordinator | Tag::Comma | Tag::Break
                ) && self.analysis.tokens.lower(*t) != ":"
            }
        }
    }

    /// The participle to which another at element `e` is joined that tells by whom or of what: "arrested in July *and
    /// accused of* plotting".
    pub(super) fn joined_participle(&self, e: usize) -> Option<VerbId> {
        let Element::Verb(own) = self.elements[e] else { return None };
        let head = self.grammar.verbs[own].head;
        let tells = self.by_follows(head)
            || self.analysis.tokens.lower(head + 1) == "of"
                && matches!(self.analysis.tokens.lower(head), "suspected" | "accused" | "convicted");
        let and = self.before(e).filter(|&b| self.tag(b) == Some(Tag::Conjunction))?;
        let verb = (0..and).rev().find_map(|i| match self.elements[i] {
            Element::Verb(v) => Some(v),
            _ => None,
        })?;
        (tells && self.grammar.verbs[verb].reduced).then_some(verb)
    }

    /// Whether a past form in a headline tells what was done to its subject: "Malian convoy *ambushed* in the north".
    /// Headlines tell in the present tense what somebody does.
    pub(super) fn is_suffered_in_headline(&self, e: usize, id: VerbId) -> bool {
        let group = self.grammar.verbs[id];
        let bare = group.start == group.head && group.subject.is_some() && !group.perfect;
        let lower = self.analysis.tokens.lower(group.head);
        if !bare || !is_any_of(lower, &[HURT, TAKEN, HEADLINED]) || !self.is_headline(group.head) {
            return false;
        }
        // What follows the verb, past "down" and the like, and over an adverb.
        let aside = |i: &usize| self.tag(*i) != Some(Tag::Adverb);
        let next = (e + 1..self.elements.len()).find(aside);
        match next.map(|i| self.elements[i]) {
            Some(Element::Noun(p)) => {
                let phrase = self.grammar.phrases[p];
                phrase.preposition.is_some_and(|t| t > group.head) || self.tells_when(phrase.start)
            }
            Some(Element::Verb(v)) => self.grammar.verbs[v].infinitive || self.grammar.verbs[v].gerund,
            _ => true,
        }
    }

    /// Whether the sentence of token `at` opens the report and has no mark at its end.
    fn is_headline(&self, at: usize) -> bool {
        let first = self.analysis.sentences.first().map(|s| s.tokens.clone()).filter(|s| s.contains(&at));
        first.is_some_and(|s| !matches!(self.analysis.tokens.lower(s.end - 1), "." | "?" | "!"))
    }

    /// Whether the token at `at` begins to tell when something was: "*Monday*", "*last* week".
    fn tells_when(&self, at: usize) -> bool {
        self.grammar.words[at].has_mark(mark::TIME)
            || matches!(self.analysis.tokens.lower(at), "last" | "early" | "late" | "this")
    }
}
