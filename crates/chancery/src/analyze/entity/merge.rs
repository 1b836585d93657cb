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
        for i in 0..self.list.len() {
            let Some(named) = self.bearer(i).filter(|_| into[i] == i) else { continue };
            let root = into[named];
            into[i.max(root)] = i.min(root);
            merged = true;
        }
        if merged {
            // Each goes to the first of those that it is the same as.
            for i in 0..into.len() {
                into[i] = into[into[i]];
            }
            self.join(&into);
        }
    }

    /// The only named person of the report who bears the office by which alone entity `i` is told: "the foreign minister
    /// of Japan" of a title.
    fn bearer(&self, i: usize) -> Option<usize> {
        let told = &self.list[i];
        let (office, party) = (told.office.as_deref()?, told.party.as_deref()?);
        if told.kind != EntityKind::Person || told.named || !is_of_one(office) {
            return None;
        }
        let bears = |e: &Entity| {
            let held = e.office.as_deref().unwrap_or_default();
            e.kind == EntityKind::Person
                && e.named
                && e.party.as_deref() == Some(party)
                && (held == office || office == "leader" && is_head(held))
        };
        let mut all = self.list.iter().enumerate().filter(|(_, e)| bears(e)).map(|(n, _)| n);
        all.next().filter(|_| all.next().is_none())
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

/// Whether one person at a time bears an office in a state.
fn is_of_one(office: &str) -> bool {
    let minister = office.ends_with(" minister") && !office.contains("deputy") && !office.contains("junior");
    is_head(office) || minister || matches!(office, "leader" | "secretary of state" | "foreign secretary")
}

/// Whether whoever bears an office leads a state.
fn is_head(office: &str) -> bool {
    matches!(
        office,
        "president"
            | "prime minister"
            | "chancellor"
            | "premier"
            | "taoiseach"
            | "king"
            | "emir"
            | "sultan"
            | "supreme leader"
            | "crown prince"
    )
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

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Persons as `(name, party, wikidata, named)`, each with a mention of its own; a group of the second and third; and
    /// what they are once merged.
    #[track_caller]
    fn check(persons: &[(&str, Option<&str>, Option<&str>, bool)], expected: Expect) {
        let mut entities = Entities::default();
        for (mention, &(name, party, wikidata, named)) in persons.iter().enumerate() {
            let id = entities.add(EntityKind::Person, name.to_owned(), party.map(str::to_owned), named);
            let entity = &mut entities.list[id.0 as usize];
            entity.wikidata = wikidata.map(str::to_owned);
            entity.mentions.push(mention);
            entities.of_mention.push(Some(id));
        }
        let group = entities.add(EntityKind::Group, "both".to_owned(), None, false);
        entities.list[group.0 as usize].members = vec![EntityId(1), EntityId(2)];
        entities.voices.push((0, Some(EntityId(2))));
        entities.merge_persons();
        let mut told: Vec<String> = entities
            .list
            .iter()
            .map(|e| {
                let party = e.party.as_deref().unwrap_or("-");
                let members: Vec<u32> = e.members.iter().map(|m| m.0).collect();
                format!("{} {party} mentions {:?} members {members:?}", e.name, e.mentions)
            })
            .collect();
        let of: Vec<u32> = entities.of_mention.iter().flatten().map(|e| e.0).collect();
        told.push(format!("of mentions {of:?}, voice {:?}", entities.voices[0].1.map(|e| e.0)));
        expected.assert_eq(&told.join("\n"));
    }

    #[test]
    fn one_known_person_is_one_entity_under_the_name_told() {
        check(
            &[
                ("Sergei Lavrov", Some("RUS"), Some("Q58217"), false),
                ("Wang Yi", Some("CHN"), Some("Q197315"), true),
                ("Sergey Lavrov", Some("RUS"), Some("Q58217"), true),
            ],
            expect![[r#"
                Sergey Lavrov RUS mentions [0, 2] members []
                Wang Yi CHN mentions [1] members []
                both - mentions [] members [1, 0]
                of mentions [0, 1, 0], voice Some(0)"#]],
        );
    }

    #[test]
    fn one_full_name_of_one_party_is_one_person_and_a_surname_or_another_party_is_not() {
        check(
            &[
                ("Wang Yi", Some("CHN"), None, true),
                ("Wang", Some("CHN"), None, true),
                ("Wang Yi", Some("TWN"), None, true),
                ("Wang Yi", Some("CHN"), None, true),
            ],
            expect![[r#"
                Wang Yi CHN mentions [0, 3] members []
                Wang CHN mentions [1] members []
                Wang Yi TWN mentions [2] members []
                both - mentions [] members [1, 2]
                of mentions [0, 1, 2, 0], voice Some(2)"#]],
        );
    }

    #[test]
    fn whom_knowledge_names_and_the_report_does_not_is_merged_by_what_is_known_alone() {
        check(
            &[
                ("Joe Biden", Some("USA"), None, false),
                ("Joe Biden", Some("USA"), None, true),
                ("Emmanuel Macron", Some("FRA"), None, true),
            ],
            expect![[r#"
                Joe Biden USA mentions [0] members []
                Joe Biden USA mentions [1] members []
                Emmanuel Macron FRA mentions [2] members []
                both - mentions [] members [1, 2]
                of mentions [0, 1, 2], voice Some(2)"#]],
        );
    }
}
