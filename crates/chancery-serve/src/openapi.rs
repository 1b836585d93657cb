//! The description of the API (OpenAPI 3.1), made from the tables of `resource`, and a page that tells the same.

use chancery_store::ColumnKind;
use maud::html;
use serde_json::{Map, Value, json};

use crate::answer::Format;
use crate::ask::{MOST, PAGE};
use crate::page::{Twins, layout};
use crate::resource::{LONGEST, RESOURCES, Resource};
use crate::routes::{FEW, NAMES};

/// The whole description.
pub(crate) fn description() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert("Problem".into(), problem());
    for resource in RESOURCES {
        schemas.insert(resource.name.into(), row(resource));
        for format in Format::TWINS {
            paths.insert(format!("/{}.{}", resource.name, format.ending()), listing(resource, format));
        }
        if resource.has_pages {
            paths.insert(format!("/{}/{{key}}.json", resource.name), single(resource));
        }
    }
    for (path, methods) in others() {
        paths.insert(path.to_owned(), methods);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The record of diplomacy: who did what to whom, who said what, what was agreed, each with the words that say so. \
                Every listing comes as a page of JSON with a cursor (`next`, also as a `Link` header), and whole as NDJSON, CSV and Parquet; \
                `X-Total-Count` says how many rows there are, whatever the page. In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it.",
            "license": {"name": "Apache-2.0 OR MIT"}
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}
        },
        "security": [{}, {"token": []}]
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What is wrong with this request."},
            "hint": {"type": "string", "description": "What to do about it."}
        }
    })
}

/// The schema of a row.
fn row(resource: &Resource) -> Value {
    let mut properties = Map::new();
    for column in resource.listing.columns() {
        let schema = match column.kind {
            ColumnKind::Text | ColumnKind::Date => json!({"type": ["string", "null"]}),
            ColumnKind::Integer | ColumnKind::Time => json!({"type": ["integer", "null"]}),
            ColumnKind::Real => json!({"type": ["number", "null"]}),
            ColumnKind::List => json!({"type": ["array", "null"]}),
        };
        properties.insert(column.name.into(), schema);
    }
    let required: Vec<_> = resource.listing.columns().iter().map(|c| c.name).collect();
    json!({"type": "object", "description": resource.about, "properties": properties, "required": required})
}

fn parameter(name: &str, about: &str, schema: &Value) -> Value {
    let mut parameter = json!({"name": name, "in": "query", "description": about, "schema": schema});
    if schema["type"] == "array" {
        parameter["style"] = json!("form");
        parameter["explode"] = json!(true);
    }
    parameter
}

fn listing(resource: &Resource, format: Format) -> Value {
    let mut parameters: Vec<Value> = resource
        .params
        .iter()
        .map(|&param| parameter(param.name(), param.about(), &param.schema(resource)))
        .collect();
    let is_paged = matches!(format, Format::Json | Format::Atom);
    let limit = match is_paged {
        true => format!("Rows on a page; {PAGE} where it is not given."),
        false => "At most so many rows; all where it is not given.".to_owned(),
    };
    parameters.push(parameter("limit", &limit, &json!({"type": "integer", "minimum": 1, "maximum": MOST})));
    let cursor = json!({"type": "string", "minLength": 1, "maxLength": LONGEST});
    parameters.push(parameter("cursor", "Where to go on: what the page before gave. Opaque.", &cursor));
    let facets: Vec<&str> = resource.listing.facets().collect();
    if format == Format::Json && !facets.is_empty() {
        let schema = json!({"type": "array", "items": {"type": "string", "enum": facets}, "minItems": 1, "uniqueItems": true});
        let mut facets = parameter("facets", "Count the rows by these, with commas.", &schema);
        facets["explode"] = json!(false);
        parameters.push(facets);
    }
    let name = resource.name;
    let row = json!({"$ref": format!("#/components/schemas/{name}")});
    let schema = match format {
        Format::Json => json!({
            "type": "object",
            "required": ["kind", "total", "count", "cursor", "next", "rows"],
            "properties": {
                "kind": {"const": name},
                "total": {"type": "integer", "description": "All rows that fit."},
                "count": {"type": "integer", "description": "Rows on this page."},
                "cursor": {"type": ["string", "null"]},
                "next": {"type": ["string", "null"], "description": "The address of the next page."},
                "rows": {"type": "array", "items": row},
                "facets": {"type": "object", "additionalProperties": {"type": "object", "required": ["values", "more"], "properties": {
                    "values": {"type": "array", "items": {"type": "object", "required": ["value", "count"], "properties": {"value": {"type": ["string", "null"]}, "count": {"type": "integer"}}}},
                    "more": {"type": "boolean", "description": "Whether there are further, less frequent values."}
                }}},
                "gone": {"type": "array", "description": "With `updated_since`: what is no more, and what became of it.", "items": {"$ref": "#/components/schemas/gone"}}
            }
        }),
        _ => json!({"type": "string"}),
    };
    let media = format.media().split(';').next().unwrap_or_default();
    json!({"get": {
        "operationId": format!("{name}_{}", format.ending()),
        "tags": [name],
        "summary": format!("{} as {}", resource.title, format.ending().to_uppercase()),
        "description": resource.about,
        "parameters": parameters,
        "responses": responses(&json!({
            "description": resource.title,
            "headers": {"X-Total-Count": {"schema": {"type": "integer"}}, "Link": {"schema": {"type": "string"}}},
            "content": {media: {"schema": schema}}
        }))
    }})
}

