//! All rows of a listing, however many, written while they are read: [`export`].

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use chancery_store::{Filter, Store};
use http_body::Frame;
use hyper::body::Bytes;
use tokio::sync::{mpsc, oneshot};

use super::{Format, Row, answer, links, table, total};
use crate::ask::Ask;
use crate::pool::Pool;
use crate::problem::Problem;

/// Bytes that are sent at once.
const CHUNK: usize = 64 << 10;

/// How long a reader may let us wait before we take it for gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers with all rows asked for. Their number goes before them, counted in the same state of the store. A fault half
/// way breaks the connection off, so that nobody takes a part for the whole.
pub(crate) async fn export(pool: &Arc<Pool>, ask: Ask, format: Format) -> Result<Response<Body>, Problem> {
    let turn = pool.export().await?;
    let (begun, beginning) = oneshot::channel();
    let (sender, receiver) = mpsc::channel(4);
    let (pool, asked) = (Arc::clone(pool), ask.clone());
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut begun = Some(begun);
        let mut pipe = Pipe { sender, runtime, waiting: Vec::with_capacity(CHUNK) };
        let done = pool.here(|store| {
            let count = store.count(asked.resource.listing, &asked.filter)?;
            if asked.filter.after.is_some() {
                // A cursor that is none must be told before the answer has begun.
                let one = Filter { limit: Some(1), ..asked.filter.clone() };
                store.list::<Problem>(asked.resource.listing, &one, |_| Ok(()))?;
            }
            if let Some(begun) = begun.take() {
                // Who went away meanwhile is noticed at the first chunk.
                let _ = begun.send(Ok(count));
            }
            write(store, &asked, format, &mut pipe)?;
            pipe.flush().map_err(|e| Problem::fault(&e))
        });
        if let Err(problem) = done {
            match begun.take() {
                Some(begun) => drop(begun.send(Err(problem))),
                None => pipe.break_off(),
            }
        }
    });
    let count = beginning.await.map_err(|e| Problem::fault(&e))??;
    let mut answer = answer(format, Body::new(Chunks(receiver)));
    let name = format!("attachment; filename=\"{}.{}\"", ask.resource.name, format.ending());
    if let Ok(name) = HeaderValue::try_from(name) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    links(&mut answer, &ask, format, None);
    total(&mut answer, count);
    Ok(answer)
}

fn write(store: &Store, ask: &Ask, format: Format, pipe: &mut Pipe) -> Result<(), Problem> {
    let (listing, filter) = (ask.resource.listing, &ask.filter);
    let columns = listing.columns();
    // A pipe that breaks is the reader's doing.
    let gone = |e: &dyn std::fmt::Display| Problem::bad(format!("the reader went away: {e}"));
    match format {
        Format::Csv => {
            let mut out = csv::Writer::from_writer(pipe);
            table::head(&mut out, columns).map_err(|e| gone(&e))?;
            store.list(listing, filter, |row| table::row(&mut out, row).map_err(|e| gone(&e)))?;
            out.flush().map_err(|e| gone(&e))
        }
        Format::Parquet => parquet(store, ask, pipe),
        _ => {
            store.list(listing, filter, |row| {
                serde_json::to_writer(&mut *pipe, &Row(columns, row)).map_err(|e| gone(&e))?;
                pipe.write_all(b"\n").map_err(|e| gone(&e))
            })?;
            Ok(())
        }
    }
}

/// Rows as a Parquet file.
fn parquet(store: &Store, ask: &Ask, pipe: &mut Pipe) -> Result<(), Problem> {
    let listing = ask.resource.listing;
    let schema = chancery_arrow::listing::schema(listing);
    let written = chancery_arrow::files::write_to(pipe, schema, |write| {
        chancery_arrow::listing::batches(store, listing, &ask.filter, |batch| write(&batch))?;
        Ok(())
    });
    written.map(|_| ()).map_err(|e| Problem::fault(&e))
}

/// The writing end of an answer, for a thread that may wait.
struct Pipe {
    sender: mpsc::Sender<io::Result<Bytes>>,
    runtime: tokio::runtime::Handle,
    waiting: Vec<u8>,
}

impl Pipe {
    fn send(&mut self, chunk: io::Result<Bytes>) -> io::Result<()> {
        let sent = self.runtime.block_on(tokio::time::timeout(PATIENCE, self.sender.send(chunk)));
        match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn break_off(&mut self) {
        let _ = self.send(Err(io::Error::other("the answer was broken off")));
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK));
        self.send(Ok(Bytes::from(chunk)))
    }
}

/// The reading end: the body of an answer.
struct Chunks(mpsc::Receiver<io::Result<Bytes>>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|chunk| chunk.map(|bytes| bytes.map(Frame::data)))
    }
}
