//! `chancery alert` against a receiver on this machine: what is posted, how it is signed, and what is tried again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tempfile::TempDir;

use crate::run::{Run, chancery, chancery_with, command};

/// A message as it was received.
#[derive(Clone, Debug)]
struct Message {
    head: Vec<(String, String)>,
    body: String,
}

impl Message {
    fn header(&self, name: &str) -> &str {
        self.head.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    fn rows(&self) -> Vec<Value> {
        let body: Value = serde_json::from_str(&self.body).expect("the body is JSON");
        body["data"]["rows"].as_array().expect("rows").clone()
    }

    /// Whether it was signed with this secret, lately.
    fn is_signed(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.trim().strip_prefix("whsec_").expect("a secret")).expect("base64");
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        let (id, time) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        mac.update(format!("{id}.{time}.{}", self.body).as_bytes());
        let seconds = std::time::UNIX_EPOCH.elapsed().expect("a clock").as_secs();
        let age = seconds.abs_diff(time.parse().expect("seconds"));
        age < 120
            && self.header("webhook-signature")
                == format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// Takes messages and answers as it is told to.
struct Receiver {
    address: SocketAddr,
    answer: Arc<Mutex<&'static str>>,
    taken: Arc<Mutex<Vec<Message>>>,
}

impl Receiver {
    fn new() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let receiver =
            Receiver { address, answer: Arc::new(Mutex::new("204 No Content")), taken: Arc::default() };
        let (answer, taken) = (Arc::clone(&receiver.answer), Arc::clone(&receiver.taken));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream.try_clone().expect("a copy"));
                let mut head = Vec::new();
                for line in (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
                    if let Some((name, value)) = line.split_once(": ") {
                        head.push((name.to_ascii_lowercase(), value.to_owned()));
                    }
                }
                let length = head
                    .iter()
                    .find(|(n, _)| n == "content-length")
                    .map_or(0, |(_, v)| v.parse().unwrap_or(0));
                let mut body = vec![0; length];
                if reader.read_exact(&mut body).is_err() {
                    continue;
                }
                taken
                    .lock()
                    .expect("whole")
                    .push(Message { head, body: String::from_utf8(body).expect("UTF-8") });
                let answer = *answer.lock().expect("whole");
                // Where there is no answer the connection breaks off.
                if !answer.is_empty() {
                    let _ =
                        write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
            }
        });
        receiver
    }

    fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    fn answers(&self, answer: &'static str) {
        *self.answer.lock().expect("whole") = answer;
    }

    /// What came since the last call.
    fn taken(&self) -> Vec<Message> {
        std::mem::take(&mut self.taken.lock().expect("whole"))
    }
}

struct Place {
    folder: TempDir,
    receiver: Receiver,
}

impl Place {
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a folder"), receiver: Receiver::new() };
        place.add("1", "Egyptian Foreign Minister Sameh Shoukry");
        place
    }

    fn db(&self) -> String {
        self.folder.path().join("k.db").to_string_lossy().into_owned()
    }

    /// A report of a meeting of the French minister with a guest.
    fn add(&self, id: &str, guest: &str) {
        let line = serde_json::json!({"id": id, "published": "2023-03-08", "text": format!(
            "French Foreign Minister Catherine Colonna met {guest} in Paris on Wednesday. \"We will meet again in {id} days,\" Colonna said.")});
        let args = ["add", "--db", &self.db(), "--reader", "rules", "--input", "jsonl", "-"];
        let run = chancery_with(&args, format!("{line}\n").as_bytes());
        assert!(run.stdout.starts_with("1 new"), "{}{}", run.stdout, run.stderr);
    }

    fn alert(&self, args: &[&str]) -> Run {
        chancery(&[&["alert", args[0], "--db", &self.db()], &args[1..]].concat())
    }

    /// Adds an alert and gives its secret.
    fn wish(&self, name: &str, args: &[&str]) -> String {
        let url = self.receiver.url();
        let run =
            self.alert(&[&["add", name, "engagements", "--to", &url, "--allow-private"], args].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.trim().to_owned()
    }

    #[track_caller]
    fn run(&self, args: &[&str], status: i32, told: &str) {
        let run = self.alert(&[&["run"], args].concat());
        assert_eq!((run.status, run.stdout.trim()), (status, told), "{}", run.stderr);
    }

    fn log(&self, name: &str) -> Vec<Value> {
        self.alert(&["log", name]).records()
    }
}

