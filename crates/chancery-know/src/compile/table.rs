//! Reading text tables: [`Table`] and its [`Row`]s.

use super::{Source, Unfit};
use crate::PartialDate;

/// A text table with its columns.
pub(crate) struct Table<'a> {
    name: &'a str,
    columns: Vec<&'a str>,
    text: &'a str,
}

/// One line of a table.
pub(crate) struct Row<'a, 't> {
    table: &'t Table<'a>,
    line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// The table with this file name.
    pub(crate) fn find(sources: &'a [Source], name: &str) -> Result<Table<'a>, Unfit> {
        let source =
            sources.iter().find(|s| s.name == name).ok_or_else(|| Unfit::new(name, 0, "it is missing"))?;
        let header = source.text.lines().next().unwrap_or_default();
        Ok(Table { name: &source.name, columns: header.split('\t').collect(), text: &source.text })
    }

    /// The tables whose file names begin with `start`, by name.
    pub(crate) fn beginning(sources: &'a [Source], start: &str) -> Vec<Table<'a>> {
        let mut names: Vec<&str> =
            sources.iter().map(|s| s.name.as_str()).filter(|n| n.starts_with(start)).collect();
        names.sort_unstable();
        names.into_iter().filter_map(|name| Table::find(sources, name).ok()).collect()
    }

    /// The rows, without empty lines and comments (`#`).
    pub(crate) fn rows<'t>(&'t self) -> impl Iterator<Item = Row<'a, 't>> {
        self.text
            .lines()
            .enumerate()
            .skip(1)
            .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
            .map(|(i, line)| Row { table: self, line: i + 1, cells: line.split('\t').collect() })
    }
}

impl<'a> Row<'a, '_> {
    /// The cell in this column; a cell that the line leaves out is empty.
    pub(crate) fn get(&self, column: &str) -> Result<&'a str, Unfit> {
        match self.table.columns.iter().position(|c| *c == column) {
            Some(at) => Ok(self.cells.get(at).copied().unwrap_or_default()),
            None => Err(self.unfit(format_args!("the table has no column `{column}`"))),
        }
    }

    /// The values of a cell, parted by `|`.
    pub(crate) fn list(&self, column: &str) -> Result<Vec<&'a str>, Unfit> {
        Ok(self.get(column)?.split('|').filter(|s| !s.is_empty()).collect())
    }

    /// A number, or 0 for an empty cell.
    pub(crate) fn number<T: std::str::FromStr + Default>(&self, column: &str) -> Result<T, Unfit> {
        match self.get(column)? {
            "" => Ok(T::default()),
            text => {
                text.parse().map_err(|_| self.unfit(format_args!("`{text}` is no number for `{column}`")))
            }
        }
    }

    /// A number from a column that only some tables have.
    pub(crate) fn number_if_any<T: std::str::FromStr + Default>(&self, column: &str) -> Result<T, Unfit> {
        if self.table.columns.contains(&column) { self.number(column) } else { Ok(T::default()) }
    }

    /// A date packed into a word, or 0 for an empty cell.
    pub(crate) fn date(&self, column: &str) -> Result<u32, Unfit> {
        match self.get(column)? {
            "" => Ok(0),
            text => PartialDate::parse(text)
                .map(PartialDate::pack)
                .ok_or_else(|| self.unfit(format_args!("`{text}` is no date for `{column}`"))),
        }
    }

    /// What is wrong with this row.
    pub(crate) fn unfit(&self, reason: impl std::fmt::Display) -> Unfit {
        Unfit::new(self.table.name, self.line, reason)
    }
}
