//! Channels: where or how something was said, "in a post on X", "at a joint press briefing".

use std::ops::Range;

use super::Speech;
use super::cues::{ChannelKind, channel_kind};
use super::unit::Unit;
use crate::analyze::clause::Tag;
use crate::analyze::word::class;
use crate::text::{Case, Span, TokenKind};

/// Whether something is said "on" a text: on a blog, but not on the release of a report.
fn is_posted(noun: &str) -> bool {
    matches!(noun, "post" | "tweet" | "blog" | "video" | "thread")
}

impl Speech<'_> {
    /// The channel named by the prepositional phrase that begins at `at`: the words, and where the phrase ends.
    pub(super) fn channel_at(&self, at: usize, unit: &Unit) -> Option<(Span, usize)> {
        if !matches!(
            self.lower(at),
            "in" | "on"
                | "at"
                | "during"
                | "via"
                | "through"
                | "over"
                | "by"
                | "to"
                | "after"
                | "before"
                | "from"
                | "with"
                | "for"
        ) {
            return None;
        }
        // "took to television to *call* …".
        if self.tag(at) == Tag::To {
            return None;
        }
        let limit = unit.tokens.end;
        let phrase = self.phrase_forward(at + 1, limit)?;
        let kind = self.channel_head(&phrase)?;
        if self.lower(at) == "on" && kind == ChannelKind::Text && !is_posted(self.lower(phrase.end - 1)) {
            return None;
        }
        let loose = matches!(self.lower(at), "to" | "by" | "after" | "before" | "from" | "with" | "for");
        if loose && kind != ChannelKind::Occasion || phrase.clone().any(|i| self.is_quoted(i, unit)) {
            return None;
        }
        // "a professor *with the Asian Studies Program*": where someone belongs, not where he speaks.
        let belongs = matches!(self.lower(at), "by" | "from" | "with" | "for");
        if belongs && self.token(phrase.end - 1).case != Case::Lower {
            return None;
        }
        let mut end = phrase.end;
        let mut words = phrase.clone();
        // "a post on X", "an interview with CNN", "a speech to the parliament in Ankara".
        for _ in 0..3 {
            // "urged Chad in a post on X *to leave*": what is asked follows.
            if end + 1 >= limit
                || self.is_quoted(end, unit)
                || self.tag(end) == Tag::To
                || !matches!(
                    self.lower(end),
                    "on" | "with"
                        | "to"
                        | "in"
                        | "at"
                        | "from"
                        | "by"
                        | "before"
                        | "for"
                        | "of"
                        | "along"
                        | "alongside"
                        | "via"
                )
            {
                break;
            }
            let from =
                if self.lower(end) == "along" && self.lower(end + 1) == "with" { end + 2 } else { end + 1 };
            if self.is_time(from) {
                break;
            }
            let Some(more) = self.phrase_forward(from, limit) else { break };
            if more.end < limit && self.is_finite(more.end) {
                // It is the subject of what is said already.
                break;
            }
            let on_medium = matches!(self.lower(end), "on" | "via") && self.channel_head(&more).is_some();
            if on_medium
                || matches!(self.lower(end), "to" | "in" | "before")
                    && kind != ChannelKind::Medium
                    && more.len() <= 6
            {
                words.end = more.end;
            }
            end = more.end;
        }
        let mut start = words.start;
        while start + 1 < words.end && self.is_determiner(start) {
            start += 1;
        }
        Some((self.analysis.tokens.span(start, words.end), end))
    }

    /// What kind of channel the head of a phrase names.
    pub(super) fn channel_head(&self, phrase: &Range<usize>) -> Option<ChannelKind> {
        // "told *a meeting* of ambassadors in Yerevan".
        let joined = (phrase.start + 1..phrase.end).find(|&i| self.word(i).is(class::PREPOSITION));
        let mut last = joined.unwrap_or(phrase.end);
        while last > phrase.start {
            last -= 1;
            if self.is_time(last) || self.token(last).kind != TokenKind::Word {
                continue;
            }
            return channel_kind(self.lower(last));
        }
        None
    }

    /// The channel told in `range`, the nearest to its end.
    pub(super) fn channel_in(&self, range: Range<usize>, unit: &Unit) -> Option<Span> {
        range
            .rev()
            .filter(|&at| !self.is_quoted(at, unit))
            .find_map(|at| self.channel_at(at, unit))
            .map(|(span, _)| span)
    }
}
