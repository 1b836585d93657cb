//! `cargo xtask topics`: fits the weights by which phrases are taken for topics, on the coded reports that are not held
//! out, read by rules alone and with the trained reader, and writes `rules/topics.tsv` of the library.
//!
//! A logistic regression over what is seen of each candidate; a candidate is right if most of its words are a coded topic's,
//! as the scorer compares them. Few weights are kept: what is seen seldom has none, and the rest are held small.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Models;
use chancery_know::Knowledge;
use serde_json::{Value, json};

use crate::eval::{reader, records};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder that holds `eval/`
    #[arg(long, value_name = "DIR", env = "CHANCERY_DATA")]
    data: PathBuf,
    /// Print the candidates of these gold records instead, one report a line
    #[arg(long, value_name = "GOLD")]
    show: Vec<PathBuf>,
}

/// Gold records that the weights are fitted on: the file, and how many of it are held out.
const SETS: &[(&str, usize)] = &[("train.gold.jsonl", 24), ("short.gold.jsonl", 60)];

/// Fewest candidates of which something must be seen to have a weight.
const FEWEST: usize = 6;
/// How small the weights are held: the inverse of the variance that they are expected to have.
const HELD: f64 = 6.0;
/// How often each weight is bettered.
const ROUNDS: usize = 8;
/// Weights below this are left out.
const LEAST: f64 = 0.03;

/// The table, from this crate's folder.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/chancery/rules/topics.tsv");

/// A candidate: what is seen of it, and whether it is right.
struct Case {
    seen: Vec<String>,
    right: bool,
}

pub(crate) fn run(args: Args) -> anyhow::Result<()> {
    if !args.show.is_empty() {
        return show(&args.show);
    }
    let mut cases = Vec::new();
    for models in [Models::default(), reader::models()?] {
        for &(file, held) in SETS {
            for gold in fitted(&args.data.join("eval").join(file), held)? {
                read(&gold, &models, &mut cases)?;
            }
        }
    }
    let right = cases.iter().filter(|c| c.right).count();
    let weights = fit(&cases);
    let mut table = String::from(
        "# Weights by which a phrase is taken for what an event is about: what is seen of it, and what that adds to the\n\
         # logarithm of its odds. Made by `cargo xtask topics`; do not edit.\n",
    );
    for (seen, weight) in &weights {
        writeln!(table, "{seen}\t{weight:.2}")?;
    }
    std::fs::write(TABLE, table).with_context(|| TABLE.to_owned())?;
    println!("{} candidates, {right} of them topics; {} weights", cases.len(), weights.len());
    Ok(())
}

fn show(files: &[PathBuf]) -> anyhow::Result<()> {
    for (name, models) in [("rules", Models::default()), ("model", reader::models()?)] {
        for file in files {
            for gold in records::gold(file, None)? {
                let document = records::document(&gold)?;
                let analysis = chancery::analyze_with(&document, &models, Knowledge::embedded());
                let claims = chancery::extract(&analysis);
                let candidates: Vec<Value> = chancery::extract::topic_candidates(&analysis, &claims)
                    .iter()
                    .map(|c| json!({"t": c.span.of(analysis.text()), "s": c.span.start, "e": c.event, "seen": c.seen}))
                    .collect();
                println!(
                    "{}",
                    json!({"reader": name, "file": file, "id": gold["doc"]["id"], "c": candidates})
                );
            }
        }
    }
    Ok(())
}

/// The gold records of a file without the held-out ones.
fn fitted(path: &Path, held: usize) -> anyhow::Result<Vec<Value>> {
    let out: Vec<Value> =
        records::gold(path, Some(held))?.into_iter().map(|r| r["doc"]["id"].clone()).collect();
    let all = records::gold(path, None)?;
    Ok(all.into_iter().filter(|r| !out.contains(&r["doc"]["id"])).collect())
}

fn read(gold: &Value, models: &Models, cases: &mut Vec<Case>) -> anyhow::Result<()> {
    let events = gold["events"].as_array().map_or(&[] as &[Value], Vec::as_slice);
    let coded = events.iter().filter_map(|e| e["topics"].as_array()).flatten().filter_map(Value::as_str);
    let coded: Vec<Vec<String>> = coded.map(words).collect();
    let document = records::document(gold)?;
    let analysis = chancery::analyze_with(&document, models, Knowledge::embedded());
    let claims = chancery::extract(&analysis);
    for candidate in chancery::extract::topic_candidates(&analysis, &claims) {
        let own = words(candidate.span.of(analysis.text()));
        cases.push(Case { right: coded.iter().any(|c| alike(c, &own) >= 0.5), seen: candidate.seen });
    }
    Ok(())
}

/// The words of a topic without those that say nothing.
fn words(topic: &str) -> Vec<String> {
    const EMPTY: &[&str] = &[
        "a", "an", "the", "of", "on", "in", "and", "for", "to", "with", "at", "by", "from", "its", "their",
        "s",
    ];
    let lower = topic.to_lowercase();
    let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    all.filter(|w| !EMPTY.contains(w)).map(str::to_owned).collect()
}

/// The harmonic mean of the shares of words that two topics have in common.
fn alike(a: &[String], b: &[String]) -> f64 {
    let mut rest: Vec<&String> = b.iter().collect();
    let shared = a.iter().filter(|w| rest.iter().position(|r| r == w).map(|i| rest.swap_remove(i)).is_some());
    2.0 * shared.count() as f64 / (a.len() + b.len()).max(1) as f64
}

/// The weights that fit best, by what is seen.
fn fit(cases: &[Case]) -> BTreeMap<&str, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in cases.iter().flat_map(|c| &c.seen) {
        *counts.entry(seen).or_default() += 1;
    }
    counts.retain(|_, n| *n >= FEWEST);
    let index: BTreeMap<&str, usize> = counts.keys().enumerate().map(|(i, &seen)| (seen, i)).collect();
    // For each weight the candidates of which that is seen.
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); index.len()];
    for (row, case) in cases.iter().enumerate() {
        for i in case.seen.iter().filter_map(|s| index.get(s.as_str())) {
            if columns[*i].last() != Some(&row) {
                columns[*i].push(row);
            }
        }
    }
    // Newton's steps, one weight after the other.
    let mut weights = vec![0.0f64; index.len()];
    let mut odds = vec![0.0f64; cases.len()];
    for _ in 0..ROUNDS {
        for (weight, column) in weights.iter_mut().zip(&columns) {
            let (mut slope, mut bend) = (HELD * *weight, HELD);
            for &row in column {
                let likely = 1.0 / (1.0 + (-odds[row]).exp());
                slope += likely - f64::from(u8::from(cases[row].right));
                bend += likely * (1.0 - likely);
            }
            let step = (slope / bend).clamp(-1.0, 1.0);
            *weight -= step;
            for &row in column {
                odds[row] -= step;
            }
        }
    }
    index.into_iter().map(|(seen, i)| (seen, weights[i])).filter(|(_, w)| w.abs() >= LEAST).collect()
}
