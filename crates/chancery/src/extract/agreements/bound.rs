//! Whom an agreement binds by what they do: who signs it, breaks it, promises something under it; and who only speaks of it.

use super::parties::BODIES;
use super::{Candidate, Finder};
use crate::analyze::clause::VerbId;
use crate::analyze::{EntityId, EntityKind, MentionForm, MentionId, Status};
use crate::extract::Event;

/// Verbs whose subject is bound by the agreement that is their object, by their first letters.
pub(super) const BINDING: &[&str] = &[
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
    "pull",
    "quit",
    "leav",
    "left",
    "rejoin",
    "honor",
    "honour",
    "ratif",
    "acced",
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
    "launch",
    "exit",
    "scrap",
    "cancel",
    "uphold",
    "respect",
    "implement",
    "enforc",
    "abid",
    "observ",
    "reneg",
    "fulfil",
    "initial",
    "ink",
    "clinch",
    "strik",
    "struck",
    "pass",
    "adopt",
    "approv",
    "veto",
    "vote",
    "endors",
    "revok",
    "rescind",
    "repeal",
    "annul",
    "freez",
    "seal",
    "award",
    "won",
    "wins",
    "secur",
    "forg",
    "hammer",
    "finalis",
    "complet",
    "wrap",
    "prolong",
    "exchang",
    "froze",
    "renounc",
    "repudiat",
    "tear",
    "tore",
    "flout",
    "ignor",
    "invok",
];

/// Verbs whose subject is bound by the agreement that is their object only where it is at least two: "they discussed a
/// treaty", but not "Norway welcomed the treaty".
const SPEAKING: &[&str] =
    &["discuss", "support", "want", "call", "said", "say", "welcom", "express", "condemn", "urge"];

