//! Statements: attributions with their speakers resolved, channels carried along, and repeats recognised.

use super::Statement;
use crate::Analysis;

/// Makes statements of the attributions of a report.
pub(super) fn statements(_analysis: &Analysis) -> Vec<Statement> {
    Vec::new()
}
