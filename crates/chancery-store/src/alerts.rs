//! [`Alert`]: a question that is asked again and again, and [`Delivery`]: a message with what is new.
//!
//! A row is new when it fits now and did not when last looked at. The rows that an alert has seen are kept, so that
//! looking back a while costs nothing but time, and no row is told twice. Messages are made in the same transaction and
//! sent afterwards; one that was not acknowledged is sent again, under the same key.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{Error, Filter, Listing, Result, Store, key::key};

/// What an alert can be on.
const LISTINGS: &[Listing] =
    &[Listing::Engagements, Listing::Statements, Listing::Agreements, Listing::Reports, Listing::Events];

/// How far looking goes back behind the last look, in milliseconds: a batch that took long to keep bears the time of its
/// beginning.
const SLACK: i64 = 15 * 60 * 1000;

/// Rows of a message at most.
const ROWS: usize = 100;

/// Bytes of a message's rows from which it takes no more.
const BYTES: usize = 1 << 20;

/// How long after each failed try the next one is, in milliseconds. After the last a message is given up.
const PAUSES: &[i64] =
    &[5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000];

/// Messages that are taken together: so few that all are sent before the claim on them ends.
const TOGETHER: i64 = 5;

/// How long a message is somebody's who sends it, in milliseconds. After that its sender is taken for dead.
const CLAIM: i64 = 180_000;

/// A question and where to tell of its new rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// What is listed: `engagements`.
    pub listing: String,
    /// Which rows.
    pub filter: Filter,
    /// Where messages are posted.
    pub url: String,
    /// Whether the address may be of this machine or of a private network.
    pub private: bool,
    /// Whether rows that changed are told again.
    pub changes: bool,
    /// When it was made, in milliseconds since 1970.
    pub made: i64,
    /// When new rows were last looked for.
    pub looked: i64,
    /// Why nothing is sent any more, where that is so.
    pub off: Option<String>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryStatus {
    /// It is to be sent, for the first time or again.
    Waiting,
    /// The receiver has it.
    Delivered,
    /// It was given up.
    Failed,
}

/// A message with new rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Delivery {
    /// By which the receiver knows it again; the same at each try.
    pub id: String,
    /// The alert's name.
    pub alert: String,
    /// Where it goes.
    pub url: String,
    /// Whether that may be an address of this machine or of a private network.
    #[serde(skip)]
    pub private: bool,
    /// What is posted, JSON.
    #[serde(skip)]
    pub body: String,
    /// Its rows.
    pub rows: u64,
    /// When it was made, in milliseconds since 1970.
    pub made: i64,
    /// What became of it.
    pub status: DeliveryStatus,
    /// How often it was sent.
    pub tries: u32,
    /// When it was last sent.
    pub last: Option<i64>,
    /// When it is sent again.
    pub next: Option<i64>,
    /// The number of the receiver's last answer.
    pub answer: Option<u16>,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// How a try went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The receiver took it.
    Taken(u16),
    /// It did not; it may be tried again, not before `wait` milliseconds where that is told.
    Failed {
        /// The number of the answer, if there was one.
        answer: Option<u16>,
        /// Why.
        error: String,
        /// How long to wait at least, in milliseconds.
        wait: Option<i64>,
    },
    /// The receiver wants no more of this alert.
    Refused(u16),
}

impl Store {
    /// Keeps a question under a name. What fits it now is not new.
    ///
    /// # Errors
    ///
    /// There is an alert of this name, the listing or the filter is none for alerts, or the database fails.
    pub fn add_alert(&mut self, alert: &Alert) -> Result<()> {
        let listing = listing(&alert.listing)?;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let is_there = step.prepare("SELECT 1 FROM alerts WHERE name = ?")?.exists([&alert.name])?;
        if is_there {
            return Err(Error::new(format!("there is an alert `{}` already", alert.name))
                .hint("give another name, or take the old one away with `chancery alert remove`"));
        }
        let filter = serde_json::to_string(&alert.filter).unwrap_or_default();
        step.execute(
            "INSERT INTO alerts(name, listing, filter, url, private, changes, made, looked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![alert.name, alert.listing, filter, alert.url, alert.private, alert.changes, alert.made, alert.made],
        )?;
        let id = step.last_insert_rowid();
        let mut seen =
            step.prepare("INSERT OR REPLACE INTO alert_rows(alert, key, state) VALUES (?, ?, ?)")?;
        let all = Filter { updated_since: None, limit: None, after: None, ..alert.filter.clone() };
        crate::query::each::<Error>(&step, listing, &all, |row| {
            seen.execute(params![id, row[0].as_str(), state(listing, row)])?;
            Ok(())
        })?;
        drop(seen);
        step.commit()?;
        Ok(())
    }

