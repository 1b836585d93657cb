//! What one party does to another: the relation head, asked about words that are marked as the two sides.

use chancery_encoder::Pieces;

use super::findings::best;
use super::Reader;
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
    /// How sure, 0 to 1.
    pub score: f32,
}

impl Reader {
    /// Answers `pairs` about `text`, in their order. Of a long text the words around the pair are read.
    pub fn relate(&self, text: &str, pairs: &[Pair]) -> Vec<Relation> {
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
        for chunk in windows.chunks(16) {
            let inputs: Vec<(&Pieces, &[u8])> = chunk.iter().map(|(p, s)| (p, s.as_slice())).collect();
            for (encoded, (_, sides)) in self.encoder.encode(&inputs).iter().zip(chunk) {
                let scores = self.relation.apply(&self.encoder, encoded, sides);
                let likeliest = best(&scores);
                found.push(Relation { event: self.labels.relations[likeliest], score: scores[likeliest] });
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
