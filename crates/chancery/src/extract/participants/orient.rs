//! Which of those who meet visits whom: [`orient`].

use super::named_state;
use crate::Analysis;
use crate::analyze::clause::Clauses;
use crate::analyze::{EntityId, EntityKind, Status};
use crate::extract::Event;
use crate::extract::events::keys;

/// Meetings of many, called so by themselves.
const SUMMITS: &[&str] = &[
    "summit",
    "summits",
    "ministerial",
    "conference",
    "assembly",
    "council",
    "forum",
    "gathering",
    "retreat",
];

/// How many tokens after a meeting the gathering may stand beside which it is held.
const REACH: usize = 16;

/// A meeting in the country of one side is a visit to it: visitor actor, host recipient; one of many is multilateral.
/// `visits` are the parties of who visits whom by all that the report tells.
pub(in crate::extract) fn orient(analysis: &Analysis, event: &mut Event, visits: &[(String, String)]) {
    if event.event != "CONSULT" || matches!(event.mode, Some("phone" | "third-party")) {
        return;
    }
    let entities = &analysis.entities;
    if event.mode == Some("multilateral") {
        // "The special *Retreat* was attended by": a gathering is not one of those who gather.
        event.recipients.retain(|&id| !is_gathering(analysis, id));
    }
    let parties = keys(analysis, event).len();
    if event.mode == Some("visit") && receives(analysis, event) {
        std::mem::swap(&mut event.actors, &mut event.recipients);
        event.place = None;
    }
    if parties >= 3 && event.recipients.is_empty() {
        event.mode = Some("multilateral");
        return;
    }
    let says = |words: &[&str]| {
        let tokens = |s| analysis.tokens.within(s);
        event.evidence.iter().any(|&s| tokens(s).any(|i| words.contains(&analysis.tokens.lower(i))))
    };
    let bodies = event.actors.iter().any(|&e| {
        let entity = entities.get(e);
        entity.kind == EntityKind::Organization
            && entity.party.as_deref().is_some_and(|p| entities.state_name(p).is_none())
    });
    if bodies && event.recipients.is_empty() && says(SUMMITS) {
        event.mode = Some("multilateral");
        return;
    }
    // Who hosts talks with one other is visited; who hosts them with him is not.
    let together = event.evidence.iter().any(|&span| {
        let own = analysis.tokens.within(span);
        (own.start..own.end + 5).any(|i| analysis.tokens.lower(i).starts_with("co-host"))
    });
    if !together && event.cameo == Some("043") && event.recipients.is_empty() && parties == 2 {
        let host = entities.party_key(event.actors[0]);
        let (hosts, visitors) = event.actors.iter().partition(|&&e| entities.party_key(e) == host);
        (event.actors, event.recipients) = (visitors, hosts);
        event.mode = Some("visit");
    }
    let Some(country) = event.place.as_ref().and_then(|p| p.country.clone()) else { return };
    if event.recipients.is_empty() && parties == 1 && event.mode == Some("visit") {
        // "A visit to Lima by the Chilean minister": who hosts is the state of the place.
        let own = event.actors.first().and_then(|&e| entities.get(e).party.as_deref());
        if own.is_some_and(|own| own != country) {
            event.recipients.extend(named_state(analysis, &country));
        }
    }
    if event.recipients.is_empty() && parties == 2 {
        let told = |visitor: &str, host: &str| visits.iter().any(|(v, h)| v == visitor && h == host);
        let (hosts, visitors): (Vec<EntityId>, Vec<EntityId>) =
            event.actors.iter().partition(|&&e| entities.get(e).party.as_deref() == Some(&country));
        // Who goes to Brussels to meet the bloc visits it there.
        let seated = |id: EntityId| super::seats::is_seated(entities.party_key(id), &country);
        if hosts.is_empty() {
            let (bodies, rest): (Vec<EntityId>, Vec<EntityId>) =
                event.actors.iter().partition(|&&e| seated(e));
            let goes = rest.first().is_some_and(|&v| told(entities.party_key(v), &country));
            if goes && !bodies.is_empty() {
                event.actors = rest;
                event.recipients = bodies;
                event.mode = Some("visit");
                event.cameo = Some("042");
                return;
            }
        }
        // "Chad's *ambassador* in Oslo met the minister": he is at his post.
        let posted = visitors.iter().all(|&id| {
            entities
                .get(id)
                .office
                .as_deref()
                .is_some_and(|o| o == "ambassador" || o.starts_with("ambassador to"))
        });
        // "ASEAN ministers met in Jakarta. Indonesia's minister, who was in the chair": one of them.
        let body = |id: &EntityId| {
            let entity = entities.get(*id);
            let of_state = entity.party.as_deref().is_some_and(|p| entities.state_name(p).is_some());
            let name = entity.name.to_lowercase();
            let sits = ["ministers", "leaders", "heads of state"].iter().any(|w| name.contains(w));
            entity.kind == EntityKind::Group && entity.party.is_some() && !of_state && sits
        };
        let of_body = event.actors.first().is_some_and(body);
        if of_body {
            event.mode = Some("multilateral");
        }
        let visited = !hosts.is_empty()
            && !visitors.is_empty()
            && !of_body
            && !together
            && !posted
            && !is_beside_many(analysis, event)
            && (told(entities.party_key(visitors[0]), entities.party_key(hosts[0]))
                || visitors.iter().any(|&id| is_guest(analysis, id))
                || comes_to(analysis, event, &hosts));
        if visited {
            event.actors = visitors;
            event.recipients = hosts;
            event.mode = Some("visit");
            event.cameo = Some("042");
        }
    }
}

