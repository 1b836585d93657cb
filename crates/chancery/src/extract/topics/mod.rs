//! Topics: what a meeting, call, demand or statement was about, as the report words it: noun phrases.
//!
//! Of an event, [`assign`] weighs every [`Candidate`] phrase of the sentences that tell of it and of those that go on
//! about it: what kind of phrase it is, where it stands to the trigger, what leads to it ("discussed", "accused of", "for"),
//! what it names. The weights, `rules/topics.tsv`, are those of a logistic regression fitted on coded reports by
//! `cargo xtask topics`. Of a statement, [`Topics::between`] gives the noun phrases that name neither those who take part nor
//! a time. Words that only lead to what is meant are passed over: of "the importance of continuing support to Ukraine" it is
//! "support to Ukraine".

mod alike;
mod candidates;
mod reasons;
mod words;

use std::ops::Range;

use self::words::*;
use super::Event;
use crate::Analysis;
use crate::analyze::EntityKind;
use crate::analyze::attribution::{SourceKind, source_kind};
use crate::analyze::clause::{Clauses, Phrase, PhraseId, Tag, is_adjective};
use crate::analyze::word::{class, mark};
use crate::ontology;
use crate::text::{Span, TokenKind};

pub(super) use self::alike::distinct;
pub use self::candidates::Candidate;
pub use self::reasons::Weighed;
pub(super) use self::reasons::weighed;

/// Most topics of one stretch.
const MOST: usize = 20;

/// A stretch of words that tells what was talked about.
#[derive(Debug)]
struct TopicList {
    /// The token that opens it.
    at: usize,
    /// Index of its sentence.
    sentence: usize,
    /// The noun phrases.
    topics: Vec<Span>,
}

/// The noun phrases of an analysis as topics.
pub(super) struct Topics<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    /// Whether candidates keep what is seen of them.
    keep_seen: bool,
}

