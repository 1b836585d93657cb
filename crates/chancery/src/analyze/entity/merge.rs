//! One entity for one person: who was met first by an office, which knowledge resolved, and then by a name.

use std::collections::HashMap;

use super::name::name_words;
use super::{Entities, Entity, EntityId, EntityKind};

impl Entities {
    /// Makes one entity of those that are the same known person, or bear the same full name for the same party.
    pub(super) fn merge_persons(&mut self) {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut into: Vec<usize> = (0..self.list.len()).collect();
        let mut merged = false;
        for (i, entity) in self.list.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            for key in keys(entity) {
                let earlier = *first.entry(key).or_insert(into[i]);
                if into[i] == i && earlier != i {
                    into[i] = earlier;
                    merged = true;
                }
            }
        }
        if merged {
            self.join(&into);
        }
    }

    /// Joins each entity with the earlier one that `into` names for it, and numbers them anew.
    fn join(&mut self, into: &[usize]) {
        let mut number = vec![0u32; into.len()];
        let mut list: Vec<Entity> = Vec::with_capacity(into.len());
        for (i, entity) in std::mem::take(&mut self.list).into_iter().enumerate() {
            if into[i] == i {
                number[i] = list.len() as u32;
                list.push(entity);
                continue;
            }
            number[i] = number[into[i]];
            let kept = &mut list[number[i] as usize];
            // What the report tells goes before what knowledge adds.
            let (told, other) = if entity.named && !kept.named {
                (entity, std::mem::replace(kept, placeholder()))
            } else {
                (std::mem::replace(kept, placeholder()), entity)
            };
            let mut mentions = told.mentions;
            mentions.extend(other.mentions);
            mentions.sort_unstable();
            *kept = Entity {
                kind: EntityKind::Person,
                name: told.name,
                party: told.party.or(other.party),
                office: told.office.or(other.office),
                wikidata: told.wikidata.or(other.wikidata),
                members: told.members,
                place: None,
                named: told.named || other.named,
                male: told.male.or(other.male),
                mentions,
            };
        }
        self.list = list;
        let renumber = |id: &mut EntityId| id.0 = number[id.0 as usize];
        self.of_mention.iter_mut().flatten().for_each(renumber);
        self.voices.iter_mut().filter_map(|(_, voice)| voice.as_mut()).for_each(renumber);
        for entity in &mut self.list {
            entity.members.iter_mut().for_each(renumber);
            let mut seen: Vec<EntityId> = Vec::new();
            entity.members.retain(|m| {
                let new = !seen.contains(m);
                seen.push(*m);
                new
            });
        }
    }
}

/// By what a person is known to be the same as another.
fn keys(entity: &Entity) -> Vec<String> {
    let mut keys: Vec<String> = entity.wikidata.iter().cloned().collect();
    let words = name_words(&entity.name);
    if entity.named && words.len() > 1 {
        keys.push(format!("{}|{}", words.join(" "), entity.party.as_deref().unwrap_or_default()));
    }
    keys
}

fn placeholder() -> Entity {
    Entity {
        kind: EntityKind::Person,
        name: String::new(),
        party: None,
        office: None,
        wikidata: None,
        members: Vec::new(),
        place: None,
        named: false,
        male: None,
        mentions: Vec::new(),
    }
}
