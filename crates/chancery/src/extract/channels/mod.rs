//! Where or how something was said, as far as a report tells: [`Channels`].
//!
//! The words of a saying tell it ("in an interview", "tweeted", "told reporters"), the document that is its source ("the
//! statement said"), or a sentence before that opens an occasion ("At a joint press conference, X …"), which goes on
//! while the same one speaks. A release tells it for all that it reports: the readout of a call, a joint statement.

mod brief;
mod occasion;
mod outlet;
mod release;
#[cfg(test)]
mod tests;

pub(super) use occasion::is_public;

use std::collections::HashMap;

use crate::Analysis;
use crate::analyze::clause::Tag;
use crate::analyze::{Attribution, AttributionKind, EntityId, EntityKind};
use crate::text::Span;

/// Nouns that name the people who are told what is for the public.
const PRESS: &[&str] = &["reporters", "journalists", "newsmen"];

/// Past how many sentences an occasion told by itself is over, and what is posted.
const SENTENCES: usize = 3;

/// The channels of a report's statements, asked in order.
pub(super) struct Channels<'a> {
    analysis: &'a Analysis<'a>,
    /// What the release is: of its own words, and of what it reports of others.
    own: Option<&'static str>,
    reported: Option<&'static str>,
    /// What it is of the words of the institution that gives it out.
    voiced: Option<&'static str>,
    /// Where each speaks, as last told, and in which sentence.
    occasions: HashMap<EntityId, (String, usize)>,
    /// Sentences that open an occasion, with the words that name it; those before `next` are past.
    opened: Vec<(usize, Span)>,
}

impl<'a> Channels<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>) -> Channels<'a> {
        let (own, reported) = release::release(analysis);
        let voiced = release::voiced(analysis);
        Channels {
            analysis,
            own,
            reported,
            voiced,
            occasions: HashMap::new(),
            opened: occasion::opened(analysis),
        }
    }

    /// The channel of the next statement.
    pub(super) fn of(&mut self, attribution: &Attribution, speaker: Option<EntityId>) -> Option<String> {
        let told = self.told(attribution);
        if attribution.within.is_some() {
            return told;
        }
        let sentence = self.sentence_of(attribution);
        // While the same one speaks and tells of nowhere else, the occasion goes on; what is posted ends soon.
        let carried = speaker
            .and_then(|speaker| self.occasions.get(&speaker))
            .filter(|(channel, last)| !is_posted(channel) || sentence.saturating_sub(*last) <= SENTENCES);
        let carried = carried.map(|(channel, _)| channel.clone());
        // "At *the conference*": the one of which was told before.
        let told = told.map(|told| {
            let press = (told == "conference").then(|| self.held_before(attribution)).flatten();
            press.unwrap_or(told)
        });
        // "Told a press conference … he *told reporters*": they are those who came to it.
        let told = told.filter(|told| {
            let press = PRESS.iter().any(|&p| told.strip_prefix("to ") == Some(p));
            !(press
                && carried.as_deref().is_some_and(|c| c.ends_with("conference") || c.ends_with("briefing")))
        });
        if let (Some(speaker), Some(channel)) = (speaker, told.as_ref().or(carried.as_ref())) {
            self.occasions.insert(speaker, (channel.clone(), sentence));
        }
        let own = attribution.cue.is_none() && attribution.kind == AttributionKind::Direct;
        let institution = speaker.is_some_and(|e| {
            matches!(self.analysis.entities.get(e).kind, EntityKind::State | EntityKind::Organization)
        });
        let voiced = self.voiced.filter(|_| institution);
        let release = if own { self.own.or(self.reported) } else { self.reported.or(voiced) };
        if let Some(known) = told.or(carried) {
            return Some(known);
        }
        let near = self.nearby(attribution).or_else(|| self.remarked(attribution));
        // "He was speaking in an interview": who speaks there goes on there.
        if let (Some(speaker), Some(channel)) = (speaker, near.as_ref()) {
            self.occasions.insert(speaker, (channel.clone(), sentence));
        }
        near.or_else(|| self.spoken_of(attribution)).or_else(|| release.map(str::to_owned))
    }

    /// The sentence in which what is said begins.
    fn sentence_of(&self, attribution: &Attribution) -> usize {
        self.analysis.sentence_of(self.analysis.tokens.at_or_after(attribution.content[0].start))
    }

    /// The channel that the words of an attribution tell.
    fn told(&self, attribution: &Attribution) -> Option<String> {
        let cue = attribution.cue.map(|cue| self.analysis.tokens.at_or_after(cue.start));
        // "delivers *a speech* at a conference, saying".
        let held = cue.and_then(|cue| self.issued(cue, attribution)).filter(|&span| {
            let words = span.of(&self.analysis.tokens.lower);
            ["speech", "address", "testimony", "interview"].iter().any(|w| words.ends_with(w))
        });
        if let Some(span) = held {
            return Some(self.brief(span));
        }
        let here =
            |span: &Span| !self.is_before_or_after(*span) && !self.is_of_another_clause(*span, attribution);
        if let Some(span) = attribution.channel.filter(here) {
            return Some(self.brief(span));
        }
        if let Some(cue) = attribution.cue {
            let cue = cue.of(&self.analysis.tokens.lower);
            if cue.contains("tweet") {
                return Some("tweet".to_owned());
            }
            if cue.contains("testif") {
                return Some("testimony".to_owned());
            }
        }
        if let Some(phone) = self.by_phone(attribution) {
            return Some(phone);
        }
        if let Some(told) = self.told_to(attribution) {
            return Some(told);
        }
        if let Some(speaking) = cue.and_then(|cue| self.speaking_to(cue)) {
            return Some(speaking);
        }
        if let Some(show) = cue.and_then(|cue| self.show(cue, attribution)) {
            return Some(show.of(self.analysis.text()).to_owned());
        }
        let document = attribution.source.and_then(|source| self.document(source));
        let document = document.or_else(|| self.it(attribution));
        document.or_else(|| cue.and_then(|cue| self.told_at(cue)).map(|span| self.brief(span))).or_else(
            || {
                let cue = self.analysis.tokens.at_or_after(attribution.cue?.start);
                let span = self.opening(cue).or_else(|| self.issued(cue, attribution));
                let span = span.or_else(|| self.inserted(attribution)).map(|span| self.brief(span));
                span.or_else(|| self.told_of(cue)).or_else(|| self.written(cue)).or_else(|| self.nation(cue))
            },
        )
    }

    /// Whether an occasion is told in another clause: "repeated it *at the talks* but the minister told journalists".
    fn is_of_another_clause(&self, span: Span, attribution: &Attribution) -> bool {
        let tokens = &self.analysis.tokens;
        let Some(source) = attribution.source.filter(|s| span.end <= s.start) else { return false };
        (tokens.at_or_after(span.end)..tokens.at_or_after(source.start))
            .any(|t| matches!(tokens.lower(t), "but" | "while" | "whereas"))
    }

    /// Whether an occasion is told only as what was before or after: "told reporters *after* a meeting".
    fn is_before_or_after(&self, span: Span) -> bool {
        let tokens = &self.analysis.tokens;
        let start = tokens.at_or_after(span.start);
        (start.saturating_sub(3)..start)
            .rev()
            .take_while(|&t| self.analysis.grammar.tags[t] != Tag::Comma)
            .any(|t| matches!(tokens.lower(t), "after" | "before"))
    }
}

/// Whether a channel is one where each saying stands for itself: a tweet, a post.
fn is_posted(channel: &str) -> bool {
    channel == "tweet" || channel.starts_with("post on ")
}