    /// Takes an alert away, with its messages. False where there is none of this name.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn remove_alert(&mut self, name: &str) -> Result<bool> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["alert_rows", "deliveries"] {
            step.execute(
                &format!("DELETE FROM {table} WHERE alert = (SELECT id FROM alerts WHERE name = ?)"),
                [name],
            )?;
        }
        let is_gone = step.execute("DELETE FROM alerts WHERE name = ?", [name])? > 0;
        step.commit()?;
        Ok(is_gone)
    }

    /// All alerts by name.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn alerts(&self) -> Result<Vec<Alert>> {
        Ok(alerts(&self.db)?.into_iter().map(|(_, alert)| alert).collect())
    }

    /// Looks for new rows of all alerts, and makes messages of them. Returns how many messages were made.
    ///
    /// # Errors
    ///
    /// The database fails; then nothing is kept.
    pub fn look(&mut self, now: i64) -> Result<usize> {
        // Nobody writes meanwhile, so that nothing is kept behind our back with a time before now.
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut made = 0;
        for (id, alert) in alerts(&step)?.into_iter().filter(|(_, a)| a.off.is_none()) {
            made += look(&step, id, &alert, now)?;
        }
        step.commit()?;
        Ok(made)
    }

    /// Whether messages are due.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn is_due(&self, now: i64) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM deliveries WHERE next <= ?")?.exists([now])?)
    }

    /// Takes some of the messages that are due, to send them: for a while nobody else is given them. With `all` those too
    /// that wait for another try. `now` is the time at which the round began, so that none is taken twice in it.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn take_due(&mut self, now: i64, all: bool) -> Result<Vec<Delivery>> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // One that somebody sends just now is due when its claim ends, whatever is asked for.
        let due: Vec<i64> = step
            .prepare_cached(
                "SELECT d.id FROM deliveries d JOIN alerts a ON a.id = d.alert WHERE a.off IS NULL AND d.next IS NOT NULL
                   AND coalesce(d.last, 0) < ?1 AND (d.next <= ?1 OR ?2 AND d.error IS NOT ?3) ORDER BY d.id LIMIT ?4",
            )?
            .query_map(params![now, all, UNDER_WAY, TOGETHER], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut taken = Vec::new();
        for id in due {
            step.prepare_cached(
                "UPDATE deliveries SET tries = tries + 1, last = ?2, next = ?3, error = ?4 WHERE id = ?1",
            )?
            .execute(params![id, now, now + CLAIM, UNDER_WAY])?;
            taken.extend(deliveries(&step, "d.id = ?1", params![id])?);
        }
        step.commit()?;
        Ok(taken)
    }

    /// Keeps how sending a message went.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn sent(&mut self, delivery: &Delivery, sent: &Sent, now: i64) -> Result<()> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (status, answer, next, error) = match sent {
            Sent::Taken(answer) => (DeliveryStatus::Delivered, Some(*answer), None, None),
            Sent::Refused(answer) => {
                let why = format!("the receiver answered {answer}: it wants no more");
                step.execute("UPDATE alerts SET off = ? WHERE name = ?", [&why, &delivery.alert])?;
                (DeliveryStatus::Failed, Some(*answer), None, Some(why))
            }
            Sent::Failed { answer, error, wait } => {
                let pause = PAUSES.get((delivery.tries.max(1) - 1) as usize);
                let next = pause.map(|pause| now + (*pause).max(wait.unwrap_or(0)));
                let status = if next.is_some() { DeliveryStatus::Waiting } else { DeliveryStatus::Failed };
                (status, *answer, next, Some(error.clone()))
            }
        };
        step.execute(
            "UPDATE deliveries SET status = ?2, answer = ?3, next = ?4, error = ?5 WHERE key = ?1",
            params![delivery.id, name(status), answer, next, error],
        )?;
        step.commit()?;
        Ok(())
    }

    /// The messages of an alert, the latest first.
    ///
    /// # Errors
    ///
    /// There is no such alert, or the database fails.
    pub fn deliveries(&self, alert: &str, limit: u64) -> Result<Vec<Delivery>> {
        if !self.db.prepare_cached("SELECT 1 FROM alerts WHERE name = ?")?.exists([alert])? {
            return Err(
                Error::new(format!("there is no alert `{alert}`")).hint("`chancery alert list` shows them")
            );
        }
        deliveries(&self.db, "a.name = ?1", params![alert]).map(|mut all| {
            all.reverse();
            all.truncate(limit as usize);
            all
        })
    }
}

/// What the log says of a message that is being sent.
const UNDER_WAY: &str = "no answer yet";

fn name(status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::Waiting => "waiting",
        DeliveryStatus::Delivered => "delivered",
        DeliveryStatus::Failed => "failed",
    }
}

fn listing(name: &str) -> Result<Listing> {
    LISTINGS.iter().copied().find(|listing| listing.name() == name).ok_or_else(|| {
        Error::new(format!("there are no alerts on `{name}`"))
            .hint("give engagements, statements, agreements, reports or events")
    })
}

