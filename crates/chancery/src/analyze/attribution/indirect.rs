//! Reads a unit: each cue with its source, and the content to its right or left.

use std::ops::Range;

use super::complement::Complement;
use super::cues::Step;
use super::hit::{Hit, Shape, Subject};
use super::unit::Unit;
use super::{Draft, Speech};
use crate::analyze::clause::Tag;
use crate::analyze::word::{class, form};
use crate::text::{Case, TokenKind};

/// Words that open a sentence with the occasion of what is said.
const OPENINGS: [&str; 13] = [
    "during",
    "following",
    "amid",
    "speaking",
    "asked",
    "addressing",
    "commenting",
    "responding",
    "reacting",
    "referring",
    "pressed",
    "questioned",
    "briefing",
];

/// Most tokens of a name in quotation marks, these included.
const NAME: usize = 14;

/// Adds the attributions of a unit to `drafts`.
pub(super) fn read(speech: &Speech, unit: &Unit, drafts: &mut Vec<Draft>) {
    let hits = speech.hits(unit);
    if hits.is_empty() {
        return;
    }
    let mut reading = Reading {
        speech,
        unit,
        ends: hits.iter().map(|h| speech.content_before(h, unit)).collect(),
        sources: vec![None; hits.len()],
        made: vec![None; hits.len()],
        hits,
        inside: None,
        covered: 0,
    };
    for i in 0..reading.hits.len() {
        reading.hit(i, drafts);
    }
}

pub(super) struct Reading<'a> {
    pub(super) speech: &'a Speech<'a>,
    pub(super) unit: &'a Unit,
    pub(super) hits: Vec<Hit>,
    /// For cues after what they report: where that ends.
    pub(super) ends: Vec<Option<usize>>,
    sources: Vec<Option<Range<usize>>>,
    /// The draft that each cue made, if it made one.
    made: Vec<Option<usize>>,
    /// The content to the right last found, and the draft that has it.
    inside: Option<(Range<usize>, usize)>,
    /// Past the last token of the cue before, its words included: "went on to say".
    covered: usize,
}

