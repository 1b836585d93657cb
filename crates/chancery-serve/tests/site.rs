//! The site from outside, over a real socket: pages and their twins agree, errors have one shape, who may not is refused,
//! and nothing stored is ever markup.

#[allow(dead_code, reason = "each file of tests uses what it needs")]
mod support;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use chancery_serve::{Right, Tokens};
use serde_json::{Value, json};
use support::{Answer, Server, record, records};

const KINDS: [&str; 13] = [
    "engagements",
    "statements",
    "agreements",
    "events",
    "parties",
    "pairs",
    "people",
    "reports",
    "topics",
    "relations",
    "places",
    "sources",
    "gone",
];

#[test]
fn counts_shown_are_rows_exported_in_every_format() {
    let server = Server::of(&records(130));
    for kind in KINDS {
        let first = server.json(&format!("/{kind}.json?limit=7"));
        let total = first["total"].as_u64().expect("a total");
        let mut rows = Vec::new();
        let mut next = Some(format!("/{kind}.json?limit=7"));
        while let Some(address) = next {
            let page = server.json(&address);
            assert_eq!(page["total"], total, "{address}");
            rows.extend(page["rows"].as_array().expect("rows").clone());
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(rows.len() as u64, total, "{kind}");
        let lines = server.get(&format!("/{kind}.ndjson"));
        let exported: Vec<Value> =
            lines.text().lines().map(|l| serde_json::from_str(l).expect("a row")).collect();
        assert_eq!(exported, rows, "{kind}");
        let csv = server.get(&format!("/{kind}.csv"));
        assert_eq!(csv::Reader::from_reader(csv.body.as_slice()).records().count() as u64, total, "{kind}");
        let parquet = server.get(&format!("/{kind}.parquet"));
        assert!(parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"), "{kind}");
        for answer in [&lines, &csv, &parquet] {
            assert_eq!(answer.header("x-total-count"), total.to_string(), "{kind}");
        }
        let atom = server.get(&format!("/{kind}.atom?limit=1000")).text();
        assert_eq!(atom.matches("<entry>").count() as u64, total, "{kind}");
        let page = server.get(&format!("/{kind}"));
        assert_eq!(page.status, 200, "{kind}: {}", page.text());
        assert!(page.text().contains(&format!("<strong>{total}</strong>")), "{kind}: {}", page.text());
    }
    assert!(server.json("/engagements.json")["total"].as_u64() > Some(50));
}

#[test]
fn links_lead_to_the_next_page_and_the_twins() {
    let server = Server::of(&records(9));
    let answer = server.get("/reports.json?limit=2&party=IND");
    let link = answer.header("link");
    assert!(link.contains("rel=\"next\"") && link.contains("type=\"text/csv\""), "{link}");
    let next = link.split(['<', '>']).nth(1).expect("an address");
    assert!(next.contains("party=IND") && next.contains("cursor="), "{next}");
    assert_ne!(server.json(next)["rows"], answer.value()["rows"]);
    let html = server.ask("GET", "/reports", &[("Accept", "application/json")], b"");
    assert_eq!(html.header("content-type"), "application/json");
}

#[test]
fn facets_count_what_narrowing_gives() {
    let server = Server::of(&records(20));
    let page = server.json("/engagements.json?facets=party,status,year");
    for (facet, param) in [("party", "party"), ("status", "status")] {
        let values = page["facets"][facet]["values"].as_array().expect("values");
        assert!(!values.is_empty());
        for value in values {
            let name = value["value"].as_str().expect("a value").replace(' ', "%20");
            assert_eq!(
                server.json(&format!("/engagements.json?{param}={name}"))["total"],
                value["count"],
                "{value}"
            );
        }
    }
}

#[test]
fn changes_can_be_followed() {
    let server = Server::of(&records(3));
    let before = server.json("/engagements.json");
    let newest = before["rows"]
        .as_array()
        .and_then(|r| r.iter().filter_map(|r| r["updated"].as_i64()).max())
        .expect("a time");
    assert_eq!(server.json(&format!("/engagements.json?updated_since={}", newest + 1))["total"], 0);
    let mut changed = record(1, "FRA", "DEU", "order");
    changed["events"] = json!([]);
    changed["text"] = json!("Corrected.");
    changed["statements"] = json!([]);
    changed["agreements"] = json!([]);
    let mut store = chancery_store::Store::open(&server.folder.path().join("record.db")).expect("the store");
    store.append([changed.to_string().as_bytes()], newest + 5).expect("appended");
    let after = server.json(&format!("/engagements.json?updated_since={}", newest + 1));
    let gone = after["gone"].as_array().expect("gone");
    assert_eq!(gone.len(), 1, "{after}");
    let key = gone[0]["id"].as_str().expect("a key");
    assert_eq!(server.get(&format!("/engagements/{key}.json")).status, 410);
    assert_eq!(server.json("/gone.json?type=engagements")["total"], 1);
}

#[test]
fn every_page_of_a_thing_has_its_twins() {
    let server = Server::of(&records(6));
    let first = |kind: &str| {
        server.json(&format!("/{kind}.json"))["rows"][0]["id"].as_str().expect("an id").to_owned()
    };
    let mut pages: Vec<String> = ["engagements", "statements", "agreements", "events", "people", "reports"]
        .map(|kind| format!("/{kind}/{}", first(kind)))
        .into();
    pages.extend(["/parties/IND", "/pairs/IND-RUS", "/front", "/network", "/search"].map(str::to_owned));
    for page in pages {
        let answer = server.get(&page);
        assert_eq!(answer.status, 200, "{page}: {}", answer.text());
        assert!(answer.text().starts_with("<!DOCTYPE html>"), "{page}");
        for ending in ["json", "csv", "ndjson", "parquet", "atom"] {
            let query = if page == "/search" { "?q=peace" } else { "" };
            let mut answer = server.get(&format!("{page}.{ending}{query}"));
            if answer.status == 307 {
                answer = server.get(answer.header("location"));
            }
            assert_eq!(answer.status, 200, "{page}.{ending}: {}", answer.text());
            assert!(!answer.body.is_empty());
            if ending == "ndjson" {
                assert!(answer.text().lines().count() > 0, "{page}");
            }
        }
    }
}

#[test]
fn errors_have_one_shape() {
    let server = Server::of(&records(2));
    let big = "x".repeat(3 << 20);
    let asked: [(Answer, u16); 14] = [
        (server.get("/topics.csv?cursor=0"), 404),
        (server.get("/nothing"), 404),
        (server.get("/nothing/at/all"), 404),
        (server.get("/engagements/g0.json"), 404),
        (server.get("/parties/NOWHERE.json"), 404),
        (server.get("/pairs/one.json"), 404),
        (server.get("/engagements.json?colour=red"), 400),
        (server.get("/engagements.json?limit=many"), 400),
        (server.get("/engagements.csv?from=May"), 400),
        (server.get("/engagements.json?cursor=zz"), 404),
        (server.ask("DELETE", "/engagements", &[], b""), 405),
        (server.post("/read", &[("Content-Type", "image/png")], "x"), 415),
        (server.post("/read", &[("Content-Type", "text/plain")], &big), 413),
        (server.ask("GET", "/", &[("Host", "evil.example")], b""), 421),
    ];
    for (answer, status) in asked {
        assert_eq!(answer.status, status, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
        let problem = answer.value();
        assert_eq!(problem["status"], status);
        for key in ["type", "title", "detail"] {
            assert!(problem[key].as_str().is_some_and(|s| !s.is_empty()), "{problem}");
        }
    }
    let page = server.ask("GET", "/nothing", &[("Accept", "text/html")], b"");
    assert!(page.status == 404 && page.text().contains("<h1>Not Found</h1>"), "{}", page.text());
    assert!(server.ask("DELETE", "/engagements", &[], b"").header("allow").contains("GET"));
}

#[test]
fn every_answer_is_hardened() {
    let server = Server::of(&records(2));
    for path in ["/", "/engagements.csv", "/nothing", "/assets/chancery.js", "/openapi.json"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let page = server.get("/").text();
    assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"), "{page}");
    assert_eq!(
        page.matches("<script").count(),
        page.matches("<script type=\"module\" src=\"/assets/").count()
    );
}

/// Everything that can be reached from the first page, with markup in every field that a report can bring along.
#[test]
fn stored_text_is_never_markup() {
    const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>]]>&amp;{{x}}\u{202e}";
    let evil: Vec<Value> =
        (0..8).map(|i| record(i, "IND", if i % 2 == 0 { "RUS" } else { EVIL }, EVIL)).collect();
    let server = Server::of(&evil);
    let (mut seen, mut waiting) = (
        BTreeSet::new(),
        VecDeque::from([
            "/".to_owned(),
            "/api".to_owned(),
            "/search?q=script".to_owned(),
            "/network".to_owned(),
        ]),
    );
    let mut pages = 0;
    while let Some(address) = waiting.pop_front() {
        if !seen.insert(address.clone()) || seen.len() > 400 {
            continue;
        }
        let answer = server.get(&address);
        assert!(matches!(answer.status, 200 | 307), "{address}: {} {}", answer.status, answer.text());
        let text = answer.text();
        if answer.header("content-type").starts_with("application/atom") {
            assert!(!text.contains("<script") && !text.contains("<img"), "{address}");
            continue;
        }
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        pages += 1;
        for bad in ["<script>", "<img", "href=\"javascript", "href=\"//", "\u{0}"] {
            assert!(!text.contains(bad), "{address} has {bad}: {text}");
        }
        assert_eq!(text.matches("<script").count(), 1, "{address}");
        for part in text.split("href=\"/").skip(1) {
            let href = part.split('"').next().unwrap_or_default().split('#').next().unwrap_or_default();
            waiting.push_back(format!("/{}", href.replace("&amp;", "&")));
        }
    }
    assert!(pages > 60, "{pages} pages");
    // What comes in by the address is no markup either.
    for address in [
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/engagements?place=%22%3E%3Cscript%3E",
        "/%3Cscript%3E",
        "/parties/%3Cscript%3E",
        "/network?from=%22%3E%3Cscript%3E",
        "/reports?limit=%3Cscript%3E",
    ] {
        let answer = server.ask("GET", address, &[("Accept", "text/html")], b"");
        assert!(!answer.text().contains("<script>"), "{address}: {}", answer.text());
    }
}

#[test]
fn to_write_takes_a_token_that_allows_it() {
    let (mut read, mut write) = (String::new(), String::new());
    let server = Server::with(&records(2), |settings| {
        let mut tokens = Tokens::default();
        read = tokens.make("desk", Right::Read, 0).expect("a token");
        write = tokens.make("ingest", Right::Write, 0).expect("a token");
        tokens.save(&settings.tokens).expect("saved");
    });
    let report =
        "MOSCOW, March 5, 2024 - The foreign ministers of India and Russia met in Moscow on Tuesday.";
    let send = |authorization: &str| {
        let mut headers = vec![("Content-Type", "text/plain")];
        if !authorization.is_empty() {
            headers.push(("Authorization", authorization));
        }
        server.post("/reports", &headers, report)
    };
    assert_eq!(send("").status, 401);
    assert_eq!(send("Bearer nonsense").status, 401);
    assert_eq!(send(&format!("Bearer {read}")).status, 403);
    assert_eq!(server.json("/reports.json")["total"], 2);
    let added = send(&format!("Bearer {write}"));
    assert_eq!((added.status, added.value()["new"].as_u64()), (200, Some(1)), "{}", added.text());
    assert_eq!(server.json("/reports.json")["total"], 3);
    let keys: Vec<String> = server.json("/events.json")["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|r| r["id"].as_str().map(str::to_owned))
        .collect();
    let judged = json!({"a": keys[0], "b": keys[1], "same": true, "reason": "<b>seen</b>"}).to_string();
    let judge =
        |authorization: &str| server.post("/judgements", &[("Authorization", authorization)], &judged);
    assert_eq!(judge(&format!("Bearer {read}")).status, 403);
    assert_eq!(judge(&format!("Bearer {write}")).status, 200);
}

#[test]
fn from_afar_reading_takes_a_token() {
    let mut token = String::new();
    let server = Server::with(&records(2), |settings| {
        let mut tokens = Tokens::default();
        token = tokens.make("desk", Right::Read, 0).expect("a token");
        tokens.save(&settings.tokens).expect("saved");
        settings.listen.set_ip([0, 0, 0, 0].into());
    });
    let refused = server.get("/");
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").starts_with("Basic"));
    let bearer = format!("Bearer {token}");
    assert_eq!(server.ask("GET", "/engagements.json", &[("Authorization", &bearer)], b"").status, 200);
}

#[test]
fn a_server_open_to_all_must_be_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("record.db");
    chancery_store::Store::open(&db).expect("a store");
    let settings = chancery_serve::Settings {
        tokens: folder.path().join("tokens"),
        db,
        listen: ([0, 0, 0, 0], 0).into(),
        is_public: false,
        hosts: Vec::new(),
        rate: 0,
        limit: Duration::from_secs(20),
        models: Box::leak(Box::default()),
    };
    let refused = chancery_serve::serve(settings, |_| panic!("it serves"), std::future::pending());
    assert!(matches!(refused, Err(chancery_serve::Error::Open)));
}

#[test]
fn too_many_requests_are_told_to_wait() {
    let server = Server::with(&records(1), |settings| settings.rate = 2);
    let statuses: Vec<Answer> = (0..12).map(|_| server.get("/health")).collect();
    let refused = statuses.iter().find(|a| a.status == 429).expect("a refusal");
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|s| s >= 1));
    assert_eq!(refused.value()["status"], 429);
    assert_eq!(statuses[0].status, 200);
}