fn alerts(db: &Connection) -> Result<Vec<(i64, Alert)>> {
    let mut query = db.prepare_cached(
        "SELECT id, name, listing, filter, url, private, changes, made, looked, off FROM alerts ORDER BY name",
    )?;
    let rows = query.query_map([], |row| {
        let filter: String = row.get(3)?;
        let filter = serde_json::from_str(&filter).map_err(|e| {
            rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, e.into())
        })?;
        let alert = Alert {
            name: row.get(1)?,
            listing: row.get(2)?,
            filter,
            url: row.get(4)?,
            private: row.get(5)?,
            changes: row.get(6)?,
            made: row.get(7)?,
            looked: row.get(8)?,
            off: row.get(9)?,
        };
        Ok((row.get(0)?, alert))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn deliveries(db: &Connection, of: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Delivery>> {
    let mut query = db.prepare_cached(&format!(
        "SELECT d.key, a.name, a.url, a.private, d.body, d.rows, d.made, d.status, d.tries, d.last, d.next, d.answer, d.error
         FROM deliveries d JOIN alerts a ON a.id = d.alert WHERE {of} ORDER BY d.id"
    ))?;
    let rows = query.query_map(values, |row| {
        let status: String = row.get(7)?;
        Ok(Delivery {
            id: row.get(0)?,
            alert: row.get(1)?,
            url: row.get(2)?,
            private: row.get(3)?,
            body: row.get(4)?,
            rows: row.get::<_, i64>(5)? as u64,
            made: row.get(6)?,
            status: match status.as_str() {
                "delivered" => DeliveryStatus::Delivered,
                "failed" => DeliveryStatus::Failed,
                _ => DeliveryStatus::Waiting,
            },
            tries: row.get(8)?,
            last: row.get(9)?,
            next: row.get(10)?,
            answer: row.get(11)?,
            error: row.get(12)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A number that changes when a row says something else; when it was updated is no part of what it says.
fn state(listing: Listing, row: &[Value]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for (column, value) in listing.columns().iter().zip(row).filter(|(c, _)| c.name != "updated") {
        hasher.update(format!("{}={value}\n", column.name).as_bytes());
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(bytes)
}

/// Looks for new rows of one alert; returns how many messages were made.
fn look(db: &Connection, id: i64, alert: &Alert, now: i64) -> Result<usize> {
    let listing = listing(&alert.listing)?;
    let since = Filter {
        updated_since: Some(alert.looked - SLACK),
        limit: None,
        after: None,
        ..alert.filter.clone()
    };
    let mut seen = db.prepare_cached("SELECT state FROM alert_rows WHERE alert = ? AND key = ?")?;
    let mut keep =
        db.prepare_cached("INSERT OR REPLACE INTO alert_rows(alert, key, state) VALUES (?, ?, ?)")?;
    // An engagement that was joined with others may go on under another key.
    let mut heir = db.prepare_cached(
        "SELECT 1 FROM tombstones t JOIN alert_rows a ON a.alert = ?1 AND a.key = t.key WHERE t.at >= ?2 AND t.became = ?3",
    )?;
    let mut told: Vec<Map<String, Value>> = Vec::new();
    crate::query::each::<Error>(db, listing, &since, |row| {
        let key = row[0].as_str().unwrap_or_default();
        let state = state(listing, row);
        let before: Option<i64> = seen.query_row(params![id, key], |row| row.get(0)).optional()?;
        if before == Some(state) {
            return Ok(());
        }
        let is_known = before.is_some()
            || listing == Listing::Engagements && heir.exists(params![id, alert.looked - SLACK, key])?;
        keep.execute(params![id, key, state])?;
        if is_known && !alert.changes {
            return Ok(());
        }
        let mut object: Map<String, Value> =
            listing.columns().iter().zip(row).map(|(c, v)| (c.name.to_owned(), v.clone())).collect();
        object.insert("change".into(), json!(if is_known { "changed" } else { "new" }));
        told.push(object);
        Ok(())
    })?;
    // The oldest first, as they came to pass.
    told.reverse();
    let mut made = 0;
    let mut rest = told.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take(ROWS).take_while(|row| {
            let fits = bytes < BYTES;
            bytes += row.values().map(|v| v.to_string().len()).sum::<usize>();
            fits
        });
        let (rows, others) = rest.split_at(fits.count().max(1));
        rest = others;
        let first = rows[0]["id"].as_str().unwrap_or_default();
        let sequence = format!("{now} {made}");
        let delivery = key('d', [alert.name.as_str(), &sequence, first]);
        let body = message(&alert.name, &alert.listing, rows, now);
        db.prepare_cached(
            "INSERT INTO deliveries(key, alert, body, rows, made, status, next) VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
        )?
        .execute(params![delivery, id, body, rows.len() as i64, now, now])?;
        made += 1;
    }
    db.prepare_cached("UPDATE alerts SET looked = ? WHERE id = ?")?.execute(params![now, id])?;
    Ok(made)
}

/// What is posted.
pub fn message(alert: &str, listing: &str, rows: &[Map<String, Value>], now: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
    let counts = rows.iter().fold(BTreeMap::<&str, u64>::new(), |mut counts, row| {
        *counts.entry(row.get("change").and_then(Value::as_str).unwrap_or("new")).or_default() += 1;
        counts
    });
    json!({
        "type": format!("{listing}.alert"),
        "timestamp": time.to_string(),
        "data": {"alert": alert, "listing": listing, "count": rows.len(), "changes": counts, "rows": rows},
    })
    .to_string()
}
