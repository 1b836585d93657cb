//! Who takes part in an event beyond what its trigger tells: the only other party of the sentence, the partner of the
//! meeting, each of the two where one act is told of both ("each expelled the other's diplomats"); and which of those who
//! meet visits whom.

mod answered;
mod orient;
mod owners;
mod present;
mod seats;

pub(super) use answered::{add_answered, add_left};
pub(super) use orient::{is_guest, orient, visits};
pub(super) use owners::add_owner;
pub(super) use present::add_present;

use super::Event;
use super::events::keys;
use crate::Analysis;
use crate::analyze::clause::{Clauses, Relation, Tag};
use crate::analyze::mention::Reading;
use crate::analyze::{EntityId, EntityKind, Role, Status, Toponym, Trigger};
use crate::text::Span;

/// An act of one party alone is mostly towards the only other party of its sentence; what is done to someone without
/// a word of who does it, by that one.
pub(super) fn add_counterpart(analysis: &Analysis, trigger: &Trigger, event: &mut Event) {
    let towards = matches!(
        event.event,
        "AGREE" | "SUPPORT" | "REJECT" | "REQUEST" | "ACCUSE" | "THREATEN" | "SANCTION" | "CONCEDE" | "AID"
    ) && event.recipients.is_empty()
        && !event.actors.is_empty();
    let by = matches!(event.event, "SANCTION" | "ACCUSE" | "COERCE")
        && event.actors.is_empty()
        && !event.recipients.is_empty();
    // "During a state visit *by* him": the other who is named is visited.
    let visited = event.event == "CONSULT"
        && event.mode == Some("visit")
        && event.method.starts_with("rule:consult.visit-of")
        && event.recipients.is_empty()
        && event.actors.iter().all(|&e| analysis.entities.get(e).party.is_some())
        && analysis.tokens.lower(analysis.tokens.within(trigger.span).end) != "to";
    if !towards && !by && !visited {
        return;
    }
    let own = keys(analysis, event);
    if own.len() != 1 {
        return;
    }
    let sentence = part_of(analysis, trigger);
    // "Chad threatens revenge *and Niger condemns the attack*": who acts beside it need not have done it.
    let first = if event.event == "ACCUSE" { own_start(analysis, trigger) } else { None };
    let start = first.unwrap_or(sentence.start);
    let from = analysis.mentions.partition_point(|m| m.phrase.start < start);
    // Beside which act of the other a treaty is left is not whom it is left against: "following the U.S. withdrawal".
    let own_clause = event.method.starts_with("rule:sanction.left")
        || event.method.starts_with("rule:sanction.withdrawal");
    // Nor is who another clause names thanked, refused, spared or threatened.
    let own_clause = own_clause || matches!(event.event, "SUPPORT" | "REJECT" | "CONCEDE" | "THREATEN");
    let end = if own_clause { clause_end(analysis, trigger) } else { sentence.end };
    // Nor is it asked of who acts beside it: "the council demanded his arrest, *and Chad sent troops*".
    let joined = next_clause(analysis, trigger).filter(|_| event.event == "REQUEST");
    let end = joined.map_or(end, |joined| joined.min(end));
    // What is pledged "*amid reports of raids on Chad*" is not pledged to Chad.
    let amid = |at: &usize| matches!(analysis.tokens.lower(*at), "amid" | "despite");
    let first = analysis.tokens.within(trigger.span).end;
    let cut = (first..analysis.sentences[trigger.sentence].tokens.end).find(amid);
    let cut = cut.filter(|_| event.event == "AGREE").map(|at| analysis.tokens.list[at].span.start);
    let end = cut.map_or(end, |cut| cut.min(end));
    // Nor is anything asked of the state in which those live who ask: "the dissident, who lives *in Chad*, calls for".
    let asked = |m: usize| {
        let before = analysis.mentions[m].phrase.end <= trigger.span.start;
        event.event != "REQUEST" || !before || !is_where(analysis, m)
    };
    // Nor is whom the same sentence is against: "rejected Chad's claims and *stood with* the fishermen".
    let against: Vec<EntityId> = analysis
        .triggers
        .iter()
        .filter(|t| t.sentence == trigger.sentence && matches!(event.event, "SUPPORT" | "AID"))
        .filter(|t| matches!(t.event, "ACCUSE" | "REJECT" | "THREATEN" | "SANCTION"))
        .flat_map(|t| t.roles.iter().filter(|(r, _)| *r == Role::Recipient).map(|&(_, e)| e))
        .collect();
    let any = |_: usize| true;
    let found = only_other(analysis, &own, event.event, from, end, asked).or_else(|| {
        // Of several, the one with whom it is agreed: "agreed to meet *with Putin* in talks that France brokers".
        let clause = analysis.mentions.partition_point(|m| m.phrase.start < trigger.span.end);
        let with = |m: usize| {
            let at = analysis.tokens.at_or_after(analysis.mentions[m].phrase.start);
            let before = at.checked_sub(1).map_or("", |i| analysis.tokens.lower(i));
            matches!(before, "with" | "to")
        };
        let end = clause_end(analysis, trigger);
        match event.event {
            "AGREE" | "SUPPORT" => only_other(analysis, &own, event.event, clause, end, with),
            "ACCUSE" | "SANCTION" | "THREATEN" => only_other(analysis, &own, event.event, clause, end, any),
            _ => None,
        }
    });
    if let Some(id) = found.filter(|id| analysis.entities.takes_part(*id) && !against.contains(id)) {
        if by { &mut event.actors } else { &mut event.recipients }.push(id);
    } else if towards && event.event == "THREATEN" {
        event.recipients.extend(meant_together(analysis, trigger, &own));
    }
}

