//! [`Element`]s: a sentence divided into noun phrases, verb groups and single tokens.

use std::ops::Range;

use crate::analyze::Analysis;
use crate::analyze::clause::{Grammar, Modal, Phrase, PhraseId, Relation, Tag, VerbGroup, VerbId};
use crate::analyze::word::{class, form, mark};
use crate::text::Case;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Element {
    Noun(PhraseId),
    Verb(VerbId),
    /// Any other token.
    Other(usize),
}

/// Divides a sentence into phrases, verb groups and single tokens.
pub(super) fn elements(analysis: &Analysis, grammar: &mut Grammar, tokens: Range<usize>) -> Vec<Element> {
    let mut list = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let end = phrase_end(analysis, grammar, at, tokens.end);
        if end > at {
            let id = grammar.phrases.len();
            let head = (at..end).rev().find(|&i| grammar.tags[i].is_nominal()).unwrap_or(end - 1);
            grammar.phrases.push(Phrase {
                start: at,
                end,
                head,
                preposition: None,
                joined: None,
                apposed: false,
            });
            for i in at..end {
                grammar.phrase_at[i] = Some(id as u32);
            }
            list.push(Element::Noun(id));
            at = end;
            continue;
        }
        if let Some((group, end)) = verb_group(analysis, grammar, at, tokens.end) {
            let id = grammar.verbs.len();
            grammar.verb_at[group.head] = Some(id as u32);
            grammar.verbs.push(group);
            list.push(Element::Verb(id));
            at = end;
            continue;
        }
        list.push(Element::Other(at));
        at += 1;
    }
    list
}

/// Where the noun phrase that begins at `from` ends; `from` itself if none does.
fn phrase_end(analysis: &Analysis, grammar: &Grammar, from: usize, limit: usize) -> usize {
    let tags = &grammar.tags;
    if !tags[from].is_in_phrase() || matches!(tags[from], Tag::Possessive | Tag::Joiner) {
        return from;
    }
    let mut end = from;
    while end < limit
        && (tags[end].is_in_phrase()
            || tags[end] == Tag::Adverb
                && end > from
                && end + 1 < limit
                && matches!(tags[end + 1], Tag::Adjective | Tag::Noun)
                && tags[end - 1] == Tag::Determiner
            || is_between_adjectives(tags, from, end, limit))
    {
        if end > from {
            // A determiner or pronoun begins another phrase: "told | the president", "gave Iran | its".
            let opens = tags[end] == Tag::Determiner
                && !matches!(tags[end - 1], Tag::Determiner | Tag::Joiner)
                || tags[end] == Tag::Pronoun
                || tags[end - 1] == Tag::Pronoun && tags[end] != Tag::Possessive;
            // When something was done is a phrase of its own: "Rafah | four days".
            let start = analysis.tokens.list[end].span.start;
            let time = analysis.times.partition_point(|t| t.span.start < start);
            let times = analysis.times.get(time).is_some_and(|t| t.span.start == start)
                && tags[end - 1] != Tag::Determiner
                && tags[end - 1] != Tag::Possessive
                && grammar.cover[end].is_none();
            // And so is how many did it: "In Niamey | thousands of people".
            let many = matches!(
                analysis.tokens.lower(end),
                "thousands" | "hundreds" | "dozens" | "tens" | "scores" | "millions"
            );
            // "On Monday | Chad": who is named after the day is not of it.
            let ends = analysis.times[..time].last().is_some_and(|t| {
                let own = analysis.tokens.within(t.span);
                own.start == from && own.end == end
            });
            let named = ends && tags[end] == Tag::Name && grammar.cover[end].is_some();
            let when = matches!(analysis.tokens.lower(end), "last" | "next");
            // "The talks | Chad held with Niger": who did it is named after what he did.
            let held = end + 1 < limit
                && tags[end] == Tag::Name
                && tags[end - 1] == Tag::Noun
                && analysis.tokens.list[end - 1].case == Case::Lower
                && analysis.tokens.lower(end - 1).ends_with('s')
                && grammar.cover[end - 1].is_none()
                && grammar.cover[end].is_some_and(|m| {
                    let own = analysis.tokens.within(analysis.mentions[m].phrase);
                    own.start == end && own.end < limit && tags[own.end] == Tag::Finite
                });
            // "Deports to Lebanon | 4 Palestinians": how many of others there are begins another phrase.
            let counted = end + 1 < limit
                && tags[end] == Tag::Number
                && tags[end - 1] == Tag::Name
                && grammar.cover[end - 1].is_some()
                && grammar.cover[end].is_none()
                && analysis.tokens.list[end - 1].span.end < start
                && (tags[end + 1] == Tag::Demonym
                    || tags[end + 1] == Tag::Name
                    || grammar.words[end + 1].has_mark(mark::AGENT));
            if opens
                || named
                || held
                || counted
                || times && when
                || (times || many) && grammar.cover[end - 1].is_some()
            {
                break;
            }
        }
        end += 1;
    }
    // What does not head a phrase cannot end it.
    while end > from && matches!(tags[end - 1], Tag::Possessive | Tag::Joiner) {
        end -= 1;
    }
    if (from..end).any(|i| tags[i].is_nominal()) || (from..end).any(|i| tags[i] == Tag::Determiner) {
        end
    } else {
        from
    }
}

