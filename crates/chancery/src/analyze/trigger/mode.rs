//! Modes of events: in what manner an act was done, by the words beside its trigger. Which words tell of which mode
//! stands with the type, in `rules/ontology/types`.

use super::Trigger;
use crate::Analysis;
use crate::ontology::event_type;

/// How many tokens after and before a trigger tell of its mode.
const AFTER: usize = 16;
const BEFORE: usize = 5;

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
    let unlike = |at: usize| mode.unlike.contains(&analysis.tokens.lower(at));
    let unless = |at: usize| mode.unless.iter().any(|begins| analysis.tokens.lower(at).starts_with(begins));
    !analysis.tokens.within(trigger.span).any(unlike)
        || analysis.sentences.get(trigger.sentence).is_none_or(|s| s.tokens.clone().any(unless))
}

/// The mode of which the words beside a trigger tell.
pub(crate) fn by_words(analysis: &Analysis, trigger: &Trigger) -> Option<&'static str> {
    let event = event_type(trigger.event)?;
    let own = analysis.tokens.within(trigger.span);
    let sentence = analysis.sentences.get(trigger.sentence)?.tokens.clone();
    let of = |at: usize| {
        let word = analysis.tokens.lower(at);
        event.modes.iter().find(|m| m.words.contains(&word)).map(|m| m.name)
    };
    let after = (own.start..sentence.end.min(own.end + AFTER)).find_map(of);
    // What violence is done with may stand before: "a drone strike".
    let before = || match trigger.event {
        "ASSAULT" => (sentence.start.max(own.start.saturating_sub(BEFORE))..own.start).rev().find_map(of),
        _ => None,
    };
    after.or_else(before)
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
}
