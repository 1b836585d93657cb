//! What tests of records share: the record of a text.

use chancery::record::{Parsed, of};
use chancery::text::{Document, Published, PublishedBasis};
use chancery_know::Knowledge;

/// The record of a text published on `day`.
pub(crate) fn read(day: &str, text: &str) -> Parsed {
    read_at(None, day, text)
}

/// The same of a text that stands at the address `url`.
pub(crate) fn read_at(url: Option<&str>, day: &str, text: &str) -> Parsed {
    let date = day.parse().expect("a date");
    let document = Document {
        published: Some(Published { date, basis: PublishedBasis::Given }),
        url: url.map(Into::into),
        ..Document::from_text(text)
    };
    let json = of(&document, Knowledge::embedded(), |record| serde_json::to_vec(record).expect("JSON"));
    Parsed::from_json(&json).expect("a record")
}
