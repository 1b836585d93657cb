//! What verbs tell of the agreement that is their subject or object: [`status_by`].

/// First letters of verbs, with the status that an agreement comes to by them.
const VERBS: &[(&str, &str)] = &[
    ("sign", "signed"),
    ("ink", "signed"),
    ("initial", "signed"),
    ("ratif", "ratified"),
    ("adopt", "agreed"),
    ("approv", "ratified"),
    ("pass", "agreed"),
    ("veto", "proposed"),
    ("block", "proposed"),
    ("fail", "proposed"),
    ("propos", "proposed"),
    ("offer", "proposed"),
    ("negotiat", "proposed"),
    ("draft", "proposed"),
    ("pursu", "proposed"),
    ("seek", "proposed"),
    ("sought", "proposed"),
    ("explor", "proposed"),
    ("finali", "proposed"),
    ("want", "proposed"),
    ("mull", "proposed"),
    ("suspend", "suspended"),
    ("freez", "suspended"),
    ("froze", "suspended"),
    ("shelv", "suspended"),
    ("halt", "suspended"),
    ("withdr", "terminated"),
    ("quit", "terminated"),
    ("abandon", "terminated"),
    ("terminat", "terminated"),
    ("scrap", "terminated"),
    ("abrogat", "terminated"),
    ("revok", "terminated"),
    ("rescind", "terminated"),
    ("repeal", "terminated"),
    ("annul", "terminated"),
    ("dissol", "terminated"),
    ("unravel", "terminated"),
    ("cancel", "terminated"),
    ("expire", "terminated"),
    ("lapse", "terminated"),
    ("collaps", "terminated"),
    ("pull", "terminated"),
    ("leav", "terminated"),
    ("left", "terminated"),
    ("exit", "terminated"),
    ("rip", "terminated"),
    ("tear", "terminated"),
    ("tore", "terminated"),
    ("torn", "terminated"),
    ("renounc", "terminated"),
    ("repudiat", "terminated"),
    ("nullif", "terminated"),
    ("ditch", "terminated"),
    ("jettison", "terminated"),
    ("shatter", "terminated"),
    ("wreck", "terminated"),
    ("launch", "agreed"),
    ("reach", "agreed"),
    ("agree", "agreed"),
    ("announc", "agreed"),
    ("strike", "agreed"),
    ("struck", "agreed"),
    ("clinch", "agreed"),
    ("seal", "agreed"),
    ("hammer", "agreed"),
    ("forg", "agreed"),
    ("secur", "agreed"),
    ("complet", "agreed"),
    ("wrap", "agreed"),
    ("award", "agreed"),
    ("won", "agreed"),
    ("wins", "agreed"),
    ("broker", "agreed"),
    ("conclud", "agreed"),
    ("accept", "agreed"),
    ("declar", "agreed"),
    ("issu", "agreed"),
    ("releas", "agreed"),
    ("violat", "in force"),
    ("break", "in force"),
    ("breach", "in force"),
    ("infring", "in force"),
    ("contraven", "in force"),
    ("flout", "in force"),
    ("ignor", "in force"),
    ("invok", "in force"),
    ("honor", "in force"),
    ("honour", "in force"),
    ("uphold", "in force"),
    ("respect", "in force"),
    ("implement", "in force"),
    ("monitor", "in force"),
    ("enforc", "in force"),
    ("hold", "in force"),
    ("begin", "in force"),
    ("began", "in force"),
    ("start", "in force"),
    ("enter", "in force"),
    ("take", "in force"),
    ("took", "in force"),
    ("come", "in force"),
    ("came", "in force"),
];

/// First letters of further verbs of which only an agreement that has been made can be the object.
const PRESUPPOSING: &[&str] = &[
    "abid", "adher", "comply", "fulfil", "liv", "meet", "observ", "reneg", "renew", "extend", "keep", "kept",
    "prolong", "review", "revis", "amend",
];

/// Whether a verb is done, or not done, to what has been agreed before: "fail to *honour*", "will not *renew*".
pub(super) fn presupposes(verb: &str) -> bool {
    matches!(status_by(verb), Some("in force" | "suspended" | "terminated"))
        && !["hold", "take", "took", "come", "came", "begin", "began", "start", "enter"]
            .iter()
            .any(|s| verb.starts_with(s))
        || PRESUPPOSING.iter().any(|s| verb.starts_with(s))
}

/// Whether what a verb is not done to lies on the table all the same: "the Senate did not *ratify* the treaty".
pub(super) fn is_tabled(verb: &str) -> bool {
    ["ratif", "adopt", "approv", "endors", "accept", "pass"].iter().any(|s| verb.starts_with(s))
}

/// The status that an agreement comes to by a verb.
pub(super) fn status_by(verb: &str) -> Option<&'static str> {
    if matches!(verb, "end" | "ends" | "ended" | "ending" | "abrogate" | "abrogates" | "abrogated") {
        return Some("terminated");
    }
    VERBS.iter().find(|(stem, _)| verb.starts_with(stem)).map(|&(_, status)| status)
}
