//! Sitemaps in XML and as plain text, and lists of feeds in OPML: [`sitemap`], [`addresses`] and [`subscriptions`].

use chancery::read::{self, parse_date};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::listing::{Link, Listing, tidy_words};

/// The most addresses that one sitemap may hold, as the protocol has it.
const MOST: usize = 50_000;

/// The pages of a sitemap, with what it tells of them as news; or the sitemaps of an index.
pub(crate) fn sitemap(bytes: &[u8]) -> Result<Listing, String> {
    let mut listing = Listing::default();
    let mut page = Link::default();
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    let read = walk(bytes, |step| match step {
        Step::Open(name, _) => {
            if matches!(name.as_str(), "url" | "sitemap") {
                page = Link::default();
            }
            words.clear();
            path.push(name);
        }
        Step::Words(text) => words.push_str(&text),
        Step::Close => {
            let told = tidy_words(&words);
            words.clear();
            let Some(name) = path.pop() else { return };
            // Pictures in a page have addresses of their own.
            let parent = path.last().map_or("", String::as_str);
            match (parent, name.as_str()) {
                ("url" | "sitemap", "loc") => page.url = told.unwrap_or_default(),
                ("url" | "sitemap", "lastmod") => page.stamp = told,
                ("news", "title") => page.title = told,
                ("news", "publication_date") => {
                    page.published = told
                        .as_deref()
                        .and_then(|told| parse_date(told).or_else(|| parse_date(told.get(..10)?)));
                }
                ("publication", "name") => page.source = told,
                ("publication", "language") => page.language = told,
                (_, "url") if !page.url.is_empty() && listing.links.len() < MOST => {
                    listing.links.push(std::mem::take(&mut page));
                }
                (_, "sitemap") if !page.url.is_empty() && listing.lists.len() < MOST => {
                    listing.lists.push(std::mem::take(&mut page.url));
                }
                _ => {}
            }
        }
    });
    whole(listing, read, "sitemap")
}

/// The feeds of a list in OPML, and the lists that it includes.
pub(crate) fn subscriptions(bytes: &[u8]) -> Result<Listing, String> {
    let mut listing = Listing::default();
    let read = walk(bytes, |step| {
        if let Step::Open(name, attributes) = step
            && name == "outline"
            && let Some(url) = outline(&attributes)
            && listing.lists.len() < MOST
        {
            listing.lists.push(url.to_owned());
        }
    });
    whole(listing, read, "list of feeds")
}

/// The feed of an outline, or the list that it includes; a link to a list is one that includes it.
fn outline(attributes: &[(String, String)]) -> Option<&str> {
    let value = |name: &str| {
        attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let includes = |url: &&str| match value("type") {
        Some(kind) if kind.eq_ignore_ascii_case("include") => true,
        Some(kind) if kind.eq_ignore_ascii_case("link") => ends_with(url, &[".opml"]),
        _ => false,
    };
    value("xmlurl").or_else(|| value("url").filter(includes))
}

/// Whether an address, without what is asked of it, ends so.
fn ends_with(url: &str, endings: &[&str]) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

/// Whether a text, or its beginning, is nothing but addresses, one a line, with remarks behind `#`.
pub(crate) fn are_addresses(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_address = |line: &str| {
        ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme) && line.len() > scheme.len())
            && !line.contains(char::is_whitespace)
    };
    let count = lines().count();
    // The last line may be cut.
    count > 0
        && lines()
            .enumerate()
            .all(|(at, line)| is_address(line) || at > 0 && at + 1 == count && "https://".starts_with(line))
}

/// The pages of a list of addresses, and the lists among them, by their names.
pub(crate) fn addresses(bytes: &[u8]) -> Listing {
    let mut listing = Listing::default();
    let text = decoded(bytes);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines.by_ref().take(MOST) {
        if ends_with(line, &[".xml", ".xml.gz", ".rss", ".atom", ".opml"]) {
            listing.lists.push(line.to_owned());
        } else {
            listing.links.push(Link { url: line.to_owned(), ..Link::default() });
        }
    }
    let more = lines.count();
    if more > 0 {
        listing.problems.push(format!("it has more than {MOST} addresses: {more} are left out"));
    }
    listing
}

/// What was read before a fault is kept, and the fault told; where there is nothing, the fault is all.
fn whole(mut listing: Listing, read: Result<(), String>, what: &str) -> Result<Listing, String> {
    if let Err(reason) = read {
        let reason = format!("it is no sound {what}: {reason}");
        if listing.links.is_empty() && listing.lists.is_empty() {
            return Err(reason);
        }
        listing.problems.push(reason);
    }
    Ok(listing)
}

enum Step {
    /// An element's name without its prefix, and its attributes.
    Open(String, Vec<(String, String)>),
    Words(String),
    Close,
}

/// The text of some XML, by its mark, else by the encoding that it tells, where it is of that; without mark and
/// characters that XML does not know.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = head.split_once("?>").map_or("", |(declared, _)| declared);
    let label =
        declared.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    // UTF-16 without its mark is told by the zeros of its first character.
    let label = match bytes {
        [b'<', 0, ..] => Some("utf-16le"),
        [0, b'<', ..] => Some("utf-16be"),
        // Told in bytes of one each, it is not of two.
        _ => label.filter(|label| !label.to_ascii_lowercase().starts_with("utf-16")),
    };
    let text = match label {
        Some(label) => read::decode_as(label, bytes.to_vec()),
        None => read::decode(bytes.to_vec()),
    };
    let is_known =
        |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n' | '\r');
    let text = text.text.trim_start_matches('\u{feff}');
    if text.chars().all(is_known) { text.to_owned() } else { text.chars().filter(|&c| is_known(c)).collect() }
}

/// Goes through the elements of some XML. Entities other than XML's own five and numbers stand for nothing.
fn walk(bytes: &[u8], mut visit: impl FnMut(Step)) -> Result<(), String> {
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => {
                let name = start.local_name();
                let name = name.as_ref().to_ascii_lowercase();
                visit(Step::Open(name, attributes(&start)));
            }
            Event::End(_) => visit(Step::Close),
            Event::Text(text) => visit(Step::Words(text.to_string())),
            Event::CData(data) => visit(Step::Words(data.to_string())),
            Event::GeneralRef(name) => visit(Step::Words(entity(&name))),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut all = start.attributes();
    all.with_checks(false)
        .flatten()
        .map(|attribute| {
            let raw = attribute.value;
            let value =
                quick_xml::escape::unescape(&raw).map_or(raw.to_string(), std::borrow::Cow::into_owned);
            (attribute.key.as_ref().to_owned(), value)
        })
        .collect()
}

/// What an entity stands for.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => number.and_then(char::from_u32).map(String::from).unwrap_or_default(),
    }
}
