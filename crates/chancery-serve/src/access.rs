//! Who may ask, how often and under which name of the host: [`Access`]. On loopback everybody may read; a server that is
//! reached from elsewhere asks for a token or was told to be public; to write always takes a token.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::problem::Problem;
use crate::tokens::{Right, Tokens};

/// The rules of one server.
pub(crate) struct Access {
    pub(crate) tokens: Tokens,
    /// Whether reading takes a token.
    pub(crate) is_closed: bool,
    /// Whether it listens on loopback only.
    pub(crate) is_local: bool,
    /// Names of the host beside those of loopback and addresses.
    pub(crate) hosts: Vec<String>,
    pub(crate) rate: Rate,
}

impl Access {
    /// What the sender of a request may do.
    ///
    /// # Errors
    ///
    /// A token is needed and none of ours was sent, or the request came in under the name of a foreign host.
    pub(crate) fn right(&self, headers: &HeaderMap) -> Result<Option<Right>, Problem> {
        self.host(headers)?;
        let sent = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        let token = sent.and_then(|sent| {
            let (scheme, value) = sent.split_once(' ')?;
            match scheme.to_ascii_lowercase().as_str() {
                "bearer" => Some((value.trim().to_owned(), true)),
                "basic" => Some((password(value.trim())?, false)),
                _ => None,
            }
        });
        let right = token.and_then(|(token, is_bearer)| {
            // A browser sends a password along with requests that other sites make it send, so that by password one
            // can only read.
            let right = self.tokens.right(&token)?;
            Some(if is_bearer { right } else { Right::Read })
        });
        if right.is_none() && (self.is_closed || sent.is_some()) {
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "a token is needed")
                .hint("send `Authorization: Bearer TOKEN`; `chancery token new NAME` makes one"));
        }
        Ok(right)
    }

    /// A page of another site that has its name resolve to loopback must not read what is here (DNS rebinding).
    fn host(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let name = host_name(host);
        let is_ours = name.eq_ignore_ascii_case("localhost")
            || name.parse::<IpAddr>().is_ok()
            || self.hosts.iter().any(|h| h.eq_ignore_ascii_case(name))
            || (!self.is_local && self.hosts.is_empty());
        let is_clean = host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_:[]".contains(&b));
        if is_ours && is_clean && !host.is_empty() {
            return Ok(());
        }
        Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "this server goes by another name")
            .hint("start it with --host NAME to have it answer to that name"))
    }
}

/// The name in `name:port` or `[v6]:port`.
fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or_default();
    }
    host.split(':').next().unwrap_or_default()
}

/// The password of `name:password` in base64.
fn password(encoded: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in encoded.bytes().filter(|b| *b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    text.split_once(':').map(|(_, password)| password.to_owned())
}

/// How often each address may ask: a bucket of requests that fills again.
pub(crate) struct Rate {
    /// Requests a second; 0 for no limit.
    per_second: u32,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// Seconds' worth of requests that may come at once.
const BURST: f64 = 4.0;

/// Addresses kept in mind at most: those that have not asked for a while are forgotten first.
const ADDRESSES: usize = 10_000;

impl Rate {
    pub(crate) fn new(per_second: u32) -> Rate {
        Rate { per_second, buckets: Mutex::default() }
    }

    /// Counts a request that costs `cost` plain ones.
    ///
    /// # Errors
    ///
    /// The address has asked too often.
    pub(crate) fn count(&self, from: IpAddr, cost: f64, now: Instant) -> Result<(), Problem> {
        if self.per_second == 0 {
            return Ok(());
        }
        let rate = f64::from(self.per_second);
        let full = (rate * BURST).max(cost);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ADDRESSES && !buckets.contains_key(&from) {
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs_f64() < BURST);
        }
        let bucket = buckets.entry(from).or_insert(Bucket { left: full, at: now });
        bucket.left = (bucket.left + rate * now.duration_since(bucket.at).as_secs_f64()).min(full);
        bucket.at = now;
        if bucket.left < cost {
            let wait = ((cost - bucket.left) / rate).ceil().clamp(1.0, 3600.0) as u32;
            let many = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too many requests from this address")
                .hint(format!("at most {} a second on the whole", self.per_second));
            return Err(Problem { retry_after: Some(wait), ..many });
        }
        bucket.left -= cost;
        Ok(())
    }
}

/// The headers of every answer. A page runs our script and nothing else, loads nothing from elsewhere, and stands in no
/// frame.
pub(crate) fn harden(headers: &mut HeaderMap) {
    const ALWAYS: [(&str, &str); 8] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("x-permitted-cross-domain-policies", "none"),
    ];
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn access(is_local: bool, hosts: &[&str]) -> Access {
        Access {
            tokens: Tokens::default(),
            is_closed: false,
            is_local,
            hosts: hosts.iter().map(|h| (*h).to_owned()).collect(),
            rate: Rate::new(0),
        }
    }

    #[test]
    fn foreign_names_of_the_host_are_refused() {
        let check = |access: &Access, host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_str(host).expect("a host"));
            access.right(&headers).is_ok()
        };
        let local = access(true, &["record.example"]);
        for host in ["localhost:80", "127.0.0.1:8080", "[::1]:8080", "record.example"] {
            assert!(check(&local, host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "a b", "record.example\"><x", ""] {
            assert!(!check(&local, host), "{host}");
        }
        assert!(check(&access(false, &[]), "any.example"));
        assert!(!check(&access(false, &["record.example"]), "any.example"));
    }

    #[test]
    fn by_password_one_reads() {
        let mut access = access(true, &[]);
        let token = access.tokens.make("desk", Right::Write, 0).expect("a token");
        let right = |sent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("localhost"));
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(sent).expect("a header"));
            access.right(&headers)
        };
        assert_eq!(right(&format!("Bearer {token}")).expect("a right"), Some(Right::Write));
        assert!(right("Bearer nonsense").is_err());
        assert_eq!(password("QWxhZGRpbjpvcGVuIHNlc2FtZQ==").as_deref(), Some("open sesame"));
        assert_eq!(password("%"), None);
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let rate = Rate::new(10);
        let (one, start) = (IpAddr::from([10, 0, 0, 1]), Instant::now());
        let counted = (0..100).filter(|_| rate.count(one, 1.0, start).is_ok()).count();
        assert_eq!(counted, 40);
        assert!(rate.count(IpAddr::from([10, 0, 0, 2]), 1.0, start).is_ok());
        assert!(rate.count(one, 1.0, start + Duration::from_secs(1)).is_ok());
    }
}