/// Those whom one word of the clause after a trigger stands for together: "threatened to stall talks with *both*".
fn meant_together(analysis: &Analysis, trigger: &Trigger, own: &[&str]) -> Vec<EntityId> {
    let from = analysis.mentions.partition_point(|m| m.phrase.start < trigger.span.end);
    let end = clause_end(analysis, trigger);
    let here = (from..analysis.mentions.len()).take_while(|&m| analysis.mentions[m].phrase.start < end);
    let together = here.filter(|&m| matches!(analysis.mentions[m].reading, Reading::Collective { .. }));
    let members = together.filter_map(|m| analysis.entities.of(m)).map(|e| analysis.entities.expanded(e));
    let others = |list: &Vec<EntityId>| {
        list.len() > 1 && list.iter().all(|&id| !own.contains(&analysis.entities.party_key(id)))
    };
    members.into_iter().find(others).unwrap_or_default()
}

/// The part of its sentence between semicolons in which a trigger stands: "Chad condemned the
/// raid; *Niger hailed it*".
fn part_of(analysis: &Analysis, trigger: &Trigger) -> Span {
    let sentence = &analysis.sentences[trigger.sentence];
    let own = analysis.tokens.within(trigger.span);
    let parts = |at: &usize| analysis.tokens.lower(*at) == ";";
    let start =
        (sentence.tokens.start..own.start).rev().find(parts).map_or(sentence.tokens.start, |at| at + 1);
    let end = (own.end..sentence.tokens.end).find(parts).unwrap_or(sentence.tokens.end);
    analysis.tokens.span(start, end)
}

/// Whether a mention says where something is: "*in* Chad".
fn is_where(analysis: &Analysis, mention: usize) -> bool {
    let at = analysis.tokens.at_or_after(analysis.mentions[mention].phrase.start);
    at.checked_sub(1).is_some_and(|before| analysis.tokens.lower(before) == "in")
}

/// Where a clause begins, in bytes, that is joined to another and has a subject of its own.
fn own_start(analysis: &Analysis, trigger: &Trigger) -> Option<u32> {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = grammar.verbs[verb];
    let subject = group.subject.filter(|_| group.relation == Relation::Joined && !group.passive)?;
    Some(analysis.tokens.list[grammar.phrases[subject].start].span.start)
}

