//! Releases that are themselves an agreement, by their title: a joint statement, a communiqué, the signing of a
//! memorandum.

use crate::Analysis;
use crate::analyze::{EntityKind, MentionForm};
use crate::extract::{Agreement, Event, When};
use crate::text::{Sentence, Span};

/// Nouns that a document is called by, with its kind. Elsewhere in a title "joint statement" may be of another thing: a
/// briefing on it, remarks after it.
const DOCUMENTS: &[(&str, &str)] = &[
    ("statement", "joint statement"),
    ("declaration", "joint statement"),
    ("communique", "communique"),
    ("communiqué", "communique"),
];

/// Words before the noun, of which one tells that it is of several: "*Joint* Vision Statement", "*Leaders'* Declaration".
const OF_SEVERAL: &[&str] = &["joint", "leaders'", "ministers'", "summit", "trilateral", "quadrilateral"];

/// How many words before the noun it may stand.
const WORDS_BEFORE: usize = 4;

/// Words of titles that tell of an occasion and not of a document.
const OTHER: &[&str] =
    &["remarks", "briefing", "press conference", "readout", "call with", "meeting with", "interview"];

/// What was signed, after "signing of a", with its kind.
const SIGNED: &[(&str, &str)] = &[
    ("memorandum", "memorandum"),
    ("mou", "memorandum"),
    ("protocol", "protocol"),
    ("treaty", "treaty"),
    ("agreement", "agreement"),
];

/// The agreement that the report's title names as what it is or is about.
pub(super) fn agreement(analysis: &Analysis, _events: &[Event]) -> Option<Agreement> {
    let title = analysis.document.title.as_deref()?;
    let title = &title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase().replace('’', "'");
    let document = document(&lower);
    let (name, kind, status) = if let Some(kind) = document
        && !OTHER.iter().any(|w| lower.contains(w))
    {
        (title.clone(), kind, "agreed")
    } else {
        let at = lower.find("signing of ")?;
        let words =
            lower[at..].trim_start_matches("signing of ").trim_start_matches("a ").trim_start_matches("the ");
        let start = lower.len() - words.len();
        let &(_, kind) = SIGNED.iter().find(|(w, _)| words.contains(w))?;
        let same_length = title.len() == lower.len();
        let name = if same_length { title.get(start..)? } else { title };
        (name.split_whitespace().collect::<Vec<_>>().join(" "), kind, "signed")
    };
    let parties = parties(analysis, title);
    if parties.is_empty() && document.is_none() {
        return None;
    }
    Some(Agreement {
        title: name,
        kind,
        parties,
        by_knowledge: false,
        status,
        date: analysis.document.published_on().map(|d| When {
            value: d.to_string(),
            until: None,
            told: false,
        }),
        valid: None,
        known: None,
        evidence: vec![evidence(analysis)?],
        score: 0.8,
    })
}

/// The kind of the document that a title in lower case names.
fn document(lower: &str) -> Option<&'static str> {
    let words: Vec<&str> = lower.split([' ', ',', ':', ';']).filter(|w| !w.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let &(_, kind) = DOCUMENTS.iter().find(|(noun, _)| noun == word)?;
        let several = words[at.saturating_sub(WORDS_BEFORE)..at].iter().any(|w| OF_SEVERAL.contains(w));
        // "U.S.-Europe *Communiqué* on Afghanistan": who gives it out stands before.
        let named = kind == "communique" && at > 0;
        // "Envoy *on trilateral statement*": what he speaks of.
        let subject =
            words[..at].iter().any(|w| matches!(*w, "on" | "over" | "about" | "against" | "violates"));
        ((several || named) && !subject).then_some(kind)
    })
}

