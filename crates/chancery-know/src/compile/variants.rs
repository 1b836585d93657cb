//! The ways in which a person is named in reports: [`Variants`] makes them from the names that the tables have, with
//! the spellings of `transliterations.tsv`, without middle names, with initials, in the other order of family and
//! given name, with or without "al-".

use std::collections::{BTreeSet, HashMap};

use super::{Source, Table, Unfit};
use crate::{fold, spelling};

/// The spellings of words that are transliterated in several ways.
pub(crate) struct Variants<'a> {
    spellings: HashMap<&'a str, Vec<&'a str>>,
}

/// The most spellings of one name.
const MOST: usize = 24;

/// Where the family name comes first, in most sources.
const FAMILY_FIRST: [&str; 8] = ["CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "SGP", "VNM"];

/// Where names are written in either order.
const EITHER_ORDER: [&str; 9] = ["CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "JPN", "HUN", "KHM"];

/// Where a person is called by the given name.
const GIVEN_NAME: [&str; 11] = ["THA", "IDN", "MMR", "ETH", "ERI", "LAO", "MYS", "BRN", "ISL", "VNM", "MNG"];

/// Where a mother's family name follows the father's.
const TWO_FAMILY_NAMES: [&str; 20] = [
    "ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GNQ", "GTM", "HND", "MEX", "NIC", "PAN",
    "PER", "PRY", "SLV", "URY", "VEN",
];

/// Words inside a family name.
const LINKS: [&str; 21] = [
    "de", "del", "della", "di", "da", "dos", "do", "das", "la", "las", "los", "le", "van", "von", "der",
    "den", "ter", "al", "el", "bin", "ibn",
];

impl<'a> Variants<'a> {
    /// Reads `transliterations.tsv`.
    pub(crate) fn read(sources: &'a [Source]) -> Result<Self, Unfit> {
        let mut spellings: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in Table::find(sources, "transliterations.tsv")?.rows() {
            let group = row.list("spellings")?;
            for word in &group {
                spellings.entry(word).or_default().extend(group.iter().filter(|other| *other != word));
            }
        }
        Ok(Variants { spellings })
    }

    /// Whole names.
    pub(crate) fn whole(&self, called: &[&str], states: &BTreeSet<&str>) -> BTreeSet<String> {
        let of = |list: &[&str]| list.iter().any(|code| states.contains(code));
        let mut all = BTreeSet::new();
        for name in called {
            all.insert((*name).to_owned());
            let mut words = parts(name);
            let mut shapes = vec![words.clone()];
            words.retain(|word| !is_number(word));
            if words.len() < 2 {
                continue;
            }
            shapes.push(words.clone());
            let last = family(&words);
            if of(&EITHER_ORDER) {
                let mut swapped = words.clone();
                swapped.rotate_right(1);
                shapes.push(swapped);
                let mut swapped = words.clone();
                swapped.rotate_left(1);
                shapes.push(swapped);
            } else if last > 1 {
                let ends = |middle: Option<String>| {
                    words[..1]
                        .iter()
                        .cloned()
                        .chain(middle)
                        .chain(words[last..].iter().cloned())
                        .collect::<Vec<_>>()
                };
                shapes.push(ends(None));
                shapes.push(ends(words[1].chars().next().map(String::from)));
            }
            if of(&TWO_FAMILY_NAMES) && words.len() > 2 && last == words.len() - 1 {
                shapes.push(words[..last].to_vec());
                if words.len() > 3 {
                    shapes.push(vec![words[0].clone(), words[last - 1].clone()]);
                }
            }
            if words.iter().any(|w| is_article(w)) {
                shapes.push(words.iter().filter(|w| !is_article(w)).cloned().collect());
                shapes.push(joined_articles(&words));
            }
            for shape in shapes.iter().filter(|shape| shape.len() > 1) {
                all.extend(self.spelt(shape));
            }
        }
        all
    }

    /// Family names, and given names where a person is called by one.
    pub(crate) fn short(&self, called: &[&str], states: &BTreeSet<&str>) -> BTreeSet<String> {
        let of = |list: &[&str]| list.iter().any(|code| states.contains(code));
        let mut all = BTreeSet::new();
        for name in called {
            let mut words = parts(name);
            words.retain(|word| !is_number(word));
            let last = family(&words);
            let mut shapes: Vec<Vec<String>> = Vec::new();
            if of(&FAMILY_FIRST) && words.len() > 1 {
                shapes.push(words[..1].to_vec());
            } else if !words.is_empty() {
                shapes.push(words[last..].to_vec());
                shapes.push(words[words.len() - 1..].to_vec());
                if words[last..].iter().any(|w| is_article(w)) {
                    shapes.push(joined_articles(&words[last..]));
                }
            }
            if of(&GIVEN_NAME) {
                shapes.extend(words.first().map(|w| vec![w.clone()]));
                shapes.extend(words.last().map(|w| vec![w.clone()]));
            }
            if of(&TWO_FAMILY_NAMES) && words.len() > 2 && last == words.len() - 1 {
                shapes.push(vec![words[last - 1].clone()]);
            }
            // "Xi" and "Li" are whole family names; elsewhere two letters are what is left of one.
            let least = if of(&FAMILY_FIRST) { 2 } else { 3 };
            let long = |s: &&Vec<String>| s.iter().map(String::len).sum::<usize>() >= least;
            for shape in shapes.iter().filter(long).filter(|s| !is_small_word(s)) {
                all.extend(self.spelt(shape));
            }
        }
        all
    }

    /// A name in all its spellings, [`MOST`] at most.
    fn spelt(&self, words: &[String]) -> Vec<String> {
        let mut names = vec![String::new()];
        for word in words {
            let mut ways = vec![word.clone()];
            if let Some((key, _)) = fold::key(word) {
                let known = self.spellings.get(key.as_str()).into_iter().flatten();
                ways.extend(known.map(|other| capitalized(other)).chain(endings(&key)));
            }
            let room = (MOST / names.len()).max(1);
            let longer = |name: &String| {
                let gap = if name.is_empty() { "" } else { " " };
                ways.iter().take(room).map(|way| format!("{name}{gap}{way}")).collect::<Vec<_>>()
            };
            names = names.iter().flat_map(longer).collect();
        }
        names
    }
}

/// Whether a family name is also one of the small words of English, which begin sentences: "He", "An", "To".
fn is_small_word(name: &[String]) -> bool {
    const SMALL: [&str; 22] = [
        "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "no", "of", "on",
        "or", "so", "to", "up", "we",
    ];
    matches!(name, [word] if SMALL.contains(&word.to_lowercase().as_str()))
}

/// Other endings of Slavic family names: "Zelensky" and "Zelenskyy", "Nazarbayev" and "Nazarbaev".
fn endings(key: &str) -> Vec<String> {
    let with =
        |stem: &str, ends: &[&str]| ends.iter().map(|end| capitalized(&format!("{stem}{end}"))).collect();
    for (end, others) in [
        ("skyy", &["sky", "skiy"][..]),
        ("skiy", &["sky", "skyy"]),
        ("skyi", &["sky", "skyy"]),
        ("skii", &["sky", "skiy"]),
        ("sky", &["skiy", "skyy", "ski"]),
        ("ayev", &["aev"]),
        ("aev", &["ayev"]),
        ("eyev", &["eev"]),
        ("eev", &["eyev"]),
    ] {
        if let Some(stem) = key.strip_suffix(end).filter(|stem| stem.len() > 2) {
            return with(stem, others);
        }
    }
    Vec::new()
}

/// The words of a name, hyphens apart, those inside a family name in small letters.
fn parts(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    let words = words.map(|w| w.trim_matches(|c: char| matches!(c, ',' | '"' | '\u{201c}' | '\u{201d}')));
    let small = |(at, word): (usize, &str)| {
        let lower = word.to_lowercase();
        if at > 0 && LINKS.contains(&lower.as_str()) { lower } else { word.to_owned() }
    };
    words.filter(|w| !w.is_empty()).enumerate().map(small).collect()
}

/// Where the family name begins when it is the last: "de Villepin", "von der Leyen".
fn family(words: &[String]) -> usize {
    let mut at = words.len().saturating_sub(1);
    while at > 1 && LINKS.contains(&words[at - 1].as_str()) {
        at -= 1;
    }
    at
}

/// "Jr.", "III": told of the whole name, but not of a part. "Xi" is a family's name and no eleventh.
fn is_number(word: &str) -> bool {
    !matches!(word, "I" | "Xi")
        && fold::key(word).is_some_and(|(key, _)| spelling::NUMBERS.contains(&key.as_str()))
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "Al" | "El")
}

/// "al Jubeir" as "aljubeir" is folded: the article and its word in one.
fn joined_articles(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match out.last_mut() {
            Some(before) if is_article(before) => {
                *before = capitalized(&format!("{before}{}", word.to_lowercase()));
            }
            _ => out.push(word.clone()),
        }
    }
    out
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants() -> Vec<Source> {
        let text = "spellings\nsergey|sergei\nmohammed|muhammad|mohamed\n".to_owned();
        vec![Source { name: "transliterations.tsv".into(), text }]
    }

    #[track_caller]
    fn check(name: &str, state: &str, whole: &[&str], short: &[&str]) {
        let sources = variants();
        let variants = Variants::read(&sources).unwrap();
        let states = BTreeSet::from([state]);
        let (all, few) = (variants.whole(&[name], &states), variants.short(&[name], &states));
        for one in whole {
            assert!(all.contains(*one), "{one} in {all:?}");
        }
        for one in short {
            assert!(few.contains(*one), "{one} in {few:?}");
        }
    }

    #[test]
    fn names_in_other_forms() {
        check("Sergey Lavrov", "RUS", &["Sergei Lavrov"], &["Lavrov"]);
        check("George Pratt Shultz", "USA", &["George Shultz", "George P Shultz"], &["Shultz"]);
        check("Moon Jae-in", "KOR", &["Jae in Moon"], &["Moon"]);
        check("Taro Kono", "JPN", &["Kono Taro"], &["Kono"]);
        check("Ursula von der Leyen", "DEU", &["Ursula von der Leyen"], &["von der Leyen", "Leyen"]);
        check(
            "Adel al-Jubeir",
            "SAU",
            &["Adel Jubeir", "Adel Aljubeir"],
            &["al Jubeir", "Jubeir", "Aljubeir"],
        );
        check("Luis Alberto Arce Catacora", "BOL", &["Luis Arce"], &["Arce", "Catacora"]);
        check("Volodymyr Zelensky", "UKR", &["Volodymyr Zelenskyy"], &["Zelenskyy", "Zelenskiy"]);
        check("Ferdinand Marcos Jr.", "PHL", &["Ferdinand Marcos Jr.", "Ferdinand Marcos"], &["Marcos"]);
        check("Thaksin Shinawatra", "THA", &[], &["Thaksin", "Shinawatra"]);
    }

    #[test]
    fn a_name_has_not_too_many_spellings() {
        let sources = variants();
        let variants = Variants::read(&sources).unwrap();
        let name = "Mohammed Mohammed Mohammed Mohammed Mohammed Sergey Sergey";
        assert!(variants.whole(&[name], &BTreeSet::from(["EGY"])).len() <= 4 * MOST);
    }
}
