//! Who is named beside an agreement: who only helped and where it was made, which are no parties, and those who met before.

use super::{Candidate, Finder};
use crate::Analysis;
use crate::analyze::clause::{Phrase, PhraseId, Tag};
use crate::analyze::{EntityId, EntityKind, MentionForm, MentionId, Status};
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
    "witnessed",
    "overseen",
];

/// Whether a mention is of a city that only says where: "signed *in Juba*".
pub(super) fn is_site(analysis: &Analysis, mention: MentionId) -> bool {
    let mention = &analysis.mentions[mention];
    let at = analysis.tokens.at_or_after(mention.phrase.start);
    let before = at.checked_sub(1).map_or("", |b| analysis.tokens.lower(b));
    mention.form == MentionForm::Metonym && matches!(before, "in" | "at" | "near" | "outside")
}

/// Nouns of places and of those who report, by which the nation before them only tells where or who wrote: "the *Kenyan*
/// capital", "the *Austrian* daily".
const SETTINGS: &[&str] = &[
    "capital",
    "city",
    "town",
    "village",
    "port",
    "resort",
    "daily",
    "newspaper",
    "weekly",
    "magazine",
    "radio",
    "television",
    "tv",
    "media",
];

/// Whether a mention only tells where something is or was written: in a dateline, "the *Kenyan* capital".
pub(super) fn is_setting(analysis: &Analysis, mention: MentionId) -> bool {
    let mention = &analysis.mentions[mention];
    let at = analysis.tokens.at_or_after(mention.span.start);
    let next = analysis.tokens.at_or_after(mention.span.end);
    let adjective = mention.form == MentionForm::Demonym;
    let names = |i: usize| SETTINGS.contains(&analysis.tokens.lower(i));
    // "the Ghanaian capital, *Accra*", "the town of *Naivasha*".
    let back = |n: usize| at.checked_sub(n).map_or("", |i| analysis.tokens.lower(i));
    let apposed = mention.form == MentionForm::Metonym
        && (SETTINGS.contains(&back(1)) || matches!(back(1), "," | "of") && SETTINGS.contains(&back(2)));
    apposed
        || analysis.past_dateline(at) != at
        || adjective && (names(next) || names(next + 1) && !names(next))
}

