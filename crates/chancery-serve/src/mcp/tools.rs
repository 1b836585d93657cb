//! The tools: [`all`] describes them, [`call`] answers one. Listings have the parameters that `resource` gives them; what
//! the other tools take stands in a type each.

use std::sync::Arc;

use chancery_know::Asked;
use chancery_store::ColumnKind;
use jiff::tz::TimeZone;
use rmcp::model::{Tool, ToolAnnotations};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::rows::{ROOM, SPARED, part};
use super::{Answer, dossier, engagement, knowledge, reading, report};
use crate::ask::Ask;
use crate::pool::Pool;
use crate::problem::Problem;
use crate::read::{self, Desk};
use crate::resource::{Resource, named};

type Object = Map<String, Value>;

/// Rows of a listing where none are asked for, and at most.
const ROWS: u64 = 10;
const MOST: u64 = 50;

/// Rows of each part of a dossier or search where none are asked for, and at most.
const FEW: u64 = 5;
const SOME: u64 = 20;

/// The listings, and when to call them.
const LISTINGS: [(&str, &str); 7] = [
    (
        "engagements",
        "Lists real-world acts (meetings, calls, visits, accusations, sanctions, pledges, attacks …), each once whatever the \
         number of its reports, the latest first. For what two parties did: pair=IND-RUS. `type` is a PLOVER event type: CONSULT for \
         meetings and calls, SANCTION, ACCUSE, AGREE …; status=actual leaves out what is planned, denied or background.",
    ),
    (
        "statements",
        "Lists what was said, by whom, on whom and where, the latest first. What a party said of another: speaker=RUS, about=IND; \
         words of it: q.",
    ),
    (
        "agreements",
        "Lists treaties, protocols, memoranda and the like as reports tell of them, the latest first. What binds two parties on a \
         day: pair=IND-RUS, in_force=2023-12-27.",
    ),
    ("reports", "Lists the reports that were read, the latest first; `report` gives the words of one."),
    (
        "relations",
        "Lists months of pairs of parties: how many engagements of cooperation and of conflict, in words and in deeds. One pair: \
         pair=IND-RUS.",
    ),
    ("pairs", "Lists pairs of parties by the number of engagements between them; of one party: party=IND."),
    (
        "people",
        "Lists persons who took part or spoke, by the number of their engagements; of one party: party=IND.",
    ),
];

