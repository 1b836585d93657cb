//! What the trained reader adds: records and quotations read with the model in `models/`, beside the rules alone.
//!
//! Quotations are those of PolNeAR's development part that are spoken or written, by the scorer in the data folder
//! (`eval/score_quotes.py`). The relation of a pair cannot be measured with the shipped model, which saw the sentences;
//! `training/` measures it in folds and leaves the figures in `models/folds.json`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use chancery::Models;
use chancery::read::{self, Provenance};
use chancery::reader::Reader;
use chancery_know::Knowledge;
use serde_json::Value;

use super::{Figure, records};

/// The folder of the model file and the figures of its training.
const MODELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../models");

/// The shipped model.
pub(crate) fn models() -> anyhow::Result<Models> {
    let path = Path::new(MODELS).join("reader.bin");
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    Ok(Models { reader: Some(Reader::load(&bytes)?) })
}

pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let models = models()?;
    let mut figures = records::figures_with(data, &models, "+m")?;
    figures.extend(quotations(data, "polnear-dev", &Models::default())?);
    figures.extend(quotations(data, "polnear-dev+m", &models)?);
    figures.extend(rounds(data, "coder-rounds", &Models::default())?);
    figures.extend(rounds(data, "coder-rounds+m", &models)?);
    figures.extend(folds()?);
    Ok(figures)
}

/// Sentences that several coders judged, over five rounds: how many of those that at most a third of the judgements
/// found relevant are left without an event that happened (`quiet`), and how many of those that two thirds found
/// relevant have some event (`heard`). Statements do not count as events that happened.
fn rounds(data: &Path, set: &str, models: &Models) -> anyhow::Result<Vec<Figure>> {
    let mut lines = String::new();
    let file = File::open(data.join("data/train/events/coder_rounds_1_4.jsonl.gz"))?;
    flate2::read::GzDecoder::new(file).read_to_string(&mut lines)?;
    let mut votes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line)?;
        let (relevant, all) = votes.entry(row["text"].as_str().unwrap_or_default().to_owned()).or_default();
        let coders = row["coders"].as_object().into_iter().flat_map(|coders| coders.values());
        for coder in coders.filter(|coder| coder["complete"] == true) {
            *relevant += usize::from(coder["metas"]["1_Relevant"] == true);
            *all += 1;
        }
    }
    let (mut quiet, mut few, mut heard, mut many) = (0, 0, 0, 0);
    for (text, (relevant, all)) in votes {
        let document = read::text(Provenance::default(), text);
        let record = chancery::record::of_with(&document, models, Knowledge::embedded(), |record| {
            serde_json::to_value(record)
        })?;
        let events = record["events"].as_array().map_or(&[] as &[Value], Vec::as_slice);
        if 3 * relevant <= all {
            few += 1;
            quiet += usize::from(!events.iter().any(|e| e["type"] != "STATEMENT" && e["status"] == "actual"));
        } else if 3 * relevant >= 2 * all {
            many += 1;
            heard += usize::from(!events.is_empty());
        }
    }
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    Ok(vec![
        Figure::new(set, "quiet", share(quiet, few), few),
        Figure::new(set, "heard", share(heard, many), many),
    ])
}

/// PolNeAR's development part, spoken attributions.
fn quotations(data: &Path, set: &str, models: &Models) -> anyhow::Result<Vec<Figure>> {
    let corpus = data.join("data/train/quotes");
    let docs = corpus.join("polnear_dev.docs.jsonl.gz");
    let mut lines = String::new();
    flate2::read::GzDecoder::new(File::open(&docs)?).read_to_string(&mut lines)?;
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/eval"));
    std::fs::create_dir_all(folder)?;
    let mut out = String::new();
    for line in lines.lines() {
        let doc: Value = serde_json::from_str(line)?;
        let told = |key: &str| doc[key].as_str().unwrap_or_default().to_owned();
        let provenance =
            Provenance { id: told("doc_id"), title: Some(told("title")), ..Provenance::default() };
        let document = read::text(provenance, told("text"));
        let print = |record: &chancery::record::Record<'_>| serde_json::to_string(record);
        out.push_str(&chancery::record::of_with(&document, models, Knowledge::embedded(), print)?);
        out.push('\n');
    }
    let (records, rows) = (folder.join(format!("{set}.out.jsonl")), folder.join(format!("{set}.rows.jsonl")));
    std::fs::write(&records, out)?;
    let made = Command::new("python3")
        .arg(data.join("eval/record_to_quotes.py"))
        .stdin(Stdio::from(File::open(&records)?))
        .stdout(Stdio::from(File::create(&rows)?))
        .status()
        .context("running python3")?;
    ensure!(made.success(), "record_to_quotes.py failed");
    let ran = Command::new("python3")
        .arg(data.join("eval/score_quotes.py"))
        .args([&corpus.join("polnear_dev.gold.jsonl.gz"), &docs, &rows])
        .args(["--gold-filter", "verbal", "--json"])
        .output()?;
    ensure!(ran.status.success(), "score_quotes.py failed: {}", String::from_utf8_lossy(&ran.stderr));
    let scores: Value = serde_json::from_slice(&ran.stdout)?;
    let cases = scores["n_gold"].as_u64().unwrap_or(0) as usize;
    let f1 = |name: &str| scores[name]["f1"].as_f64().unwrap_or(0.0) / 100.0;
    let named =
        [("exact", "quote_exact"), ("overlap80", "quote"), ("overlap80_and_speaker", "quote_speaker")];
    Ok(named.into_iter().map(|(theirs, ours)| Figure::new(set, ours, f1(theirs), cases)).collect())
}

/// The figures that training left, where it measured the folds.
fn folds() -> anyhow::Result<Vec<Figure>> {
    let Ok(text) = std::fs::read_to_string(Path::new(MODELS).join("folds.json")) else {
        return Ok(Vec::new());
    };
    let told: Value = serde_json::from_str(&text)?;
    let cases = told["predictions"].as_array().map_or(0, Vec::len);
    let relation = told["relation, pooled macro-F1 over 15 roots"].as_f64().unwrap_or(0.0) / 100.0;
    let spans = told["spans of source and target"]["f1"].as_f64().unwrap_or(0.0) / 100.0;
    let wanted = told["spans of source and target"]["gold"].as_u64().unwrap_or(0) as usize;
    Ok(vec![
        Figure::new("plv-folds", "relation_macro", relation, cases),
        Figure::new("roles-folds", "source_target", spans, wanted),
    ])
}
