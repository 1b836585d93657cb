//! [`round`]: looks for what is new and sends what is due. `chancery alert run` makes one; `serve` and `watch` keep at it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chancery_fetch::{Client, Limits, NAME, Stop, Url};
use chancery_store::{Delivery, Sent, Store};

use super::secrets::Secrets;
use crate::read::web::now;

/// The longest that a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(15);

/// How often what is new is looked for.
const EVERY: Duration = Duration::from_secs(5);

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Round {
    /// Messages that were made.
    pub(crate) made: usize,
    pub(crate) delivered: usize,
    pub(crate) failed: usize,
}

/// Sends messages.
pub(crate) struct Post {
    /// Asks addresses of the open internet only.
    public: Client,
    private: Client,
    secrets: Secrets,
}

impl Post {
    pub(crate) fn of(db: &Path) -> io::Result<Post> {
        let limits = Limits { timeout: TIMEOUT, longest: 1 << 16, redirects: 0, ..Limits::default() };
        let private = Limits { permit: Arc::new(|_| true), ..limits.clone() };
        Ok(Post {
            public: Client::new(NAME, limits),
            private: Client::new(NAME, private),
            secrets: Secrets::of(db)?,
        })
    }

    /// Posts a message, signed for this time.
    pub(crate) fn send(&self, delivery: &Delivery) -> Sent {
        let failed = |error: String| Sent::Failed { answer: None, error, wait: None };
        let seconds = now() / 1000;
        let Ok(url) = Url::parse(&delivery.url) else { return failed("the address is none".to_owned()) };
        let Some(signature) = self.secrets.sign(&delivery.alert, &delivery.id, seconds, &delivery.body)
        else {
            return failed("there is no secret to sign with; remove the alert and add it again".to_owned());
        };
        let time = seconds.to_string();
        let headers = [
            ("content-type", "application/json"),
            ("webhook-id", delivery.id.as_str()),
            ("webhook-timestamp", time.as_str()),
            ("webhook-signature", signature.as_str()),
        ];
        let client = if delivery.private { &self.private } else { &self.public };
        match client.post(&url, &headers, delivery.body.as_bytes()) {
            Ok((status @ 200..=299, _)) => Sent::Taken(status),
            Ok((410, _)) => Sent::Refused(410),
            Ok((status, wait)) => Sent::Failed {
                answer: Some(status),
                error: format!("the receiver answered {status}"),
                wait: wait.map(|wait| wait.as_millis().min(86_400_000) as i64),
            },
            Err(failure) => failed(failure.to_string()),
        }
    }
}

/// Looks for what is new, and sends what is due; with `all` also what waits for another try.
pub(crate) fn round(db: &Path, all: bool) -> anyhow::Result<Round> {
    let mut round = Round::default();
    if Store::open_read_only(db)?.alerts()?.is_empty() {
        return Ok(round);
    }
    let mut store = Store::open(db)?;
    let post = Post::of(db)?;
    round.made = store.look(now())?;
    let began = now();
    loop {
        let due = store.take_due(began, all)?;
        if due.is_empty() {
            return Ok(round);
        }
        for delivery in due {
            let sent = post.send(&delivery);
            store.sent(&delivery, &sent, now())?;
            match sent {
                Sent::Taken(_) => round.delivered += 1,
                Sent::Failed { .. } | Sent::Refused(_) => round.failed += 1,
            }
        }
    }
}

/// Looks and sends on a thread of its own until `stop` is uttered.
pub(crate) fn keep(db: PathBuf, stop: Stop) {
    std::thread::spawn(move || {
        let mut seen = None;
        let mut watch: Option<Store> = None;
        let mut wait = EVERY;
        while !stop.wait(wait) {
            wait = EVERY;
            if watch.is_none() {
                watch = Store::open_read_only(&db).ok();
            }
            let Some(store) = &watch else { continue };
            let version = store.data_version().ok();
            if version.is_some() && version == seen && !store.is_due(now()).unwrap_or(true) {
                continue;
            }
            let started = Instant::now();
            if let Err(error) = round(&db, false) {
                let time = jiff::Timestamp::now();
                let _ = writeln!(io::stderr().lock(), "{time:.0} alerts: {error}");
            }
            // While much is added, looking takes a small share of the time.
            wait = EVERY.max(started.elapsed() * 10);
            seen = store.data_version().ok();
        }
    });
}
