//! Puts [`Atom`]s together into the phrases that refer: party, office and name in their order, and the descriptions and
//! pronouns between them.
//!
//! [`Phrases::step`] reads one phrase at a time from left to right: [`party`] those that begin with a party, [`title`]
//! titles, [`office`] what follows them, [`person`] names, [`reference`] descriptions and pronouns.

mod definite;
mod gathering;
mod office;
mod party;
mod person;
mod reference;
mod title;

use std::collections::HashSet;

use super::atom::{Atom, AtomKind, Atoms};
use super::lexicon::*;
use super::{Mention, MentionForm, Reading};
use crate::analyze::Analysis;
use crate::text::{Case, Span, TokenKind};

/// Finds the mentions made of `atoms` and of the words between them, in order of their phrases.
pub(super) fn find(atoms: &Atoms) -> Vec<Mention> {
    let analysis = atoms.analysis;
    let mut at_token = vec![u32::MAX; analysis.tokens.len() + 1];
    for (i, atom) in atoms.list.iter().enumerate() {
        at_token[atom.tokens.start] = i as u32;
    }
    let mut phrases = Phrases {
        analysis,
        atoms,
        at_token,
        surnames: HashSet::new(),
        mentions: Vec::new(),
        limit: 0,
        begin: 0,
    };
    phrases.surnames = phrases.surnames_of_report();
    for sentence in &analysis.sentences {
        phrases.begin = sentence.tokens.start;
        phrases.limit = sentence.tokens.end;
        if phrases.is_credit() {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = phrases.step(at).max(at + 1);
        }
    }
    phrases.posts();
    let mut mentions = phrases.mentions;
    mentions.sort_by_key(|m| (m.phrase.start, std::cmp::Reverse(m.phrase.end), m.span.start));
    mentions
}

/// Adjectives before an office or agent that are bodies by themselves.
const NOUNS_TOO: &[&str] = &["military", "police", "opposition", "army", "embassy", "embassies", "consulate"];

struct Phrases<'a> {
    analysis: &'a Analysis<'a>,
    atoms: &'a Atoms<'a>,
    /// The atom that begins at each token.
    at_token: Vec<u32>,
    /// Surnames of the persons that the report names in full, so that the surname alone is known again.
    surnames: HashSet<&'a str>,
    mentions: Vec<Mention>,
    /// Bounds of the present sentence.
    begin: usize,
    limit: usize,
}

