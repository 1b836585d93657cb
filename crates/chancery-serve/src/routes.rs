//! Which request gets which answer: [`router`]. Each page answers at its address, and its twins at the same address with
//! an ending: `/engagements`, `/engagements.csv`, `/pairs/IND-RUS.json`.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{get, post};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::access::{Access, harden};
use crate::answer::{self, Format};
use crate::ask::Ask;
use crate::connections::Sender;
use crate::dossier::Subject;
use crate::pool::Pool;
use crate::problem::Problem;
use crate::read::Desk;
use crate::resource::named;
use crate::tokens::Right;
use crate::{assets, names, openapi, page, read, write};

/// What answers need.
pub(crate) struct App {
    pub(crate) pool: Arc<Pool>,
    pub(crate) access: Access,
    pub(crate) reading: Desk,
}

type Answer = Result<Response<Body>, Problem>;

/// Names of a `/match` at most.
pub(crate) const NAMES: usize = 500;

/// Names in the address of a `/match` at most.
pub(crate) const FEW: usize = 10;

pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/reports", get(rows).post(add))
        .route("/judgements", post(judge))
        .route("/read", post(read_report))
        .route("/match", get(match_query).post(match_body))
        .route("/assets/{name}", get(asset))
        .route("/openapi.json", get(|| async { answer::json(&openapi::description()) }))
        .route("/schema/record.json", get(schema))
        .route("/health", get(health))
        .route("/{page}", get(rows))
        .route("/{page}/{key}", get(one))
        .route("/", get(front))
        .fallback(async || Problem::missing("there is nothing at this address").answer())
        .method_not_allowed_fallback(async || {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not take this method").answer()
        })
        .layer(DefaultBodyLimit::max(read::MOST))
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(app)
}

/// Goes round every request: may it be asked, and is the answer fit to go out?
async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response<Body> {
    let sender = request.extensions().get::<Sender>().map_or(IpAddr::from([0, 0, 0, 0]), |s| s.0.ip());
    let wants_page = wants_page(request.headers()) && request.method() == Method::GET;
    let cost = match (request.method(), request.uri().path()) {
        (_, path) if path.starts_with("/assets/") => 0.0,
        (&Method::POST, _) => 10.0,
        _ => 1.0,
    };
    let allowed = app.access.rate.count(sender, cost, Instant::now());
    let allowed = allowed.and_then(|()| app.access.right(request.headers()));
    let mut answer = match allowed {
        Err(problem) => problem.answer(),
        Ok(right) => {
            let mut request = request;
            request.extensions_mut().insert(Allowed(right));
            next.run(request).await
        }
    };
    let media = answer.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if answer.status().is_client_error() || answer.status().is_server_error() {
        let is_ours = media.starts_with("application/problem+json");
        if !is_ours || wants_page {
            answer = reshape(answer, wants_page).await;
        }
    }
    harden(answer.headers_mut());
    answer
}

/// What the sender of a request may do.
#[derive(Clone, Copy)]
struct Allowed(Option<Right>);

