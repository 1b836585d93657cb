//! Time expressions against TimeBank and AQUAINT: found, typed and resolved as TempEval-3 scores them.
//!
//! * `times_strict`: F1 of expressions with exactly the gold's words.
//! * `times_relaxed`: F1 of expressions that share words with a gold one, each paired once.
//! * `times_type`, `times_value`: F1 of those relaxed pairs that also have the gold's type, or its value.
//! * `times_strict_value`: F1 of exact words with the gold's value.
//!
//! Values are compared as they are written.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use chancery::analyze::{TimeKind, time};
use chancery::text::{Tokens, paragraphs, sentences};
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::Figure;

#[derive(Deserialize)]
struct Gold {
    doc_id: String,
    dct: String,
    text: String,
    timex: Vec<Timex>,
}

/// A gold expression; offsets are in characters.
#[derive(Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    text: String,
    r#type: String,
    value: Option<String>,
}

/// Right, found, and to be found.
#[derive(Default)]
struct Tally {
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    strict_value: usize,
    found: usize,
    gold: usize,
}

/// Measures each set, and both together. With `CHANCERY_ERRORS` set to a file, writes there what is wrong.
pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let mut errors = std::env::var_os("CHANCERY_ERRORS").map(File::create).transpose()?;
    let mut all = Tally::default();
    let mut figures = Vec::new();
    for set in ["timebank", "aquaint"] {
        let path = data.join("data/train/time").join(format!("{set}.jsonl.gz"));
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let mut tally = Tally::default();
        for line in BufReader::new(GzDecoder::new(file)).lines() {
            let gold: Gold = serde_json::from_str(&line?)?;
            let wrong = measure(&gold, &mut tally);
            if let Some(errors) = &mut errors {
                std::io::Write::write_all(errors, wrong.as_bytes())?;
            }
        }
        figures.extend(tally.figures(set));
        all.add(&tally);
    }
    figures.extend(all.figures("times"));
    Ok(figures)
}

/// Reads one document and counts; returns what is wrong, a line each.
fn measure(gold: &Gold, tally: &mut Tally) -> String {
    let text = &gold.text;
    let tokens = Tokens::new(text);
    let paragraphs = paragraphs(text, &tokens);
    let sentences = sentences(text, &tokens, &paragraphs);
    let published = gold.dct.get(..10).and_then(|d| d.parse().ok());
    let found = time::find(text, &tokens, &sentences, published);
    let bytes: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
    let byte = |c: usize| bytes.get(c).copied().unwrap_or(text.len()) as u32;
    tally.found += found.len();
    tally.gold += gold.timex.len();
    let mut taken = vec![false; found.len()];
    let mut wrong = String::new();
    let context = |start: usize, end: usize| {
        let from = bytes[start.saturating_sub(40).min(bytes.len() - 1)];
        let to = bytes[(end + 30).min(bytes.len() - 1)];
        text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for timex in &gold.timex {
        let (start, end) = (byte(timex.start), byte(timex.end));
        let exact = found.iter().position(|t| t.span.start == start && t.span.end == end);
        let pair = exact.or_else(|| {
            (0..found.len()).find(|&i| !taken[i] && found[i].span.start < end && start < found[i].span.end)
        });
        let around = context(timex.start, timex.end);
        let told = timex.value.as_deref().unwrap_or_default();
        let Some(pair) = pair else {
            wrong += &format!(
                "- {} {} | {} {told} | {around}\n",
                gold.doc_id,
                gold.dct,
                timex.text.replace('\n', " ")
            );
            continue;
        };
        taken[pair] = true;
        let time = &found[pair];
        let kind = kind_name(time.kind) == timex.r#type;
        let value = told == time.value.as_deref().unwrap_or_default();
        tally.strict += usize::from(exact.is_some());
        tally.relaxed += 1;
        tally.kind += usize::from(kind);
        tally.value += usize::from(value);
        tally.strict_value += usize::from(value && exact.is_some());
        let words = time.span.of(text).replace('\n', " ");
        if exact.is_none() {
            wrong += &format!("~ {} | {} [{words}] | {around}\n", gold.doc_id, timex.text.replace('\n', " "));
        }
        if !kind || !value {
            wrong += &format!(
                "= {} {} | {words}: {} {told}, not {} {} | {around}\n",
                gold.doc_id,
                gold.dct,
                timex.r#type,
                kind_name(time.kind),
                time.value.as_deref().unwrap_or("none"),
            );
        }
    }
    for (time, _) in found.iter().zip(&taken).filter(|(_, t)| !**t) {
        let at = bytes.partition_point(|&b| b < time.span.start as usize);
        let to = bytes.partition_point(|&b| b < time.span.end as usize);
        wrong +=
            &format!("+ {} | {} | {}\n", gold.doc_id, time.span.of(text).replace('\n', " "), context(at, to));
    }
    wrong
}

fn kind_name(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.kind += other.kind;
        self.value += other.value;
        self.strict_value += other.strict_value;
        self.found += other.found;
        self.gold += other.gold;
    }

    fn figures(&self, set: &str) -> Vec<Figure> {
        let f1 = |right: usize| 2.0 * right as f64 / (self.found + self.gold).max(1) as f64;
        [
            ("times_strict", self.strict),
            ("times_relaxed", self.relaxed),
            ("times_type", self.kind),
            ("times_value", self.value),
            ("times_strict_value", self.strict_value),
        ]
        .map(|(name, right)| Figure::new(set, name, f1(right), self.gold))
        .to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(text: &str, timex: &[(usize, usize, &str, &str)]) -> Gold {
        let timex = timex.iter().map(|&(start, end, kind, value)| Timex {
            start,
            end,
            text: String::new(),
            r#type: kind.to_owned(),
            value: Some(value.to_owned()),
        });
        Gold { doc_id: "d".into(), dct: "1998-02-13".into(), text: text.to_owned(), timex: timex.collect() }
    }

    #[test]
    fn what_is_missed_or_found_in_part_is_counted_apart() {
        let mut tally = Tally::default();
        // The é makes bytes and characters differ.
        let gold = gold(
            "Café talks began Friday, two days late.",
            &[(17, 23, "DATE", "1998-02-13"), (25, 38, "DURATION", "P2D")],
        );
        measure(&gold, &mut tally);
        assert_eq!((tally.gold, tally.found, tally.strict, tally.relaxed, tally.value), (2, 2, 1, 2, 2));
        let mut tally = Tally::default();
        measure(&super::tests::gold("He spoke.", &[(0, 2, "DATE", "1998")]), &mut tally);
        assert_eq!((tally.gold, tally.found, tally.relaxed), (1, 0, 0));
    }
}
