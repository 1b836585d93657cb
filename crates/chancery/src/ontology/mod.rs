//! What kinds of events there are: [`EventType`], with quad class, modes and intensity (PLOVER, 2021 draft), and the
//! Goldstein scale of CAMEO codes.

include!(concat!(env!("OUT_DIR"), "/ontology.rs"));

/// A type of event.
#[derive(Debug)]
pub struct EventType {
    /// PLOVER's name, or `STATEMENT`.
    pub name: &'static str,
    /// `VC`, `MC`, `VF` or `MF`: verbal or material, cooperation or conflict. None for `STATEMENT`.
    pub quad: Option<&'static str>,
    /// The root code of CAMEO that most of it belongs to, where no finer one is known.
    pub cameo: Option<&'static str>,
    /// From -10 to +10.
    pub intensity: Option<f32>,
    /// What it is, in our words.
    pub definition: &'static str,
    /// What it covers, more fully.
    pub covers: &'static str,
    /// The CAMEO codes that belong to it, with their meaning in our words.
    pub codes: &'static [(&'static str, &'static str)],
    /// The mode of an event of which no word tells another.
    pub default_mode: Option<&'static str>,
    /// Its modes.
    pub modes: &'static [Mode],
    /// Sentences that tell of one.
    pub examples: &'static [&'static str],
    /// Sentences that might be taken for one, with the type that they tell of instead.
    pub look_alikes: &'static [(&'static str, &'static str)],
}

/// A manner in which an event of some type is done.
#[derive(Debug)]
pub struct Mode {
    /// PLOVER's name.
    pub name: &'static str,
    /// From -10 to +10.
    pub intensity: f32,
    /// What it is, in our words.
    pub definition: &'static str,
    /// Words beside a trigger that tell of it, in lower case.
    pub words: &'static [&'static str],
    /// Words of a trigger that does not tell of it, unless a word of the sentence begins as one of `unless`.
    pub unlike: &'static [&'static str],
    /// See `unlike`.
    pub unless: &'static [&'static str],
}

impl EventType {
    /// The mode of this name.
    pub fn mode(&self, name: &str) -> Option<&'static Mode> {
        self.modes.iter().find(|m| m.name == name)
    }
}

/// An issue that reports are about, of the published taxonomy.
#[derive(Debug)]
pub struct Topic {
    /// Its code: `trade`, `nuclear` …
    pub code: &'static str,
    /// Its name, for a reader.
    pub name: &'static str,
    /// PLOVER's context, where it has one.
    pub context: Option<&'static str>,
    /// What it covers, in our words.
    pub definition: &'static str,
}

/// All issues.
pub fn topics() -> &'static [Topic] {
    TOPICS
}

/// Most words of a name by which an issue is known.
const LONGEST: usize = 4;

/// The issues that `text` names, in order, each once. Of overlapping names the longest counts.
pub fn topics_in(text: &str) -> Vec<&'static Topic> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .filter(|w| !w.is_empty())
        .collect();
    let mut found: Vec<&'static Topic> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut next = at + 1;
        for len in (1..=LONGEST.min(words.len() - at)).rev() {
            let name = words[at..at + len].join(" ");
            let known = topic_called(&name);
            if let Some(topic) = known {
                if !found.iter().any(|t| t.code == topic.code) {
                    found.push(topic);
                }
                next = at + len;
                break;
            }
        }
        at = next;
    }
    found
}

/// The issue that goes by a name, in the singular or plural.
fn topic_called(name: &str) -> Option<&'static Topic> {
    let singular = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [Some(name), name.strip_suffix('s'), singular.as_deref()]
        .into_iter()
        .flatten()
        .find_map(|n| TOPIC_WORDS.get(n))
        .map(|&i| &TOPICS[i as usize])
}

/// All types.
pub fn types() -> &'static [EventType] {
    TYPES
}

/// The type of this name.
pub fn event_type(name: &str) -> Option<&'static EventType> {
    TYPES.iter().find(|t| t.name == name)
}

/// The intensity of a type in a mode: the mode's own, else the type's.
pub fn intensity(name: &str, mode: Option<&str>) -> Option<f32> {
    let event = event_type(name)?;
    let of_mode = mode.and_then(|m| event.mode(m)).map(|m| m.intensity);
    of_mode.or(event.intensity)
}

/// The Goldstein value of a CAMEO code, or of the code it is a finer form of.
pub fn goldstein(cameo: &str) -> Option<f32> {
    (2..=cameo.len()).rev().find_map(|len| GOLDSTEIN.get(cameo.get(..len)?).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_quad_but_statement() {
        assert_eq!(types().len(), 17);
        for t in types() {
            assert_eq!(t.quad.is_none(), t.name == "STATEMENT", "{}", t.name);
        }
    }

    #[test]
    fn examples_tell_of_their_type_and_look_alikes_of_another() {
        let found = |text: &str| -> Vec<&'static str> {
            let document = crate::text::Document::from_text(text);
            let analysis = crate::analyze(&document, chancery_know::Knowledge::embedded());
            analysis.triggers.iter().map(|t| t.event).collect()
        };
        let mut wrong = Vec::new();
        for t in types() {
            for example in t.examples.iter().filter(|e| !found(e).contains(&t.name)) {
                wrong.push(format!("{} misses {example:?}", t.name));
            }
            for (text, is) in t.look_alikes {
                let found = found(text);
                if found.contains(&t.name) || !found.contains(is) {
                    wrong.push(format!("{text:?} is {is}, not {}: {found:?}", t.name));
                }
            }
            assert!(t.default_mode.is_none_or(|m| t.mode(m).is_some()), "{} has no such mode", t.name);
            assert!(t.codes.iter().all(|(code, _)| goldstein(code).is_some()), "{}: an unknown code", t.name);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn finer_codes_fall_back() {
        assert_eq!(goldstein("042"), Some(1.9));
        assert_eq!(goldstein("0429"), goldstein("042"));
        assert_eq!(goldstein("xx"), None);
        assert_eq!(intensity("CONSULT", Some("phone")), Some(1.5));
    }

    #[test]
    fn issues_are_known_by_their_words() {
        let codes = |text: &str| topics_in(text).iter().map(|t| t.code).collect::<Vec<_>>();
        assert_eq!(codes("military-technical cooperation and free trade"), ["defence", "trade"]);
        assert_eq!(codes("the South China Sea"), ["maritime"]);
        assert_eq!(codes("human rights abuses"), ["human-rights"]);
        assert_eq!(codes("a walk in the park"), [""; 0]);
    }
}
