//! [`Tag`]: what part each token plays in its sentence, from the lexicon, the mentions and the words around it.

mod adjective;
mod count;
mod open;

pub(crate) use adjective::is_adjective;

use adjective::describes_by_name;

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
        // "*At least* ten", "*more than* fifty".
        if self.says_about_how_many(at) {
            return Tag::Adverb;
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

    /// Whether token `at` stands inside the words of a day.
    fn is_within_day(&self, at: usize) -> bool {
        let own = self.analysis.tokens.list[at].span;
        let after = self.analysis.times.partition_point(|t| t.span.start < own.start);
        let time = after.checked_sub(1).map(|i| self.analysis.times[i].span);
        time.is_some_and(|t| t.start < own.start && own.end < t.end)
    }

    fn mark(&self, at: usize) -> Tag {
        let list = &self.analysis.tokens.list;
        let adjacent = |a: usize, b: usize| list.get(b).is_some_and(|t| t.span.start == list[a].span.end);
        match self.lower(at) {
            "," => Tag::Comma,
            "(" | "[" => Tag::Open,
            ")" | "]" => Tag::Close,
            "\"" | "“" | "”" | "«" | "»" | "''" | "``" => Tag::Quote,
            // "the United States' rejection".
            "'" | "’"
                if at > self.start
                    && adjacent(at - 1, at)
                    && !adjacent(at, at + 1)
                    && self.covered(at - 1).is_some()
                    && self.lower(at - 1).ends_with('s') =>
            {
                Tag::Possessive
            }
            "'" | "‘" | "’" => Tag::Adverb,
            "-" | "–" | "/" | "—" if at > self.start && adjacent(at - 1, at) && adjacent(at, at + 1) => {
                Tag::Joiner
            }
            // "On *Jan.* 15".
            "." if at > self.start && self.is_within_day(at) => Tag::Joiner,
            "&" => Tag::Conjunction,
            "$" | "€" | "£" | "%" | "#" | "+" => Tag::Number,
            _ => Tag::Break,
        }
    }

    fn closed_class(&self, at: usize, word: Word, lower: &str) -> Option<Tag> {
        // "has *since* apologized".
        if lower == "since"
            && self.before_at(at).is_some_and(|b| self.word(b).is(class::HAVE))
            && self.word(at + 1).has_form(form::PARTICIPLE)
        {
            return Some(Tag::Adverb);
        }
        // "has *long* accused".
        if matches!(lower, "long" | "far" | "once")
            && self.before_at(at).is_some_and(|b| self.word(b).is(class::HAVE))
            && self.word(at + 1).has_form(form::PARTICIPLE)
        {
            return Some(Tag::Adverb);
        }
        // "Trump*, though,* refused".
        if matches!(lower, "though" | "meanwhile")
            && at > self.start
            && self.lower(at - 1) == ","
            && self.lower(at + 1) == ","
        {
            return Some(Tag::Adverb);
        }
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
                // "Reports *last week* that": what stands before the time.
                let timed = at > self.start + 2
                    && matches!(self.lower(at - 2), "last" | "this")
                    && self.word(at - 1).has_mark(mark::TIME);
                let end = if timed { at - 2 } else { at };
                let after_noun = end > self.start && self.grammar.tags[end - 1].is_nominal();
                let of_verb = verb_next && self.covered(at + 1).is_none();
                let relative = after_noun && (of_verb || self.describes(end));
                return Some(if relative { Tag::Relative } else { Tag::That });
            }
            // "*Prior* to the meeting, he left".
            "prior" | "owing" | "contrary" | "subsequent" if self.lower(at + 1) == "to" => {
                return Some(Tag::Adverb);
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
            // "*The following* accords were signed".
            "following" if at > self.start && matches!(self.lower(at - 1), "the" | "these") => {
                return Some(Tag::Adjective);
            }
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
        // "votes *to back* the proposal".
        if at > self.start && self.grammar.tags[at - 1] == Tag::To && word.has_form(form::BASE) {
            return None;
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
            "clear",
            "plain",
        ];
        let before = at - 1;
        if self.grammar.tags[before] != Tag::Noun || TOLD.contains(&self.lower(before)) {
            return false;
        }
        let last = (self.start..before).rev().find(|&i| self.grammar.tags[i].is_verb());
        last.is_none_or(|i| !self.word(i).is_kind(kind::SAY))
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
