//! [`Tag`]: what part each token plays in its sentence, from the lexicon, the mentions and the words around it.

use super::Grammar;
use crate::analyze::word::{Word, class, form, kind, mark};
use crate::analyze::{Analysis, MentionForm};
use crate::text::{Case, TokenKind};

/// The part that a token plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A common noun, or a word of which nothing is known.
    #[default]
    Noun,
    /// A participle or adjective before a noun.
    Adjective,
    /// A word of a mention.
    Name,
    /// An adjective of nationality.
    Demonym,
    /// he, they, it …
    Pronoun,
    /// the, its, three …
    Determiner,
    /// 's
    Possessive,
    Number,
    Adverb,
    Preposition,
    /// "to" before an infinitive.
    To,
    Conjunction,
    Comma,
    /// "that" before a clause.
    That,
    /// who, which, whose, and "that" after a noun.
    Relative,
    /// while, because, after … before a clause.
    Subordinator,
    /// A form of be, have or do, or a modal.
    Auxiliary,
    /// A verb with a subject, in the present or past.
    Finite,
    /// A base form after "to" or a modal.
    Base,
    /// After a form of be or have, or after a noun: "the plan taken up by".
    Participle,
    /// An `-ing` form that is a verb.
    Ing,
    /// A hyphen or dash inside a compound.
    Joiner,
    /// A mark that ends a clause: `;`, `:`, a dash.
    Break,
    Quote,
    Open,
    Close,
}

impl Tag {
    /// A word that heads a noun phrase.
    pub(super) fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Name | Tag::Demonym | Tag::Pronoun | Tag::Number)
    }

    /// A word that a noun phrase may begin with or consist of.
    pub(super) fn is_in_phrase(self) -> bool {
        self.is_nominal() || matches!(self, Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Joiner)
    }

    pub(super) fn is_verb(self) -> bool {
        matches!(self, Tag::Finite | Tag::Base | Tag::Participle | Tag::Ing)
    }
}

/// Tags the tokens of all sentences.
pub(super) fn tag(analysis: &Analysis, grammar: &mut Grammar) {
    for sentence in &analysis.sentences {
        let headline = is_headline(analysis, sentence.tokens.clone());
        let mut tagger =
            Tagger { analysis, grammar, start: sentence.tokens.start, end: sentence.tokens.end, headline };
        for at in sentence.tokens.clone() {
            let tag = tagger.tag_at(at);
            tagger.grammar.tags[at] = tag;
        }
        tagger.subordinate();
    }
}

/// Whether a sentence is written in capitals, as headlines are: then case tells nothing.
fn is_headline(analysis: &Analysis, tokens: std::ops::Range<usize>) -> bool {
    let list = &analysis.tokens.list;
    tokens
        .filter(|&i| list[i].kind == TokenKind::Word && list[i].span.len() > 3)
        .all(|i| list[i].case != Case::Lower)
}

struct Tagger<'a, 'b> {
    analysis: &'a Analysis<'a>,
    grammar: &'b mut Grammar,
    start: usize,
    end: usize,
    headline: bool,
}