impl<'a> Topics<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>) -> Topics<'a> {
        Topics { analysis, clauses: Clauses::new(analysis), keep_seen: false }
    }

    /// Whether a report has more than a few sentences.
    fn is_long(&self) -> bool {
        self.analysis.sentences.len() > 4
    }

    /// As [`Topics::new`], whose candidates keep what is seen of them.
    pub(in crate::extract) fn seeing(analysis: &'a Analysis<'a>) -> Topics<'a> {
        Topics { keep_seen: true, ..Topics::new(analysis) }
    }

    fn lower(&self, at: usize) -> &'a str {
        self.analysis.tokens.lower(at)
    }

    /// Finds all topic lists of a report, in order.
    fn lists(&self) -> Vec<TopicList> {
        let mut lists = Vec::new();
        for (index, sentence) in self.analysis.sentences.iter().enumerate() {
            let mut until = sentence.tokens.start;
            for at in sentence.tokens.clone() {
                if at < until {
                    continue;
                }
                let Some((from, _)) = self.opens(at, sentence.tokens.clone()) else { continue };
                let end = self.stretch_end(from, sentence.tokens.end);
                let topics = self.between(from..end, true);
                if !topics.is_empty() {
                    lists.push(TopicList { at, sentence: index, topics });
                    until = end;
                }
            }
        }
        lists
    }

    /// If token `at` opens a topic, where the topic begins, and by what it is opened.
    fn opens(&self, at: usize, sentence: Range<usize>) -> Option<(usize, &'static str)> {
        let lower = self.lower(at);
        if self.analysis.tokens.list[at].kind != TokenKind::Word {
            return None;
        }
        if TOPIC_VERBS.contains(&lower) {
            if self.clauses.grammar.verb(at).is_none()
                || SHARED_ONLY.contains(&lower) && !self.shared_subject(at, sentence.start)
            {
                return None;
            }
            // "discussed with X how": the partner is no topic.
            let from = at + 1;
            let how = if SHARED_ONLY.contains(&lower) { "shared" } else { "verb" };
            return (from < sentence.end && self.lower(from) != "with").then_some((from, how));
        }
        let preposition =
            |i: usize| matches!(self.lower(i), "on" | "about" | "regarding" | "concerning" | "over");
        if TOPIC_NOUNS.contains(&lower) {
            // Directly, or over "with X" and "in Y".
            for next in at + 1..sentence.end.min(at + 15) {
                if preposition(next) {
                    let tells_when = self.analysis.tokens.list.get(next + 1).is_some_and(|n| {
                        let from = self.analysis.times.partition_point(|t| t.span.end <= n.span.start);
                        self.analysis.times.get(from).is_some_and(|t| t.span.overlaps(n.span))
                    });
                    let margin = self.lower(next + 1) == "the" && is_margin(self.lower(next + 2));
                    if !tells_when && !margin {
                        return Some((next + 1, "noun"));
                    }
                    continue;
                }
                let tag = self.clauses.grammar.tags[next];
                if matches!(
                    tag,
                    Tag::Relative
                        | Tag::Comma
                        | Tag::Break
                        | Tag::Quote
                        | Tag::That
                        | Tag::To
                        | Tag::Finite
                        | Tag::Auxiliary
                ) {
                    return None;
                }
            }
            return None;
        }
        let phrase = TOPIC_PHRASES.iter().any(|(v, p)| *v == lower && self.lower(at + 1) == *p);
        (phrase && at + 2 < sentence.end).then_some((at + 2, "phrase"))
    }

    /// Whether those who stand before are several: "both sides noted", "They reaffirmed", "X and Y stressed".
    fn shared_subject(&self, at: usize, start: usize) -> bool {
        (start..at).rev().take(9).any(|i| {
            matches!(
                self.lower(i),
                "they"
                    | "sides"
                    | "leaders"
                    | "ministers"
                    | "both"
                    | "parties"
                    | "two"
                    | "and"
                    | "presidents"
                    | "participants"
            )
        })
    }

    /// Where the stretch from token `from` ends: at the next finite verb that is not inside a relative clause, at a
    /// mark, or at the end of the quotation.
    fn stretch_end(&self, from: usize, limit: usize) -> usize {
        let tokens = &self.analysis.tokens;
        let quotation = self.analysis.quotation_at(tokens.list[from].span.start);
        for at in from..limit {
            if matches!(self.lower(at), ";" | "." | "!" | "?" | "–" | "—" | "--" | "\"" | "”" | ":" | "…")
            {
                return at;
            }
            if quotation != self.analysis.quotation_at(tokens.list[at].span.start) {
                return at;
            }
            // ", and said", "and pledged": the clause is over.
            let conjoined = matches!(self.clauses.grammar.tags[at], Tag::Conjunction | Tag::Comma)
                && (at + 1..limit.min(at + 4))
                    .find(|&i| {
                        !matches!(self.clauses.grammar.tags[i], Tag::Conjunction | Tag::Adverb | Tag::Comma)
                    })
                    .is_some_and(|i| {
                        matches!(
                            self.clauses.grammar.tags[i],
                            Tag::Finite | Tag::Auxiliary | Tag::Subordinator
                        )
                    });
            // "To discuss fish, *the ministry said*": who says so is no topic.
            let says = self.clauses.grammar.tags[at] == Tag::Comma
                && at + 1 < limit
                && self.is_said_by(tokens.list[at + 1].span.start);
            if (conjoined || says) && at > from {
                return at;
            }
        }
        limit
    }

    /// Whether who says what stands before begins at byte `start`: "*the ministry* said", "*said* the ministry".
    fn is_said_by(&self, start: u32) -> bool {
        self.analysis.attributions.iter().any(|a| {
            let source = a.source.is_some_and(|s| s.start == start);
            let cue = a.cue.is_some_and(|c| c.start == start || source && c.start > start);
            cue && a.content.iter().all(|c| c.start < start)
        })
    }

    /// The topics among the phrases of tokens `range`; `names`: whether names may be topics too, as in a list of
    /// what was discussed.
    pub(super) fn between(&self, range: Range<usize>, names: bool) -> Vec<Span> {
        let mut topics: Vec<Span> = Vec::new();
        let mut at = range.start;
        while at < range.end && topics.len() < MOST {
            let Some(id) = self.clauses.grammar.phrase(at) else {
                at += 1;
                continue;
            };
            let phrase = self.clauses.grammar.phrases[id];
            let (topic, next) = self.topic(id, at, range.end, names);
            if let Some(span) = topic
                && !topics.iter().any(|t| t.contains(span))
            {
                topics.push(span);
            }
            at = next.max(phrase.end).max(at + 1);
        }
        topics
    }

    /// The phrase from token `from` as a topic, with what belongs to it, and where to go on.
    fn topic(&self, id: PhraseId, from: usize, limit: usize, names: bool) -> (Option<Span>, usize) {
        let grammar = self.clauses.grammar;
        let first = grammar.phrases[id];
        // "unprovoked and unjustified war": the adjectives before belong to the last.
        let phrase = self.described(first, limit);
        let apposed = first.apposed;
        let head = self.lower(phrase.head);
        let end = phrase.end.min(limit);
        let follows = self.lower(end);
        let after = |at: usize| grammar.phrase(at).map(|p| grammar.phrases[p]);
        let led = matches!(follows, "of" | "for" | "to" | "in" | "on" | "about" | "regarding");
        // A head with a noun or name before it says more than by itself: "connectivity efforts", "the Gulf region".
        let told = (phrase.start..phrase.head)
            .any(|i| matches!(grammar.tags[i], Tag::Noun | Tag::Name | Tag::Demonym));
        let goes_on = matches!(grammar.tags.get(end), Some(Tag::To | Tag::That | Tag::Ing));
        if WRAPPERS.contains(&head)
            && (led || goes_on || !told && self.lower(end) == ",")
            && !(told && !led && !goes_on)
        {
            return (None, end);
        }
        // "tensions in the Taiwan Strait", "the visit to Indonesia": told more closely.
        let closely = names
            && matches!(follows, "in" | "to" | "with" | "between" | "over" | "on")
            && after(end + 1).is_some_and(|p| grammar.cover[p.head].is_some() && p.end <= limit);
        if apposed && !(names && first.joined.is_some())
            || OCCASIONS.contains(&head)
                && !closely
                && !(phrase.head > phrase.start
                    && matches!(grammar.tags[phrase.head - 1], Tag::Noun | Tag::Name)
                    && !self.lower(phrase.head - 1).contains('-'))
            || GENERAL.contains(&head) && !told && !closely
            || grammar.words[phrase.head].is(class::PRONOUN)
            || grammar.words[phrase.head].has_mark(mark::TIME)
        {
            return (None, end);
        }
        let bare = !matches!(grammar.tags[phrase.head], Tag::Noun | Tag::Name | Tag::Demonym)
            || is_adjective(head) && phrase.head + 1 == phrase.end;
        if self.tells_when(&phrase)
            || bare
            || !names && phrase.preposition.is_some_and(|t| leads_elsewhere(self.lower(t)))
        {
            return (None, end);
        }
        if grammar.cover[phrase.head].is_some() && !self.name_is_topic(&phrase, names) {
            return (None, end);
        }
        let agent = grammar.words[phrase.head].has_mark(mark::AGENT) && grammar.cover[phrase.head].is_none();
        if agent || is_person(head) {
            return (None, end);
        }
        let start = if first.start < phrase.start {
            self.start_of(&first, from.max(first.start))
        } else {
            self.start_of(&phrase, from.max(phrase.start))
        };
        if start >= end {
            return (None, end);
        }
        let words = end - start;
        let mut last = end;
        // "freedom of navigation", "situation in Gaza", "bids to join NATO".
        if follows == "of"
            && let Some(next) = after(end + 1)
        {
            last = next.end;
            if self.lower(last) == "of"
                && let Some(more) = after(last + 1)
            {
                last = more.end;
            }
        } else if matches!(follows, "in" | "on" | "between" | "for" | "against" | "with" | "to")
            && words <= 2
            && grammar.tags.get(end) == Some(&Tag::Preposition)
            && let Some(next) = after(end + 1)
            && next.end - end <= 5
            && !self.tells_when(&next)
        {
            last = self.names_joined(follows, &next, limit);
        }
        // Not "groundwork for a".
        let last = if last > limit { end } else { last.min(limit) };
        let span = self.analysis.tokens.span(start, last);
        // One word says little, unless it names an issue.
        if last - start == 1
            && grammar.cover[start].is_none()
            && ontology::topics_in(span.of(self.analysis.text())).is_empty()
        {
            return (None, last);
        }
        (Some(span), last)
    }

    /// The phrase that a phrase of adjectives leads to: "renewed *and vibrant partnership*"; or one that shares its last
    /// noun: "security *and defence ties*"; else the phrase itself.
    fn described(&self, first: Phrase, limit: usize) -> Phrase {
        let grammar = self.clauses.grammar;
        let mut phrase = first;
        for _ in 0..3 {
            let end = phrase.end;
            let Some(next) = self.joined_at(end, limit) else { break };
            if !is_adjectival(self.lower(phrase.head)) && !self.is_shared(&phrase, &next, limit) {
                break;
            }
            phrase = next;
        }
        // "The five-year *and*": what only adjectives were found of stays what it was.
        if matches!(grammar.tags[phrase.head], Tag::Noun | Tag::Name | Tag::Demonym) { phrase } else { first }
    }

    /// The phrase that "and", a comma or both join to what ends before token `end`.
    fn joined_at(&self, end: usize, limit: usize) -> Option<Phrase> {
        let grammar = self.clauses.grammar;
        let joins = match (self.lower(end), self.lower(end + 1)) {
            (",", "and") => 2,
            ("and" | ",", _) => 1,
            _ => return None,
        };
        let next = grammar.phrase(end + joins).filter(|_| end + joins < limit).map(|p| grammar.phrases[p])?;
        (next.start == end + joins).then_some(next)
    }

    /// Whether the noun that heads `next` is also that of `phrase`, the phrase before: "oil *and gas exports*", "trade,
    /// *energy and security cooperation*".
    fn is_shared(&self, phrase: &Phrase, next: &Phrase, limit: usize) -> bool {
        let grammar = self.clauses.grammar;
        let plain = |at: usize| grammar.tags[at] == Tag::Noun && grammar.cover[at].is_none();
        // "Military cooperation and student exchanges" has a noun for each.
        let own = SHARED.contains(&self.lower(phrase.head));
        if own || !plain(phrase.head) || self.lower(phrase.head).ends_with('s') || !plain(next.start) {
            return false;
        }
        if next.head > next.start {
            return SHARED.contains(&self.lower(next.head));
        }
        self.joined_at(next.end, limit).is_some_and(|last| {
            plain(last.start) && last.head > last.start && SHARED.contains(&self.lower(last.head))
        })
    }

    /// Where a phrase behind the preposition `follows` ends, with the names that are joined to it: "the conflict between
    /// Chad *and Niger*" is one topic, "the situation in Gaza, Afghanistan" are two.
    fn names_joined(&self, follows: &str, phrase: &Phrase, limit: usize) -> usize {
        let (grammar, end) = (self.clauses.grammar, phrase.end);
        let named = |p: &Phrase| grammar.cover[p.head].is_some();
        if !matches!(follows, "between" | "with") || !named(phrase) {
            return end;
        }
        let mut last = end;
        for _ in 0..6 {
            match self.joined_at(last, limit).filter(named) {
                Some(next) => last = next.end,
                None => break,
            }
        }
        // Not "relations with Chad, Niger": a list goes to its "and".
        let closed = (end..last).any(|i| self.lower(i) == "and");
        if closed && last <= limit { last } else { end }
    }

    /// Past the determiners and possessives that do not belong to the name of the thing.
    fn start_of(&self, phrase: &Phrase, from: usize) -> usize {
        let grammar = self.clauses.grammar;
        let mut start = from;
        while start < phrase.head {
            let lower = self.lower(start);
            let skip = grammar.tags[start] == Tag::Determiner
                || grammar.tags[start] == Tag::Adverb
                || matches!(
                    lower,
                    "ongoing"
                        | "various"
                        | "several"
                        | "new"
                        | "continued"
                        | "latest"
                        | "mutual"
                        | "key"
                        | "shared"
                        | "current"
                );
            if !skip {
                break;
            }
            start += 1;
        }
        start
    }

    fn tells_when(&self, phrase: &Phrase) -> bool {
        let head = self.analysis.tokens.list[phrase.head].span;
        let from = self.analysis.times.partition_point(|t| t.span.end <= head.start);
        self.analysis.times.get(from).is_some_and(|t| t.span.overlaps(head))
    }

    /// Whether a phrase that a name heads may be a topic: an organisation, region or state in a list of topics.
    fn name_is_topic(&self, phrase: &Phrase, names: bool) -> bool {
        let about = phrase.preposition.is_some_and(|t| {
            matches!(self.lower(t), "on" | "about" | "over" | "regarding" | "concerning" | "upon")
        });
        // "discussed Ukraine", "views on Ukraine": elsewhere a name tells where or with whom.
        // In "the situation in Gaza, BRICS and the G20" the preposition is of the first alone.
        let object = names && (phrase.preposition.is_none() || phrase.joined.is_some());
        if !(object || about) {
            return false;
        }
        let entity = self.clauses.cover[phrase.head].and_then(|m| self.analysis.entities.of(m));
        entity.is_none_or(|e| {
            let kind = self.analysis.entities.get(e).kind;
            kind != EntityKind::Person && kind != EntityKind::Group
        })
    }
}

