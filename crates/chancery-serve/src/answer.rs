//! Rows as JSON, NDJSON, CSV, Parquet and Atom: [`Format`] names them, [`rows`] answers with a page of rows and
//! [`export`] with all of them, written while they are read.

mod atom;
mod stream;
mod table;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use chancery_store::{Column, Filter, Listing, Store};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

pub(crate) use atom::feed;
pub(crate) use stream::export;

use crate::ask::{Ask, PAGE};
use crate::pool::{Pool, View};
use crate::problem::Problem;

/// How an answer is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Json,
    Ndjson,
    Csv,
    Parquet,
    Atom,
}

impl Format {
    /// Those beside the page.
    pub(crate) const TWINS: [Format; 5] =
        [Format::Json, Format::Csv, Format::Ndjson, Format::Parquet, Format::Atom];

    /// The ending of its addresses.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Format::Html => "",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Atom => "atom",
        }
    }

    pub(crate) fn media(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Json => "application/json",
            Format::Ndjson => "application/x-ndjson",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::Atom => "application/atom+xml; charset=utf-8",
        }
    }

    /// A path without the ending that names a format, and the format.
    pub(crate) fn of_path(path: &str) -> (&str, Option<Format>) {
        let known = path.rsplit_once('.').and_then(|(stem, ending)| {
            let format = Format::TWINS.into_iter().find(|f| f.ending() == ending)?;
            Some((stem, format))
        });
        known.map_or((path, None), |(stem, format)| (stem, Some(format)))
    }
}

/// A row that is written with its columns in their order.
pub(crate) struct Row<'a>(pub(crate) &'a [Column], pub(crate) &'a [Value]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in self.0.iter().zip(self.1) {
            map.serialize_entry(column.name, value)?;
        }
        map.end()
    }
}

/// A page of rows.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// All rows that fit, on whatever page.
    pub(crate) total: u64,
    pub(crate) rows: Vec<Vec<Value>>,
    /// The cursor of the next page.
    pub(crate) next: Option<String>,
    /// Each facet asked for with its values and their counts, and whether there are more values.
    pub(crate) facets: Vec<(&'static str, Vec<(Value, u64)>, bool)>,
    /// With `updated_since`: what is no more.
    pub(crate) gone: Vec<Map<String, Value>>,
}

/// Values of a facet at most; the answer says when there are more.
const FACET_VALUES: usize = 100;

/// The page of rows that is asked for; a recent one where it takes a look at the whole store: of rows that are summed up,
/// and of those that are looked for by words.
pub(crate) fn page(view: &View<'_>, ask: &Ask) -> Result<Arc<Page>, Problem> {
    match ask.resource.listing.is_summed() || ask.filter.words.is_some() {
        true => view.recent(ask, new_page),
        false => new_page(view, ask).map(Arc::new),
    }
}

/// A part of a page about something: a recent one where there is one.
pub(crate) fn part(view: &View<'_>, ask: &Ask) -> Result<Arc<Page>, Problem> {
    view.recent(ask, new_page)
}

fn new_page(store: &Store, ask: &Ask) -> Result<Page, Problem> {
    let listing = ask.resource.listing;
    let filter = Filter { limit: ask.filter.limit.or(Some(PAGE)), ..ask.filter.clone() };
    let total = store.count(listing, &filter)?;
    let mut rows = Vec::new();
    let mut next = store.list::<Problem>(listing, &filter, |row| {
        rows.push(row.to_vec());
        Ok(())
    })?;
    // A page that ends with the last row has no next.
    if filter.after.is_none() && rows.len() as u64 == total {
        next = None;
    }
    let mut facets = Vec::new();
    for &facet in &ask.facets {
        let mut values = store.facet(listing, facet, &filter, FACET_VALUES as u64 + 1)?;
        let are_more = values.len() > FACET_VALUES;
        values.truncate(FACET_VALUES);
        facets.push((facet, values, are_more));
    }
    let mut gone = Vec::new();
    let has_tombstones =
        crate::resource::of(Listing::Gone).types().contains(&ask.resource.name) && filter.after.is_none();
    if let Some(since) = filter.updated_since.filter(|_| has_tombstones) {
        let of = Filter {
            kind: Some(ask.resource.name.to_owned()),
            updated_since: Some(since),
            ..Filter::default()
        };
        gone = objects(store, Listing::Gone, &of)?;
    }
    Ok(Page { total, rows, next, facets, gone })
}

