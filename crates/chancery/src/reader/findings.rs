//! [`Findings`]: what the heads find in a report.

use std::ops::Range;

use chancery_encoder::{Encoded, Piece, Pieces, best_path, runs};

use super::gate::Gate;
use super::{Reader, passages};
use crate::analyze::{Analysis, Status};
use crate::text::Span;

/// Pieces that are encoded in one pass: enough for full use of the processor, few enough for little memory.
const PASS: usize = 1536;

/// The least probability at which a subword belongs to a cue or a trigger. It is low, for these also tell how likely
/// the model takes what the rules find to be.
const LEAST: f32 = 0.08;

/// The probability of a trigger from which on it is asked what it is about.
const LIKELY: f32 = 0.3;

/// What the heads find in one report; spans are bytes of its text.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Names and other mentions, in order.
    pub mentions: Vec<FoundMention>,
    /// Attributions, in order of their cues.
    pub attributions: Vec<FoundAttribution>,
    /// Triggers, in order.
    pub triggers: Vec<FoundTrigger>,
}

/// A mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundMention {
    /// The words.
    pub span: Span,
    /// What kind.
    pub class: MentionClass,
}

/// Kinds of mentions that the model tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum MentionClass {
    Person,
    Organization,
    State,
    Demonym,
    Place,
    Office,
    Descriptor,
    Agreement,
    Time,
}

/// An attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundAttribution {
    /// The cue.
    pub cue: Span,
    /// Words that name the source.
    pub sources: Vec<Span>,
    /// What is attributed.
    pub contents: Vec<Span>,
    /// The probability that it is speech or writing, rather than thought.
    pub verbal: f32,
    /// The probability of the cue.
    pub score: f32,
}

/// A trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundTrigger {
    /// The words.
    pub span: Span,
    /// PLOVER event type, or `STATEMENT`.
    pub event: &'static str,
    /// The probability of that type, given that it is a trigger.
    pub typed: f32,
    /// Whether it happened.
    pub status: Status,
    /// The probability of that status.
    pub told: f32,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// Who and what takes part.
    pub roles: Vec<(RoleClass, Span)>,
    /// The probability that it is a trigger.
    pub score: f32,
}

/// Parts in an event that the model tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum RoleClass {
    Actor,
    Recipient,
    Place,
    Time,
    Topic,
    Agreement,
}

impl Findings {
    /// What the likelier triggers are about, in order, each once.
    pub(crate) fn topics(&self) -> Vec<Span> {
        let likely = self.triggers.iter().filter(|t| t.score >= LIKELY);
        let roles = likely.flat_map(|t| &t.roles).filter(|(role, _)| *role == RoleClass::Topic);
        let mut topics: Vec<Span> = roles.map(|&(_, span)| span).collect();
        topics.sort_unstable_by_key(|s| (s.start, s.end));
        topics.dedup();
        topics
    }
}

impl MentionClass {
    pub(super) fn of(label: &str) -> Option<MentionClass> {
        Some(match label {
            "person" => MentionClass::Person,
            "organization" => MentionClass::Organization,
            "state" => MentionClass::State,
            "demonym" => MentionClass::Demonym,
            "place" => MentionClass::Place,
            "office" => MentionClass::Office,
            "descriptor" => MentionClass::Descriptor,
            "agreement" => MentionClass::Agreement,
            "time" => MentionClass::Time,
            _ => return None,
        })
    }
}

impl RoleClass {
    pub(super) fn of(label: &str) -> Option<RoleClass> {
        Some(match label {
            "actor" => RoleClass::Actor,
            "recipient" => RoleClass::Recipient,
            "place" => RoleClass::Place,
            "time" => RoleClass::Time,
            "topic" => RoleClass::Topic,
            "agreement" => RoleClass::Agreement,
            _ => return None,
        })
    }
}

impl Reader {
    /// Reads a report, many passages in a pass.
    pub fn read(&self, analysis: &Analysis) -> Findings {
        let mut found = Findings::default();
        let pieces = self.encoder.pieces(analysis.text());
        let mut pass: Vec<Pieces> = Vec::new();
        let mut size = 0;
        let gate = Gate::of(analysis);
        let room = self.encoder.room();
        let passages = if gate.is_political {
            passages::cut(analysis, &pieces, room)
        } else {
            passages::pick(analysis, &pieces, room, |sentence| gate.opens(analysis, sentence))
        };
        for range in passages {
            let span = Span { start: pieces.list[range.start].start, end: pieces.list[range.end - 1].end };
            if !gate.opens(analysis, span) {
                continue;
            }
            size += range.len();
            pass.push(Pieces { list: pieces.list[range].to_vec() });
            if size >= PASS {
                self.read_pass(&pass, &mut found);
                pass.clear();
                size = 0;
            }
        }
        self.read_pass(&pass, &mut found);
        found
    }

