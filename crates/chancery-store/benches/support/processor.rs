//! [`processor`]: the time that this thread had a processor.

use std::sync::OnceLock;
use std::time::Instant;

/// Seconds of processor time that this thread took, which do not depend on what else the machine does; where the
/// system does not tell, seconds since the start.
pub(crate) fn processor() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |ns| ns / 1e9)
}