/// Where the next clause begins, in bytes, that is joined to that of a trigger and has a subject of its own.
fn next_clause(analysis: &Analysis, trigger: &Trigger) -> Option<u32> {
    let grammar = &analysis.grammar;
    let first = analysis.tokens.within(trigger.span).end;
    (first..analysis.sentences[trigger.sentence].tokens.end).find_map(|at| {
        let group = grammar.verbs[grammar.verb(at)?];
        let subject = group.subject.filter(|_| group.relation == Relation::Joined)?;
        let start = grammar.phrases[subject].start;
        (start >= first).then(|| analysis.tokens.list[start].span.start)
    })
}

/// Where the clause that a trigger tells something in ends, in bytes.
fn clause_end(analysis: &Analysis, trigger: &Trigger) -> u32 {
    let sentence = &analysis.sentences[trigger.sentence];
    let first = analysis.tokens.within(trigger.span).end;
    let ends = |&at: &usize| {
        let joined = |&v: &usize| analysis.grammar.verbs[v].relation == Relation::Joined;
        // "Stands with them *in the face of* Chad's threats".
        let word = |i: usize| analysis.tokens.lower(i);
        let under = word(at) == "in" && word(at + 1) == "the" && matches!(word(at + 2), "face" | "wake");
        if under {
            return true;
        }
        // "Threatens to close the strait *if Chad* moves": on whose doing it depends is threatened.
        if trigger.event == "THREATEN" && matches!(word(at), "if" | "unless") {
            return false;
        }
        matches!(analysis.grammar.tags[at], Tag::Break | Tag::Relative | Tag::Subordinator)
            || analysis.grammar.verb(at).filter(joined).is_some()
            || matches!(
                analysis.tokens.lower(at),
                "after"
                    | "following"
                    | "amid"
                    | "despite"
                    | "since"
                    | "because"
                    | "as"
                    | "while"
                    | "when"
                    | "before"
                    | "ahead"
                    | "during"
            )
    };
    let end = (first..sentence.tokens.end).find(ends).map(|at| {
        // "Chad threatens revenge *and Niger's president hails it*": with its subject the other clause begins.
        let group = analysis.grammar.verb(at).map(|v| &analysis.grammar.verbs[v]);
        let subject = group.filter(|g| g.relation == Relation::Joined).and_then(|g| g.subject);
        let starts = subject.map(|p| analysis.grammar.phrases[p].start);
        starts.filter(|&start| (first..at).contains(&start)).unwrap_or(at)
    });
    end.map_or(sentence.span.end, |at| analysis.tokens.list[at].span.start)
}

/// The only party but `own` among the mentions from `from` on that begin before `end` and that count.
fn only_other(
    analysis: &Analysis,
    own: &[&str],
    act: &str,
    from: usize,
    end: u32,
    counts: impl Fn(usize) -> bool,
) -> Option<EntityId> {
    let clauses = Clauses::new(analysis);
    let mut other: Option<EntityId> = None;
    let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.phrase.start < end);
    for (i, _) in here.filter(|&(i, _)| counts(i)) {
        let Some(id) = analysis.entities.of(i) else { continue };
        let entity = analysis.entities.get(id);
        let Some(party) = entity.party.as_deref() else { continue };
        // A place is where it is done, not towards whom: "tension in the South China Sea". Nor is who only owns what it is
        // about: "a violation of *UN* resolutions", "the *G7* summit".
        let owns = act != "REJECT" && clauses.owns_matter(i);
        // Nor is whom the violence hit that is condemned to blame for it.
        let hit = act == "ACCUSE" && clauses.suffers(i);
        // Nor is whose violence someone is helped against: "in the defense of their territory from *Houthi* attacks".
        let hit = hit || matches!(act, "SUPPORT" | "AID") && clauses.owns_act(i);
        let hit = hit || act == "REQUEST" && clauses.is_to_be_freed(i);
        let place = entity.kind == EntityKind::Place || owns || hit || clauses.owns_place(i);
        // Nor is where the report was written a party to anything.
        let written = analysis
            .datelines
            .iter()
            .any(|line| line.tokens.contains(&analysis.tokens.at_or_after(analysis.mentions[i].span.start)));
        // "Chad agreed to open the border, *Niger's minister* said": nor is who tells of it.
        let telling = is_source_behind(analysis, i);
        if own.contains(&party) || !entity.members.is_empty() || place || written || telling {
            continue;
        }
        match other {
            None => other = Some(id),
            Some(known) if analysis.entities.party_key(known) == party => {
                // "President X's *government*" is the government and not he.
                if matches!(analysis.mentions[i].reading, Reading::Administration { .. }) {
                    other = Some(id);
                }
            }
            Some(_) => return None,
        }
    }
    other
}

