//! The record as an assistant sees it: a client of the protocol in the same process calls the tools.

#[allow(dead_code, reason = "each file of tests uses what it needs")]
mod support;

use std::collections::BTreeSet;

use chancery::Models;
use chancery_serve::Assistant;
use chancery_store::Store;
use rmcp::ServiceExt;
use rmcp::model::{CallToolRequestParams, CallToolResult, ClientConfig, Tool};
use rmcp::service::{RoleClient, RunningService, ServiceError};
use serde_json::{Value, json};
use support::{record, records};

/// A client that speaks with an assistant of a small record.
struct Talk {
    client: RunningService<RoleClient, ClientConfig>,
    tools: Vec<Tool>,
    _folder: tempfile::TempDir,
}

impl Talk {
    async fn of(records: &[Value]) -> Talk {
        let (folder, db) = support::store_of(records);
        let assistant = Assistant::open(db, Box::leak(Box::new(Models::default()))).expect("a store");
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (input, output) = tokio::io::split(theirs);
        tokio::spawn(assistant.answer(input, output));
        let client = ClientConfig::default().serve(ours).await.expect("a greeting");
        let tools = client.list_all_tools().await.expect("tools");
        Talk { client, tools, _folder: folder }
    }

    async fn called(&self, name: &'static str, arguments: Value) -> CallToolResult {
        let arguments = arguments.as_object().expect("an object").clone();
        let call = CallToolRequestParams::new(name).with_arguments(arguments);
        self.client.call_tool(call).await.expect("an answer")
    }

    /// An answer and its text; it must be what the tool promises.
    async fn ask(&self, name: &'static str, arguments: Value) -> (Value, String) {
        let result = self.called(name, arguments.clone()).await;
        let text = told(&result);
        assert_ne!(result.is_error, Some(true), "{name} {arguments}: {text}");
        let value = result.structured_content.expect("an answer for programs");
        let tool = self.tools.iter().find(|tool| tool.name == name).expect("the tool");
        let input = Value::Object((*tool.input_schema).clone());
        jsonschema::validate(&input, &arguments).unwrap_or_else(|e| panic!("{name}: {e}"));
        let output = Value::Object((**tool.output_schema.as_ref().expect("a schema")).clone());
        jsonschema::validate(&output, &value).unwrap_or_else(|e| panic!("{name}: {e}\n{value}"));
        assert!(value.to_string().len() < 80_000, "{name} answers with {} bytes", value.to_string().len());
        (value, text)
    }

    /// The message and hint of a call that must fail.
    async fn refused(&self, name: &'static str, arguments: Value) -> (String, String) {
        let result = self.called(name, arguments.clone()).await;
        assert_eq!(result.is_error, Some(true), "{name} {arguments}: {}", told(&result));
        let value = result.structured_content.clone().expect("an error for programs");
        assert!(told(&result).starts_with("error: "), "{}", told(&result));
        let of = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        (of("message"), of("hint"))
    }
}

