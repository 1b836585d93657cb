//! What a record holds beside its text: [`without_text`] takes the text out of a record's JSON, [`rebuild`] puts it back.
//!
//! The table of reports keeps the two in columns of their own, so that a text is stored once.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Error, Result};

/// The keys of a record with their JSON, in order.
struct Parts<'j>(Vec<(Cow<'j, str>, &'j RawValue)>);

impl<'j> serde::Deserialize<'j> for Parts<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> std::result::Result<Parts<'j>, D::Error> {
        struct Keys;
        impl<'j> Visitor<'j> for Keys {
            type Value = Parts<'j>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<M: MapAccess<'j>>(self, mut map: M) -> std::result::Result<Parts<'j>, M::Error> {
                let mut parts = Vec::new();
                while let Some(part) = map.next_entry()? {
                    parts.push(part);
                }
                Ok(Parts(parts))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

fn parts(json: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>> {
    let parts: Parts<'_> =
        serde_json::from_str(json).map_err(|e| Error::new(format!("the record is not of format v1: {e}")))?;
    Ok(parts.0)
}

/// A record's JSON without its `text`.
///
/// # Errors
///
/// It is no JSON object.
pub fn without_text(json: &str) -> Result<String> {
    let mut out = String::with_capacity(json.len());
    for (key, value) in parts(json)?.iter().filter(|(key, _)| key != "text") {
        push(&mut out, key, value.get());
    }
    close(&mut out);
    Ok(out)
}

/// The JSON of the record whose text and other parts are given: the two columns of the table of reports.
///
/// # Errors
///
/// `record` is no JSON object.
pub fn rebuild(text: &str, record: &str) -> Result<String> {
    let text = serde_json::to_string(text).map_err(|e| Error::new(e.to_string()))?;
    let mut out = String::with_capacity(record.len() + text.len() + 16);
    let mut is_in = false;
    for (key, value) in parts(record)? {
        push(&mut out, &key, value.get());
        // It stands after `doc`, as the program writes it.
        if key == "doc" {
            push(&mut out, "text", &text);
            is_in = true;
        }
    }
    if !is_in {
        push(&mut out, "text", &text);
    }
    close(&mut out);
    Ok(out)
}

fn push(out: &mut String, key: &str, value: &str) {
    out.push(if out.is_empty() { '{' } else { ',' });
    // A key is a string, and strings always have a JSON form.
    out.push_str(&serde_json::to_string(key).unwrap_or_default());
    out.push(':');
    out.push_str(value);
}

fn close(out: &mut String) {
    if out.is_empty() {
        out.push('{');
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_out_and_comes_back() {
        let json =
            r#"{"format":1,"doc":{"id":"é\n","text":"no"},"text":"a \"b\"\n…","events":[{"text":"x"}]}"#;
        let parts = without_text(json).unwrap();
        assert_eq!(parts, r#"{"format":1,"doc":{"id":"é\n","text":"no"},"events":[{"text":"x"}]}"#);
        assert_eq!(rebuild("a \"b\"\n…", &parts).unwrap(), json);
        assert_eq!(rebuild("a", "{}").unwrap(), r#"{"text":"a"}"#);
        assert_eq!(without_text(r#"{"text":""}"#).unwrap(), "{}");
        assert!(without_text("[]").is_err() && rebuild("", "{").is_err());
    }
}
