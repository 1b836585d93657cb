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
    /// `never` where it was signed, or drawn up, and has come into no force.
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

/// Nouns that reporters put for each other in the name of an accord that is called after a place.
const NOUNS: &[&str] = &["accord", "accords", "agreement", "agreements", "deal"];

/// Further names of an accord that is called after a place: "the Bicesse *peace deal*" for the Bicesse Accords.
fn variants(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let place = match words[..] {
        [place, noun] | [place, "peace", noun] if NOUNS.contains(&noun) => place,
        _ => return Vec::new(),
    };
    let peace = NOUNS.iter().map(|noun| format!("{place} peace {noun}"));
    let plain = NOUNS.iter().filter(|_| words.len() == 2).map(|noun| format!("{place} {noun}"));
    plain.chain(peace).collect()
}

/// Compiles `rules/agreements/known.yaml` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("agreements/known.yaml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let list: Vec<Known> = serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("known.yaml: {e}"));
    let mut source = String::from("static KNOWN: &[Known] = &[\n");
    // By the first word of a name: the names that begin so, the longest first.
    let mut names: BTreeMap<String, Vec<(String, usize, bool)>> = BTreeMap::new();
    let told: BTreeSet<&String> = list.iter().flat_map(|k| k.names.iter().chain(&k.called)).collect();
    for (i, known) in list.iter().enumerate() {
        writeln!(
            source,
            "Known {{ title: {:?}, kind: {:?}, parties: &{:?}, under: {:?}, signed: {:?}, force: {:?}, never: {:?}, ended: {:?}, words: &{:?} }},",
            known.title,
            known.kind,
            known.parties,
            known.under,
            known.signed,
            known.force.as_deref().filter(|f| *f != "never"),
            known.force.as_deref() == Some("never"),
            known.ended,
            words(known).into_iter().collect::<Vec<_>>()
        )
        .expect("writing to a string");
        let more: BTreeSet<String> =
            known.names.iter().flat_map(|n| variants(n)).filter(|n| !told.contains(n)).collect();
        let own = known.names.iter().chain(&more).map(|n| (n, true));
        for (name, own) in own.chain(known.called.iter().map(|n| (n, false))) {
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
