//! [`Metadata`]: what a page says of itself.
//!
//! The day of publication is looked for in JSON-LD, then in `meta` elements, then in `time` elements; each site fills at
//! least one of them. A later change (`dateModified`) is not the publication, and counts only where nothing else is told.

use chancery::read::parse_date;
use jiff::civil::Date;
use serde_json::Value;
use trafilatura::dom::{Document, NodeId};

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<Date>,
}

/// Names of `meta` elements that hold the day of publication, best first; in lower case.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "og:pubdate",
    "parsely-pub-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publicationdate",
    "published_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "date",
    "article_date_original",
    "last-modified",
];

pub(crate) fn find(page: &Document) -> Metadata {
    let root = page.root();
    let metas = metas(page, root);
    let meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| metas.iter().find(|(n, _)| n == name))
            .map(|(_, content)| content.clone())
    };
    let linked = data(page, root);
    let article = linked.iter().find(|value| is_article(value));
    let of_article = |key: &str| article.and_then(|value| value.get(key)?.as_str()).map(str::to_owned);
    let address = || {
        let link = page.query_selector(root, "link[rel='canonical']")?;
        page.get_attribute(link, "href").filter(|href| href.starts_with("http"))
    };
    let heading = || page.query_selector(root, "h1").map(|h1| page.text_content(h1));
    let head = || page.query_selector(root, "title").map(|title| page.text_content(title));
    let html = page.query_selector(root, "html");
    Metadata {
        title: meta(&["og:title", "twitter:title"])
            .or_else(|| of_article("headline"))
            .or_else(heading)
            .or_else(head)
            .and_then(|title| tidy(&title)),
        url: address()
            .or_else(|| meta(&["og:url"]))
            .and_then(|url| tidy(&url))
            .filter(|url| url.starts_with("http")),
        source: meta(&["og:site_name", "application-name"])
            .or_else(|| publisher(article?))
            .and_then(|name| tidy(&name)),
        language: html
            .and_then(|html| page.get_attribute(html, "lang"))
            .and_then(|code| code.split(['-', '_']).next().map(str::to_ascii_lowercase))
            .filter(|code| (2..=3).contains(&code.len())),
        published: published(page, &metas, &linked),
    }
}

fn published(page: &Document, metas: &[(String, String)], linked: &[Value]) -> Option<Date> {
    let in_data = |key: &str| {
        let told = |value: &Value| date(value.get(key)?.as_str()?);
        let articles = linked.iter().filter(|value| is_article(value));
        articles.chain(linked.iter().filter(|value| !is_article(value))).find_map(told)
    };
    let in_meta = || {
        let told =
            |name: &&str| metas.iter().filter(|(n, _)| n == name).find_map(|(_, content)| date(content));
        PUBLISHED.iter().find_map(told)
    };
    in_data("datePublished").or_else(in_meta).or_else(|| in_time(page)).or_else(|| in_data("dateCreated"))
}

/// The first day that a `time` element gives, those marked as the publication before others. A list of other articles,
/// each with its day, stands in most pages beside the article: only inside `article`, `header` or `main` does an
/// unmarked one count.
fn in_time(page: &Document) -> Option<Date> {
    let selectors = [
        "time[itemprop='datePublished']",
        "time[pubdate]",
        "[itemprop='datePublished']",
        "time.published",
        "time.entry-date",
        "article header time",
        "article time",
        "header time",
        "main time",
    ];
    selectors.iter().find_map(|selector| {
        page.query_selector_all(page.root(), selector).into_iter().find_map(|node| {
            let attribute = |name: &str| page.get_attribute(node, name).and_then(|value| date(&value));
            attribute("datetime").or_else(|| attribute("content")).or_else(|| date(&page.text_content(node)))
        })
    })
}

/// A datetime is cut to its date, as it is written: the publisher's own day.
fn date(told: &str) -> Option<Date> {
    parse_date(told).or_else(|| told.trim().get(..10).and_then(parse_date))
}

/// `meta` elements: what they are called, in lower case, and what they hold.
fn metas(page: &Document, root: NodeId) -> Vec<(String, String)> {
    let named = page.query_selector_all(root, "meta[content]").into_iter().filter_map(|node| {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|key| page.get_attribute(node, key))?;
        let content = page.get_attribute(node, "content").filter(|content| !content.trim().is_empty())?;
        Some((name.trim().to_ascii_lowercase(), content))
    });
    named.collect()
}

/// The objects of JSON-LD, those inside lists and graphs too.
fn data(page: &Document, root: NodeId) -> Vec<Value> {
    let mut found = Vec::new();
    for script in page.query_selector_all(root, "script[type='application/ld+json']") {
        // Scripts that are not JSON are not rare; a page says the same in other places then.
        if let Ok(value) = serde_json::from_str(&page.text_content(script)) {
            flatten(value, &mut found);
        }
    }
    found
}

fn flatten(value: Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, found)),
        Value::Object(mut object) => {
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"].map(|key| object.remove(key));
            found.push(Value::Object(object));
            inner.into_iter().flatten().for_each(|value| flatten(value, found));
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || matches!(kind, "Report" | "LiveBlogPosting")
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn publisher(article: &Value) -> Option<String> {
    article.get("publisher")?.get("name")?.as_str().map(str::to_owned)
}

/// Words with single spaces; none where nothing is left.
fn tidy(words: &str) -> Option<String> {
    let tidy = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tidy.is_empty()).then_some(tidy)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(html: &str, expected: Expect) {
        let found = find(&Document::parse(html));
        let day = found.published.map(|date| date.to_string());
        let fields = [found.title, found.url, found.source, found.language, day];
        expected.assert_eq(&fields.map(|field| field.unwrap_or_else(|| "-".to_owned())).join(" | "));
    }

    #[test]
    fn linked_data_comes_first() {
        check(
            r#"<html lang="en-GB"><head><title>Talks - Site</title>
            <meta property="article:published_time" content="2023-12-29T08:00:00Z">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},
              {"@type": "NewsArticle", "headline": "Talks  held", "datePublished": "2023-12-28T23:30:00+05:30",
               "dateModified": "2024-01-02", "publisher": {"name": "The Wire"}}]}</script></head>"#,
            expect!["Talks held | - | The Wire | en | 2023-12-28"],
        );
    }

    #[test]
    fn then_meta_elements_then_time() {
        check(
            r#"<meta name="DC.date.issued" content="2023-12-28"><meta property="og:title" content="Talks">
            <link rel="canonical" href="https://a.org/talks"><meta property="og:site_name" content="A">
            <article><time datetime="2024-01-05">5 January</time></article>"#,
            expect!["Talks | https://a.org/talks | A | - | 2023-12-28"],
        );
        check(
            "<article><h1>Talks</h1><time>28 December 2023</time></article>",
            expect!["Talks | - | - | - | 2023-12-28"],
        );
        check("<aside><time datetime='2024-01-05'></time></aside>", expect!["- | - | - | - | -"]);
    }
}
