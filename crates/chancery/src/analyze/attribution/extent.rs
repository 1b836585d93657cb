//! Where what is said ends: at the end of the unit, or before what belongs to the reporter again.

use super::Speech;
use super::cues::{ChannelKind, SourceKind, Step};
use super::hit::{Shape, Subject};
use super::indirect::Reading;
use crate::analyze::clause::{Tag, is_adjective};
use crate::analyze::word::{class, form};

/// Words after a comma that begin what no longer belongs to what is said.
const AFTER_COMMA: &[&str] = &[
    "while",
    "although",
    "though",
    "whereas",
    "after",
    "following",
    "despite",
    "citing",
    "amid",
    "according",
    "ahead",
    "without",
];

/// Forms in "-ing" after a comma that go on to tell what comes of what is said: "will recognise Israel, *becoming* the
/// fourth to do so".
const RESULTS: &[&str] = &[
    "including",
    "regarding",
    "concerning",
    "being",
    "having",
    "becoming",
    "allowing",
    "enabling",
    "placing",
    "putting",
    "beginning",
    "starting",
    "succeeding",
    "replacing",
    "leaving",
    "bringing",
    "ending",
];

/// Words that join a clause of the reporter's own.
const JOINING: &[&str] = &["and", "but", "or", "while", "as", "then", "after", "when", "before"];

