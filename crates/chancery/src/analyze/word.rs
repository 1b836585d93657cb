//! [`Word`]: what is known of a word by itself: which verb or noun it is a form of, and its grammatical class.

use crate::text::Tokens;

/// What the lexicon knows of a word; all zero for an unknown one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The verb it may be a form of.
    pub(crate) verb: u16,
    /// Which forms, as bits of [`form`].
    pub(crate) form: u8,
    /// The noun it may be the singular or plural of.
    pub(crate) noun: u16,
    /// Bits of [`class`].
    pub(crate) class: u32,
    /// Bits of [`mark`].
    pub(crate) mark: u8,
}

#[allow(dead_code)]
pub(crate) mod form;

/// Classes of words, in the order of `CLASSES` in the build script.
#[allow(dead_code)]
pub(crate) mod class {
    pub(crate) const BE: u32 = 1;
    pub(crate) const HAVE: u32 = 1 << 1;
    pub(crate) const DO: u32 = 1 << 2;
    pub(crate) const MODAL: u32 = 1 << 3;
    pub(crate) const NEGATION: u32 = 1 << 4;
    pub(crate) const DETERMINER: u32 = 1 << 5;
    pub(crate) const PREPOSITION: u32 = 1 << 6;
    pub(crate) const CONJUNCTION: u32 = 1 << 7;
    pub(crate) const RELATIVE: u32 = 1 << 8;
    pub(crate) const SUBORDINATOR: u32 = 1 << 9;
    pub(crate) const PRONOUN: u32 = 1 << 10;
    pub(crate) const ADVERB: u32 = 1 << 11;
    pub(crate) const POSSESSIVE: u32 = 1 << 12;
    pub(crate) const GOVERNOR: u32 = 1 << 13;
}

/// What nouns stand for, in the order of `MARKS` in the build script.
pub(crate) mod mark {
    /// An act not yet done: "decision", "plan".
    pub(crate) const INTENT: u8 = 1;
    /// Those who act for a party: "officials", "troops".
    pub(crate) const AGENT: u8 = 1 << 1;
    /// When.
    pub(crate) const TIME: u8 = 1 << 2;
}

/// What verbs do to the clauses that they govern, in the order of `KINDS` in the build script.
pub(crate) mod kind {
    /// Takes a clause that tells what is said or thought.
    pub(crate) const SAY: u16 = 1;
    /// Its object is the subject of its infinitive: "urged Iran to".
    pub(crate) const CONTROL: u16 = 1 << 1;
    /// Its object is the subject of its gerund: "accused Iran of".
    pub(crate) const BLAME: u16 = 1 << 2;
    /// What its infinitive tells is to come.
    pub(crate) const PLAN: u16 = 1 << 3;
    /// What its infinitive tells does not happen.
    pub(crate) const REFUSE: u16 = 1 << 4;
    /// What its infinitive tells goes on.
    pub(crate) const PHASE: u16 = 1 << 5;
}

impl Word {
    pub(crate) fn is(self, class: u32) -> bool {
        self.class & class != 0
    }

    pub(crate) fn has_form(self, form: u8) -> bool {
        self.form & form != 0
    }

    pub(crate) fn has_mark(self, mark: u8) -> bool {
        self.mark & mark != 0
    }

    /// Whether it is a form of a verb of this [`kind`].
    pub(crate) fn is_kind(self, kind: u16) -> bool {
        super::trigger::VERB_KINDS[self.verb as usize] & kind != 0
    }

    /// An auxiliary, or a form that can only be a verb with a subject of its own.
    pub(crate) fn is_auxiliary(self) -> bool {
        self.is(class::BE | class::HAVE | class::DO | class::MODAL)
    }
}

/// Looks up every token.
pub(crate) fn words(tokens: &Tokens) -> Vec<Word> {
    (0..tokens.len()).map(|i| word(tokens, i)).collect()
}

/// Looks up one token.
pub(crate) fn word(tokens: &Tokens, index: usize) -> Word {
    super::trigger::WORDS.get(tokens.lower(index)).copied().unwrap_or_default()
}
