//! Parties: the page of one, of two with each other, and the network of all who met in a period.

use maud::{Markup, html};
use serde_json::Value;

use super::front::{listed, pairs};
use super::words::{self, Object, number, text};
use super::{layout, plot, section, twins};

/// The page of a party.
pub(crate) fn party(dossier: &Value) -> String {
    let code = dossier["party"].as_str().unwrap_or_default();
    let name = dossier["name"].as_str().unwrap_or_default();
    let of = form_urlencoded::Serializer::new(String::new()).append_pair("party", code).finish();
    let body = html! {
        h1 { (name) @if name != code { " " span.quiet { (code) } } }
        p.lead {
            @if let Some(kind) = dossier["kind"].as_str() { (kind) " · " }
            (total(&dossier["engagements"], "engagement that took place", "engagements that took place")) " · "
            (total(&dossier["statements"], "statement by or about it", "statements by or about it")) " · "
            (total(&dossier["reports"], "report", "reports"))
            @if let Some(item) = dossier["wikidata"].as_str() { " · " (super::outside(&format!("https://www.wikidata.org/wiki/{item}"))) }
        }
        div.columns {
            div {
                (section("latest", "Engagements", &listed(&dossier["engagements"])))
                (section("open", "Announced and promised", &listed(&dossier["open"])))
                (section("said", "Statements by it and about it", &listed(&dossier["statements"])))
                (section("agreements", "Agreements", &listed(&dossier["agreements"])))
            }
            div {
                (section("pairs", "With whom", &pairs(&dossier["pairs"], &format!("/pairs.json?{of}&limit=15"))))
                (section("topics", "On what", &topics(&dossier["topics"], &format!("/topics.json?{of}&limit=15"))))
                (section("people", "Persons", &listed(&dossier["people"])))
                @let offices = words::rows(dossier, "offices");
                @if !offices.is_empty() {
                    (section("offices", "Offices, as far as is known", &html! { ul.rows { @for office in offices { li {
                        (text(office, "name")) span.quiet { " " (text(office, "office")) " · since " (words::day(text(office, "from"))) " · known until " (words::day(text(office, "known_until"))) }
                    } } } }))
                }
            }
        }
    };
    layout(name, "/parties", &twins(&format!("/parties/{}", words::part(code))), &body)
}

fn total(part: &Value, one: &str, many: &str) -> Markup {
    let total = part["total"].as_u64().unwrap_or_default();
    html! { a href=(part["all"].as_str().unwrap_or_default()) { (words::counted(total, one, many)) } }
}

fn topics(part: &Value, source: &str) -> Markup {
    let shown = words::rows(part, "rows");
    let table: Vec<Vec<String>> = shown
        .iter()
        .map(|row| {
            vec![words::topic(text(row, "topic")).to_owned(), words::thousands(number(row, "engagements"))]
        })
        .collect();
    html! {
        (plot::figure("topics", source, "Engagements on each topic", &["Topic", "Engagements"], &table))
        @if shown.is_empty() { p.quiet { "Nothing." } }
    }
}

