//! The acts coded for training follow the ontology: a misspelt type or a span outside what was read would be taught.

use std::collections::HashSet;

use serde_json::Value;

const ACTS: &str = include_str!("../../../training/own/acts.jsonl");
const ROLES: [&str; 5] = ["actor", "recipient", "place", "topic", "agreement"];
const STATUSES: [&str; 5] = ["actual", "planned", "hypothetical", "negated", "historical"];

#[test]
fn coded_acts_follow_the_ontology() {
    let mut texts = HashSet::new();
    for line in ACTS.lines() {
        let row: Value = serde_json::from_str(line).expect("a line is JSON");
        assert!(texts.insert((row["from"].to_string(), row["id"].to_string())), "{line} is coded twice");
        let read = row["read"].as_u64().expect("a length");
        let within = |span: &Value| {
            let (start, end) = (span[0].as_u64(), span[1].as_u64());
            assert!(start < end && end <= Some(read), "{span} in {}", row["id"]);
        };
        for act in row["acts"].as_array().expect("acts") {
            let name = act["type"].as_str().expect("a type");
            let event = chancery::ontology::event_type(name).unwrap_or_else(|| panic!("{name} is no type"));
            if let Some(mode) = act["mode"].as_str() {
                assert!(event.mode(mode).is_some(), "{mode} is no mode of {name}");
            }
            assert!(STATUSES.contains(&act["status"].as_str().unwrap_or_default()), "{act}");
            within(&act["words"]);
            for (role, spans) in act["roles"].as_object().into_iter().flatten() {
                assert!(ROLES.contains(&role.as_str()), "{role}");
                spans.as_array().expect("spans").iter().for_each(within);
            }
        }
        row["retold"].as_array().expect("retellings").iter().for_each(within);
    }
    assert!(texts.len() > 1_000);
}
