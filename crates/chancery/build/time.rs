//! Words of time: `rules/lexicon/time.yaml`, compiled into the table of their senses.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

/// The words of one class.
#[derive(Deserialize)]
#[serde(untagged)]
enum Class {
    /// Words that all mean the same.
    Plain(Vec<String>),
    /// Words by meaning.
    Meanings(BTreeMap<String, Vec<String>>),
}

/// Compiles the words of time into Rust source at `out`: by first word, the rest of each phrase and its sense, the
/// longest first.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("lexicon/time.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let classes: BTreeMap<String, Class> =
        serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut senses: BTreeMap<&str, Vec<(Vec<&str>, String)>> = BTreeMap::new();
    for (class, words) in &classes {
        let mut add = |words: &'_ [String], sense: &str| {
            for phrase in words {
                // Written as the pieces that the reader divides a text into. The words outlive the build: leaking a
                // few is simpler than owning them.
                let pieces = phrase.replace('-', " - ").replace("'s", " 's").replace("’s", " ’s");
                let phrase: &'static str = pieces.leak();
                let mut rest = phrase.split(' ');
                let first = rest.next().unwrap_or_default();
                senses.entry(first).or_default().push((rest.collect(), sense.to_owned()));
            }
        };
        match words {
            Class::Plain(words) => add(words, &format!("Sense::{class}")),
            Class::Meanings(meanings) => {
                for (meaning, words) in meanings {
                    let figure = meaning.parse::<i32>().is_ok();
                    let payload = if figure { meaning.clone() } else { format!("{class}::{meaning}") };
                    add(words, &format!("Sense::{class}({payload})"));
                }
            }
        }
    }
    let mut map = phf_codegen::Map::new();
    for (first, list) in &mut senses {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        let rows: Vec<String> = list.iter().map(|(rest, sense)| format!("(&{rest:?}, {sense})")).collect();
        map.entry(*first, format!("&[{}]", rows.join(", ")));
    }
    let mut source = String::new();
    writeln!(source, "static SENSES: phf::Map<&'static str, Senses> = {};", map.build())
        .expect("writing to a string");
    std::fs::write(out, source).expect("OUT_DIR is writable");
}
