//! What may stand between a cue and what it reports: adverbs, times, channels, programmes, occasions.

use super::Speech;
use super::complement::Complement;
use super::unit::Unit;
use crate::analyze::clause::Tag;
use crate::analyze::word::class;
use crate::text::{Case, TokenKind};

impl Speech<'_> {
    /// Where the name of a programme in quotation marks that begins at `at` ends, if "that" follows: `told *"Meet the
    /// Press"* that`.
    pub(super) fn programme_at(&self, at: usize, unit: &Unit) -> Option<usize> {
        let tokens = self.quotation_tokens(self.opens(at, unit)?);
        let words = tokens.clone().filter(|&t| self.token(t).kind == TokenKind::Word);
        let named = words.clone().all(|t| {
            self.token(t).case != Case::Lower
                || matches!(self.lower(t), "the" | "this" | "with" | "of" | "and")
        });
        let that = tokens.end < unit.tokens.end && self.lower(tokens.end) == "that";
        (named && that && (1..=6).contains(&words.count())).then_some(tokens.end)
    }

    /// Goes over what may stand between a cue and what it reports: adverbs, times, channels, insertions.
    pub(super) fn skip(&self, from: usize, unit: &Unit, found: &mut Complement) -> usize {
        let limit = unit.tokens.end;
        let mut at = from;
        while at < limit && !self.is_quoted(at, unit) {
            if let Some(next) = self.time_at(at, unit) {
                at = next;
                continue;
            }
            if let Some((span, next)) = self.channel_at(at, unit) {
                found.channel.get_or_insert(span);
                at = next;
                continue;
            }
            // `said on CBS's "Face the Nation" that`.
            let programme = || {
                let names = |t: usize| {
                    self.token(t).kind == TokenKind::Possessive
                        || self.lower(t) == "the"
                        || self.token(t).case != Case::Lower
                };
                let opens = (at + 1..limit.min(at + 7)).find(|&t| self.is_quoted(t, unit) || !names(t))?;
                self.programme_at(opens, unit)
            };
            if self.lower(at) == "on"
                && let Some(next) = programme()
            {
                at = next;
                continue;
            }
            let word = self.word(at);
            let lower = self.lower(at);
            let adverb = self.cover(at).is_none()
                && lower != "there"
                // "said *only* an escalation would help": it belongs to what is said, but for "said only that".
                && (!matches!(lower, "only" | "even" | "just") || self.lower(at + 1) == "that")
                && (word.is(class::ADVERB)
                    && !word.is(class::NEGATION
                        | class::PREPOSITION
                        | class::SUBORDINATOR
                        | class::DETERMINER
                        | class::PRONOUN)
                    || word.class == 0
                        && lower.len() > 4
                        && lower.ends_with("ly")
                        && word.verb == 0
                        && self.token(at).case == Case::Lower);
            if adverb {
                at += 1;
                continue;
            }
            // "Condemned *in the strongest possible terms* the attack": how it is said.
            if lower == "in"
                && let Some(terms) = (at + 1..limit.min(at + 6)).find(|&t| self.lower(t) == "terms")
                && (at + 1..terms).all(|t| self.cover(t).is_none() && !self.is_quoted(t, unit))
                && terms > at + 1
                && self.lower(terms + 1) != "of"
            {
                at = terms + 1;
                continue;
            }
            if matches!(lower, "to" | "of" | "about") && at > from.saturating_sub(1) {
                // "said to reporters", "said of Iran, “…": only where what is said follows right after.
                if let Some(phrase) = self.phrase_forward(at + 1, limit)
                    && phrase.end < limit
                    && (self.lower(phrase.end) == "that"
                        || matches!(self.lower(phrase.end), "," | ":")
                            && self.opens(phrase.end + 1, unit).is_some()
                        || self.opens(phrase.end, unit).is_some())
                {
                    if lower == "to" {
                        found.addressee = Some(phrase.clone());
                    }
                    at = phrase.end;
                    continue;
                }
            }
            if lower == "," {
                // An insertion: over to the "that" or the mark behind its second comma.
                let close =
                    (at + 1..limit.min(at + 25)).find(|&i| self.lower(i) == "," && !self.is_quoted(i, unit));
                if let Some(close) = close
                    && close + 1 < limit
                    && self.lower(close + 1) == "that"
                {
                    at = close + 1;
                    continue;
                }
            }
            break;
        }
        at
    }

    /// The "that" behind a phrase that tells of the occasion: "said after a meeting with his counterparts from Ukraine,
    /// Russia and France *that*".
    pub(super) fn that_after(&self, at: usize, unit: &Unit) -> Option<usize> {
        let occasion = self.cover(at).is_none()
            && matches!(
                self.lower(at),
                // "said after a meeting with his counterpart from Ukraine |, Russia": its beginning may have been passed
                // over as where it was said.
                "after"
                    | "before"
                    | "during"
                    | "following"
                    | "ahead"
                    | "in"
                    | "at"
                    | "on"
                    | "with"
                    | ","
                    | "between"
            );
        let mut words = at..unit.tokens.end.min(at + 26);
        let that = words.find(|&t| {
            self.is_finite(t) || self.is_quoted(t, unit) || matches!(self.lower(t), "that" | ";" | ":")
        })?;
        (occasion && self.tag(that) == Tag::That).then_some(that)
    }

    /// Where the time told at `at` ends, with the preposition before it.
    fn time_at(&self, at: usize, unit: &Unit) -> Option<usize> {
        let limit = unit.tokens.end;
        let lead = usize::from(matches!(
            self.lower(at),
            "on" | "in"
                | "at"
                | "late"
                | "early"
                | "last"
                | "this"
                | "earlier"
                | "later"
                | "during"
                | "since"
                | "for"
        ));
        let first = at + lead;
        if first >= limit {
            return None;
        }
        let period = |i: usize| {
            matches!(
                self.lower(i),
                "week"
                    | "month"
                    | "year"
                    | "weekend"
                    | "night"
                    | "morning"
                    | "afternoon"
                    | "evening"
                    | "summer"
                    | "spring"
                    | "fall"
                    | "winter"
            )
        };
        if matches!(self.lower(at), "last" | "this" | "earlier" | "later" | "next") && period(first) {
            // "said *this week's talks* would fail": whose talks.
            let owns = first + 1 < limit && self.token(first + 1).kind == TokenKind::Possessive;
            return (!owns).then_some(first + 1);
        }
        if matches!(self.lower(at), "earlier" | "later")
            && matches!(self.lower(first), "this" | "last" | "that")
            && first + 1 < limit
            && period(first + 1)
        {
            return Some(first + 2);
        }
        let mut end = first;
        while end < limit
            && (self.is_time(end)
                || end > first && matches!(self.lower(end), "morning" | "afternoon" | "evening" | "night"))
            && self.cover(end).is_none()
            && !self.is_quoted(end, unit)
        {
            end += 1;
        }
        if end == first {
            return None;
        }
        // "on Tuesday" is skipped, "in 2014 the company" too; but not a time that is a subject.
        let subject = end < limit && lead == 0 && self.is_finite(end);
        (!subject).then_some(end)
    }
}
