//! Topics: what a meeting, call or statement was about, as the report words it.
