//! Which reports are of one engagement: on the pairs of releases of `eval/pairs.tsv`, and on `newswcl50`, 50 articles on ten
//! events, where an article's cluster is its story, or the engagement of its lead event.
//!
//! The stores are made anew in `target/eval` (and left there to be asked), by the rules reader. That of the pairs holds the
//! releases that they name and, as neighbours that could be taken for them, every fourth of the others.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use chancery::Models;
use chancery::read::{self, Body};
use chancery_know::Knowledge;
use chancery_store::{Error, Filter, Listing, Store};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

use super::Figure;

/// Of the releases that no pair names, one in so many is read.
const NEIGHBOURS: usize = 4;

/// A line of `eval/pairs.tsv`.
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    verdict: &'a str,
    set: &'a str,
}

/// The figures; with `CHANCERY_SHOW` the pairs told wrongly are printed, but for those that are kept.
pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/pairs.tsv");
    let list = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let pairs: Vec<Pair<'_>> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(pair)
        .collect::<anyhow::Result<_>>()?;
    let mut figures = pair_figures(data, &pairs)?;
    figures.extend(clusters(data)?);
    Ok(figures)
}

fn pair(line: &str) -> anyhow::Result<Pair<'_>> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().with_context(|| format!("eval/pairs.tsv: too few columns: {line}"));
    Ok(Pair { a: next()?, b: next()?, verdict: next()?, set: next()? })
}

fn pair_figures(data: &Path, pairs: &[Pair<'_>]) -> anyhow::Result<Vec<Figure>> {
    let named: HashSet<&str> = pairs.iter().flat_map(|p| [p.a, p.b]).collect();
    let mut store = fresh("pairs")?;
    for file in ["state_dept_pr", "white_house_pr"] {
        let mut number = 0_usize;
        fill(&mut store, &data.join(format!("data/news/{file}.jsonl.gz")), |id| {
            number += 1;
            named.contains(id) || number.is_multiple_of(NEIGHBOURS)
        })?;
    }
    let told = Told::of(&store)?;
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for pair in pairs {
        let verdict = told.verdict(pair.a, pair.b);
        let right = usize::from(verdict == pair.verdict);
        for name in [pair.verdict, "right"] {
            let count = counts.entry((pair.set, name)).or_default();
            *count = (count.0 + right, count.1 + 1);
        }
        if right == 0 && pair.set != "kept" && std::env::var_os("CHANCERY_SHOW").is_some() {
            println!("{}: {}, not {verdict}: {} {}", pair.set, pair.verdict, pair.a, pair.b);
        }
    }
    let figures = counts.into_iter().map(|((set, name), (right, all))| {
        let figure = Figure::new(format!("pairs-{set}"), name, right as f64 / all as f64, all);
        if name == "right" { figure } else { figure.unpinned() }
    });
    Ok(figures.collect())
}

/// What a store says of its reports.
struct Told {
    /// By the sender's identifier: the engagements that the report was issued for, or else reports or announces.
    reports: HashMap<String, BTreeSet<String>>,
    /// Of which engagement another is a part.
    wholes: HashMap<String, String>,
}

impl Told {
    fn of(store: &Store) -> anyhow::Result<Told> {
        let mut reports = HashMap::new();
        rows(store, Listing::Reports, &["sender_id", "engagements"], |row| {
            let told = row[1].as_array().into_iter().flatten().filter(|g| g["relation"] != "mentions");
            let told = told.filter_map(|g| g["id"].as_str()).map(str::to_owned).collect();
            reports.insert(row[0].as_str().unwrap_or_default().to_owned(), told);
        })?;
        let mut wholes = HashMap::new();
        rows(store, Listing::Engagements, &["id", "part_of"], |row| {
            if let (Some(part), Some(whole)) = (row[0].as_str(), row[1].as_str()) {
                wholes.insert(part.to_owned(), whole.to_owned());
            }
        })?;
        Ok(Told { reports, wholes })
    }

    fn verdict(&self, a: &str, b: &str) -> &'static str {
        let (Some(a), Some(b)) = (self.reports.get(a), self.reports.get(b)) else { return "different" };
        // What is part of a part is part of the whole: a meeting at a summit, to which there was a journey.
        let wholes = |part: &String| {
            std::iter::successors(self.wholes.get(part), |whole| self.wholes.get(*whole)).take(4)
        };
        let within = |x: &BTreeSet<String>, y: &BTreeSet<String>| {
            x.iter().any(|part| wholes(part).any(|whole| y.contains(whole)))
        };
        match () {
            () if !a.is_disjoint(b) => "same",
            () if within(a, b) || within(b, a) => "part_of",
            () => "different",
        }
    }
}

