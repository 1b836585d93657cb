//! [`Client`]: one address in, one answer out, within limits.
//!
//! Redirects are followed here and not by the HTTP library, so that each step is checked like the first. What is sent
//! is a plain GET; nothing that is received is run.

use std::fmt;
use std::io::{self, Read};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

use crate::guard;
use crate::packed::{self, Fault};

/// What a client may do.
#[derive(Clone)]
pub struct Limits {
    /// The longest answer in bytes, packed or not.
    pub longest: usize,
    /// The longest that one request may take, from the look-up of the name to the last byte.
    pub timeout: Duration,
    /// How many redirects are followed.
    pub redirects: u32,
    /// Which addresses of the network may be connected to.
    pub permit: Arc<dyn Fn(IpAddr) -> bool + Send + Sync>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            longest: 16 << 20,
            timeout: Duration::from_secs(30),
            redirects: 5,
            permit: Arc::new(guard::is_public),
        }
    }
}

/// What a server said of the state of a page, to ask whether it is still so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`
    pub etag: Option<String>,
    /// `Last-Modified`
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "one answer lives at a time")]
pub enum Answer {
    /// It is as it was when last asked.
    Same,
    /// This.
    Found(Found),
}

/// A page, a feed or a file that was received.
#[derive(Debug)]
pub struct Found {
    /// Where it was found in the end.
    pub address: Url,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// What it is (`text/html`), in lower case, where told.
    pub kind: Option<String>,
    /// Its encoding (`utf-8`), where told.
    pub charset: Option<String>,
    /// Its state.
    pub validators: Validators,
}

impl Found {
    /// Whether it is a feed in JSON, by what the server says or by what it says of itself, wherever it does.
    pub fn is_json_feed(&self) -> bool {
        let holds = |words: &[u8]| memchr::memmem::find(&self.bytes, words).is_some();
        let is_object = self.bytes.trim_ascii_start().starts_with(b"{");
        let tells = || holds(b"jsonfeed.org/version") && holds(b"\"items\"");
        is_object && (self.kind.as_deref() == Some("application/feed+json") || tells())
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: &'static str,
    /// Whether asking again later may help.
    pub temporary: bool,
    /// How long the server asks to wait.
    pub wait: Option<Duration>,
    /// The number of its answer.
    pub status: Option<u16>,
}

impl Failure {
    pub(crate) fn new(reason: impl Into<String>, hint: &'static str) -> Failure {
        Failure { reason: reason.into(), hint, temporary: false, wait: None, status: None }
    }

