//! [`Slot`]: who stands where around a verb or noun.

use super::{Clauses, Modal, PhraseId, Relation, Tag, VerbGroup};
use crate::analyze::word::{class, kind, mark};
use crate::analyze::{MentionForm, MentionId};

/// Where someone stands in relation to the trigger: a grammatical function, or the preposition before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Slot {
    Subject,
    Object,
    Possessive,
    With,
    To,
    Between,
    By,
    Of,
    For,
    Against,
    From,
    On,
    In,
    Into,
    At,
    Among,
    Over,
    Behind,
    About,
    /// The owner of what follows the trigger: "condemned *Iran*'s attack".
    Owner,
    /// The subject of the clause that the verb governs: "claims that *Iran* violated".
    Clause,
    /// The subject of the verb around a noun: "*Macron* arrived for talks".
    Around,
    Other,
}

impl Slot {
    pub(super) fn of_preposition(word: &str) -> Slot {
        match word {
            "with" | "alongside" => Slot::With,
            "to" | "toward" | "towards" => Slot::To,
            "between" => Slot::Between,
            "by" => Slot::By,
            "of" => Slot::Of,
            "for" => Slot::For,
            "against" => Slot::Against,
            "from" => Slot::From,
            "on" | "upon" | "onto" => Slot::On,
            "in" | "inside" => Slot::In,
            "into" => Slot::Into,
            "at" => Slot::At,
            "among" => Slot::Among,
            "over" => Slot::Over,
            "behind" => Slot::Behind,
            "near" | "around" | "outside" | "along" => Slot::At,
            "about" => Slot::About,
            _ => Slot::Other,
        }
    }
}

/// Participles that only carry the noun before them: "talks *held* in Paris between".
const CARRIERS: &[&str] = &[
    "held",
    "scheduled",
    "planned",
    "hosted",
    "convened",
    "mediated",
    "brokered",
    "organized",
    "organised",
    "conducted",
    "carried",
    "launched",
    "sponsored",
    "signed",
    "imposed",
    "chaired",
    "placed",
    "made",
    "given",
    "issued",
    "ordered",
    "expected",
    "set",
    "due",
    "led",
    "arranged",
];

/// Participles before "by" that tell whose a thing is.
const HAD_BY: &[&str] =
    &["built", "owned", "used", "operated", "run", "occupied", "manned", "dug", "flown", "chartered"];

/// What fights and talks do themselves before it is told whose they are: "fighting *erupted* near Bor between".
const BREAKS_OUT: &[&str] =
    &["broke", "erupted", "flared", "raged", "resumed", "began", "opened", "continued", "took", "occurred"];

/// Verbs whose object is an act of their subject.
const ANNOUNCING: &[&str] = &[
    "announce",
    "announces",
    "announced",
    "announcing",
    "declare",
    "declares",
    "declared",
    "confirms",
    "confirmed",
];

/// Prepositions before the occasion on which something is said.
pub(super) const OCCASIONS: &[&str] = &["during", "in", "on", "after", "following", "at", "before"];

