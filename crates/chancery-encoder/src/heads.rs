//! Heads: small maps from an [`Encoded`] text's vectors to labels of pieces, of spans, of pairs and of the text.

use std::ops::Range;

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::Matrix;
use rten_vecmath::{Gelu, LogSoftmax, Softmax};

use crate::format::{Error, File};
use crate::network::{Encoded, Encoder, alone};

/// Scores of labels, row by row.
#[derive(Clone, Debug, Default)]
pub struct Distribution {
    /// Labels a row.
    pub labels: usize,
    /// Values in rows.
    pub values: Vec<f32>,
}

impl Distribution {
    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.labels.max(1))
    }

    /// Scores as probabilities that add up to one in each row.
    pub fn probabilities(mut self) -> Distribution {
        for row in self.values.chunks_exact_mut(self.labels.max(1)) {
            Softmax::new_mut(row).dispatch();
        }
        self
    }
}

/// A linear map in single precision: weights `[inputs, outputs]`.
#[derive(Clone, Debug)]
struct Map {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Map {
    fn load(file: &File, name: &str, inputs: usize, outputs: usize) -> Result<Map, Error> {
        Ok(Map {
            weights: file.floats(&format!("{name}.weight"), &[inputs, outputs])?,
            bias: file.floats(&format!("{name}.bias"), &[outputs])?,
            inputs,
        })
    }

    fn apply(&self, encoder: &Encoder, rows: &[f32]) -> Vec<f32> {
        let (count, width) = (rows.len() / self.inputs, self.bias.len());
        let mut out = Vec::with_capacity(count * width);
        for _ in 0..count {
            out.extend_from_slice(&self.bias);
        }
        if count == 0 {
            return out;
        }
        alone(|| {
            let a = Matrix::from_data([count, self.inputs], rows);
            let b = Matrix::from_data([self.inputs, width], self.weights.as_slice());
            let options = GemmOptions { beta: 1.0, ..GemmOptions::default() };
            let done = encoder.gemm.gemm(&mut out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), options);
            debug_assert!(done.is_ok(), "sizes agree by construction");
        });
        out
    }
}

macro_rules! open {
    ($encoder:expr, $name:expr, $kind:expr) => {{
        let file = File::parse(&$encoder.file)?;
        let labels = file.labels($name, $kind)?;
        (file, labels)
    }};
}

/// Labels every piece.
#[derive(Clone, Debug)]
pub struct TokenHead {
    /// The labels, in the order of the scores.
    pub labels: Vec<String>,
    map: Map,
}

impl TokenHead {
    /// Takes the head `name` from the model.
    ///
    /// # Errors
    /// When the model has no such head.
    pub fn new(encoder: &Encoder, name: &str) -> Result<TokenHead, Error> {
        let (file, labels) = open!(encoder, name, "token");
        let map = Map::load(&file, name, encoder.shape.width, labels.len())?;
        Ok(TokenHead { labels, map })
    }

    /// Scores of each piece.
    pub fn apply(&self, encoder: &Encoder, text: &Encoded) -> Distribution {
        Distribution { labels: self.labels.len(), values: self.map.apply(encoder, text.inner()) }
    }
}

/// Labels a span of pieces.
#[derive(Clone, Debug)]
pub struct SpanHead {
    /// The labels, in the order of the scores.
    pub labels: Vec<String>,
    map: Map,
}

impl SpanHead {
    /// Takes the head `name` from the model.
    ///
    /// # Errors
    /// When the model has no such head.
    pub fn new(encoder: &Encoder, name: &str) -> Result<SpanHead, Error> {
        let (file, labels) = open!(encoder, name, "span");
        let map = Map::load(&file, name, encoder.shape.width, labels.len())?;
        Ok(SpanHead { labels, map })
    }

    /// Probabilities of each span's labels.
    pub fn apply(&self, encoder: &Encoder, text: &Encoded, spans: &[Range<usize>]) -> Distribution {
        let means = means(text, spans);
        Distribution { labels: self.labels.len(), values: self.map.apply(encoder, &means) }.probabilities()
    }
}

fn means(text: &Encoded, spans: &[Range<usize>]) -> Vec<f32> {
    let mut rows = vec![0.0; spans.len() * text.width];
    for (row, span) in rows.chunks_exact_mut(text.width).zip(spans) {
        text.mean(span.clone(), row);
    }
    rows
}

