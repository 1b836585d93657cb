//! From text tables to the compiled file: [`compile()`].
//!
//! A text table has one row a line, columns parted by tabs, their names in the first line; a column may hold several
//! values parted by `|`. What does not fit is refused with the table and the line.

mod identity;
mod names;
mod offices;
mod parties;
mod persons;
mod places;
mod table;
mod tenure;
mod variants;

use std::fmt;

use crate::pack::{Packer, checksum};

pub(crate) use names::NameTable;
pub(crate) use table::{Row, Table};

/// A text table: its file name and content.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file name: `states.tsv`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A row that does not fit: the table, the line and the reason.
#[derive(Debug)]
pub struct Unfit(String);

impl Unfit {
    pub(crate) fn new(table: &str, line: usize, reason: impl fmt::Display) -> Self {
        Unfit(format!("{table}:{line}: {reason}"))
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

/// A digest of the text tables, whatever their order; the compiled file carries it.
pub fn digest(sources: &[Source]) -> u64 {
    sources.iter().fold(0, |sum, source| {
        sum ^ checksum(source.name.as_bytes()).rotate_left(7)
            ^ checksum(source.text.as_bytes()).rotate_left(23)
    })
}

/// Compiles the text tables into one file for [`crate::Knowledge::open`].
///
/// # Errors
///
/// A missing table, column or party code, a malformed date or number: the first one met.
pub fn compile(sources: &[Source]) -> Result<Vec<u8>, Unfit> {
    let mut packer = Packer::new();
    let mut names = NameTable::new(&Table::find(sources, "words.tsv")?)?;
    let mut parties = parties::Parties::read(sources)?;
    let places = places::compile(sources, &mut parties, &mut packer, &mut names)?;
    let offices = offices::offices(sources, &mut packer, &mut names)?;
    parties::bodies(sources, &parties, &mut packer, &mut names)?;
    persons::compile(sources, &parties, &offices, &mut packer, &mut names)?;
    parties.write(&places, &mut packer, &mut names)?;
    names.write(&mut packer);
    Ok(packer.finish(digest(sources)))
}