/// The odds, as a logarithm, from which on a phrase is a topic: by rules alone, and with the trained reader in reports of
/// few sentences and in longer ones, where what was talked about is told at length. Chosen with the figures of the held-out
/// and development reports in view, so these no longer measure the choice.
const RULES: f32 = 0.0;
const SHORT: f32 = -0.1;
const LONG: f32 = -0.45;

/// By how much more is asked of what is only said beside a meeting, and of what a quotation behind it speaks of.
const ASIDE: f32 = 3.0;

/// The odds from which on a phrase of this report is a topic.
fn bound(topics: &Topics) -> f32 {
    match (topics.analysis.model.is_some(), topics.is_long()) {
        (false, _) => RULES,
        (true, false) => SHORT,
        (true, true) => LONG,
    }
}

/// Gives the events their topics: what is told to have been discussed, and the candidates that are likely enough.
pub(super) fn assign(analysis: &Analysis, events: &mut [Event]) {
    let topics = Topics::new(analysis);
    let least = bound(&topics);
    let mut found: Vec<Vec<(f32, Span)>> = vec![Vec::new(); events.len()];
    for candidate in topics.candidates(events) {
        if candidate.odds >= least + if candidate.aside { ASIDE } else { 0.0 } {
            found[candidate.event].push((candidate.odds, candidate.span));
        }
    }
    for list in topics.lists() {
        add_topics(analysis, events, &list);
    }
    add_relations(analysis, events);
    for (event, mut found) in events.iter_mut().zip(found) {
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        // Topics in a row are told apart: "military cooperation *and* student exchanges".
        let each: Vec<Span> = found.iter().map(|&(_, span)| span).collect();
        found.retain(|(_, span)| !is_row(analysis.text(), *span, &each) && !is_light(analysis, *span, &each));
        // A part of a topic is none of its own: "sugar" beside "the price of sugar".
        found.retain(|(_, span)| !event.topics.iter().any(|t| t.contains(*span) || span.contains(*t)));
        let whole: Vec<Span> = found.iter().map(|&(_, span)| span).collect();
        found.retain(|(_, span)| !whole.iter().any(|t| t != span && t.contains(*span)));
        found.truncate(MOST.saturating_sub(event.topics.len()));
        event.topics.extend(found.into_iter().map(|(_, span)| span));
        // "a trade protocol *in Nairobi*": where it was signed is told by the place.
        let made = matches!(event.event, "SUPPORT" | "AGREE" | "CONSULT");
        if let Some(place) = event.place.as_ref().filter(|_| made) {
            let tail = format!(" in {}", place.name);
            for topic in &mut event.topics {
                let words = topic.of(analysis.text());
                if let Some(rest) = words.strip_suffix(tail.as_str()).filter(|rest| rest.contains(' ')) {
                    topic.end = topic.start + rest.len() as u32;
                }
            }
        }
        event.topics.sort_by_key(|span| (span.start, span.end));
        distinct(analysis.text(), &mut event.topics);
    }
}

