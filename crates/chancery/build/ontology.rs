//! The ontology: `rules/ontology/`, compiled into the table of event types and the Goldstein scale.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    r#type: String,
    quad: Option<String>,
    intensity: Option<f32>,
    definition: String,
    #[serde(default)]
    modes: BTreeMap<String, f32>,
    cameo: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    code: String,
    name: String,
    context: Option<String>,
    definition: String,
    words: Vec<String>,
}

/// Compiles `rules/ontology` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let read = |name: &str| {
        let path = rules.join("ontology").join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let types: Vec<Type> =
        serde_yaml_ng::from_str(&read("types.yaml")).unwrap_or_else(|e| panic!("types.yaml: {e}"));
    let mut source = String::from("pub(crate) static TYPES: &[EventType] = &[\n");
    for t in &types {
        let modes: Vec<(&String, &f32)> = t.modes.iter().collect();
        writeln!(
            source,
            "EventType {{ name: {:?}, quad: {:?}, cameo: {:?}, intensity: {:?}, definition: {:?}, modes: &{:?} }},",
            t.r#type, t.quad, t.cameo, t.intensity, t.definition, modes
        )
        .expect("writing to a string");
    }
    source.push_str("];\n");
    let mut map = phf_codegen::Map::new();
    let table = read("goldstein.tsv");
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let Some((code, value)) = line.split_once('\t') else { continue };
        map.entry(code, format!("{:?}", value.trim().parse::<f32>().expect("a Goldstein value is a number")));
    }
    writeln!(source, "static GOLDSTEIN: phf::Map<&'static str, f32> = {};", map.build())
        .expect("writing to a string");
    topics(&read("topics.yaml"), &mut source);
    std::fs::write(out, source).expect("OUT_DIR is writable");
}

/// The taxonomy of issues and the words by which each is known; of two issues with a word in common the first has it.
fn topics(text: &str, source: &mut String) {
    let topics: Vec<Topic> = serde_yaml_ng::from_str(text).unwrap_or_else(|e| panic!("topics.yaml: {e}"));
    source.push_str("pub(crate) static TOPICS: &[Topic] = &[\n");
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, t) in topics.iter().enumerate() {
        writeln!(
            source,
            "Topic {{ code: {:?}, name: {:?}, context: {:?}, definition: {:?} }},",
            t.code, t.name, t.context, t.definition
        )
        .expect("writing to a string");
        for word in &t.words {
            words.entry(word).or_insert(i);
        }
    }
    source.push_str("];\n");
    let mut map = phf_codegen::Map::new();
    for (word, i) in words {
        map.entry(word, i.to_string());
    }
    writeln!(source, "pub(crate) static TOPIC_WORDS: phf::Map<&'static str, u8> = {};", map.build())
        .expect("writing to a string");
}
