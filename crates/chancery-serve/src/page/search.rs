//! What a search finds: whom the words name, then engagements, statements, agreements and reports with the words.

use maud::{Markup, html};
use serde_json::Value;

use super::front::listed;
use super::words::{self, text};
use super::{layout, section};

/// The page of what [`crate::dossier`] gives.
pub(crate) fn page(found: &Value) -> String {
    let typed = found["q"].as_str().unwrap_or_default();
    let body = html! {
        h1 { @if typed.is_empty() { "Search" } @else { "Search: " (typed) } }
        form.big action="/search" {
            label for="query" { "Words, a name, a party" }
            input #query type="search" name="q" value=(typed) maxlength="300";
            button { "Search" }
        }
        @let named = words::rows(found, "named");
        @if !named.is_empty() {
            (section("named", "Named so", &html! { ul.inline { @for one in named { li {
                a href=(text(one, "page")) { (text(one, "name")) }
                span.quiet { @if !text(one, "office").is_empty() { " " (text(one, "office")) } @if text(one, "kind") == "person" && !text(one, "party").is_empty() { " (" (text(one, "party")) ")" } }
            } } } }))
        }
        @for part in found["found"].as_array().into_iter().flatten() { (found_part(part)) }
    };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    let twins = crate::answer::Format::TWINS
        .iter()
        .map(|f| (f.ending(), format!("/search.{}?{query}", f.ending())))
        .collect();
    layout(if typed.is_empty() { "Search" } else { typed }, "/search", &twins, &body)
}

fn found_part(part: &Value) -> Markup {
    let kind = part["kind"].as_str().unwrap_or_default();
    let title = crate::resource::named(kind).map_or("", |r| r.title);
    let total = part["total"].as_u64().unwrap_or_default();
    section(kind, &format!("{title} ({})", words::thousands(total)), &listed(part))
}
