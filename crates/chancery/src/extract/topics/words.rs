//! Words by which topics are found and told from what only leads to them.

use crate::analyze::clause::is_adjective;

/// Verbs whose object is a topic.
pub(super) const TOPIC_VERBS: &[&str] = &[
    "discuss",
    "discussed",
    "discusses",
    "discussing",
    "reviewed",
    "review",
    "reviewing",
    "explored",
    "explore",
    "exploring",
    "addressed",
    "addressing",
    "covered",
    "covering",
    "debated",
    "tackled",
    "noted",
    "highlighted",
    "underscored",
    "emphasized",
    "stressed",
    "reaffirmed",
    "assessed",
    "examined",
    "raised",
    "welcomed",
    "reiterated",
    "outlined",
    "described",
];

/// Verbs of the list above that tell of a topic only where both sides are subject.
pub(super) const SHARED_ONLY: &[&str] =
    &["noted", "addressed", "covered", "addressing", "covering", "described", "raised", "welcomed"];

/// Nouns after which "on", "about" or "regarding" opens a topic.
pub(super) const TOPIC_NOUNS: &[&str] = &[
    "views",
    "talks",
    "discussions",
    "discussion",
    "consultations",
    "conversation",
    "conversations",
    "dialogue",
    "negotiations",
    "meeting",
    "meetings",
    "call",
    "opinions",
    "notes",
    "summit",
    "session",
    "exchange",
    "consultation",
    "briefing",
    "conference",
];

/// Verbs with a preposition that opens a topic.
pub(super) const TOPIC_PHRASES: &[(&str, &str)] = &[
    ("focused", "on"),
    ("focus", "on"),
    ("focusing", "on"),
    ("focuses", "on"),
    ("touched", "on"),
    ("touched", "upon"),
    ("centered", "on"),
    ("talked", "about"),
    ("spoke", "about"),
    ("consulted", "on"),
    ("consult", "on"),
    ("conferred", "on"),
    ("centred", "on"),
    ("dwelt", "on"),
    ("spoke", "on"),
    ("deliberated", "on"),
    ("coordinate", "on"),
    ("briefed", "on"),
    ("negotiate", "on"),
    ("agreed", "on"),
];

/// Heads that only lead to what is meant by the phrase after "of", "to", "for", "in" or "on".
pub(super) const WRAPPERS: &[&str] = &[
    "importance",
    "need",
    "needs",
    "commitment",
    "commitments",
    "range",
    "number",
    "ways",
    "way",
    "progress",
    "steps",
    "step",
    "opportunities",
    "opportunity",
    "role",
    "issue",
    "issues",
    "matters",
    "matter",
    "efforts",
    "effort",
    "variety",
    "series",
    "set",
    "area",
    "areas",
    "aspects",
    "aspect",
    "desire",
    "interest",
    "value",
    "views",
    "view",
    "preparations",
    "means",
    "wake",
    "light",
    "order",
    "terms",
    "case",
    "context",
    "response",
    "support",
    "topics",
    "topic",
    "concern",
    "concerns",
    "urgency",
    "state",
    "status",
    "part",
    "parts",
    "some",
    "all",
    "one",
    "many",
    "number",
    "kind",
    "sort",
    "lot",
    "rest",
    "question",
    "questions",
    "potential",
    "possibility",
    "prospect",
    "prospects",
    "updates",
    "update",
    "participation",
    "basis",
    "behalf",
    "course",
    "end",
    "eve",
    "occasion",
    "sidelines",
    "margins",
    "beginning",
    "start",
    "name",
    "use",
    "host",
];

/// Heads that name the occasion or the act, and never what it is about.
pub(super) const OCCASIONS: &[&str] = &[
    "presence",
    "meeting",
    "meetings",
    "talks",
    "visit",
    "visits",
    "trip",
    "call",
    "conversation",
    "summit",
    "statement",
    "statements",
    "conference",
    "interview",
    "briefing",
    "session",
    "discussion",
    "discussions",
    "today",
    "day",
    "days",
    "week",
    "month",
    "year",
    "time",
    "round",
    "state",
    "other",
    "others",
    "thing",
    "things",
    "move",
    "retaliation",
    "letter",
    "televised",
    "reporters",
    "phone",
    "side",
    "sides",
    "both",
    "each",
    "people",
];

