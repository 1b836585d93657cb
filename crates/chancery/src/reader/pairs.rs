//! What one party does to another: the relation head, asked about words that are marked as the two sides.

use chancery_encoder::Pieces;

use super::Reader;
use super::findings::best;
use crate::analyze::{Analysis, Status};
use crate::text::Span;

/// The words of the two sides of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Who may act.
    pub source: Vec<Span>,
    /// Towards whom.
    pub target: Vec<Span>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    /// PLOVER event type, or `STATEMENT`.
    pub event: &'static str,
    /// Whether it happened.
    pub status: Status,
    /// How sure, 0 to 1.
    pub score: f32,
}

impl Reader {
    /// Answers the pairs that are asked about a report, in their order. Of a long text the words around a pair are read.
    /// Whether it happened is told by the nearest trigger of the same type.
    pub fn relate(&self, analysis: &Analysis) -> Vec<Relation> {
        let (text, pairs) = (analysis.text(), &analysis.document.pairs);
        if pairs.is_empty() {
            return Vec::new();
        }
        let whole = self.encoder.pieces(text);
        let mut windows: Vec<(Pieces, Vec<u8>)> = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let sides: Vec<(u8, std::ops::Range<usize>)> = [(1, &pair.source), (2, &pair.target)]
                .into_iter()
                .flat_map(|(side, spans)| spans.iter().map(move |s| (side, *s)))
                .map(|(side, span)| (side, whole.within(span.start, span.end)))
                .collect();
            let range = self.around(whole.list.len(), &sides);
            let mut marks = vec![0; range.len()];
            for (side, pieces) in sides {
                for i in pieces.filter(|i| range.contains(i)) {
                    marks[i - range.start] = side;
                }
            }
            windows.push((Pieces { list: whole.list[range].to_vec() }, marks));
        }
        let mut found = Vec::with_capacity(pairs.len());
        for (chunk, asked) in windows.chunks(16).zip(pairs.chunks(16)) {
            let inputs: Vec<(&Pieces, &[u8])> = chunk.iter().map(|(p, s)| (p, s.as_slice())).collect();
            for ((encoded, (_, sides)), pair) in self.encoder.encode(&inputs).iter().zip(chunk).zip(asked) {
                let scores = self.relation.apply(&self.encoder, encoded, sides);
                let likeliest = best(&scores);
                let event = self.labels.relations[likeliest];
                let status = status(analysis, pair, event);
                found.push(Relation { event, status, score: scores[likeliest] });
            }
        }
        found
    }

    /// The pieces to read for sides that stand at these ranges: all, or a window around them.
    fn around(&self, n: usize, sides: &[(u8, std::ops::Range<usize>)]) -> std::ops::Range<usize> {
        let room = self.encoder.room();
        if n <= room {
            return 0..n;
        }
        let first = sides.iter().map(|(_, r)| r.start).min().unwrap_or(0);
        let last = sides.iter().map(|(_, r)| r.end).max().unwrap_or(0).max(first);
        let spare = room.saturating_sub(last - first) / 2;
        let start = first.saturating_sub(spare).min(n - room);
        start..start + room
    }
}

/// The status of the trigger of this type that is nearest to the pair; without one it is taken to have happened.
fn status(analysis: &Analysis, pair: &Pair, event: &str) -> Status {
    let Some(at) = pair.source.iter().chain(&pair.target).map(|s| s.start).min() else {
        return Status::Actual;
    };
    let same = analysis.triggers.iter().filter(|t| t.event == event);
    same.min_by_key(|t| t.span.start.abs_diff(at)).map_or(Status::Actual, |t| t.status)
}
