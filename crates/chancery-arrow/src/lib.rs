//! Claims and listings as Arrow tables, and as Parquet files.
//!
//! A record (format v1) gives rows of five tables, [`Table`]: reports, entities, events, statements, agreements. Rows
//! of a table name their report, and ids of the record (`e1`, `v1`) tell them apart within it. [`Table::batch`] makes
//! rows of any number of records ([`Claims`]), [`files`] writes and reads them as Parquet, and [`listing`] does the same with what a
//! store lists. The table of reports keeps what else a record holds, so that [`rebuild`] gives each record back: that is
//! how a store takes in what a cluster has read. [`reports`] takes reports that wait to be read out of any table.
//!
//! Dates are a `date32`, the first day of what is known, with a column `…_precision` of `day`, `month` or `year` after
//! it. Words with their place are a struct of `start`, `end` (code points of the report's text, half-open) and `text`.

mod claims;
mod column;
mod error;
pub mod files;
pub mod listing;
pub mod reports;
mod whole;

pub use claims::{Claims, Table};
pub use error::{Error, Result};
pub use whole::{rebuild, without_text};

/// The version of the tables' columns, kept in the metadata of each schema under `chancery.tables`. It rises when a
/// column changes its name or type; a new column does not raise it.
pub const VERSION: &str = "1";
