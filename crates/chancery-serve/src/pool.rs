//! [`Pool`] and [`View`]: connections to the store, each used by one question at a time, on threads that may wait for the disk.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chancery_store::Store;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::answer::Page;
use crate::ask::Ask;
use crate::problem::Problem;
use crate::recent::{Found, Recent};

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
    /// A connection that only tells whether the store has changed.
    watch: Mutex<Store>,
    recent: Recent,
    /// How long a question may take.
    limit: Duration,
    /// Pages are renewed one after another, so that requests keep their share of the processor.
    renewing: Mutex<()>,
}

/// One state of the store, to ask questions of.
pub(crate) struct View<'p> {
    store: &'p Store,
    pool: &'p Arc<Pool>,
    /// The number of that state.
    version: i64,
}

impl Deref for View<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl View<'_> {
    /// A page of rows that are summed up from the whole store: a recent one where there is one, else one that `make`
    /// makes.
    pub(crate) fn recent(
        &self,
        ask: &Ask,
        make: fn(&Store, &Ask) -> Result<Page, Problem>,
    ) -> Result<Arc<Page>, Problem> {
        let found = self.pool.recent.find(ask, self.version, Instant::now());
        if let Found::Behind { page, renew } = found {
            if renew {
                let (pool, ask) = (Arc::clone(self.pool), ask.clone());
                std::thread::spawn(move || {
                    let _alone = pool.renewing.lock().unwrap_or_else(PoisonError::into_inner);
                    // One that cannot be made anew is asked for again by a later request.
                    let _ = pool.here(|view| view.make(&ask, make));
                });
            }
            return Ok(page);
        }
        match found {
            Found::Fresh(page) => Ok(page),
            _ => self.make(ask, make),
        }
    }

    fn make(&self, ask: &Ask, make: fn(&Store, &Ask) -> Result<Page, Problem>) -> Result<Arc<Page>, Problem> {
        let page = Arc::new(make(self.store, ask)?);
        self.pool.recent.keep(ask, self.version, &page, Instant::now());
        Ok(page)
    }
}

impl Pool {
    /// # Errors
    ///
    /// There is no store at `path` that can be read.
    pub(crate) fn open(path: PathBuf, limit: Duration) -> Result<Arc<Pool>, chancery_store::Error> {
        let first = Store::open_read_only(&path)?;
        let watch = Mutex::new(Store::open_read_only(&path)?);
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        Ok(Arc::new(Pool {
            path,
            idle: Mutex::new(vec![first]),
            questions: Arc::new(Semaphore::new(2 * cores)),
            exports: Arc::new(Semaphore::new(2 * cores)),
            watch,
            recent: Recent::default(),
            limit,
            renewing: Mutex::new(()),
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

    /// Asks the store, in one state of it, on a thread of its own, for as long as a question may take.
    pub(crate) async fn ask<R: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&View<'_>) -> Result<R, Problem> + Send + 'static,
    ) -> Result<R, Problem> {
        let turn = turn(&self.questions).await?;
        let pool = Arc::clone(self);
        let answered = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            pool.within(Some(pool.limit), question)
        });
        answered.await.map_err(|e| Problem::fault(&e))?
    }

    /// Waits for a turn to write a long export, which the caller then does by [`Pool::here`].
    pub(crate) async fn export(&self) -> Result<OwnedSemaphorePermit, Problem> {
        turn(&self.exports).await
    }

    /// Asks the store on this thread, for as long as it takes.
    pub(crate) fn here<R>(
        self: &Arc<Self>,
        question: impl FnOnce(&View<'_>) -> Result<R, Problem>,
    ) -> Result<R, Problem> {
        self.within(None, question)
    }

    /// Asks the store on this thread; what takes longer than `limit` is ended.
    fn within<R>(
        self: &Arc<Self>,
        limit: Option<Duration>,
        question: impl FnOnce(&View<'_>) -> Result<R, Problem>,
    ) -> Result<R, Problem> {
        let mut store = self.take()?;
        let ends = limit.map(|limit| Instant::now() + limit);
        store.end_questions_when(ends.map(|ends| move || Instant::now() >= ends))?;
        // Asked before the state is taken: a page may be kept for older than it is, never for newer.
        let version = self.watch.lock().unwrap_or_else(PoisonError::into_inner).data_version()?;
        // A fault of ours costs the request and its connection, not the server.
        let answer = catch_unwind(AssertUnwindSafe(|| {
            store.snapshot(|store| question(&View { store, pool: self, version }))
        }));
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
