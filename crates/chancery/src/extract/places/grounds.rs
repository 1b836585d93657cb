//! Places that are told without their name: "the *Nigerien* border", "*here*" under a dateline, "*there*" after a town.

use super::{COMPASS, GROUNDS, KINDS, Spot, is_side, place_of};
use crate::Analysis;
use crate::analyze::clause::Tag;
use crate::analyze::{MentionForm, Toponym};
use crate::extract::Place;
use crate::text::Sentence;

/// How many sentences back "there" reaches.
const BACK: usize = 2;

/// The places that a sentence tells without naming them.
pub(super) fn find(analysis: &Analysis, sentence: &Sentence) -> Vec<Spot> {
    let mut spots = of_states(analysis, sentence);
    spots.extend(adverbs(analysis, sentence));
    spots.extend(countries(analysis, sentence));
    spots
}

/// What lies in a state or at its edge: "near the *Nigerien border*", "in *Chadian waters*", "in the *Malian capital*".
fn of_states(analysis: &Analysis, sentence: &Sentence) -> Vec<Spot> {
    let (tokens, grammar, entities) = (&analysis.tokens, &analysis.grammar, &analysis.entities);
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
    let inside = analysis.mentions.iter().enumerate().skip(from);
    let inside = inside.take_while(|(_, m)| m.span.start < sentence.span.end);
    let adjectives = inside.filter(|(_, m)| m.form == MentionForm::Demonym);
    let found = adjectives.filter_map(|(id, mention)| {
        let at = tokens.at_or_after(mention.span.start);
        let phrase = &grammar.phrases[grammar.phrase(at)?];
        let head = tokens.lower(phrase.head);
        let is_ground = at < phrase.head && (GROUNDS.contains(&head) || KINDS.contains(&head));
        let code = entities.get(entities.of(id).filter(|_| is_ground)?).party.clone()?;
        // "in the Malian city of *Gao*": what has a name is told by it.
        let named = tokens.lower(phrase.end) == "of";
        let name = entities.state_name(&code).filter(|_| !named)?.to_owned();
        let place = Place { name, country: Some(code), lat: None, lon: None, geonames: None };
        Some(Spot { at, past: phrase.end, is_state: true, place })
    });
    found.collect()
}

/// "Here" and "there", outside of quotations.
fn adverbs(analysis: &Analysis, sentence: &Sentence) -> Vec<Spot> {
    let tokens = &analysis.tokens;
    let found = sentence.tokens.clone().filter_map(|at| {
        let span = tokens.list[at].span;
        let toponym = match tokens.lower(at) {
            "here" => dateline(analysis),
            // "In *this* Red Sea *resort*".
            "this" if kind_after(analysis, at).is_some() => dateline(analysis).filter(|t| !t.is_country),
            _ if at == sentence.tokens.start => None,
            "there" if is_adverb(analysis, sentence, at) => last_before(analysis, sentence, at),
            // "In the *same city*".
            "city" | "town" if matches!(tokens.lower(at - 1), "same" | "that") => {
                last_before(analysis, sentence, at)
            }
            _ => None,
        };
        let quoted = || analysis.quotations.iter().any(|q| q.inner.contains(span));
        let toponym = toponym.filter(|_| !quoted())?;
        let past = if tokens.lower(at) == "this" { kind_after(analysis, at)? + 1 } else { at + 1 };
        Some(Spot { at, past, is_state: toponym.is_country, place: place_of(toponym) })
    });
    found.collect()
}

/// The word for a town that "this" at token `at` points to.
fn kind_after(analysis: &Analysis, at: usize) -> Option<usize> {
    let phrase = analysis.grammar.phrase(at).map(|p| analysis.grammar.phrases[p])?;
    let town = matches!(
        analysis.tokens.lower(phrase.head),
        "city" | "town" | "village" | "resort" | "capital" | "port" | "metropolis" | "suburb"
    );
    (town && phrase.start == at).then_some(phrase.head)
}

