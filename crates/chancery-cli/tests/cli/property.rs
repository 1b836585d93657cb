//! Any text gives a valid record with exact spans, and never a panic.

use chancery::read::{self, Provenance};
use chancery_know::Knowledge;
use proptest::prelude::*;
use serde_json::Value;

use crate::valid::Checker;

fn record(text: &str) -> Value {
    let document = read::text(Provenance { id: "any".to_owned(), ..Provenance::default() }, text.to_owned());
    chancery::record::of(&document, Knowledge::embedded(), |record| serde_json::to_value(record))
        .expect("JSON")
}

/// Words and marks that rules look for, thrown together.
fn report() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "The",
        "Foreign Minister",
        "President",
        "Sergey Lavrov",
        "Antony J. Blinken",
        "his Russian counterpart",
        "Mr.",
        "India",
        "Russian",
        "Beijing",
        "the UN",
        "U.S.",
        "G20",
        "both sides",
        "he",
        "they",
        "met",
        "will meet",
        "said",
        "told reporters",
        "condemned",
        "signed",
        "a treaty",
        "did not",
        "refused to",
        "imposed sanctions on",
        "called on",
        "visited",
        "on Wednesday",
        "(Dec 27)",
        "2024-28",
        "from May 2 to 5, 2022",
        "$1.5 billion",
        "in",
        "with",
        "and",
        "that",
        "of",
        "by",
        "on",
        "according to",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        ".",
        ",",
        "…",
        "!",
        "?",
        ":",
        ";",
        "—",
        "–",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{301}",
        "é",
        "中国",
        "Москва",
        "😀",
        "ﬁ",
        "İ",
        "ß",
        "’s",
        "'s",
        "x",
        "1",
        "0",
    ]);
    (prop::collection::vec((words, prop::bool::weighted(0.8)), 0..120)).prop_map(|words| {
        words.into_iter().map(|(word, space)| format!("{word}{}", if space { " " } else { "" })).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_report(text in report()) {
        let record = record(&text);
        Checker::new().check(&record);
        prop_assert_eq!(record["text"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn any_characters(text in "\\PC{0,200}|[\\x00-\\x7f]{0,200}|(\\PC|\n|\"|“|”|\\. ){0,200}") {
        Checker::new().check(&record(&text));
    }
}
