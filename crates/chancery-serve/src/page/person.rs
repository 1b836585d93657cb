//! The page of a person: offices, engagements, statements.

use maud::html;
use serde_json::Value;

use super::front::listed;
use super::words::{self, number, text};
use super::{layout, rows, section, twins};

/// The page of what [`crate::dossier`] gives.
pub(crate) fn page(person: &Value) -> String {
    let empty = words::Object::new();
    let row = person.as_object().unwrap_or(&empty);
    let name = text(row, "name");
    let body = html! {
        h1 { (name) }
        p.lead {
            @if !text(row, "office").is_empty() { (text(row, "office")) " · " }
            @if !text(row, "party").is_empty() { (rows::parties(&[text(row, "party")])) " · " }
            (words::counted(number(row, "engagements"), "engagement", "engagements")) " · "
            (words::counted(number(row, "statements"), "statement", "statements"))
            @if !text(row, "wikidata").is_empty() { " · " (super::outside(&format!("https://www.wikidata.org/wiki/{}", text(row, "wikidata")))) }
        }
        div.columns {
            div {
                (section("engagements", "Engagements", &listed(&person["told"])))
                (section("reports", "Reports", &listed(&person["in"])))
            }
            div {
                @let offices = words::rows(person, "offices");
                @if !offices.is_empty() {
                    (section("offices", "Offices", &html! { ul.rows { @for office in offices { li {
                        p.title { (match text(office, "title") { "" => text(office, "office"), title => title }) " " @if !text(office, "party").is_empty() { "(" (rows::parties(&[text(office, "party")])) ")" } }
                        p.about { (words::day(text(office, "from"))) " – " (match text(office, "to") { "" => format!("known until {}", words::day(text(office, "known_until"))), to => words::day(to) }) " · " (text(office, "source")) }
                    } } } }))
                }
                (section("statements", "Statements", &listed(&person["said"])))
            }
        }
    };
    layout(name, "/people", &twins(&format!("/people/{}", words::part(text(row, "id")))), &body)
}
