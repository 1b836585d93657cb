//! Whether what a verb or noun tells of happened, is planned, possible or denied.

use super::{Clauses, Modal, Relation, Tag, VerbGroup};
use crate::analyze::Status;
use crate::analyze::word::{form, kind, mark};

impl Clauses<'_> {
    /// Whether what a verb group tells of happened. `speech`: whether it is an act of speech, which a purpose does
    /// ("travelled to Kyiv *to reaffirm* support") as much as the verb that it depends on.
    pub(crate) fn status(&self, group: &VerbGroup, speech: bool) -> Status {
        self.status_within(group, speech, 0)
    }

    /// Whether the sentence of token `at` opens the report and has no mark at its end.
    fn is_headline(&self, at: usize) -> bool {
        let sentences = &self.analysis.sentences;
        let first = sentences.first().map(|s| s.tokens.clone()).filter(|s| s.contains(&at));
        first.is_some_and(|s| !matches!(self.lower(s.end - 1), "." | "?" | "!") && sentences.len() > 1)
    }

    fn status_within(&self, group: &VerbGroup, speech: bool, depth: u8) -> Status {
        if depth > 6 {
            return Status::Actual;
        }
        if group.negated {
            return Status::Negated;
        }
        let opener = group.opener.map_or("", |t| self.lower(t));
        if matches!(opener, "if" | "unless" | "whether") {
            return Status::Hypothetical;
        }
        if self.is_unmet(group) {
            return Status::Hypothetical;
        }
        match group.modal {
            // "Armenia will recognise it *if* the attacks go on".
            Some(Modal::Future | Modal::Possible) if self.is_conditional(group) => {
                return Status::Hypothetical;
            }
            Some(Modal::Future) => return Status::Planned,
            // "said it would veto": the future, told in the past.
            Some(Modal::Possible) if self.is_reported_future(group) => return Status::Planned,
            Some(Modal::Possible | Modal::Demanded) => return Status::Hypothetical,
            None => {}
        }
        let governor = group.governor.map(|v| self.grammar.verbs[v]);
        let of_governor = |g: &VerbGroup| self.status_within(g, speech, depth + 1);
        match group.relation {
            Relation::Infinitive => {
                if !opener.is_empty() {
                    // "accepted an invitation to visit".
                    let accepted = governor.is_some_and(|g| self.lower(g.head).starts_with("accept"));
                    return if accepted { Status::Planned } else { status_by_noun(opener) };
                }
                // "Chad *to send* troops to Niger": so headlines tell what is to come.
                let Some(g) = governor else {
                    let headline = group.subject.is_some() && self.is_headline(group.head);
                    return if headline { Status::Planned } else { Status::Hypothetical };
                };
                let word = self.words[g.head];
                let lower = self.lower(g.head);
                let outer = of_governor(&g);
                if word.is_kind(kind::REFUSE) {
                    return Status::Negated;
                }
                // "Is reported *to have been* killed".
                let done = (group.start..group.head).any(|i| self.lower(i) == "have");
                if done && g.passive && word.is_kind(kind::SAY | kind::BLAME) {
                    return outer;
                }
                if outer == Status::Negated || outer == Status::Hypothetical {
                    return outer;
                }
                // "I want *to thank*", "would like to express": who says so does it.
                if speech
                    && outer == Status::Actual
                    && matches!(lower, "want" | "wants" | "like" | "wish")
                    && is_courtesy(self.lower(group.head))
                {
                    return outer;
                }
                if is_wish(lower) {
                    return Status::Hypothetical;
                }
                if word.is_kind(kind::PHASE) {
                    return outer;
                }
                if word.is_kind(kind::PLAN) {
                    return Status::Planned;
                }
                // "The raid *forced* Chad to withdraw": it did.
                if brings_about(lower) {
                    return outer;
                }
                if word.is_kind(kind::CONTROL) {
                    return Status::Hypothetical;
                }
                if word.is_auxiliary() {
                    // "is to visit", "has to", "are ready to".
                    return match self.lower(g.head + 1) {
                        "unable" | "unwilling" | "reluctant" => Status::Negated,
                        "ready" | "willing" | "able" | "free" | "likely" => Status::Hypothetical,
                        _ => Status::Planned,
                    };
                }
                if speech { outer } else { Status::Planned }
            }
            Relation::Gerund => {
                if matches!(opener, "without" | "instead") {
                    return Status::Negated;
                }
                if opener == "before" {
                    return Status::Planned;
                }
                let Some(g) = governor else { return Status::Actual };
                let lower = self.lower(g.head);
                let outer = of_governor(&g);
                if opener == "from" && self.words[g.head].is_kind(kind::BLAME) {
                    return Status::Negated;
                }
                if matches!(opener, "of" | "for") && self.words[g.head].is_kind(kind::BLAME) {
                    return Status::Actual;
                }
                // "optimistic about reaching", "against signing".
                if matches!(opener, "against" | "about") || considers(lower) || is_wish(lower) {
                    return Status::Hypothetical;
                }
                outer
            }
            Relation::Complement => {
                let Some(g) = governor else { return Status::Actual };
                match self.lower(g.head) {
                    "deny" | "denies" | "denied" | "denying" | "dismiss" | "dismisses" | "dismissed"
                    | "reject" | "rejects" | "rejected" | "rejecting" | "refute" | "refutes" | "refuted"
                    | "disputes" | "disputed" => Status::Negated,
                    "demand" | "demands" | "demanded" | "propose" | "proposes" | "proposed" | "recommend"
                    | "recommends" | "recommended" | "hope" | "hopes" | "hoped" | "expect" | "expects"
                    | "expected" | "want" | "wants" | "wanted" | "request" | "requested" | "urge"
                    | "urged" | "ensure" | "ensures" | "suggests" => Status::Hypothetical,
                    _ => Status::Actual,
                }
            }
            Relation::Adverbial => match (opener, governor) {
                ("when" | "once" | "until" | "before", Some(g)) if g.modal == Some(Modal::Future) => {
                    Status::Planned
                }
                _ => Status::Actual,
            },
            // "consider issuing visas *and signing* agreements".
            Relation::Joined if group.gerund => match group.shares.map(|v| self.grammar.verbs[v]) {
                Some(first) => of_governor(&first),
                None => Status::Actual,
            },
            Relation::Main | Relation::Joined | Relation::Relative => Status::Actual,
        }
    }

    /// Whether a clause of the same sentence says on what condition the verb's act is done.
    fn is_conditional(&self, group: &VerbGroup) -> bool {
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(group.head)].tokens;
        let own = self.grammar.verb(group.head);
        let verbs = sentence.clone().filter_map(|at| self.grammar.verb(at));
        let on_it = verbs.filter(|&v| self.grammar.verbs[v].governor == own && own.is_some()).any(|v| {
            let opener = self.grammar.verbs[v].opener.map_or("", |t| self.lower(t));
            matches!(opener, "if" | "unless") && self.grammar.verbs[v].relation == Relation::Adverbial
        });
        // "*If* the attacks go on, Armenia will recognise it."
        let first = sentence.clone().find_map(|at| self.grammar.verb(at)).map(|v| self.grammar.verbs[v]);
        let opens =
            first.filter(|f| group.relation == Relation::Main && f.head < group.head).is_some_and(|f| {
                f.opener.is_some_and(|t| t <= sentence.start + 1 && matches!(self.lower(t), "if" | "unless"))
            });
        on_it
            || opens
            || (group.head + 1..sentence.end).any(|at| {
                self.lower(at) == "long" && self.lower(at - 1) == "as" && self.lower(at + 1) == "as"
                    || matches!(self.lower(at), "provided" | "providing") && self.lower(at + 1) == "that"
            })
    }

    /// Whether "would" in what is said tells of the speaker's future: "announced that it would".
    fn is_reported_future(&self, group: &VerbGroup) -> bool {
        let would = (group.start..group.head).any(|i| self.lower(i) == "would");
        let said = group.governor.map(|v| self.grammar.verbs[v]);
        would
            && group.relation == Relation::Complement
            && said.is_some_and(|g| {
                self.words[g.head].is_kind(kind::SAY) && self.words[g.head].has_form(form::PAST)
            })
    }

    /// Likewise for a noun: by the words before it, the verb that it is subject or object of, and its preposition.
    pub(crate) fn status_of_noun(&self, at: usize, sentence: usize, speech: bool) -> Status {
        let Some(id) = self.grammar.phrase(at) else { return Status::Actual };
        let phrase = self.grammar.phrases[id];
        // A word in "-ing" before the phrase may not be part of it: "for *upcoming* talks".
        let before = phrase.start.saturating_sub(1).max(self.analysis.sentences[sentence].tokens.start);
        let ahead = matches!(self.lower(before), "upcoming" | "forthcoming" | "coming" | "imminent");
        for i in if ahead { before } else { phrase.start }..at {
            match self.lower(i) {
                "upcoming" | "imminent" | "planned" | "scheduled" | "forthcoming" | "future" | "next"
                | "expected" | "coming" => return Status::Planned,
                "possible" | "potential" | "proposed" | "any" | "prospective" | "hypothetical" => {
                    return Status::Hypothetical;
                }
                "cancelled" | "canceled" | "postponed" | "no" => return Status::Negated,
                "previous" | "earlier" | "past" => return Status::Historical,
                _ => {}
            }
        }
        let preposition = phrase.preposition.map_or("", |t| self.lower(t));
        // "His *invitation* to the crown prince *for a state visit*": it may come to pass.
        let start = self.analysis.sentences[sentence].tokens.start;
        let invited = |t: usize| {
            (t.saturating_sub(10).max(start)..t).any(|i| {
                matches!(self.lower(i), "invitation" | "invitations" | "invite")
                    && self.grammar.phrase(i).is_some()
            })
        };
        if preposition == "for" && phrase.preposition.is_some_and(invited) {
            return Status::Hypothetical;
        }
        // "After the *lifting of* sanctions".
        let lifted = preposition == "of"
            && phrase.preposition.and_then(|t| t.checked_sub(1)).is_some_and(|t| {
                matches!(
                    self.lower(t),
                    "lifting" | "removal" | "easing" | "suspension" | "withdrawal" | "cancellation"
                )
            });
        if lifted {
            return Status::Negated;
        }
        let ahead = preposition == "of"
            && phrase.preposition.and_then(|t| t.checked_sub(1)).is_some_and(|t| self.lower(t) == "ahead");
        if ahead || preposition == "before" {
            return Status::Planned;
        }
        // The verb that it is subject of.
        let end = self.analysis.sentences[sentence].tokens.end;
        let own = (phrase.end..end.min(phrase.end + 40)).filter_map(|i| self.grammar.verb(i)).find(|&v| {
            let g = self.grammar.verbs[v];
            !g.reduced && g.subject == Some(id)
        });
        if let Some(v) = own {
            let g = self.grammar.verbs[v];
            let lower = self.lower(g.head);
            if matches!(lower, "scheduled" | "expected" | "planned" | "set" | "due" | "slated") {
                return Status::Planned;
            }
            if matches!(lower, "cancelled" | "canceled" | "postponed") {
                return Status::Negated;
            }
            return self.status(&g, speech);
        }
        let reduced = (phrase.end..end.min(phrase.end + 14))
            .filter_map(|i| self.grammar.verb(i))
            .map(|v| self.grammar.verbs[v])
            .find(|g| g.reduced);
        if let Some(g) = reduced
            && matches!(self.lower(g.head), "scheduled" | "expected" | "planned" | "set" | "slated")
            && (phrase.end..g.head).all(|i| !matches!(self.grammar.tags[i], Tag::Comma | Tag::Break))
        {
            return Status::Planned;
        }
        // What the clause is set against is taken for granted, whatever is wished or denied of it: "urged them to act *at the
        // summit*", "will summon him *after the strike*".
        if matches!(preposition, "at" | "during" | "after" | "following" | "since" | "amid" | "over") {
            return Status::Actual;
        }
        let Some(v) = self.verb_around(id, sentence) else { return Status::Actual };
        let g = self.grammar.verbs[v];
        if g.head > phrase.end {
            return Status::Actual;
        }
        let word = self.words[g.head];
        let lower = self.lower(g.head);
        // So is what someone speaks of: "to express outrage at the killing", "to condemn the attack".
        if !speech
            && word.is_kind(kind::BLAME)
            && !matches!(
                lower,
                "prevent"
                    | "stop"
                    | "deter"
                    | "discourage"
                    | "keep"
                    | "exclude"
                    | "ban"
                    | "bar"
                    | "block"
                    | "prohibit"
            )
        {
            return Status::Actual;
        }
        if matches!(lower, "expects" | "expected" | "expect" | "anticipates" | "awaits") {
            return Status::Planned;
        }
        let outer = self.status(&g, speech);
        let direct = (g.head + 1..phrase.start).all(|i| {
            matches!(self.grammar.tags[i], Tag::Preposition | Tag::Adverb | Tag::Possessive)
                || matches!(self.lower(i), "off" | "out")
        });
        if !direct {
            return outer;
        }
        if matches!(
            lower,
            "cancel"
                | "cancels"
                | "cancelled"
                | "canceled"
                | "postpone"
                | "postpones"
                | "postponed"
                | "withdraw"
                | "withdraws"
                | "withdrew"
                | "withdrawn"
                | "drop"
                | "drops"
                | "dropped"
                | "lift"
                | "lifts"
                | "lifted"
                | "retracted"
                | "reject"
                | "rejects"
                | "rejected"
                | "rule"
                | "rules"
                | "ruled"
        ) {
            return Status::Negated;
        }
        if is_wish(lower)
            || considers(lower)
            // What a state orders of its own is done: "orders the closure of the consulate".
            // And who tells a meeting something is at it.
            || word.is_kind(kind::CONTROL)
                && !speech
                && !lower.starts_with("order")
                && !matches!(lower, "tell" | "tells" | "told")
            || matches!(lower, "threatens" | "threatened" | "demands" | "demanded" | "urges")
        {
            return Status::Hypothetical;
        }
        if outer == Status::Actual
            && matches!(
                lower,
                "plan"
                    | "plans"
                    | "planned"
                    | "planning"
                    | "prepare"
                    | "prepares"
                    | "prepared"
                    | "preparing"
                    | "expect"
                    | "expects"
                    | "expected"
                    | "schedule"
                    | "scheduled"
                    | "agree"
                    | "agrees"
                    | "agreed"
            )
        {
            return Status::Planned;
        }
        outer
    }

    /// Whether the noun at `at` is only the aim of another: "efforts to", "plan for".
    #[allow(dead_code)]
    pub(crate) fn is_intended(&self, at: usize) -> bool {
        self.words[at].has_mark(mark::INTENT)
    }
}

