//! [`Found`]: who is of the occasion that a title tells of.

use super::{Manner, OPENING};
use crate::claims::Entity;
use crate::identity::person::{Person, is_role, words};

/// A person whom the title names.
pub(crate) struct Found<'r> {
    /// The first word of the title, of that name.
    pub(super) at: usize,
    pub(crate) entity: &'r Entity,
    pub(crate) person: Person,
}

/// Persons of an opening that a title without any is taken to speak of.
const MANY: usize = 8;

impl Clone for Found<'_> {
    fn clone(&self) -> Self {
        Found { at: self.at, entity: self.entity, person: self.person.clone() }
    }
}

/// The persons of the record whom the title names, in its order, each once.
pub(super) fn named<'r>(title: &str, words: &[(usize, String)], entities: &'r [Entity]) -> Vec<Found<'r>> {
    let is_name = |i: usize| {
        words
            .get(i)
            .is_some_and(|(at, w)| title[*at..].chars().next().is_some_and(char::is_uppercase) && !is_role(w))
    };
    // Each with the words of the title that are its name's, and how well it is known.
    let mut found: Vec<(Found<'r>, std::ops::Range<usize>, usize)> = Vec::new();
    for entity in entities.iter().filter(|e| e.kind == "person") {
        let Some(person) = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default()) else {
            continue;
        };
        let within = |i: usize| i < words.len() && person.words.contains(&words[i].1);
        let at = (0..words.len()).filter(|&i| is_name(i) && within(i)).find(|&i| {
            // The family name, or one that stands alone among the title's words.
            words[i].1 == person.family()
                || words[i].1.len() > 2
                    && [i.wrapping_sub(1), i + 1].iter().all(|&n| !is_name(n) || n < words.len() && within(n))
        });
        let Some(at) = at else { continue };
        let start = (0..=at).rev().take_while(|&i| within(i) || words[i].1.len() < 3).last().unwrap_or(at);
        let start = (start..=at).find(|&i| within(i)).unwrap_or(at);
        let end = (at..words.len()).take_while(|&i| within(i)).last().unwrap_or(at) + 1;
        let rank = (end - start) * 1000 + entity.mentions.len().min(999);
        found.push((Found { at: start, entity, person }, start..end, rank));
    }
    // Who has more of the words goes first, so that a father's name in a son's is nobody.
    found.sort_by(|a, b| (b.2, a.0.at).cmp(&(a.2, b.0.at)));
    let mut kept: Vec<(Found<'r>, std::ops::Range<usize>)> = Vec::new();
    for (one, span, _) in found {
        let is_there = kept.iter().any(|(k, taken)| {
            span.start < taken.end && taken.start < span.end
                || k.entity.id == one.entity.id
                || k.person.fits(&one.person)
        });
        if !is_there {
            kept.push((one, span));
        }
    }
    kept.sort_by_key(|(found, _)| found.at);
    kept.into_iter().map(|(found, _)| found).collect()
}

/// Who is named by the office alone: `the President's Travel to Belgium`.
pub(super) fn by_office<'r>(
    text: &[&str],
    from: usize,
    to: usize,
    entities: &'r [Entity],
) -> Option<Found<'r>> {
    let offices: &[(&[&str], &str)] = &[
        (&["the", "vice", "president", "s"], "vice president"),
        (&["the", "deputy", "secretary", "s"], "deputy secretary of state"),
        (&["the", "president", "s"], "president"),
        (&["the", "secretary", "s"], "secretary of state"),
    ];
    let (at, office) = offices.iter().find_map(|(words, office)| {
        let at = text[from..to.max(from)].windows(words.len()).position(|part| part == *words)?;
        Some((from + at, *office))
    })?;
    // Of several holders, the one whom the report names most; whom it names once may be of the past.
    let holders = entities
        .iter()
        .filter(|e| e.kind == "person" && e.office.as_deref() == Some(office) && e.mentions.len() > 1);
    let entity = holders.max_by_key(|e| e.mentions.len())?;
    let person = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default())?;
    Some(Found { at, entity, person })
}

/// Who receives a visitor whom alone the title names: the one of another party whom the report names most.
pub(super) fn host<'r>(entities: &'r [Entity], visitor: &Found<'_>) -> Option<Found<'r>> {
    let others = entities
        .iter()
        .filter(|e| e.kind == "person" && e.party.is_some() && e.party != visitor.entity.party);
    let entity = others.max_by_key(|e| e.mentions.len())?;
    let person = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default())?;
    Some(Found { at: usize::MAX, entity, person })
}

/// The states and organisations of the record that the title names.
pub(super) fn states<'r>(text: &[&str], entities: &'r [Entity]) -> Vec<&'r Entity> {
    let named = |e: &&Entity| {
        let mentions = e.mentions.iter().map(|m| m.text.as_str());
        mentions.chain([e.name.as_str()]).any(|name| {
            let name: Vec<String> = words(name).map(|(_, w)| w).collect();
            !name.is_empty()
                && (name.iter().any(|w| w.len() > 2) || name == ["u", "s"])
                && text.windows(name.len()).any(|part| part == name.as_slice())
        })
    };
    entities
        .iter()
        .filter(|e| matches!(e.kind.as_str(), "state" | "organization") && e.party.is_some())
        .filter(named)
        .collect()
}

/// Of a title that names no person: those of the opening who are of the parties that the title names; of a gathering, one
/// of each party.
pub(super) fn opened_by<'r>(entities: &'r [Entity], parties: &[&Entity], manner: Manner) -> Vec<Found<'r>> {
    if !matches!(manner, Manner::Meeting | Manner::Gathering) {
        return Vec::new();
    }
    let is_bilateral = manner == Manner::Meeting && parties.len() > 1;
    let mut found: Vec<Found<'r>> = Vec::new();
    let mut opening: Vec<&Entity> = entities
        .iter()
        .filter(|e| e.kind == "person" && e.mentions.iter().any(|m| m.start < OPENING))
        .collect();
    opening.sort_by_key(|e| e.mentions.iter().map(|m| m.start).min());
    for entity in opening {
        let is_of = parties.iter().any(|p| p.party == entity.party);
        let is_other = is_bilateral || !found.iter().any(|f| f.entity.party == entity.party);
        let Some(person) = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default()) else {
            continue;
        };
        if is_other && (is_of || !is_bilateral) && found.len() < MANY {
            found.push(Found { at: 0, entity, person });
        }
    }
    found
}
