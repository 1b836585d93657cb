//! Inflected forms of English verbs and nouns, from the regular patterns and the list of irregular ones.

use std::collections::BTreeMap;

#[path = "../src/analyze/word/form.rs"]
pub(crate) mod form;

/// Irregular verbs: base form to past and participle.
pub(crate) type Irregular = BTreeMap<String, (String, String)>;

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Verbs of more than one syllable that double their last consonant because the stress is on the last syllable.
const DOUBLING: &[&str] = &[
    "commit", "admit", "permit", "submit", "refer", "defer", "confer", "transfer", "prefer", "deter",
    "expel", "compel", "rebel", "repel", "propel", "cancel", "travel", "control", "patrol", "regret",
    "occur", "begin", "forget", "equip", "signal", "omit", "abet", "incur", "recur", "concur", "dispel",
    "rebut", "excel", "quit", "acquit", "format", "handicap", "kidnap", "unplug",
];

fn doubles(base: &str) -> bool {
    if DOUBLING.contains(&base) {
        return true;
    }
    let c: Vec<char> = base.chars().collect();
    let n = c.len();
    let vowels = c.iter().filter(|&&c| is_vowel(c)).count();
    n >= 3
        && vowels == 1
        && is_vowel(c[n - 2])
        && !is_vowel(c[n - 1])
        && !is_vowel(c[n - 3])
        && !matches!(c[n - 1], 'w' | 'x' | 'y')
}

/// All forms of the verb `base` with the bits of each.
pub(crate) fn verb(base: &str, irregular: &Irregular) -> BTreeMap<String, u8> {
    let mut forms: BTreeMap<String, u8> = BTreeMap::new();
    let mut add = |word: String, bit: u8| *forms.entry(word).or_default() |= bit;
    let stem = base.strip_suffix('e');
    let ends_y = base.ends_with('y') && !base[..base.len() - 1].ends_with(is_vowel);
    let double = doubles(base).then(|| format!("{base}{}", base.chars().next_back().unwrap_or('x')));
    add(base.to_owned(), form::BASE);
    add(noun_plural(base), form::THIRD);
    match irregular.get(base) {
        Some((past, participle)) => {
            add(past.clone(), form::PAST);
            add(participle.clone(), form::PARTICIPLE);
        }
        None => {
            let past = match (stem, &double) {
                (Some(_), _) => format!("{base}d"),
                (None, _) if ends_y => format!("{}ied", &base[..base.len() - 1]),
                (None, Some(d)) => format!("{d}ed"),
                (None, None) => format!("{base}ed"),
            };
            add(past, form::PAST | form::PARTICIPLE);
            if double.is_some() && base.ends_with('l') {
                add(format!("{base}ed"), form::PAST | form::PARTICIPLE);
            }
        }
    }
    let ing = match (stem, &double) {
        (Some(_), _) if base.ends_with("ee") || base.ends_with("ye") || base.ends_with("oe") => {
            format!("{base}ing")
        }
        (Some(_), _) if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
        (Some(stem), _) => format!("{stem}ing"),
        (None, Some(d)) => format!("{d}ing"),
        (None, None) => format!("{base}ing"),
    };
    add(ing, form::ING);
    if double.is_some() && base.ends_with('l') {
        add(format!("{base}ing"), form::ING);
    }
    // British and American spelling.
    let respelt: Vec<(String, u8)> = forms
        .iter()
        .filter(|_| base.ends_with("ize") || base.ends_with("yze"))
        .map(|(w, &b)| (w.replacen("iz", "is", 9).replacen("yz", "ys", 1), b))
        .collect();
    forms.extend(respelt);
    forms
}

/// The plural of a noun (or the third person of a verb).
pub(crate) fn noun_plural(base: &str) -> String {
    if base.ends_with('y') && !base[..base.len() - 1].ends_with(is_vowel) {
        format!("{}ies", &base[..base.len() - 1])
    } else if base.ends_with('s')
        || base.ends_with('x')
        || base.ends_with("sh")
        || base.ends_with("ch")
        || base == "veto"
        || base == "go"
        || base == "do"
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}
