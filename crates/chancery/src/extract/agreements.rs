//! Agreements: treaties, protocols, memoranda, joint statements and the like that a report names.

use super::Agreement;
use crate::Analysis;

/// Finds the agreements of a report.
pub(super) fn agreements(_analysis: &Analysis) -> Vec<Agreement> {
    Vec::new()
}
