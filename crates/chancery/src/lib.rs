//! Reads reports of diplomacy into records of events, statements and agreements.
