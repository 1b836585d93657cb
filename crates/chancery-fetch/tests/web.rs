//! A visitor against servers on this machine: what it asks, what it refuses, how long it waits.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chancery_fetch::{Answer, Failure, Found, Hosts, Limits, Manners, Stop, Url, Validators, Visitor};

/// A request as it came: its path, its headers, and when.
#[derive(Clone, Debug)]
struct Request {
    path: String,
    headers: String,
    at: Instant,
}

struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that answers each request by what `answer` writes.
    fn new(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &seen, &*answer));
            }
        });
        Server { address, requests }
    }

    /// A server of fixed pages: path, what follows `HTTP/1.1 `, body.
    fn of(pages: &'static [(&'static str, &'static str, &'static str)]) -> Server {
        Server::new(move |request, stream| {
            let page = pages.iter().find(|(path, ..)| *path == request.path);
            let (_, head, body) = page.unwrap_or(&("", "404 Not Found", ""));
            respond(stream, head, body.as_bytes());
        })
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).expect("an address")
    }

    fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("whole").clone()
    }

    fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }
}

fn serve(
    stream: TcpStream,
    seen: &Mutex<Vec<Request>>,
    answer: &(impl Fn(&Request, &mut TcpStream) + ?Sized),
) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream"));
    let mut first = String::new();
    if lines.read_line(&mut first).is_err() || first.is_empty() {
        return;
    }
    let mut headers = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).is_err() || line.trim().is_empty() {
            break;
        }
        headers.push_str(&line.to_ascii_lowercase());
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let request = Request { path, headers, at: Instant::now() };
    seen.lock().expect("whole").push(request.clone());
    answer(&request, &mut { stream });
}

fn respond(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(body);
}

/// Limits for servers on this machine.
fn local() -> Limits {
    Limits { permit: Arc::new(|_| true), timeout: Duration::from_secs(2), ..Limits::default() }
}

/// Manners without pauses.
fn quick() -> Manners {
    Manners { pause: Duration::ZERO, ..Manners::default() }
}

fn visitor(limits: Limits, manners: Manners) -> Visitor {
    Visitor::new(limits, manners, Stop::default(), Hosts::default())
}

fn get(url: &Url) -> Result<Found, Failure> {
    match visitor(local(), quick()).get(url, &Validators::default())? {
        Answer::Found(found) => Ok(found),
        Answer::Same => panic!("nothing was known"),
    }
}

