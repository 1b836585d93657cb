//! `chancery watch`: asks feeds for news now and then, and keeps their reports.
//!
//! A watch is `chancery add` again and again, in rounds: in each, the feeds whose time has come are asked whether they
//! changed, and what is new in them is read. When each is due stands in the store, so that a watch goes on where another
//! stopped. An interrupt ends it after the report that is being read. Alerts on the store are sent meanwhile.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::add::{Keeping, Round, line, stop_on_signals};
use crate::read::options::Options;
use crate::read::web::{Watching, now, seconds};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Feeds, sitemaps and lists of feeds (OPML): files and web addresses
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// The store; made where there is none
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// Ask what is due now, and end: for a timer of the system
    #[arg(long)]
    once: bool,
    /// The least time between two requests for one feed, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 900.0, value_parser = seconds)]
    every: f64,
    #[command(flatten)]
    options: Options,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let stop = stop_on_signals()?;
    let models = args.options.models()?;
    let mut keeping = Keeping::open(&args.db, false, args.options, &models, stop.clone())?;
    if !args.once {
        crate::alert::deliver::keep(args.db.clone(), stop);
    }
    let every = Duration::from_secs_f64(args.every.max(1.0));
    loop {
        let next = Arc::new(AtomicI64::new(now() + every.as_millis() as i64));
        let watching = Watching { every, next: Arc::clone(&next) };
        let round = keeping.round(args.sources.clone(), Some(watching))?;
        tell(&round, args.once)?;
        if args.once {
            // What cannot be sent now is sent by the next round.
            crate::alert::deliver::round(&args.db, false)?;
        }
        if keeping.stop.is_stopped() {
            return Ok(ExitCode::SUCCESS);
        }
        if args.once {
            return Ok(if round.failed { ExitCode::from(3) } else { ExitCode::SUCCESS });
        }
        // At least a second, so that a clock that is put forward makes no storm.
        let wait = next.load(Ordering::Relaxed).saturating_sub(now()).max(1000);
        if keeping.stop.wait(Duration::from_millis(wait.unsigned_abs())) {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

/// Tells what a round came to, unless there was nothing in it.
fn tell(round: &Round, always: bool) -> io::Result<()> {
    let summary = &round.summary;
    if always || summary.new + summary.changed + summary.unreadable > 0 {
        let time = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
        writeln!(io::stdout(), "{time} {}", line(summary))?;
    }
    Ok(())
}
