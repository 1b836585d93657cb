//! [`Listing`]: a feed, a sitemap or a list of feeds, and the addresses of reports that it gives.

use jiff::civil::Date;
use url::Url;

use crate::{feed, packed, sitemap};

/// What a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingKind {
    /// RSS, Atom or JSON Feed
    Feed,
    /// A list of pages of a site
    Sitemap,
    /// A list of such lists
    SitemapIndex,
    /// OPML: a list of feeds
    Subscriptions,
    /// Addresses, one a line: the sitemap protocol's plain text
    Addresses,
}

/// Addresses of reports, or of further lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Reports.
    pub links: Vec<Link>,
    /// Further lists.
    pub lists: Vec<String>,
    /// What could not be used, and why.
    pub problems: Vec<String>,
    /// For how many minutes a feed says that it need not be asked again.
    pub minutes: Option<u32>,
}

/// The address of a report, with what a list tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Its address; empty where a feed gives its words and no address.
    pub url: String,
    /// What its feed calls it.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day of publication, as it is written: the publisher's own day.
    pub published: Option<Date>,
    /// What the list says of its state: another one means that the report was changed.
    pub stamp: Option<String>,
    /// Who publishes it.
    pub source: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its words, where the list holds them.
    pub words: Option<Words>,
}

/// The words of a report as a feed holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// HTML
    Html(String),
    /// Plain text
    Text(String),
}

impl ListingKind {
    /// Which list a file is, by its first bytes; none if it is no list.
    pub fn recognise(head: &[u8]) -> Option<ListingKind> {
        let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        let head: Vec<u8> =
            if wide { head.iter().copied().filter(|&b| b != 0).collect() } else { head.to_vec() };
        let text = String::from_utf8_lossy(&head);
        let mut rest = text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
        if sitemap::are_addresses(rest) {
            return Some(ListingKind::Addresses);
        }
        if rest.starts_with('{') {
            return rest.contains("jsonfeed.org/version").then_some(ListingKind::Feed);
        }
        // Past what may stand before the first element.
        loop {
            let end = match rest {
                _ if rest.starts_with("<?") => "?>",
                _ if rest.starts_with("<!--") => "-->",
                // The types of documents may be defined on the spot, in brackets.
                _ if rest.starts_with("<!") && rest.find('[') < rest.find('>') && rest.contains('[') => "]>",
                _ if rest.starts_with("<!") => ">",
                _ => break,
            };
            rest = rest.split_once(end)?.1.trim_start();
        }
        let name =
            rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
        match name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase().as_str() {
            "rss" | "feed" | "rdf" => Some(ListingKind::Feed),
            "urlset" => Some(ListingKind::Sitemap),
            "sitemapindex" => Some(ListingKind::SitemapIndex),
            "opml" => Some(ListingKind::Subscriptions),
            _ => None,
        }
    }
}

impl Listing {
    /// Reads a list. Addresses in it count from `base`, its own address.
    ///
    /// # Errors
    ///
    /// It is not sound enough to be read, for the reason told.
    pub fn read(kind: ListingKind, bytes: &[u8], base: Option<&Url>) -> Result<Listing, String> {
        let mut listing = match kind {
            ListingKind::Feed => feed::read(bytes, base)?,
            ListingKind::Sitemap | ListingKind::SitemapIndex => sitemap::sitemap(bytes)?,
            ListingKind::Subscriptions => sitemap::subscriptions(bytes)?,
            ListingKind::Addresses => sitemap::addresses(bytes),
        };
        listing.settle(base);
        Ok(listing)
    }

    /// The bytes of a list that may be packed with gzip.
    ///
    /// # Errors
    ///
    /// It is damaged, or unpacks to more than `longest` bytes.
    pub fn unpacked(bytes: Vec<u8>, longest: usize) -> Result<Vec<u8>, String> {
        if !packed::is_gzip(&bytes) {
            return Ok(bytes);
        }
        packed::unpack(bytes, "gzip", longest).map_err(|fault| match fault {
            packed::Fault::TooLong => format!("it unpacks to more than {} MB", longest >> 20),
            _ => "it is packed and damaged".to_owned(),
        })
    }

