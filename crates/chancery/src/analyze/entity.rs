//! [`Entities`]: who and what the mentions of a report refer to.

use chancery_know::Knowledge;

use super::{Analysis, MentionId};
use crate::text::Span;

/// Index of an entity in its [`Entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A person, state, organisation, group or place that a report speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its canonical name.
    pub name: String,
    /// Code of the party it is or acts for.
    pub party: Option<String>,
    /// Office of a person, in lower case, without the state.
    pub office: Option<String>,
    /// Wikidata identifier, where knowledge has it.
    pub wikidata: Option<String>,
    /// For a group that stands for several others ("the two ministers"): those.
    pub members: Vec<EntityId>,
    /// Its mentions, in order.
    pub mentions: Vec<MentionId>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state or territory.
    State,
    /// An organisation of states, or any other organisation.
    Organization,
    /// A place that acts in no event by itself.
    Place,
    /// An unnamed or unorganised group of persons.
    Group,
}

/// The entities of a report, and which mention refers to which.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// All of them; [`EntityId`] is the index.
    pub list: Vec<Entity>,
    /// For each mention of the analysis, whom it refers to, where that is known.
    pub of_mention: Vec<Option<EntityId>>,
}

impl Entities {
    /// The entity `id`.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.0 as usize]
    }

    /// Whom mention `mention` refers to.
    pub fn of(&self, mention: MentionId) -> Option<EntityId> {
        self.of_mention.get(mention).copied().flatten()
    }

    /// Whether an entity may take part in an event: a person, party or group, not a mere place.
    pub fn takes_part(&self, id: EntityId) -> bool {
        self.get(id).kind != EntityKind::Place
    }

    /// The party code of an entity, or its name where it has none.
    pub fn party_key(&self, id: EntityId) -> &str {
        let entity = self.get(id);
        entity.party.as_deref().unwrap_or(&entity.name)
    }

    /// The persons or parties meant: the entity itself, or the members of a group that stands for several.
    pub fn expanded(&self, id: EntityId) -> Vec<EntityId> {
        let entity = self.get(id);
        if entity.members.is_empty() { vec![id] } else { entity.members.clone() }
    }
}

/// Groups the mentions of `analysis` into entities and resolves them to persons and parties.
pub fn resolve(_analysis: &Analysis, _know: &Knowledge) -> Entities {
    Entities::default()
}

impl Analysis<'_> {
    /// The mention whose words (or whose phrase) best fit `span`: the one that `span` lies in or that lies in it, the
    /// longest, and of equals the last.
    pub fn mention_in(&self, span: Span) -> Option<MentionId> {
        let first = self.mentions.partition_point(|m| m.phrase.end <= span.start && m.span.end <= span.start);
        self.mentions[first.saturating_sub(4)..]
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.phrase.start < span.end)
            .filter(|(_, m)| span.contains(m.span) || m.phrase.contains(span))
            .max_by_key(|(_, m)| m.span.len())
            .map(|(i, _)| first.saturating_sub(4) + i)
    }

    /// Whom the words of `span` refer to.
    pub fn entity_in(&self, span: Span) -> Option<EntityId> {
        self.mention_in(span).and_then(|m| self.entities.of(m))
    }
}
