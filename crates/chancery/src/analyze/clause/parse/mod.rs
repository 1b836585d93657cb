//! Puts tagged tokens together into phrases, verb groups and clauses.
//!
//! A sentence is read once, from left to right, with a stack of open clauses. A phrase that no preposition governs
//! waits to be the subject of the next finite verb; where none comes it was an object.

mod element;
mod link;
mod phrase;
mod suffered;
mod verb;
mod voice;

use element::{Element, elements};

use super::{Grammar, PhraseId, Relation, Tag, VerbId};
use crate::analyze::Analysis;

/// Finds the phrases, verbs and clauses of all sentences.
pub(super) fn parse(analysis: &Analysis, grammar: &mut Grammar) {
    for sentence in &analysis.sentences {
        let elements = elements(analysis, grammar, sentence.tokens.clone());
        let mut parser = Parser { analysis, grammar, elements, clauses: Vec::new(), unfilled: Vec::new() };
        parser.run();
    }
}

/// A clause that is being read.
#[derive(Clone, Copy, Debug)]
struct Clause {
    relation: Relation,
    /// Subordinator, preposition or "that" that opened it.
    opener: Option<usize>,
    /// The verb of the clause around it, or before it.
    governor: Option<VerbId>,
    /// What a relative clause is about.
    antecedent: Option<PhraseId>,
    /// The last phrase that may be a subject.
    waiting: Option<PhraseId>,
    /// The last verb of this clause.
    verb: Option<VerbId>,
    /// Whether a comma stands before it.
    after_comma: bool,
    /// A phrase that is known to begin a clause of its own, whatever stands before its verb.
    begins: Option<PhraseId>,
}

impl Clause {
    fn new(relation: Relation) -> Clause {
        Clause {
            relation,
            opener: None,
            governor: None,
            antecedent: None,
            waiting: None,
            verb: None,
            after_comma: false,
            begins: None,
        }
    }
}

struct Parser<'a, 'g> {
    analysis: &'a Analysis<'a>,
    grammar: &'g mut Grammar,
    elements: Vec<Element>,
    clauses: Vec<Clause>,
    /// Verbs before their subject: "After meeting Putin, *he* said".
    unfilled: Vec<VerbId>,
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        self.clauses.push(Clause::new(Relation::Main));
        for e in 0..self.elements.len() {
            match self.elements[e] {
                Element::Noun(phrase) => self.noun(e, phrase),
                Element::Verb(verb) => self.verb(e, verb),
                Element::Other(token) => self.other(e, token),
            }
        }
    }

    fn top(&mut self) -> &mut Clause {
        if self.clauses.is_empty() {
            self.clauses.push(Clause::new(Relation::Main));
        }
        let last = self.clauses.len() - 1;
        &mut self.clauses[last]
    }

    fn tag(&self, e: usize) -> Option<Tag> {
        match self.elements.get(e)? {
            Element::Other(token) => Some(self.grammar.tags[*token]),
            _ => None,
        }
    }

    /// The element before `e` that is no adverb.
    fn before(&self, e: usize) -> Option<usize> {
        (0..e).rev().find(|&i| self.tag(i) != Some(Tag::Adverb))
    }

    fn is_kind(&self, verb: Option<VerbId>, kind: u16) -> bool {
        verb.is_some_and(|v| self.grammar.words[self.grammar.verbs[v].head].is_kind(kind))
    }
}
