//! Where what is said ends: at the end of the unit, or before what belongs to the reporter again.

use super::Speech;
use super::cues::{SourceKind, Step};
use super::indirect::Reading;
use super::source::{Shape, Subject};
use crate::analyze::word::{class, form};

/// Words after a comma that begin what no longer belongs to what is said.
const AFTER_COMMA: &[&str] = &[
    "while",
    "although",
    "though",
    "whereas",
    "after",
    "following",
    "despite",
    "citing",
    "amid",
    "according",
];

/// Words that join a clause of the reporter's own.
const JOINING: &[&str] = &["and", "but", "or", "while", "as", "then", "after", "when", "before"];

impl Reading<'_> {
    /// Where the content of cue `i` ends that begins at `start`.
    pub(super) fn end(&self, i: usize, start: usize, step: Step) -> usize {
        let speech = self.speech;
        let unit = self.unit;
        let mut limit = unit.tokens.end;
        // A cue after all this reports the whole: "…, Yonhap reported".
        for (j, end) in self.ends.iter().enumerate().skip(i + 1) {
            if let Some(end) = end
                && *end > start
                && *end < limit
                && self.hits[j].left() >= *end
                && !speech.is_quoted(*end - 1, unit)
            {
                limit = *end;
            }
        }
        let mut at = start;
        if step == Step::Quote
            && let Some(quotation) = speech.opens(start, unit)
        {
            let end = speech.quotation_tokens(quotation).end.min(limit);
            let marked = speech.is_mark(end) && !matches!(speech.lower(end), "(" | "[" | "$");
            let aside = end < limit && speech.channel_at(end, unit).is_some();
            if speech.ends_sentence(quotation) || end >= limit || marked || aside {
                return end;
            }
            at = end;
        }
        while at < limit {
            if speech.is_quoted(at, unit) {
                at =
                    speech.quoted[at].map_or(at + 1, |q| speech.quotation_tokens(q as usize).end.max(at + 1));
                continue;
            }
            if speech.lower(at) == "(" {
                at = (at..limit).find(|&t| speech.lower(t) == ")").unwrap_or(at) + 1;
                continue;
            }
            if at > start && self.stops(i, at, start, step) {
                return at;
            }
            at += 1;
        }
        limit
    }

    /// The cue whose source or verb begins at `from`, perhaps behind adverbs.
    fn hit_at(&self, i: usize, from: usize) -> Option<usize> {
        let speech = self.speech;
        let mut to = from;
        while to < self.unit.tokens.end && speech.word(to).is(class::ADVERB) && speech.cover(to).is_none() {
            to += 1;
        }
        self.hits[i + 1..]
            .iter()
            .position(|h| h.left() == from || h.left() == to || h.start == to)
            .map(|j| i + 1 + j)
    }

    /// Whether the content of cue `i` ends before token `at`.
    fn stops(&self, i: usize, at: usize, start: usize, step: Step) -> bool {
        let speech = self.speech;
        let lower = speech.lower(at);
        let next = at + 1;
        match lower {
            ";" => true,
            "," | "—" | "–" | "--" => next >= self.unit.tokens.end || self.stops_at_comma(i, next, start),
            _ if JOINING.contains(&lower) => self.stops_at_joint(i, at, start, step),
            _ => {
                // "… adding that" without a comma.
                matches!(lower, "saying" | "adding" | "noting" | "telling" | "warning" | "stating")
                    && self.hits[i + 1..]
                        .iter()
                        .any(|h| h.start == at && h.shape == Shape::Gerund && h.subject == Subject::Shared)
            }
        }
    }

    /// Whether the content of cue `i` ends at the comma before token `next`.
    fn stops_at_comma(&self, i: usize, next: usize, start: usize) -> bool {
        let speech = self.speech;
        let joined = matches!(speech.lower(next), "and" | "but" | "while" | "then" | "or");
        let from = next + usize::from(joined);
        if let Some(j) = self.hit_at(i, from) {
            let hit = &self.hits[j];
            return match (hit.shape, &hit.subject) {
                (Shape::Gerund | Shape::Phrase, _) => true,
                (Shape::Finite { .. }, Subject::Shared) => self.shares(i, j, start),
                (Shape::Finite { .. }, _) => joined || self.ends[j].is_some() && hit.left() == next,
                _ => false,
            };
        }
        if joined && self.goes_with(i, from, start) {
            return true;
        }
        let mut verb = next;
        while verb < self.unit.tokens.end
            && speech.word(verb).is(class::ADVERB)
            && speech.cover(verb).is_none()
        {
            verb += 1;
        }
        let word = speech.word(verb);
        let gerund = word.has_form(form::ING)
            && speech.cover(verb).is_none()
            && word.noun == 0
            && !matches!(speech.lower(verb), "including" | "regarding" | "concerning" | "being" | "having");
        gerund && !self.lists(verb, start) || AFTER_COMMA.contains(&speech.lower(next))
    }

    /// Whether the `-ing` form at `verb` goes on a list that what is said began: "support for *strengthening* the
    /// alliance, *extending* cooperation and *deepening* ties".
    fn lists(&self, verb: usize, start: usize) -> bool {
        let speech = self.speech;
        let ing = |t: usize| {
            speech.word(t).has_form(form::ING) && speech.word(t).verb != 0 && speech.cover(t).is_none()
        };
        let begun = (start..verb).any(|t| {
            ing(t)
                && (t == start
                    || matches!(speech.lower(t - 1), "for" | "of" | "to" | "in" | "by" | "on" | "through"))
        });
        let ends = (verb + 1..self.unit.tokens.end.saturating_sub(1))
            .any(|t| speech.lower(t) == "and" && ing(t + 1));
        begun && ends
    }

    /// Whether the content of cue `i` ends before the conjunction at `at`.
    fn stops_at_joint(&self, i: usize, at: usize, start: usize, step: Step) -> bool {
        let lower = self.speech.lower(at);
        let next = at + 1;
        let Some(j) = self.hit_at(i, next) else {
            if !matches!(lower, "and" | "but" | "then") {
                return false;
            }
            return match step {
                Step::Phrase | Step::Infinitive | Step::Gerund => self.other_verb(i, next).is_some(),
                _ => lower == "but" && self.other_verb(i, next).is_some() || self.goes_with(i, next, start),
            };
        };
        let hit = &self.hits[j];
        match (hit.shape, &hit.subject) {
            (Shape::Gerund, _) => {
                matches!(lower, "while" | "after" | "before") || self.hits[i].shape == Shape::Gerund
            }
            (Shape::Finite { .. }, Subject::Shared) => self.shares(i, j, start),
            (Shape::Finite { .. }, Subject::Before(_)) => lower != "or",
            _ => false,
        }
    }

    /// The finite verb at `at`, past adverbs, if it has the tense of cue `i`: "vowed to look … but *made* no commitment".
    fn other_verb(&self, i: usize, at: usize) -> Option<usize> {
        let speech = self.speech;
        let mut verb = at;
        while verb < self.unit.tokens.end
            && speech.word(verb).is(class::ADVERB)
            && speech.cover(verb).is_none()
        {
            verb += 1;
        }
        if verb >= self.unit.tokens.end || speech.cover(verb).is_some() || speech.is_quoted(verb, self.unit) {
            return None;
        }
        let Shape::Finite { past } = self.hits[i].shape else { return None };
        let word = speech.word(verb);
        let participle = word.has_form(form::PARTICIPLE)
            && speech.cover(verb + 1).is_none()
            && speech.word(verb + 1).class == 0
            && verb + 1 < self.unit.tokens.end
            && !speech.is_mark(verb + 1);
        let fits = if past {
            word.has_form(form::PAST) && word.verb != 0 && !participle
                || matches!(speech.lower(verb), "was" | "were" | "had" | "did")
        } else {
            word.has_form(form::THIRD) && word.verb != 0 && word.noun == 0
        };
        fits.then_some(verb)
    }

    /// Whether the finite verb at `at`, which has no subject of its own, goes with cue `i`: it has that one's tense, and
    /// no verb between has.
    fn goes_with(&self, i: usize, at: usize, start: usize) -> bool {
        let Some(verb) = self.other_verb(i, at) else { return false };
        let Shape::Finite { past } = self.hits[i].shape else { return false };
        let between = self.finite_before(verb, start);
        between.is_some_and(|v| self.is_past(v) != past)
    }

    /// The nearest finite verb of the content before `at`.
    fn finite_before(&self, at: usize, start: usize) -> Option<usize> {
        (start..at).rev().find(|&t| !self.speech.is_quoted(t, self.unit) && self.speech.is_finite(t))
    }

    fn is_past(&self, verb: usize) -> bool {
        let speech = self.speech;
        match speech.lower(verb) {
            "was" | "were" | "had" | "did" | "would" | "could" | "might" => true,
            "is" | "are" | "has" | "have" | "will" | "can" | "does" | "do" | "may" | "should" | "must" => {
                false
            }
            _ => speech.word(verb).has_form(form::PAST),
        }
    }

    /// Whether cue `j`, which has no subject of its own, goes with cue `i` and not with a verb of what cue `i` reports.
    fn shares(&self, i: usize, j: usize, start: usize) -> bool {
        let (a, b) = (&self.hits[i], &self.hits[j]);
        let same = match (a.shape, b.shape) {
            (Shape::Finite { past: x }, Shape::Finite { past: y }) => x == y,
            (Shape::Finite { .. } | Shape::Infinitive | Shape::Gerund, Shape::Gerund) => true,
            (Shape::Infinitive, Shape::Finite { .. }) => true,
            _ => false,
        };
        if !same {
            return false;
        }
        // A verb of the same tense between, whose subject may speak, is nearer.
        let Some(verb) = self.finite_before(b.start.saturating_sub(1), start) else { return true };
        let Shape::Finite { past } = b.shape else { return true };
        if self.hits.iter().any(|h| h.at == verb && h.subject == Subject::Shared)
            || self.is_past(verb) != past
        {
            return true;
        }
        !self.speech.has_speaking_subject(verb, self.unit)
    }
}

impl Speech<'_> {
    /// Whether the subject of the verb at `verb` is someone who can speak.
    fn has_speaking_subject(&self, verb: usize, unit: &super::unit::Unit) -> bool {
        let Subject::Before(phrase) = self.subject(verb, verb, unit, 1) else { return false };
        self.word(phrase.start).is(class::PRONOUN)
            || phrase.clone().any(|t| self.cover(t).is_some())
            || matches!(self.source_kind_of(&phrase), Some(SourceKind::Person | SourceKind::Group))
    }
}
