//! Why words that might name or describe an agreement do not: it is said that there is none, it is only wished for, or they
//! say what another thing is.

use super::{Candidate, Finder, WISHES, verbs};
use crate::analyze::Status;
use crate::analyze::clause::Tag;
use crate::extract::Event;

impl Finder<'_> {
    /// Why what stands here is no agreement: it lacks, is only wished for, or is said of another thing.
    pub(super) fn is_none(
        &self,
        candidate: &Candidate,
        event: Option<&Event>,
        listed: bool,
    ) -> Option<&'static str> {
        const WISHED: &str = "it is only wished for";
        let grammar = self.clauses.grammar;
        if candidate.known.is_some() {
            return None;
        }
        let phrase = candidate.phrase.map(|p| grammar.phrases[p])?;
        if matches!(self.lower(phrase.start), "no" | "any") {
            return Some("it is said that there is none");
        }
        let start = phrase.start;
        let before = self.before(start);
        // "by *mutual agreement*", "without *prior agreement*" tell how a thing is done.
        let manner = matches!(before, "by" | "in" | "with" | "without")
            && candidate.tokens.end == candidate.head + 1
            && matches!(self.lower(candidate.head), "agreement" | "accord" | "consensus" | "understanding")
            && start + 1 == candidate.head
            && matches!(
                self.lower(start),
                "mutual" | "common" | "full" | "general" | "tacit" | "joint" | "prior" | "broad"
            );
        if manner {
            return Some("it tells how a thing is done");
        }
        // "an armistice, *not* a peace treaty".
        if before == "not"
            && !self
                .clauses
                .grammar
                .verb(start.saturating_sub(2))
                .is_some_and(|v| self.is_done(&grammar.verbs[v]))
        {
            return Some("it is said that there is none");
        }
        // "*Among* the topics were the Vienna accord and the truce" only puts last what is first.
        let inverted = || {
            let first = self.analysis.sentences.partition_point(|s| s.tokens.end <= start);
            self.analysis.sentences.get(first).is_some_and(|s| self.lower(s.tokens.start) == "among")
        };
        // "*there is* a ceasefire" says that it is.
        let exists = start.checked_sub(2).is_some_and(|i| self.lower(i) == "there");
        let says = matches!(before, "is" | "was" | "be" | "been" | "are" | "were");
        if says && !inverted() && !exists && !listed {
            return Some("it says what another thing is");
        }
        let owned = start.checked_sub(1).is_some_and(|b| self.tag(b) == Some(Tag::Possessive));
        let bare = start == candidate.head && self.lower(start) == "agreement" && !owned && !candidate.named;
        if bare && !event.is_some_and(|e| matches!(e.status, Status::Actual | Status::Historical)) {
            return Some("“agreement” without article is no one agreement");
        }
        let potential = (start..candidate.head).any(|i| self.lower(i) == "potential");
        let Some(verb) = candidate.verb.map(|v| grammar.verbs[v]) else {
            return potential.then_some(WISHED);
        };
        // "should have made a deal", "is not seeking a ceasefire", "failing to negotiate".
        let unmade = self.clauses.status(&verb, false) == Status::Negated;
        let failed = event.is_none_or(|e| e.status == Status::Negated);
        let word = self.lower(verb.head);
        // What is not honoured, renewed or enforced is there all the same: "failed to honour a trade pact"; and so is
        // what is not ratified or adopted.
        // "*refused* to sign a peace accord": it is there to be signed.
        let refused = word.starts_with("sign")
            && verb.governor.map(|v| self.lower(grammar.verbs[v].head)).is_some_and(|g| {
                ["refus", "declin", "reject", "baulk", "balk"].iter().any(|s| g.starts_with(s))
            });
        let made = self.is_unbound(start)
            || verbs::presupposes(word)
            || candidate.kind == "resolution"
            || verbs::is_tabled(word)
            || refused;
        // "would have infringed the 1976 agreement": it has a name or a year, and so is there.
        let there = candidate.named || (start..candidate.tokens.end).any(|i| self.is_year(i));
        // "will not open the crossing, as agreed in *the* truce": what is not done stands beside.
        let beside = self.lower(start) == "the" && phrase.preposition.is_some();
        // "*the* U.S. agreement with Iran *isn't* good": what is judged is there.
        let judged = self.lower(start) == "the"
            && verb.subject == candidate.phrase
            && matches!(
                word,
                "is" | "are" | "was" | "were" | "isn't" | "wasn't" | "aren't" | "isn’t" | "wasn’t" | "aren’t"
            );
        let there = there || beside || judged;
        let regretted = verb.perfect && verb.modal.is_some() && !there;
        if (verb.negated || unmade) && failed && !made && !there || regretted {
            return Some("it is said not to have been made");
        }
        // "an effort to broker *a deal* for a truce": the deal is told of, though it is not made.
        let deal = candidate.tokens.end > candidate.head + 1 && self.lower(candidate.head) != "cessation";
        let unnamed = candidate.kind == "ceasefire" && !candidate.named && !deal;
        // "demand an end to the strikes *despite* the truce".
        let aside = phrase.preposition.is_some()
            && matches!(before, "despite" | "after" | "since" | "under" | "during" | "following")
            || self.is_kept(start);
        // "*called off* the truce" ends it.
        let ends = self.lower(verb.head + 1) == "off";
        let wishing = unnamed && !aside && !ends && WISHES.iter().any(|s| word.starts_with(s));
        let wished = unnamed
            && matches!(before, "for" | "towards" | "toward")
            && (start.saturating_sub(4)..start).any(|i| WISHES.iter().any(|s| self.lower(i).starts_with(s)));
        if unnamed && event.is_none() && self.is_ahead(start) {
            return Some(WISHED);
        }
        // "agreed on the urgent need for a ceasefire", "the importance of *reaching* a ceasefire".
        let lead = if unnamed && before.ends_with("ing") { start - 1 } else { start };
        let needed = !candidate.named
            && (lead == start || matches!(self.lower(start), "a" | "an"))
            && matches!(self.before(lead), "for" | "of")
            && lead.checked_sub(2).is_some_and(|i| {
                matches!(
                    self.lower(i),
                    "need"
                        | "call"
                        | "calls"
                        | "importance"
                        | "necessity"
                        | "urgency"
                        | "hope"
                        | "hopes"
                        | "desire"
                )
            });
        // "commitment to achieving a ceasefire": what they agreed on is to try.
        let tried = wishing && (verb.infinitive || verb.gerund);
        // "efforts *to reach* a ceasefire", but "managed *to reach* a ceasefire".
        let sought = unnamed
            && !aside
            && verb.infinitive
            && matches!(self.lower(start), "a" | "an" | "ceasefire" | "cease-fire" | "truce")
            && ["reach", "secur", "establish"].iter().any(|s| word.starts_with(s))
            && !matches!(self.clauses.status(&verb, false), Status::Actual | Status::Historical);
        ((wishing || wished || sought) && event.is_none() || tried || potential || needed).then_some(WISHED)
    }
}
