//! `chancery export`: the whole record of a store as files: Parquet, CSV, the columns of POLECAT, ICEWS and GDELT, and
//! FollowTheMoney for investigators.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery::record::{EventLayout, Parsed};
use chancery_arrow::files::{Partition, TableFile, Writer};
use chancery_arrow::listing::{batches, schema};
use chancery_know::{Knowledge, PartyKind};
use chancery_store::{Filter, Listing, Store};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::fault::Fault;
use crate::list::plain;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery export tables
  chancery export tables --format csv --db record.db")]
pub(crate) struct Args {
    /// The folder, made where there is none
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// The form of the files
    #[arg(long, value_enum, default_value_t = Format::Parquet)]
    format: Format,
    /// Divide the Parquet files of claims by month of publication
    #[arg(long)]
    by_month: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables of claims as `chancery read` writes them, in `claims`, and all listings
    Parquet,
    /// All listings, lists as JSON
    Csv,
    /// Events in the columns of POLECAT
    Polecat,
    /// Events in the columns of ICEWS
    Icews,
    /// Events in the columns of GDELT 2.0
    Gdelt,
    /// Persons, public bodies, organisations and events of FollowTheMoney, JSON lines
    Ftm,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let store = Store::open_read_only(&args.db)?;
    fs::create_dir_all(&args.folder).map_err(|e| {
        Fault::new(
            format!("{} cannot be made: {e}", args.folder.display()),
            "give a folder that may be written to",
        )
    })?;
    // All files tell of one state of the store, whatever is added meanwhile.
    store.snapshot(|store| match args.format {
        Format::Parquet => parquet(store, &args.folder, args.by_month),
        Format::Csv => csv(store, &args.folder),
        Format::Polecat => layout(store, &args.folder.join("events.polecat.tsv"), EventLayout::Polecat),
        Format::Icews => layout(store, &args.folder.join("events.icews.tsv"), EventLayout::Icews),
        Format::Gdelt => layout(store, &args.folder.join("events.gdelt.tsv"), EventLayout::Gdelt),
        Format::Ftm => ftm(store, &args.folder.join("entities.ftm.json")),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn parquet(store: &Store, folder: &Path, by_month: bool) -> anyhow::Result<()> {
    let partition = if by_month { Partition::Month } else { Partition::None };
    let mut claims = Writer::create(&folder.join("claims"), partition)?;
    store.records::<anyhow::Error>(|_, record| Ok(claims.push(record)?))?;
    claims.finish()?;
    for &(name, listing) in Listing::ALL {
        let mut file = TableFile::create(&folder.join(format!("{name}.parquet")), schema(listing))?;
        let mut rows = 0;
        batches::<anyhow::Error>(store, listing, &Filter::default(), |batch| {
            rows += batch.num_rows();
            Ok(file.write(&batch)?)
        })?;
        file.finish()?;
        told(name, rows)?;
    }
    Ok(())
}

fn csv(store: &Store, folder: &Path) -> anyhow::Result<()> {
    for &(name, listing) in Listing::ALL {
        let path = folder.join(format!("{name}.csv"));
        let mut rows = 0;
        let mut out = csv::Writer::from_writer(create(&path)?);
        out.write_record(listing.columns().iter().map(|c| c.name))?;
        store.list::<anyhow::Error>(listing, &Filter::default(), |row| {
            rows += 1;
            Ok(out.write_record(row.iter().map(plain))?)
        })?;
        out.flush()?;
        told(name, rows)?;
    }
    Ok(())
}

/// The events of all reports in the columns of another data set.
fn layout(store: &Store, path: &Path, layout: EventLayout) -> anyhow::Result<()> {
    let know = Knowledge::embedded();
    let mut out = create(path)?;
    out.write_all(layout.header().unwrap_or_default().as_bytes())?;
    let mut rows = 0;
    store.records::<anyhow::Error>(|_, record| {
        let lines = layout.rows(&Parsed::from_json(record)?, know);
        rows += lines.lines().count();
        Ok(out.write_all(lines.as_bytes())?)
    })?;
    out.flush()?;
    told("rows", rows)?;
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path).map_err(|e| {
        Fault::new(
            format!("{} cannot be written: {e}", path.display()),
            "give a folder that may be written to",
        )
    })?;
    Ok(BufWriter::new(file))
}

fn told(name: &str, rows: usize) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{rows:>9} {name}")
}

/// FollowTheMoney (its model of 2026): a `Person` for each person who takes part, a `PublicBody` for each state, an
/// `Organization` for other parties, and an `Event` for each engagement, which names those involved.
fn ftm(store: &Store, path: &Path) -> anyhow::Result<()> {
    let know = Knowledge::embedded();
    let mut out = create(path)?;
    let mut count = 0;
    let mut write = |id: &str, schema: &str, properties: Vec<(&str, Vec<String>)>| -> anyhow::Result<()> {
        let properties: Map<String, Value> = properties
            .into_iter()
            .map(|(name, values)| {
                // Their values hold no other space than one blank between words.
                let spaced = |v: String| v.split_whitespace().collect::<Vec<_>>().join(" ");
                (
                    name.to_owned(),
                    values.into_iter().map(spaced).filter(|v| !v.is_empty()).collect::<Vec<_>>(),
                )
            })
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| (name, json!(values)))
            .collect();
        count += 1;
        Ok(writeln!(out, "{}", json!({"id": id, "schema": schema, "properties": properties}))?)
    };
    let country = |code: &str| {
        let code = know.party(code).and_then(chancery_know::Party::iso2).map(str::to_lowercase);
        match code.as_deref() {
            // States that are no more have codes of their own there.
            Some("su") => "suhh".to_owned(),
            Some("yu") => "yucs".to_owned(),
            Some("cs") => "cshh".to_owned(),
            _ => code.unwrap_or_default(),
        }
    };
    let get = |listing: Listing, row: &[Value], name: &str| -> String {
        let at = listing.columns().iter().position(|c| c.name == name);
        at.map_or_else(String::new, |i| plain(&row[i]))
    };
    let list = |listing: Listing, row: &[Value], name: &str| -> Vec<String> {
        let at = listing.columns().iter().position(|c| c.name == name);
        let values = at.and_then(|i| row[i].as_array()).cloned().unwrap_or_default();
        values.iter().map(plain).collect()
    };
    store.list::<anyhow::Error>(Listing::Parties, &Filter::default(), |row| {
        let code = get(Listing::Parties, row, "party");
        let party = know.party(&code);
        let name = party.map_or_else(|| code.clone(), |p| p.name().to_owned());
        let schema = if party.is_some_and(|p| matches!(p.kind(), PartyKind::State | PartyKind::Territory)) {
            "PublicBody"
        } else {
            "Organization"
        };
        let wikidata = party.and_then(chancery_know::Party::wikidata).unwrap_or_default().to_owned();
        write(
            &party_id(&code),
            schema,
            vec![("name", vec![name]), ("country", vec![country(&code)]), ("wikidataId", vec![wikidata])],
        )
    })?;
    store.list::<anyhow::Error>(Listing::People, &Filter::default(), |row| {
        let of = |name: &str| get(Listing::People, row, name);
        let properties = vec![
            ("name", vec![of("name")]),
            ("country", vec![country(&of("party"))]),
            ("position", vec![of("office")]),
            ("wikidataId", vec![of("wikidata")]),
        ];
        write(&format!("chancery-{}", of("id")), "Person", properties)
    })?;
    let persons = store.persons_by_engagement()?;
    store.list::<anyhow::Error>(Listing::Engagements, &Filter::default(), |row| {
        let of = |name: &str| get(Listing::Engagements, row, name);
        let parties =
            [list(Listing::Engagements, row, "actors"), list(Listing::Engagements, row, "recipients")]
                .concat();
        let mut involved: Vec<String> = parties.iter().map(|code| party_id(code)).collect();
        let key = of("id");
        involved.extend(persons.get(&key).into_iter().flatten().map(|p| format!("chancery-{p}")));
        involved.sort_unstable();
        involved.dedup();
        let kind = [of("type"), of("mode")].join(" ").trim().to_lowercase();
        let properties = vec![
            ("name", vec![format!("{kind}: {}", parties.join(", "))]),
            ("date", vec![of("date")]),
            ("endDate", vec![of("until")]),
            ("location", vec![of("place")]),
            ("country", vec![country(&of("country"))]),
            ("summary", vec![format!("{} ({}), {} reports", kind, of("status"), of("reports"))]),
            ("keywords", list(Listing::Engagements, row, "topics")),
            ("involved", involved),
            ("recordId", vec![key.clone()]),
        ];
        write(&format!("chancery-{key}"), "Event", properties)
    })?;
    out.flush()?;
    told("entities", count)?;
    Ok(())
}

/// The identifier of a party in FollowTheMoney. A party without a code is known by its name; what its plain letters
/// leave out is told by a hash, for `the Group` is not `the group`.
fn party_id(code: &str) -> String {
    if code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return format!("chancery-party-{}", code.to_ascii_lowercase());
    }
    let plain: String = code.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    // FNV-1a, the same on every machine.
    let hash = code.bytes().fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    format!("chancery-party-{}-{hash:08x}", plain.to_lowercase())
}
