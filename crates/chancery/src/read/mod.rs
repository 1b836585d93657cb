//! From bytes to [`Document`]s.

use serde::Deserialize;

use crate::text::{Document, Published, PublishedBasis};

/// One line of JSON lines input.
#[derive(Deserialize)]
struct Line {
    #[serde(alias = "doc_id")]
    id: Option<serde_json::Value>,
    text: Option<String>,
    title: Option<String>,
    #[serde(alias = "date")]
    published: Option<String>,
    url: Option<String>,
    source: Option<String>,
    language: Option<String>,
}

/// The document of one JSON line.
///
/// # Errors
///
/// The line is not a JSON object with a text.
pub fn json_line(line: &str) -> Result<Document, serde_json::Error> {
    let line: Line = serde_json::from_str(line)?;
    let published = line.published.as_deref().and_then(|d| d.get(..10)?.parse().ok());
    Ok(Document {
        id: match line.id {
            Some(serde_json::Value::String(s)) => s,
            Some(other) => other.to_string(),
            None => String::new(),
        },
        url: line.url,
        title: line.title,
        source: line.source,
        language: line.language,
        published: published.map(|date| Published { date, basis: PublishedBasis::Given }),
        text: line.text.unwrap_or_default(),
        problems: Vec::new(),
    })
}
