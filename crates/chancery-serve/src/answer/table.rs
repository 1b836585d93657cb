//! Rows as comma-separated values.

use std::io::Write;

use chancery_store::Column;
use serde_json::Value;

/// The head line.
pub(super) fn head(out: &mut csv::Writer<impl Write>, columns: &[Column]) -> csv::Result<()> {
    out.write_record(columns.iter().map(|c| c.name))
}

/// One row; lists are JSON.
pub(super) fn row(out: &mut csv::Writer<impl Write>, row: &[Value]) -> csv::Result<()> {
    for value in row {
        match value {
            Value::Null => out.write_field("")?,
            Value::String(text) => out.write_field(tame(text).as_bytes())?,
            other => out.write_field(other.to_string())?,
        }
    }
    out.write_record(None::<&[u8]>)
}

/// A spreadsheet takes a text that begins so for a formula, and reports are written by strangers: an apostrophe before
/// it makes it text again.
fn tame(text: &str) -> std::borrow::Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_text_is_a_formula() {
        let mut out = csv::Writer::from_writer(Vec::new());
        row(
            &mut out,
            &[json!("=HYPERLINK(\"x\")"), json!(-1.5), json!(["a,b"]), json!(null), json!("a\n\"b\"")],
        )
        .expect("a row");
        let line = String::from_utf8(out.into_inner().expect("all written")).expect("UTF-8");
        assert_eq!(line, "\"'=HYPERLINK(\"\"x\"\")\",-1.5,\"[\"\"a,b\"\"]\",,\"a\n\"\"b\"\"\"\n");
    }
}