    /// Makes every address whole, each once.
    fn settle(&mut self, base: Option<&Url>) {
        let whole = |address: &str| {
            // Nothing is no address, though it would lead to the list itself.
            if address.trim().is_empty() {
                return None;
            }
            let url = match base {
                Some(base) => base.join(address.trim()),
                None => Url::parse(address.trim()),
            };
            url.ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(tidy)
        };
        let mut seen = std::collections::HashSet::new();
        let mut strange = 0;
        self.links.retain_mut(|link| match whole(&link.url) {
            Some(url) => {
                link.url = url;
                seen.insert(link.url.clone())
            }
            // Its words may be all that there is of it.
            None if link.url.is_empty() && link.words.is_some() && link.id.is_some() => {
                seen.insert(link.id.clone().unwrap_or_default())
            }
            None => {
                strange += 1;
                false
            }
        });
        self.lists.retain_mut(|list| match whole(list) {
            Some(url) => {
                *list = url;
                seen.insert(list.clone())
            }
            None => {
                strange += 1;
                false
            }
        });
        if strange > 0 {
            self.problems.push(format!("{strange} of its addresses lead nowhere on the web"));
        }
    }
}

/// An address without the part inside the page, and without the marks by which a reader's way is followed.
fn tidy(mut url: Url) -> String {
    url.set_fragment(None);
    if url.query().is_some_and(|query| query.contains("utm_")) {
        let kept: Vec<&str> =
            url.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("utm_")).collect();
        let query = (!kept.is_empty()).then(|| kept.join("&"));
        url.set_query(query.as_deref());
    }
    url.into()
}

