//! Whose an agreement is: the parties that its name tells, else those who make it, break it or are bound by it.

use super::{Candidate, Finder};
use crate::analyze::clause::Tag;
use crate::analyze::{EntityId, EntityKind, MentionId};
use crate::extract::Event;

/// What stands after the name of one who is not a party: "U.S.-*backed* deal", "UN-*mediated* truce".
const HELPERS: &[&str] = &[
    "backed",
    "mediated",
    "brokered",
    "sponsored",
    "led",
    "supported",
    "drafted",
    "negotiated",
    "proposed",
    "imposed",
];

/// Verbs whose subject is bound by the agreement that is their object, by their first letters.
const BINDING: &[&str] = &[
    "violat",
    "break",
    "broke",
    "breach",
    "sign",
    "reach",
    "agree",
    "reject",
    "accept",
    "suspend",
    "withdr",
    "quit",
    "leav",
    "honor",
    "honour",
    "ratif",
    "announc",
    "declar",
    "propos",
    "conclud",
    "enter",
    "join",
    "extend",
    "renew",
    "terminat",
    "abandon",
    "finaliz",
    "negotiat",
    "issu",
    "releas",
    "adher",
    "comply",
    "begin",
    "end",
    "hold",
    "make",
    "made",
    "discuss",
    "launch",
    "exit",
    "scrap",
    "cancel",
    "uphold",
    "respect",
    "implement",
    "support",
    "want",
    "call",
    "said",
    "say",
    "welcom",
    "express",
    "condemn",
    "urge",
    "enforc",
];

