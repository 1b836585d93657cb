//! Feeds in RSS, Atom and JSON: [`read`] gives the reports that one tells of.
//!
//! Many feeds of the world are not quite sound: an `&` that stands for itself, an end that is missing, bytes of another
//! encoding than is told. What of them can be read is read, and what could not be is told.

use chancery::read::parse_date;
use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::model;
use jiff::civil::Date;
use serde_json::Value;
use url::Url;

use crate::listing::{Link, Listing, Words, tidy_words};
use crate::sitemap;

/// Reads a feed. Addresses in it count from `base`, or from the site that it names.
///
/// # Errors
///
/// It is no feed, for the reason told.
pub(crate) fn read(bytes: &[u8], base: Option<&Url>) -> Result<Listing, String> {
    let text = sitemap::decoded(bytes);
    let text = text.trim_start();
    if text.starts_with('{') {
        return json(text);
    }
    // It is of one encoding now, whatever it tells, be it where no encoding is to be told.
    let text = &text.replace("<?xml", "<?was");
    match parse(text, base) {
        Ok(feed) => Ok(listing(feed, base)),
        Err(reason) => mended(text, base, &reason),
    }
}

fn parse(text: &str, base: Option<&Url>) -> Result<model::Feed, String> {
    let parser = feed_rs::parser::Builder::new()
        .base_uri(base)
        .timestamp_parser(day)
        // What has no name gets none.
        .id_generator(|_, _, _| String::new())
        .build();
    parser.parse(text.as_bytes()).map_err(|error| error.to_string())
}

fn listing(feed: model::Feed, base: Option<&Url>) -> Listing {
    let name = feed.title.and_then(|title| words_of(&title));
    // A feed in a file names its site.
    let site = || feed.links.iter().find_map(|link| Url::parse(&link.href).ok());
    let site = base.cloned().or_else(site);
    let whole = |url: String| match &site {
        Some(site) if !url.is_empty() => site.join(url.trim()).map_or(url, String::from),
        _ => url,
    };
    let links = feed.entries.into_iter().map(|entry| {
        let is_page = |link: &&model::Link| matches!(link.rel.as_deref(), None | Some("alternate"));
        let source = || Some(entry.content.as_ref()?.src.as_ref()?.href.clone());
        // A name may be an address.
        let named = || Url::parse(entry.id.trim()).ok().filter(Url::has_host).map(String::from);
        let url = entry.links.iter().find(is_page).map(|link| link.href.clone());
        let url = url.filter(|url| !url.trim().is_empty()).or_else(source).or_else(named).unwrap_or_default();
        let is_plain = |kind: &str| kind.starts_with("text/plain");
        let words = entry.content.and_then(|content| {
            let is_plain = is_plain(content.content_type.as_str());
            content.body.map(|body| if is_plain { Words::Text(body) } else { Words::Html(body) })
        });
        let words = words.or_else(|| {
            let summary = entry.summary?;
            let is_plain = is_plain(summary.content_type.as_str()) && !summary.content.contains("</");
            Some(if is_plain { Words::Text(summary.content) } else { Words::Html(summary.content) })
        });
        // RSS has no word for a change but a new date.
        let stamp = entry.updated.or(entry.published).map(|time| time.to_rfc3339());
        let title = entry.title.and_then(|title| words_of(&title));
        Link {
            url: whole(url),
            id: tidy_words(&entry.id).or_else(|| title.clone()),
            title,
            published: entry.published.or(entry.updated).and_then(date),
            stamp,
            source: name.clone(),
            language: entry.language.or_else(|| feed.language.clone()),
            words: words.filter(is_told),
        }
    });
    Listing { links: links.collect(), minutes: feed.ttl, ..Listing::default() }
}

fn is_told(words: &Words) -> bool {
    let (Words::Html(words) | Words::Text(words)) = words;
    !words.trim().is_empty()
}

