//! [`Clauses`]: as much grammar as the rules need: verb groups, their subjects, objects and prepositional
//! phrases, from word classes and mentions alone.

use crate::analyze::word::{Word, class, form, words};
use crate::analyze::{Analysis, MentionForm, MentionId, Status};
use crate::text::{Case, Sentence, TokenKind};

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
    About,
    /// The owner of what follows the trigger: "condemned *Iran*'s attack".
    Owner,
    Other,
}

impl Slot {
    fn of_preposition(word: &str) -> Slot {
        match word {
            "with" | "alongside" => Slot::With,
            "to" | "toward" | "towards" => Slot::To,
            "between" => Slot::Between,
            "by" => Slot::By,
            "of" => Slot::Of,
            "for" => Slot::For,
            "against" => Slot::Against,
            "from" => Slot::From,
            "on" | "upon" => Slot::On,
            "in" => Slot::In,
            "into" => Slot::Into,
            "at" => Slot::At,
            "among" => Slot::Among,
            "over" => Slot::Over,
            "about" => Slot::About,
            _ => Slot::Other,
        }
    }
}

/// A verb with its auxiliaries and adverbs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerbGroup {
    /// First token.
    pub(crate) start: usize,
    /// The main verb.
    pub(crate) head: usize,
    /// Whether its subject suffers the act.
    pub(crate) passive: bool,
    /// A participle after a noun without auxiliary: "the pact signed by".
    pub(crate) reduced: bool,
    /// "to" before a base form.
    infinitive: bool,
    /// The head is an `-ing` form without a form of "be".
    gerund: bool,
    negated: bool,
    modal: Option<Modal>,
    perfect: bool,
    /// The verb, if any, that governs the infinitive.
    governor: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modal {
    Future,
    Possible,
}

/// The grammar of one analysis.
pub(crate) struct Clauses<'a> {
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) words: Vec<Word>,
    /// For each token the mention whose phrase holds it, the outermost.
    pub(crate) cover: Vec<Option<MentionId>>,
}

