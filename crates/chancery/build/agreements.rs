//! Known treaties and accords: `rules/agreements/known.yaml`, compiled into a table and the names that lead into it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    title: String,
    kind: String,
    #[serde(default)]
    parties: Vec<String>,
    under: Option<String>,
    signed: Option<String>,
    force: Option<String>,
    ended: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    called: Vec<String>,
}

/// The words of all its names, each once.
fn words(known: &Known) -> BTreeSet<String> {
    let names = known.names.iter().chain(&known.called).chain(std::iter::once(&known.title));
    let split = |n: &String| -> Vec<String> {
        n.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    names.flat_map(split).filter(|w| !w.is_empty()).collect()
}

/// Compiles `rules/agreements/known.yaml` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("agreements/known.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let list: Vec<Known> = serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("known.yaml: {e}"));
    let mut source = String::from("static KNOWN: &[Known] = &[\n");
    // By the first word of a name: the names that begin so, the longest first.
    let mut names: BTreeMap<String, Vec<(String, usize, bool)>> = BTreeMap::new();
    for (i, known) in list.iter().enumerate() {
        writeln!(
            source,
            "Known {{ title: {:?}, kind: {:?}, parties: &{:?}, under: {:?}, signed: {:?}, force: {:?}, ended: {:?}, words: &{:?} }},",
            known.title,
            known.kind,
            known.parties,
            known.under,
            known.signed,
            known.force,
            known.ended,
            words(known).into_iter().collect::<Vec<_>>()
        )
        .expect("writing to a string");
        for (name, own) in
            known.names.iter().map(|n| (n, true)).chain(known.called.iter().map(|n| (n, false)))
        {
            assert!(name.to_lowercase() == *name, "{name:?} is not in lower case");
            let first: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            names.entry(first).or_default().push((name.clone(), i, own));
        }
    }
    source.push_str("];\n");
    let mut map = phf_codegen::Map::new();
    for (first, mut list) in names {
        list.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
        map.entry(first, format!("&{list:?}"));
    }
    writeln!(source, "static NAMES: phf::Map<&'static str, &[(&str, usize, bool)]> = {};", map.build())
        .expect("writing to a string");
    std::fs::write(out, source).expect("OUT_DIR is writable");
}
