//! `chancery where`: the places of a name, by what they are near.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_know::answer::{place, place_source};
use chancery_know::{Knowledge, Located, Place, Where};
use serde_json::{Value, json};

use crate::answer::{self, Format};
use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery where Tripoli --near LBN
  chancery where \"Paris, Texas\"")]
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
    let found = Where { name, near: args.near.as_deref() }.places(know).map_err(Fault::from)?;
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

/// The answer as JSON.
fn answer(args: &Args, found: &[Located<'_>], alike: &[Place<'_>]) -> Value {
    let candidates: Vec<Value> = found.iter().map(place).collect();
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
            place_source(place)
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
