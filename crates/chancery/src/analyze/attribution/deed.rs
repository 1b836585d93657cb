//! Verbs of saying that tell of a deed: "recalls its ambassador", "looks forward to welcoming the President".

use std::ops::Range;

use super::Speech;
use super::complement::Complement;
use super::cues::Step;
use super::hit::{Hit, Shape, Subject};
use super::unit::Unit;
use crate::analyze::MentionForm;
use crate::analyze::mention::Reading;
use crate::analyze::word::class;
use crate::text::TokenKind;

/// Who is recalled and not called to mind.
const ENVOYS: &[&str] = &[
    "ambassador",
    "ambassadors",
    "envoy",
    "envoys",
    "diplomat",
    "diplomats",
    "chargé",
    "charge",
    "consul",
    "consuls",
    "representative",
    "staff",
    "personnel",
    "troops",
    "forces",
];

/// What is extended to someone in words.
const COURTESIES: &[&str] = &[
    "condolence",
    "condolences",
    "greetings",
    "thanks",
    "congratulations",
    "sympathy",
    "sympathies",
    "invitation",
    "invitations",
    "wishes",
    "gratitude",
    "appreciation",
    "apology",
    "apologies",
    "welcome",
    "felicitations",
];

/// What is shared with someone in words. Views and goals are had in common, and "shared prosperity" is nobody's saying.
const SHARED: &[&str] = &[
    "concern",
    "concerns",
    "detail",
    "details",
    "update",
    "updates",
    "information",
    "news",
    "condolences",
    "sympathy",
    "sympathies",
    "regret",
    "thanks",
    "appreciation",
    "outrage",
];

/// Whether a verb is no saying with the words after it, in small letters: who is recalled, and who is declared unwelcome.
pub(crate) fn is_deed(verb: &str, words: &str) -> bool {
    let mut head = words
        .split([' ', ',', '.', '\n'])
        .take(8)
        .take_while(|w| !matches!(*w, "from" | "that" | "to" | "of"));
    let first = |c: &str| words.get(..words.floor_char_boundary(160)).is_some_and(|w| w.contains(c));
    match verb.get(..5).unwrap_or(verb) {
        "recal" => head.any(|word| ENVOYS.contains(&word)),
        "decla" | "deeme" => {
            first("persona non grata") || first("personae non grata") || first("personas non grata")
        }
        _ => false,
    }
}

impl Speech<'_> {
    /// Whether a verb of saying is none with what follows it, or with whose it is: "recalls *its ambassador*", "declared
    /// *him persona non grata*", "*gunmen* attack", "vetoed *a resolution* calling for".
    pub(super) fn is_act(&self, hit: &Hit, found: &Complement, unit: &Unit) -> bool {
        let subject = match &hit.subject {
            Subject::Before(phrase) => Some(phrase),
            _ => None,
        };
        // "returns *what it says are* the remains": how something is called, and no saying of its own.
        let called = subject.is_some_and(|phrase| {
            let mut words = unit.tokens.start.max(phrase.start.saturating_sub(1))..phrase.end;
            words.any(|t| self.lower(t) == "what")
        });
        let verb = self.is_finite(found.start) || self.word(found.start).is_auxiliary();
        if called && found.step == Step::Clause && verb {
            return true;
        }
        // "on charges *that have* not been made public": the clause tells of the charges.
        let plural = self.lower(hit.at).ends_with('s') && self.lower(found.start.saturating_sub(1)) == "that";
        if plural && found.step == Step::Clause && self.word(found.start).is_auxiliary() {
            return true;
        }
        if self.lower(hit.at).starts_with("call") && self.lower(hit.at + 1) == "off" {
            return true;
        }
        let vetoed = |phrase: &Range<usize>| {
            let floor = unit.tokens.start.max(phrase.start.saturating_sub(3));
            self.lower(phrase.end - 1) == "resolution"
                && (floor..phrase.start).any(|t| {
                    ["veto", "reject", "block", "oppos"].iter().any(|verb| self.lower(t).starts_with(verb))
                })
        };
        if hit.shape == Shape::Gerund && subject.is_some_and(vetoed) {
            return true;
        }
        let limit = unit.tokens.end;
        // The words of the noun phrase, up to what a preposition or comma adds.
        let words = || {
            (found.start..limit.min(found.start + 8))
                .take_while(|&t| {
                    !self.is_mark(t) && (t == found.start || !self.word(t).is(class::PREPOSITION))
                })
                .map(|t| self.lower(t))
        };
        let verb = self.lower(hit.at);
        let rest = self.analysis.tokens.span(found.start, limit.max(found.start + 1));
        if is_deed(verb, rest.of(&self.analysis.tokens.lower)) {
            return true;
        }
        match verb.get(..5).unwrap_or(verb) {
            "exten" if found.step == Step::Phrase => !words().any(|word| COURTESIES.contains(&word)),
            "share" | "shari" if found.step == Step::Phrase => !words().any(|word| SHARED.contains(&word)),
            "recog" if found.step == Step::Phrase => {
                let phrase = self.phrase_forward(found.start, limit);
                phrase.is_some_and(|phrase| {
                    let whole = self.cover(phrase.end - 1).is_some_and(|m| {
                        let mention = &self.analysis.mentions[m];
                        mention.form == MentionForm::Name && matches!(mention.reading, Reading::Party { .. })
                    });
                    whole && phrase.end < limit && self.token(phrase.end).kind != TokenKind::Possessive
                })
            }
            // "looks forward to welcoming *the President to* the White House": a guest.
            "welco" if found.step == Step::Phrase => {
                let phrase = self.phrase_forward(found.start, limit);
                phrase.is_some_and(|phrase| {
                    let guest = self.cover(phrase.end - 1).is_some_and(|m| {
                        let reading = &self.analysis.mentions[m].reading;
                        matches!(
                            reading,
                            Reading::Person { .. }
                                | Reading::Office { .. }
                                | Reading::Counterpart { .. }
                                | Reading::Pronoun(_)
                        )
                    });
                    let reach = limit.min(phrase.end + 8);
                    guest && (phrase.end..reach).any(|t| matches!(self.lower(t), "to" | "at"))
                })
            }
            "attac" => !subject.is_some_and(|phrase| {
                phrase.clone().filter_map(|t| self.cover(t)).any(|m| {
                    let reading = &self.analysis.mentions[m].reading;
                    matches!(reading, Reading::Person { .. } | Reading::Office { .. })
                })
            }),
            _ => false,
        }
    }
}
