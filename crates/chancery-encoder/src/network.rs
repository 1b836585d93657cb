//! [`Encoder`]: the transformer (MiniLM's shape: BERT with 6 layers of width 384) in int8, run on many texts at once.
//!
//! Weights are int8 with one scale a column; activations are quantised to 8 bits a row at a time, so that no row's
//! result depends on another row. Attention is computed text by text in single precision.

use std::cell::OnceCell;
use std::sync::Arc;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::{Matrix, NdTensorView};
use rten_vecmath::{
    ExtendInit, Gelu, MinMax, Normalize, NormalizeOptions, Quantize, Softmax, Sum, SumSquareSub,
};

use crate::format::{Error, File, Header, Shape};
use crate::pieces::{Case, Pieces, Vocabulary};

/// A text's vectors: one for each piece, and one for each mark at the ends.
#[derive(Clone, Debug)]
pub struct Encoded {
    pub(crate) width: usize,
    /// Row 0 is the opening mark's, row `i + 1` that of piece `i`, the last the closing mark's.
    pub(crate) vectors: Vec<f32>,
}

impl Encoded {
    /// Number of pieces.
    pub fn len(&self) -> usize {
        (self.vectors.len() / self.width).saturating_sub(2)
    }

    /// Whether there is no piece.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The vectors of the pieces, in rows.
    pub(crate) fn inner(&self) -> &[f32] {
        &self.vectors[self.width..self.vectors.len() - self.width]
    }

    /// The mean vector of the pieces `range`, written to `out`.
    pub(crate) fn mean(&self, range: std::ops::Range<usize>, out: &mut [f32]) {
        out.fill(0.0);
        let rows = self.inner().chunks_exact(self.width);
        let count = range.len().max(1) as f32;
        for row in rows.skip(range.start).take(range.len()) {
            for (o, v) in out.iter_mut().zip(row) {
                *o += v / count;
            }
        }
    }
}

/// A model that is ready to run. It is made once and shared between threads.
pub struct Encoder {
    pub(crate) header: Header,
    pub(crate) shape: Shape,
    vocabulary: Vocabulary,
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    cases: Vec<f32>,
    sides: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    gemm8: GemmExecutor<u8, i8, i32>,
    pub(crate) gemm: GemmExecutor<f32>,
    /// Tensors of the heads, taken when a head is asked for.
    pub(crate) file: Arc<[u8]>,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("version", &self.header.version).field("shape", &self.shape).finish()
    }
}

struct Layer {
    qkv: Linear,
    out: Linear,
    up: Linear,
    down: Linear,
    norm1: Norm,
    norm2: Norm,
}

struct Norm {
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// A linear map with int8 weights.
struct Linear {
    weights: PackedBMatrix<i8>,
    /// The sum of each column's weights, by which a row's zero point shifts its products.
    columns: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

/// Rows of activations in 8 bits, each with its own scale and zero.
#[derive(Default)]
struct Rows {
    values: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<u8>,
}

impl Norm {
    fn load(file: &File, name: &str, width: usize) -> Result<Norm, Error> {
        Ok(Norm {
            scale: file.floats(&format!("{name}.weight"), &[width])?,
            bias: file.floats(&format!("{name}.bias"), &[width])?,
        })
    }

    fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.scale.len()) {
            let n = row.len() as f32;
            let mean = Sum::new(row).dispatch() / n;
            let variance = SumSquareSub::new(row, mean).dispatch() / n;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + 1e-12).sqrt(),
                element_scale: Some(&self.scale),
                element_bias: Some(&self.bias),
                ..Default::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

impl Linear {
    fn load(
        file: &File,
        gemm: &GemmExecutor<u8, i8, i32>,
        name: &str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Linear, Error> {
        let weights = file.bytes(&format!("{name}.weight"), &[inputs, outputs])?;
        let scales = file.floats(&format!("{name}.scale"), &[outputs])?;
        Ok(Linear::new(gemm, &weights, inputs, scales, file.floats(&format!("{name}.bias"), &[outputs])?))
    }

    fn new(
        gemm: &GemmExecutor<u8, i8, i32>,
        weights: &[i8],
        inputs: usize,
        scales: Vec<f32>,
        bias: Vec<f32>,
    ) -> Linear {
        let outputs = scales.len();
        let mut columns = vec![0; outputs];
        for row in weights.chunks_exact(outputs) {
            for (sum, &w) in columns.iter_mut().zip(row) {
                *sum += i32::from(w);
            }
        }
        let weights = gemm.prepack_b(Matrix::from_data([inputs, outputs], weights));
        Linear { weights, columns, scales, bias, inputs }
    }

    /// Maps every row; `out` gets its rows' values.
    fn apply(&self, gemm: &GemmExecutor<u8, i8, i32>, rows: &Rows, out: &mut Vec<f32>, sums: &mut Vec<i32>) {
        let (count, width) = (rows.scales.len(), self.scales.len());
        sums.resize(count * width, 0);
        let input = Matrix::from_data([count, self.inputs], rows.values.as_slice());
        // The products are taken as if every zero point were 0: rten-gemm 0.27 misplaces zero points that differ
        // between rows. The columns' sums set them right below.
        let weights = GemmInputB::Packed(&self.weights);
        let done = gemm.gemm(sums, GemmInputA::Unpacked(input), weights, GemmOptions::default());
        debug_assert!(done.is_ok(), "sizes agree by construction");
        out.clear();
        out.reserve(count * width);
        for (sums, (&scale, &zero)) in sums.chunks_exact(width).zip(rows.scales.iter().zip(&rows.zeros)) {
            let zero = i32::from(zero);
            let row = sums.iter().zip(&self.columns).zip(self.scales.iter().zip(&self.bias));
            out.extend(row.map(|((&sum, &column), (&s, &b))| (sum - zero * column) as f32 * (s * scale) + b));
        }
    }
}

impl Rows {
    /// Quantises rows of `width` values to `levels` steps between the least and the greatest (zero among them).
    fn fill(&mut self, values: &[f32], width: usize, levels: f32) {
        self.values.clear();
        self.scales.clear();
        self.zeros.clear();
        self.values.reserve(values.len());
        for row in values.chunks_exact(width) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = if high > low { (high - low) / levels } else { 1.0 };
            let zero = (-low / scale).round_ties_even() as u8;
            self.values.extend_init(|to| Quantize::new(row, &mut to[..width], 1.0 / scale, zero).dispatch());
            self.scales.push(scale);
            self.zeros.push(zero);
        }
    }
}

/// What one pass needs besides the model; kept between passes of a thread.
#[derive(Default)]
struct Work {
    rows: Rows,
    sums: Vec<i32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    inner: Vec<f32>,
    out: Vec<f32>,
}

thread_local! {
    /// The matrix products run on the thread that asks for them: two texts side by side on two threads are faster
    /// than one text on both.
    static ALONE: OnceCell<Option<rayon::ThreadPool>> = const { OnceCell::new() };
}

/// Runs `work` with every nested parallel step on this thread.
pub(crate) fn alone<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    ALONE.with(|pool| {
        let pool = pool
            .get_or_init(|| rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok());
        match pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    })
}

impl Encoder {
    /// Makes a model from the bytes of its file.
    ///
    /// # Errors
    /// When the file is truncated, damaged, of another version, or lacks something.
    pub fn load(bytes: &[u8]) -> Result<Encoder, Error> {
        let file = File::parse(bytes)?;
        let shape = file.header.encoder.clone();
        let (w, inner) = (shape.width, shape.inner);
        if w == 0 || shape.attention == 0 || !w.is_multiple_of(shape.attention) || shape.window < 8 {
            return Err(Error::new("the encoder's shape makes no sense"));
        }
        let gemm8 = GemmExecutor::<u8, i8, i32>::new();
        let vocabulary = Vocabulary::new(file.text("vocabulary")?)?;
        let size = vocabulary.size;
        let mut layers = Vec::with_capacity(shape.layers);
        for i in 0..shape.layers {
            let linear = |name: &str, a: usize, b: usize| {
                Linear::load(&file, &gemm8, &format!("layer.{i}.{name}"), a, b)
            };
            layers.push(Layer {
                qkv: linear("qkv", w, 3 * w)?,
                out: linear("out", w, w)?,
                up: linear("up", w, inner)?,
                down: linear("down", inner, w)?,
                norm1: Norm::load(&file, &format!("layer.{i}.norm1"), w)?,
                norm2: Norm::load(&file, &format!("layer.{i}.norm2"), w)?,
            });
        }
        Ok(Encoder {
            words: file.bytes("word.weight", &[size, w])?,
            word_scales: file.floats("word.scale", &[size])?,
            positions: file.floats("position", &[shape.window, w])?,
            cases: file.floats("case", &[Case::COUNT, w])?,
            sides: file.floats("side", &[3, w])?,
            norm: Norm::load(&file, "norm", w)?,
            header: file.header.clone(),
            vocabulary,
            shape,
            layers,
            gemm8,
            gemm: GemmExecutor::new(),
            file: Arc::from(bytes),
        })
    }

