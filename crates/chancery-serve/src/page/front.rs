//! The first page: the latest engagements, where they took place, and who has most to do with whom.

use chancery_store::Listing;
use maud::{Markup, html};
use serde_json::Value;

use super::words::{self, number, text};
use super::{layout, plot, rows, section, twins};

/// The page of what [`crate::dossier`] gives.
pub(crate) fn page(front: &Value) -> String {
    let totals = front["totals"].as_object().cloned().unwrap_or_default();
    let count = |name: &str| words::thousands(number(&totals, name));
    let body = html! {
        h1 { "The record of diplomacy" }
        p.lead {
            "Who met, called, praised, accused, sanctioned or signed with whom: "
            a href="/engagements" { (count("engagements")) " engagements" } ", "
            a href="/statements" { (count("statements")) " statements" } " and "
            a href="/agreements" { (count("agreements")) " agreements" } " from "
            a href="/reports" { (count("reports")) " reports" } ", each with the words that say so."
        }
        div.columns {
            (section("latest", "Latest engagements", &listed(&front["latest"])))
            div {
                (section("places", "Where", &map(&front["places"])))
                (section("pairs", "Busiest pairs", &pairs(&front["pairs"], "/pairs.json?limit=15")))
            }
        }
    };
    layout("The record of diplomacy", "/", &twins("/front"), &body)
}

/// The rows of a part of a page, and the way to all of them.
pub(crate) fn listed(part: &Value) -> Markup {
    let listing =
        part["kind"].as_str().and_then(crate::resource::named).map_or(Listing::Reports, |r| r.listing);
    let shown = words::rows(part, "rows");
    let total = part["total"].as_u64().unwrap_or_default();
    html! {
        (rows::all(listing, &shown))
        @if total > shown.len() as u64 {
            p { a href=(part["all"].as_str().unwrap_or_default()) { "All " (words::thousands(total)) } }
        }
    }
}

fn map(part: &Value) -> Markup {
    let table = words::rows(part, "rows").into_iter().map(|row| {
        vec![
            text(row, "place").to_owned(),
            words::party(text(row, "country")).to_owned(),
            words::thousands(number(row, "engagements")),
        ]
    });
    let caption = "Places of engagements that took place, by their number";
    plot::figure(
        "map",
        "/places.json?status=actual&limit=1000",
        caption,
        &["Place", "Country", "Engagements"],
        &table.collect::<Vec<_>>(),
    )
}

/// A plot of pairs and the list of them.
pub(crate) fn pairs(part: &Value, source: &str) -> Markup {
    let shown = words::rows(part, "rows");
    let table: Vec<Vec<String>> = shown
        .iter()
        .map(|row| {
            let n = |column: &str| words::thousands(number(row, column));
            vec![
                words::title(Listing::Pairs, row),
                n("engagements"),
                n("verbal_cooperation"),
                n("material_cooperation"),
                n("verbal_conflict"),
                n("material_conflict"),
            ]
        })
        .collect();
    let heads = ["Pair", "Engagements", "Cooperation in words", "in deeds", "Conflict in words", "in deeds"];
    html! {
        (plot::figure("pairs", source, "Engagements of each pair, cooperation and conflict", &heads, &table))
        ul.inline { @for row in &shown { li { a href=(words::address(Listing::Pairs, row)) { (words::title(Listing::Pairs, row)) } } } }
    }
}
