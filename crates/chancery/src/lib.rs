//! Reads reports of diplomacy into records of events, statements and agreements.
//!
//! The way through the crate is one line of functions, each taking values and returning a new one:
//!
//! ```text
//! bytes --read--> Document --analyze--> Analysis --extract--> Claims --record--> Record
//! ```
//!
//! Nothing here opens a file, asks the clock or prints: models, knowledge and the date of publication are
//! arguments, so the same bytes give the same claims on any machine and at any number of threads.

pub mod analyze;
pub mod explain;
pub mod extract;
pub mod ontology;
pub mod read;
pub mod reader;
pub mod record;
pub mod text;

pub use analyze::{Analysis, analyze, analyze_with};
pub use explain::explain;
pub use extract::{Claims, extract};
pub use reader::Models;
pub use text::{Document, Span};
