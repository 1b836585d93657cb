//! Where reports come from: addresses, feeds, sitemaps, lists of feeds, archives; each report once, politely.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Run, chancery, problems};
use crate::server::Server;

/// A page of news with enough words to be found in it.
fn page(day: u32, guest: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Talks with {guest} | Wire</title>\
         <meta property=article:published_time content='2023-03-{day:02}T09:00:00Z'></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Talks with {guest}</h1><p>French Foreign Minister Catherine Colonna met {guest} in Paris on March \
         {day}, 2023. They discussed trade, water and the war in Ukraine, her ministry said in a statement.</p>\
         <p>“We agreed to meet again soon,” Colonna said after the talks with {guest}, which took two hours and were \
         followed by a dinner with the heads of several companies.</p></article><footer>Contact</footer></body></html>"
    )
}

fn feed(links: &[(String, &str)]) -> String {
    let entries: String = links
        .iter()
        .map(|(link, day)| {
            format!("<item><title>Talks</title><link>{link}</link><pubDate>{day}</pubDate></item>")
        })
        .collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Wire</title>{entries}</channel></rss>"
    )
}

const DAY: &str = "Thu, 09 Mar 2023 10:00:00 +0000";

struct Place {
    folder: TempDir,
    server: Server,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder"), server: Server::new() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.folder.path().join(name), bytes).expect("a file is written");
        self.path(name)
    }

    /// A server's feed of two pages.
    fn feed(&self) -> String {
        self.server.set("/1", "text/html", &page(7, "Egyptian Foreign Minister Sameh Shoukry"));
        self.server.set("/2", "text/html", &page(8, "Kenyan President William Ruto"));
        self.set_feed(&["/1", "/2"]);
        self.server.url("/feed")
    }

    fn set_feed(&self, paths: &[&str]) {
        let links: Vec<_> = paths.iter().map(|path| (self.server.url(path), DAY)).collect();
        self.server.set("/feed", "application/rss+xml", &feed(&links));
    }

    fn call(&self, command: &str, args: &[&str]) -> Run {
        let db = self.path("k.db");
        let fixed = [command, "--db", &db, "--reader", "rules", "--allow-private", "--delay", "0"];
        chancery(&[&fixed, args].concat())
    }

    /// Adds, and checks the line that tells what came of it.
    #[track_caller]
    fn add(&self, args: &[&str], status: i32, summary: &str) -> Run {
        let run = self.call("add", args);
        assert_eq!(run.status, status, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.starts_with(summary), "{summary}\n{}{}", run.stdout, run.stderr);
        run
    }

    fn reports(&self) -> Vec<Value> {
        let run = chancery(&["reports", "--db", &self.path("k.db"), "--format", "jsonl"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.records()
    }
}

const SEEN_TWO: &str = "0 new, 0 changed, 0 read anew, 2 seen before, 0 withdrawn, 0 failed";
const NEW_TWO: &str = "2 new, 0 changed, 0 read anew, 0 seen before, 0 withdrawn, 0 failed";

#[test]
fn an_address_is_read_where_it_may_be() {
    let place = Place::new();
    place.feed();
    let url = place.server.url("/1");
    let run = chancery(&["read", &url]);
    assert_eq!(run.status, 3);
    assert_eq!(problems(&run.record()), ["unreadable"]);
    assert!(
        run.stderr.contains("not an address of the open internet\nhint: ")
            && run.stderr.contains("--allow-private")
    );
    assert!(place.server.asked().is_empty());
    let run = chancery(&["read", "--allow-private", "--reader", "rules", &url]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let record = run.record();
    assert_eq!((&record["doc"]["id"], &record["doc"]["url"]), (&url.as_str().into(), &url.as_str().into()));
    assert_eq!(
        (&record["doc"]["published"], &record["doc"]["published_basis"]),
        (&"2023-03-07".into(), &"metadata".into())
    );
    let text = record["text"].as_str().unwrap_or_default();
    assert!(text.contains("met Egyptian Foreign Minister") && !text.contains("Contact"), "{text}");
    let run = chancery(&["read", "--allow-private", &place.server.url("/none")]);
    assert_eq!(run.status, 3);
    assert!(
        run.stderr.contains("the server answered 404") && run.stderr.contains("hint: "),
        "{}",
        run.stderr
    );
    for odd in ["ftp://a.org/x", "file:///etc/passwd", "https://"] {
        let run = chancery(&["read", odd]);
        assert_eq!((run.status, problems(&run.record())), (3, vec!["unreadable"]), "{odd}");
    }
}

#[test]
fn a_feed_is_added_once_and_changes_are_versions() {
    let place = Place::new();
    let feed = place.feed();
    place.add(&["--dry-run", &feed], 0, NEW_TWO);
    assert!(!Path::new(&place.path("k.db")).exists());
    place.add(&[&feed], 0, NEW_TWO);
    let reports = place.reports();
    assert_eq!(reports.len(), 2);
    // The feed's day goes before the page's.
    assert!(reports.iter().all(|report| report["published"] == "2023-03-09"), "{reports:?}");
    place.server.asked();
    place.add(&[&feed], 0, SEEN_TWO);
    assert_eq!(place.server.asked(), ["404 /robots.txt", "200 /feed", "304 /1", "304 /2"]);
    place.add(&["--dry-run", &feed], 0, SEEN_TWO);
    place.server.set("/2", "text/html", &page(8, "Kenyan Foreign Minister Alfred Mutua"));
    place.add(&["--dry-run", &feed], 0, "0 new, 1 changed, 0 read anew, 1 seen");
    place.add(&[&feed], 0, "0 new, 1 changed, 0 read anew, 1 seen");
    place.add(&[&feed], 0, SEEN_TWO);
}

#[test]
fn failures_are_told_with_their_reasons() {
    let place = Place::new();
    place.feed();
    place.server.set("/empty", "text/html", "<html><body><nav><a href=/>Home</a></nav></body></html>");
    place.server.set("/picture", "image/png", "x");
    place.server.set("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret\n");
    place.set_feed(&["/1", "/gone", "/gone2", "/empty", "/picture", "/secret"]);
    let run = place.add(
        &[&place.server.url("/feed")],
        3,
        "1 new, 0 changed, 0 read anew, 0 seen before, 0 withdrawn, 5 failed",
    );
    for line in [
        "2 failed: the server answered 404, there is no such page",
        "1 failed: no article was found in the page",
        "1 failed: it is no page but image/png",
        "1 failed: robots.txt forbids it",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
    assert!(!place.server.asked().iter().any(|asked| asked.contains("/secret")));
}

#[test]
fn lists_lead_to_lists_and_each_page_is_asked_for_once() {
    let place = Place::new();
    let feed = place.feed();
    let sitemap = format!(
        "<urlset><url><loc>{}</loc></url><url><loc>{}</loc></url></urlset>",
        place.server.url("/1"),
        place.server.url("/2")
    );
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(sitemap.as_bytes()).expect("packed");
    let sitemap = place.file("sitemap.xml.gz", packed.finish().expect("packed"));
    place.server.set(
        "/index.xml",
        "application/xml",
        &format!("<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>", place.server.url("/feed")),
    );
    let opml = place.file(
        "feeds.opml",
        format!("<opml><body><outline text=x><outline xmlUrl='{feed}'/></outline></body></opml>"),
    );
    place.add(&[&sitemap, &place.server.url("/index.xml"), &opml], 0, NEW_TWO);
    let asked = place.server.asked();
    assert_eq!(asked.iter().filter(|asked| asked.ends_with("/1")).count(), 1, "{asked:?}");
    assert!(
        asked.contains(&"200 /index.xml".to_owned()) && asked.contains(&"200 /feed".to_owned()),
        "{asked:?}"
    );
}

#[test]
fn texts_of_addresses_and_included_lists_are_followed() {
    let place = Place::new();
    place.feed();
    let at = |path: &str| place.server.url(path);
    // A sitemap of plain text, found by way of an index; a file of addresses; a list that includes one which includes it.
    place.server.set("/sitemap.txt", "text/plain", &format!("{}\n{}\n", at("/1"), at("/gone")));
    place.server.set(
        "/index.xml",
        "application/xml",
        &format!("<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>", at("/sitemap.txt")),
    );
    let opml = |url: &str| format!("<opml><body><outline type='include' url='{url}'/></body></opml>");
    place.server.set("/a.opml", "text/x-opml", &opml(&at("/b.opml")));
    place.server.set(
        "/b.opml",
        "text/x-opml",
        &format!(
            "<opml><body><outline type='include' url='{}'/><outline xmlUrl='{}'/></body></opml>",
            at("/a.opml"),
            at("/feed")
        ),
    );
    let file = place.file("addresses.txt", format!("# what to read\n{}\n", at("/1")));
    let run = place.add(
        &[&at("/index.xml"), &at("/a.opml"), &file],
        3,
        "2 new, 0 changed, 0 read anew, 0 seen before, 0 withdrawn, 1 failed",
    );
    assert!(run.stdout.contains("1 failed: the server answered 404"), "{}", run.stdout);
    let mut asked = place.server.asked();
    asked.sort();
    let expected = [
        "200 /1",
        "200 /2",
        "200 /a.opml",
        "200 /b.opml",
        "200 /feed",
        "200 /index.xml",
        "200 /sitemap.txt",
        "404 /gone",
        "404 /robots.txt",
    ];
    assert_eq!(asked, expected);
    // Each list leads to one more.
    for i in 0..9 {
        place.server.set(
            &format!("/deep{i}.opml"),
            "text/x-opml",
            &opml(&at(&format!("/deep{}.opml", i + 1))),
        );
    }
    let run = place.add(
        &[&at("/deep0.opml")],
        3,
        "0 new, 0 changed, 0 read anew, 0 seen before, 0 withdrawn, 1 failed",
    );
    assert!(run.stdout.contains("lists lead to lists too deeply"), "{}", run.stdout);
    // As a text it is one.
    let run = chancery(&["read", "--input", "text", "--reader", "rules", "--format", "jsonl", &file]);
    assert_eq!((run.status, run.records().len()), (0, 1), "{}", run.stderr);
}

#[test]
fn a_feed_in_a_file_gives_its_words_without_the_web() {
    let place = Place::new();
    let words =
        "<p>French Foreign Minister Catherine Colonna met Kenyan President William Ruto in Paris.</p>"
            .repeat(2);
    let feed = place.file(
        "feed.json",
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1", "title": "Wire", "items": [
            {{"id": "1", "url": "https://a.org/1", "title": "Talks", "content_html": "{words}", "date_published": "2023-03-08T23:00:00-05:00"}}]}}"#
        ),
    );
    let run = chancery(&["read", "--from-feed", "--reader", "rules", "--format", "jsonl", &feed]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let record = &run.records()[0];
    assert_eq!(record["doc"]["id"], "https://a.org/1");
    assert_eq!(
        (&record["doc"]["published"], &record["doc"]["published_basis"]),
        (&"2023-03-08".into(), &"metadata".into())
    );
    assert_eq!((&record["doc"]["title"], &record["doc"]["source"]), (&"Talks".into(), &"Wire".into()));
    assert!(!record["events"].as_array().expect("a list").is_empty());
}

