//! Plural nouns of people whom the trained reader may point to though nothing names them: "suspected *insurgents*".

use crate::analyze::attribution::{SourceKind, source_kind};

/// Plural nouns of people beside those that the grammar knows as agents and sources.
const PEOPLE: &[&str] = &[
    "men",
    "women",
    "people",
    "children",
    "insurgents",
    "suspects",
    "terrorists",
    "separatists",
    "settlers",
    "prisoners",
    "hostages",
    "migrants",
    "refugees",
    "civilians",
    "workers",
    "students",
    "journalists",
    "producers",
    "consumers",
    "companies",
    "ships",
    "vessels",
    "attackers",
    "assailants",
    "bombers",
    "jihadists",
    "extremists",
];

/// Whether a plural noun names people who act or suffer together.
pub(super) fn is_people(noun: &str) -> bool {
    source_kind(noun) == Some(SourceKind::Person) && noun.ends_with('s') || PEOPLE.contains(&noun)
}
