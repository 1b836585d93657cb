//! [`Attribution`]: who is reported to say what, in which words: source, cue and content.
//!
//! A text is read in units: sentences, joined where a quotation runs over their end. In each, [`cues`] are found
//! ([`hit`]) with the phrases that are their sources ([`source`]), then what they report: to their right by the patterns of
//! their rule ([`complement`]), to their left where they stand after or inside it ([`indirect`]). Quotations that no
//! cue of their own unit reports go on from the one before ([`quotes`]).

mod channel;
mod complement;
mod copies;
mod cues;
mod deed;
mod extent;
mod hit;
mod indirect;
mod insertion;
mod own_voice;
mod phrase;
mod quotes;
mod source;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

pub(crate) use cues::{ChannelKind, SourceKind, channel_kind, is_cue_word, source_kind};
pub(crate) use deed::is_deed;

use super::Analysis;
use super::clause::{Clauses, Tag};
use super::word::{Word, class};
use crate::analyze::{MentionForm, MentionId};
use crate::text::{Problem, Span, Token, TokenKind, is_weekday};

/// One reported saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How it is reported.
    pub kind: AttributionKind,
    /// Words that name the source, if any do.
    pub source: Option<Span>,
    /// The cue: "said", "in a post on X".
    pub cue: Option<Span>,
    /// What is said, without quotation marks of direct speech; several where the cue splits it.
    pub content: Vec<Span>,
    /// Words that name the addressee: "told *reporters*".
    pub addressee: Option<Span>,
    /// Words that name the channel: "in *a post on X*".
    pub channel: Option<Span>,
    /// The attribution this one stands inside.
    pub within: Option<usize>,
    /// What found it.
    pub method: &'static str,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// How a saying is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionKind {
    /// In the very words.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words, some of them quoted.
    Mixed,
}

/// Finds attributions, in order of their first content, and tells what was amiss with what is said.
pub fn find(analysis: &Analysis) -> (Vec<Attribution>, Vec<Problem>) {
    let speech = Speech::new(analysis);
    let mut drafts: Vec<Draft> = Vec::new();
    let own = own_voice::read(&speech, &mut drafts);
    let units = speech.units();
    let mut thread = quotes::Thread::default();
    let wholes = drafts.len();
    // In a transcript who reports whom is told turn by turn; in a statement of one's own, what others said is news.
    let transcript = drafts.first().is_some_and(|d| d.method == "rule:speech.transcript");
    for unit in units.iter().filter(|u| !(transcript && own[u.paragraph])) {
        let before = drafts.len();
        indirect::read(&speech, unit, &mut drafts);
        if own[unit.paragraph] {
            own_voice::keep_reported(&speech, &mut drafts, before, wholes);
            continue;
        }
        quotes::join(&speech, unit, &mut drafts, before, &mut thread);
    }
    let problems = copies::find(&speech, &units, &own, &mut drafts);
    (speech.finish(drafts), problems)
}

/// How deep sayings stand in others at most.
const DEEPEST: usize = 5;

/// An attribution in tokens.
#[derive(Clone, Debug, Default)]
struct Draft {
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    /// Whether it is direct speech without marks.
    whole: bool,
    addressee: Option<Range<usize>>,
    channel: Option<Span>,
    /// Index of the draft it stands inside.
    within: Option<usize>,
    method: &'static str,
    score: f32,
}

/// An analysis as the rules of speech see it.
struct Speech<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    /// For each token the quotation that holds it, its marks included.
    quoted: Vec<Option<u32>>,
    /// Whether a government issues the text, or several in a joint statement.
    is_release: bool,
}