impl<'a> Clauses<'a> {
    pub(crate) fn new(analysis: &'a Analysis<'a>) -> Clauses<'a> {
        let mut cover: Vec<Option<MentionId>> = vec![None; analysis.tokens.len()];
        for (id, mention) in analysis.mentions.iter().enumerate() {
            for token in analysis.tokens.within(mention.phrase) {
                let outer = cover[token].is_none_or(|other: MentionId| {
                    analysis.mentions[other].phrase.len() < mention.phrase.len()
                });
                if outer {
                    cover[token] = Some(id);
                }
            }
        }
        Clauses { analysis, words: words(&analysis.tokens), cover }
    }

    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    /// The tokens of mention `id`'s phrase.
    fn tokens_of(&self, id: MentionId) -> std::ops::Range<usize> {
        self.analysis.tokens.within(self.analysis.mentions[id].phrase)
    }

    /// Whether a covered token is itself a noun that a rule may start from; none is.
    pub(crate) fn is_agentive(&self, _at: usize) -> bool {
        false
    }

    /// Whether token `at` begins a finite verb of its own.
    fn is_finite(&self, at: usize) -> bool {
        let word = self.words[at];
        if self.cover[at].is_some() || self.analysis.tokens.list[at].case == Case::Upper {
            return false;
        }
        if word.is_auxiliary() {
            return true;
        }
        let before = at.checked_sub(1).map(|b| self.words[b]).unwrap_or_default();
        let after_noun_marker =
            before.is(class::DETERMINER | class::POSSESSIVE) || self.is_possessive_mark(at.wrapping_sub(1));
        if word.verb == 0 || after_noun_marker {
            return false;
        }
        if word.has_form(form::PAST) {
            return true;
        }
        // "meets", "plans": a verb only where a subject stands before; "Israeli attacks" are none.
        let named = at > 0 && self.is_nominal(at - 1);
        let after_subject = named
            || at > 0 && before.is(class::PRONOUN | class::ADVERB | class::RELATIVE)
            || word.noun == 0 && at > 0 && self.is_possible_noun(at - 1);
        word.has_form(form::THIRD) && after_subject
            || word.has_form(form::BASE) && at > 0 && (before.is(class::PRONOUN) || named && word.noun == 0)
    }

    /// Whether the mention that ends at token `at` can be a subject: names and titles can, adjectives cannot.
    fn is_nominal(&self, at: usize) -> bool {
        self.cover[at].is_some_and(|m| self.analysis.mentions[m].form != MentionForm::Demonym)
    }

    fn is_possessive_mark(&self, at: usize) -> bool {
        self.analysis.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Possessive)
    }

    /// The verb group headed by token `head`, if that token is a verb where it stands.
    pub(crate) fn verb_group(&self, head: usize, sentence: &Sentence) -> Option<VerbGroup> {
        let word = self.words[head];
        let token = self.analysis.tokens.list[head];
        if token.case == Case::Upper && self.analysis.text()[token.span.start as usize..].chars().count() > 0
        {
            // Capitals only in headlines: let those pass where the whole sentence is in capitals.
            let all_upper = sentence
                .tokens
                .clone()
                .filter(|&i| self.analysis.tokens.list[i].kind == TokenKind::Word)
                .all(|i| self.analysis.tokens.list[i].case != Case::Lower);
            if !all_upper {
                return None;
            }
        }
        let mut group = VerbGroup {
            start: head,
            head,
            passive: false,
            reduced: false,
            infinitive: false,
            gerund: false,
            negated: false,
            modal: None,
            perfect: false,
            governor: None,
        };
        let (mut be, mut have, mut modal_seen) = (false, false, false);
        let mut at = head;
        while at > sentence.tokens.start {
            let before = self.words[at - 1];
            if self.cover[at - 1].is_some() {
                break;
            }
            let lower = self.lower(at - 1);
            if before.is(class::NEGATION) && !before.is_auxiliary() {
                group.negated = true;
            } else if before.is(class::MODAL) {
                modal_seen = true;
                group.negated |= before.is(class::NEGATION);
                group.modal = Some(if matches!(lower, "will" | "shall" | "won't" | "won’t") {
                    Modal::Future
                } else {
                    Modal::Possible
                });
            } else if before.is(class::BE | class::HAVE | class::DO) {
                // In "had talks held by", the auxiliary belongs to the group only if nothing but adverbs is between.
                group.negated |= before.is(class::NEGATION);
                be |= before.is(class::BE);
                have |= before.is(class::HAVE);
            } else if lower == "to" && (word.has_form(form::BASE) || be || have) && !group.infinitive {
                group.infinitive = true;
                group.start = at - 1;
                at -= 1;
                group.governor = self.governor_before(at, sentence);
                break;
            } else if !(before.is(class::ADVERB)
                || lower.ends_with("ly") && before.noun == 0 && lower.len() > 4)
            {
                break;
            }
            at -= 1;
            group.start = at;
        }
        // Leading adverbs are not needed, but harmless: the subject stands before them.
        let previous = group.start.checked_sub(1).filter(|&p| p >= sentence.tokens.start);
        let noun_marker = |p: usize| {
            self.words[p].is(class::DETERMINER | class::POSSESSIVE)
                && self.cover[p].is_none()
                && !self.words[p].is(class::PRONOUN | class::RELATIVE)
                || self.is_possessive_mark(p)
        };
        if let Some(p) = previous
            && group.start == head
            && noun_marker(p)
        {
            return None;
        }
        let participle = word.has_form(form::PARTICIPLE);
        let ing = word.has_form(form::ING);
        if participle && be && !ing {
            group.passive = true;
        } else if participle && have {
            group.perfect = true;
        } else if ing {
            group.gerund = !be;
            if group.gerund
                && previous.is_some_and(|p| self.words[p].is(class::PREPOSITION) && self.lower(p) == "of")
                && word.noun != 0
            {
                return None;
            }
        } else if word.has_form(form::PAST) && !modal_seen && !group.infinitive {
            // "the pact signed by": a past form that is a participle without auxiliary, before "by".
            let by = self.lower(head + 1) == "by";
            if participle && by && !be && !have {
                group.passive = true;
                group.reduced = true;
            }
        } else if participle && !be && !have {
            let by = self.lower(head + 1) == "by";
            group.passive = true;
            group.reduced = true;
            if !by {
                return None;
            }
        } else if !modal_seen && !group.infinitive {
            // A base or third-person form must have a subject before it to be a verb at all.
            let subject_like = previous.is_some_and(|p| {
                self.cover[p].is_some()
                    || self.words[p].is(class::PRONOUN | class::RELATIVE | class::CONJUNCTION)
                    || matches!(self.lower(p), "," | ")" | "\"" | "”")
                    || self.is_possible_noun(p)
            });
            let first = previous.is_none();
            let third = word.has_form(form::THIRD);
            if !(subject_like && (third || previous.is_some_and(|p| self.plural_before(p)) || word.noun == 0)
                || first && word.noun == 0)
            {
                return None;
            }
            // "Iran sanctions", "the peace talks": a noun after a name, unless the form can only be a verb.
            if word.noun != 0 && !third {
                return None;
            }
            if word.noun != 0 && third && !self.verb_context(head, sentence) {
                return None;
            }
        }
        Some(group)
    }

    /// A form that could be a plural noun is a verb by what stands around it: a subject or a comma before, and a
    /// determiner, a name, "to", "that" after.
    fn verb_context(&self, head: usize, sentence: &Sentence) -> bool {
        let next = head + 1;
        let after = next < sentence.tokens.end
            && (self.cover[next].is_some()
                || self.words[next].is(class::DETERMINER | class::POSSESSIVE)
                || self.analysis.tokens.list[next].kind == TokenKind::Number
                || matches!(self.lower(next), "to" | "that" | "with" | "for" | "on" | "against" | "its" | "his" | "upon"));
        let before = head > sentence.tokens.start && {
            let p = head - 1;
            self.is_nominal(p)
                || self.words[p].is(class::PRONOUN | class::RELATIVE | class::CONJUNCTION)
                || self.words[p].is(class::ADVERB) && !self.words[p].is(class::DETERMINER)
                || matches!(self.lower(p), "," | ")")
        };
        after && before
    }

    fn is_possible_noun(&self, at: usize) -> bool {
        let token = self.analysis.tokens.list[at];
        token.kind == TokenKind::Word && self.words[at].class == 0
    }

    fn plural_before(&self, at: usize) -> bool {
        self.lower(at).ends_with('s')
            || matches!(self.lower(at), "they" | "we" | "i" | "you" | "sides" | "who" | "people" | ",")
    }

    /// The verb (or "plan", "ready") that governs an infinitive whose "to" is token `to`.
    fn governor_before(&self, to: usize, sentence: &Sentence) -> Option<usize> {
        let mut at = to;
        let mut steps = 0;
        while at > sentence.tokens.start && steps < 8 {
            at -= 1;
            steps += 1;
            if let Some(m) = self.cover[at] {
                at = self.tokens_of(m).start;
                continue;
            }
            let word = self.words[at];
            if word.is(class::GOVERNOR) || word.verb != 0 && !word.is_auxiliary() {
                return Some(at);
            }
            if word.is(class::RELATIVE | class::SUBORDINATOR) || matches!(self.lower(at), ";" | ":") {
                return None;
            }
        }
        None
    }

    /// The first token within a noun phrase from `from` that is one of `nouns`.
    pub(crate) fn noun_after(&self, from: usize, nouns: &[u16], limit: usize) -> Option<usize> {
        let mut at = from;
        let mut gap = 0;
        while at < limit && gap < 12 {
            let word = self.words[at];
            if word.noun != 0 && nouns.contains(&word.noun) {
                return Some(at);
            }
            if at > from + 1 && (word.is_auxiliary() || self.is_finite(at))
                || word.is(class::RELATIVE) && !word.is(class::DETERMINER)
            {
                return None;
            }
            if matches!(self.lower(at), ";" | ":" | "." | "(" | "\"" | "“") {
                return None;
            }
            at += 1;
            gap += 1;
        }
        None
    }

    /// The last of `nouns` before a passive verb group.
    pub(crate) fn noun_before(&self, group_start: usize, nouns: &[u16], sentence: usize) -> Option<usize> {
        let from = self.analysis.sentences[sentence].tokens.start;
        (from..group_start)
            .rev()
            .take(14)
            .find(|&at| self.words[at].noun != 0 && nouns.contains(&self.words[at].noun))
    }

    /// Who stands where around a verb; `end` is past the trigger.
    pub(crate) fn slots_of_verb(
        &self,
        group: &VerbGroup,
        end: usize,
        sentence: usize,
    ) -> Vec<(Slot, MentionId)> {
        let mut slots = Vec::new();
        let subject = if group.passive { Slot::Object } else { Slot::Subject };
        for mention in self.subjects(group, sentence, 3) {
            slots.push((subject, mention));
        }
        let after = if group.passive { Slot::Other } else { Slot::Object };
        // What stands between the verb and the end of the trigger ("held bilateral *Russian* talks") counts as object.
        self.scan_right(group.head + 1, sentence, after, &mut slots);
        let _ = end;
        slots
    }

    /// Who stands where around a noun; `end` is past the trigger.
    pub(crate) fn slots_of_noun(&self, at: usize, end: usize, sentence: usize) -> Vec<(Slot, MentionId)> {
        let start = self.analysis.sentences[sentence].tokens.start;
        let mut slots = Vec::new();
        // Modifiers directly before: "Russia's", "U.S.-China", "the French president's two-day".
        let mut left = at;
        while left > start {
            let before = left - 1;
            if let Some(m) = self.cover[before] {
                slots.push((Slot::Possessive, m));
                left = self.tokens_of(m).start;
                continue;
            }
            let word = self.words[before];
            let token = self.analysis.tokens.list[before];
            let joins = self.is_possessive_mark(before)
                || matches!(self.lower(before), "-" | "–" | "and")
                || token.kind == TokenKind::Word
                    && word.class & !(class::POSSESSIVE | class::ADVERB) == 0
                    && word.verb == 0
                || token.kind == TokenKind::Word && word.noun != 0 && !word.is(class::PREPOSITION)
                || token.kind == TokenKind::Number;
            if !joins || at - before > 7 {
                break;
            }
            left = before;
        }
        slots.reverse();
        self.scan_right(end, sentence, Slot::Other, &mut slots);
        // "a meeting hosted by", "talks … were held by": the passive's agent is found by the scan; a verb that the noun
        // is object of gives its subject.
        if let Some(verb) = self.verb_before(left, start)
            && let Some(group) = self.verb_group(verb, &self.analysis.sentences[sentence])
        {
            for mention in self.subjects(&group, sentence, 2) {
                slots.push((Slot::Subject, mention));
            }
        }
        slots
    }

    /// The verb right before a noun phrase that begins at `left`, over a determiner or a preposition.
    fn verb_before(&self, left: usize, start: usize) -> Option<usize> {
        let mut at = left;
        let mut steps = 0;
        while at > start && steps < 4 {
            at -= 1;
            steps += 1;
            let word = self.words[at];
            if self.cover[at].is_some() {
                return None;
            }
            if word.verb != 0 && !word.is_auxiliary() {
                return Some(at);
            }
            if !word.is(class::DETERMINER | class::PREPOSITION | class::ADVERB) {
                return None;
            }
        }
        None
    }

    /// Mentions to the right by the preposition before them.
    fn scan_right(&self, from: usize, sentence: usize, first: Slot, slots: &mut Vec<(Slot, MentionId)>) {
        let end = self.analysis.sentences[sentence].tokens.end;
        let mut slot = first;
        let mut at = from;
        let mut last_mention_end = 0;
        while at < end {
            if let Some(m) = self.cover[at] {
                let range = self.tokens_of(m);
                slots.push((slot, m));
                at = range.end.max(at + 1);
                last_mention_end = at;
                // A possessive mention is a modifier of what follows.
                if self.is_possessive_mark(at)
                    && let Some(entry) = slots.last_mut()
                {
                    entry.0 = if slot == Slot::Object { Slot::Owner } else { Slot::Other };
                    at += 1;
                }
                continue;
            }
            let word = self.words[at];
            let lower = self.lower(at);
            if word.is(class::PREPOSITION) {
                if matches!(
                    lower,
                    "after" | "before" | "since" | "during" | "following" | "despite" | "until"
                ) {
                    return;
                }
                let next_verb = self
                    .words
                    .get(at + 1)
                    .is_some_and(|w| w.verb != 0 && w.has_form(form::BASE) && w.noun == 0);
                if lower == "to" && next_verb {
                    return;
                }
                slot = Slot::of_preposition(lower);
                at += 1;
                continue;
            }
            if word.is(class::RELATIVE) && !word.is(class::DETERMINER)
                || lower == "that"
                || word.is(class::SUBORDINATOR)
            {
                return;
            }
            if matches!(lower, ";" | ":" | "\"" | "“" | "”") {
                return;
            }
            if lower == "(" {
                // Over a parenthesis.
                let close = (at..end).find(|&i| self.lower(i) == ")");
                at = close.map_or(at + 1, |c| c + 1);
                continue;
            }
            if self.is_finite(at) {
                return;
            }
            if lower == "," || word.is(class::CONJUNCTION) {
                // A list goes on where a mention follows; otherwise the phrase ends here.
                let mut next = at + 1;
                while next < end
                    && (self.words[next].is(class::CONJUNCTION | class::DETERMINER)
                        || self.lower(next) == ",")
                {
                    next += 1;
                }
                let continues = last_mention_end == at && next < end && self.cover[next].is_some();
                if !continues {
                    let gerund =
                        next < end && self.words[next].has_form(form::ING) && self.words[next].noun == 0;
                    if gerund || last_mention_end == at || lower == "," {
                        slot = Slot::Other;
                    }
                    if gerund {
                        return;
                    }
                } else {
                    last_mention_end = next;
                    at = next;
                    continue;
                }
            }
            at += 1;
        }
    }

    /// The mentions that are subject of a verb group.
    pub(crate) fn subjects(&self, group: &VerbGroup, sentence: usize, depth: u8) -> Vec<MentionId> {
        let start = self.analysis.sentences[sentence].tokens.start;
        let mut at = group.start;
        let mut fallback: Option<MentionId> = None;
        let mut commas = 0;
        let mut noun_seen = false;
        if depth > 0 && group.infinitive {
            if let Some(governor) = group.governor {
                // "urged Iran to release": the object acts; "plans to visit": the subject does.
                let between = (governor + 1..group.start).find_map(|i| self.cover[i]);
                let requests = !self.words[governor].is(class::GOVERNOR);
                if let (Some(m), true) = (between, requests) {
                    return vec![m];
                }
                if let Some(g) = self.verb_group(governor, &self.analysis.sentences[sentence]) {
                    return self.subjects(&g, sentence, depth - 1);
                }
                at = governor;
            }
        }
        if group.gerund && depth > 0 {
            return self.subjects_of_gerund(group, sentence, depth);
        }
        if let Some(subjects) = self.subjects_of_joined(group, sentence, depth) {
            return subjects;
        }
        while at > start {
            at -= 1;
            if let Some(m) = self.cover[at] {
                let range = self.tokens_of(m);
                let mut before = range.start;
                // Over determiners and adjectives to the preposition, if one governs this phrase.
                while before > start
                    && (self.words[before - 1].is(class::DETERMINER) || self.is_possible_noun(before - 1))
                    && range.start - before < 4
                    && self.cover[before - 1].is_none()
                {
                    before -= 1;
                }
                let governed = before > start
                    && self.words[before - 1].is(class::PREPOSITION)
                    && self.cover[before - 1].is_none();
                if governed && range.start > start {
                    fallback.get_or_insert(m);
                    at = before - 1;
                    noun_seen = false;
                    continue;
                }
                if self.is_possessive_mark(range.end) {
                    // "Iran's exports rose": the owner is not the subject, unless it is all there is.
                    fallback.get_or_insert(m);
                    at = range.start;
                    continue;
                }
                return self.coordinated(m, start);
            }
            let word = self.words[at];
            let lower = self.lower(at);
            if lower == ")" {
                let open = (start..at).rev().find(|&i| self.lower(i) == "(");
                at = open.unwrap_or(at);
                continue;
            }
            if lower == "," {
                commas += 1;
                continue;
            }
            if matches!(lower, ";" | ":" | "\"" | "“" | "”") {
                break;
            }
            if word.is(class::RELATIVE) && !word.is(class::DETERMINER | class::PREPOSITION) || lower == "that"
            {
                // The head of the relative clause stands before, perhaps over a comma.
                continue;
            }
            if word.is(class::SUBORDINATOR) && !word.is(class::PREPOSITION) && fallback.is_none() && noun_seen
            {
                break;
            }
            if self.is_finite(at) && at + 1 < group.start {
                let joined =
                    self.words[group.start - 1].is(class::CONJUNCTION) || self.lower(group.start - 1) == ",";
                if depth > 0
                    && (joined || commas == 0)
                    && let Some(g) = self.group_at(at, sentence)
                {
                    if joined {
                        return self.subjects(&g, sentence, depth - 1);
                    }
                    if noun_seen || fallback.is_some() {
                        break;
                    }
                }
                if commas >= 1 {
                    // A clause between commas: its subject is before.
                    continue;
                }
                break;
            }
            if self.is_possible_noun(at) {
                noun_seen = true;
            }
        }
        if noun_seen && fallback.is_none() {
            return Vec::new();
        }
        fallback.map(|m| vec![m]).unwrap_or_default()
    }

    /// "X accused Y and *called on* Z": a verb after a conjunction shares the subject of the verb before.
    fn subjects_of_joined(&self, group: &VerbGroup, sentence: usize, depth: u8) -> Option<Vec<MentionId>> {
        let start = self.analysis.sentences[sentence].tokens.start;
        let before = group.start.checked_sub(1).filter(|&b| b > start)?;
        if depth == 0 || !matches!(self.lower(before), "and" | "but" | "or" | ",") || self.words[before].is(class::PRONOUN) {
            return None;
        }
        let mut at = before;
        while at > start {
            at -= 1;
            if matches!(self.lower(at), ";" | ":" | "\"" | "”") {
                return None;
            }
            if self.cover[at].is_none() && self.is_finite(at) {
                let found = self.subjects(&self.group_at(at, sentence)?, sentence, depth - 1);
                return (!found.is_empty()).then_some(found);
            }
        }
        None
    }

    /// The verb group that holds the finite word at `at`: its head may be further right.
    fn group_at(&self, at: usize, sentence: usize) -> Option<VerbGroup> {
        let sentence = &self.analysis.sentences[sentence];
        let mut head = at;
        while head + 1 < sentence.tokens.end
            && (self.words[head].is_auxiliary() || self.words[head].is(class::ADVERB | class::NEGATION))
            && (self.words[head + 1].verb != 0 || self.words[head + 1].is(class::ADVERB | class::NEGATION))
        {
            head += 1;
        }
        self.verb_group(head, sentence)
    }

    /// "…, calling on Iran": the subject is that of the main clause.
    fn subjects_of_gerund(&self, group: &VerbGroup, sentence: usize, depth: u8) -> Vec<MentionId> {
        let start = self.analysis.sentences[sentence].tokens.start;
        // A gerund right after a possessive or a name: "Australia sending Nauru".
        if group.start > start
            && let Some(m) = self.cover[group.start - 1]
        {
            return vec![m];
        }
        let mut at = group.start;
        let mut found = None;
        while at > start {
            at -= 1;
            if self.cover[at].is_none() && self.is_finite(at) {
                found = Some(at);
                break;
            }
        }
        if let Some(verb) = found
            && let Some(g) = self.group_at(verb, sentence)
            && !(g.gerund && depth == 0)
        {
            return self.subjects(&g, sentence, depth - 1);
        }
        // "Meeting in Paris, the two ministers": the subject follows.
        Vec::new()
    }

    /// `mention` with those joined to it on the left: "A, B and C".
    fn coordinated(&self, mention: MentionId, start: usize) -> Vec<MentionId> {
        let mut list = vec![mention];
        let mut at = self.tokens_of(mention).start;
        loop {
            let mut left = at;
            let mut joined = false;
            while left > start
                && self.cover[left - 1].is_none()
                && (self.words[left - 1].is(class::CONJUNCTION | class::DETERMINER)
                    || self.lower(left - 1) == ",")
            {
                left -= 1;
                joined |= self.lower(left) == "and" || self.lower(left) == ",";
            }
            let Some(m) = left.checked_sub(1).filter(|&l| joined && l >= start).and_then(|l| self.cover[l])
            else {
                break;
            };
            // Without an "and" somewhere a comma is no list but an apposition or another clause.
            list.push(m);
            at = self.tokens_of(m).start;
        }
        let has_and = list.len() < 2 || {
            let last = self.tokens_of(list[0]).start;
            (self.tokens_of(list[1]).end..last).any(|i| self.lower(i) == "and")
        };
        if !has_and {
            list.truncate(1);
        }
        list.reverse();
        list
    }

    /// Whether a verb group tells of something that happened, is planned, possible or denied.
    pub(crate) fn status(&self, group: &VerbGroup, sentence: usize) -> Status {
        let start = self.analysis.sentences[sentence].tokens.start;
        if group.negated {
            return Status::Negated;
        }
        let conditional = (start..group.start).any(|i| matches!(self.lower(i), "if" | "unless" | "whether"));
        if let Some(modal) = group.modal {
            return if modal == Modal::Future && !conditional {
                Status::Planned
            } else {
                Status::Hypothetical
            };
        }
        if group.infinitive {
            let Some(governor) = group.governor else { return Status::Hypothetical };
            return match self.lower(governor) {
                "plan" | "plans" | "planned" | "schedule" | "scheduled" | "due" | "set" | "expected"
                | "intends" | "intended" | "intend" | "agreed" | "agree" | "agrees" | "pledged"
                | "pledges" | "promised" | "promises" | "preparing" | "prepares" | "vowed" | "vows" => {
                    Status::Planned
                }
                "refused" | "refuses" | "refuse" | "declined" | "declines" | "failed" | "fails" => {
                    Status::Negated
                }
                "continue" | "continues" | "continued" | "began" | "begins" | "begin" | "started"
                | "starts" | "start" => Status::Actual,
                _ => Status::Hypothetical,
            };
        }
        if conditional && !group.perfect {
            return Status::Hypothetical;
        }
        Status::Actual
    }

    /// Likewise for a noun: by the verb that it is an object of, and by words before it.
    pub(crate) fn status_of_noun(&self, at: usize, sentence: usize) -> Status {
        let start = self.analysis.sentences[sentence].tokens.start;
        let from = at.saturating_sub(7).max(start);
        for i in (from..at).rev() {
            match self.lower(i) {
                "will" | "upcoming" | "planned" | "scheduled" | "forthcoming" | "future" | "next"
                | "expected" => return Status::Planned,
                "possible" | "potential" | "proposed" | "would" | "could" | "may" | "might" | "any"
                | "should" => return Status::Hypothetical,
                "cancelled" | "canceled" | "postponed" | "no" | "not" => return Status::Negated,
                _ => {}
            }
        }
        Status::Actual
    }
}
