//! `chancery serve`, `demo` and `token`, as far as they are the command's: what starts, what is refused, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::run::{chancery, command};

#[test]
fn the_demo_serves_its_examples_and_ends_when_told() {
    let mut child = command()
        .args(["demo", "--listen", "127.0.0.1:0", "--reader", "rules"])
        .spawn()
        .expect("the command starts");
    let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    told.read_line(&mut line).expect("a line");
    let address = line.split("http://").nth(1).and_then(|l| l.split('/').next()).expect("an address");
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET /reports.json HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("\"total\":7"), "{answer}");
    #[cfg(unix)]
    {
        let id = child.id().to_string();
        std::process::Command::new("kill").args(["-TERM", &id]).status().expect("told");
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }
    #[cfg(not(unix))]
    child.kill().expect("it ends");
}

#[test]
fn what_cannot_be_served_is_told_with_a_hint() {
    let run = chancery(&["serve", "--db", "no/such.db", "--reader", "rules"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("no store at no/such.db") && run.stderr.contains("hint: "), "{}", run.stderr);
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("record.db");
    let db = db.to_str().expect("a path");
    assert_eq!(chancery(&["add", "--db", db, "--reader", "rules", "examples/readout.txt"]).status, 0);
    let run = chancery(&["serve", "--db", db, "--reader", "rules", "--listen", "0.0.0.0:0"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("chancery token new"), "{}", run.stderr);
}

#[test]
fn tokens_are_made_listed_and_taken_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("record.db");
    let db = db.to_str().expect("a path");
    let token = chancery(&["token", "new", "desk", "--db", db]);
    assert_eq!((token.status, token.stdout.trim().len()), (0, 68), "{}", token.stderr);
    assert_eq!(chancery(&["token", "new", "ingest", "--write", "--db", db]).status, 0);
    let kept = std::fs::read_to_string(format!("{db}.tokens")).expect("a file");
    assert!(!kept.contains(&token.stdout.trim()[4..]));
    let list = chancery(&["token", "list", "--db", db]).stdout;
    assert!(list.contains("desk  read  ") && list.contains("ingest  read and write  "), "{list}");
    assert_eq!(chancery(&["token", "revoke", "desk", "--db", db]).status, 0);
    assert_eq!(chancery(&["token", "revoke", "desk", "--db", db]).status, 2);
}
