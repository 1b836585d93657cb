//! What happens to a row between two matrix products, each in one pass over the row.
//!
//! A product of 8-bit rows and weights gives integers; [`Products`] are one row of them with what turns them into
//! numbers. The operations here take them on to what the next product needs ([`Level`], the row in 8 bits), so that a
//! row stays in the nearest cache. Widths are multiples of [`LANES`], which every vector width divides.

use rten_simd::ops::{BitOps, FloatOps, IntOps, NarrowSaturate, NumOps, ToFloat};
use rten_simd::{Isa, Simd, SimdOp, SimdUnaryOp};
use rten_vecmath::Gelu;

/// Widths of rows are multiples of this.
pub(crate) const LANES: usize = 64;

/// One row of integer products.
#[derive(Clone, Copy)]
pub(crate) struct Products<'a> {
    pub(crate) sums: &'a [i32],
    /// The sum of each column's weights, by which the zero point shifts the products.
    pub(crate) columns: &'a [i32],
    pub(crate) scales: &'a [f32],
    pub(crate) bias: &'a [f32],
    /// The row as it was multiplied.
    pub(crate) level: Level,
}

/// What the steps of a row in 8 bits mean: `(step - zero) * scale`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Level {
    pub(crate) scale: f32,
    pub(crate) zero: u8,
}

impl Level {
    /// The level at which `low..=high`, 0 between them, fit into `steps`.
    #[inline(always)]
    fn of(low: f32, high: f32, steps: f32) -> Level {
        let scale = if high > low { (high - low) / steps } else { 1.0 };
        Level { scale, zero: (-low / scale).round_ties_even() as u8 }
    }
}

/// Calls `f(offset, value)` for each vector of values of a row of products.
#[inline(always)]
fn each_value<I: Isa>(isa: I, row: Products<'_>, mut f: impl FnMut(usize, I::F32)) {
    let (ops, ints) = (isa.f32(), isa.i32());
    let n = ops.len();
    let scale = ops.splat(row.level.scale);
    let zero = ints.splat(i32::from(row.level.zero));
    let sums = row.sums.chunks_exact(n).zip(row.columns.chunks_exact(n));
    let rest = row.scales.chunks_exact(n).zip(row.bias.chunks_exact(n));
    for (i, ((sum, column), (scales, bias))) in sums.zip(rest).enumerate() {
        let shift = ints.mul(ints.load(column), zero);
        let whole = ints.to_float(ints.sub(ints.load(sum), shift));
        let value = ops.mul_add(whole, ops.mul(ops.load(scales), scale), ops.load(bias));
        f(i * n, value);
    }
}

/// The least lane of one vector and the greatest of another, 0 among both.
#[inline(always)]
fn ends<V: Simd<Elem = f32>>(low: V, high: V) -> (f32, f32) {
    let (low, high) = (low.to_array(), high.to_array());
    (low.as_ref().iter().copied().fold(0.0, f32::min), high.as_ref().iter().copied().fold(0.0, f32::max))
}

/// Writes a row in 8 bits at `level`.
#[inline(always)]
fn write_steps<I: Isa>(isa: I, values: &[f32], level: Level, out: &mut [u8]) {
    let (ops, ints) = (isa.f32(), isa.i32());
    let n = ops.len();
    let inverse = ops.splat(1.0 / level.scale);
    let zero = ints.splat(i32::from(level.zero));
    for (values, out) in values.chunks_exact(4 * n).zip(out.chunks_exact_mut(4 * n)) {
        let [a, b, c, d] = ops.load_many::<4>(values);
        let a = ints.add(ops.to_int_round(ops.mul(a, inverse)), zero);
        let b = ints.add(ops.to_int_round(ops.mul(b, inverse)), zero);
        let c = ints.add(ops.to_int_round(ops.mul(c, inverse)), zero);
        let d = ints.add(ops.to_int_round(ops.mul(d, inverse)), zero);
        let low = ints.narrow_saturate(a, b);
        let high = ints.narrow_saturate(c, d);
        isa.u8().store(isa.i16().narrow_saturate(low, high), out);
    }
}

/// Turns a row of products into numbers.
pub(crate) struct Plain<'a> {
    pub(crate) row: Products<'a>,
    pub(crate) out: &'a mut [f32],
}

impl SimdOp for Plain<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let ops = isa.f32();
        let out = self.out;
        each_value(
            isa,
            self.row,
            #[inline(always)]
            |at, value| ops.store(value, &mut out[at..]),
        );
    }
}

/// Puts a row into 8 bits.
pub(crate) struct Quantised<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) steps: f32,
    pub(crate) out: &'a mut [u8],
}