/// Whether a mention is the source of words that stand before it.
fn is_source_behind(analysis: &Analysis, mention: usize) -> bool {
    let span = analysis.mentions[mention].phrase;
    let after = analysis.attributions.partition_point(|a| a.content[0].start <= span.start);
    analysis.attributions[after.saturating_sub(4)..after]
        .iter()
        .any(|a| a.content[0].end <= span.start && a.source.is_some_and(|source| source.overlaps(span)))
}

/// Nobody expels an envoy of their own: "recalled its ambassador and asked *the envoy* to leave" means the other's.
pub(super) fn without_own_envoys(analysis: &Analysis, event: &mut Event) {
    if event.event != "SANCTION" || event.mode != Some("expel") || event.actors.is_empty() {
        return;
    }
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    let own: Vec<&str> = event.actors.iter().map(key).collect();
    if event.recipients.iter().all(|id| own.contains(&key(id))) {
        event.recipients.clear();
    }
}

/// What is one's own is not to whom one does it: "suspends *Russia's* part in the treaty", "thanked Ukraine's first lady
/// for her trip *to Washington*".
pub(super) fn without_own_state(analysis: &Analysis, event: &mut Event) {
    // "Chad's minister warned that *Chad* could leave"; but rebels and the opposition do threaten their own state.
    let office = |id: &EntityId| {
        let entity = analysis.entities.get(*id);
        let holds = |o: &str| !o.contains("opposition") && !o.contains("leader") && !o.contains("former");
        entity.kind == EntityKind::State || entity.office.as_deref().is_some_and(holds)
    };
    let threatens = event.event == "THREATEN" && event.actors.iter().all(office);
    if !threatens && !matches!(event.event, "SANCTION" | "SUPPORT" | "AGREE") || event.actors.is_empty() {
        return;
    }
    let entities = &analysis.entities;
    let own: Vec<&str> = event.actors.iter().map(|&id| entities.party_key(id)).collect();
    let is_own =
        |&id: &EntityId| entities.get(id).kind == EntityKind::State && own.contains(&entities.party_key(id));
    if event.recipients.iter().all(is_own) {
        event.recipients.clear();
    }
}

/// The state with a party code, where the report names it.
fn named_state(analysis: &Analysis, code: &str) -> Option<EntityId> {
    let is = |e: &crate::analyze::Entity| e.kind == EntityKind::State && e.party.as_deref() == Some(code);
    analysis.entities.list.iter().position(is).map(|i| EntityId(i as u32))
}

/// The recipients that are not on the actors' side, where any are not.
pub(super) fn others(analysis: &Analysis, actors: &[EntityId], recipients: Vec<EntityId>) -> Vec<EntityId> {
    let key = |id: EntityId| analysis.entities.party_key(id);
    let own: Vec<&str> = actors.iter().map(|&id| key(id)).collect();
    // "The two leaders welcomed the ties between *their countries*": of several sides, none is the other.
    let sides = own.iter().any(|k| *k != own[0]);
    let state = |id: EntityId| analysis.entities.get(id).kind == EntityKind::State;
    if sides && !recipients.is_empty() && recipients.iter().all(|&id| state(id) && own.contains(&key(id))) {
        return Vec::new();
    }
    let foreign = recipients.iter().any(|&id| !own.contains(&key(id)));
    recipients
        .into_iter()
        .filter(|id| {
            let own_side = foreign && own.contains(&key(*id));
            !actors.contains(id) && !own_side
        })
        .collect()
}

