//! Agreements: treaties, protocols, memoranda, joint statements and the like that a report names.

use super::{Agreement, Event, dates};
use crate::Analysis;
use crate::analyze::word::{Word, class, words};
use crate::analyze::Status;
use crate::text::{Case, TokenKind};

/// Nouns that head the name or description of an agreement, with its kind.
const HEADS: &[(&str, &str)] = &[
    ("treaty", "treaty"), ("agreement", "agreement"), ("accord", "agreement"), ("accords", "agreement"), ("deal", "agreement"),
    ("protocol", "protocol"), ("memorandum", "memorandum"), ("mou", "memorandum"), ("pact", "pact"), ("communique", "communique"),
    ("communiqué", "communique"), ("contract", "contract"), ("ceasefire", "ceasefire"), ("cease-fire", "ceasefire"), ("truce", "ceasefire"),
    ("resolution", "resolution"), ("convention", "treaty"), ("charter", "treaty"), ("agreements", "agreement"), ("declaration", "other"),
    ("statement", "joint statement"), ("compact", "agreement"), ("memoranda", "memorandum"), ("jcpoa", "agreement"),
];

/// Finds the agreements of a report; parties and dates come from the events that made them.
pub(super) fn agreements(analysis: &Analysis, events: &[Event]) -> Vec<Agreement> {
    let words = words(&analysis.tokens);
    let mut found: Vec<Agreement> = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let lower = analysis.tokens.lower(at);
            let Some(&(_, kind)) = HEADS.iter().find(|(h, _)| *h == lower) else { continue };
            let Some(agreement) = agreement_at(analysis, &words, events, at, kind, index) else { continue };
            let same = |a: &Agreement| {
                a.kind == agreement.kind && (a.title.eq_ignore_ascii_case(&agreement.title) || !a.parties.is_empty() && a.parties == agreement.parties)
            };
            match found.iter_mut().find(|a| same(a)) {
                Some(known) => {
                    known.evidence.extend(agreement.evidence);
                    if known.parties.is_empty() {
                        known.parties = agreement.parties;
                    }
                    known.valid = known.valid.take().or(agreement.valid);
                }
                None => found.push(agreement),
            }
        }
    }
    found
}

fn capital(analysis: &Analysis, at: usize) -> bool {
    analysis.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper))
}

fn agreement_at(analysis: &Analysis, words: &[Word], events: &[Event], at: usize, kind: &'static str, sentence: usize) -> Option<Agreement> {
    let tokens = &analysis.tokens;
    let range = analysis.sentences[sentence].tokens.clone();
    let named = capital(analysis, at);
    let joint = kind == "joint statement";
    if joint && !(at > range.start && tokens.lower(at - 1) == "joint") {
        return None;
    }
    // To the left: capitals of a name, or adjectives of a description.
    let mut from = at;
    while from > range.start {
        let before = from - 1;
        let word = words[before];
        let takes = if named {
            capital(analysis, before) && (word.class == 0 || tokens.lower(before) == "for") && (before > range.start || word.verb == 0)
                || matches!(tokens.lower(before), "of" | "and" | "for" | "on") && before > range.start && capital(analysis, before - 1) && before - 1 > range.start
                || matches!(tokens.lower(before), "-" | "–") && before > range.start
                || tokens.list[before].kind == TokenKind::Number && before > range.start
        } else {
            tokens.list[before].kind == TokenKind::Word && word.class == 0 && (word.verb == 0 || word.noun != 0 || tokens.lower(before) == "proposed" || tokens.lower(before) == "joint")
                || matches!(tokens.lower(before), "-" | "–")
        };
        if !takes || at - before > 9 {
            break;
        }
        from = before;
    }
    // To the right: "of Understanding", "on Consultations", and for descriptions one prepositional phrase.
    let mut end = at + 1;
    loop {
        let preposition = matches!(tokens.lower(end), "of" | "on" | "for" | "to" | "against" | "and");
        if !preposition || end + 1 >= range.end {
            break;
        }
        let mut next = end + 1;
        if tokens.lower(next) == "the" {
            next += 1;
        }
        if !(capital(analysis, next) && (named || tokens.lower(end) != "and")) || !named && tokens.lower(end) != "of" && tokens.lower(end) != "on" {
            break;
        }
        while next < range.end && (capital(analysis, next) && words[next].class & !class::ADVERB == 0) {
            next += 1;
        }
        if named && tokens.lower(end) == "and" && !capital(analysis, end + 1) {
            break;
        }
        end = next;
        if end - at > 14 {
            break;
        }
    }
    if !named && end == at + 1 && matches!(tokens.lower(end), "on" | "to" | "of") {
        // "an agreement on fishing rights".
        let mut next = end + 1;
        while next < range.end && next - end < 7 && tokens.list[next].kind == TokenKind::Word && words[next].class & !(class::DETERMINER) == 0 {
            next += 1;
        }
        if next > end + 1 && tokens.lower(at) != "statement" {
            end = next;
        }
    }
    let title_from = (from..at).find(|&i| words[i].class == 0 && tokens.list[i].kind != TokenKind::Mark).unwrap_or(at);
    let span = tokens.span(title_from, end);
    let event = maker(analysis, events, sentence, at);
    let bare = end - title_from == 1;
    if event.is_none() && (bare || !named) {
        return None;
    }
    let status = status(analysis, words, at, event, range.clone());
    let parties = event.map(|e| parties_of(analysis, e)).unwrap_or_else(|| named_parties(analysis, title_from, end));
    let valid = dates::term(analysis, sentence, end);
    let evidence = match event.and_then(|e| e.evidence.iter().find(|s| s.end > analysis.sentences[sentence].span.start && s.start < span.end && s.start >= analysis.sentences[sentence].span.start)) {
        Some(trigger) => trigger.cover(span),
        None => span,
    };
    Some(Agreement {
        title: span.of(analysis.text()).to_owned(),
        kind,
        parties,
        status,
        date: event.filter(|e| e.status == Status::Actual).and_then(|e| e.date.clone()),
        valid,
        evidence: vec![evidence],
        score: if event.is_some() { 0.7 } else { 0.5 },
    })
}