/// The state told of last, where a sentence only calls it so: "in the north of *the country*", "across *the country*".
fn countries(analysis: &Analysis, sentence: &Sentence) -> Vec<Spot> {
    let (tokens, entities) = (&analysis.tokens, &analysis.entities);
    let found = sentence.tokens.clone().skip(2).filter_map(|at| {
        let word = |n: usize| tokens.lower(at.saturating_sub(n));
        let own = tokens.lower(at + 1);
        let side = tokens.lower(at + 2);
        let compass = COMPASS.contains(&side) || side == "capital";
        let joined = matches!(own, "'s" | "’s");
        let the = tokens.lower(at) == "country" && word(1) == "the" && (!joined || compass);
        let led = matches!(word(2), "in" | "across" | "throughout" | "inside" | "around")
            || word(2) == "of" && is_side(word(3));
        let span = tokens.list[at].span;
        let quoted = || analysis.quotations.iter().any(|q| q.inner.contains(span));
        // "Governors *from* across the country" are wherever they meet.
        if !the || !led || word(3) == "from" || quoted() {
            return None;
        }
        let here = analysis.sentence_of(at);
        let first = analysis.sentences.get(here.saturating_sub(BACK)).unwrap_or(sentence).span.start;
        let end = analysis.mentions.partition_point(|m| m.span.start < span.start);
        let states =
            analysis.mentions[..end].iter().enumerate().rev().take_while(|(_, m)| m.span.start >= first);
        let (name, code) = states
            .filter(|(_, m)| matches!(m.form, MentionForm::Name | MentionForm::Demonym))
            .find_map(|(id, _)| {
                let code = entities.get(entities.of(id)?).party.clone()?;
                Some((entities.state_name(&code)?.to_owned(), code))
            })?;
        // A town of it that is named tells more.
        let from = analysis.toponyms.partition_point(|t| t.span.start < sentence.span.start);
        let mut named = analysis.toponyms[from..].iter().take_while(|t| t.span.start < sentence.span.end);
        if named.any(|t| t.country.as_ref() == Some(&code)) {
            return None;
        }
        let place = Place { name, country: Some(code), lat: None, lon: None, geonames: None };
        let from = if word(2) == "of" { at - 3 } else { at };
        Some(Spot { at: from, past: at + 1, is_state: true, place })
    });
    found.collect()
}

/// Whether "there" tells where, not that something is: "met him *there*", "*there* were talks".
fn is_adverb(analysis: &Analysis, sentence: &Sentence, at: usize) -> bool {
    let grammar = &analysis.grammar;
    let opens = at == sentence.tokens.start;
    let is = |i: usize| {
        matches!(
            analysis.tokens.lower(i),
            "is" | "are" | "was" | "were" | "be" | "been" | "has" | "have" | "had"
        )
    };
    !opens && !is(at + 1) && !is(at - 1) && grammar.tags.get(at + 1) != Some(&Tag::Finite)
}

/// The town, or else the state, that was named last before the token `at`.
fn last_before<'a>(analysis: &'a Analysis, sentence: &Sentence, at: usize) -> Option<&'a Toponym> {
    let here = analysis.sentence_of(at);
    let first = analysis.sentences.get(here.saturating_sub(BACK)).unwrap_or(sentence).span.start;
    let before = analysis.tokens.list[at].span.start;
    let near = |t: &&Toponym| t.span.start >= first && t.span.end <= before;
    let towns = || analysis.toponyms.iter().rev().filter(near);
    towns().find(|t| !t.is_country).or_else(|| towns().next())
}

/// The place of the first dateline.
pub(super) fn dateline<'a>(analysis: &'a Analysis) -> Option<&'a Toponym> {
    let line = analysis.datelines.first()?;
    let span = analysis.tokens.span(line.tokens.start, line.tokens.end);
    let from = analysis.toponyms.partition_point(|t| t.span.start < span.start);
    analysis.toponyms.get(from).filter(|t| span.contains(t.span))
}
