//! [`Server`]: a web server on this machine whose pages change while it runs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A page: what follows `HTTP/1.1 ` in its head, and its body.
type Pages = Arc<Mutex<BTreeMap<String, (String, String)>>>;

pub(crate) struct Server {
    address: SocketAddr,
    pages: Pages,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn new() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = Server { address, pages: Arc::default(), asked: Arc::default() };
        let (pages, asked) = (Arc::clone(&server.pages), Arc::clone(&server.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // One after the other: nobody may ask for two things at a time.
                let _ = answer(stream, &pages, &asked);
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets a page. Its state has a tag, and whoever knows it is told that nothing changed.
    pub(crate) fn set(&self, path: &str, kind: &str, body: &str) {
        let tag = body.bytes().fold(17u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        self.set_raw(path, &format!("200 OK\r\nContent-Type: {kind}\r\nETag: \"{tag}\""), body);
    }

    pub(crate) fn set_raw(&self, path: &str, head: &str, body: &str) {
        self.pages.lock().expect("whole").insert(path.to_owned(), (head.to_owned(), body.to_owned()));
    }

    /// What was asked for since the last call, with the number of each answer.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("whole"))
    }
}

fn answer(mut stream: TcpStream, pages: &Pages, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut known = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(tag) = line.to_ascii_lowercase().strip_prefix("if-none-match:") {
            known = tag.trim().to_owned();
        }
    }
    let Some(path) = first.split(' ').nth(1) else { return Ok(()) };
    let page = pages.lock().expect("whole").get(path).cloned();
    let (head, body) = page.unwrap_or_else(|| ("404 Not Found".to_owned(), String::new()));
    let same = !known.is_empty() && head.to_ascii_lowercase().contains(&format!("etag: {known}"));
    let (head, body) = if same { ("304 Not Modified".to_owned(), String::new()) } else { (head, body) };
    asked.lock().expect("whole").push(format!("{} {path}", &head[..3]));
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}
