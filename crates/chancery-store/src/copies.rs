//! [`Sketch`]: which reports copy one another.
//!
//! The text's overlapping runs of five words are hashed and the least hash of each of 64 classes is kept (MinHash by
//! one permutation: Li, Owen and Zhang 2012, with empty classes filled from their neighbour: Shrivastava and Li 2014).
//! The share of equal classes estimates the share of common runs. Texts are compared when one of 16 groups of four
//! classes is equal.

/// Classes of a sketch.
const CLASSES: usize = 64;
/// Groups of classes under which a report can be found.
pub(crate) const BANDS: usize = 16;
/// Words of a run.
const RUN: usize = 5;
/// Share of common runs from which one text is a copy of the other.
pub(crate) const COPY: f64 = 0.6;

/// What is kept of a text to find its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch([u32; CLASSES]);

impl Sketch {
    /// The sketch of `text`; `None` where there are too few words to tell.
    pub(crate) fn of(text: &str) -> Option<Sketch> {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| {
                let mut hasher = Fnv::default();
                if w.is_ascii() {
                    hasher.write_lower(w.as_bytes());
                    return hasher.finish();
                }
                for c in w.chars().flat_map(char::to_lowercase) {
                    hasher.write(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                hasher.finish()
            })
            .collect();
        if words.len() < 4 * RUN {
            return None;
        }
        let mut least = [u64::MAX; CLASSES];
        for run in words.windows(RUN) {
            let mixed = mix(run
                .iter()
                .fold(0_u64, |sum, w| sum.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w));
            let class = (mixed >> 58) as usize;
            least[class] = least[class].min(mixed << 6);
        }
        let mut sketch = [0; CLASSES];
        for i in 0..CLASSES {
            // A class without a run borrows the value of the next that has one, marked by the distance.
            let distance = (0..CLASSES).find(|d| least[(i + d) % CLASSES] != u64::MAX)?;
            sketch[i] =
                (least[(i + distance) % CLASSES] >> 32) as u32 ^ (distance as u32).wrapping_mul(0x9e37_79b9);
        }
        Some(Sketch(sketch))
    }

    /// The estimated share of runs in common, 0 to 1.
    pub(crate) fn likeness(&self, other: &Sketch) -> f64 {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() as f64 / CLASSES as f64
    }

    /// The values under which the report is found, one for each band.
    pub(crate) fn bands(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.chunks(CLASSES / BANDS).map(|band| {
            (band.iter().fold(0, |sum: u64, &v| mix(sum.rotate_left(21) ^ u64::from(v))) >> 1) as i64
        })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|v| v.to_le_bytes()).collect()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let mut sketch = [0; CLASSES];
        (bytes.len() == 4 * CLASSES).then_some(())?;
        for (value, chunk) in sketch.iter_mut().zip(bytes.chunks_exact(4)) {
            *value = u32::from_le_bytes(chunk.try_into().ok()?);
        }
        Some(Sketch(sketch))
    }
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// FNV-1a, whose values are the same on every machine and in every version, unlike the standard library's.
#[derive(Default)]
struct Fnv(u64);

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Also what is written here in capitals.
    fn write_lower(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        mix(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(range: std::ops::Range<u32>) -> String {
        range.map(|i| format!("word{} ", i * 7919 % 1000)).collect()
    }

    #[test]
    fn likeness_follows_common_runs() {
        let whole = Sketch::of(&words(0..400)).unwrap();
        assert_eq!(whole.likeness(&whole), 1.0);
        let cut = Sketch::of(&words(0..330)).unwrap();
        assert!(whole.likeness(&cut) > COPY, "{}", whole.likeness(&cut));
        let other = Sketch::of(&words(500..900)).unwrap();
        assert!(whole.likeness(&other) < 0.2);
    }

    /// The study behind [`COPY`]: `CHANCERY_RECORDS=records.jsonl cargo test -p chancery-store --lib study -- --ignored --nocapture`.
    /// Real texts are copied as agencies' clients copy them, and all different texts are compared with one another.
    #[test]
    #[ignore = "needs records"]
    #[allow(clippy::print_stdout, reason = "a study prints its table")]
    fn study() {
        let Some(path) = std::env::var_os("CHANCERY_RECORDS") else { return };
        let records = std::fs::read_to_string(path).unwrap();
        let texts: Vec<String> = records
            .lines()
            .filter_map(|l| {
                serde_json::from_str::<serde_json::Value>(l).ok()?["text"].as_str().map(str::to_owned)
            })
            .filter(|t| t.split_whitespace().count() > 80)
            .take(1500)
            .collect();
        let words = |t: &str| t.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let copies: [(&str, &dyn Fn(&str) -> String); 5] = [
            ("a line before and after", &|t| {
                format!(
                    "Our correspondents report from the capital today.\n{t}\nMore to follow on our pages. All rights reserved."
                )
            }),
            ("the last fifth cut", &|t| words(t)[..words(t).len() * 4 / 5].join(" ")),
            ("the last two fifths cut", &|t| words(t)[..words(t).len() * 3 / 5].join(" ")),
            ("every 40th word changed", &|t| {
                words(t)
                    .iter()
                    .enumerate()
                    .map(|(i, w)| if i % 40 == 7 { "other" } else { w })
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
            ("every 20th word changed", &|t| {
                words(t)
                    .iter()
                    .enumerate()
                    .map(|(i, w)| if i % 20 == 7 { "other" } else { w })
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
        ];
        let thresholds = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        let sketches: Vec<Sketch> = texts.iter().filter_map(|t| Sketch::of(t)).collect();
        for (name, copy) in copies {
            let alike: Vec<(f64, bool)> = texts
                .iter()
                .filter_map(|t| {
                    let (a, b) = (Sketch::of(t)?, Sketch::of(&copy(t))?);
                    Some((a.likeness(&b), a.bands().zip(b.bands()).any(|(x, y)| x == y)))
                })
                .collect();
            let share = thresholds.map(|t| {
                let found = alike.iter().filter(|(l, met)| *met && *l >= t).count();
                format!("{:.3}", found as f64 / alike.len() as f64)
            });
            println!("{name:<26} {}", share.join("  "));
        }
        let mut pairs = [0_usize; 6];
        let mut all = 0_usize;
        for (i, a) in sketches.iter().enumerate() {
            for b in &sketches[i + 1..] {
                all += 1;
                let likeness = a.likeness(b);
                for (count, t) in pairs.iter_mut().zip(thresholds) {
                    *count += usize::from(likeness >= t);
                }
            }
        }
        println!("{:<26} {pairs:?} of {all}", "different texts");
    }

    #[test]
    fn short_texts_have_no_sketch() {
        assert_eq!(Sketch::of("Ministers met in Cairo."), None);
    }

    #[test]
    fn bytes_come_back() {
        let sketch = Sketch::of(&words(0..100)).unwrap();
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
    }
}
