//! How names of persons are compared and spelt. [`words`] takes a name apart, [`skeleton`] makes one form of the ways
//! in which a word may be transliterated, and [`Likeness`] says how two names agree.

use crate::fold;

/// How two names agree, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// The same words in any order: "Kim Dae-jung", "Dae-jung Kim".
    Same,
    /// One has more words, or initials: "George Pratt Shultz", "George P. Shultz", "George Shultz".
    Shorter,
    /// The same but for transliteration: "Sergei Lavrov", "Sergey Viktorovich Lavrov".
    Spelling,
}

/// Words that names of one person have or lack.
const PARTICLES: [&str; 9] = ["al", "el", "ul", "ur", "bin", "ibn", "bint", "dr", "sir"];

/// Numbers of kings and popes, and what tells sons from fathers of the same name.
pub(crate) const NUMBERS: [&str; 18] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
    "jr", "sr",
];

/// The words of a name, folded as names are looked up, without particles ("al", "bin") unless nothing else is left.
pub(crate) fn words(name: &str) -> Vec<String> {
    let all: Vec<String> = name
        .split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '-' | '\u{2010}' | '\u{2011}')
        })
        .filter_map(|word| fold::key(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .map(|(key, _)| key)
        .collect();
    let telling: Vec<String> = all.iter().filter(|w| !PARTICLES.contains(&w.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// A word without what transliterations differ in: vowels after the first letter, `h`, doubled letters; `k`, `q` and
/// `c` but for `ch` are one, so are `s` and `z`, `v`, `w` and `f`, `dj` and `j`.
pub(crate) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    // Letters on both sides of a vowel are two: "Keqiang" is not "Qiang".
    let mut apart = true;
    for (at, c) in word.char_indices() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => match c {
                'y' | 'i' | 'e' => 'y',
                other => other,
            },
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => {
                apart = true;
                continue;
            }
            'h' if at > 0 => continue,
            'c' if word[at..].starts_with("ch") => 'c',
            'c' | 'q' | 'k' | 'x' => 'k',
            's' | 'z' => 's',
            'v' | 'w' | 'f' => 'v',
            'p' if word[at..].starts_with("ph") => 'v',
            'd' if word.get(at + 1..at + 2) == Some("j") => continue,
            other => other,
        };
        if apart || !out.ends_with(c) {
            out.push(c);
        }
        apart = false;
    }
    out
}

/// How two names agree, given their [`words`]; `None` when they are not one person's by their looks. A name of one word
/// agrees only with another of one word, and one with a number ("Abdullah II") never with one of another number.
pub(crate) fn likeness(a: &[String], b: &[String]) -> Option<Likeness> {
    let number = |name: &[String]| name.iter().rev().find(|w| NUMBERS.contains(&w.as_str())).cloned();
    let (numbered, other) = (number(a), number(b));
    if let (Some(one), Some(two)) = (&numbered, &other)
        && one != two
    {
        return None;
    }
    let telling = |name: &[String]| -> Vec<String> {
        name.iter().filter(|w| !NUMBERS.contains(&w.as_str())).cloned().collect()
    };
    let (a, b) = (telling(a), telling(b));
    let (long, short) = if a.len() >= b.len() { (&a[..], &b[..]) } else { (&b[..], &a[..]) };
    if short.is_empty() || short.len() == 1 && long.len() > 1 {
        return None;
    }
    if long.len() == short.len() && covers(long, short, |x, y| x == y) {
        return Some(if numbered == other { Likeness::Same } else { Likeness::Spelling });
    }
    // "George W. Bush" and "George Walker Bush" are not "George H. W. Bush".
    let middle = |name: &[String]| (name.len() > 2).then(|| name[1].clone());
    if let (Some(one), Some(two)) = (middle(short), middle(long))
        && (one.len() == 1 || two.len() == 1)
        && one.chars().next() != two.chars().next()
    {
        return None;
    }
    if in_order(long, short, |x, y| x == y) {
        return Some(if numbered == other { Likeness::Shorter } else { Likeness::Spelling });
    }
    in_order(long, short, alike).then_some(Likeness::Spelling)
}

/// Whether two words may be one in other spellings.
fn alike(a: &str, b: &str) -> bool {
    a == b || skeleton(a) == skeleton(b) && distance(a, b, a.len().max(b.len()) / 2).is_some()
}

/// Whether the words of `short` stand in `long` in their order, the first with the first, inner and first ones perhaps
/// as initials; or so with the family name at the other end.
fn in_order(long: &[String], short: &[String], same: impl Fn(&str, &str) -> bool) -> bool {
    let (Some(first), Some(last)) = (short.first(), short.last()) else { return false };
    let along = |short: &[String], initials: bool| {
        let fits = |a: &str, b: &str| same(a, b) || initials && initial(a, b);
        let mut rest = long.iter();

        short.iter().enumerate().all(|(i, word)| {
            let end = i + 1 == short.len();
            let fits = |other: &&String| if end { same(other, word) } else { fits(other, word) };
            if i == 0 {
                rest.next().is_some_and(|other| fits(&other))
            } else {
                rest.any(|other| fits(&other))
            }
        })
    };
    along(short, true) || {
        let turned = |by_left: bool| {
            let mut turned = short.to_vec();
            if by_left {
                turned.rotate_left(1);
            } else {
                turned.rotate_right(1);
            }
            turned
        };
        first.len() > 1 && last.len() > 1 && (along(&turned(true), false) || along(&turned(false), false))
    }
}

/// Whether two names end in one family name, numbers aside.
pub(crate) fn same_family(a: &[String], b: &[String]) -> bool {
    let last = |name: &[String]| name.iter().rev().find(|w| !NUMBERS.contains(&w.as_str())).cloned();
    last(a).zip(last(b)).is_some_and(|(a, b)| alike(&a, &b))
}

/// Whether a name of one word, a number aside, is the first or the last word of another, in any spelling.
pub(crate) fn is_part(a: &[String], b: &[String]) -> bool {
    let telling = |name: &[String]| -> Vec<String> {
        name.iter().filter(|w| !NUMBERS.contains(&w.as_str())).map(|w| skeleton(w)).collect()
    };
    let (a, b) = (telling(a), telling(b));
    let ends = |one: &[String], other: &[String]| {
        one.len() == 1 && (other.first() == one.first() || other.last() == one.first())
    };
    ends(&a, &b) || ends(&b, &a)
}

/// Whether every word of `short` has its own match in `long`.
fn covers(long: &[String], short: &[String], same: impl Fn(&str, &str) -> bool) -> bool {
    let mut taken = vec![false; long.len()];
    short.iter().all(|word| {
        let found = (0..long.len()).find(|&i| !taken[i] && same(&long[i], word));
        found.inspect(|&i| taken[i] = true).is_some()
    })
}

fn initial(a: &str, b: &str) -> bool {
    a.len() == 1 && b.starts_with(a) || b.len() == 1 && a.starts_with(b)
}

/// The number of letters to change, add, drop or swap to get from one word to the other, or `None` above `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row.push(cost);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: Option<Likeness>) {
        assert_eq!(likeness(&words(a), &words(b)), expected, "{a}, {b}");
        assert_eq!(likeness(&words(b), &words(a)), expected, "{b}, {a}");
    }

    #[test]
    fn names_of_one_person() {
        check("Sergey Lavrov", "Sergei Lavrov", Some(Likeness::Spelling));
        check("Volodymyr Zelensky", "Volodymyr Zelenskyy", Some(Likeness::Spelling));
        check("Mohammed Morsi", "Muhammad Mursi", Some(Likeness::Spelling));
        check("Kim Dae-jung", "Dae-jung Kim", Some(Likeness::Same));
        check("George Shultz", "George Pratt Shultz", Some(Likeness::Shorter));
        check("George P. Shultz", "George Pratt Shultz", Some(Likeness::Shorter));
        check("Adel al-Jubeir", "Adel Al Jubeir", Some(Likeness::Same));
        check("Raúl Alfonsín", "Raul Alfonsin", Some(Likeness::Same));
        check("S. Jaishankar", "Subrahmanyam Jaishankar", Some(Likeness::Shorter));
        check("Abdullah II", "Abdullah II", Some(Likeness::Same));
        check("Luis Alberto Arce Catacora", "Luis Arce", Some(Likeness::Shorter));
        check("Toshimitsu Motegi", "Motegi Toshimitsu", Some(Likeness::Same));
        check("Lee Myung-bak", "Myung-Bak Lee", Some(Likeness::Same));
    }

    #[test]
    fn names_of_two_persons() {
        check("George Bush", "George Brown", None);
        check("Hillary Clinton", "Bill Clinton", None);
        check("Jean-Luc Dehaene", "Jean-Luc Mélenchon", None);
        check("Clinton", "Bill Clinton", None);
        check("George W. Bush", "George H. W. Bush", None);
        check("George Walker Bush", "George H. W. Bush", None);
        check("George H. W. Bush", "Herschel Walker", None);
        check("Clarence Thomas", "Thomas C. Foley", None);
        check("Richard B. Cheney", "Bonnie R. Cohen", None);
        check("Amina Mohammed", "Mohammed Jallow", None);
        check("Ferdinand Marcos Jr.", "Ferdinand Marcos III", None);
        check("William B. Schwartz Jr.", "William Bodde Jr.", None);
        check("Abdullah I", "Abdullah II", None);
        check("Hussein", "Abdullah bin Hussein", None);
        check("Li Qiang", "Li Keqiang", None);
        check("", "Bill Clinton", None);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("lavrov", "lavrov", 2), Some(0));
        assert_eq!(distance("lavrov", "lvarov", 2), Some(1));
        assert_eq!(distance("lavrov", "lavrof", 2), Some(1));
        assert_eq!(distance("lavrov", "putin", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }
}
