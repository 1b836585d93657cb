//! [`Progress`]: how far long work on a store has come, for whoever waits.

use crate::{Error, Result};

/// How far a part of some work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, and of what the numbers are.
    pub what: &'static str,
    /// How many are done.
    pub done: u64,
    /// Of how many.
    pub all: u64,
}

/// Is told how far work has come, and says whether it shall go on.
pub type Tell<'t> = &'t mut dyn FnMut(Progress) -> bool;

/// Pieces of work between two tellings.
const OFTEN: u64 = 500;

/// Counts pieces of work, and tells of them now and then.
pub(crate) struct Work<'t> {
    tell: Tell<'t>,
    now: Progress,
}

impl<'t> Work<'t> {
    pub(crate) fn new(tell: Tell<'t>, what: &'static str, all: u64) -> Work<'t> {
        Work { tell, now: Progress { what, done: 0, all } }
    }

    /// Tells of work that is done in few large pieces, of which so many are done.
    pub(crate) fn begun(tell: Tell<'t>, what: &'static str, done: u64, all: u64) -> Result<()> {
        if tell(Progress { what, done, all }) { Ok(()) } else { Err(stopped()) }
    }

    /// One more piece is begun.
    ///
    /// # Errors
    ///
    /// The work shall not go on.
    pub(crate) fn step(&mut self) -> Result<()> {
        self.steps(1)
    }

    pub(crate) fn steps(&mut self, count: u64) -> Result<()> {
        let before = self.now.done;
        let is_due = before % OFTEN < count;
        if is_due && !(self.tell)(self.now) {
            return Err(stopped());
        }
        self.now.done += count;
        Ok(())
    }
}

fn stopped() -> Error {
    Error::new("it was stopped, and the store is as it was before").hint("the same command begins anew")
}

/// For work that nobody waits for.
pub(crate) fn quiet(_: Progress) -> bool {
    true
}
