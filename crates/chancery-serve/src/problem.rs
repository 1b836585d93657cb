//! [`Problem`]: the one shape of every error, RFC 9457 `application/problem+json`; in a browser the same as a page.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value, json};

/// Why a request was not answered as asked.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// What is wrong with this request.
    pub(crate) detail: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
    /// Seconds after which to try again.
    pub(crate) retry_after: Option<u32>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into(), hint: None, retry_after: None }
    }

    /// The request makes no sense.
    pub(crate) fn bad(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is nothing there.
    pub(crate) fn missing(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, detail)
    }

    /// The server has too much to do.
    pub(crate) fn busy() -> Problem {
        let busy = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too many requests are waiting");
        Problem { retry_after: Some(2), ..busy }
    }

    /// The question costs more than any may.
    pub(crate) fn late() -> Problem {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "answering takes too long")
            .hint("narrow the question, by party or by dates; whole listings can be had as .csv, .ndjson or .parquet")
    }

    /// A fault of ours. What exactly goes to the log and not to the asker.
    pub(crate) fn fault(error: &dyn std::fmt::Display) -> Problem {
        crate::log(&format!("fault: {error}"));
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "answering failed")
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// A short name of the kind of problem, the last part of its type.
    pub(crate) fn kind(&self) -> &'static str {
        match self.status.as_u16() {
            400 => "bad-request",
            401 => "token-needed",
            403 => "forbidden",
            404 => "not-found",
            405 => "method",
            406 => "not-acceptable",
            410 => "gone",
            413 => "too-large",
            415 => "media-type",
            421 => "host",
            422 => "unreadable",
            429 => "too-many",
            503 => "busy",
            _ => "fault",
        }
    }

    pub(crate) fn json(&self) -> Value {
        let mut problem = Map::new();
        problem.insert("type".into(), json!(format!("urn:chancery:problem:{}", self.kind())));
        problem.insert("title".into(), json!(self.status.canonical_reason().unwrap_or("Error")));
        problem.insert("status".into(), json!(self.status.as_u16()));
        problem.insert("detail".into(), json!(self.detail));
        if let Some(hint) = &self.hint {
            problem.insert("hint".into(), json!(hint));
        }
        Value::Object(problem)
    }

    /// As an answer to a program.
    pub(crate) fn answer(&self) -> Response<Body> {
        self.with("application/problem+json", self.json().to_string())
    }

    /// As an answer with this body.
    pub(crate) fn with(&self, media: &'static str, body: String) -> Response<Body> {
        let mut answer = Response::new(Body::from(body));
        *answer.status_mut() = self.status;
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            // A browser then asks for a name, which is not looked at, and a password, which is the token.
            let challenge = HeaderValue::from_static("Basic realm=\"chancery\", charset=\"UTF-8\"");
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }
}

impl From<chancery_store::Error> for Problem {
    fn from(error: chancery_store::Error) -> Problem {
        if error.is_late() {
            return Problem::late();
        }
        let message = error.to_string();
        if error.is_failure() {
            return Problem::fault(&message);
        }
        let status = match message.contains("cursor") || message.starts_with("there is nothing") {
            true => StatusCode::NOT_FOUND,
            false => StatusCode::BAD_REQUEST,
        };
        let problem = Problem::new(status, message);
        match error.advice() {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    }
}
