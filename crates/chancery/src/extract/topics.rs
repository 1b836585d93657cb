//! Topics: what a meeting, call or statement was about, as the report words it.
//!
//! [`find`] looks for words that open a topic ("discussed", "exchanged views on", "talks on") and divides what follows
//! into noun phrases.

use std::ops::Range;

use crate::Analysis;
use crate::analyze::word::{Word, class, form};
use crate::text::{Span, TokenKind};

/// The topics that one opening word brings, and where that word stands.
#[derive(Debug)]
pub(super) struct TopicList {
    /// The token that opens the list.
    pub(super) at: usize,
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// The noun phrases.
    pub(super) topics: Vec<Span>,
}

/// Verbs whose object is a topic.
const TOPIC_VERBS: &[&str] = &[
    "discuss", "discussed", "discusses", "discussing", "reviewed", "review", "reviewing", "explored", "explore", "exploring",
    "addressed", "addressing", "covered", "covering", "debated", "tackled", "noted", "highlighted", "underscored", "emphasized",
    "stressed", "reaffirmed", "assessed", "examined",
];

/// Verbs of the list above whose object is only a topic where both sides stand as subject.
const SHARED_ONLY: &[&str] = &["noted", "highlighted", "underscored", "emphasized", "stressed", "reaffirmed", "reviewed", "addressed", "covered", "addressing", "covering"];

/// Nouns after which "on", "about" or "regarding" opens a topic.
const TOPIC_NOUNS: &[&str] = &[
    "views", "talks", "discussions", "discussion", "consultations", "conversation", "conversations", "dialogue", "negotiations",
    "meeting", "meetings", "call", "opinions", "notes", "summit", "session", "exchange", "consultation", "briefing", "conference",
];

/// Verbs with a preposition that opens a topic.
const TOPIC_PHRASES: &[(&str, &str)] = &[
    ("focused", "on"), ("focus", "on"), ("focusing", "on"), ("focuses", "on"), ("touched", "on"), ("centered", "on"), ("talked", "about"),
    ("spoke", "about"), ("consulted", "on"), ("consult", "on"), ("conferred", "on"), ("centred", "on"), ("dwelt", "on"), ("spoke", "on"),
    ("deliberated", "on"), ("coordinate", "on"), ("briefed", "on"), ("negotiate", "on"),
];

/// Finds all topic lists of a report, in order.
pub(super) fn find(analysis: &Analysis, words: &[Word]) -> Vec<TopicList> {
    let mut lists = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let Some(from) = opens(analysis, words, at, sentence.tokens.clone()) else { continue };
            let end = clause_end(analysis, words, from, sentence.tokens.end);
            let topics = divide(analysis, words, from..end);
            if !topics.is_empty() {
                lists.push(TopicList { at, sentence: index, topics });
            }
        }
    }
    lists
}

