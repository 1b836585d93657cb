//! [`Complement`]: what follows a cue by the patterns of its rules.

use std::ops::Range;

use super::Speech;
use super::cues::{CUES, Pattern, SourceKind, Step, source_kind};
use super::hit::{Hit, Shape, Subject};
use super::unit::Unit;
use crate::analyze::MentionForm;
use crate::analyze::clause::Tag;
use crate::analyze::word::{class, form};
use crate::text::{Case, Span, TokenKind};

/// Where the content to the right of a cue begins, and what stands between.
#[derive(Clone, Debug)]
pub(super) struct Complement {
    /// Past the last word of the cue: its particle included.
    pub(super) cue_end: usize,
    pub(super) agent: Option<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
    pub(super) channel: Option<Span>,
    /// First token of the content.
    pub(super) start: usize,
    /// What kind of content it is.
    pub(super) step: Step,
    pub(super) name: &'static str,
    pub(super) score: f32,
}

/// Words that begin no clause that is said.
const NO_CLAUSE: &[&str] = &[
    "and",
    "but",
    "or",
    "by",
    "as",
    "when",
    "while",
    "because",
    "until",
    "of",
    "about",
    "from",
    "with",
    "to",
    "who",
    "which",
    "whom",
    "than",
    "so",
    "not",
    "whose",
    "where",
    "following",
    "prior",
    "upon",
];

/// Words that begin an indirect question.
const QUESTION: &[&str] = &["whether", "if", "how", "why", "what", "when", "where", "who", "which"];