/// The words of a title, which may be set in HTML.
fn words_of(title: &model::Text) -> Option<String> {
    let told = &title.content;
    if !(title.content_type.as_str().contains("html") || told.contains("</") || told.contains("&#")) {
        return tidy_words(told);
    }
    let mut plain = String::new();
    let mut rest = told.as_str();
    while let Some(at) = rest.find('<') {
        let is_tag = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = rest[at..].find('>').filter(|_| is_tag);
        plain.push_str(&rest[..at]);
        if end.is_none() {
            plain.push('<');
        }
        rest = &rest[at + end.map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
    let known = |name: &str| match name {
        "nbsp" => Some(" "),
        "ndash" => Some("–"),
        "mdash" => Some("—"),
        "lsquo" => Some("‘"),
        "rsquo" => Some("’"),
        "ldquo" => Some("“"),
        "rdquo" => Some("”"),
        "hellip" => Some("…"),
        other => quick_xml::escape::resolve_xml_entity(other),
    };
    let plain =
        quick_xml::escape::unescape_with(&plain, known).map_or(plain.clone(), std::borrow::Cow::into_owned);
    tidy_words(&plain)
}

/// The reports of a feed that is not sound as a whole: those whose part of it is, each read under the feed's own head.
fn mended(text: &str, base: Option<&Url>, reason: &str) -> Result<Listing, String> {
    let told = format!("it is no sound feed: {reason}");
    let text = escaped(text);
    if let Ok(feed) = parse(&text, base) {
        return Ok(listing(feed, base));
    }
    let starts = starts(&text);
    let Some(&first) = starts.first() else { return Err(told) };
    let ends = starts[1..].iter().copied().chain([text.len()]);
    // Without an end it was cut off.
    let whole = |(from, to): (usize, usize)| {
        let end =
            ["</item>", "</entry>"].iter().filter_map(|end| Some(text[from..to].rfind(end)? + end.len()));
        end.max().map(|end| &text[from..from + end])
    };
    let all: Vec<&str> = starts.iter().copied().zip(ends).filter_map(whole).collect();
    let mut missing = starts.len() - all.len();
    let head = &text[..first];
    let tail: String = open(head).iter().rev().map(|name| format!("</{name}>")).collect();
    let mut out = Listing::default();
    let mut waiting = vec![&all[..]];
    while let Some(some) = waiting.pop() {
        match parse(&[head, &some.concat(), &tail].concat(), base) {
            Ok(feed) => {
                let read = listing(feed, base);
                out.minutes = out.minutes.or(read.minutes);
                out.links.extend(read.links);
            }
            Err(_) if some.len() < 2 => missing += some.len(),
            Err(_) => {
                let (before, after) = some.split_at(some.len() / 2);
                waiting.extend([after, before]);
            }
        }
    }
    if out.links.is_empty() {
        return Err(told);
    }
    out.problems.push(match missing {
        0 => format!("{told}; all that it tells of was read"),
        n => format!("{told}; {n} of its {} reports cannot be read", starts.len()),
    });
    Ok(out)
}

/// The text with each `&` that begins no reference made one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if let Some(raw) = rest.strip_prefix("<![CDATA[") {
            raw.find("]]>").map_or(rest.len(), |end| 9 + end + 3)
        } else {
            1
        };
        out.push_str(&rest[..taken]);
        let is_reference = || {
            let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(0);
            end > 0 && rest[1 + end..].starts_with(';')
        };
        if rest.starts_with('&') && !is_reference() {
            out.push_str("amp;");
        }
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// Where the reports of a feed begin.
fn starts(text: &str) -> Vec<usize> {
    let is_start = |at: &usize| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix("item").or_else(|| rest.strip_prefix("entry"));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).filter(is_start).collect()
}

/// The elements that are open at the end of some XML, outermost first.
fn open(head: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(head);
    reader.config_mut().check_end_names = false;
    let mut open = Vec::new();
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(start)) => open.push(start.name().as_ref().to_owned()),
            Ok(quick_xml::events::Event::End(_)) => {
                open.pop();
            }
            Ok(quick_xml::events::Event::Eof) | Err(_) => return open,
            Ok(_) => {}
        }
    }
}

