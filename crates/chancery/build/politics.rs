//! Words of politics, `rules/lexicon/politics.yaml`, compiled into one set.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Compiles the words of `rules` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("lexicon/politics.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let words: BTreeMap<String, BTreeSet<String>> =
        serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut set = phf_codegen::Set::new();
    for word in words.values().flatten().collect::<BTreeSet<_>>() {
        set.entry(word.as_str());
    }
    let mut source = String::new();
    writeln!(source, "static POLITICS: phf::Set<&'static str> = {};", set.build())
        .expect("writing to a string");
    std::fs::write(out, source).expect("OUT_DIR is writable");
}