impl Finder<'_> {
    /// Who does what binds to the agreement: the subject of the verb that it is object of.
    pub(super) fn bound(&self, candidate: &Candidate) -> Vec<EntityId> {
        let grammar = self.clauses.grammar;
        let Some(verb) = candidate.verb else { return Vec::new() };
        let group = grammar.verbs[verb];
        let word = self.lower(group.head);
        let binds = BINDING.iter().any(|s| word.starts_with(s));
        if !binds && !SPEAKING.iter().any(|s| word.starts_with(s)) {
            return Vec::new();
        }
        // "*the Paris accord* was adopted" binds no France.
        let own = self.analysis.tokens.span(candidate.tokens.start, candidate.tokens.end);
        let mut mentions: Vec<MentionId> = self.clauses.subjects(&group);
        mentions.retain(|&m| !own.contains(self.analysis.mentions[m].span));
        let bound: Vec<EntityId> = mentions.iter().filter_map(|&m| self.analysis.entities.of(m)).collect();
        let mut codes = Vec::new();
        self.extend(&mut codes, bound.iter().copied());
        if binds || codes.len() > 1 { bound } else { Vec::new() }
    }

    /// The parties of a sentence before token `end`, in order, without those that only helped or said it.
    pub(super) fn of_sentence(
        &self,
        sentence: usize,
        candidate: &Candidate,
        end: usize,
        places: bool,
    ) -> Vec<String> {
        let span = self.analysis.sentences[sentence].span;
        let from = self.analysis.mentions.partition_point(|m| m.phrase.start < span.start);
        let mut codes: Vec<String> = Vec::new();
        let spoke = self.speaking(sentence, candidate);
        let helpers = self.helpers(sentence);
        let own = self.analysis.tokens.span(candidate.tokens.start, candidate.tokens.end);
        let limit = self.analysis.mentions[from..].iter().take_while(|m| m.phrase.start < span.end).count();
        for id in from..from + limit {
            let at = self.analysis.tokens.at_or_after(self.analysis.mentions[id].phrase.start);
            if at >= end
                || own.contains(self.analysis.mentions[id].span)
                    && self.analysis.mentions[id].form == MentionForm::Metonym
                || self.helps(id)
                || self.is_where(id)
                || self.analysis.datelines.iter().any(|d| d.tokens.contains(&at))
                || self.names_conflict(id)
                || spoke.contains(&id)
                || self.analysis.is_credited(id)
                || matches!(
                    self.analysis.mentions[id].span.of(&self.analysis.tokens.lower),
                    "i" | "we" | "us" | "our" | "my"
                )
            {
                continue;
            }
            let Some(entity) = self.analysis.entities.of(id).map(|e| self.analysis.entities.get(e)) else {
                continue;
            };
            // "signed a truce at talks *in Djibouti*".
            let only_where =
                !places && self.analysis.entities.of(id).is_some_and(|e| self.is_only_where(e, sentence));
            if only_where {
                continue;
            }
            // "a ceasefire in Yemen": the state of a place is bound where nobody else is.
            let place = entity.kind == EntityKind::Place && !(places && candidate.kind == "ceasefire");
            // Who worked for a ceasefire is told by name; those whom it binds are states and groups.
            let person = candidate.kind == "ceasefire" && entity.kind == EntityKind::Person;
            if let Some(code) =
                entity.party.clone().filter(|_| !place && !person && entity.members.is_empty())
                && !BODIES.contains(&code.as_str())
                && !(code == "NATO" && candidate.kind == "ceasefire")
                && !helpers.contains(&code)
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
        codes
    }

    /// Those who have promised something by it: "Under the accord, *Chad, Mali and Niger* agreed to lower their tariffs".
    pub(super) fn bound_under(&self, candidate: &Candidate, sentence: usize) -> Vec<String> {
        const PROMISING: &[&str] = &["agree", "commit", "pledg", "undert", "promis", "are", "have", "will"];
        let grammar = self.clauses.grammar;
        let start = candidate.phrase.map_or(candidate.tokens.start, |p| grammar.phrases[p].start);
        let before = self.before(start.min(candidate.tokens.start));
        let range = &self.analysis.sentences[sentence].tokens;
        let led = before == "under" || start < range.start + 3 && matches!(before, "in" | "by");
        let mut after =
            (candidate.tokens.end..range.end).filter_map(|i| grammar.verb(i)).map(|v| &grammar.verbs[v]);
        let mut codes = Vec::new();
        if let Some(verb) = after.next().filter(|_| led)
            && (verb.modal.is_some() || PROMISING.iter().any(|s| self.lower(verb.head).starts_with(s)))
            && !verb.reduced
        {
            let subjects = self.clauses.subjects(verb);
            self.extend(&mut codes, subjects.into_iter().filter_map(|m| self.analysis.entities.of(m)));
        }
        if codes.len() > 1 { codes } else { Vec::new() }
    }

    /// The two who do together what an agreement without name provides for: "exchanged prisoners *under an agreement*",
    /// "freed them *as part of a deal*".
    pub(super) fn done_under(&self, candidate: &Candidate, sentence: usize) -> Vec<String> {
        let grammar = self.clauses.grammar;
        let start = candidate.phrase.map_or(candidate.tokens.start, |p| grammar.phrases[p].start);
        let word = |n: usize| start.checked_sub(n).map_or("", |i| self.lower(i));
        let under = word(1) == "under"
            || word(1) == "of" && matches!(word(2), "part" | "terms")
            || word(1) == "with" && matches!(word(2), "line" | "accordance" | "keeping")
            || word(1) == "to" && matches!(word(2), "pursuant" | "according");
        if !under {
            return Vec::new();
        }
        let span = self.analysis.sentences[sentence].span;
        let here = self.analysis.tokens.list[candidate.head].span.start;
        let done = |e: &&Event| {
            e.status == Status::Actual && e.evidence.iter().any(|s| span.contains(*s) && s.end <= here)
        };
        let verb = candidate.phrase.and_then(|p| self.dates.verb_around(p, sentence));
        let verb = verb.map(|v| self.analysis.tokens.list[self.clauses.grammar.verbs[v].head].span);
        let own = |e: &&Event| verb.is_some_and(|verb| e.evidence.iter().any(|s| s.contains(verb)));
        let two = |e: &Event| {
            let mut codes = Vec::new();
            self.extend(&mut codes, e.actors.iter().copied());
            if codes.len() == 2 { codes } else { self.codes_of(e) }
        };
        let events = self.events.iter().filter(own).chain(self.events.iter().rev().filter(done));
        events.map(two).find(|codes| codes.len() == 2).unwrap_or_default()
    }

    /// Who only speaks of it: "*Chad* welcomed the truce", "*Chad* urges all sides to keep it".
    fn speaking(&self, sentence: usize, candidate: &Candidate) -> Vec<MentionId> {
        let grammar = self.clauses.grammar;
        let range = self.analysis.sentences[sentence].tokens.start..candidate.tokens.start;
        let speaks = |word: &str| {
            ["welcom", "prais", "urg", "encourag", "commend", "applaud", "thank"]
                .iter()
                .any(|s| word.starts_with(s))
        };
        let mut verbs: Vec<VerbId> = range.filter_map(|i| grammar.verb(i)).collect();
        verbs.dedup();
        let own = verbs.into_iter().chain(candidate.verb).map(|v| &grammar.verbs[v]);
        own.filter(|g| speaks(self.lower(g.head))).flat_map(|g| self.clauses.subjects(g)).collect()
    }

    /// Another event of this sentence with two parties.
    pub(super) fn around(&self, sentence: usize) -> Option<&Event> {
        let span = self.analysis.sentences[sentence].span;
        self.events.iter().find(|e| {
            let mut codes = Vec::new();
            self.extend(&mut codes, e.actors.iter().chain(&e.recipients).copied());
            matches!(e.event, "AGREE" | "RETREAT" | "CONCEDE")
                && e.evidence.iter().any(|s| span.contains(*s))
                && codes.len() == 2
        })
    }
}
