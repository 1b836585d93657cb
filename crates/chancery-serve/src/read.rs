//! `POST /read`: the record of a report that is sent, without keeping it. [`Desk`] reads one at a time for each core.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use chancery::Models;
use chancery::read::{self, Body, Line, Provenance};
use chancery::text::Document;
use chancery_know::Knowledge;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Bytes of a report at most.
pub(crate) const MOST: usize = 2 << 20;

/// How long a report waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where reports are read.
pub(crate) struct Desk {
    trained: &'static Models,
    turns: Arc<Semaphore>,
}

impl Desk {
    pub(crate) fn new(trained: &'static Models) -> Desk {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        Desk { trained, turns: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))) }
    }

    /// The record of what was sent, as JSON; `by_rules` leaves the trained reader out.
    ///
    /// # Errors
    ///
    /// What was sent is no report, or too many wait to be read.
    pub(crate) async fn record(&self, media: &str, body: &[u8], by_rules: bool) -> Result<Vec<u8>, Problem> {
        let document = document(media, body)?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Problem::busy()) };
        let trained = (!by_rules).then_some(self.trained);
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let none = Models::default();
            let json = || {
                chancery::record::of_with(
                    &document,
                    trained.unwrap_or(&none),
                    Knowledge::embedded(),
                    |record| serde_json::to_vec(record).unwrap_or_default(),
                )
            };
            catch_unwind(AssertUnwindSafe(json))
        });
        match read.await {
            Ok(Ok(record)) => Ok(record),
            _ => Err(Problem::fault(&"reading a report failed")),
        }
    }
}

/// The document of what was sent: an object as in a line of JSON-lines input, plain text, or a page.
fn document(media: &str, body: &[u8]) -> Result<Document, Problem> {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let provenance = Provenance { id: "-".to_owned(), ..Provenance::default() };
    match media.as_str() {
        "application/json" => {
            // One of the two must be words; whatever else stands for the other says that there is none.
            let mut sent: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            if ["text", "html"].iter().any(|name| sent[name].is_string())
                && let Some(fields) = sent.as_object_mut()
            {
                fields.retain(|name, value| !matches!(name.as_str(), "text" | "html") || value.is_string());
            } else if let Some(name) = ["text", "html"].iter().find(|name| sent.get(name).is_some()) {
                return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("`{name}` is no string")));
            }
            let told = sent.is_object().then(|| sent.to_string());
            let body = told.as_ref().map_or(body, |told| told.as_bytes());
            let Line { provenance, body } = read::json_line(body, None).map_err(|unread| {
                Problem::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    format!("this is no report: {}", unread.reason),
                )
                .hint("send an object with `text` or `html`, and perhaps `title`, `published`, `url`")
            })?;
            let id = if provenance.id.is_empty() { "-".to_owned() } else { provenance.id };
            let provenance = Provenance { id, ..provenance };
            Ok(match body {
                Body::Text(text) => read::text(provenance, text),
                Body::Html(html) => chancery_html::page(provenance, html.into_bytes()),
            })
        }
        "text/plain" => {
            let decoded = read::decode(body.to_vec());
            let provenance = Provenance { problems: decoded.problem.into_iter().collect(), ..provenance };
            Ok(read::text(provenance, decoded.text))
        }
        "text/html" => Ok(chancery_html::page(provenance, body.to_vec())),
        other => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("a report of `{other}` cannot be read"),
        )
        .hint("send application/json, text/plain or text/html")),
    }
}
