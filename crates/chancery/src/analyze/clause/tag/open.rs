//! Words of the open classes: which is a verb and in what form, and which a noun or an adjective.

use super::{Tag, Tagger, is_adjective};
use crate::analyze::MentionForm;
use crate::analyze::word::{Word, class, form, mark};
use crate::text::{Case, TokenKind};

impl Tagger<'_, '_> {
    /// Forms of a word that the lexicon lacks, by its ending.
    pub(super) fn forms(&self, at: usize, word: Word, lower: &str) -> u8 {
        if word.form != 0 {
            return word.form;
        }
        if word.noun != 0 || self.analysis.tokens.list[at].case != Case::Lower || lower.contains('-') {
            return 0;
        }
        if lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") {
            form::PAST | form::PARTICIPLE
        } else if lower.len() > 5
            && lower.ends_with("ing")
            && !is_adjective(lower)
            // "The president this *morning* met him".
            && !word.has_mark(mark::TIME)
        {
            form::ING
        } else {
            0
        }
    }

    pub(super) fn open_class(&self, at: usize, word: Word, lower: &str) -> Tag {
        // "From the three countries *last week*" tells when, and not what goes on.
        let after = self.lower(at + 1);
        if lower == "last" && self.word(at + 1).has_mark(mark::TIME) && !after.ends_with('s') {
            return Tag::Adjective;
        }
        // "Used *tear* gas", "*peacekeeping* troops": the first part of a name for one thing.
        if lower == "tear" && after == "gas" || lower == "peacekeeping" {
            return Tag::Noun;
        }
        let forms = self.forms(at, word, lower);
        let adjective =
            word.verb == 0 && forms & form::PAST != 0 && (lower.starts_with("un") || is_adjective(lower));
        if forms == 0 || adjective {
            // "in the *strongest* terms".
            let most = word.noun == 0 && lower.len() > 5 && lower.ends_with("est");
            let follows = self.begins_phrase(at + 1) || self.is_one_of_several(at);
            return if (most || adjective || is_adjective(lower)) && follows {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        // "Chad *on March 28* signed a treaty": when it was is no part of what was done.
        let before = match self.before(at) {
            Tag::Number if self.ends_day(at) => Tag::Noun,
            tag => tag,
        };
        let has = |f: u8| forms & f != 0;
        match before {
            Tag::To if has(form::BASE) => return Tag::Base,
            Tag::Auxiliary => {
                if let Some(tag) = self.after_auxiliary(at, forms) {
                    return tag;
                }
            }
            Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number => {
                let modifies = has(form::ING | form::PAST | form::PARTICIPLE)
                    && (self.begins_phrase(at + 1) || self.is_one_of_several(at))
                    && !(word.noun != 0 && has(form::ING));
                return if modifies { Tag::Adjective } else { Tag::Noun };
            }
            // "The diplomat *whose arrest* sparked it".
            Tag::Relative if word.noun != 0 && self.lower(at - 1) == "whose" => return Tag::Noun,
            Tag::Joiner => return Tag::Adjective,
            Tag::Preposition => {
                if has(form::ING) {
                    let verb = word.noun == 0 || self.begins_object(at + 1);
                    return if verb { Tag::Ing } else { Tag::Noun };
                }
                return if has(form::PAST | form::PARTICIPLE) && !has(form::BASE) {
                    Tag::Adjective
                } else {
                    Tag::Noun
                };
            }
            _ => {}
        }
        let noun_ok = word.noun != 0;
        if has(form::ING) {
            return self.ing(at, before, noun_ok);
        }
        if word.verb == 0 && self.begins_bare_noun(at + 1) && before.is_nominal() {
            return Tag::Adjective;
        }
        if has(form::PAST) && !has(form::BASE) {
            return self.past(at, before, forms);
        }
        if has(form::PARTICIPLE) && !has(form::BASE) {
            return if before.is_nominal() || before == Tag::Close {
                Tag::Participle
            } else {
                Tag::Adjective
            };
        }
        self.present(at, before, forms, noun_ok)
    }

    /// Whether the word at `at` is one of several adjectives before one noun: "a *brutal*, unprovoked attack", "a *free* and
    /// open region".
    fn is_one_of_several(&self, at: usize) -> bool {
        const MOST: usize = 6;
        // "It was *brutal*, new sanctions followed".
        let told = matches!(self.before(at), Tag::Auxiliary | Tag::Noun | Tag::Name | Tag::Pronoun);
        let later =
            self.before_at(at).filter(|&b| matches!(self.grammar.tags[b], Tag::Comma | Tag::Conjunction));
        let goes_on = later.is_none_or(|b| b > self.start && self.is_adjective_before(b));
        if told || !goes_on || !self.describes_by_itself(at) {
            return false;
        }
        let mut last = at;
        for _ in 0..MOST {
            let comma = usize::from(self.lower(last + 1) == ",");
            let and = usize::from(matches!(self.lower(last + 1 + comma), "and" | "but" | "yet"));
            let next = last + 1 + comma + and;
            if comma + and == 0 || next >= self.end || self.covered(next).is_some() {
                return false;
            }
            if !self.describes_by_itself(next) {
                return false;
            }
            if self.begins_bare_noun(next + 1) || self.begins_name(next + 1) {
                return true;
            }
            last = next;
        }
        false
    }

    /// Whether an adjective stands before token `at`, over a comma before "and".
    fn is_adjective_before(&self, at: usize) -> bool {
        let before = if self.lower(at - 1) == "," && at > self.start + 1 { at - 2 } else { at - 1 };
        self.grammar.tags[before] == Tag::Adjective
    }

    /// Whether a capitalised word, named or not, stands at `at`.
    fn begins_name(&self, at: usize) -> bool {
        at < self.end
            && self.analysis.tokens.list[at].kind == TokenKind::Word
            && (self.covered(at).is_some_and(|form| form != MentionForm::Pronoun)
                || self.word(at).class == 0 && self.analysis.tokens.list[at].case != Case::Lower)
    }

    /// Whether a word in small letters is an adjective, or a participle that is no noun.
    fn describes_by_itself(&self, at: usize) -> bool {
        let (word, lower) = (self.word(at), self.lower(at));
        let small = self.analysis.tokens.list[at].case == Case::Lower && self.covered(at).is_none();
        let participle = word.noun == 0 && self.forms(at, word, lower) & form::PARTICIPLE != 0;
        small && word.class == 0 && (is_adjective(lower) || participle)
    }

    /// Whether a time after a preposition ends before token `at`: "*in 1987*", "*on March 28*".
    fn ends_day(&self, at: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let start = tokens.list[at].span.start;
        let after = self.analysis.times.partition_point(|t| t.span.start < start);
        let Some(time) = after.checked_sub(1).map(|i| self.analysis.times[i].span) else { return false };
        let own = tokens.within(time);
        let first = own.start;
        let led = matches!(tokens.lower(first), "on" | "in")
            || first
                .checked_sub(1)
                .is_some_and(|i| matches!(tokens.lower(i), "on" | "in" | "since" | "late" | "early"));
        own.end == at && first >= self.start && led
    }

    pub(super) fn after_auxiliary(&self, at: usize, forms: u8) -> Option<Tag> {
        let aux = self.word(self.before_at(at)?);
        if aux.is(class::MODAL | class::DO) && forms & form::BASE != 0 {
            return Some(Tag::Base);
        }
        if aux.is(class::HAVE | class::BE) && forms & form::PARTICIPLE != 0 {
            return Some(Tag::Participle);
        }
        if aux.is(class::BE) && forms & form::ING != 0 {
            return Some(Tag::Ing);
        }
        // "are opposed", "has plans": no verb.
        Some(Tag::Noun)
    }

    pub(super) fn ing(&self, at: usize, before: Tag, noun_ok: bool) -> Tag {
        let object = self.begins_object(at + 1);
        if self.warns(at) {
            return Tag::Adjective;
        }
        // "The Israeli and Hamas *negotiating* teams".
        if matches!(before, Tag::Name | Tag::Demonym)
            && matches!(
                self.lower(at + 1),
                "teams" | "team" | "sides" | "parties" | "countries" | "powers" | "states"
            )
        {
            return Tag::Adjective;
        }
        if !noun_ok {
            return match before {
                Tag::Demonym => Tag::Noun,
                _ => Tag::Ing,
            };
        }
        match before {
            Tag::Comma | Tag::Conjunction | Tag::Subordinator | Tag::Break | Tag::Quote | Tag::Close => {
                let next = self.word(at + 1);
                if object || next.is(class::PREPOSITION) && self.lower(at + 1) != "of" {
                    Tag::Ing
                } else {
                    Tag::Noun
                }
            }
            Tag::Name | Tag::Noun | Tag::Pronoun
                if object && self.before_at(at).is_some_and(|b| self.grammar.tags[b] != Tag::Demonym) =>
            {
                Tag::Ing
            }
            _ => Tag::Noun,
        }
    }

    pub(super) fn past(&self, at: usize, before: Tag, forms: u8) -> Tag {
        let both = forms & form::PARTICIPLE != 0;
        match before {
            Tag::Demonym if both && self.begins_bare_noun(at + 1) => Tag::Adjective,
            Tag::Conjunction | Tag::Comma if both && self.begins_bare_noun(at + 1) => {
                let adjectives = self
                    .before_at(at)
                    .and_then(|b| b.checked_sub(1))
                    .is_some_and(|b| self.grammar.tags[b] == Tag::Adjective);
                if adjectives { Tag::Adjective } else { Tag::Finite }
            }
            Tag::Break | Tag::Quote if at == self.start && both && self.begins_bare_noun(at + 1) => {
                Tag::Adjective
            }
            _ => Tag::Finite,
        }
    }

    /// A base or third-person form, which may be a noun too: a verb by what stands around it.
    pub(super) fn present(&self, at: usize, before: Tag, forms: u8, noun_ok: bool) -> Tag {
        // "Chad *cut* off electricity", "Niger *shut* its ports": one form for all that is done and was done.
        let past = forms & form::PAST != 0;
        let third = forms & form::THIRD != 0 || past && before == Tag::Name;
        let after_subject =
            before.is_nominal() || matches!(before, Tag::Relative | Tag::Close | Tag::Quote | Tag::That);
        if before == Tag::Pronoun || before == Tag::Relative {
            return Tag::Finite;
        }
        // "Our NATO ally and EU *partner* Lithuania".
        if before == Tag::Name
            && matches!(self.lower(at), "partner" | "ally" | "rival")
            && self.begins_name(at + 1)
        {
            return Tag::Noun;
        }
        let joined = matches!(before, Tag::Conjunction | Tag::Comma);
        let object = self.begins_object(at + 1);
        // "and meet the president": a base form joined to one before.
        let base_before = forms & form::BASE != 0
            && joined
            && self.before_at(at).is_some_and(|b| self.lower(b) != "but")
            && self.last_verb_is(at, Tag::Base);
        if base_before && (!noun_ok || object) {
            return Tag::Base;
        }
        // "Seized two fishermen and then *let* them go": what is the same in the past goes on with a past.
        let past = before == Tag::Conjunction && forms & form::PAST != 0 && (!noun_ok || object);
        if past && self.last_finite(at).is_some_and(|i| self.word(i).has_form(form::PAST)) {
            return Tag::Finite;
        }
        if before == Tag::Demonym && noun_ok {
            return Tag::Noun;
        }
        if noun_ok && before == Tag::Conjunction && self.goes_on_acting(at, third) {
            return Tag::Finite;
        }
        if !noun_ok {
            // "the March 23 Movement announce a ceasefire": a group's name may be plural.
            let named = before == Tag::Name && object;
            let plural =
                third || named || self.plural_subject(at) || at + 1 == self.end || self.lower(at + 1) == ".";
            return if (after_subject || joined || before == Tag::Break && at == self.start && object)
                && plural
            {
                Tag::Finite
            } else {
                Tag::Noun
            };
        }
        // "Trump and Xi meet and *reach* a deal": they are several.
        let several = before == Tag::Conjunction
            && object
            && self.last_finite(at).is_some_and(|i| {
                let w = self.word(i);
                w.has_form(form::BASE) && !w.has_form(form::PAST) && !w.is_auxiliary()
            });
        if !(after_subject || joined) || !(third || several || self.plural_subject(at)) {
            return Tag::Noun;
        }
        // "that Somalia and Rwanda *share* unique relations": of two who are named, before an adjective.
        let of_two = before == Tag::Name
            && is_adjective(self.lower(at + 1))
            && self
                .before_at(at)
                .is_some_and(|b| (self.start..b).rev().take(4).any(|i| self.lower(i) == "and"));
        if object && (of_two || self.begins_marked(at + 1) || !self.has_other_verb(at)) {
            return Tag::Finite;
        }
        // "Trump calls for", "protesters rally in": a verb if nothing else in the clause can be one.
        let plural_noun = self
            .before_at(at)
            .map(|b| self.lower(b))
            .is_some_and(|w| w.ends_with('s') && !is_one_in_s(w) || w.ends_with("men"));
        if before == Tag::Noun && !third && !plural_noun {
            return Tag::Noun;
        }
        // "Iran and Syria *block* adoption of".
        let by_several = third
            || self.lower(at + 2) == "of" && self.plural_subject(at)
            || self.headline_pair(at)
            || self.after_list(at);
        let bare = by_several && before == Tag::Name && self.begins_bare_noun(at + 1);
        let prepositional = bare
            || matches!(self.word(at + 1), w if w.is(class::PREPOSITION))
            || self.lower(at + 1) == "to"
            || self.tells_when(at + 1);
        if third && self.acts_by_particle(at, before) {
            return Tag::Finite;
        }
        // "Ban, the Secretary-General, calls for": after a description between commas.
        let described = before == Tag::Comma
            && self
                .before_at(at)
                .and_then(|b| b.checked_sub(1))
                .is_some_and(|b| b >= self.start && self.grammar.tags[b].is_nominal())
            && (self.start..at).all(|i| !matches!(self.grammar.tags[i], Tag::Finite | Tag::Auxiliary));
        // "The resolution also calls for", "the statement calls for": after an adverb, or what no call is named by.
        let apart = self.before_at(at).is_some_and(|b| b + 1 < at);
        let called = self.lower(at) == "calls"
            && matches!(self.lower(at + 1), "for" | "on" | "upon")
            && self.before_at(at).is_some_and(|b| !matches!(self.lower(b), "phone" | "telephone" | "video"));
        let by_name = before == Tag::Name || before == Tag::Noun && (!third || apart || called) || described;
        if (prepositional || at + 1 == self.end || self.lower(at + 1) == ".")
            && by_name
            && !self.has_other_verb(at)
        {
            return Tag::Finite;
        }
        Tag::Noun
    }

    /// Whether a particle makes a verb of a word that may be a noun: "Chad *hands back* two boats", "a court *strikes down*
    /// the law".
    fn acts_by_particle(&self, at: usize, before: Tag) -> bool {
        let with_particle = match self.lower(at) {
            "hands" => matches!(self.lower(at + 1), "over" | "in" | "back" | "down" | "out"),
            "turns" | "takes" => {
                matches!(self.lower(at + 1), "over" | "back" | "away" | "down" | "in" | "up")
            }
            "calls" => matches!(self.lower(at + 1), "off" | "up" | "out" | "back" | "home"),
            "orders" => matches!(self.lower(at + 1), "out" | "back" | "home"),
            "moves" | "pulls" | "votes" | "rules" | "shuts" | "cuts" | "strikes" | "puts" | "shut"
            | "cut" | "put" | "set" => {
                matches!(self.lower(at + 1), "off" | "out" | "down" | "back" | "away")
            }
            _ => false,
        };
        with_particle
            && matches!(before, Tag::Name | Tag::Noun)
            && (self.begins_object(at + 2) || self.begins_bare_noun(at + 2))
            && !self.has_other_verb(at)
    }

    /// Whether a word that may be a noun is a verb like the one before "and", because a particle follows that such a noun
    /// has not: "announces sanctions and *calls on* the EU", "expels diplomats and *cuts off* all ties".
    fn goes_on_acting(&self, at: usize, third: bool) -> bool {
        let next = self.lower(at + 1);
        let calls = matches!(self.lower(at), "call" | "calls") && matches!(next, "on" | "upon" | "for");
        let particle = matches!(next, "off" | "out" | "down" | "away");
        let wished = |i: usize| {
            matches!(
                self.lower(i),
                "appeals" | "demands" | "requests" | "pleas" | "phone" | "proposals" | "letters"
            )
        };
        if !(calls || particle) || self.before_at(at).is_some_and(|and| and > self.start && wished(and - 1)) {
            return false;
        }
        let verb = self.last_finite(at);
        let base = |i: usize| self.word(i).has_form(form::BASE) && !self.word(i).has_form(form::PAST);
        verb.is_some_and(|i| if third { self.word(i).has_form(form::THIRD) } else { base(i) })
    }

    fn last_finite(&self, at: usize) -> Option<usize> {
        (self.start..at).rev().find(|&i| self.grammar.tags[i] == Tag::Finite)
    }

    pub(super) fn last_verb_is(&self, at: usize, tag: Tag) -> bool {
        (self.start..at).rev().map(|i| self.grammar.tags[i]).find(|t| t.is_verb()) == Some(tag)
    }

    /// Whether what stands before `at` can be a plural subject: a plural noun or several joined by "and".
    pub(super) fn plural_subject(&self, at: usize) -> bool {
        let Some(before) = self.before_at(at) else { return false };
        if self.grammar.tags[before] == Tag::Relative
            || matches!(
                self.lower(before),
                "they" | "we" | "i" | "you" | "people" | "police" | "sides" | "authorities" | "both"
            )
            || self.lower(before).ends_with("men")
        {
            return true;
        }
        if self.headline_pair(at) {
            return true;
        }
        let names_one = self.grammar.tags[before] == Tag::Name;
        if !names_one && self.lower(before).ends_with('s') && !is_one_in_s(self.lower(before)) {
            return true;
        }
        // A list, or a plural further left in the phrase: "representatives of France".
        (self.start..before)
            .rev()
            .take(24)
            .take_while(|&i| !self.grammar.tags[i].is_verb() && self.grammar.tags[i] != Tag::Break)
            // "Condemned in the strongest *terms* | the terrorist attack": what stands before an article that nothing joins to
            // it is of another phrase.
            .take_while(|&i| {
                !(self.grammar.tags[i] == Tag::Noun
                    && i + 1 < before
                    && matches!(self.lower(i + 1), "the" | "a" | "an"))
            })
            .any(|i| {
                self.lower(i) == "and"
                    || (self.grammar.tags[i] == Tag::Noun
                        || matches!(self.covered(i), Some(MentionForm::Demonym | MentionForm::Descriptor)))
                        && self.lower(i).ends_with('s')
                        && !self.word(i).has_mark(mark::TIME)
            })
            || names_one && self.lower(before).ends_with('s')
    }

    /// Whether only two names with a comma between them stand before `at`, as headlines begin: "*Kenya, Uganda* sign pact".
    fn headline_pair(&self, at: usize) -> bool {
        let mut before = self.start..at;
        let Some(comma) = before.find(|&i| self.lower(i) == ",") else { return false };
        let names = |range: std::ops::Range<usize>| {
            !range.is_empty()
                && range.clone().all(|i| self.grammar.tags[i] == Tag::Name && self.covered(i).is_some())
        };
        names(self.start..comma)
            && names(comma + 1..at)
            && self.grammar.cover[comma - 1] != self.grammar.cover[comma + 1]
    }

    /// Whether all that stands before `at` in its clause is a list of names: "Peru, Chile and Cuba *voice* support".
    fn after_list(&self, at: usize) -> bool {
        let named = |i: usize| self.grammar.tags[i] == Tag::Name && self.covered(i).is_some();
        let listed = |i: usize| named(i) || matches!(self.grammar.tags[i], Tag::Comma | Tag::Conjunction);
        let first = (self.start..at).rev().take_while(|&i| listed(i)).last().unwrap_or(at);
        let opens = first == self.start || self.grammar.tags[first - 1] == Tag::Break;
        opens && first < at && named(first) && (first..at).any(|i| self.lower(i) == "and")
    }

    /// Whether the clause around `at` has a word that is surely its finite verb.
    pub(super) fn has_other_verb(&self, at: usize) -> bool {
        let before = (self.start..at)
            .rev()
            .take_while(|&i| {
                let parts = matches!(
                    self.grammar.tags[i],
                    Tag::Comma
                        | Tag::Break
                        | Tag::That
                        | Tag::Conjunction
                        | Tag::Relative
                        | Tag::Subordinator
                );
                // "after" is told from a preposition only when the sentence is tagged.
                let joins = self.grammar.tags[i] == Tag::Preposition && self.word(i).is(class::SUBORDINATOR);
                !parts && !joins
            })
            .any(|i| matches!(self.grammar.tags[i], Tag::Finite | Tag::Auxiliary));
        let sure = |i: usize| {
            let w = self.word(i);
            self.covered(i).is_none() && (w.is_auxiliary() || w.noun == 0 && w.has_form(form::THIRD))
        };
        before
            || (at + 1..self.end)
                .take_while(|&i| {
                    !matches!(
                        self.lower(i),
                        "," | ";" | ":" | "that" | "which" | "who" | "and" | "after" | "as" | "while"
                    )
                })
                .any(sure)
    }

    /// Whether a noun phrase may begin at `at`: one with a mark of its own, or an adjective, a plural or a capital.
    pub(super) fn begins_object(&self, at: usize) -> bool {
        if self.begins_marked(at) {
            return true;
        }
        let word = self.word(at);
        if at >= self.end || word.class != 0 || self.analysis.tokens.list[at].kind != TokenKind::Word {
            return false;
        }
        let lower = self.lower(at);
        is_adjective(lower) && self.begins_phrase(at + 1)
            || self.warns(at)
            || word.noun != 0 && lower.ends_with('s')
            || self.analysis.tokens.list[at].case == Case::Capital
    }

    /// Whether a word only tells of what kind the shots after it are: "*warning* shots".
    fn warns(&self, at: usize) -> bool {
        self.lower(at) == "warning"
            && matches!(self.lower(at + 1), "shot" | "shots" | "strike" | "signs" | "letter")
    }

    /// Whether what begins at `at` is surely an object: a determiner, name, figure, "to" or "that".
    pub(super) fn begins_marked(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        if self.covered(at).is_some() {
            return true;
        }
        // "Following the attacks *this month*" tells when.
        if self.tells_when(at) {
            return false;
        }
        let word = self.word(at);
        let token = self.analysis.tokens.list[at];
        if token.kind == TokenKind::Number {
            return true;
        }
        let lower = self.lower(at);
        let quotes = lower == "\""
            && self.analysis.tokens.list.get(at + 1).is_some_and(|n| n.span.start == token.span.end);
        if quotes
            || matches!(
                lower,
                "to" | "that"
                    | "the"
                    | "a"
                    | "an"
                    | "$"
                    | "each"
                    | "“"
                    | "one"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "several"
                    | "more"
                    | "new"
            )
        {
            return true;
        }
        word.is(class::POSSESSIVE | class::DETERMINER | class::PRONOUN)
    }

    /// Whether "this week", "last month" or "next year" begins at `at`.
    fn tells_when(&self, at: usize) -> bool {
        matches!(self.lower(at), "this" | "last" | "next") && self.word(at + 1).has_mark(mark::TIME)
    }

    pub(super) fn begins_bare_noun(&self, at: usize) -> bool {
        at < self.end
            && self.covered(at).is_none()
            && self.analysis.tokens.list[at].kind == TokenKind::Word
            && self.word(at).class == 0
            && self.analysis.tokens.list[at].case == Case::Lower
    }

    /// Whether a noun phrase goes on at `at`.
    pub(super) fn begins_phrase(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let token = self.analysis.tokens.list[at];
        self.covered(at).is_some()
            || token.kind == TokenKind::Number
            || token.kind == TokenKind::Word && self.word(at).class & !class::GOVERNOR == 0
    }
}

/// Whether a noun that ends in "s" is no plural: "the *gas* contract", "the *crisis* talks".
fn is_one_in_s(word: &str) -> bool {
    matches!(word, "gas" | "bus" | "news") || ["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}
