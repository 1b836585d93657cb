//! Who is named beside an agreement: who only helped and where it was made, which are no parties, and those who met before.

use super::{Candidate, Finder};
use crate::Analysis;
use crate::analyze::{EntityKind, MentionForm, MentionId, Status};
use crate::extract::Event;

/// What stands after the name of one who is not a party: "U.S.-*backed* deal", "UN-*mediated* truce".
pub(super) const HELPERS: &[&str] = &[
    "backed",
    "mediated",
    "brokered",
    "sponsored",
    "led",
    "supported",
    "drafted",
    "negotiated",
    "proposed",
    "imposed",
    "facilitated",
    "hosted",
    "guaranteed",
    "monitored",
    "arranged",
];

/// Whether a mention is of a city that only says where: "signed *in Juba*".
pub(super) fn is_site(analysis: &Analysis, mention: MentionId) -> bool {
    let mention = &analysis.mentions[mention];
    let at = analysis.tokens.at_or_after(mention.phrase.start);
    let before = at.checked_sub(1).map_or("", |b| analysis.tokens.lower(b));
    mention.form == MentionForm::Metonym && matches!(before, "in" | "at" | "near" | "outside")
}

impl Finder<'_> {
    /// Those who met, of what came out of the meeting without a word of whose it is: "A met B and C. *A joint statement was
    /// adopted*".
    pub(super) fn of_meeting(&self, candidate: &Candidate, sentence: usize) -> Vec<String> {
        let noun = self.lower(candidate.head);
        let tokens = &self.analysis.sentences[sentence].tokens;
        let adopts = |at: usize| {
            matches!(
                self.lower(at),
                "adopted" | "issued" | "released" | "published" | "endorsed" | "approved"
            )
        };
        if !matches!(noun, "statement" | "communique" | "communiqué" | "declaration")
            || !tokens.clone().any(adopts)
        {
            return Vec::new();
        }
        let first = self.analysis.sentences[sentence.saturating_sub(2)].span.start;
        let end = self.analysis.sentences[sentence].span.end;
        let met = |e: &&Event| {
            e.event == "CONSULT"
                && e.status == Status::Actual
                && e.evidence.iter().any(|s| s.start >= first && s.end <= end)
        };
        let codes = self.events.iter().rev().filter(met).map(|e| self.codes_of(e));
        codes.into_iter().find(|codes| codes.len() > 1).unwrap_or_default()
    }

    /// Whether a mention only says where: "in Doha, *Qatar*".
    pub(super) fn is_where(&self, mention: MentionId) -> bool {
        if is_site(self.analysis, mention) {
            return true;
        }
        let entity = |m| self.analysis.entities.of(m).map(|e| self.analysis.entities.get(e));
        let at = self.analysis.tokens.at_or_after(self.analysis.mentions[mention].phrase.start);
        let city = at.checked_sub(2).filter(|&i| self.lower(i + 1) == ",");
        let Some(city) = city.and_then(|i| self.clauses.grammar.cover[i]).and_then(entity) else {
            return false;
        };
        let alike = entity(mention).is_some_and(|s| s.kind == EntityKind::State && s.party == city.party);
        alike && (city.kind == EntityKind::Place || at > 2 && self.lower(at - 3) == "in")
    }

    /// Whether a mention is of one who only helped: "U.S.-backed", "brokered by Egypt".
    pub(super) fn helps(&self, mention: MentionId) -> bool {
        let span = self.analysis.mentions[mention].span;
        let after = &self.analysis.tokens.lower[span.end as usize..];
        let word = after.strip_prefix(['-', '–', '‑']).unwrap_or("");
        let own = span.of(&self.analysis.tokens.lower).rsplit(['-', '–', '‑']).next().unwrap_or("");
        if HELPERS.iter().any(|h| word.starts_with(h) || own == *h) {
            return true;
        }
        let mut at = self.analysis.tokens.at_or_after(self.analysis.mentions[mention].phrase.start);
        // "brokered by Russia and *the United States*": over those it is joined to.
        for _ in 0..6 {
            let own = self.clauses.grammar.phrase(at).map(|p| self.clauses.grammar.phrases[p]);
            match own.and_then(|p| p.joined) {
                Some(before) => at = self.clauses.grammar.phrases[before].start,
                None => break,
            }
        }
        let word = |n: usize| at.checked_sub(n).map_or("", |i| self.lower(i));
        // "mediators in Qatar", "mediators from Qatar".
        let mediates = matches!(word(2), "mediator" | "mediators" | "brokers");
        word(1) == "by" && HELPERS.contains(&word(2)) || mediates && matches!(word(1), "from" | "in")
    }

    /// The codes of those of a sentence who only helped.
    pub(super) fn helpers(&self, sentence: usize) -> Vec<String> {
        let span = self.analysis.sentences[sentence].span;
        let from = self.analysis.mentions.partition_point(|m| m.phrase.start < span.start);
        let here = self.analysis.mentions[from..].iter().take_while(|m| m.phrase.start < span.end).count();
        let mut codes = Vec::new();
        let helping = (from..from + here).filter(|&m| self.helps(m));
        self.extend(&mut codes, helping.filter_map(|m| self.analysis.entities.of(m)));
        codes
    }
}
