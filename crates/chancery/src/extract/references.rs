//! Whom and what the words of an act refer back to: those who met ("*the two* agreed"), the state of a body that is told
//! without it ("*the interior ministry* accused"), and the meeting that was told of before ("*the visit* will").

use super::Event;
use super::events::keys;
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
    let Some((members, count)) = together(analysis, trigger, &roles) else { return roles };
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

/// Leaves out a state beside a person who stands for it: who visits Norway and meets its minister meets one side.
pub(super) fn persons_for_states(analysis: &Analysis, side: &mut Vec<EntityId>) {
    let kind = |id: EntityId| analysis.entities.get(id).kind;
    let key = |id: EntityId| analysis.entities.party_key(id);
    let persons: Vec<EntityId> = side.iter().copied().filter(|&e| kind(e) == EntityKind::Person).collect();
    side.retain(|&e| kind(e) != EntityKind::State || !persons.iter().any(|&p| key(p) == key(e)));
}

/// The actors of a trigger that a word for several stands for, and how many it says they are.
fn together(
    analysis: &Analysis,
    trigger: &Trigger,
    roles: &[(Role, EntityId)],
) -> Option<(Vec<EntityId>, Option<u8>)> {
    let sentence = analysis.sentences.get(trigger.sentence)?.span;
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.start);
    let here = analysis.mentions.iter().enumerate().skip(from);
    here.take_while(|(_, m)| m.span.end <= trigger.span.start).find_map(|(id, mention)| {
        let count = match mention.reading {
            Reading::Collective { count, .. } => count,
            Reading::Pronoun(Pronoun::They) => None,
            _ => return None,
        };
        let members = analysis.entities.expanded(analysis.entities.of(id)?);
        let acts = |e: &EntityId| roles.contains(&(Role::Actor, *e));
        (members.len() > 1 && members.iter().all(acts)).then_some((members, count))
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
    near.into_iter().find_map(party).map(|i| EntityId(i as u32))
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
    before.iter().rposition(|e| {
        let parties = keys(analysis, e);
        e.event == "CONSULT"
            && own.iter().all(|k| parties.contains(k))
            && (e.mode == event.mode || e.mode.is_none() || event.mode.is_none())
    })
}

/// The meeting whose participants a sentence after it lists: "*Participants included* France and Chad".
pub(super) fn listed(analysis: &Analysis, trigger: &Trigger, before: &[Event]) -> Option<usize> {
    if !trigger.method.starts_with("rule:consult.took-part") {
        return None;
    }
    let near = |e: &Event| {
        let sentence = |s: &crate::text::Span| analysis.sentence_of(analysis.tokens.at_or_after(s.start));
        e.evidence.iter().any(|s| sentence(s) + SENTENCES_BACK >= trigger.sentence)
    };
    before.iter().rposition(|e| e.event == "CONSULT" && near(e))
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
            "last" | "previous" | "earlier" | "next" | "first" | "second" | "new"
        )
    });
    matches!(first, "the" | "this" | "their" | "his" | "her" | "its") && !another
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;
    use expect_test::{Expect, expect};

    use crate::text::Document;

    /// The events of a report: type, status, who acts, towards whom, and the words.
    fn check(text: &str, expected: Expect) {
        let document = Document::from_text(text);
        let analysis = crate::analyze(&document, Knowledge::embedded());
        let claims = crate::extract(&analysis);
        let names = |ids: &[crate::analyze::EntityId]| {
            ids.iter().map(|&id| analysis.entities.party_key(id)).collect::<Vec<_>>().join("+")
        };
        let lines: Vec<String> = claims
            .events
            .iter()
            .map(|e| {
                let words: Vec<&str> = e.evidence.iter().map(|s| s.of(text)).collect();
                format!(
                    "{} {:?} {} > {}: {}",
                    e.event,
                    e.status,
                    names(&e.actors),
                    names(&e.recipients),
                    words.join(" / ")
                )
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn those_who_met_agree() {
        check(
            "Kenyan President William Ruto met his Ugandan counterpart Yoweri Museveni in Nairobi on Monday. Tanzania and \
             Rwanda border both countries. The two leaders agreed to reopen the crossing at Busia.",
            expect![[r#"
                CONSULT Actual UGA > KEN: met
                AGREE Actual KEN+UGA > : agreed
                RETREAT Planned KEN+UGA > : reopen the crossing"#]],
        );
    }

    #[test]
    fn a_ministry_without_its_state_is_that_of_the_state_told_of() {
        check(
            "Fighting went on in Mali on Sunday. The Interior Ministry accused Algeria of sheltering rebels.",
            expect![[r#"
                ACCUSE Actual MLI > DZA: accused
                AID Actual DZA > : sheltering"#]],
        );
    }

    #[test]
    fn the_visit_is_the_one_told_of_before() {
        check(
            "French President Emmanuel Macron will visit Serbia next week. The visit is the first since 2019.",
            expect!["CONSULT Planned FRA > SRB: visit"],
        );
    }

    #[test]
    fn thanks_and_support_are_two_acts() {
        check(
            "Norway thanked Ghana for its peacekeepers. Norway also reaffirmed its support for Ghana.",
            expect![[r#"
                SUPPORT Actual NOR > GHA: thanked
                SUPPORT Actual NOR > GHA: reaffirmed its support"#]],
        );
    }
}
