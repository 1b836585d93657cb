//! [`Web`]: asks for pages and lists on behalf of a run, and knows which need not be asked for.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chancery_fetch::{Answer, Failure, Found, Hosts, Limits, Link, Manners, Stop, Url, Validators, Visitor};
use chancery_store::Source;

/// What a store remembers of an address.
pub(crate) type Memory = Box<dyn Fn(&str) -> Option<Source> + Send>;

/// How the web is read.
#[derive(clap::Args, Clone)]
pub(crate) struct WebArgs {
    /// Also read addresses of this machine and of private networks
    #[arg(long, help_heading = "Web")]
    allow_private: bool,
    /// Pause between two requests to a host, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds, help_heading = "Web")]
    delay: f64,
    /// The longest that one request may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds, help_heading = "Web")]
    timeout: f64,
    /// Read what robots.txt forbids, where you have the site's leave
    #[arg(long, help_heading = "Web")]
    ignore_robots: bool,
    /// Take the words that feeds hold, and ask for no pages
    #[arg(long, help_heading = "Web")]
    from_feed: bool,
}

/// A number of seconds.
pub(crate) fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds: &f64| (0.0..=86_400.0).contains(seconds));
    seconds.ok_or_else(|| "a number of seconds is from 0 to 86400".to_owned())
}

/// How often lists are asked for.
#[derive(Clone)]
pub(crate) struct Watching {
    /// The least time between two requests for one list.
    pub(crate) every: Duration,
    /// When the first list is to be asked for again, in milliseconds since 1970.
    pub(crate) next: Arc<AtomicI64>,
}

pub(crate) struct Web {
    visitor: Visitor,
    stop: Stop,
    memory: Option<Memory>,
    watching: Option<Watching>,
    takes_words: bool,
    /// Addresses that were asked for in this run.
    asked: HashSet<String>,
    /// From when on an answer took long, when others wait as well.
    long: Duration,
    /// Hosts that took long in this run, and whether that was told.
    slow: HashMap<String, bool>,
}

/// What came of asking.
pub(super) enum Answered {
    Found(Found, Option<Source>),
    /// It is as it was.
    Same(Option<Source>),
    /// It need not be asked for now, or was before in this run.
    NotDue,
    /// Its host is slow: it is asked for in another round, and somebody is told where it was not told before.
    Later(Option<String>),
    Failed(Failure, Option<Source>),
}

/// The longest that an address is left alone, in milliseconds.
const LONGEST: i64 = 24 * 3600 * 1000;

/// The least time after which a page that is known is looked at again, in milliseconds.
const AGAIN: i64 = 3600 * 1000;

impl Web {
    /// The web as these arguments have it.
    pub(crate) fn new(
        args: &WebArgs,
        stop: Stop,
        hosts: Hosts,
        memory: Option<Memory>,
        watching: Option<Watching>,
    ) -> Web {
        let mut limits =
            Limits { timeout: Duration::from_secs_f64(args.timeout.max(0.001)), ..Limits::default() };
        if args.allow_private {
            limits.permit = Arc::new(|_| true);
        }
        let mut manners = Manners {
            pause: Duration::from_secs_f64(args.delay),
            robots: !args.ignore_robots,
            ..Manners::default()
        };
        if watching.is_some() {
            // Other sites wait; this one is asked again in another round.
            manners.patience = Duration::ZERO;
        }
        let visitor = Visitor::new(limits, manners, stop.clone(), hosts);
        let long = Duration::from_secs_f64(args.timeout / 2.0);
        let (asked, slow) = (HashSet::new(), HashMap::new());
        Web { visitor, stop, memory, watching, takes_words: args.from_feed, asked, long, slow }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.is_stopped()
    }

    pub(super) fn takes_words(&self) -> bool {
        self.takes_words
    }

    /// The next of some pages: in order, but when watching, one whose host may be asked at once goes first.
    pub(super) fn next_link(&self, links: &mut VecDeque<Link>) -> Option<Link> {
        let first = links.front()?;
        if self.watching.is_none() {
            return links.pop_front();
        }
        let wait =
            |link: &Link| Url::parse(&link.url).map_or(Duration::ZERO, |url| self.visitor.wait_for(&url));
        if wait(first).is_zero() {
            return links.pop_front();
        }
        let at = links.iter().take(64).position(|link| wait(link).is_zero()).unwrap_or(0);
        links.remove(at)
    }