/// Searches the record for words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Search {
    /// Words that all occur in a report, a name, or a party; “in quotation marks” as they stand, or* by their beginning.
    q: String,
    /// Rows of each kind; 5 where it is not given.
    #[schemars(range(min = 1, max = 20))]
    limit: Option<u64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Dossier {
    /// A party: its code (IND, EU, UN) or its name.
    party: String,
    /// A second party, for what the two have with each other.
    with: Option<String>,
    /// Rows of each part; 5 where it is not given.
    #[schemars(range(min = 1, max = 20))]
    limit: Option<u64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Engagement {
    /// The key of an engagement (g…) or of an event (v…), as `engagements` and `search` give it.
    id: String,
    /// Accounts of reports at once; 10 where it is not given.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u64>,
    /// Where to go on: what the answer before gave.
    cursor: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Report {
    /// The key of a report (r…), as citations give it.
    id: String,
    /// The first character wanted; 0 where it is not given.
    offset: Option<u64>,
    /// Characters wanted at once; 8000 where it is not given.
    #[schemars(range(min = 1, max = 20000))]
    length: Option<u64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Who {
    /// A name, an office, or both: "Lavrov", "Russian foreign minister", "US ambassador to India".
    question: Option<String>,
    /// The day asked about: 2023-12-27; a month or a year is any day of it.
    on: Option<String>,
    /// The first day of the time asked about.
    from: Option<String>,
    /// The last day of the time asked about.
    to: Option<String>,
    /// Only offices of this party: its code or name.
    party: Option<String>,
    /// Only this office: "foreign minister".
    office: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Where {
    /// The name of a place, also with what it lies in: "Tripoli", "Tripoli, Lebanon".
    place: String,
    /// What it should be near: a state, another place, or degrees north and east: "34.4,35.8".
    near: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Party {
    /// A code, a name, an acronym, a demonym or a seat: "SCO", "Ivory Coast", "the Kremlin".
    name: String,
    /// Only members of this day: 2023-12-27; a month or a year is any day of it.
    on: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Read {
    /// The text of a report: an article, a release, a readout. Give this or `html`.
    text: Option<String>,
    /// A page, of which the article is read. Give this or `text`.
    html: Option<String>,
    /// Its title.
    title: Option<String>,
    /// Its day of publication, 2023-12-27: without it words like “on Wednesday” have no date.
    published: Option<String>,
    /// Its address.
    url: Option<String>,
    /// Who published it.
    source: Option<String>,
    /// What it is read with: the trained reader with the rules, or the rules alone, which is faster.
    reader: Option<Reader>,
    /// Facts at once; 20 where it is not given.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u64>,
    /// Where to go on: `next` of the answer before.
    from: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Reader {
    Model,
    Rules,
}

/// The names of the tools that are no listings.
const OTHERS: [&str; 8] = ["search", "dossier", "engagement", "report", "who", "where", "party", "read"];

/// Whether there is a tool of this name.
pub(super) fn is_one(name: &str) -> bool {
    OTHERS.contains(&name) || LISTINGS.iter().any(|(listing, _)| *listing == name)
}

/// All tools, described.
pub(super) fn all() -> Vec<Tool> {
    let tool = |name: &'static str, title: &str, about: &'static str| {
        let hints =
            ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
        Tool::new(name, about, Map::new()).with_title(title).with_annotations(hints)
    };
    let mut tools = vec![
        tool(
            "search",
            "Search the record",
            "Finds what the record holds of some words: parties and persons named so, and the latest engagements, statements, \
             agreements and reports with these words, with how many there are of each. A first look; the listings narrow it.",
        )
        .with_input_schema::<Search>()
        .with_raw_output_schema(search_answer()),
        tool(
            "dossier",
            "Dossier of a party or a pair",
            "Tells all about one party, or about two with each other: what took place between them, what is announced, cooperation \
             and conflict by month, agreements, topics, what each said of the other.",
        )
        .with_input_schema::<Dossier>()
        .with_raw_output_schema(object(&json!({"type": "object", "additionalProperties": true}))),
        tool(
            "engagement",
            "One engagement",
            "Tells all about one real-world act: the account of each report with its words, what it is part of, why reports were \
             judged to tell of the same act.",
        )
        .with_input_schema::<Engagement>()
        .with_raw_output_schema(engagement_answer()),
        tool(
            "report",
            "One report",
            "Gives the words of a report piece by piece, and how much it tells. Use it to read more around a citation: `start` there \
             is an `offset` here.",
        )
        .with_input_schema::<Report>()
        .with_raw_output_schema(report_answer()),
        tool(
            "who",
            "Who held an office",
            "Says who held an office, or which offices a person held, by date, from tables that name their sources; no report is asked.",
        )
        .with_input_schema::<Who>()
        .with_raw_output_schema(candidates()),
        tool("where", "Where a place is", "Says where a place lies, the likeliest of a name first.")
            .with_input_schema::<Where>()
            .with_raw_output_schema(candidates()),
        tool(
            "party",
            "What a party is",
            "Says what is known of a state, organisation or group: its code, names, seat, members and memberships by date.",
        )
        .with_input_schema::<Party>()
        .with_raw_output_schema(candidates()),
        tool(
            "read",
            "Read a report",
            "Reads a text or page that is given and tells its events, statements and agreements, each with the sentence that says so. \
             Nothing is kept.",
        )
        .with_input_schema::<Read>()
        .with_raw_output_schema(reading_answer()),
    ];
    for (name, about) in LISTINGS {
        let Some(resource) = named(name) else { continue };
        let mut listing =
            tool(name, resource.title, about).with_raw_output_schema(object(&part_schema(resource)));
        listing.input_schema = parameters(resource);
        tools.push(listing);
    }
    tools
}

fn object(schema: &Value) -> Arc<Object> {
    Arc::new(schema.as_object().cloned().unwrap_or_default())
}

/// What a listing takes.
fn parameters(resource: &Resource) -> Arc<Object> {
    let mut properties = Map::new();
    for param in resource.params {
        let mut schema = param.schema(resource);
        schema["description"] = json!(param.about());
        properties.insert(param.name().into(), schema);
    }
    let limit = format!("Rows at once; {ROWS} where it is not given.");
    properties.insert(
        "limit".into(),
        json!({"type": "integer", "minimum": 1, "maximum": MOST, "description": limit}),
    );
    properties.insert(
        "cursor".into(),
        json!({"type": "string", "description": "Where to go on: what the answer before gave. Opaque."}),
    );
    let facets: Vec<&str> = resource.listing.facets().collect();
    if !facets.is_empty() {
        properties.insert(
            "facets".into(),
            json!({"type": "array", "items": {"enum": facets}, "description": "Also count all rows that fit by these."}),
        );
    }
    object(&json!({"type": "object", "properties": properties, "additionalProperties": false}))
}

/// What a citation has; what its parts mean is told once, in the instructions.
fn citation() -> Value {
    json!({
        "type": "object",
        "required": ["report", "words"],
        "properties": {
            "report": {"type": "string"},
            "title": {"type": "string"},
            "source": {"type": "string"},
            "published": {"type": "string"},
            "url": {"type": "string"},
            "words": {"type": "string"},
            "cut": {"type": "boolean"},
            "start": {"type": "integer"},
            "end": {"type": "integer"}
        }
    })
}

/// A listing's rows.
fn part_schema(resource: &Resource) -> Value {
    let mut properties = Map::new();
    for column in resource.listing.columns().iter().filter(|column| !SPARED.contains(&column.name)) {
        let kind = match column.kind {
            ColumnKind::Text | ColumnKind::Date => "string",
            ColumnKind::Integer | ColumnKind::Time => "integer",
            ColumnKind::Real => "number",
            ColumnKind::List => "array",
        };
        properties.insert(column.name.into(), json!({"type": kind}));
    }
    properties.insert("citations".into(), json!({"type": "array", "items": citation()}));
    properties.insert("more_citations".into(), json!({"type": "boolean"}));
    properties.insert("cut".into(), json!({"type": "object"}));
    let mut part = part_of();
    part["properties"]["rows"]["items"]["properties"] = json!(properties);
    part
}

/// Rows of any listing.
fn part_of() -> Value {
    json!({
        "type": "object",
        "required": ["kind", "total", "count", "rows"],
        "properties": {
            "kind": {"type": "string"},
            "total": {"type": "integer"},
            "count": {"type": "integer"},
            "rows": {"type": "array", "items": {"type": "object"}},
            "cursor": {"type": "string"},
            "more": {"type": "object"},
            "facets": {"type": "object"},
            "gone": {"type": "object"}
        }
    })
}

fn search_answer() -> Arc<Object> {
    let mut properties = Map::new();
    properties.insert("q".into(), json!({"type": "string"}));
    properties.insert("named".into(), json!({"type": "array", "items": {"type": "object"}}));
    for kind in ["engagements", "statements", "agreements", "reports"] {
        properties.insert(kind.into(), part_of());
    }
    object(&json!({"type": "object", "required": ["q", "named"], "properties": properties}))
}

fn engagement_answer() -> Arc<Object> {
    object(&json!({"type": "object", "properties": {
        "engagement": {"type": "object"},
        "accounts": part_of(),
        "parts": {"type": "object", "description": "Engagements that are part of it."},
        "also": {"type": "object", "description": "What else its reports tell: how much, and the call that gives it."},
        "judgements": {"type": "object", "description": "Why events were joined or held apart."},
        "citations": {"type": "array", "items": citation()},
        "gone": {"type": "boolean", "description": "The key is no more."},
        "became": {"type": ["string", "null"], "description": "The key that took its place."}
    }}))
}

fn report_answer() -> Arc<Object> {
    object(&json!({
        "type": "object",
        "required": ["report", "text", "offset", "end", "characters"],
        "properties": {
            "report": {"type": "object"},
            "text": {"type": "string"},
            "offset": {"type": "integer"},
            "end": {"type": "integer"},
            "characters": {"type": "integer", "description": "Of the whole text."},
            "also": {"type": "object", "description": "What it tells: how much, and the call that gives it."},
            "more": {"type": "object", "description": "The call that gives the next piece."}
        }
    }))
}

fn candidates() -> Arc<Object> {
    object(&json!({
        "type": "object",
        "required": ["query", "total", "candidates"],
        "properties": {
            "query": {"type": "string"},
            "total": {"type": "integer"},
            "candidates": {"type": "array", "description": "The best first, each with its source.", "items": {
                "type": "object",
                "required": ["name", "source", "score"],
                "properties": {
                    "name": {"type": "string"},
                    "source": {"type": "string"},
                    "known_until": {"type": "string", "description": "Up to when the source knows."},
                    "carried_forward": {"type": "boolean", "description": "The answer goes beyond what the source knows."},
                    "score": {"type": "number"}
                }
            }},
            "near": {"type": "array", "items": {"type": "string"}, "description": "Names that are near, where nothing was found."}
        }
    }))
}

fn reading_answer() -> Arc<Object> {
    object(&json!({
        "type": "object",
        "required": ["doc", "total", "count", "rows"],
        "properties": {
            "doc": {"type": "object"},
            "reader": {"type": "string"},
            "total": {"type": "integer", "description": "All facts of the text."},
            "count": {"type": "integer", "description": "Those given here."},
            "rows": {"type": "array", "items": {"type": "object", "required": ["kind", "citations"], "properties": {
                "kind": {"enum": ["event", "statement", "agreement"]},
                "citations": {"type": "array", "items": citation()}
            }}},
            "problems": {"type": "array", "items": {"type": "string"}},
            "next": {"type": "integer", "description": "Give it as `from`, with the same text, to go on."}
        }
    }))
}

/// The arguments of a tool.
fn taken<T: DeserializeOwned>(name: &str, given: Object) -> Result<T, Problem> {
    serde_json::from_value(Value::Object(given)).map_err(|e| {
        Problem::bad(format!("the arguments of {name} do not fit: {e}")).hint("its input schema has them all")
    })
}

fn within(name: &str, given: Option<u64>, default: u64, most: u64) -> Result<u64, Problem> {
    match given.unwrap_or(default) {
        n if (1..=most).contains(&n) => Ok(n),
        _ => Err(Problem::bad(format!("`{name}` is a number from 1 to {most}"))),
    }
}

/// Answers a call.
///
/// # Errors
///
/// The arguments do not fit, there is no such thing, or the store fails.
pub(super) async fn call(
    pool: &Arc<Pool>,
    desk: &Desk,
    name: &str,
    given: Object,
) -> Result<Answer, Problem> {
    match name {
        "search" => {
            let Search { q, limit } = taken(name, given)?;
            let limit = within("limit", limit, FEW, SOME)?;
            if q.trim().is_empty() || q.chars().count() > crate::resource::LONGEST {
                let most = crate::resource::LONGEST;
                return Err(Problem::bad(format!("`q` is empty or longer than {most} characters")));
            }
            pool.ask(move |view| dossier::search(view, &q, limit)).await
        }
        "dossier" => {
            let Dossier { party, with, limit } = taken(name, given)?;
            let limit = within("limit", limit, FEW, SOME)?;
            pool.ask(move |view| dossier::of(view, &party, with.as_deref(), limit)).await
        }
        "engagement" => {
            let Engagement { id, limit, cursor } = taken(name, given)?;
            let limit = within("limit", limit, ROWS, MOST)?;
            pool.ask(move |view| engagement::of(view, &id, limit, cursor.as_deref())).await
        }
        "report" => {
            let Report { id, offset, length } = taken(name, given)?;
            let length = within("length", length, report::PIECE, 20_000)?;
            pool.ask(move |view| report::of(view, &id, offset.unwrap_or(0), length)).await
        }
        "who" => {
            let Who { question, on, from, to, party, office } = taken(name, given)?;
            let asked = Asked {
                words: question.as_deref().unwrap_or_default(),
                on: on.as_deref(),
                from: from.as_deref(),
                to: to.as_deref(),
                party: party.as_deref(),
                office: office.as_deref(),
            };
            knowledge::who(asked, TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date())
        }
        "where" => {
            let Where { place, near } = taken(name, given)?;
            knowledge::r#where(&place, near.as_deref())
        }
        "party" => {
            let Party { name: party, on } = taken(name, given)?;
            knowledge::party(&party, on.as_deref())
        }
        "read" => read(desk, taken(name, given)?).await,
        listing => {
            let ask = ask(listing, &given)?;
            pool.ask(move |view| Ok(part(view, &ask, ROOM)?.answer())).await
        }
    }
}

async fn read(desk: &Desk, given: Read) -> Result<Answer, Problem> {
    let limit = within("limit", given.limit, 20, MOST)? as usize;
    let mut sent = Map::new();
    for (name, value) in [
        ("text", given.text),
        ("html", given.html),
        ("title", given.title),
        ("published", given.published),
        ("url", given.url),
        ("source", given.source),
    ] {
        if let Some(value) = value {
            sent.insert(name.into(), Value::String(value));
        }
    }
    let body = Value::Object(sent).to_string();
    if body.len() > read::MOST {
        let problem = Problem::bad(format!("a report to read has at most {} bytes", read::MOST));
        return Err(problem.hint("`chancery read` takes longer ones"));
    }
    let by_rules = given.reader == Some(Reader::Rules);
    let record = desk.record("application/json", body.as_bytes(), by_rules).await?;
    let record: Value = serde_json::from_slice(&record).map_err(|e| Problem::fault(&e))?;
    reading::told(&record, given.from.unwrap_or(0) as usize, limit)
}

/// The rows of a listing that fit these values.
pub(super) fn rows_of(name: &str, values: &[(&str, &str)]) -> Result<Ask, Problem> {
    let given = values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    ask(name, &given)
}

/// What a call of a listing asks: its arguments are the parameters of the API.
fn ask(name: &str, given: &Object) -> Result<Ask, Problem> {
    let resource = named(name).ok_or_else(|| Problem::missing(format!("there is no listing {name}")))?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in given {
        match value {
            Value::Array(values) if name == "facets" => {
                let names: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
                query.append_pair(name, &names.join(","));
            }
            Value::Array(values) => {
                for value in values {
                    query.append_pair(name, &plain(name, value)?);
                }
            }
            value => {
                query.append_pair(name, &plain(name, value)?);
            }
        }
    }
    let mut ask = Ask::of(resource, &query.finish(), true)?;
    ask.filter.limit = Some(within("limit", ask.filter.limit, ROWS, MOST)?);
    Ok(ask)
}

fn plain(name: &str, value: &Value) -> Result<String, Problem> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Problem::bad(format!("`{name}` is neither a text nor a number"))),
    }
}

/// The call that gives the rows of `ask` from `cursor` on; none where no tool lists them.
pub(super) fn call_of(ask: &Ask, cursor: Option<&str>) -> Option<Value> {
    let (name, _) = LISTINGS.iter().find(|(name, _)| *name == ask.resource.name)?;
    let mut arguments = Map::new();
    for (name, value) in &ask.given {
        if name == "limit" {
            continue;
        }
        match arguments.get_mut(name) {
            Some(Value::Array(values)) => values.push(json!(value)),
            _ if name == "party" => {
                arguments.insert(name.clone(), json!([value]));
            }
            _ => {
                arguments.insert(name.clone(), json!(value));
            }
        }
    }
    if let Some(cursor) = cursor {
        arguments.insert("cursor".into(), json!(cursor));
    }
    Some(json!({"tool": name, "arguments": arguments}))
}
