//! Speech rules: `rules/speech/*.yaml`, compiled into the cues, the nouns that speak and the channels.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use crate::inflect;

/// Files of `rules/speech` that hold cues; the others are word lists.
const CUE_FILES: &[&str] = &["according", "affirm", "judge", "nouns", "say", "tell", "urge", "vow"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rules: Vec<Cue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    name: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// Words that name the source right after them.
    #[serde(default)]
    phrases: Vec<String>,
    /// Whether the cue may stand after or inside what is said: "…, he said."
    #[serde(default)]
    speaks: bool,
    /// What may follow the cue.
    #[serde(default)]
    takes: Vec<String>,
    /// What may follow its passive, past the agent.
    #[serde(default)]
    passive: Vec<String>,
    /// Whether it tells a saying only in a government's own release.
    #[serde(default)]
    releases: bool,
    score: f32,
    /// Sentences with `[source]`, `{cue}` and `<<content>>` marked as they must be found.
    examples: Vec<String>,
}

/// Compiles the speech rules of `rules` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let irregular: Vec<(String, String, String)> = read(&rules.join("lexicon/irregular.yaml"));
    let irregular: inflect::Irregular = irregular.into_iter().map(|(b, p, pp)| (b, (p, pp))).collect();
    let mut list = String::new();
    let mut phrases = String::new();
    let mut count: u16 = 0;
    let mut verbs: BTreeMap<String, (u8, Vec<u16>)> = BTreeMap::new();
    let mut nouns: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for stem in CUE_FILES {
        let file: File = read(&rules.join(format!("speech/{stem}.yaml")));
        for cue in file.rules {
            assert!(!cue.examples.is_empty(), "{stem}.{} has no example", cue.name);
            for verb in &cue.verbs {
                for (word, forms) in inflect::verb(verb, &irregular) {
                    let known = verbs.entry(word).or_default();
                    known.0 |= forms;
                    if !known.1.contains(&count) {
                        known.1.push(count);
                    }
                }
            }
            for noun in &cue.nouns {
                for word in [noun.clone(), inflect::noun_plural(noun)] {
                    nouns.entry(word).or_default().push(count);
                }
            }
            for phrase in &cue.phrases {
                let words: Vec<&str> = phrase.split(' ').collect();
                writeln!(phrases, "(&{words:?}, {count}),").expect("writing to a string");
            }
            writeln!(
                list,
                "Cue {{ name: {:?}, speaks: {}, takes: &[{}], passive: &[{}], releases: {}, score: {:?}, examples: &{:?} }},",
                format!("{stem}.{}", cue.name),
                cue.speaks,
                cue.takes.iter().map(|p| pattern(p)).collect::<String>(),
                cue.passive.iter().map(|p| pattern(p)).collect::<String>(),
                cue.releases,
                cue.score,
                cue.examples,
            )
            .expect("writing to a string");
            count += 1;
        }
    }
    let mut source = format!("pub(super) static CUES: &[Cue] = &[\n{list}];\n");
    writeln!(source, "pub(super) static PHRASES: &[(&[&str], u16)] = &[\n{phrases}];")
        .expect("writing to a string");
    let verbs = verbs
        .iter()
        .map(|(w, (forms, cues))| (w.as_str(), format!("CueVerb {{ forms: {forms}, cues: &{cues:?} }}")));
    write_map(&mut source, "CUE_VERBS", "CueVerb", verbs);
    write_map(
        &mut source,
        "CUE_NOUNS",
        "&'static [u16]",
        nouns.iter().map(|(w, cues)| (w.as_str(), format!("&{cues:?}"))),
    );
    for (name, file, kind) in [("SOURCES", "sources", "SourceKind"), ("CHANNELS", "channels", "ChannelKind")]
    {
        let kinds: BTreeMap<String, Vec<String>> = read(&rules.join(format!("speech/{file}.yaml")));
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        for (class, members) in &kinds {
            let mut class = class.clone();
            class[..1].make_ascii_uppercase();
            for word in members {
                for form in [word.clone(), inflect::noun_plural(word)] {
                    words.entry(form).or_insert_with(|| format!("{kind}::{class}"));
                }
            }
        }
        write_map(&mut source, name, kind, words.iter().map(|(w, k)| (w.as_str(), k.clone())));
    }
    std::fs::write(out, source).expect("OUT_DIR is writable");
}

/// A pattern as Rust source. Before `<` stand an addressee `X` and words to be met, after it the parts of the content.
fn pattern(text: &str) -> String {
    let (before, content) =
        text.split_once('<').unwrap_or_else(|| panic!("{text:?} does not say where the content begins"));
    let steps = |part: &str| -> String {
        let step = |word: &str| match word {
            "X" => "Step::Addressee".to_owned(),
            "QUOTE" => "Step::Quote".to_owned(),
            "CLAUSE" => "Step::Clause".to_owned(),
            "WH" => "Step::Question".to_owned(),
            "TO" => "Step::Infinitive".to_owned(),
            "ING" => "Step::Gerund".to_owned(),
            "NP" => "Step::Phrase".to_owned(),
            word => format!("Step::Word({word:?})"),
        };
        part.split_whitespace().map(step).collect::<Vec<_>>().join(", ")
    };
    format!("Pattern {{ before: &[{}], content: &[{}] }}, ", steps(before), steps(content))
}

fn write_map<'a>(source: &mut String, name: &str, kind: &str, rows: impl Iterator<Item = (&'a str, String)>) {
    let mut map = phf_codegen::Map::new();
    let rows: Vec<(&str, String)> = rows.collect();
    for (word, value) in &rows {
        map.entry(*word, value);
    }
    writeln!(source, "pub(super) static {name}: phf::Map<&'static str, {kind}> = {};", map.build())
        .expect("writing to a string");
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