/// Takes from those who act the state that only tells which town is meant: "after talks in *Vienna, Austria*, Chad and
/// Niger agreed".
pub(super) fn without_state_of_town(analysis: &Analysis, trigger: &Trigger, event: &mut Event) {
    let (tokens, entities) = (&analysis.tokens, &analysis.entities);
    let sentence = analysis.sentences[trigger.sentence].span;
    let from = analysis.toponyms.partition_point(|t| t.span.start < sentence.start);
    let here = || analysis.toponyms[from..].iter().take_while(|t| t.span.start < sentence.end);
    let tells_which = |(town, state): &(&Toponym, &Toponym)| {
        let (first, second) = (tokens.within(town.span), tokens.within(state.span));
        let led = first.start.checked_sub(1).map_or("", |at| tokens.lower(at));
        state.is_country
            && !town.is_country
            && town.country == state.country
            && second.start == first.end + 1
            && tokens.lower(first.end) == ","
            && matches!(led, "in" | "at" | "near" | "of" | "to" | "from")
    };
    let tails: Vec<Span> =
        here().zip(here().skip(1)).filter(tells_which).map(|(_, state)| state.span).collect();
    if tails.is_empty() {
        return;
    }
    let only_tail = |id: &EntityId| {
        let mut own = analysis
            .mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| entities.of(*i) == Some(*id) && sentence.contains(m.span));
        let state = matches!(entities.get(*id).kind, EntityKind::State | EntityKind::Place);
        state && own.clone().next().is_some() && own.all(|(_, m)| tails.iter().any(|t| t.overlaps(m.span)))
    };
    let others = event.actors.iter().filter(|id| !only_tail(id)).count();
    if others > 0 {
        event.actors.retain(|id| !only_tail(id));
    }
}

/// Protests of which only the place is told are of those who live there: "protests against the visit are held in Sydney".
pub(super) fn add_protesters(analysis: &Analysis, event: &mut Event) {
    if event.event != "PROTEST" || !event.actors.is_empty() {
        return;
    }
    let country = event.place.as_ref().and_then(|p| p.country.as_deref());
    event.actors.extend(country.and_then(|code| named_state(analysis, code)));
}

/// An agreement is signed by at least two: where only one signatory is named, the other is the partner of the
/// meeting that the report tells of.
pub(super) fn add_partners(analysis: &Analysis, events: &mut [Event]) {
    for i in 0..events.len() {
        let signing = events[i].cameo == Some("057") && events[i].recipients.is_empty();
        if !signing || keys(analysis, &events[i]).len() != 1 {
            continue;
        }
        let own = keys(analysis, &events[i])[0].to_owned();
        let partner = events[..i].iter().rev().find_map(|e| {
            let parties = keys(analysis, e);
            (e.event == "CONSULT"
                && e.status == Status::Actual
                && parties.len() == 2
                && parties.contains(&own.as_str()))
            .then(|| {
                e.actors.iter().chain(&e.recipients).copied().find(|&p| analysis.entities.party_key(p) != own)
            })
            .flatten()
        });
        events[i].actors.extend(partner);
    }
}