/// Verbs of what is done by saying that one wishes to.
fn is_courtesy(lower: &str) -> bool {
    matches!(
        lower,
        "thank"
            | "congratulate"
            | "commend"
            | "applaud"
            | "welcome"
            | "express"
            | "extend"
            | "apologize"
            | "apologise"
            | "condemn"
            | "reiterate"
            | "reaffirm"
    )
}

fn status_by_noun(noun: &str) -> Status {
    match noun {
        "refusal" | "failure" => Status::Negated,
        "decision" | "decisions" | "move" | "moves" | "vote" | "order" | "orders" => Status::Actual,
        "plan" | "plans" | "intention" | "intentions" | "commitment" | "commitments" | "promise"
        | "promises" | "pledge" | "pledges" | "agreement" | "agreements" | "vow" | "vows" | "deal"
        | "deals" => Status::Planned,
        _ => Status::Hypothetical,
    }
}

/// Whether a verb tells that what someone is moved to do was done.
fn brings_about(verb: &str) -> bool {
    matches!(
        verb,
        "forced"
            | "forces"
            | "forcing"
            | "compelled"
            | "compels"
            | "compelling"
            | "prompted"
            | "prompts"
            | "prompting"
            | "spurred"
            | "spurring"
            | "led"
            | "leads"
            | "leading"
            | "caused"
            | "causes"
            | "causing"
            | "obliged"
            | "drove"
    )
}

