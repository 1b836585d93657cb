//! Noun phrases as sources and addressees: where they begin and end, from word classes and mentions alone.

use std::ops::Range;

use super::Speech;
use super::cues::{SourceKind, source_kind};
use crate::analyze::mention::Reading;
use crate::analyze::word::{class, form};
use crate::analyze::{MentionForm, MentionId};
use crate::text::{Case, TokenKind};

/// Prepositions that join a speaking noun with what it belongs to: "a spokesman *for* the ministry".
const JOINING: &[&str] = &[
    "of", "for", "from", "in", "at", "with", "to", "on", "within", "inside", "near", "behind", "against",
    "by",
];

impl Speech<'_> {
    /// The noun phrase whose last token is `last`: its first token is not before `floor`.
    pub(super) fn phrase_back(&self, last: usize, floor: usize) -> Option<Range<usize>> {
        let token = self.token(last);
        if let Some(mention) = self.cover(last) {
            let start = self.mention_tokens(mention).start.max(floor);
            return Some(self.modifiers_back(start, floor)..last + 1);
        }
        if self.word(last).is(class::PRONOUN) {
            return Some(last..last + 1);
        }
        if matches!(
            self.lower(last),
            "who"
                | "which"
                | "that"
                | "both"
                | "all"
                | "many"
                | "some"
                | "others"
                | "several"
                | "most"
                | "few"
        ) {
            return Some(last..last + 1);
        }
        if token.kind != TokenKind::Word || !self.is_noun_like(last) {
            return None;
        }
        Some(self.modifiers_back(last, floor)..last + 1)
    }

    /// Goes left over adjectives, nouns, names and owners to the first token of the noun phrase that holds `start`.
    fn modifiers_back(&self, mut start: usize, floor: usize) -> usize {
        while start > floor {
            let at = start - 1;
            let word = self.word(at);
            if self.word(at).is(class::PRONOUN) && !self.is_possessive(at) {
                break;
            }
            if let Some(mention) = self.cover(at).filter(|_| !self.is_possessive(at)) {
                // A name before a noun modifies it only as an adjective or an owner.
                let modifies = self.mention_form(mention) == MentionForm::Demonym
                    || self.cover(start).is_none()
                        && !self.is_determiner(start)
                        && !self.word(start).is(class::PRONOUN);
                if !modifies {
                    break;
                }
                start = self.mention_tokens(mention).start.max(floor);
                continue;
            }
            let token = self.token(at);
            if token.kind == TokenKind::Possessive {
                start = at;
                continue;
            }
            if self.is_determiner(at) || self.is_possessive(at) {
                start = at;
                // "all the", "both sides": one more may stand before.
                if start > floor && matches!(self.lower(start - 1), "all" | "both" | "half") {
                    start -= 1;
                }
                break;
            }
            // "and *visiting* French President X".
            if matches!(self.lower(at), "visiting" | "outgoing" | "incoming" | "ousted" | "exiled" | "jailed")
                && self.cover(start).is_some()
            {
                start = at;
                continue;
            }
            let hyphen =
                matches!(self.lower(at), "-") && self.token(at).span.end == self.token(start).span.start;
            if hyphen
                || token.kind == TokenKind::Number
                || token.kind == TokenKind::Word && self.is_modifier(at, floor)
            {
                start = at;
                continue;
            }
            if word.is(class::CONJUNCTION)
                && self.lower(at) == "and"
                && at > floor
                && self.joins_modifiers(at, floor)
            {
                start = at;
                continue;
            }
            break;
        }
        start
    }

    /// "foreign and defence ministers": two adjectives in lower case.
    fn joins_modifiers(&self, and: usize, floor: usize) -> bool {
        let (before, after) = (and - 1, and + 1);
        before > floor
            && self.cover(before).is_none()
            && self.word(before).class == 0
            && self.word(before).verb == 0
            && self.is_determiner(before - 1)
            && self.word(after).class == 0
    }

    /// Whether a pronoun that stands for someone is at `at`, and not one that owns the noun after it.
    fn is_pronoun(&self, at: usize, limit: usize) -> bool {
        let word = self.word(at);
        word.is(class::PRONOUN)
            && !(word.is(class::POSSESSIVE) && at + 1 < limit && self.is_noun_like(at + 1))
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.word(at).is(class::POSSESSIVE)
    }

    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.cover(at).is_none() && self.word(at).is(class::DETERMINER | class::POSSESSIVE)
    }

    /// Whether token `at` may be a noun.
    pub(super) fn is_noun_like(&self, at: usize) -> bool {
        let word = self.word(at);
        if self.cover(at).is_some() {
            return true;
        }
        let token = self.token(at);
        token.kind == TokenKind::Word
            && !is_particle(self.lower(at))
            && (word.class == 0
                && (word.verb == 0
                    || word.noun != 0
                    || word.has_form(form::BASE | form::THIRD | form::ING) && !word.has_form(form::PAST))
                || source_kind(self.lower(at)).is_some() && !word.is(class::DETERMINER))
    }

    /// Whether token `at` may stand between a determiner and a noun.
    fn is_modifier(&self, at: usize, floor: usize) -> bool {
        let word = self.word(at);
        if word.class != 0 {
            return word.is(class::ADVERB)
                && !word.is(class::NEGATION | class::PREPOSITION)
                && at > floor
                && self.is_determiner(at - 1);
        }
        if word.verb == 0 || word.noun != 0 {
            return !is_particle(self.lower(at));
        }
        // A participle counts only behind a determiner: "the proposed deal", "an elected official".
        let marked = (floor..at).rev().take(3).any(|i| self.is_determiner(i));
        word.has_form(form::PARTICIPLE | form::ING | form::BASE) && marked
    }

    /// The noun phrase that begins at token `at`; `limit` is past the last token it may hold.
    pub(super) fn phrase_forward(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let mut end = at;
        let mut head = false;
        while end < limit {
            let word = self.word(end);
            if self.is_pronoun(end, limit) {
                if end > at {
                    break;
                }
                return Some(at..end + 1);
            }
            if let Some(mention) = self.cover(end).filter(|_| !self.is_possessive(end)) {
                let next = self.mention_tokens(mention).end.min(limit);
                let adjective = self.mention_form(mention) == MentionForm::Demonym;
                if head
                    && !adjective
                    && self.token(end - 1).kind != TokenKind::Possessive
                    && self.cover(end - 1).is_some_and(|before| !self.is_one_name(before, mention))
                {
                    break;
                }
                end = next.max(end + 1);
                head = true;
                continue;
            }
            let token = self.token(end);
            if token.kind == TokenKind::Possessive {
                end += 1;
                head = false;
                continue;
            }
            if self.is_determiner(end) || self.is_possessive(end) {
                if head {
                    break;
                }
                end += 1;
                continue;
            }
            let hyphen =
                self.lower(end) == "-" && end > at && self.token(end - 1).span.end == token.span.start;
            let nominal = token.kind == TokenKind::Number
                || token.kind == TokenKind::Word
                    && (self.is_noun_like(end) && !self.is_adverb(end)
                        || !head && (word.class == 0 || source_kind(self.lower(end)).is_some()))
                    && !(head
                        && self.is_finite(end)
                        && (source_kind(self.lower(end)).is_none() || self.cover(end - 1).is_some()));
            if !(nominal || hyphen) {
                break;
            }
            head |= nominal;
            end += 1;
        }
        (head && end > at).then_some(at..end)
    }

    /// Whether a place and the organisation after it are one name: "the *Asahi* *Shimbun*".
    fn is_one_name(&self, place: MentionId, after: MentionId) -> bool {
        let reading = |m: MentionId| &self.analysis.mentions[m].reading;
        matches!(reading(place), Reading::Place { .. })
            && matches!(reading(after), Reading::Organization { .. })
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let lower = self.lower(at);
        self.word(at).is(class::ADVERB)
            || lower.len() > 4
                && lower.ends_with("ly")
                && self.token(at).case == Case::Lower
                && source_kind(lower).is_none()
    }

    /// The phrase that begins at `at` with what joins it: "a spokesman for the ministry", "Macron and other leaders".
    pub(super) fn source_forward(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        self.joined_forward(at, limit, JOINING)
    }

    /// The phrase that begins at `at` with those that `joining` prepositions and conjunctions add.
    pub(super) fn joined_forward(&self, at: usize, limit: usize, joining: &[&str]) -> Option<Range<usize>> {
        let mut phrase = self.phrase_forward(at, limit)?;
        loop {
            let next = phrase.end;
            if next + 1 >= limit {
                break;
            }
            let joined = match self.lower(next) {
                "and" | "or" => true,
                "," => {
                    let name = next + 1 + usize::from(self.lower(next + 1) == "the");
                    self.lower(next + 1) == "and" || self.cover(name).is_some() && self.is_list(next, limit)
                }
                word => joining.contains(&word) && self.speaks_for(phrase.end - 1, word),
            };
            if !joined || self.cover(next).is_some() {
                break;
            }
            let from = if self.lower(next + 1) == "and" { next + 2 } else { next + 1 };
            match self.phrase_forward(from, limit) {
                Some(more) if !self.is_finite(more.end.min(limit - 1)) || more.end >= limit => {
                    phrase.end = more.end;
                }
                _ => break,
            }
        }
        Some(phrase)
    }

    /// Whether the comma `at` divides a list of names that ends with "and".
    fn is_list(&self, at: usize, limit: usize) -> bool {
        let mut i = at + 1;
        while i < limit.min(at + 24) {
            if let Some(mention) = self.cover(i) {
                i = self.mention_tokens(mention).end.max(i + 1);
                continue;
            }
            match self.lower(i) {
                "," | "the" => i += 1,
                "and" => return self.lower(i - 1) == "," || self.cover(i - 1).is_some(),
                _ => return false,
            }
        }
        false
    }

    /// Whether the noun at `head` may be told more of by a phrase with `preposition`.
    fn speaks_for(&self, head: usize, preposition: &str) -> bool {
        match self.cover(head) {
            Some(mention) => preposition == "of" && self.mention_form(mention) != MentionForm::Name,
            None => preposition == "of" && self.is_noun_like(head) || source_kind(self.lower(head)).is_some(),
        }
    }

    /// Whether a state is named at token `at`.
    fn is_state(&self, at: usize) -> bool {
        let mention = self.cover(at).map(|m| &self.analysis.mentions[m]);
        mention.is_some_and(|m| m.form == MentionForm::Name && matches!(m.reading, Reading::Party { .. }))
    }

    /// The subject phrase whose last token is `last`, with what joins it: its head is returned apart.
    pub(super) fn source_back(&self, last: usize, floor: usize) -> Option<Range<usize>> {
        let mut phrase = self.phrase_back(last, floor)?;
        let single = phrase.clone();
        if self.word(last).is(class::PRONOUN) && self.cover(last).is_none() {
            return Some(phrase);
        }
        for _ in 0..6 {
            let Some(before) = phrase.start.checked_sub(1).filter(|&b| b > floor) else { break };
            if self.cover(before).is_some() {
                break;
            }
            let lower = self.lower(before);
            if JOINING.contains(&lower) {
                // "a spokesman for the ministry said": the speaker stands before the preposition.
                let Some(outer) = self.phrase_back(before - 1, floor) else { break };
                if !self.speaks_for(before - 1, lower) {
                    break;
                }
                phrase.start = outer.start;
                continue;
            }
            // "*Chad, Niger* vow to talk", as headlines tell two.
            if lower == "," && self.is_state(phrase.start) && before > floor {
                let first = self.phrase_back(before - 1, floor).filter(|outer| outer.start == floor);
                if let Some(outer) = first.filter(|outer| self.is_state(outer.start)) {
                    phrase.start = outer.start;
                    break;
                }
            }
            if lower == "and" || lower == "," && phrase.end > last && self.closes_list(before, &phrase, floor)
            {
                let skip = usize::from(lower == "and" && before > floor + 1 && self.lower(before - 1) == ",");
                let Some(outer) = self.phrase_back(before - 1 - skip, floor) else { break };
                if !self.may_begin(outer.start, floor) && self.lower(outer.start.saturating_sub(1)) != "," {
                    break;
                }
                phrase.start = outer.start;
                continue;
            }
            break;
        }
        // "visits to Indonesia, Samoa, and Tonga, and the Secretary reaffirmed": the list belongs to what stands before.
        let start = phrase.start;
        let runs_on = single.start >= start + 3
            && self.lower(single.start - 1) == "and"
            && self.lower(single.start - 2) == ","
            && start > floor + 1
            && (self.lower(start - 1) == "," && self.cover(start - 2).is_some()
                || self.cover(start - 1).is_none() && self.word(start - 1).is(class::PREPOSITION));
        if runs_on && (floor..start).any(|t| self.is_finite(t)) {
            return Some(single);
        }
        Some(phrase)
    }

    fn closes_list(&self, comma: usize, phrase: &Range<usize>, floor: usize) -> bool {
        phrase.clone().any(|i| self.lower(i) == "and") && comma > floor && self.cover(comma - 1).is_some()
    }

    /// Whether a subject may begin at `start`: at the beginning, after a comma or conjunction, after an adverb or time.
    fn may_begin(&self, start: usize, floor: usize) -> bool {
        if start <= floor {
            return true;
        }
        let before = start - 1;
        let word = self.word(before);
        matches!(
            self.lower(before),
            "," | ";"
                | ":"
                | "\""
                | "”"
                | "“"
                | "—"
                | "–"
                | "-"
                | "that"
                | "and"
                | "but"
                | "while"
                | "when"
                | "as"
                | "after"
                | "because"
                | "which"
                | "where"
                | "with"
                | "both"
        ) || word.is(class::ADVERB)
            || self.is_time(before)
    }

    /// What kind of source a phrase is, by its head noun.
    pub(super) fn source_kind_of(&self, phrase: &Range<usize>) -> Option<SourceKind> {
        let mut head = phrase.start;
        for at in phrase.clone() {
            if at > phrase.start
                && (self.is_mark(at)
                    || self.word(at).is(class::PREPOSITION | class::CONJUNCTION | class::RELATIVE)
                        && !self.is_noun_like(at))
            {
                break;
            }
            if self.is_noun_like(at) {
                head = at;
            }
        }
        source_kind(self.lower(head))
    }
}

/// Words that belong to the verb before them and to no noun.
fn is_particle(word: &str) -> bool {
    matches!(word, "up" | "out" | "down" | "off" | "away" | "forward")
}
