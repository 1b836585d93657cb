//! What the words before an agreement tell of how far it has come: hoped for, called for, given consent to, put one's name to.

use super::nouns::HEADS;
use super::verbs::status_by;
use super::{Candidate, Finder};
use crate::analyze::Status;

/// Nouns of what is hoped or asked for: "the *prospects* of a treaty", "*calls* for a truce".
const HOPES: &[&str] = &[
    "prospect",
    "prospects",
    "chance",
    "chances",
    "hope",
    "hopes",
    "possibility",
    "likelihood",
    "idea",
    "need",
    "call",
    "calls",
    "push",
    "bid",
    "drive",
    "quest",
    "demand",
    "demands",
    "appeal",
    "appeals",
    "plea",
    "pleas",
    "offer",
    "offers",
    "request",
    "desire",
    "outline",
    "outlines",
    "blueprint",
    "mandate",
    "deadline",
    "target",
    "conditions",
];

/// First letters of verbs by which someone asks or hopes for what stands after "for".
const ASKING: &[&str] = &[
    "call", "hop", "push", "press", "appeal", "campaign", "lobb", "plead", "pled", "ask", "wait", "strive",
    "aim", "argu",
];

/// Nouns of those who give their consent to a treaty for a state.
const CHAMBERS: &[&str] = &[
    "parliament",
    "parliaments",
    "senate",
    "congress",
    "lawmakers",
    "legislators",
    "deputies",
    "senators",
    "assembly",
    "duma",
    "knesset",
    "bundestag",
    "bundesrat",
    "diet",
    "house",
    "chamber",
    "legislature",
    "mps",
    "majlis",
    "sejm",
    "rada",
];

