//! Who takes part in what a trigger tells: by the [`Slot`]s that its rule names, by the speaker ([`Cues`]), and by the
//! grammar alone where no rule is.

use super::{Role, Rule, is_speech};
use crate::analyze::clause::{Clauses, Slot, Stands};
use crate::analyze::mention::lexicon::GroupKind;
use crate::analyze::word::kind;
use crate::analyze::{Analysis, EntityId, EntityKind, MentionId};
use crate::text::Span;

/// The verbs that are cues of what is reported to be said: who speaks there is known.
pub(crate) struct Cues {
    /// The tokens of cues, each with its attribution; in order.
    list: Vec<(usize, usize)>,
}

impl Cues {
    pub(crate) fn new(analysis: &Analysis) -> Cues {
        let cues = analysis.attributions.iter().enumerate().filter_map(|(i, a)| Some((i, a.cue?)));
        let mut list: Vec<(usize, usize)> =
            cues.flat_map(|(i, cue)| analysis.tokens.within(cue).map(move |token| (token, i))).collect();
        list.sort_unstable();
        Cues { list }
    }

    /// Who says what the verb at token `head` introduces; nobody where it introduces nothing.
    pub(crate) fn speakers<'a>(&self, analysis: &'a Analysis, head: usize) -> &'a [EntityId] {
        let first = self.list.partition_point(|&(token, _)| token < head);
        let attribution = self.list.get(first).filter(|&&(token, _)| token == head).map(|&(_, i)| i);
        let speakers = attribution.and_then(|i| analysis.speakers.get(i)).map_or(&[][..], Vec::as_slice);
        // "Analysts said", "diplomats noted" tell of no act of a party.
        let parties = speakers.iter().all(|&e| {
            let entity = analysis.entities.get(e);
            entity.party.is_some() || acts_together(&entity.name)
        });
        if parties { speakers } else { &[] }
    }
}

/// Whether a name of no known party is that of a meeting or of states and organisations together, whose word is an act:
/// "the emergency summit in Riyadh", "a dozen governments".
fn acts_together(name: &str) -> bool {
    const TOGETHER: &[&str] = &[
        "summit",
        "conference",
        "governments",
        "countries",
        "nations",
        "states",
        "powers",
        "ngos",
        "groups",
        "organizations",
        "organisations",
        "parties",
        "parliaments",
        "delegations",
        "lawmakers",
        "mediators",
    ];
    let mut words = name.split(' ').take_while(|w| !matches!(*w, "of" | "from" | "in" | "on" | "for" | "at"));
    let head = words.by_ref().last().unwrap_or_default().to_lowercase();
    TOGETHER.contains(&head.as_str())
}

/// Who says the words at token `at`, where they are quoted.
pub(super) fn speaker_at(analysis: &Analysis, at: usize) -> Option<EntityId> {
    let offset = analysis.tokens.list[at].span;
    analysis.quotation_at(offset.start)?;
    let said = analysis.attributions.iter().rposition(|a| a.content.iter().any(|c| c.contains(offset)))?;
    // A quotation without a source of its own goes on from the one before.
    let source = analysis.attributions[..=said].iter().rev().find_map(|a| a.source)?;
    analysis.entity_in(source)
}

