//! `chancery doctor`: what is installed, which files are used, whether the reader answers and the store is sound. Each
//! [`Finding`] is about one of these.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use chancery::read::{self, Provenance};
use chancery::{Models, record};
use chancery_know::Knowledge;
use chancery_serve::Tokens;
use chancery_store::{Filter, Listing, Store};
use console::style;
use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use crate::alert::Secrets;
use crate::answer::Format;
use crate::model::ModelFile;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery doctor
  chancery doctor --db record.db --format json")]
pub(crate) struct Args {
    /// The store [default: chancery.db, if it is there]
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB")]
    db: Option<PathBuf>,
    /// How it is printed [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// What the reader must find: who met, when, and who said that they would again.
const SENTENCE: &str = "Russian Foreign Minister Sergey Lavrov met Indian External Affairs Minister S. Jaishankar in Moscow on \
                        Wednesday. “We will meet again,” Lavrov told reporters.";

/// The day of its publication, a Thursday.
const PUBLISHED: Date = date(2023, 12, 28);

/// Bytes of a store up to which it is checked whole here.
const SMALL: u64 = 64 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ok,
    Absent,
    Broken,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Absent => "absent",
            State::Broken => "broken",
        }
    }
}

/// What was found of one thing.
struct Finding {
    about: &'static str,
    state: State,
    /// In words.
    told: String,
    hint: Option<String>,
    /// The same for programs.
    facts: Map<String, Value>,
}

impl Finding {
    fn ok(about: &'static str, told: impl Into<String>, facts: Value) -> Finding {
        let facts = facts.as_object().cloned().unwrap_or_default();
        Finding { about, state: State::Ok, told: told.into(), hint: None, facts }
    }

