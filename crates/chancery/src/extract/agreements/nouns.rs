//! [`HEADS`]: the nouns that head the name or description of an agreement.

/// Nouns that head the name or description of an agreement, with its kind.
pub(super) const HEADS: &[(&str, &str)] = &[
    ("treaty", "treaty"),
    ("treaties", "treaty"),
    ("agreement", "agreement"),
    ("agreements", "agreement"),
    ("accord", "agreement"),
    ("accords", "agreement"),
    ("deal", "agreement"),
    ("deals", "agreement"),
    ("protocol", "protocol"),
    ("protocols", "protocol"),
    ("memorandum", "memorandum"),
    ("memoranda", "memorandum"),
    ("memorandums", "memorandum"),
    ("mou", "memorandum"),
    ("mous", "memorandum"),
    ("pact", "pact"),
    ("pacts", "pact"),
    ("communique", "communique"),
    ("communiqué", "communique"),
    ("fta", "agreement"),
    ("concordat", "treaty"),
    ("contract", "contract"),
    ("contracts", "contract"),
    ("ceasefire", "ceasefire"),
    ("cease-fire", "ceasefire"),
    ("truce", "ceasefire"),
    ("armistice", "ceasefire"),
    ("cessation", "ceasefire"),
    ("pause", "ceasefire"),
    ("resolution", "resolution"),
    ("resolutions", "resolution"),
    ("convention", "treaty"),
    ("charter", "treaty"),
    ("declaration", "other"),
    ("statement", "joint statement"),
    ("statements", "joint statement"),
    ("compact", "agreement"),
    ("arrangement", "agreement"),
    ("arrangements", "agreement"),
    ("documents", "agreement"),
    ("understanding", "agreement"),
    ("framework", "agreement"),
    ("compromise", "agreement"),
    ("code", "agreement"),
    ("partnership", "other"),
    ("consensus", "other"),
    ("plan", "other"),
    ("programme", "other"),
    ("program", "other"),
    ("roadmap", "other"),
    ("letter", "other"),
    ("loan", "contract"),
    ("credit", "contract"),
    ("minutes", "other"),
];

/// Whether a title is of several: "four *agreements*", "the *accords* on trade".
pub(super) fn is_several(title: &str) -> bool {
    let several = |word: &str| {
        let plural = word.ends_with('s') && !matches!(word, "minutes" | "consensus");
        (plural || word == "memoranda") && HEADS.iter().any(|(head, _)| *head == word)
    };
    title.split(' ').any(|word| several(&word.to_lowercase()))
}