impl Finder<'_> {
    /// The status that is told by what someone hopes, asks, or gives for an agreement; `noun` and `preposition` stand before it.
    pub(super) fn outlook(
        &self,
        candidate: &Candidate,
        start: usize,
        noun: &str,
        preposition: &str,
        indefinite: bool,
    ) -> Option<&'static str> {
        let grammar = self.clauses.grammar;
        let group = candidate.verb.map(|v| &grammar.verbs[v]);
        let word = |n: usize| start.checked_sub(n).map_or("", |i| self.lower(i));
        if candidate.known.is_none() && !candidate.named && indefinite {
            let hoped = matches!(preposition, "of" | "for") && HOPES.contains(&noun);
            let asked = preposition == "for"
                && group.is_some_and(|g| {
                    g.head + 3 > start
                        && ASKING.iter().any(|s| self.lower(g.head).starts_with(s))
                        && g.head < start
                });
            if hoped || asked {
                return Some("proposed");
            }
        }
        // "put their *names to* a treaty", "affixed his signature to the pact".
        let names = preposition == "to"
            && matches!(noun, "name" | "names" | "signature" | "signatures" | "initials" | "seal");
        let puts = |i: usize| {
            matches!(self.lower(i), "put" | "puts" | "putting" | "affixed" | "affix" | "added" | "set")
        };
        if names && (start.saturating_sub(6)..start).any(puts) && !self.is_open_before(start) {
            return Some("signed");
        }
        // "came to terms *on* a treaty", "settled *on* a deal".
        let terms = word(1) == "on" && (word(2) == "terms" || word(2).starts_with("settl"));
        if candidate.known.is_none() && indefinite && terms && !self.is_open_before(start) {
            return Some("agreed");
        }
        // "The Senate gave its *consent to* the treaty"; and lawmakers who endorse it.
        let chamber = |from: usize, to: usize| (from..to).any(|i| CHAMBERS.contains(&self.lower(i)));
        let sentence = self.analysis.sentences.partition_point(|s| s.tokens.end <= start);
        let range = &self.analysis.sentences.get(sentence)?.tokens;
        let consent =
            preposition == "to" && matches!(noun, "consent" | "assent" | "approval" | "blessing" | "nod");
        if consent
            && chamber(range.start, start)
            && !self.is_open_before(start)
            && candidate.kind != "resolution"
        {
            return Some("ratified");
        }
        // "a new agreement, which replaces *a prior one*".
        let replaced = group.is_some_and(|g| {
            g.head < start
                && ["replac", "supersed", "succeed"].iter().any(|s| self.lower(g.head).starts_with(s))
        });
        if replaced && self.is_told_earlier(candidate) {
            return Some("terminated");
        }
        // "signed *a protocol to* the regional convention": what is amended is there.
        let amends = preposition == "to"
            && (matches!(
                noun,
                "amendment" | "amendments" | "annex" | "addendum" | "supplement" | "accession" | "extension"
            ) || HEADS.iter().any(|(head, _)| *head == noun));
        if amends {
            return Some("in force");
        }
        let group = group?;
        let lower = self.lower(group.head);
        let done = |status: Status| matches!(status, Status::Actual | Status::Historical);
        let end = candidate.tokens.end;
        if candidate.kind == "resolution" || candidate.kind == "ceasefire" {
            return None;
        }
        // "voted by 93 to 5 *to approve* a treaty".
        let voted = group.infinitive
            && group.head < start
            && status_by(lower) == Some("ratified")
            && !group.negated
            && (group.start.saturating_sub(8)..group.start)
                .any(|i| matches!(self.lower(i), "voted" | "votes"))
            && !self.is_open_before(group.start);
        let endorsed = lower.starts_with("endors")
            && group.head < start
            && chamber(range.start, group.head)
            && done(self.clauses.status(group, false));
        // "The treaty *won approval* in parliament".
        let won = matches!(lower, "won" | "wins" | "gained" | "received" | "secured" | "got")
            && group.head >= end
            && (group.head + 1..group.head + 5)
                .any(|i| matches!(self.lower(i), "approval" | "consent" | "backing"))
            && chamber(group.head, range.end)
            && done(self.clauses.status(group, false));
        (voted || endorsed || won).then_some("ratified")
    }

    /// The status of what a clause with "which" or "that" at token `open` tells someone to have done to it: "the treaty, *which
    /// Chad suspended* in 2007".
    pub(super) fn left_by(&self, open: usize, limit: usize) -> Option<&'static str> {
        const LONG: usize = 9;
        let grammar = self.clauses.grammar;
        // "the treaty *with Niger, which* Chad suspended": past whose it is.
        let whose = |i: usize| {
            grammar.cover[i].is_some() || matches!(self.lower(i), "with" | "between" | "and" | "the" | ",")
        };
        let mut open = open;
        if matches!(self.lower(open), "with" | "between") {
            open = (open..limit.min(open + LONG)).find(|&i| !whose(i))?;
        }
        if !matches!(self.lower(open), "which" | "that") {
            return None;
        }
        let verb =
            (open + 1..limit.min(open + LONG)).find_map(|i| grammar.verb(i)).map(|v| &grammar.verbs[v])?;
        let someone = (open + 1..verb.start).any(|i| grammar.cover[i].is_some());
        let status = status_by(self.lower(verb.head))?;
        let left = matches!(status, "suspended" | "terminated")
            && !self.lower(verb.head).starts_with("end")
            && !verb.passive
            && !verb.infinitive;
        (someone && left && self.is_done(verb)).then_some(status)
    }

    /// Whether the words right before token `at` leave open whether it is done: "may", "refused to", "would".
    fn is_open_before(&self, at: usize) -> bool {
        (at.saturating_sub(9)..at).any(|i| {
            let word = self.lower(i);
            matches!(
                word,
                "will" | "would" | "may" | "might" | "could" | "must" | "should" | "not" | "never" | "yet"
            ) || ["refus", "declin", "fail", "threat", "expect", "hop", "plan"]
                .iter()
                .any(|s| word.starts_with(s))
        })
    }
}
