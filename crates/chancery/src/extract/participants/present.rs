//! Who is told by a sentence of its own to be at a meeting: "*In attendance were* the presidents of Chad and Niger".

use crate::Analysis;
use crate::analyze::{EntityId, Status};
use crate::extract::Event;
use crate::extract::events::keys;

/// How many sentences before that the meeting may be told.
const BACK: usize = 2;

/// Adds those who are said to be present to the meeting that was told last.
pub(in crate::extract) fn add_present(analysis: &Analysis, events: &mut [Event]) {
    let tokens = &analysis.tokens;
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let Some(verb) = lists_present(analysis, sentence.tokens.clone()) else { continue };
        let told = |e: &Event| {
            let at = e.evidence.first().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
            at.is_some_and(|at| at < i && at + BACK >= i)
        };
        let meets = |e: &Event| {
            e.event == "CONSULT"
                && e.status == Status::Actual
                && e.recipients.is_empty()
                && !matches!(e.mode, Some("phone" | "visit"))
        };
        let Some(event) = events.iter_mut().rev().find(|e| meets(e) && told(e)) else { continue };
        let after = tokens.list[verb].span.end;
        let from = analysis.mentions.partition_point(|m| m.span.start < after);
        let here = (from..analysis.mentions.len())
            .take_while(|&m| analysis.mentions[m].span.start < sentence.span.end)
            .filter_map(|m| analysis.entities.of(m))
            .flat_map(|id| analysis.entities.expanded(id));
        let listed: Vec<EntityId> = here.collect();
        for id in listed {
            let party = analysis.entities.party_key(id);
            let known = analysis.entities.get(id).party.is_some() && analysis.entities.takes_part(id);
            if known && !keys(analysis, event).contains(&party) {
                event.actors.push(id);
            }
        }
        event.mode = event.mode.or((keys(analysis, event).len() > 2).then_some("multilateral"));
    }
}

/// The verb of a sentence that lists who is present.
fn lists_present(analysis: &Analysis, sentence: std::ops::Range<usize>) -> Option<usize> {
    let word = |at: usize| analysis.tokens.lower(at);
    let start = sentence.start + usize::from(word(sentence.start) == "also");
    let said = word(start) == "in" && word(start + 1) == "attendance" || word(start) == "present";
    let verb =
        (start..sentence.end.min(start + 8)).find(|&at| matches!(word(at), "were" | "was" | "are" | "is"));
    verb.filter(|_| said)
}
