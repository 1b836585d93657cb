//! The ontology: `rules/ontology/`, compiled into the table of event types and the Goldstein scale.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    r#type: String,
    /// Place among the types, cooperation first.
    order: u8,
    quad: Option<String>,
    intensity: Option<f32>,
    definition: String,
    covers: String,
    cameo: Option<String>,
    codes: BTreeMap<String, String>,
    default_mode: Option<String>,
    #[serde(default)]
    modes: Vec<Mode>,
    examples: Vec<String>,
    #[serde(default)]
    look_alikes: Vec<LookAlike>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mode {
    mode: String,
    intensity: f32,
    definition: String,
    /// Words beside the trigger that tell of it.
    #[serde(default)]
    words: Vec<String>,
    /// Words of a trigger that does not tell of it, unless a word of the sentence begins as one of `unless`.
    #[serde(default)]
    unlike: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookAlike {
    text: String,
    is: String,
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
    let mut files: Vec<_> = std::fs::read_dir(rules.join("ontology/types"))
        .expect("rules/ontology/types is a folder")
        .map(|e| e.expect("a file can be listed").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    let mut types: Vec<Type> = files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        })
        .collect();
    types.sort_by_key(|t| t.order);
    let mut source = String::from("pub(crate) static TYPES: &[EventType] = &[\n");
    for t in &types {
        let modes: String = t
            .modes
            .iter()
            .map(|m| {
                format!(
                    "Mode {{ name: {:?}, intensity: {:?}, definition: {:?}, words: &{:?}, unlike: &{:?}, unless: &{:?} }}, ",
                    m.mode, m.intensity, m.definition, m.words, m.unlike, m.unless
                )
            })
            .collect();
        let codes: Vec<(&String, &String)> = t.codes.iter().collect();
        let alike: Vec<(&str, &str)> =
            t.look_alikes.iter().map(|l| (l.text.as_str(), l.is.as_str())).collect();
        writeln!(
            source,
            "EventType {{ name: {:?}, quad: {:?}, cameo: {:?}, intensity: {:?}, definition: {:?}, covers: {:?}, codes: &{:?}, default_mode: {:?}, modes: &[{}], examples: &{:?}, look_alikes: &{:?} }},",
            t.r#type, t.quad, t.cameo, t.intensity, t.definition, t.covers, codes, t.default_mode, modes, t.examples, alike
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