/// Who takes which part.
pub(super) fn roles(
    clauses: &Clauses,
    rule: &Rule,
    slots: &[(Slot, MentionId)],
    around: bool,
) -> Vec<(Role, EntityId)> {
    let entities = &clauses.analysis.entities;
    let mut roles: Vec<(Role, EntityId)> = Vec::new();
    // Where something is done is whom it is done to only if no one else is named: "strikes Hezbollah in Lebanon".
    // And whose act is condemned is nearer than what that act was against: "condemned the US embargo against Cuba".
    let rank = |slot: Slot| match slot {
        Slot::Object | Slot::Owner | Slot::Clause => 3,
        Slot::On | Slot::Against | Slot::To | Slot::With | Slot::From | Slot::Over | Slot::Possessive => 2,
        Slot::In | Slot::Into | Slot::At => 0,
        _ => 1,
    };
    let party = |m: MentionId| entities.of(m).map(|e| entities.party_key(e));
    let acting: Vec<&str> = slots
        .iter()
        .filter(|(s, _)| {
            matches!(s, Slot::Subject | Slot::Around) && rule.roles.contains(&(Slot::Subject, Role::Actor))
        })
        .filter_map(|&(_, m)| party(m))
        .collect();
    let towards = |slot: Slot| rule.roles.iter().any(|&(s, r)| s == slot && r == Role::Recipient);
    let named = |&&(slot, m): &&(Slot, MentionId)| {
        // "Closes *its embassy* in Chad": what is one's own is not to whom it is done.
        let own = party(m).is_some_and(|key| acting.contains(&key));
        towards(slot) && !own && entities.of(m).is_some_and(|e| entities.get(e).party.is_some())
    };
    let nearest = slots.iter().filter(named).map(|&(slot, _)| rank(slot)).max().unwrap_or(0);
    // "Killed 33 militants in Mali": nor is the place where those are told who were hit, though nobody knows them.
    let hit = rule.event == "ASSAULT"
        && slots.iter().any(|&(slot, m)| {
            let group = |e: EntityId| entities.get(e).kind == EntityKind::Group;
            slot == Slot::Object && towards(slot) && entities.of(m).is_some_and(group)
        });
    let nearest = if hit { nearest.max(1) } else { nearest };
    // Whether others than those of a mention stand where those who act do.
    let told = |by: MentionId| {
        slots.iter().any(|&(slot, m)| {
            (slot == Slot::Subject || slot == Slot::Possessive && rule.event == "REJECT")
                && rule.roles.contains(&(slot, Role::Actor))
                && entities.of(m).is_some()
                && party(m) != party(by)
        }) && !slots.contains(&(Slot::Subject, by))
    };
    let add = |roles: &mut Vec<(Role, EntityId)>, role: Role, mention: MentionId| {
        if let Some(entity) = entities.of(mention).filter(|&e| entities.takes_part(e))
            && !roles.iter().any(|&(_, e)| e == entity)
        {
            roles.push((role, entity));
        }
    };
    for &(slot, mention) in slots {
        if towards(slot) && rank(slot) < nearest {
            continue;
        }
        let slot = match slot {
            Slot::Around if around => Slot::Subject,
            slot => slot,
        };
        let Some(&(_, role)) = rule.roles.iter().find(|(s, _)| *s == slot) else { continue };
        // "*Told the forum* that Chad must go": who is to do it is asked, not who hears it.
        let of_clause = |&(s, m): &(Slot, MentionId)| s == Slot::Clause && entities.of(m).is_some();
        if rule.demand && slot == Slot::Object && slots.iter().any(of_clause) {
            continue;
        }
        // Where it is told who acts, "by" tells of another act: "ended the talks over a statement *by* Chad", "its
        // rejection of attempts *by* Chad".
        if slot == Slot::By && role == Role::Actor && told(mention) {
            if rule.event == "REJECT" {
                add(&mut roles, Role::Recipient, mention);
            }
            continue;
        }
        // "Condemned the bombing *of the Kenyan embassy*": whom it hit is not blamed.
        if rule.event == "ACCUSE" && role == Role::Recipient && clauses.suffers(mention) {
            continue;
        }
        // "The attack in Mali, which *killed* seventy": nor is it the killer.
        if rule.event == "ASSAULT" && slot == Slot::Subject && clauses.suffers(mention) {
            continue;
        }
        if slot == Slot::Subject && is_speech(rule.event) && clauses.owns_act(mention) {
            continue;
        }
        if rule.event == "REQUEST" && role == Role::Recipient && clauses.is_to_be_freed(mention) {
            continue;
        }
        // "Condemned the launch as a violation of *UN* resolutions"; but "vetoed the *UN* resolution".
        let done_to = matches!(slot, Slot::Object | Slot::Owner | Slot::Clause);
        if role == Role::Recipient
            && is_speech(rule.event)
            && rule.event != "REJECT"
            && !done_to
            && clauses.owns_matter(mention)
        {
            continue;
        }
        // "Rescinds the *UN* sanctions on Iran": whose measure it is, is not whom it hits.
        if matches!(rule.event, "SANCTION" | "RETREAT")
            && matches!(slot, Slot::Object | Slot::Owner)
            && !rule.object.is_empty()
            && entities.of(mention).is_some_and(|e| entities.get(e).kind == EntityKind::Organization)
            && clauses.modifies(mention, rule.object)
        {
            continue;
        }
        let Some(entity) = entities.of(mention) else {
            // "*We* call on": those in whose words it stands.
            for &speaker in clauses.own_voice(mention) {
                if !roles.iter().any(|&(_, e)| e == speaker) {
                    roles.push((role, speaker));
                }
            }
            continue;
        };
        // What is done to a place is done to its state, and a seat of power that acts is its state.
        let acts = matches!(slot, Slot::Subject | Slot::By | Slot::Possessive | Slot::From);
        let entity = if role == Role::Recipient || acts {
            entities.state_of_place(entity).unwrap_or(entity)
        } else {
            entity
        };
        for member in entities.expanded(entity) {
            if entities.takes_part(member) && !roles.iter().any(|&(_, e)| e == member) {
                roles.push((role, member));
            }
        }
    }
    roles
}

