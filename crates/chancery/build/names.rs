//! Words about names: `rules/lexicon/names.yaml` and the given names, compiled into one table of bits.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::inflect;

/// Adds a bit to a word in a list that is still a plain map.
fn mark(words: &mut BTreeMap<String, u64>, word: &str, bit: u64) {
    *words.entry(word.to_ascii_lowercase()).or_default() |= bit;
}

/// Compiles the words and given names of `rules` into Rust source at `out`: a constant for each class, in the order of
/// their names, and a map from words to classes.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("lexicon/names.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let classes: BTreeMap<String, Vec<String>> =
        serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    let mut source = String::new();
    let mut names: Vec<&str> = vec!["given", "male", "female", "titles"];
    names.extend(classes.keys().map(String::as_str));
    assert!(names.len() <= 64, "a class is a bit of 64");
    for (bit, name) in names.iter().enumerate() {
        writeln!(source, "pub(crate) const {}: u64 = 1 << {bit};", name.to_uppercase())
            .expect("writing to a string");
    }
    let bit = |name: &str| 1u64 << names.iter().position(|n| *n == name).expect("a class of the list above");
    for (class, members) in &classes {
        for word in members {
            mark(&mut words, word, bit(class));
            if class == "title" {
                mark(&mut words, &inflect::noun_plural(word), bit("titles"));
            }
        }
    }
    let given = std::fs::read_to_string(rules.join("lexicon/given_names.tsv"))
        .expect("rules/lexicon/given_names.tsv is readable");
    for line in given.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (name, sex) = line.split_once('\t').unwrap_or((line, ""));
        let sex = match sex {
            "m" => bit("male"),
            "f" => bit("female"),
            _ => 0,
        };
        mark(&mut words, name, bit("given") | sex);
    }
    let mut map = phf_codegen::Map::new();
    for (word, bits) in &words {
        map.entry(word.as_str(), bits.to_string());
    }
    writeln!(source, "static WORDS: phf::Map<&'static str, u64> = {};", map.build())
        .expect("writing to a string");
    let path = rules.join("lexicon/nations.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let nations: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    for (table, key) in [
        ("OFFICE_PARTIES", "offices"),
        ("WORD_PARTIES", "words"),
        ("PREFIX_PARTIES", "prefixes"),
        ("PART_PARTIES", "parts"),
    ] {
        let mut map = phf_codegen::Map::new();
        for (party, members) in &nations[key] {
            for member in members {
                map.entry(member.as_str(), format!("{party:?}"));
            }
        }
        writeln!(
            source,
            "pub(crate) static {table}: phf::Map<&'static str, &'static str> = {};",
            map.build()
        )
        .expect("writing to a string");
    }
    let mut map = phf_codegen::Map::new();
    for (region, states) in &nations["regions"] {
        map.entry(region.as_str(), format!("&{states:?}"));
    }
    writeln!(
        source,
        "pub(crate) static REGIONS: phf::Map<&'static str, &'static [&'static str]> = {};",
        map.build()
    )
    .expect("writing to a string");
    for (table, key) in
        [("LED_BY_PRESIDENT", "lead"), ("LED_BY_SUPREME", "supreme"), ("LED_BY_MONARCH", "monarch")]
    {
        let codes: Vec<String> = nations["presidents"][key].iter().map(|code| format!("{code:?}")).collect();
        writeln!(source, "pub(crate) static {table}: &[&str] = &[{}];", codes.join(", "))
            .expect("writing to a string");
    }
    std::fs::write(out, source).expect("OUT_DIR is writable");
}