#[track_caller]
fn refused(url: &Url, reason: &str, temporary: bool) {
    let failure = get(url).expect_err("refused");
    assert!(failure.reason.contains(reason), "{}", failure.reason);
    assert_eq!(failure.temporary, temporary, "{}", failure.reason);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

#[test]
fn a_page_is_asked_for_plainly() {
    let server = Server::of(&[(
        "/page?x=1",
        "200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nETag: \"a\"\r\nLast-Modified: Thu, 28 Dec 2023 10:00:00 GMT",
        "<p>They met.",
    )]);
    let found = get(&server.url("/page?x=1")).expect("a page");
    assert_eq!(found.bytes, b"<p>They met.");
    assert_eq!((found.kind.as_deref(), found.charset.as_deref()), (Some("text/html"), Some("iso-8859-1")));
    assert_eq!(found.validators.etag.as_deref(), Some("\"a\""));
    assert_eq!(server.paths(), ["/robots.txt", "/page?x=1"]);
    let headers = &server.requests()[1].headers;
    assert!(
        headers.contains("user-agent: chancery/") && headers.contains("accept-encoding: gzip"),
        "{headers}"
    );
    assert!(!headers.contains("cookie") && !headers.contains("referer"), "{headers}");
}

#[test]
fn what_is_known_is_asked_about() {
    let server = Server::new(|request, stream| {
        let known = request.headers.contains("if-none-match: \"a\"")
            && request.headers.contains("if-modified-since: thu, 28 dec 2023");
        respond(stream, if known { "304 Not Modified" } else { "200 OK" }, b"");
    });
    let known = Validators {
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Thu, 28 Dec 2023 10:00:00 GMT".to_owned()),
    };
    let answer = visitor(local(), quick()).get(&server.url("/"), &known).expect("an answer");
    assert!(matches!(answer, Answer::Same));
}

#[test]
fn redirects_are_followed_a_few_times() {
    let server = Server::of(&[
        ("/a", "301 Moved\r\nLocation: b", ""),
        ("/b", "302 Found\r\nLocation: /c?d", ""),
        ("/c?d", "200 OK", "here"),
        ("/loop", "302 Found\r\nLocation: /loop", ""),
        ("/file", "302 Found\r\nLocation: file:///etc/passwd", ""),
        ("/user", "302 Found\r\nLocation: http://user:word@127.0.0.1/", ""),
        ("/none", "302 Found", ""),
    ]);
    let found = get(&server.url("/a")).expect("a page");
    assert_eq!((found.bytes.as_slice(), found.address), (&b"here"[..], server.url("/c?d")));
    refused(&server.url("/loop"), "leads on more than 5 times", false);
    assert_eq!(server.paths().iter().filter(|path| *path == "/loop").count(), 6);
    refused(&server.url("/file"), "leads to file:", false);
    refused(&server.url("/user"), "a user name", false);
    refused(&server.url("/none"), "leads on to no address", false);
    refused(&Url::parse("ftp://a.org/x").expect("an address"), "leads to ftp:", false);
}

#[test]
fn private_addresses_are_refused_by_what_they_are() {
    let inner = Server::of(&[("/secret", "200 OK", "secret")]);
    let port = inner.address.port();
    let mut visitor = visitor(Limits::default(), quick());
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "2130706433",
        "0.0.0.0",
        "169.254.169.254",
    ] {
        let url = Url::parse(&format!("http://{host}:{port}/secret")).expect("an address");
        let failure = visitor.get(&url, &Validators::default()).expect_err("refused");
        assert!(failure.reason.contains("not an address of the open internet"), "{host}: {}", failure.reason);
        assert!(!failure.temporary && failure.hint.contains("--allow-private"));
    }
    assert!(inner.requests().is_empty());
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    let inner = Server::of(&[("/secret", "200 OK", "secret")]);
    let target = format!("302 Found\r\nLocation: http://localhost:{}/secret", inner.address.port());
    let outer = Server::new(move |_, stream| respond(stream, &target, b""));
    // A stand-in for a public host: what is looked up first is let through, as the outer host's address would be.
    let asked = std::sync::atomic::AtomicU32::new(0);
    let permit = move |_: IpAddr| asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
    let mut visitor =
        visitor(Limits { permit: Arc::new(permit), ..local() }, Manners { robots: false, ..quick() });
    let failure = visitor.get(&outer.url("/"), &Validators::default()).expect_err("refused");
    assert!(
        failure.reason.contains("localhost is at") && failure.reason.contains("open internet"),
        "{failure}"
    );
    assert_eq!((outer.requests().len(), inner.requests().len()), (1, 0));
}

#[test]
fn long_slow_and_packed_answers_are_bounded() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/told" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<p>");
        }
        "/endless" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
        }
        "/bomb" => {
            let bomb = gzip(&vec![b' '; 64 << 20]);
            respond(stream, "200 OK\r\nContent-Encoding: gzip", &bomb);
        }
        "/packed" => respond(stream, "200 OK\r\nContent-Encoding: gzip", &gzip(b"<p>They met.")),
        "/broken" => respond(stream, "200 OK\r\nContent-Encoding: gzip", &gzip(b"<p>They met.")[..12]),
        "/cut" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n<p>");
        }
        "/slow" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for _ in 0..100 {
                std::thread::sleep(Duration::from_millis(100));
                if stream.write_all(b"x").is_err() {
                    return;
                }
            }
        }
        "/silent" => {
            let _ = stream.read(&mut [0; 1]);
        }
        "/headers" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\n");
            while stream.write_all(b"X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n").is_ok() {}
        }
        _ => respond(stream, "404 Not Found", b""),
    });
    refused(&server.url("/told"), "longer than 16 MB", false);
    refused(&server.url("/endless"), "longer than 16 MB", false);
    refused(&server.url("/bomb"), "unpacks to more than 16 MB", false);
    refused(&server.url("/broken"), "damaged", true);
    refused(&server.url("/cut"), "", true);
    refused(&server.url("/headers"), "", true);
    assert_eq!(get(&server.url("/packed")).expect("a page").bytes, b"<p>They met.");
    for path in ["/slow", "/silent"] {
        let started = Instant::now();
        refused(&server.url(path), "took longer than 2 s", true);
        assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    }
}

