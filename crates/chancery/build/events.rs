//! Event rules: `rules/events/*.yaml` and the words of `rules/lexicon/`, compiled into `Rule` and `Word` tables.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use crate::inflect;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: String,
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    name: String,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    /// One of these words must follow the verb directly.
    #[serde(default)]
    then: Vec<String>,
    /// One of these nouns must head the verb's object, or follow a noun trigger's preposition.
    #[serde(default)]
    object: Vec<String>,
    /// The noun's phrase must follow one of these prepositions: "*at* the request of".
    #[serde(default)]
    before: Vec<String>,
    /// None of these nouns may head the verb's object: "meets its *obligations*".
    #[serde(default)]
    not_object: Vec<String>,
    /// One of these words must stand in the sentence.
    #[serde(default)]
    near: Vec<String>,
    /// None of these words may stand in the sentence.
    #[serde(default)]
    without: Vec<String>,
    roles: BTreeMap<String, String>,
    /// What kind of party the actors must be: `organization`.
    #[serde(default)]
    actors: Option<String>,
    /// The verb must govern an infinitive: "asked Mali *to send*".
    #[serde(default)]
    infinitive: bool,
    /// What the verb's word is about must be a person of whom nothing is asked: "called on *President X*".
    #[serde(default)]
    person: bool,
    /// The verb must not be an infinitive: "met *to discuss*" tells of the meeting.
    #[serde(default)]
    finite: bool,
    /// The verb must be negated: "did not accept".
    #[serde(default)]
    negated: bool,
    /// The verb must be in the passive: "the envoy *was recalled*".
    #[serde(default)]
    passive: bool,
    /// What the verb is done to may also be the subject of the active, which nobody is told to do: "the border *reopened*".
    #[serde(default)]
    happens: bool,
    /// What the verb says must be that someone should or must do something: "says that Iran *must* stop".
    #[serde(default)]
    demand: bool,
    /// Fewest different parties that must take part.
    #[serde(default = "one")]
    parties: u8,
    /// Roles that must be filled.
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    cameo: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default = "score")]
    score: f32,
    /// Sentences in which the rule must fire.
    #[serde(default)]
    examples: Vec<String>,
    /// Sentences in which it must not.
    #[serde(default)]
    refuses: Vec<String>,
}

fn one() -> u8 {
    1
}

fn score() -> f32 {
    0.7
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    classes: BTreeMap<String, Vec<String>>,
    /// Verbs that no rule is about, known so that clauses can be told apart.
    verbs: Vec<String>,
    /// Nouns that are also verbs, and that no rule is about.
    nouns: Vec<String>,
    /// What nouns stand for.
    marks: BTreeMap<String, Vec<String>>,
    /// What verbs do to the clauses that they govern.
    kinds: BTreeMap<String, Vec<String>>,
}

#[derive(Default, Clone)]
struct Word {
    verb: u16,
    form: u8,
    noun: u16,
    class: u32,
    mark: u8,
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_yaml_ng::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Word classes, in the order of the bits of `crate::analyze::word::class`.
const CLASSES: &[&str] = &[
    "be",
    "have",
    "do",
    "modal",
    "negation",
    "determiner",
    "preposition",
    "conjunction",
    "relative",
    "subordinator",
    "pronoun",
    "adverb",
    "possessive",
    "auxiliary_verb",
];

/// Marks of nouns, in the order of the bits of `crate::analyze::word::mark`.
const MARKS: &[&str] = &["intent", "agent", "time"];

/// Kinds of verbs, in the order of the bits of `crate::analyze::word::kind`.
const KINDS: &[&str] = &["say", "control", "blame", "plan", "refuse", "phase", "travel"];

/// Compiles the event rules of `rules` into Rust source at `out`.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let irregular: Vec<(String, String, String)> = read(&rules.join("lexicon/irregular.yaml"));
    let irregular: inflect::Irregular = irregular.into_iter().map(|(b, p, pp)| (b, (p, pp))).collect();
    let words: Words = read(&rules.join("lexicon/words.yaml"));

