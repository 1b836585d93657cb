//! [`Part`]: rows of a listing with their citations, as many as an answer has room for, and where the rest is.

use chancery_store::{Filter, Listing};
use serde_json::{Map, Value, json};

use super::Answer;
use super::cite::{self, Citations, NAMED, cut};
use crate::answer::{self, Page, object, objects};
use crate::ask::Ask;
use crate::page::words::{self, Object, counted, day, list, number, text};
use crate::pool::View;
use crate::problem::Problem;

/// Bytes of JSON that the rows of one answer have together: what an assistant takes in at once.
pub(super) const ROOM: usize = 40_000;

/// Reports that are cited of one engagement in a listing.
const CITED: usize = 3;

/// Keys that are no more, of an answer.
const GONE: usize = 50;

/// Words of a list in a row.
const LISTED: usize = 12;

/// Characters of a text in a row.
const LONGEST: usize = 1200;

/// What is of no use to an assistant: measures for statistics, and where words stand, which a citation tells.
pub(super) const SPARED: [&str; 13] = [
    "goldstein",
    "intensity",
    "cameo",
    "lat",
    "lon",
    "method",
    "date_basis",
    "published_basis",
    "updated",
    "start",
    "end",
    "sentence",
    "family",
];

/// Some rows of a listing.
pub(super) struct Part {
    pub(super) listing: Listing,
    /// All rows that fit.
    pub(super) total: u64,
    pub(super) rows: Vec<Object>,
    /// Where to go on.
    pub(super) cursor: Option<String>,
    facets: Map<String, Value>,
    /// With `updated_since`: the first that are no more, and how many are.
    gone: (Vec<Object>, usize),
    /// The call that gives the rest.
    pub(super) more: Option<Value>,
}

/// The rows that are asked for, as far as they have room.
pub(super) fn part(view: &View<'_>, ask: &Ask, room: usize) -> Result<Part, Problem> {
    let listing = ask.resource.listing;
    let mut page = answer::page(view, ask)?;
    let mut citations = Citations::new(view);
    let mut rows = Vec::new();
    let mut taken = 0;
    for row in &page.rows {
        let row = cited(view, &mut citations, listing, object(listing, row))?;
        taken += json!(row).to_string().len();
        if taken > room && !rows.is_empty() {
            break;
        }
        rows.push(row);
    }
    if rows.len() < page.rows.len() {
        // The cursor after the last row that had room.
        let mut shorter = ask.clone();
        shorter.filter.limit = Some(rows.len() as u64);
        page = answer::page(view, &shorter)?;
    }
    let Page { total, next, facets, gone, .. } = &*page;
    let facets = facets.iter().map(|(name, values, are_more)| {
        let values: Vec<Value> =
            values.iter().map(|(v, n)| json!({"value": named(v.clone()), "count": n})).collect();
        ((*name).to_owned(), json!({"values": values, "more": are_more}))
    });
    Ok(Part {
        listing,
        total: *total,
        rows,
        cursor: next.clone(),
        facets: facets.collect(),
        gone: (gone.iter().take(GONE).cloned().collect(), gone.len()),
        more: None,
    })
}

/// A row with its citations and without what is not known or of no use here.
fn cited(
    view: &View<'_>,
    citations: &mut Citations<'_>,
    listing: Listing,
    row: Object,
) -> Result<Object, Problem> {
    let mut cites = Vec::new();
    let mut are_more = false;
    match listing {
        Listing::Engagements => {
            let of = Filter {
                engagement: row.get("id").and_then(Value::as_str).map(str::to_owned),
                limit: Some(4 * CITED as u64),
                ..Filter::default()
            };
            let events = objects(view, Listing::Events, &of)?;
            let mut seen: Vec<&str> = Vec::new();
            for event in &events {
                let report = text(event, "report");
                if seen.contains(&report) {
                    continue;
                }
                seen.push(report);
                if seen.len() > CITED {
                    break;
                }
                cites.push(citations.of(event)?);
            }
            are_more = number(&row, "reports") > cites.len() as u64;
        }
        Listing::Events | Listing::Statements | Listing::Agreements => cites.push(citations.of(&row)?),
        _ => {}
    }
    let mut row = lean(row);
    if !cites.is_empty() {
        row.insert("citations".into(), Value::Array(cites));
    }
    if are_more {
        row.insert("more_citations".into(), json!(true));
    }
    Ok(row)
}

/// A row with what is known and of use. Long lists and texts are cut, and `cut` tells how long they are.
pub(super) fn lean(row: Object) -> Object {
    let mut lean = Object::new();
    let mut shortened = Map::new();
    for (name, value) in row {
        if SPARED.contains(&name.as_str()) {
            continue;
        }
        let value = match value {
            Value::Null => continue,
            Value::Array(list) if list.is_empty() => continue,
            Value::Array(mut list) => {
                if list.len() > LISTED {
                    shortened.insert(name.clone(), json!(list.len()));
                    list.truncate(LISTED);
                }
                Value::Array(list.into_iter().map(named).collect())
            }
            Value::String(words) => {
                let (short, is_cut) = cut(&words, LONGEST);
                if is_cut {
                    shortened.insert(name.clone(), json!(words.chars().count()));
                }
                Value::String(short)
            }
            value => value,
        };
        lean.insert(name, value);
    }
    if !shortened.is_empty() {
        lean.insert("cut".into(), Value::Object(shortened));
    }
    lean
}

