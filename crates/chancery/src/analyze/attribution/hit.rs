//! [`Hit`]: a cue where it stands in a unit, with the phrase that is its source.

use std::ops::Range;

use super::Speech;
use super::cues::{CUE_NOUNS, CUE_VERBS, CUES, CueVerb, PHRASES, SourceKind, source_kind, speaks};
use super::unit::Unit;
use crate::analyze::word::{class, form};
use crate::text::{Case, TokenKind};

/// A cue where it stands.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Its rules, as indices of `CUES`.
    pub(super) cues: &'static [u16],
    /// First token: of the verb group, the noun or the phrase.
    pub(super) start: usize,
    /// The token that is the cue, the last of several.
    pub(super) at: usize,
    pub(super) shape: Shape,
    pub(super) subject: Subject,
}

/// The grammatical shape of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A finite verb; whether in the past.
    Finite { past: bool },
    /// Suffered: the source follows with "by".
    Passive,
    /// A verb in "-ing" without auxiliary.
    Gerund,
    /// "to" and a verb.
    Infinitive,
    /// A noun.
    Noun,
    /// "according to".
    Phrase,
}

/// Where the source of a cue stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Right before, or named before by a relative pronoun.
    Before(Range<usize>),
    /// Right after: "said Geng".
    After(Range<usize>),
    /// It is that of another verb to the left.
    Shared,
    /// Nowhere to be seen.
    Unknown,
}

impl Hit {
    /// Whether a rule of it lets it stand after or inside what is said.
    pub(super) fn speaks(&self) -> bool {
        self.shape == Shape::Phrase || self.cues.iter().any(|&c| CUES[c as usize].speaks)
    }

    /// The first token of the cue or of the subject before it.
    pub(super) fn left(&self) -> usize {
        match &self.subject {
            Subject::Before(phrase) => phrase.start.min(self.start),
            _ => self.start,
        }
    }

    pub(super) fn is_finite(&self) -> bool {
        matches!(self.shape, Shape::Finite { .. })
    }
}

/// Verbs that may govern the infinitive of a cue without putting what is said in doubt: "took to television to call".
const LEADS: &[&str] = &[
    "use",
    "uses",
    "used",
    "took",
    "takes",
    "went",
    "goes",
    "going",
    "came",
    "comes",
    "continued",
    "continues",
    "began",
    "begins",
    "rushed",
    "stopped",
    "paused",
    "wrote",
    "writes",
    "appeared",
    "appears",
    "issued",
    "issues",
    "visited",
    "summons",
    "summoned",
    "called",
    "spoke",
    "rose",
    "stood",
    "visit",
    "visits",
    "met",
    "meets",
    "traveled",
    "travelled",
    "travels",
];

/// Tokens from the verb by which someone is quoted among which "as saying" follows.
const QUOTED_WITHIN: usize = 18;

