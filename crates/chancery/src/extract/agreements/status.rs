//! Where an agreement stands: signed, ratified, agreed, proposed, in force, suspended or terminated, by the verb that it
//! is subject or object of, a participle after it, and what describes it.

use super::verbs::{presupposes, status_by};
use super::{Candidate, Finder};
use crate::analyze::Status;
use crate::analyze::clause::{Modal, Tag};
use crate::extract::Event;

/// Words before the head that say it is yet to come.
const TO_COME: &[&str] = &["draft", "proposed", "potential", "possible", "emerging", "future", "prospective"];

impl Finder<'_> {
    pub(super) fn status(
        &self,
        candidate: &Candidate,
        event: Option<&Event>,
        sentence: usize,
    ) -> &'static str {
        let grammar = self.clauses.grammar;
        let range = self.analysis.sentences[sentence].tokens.clone();
        let phrase = candidate.phrase.map(|p| grammar.phrases[p]);
        let start = phrase.map_or(candidate.tokens.start, |p| p.start.min(candidate.tokens.start));
        if (start..candidate.head).any(|i| TO_COME.contains(&self.lower(i))) {
            return "proposed";
        }
        if let Some(status) = self.fate(candidate, sentence) {
            return status;
        }
        // "under the pact", "despite the truce", "the terms of the deal".
        let first = grammar.phrase(candidate.tokens.start).map(|p| grammar.phrases[p]);
        let preposition = first.and_then(|p| p.preposition).map_or("", |t| self.lower(t));
        // "the announcement *today* of a truce".
        let told = |t: usize| {
            if matches!(self.lower(t), "today" | "yesterday") { t.checked_sub(1) } else { Some(t) }
        };
        let noun = first
            .and_then(|p| p.preposition)
            .and_then(|t| t.checked_sub(1))
            .and_then(told)
            .filter(|&t| matches!(self.tag(t), Some(Tag::Noun)))
            .map_or("", |t| self.lower(t));
        // "under an agreement signed last week": that it was made is what is told.
        let dated = (start..candidate.tokens.end).any(|i| self.is_year(i));
        let indefinite = matches!(self.lower(start), "a" | "an" | "another") && !dated;
        // "an accord *the two countries signed* in 1992".
        if candidate.known.is_none()
            && let Some((_, made)) = self.contact_clause(candidate)
        {
            return status_by(made).unwrap_or("agreed");
        }
        if (indefinite || candidate.known.is_none() && !candidate.named)
            && let Some(status @ ("signed" | "ratified")) = self.participle(candidate, range.end)
        {
            return if self.comes_into_force(candidate) { "in force" } else { status };
        }
        // "the suspension of its participation in", "suspending its obligations under the treaty".
        if matches!(
            noun,
            "participation"
                | "application"
                | "obligations"
                | "compliance"
                | "commitments"
                | "membership"
                | "duties"
                | "involvement"
                | "signature"
                | "part"
                | "role"
                | "observance"
                | "operation"
                | "ratification"
                | "implementation"
                | "execution"
        ) {
            // "ended the fighting, and the *implementation of* the accord": what is halted stands right before.
            let near = matches!(noun, "ratification" | "implementation" | "execution" | "operation");
            let back = if near { 5 } else { 8 };
            let ended = (start.saturating_sub(back)..start).rev().find_map(|i| match self.lower(i) {
                w if ["suspen", "halt", "freez", "froze"].iter().any(|s| w.starts_with(s)) => {
                    Some("suspended")
                }
                w if w.starts_with("withdr")
                    || w.starts_with("terminat")
                    || w == "ended"
                    || w == "ending" =>
                {
                    Some("terminated")
                }
                _ => None,
            });
            // "its participation in the treaty *was suspended*".
            let halted = (candidate.tokens.end..range.end.min(candidate.tokens.end + 8)).any(|i| {
                matches!(self.lower(i), "suspended" | "frozen" | "halted")
                    && matches!(self.before(i), "was" | "is" | "been" | "were" | "are")
            });
            if let Some(status) = ended.or(halted.then_some("suspended")) {
                return status;
            }
        }
        // "not honoring its semiconductor agreement", "talks on signing an economic pact".
        let before = start.checked_sub(1).map_or("", |b| self.lower(b));
        if before.ends_with("ing") && candidate.known.is_none() {
            if presupposes(before) && status_by(before).is_none_or(|s| s == "in force") {
                return "in force";
            }
            // "ended talks *after* adopting resolutions" tells what was adopted.
            let talks = (start.saturating_sub(5)..start)
                .rev()
                .take_while(|&i| !matches!(self.lower(i), "after" | "before" | "by" | "without" | "while"))
                .any(|i| matches!(self.lower(i), "talks" | "negotiations" | "discussions" | "mandate"));
            if talks && status_by(before).is_some() {
                return "proposed";
            }
        }
        // "close to *agreement on* the handover": "nearing a deal".
        let near = |t: usize| matches!(self.lower(t), "close" | "closer" | "nearer");
        let nearly = before == "to" && start >= 2 && near(start - 2)
            || before.ends_with("ing") && start >= 3 && self.lower(start - 2) == "to" && near(start - 3);
        if candidate.known.is_none() && (nearly || matches!(before, "near" | "nearing")) {
            return "proposed";
        }
        // "a new draft *of* a peace treaty", "restarted work *on* a defence pact".
        let unfinished = match preposition {
            "of" | "for" => matches!(noun, "draft" | "drafts" | "text" | "negotiation" | "drafting"),
            "on" => matches!(noun, "work" | "progress"),
            _ => before == "on" && matches!(self.lower(start.saturating_sub(2)), "working" | "worked"),
        };
        // "negotiations between the two continue *for* a broader truce", "for the purpose *of* concluding a treaty".
        let talked = matches!(preposition, "for" | "on" | "about" | "over")
            && indefinite
            && (start.saturating_sub(9)..start)
                .rev()
                .take_while(|&i| !matches!(self.tag(i), Some(Tag::Comma | Tag::Break)))
                .any(|i| matches!(self.lower(i), "talks" | "negotiations" | "discussions"));
        let aimed = before.ends_with("ing")
            && indefinite
            && start >= 3
            && self.lower(start - 2) == "of"
            && matches!(
                self.lower(start - 3),
                "purpose" | "aim" | "goal" | "hope" | "prospect" | "idea" | "possibility" | "intention"
            );
        let unfinished = unfinished || (talked && !self.is_concluded(candidate)) || aimed;
        if unfinished && candidate.known.is_none() {
            return "proposed";
        }
        // "reaffirmed their commitment *to* the Framework Agreement", "agreed by the two *in* the Agreement".
        let named = candidate.named || candidate.known.is_some();
        let committed = preposition == "to"
            && matches!(noun, "commitment" | "commitments" | "adherence" | "compliance" | "return");
        if named && committed && !matches!(candidate.kind, "joint statement" | "communique") {
            return "in force";
        }
        // "met at the summit and *reach* a deal": whatever the word before is taken for.
        if indefinite
            && matches!(before, "reach" | "reaches" | "strike" | "strikes" | "seal" | "seals" | "clinch")
        {
            let modal = start >= 2
                && matches!(
                    self.lower(start - 2),
                    "to" | "could" | "would" | "may" | "might" | "will" | "can" | "not"
                );
            // "so that they find consensus *and* reach a deal": what is joined is as open as what it is joined to.
            let joined = start >= 2
                && self.lower(start - 2) == "and"
                && (start.saturating_sub(9)..start - 2)
                    .rev()
                    .find_map(|i| grammar.verb(i))
                    .is_some_and(|v| grammar.verbs[v].infinitive);
            if !modal && !joined && event.is_none_or(|e| e.status != Status::Negated) {
                return "agreed";
            }
        }
        let unmade = |s: Status| matches!(s, Status::Planned | Status::Hypothetical | Status::Negated);
        match (noun, preposition) {
            // "*Under an agreement reached in Geneva*, they will exchange prisoners".
            (_, "under") if indefinite && self.participle(candidate, range.end) == Some("agreed") => {
                return "agreed";
            }
            (_, "under" | "despite" | "since") => return "in force",
            // "agreed *on the terms of* a trade pact".
            ("terms", "of") if indefinite && self.is_settled_on(start) => return "agreed",
            // "*Following* a ceasefire agreement with the rebels".
            (_, "following" | "after") if indefinite && candidate.known.is_none() => return "agreed",
            (_, "toward" | "towards") if candidate.known.is_none() => return "proposed",
            ("signing" | "signature" | "conclusion", "of") if self.is_outstanding(candidate, start) => {
                return "proposed";
            }
            ("signing" | "signature", "of") => return "signed",
            // "put his *signature to* a pact".
            ("signature" | "signatures", "to") if !self.is_outstanding(candidate, start) => return "signed",
            // "*blocked* the adoption of a treaty".
            ("adoption" | "passage" | "ratification" | "approval", "of") if self.is_barred(start) => {
                return "proposed";
            }
            // "opens the door *to* a peace treaty".
            (
                "door" | "path" | "way" | "road" | "route" | "step" | "steps" | "prelude" | "opposition",
                "to",
            ) if indefinite && candidate.known.is_none() => {
                return "proposed";
            }
            ("adoption" | "passage" | "announcement" | "conclusion" | "declaration", "of") => return "agreed",
            ("ratification" | "approval", "of") => return "ratified",
            ("withdrawal" | "exit" | "withdrawing", _) => return "terminated",
            ("force", "of") if self.is_awaited(start) => return "signed",
            ("suspension", "of") => return "suspended",
            ("talks" | "negotiations", _) if self.is_concluded(candidate) => return "agreed",
            (
                "termination" | "end" | "abrogation" | "expiry" | "collapse" | "nullification"
                | "cancellation" | "revocation" | "denunciation" | "breakdown" | "demise",
                "of",
            )
            | ("end", "to") => return "terminated",
            // "*came to terms on* a fisheries agreement".
            ("terms", "on")
                if indefinite && matches!(self.lower(start.saturating_sub(4)), "came" | "come") =>
            {
                return "agreed";
            }
            // "have not agreed on the *terms for* a deal".
            ("terms", _) if indefinite && event.is_some_and(|e| unmade(e.status)) => return "proposed",
            ("terms" | "violation" | "violations" | "breach" | "implementation" | "part" | "process", _) => {
                return "in force";
            }
            ("talks" | "negotiations" | "proposal" | "proposals" | "plan" | "discussions", _)
                if candidate.known.is_none() =>
            {
                return "proposed";
            }
            _ => {}
        }
        // "The agreement, signed in 2019, *has entered into force*".
        let enters = candidate.verb.map(|v| &grammar.verbs[v]).is_some_and(|g| {
            matches!(self.lower(g.head), "enter" | "enters" | "entered") && self.lower(g.head + 1) == "into"
        });
        // "announced the intention to *enter into* a new memorandum": what is entered into is made by it.
        let entered = preposition == "into"
            && (start.saturating_sub(3)..start).any(|i| self.lower(i).starts_with("enter"));
        if entered && candidate.known.is_none() {
            let made = candidate.verb.map(|v| &grammar.verbs[v]).is_some_and(|g| {
                !g.infinitive && matches!(self.clauses.status(g, false), Status::Actual | Status::Historical)
            });
            return if made { "agreed" } else { "proposed" };
        }
        // "141 states *voted in support of* a resolution".
        let voted = candidate.kind == "resolution"
            && indefinite
            && (start.saturating_sub(6)..start).any(|i| self.lower(i).starts_with("voted"));
        if voted && (matches!(noun, "support" | "favor" | "favour") || self.is_counted(start)) {
            return "agreed";
        }
        // "*will* enter into force in May" has been made and is not yet in force.
        let awaited = candidate
            .verb
            .map(|v| &grammar.verbs[v])
            .is_some_and(|g| matches!(g.modal, Some(Modal::Future | Modal::Possible)));
        if enters {
            return if awaited && candidate.known.is_none() { "signed" } else { "in force" };
        }
        if let Some(status) = self.outlook(candidate, start, noun, preposition, indefinite) {
            return status;
        }
        // "signed by", "reached in", "proposed by" after the name.
        let end = candidate.tokens.end;
        if let Some(status) = self.participle(candidate, range.end) {
            return status;
        }
        // "the pact, *which the two signed on Monday*".
        let open = if self.lower(end) == "," { end + 1 } else { end };
        if matches!(self.lower(open), "which" | "that") && candidate.known.is_none() {
            let clause = (open + 1..range.end.min(open + 12))
                .take_while(|&i| !matches!(self.tag(i), Some(Tag::Comma)));
            let verb = clause.filter_map(|i| grammar.verb(i)).next().map(|v| &grammar.verbs[v]);
            if let Some(status @ ("signed" | "ratified")) = verb.and_then(|g| status_by(self.lower(g.head)))
                && verb.is_some_and(|g| g.modal.is_none() && !g.negated)
            {
                return status;
            }
        }
        if let Some(status) = self.left_by(open, range.end) {
            return status;
        }
        if self.lower(end) == "being" {
            return "proposed";
        }
        let word = |n: usize| candidate.tokens.start.checked_sub(n).map_or("", |i| self.lower(i));
        if (2..9).any(|n| word(n).starts_with("sign") && word(n - 1) == "into") {
            return "ratified";
        }
        let verb = candidate.verb.map(|v| &grammar.verbs[v]);
        // "The truce *broke down* on Sunday".
        let falls = verb.is_some_and(|g| {
            let word = self.lower(g.head);
            let down = matches!(
                word,
                "broke" | "broken" | "break" | "breaks" | "fell" | "fallen" | "fall" | "falls"
            );
            down && matches!(self.lower(g.head + 1), "down" | "apart")
        });
        if falls && verb.is_some_and(|g| g.subject.is_some_and(|s| Some(s) == candidate.phrase)) {
            return "terminated";
        }
        // "suspended a complaint *with* the Trade Organisation": what is done is not done to what stands beside.
        let aside = named && matches!(preposition, "with" | "at" | "in" | "through" | "within" | "against")
            || named && preposition == "to" && !noun.is_empty()
            || named
                && preposition == "of"
                && matches!(
                    noun,
                    "secretariat"
                        | "members"
                        | "parties"
                        | "signatories"
                        | "framework"
                        | "depositary"
                        | "nations"
                        | "states"
                        | "countries"
                        | "guarantors"
                        | "powers"
                        | "governments"
                );
        if self.is_close(candidate) {
            return "proposed";
        }
        // "The pact *expires* in May" is there until then.
        if verb.is_some_and(|g| matches!(self.lower(g.head), "expires" | "lapses")) {
            return "in force";
        }
        // "*established* a strategic partnership", "elevated their ties to a strategic partnership".
        let partners = self.lower(candidate.head) == "partnership" && !candidate.named;
        if partners
            && verb.is_some_and(|g| {
                let forms = ["establish", "form", "elevat", "upgrad", "rais"];
                forms.iter().any(|s| self.lower(g.head).starts_with(s))
                    && !unmade(self.clauses.status(g, false))
            })
        {
            return "agreed";
        }
        // "*exchanged* six memoranda".
        if verb.is_some_and(|g| {
            self.lower(g.head) == "exchanged"
                && first.is_some_and(|p| p.preposition.is_none())
                && !unmade(self.clauses.status(g, false))
        }) {
            return "signed";
        }
        if let Some(group) = verb
            && let Some(status) = status_by(self.lower(group.head))
            && !(aside && matches!(status, "signed" | "ratified" | "suspended" | "terminated" | "agreed"))
        {
            // "happy to *have signed*" is done.
            let done = group.perfect && group.modal.is_none() && !group.negated;
            // "happy *to announce* a new declaration": it is announced by that, and "helped *to finalize* a deal" has done it.
            let told = group.infinitive
                && group.object.is_none_or(|o| Some(o) == candidate.phrase)
                && (status == "agreed" && candidate.known.is_none() && self.is_gladly_told(group.start)
                    || group.governor.map(|v| &grammar.verbs[v]).is_some_and(|g| {
                        self.lower(g.head) == "helped" && !unmade(self.clauses.status(g, false))
                    }));
            let to_come = unmade(self.clauses.status(group, false))
                && !done
                && !told
                && !event.is_some_and(|e| e.status == Status::Actual);
            // "met *to launch* a partnership", "visits Kyiv *to sign* an agreement": what they meet for comes about.
            let meeting = group.infinitive
                && group.governor.map(|v| &grammar.verbs[v]).is_some_and(|g| {
                    matches!(
                        self.lower(g.head),
                        "met" | "meets" | "meet" | "visits" | "visited" | "gathered" | "convened"
                    ) && !unmade(self.clauses.status(g, false))
                });
            if meeting && matches!(status, "signed" | "agreed") {
                return "agreed";
            }
            // "would help it *conclude* a similar agreement".
            let bare = !["ed", "s"].iter().any(|s| self.lower(group.head).ends_with(s));
            let hoped = (group.start.saturating_sub(4)..group.head).any(|i| {
                matches!(self.lower(i), "would" | "could" | "might" | "may" | "can")
                    || self.lower(i).starts_with("hop")
            });
            if indefinite
                && bare
                && hoped
                && group.head < start
                && candidate.known.is_none()
                && matches!(status, "agreed" | "signed")
            {
                return "proposed";
            }
            return match (status, to_come) {
                // A council that approves a resolution makes it.
                ("ratified", false) if candidate.kind == "resolution" => "agreed",
                ("terminated" | "suspended", true) => "in force",
                // "The accord *expires* in October", "the war ended *in* an armistice".
                // "The talks ended *with a deal* on fish".
                ("terminated", false)
                    if indefinite
                        && self.lower(group.head).starts_with("end")
                        && preposition == "with"
                        && candidate.kind != "ceasefire" =>
                {
                    "agreed"
                }
                // "The treaty *must be ratified*": so far it is signed.
                ("ratified", true)
                    if candidate.known.is_none()
                        && self.lower(group.head).starts_with("ratif")
                        && group.subject == candidate.phrase
                        && group.modal.is_some()
                        && !indefinite =>
                {
                    "signed"
                }
                ("terminated", _)
                    if matches!(self.lower(group.head), "expires" | "lapses")
                        || self.lower(group.head).starts_with("end")
                            && matches!(preposition, "in" | "with" | "by") =>
                {
                    "in force"
                }
                ("proposed", _) if candidate.known.is_some() => "in force",
                // "a deal *negotiated* last year" is there; "a truce *would begin*" is not.
                ("proposed", false)
                    if self.lower(group.head) == "negotiated"
                        || self.lower(group.head).starts_with("finali") =>
                {
                    "agreed"
                }
                ("in force", true)
                    if awaited
                        && !presupposes(self.lower(group.head))
                        && candidate.known.is_none()
                        && group.subject == candidate.phrase
                        && candidate.phrase.is_some() =>
                {
                    if group.modal == Some(Modal::Future) {
                        "agreed"
                    } else {
                        "proposed"
                    }
                }
                ("in force" | "proposed", _) | (_, false) => status,
                _ if candidate.known.is_some() => "in force",
                _ => "proposed",
            };
        }
        if verb.is_some_and(|g| presupposes(self.lower(g.head))) {
            return "in force";
        }
        // What is stated together is agreed and enters into no force.
        let stated = self.lower(candidate.head) == "consensus";
        if stated || matches!(candidate.kind, "joint statement" | "communique") {
            return "agreed";
        }
        if candidate.known.is_some() {
            return "in force";
        }
        if aside {
            return "in force";
        }
        // "welcomed the truce *brokered by* Oman": who mediates has seen it made.
        let brokered = |i: usize| matches!(self.lower(i), "brokered" | "mediated");
        let brokered = (end..end + 4).any(|i| brokered(i) && self.lower(i + 1) == "by");
        if brokered && event.is_none_or(|e| !unmade(e.status)) {
            return "agreed";
        }
        if let Some(event) = event {
            let trigger = event.evidence.first().map_or("", |s| s.of(&self.analysis.tokens.lower));
            return match trigger.split(' ').next().and_then(status_by) {
                _ if unmade(event.status) => "proposed",
                Some(made @ ("signed" | "ratified")) => made,
                _ => "agreed",
            };
        }
        let rejected = verb.is_some_and(|g| {
            ["reject", "oppos", "refus", "discuss", "consider"]
                .iter()
                .any(|s| self.lower(g.head).starts_with(s))
        });
        // "proposals to initiate a truce", "optimistic about reaching an agreement".
        if indefinite && verb.is_some_and(|g| unmade(self.clauses.status(g, false))) {
            return "proposed";
        }
        // "a treaty *that would* regulate the trade".
        let would = matches!(self.lower(end), "that" | "which")
            && matches!(self.lower(end + 1), "would" | "could" | "might");
        if would && indefinite {
            return "proposed";
        }
        // "*supports* a ceasefire starting Monday".
        let supported = verb.is_some_and(|g| self.lower(g.head).starts_with("support"));
        if supported && indefinite && candidate.kind == "ceasefire" {
            return "proposed";
        }
        // "a memorandum *under which* one would lease land": it is made and not yet carried out.
        let led = self.tag(end) == Some(Tag::Preposition) && self.lower(end + 1) == "which";
        let to_do = (end + 2..range.end.min(end + 8)).any(|i| matches!(self.lower(i), "would" | "will"));
        if led && to_do && indefinite {
            return "agreed";
        }
        if rejected && (indefinite || candidate.kind == "resolution") { "proposed" } else { "in force" }
    }
}