/// Whether a verb that says little leads to one of `parts`: "*put* a security agreement of 2001".
fn is_light(analysis: &Analysis, whole: Span, parts: &[Span]) -> bool {
    let first = analysis.tokens.lower(analysis.tokens.at_or_after(whole.start));
    LIGHT.contains(&first) && parts.iter().any(|p| p.end == whole.end && p.start > whole.start)
}

/// Whether `whole` is nothing but some of the phrases of `parts` in a row.
fn is_row(text: &str, whole: Span, parts: &[Span]) -> bool {
    let next = |from: u32| {
        let starts = parts.iter().filter(|p| **p != whole && p.start == from && p.end <= whole.end);
        starts.max_by_key(|p| p.end).map(|p| p.end)
    };
    let Some(mut end) = next(whole.start) else { return false };
    while end < whole.end {
        let rest = Span { start: end, end: whole.end }.of(text);
        let Some(joiner) = [", and ", " and ", ", "].iter().find(|j| rest.starts_with(**j)) else {
            return false;
        };
        let Some(after) = next(end + joiner.len() as u32) else { return false };
        end = after;
    }
    end == whole.end
}

/// Gives topics to the meeting of their sentence, else to the last one before.
fn add_topics(analysis: &Analysis, events: &mut [Event], list: &TopicList) {
    let at = analysis.tokens.list[list.at].span.start;
    let sentence = analysis.sentences[list.sentence].span;
    let consults = |e: &Event| matches!(e.event, "CONSULT");
    let here = events.iter().position(|e| {
        consults(e) && e.evidence.iter().any(|s| s.start >= sentence.start && s.end <= sentence.end)
    });
    let target = here.or_else(|| {
        events.iter().rposition(|e| consults(e) && e.evidence.first().is_some_and(|s| s.start <= at))
    });
    if let Some(event) = target.map(|t| &mut events[t]) {
        for &topic in &list.topics {
            if !event.topics.contains(&topic) {
                event.topics.push(topic);
            }
        }
    }
}

