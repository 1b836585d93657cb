//! The political world by date: states, organisations, offices and their holders, places.

/// The knowledge.
#[derive(Debug)]
pub struct Knowledge;

/// Index of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceId(pub u32);
