//! One line of JSON: [`json_line`] gives a [`Line`], or tells what is [`Unread`] about it.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Provenance, Question, date, problem};
use crate::text::{ProblemKind, Published, PublishedBasis};

/// A report as one line of JSON gives it.
#[derive(Debug)]
pub struct Line {
    /// What is known of it.
    pub provenance: Provenance,
    /// Its words.
    pub body: Body,
}

/// The words of a report as they were sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// A page.
    Html(String),
}

/// A line that could not be read.
#[derive(Debug)]
pub struct Unread {
    /// What could be told of the report before the reading failed; the identifier is empty where it could not.
    pub provenance: Provenance,
    /// What is wrong with the line.
    pub reason: String,
}

/// Reads one line: an object with `id` (or `doc_id`), `text` or `html`, and perhaps `title`, `published` (or `date`),
/// `url`, `source`, `language` and `pairs`. Other keys, and values that are not of the kind expected, are passed over.
///
/// # Errors
///
/// The line is not one JSON object, or has neither text nor page. What came before the fault is kept.
pub fn json_line(line: &[u8], otherwise: Option<Date>) -> Result<Line, Box<Unread>> {
    let (mut fields, mut parsed) = fields(line);
    let mut problems = Vec::new();
    if parsed.is_err()
        && let Some(mended) = mended(line)
    {
        problems.push(problem(ProblemKind::BadEncoding, "broken characters were replaced"));
        (fields, parsed) = self::fields(&mended);
    }
    let told = fields.published.or(fields.date);
    let published =
        told.as_deref().and_then(day).map(|date| Published { date, basis: PublishedBasis::Given });
    if let (Some(told), None) = (told.filter(|told| !told.trim().is_empty()), published) {
        problems.push(problem(ProblemKind::NoDate, &format!("“{told}” is not a date")));
    }
    let provenance = Provenance {
        id: fields.id.or(fields.doc_id).unwrap_or_default(),
        url: fields.url,
        title: fields.title,
        source: fields.source,
        language: fields.language,
        published,
        otherwise,
        problems,
        pairs: fields.pairs.as_ref().map(questions).unwrap_or_default(),
    };
    match (parsed, fields.text, fields.html) {
        (Ok(()), Some(text), _) => Ok(Line { provenance, body: Body::Text(text) }),
        (Ok(()), None, Some(html)) => Ok(Line { provenance, body: Body::Html(html) }),
        (Ok(()), None, None) => {
            Err(Box::new(Unread { provenance, reason: "the line has neither `text` nor `html`".to_owned() }))
        }
        (Err(error), ..) => Err(Box::new(Unread { provenance, reason: reason(line, &error) })),
    }
}

/// The values of a line as far as it is JSON.
fn fields(line: &[u8]) -> (Fields, Result<(), serde_json::Error>) {
    let mut fields = Fields::default();
    let mut json = serde_json::Deserializer::from_slice(line);
    let parsed = (&mut fields).deserialize(&mut json).and_then(|()| json.end());
    (fields, parsed)
}