impl Speech<'_> {
    /// The cues of a unit, in order.
    pub(super) fn hits(&self, unit: &Unit) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            if self.token(at).kind == TokenKind::Word && !self.is_quoted(at, unit) {
                if let Some(hit) = self.phrase_hit(at, unit).or_else(|| self.quoted_hit(at, unit)) {
                    at = hit.at + 1;
                    hits.push(hit);
                    continue;
                }
                let hit = self.verb_hit(at, unit).or_else(|| self.noun_hit(at, unit));
                hits.extend(hit);
            }
            at += 1;
        }
        hits
    }

    fn phrase_hit(&self, at: usize, unit: &Unit) -> Option<Hit> {
        let (words, cue) = PHRASES.iter().find(|(words, _)| {
            words.iter().enumerate().all(|(i, w)| at + i < unit.tokens.end && self.lower(at + i) == *w)
        })?;
        let last = at + words.len() - 1;
        let subject = match self.source_forward(last + 1, unit.tokens.end) {
            Some(source) => Subject::After(source),
            None => Subject::Unknown,
        };
        Some(Hit { cues: std::slice::from_ref(cue), start: at, at: last, shape: Shape::Phrase, subject })
    }

    /// Who is quoted by another: `"…," the agency *quoted the minister as saying*`, "the minister *was quoted as saying*".
    fn quoted_hit(&self, at: usize, unit: &Unit) -> Option<Hit> {
        let quotes = ["quoted", "quotes", "quote", "cited", "cites", "reported", "heard"];
        if !quotes.contains(&self.lower(at)) || self.cover(at).is_some() {
            return None;
        }
        let reach = unit.tokens.end.min(at + QUOTED_WITHIN);
        let saying = (at + 2..reach).take_while(|&t| !self.is_quoted(t, unit)).find(|&t| {
            self.lower(t - 1) == "as"
                && self.word(t).has_form(form::ING)
                && CUE_VERBS.get(self.lower(t)).is_some()
        })?;
        let verb = CUE_VERBS.get(self.lower(saying))?;
        let group = self.clauses.verb_group(at, &self.analysis.sentences[self.analysis.sentence_of(at)])?;
        if group.gerund || group.negated || group.reduced {
            return None;
        }
        let outer = self.subject(group.start, at, unit, 3);
        let (start, subject) = if group.passive {
            (group.start, outer)
        } else {
            // What is said before ends before the one who quotes.
            let phrase = self.phrase_forward(at + 1, saying - 1)?;
            let start = if let Subject::Before(outer) = outer { outer.start } else { group.start };
            (start, Subject::Before(phrase))
        };
        matches!(subject, Subject::Before(_)).then_some(Hit {
            cues: verb.cues,
            start,
            at: saying,
            shape: Shape::Finite { past: true },
            subject,
        })
    }

    fn verb_hit(&self, at: usize, unit: &Unit) -> Option<Hit> {
        let verb = CUE_VERBS.get(self.lower(at))?;
        if self.cover(at).is_some()
            || !self.is_release && verb.cues.iter().all(|&c| CUES[c as usize].releases)
        {
            return None;
        }
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(at)];
        let Some(group) = self.clauses.verb_group(at, sentence) else {
            return self.ambiguous_verb_hit(at, verb, unit);
        };
        if group.negated || group.modal.is_some() {
            return None;
        }
        let start = group.start.max(unit.tokens.start);
        // "…, Clark said, …": behind a name between commas the past looks like a participle.
        let inserted = group.reduced && speaks(self.lower(at)) && self.lower(at + 1) != "by";
        let shape = if inserted {
            Shape::Finite { past: true }
        } else if group.passive {
            Shape::Passive
        } else if group.infinitive {
            let leads = group
                .governor
                .map(|g| &self.clauses.grammar.verbs[g])
                .is_some_and(|g| g.modal.is_none() && LEADS.contains(&self.lower(g.head)));
            if !leads {
                return None;
            }
            Shape::Infinitive
        } else if group.gerund {
            // "thanked Poland for *welcoming* refugees": what is said of others.
            let before = (unit.tokens.start..start).rev().find(|&t| !self.is_adverb(t));
            if before.is_some_and(|b| matches!(self.lower(b), "for" | "of" | "from" | "without")) {
                return None;
            }
            Shape::Gerund
        } else {
            Shape::Finite { past: self.is_past(start, at) }
        };
        if group.reduced && !inserted {
            return None;
        }
        // "called home its ambassador", "called off the talks" say nothing.
        let particle = matches!(self.lower(at + 1), "home" | "back" | "off" | "in" | "up");
        if particle && self.lower(at).starts_with("call") || self.is_of_document(at, unit) {
            return None;
        }
        let bare = start == at && verb.forms & (form::PAST | form::THIRD | form::ING) == 0;
        if bare && !self.may_be_plural_subject(at, unit) {
            return None;
        }
        let subject = match shape {
            Shape::Finite { .. } | Shape::Passive => self.subject(start, at, unit, 3),
            Shape::Gerund => self.subject_of_gerund(start, unit),
            _ => Subject::Shared,
        };
        Some(Hit { cues: verb.cues, start, at, shape, subject })
    }

    /// Whether the past at `at` is a participle that tells of a document where something was said: "said in a statement
    /// *posted* on its website".
    fn is_of_document(&self, at: usize, unit: &Unit) -> bool {
        let Some(noun) = at.checked_sub(1).filter(|&n| n > unit.tokens.start) else { return false };
        let before = (unit.tokens.start..noun).rev().take(4).find(|&t| self.word(t).is(class::PREPOSITION));
        matches!(self.lower(at), "posted" | "tweeted" | "written")
            && source_kind(self.lower(noun)) == Some(SourceKind::Document)
            && before.is_some_and(|t| matches!(self.lower(t), "in" | "by" | "via" | "through" | "on"))
    }

    /// A form that may be a plural noun ("calls", "reports") is a verb after a noun that speaks: "the resolution calls for".
    fn ambiguous_verb_hit(&self, at: usize, verb: &CueVerb, unit: &Unit) -> Option<Hit> {
        let mut before = at.checked_sub(1).filter(|&b| b >= unit.tokens.start)?;
        while before > unit.tokens.start
            && self.word(before).is(class::ADVERB)
            && !self.word(before).is(class::DETERMINER)
        {
            before -= 1;
        }
        // "Both expressed", "has long accused".
        let lone = matches!(
            self.lower(before),
            "both" | "all" | "some" | "many" | "others" | "several" | "most" | "few"
        ) && before + 1 == at
            && self.begins_object(at + 1, unit);
        let perfect = self.lower(before) == "long"
            && before > unit.tokens.start
            && self.word(before - 1).is(class::HAVE);
        if verb.forms & form::PAST != 0 && (lone || perfect) {
            let start = if perfect { before - 1 } else { at };
            let subject = self.subject(start, at, unit, 3);
            return Some(Hit {
                cues: verb.cues,
                start,
                at,
                shape: Shape::Finite { past: !perfect },
                subject,
            });
        }
        let present = |subject| {
            Some(Hit { cues: verb.cues, start: at, at, shape: Shape::Finite { past: false }, subject })
        };
        // "accuses them of attacking it, and *calls on* others to": goes on with a verb of the same form.
        let joined = verb.forms & form::THIRD != 0
            && self.lower(before) == "and"
            && (self.begins_object(at + 1, unit) || self.opens(at + 1, unit).is_some())
            && (unit.tokens.start..before).any(|t| {
                let earlier = CUE_VERBS.get(self.lower(t));
                earlier.is_some_and(|e| e.forms & form::THIRD != 0)
                    && self.is_finite(t)
                    && !self.is_quoted(t, unit)
            });
        if joined {
            return present(Subject::Shared);
        }
        // "…, *Suspilne reports*": an agency of which nothing is known closes the sentence.
        let agency = self.lower(at) == "reports"
            && self.token(before).case == Case::Capital
            && before > unit.tokens.start
            && self.lower(before - 1) == ","
            && at + 2 >= unit.tokens.end;
        if agency {
            return present(Subject::Before(before..before + 1));
        }
        // "the government of Syria *rules out*".
        let particle = self.lower(at + 1) == "out" && verb.forms & form::THIRD != 0;
        if particle && self.cover(before).is_some() {
            return present(self.subject(at, at, unit, 3));
        }
        let singular = verb.forms & form::THIRD != 0;
        let plural = verb.forms & form::BASE != 0 && self.lower(before).ends_with('s');
        let speaks = self.cover(before).is_none()
            && source_kind(self.lower(before)).is_some()
            && (singular && !self.lower(before).ends_with('s') || plural);
        if !speaks {
            return None;
        }
        present(self.subject(at, at, unit, 3))
    }

    /// Whether what stands at `at` is an object and no noun that a participle before it describes.
    fn begins_object(&self, at: usize, unit: &Unit) -> bool {
        at < unit.tokens.end
            && (self.is_determiner(at)
                || self.cover(at).is_some()
                || self.word(at).is(class::POSSESSIVE | class::PREPOSITION)
                || matches!(self.lower(at), "that" | "to"))
    }

    /// Whether the verb group that begins at `start` with its head at `head` is in the past.
    fn is_past(&self, start: usize, head: usize) -> bool {
        (start..=head).find_map(|i| match self.lower(i) {
            "has" | "have" | "is" | "are" | "does" | "do" | "am" => Some(false),
            "had" | "was" | "were" | "did" => Some(true),
            _ if i == head => Some(self.word(i).has_form(form::PAST)),
            _ => None,
        }) == Some(true)
    }

    /// Whether what stands before the bare form at `at` can be the subject of a plural verb.
    fn may_be_plural_subject(&self, at: usize, unit: &Unit) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| b >= unit.tokens.start) else { return false };
        let lower = self.lower(before);
        let plural =
            lower.ends_with('s') && !lower.ends_with("ss") && self.token(before).kind == TokenKind::Word
                || matches!(
                    lower,
                    "they"
                        | "we"
                        | "i"
                        | "you"
                        | "who"
                        | "which"
                        | "people"
                        | "both"
                        | "all"
                        | "many"
                        | "some"
                        | "others"
                        | "and"
                        | "media"
                        | "police"
                        | "men"
                        | "women"
                );
        let adverb = self.word(before).is(class::ADVERB) && !self.word(before).is(class::PREPOSITION);
        plural || adverb || self.cover(before).is_some() || self.lower(before) == ","
    }

    fn noun_hit(&self, at: usize, unit: &Unit) -> Option<Hit> {
        let cues = CUE_NOUNS.get(self.lower(at))?;
        if self.cover(at).is_some() {
            return None;
        }
        let phrase = self.phrase_back(at, unit.tokens.start)?;
        // The owner: "Kim's surprise announcement", "his claim", "U.S. charges".
        let owner = (phrase.start..at).rev().find(|&i| self.token(i).kind == TokenKind::Possessive);
        let subject = if let Some(owner) = owner {
            self.phrase_back(owner.checked_sub(1)?, unit.tokens.start).map(Subject::Before)
        } else if self.word(phrase.start).is(class::POSSESSIVE) {
            Some(Subject::Before(phrase.start..phrase.start + 1))
        } else if let Some(mention) = phrase.clone().find_map(|i| self.cover(i)) {
            Some(Subject::Before(self.mention_tokens(mention)))
        } else if at + 1 < unit.tokens.end && matches!(self.lower(at + 1), "by" | "from") {
            self.source_forward(at + 2, unit.tokens.end).map(Subject::After)
        } else {
            None
        };
        Some(Hit { cues, start: phrase.start, at, shape: Shape::Noun, subject: subject? })
    }
}