/// A feed in JSON. Numbers for names are as good as texts.
fn json(text: &str) -> Result<Listing, String> {
    let feed: Value = serde_json::from_str(text).map_err(|error| format!("it is no sound feed: {error}"))?;
    let told = |of: &Value, name: &str| match &of[name] {
        Value::String(text) => tidy_words(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let raw = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
    let Some(items) = feed["items"].as_array() else {
        return Err("it is no sound feed: it has no list of items".to_owned());
    };
    let links = items.iter().filter(|item| item.is_object()).map(|item| {
        let time = |name: &str| day(&told(item, name)?);
        let (published, modified) = (time("date_published"), time("date_modified"));
        let id = told(item, "id");
        let named = || id.clone().filter(|id| Url::parse(id).is_ok_and(|url| url.has_host()));
        let words = raw(item, "content_html").map(Words::Html);
        let words =
            words.or_else(|| raw(item, "content_text").or_else(|| raw(item, "summary")).map(Words::Text));
        Link {
            url: told(item, "url").or_else(|| told(item, "external_url")).or_else(named).unwrap_or_default(),
            title: told(item, "title"),
            published: published.or(modified).and_then(date),
            stamp: modified.or(published).map(|time| time.to_rfc3339()),
            source: told(&feed, "title"),
            language: told(item, "language").or_else(|| told(&feed, "language")),
            words: words.filter(is_told),
            id,
        }
    });
    Ok(Listing { links: links.collect(), ..Listing::default() })
}

/// A time as feed-rs wants it: the day as it is written, with no zone to move it.
fn day(told: &str) -> Option<DateTime<Utc>> {
    let date = parse_date(told).or_else(|| parse_date(told.trim().get(..10)?))?;
    let day = NaiveDate::from_ymd_opt(
        date.year().into(),
        u32::try_from(date.month()).ok()?,
        u32::try_from(date.day()).ok()?,
    )?;
    // The time of day, without its zone, tells one state of a report from another.
    let clock = told.split(['T', 't', ' ']).find_map(|part| {
        let mut numbers = part.split(':').map(|n| n.get(..2).unwrap_or(n).parse::<u32>().ok());
        let (hour, minute) = (numbers.next()??, numbers.next()??);
        day.and_hms_opt(hour, minute, numbers.next().flatten().unwrap_or(0))
    });
    Some(clock.or_else(|| day.and_hms_opt(0, 0, 0))?.and_utc())
}

fn date(time: DateTime<Utc>) -> Option<Date> {
    parse_date(&time.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], base: Option<&str>, expected: Expect) {
        let base = base.and_then(|base| Url::parse(base).ok());
        let mut told = String::new();
        match read(bytes, base.as_ref()) {
            Ok(listing) => {
                for link in &listing.links {
                    let day = link.published.map_or("-".to_owned(), |day| day.to_string());
                    let title = link.title.as_deref().unwrap_or("-");
                    let id = link.id.as_deref().unwrap_or("-");
                    let words = if link.words.is_some() { " words" } else { "" };
                    told += &format!("{} | {id} | {title} | {day}{words}\n", link.url);
                }
                for problem in &listing.problems {
                    told += &format!("! {problem}\n");
                }
            }
            Err(reason) => told = format!("!! {reason}\n"),
        }
        expected.assert_eq(&told);
    }

    fn rss(items: &str) -> String {
        format!(
            "<rss version='2.0'><channel><title>Wire</title><link>https://a.org/</link>{items}</channel></rss>"
        )
    }

    #[test]
    fn encodings_that_are_told_wrong_or_not_at_all() {
        let feed = |label: &str| {
            format!(
                "<?xml version='1.0' encoding='{label}'?>{}",
                rss("<item><title>Zürich</title><link>https://a.org/1</link></item>")
            )
        };
        let narrow = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for bytes in [
            narrow(&feed("ISO-8859-1")),
            narrow(&feed("UTF-8")),
            feed("UTF-16").into_bytes(),
            ["\u{feff}", &feed("UTF-8")].concat().into_bytes(),
            [b"\xfe\xff".to_vec(), wide(&feed("UTF-16"))].concat(),
            wide(&feed("UTF-16")),
            feed("no-such").replace("Zürich", "Zürich\u{1}").into_bytes(),
        ] {
            check(
                &bytes,
                None,
                expect![[r#"
                https://a.org/1 | Zürich | Zürich | -
            "#]],
            );
        }
    }

    #[test]
    fn what_can_be_read_of_an_unsound_feed_is_read() {
        let items = "<item><title>A & B</title><link>https://a.org/1?x=1&y=2</link></item><item><title>C</title><link>/2</link></item>";
        check(
            rss(items).as_bytes(),
            None,
            expect![[r#"
            https://a.org/1?x=1&y=2 | A & B | A & B | -
            https://a.org/2 | C | C | -
        "#]],
        );
        let whole = rss(&format!("{items}<item><title>D</title><link>https://a.org/3</link></item>"));
        check(
            &whole.as_bytes()[..whole.len() - 40],
            None,
            expect![[r#"
            https://a.org/1?x=1&y=2 | A & B | A & B | -
            https://a.org/2 | C | C | -
            ! it is no sound feed: unable to parse XML: Parser error: ill-formed document: entity or character reference not closed: `;` not found before end of input; 1 of its 3 reports cannot be read
        "#]],
        );
        let broken = rss(
            "<item><title>A</title><link>/1</link></item><item><title>B</x><link>/2</link></item><item><title>C</title><link>/3</link></item>",
        );
        check(
            broken.as_bytes(),
            Some("https://a.org/feed"),
            expect![[r#"
            https://a.org/1 | A | A | -
            https://a.org/3 | C | C | -
            ! it is no sound feed: unable to parse XML: Parser error: ill-formed document: expected `</title>`, but `</x>` was found; 1 of its 3 reports cannot be read
        "#]],
        );
        check(
            b"<feed><entry><title>",
            None,
            expect![[r#"
            !! it is no sound feed: unable to parse XML: Parser error: syntax error: tag not closed: `>` not found before end of input
        "#]],
        );
    }

    #[test]
    fn names_are_no_addresses() {
        let items = "<item><guid isPermaLink='false'>post-7</guid><title>A</title><description>They met.</description></item>\
            <item><guid>post-7</guid><title>again</title><description>They met.</description></item>\
            <item><title>no name</title><description>They met.</description></item>\
            <item><guid>https://a.org/g</guid><title>&lt;b&gt;B&lt;/b&gt; &amp;amp; &amp;#8217;</title></item>";
        check(
            rss(items).as_bytes(),
            Some("https://a.org/feed"),
            expect![[r#"
             | post-7 | A | - words
             | post-7 | again | - words
             | no name | no name | - words
            https://a.org/g | https://a.org/g | B & ’ | -
        "#]],
        );
    }

    #[test]
    fn feeds_in_json() {
        check(
            br#"{"title": "J", "items": [{"id": 1, "url": "https://a.org/1", "date_modified": "2023-12-28T10:00:00Z"},
            {"id": "https://a.org/2", "content_text": "x"}, {"id": 3, "content_html": "<p>x</p>"}, 7, {}]}"#,
            None,
            expect![[r#"
                https://a.org/1 | 1 | - | 2023-12-28
                https://a.org/2 | https://a.org/2 | - | - words
                 | 3 | - | - words
                 | - | - | -
            "#]],
        );
        check(
            b"{\"items\": 1}",
            None,
            expect![[r#"
            !! it is no sound feed: it has no list of items
        "#]],
        );
        check(
            b"{",
            None,
            expect![[r#"
            !! it is no sound feed: EOF while parsing an object at line 1 column 1
        "#]],
        );
    }

    proptest::proptest! {
        #[test]
        fn any_feed_is_survived(
            text in "(<rss>|<channel>|<item>|<link>|</link>|</item>|<feed|>|<entry>|</entry>|&amp;|&x;|&| x='|<!\\[CDATA\\[|\\]\\]>|<\\?xml encoding='utf-16'\\?>|\\PC|\"){0,40}",
            wide in 0..3u8,
        ) {
            let bytes = match wide {
                0 => text.into_bytes(),
                1 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            };
            let _ = read(&bytes, None);
            let _ = read(&[b"\xfe\xff".as_slice(), &bytes].concat(), None);
        }
    }
}
