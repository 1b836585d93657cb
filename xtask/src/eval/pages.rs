//! Pages of news: how much of the article's text is found and nothing else, by the measure of the
//! article-extraction-benchmark (runs of four words, each page counting the same), and how often the day of publication is
//! right.

use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::Context;
use chancery::read::{Provenance, parse_date};
use chancery_fetch::{Archive, Piece};
use serde_json::Value;

use super::Figure;

/// Words of a run.
const RUN: usize = 4;

/// Reads the pages and compares.
pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let folder = data.join("data/ingest/article-extraction-benchmark");
    let Ok(gold) = std::fs::read(folder.join("ground-truth.json")) else { return Ok(Vec::new()) };
    let gold: HashMap<String, Value> = serde_json::from_slice(&gold).context("the gold of pages")?;
    let mut names: Vec<&String> = gold.keys().collect();
    names.sort();
    let (mut found, mut extra, mut missed) = (0.0, 0.0, 0.0);
    for name in &names {
        let path = folder.join("html").join(format!("{name}.html.gz"));
        let file = std::fs::File::open(&path).with_context(|| path.display().to_string())?;
        let mut html = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut html)?;
        let document = chancery_html::page(Provenance::default(), html);
        let told = gold[*name]["articleBody"].as_str().unwrap_or_default();
        let (truth, guess) = (runs(told), runs(&document.text));
        let common: u32 =
            truth.iter().map(|(run, &count)| count.min(guess.get(run).copied().unwrap_or(0))).sum();
        let (all, got): (u32, u32) = (truth.values().sum(), guess.values().sum());
        // A longer text has no more weight.
        let sum = f64::from(all + got - common).max(1.0);
        found += f64::from(common) / sum;
        extra += f64::from(got - common) / sum;
        missed += f64::from(all - common) / sum;
    }
    let (precision, recall) = (found / (found + extra), found / (found + missed));
    let figure = |name: &str, value: f64| Figure::new("pages", name, value, names.len());
    let mut figures = vec![
        figure("text_f1", 2.0 * precision * recall / (precision + recall)),
        figure("text_precision", precision).unpinned(),
        figure("text_recall", recall).unpinned(),
    ];
    figures.extend(dates(data)?);
    Ok(figures)
}

/// How often the day of publication is right, on an archive of news pages that has it for the time of each.
fn dates(data: &Path) -> anyhow::Result<Option<Figure>> {
    let Ok(file) = std::fs::File::open(data.join("data/ingest/warc/fundus_news.warc.gz")) else {
        return Ok(None);
    };
    let mut archive = Archive::new(BufReader::new(file), 16 << 20)?;
    let (mut pages, mut right) = (0_usize, 0_usize);
    while let Some(piece) = archive.next_piece()? {
        let Piece::Page(page) = piece else { continue };
        let day = page.taken.as_deref().and_then(|taken| parse_date(taken.get(..10)?));
        let provenance = Provenance { url: Some(page.url), ..Provenance::default() };
        let document = chancery_html::page_as(provenance, page.bytes, page.charset.as_deref());
        pages += 1;
        right += usize::from(day.is_some() && document.published_on() == day);
    }
    Ok(Some(Figure::new("news-pages", "date", right as f64 / pages.max(1) as f64, pages)))
}

/// How often each run of words stands in a text.
fn runs(text: &str) -> HashMap<Vec<&str>, u32> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    if words.is_empty() {
        return runs;
    }
    for start in 0..words.len().saturating_sub(RUN) + 1 {
        *runs.entry(words[start..words.len().min(start + RUN)].to_vec()).or_default() += 1;
    }
    runs
}