#[test]
fn a_question_that_takes_too_long_is_ended() {
    let server = Server::with(&records(130), |settings| settings.limit = Duration::ZERO);
    let answer = server.get("/engagements.json?q=a*");
    assert_eq!(answer.status, 503, "{}", answer.text());
    let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert!(told["hint"].as_str().is_some_and(|hint| hint.contains("narrow")), "{told}");
    // An export may take its time, also on a connection whose last question was ended.
    assert_eq!(server.get("/reports.csv").status, 200);
}

#[test]
fn a_report_is_read_and_not_kept() {
    let server = Server::of(&records(1));
    let text = "MOSCOW, March 5, 2024 - The foreign ministers of India and Russia met in Moscow on Tuesday.";
    let read = server.post("/read", &[("Content-Type", "text/plain")], text);
    assert_eq!(read.status, 200, "{}", read.text());
    assert_eq!(read.value()["text"], text);
    assert_eq!(read.value()["events"][0]["type"], "CONSULT", "{}", read.text());
    let object = json!({"text": text, "published": "2024-03-05", "id": "x"}).to_string();
    assert_eq!(
        server.post("/read?reader=rules", &[("Content-Type", "application/json")], &object).value()["doc"]["id"],
        "x"
    );
    assert_eq!(server.post("/read", &[("Content-Type", "application/json")], "{").status, 422);
    assert_eq!(server.json("/reports.json")["total"], 1);
}

