//! [`Visitor`]: asks politely. `robots.txt` is followed, each host is asked one thing at a time with a pause between, and
//! one that asks to be left alone is.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use crate::client::{Answer, Client, Failure, Limits, Validators};
use crate::robots::Rules;

/// The name that sites know us by, in their `robots.txt`.
pub const NAME: &str = "chancery";

/// How we introduce ourselves.
const AGENT: &str = concat!("chancery/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// The longest pause between requests that a `robots.txt` may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How long a host's rules hold, as the standard has it.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3600);

/// How a visitor behaves.
#[derive(Clone)]
pub struct Manners {
    /// Pause between two requests to a host.
    pub pause: Duration,
    /// Whether `robots.txt` is followed.
    pub robots: bool,
    /// How long a visitor waits for a host that asks to; more is a failure.
    pub patience: Duration,
    /// How often a host that asks to wait is asked again.
    pub tries: u32,
}

impl Default for Manners {
    fn default() -> Manners {
        let patience = Duration::from_secs(120);
        Manners { pause: Duration::from_secs(1), robots: true, patience, tries: 3 }
    }
}

/// A wish to stop, which any thread may utter, and which cuts waiting short.
#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Asks all who listen to stop.
    pub fn stop(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    /// Whether somebody asked to stop.
    pub fn is_stopped(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits this long, or until somebody asks to stop; whether somebody did.
    pub fn wait(&self, time: Duration) -> bool {
        let stopped = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.1.wait_timeout_while(stopped, time, |stopped| !*stopped);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// What is known of hosts, from one visitor to the next.
#[derive(Clone, Default)]
pub struct Hosts(Arc<Mutex<HashMap<String, Host>>>);

/// Asks servers, politely.
pub struct Visitor {
    client: Client,
    manners: Manners,
    stop: Stop,
    hosts: HashMap<String, Host>,
    known: Hosts,
}

impl Drop for Visitor {
    fn drop(&mut self) {
        *self.known.0.lock().unwrap_or_else(PoisonError::into_inner) = std::mem::take(&mut self.hosts);
    }
}

/// What is known of a host.
struct Host {
    /// Not to be asked before.
    free: Instant,
    rules: Option<(Instant, Rules)>,
    /// Until when it asked to be left alone.
    held: Option<Instant>,
}

impl Visitor {
    /// A visitor within these limits, who knows of hosts what the one before learnt.
    pub fn new(limits: Limits, manners: Manners, stop: Stop, known: Hosts) -> Visitor {
        let hosts = std::mem::take(&mut *known.0.lock().unwrap_or_else(PoisonError::into_inner));
        Visitor { client: Client::new(AGENT, limits), manners, stop, hosts, known }
    }

    /// Asks for what is at `url`, or whether it is still as `known`.
    ///
    /// # Errors
    ///
    /// As [`Client::get`]; and the site does not want it, or wants us to wait longer than our patience, or somebody asked to
    /// stop.
    pub fn get(&mut self, url: &Url, known: &Validators) -> Result<Answer, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            let Visitor { client, manners, stop, hosts, .. } = self;
            let mut last = None;
            let answer = client.get(url, known, |address| {
                let key = address.origin().ascii_serialization();
                let turn = Turn { client, manners, stop, hosts };
                last = Some(key);
                turn.take(address)
            });
            // The pause counts from the end of an answer.
            let now = Instant::now();
            let Some(host) = last.and_then(|key| hosts.get_mut(&key)) else { return answer };
            host.free = now + pause(manners, host.rules.as_ref().map(|(_, rules)| rules));
            let Err(failure) = &answer else { return answer };
            // What the host asks for, else longer each time.
            let Some(wait) = failure.wait.or_else(|| {
                matches!(failure.status, Some(429 | 503)).then(|| Duration::from_secs(5 << tries.min(5)))
            }) else {
                return answer;
            };
            host.held = Some(now + wait);
            if wait > manners.patience || tries >= manners.tries || stop.wait(wait) {
                return answer;
            }
        }
    }

    /// How long until the host of this address may be asked.
    pub fn wait_for(&self, url: &Url) -> Duration {
        let now = Instant::now();
        self.hosts
            .get(&url.origin().ascii_serialization())
            .map_or(Duration::ZERO, |host| host.free.saturating_duration_since(now))
    }
}

fn pause(manners: &Manners, rules: Option<&Rules>) -> Duration {
    let asked = rules.and_then(|rules| rules.delay).unwrap_or_default().min(LONGEST_PAUSE.as_secs_f64());
    manners.pause.max(Duration::from_secs_f64(asked))
}

/// One request's turn at its host.
struct Turn<'v> {
    client: &'v Client,
    manners: &'v Manners,
    stop: &'v Stop,
    hosts: &'v mut HashMap<String, Host>,
}

impl Turn<'_> {
    /// Waits for the turn; fails where the request is not wanted.
    fn take(self, address: &Url) -> Result<(), Failure> {
        let key = address.origin().ascii_serialization();
        let now = Instant::now();
        let host = self.hosts.entry(key).or_insert(Host { free: now, rules: None, held: None });
        if let Some(held) = host.held.filter(|&held| held > now) {
            let wait = held - now;
            let reason = format!("the server asked to be left alone for {} s", wait.as_secs().max(1));
            return Err(Failure { wait: Some(wait), ..Failure::new(reason, "try again later").temporary() });
        }
        if self.manners.robots && host.rules.as_ref().is_none_or(|(since, _)| since.elapsed() > RULES_HOLD) {
            wait(self.stop, host.free)?;
            let rules = rules(self.client, address)?;
            host.free = Instant::now() + pause(self.manners, Some(&rules));
            host.rules = Some((Instant::now(), rules));
        }
        if let Some((_, rules)) = &host.rules {
            let path = &address[url::Position::BeforePath..url::Position::AfterQuery];
            if !rules.allow(path) {
                let hint = "the site asks programs not to read it; --ignore-robots if you have its leave";
                return Err(Failure::new("robots.txt forbids it", hint));
            }
        }
        wait(self.stop, host.free)?;
        host.free = Instant::now() + pause(self.manners, host.rules.as_ref().map(|(_, rules)| rules));
        Ok(())
    }
}

/// Waits until the time has come.
fn wait(stop: &Stop, time: Instant) -> Result<(), Failure> {
    let left = time.saturating_duration_since(Instant::now());
    if stop.is_stopped() || !left.is_zero() && stop.wait(left) {
        return Err(Failure::new("it was not asked, for the run was stopped", "run the same command again")
            .temporary());
    }
    Ok(())
}

/// The rules of a host. One that has none allows all; one that cannot say now allows nothing for now.
fn rules(client: &Client, address: &Url) -> Result<Rules, Failure> {
    let Ok(file) = address.join("/robots.txt") else { return Ok(Rules::default()) };
    match client.get(&file, &Validators::default(), |_| Ok(())) {
        Ok(Answer::Found(found)) => Ok(Rules::parse(&found.bytes, NAME)),
        Ok(Answer::Same) => Ok(Rules::default()),
        Err(failure) if failure.temporary => {
            Err(Failure { reason: format!("robots.txt cannot be read: {}", failure.reason), ..failure })
        }
        // A refusal of the guard is one for the page as well, and better told of the page.
        Err(_) => Ok(Rules::default()),
    }
}
