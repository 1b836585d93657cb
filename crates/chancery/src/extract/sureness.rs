//! How sure an event is: a score that is the share of right events among those like it. `cargo xtask eval --only
//! calibration` shows whether it still is.

use super::Event;
use super::events::keys;
use crate::Analysis;
use crate::analyze::Status;

/// Raw scores, and the share of events with such a score that were right, measured on the coded reports that rules were
/// written on. Between two of them a score lies on the line.
const RIGHT: &[(f32, f32)] = &[
    (0.0, 0.1),
    (0.15, 0.2),
    (0.25, 0.3),
    (0.35, 0.45),
    (0.45, 0.62),
    (0.55, 0.66),
    (0.65, 0.73),
    (0.75, 0.81),
    (0.85, 0.92),
    (0.95, 0.95),
];

/// What the trained reader finds alone was right this much less often than it thinks itself.
const ALONE: f32 = 0.65;

/// What the trained reader alone finds is left out below this score: where one party acts alone, or one is unknown.
pub(super) const LEAST_ALONE: f32 = 0.64;

/// The score of an event. What is only possible or denied, and what only one party does, was right less often than its
/// rule is on the whole; what is told more than once or of many, more often.
pub(super) fn of(analysis: &Analysis, event: &Event) -> f32 {
    let status = match event.status {
        Status::Actual | Status::Historical => 1.0,
        Status::Planned => 0.95,
        Status::Hypothetical => 0.65,
        Status::Negated => 0.5,
    };
    let parties = match keys(analysis, event).len() {
        0 | 1 => 0.88,
        2 => 1.1,
        _ => 1.25,
    };
    let unknown =
        event.actors.iter().chain(&event.recipients).any(|&e| analysis.entities.get(e).party.is_none());
    let told = if event.evidence.len() > 1 { 1.1 } else { 1.0 };
    let alone = if event.method == "model" { ALONE } else { 1.0 };
    let raw = event.score * status * parties * told * alone * if unknown { 0.7 } else { 1.0 };
    right(raw.min(0.95))
}

/// The share of right events at a raw score.
fn right(raw: f32) -> f32 {
    let above = RIGHT.partition_point(|&(score, _)| score < raw).clamp(1, RIGHT.len() - 1);
    let ((from, low), (to, high)) = (RIGHT[above - 1], RIGHT[above]);
    low + (high - low) * ((raw - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_raw_score_is_never_less_sure() {
        let scores: Vec<f32> = (0..=100).map(|i| right(i as f32 / 100.0)).collect();
        assert!(scores.windows(2).all(|w| w[0] <= w[1]));
        assert_eq!(right(0.95), 0.95);
        assert!((right(0.5) - 0.64).abs() < 1e-6);
    }
}