impl SimdOp for Quantised<'_> {
    type Output = Level;

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> Level {
        let ops = isa.f32();
        let (mut low, mut high) = (ops.splat(0.0), ops.splat(0.0));
        for values in self.values.chunks_exact(ops.len()) {
            let value = ops.load(values);
            (low, high) = (ops.min(low, value), ops.max(high, value));
        }
        let (low, high) = ends(low, high);
        let level = Level::of(low, high, self.steps);
        write_steps(isa, self.values, level, self.out);
        level
    }
}

/// GELU of a row of products, put into 8 bits.
pub(crate) struct Activated<'a> {
    pub(crate) row: Products<'a>,
    pub(crate) steps: f32,
    /// Room for the row's numbers.
    pub(crate) values: &'a mut [f32],
    pub(crate) out: &'a mut [u8],
}

impl SimdOp for Activated<'_> {
    type Output = Level;

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> Level {
        let ops = isa.f32();
        let Activated { row, steps, values, out } = self;
        let (mut low, mut high) = (ops.splat(0.0), ops.splat(0.0));
        each_value(
            isa,
            row,
            #[inline(always)]
            |at, value| {
                let value = Gelu {}.eval(isa, value);
                (low, high) = (ops.min(low, value), ops.max(high, value));
                ops.store(value, &mut values[at..]);
            },
        );
        let (low, high) = ends(low, high);
        let level = Level::of(low, high, steps);
        write_steps(isa, values, level, out);
        level
    }
}

/// Adds a row of products to a row of numbers (if there are any), normalises the sum, and puts it into 8 bits too.
pub(crate) struct Normalised<'a> {
    pub(crate) row: Option<Products<'a>>,
    pub(crate) scales: &'a [f32],
    pub(crate) bias: &'a [f32],
    pub(crate) steps: f32,
    pub(crate) values: &'a mut [f32],
    pub(crate) out: &'a mut [u8],
}

/// Keeps the deviation of a row away from 0; BERT's.
const EPSILON: f32 = 1e-12;

impl SimdOp for Normalised<'_> {
    type Output = Level;

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> Level {
        let ops = isa.f32();
        let Normalised { row, scales, bias, steps, values, out } = self;
        let (n, size) = (ops.len(), values.len() as f32);
        let mut sum = ops.splat(0.0);
        if let Some(row) = row {
            each_value(
                isa,
                row,
                #[inline(always)]
                |at, value| {
                    let value = ops.add(ops.load(&values[at..]), value);
                    sum = ops.add(sum, value);
                    ops.store(value, &mut values[at..]);
                },
            );
        } else {
            for part in values.chunks_exact(n) {
                sum = ops.add(sum, ops.load(part));
            }
        }
        let mean = ops.splat(ops.sum(sum) / size);
        let mut squares = ops.splat(0.0);
        for part in values.chunks_exact(n) {
            let off = ops.sub(ops.load(part), mean);
            squares = ops.mul_add(off, off, squares);
        }
        let inverse = ops.splat(1.0 / (ops.sum(squares) / size + EPSILON).sqrt());
        let (mut low, mut high) = (ops.splat(0.0), ops.splat(0.0));
        let rest = scales.chunks_exact(n).zip(bias.chunks_exact(n));
        for (part, (scale, bias)) in values.chunks_exact_mut(n).zip(rest) {
            let scale = ops.mul(inverse, ops.load(scale));
            let value = ops.mul_add(ops.sub(ops.load(part), mean), scale, ops.load(bias));
            (low, high) = (ops.min(low, value), ops.max(high, value));
            ops.store(value, part);
        }
        let (low, high) = ends(low, high);
        let level = Level::of(low, high, steps);
        write_steps(isa, values, level, out);
        level
    }
}

/// Queries that are attended to side by side.
const ABREAST: usize = 4;

/// The width of a head is a multiple of this: two vectors of any kind.
pub(crate) const HEAD: usize = 32;

/// Room for [`Attended`], kept between calls.
#[derive(Default)]
pub(crate) struct Desk {
    /// Keys, in tiles of two vectors: of each tile first all first numbers, then all second ones.
    keys: Vec<f32>,
    /// Values, one after the other.
    values: Vec<f32>,
    /// For each query abreast, its score with each key.
    scores: [Vec<f32>; ABREAST],
}

/// One head's attention within a window of `n` rows.
pub(crate) struct Attended<'a> {
    /// Queries, keys and values of the rows, `stride` apart; the queries hold the scale of the scores.
    pub(crate) queries: &'a [f32],
    pub(crate) keys: &'a [f32],
    pub(crate) values: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) n: usize,
    /// Width of the head, a multiple of [`HEAD`].
    pub(crate) width: usize,
    pub(crate) desk: &'a mut Desk,
    /// The rows' results, `out_stride` apart.
    pub(crate) out: &'a mut [f32],
    pub(crate) out_stride: usize,
}

