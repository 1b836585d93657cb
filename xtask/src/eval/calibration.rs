//! Whether the scores of events and statements mean what they say: of those given 0.8, about 80 % should be right. Prints
//! tables of reliability for the sets that nothing is tuned on, by rules alone and with the trained reader.

use std::collections::BTreeSet;
use std::path::Path;

use chancery::Models;
use serde_json::Value;

use super::{Figure, reader, records};

/// Steps of the table.
const BINS: usize = 10;

pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (mark, models) in [("rules", Models::default()), ("model", reader::models()?)] {
        let (mut judged, mut said) = (Vec::new(), Vec::new());
        let mut unseen = records::coded(data, true)?;
        // The trained reader has seen the others.
        if mark == "rules" {
            unseen.extend(records::coded(data, false)?);
        }
        for &(_, file, held) in records::SETS.iter().filter(|(set, ..)| *set != "seed") {
            unseen.extend(records::gold(&data.join("eval").join(file), held)?);
        }
        for gold in unseen {
            let out: Value = serde_json::from_str(&records::read(&gold, &models)?)?;
            judge(&gold, &out, &mut judged);
            judge_said(&gold, &out, &mut said);
        }
        for (what, judged) in [("events", &judged), ("statements", &said)] {
            let off = table(mark, what, judged);
            let name =
                if what == "events" { format!("unseen-{mark}") } else { format!("unseen-{mark}-said") };
            let cases = judged.len();
            figures.push(Figure::new(name, "calibration", 1.0 - off / cases.max(1) as f64, cases).unpinned());
        }
    }
    Ok(figures)
}

/// Prints the table of reliability of what was judged, and returns by how much scores are off, over all cases.
fn table(mark: &str, what: &str, judged: &[(f64, bool)]) -> f64 {
    println!("{mark}: score  {what}  mean score  right");
    let mut off = 0.0;
    for bin in 0..BINS {
        let inside: Vec<_> = judged
            .iter()
            .filter(|(score, _)| ((score * BINS as f64) as usize).min(BINS - 1) == bin)
            .collect();
        if inside.is_empty() {
            continue;
        }
        let n = inside.len() as f64;
        let mean = inside.iter().map(|(score, _)| score).sum::<f64>() / n;
        let right = inside.iter().filter(|(_, right)| *right).count() as f64 / n;
        off += (mean - right).abs() * n;
        println!(
            "  {:.1}-{:.1}  {n:>6}  {mean:>10.2}  {right:>5.2}",
            bin as f64 / 10.0,
            (bin + 1) as f64 / 10.0
        );
    }
    off
}

/// Adds the score of each statement of `out` and whether it is right: `gold` has one in mostly the same words by the same
/// speaker, by name or party. What coders could differ on is not judged.
fn judge_said(gold: &Value, out: &Value, judged: &mut Vec<(f64, bool)>) {
    let list = |record: &Value| record["statements"].as_array().cloned().unwrap_or_default();
    let known = list(gold);
    for statement in list(out) {
        let (own, score) = (words(&statement), statement["score"].as_f64().unwrap_or_default());
        let alike = |g: &Value| {
            let theirs = words(g);
            let shared = own.intersection(&theirs).count() as f64;
            2.0 * shared / (own.len() + theirs.len()).max(1) as f64
        };
        let nearest = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|g| alike(g) >= 0.8);
        match nearest {
            Some(g) if g["optional"] == true => {}
            Some(g) => {
                let mut theirs = speakers(gold, g);
                theirs.retain(|s| speakers(out, &statement).contains(s));
                judged.push((score, !theirs.is_empty()));
            }
            None => judged.push((score, false)),
        }
    }
}

/// The words of what is said, in small letters.
fn words(statement: &Value) -> BTreeSet<String> {
    let content = statement["content"].as_array().cloned().unwrap_or_default();
    let text: Vec<&str> = content.iter().filter_map(|span| span["text"].as_str()).collect();
    let text = text.join(" ").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The last words of the names of those who say a statement, and the parties of those who are no persons.
fn speakers(record: &Value, statement: &Value) -> BTreeSet<String> {
    let several = statement["speakers"].as_array().cloned().unwrap_or_default();
    let entities = record["entities"].as_array().cloned().unwrap_or_default();
    let ids = several.iter().chain(std::iter::once(&statement["speaker"]));
    let told = ids.filter_map(|id| entities.iter().find(|e| &e["id"] == id));
    told.flat_map(|entity| {
        let name = entity["name"].as_str().and_then(|n| n.split_whitespace().last()).map(str::to_lowercase);
        let party = entity["party"].as_str().filter(|_| entity["kind"] != "person").map(str::to_owned);
        [name, party]
    })
    .flatten()
    .collect()
}

/// Adds the score of each event of `out` and whether it is right: `gold` has one of the same type and mostly the same
/// parties, or one that coders could differ on, at the same words. What is neither is not judged.
fn judge(gold: &Value, out: &Value, judged: &mut Vec<(f64, bool)>) {
    let list = |record: &Value| record["events"].as_array().cloned().unwrap_or_default();
    let known = list(gold);
    let mut taken = vec![false; known.len()];
    for event in list(out).iter().filter(|e| e["type"] != "STATEMENT") {
        let (own, score) = (parties(out, event), event["score"].as_f64().unwrap_or_default());
        let fits = |(i, g): &(usize, &Value)| {
            let theirs = parties(gold, g);
            let shared = own.intersection(&theirs).count() as f64;
            let alike = shared / own.union(&theirs).count().max(1) as f64;
            !taken[*i] && g["type"] == event["type"] && alike >= 0.5 && (overlap(g, event) || alike >= 0.8)
        };
        let found = known.iter().enumerate().filter(fits).max_by_key(|(_, g)| overlap(g, event));
        let optional = |g: &Value| g["optional"] == true;
        match found.map(|(i, g)| (i, optional(g))) {
            Some((i, false)) => {
                taken[i] = true;
                judged.push((score, true));
            }
            Some((_, true)) => {}
            None if known.iter().any(|g| optional(g) && overlap(g, event)) => {}
            None => judged.push((score, false)),
        }
    }
}

/// Codes, else names, of those who take part.
fn parties(record: &Value, event: &Value) -> BTreeSet<String> {
    let ids =
        ["actors", "recipients"].iter().flat_map(|side| event[*side].as_array().cloned().unwrap_or_default());
    let entities = record["entities"].as_array();
    ids.filter_map(|id| {
        let entity = entities?.iter().find(|e| e["id"] == id)?;
        entity["party"].as_str().or(entity["name"].as_str()).map(str::to_lowercase)
    })
    .collect()
}

/// Whether the words of two events overlap.
fn overlap(a: &Value, b: &Value) -> bool {
    let spans = |event: &Value| -> Vec<(u64, u64)> {
        let list = event["evidence"].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|s| Some((s["start"].as_u64()?, s["end"].as_u64()?))).collect()
    };
    let b = spans(b);
    spans(a).iter().any(|(from, to)| b.iter().any(|(start, end)| from < end && start < to))
}