    pub(crate) fn temporary(self) -> Failure {
        Failure { temporary: true, ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Failure {}

/// Asks servers.
pub struct Client {
    agent: ureq::Agent,
    limits: Limits,
}

impl Client {
    /// A client of this name within these limits.
    pub fn new(name: &str, limits: Limits) -> Client {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look names up itself, past the check of addresses.
            .proxy(None)
            .timeout_global(Some(limits.timeout))
            .timeout_connect(Some(limits.timeout.min(Duration::from_secs(10))))
            .user_agent(name)
            .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain;q=0.9, application/xml;q=0.9, */*;q=0.5")
            .accept_encoding("gzip")
            .max_idle_age(Duration::from_secs(10))
            .build();
        let resolver = Guarded { inner: DefaultResolver::default(), permit: Arc::clone(&limits.permit) };
        Client { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), limits }
    }

    /// Asks for what is at `url`, or whether it is still as `known`. `before` is asked before each request, also those that
    /// redirects lead to, and may refuse it.
    ///
    /// # Errors
    ///
    /// The address may not be asked, the server cannot be reached or does not answer within the limits, or it answers with
    /// anything but a page.
    pub fn get(
        &self,
        url: &Url,
        known: &Validators,
        mut before: impl FnMut(&Url) -> Result<(), Failure>,
    ) -> Result<Answer, Failure> {
        let mut address = url.clone();
        for _ in 0..=self.limits.redirects {
            check(&address)?;
            before(&address)?;
            let mut request = self.agent.get(address.as_str());
            if let Some(etag) = &known.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(time) = &known.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, time);
            }
            let response = request.call().map_err(|error| self.failure(error, &address))?;
            let (head, body) = response.into_parts();
            match head.status.as_u16() {
                200..=203 => return self.found(address, &head.headers, body).map(Answer::Found),
                304 => return Ok(Answer::Same),
                301 | 302 | 303 | 307 | 308 => {
                    let target = text(&head.headers, &header::LOCATION)
                        .and_then(|target| address.join(&target).ok())
                        .ok_or_else(|| {
                            Failure::new("it leads on to no address", "look at the address in a browser")
                        })?;
                    address = target;
                }
                status => return Err(refusal(status, &head.headers)),
            }
        }
        let reason = format!("it leads on more than {} times", self.limits.redirects);
        Err(Failure::new(reason, "look at the address in a browser; it may go in a circle"))
    }

    /// Posts `body` to `url`. Gives the number of the answer and how long it asks to wait; what else it says is not looked
    /// at, and no redirect is followed, since what is posted is meant for the one who was named.
    ///
    /// # Errors
    ///
    /// The address may not be asked, or the server cannot be reached or does not answer within the limits.
    pub fn post(
        &self,
        url: &Url,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<(u16, Option<Duration>), Failure> {
        check(url)?;
        let mut request = self.agent.post(url.as_str());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send(body).map_err(|error| self.failure(error, url))?;
        let wait = text(response.headers(), &header::RETRY_AFTER)
            .and_then(|told| retry_after(&told, SystemTime::now()));
        Ok((response.status().as_u16(), wait))
    }

    fn found(&self, address: Url, headers: &HeaderMap, mut body: ureq::Body) -> Result<Found, Failure> {
        let longest = self.limits.longest;
        let too_long = || {
            let hint = "only pages and feeds are read from the web; fetch an archive to a file first";
            Failure::new(format!("it is longer than {} MB", longest >> 20), hint)
        };
        if body.content_length().is_some_and(|length| length > longest as u64) {
            return Err(too_long());
        }
        let mut bytes = Vec::new();
        let mut reader = body.with_config().limit(u64::MAX).reader().take(longest as u64 + 1);
        reader.read_to_end(&mut bytes).map_err(|error| self.broken(error, &address))?;
        if bytes.len() > longest {
            return Err(too_long());
        }
        if let Some(names) = text(headers, &header::CONTENT_ENCODING) {
            bytes = packed::unpack(bytes, &names, longest).map_err(|fault| match fault {
                Fault::TooLong => Failure::new(
                    format!("it unpacks to more than {} MB", longest >> 20),
                    "a page that does is made to harm; leave it out",
                ),
                Fault::Unknown => {
                    Failure::new(format!("it is packed with {names}"), "only gzip, deflate and br are known")
                }
                Fault::Broken(_) => Failure::new("it is packed and damaged", "try again later").temporary(),
            })?;
        }
        let (kind, charset) = content_type(text(headers, &header::CONTENT_TYPE).as_deref());
        let validators = Validators {
            etag: text(headers, &header::ETAG),
            last_modified: text(headers, &header::LAST_MODIFIED),
        };
        Ok(Found { address, bytes, kind, charset, validators })
    }

    fn failure(&self, error: ureq::Error, address: &Url) -> Failure {
        let host = address.host_str().unwrap_or_default();
        match error {
            ureq::Error::Other(cause) if cause.is::<Forbidden>() => Failure::new(
                cause.to_string(),
                "addresses of this machine and of private networks are read only with --allow-private",
            ),
            ureq::Error::Timeout(_) => {
                let reason = format!("{host} took longer than {} s", self.limits.timeout.as_secs_f32());
                Failure::new(reason, "try again later").temporary()
            }
            ureq::Error::HostNotFound => {
                Failure::new(format!("there is no host {host}"), "look at the address").temporary()
            }
            ureq::Error::Io(error) => self.broken(error, address),
            ureq::Error::ConnectionFailed => {
                Failure::new(format!("{host} cannot be reached"), "try again later").temporary()
            }
            ureq::Error::Rustls(error) => Failure::new(
                format!("the connection to {host} is not secure: {error}"),
                "look at the address in a browser",
            )
            .temporary(),
            other => Failure::new(format!("asking {host} failed: {other}"), "try again later").temporary(),
        }
    }

    /// A connection that failed: what ureq says in the words of the system may be an error of its own.
    fn broken(&self, error: io::Error, address: &Url) -> Failure {
        let host = address.host_str().unwrap_or_default();
        if error.get_ref().is_some_and(
            <dyn std::error::Error + std::marker::Send + std::marker::Sync + 'static>::is::<ureq::Error>,
        ) {
            return match error.into_inner().map(
                <dyn std::error::Error + std::marker::Send + std::marker::Sync + 'static>::downcast::<
                    ureq::Error,
                >,
            ) {
                Some(Ok(inner)) => match *inner {
                    ureq::Error::Io(inner) => {
                        Failure::new(format!("{host} failed: {inner}"), "try again later").temporary()
                    }
                    other => self.failure(other, address),
                },
                _ => Failure::new(format!("{host} failed"), "try again later").temporary(),
            };
        }
        let (reason, hint) = match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => (
                format!("{host} took longer than {} s", self.limits.timeout.as_secs_f32()),
                "try again later",
            ),
            io::ErrorKind::ConnectionRefused => {
                (format!("{host} takes no connections"), "look at the address, or try again later")
            }
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted => (format!("{host} broke off"), "try again later"),
            _ => (format!("{host} cannot be reached: {error}"), "look at the address, or try again later"),
        };
        Failure::new(reason, hint).temporary()
    }
}

/// An address that may not be asked at all.
fn check(address: &Url) -> Result<(), Failure> {
    if !matches!(address.scheme(), "http" | "https") {
        let reason = format!("it leads to {}:, and only http: and https: are read", address.scheme());
        return Err(Failure::new(reason, "look at the address"));
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err(Failure::new(
            "the address holds a user name",
            "only pages that are open to all are read",
        ));
    }
    Ok(())
}

/// An answer that is no page.
fn refusal(status: u16, headers: &HeaderMap) -> Failure {
    let failure = |what: &str, hint| Failure {
        status: Some(status),
        ..Failure::new(format!("the server answered {status}{what}"), hint)
    };
    match status {
        404 | 410 => failure(", there is no such page", "look at the address"),
        401 | 402 | 403 | 451 => failure(", the page is not open to all", "look at the address in a browser"),
        408 | 425 | 429 | 500..=599 => {
            let what = if status == 429 { ", it is asked too often" } else { ", it cannot answer now" };
            let wait =
                text(headers, &header::RETRY_AFTER).and_then(|told| retry_after(&told, SystemTime::now()));
            Failure { wait, ..failure(what, "try again later").temporary() }
        }
        _ => failure("", "look at the address in a browser"),
    }
}

/// The longest that a server is believed to ask to wait; also what a number stands for that is longer than any.
const LONGEST_WAIT: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long a server asks to wait: seconds, or a day and time.
fn retry_after(told: &str, now: SystemTime) -> Option<Duration> {
    let told = told.trim();
    if !told.is_empty() && told.bytes().all(|b| b.is_ascii_digit()) {
        return Some(told.parse().map_or(LONGEST_WAIT, Duration::from_secs).min(LONGEST_WAIT));
    }
    let then = jiff::fmt::rfc2822::parse(told).ok()?;
    let now = jiff::Timestamp::try_from(now).ok()?;
    let wait: Duration = then.timestamp().duration_since(now).try_into().unwrap_or(Duration::ZERO);
    Some(wait.min(LONGEST_WAIT))
}

/// The kind and the encoding that a `Content-Type` names.
pub(crate) fn content_type(told: Option<&str>) -> (Option<String>, Option<String>) {
    let mut parts = told.unwrap_or_default().split(';').map(str::trim);
    let kind = parts.next().map(str::to_ascii_lowercase).filter(|kind| kind.contains('/'));
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (kind, charset)
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned).filter(|value| !value.is_empty())
}

/// Looks names up and lets through only what may be connected to: the connection is made to these addresses and no others.
struct Guarded {
    inner: DefaultResolver,
    permit: Arc<dyn Fn(IpAddr) -> bool + Send + Sync>,
}

impl fmt::Debug for Guarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guarded")
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        let mut permitted = self.empty();
        for address in all.iter().filter(|address| (self.permit)(address.ip())) {
            permitted.push(*address);
        }
        match all.first() {
            Some(first) if permitted.is_empty() => {
                let host = uri.host().unwrap_or_default().to_owned();
                Err(ureq::Error::Other(Box::new(Forbidden { host, address: first.ip() })))
            }
            _ => Ok(permitted),
        }
    }
}

/// An address that may not be connected to.
#[derive(Debug)]
struct Forbidden {
    host: String,
    address: IpAddr,
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Forbidden { host, address } = self;
        if host.trim_matches(['[', ']']) == address.to_string() {
            write!(f, "{address} is not an address of the open internet")
        } else {
            write!(f, "{host} is at {address}, which is not an address of the open internet")
        }
    }
}

impl std::error::Error for Forbidden {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_times() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_703_757_600); // 28 December 2023, 10:00 UTC
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Thu, 28 Dec 2023 10:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Thu, 28 Dec 2023 09:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("", now), None);
        for long in ["18446744073709551615", "99999999999999999999999999", "01 Jan 2900 00:00:00 GMT"] {
            assert_eq!(retry_after(long, now), Some(LONGEST_WAIT), "{long}");
        }
    }

    #[test]
    fn kinds_and_encodings() {
        let check = |told: Option<&str>, kind: Option<&str>, charset: Option<&str>| {
            assert_eq!(content_type(told), (kind.map(str::to_owned), charset.map(str::to_owned)));
        };
        check(Some("Text/HTML; charset=\"ISO-8859-1\""), Some("text/html"), Some("ISO-8859-1"));
        check(Some("application/rss+xml"), Some("application/rss+xml"), None);
        check(Some("html"), None, None);
        check(None, None, None);
    }
}
