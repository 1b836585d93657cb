//! What is refused had been asked: "rejects a *call* by X" tells of two acts, and the second is X's.

use super::Event;
use super::events::codes;
use crate::Analysis;
use crate::analyze::clause::{Clauses, Slot};
use crate::analyze::{EntityId, EntityKind, Status, Trigger};

/// What is asked, by the nouns that name it.
const ASKED: &[&str] = &[
    "call",
    "calls",
    "proposal",
    "proposals",
    "request",
    "requests",
    "demand",
    "demands",
    "appeal",
    "appeals",
    "plea",
    "pleas",
    "suggestion",
    "suggestions",
];

/// Verbs of what someone who speaks to reporters does not tell.
const UNSAID: &[&str] = &[
    "say",
    "name",
    "identify",
    "identified",
    "named",
    "quoted",
    "comment",
    "elaborate",
    "detail",
    "specify",
    "confirm",
    "disclose",
    "divulge",
    "reveal",
    "speculate",
    "rule",
    "predict",
];

/// Whether a refusal is only to tell something, which is no refusal of what another wants: "*declined* to be named",
/// "*refused* to rule out sanctions".
pub(super) fn is_reticent(analysis: &Analysis, trigger: &Trigger) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let Some(verb) = tokens.within(trigger.span).find_map(|at| grammar.verb(at)) else { return false };
    let head = tokens.lower(grammar.verbs[verb].head);
    let next = grammar.verbs.get(verb + 1).filter(|v| v.infinitive && v.governor == Some(verb));
    trigger.event == "REJECT"
        && (head.starts_with("declin") || head.starts_with("refus"))
        && next.is_some_and(|v| UNSAID.contains(&tokens.lower(v.head)))
}

/// Whether the noun tells of what a statesman said and not of a crowd: "the *protest* by President X".
pub(super) fn is_protest_of_one(analysis: &Analysis, trigger: &Trigger) -> bool {
    let tokens = &analysis.tokens;
    let own = tokens.within(trigger.span);
    trigger.event == "PROTEST"
        && matches!(tokens.lower(own.end - 1), "protest" | "protests")
        && analysis.grammar.verb(own.end - 1).is_none()
        && matches!(tokens.lower(own.end), "by" | "from")
        && !trigger.roles.is_empty()
        && trigger.roles.iter().all(|&(_, e)| {
            analysis.entities.list.get(e.0 as usize).is_some_and(|e| e.kind == EntityKind::Person && e.named)
        })
}

/// Whether someone only shares another's view: "*agreed*, saying that the deal was a step forward".
pub(super) fn is_of_one_mind(analysis: &Analysis, trigger: &Trigger) -> bool {
    let tokens = &analysis.tokens;
    let end = tokens.within(trigger.span).end;
    trigger.event == "AGREE"
        && matches!(tokens.lower(end - 1), "agree" | "agrees" | "agreed")
        && tokens.lower(end) == ","
        && matches!(tokens.lower(end + 1), "saying" | "adding" | "telling" | "calling" | "arguing")
}

/// Whether an offer is only how a threat is worded: "is *ready* to impose sanctions".
pub(super) fn is_worded_as_threat(event: &Event, events: &[Event]) -> bool {
    event.event == "AGREE"
        && events.iter().any(|e| {
            e.event == "THREATEN" && e.evidence.iter().any(|s| event.evidence.iter().any(|o| o.overlaps(*s)))
        })
}

/// How many tokens of a refusal are looked through for what was asked.
const FAR: usize = 6;

/// Adds the requests of which it is told that they are refused, where the words say whose they were.
pub(super) fn add_asked(analysis: &Analysis, events: &mut Vec<Event>) {
    let clauses = Clauses::new(analysis);
    let mut made: Vec<Event> = Vec::new();
    for event in events.iter() {
        let Some(asked) = asked(analysis, &clauses, event) else { continue };
        let own = codes(analysis, asked.actors.iter());
        let told = |e: &Event| {
            e.event == asked.event && codes(analysis, e.actors.iter()).iter().any(|k| own.contains(k))
        };
        if !events.iter().chain(&made).any(told) {
            made.push(asked);
        }
    }
    events.extend(made);
}

/// The request that an event refuses.
fn asked(analysis: &Analysis, clauses: &Clauses, event: &Event) -> Option<Event> {
    if event.event != "REJECT" || event.status != Status::Actual || event.actors.is_empty() {
        return None;
    }
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(*event.evidence.first()?);
    let sentence = analysis.sentence_of(own.start);
    let limit = analysis.sentences[sentence].tokens.end.min(own.start + FAR);
    grammar.verb(own.start)?;
    let at = (own.start + 1..limit).find(|&at| ASKED.contains(&tokens.lower(at)))?;
    // "The proposal *from* X", "a call *by* X".
    if !matches!(tokens.lower(at + 1), "from" | "by") {
        return None;
    }
    let key = |id: EntityId| analysis.entities.party_key(id);
    let mut actors: Vec<EntityId> = Vec::new();
    for (slot, mention) in clauses.slots_of_noun(at, at + 1, sentence) {
        let Some(entity) = analysis.entities.of(mention) else { continue };
        if !matches!(slot, Slot::From | Slot::By) {
            continue;
        }
        for member in analysis.entities.expanded(entity) {
            let refuses = event.actors.iter().any(|&a| key(a) == key(member));
            let known = analysis.entities.takes_part(member) && analysis.entities.get(member).party.is_some();
            if known && !refuses && !actors.contains(&member) {
                actors.push(member);
            }
        }
    }
    let has = |m: &&str| crate::ontology::event_type("REQUEST").is_some_and(|t| t.mode(m).is_some());
    (!actors.is_empty()).then(|| Event {
        event: "REQUEST",
        mode: event.mode.filter(has),
        cameo: crate::ontology::event_type("REQUEST").and_then(|t| t.cameo),
        recipients: event.actors.clone(),
        actors,
        place: None,
        topics: Vec::new(),
        amounts: Vec::new(),
        agreement: None,
        evidence: vec![tokens.span(at, at + 1)],
        ..event.clone()
    })
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;

    use crate::text::Document;

    fn told(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let analysis = crate::analyze(&document, Knowledge::embedded());
        let claims = crate::extract::extract(&analysis);
        let names = |ids: &[crate::analyze::EntityId]| {
            ids.iter().map(|&e| analysis.entities.get(e).name.clone()).collect::<Vec<_>>().join(", ")
        };
        claims
            .events
            .iter()
            .map(|e| format!("{} {} > {}", e.event, names(&e.actors), names(&e.recipients)))
            .collect()
    }

    #[test]
    fn what_is_refused_was_asked() {
        assert_eq!(
            told("Kenya rejects a proposal from Uganda and Chad to sell oil."),
            ["REJECT Kenya > Uganda, Chad", "REQUEST Uganda, Chad > Kenya"]
        );
        assert_eq!(told("Kenya rejected the proposal."), ["REJECT Kenya > "]);
    }
}