/// Below this score of a rule nobody without a state does what it tells of: a doubtful word needs a known party.
const SURE: f32 = 0.4;

/// Adds the groups that only nouns tell of where the rule asks for someone and nobody is known: "*gunmen* killed", "arrested
/// *12 protesters*". They make no act out of a doubtful rule or of words alone, where no party is known.
pub(super) fn with_groups(
    clauses: &Clauses,
    rule: &Rule,
    (slots, groups): (&[(Slot, MentionId)], &[Stands]),
    roles: Vec<(Role, EntityId)>,
    around: bool,
) -> Vec<(Role, EntityId)> {
    let role = |slot: Slot| {
        let slot = if slot == Slot::Around && around { Slot::Subject } else { slot };
        rule.roles.iter().find(|(s, _)| *s == slot).map(|&(_, role)| role)
    };
    let stands = groups;
    let groups: Vec<_> = groups.iter().filter_map(|&(slot, kind, e)| Some((role(slot)?, kind, e))).collect();
    let entities = &clauses.analysis.entities;
    let sure = rule.score >= SURE;
    // "Opened fire on *crowds* outside the president's office": who is hit goes before where it is, if it is told of which
    // state they are.
    let hit = |&(slot, kind, e): &Stands| {
        let struck =
            matches!(slot, Slot::Object | Slot::On | Slot::Against) && role(slot) == Some(Role::Recipient);
        struck && kind != GroupKind::Interest && entities.get(e).party.is_some()
    };
    if rule.event == "ASSAULT" && stands.iter().any(hit) {
        let is = |m: MentionId, e: EntityId| {
            let own = entities.of(m);
            own == Some(e) || own.and_then(|o| entities.state_of_place(o)) == Some(e)
        };
        let there = |e: EntityId| {
            let mut at = slots.iter().filter(|&&(_, m)| is(m, e)).peekable();
            at.peek().is_some() && at.all(|(slot, _)| matches!(slot, Slot::In | Slot::Into | Slot::At))
        };
        let mut struck = roles.clone();
        struck.retain(|&(role, e)| role == Role::Actor || !there(e));
        add_on_sides(clauses.analysis, rule.event, sure, &groups, &mut struck);
        if struck.iter().any(|&(role, _)| role == Role::Recipient) {
            return struck;
        }
    }
    let mut roles = roles;
    add_on_sides(clauses.analysis, rule.event, sure, &groups, &mut roles);
    roles
}

