//! Who the official is that a lead calls by no name and the report then quotes by name: "Talks will go on, *a senior
//! Kenyan official* said. 'They are useful,' *Deputy Foreign Minister X* told reporters."

use super::nouns::entity_head;
use crate::analyze::attribution::{SourceKind, source_kind};
use crate::analyze::{Analysis, Attribution, Entities, EntityId, EntityKind};

/// Within how many sentences the name follows.
const NAMED_WITHIN: usize = 4;

/// Callings that fit any office.
const ANY: &[&str] = &["official", "planner", "leader", "diplomat", "officer", "aide"];

/// Nouns of which each names the office that the others name.
const ALIKE: &[&[&str]] = &[
    &["spokes", "press secretary"],
    &["envoy", "representative", "ambassador", "negotiator"],
    &["lawmaker", "legislator", "senator", "congress", "member of parliament", "deputy"],
    &["general", "commander", "military", "chief of staff"],
];

/// Puts the one whom the report names next for the unnamed one who speaks in its lead.
pub(super) fn name(analysis: &Analysis, entities: &Entities, found: &mut [Vec<EntityId>]) {
    let attributions = &analysis.attributions;
    let sentence = |a: &Attribution| analysis.sentence_of(analysis.tokens.at_or_after(a.content[0].start));
    let Some(first) = attributions.first().map(sentence) else { return };
    let Some(i) = (0..found.len()).take_while(|&i| sentence(&attributions[i]) == first).find(|&i| {
        let [who] = found[i][..] else { return false };
        attributions[i].within.is_none()
            && is_someone(entities, who)
            && is_introduced(analysis, &attributions[i])
    }) else {
        return;
    };
    let unnamed = found[i][0];
    let next = (i + 1..found.len())
        .take_while(|&j| sentence(&attributions[j]) <= first + NAMED_WITHIN)
        .filter(|&j| attributions[j].within.is_none() && found[j] != [unnamed])
        .find(|&j| !found[j].is_empty());
    let Some(j) = next.filter(|&j| sentence(&attributions[j]) > first) else { return };
    let [named] = found[j][..] else { return };
    if !is_called(entities, unnamed, named) || is_anonymous(analysis, first, sentence(&attributions[j])) {
        return;
    }
    for who in &mut found[i..j] {
        if *who == [unnamed] {
            *who = vec![named];
        }
    }
}

/// Whether an entity is one person of a party of whom no name is told.
fn is_someone(entities: &Entities, id: EntityId) -> bool {
    let entity = entities.get(id);
    let noun = entity_head(&entity.name).unwrap_or_default().to_lowercase();
    matches!(entity.kind, EntityKind::Group | EntityKind::Person)
        && !entity.named
        && entity.members.is_empty()
        && entity.party.is_some()
        && source_kind(&noun) == Some(SourceKind::Person)
        && !noun.ends_with('s')
}

/// Whether the source is told of as someone new: "*a* senior official", "*the* U.S. envoy" of a lead, and not "one official".
fn is_introduced(analysis: &Analysis, attribution: &Attribution) -> bool {
    let Some(source) = attribution.source else { return false };
    let words = source.of(&analysis.tokens.lower);
    !words.contains(' ')
        || !["one ", "this ", "that ", "his ", "another "].iter().any(|w| words.starts_with(w))
}

/// Whether the one named may be called as the one without a name is: of the same party, with an office that fits.
fn is_called(entities: &Entities, unnamed: EntityId, named: EntityId) -> bool {
    let (someone, person) = (entities.get(unnamed), entities.get(named));
    let noun = entity_head(&someone.name).unwrap_or_default().to_lowercase();
    let Some(office) = person.office.as_deref() else { return false };
    let fits = |word: &str| {
        let alike = ALIKE.iter().find(|list| list.iter().any(|w| word.starts_with(w)));
        alike.map_or_else(|| office.contains(word), |list| list.iter().any(|w| office.contains(w)))
    };
    person.kind == EntityKind::Person
        && person.named
        && person.party == someone.party
        && (ANY.contains(&noun.as_str()) || fits(&noun))
}

/// Whether a sentence says that who spoke would not be named.
fn is_anonymous(analysis: &Analysis, first: usize, last: usize) -> bool {
    let words = analysis.sentences[first].span.start as usize..analysis.sentences[last].span.end as usize;
    let lower = &analysis.tokens.lower[words];
    ["anonym", "be named", "be identified", "not authorized", "not authorised"]
        .iter()
        .any(|w| lower.contains(w))
}
