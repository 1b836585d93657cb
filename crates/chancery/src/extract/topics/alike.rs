//! Topics in the same words, of which one is kept.

use super::MOST;
use crate::text::Span;

/// Keeps the first of several topics in the same words, and the first [`MOST`] of all.
pub(in crate::extract) fn distinct(text: &str, topics: &mut Vec<Span>) {
    // "conflict in Ukraine" and "the Ukraine conflict" are one.
    let mut seen: Vec<Vec<String>> = Vec::new();
    topics.retain(|t| {
        let lower = t.of(text).to_lowercase();
        let mut words: Vec<String> = lower
            .split_whitespace()
            .filter(|w| {
                !matches!(*w, "the" | "a" | "an" | "of" | "in" | "on" | "and" | "for" | "with" | "to")
            })
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        let known = seen.contains(&words);
        if !known {
            seen.push(words);
        }
        !known
    });
    // "the upcoming Ninth" beside "the upcoming Ninth Summit of the Turkic States" is cut off.
    let whole: Vec<String> = topics.iter().map(|t| t.of(text).to_lowercase()).collect();
    let mut at = 0;
    topics.retain(|_| {
        let own = at;
        at += 1;
        !whole.iter().enumerate().any(|(i, longer)| {
            i != own && longer.strip_prefix(whole[own].as_str()).is_some_and(|rest| rest.starts_with(' '))
        })
    });
    topics.truncate(MOST);
}