/// The dossier of a pair.
pub(crate) fn pair(dossier: &Value) -> String {
    let codes: Vec<&str> =
        dossier["parties"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let &[a, b] = codes.as_slice() else { return String::new() };
    let title = format!("{} and {}", words::party(a), words::party(b));
    let of = format!("pair={a}-{b}");
    let body = html! {
        h1 { a href=(format!("/parties/{a}")) { (words::party(a)) } " and " a href=(format!("/parties/{b}")) { (words::party(b)) } }
        p.lead {
            (total(&dossier["engagements"], "engagement that took place", "engagements that took place")) " in "
            (total(&dossier["reports"], "report", "reports")) " · "
            (total(&dossier["agreements"], "agreement", "agreements"))
        }
        (section("curve", "Cooperation and conflict", &curve(&dossier["months"], &format!("/relations.json?{of}&limit=1000"))))
        (section("timeline", "Engagements", &html! { (timeline(&dossier["engagements"], &format!("/engagements.json?{of}&status=actual&limit=1000"))) (listed(&dossier["engagements"])) }))
        div.columns {
            div {
                (section("open", "Announced and promised", &listed(&dossier["open"])))
                (section("agreements", "Agreements", &agreements(&dossier["agreements"], a, b)))
                (section("topics", "On what", &topics(&dossier["topics"], &format!("/topics.json?{of}&limit=15"))))
            }
            div {
                (section("said-first", &format!("{} on {}", words::party(a), words::party(b)), &listed(&dossier["said"][0])))
                (section("said-second", &format!("{} on {}", words::party(b), words::party(a)), &listed(&dossier["said"][1])))
            }
        }
    };
    layout(&title, "/pairs", &twins(&format!("/pairs/{a}-{b}")), &body)
}

fn agreements(part: &Value, a: &str, b: &str) -> Markup {
    html! {
        (listed(part))
        @if part["total"] != 0 { p { a href=(format!("/agreements?pair={a}-{b}&status=in+force")) { "Told to be in force" } " · " a href=(format!("/agreements?pair={a}-{b}&status=signed")) { "Signed" } } }
    }
}

fn curve(part: &Value, source: &str) -> Markup {
    let row = |row: &Object| {
        let n = |column: &str| words::thousands(number(row, column));
        let intensity =
            row.get("intensity").and_then(Value::as_f64).map_or_else(String::new, |i| format!("{i:.1}"));
        vec![
            words::day(text(row, "month")),
            n("verbal_cooperation"),
            n("material_cooperation"),
            n("verbal_conflict"),
            n("material_conflict"),
            intensity,
        ]
    };
    let table: Vec<Vec<String>> = words::rows(part, "rows").into_iter().map(row).collect();
    let heads =
        ["Month", "Cooperation in words", "in deeds", "Conflict in words", "in deeds", "Mean intensity"];
    html! {
        @if table.is_empty() { p.quiet { "Nothing that took place is told with its date." } }
        (plot::figure("curve", source, "Engagements by month: cooperation upwards, conflict downwards, and their mean intensity", &heads, &table))
    }
}

fn timeline(part: &Value, source: &str) -> Markup {
    let row = |row: &Object| {
        let event = words::event(text(row, "type"), text(row, "mode"));
        vec![
            words::day(text(row, "date")),
            event.to_owned(),
            words::quad(text(row, "quad")).to_owned(),
            text(row, "place").to_owned(),
        ]
    };
    let table: Vec<Vec<String>> = words::rows(part, "rows").into_iter().map(row).collect();
    plot::figure(
        "timeline",
        source,
        "Each engagement by its day; the table has the latest",
        &["Day", "What", "Kind", "Place"],
        &table,
    )
}

/// The network of a listing of pairs: `query` is what it was asked by.
pub(crate) fn network(pairs: &Value, query: &str, values: [&str; 4]) -> String {
    let shown = words::rows(pairs, "rows");
    let table: Vec<Vec<String>> = shown
        .iter()
        .map(|row| {
            vec![
                words::party(text(row, "party")).to_owned(),
                words::party(text(row, "other")).to_owned(),
                words::thousands(number(row, "engagements")),
            ]
        })
        .collect();
    let [from, to, kind, party] = values;
    let types: Vec<&str> = chancery::ontology::types().iter().map(|t| t.name).collect();
    let body = html! {
        h1 { "Who met whom" }
        form.narrow.row action="/network" {
            p { label for="n-from" { "From" } input #n-from name="from" value=(from) placeholder="2012" maxlength="10"; }
            p { label for="n-to" { "To" } input #n-to name="to" value=(to) placeholder="2012-12" maxlength="10"; }
            p { label for="n-party" { "Party" } input #n-party name="party" value=(party) maxlength="100"; }
            p { label for="n-type" { "Type" } select #n-type name="type" { @for name in types { option value=(name) selected[name == kind] { (words::event(name, "")) } } } }
            p { button { "Show" } }
        }
        p.count { (words::counted(pairs["total"].as_u64().unwrap_or_default(), "pair", "pairs")) @if (shown.len() as u64) < pairs["total"].as_u64().unwrap_or_default() { ", the busiest " (shown.len()) " drawn" } }
        (plot::figure("network", &format!("/pairs.json?{query}"), "Parties joined by the engagements of both", &["Party", "Other", "Engagements"], &table))
        @if shown.is_empty() { p.quiet { "Nothing." } }
    };
    let twins = crate::answer::Format::TWINS
        .iter()
        .map(|f| (f.ending(), format!("/network.{}?{query}", f.ending())))
        .collect();
    layout("Who met whom", "/network", &twins, &body)
}
