//! Records made by hand, and a store's content as text.

use chancery_store::{Filter, Listing, Store};
use serde_json::{Value, json};

/// A report of one event between two persons.
pub(crate) fn report(id: &str, published: &str, event: Value) -> Vec<u8> {
    let text = format!("Report {id} of {published}. {}", event["words"].as_str().unwrap_or_default());
    let words = event["words"].as_str().unwrap_or("met").to_owned();
    let start = text.find(&words).unwrap_or(0);
    let mut entities = Vec::new();
    let mut side = |key: &str| -> Vec<String> {
        let list = event[key].as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|pair| {
                let id = format!("e{}", entities.len() + 1);
                entities.push(json!({"id": id, "kind": pair[2].as_str().unwrap_or("person"), "name": pair[0], "party": pair[1], "mentions": []}));
                id
            })
            .collect()
    };
    let (actors, recipients) = (side("actors"), side("recipients"));
    let record = json!({
        "format": 1, "reader": "test 1",
        "doc": {"id": id, "title": format!("Title of {id}"), "published": published, "published_basis": "given", "source": event["source"]},
        "text": text,
        "entities": entities,
        "events": [{
            "id": "v1", "type": event["type"], "quad": event["quad"].as_str().unwrap_or("VC"), "mode": event["mode"], "cameo": "040", "status": event["status"].as_str().unwrap_or("actual"),
            "actors": actors, "recipients": recipients,
            "date": {"value": event["date"], "until": null, "basis": event["basis"].as_str().unwrap_or("text")},
            "place": event["place"], "topics": event["topics"].as_array().cloned().unwrap_or_default(),
            "evidence": [{"start": start, "end": start + words.chars().count(), "text": words}], "method": "test", "score": 0.8
        }],
        "statements": [], "agreements": [], "times": [], "places": [], "problems": []
    });
    serde_json::to_vec(&record).unwrap()
}

/// The engagements of a store, one a line, without what depends on the clock.
pub(crate) fn engagements(store: &Store) -> String {
    let mut lines = String::new();
    store
        .list::<chancery_store::Error>(Listing::Engagements, &Filter::default(), |row| {
            let names = Listing::Engagements.columns().iter().map(|c| c.name);
            for (name, value) in names.zip(row).filter(|(n, v)| {
                !matches!(*n, "updated" | "lat" | "lon" | "goldstein" | "intensity") && !v.is_null()
            }) {
                lines += &format!("{name}={value} ");
            }
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            Ok(())
        })
        .unwrap();
    lines
}