    let mut files: Vec<_> = std::fs::read_dir(rules.join("events"))
        .expect("rules/events is a folder")
        .map(|e| e.expect("a file can be listed").path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();

    let mut lexicon: BTreeMap<String, Word> = BTreeMap::new();
    let mut verbs: BTreeMap<String, u16> = BTreeMap::new();
    let mut nouns: BTreeMap<String, u16> = BTreeMap::new();
    let mut verb_id = |base: &str, lexicon: &mut BTreeMap<String, Word>| -> u16 {
        let next = verbs.len() as u16 + 1;
        *verbs.entry(base.to_owned()).or_insert_with(|| {
            for (word, bits) in inflect::verb(base, &irregular) {
                let entry = lexicon.entry(word).or_default();
                // Of two verbs with a common form the first keeps it: "found" is a form of "find".
                if entry.verb == 0 || entry.verb == next {
                    entry.verb = next;
                    entry.form |= bits;
                }
            }
            next
        })
    };
    let mut noun_id = |base: &str, lexicon: &mut BTreeMap<String, Word>| -> u16 {
        let next = nouns.len() as u16 + 1;
        *nouns.entry(base.to_owned()).or_insert_with(|| {
            for word in [base.to_owned(), inflect::noun_plural(base)] {
                let entry = lexicon.entry(word).or_default();
                if entry.noun == 0 {
                    entry.noun = next;
                }
            }
            next
        })
    };

    let mut source = String::new();
    let mut by_verb: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    let mut by_noun: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    let mut count = 0;
    let mut list = String::new();
    for path in &files {
        let file: File = read(path);
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        for rule in &file.rules {
            for v in &rule.verb {
                by_verb.entry(verb_id(v, &mut lexicon)).or_default().push(count);
            }
            for n in &rule.noun {
                by_noun.entry(noun_id(n, &mut lexicon)).or_default().push(count);
            }
            let object: Vec<u16> = rule.object.iter().map(|n| noun_id(n, &mut lexicon)).collect();
            let not_object: Vec<u16> = rule.not_object.iter().map(|n| noun_id(n, &mut lexicon)).collect();
            let roles: Vec<String> = rule
                .roles
                .iter()
                .map(|(slot, role)| format!("(Slot::{}, Role::{})", camel(slot), camel(role)))
                .collect();
            let needs: Vec<String> = rule.needs.iter().map(|r| format!("Role::{}", camel(r))).collect();
            let status = rule.status.as_ref().map(|s| format!("Status::{}", camel(s)));
            writeln!(
                list,
                "Rule {{ name: {:?}, event: {:?}, mode: {:?}, cameo: {:?}, status: {}, then: &{:?}, before: &{:?}, object: &{:?}, not_object: &{:?}, near: &{:?}, without: &{:?}, actors: {}, infinitive: {}, person: {}, finite: {}, negated: {}, passive: {}, happens: {}, demand: {}, roles: &[{}], parties: {}, needs: &[{}], score: {:?}, examples: &{:?}, refuses: &{:?} }},",
                format!("{stem}.{}", rule.name), file.event, rule.mode, rule.cameo,
                status.map_or("None".to_owned(), |s| format!("Some({s})")),
                rule.then, rule.before, object, not_object, rule.near, rule.without,
                rule.actors.as_ref().map_or("None".to_owned(), |k| format!("Some(EntityKind::{})", camel(k))), rule.infinitive, rule.person, rule.finite, rule.negated, rule.passive, rule.happens, rule.demand,
                roles.join(", "), rule.parties, needs.join(", "), rule.score,
                rule.examples, rule.refuses,
            ).expect("writing to a string");
            count += 1;
        }
    }
    for verb in &words.verbs {
        verb_id(verb, &mut lexicon);
    }
    for noun in &words.nouns {
        noun_id(noun, &mut lexicon);
    }
    let mut kinds: BTreeMap<u16, u16> = BTreeMap::new();
    for (kind, members) in &words.kinds {
        let bit =
            KINDS.iter().position(|k| k == kind).unwrap_or_else(|| panic!("unknown kind of verb {kind}"));
        for verb in members {
            *kinds.entry(verb_id(verb, &mut lexicon)).or_default() |= 1 << bit;
        }
    }
    for (class, members) in &words.classes {
        let bit =
            CLASSES.iter().position(|c| c == class).unwrap_or_else(|| panic!("unknown word class {class}"));
        for word in members {
            lexicon.entry(word.clone()).or_default().class |= 1 << bit;
        }
    }

    writeln!(source, "pub(crate) static RULES: &[Rule] = &[\n{list}];").expect("writing to a string");
    for (name, index, size) in [("BY_VERB", &by_verb, verbs.len()), ("BY_NOUN", &by_noun, nouns.len())] {
        let rows: Vec<String> = (0..=size as u16)
            .map(|id| format!("&{:?}", index.get(&id).map_or(&[][..], Vec::as_slice)))
            .collect();
        writeln!(source, "pub(crate) static {name}: &[&[u16]] = &[{}];", rows.join(", "))
            .expect("writing to a string");
    }
    for (mark, members) in &words.marks {
        let bit = MARKS.iter().position(|m| m == mark).unwrap_or_else(|| panic!("unknown mark {mark}"));
        for word in members {
            lexicon.entry(word.clone()).or_default().mark |= 1 << bit;
        }
    }
    let rows: Vec<u16> = (0..=verbs.len() as u16).map(|id| kinds.get(&id).copied().unwrap_or(0)).collect();
    writeln!(source, "pub(crate) static VERB_KINDS: &[u16] = &{rows:?};").expect("writing to a string");
    let mut map = phf_codegen::Map::new();
    for (word, w) in &lexicon {
        map.entry(
            word.as_str(),
            format!(
                "Word {{ verb: {}, form: {}, noun: {}, class: {}, mark: {} }}",
                w.verb, w.form, w.noun, w.class, w.mark
            ),
        );
    }
    writeln!(source, "pub(crate) static WORDS: phf::Map<&'static str, Word> = {};", map.build())
        .expect("writing to a string");
    std::fs::write(out, source).expect("OUT_DIR is writable");
}

fn camel(word: &str) -> String {
    let mut c = word.chars();
    c.next().map_or(String::new(), |first| first.to_uppercase().chain(c).collect())
}
