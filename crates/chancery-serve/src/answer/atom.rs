//! Rows as an Atom feed (RFC 4287), for any question: what fits it newly shows up in a feed reader.

use std::fmt::Write;

use chancery_store::Listing;
use serde_json::{Map, Value};

use super::Page;
use crate::ask::Ask;
use crate::page::words;

/// The feed of a page of rows. `base` is the address of the server: `http://127.0.0.1:8080`.
pub(crate) fn feed(ask: &Ask, page: &Page, base: &str) -> String {
    let listing = ask.resource.listing;
    let rows: Vec<Map<String, Value>> = page.rows.iter().map(|row| super::object(listing, row)).collect();
    let updated = rows.iter().map(updated).max().unwrap_or_else(|| EPOCH.to_owned());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    let this = format!("{base}{}", ask.address("atom", &[]));
    let given: Vec<String> = ask.given.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let title = match given.as_slice() {
        [] => ask.resource.title.to_owned(),
        given => format!("{}: {}", ask.resource.title, given.join(", ")),
    };
    element(&mut xml, "title", &title);
    element(&mut xml, "subtitle", ask.resource.about);
    element(&mut xml, "id", &this);
    element(&mut xml, "updated", &updated);
    link(&mut xml, "self", "application/atom+xml", &this);
    link(&mut xml, "alternate", "text/html", &format!("{base}{}", ask.address("", &[])));
    if let Some(cursor) = &page.next {
        let next = format!("{base}{}", ask.address("atom", &[("cursor", cursor)]));
        link(&mut xml, "next", "application/atom+xml", &next);
    }
    xml += "<author><name>Chancery</name></author>\n";
    for row in &rows {
        entry(&mut xml, listing, row, base);
    }
    xml += "</feed>\n";
    xml
}

const EPOCH: &str = "1970-01-01T00:00:00Z";

fn entry(xml: &mut String, listing: Listing, row: &Map<String, Value>, base: &str) {
    let address = format!("{base}{}", words::address(listing, row));
    *xml += "<entry>\n";
    element(xml, "title", &words::title(listing, row));
    element(xml, "id", &address);
    element(xml, "updated", &updated(row));
    link(xml, "alternate", "text/html", &address);
    element(xml, "summary", &words::summary(listing, row));
    *xml += "</entry>\n";
}

/// When a row was last changed, or the day that it tells.
fn updated(row: &Map<String, Value>) -> String {
    let changed = ["updated", "at"].iter().find_map(|name| row.get(*name)?.as_i64());
    if let Some(time) = changed.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()) {
        return time.to_string();
    }
    let day = ["date", "published", "last", "month"].iter().find_map(|name| row.get(*name)?.as_str());
    let day = day.unwrap_or_default();
    let padded = format!("{day}{}", "1970-01-01".get(day.len()..).unwrap_or_default());
    match padded.parse::<jiff::civil::Date>() {
        Ok(day) => format!("{day}T00:00:00Z"),
        Err(_) => EPOCH.to_owned(),
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escape(text));
}

fn link(xml: &mut String, relation: &str, media: &str, address: &str) {
    let _ = writeln!(xml, "<link rel=\"{relation}\" type=\"{media}\" href=\"{}\"/>", escape(address));
}

/// Text as XML has it, without the characters that XML has not.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escape("<a href=\"x\">&\0\u{8}b"), "&lt;a href=&quot;x&quot;&gt;&amp;b");
    }

    #[test]
    fn short_dates_are_days() {
        let of = |date: &str| updated(&Map::from_iter([("date".to_owned(), Value::from(date))]));
        assert_eq!(of("2023"), "2023-01-01T00:00:00Z");
        assert_eq!(of("2023-12"), "2023-12-01T00:00:00Z");
        assert_eq!(of("never"), EPOCH);
    }
}