    /// What the file says about itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Most pieces that one pass takes; longer texts are read in windows that overlap.
    pub fn room(&self) -> usize {
        self.shape.window - 2
    }

    /// Divides a text into pieces.
    pub fn pieces(&self, text: &str) -> Pieces {
        self.vocabulary.pieces(text)
    }

    /// The vectors of several texts. `sides` gives each piece of a text its side (0 none, 1 first, 2 second of a pair
    /// that is asked about); empty where no pair is.
    pub fn encode(&self, texts: &[(&Pieces, &[u8])]) -> Vec<Encoded> {
        let room = self.room();
        let overlap = room / 4;
        // Windows of all texts: (text, first piece, one past the last).
        let mut windows = Vec::new();
        for (t, (pieces, _)) in texts.iter().enumerate() {
            let n = pieces.list.len();
            let mut from = 0;
            loop {
                let to = (from + room).min(n);
                windows.push((t, from, to));
                if to == n {
                    break;
                }
                from = to - overlap;
            }
        }
        let vectors = alone(|| self.run(texts, &windows));
        let w = self.shape.width;
        let mut found: Vec<Encoded> =
            texts.iter().map(|_| Encoded { width: w, vectors: Vec::new() }).collect();
        let mut at = 0;
        for &(t, from, to) in &windows {
            let rows = &vectors[at * w..(at + to - from + 2) * w];
            at += to - from + 2;
            let all = &mut found[t].vectors;
            if from == 0 {
                all.extend_from_slice(rows);
            } else {
                // Of the pieces that both windows hold, the first half is the earlier window's.
                let keep = overlap / 2;
                all.truncate((from + keep + 1) * w);
                all.extend_from_slice(&rows[(keep + 1) * w..]);
            }
        }
        found
    }

    fn run(&self, texts: &[(&Pieces, &[u8])], windows: &[(usize, usize, usize)]) -> Vec<f32> {
        let w = self.shape.width;
        let mut x = Vec::new();
        for &(t, from, to) in windows {
            let (pieces, sides) = texts[t];
            self.embed(self.vocabulary.opening, 0, Case::None, 0, &mut x);
            for (i, piece) in pieces.list[from..to].iter().enumerate() {
                let side = sides.get(from + i).copied().unwrap_or(0).min(2);
                self.embed(piece.id, i + 1, piece.case, side, &mut x);
            }
            self.embed(self.vocabulary.closing, to - from + 1, Case::None, 0, &mut x);
        }
        self.norm.apply(&mut x);
        let levels = if self.gemm8.may_saturate() { 127.0 } else { 255.0 };
        let mut work = Work::default();
        for layer in &self.layers {
            let Work { rows, sums, qkv, context, scores, mixed, inner, out } = &mut work;
            rows.fill(&x, w, levels);
            layer.qkv.apply(&self.gemm8, rows, qkv, sums);
            context.clear();
            context.resize(x.len(), 0.0);
            let mut at = 0;
            for &(_, from, to) in windows {
                let n = to - from + 2;
                let (q, c) = (&qkv[at * 3 * w..(at + n) * 3 * w], &mut context[at * w..(at + n) * w]);
                self.attend(q, c, n, scores, mixed);
                at += n;
            }
            rows.fill(context, w, levels);
            layer.out.apply(&self.gemm8, rows, out, sums);
            add(&mut x, out);
            layer.norm1.apply(&mut x);
            rows.fill(&x, w, levels);
            layer.up.apply(&self.gemm8, rows, inner, sums);
            Gelu {}.map_mut(inner.as_mut_slice());
            rows.fill(inner, self.shape.inner, levels);
            layer.down.apply(&self.gemm8, rows, out, sums);
            add(&mut x, out);
            layer.norm2.apply(&mut x);
        }
        x
    }

    /// Appends the sum of a piece's vectors.
    fn embed(&self, id: u32, position: usize, case: Case, side: u8, x: &mut Vec<f32>) {
        let w = self.shape.width;
        let row = |table: &'_ [f32], i: usize| -> std::ops::Range<usize> {
            debug_assert!((i + 1) * w <= table.len());
            i * w..(i + 1) * w
        };
        let scale = self.word_scales[id as usize];
        let word = &self.words[id as usize * w..(id as usize + 1) * w];
        let position = &self.positions[row(&self.positions, position)];
        let case = &self.cases[row(&self.cases, case as usize)];
        let side = &self.sides[row(&self.sides, side as usize)];
        let rest = position.iter().zip(case).zip(side);
        x.extend(word.iter().zip(rest).map(|(&v, ((&p, &c), &s))| f32::from(v) * scale + p + c + s));
    }