/// Labels the pieces around an anchor, as seen from it.
#[derive(Clone, Debug)]
pub struct PairHead {
    /// The labels, in the order of the scores.
    pub labels: Vec<String>,
    anchor: Map,
    gate: Map,
    token: Map,
    out: Map,
    distance: Vec<f32>,
    bounds: Vec<usize>,
    /// Pieces further from the anchor than this are not looked at.
    reach: usize,
}

impl PairHead {
    /// Takes the head `name` from the model.
    ///
    /// # Errors
    /// When the model has no such head.
    pub fn new(encoder: &Encoder, name: &str) -> Result<PairHead, Error> {
        let (file, labels) = open!(encoder, name, "pair");
        let width = encoder.shape.width;
        let bounds = encoder.shape.distances.clone();
        let inner = width / 2;
        let part = |part: &str, a, b| Map::load(&file, &format!("{name}.{part}"), a, b);
        Ok(PairHead {
            anchor: part("anchor", width, inner)?,
            gate: part("gate", width, inner)?,
            token: part("token", width, inner)?,
            out: part("out", inner, labels.len())?,
            distance: file.floats(&format!("{name}.distance"), &[2 * bounds.len() + 1, inner])?,
            bounds,
            reach: encoder.shape.window,
            labels,
        })
    }

    /// For each anchor the range of pieces that were looked at and their scores.
    pub fn apply(
        &self,
        encoder: &Encoder,
        text: &Encoded,
        anchors: &[Range<usize>],
    ) -> Vec<(Range<usize>, Distribution)> {
        if anchors.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let means = means(text, anchors);
        let inner = self.out.inputs;
        let tokens = self.token.apply(encoder, text.inner());
        let steered = self.anchor.apply(encoder, &means);
        let gates = self.gate.apply(encoder, &means);
        let rows = steered.chunks_exact(inner).zip(gates.chunks_exact(inner));
        let mut found = Vec::with_capacity(anchors.len());
        let mut hidden = Vec::new();
        for (anchor, (steer, gate)) in anchors.iter().zip(rows) {
            let range = anchor.start.saturating_sub(self.reach)..(anchor.start + self.reach).min(text.len());
            hidden.clear();
            for (i, token) in range.clone().zip(tokens[range.start * inner..].chunks_exact(inner)) {
                let bucket = self.bucket(i as isize - anchor.start as isize);
                let near = &self.distance[bucket * inner..(bucket + 1) * inner];
                let parts = steer.iter().zip(gate).zip(token.iter().zip(near));
                hidden.extend(parts.map(|((&s, &g), (&t, &d))| s + (1.0 + g) * t + d));
            }
            Gelu {}.map_mut(hidden.as_mut_slice());
            let values = self.out.apply(encoder, &hidden);
            found.push((range, Distribution { labels: self.labels.len(), values }));
        }
        found
    }

    /// The bucket of a distance in pieces.
    fn bucket(&self, distance: isize) -> usize {
        let size = distance.unsigned_abs();
        let far = self.bounds[1..].partition_point(|&bound| bound < size) + usize::from(size != 0);
        if distance < 0 { self.bounds.len() + far } else { far }
    }
}

/// Labels the relation between two marked sides of a text.
#[derive(Clone, Debug)]
pub struct RelationHead {
    /// The labels, in the order of the scores.
    pub labels: Vec<String>,
    first: Map,
    second: Map,
}

impl RelationHead {
    /// Takes the head `name` from the model.
    ///
    /// # Errors
    /// When the model has no such head.
    pub fn new(encoder: &Encoder, name: &str) -> Result<RelationHead, Error> {
        let (file, labels) = open!(encoder, name, "relation");
        let width = encoder.shape.width;
        let first = Map::load(&file, &format!("{name}1"), 3 * width, width)?;
        let second = Map::load(&file, &format!("{name}2"), width, labels.len())?;
        Ok(RelationHead { labels, first, second })
    }

    /// Probabilities of the relation. The text was encoded with these `sides`.
    pub fn apply(&self, encoder: &Encoder, text: &Encoded, sides: &[u8]) -> Vec<f32> {
        let width = text.width;
        let mut joint = text.vectors[..width].to_vec();
        for side in [1, 2] {
            let mut mean = vec![0.0; width];
            let count = sides.iter().filter(|&&s| s == side).count().max(1) as f32;
            for (row, _) in text.inner().chunks_exact(width).zip(sides).filter(|&(_, &s)| s == side) {
                for (m, v) in mean.iter_mut().zip(row) {
                    *m += v / count;
                }
            }
            joint.extend(mean);
        }
        let mut hidden = self.first.apply(encoder, &joint);
        Gelu {}.map_mut(hidden.as_mut_slice());
        let mut scores = self.second.apply(encoder, &hidden);
        Softmax::new_mut(&mut scores).dispatch();
        scores
    }
}