    fn read_pass(&self, pass: &[Pieces], found: &mut Findings) {
        let inputs: Vec<(&Pieces, &[u8])> = pass.iter().map(|pieces| (pieces, &[] as &[u8])).collect();
        for (pieces, encoded) in pass.iter().zip(self.encoder.encode(&inputs)) {
            self.read_passage(&pieces.list, &encoded, found);
        }
    }

    fn read_passage(&self, pieces: &[Piece], text: &Encoded, found: &mut Findings) {
        let span = |r: &Range<usize>| Span { start: pieces[r.start].start, end: pieces[r.end - 1].end };
        let mentions = runs(&best_path(&self.mention.apply(&self.encoder, text)));
        found.mentions.extend(
            mentions
                .iter()
                .map(|r| FoundMention { span: span(&r.pieces), class: self.labels.mentions[r.class] }),
        );
        self.read_attributions(text, &span, found);
        self.read_triggers(text, &span, found);
    }

    fn read_attributions(&self, text: &Encoded, span: &impl Fn(&Range<usize>) -> Span, found: &mut Findings) {
        let cues = self.cue.apply(&self.encoder, text).probabilities();
        let rows: Vec<&[f32]> = cues.rows().collect();
        let anchors = anchors(rows.len(), |i| rows[i][0], |i| rows[i][1] > rows[i][2]);
        if anchors.is_empty() {
            return;
        }
        let speech = self.speech.apply(&self.encoder, text, &anchors);
        let parts = self.part.apply(&self.encoder, text, &anchors);
        for ((anchor, (range, scores)), verbal) in anchors.iter().zip(parts).zip(speech.rows()) {
            let (mut sources, mut contents) = (Vec::new(), Vec::new());
            for run in runs(&best_path(&scores)) {
                let words = span(&(run.pieces.start + range.start..run.pieces.end + range.start));
                if run.class == 0 { &mut sources } else { &mut contents }.push(words);
            }
            if contents.is_empty() {
                continue;
            }
            let score = anchor.clone().map(|i| 1.0 - rows[i][0]).fold(1.0, f32::min);
            found.attributions.push(FoundAttribution {
                cue: span(anchor),
                sources,
                contents,
                verbal: verbal[1],
                score,
            });
        }
    }

    fn read_triggers(&self, text: &Encoded, span: &impl Fn(&Range<usize>) -> Span, found: &mut Findings) {
        let tags = self.trigger.apply(&self.encoder, text).probabilities();
        let rows: Vec<&[f32]> = tags.rows().collect();
        let inside = tags.labels - 1;
        let begins = |i: usize| rows[i][1..inside].iter().sum::<f32>() > rows[i][inside];
        let anchors = anchors(rows.len(), |i| rows[i][0], begins);
        if anchors.is_empty() {
            return;
        }
        let statuses = self.status.apply(&self.encoder, text, &anchors);
        let modes = self.mode.apply(&self.encoder, text, &anchors);
        let roles = self.role.apply(&self.encoder, text, &anchors);
        let told = statuses.rows().zip(modes.rows());
        for ((anchor, (range, scores)), (status, mode)) in anchors.iter().zip(roles).zip(told) {
            let first = rows[anchor.start];
            let roles = runs(&best_path(&scores)).into_iter().map(|run| {
                let words = run.pieces.start + range.start..run.pieces.end + range.start;
                (self.labels.roles[run.class], span(&words))
            });
            let (types, likeliest) = (&first[1..inside], best(status));
            let event = best(types);
            found.triggers.push(FoundTrigger {
                span: span(anchor),
                event: self.labels.events[event],
                typed: types[event] / types.iter().sum::<f32>().max(f32::MIN_POSITIVE),
                status: self.labels.statuses[likeliest],
                told: status[likeliest],
                mode: self.labels.modes[best(mode)],
                roles: roles.collect(),
                score: anchor.clone().map(|i| 1.0 - rows[i][0]).fold(0.0, f32::max),
            });
        }
    }
}

/// The index of the greatest, of equals the first.
pub(super) fn best(values: &[f32]) -> usize {
    (0..values.len()).fold(0, |best, i| if values[i] > values[best] { i } else { best })
}

/// Runs of pieces that are likely enough inside; a run is cut where a new one begins.
fn anchors(n: usize, outside: impl Fn(usize) -> f32, begins: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    for i in 0..n {
        let on = 1.0 - outside(i) > LEAST;
        if let Some(from) = start
            && (!on || begins(i))
        {
            found.push(from..i);
            start = None;
        }
        if on && start.is_none() {
            start = Some(i);
        }
    }
    found.extend(start.map(|from| from..n));
    found
}
