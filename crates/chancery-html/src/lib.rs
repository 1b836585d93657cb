//! Finds the report in a page of HTML: [`page`] gives the same [`Document`] that plain text gives.
//!
//! The article is found by `trafilatura`, whose tree of dependencies is why this is a crate of its own: the core stays
//! small for those who read text. [`metadata`] finds what the page says of itself, its day of publication first.

mod article;
mod metadata;

use chancery::read::{self, Decoded, Provenance};
use chancery::text::{Document, ProblemKind, Published, PublishedBasis};
use jiff::civil::Date;
use trafilatura::dom;

/// Elements one inside the other beyond which a page is refused: browsers stop at 512, and walks over trees recurse.
const DEEPEST: usize = 1000;

/// The document of a page. What the provenance leaves open (title, address, source, day of publication) is taken from
/// the page. A page without an article gives a document without text, and a problem.
pub fn page(provenance: Provenance, bytes: Vec<u8>) -> Document {
    page_as(provenance, bytes, None)
}

/// The document of a page whose server names its encoding, which goes before what the page says.
pub fn page_as(mut provenance: Provenance, bytes: Vec<u8>, charset: Option<&str>) -> Document {
    let Decoded { text: html, problem } = match charset {
        Some(label) => read::decode_as(label, bytes),
        None => decode(bytes),
    };
    provenance.problems.extend(problem);
    if depth(&html) > DEEPEST {
        return read::unreadable(provenance, "the page nests its elements too deeply");
    }
    let tree = dom::Document::parse(&html);
    let found = metadata::find(&tree);
    provenance.url = provenance.url.or(found.url);
    provenance.published =
        provenance.published.or_else(|| published(found.published?, provenance.url.as_deref()));
    provenance.source = provenance.source.or(found.source);
    provenance.title = provenance.title.or(found.title);
    let Some(text) = article::find(tree) else {
        let detail = "no article was found in the page";
        provenance.problems.push(read::problem(ProblemKind::NoArticle, detail));
        return read::text(provenance, String::new());
    };
    // The page's own word for its language is often that of its template.
    if provenance.language.is_none() {
        provenance.language = read::language(&text).map(str::to_owned).or(found.language);
    }
    read::text(provenance, text)
}

/// The day of publication by a page's metadata. Many sites write the hour in UTC; where the address has the day before or
/// after, that is the publisher's own, by which the report tells its days.
fn published(date: Date, address: Option<&str>) -> Option<Published> {
    let own = address.and_then(read::date_in_address).filter(|own| {
        let apart = |later: Date, earlier: Date| earlier.tomorrow().is_ok_and(|next| next == later);
        apart(date, *own) || apart(*own, date)
    });
    Some(match own {
        Some(date) => Published { date, basis: PublishedBasis::Url },
        None => Published { date, basis: PublishedBasis::Metadata },
    })
}

/// The document of a piece of HTML that holds a report and nothing else, as feeds have it.
pub fn fragment(provenance: Provenance, html: &str) -> Document {
    if depth(html) > DEEPEST {
        return read::unreadable(provenance, "it nests its elements too deeply");
    }
    read::text(provenance, article::text(html))
}

/// Decodes a page by the encoding that it names in its first bytes.
fn decode(bytes: Vec<u8>) -> Decoded {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let named = head.windows(8).position(|window| window == b"charset=").map(|at| {
        let label = head[at + 8..].iter().copied().skip_while(|b| matches!(b, b'"' | b'\'' | b' '));
        label
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .map(char::from)
            .collect::<String>()
    });
    match named {
        Some(label) => read::decode_as(&label, bytes),
        None => read::decode(bytes),
    }
}

/// The most elements that may be open at once, counted without a parser: tags that close themselves are no matter
/// to a bound.
fn depth(html: &str) -> usize {
    let (mut open, mut most) = (0usize, 0);
    let bytes = html.as_bytes();
    for (at, _) in bytes.iter().enumerate().filter(|&(_, &b)| b == b'<') {
        match bytes.get(at + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(b'a'..=b'z' | b'A'..=b'Z') if !is_void(&bytes[at + 1..]) => open += 1,
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Whether a tag is of an element that holds nothing, or whose end is often left out.
fn is_void(tag: &[u8]) -> bool {
    let name = tag.split(|b| !b.is_ascii_alphanumeric()).next().unwrap_or_default();
    [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "param", "path", "source", "td", "th", "tr", "track", "wbr",
    ]
    .iter()
    .any(|void| name.eq_ignore_ascii_case(void.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_page(html: &str) -> Document {
        page(Provenance { id: "page".to_owned(), ..Provenance::default() }, html.as_bytes().to_vec())
    }

    #[test]
    fn encodings_are_told_by_the_page() {
        let html = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcc\xee\xf1\xea\xe2\xe0</p>";
        assert!(decode(html.to_vec()).text.contains("Москва"));
    }

    #[test]
    fn the_day_is_the_publishers_own() {
        let day = |address: &str| {
            let date = read::parse_date("2023-12-28").expect("a day");
            published(date, Some(address)).map(|p| format!("{} {:?}", p.date, p.basis)).unwrap_or_default()
        };
        assert_eq!(day("https://a.org/2023/12/27/talks"), "2023-12-27 Url");
        assert_eq!(day("https://a.org/2023/12/28/talks"), "2023-12-28 Metadata");
        assert_eq!(day("https://a.org/2023/12/12/talks"), "2023-12-28 Metadata");
        assert_eq!(day("https://a.org/talks"), "2023-12-28 Metadata");
    }

    #[test]
    fn a_fragment_is_all_report() {
        let document =
            fragment(Provenance::default(), "<p>They <b>met</b>.</p><script>x()</script><p>They parted.</p>");
        assert_eq!(document.text, "They met.\n\nThey parted.");
    }

    #[test]
    fn a_page_that_nests_too_deeply_is_refused() {
        let html = "<div>".repeat(100_000);
        assert_eq!(read_page(&html).problems[0].kind, ProblemKind::Unreadable);
        assert!(depth(&"<p>a<br>".repeat(5000)) < 10);
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_survived(html in "(<p>|</p>|<article>|<script>|</script>|<table><tr><td>|\\PC|&amp;|&#|<!--|\"| ){0,60}") {
            let _ = read_page(&html);
        }
    }
}