fn rows(
    store: &Store,
    listing: Listing,
    names: &[&str],
    mut take: impl FnMut(&[Value]),
) -> anyhow::Result<()> {
    let column = |name: &&str| listing.columns().iter().position(|c| c.name == *name);
    let at: Vec<usize> = names.iter().filter_map(column).collect();
    store.list::<Error>(listing, &Filter::default(), |row| {
        take(&at.iter().map(|&i| row[i].clone()).collect::<Vec<_>>());
        Ok(())
    })?;
    Ok(())
}

/// An empty store.
fn fresh(name: &str) -> anyhow::Result<Store> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/eval"));
    std::fs::create_dir_all(folder)?;
    for ending in ["db", "db-wal", "db-shm"] {
        let path = folder.join(format!("{name}.{ending}"));
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(Store::open(&folder.join(format!("{name}.db")))?)
}

/// Reads the reports of a file whose identifiers are wanted, and keeps them.
fn fill(store: &mut Store, path: &Path, mut wanted: impl FnMut(&str) -> bool) -> anyhow::Result<()> {
    for batch in lines(path)?.chunks(256) {
        let mut records = Vec::new();
        for line in batch {
            let fields: Value = serde_json::from_slice(line)?;
            if wanted(fields["id"].as_str().unwrap_or_default()) {
                records.push(record(line)?.into_bytes());
            }
        }
        store.append(records.iter().map(Vec::as_slice), 0)?;
    }
    Ok(())
}

fn lines(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(BufReader::new(MultiGzDecoder::new(file)).split(b'\n').collect::<Result<_, _>>()?)
}

fn record(line: &[u8]) -> anyhow::Result<String> {
    let read = read::json_line(line, None).map_err(|unread| anyhow::anyhow!(unread.reason))?;
    let Body::Text(text) = read.body else { anyhow::bail!("a release without text") };
    let document = read::text(read.provenance, text);
    let print = |record: &chancery::record::Record<'_>| serde_json::to_string(record);
    Ok(chancery::record::of_with(&document, &Models::default(), Knowledge::embedded(), print)?)
}

/// BCubed F1 on `newswcl50` of engagements of lead events, and of a single pass over the articles by TF-IDF with the
/// threshold that fits best, which knows of no event.
fn clusters(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let path = data.join("data/news/newswcl50.jsonl.gz");
    let mut store = fresh("newswcl50")?;
    fill(&mut store, &path, |_| true)?;
    let articles: Vec<Value> =
        lines(&path)?.iter().map(|line| serde_json::from_slice(line)).collect::<Result<_, _>>()?;
    let gold: Vec<String> = articles.iter().map(|a| a["event_id"].to_string()).collect();
    let leads = leads(&store)?;
    let ids: Vec<&str> = articles.iter().map(|a| a["id"].as_str().unwrap_or_default()).collect();
    let told: Vec<&str> = ids.iter().map(|id| leads.get(*id).map_or(*id, String::as_str)).collect();
    let stories = stories(&store)?;
    let of_story: Vec<&str> = ids.iter().map(|id| stories.get(*id).map_or(*id, String::as_str)).collect();
    let plain = tf_idf(&articles);
    let best = (1..60).map(|t| bcubed(&gold, &single_pass(&plain, f64::from(t) / 100.0))).fold(0.0, f64::max);
    Ok(vec![
        Figure::new("newswcl50", "bcubed of lead events", bcubed(&gold, &told), gold.len()),
        Figure::new("newswcl50", "bcubed of stories", bcubed(&gold, &of_story), gold.len()),
        Figure::new("newswcl50", "bcubed of plain tf-idf", best, gold.len()).unpinned(),
    ])
}

/// By the sender's identifier, the story of a report.
fn stories(store: &Store) -> anyhow::Result<HashMap<String, String>> {
    let mut stories = HashMap::new();
    rows(store, Listing::Reports, &["sender_id", "story"], |row| {
        let text = |i: usize| row[i].as_str().unwrap_or_default().to_owned();
        stories.insert(text(0), text(1));
    })?;
    Ok(stories)
}