impl<'a> Clauses<'a> {
    /// The first token after `from` within the object that is one of `nouns`.
    pub(crate) fn noun_after(&self, from: usize, nouns: &[u16], limit: usize) -> Option<usize> {
        let (mut commas, mut prepositions) = (0, 0);
        for at in from..limit.min(from + 14) {
            let tag = self.grammar.tags[at];
            if self.words[at].noun != 0
                && nouns.contains(&self.words[at].noun)
                && (tag == Tag::Noun || tag == Tag::Name)
                // "Noted its statements *in support of* Chad".
                && !(at > from && self.lower(at - 1) == "in" && self.lower(at + 1) == "of")
                && !self.only_names(at)
            {
                return Some(at);
            }
            // "Launched strikes against Iran *after* talks": another act.
            if at > from
                && matches!(
                    self.lower(at),
                    "after" | "before" | "following" | "during" | "amid" | "since" | "despite"
                )
            {
                return None;
            }
            // "Called on them to withdraw, *but* diplomats doubted it": another clause.
            if at > from
                && self.lower(at - 1) == ","
                && matches!(self.lower(at), "but" | "although" | "though" | "while" | "whereas" | "yet")
            {
                return None;
            }
            // "Work on a *response to* the attack": what is answered is not done.
            if at > from
                && self.lower(at) == "to"
                && matches!(self.lower(at - 1), "response" | "reaction" | "resistance")
            {
                return None;
            }
            match tag {
                Tag::Finite
                | Tag::Base
                | Tag::Auxiliary
                | Tag::To
                | Tag::Relative
                | Tag::That
                | Tag::Subordinator
                | Tag::Break
                | Tag::Open => return None,
                Tag::Ing | Tag::Participle if at > from => return None,
                // "Announced her *as* the envoy for arms control": what someone becomes is no object.
                _ if at > from && self.lower(at) == "as" => return None,
                // "Conduct engagement *in* advance *of* the resumption *of* operations" is too far.
                Tag::Preposition => {
                    prepositions += 1;
                    if prepositions > 2 {
                        return None;
                    }
                }
                Tag::Comma if self.grammar.phrase(at).is_none() => {
                    commas += 1;
                    if commas > 1 {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// One of `nouns` in what a passive verb group says is done to.
    pub(crate) fn noun_before(&self, group: &VerbGroup, nouns: &[u16]) -> Option<usize> {
        let mut next = if group.passive { self.subject_of(group) } else { group.object };
        let mut steps = 0;
        while let Some(id) = next {
            let phrase = self.grammar.phrases[id];
            let found = (phrase.start..phrase.end)
                .rev()
                .find(|&at| self.words[at].noun != 0 && nouns.contains(&self.words[at].noun));
            if found.is_some() {
                return found;
            }
            steps += 1;
            next = phrase.joined.filter(|_| steps < 6);
            // "sanctions on Iran imposed by": the phrase right before hangs on the one that is meant.
            if next.is_none() && steps < 4 && phrase.preposition.is_some() {
                next = phrase.preposition.and_then(|t| t.checked_sub(1)).and_then(|t| self.grammar.phrase(t));
            }
        }
        None
    }

    /// Whether an infinitive hangs on the verb: "asked Mali *to send*".
    pub(crate) fn governs_infinitive(&self, group: &VerbGroup) -> bool {
        let Some(id) = self.grammar.verb(group.head) else { return false };
        self.grammar.verbs[id + 1..].iter().take(3).any(|v| v.infinitive && v.governor == Some(id))
    }

    /// The verbs of the clauses that tell what a verb says, wants or claims.
    fn complements_of(&self, group: &VerbGroup) -> impl Iterator<Item = &VerbGroup> {
        let id = self.grammar.verb(group.head);
        let after = id.map_or(self.grammar.verbs.len(), |id| id + 1);
        let follow = self.grammar.verbs[after..].iter().take(6);
        follow.filter(move |v| v.relation == Relation::Complement && v.governor.is_some() && v.governor == id)
    }

    /// Whether what a verb says is that someone should or must do something.
    pub(crate) fn demands(&self, group: &VerbGroup) -> bool {
        self.complements_of(group).any(|v| v.modal == Some(Modal::Demanded) && !v.negated)
    }

    /// Whether a verb claims of someone what nobody is blamed for.
    pub(crate) fn claims_goodwill(&self, group: &VerbGroup) -> bool {
        const GOODWILL: &[&str] = &[
            "agree",
            "agreed",
            "agrees",
            "accepted",
            "accepts",
            "offered",
            "welcomed",
            "wants",
            "supported",
        ];
        let claims = matches!(self.lower(group.head), "claim" | "claims" | "claimed" | "claiming");
        let first = self.complements_of(group).next();
        claims && first.is_some_and(|v| !v.negated && GOODWILL.contains(&self.lower(v.head)))
    }

    /// Whether what a verb tells is announced by the verb on which it hangs.
    pub(crate) fn is_announced(&self, group: &VerbGroup) -> bool {
        let governor = group.governor.map(|v| &self.grammar.verbs[v]);
        group.relation == Relation::Complement
            && governor.is_some_and(|g| !g.negated && ANNOUNCING.contains(&self.lower(g.head)))
    }

    /// Whether token `at` is a quotation mark.
    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.grammar.tags.get(at) == Some(&Tag::Quote)
    }

    /// Who stands where around a verb.
    pub(crate) fn slots_of_verb(&self, group: &VerbGroup, sentence: usize) -> Vec<(Slot, MentionId)> {
        let mut slots = Vec::new();
        let subject = if group.passive { Slot::Object } else { Slot::Subject };
        for m in self.subjects(group) {
            slots.push((subject, m));
            if group.passive {
                slots.extend(self.inside(m));
            }
        }
        slots.extend(self.who_has_it_done(group).into_iter().map(|m| (Slot::Subject, m)));
        if let Some(phrase) = self.subject_of(group).filter(|_| group.passive) {
            // "the attack on X by Y was condemned": what hangs on the subject counts as if it followed.
            // "Talks between A and B mediated by": what hangs on the first, where the verb stands by the last.
            let first = if group.reduced { self.hangs_on(phrase) } else { phrase };
            self.scan_right(self.grammar.phrases[first].end, group.start, Slot::Other, false, &mut slots);
        }
        if let Some(object) = group.object {
            self.push_phrase(object, Slot::Object, &mut slots);
        }
        let limit = self.analysis.sentences[sentence].tokens.end;
        let first = if group.passive { Slot::Other } else { Slot::Object };
        let known = slots.len();
        self.scan_right(self.over_wording(group.head + 1, limit), limit, first, false, &mut slots);
        // "Ukraine was condemned *by Hungary*": who acts, whatever "by" tells of others.
        if group.passive {
            self.with_whom_they_fought(group.head, &mut slots[known..]);
            let by: Vec<MentionId> =
                slots[known..].iter().filter(|(s, _)| *s == Slot::By).map(|&(_, m)| m).collect();
            slots.splice(0..0, by.into_iter().map(|m| (Slot::Subject, m)));
        }
        for clause in self.complements_of(group) {
            for m in self.subjects(clause) {
                slots.push((Slot::Clause, m));
            }
        }
        slots
    }

    /// Who stands where around a noun; `end` is past the trigger.
    pub(crate) fn slots_of_noun(&self, at: usize, end: usize, sentence: usize) -> Vec<(Slot, MentionId)> {
        let mut slots = Vec::new();
        let limit = self.analysis.sentences[sentence].tokens.end;
        let Some(id) = self.grammar.phrase(at) else {
            // An adjective that is also a participle: "were *opposed* to".
            if let Some(group) = self.grammar.verb(at).map(|v| self.grammar.verbs[v]) {
                slots.extend(self.subjects(&group).into_iter().map(|m| (Slot::Subject, m)));
                self.scan_right(end, limit, Slot::Other, true, &mut slots);
            }
            return slots;
        };
        let phrase = self.grammar.phrases[id];
        for m in (phrase.start..at).flat_map(|i| self.named_at(i)) {
            if !slots.contains(&(Slot::Possessive, m)) {
                slots.push((Slot::Possessive, m));
            }
        }
        // "The *AU* Heads of State summit".
        for m in self.heads_of_state(&phrase) {
            if !slots.contains(&(Slot::Possessive, m)) {
                slots.push((Slot::Possessive, m));
            }
        }
        // "Chinese and Russian talks": a nationality joined before.
        if let Some(before) = phrase.joined
            && let Some(m) = self.cover[self.grammar.phrases[before].head]
            && self.analysis.mentions[m].form == MentionForm::Demonym
            && !self.lower(self.grammar.phrases[before].head).ends_with('s')
        {
            slots.push((Slot::Possessive, m));
        }
        // "The talks *Trump* held with France": the clause that follows without "which".
        let mut end = end;
        if let Some(holder) = self.grammar.phrase(end).filter(|&p| self.grammar.phrases[p].start == end) {
            let own = self.grammar.phrases[holder];
            let held = matches!(self.lower(own.end), "held" | "had" | "holds" | "hosted" | "signed" | "made");
            if held && own.preposition.is_none() && self.cover[own.head].is_some() {
                self.push_phrase(holder, Slot::Possessive, &mut slots);
                end = own.end + 1;
                let when = |at: usize| {
                    let span = self.analysis.tokens.list[at].span;
                    let from = self.analysis.times.partition_point(|t| t.span.end <= span.start);
                    self.analysis.times.get(from).is_some_and(|t| t.span.overlaps(span))
                };
                while end < limit && when(end) {
                    end += 1;
                }
            }
        }
        self.scan_right(end, limit, Slot::Other, true, &mut slots);
        if let Some(verb) = self.verb_around(id, sentence) {
            let group = self.grammar.verbs[verb];
            // What is announced is the announcer's: "announces *the closure*"; so is the occasion of what is said:
            // "*during a visit to Kyiv*, the minister said". What is told of at large is not.
            let announced = phrase.preposition.is_none()
                && phrase.start > group.head
                && ANNOUNCING.contains(&self.lower(group.head));
            let occasion = phrase.end <= group.start
                && phrase.preposition.is_some_and(|p| OCCASIONS.contains(&self.lower(p)));
            if !self.words[group.head].is_kind(kind::SAY) || group.modal.is_some() || announced || occasion {
                for m in self.subjects(&group) {
                    slots.push((Slot::Around, m));
                }
            }
        }
        slots
    }

    /// Adds the mentions of a phrase and of those joined before it.
    fn push_phrase(&self, id: PhraseId, slot: Slot, slots: &mut Vec<(Slot, MentionId)>) {
        for m in self.mentions_of(id) {
            if !slots.contains(&(slot, m)) {
                slots.push((slot, m));
            }
        }
    }

    /// Mentions to the right by the preposition before them, to the end of the clause.
    pub(super) fn scan_right(
        &self,
        from: usize,
        limit: usize,
        first: Slot,
        noun: bool,
        slots: &mut Vec<(Slot, MentionId)>,
    ) {
        let mut at = from;
        let mut last = first;
        let mut carried = false;
        let mut topic = false;
        let mut aimed = false;
        let mut cause = false;
        let mut owned = false;
        // The slot of a noun of which nobody is known yet: "support for *efforts* by".
        let mut chain: Option<Slot> = None;
        let known = slots.len();
        // The rest of the trigger's own phrase: "held wide-ranging | talks".
        while at < limit {
            if let Some(id) = self.grammar.phrase(at) {
                let phrase = self.grammar.phrases[id];
                let begins = at <= phrase.start;
                if phrase.apposed {
                    at = phrase.end;
                    continue;
                }
                let named = self.cover[phrase.head].is_some() || !self.modifiers(&phrase).is_empty();
                // "Condemnation from China *and criticism from* the United States", "meetings in Mali *and our commitment
                // to* it": another act begins.
                let own = self.words[phrase.start].is(class::POSSESSIVE) && self.cover[phrase.head].is_none();
                let another =
                    noun && (!named || own) && phrase.joined.is_some() && at > from && slots.len() > known;
                if another && self.grammar.tags.get(phrase.end) == Some(&Tag::Preposition) {
                    return;
                }
                let slot = match phrase.preposition {
                    Some(t) if t >= from => Slot::of_preposition(self.lower(t)),
                    Some(t) if t + 1 == from || begins => Slot::of_preposition(self.lower(t)),
                    _ if phrase.joined.is_some() && at > from => last,
                    _ if at == from || last == first => first,
                    // "Deports *to Chad* four Malians": the object after where it is done to.
                    _ if first == Slot::Object
                        && last == Slot::To
                        && slots[known..].iter().all(|&(s, _)| s == Slot::To) =>
                    {
                        first
                    }
                    _ => Slot::Other,
                };
                // "Spoke with Kenya on the response *to Uganda*".
                let slot = if topic && slot == Slot::To { Slot::Other } else { slot };
                // "Impose costs on Chad *in response to* an attack by Chad against Niger": whom the cause hit.
                if cause && slot == Slot::Against {
                    return;
                }
                // "Support for Chad *in the face of* Niger's threats": what it is done under.
                let under = matches!(
                    self.lower(phrase.head),
                    "face"
                        | "wake"
                        | "light"
                        | "aftermath"
                        | "contravention"
                        | "violation"
                        | "breach"
                        | "defiance"
                        | "accordance"
                );
                if slot == Slot::In && under && self.lower(phrase.end) == "of" {
                    return;
                }
                cause |= slot == Slot::In && self.lower(phrase.head) == "response";
                // "Halted exports to Chad *in retaliation for* arms sales to Niger": nor is whom the cause was done to.
                let answers =
                    matches!(self.lower(phrase.head), "retaliation" | "reprisal" | "revenge" | "exchange");
                if slot == Slot::In && answers && self.lower(phrase.end) == "for" {
                    return;
                }
                let slot = match (aimed, owned) {
                    (true, _) => Slot::Against,
                    (_, true) => Slot::Owner,
                    _ => slot,
                };
                owned = false;
                aimed = false;
                // "A demonstration against a visit *by* the minister", "support for the efforts *of*".
                let slot = match (slot, chain) {
                    (Slot::By | Slot::Of, Some(outer)) => outer,
                    _ => slot,
                };
                let towards =
                    matches!(slot, Slot::For | Slot::Against | Slot::Over | Slot::Behind | Slot::About);
                chain = (towards && !named).then_some(slot);
                topic |= matches!(slot, Slot::On | Slot::About) && self.cover[phrase.head].is_none();
                self.push_one(id, at, slot, slots);
                // What comes after the manner is still the object: "condemned *in the strongest terms* the attack".
                last = if self.lower(phrase.head) == "terms" { first } else { slot };
                at = phrase.end.max(at + 1);
                continue;
            }
            let lower = self.lower(at);
            match self.grammar.tags[at] {
                Tag::Preposition => {
                    if matches!(
                        lower,
                        "after"
                            | "before"
                            | "since"
                            | "during"
                            | "following"
                            | "despite"
                            | "until"
                            | "amid"
                            | "amidst"
                            | "ahead"
                    ) {
                        return;
                    }
                }
                Tag::Comma => {
                    let next = self.grammar.phrase(at + 1).map(|p| self.grammar.phrases[p]);
                    let goes_on = next.is_some_and(|p| p.joined.is_some() || p.apposed)
                        || self.grammar.tags.get(at + 1) == Some(&Tag::Conjunction) && self.joins(at + 2)
                        || self.grammar.tags.get(at + 1) == Some(&Tag::Preposition)
                            && matches!(
                                self.lower(at + 1),
                                "with" | "including" | "between" | "of" | "from" | "by"
                            )
                        || self.lower(at + 1) == "to" && self.closes_apposition(at);
                    if !goes_on {
                        // Over a description between commas: "Putin, in Moscow, with".
                        return;
                    }
                }
                Tag::Conjunction => {
                    if !(self.joins(at + 1) || self.grammar.tags.get(at + 1) == Some(&Tag::Preposition)) {
                        return;
                    }
                }
                Tag::Adverb | Tag::Close | Tag::Quote | Tag::Adjective | Tag::Joiner | Tag::Possessive => {}
                Tag::Open => {
                    let close = (at..limit).find(|&i| self.grammar.tags[i] == Tag::Close);
                    at = close.map_or(at + 1, |c| c + 1);
                    continue;
                }
                Tag::Finite | Tag::Participle if noun && !carried && CARRIERS.contains(&lower) => {
                    carried = true;
                }
                // "Fighting *broke out* on Sunday between": the noun's own verb.
                Tag::Finite if noun && !carried && BREAKS_OUT.contains(&lower) => {
                    carried = true;
                }
                // "The UN sanctions *placed* on Iran".
                Tag::Finite | Tag::Participle
                    if !noun && !carried && matches!(lower, "imposed" | "placed" | "levied") =>
                {
                    carried = true;
                }
                // "Destroyed a tunnel *built by* Hamas": whose it is.
                Tag::Participle | Tag::Finite
                    if !noun && HAD_BY.contains(&lower) && self.lower(at + 1) == "by" =>
                {
                    owned = true;
                    at += 1;
                }
                // "New sanctions *targeting* Russian firms".
                Tag::Ing | Tag::Noun | Tag::Participle | Tag::Finite
                    if matches!(lower, "targeting" | "targeted") =>
                {
                    aimed = true;
                }
                _ => return,
            }
            at += 1;
        }
    }

    /// Whether the comma at `at` closes who somebody is: "sent its minister, *A*, to Mali".
    fn closes_apposition(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.grammar.phrase(b)).map(|p| self.grammar.phrases[p]);
        before.is_some_and(|p| p.apposed || (p.start..p.end).any(|i| self.lower(i) == ","))
    }

    /// Whether token `at` begins a phrase that is joined to one before.
    fn joins(&self, at: usize) -> bool {
        self.grammar.phrase(at).is_some_and(|p| self.grammar.phrases[p].joined.is_some())
    }

    /// Adds the mentions of one phrase from token `from` on.
    fn push_one(&self, id: PhraseId, from: usize, slot: Slot, slots: &mut Vec<(Slot, MentionId)>) {
        let phrase = self.grammar.phrases[id];
        let mut add = |slot: Slot, m: MentionId| {
            if !slots.contains(&(slot, m)) {
                slots.push((slot, m));
            }
        };
        if let Some(m) = self.cover[phrase.head] {
            add(slot, m);
            for (slot, inner) in self.inside(m) {
                add(slot, inner);
            }
            return;
        }
        let agent = self.words[phrase.head].has_mark(mark::AGENT);
        let modifiers = self.modifiers(&phrase);
        for &m in &modifiers {
            let end = self.analysis.tokens.within(self.analysis.mentions[m].phrase).end;
            if end <= from {
                continue;
            }
            let owns = self.grammar.tags.get(end) == Some(&Tag::Possessive) && !agent;
            add(if owns && slot == Slot::Object { Slot::Owner } else { slot }, m);
        }
        if modifiers.is_empty() && (agent || self.is_many(&phrase)) {
            for m in self.complements(id) {
                add(slot, m);
            }
        }
        if modifiers.is_empty()
            && let Some(m) = self.stands_for(&phrase)
        {
            add(slot, m);
        } else if modifiers.is_empty() && slot == Slot::Object {
            for m in self.owner_told_before(&phrase) {
                add(Slot::Owner, m);
            }
        }
    }
}
