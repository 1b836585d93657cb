//! `chancery show`, `compare` and `judge`: one thing of a store by its key, an engagement side by side, and a hand's
//! word on which events are one.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_store::Store;
use serde_json::Value;

use crate::upkeep::existing;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery show g0123456789abcdef")]
pub(crate) struct Args {
    /// The key: of a report (r…), event (v…), engagement (g…), statement (s…) or agreement (a…)
    key: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct CompareArgs {
    /// The engagement's key: g…
    key: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery judge v0123456789abcdef vfedcba9876543210 --reason 'the same call'
  chancery judge v0123456789abcdef vfedcba9876543210 --split")]
pub(crate) struct JudgeArgs {
    /// An event's key
    a: String,
    /// Another event's key
    b: String,
    /// They are two acts; otherwise they are said to be one
    #[arg(long)]
    split: bool,
    /// Why
    #[arg(long, default_value = "", hide_default_value = true)]
    reason: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    print(&Store::open_read_only(&args.db)?.show(&args.key)?)
}

pub(crate) fn compare(args: CompareArgs) -> anyhow::Result<ExitCode> {
    let compared = Store::open_read_only(&args.db)?.compare(&args.key)?;
    if !io::stdout().is_terminal() || compared.get("gone").is_some() {
        return print(&compared);
    }
    side_by_side(&compared, &mut io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Statements of one report that are written; transcripts hold hundreds.
const STATEMENTS: usize = 12;

/// Writes an engagement's reports by number, what several of them tell, and what each tells alone.
fn side_by_side(compared: &Value, out: &mut impl Write) -> io::Result<()> {
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let join = |v: &Value| list(v).iter().map(text).collect::<Vec<_>>().join(", ");
    let engagement = &compared["engagement"];
    let kind = [&engagement["date"], &engagement["type"], &engagement["mode"]].map(text);
    write!(out, "{}  {}", kind.join(" ").trim(), join(&engagement["actors"]))?;
    if !list(&engagement["recipients"]).is_empty() {
        write!(out, " → {}", join(&engagement["recipients"]))?;
    }
    if let Some(place) = engagement["place"].as_str() {
        write!(out, ", {place}")?;
    }
    writeln!(out, "\n{} reports, {} independent", engagement["reports"], engagement["independent"])?;
    let accounts = list(&compared["accounts"]);
    let ids: Vec<String> = accounts.iter().map(|a| text(&a["report"]["id"])).collect();
    for (i, account) in accounts.iter().enumerate() {
        let report = &account["report"];
        let [source, published, title] =
            [&report["source"], &report["published"], &report["title"]].map(text);
        writeln!(out, "  [{}] {source} {published}  {title}", i + 1)?;
    }
    match list(&compared["mentioned_by"]).len() {
        0 => {}
        1 => writeln!(out, "  and one more that only mentions it")?,
        n => writeln!(out, "  and {n} more that only mention it")?,
    }
    let number = |id: &Value| ids.iter().position(|known| *known == text(id)).map_or(0, |i| i + 1);
    for difference in list(&compared["differences"]) {
        writeln!(out, "\n{} differs", text(&difference["field"]))?;
        let values = difference["values"].as_object().into_iter().flatten();
        let mut values: Vec<_> =
            values.map(|(report, value)| (number(&Value::from(report.as_str())), value)).collect();
        values.sort_by_key(|(number, _)| *number);
        for (number, value) in values {
            writeln!(out, "  [{number}] {}", if value.is_array() { join(value) } else { text(value) })?;
        }
    }
    // The reports that tell it, by number.
    let by = |part: &str, key: &str| -> Vec<usize> {
        let mut numbers: Vec<usize> = list(&compared[part][key]).iter().map(number).collect();
        numbers.sort_unstable();
        numbers
    };
    let rows = |account: &Value, part: &str| -> Vec<(String, String)> {
        let row = |row: &Value| match part {
            "topics" => (text(row).to_lowercase(), format!("topic      {}", text(row))),
            "agreements" => {
                (text(&row["id"]), format!("agreement  {} ({})", text(&row["title"]), text(&row["status"])))
            }
            _ => {
                let speaker = row["speaker"].as_str().unwrap_or("somebody");
                (text(&row["id"]), format!("statement  {speaker}: “{}”", text(&row["words"])))
            }
        };
        list(&account[part]).iter().map(row).collect()
    };
    let parts = ["topics", "statements", "agreements"];
    if accounts.len() > 1 {
        let (mut several, mut written) = (Vec::new(), BTreeSet::new());
        for (i, account) in accounts.iter().enumerate() {
            for part in parts {
                for (key, line) in rows(account, part) {
                    let by = by(part, &key);
                    // Once, in the words of the first that lists it; of like statements, those of the first report.
                    let is_first = part == "topics" || by.first() == Some(&(i + 1));
                    if by.len() > 1 && is_first && written.insert(key) {
                        let by: Vec<String> = by.iter().map(usize::to_string).collect();
                        several.push(format!("  [{}] {line}", by.join(" ")));
                    }
                }
            }
        }
        if !several.is_empty() {
            writeln!(out, "\ntold by several\n{}", several.join("\n"))?;
        }
    }
    for (i, account) in accounts.iter().enumerate() {
        writeln!(out, "\ntold by [{}] alone", i + 1)?;
        for part in parts {
            let alone: Vec<String> = rows(account, part)
                .into_iter()
                .filter(|(key, _)| by(part, key).len() < 2)
                .map(|r| r.1)
                .collect();
            for line in alone.iter().take(STATEMENTS) {
                writeln!(out, "  {line}")?;
            }
            if alone.len() > STATEMENTS {
                writeln!(
                    out,
                    "  … and {} more {part} (all are in the JSON that a pipe gets)",
                    alone.len() - STATEMENTS
                )?;
            }
        }
    }
    Ok(())
}

pub(crate) fn judge(args: JudgeArgs) -> anyhow::Result<ExitCode> {
    let mut store = existing(&args.db)?;
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