impl Reading<'_> {
    fn hit(&mut self, i: usize, drafts: &mut Vec<Draft>) {
        let speech = self.speech;
        let hit = self.hits[i].clone();
        if hit.at < self.covered {
            return;
        }
        let complement = speech.complement(&hit, self.unit);

        let Some(source) = self.source(i, complement.as_ref()) else { return };
        self.sources[i] = Some(source.clone());
        let within =
            self.inside.as_ref().filter(|(range, _)| range.contains(&hit.at)).map(|&(_, draft)| draft);
        let mut draft = Draft {
            cue: Some(hit.start.max(hit.at)..hit.at + 1),
            source: Some(source.clone()),
            within,
            method: "rule:speech",
            ..Draft::default()
        };
        if hit.shape == Shape::Phrase {
            draft.cue = Some(hit.start..hit.at + 1);
        }
        let end = self.ends[i];
        let direct =
            end.is_some_and(|e| speech.quoted[e - 1].is_some() && speech.is_quoted(e - 1, self.unit));
        let right = complement.as_ref().filter(|c| {
            end.is_none()
                || !direct && !(c.step == Step::Phrase || c.step == Step::Question)
                || c.step == Step::Quote && end.is_none()
        });
        if let Some(complement) = right {
            let content = self.right(i, complement);
            if content.is_empty() {
                return;
            }
            if within.is_some() && !self.is_nested(i, complement) {
                return;
            }
            draft.score = complement.score;
            draft.addressee.clone_from(&complement.addressee);
            draft.channel = complement.channel;
            draft.cue = Some(hit.at..complement.cue_end);
            self.covered = complement.cue_end;
            let after = content.end + usize::from(speech.lower(content.end) == ",");
            if draft.channel.is_none() && matches!(speech.lower(after), "in" | "during" | "at") {
                // "acknowledged the meeting *in a tweet*".
                let after = Some(after).filter(|&t| t < self.unit.tokens.end);
                draft.channel = after.and_then(|t| speech.channel_at(t, self.unit)).map(|(span, _)| span);
            }
            if within.is_none() {
                self.inside = Some((content.clone(), drafts.len()));
            }
            draft.content.push(content);
        } else if let Some(end) = end {
            // "“…,” Abe told reporters, according to Reuters": whose the quotation is, is told already.
            let quoted = hit.shape == Shape::Phrase
                && speech.opens(self.unit.tokens.start, self.unit).is_some()
                && self.made[..i]
                    .iter()
                    .flatten()
                    .any(|&d| drafts[d].content.first().is_some_and(|c| c.start == self.unit.tokens.start));
            if quoted {
                return;
            }
            self.left(i, end, &source, complement.as_ref(), &mut draft);
            if draft.content.is_empty() {
                return;
            }
            draft.within = None;
        } else if hit.shape == Shape::Phrase {
            // "According to the report, ships met at sea."
            let Some(content) = self.after_phrase(&source) else { return };
            draft.score = 0.9;
            draft.content.push(content);
        } else {
            return;
        }
        if draft.channel.is_none() {
            draft.channel = self.channel(&hit, &source, &draft);
        }
        self.made[i] = Some(drafts.len());
        drafts.push(draft);
    }

    /// The source of cue `i`.
    fn source(&self, i: usize, complement: Option<&Complement>) -> Option<Range<usize>> {
        let speech = self.speech;
        let hit = &self.hits[i];
        if hit.shape == Shape::Passive {
            return complement.and_then(|c| c.agent.clone());
        }
        let found = match &hit.subject {
            Subject::Before(phrase) => Some(phrase.clone()),
            Subject::After(phrase)
                if hit.shape == Shape::Noun
                    || self.ends[i].is_some()
                    || hit.shape == Shape::Phrase
                    || hit.start == self.unit.tokens.start =>
            {
                Some(phrase.clone())
            }
            _ => None,
        };
        let found = match found {
            Some(found) => found,
            None if hit.subject == Subject::Unknown => return None,
            None => {
                // The source of the cue before, if that governs this one; else the subject of the verb to the left.
                let shared = (0..i).rev().find(|&j| {
                    self.sources[j].is_some()
                        && self.hits[j].shape != Shape::Noun
                        && self.hits[j].shape != Shape::Phrase
                        && !self.within(j, i)
                });
                match shared {
                    Some(j) => self.sources[j].clone()?,
                    None => speech.subject_to_the_left(hit.start, self.unit, 3)?,
                }
            }
        };
        let words = speech.lower(found.start);
        if found.len() == 1
            && matches!(words, "it" | "that" | "this" | "which" | "there" | "what" | "who")
            && !matches!(words, "it" | "who")
        {
            return None;
        }
        speech.may_speak(&found).then_some(found)
    }

    /// Whether cue `j` stands in what an earlier cue reports while cue `i` does not.
    fn within(&self, j: usize, i: usize) -> bool {
        self.inside
            .as_ref()
            .is_some_and(|(range, _)| range.contains(&self.hits[j].at) && !range.contains(&self.hits[i].at))
    }

    /// Whether a cue in what another reports is worth an attribution of its own.
    fn is_nested(&self, i: usize, complement: &Complement) -> bool {
        let hit = &self.hits[i];
        hit.is_finite()
            && matches!(hit.subject, Subject::Before(_))
            && complement.score >= 0.9
            && matches!(complement.step, Step::Clause | Step::Quote)
    }

    /// The content to the right of cue `i`.
    fn right(&self, i: usize, complement: &Complement) -> Range<usize> {
        let start = complement.start;
        start..self.end(i, start, complement.step)
    }

    /// The content before cue `i`, up to `end`, and what goes on after it.
    fn left(
        &self,
        i: usize,
        end: usize,
        source: &Range<usize>,
        complement: Option<&Complement>,
        draft: &mut Draft,
    ) {
        let speech = self.speech;
        let unit = self.unit;
        let hit = &self.hits[i];
        let mut start = unit.tokens.start;
        let last = end - 1;
        if speech.is_quoted(last, unit)
            && let Some(quotation) = speech.quoted[last]
        {
            // The quotation alone, unless words of the same clause stand before it.
            let tokens = speech.quotation_tokens(quotation as usize);
            let lead = (start..tokens.start)
                .filter(|&t| !speech.is_quoted(t, unit) && speech.token(t).kind == TokenKind::Word)
                .count();
            let own = lead <= 1 || speech.begins_speech(quotation as usize, unit);
            if own {
                start = self.first_quotation(tokens.start);
            }
        }
        // What an earlier cue reports is not said again.
        if let Some((range, _)) = &self.inside
            && range.end <= end
            && hit.shape != Shape::Phrase
            && speech.is_quoted(last, unit)
            && start < range.end
        {
            return;
        }
        start = speech.analysis.past_dateline(start).min(end);
        draft.content.push(start..end);
        let sure = speech.is_quoted(last, unit) || hit.shape == Shape::Phrase;
        draft.score = if sure { 0.95 } else { 0.85 };
        draft.method = "rule:speech.after";
        let mut found = Complement {
            cue_end: hit.at + 1,
            agent: None,
            addressee: None,
            channel: None,
            start: 0,
            step: Step::Quote,
            name: "",
            score: 0.0,
        };
        let mut at = hit.at + 1;
        if let Subject::After(phrase) = &hit.subject {
            at = phrase.end.max(at);
        }
        at = speech.skip(at, unit, &mut found);
        let mut addressee = None;
        if let Some(phrase) = speech.told(hit, at, unit) {
            at = phrase.end;
            if speech.channel_head(&phrase).is_some() {
                found.channel = Some(speech.bare(&phrase));
            }
            addressee = Some(phrase);
            at = speech.skip(at, unit, &mut found);
        }
        // "…, the chairman *told Reuters*": who is told it settles that it is said.
        if addressee.is_some() {
            draft.score = draft.score.max(0.9);
        }
        draft.addressee = addressee.or(found.addressee);
        draft.channel = found.channel;
        if let Some(complement) = complement.filter(|c| c.step == Step::Quote) {
            draft.content.push(speech.quotation_at_token(complement.start));
            return;
        }
        // "…, he said, to the drop": what is said goes on behind the second comma.
        let _ = source;
        if at < unit.tokens.end && !speech.is_quoted(at, unit) && matches!(speech.lower(at), "," | "—" | "–")
        {
            let next = at + 1;
            if next >= unit.tokens.end {
                return;
            }
            if speech.opens(next, unit).is_some() {
                let end = self.end(i, next, Step::Quote);
                draft.content.push(next..end);
            } else if let Some(quote) = self.quote_soon(next) {
                let end = self.end(i, quote, Step::Quote);
                draft.content.push(quote..end);
            } else if self.goes_on(i, next) && !speech.is_quoted(last, unit) {
                let end = self.end(i, next, Step::Clause);
                draft.content.push(next..end);
            }
        }
    }

    /// A quotation behind at most two words: `he said, and "…"`.
    fn quote_soon(&self, at: usize) -> Option<usize> {
        let speech = self.speech;
        let next = at + 1;
        (matches!(speech.lower(at), "and" | "but" | "adding" | "because" | "so"))
            .then_some(next)
            .filter(|&n| speech.opens(n, self.unit).is_some())
    }

    /// The first of the quotations that stand side by side up to `at`.
    fn first_quotation(&self, mut at: usize) -> usize {
        let speech = self.speech;
        while at > self.unit.tokens.start && speech.is_quoted(at - 1, self.unit) {
            let Some(quotation) = speech.quoted[at - 1] else { break };
            at = speech.quotation_tokens(quotation as usize).start.max(self.unit.tokens.start);
        }
        at
    }

    /// Whether what is said goes on at `at` after an inserted cue.
    fn goes_on(&self, i: usize, at: usize) -> bool {
        let speech = self.speech;
        let word = speech.word(at);
        let lower = speech.lower(at);
        let other = self.hits.iter().enumerate().any(|(j, h)| j > i && (h.left() == at || h.start == at));
        !other
            && !self.is_time_since(at)
            && !(word.has_form(form::ING) && word.noun == 0)
            && !matches!(
                lower,
                "who"
                    | "which"
                    | "when"
                    | "while"
                    | "after"
                    | "but"
                    | "although"
                    | "though"
                    | "citing"
                    | "as"
                    | "whose"
                    | "according"
                    | "where"
                    | "speaking"
                    | "referring"
                    | "in"
                    | "on"
                    | "at"
                    | "during"
            )
            && !(matches!(lower, "and" | "the" | "a" | "an")
                && speech.lower(at - 1) == ","
                && self.starts_apposition(at))
    }

    fn starts_apposition(&self, at: usize) -> bool {
        let speech = self.speech;
        !(at..self.unit.tokens.end).any(|i| speech.is_finite(i))
    }

    /// The content after "according to X,".
    fn after_phrase(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let speech = self.speech;
        let unit = self.unit;
        let mut comma =
            (source.end..unit.tokens.end).find(|&i| !speech.is_quoted(i, unit) && speech.lower(i) == ",")?;
        // Over "who first reported it," and the like.
        let mut guard = 0;
        while guard < 3
            && comma + 1 < unit.tokens.end
            && (matches!(speech.lower(comma + 1), "who" | "which" | "a" | "an" | "the" | "citing" | "whose")
                && !self.starts_clause_at(comma + 1))
        {
            let Some(next) =
                (comma + 1..unit.tokens.end).find(|&i| !speech.is_quoted(i, unit) && speech.lower(i) == ",")
            else {
                break;
            };
            comma = next;
            guard += 1;
        }
        let start = comma + 1;
        (start < unit.tokens.end).then_some(start..self.unit.tokens.end)
    }

    /// Whether from `at` a finite verb comes before the next comma.
    fn starts_clause_at(&self, at: usize) -> bool {
        let speech = self.speech;
        !matches!(speech.lower(at), "who" | "which" | "whose" | "citing")
            && (at..self.unit.tokens.end).take_while(|&i| speech.lower(i) != ",").any(|i| speech.is_finite(i))
    }

    /// The channel told around cue and source.
    fn channel(&self, hit: &Hit, source: &Range<usize>, draft: &Draft) -> Option<crate::text::Span> {
        let speech = self.speech;
        let between = if source.end <= hit.start { source.end..hit.start } else { 0..0 };
        if let Some(span) = speech.channel_in(between, self.unit) {
            return Some(span);
        }
        // "In a statement on Monday, he said": what stands before the source at the beginning of the unit.
        let first = draft.content.first()?.start;
        let left = hit.left().min(source.start);
        (left < first).then(|| speech.channel_in(self.unit.tokens.start..left, self.unit)).flatten()
    }
}

