//! Whose the forces, ships and envoys are that "its" or "their" stands before.

use super::{Clauses, Phrase, Relation};
use crate::analyze::MentionId;
use crate::text::Span;

/// What a state or a group has, and those who are of it, where "its" or "their" says whose they are: "*its warplanes*".
const OWN: &[&str] = &[
    "warplanes",
    "planes",
    "plane",
    "jets",
    "jet",
    "aircraft",
    "helicopters",
    "helicopter",
    "drones",
    "drone",
    "ships",
    "ship",
    "warships",
    "warship",
    "vessels",
    "vessel",
    "boats",
    "tankers",
    "navy",
    "coastguard",
    "police",
    "policemen",
    "soldier",
    "guards",
    "fighters",
    "gunmen",
    "men",
    "militia",
    "peacekeepers",
    "embassy",
    "embassies",
    "consulate",
    "ambassador",
    "envoy",
    "diplomats",
    "citizens",
    "nationals",
    "territory",
    "airspace",
    "positions",
    "bases",
];

/// What is done to those of another.
const HARMS: &[&str] = &[
    "killed",
    "wounded",
    "attacked",
    "shot",
    "downed",
    "bombed",
    "shelled",
    "seized",
    "captured",
    "arrested",
    "detained",
    "kidnapped",
    "abducted",
    "hit",
    "struck",
    "stormed",
    "raided",
    "intercepted",
    "violated",
    "entered",
    "crossed",
    "sank",
    "rammed",
    "jailed",
    "executed",
    "harassed",
];

/// Whether a word says that something belongs to a state or a group.
pub(super) fn is_theirs(word: &str) -> bool {
    matches!(word, "its" | "their")
}

impl Clauses<'_> {
    /// Whether a phrase names what a state or a group has, or those who are of it: "*its warplanes*".
    pub(super) fn is_own(&self, phrase: &Phrase) -> bool {
        OWN.contains(&self.lower(phrase.head)) && is_theirs(self.lower(phrase.start))
    }

    /// The state where a mission is, which is not the one whose it is: "Chad broke with Mali after a mob had stormed *its
    /// embassy in Bamako*".
    pub(super) fn host_of_mission(&self, phrase: &Phrase) -> Option<String> {
        let mission = matches!(
            self.lower(phrase.head),
            "embassy" | "embassies" | "consulate" | "consulates" | "ambassador" | "envoy" | "diplomats"
        );
        if !mission || !matches!(self.lower(phrase.end), "in" | "to") {
            return None;
        }
        let entities = &self.analysis.entities;
        let there = entities.of(self.cover.get(phrase.end + 1).copied().flatten()?)?;
        entities.get(entities.state_of_place(there).unwrap_or(there)).party.clone()
    }

    /// Who says what is told of their own: "*Iraq* admitted that its warplanes bombed", "*Chad* said that Libya had shot down
    /// one of its planes".
    pub(super) fn owner_in_complement(&self, phrase: &Phrase) -> Option<MentionId> {
        if !is_theirs(self.lower(phrase.start)) {
            return None;
        }
        let sentence = self.analysis.sentence_of(phrase.start);
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let id = self.grammar.phrase(phrase.start)?;
        let verb = |range: std::ops::Range<usize>| range.into_iter().find_map(|at| self.grammar.verb(at));
        let before = (tokens.start..phrase.start).rev().find_map(|at| self.grammar.verb(at));
        // The verb of which it is the subject, or on whose object it hangs.
        let own = verb(phrase.end..tokens.end)
            .filter(|&v| {
                let of = phrase.preposition.and_then(|t| self.grammar.phrase(t.checked_sub(1)?));
                let subject = self.grammar.verbs[v].subject;
                subject == Some(id) || subject.is_some() && subject == of
            })
            .or_else(|| before.filter(|&v| HARMS.contains(&self.lower(self.grammar.verbs[v].head))))?;
        let group = self.grammar.verbs[own];
        let says = group.governor.filter(|_| group.relation == Relation::Complement)?;
        let subject = self.subject_of(&self.grammar.verbs[says])?;
        let owner = self.cover[self.grammar.phrases[subject].head].or_else(|| {
            let named = self.modifiers(&self.grammar.phrases[subject]);
            (named.len() == 1).then(|| named[0])
        })?;
        let entity = self.analysis.entities.get(self.analysis.entities.of(owner)?);
        entity.party.as_ref().map(|_| owner)
    }

    /// Whether the words of `span` tell by a passive verb what was done.
    pub(crate) fn is_passive(&self, span: Span) -> bool {
        let verb = self.analysis.tokens.within(span).find_map(|at| self.grammar.verb(at));
        verb.is_some_and(|v| self.grammar.verbs[v].passive)
    }

    /// The parties that do what the verb before a phrase tells.
    pub(super) fn acting_before(&self, phrase: &Phrase) -> Vec<&str> {
        let start = self.analysis.sentences[self.analysis.sentence_of(phrase.start)].tokens.start;
        let verb = (start..phrase.start).rev().find_map(|at| self.grammar.verb(at));
        let Some(group) = verb.map(|v| self.grammar.verbs[v]) else { return Vec::new() };
        // Whose subject stands for another in its turn is not asked.
        let subject = self.subject_of(&group).map(|p| self.grammar.phrases[p]);
        let Some(subject) = subject.filter(|p| p.end <= group.start) else { return Vec::new() };
        let named = self.cover[subject.head].into_iter().chain(self.modifiers(&subject));
        let entities = &self.analysis.entities;
        named.filter_map(|m| entities.get(entities.of(m)?).party.as_deref()).collect()
    }
}