#[test]
fn a_watch_asks_what_is_due_and_only_what_is_new() {
    let place = Place::new();
    let feed = place.feed();
    let opml = place.file("feeds.opml", format!("<opml><body><outline xmlUrl='{feed}'/></body></opml>"));
    let once = |every: &str| {
        let run = place.call("watch", &["--once", "--every", every, &opml]);
        (run.status, run.stdout, place.server.asked())
    };
    let (status, told, asked) = once("1");
    assert_eq!(
        (status, asked),
        (0, ["404 /robots.txt", "200 /feed", "200 /1", "200 /2"].map(str::to_owned).to_vec())
    );
    assert!(told.contains("2 new"), "{told}");
    // When its time has come, it is asked whether it changed.
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(once("1").2, ["404 /robots.txt", "304 /feed"]);
    std::thread::sleep(Duration::from_millis(1200));
    place.server.set("/3", "text/html", &page(9, "Jordanian Foreign Minister Ayman Safadi"));
    place.set_feed(&["/1", "/2", "/3", "/4"]);
    let (status, told, asked) = once("1");
    assert_eq!(
        (status, asked),
        (3, ["404 /robots.txt", "200 /feed", "200 /3", "404 /4"].map(str::to_owned).to_vec())
    );
    assert!(told.contains("1 new") && told.contains("1 failed"), "{told}");
    // A server that cannot answer is left alone for longer and longer.
    place.server.set_raw("/feed", "503 Busy\r\nRetry-After: 3600", "");
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(once("1").2, ["404 /robots.txt", "503 /feed"]);
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(once("1").2, Vec::<String>::new());
}