/// Who visits whom, by their parties, in all that a report tells.
pub(in crate::extract) fn visits(analysis: &Analysis, events: &[Event]) -> Vec<(String, String)> {
    let key = |id: EntityId| analysis.entities.party_key(id).to_owned();
    let told = events.iter().filter(|e| {
        e.event == "CONSULT"
            && e.mode == Some("visit")
            && matches!(e.status, Status::Actual | Status::Planned)
    });
    told.filter_map(|e| Some((key(*e.actors.first()?), key(*e.recipients.first()?)))).collect()
}

/// Whether what is taken for someone is only a gathering, with a name of its own: "the *Conclave*".
fn is_gathering(analysis: &Analysis, id: EntityId) -> bool {
    let entity = analysis.entities.get(id);
    let last = entity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    (entity.kind == EntityKind::Organization || !entity.name.contains(' '))
        && entity.party.as_deref().is_none_or(|p| analysis.entities.state_name(p).is_some())
        && (SUMMITS.contains(&last.as_str()) || matches!(last.as_str(), "conclave" | "session" | "congress"))
}

/// Verbs of those who are visited.
const RECEIVE: &[&str] =
    &["welcomed", "welcomes", "received", "receives", "hosted", "hosts", "greeted", "greets"];

/// Whether those who act are told to receive the others: "Kenya's president *welcomed* his guest to Nairobi".
fn receives(analysis: &Analysis, event: &Event) -> bool {
    let (tokens, grammar, entities) = (&analysis.tokens, &analysis.grammar, &analysis.entities);
    let clauses = Clauses::new(analysis);
    let key = |id: EntityId| entities.party_key(id);
    let acts = |id: EntityId| event.actors.iter().any(|&a| key(a) == key(id));
    let both = event.actors.iter().any(|&a| event.recipients.iter().any(|&r| key(a) == key(r)));
    !both
        && !event.recipients.is_empty()
        && event.evidence.first().is_some_and(|&span| {
            let verb = tokens.within(span).find_map(|at| grammar.verb(at)).map(|v| grammar.verbs[v]);
            verb.filter(|g| !g.passive && RECEIVE.contains(&tokens.lower(g.head))).is_some_and(|group| {
                let subjects = clauses.subjects(&group);
                let acting = subjects.iter().filter_map(|&m| entities.of(m));
                let mut acting = acting.flat_map(|e| entities.expanded(e)).peekable();
                acting.peek().is_some() && acting.all(acts)
            })
        })
}

/// Whether two meet where many do, to whom each of them came: "met *on the sidelines of* the Chad summit".
fn is_beside_many(analysis: &Analysis, event: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let many = |at: usize| {
        let phrase = grammar.phrase(at).map(|p| grammar.phrases[p]);
        let gathers = |word: &str| {
            SUMMITS.contains(&word)
                || matches!(word, "g7" | "g20" | "g8" | "meeting" | "funeral" | "congress")
        };
        phrase.is_some_and(|p| gathers(tokens.lower(p.head)))
    };
    event.evidence.iter().any(|&span| {
        let own = tokens.within(span);
        let sentence = &analysis.sentences[analysis.sentence_of(own.start)];
        let beside = |at: usize| {
            matches!(tokens.lower(at), "sidelines" | "sideline" | "margins" | "fringes")
                || tokens.lower(at) == "at" && (at + 1..at + 5).any(many)
        };
        (own.end..sentence.tokens.end.min(own.end + REACH)).any(beside)
            || (sentence.tokens.start..own.start)
                .any(|at| matches!(tokens.lower(at), "sidelines" | "sideline" | "margins" | "fringes"))
    })
}

/// Whether someone is called a guest where he is named: "the *visiting* Chadian president".
pub(in crate::extract) fn is_guest(analysis: &Analysis, id: EntityId) -> bool {
    analysis.mentions.iter().enumerate().any(|(i, mention)| {
        analysis.entities.of(i) == Some(id) && {
            let own = analysis.tokens.within(mention.phrase);
            let visiting = |at: usize| analysis.tokens.lower(at) == "visiting";
            own.start.checked_sub(1).is_some_and(visiting) || own.clone().any(visiting)
        }
    })
}

/// Whether the words leave it open that the others come to the hosts: not where both meet, whoever's city it is: "Putin
/// and Erdogan *hold talks* in Sochi", "talks *between* them in Delhi".
fn comes_to(analysis: &Analysis, event: &Event, hosts: &[EntityId]) -> bool {
    let (tokens, grammar, entities) = (&analysis.tokens, &analysis.grammar, &analysis.entities);
    let clauses = Clauses::new(analysis);
    let key = |id: EntityId| entities.party_key(id);
    let is_host = |id: &EntityId| hosts.iter().any(|&h| key(h) == key(*id));
    event.evidence.iter().any(|&span| {
        let own = tokens.within(span);
        let Some(verb) = own.clone().find_map(|at| grammar.verb(at)) else {
            // "On *their* meeting in Kyiv", "the *U.S.-Tajik* talks".
            let phrase = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]);
            let before = phrase.map_or(own.start, |p| p.start)..own.start;
            let joint = before.into_iter().any(|at| matches!(tokens.lower(at), "their" | "our" | "-" | "–"));
            return !joint && !(own.start..own.end + 4).any(|at| tokens.lower(at) == "between");
        };
        let subjects = clauses.subjects(&grammar.verbs[verb]);
        let acting: Vec<EntityId> =
            subjects.iter().filter_map(|&m| entities.of(m)).flat_map(|e| entities.expanded(e)).collect();
        acting.iter().all(is_host) || !acting.iter().any(is_host)
    })
}
