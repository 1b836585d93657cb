//! The page of a report: its text with every layer highlighted. [`Mark`] is one annotation; the text is cut where any
//! begins or ends, and each piece says what it belongs to and why.

use std::collections::HashSet;

use chancery_store::Listing;
use maud::{Markup, html};
use serde_json::Value;

use super::front::listed;
use super::words::{self, Object, number, text};
use super::{layout, rows, section, twins};

/// An annotation of a text: half-open, in code points.
#[derive(Clone, Debug)]
struct Mark {
    start: usize,
    end: usize,
    layer: &'static str,
    /// Its id in the record.
    id: String,
    /// What it is and why.
    why: String,
}

/// The layers with their names, the most telling first.
const LAYERS: [(&str, &str); 6] = [
    ("event", "Events"),
    ("statement", "Statements"),
    ("agreement", "Agreements"),
    ("entity", "Persons and parties"),
    ("time", "Times"),
    ("place", "Places"),
];

/// The page. `at` are words to show, from a link to them.
pub(crate) fn page(value: &Value, at: Option<(usize, usize)>) -> String {
    let empty = Object::new();
    let row = value.as_object().unwrap_or(&empty);
    let record = &value["record"];
    let title = words::title(Listing::Reports, row);
    let report = record["text"].as_str().unwrap_or_default();
    let mut marks = marks(record);
    if let Some((start, end)) = at {
        marks.push(Mark { start, end, layer: "at", id: "at".to_owned(), why: String::new() });
    }
    let body = html! {
        h1 { (title) }
        p.lead {
            (text(row, "source")) @if !text(row, "source").is_empty() { " · " }
            (rows::date(text(row, "published"))) @if !text(row, "published_basis").is_empty() { span.quiet { " (day from: " (text(row, "published_basis")) ")" } }
            @if !text(row, "url").is_empty() { " · " (super::outside(text(row, "url"))) }
        }
        @if !text(row, "withdrawn").is_empty() { p.warning { "Its words were taken out: " (text(row, "withdrawn")) } }
        @for problem in words::rows(record, "problems") { p.warning { (text(problem, "kind")) ": " (text(problem, "detail")) } }
        div.report {
            div {
                fieldset.layers { legend { "Show" } @for (layer, name) in LAYERS { label { input type="checkbox" id=(format!("layer-{layer}")) checked; " " span class=(format!("key k-{layer}")) { (name) } } } }
                div.text { (pieces(report, &marks)) }
            }
            aside aria-label="What is told" {
                (section("engagements", "Engagements", &listed(&value["told"])))
                (notes(record))
            }
        }
        p.quiet { "Read by " (record["reader"].as_str().unwrap_or("nobody")) " · version " (number(row, "version")) " · sender's identifier " code { (text(row, "sender_id")) } }
    };
    layout(&title, "/reports", &twins(&format!("/reports/{}", words::part(text(row, "id")))), &body)
}

/// Events, statements and agreements of the record, each under the id that its words link to.
fn notes(record: &Value) -> Markup {
    let name = |id: &str| {
        words::rows(record, "entities")
            .into_iter()
            .find(|e| text(e, "id") == id)
            .map(|e| text(e, "name").to_owned())
    };
    let names = |row: &Object, column: &str| {
        let names: Vec<String> = words::list(row, column).into_iter().filter_map(name).collect();
        words::and(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let note = |row: &Object, what: &str, body: Markup| {
        let id = text(row, "id");
        html! { li id=(format!("n-{id}")) tabindex="-1" { p.title { a href=(format!("#{id}")) { (what) } } (body) @if !text(row, "method").is_empty() { p.quiet { "found by " (text(row, "method")) } } } }
    };
    html! {
        (section("events", "Events", &html! { ul.rows { @for event in words::rows(record, "events") {
            (note(event, words::event(text(event, "type"), text(event, "mode")), html! {
                p.about { (names(event, "actors")) @if !names(event, "recipients").is_empty() { " → " (names(event, "recipients")) } " · " (words::status(text(event, "status"))) @if let Some(date) = event.get("date").and_then(|d| d["value"].as_str()) { " · " (words::day(date)) } }
            }))
        } } }))
        (section("statements", "Statements", &html! { ul.rows { @for statement in words::rows(record, "statements") {
            @let speaker = name(text(statement, "speaker")).unwrap_or_else(|| "Somebody".to_owned());
            (note(statement, &speaker, html! { @for part in statement.get("content").and_then(Value::as_array).into_iter().flatten() { blockquote { (part["text"].as_str().unwrap_or_default()) } } @if !text(statement, "channel").is_empty() { p.about { (text(statement, "channel")) } } }))
        } } }))
        @let agreements = words::rows(record, "agreements");
        @if !agreements.is_empty() { (section("agreements", "Agreements", &html! { ul.rows { @for agreement in agreements {
            (note(agreement, text(agreement, "title"), html! { p.about { (text(agreement, "kind")) " · " (text(agreement, "status")) } }))
        } } })) }
    }
}

/// All annotations of a record.
fn marks(record: &Value) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |span: &Value, layer: &'static str, id: &str, why: &str| {
        let at = |end: &str| span[end].as_u64().map(|n| n as usize);
        if let (Some(start), Some(end)) = (at("start"), at("end"))
            && start < end
        {
            marks.push(Mark { start, end, layer, id: id.to_owned(), why: why.to_owned() });
        }
    };
    let spans =
        |row: &Object, name: &str| row.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    for event in words::rows(record, "events") {
        let why = format!(
            "{}: {}, found by {}",
            words::event(text(event, "type"), text(event, "mode")),
            words::status(text(event, "status")),
            text(event, "method")
        );
        spans(event, "evidence").iter().for_each(|span| add(span, "event", text(event, "id"), &why));
    }
    for statement in words::rows(record, "statements") {
        let why = format!("Statement, {}, found by {}", text(statement, "kind"), text(statement, "method"));
        spans(statement, "content")
            .iter()
            .for_each(|span| add(span, "statement", text(statement, "id"), &why));
        if let Some(cue) = statement.get("cue") {
            add(cue, "statement", text(statement, "id"), &format!("How it was said: {why}"));
        }
    }
    for agreement in words::rows(record, "agreements") {
        let why = format!("Agreement: {}, {}", text(agreement, "kind"), text(agreement, "status"));
        spans(agreement, "evidence")
            .iter()
            .for_each(|span| add(span, "agreement", text(agreement, "id"), &why));
    }
    for entity in words::rows(record, "entities") {
        for mention in spans(entity, "mentions") {
            let party = match text(entity, "party") {
                "" => String::new(),
                code => format!(" ({code})"),
            };
            let why = format!(
                "{} {}{party}, by {}",
                text(entity, "kind"),
                text(entity, "name"),
                mention["form"].as_str().unwrap_or("name")
            );
            add(&mention, "entity", text(entity, "id"), &why);
        }
    }
    for (i, time) in words::rows(record, "times").into_iter().enumerate() {
        let why = format!("{} {}", text(time, "type"), text(time, "value"));
        add(&Value::Object(time.clone()), "time", &format!("t{i}"), &why);
    }
    for (i, place) in words::rows(record, "places").into_iter().enumerate() {
        let why = format!("Place {}, {}", text(place, "name"), words::party(text(place, "country")));
        add(&Value::Object(place.clone()), "place", &format!("p{i}"), &why);
    }
    marks
}