    fn broken(about: &'static str, told: impl Into<String>, hint: impl Into<String>) -> Finding {
        Finding { state: State::Broken, hint: Some(hint.into()), ..Finding::ok(about, told, Value::Null) }
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut found = vec![program()];
    let (model, models) = model();
    found.extend([model, knowledge()]);
    if let Some(models) = models {
        found.push(reader("reader", &models));
    }
    found.push(reader("rules", &Models::default()));
    let is_given = args.db.is_some();
    let db = args.db.unwrap_or_else(|| PathBuf::from("chancery.db"));
    found.push(store(&db, is_given));
    found.extend(tokens(&crate::serve::tokens_of(&db)));
    if let Err(error) = Secrets::of(&db) {
        let told = format!("those of alerts, beside {}: {error}", db.display());
        found.push(Finding::broken(
            "secrets",
            told,
            "check who may read the file; alerts made anew get others",
        ));
    }
    let is_broken = found.iter().any(|finding| finding.state == State::Broken);
    let mut out = io::stdout().lock();
    match args.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Json }) {
        Format::Json => {
            let findings: Vec<Value> = found.iter().map(json_of).collect();
            serde_json::to_writer_pretty(&mut out, &json!({"ok": !is_broken, "findings": findings}))?;
            writeln!(out)?;
        }
        Format::Text => found.iter().try_for_each(|finding| text(&mut out, finding))?,
    }
    Ok(if is_broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn json_of(finding: &Finding) -> Value {
    let mut value = finding.facts.clone();
    value.insert("about".into(), json!(finding.about));
    value.insert("state".into(), json!(finding.state.name()));
    value.insert("told".into(), json!(finding.told));
    if let Some(hint) = &finding.hint {
        value.insert("hint".into(), json!(hint));
    }
    Value::Object(value)
}

fn text(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let state = format!("{:6}", finding.state.name());
    let state = match finding.state {
        State::Ok => style(state).green(),
        State::Absent => style(state).yellow(),
        State::Broken => style(state).red().bold(),
    };
    writeln!(out, "{state}  {:9}  {}", finding.about, finding.told)?;
    if let Some(hint) = &finding.hint {
        writeln!(out, "                   hint: {hint}")?;
    }
    Ok(())
}

fn program() -> Finding {
    let path = std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let (os, arch, version) = (std::env::consts::OS, std::env::consts::ARCH, env!("CARGO_PKG_VERSION"));
    Finding::ok(
        "program",
        format!("chancery {version}, {path}, {os} {arch}, {threads} threads"),
        json!({"version": version, "path": path, "os": os, "arch": arch, "threads": threads}),
    )
}

fn model() -> (Finding, Option<Models>) {
    let refuse = |error: anyhow::Error| {
        let hint = "give the path of a model file of this version, or unset CHANCERY_MODEL to use the one of the program";
        (Finding::broken("model", format!("{error:#}"), hint), None)
    };
    let file = match ModelFile::open() {
        Ok(file) => file,
        Err(error) => return refuse(error),
    };
    match file.reader() {
        Ok(reader) => {
            let (version, digest, bytes) = (reader.version(), file.digest(), file.bytes.len());
            let found = Finding::ok(
                "model",
                format!("{version}, {}, {}, sha256 {digest}", file.origin(), megabytes(bytes as u64)),
                json!({"version": version, "from": file.origin(), "bytes": bytes, "sha256": digest}),
            );
            (found, Some(Models { reader: Some(reader) }))
        }
        Err(error) => refuse(error),
    }
}

fn knowledge() -> Finding {
    let know = Knowledge::embedded();
    let (first, last) = know.reach();
    let digest = format!("{:016x}", know.digest());
    let parties = know.parties().count();
    Finding::ok(
        "knowledge",
        format!(
            "part of the program, {parties} parties, {} to {}, digest {digest}",
            first.year(),
            last.year()
        ),
        json!({"digest": digest, "parties": parties, "from": first.to_string(), "to": last.to_string()}),
    )
}

/// Whether what is read with finds what a sentence tells.
fn reader(about: &'static str, models: &Models) -> Finding {
    let started = Instant::now();
    let provenance = Provenance { otherwise: Some(PUBLISHED), ..Provenance::default() };
    let document = read::text(provenance, SENTENCE.to_owned());
    let json = record::of_with(&document, models, Knowledge::embedded(), |r| serde_json::to_value(r));
    let record = json.unwrap_or_default();
    let took = started.elapsed().as_millis() as u64;
    let list = |name: &str| record[name].as_array().cloned().unwrap_or_default();
    let met = list("events").iter().any(|e| e["type"] == "CONSULT" && e["date"]["value"] == "2023-12-27");
    let said = list("statements").iter().any(|s| s["content"][0]["text"] == "We will meet again");
    let named = record["reader"].as_str().unwrap_or_default();
    if met && said {
        let told = format!("{named}, reads a test sentence in {took} ms");
        return Finding::ok(about, told, json!({"reader": named, "milliseconds": took}));
    }
    let hint = match models.reader {
        Some(_) => "unset CHANCERY_MODEL to use the model of the program, or read with --reader rules",
        None => "the program is damaged: install it anew",
    };
    Finding::broken(about, "a test sentence is not read as it should be", hint)
}

fn store(path: &Path, is_given: bool) -> Finding {
    if !path.exists() {
        let told = format!("there is none at {}", path.display());
        let found = Finding::broken("store", told, "`chancery add` makes one");
        // Nobody who did not ask for one misses it.
        return if is_given { found } else { Finding { state: State::Absent, ..found } };
    }
    match look(path) {
        Ok(finding) => finding,
        Err(error) => {
            let hint = error.advice().unwrap_or("`chancery check` tells more");
            Finding::broken("store", format!("{}: {error}", path.display()), hint)
        }
    }
}

fn look(path: &Path) -> Result<Finding, chancery_store::Error> {
    let store = Store::open_read_only(path)?;
    let count = |listing| store.count(listing, &Filter::default());
    let (reports, engagements) = (count(Listing::Reports)?, count(Listing::Engagements)?);
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    let faults = if bytes <= SMALL { store.check()? } else { Vec::new() };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    if let Some(first) = faults.first() {
        let told = format!("{whole}: {} faults, the first: {first}", faults.len());
        return Ok(Finding::broken("store", told, "`chancery check` lists them; restore a backup"));
    }
    if let Err(error) = Store::try_write(path) {
        let hint = error.advice().unwrap_or("check the permissions of the file and of its folder");
        return Ok(Finding::broken("store", format!("{whole}: {error}"), hint));
    }
    let checked = if bytes <= SMALL { "sound" } else { "opens; `chancery check` looks at all of it" };
    Ok(Finding::ok(
        "store",
        format!(
            "{whole}, {}, {reports} reports, {engagements} engagements, {checked}, can be written",
            megabytes(bytes)
        ),
        json!({"path": whole, "bytes": bytes, "reports": reports, "engagements": engagements, "checked": bytes <= SMALL}),
    ))
}

/// The tokens of a server, where there are any.
fn tokens(path: &Path) -> Option<Finding> {
    if !path.exists() {
        return None;
    }
    Some(match Tokens::open(path) {
        Ok(tokens) => Finding::ok(
            "tokens",
            format!("{}, {} tokens", path.display(), tokens.kept().len()),
            json!({"path": path.to_string_lossy(), "tokens": tokens.kept().len()}),
        ),
        Err(error) => Finding::broken(
            "tokens",
            format!("{}: {error}", path.display()),
            "check who may read it, or make tokens anew with `chancery token new`",
        ),
    })
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
