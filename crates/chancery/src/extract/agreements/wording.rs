//! What the words of a title say: whether two titles name one agreement, and which of two comes later.

use std::collections::BTreeSet;

use chancery_know::month_named;

use super::known::Known;
use super::nouns::HEADS;
use crate::extract::Agreement;

/// Words of a title that do not say which agreement it is.
const COMMON: &[&str] = &[
    "the",
    "a",
    "an",
    "its",
    "their",
    "his",
    "her",
    "this",
    "that",
    "of",
    "on",
    "for",
    "to",
    "and",
    "in",
    "with",
    "s",
    "last",
    "week",
    "month",
    "year",
    "recent",
    "latest",
    "existing",
    "current",
    "landmark",
    "historic",
    "bilateral",
    "so-called",
    "same",
    "similar",
    "key",
    "major",
    "short-term",
    "long-term",
    "temporary",
    "stop-gap",
    "stopgap",
    "tentative",
    "preliminary",
    "broad",
    "comprehensive",
    "final",
    "partial",
    "limited",
    "formal",
    "permanent",
    "immediate",
    "unconditional",
    "nationwide",
    "hostilities",
    "lasting",
    "indefinite",
    "fragile",
    "shaky",
    "long-awaited",
    "controversial",
    "proposed",
    "multiple",
    "relevant",
    "several",
    "various",
];

/// Words of a title that tell an agreement from the one it follows.
const LATER: &[&str] = &[
    "new",
    "further",
    "fresh",
    "revised",
    "updated",
    "renewed",
    "second",
    "another",
    "interim",
    "side",
    "revitalized",
    "revitalised",
    "modernized",
    "modernised",
    "upgraded",
    "amended",
];

/// Kinds of which one is called by the name of another.
const FAMILY: &[&str] = &["agreement", "treaty", "pact"];

/// Whether a title is a name and no description: its noun has a capital.
pub(super) fn is_proper(title: &str) -> bool {
    title.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| {
        w.starts_with(char::is_uppercase) && HEADS.iter().any(|(head, _)| head.eq_ignore_ascii_case(w))
    })
}

/// Whether a title says again what an earlier one said: "the cotton agreement" after "a new agreement on cotton".
pub(super) fn repeats(earlier: &str, earlier_kind: &str, title: &str, kind: &str) -> bool {
    let family = |k: &str| FAMILY.contains(&k);
    let ((first, _), (second, _)) = (words(earlier), words(title));
    (earlier_kind == kind || family(earlier_kind) && family(kind))
        && !second.is_empty()
        && second.is_subset(&first)
        && same_years(earlier, title)
        && !is_later(title)
}

/// Whether no year tells two titles apart.
pub(super) fn same_years(a: &str, b: &str) -> bool {
    let ((_, first), (_, second)) = (words(a), words(b));
    first.is_empty() || second.is_empty() || first == second
}

/// Whether every word by which a title tells which agreement it is stands in the names of a known one: "the nuclear
/// deal".
pub(super) fn is_within(title: &str, known: &Known) -> bool {
    let (words, _) = words(title);
    let has = |w: &String| known.words.iter().any(|k| k == w || k.strip_suffix('s') == Some(w));
    !words.is_empty() && words.iter().all(has) && !is_later(title)
}

/// Whether a title says that it comes after another: "*new* coffee pact".
pub(super) fn is_later(title: &str) -> bool {
    title.split(' ').any(|w| LATER.contains(&w.to_lowercase().as_str()))
}

/// Whether a title says that it came before another: "*previous* truce".
pub(super) fn is_earlier(title: &str) -> bool {
    title.split(' ').any(|w| matches!(w.to_lowercase().as_str(), "earlier" | "previous" | "prior"))
}

/// Whether two titles say the same of what is agreed: "peace deal", "peace agreement".
pub(super) fn have_same_words(a: &str, b: &str) -> bool {
    let ((first, _), (second, _)) = (words(a), words(b));
    !first.is_empty() && first == second
}

