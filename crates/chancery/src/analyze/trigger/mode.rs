//! Modes of events: in what manner an act was done, by the words beside its trigger. Which words tell of which mode
//! stands with the type, in `rules/ontology/types`.

use super::Trigger;
use crate::Analysis;
use crate::ontology::event_type;
use crate::text::Span;

/// How many tokens after and before a trigger tell of its mode.
const AFTER: usize = 16;
/// What is asked for is told sooner; later words tell what it is for.
const AFTER_REQUEST: usize = 12;
const BEFORE: usize = 5;

/// Words after which another act is told.
const APART: &[&str] = &["after", "following", "since", "before", "when", "amid"];

/// The mode of what a trigger tells: its rule's own, else by the first words that tell of one, else the type's usual one.
pub(crate) fn told(analysis: &Analysis, trigger: &Trigger) -> Option<&'static str> {
    if trigger.mode.is_some() {
        return trigger.mode;
    }
    by_words(analysis, trigger).or(event_type(trigger.event)?.default_mode)
}

/// Whether a mode that the trained reader tells may be that of a trigger: who "met in Cairo" did not call.
pub(crate) fn may_be(analysis: &Analysis, trigger: &Trigger, mode: &str) -> bool {
    let Some(mode) = event_type(trigger.event).and_then(|event| event.mode(mode)) else { return false };
    // A courtesy call is paid on foot.
    let own = analysis.tokens.within(trigger.span);
    // "Called *on* the president": so is this one.
    let called = |at: usize| {
        matches!(analysis.tokens.lower(at), "called" | "calls" | "calling" | "call")
            && analysis.grammar.verb(at).is_some()
            && matches!(analysis.tokens.lower(at + 1), "on" | "upon")
    };
    if mode.name == "phone" && own.clone().any(called) {
        return false;
    }
    if mode.name == "phone"
        && (own.start.saturating_sub(2)..own.end).any(|at| analysis.tokens.lower(at) == "courtesy")
    {
        return false;
    }
    let unlike = |at: usize| mode.unlike.contains(&analysis.tokens.lower(at));
    let unless = |at: usize| mode.unless.iter().any(|begins| analysis.tokens.lower(at).starts_with(begins));
    !analysis.tokens.within(trigger.span).any(unlike)
        || analysis.sentences.get(trigger.sentence).is_none_or(|s| s.tokens.clone().any(unless))
}

/// The mode of which the words beside a trigger tell.
pub(crate) fn by_words(analysis: &Analysis, trigger: &Trigger) -> Option<&'static str> {
    if trigger.event == "CONSULT" {
        let mediated = is_mediated(analysis, trigger.span).then_some("third-party");
        return mediated.or_else(|| is_by_phone(analysis, trigger).then_some("phone"));
    }
    let own = analysis.tokens.within(trigger.span);
    let sentence = analysis.sentences.get(trigger.sentence)?.tokens.clone();
    // What another attack was done with stands behind: "killing nine, two days *after* missiles hit".
    let apart = |&at: &usize| trigger.event == "ASSAULT" && APART.contains(&analysis.tokens.lower(at));
    let after = if trigger.event == "REQUEST" { AFTER_REQUEST } else { AFTER };
    let end = sentence.end.min(own.end + after);
    let end = (own.end..end).find(apart).unwrap_or(end);
    // What violence is done with may stand before: "a drone strike".
    let before = || match trigger.event {
        "ASSAULT" => (sentence.start.max(own.start.saturating_sub(BEFORE))..own.start).rev(),
        _ => (0..0).rev(),
    };
    let told = |at: usize| word(analysis, trigger.event, at);
    (own.start..end).find_map(told).or_else(|| before().find_map(told))
}

/// How many tokens after a trigger may tell that it was done by telephone.
const PHONE_AFTER: usize = 24;

/// Whether the clause of a meeting says that it was held by telephone or video: "discussed the truce with his Omani
/// counterpart *over the phone*", "had *telephone* consultations".
fn is_by_phone(analysis: &Analysis, trigger: &Trigger) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let Some(sentence) = analysis.sentences.get(trigger.sentence) else { return false };
    let own = tokens.within(trigger.span);
    let calls = |at: usize| {
        matches!(
            tokens.lower(at),
            "phone"
                | "telephone"
                | "teleconference"
                | "videoconference"
                | "video-conference"
                | "video"
                | "videolink"
        )
    };
    if own.clone().any(|at| matches!(tokens.lower(at), "phone" | "telephone")) {
        return true;
    }
    let end = sentence.tokens.end.min(own.end + PHONE_AFTER);
    let ends = |at: &usize| {
        matches!(tokens.lower(*at), ";" | "after" | "before" | "following" | "when" | "who" | "which" | "and")
            && (tokens.lower(*at) != "and" || grammar.verb(at + 1).is_some())
            || grammar.tags[*at] == crate::analyze::clause::Tag::Finite && grammar.verb(*at).is_some()
    };
    let end = (own.end..end).find(ends).unwrap_or(end);
    let by =
        |at: usize| matches!(tokens.lower(at), "by" | "over" | "on" | "in" | "via" | "through" | "during");
    (own.end + 1..end).any(|at| {
        let article = matches!(tokens.lower(at - 1), "a" | "the");
        let before = if article { at.checked_sub(2) } else { at.checked_sub(1) };
        // "Discussed a video *on the phone*" is rare, and "on a video of the raid" no call.
        calls(at)
            && before.is_some_and(by)
            && !(tokens.lower(at) == "video" && article && tokens.lower(at + 1) == "of")
    })
}

