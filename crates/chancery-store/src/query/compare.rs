//! [`Store::compare`]: an engagement as each report tells it: what all of them tell, what one leaves out, and where they
//! differ.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::Listing;
use crate::{Result, Store};

/// Fields of an event in which reports may differ. Who acts and who receives is told in one way or the other of one meeting:
/// so the two are compared together, as `parties`.
const FIELDS: &[&str] = &["mode", "status", "date", "place", "parties"];

impl Store {
    /// An engagement side by side. `accounts` are the reports that tell or announce it (those that only mention it where
    /// there are no others), each with its events, topics, statements and agreements. `topics`, `statements` and
    /// `agreements` say for each of them (topics by their words in lower case, the others by their keys) which reports tell
    /// it: the same one, or one in like words. `mentioned_by` are the reports that only mention it. `differences` are the fields of the event whose values differ, by report.
    ///
    /// # Errors
    ///
    /// There is no such engagement, or the database fails.
    pub fn compare(&self, engagement: &str) -> Result<Value> {
        let Some(shown) = self.row(Listing::Engagements, engagement)? else {
            return self.tombstone(engagement);
        };
        let reports = |relation: &str| {
            let of = format!(
                "r.id IN (SELECT report FROM events WHERE {relation} AND engagement = (SELECT id FROM engagements WHERE key = ?1))"
            );
            self.rows(Listing::Reports, &of, engagement)
        };
        let mut telling = reports("relation <> 'mentions'")?;
        let mut mentioning = reports("relation = 'mentions'")?;
        mentioning.retain(|r| telling.iter().all(|t| t["id"] != r["id"]));
        if telling.is_empty() {
            telling = std::mem::take(&mut mentioning);
        }
        let mentioning: Vec<&Value> = mentioning.iter().map(|r| &r["id"]).collect();
        telling.sort_by_key(|r| {
            (r["published"].as_str().map(str::to_owned), r["id"].as_str().map(str::to_owned))
        });
        let mut accounts = Vec::new();
        for report in telling {
            let key = report["id"].as_str().unwrap_or_default().to_owned();
            let of = |listing, condition| self.rows(listing, condition, &key);
            let events = of(Listing::Events, "r.key = ?1")?;
            let own: Vec<&Value> = events.iter().filter(|e| e["engagement"] == engagement).collect();
            let topics =
                own.iter().filter_map(|e| e["topics"].as_array()).flatten().filter_map(Value::as_str);
            let topics: BTreeSet<&str> = topics.collect();
            accounts.push(json!({
                "report": report,
                "events": own,
                "topics": topics,
                "statements": in_order(of(Listing::Statements, "r.key = ?1")?),
                "agreements": of(Listing::Agreements, "r.key = ?1")?,
            }));
        }
        let mut topics = told(&accounts, "topics", |topic| {
            let topic = topic.as_str().unwrap_or_default();
            (topic.to_lowercase(), topic.to_owned())
        });
        told_in_statements(&mut topics, &accounts);
        let by = |column: &'static str| {
            move |row: &Value| {
                let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
                (text("id"), text(column))
            }
        };
        Ok(json!({
            "engagement": shown,
            "topics": topics,
            "statements": told(&accounts, "statements", by("words")),
            "agreements": told(&accounts, "agreements", by("title")),
            "differences": differences(&accounts),
            "mentioned_by": mentioning,
            "accounts": accounts,
        }))
    }
}

/// By key, the reports that tell each topic, statement or agreement; `of` gives its key and words.
fn told(
    accounts: &[Value],
    part: &str,
    of: impl Fn(&Value) -> (String, String),
) -> BTreeMap<String, Vec<Value>> {
    let each = |account: &Value| {
        let rows = account[part].as_array().into_iter().flatten();
        rows.map(&of).map(|(key, words)| (key, roots(&words))).collect::<Vec<_>>()
    };
    let all: Vec<(Value, Vec<(String, BTreeSet<String>)>)> =
        accounts.iter().map(|a| (a["report"]["id"].clone(), each(a))).collect();
    let mut told = BTreeMap::new();
    for (key, words) in all.iter().flat_map(|(_, rows)| rows) {
        // A sentence has words enough for three to be in common.
        let enough = if part == "statements" { 3 } else { 1 };
        let tells = |rows: &[(String, BTreeSet<String>)]| {
            rows.iter().any(|(k, w)| k == key || are_alike(words, w, enough))
        };
        let by = all.iter().filter(|(_, rows)| tells(rows)).map(|(report, _)| report.clone());
        told.entry(key.clone()).or_insert_with(|| by.collect());
    }
    told
}

