//! How fast the whole command goes, start-up included, and how much memory it takes as reports grow in number.
//!
//! `cargo bench -p chancery-cli`; with `CHANCERY_DATA` set, over the releases of the State Department, else over the
//! examples many times over. Speed is megabytes of text (UTF-8) a second, the best of five runs.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let (name, lines) = reports();
    let text: usize = lines.iter().map(|line| text_bytes(line)).sum();
    let path = folder.path().join("reports.jsonl");
    write(&path, &lines, 1);
    for threads in ["1", "2"] {
        let best = (0..5).map(|_| run(&path, threads).0).min().unwrap_or_default();
        println!(
            "{name}: {:.2} MB/s of text with --threads {threads} ({} reports, {:.1} MB, {:.2} s)",
            text as f64 / best.as_secs_f64() / 1e6,
            lines.len(),
            text as f64 / 1e6,
            best.as_secs_f64(),
        );
    }
    for times in [1, 2, 4] {
        write(&path, &lines, times);
        let (_, memory) = run(&path, "2");
        let memory = memory.map_or("unknown".to_owned(), |kb| format!("{:.1} MB", kb as f64 / 1024.0));
        println!("{name}: {memory} at most for {} reports with --threads 2", lines.len() * times);
    }
}

/// Reports as JSON lines, and what they are.
fn reports() -> (&'static str, Vec<String>) {
    let data = std::env::var_os("CHANCERY_DATA").map(PathBuf::from);
    let releases =
        data.map(|data| data.join("data/news/state_dept_pr.jsonl.gz")).filter(|path| path.is_file());
    if let Some(path) = releases {
        let file = std::fs::File::open(path).expect("the releases");
        let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        return ("state_dept_pr", lines.collect::<Result<_, _>>().expect("lines"));
    }
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports.jsonl");
    let lines: Vec<String> =
        std::fs::read_to_string(examples).expect("examples").lines().map(str::to_owned).collect();
    ("examples", lines.iter().cycle().take(3000).cloned().collect())
}

fn text_bytes(line: &str) -> usize {
    let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
    line["text"].as_str().map_or(0, str::len)
}

fn write(path: &Path, lines: &[String], times: usize) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).expect("a file"));
    for line in std::iter::repeat_n(lines, times).flatten() {
        writeln!(file, "{line}").expect("written");
    }
    file.flush().expect("written");
}

/// Reads a file; how long it took and, where the system tells, the most memory in kB.
fn run(path: &Path, threads: &str) -> (Duration, Option<u64>) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["read", "--reader", "rules", "--format", "jsonl", "--threads", threads])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    // Its output is taken as fast as it comes, and its memory is looked at on the way.
    let mut out = child.stdout.take().expect("a pipe");
    let mut buffer = vec![0; 1 << 16];
    let (mut memory, mut reads) = (None, 0u64);
    while out.read(&mut buffer).expect("output") > 0 {
        reads += 1;
        if reads.is_multiple_of(64) {
            memory = peak(&child).or(memory);
        }
    }
    assert!(child.wait().expect("the command ends").success());
    (started.elapsed(), memory)
}

/// The most memory that a process has held, in kB, where there is `/proc`.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}
