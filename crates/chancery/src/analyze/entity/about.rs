//! Whom the sentence before was about, of those who go on in the next one: "The ministers condemned the raid. *They* also
//! urged", "Leaders of the bloc met. *The heads of state* threatened".

use super::{Entity, EntityId, EntityKind, Resolver};
use crate::analyze::MentionId;
use crate::analyze::clause::Clauses;
use crate::analyze::mention::lexicon::is_speech;

/// Those who only tell what others do: "*officials* said that the two had met. They agreed".
const TELLERS: &[&str] = &[
    "officials",
    "sources",
    "diplomats",
    "analysts",
    "witnesses",
    "residents",
    "reporters",
    "observers",
    "experts",
];

/// What is done by two sides together: who goes on then may be both.
const TOGETHER: &[&str] = &[
    "met",
    "meet",
    "meets",
    "spoke",
    "speak",
    "held",
    "hold",
    "holds",
    "joined",
    "hosted",
    "discussed",
    "talked",
    "received",
    "welcomed",
    "visited",
];

impl Resolver<'_> {
    /// The subject of the first verb of the sentence before the one that mention `id` opens, and that verb's token.
    fn subject_that_goes_on(&self, id: MentionId) -> Option<(EntityId, usize)> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let before = self.sentence_before(analysis.mentions[id].span.start)?.tokens.clone();
        let clauses = Clauses::new(analysis);
        let finite = |v: &usize| {
            let group = &grammar.verbs[*v];
            !group.gerund && !group.infinitive && !group.reduced
        };
        let mut subjects = before.clone().filter_map(|i| Some((i, grammar.verb(i).filter(finite)?)));
        let opens = |phrase: usize| grammar.phrases[phrase].start <= before.start + 1;
        let (at, phrase) = subjects.find_map(|(i, v)| {
            let subject = clauses.subject_of(&grammar.verbs[v]).filter(|&p| opens(p))?;
            Some((i, subject))
        })?;
        let mentions = clauses.mentions_of(phrase);
        let [only] = mentions[..] else { return None };
        Some((self.entities.of(only)?, at))
    }

    /// The people together whom the sentence before was about, of a "they" that opens the next.
    pub(super) fn group_that_goes_on(&self, id: MentionId) -> Option<EntityId> {
        let (entity, verb) = self.subject_that_goes_on(id)?;
        let word = self.analysis.tokens.lower(verb);
        let told = self.entities.get(entity);
        let noun = told.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let tells = is_speech(word) && TELLERS.contains(&noun.as_str());
        (told.kind == EntityKind::Group && !tells && !TOGETHER.contains(&word)).then_some(entity)
    }

    /// The organisation that the sentence before was about, or whose members.
    pub(super) fn body_that_goes_on(&self, id: MentionId) -> Option<EntityId> {
        let (entity, _) = self.subject_that_goes_on(id)?;
        let told = self.entities.get(entity);
        let kind = self.know.party(told.party.as_deref()?)?.kind();
        (kind == chancery_know::PartyKind::Organization && told.kind != EntityKind::Person).then_some(entity)
    }

    /// The armed or political group that the sentence before was about.
    pub(super) fn movement_that_goes_on(&self, id: MentionId) -> Option<EntityId> {
        let (entity, _) = self.subject_that_goes_on(id)?;
        let kind = self.know.party(self.entities.get(entity).party.as_deref()?)?.kind();
        (kind == chancery_know::PartyKind::Group).then_some(entity)
    }

    /// The last group that was told by the same number and noun: "*four* Arab *states*".
    pub(super) fn group_counted(&self, id: MentionId) -> Option<EntityId> {
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        let words = words.strip_prefix("the ").unwrap_or(words);
        let (count, noun) = words.split_once(' ').zip(words.rsplit_once(' ')).map(|(a, b)| (a.0, b.1))?;
        let counted = |e: &Entity| {
            let name = e.name.to_lowercase();
            e.kind == EntityKind::Group && name.starts_with(count) && name.ends_with(noun)
        };
        self.entities.list.iter().rposition(counted).map(|i| EntityId(i as u32))
    }

    /// Whether a group acts for an organisation: "NATO ministers".
    pub(super) fn acts_for_body(&self, group: EntityId) -> bool {
        let party = self.entities.get(group).party.as_deref().and_then(|code| self.know.party(code));
        party.is_some_and(|p| p.kind() == chancery_know::PartyKind::Organization)
    }

    /// Whether the sentence before tells of a signing or the like: those who do it are the sides.
    pub(super) fn sign_before(&self, id: MentionId) -> bool {
        let tokens = &self.analysis.tokens;
        let before = self.sentence_before(self.analysis.mentions[id].span.start);
        before.is_some_and(|s| {
            let verb = |i: usize| matches!(tokens.lower(i), "signed" | "sign" | "initialled" | "initialed");
            s.tokens.clone().any(verb)
        })
    }
}