/// The mode that the words of an act tell by themselves: "*shot down* a jet", "*put to death*".
pub(crate) fn by_own_words(analysis: &Analysis, event: &str, span: Span) -> Option<&'static str> {
    if event == "CONSULT" && is_mediated(analysis, span) {
        return Some("third-party");
    }
    analysis.tokens.within(span).find_map(|at| word(analysis, event, at))
}

/// The mode of which the word at token `at` tells, or the words that begin there.
fn word(analysis: &Analysis, event: &str, at: usize) -> Option<&'static str> {
    let tokens = &analysis.tokens;
    // Who bombs does so from the air, mostly.
    let bombs = matches!(tokens.lower(at), "bomb" | "bombs") && analysis.grammar.verb(at).is_some();
    let is = |told: &str| {
        !bombs
            && told
                .split(' ')
                .enumerate()
                .all(|(i, part)| at + i < tokens.list.len() && tokens.lower(at + i) == part)
    };
    // Of several that begin alike the longest is meant: "shot down" is more than "shot".
    let modes = event_type(event)?.modes.iter();
    let told = modes.flat_map(|mode| mode.words.iter().map(|&words| (words, mode.name)));
    told.filter(|&(words, _)| is(words)).max_by_key(|(words, _)| words.len()).map(|(_, name)| name)
}

/// Whether talks are held by the good offices of another: "UN-*sponsored* talks", "the talks *hosted by* Oman".
fn is_mediated(analysis: &Analysis, span: Span) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(span);
    let talks = |at: &usize| matches!(tokens.lower(*at), "talks" | "negotiations" | "dialogue" | "process");
    let Some(at) = own.clone().find(talks) else { return false };
    let Some(phrase) = grammar.phrase(at).map(|p| &grammar.phrases[p]) else { return false };
    let mediates = |at: usize| {
        let word = tokens.lower(at).rsplit('-').next().unwrap_or_default();
        matches!(word, "brokered" | "mediated" | "sponsored" | "facilitated")
    };
    let by = tokens.lower(phrase.end + 1) == "by";
    (phrase.start..at).any(mediates) || by && (mediates(phrase.end) || tokens.lower(phrase.end) == "hosted")
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;

    use super::*;
    use crate::Document;

    #[test]
    fn who_met_in_a_town_did_not_call() {
        let called = |text: &str| {
            let document = Document::from_text(text);
            let analysis = crate::analyze::analyze(&document, Knowledge::embedded());
            let met = analysis.triggers.iter().find(|t| t.event == "CONSULT").expect("they met");
            may_be(&analysis, met, "phone")
        };
        assert!(!called("The ministers of France and Egypt met in Cairo."));
        assert!(called("The ministers of France and Egypt met by video."));
        assert!(called("France's president Emmanuel Macron spoke with Egypt's president."));
    }

    /// The first act of a type and the mode of which its words tell.
    fn mode_of(event: &str, text: &str) -> Option<&'static str> {
        let document = Document::from_text(text);
        let analysis = crate::analyze::analyze(&document, Knowledge::embedded());
        let trigger = analysis.triggers.iter().find(|t| t.event == event).expect("it is told");
        told(&analysis, trigger)
    }

    #[test]
    fn talks_that_another_brings_about_are_by_a_third_party() {
        for talks in ["UN-sponsored talks", "talks hosted by Oman", "Oman-mediated negotiations"] {
            let text = format!("A truce was reached in {talks} between Chad and Niger.");
            assert_eq!(mode_of("CONSULT", &text), Some("third-party"), "{talks}");
        }
        let forum = "Chad and Niger attended a conference hosted by Oman.";
        assert_ne!(mode_of("CONSULT", forum), Some("third-party"));
    }

    #[test]
    fn of_words_that_begin_alike_the_longest_tells() {
        assert_eq!(mode_of("ASSAULT", "Chad shot down a jet of Niger."), Some("aerial"));
        assert_eq!(mode_of("ASSAULT", "Chad's soldiers shot Niger's envoy."), Some("firearms"));
    }

    #[test]
    fn what_stands_behind_after_was_done_with_other_weapons() {
        let text = "Chad's army killed nine rebels of Niger a day after missiles hit Lagos.";
        assert_ne!(mode_of("ASSAULT", text), Some("heavy-weapons"));
    }
}