#[test]
fn answers_that_are_no_page_are_told() {
    let server = Server::of(&[
        ("/busy", "503 Busy\r\nRetry-After: 3600", ""),
        ("/often", "429 Too Many\r\nRetry-After: 7200", ""),
        ("/closed", "403 Forbidden", ""),
        ("/broken", "500 Oh", ""),
    ]);
    for (path, reason, temporary, wait) in [
        ("/none", "404, there is no such page", false, None),
        ("/closed", "403, the page is not open", false, None),
        ("/broken", "500", true, None),
        ("/busy", "503", true, Some(3600)),
        ("/often", "429, it is asked too often", true, Some(7200)),
    ] {
        let failure = get(&server.url(path)).expect_err("refused");
        assert!(failure.reason.contains(reason), "{}", failure.reason);
        assert_eq!((failure.temporary, failure.wait), (temporary, wait.map(Duration::from_secs)), "{path}");
    }
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    refused(&Url::parse(&format!("http://{free}/")).expect("an address"), "", true);
}

#[test]
fn a_host_that_asks_to_wait_is_waited_for() {
    let asked = Mutex::new(0);
    let server = Server::new(move |request, stream| {
        if request.path == "/robots.txt" {
            return respond(stream, "404 Not Found", b"");
        }
        let mut asked = asked.lock().expect("whole");
        *asked += 1;
        if *asked == 1 {
            respond(stream, "429 Slow down\r\nRetry-After: 1", b"");
        } else {
            respond(stream, "200 OK", b"x");
        }
    });
    let mut patient = visitor(local(), quick());
    let started = Instant::now();
    assert!(patient.get(&server.url("/a"), &Validators::default()).is_ok());
    assert!(started.elapsed() >= Duration::from_secs(1));
    // One without patience leaves the whole host alone until then.
    let server = Server::of(&[("/a", "503 Busy\r\nRetry-After: 60", ""), ("/b", "200 OK", "x")]);
    let mut hasty = visitor(local(), Manners { patience: Duration::ZERO, ..quick() });
    assert!(hasty.get(&server.url("/a"), &Validators::default()).is_err());
    let failure = hasty.get(&server.url("/b"), &Validators::default()).expect_err("held");
    assert!(
        failure.reason.contains("left alone") && failure.wait > Some(Duration::from_secs(50)),
        "{failure}"
    );
    assert_eq!(server.paths(), ["/robots.txt", "/a"]);
}

#[test]
fn robots_are_followed_and_asked_once() {
    let server = Server::of(&[
        ("/robots.txt", "200 OK", "User-agent: *\nDisallow: /private\n"),
        ("/a", "302 Found\r\nLocation: /private/b", ""),
        ("/c", "200 OK", "x"),
        ("/private/b", "200 OK", "x"),
    ]);
    let mut polite = visitor(local(), quick());
    for (path, reason) in [("/private/b", "robots.txt forbids it"), ("/a", "robots.txt forbids it")] {
        let failure = polite.get(&server.url(path), &Validators::default()).expect_err("forbidden");
        assert!(failure.reason.contains(reason) && !failure.temporary, "{failure}");
    }
    assert!(polite.get(&server.url("/c"), &Validators::default()).is_ok());
    assert_eq!(server.paths(), ["/robots.txt", "/a", "/c"]);
    let mut rude = visitor(local(), Manners { robots: false, ..quick() });
    assert!(rude.get(&server.url("/private/b"), &Validators::default()).is_ok());
    // A site that cannot say what it wants is left alone for now.
    let ill = Server::of(&[("/robots.txt", "500 Oh", ""), ("/c", "200 OK", "x")]);
    let failure = visitor(local(), quick()).get(&ill.url("/c"), &Validators::default()).expect_err("unknown");
    assert!(failure.temporary && failure.reason.contains("robots.txt cannot be read"), "{failure}");
}

#[test]
fn there_is_a_pause_between_requests_and_a_stop_cuts_it() {
    let server =
        Server::of(&[("/robots.txt", "200 OK", "User-agent: *\nCrawl-delay: 0.4"), ("/a", "200 OK", "x")]);
    let stop = Stop::default();
    let mut slow = Visitor::new(
        local(),
        Manners { pause: Duration::from_millis(200), ..quick() },
        stop.clone(),
        Hosts::default(),
    );
    for _ in 0..2 {
        assert!(slow.get(&server.url("/a"), &Validators::default()).is_ok());
    }
    let times: Vec<_> = server.requests().iter().map(|request| request.at).collect();
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(390), "{:?}", pair[1] - pair[0]);
    }
    assert!(slow.wait_for(&server.url("/a")) > Duration::ZERO);
    stop.stop();
    let started = Instant::now();
    assert!(slow.get(&server.url("/a"), &Validators::default()).is_err());
    assert!(started.elapsed() < Duration::from_millis(200));
    assert_eq!(server.paths().len(), 3);
}
