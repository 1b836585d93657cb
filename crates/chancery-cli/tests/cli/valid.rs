//! [`Checker`]: whether a record keeps every promise of the format.

use std::collections::HashSet;

use serde_json::Value;

/// Checks records against the schema, and for what a schema cannot say.
pub(crate) struct Checker {
    schema: jsonschema::Validator,
}

impl Checker {
    pub(crate) fn new() -> Checker {
        let schema = serde_json::from_str(chancery::record::SCHEMA).expect("the schema is JSON");
        Checker { schema: jsonschema::draft202012::new(&schema).expect("the schema is sound") }
    }

    /// Fails the test where a record breaks a promise.
    #[track_caller]
    pub(crate) fn check(&self, record: &Value) {
        let id = &record["doc"]["id"];
        if let Some(error) = self.schema.iter_errors(record).next() {
            panic!("{id}: {error} at {}", error.instance_path());
        }
        let text = Text::new(record["text"].as_str().unwrap_or_default());
        if let Some(fault) = spans(record, &text).or_else(|| references(record)) {
            panic!("{id}: {fault}");
        }
    }
}

/// A text with the byte at which each of its code points begins.
struct Text<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Text<'a> {
        Text { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(*self.starts.get(start)?..*self.starts.get(end)?)
    }
}

/// The first span whose text is not what stands there, or that is empty.
fn spans(value: &Value, text: &Text<'_>) -> Option<String> {
    match value {
        Value::Object(object) => {
            if let (Some(start), Some(end)) = (object.get("start"), object.get("end")) {
                let offset = |value: &Value| value.as_u64().map(|offset| offset as usize);
                let (start, end) = (offset(start)?, offset(end)?);
                let words = object.get("text").and_then(Value::as_str);
                if start >= end || text.slice(start, end) != words {
                    return Some(format!("span {start}..{end} is not {words:?}"));
                }
            }
            object.iter().filter(|(key, _)| *key != "doc").find_map(|(_, inner)| spans(inner, text))
        }
        Value::Array(values) => values.iter().find_map(|inner| spans(inner, text)),
        _ => None,
    }
}

/// The first identifier that is given twice, or that nothing in the record has.
fn references(record: &Value) -> Option<String> {
    let mut known = HashSet::new();
    for list in ["entities", "events", "statements", "agreements"] {
        for part in record[list].as_array()? {
            if !known.insert(part["id"].as_str()?) {
                return Some(format!("{} is given twice", part["id"]));
            }
        }
    }
    let mut used: Vec<&Value> = Vec::new();
    for event in record["events"].as_array()? {
        used.extend(event["actors"].as_array()?);
        used.extend(event["recipients"].as_array()?);
        used.extend(event.get("agreement"));
    }
    for statement in record["statements"].as_array()? {
        used.extend(statement.get("speakers").and_then(Value::as_array).into_iter().flatten());
        used.extend(
            ["speaker", "addressee", "within", "repeats"].iter().filter_map(|key| statement.get(key)),
        );
    }
    let unknown = used.into_iter().filter_map(Value::as_str).find(|id| !known.contains(id))?;
    Some(format!("nothing has the identifier {unknown}"))
}

#[test]
fn a_record_that_breaks_its_promises_is_found_out() {
    let sound = serde_json::json!({
        "format": 1, "reader": "test",
        "doc": {"id": "a", "url": null, "title": null, "published": "2023-12-28", "published_basis": "given",
                "source": null, "language": "en"},
        "text": "Zürich — talks",
        "entities": [{"id": "e1", "kind": "place", "name": "Zürich",
                      "mentions": [{"start": 0, "end": 6, "text": "Zürich", "form": "name"}]}],
        "events": [], "statements": [], "agreements": [], "times": [], "places": [], "problems": [],
    });
    let checker = Checker::new();
    checker.check(&sound);
    let broken = |pointer: &str, value: Value| {
        let mut record = sound.clone();
        *record.pointer_mut(pointer).expect("a place in the record") = value;
        std::panic::catch_unwind(|| Checker::new().check(&record)).is_err()
    };
    assert!(broken("/entities/0/mentions/0/end", 7.into()));
    assert!(broken("/entities/0/mentions/0/form", "nickname".into()));
    assert!(broken("/doc/published", "28 December".into()));
    assert!(broken("/format", 2.into()));
    assert!(broken("/problems", serde_json::json!([{"kind": "truncated", "start": 0}])));
}