/// Verbs of wishing and trying, what follows which is not yet.
fn is_wish(lower: &str) -> bool {
    matches!(
        lower,
        "want"
            | "wants"
            | "wanted"
            | "wanting"
            | "hope"
            | "hopes"
            | "hoped"
            | "hoping"
            | "try"
            | "tries"
            | "tried"
            | "trying"
            | "seek"
            | "seeks"
            | "sought"
            | "seeking"
            | "attempt"
            | "attempts"
            | "attempted"
            | "attempting"
            | "wish"
            | "wishes"
            | "wished"
            | "need"
            | "needs"
            | "needed"
            | "struggle"
            | "struggled"
            | "struggles"
            | "threaten"
            | "threatens"
            | "threatened"
            | "threatening"
            | "like"
            | "work"
            | "works"
            | "worked"
            | "working"
            | "fail"
            | "demand"
            | "demands"
    )
}

/// Verbs of weighing: "is considering imposing".
fn considers(lower: &str) -> bool {
    matches!(
        lower,
        "consider"
            | "considers"
            | "considered"
            | "considering"
            | "mull"
            | "mulls"
            | "mulled"
            | "mulling"
            | "suggest"
            | "suggests"
            | "suggested"
            | "propose"
            | "proposes"
            | "proposed"
            | "proposing"
            | "recommend"
            | "recommends"
            | "recommended"
            | "oppose"
            | "opposes"
            | "opposed"
            | "avoid"
            | "avoids"
            | "avoided"
            | "weigh"
            | "weighs"
            | "weighing"
            | "contemplate"
            | "contemplates"
            | "favor"
            | "favors"
            | "risk"
            | "risks"
    )
}
