//! The acts in [`Item`]s: short news texts written for this project in many wordings, every act marked in the text.
//!
//! They show which words of the press the reading does not know. The trained reader has not seen them; whoever writes
//! rules may look at them all, so that they are no blind measure. With `CHANCERY_SHOW` what is missed and what is made
//! up is printed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use chancery::Models;
use chancery::read::{self, Provenance};
use chancery_know::Knowledge;
use serde_json::Value;

use super::{Figure, reader};

/// A text and its acts. Offsets are bytes.
#[derive(Debug, Default, PartialEq)]
struct Item {
    text: String,
    acts: Vec<Act>,
    /// Words that tell an act again.
    retold: Vec<Range<usize>>,
}

#[derive(Debug, PartialEq)]
struct Act {
    words: Range<usize>,
    event: String,
    mode: Option<String>,
    status: String,
    /// Coders could differ: it is neither demanded nor refused.
    optional: bool,
}

pub(super) fn figures(_: &Path) -> anyhow::Result<Vec<Figure>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/coded/items.txt");
    let lines = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let items: Vec<Item> =
        lines.lines().filter(|line| !line.starts_with('#')).map(parsed).collect::<anyhow::Result<_>>()?;
    let mut figures = measured(&items, "items", &Models::default())?;
    figures.extend(measured(&items, "items+m", &reader::models()?)?);
    Ok(figures)
}

/// `acts`: the share of the acts that are not optional on whose words an event of their type stands; `status` and
/// `mode` of those; `founded`: the share of the events, but statements, that stand on words that tell some act.
fn measured(items: &[Item], set: &str, models: &Models) -> anyhow::Result<Vec<Figure>> {
    let show = std::env::var_os("CHANCERY_SHOW").is_some();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut count = |name: &'static str, right: bool| {
        let (rights, all) = counts.entry(name).or_default();
        *rights += usize::from(right);
        *all += 1;
    };
    for item in items {
        let document = read::text(Provenance::default(), item.text.clone());
        let record = chancery::record::of_with(&document, models, Knowledge::embedded(), |record| {
            serde_json::to_value(record)
        })?;
        let events = record["events"].as_array().map_or(&[] as &[Value], Vec::as_slice);
        let spans: Vec<Vec<Range<usize>>> = events.iter().map(|e| evidence(e, &item.text)).collect();
        let on = |event: usize, words: &Range<usize>| {
            spans[event].iter().any(|s| s.start < words.end && words.start < s.end)
        };
        for act in item.acts.iter().filter(|act| !act.optional) {
            let found = (0..events.len()).find(|&e| events[e]["type"] == *act.event && on(e, &act.words));
            count("acts", found.is_some());
            if let Some(e) = found {
                count("status", events[e]["status"] == *act.status);
                if let Some(mode) = &act.mode {
                    count("mode", events[e]["mode"] == **mode);
                }
            } else if show {
                println!("{set} - {} {} in {}", act.event, &item.text[act.words.clone()], item.text);
            }
        }
        for e in (0..events.len()).filter(|&e| events[e]["type"] != "STATEMENT") {
            let told = item.acts.iter().map(|act| &act.words).chain(&item.retold).any(|words| on(e, words));
            count("founded", told);
            if !told && show {
                println!(
                    "{set} + {} {} in {}",
                    events[e]["type"], events[e]["evidence"][0]["text"], item.text
                );
            }
        }
    }
    Ok(counts
        .into_iter()
        .map(|(name, (right, all))| Figure::new(set, name, right as f64 / all as f64, all))
        .collect())
}

/// Where the words stand that an event rests on, in bytes.
fn evidence(event: &Value, text: &str) -> Vec<Range<usize>> {
    let byte = |at: &Value| {
        let chars = at.as_u64().unwrap_or(0) as usize;
        text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
    };
    let spans = event["evidence"].as_array().into_iter().flatten();
    spans.map(|span| byte(&span["start"])..byte(&span["end"])).collect()
}

/// The item of a line, whose marks the head of the file explains.
fn parsed(line: &str) -> anyhow::Result<Item> {
    let mut item = Item::default();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '[', '}', ']']) {
        item.text.push_str(&rest[..at]);
        let mark = &rest[at..=at];
        rest = &rest[at + 1..];
        if mark == "{" || mark == "[" {
            let bar = rest.find('|').with_context(|| format!("a mark without | in {line}"))?;
            open.push((if mark == "{" { &rest[..bar] } else { "" }, item.text.len()));
            rest = &rest[bar + 1..];
            continue;
        }
        let (head, start) = open.pop().with_context(|| format!("{mark} closes nothing in {line}"))?;
        let words = start..item.text.len();
        match head {
            "" => {}
            "=" => item.retold.push(words),
            head => item.acts.push(act(head, words).with_context(|| line.to_owned())?),
        }
    }
    ensure!(open.is_empty(), "a mark is not closed in {line}");
    item.text.push_str(rest);
    item.acts.sort_by_key(|act| (act.words.start, act.words.end));
    Ok(item)
}

/// The act of a mark such as `2 SANCTION/expel planned?`.
fn act(head: &str, words: Range<usize>) -> anyhow::Result<Act> {
    let optional = head.ends_with('?');
    let mut parts = head.trim_end_matches('?').split_whitespace().skip(1);
    let Some(told) = parts.next() else { bail!("an act without a type") };
    let (event, mode) = told.split_once('/').map_or((told, None), |(event, mode)| (event, Some(mode)));
    ensure!(chancery::ontology::event_type(event).is_some(), "{event} is no type");
    Ok(Act {
        words,
        event: event.to_owned(),
        mode: mode.map(str::to_owned),
        status: parts.next().unwrap_or("actual").to_owned(),
        optional,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest() {
        let item = parsed(
            "[a1|Chad] {1 THREATEN/restrict?|warns of [t1|{2 SANCTION planned|duties}]}, {=|a threat}.",
        );
        let item = item.expect("the marks are in order");
        assert_eq!(item.text, "Chad warns of duties, a threat.");
        let told: Vec<_> =
            item.acts.iter().map(|a| (&item.text[a.words.clone()], &*a.event, a.optional)).collect();
        assert_eq!(told, [("warns of duties", "THREATEN", true), ("duties", "SANCTION", false)]);
        assert_eq!((item.acts[0].mode.as_deref(), &*item.acts[1].status), (Some("restrict"), "planned"));
        assert_eq!(item.retold, [22..30]);
        assert!(parsed("{1 AID|help").is_err());
        assert!(parsed("{1 HELP|help}").is_err());
    }
}
