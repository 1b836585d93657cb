//! [`ordered`]: work on several threads, results in the order of the tasks, a bounded number of both in memory.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Reports that may wait, for each thread: enough that a long one does not hold up the others, few enough for memory.
const AHEAD: usize = 8;

/// Stack of a working thread in bytes; pages of HTML may nest deeply.
const STACK: usize = 32 << 20;

/// Does `work` on each of `tasks` and gives the results to `sink`, in order. An error of `sink` ends everything, and so
/// does a system that gives no threads.
pub(crate) fn ordered<T: Send, R: Send, E: From<io::Error>>(
    threads: usize,
    tasks: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    thread::scope(|scope| {
        // Each task goes with the sender of its own result, whose receiver waits in line with the others.
        let (tasks_in, tasks_out) = bounded::<(T, Sender<R>)>(threads * AHEAD);
        let (line_in, line_out) = bounded::<Receiver<R>>(threads * AHEAD);
        let spawn = || thread::Builder::new().stack_size(STACK);
        let work = &work;
        let feed = move || {
            for task in tasks {
                let (result_in, result_out) = bounded(1);
                // Where nobody waits any more, the run has ended.
                if line_in.send(result_out).is_err() || tasks_in.send((task, result_in)).is_err() {
                    break;
                }
            }
        };
        spawn().spawn_scoped(scope, feed)?;
        for _ in 0..threads {
            let tasks = tasks_out.clone();
            let labour = move || {
                for (task, result) in tasks {
                    let _ = result.send(work(task));
                }
            };
            spawn().spawn_scoped(scope, labour)?;
        }
        drop(tasks_out);
        for result in line_out {
            if let Ok(result) = result.recv() {
                sink(result)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let taken = AtomicUsize::new(0);
        let mut seen = 0;
        let tasks = (0..10_000usize).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let slow_first = |task: usize| {
            if task.is_multiple_of(100) {
                thread::sleep(std::time::Duration::from_micros(300));
            }
            task * 2
        };
        let done: io::Result<()> = ordered(3, tasks, slow_first, |result| {
            assert_eq!(result, seen * 2);
            seen += 1;
            assert!(taken.load(Ordering::SeqCst) <= seen + 3 * AHEAD * 2 + 6);
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(seen, 10_000);
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let taken = AtomicUsize::new(0);
        let tasks = (0..).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let full = || Err(io::Error::from(io::ErrorKind::StorageFull));
        let done = ordered(2, tasks, |task: u64| task, |task| if task == 5 { full() } else { Ok(()) });
        assert_eq!(done.map_err(|e| e.kind()), Err(io::ErrorKind::StorageFull));
        assert!(taken.load(Ordering::SeqCst) < 100);
    }
}
