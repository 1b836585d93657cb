//! The political world by date: states, organisations, offices and their holders, places.

/// The knowledge.
#[derive(Debug)]
pub struct Knowledge;
