//! The page of a listing: a form with what it can be narrowed by, counts by facet, rows, and the way to the next.

use maud::{Markup, html};

use super::{Twins, layout, rows, words};
use crate::answer::{self, Format, Page};
use crate::ask::Ask;
use crate::resource::Param;

/// The page.
pub(crate) fn page(ask: &Ask, page: &Page) -> String {
    let resource = ask.resource;
    let twins: Twins =
        Format::TWINS.iter().map(|f| (f.ending(), ask.address(f.ending(), &[("limit", "")]))).collect();
    let objects: Vec<words::Object> =
        page.rows.iter().map(|row| answer::object(resource.listing, row)).collect();
    let all = objects.iter().collect::<Vec<_>>();
    let facets: Vec<&str> = resource.listing.facets().collect();
    let body = html! {
        h1 { (resource.title) }
        p.quiet { (resource.about) }
        (form(ask))
        p.count { strong { (words::thousands(page.total)) } @if page.total == 1 { " row" } @else { " rows" } @if ask.filter.after.is_some() { ", from further on" } }
        @if page.facets.is_empty() && !facets.is_empty() {
            p.about { a href=(ask.address("", &[("facets", &facets.join(","))])) { "Count by " (words::and(&facets)) } }
        }
        (facet_lists(ask, page))
        (rows::all(resource.listing, &all))
        @if let Some(cursor) = &page.next { p { a.next rel="next" href=(ask.address("", &[("cursor", cursor)])) { "Next " (resource.title.to_lowercase()) } } }
    };
    layout(resource.title, &format!("/{}", resource.name), &twins, &body)
}

fn form(ask: &Ask) -> Markup {
    let resource = ask.resource;
    let is_open = ask.given.iter().any(|(name, _)| name != "limit" && name != "facets");
    html! {
        details.narrow open[is_open] {
            summary { "Narrow" }
            form action=(format!("/{}", resource.name)) {
                @for &param in resource.params {
                    @let id = format!("p-{}", param.name());
                    p {
                        label for=(id) { (param.label()) }
                        (input(ask, param, &id))
                    }
                }
                p { button { "Show" } " " a href=(format!("/{}", resource.name)) { "All" } }
            }
        }
    }
}

fn input(ask: &Ask, param: Param, id: &str) -> Markup {
    let value = ask.value(param.name());
    let choices: Vec<&str> = match param {
        Param::Type => ask.resource.types(),
        Param::Status => ask.resource.statuses().to_vec(),
        _ => Vec::new(),
    };
    html! {
        @if choices.is_empty() { input id=(id) name=(param.name()) value=(value) maxlength="300" title=(param.about()); }
        @else {
            select id=(id) name=(param.name()) {
                option value="" { "any" }
                @for choice in choices { option value=(choice) selected[choice == value] { (choice) } }
            }
        }
    }
}

fn facet_lists(ask: &Ask, page: &Page) -> Markup {
    html! {
        @if !page.facets.is_empty() {
            div.facets {
                @for (facet, values, are_more) in &page.facets {
                    details open {
                        summary { "By " (facet) }
                        ul {
                            @for (value, count) in values {
                                @let value = value.as_str().unwrap_or_default();
                                li {
                                    @if value.is_empty() { "unknown" } @else { a href=(narrowed(ask, facet, value)) { (label(facet, value)) } }
                                    " " span.quiet { (words::thousands(*count)) }
                                }
                            }
                            @if *are_more { li.quiet { "and more: narrow first" } }
                        }
                    }
                }
            }
        }
    }
}

/// The address of the rows that have this value of a facet.
fn narrowed(ask: &Ask, facet: &str, value: &str) -> String {
    match facet {
        "year" => ask.address("", &[("from", value), ("to", value)]),
        "country" => ask.address("", &[("place", value)]),
        "language" => ask.address("", &[]),
        _ => ask.address("", &[(facet, value)]),
    }
}

fn label<'a>(facet: &str, value: &'a str) -> &'a str {
    match facet {
        "party" | "country" | "speaker" | "about" => words::party(value),
        "status" => words::status(value),
        _ => value,
    }
}
