//! The `chancery` command: one file per subcommand, each with its `Args` and `run`.
//!
//! Data goes to standard output, talk to standard error. Exit status: 0 done, 1 an input or output error stopped the
//! run, 2 wrong usage, 3 some inputs could not be read.

mod add;
mod alert;
mod answer;
mod completions;
mod demo;
mod doctor;
mod dossier;
mod explain;
mod export;
mod fault;
mod going;
mod list;
mod man;
mod mcp;
mod model;
mod party;
mod read;
mod schema;
mod serve;
mod show;
mod token;
mod upkeep;
mod version;
mod watch;
mod r#where;
mod who;

use std::process::ExitCode;

use chancery_store::Listing;
use clap::{Parser, Subcommand};

/// Reads reports of diplomacy and keeps the record: who did what to whom, who said what, what was agreed.
#[derive(Parser)]
#[command(name = "chancery", version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

// In the order of the help: reading, keeping a store, listing what it holds, asking the tables, serving, the program.
#[derive(Subcommand)]
enum Command {
    /// Read reports and print their records
    Read(read::Args),
    /// Say for each fact of a report why it is one, and what was considered and refused
    Explain(explain::Args),
    /// Print the JSON Schema of a record
    Schema(schema::Args),
    /// Read reports and keep them in a store, each once
    Add(add::Args),
    /// Ask feeds for news now and then, and keep their reports
    Watch(watch::Args),
    /// Say what is wrong with a store, if anything is
    Check(upkeep::CheckArgs),
    /// Copy a store, also while it is in use
    Backup(upkeep::BackupArgs),
    /// Read all reports of a store anew, and say what that changed
    Reread(upkeep::RereadArgs),
    /// Take a report's words out of a store for good
    Withdraw(upkeep::WithdrawArgs),
    /// Say by hand that two events are one act, or are not
    Judge(show::JudgeArgs),
    /// List events, one for each report that tells of an act
    Events(list::Args),
    /// List engagements, one for each real-world act
    Engagements(list::Args),
    /// List statements
    Statements(list::Args),
    /// List agreements
    Agreements(list::Args),
    /// List reports, with the engagements that each reports, announces or mentions
    Reports(list::Args),
    /// List parties by their engagements
    Parties(list::Args),
    /// List persons by their engagements
    People(list::Args),
    /// List pairs of parties by their engagements
    Pairs(list::Args),
    /// List cooperation and conflict of pairs by month
    Relations(list::Args),
    /// List topics by their engagements
    Topics(list::Args),
    /// List places by their engagements
    Places(list::Args),
    /// List sources by their reports
    Sources(list::Args),
    /// Show all that is known under a key
    Show(show::Args),
    /// Put the reports of an engagement side by side
    Compare(show::CompareArgs),
    /// Tell all about a party, or about two with each other
    Dossier(dossier::Args),
    /// Write the whole store as files: Parquet, CSV, FollowTheMoney
    Export(export::Args),
    /// Say who held an office, and which offices a person held, by date
    Who(who::Args),
    /// Say where a place lies, the likeliest of a name first
    Where(r#where::Args),
    /// Say what is known of a state, organisation or group: names, codes, seat, members
    Party(party::Args),
    /// Serve the record as pages and as an API
    Serve(serve::Args),
    /// Serve a record made from examples
    Demo(demo::Args),
    /// Make, list and take away the tokens of a server
    Token(token::Args),
    /// Keep questions whose new rows are posted to an address, and send them
    Alert(alert::Args),
    /// Serve the record to assistants, over the Model Context Protocol
    Mcp(mcp::Args),
    /// Say what is installed, which files are used and whether they are sound
    Doctor(doctor::Args),
    /// Print what completes commands and options in a shell
    Completions(completions::Args),
    /// Print or write the pages of the manual
    Man(man::Args),
}

fn main() -> ExitCode {
    // The long answer takes a look at the model, which no other command should wait for.
    if std::env::args_os().nth(1).is_some_and(|first| first == "--version") {
        return version::print().unwrap_or_else(|error| fault::report(&error));
    }
    let done = match Args::parse().command {
        Command::Read(args) => read::run(args),
        Command::Add(args) => add::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Events(args) => list::run(Listing::Events, args),
        Command::Engagements(args) => list::run(Listing::Engagements, args),
        Command::Statements(args) => list::run(Listing::Statements, args),
        Command::Agreements(args) => list::run(Listing::Agreements, args),
        Command::Parties(args) => list::run(Listing::Parties, args),
        Command::People(args) => list::run(Listing::People, args),
        Command::Reports(args) => list::run(Listing::Reports, args),
        Command::Topics(args) => list::run(Listing::Topics, args),
        Command::Relations(args) => list::run(Listing::Relations, args),
        Command::Pairs(args) => list::run(Listing::Pairs, args),
        Command::Places(args) => list::run(Listing::Places, args),
        Command::Sources(args) => list::run(Listing::Sources, args),
        Command::Show(args) => show::run(args),
        Command::Compare(args) => show::compare(args),
        Command::Judge(args) => show::judge(args),
        Command::Dossier(args) => dossier::run(args),
        Command::Export(args) => export::run(args),
        Command::Check(args) => upkeep::check(args),
        Command::Backup(args) => upkeep::backup(args),
        Command::Reread(args) => upkeep::reread(args),
        Command::Withdraw(args) => upkeep::withdraw(args),
        Command::Who(args) => who::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Mcp(args) => mcp::run(args),
        Command::Demo(args) => demo::run(args),
        Command::Token(args) => token::run(args),
        Command::Alert(args) => alert::run(args),
        Command::Where(args) => r#where::run(args),
        Command::Party(args) => party::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Doctor(args) => doctor::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    done.unwrap_or_else(|error| fault::report(&error))
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    /// Gives each command to `each`, those inside others too.
    fn every(command: &Command, each: &mut dyn FnMut(&Command)) {
        each(command);
        command.get_subcommands().for_each(|inner| every(inner, each));
    }

    /// The words of a line as a shell takes them, up to where its output goes.
    fn words(line: &str) -> Vec<String> {
        let mut words = Vec::new();
        for (i, part) in line.split(['"', '\'']).enumerate() {
            if i % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        let end = words.iter().position(|word| word == ">" || word == "|").unwrap_or(words.len());
        words.truncate(end);
        words
    }

    #[test]
    fn the_command_line_is_described_without_contradiction() {
        super::Args::command().debug_assert();
    }

    #[test]
    fn everything_has_its_help() {
        every(&super::Args::command(), &mut |command| {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        });
    }

    #[test]
    fn options_of_one_name_take_one_kind_of_value() {
        let mut kinds = std::collections::BTreeMap::new();
        every(&super::Args::command(), &mut |command| {
            for argument in command.get_arguments().filter(|a| a.get_action().takes_values()) {
                let Some(long) = argument.get_long() else { continue };
                let kind = argument.get_value_names().map(<[_]>::to_vec);
                let known = kinds.entry(long.to_owned()).or_insert_with(|| kind.clone());
                // A party is told by its code where it narrows a listing; an alert has no last day, but an address.
                if !["party", "to"].contains(&long) {
                    assert_eq!(*known, kind, "--{long} of {}", command.get_name());
                }
            }
        });
    }

    #[test]
    fn examples_of_the_help_are_calls() {
        let mut seen = 0;
        every(&super::Args::command(), &mut |command| {
            let Some(after) = command.get_after_help() else { return };
            for line in after.to_string().lines() {
                let Some(at) = line.find("chancery ").filter(|_| line.starts_with("  ")) else { continue };
                // What stands before belongs to another program, and what stands apart after is a remark.
                let at = line.find("-- chancery ").map_or(at, |dashes| dashes + 3);
                let call = line[at..].split("      (").next().unwrap_or_default();
                let parsed = super::Args::command().try_get_matches_from(words(call));
                assert!(parsed.is_ok(), "{call}: {}", parsed.expect_err("an error"));
                seen += 1;
            }
        });
        assert!(seen > 20, "{seen} examples");
    }
}