/// Adds groups on the sides of an act on which nobody is.
fn add_on_sides(
    analysis: &Analysis,
    event: &str,
    sure: bool,
    groups: &[(Role, GroupKind, EntityId)],
    roles: &mut Vec<(Role, EntityId)>,
) {
    let party = |e: EntityId| analysis.entities.get(e).party.as_deref();
    let filled = |roles: &[(Role, EntityId)], role: Role| roles.iter().any(|&(r, _)| r == role);
    let before = roles.clone();
    for side in [Role::Actor, Role::Recipient] {
        for &(role, kind, group) in groups.iter().filter(|(role, ..)| *role == side) {
            // Where it is done says nothing of whom it is done by.
            let known = before.iter().any(|&(_, e)| party(e).is_some() && party(e) != party(group));
            let may = match role {
                Role::Actor => may_act(event, kind, known, party(group).is_some(), sure),
                Role::Recipient => {
                    let state = roles.iter().any(|&(r, e)| r == Role::Actor && party(e).is_some());
                    may_suffer(event, kind, filled(roles, Role::Actor), state, party(group).is_some())
                }
            };
            // "Told Somalia to free *the soldiers*": whom it holds or hits of such are another's.
            let own = role == Role::Recipient
                && kind == GroupKind::Organ
                && roles
                    .iter()
                    .any(|&(r, e)| r == Role::Actor && party(e).is_some() && party(e) == party(group));
            if may && !own && !filled(&before, role) && !roles.iter().any(|&(_, e)| e == group) {
                roles.push((role, group));
            }
        }
    }
}

/// Whether a group of which only a noun tells may do an act: where a party is `known` for whom it is done, where it is
/// `told` of which state the group is, or where the words are `sure`.
fn may_act(event: &str, kind: GroupKind, known: bool, told: bool, sure: bool) -> bool {
    use GroupKind::{Armed, House, Interest, Organ, People};
    match (event, kind) {
        ("PROTEST", kind) => kind == People && (sure || told),
        ("ASSAULT" | "COERCE", Interest) => false,
        ("ASSAULT" | "COERCE", _) => sure || told || known,
        (
            "SANCTION" | "RETREAT" | "MOBILIZE" | "ACCUSE" | "REJECT" | "REQUEST" | "THREATEN",
            Organ | House,
        ) => told,
        ("SUPPORT" | "AGREE" | "CONCEDE", House) => told,
        ("RETREAT", Armed) => sure || known,
        ("THREATEN" | "REQUEST" | "ACCUSE" | "REJECT", Armed | People) => known,
        ("AGREE" | "REQUEST" | "ACCUSE" | "REJECT", Interest) => known,
        _ => false,
    }
}

/// Whether a group of which only a noun tells may suffer an act. Who is asked, praised or refused may as well be the other
/// party of the sentence; who is hit by nobody is so by somebody in another sentence; and whom a `state` arrests is of its
/// own where it is not `told` whose they are.
fn may_suffer(event: &str, kind: GroupKind, done: bool, state: bool, told: bool) -> bool {
    match event {
        _ if kind == GroupKind::Interest => false,
        "ASSAULT" | "SANCTION" | "RETREAT" => done,
        "COERCE" => told || done && !state,
        _ => false,
    }
}

