//! Countries, first-level divisions, cities, venues.

use std::collections::{HashMap, HashSet};

use super::{
    NameTable, Row, Source, Table, Unfit,
    names::{Kind, rank},
    parties::Parties,
};
use crate::{fold, pack::Packer};

/// Writes all places and gives the place of each country by the country's number.
pub(crate) fn compile(
    sources: &[Source],
    parties: &mut Parties<'_>,
    packer: &mut Packer,
    names: &mut NameTable,
) -> Result<HashMap<u32, u32>, Unfit> {
    let mut places = Places { words: Vec::new(), packer, names };
    let mut countries = HashMap::new();
    let mut capitals = HashSet::new();
    for (_, _, number, seats) in parties.countries() {
        capitals.extend(seats.iter().filter_map(|seat| Some((number, fold::key(seat)?.0))));
    }
    for row in Table::find(sources, "countries.tsv")?.rows() {
        let country = parties.number(row.get("country")?, &row)?;
        let name = parties.countries().find(|c| c.2 == country).map_or("", |c| c.1);
        let place = places.add(&row, name, country + 1, 0, COUNTRY)?;
        countries.insert(country, place);
    }
    let mut divisions = HashMap::new();
    for row in Table::find(sources, "divisions.tsv")?.rows() {
        let (code, name) = (row.get("country")?, row.get("name")?);
        let place = places.add(&row, name, parties.number(code, &row)? + 1, 0, DIVISION)?;
        places.names.add(name, Kind::Place, 0, place, rank::PLACE + 1_500);
        if let Some(short) = without_kind(name) {
            places.names.add_alternate(short, place, rank::PLACE + 1_400);
        }
        divisions.insert((code, row.get("division")?), place);
    }
    for row in Table::find(sources, "cities.tsv")?.rows() {
        let (code, name) = (row.get("country")?, row.get("name")?);
        let country = parties.number(code, &row)?;
        let alternates = row.list("alternates")?;
        let is_capital = [name]
            .iter()
            .chain(&alternates)
            .any(|n| fold::key(n).is_some_and(|(key, _)| capitals.contains(&(country, key))));
        let capital = is_capital && row.number::<u32>("population")? >= 500;
        let feature = if capital { CAPITAL } else { CITY };
        let division = divisions.get(&(code, row.get("division")?)).map_or(0, |d| d + 1);
        let place = places.add(&row, name, country + 1, division, feature)?;
        let prominence = match row.number::<u32>("population")? {
            _ if capital => rank::CAPITAL,
            people => rank::PLACE + 1_000 * people.max(1).ilog2() + people.min(50_000_000) / 100_000,
        };
        places.names.add(name, Kind::Place, 0, place, prominence);
        for alternate in alternates {
            places.names.add_alternate(alternate, place, prominence - 4_000);
        }
    }
    for row in Table::find(sources, "venues.tsv")?.rows() {
        let feature = if row.get("kind")? == "region" { REGION } else { VENUE };
        let country = match row.get("country")? {
            "" => 0,
            code => parties.number(code, &row)? + 1,
        };
        let place = places.add(&row, row.get("name")?, country, 0, feature)?;
        places.names.add(row.get("name")?, Kind::Place, 0, place, rank::VENUE);
        for alias in row.list("aliases")? {
            places.names.add(alias, Kind::Place, 0, place, rank::VENUE - 1);
        }
    }
    let words = std::mem::take(&mut places.words);
    packer.words("places", words);
    Ok(countries)
}

const CITY: u32 = 0;
const CAPITAL: u32 = 1;
const DIVISION: u32 = 2;
const COUNTRY: u32 = 3;
const VENUE: u32 = 4;
const REGION: u32 = 5;

struct Places<'a> {
    words: Vec<u32>,
    packer: &'a mut Packer,
    names: &'a mut NameTable,
}

impl Places<'_> {
    fn add(
        &mut self,
        row: &Row<'_, '_>,
        name: &str,
        country: u32,
        division: u32,
        feature: u32,
    ) -> Result<u32, Unfit> {
        let number = (self.words.len() / crate::place::PLACE_WORDS) as u32;
        let degrees = |column| Ok::<u32, Unfit>((row.number::<f64>(column)? * 1e6).round() as i32 as u32);
        let name = self.packer.string(name);
        let (geonames, population) = (row.number("geonames")?, row.number("population")?);
        let words =
            [name, country, division, degrees("lat")?, degrees("lon")?, geonames, population, feature];
        self.words.extend(words);
        Ok(number)
    }
}

/// "Luhansk" of "Luhansk Oblast".
fn without_kind(name: &str) -> Option<&str> {
    let kinds = [
        " Province",
        " Oblast",
        " Governorate",
        " Region",
        " Department",
        " District",
        " Prefecture",
        " County",
        " State",
        " Krai",
        " Municipality",
        " Canton",
        " Voivodeship",
        " Division",
        " Parish",
    ];
    let short = kinds.iter().find_map(|kind| name.strip_suffix(kind))?;
    (short.chars().count() >= 4).then_some(short)
}
