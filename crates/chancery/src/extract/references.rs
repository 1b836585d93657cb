//! Whom and what the words of an act refer back to: those who met ("*the two* agreed"), the state of a body that is told
//! without it ("*the interior ministry* accused"), and the meeting that was told of before ("*the visit* will").

use super::Event;
use super::events::{codes, keys};
use crate::Analysis;
use crate::analyze::mention::{Pronoun, Reading};
use crate::analyze::{EntityId, EntityKind, Role, Status, Trigger};

/// Last words of the names of bodies and groups that act for the state which the report is about.
const BODIES: &[&str] = &[
    "government",
    "ministry",
    "authorities",
    "police",
    "military",
    "army",
    "navy",
    "forces",
    "troops",
    "parliament",
    "cabinet",
    "administration",
    "regime",
    "junta",
    "prosecutors",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
];

/// What says of a body that it is not the state's which the report is about.
const OTHERS: &[&str] = &[
    "foreign",
    "international",
    "multinational",
    "allied",
    "coalition",
    "rebel",
    "opposition",
    "enemy",
    "occupation",
];

/// How many sentences back what is told of before is looked for; in the release of a government, which is of one
/// meeting, further.
const SENTENCES_BACK: usize = 3;
const RELEASE_BACK: usize = 12;

/// Puts those who met in the place of those whom "they", "both sides" or "the leaders" was taken for.
pub(super) fn resolve_together(
    analysis: &Analysis,
    trigger: &Trigger,
    mut roles: Vec<(Role, EntityId)>,
    before: &[Event],
) -> Vec<(Role, EntityId)> {
    let Some((members, count)) = together(analysis, trigger, &roles) else {
        if let Some(all) = signatories(analysis, trigger, &roles, before) {
            return all;
        }
        if let Some(all) = their_meeting(analysis, trigger, &roles, before) {
            return all;
        }
        if with_counterparts(analysis, trigger) {
            add_counterparts(analysis, &mut roles, before);
        }
        return roles;
    };
    let release = analysis.document.government().is_some();
    let back = if release { RELEASE_BACK } else { SENTENCES_BACK };
    let met = before.iter().rev().find(|e| {
        e.event == "CONSULT"
            && matches!(e.status, Status::Actual | Status::Historical)
            && e.evidence.iter().any(|s| {
                let sentence = analysis.sentence_of(analysis.tokens.at_or_after(s.start));
                sentence <= trigger.sentence && sentence + back >= trigger.sentence
            })
    });
    let Some(met) = met else { return roles };
    let mut all: Vec<EntityId> = met.actors.iter().chain(&met.recipients).copied().collect();
    persons_for_states(analysis, &mut all);
    let parties = keys(analysis, met).len();
    // Who is already known to speak for as many is not put off by a meeting told in part.
    let coded = |list: &[EntityId]| {
        let mut codes: Vec<&str> =
            list.iter().filter_map(|&e| analysis.entities.get(e).party.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    };
    let start = analysis.sentences[trigger.sentence].tokens.start;
    if opens_with_all(analysis, start) && coded(&members) >= coded(&all) {
        return roles;
    }
    let fits = match count {
        Some(n) => parties == n as usize,
        None => parties >= 2,
    };
    if !fits || all.iter().all(|e| members.contains(e)) && members.iter().all(|e| all.contains(e)) {
        return roles;
    }
    roles.retain(|(_, e)| !members.contains(e));
    let others = roles.iter().any(|&(r, e)| r == Role::Recipient && all.contains(&e));
    if !others {
        for &entity in all.iter().rev() {
            roles.insert(0, (Role::Actor, entity));
        }
    }
    roles
}

/// Those who met as those whose agreements are signed without a word of who signs: "held talks, after which *two accords
/// were signed*".
fn signatories(
    analysis: &Analysis,
    trigger: &Trigger,
    roles: &[(Role, EntityId)],
    before: &[Event],
) -> Option<Vec<(Role, EntityId)>> {
    let sides = |analysis: &Analysis, e: &Event| {
        let known = |id: &&EntityId| analysis.entities.get(**id).party.is_some();
        codes(analysis, e.actors.iter().chain(&e.recipients).filter(known)).len()
    };
    let untold = roles.is_empty() && trigger.method.starts_with("rule:support.were-signed");
    let near = |e: &Event| {
        e.evidence.iter().any(|s| {
            let sentence = analysis.sentence_of(analysis.tokens.at_or_after(s.start));
            sentence <= trigger.sentence && sentence + RELEASE_BACK >= trigger.sentence
        })
    };
    let met = before.iter().filter(|_| untold).find(|e| {
        e.event == "CONSULT" && e.mode != Some("multilateral") && sides(analysis, e) == 2 && near(e)
    })?;
    let known = |e: &EntityId| analysis.entities.get(*e).party.is_some();
    let mut all: Vec<EntityId> = met.actors.iter().chain(&met.recipients).copied().filter(known).collect();
    persons_for_states(analysis, &mut all);
    Some(all.into_iter().map(|e| (Role::Actor, e)).collect())
}

/// Those who met before as those who talk now: "spoke with the minister to follow up on *their* April meeting".
fn their_meeting(
    analysis: &Analysis,
    trigger: &Trigger,
    roles: &[(Role, EntityId)],
    before: &[Event],
) -> Option<Vec<(Role, EntityId)>> {
    let grammar = &analysis.grammar;
    let phrase = analysis.tokens.within(trigger.span).find_map(|at| grammar.phrase(at))?;
    let their = analysis.tokens.lower(grammar.phrases[phrase].start) == "their";
    let sentence = analysis.sentences[trigger.sentence].span;
    let met = before.iter().rev().find(|e| {
        e.event == "CONSULT"
            && e.evidence.iter().any(|s| sentence.contains(*s))
            && keys(analysis, e).len() == 2
    });
    let met = met.filter(|_| their && trigger.event == "CONSULT")?;
    let all = || met.actors.iter().chain(&met.recipients).copied();
    let fits = roles
        .iter()
        .all(|&(_, e)| all().any(|m| analysis.entities.party_key(m) == analysis.entities.party_key(e)));
    fits.then(|| all().map(|e| (Role::Actor, e)).collect())
}

/// "The minister and *her counterparts* condemned": all whom she met.
fn add_counterparts(analysis: &Analysis, roles: &mut Vec<(Role, EntityId)>, before: &[Event]) {
    let acts = |e: &Event| e.actors.iter().chain(&e.recipients).any(|a| roles.contains(&(Role::Actor, *a)));
    let met = before.iter().rev().find(|e| e.event == "CONSULT" && keys(analysis, e).len() > 2 && acts(e));
    let all = met.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    let others: Vec<EntityId> = all.copied().filter(|id| !roles.iter().any(|&(_, e)| e == *id)).collect();
    roles.extend(others.into_iter().map(|id| (Role::Actor, id)));
}

/// Leaves out a state beside a person who stands for it: who visits Norway and meets its minister meets one side.
pub(super) fn persons_for_states(analysis: &Analysis, side: &mut Vec<EntityId>) {
    let kind = |id: EntityId| analysis.entities.get(id).kind;
    let key = |id: EntityId| analysis.entities.party_key(id);
    let acts = |e: EntityId| matches!(kind(e), EntityKind::Person | EntityKind::Group);
    let persons: Vec<EntityId> = side.iter().copied().filter(|&e| acts(e)).collect();
    side.retain(|&e| kind(e) != EntityKind::State || !persons.iter().any(|&p| key(p) == key(e)));
}

/// The actors of a trigger that a word for several stands for, and how many it says they are.
fn together(
    analysis: &Analysis,
    trigger: &Trigger,
    roles: &[(Role, EntityId)],
) -> Option<(Vec<EntityId>, Option<u8>)> {
    let sentence = analysis.sentences.get(trigger.sentence)?;
    if analysis.document.government().is_some() && opens_with_all(analysis, sentence.tokens.start) {
        let actors = roles.iter().filter(|(r, _)| *r == Role::Actor).map(|&(_, e)| e);
        return Some((actors.collect(), None));
    }
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
    let here = analysis.mentions.iter().enumerate().skip(from);
    here.take_while(|(_, m)| m.span.end <= trigger.span.start).find_map(|(id, mention)| {
        let count = match mention.reading {
            Reading::Collective { count, .. } => count,
            Reading::Pronoun(Pronoun::They) => None,
            _ => return None,
        };
        let members = analysis.entities.expanded(analysis.entities.of(id)?);
        let acts = |e: &EntityId| roles.contains(&(Role::Actor, *e));
        // In a release "they" with whom a sentence begins are those who met.
        let opens = analysis.tokens.at_or_after(mention.span.start) <= sentence.tokens.start + 1;
        let several = members.len() > 1 || opens && analysis.document.government().is_some();
        (several && members.iter().all(acts)).then_some((members, count))
    })
}

/// Whether the words from token `at` on are a subject that means all who met: "*The leaders* agreed".
fn opens_with_all(analysis: &Analysis, at: usize) -> bool {
    let word = |i: usize| analysis.tokens.lower(i);
    let noun = if matches!(word(at), "the" | "all" | "both") { at + 1 } else { at };
    matches!(
        word(noun),
        "leaders"
            | "ministers"
            | "presidents"
            | "participants"
            | "sides"
            | "parties"
            | "delegations"
            | "principals"
    ) && analysis.grammar.verb(noun + 1).or_else(|| analysis.grammar.verb(noun + 2)).is_some()
}

/// Whether a sentence names "and her counterparts" beside the actor of a trigger.
fn with_counterparts(analysis: &Analysis, trigger: &Trigger) -> bool {
    let Some(sentence) = analysis.sentences.get(trigger.sentence) else { return false };
    let word = |i: usize| analysis.tokens.lower(i);
    let end = analysis.tokens.at_or_after(trigger.span.start);
    (sentence.tokens.start..end).any(|i| {
        word(i) == "and"
            && matches!(word(i + 1), "his" | "her" | "its" | "their")
            && (i + 2..end.min(i + 5)).any(|n| word(n) == "counterparts")
    })
}

/// The state for which a body acts that the report names without it: the one told of last before token `at`.
pub(super) fn behind(analysis: &Analysis, id: EntityId, at: usize) -> Option<EntityId> {
    let entity = analysis.entities.get(id);
    if entity.party.is_some() || !matches!(entity.kind, EntityKind::Group | EntityKind::Organization) {
        return None;
    }
    let last = entity.name.rsplit(' ').next()?.to_lowercase();
    if !BODIES.contains(&last.as_str()) || entity.name.contains(" in ") {
        return None;
    }
    // "The *Sudan Liberation* Army" has a name of its own.
    let named =
        |w: &str| matches!(w, "Liberation" | "Patriotic" | "Resistance" | "Revolutionary" | "Salvation");
    if entity.name.split(' ').any(named) {
        return None;
    }
    // "All *foreign* troops", "*rebel* forces" are no state's own.
    let first = entity.name.split(' ').find(|w| !w.eq_ignore_ascii_case("all"))?.to_lowercase();
    if matches!(last.as_str(), "troops" | "forces") && OTHERS.contains(&first.as_str()) {
        return None;
    }
    let sentence = analysis.sentence_of(at).saturating_sub(SENTENCES_BACK);
    let start = analysis.sentences.get(sentence)?.span.start;
    let end = analysis.tokens.list.get(at)?.span.start;
    let until = analysis.mentions.partition_point(|m| m.span.start < end);
    let party = |m: usize| {
        let other = analysis.entities.get(analysis.entities.of(m)?);
        let code = other.party.as_deref()?;
        analysis.entities.state_name(code)?;
        analysis
            .entities
            .list
            .iter()
            .position(|e| e.kind == EntityKind::State && e.party.as_deref() == Some(code))
    };
    let near = (0..until).rev().take_while(|&m| analysis.mentions[m].span.start >= start);
    // "The Interior Ministry accuses the Taliban of killing *Afghan* soldiers", with which a report begins.
    let limit = analysis.sentences.get(analysis.sentence_of(at))?.span.end;
    let ahead = (until..analysis.mentions.len()).take_while(|&m| analysis.mentions[m].span.start < limit);
    let opens = analysis.sentence_of(at) == 0;
    let found =
        near.into_iter().find_map(party).or_else(|| ahead.into_iter().filter(|_| opens).find_map(party));
    found.map(|i| EntityId(i as u32))
}

/// The meeting that a noun with "the", "this" or a possessive refers back to, whenever it takes place: "*the visit*".
pub(super) fn told_before(
    analysis: &Analysis,
    trigger: &Trigger,
    event: &Event,
    before: &[Event],
) -> Option<usize> {
    let dated = event.date.as_ref().is_some_and(|d| d.told);
    if event.event != "CONSULT" || dated || !is_definite(analysis, trigger) {
        return None;
    }
    let own = keys(analysis, event);
    let ahead = lies_ahead(analysis, trigger);
    before.iter().rposition(|e| {
        let parties = keys(analysis, e);
        e.event == "CONSULT"
            && !(ahead && e.status == Status::Actual)
            && own.iter().all(|k| parties.contains(k))
            && (e.mode == event.mode || e.mode.is_none() || event.mode.is_none())
    })
}

/// Whether a noun tells of what is still to come when its clause happens: "met *ahead of the summit*".
fn lies_ahead(analysis: &Analysis, trigger: &Trigger) -> bool {
    let phrase = analysis.tokens.within(trigger.span).find_map(|at| analysis.grammar.phrase(at));
    let preposition = phrase.and_then(|p| analysis.grammar.phrases[p].preposition);
    let word = |at: usize| analysis.tokens.lower(at);
    preposition.is_some_and(|p| {
        word(p) == "before" || p > 0 && matches!((word(p - 1), word(p)), ("ahead", "of") | ("prior", "to"))
    })
}

/// A sentence that lists who took part in a meeting told of before: "*Participants included* France and Chad".
pub(super) struct List {
    /// The trigger that lists them.
    pub(super) list: usize,
    /// The trigger that tells of the meeting.
    pub(super) meeting: usize,
}

impl List {
    /// All who take part in the meeting.
    pub(super) fn all(&self, analysis: &Analysis) -> Vec<(Role, EntityId)> {
        let mut roles = analysis.triggers[self.meeting].roles.clone();
        for &(_, entity) in &analysis.triggers[self.list].roles {
            if !roles.iter().any(|&(_, e)| e == entity) {
                roles.push((Role::Actor, entity));
            }
        }
        roles
    }
}

/// The lists of those who took part, each with its meeting: the last that was told of near before; in the release of a
/// government, which is of one meeting, the first of all.
pub(super) fn lists(analysis: &Analysis) -> Vec<List> {
    let triggers = &analysis.triggers;
    let meets = |t: &Trigger| t.event == "CONSULT" && t.status == Status::Actual && !is_list(t);
    let listing = triggers.iter().enumerate().filter(|(_, t)| is_list(t));
    listing
        .filter_map(|(list, trigger)| {
            let near = |t: &Trigger| t.sentence + SENTENCES_BACK >= trigger.sentence;
            let last = triggers[..list].iter().rposition(|t| meets(t) && near(t));
            let first = || triggers[..list].iter().position(meets);
            let meeting = if analysis.document.government().is_some() { first() } else { last };
            meeting.map(|meeting| List { list, meeting })
        })
        .collect()
}

/// Whether a trigger only lists who took part.
fn is_list(trigger: &Trigger) -> bool {
    trigger.method.split('+').next() == Some("rule:consult.took-part")
}

/// Whether a trigger is a noun that tells of something known.
fn is_definite(analysis: &Analysis, trigger: &Trigger) -> bool {
    let grammar = &analysis.grammar;
    let own = analysis.tokens.within(trigger.span);
    if own.clone().any(|at| grammar.verb(at).is_some()) {
        return false;
    }
    let Some(phrase) = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]) else {
        return false;
    };
    let first = analysis.tokens.lower(phrase.start);
    let another = (phrase.start..own.end).any(|at| {
        matches!(
            analysis.tokens.lower(at),
            "last" | "previous" | "earlier" | "next" | "first" | "second" | "new" | "annual" | "upcoming"
        )
    });
    matches!(first, "the" | "this" | "their" | "his" | "her" | "its") && !another
}

#[cfg(test)]
pub(super) mod tests;