/// "India-Russia relations", "ties between Egypt and Sudan" are topics wherever they stand.
fn add_relations(analysis: &Analysis, events: &mut [Event]) {
    let tokens = &analysis.tokens;
    for at in 0..tokens.len() {
        if !RELATIONS.contains(&tokens.lower(at)) || at < 1 {
            continue;
        }
        let parties: Vec<(usize, &str)> = analysis
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| {
                m.span.end <= tokens.list[at].span.start && m.span.start + 40 > tokens.list[at].span.start
            })
            .filter_map(|(i, m)| {
                analysis.entities.of(i).map(|e| (m.span.start as usize, analysis.entities.party_key(e)))
            })
            .collect();
        let [.., (first, a), (_, b)] = parties.as_slice() else { continue };
        let between = &analysis.text()[*first..tokens.list[at].span.end as usize];
        if a == b || !(between.contains('-') || between.contains('–')) || between.contains([',', '.', ';'])
        {
            continue;
        }
        let span = Span::new(*first, tokens.list[at].span.end as usize);
        let target = events.iter().rposition(|e| {
            matches!(e.event, "STATEMENT" | "CONSULT")
                && e.evidence.first().is_some_and(|s| s.start <= span.start)
        });
        if let Some(event) = target.map(|t| &mut events[t])
            && !event.topics.iter().any(|t| t.of(analysis.text()) == span.of(analysis.text()))
        {
            event.topics.push(span);
        }
    }
}

/// Whether a noun names a person who speaks or acts: "a TASS *correspondent*".
fn is_person(noun: &str) -> bool {
    source_kind(noun) == Some(SourceKind::Person)
}

#[cfg(test)]
mod tests;
