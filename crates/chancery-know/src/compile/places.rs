//! Countries, divisions, cities, towns, venues, regions.

use std::collections::{HashMap, HashSet};

use super::{
    NameTable, Row, Source, Table, Unfit,
    names::{Kind, MinorNames, rank},
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
    let mut minor = MinorNames::default();
    let mut by_geonames = HashMap::new();
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
        for other in row.list("alternates")?.into_iter().chain(without_kind(name)) {
            places.names.add_alternate(other, place, rank::PLACE + 1_400);
        }
        divisions.insert((code, row.get("division")?), place);
        by_geonames.insert(row.get("geonames")?, place);
    }
    for row in Table::find(sources, "division_names.tsv")?.rows() {
        let (country, division) = (row.get("country")?, row.get("division")?);
        let Some(&place) = divisions.get(&(country, division)) else {
            return Err(row.unfit(format_args!("{country} has no division `{division}`")));
        };
        for name in row.list("names")? {
            places.names.add(name, Kind::Place, 0, place, rank::PLACE + 1_500);
        }
        if !row.get("lat")?.is_empty() {
            places.put(place, &row)?;
        }
        for abbreviation in row.list("abbreviations")? {
            minor.add(abbreviation, place, u32::MAX);
        }
    }
    for row in Table::find(sources, "districts.tsv")?.rows() {
        let (code, name) = (row.get("country")?, row.get("name")?);
        let within = row.get("division")?.split_once('.').map_or("", |(first, _)| first);
        let within = divisions.get(&(code, within)).map_or(0, |d| d + 1);
        let place = places.add(&row, name, parties.number(code, &row)? + 1, within, DISTRICT)?;
        for name in row.list("alternates")?.into_iter().chain([name]).chain(without_kind(name)) {
            minor.add(name, place, 1);
        }
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
        by_geonames.insert(row.get("geonames")?, place);
        let prominence = match row.number::<u32>("population")? {
            _ if capital => rank::CAPITAL,
            people => rank::PLACE + 1_000 * people.max(1).ilog2() + people.min(50_000_000) / 100_000,
        };
        places.names.add(name, Kind::Place, 0, place, prominence);
        for alternate in alternates {
            places.names.add_alternate(alternate, place, prominence - 4_000);
        }
    }
    for row in Table::find(sources, "towns.tsv")?.rows() {
        let (code, name) = (row.get("country")?, row.get("name")?);
        let division = divisions.get(&(code, row.get("division")?)).map_or(0, |d| d + 1);
        let place = places.add(&row, name, parties.number(code, &row)? + 1, division, CITY)?;
        by_geonames.insert(row.get("geonames")?, place);
        let people = row.number("population")?;
        for name in row.list("alternates")?.into_iter().chain([name]) {
            minor.add(name, place, people);
        }
    }
    for (table, feature) in [("venues.tsv", VENUE), ("regions.tsv", REGION)] {
        for row in Table::find(sources, table)?.rows() {
            let country = match row.get("country")? {
                "" => 0,
                code => parties.number(code, &row)? + 1,
            };
            let place = match by_geonames.get(row.get("geonames")?) {
                // A town that is a venue too: better known for it, but the same place.
                Some(&town) => {
                    let people = row.number("population")?;
                    let at = town as usize * crate::place::PLACE_WORDS + crate::place::POPULATION;
                    places.words[at] = places.words[at].max(people);
                    town
                }
                None => places.add(&row, row.get("name")?, country, 0, feature)?,
            };
            places.names.add(row.get("name")?, Kind::Place, 0, place, rank::VENUE);
            for alias in row.list("aliases")? {
                places.names.add(alias, Kind::Place, 0, place, rank::VENUE - 1);
            }
        }
    }
    minor.write(places.names, places.packer);
    let mut wikidata = Vec::new();
    for row in Table::find(sources, "place_wikidata.tsv")?.rows() {
        let geonames = row.get("geonames")?;
        let Some(&place) = by_geonames.get(geonames) else {
            return Err(row.unfit(format_args!("no place has the GeoNames id {geonames}")));
        };
        wikidata.push((place, places.packer.string(row.get("wikidata")?)));
    }
    wikidata.sort_unstable();
    places.packer.words("place wikidata", wikidata.into_iter().flat_map(|(place, id)| [place, id]));
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
const DISTRICT: u32 = 6;

struct Places<'a> {
    words: Vec<u32>,
    packer: &'a mut Packer,
    names: &'a mut NameTable,
}

impl Places<'_> {
    /// Moves a place to where the row says: the middle of a division whose towns all lie on one side.
    fn put(&mut self, place: u32, row: &Row<'_, '_>) -> Result<(), Unfit> {
        let at = place as usize * crate::place::PLACE_WORDS;
        self.words[at + 3] = degrees(row, "lat")?;
        self.words[at + 4] = degrees(row, "lon")?;
        Ok(())
    }

    fn add(
        &mut self,
        row: &Row<'_, '_>,
        name: &str,
        country: u32,
        division: u32,
        feature: u32,
    ) -> Result<u32, Unfit> {
        let number = (self.words.len() / crate::place::PLACE_WORDS) as u32;
        let name = self.packer.string(name);
        let population: u32 = row.number_if_any("population")?;
        let renown: u32 = row.number_if_any::<u32>("renown")?.min(255);
        let words = [
            name,
            country | feature << 16 | renown << 24,
            division,
            degrees(row, "lat")?,
            degrees(row, "lon")?,
            row.number_if_any("geonames")?,
            population,
        ];
        self.words.extend(words);
        Ok(number)
    }
}

/// Millionths of a degree.
fn degrees(row: &Row<'_, '_>, column: &str) -> Result<u32, Unfit> {
    Ok((row.number::<f64>(column)? * 1e6).round() as i32 as u32)
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
        " Raion",
        " Regency",
        " Governorate",
        " Subprefecture",
        " Cercle",
    ];
    let short = kinds.iter().find_map(|kind| name.strip_suffix(kind))?;
    (short.chars().count() >= 4).then_some(short)
}