/// The event of this sentence that makes the agreement: signed, reached, adopted.
fn maker<'e>(analysis: &Analysis, events: &'e [Event], sentence: usize, at: usize) -> Option<&'e Event> {
    let span = analysis.sentences[sentence].span;
    let here = analysis.tokens.list[at].span;
    events.iter().find(|e| {
        matches!(e.event, "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT")
            && (e.cameo == Some("057") || e.method.contains("agreement") || e.method.contains("truce") || e.method.contains("accepted"))
            && e.evidence.iter().any(|s| span.contains(*s) && s.start < here.end + 60 && here.start < s.end + 60)
    })
}

fn parties_of(analysis: &Analysis, event: &Event) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for &id in event.actors.iter().chain(&event.recipients) {
        if let Some(code) = &analysis.entities.get(id).party
            && !codes.contains(code)
        {
            codes.push(code.clone());
        }
    }
    codes
}

/// Parties named inside the title: "U.S.-Japan Security Treaty".
fn named_parties(analysis: &Analysis, from: usize, end: usize) -> Vec<String> {
    let span = analysis.tokens.span(from, end);
    let mut codes: Vec<String> = Vec::new();
    for (i, mention) in analysis.mentions.iter().enumerate() {
        if span.contains(mention.span)
            && let Some(code) = analysis.entities.of(i).and_then(|e| analysis.entities.get(e).party.clone())
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    if codes.len() < 2 { Vec::new() } else { codes }
}

fn status(analysis: &Analysis, _words: &[Word], at: usize, event: Option<&Event>, range: std::ops::Range<usize>) -> &'static str {
    let tokens = &analysis.tokens;
    let near = |list: &[&str]| (at.saturating_sub(9).max(range.start)..(at + 10).min(range.end)).any(|i| list.contains(&tokens.lower(i)));
    let planned = event.is_some_and(|e| matches!(e.status, Status::Planned | Status::Hypothetical | Status::Negated));
    if planned || near(&["proposed", "propose", "proposes", "draft"]) {
        "proposed"
    } else if near(&["ratified", "ratify", "ratifies", "ratification"]) {
        "ratified"
    } else if near(&["signed", "signs", "sign", "inked", "signing"]) {
        "signed"
    } else if near(&["suspended", "suspend", "suspends"]) {
        "suspended"
    } else if near(&["withdrew", "withdrawal", "terminated", "quit", "abandoned", "expired"]) {
        "terminated"
    } else if event.is_some() || near(&["reached", "agreed", "agreement"]) {
        "agreed"
    } else {
        "in force"
    }
}
