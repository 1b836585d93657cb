//! Who a cue is of: the phrase before or after it that names or describes its source ([`Subject`]).

use std::ops::Range;

use super::Speech;
use super::cues::{ChannelKind, source_kind};
use super::hit::Subject;
use super::unit::Unit;
use crate::analyze::clause::Tag;
use crate::analyze::word::{class, form};
use crate::analyze::{Mention, MentionForm};
use crate::text::{Case, TokenKind};

impl Speech<'_> {
    /// The subject of the verb group that begins at `start` with its head at `head`.
    pub(super) fn subject(&self, start: usize, head: usize, unit: &Unit, depth: u8) -> Subject {
        let floor = unit.tokens.start;
        let after = |speech: &Self| match speech.inverted(head, unit) {
            Some(phrase) => Subject::After(phrase),
            None => Subject::Unknown,
        };
        let Some(mut last) = start.checked_sub(1).filter(|&l| l >= floor) else { return after(self) };
        if self.is_quoted(last, unit) {
            return after(self);
        }
        // "Clark on Tuesday said": over the time.
        while last > floor
            && (self.is_time(last)
                || self.cover(last).is_none()
                    && self.is_adverb(last)
                    && !self.word(last).is(class::PRONOUN | class::DETERMINER))
        {
            last -= 1;
        }
        while last > floor
            && matches!(self.lower(last), "on" | "in" | "at" | "last" | "this" | "late" | "early")
            && self.is_time(last + 1)
        {
            last -= 1;
        }
        // "The United States, NATO and the United Nations *all* called on": of those before.
        if last > floor
            && matches!(self.lower(last), "all" | "both" | "each")
            && self.cover(last - 1).is_some()
        {
            last -= 1;
        }
        let lower = self.lower(last);
        match lower {
            "and" | "but" | "or" | "nor" | "yet" | "then" => return Subject::Shared,
            ")" => {
                let Some(open) = (floor..last).rev().find(|&i| self.lower(i) == "(") else {
                    return Subject::Unknown;
                };
                return match open.checked_sub(1).filter(|&b| b >= floor) {
                    Some(before) => self.before(before, unit, depth),
                    None => Subject::Unknown,
                };
            }
            "who" | "which" | "that" => {
                let skip = 1 + usize::from(last > floor + 1 && self.lower(last - 1) == ",");
                // "a statement *last week* which concluded".
                let past_time = |mut at: usize| {
                    while at > floor && self.is_time(at) && self.cover(at).is_none() {
                        at -= 1;
                    }
                    if self.is_time(at + 1) && matches!(self.lower(at), "on" | "in") {
                        at.saturating_sub(1)
                    } else {
                        at
                    }
                };
                if let Some(before) = last.checked_sub(skip).map(past_time).filter(|&b| b >= floor)
                    && let Some(phrase) = self.source_back(before, floor)
                {
                    // "the post of X on Facebook, *who* claimed": the one who posts.
                    let site = phrase.start.checked_sub(2).filter(|&b| {
                        b >= floor
                            && lower == "who"
                            && self.word(b + 1).is(class::PREPOSITION)
                            && self.channel_head(&phrase) == Some(ChannelKind::Medium)
                    });
                    let poster = site.and_then(|b| self.source_back(b, floor));
                    return Subject::Before(poster.unwrap_or(phrase));
                }
                return Subject::Unknown;
            }
            "," | "—" | "–" | "--" | "-" => {
                if last > floor && self.is_quoted(last - 1, unit) {
                    return after(self);
                }
                if let Some(phrase) = self.before_parenthesis(last, unit) {
                    return Subject::Before(phrase);
                }
                let found = after(self);
                return if found == Subject::Unknown { Subject::Shared } else { found };
            }
            _ => {}
        }
        if self.is_mark(last) && self.cover(last).is_none() {
            return after(self);
        }
        self.before(last, unit, depth)
    }

    /// The subject whose last word is at `last`, or that stands before the adjuncts which end there.
    fn before(&self, last: usize, unit: &Unit, depth: u8) -> Subject {
        let floor = unit.tokens.start;
        let Some(phrase) = self.source_back(last, floor) else { return Subject::Unknown };
        let Some(before) = phrase.start.checked_sub(1).filter(|&b| b >= floor) else {
            return Subject::Before(phrase);
        };
        let word = self.word(before);
        if self.cover(before).is_none()
            && word.is(class::PREPOSITION)
            && !matches!(self.lower(before), "as" | "than" | "after" | "before" | "since" | "until" | "like")
        {
            // "the minister, at a briefing along with Lavrov said": what a preposition governs is no subject.
            let mut left = before;
            while left > floor
                && self.word(left - 1).is(class::ADVERB | class::PREPOSITION)
                && self.cover(left - 1).is_none()
            {
                left -= 1;
            }
            let Some(mut outer) = left.checked_sub(1).filter(|&o| o >= floor) else {
                return Subject::Before(phrase);
            };
            // "two people *briefed* on the trip", "a source *familiar* with the talks".
            let describes = self.cover(outer).is_none()
                && (self.word(outer).has_form(form::PARTICIPLE) && !self.is_finite(outer)
                    || matches!(self.lower(outer), "familiar" | "close" | "privy" | "aware"));
            if describes && outer > floor && self.is_noun_like(outer - 1) {
                outer -= 1;
            }
            // "The Foreign Ministry *(Wisma Putra)* in a statement said".
            if self.lower(outer) == ")"
                && let Some(open) = (floor + 1..outer).rev().find(|&i| self.lower(i) == "(")
            {
                outer = open - 1;
            }
            if self.lower(outer) == "," {
                return match self.named_before(outer, unit).or_else(|| self.before_parenthesis(outer, unit)) {
                    Some(found) => Subject::Before(found),
                    None => Subject::Before(phrase),
                };
            }
            if depth > 0
                && !self.is_quoted(outer, unit)
                && let Subject::Before(found) = self.before(outer, unit, depth - 1)
                && found.start < phrase.start
            {
                return Subject::Before(found);
            }
            return Subject::Before(phrase);
        }
        // "Diplomats who attended the talks said": the subject is who the clause is about.
        if self.is_finite(before) {
            let relative = (floor..before)
                .rev()
                .take(12)
                .take_while(|&i| self.lower(i) != ",")
                .find(|&i| self.lower(i) == "who");
            if let Some(relative) = relative
                && relative > floor
                && let Some(found) = self.source_back(relative - 1, floor)
            {
                return Subject::Before(found);
            }
        }
        Subject::Before(phrase)
    }

    /// The name that ends before the comma at `comma`.
    fn named_before(&self, comma: usize, unit: &Unit) -> Option<Range<usize>> {
        let last = comma.checked_sub(1).filter(|&l| l >= unit.tokens.start)?;
        self.cover(last)?;
        self.source_back(last, unit.tokens.start)
    }

    /// What an insertion between commas tells of: "Stals, the chief negotiator, said"; `close` is its second comma.
    fn before_parenthesis(&self, close: usize, unit: &Unit) -> Option<Range<usize>> {
        let floor = unit.tokens.start;
        let mut at = close;
        let mut steps = 0;
        while at > floor + 1 && steps < 60 {
            at -= 1;
            steps += 1;
            if self.is_quoted(at, unit) {
                return None;
            }
            let dash = matches!(self.lower(at), "—" | "–" | "--");
            if self.lower(at) != "," && !dash {
                continue;
            }
            let last = at - 1;
            let speaks = match self.cover(last) {
                Some(mention) => self.mention_form(mention) != MentionForm::Demonym && !self.is_time(last),
                None => source_kind(self.lower(last)).is_some() || self.word(last).is(class::PRONOUN),
            };
            if speaks && self.inserts(at + 1, close) {
                return self.source_back(last, floor);
            }
        }
        None
    }

    /// Whether the words from `from` can be an insertion after a name.
    fn inserts(&self, from: usize, close: usize) -> bool {
        let word = self.word(from);
        let lower = self.lower(from);
        word.is(class::DETERMINER | class::POSSESSIVE | class::ADVERB)
            || matches!(
                lower,
                "who"
                    | "which"
                    | "whose"
                    | "former"
                    | "now"
                    | "then"
                    | "in"
                    | "at"
                    | "on"
                    | "of"
                    | "for"
                    | "speaking"
                    | "citing"
                    | "asked"
                    | "when"
                    | "through"
                    | "via"
                    | "like"
                    | "as"
                    | "from"
                    | "with"
                    | "during"
                    | "after"
                    | "while"
                    | "along"
                    | "too"
                    | "however"
                    | "meanwhile"
                    | "himself"
                    | "herself"
                    | "R"
                    | "D"
            )
            || self.token(from).kind == TokenKind::Number
            || word.has_form(form::ING | form::PARTICIPLE)
            || self.cover(from).is_some() && !(from..close).any(|i| self.is_finite(i))
            || !(from..close).any(|i| self.is_finite(i))
    }

    /// The source after an inverted cue: "said Geng Shuang".
    fn inverted(&self, head: usize, unit: &Unit) -> Option<Range<usize>> {
        let from = head + 1;
        if from >= unit.tokens.end || self.is_quoted(from, unit) || self.lower(from) == "that" {
            return None;
        }
        let phrase = self.source_forward(from, unit.tokens.end)?;
        let nominative =
            !matches!(self.lower(phrase.start), "him" | "her" | "them" | "us" | "me") || phrase.len() > 1;
        let speaks = phrase.clone().any(|i| self.cover(i).is_some())
            || self.word(from).is(class::PRONOUN)
            || self.source_kind_of(&phrase).is_some();
        // A verb right after makes the phrase the subject of another clause.
        let clause = phrase.end < unit.tokens.end
            && (self.is_finite(phrase.end) || matches!(self.lower(phrase.end), "to" | "'s" | "’s"));
        (nominative && speaks && !clause).then_some(phrase)
    }

    /// The subject of a gerund: a document right before it ("a letter urging"), else that of the main verb.
    pub(super) fn subject_of_gerund(&self, start: usize, unit: &Unit) -> Subject {
        let floor = unit.tokens.start;
        let Some(before) = start.checked_sub(1).filter(|&b| b >= floor) else {
            return self.subject_of_main_clause(start, unit).map_or(Subject::Unknown, Subject::After);
        };
        // "State media quoted *the president* as saying".
        let quotes = |&i: &usize| {
            matches!(
                self.lower(i),
                "quoted" | "quoting" | "quotes" | "quote" | "cited" | "citing" | "cites" | "cite"
            )
        };
        if self.lower(before) == "as"
            && let Some(verb) =
                (floor.max(before.saturating_sub(14))..before.saturating_sub(1)).rev().find(quotes)
            && let Some(phrase) = self.source_back(before - 1, verb + 1).filter(|p| p.start == verb + 1)
        {
            return Subject::Before(phrase);
        }
        if !self.is_quoted(before, unit)
            && (self.cover(before).is_some() || source_kind(self.lower(before)).is_some())
            && let Some(phrase) = self.source_back(before, floor)
            && !self.tells_where(&phrase, floor)
        {
            return Subject::Before(phrase);
        }
        Subject::Shared
    }

    /// Whether a phrase before a gerund only tells where or to whom: "files a lawsuit *in the court* alleging".
    fn tells_where(&self, phrase: &Range<usize>, floor: usize) -> bool {
        let named = phrase.clone().any(|i| self.cover(i).is_some());
        named
            && phrase.start > floor
            && matches!(self.lower(phrase.start - 1), "in" | "at" | "against" | "before" | "to" | "on")
    }

    /// The subject of the clause after the comma that closes a gerund at the beginning of a unit: "Expressing concern,
    /// *the Secretary* recalled".
    fn subject_of_main_clause(&self, start: usize, unit: &Unit) -> Option<Range<usize>> {
        let limit = unit.tokens.end;
        let commas = (start..limit).filter(|&i| self.lower(i) == "," && !self.is_quoted(i, unit));
        commas.take(6).find_map(|comma| {
            let phrase = self.phrase_forward(comma + 1, limit)?;
            let verb = (phrase.end..limit).find(|&i| !self.word(i).is(class::ADVERB))?;
            (self.is_finite(verb) && self.may_speak(&phrase)).then_some(phrase)
        })
    }

    /// The subject of the nearest finite verb to the left of `at`.
    pub(super) fn subject_to_the_left(&self, at: usize, unit: &Unit, depth: u8) -> Option<Range<usize>> {
        let floor = unit.tokens.start;
        let mut verb = at;
        while verb > floor {
            verb -= 1;
            if self.is_quoted(verb, unit) || !self.is_finite(verb) {
                continue;
            }
            let mut start = verb;
            while start > floor
                && self.cover(start - 1).is_none()
                && (self.word(start - 1).is_auxiliary()
                    || self.word(start - 1).is(class::ADVERB)
                        && !self.word(start - 1).is(class::SUBORDINATOR))
            {
                start -= 1;
            }
            match self.subject(start, verb, unit, depth) {
                // "drew hope from the fact *that China* had sent an envoy, saying": not who is only told of.
                Subject::Before(phrase) if self.tag(phrase.start) == Tag::That => {}
                Subject::Before(phrase) => return Some(phrase),
                Subject::Shared if depth > 0 => return self.subject_to_the_left(start, unit, depth - 1),
                _ => {}
            }
            if depth == 0 {
                return None;
            }
        }
        None
    }

    /// Whether a phrase may be the source of a saying: it names or describes someone.
    pub(super) fn may_speak(&self, phrase: &Range<usize>) -> bool {
        let mentioned = |m: &Mention| m.form != MentionForm::Demonym;
        phrase.clone().any(|i| self.cover(i).is_some_and(|m| mentioned(&self.analysis.mentions[m])))
            || self.word(phrase.start).is(class::PRONOUN)
            || self.source_kind_of(phrase).is_some()
            || matches!(self.token(phrase.end - 1).case, Case::Capital | Case::Upper)
    }
}
