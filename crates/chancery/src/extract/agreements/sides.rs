//! Whose an agreement is where its own words tell nobody: those who fight, of a truce; whom its purpose names; the state that
//! the report is about, where the other side is told without a name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::parties::BODIES;
use super::verbs::status_by;
use super::{Candidate, Finder};
use crate::analyze::clause::Tag;
use crate::analyze::{EntityId, EntityKind, MentionId, Status};
use crate::extract::Event;

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

    /// Whether the other side without a name is of those with whom a state makes agreements.
    pub(super) fn is_with_states_or_banks(&self, candidate: &Candidate) -> bool {
        const SIDES: &[&str] = &[
            "creditors",
            "creditor",
            "banks",
            "lenders",
            "powers",
            "countries",
            "nations",
            "governments",
            "neighbours",
            "neighbors",
            "allies",
            "donors",
            "states",
        ];
        let end = candidate.tokens.end;
        (end + 1..end + UNNAMED).any(|i| SIDES.contains(&self.lower(i)))
    }

    /// Whether a name that ends before token `end` is told to be between the two of whom the report tells: "between *the two
    /// countries*", "to set up a commission between the ministries *of both countries*", "between *their governments*".
    pub(super) fn is_between_two(&self, end: usize, limit: usize) -> bool {
        const FAR: usize = 12;
        let limit = limit.min(end + FAR);
        let parted = |i: &usize| matches!(self.tag(*i), Some(Tag::Finite | Tag::Comma | Tag::Break));
        let whole = self.analysis.tokens.list.len();
        let Some(between) = (end..limit).take_while(|i| !parted(i)).find(|&i| self.lower(i) == "between")
        else {
            return false;
        };
        let side = |i: usize| {
            matches!(
                self.lower(i),
                "two"
                    | "countries"
                    | "governments"
                    | "ministries"
                    | "sides"
                    | "nations"
                    | "states"
                    | "neighbors"
                    | "neighbours"
                    | "capitals"
            )
        };
        let pair =
            |i: usize| self.lower(i) == "both" || matches!(self.lower(i), "the" | "their") && side(i + 1);
        let named = |i: usize| i < whole && self.clauses.grammar.cover[i].is_some();
        let mut after = between + 1..between + 1 + FAR / 2;
        !after.clone().any(named) && after.any(pair)
    }

    /// Whether an agreement without named parties is of the two that the report is about: "*the two sides* have a year to work out
    /// a security agreement", "the guarantors of *a 1942 treaty*".
    pub(super) fn is_of_the_pair(&self, candidate: &Candidate, sentence: usize) -> bool {
        let dated = (candidate.tokens.start..candidate.tokens.end).any(|i| self.is_year(i));
        let both = || {
            candidate.tokens.len() > 1
                && !matches!(self.lower(candidate.head), "framework" | "arrangement")
                && self.tells_of_the_two(sentence, candidate)
        };
        !matches!(candidate.kind, "resolution" | "joint statement" | "communique" | "ceasefire")
            && !self.is_with_unnamed(candidate)
            && !self.is_of_many(candidate)
            && !candidate.named
            && (dated || both())
    }

    /// Whether a sentence tells before an agreement of the two sides without their names: "*both sides* hope for a deal".
    pub(super) fn tells_of_the_two(&self, sentence: usize, candidate: &Candidate) -> bool {
        let start = self.analysis.sentences[sentence].tokens.start;
        (start..candidate.tokens.start).any(|i| {
            matches!(self.lower(i), "two" | "both")
                && matches!(
                    self.lower(i + 1),
                    "sides"
                        | "countries"
                        | "governments"
                        | "nations"
                        | "states"
                        | "neighbours"
                        | "neighbors"
                        | "capitals"
                )
        })
    }

    /// Those with whom an agreement is told to be talked of: "negotiations *with Chad* on a fisheries protocol".
    pub(super) fn talked_with(&self, candidate: &Candidate) -> Vec<EntityId> {
        const BACK: usize = 12;
        let grammar = self.clauses.grammar;
        let phrase = grammar.phrase(candidate.tokens.start).map(|p| grammar.phrases[p]);
        let Some(led) = phrase.and_then(|p| p.preposition) else { return Vec::new() };
        if !matches!(self.lower(led), "on" | "about" | "over" | "for" | "towards" | "toward") {
            return Vec::new();
        }
        let talks =
            |i: usize| matches!(self.lower(i), "talks" | "negotiations" | "discussions" | "consultations");
        let floor = led.saturating_sub(BACK);
        let noun = (floor..led)
            .rev()
            .take_while(|&i| !matches!(self.tag(i), Some(Tag::Comma | Tag::Break | Tag::Finite)))
            .find(|&i| talks(i));
        let with = noun.filter(|&i| matches!(self.lower(i + 1), "with" | "between" | "among"));
        let mentions = with.into_iter().flat_map(|i| (i + 2..led).filter_map(|t| grammar.cover[t]));
        mentions.filter_map(|m| self.analysis.entities.of(m)).collect()
    }

    /// The words and the verb of a clause without "that" which tells who made an agreement: "an accord *the two countries
    /// signed* in 1992", "the deal *Chad and Mali struck*".
    pub(super) fn contact_clause(&self, candidate: &Candidate) -> Option<(Range<usize>, &str)> {
        const LONG: usize = 9;
        let grammar = self.clauses.grammar;
        let start = candidate.tokens.end;
        let limit = grammar.tags.len().min(start + LONG);
        let opens = grammar.tags.get(start) == Some(&Tag::Determiner)
            || grammar.cover.get(start).is_some_and(Option::is_some);
        if !opens || self.tells_when(start) {
            return None;
        }
        let named = |i: &usize| {
            grammar.cover[*i].is_some()
                || matches!(
                    grammar.tags[*i],
                    Tag::Determiner | Tag::Noun | Tag::Name | Tag::Number | Tag::Adjective | Tag::Demonym
                )
                || matches!(self.lower(*i), "and" | ",")
        };
        let end = (start..limit).take_while(named).last()? + 1;
        let word = self.lower(if self.lower(end) == "had" { end + 1 } else { end });
        let makes = matches!(status_by(word), Some("signed" | "agreed" | "ratified")) || word == "made";
        makes.then_some((start..end, word))
    }

    /// Those of whom such a clause tells that they made the agreement, where they are two or more.
    pub(super) fn contact(&self, candidate: &Candidate) -> Option<Vec<String>> {
        let (words, _) = self.contact_clause(candidate)?;
        let two = words.clone().any(|i| matches!(self.lower(i), "two" | "both"));
        let sides = |i: usize| {
            matches!(
                self.lower(i),
                "countries" | "sides" | "governments" | "nations" | "states" | "neighbours"
            )
        };
        if two && words.clone().any(sides) {
            return self.pair.map(|pair| pair.map(str::to_owned).to_vec());
        }
        let mut codes = Vec::new();
        let named = words.filter_map(|i| self.clauses.grammar.cover[i]);
        self.extend(&mut codes, named.filter_map(|m| self.analysis.entities.of(m)));
        (codes.len() > 1).then_some(codes)
    }

    /// Whether it is several states that act, none of them by name: "*leaders of 44 countries* signed".
    pub(super) fn is_by_unnamed_states(&self, event: &Event) -> bool {
        const STATES: &[&str] = &["countries", "nations", "states", "governments", "members"];
        let several = |id: &EntityId| {
            let entity = self.analysis.entities.get(*id);
            let name = entity.name.to_lowercase();
            entity.party.is_none() && name.split(' ').any(|word| STATES.contains(&word))
        };
        event.status == Status::Actual && event.actors.iter().any(several)
    }

    /// Whether a party is named nowhere but where the report was filed: "LIMA, *Peru* —".
    pub(super) fn is_only_in_dateline(&self, code: &str) -> bool {
        let entities = self.analysis.entities.list.iter();
        let mut mentions =
            entities.filter(|e| e.party.as_deref() == Some(code)).flat_map(|e| e.mentions.iter()).peekable();
        let filed = |m: &MentionId| {
            let at = self.analysis.tokens.at_or_after(self.analysis.mentions[*m].span.start);
            self.analysis.datelines.iter().any(|d| d.tokens.contains(&at))
        };
        mentions.peek().is_some() && mentions.all(filed)
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
