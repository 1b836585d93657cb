//! [`Candidate`]: the phrases of a report that may be what an event is about, and what is seen of each.

use std::ops::Range;

use super::words::{GENERAL, OCCASIONS, WRAPPERS, is_adjectival};
use super::{Topics, is_person};
use crate::analyze::clause::{Phrase, Tag};
use crate::analyze::word::{class, kind, mark};
use crate::analyze::{EntityKind, Status};
use crate::extract::Event;
use crate::ontology;
use crate::text::{Span, TokenKind};

/// A phrase, the event that it would belong to, and what is seen of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words.
    pub span: Span,
    /// Index of the event.
    pub event: usize,
    /// How likely it is to be one, as the logarithm of its odds.
    pub odds: f32,
    /// Whether it is only said beside a meeting, or stands in a quotation behind it.
    pub(super) aside: bool,
    /// What is seen of it, where that is kept.
    pub seen: Vec<String>,
}

/// Past how many words a topic does not go.
const MOST_WORDS: usize = 12;

/// A trigger of an event in a sentence.
#[derive(Clone, Copy)]
struct Told {
    event: usize,
    start: usize,
    end: usize,
}

impl Topics<'_> {
    /// The candidates of a report for `events`, in order.
    pub(in crate::extract) fn candidates(&self, events: &[Event]) -> Vec<Candidate> {
        let analysis = self.analysis;
        let mut told: Vec<(usize, Told)> = Vec::new();
        for (event, e) in events.iter().enumerate() {
            for evidence in &e.evidence {
                let tokens = analysis.tokens.within(*evidence);
                if !tokens.is_empty() {
                    let sentence = analysis.sentence_of(tokens.start);
                    told.push((sentence, Told { event, start: tokens.start, end: tokens.end }));
                }
            }
        }
        told.sort_by_key(|&(s, t)| (s, t.start, t.event));
        let mut found = Vec::new();
        // What a sentence without a trigger tells belongs to the last meeting before, else to the last event.
        let (mut last, mut met) = (None, None);
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let from = told.partition_point(|&(s, _)| s < index);
            let here: Vec<Told> =
                told[from..].iter().take_while(|&&(s, _)| s == index).map(|&(_, t)| t).collect();
            let around = met.or(last);
            if !here.is_empty() || around.is_some() {
                self.of_sentence(index, sentence.tokens.clone(), events, &here, around, &mut found);
            }
            for t in &here {
                last = Some(t.event);
                if events[t.event].event == "CONSULT" {
                    met = Some(t.event);
                }
            }
        }
        found
    }

    fn of_sentence(
        &self,
        index: usize,
        sentence: Range<usize>,
        events: &[Event],
        told: &[Told],
        around: Option<usize>,
        found: &mut Vec<Candidate>,
    ) {
        let grammar = self.clauses.grammar;
        let start = self.analysis.past_dateline(sentence.start).min(sentence.end);
        let mut lists: Vec<(Range<usize>, &'static str)> = Vec::new();
        for at in start..sentence.end {
            if lists.last().is_some_and(|(l, _)| at < l.end) {
                continue;
            }
            if let Some((from, how)) = self.opens(at, sentence.clone()) {
                lists.push((from..self.stretch_end(from, sentence.end), how));
            }
        }
        let mut at = start;
        let mut reached = start;
        let mut nth = 0;
        let mut of_trigger = usize::MAX;
        while at < sentence.end {
            let mut made: Option<(Range<usize>, &'static str, usize)> = None;
            let mut next = at + 1;
            if let Some(id) = grammar.phrase(at) {
                let first = grammar.phrases[id];
                let phrase = self.described(first, sentence.end);
                next = phrase.end.max(at + 1);
                let last = self.extent(&phrase, sentence.end);
                let from = if first.start < phrase.start { first } else { phrase };
                let begin = self.start_of(&Phrase { head: phrase.head, ..from }, from.start.max(at));
                if begin < last && self.may_be_topic(&phrase) {
                    made = Some((begin..last, if first.apposed { "apposed" } else { "noun" }, phrase.head));
                }
            } else if let Some(last) = self.verbal(at, sentence.clone()) {
                let how = if grammar.tags[at] == Tag::To { "infinitive" } else { "gerund" };
                let begin = at + usize::from(how == "infinitive");
                made = Some((begin..last, how, begin));
            }
            if let Some((range, how, head)) = made {
                let governing =
                    told.iter().rposition(|t| t.start <= range.start).or((!told.is_empty()).then_some(0));
                let event = governing.map(|g| told[g].event).or(around);
                if let Some(event) = event {
                    let trigger = governing.map(|g| told[g]);
                    let key = trigger.map_or(usize::MAX - 1, |t| t.start);
                    nth = if key == of_trigger { nth + 1 } else { 0 };
                    of_trigger = key;
                    let list = lists.iter().find(|(l, _)| l.contains(&range.start)).map(|&(_, how)| how);
                    let inside = range.start < reached;
                    reached = reached.max(range.end);
                    let seen =
                        Seen { range: range.clone(), how, head, trigger, nth, list, inside, sentence: index };
                    let mut candidate = Candidate {
                        span: self.analysis.tokens.span(range.start, range.end),
                        event,
                        odds: 0.0,
                        aside: false,
                        seen: Vec::new(),
                    };
                    let alone = range.len() == 1 || seen.trigger.is_none() && list.is_none();
                    if alone && how == "noun" && OCCASIONS.contains(&self.lower(head)) {
                        // "a useful meeting with": what goes on about a meeting names it again. "talks" says nothing.
                        at = next;
                        continue;
                    }
                    candidate.aside = self.is_aside(&seen, candidate.span, &events[event]);
                    self.see(&seen, &events[event], &mut |parts| {
                        candidate.odds += weight(parts);
                        if self.keep_seen {
                            candidate.seen.push(parts.join(" "));
                        }
                    });
                    found.push(candidate);
                }
            }
            at = next;
        }
    }

    /// Whether a noun phrase may be a topic at all: no pronoun, time, number or person.
    fn may_be_topic(&self, phrase: &Phrase) -> bool {
        let grammar = self.clauses.grammar;
        let word = grammar.words[phrase.head];
        let noun = matches!(grammar.tags[phrase.head], Tag::Noun | Tag::Name | Tag::Demonym);
        noun && !word.is(class::PRONOUN)
            && !word.has_mark(mark::TIME)
            && self.analysis.tokens.list[phrase.head].kind == TokenKind::Word
            && !self.tells_when(phrase)
            && !(grammar.cover[phrase.head].is_none() && is_person(self.lower(phrase.head)))
    }

    /// Where a phrase ends as a topic: with what "of" adds, or with one phrase behind another preposition where it says
    /// little by itself.
    fn extent(&self, phrase: &Phrase, limit: usize) -> usize {
        let grammar = self.clauses.grammar;
        let end = phrase.end.min(limit);
        let after = |at: usize| grammar.phrase(at).map(|p| grammar.phrases[p]).filter(|p| p.end <= limit);
        let follows = self.lower(end);
        let words = end - phrase.start;
        let mut last = end;
        if follows == "of"
            && let Some(next) = after(end + 1)
        {
            last = next.end;
            if matches!(self.lower(last), "of" | "in")
                && let Some(more) = after(last + 1)
                && !self.tells_when(&more)
            {
                last = more.end;
            }
        } else if matches!(
            follows,
            "in" | "on" | "between" | "for" | "against" | "with" | "to" | "over" | "from"
        ) && words <= 3
            && grammar.tags.get(end) == Some(&Tag::Preposition)
            && let Some(next) = after(end + 1)
            && next.end - end <= 6
            && !self.tells_when(&next)
        {
            last = self.names_joined(follows, &next, limit);
        }
        if last - phrase.start > MOST_WORDS { end } else { last }
    }

    /// Where what begins at token `at` ends as an act told by a verb: "*funding the junta*", "to *visit Sudan*".
    fn verbal(&self, at: usize, sentence: Range<usize>) -> Option<usize> {
        let grammar = self.clauses.grammar;
        let verb = match grammar.tags[at] {
            Tag::To if at + 1 < sentence.end => at + 1,
            _ if at > sentence.start
                && self.lower(at).ends_with("ing")
                && matches!(grammar.tags[at - 1], Tag::Preposition | Tag::Noun | Tag::Name)
                && grammar.verb(at).is_some() =>
            {
                at
            }
            _ => return None,
        };
        grammar.verb(verb)?;
        let object = (verb + 1..sentence.end.min(verb + 4)).find_map(|t| grammar.phrase(t))?;
        let object = grammar.phrases[object];
        // "bringing the two sides together" says nothing of what about.
        let says_little =
            matches!(self.lower(object.head), "side" | "sides" | "parties" | "others" | "people");
        (object.start <= verb + 3 && !says_little && !grammar.words[object.head].is(class::PRONOUN))
            .then(|| self.extent(&object, sentence.end))
            .filter(|&end| end - verb <= MOST_WORDS)
    }

    /// Whether a verb of saying stands between a trigger and a candidate: "held talks, where he *said* that".
    fn is_said_beside(&self, c: &Seen) -> bool {
        let grammar = self.clauses.grammar;
        c.trigger.filter(|t| t.end <= c.range.start).is_some_and(|t| {
            (t.end..c.range.start)
                .any(|i| grammar.tags[i] == Tag::Finite && grammar.words[i].is_kind(kind::SAY))
        })
    }

    /// Whether a candidate is only said beside a meeting: not in the words of a government that tells of its own.
    fn is_aside(&self, c: &Seen, span: Span, event: &Event) -> bool {
        let quoted = || c.trigger.is_none() && self.analysis.quotation_at(span.start).is_some();
        event.event == "CONSULT"
            && c.list.is_none()
            && self.analysis.document.government().is_none()
            && (self.is_said_beside(c) || quoted())
    }

    /// Whether words are part of what someone is reported to say.
    fn is_said(&self, span: Span) -> bool {
        let all = &self.analysis.attributions;
        let before = all.partition_point(|a| a.content[0].start <= span.start);
        all[..before].iter().rev().take(6).any(|a| a.content.iter().any(|c| c.contains(span)))
    }

    /// Gives `add` what is seen of a candidate: a kind and a value, or two that are seen together.
    fn see(&self, c: &Seen, event: &Event, add: &mut dyn FnMut(&[&str])) {
        let (analysis, grammar) = (self.analysis, self.clauses.grammar);
        let (tokens, text) = (&analysis.tokens, analysis.text());
        let span = tokens.span(c.range.start, c.range.end);
        add(&["how", c.how]);
        add(&["always", ""]);
        add(&["event", event.event]);
        let inside = if c.inside { "yes" } else { "no" };
        add(&["inside", inside]);
        add(&["inside+how", inside, c.how]);
        add(&["how+event", c.how, event.event]);
        let status = match event.status {
            Status::Actual => "actual",
            Status::Planned => "planned",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
            Status::Historical => "historical",
        };
        add(&["status", status]);
        let place = match c.trigger {
            None => "untold",
            Some(t) if c.range.start < t.start => "before",
            Some(t) if c.range.start < t.end => "inside",
            Some(t) if c.range.start - t.end == 0 => "next",
            Some(t) if c.range.start - t.end <= 3 => "near",
            Some(t) if c.range.start - t.end <= 8 => "after",
            Some(t) if c.range.start - t.end <= 16 => "far",
            Some(_) => "farther",
        };
        add(&["place", place]);
        add(&["place+event", place, event.event]);
        let nth = ["0", "1", "2", "3", "4"].get(c.nth).copied().unwrap_or("5");
        add(&["nth", nth]);
        add(&["list", c.list.unwrap_or("none")]);
        let phrase = grammar.phrase(c.head).map(|p| grammar.phrases[p]);
        let before = c.range.start.checked_sub(1).map_or("", |b| tokens.lower(b));
        let preposition = phrase.and_then(|p| p.preposition).map(|t| tokens.lower(t));
        let led = match c.how {
            "gerund" => before,
            _ => preposition.unwrap_or("none"),
        };
        const LEADS: &[&str] = &[
            "none",
            "of",
            "on",
            "over",
            "about",
            "for",
            "to",
            "in",
            "with",
            "against",
            "at",
            "by",
            "after",
            "amid",
            "from",
            "as",
            "between",
            "during",
            "under",
            "following",
            "regarding",
            "including",
            "into",
            "through",
            "among",
            "before",
        ];
        let led = if LEADS.contains(&led) { led } else { "other" };
        add(&["led", led]);
        add(&["led+event", led, event.event]);
        if let Some(p) = grammar.phrase(c.head) {
            let subject = (c.range.end..c.range.end + 6)
                .filter_map(|t| grammar.verb(t))
                .any(|v| grammar.verbs[v].subject == Some(p));
            add(&["subject", if subject { "yes" } else { "no" }]);
            add(&["joined", if grammar.phrases[p].joined.is_some() { "yes" } else { "no" }]);
        }
        let kind_of = |m| {
            analysis.entities.of(m).map_or("unknown", |e| match analysis.entities.get(e).kind {
                EntityKind::Person => "person",
                EntityKind::State => "state",
                EntityKind::Organization => "organization",
                EntityKind::Place => "place",
                EntityKind::Group => "group",
            })
        };
        let head = grammar.cover[c.head].map_or("none", kind_of);
        add(&["head", head]);
        add(&["head+place", head, place]);
        add(&["head+list", head, c.list.unwrap_or("none")]);
        let acts = grammar.cover[c.head].and_then(|m| analysis.entities.of(m)).is_some_and(|e| {
            event.actors.contains(&e)
                || event.recipients.contains(&e)
                || event
                    .actors
                    .iter()
                    .chain(&event.recipients)
                    .any(|&a| analysis.entities.party_key(a) == analysis.entities.party_key(e))
        });
        add(&["acts", if acts { "yes" } else { "no" }]);
        let words = c.range.len().min(7);
        add(&["words", ["0", "1", "2", "3", "4", "5", "6", "7"][words]]);
        let lower = tokens.lower(c.head);
        let general = if OCCASIONS.contains(&lower) {
            "occasion"
        } else if WRAPPERS.contains(&lower) {
            "wrapper"
        } else if GENERAL.contains(&lower) {
            "general"
        } else if grammar.words[c.head].has_mark(mark::AGENT) {
            "agent"
        } else if is_adjectival(lower) {
            "adjective"
        } else {
            "plain"
        };
        add(&["noun", general]);
        let single = if c.range.len() == 1 { "single" } else { "several" };
        add(&["noun+words", general, single]);
        let issue = if ontology::topics_in(span.of(text)).is_empty() { "no" } else { "yes" };
        add(&["issue", issue]);
        add(&["issue+words", issue, single]);
        add(&["issue+place", issue, place]);
        let names = c.range.clone().any(|t| grammar.cover[t].is_some());
        add(&["names", if names { "yes" } else { "no" }]);
        let number = tokens.list[c.range.start].kind == TokenKind::Number;
        add(&["number", if number { "yes" } else { "no" }]);
        let pointed = analysis.pointed_topics.iter().any(|t| t.overlaps(span));
        let whole = analysis.pointed_topics.iter().any(|t| t.contains(span) || span.contains(*t));
        if analysis.model.is_some() {
            add(&[
                "reader",
                if whole {
                    "whole"
                } else if pointed {
                    "part"
                } else {
                    "no"
                },
            ]);
            add(&["reader+how", if pointed { "yes" } else { "no" }, c.how]);
        } else {
            add(&["reader", "none"]);
        }
        let quoted = if analysis.quotation_at(span.start).is_some() { "yes" } else { "no" };
        add(&["quoted", quoted]);
        add(&["quoted+place", quoted, place]);
        let said = if self.is_said(span) { "yes" } else { "no" };
        add(&["said+place", said, place]);
        add(&["said+event", said, event.event]);
        add(&["said+list", said, c.list.unwrap_or("none")]);
        let release = if analysis.document.government().is_some() { "yes" } else { "no" };
        add(&["release", release]);
        add(&["release+said", release, said]);
        add(&["release+place", release, place]);
        let between = self.is_said_beside(c);
        add(&["saying", if between { "yes" } else { "no" }]);
        add(&["saying+event", if between { "yes" } else { "no" }, event.event]);
        add(&[
            "determiner",
            if matches!(before, "a" | "an") {
                "a"
            } else if before == "the" {
                "the"
            } else {
                "none"
            },
        ]);
        let verb = (c.range.start.saturating_sub(8)..c.range.start)
            .rev()
            .find_map(|t| grammar.verb(t))
            .map(|v| grammar.verbs[v].head);
        if let Some(verb) = verb {
            add(&["verb", tokens.lower(verb)]);
        }
        add(&["word", lower]);
        add(&["long", if self.is_long() { "yes" } else { "no" }]);
        add(&["sentence", ["0", "1", "2"].get(c.sentence).copied().unwrap_or("3")]);
    }
}

/// A candidate while it is looked at.
struct Seen {
    range: Range<usize>,
    how: &'static str,
    head: usize,
    trigger: Option<Told>,
    /// How many candidates of the same trigger stand before.
    nth: usize,
    list: Option<&'static str>,
    /// Whether the words belong to a candidate before too: "talks on *trade*".
    inside: bool,
    sentence: usize,
}

/// What a thing seen adds to the odds.
pub(super) fn weight(parts: &[&str]) -> f32 {
    WEIGHTS.get(&key(parts)).copied().unwrap_or(0.0)
}

/// The key of a thing seen, as the build script makes it of the table.
fn key(parts: &[&str]) -> u64 {
    // FNV-1a, with a byte between the parts.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for (i, part) in parts.iter().enumerate() {
        let between: &[u8] = if i == 0 { b"" } else { b" " };
        for &byte in between.iter().chain(part.as_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

include!(concat!(env!("OUT_DIR"), "/topic_weights.rs"));
