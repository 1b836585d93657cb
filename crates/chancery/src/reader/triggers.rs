//! Triggers of the model together with those of the rules.
//!
//! Where a rule and the model mark the same words, the rule's type, code and parties are kept, which are better than the
//! model's; a rule's trigger of which the model thinks nothing is dropped; what the model alone is sure of is added with
//! the parties that it points to. The thresholds were set on the gold records that the model learnt from, with a
//! margin for that.

use super::{FoundTrigger, RoleClass};
use crate::analyze::{Analysis, EntityId, Role, Trigger};
use crate::text::Span;

/// A rule's trigger is kept where the model gives its words at least this probability.
const RULE: f32 = 0.15;
/// A rule that was right this often on coded reports needs no other word.
const PROVEN: f32 = 0.85;
/// What the model alone finds is added from this probability on.
const ALONE: f32 = 0.75;

/// The triggers of a report, in order.
pub(crate) fn combine(analysis: &Analysis, rules: Vec<Trigger>, found: &[FoundTrigger]) -> Vec<Trigger> {
    let mut all: Vec<Trigger> = Vec::with_capacity(rules.len() + found.len());
    let mut taken = vec![false; found.len()];
    for rule in rules {
        let from = found.partition_point(|f| f.span.end <= rule.span.start);
        let over = (from..found.len()).take_while(|&i| found[i].span.start < rule.span.end);
        let mut likeliest = 0.0f32;
        for i in over {
            taken[i] = true;
            likeliest = likeliest.max(found[i].score);
        }
        if likeliest >= RULE || rule.score >= PROVEN {
            let (method, score) = (format!("{}+model", rule.method), rule.score.max(likeliest));
            all.push(Trigger { method, score, ..rule });
        }
    }
    let sure = found.iter().zip(taken).filter(|(f, taken)| !taken && f.score >= ALONE);
    all.extend(sure.filter_map(|(f, _)| alone(analysis, f)));
    all.sort_by_key(|t| (t.span.start, t.span.end));
    all
}

/// A trigger that the model found, with its parties; none when nobody takes part.
fn alone(analysis: &Analysis, found: &FoundTrigger) -> Option<Trigger> {
    let mut roles: Vec<(Role, EntityId)> = Vec::new();
    for &(class, span) in &found.roles {
        let role = match class {
            RoleClass::Actor => Role::Actor,
            RoleClass::Recipient => Role::Recipient,
            _ => continue,
        };
        let Some(entity) = entity_at(analysis, span) else { continue };
        let towards = found.mode == Some("visit") && role == Role::Recipient;
        let entity =
            if towards { analysis.entities.state_of_place(entity).unwrap_or(entity) } else { entity };
        for member in analysis.entities.expanded(entity) {
            if analysis.entities.takes_part(member) && !roles.iter().any(|&(_, e)| e == member) {
                roles.push((role, member));
            }
        }
    }
    if !roles.iter().any(|(role, _)| *role == Role::Actor) {
        return None;
    }
    let first = analysis.tokens.at_or_after(found.span.start);
    Some(Trigger {
        span: found.span,
        event: found.event,
        mode: found.mode.filter(|m| has_mode(found.event, m)),
        cameo: crate::ontology::event_type(found.event).and_then(|t| t.cameo),
        status: found.status,
        roles,
        sentence: analysis.sentence_of(first),
        method: "model".to_owned(),
        score: found.score,
    })
}

fn has_mode(event: &str, mode: &str) -> bool {
    crate::ontology::event_type(event).is_some_and(|t| t.modes.iter().any(|(m, _)| *m == mode))
}

/// Whom the words refer to: the entity of the mention that shares most with them.
fn entity_at(analysis: &Analysis, span: Span) -> Option<EntityId> {
    let from = analysis.mentions.partition_point(|m| m.span.start < span.start.saturating_sub(200));
    let near =
        analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < span.end + 200);
    let shared = |m: Span| m.end.min(span.end).saturating_sub(m.start.max(span.start));
    near.filter_map(|(id, m)| Some((shared(m.span).max(shared(m.phrase) / 2), analysis.entities.of(id)?)))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, id)| (*shared, std::cmp::Reverse(*id)))
        .map(|(_, id)| id)
}