#[test]
fn names_are_matched_in_bulk() {
    let server = Server::of(&records(4));
    let asked =
        json!({"names": ["Sergey Lavrov", "European Union", "Anna Alder peace", "zzz"], "on": "2023-12-27"})
            .to_string();
    let matched = server.post("/match", &[("Content-Type", "application/json")], &asked).value();
    let best = |i: usize| &matched["results"][i]["candidates"][0];
    assert_eq!((&best(0)["kind"], &best(0)["party"]), (&json!("person"), &json!("RUS")), "{matched}");
    assert_eq!((&best(1)["kind"], &best(1)["id"]), (&json!("party"), &json!("EU")), "{matched}");
    assert_eq!(best(2)["name"], "Anna Alder peace", "{matched}");
    assert_eq!(matched["results"][3]["candidates"], json!([]), "{matched}");
    assert_eq!(server.get("/match?name=India").value()["results"][0]["candidates"][0]["id"], "IND");
}

#[test]
fn the_description_tells_every_path() {
    let server = Server::of(&records(2));
    let description = server.json("/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    for kind in KINDS {
        for ending in ["json", "csv", "ndjson", "parquet", "atom"] {
            assert!(description["paths"][format!("/{kind}.{ending}")]["get"].is_object(), "{kind}.{ending}");
        }
        let rows = server.json(&format!("/{kind}.json"));
        let schema = &description["components"]["schemas"][kind];
        for row in rows["rows"].as_array().expect("rows") {
            let named: BTreeSet<&String> =
                schema["properties"].as_object().expect("columns").keys().collect();
            assert_eq!(row.as_object().expect("a row").keys().collect::<BTreeSet<_>>(), named, "{kind}");
        }
    }
}
