//! Pages: [`layout`] is the frame of each; the modules below draw what is in it, each from the JSON that the API gives.
//!
//! Everything put into a page is escaped by the macro that writes it. Nothing stored is ever taken for markup, and an
//! address is a link only when it is one of the web.

pub(crate) mod fact;
pub(crate) mod front;
pub(crate) mod listing;
pub(crate) mod person;
pub(crate) mod plot;
pub(crate) mod relation;
pub(crate) mod report;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod words;

use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::problem::Problem;

/// What stands in the head of every page.
const NAVIGATION: [(&str, &str); 9] = [
    ("/engagements", "Engagements"),
    ("/statements", "Statements"),
    ("/agreements", "Agreements"),
    ("/parties", "Parties"),
    ("/pairs", "Pairs"),
    ("/people", "People"),
    ("/reports", "Reports"),
    ("/network", "Network"),
    ("/sources", "Sources"),
];

/// The other formats of a page: its name and address in each.
pub(crate) type Twins = Vec<(&'static str, String)>;

/// The other formats of the page at `path`.
pub(crate) fn twins(path: &str) -> Twins {
    crate::answer::Format::TWINS.iter().map(|f| (f.ending(), format!("{path}.{}", f.ending()))).collect()
}

/// A page. `here` is the address of the part of the site that it belongs to.
pub(crate) fn layout(title: &str, here: &str, twins: &Twins, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) " · Chancery" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" type="image/svg+xml" href=(assets::address("icon.svg"));
                link rel="stylesheet" href=(assets::address("chancery.css"));
                script type="module" src=(assets::address("chancery.js")) {}
                @for (name, address) in twins {
                    @if *name == "atom" { link rel="alternate" type="application/atom+xml" title=(title) href=(address); }
                    @if *name == "json" { link rel="alternate" type="application/json" href=(address); }
                }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    a.brand href="/" { "Chancery" }
                    form.search action="/search" role="search" {
                        label.unseen for="q" { "Search the record" }
                        input #q type="search" name="q" placeholder="Search the record" maxlength="300" autocomplete="off";
                        button { "Search" }
                    }
                    nav aria-label="Parts of the record" {
                        ul {
                            @for (address, name) in NAVIGATION {
                                li { a href=(address) aria-current=[(here == address).then_some("page")] { (name) } }
                            }
                        }
                    }
                }
                main #main tabindex="-1" { (body) }
                footer {
                    @if !twins.is_empty() {
                        p { "This page as: " @for (name, address) in twins { a href=(address) { (name.to_uppercase()) } " " } }
                    }
                    p { a href="/api" { "API" } " " a href="/events" { "Events" } " " a href="/topics" { "Topics" } " " a href="/places" { "Places" } " " a href="/gone" { "Changes" } }
                    p.quiet { "Outlines: Natural Earth. Press " kbd { "/" } " to search." }
                }
            }
        }
    };
    page.into_string()
}

/// A problem as a page.
pub(crate) fn problem(problem: &Problem) -> String {
    let title = problem.status.canonical_reason().unwrap_or("Error");
    let body = html! {
        h1 { (title) }
        p { (problem.detail) "." }
        @if let Some(hint) = &problem.hint { p.quiet { (hint) } }
        p { a href="/" { "To the first page" } }
    };
    layout(title, "", &Twins::new(), &body)
}

/// A link to a page elsewhere, where the address is one of the web; else its words.
pub(crate) fn outside(address: &str) -> Markup {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    html! {
        @if is_web { a rel="noreferrer nofollow external" href=(address) { (words::short(address, 80)) } } @else { (words::short(address, 80)) }
    }
}

/// A section with a head that can be linked to.
pub(crate) fn section(id: &str, title: &str, body: &Markup) -> Markup {
    html! { section id=(id) aria-labelledby=(format!("{id}-head")) { h2 id=(format!("{id}-head")) { a href=(format!("#{id}")) { (title) } } (body) } }
}