impl<'a> Phrases<'a> {
    fn atom(&self, at: usize) -> Option<&'a Atom> {
        if at >= self.limit {
            return None;
        }
        self.atoms.list.get(*self.at_token.get(at)? as usize)
    }

    /// The name at token `at` of any sentence.
    fn atom_of(&self, at: usize) -> Option<&'a Atom> {
        self.atoms.list.get(*self.at_token.get(at)? as usize)
    }

    /// Where an envoy is posted is a mention of its own: "its ambassador to *Israel*".
    fn posts(&mut self) {
        for i in 0..self.mentions.len() {
            let phrase = self.mentions[i].phrase;
            if !matches!(
                self.mentions[i].form,
                MentionForm::Title | MentionForm::Name | MentionForm::Descriptor
            ) {
                continue;
            }
            let tokens = self.analysis.tokens.within(phrase);
            self.limit = tokens.end;
            let envoy = tokens.clone().any(|t| {
                matches!(
                    self.lower(t),
                    "ambassador"
                        | "ambassadors"
                        | "envoy"
                        | "envoys"
                        | "embassy"
                        | "consul"
                        | "d'affaires"
                        | "d’affaires"
                )
            });
            for at in tokens.filter(|_| envoy) {
                let after = if self.is(at + 1, DETERMINER) { at + 2 } else { at + 1 };
                if !matches!(self.lower(at), "to" | "in") {
                    continue;
                }
                if let Some(Atom { tokens, kind: AtomKind::Party { code, kind, name, .. } }) =
                    self.atom(after)
                {
                    let span = self.span(tokens.start, tokens.end);
                    let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
                    self.mentions.push(Mention { span, form: MentionForm::Name, phrase: span, reading });
                }
            }
        }
    }

    /// The party that begins at `at` and where its words end.
    fn party_at(&self, at: usize) -> Option<(&'a str, usize)> {
        match self.atom(at) {
            Some(Atom { tokens, kind: AtomKind::Party { code, .. } }) => Some((code, tokens.end)),
            _ => None,
        }
    }

    fn is_office(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| matches!(a.kind, AtomKind::Office { .. }))
    }

    fn lower(&self, at: usize) -> &'a str {
        self.analysis.tokens.lower(at)
    }

    /// Whether token `at` of this sentence has one of the classes `bits`.
    fn is(&self, at: usize, bits: u64) -> bool {
        at < self.limit && self.atoms.is(at, bits)
    }

    fn is_possessive(&self, at: usize) -> bool {
        at < self.limit
            && (self.analysis.tokens.list[at].kind == TokenKind::Possessive
                // "the United States' ambassador".
                || matches!(self.lower(at), "'" | "’") && at > 0 && self.lower(at - 1).ends_with('s'))
    }

    fn is_title_case(&self, at: usize) -> bool {
        self.analysis.tokens.list.get(at).is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper))
    }

    /// Whether token `at` is a word in small letters.
    fn is_small(&self, at: usize) -> bool {
        self.analysis.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.analysis.tokens.span(from, to)
    }

    fn push(&mut self, span: Span, phrase: Span, form: MentionForm, reading: Reading) {
        self.mentions.push(Mention { span, form, phrase, reading });
    }

    /// Reads one phrase or word at token `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        if let Some(next) = self.ministry_of_party(at) {
            return next;
        }
        if let Some(next) = self.region(at) {
            return next;
        }
        if let Some(next) = self.part_of_state(at) {
            return next;
        }
        if let Some(next) = self.gathering(at).or_else(|| self.band(at)) {
            return next;
        }
        if let Some(atom) = self.atom(at) {
            return self.phrase(at, atom);
        }
        let described = self.collective(at).or_else(|| self.definite(at));
        if let Some(next) = described.or_else(|| self.agent_of_party(at)) {
            return next;
        }
        self.pronoun(at);
        at + 1
    }

    fn phrase(&mut self, at: usize, atom: &'a Atom) -> usize {
        if self.is_in_treaty(atom) {
            return atom.tokens.end;
        }
        match &atom.kind {
            AtomKind::Party { .. } => self.party_phrase(at, atom),
            AtomKind::Pair(parties) => self.pair_phrase(at, parties),
            AtomKind::Office { .. } => self.office_phrase(at, at, None),
            AtomKind::Honorific => self.honorific_phrase(atom),
            AtomKind::Person | AtomKind::Capitals { .. } => self.name_phrase(at, atom, at, None, None),
            AtomKind::Place { place } => {
                if self.surname_alone(atom) {
                    return self.name_phrase(at, atom, at, None, None);
                }
                let span = self.span(atom.tokens.start, atom.tokens.end);
                self.push(span, span, MentionForm::Name, Reading::Place { place: *place, metonym: None });
                atom.tokens.end
            }
        }
    }

    /// Whether a town is only what a treaty or process is called by, and neither a place nor its state's seat: "the
    /// Vienna Convention", "the Oslo accords".
    fn is_in_treaty(&self, atom: &Atom) -> bool {
        let town = matches!(atom.kind, AtomKind::Party { place: Some(_), .. });
        let next = atom.tokens.end;
        town && next < self.limit
            && (self.is(next, TREATY) && self.is_title_case(next)
                || matches!(self.lower(next), "accords" | "agreements"))
    }

    /// The determiner or possessive pronoun before `at`, which belongs to a title or description.
    fn with_determiner(&self, at: usize) -> usize {
        let before = at.checked_sub(1).filter(|&b| b >= self.begin);
        match before {
            Some(b) if matches!(self.lower(b), "the" | "his" | "her" | "their" | "its" | "our" | "my") => b,
            _ => at,
        }
    }

    /// Where the phrase whose head part begins at `at` begins, over adjectives and a determiner: "**a senior** Israeli".
    fn with_modifiers(&self, at: usize) -> usize {
        let mut start = at;
        while start > self.begin
            && at - start < 3
            // "The *73-year-old* former minister".
            && (self.is(start - 1, MODIFIER)
                || self.lower(start - 1).ends_with("-year-old")
                    && start > self.begin + 1
                    && self.lower(start - 2) == "the")
            && !self.is_title_case(start - 1)
        {
            start -= 1;
        }
        // "says *that* French forces".
        let determined =
            start > self.begin && self.is(start - 1, DETERMINER) && self.lower(start - 1) != "that";
        if determined { start - 1 } else { at }
    }

    /// Skips up to three adjectives.
    fn over_modifiers(&self, mut at: usize) -> usize {
        let start = at;
        while at < self.limit
            && at - start < 3
            && self.atom(at).is_none()
            && (self.is(at, MODIFIER)
                || self.atoms.takes_sides(at)
                // "Kenyan *aid* workers", "Chadian *Islamist* rebels".
                || self.is(at, BAND_KIND) && self.is(at + 1, AGENT | BAND))
        {
            at += 1;
            if self.lower(at) == "-" {
                at += 1;
            }
        }
        // "North Korea's *military* launched", "the Russian *embassy* in": an adjective too, but here the noun.
        let noun = at > start && NOUNS_TOO.contains(&self.lower(at - 1));
        let word = self.atoms.words.get(at).copied().unwrap_or_default();
        let goes_on = self.atom(at).is_some()
            || self.is(at, SELF_AGENT | AGENT | PERSON | BODY)
            // "the Russian embassy *complex*".
            || at < self.limit && self.is_small(at) && word.verb == 0 && word.class == 0
            || at < self.limit && matches!(self.lower(at), "counterpart" | "counterparts");
        if noun && !goes_on { at - 1 } else { at }
    }

    /// Whether the sentence only says who wrote, edited or photographed the report, or for whom it is given out.
    fn is_credit(&self) -> bool {
        let begin = if self.lower(self.begin) == "(" { self.begin + 1 } else { self.begin };
        let length = self.limit - begin;
        match self.lower(begin) {
            "reporting" | "editing" | "writing" => matches!(self.lower(begin + 1), "by" | "and"),
            "by" => length <= 6 && self.atoms.is_capital(begin + 1),
            "enlarge" => true,
            // "Office of the Spokesperson" above a release.
            "office" => length <= 7 && self.lower(begin + 1) == "of" && self.lower(begin + 2) == "the",
            _ => {
                self.names_sources()
                    || (begin..self.limit.min(begin + 8))
                        .any(|i| self.lower(i) == "contributed" && self.lower(i + 2) == "this")
            }
        }
    }

    /// Whether the sentence is only sources in brackets, after what they report: "(AFP via Yahoo News) (Reuters)".
    fn names_sources(&self) -> bool {
        let tokens = self.begin..self.limit;
        if tokens.len() < 3 || tokens.len() > 24 || self.begin == 0 {
            return false;
        }
        let mut open = false;
        for i in tokens {
            match self.lower(i) {
                "(" if !open => open = true,
                ")" if open => open = false,
                "via" | "of" | "the" | "and" | "&" | "," | "." | "/" | "-" | "'" | "’" if open => {}
                _ if open && (self.is_title_case(i) || self.is_possessive(i)) => {}
                _ => return false,
            }
        }
        !open
    }
}
