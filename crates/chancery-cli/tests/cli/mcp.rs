//! `chancery mcp` as a program that an assistant starts: lines of JSON-RPC on standard input and output, nothing else
//! there, and an end when the input ends.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::run::{chancery, chancery_with, command};

/// A conversation.
struct Talk {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u64,
    _folder: TempDir,
}

impl Talk {
    /// Starts the program on a store of the examples, and greets it.
    fn new() -> Talk {
        let folder = tempfile::tempdir().expect("a folder");
        let db = folder.path().join("record.db");
        let db = db.to_string_lossy();
        let add = chancery(&[
            "add",
            "--db",
            &*db,
            "--reader",
            "rules",
            "examples/readout.txt",
            "examples/reports.jsonl",
        ]);
        assert_eq!(add.status, 0, "{}", add.stderr);
        let mut child =
            command().args(["mcp", "--db", &*db, "--reader", "rules"]).spawn().expect("the command starts");
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let mut talk = Talk { child, input, output: BufReader::new(output), asked: 0, _folder: folder };
        let greeting = talk.ask(
            "initialize",
            &json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}),
        );
        assert_eq!(greeting["serverInfo"]["name"], "chancery");
        assert_eq!(greeting["protocolVersion"], "2025-06-18");
        talk.say(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        talk
    }

    fn say(&mut self, message: &Value) {
        writeln!(self.input, "{message}").expect("sent");
    }

    /// The result of a request; every line that comes must be one of the protocol.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.say(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a line");
        let mut answer: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)), "{line}");
        answer["result"].take()
    }

    fn call(&mut self, name: &str, arguments: &Value) -> Value {
        self.ask("tools/call", &json!({"name": name, "arguments": arguments}))
    }
}

#[test]
fn an_assistant_asks_the_record() {
    let mut talk = Talk::new();
    let tools = talk.ask("tools/list", &json!({}));
    assert!(tools["tools"].as_array().is_some_and(|tools| tools.len() >= 7));
    let found = talk.call("search", &json!({"q": "grain"}));
    assert_eq!(found["isError"], false);
    let row = &found["structuredContent"]["reports"]["rows"][0];
    assert_eq!(row["title"], "Russia leaves the grain deal", "{found}");
    let said = talk.call("statements", &json!({"report": row["id"], "limit": 1}));
    let said = &said["structuredContent"];
    let citation = &said["rows"][0]["citations"][0];
    assert_eq!((&citation["report"], &citation["published"]), (&row["id"], &json!("2023-07-17")), "{said}");
    let words = citation["words"].as_str().expect("words").to_owned();
    let report = talk.call("report", &json!({"id": row["id"]}));
    assert!(
        report["structuredContent"]["text"].as_str().is_some_and(|text| text.contains(&words)),
        "{words}"
    );
    assert!(said["cursor"].is_string(), "{said}");
    let read = talk.call(
        "read",
        &json!({"text": "France and Germany met in Paris on Wednesday.", "published": "2023-12-28"}),
    );
    assert!(
        read["content"][0]["text"].as_str().is_some_and(|text| text.contains("27 December 2023")),
        "{read}"
    );
    let refused = talk.call("engagement", &json!({"id": "nothing"}));
    assert_eq!(refused["isError"], true);
    assert!(
        refused["content"][0]["text"].as_str().is_some_and(|text| text.contains("\nhint: ")),
        "{refused}"
    );
    let Talk { mut child, input, .. } = talk;
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn the_store_is_not_touched() {
    let mut talk = Talk::new();
    let db = talk._folder.path().join("record.db");
    let before = std::fs::read(&db).expect("read");
    talk.call("dossier", &json!({"party": "RUS"}));
    talk.call("read", &json!({"text": "France and Germany met in Paris."}));
    assert!(std::fs::read(&db).expect("read") == before);
}

#[test]
fn what_is_no_conversation() {
    let run = chancery(&["mcp", "--db", "no/such.db", "--reader", "rules"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("no store at no/such.db\nhint: "), "{}", run.stderr);
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("record.db");
    let db = db.to_string_lossy();
    assert_eq!(chancery(&["add", "--db", &*db, "--reader", "rules", "examples/readout.txt"]).status, 0);
    let mcp = ["mcp", "--db", &*db, "--reader", "rules"];
    // Nobody speaks.
    let run = chancery_with(&mcp, b"");
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    for noise in [&b"hello\n"[..], b"\xff\xfe\0\n\n", b"{\"jsonrpc\": \"2.0\"}\n", b"[]\n"] {
        let run = chancery_with(&mcp, noise);
        assert!(matches!(run.status, 0 | 1), "{noise:?}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
}
