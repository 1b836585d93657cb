//! A server with a small record, and a client that speaks HTTP as plainly as can be.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::Duration;

use chancery::Models;
use chancery_serve::{Settings, serve};
use chancery_store::Store;
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// A server that ends when this goes.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) folder: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A store of these records, in a folder of its own.
pub(crate) fn store_of(records: &[Value]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("record.db");
    let mut store = Store::open(&db).expect("a store");
    for (i, record) in records.iter().enumerate() {
        let bytes = serde_json::to_vec(record).expect("JSON");
        store.append([bytes.as_slice()], 1_700_000_000_000 + i as i64).expect("appended");
    }
    (folder, db)
}

impl Server {
    /// A server of these records.
    pub(crate) fn of(records: &[Value]) -> Server {
        Server::with(records, |_| {})
    }

    /// A server of these records whose settings are changed first.
    pub(crate) fn with(records: &[Value], change: impl FnOnce(&mut Settings)) -> Server {
        let (folder, db) = store_of(records);
        let mut settings = Settings {
            tokens: folder.path().join("tokens"),
            db,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            is_public: false,
            hosts: Vec::new(),
            rate: 0,
            limit: Duration::from_secs(20),
            models: Box::leak(Box::new(Models::default())),
        };
        change(&mut settings);
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let stopped = async {
                let _ = stopped.await;
            };
            serve(settings, |at| ready.send(at).expect("somebody waits"), stopped).expect("it serves");
        });
        let address: SocketAddr = address.recv().expect("an address");
        Server {
            address: SocketAddr::from(([127, 0, 0, 1], address.port())),
            folder,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// The JSON at a path, which must be there.
    pub(crate) fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.ask("POST", path, headers, body.as_bytes())
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(b"\r\n").expect("sent");
        // A server that refuses a long body may hang up before it has all of it.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::of(&bytes)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = text.split("\r\n");
        let status =
            lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).expect("a status");
        let head: Vec<(String, String)> = lines
            .filter_map(|l| l.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut answer = Answer { status, head, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding").contains("chunked") {
            answer.body = unchunked(&answer.body);
        }
        answer
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.head.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
}

/// A body without the sizes of its chunks; fails where it was broken off.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|w| w == b"\r\n").expect("the size of a chunk");
        let size = std::str::from_utf8(&bytes[..end]).ok().and_then(|s| usize::from_str_radix(s, 16).ok());
        let size = size.expect("a size");
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
}

/// The record of a report of one meeting, with a statement and an agreement; `said` is put into every field of words.
pub(crate) fn record(n: usize, a: &str, b: &str, said: &str) -> Value {
    let text =
        format!("Report {n}. The ministers met in Geneva. One said {said} to all. They signed the Pact.");
    let at = |words: &str| {
        let start = text.find(words).map_or(0, |at| text[..at].chars().count());
        json!({"start": start, "end": start + words.chars().count(), "text": words})
    };
    let date = format!("2022-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
    json!({
        "format": 1, "reader": "test 1",
        "doc": {"id": format!("report {n} {said}"), "title": format!("Title {n} {said}"), "published": date, "published_basis": "given",
            "source": format!("desk {said}"), "url": format!("javascript:alert({n})//{said}"), "language": "en"},
        "text": text,
        "entities": [
            {"id": "e1", "kind": "person", "name": format!("Anna Alder {said}"), "party": a, "office": format!("minister {said}"), "mentions": [at("ministers")]},
            {"id": "e2", "kind": "person", "name": format!("Bela Birch {n} {said}"), "party": b, "mentions": []},
            {"id": "e3", "kind": "group", "name": format!("group {said}"), "mentions": [at("all")]}
        ],
        "events": [{
            "id": "v1", "type": "CONSULT", "quad": "VC", "mode": "visit", "cameo": "042", "goldstein": 1.9, "intensity": 2.0, "status": if n.is_multiple_of(4) { "planned" } else { "actual" },
            "actors": ["e1", "e2", "e3"], "recipients": [], "date": {"value": date, "until": null, "basis": "text"},
            "place": {"name": format!("Geneva {said}"), "country": "CHE", "lat": 46.2, "lon": 6.1},
            "topics": [format!("topic {said}")], "topic_codes": ["trade"], "evidence": [at("met")], "method": "test", "score": 0.9
        }],
        "statements": [{
            "id": "s1", "kind": "direct", "content": [at(said)], "speaker": "e1", "cue": at("said"), "channel": format!("post {said}"),
            "about": [b], "method": "test", "score": 0.8
        }],
        "agreements": [{
            "id": "a1", "title": format!("Pact {said}"), "kind": "pact", "parties": [a, b], "status": "signed",
            "date": {"value": date, "until": null, "basis": "text"}, "evidence": [at("the Pact")], "score": 0.7
        }],
        "times": [], "places": [],
        "problems": [{"kind": "truncated", "detail": said}]
    })
}

/// Some reports of two pairs.
pub(crate) fn records(n: usize) -> Vec<Value> {
    (0..n)
        .map(|i| if i % 3 == 0 { record(i, "IND", "RUS", "peace") } else { record(i, "FRA", "DEU", "order") })
        .collect()
}