/// A name in a list, cut where it is too long to be one.
fn named(value: Value) -> Value {
    match value {
        Value::String(name) => Value::String(cut(&name, NAMED).0),
        value => value,
    }
}

impl Part {
    pub(super) fn kind(&self) -> &'static str {
        crate::resource::of(self.listing).name
    }

    pub(super) fn value(&self) -> Value {
        let mut part = Map::new();
        part.insert("kind".into(), json!(self.kind()));
        part.insert("total".into(), json!(self.total));
        part.insert("count".into(), json!(self.rows.len()));
        part.insert("rows".into(), json!(self.rows));
        if let Some(cursor) = &self.cursor {
            part.insert("cursor".into(), json!(cursor));
        }
        if let Some(more) = &self.more {
            part.insert("more".into(), more.clone());
        }
        if !self.facets.is_empty() {
            part.insert("facets".into(), json!(self.facets));
        }
        if self.gone.1 > 0 {
            part.insert("gone".into(), json!({"total": self.gone.1, "rows": self.gone.0}));
        }
        Value::Object(part)
    }

    /// The rows as lines, each with its citations under it, under the title of the listing.
    pub(super) fn text(&self) -> String {
        self.told(crate::resource::of(self.listing).title)
    }

    /// The same under another title.
    pub(super) fn told(&self, title: &str) -> String {
        let mut lines = vec![match (self.rows.len() as u64, self.total) {
            (0, 0) => format!("{title}: none"),
            (shown, total) if shown == total => format!("{title}: {total}"),
            (shown, total) => format!("{title}: {shown} of {}", words::thousands(total)),
        }];
        lines.extend(self.rows.iter().map(|row| entry(self.listing, row)));
        for (name, facet) in &self.facets {
            let values = facet["values"].as_array().cloned().unwrap_or_default();
            let counts = values.iter().map(|v| {
                let value = v["value"].as_str().map_or_else(|| "(none)".to_owned(), str::to_owned);
                format!("{value} {}", v["count"])
            });
            let more = if facet["more"] == true { ", and more" } else { "" };
            lines.push(format!("by {name}: {}{more}", counts.collect::<Vec<_>>().join(", ")));
        }
        if self.gone.1 > 0 {
            lines.push(format!("no more: {} (ask from a later time for fewer)", self.gone.1));
        }
        for row in &self.gone.0 {
            lines.push(format!("- {} became {}", text(row, "id"), text(row, "became")));
        }
        match (&self.more, &self.cursor) {
            (Some(more), _) => lines.push(format!("the rest: {} {}", more["tool"], more["arguments"])),
            (None, Some(cursor)) => lines.push(format!("to go on, call again with cursor {cursor}")),
            (None, None) => {}
        }
        lines.join("\n")
    }

    pub(super) fn answer(&self) -> Answer {
        Answer { value: self.value(), text: self.text() }
    }
}

/// A row as a line, and its citations under it.
pub(super) fn entry(listing: Listing, row: &Object) -> String {
    let line = match listing {
        Listing::Statements => {
            let mut who: Vec<&str> = vec![text(row, "office"), text(row, "speaker_party")];
            who.retain(|part| !part.is_empty());
            let speaker = match text(row, "speaker") {
                "" => "(unnamed)",
                name => name,
            };
            let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
            let mut said = vec![format!("{speaker}{who}: “{}”", words::short(text(row, "words"), LONGEST))];
            said.push(day(text(row, "published")));
            said.push(text(row, "channel").to_owned());
            let about = list(row, "about");
            if !about.is_empty() {
                said.push(format!("about {}", about.join(", ")));
            }
            said.retain(|part| !part.is_empty());
            said.join(" · ")
        }
        Listing::Relations => format!(
            "{} {}-{}: cooperation {} in words, {} in deeds; conflict {} in words, {} in deeds",
            text(row, "month"),
            text(row, "party"),
            text(row, "other"),
            number(row, "verbal_cooperation"),
            number(row, "material_cooperation"),
            number(row, "verbal_conflict"),
            number(row, "material_conflict")
        ),
        Listing::People => {
            let office = [text(row, "office"), text(row, "party")];
            let office: Vec<&str> = office.into_iter().filter(|part| !part.is_empty()).collect();
            let engagements = counted(number(row, "engagements"), "engagement", "engagements");
            let statements = counted(number(row, "statements"), "statement", "statements");
            format!("{} ({}) · {engagements} · {statements}", text(row, "name"), office.join(", "))
        }
        _ => format!("{} · {}", words::title(listing, row), words::summary(listing, row)),
    };
    let mut lines = vec![match text(row, "id") {
        "" => format!("- {line}"),
        key => format!("- {line} [{key}]"),
    }];
    lines.extend(citations(row).map(|citation| format!("    {}", cite::line(citation))));
    lines.join("\n")
}

/// The citations of a row.
pub(super) fn citations(row: &Object) -> impl Iterator<Item = &Object> {
    row.get("citations").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}
