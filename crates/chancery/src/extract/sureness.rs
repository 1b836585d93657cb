//! How sure an event or a statement is: a score that is the share of right ones among those like it. `cargo xtask eval
//! --only calibration` shows whether it still is.

use super::Event;
use super::events::{codes, keys};
use crate::Analysis;
use crate::analyze::{Attribution, EntityId, Status};

/// Raw scores, and the share of events with such a score that were right, measured on the coded reports held out of the
/// training of the reader. Between two of them a score lies on the line.
const RIGHT: &[(f32, f32)] = &[
    (0.0, 0.1),
    (0.15, 0.2),
    (0.25, 0.3),
    (0.35, 0.45),
    (0.45, 0.52),
    (0.55, 0.62),
    (0.65, 0.72),
    (0.75, 0.79),
    (0.85, 0.85),
    (0.95, 0.91),
];

/// The same for statements: what is said and who says it are both right.
const SAID: &[(f32, f32)] = &[
    (0.0, 0.1),
    (0.5, 0.45),
    (0.7, 0.57),
    (0.8, 0.61),
    (0.85, 0.64),
    (0.9, 0.7),
    (0.95, 0.86),
    (0.98, 0.92),
    (1.0, 0.94),
];

/// The raw score of what stands in someone's own voice: nothing is cut out, and the speaker is told above it.
const OWN_VOICE: f32 = 0.96;

/// What the trained reader finds alone was right this much less often than it thinks itself.
const ALONE: f32 = 0.65;

/// What the trained reader alone finds is left out below this score where someone is unknown who takes part: it mostly
/// points to the wrong ones then.
const LEAST_UNKNOWN: f32 = 0.62;

/// And below this one where all are known.
const LEAST_ALONE: f32 = 0.5;

/// What it has weighed is left out below this one: what is mostly made up, as it is only possible or has but one party.
const LEAST_WEIGHED: f32 = 0.53;

/// And what two parties do below this one: both are named so often that it says little for an act that is in doubt.
const LEAST_OF_TWO: f32 = 0.56;

/// The score that an event must have.
pub(super) fn least(analysis: &Analysis, event: &Event) -> f32 {
    match event.method.as_str() {
        // Of an attack or an arrest that has one side, that is often the wrong one.
        "model" if has_unknown(analysis, event) || suffers(event) && keys(analysis, event).len() < 2 => {
            LEAST_UNKNOWN
        }
        "model" => LEAST_ALONE,
        method if method.ends_with("+model") && keys(analysis, event).len() == 2 => LEAST_OF_TWO,
        method if method.ends_with("+model") => LEAST_WEIGHED,
        _ => 0.0,
    }
}

/// The score of an event. What is only possible or denied, and what only one party does, was right less often than its
/// rule is on the whole; what is told more than once or of many, more often.
pub(super) fn of(analysis: &Analysis, event: &Event) -> f32 {
    let status = match event.status {
        Status::Actual | Status::Historical => 1.0,
        Status::Planned => 0.95,
        Status::Hypothetical => 0.65,
        Status::Negated => 0.5,
    };
    let unknown = has_unknown(analysis, event);
    let known = codes(
        analysis,
        event
            .actors
            .iter()
            .chain(&event.recipients)
            .filter(|&&e| unknown || analysis.entities.get(e).party.is_some()),
    );
    let parties = match known.len() {
        0 | 1 => 0.88,
        2 => 1.1,
        _ => 1.25,
    };
    let told = if event.evidence.len() > 1 { 1.1 } else { 1.0 };
    let alone = if event.method == "model" { ALONE } else { 1.0 };
    // Who was hit is known, and that nobody knows by whom is as it was.
    let hit = unknown && suffers(event) && event.method.starts_with("rule:") && {
        let known = |&e: &EntityId| analysis.entities.get(e).party.is_some();
        !event.recipients.is_empty() && event.recipients.iter().all(known)
    };
    let doubt = match (unknown, hit) {
        (false, _) => 1.0,
        (true, true) => 0.85,
        (true, false) => 0.7,
    };
    let raw = event.score * status * parties * told * alone * doubt;
    let score = right(RIGHT, raw.min(0.95));
    if event.method.ends_with("model") { weighed(score) } else { score }
}

/// What the trained reader has weighed is given the upper scores a little too readily.
fn weighed(score: f32) -> f32 {
    const FROM: f32 = 0.65;
    const SHARE: f32 = 0.85;
    if score > FROM { FROM + (score - FROM) * SHARE } else { score }
}

/// Whether someone acts of whom no state or body is known; or suffers, where it is not told who acts. Towards whom a known
/// one acts may be anybody: "must pay *its creditors*".
fn has_unknown(analysis: &Analysis, event: &Event) -> bool {
    let unknown = |&e: &EntityId| analysis.entities.get(e).party.is_none();
    let who = if event.actors.is_empty() { &event.recipients } else { &event.actors };
    who.iter().any(unknown) || suffers(event) && event.recipients.iter().any(unknown)
}

/// Whether someone suffers what is done.
fn suffers(event: &Event) -> bool {
    matches!(event.event, "ASSAULT" | "COERCE" | "SANCTION")
}

/// The score of a statement.
pub(super) fn of_statement(attribution: &Attribution) -> f32 {
    let own = matches!(attribution.method, "rule:speech.statement" | "rule:speech.transcript");
    right(SAID, if own { OWN_VOICE } else { attribution.score.min(1.0) })
}

/// The share that was right at a raw score.
fn right(table: &[(f32, f32)], raw: f32) -> f32 {
    let above = table.partition_point(|&(score, _)| score < raw).clamp(1, table.len() - 1);
    let ((from, low), (to, high)) = (table[above - 1], table[above]);
    low + (high - low) * ((raw - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_raw_score_is_never_less_sure() {
        for table in [RIGHT, SAID] {
            let scores: Vec<f32> = (0..=100).map(|i| right(table, i as f32 / 100.0)).collect();
            assert!(scores.windows(2).all(|w| w[0] <= w[1]));
            assert!(scores.iter().all(|s| (0.0..=1.0).contains(s)));
        }
        assert_eq!(right(RIGHT, 0.95), 0.91);
        assert!((right(RIGHT, 0.5) - 0.57).abs() < 1e-6);
        assert_eq!(right(SAID, 0.8), 0.61);
    }
}