    /// Asks for an address, one that a list tells of with what it tells.
    pub(super) fn ask(&mut self, address: &str, link: Option<&Link>) -> Answered {
        if !self.asked.insert(address.to_owned()) {
            return Answered::NotDue;
        }
        let failed = |reason: String, hint| {
            Answered::Failed(Failure { reason, hint, temporary: false, wait: None, status: None }, None)
        };
        let url = match Url::parse(address) {
            Ok(url) => url,
            Err(error) => {
                return failed(format!("it is no address: {error}"), "an address begins with https://");
            }
        };
        let now = now();
        let known = self.memory.as_ref().and_then(|memory| memory(address));
        let stamp = link.and_then(|link| link.stamp.clone());
        if let (Some(watching), Some(known)) = (&self.watching, &known) {
            let is_new = link.is_some() && known.stamp != stamp && known.failures == 0;
            if known.due > now && !is_new {
                if link.is_none() {
                    watching.next.fetch_min(known.due, Ordering::Relaxed);
                }
                return Answered::NotDue;
            }
        }
        let host = url.origin().ascii_serialization();
        // In a watch, the others of a round do not wait for one host more than once.
        if self.watching.is_some()
            && let Some(told) = self.slow.get_mut(&host)
        {
            let remark =
                format!("{host}: its host is slow, and what is left of it is asked in another round");
            return Answered::Later((!std::mem::replace(told, true)).then_some(remark));
        }
        // A list that somebody gives is read whole, so that each of its pages is looked at.
        let is_conditional = link.is_some() || self.watching.is_some();
        let validators = known
            .as_ref()
            .filter(|known| is_conditional && known.failures == 0)
            .map(|known| Validators { etag: known.etag.clone(), last_modified: known.last_modified.clone() })
            .unwrap_or_default();
        let turn = Instant::now() + self.visitor.wait_for(&url);
        let answer = self.visitor.get(&url, &validators);
        if turn.elapsed() >= self.long {
            self.slow.entry(host).or_default();
        }
        if self.memory.is_none() {
            return match answer {
                Ok(Answer::Found(found)) => Answered::Found(found, None),
                Ok(Answer::Same) => Answered::Same(None),
                Err(failure) => Answered::Failed(failure, None),
            };
        }
        let first = known.as_ref().map_or(now, |known| known.first);
        let mut visit = Source { url: address.to_owned(), stamp, first, checked: now, ..Source::default() };
        visit.due = match (&self.watching, link) {
            (Some(watching), None) => later(now, watching.every.as_millis() as i64, address),
            // A page is looked at again after as long as it has been known, while its list tells of it.
            _ => now + AGAIN.max(now - first),
        };
        match answer {
            Ok(Answer::Found(found)) => {
                visit.etag = found.validators.etag.clone();
                visit.last_modified = found.validators.last_modified.clone();
                self.note(&visit, link);
                Answered::Found(found, Some(visit))
            }
            Ok(Answer::Same) => {
                visit.etag = validators.etag;
                visit.last_modified = validators.last_modified;
                self.note(&visit, link);
                Answered::Same(Some(visit))
            }
            // A run that was stopped has learnt nothing.
            Err(failure) if self.stop.is_stopped() => Answered::Failed(failure, None),
            Err(failure) => {
                visit.failures = known.map_or(0, |known| known.failures) + 1;
                visit.problem = Some(failure.reason.clone());
                let every =
                    self.watching.as_ref().map_or(AGAIN / 4, |watching| watching.every.as_millis() as i64);
                visit.due = back_off(now, every, visit.failures, &failure, address);
                self.note(&visit, link);
                Answered::Failed(failure, Some(visit))
            }
        }
    }

    fn note(&self, visit: &Source, link: Option<&Link>) {
        if let (Some(watching), None) = (&self.watching, link) {
            watching.next.fetch_min(visit.due, Ordering::Relaxed);
        }
    }
}

/// When to ask again after a failure: each time after twice as long, at least as long as the server asks for, a day at
/// most; what is not there is asked for once a day.
fn back_off(now: i64, every: i64, failures: u32, failure: &Failure, address: &str) -> i64 {
    if !failure.temporary {
        return later(now, LONGEST, address);
    }
    let doubled = every.max(1).saturating_mul(1 << failures.min(16)).min(LONGEST);
    let asked = failure.wait.map_or(0, |wait| i64::try_from(wait.as_millis()).unwrap_or(LONGEST));
    later(now, doubled, address).max(now + asked.min(7 * LONGEST))
}

/// A time after `now`, moved by up to a tenth so that not all addresses are asked at once. Each address has its own
/// distance, always the same.
fn later(now: i64, after: i64, address: &str) -> i64 {
    let hash = address.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The last letters, in which addresses differ, must reach the high bits (the finalizer of MurmurHash3).
    let hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    now + after + after / 10 * (hash >> 32) as i64 / i64::from(u32::MAX)
}

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(temporary: bool, wait: Option<u64>) -> Failure {
        Failure {
            reason: String::new(),
            hint: "",
            temporary,
            wait: wait.map(Duration::from_secs),
            status: None,
        }
    }

    #[test]
    fn failures_are_followed_by_longer_and_longer_rests() {
        let rest = |failures, temporary, wait| {
            let due = back_off(1_000_000, 60_000, failures, &failure(temporary, wait), "https://a.org/feed");
            (due - 1_000_000) / 60_000
        };
        assert_eq!([1, 2, 3].map(|n| rest(n, true, None)), [2, 4, 8]);
        assert!((1440..=1584).contains(&rest(30, true, None)));
        assert!((1440..=1584).contains(&rest(1, false, None)));
        assert_eq!(rest(1, true, Some(3600)), 60);
    }

    #[test]
    fn each_address_has_its_own_time() {
        let times: HashSet<i64> = (0..50).map(|i| later(0, 900_000, &format!("https://a.org/{i}"))).collect();
        assert!(times.len() > 45 && times.iter().all(|time| (900_000..=990_000).contains(time)), "{times:?}");
    }
}
