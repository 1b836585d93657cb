//! The political world by date: states, organisations, offices and their holders, places.
//!
//! [`Knowledge`] is one compiled file, read in place: [`Knowledge::embedded`] is part of the program. Everything it
//! gives out ([`Party`], [`Place`], [`Person`], [`Holding`] …) is a small copyable view into it. Names in running text
//! are found with [`Knowledge::longest_name`].
//!
//! The tables are text, one file per family, in `tables/`; `cargo xtask know build` compiles them with [`compile()`]
//! into `data/know.bin`. `tables/ATTRIBUTION.md` says where each is from.

pub mod answer;
pub mod asked;
mod body;
mod compile;
mod date;
mod fold;
mod holder;
mod located;
mod member;
mod names;
mod near;
mod office;
mod pack;
mod party;
mod person;
mod place;
mod question;
mod spelling;
mod who;

use std::sync::OnceLock;

use pack::{Pack, Section};

pub use asked::{Asked, Unclear, Where};
pub use body::Body;
pub use compile::{Source, Unfit, compile, digest};
pub use date::{MONTHS, PartialDate, month_named};
pub use fold::name_key;
pub use located::{Located, Near};
pub use member::Membership;
pub use names::{Form, MinorName, NameMatch, Names, Sense};
pub use office::Office;
pub use pack::Error;
pub use party::{Party, PartyKind, PartyMatch};
pub use person::{Holding, Person, PersonId, Tenure};
pub use place::{Feature, Place, PlaceId};
pub use question::Question;
pub use who::Candidate;

/// The tables, opened. Immutable and shared freely between threads.
pub struct Knowledge {
    names: fst::raw::Fst<Section>,
    senses: Section,
    minor: fst::raw::Fst<Section>,
    minor_places: Section,
    parties: Section,
    bodies: Section,
    offices: Section,
    places: Section,
    place_wikidata: Section,
    persons: Section,
    holdings: Section,
    posts: Section,
    seats: Section,
    party_seats: Section,
    lists: Section,
    strings: Section,
    digest: u64,
}

static EMBEDDED: &[u8] = include_bytes!("../data/know.bin");

impl Knowledge {
    /// The tables that are part of the program.
    ///
    /// # Panics
    ///
    /// Never in a program whose tests passed: a test opens and checks them.
    pub fn embedded() -> &'static Knowledge {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(|| match Pack::embedded(EMBEDDED).and_then(|pack| Knowledge::read(&pack)) {
            Ok(knowledge) => knowledge,
            Err(error) => unreachable!("{error}"),
        })
    }

    /// Opens compiled tables from elsewhere, for instance rebuilt ones.
    ///
    /// # Errors
    ///
    /// A table that is cut short, damaged or missing is refused by its name.
    pub fn open(bytes: Vec<u8>) -> Result<Knowledge, Error> {
        Knowledge::read(&Pack::checked(bytes)?)
    }

    /// The digest of the text tables that these were built from.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    fn read(pack: &Pack) -> Result<Knowledge, Error> {
        let automaton = |name| {
            fst::raw::Fst::new(pack.section(name)?).map_err(|_| Error::new(name, "it is no automaton"))
        };
        Ok(Knowledge {
            names: automaton("names")?,
            senses: pack.section("senses")?,
            minor: automaton("minor")?,
            minor_places: pack.section("minor places")?,
            parties: pack.section("parties")?,
            bodies: pack.section("bodies")?,
            offices: pack.section("offices")?,
            places: pack.section("places")?,
            place_wikidata: pack.section("place wikidata")?,
            persons: pack.section("persons")?,
            holdings: pack.section("holdings")?,
            posts: pack.section("posts")?,
            seats: pack.section("seats")?,
            party_seats: pack.section("party_seats")?,
            lists: pack.section("lists")?,
            strings: pack.section("strings")?,
            digest: pack.digest(),
        })
    }
}