fn told(result: &CallToolResult) -> String {
    result.content.iter().filter_map(|c| c.as_text()).map(|t| t.text.clone()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn tools_are_described_and_only_read() {
    let talk = Talk::of(&records(2)).await;
    let names: BTreeSet<&str> = talk.tools.iter().map(|tool| &*tool.name).collect();
    for name in ["search", "dossier", "engagement", "statements", "agreements", "who", "read"] {
        assert!(names.contains(name), "{name} is missing of {names:?}");
    }
    for tool in &talk.tools {
        let hints = tool.annotations.as_ref().expect("hints");
        assert_eq!((hints.read_only_hint, hints.open_world_hint), (Some(true), Some(false)), "{}", tool.name);
        assert!(tool.description.as_ref().is_some_and(|about| about.len() > 40), "{}", tool.name);
        let schema = Value::Object((*tool.input_schema).clone());
        assert_eq!((&schema["type"], &schema["additionalProperties"]), (&json!("object"), &json!(false)));
        for (name, property) in schema["properties"].as_object().expect("properties") {
            let about = property["description"].as_str().unwrap_or_default();
            assert!(!about.is_empty(), "{} of {} is not described", name, tool.name);
        }
        jsonschema::validator_for(&schema).expect("a schema");
    }
    let size = serde_json::to_string(&talk.tools).expect("JSON").len();
    assert!(size < 40_000, "the tools take {size} bytes of every conversation");
    let info = talk.client.peer_info().expect("a greeting");
    assert!(info.instructions.as_ref().is_some_and(|words| words.contains("citations")));
}

#[tokio::test]
async fn every_fact_is_cited_with_its_words() {
    let talk = Talk::of(&records(6)).await;
    let told_by = |row: &Value| {
        let citation = &row["citations"][0];
        assert!(citation["report"].as_str().is_some_and(|key| key.starts_with('r')), "{row}");
        assert!(citation["title"].as_str().is_some_and(|title| title.starts_with("Title")), "{row}");
        assert!(citation["published"].as_str().is_some_and(|day| day.starts_with("2022")), "{row}");
        assert!(citation["url"].is_string(), "{row}");
        citation["words"].as_str().unwrap_or_default().to_owned()
    };
    for (name, words) in [
        ("engagements", "The ministers met in Geneva."),
        ("statements", "One said"),
        ("agreements", "They signed the Pact."),
    ] {
        let (value, text) = talk.ask(name, json!({"party": ["IND"], "limit": 2})).await;
        assert_eq!((&value["total"], &value["count"]), (&json!(2), &json!(2)), "{name}");
        for row in value["rows"].as_array().expect("rows") {
            assert!(told_by(row).contains(words), "{name}: {row}");
        }
        assert!(text.contains(words) && text.contains("[r"), "{name}: {text}");
    }
    let (value, text) = talk.ask("dossier", json!({"party": "India", "with": "RUS"})).await;
    assert_eq!(value["parties"], json!(["IND", "RUS"]));
    assert!(told_by(&value["agreements"]["rows"][0]).contains("Pact"));
    assert!(text.starts_with("India and Russia"), "{text}");
    let (value, _) = talk.ask("search", json!({"q": "peace Geneva"})).await;
    assert_eq!(value["reports"]["total"], 2);
    assert!(told_by(&value["engagements"]["rows"][0]).contains("Geneva"));
    assert!(talk.ask("search", json!({"q": "India"})).await.0["named"][0]["id"] == "IND");
    let key = value["engagements"]["rows"][0]["id"].clone();
    let (value, _) = talk.ask("engagement", json!({"id": key})).await;
    assert_eq!(value["engagement"]["id"], key);
    assert!(told_by(&value["accounts"]["rows"][0]).contains("met"));
    let report = value["citations"][0]["report"].clone();
    let (value, text) = talk.ask("report", json!({"id": report, "length": 20})).await;
    assert_eq!((&value["end"], &value["also"]["statements"]["total"]), (&json!(20), &json!(1)));
    let next = value["more"]["arguments"].clone();
    assert!(text.contains("to go on"), "{text}");
    assert_eq!(talk.ask("report", next).await.0["offset"], 20);
}

#[tokio::test]
async fn nothing_is_cut_in_silence() {
    let talk = Talk::of(&records(130)).await;
    for name in ["engagements", "statements", "agreements", "reports", "relations", "pairs", "people"] {
        let mut seen = BTreeSet::new();
        let mut arguments = json!({"limit": 50});
        let total = loop {
            let (value, text) = talk.ask(name, arguments.clone()).await;
            let rows = value["rows"].as_array().expect("rows");
            assert_eq!(value["count"], rows.len());
            for row in rows {
                let key = json!([row["id"], row["party"], row["other"], row["month"]]);
                assert!(seen.insert(key.to_string()), "{name}: twice {row}");
            }
            match value["cursor"].as_str() {
                Some(cursor) => {
                    assert!(text.contains(cursor), "{name}");
                    arguments["cursor"] = json!(cursor);
                }
                None => break value["total"].as_u64().expect("a total"),
            }
        };
        assert_eq!(seen.len() as u64, total, "{name}");
    }
    // What a dossier leaves out is a call away.
    let (value, _) = talk.ask("dossier", json!({"party": "FRA", "limit": 3})).await;
    let part = &value["statements"];
    assert_eq!(part["count"], 3);
    let (rest, _) = talk.ask("statements", part["more"]["arguments"].clone()).await;
    assert_eq!(rest["total"], part["total"]);
    assert_ne!(rest["rows"][0]["id"], part["rows"][2]["id"]);
    let (value, text) = talk.ask("engagements", json!({"facets": ["party", "status"], "limit": 1})).await;
    let counted: u64 = value["facets"]["status"]["values"]
        .as_array()
        .expect("values")
        .iter()
        .filter_map(|v| v["count"].as_u64())
        .sum();
    assert_eq!(value["total"], counted);
    assert!(text.contains("by status: actual"), "{text}");
}

#[tokio::test]
async fn long_words_are_cut_and_say_so() {
    let long = "word after word ".repeat(4000);
    let long: Vec<Value> = (0..4).map(|n| record(n, "IND", "RUS", &long)).collect();
    let talk = Talk::of(&long).await;
    let (value, _) = talk.ask("statements", json!({})).await;
    let row = &value["rows"][0];
    assert!(row["cut"]["words"].as_u64().is_some_and(|n| n > 60_000), "{row}");
    assert_eq!(row["citations"][0]["cut"], true);
    talk.ask("engagements", json!({})).await;
    talk.ask("dossier", json!({"party": "IND"})).await;
    let id = row["citations"][0]["report"].clone();
    let start = row["citations"][0]["start"].clone();
    let (value, _) = talk.ask("report", json!({"id": id, "offset": start})).await;
    assert!(value["text"].as_str().is_some_and(|words| words.starts_with("word after word")));
}

#[tokio::test]
async fn what_is_known_names_its_source() {
    let talk = Talk::of(&[]).await;
    let (value, text) =
        talk.ask("who", json!({"question": "Russian foreign minister", "on": "2023-12-27"})).await;
    assert_eq!(value["candidates"][0]["name"], "Sergey Lavrov");
    assert!(text.contains("Sergey Lavrov: foreign minister of RUS, 2004-03-09"), "{text}");
    let (value, _) = talk.ask("who", json!({"question": "Lavrof"})).await;
    assert_eq!((&value["total"], &value["near"][0]), (&json!(0), &json!("Sergey Lavrov")));
    let (value, _) = talk.ask("where", json!({"place": "Tripoli", "near": "Lebanon"})).await;
    assert_eq!(value["candidates"][0]["country"], "LBN");
    let (value, text) = talk.ask("party", json!({"name": "the SCO", "on": "2019"})).await;
    assert_eq!(value["candidates"][0]["code"], "SCO");
    assert!(text.contains("members: ") && text.contains("IND"), "{text}");
    // Nothing is told of it, and it is known all the same.
    assert_eq!(talk.ask("dossier", json!({"party": "ISL"})).await.0["name"], "Iceland");
}

#[tokio::test]
async fn a_text_is_read_and_not_kept() {
    let talk = Talk::of(&records(1)).await;
    let text = "Russian Foreign Minister Sergey Lavrov met Indian External Affairs Minister S. Jaishankar in Moscow on Wednesday. \
                “We will meet again,” Lavrov said.";
    let (value, told) =
        talk.ask("read", json!({"text": text, "published": "2023-12-28", "title": "A meeting"})).await;
    let rows = value["rows"].as_array().expect("rows");
    let met = rows.iter().find(|row| row["type"] == "CONSULT").expect("a meeting");
    assert_eq!(met["date"], "2023-12-27");
    assert_eq!(met["actors"][0], "Subrahmanyam Jaishankar (IND, foreign minister)");
    assert_eq!(met["recipients"][0], "Sergey Lavrov (RUS, foreign minister)");
    assert_eq!(
        (&met["citations"][0]["title"], &met["citations"][0]["published"]),
        (&json!("A meeting"), &json!("2023-12-28"))
    );
    assert!(met["citations"][0]["words"].as_str().is_some_and(|w| w.starts_with("Russian Foreign Minister")));
    assert!(told.contains("“We will meet again,” Lavrov said."), "{told}");
    let all = value["total"].as_u64().expect("a total");
    let mut from = 0;
    while from < all {
        let (part, _) = talk
            .ask("read", json!({"text": text, "published": "2023-12-28", "limit": 1, "from": from}))
            .await;
        assert_eq!((&part["total"], &part["count"]), (&json!(all), &json!(1)));
        from = part["next"].as_u64().unwrap_or(all);
    }
    let (value, told) = talk.ask("read", json!({"html": "<p>Nothing to tell."})).await;
    assert_eq!(value["total"], 0, "{told}");
    assert_eq!(talk.ask("reports", json!({})).await.0["total"], 1);
}

#[tokio::test]
async fn what_cannot_be_answered_is_told_with_a_hint() {
    let talk = Talk::of(&records(3)).await;
    for (name, arguments, message, hint) in [
        ("engagements", json!({"colour": "red"}), "no parameter `colour`", "there are: q, party"),
        ("engagements", json!({"type": "TALK"}), "`type` cannot be `TALK`", "one of"),
        ("engagements", json!({"from": "yesterday"}), "`from` cannot be", "write 2023-12-27"),
        ("engagements", json!({"limit": 1000}), "`limit` is a number from 1 to 50", ""),
        ("engagements", json!({"party": {"code": "IND"}}), "`party` is neither a text nor a number", ""),
        ("engagements", json!({"cursor": "zz"}), "cursor", "leave it out"),
        ("engagement", json!({"id": "g0000000000000000"}), "there is nothing under", "keys begin with"),
        ("engagement", json!({"id": "IND"}), "no key of an engagement", "begin with g"),
        ("engagement", json!({}), "missing field `id`", "input schema"),
        ("report", json!({"id": "x"}), "no key of a report", "begin with r"),
        ("dossier", json!({"party": "Irak"}), "`Irak` is no party", "did you mean IRN (Iran)"),
        ("dossier", json!({"party": "IND", "with": "India"}), "same party", "leave it out"),
        ("search", json!({"q": " "}), "`q` is empty", ""),
        ("who", json!({}), "nothing is asked", "give a name"),
        ("who", json!({"question": "Lavrov", "on": "soon"}), "`on`: `soon` is no date", "write"),
        ("where", json!({"place": "Tripoli", "near": "Nowherehow"}), "`near`", "give a state"),
        ("read", json!({}), "this is no report", "`text` or `html`"),
        ("read", json!({"text": "They met.", "from": 9}), "lies behind", ""),
        ("read", json!({"text": "a".repeat(3 << 20)}), "at most", "chancery read"),
    ] {
        let (told, advice) = talk.refused(name, arguments.clone()).await;
        assert!(told.contains(message), "{name} {arguments}: {told}");
        assert!(advice.contains(hint), "{name} {arguments}: {advice}");
    }
    // Fields that a form leaves empty ask for nothing.
    let empty = talk.called("engagements", json!({"q": "", "person": null})).await;
    assert_eq!(empty.structured_content.expect("an answer")["total"], 3);
    let call = CallToolRequestParams::new("forget");
    let unknown = talk.client.call_tool(call).await.expect_err("there is none");
    assert!(
        matches!(&unknown, ServiceError::McpError(e) if e.message.contains("no tool `forget`")),
        "{unknown}"
    );
}

#[tokio::test]
async fn a_store_that_grows_is_seen() {
    let talk = Talk::of(&records(3)).await;
    assert_eq!(talk.ask("reports", json!({})).await.0["total"], 3);
    let bytes = serde_json::to_vec(&record(77, "IND", "RUS", "news")).expect("JSON");
    let mut store = Store::open(&talk._folder.path().join("record.db")).expect("a store");
    store.append([bytes.as_slice()], 1_800_000_000_000).expect("appended");
    let (value, _) = talk.ask("reports", json!({"q": "news"})).await;
    assert_eq!(value["total"], 1);
}