impl Tagger<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn word(&self, at: usize) -> Word {
        self.grammar.words.get(at).copied().unwrap_or_default()
    }

    /// The tag before `at`, over adverbs and brackets; [`Tag::Break`] at the start.
    fn before(&self, at: usize) -> Tag {
        (self.start..at).rev().map(|i| self.grammar.tags[i]).find(|&t| t != Tag::Adverb).unwrap_or(Tag::Break)
    }

    /// The position of the tag that [`before`](Self::before) gives.
    fn before_at(&self, at: usize) -> Option<usize> {
        (self.start..at).rev().find(|&i| self.grammar.tags[i] != Tag::Adverb)
    }

    fn covered(&self, at: usize) -> Option<MentionForm> {
        let cover = self.grammar.cover.get(at).copied().flatten()?;
        Some(self.analysis.mentions[cover].form)
    }

    fn tag_at(&self, at: usize) -> Tag {
        let token = self.analysis.tokens.list[at];
        let lower = self.lower(at);
        if token.kind == TokenKind::Possessive {
            return Tag::Possessive;
        }
        if let Some(form) = self.covered(at) {
            return match form {
                MentionForm::Pronoun => Tag::Pronoun,
                // "UN-related", "U.S.-backed".
                _ if describes_by_name(lower)
                    && self.analysis.text()[token.span.start as usize..token.span.end as usize]
                        .split_once('-')
                        .is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase)) =>
                {
                    Tag::Demonym
                }
                // "Israelis", "the Houthis" are nouns; "Israeli" is an adjective.
                MentionForm::Demonym if lower.ends_with('s') && lower != "swiss" => Tag::Name,
                MentionForm::Demonym => Tag::Demonym,
                _ => Tag::Name,
            };
        }
        match token.kind {
            TokenKind::Mark => return self.mark(at),
            TokenKind::Number => return Tag::Number,
            _ => {}
        }
        let word = self.word(at);
        let first = (self.start..at).all(|i| self.analysis.tokens.list[i].kind == TokenKind::Mark);
        let capital = token.case != Case::Lower && !first && !self.headline;
        if capital
            && (word.verb != 0 || word.is(class::MODAL | class::PRONOUN))
            && word.class & !class::PRONOUN & !class::MODAL == 0
        {
            return Tag::Noun;
        }
        if let Some(tag) = self.closed_class(at, word, lower) {
            return tag;
        }
        self.open_class(at, word, lower)
    }

    fn mark(&self, at: usize) -> Tag {
        let list = &self.analysis.tokens.list;
        let adjacent = |a: usize, b: usize| list.get(b).is_some_and(|t| t.span.start == list[a].span.end);
        match self.lower(at) {
            "," => Tag::Comma,
            "(" | "[" => Tag::Open,
            ")" | "]" => Tag::Close,
            "\"" | "“" | "”" | "«" | "»" | "''" | "``" => Tag::Quote,
            "'" | "‘" | "’" => Tag::Adverb,
            "-" | "–" | "/" | "—" if at > self.start && adjacent(at - 1, at) && adjacent(at, at + 1) => {
                Tag::Joiner
            }
            "&" => Tag::Conjunction,
            "$" | "€" | "£" | "%" | "#" | "+" => Tag::Number,
            _ => Tag::Break,
        }
    }

    fn closed_class(&self, at: usize, word: Word, lower: &str) -> Option<Tag> {
        if word.is_auxiliary() {
            return Some(Tag::Auxiliary);
        }
        let next = self.word(at + 1);
        match lower {
            "to" => {
                let mut verb = at + 1;
                while verb < self.end
                    && self.word(verb).verb == 0
                    && (self.word(verb).is(class::ADVERB) || self.lower(verb).ends_with("ly"))
                {
                    verb += 1;
                }
                let w = self.word(verb);
                let infinitive = (w.verb != 0 && w.has_form(form::BASE)
                    || w.is(class::HAVE | class::BE | class::DO))
                    && self.covered(verb).is_none()
                    && (self.analysis.tokens.list.get(verb).is_some_and(|t| t.case == Case::Lower)
                        || self.headline);
                return Some(if infinitive && verb < self.end { Tag::To } else { Tag::Preposition });
            }
            "that" => {
                let before = self.before(at);
                if before == Tag::Preposition {
                    return Some(Tag::Determiner);
                }
                let verb_next = next.is_auxiliary()
                    || next.verb != 0 && next.form & (form::PAST | form::THIRD) != 0 && next.noun == 0;
                let after_noun = at > self.start && self.grammar.tags[at - 1].is_nominal();
                let of_verb = verb_next && self.covered(at + 1).is_none();
                let relative = after_noun && (of_verb || self.describes(at));
                return Some(if relative { Tag::Relative } else { Tag::That });
            }
            "who" | "which" | "whom" | "whose" => return Some(Tag::Relative),
            "where" => return Some(Tag::Subordinator),
            "what" | "how" | "why" | "whether" | "if" | "unless" | "because" | "although" | "though"
            | "while" | "when" | "whereas" => {
                return Some(Tag::Subordinator);
            }
            "her" => {
                let noun = next.class & (class::PREPOSITION | class::CONJUNCTION | class::SUBORDINATOR) == 0
                    && at + 1 < self.end;
                return Some(if noun { Tag::Determiner } else { Tag::Pronoun });
            }
            "each" | "both" | "all" if next.verb != 0 && next.noun == 0 && self.before(at).is_nominal() => {
                return Some(Tag::Adverb);
            }
            "no" => {
                return Some(if matches!(self.lower(at + 1), "longer") {
                    Tag::Adverb
                } else {
                    Tag::Determiner
                });
            }
            "not" | "never" | "longer" | "n't" => return Some(Tag::Adverb),
            "including" | "regarding" | "concerning" | "following" | "despite" | "amid" | "amidst"
            | "during" | "according" => {
                return Some(Tag::Preposition);
            }
            _ => {}
        }
        if word.is(class::POSSESSIVE) {
            return Some(Tag::Determiner);
        }
        if word.is(class::CONJUNCTION) {
            return Some(Tag::Conjunction);
        }
        if word.is(class::PRONOUN) {
            return Some(Tag::Pronoun);
        }
        if word.is(class::DETERMINER) && word.verb == 0 {
            return Some(Tag::Determiner);
        }
        if word.is(class::PREPOSITION) {
            return Some(Tag::Preposition);
        }
        if word.is(class::SUBORDINATOR) {
            return Some(Tag::Subordinator);
        }
        if word.is(class::ADVERB)
            || lower.ends_with("ly") && lower.len() > 4 && word.noun == 0 && word.verb == 0
        {
            return Some(Tag::Adverb);
        }
        None
    }

    /// Whether "that" at `at` describes the noun before it: "the sanctions *that* Iran rejects"; not "the claim that",
    /// and not after a verb of saying: "told reporters that".
    fn describes(&self, at: usize) -> bool {
        const TOLD: &[&str] = &[
            "claim",
            "claims",
            "report",
            "reports",
            "fact",
            "statement",
            "announcement",
            "allegation",
            "allegations",
            "warning",
            "belief",
            "hope",
            "fear",
            "fears",
            "accusation",
            "accusations",
            "idea",
            "view",
            "condition",
            "sign",
            "signs",
            "evidence",
            "proof",
            "message",
            "way",
            "concern",
            "concerns",
            "commitment",
            "agreement",
            "demand",
            "chance",
        ];
        let before = at - 1;
        if self.grammar.tags[before] != Tag::Noun || TOLD.contains(&self.lower(before)) {
            return false;
        }
        let last = (self.start..before).rev().find(|&i| self.grammar.tags[i].is_verb());
        last.is_none_or(|i| !self.word(i).is_kind(kind::SAY))
    }

    /// Forms of a word that the lexicon lacks, by its ending.
    fn forms(&self, at: usize, word: Word, lower: &str) -> u8 {
        if word.form != 0 {
            return word.form;
        }
        if word.noun != 0 || self.analysis.tokens.list[at].case != Case::Lower || lower.contains('-') {
            return 0;
        }
        if lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") {
            form::PAST | form::PARTICIPLE
        } else if lower.len() > 5 && lower.ends_with("ing") {
            form::ING
        } else {
            0
        }
    }

    fn open_class(&self, at: usize, word: Word, lower: &str) -> Tag {
        let forms = self.forms(at, word, lower);
        let adjective =
            word.verb == 0 && forms & form::PAST != 0 && (lower.starts_with("un") || is_adjective(lower));
        if forms == 0 || adjective {
            return if is_adjective(lower) && self.begins_phrase(at + 1) {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        let before = self.before(at);
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
                    && self.begins_phrase(at + 1)
                    && !(word.noun != 0 && has(form::ING));
                return if modifies { Tag::Adjective } else { Tag::Noun };
            }
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

    fn after_auxiliary(&self, at: usize, forms: u8) -> Option<Tag> {
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

    fn ing(&self, at: usize, before: Tag, noun_ok: bool) -> Tag {
        let object = self.begins_object(at + 1);
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

    fn past(&self, at: usize, before: Tag, forms: u8) -> Tag {
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
    fn present(&self, at: usize, before: Tag, forms: u8, noun_ok: bool) -> Tag {
        let third = forms & form::THIRD != 0;
        let after_subject =
            before.is_nominal() || matches!(before, Tag::Relative | Tag::Close | Tag::Quote | Tag::That);
        if before == Tag::Pronoun || before == Tag::Relative {
            return Tag::Finite;
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
        if before == Tag::Demonym && noun_ok {
            return Tag::Noun;
        }
        if !noun_ok {
            let plural = third || self.plural_subject(at) || at + 1 == self.end || self.lower(at + 1) == ".";
            return if (after_subject || joined || before == Tag::Break && at == self.start && object)
                && plural
            {
                Tag::Finite
            } else {
                Tag::Noun
            };
        }
        if !(after_subject || joined) || !(third || self.plural_subject(at)) {
            return Tag::Noun;
        }
        if object && (self.begins_marked(at + 1) || !self.has_other_verb(at)) {
            return Tag::Finite;
        }
        // "Trump calls for", "protesters rally in": a verb if nothing else in the clause can be one.
        let plural_noun = self
            .before_at(at)
            .is_some_and(|b| self.lower(b).ends_with('s') || self.lower(b).ends_with("men"));
        if before == Tag::Noun && !third && !plural_noun {
            return Tag::Noun;
        }
        let bare = third && before == Tag::Name && self.begins_bare_noun(at + 1);
        let prepositional =
            bare || matches!(self.word(at + 1), w if w.is(class::PREPOSITION)) || self.lower(at + 1) == "to";
        // "Ban, the Secretary-General, calls for": after a description between commas.
        let described = before == Tag::Comma
            && self
                .before_at(at)
                .and_then(|b| b.checked_sub(1))
                .is_some_and(|b| b >= self.start && self.grammar.tags[b].is_nominal())
            && (self.start..at).all(|i| !matches!(self.grammar.tags[i], Tag::Finite | Tag::Auxiliary));
        let by_name = before == Tag::Name || before == Tag::Noun && !third || described;
        if (prepositional || at + 1 == self.end || self.lower(at + 1) == ".")
            && by_name
            && !self.has_other_verb(at)
        {
            return Tag::Finite;
        }
        Tag::Noun
    }

    fn last_verb_is(&self, at: usize, tag: Tag) -> bool {
        (self.start..at).rev().map(|i| self.grammar.tags[i]).find(|t| t.is_verb()) == Some(tag)
    }

    /// Whether what stands before `at` can be a plural subject: a plural noun or several joined by "and".
    fn plural_subject(&self, at: usize) -> bool {
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
        let names_one = self.grammar.tags[before] == Tag::Name;
        if !names_one && self.lower(before).ends_with('s') {
            return true;
        }
        // A list, or a plural further left in the phrase: "representatives of France".
        (self.start..before)
            .rev()
            .take(24)
            .take_while(|&i| !self.grammar.tags[i].is_verb() && self.grammar.tags[i] != Tag::Break)
            .any(|i| {
                self.lower(i) == "and"
                    || self.grammar.tags[i] == Tag::Noun
                        && self.lower(i).ends_with('s')
                        && !self.word(i).has_mark(mark::TIME)
            })
            || names_one && self.lower(before).ends_with('s')
    }

    /// Whether the clause around `at` has a word that is surely its finite verb.
    fn has_other_verb(&self, at: usize) -> bool {
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
    fn begins_object(&self, at: usize) -> bool {
        if self.begins_marked(at) {
            return true;
        }
        let word = self.word(at);
        if at >= self.end || word.class != 0 || self.analysis.tokens.list[at].kind != TokenKind::Word {
            return false;
        }
        let lower = self.lower(at);
        is_adjective(lower) && self.begins_phrase(at + 1)
            || word.noun != 0 && lower.ends_with('s')
            || self.analysis.tokens.list[at].case == Case::Capital
    }

    /// Whether what begins at `at` is surely an object: a determiner, name, figure, "to" or "that".
    fn begins_marked(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        if self.covered(at).is_some() {
            return true;
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

    fn begins_bare_noun(&self, at: usize) -> bool {
        at < self.end
            && self.covered(at).is_none()
            && self.analysis.tokens.list[at].kind == TokenKind::Word
            && self.word(at).class == 0
            && self.analysis.tokens.list[at].case == Case::Lower
    }

    /// Whether a noun phrase goes on at `at`.
    fn begins_phrase(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let token = self.analysis.tokens.list[at];
        self.covered(at).is_some()
            || token.kind == TokenKind::Number
            || token.kind == TokenKind::Word && self.word(at).class & !class::GOVERNOR == 0
    }

    /// "after", "before", "as", "since" before a clause join it; before a noun phrase they are prepositions.
    fn subordinate(&mut self) {
        for at in self.start..self.end {
            let both = self.grammar.tags[at] == Tag::Preposition && self.word(at).is(class::SUBORDINATOR);
            if !both {
                continue;
            }
            let mut clause = false;
            let mut nominal = false;
            for i in at + 1..self.end.min(at + 24) {
                match self.grammar.tags[i] {
                    Tag::Finite | Tag::Auxiliary if nominal => {
                        clause = true;
                        break;
                    }
                    Tag::Comma
                    | Tag::Break
                    | Tag::That
                    | Tag::Relative
                    | Tag::Subordinator
                    | Tag::To
                    | Tag::Ing
                    | Tag::Quote => break,
                    Tag::Conjunction
                        if matches!(self.grammar.tags.get(i + 1), Some(Tag::Finite | Tag::Auxiliary)) =>
                    {
                        break;
                    }
                    t => nominal |= t.is_nominal(),
                }
            }
            if clause {
                self.grammar.tags[at] = Tag::Subordinator;
            }
        }
    }
}

/// Whether the second half of a compound makes it an adjective: "UN-related".
fn describes_by_name(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "related",
        "backed",
        "led",
        "based",
        "brokered",
        "mediated",
        "sponsored",
        "occupied",
        "held",
        "controlled",
        "aligned",
        "supported",
        "made",
        "flagged",
        "owned",
    ];
    lower.split_once('-').is_some_and(|(_, tail)| ENDINGS.contains(&tail))
}

/// Whether an unknown word is likely an adjective, by its ending.
pub(crate) fn is_adjective(lower: &str) -> bool {
    const ENDINGS: &[&str] =
        &["al", "ic", "ive", "ous", "ary", "able", "ible", "ful", "less", "wide", "ish", "ern"];
    const NOUNS: &[&str] = &[
        "proposal",
        "approval",
        "withdrawal",
        "renewal",
        "arrival",
        "removal",
        "refusal",
        "trial",
        "festival",
        "capital",
        "rival",
        "signal",
        "journal",
        "hospital",
        "tribunal",
        "general",
        "criminal",
        "denial",
        "official",
        "referendal",
        "principal",
        "terminal",
        "survival",
        "portal",
        "canal",
        "goal",
        "deal",
        "appeal",
        "seal",
        "public",
        "republic",
        "critic",
        "topic",
        "traffic",
        "clinic",
        "music",
        "pandemic",
        "epidemic",
        "logic",
        "fabric",
        "initiative",
        "executive",
        "representative",
        "objective",
        "directive",
        "perspective",
        "alternative",
        "archive",
        "drive",
        "secretary",
        "military",
        "territory",
        "library",
        "anniversary",
        "boundary",
        "summary",
        "commentary",
        "beneficiary",
        "adversary",
        "parliamentary",
        "salary",
        "january",
        "february",
        "table",
        "cable",
        "bible",
        "referendum",
        "individual",
        "national",
        "journalist",
        "material",
        "arsenal",
        "rehearsal",
        "reversal",
        "betrayal",
        "dismissal",
        "disapproval",
        "burial",
        "memorial",
        "funeral",
        "cardinal",
        "admiral",
        "ideal",
        "detail",
        "mercenary",
        "offensive",
    ];
    const COMMON: &[&str] = &[
        "new",
        "further",
        "full",
        "joint",
        "more",
        "tough",
        "military",
        "nuclear",
        "early",
        "late",
        "high",
        "low",
        "strong",
        "close",
        "good",
        "great",
        "big",
        "old",
        "young",
        "large",
        "small",
        "senior",
        "top",
        "key",
        "main",
        "major",
        "minor",
        "former",
        "foreign",
        "free",
        "open",
        "safe",
        "hard",
        "long",
        "short",
        "own",
        "same",
        "first",
        "second",
        "third",
        "last",
        "next",
        "direct",
        "prime",
        "civil",
        "peaceful",
        "similar",
        "firm",
        "broad",
        "deep",
        "serious",
        "severe",
        "harsh",
        "fresh",
        "secret",
        "brief",
        "possible",
        "better",
        "greater",
        "closer",
        "stronger",
        "extra",
        "additional",
        "different",
        "recent",
        "current",
        "urgent",
        "permanent",
        "important",
        "significant",
        "violent",
        "independent",
        "frequent",
        "relevant",
        "armed",
        "united",
        "unprecedented",
        "constant",
        "ancient",
        "silent",
        "imminent",
        "prominent",
    ];
    COMMON.contains(&lower)
        || lower.len() > 4 && ENDINGS.iter().any(|e| lower.ends_with(e)) && !NOUNS.contains(&lower)
}
