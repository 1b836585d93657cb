//! Which groups that only a noun tells of stand where around a verb or noun, where no mention does.

use super::{Clauses, PhraseId, Relation, Slot, Tag, VerbGroup};
use crate::analyze::EntityId;
use crate::analyze::mention::lexicon::GroupKind;

/// A group and where it stands.
pub(crate) type Stands = (Slot, GroupKind, EntityId);

/// Prepositions after which another act or a circumstance is told.
const ENDS: &[&str] =
    &["after", "before", "since", "during", "following", "despite", "until", "amid", "amidst", "ahead"];

impl Clauses<'_> {
    /// The groups around a verb.
    pub(crate) fn groups_of_verb(&self, group: &VerbGroup, sentence: usize) -> Vec<Stands> {
        let mut found = Vec::new();
        // "Eleven men *accused* of joining" are only described.
        if self.analysis.entities.groups.is_empty() || group.reduced {
            return found;
        }
        let subject = if group.passive { Slot::Object } else { Slot::Subject };
        self.add_groups(self.own_subject(group), subject, &mut found);
        self.add_groups(group.object, Slot::Object, &mut found);
        let limit = self.analysis.sentences[sentence].tokens.end;
        let first = if group.passive { Slot::Other } else { Slot::Object };
        let known = found.len();
        self.groups_right(group.head + 1, limit, first, &mut found);
        if group.passive {
            for (slot, ..) in &mut found[known..] {
                if *slot == Slot::By {
                    *slot = Slot::Subject;
                }
            }
        }
        found
    }

    /// The groups around a noun; `end` is past the trigger.
    pub(crate) fn groups_of_noun(&self, at: usize, end: usize, sentence: usize) -> Vec<Stands> {
        let mut found = Vec::new();
        let Some(id) = self.grammar.phrase(at).filter(|_| !self.analysis.entities.groups.is_empty()) else {
            return found;
        };
        self.groups_right(end, self.analysis.sentences[sentence].tokens.end, Slot::Other, &mut found);
        if let Some(verb) = self.verb_around(id, sentence) {
            let group = self.grammar.verbs[verb];
            let before = self.grammar.phrases[id].start > group.head;
            if before && self.grammar.phrases[id].preposition.is_none() && !group.passive {
                self.add_groups(self.own_subject(&group), Slot::Around, &mut found);
            }
        }
        found
    }

    /// The subject of a verb, or of the one on which it hangs: "students marched, *demanding*".
    fn own_subject(&self, group: &VerbGroup) -> Option<PhraseId> {
        let mut group = group;
        for _ in 0..6 {
            if let Some(subject) = self.subject_of(group) {
                // "Filed *in a court*, alleging" is of nobody.
                let led = self.grammar.phrases[subject].preposition;
                return led.is_none_or(|t| self.only_counts(t)).then_some(subject);
            }
            let hangs = matches!(
                group.relation,
                Relation::Relative | Relation::Gerund | Relation::Joined | Relation::Infinitive
            );
            // "Fired *at rioting* inmates".
            let before = group.start.checked_sub(1).map_or("", |at| self.lower(at));
            let describes =
                group.gerund && matches!(before, "at" | "on" | "of" | "to" | "for" | "against" | "the");
            if !hangs || group.passive || describes {
                return None;
            }
            group = &self.grammar.verbs[group.governor.or(group.shares)?];
            if group.passive {
                return None;
            }
        }
        None
    }

    /// Adds the groups of a phrase and of those joined before it, unless somebody known is among them.
    fn add_groups(&self, phrase: Option<PhraseId>, slot: Slot, found: &mut Vec<Stands>) {
        let mut next = phrase;
        let mut chain = Vec::new();
        while let Some(id) = next.filter(|_| chain.len() < 12) {
            chain.push(id);
            next = self.grammar.phrases[id].joined.filter(|&p| p < id);
        }
        for id in chain.into_iter().rev() {
            self.add_group(id, slot, found);
        }
    }

    fn add_group(&self, id: PhraseId, slot: Slot, found: &mut Vec<Stands>) {
        let entities = &self.analysis.entities;
        let phrase = self.grammar.phrases[id];
        // "Dozens *of students*".
        let of = (self.is_many(&phrase) && self.lower(phrase.end) == "of")
            .then(|| self.grammar.phrase(phrase.end + 1))
            .flatten()
            .and_then(|p| entities.group_at(self.grammar.phrases[p].head));
        let Some((kind, group)) = of.or_else(|| entities.group_at(phrase.head)) else { return };
        let known = self.mentions_of_one(id).into_iter().any(|m| entities.of(m).is_some());
        if !known && !found.contains(&(slot, kind, group)) {
            found.push((slot, kind, group));
        }
    }

    /// The groups to the right by the preposition before them, to the end of the clause.
    fn groups_right(&self, from: usize, limit: usize, first: Slot, found: &mut Vec<Stands>) {
        let mut at = from;
        let mut last = first;
        while at < limit {
            if let Some(id) = self.grammar.phrase(at) {
                let phrase = self.grammar.phrases[id];
                let end = phrase.end.max(at + 1);
                if phrase.apposed {
                    at = end;
                    continue;
                }
                // "Killed *at least* 20 people".
                let led = phrase.preposition.filter(|&t| t >= from && !self.only_counts(t));
                let slot = match led {
                    Some(t) => Slot::of_preposition(self.lower(t)),
                    None if phrase.joined.is_some() && at > from => last,
                    None if last == first => first,
                    None => Slot::Other,
                };
                self.add_group(id, slot, found);
                let many = self.is_many(&phrase) && self.lower(phrase.end) == "of";
                at = if many {
                    self.grammar.phrase(phrase.end + 1).map_or(end, |p| self.grammar.phrases[p].end.max(end))
                } else {
                    end
                };
                last = slot;
                continue;
            }
            match self.grammar.tags[at] {
                Tag::Preposition if ENDS.contains(&self.lower(at)) => return,
                Tag::Comma => {
                    let next = self.grammar.phrase(at + 1).map(|p| self.grammar.phrases[p]);
                    if !next.is_some_and(|p| p.joined.is_some() || p.apposed) {
                        return;
                    }
                }
                Tag::Conjunction => {
                    let next = self.grammar.phrase(at + 1).map(|p| self.grammar.phrases[p]);
                    if !next.is_some_and(|p| p.joined.is_some()) {
                        return;
                    }
                }
                Tag::Preposition
                | Tag::Adverb
                | Tag::Close
                | Tag::Quote
                | Tag::Adjective
                | Tag::Joiner
                | Tag::Possessive => {}
                _ => return,
            }
            at += 1;
        }
    }

    /// Whether a preposition only begins a number: "*at* least 20", "*up to* 30".
    fn only_counts(&self, at: usize) -> bool {
        match self.lower(at) {
            "at" => matches!(self.lower(at + 1), "least" | "most"),
            "to" => at.checked_sub(1).is_some_and(|i| self.lower(i) == "up"),
            "about" | "around" | "over" => super::is_count(self.lower(at + 1)),
            "than" => true,
            _ => false,
        }
    }
}