/// If token `at` opens a topic, where the topic begins.
fn opens(analysis: &Analysis, words: &[Word], at: usize, sentence: Range<usize>) -> Option<usize> {
    let tokens = &analysis.tokens;
    let lower = tokens.lower(at);
    if tokens.list[at].kind != TokenKind::Word {
        return None;
    }
    if TOPIC_VERBS.contains(&lower) {
        if SHARED_ONLY.contains(&lower) && !shared_subject(analysis, at, sentence.start) {
            return None;
        }
        let mut from = at + 1;
        if lower == "discuss" || lower.starts_with("discuss") {
            // "discussed with X how": the partner is no topic.
            if tokens.lower(from) == "with" {
                return None;
            }
        }
        while from < sentence.end && words[from].is(class::ADVERB) {
            from += 1;
        }
        if matches!(tokens.lower(from), "that" | "how" | "whether" | "why") && !lower.starts_with("discuss") {
            return None;
        }
        return (from < sentence.end).then_some(from);
    }
    let preposition = |i: usize| matches!(tokens.lower(i), "on" | "about" | "regarding" | "concerning" | "over");
    if TOPIC_NOUNS.contains(&lower) {
        // Directly, or over "with X" and "in Y".
        let mut next = at + 1;
        let mut steps = 0;
        while next < sentence.end && steps < 14 {
            if preposition(next) {
                let time = analysis.times.iter().any(|t| tokens.list.get(next + 1).is_some_and(|n| t.span.overlaps(n.span)));
                if !time && tokens.lower(next + 1) != "the" || !time && !is_margin(tokens.lower(next + 2)) {
                    return Some(next + 1);
                }
            }
            let stop = words[next].is(class::RELATIVE | class::CONJUNCTION) && steps > 6
                || matches!(tokens.lower(next), "," | ";" | ":" | "\"" | "”" | "that" | "to")
                || words[next].verb != 0 && words[next].noun == 0 && words[next].has_form(form::PAST);
            if stop {
                return None;
            }
            next += 1;
            steps += 1;
        }
        return None;
    }
    if at + 1 < sentence.end && TOPIC_PHRASES.iter().any(|(v, p)| *v == lower && tokens.lower(at + 1) == *p) {
        return Some(at + 2);
    }
    None
}

/// "on the margins of", "on the sidelines of", "on the occasion of" tell where and not about what.
fn is_margin(word: &str) -> bool {
    matches!(word, "margins" | "sidelines" | "sideline" | "occasion" | "eve" | "phone" | "telephone" | "same" | "side")
}

/// Whether those who stand before are several: "both sides noted", "They reaffirmed", "X and Y stressed".
fn shared_subject(analysis: &Analysis, at: usize, start: usize) -> bool {
    (start..at).rev().take(9).any(|i| {
        matches!(analysis.tokens.lower(i), "they" | "sides" | "leaders" | "ministers" | "both" | "parties" | "two" | "and" | "presidents")
    })
}

/// Where the clause that holds token `from` ends.
fn clause_end(analysis: &Analysis, words: &[Word], from: usize, limit: usize) -> usize {
    let tokens = &analysis.tokens;
    let quotation = analysis.quotation_at(tokens.list[from].span.start);
    let mut at = from;
    while at < limit {
        let lower = tokens.lower(at);
        let word = words[at];
        if matches!(lower, ";" | "." | "!" | "?" | "–" | "—" | "--" | "\"" | "”" | "“" | ":" | "…") {
            return at;
        }
        if quotation != analysis.quotation_at(tokens.list[at].span.start) {
            return at;
        }
        let next_lower = tokens.lower(at + 1);
        if lower == "," && at + 1 < limit {
            let next = words[at + 1];
            let verbal = next.verb != 0
                && (next.has_form(form::ING) && next.noun == 0 && next_lower != "including" || next.has_form(form::PAST) && next.noun == 0)
                || next.is(class::RELATIVE) && next_lower != "that"
                || matches!(next_lower, "he" | "she" | "it" | "they" | "we" | "with" | "while" | "after" | "but" | "as" | "according");
            if verbal && !(next_lower == "as" && tokens.lower(at + 2) == "well") {
                return at;
            }
        }
        if matches!(lower, "and" | "but" | "," | "while") && at + 1 < limit {
            let mut next = at + 1;
            while next < limit && words[next].is(class::ADVERB) {
                next += 1;
            }
            let w = words[next.min(words.len() - 1)];
            if next < limit && (w.verb != 0 && w.has_form(form::PAST) && w.noun == 0 && !tokens.lower(next).ends_with("ing") || w.is(class::MODAL) || w.is(class::BE | class::HAVE)) {
                return at;
            }
        }
        if (word.is(class::MODAL) || matches!(lower, "when" | "where" | "while" | "because")) && at > from {
            return at;
        }
        at += 1;
    }
    limit
}

