//! [`Grammar`]: as much grammar as the rules need, from word classes and mentions alone: noun phrases, verb groups,
//! which phrase is the subject of which verb, and what stands between a verb and the main clause.
//!
//! It is found in one pass from left to right: [`tag`] tells verbs from nouns, [`parse`] puts phrases and clauses
//! together. [`Clauses`] answers questions about it: who stands where around a trigger ([`slot`]), whom a phrase stands
//! for ([`stands_for`]), and whether what is told happened ([`status`]).

mod crowd;
mod own;
mod owner;
mod parse;
mod slot;
mod stands_for;
mod status;
mod tag;
mod unmet;

pub(crate) use crowd::Stands;
pub(crate) use slot::Slot;
pub(crate) use stands_for::is_count;
pub(crate) use tag::{Tag, is_adjective};

use crate::analyze::word::{Word, class, mark, words};
use crate::analyze::{Analysis, MentionId};
use crate::text::Sentence;

/// Index of a [`Phrase`] in its [`Grammar`].
pub(crate) type PhraseId = usize;
/// Index of a [`VerbGroup`] in its [`Grammar`].
pub(crate) type VerbId = usize;

/// A noun phrase without the prepositional phrases that follow it: "the two foreign ministers".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// First token.
    pub(crate) start: usize,
    /// Past the last token.
    pub(crate) end: usize,
    /// The last noun of it.
    pub(crate) head: usize,
    /// The preposition that it follows.
    pub(crate) preposition: Option<usize>,
    /// The phrase before it in a list: "A, B *and C*".
    pub(crate) joined: Option<PhraseId>,
    /// The phrase that it only describes: "X, *the foreign minister*".
    pub(crate) apposed: bool,
}

/// How a clause hangs on the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It stands alone.
    Main,
    /// It is joined by "and" or "but".
    Joined,
    /// It tells what is said, thought or agreed.
    Complement,
    /// "who met", "signed by".
    Relative,
    /// "while", "if", "after".
    Adverbial,
    /// "to meet".
    Infinitive,
    /// ", calling on", "accused of killing".
    Gerund,
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
    pub(crate) infinitive: bool,
    /// The head is an `-ing` form without a form of "be".
    pub(crate) gerund: bool,
    /// "not", "never", "no longer".
    pub(crate) negated: bool,
    pub(crate) modal: Option<Modal>,
    /// A form of "have" stands before.
    pub(crate) perfect: bool,
    /// How its clause hangs on the one before.
    pub(crate) relation: Relation,
    /// The verb of the clause that it hangs on.
    pub(crate) governor: Option<VerbId>,
    /// The noun that governs it, or the subordinator or preposition that opens its clause.
    pub(crate) opener: Option<usize>,
    /// Its subject; of a passive one what suffers.
    pub(crate) subject: Option<PhraseId>,
    /// What it is done to, where that stands before: "sanctions *that* Iran rejected".
    pub(crate) object: Option<PhraseId>,
    /// The verb whose subject is its subject too.
    pub(crate) shares: Option<VerbId>,
}

/// What a modal verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modal {
    /// will
    Future,
    /// would, may, can …
    Possible,
    /// should, must
    Demanded,
}

/// The grammar of a whole text.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    pub(crate) words: Vec<Word>,
    /// For each token the mention whose phrase holds it, the outermost.
    pub(crate) cover: Vec<Option<MentionId>>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) verbs: Vec<VerbGroup>,
    /// For each token the phrase that holds it.
    phrase_at: Vec<Option<u32>>,
    /// For each token the verb group that it is the head of.
    verb_at: Vec<Option<u32>>,
}

impl Grammar {
    /// Finds the grammar of an analysis whose mentions are found.
    pub(crate) fn new(analysis: &Analysis) -> Grammar {
        let n = analysis.tokens.len();
        let mut cover: Vec<Option<MentionId>> = vec![None; n];
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
        let mut grammar = Grammar {
            words: words(&analysis.tokens),
            cover,
            tags: vec![Tag::default(); n],
            phrases: Vec::new(),
            verbs: Vec::new(),
            phrase_at: vec![None; n],
            verb_at: vec![None; n],
        };
        tag::tag(analysis, &mut grammar);
        parse::parse(analysis, &mut grammar);
        grammar
    }

    /// The phrase that holds token `at`.
    pub(crate) fn phrase(&self, at: usize) -> Option<PhraseId> {
        self.phrase_at.get(at).copied().flatten().map(|p| p as usize)
    }

    /// The verb group whose main verb is token `at`.
    pub(crate) fn verb(&self, at: usize) -> Option<VerbId> {
        self.verb_at.get(at).copied().flatten().map(|v| v as usize)
    }
}