/// By the sender's identifier, the engagement of a report's lead event: the first in its text that it reports or announces.
fn leads(store: &Store) -> anyhow::Result<HashMap<String, String>> {
    let told = Told::of(store)?;
    let mut senders: HashMap<String, String> = HashMap::new();
    rows(store, Listing::Reports, &["id", "sender_id"], |row| {
        let text = |i: usize| row[i].as_str().unwrap_or_default().to_owned();
        senders.insert(text(0), text(1));
    })?;
    let mut leads: HashMap<String, (i64, String)> = HashMap::new();
    rows(store, Listing::Events, &["report", "engagement", "start"], |row| {
        let (Some(report), Some(engagement), Some(start)) =
            (row[0].as_str(), row[1].as_str(), row[2].as_i64())
        else {
            return;
        };
        let Some(sender) = senders.get(report) else { return };
        let is_told = told.reports.get(sender).is_some_and(|told| told.contains(engagement));
        if is_told && leads.get(sender).is_none_or(|lead| start < lead.0) {
            leads.insert(sender.clone(), (start, engagement.to_owned()));
        }
    })?;
    Ok(leads.into_iter().map(|(sender, (_, lead))| (sender, lead)).collect())
}

/// BCubed F1 of clusters against true ones (Bagga and Baldwin 1998).
fn bcubed<G: PartialEq, T: PartialEq>(gold: &[G], told: &[T]) -> f64 {
    let (mut precision, mut recall) = (0.0, 0.0);
    for i in 0..gold.len() {
        let count = |is: &dyn Fn(usize) -> bool| (0..gold.len()).filter(|&j| is(j)).count() as f64;
        let both = count(&|j| told[j] == told[i] && gold[j] == gold[i]);
        precision += both / count(&|j| told[j] == told[i]);
        recall += both / count(&|j| gold[j] == gold[i]);
    }
    let all = gold.len().max(1) as f64;
    let (precision, recall) = (precision / all, recall / all);
    2.0 * precision * recall / (precision + recall)
}

type Vector = BTreeMap<String, f64>;

/// The weights of the articles' words, of length 1.
fn tf_idf(articles: &[Value]) -> Vec<Vector> {
    let counts: Vec<BTreeMap<String, f64>> = articles
        .iter()
        .map(|article| {
            let mut counts = BTreeMap::new();
            let text = article["text"].as_str().unwrap_or_default().to_lowercase();
            for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2) {
                *counts.entry(word.to_owned()).or_insert(0.0) += 1.0;
            }
            counts
        })
        .collect();
    let mut held: HashMap<&str, f64> = HashMap::new();
    for word in counts.iter().flat_map(BTreeMap::keys) {
        *held.entry(word).or_default() += 1.0;
    }
    let weigh = |counts: &BTreeMap<String, f64>| {
        let weight = |(word, n): (&String, &f64)| {
            (word.clone(), (1.0 + n.ln()) * (articles.len() as f64 / held[word.as_str()]).ln())
        };
        let mut vector: Vector = counts.iter().map(weight).collect();
        let length = vector.values().map(|w| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        vector.values_mut().for_each(|w| *w /= length);
        vector
    };
    counts.iter().map(weigh).collect()
}

/// Each article goes to the nearest cluster before it, where that is near enough, else begins one.
fn single_pass(vectors: &[Vector], threshold: f64) -> Vec<usize> {
    let mut sums: Vec<Vector> = Vec::new();
    let mut clusters = Vec::new();
    for vector in vectors {
        let near = |sum: &Vector| {
            let length = sum.values().map(|w| w * w).sum::<f64>().sqrt();
            vector.iter().filter_map(|(word, w)| Some(w * sum.get(word)?)).sum::<f64>() / length
        };
        let best = sums.iter().map(near).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let cluster = best.filter(|b| b.1 >= threshold).map_or(sums.len(), |b| b.0);
        if cluster == sums.len() {
            sums.push(Vector::new());
        }
        for (word, w) in vector {
            *sums[cluster].entry(word.clone()).or_default() += w;
        }
        clusters.push(cluster);
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bcubed_of_clusters() {
        assert_eq!(bcubed(&[1, 1, 2], &["a", "a", "b"]), 1.0);
        // All alone: precision 1, recall (1/2 + 1/2 + 1) / 3.
        assert!((bcubed(&[1, 1, 2], &["a", "b", "c"]) - 0.8).abs() < 1e-9);
    }

    #[test]
    fn a_single_pass() {
        let articles = ["a treaty on grain", "grain treaty on", "storms over mountains"];
        let articles: Vec<Value> = articles.iter().map(|t| serde_json::json!({"text": t})).collect();
        assert_eq!(single_pass(&tf_idf(&articles), 0.1), [0, 0, 1]);
    }
}