impl SimdOp for Attended<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let ops = isa.f32();
        let Attended { queries, keys, values, stride, n, width, desk, out, out_stride } = self;
        let lanes = ops.len();
        let tile = 2 * lanes;
        let padded = n.next_multiple_of(tile);
        desk.keys.clear();
        desk.keys.resize(width * padded, 0.0);
        for (row, key) in keys.chunks(stride).take(n).enumerate() {
            let (which, lane) = (row / tile, row % tile);
            let tile_keys = &mut desk.keys[which * tile * width..(which + 1) * tile * width];
            for (to, &k) in tile_keys.chunks_exact_mut(tile).zip(&key[..width]) {
                to[lane] = k;
            }
        }
        desk.values.clear();
        for value in values.chunks(stride).take(n) {
            desk.values.extend_from_slice(&value[..width]);
        }
        for scores in &mut desk.scores {
            scores.resize(padded, 0.0);
        }
        let mut query: Vec<[f32; ABREAST]> = vec![[0.0; ABREAST]; width];
        for first in (0..n).step_by(ABREAST) {
            let count = ABREAST.min(n - first);
            for i in 0..ABREAST {
                // Rows past the last are the last again; their results are not written.
                let at = (first + i.min(count - 1)) * stride;
                for (to, &q) in query.iter_mut().zip(&queries[at..at + width]) {
                    to[i] = q;
                }
            }
            let mut most = [ops.splat(f32::NEG_INFINITY); ABREAST];
            let tiles = desk.keys.chunks_exact(tile * width).take(padded / tile);
            for (at, keys) in (0..).step_by(tile).zip(tiles) {
                let mut low = [ops.zero(); ABREAST];
                let mut high = [ops.zero(); ABREAST];
                for (keys, query) in keys.chunks_exact(tile).zip(&query) {
                    let [key_low, key_high] = ops.load_many::<2>(keys);
                    for i in 0..ABREAST {
                        let q = ops.splat(query[i]);
                        low[i] = ops.mul_add(q, key_low, low[i]);
                        high[i] = ops.mul_add(q, key_high, high[i]);
                    }
                }
                if at + tile > n {
                    let never = ops.splat(f32::NEG_INFINITY);
                    let inside = ops.first_n_mask((n - at).min(lanes));
                    let inside_high = ops.first_n_mask((n - at).saturating_sub(lanes));
                    for i in 0..ABREAST {
                        low[i] = ops.select(low[i], never, inside);
                        high[i] = ops.select(high[i], never, inside_high);
                    }
                }
                for i in 0..ABREAST {
                    most[i] = ops.max(most[i], ops.max(low[i], high[i]));
                    let to = &mut desk.scores[i][at..at + tile];
                    ops.store(low[i], to);
                    ops.store(high[i], &mut to[lanes..]);
                }
            }
            let mut inverse = [0.0; ABREAST];
            for i in 0..ABREAST {
                let most = ops.fold_splat(most[i], f32::NEG_INFINITY, f32::max);
                let mut total = ops.zero();
                for part in desk.scores[i].chunks_exact_mut(lanes) {
                    let value = exp_below_0(isa, ops.sub(ops.load(part), most));
                    total = ops.add(total, value);
                    ops.store(value, part);
                }
                inverse[i] = 1.0 / ops.sum(total);
            }
            let [a, b, c, d] = &desk.scores;
            for at in (0..width).step_by(tile) {
                let mut low = [ops.zero(); ABREAST];
                let mut high = [ops.zero(); ABREAST];
                let weights = a.iter().zip(b).zip(c.iter().zip(d));
                for (value, ((&a, &b), (&c, &d))) in desk.values.chunks_exact(width).zip(weights) {
                    let [value_low, value_high] = ops.load_many::<2>(&value[at..]);
                    let weights = [ops.splat(a), ops.splat(b), ops.splat(c), ops.splat(d)];
                    for i in 0..ABREAST {
                        low[i] = ops.mul_add(weights[i], value_low, low[i]);
                        high[i] = ops.mul_add(weights[i], value_high, high[i]);
                    }
                }
                for i in 0..count {
                    let to = &mut out[(first + i) * out_stride + at..][..tile];
                    let inverse = ops.splat(inverse[i]);
                    ops.store(ops.mul(low[i], inverse), to);
                    ops.store(ops.mul(high[i], inverse), &mut to[lanes..]);
                }
            }
        }
    }
}