impl Finder<'_> {
    /// The codes of the parties, and whether they are those of the table of known agreements and not the report's.
    pub(super) fn parties(
        &self,
        candidate: &Candidate,
        sentence: usize,
        event: Option<&Event>,
    ) -> (Vec<String>, bool) {
        let mut codes = self.named_parties(candidate, sentence);
        if let Some(known) = candidate.known {
            return self.known_parties(known.parties, codes, candidate);
        }
        if codes.len() >= 2 || candidate.kind == "resolution" && !codes.is_empty() {
            return (codes, false);
        }
        if candidate.kind == "resolution" {
            return (self.body(candidate, sentence).into_iter().collect(), false);
        }
        let around = || self.around(sentence).filter(|_| candidate.kind == "ceasefire");
        if let Some(e) = event.or_else(around) {
            self.extend(&mut codes, e.actors.iter().chain(&e.recipients).copied());
        }
        if codes.len() < 2 {
            let bound = self.bound(candidate);
            self.extend(&mut codes, bound.into_iter());
        }
        if codes.len() < 2 && codes.is_empty() || codes.len() == 1 && candidate.kind == "ceasefire" {
            let of_sentence = self.of_sentence(sentence, candidate);
            if of_sentence.len() == 2
                || of_sentence.len() == 1 && codes.is_empty() && candidate.kind == "ceasefire"
            {
                for code in of_sentence {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
        }
        (codes, false)
    }

    /// Of a known agreement those parties that the report speaks of; all, where it speaks of none; and where it is open
    /// to all states, those that the words here bind to it.
    fn known_parties(
        &self,
        all: &[&'static str],
        named: Vec<String>,
        candidate: &Candidate,
    ) -> (Vec<String>, bool) {
        if all.is_empty() {
            let mut codes = named;
            let bound = self.bound(candidate);
            self.extend(&mut codes, bound.into_iter());
            return (codes, false);
        }
        let told: Vec<String> =
            all.iter().filter(|code| self.told.contains(**code)).map(|&code| code.to_owned()).collect();
        if told.len() >= 2 || told.len() == all.len() || all.len() > 4 && !told.is_empty() {
            (told, false)
        } else {
            (all.iter().map(|&c| c.to_owned()).collect(), true)
        }
    }

    /// Adds the codes of entities, and not one twice. Persons act for their party.
    fn extend(&self, codes: &mut Vec<String>, more: impl Iterator<Item = EntityId>) {
        for id in more {
            for member in self.analysis.entities.expanded(id) {
                let entity = self.analysis.entities.get(member);
                if entity.kind != EntityKind::Place
                    && let Some(code) = entity.party.clone()
                    && !codes.contains(&code)
                {
                    codes.push(code);
                }
            }
        }
    }

    /// The body whose resolution it is: "the Security Council adopted".
    fn body(&self, candidate: &Candidate, sentence: usize) -> Option<String> {
        let bound = self.bound(candidate);
        let organization = |id: &EntityId| self.analysis.entities.get(*id).kind == EntityKind::Organization;
        let passes = bound.iter().find(|id| organization(id)).copied();
        passes.and_then(|id| self.analysis.entities.get(id).party.clone()).or_else(|| {
            let range = self.analysis.sentences[sentence].tokens.clone();
            let words = self.analysis.tokens.span(range.start, range.end).of(&self.analysis.tokens.lower);
            (words.contains("security council") || words.contains("general assembly"))
                .then(|| "UN".to_owned())
        })
    }

    /// Who does what binds to the agreement: the subject of the verb that it is object of.
    fn bound(&self, candidate: &Candidate) -> Vec<EntityId> {
        let grammar = self.clauses.grammar;
        let Some(verb) = candidate.verb else { return Vec::new() };
        let group = grammar.verbs[verb];
        let word = self.lower(group.head);
        if !BINDING.iter().any(|s| word.starts_with(s)) {
            return Vec::new();
        }
        let mentions: Vec<MentionId> = self.clauses.subjects(&group);
        mentions.iter().filter_map(|&m| self.analysis.entities.of(m)).collect()
    }

    /// The parties of a sentence, in order, without those that only helped or said it.
    fn of_sentence(&self, sentence: usize, candidate: &Candidate) -> Vec<String> {
        let span = self.analysis.sentences[sentence].span;
        let from = self.analysis.mentions.partition_point(|m| m.phrase.start < span.start);
        let mut codes: Vec<String> = Vec::new();
        let limit = self.analysis.mentions[from..].iter().take_while(|m| m.phrase.start < span.end).count();
        for id in from..from + limit {
            if self.helps(id) {
                continue;
            }
            let Some(entity) = self.analysis.entities.of(id).map(|e| self.analysis.entities.get(e)) else {
                continue;
            };
            // "a ceasefire in Yemen": the state of a place is bound where nobody else is.
            let place = entity.kind == EntityKind::Place && candidate.kind != "ceasefire";
            if let Some(code) = entity.party.clone().filter(|_| !place && entity.members.is_empty())
                && code != "UN"
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
        codes
    }

    /// Whether a mention is of one who only helped: "U.S.-backed", "brokered by Egypt".
    fn helps(&self, mention: MentionId) -> bool {
        let span = self.analysis.mentions[mention].span;
        let after = &self.analysis.tokens.lower[span.end as usize..];
        let word = after.strip_prefix(['-', '–', '‑']).unwrap_or("");
        if HELPERS.iter().any(|h| word.starts_with(h)) {
            return true;
        }
        let at = self.analysis.tokens.at_or_after(self.analysis.mentions[mention].phrase.start);
        let by = at.checked_sub(2).map(|b| (self.lower(b), self.lower(b + 1)));
        by.is_some_and(|(verb, by)| by == "by" && HELPERS.contains(&verb))
    }

    /// Another event of this sentence with two parties.
    fn around(&self, sentence: usize) -> Option<&Event> {
        let span = self.analysis.sentences[sentence].span;
        self.events.iter().find(|e| {
            let mut codes = Vec::new();
            self.extend(&mut codes, e.actors.iter().chain(&e.recipients).copied());
            matches!(e.event, "AGREE" | "RETREAT" | "CONCEDE")
                && e.evidence.iter().any(|s| span.contains(*s))
                && codes.len() == 2
        })
    }

    /// Parties that the words themselves name: "U.S.-Japan pact", "deal between X and Y", "ceasefire with Z".
    pub(super) fn named_parties(&self, candidate: &Candidate, sentence: usize) -> Vec<String> {
        let grammar = self.clauses.grammar;
        let limit = self.analysis.sentences[sentence].tokens.end;
        let mut codes: Vec<String> = Vec::new();
        let add = |token: usize, codes: &mut Vec<String>| {
            // One word may name two: "India-Russia".
            let word = self.analysis.tokens.list[token].span;
            let mentions = &self.analysis.mentions;
            let first = mentions.partition_point(|m| m.phrase.start < word.start);
            let inside = (first..mentions.len())
                .take_while(|&m| mentions[m].phrase.start < word.end)
                .filter(|&m| word.contains(mentions[m].span));
            let cover = grammar.cover[token].into_iter();
            for mention in inside.chain(cover).filter(|&m| !self.helps(m)) {
                self.extend(codes, self.analysis.entities.of(mention).into_iter());
            }
        };
        let start = candidate.phrase.map_or(candidate.tokens.start, |p| grammar.phrases[p].start);
        for token in start.min(candidate.tokens.start)..candidate.tokens.end {
            add(token, &mut codes);
        }
        // After the name: "between", "with", "by", over a list.
        let mut at = candidate.tokens.end;
        while at < limit.min(candidate.tokens.end + 30) {
            if matches!(self.lower(at), "between" | "with" | "among") {
                let mut next = grammar.phrase(at + 1);
                let mut previous = None;
                while let Some(p) = next {
                    let member = grammar.phrases[p];
                    if previous.is_some() && member.joined != previous {
                        break;
                    }
                    for token in member.start..member.end {
                        add(token, &mut codes);
                    }
                    previous = Some(p);
                    next = (member.end..member.end + 3).find_map(|t| grammar.phrase(t));
                }
                break;
            }
            let goes_on = matches!(
                self.tag(at),
                Some(
                    Tag::Preposition
                        | Tag::Noun
                        | Tag::Determiner
                        | Tag::Adjective
                        | Tag::Number
                        | Tag::Participle
                        | Tag::Conjunction
                        | Tag::Auxiliary
                )
            );
            if !goes_on {
                break;
            }
            at += 1;
        }
        codes
    }
}
