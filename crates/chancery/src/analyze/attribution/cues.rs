//! [`Cue`]: words that report a saying, with what may follow them; read from `rules/speech/`.

use crate::analyze::word::form;

include!(concat!(env!("OUT_DIR"), "/speech.rs"));

/// A rule of `rules/speech/`.
#[derive(Debug)]
pub(super) struct Cue {
    #[allow(dead_code)]
    pub(super) name: &'static str,
    /// Whether it may stand after or inside what is said: "…, he said."
    pub(super) speaks: bool,
    pub(super) takes: &'static [Pattern],
    pub(super) passive: &'static [Pattern],
    /// Whether it tells a saying only in a government's own release.
    pub(super) releases: bool,
    pub(super) score: f32,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) examples: &'static [&'static str],
}

/// What follows a cue: words to be met and the one spoken to, then the content.
#[derive(Debug, PartialEq)]
pub(super) struct Pattern {
    pub(super) before: &'static [Step],
    pub(super) content: &'static [Step],
}

/// One part of a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This very word.
    Word(&'static str),
    /// A noun phrase for the one spoken to.
    Addressee,
    /// Words in quotation marks.
    Quote,
    /// A clause with a finite verb.
    Clause,
    /// A clause that begins with "whether", "how" and the like.
    Question,
    /// "to" and a verb.
    Infinitive,
    /// A verb in "-ing".
    Gerund,
    /// A noun phrase.
    Phrase,
}

impl Step {
    /// How much a match of this kind of content tells, the most telling first.
    pub(super) fn rank(self) -> u8 {
        match self {
            Step::Quote => 0,
            Step::Infinitive => 1,
            Step::Question => 2,
            Step::Gerund => 3,
            Step::Clause => 4,
            Step::Phrase => 5,
            Step::Word(_) | Step::Addressee => 6,
        }
    }
}

/// A form of a verb that is a cue.
#[derive(Debug)]
pub(super) struct CueVerb {
    /// Bits of `word::form`.
    pub(super) forms: u8,
    /// Its rules, as indices of `CUES`.
    pub(super) cues: &'static [u16],
}

/// What kind of source a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceKind {
    /// A human being, or several.
    Person,
    /// A body of persons.
    Group,
    /// Something written, that speaks for whoever wrote it.
    Document,
}

/// What kind of channel a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChannelKind {
    /// Something that people speak at: an interview, a briefing.
    Occasion,
    /// Something written: a statement, a letter.
    Text,
    /// A means: Twitter, the telephone.
    Medium,
}

/// The kind of source that a noun in lower case names, if it speaks at all.
pub(crate) fn source_kind(noun: &str) -> Option<SourceKind> {
    SOURCES.get(noun).copied()
}

/// The kind of channel that a noun in lower case names, if any.
pub(crate) fn channel_kind(noun: &str) -> Option<ChannelKind> {
    CHANNELS.get(noun).copied()
}

/// Whether a word in lower case may report speech.
pub(crate) fn is_cue_word(word: &str) -> bool {
    CUE_VERBS.contains_key(word)
        || CUE_NOUNS.contains_key(word)
        || PHRASES.iter().any(|(words, _)| words[0] == word)
}

/// Whether a word is a finite form of a verb that may stand after what is said.
pub(super) fn speaks(word: &str) -> bool {
    CUE_VERBS.get(word).is_some_and(|v| {
        v.forms & (form::PAST | form::THIRD) != 0 && v.cues.iter().any(|&c| CUES[c as usize].speaks)
    })
}
