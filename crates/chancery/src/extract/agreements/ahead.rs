//! Whether what is told of an agreement is done or still ahead: "the signing of the pact *was postponed*", "look forward to
//! the entry into force of".

use super::{Candidate, Finder};
use crate::analyze::Status;
use crate::analyze::clause::Modal;

/// First letters of verbs by which the signing or the conclusion that they are told of is still ahead, or is not to be.
const OUTSTANDING: &[&str] = &[
    "postpon", "delay", "cancel", "schedul", "plan", "expect", "discuss", "demand", "oppos", "prevent",
    "hope", "prepar", "consider", "await", "seek", "envisag", "foresee", "foreseen", "hinder", "approv",
    "authori", "hold", "held", "stall",
];

/// Adjectives of a signing or conclusion that has not come.
const EARLY: &[&str] = &[
    "early",
    "earliest",
    "speedy",
    "swift",
    "quick",
    "rapid",
    "prompt",
    "possible",
    "planned",
    "expected",
    "upcoming",
    "forthcoming",
    "imminent",
    "eventual",
    "timely",
    "future",
];

impl Finder<'_> {
    /// Whether what is told before token `start` is kept from being done: "vetoed the adoption of".
    pub(super) fn is_barred(&self, start: usize) -> bool {
        (start.saturating_sub(5)..start).any(|i| {
            ["block", "veto", "prevent", "oppos", "fail", "reject", "delay", "postpon"]
                .iter()
                .any(|s| self.lower(i).starts_with(s))
        })
    }

    /// Whether what is told before token `start` is only awaited: "look forward to the entry into force of".
    pub(super) fn is_awaited(&self, start: usize) -> bool {
        (start.saturating_sub(10)..start).any(|i| {
            matches!(self.lower(i), "forward" | "await" | "awaits" | "awaiting" | "expected" | "upcoming")
        })
    }

    /// Whether the talks on an agreement are over: "have *completed negotiations* for a free trade agreement".
    pub(super) fn is_concluded(&self, candidate: &Candidate) -> bool {
        let start = candidate.tokens.start;
        (start.saturating_sub(8)..start).any(|i| {
            ["complet", "conclud", "finish", "wrapp"].iter().any(|s| self.lower(i).starts_with(s))
                && self.clauses.grammar.verb(i).is_some_and(|v| {
                    self.clauses.status(&self.clauses.grammar.verbs[v], false) == Status::Actual
                })
        })
    }

    /// Whether the signing or conclusion, whose name ends right before token `start`, of an agreement is still ahead: "work
    /// for *an early conclusion of* a trade pact", "the signing of the pact *was postponed*".
    pub(super) fn is_outstanding(&self, candidate: &Candidate, start: usize) -> bool {
        if candidate.known.is_some() {
            return false;
        }
        if (start.saturating_sub(5)..start).any(|i| EARLY.contains(&self.lower(i))) {
            return true;
        }
        let Some(verb) = candidate.verb.map(|v| &self.clauses.grammar.verbs[v]) else { return false };
        let word = self.lower(verb.head);
        // "the signing *will be held* on Monday", but "the signing *was held* on Monday".
        let held = matches!(word, "held" | "hold") && verb.modal != Some(Modal::Future);
        let called = word.starts_with("call") && matches!(self.lower(verb.head + 1), "for" | "off");
        let put = word == "put" && self.lower(verb.head + 1) == "off";
        called
            || put
            || !held && OUTSTANDING.iter().any(|s| word.starts_with(s))
            || verb.modal == Some(Modal::Future)
            // "is scheduled *to witness* the signing of a pact".
            || verb.infinitive && self.clauses.status(verb, false) == Status::Planned
    }

    /// Whether an agreement that is told to be signed is told to enter into force: "a pact signed in May *takes effect* today".
    pub(super) fn comes_into_force(&self, candidate: &Candidate) -> bool {
        let verb = candidate.verb.map(|v| &self.clauses.grammar.verbs[v]);
        verb.is_some_and(|g| {
            let enters = matches!(
                self.lower(g.head),
                "enter" | "enters" | "entered" | "come" | "comes" | "came" | "take" | "takes" | "took"
            );
            let force = matches!(self.lower(g.head + 1), "into" | "effect");
            enters && force && !g.infinitive && self.clauses.status(g, false) == Status::Actual
        })
    }

    /// Whether the terms, told right before token `start`, are agreed: "*settled* the terms of".
    pub(super) fn is_settled_on(&self, start: usize) -> bool {
        (start.saturating_sub(6)..start).any(|i| {
            ["agree", "settl", "finali", "conclud"].iter().any(|s| self.lower(i).starts_with(s))
                && self.clauses.grammar.verb(i).is_some_and(|v| {
                    self.clauses.status(&self.clauses.grammar.verbs[v], false) == Status::Actual
                })
        })
    }

    /// Whether an agreement is told to be within reach: "A deal *is very close*".
    pub(super) fn is_close(&self, candidate: &Candidate) -> bool {
        let Some(verb) = candidate.verb.map(|v| &self.clauses.grammar.verbs[v]) else { return false };
        let is = matches!(self.lower(verb.head), "is" | "was" | "be" | "are" | "were" | "looks" | "seems");
        let close = |i: usize| {
            matches!(
                self.lower(i),
                "close" | "near" | "imminent" | "reach" | "possible" | "likely" | "unlikely"
            )
        };
        let unnamed = candidate.known.is_none() && !candidate.named;
        let own = verb.subject == candidate.phrase;
        unnamed && is && own && (verb.head + 1..verb.head + 4).any(close)
    }
}
