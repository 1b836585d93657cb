//! What is told of an agreement where it is told of once more: that it has ended, in which year it was made, and what it is.

use super::again::is_family;
use super::verbs::status_by;
use super::{Candidate, Finder, wording};
use crate::analyze::clause::Tag;
use crate::extract::Agreement;

impl Finder<'_> {
    /// "signed an agreement in Oslo on Monday, *Chad's first trade pact* with a rich state": what describes it again.
    pub(super) fn described_past_place(
        &self,
        new: &Candidate,
        start: usize,
        last: Option<(usize, usize)>,
        found: &[Agreement],
    ) -> Option<usize> {
        let owned = |i: usize| {
            self.tag(i) == Some(Tag::Possessive)
                || matches!(
                    self.tag(i),
                    Some(
                        Tag::Determiner | Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Adverb
                    )
                )
                || self.clauses.grammar.cover[i].is_some()
        };
        let whole = (start.saturating_sub(5)..=start)
            .rev()
            .find(|&i| self.before(i) == ",")
            .filter(|&i| (i..start).all(owned))
            .unwrap_or(start);
        if let Some((end, index)) = last
            && whole > end + 1
            && self.before(whole) == ","
            && !new.named
            && !self.goes_on(new.tokens.end)
            && (end..whole - 1).all(|i| {
                matches!(self.lower(i), "in" | "at" | "on" | "the")
                    || self.tells_when(i)
                    || self.clauses.grammar.cover[i].is_some()
                    || self.tag(i) == Some(Tag::Name)
            })
            && (whole..new.head).any(|i| {
                matches!(
                    self.lower(i),
                    "first" | "latest" | "biggest" | "largest" | "only" | "second" | "third"
                )
            })
            && is_family(found[index].kind)
            && is_family(new.kind)
        {
            return Some(index);
        }
        None
    }

    /// The end that is told where an agreement is named again and is itself what ends or is left: not what is only done
    /// beside it.
    pub(super) fn ended_again(
        &self,
        known: &Agreement,
        again: &Candidate,
        sentence: usize,
    ) -> Option<&'static str> {
        let grammar = self.clauses.grammar;
        let phrase = again.phrase.map(|p| grammar.phrases[p])?;
        // "terms like those of *2009*, but that accord collapsed" is told of another.
        let published = self.analysis.document.published_on().map(|d| d.year().to_string());
        let of_then = |i: usize| self.is_year(i) && published.as_deref().is_some_and(|y| y != self.lower(i));
        if self.analysis.sentences[sentence].tokens.clone().any(of_then) && known.known.is_none() {
            return None;
        }
        let left =
            phrase.preposition.is_none_or(|t| matches!(self.lower(t), "from" | "of") && self.is_left(t));
        let done = || {
            let group = again.verb.map(|v| &grammar.verbs[v]).filter(|g| self.is_done(g) && !g.gerund)?;
            let object = group.head < phrase.start && left && !group.passive;
            let subject = group.passive && group.subject == again.phrase && phrase.preposition.is_none();
            status_by(self.lower(group.head)).filter(|_| object || subject)
        };
        let told = self.fate(again, sentence).or_else(done);
        told.filter(|status| matches!(*status, "terminated" | "suspended"))
    }

    /// Whether what a preposition leads to is left: "*pulled out of*", "*withdrew from*".
    fn is_left(&self, preposition: usize) -> bool {
        (preposition.saturating_sub(3)..preposition).any(|i| {
            ["pull", "withdr", "back", "walk", "quit", "exit", "opt", "drop"]
                .iter()
                .any(|s| self.lower(i).starts_with(s))
        })
    }

    /// The one told of before that is told again by the year in which it was made: "the peace deal of 2015 … *in 2015 the
    /// government signed a peace agreement*".
    pub(super) fn made_that_year(
        &self,
        new: &Candidate,
        sentence: usize,
        found: &[Agreement],
    ) -> Option<usize> {
        if new.known.is_some() || new.named || !self.is_first_told(new) {
            return None;
        }
        let start = new.tokens.start;
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let mut years = tokens.clone().filter(|&i| self.is_year(i) && i.abs_diff(start) < 14);
        let year = years.next().filter(|_| years.next().is_none())?;
        let year = self.lower(year);
        let published = self.analysis.document.published_on().map(|d| d.year().to_string());
        if published.as_deref() == Some(year) {
            return None;
        }
        let title = self.analysis.tokens.span(new.tokens.start, new.tokens.end).of(self.analysis.text());
        let same = |a: &Agreement| {
            let family = a.kind == new.kind || is_family(a.kind) && is_family(new.kind);
            let first = a.evidence.first().is_some_and(|e| {
                let at = self.analysis.sentences.partition_point(|s| s.span.end <= e.start);
                self.analysis
                    .sentences
                    .get(at)
                    .is_some_and(|s| s.tokens.clone().any(|i| self.lower(i) == year))
            });
            a.known.is_none() && family && first && wording::have_same_words(&a.title, title)
        };
        let mut fitting = (0..found.len()).filter(|&i| same(&found[i]));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// Whether an agreement was made in another month than that of the report, or an earlier one.
    pub(super) fn is_older(&self, agreement: &Agreement) -> bool {
        let published = self.analysis.document.published_on().map(|d| d.to_string());
        let made = agreement.date.as_ref().filter(|d| d.told && d.value.len() > 4);
        made.zip(published).is_some_and(|(made, on)| made.value.get(..7) < on.get(..7))
    }
}
