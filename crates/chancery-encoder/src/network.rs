//! [`Encoder`]: the transformer (MiniLM's shape: BERT with 6 layers of width 384) in int8, run on many texts at once.
//!
//! Weights are int8 with one scale a column; activations are quantised to 8 bits a row at a time, so that no row's
//! result depends on another row. Attention is computed text by text in single precision. Some texts at a time go
//! through all layers, few enough for what is between the products to stay in the processor's cache.

use std::cell::OnceCell;
use std::sync::Arc;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::Matrix;

use crate::format::{Error, File, Header, Shape};
use crate::kernels::{Activated, Attended, Desk, HEAD, LANES, Level, Normalised, Plain, Products, Quantised};
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

/// Rows of activations in 8 bits, each at its own level.
#[derive(Default)]
struct Rows {
    values: Vec<u8>,
    levels: Vec<Level>,
}

impl Norm {
    fn load(file: &File, name: &str, width: usize) -> Result<Norm, Error> {
        Ok(Norm {
            scale: file.floats(&format!("{name}.weight"), &[width])?,
            bias: file.floats(&format!("{name}.bias"), &[width])?,
        })
    }

    /// Adds what `row` holds to `values`, normalises them, and puts them into 8 bits too.
    fn apply(&self, row: Option<Products<'_>>, steps: f32, values: &mut [f32], out: &mut [u8]) -> Level {
        Normalised { row, scales: &self.scale, bias: &self.bias, steps, values, out }.dispatch()
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

    /// The products of every row, and the row's part in each.
    fn products<'a>(
        &'a self,
        gemm: &GemmExecutor<u8, i8, i32>,
        rows: &'a Rows,
        sums: &'a mut Vec<i32>,
    ) -> impl Iterator<Item = Products<'a>> {
        let (count, width) = (rows.levels.len(), self.scales.len());
        sums.resize(count * width, 0);
        let input = Matrix::from_data([count, self.inputs], rows.values.as_slice());
        // The products are taken as if every zero point were 0: rten-gemm 0.27 misplaces zero points that differ
        // between rows. The columns' sums set them right afterwards.
        let weights = GemmInputB::Packed(&self.weights);
        let done = gemm.gemm(sums, GemmInputA::Unpacked(input), weights, GemmOptions::default());
        debug_assert!(done.is_ok(), "sizes agree by construction");
        sums.chunks_exact(width).zip(&rows.levels).map(|(sums, &level)| Products {
            sums,
            columns: &self.columns,
            scales: &self.scales,
            bias: &self.bias,
            level,
        })
    }
}

impl Rows {
    /// Makes room for rows of `width`, and gives each of them to `fill`, which tells its level.
    fn fill<T>(
        &mut self,
        width: usize,
        rows: impl Iterator<Item = T>,
        mut fill: impl FnMut(T, &mut [u8]) -> Level,
    ) {
        self.levels.clear();
        let mut at = 0;
        for row in rows {
            if self.values.len() < at + width {
                self.values.resize(at + width, 0);
            }
            self.levels.push(fill(row, &mut self.values[at..at + width]));
            at += width;
        }
        self.values.truncate(at);
    }
}

/// What one pass needs besides the model.
#[derive(Default)]
struct Work {
    /// The rows as the next product takes them, and those between the two products of the feed-forward part.
    rows: Rows,
    between: Rows,
    sums: Vec<i32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    activated: Vec<f32>,
    desk: Desk,
}

