//! `chancery where`: the places of a name, by what they are near.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_know::{Knowledge, Located, Near, Party, Place};
use serde_json::{Value, json};

use crate::answer::{self, Format, rounded};
use crate::fault::Fault;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The name of a place, also with what it lies in: "Tripoli", "Tripoli, Lebanon"
    #[arg(value_name = "PLACE")]
    name: String,
    /// What it should be near: a state (code or name), another place, or degrees north and east ("34.4,35.8")
    #[arg(long, value_name = "WHERE", allow_hyphen_values = true)]
    near: Option<String>,
    /// How it is printed [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

const EXAMPLE: &str = "give the name of a place: chancery where \"Tripoli\" --near LBN";

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let know = Knowledge::embedded();
    let name = answer::words(&args.name, EXAMPLE)?;
    if name.is_empty() {
        return Err(Fault::usage("nothing is asked", EXAMPLE).into());
    }
    let near = args.near.as_deref().map(|text| near(know, text)).transpose()?;
    let found = located(know, name, near);
    let alike = if found.is_empty() { know.near_places(name) } else { Vec::new() };
    answer::print(args.format, || answer(&args, &found, &alike), |out| text(out, &found))?;
    if found.is_empty() {
        let told: Vec<String> = alike.iter().map(|place| described(*place)).collect();
        let hint = match told.join("; ").as_str() {
            "" => "ask for the nearest larger town, or for a party: chancery party".to_owned(),
            told => format!("did you mean {told}?"),
        };
        answer::none(&format!("no place by the name `{}` is known", name.escape_debug()), &hint)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The places of a name; of "Tripoli, Lebanon" those near the second, where the whole is no name.
fn located<'k>(know: &'k Knowledge, name: &str, near: Option<Near<'k>>) -> Vec<Located<'k>> {
    let found = know.located(name, near);
    let parts = name.rsplit_once(',').filter(|_| found.is_empty() && near.is_none());
    let Some((inner, outer)) = parts else { return found };
    let inner = know.located(inner.trim(), place_or_party(know, outer.trim()));
    // What lies elsewhere is not what was asked for.
    inner.into_iter().filter(|place| place.km.is_some_and(|km| km < FAR)).collect()
}

/// The kilometres beyond which a place is not "in" what was told after the comma, whose middle may be far away.
const FAR: f64 = 1.0;

/// What a place should be near, as the option tells it.
fn near<'k>(know: &'k Knowledge, text: &str) -> Result<Near<'k>, Fault> {
    let text = text.trim();
    if let Some((lat, lon)) = text.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            let problem = format!("--near: `{text}` is no point of the Earth");
            return Err(Fault::usage(problem, "write degrees north, then degrees east: 34.4,35.8"));
        }
        return Ok(Near::Point(lat, lon));
    }
    place_or_party(know, text).ok_or_else(|| {
        let near: Vec<String> = answer::near_parties(know, text);
        let hint = match near.join(", ").as_str() {
            "" => "give a state, a place or degrees: --near LBN, --near Beirut, --near 34.4,35.8".to_owned(),
            near => format!("did you mean {near}?"),
        };
        Fault::usage(format!("--near: `{}` is neither a state nor a place", text.escape_debug()), hint)
    })
}

fn place_or_party<'k>(know: &'k Knowledge, text: &str) -> Option<Near<'k>> {
    let party = |least: f32| {
        let mut named = know.parties_named(text).into_iter();
        named.find(|found| found.score >= least && found.party.place().is_some()).map(|m| m.party)
    };
    if let Some(party) = party(NAMED) {
        return Some(Near::Party(party));
    }
    let place = know.located(text, None).first().map(|found| Near::Place(found.place));
    place.or_else(|| party(0.0).map(Near::Party))
}

/// The least score of a party that is named, not told by its demonym or seat: "Beirut" is the town.
const NAMED: f32 = 0.9;

/// Where a row of places is from: what GeoNames numbers is from there.
fn source(place: Place<'_>) -> &'static str {
    if place.geonames().is_some() { "geonames" } else { "editorial" }
}

/// The answer as JSON.
fn answer(args: &Args, found: &[Located<'_>], alike: &[Place<'_>]) -> Value {
    let candidates: Vec<Value> = found
        .iter()
        .map(|located| {
            let place = located.place;
            json!({
                "name": place.name(),
                "feature": place.feature().as_str(),
                "country": place.country().map(Party::code),
                "division": place.division().map(Place::name),
                "lat": place.lat(),
                "lon": place.lon(),
                "population": Some(place.population()).filter(|people| *people > 0),
                "geonames": place.geonames(),
                "wikidata": place.wikidata(),
                "source": source(place),
                "km": located.km.map(f64::round),
                "score": rounded(located.score),
            })
        })
        .collect();
    let mut answer = json!({ "query": args.name.trim(), "near_to": args.near, "candidates": candidates });
    if !alike.is_empty() {
        answer["near"] = alike.iter().map(|place| place.name()).collect();
    }
    answer
}

fn text(out: &mut dyn Write, found: &[Located<'_>]) -> io::Result<()> {
    let wide = found.iter().map(|l| described(l.place).chars().count()).max().unwrap_or(0);
    for located in found {
        let place = located.place;
        let described = described(place);
        let gap = " ".repeat(wide - described.chars().count());
        let people = match place.population() {
            0 => String::new(),
            people => format!("  {people} inhabitants"),
        };
        let id = place.geonames().map_or_else(String::new, |id| format!(" {id}"));
        let (lat, lon, kind, score) = (place.lat(), place.lon(), place.feature().as_str(), located.score);
        writeln!(
            out,
            "{described}{gap}  {lat:8.3} {lon:8.3}  {kind}{people}  [{}{id}] {score:.2}",
            source(place)
        )?;
    }
    Ok(())
}

/// A place with what it lies in: "Tripoli, North, LBN".
fn described(place: Place<'_>) -> String {
    let mut told = place.name().to_owned();
    if let Some(division) = place.division().filter(|division| division.name() != place.name()) {
        told += &format!(", {}", division.name());
    }
    if let Some(country) = place.country().filter(|country| country.name() != place.name()) {
        told += &format!(", {}", country.code());
    }
    told
}
