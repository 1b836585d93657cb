//! `chancery serve`: the record as pages and as an API.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chancery_fetch::Stop;
use chancery_serve::Settings;

use crate::fault::Fault;
use crate::read::Reader;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    #[command(flatten)]
    site: Site,
}

/// How a server is reached.
#[derive(clap::Args)]
pub(crate) struct Site {
    /// Where it listens; beyond loopback readers need a token, or `--public`
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Let everybody read who can reach it
    #[arg(long)]
    public: bool,
    /// The file of tokens [default: the store's, with `.tokens` after it]
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// A name of the host that it answers to, beside localhost
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Requests a second that one address may make on the whole; 0 for any number
    #[arg(long, value_name = "N", default_value_t = 100)]
    rate: u32,
    /// Seconds that a question may take before it is refused; exports take what time they take
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: u32,
    /// What `POST /read` finds mentions, sayings and events with
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
}

impl Site {
    /// What reports are read with.
    pub(crate) fn reader(&self) -> Reader {
        self.reader
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    serve(args.db, args.site)
}

/// Serves the store at `db` until the process is told to stop.
pub(crate) fn serve(db: PathBuf, site: Site) -> anyhow::Result<ExitCode> {
    let settings = Settings {
        tokens: site.tokens.unwrap_or_else(|| tokens_of(&db)),
        db,
        listen: site.listen,
        is_public: site.public,
        hosts: site.hosts,
        rate: site.rate,
        limit: Duration::from_secs(site.time_limit.into()),
        models: Box::leak(Box::new(crate::model::models(site.reader == Reader::Model)?)),
    };
    let (alerts, stop) = (settings.db.clone(), Stop::default());
    let ready = |address: SocketAddr| {
        crate::alert::deliver::keep(alerts, stop.clone());
        // Where standard error is gone there is nobody to tell.
        let _ = writeln!(io::stderr().lock(), "serving on http://{address}/ (Ctrl-C ends it)");
    };
    let served = chancery_serve::serve(settings, ready, std::future::pending());
    stop.stop();
    served.map_err(|error| match error {
        chancery_serve::Error::Store(error) => anyhow::Error::new(error),
        chancery_serve::Error::Io(error) => Fault::new(
            format!("cannot serve on {}: {error}", site.listen),
            "give another address with --listen",
        )
        .into(),
        error @ chancery_serve::Error::Open => {
            let hint = "make a token with `chancery token new NAME`, or let everybody read with --public";
            Fault::usage(error.to_string(), hint).into()
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Where the tokens of a store are kept.
pub(crate) fn tokens_of(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(".tokens");
    name.into()
}
