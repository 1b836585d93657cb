//! [`brief`]: a record as a desk officer reads it.

use std::fmt::Write;

use super::Record;

/// How a brief is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether headings are coloured.
    pub colour: bool,
}

/// The brief of a record, in plain text.
pub fn brief(record: &Record<'_>, _style: Style) -> String {
    let mut out = String::new();
    for event in &record.events {
        let words = event.evidence.first().map_or("", |s| s.text);
        let _ = writeln!(out, "{} {} “{words}”", event.event, event.status);
    }
    out
}
