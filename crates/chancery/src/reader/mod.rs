//! [`Reader`]: the trained encoder with heads whose labels are known here, and what it finds in a report.
//!
//! The reader is asked for [`Findings`]: attributions, triggers with those who take part, and mentions, as byte spans
//! with probabilities. [`gate`] spares the encoder what has none. [`mentions`], [`attributions`] and [`triggers`] put them
//! together with what the rules found. [`pairs`] answers what one party does to another.

mod attributions;
mod findings;
mod gate;
mod mentions;
mod pairs;
mod passages;
mod people;
mod triggers;

use std::fmt;

use chancery_encoder::{Encoder, PairHead, RelationHead, SpanHead, TokenHead};

pub(crate) use attributions::combine as combine_attributions;
pub use findings::{Findings, FoundAttribution, FoundMention, FoundTrigger, MentionClass, RoleClass};
pub(crate) use mentions::combine as combine_mentions;
pub use pairs::{Pair, Relation};
pub(crate) use triggers::combine as combine_triggers;

use crate::analyze::Status;
use crate::ontology;

/// The models that a reading may use.
#[derive(Debug, Default)]
pub struct Models {
    /// The trained reader; without it the rules read alone.
    pub reader: Option<Reader>,
}

/// Why a model cannot be used.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The encoder and its heads.
#[derive(Debug)]
pub struct Reader {
    encoder: Encoder,
    mention: TokenHead,
    cue: TokenHead,
    trigger: TokenHead,
    part: PairHead,
    role: PairHead,
    speech: SpanHead,
    status: SpanHead,
    mode: SpanHead,
    relation: RelationHead,
    labels: Labels,
}

/// The labels of the heads as what they mean.
#[derive(Debug)]
struct Labels {
    mentions: Vec<MentionClass>,
    events: Vec<&'static str>,
    roles: Vec<RoleClass>,
    statuses: Vec<Status>,
    modes: Vec<Option<&'static str>>,
    relations: Vec<&'static str>,
}

impl Reader {
    /// Makes a reader of the bytes of a model file.
    ///
    /// # Errors
    /// When the file is truncated, damaged or of another version, or when a head has labels that are not known here.
    pub fn load(bytes: &[u8]) -> Result<Reader, Error> {
        let refused = |e: chancery_encoder::Error| Error(e.to_string());
        let encoder = Encoder::load(bytes).map_err(refused)?;
        let token = |name: &str| TokenHead::new(&encoder, name).map_err(refused);
        let span = |name: &str| SpanHead::new(&encoder, name).map_err(refused);
        let pair = |name: &str| PairHead::new(&encoder, name).map_err(refused);
        let (mention, cue, trigger) = (token("mention")?, token("cue")?, token("trigger")?);
        let (part, role) = (pair("part")?, pair("role")?);
        let (speech, status, mode) = (span("speech")?, span("status")?, span("mode")?);
        let relation = RelationHead::new(&encoder, "relation").map_err(refused)?;
        expect("cue", &cue.labels, &["O", "B-cue", "I-cue"])?;
        expect("part", &part.labels, &["O", "B-source", "I-source", "B-content", "I-content"])?;
        expect("speech", &speech.labels, &["other", "verbal"])?;
        let labels = Labels {
            mentions: bio("mention", &mention.labels, MentionClass::of)?,
            events: begins("trigger", &trigger.labels)?,
            roles: bio("role", &role.labels, RoleClass::of)?,
            statuses: each("status", &status.labels, status_of)?,
            modes: each("mode", &mode.labels, mode_of)?,
            relations: each("relation", &relation.labels, event_of)?,
        };
        Ok(Reader { encoder, mention, cue, trigger, part, role, speech, status, mode, relation, labels })
    }

    /// The version of the model.
    pub fn version(&self) -> u32 {
        self.encoder.header().version
    }
}

fn unknown(head: &str, label: &str) -> Error {
    Error(format!("model file refused: its head {head} has a label {label:?} that is not known"))
}

fn expect(head: &str, labels: &[String], wanted: &[&str]) -> Result<(), Error> {
    match labels.iter().zip(wanted).find(|(a, b)| a != b) {
        Some((label, _)) => Err(unknown(head, label)),
        None if labels.len() == wanted.len() => Ok(()),
        None => Err(Error(format!("model file refused: its head {head} has {} labels", labels.len()))),
    }
}

fn each<T>(head: &str, labels: &[String], of: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Error> {
    labels.iter().map(|label| of(label).ok_or_else(|| unknown(head, label))).collect()
}

/// The classes of tags `O, B-a, I-a, B-b, I-b, …`.
fn bio<T>(head: &str, labels: &[String], of: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Error> {
    let (first, rest) = labels.split_first().ok_or_else(|| unknown(head, ""))?;
    if first != "O" {
        return Err(unknown(head, first));
    }
    rest.chunks(2)
        .map(|pair| match pair {
            [b, i] if b.strip_prefix("B-").is_some() && b.strip_prefix("B-") == i.strip_prefix("I-") => {
                of(&b[2..]).ok_or_else(|| unknown(head, b))
            }
            _ => Err(unknown(head, &pair[0])),
        })
        .collect()
}

/// The classes of tags `O, B-a, B-b, …, I`.
fn begins(head: &str, labels: &[String]) -> Result<Vec<&'static str>, Error> {
    match labels {
        [first, middle @ .., last] if first == "O" && last == "I" => {
            each(head, middle, |label| event_of(label.strip_prefix("B-")?))
        }
        _ => {
            Err(Error(format!("model file refused: the labels of its head {head} are not as they should be")))
        }
    }
}

fn event_of(name: &str) -> Option<&'static str> {
    ontology::event_type(name).map(|t| t.name)
}

fn mode_of(name: &str) -> Option<Option<&'static str>> {
    if name.is_empty() {
        return Some(None);
    }
    ontology::types().iter().flat_map(|t| t.modes).find(|mode| mode.name == name).map(|mode| Some(mode.name))
}

fn status_of(name: &str) -> Option<Status> {
    Some(match name {
        "actual" => Status::Actual,
        "planned" => Status::Planned,
        "hypothetical" => Status::Hypothetical,
        "negated" => Status::Negated,
        "historical" => Status::Historical,
        _ => return None,
    })
}