/// Rows as objects.
pub(crate) fn objects(
    store: &Store,
    listing: Listing,
    filter: &Filter,
) -> Result<Vec<Map<String, Value>>, Problem> {
    let mut rows = Vec::new();
    store.list::<Problem>(listing, filter, |row| {
        rows.push(object(listing, row));
        Ok(())
    })?;
    Ok(rows)
}

pub(crate) fn object(listing: Listing, row: &[Value]) -> Map<String, Value> {
    listing.columns().iter().zip(row).map(|(c, v)| (c.name.to_owned(), v.clone())).collect()
}

/// Answers with a page of rows as JSON.
pub(crate) async fn rows(pool: &Arc<Pool>, ask: Ask) -> Result<Response<Body>, Problem> {
    let asked = ask.clone();
    let page = pool.ask(move |store| page(store, &asked)).await?;
    let columns = ask.resource.listing.columns();
    let facets: Map<String, Value> = page
        .facets
        .iter()
        .map(|(name, values, are_more)| {
            let values: Vec<Value> =
                values.iter().map(|(value, count)| json!({"value": value, "count": count})).collect();
            ((*name).to_owned(), json!({"values": values, "more": are_more}))
        })
        .collect();
    let next = page.next.as_deref().map(|cursor| ask.address("json", &[("cursor", cursor)]));
    #[derive(serde::Serialize)]
    struct Envelope<'a> {
        kind: &'static str,
        total: u64,
        count: usize,
        /// The cursor of the next page, and its address.
        cursor: Option<&'a str>,
        next: Option<&'a str>,
        rows: Vec<Row<'a>>,
        #[serde(skip_serializing_if = "Map::is_empty")]
        facets: Map<String, Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        gone: Option<&'a [Map<String, Value>]>,
    }
    let body = serde_json::to_vec(&Envelope {
        kind: ask.resource.name,
        total: page.total,
        count: page.rows.len(),
        cursor: page.next.as_deref(),
        next: next.as_deref(),
        rows: page.rows.iter().map(|row| Row(columns, row)).collect(),
        facets,
        gone: ask.filter.updated_since.map(|_| page.gone.as_slice()),
    })
    .map_err(|e| Problem::fault(&e))?;
    let mut answer = answer(Format::Json, Body::from(body));
    links(&mut answer, &ask, Format::Json, page.next.as_deref());
    total(&mut answer, page.total);
    Ok(answer)
}

/// An answer in a format.
pub(crate) fn answer(format: Format, body: Body) -> Response<Body> {
    let mut answer = Response::new(body);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media()));
    answer
}

/// An answer of JSON.
pub(crate) fn json(value: &Value) -> Response<Body> {
    answer(Format::Json, Body::from(value.to_string()))
}

/// Says in a header how many rows there are.
pub(crate) fn total(answer: &mut Response<Body>, total: u64) {
    answer.headers_mut().insert("x-total-count", HeaderValue::from(total));
}

/// Says in a header where the next page and the other formats of the same question are.
pub(crate) fn links(answer: &mut Response<Body>, ask: &Ask, format: Format, next: Option<&str>) {
    let mut links = Vec::new();
    if let Some(cursor) = next {
        links.push(format!("<{}>; rel=\"next\"", ask.address(format.ending(), &[("cursor", cursor)])));
    }
    for twin in [Format::Html].into_iter().chain(Format::TWINS).filter(|f| *f != format) {
        let media = twin.media().split(';').next().unwrap_or_default();
        let address = ask.address(twin.ending(), &[]);
        links.push(format!("<{address}>; rel=\"alternate\"; type=\"{media}\""));
    }
    if let Ok(value) = HeaderValue::try_from(links.join(", ")) {
        answer.headers_mut().insert(header::LINK, value);
    }
}