fn single(resource: &Resource) -> Value {
    let example = match resource.name {
        "parties" => "IND",
        "pairs" => "IND-RUS",
        _ => "the `id` of a row",
    };
    json!({"get": {
        "operationId": format!("{}_one", resource.name),
        "tags": [resource.name],
        "summary": format!("All about one {}", resource.one),
        "parameters": [{"name": "key", "in": "path", "required": true, "description": example, "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST}}],
        "responses": responses(&json!({"description": "What is known", "content": {"application/json": {"schema": {"type": "object"}}}}))
    }})
}

fn responses(good: &Value) -> Value {
    let problem = json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
    json!({
        "200": good,
        "308": {"description": "It has another key now; see Location."},
        "default": {"description": "A problem", "content": problem}
    })
}

/// The paths that are no listings.
fn others() -> Vec<(&'static str, Value)> {
    let object = json!({"type": "object"});
    let good = |schema: &Value| {
        responses(&json!({"description": "Done", "content": {"application/json": {"schema": schema}}}))
    };
    let found = json!({
        "type": "object",
        "required": ["results"],
        "properties": {"results": {"type": "array", "items": {"type": "object", "required": ["name", "candidates"], "properties": {
            "name": {"type": "string"},
            "candidates": {"type": "array", "items": {"type": "object", "required": ["kind", "id", "name", "score", "page"], "properties": {
                "kind": {"enum": ["party", "person"]},
                "id": {"type": "string"},
                "name": {"type": "string"},
                "score": {"type": "number", "minimum": 0, "maximum": 1},
                "page": {"type": "string"}
            }}}
        }}}}
    });
    let name = json!({"type": "string", "maxLength": LONGEST});
    let report = json!({"content": {
        "application/json": {"schema": {"type": "object", "properties": {
            "text": {"type": "string"}, "html": {"type": "string"}, "id": {}, "title": {}, "published": {}, "url": {}, "source": {}, "language": {}
        }, "anyOf": [{"required": ["text"]}, {"required": ["html"]}]}},
        "text/plain": {"schema": {}},
        "text/html": {"schema": {}}
    }, "required": true});
    let reader = parameter(
        "reader",
        "The trained reader with the rules, or the rules alone.",
        &json!({"type": "string", "enum": ["model", "rules"]}),
    );
    let by_token = json!([{"token": []}]);
    let plain = |id: &str, summary: &str| json!({"get": {"operationId": id, "summary": summary, "responses": good(&object)}});
    vec![
        ("/front.json", plain("front", "Totals, the latest engagements, places and the busiest pairs")),
        ("/openapi.json", plain("openapi", "This description")),
        ("/schema/record.json", plain("record_schema", "The JSON Schema of a record")),
        ("/health", plain("health", "Whether the store answers")),
        (
            "/search.json",
            json!({"get": {
                "operationId": "search", "summary": "Whom words name, and the first of what holds them",
                "parameters": [parameter("q", "Words", &json!({"type": "string", "maxLength": LONGEST}))],
                "responses": good(&object)
            }}),
        ),
        (
            "/match",
            json!({
                "get": {
                    "operationId": "match_names", "summary": "Whom names mean, with scores",
                    "parameters": [
                        {"name": "name", "in": "query", "required": true, "style": "form", "explode": true, "schema": {"type": "array", "items": name, "minItems": 1, "maxItems": FEW}},
                        parameter("on", "A day on which offices were held.", &json!({"type": "string", "format": "date"}))
                    ],
                    "responses": good(&found)
                },
                "post": {
                    "operationId": "match_names_in_bulk", "summary": "Whom names mean, with scores, in bulk",
                    "requestBody": {"required": true, "content": {"application/json": {"schema": {
                        "type": "object", "required": ["names"], "additionalProperties": false,
                        "properties": {"names": {"type": "array", "items": name, "minItems": 1, "maxItems": NAMES}, "on": {"type": ["string", "null"], "format": "date"}}
                    }}}},
                    "responses": good(&found)
                }
            }),
        ),
        (
            "/read",
            json!({"post": {
                "operationId": "read", "summary": "The record of a report, which is not kept",
                "parameters": [reader.clone()], "requestBody": report.clone(), "responses": good(&object)
            }}),
        ),
        (
            "/reports",
            json!({"get": {
                "operationId": "reports_page", "summary": "Reports as a page",
                "responses": responses(&json!({"description": "A page", "content": {"text/html": {"schema": {"type": "string"}}}}))
            }, "post": {
                "operationId": "add_report", "summary": "Read a report and keep it", "security": by_token,
                "parameters": [reader], "requestBody": report, "responses": good(&object)
            }}),
        ),
        (
            "/judgements",
            json!({"post": {
                "operationId": "judge", "summary": "Say that two events are one act, or are not", "security": by_token,
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                    "type": "object", "required": ["a", "b", "same"], "additionalProperties": false,
                    "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "same": {"type": "boolean"}, "reason": {"type": "string", "maxLength": 1000}}
                }}}},
                "responses": good(&object)
            }}),
        ),
    ]
}