/// Judges a whole text: each label by itself.
#[derive(Clone, Debug)]
pub struct TextHead {
    /// The labels, in the order of the probabilities.
    pub labels: Vec<String>,
    map: Map,
}

impl TextHead {
    /// Takes the head `name` from the model.
    ///
    /// # Errors
    /// When the model has no such head.
    pub fn new(encoder: &Encoder, name: &str) -> Result<TextHead, Error> {
        let (file, labels) = open!(encoder, name, "text");
        let map = Map::load(&file, name, 2 * encoder.shape.width, labels.len())?;
        Ok(TextHead { labels, map })
    }

    /// The probability of each label.
    pub fn apply(&self, encoder: &Encoder, text: &Encoded) -> Vec<f32> {
        let width = text.width;
        let mut joint = text.vectors[..width].to_vec();
        let rows = text.vectors.len() / width;
        let mut mean = vec![0.0; width];
        for row in text.vectors.chunks_exact(width) {
            for (m, v) in mean.iter_mut().zip(row) {
                *m += v / rows as f32;
            }
        }
        joint.extend(mean);
        self.map.apply(encoder, &joint).into_iter().map(|v| 1.0 / (1.0 + (-v).exp())).collect()
    }
}

/// A run of pieces with one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The pieces.
    pub pieces: Range<usize>,
    /// The class, counted from 0.
    pub class: usize,
}

/// The likeliest tags of rows of scores over `O, B-0, I-0, B-1, I-1, …`, in which an inside tag follows only its own
/// begin or inside (Viterbi).
pub fn best_path(scores: &Distribution) -> Vec<usize> {
    let tags = scores.labels;
    let rows = scores.values.len() / tags.max(1);
    if rows == 0 {
        return Vec::new();
    }
    const NEVER: f32 = -1e9;
    let mut values = scores.values.clone();
    for row in values.chunks_exact_mut(tags) {
        LogSoftmax::new_mut(row).dispatch();
    }
    let mut total: Vec<f32> =
        (0..tags).map(|k| if k > 0 && k % 2 == 0 { NEVER } else { values[k] }).collect();
    let mut back = vec![0u8; rows * tags];
    for i in 1..rows {
        let best = (0..tags).fold(0, |best, k| if total[k] > total[best] { k } else { best });
        let mut next = vec![0.0; tags];
        for (to, next) in next.iter_mut().enumerate() {
            let from = if to > 0 && to % 2 == 0 {
                if total[to] > total[to - 1] { to } else { to - 1 }
            } else {
                best
            };
            back[i * tags + to] = from as u8;
            *next = total[from] + values[i * tags + to];
        }
        total = next;
    }
    let mut path = vec![0; rows];
    path[rows - 1] = (0..tags).fold(0, |best, k| if total[k] > total[best] { k } else { best });
    for i in (1..rows).rev() {
        path[i - 1] = back[i * tags + path[i]] as usize;
    }
    path
}

/// The runs of a path of tags.
pub fn runs(path: &[usize]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, &tag) in path.iter().chain([&0]).enumerate() {
        if let Some(s) = start
            && tag != path[s] + 1
        {
            found.push(Run { pieces: s..i, class: (path[s] - 1) / 2 });
            start = None;
        }
        if tag % 2 == 1 {
            start = Some(i);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_tag_needs_its_begin() {
        // Rows: O, then I-0 likeliest but B-0 second, then I-0.
        let values = vec![2.0, 0.0, 0.0, 0.0, 1.0, 3.0, 0.0, 0.0, 3.0];
        let path = best_path(&Distribution { labels: 3, values });
        assert_eq!(path, [0, 1, 2]);
        assert_eq!(runs(&path), [Run { pieces: 1..3, class: 0 }]);
    }

    #[test]
    fn runs_touch() {
        assert_eq!(
            runs(&[1, 1, 2, 3]),
            [Run { pieces: 0..1, class: 0 }, Run { pieces: 1..3, class: 0 }, Run { pieces: 3..4, class: 1 }]
        );
    }
}