    /// Attention within one window of `n` rows. The queries' weights hold the scale.
    fn attend(
        &self,
        qkv: &[f32],
        context: &mut [f32],
        n: usize,
        scores: &mut Vec<f32>,
        mixed: &mut Vec<f32>,
    ) {
        let w = self.shape.width;
        let each = w / self.shape.attention;
        scores.resize(n * n, 0.0);
        mixed.resize(n * each, 0.0);
        let part = |from: usize| {
            let length = (n - 1) * 3 * w + each;
            NdTensorView::<f32, 2>::from_slice_with_strides([n, each], &qkv[from..from + length], [3 * w, 1])
        };
        for head in 0..self.shape.attention {
            let (Ok(q), Ok(k), Ok(v)) = (part(head * each), part(w + head * each), part(2 * w + head * each))
            else {
                continue;
            };
            let options = || GemmOptions::<f32, f32, f32>::default();
            let keys = GemmInputB::Unpacked(k.transposed());
            let done = self.gemm.gemm(scores, GemmInputA::Unpacked(q), keys, options());
            debug_assert!(done.is_ok());
            for row in scores.chunks_exact_mut(n) {
                Softmax::new_mut(row).dispatch();
            }
            let weights = Matrix::from_data([n, n], scores.as_slice());
            let done =
                self.gemm.gemm(mixed, GemmInputA::Unpacked(weights), GemmInputB::Unpacked(v), options());
            debug_assert!(done.is_ok());
            for (to, from) in context.chunks_exact_mut(w).zip(mixed.chunks_exact(each)) {
                to[head * each..(head + 1) * each].copy_from_slice(from);
            }
        }
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A linear map with scales of 1, and its weights.
    fn linear(gemm: &GemmExecutor<u8, i8, i32>, inputs: usize, outputs: usize) -> (Linear, Vec<i8>) {
        let weights: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 7919 + i / 13) % 255) as i8).collect();
        (Linear::new(gemm, &weights, inputs, vec![1.0; outputs], vec![0.0; outputs]), weights)
    }

    #[test]
    fn rows_are_kept_to_half_a_step() {
        let values: Vec<f32> =
            (0..10 * 384).map(|i| (i as f32 * 0.7).sin() * (1 + i / 384) as f32 - 0.3).collect();
        let mut rows = Rows::default();
        rows.fill(&values, 384, 255.0);
        for (value, (row, (&zero, &scale))) in values
            .chunks_exact(384)
            .zip(rows.values.chunks_exact(384).zip(rows.zeros.iter().zip(&rows.scales)))
        {
            for (v, &q) in value.iter().zip(row) {
                // Where the zero point is rounded up, the ends of the range are off by as much as half a step more.
                assert!((v - (f32::from(q) - f32::from(zero)) * scale).abs() <= 1.01 * scale);
            }
        }
    }

    #[test]
    fn products_in_8_bits_are_exact() {
        let gemm = GemmExecutor::<u8, i8, i32>::new();
        for (count, inputs, outputs) in [
            (1, 384, 48),
            (5, 384, 1152),
            (70, 1536, 384),
            (131, 384, 1152),
            (21, 384, 384),
            (21, 384, 1536),
            (21, 1536, 384),
        ] {
            let (linear, weights) = linear(&gemm, inputs, outputs);
            let values: Vec<f32> = (0..count * inputs)
                .map(|i| ((i * 31 % 97) as f32 - 40.0 - (i / inputs) as f32) / 20.0)
                .collect();
            let mut rows = Rows::default();
            let levels = if gemm.may_saturate() { 127.0 } else { 255.0 };
            rows.fill(&values, inputs, levels);
            rows.scales.fill(1.0);
            let (mut out, mut sums) = (Vec::new(), vec![7; count * outputs]);
            linear.apply(&gemm, &rows, &mut out, &mut sums);
            for r in 0..count {
                let row = &rows.values[r * inputs..(r + 1) * inputs];
                let zero = i32::from(rows.zeros[r]);
                for c in (0..outputs).step_by(1) {
                    let exact: i32 = row
                        .iter()
                        .enumerate()
                        .map(|(k, &v)| (i32::from(v) - zero) * i32::from(weights[k * outputs + c]))
                        .sum();
                    assert_eq!(out[r * outputs + c], exact as f32, "{count}x{inputs}x{outputs} at {r},{c}");
                }
            }
        }
    }
}