impl Speech<'_> {
    /// Where the content ends that stands before a cue, if the cue stands after or inside what it reports.
    pub(super) fn content_before(&self, hit: &Hit, unit: &Unit) -> Option<usize> {
        if !hit.speaks() || !matches!(hit.shape, Shape::Finite { .. } | Shape::Phrase) {
            return None;
        }
        let left = match (&hit.shape, &hit.subject) {
            (_, Subject::Unknown | Subject::Shared) => return None,
            _ => hit.left(),
        };
        let before = left.checked_sub(1).filter(|&b| b >= unit.tokens.start)?;
        let named = self.names_something(before, unit);
        if self.is_quoted(before, unit) && !named {
            return Some(before + 1);
        }
        let mark = named || matches!(self.lower(before), "," | "—" | "–" | "--");
        if mark && before > unit.tokens.start {
            // A comma behind a single word or an opening phrase ("On Tuesday, he said") closes no content.
            if self.is_quoted(before - 1, unit) && !named && !self.names_something(before - 1, unit) {
                return Some(before);
            }
            let clause = (unit.tokens.start..before).any(|i| self.is_finite(i) && !self.is_quoted(i, unit));
            if hit.shape == Shape::Phrase {
                return clause.then_some(before);
            }
            let right = self.complement(hit, unit).map(|c| c.step);
            // "During a conference after pacts were signed, they stressed the need": what opens with the time or place
            // of the saying is not what was said where that follows.
            let first = unit.tokens.start;
            let adjunct = self.cover(first).is_none()
                && self.word(first).is(class::PREPOSITION)
                && self.tag(first) == Tag::Preposition;
            let opening = adjunct || OPENINGS.contains(&self.lower(first));
            let reports = match right {
                Some(_) if opening => false,
                None if adjunct && !clause => false,
                None => {
                    let closes = hit.at + 1 >= unit.tokens.end || matches!(self.lower(hit.at + 1), "," | ".");
                    clause || closes
                }
                Some(Step::Phrase | Step::Question | Step::Gerund) => clause,
                Some(_) => false,
            };
            return reports.then_some(before);
        }
        (hit.shape == Shape::Phrase
            && before > unit.tokens.start
            && (unit.tokens.start..before).any(|i| self.is_finite(i)))
        .then_some(left)
    }

    /// Whether the quotation that ends at `last` is a name that belongs to the phrase before it: "in an interview with the
    /// *'Daily News'*", "speaking on *“Hardball,”*".
    fn names_something(&self, last: usize, unit: &Unit) -> bool {
        let Some(quotation) = self.quoted[last].filter(|_| self.is_quoted(last, unit)) else { return false };
        let tokens = self.quotation_tokens(quotation as usize);
        let Some(lead) = tokens.start.checked_sub(1).filter(|&b| b >= unit.tokens.start) else {
            return false;
        };
        let capitals = tokens.clone().filter(|&t| self.token(t).kind == TokenKind::Word).all(|t| {
            self.token(t).case != Case::Lower || matches!(self.lower(t), "the" | "of" | "and" | "for" | "to")
        });
        let inner = self.analysis.quotations[quotation as usize].inner.of(self.analysis.text());
        let word = self.word(lead);
        let belongs = self.token(lead).kind == TokenKind::Possessive
            || self.is_determiner(lead)
            || word.is(class::PREPOSITION)
            || self.cover(lead).is_none() && word.class == 0 && self.is_noun_like(lead);
        capitals && belongs && tokens.len() <= NAME && !inner.ends_with(['.', '!', '?'])
    }

    /// The one told, after a cue that stands behind what it reports: `"…", he told reporters`.
    fn told(&self, hit: &Hit, at: usize, unit: &Unit) -> Option<Range<usize>> {
        if !matches!(
            self.lower(hit.at),
            "told"
                | "tells"
                | "tell"
                | "asked"
                | "asks"
                | "ask"
                | "reminded"
                | "assured"
                | "warned"
                | "informed"
        ) || matches!(hit.subject, Subject::After(_))
            || at >= unit.tokens.end
            || self.is_quoted(at, unit)
        {
            return None;
        }
        self.joined_forward(at, unit.tokens.end, &["of", "from"])
    }

    /// Whether a quotation closes with the mark of a sentence.
    pub(super) fn ends_sentence(&self, quotation: usize) -> bool {
        let inner = self.analysis.quotations[quotation].inner.of(self.analysis.text());
        inner.ends_with(['.', '!', '?', '…', ',']) || !self.analysis.quotations[quotation].closed
    }

    /// Whether a quotation is a sentence of its own by its first letter.
    fn begins_speech(&self, quotation: usize, unit: &Unit) -> bool {
        let tokens = self.quotation_tokens(quotation);
        let before = tokens.start.checked_sub(1).filter(|&b| b >= unit.tokens.start);
        let opened = before.is_none_or(|b| matches!(self.lower(b), ":" | ";" | "." | "!" | "?"));
        let capital = self.analysis.quotations[quotation]
            .inner
            .of(self.analysis.text())
            .starts_with(char::is_uppercase);
        capital && (opened || tokens.len() > 8)
    }

    pub(super) fn quotation_at_token(&self, at: usize) -> Range<usize> {
        match self.quoted[at] {
            Some(q) => self.quotation_tokens(q as usize),
            None => at..at + 1,
        }
    }
}