/// The page that tells what there is.
pub(crate) fn page() -> String {
    let body = html! {
        h1 { "The API" }
        p.lead { "Every page has twins: put " code { ".json" } ", " code { ".ndjson" } ", " code { ".csv" } ", " code { ".parquet" } " or " code { ".atom" } " after its address. The whole in one description: " a href="/openapi.json" { "openapi.json" } "." }
        p { "JSON comes in pages: " code { "next" } " is the address of the following one. NDJSON, CSV and Parquet hold all rows. " code { "X-Total-Count" } " says how many there are. Follow changes with " code { "updated_since" } ": what is no more is listed under " code { "gone" } ". Errors are " code { "application/problem+json" } "." }
        @for resource in RESOURCES {
            section {
                h2 { a href=(format!("/{}", resource.name)) { (resource.title) } }
                p { (resource.about) }
                dl.facts { @for &param in resource.params { dt { code { (param.name()) } } dd { (param.about()) } } }
                @let facets: Vec<&str> = resource.listing.facets().collect();
                @if !facets.is_empty() { p.about { "Facets: " (facets.join(", ")) } }
            }
        }
        section {
            h2 { "Reading and matching" }
            dl.facts {
                dt { code { "POST /read" } } dd { "The record of a report (text, HTML or a JSON object with either), which is not kept." }
                dt { code { "POST /match" } } dd { "Whom names mean: " code { "{\"names\": [\"Lavrov\", \"EU\"], \"on\": \"2023-12-27\"}" } }
                dt { code { "POST /reports" } } dd { "Read a report and keep it; takes a token." }
                dt { code { "POST /judgements" } } dd { "Say that two events are one act, or are not; takes a token." }
            }
        }
    };
    layout("The API", "/api", &Twins::new(), &body)
}
