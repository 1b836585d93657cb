//! The pages of an engagement, with its reports side by side and the judgements that bind it, and of a single event,
//! statement or agreement.

use chancery_store::Listing;
use maud::{Markup, html};
use serde_json::Value;

use super::words::{self, Object, list, number, text};
use super::{layout, rows, section, twins};

/// Reports that are put side by side; further ones are in the JSON and in the list of events.
const SIDE_BY_SIDE: usize = 4;

/// The page of an engagement.
pub(crate) fn engagement(value: &Value) -> String {
    let empty = Object::new();
    let row = value.as_object().unwrap_or(&empty);
    let key = text(row, "id");
    let title = words::title(Listing::Engagements, row);
    let accounts = words::rows(value, "accounts");
    let events = words::rows(value, "events");
    let judgements = words::rows(value, "judgements");
    let body = html! {
        h1 { (title) }
        p.lead {
            (rows::date(text(row, "date"))) @if !text(row, "until").is_empty() { " to " (rows::date(text(row, "until"))) }
            " " (rows::chip(rows::quad(row), words::status(text(row, "status"))))
            @if !text(row, "place").is_empty() { " in " a href=(format!("/engagements?place={}", words::part(text(row, "place")))) { (text(row, "place")) } }
        }
        (facts(row))
        (section("told", &format!("How it is told: {}, {} independent", words::counted(number(row, "reports"), "report", "reports"), number(row, "independent")), &html! {
            ul.rows { @for event in &events {
                @let report = accounts.iter().find(|a| a["report"]["id"] == event["report"]).and_then(|a| a["report"].as_object());
                li {
                    @if let Some(report) = report {
                        p.title { a href=(words::address(Listing::Reports, report)) { (words::title(Listing::Reports, report)) } }
                        p.about { (text(report, "source")) " · " (rows::date(text(report, "published"))) }
                    }
                    (rows::sentence(event))
                    p.about {
                        a href=(words::address(Listing::Events, event)) { (words::event(text(event, "type"), text(event, "mode"))) }
                        " · " (words::status(text(event, "status"))) " · found by " (text(event, "method")) ", score " (score(event))
                    }
                }
            } }
        }))
        @if accounts.len() > 1 { (section("compared", "Side by side", &compared(value, &accounts))) }
        (section("judgements", "Why these are one", &html! {
            @if judgements.is_empty() { p.quiet { "One report tells of it; nothing had to be joined." } }
            @else { ul.rows { @for judgement in &judgements { li {
                p { (if judgement["same"] == true { "One act" } else { "Two acts" }) ": "
                    a href=(format!("/events/{}", words::part(text(judgement, "a")))) { (text(judgement, "a")) } " and "
                    a href=(format!("/events/{}", words::part(text(judgement, "b")))) { (text(judgement, "b")) } }
                p.about { "by " (text(judgement, "by")) " · " (moment(judgement.get("at"))) " · score " (score(judgement)) " · " (text(judgement, "reasons")) }
            } } } }
        }))
    };
    layout(&title, "/engagements", &twins(&format!("/engagements/{}", words::part(key))), &body)
}

fn facts(row: &Object) -> Markup {
    let fact = |name: &str, value: Markup| html! { dt { (name) } dd { (value) } };
    let plain = |column: &str| html! { (text(row, column)) };
    html! {
        dl.facts {
            @if !list(row, "actors").is_empty() { (fact("Actors", rows::parties(&list(row, "actors")))) }
            @if !list(row, "recipients").is_empty() { (fact("Recipients", rows::parties(&list(row, "recipients")))) }
            @if !list(row, "persons").is_empty() { (fact("Persons", html! { @for (i, name) in list(row, "persons").iter().enumerate() { @if i > 0 { ", " } a href=(format!("/people?person={}", words::part(name))) { (name) } } })) }
            (fact("Kind", html! { (text(row, "type")) @if !text(row, "mode").is_empty() { " · " (text(row, "mode")) } " · " (words::quad(text(row, "quad"))) }))
            @if !text(row, "cameo").is_empty() { (fact("CAMEO", plain("cameo"))) }
            @if let Some(intensity) = row.get("intensity").and_then(Value::as_f64) { (fact("Intensity", html! { (format!("{intensity:.1}")) })) }
            @if !list(row, "topics").is_empty() { (fact("On", html! { (list(row, "topics").join("; ")) })) }
            @if !text(row, "part_of").is_empty() { (fact("Part of", html! { a href=(format!("/engagements/{}", words::part(text(row, "part_of")))) { (text(row, "part_of")) } })) }
            (fact("Permalink", html! { code { "/engagements/" (text(row, "id")) } }))
        }
    }
}

fn compared(value: &Value, accounts: &[&Object]) -> Markup {
    let elsewhere = |topic: &str| {
        value["told_in"][topic.to_lowercase()].as_array().is_some_and(|reports| reports.len() > 1)
    };
    html! {
        @if accounts.len() > SIDE_BY_SIDE { p.quiet { "The first " (SIDE_BY_SIDE) " of " (accounts.len()) " reports; the JSON of this page has all." } }
        div.accounts {
            @for account in accounts.iter().take(SIDE_BY_SIDE) {
                @let report = account["report"].as_object();
                article {
                    @if let Some(report) = report {
                        h3 { a href=(words::address(Listing::Reports, report)) { (words::title(Listing::Reports, report)) } }
                        p.about { (text(report, "source")) " · " (rows::date(text(report, "published"))) }
                    }
                    @let topics = list(account, "topics");
                    @if !topics.is_empty() {
                        h4 { "Topics" }
                        ul { @for topic in topics { li { (topic) @if !elsewhere(topic) { " " span.alone { "here alone" } } } } }
                    }
                    @for (name, listing) in [("statements", Listing::Statements), ("agreements", Listing::Agreements)] {
                        @let shown = account.get(name).and_then(Value::as_array).map_or_else(Vec::new, |rows| rows.iter().filter_map(Value::as_object).collect::<Vec<_>>());
                        @if !shown.is_empty() { h4 { (crate::resource::of(listing).title) } (rows::all(listing, &shown)) }
                    }
                }
            }
        }
    }
}

fn score(row: &Object) -> String {
    row.get("score")
        .and_then(Value::as_f64)
        .map_or_else(|| "unknown".to_owned(), |score| format!("{score:.2}"))
}

fn moment(time: Option<&Value>) -> String {
    let time = time.and_then(Value::as_i64).and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    time.map_or_else(String::new, |t| t.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

/// The page of an event, statement or agreement.
pub(crate) fn single(listing: Listing, value: &Value) -> String {
    let empty = Object::new();
    let row = value.as_object().unwrap_or(&empty);
    let resource = crate::resource::of(listing);
    let title = words::title(listing, row);
    let body = html! {
        h1 { (title) }
        (rows::one(listing, row))
        (section("facts", "All that is told", &html! { dl.facts { @for column in listing.columns() {
            @let value = row.get(column.name).unwrap_or(&Value::Null);
            @if !value.is_null() && value != &Value::Array(Vec::new()) { dt { (column.name) } dd { (cell(column.name, value)) } }
        } } }))
    };
    let address = format!("/{}/{}", resource.name, words::part(text(row, "id")));
    layout(&words::short(&title, 80), &format!("/{}", resource.name), &twins(&address), &body)
}

fn cell(column: &str, value: &Value) -> Markup {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    match column {
        "report" => html! { a href=(format!("/reports/{}", words::part(&text))) { (text) } },
        "engagement" => html! { a href=(format!("/engagements/{}", words::part(&text))) { (text) } },
        _ => html! { (text) },
    }
}