#[test]
fn a_watch_asks_nothing_before_its_time() {
    let place = Place::new();
    let feed = place.feed();
    let once = || place.call("watch", &["--once", "--every", "3600", &feed]);
    assert!(once().stdout.contains("2 new"));
    place.server.asked();
    let again = once();
    assert_eq!((again.status, place.server.asked()), (0, Vec::<String>::new()), "{}", again.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_watch_with_what_it_has() {
    let place = Place::new();
    let feed = place.feed();
    let db = place.path("k.db");
    let child = crate::run::command()
        .args([
            "watch",
            "--db",
            &db,
            "--reader",
            "rules",
            "--allow-private",
            "--delay",
            "0",
            "--every",
            "1",
            &feed,
        ])
        .spawn()
        .expect("the command starts");
    let started = Instant::now();
    let asked = |path: &str| place.server.asked().iter().any(|asked| asked.ends_with(path));
    while !asked("/2") {
        assert!(started.elapsed() < Duration::from_secs(30), "the watch asks");
        std::thread::sleep(Duration::from_millis(50));
    }
    // It keeps going: what is new is read in a later round.
    place.server.set("/3", "text/html", &page(9, "Jordanian Foreign Minister Ayman Safadi"));
    place.set_feed(&["/1", "/2", "/3"]);
    while !asked("/3") {
        assert!(started.elapsed() < Duration::from_secs(60), "the watch asks again");
        std::thread::sleep(Duration::from_millis(50));
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!((2..=3).contains(&place.reports().len()));
}

/// A host that takes its time keeps nobody else waiting for more than one answer of it in a round, and is asked again.
#[test]
fn a_slow_host_does_not_hold_a_watch() {
    let place = Place::new();
    let feed = place.feed();
    let slow = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = |path: &str| format!("http://{}{path}", slow.local_addr().expect("an address"));
    let links: Vec<(String, &str)> = (0..20).map(|i| (at(&format!("/{i}")), DAY)).collect();
    let slow_feed = place.file("slow.xml", self::feed(&links));
    // It takes what is asked, and never answers.
    let opml =
        format!("<opml><body><outline xmlUrl='{}'/><outline xmlUrl='{feed}'/></body></opml>", at("/feed"));
    let opml = place.file("feeds.opml", opml);
    let started = std::time::Instant::now();
    let args = ["--once", "--every", "1", "--timeout", "2", "--ignore-robots", &slow_feed, &opml];
    let run = place.call("watch", &args);
    assert!(run.stdout.contains("2 new"), "{}{}", run.stdout, run.stderr);
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}: {}", started.elapsed(), run.stderr);
    assert!(run.stderr.contains("its host is slow"), "{}", run.stderr);
}

/// A record of an archive.
fn answer(url: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
        .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

#[test]
fn archives_are_read_and_what_is_damaged_is_told() {
    let place = Place::new();
    let pages: Vec<Vec<u8>> = (1..=4)
        .map(|i| gzip(&answer(&format!("https://a.org/{i}"), &page(i, "Kenyan President William Ruto"))))
        .collect();
    let info = gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
    let whole = place.file("whole.warc.gz", [info, pages.concat()].concat());
    let run = chancery(&["read", "--reader", "rules", "--format", "jsonl", &whole]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let ids: Vec<String> =
        run.records().iter().map(|r| r["doc"]["url"].as_str().unwrap_or("").to_owned()).collect();
    assert_eq!(ids, ["https://a.org/1", "https://a.org/2", "https://a.org/3", "https://a.org/4"]);
    assert!(run.stderr.contains("passed over what is no page: 1 warcinfo"), "{}", run.stderr);
    // The same from standard input, unpacked, by what it is told to be.
    let plain: Vec<u8> = pages
        .iter()
        .flat_map(|page| {
            let mut plain = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(page.as_slice()), &mut plain)
                .expect("unpacked");
            plain
        })
        .collect();
    let unpacked = crate::run::chancery_with(
        &["read", "--input", "warc", "--reader", "rules", "--format", "jsonl", "-"],
        &plain,
    );
    assert_eq!((unpacked.status, unpacked.stdout), (0, run.stdout));
    // Bytes are missing from the second page.
    let cut = [&pages[0], &pages[1][..pages[1].len() / 2], &pages[2], &pages[3]].concat();
    let cut = place.file("cut.warc.gz", cut);
    let run = place.add(&[&cut], 3, "");
    assert!(run.stderr.contains("the archive breaks off inside the record\nhint: "), "{}", run.stderr);
    let kept: Vec<String> =
        place.reports().iter().map(|r| r["url"].as_str().unwrap_or("").to_owned()).collect();
    for url in ["https://a.org/1", "https://a.org/3", "https://a.org/4"] {
        assert!(kept.iter().any(|kept| kept == url), "{url} in {kept:?}");
    }
    // The whole archive brings what was missing.
    let run = place.add(&[&whole], 0, "");
    assert!(run.stdout.contains("3 seen before"), "{}", run.stdout);
    assert_eq!(place.reports().len(), 4);
    place.add(&[&whole], 0, "0 new, 0 changed, 0 read anew, 4 seen before");
    // The older form: each record packed by itself, with its header on one line.
    let old = |url: &str, kind: &str, block: &str| {
        gzip(format!("{url} 192.0.2.1 20140216050221 {kind} {}\n{block}\n", block.len()).as_bytes())
    };
    let about = "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
    let body = page(5, "Kenyan President William Ruto");
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    let old = [
        old("filedesc://old.arc", "text/plain", about),
        old("https://a.org/5", "text/html", &block),
        old("https://a.org/4", "text/html", "HTTP/1.1 404 No\r\n\r\n"),
    ];
    place.add(&[&place.file("old.arc.gz", old.concat())], 0, "1 new");
}

/// What hostile or careless servers send ends no run.
#[test]
fn strange_answers_cost_themselves_alone() {
    let place = Place::new();
    place.feed();
    let server = &place.server;
    // A wait longer than any clock can tell.
    server.set_raw("/later", "503 Busy\r\nRetry-After: 18446744073709551615", "");
    // A feed that tells another encoding in its midst.
    server.set(
        "/odd",
        "application/rss+xml",
        &format!(
            "<rss version='2.0'><?xml encoding='utf-16be'?><channel><title>A & B</title><item><link>{}</link></item>\
             <item><guid>7</guid><title>No address</title><description>Short.</description></item></channel></rss>",
            server.url("/1")
        ),
    );
    server.set("/data", "text/xml", "<?xml version='1.0'?><newsItem><p>The ministers met.</p></newsItem>");
    let urls = ["/odd", "/data", "/2", "/later"].map(|path| server.url(path));
    let run = place.add(
        &urls.each_ref().map(String::as_str),
        3,
        "2 new, 0 changed, 0 read anew, 0 seen before, 0 withdrawn, 3 failed",
    );
    for told in ["answered 503", "gives no address of it", "it is XML, but no feed"] {
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
}

/// Lines without a name in two files are reports of their own, and the same when they come again.
#[test]
fn reports_without_a_name_are_called_by_their_words() {
    let place = Place::new();
    let line = |words: &str| {
        format!("{{\"text\": \"The ministers of Egypt and Kenya met in {words} on March 7, 2023.\"}}\n")
    };
    let one = place.file("one.jsonl", [line("Paris"), line("Rome")].concat());
    let two = place.file("two.jsonl", [line("Cairo"), line("Paris"), line("Nairobi")].concat());
    place.add(&[&one, &two], 0, "4 new, 0 changed, 0 read anew, 1 seen before");
    place.add(&[&two, &one], 0, "0 new, 0 changed, 0 read anew, 5 seen before");
    assert_eq!(place.reports().len(), 4);
}
