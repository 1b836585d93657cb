//! [`Going`]: what long work on a store says on standard error while it goes on.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_store::{Progress, Store};

/// The first line of progress comes after this long.
const FIRST: Duration = Duration::from_secs(1);

/// The others follow at this distance.
const EVERY: Duration = Duration::from_secs(5);

/// Tells how far some work has come, now and then.
pub(crate) struct Going {
    next: Instant,
}

impl Going {
    pub(crate) fn new() -> Going {
        Going { next: Instant::now() + FIRST }
    }

    /// Tells it, where it is time.
    pub(crate) fn tell(&mut self, progress: Progress) {
        if Instant::now() >= self.next {
            self.next = Instant::now() + EVERY;
            let Progress { what, done, all } = progress;
            // That nobody reads it is no fault.
            let _ = writeln!(io::stderr(), "{done} of {all} {what}");
        }
    }
}

/// Opens a store for writing, and says so where an older one is brought up to date, which takes minutes for a large one;
/// `is_stopped` says whether that shall end.
pub(crate) fn opened(path: &Path, is_stopped: &dyn Fn() -> bool) -> anyhow::Result<Store> {
    let mut going: Option<Going> = None;
    let store = Store::open_telling(path, &mut |progress| {
        let going = going.get_or_insert_with(|| {
            let _ = writeln!(
                io::stderr(),
                "{} is of an older layout and brought up to date, which takes minutes if it is large; stopped before it is \
                 done, it is as it was",
                path.display()
            );
            Going::new()
        });
        going.tell(progress);
        !is_stopped()
    })?;
    if going.is_some() {
        let _ = writeln!(io::stderr(), "{} is up to date", path.display());
    }
    Ok(store)
}
