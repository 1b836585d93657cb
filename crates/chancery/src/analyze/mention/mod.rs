//! [`Mention`]: words that name or refer to a person, state, organisation, group, office or place.
//!
//! Mentions are found in two steps: [`atom`] recognises names that are known and runs of capitalised words that are
//! not; [`phrase`] puts atoms together into phrases such as `Indian Foreign Minister Subrahmanyam Jaishankar`.

mod atom;
pub(crate) mod lexicon;
mod phrase;

use chancery_know::{Knowledge, PlaceId};

use super::Analysis;
use crate::text::Span;
pub(in crate::analyze) use atom::former::seat_of_the_day;

/// Index of a mention in its [`Analysis`].
pub type MentionId = usize;

/// Words that name or refer to someone or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words: of a named person the name alone, of a title or descriptor the whole phrase (`the Indian Foreign
    /// Minister`, `his Russian counterpart`).
    pub span: Span,
    /// How it refers.
    pub form: MentionForm,
    /// The larger phrase it is the head of: `Indian Foreign Minister Subrahmanyam Jaishankar`.
    pub phrase: Span,
    /// What the words by themselves say of who is meant.
    pub reading: Reading,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By office: "the Indian Foreign Minister".
    Title,
    /// By pronoun.
    Pronoun,
    /// By an adjective of nationality: "Russian".
    Demonym,
    /// By a seat of power: "Moscow", "the Kremlin".
    Metonym,
    /// By a description: "his Russian counterpart", "U.S. officials", "the two ministers".
    Descriptor,
}

/// What the words of a mention say of who is meant, before the rest of the report is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A person by name.
    Person {
        /// Office told in the phrase, canonical, in lower case.
        office: Option<String>,
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// A person by office alone.
    Office {
        /// The office, canonical, in lower case.
        office: String,
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// A person by office or calling, whom the words do not say to be known: "a senior Israeli official".
    Unnamed {
        /// The office, canonical, in lower case.
        office: String,
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// Someone's counterpart.
    Counterpart {
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// A state, organisation, or a body or seat that stands for one.
    Party {
        /// Its code.
        code: String,
        /// Whether it is a state or territory, and otherwise an organisation or group.
        kind: PartyKind,
        /// Its canonical name.
        name: String,
    },
    /// The government of a leader: "the Biden administration".
    Administration {
        /// The leader's name.
        leader: String,
    },
    /// An organisation that only the report names.
    Organization {
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// Unnamed persons or forces of a party: "U.S. officials".
    Group {
        /// Party told in the phrase.
        party: Option<String>,
    },
    /// Those who take part in what is told: "the two ministers", "both sides".
    Collective {
        /// Whether persons are meant; otherwise their parties.
        persons: bool,
        /// How many, if told.
        count: Option<u8>,
    },
    /// The states of a region: "the Baltic states", "the E3".
    Several {
        /// Their codes.
        codes: &'static [&'static str],
    },
    /// An organisation or ministry named before, by what it is: "the bloc", "the ministry".
    Definite {
        /// Whether a ministry, and with it its state, is meant.
        ministry: bool,
    },
    /// A pronoun.
    Pronoun(Pronoun),
    /// A place.
    Place {
        /// Index in the knowledge's gazetteer.
        place: PlaceId,
        /// The party it may stand for: capitals.
        metonym: Option<String>,
    },
}

/// Which kind of party a code is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// A state or territory.
    State,
    /// An organisation of states, or a body of one.
    Organization,
    /// An armed or other non-state group.
    Group,
}

/// Pronouns that are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// he, him
    He,
    /// she, her
    She,
    /// they, them
    They,
    /// it
    It,
    /// I, me: the speaker
    I,
    /// we, us: the speaker, with others or a party
    We,
}

/// Finds mentions, in order of their start.
pub fn find(analysis: &Analysis, know: &Knowledge) -> Vec<Mention> {
    phrase::find(&atom::Atoms::new(analysis, know))
}