/// Words before a topic that are not part of it.
const LEADING: &[&str] = &[
    "the", "a", "an", "their", "its", "his", "her", "our", "on", "about", "ongoing", "various", "several", "some", "issues", "of", "including",
    "as", "well", "such", "other", "also", "both", "regarding", "how", "to", "ways", "with", "related", "matters", "range", "wide", "topics",
    "that", "in", "number", "key", "particularly", "especially", "and", "like", "importance", "need", "for", "progress", "shared", "among", "latest",
    "commitment", "opportunities", "continued", "their", "mutual",
];

/// Divides `tokens` at commas and conjunctions into noun phrases.
fn divide(analysis: &Analysis, words: &[Word], range: Range<usize>) -> Vec<Span> {
    let tokens = &analysis.tokens;
    let mut topics = Vec::new();
    let mut from = range.start;
    let mut depth = 0;
    let commas = range.clone().any(|i| tokens.lower(i) == ",");
    let mut at = range.start;
    while at <= range.end {
        let lower = if at < range.end { tokens.lower(at) } else { "" };
        match lower {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        let and = matches!(lower, "and" | "or");
        // "peace and security", "economic and trade ties": one phrase, unless the list is divided by commas before.
        let inside = and && {
            let before = at.checked_sub(1).map_or("", |b| tokens.lower(b));
            before != "," && (!commas || words_since(tokens, from, at) <= 1 && !last_part(tokens, at, range.end))
                && !(capital(analysis, at - 1) && capital(analysis, at + 1))
                && !long_sides(from, at, range.end)
        };
        let divides = depth <= 0 && (at == range.end || lower == "," || and && !inside || lower == "including" || lower == "as" && tokens.lower(at + 1) == "well");
        if divides {
            push(analysis, words, from..at, &mut topics);
            from = at + 1;
            if lower == "as" {
                from = at + 3;
                at += 2;
            }
        }
        at += 1;
    }
    topics.truncate(20);
    topics
}

fn words_since(_tokens: &crate::text::Tokens, from: usize, at: usize) -> usize {
    at.saturating_sub(from)
}

fn last_part(tokens: &crate::text::Tokens, at: usize, end: usize) -> bool {
    (at..end).all(|i| tokens.lower(i) != ",")
}

fn long_sides(from: usize, at: usize, end: usize) -> bool {
    at.saturating_sub(from) >= 4 && end.saturating_sub(at) >= 4
}

fn capital(analysis: &Analysis, at: usize) -> bool {
    use crate::text::Case;
    analysis.tokens.list.get(at).is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper))
}

fn push(analysis: &Analysis, words: &[Word], range: Range<usize>, topics: &mut Vec<Span>) {
    let tokens = &analysis.tokens;
    let mut from = range.start;
    let mut end = range.end.min(tokens.len());
    while from < end && (LEADING.contains(&tokens.lower(from)) || tokens.list[from].kind == TokenKind::Mark) {
        from += 1;
    }
    while end > from && (matches!(tokens.lower(end - 1), "and" | "," | "the" | "of" | "in" | "on" | "today" | "as") || tokens.list[end - 1].kind == TokenKind::Mark && tokens.lower(end - 1) != ")") {
        end -= 1;
    }
    // A long clause is cut before a preposition or a verb once it has a head.
    let mut cut = from;
    while cut < end {
        let word = words[cut];
        let lower = tokens.lower(cut);
        let over = cut > from + 7 && word.is(class::PREPOSITION);
        if cut > from && (word.is(class::RELATIVE) && !matches!(lower, "that") || over || lower == "that") {
            break;
        }
        cut += 1;
    }
    end = cut;
    if end <= from || end - from > 14 {
        end = end.min(from + 12);
    }
    if end <= from {
        return;
    }
    let span = tokens.span(from, end);
    let has_noun = (from..end).any(|i| tokens.list[i].kind == TokenKind::Word && words[i].class == 0);
    if has_noun && !topics.contains(&span) {
        topics.push(span);
    }
}