impl<'a> Speech<'a> {
    fn new(analysis: &'a Analysis<'a>) -> Speech<'a> {
        let mut quoted = vec![None; analysis.tokens.len()];
        for (i, quotation) in analysis.quotations.iter().enumerate() {
            for token in analysis.tokens.within(quotation.outer) {
                quoted[token] = Some(i as u32);
            }
        }
        let document = analysis.document;
        let opening = analysis.sentences.first().map_or("", |s| s.span.of(&analysis.tokens.lower));
        let title = document.title.as_deref().unwrap_or_default().to_lowercase();
        let joint = || {
            let names = ["joint statement", "joint declaration", "communiqu"];
            names.iter().any(|w| title.contains(w) || opening.contains(w))
        };
        let is_release = document.government().is_some() || joint();
        Speech { analysis, clauses: Clauses::new(analysis), quoted, is_release }
    }

    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn token(&self, at: usize) -> Token {
        self.analysis.tokens.list[at]
    }

    fn word(&self, at: usize) -> Word {
        let mut word = self.clauses.words.get(at).copied().unwrap_or_default();
        // That a word may govern an infinitive says nothing of its class.
        word.class &= !class::GOVERNOR;
        word
    }

    fn cover(&self, at: usize) -> Option<MentionId> {
        self.clauses.cover.get(at).copied().flatten()
    }

    fn mention_tokens(&self, mention: MentionId) -> Range<usize> {
        self.analysis.tokens.within(self.analysis.mentions[mention].phrase)
    }

    fn mention_form(&self, mention: MentionId) -> MentionForm {
        self.analysis.mentions[mention].form
    }

    fn tag(&self, at: usize) -> Tag {
        self.clauses.grammar.tags.get(at).copied().unwrap_or_default()
    }

    fn is_finite(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Auxiliary => true,
            Tag::Finite => {
                !self.clauses.grammar.verb(at).is_some_and(|v| self.clauses.grammar.verbs[v].reduced)
            }
            _ => false,
        }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.analysis.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.analysis.tokens.span(range.start, range.end)
    }

    /// The quotation whose opening mark is token `at`.
    fn quotation_from(&self, at: usize) -> Option<usize> {
        let quotation = (*self.quoted.get(at)?)? as usize;
        (self.analysis.quotations[quotation].outer.start == self.token(at).span.start).then_some(quotation)
    }

    /// The tokens of a quotation with its marks.
    fn quotation_tokens(&self, quotation: usize) -> Range<usize> {
        self.analysis.tokens.within(self.analysis.quotations[quotation].outer)
    }

    /// Whether a time expression holds token `at`.
    fn is_time(&self, at: usize) -> bool {
        let span = self.token(at).span;
        let times = &self.analysis.times;
        let i = times.partition_point(|t| t.span.end <= span.start);
        times.get(i).is_some_and(|t| t.span.start <= span.start) || is_day(self.lower(at))
    }

    /// Makes attributions of the drafts, ordered by their content.
    fn finish(&self, drafts: Vec<Draft>) -> Vec<Attribution> {
        let mut made: Vec<(usize, Attribution)> = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter().enumerate() {
            let found = if draft.whole { self.whole(&draft.content) } else { self.content(&draft.content) };
            let Some((kind, content)) = found else { continue };
            let source = draft.source.as_ref().map(|r| self.span(r));
            if source.is_some_and(|s| self.analysis.is_reporter(s)) {
                continue;
            }
            made.push((
                index,
                Attribution {
                    kind,
                    source,
                    cue: draft.cue.as_ref().map(|r| self.span(r)),
                    content,
                    addressee: draft.addressee.as_ref().map(|r| self.span(r)),
                    channel: draft.channel,
                    within: draft.within,
                    method: draft.method,
                    score: draft.score,
                },
            ));
        }
        made.sort_by_key(|(_, a)| (a.content[0].start, std::cmp::Reverse(a.content.last().map(|s| s.end))));
        // Nobody is told to say that another said that a third said …: such a text repeats itself, and each of its sayings
        // would hold all that follow.
        let mut open: Vec<u32> = Vec::new();
        made.retain(|(_, attribution)| {
            let start = attribution.content[0].start;
            open.retain(|&end| end > start);
            let kept = open.len() < DEEPEST;
            if kept {
                open.extend(attribution.content.last().map(|s| s.end));
            }
            kept
        });
        let mut place = vec![None; drafts.len()];
        for (new, (old, _)) in made.iter().enumerate() {
            place[*old] = Some(new);
        }
        made.into_iter()
            .map(|(_, mut attribution)| {
                attribution.within = attribution.within.and_then(|w| place[w]);
                attribution
            })
            .collect()
    }

    /// The spans of direct speech without marks.
    fn whole(&self, ranges: &[Range<usize>]) -> Option<(AttributionKind, Vec<Span>)> {
        let spans: Vec<Span> = ranges.iter().filter(|r| !r.is_empty()).map(|r| self.span(r)).collect();
        (!spans.is_empty()).then_some((AttributionKind::Direct, spans))
    }

    /// The spans of a content given in tokens, and how it is reported.
    fn content(&self, ranges: &[Range<usize>]) -> Option<(AttributionKind, Vec<Span>)> {
        let text = self.analysis.text();
        let mut spans: Vec<Span> = Vec::new();
        let (mut quoted, mut plain) = (false, false);
        let mut previous: Option<usize> = None;
        for range in ranges {
            let Some(range) = self.trimmed(range.clone()) else { continue };
            let whole =
                self.quotation_from(range.start).filter(|&q| self.quotation_tokens(q).end == range.end);
            let inner = self.quoted[range.start]
                .filter(|&q| self.quoted[range.end - 1] == Some(q) && whole.is_none());
            let span = match (whole, inner) {
                (Some(q), _) => {
                    quoted = true;
                    without_comma(self.analysis.quotations[q].inner, text)
                }
                (None, Some(_)) => {
                    quoted = true;
                    without_comma(self.span(&range), text)
                }
                (None, None) => {
                    plain = true;
                    quoted |= range.clone().any(|i| self.quoted[i].is_some());
                    self.span(&range)
                }
            };
            if span.is_empty() || spans.last().is_some_and(|s| s.end > span.start) {
                continue;
            }
            // A quotation that runs on over paragraphs without marks of its own is one.
            let runs_on = whole.is_some_and(|q| {
                self.analysis.quotations[q].continues
                    && previous == q.checked_sub(1)
                    && self.quotation_from(range.start).is_some()
                    && self.analysis.quotations[q].inner.start == self.analysis.quotations[q].outer.start
            });
            match spans.last_mut() {
                Some(last) if runs_on => *last = last.cover(span),
                _ => spans.push(span),
            }
            previous = whole;
        }
        let kind = match (quoted, plain) {
            (true, false) => AttributionKind::Direct,
            (true, true) => AttributionKind::Mixed,
            (false, _) => AttributionKind::Indirect,
        };
        (!spans.is_empty()).then_some((kind, spans))
    }

    /// A range without the marks at its ends that do not belong to a quotation.
    fn trimmed(&self, mut range: Range<usize>) -> Option<Range<usize>> {
        let loose = |at: usize| {
            self.quoted[at].is_none()
                && matches!(
                    self.lower(at),
                    "," | ";" | ":" | "." | "—" | "–" | "-" | "--" | ")" | "!" | "?" | "("
                )
        };
        while range.start < range.end && loose(range.start) && self.lower(range.start) != "(" {
            range.start += 1;
        }
        while range.end > range.start && loose(range.end - 1) {
            let last = self.lower(range.end - 1);
            let opened = last == ")" && range.clone().any(|i| self.lower(i) == "(");
            if opened || last == "?" || last == "!" {
                break;
            }
            range.end -= 1;
        }
        (!range.is_empty()).then_some(range)
    }
}

/// The words of direct speech without the comma that belongs to the reporting sentence.
fn without_comma(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let words = words.strip_suffix(',').unwrap_or(words).trim_end();
    Span { start: span.start, end: span.start + words.len() as u32 }
}

/// Days by name and by their distance: what is said "on Tuesday" or "today" is not about it.
fn is_day(word: &str) -> bool {
    is_weekday(word) || matches!(word, "today" | "yesterday" | "tonight")
}