/// Between whom someone mediates is told by what they then do: "Chad and Niger agreed to a truce after *mediation* by Kenya".
pub(super) fn add_mediated(analysis: &Analysis, events: &mut [Event]) {
    let sentence =
        |e: &Event| e.evidence.first().map(|s| analysis.sentence_of(analysis.tokens.at_or_after(s.start)));
    for i in 0..events.len() {
        let event = &events[i];
        if event.event != "CONSULT" || event.mode != Some("third-party") || keys(analysis, event).len() != 1 {
            continue;
        }
        let own = keys(analysis, event)[0].to_owned();
        let sides = |e: &Event| -> Vec<EntityId> {
            let all = e.actors.iter().chain(&e.recipients).copied();
            all.filter(|&id| analysis.entities.party_key(id) != own).collect()
        };
        let of_two = |e: &&Event| {
            // "The two thanked Kenya for its *mediation*": who is thanked did not mediate between those.
            let meant = e.recipients.iter().any(|&id| analysis.entities.party_key(id) == own);
            !meant
                && matches!(e.event, "AGREE" | "CONCEDE" | "RETREAT" | "SUPPORT" | "CONSULT")
                && sentence(e) == sentence(event)
                && keys(analysis, e).iter().filter(|k| **k != own).count() == 2
        };
        let others = events.iter().find(of_two).map(sides).unwrap_or_default();
        events[i].actors.extend(others);
    }
}

/// Whom a state arrests or overthrows without being said to be another's is of its own: "*police arrested two suspects*".
pub(super) fn add_subjects(analysis: &Analysis, event: &mut Event) {
    let says = |words: &[&str]| {
        let own = event.evidence.iter().flat_map(|&s| analysis.tokens.within(s));
        own.into_iter().any(|i| words.contains(&analysis.tokens.lower(i)))
    };
    let inside = match (event.event, event.mode) {
        ("COERCE", Some("arrest")) => true,
        ("COERCE", Some("seize")) => says(&["coup", "deposed", "deposes", "overthrew", "ousted", "toppled"]),
        _ => false,
    };
    let keys = keys(analysis, event);
    if let ([code], true, true) = (&keys[..], inside, event.recipients.is_empty()) {
        let own = named_state(analysis, code);
        event.recipients.extend(own);
    }
}

/// What two parties do to each other has two actors: "Kenya and Uganda *accuse each other*". Expulsions are two acts:
/// "India and Pakistan *each* expel a diplomat from the other".
pub(super) fn both_ways(analysis: &Analysis, events: &mut Vec<Event>) {
    let mut made: Vec<(usize, Event)> = Vec::new();
    for (i, event) in events.iter_mut().enumerate() {
        let directed = matches!(
            event.event,
            "ACCUSE" | "SANCTION" | "REJECT" | "THREATEN" | "REQUEST" | "ASSAULT" | "SUPPORT" | "COERCE"
        );
        let known = |id: &EntityId| analysis.entities.get(*id).party.is_some();
        let sides: Vec<EntityId> = event.actors.iter().copied().filter(|id| known(id)).collect();
        let [a, b] = sides[..] else { continue };
        let key = |id: EntityId| analysis.entities.party_key(id);
        let alone = event.recipients.iter().all(|&id| !known(&id) || key(id) == key(a) || key(id) == key(b));
        if !directed
            || !alone
            || key(a) == key(b)
            || event.cameo == Some("057")
            || !is_mutual(analysis, event)
        {
            continue;
        }
        if event.event == "SANCTION" {
            (event.actors, event.recipients) = (vec![a], vec![b]);
            made.push((i, Event { actors: vec![b], recipients: vec![a], place: None, ..event.clone() }));
        } else {
            (event.actors, event.recipients) = (vec![a, b], Vec::new());
        }
    }
    for (i, event) in made.into_iter().rev() {
        events.insert(i + 1, event);
    }
}

/// Whether the words around an event's trigger say that both sides do it to each other.
fn is_mutual(analysis: &Analysis, event: &Event) -> bool {
    let Some(&span) = event.evidence.first() else { return false };
    let own = analysis.tokens.within(span);
    let word = |i: usize| analysis.tokens.lower(i);
    let pair = |i: usize| {
        word(i) == "each" && word(i + 1) == "other" || word(i) == "one" && word(i + 1) == "another"
    };
    (own.start.saturating_sub(3)..own.end + 6)
        .any(|i| matches!(word(i), "each" | "respective" | "mutually") || pair(i))
}

#[cfg(test)]
mod tests;
