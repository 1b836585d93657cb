//! Sentences that only say more of a meeting told before: who was present, and which of its kind it was.

use super::Event;
use super::events::{SUPERLATIVES, codes, keys};
use crate::Analysis;
use crate::analyze::{EntityId, Trigger};

/// Whether a noun says of a visit told before which one it is: "*This was his first visit* to Chad since 2019".
pub(super) fn is_first_of_its_kind(analysis: &Analysis, trigger: &Trigger) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let start = analysis.sentences[trigger.sentence].tokens.start;
    let own = tokens.within(trigger.span);
    let Some(phrase) = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]) else {
        return false;
    };
    let opens = matches!(tokens.lower(start), "this" | "it" | "that");
    let verb = (start + 1..start + 4).any(|at| {
        matches!(
            tokens.lower(at),
            "is" | "was" | "'s" | "’s" | "marks" | "marked" | "represents" | "represented" | "became"
        )
    });
    let near = own.start <= start + 10;
    trigger.event == "CONSULT"
        && opens
        && verb
        && near
        && (phrase.start.min(own.start.saturating_sub(3)).max(start)..own.end)
            .any(|at| SUPERLATIVES.contains(&tokens.lower(at)))
}

/// Whether a sentence only says who else of the sides was present at a meeting told before: "*The meeting was attended by*
/// the minister of state, A".
pub(super) fn is_attendance(analysis: &Analysis, trigger: &Trigger, event: &Event, events: &[Event]) -> bool {
    let tokens = &analysis.tokens;
    let sentence = analysis.sentences[trigger.sentence].tokens.clone();
    let own = tokens.within(trigger.span);
    let word = |at: usize| tokens.lower(at);
    let attends = (own.start.saturating_sub(1)..own.end + 2).any(|at| {
        at < sentence.end && matches!(word(at), "attended" | "attending" | "present" | "accompanied")
    });
    if trigger.event != "CONSULT" || !attends {
        return false;
    }
    let meeting = |at: usize| {
        matches!(
            word(at),
            "meeting"
                | "talks"
                | "session"
                | "reception"
                | "audience"
                | "ceremony"
                | "discussions"
                | "signing"
                | "dinner"
        )
    };
    let the = (sentence.start + 1..sentence.end)
        .any(|at| meeting(at) && (word(at - 1) == "the" || at > sentence.start + 1 && word(at - 2) == "the"));
    let coded = |id: &&EntityId| analysis.entities.get(**id).party.is_some();
    let parties = codes(analysis, event.actors.iter().chain(&event.recipients).filter(coded));
    let before = |e: &Event| {
        let sides = keys(analysis, e);
        let near = e.evidence.iter().any(|s| {
            let told = analysis.sentence_of(tokens.at_or_after(s.start));
            told < trigger.sentence && told + ATTENDANCE_BACK >= trigger.sentence
        });
        e.event == "CONSULT" && near && sides.len() > 1 && parties.iter().all(|p| sides.contains(p))
    };
    the && events.iter().any(before)
}

/// How many sentences after a meeting it may be told who attended it.
const ATTENDANCE_BACK: usize = 8;
