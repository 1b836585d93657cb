//! [`Document`]: one report as received, cleaned, with what is known about it from outside its text.

use jiff::civil::Date;

use crate::reader::Pair;

use super::Span;

/// A report's text and what is known of it before it is read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Path, URL, the sender's identifier or `-`.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline, where told apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// When it was published, if known.
    pub published: Option<Published>,
    /// The cleaned body text; all spans point into it.
    pub text: String,
    /// What was found amiss while reading.
    pub problems: Vec<Problem>,
    /// Pairs of parties whose relation is asked.
    pub pairs: Vec<Pair>,
}

/// A date of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub basis: PublishedBasis,
}

/// How a date of publication is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedBasis {
    /// The caller said so.
    Given,
    /// A header line in the text.
    Header,
    /// The page's or feed's metadata.
    Metadata,
    /// The address of the page.
    Url,
    /// A dateline or date in the running text.
    Text,
}

/// Something amiss with a report, told in its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is amiss.
    pub kind: ProblemKind,
    /// Where, if it has a place in the text.
    pub span: Option<Span>,
    /// More about it, for a reader.
    pub detail: Option<String>,
}

/// The kinds of [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The text, or a block within it, breaks off.
    Truncated,
    /// The same block of words stands twice.
    DuplicateBlock,
    /// No date of publication is known.
    NoDate,
    /// There is no text to read.
    Empty,
    /// Bytes that are not valid in the text's encoding were replaced.
    BadEncoding,
    /// The input could not be read; the record is empty.
    Unreadable,
    /// A quotation mark has no partner.
    UnbalancedQuotes,
    /// The language is not one that is read.
    Language,
    /// A page in which no article was found.
    NoArticle,
}

impl Document {
    /// A document of plain text, of which nothing else is known.
    pub fn from_text(text: impl Into<String>) -> Document {
        Document { text: text.into(), ..Document::default() }
    }

    /// The state whose government publishes the report, by the address of its site: ISO 3166-1 alpha-2 in lower case.
    ///
    /// Under `.gov` and `.mil` only the United States publish; elsewhere the government's label stands before the
    /// country's: `mea.gov.in`, `gov.uk`, `gouv.fr`, `gob.mx`.
    pub fn government(&self) -> Option<&str> {
        [self.url.as_deref(), self.source.as_deref(), Some(self.id.as_str())].into_iter().flatten().find_map(
            |address| {
                let host = address.split("//").last()?.split(['/', '?', ':']).next()?;
                let mut labels = host.rsplit('.');
                let (last, second) = (labels.next()?, labels.next()?);
                match (second, last) {
                    (_, "gov" | "mil") => Some("us"),
                    ("gov" | "gouv" | "gob" | "govt" | "go" | "gv", country) if country.len() == 2 => {
                        Some(country)
                    }
                    // "mfa.am", "kremlin.ru", "president.az": a ministry or an office under the state's own letters.
                    (
                        "mfa" | "mofa" | "mid" | "mea" | "mzv" | "msz" | "kremlin" | "president"
                        | "presidency" | "presidente" | "government" | "primeminister" | "auswaertiges-amt",
                        country,
                    ) if country.len() == 2 && country != "eu" => Some(country),
                    _ => None,
                }
            },
        )
    }

    /// Whether the words are to be read: there are some, in a language that is read.
    pub fn is_to_be_read(&self) -> bool {
        use ProblemKind::{Empty, Language, NoArticle, Unreadable};
        !self.problems.iter().any(|p| matches!(p.kind, Unreadable | Empty | NoArticle | Language))
    }

    /// The day of publication, if known.
    pub fn published_on(&self) -> Option<Date> {
        self.published.map(|p| p.date)
    }
}