/// Rows that go through the layers together, at least: enough for the products to run at full speed.
const TOGETHER: usize = 160;

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
        let fits = |n: usize| n > 0 && n.is_multiple_of(LANES);
        let heads_fit = shape.attention > 0 && w.is_multiple_of(shape.attention * HEAD);
        if !fits(w) || !fits(inner) || !heads_fit || shape.window < 8 {
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

    /// The vectors of all windows, in rows.
    fn run(&self, texts: &[(&Pieces, &[u8])], windows: &[(usize, usize, usize)]) -> Vec<f32> {
        let w = self.shape.width;
        let mut x = Vec::with_capacity(windows.iter().map(|(_, from, to)| (to - from + 2) * w).sum());
        for &(t, from, to) in windows {
            let (pieces, sides) = texts[t];
            self.embed(self.vocabulary.opening, 0, Case::None, 0, &mut x);
            for (i, piece) in pieces.list[from..to].iter().enumerate() {
                let side = sides.get(from + i).copied().unwrap_or(0).min(2);
                self.embed(piece.id, i + 1, piece.case, side, &mut x);
            }
            self.embed(self.vocabulary.closing, to - from + 1, Case::None, 0, &mut x);
        }
        let mut work = Work::default();
        let (mut rest, mut sizes, mut size) = (x.as_mut_slice(), Vec::new(), 0);
        for (i, &(_, from, to)) in windows.iter().enumerate() {
            sizes.push(to - from + 2);
            size += to - from + 2;
            if size >= TOGETHER || i + 1 == windows.len() {
                let (now, later) = rest.split_at_mut(size * w);
                self.layers(now, &sizes, &mut work);
                rest = later;
                sizes.clear();
                size = 0;
            }
        }
        x
    }

    /// Takes the rows of some windows, whose `sizes` are given, through all layers.
    fn layers(&self, x: &mut [f32], sizes: &[usize], work: &mut Work) {
        let (w, inner) = (self.shape.width, self.shape.inner);
        let steps = if self.gemm8.may_saturate() { 127.0 } else { 255.0 };
        let Work { rows, between, sums, qkv, context, activated, desk } = work;
        qkv.resize(x.len() * 3, 0.0);
        context.resize(x.len(), 0.0);
        activated.resize(inner, 0.0);
        rows.fill(w, x.chunks_exact_mut(w), |x, out| self.norm.apply(None, steps, x, out));
        for layer in &self.layers {
            let made = layer.qkv.products(&self.gemm8, rows, sums);
            for (row, out) in made.zip(qkv.chunks_exact_mut(3 * w)) {
                Plain { row, out }.dispatch();
            }
            let mut at = 0;
            for &n in sizes {
                let (q, c) = (&qkv[at * 3 * w..(at + n) * 3 * w], &mut context[at * w..(at + n) * w]);
                self.attend(q, c, n, desk);
                at += n;
            }
            rows.fill(w, context.chunks_exact(w), |values, out| Quantised { values, steps, out }.dispatch());
            let made = layer.out.products(&self.gemm8, rows, sums);
            between.fill(w, made.zip(x.chunks_exact_mut(w)), |(row, x), out| {
                layer.norm1.apply(Some(row), steps, x, out)
            });
            let made = layer.up.products(&self.gemm8, between, sums);
            rows.fill(inner, made, |row, out| Activated { row, steps, values: activated, out }.dispatch());
            let made = layer.down.products(&self.gemm8, rows, sums);
            between.fill(w, made.zip(x.chunks_exact_mut(w)), |(row, x), out| {
                layer.norm2.apply(Some(row), steps, x, out)
            });
            std::mem::swap(rows, between);
        }
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

    /// Attention within one window of `n` rows.
    fn attend(&self, qkv: &[f32], context: &mut [f32], n: usize, desk: &mut Desk) {
        let w = self.shape.width;
        let width = w / self.shape.attention;
        for at in (0..w).step_by(width) {
            let part = |from: usize| &qkv[from + at..];
            Attended {
                queries: part(0),
                keys: part(w),
                values: part(2 * w),
                stride: 3 * w,
                n,
                width,
                desk,
                out: &mut context[at..],
                out_stride: w,
            }
            .dispatch();
        }
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
    fn products_in_8_bits_are_exact() {
        let gemm = GemmExecutor::<u8, i8, i32>::new();
        for (count, inputs, outputs) in [
            (1, 384, 64),
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
            let steps = if gemm.may_saturate() { 127.0 } else { 255.0 };
            rows.fill(inputs, values.chunks_exact(inputs), |values, out| {
                let level = Quantised { values, steps, out }.dispatch();
                Level { scale: 1.0, ..level }
            });
            let (mut out, mut sums) = (vec![0.0; count * outputs], vec![7; count * outputs]);
            for (row, out) in linear.products(&gemm, &rows, &mut sums).zip(out.chunks_exact_mut(outputs)) {
                Plain { row, out }.dispatch();
            }
            for r in 0..count {
                let row = &rows.values[r * inputs..(r + 1) * inputs];
                let zero = i32::from(rows.levels[r].zero);
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