/// An error in the one shape, or as a page for those who look.
async fn reshape(answer: Response<Body>, as_page: bool) -> Response<Body> {
    let (mut parts, body) = answer.into_parts();
    let text = axum::body::to_bytes(body, 64 << 10).await.unwrap_or_default();
    let told: Value = serde_json::from_slice(&text).unwrap_or_default();
    let of = |name: &str| told[name].as_str().map(str::to_owned);
    let plain = String::from_utf8_lossy(&text).chars().take(300).collect();
    let problem = Problem { hint: of("hint"), ..Problem::new(parts.status, of("detail").unwrap_or(plain)) };
    let (media, body) = match as_page {
        true => (Format::Html.media(), page::problem(&problem)),
        false => ("application/problem+json", problem.json().to_string()),
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

/// An answer, whatever became of it.
fn told(answer: Answer) -> Response<Body> {
    answer.unwrap_or_else(|problem| problem.answer())
}

/// The format asked for by the ending of the address, else by `Accept`: a page for those who look, JSON for those who
/// ask for it.
fn format(ending: Option<Format>, headers: &HeaderMap) -> Format {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    ending.unwrap_or(match accept.contains("application/json") && !accept.contains("text/html") {
        true => Format::Json,
        false => Format::Html,
    })
}

fn html(page: String) -> Response<Body> {
    let mut answer = answer::answer(Format::Html, Body::from(page));
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    answer
}

/// The address of this server, as the sender called it; the guard has looked at the name.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
    let is_behind_tls = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    format!("{}://{host}", if is_behind_tls { "https" } else { "http" })
}

fn redirect(status: StatusCode, address: &str) -> Answer {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    let address = HeaderValue::try_from(address).map_err(|e| Problem::fault(&e))?;
    answer.headers_mut().insert(header::LOCATION, address);
    Ok(answer)
}

async fn front(State(app): State<Arc<App>>, headers: HeaderMap) -> Response<Body> {
    told(subject(&app, Subject::Front, None, &headers, "").await)
}

/// `/engagements`, `/engagements.csv`, `/search`, `/network` …
async fn rows(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response<Body> {
    told(rows_of(&app, &uri, &headers).await)
}

async fn rows_of(app: &App, uri: &Uri, headers: &HeaderMap) -> Answer {
    let (name, ending) = Format::of_path(uri.path().trim_start_matches('/'));
    let query = uri.query().unwrap_or_default();
    match name {
        "front" => return subject(app, Subject::Front, ending, headers, query).await,
        "search" => {
            let typed =
                form_urlencoded::parse(query.as_bytes()).find(|(n, _)| n == "q").map(|(_, v)| v.into_owned());
            let typed = typed.unwrap_or_default();
            if typed.chars().count() > crate::resource::LONGEST {
                return Err(Problem::bad(format!(
                    "`q` is longer than {} characters",
                    crate::resource::LONGEST
                )));
            }
            return subject(app, Subject::Search(typed), ending, headers, query).await;
        }
        "network" => return network(app, ending, headers, query).await,
        "api" => return Ok(html(openapi::page())),
        _ => {}
    }
    let resource = named(name).ok_or_else(|| {
        Problem::missing("there is nothing at this address").hint("/api tells what there is")
    })?;
    let format = format(ending, headers);
    let ask = Ask::of(resource, query, format == Format::Html)?;
    match format {
        Format::Html => {
            let asked = ask.clone();
            let page = app.pool.ask(move |store| answer::page(store, &asked)).await?;
            let mut answer = html(page::listing::page(&ask, &page));
            answer::links(&mut answer, &ask, format, page.next.as_deref());
            answer::total(&mut answer, page.total);
            Ok(answer)
        }
        Format::Json => answer::rows(&app.pool, ask).await,
        Format::Atom => {
            let asked = ask.clone();
            let page = app.pool.ask(move |store| answer::page(store, &asked)).await?;
            let feed = answer::feed(&ask, &page, &base(headers));
            let mut answer = answer::answer(format, Body::from(feed));
            answer::links(&mut answer, &ask, format, page.next.as_deref());
            answer::total(&mut answer, page.total);
            Ok(answer)
        }
        Format::Ndjson | Format::Csv | Format::Parquet => answer::export(&app.pool, ask, format).await,
    }
}

/// `/pairs/IND-RUS`, `/reports/r….json` …
async fn one(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response<Body> {
    told(one_of(&app, &uri, &headers).await)
}

async fn one_of(app: &App, uri: &Uri, headers: &HeaderMap) -> Answer {
    let missing = || Problem::missing("there is nothing at this address");
    let (path, ending) = Format::of_path(uri.path().trim_start_matches('/'));
    let (kind, key) = path.split_once('/').ok_or_else(missing)?;
    let key = percent_decode_str(key).decode_utf8().map_err(|_| missing())?;
    if key.chars().count() > crate::resource::LONGEST {
        return Err(missing());
    }
    subject(app, Subject::of(kind, &key)?, ending, headers, uri.query().unwrap_or_default()).await
}

async fn subject(
    app: &App,
    subject: Subject,
    ending: Option<Format>,
    headers: &HeaderMap,
    query: &str,
) -> Answer {
    let format = format(ending, headers);
    if matches!(format, Format::Csv | Format::Ndjson | Format::Parquet | Format::Atom) {
        // The rows of a page are rows of a listing: there they are.
        let (name, query) = subject.rows();
        let mark = if query.is_empty() { "" } else { "?" };
        return redirect(
            StatusCode::TEMPORARY_REDIRECT,
            &format!("/{name}.{}{mark}{query}", format.ending()),
        );
    }
    let asked = subject.clone();
    let value = app.pool.ask(move |store| asked.value(store)).await?;
    if value["gone"] == true {
        let Subject::Fact(listing, key) = &subject else { return Err(Problem::missing("it is gone")) };
        return match value["became"].as_str() {
            Some(became) => {
                let name = crate::resource::of(*listing).name;
                let dot = if format == Format::Html { "" } else { ".json" };
                let address = format!("/{name}/{}{dot}", page::words::part(became));
                redirect(StatusCode::PERMANENT_REDIRECT, &address)
            }
            None => Err(Problem::new(StatusCode::GONE, format!("there is nothing under `{key}` any more"))
                .hint("/gone lists what is no more")),
        };
    }
    if format == Format::Json {
        return Ok(answer::json(&value));
    }
    let at = form_urlencoded::parse(query.as_bytes()).find(|(n, _)| n == "at").and_then(|(_, v)| {
        let (start, end) = v.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    });
    // Long texts take a while to cut up, which must not keep other requests waiting.
    let drawn = tokio::task::spawn_blocking(move || match &subject {
        Subject::Front => page::front::page(&value),
        Subject::Search(_) => page::search::page(&value),
        Subject::Party(_) => page::relation::party(&value),
        Subject::Pair(..) => page::relation::pair(&value),
        Subject::Person(_) => page::person::page(&value),
        Subject::Fact(chancery_store::Listing::Engagements, _) => page::fact::engagement(&value),
        Subject::Fact(chancery_store::Listing::Reports, _) => page::report::page(&value, at),
        Subject::Fact(listing, _) => page::fact::single(*listing, &value),
    });
    Ok(html(drawn.await.map_err(|e| Problem::fault(&e))?))
}

/// Pairs drawn at most: more lines than that tell nobody anything.
const DRAWN: u64 = 150;

async fn network(app: &App, ending: Option<Format>, headers: &HeaderMap, query: &str) -> Answer {
    let given: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let value = |name: &str| given.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.clone());
    let kind = value("type").unwrap_or_else(|| "CONSULT".to_owned());
    let parts = ["from", "to", "party"].into_iter().filter_map(|name| Some((name, value(name)?)));
    let asked = form_urlencoded::Serializer::new(String::new())
        .append_pair("type", &kind)
        .extend_pairs(parts)
        .finish();
    let format = format(ending, headers);
    if format != Format::Html {
        return redirect(StatusCode::TEMPORARY_REDIRECT, &format!("/pairs.{}?{asked}", format.ending()));
    }
    let question = asked.clone();
    let pairs = app.pool.ask(move |store| crate::dossier::some(store, "pairs", &question, DRAWN)).await?;
    let of = |name: &str| value(name).unwrap_or_default();
    let page = page::relation::network(
        &pairs,
        &format!("{asked}&limit={DRAWN}"),
        [&of("from"), &of("to"), &kind, &of("party")],
    );
    Ok(html(page))
}

async fn asset(uri: Uri) -> Response<Body> {
    let name = uri.path().trim_start_matches("/assets/");
    told(assets::asset(name, uri.query().unwrap_or_default()))
}

async fn schema() -> Response<Body> {
    answer::answer(Format::Json, Body::from(chancery::record::SCHEMA))
}

async fn health(State(app): State<Arc<App>>) -> Response<Body> {
    told(
        app.pool
            .ask(|store| Ok(store.data_version()?))
            .await
            .map(|_| answer::json(&json!({"status": "well"}))),
    )
}

async fn read_report(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let read = async {
        let by_rules = by_rules(&uri)?;
        let record = app.reading.record(media(&headers), &body, by_rules).await?;
        Ok(answer::answer(Format::Json, Body::from(record)))
    };
    told(read.await)
}

fn media(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// Whether `?reader=rules` was asked for.
fn by_rules(uri: &Uri) -> Result<bool, Problem> {
    let mut by_rules = false;
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        match (&*name, &*value) {
            ("reader", "rules") => by_rules = true,
            ("reader", "model") => by_rules = false,
            ("reader", _) => return Err(Problem::bad("`reader` is `model` or `rules`")),
            _ => return Err(Problem::bad(format!("there is no parameter `{name}`"))),
        }
    }
    Ok(by_rules)
}

async fn match_query(State(app): State<Arc<App>>, uri: Uri) -> Response<Body> {
    let matched = async {
        let (mut asked, mut on) = (Vec::new(), None);
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            match &*name {
                "name" => asked.push(value.into_owned()),
                "on" if on.is_none() => on = Some(value.into_owned()),
                _ => return Err(Problem::bad(format!("`{name}` is unknown or given twice"))),
            }
        }
        if asked.len() > FEW {
            return Err(Problem::bad(format!("more than {FEW} names are given")).hint("send them by POST"));
        }
        match_names(&app, asked, on.as_deref()).await
    };
    told(matched.await)
}

async fn match_body(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Names {
        names: Vec<String>,
        on: Option<String>,
    }
    let matched = async {
        if !media(&headers).starts_with("application/json") {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "names are sent as application/json",
            ));
        }
        let names: Names = serde_json::from_slice(&body).map_err(|e| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("these are no names: {e}"))
                .hint("send {\"names\": [\"Lavrov\", \"EU\"], \"on\": \"2023-12-27\"}")
        })?;
        match_names(&app, names.names, names.on.as_deref()).await
    };
    told(matched.await)
}