#[test]
fn new_rows_are_posted_signed_once_and_tried_again_where_that_fails() {
    let place = Place::new();
    let secret = place.wish("paris", &["--party", "fra", "--status", "actual"]);
    place.wish("india", &["--party", "IND"]);
    // What was there is not told.
    place.run(&[], 0, "0 made, 0 delivered, 0 failed");
    place.receiver.answers("503 Busy");
    place.add("2", "Kenyan President William Ruto");
    place.run(&[], 3, "1 made, 0 delivered, 1 failed");
    let first = place.receiver.taken().remove(0);
    assert!(first.is_signed(&secret), "{first:?}");
    assert!(!first.is_signed(&format!("whsec_{}", STANDARD.encode([7; 32]))));
    assert_eq!(first.header("content-type"), "application/json");
    let rows = first.rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((&rows[0]["change"], &rows[0]["type"]), (&"new".into(), &"CONSULT".into()));
    assert!(rows[0]["actors"].to_string().contains("KEN"), "{rows:?}");
    let log = &place.log("paris")[0];
    assert_eq!((&log["status"], &log["tries"], &log["answer"]), (&"waiting".into(), &1.into(), &503.into()));
    assert!(log["next"].as_i64() > log["last"].as_i64() && log["error"].to_string().contains("503"), "{log}");
    // Not before its time, unless that is asked for; then under the same id. An answer that breaks off is none.
    place.run(&[], 0, "0 made, 0 delivered, 0 failed");
    place.receiver.answers("");
    place.run(&["--now"], 3, "0 made, 0 delivered, 1 failed");
    place.receiver.answers("204 No Content");
    place.run(&["--now"], 0, "0 made, 1 delivered, 0 failed");
    let again = place.receiver.taken();
    assert_eq!(again.len(), 2, "{again:?}");
    for message in &again {
        assert_eq!((message.header("webhook-id"), &message.body), (first.header("webhook-id"), &first.body));
        assert!(message.is_signed(&secret));
    }
    // What was acknowledged is never sent again, and what is new is sent under another id.
    place.run(&["--now"], 0, "0 made, 0 delivered, 0 failed");
    place.add("3", "Jordanian Foreign Minister Ayman Safadi");
    place.run(&[], 0, "1 made, 1 delivered, 0 failed");
    let last = place.receiver.taken();
    assert!(last.len() == 1 && last[0].header("webhook-id") != first.header("webhook-id"), "{last:?}");
    assert_eq!(
        place.log("paris").iter().map(|l| l["tries"].as_i64().unwrap_or(0)).collect::<Vec<_>>(),
        [1, 3]
    );
    assert!(place.log("india").is_empty());
    let shown = place.alert(&["show", "paris"]).record();
    assert_eq!(shown["messages"].to_string(), r#"{"delivered":2,"failed":0,"waiting":0}"#);
    assert_eq!(shown["filter"].to_string(), r#"{"parties":["FRA"],"status":"actual"}"#);
}

#[test]
fn secrets_are_shown_once_and_kept_beside_the_store() {
    let place = Place::new();
    let secret = place.wish("paris", &[]);
    let kept = format!("{}.secrets", place.db());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&kept).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    for told in [place.alert(&["list"]), place.alert(&["show", "paris"]), place.alert(&["log", "paris"])] {
        assert!(told.status == 0 && !told.stdout.contains("whsec") && !told.stderr.contains("whsec"));
    }
    let bytes = std::fs::read(place.db()).expect("a store");
    assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()));
    assert_eq!(place.alert(&["remove", "paris"]).status, 0);
    assert!(!std::fs::read_to_string(&kept).expect("a file").contains("paris"));
    let run = place.alert(&["show", "paris"]);
    assert!(run.status == 2 && run.stderr.contains("hint: "), "{}", run.stderr);
}

#[test]
fn addresses_of_this_machine_and_wrong_ones_are_refused() {
    let place = Place::new();
    for (url, told) in [
        (place.receiver.url().as_str(), "--allow-private"),
        ("http://localhost/x", "--allow-private"),
        ("http://[::1]/x", "--allow-private"),
        ("http://169.254.169.254/latest", "--allow-private"),
        ("file:///etc/passwd", "https:"),
        ("https://a:b@example.org/", "signature"),
        ("hook", "--to"),
    ] {
        let run = place.alert(&["add", "x", "engagements", "--to", url]);
        assert!(run.status == 2 && run.stderr.contains(told), "{url}: {}", run.stderr);
    }
    // A name that leads to this machine is found out when it is connected to.
    let url = format!("http://localtest.localhost:{}/", place.receiver.address.port());
    assert_eq!(place.alert(&["add", "x", "engagements", "--to", &url]).status, 0);
    place.add("2", "Kenyan President William Ruto");
    place.run(&[], 3, "1 made, 0 delivered, 1 failed");
    assert!(place.receiver.taken().is_empty());
    for args in [
        &["add", "x", "engagements", "--to", "https://example.org/"][..],
        &["add", "a b", "engagements", "--to", "https://example.org/"],
        &["add", "y", "statements", "--to", "https://example.org/", "--place", "Paris"],
        &["test", "none"],
    ] {
        let run = place.alert(args);
        assert!(run.status != 0 && run.stderr.contains("hint: "), "{args:?}: {}", run.stderr);
    }
    assert!(!chancery(&["alert", "list", "--db", "no/such.db"]).stderr.is_empty());
}

#[test]
fn a_test_message_tells_what_the_receiver_answers() {
    let place = Place::new();
    let secret = place.wish("paris", &[]);
    let run = place.alert(&["test", "paris"]);
    assert_eq!((run.status, run.stdout.trim()), (0, "the receiver answered 204"), "{}", run.stderr);
    let message = place.receiver.taken().remove(0);
    assert!(message.is_signed(&secret) && message.rows()[0]["change"] == "test", "{message:?}");
    place.receiver.answers("404 Not Found");
    let run = place.alert(&["test", "paris"]);
    assert!(run.status == 1 && run.stderr.contains("404"), "{}", run.stderr);
    assert!(place.log("paris").is_empty());
}

#[cfg(unix)]
#[test]
fn a_server_sends_what_is_new_while_it_runs() {
    let place = Place::new();
    let secret = place.wish("paris", &[]);
    let mut child = command()
        .args(["serve", "--db", &place.db(), "--listen", "127.0.0.1:0", "--reader", "rules"])
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
    told.read_line(&mut line).expect("a line");
    place.add("2", "Kenyan President William Ruto");
    let started = Instant::now();
    let mut taken = Vec::new();
    while taken.is_empty() && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(200));
        taken = place.receiver.taken();
    }
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("told");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(taken.len() == 1 && taken[0].is_signed(&secret), "{taken:?}");
    // What it sent is not sent again by another program.
    place.run(&["--now"], 0, "0 made, 0 delivered, 0 failed");
    assert!(place.receiver.taken().is_empty());
}
