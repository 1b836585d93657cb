//! Who meets those who are told as his: "fresh from talks with *his counterparts* from Chad and Niger".

use crate::Analysis;
use crate::analyze::EntityId;
use crate::analyze::clause::Clauses;
use crate::extract::Event;
use crate::extract::events::keys;

/// How many tokens after a meeting those may stand who are told as someone's.
const REACH: usize = 14;

/// Adds whom a sentence is about to the meeting that it tells of with "his counterparts".
pub(in crate::extract) fn add_owner(analysis: &Analysis, event: &mut Event) {
    if event.event != "CONSULT" || !event.recipients.is_empty() {
        return;
    }
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let Some(&span) = event.evidence.first() else { return };
    let own = tokens.within(span);
    let sentence = analysis.sentences[analysis.sentence_of(own.start)].tokens.clone();
    let his = (own.end..sentence.end.min(own.end + REACH)).find(|&at| {
        let whose = matches!(tokens.lower(at), "his" | "her" | "their" | "its");
        let met = |i: usize| {
            let word = tokens.lower(i);
            word.starts_with("counterpart") || word.starts_with("colleague") || word == "opposite"
        };
        whose && tokens.lower(at - 1) == "with" && (at + 1..at + 6).any(met)
    });
    let Some(his) = his else { return };
    let named = |id: EntityId| {
        analysis.mentions.iter().enumerate().any(|(m, mention)| {
            let at = tokens.at_or_after(mention.span.start);
            sentence.start <= at
                && at < his
                && analysis.entities.of(m).is_some_and(|e| analysis.entities.expanded(e).contains(&id))
        })
    };
    if event.actors.iter().any(|&id| named(id)) {
        return;
    }
    let subject = (sentence.start..his).filter_map(|at| grammar.verb(at)).find_map(|v| {
        let clauses = Clauses::new(analysis);
        clauses.subjects(&grammar.verbs[v]).into_iter().find_map(|m| analysis.entities.of(m))
    });
    let Some(subject) = subject else { return };
    for id in analysis.entities.expanded(subject) {
        let entity = analysis.entities.get(id);
        let known = entity.party.is_some() && analysis.entities.takes_part(id);
        if known && !keys(analysis, event).contains(&analysis.entities.party_key(id)) {
            event.actors.insert(0, id);
        }
    }
}
