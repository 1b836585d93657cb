//! [`of`]: what an occasion is called, by the title of its report.

use std::collections::BTreeSet;

use super::Manner;
use super::persons::Found;
use super::trigger::Trigger;

/// What the occasion is called: the words of the title that tell something, without persons and offices.
pub(super) fn of(
    words: &[(usize, String)],
    from: usize,
    trigger: &Trigger,
    persons: &[Found<'_>],
) -> BTreeSet<String> {
    // Where it is on the margins of another occasion, the other's name is not its own.
    let margins =
        words.iter().position(|w| matches!(w.1.as_str(), "margins" | "sidelines")).unwrap_or(words.len());
    let from = match trigger.manner {
        Manner::Gathering => from,
        _ => trigger.at.end,
    };
    let is_of_person = |word: &String| persons.iter().any(|p| p.person.words.contains(word));
    words[from.min(margins)..margins]
        .iter()
        .map(|w| &w.1)
        .filter(|w| {
            w.len() > 1
                && !OFFICES.contains(&w.as_str())
                && !GENERIC.contains(&w.as_str())
                && !is_of_person(w)
        })
        .cloned()
        .collect()
}

/// Whether a word of a name tells one occasion from others of its kind.
pub(crate) fn is_distinctive(word: &str) -> bool {
    !KINDS.contains(&word) && !(word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Words of offices, as they stand beside persons' names in titles; those that also name occasions (`security`) are not
/// among them.
const OFFICES: &[&str] = &[
    "acting",
    "ambassador",
    "and",
    "assistant",
    "advisor",
    "adviser",
    "counselor",
    "deputy",
    "director",
    "dr",
    "envoy",
    "first",
    "for",
    "her",
    "his",
    "king",
    "lady",
    "large",
    "minister",
    "my",
    "of",
    "president",
    "prime",
    "representative",
    "secretary",
    "senior",
    "special",
    "spokesperson",
    "the",
    "to",
    "under",
    "vice",
];

/// Words that name no occasion.
const GENERIC: &[&str] = &[
    "administration",
    "after",
    "an",
    "at",
    "attend",
    "availability",
    "background",
    "before",
    "briefing",
    "by",
    "call",
    "closing",
    "co",
    "communique",
    "deliver",
    "delivery",
    "during",
    "engagement",
    "engagements",
    "event",
    "events",
    "expanded",
    "fact",
    "final",
    "following",
    "from",
    "host",
    "hosted",
    "in",
    "into",
    "is",
    "it",
    "its",
    "joint",
    "meeting",
    "meetings",
    "meets",
    "met",
    "mr",
    "ms",
    "new",
    "not",
    "official",
    "on",
    "opening",
    "or",
    "participate",
    "participates",
    "participation",
    "person",
    "plenary",
    "present",
    "press",
    "previewing",
    "reception",
    "release",
    "remarks",
    "session",
    "sheet",
    "sideline",
    "spoke",
    "statement",
    "statements",
    "states",
    "that",
    "their",
    "these",
    "this",
    "today",
    "travel",
    "travels",
    "trip",
    "united",
    "upcoming",
    "us",
    "via",
    "virtual",
    "virtually",
    "visit",
    "visits",
    "was",
    "were",
    "will",
    "with",
];

/// Words that say of what kind an occasion is: two that have these alone in common are two.
const KINDS: &[&str] = &[
    "annual",
    "assembly",
    "celebration",
    "ceremony",
    "civil",
    "conference",
    "consultations",
    "council",
    "counterparts",
    "dialogue",
    "dinner",
    "foreign",
    "forum",
    "global",
    "group",
    "inaugural",
    "international",
    "launch",
    "leadership",
    "lunch",
    "luncheon",
    "leaders",
    "ministerial",
    "ministers",
    "report",
    "roundtable",
    "society",
    "staff",
    "summit",
    "women",
    "working",
    "workshop",
];