/// Words with single spaces; none where nothing is left.
pub(crate) fn tidy_words(words: &str) -> Option<String> {
    let tidy = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tidy.is_empty()).then_some(tidy)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let kind = ListingKind::recognise(text.as_bytes()).expect("a list");
        let base = Url::parse("https://a.org/news/feed").expect("an address");
        let listing = Listing::read(kind, text.as_bytes(), Some(&base)).expect("sound");
        let mut told = String::new();
        for link in &listing.links {
            let field = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
            let day = link.published.map(|date| date.to_string());
            let words = link.words.as_ref().map(|words| match words {
                Words::Html(words) => format!("html {words}"),
                Words::Text(words) => format!("text {words}"),
            });
            let url = if link.url.is_empty() { "nowhere".to_owned() } else { link.url.clone() };
            told += &[url, field(&link.title), field(&day), field(&link.source), field(&words)].join(" | ");
            told.push('\n');
        }
        for list in &listing.lists {
            told += &format!("list {list}\n");
        }
        for problem in &listing.problems {
            told += &format!("! {problem}\n");
        }
        expected.assert_eq(&told);
    }

    #[test]
    fn rss() {
        check(
            r#"<?xml version="1.0"?><!-- made --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
            <channel><title>The Wire</title><link>https://a.org</link><ttl>30</ttl>
            <item><title>Talks &amp; tea</title><link>/2023/talks?utm_source=rss&amp;id=7#top</link>
              <pubDate>Thu, 28 Dec 2023 23:30:00 -0500</pubDate><description>They met.</description>
              <content:encoded><![CDATA[<p>They met.</p>]]></content:encoded></item>
            <item><title>Again</title><link>https://a.org/2023/talks?id=7</link></item>
            <item><title>Mail</title><link>mailto:x@a.org</link></item></channel></rss>"#,
            expect![[r#"
                https://a.org/2023/talks?id=7 | Talks & tea | 2023-12-28 | The Wire | html <p>They met.</p>
                ! 1 of its addresses lead nowhere on the web
            "#]],
        );
    }

    #[test]
    fn atom_and_json() {
        check(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><id>x</id><updated>2024-01-02T00:00:00Z</updated>
            <entry><id>1</id><title>Readout</title><link rel="alternate" href="https://a.org/1"/>
            <updated>2023-12-29T01:00:00+05:30</updated><summary>Call held.</summary></entry></feed>"#,
            expect![[r#"
                https://a.org/1 | Readout | 2023-12-29 | Ministry | text Call held.
            "#]],
        );
        check(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
            {"id": "1", "url": "https://a.org/j", "content_html": "<p>Hi</p>", "date_published": "2023-12-28T10:00:00Z"}]}"#,
            expect![[r#"
                https://a.org/j | - | 2023-12-28 | J | html <p>Hi</p>
            "#]],
        );
    }

    #[test]
    fn sitemaps_and_lists_of_feeds() {
        check(
            r#"<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n">
            <url><loc> https://a.org/1 </loc><lastmod>2024-01-01</lastmod><news:news><news:publication><news:name>Wire</news:name>
            <news:language>en</news:language></news:publication><news:publication_date>2023-12-28T10:00:00Z</news:publication_date>
            <news:title>Talks &amp; tea</news:title></news:news></url><url><loc>https://a.org/2</loc></url></urlset>"#,
            expect![[r#"
                https://a.org/1 | Talks & tea | 2023-12-28 | Wire | -
                https://a.org/2 | - | - | - | -
            "#]],
        );
        check(
            "<sitemapindex><sitemap><loc>https://a.org/s1.xml.gz</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>",
            expect![[r#"
                list https://a.org/s1.xml.gz
                list https://a.org/s2.xml
            "#]],
        );
        check(
            r#"<opml version="2.0"><head><title>x</title></head><body><outline text="News"><outline type="rss" text="A"
            xmlUrl="https://a.org/feed?a=1&amp;b=2"/></outline><outline xmlurl='https://b.org/feed' /></body></opml>"#,
            expect![[r#"
                list https://a.org/feed?a=1&b=2
                list https://b.org/feed
            "#]],
        );
    }

    #[test]
    fn lists_of_feeds_include_others() {
        check(
            r#"<opml version="2.0"><body><outline type="include" text="More" url="https://b.org/more"/>
            <outline type="Include" url="../all.opml"/><outline type="link" url="https://b.org/links.opml"/>
            <outline type="link" text="A page" url="https://b.org/page"/><outline type="rss" xmlUrl="https://b.org/feed" url="https://b.org"/>
            <outline type="include"/></body></opml>"#,
            expect![[r#"
                list https://b.org/more
                list https://a.org/all.opml
                list https://b.org/links.opml
                list https://b.org/feed
            "#]],
        );
    }

    #[test]
    fn addresses_one_a_line() {
        check(
            "\u{feff}# pages\r\nhttps://a.org/1\r\n\r\nhttps://a.org/2?utm_source=x\r\n  https://a.org/1#top\r\nhttps://a.org/more.xml.gz\r\nhttp://[\r\nhttps://b.org/news.opml",
            expect![[r#"
                https://a.org/1 | - | - | - | -
                https://a.org/2 | - | - | - | -
                list https://a.org/more.xml.gz
                list https://b.org/news.opml
                ! 1 of its addresses lead nowhere on the web
            "#]],
        );
        let many: String = (0..60_000).map(|i| format!("https://a.org/{i}\n")).collect();
        let listing = Listing::read(ListingKind::Addresses, many.as_bytes(), None).expect("sound");
        assert_eq!((listing.links.len(), listing.problems.len()), (50_000, 1));
    }

    #[test]
    fn a_report_without_an_address_is_not_its_feed() {
        check(
            "<rss version='2.0'><channel><title>W</title><item><guid>7</guid><description>They met.</description></item></channel></rss>",
            expect![[r#"
                nowhere | - | - | W | html They met.
            "#]],
        );
    }

    #[test]
    fn pages_and_texts_are_no_lists() {
        for text in [
            "<!doctype html><html>",
            "<html>",
            "The ministers met.",
            "https://a.org/1\nThe ministers met.",
            "https://a.org/1 tells more",
            "# ministers",
            "ftp://a.org/1",
            "{\"id\": 1}",
            "",
            "<?xml version='1.0'?><doc>",
        ] {
            assert_eq!(ListingKind::recognise(text.as_bytes()), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_list_is_survived(
            text in "(https://a\\.org/|\n|#|<rss>|<channel>|<item>|<link>|</link>|</item>|<urlset>|<url>|<loc>|</loc>|<opml>|<outline xmlUrl=|<feed>|<entry>|&amp;|&x;|<!\\[CDATA\\[|\\PC|\"){0,40}"
        ) {
            if let Some(kind) = ListingKind::recognise(text.as_bytes()) {
                let _ = Listing::read(kind, text.as_bytes(), None);
            }
        }
    }
}
