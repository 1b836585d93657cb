//! Whether the scores of events mean what they say: of those given 0.8, about 80 % should be right. Prints a table of
//! reliability for the sets that nothing is tuned on, by rules alone and with the trained reader.

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
        let mut judged = Vec::new();
        for &(set, file, held) in records::SETS {
            if set == "seed" {
                continue;
            }
            for gold in records::gold(&data.join("eval").join(file), held)? {
                let out: Value = serde_json::from_str(&records::read(&gold, &models)?)?;
                judge(&gold, &out, &mut judged);
            }
        }
        println!("{mark}: score  events  mean score  right");
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
        let cases = judged.len();
        figures.push(
            Figure::new(format!("unseen-{mark}"), "calibration", 1.0 - off / cases.max(1) as f64, cases)
                .unpinned(),
        );
    }
    Ok(figures)
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
