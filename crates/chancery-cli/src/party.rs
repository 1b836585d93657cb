//! `chancery party`: what is known of a state, organisation or group: names, codes, seat, members by date.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_know::answer::{self as known, members, memberships};
use chancery_know::asked::{day, near_parties};
use chancery_know::{Knowledge, PartialDate, PartyMatch};
use serde_json::{Value, json};

use crate::answer::{self, Format, told};
use crate::fault::Fault;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery party SCO
  chancery party EU --on 2019")]
pub(crate) struct Args {
    /// A code, a name, an acronym, a demonym or a seat: "SCO", "Ivory Coast", "the Kremlin"
    #[arg(value_name = "PARTY")]
    name: String,
    /// Only members of this day; a month or a year is any day of it
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How it is printed [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

const EXAMPLE: &str = "give a code or a name: chancery party SCO, chancery party \"Ivory Coast\"";

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let know = Knowledge::embedded();
    let name = answer::words(&args.name, EXAMPLE)?;
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    if name.is_empty() {
        return Err(Fault::usage("nothing is asked", EXAMPLE).into());
    }
    let on = args.on.as_deref().map(|text| day(know, "on", text)).transpose().map_err(Fault::from)?;
    let found = know.parties_named(name);
    let near = if found.is_empty() { near_parties(know, name) } else { Vec::new() };
    answer::print(
        args.format,
        || json_of(know, &args, on, &found, &near),
        |out| found.iter().try_for_each(|found| text(out, know, on, *found)),
    )?;
    if found.is_empty() {
        let hint = match near.join(", ").as_str() {
            "" => "ask by its code or another of its names, or for a place: chancery where".to_owned(),
            near => format!("did you mean {near}?"),
        };
        answer::none(&format!("no party by the name `{}` is known", name.escape_debug()), &hint)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The answer as JSON.
fn json_of(
    know: &Knowledge,
    args: &Args,
    on: Option<PartialDate>,
    found: &[PartyMatch<'_>],
    near: &[String],
) -> Value {
    let candidates: Vec<Value> = found.iter().map(|found| known::party(know, on, *found)).collect();
    let mut answer = json!({ "query": args.name.trim(), "on": args.on, "candidates": candidates });
    if !near.is_empty() {
        answer["near"] = near.into();
    }
    answer
}

fn text(
    out: &mut dyn Write,
    know: &Knowledge,
    on: Option<PartialDate>,
    found: PartyMatch<'_>,
) -> io::Result<()> {
    let party = found.party;
    let time = match (told(party.from()), told(party.to())) {
        (from, to) if from.is_empty() && to.is_empty() => String::new(),
        (from, to) => format!("  {from} – {to}").trim_end().to_owned(),
    };
    writeln!(
        out,
        "{}  {}  {}{time}  [{}] {:.2}",
        party.code(),
        party.name(),
        party.kind().as_str(),
        party.source(),
        found.score
    )?;
    let codes = [
        ("ISO 3166", party.iso2()),
        ("COW", party.cow()),
        ("CAMEO", party.cameo()),
        ("FIPS", party.fips()),
        ("Wikidata", party.wikidata()),
    ];
    let codes = codes.iter().filter_map(|(system, code)| code.map(|code| format!("{system} {code}")));
    let mut line = |head: &str, names: Vec<String>| match names.is_empty() {
        true => Ok(()),
        false => writeln!(out, "  {head}: {}", names.join(", ")),
    };
    line("codes", codes.collect())?;
    line("also", party.aliases().map(str::to_owned).collect())?;
    let former =
        party.former_names().map(|(name, from, to)| format!("{name} ({} – {})", told(from), told(to)));
    line("formerly", former.collect())?;
    line("of it", party.demonyms().map(str::to_owned).collect())?;
    line("seat", party.seats().map(str::to_owned).collect())?;
    line("of", party.parent().map(|parent| parent.name().to_owned()).into_iter().collect())?;
    line("bodies", know.bodies_of(party).map(|b| format!("{} ({})", b.name(), b.sector())).collect())?;
    let of: Vec<String> = memberships(know, on, party)
        .iter()
        .map(|m| match (m.status, m.to) {
            ("member", None) => m.organization.code().to_owned(),
            ("member", Some(to)) => format!("{} (until {to})", m.organization.code()),
            (status, _) => format!("{} ({status})", m.organization.code()),
        })
        .collect();
    line("in", of)?;
    let members = members(on, party);
    let wide = members.iter().map(|m| m.member.name().chars().count()).max().unwrap_or(0);
    for m in &members {
        let name = m.member.name();
        let gap = " ".repeat(wide - name.chars().count());
        let standing = if m.status == "member" { String::new() } else { format!("  {}", m.status) };
        let (code, from, to) = (m.member.code(), told(m.from), told(m.to));
        writeln!(out, "  {code:5} {name}{gap}  {from:10} – {to:10}{standing}  [{}]", m.source)?;
    }
    Ok(())
}