/// What a title says without the word that it comes after another; none where that is all.
pub(super) fn without_later(title: &str) -> Option<String> {
    let rest: Vec<&str> = title.split(' ').filter(|w| !LATER.contains(&w.to_lowercase().as_str())).collect();
    (rest.len() > 1).then(|| rest.join(" "))
}

/// The words of a title that say which agreement it is, and its years.
fn words(title: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let all = title.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
    let mut words: BTreeSet<String> = BTreeSet::new();
    let mut years: BTreeSet<String> = BTreeSet::new();
    let mut before = String::new();
    for word in all.map(str::to_lowercase) {
        // "a charter *of partnership*": what it is of, and not what it is.
        let of_it = before == "of" && word == "partnership";
        before.clone_from(&word);
        if word.chars().all(|c| c.is_ascii_digit()) {
            match word.parse::<u16>() {
                Ok(1800..=2199) => years.insert(word),
                _ => words.insert(word),
            };
        } else if !COMMON.contains(&word.as_str())
            && month_named(&word).is_none()
            && (of_it || !HEADS.iter().any(|(head, _)| *head == word))
        {
            // "the semiconductor pact", "the accord on semiconductors".
            let one = word.strip_suffix('s').filter(|w| w.len() > 4 && !w.ends_with('s'));
            words.insert(one.unwrap_or(&word).to_owned());
        }
    }
    (words, years)
}

/// Whether two titles name one agreement in other words: "the Paris Accord", "the February 22 Paris Agreement".
pub(super) fn is_same(a: &Agreement, b: &Agreement) -> bool {
    let family = |k: &str| FAMILY.contains(&k);
    let ((first, years), (second, others)) = (words(&a.title), words(&b.title));
    (a.kind == b.kind || family(a.kind) && family(b.kind))
        && !first.is_empty()
        && !second.is_empty()
        && (first.is_subset(&second) || second.is_subset(&first))
        && (years.is_empty() || others.is_empty() || years == others)
        && !are_apart(a, b)
}

/// Whether a title only says that it is one spoken of: "current accord", "new pact".
pub(super) fn tells_nothing(title: &str) -> bool {
    let (words, years) = words(title);
    years.is_empty()
        && words.iter().all(|w| {
            // "the five-year accord"
            ["-year", "-month", "-week", "-day", "-page", "-point"].iter().any(|end| w.ends_with(end))
                || LATER.contains(&w.as_str())
                || matches!(w.as_str(), "present" | "old" | "original" | "previous")
        })
}

/// Whether a title tells nothing but a year: "2015 deal".
pub(super) fn is_only_year(title: &str, year: &str) -> bool {
    let (words, years) = words(title);
    words.is_empty() && years.len() == 1 && years.contains(year)
}

/// Whether one truce is told again by the year when it was made: "the five-year-old cease-fire … the *2002 truce*".
pub(super) fn is_dated_again(a: &Agreement, b: &Agreement) -> bool {
    let ((_, years), (words, others)) = (words(&a.title), words(&b.title));
    a.kind == "ceasefire" && b.kind == a.kind && years.is_empty() && !others.is_empty() && words.is_empty()
}

/// Whether two titles have nothing in common: "strategic framework agreement", "agreement on fisheries"; or are names of
/// which each says what the other does not.
pub(super) fn are_two(a: &Agreement, b: &Agreement) -> bool {
    // Of a description, who the parties are tells nothing of what it is on: "the U.S.-Canada pact".
    let told = |title: &str| {
        let plain = |w: &&str| is_proper(title) || !w.starts_with(char::is_uppercase);
        words(&title.split(' ').filter(plain).collect::<Vec<_>>().join(" ")).0
    };
    let (first, second) = (told(&a.title), told(&b.title));
    let names = is_proper(&a.title) && is_proper(&b.title);
    let told = !first.is_empty() && !second.is_empty();
    told && if names {
        !first.is_subset(&second) && !second.is_subset(&first)
    } else {
        first.is_disjoint(&second)
    }
}

/// Whether one of two titles is of a later agreement than the other: "the new pact".
pub(super) fn are_apart(a: &Agreement, b: &Agreement) -> bool {
    is_later(&a.title) != is_later(&b.title)
}
