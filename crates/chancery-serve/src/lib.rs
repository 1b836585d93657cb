//! The record as pages and as an API: [`serve`] answers on a socket until it is told to stop, as [`Settings`] say; and
//! for assistants: an [`Assistant`] answers on standard input and output.
//!
//! What can be asked of each kind of thing stands once, in `resource`: the JSON, NDJSON, CSV, Parquet and Atom answers
//! (`answer`), the pages (`page`) and the description of the API (`openapi`) are made from it. The store is only read,
//! but for the two writes of `write`, which take a token.

mod access;
mod answer;
mod ask;
mod assets;
mod connections;
mod dossier;
mod mcp;
mod names;
mod openapi;
mod page;
mod pool;
mod problem;
mod read;
mod recent;
mod resource;
mod routes;
mod tokens;
mod write;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chancery::Models;

pub use mcp::Assistant;
pub use tokens::{Kept, Right, Tokens};

/// How a server is to be.
pub struct Settings {
    /// The store.
    pub db: PathBuf,
    /// Where it listens; port 0 is any that is free.
    pub listen: SocketAddr,
    /// The file of tokens.
    pub tokens: PathBuf,
    /// Whether everybody may read where it does not listen on loopback.
    pub is_public: bool,
    /// Names of the host beside loopback's and addresses.
    pub hosts: Vec<String>,
    /// Requests a second of one address on the whole; 0 for no limit.
    pub rate: u32,
    /// How long a question to the store may take; exports take what time they take.
    pub limit: Duration,
    /// The models to read with, which last as long as the program.
    pub models: &'static Models,
}

/// What the types and the statuses of the rows of a listing may be; nothing where it has none.
pub fn values(listing: chancery_store::Listing) -> (Vec<&'static str>, &'static [&'static str]) {
    let resource = resource::of(listing);
    (resource.types(), resource.statuses())
}

/// Why a server did not start.
#[derive(Debug)]
pub enum Error {
    /// The store cannot be read.
    Store(chancery_store::Error),
    /// The address or the file of tokens cannot be used.
    Io(io::Error),
    /// It would be open to the network without a word that this is meant.
    Open,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Store(e) => e.fmt(f),
            Error::Io(e) => e.fmt(f),
            Error::Open => {
                f.write_str("others could reach the server, and there is no token to keep them out")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Store(e) => Some(e),
            Error::Io(e) => Some(e),
            Error::Open => None,
        }
    }
}

/// Serves the record until the process is told to stop (interrupt or terminate) or `stop` ends. `ready` is called with
/// the address once it answers.
///
/// # Errors
///
/// The server cannot start.
pub fn serve(
    settings: Settings,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), Error> {
    let is_local = settings.listen.ip().is_loopback();
    let tokens = Tokens::open(&settings.tokens).map_err(Error::Io)?;
    if !is_local && !settings.is_public && tokens.kept().is_empty() {
        return Err(Error::Open);
    }
    let access = access::Access {
        tokens,
        is_closed: !is_local && !settings.is_public,
        is_local,
        hosts: settings.hosts,
        rate: access::Rate::new(settings.rate),
    };
    let pool = pool::Pool::open(settings.db, settings.limit).map_err(Error::Store)?;
    let app = Arc::new(routes::App { pool, access, reading: read::Desk::new(settings.models) });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Io)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(settings.listen).await.map_err(Error::Io)?;
        ready(listener.local_addr().map_err(Error::Io)?);
        // The first page is made before anybody asks for it.
        let first = Arc::clone(&app);
        tokio::spawn(async move { first.pool.ask(|view| dossier::Subject::Front.value(view)).await });
        let stop = async {
            tokio::select! {
                () = told_to_stop() => {}
                () = stop => {}
            }
        };
        connections::answer(listener, routes::router(app), stop).await;
        Ok(())
    })
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Tells the person who keeps the server of something that is not as it should be.
fn log(message: &str) {
    use io::Write;
    let now = jiff::Timestamp::now();
    // Where standard error is gone there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{now:.0} {message}");
}