impl Finder<'_> {
    /// Whether a statement is of those whom leaders or ministers lead: "the AUKUS Leaders' Statement".
    pub(super) fn is_of_leaders(&self, phrase: &Phrase, at: usize) -> bool {
        let leaders = |i: usize| matches!(self.lower(i), "leaders" | "ministers" | "presidents" | "heads");
        let start = phrase.start.min(at);
        let start = start.min(at.saturating_sub(6)).max(at.saturating_sub(6));
        let who = (start..at).rev().find(|&i| leaders(i));
        who.is_some_and(|i| {
            let owns = self.tag(i + 1) == Some(Tag::Possessive);
            let near = i + 1 == at || owns && i + 2 == at;
            near && i.checked_sub(1).is_some_and(|b| {
                self.clauses.grammar.cover[b].is_some()
                    || self.clauses.grammar.cover[i].is_some()
                    || self.capital(b)
            })
        })
    }

    /// Whether what is resolved is a conflict: "a resolution of the dispute".
    pub(super) fn is_settled(&self, at: usize) -> bool {
        matches!(self.lower(at + 1), "of" | "to")
            && (at + 2..at + 7).any(|i| {
                matches!(
                    self.lower(i),
                    "conflict"
                        | "conflicts"
                        | "crisis"
                        | "dispute"
                        | "disputes"
                        | "war"
                        | "issue"
                        | "issues"
                        | "question"
                        | "problem"
                        | "situation"
                        | "differences"
                        | "standoff"
                )
            })
    }

    /// Whether at least two announce or reach a phrase together: "A and B announce *a framework for* …".
    pub(super) fn is_announced_by_two(&self, phrase: PhraseId, sentence: usize) -> bool {
        let grammar = self.clauses.grammar;
        let Some(verb) = self.verb_of(phrase, sentence).map(|v| &grammar.verbs[v]) else { return false };
        let word = self.lower(verb.head);
        let reaches = ["announc", "agree", "reach", "conclud", "launch", "establish", "form", "sign"]
            .iter()
            .any(|s| word.starts_with(s));
        let subjects = || self.clauses.subjects(verb);
        let mut codes = Vec::new();
        if reaches && grammar.phrases[phrase].preposition.is_none() {
            self.extend(&mut codes, subjects().into_iter().filter_map(|m| self.analysis.entities.of(m)));
        }
        codes.len() > 1
    }

    /// Whether at least two issue or adopt a phrase together: "A, B and C *issued a statement*".
    pub(super) fn is_issued_by_two(&self, phrase: PhraseId, sentence: usize) -> bool {
        let grammar = self.clauses.grammar;
        let Some(verb) = self.verb_of(phrase, sentence).map(|v| &grammar.verbs[v]) else { return false };
        let word = self.lower(verb.head);
        let issues = ["issu", "adopt", "releas", "sign"].iter().any(|s| word.starts_with(s));
        // "Chad and Niger issued *statements*": one each.
        let one = matches!(self.lower(grammar.phrases[phrase].start), "a" | "an" | "the");
        let mut codes = Vec::new();
        if issues && one && grammar.phrases[phrase].preposition.is_none() {
            let subjects = self.clauses.subjects(verb);
            self.extend(&mut codes, subjects.into_iter().filter_map(|m| self.analysis.entities.of(m)));
        }
        codes.len() > 1
    }

    /// Those who are congratulated on signing it, or helped to: "I congratulate *Chad and Niger* on signing a memorandum".
    pub(super) fn praised(&self, candidate: &Candidate) -> Vec<String> {
        const PRAISE: &[&str] = &["congratulat", "thank", "commend", "applaud", "prais", "help", "assist"];
        let grammar = self.clauses.grammar;
        let verb = candidate.verb.map(|v| grammar.verbs[v]).filter(|v| v.gerund && v.subject.is_none());
        let Some(verb) = verb else { return Vec::new() };
        let Some(before) = verb.start.checked_sub(1) else { return Vec::new() };
        if !matches!(self.lower(before), "on" | "for" | "in") {
            return Vec::new();
        }
        let floor = before.saturating_sub(16);
        let praise = (floor..before).rev().find(|&i| PRAISE.iter().any(|p| self.lower(i).starts_with(p)));
        let mut codes = Vec::new();
        for token in praise.map_or(before..before, |from| from + 1..before) {
            let entity = grammar.cover[token].and_then(|m| self.analysis.entities.of(m));
            self.extend(&mut codes, entity.into_iter());
        }
        codes
    }

    /// Whether a ceasefire without name is only what someone wants or is on the way to: "leading to a ceasefire",
    /// "commitment to achieving a lasting ceasefire", "close to a ceasefire agreement".
    pub(super) fn is_ahead(&self, start: usize) -> bool {
        let plain = |i: &usize| !matches!(self.lower(*i), "a" | "an" | "\"" | "“" | "lasting");
        let indefinite = matches!(self.lower(start), "a" | "an") || !plain(&start.saturating_sub(1));
        let Some(before) = (start.saturating_sub(4)..start).rev().find(plain) else { return false };
        let aims = |i: usize| {
            ["lead", "clos", "commit", "path", "pave", "paving", "way", "toward", "contribut"]
                .iter()
                .any(|s| self.lower(i).starts_with(s))
        };
        let word = self.lower(before);
        let aimed = (before.saturating_sub(9)..before).any(aims);
        indefinite
            && aimed
            && (matches!(word, "to" | "towards" | "toward")
                || ["achiev", "reach", "secur", "establish"].iter().any(|s| word.starts_with(s))
                    && word.ends_with("ing"))
    }

    /// Whether a ceasefire is told to have been made without a word of between whom: "a ceasefire *has been agreed*".
    pub(super) fn is_made(&self, candidate: &Candidate) -> bool {
        let Some(verb) = candidate.verb.map(|v| self.clauses.grammar.verbs[v]) else { return false };
        let word = self.lower(verb.head);
        let makes = ["agree", "reach", "sign", "declar"].iter().any(|s| word.starts_with(s));
        let told = verb.passive && verb.subject == candidate.phrase || verb.object == candidate.phrase;
        makes && told && verb.modal.is_none() && !verb.negated && !verb.infinitive && !verb.gerund
    }

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
        if is_site(self.analysis, mention) || is_setting(self.analysis, mention) {
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

    /// Whether all that a sentence tells of a state is that something was done in it.
    pub(super) fn is_only_where(&self, id: EntityId, sentence: usize) -> bool {
        let entity = self.analysis.entities.get(id);
        let span = self.analysis.sentences[sentence].span;
        let here = || {
            let inside = |m: &&MentionId| span.contains(self.analysis.mentions[**m].phrase);
            entity.mentions.iter().filter(inside)
        };
        let within = |&m: &MentionId| {
            let start = self.analysis.mentions[m].phrase.start;
            self.before(self.analysis.tokens.at_or_after(start)) == "in" || is_setting(self.analysis, m)
        };
        entity.kind == EntityKind::State && here().next().is_some() && here().all(within)
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
        // "with *Swiss mediation*", "through Oman's good offices".
        let aid = |word: &str| {
            ["mediation", "mediators", "mediator", "auspices", "brokerage", "facilitation", "good offices"]
                .iter()
                .any(|noun| word.starts_with(noun))
        };
        let next = after.trim_start_matches(['\'', '’']);
        // "signed with *Mr Chirac as witness*", "with Mr Chirac looking on".
        let stands_by =
            ["as witness", "as a witness", "looking on", "looked on", "standing by", "in attendance"];
        if stands_by.iter().any(|words| after.trim_start().starts_with(words)) {
            return true;
        }
        if aid(next.strip_prefix("s ").unwrap_or(next).trim_start()) {
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
        if at.checked_sub(1).is_some_and(|b| self.lower(b) == "the") {
            at -= 1;
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