/// Who takes part in what the words of `span` tell of, by the grammar alone: for words that no rule is about.
pub(crate) fn parties(analysis: &Analysis, span: Span, event: &str) -> Vec<(Role, EntityId)> {
    let clauses = Clauses::new(analysis);
    let tokens = analysis.tokens.within(span);
    let sentence = analysis.sentence_of(tokens.start);
    let verb = tokens.clone().find_map(|at| Some((at, analysis.grammar.verb(at)?)));
    let slots = match verb {
        Some((_, v)) => clauses.slots_of_verb(&analysis.grammar.verbs[v], sentence),
        None => {
            let Some(at) = tokens.clone().rev().find(|&at| analysis.grammar.phrase(at).is_some()) else {
                return Vec::new();
            };
            let mut slots = clauses.slots_of_noun(at, tokens.end, sentence);
            // Nor is who speaks of violence or what follows it the one who does it: "condemn the *executions*".
            let talked = matches!(event, "CONSULT" | "COERCE") && clauses.is_talked_of(at, sentence);
            // "Condemned the *coup*".
            let blamed = event == "COERCE"
                && analysis
                    .grammar
                    .phrase(at)
                    .and_then(|p| clauses.verb_around(p, sentence))
                    .is_some_and(|v| clauses.words[analysis.grammar.verbs[v].head].is_kind(kind::BLAME));
            if event == "ASSAULT" || talked || blamed {
                slots.retain(|&(slot, _)| slot != Slot::Around);
            }
            slots
        }
    };
    let mutual = matches!(event, "CONSULT" | "COOPERATE");
    let mut found: Vec<(Role, EntityId)> = Vec::new();
    let side = |slot: Slot| match slot {
        Slot::Subject | Slot::By | Slot::Possessive | Slot::Around => Some(Role::Actor),
        Slot::With | Slot::Between if mutual => Some(Role::Actor),
        Slot::Object | Slot::Owner | Slot::On | Slot::Against | Slot::To | Slot::With => {
            Some(Role::Recipient)
        }
        Slot::Of if verb.is_none() && !mutual => Some(Role::Recipient),
        _ => None,
    };
    for (slot, mention) in slots {
        let Some(role) = side(slot) else { continue };
        let Some(entity) = analysis.entities.of(mention) else {
            for &speaker in clauses.own_voice(mention) {
                if !found.iter().any(|&(_, e)| e == speaker) {
                    found.push((role, speaker));
                }
            }
            continue;
        };
        let entity = analysis.entities.state_of_place(entity).unwrap_or(entity);
        for member in analysis.entities.expanded(entity) {
            if analysis.entities.takes_part(member) && !found.iter().any(|&(_, e)| e == member) {
                found.push((role, member));
            }
        }
    }
    let groups = match verb {
        Some((_, v)) => clauses.groups_of_verb(&analysis.grammar.verbs[v], sentence),
        None => Vec::new(),
    };
    // What the reader alone finds needs a party on each side: of whom no state is known is left to it.
    let told = |e: EntityId| analysis.entities.get(e).party.is_some();
    let groups: Vec<_> = groups
        .into_iter()
        .filter(|&(.., e)| told(e))
        .filter_map(|(slot, kind, e)| Some((side(slot)?, kind, e)))
        .collect();
    add_on_sides(analysis, event, false, &groups, &mut found);
    found
}

/// Whether the roles that the rule needs are filled, by as many parties as it asks for.
pub(super) fn enough(clauses: &Clauses, rule: &Rule, roles: &[(Role, EntityId)]) -> bool {
    let filled = |role: Role| roles.iter().any(|&(r, _)| r == role);
    // Two persons of one party are two; a state and its minister are one.
    let entities = &clauses.analysis.entities;
    let mut parties: Vec<(&str, Option<EntityId>)> = Vec::new();
    for &(_, id) in roles {
        let one = matches!(entities.get(id).kind, EntityKind::Person | EntityKind::Group);
        let person = one.then_some(id);
        let key = entities.party_key(id);
        let same = parties.iter().any(|&(k, p)| k == key && (p.is_none() || person.is_none() || p == person));
        if !same {
            parties.push((key, person));
        }
    }
    let kinds = rule.actors.is_none_or(|kind| {
        roles.iter().any(|&(r, e)| r == Role::Actor && clauses.analysis.entities.get(e).kind == kind)
    });
    kinds && rule.needs.iter().all(|&role| filled(role)) && parties.len() >= rule.parties as usize
}
