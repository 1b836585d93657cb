//! Events: one for each real-world act, from all the triggers that tell of it.

use super::{Agreement, Event, Statement};
use crate::Analysis;

/// Joins triggers into events and completes them with date, place and topics.
pub(super) fn events(
    _analysis: &Analysis,
    _statements: &[Statement],
    _agreements: &[Agreement],
) -> Vec<Event> {
    Vec::new()
}