async fn match_names(app: &App, asked: Vec<String>, on: Option<&str>) -> Answer {
    if asked.is_empty() || asked.len() > NAMES {
        return Err(Problem::bad(format!("give from 1 to {NAMES} names")));
    }
    if asked.iter().any(|name| name.chars().count() > crate::resource::LONGEST) {
        return Err(Problem::bad(format!("a name is longer than {} characters", crate::resource::LONGEST)));
    }
    let on = match on {
        None => None,
        Some(day) => Some(
            day.parse::<jiff::civil::Date>()
                .ok()
                .filter(|_| day.len() == 10)
                .ok_or_else(|| Problem::bad("`on` is a day like 2023-12-27"))?,
        ),
    };
    let results = app.pool.ask(move |store| {
        let mut results = Vec::new();
        for name in &asked {
            results.push(json!({"name": name, "candidates": names::find(store, name, on)?}));
        }
        Ok(results)
    });
    Ok(answer::json(&json!({"results": results.await?})))
}

/// Refuses whom no token allows to write.
fn may_write(request: &axum::http::Extensions) -> Result<(), Problem> {
    match request.get::<Allowed>() {
        Some(Allowed(Some(Right::Write))) => Ok(()),
        Some(Allowed(Some(Right::Read))) => {
            Err(Problem::new(StatusCode::FORBIDDEN, "this token only allows to read"))
        }
        _ => Err(Problem::new(StatusCode::UNAUTHORIZED, "writing takes a token")
            .hint("`chancery token new NAME --write` makes one; send it as `Authorization: Bearer TOKEN`")),
    }
}

async fn add(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    let added = async {
        may_write(request.extensions())?;
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, read::MOST).await.map_err(|_| too_large())?;
        let by_rules = by_rules(&parts.uri)?;
        let record = app.reading.record(media(&parts.headers), &body, by_rules).await?;
        let db = app.pool.path().to_owned();
        let kept = tokio::task::spawn_blocking(move || write::add(&db, &record)).await;
        Ok(answer::json(&kept.map_err(|e| Problem::fault(&e))??))
    };
    told(added.await)
}

async fn judge(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    let judged = async {
        may_write(request.extensions())?;
        let body = axum::body::to_bytes(request.into_body(), 64 << 10).await.map_err(|_| too_large())?;
        let db = app.pool.path().to_owned();
        let kept = tokio::task::spawn_blocking(move || write::judge(&db, &body)).await;
        Ok(answer::json(&kept.map_err(|e| Problem::fault(&e))??))
    };
    told(judged.await)
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a body has at most {} bytes", read::MOST))
}
