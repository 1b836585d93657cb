//! Nouns of those who speak without a name of their own: bodies of a state, institutions, the press.

/// The noun that a description's name is about: "spokesman" of "the spokesman for the bank".
pub(super) fn entity_head(name: &str) -> Option<&str> {
    let phrase = name.split([' ', '\u{a0}']).take_while(|w| {
        !matches!(
            *w,
            "for" | "of" | "in" | "at" | "from" | "with" | "to" | "who" | "on" | "close" | "familiar"
        )
    });
    phrase.last()
}

/// Nouns that name a body of which each state has one.
pub(super) fn is_body(noun: &str) -> bool {
    matches!(
        noun,
        "army"
            | "military"
            | "navy"
            | "government"
            | "ministry"
            | "parliament"
            | "police"
            | "presidency"
            | "cabinet"
    )
}

/// Nouns that name some other body, of no state by itself.
pub(super) fn is_institution(noun: &str) -> bool {
    matches!(
        noun,
        "department"
            | "council"
            | "commission"
            | "committee"
            | "court"
            | "tribunal"
            | "embassy"
            | "consulate"
            | "administration"
            | "bank"
            | "company"
            | "agency"
            | "authority"
            | "bureau"
    )
}

/// Nouns that name a newspaper or the like, which speaks for itself.
pub(super) fn is_press(noun: &str) -> bool {
    matches!(
        noun,
        "newspaper"
            | "paper"
            | "daily"
            | "magazine"
            | "outlet"
            | "network"
            | "agency"
            | "website"
            | "site"
            | "station"
    )
}