/// Heads too general to say what it is about.
pub(super) const GENERAL: &[&str] = &[
    "force",
    "effect",
    "country",
    "countries",
    "nation",
    "nations",
    "world",
    "work",
    "decision",
    "attempt",
    "attempts",
    "place",
    "times",
    "choice",
    "challenges",
    "plan",
    "plans",
    "readiness",
    "tension",
    "tensions",
    "reports",
    "report",
    "party",
    "group",
    "million",
    "consequences",
    "concerns",
    "city",
    "cities",
    "partners",
    "office",
    "region",
    "islands",
    "court",
    "community",
    "hospital",
    "administration",
    "island",
    "proposal",
    "proposals",
    "resort",
    "reason",
    "result",
    "addition",
    "accordance",
    "advance",
    "line",
    "front",
    "hours",
    "percent",
    "majority",
    "members",
    "list",
    "level",
    "manner",
    "hand",
    "term",
    "fact",
    "goal",
    "goals",
];

/// Nouns that name how two sides stand to each other.
pub(super) const RELATIONS: &[&str] = &["relations", "ties"];

/// Nouns that stand for what is before "and" too: "security and defence *ties*".
pub(super) const SHARED: &[&str] = &[
    "ties",
    "relations",
    "relationship",
    "cooperation",
    "co-operation",
    "collaboration",
    "partnership",
    "partnerships",
    "links",
    "issues",
    "matters",
    "affairs",
    "fields",
    "areas",
    "sectors",
    "sector",
    "policy",
    "policies",
    "assistance",
    "aid",
    "support",
    "exports",
    "imports",
    "tariffs",
    "duties",
    "sanctions",
    "prices",
    "supplies",
    "production",
    "reforms",
    "reform",
    "crisis",
    "crises",
    "needs",
    "concerns",
    "challenges",
    "problems",
    "projects",
    "programs",
    "programmes",
    "services",
    "talks",
    "agreements",
    "deals",
    "pacts",
    "accord",
    "agreement",
    "developments",
    "engagement",
    "infrastructure",
    "development",
    "research",
    "security",
    "capabilities",
    "forces",
    "equipment",
    "exchanges",
    "interests",
    "threats",
    "disputes",
    "markets",
    "investment",
    "investments",
    "rights",
];

/// Whether a word that stands before "and" is an adjective by its ending.
pub(super) fn is_adjectival(word: &str) -> bool {
    const NOUNS: &[&str] =
        &["proposal", "approval", "withdrawal", "removal", "renewal", "arrival", "capital", "hospital"];
    is_adjective(word)
        || word.len() >= 6
            && ["ed", "ful", "ous", "able", "ible", "less", "ical", "ional", "eral", "orial", "ic", "ary"]
                .iter()
                .any(|end| word.ends_with(end))
            && !NOUNS.contains(&word)
}

/// Prepositions after which stands where, when, why or by whom, and seldom what about.
pub(super) fn leads_elsewhere(word: &str) -> bool {
    matches!(
        word,
        "at" | "by"
            | "amid"
            | "before"
            | "during"
            | "among"
            | "with"
            | "against"
            | "after"
            | "as"
            | "near"
            | "via"
            | "under"
            | "following"
            | "alongside"
            | "since"
            | "until"
    )
}

/// "on the margins of", "on the sidelines of", "on the occasion of" tell where and not about what.
pub(super) fn is_margin(word: &str) -> bool {
    matches!(
        word,
        "margins"
            | "sidelines"
            | "sideline"
            | "occasion"
            | "eve"
            | "phone"
            | "telephone"
            | "same"
            | "side"
            | "basis"
            | "ground"
    )
}

/// Verbs that say little of what is done.
pub(super) const LIGHT: &[&str] = &[
    "put", "make", "take", "give", "have", "hold", "do", "bring", "set", "making", "taking", "giving",
    "holding",
];