/// An analysis with its grammar.
#[derive(Clone, Copy)]
pub(crate) struct Clauses<'a> {
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) grammar: &'a Grammar,
    pub(crate) words: &'a [Word],
    /// For each token the mention whose phrase holds it, the outermost.
    pub(crate) cover: &'a [Option<MentionId>],
}

impl<'a> Clauses<'a> {
    pub(crate) fn new(analysis: &'a Analysis<'a>) -> Clauses<'a> {
        let grammar = &analysis.grammar;
        Clauses { analysis, grammar, words: &grammar.words, cover: &grammar.cover }
    }

    pub(crate) fn lower(&self, at: usize) -> &'a str {
        self.analysis.tokens.lower(at)
    }

    /// The verb group headed by token `head`, if that token is a verb where it stands.
    pub(crate) fn verb_group(&self, head: usize, _sentence: &Sentence) -> Option<VerbGroup> {
        self.grammar.verb(head).map(|v| self.grammar.verbs[v])
    }

    /// The mentions that are subject of a verb group; of a passive one, that suffer.
    pub(crate) fn subjects(&self, group: &VerbGroup) -> Vec<MentionId> {
        let mut group = *group;
        for _ in 0..6 {
            let found = self.subject_of(&group).map(|phrase| self.mentions_of(phrase)).unwrap_or_default();
            let hangs = matches!(group.relation, Relation::Relative | Relation::Gerund | Relation::Joined);
            // "Sign a deal under which *foreign troops* are to leave": people of whom nothing is known act themselves.
            let own = group.subject.map(|p| self.grammar.phrases[p]);
            let others = own.is_some_and(|p| {
                let known = self.words[p.start].is(class::POSSESSIVE) || self.lower(p.start) == "the";
                // "Talk to *a faction* that has taken soldiers captive": nor are they the ones who talk to it.
                let band = matches!(
                    self.lower(p.head),
                    "faction" | "group" | "gang" | "man" | "woman" | "men" | "gunman" | "gunmen" | "company"
                );
                (self.words[p.head].has_mark(mark::AGENT) || band && !group.gerund) && !known
            });
            if !found.is_empty() || !hangs || group.passive || others {
                return found;
            }
            // "announces measures including closing the border", "a resolution condemning": who does the one does the other.
            let Some(outer) = group.governor.or(group.shares) else { return found };
            // "Condemned *the blast which* killed ten": who condemns it did not do it.
            let violent = own.is_some_and(|p| stands_for::is_violence(self.lower(p.head)));
            if violent && self.is_blamed_by(outer, group.start) {
                return found;
            }
            group = self.grammar.verbs[outer];
        }
        Vec::new()
    }

    /// The phrase that is subject of a verb group, its own or another verb's that it shares.
    pub(crate) fn subject_of(&self, group: &VerbGroup) -> Option<PhraseId> {
        let mut group = group;
        for _ in 0..8 {
            if group.subject.is_some() {
                return group.subject;
            }
            group = &self.grammar.verbs[group.shares?];
        }
        None
    }
}

impl Analysis<'_> {
    /// The sentences with their phrases in brackets and their verbs with subject, relation and status: for whoever
    /// asks why an event was found or refused.
    pub fn outline(&self) -> String {
        use std::fmt::Write;
        let clauses = Clauses::new(self);
        let grammar = &self.grammar;
        let mut out = String::new();
        for sentence in &self.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if let Some(p) = grammar.phrase(at) {
                    let phrase = grammar.phrases[p];
                    let words = self.tokens.span(phrase.start, phrase.end).of(self.text());
                    let joined = if phrase.joined.is_some() { "+" } else { "" };
                    let apposed = if phrase.apposed { "=" } else { "" };
                    let _ = write!(out, "[{joined}{apposed}{words}] ");
                    at = phrase.end;
                    continue;
                }
                let _ = write!(out, "{} ", self.tokens.span(at, at + 1).of(self.text()));
                at += 1;
            }
            out.push('\n');
            for at in sentence.tokens.clone() {
                let Some(v) = grammar.verb(at) else { continue };
                let group = &grammar.verbs[v];
                let words = self.tokens.span(group.start, group.head + 1).of(self.text());
                let subject: Vec<&str> = clauses
                    .subjects(group)
                    .iter()
                    .map(|&m| self.mentions[m].phrase.of(self.text()))
                    .collect();
                let governor = group.governor.map_or("", |g| clauses.lower(grammar.verbs[g].head));
                let opener = group.opener.map_or("", |t| clauses.lower(t));
                let passive = if group.passive { " passive" } else { "" };
                let status = clauses.status(group, false);
                let _ = writeln!(
                    out,
                    "  {words}: {subject:?}{passive} {:?} {governor} {opener} {status:?}",
                    group.relation
                );
            }
        }
        out
    }
}
