//! What a release is by its title or its first sentence: a press conference, an interview, the readout of a call.

use crate::Analysis;

/// How titles of what someone has issued begin, wherever it stands.
const RELEASES: &[&str] = &[
    "statement",
    "remarks",
    "speech",
    "address by",
    "address to",
    "transcript",
    "press ",
    "joint press",
    "joint communiqu",
    "interview",
    "letter from",
    "letter to",
    "open letter",
    "message from",
    "message to",
    "opening remarks",
    "closing remarks",
    "opening statement",
    "keynote",
    "comment by",
    "comment of",
    "briefing by",
    "weekly briefing",
    "daily briefing",
    "daily press",
    "department press",
    "foreign ministry spokes",
    "telephone conversation",
    "phone conversation",
    "phone call",
    "video address",
    "media availability",
    "doorstep",
    "testimony",
    "toast",
];

/// Words of a title that tell what its own words are, the first that fit.
const OWN: &[(&str, &str)] = &[
    ("press briefing", "press briefing"),
    ("joint press conference", "joint press conference"),
    ("joint press availability", "joint press availability"),
    ("press conference", "press conference"),
    ("press availability", "press availability"),
    ("media availability", "press availability"),
    ("press point", "press point"),
    ("doorstep", "doorstep"),
    ("news conference", "news conference"),
    ("press remarks", "remarks"),
    ("briefing by", "briefing"),
    ("weekly briefing", "briefing"),
    ("daily briefing", "briefing"),
    ("interview", "interview"),
    ("video address", "video address"),
    ("speech", "speech"),
    ("testimony", "testimony"),
    ("letter", "letter"),
    ("joint communiqu", "joint communique"),
    ("comment by", "comment"),
    ("comment of", "comment"),
];

/// What a release is, by its title or its first sentence: the channel of its own words, and of those it reports.
pub(super) fn release(analysis: &Analysis) -> (Option<&'static str>, Option<&'static str>) {
    let title = analysis.document.title.as_deref().unwrap_or("").to_lowercase();
    let has = |words: &str| title.contains(words);
    if has("joint statement") || has("joint declaration") {
        return (Some("joint statement"), Some("joint statement"));
    }
    let government = analysis.document.government().is_some();
    let readout = has("readout");
    if !government && !readout && !RELEASES.iter().any(|w| title.starts_with(w)) {
        return (None, None);
    }
    let word = |w: &str| title.split(|c: char| !c.is_alphanumeric()).any(|t| t == w);
    let own = OWN.iter().find(|(words, _)| has(words)).map(|&(_, channel)| channel);
    if let Some(own) = own.filter(|_| !readout) {
        return (Some(own), None);
    }
    let occasion = [
        ("call", "call"),
        ("phone", "call"),
        ("telephone", "call"),
        ("meeting", "meeting"),
        ("meetings", "meeting"),
        ("visit", "visit"),
        ("discussion", "discussion"),
        ("roundtable", "roundtable"),
        ("briefing", "briefing"),
        ("lunch", "lunch"),
        ("dinner", "dinner"),
        ("videoconference", "videoconference"),
        ("teleconference", "teleconference"),
        ("video conference", "video conference"),
        ("consultations", "consultations"),
        ("dialogue", "dialogue"),
        ("summit", "summit"),
    ]
    .iter()
    .find(|(w, _)| word(w) || w.contains(' ') && has(w))
    .map(|&(_, channel)| channel);
    // "Secretary X With Y of CBS": what is asked and answered there.
    let asked = || {
        analysis.sentences.iter().take(40).any(|s| s.span.of(&analysis.tokens.lower).starts_with("question:"))
    };
    let owned = has("’s ") || has("'s ");
    if occasion.is_none() && !readout && !owned && has(" with ") && (has(" of ") || has(" on ")) && asked() {
        return (Some("interview"), None);
    }
    if word("statement") && !readout {
        return (Some("statement"), occasion.filter(|_| word("call")));
    }
    if word("remarks") {
        return (Some("remarks"), None);
    }
    // A document that is printed whole: "The Oslo *Charter*".
    let printed = ["charter", "declaration", "proclamation", "memorandum", "communique"];
    if let Some(&document) = printed.iter().find(|w| title.ends_with(*w)).filter(|_| !readout) {
        return (Some(document), None);
    }
    (Some("statement"), occasion.or_else(|| told_at_once(analysis)))
}

/// What a release is in which an institution itself says something: "Statement by the Spokesperson", "Declaration by the
/// High Representative".
pub(super) fn voiced(analysis: &Analysis) -> Option<&'static str> {
    let title = analysis.document.title.as_deref()?.to_lowercase();
    ["statement by", "statement of", "statement from", "statement on", "declaration by", "press statement"]
        .iter()
        .find(|w| title.starts_with(**w))
        .map(|w| if w.starts_with("declaration") { "declaration" } else { "statement" })
}

/// What the first sentence of a readout without a telling title says: "spoke by phone", "met today with".
fn told_at_once(analysis: &Analysis) -> Option<&'static str> {
    let opening = analysis.sentences.iter().take(3);
    opening.into_iter().find_map(|sentence| {
        let words = sentence.span.of(&analysis.tokens.lower);
        let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
        if has(&[
            "spoke today with",
            "spoke with",
            "spoke by phone",
            "by telephone",
            "phone call",
            "held a call",
        ]) {
            Some("call")
        } else if has(&[
            "met with",
            "met today with",
            "met today in",
            "held a meeting",
            "hosted a meeting",
            "convened a meeting",
        ]) {
            Some("meeting")
        } else {
            None
        }
    })
}