/// The exponential of numbers that are at most 0, to about six digits; below -87 that of -87, which is nearly 0.
///
/// Method: `exp(x) = 2^k * exp(r)` with `k` whole and `|r|` at most half of ln 2, and Taylor's series for `exp(r)`.
#[inline(always)]
fn exp_below_0<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    let (ops, ints) = (isa.f32(), isa.i32());
    let x = ops.max(x, ops.splat(-87.0));
    let k = ops.to_int_round(ops.mul(x, ops.splat(std::f32::consts::LOG2_E)));
    let r = ops.mul_add(ints.to_float(k), ops.splat(-std::f32::consts::LN_2), x);
    let mut sum = ops.splat(1.0 / 120.0);
    for step in [1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = ops.mul_add(sum, r, ops.splat(step));
    }
    let power = ints.shift_left::<23>(ints.add(k, ints.splat(127)));
    ops.mul(sum, power.reinterpret_cast())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(n: usize, seed: usize) -> Vec<f32> {
        (0..n).map(|i| (((i * 37 + seed * 11) % 101) as f32 - 43.0) / 20.0).collect()
    }

    #[test]
    fn rows_keep_their_values_in_8_bits() {
        let row = values(128, 1);
        let mut out = vec![0; 128];
        for steps in [127.0, 255.0] {
            let level = Quantised { values: &row, steps, out: &mut out }.dispatch();
            for (v, &q) in row.iter().zip(&out) {
                // Where the zero point is rounded up, the ends of the range are off by as much as half a step more.
                let back = (f32::from(q) - f32::from(level.zero)) * level.scale;
                assert!((v - back).abs() <= 1.01 * level.scale);
            }
        }
        let level = Quantised { values: &[0.0; 64], steps: 255.0, out: &mut out[..64] }.dispatch();
        assert_eq!((level.zero, &out[..64]), (0, [0; 64].as_slice()));
    }

    #[test]
    fn a_row_is_normalised() {
        let (mut row, scales, bias) = (values(192, 2), values(192, 3), values(192, 4));
        let mean = row.iter().sum::<f32>() / 192.0;
        let deviation = (row.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / 192.0).sqrt();
        let expected: Vec<f32> =
            row.iter().zip(&scales).zip(&bias).map(|((v, s), b)| (v - mean) / deviation * s + b).collect();
        let mut out = vec![0; 192];
        Normalised { row: None, scales: &scales, bias: &bias, steps: 255.0, values: &mut row, out: &mut out }
            .dispatch();
        for (a, b) in row.iter().zip(expected) {
            assert!((a - b).abs() < 1e-4, "{a} {b}");
        }
    }

    #[test]
    fn products_become_numbers() {
        let sums: Vec<i32> = (0..64).map(|i| i * 13 - 200).collect();
        let columns: Vec<i32> = (0..64).map(|i| 5 - i).collect();
        let (scales, bias) = (values(64, 5), values(64, 6));
        let level = Level { scale: 0.25, zero: 17 };
        let row = Products { sums: &sums, columns: &columns, scales: &scales, bias: &bias, level };
        let mut out = vec![0.0; 64];
        Plain { row, out: &mut out }.dispatch();
        for i in 0..64 {
            let exact = (sums[i] - 17 * columns[i]) as f32 * (scales[i] * 0.25) + bias[i];
            assert!((out[i] - exact).abs() < 1e-3, "{} {exact}", out[i]);
        }
    }

    #[test]
    fn attention_is_a_mean_of_values() {
        for (n, width) in [(1, 32), (5, 32), (16, 64), (67, 32)] {
            let stride = 3 * width;
            let qkv = values(n * stride, 7);
            let mut out = vec![0.0; n * width];
            let length = (n - 1) * stride + width;
            let part = |from: usize| &qkv[from..from + length];
            let (queries, keys, rows) = (part(0), part(width), part(2 * width));
            Attended {
                queries,
                keys,
                values: rows,
                stride,
                n,
                width,
                desk: &mut Desk::default(),
                out: &mut out,
                out_stride: width,
            }
            .dispatch();
            for i in 0..n {
                let score = |j: usize| -> f64 {
                    (0..width).map(|d| f64::from(queries[i * stride + d] * keys[j * stride + d])).sum()
                };
                let most = (0..n).map(score).fold(f64::MIN, f64::max);
                let weights: Vec<f64> = (0..n).map(|j| (score(j) - most).exp()).collect();
                let total: f64 = weights.iter().sum();
                for d in 0..width {
                    let exact: f64 =
                        weights.iter().enumerate().map(|(j, w)| w * f64::from(rows[j * stride + d])).sum();
                    assert!((f64::from(out[i * width + d]) - exact / total).abs() < 1e-4);
                }
            }
        }
    }
}
