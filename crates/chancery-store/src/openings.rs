//! [`Opening`]: what the title and the first words of a report are about, by which reports of one story are told from
//! others.
//!
//! A word weighs the more the oftener it stands there and the fewer other openings it stands in: TF-IDF, with counts that
//! are fixed (`data/openings.tsv`), so that likeness is a matter of two reports alone. The words that weigh most are kept.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::identity::facts::hash;

/// Code points of a text that are its opening: a title and the lead.
const LENGTH: usize = 1500;

/// Words that are kept.
const WORDS: usize = 32;

/// Words that an opening has at least; of less, nothing is said.
const FEWEST: usize = 12;

/// Words under which a report is found.
const MARKS: usize = 12;

/// The most that the rareness of a word counts, and from where on it is rare.
const RAREST: f32 = 6.0;
const RARE: f32 = 5.0;

/// Likeness from which on two reports are of one story. This and the numbers above were chosen on `newswcl50` (ten stories of
/// five articles each), where BCubed F1 is .91 or more with every value from .22 to .36.
pub(crate) const ALIKE: f32 = 0.28;

/// How rare the words of openings are, by hash.
static RARENESS: LazyLock<HashMap<u32, f32>> = LazyLock::new(|| {
    let rows = include_str!("../data/openings.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once('\t').and_then(|(w, n)| Some((w, n.parse().ok()?))));
    let mut all: f32 = 1.0;
    let mut rareness = HashMap::new();
    for (word, count) in rows {
        if word == "*" {
            all = count;
        } else {
            rareness.insert(short(word), ((all + 1.0) / (count + 1.0)).ln().min(RAREST));
        }
    }
    rareness
});

fn short(word: &str) -> u32 {
    let hash = hash(word);
    (hash ^ (hash >> 32)) as u32
}

fn rareness(word: u32) -> f32 {
    RARENESS.get(&word).copied().unwrap_or(RAREST)
}

/// The words that tell most of an opening, by hash, with weights whose squares sum up to 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opening(Vec<(u32, f32)>);

impl Opening {
    /// The opening of a report; `None` where it has too few words to tell.
    pub(crate) fn of(title: Option<&str>, text: &str) -> Option<Opening> {
        let end = text.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| at);
        let mut counts: HashMap<u32, u16> = HashMap::new();
        for part in [title.unwrap_or_default(), &text[..end]] {
            for word in part.split(|c: char| !c.is_alphabetic()) {
                if word.len() > 3 || word.chars().count() > 2 {
                    let word = if word.is_ascii() { short(word) } else { short(&word.to_lowercase()) };
                    let count = counts.entry(word).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        if counts.len() < FEWEST {
            return None;
        }
        let mut words: Vec<(u32, f32)> =
            counts.into_iter().map(|(word, n)| (word, (1.0 + f32::from(n).ln()) * rareness(word))).collect();
        words.sort_by(by_weight);
        words.truncate(WORDS);
        let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        words.iter_mut().for_each(|(_, w)| *w /= length);
        words.sort_by_key(|(word, _)| *word);
        Some(Opening(words))
    }

    /// How much of two openings is about the same, 0 to 1.
    pub(crate) fn likeness(&self, other: &Opening) -> f32 {
        let (mut a, mut b) = (self.0.as_slice(), other.0.as_slice());
        let mut sum = 0.0;
        while let ([(x, v), ..], [(y, w), ..]) = (a, b) {
            if x == y {
                sum += v * w;
            }
            (a, b) = (&a[usize::from(x <= y)..], &b[usize::from(y <= x)..]);
        }
        sum
    }

    /// The words under which the report is found, and whether each is rare.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (i64, bool)> {
        let mut words = self.0.clone();
        words.sort_by(by_weight);
        words.truncate(MARKS);
        words.into_iter().map(|(word, _)| (i64::from(word), rareness(word) >= RARE))
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0
            .iter()
            .flat_map(|(word, weight)| [word.to_le_bytes(), weight.to_le_bytes()])
            .flatten()
            .collect()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Opening {
        let four = |part: &[u8]| part.try_into().unwrap_or_default();
        let words = bytes.chunks_exact(8);
        Opening(
            words.map(|w| (u32::from_le_bytes(four(&w[..4])), f32::from_le_bytes(four(&w[4..])))).collect(),
        )
    }
}

/// The heaviest first; of equals the least, so that the order is always the same.
fn by_weight(a: &(u32, f32), b: &(u32, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: &str = "Floods along the river Tarn have driven thousands from their homes near Albi, where dykes broke on \
        Monday; the prefect asked neighbouring districts for boats and tents.";

    #[test]
    fn openings_of_one_matter_are_alike() {
        let of = |title: &str, text: &str| Opening::of(Some(title), text).unwrap();
        let flood = of("Floods in Albi", FLOOD);
        let same = of(
            "Thousands flee as Tarn floods Albi",
            "Dykes broke on the river Tarn, and thousands left their homes in Albi as the floods rose, officials said.",
        );
        let other = of(
            "Minister to visit Oslo",
            "The foreign minister travels to Oslo next week for talks on fisheries with his colleague, the ministry said.",
        );
        assert!((flood.likeness(&flood) - 1.0).abs() < 1e-5);
        assert!(flood.likeness(&same) > ALIKE, "{}", flood.likeness(&same));
        assert_eq!(flood.likeness(&same), same.likeness(&flood));
        assert!(flood.likeness(&other) < 0.1, "{}", flood.likeness(&other));
        assert_eq!(Opening::from_bytes(&flood.to_bytes()), flood);
        assert_eq!(flood.marks().count(), MARKS);
        assert_eq!(Opening::of(None, "Ministers met in Cairo."), None);
    }

    #[test]
    fn the_table_of_words_is_whole() {
        assert!(RARENESS.len() > 4000);
        assert!(rareness(short("the")) < 0.5 && rareness(short("zanzibarite")) == RAREST);
    }

    proptest::proptest! {
        #[test]
        fn any_text(title in "\\PC{0,40}", text in "\\PC{0,400}") {
            if let Some(opening) = Opening::of(Some(&title), &text) {
                proptest::prop_assert!((opening.likeness(&opening) - 1.0).abs() < 1e-4);
            }
        }
    }
}