/// Whether a comma or "and" at `at` stands between two adjectives of one phrase: "a brutal*,* unprovoked *and* long war".
fn is_between_adjectives(tags: &[Tag], from: usize, at: usize, limit: usize) -> bool {
    let links = |i: usize| matches!(tags[i], Tag::Comma | Tag::Conjunction);
    let before = (from..at).rev().find(|&i| !links(i));
    let after = (at..limit).take(3).find(|&i| !links(i));
    let adjective = |i: Option<usize>| i.is_some_and(|i| tags[i] == Tag::Adjective);
    links(at) && adjective(before) && adjective(after)
}

fn verb_group(
    analysis: &Analysis,
    grammar: &Grammar,
    from: usize,
    limit: usize,
) -> Option<(VerbGroup, usize)> {
    let tags = &grammar.tags;
    let starts = tags[from].is_verb() || tags[from] == Tag::Auxiliary || tags[from] == Tag::To;
    if !starts {
        return None;
    }
    let mut group = VerbGroup {
        start: from,
        head: from,
        passive: false,
        reduced: false,
        infinitive: false,
        gerund: false,
        negated: false,
        modal: None,
        perfect: false,
        relation: Relation::Main,
        governor: None,
        opener: None,
        subject: None,
        object: None,
        shares: None,
    };
    // "did *not* say", and "not" before "to".
    group.negated = from > 0
        && matches!(analysis.tokens.lower(from - 1), "not" | "never")
        && tags[from - 1] == Tag::Adverb;
    let (mut be, mut have) = (false, false);
    let mut at = from;
    let mut head = None;
    while at < limit {
        let word = grammar.words[at];
        let lower = analysis.tokens.lower(at);
        match tags[at] {
            Tag::To if at == from || head.is_none() => group.infinitive = true,
            Tag::Auxiliary => {
                if word.is(class::MODAL) {
                    group.modal = Some(match lower {
                        "will" | "shall" | "won't" | "won’t" => Modal::Future,
                        "should" | "must" | "shouldn't" | "shouldn’t" => Modal::Demanded,
                        _ => Modal::Possible,
                    });
                }
                group.negated |= word.is(class::NEGATION);
                be |= word.is(class::BE);
                have |= word.is(class::HAVE);
                head = Some(at);
            }
            Tag::Adverb => group.negated |= word.is(class::NEGATION) || lower == "longer",
            t if t.is_verb() => {
                head = Some(at);
                let participle = word.has_form(form::PARTICIPLE) || t == Tag::Participle;
                match t {
                    Tag::Participle if be => group.passive = true,
                    Tag::Participle if have => group.perfect = true,
                    Tag::Participle => {
                        group.passive = true;
                        group.reduced = true;
                    }
                    Tag::Ing => group.gerund = !be,
                    Tag::Finite if participle && is_carried(analysis, grammar, from, at) => {
                        group.passive = true;
                        group.reduced = true;
                    }
                    _ => {}
                }
                at += 1;
                break;
            }
            _ => break,
        }
        at += 1;
    }
    // A gerund whose auxiliary is one: "having met", "being held".
    if head.is_some_and(|h| tags[from] == Tag::Auxiliary && h > from)
        && matches!(analysis.tokens.lower(from), "having" | "being")
    {
        group.gerund = true;
    }
    let head = head?;
    group.head = head;
    // Adverbs at its end are not part of it.
    let end = if tags[at - 1] == Tag::Adverb { head + 1 } else { at.max(head + 1) };
    Some((group, end))
}

/// Whether a participle that might be a past tense says what was done to the noun before: "talks *held* in Paris", "the
/// pact *signed* by".
fn is_carried(analysis: &Analysis, grammar: &Grammar, from: usize, at: usize) -> bool {
    let next = analysis.tokens.lower(at + 1);
    let carries = matches!(
        analysis.tokens.lower(at),
        "held"
            | "hosted"
            | "convened"
            | "brokered"
            | "mediated"
            | "signed"
            | "reached"
            | "imposed"
            | "sponsored"
    );
    let noun = from.checked_sub(1).is_some_and(|b| {
        grammar.tags[b] == Tag::Noun
            && grammar.cover[b].is_none()
            && grammar.words[b].noun != 0
            && !grammar.words[b].has_mark(mark::AGENT)
    });
    // "Chad responded *by launching* rockets" tells how.
    let by = next == "by" && grammar.tags.get(at + 2) != Some(&Tag::Ing);
    by || carries && noun && matches!(next, "in" | "at" | "between" | "near" | "under" | "on")
}
