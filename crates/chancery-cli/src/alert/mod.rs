//! `chancery alert`: questions that are asked again and again, whose new rows are posted to an address.
//!
//! The questions and the log of messages are in the store (`chancery_store::Alert`), what messages are signed with is
//! beside it ([`secrets`]), and sending is in [`deliver`].

pub(crate) mod deliver;
mod secrets;

use std::io::{self, IsTerminal, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chancery_fetch::{Url, is_public};
use chancery_store::{Alert, Delivery, DeliveryStatus, Filter, Listing, Sent, Store, message};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use self::deliver::Post;
pub(crate) use self::secrets::Secrets;
use crate::fault::Fault;
use crate::list::Narrow;
use crate::read::web::now;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Keep a question, and print the secret that its messages are signed with, once
    Add(Box<AddArgs>),
    /// List alerts
    List {
        #[command(flatten)]
        place: Place,
        /// How they are printed [default: text on a terminal, else jsonl]
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Show one alert with the number of its messages
    Show {
        /// Its name
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Take an alert away, with its messages and its secret
    Remove {
        /// Its name
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Post a message with a few rows of an alert now, and say what the receiver answers
    Test {
        /// Its name
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Look for new rows and send what is due: for a timer of the system, where neither `serve` nor `watch` runs
    Run {
        #[command(flatten)]
        place: Place,
        /// Send also what waits for another try
        #[arg(long)]
        now: bool,
    },
    /// Print the messages of an alert, the latest first: what became of each, its tries, the next one, the last error
    Log {
        /// The alert's name
        name: String,
        #[command(flatten)]
        place: Place,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u64,
        /// How they are printed [default: text on a terminal, else jsonl]
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
}

#[derive(clap::Args)]
struct Place {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
struct AddArgs {
    /// Its name
    name: String,
    /// What is listed
    #[arg(value_enum)]
    listing: Kind,
    /// Where new rows are posted: an http: or https: address
    #[arg(long, value_name = "URL")]
    to: String,
    /// Tell rows again that changed
    #[arg(long)]
    changes: bool,
    /// Let the address be of this machine or of a private network
    #[arg(long)]
    allow_private: bool,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Engagements,
    Statements,
    Agreements,
    Reports,
    Events,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines to read
    Text,
    /// One JSON object a line
    Jsonl,
}

impl Format {
    fn or_default(format: Option<Format>) -> Format {
        format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl })
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Add(args) => add(*args),
        Command::List { place, format } => list(&place.db, Format::or_default(format)),
        Command::Show { name, place } => show(&place.db, &name),
        Command::Remove { name, place } => remove(&place.db, &name),
        Command::Test { name, place } => test(&place.db, &name),
        Command::Run { place, now } => {
            let round = deliver::round(&place.db, now)?;
            writeln!(
                io::stdout(),
                "{} made, {} delivered, {} failed",
                round.made,
                round.delivered,
                round.failed
            )?;
            Ok(if round.failed > 0 { ExitCode::from(3) } else { ExitCode::SUCCESS })
        }
        Command::Log { name, place, limit, format } => {
            log(&place.db, &name, limit, Format::or_default(format))
        }
    }
}

fn add(args: AddArgs) -> anyhow::Result<ExitCode> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if args.name.is_empty() || args.name.chars().count() > 64 || !args.name.chars().all(is_name) {
        let hint = "use up to 64 letters, digits, dashes, dots and underlines";
        return Err(Fault::usage(format!("`{}` is no name", args.name.escape_debug()), hint).into());
    }
    let url = address(&args.to, args.allow_private)?;
    let listing = args.listing.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
    let of = Listing::ALL.iter().find(|(name, _)| *name == listing).map_or(Listing::Events, |(_, of)| *of);
    let alert = Alert {
        name: args.name,
        listing,
        filter: args.narrow.filter(of)?,
        url: url.into(),
        private: args.allow_private,
        changes: args.changes,
        made: now(),
        looked: now(),
        off: None,
    };
    let db = args.place.db;
    // A wrong path is no reason to make a store.
    drop(Store::open_read_only(&db).or_else(|e| if db.exists() { Store::open(&db) } else { Err(e) })?);
    Store::open(&db)?.add_alert(&alert)?;
    let secret = Secrets::of(&db).and_then(|mut secrets| secrets.make(&alert.name));
    let secret = match secret {
        Ok(secret) => secret,
        Err(error) => {
            Store::open(&db)?.remove_alert(&alert.name)?;
            return Err(error).context("the secret cannot be kept beside the store");
        }
    };
    writeln!(io::stdout(), "{secret}")?;
    writeln!(
        io::stderr(),
        "keep it: it is not shown again. Messages bear webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks); \
         what fits now is not told. `chancery serve`, `chancery watch` or `chancery alert run` sends."
    )?;
    Ok(ExitCode::SUCCESS)
}

/// The address of a receiver, if it may be one.
fn address(text: &str, allow_private: bool) -> Result<Url, Fault> {
    let refuse = |why: &str, hint: &str| Err(Fault::usage(format!("`{}` {why}", text.escape_debug()), hint));
    let Ok(url) = Url::parse(text) else {
        return refuse("is no address", "write it whole: --to https://example.org/hook");
    };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return refuse("is no address to post to", "give one that begins with https: or http:");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("holds a user name", "the receiver knows messages by their signature");
    }
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_private = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| !is_public(ip));
    if is_private && !allow_private {
        return refuse(
            "is not an address of the open internet",
            "if it is meant, say so with --allow-private",
        );
    }
    Ok(url)
}

fn find(store: &Store, name: &str) -> Result<Alert, Fault> {
    let alerts = store.alerts().map_err(|e| Fault::new(e.to_string(), "`chancery check` tells more"))?;
    alerts.into_iter().find(|alert| alert.name == name).ok_or_else(|| {
        Fault::usage(
            format!("there is no alert `{}`", name.escape_debug()),
            "`chancery alert list` shows them",
        )
    })
}

/// An alert as JSON, without what its filter leaves open.
fn object(alert: &Alert) -> Value {
    let mut value = serde_json::to_value(alert).unwrap_or_default();
    if let Some(filter) = value["filter"].as_object_mut() {
        filter.retain(|_, value| !value.is_null() && value != &json!([]));
    }
    value
}

fn list(db: &Path, format: Format) -> anyhow::Result<ExitCode> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for alert in Store::open_read_only(db)?.alerts()? {
        match format {
            Format::Jsonl => writeln!(out, "{}", object(&alert))?,
            Format::Text => {
                let asked = object(&alert)["filter"].to_string();
                let off = alert.off.map_or_else(String::new, |why| format!("  off: {why}"));
                writeln!(out, "{}  {} {asked}  to {}{off}", alert.name, alert.listing, alert.url)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn show(db: &Path, name: &str) -> anyhow::Result<ExitCode> {
    let store = Store::open_read_only(db)?;
    let alert = find(&store, name)?;
    let mut counts = Map::new();
    let messages = store.deliveries(name, u64::MAX)?;
    for (status, label) in [
        (DeliveryStatus::Waiting, "waiting"),
        (DeliveryStatus::Delivered, "delivered"),
        (DeliveryStatus::Failed, "failed"),
    ] {
        counts.insert(label.into(), messages.iter().filter(|m| m.status == status).count().into());
    }
    let mut value = object(&alert);
    value["messages"] = counts.into();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &value)?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

fn remove(db: &Path, name: &str) -> anyhow::Result<ExitCode> {
    find(&Store::open_read_only(db)?, name)?;
    Store::open(db)?.remove_alert(name)?;
    Secrets::of(db)?.forget(name)?;
    Ok(ExitCode::SUCCESS)
}

fn test(db: &Path, name: &str) -> anyhow::Result<ExitCode> {
    let store = Store::open_read_only(db)?;
    let alert = find(&store, name)?;
    let known = Listing::ALL.iter().find(|(name, _)| *name == alert.listing);
    let listing = known.map_or(Listing::Engagements, |(_, listing)| *listing);
    let some = Filter { limit: Some(3), ..alert.filter.clone() };
    let mut rows: Vec<Map<String, Value>> = Vec::new();
    store.list::<chancery_store::Error>(listing, &some, |row| {
        let names = listing.columns().iter().map(|c| c.name.to_owned());
        let mut object: Map<String, Value> = names.zip(row.iter().cloned()).collect();
        object.insert("change".into(), json!("test"));
        rows.push(object);
        Ok(())
    })?;
    let delivery = Delivery {
        id: format!("test{}", now()),
        alert: alert.name.clone(),
        url: alert.url,
        private: alert.private,
        body: message(&alert.name, &alert.listing, &rows, now()),
        rows: rows.len() as u64,
        made: now(),
        status: DeliveryStatus::Waiting,
        tries: 1,
        last: None,
        next: None,
        answer: None,
        error: None,
    };
    match Post::of(db)?.send(&delivery) {
        Sent::Taken(status) => {
            writeln!(io::stdout(), "the receiver answered {status}")?;
            Ok(ExitCode::SUCCESS)
        }
        Sent::Refused(status) => Err(Fault::new(
            format!("the receiver answered {status}"),
            "it wants no messages; look at the address",
        )
        .into()),
        Sent::Failed { error, .. } => {
            Err(Fault::new(error, "look at the address, and whether the receiver runs").into())
        }
    }
}

fn log(db: &Path, name: &str, limit: u64, format: Format) -> anyhow::Result<ExitCode> {
    let store = Store::open_read_only(db)?;
    find(&store, name)?;
    let time =
        |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ");
    let mut out = io::BufWriter::new(io::stdout().lock());
    for d in store.deliveries(name, limit)? {
        match format {
            Format::Jsonl => writeln!(out, "{}", serde_json::to_string(&d)?)?,
            Format::Text => {
                let status = match d.status {
                    DeliveryStatus::Waiting => "waiting",
                    DeliveryStatus::Delivered => "delivered",
                    DeliveryStatus::Failed => "failed",
                };
                write!(out, "{}  {}  {status}  {} rows  {} tries", time(d.made), d.id, d.rows, d.tries)?;
                if let Some(next) = d.next {
                    write!(out, "  next {}", time(next))?;
                }
                if let Some(error) = d.error {
                    write!(out, "  {error}")?;
                }
                writeln!(out)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