impl Reading<'_> {
    /// Where the content of cue `i` ends that begins at `start`.
    pub(super) fn end(&self, i: usize, start: usize, step: Step) -> usize {
        let speech = self.speech;
        let unit = self.unit;
        let mut limit = unit.tokens.end;
        // A cue after all this reports the whole: "…, Yonhap reported".
        for (j, end) in self.ends.iter().enumerate().skip(i + 1) {
            if let Some(end) = end
                && *end > start
                && *end < limit
                && self.hits[j].left() >= *end
                && !speech.is_quoted(*end - 1, unit)
            {
                limit = *end;
            }
        }
        if let Some(main) = self.main_clause(i, start) {
            limit = limit.min(main);
        }
        let mut at = start;
        if step == Step::Quote
            && let Some(quotation) = speech.opens(start, unit)
        {
            let end = speech.quotation_tokens(quotation).end.min(limit);
            let marked = speech.is_mark(end) && !matches!(speech.lower(end), "(" | "[" | "$");
            let aside = end < limit && speech.channel_at(end, unit).is_some();
            if speech.ends_sentence(quotation) || end >= limit || marked || aside {
                return end;
            }
            at = end;
        }
        while at < limit {
            if speech.is_quoted(at, unit) {
                at =
                    speech.quoted[at].map_or(at + 1, |q| speech.quotation_tokens(q as usize).end.max(at + 1));
                continue;
            }
            if speech.lower(at) == "(" {
                at = (at..limit).find(|&t| speech.lower(t) == ")").unwrap_or(at) + 1;
                continue;
            }
            if at > start && (self.stops(i, at, start, step) || self.is_aside(at, start, step)) {
                return at;
            }
            at += 1;
        }
        limit
    }

    /// The comma before the main clause, where cue `i` stands in what the unit opens with: "Asked about *a report that* talks
    /// had failed*,* the minister said".
    fn main_clause(&self, i: usize, start: usize) -> Option<usize> {
        let speech = self.speech;
        let first = self.unit.tokens.start;
        let opens = speech.cover(first).is_none()
            && matches!(
                speech.lower(first),
                "asked"
                    | "pressed"
                    | "questioned"
                    | "commenting"
                    | "responding"
                    | "reacting"
                    | "referring"
                    | "speaking"
            );
        let comma = |j: usize| match &self.hits[j].subject {
            Subject::Before(phrase) if self.hits[j].is_finite() => phrase.start.checked_sub(1),
            _ => None,
        };
        let comma = (i + 1..self.hits.len()).filter_map(comma).find(|&c| c > start && speech.lower(c) == ",");
        comma.filter(|_| opens)
    }

    /// The cue whose source or verb begins at `from`, perhaps behind adverbs.
    fn hit_at(&self, i: usize, from: usize) -> Option<usize> {
        let speech = self.speech;
        let mut to = from;
        while to < self.unit.tokens.end && speech.word(to).is(class::ADVERB) && speech.cover(to).is_none() {
            to += 1;
        }
        self.hits[i + 1..]
            .iter()
            .position(|h| h.left() == from || h.left() == to || h.start == to)
            .map(|j| i + 1 + j)
    }

    /// Whether the content of cue `i` ends before token `at`.
    fn stops(&self, i: usize, at: usize, start: usize, step: Step) -> bool {
        let speech = self.speech;
        let lower = speech.lower(at);
        let next = at + 1;
        match lower {
            ";" => true,
            "," | "—" | "–" | "--" => {
                next >= self.unit.tokens.end || self.stops_at_comma(i, next, start, step)
            }
            _ if JOINING.contains(&lower) => self.stops_at_joint(i, at, start, step),
            _ => {
                // "… adding that" without a comma.
                matches!(lower, "saying" | "adding" | "noting" | "telling" | "warning" | "stating")
                    && self.hits[i + 1..]
                        .iter()
                        .any(|h| h.start == at && h.shape == Shape::Gerund && h.subject == Subject::Shared)
            }
        }
    }

    /// Whether the content of cue `i` ends at the comma before token `next`.
    fn stops_at_comma(&self, i: usize, next: usize, start: usize, step: Step) -> bool {
        let speech = self.speech;
        // "Expressing concern over the coup, *the Secretary* recalled …".
        if self.hits[i].shape == Shape::Gerund
            && matches!(&self.hits[i].subject, Subject::After(subject) if subject.start == next)
        {
            return true;
        }
        let joined = matches!(speech.lower(next), "and" | "but" | "while" | "then" | "or");
        let from = next + usize::from(joined);
        // "says that the talks failed, *but that* they would go on".
        if matches!(speech.lower(next), "and" | "but") && speech.tag(from) == Tag::That {
            return false;
        }
        if speech.lower(next) == "which" && self.is_contradicted(next) {
            return true;
        }
        if let Some(j) = self.hit_at(i, from) {
            let hit = &self.hits[j];
            return match (hit.shape, &hit.subject) {
                (Shape::Gerund | Shape::Phrase, _) => true,
                (Shape::Finite { .. }, Subject::Shared) => self.shares(i, j, start),
                // "China, which claims Taiwan, *condemns* the visit".
                (Shape::Finite { .. }, subject) if *subject == self.hits[i].subject => true,
                (Shape::Finite { .. }, _) => joined || self.ends[j].is_some() && hit.left() == next,
                _ => false,
            };
        }
        let other =
            || is_nominal(step) && (self.other_verb(i, from).is_some() || self.other_clause(from, start));
        if joined && (self.goes_with(i, from, start) || other()) || self.is_time_since(next) {
            return true;
        }
        let mut verb = next;
        while verb < self.unit.tokens.end
            && speech.word(verb).is(class::ADVERB)
            && speech.cover(verb).is_none()
        {
            verb += 1;
        }
        let word = speech.word(verb);
        let gerund = word.has_form(form::ING)
            && speech.cover(verb).is_none()
            && word.noun == 0
            && !RESULTS.contains(&speech.lower(verb));
        // "said that U.S. banks, *holding* a third of the debt, were overrepresented": what is said has no verb yet.
        let inserted = step == Step::Clause
            && gerund
            && self.finite_before(next, start).is_none()
            && (verb..self.unit.tokens.end)
                .any(|t| speech.lower(t) == "," && t + 1 < self.unit.tokens.end && speech.is_finite(t + 1));
        gerund && !inserted && !self.lists(verb, start)
            || AFTER_COMMA.contains(&speech.lower(next))
            || speech.lower(next) == "during" && self.is_occasion(next)
    }

    /// Whether a relative clause that begins at `which` tells that another denies what is said: "there was a massacre,
    /// *which the government denied*".
    fn is_contradicted(&self, which: usize) -> bool {
        let clause = which + 1..self.unit.tokens.end.min(which + 9);
        let verb = clause.take_while(|&t| self.speech.lower(t) != ",").find(|&t| self.speech.is_finite(t));
        verb.is_some_and(|t| {
            let lower = self.speech.lower(t);
            ["den", "reject", "disput", "refut"].iter().any(|stem| lower.starts_with(stem))
        })
    }

    /// Whether the `-ing` form at `verb` goes on a list that what is said began: "support for *strengthening* the
    /// alliance, *extending* cooperation and *deepening* ties".
    fn lists(&self, verb: usize, start: usize) -> bool {
        let speech = self.speech;
        let ing = |t: usize| {
            speech.word(t).has_form(form::ING) && speech.word(t).verb != 0 && speech.cover(t).is_none()
        };
        // "the production, *trafficking*, and distribution of drugs".
        if matches!(speech.lower(verb + 1), "," | "and") {
            return true;
        }
        let begun = (start..verb).any(|t| {
            ing(t)
                && (t == start
                    || matches!(speech.lower(t - 1), "for" | "of" | "to" | "in" | "by" | "on" | "through"))
        });
        let ends = (verb + 1..self.unit.tokens.end.saturating_sub(1))
            .any(|t| speech.lower(t) == "and" && ing(t + 1));
        begun && ends
    }

    /// Whether the content of cue `i` ends before the conjunction at `at`.
    fn stops_at_joint(&self, i: usize, at: usize, start: usize, step: Step) -> bool {
        let speech = self.speech;
        let lower = speech.lower(at);
        let next = at + 1;
        let Some(j) = self.hit_at(i, next) else {
            if !matches!(lower, "and" | "but" | "then") {
                return false;
            }
            return match step {
                // "the attack, which killed *and wounded* many": the verb before is joined.
                _ if is_nominal(step) => {
                    !speech.is_finite(at - 1)
                        && (self.other_verb(i, next).is_some() || self.other_clause(next, start))
                }
                _ => lower == "but" && self.other_verb(i, next).is_some() || self.goes_with(i, next, start),
            };
        };
        let hit = &self.hits[j];
        match (hit.shape, &hit.subject) {
            (Shape::Gerund, _) => matches!(lower, "while" | "after") || self.hits[i].shape == Shape::Gerund,
            (Shape::Finite { .. }, Subject::Shared) => self.shares(i, j, start),
            // "talks between Ukraine *and Russia have begun*": the two are one subject where no verb stands before.
            (Shape::Finite { .. }, Subject::Before(_)) => {
                lower != "or"
                    // "their support for Ukraine *as it* defends itself".
                    && !(lower == "as" && matches!(speech.lower(next), "it" | "they" | "we"))
                    && (is_nominal(step) || self.finite_before(at, start).is_some())
                    && (self.ends[j].is_some()
                        || speech.complement(hit, self.unit).is_some()
                        || is_nominal(step) && self.other_clause(next, start))
            }
            _ => false,
        }
    }

    /// The finite verb at `at`, past adverbs, if it has the tense of cue `i`: "vowed to look … but *made* no commitment".
    fn other_verb(&self, i: usize, at: usize) -> Option<usize> {
        let speech = self.speech;
        let mut verb = at;
        while verb < self.unit.tokens.end
            && speech.word(verb).is(class::ADVERB)
            && speech.cover(verb).is_none()
        {
            verb += 1;
        }
        if verb >= self.unit.tokens.end || speech.cover(verb).is_some() || speech.is_quoted(verb, self.unit) {
            return None;
        }
        // "to congratulate her on her appointment and *discuss* …".
        if self.hits[i].shape == Shape::Infinitive {
            return (speech.tag(verb) == Tag::Base).then_some(verb);
        }
        let Shape::Finite { past } = self.hits[i].shape else { return None };
        // "in a forceful and *coordinated* manner".
        let and = at.checked_sub(1).filter(|&and| speech.lower(and) == "and");
        let describes = and.and_then(|and| and.checked_sub(1)).is_some_and(|before| {
            speech.tag(before) == Tag::Adjective
                || speech.cover(before).is_none() && is_adjective(speech.lower(before))
        });
        if describes {
            return None;
        }
        let word = speech.word(verb);
        let finite = speech.is_finite(verb);
        let participle = !finite
            && word.has_form(form::PARTICIPLE)
            && speech.cover(verb + 1).is_none()
            && speech.word(verb + 1).class == 0
            && verb + 1 < self.unit.tokens.end
            && !speech.is_mark(verb + 1);
        let fits = if past {
            word.has_form(form::PAST) && word.verb != 0 && !participle
                || matches!(speech.lower(verb), "was" | "were" | "had" | "did")
        } else {
            // "The parties say …, but *pledge* to": as the cue, in the plural.
            let plural =
                speech.word(self.hits[i].at).has_form(form::BASE) && word.has_form(form::BASE) && finite;
            word.has_form(form::THIRD) && word.verb != 0 && word.noun == 0
                || plural
                || matches!(speech.lower(verb), "is" | "has")
        };
        fits.then_some(verb)
    }

    /// Whether a clause with a subject of its own begins at `at`, where what is said has no verb yet: "condemned the
    /// attacks, and *they discussed* …".
    fn other_clause(&self, at: usize, start: usize) -> bool {
        let speech = self.speech;
        // Behind "and" alone only what surely is a subject; and nothing inside another clause.
        let comma = at >= 2 && speech.lower(at - 2) == ",";
        let definite = speech.lower(at) == "the" || speech.word(at).is(class::PRONOUN);
        let joined =
            !comma && (start..at).rev().take(8).any(|t| matches!(speech.lower(t), "between" | "both"));
        let inner = (start..at).any(|t| {
            matches!(speech.tag(t), Tag::Subordinator | Tag::That | Tag::Relative)
                || matches!(
                    speech.lower(t),
                    "he" | "she" | "they" | "it" | "we" | "if" | "unless" | "how" | "whether"
                )
        });
        if !comma && !definite || joined || inner {
            return false;
        }
        let Some(subject) = speech.phrase_forward(at, self.unit.tokens.end) else { return false };
        let mut verb = subject.end;
        while verb < self.unit.tokens.end
            && speech.word(verb).is(class::ADVERB)
            && speech.cover(verb).is_none()
        {
            verb += 1;
        }
        verb < self.unit.tokens.end
            && speech.is_finite(verb)
            && speech.cover(verb).is_none()
            && speech.may_speak(&subject)
            && self.finite_before(at, start).is_none()
    }

    /// Whether the words from `next` tell how long after something the saying was: "…, *two days after* the vote".
    pub(super) fn is_time_since(&self, next: usize) -> bool {
        let speech = self.speech;
        let reach = self.unit.tokens.end.min(next + 5);
        let after = (next + 1..reach).find(|&t| speech.lower(t) == "after");
        after.is_some_and(|after| {
            let unit = speech.lower(after - 1);
            matches!(
                unit,
                "hours" | "days" | "weeks" | "months" | "years" | "day" | "week" | "month" | "year"
            )
        })
    }

    /// Whether the words from `at` tell when or where the saying was and not what is said, behind a noun phrase or
    /// infinitive: "confirmed the visit *in a tweet*", "ordered them to leave *after accusing* …".
    fn is_aside(&self, at: usize, start: usize, step: Step) -> bool {
        let speech = self.speech;
        if !is_nominal(step) || speech.cover(at).is_some() || self.finite_before(at, start).is_some() {
            return false;
        }
        let next = at + 1;
        match speech.lower(at) {
            "after" => speech.lower(at - 1) != "even" && next < self.unit.tokens.end,
            // "to negotiate *following* mediation", but "the arrests following the vote".
            "following" => (start..at).any(|t| speech.tag(t) == Tag::To),
            "during" | "at" => self.is_occasion(at),
            "in" if speech.is_determiner(next) && speech.lower(next) != "the" => {
                speech.phrase_forward(next, self.unit.tokens.end).is_some_and(|phrase| {
                    let kind = speech.channel_head(&phrase);
                    kind == Some(ChannelKind::Text)
                        || kind == Some(ChannelKind::Occasion)
                            && matches!(
                                speech.lower(phrase.end - 1),
                                "interview"
                                    | "briefing"
                                    | "conference"
                                    | "speech"
                                    | "address"
                                    | "exchange"
                                    | "call"
                            )
                })
            }
            // "announces a truce *as both sides go on* to fight", but "their support for Ukraine *as it* defends itself".
            "as" => {
                let joins =
                    matches!(speech.lower(at - 1), "such" | "same" | "so" | "well" | "long" | "soon" | ",");
                let Some(subject) = speech.phrase_forward(next, self.unit.tokens.end).filter(|_| !joins)
                else {
                    return false;
                };
                let mut verb = subject.end;
                while verb < self.unit.tokens.end && speech.is_adverb(verb) && speech.cover(verb).is_none() {
                    verb += 1;
                }
                let finite =
                    verb < self.unit.tokens.end && speech.is_finite(verb) && speech.cover(verb).is_none();
                finite && !speech.word(next).is(class::PRONOUN) && !speech.is_quoted(verb, self.unit)
            }
            _ => false,
        }
    }

    /// Whether the words from `at` tell the occasion of the saying: "*during his visit* to Moscow", "*at a news conference*".
    fn is_occasion(&self, at: usize) -> bool {
        let speech = self.speech;
        let next = at + 1;
        if next >= self.unit.tokens.end || !speech.is_determiner(next) || speech.is_quoted(next, self.unit) {
            return false;
        }
        let during = speech.lower(at) == "during";
        let the = matches!(speech.lower(next), "the" | "this" | "that");
        speech.phrase_forward(next, self.unit.tokens.end).is_some_and(|phrase| {
            let head = speech.lower(phrase.end - 1);
            let press = matches!(head, "conference" | "briefing") && {
                let kind = speech.lower(phrase.end.saturating_sub(2));
                matches!(kind, "press" | "news" | "daily" | "weekly" | "regular")
            };
            let visit = during && matches!(head, "visit" | "trip" | "tour" | "stop" | "stay" | "talks");
            press || !the && (visit || speech.channel_head(&phrase) == Some(ChannelKind::Occasion))
        })
    }

    /// Whether the finite verb at `at`, which has no subject of its own, goes with cue `i`: it has that one's tense, and
    /// no verb between has.
    fn goes_with(&self, i: usize, at: usize, start: usize) -> bool {
        let Some(verb) = self.other_verb(i, at) else { return false };
        let Shape::Finite { past } = self.hits[i].shape else { return false };
        let between = self.finite_before(verb, start);
        between.is_some_and(|v| self.is_past(v) != past)
    }

    /// The nearest finite verb of the content before `at`.
    fn finite_before(&self, at: usize, start: usize) -> Option<usize> {
        (start..at).rev().find(|&t| !self.speech.is_quoted(t, self.unit) && self.speech.is_finite(t))
    }

    fn is_past(&self, verb: usize) -> bool {
        let speech = self.speech;
        match speech.lower(verb) {
            "was" | "were" | "had" | "did" | "would" | "could" | "might" => true,
            "is" | "are" | "has" | "have" | "will" | "can" | "does" | "do" | "may" | "should" | "must" => {
                false
            }
            _ => speech.word(verb).has_form(form::PAST),
        }
    }

    /// Whether cue `j`, which has no subject of its own, goes with cue `i` and not with a verb of what cue `i` reports.
    fn shares(&self, i: usize, j: usize, start: usize) -> bool {
        let (a, b) = (&self.hits[i], &self.hits[j]);
        let same = match (a.shape, b.shape) {
            (Shape::Finite { past: x }, Shape::Finite { past: y }) => x == y,
            (Shape::Finite { .. } | Shape::Infinitive | Shape::Gerund, Shape::Gerund) => true,
            (Shape::Infinitive, Shape::Finite { .. }) => true,
            _ => false,
        };
        // "accuses them of attacking and *said* that": what is said has no verb that could be joined.
        let tells = matches!((a.shape, b.shape), (Shape::Finite { .. }, Shape::Finite { .. }))
            && self.finite_before(b.start.saturating_sub(1), start).is_none();
        if !same {
            // "…, saying that Iran complied with the deal and *accuses* others": goes on with the main verb.
            let main = match (a.shape, b.shape) {
                (Shape::Gerund, Shape::Finite { past }) => {
                    let verb = self.finite_before(b.start.saturating_sub(1), start);
                    verb.is_some_and(|v| self.is_past(v) != past)
                }
                _ => false,
            };
            return tells || main;
        }
        // A verb of the same tense between, whose subject may speak, is nearer.
        let Some(verb) = self.finite_before(b.start.saturating_sub(1), start) else { return true };
        let Shape::Finite { past } = b.shape else { return true };
        // "said he hoped for a deal, but said it would not be easy": he goes on to say.
        let himself = matches!(self.speech.subject(verb, verb, self.unit, 1), Subject::Before(p)
            if p.len() == 1 && matches!(self.speech.lower(p.start), "he" | "she" | "it" | "they"));
        if himself
            || self.hits.iter().any(|h| h.at == verb && h.subject == Subject::Shared)
            || self.is_past(verb) != past
        {
            return true;
        }
        !self.speech.has_speaking_subject(verb, self.unit)
    }
}

/// Whether what is said is told by a noun phrase or a verb without subject, and by no clause.
fn is_nominal(step: Step) -> bool {
    matches!(step, Step::Phrase | Step::Infinitive | Step::Gerund)
}

impl Speech<'_> {
    /// Whether the subject of the verb at `verb` is someone who can speak.
    fn has_speaking_subject(&self, verb: usize, unit: &super::unit::Unit) -> bool {
        let Subject::Before(phrase) = self.subject(verb, verb, unit, 1) else { return false };
        self.word(phrase.start).is(class::PRONOUN)
            || phrase.clone().any(|t| self.cover(t).is_some())
            || matches!(self.source_kind_of(&phrase), Some(SourceKind::Person | SourceKind::Group))
    }
}
