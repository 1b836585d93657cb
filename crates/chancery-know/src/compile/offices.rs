//! Offices: [`Offices`].

use std::collections::HashMap;

use super::{
    NameTable, Source, Table, Unfit,
    names::{Kind, rank},
};
use crate::{office::weight, pack::Packer};

/// What the table of offices says, by number.
pub(crate) struct Offices {
    /// The numbers by name and, in small letters, by alias.
    pub(crate) numbers: HashMap<String, u32>,
    /// Whether one person holds the office at a time.
    pub(crate) single: Vec<bool>,
    /// How prominent its holder is, from 0 to 100.
    pub(crate) weight: Vec<u32>,
}

/// Writes `offices.tsv` and gives the offices by name and alias.
pub(crate) fn offices(
    sources: &[Source],
    packer: &mut Packer,
    names: &mut NameTable,
) -> Result<Offices, Unfit> {
    let table = Table::find(sources, "offices.tsv")?;
    let mut offices = Offices { numbers: HashMap::new(), single: Vec::new(), weight: Vec::new() };
    for (row, number) in table.rows().zip(0..) {
        offices.numbers.insert(row.get("office")?.to_owned(), number);
    }
    let mut words = Vec::new();
    for (row, number) in table.rows().zip(0..) {
        let (office, class) = (row.get("office")?, row.get("class")?);
        let role = match row.get("role")? {
            "" => number,
            role => match offices.numbers.get(role) {
                Some(&role) => role,
                None => return Err(row.unfit(format_args!("no office is called `{role}`"))),
            },
        };
        let single = match row.get("seats")? {
            "one" => true,
            "many" => false,
            other => return Err(row.unfit(format_args!("`{other}` seats: neither `one` nor `many`"))),
        };
        offices.single.push(single);
        offices.weight.push(weight(class, single));
        words.extend([packer.string(office), packer.string(class), role, single.into()]);
        names.add(office, Kind::Office, 0, number, rank::OFFICE);
        for alias in row.list("aliases")? {
            names.add(alias, Kind::Office, 0, number, rank::OFFICE - 1);
            offices.numbers.entry(alias.to_lowercase()).or_insert(number);
        }
    }
    packer.words("offices", words);
    Ok(offices)
}
