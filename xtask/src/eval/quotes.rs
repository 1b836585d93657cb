//! Quotations of PolNeAR's development articles: which spoken attributions are found, and with the right source.
//!
//! The scorer and the conversion of records stand in the data folder; they are called, not copied.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::Figure;

/// Reads the articles and scores what is said in them.
pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let quotes = data.join("data/train/quotes");
    let (articles, gold) =
        (quotes.join("polnear_dev.docs.jsonl.gz"), quotes.join("polnear_dev.gold.jsonl.gz"));
    if !articles.is_file() || !gold.is_file() {
        return Ok(Vec::new());
    }
    let mut lines = String::new();
    std::io::Read::read_to_string(
        &mut flate2::read::GzDecoder::new(std::fs::File::open(&articles)?),
        &mut lines,
    )?;
    let know = chancery_know::Knowledge::embedded();
    let mut records = Vec::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let document = chancery::Document {
            id: article["doc_id"].as_str().unwrap_or_default().to_owned(),
            ..chancery::Document::from_text(article["text"].as_str().unwrap_or_default())
        };
        let analysis = chancery::analyze(&document, know);
        let claims = chancery::extract(&analysis);
        serde_json::to_writer(&mut records, &chancery::record::record(&analysis, &claims))?;
        records.push(b'\n');
    }
    let rows = run(data.join("eval/record_to_quotes.py"), &[], &records)?;
    let file = std::env::temp_dir().join(format!("chancery-quotes-{}.jsonl", std::process::id()));
    std::fs::File::create(&file)?.write_all(&rows)?;
    let scored = run(
        data.join("eval/score_quotes.py"),
        &[&gold, &articles, &file, Path::new("--gold-filter"), Path::new("verbal"), Path::new("--json")],
        &[],
    );
    std::fs::remove_file(&file)?;
    let scored: serde_json::Value = serde_json::from_slice(&scored?).context("the quote scorer's answer")?;
    let cases = scored["n_gold"].as_u64().unwrap_or_default() as usize;
    let figure = |name: &str, key: &str| {
        let value = scored[key]["f1"].as_f64().unwrap_or_default() / 100.0;
        Figure::new("polnear", name, value, cases)
    };
    Ok(vec![figure("quote_overlap", "overlap80"), figure("quote_speaker", "overlap80_and_speaker")])
}

/// What a Python script answers to `input`.
fn run(script: impl AsRef<Path>, arguments: &[&Path], input: &[u8]) -> anyhow::Result<Vec<u8>> {
    let script = script.as_ref();
    let mut child = Command::new("python3")
        .arg(script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("python3 {}", script.display()))?;
    let mut pipe = child.stdin.take().context("a pipe to the scorer")?;
    let input = input.to_vec();
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    if !output.status.success() {
        bail!("{} failed", script.display());
    }
    Ok(output.stdout)
}