impl Finder<'_> {
    /// Whether the words right before token `start` tell that what stands there is to be kept, and so is made: "urged them
    /// to *abide by* the truce".
    pub(super) fn is_kept(&self, start: usize) -> bool {
        const KEEPING: &[&str] = &[
            "abid", "adher", "comply", "honor", "honour", "uphold", "respect", "observ", "maintain", "extend",
        ];
        let definite = matches!(self.lower(start), "the" | "this" | "that" | "these" | "its" | "their");
        definite
            && (start.saturating_sub(2)..start).any(|i| KEEPING.iter().any(|s| self.lower(i).starts_with(s)))
    }

    /// The status that a participle right after the name tells: "signed by", "reached in", "proposed by".
    fn participle(&self, candidate: &Candidate, limit: usize) -> Option<&'static str> {
        let end = candidate.tokens.end;
        // What looks like a verb with the agreement for its subject is a participle before where, when and by whom.
        let reduced = |i: usize| {
            let place = [
                "with",
                "by",
                "in",
                "on",
                "at",
                "last",
                "this",
                "between",
                "earlier",
                "yesterday",
                "under",
                "during",
            ];
            // "The truce *in Yemen* brokered by".
            let beside = i == end || i == end + 2 && self.tag(end) == Some(Tag::Preposition);
            beside && self.tag(i) == Some(Tag::Finite) && place.contains(&self.lower(i + 1))
        };
        // "The treaty *must be* ratified", "the accord *to be* signed": it is not yet.
        let ahead = |i: usize| {
            (end..i).any(|j| {
                matches!(
                    self.lower(j),
                    "will"
                        | "would"
                        | "must"
                        | "should"
                        | "shall"
                        | "may"
                        | "might"
                        | "could"
                        | "can"
                        | "to"
                        | "not"
                        | "be"
                )
            })
        };
        let after = (end..limit.min(end + 3))
            .find(|&i| self.tag(i) == Some(Tag::Participle) || reduced(i))
            .filter(|&i| !ahead(i));
        let status = after.and_then(|i| match self.lower(i) {
            "made" => Some("agreed"),
            word => status_by(word),
        });
        // A council that approves a resolution makes it.
        status.map(|s| if s == "ratified" && candidate.kind == "resolution" { "agreed" } else { s })
    }

    /// Whether a verb that begins at token `start` tells what someone is glad to tell: "*pleased* to announce".
    fn is_gladly_told(&self, start: usize) -> bool {
        const GLAD: &[&str] =
            &["happy", "pleased", "proud", "delighted", "glad", "honored", "honoured", "thrilled", "excited"];
        (start.saturating_sub(2)..=start).any(|i| GLAD.contains(&self.lower(i)))
    }
}
