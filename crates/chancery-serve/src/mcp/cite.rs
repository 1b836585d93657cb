//! [`Citations`]: from which report a fact is, and the words that say so. [`Text`] finds the sentence around a span.

use std::collections::HashMap;

use chancery::text::{Sentence, Tokens, paragraphs, sentences};
use chancery_store::{Filter, Listing, Store};
use serde_json::{Value, json};

use crate::answer::objects;
use crate::page::words::{Object, day, text};
use crate::problem::Problem;

/// Characters that are quoted at once; what is longer is cut and says so.
pub(super) const QUOTED: usize = 600;

/// Characters of a title or the name of a source.
pub(super) const NAMED: usize = 300;

/// Characters of an address; one that is longer leads nowhere.
const ADDRESS: usize = 2000;

/// Reports as they are cited, each looked up once.
pub(super) struct Citations<'s> {
    store: &'s Store,
    reports: HashMap<String, Cited>,
}

struct Cited {
    about: Object,
    /// Its text, once it was asked for, if it has one.
    text: Option<Option<Text>>,
}

impl<'s> Citations<'s> {
    pub(super) fn new(store: &'s Store) -> Citations<'s> {
        Citations { store, reports: HashMap::new() }
    }

    fn report(&mut self, key: &str) -> Result<&mut Cited, Problem> {
        if !self.reports.contains_key(key) {
            let filter = Filter { key: Some(key.to_owned()), limit: Some(1), ..Filter::default() };
            let about = objects(self.store, Listing::Reports, &filter)?.pop().unwrap_or_default();
            self.reports.insert(key.to_owned(), Cited { about: name(&about), text: None });
        }
        self.reports.get_mut(key).ok_or_else(|| Problem::missing(format!("there is no report {key}")))
    }

    /// The citation of a fact whose row names its report and the span of its words; the sentence around them is taken
    /// from the row or from the report.
    pub(super) fn of(&mut self, row: &Object) -> Result<Value, Problem> {
        let (store, key) = (self.store, text(row, "report").to_owned());
        let span = row.get("start").and_then(Value::as_u64).zip(row.get("end").and_then(Value::as_u64));
        let cited = self.report(&key)?;
        let quoted = match (text(row, "sentence"), span) {
            ("", Some((start, end))) => {
                if cited.text.is_none() {
                    let record = store.record(&key)?;
                    let text = record.as_ref().and_then(|r| r["text"].as_str()).filter(|t| !t.is_empty());
                    cited.text = Some(text.map(Text::new));
                }
                let of_report = cited.text.as_ref().and_then(Option::as_ref);
                of_report.and_then(|t| t.around(start as usize, end as usize))
            }
            ("", None) => None,
            (sentence, _) => Some(cut(sentence, QUOTED)),
        };
        let (words, is_cut) = quoted.unwrap_or_else(|| cut(text(row, "words"), QUOTED));
        Ok(citation(&cited.about, &words, is_cut, span))
    }
}

/// What of a row of reports names it in a citation.
fn name(row: &Object) -> Object {
    let mut about = Object::new();
    about.insert("report".into(), row.get("id").cloned().unwrap_or_default());
    // Without a title the sender's own name tells which it is.
    let title = if text(row, "title").is_empty() { "sender_id" } else { "title" };
    for (name, column) in [("title", title), ("source", "source"), ("published", "published")] {
        if !text(row, column).is_empty() {
            about.insert(name.into(), json!(cut(text(row, column), NAMED).0));
        }
    }
    if (1..=ADDRESS).contains(&text(row, "url").len()) {
        about.insert("url".into(), row["url"].clone());
    }
    about
}

/// A citation of words of a report.
pub(super) fn citation(about: &Object, words: &str, is_cut: bool, span: Option<(u64, u64)>) -> Value {
    let mut citation = about.clone();
    citation.insert("words".into(), json!(words));
    if is_cut {
        citation.insert("cut".into(), json!(true));
    }
    if let Some((start, end)) = span {
        citation.insert("start".into(), json!(start));
        citation.insert("end".into(), json!(end));
    }
    Value::Object(citation)
}

/// A citation as a line: “words” — title, source, day, address [key].
pub(super) fn line(citation: &Object) -> String {
    let mut from: Vec<String> = ["title", "source"].iter().map(|c| text(citation, c).to_owned()).collect();
    from.push(day(text(citation, "published")));
    from.push(text(citation, "url").to_owned());
    from.retain(|part| !part.is_empty());
    let words = text(citation, "words").split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{words}” — {} [{}]", from.join(", "), text(citation, "report"))
}

/// The first `most` characters, and whether there are more.
pub(super) fn cut(words: &str, most: usize) -> (String, bool) {
    match words.char_indices().nth(most) {
        Some((end, _)) => (format!("{}…", words[..end].trim_end()), true),
        None => (words.to_owned(), false),
    }
}

/// A report's text with its sentences.
pub(super) struct Text {
    text: String,
    sentences: Vec<Sentence>,
}

impl Text {
    pub(super) fn new(text: &str) -> Text {
        let tokens = Tokens::new(text);
        let sentences = sentences(text, &tokens, &paragraphs(text, &tokens));
        Text { text: text.to_owned(), sentences }
    }

    fn byte(&self, code_point: usize) -> Option<usize> {
        if self.text.is_ascii() {
            return (code_point <= self.text.len()).then_some(code_point);
        }
        let mut ends = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        ends.nth(code_point)
    }

    /// The sentences around a span of code points, and whether they are cut for their length; none for a span that the
    /// text does not have.
    pub(super) fn around(&self, start: usize, end: usize) -> Option<(String, bool)> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        let first = self.sentences.partition_point(|s| s.span.end as usize <= start);
        let last = self.sentences.partition_point(|s| (s.span.start as usize) < end);
        let around = self.sentences.get(first..last).unwrap_or_default();
        let from = around.first().map_or(start, |s| s.span.start as usize).min(start);
        let to = around.last().map_or(end, |s| s.span.end as usize).max(end);
        let whole = self.text.get(from..to)?;
        if whole.chars().count() <= QUOTED {
            return Some((whole.to_owned(), false));
        }
        // Of long sentences the part that begins with the words meant, or shortly before them.
        let lead = self.text.get(from..start)?;
        let back = lead.char_indices().rev().take(QUOTED / 4).last().map_or(0, |(at, _)| at);
        let (words, _) = cut(self.text.get(from + back..to)?, QUOTED);
        Some((if back > 0 { format!("…{}", words.trim_start()) } else { words }, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_a_span() {
        let text = Text::new("Überall herrscht Ruhe. The ministers met in Oslo. They left.");
        let at = |words: &str| {
            let start = text.text.find(words).map(|at| text.text[..at].chars().count()).expect("there");
            text.around(start, start + words.chars().count())
        };
        assert_eq!(at("met"), Some(("The ministers met in Oslo.".to_owned(), false)));
        assert_eq!(at("Oslo. They"), Some(("The ministers met in Oslo. They left.".to_owned(), false)));
        assert_eq!(text.around(5, 5000), None);
        assert_eq!(text.around(0, 0).map(|q| q.1), Some(false));
    }

    #[test]
    fn a_long_sentence_is_cut_around_what_is_meant() {
        let long = format!("{} met {}.", "the minister of trade ".repeat(60), "and again ".repeat(90));
        let text = Text::new(&long);
        let start = long.find("met").expect("there");
        let (words, is_cut) = text.around(start, start + 3).expect("words");
        assert!(is_cut && words.contains("met") && words.starts_with('…') && words.ends_with('…'), "{words}");
        assert!(words.chars().count() <= QUOTED + 2);
    }
}
