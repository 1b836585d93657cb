//! [`Pool`]: connections to the store, each used by one question at a time, on threads that may wait for the disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chancery_store::Store;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connections to one store.
pub(crate) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
    /// Questions that are asked at once.
    questions: Arc<Semaphore>,
    /// Long exports that are written at once; few, so that pages are never kept waiting by them.
    exports: Arc<Semaphore>,
}

impl Pool {
    /// # Errors
    ///
    /// There is no store at `path` that can be read.
    pub(crate) fn open(path: PathBuf) -> Result<Arc<Pool>, chancery_store::Error> {
        let first = Store::open_read_only(&path)?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        Ok(Arc::new(Pool {
            path,
            idle: Mutex::new(vec![first]),
            questions: Arc::new(Semaphore::new(2 * cores)),
            exports: Arc::new(Semaphore::new(2 * cores)),
        }))
    }

    pub(crate) fn path(&self) -> &std::path::Path {
        &self.path
    }

    fn take(&self) -> Result<Store, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Ok(Store::open_read_only(&self.path)?), Ok)
    }

    fn give_back(&self, store: Store) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }

    /// Asks the store, in one state of it, on a thread of its own.
    pub(crate) async fn ask<R: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Store) -> Result<R, Problem> + Send + 'static,
    ) -> Result<R, Problem> {
        let turn = turn(&self.questions).await?;
        let pool = Arc::clone(self);
        let answered = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            pool.here(question)
        });
        answered.await.map_err(|e| Problem::fault(&e))?
    }

    /// Waits for a turn to write a long export, which the caller then does by [`Pool::here`].
    pub(crate) async fn export(&self) -> Result<OwnedSemaphorePermit, Problem> {
        turn(&self.exports).await
    }

    /// Asks the store on this thread.
    pub(crate) fn here<R>(&self, question: impl FnOnce(&Store) -> Result<R, Problem>) -> Result<R, Problem> {
        let store = self.take()?;
        // A fault of ours costs the request and its connection, not the server.
        let answer = catch_unwind(AssertUnwindSafe(|| store.snapshot(question)));
        match answer {
            Ok(answer) => {
                self.give_back(store);
                answer
            }
            Err(_) => Err(Problem::fault(&"a question to the store panicked")),
        }
    }
}

async fn turn(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    match tokio::time::timeout(PATIENCE, Arc::clone(turns).acquire_owned()).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => Err(Problem::busy()),
    }
}
