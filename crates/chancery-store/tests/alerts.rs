//! Alerts: what is new, told once; what was not acknowledged, told again under the same key.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "other tests need the rest")]
mod support;

use chancery_store::{Alert, DeliveryStatus, Filter, Sent, Store};
use serde_json::{Value, json};
use support::report;

const MINUTE: i64 = 60_000;

fn call(date: &str, american: &str) -> Value {
    json!({"type": "CONSULT", "mode": "phone", "actors": [[american, "USA"], ["Dmytro Kuleba", "UKR"]], "date": date, "words": "spoke by phone"})
}

fn alert(name: &str, listing: &str, now: i64) -> Alert {
    Alert {
        name: name.to_owned(),
        listing: listing.to_owned(),
        filter: Filter { parties: vec!["USA".to_owned()], ..Filter::default() },
        url: "https://example.org/hook".to_owned(),
        private: false,
        changes: false,
        made: now,
        looked: now,
        off: None,
    }
}

fn add(store: &mut Store, id: &str, date: &str, now: i64) {
    store.append([report(id, date, call(date, "Antony Blinken")).as_slice()], now).unwrap();
}

/// The rows of all messages due now, each taken and acknowledged.
fn told(store: &mut Store, now: i64) -> Vec<Value> {
    store.look(now).unwrap();
    let mut rows = Vec::new();
    for delivery in store.take_due(now, false).unwrap() {
        let body: Value = serde_json::from_str(&delivery.body).unwrap();
        assert_eq!(body["data"]["count"], delivery.rows);
        rows.extend(body["data"]["rows"].as_array().unwrap().iter().cloned());
        store.sent(&delivery, &Sent::Taken(204), now).unwrap();
    }
    rows
}

#[test]
fn what_is_new_is_told_once() {
    let mut store = Store::in_memory().unwrap();
    add(&mut store, "old", "2022-03-05", MINUTE);
    store.add_alert(&alert("calls", "engagements", 2 * MINUTE)).unwrap();
    assert!(store.add_alert(&alert("calls", "reports", 2 * MINUTE)).is_err());
    assert!(store.add_alert(&alert("x", "pairs", 2 * MINUTE)).unwrap_err().advice().is_some());
    assert_eq!(told(&mut store, 3 * MINUTE), Vec::<Value>::new());
    add(&mut store, "new", "2022-04-09", 4 * MINUTE);
    let rows = told(&mut store, 5 * MINUTE);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((&rows[0]["date"], &rows[0]["change"]), (&json!("2022-04-09"), &json!("new")));
    assert_eq!(told(&mut store, 6 * MINUTE), Vec::<Value>::new());
    // Another report of the same call is no new engagement, and neither is what a batch that began before the last look
    // brings under another name.
    add(&mut store, "again", "2022-04-09", 7 * MINUTE);
    assert_eq!(told(&mut store, 8 * MINUTE), Vec::<Value>::new());
    add(&mut store, "late", "2022-05-19", 6 * MINUTE);
    assert_eq!(told(&mut store, 9 * MINUTE).len(), 1);
    // What does not fit is not told.
    let other = json!({"type": "CONSULT", "actors": [["Catherine Colonna", "FRA"], ["William Ruto", "KEN"]], "date": "2022-06-01", "words": "met"});
    store.append([report("other", "2022-06-01", other).as_slice()], 10 * MINUTE).unwrap();
    assert_eq!(told(&mut store, 11 * MINUTE), Vec::<Value>::new());
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn an_engagement_that_goes_on_under_another_key_is_no_new_one() {
    // Which of two keys an engagement has depends on hashes: some of these reports change it.
    let mut store = Store::in_memory().unwrap();
    add(&mut store, "0", "2022-03-05", 1);
    store.add_alert(&Alert { changes: true, ..alert("calls", "engagements", 2) }).unwrap();
    for n in 1..8 {
        add(&mut store, &n.to_string(), "2022-03-05", n * MINUTE);
        let rows = told(&mut store, n * MINUTE + 1);
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["change"], &rows[0]["reports"]), (&json!("changed"), &json!(n + 1)));
    }
}

#[test]
fn a_message_is_tried_again_later_and_later_and_then_given_up() {
    let mut store = Store::in_memory().unwrap();
    store.add_alert(&alert("calls", "reports", 0)).unwrap();
    add(&mut store, "a", "2022-03-05", MINUTE);
    let mut now = 2 * MINUTE;
    assert_eq!(store.look(now).unwrap(), 1);
    let first = store.take_due(now, false).unwrap().remove(0);
    // Whoever took it may be dead: nobody else has it for a while, and then it is due again under the same key.
    assert!(store.take_due(now + MINUTE, true).unwrap().is_empty());
    now += 10 * MINUTE;
    let mut pauses = Vec::new();
    loop {
        assert!(store.is_due(now).unwrap());
        let again = store.take_due(now, false).unwrap().remove(0);
        assert_eq!((&again.id, &again.body), (&first.id, &first.body));
        let failed = Sent::Failed { answer: Some(503), error: "busy".to_owned(), wait: Some(20_000) };
        store.sent(&again, &failed, now).unwrap();
        let log = store.deliveries("calls", 10).unwrap().remove(0);
        assert_eq!((log.answer, log.error.as_deref()), (Some(503), Some("busy")));
        let Some(next) = log.next else {
            assert_eq!(log.status, DeliveryStatus::Failed);
            break;
        };
        assert_eq!(log.status, DeliveryStatus::Waiting);
        assert!(store.take_due(next - 1, false).unwrap().is_empty());
        pauses.push((next - now) / 1000);
        now = next;
    }
    assert_eq!(pauses, [300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    assert!(store.take_due(now + 1_000_000_000, true).unwrap().is_empty());
}

#[test]
fn a_receiver_that_wants_no_more_is_left_alone() {
    let mut store = Store::in_memory().unwrap();
    store.add_alert(&alert("calls", "statements", 0)).unwrap();
    store.add_alert(&alert("reports", "reports", 0)).unwrap();
    add(&mut store, "a", "2022-03-05", MINUTE);
    assert_eq!(store.look(2 * MINUTE).unwrap(), 1);
    let delivery = store.take_due(2 * MINUTE, false).unwrap().remove(0);
    store.sent(&delivery, &Sent::Refused(410), 2 * MINUTE).unwrap();
    assert!(store.alerts().unwrap()[1].off.is_some());
    add(&mut store, "b", "2022-03-06", 3 * MINUTE);
    assert_eq!(store.look(4 * MINUTE).unwrap(), 0);
    assert!(store.remove_alert("reports").unwrap() && !store.remove_alert("reports").unwrap());
    assert!(store.deliveries("reports", 1).is_err());
}

#[test]
fn many_new_rows_come_in_several_messages() {
    let mut store = Store::in_memory().unwrap();
    store.add_alert(&alert("calls", "reports", 0)).unwrap();
    let records: Vec<_> = (0..230)
        .map(|n| {
            let date = format!("20{:02}-{:02}-11", n / 12, 1 + n % 12);
            report(&format!("r{n}"), &date, call(&date, "Antony Blinken"))
        })
        .collect();
    store.append(records.iter().map(Vec::as_slice), MINUTE).unwrap();
    assert_eq!(store.look(2 * MINUTE).unwrap(), 3);
    let dates: Vec<String> = store
        .take_due(2 * MINUTE, false)
        .unwrap()
        .iter()
        .flat_map(|d| {
            let body: Value = serde_json::from_str(&d.body).unwrap();
            body["data"]["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| r["published"].to_string())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(dates.len(), 230);
    assert!(dates.is_sorted());
}