/// The text in pieces, each with the annotations that cover it.
fn pieces(report: &str, marks: &[Mark]) -> Markup {
    let bytes: Vec<usize> = report.char_indices().map(|(at, _)| at).chain([report.len()]).collect();
    let most = bytes.len() - 1;
    let mut opening: Vec<usize> =
        (0..marks.len()).filter(|&i| marks[i].start < marks[i].end.min(most)).collect();
    opening.sort_by_key(|&i| (marks[i].start, std::cmp::Reverse(marks[i].end)));
    let mut cuts: Vec<usize> =
        opening.iter().flat_map(|&i| [marks[i].start, marks[i].end.min(most)]).chain([0, most]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<usize> = Vec::new();
    let mut next = opening.iter().copied().peekable();
    let mut seen = HashSet::new();
    html! {
        @for cut in cuts.windows(2) {
            @let (start, end) = (cut[0], cut[1]);
            @let begun = { open.retain(|&i| marks[i].end > start); let before = open.len(); while let Some(i) = next.next_if(|&i| marks[i].start <= start) { open.push(i); } open[before..].to_vec() };
            (piece(&report[bytes[start]..bytes[end]], marks, &open, &begun, &mut seen))
        }
    }
}

/// One piece; `seen` are the ids that stand before it, under the first words of which links find them.
fn piece<'m>(
    words: &str,
    marks: &'m [Mark],
    open: &[usize],
    begun: &[usize],
    seen: &mut HashSet<&'m str>,
) -> Markup {
    if open.is_empty() {
        return html! { (words) };
    }
    let mut classes: Vec<String> = open.iter().map(|&i| format!("k-{}", marks[i].layer)).collect();
    classes.dedup();
    let classes = format!("s {}", classes.join(" "));
    let whys: Vec<&str> = open.iter().map(|&i| marks[i].why.as_str()).filter(|why| !why.is_empty()).collect();
    let why = whys.join("\n");
    // Only where an annotation with a note begins one can go to the note, so that the keyboard has one stop for each.
    let note = begun
        .iter()
        .rev()
        .map(|&i| &marks[i])
        .find(|m| matches!(m.layer, "event" | "statement" | "agreement"));
    html! {
        @for &i in begun { @if seen.insert(marks[i].id.as_str()) { span.anchor id=(marks[i].id) {} } }
        @match note {
            Some(mark) => a class=(classes) href=(format!("#n-{}", mark.id)) title=(why) { (words) },
            None => span class=(classes) title=[(!why.is_empty()).then_some(&why)] { (words) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, layer: &'static str, id: &str) -> Mark {
        Mark { start, end, layer, id: id.to_owned(), why: format!("why {id}") }
    }

    #[test]
    fn overlapping_marks_cut_the_text_and_lose_none_of_it() {
        let text = "Ürün <met> Ödön & left";
        let marks = [
            mark(0, 10, "event", "v1"),
            mark(5, 16, "statement", "s1"),
            mark(11, 15, "entity", "e1"),
            mark(20, 99, "time", "t0"),
        ];
        let html = pieces(text, &marks).into_string();
        assert!(html.contains("class=\"s k-event k-statement\"") && html.contains("&lt;met&gt;"), "{html}");
        let mut plain = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        assert_eq!(plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), text);
    }

    #[test]
    fn marks_outside_the_text_are_left_out() {
        assert_eq!(pieces("ab", &[mark(5, 9, "event", "v1")]).into_string(), "ab");
        assert_eq!(pieces("", &[mark(0, 9, "event", "v1")]).into_string(), "");
    }
}
