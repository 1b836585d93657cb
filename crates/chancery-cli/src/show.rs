//! `chancery show`, `compare` and `judge`: one thing of a store by its key, an engagement side by side, and a hand's
//! word on which events are one.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_store::Store;
use serde_json::Value;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The key: of a report (r…), event (v…), engagement (g…), statement (s…) or agreement (a…)
    key: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct JudgeArgs {
    /// An event's key
    a: String,
    /// Another event's key
    b: String,
    /// They are two acts; otherwise they are said to be one
    #[arg(long)]
    split: bool,
    /// Why
    #[arg(long, default_value = "")]
    reason: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    print(&Store::open_read_only(&args.db)?.show(&args.key)?)
}

pub(crate) fn compare(args: Args) -> anyhow::Result<ExitCode> {
    let compared = Store::open_read_only(&args.db)?.compare(&args.key)?;
    if !io::stdout().is_terminal() || compared.get("gone").is_some() {
        return print(&compared);
    }
    let mut out = io::stdout().lock();
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let engagement = &compared["engagement"];
    writeln!(
        out,
        "{} {} {} {}\n",
        text(&engagement["date"]),
        text(&engagement["type"]),
        engagement["actors"],
        engagement["recipients"]
    )?;
    for account in list(&compared["accounts"]) {
        writeln!(out, "{}  {}", text(&account["report"]["source"]), text(&account["report"]["title"]))?;
        for topic in list(&account["topics"]) {
            let elsewhere = list(&compared["topics"][text(&topic).to_lowercase()]).len() > 1;
            writeln!(out, "  topic      {}{}", text(&topic), if elsewhere { "" } else { "  (here alone)" })?;
        }
        for statement in list(&account["statements"]) {
            writeln!(
                out,
                "  statement  {}: “{}”",
                text(&statement["speaker"]),
                text(&statement["words"]).replace('\n', " ")
            )?;
        }
        for agreement in list(&account["agreements"]) {
            writeln!(out, "  agreement  {} ({})", text(&agreement["title"]), text(&agreement["status"]))?;
        }
        writeln!(out)?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn judge(args: JudgeArgs) -> anyhow::Result<ExitCode> {
    let mut store = Store::open(&args.db)?;
    let now = jiff::Timestamp::now().as_millisecond();
    let changed = store.judge(&args.a, &args.b, !args.split, &args.reason, now)?;
    writeln!(io::stdout().lock(), "{changed} engagements changed")?;
    Ok(ExitCode::SUCCESS)
}

fn print(value: &Value) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    Ok(ExitCode::SUCCESS)
}
