//! What a command owes to the machine that it is installed on: completions, a manual, its versions, whether it is sound,
//! and colours where they are wanted.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::run::{Run, chancery, command};

/// Calls `chancery` with these variables set.
fn with(args: &[&str], variables: &[(&str, &str)]) -> Run {
    let output = command().args(args).envs(variables.iter().copied()).output().expect("the command ends");
    Run {
        status: output.status.code().expect("the command is not killed"),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// The names of all commands, as the help has them.
fn commands() -> Vec<String> {
    let help = chancery(&["--help"]).stdout;
    let list = help.split("Commands:\n").nth(1).and_then(|l| l.split("\n\n").next()).expect("a list");
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

#[test]
fn versions_short_and_long() {
    let short = chancery(&["-V"]);
    assert_eq!(
        (short.status, short.stdout.as_str()),
        (0, concat!("chancery ", env!("CARGO_PKG_VERSION"), "\n"))
    );
    let long = chancery(&["--version"]).stdout;
    let lines: Vec<&str> = long.lines().collect();
    assert_eq!(lines.len(), 3, "{long}");
    assert_eq!(lines[0], short.stdout.trim());
    let hex = |line: &str, digits: usize| {
        let digest = line.rsplit(' ').next().unwrap_or_default();
        assert!(digest.len() == digits && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
    };
    assert!(lines[1].starts_with("model ") && lines[1].contains("part of the program"), "{long}");
    hex(lines[1], 64);
    assert!(lines[2].starts_with("knowledge of 19"), "{long}");
    hex(lines[2], 16);
    let none = with(&["--version"], &[("CHANCERY_MODEL", "no/such.bin")]);
    assert_eq!(none.status, 1);
    assert!(none.stderr.contains("no/such.bin"), "{}", none.stderr);
}

#[test]
fn completions_of_every_shell_know_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = chancery(&["completions", shell]);
        assert_eq!(run.status, 0, "{shell}: {}", run.stderr);
        for name in commands() {
            assert!(run.stdout.contains(&name), "{shell} does not know {name}");
        }
        assert!(run.stdout.contains("published"), "{shell}");
        // Where the shell is, it takes the script in.
        if Command::new(shell).arg("--version").output().is_ok_and(|o| o.status.success())
            && shell != "powershell"
        {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("completions");
            std::fs::write(&path, &run.stdout).expect("a file is written");
            let parsed = Command::new(shell).arg("-n").arg(&path).output().expect("the shell ends");
            assert!(parsed.status.success(), "{shell}: {}", String::from_utf8_lossy(&parsed.stderr));
        }
    }
    assert_eq!(
        with(&["completions"], &[("SHELL", "/bin/bash")]).stdout,
        chancery(&["completions", "bash"]).stdout
    );
    let unknown = with(&["completions"], &[("SHELL", "/bin/sh-of-mine")]);
    assert_eq!((unknown.status, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("hint: give one"), "{}", unknown.stderr);
    assert_eq!(chancery(&["completions", "dos"]).status, 2);
}

#[test]
fn a_page_of_the_manual_for_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("man/man1");
    let run = chancery(&["man", "--output", &to.to_string_lossy()]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let page = |name: &str| std::fs::read_to_string(to.join(format!("{name}.1"))).unwrap_or_default();
    for name in commands() {
        let page = page(&format!("chancery-{name}"));
        assert!(page.contains(".SH SYNOPSIS") && page.contains(&name), "{name}: {page}");
    }
    assert!(page("chancery").contains("chancery\\-read(1)"), "{}", page("chancery"));
    assert!(page("chancery-token-new").contains("\\-\\-write"));
    assert_eq!(chancery(&["man"]).stdout, page("chancery"));
    assert_eq!(chancery(&["man", "read"]).stdout, page("chancery-read"));
    let unknown = chancery(&["man", "reed"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("no command `reed`\nhint: "), "{}", unknown.stderr);
}

fn doctor(db: Option<&Path>, variables: &[(&str, &str)]) -> (i32, Value) {
    let mut args = vec!["doctor", "--format", "json"];
    let path = db.map(|db| db.to_string_lossy().into_owned());
    if let Some(path) = &path {
        args.extend(["--db", path]);
    }
    let run = with(&args, variables);
    (run.status, serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr)))
}

/// What was found of one thing.
fn of<'v>(found: &'v Value, about: &str) -> &'v Value {
    let all = found["findings"].as_array().expect("findings");
    all.iter().find(|f| f["about"] == about).unwrap_or_else(|| panic!("nothing of {about} in {found}"))
}

