//! A load on a running server: 200 connections that make 50 requests a second in all, as readers do: pages, searches,
//! dossiers, JSON. Prints the times by quantile and every failure.
//!
//! `cargo bench --package chancery-serve --bench load -- 127.0.0.1:8080 [SECONDS]`; start the server with `--rate 0`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a bench prints, and may stop"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const CONNECTIONS: u32 = 200;
const PER_SECOND: u32 = 50;

/// From when on the server has been asked for most pages once.
const WARM: Duration = Duration::from_secs(10);

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(address) = given.first().cloned() else {
        println!(
            "load: give the address of a running server: cargo bench --bench load -- 127.0.0.1:8080 [SECONDS]"
        );
        return;
    };
    let seconds: u64 = given.get(1).and_then(|s| s.parse().ok()).unwrap_or(30);
    let paths = Arc::new(paths(&address));
    let told = Arc::new(Mutex::new(Vec::new()));
    let (start, every) = (Instant::now(), Duration::from_secs(1) * CONNECTIONS / PER_SECOND);
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|i| {
            let (address, paths, told) = (address.clone(), Arc::clone(&paths), Arc::clone(&told));
            std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
                let mut connection = connect(&address);
                let mut at = start + every * i / CONNECTIONS;
                let mut turn = i as usize * 7;
                while at < start + Duration::from_secs(seconds) {
                    std::thread::sleep(at.saturating_duration_since(Instant::now()));
                    let path = &paths[turn % paths.len()];
                    // From when it was due, so that a server that lags behind is not spared.
                    let answer = ask(&mut connection, &address, path);
                    let took = at.elapsed();
                    if answer.is_err() {
                        connection = connect(&address);
                    }
                    let due = at.saturating_duration_since(start);
                    told.lock().unwrap().push((path.clone(), took, answer.map(|(status, _)| status), due));
                    turn += 1;
                    at += every;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.unwrap().join().unwrap();
    }
    let told = told.lock().unwrap();
    let failed: Vec<_> = told.iter().filter(|(_, _, status, _)| !matches!(status, Ok(200))).collect();
    let mut by_path: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (path, took, ..) in told.iter() {
        let kind = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
        by_path.entry(kind).or_default().push(*took);
    }
    by_path.insert("(all)", told.iter().map(|t| t.1).collect());
    // A server that was just started makes each page for the first time.
    let later = told.iter().filter(|t| t.3 > WARM);
    by_path.insert("(after 10 s)", later.map(|t| t.1).collect());
    println!("{} requests in {:.1} s, {} failed", told.len(), start.elapsed().as_secs_f64(), failed.len());
    for (kind, mut times) in by_path {
        times.sort_unstable();
        if times.is_empty() {
            continue;
        }
        let at = |q: f64| times[((times.len() - 1) as f64 * q) as usize].as_secs_f64() * 1000.0;
        println!(
            "{kind:14} n {:5}  p50 {:7.1}  p90 {:7.1}  p99 {:7.1}  most {:7.1} ms",
            times.len(),
            at(0.5),
            at(0.9),
            at(0.99),
            at(1.0)
        );
    }
    for (path, _, status, _) in failed.iter().take(10) {
        eprintln!("{path}: {status:?}");
    }
    std::process::exit(i32::from(!failed.is_empty()));
}

/// What readers ask for, with keys that the server has.
fn paths(address: &str) -> Vec<String> {
    let mut connection = connect(address);
    let mut rows = |path: &str| -> Vec<serde_json::Value> {
        let (_, body) = ask(&mut connection, address, path).unwrap();
        let page: serde_json::Value = serde_json::from_slice(&body).unwrap();
        page["rows"].as_array().cloned().unwrap_or_default()
    };
    let mut paths: Vec<String> = [
        "/",
        "/engagements",
        "/engagements.json?limit=50",
        "/statements",
        "/search?q=peace+talks",
        "/statements?q=sanctions",
        "/agreements",
        "/network",
        "/people",
        "/parties",
        "/reports.json",
        "/sources",
        "/events.csv?limit=200",
        "/match?name=Lavrov",
    ]
    .map(str::to_owned)
    .into();
    let text = |row: &serde_json::Value, column: &str| row[column].as_str().unwrap_or_default().to_owned();
    for pair in rows("/pairs.json?limit=10") {
        paths.push(format!("/pairs/{}-{}", text(&pair, "party"), text(&pair, "other")));
        paths.push(format!("/parties/{}", text(&pair, "other")));
    }
    for (kind, n) in [("engagements", 20), ("reports", 20), ("statements", 5), ("people", 10)] {
        for row in rows(&format!("/{kind}.json?limit={n}")) {
            paths.push(format!("/{kind}/{}", text(&row, "id")));
        }
    }
    paths
}

/// A connection that sends at once what it is given.
fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// One request on a connection that is kept.
fn ask(stream: &mut TcpStream, host: &str, path: &str) -> std::io::Result<(u16, Vec<u8>)> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status =
        line.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    let (mut length, mut is_chunked) = (0, false);
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(n) = lower.strip_prefix("content-length: ") {
            length = n.parse().map_err(std::io::Error::other)?;
        }
        is_chunked |= lower == "transfer-encoding: chunked";
    }
    let mut body = vec![0; length];
    if !is_chunked {
        reader.read_exact(&mut body)?;
        return Ok((status, body));
    }
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let size = usize::from_str_radix(line.trim(), 16).map_err(std::io::Error::other)?;
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk)?;
        if size == 0 {
            return Ok((status, body));
        }
        body.extend_from_slice(&chunk[..size]);
    }
}