impl Speech<'_> {
    /// What follows a cue, by the most telling of its patterns.
    pub(super) fn complement(&self, hit: &Hit, unit: &Unit) -> Option<Complement> {
        let mut from = hit.at + 1;
        let mut agent = None;
        if hit.shape == Shape::Passive {
            if from < unit.tokens.end && self.lower(from) == "by" {
                let phrase = self.source_forward(from + 1, unit.tokens.end)?;
                from = phrase.end;
                agent = Some(phrase);
            }
        } else if let Subject::After(phrase) = &hit.subject
            && hit.shape == Shape::Noun
        {
            from = phrase.end;
        }
        let mut best: Option<Complement> = None;
        let mut phrase: Option<Complement> = None;
        for &cue in hit.cues {
            let cue = &CUES[cue as usize];
            if cue.releases && !self.is_release {
                continue;
            }
            let patterns = if hit.shape == Shape::Passive { cue.passive } else { cue.takes };
            for pattern in patterns {
                let Some(mut found) = self.matches(pattern, from, hit, unit) else { continue };
                found.agent.clone_from(&agent);
                found.name = cue.name;
                found.score = cue.score;
                if found.step == Step::Phrase && phrase.is_none() {
                    phrase = Some(found.clone());
                }
                let better = match &best {
                    None => true,
                    Some(b) => (found.step.rank(), -found.score) < (b.step.rank(), -b.score),
                };
                if better {
                    best = Some(found);
                }
            }
        }
        // "noted our confidence in their strength and the two leaders discussed": the verb is another clause's.
        if phrase.is_some()
            && best.as_ref().is_some_and(|b| b.step == Step::Clause && self.is_joined(b.start, unit))
        {
            return phrase;
        }
        best.filter(|found| !self.is_act(hit, found, unit))
    }

    /// Whether the first finite verb from `start` on has a subject of its own behind an "and", past the phrase at `start`.
    fn is_joined(&self, start: usize, unit: &Unit) -> bool {
        let limit = unit.tokens.end;
        let Some(verb) = (start..limit).find(|&t| self.is_finite(t) && !self.is_quoted(t, unit)) else {
            return false;
        };
        let Some(first) = self.phrase_forward(start, limit) else { return false };
        let and = (first.end + 1..verb).rev().find(|&t| self.lower(t) == "and");
        and.is_some_and(|and| {
            self.lower(start) != "that"
                && (self.lower(and + 1) == "the"
                    || self.is_determiner(and + 1)
                    || self.word(and + 1).is(class::PRONOUN))
                && self.phrase_forward(and + 1, limit).is_some_and(|p| p.end == verb)
        })
    }

    fn matches(&self, pattern: &Pattern, from: usize, hit: &Hit, unit: &Unit) -> Option<Complement> {
        let limit = unit.tokens.end;
        let mut at = from;
        let mut found = Complement {
            cue_end: hit.at + 1,
            agent: None,
            addressee: None,
            channel: None,
            start: at,
            step: *pattern.content.first()?,
            name: "",
            score: 0.0,
        };
        for (i, step) in pattern.before.iter().enumerate() {
            match step {
                Step::Word(word) => {
                    if at < limit && self.lower(at) != *word {
                        at = self.skip(at, unit, &mut found);
                    }
                    if *word == "that" && at < limit && self.lower(at) != "that" {
                        at = self.that_after(at, unit).unwrap_or(at);
                    }
                    if at >= limit || self.lower(at) != *word || self.is_quoted(at, unit) {
                        return None;
                    }
                    at += 1;
                    if i + 1 == found_words(pattern, i)
                        && *word != "that"
                        && found.cue_end + 1 == at
                        && hit.shape != Shape::Noun
                    {
                        found.cue_end = at;
                    }
                }
                Step::Addressee => {
                    at = self.skip(at, unit, &mut found);
                    let of = pattern.before.get(i + 1) == Some(&Step::Word("of"));
                    let phrase = self.addressee_at(at, unit, of)?;
                    if pattern.content.first() == Some(&Step::Infinitive) && !self.may_be_told(&phrase) {
                        return None;
                    }
                    if self.channel_head(&phrase).is_some() {
                        found.channel = Some(self.bare(&phrase));
                    }
                    at = phrase.end;
                    found.addressee = Some(phrase);
                }
                _ => return None,
            }
        }
        let explicit = pattern.before.last() == Some(&Step::Word("that"));
        if explicit && at < limit && self.lower(at) == "," && self.opens(at + 1, unit).is_none() {
            // "said that, on Sunday, …": the comma belongs to what is said.
            at += 1;
        } else if found.step != Step::Phrase || !explicit {
            at = self.skip(at, unit, &mut found);
        }
        // "conveyed *him* the greetings": to whom.
        let told = found.step == Step::Phrase
            && pattern.before.is_empty()
            && at + 1 < limit
            && matches!(self.lower(at), "him" | "her" | "them" | "us" | "me" | "you")
            && self.is_determiner(at + 1);
        if told {
            found.addressee = Some(at..at + 1);
            at += 1;
        }
        found.start = self.content_at(pattern, at, explicit, unit)?;
        // "The talks failed, the group said *a day after the envoy left*": when, behind what is said.
        let when = found.step == Step::Clause
            && !explicit
            && matches!(self.lower(found.start), "after" | "before" | "since")
            && hit.left().checked_sub(1).is_some_and(|comma| {
                comma > unit.tokens.start
                    && self.lower(comma) == ","
                    && (unit.tokens.start..comma).any(|i| self.is_finite(i))
            });
        (!when).then_some(found)
    }

    /// Where the content of `pattern` begins, if it stands at `at`.
    fn content_at(&self, pattern: &Pattern, at: usize, explicit: bool, unit: &Unit) -> Option<usize> {
        let limit = unit.tokens.end;
        if at >= limit {
            return None;
        }
        let lower = self.lower(at);
        match pattern.content.first()? {
            Step::Quote => {
                if self.opens(at, unit).is_some() {
                    return Some(at);
                }
                let mut next = at;
                while next < limit
                    && next < at + 3
                    && matches!(self.lower(next), "," | ":" | "that" | "—" | "–" | "-")
                    && !self.is_quoted(next, unit)
                {
                    next += 1;
                }
                self.opens(next, unit).map(|_| next)
            }
            Step::Clause => {
                if self.is_quoted(at, unit) && explicit {
                    return Some(at);
                }
                if lower == ":" && at + 1 < limit {
                    return Some(at + 1);
                }
                if lower == "that" {
                    // A pattern that names "that" is there for it.
                    return None;
                }
                let opening = explicit || !NO_CLAUSE.contains(&lower) && !self.is_mark_here(at, unit);
                (opening && (explicit || self.has_clause(at, unit))).then_some(at)
            }
            Step::Question => QUESTION.contains(&lower).then_some(at),
            Step::Infinitive => {
                let next = at + 1;
                let verb = next < limit && {
                    let word = self.word(next);
                    self.cover(next).is_none()
                        && !word.is(class::DETERMINER | class::POSSESSIVE | class::PRONOUN)
                        && (word.has_form(form::BASE)
                            || word.is(class::ADVERB | class::BE | class::HAVE)
                            || word.class == 0 && word.verb == 0 && self.token(next).case == Case::Lower
                            || self.is_quoted(next, unit))
                };
                (lower == "to" && verb && self.tag(at) != Tag::Preposition).then_some(at)
            }
            Step::Gerund => {
                let word = self.word(at);
                let adverb = word.is(class::ADVERB | class::NEGATION)
                    && at + 1 < limit
                    && self.word(at + 1).has_form(form::ING);
                let gerund = word.has_form(form::ING)
                    || self.cover(at).is_none()
                        && word.class == 0
                        && lower.len() > 5
                        && lower.ends_with("ing");
                (gerund && self.cover(at).is_none() || adverb).then_some(at)
            }
            Step::Phrase => {
                let verb = at > 0 && self.tag(at - 1) == Tag::To;
                if verb || !self.begins_phrase(at, unit) {
                    return None;
                }
                let from = at + usize::from(matches!(lower, "$" | "€" | "£"));
                let phrase = match self.opens(at, unit) {
                    Some(quotation) => at..self.quotation_tokens(quotation).end.min(limit),
                    None => self.joined_forward(from, limit, &["of"])?,
                };
                match pattern.content.get(1) {
                    None => Some(at),
                    Some(Step::Word(word)) => self.follows(word, phrase.end, unit).then_some(at),
                    Some(_) => self.pairs(&phrase, unit).then_some(at),
                }
            }
            Step::Word(_) | Step::Addressee => None,
        }
    }

    fn is_mark_here(&self, at: usize, unit: &Unit) -> bool {
        self.is_mark(at)
            && !self.is_quoted(at, unit)
            && !matches!(self.lower(at), "[" | "$" | "(" | "€" | "£")
    }

    /// Whether a clause with a finite verb of its own stands to the right of `at`: not one that only a relative or
    /// subordinate clause has, as in "wrote *a letter complaining that the plans would fail*".
    fn has_clause(&self, at: usize, unit: &Unit) -> bool {
        let mut open = 0;
        for i in at..unit.tokens.end {
            if self.lower(i) == ";" {
                return false;
            }
            if i > at && matches!(self.tag(i), Tag::That | Tag::Relative) {
                open += 1;
            } else if self.is_finite(i) && self.cover(i).is_none() || self.word(i).is_auxiliary() {
                if open == 0 {
                    return true;
                }
                open -= 1;
            }
        }
        false
    }

    fn begins_phrase(&self, at: usize, unit: &Unit) -> bool {
        if self.opens(at, unit).is_some() {
            return true;
        }
        let word = self.word(at);
        if self.cover(at).is_some() || self.is_determiner(at) {
            return self.lower(at) != "that";
        }
        let token = self.token(at);
        let pronoun =
            word.is(class::PRONOUN) && !matches!(self.lower(at), "he" | "she" | "they" | "we" | "i");
        pronoun
            || matches!(self.lower(at), "what" | "$" | "€" | "£")
            || token.kind == TokenKind::Number
            || token.kind == TokenKind::Word
                && word.class == 0
                && (word.verb == 0
                    || word.noun != 0
                    || word.has_form(form::BASE | form::ING | form::PARTICIPLE | form::THIRD))
    }

    /// Whether `word` stands after the phrase that ends at `end`, perhaps past a phrase that belongs to it.
    fn follows(&self, word: &str, end: usize, unit: &Unit) -> bool {
        let reach = if word == "as" { 16 } else { 8 };
        (end..unit.tokens.end.min(end + reach))
            .take_while(|&i| {
                self.is_quoted(i, unit) || !matches!(self.lower(i), "," | ";" | "and" | "but" | "that")
            })
            .any(|i| self.lower(i) == word && !self.is_quoted(i, unit))
    }

    /// Whether after a phrase comes another or an adjective: "the incident | a terrorist attack".
    fn pairs(&self, phrase: &Range<usize>, unit: &Unit) -> bool {
        let next = phrase.end;
        if next >= unit.tokens.end {
            return false;
        }
        let word = self.word(next);
        self.opens(next, unit).is_some()
            || self.is_determiner(next)
            || self.cover(next).is_none() && self.token(next).kind == TokenKind::Word && word.class == 0 && (word.verb == 0 || word.has_form(form::PARTICIPLE | form::ING))
            || self.lower(next) == "not"
            // One phrase by its looks, with a name or pronoun in front: "Trump unfit".
            || phrase.len() >= 2 && self.cover(phrase.start).is_some() && self.cover(phrase.end - 1).is_none() && !phrase.clone().any(|i| self.token(i).kind == TokenKind::Possessive) && self.token(phrase.end - 1).case == Case::Lower && self.mention_form(self.cover(phrase.start).unwrap_or_default()) != MentionForm::Demonym
    }

    /// The one spoken to, at `at`.
    fn addressee_at(&self, at: usize, unit: &Unit, before_of: bool) -> Option<Range<usize>> {
        if at >= unit.tokens.end {
            return None;
        }
        if let Some(end) = self.programme_at(at, unit) {
            return Some(at..end);
        }
        if self.is_quoted(at, unit) {
            return None;
        }
        let lower = self.lower(at);
        if matches!(lower, "he" | "she" | "they" | "we" | "i" | "that" | "there" | "it") {
            return None;
        }
        // "accuse *the other* of", "accuse *Syrian forces* of".
        let mutual = matches!(
            (lower, self.lower(at + 1)),
            ("the", "other" | "others" | "latter" | "former") | ("each" | "one", "other" | "another")
        );
        if mutual && at + 2 < unit.tokens.end && self.word(at + 2).is(class::PREPOSITION) {
            return Some(at..at + 2);
        }
        let joining = ["in", "at", "from", "with", "of"];
        self.joined_forward(at, unit.tokens.end, &joining[..joining.len() - usize::from(before_of)])
    }

    /// Whether a phrase names someone who can be asked to do something: not "ordered *the release of prisoners* to".
    fn may_be_told(&self, phrase: &Range<usize>) -> bool {
        let head = (phrase.start..phrase.end)
            .take_while(|&i| i == phrase.start || !self.word(i).is(class::PREPOSITION))
            .last()
            .unwrap_or(phrase.start);
        match source_kind(self.lower(head)) {
            _ if self.cover(head).is_some() || self.word(phrase.start).is(class::PRONOUN) => true,
            Some(kind) => kind != SourceKind::Document,
            None => self.lower(head).ends_with('s') || self.token(head).case == Case::Capital,
        }
    }

    /// A phrase without its determiners.
    pub(super) fn bare(&self, phrase: &Range<usize>) -> Span {
        let mut start = phrase.start;
        while start + 1 < phrase.end && self.is_determiner(start) {
            start += 1;
        }
        self.analysis.tokens.span(start, phrase.end)
    }
}

/// One more than the index of the last of the words at the beginning of a pattern that `i` is among.
fn found_words(pattern: &Pattern, i: usize) -> usize {
    let words = pattern.before.iter().take_while(|s| matches!(s, Step::Word(w) if *w != "that")).count();
    if i < words { i + 1 } else { 0 }
}
