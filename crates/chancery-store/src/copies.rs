//! [`Sketch`]: which reports copy one another, and [`Issue`], without which forms that are filled in anew look like copies.
//!
//! The text's overlapping runs of five words are hashed and the least hash of each of 64 classes is kept (MinHash by
//! one permutation: Li, Owen and Zhang 2012, with empty classes filled from their neighbour: Shrivastava and Li 2014).
//! The share of equal classes estimates the share of common runs. Texts are compared when one of 16 groups of four
//! classes is equal.

use std::collections::BTreeSet;

/// Classes of a sketch.
const CLASSES: usize = 64;
/// Groups of classes under which a report can be found.
pub(crate) const BANDS: usize = 16;
/// Words of a run.
const RUN: usize = 5;
/// Share of common runs from which one text is a copy of the other, where [`Issue`] does not speak against it.
///
/// Measured on 4,321 releases of two senders, of which 20 pairs are one text (`eval/copies.tsv`), as precision / recall over all
/// pairs; and on 1,500 of them copied as agencies' clients copy, as the share that is found:
///
/// | threshold | by likeness alone | with `Issue` | two fifths cut | every 20th word changed |
/// |---|---|---|---|---|
/// | 0.3 | 0.03 / 1.00 | 0.93 / 0.70 | 0.90 | 0.93 |
/// | 0.4 | 0.04 / 0.95 | 0.93 / 0.70 | 0.90 | 0.93 |
/// | 0.5 | 0.07 / 0.95 | 0.93 / 0.70 | 0.87 | 0.92 |
/// | 0.6 | 0.11 / 0.95 | 0.93 / 0.70 | 0.44 | 0.56 |
/// | 0.7 | 0.15 / 0.95 | 0.93 / 0.70 | 0.03 | 0.07 |
/// | 0.8 | 0.17 / 0.70 | 0.92 / 0.55 | 0.00 | 0.00 |
///
/// Likeness alone takes forms for copies at any threshold. What is not found are texts issued again after more than three
/// days. The table is made by `CHANCERY_RECORDS=records.jsonl cargo test -p chancery-store --lib study -- --ignored
/// --nocapture`, with records of `chancery read --reader rules`.
pub(crate) const COPY: f64 = 0.5;

/// Share from which two texts of one sender are one, whatever their titles.
const SAME: f64 = 0.95;

/// Days between which a text is issued again. Later it is a form that is filled in anew.
const SOON: i64 = 3;

/// What is known of a text's issue from outside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Issue {
    /// The words of the title.
    title: Option<BTreeSet<String>>,
    source: Option<String>,
    published: Option<i64>,
}

impl Issue {
    /// What is known of an issue that was published on this day, in days since 1970.
    pub(crate) fn new(title: Option<&str>, source: Option<String>, published: Option<i64>) -> Issue {
        let title = title.map(|title| crate::identity::folded_words(title).collect());
        Issue { title, source, published }
    }

    /// Whether two texts that are alike by `likeness` are one. Those of one sender are forms where each title has a word
    /// that the other lacks; others write titles of their own.
    pub(crate) fn is_copy(&self, other: &Issue, likeness: f64) -> bool {
        if likeness < COPY {
            return false;
        }
        if let (Some(a), Some(b)) = (self.published, other.published)
            && (a - b).abs() > SOON
        {
            return false;
        }
        let is_of_one = self.source.is_some() && self.source == other.source;
        !is_of_one || likeness >= SAME || !self.parts(other)
    }

    /// Whether each title has a word that the other lacks.
    fn parts(&self, other: &Issue) -> bool {
        let (Some(a), Some(b)) = (&self.title, &other.title) else { return false };
        !a.is_subset(b) && !b.is_subset(a)
    }
}

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

    #[test]
    fn forms_of_one_sender_are_no_copies() {
        let issue = |title: &str, source: &str, published| {
            Issue::new(Some(title), Some(source.into()), Some(published))
        };
        let log = issue("Visitor Log of May", "a", 10);
        assert!(!log.is_copy(&issue("Visitor Log of June", "a", 11), 0.8));
        assert!(log.is_copy(&issue("CORRECTED: Visitor Log of May", "a", 11), 0.8));
        assert!(!log.is_copy(&issue("Visitor Log of May", "a", 20), 1.0));
        assert!(log.is_copy(&issue("Who Came in June", "b", 11), 0.8));
        assert!(!log.is_copy(&log, 0.4));
    }

    /// What is known of real copies by threshold: of `eval/copies.tsv` and all other pairs of the records, alone by likeness
    /// and with [`Issue`].
    #[allow(clippy::print_stdout, reason = "a study prints its table")]
    fn study_real(records: &[serde_json::Value]) {
        let text = |v: &serde_json::Value| v.as_str().map(str::to_owned);
        let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../eval/copies.tsv");
        let list = std::fs::read_to_string(list).unwrap();
        let lines = list.lines().filter(|l| !l.starts_with('#')).skip(1);
        let copies: BTreeSet<(&str, &str)> = lines
            .filter_map(|l| l.split_once('\t').map(|(a, rest)| (a, rest.split('\t').next().unwrap())))
            .collect();
        let mut seen = BTreeSet::new();
        let all: Vec<(String, Sketch, Issue)> = records
            .iter()
            .filter(|r| seen.insert(r["doc"]["id"].to_string()))
            .filter_map(|r| {
                let published = text(&r["doc"]["published"]).and_then(|d| crate::identity::days(&d, None));
                let title = r["doc"]["title"].as_str();
                let issue = Issue::new(title, text(&r["doc"]["source"]), published.map(|d| d.0));
                Some((text(&r["doc"]["id"])?, Sketch::of(r["text"].as_str()?)?, issue))
            })
            .collect();
        let mut pairs: Vec<(f64, bool, bool)> = Vec::new();
        for (i, (a, sketch, issue)) in all.iter().enumerate() {
            for (b, other, of) in &all[i + 1..] {
                let likeness = sketch.likeness(other);
                if likeness >= 0.3 {
                    let is_one = copies.contains(&(a, b)) || copies.contains(&(b, a));
                    pairs.push((likeness, is_one, issue.is_copy(of, likeness.max(COPY))));
                }
            }
        }
        println!("{} releases, {} copies", all.len(), copies.len());
        for threshold in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
            let count = |is: &dyn Fn(&(f64, bool, bool)) -> bool| {
                let told: Vec<_> = pairs.iter().filter(|p| p.0 >= threshold && is(p)).collect();
                let right = told.iter().filter(|p| p.1).count();
                let share = right as f64 / told.len().max(1) as f64;
                format!("{share:.2} / {:.2}", right as f64 / copies.len() as f64)
            };
            println!("| {threshold} | {} | {} |", count(&|_| true), count(&|p| p.2));
        }
    }

    /// The study behind [`COPY`]: `CHANCERY_RECORDS=records.jsonl cargo test -p chancery-store --lib study -- --ignored --nocapture`.
    /// Real texts are copied as agencies' clients copy them, and all different texts are compared with one another.
    #[test]
    #[ignore = "needs records"]
    #[allow(clippy::print_stdout, reason = "a study prints its table")]
    fn study() {
        let Some(path) = std::env::var_os("CHANCERY_RECORDS") else { return };
        let records = std::fs::read_to_string(path).unwrap();
        let records: Vec<serde_json::Value> =
            records.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
        study_real(&records);
        let texts: Vec<String> = records
            .iter()
            .filter_map(|r| r["text"].as_str().map(str::to_owned))
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
