//! Records against gold records, by the scorer in the data folder (`eval/score_records.py`, which this calls).
//!
//! Whole: the article that the project began with and the development set. Held out of all training and tuning: the 24
//! reports and the 60 chronicle items whose identifiers have the first SHA-256 sums. Coded for this project and never
//! trained on (`eval/coded`): 343 reports and items that rules are read against, and 105 whose errors nobody reads.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use chancery::Models;
use chancery::read::{self, Body};
use chancery_know::Knowledge;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Figure;

/// Sets: name, file, and how many records of it are held out (all, where it says none).
pub(super) const SETS: &[(&str, &str, Option<usize>)] = &[
    ("seed", "seed.gold.jsonl", None),
    ("dev", "dev.gold.jsonl", None),
    ("held-reports", "train.gold.jsonl", Some(24)),
    ("held-items", "short.gold.jsonl", Some(60)),
];

/// Figures of the scorer that may not fall. The others rest on fewer cases, or on those that happen to be found.
const PINNED: &[&str] = &[
    "event",
    "event_strict",
    "statement_event",
    "statement",
    "statement_speaker",
    "agreement",
    "person",
    "party",
    "topic_recall",
    "topic_precision",
    "event_place",
    "event_mode",
    "span_validity",
];

pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    figures_with(data, &Models::default(), "")
}

/// The figures of reading with `models`; `mark` is added to the names of the sets.
pub(super) fn figures_with(data: &Path, models: &Models, mark: &str) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for &(set, file, held) in SETS {
        let gold = gold(&data.join("eval").join(file), held)?;
        let set = format!("{set}{mark}");
        figures.extend(score(data, &set, &gold, models).with_context(|| set.clone())?);
    }
    for (set, blind) in [("coded", false), ("blind", true)] {
        let set = format!("{set}{mark}");
        figures.extend(score(data, &set, &coded(data, blind)?, models).with_context(|| set.clone())?);
    }
    // Of these only the agreements are coded, and nothing else is a figure.
    for (set, arguments) in [("accords", &["--accords"][..]), ("accords-blind", &["--accords", "--blind"])] {
        let set = format!("{set}{mark}");
        let all = score(data, &set, &joined(data, arguments)?, models).with_context(|| set.clone())?;
        figures.extend(all.into_iter().filter(|figure| figure.name.starts_with("agreement")));
    }
    Ok(figures)
}

/// The records that were coded for this project, as `eval/coded/gold.py` joins them with the texts: those that are read,
/// or the `blind` ones.
pub(super) fn coded(data: &Path, blind: bool) -> anyhow::Result<Vec<Value>> {
    joined(data, if blind { &["--blind"] } else { &[] })
}

fn joined(data: &Path, arguments: &[&str]) -> anyhow::Result<Vec<Value>> {
    let script = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/coded/gold.py"));
    let mut python = Command::new("python3");
    python.args(["-B".as_ref(), script.as_os_str()]).arg("--data").arg(data);
    let ran = python.args(arguments).output().context("running python3")?;
    ensure!(ran.status.success(), "{} failed: {}", script.display(), String::from_utf8_lossy(&ran.stderr));
    let lines = serde_json::Deserializer::from_slice(&ran.stdout).into_iter();
    Ok(lines.collect::<Result<_, _>>()?)
}

/// The gold records of a file, or the held-out ones of them.
pub(crate) fn gold(path: &Path, held: Option<usize>) -> anyhow::Result<Vec<Value>> {
    let lines = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let parsed = lines.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
    let mut records: Vec<Value> = parsed.collect::<Result<_, _>>()?;
    if let Some(held) = held {
        records.sort_by_cached_key(|record| {
            Sha256::digest(record["doc"]["id"].as_str().unwrap_or_default()).to_vec()
        });
        records.truncate(held);
    }
    Ok(records)
}

fn score(data: &Path, set: &str, gold: &[Value], models: &Models) -> anyhow::Result<Vec<Figure>> {
    let (mut gold_lines, mut out_lines) = (String::new(), String::new());
    for record in gold {
        writeln!(gold_lines, "{record}")?;
        writeln!(out_lines, "{}", read(record, models)?)?;
    }
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/eval"));
    std::fs::create_dir_all(folder)?;
    let (gold_path, out_path) =
        (folder.join(format!("{set}.gold.jsonl")), folder.join(format!("{set}.out.jsonl")));
    std::fs::write(&gold_path, gold_lines)?;
    std::fs::write(&out_path, out_lines)?;
    let scorer = data.join("eval/score_records.py");
    let ran = Command::new("python3").arg(&scorer).args([&gold_path, &out_path]).arg("--json").output();
    let ran = ran.context("running python3")?;
    ensure!(ran.status.success(), "{} failed: {}", scorer.display(), String::from_utf8_lossy(&ran.stderr));
    let scores: serde_json::Map<String, Value> = serde_json::from_slice(&ran.stdout)?;
    let figures = scores.iter().filter_map(|(name, score)| {
        let count = |key: &str| score[key].as_u64().unwrap_or(0) as usize;
        let (value, cases) = match (score["f1"].as_f64(), score["acc"].as_f64()) {
            (Some(f1), _) => (f1, count("tp") + count("fn")),
            (None, Some(acc)) => (acc, count("of")),
            (None, None) => return None,
        };
        let figure = Figure::new(set, name, value, cases);
        Some(if PINNED.contains(&name.as_str()) { figure } else { figure.unpinned() })
    });
    Ok(figures.collect())
}

/// Reads the report of a gold record, given what a sender would give with it.
pub(super) fn read(gold: &Value, models: &Models) -> anyhow::Result<String> {
    let print = |record: &chancery::record::Record<'_>| serde_json::to_string(record);
    Ok(chancery::record::of_with(&document(gold)?, models, Knowledge::embedded(), print)?)
}

/// The report of a gold record, with what a sender would give with it.
pub(crate) fn document(gold: &Value) -> anyhow::Result<chancery::Document> {
    let doc = &gold["doc"];
    let mut line = json!({"id": doc["id"], "text": gold["text"]});
    for key in ["title", "url", "source"] {
        line[key] = doc[key].clone();
    }
    // A date in the header is the report's own to tell.
    if doc["published_basis"] != "header" {
        line["published"] = doc["published"].clone();
    }
    let line = read::json_line(line.to_string().as_bytes(), None)
        .map_err(|unread| anyhow::anyhow!(unread.reason))?;
    let Body::Text(text) = line.body else { anyhow::bail!("a gold record without text") };
    Ok(read::text(line.provenance, text))
}
