//! Where international bodies have their seat: [`is_seated`].

/// International bodies with the state in which they have their seat.
const SEATS: &[(&str, &str)] = &[
    ("EU", "BEL"),
    ("NATO", "BEL"),
    ("AU", "ETH"),
    ("IAEA", "AUT"),
    ("OPEC", "AUT"),
    ("OSCE", "AUT"),
    ("ASEAN", "IDN"),
    ("AL", "EGY"),
    ("GCC", "SAU"),
    ("OIC", "SAU"),
    ("ECOWAS", "NGA"),
    ("SADC", "BWA"),
    ("ICC", "NLD"),
    ("ICJ", "NLD"),
    ("WHO", "CHE"),
    ("WTO", "CHE"),
    ("OECD", "FRA"),
];

/// Whether the body `party` has its seat in the state `country`.
pub(super) fn is_seated(party: &str, country: &str) -> bool {
    SEATS.contains(&(party, country))
}