/// The line with bytes that are not UTF-8, and escapes of half a surrogate pair, replaced by U+FFFD; none if it has
/// neither. A replacement takes one code point, as what it replaces does where Python counts.
fn mended(line: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(line);
    let surrogate = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok().filter(|unit| (0xd800..0xe000).contains(unit))
    };
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('\\') {
        at += found;
        match (surrogate(at), surrogate(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
            (Some(_), _) => {
                mended.push_str(&text[copied..at]);
                mended.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            // Past the escape and what it escapes, so that `\\\\u` is no escape.
            (None, _) => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    if copied == 0 && matches!(text, Cow::Borrowed(_)) {
        return None;
    }
    mended.push_str(&text[copied..]);
    Some(mended.into_bytes())
}

/// A datetime is cut to its date.
fn day(told: &str) -> Option<Date> {
    date::parse(told).or_else(|| date::starting(told.trim()).map(|(date, _)| date))
}

fn reason(line: &[u8], error: &serde_json::Error) -> String {
    if line.iter().all(u8::is_ascii_whitespace) {
        "the line is empty".to_owned()
    } else if error.is_eof() {
        format!("the line breaks off after {} bytes", line.len())
    } else if error.is_data() {
        "the line is not a JSON object".to_owned()
    } else {
        let told = error.to_string();
        let what = told.split(" at line ").next().unwrap_or_default();
        format!("the line is not JSON: {what} at byte {}", error.column())
    }
}

/// The values of a line, filled as they come, so that a line cut off still tells what stood before the cut.
#[derive(Default)]
struct Fields {
    id: Option<String>,
    doc_id: Option<String>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    published: Option<String>,
    date: Option<String>,
    url: Option<String>,
    source: Option<String>,
    language: Option<String>,
    pairs: Option<Value>,
}

/// The questions of `pairs`: each side an object with `start` and `end`, or a list of such.
fn questions(value: &Value) -> Vec<Question> {
    let bound = |span: &Value, key: &str| span.get(key)?.as_u64()?.try_into().ok();
    let span = |span: &Value| Some((bound(span, "start")?, bound(span, "end")?));
    let side = |pair: &Value, key: &str| match pair.get(key) {
        Some(Value::Array(spans)) => spans.iter().filter_map(span).collect(),
        Some(one) => span(one).into_iter().collect(),
        None => Vec::new(),
    };
    let pairs = value.as_array().into_iter().flatten();
    pairs.map(|pair| Question { source: side(pair, "source"), target: side(pair, "target") }).collect()
}

impl Fields {
    fn of(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "id" => &mut self.id,
            "doc_id" => &mut self.doc_id,
            "text" => &mut self.text,
            "html" => &mut self.html,
            "title" => &mut self.title,
            "published" => &mut self.published,
            "date" => &mut self.date,
            "url" => &mut self.url,
            "source" => &mut self.source,
            "language" => &mut self.language,
            _ => return None,
        })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Fields {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Fields {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "pairs" {
                self.pairs = Some(map.next_value()?);
                continue;
            }
            match self.of(&key) {
                Some(field) => *field = map.next_value_seed(Words)?.or(field.take()),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// A string, or a number written out; nothing for any other value.
struct Words;

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<String>, E> {
        Ok(Some(value.to_owned()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<String>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<String>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Line {
        json_line(line.as_bytes(), None).expect("a sound line")
    }

    fn reason(line: &[u8]) -> (String, String) {
        let unread = json_line(line, None).expect_err("a line at fault");
        (unread.provenance.id, unread.reason)
    }

    #[test]
    fn keys_and_their_other_names() {
        let line = read(
            r#"{"doc_id": 7, "date": "2021-05-21T01:10:41+00:00", "text": "A\n", "title": null, "x": [1]}"#,
        );
        assert_eq!(line.body, Body::Text("A\n".to_owned()));
        assert_eq!(line.provenance.id, "7");
        assert_eq!(line.provenance.title, None);
        assert_eq!(line.provenance.published.map(|p| p.date.to_string()).as_deref(), Some("2021-05-21"));
        let line =
            read(r#"{"id": "a", "doc_id": "b", "published": "2020-01-02", "date": "x", "html": "<p>"}"#);
        assert_eq!(line.body, Body::Html("<p>".to_owned()));
        assert_eq!(line.provenance.id, "a");
    }

    #[test]
    fn a_line_at_fault_tells_why_and_keeps_its_identifier() {
        let check = |line: &str, id: &str, why: &str| {
            assert_eq!(reason(line.as_bytes()), (id.to_owned(), why.to_owned()));
        };
        check(r#"{"id":"a","text":"cut"#, "a", "the line breaks off after 21 bytes");
        check(r#"{"id":"a"}"#, "a", "the line has neither `text` nor `html`");
        check(r#"{"id":"a","text":null}"#, "a", "the line has neither `text` nor `html`");
        check("", "", "the line is empty");
        check("[1]", "", "the line is not a JSON object");
        check("plain", "", "the line is not JSON: expected value at byte 1");
        check(r#"{"id":"a","text":"b"} x"#, "a", "the line is not JSON: trailing characters at byte 23");
    }

    #[test]
    fn pairs_are_taken_with_one_span_or_several() {
        let line = read(
            r#"{"text":"A met B.","pairs":[{"source":{"start":0,"end":1},"target":[{"start":6,"end":7}]},{"source":3}]}"#,
        );
        let first = Question { source: vec![(0, 1)], target: vec![(6, 7)] };
        assert_eq!(line.provenance.pairs, [first, Question::default()]);
    }

    #[test]
    fn broken_characters_keep_their_place() {
        let line = read(r#"{"id":"a","text":"a\ud83d b \\ud83d \ud83d\ude00"}"#);
        assert_eq!(line.body, Body::Text("a\u{fffd} b \\ud83d 😀".to_owned()));
        assert_eq!(line.provenance.problems.len(), 1);
        let line = json_line(b"{\"id\":\"a\",\"text\":\"Z\xfcrich\"}", None).expect("mended");
        assert_eq!(line.body, Body::Text("Z\u{fffd}rich".to_owned()));
    }

    #[test]
    fn what_is_no_date_is_told() {
        let line = read(r#"{"id":"a","text":"b","published":"last Tuesday"}"#);
        assert_eq!(line.provenance.problems[0].detail.as_deref(), Some("“last Tuesday” is not a date"));
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_survived(line in proptest::collection::vec(0u8.., 0..60)) {
            let _ = json_line(&line, None);
        }

        #[test]
        fn any_text_comes_through(text in "\\PC{0,60}") {
            let line = serde_json::json!({"id": "a", "text": text}).to_string();
            proptest::prop_assert_eq!(json_line(line.as_bytes(), None).expect("sound").body, Body::Text(text));
        }
    }
}