#[test]
fn the_doctor_finds_nothing_amiss() {
    let (status, found) = doctor(None, &[]);
    assert_eq!((status, &found["ok"]), (0, &Value::Bool(true)), "{found}");
    assert_eq!(of(&found, "program")["version"], env!("CARGO_PKG_VERSION"));
    for about in ["model", "knowledge", "reader", "rules"] {
        assert_eq!(of(&found, about)["state"], "ok", "{found}");
    }
    assert_eq!(of(&found, "store")["state"], "absent");
    let told = chancery(&["--version"]).stdout;
    for (about, digest) in [("model", "sha256"), ("knowledge", "digest")] {
        assert!(told.contains(of(&found, about)[digest].as_str().expect("a digest")), "{told}");
    }
    let text = chancery(&["doctor", "--format", "text"]);
    assert!(text.stdout.contains("ok      reader     "), "{}", text.stdout);
    assert!(text.stdout.contains("absent  store      there is none at chancery.db\n"), "{}", text.stdout);
}

#[test]
fn the_doctor_tells_what_is_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let broken = |db: &Path, words: &str| {
        let (status, found) = doctor(Some(db), &[]);
        let store = of(&found, "store");
        assert_eq!((status, &store["state"]), (1, &Value::from("broken")), "{found}");
        assert!(store["told"].as_str().is_some_and(|told| told.contains(words)), "{store}");
        assert!(store["hint"].is_string(), "{store}");
    };
    broken(&at("none.db"), "there is none");
    std::fs::write(at("words.db"), "no database at all, but some words ".repeat(99)).expect("written");
    broken(&at("words.db"), "damaged or no store");
    let db = at("record.db");
    let path = db.to_string_lossy().into_owned();
    assert_eq!(chancery(&["add", "--db", &path, "--reader", "rules", "examples/readout.txt"]).status, 0);
    let (status, found) = doctor(Some(&db), &[]);
    let store = of(&found, "store");
    assert_eq!((status, &store["reports"], &store["state"]), (0, &1.into(), &"ok".into()), "{found}");
    // Its middle is overwritten.
    let mut bytes = std::fs::read(&db).expect("read");
    let half = bytes.len() / 2;
    bytes[half..half + 8192].fill(0x5a);
    std::fs::write(at("damaged.db"), &bytes).expect("written");
    broken(&at("damaged.db"), "");
    std::fs::write(at("record.db.tokens"), "{").expect("written");
    let (status, found) = doctor(Some(&db), &[]);
    assert_eq!((status, &of(&found, "tokens")["state"]), (1, &"broken".into()), "{found}");
}

#[test]
fn the_doctor_looks_at_the_model_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.bin");
    std::fs::write(&path, b"CHANCERY-READER\n and no more").expect("written");
    let path = path.to_string_lossy();
    let (status, found) = doctor(None, &[("CHANCERY_MODEL", &path)]);
    let model = of(&found, "model");
    assert_eq!((status, &model["state"]), (1, &"broken".into()), "{found}");
    assert!(model["told"].as_str().is_some_and(|told| told.contains(&*path)), "{model}");
    assert!(model["hint"].as_str().is_some_and(|hint| hint.contains("CHANCERY_MODEL")), "{model}");
    assert_eq!(of(&found, "rules")["state"], "ok");
}

/// Runs the command on a terminal made by `script`, if that is there, and gives what the terminal saw.
fn on_a_terminal(args: &str, variables: &[(&str, &str)]) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_chancery");
    let mut script = Command::new("script");
    script.args(["-qec", &format!("{program} {args}"), "/dev/null"]).current_dir(crate::run::root());
    script.env_remove("NO_COLOR").env("TERM", "xterm").envs(variables.iter().copied());
    script.stdin(std::process::Stdio::null());
    Some(String::from_utf8_lossy(&script.output().ok()?.stdout).into_owned())
}

#[test]
fn colours_are_for_terminals() {
    let doctor = "doctor --format text";
    let brief = "read --reader rules --format text examples/readout.txt";
    let fault = "who --party Irak";
    for args in [doctor, brief, fault, "--help", "read --no-such-option"] {
        let words: Vec<&str> = args.split(' ').collect();
        let run = with(&words, &[("TERM", "xterm")]);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{args}");
        let Some(seen) = on_a_terminal(args, &[]) else { continue };
        assert!(seen.contains("\u{1b}["), "{args} has no colour on a terminal: {seen}");
        let plain = on_a_terminal(args, &[("NO_COLOR", "1")]).unwrap_or_default();
        assert!(!plain.contains('\u{1b}') && !plain.is_empty(), "{args}: {plain}");
    }
}
