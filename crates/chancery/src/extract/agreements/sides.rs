//! Whose an agreement is where its own words tell nobody: those who fight, of a truce; whom its purpose names; the state that
//! the report is about, where the other side is told without a name.

use std::collections::BTreeMap;

use super::parties::BODIES;
use super::{Candidate, Finder};
use crate::analyze::clause::Tag;
use crate::analyze::{EntityKind, MentionId, Status};

/// Nouns of what is fought over, by which the land that stands before them is no side: "the *Karabakh* conflict".
const CONFLICTS: &[&str] =
    &["conflict", "war", "crisis", "dispute", "issue", "question", "peace", "ceasefire"];

/// How many tokens may stand between a preposition or article and the noun of an unnamed side.
const UNNAMED: usize = 6;

impl Finder<'_> {
    /// Whether it is told what an agreement is to do: "an accord *to cut output*", "an agreement *aimed at ending the war*".
    pub(super) fn has_purpose(&self, candidate: &Candidate) -> bool {
        let end = candidate.tokens.end;
        let aimed = matches!(self.lower(end), "aimed" | "designed" | "intended" | "meant");
        let does = self.tag(end) == Some(Tag::To) && self.clauses.grammar.verb(end + 1).is_some();
        !candidate.named && (aimed || does)
    }

    /// Whether a mention is of a stretch of land that a conflict is called after, and not of a state.
    pub(super) fn names_conflict(&self, mention: MentionId) -> bool {
        let span = self.analysis.mentions[mention].span;
        let next = self.analysis.tokens.at_or_after(span.end);
        let entity = self.analysis.entities.of(mention).map(|e| self.analysis.entities.get(e));
        let code = entity.and_then(|e| e.party.as_deref());
        let state = code.is_some_and(|c| self.analysis.entities.state_name(c).is_some());
        CONFLICTS.contains(&self.lower(next)) && !state
    }

    /// Whether the other side is told without a name that says whose it is: "an agreement *with its creditors*", "the deal
    /// *with world powers*".
    pub(super) fn is_with_unnamed(&self, candidate: &Candidate) -> bool {
        let end = candidate.tokens.end;
        let grammar = self.clauses.grammar;
        if self.lower(end) != "with" {
            return false;
        }
        let phrase = (end + 1..end + UNNAMED).find_map(|i| grammar.phrase(i)).map(|p| grammar.phrases[p]);
        phrase.is_some_and(|p| (p.start..p.end).all(|i| grammar.cover[i].is_none_or(|m| !self.has_code(m))))
    }

    /// Whether a sentence tells of a side that has no name: "Chad and *six world powers*", "the government and the *rebels*".
    pub(super) fn tells_of_unnamed(&self, sentence: usize) -> bool {
        const SIDES: &[&str] = &[
            "rebels",
            "rebel",
            "guerrillas",
            "guerrilla",
            "insurgents",
            "separatists",
            "militias",
            "factions",
            "faction",
            "militants",
            "powers",
            "creditors",
            "opposition",
        ];
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        // "the *Houthi rebels*" have a name; "*rebels in Chad*" and "*rebel* leader Goukouni Mahamat" only a home.
        let home = |m: MentionId| {
            let entity = self.analysis.entities.of(m).map(|e| self.analysis.entities.get(e));
            entity.is_some_and(|e| {
                let state = |code: &str| self.analysis.entities.state_name(code).is_some();
                e.kind == EntityKind::Person || e.party.as_deref().is_some_and(state)
            })
        };
        let has_name = |i: usize| self.clauses.grammar.cover[i].is_some_and(|m| self.has_code(m) && !home(m));
        tokens.into_iter().any(|i| SIDES.contains(&self.lower(i)) && !has_name(i))
    }

    fn has_code(&self, mention: MentionId) -> bool {
        let entity = self.analysis.entities.of(mention).map(|e| self.analysis.entities.get(e));
        entity.is_some_and(|e| e.party.is_some() || !e.members.is_empty())
    }

    /// The United Nations, where the report tells of one of its bodies and of no parliament: "voted for a resolution".
    pub(super) fn spoken_of_body(&self) -> Option<String> {
        let words = &self.analysis.tokens.lower;
        let has = |names: &[&str]| names.iter().any(|name| words.contains(name));
        let united =
            has(&["security council", "general assembly", "human rights council", "un member states"]);
        let parliament = has(&["senate", "congress", "parliament", "knesset", "lawmakers", "legislature"]);
        (united && !parliament).then(|| "UN".to_owned())
    }

    /// The two who fight, by what the report tells of their fighting, else by being named side by side more than once:
    /// "Israelis and Palestinians".
    pub(super) fn fighting(&self) -> Vec<String> {
        let fights = |e: &&crate::extract::Event| {
            e.event == "ASSAULT" && matches!(e.status, Status::Actual | Status::Historical)
        };
        let attacks = self.events.iter().filter(fights).map(|e| self.codes_of(e));
        most_often(attacks, 1).or_else(|| most_often(self.named_together(), 2)).unwrap_or_default()
    }

    /// The codes of each two parties that are joined by "and".
    fn named_together(&self) -> impl Iterator<Item = Vec<String>> {
        let grammar = self.clauses.grammar;
        let code = |head: usize| {
            let entity = self.analysis.entities.of(grammar.cover[head]?)?;
            let entity = self.analysis.entities.get(entity);
            let side = !matches!(entity.kind, EntityKind::Person | EntityKind::Place);
            entity.party.clone().filter(|c| side && !BODIES.contains(&c.as_str()))
        };
        grammar.phrases.iter().filter_map(move |phrase| {
            let before = grammar.phrases[phrase.joined?];
            let pair = vec![code(before.head)?, code(phrase.head)?];
            (pair[0] != pair[1]).then_some(pair)
        })
    }
}

/// Of pairs of codes the one that is told most often, and at least `least` times.
fn most_often(pairs: impl Iterator<Item = Vec<String>>, least: usize) -> Option<Vec<String>> {
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for mut pair in pairs.filter(|pair| pair.len() == 2) {
        pair.sort();
        *counts.entry(pair).or_default() += 1;
    }
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (most.1 >= least).then_some(most.0)
}