/// The codes of those who sign, by the title: "*Chad, Mali and Niger* Sign a Memorandum in Support of the Park".
pub(super) fn signatories(analysis: &Analysis, kind: &str) -> Vec<String> {
    let lower = analysis.document.title.as_deref().unwrap_or_default().to_lowercase();
    let signing = [" sign ", " signs ", " signed ", " to sign "].iter().filter_map(|w| lower.find(w)).min();
    let Some(at) = signing.filter(|&at| lower[at..].contains(kind)) else { return Vec::new() };
    let mut codes: Vec<String> = Vec::new();
    for (_, code) in analysis.headed.iter().filter(|(start, _)| (*start as usize) < at) {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// The words that give it out, else the first sentence.
fn evidence(analysis: &Analysis) -> Option<Span> {
    let lower = &analysis.tokens.lower;
    let first = analysis.sentences.first()?.span;
    let opening = analysis.sentences.iter().take(3).map(|s| s.span).find_map(|span| {
        ["following statement", "joint statement", "joint declaration", "communiqué", "communique"]
            .iter()
            .find_map(|words| span.of(lower).find(words).map(|at| (span.start as usize + at, words.len())))
    });
    Some(opening.map_or(first, |(start, len)| Span::new(start, start + len)))
}

/// Codes of those who are named in the title, or who give it out by the first sentences, in order.
fn parties(analysis: &Analysis, title: &str) -> Vec<String> {
    // What it is on, and of which meeting, is no party: "Joint Statement on Sudan".
    let subject = [" on ", " regarding ", " concerning ", " following "];
    let cut = subject.iter().filter_map(|w| title.find(w)).min().unwrap_or(title.len());
    let about: Vec<&str> =
        analysis.headed.iter().filter(|(at, _)| *at as usize >= cut).map(|(_, code)| code.as_str()).collect();
    // Those whom it is on are parties only where no two others are.
    let without = |codes: Vec<String>| {
        let others: Vec<String> = codes.iter().filter(|c| !about.contains(&c.as_str())).cloned().collect();
        if others.len() > 1 { others } else { codes }
    };
    let title = &title[..cut];
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, code) in analysis.headed.iter().filter(|(at, _)| (*at as usize) < cut) {
        note(&mut found, *at as usize, code);
    }
    for (id, mention) in analysis.mentions.iter().enumerate() {
        let Some(entity) = analysis.entities.of(id).map(|e| analysis.entities.get(e)) else { continue };
        let Some(code) = entity.party.as_deref() else { continue };
        if entity.kind == EntityKind::Place {
            continue;
        }
        for words in [mention.span.of(analysis.text()), entity.name.as_str()] {
            if words.len() > 1
                && let Some(at) = whole(title, words)
            {
                note(&mut found, at, code);
            }
        }
    }
    if found.len() < 2 {
        // "The text of the following statement was released by the Governments of Japan and the United States".
        for sentence in analysis.sentences.iter().take(3) {
            let words = sentence.span.of(&analysis.tokens.lower);
            if !["statement", "communiqu", "declaration", "governments of"].iter().any(|w| words.contains(w))
            {
                continue;
            }
            found.retain(|(at, _)| *at >= title.len());
            let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
            for (id, mention) in analysis.mentions.iter().enumerate().skip(from) {
                if mention.span.start >= sentence.span.end {
                    break;
                }
                let entity = analysis.entities.of(id).map(|e| analysis.entities.get(e));
                if let Some(code) =
                    entity.filter(|e| e.kind != EntityKind::Place).and_then(|e| e.party.as_deref())
                {
                    note(&mut found, title.len() + mention.span.start as usize, code);
                }
            }
        }
    }
    if found.len() < 2 {
        // "The United Kingdom, Norway and the United States welcome": those with whom it opens, where they are several.
        let opening = analysis.sentences.iter().take(4).map(|s| named_in(analysis, s));
        if let Some(all) = opening.into_iter().find(|all| all.len() > 1) {
            return without(all);
        }
    }
    found.sort();
    without(found.into_iter().map(|(_, code)| code).collect())
}

/// Codes of the states and organisations named in a sentence before its verb, in order: "*Chad and Niger* condemn Mali";
/// of persons, where "we" stands before them: "We, *the Presidents of* …".
fn named_in(analysis: &Analysis, sentence: &Sentence) -> Vec<String> {
    let grammar = &analysis.grammar;
    let tells = |&i: &usize| {
        grammar.verb(i).map(|v| &grammar.verbs[v]).is_some_and(|g| !g.reduced && !g.gerund && !g.infinitive)
    };
    let verb = sentence.tokens.clone().find(tells).unwrap_or(sentence.tokens.end);
    let span = analysis.tokens.span(sentence.tokens.start, verb);
    let from = analysis.mentions.partition_point(|m| m.span.start < span.start);
    let mut codes: Vec<String> = Vec::new();
    let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < span.end);
    let told = sentence.tokens.clone().take(3).any(|i| analysis.tokens.lower(i) == "we");
    for (id, _) in here.filter(|(_, m)| m.form == MentionForm::Name) {
        let Some(entity) = analysis.entities.of(id).map(|e| analysis.entities.get(e)) else { continue };
        let person = told && entity.kind == EntityKind::Person;
        if (person || matches!(entity.kind, EntityKind::State | EntityKind::Organization))
            && let Some(code) = entity.party.clone()
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    codes
}

/// Notes that a party is named at `at`, if not before.
fn note(found: &mut Vec<(usize, String)>, at: usize, code: &str) {
    match found.iter_mut().find(|(_, c)| c == code) {
        Some((first, _)) => *first = at.min(*first),
        None => found.push((at, code.to_owned())),
    }
}

/// Where `words` stand in `text` as whole words.
fn whole(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).map(|(at, _)| at).find(|&at| {
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(text[..at].chars().next_back()) && free(text[at + words.len()..].chars().next())
    })
}