/// The statements of a report in the order of its text.
fn in_order(mut statements: Vec<Value>) -> Vec<Value> {
    statements.sort_by_key(|s| s["start"].as_i64());
    statements
}

/// Adds to the reports that tell each topic those in which somebody speaks of it: two in three of its words in one
/// statement.
fn told_in_statements(topics: &mut BTreeMap<String, Vec<Value>>, accounts: &[Value]) {
    for account in accounts {
        let statements = account["statements"].as_array().into_iter().flatten();
        let said: Vec<BTreeSet<String>> = statements.filter_map(|s| s["words"].as_str()).map(roots).collect();
        for (topic, by) in topics.iter_mut() {
            let topic = roots(topic);
            let speaks = |words: &BTreeSet<String>| {
                let common = topic.intersection(words).count();
                common > 0 && common * 3 >= topic.len() * 2
            };
            let report = &account["report"]["id"];
            if !by.contains(report) && said.iter().any(speaks) {
                by.push(report.clone());
            }
        }
    }
}

/// The beginnings of the words that tell something, so that `condemned` and `condemnation` are one.
fn roots(text: &str) -> BTreeSet<String> {
    crate::identity::folded_words(text)
        .filter(|word| word.len() > 3 && !COMMON.contains(&word.as_str()))
        .map(|word| word.chars().take(ROOT).collect())
        .collect()
}

/// Letters of a word that its forms have in common.
const ROOT: usize = 6;

/// Whether two sets of words tell one thing: half of the shorter one's are in the other, and at least `enough`.
fn are_alike(a: &BTreeSet<String>, b: &BTreeSet<String>, enough: usize) -> bool {
    let common = a.intersection(b).count();
    let least = a.len().min(b.len());
    common >= enough && common * 2 >= least && (common > 2 || least < 5)
}

/// Words that tell nothing of a matter.
const COMMON: &[&str] = &[
    "about", "also", "been", "from", "have", "here", "just", "know", "more", "much", "other", "said", "some",
    "thank", "thanks", "that", "their", "them", "there", "these", "they", "this", "very", "want", "well",
    "were", "what", "when", "which", "will", "with", "would", "your",
];

fn value_of(event: &Value, field: &str) -> Value {
    if field != "parties" {
        return event[field].clone();
    }
    let sides = ["actors", "recipients"].iter().filter_map(|side| event[*side].as_array());
    let parties: BTreeSet<&str> = sides.flatten().filter_map(Value::as_str).collect();
    json!(parties)
}

/// The fields whose values differ between reports that tell them, with the value of each report.
fn differences(accounts: &[Value]) -> Vec<Value> {
    let mut differences = Vec::new();
    for field in FIELDS {
        let mut values = Map::new();
        for account in accounts {
            let event = account["events"].as_array().and_then(|events| events.first());
            let value = event.map(|event| value_of(event, field)).unwrap_or_default();
            let is_told = !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
            if is_told {
                values.insert(account["report"]["id"].as_str().unwrap_or_default().to_owned(), value);
            }
        }
        if values.values().any(|v| Some(v) != values.values().next()) {
            differences.push(json!({"field": field, "values": values}));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_in_like_words_are_one() {
        let alike = |a: &str, b: &str| are_alike(&roots(a), &roots(b), 1);
        assert!(alike("the COVID-19 response", "COVID-19 response efforts"));
        assert!(alike("Russia’s attack on Ukraine", "attacks of Russia against Ukraine"));
        assert!(!alike("food insecurity", "climate change"));
        assert!(!alike("", "climate change"));
        assert!(!are_alike(&roots("Can they win?"), &roots("They will, in time."), 3));
        let long = "support for the territorial integrity and sovereignty of Ruritania in its borders";
        assert!(!alike(long, "support for a free press and open courts in Ruritania"));
    }
}
