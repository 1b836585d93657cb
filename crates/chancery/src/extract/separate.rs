//! Meetings of one with several that the report says were held one by one: "held *separate* talks with Chad and Niger".

use super::Event;
use super::events::keys;
use crate::Analysis;
use crate::analyze::EntityId;

/// Makes of meetings that are called separate one for each of those whom the first met.
pub(super) fn told_separately(analysis: &Analysis, events: &mut Vec<Event>) {
    let key = |id: EntityId| analysis.entities.party_key(id);
    for i in (0..events.len()).rev() {
        let event = &events[i];
        let together = event.event == "CONSULT" && event.recipients.is_empty();
        if event.event == "CONSULT" && is_one_by_one(analysis, event) && !together {
            received_apart(analysis, events, i);
            continue;
        }
        if !together || keys(analysis, event).len() < 3 || !is_separate(analysis, event) {
            continue;
        }
        let first = key(event.actors[0]);
        let (one, others): (Vec<EntityId>, Vec<EntityId>) =
            event.actors.iter().partition(|&&id| key(id) == first);
        let mut met: Vec<&str> = Vec::new();
        for &id in &others {
            if !met.contains(&key(id)) {
                met.push(key(id));
            }
        }
        let mode = event.mode.filter(|&m| m != "multilateral");
        let made: Vec<Event> = met
            .iter()
            .map(|&party| {
                let with = others.iter().copied().filter(|&id| key(id) == party);
                Event { actors: one.iter().copied().chain(with).collect(), mode, ..events[i].clone() }
            })
            .collect();
        events.splice(i..=i, made);
    }
}

/// Whether the words that tell of a meeting first, or the adjectives before them, say so: one telling, and in the plural.
fn is_separate(analysis: &Analysis, event: &Event) -> bool {
    let tokens = &analysis.tokens;
    if is_one_by_one(analysis, event) {
        return true;
    }
    let [span] = event.evidence[..] else { return false };
    let own = tokens.within(span);
    // Of "bilateral" ones only the plural says that there were several: "held bilateral *meetings* with".
    let several = own.clone().any(|at| matches!(tokens.lower(at), "meetings" | "calls" | "conversations"));
    let each = |at: usize| matches!(tokens.lower(at), "bilateral" | "individual" | "one-on-one");
    if several && (own.start.saturating_sub(2)..own.end).any(each) {
        return true;
    }
    let plural = own.clone().any(|at| {
        matches!(
            tokens.lower(at),
            "meetings" | "talks" | "discussions" | "consultations" | "negotiations" | "calls"
        )
    });
    plural && (own.start.saturating_sub(2)..own.end).any(|at| tokens.lower(at) == "separate")
}

/// Whether a verb tells of meetings held one by one: "met *separately* with Chad and Niger".
fn is_one_by_one(analysis: &Analysis, event: &Event) -> bool {
    let tokens = &analysis.tokens;
    let Some(own) = event.evidence.first().map(|&span| tokens.within(span)) else { return false };
    (own.start.saturating_sub(1)..own.end + 1).any(|at| tokens.lower(at) == "separately")
}

/// Makes of a visit of several, who were received one by one, one of each.
fn received_apart(analysis: &Analysis, events: &mut Vec<Event>, i: usize) {
    let key = |id: EntityId| analysis.entities.party_key(id);
    let mut parties: Vec<&str> = Vec::new();
    for &id in &events[i].actors {
        if !parties.contains(&key(id)) {
            parties.push(key(id));
        }
    }
    if parties.len() < 2 {
        return;
    }
    let of = |party: &str| events[i].actors.iter().copied().filter(|&id| key(id) == party).collect();
    let made: Vec<Event> =
        parties.iter().map(|party| Event { actors: of(party), ..events[i].clone() }).collect();
    events.splice(i..=i, made);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::extract::references::tests::check;

    #[test]
    fn separate_meetings_are_one_with_each() {
        check(
            "Kenyan President William Ruto held separate talks with the presidents of Chad and Niger on Monday.",
            expect![[r#"
                CONSULT Actual KEN+TCD > : held separate talks
                CONSULT Actual KEN+NER > : held separate talks"#]],
        );
        check(
            "Trade was at issue in separate meetings Ruto held last week with the presidents of Chad and Niger. William Ruto \
             is the president of Kenya.",
            expect![[r#"
                CONSULT Actual KEN+TCD > : meetings
                CONSULT Actual KEN+NER > : meetings"#]],
        );
    }
}
