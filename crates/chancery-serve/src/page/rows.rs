//! Rows of listings in a page, each with what a reader wants to see of it first.

use chancery_store::Listing;
use maud::{Markup, html};

use super::words::{self, Object, list, number, text};

/// Rows under one another; says so where there are none.
pub(crate) fn all(listing: Listing, rows: &[&Object]) -> Markup {
    html! {
        @if rows.is_empty() { p.quiet { "Nothing." } }
        @else { ul.rows { @for row in rows { li { (one(listing, row)) } } } }
    }
}

/// One row.
pub(crate) fn one(listing: Listing, row: &Object) -> Markup {
    match listing {
        Listing::Engagements => engagement(row),
        Listing::Events => event(row),
        Listing::Statements => statement(row),
        Listing::Agreements => agreement(row),
        _ => plain(listing, row),
    }
}

/// Parties with links to their pages.
pub(crate) fn parties(codes: &[&str]) -> Markup {
    html! { @for (i, code) in codes.iter().enumerate() {
        @if i > 0 { @if i + 1 == codes.len() { " and " } @else { ", " } }
        a href=(format!("/parties/{}", words::part(code))) { (words::party(code)) }
    } }
}

/// A date, with the date as machines read it.
pub(crate) fn date(date: &str) -> Markup {
    html! { @if date.is_empty() { span.quiet { "no date" } } @else { time datetime=(date) { (words::day(date)) } } }
}

/// A small mark with the kind of something.
pub(crate) fn chip(class: &str, label: &str) -> Markup {
    html! { @if !label.is_empty() { span class=(format!("chip {class}")) { (label) } } }
}

/// The class of a quad.
pub(crate) fn quad(row: &Object) -> &'static str {
    match text(row, "quad") {
        "VC" => "vc",
        "MC" => "mc",
        "VF" => "vf",
        "MF" => "mf",
        _ => "",
    }
}

fn heading(row: &Object, address: &str) -> Markup {
    let (actors, recipients) = (list(row, "actors"), list(row, "recipients"));
    html! {
        p.title {
            a href=(address) { (words::event(text(row, "type"), text(row, "mode"))) }
            " " (parties(&actors)) @if !recipients.is_empty() { " → " (parties(&recipients)) }
        }
    }
}

fn engagement(row: &Object) -> Markup {
    let (reports, independent) = (number(row, "reports"), number(row, "independent"));
    html! {
        (heading(row, &words::address(Listing::Engagements, row)))
        p.about {
            (date(text(row, "date"))) " " (chip(quad(row), words::status(text(row, "status"))))
            @if !text(row, "place").is_empty() { " in " (text(row, "place")) }
            " · " (words::counted(reports, "report", "reports")) ", " (independent) " independent"
        }
        @if !list(row, "persons").is_empty() { p.about { (words::and(&list(row, "persons"))) } }
        @if !list(row, "topics").is_empty() { p.about { "on " (words::short(&list(row, "topics").join("; "), 200)) } }
    }
}

fn event(row: &Object) -> Markup {
    html! {
        (heading(row, &words::address(Listing::Events, row)))
        p.about { (date(text(row, "date"))) " " (chip(quad(row), words::status(text(row, "status")))) @if !text(row, "place").is_empty() { " in " (text(row, "place")) } }
        (sentence(row))
    }
}

/// The sentence of an event with its words marked, linked to their place in the report.
pub(crate) fn sentence(row: &Object) -> Markup {
    let (sentence, said) = (text(row, "sentence"), text(row, "words"));
    let at = sentence.find(said).filter(|_| !said.is_empty());
    html! {
        blockquote {
            @match at {
                Some(at) => { (sentence[..at]) mark { (said) } (sentence[at + said.len()..]) },
                None => { (sentence) @if !said.is_empty() && sentence != said { " " mark { (said) } } },
            }
            " " (in_report(row))
        }
    }
}

/// A link to the words of a row in their report.
pub(crate) fn in_report(row: &Object) -> Markup {
    let address = format!(
        "/reports/{}?at={}-{}#at",
        words::part(text(row, "report")),
        number(row, "start"),
        number(row, "end")
    );
    html! { a.source href=(address) { "in the report" } }
}

fn statement(row: &Object) -> Markup {
    let (speaker, code) = (text(row, "speaker"), text(row, "speaker_party"));
    html! {
        p.title {
            a href=(words::address(Listing::Statements, row)) { (if speaker.is_empty() { "Somebody" } else { speaker }) }
            @if !code.is_empty() { " (" (parties(&[code])) ")" }
            @if !text(row, "office").is_empty() { span.quiet { " " (text(row, "office")) } }
        }
        blockquote { @if text(row, "kind") == "indirect" { (text(row, "words")) } @else { q { (text(row, "words")) } } " " (in_report(row)) }
        p.about {
            (date(text(row, "published"))) @if !text(row, "channel").is_empty() { " · " (text(row, "channel")) }
            @if !list(row, "about").is_empty() { " · about " (parties(&list(row, "about"))) }
        }
    }
}

fn agreement(row: &Object) -> Markup {
    html! {
        p.title { a href=(words::address(Listing::Agreements, row)) { (words::title(Listing::Agreements, row)) } " " (chip("", text(row, "status"))) }
        p.about {
            (parties(&list(row, "parties"))) " · " (text(row, "kind")) " · " (date(text(row, "date")))
            @if !text(row, "valid_from").is_empty() { " · from " (words::day(text(row, "valid_from"))) }
            @if !text(row, "valid_to").is_empty() { " · until " (words::day(text(row, "valid_to"))) }
        }
        blockquote { (text(row, "words")) " " (in_report(row)) }
    }
}

fn plain(listing: Listing, row: &Object) -> Markup {
    html! {
        p.title { a href=(words::address(listing, row)) { (words::title(listing, row)) } @if !text(row, "office").is_empty() { span.quiet { " " (text(row, "office")) } } }
        p.about {
            (words::summary(listing, row))
            @if !text(row, "last").is_empty() { " · last " (words::day(text(row, "last"))) }
            @if !text(row, "withdrawn").is_empty() { " · withdrawn: " (text(row, "withdrawn")) }
        }
    }
}
