//! [`Run`]: one call of the command.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a call of the command left behind.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Calls `chancery` with nothing on standard input.
pub(crate) fn chancery<S: AsRef<OsStr>>(args: &[S]) -> Run {
    chancery_with(args, b"")
}

/// Calls `chancery` with `stdin` on standard input.
pub(crate) fn chancery_with<S: AsRef<OsStr>>(args: &[S], stdin: &[u8]) -> Run {
    let mut child = command().args(args).spawn().expect("the command starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let output = std::thread::scope(|scope| {
        // The command may end without reading all; that is its own affair.
        scope.spawn(move || drop(pipe.write_all(stdin)));
        child.wait_with_output().expect("the command ends")
    });
    Run {
        status: output.status.code().expect("the command is not killed"),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).current_dir(root());
    command
}

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

impl Run {
    /// Its records, one a line.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
    }

    /// Its only record.
    pub(crate) fn record(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }
}

/// Kinds of the problems of a record.
pub(crate) fn problems(record: &Value) -> Vec<&str> {
    record["problems"].as_array().expect("a list").iter().filter_map(|p| p["kind"].as_str()).collect()
}
