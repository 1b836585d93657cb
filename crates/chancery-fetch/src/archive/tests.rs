//! Archives as they are written, and as they are found.

use std::io::Write;

use expect_test::{Expect, expect};

use super::*;

fn record(kind: &str, url: &str, block: &str, length: usize) -> Vec<u8> {
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n")
        .into_bytes()
}

fn answer(url: &str, off: isize) -> Vec<u8> {
    let block =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>page of {url}");
    record("response", url, &block, block.len().saturating_add_signed(off))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

fn pieces(file: &[u8]) -> Vec<Piece> {
    let mut archive = Archive::new(file, 1 << 20).expect("read");
    std::iter::from_fn(|| archive.next_piece().expect("read")).collect()
}

fn check(file: &[u8], expected: Expect) {
    let mut told = String::new();
    for piece in pieces(file) {
        told += &match piece {
            Piece::Page(page) => {
                let is_whole = page.bytes.ends_with(page.url.as_bytes());
                format!("{} {is_whole} {}\n", page.url, page.doubt.unwrap_or_default())
            }
            Piece::Lost { url, reason, .. } => format!("- {} {reason}\n", url.unwrap_or_default()),
        };
    }
    expected.assert_eq(&told);
}

#[test]
fn pages_are_given_and_the_rest_is_counted() {
    let file = [
        record("warcinfo", "x", "software: x\r\n", 13),
        answer("a", 0),
        record("request", "a", "GET / HTTP/1.1\r\n\r\n", 18),
        record("response", "gone", "HTTP/1.1 404 No\r\n\r\n", 19),
        answer("b", 0),
    ]
    .concat();
    let whole = expect![[r#"
        a true 
        b true 
    "#]];
    check(&file, whole);
    let packed: Vec<u8> = [gzip(&file[..file.len() / 2]), gzip(&file[file.len() / 2..])].concat();
    assert_eq!(pieces(&packed), pieces(&file));
    let mut archive = Archive::new(file.as_slice(), 1 << 20).expect("read");
    while archive.next_piece().expect("read").is_some() {}
    let passed: Vec<_> = archive.passed().iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    assert_eq!(passed, ["answer 404 1", "request 1", "warcinfo 1"]);
}

#[test]
fn wrong_lengths_cost_nothing() {
    for off in [-20, -3, 5, 30, 9_000] {
        let file = [answer("a", off), answer("b", 0), answer("c", 0)].concat();
        let kept: Vec<_> = pieces(&file)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Page(page) => Some((page.bytes.ends_with(page.url.as_bytes()), page.url)),
                Piece::Lost { .. } => None,
            })
            .collect();
        let urls = ["a", "b", "c"].map(|url| (true, url.to_owned()));
        assert_eq!(kept, urls, "{off}");
    }
    let long = [record("response", "long", "HTTP/1.1 200 OK\r\n\r\n", 1 << 40), answer("b", 0)].concat();
    check(
        &long,
        expect![[r#"
            - long the length told of the record is wrong
            b true 
        "#]],
    );
}

#[test]
fn damage_is_told_and_the_rest_is_read() {
    let (a, b) = (gzip(&answer("a", 0)), gzip(&answer("b", 0)));
    check(
        &[a.as_slice(), &b[..b.len() - 30], &a].concat(),
        expect![[r#"
            a true 
            b false the archive breaks off inside the record
            - b the archive breaks off inside the record
            -  the archive is damaged here, and what follows is looked for
            a true 
        "#]],
    );
    check(
        &[answer("a", 0), b"rubbish\r\n".to_vec(), answer("b", 0)].concat(),
        expect![[r#"
            a false the length told of the record is wrong
            - a the length told of the record is wrong
            b true 
        "#]],
    );
    let mut wrong = a.clone();
    let at = wrong.len() - 5;
    wrong[at] ^= 1;
    check(
        &[wrong, b].concat(),
        expect![[r#"
            a true its checksum is wrong
            - a its checksum is wrong
            -  the archive is damaged here, and what follows is looked for
            b true 
        "#]],
    );
}

#[test]
fn long_archives_are_read_to_the_end() {
    let long = |i: usize| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}{i}", "x".repeat(90_000));
        // Some tell a wrong length.
        record("response", &i.to_string(), &block, block.len() + if i.is_multiple_of(7) { 9 } else { 0 })
    };
    for packed in [false, true] {
        let records = (0..60).map(long).map(|record| if packed { gzip(&record) } else { record });
        let file = records.collect::<Vec<_>>().concat();
        let pages: Vec<String> = pieces(&file)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Page(page) if page.bytes.ends_with(page.url.as_bytes()) => Some(page.url),
                _ => None,
            })
            .collect();
        assert_eq!(pages, (0..60).map(|i| i.to_string()).collect::<Vec<_>>());
    }
}

/// A file of the older form.
fn old(records: &[(&str, &str, isize)]) -> Vec<u8> {
    let about = "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
    let mut file = format!("filedesc://a.arc 0.0.0.0 20010203040506 text/plain {}\n{about}\n", about.len());
    for (url, block, off) in records {
        let length = block.len().saturating_add_signed(*off);
        file += &format!("{url} 192.0.2.1 20010203040506 text/html {length}\n{block}\n");
    }
    file.into_bytes()
}

#[test]
fn the_older_form_is_read_too() {
    let page =
        |url: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>\n<p>page of {url}");
    let [a, b, c] = ["http://a.org/", "http://b.org/1 2", "http://c.org/"];
    let (one, two, three) = (page(a), page(b), page(c));
    let gone = ("http://a.org/gone", "HTTP/1.1 404 No\r\n\r\n", 0);
    for off in [0, -7, 5, 40, 9_000] {
        let file = old(&[(a, &one, off), ("dns:a.org", "192.0.2.1", 0), gone, (b, &two, 0), (c, &three, 0)]);
        let pages: Vec<_> = pieces(&file)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Page(page) => Some((page.bytes.ends_with(page.url.as_bytes()), page.url)),
                Piece::Lost { .. } => None,
            })
            .collect();
        assert_eq!(pages, [a, b, c].map(|url| (true, url.to_owned())), "{off}");
    }
    let file = old(&[(a, &one, 0), (b, &two, 0)]);
    let cut = file.iter().position(|&b| b == b'<').expect("a page") - 60;
    let packed = [gzip(&file[..cut]), gzip(&file[cut..])].concat();
    assert_eq!(pieces(&packed), pieces(&file));
    let mut archive = Archive::new(file.as_slice(), 1 << 20).expect("read");
    while archive.next_piece().expect("read").is_some() {}
    assert_eq!(
        archive.passed().iter().map(|(kind, n)| format!("{kind} {n}")).collect::<Vec<_>>(),
        ["filedesc 1"]
    );
}

proptest::proptest! {
    #[test]
    fn any_damage_to_the_older_form_is_survived(at in 0usize.., value in 0u8.., cut in 0usize..) {
        let mut file = old(&[("http://a.org/", "HTTP/1.1 200 OK\r\n\r\n<html>", 0), ("http://b.org/", "<html>", 3)]);
        let at = at % file.len();
        file[at] = value;
        pieces(&file);
        pieces(&file[..cut % file.len()]);
    }

    #[test]
    fn any_damage_is_survived(at in 0usize.., value in 0u8.., cut in 0usize.., packed: bool) {
        let plain = [answer("a", 0), answer("b", 0), answer("c", 0)];
        let mut file = plain.map(|record| if packed { gzip(&record) } else { record }).concat();
        let at = at % file.len();
        file[at] = value;
        pieces(&file);
        pieces(&file[..cut % file.len()]);
    }

    #[test]
    fn any_bytes_are_survived(file in "(WARC/1.0\r\n|\r\n|\n|Content-Length: |WARC-Type: response|[0-9]{1,9}|\\PC){0,40}") {
        pieces(file.as_bytes());
    }
}
