//! From what was received to a [`Document`]: decoding, lines of JSON, the day of publication, the language.
//!
//! [`Provenance`] is what is known of a report from outside its text. [`text`] joins the two. Pages of HTML are made
//! into text by the crate `chancery-html`, which keeps that weight out of this one, and then come the same way.
//!
//! A text is never changed: a document's text is what was received, so offsets into it hold for the sender too.

mod date;
mod encoding;
mod json;
mod language;
mod published;

use jiff::civil::Date;

use crate::reader::Pair;
use crate::text::{Document, Problem, ProblemKind, Published, Span};

pub use date::{in_address as date_in_address, parse as parse_date};
pub use encoding::{Decoded, decode, decode_as};
pub use json::{Body, Line, Unread, json_line};
pub use language::detect as language;

/// What is known of a report from outside its text.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Path, URL, the sender's identifier or `-`.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Code of its language, as the sender gives it.
    pub language: Option<String>,
    /// When it was published, as the sender or the page's metadata tells.
    pub published: Option<Published>,
    /// The day to assume for a report that does not tell its own.
    pub otherwise: Option<Date>,
    /// What was amiss so far.
    pub problems: Vec<Problem>,
    /// Pairs of parties whose relation is asked.
    pub pairs: Vec<Question>,
}

/// A question about a pair of parties as it was sent: spans of code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Who may act.
    pub source: Vec<(u32, u32)>,
    /// Towards whom.
    pub target: Vec<(u32, u32)>,
}

/// The pairs of questions, in bytes of `text`; what lies outside it is left out.
fn pairs(questions: &[Question], text: &str) -> Vec<Pair> {
    if questions.is_empty() {
        return Vec::new();
    }
    let starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let span = |&(start, end): &(u32, u32)| {
        let (start, end) = (*starts.get(start as usize)?, *starts.get(end as usize)?);
        (start < end).then_some(Span { start, end })
    };
    let side = |spans: &[(u32, u32)]| spans.iter().filter_map(span).collect();
    questions.iter().map(|q| Pair { source: side(&q.source), target: side(&q.target) }).collect()
}

/// The document of a text and its provenance. What the provenance leaves open is looked for in the text.
pub fn text(provenance: Provenance, text: String) -> Document {
    let Provenance { id, url, title, source, language, published, otherwise, mut problems, pairs } =
        provenance;
    let pairs = self::pairs(&pairs, &text);
    let published = published::find(published, otherwise, title.as_deref(), url.as_deref(), &text);
    let is_empty = text.trim().is_empty();
    let language = language.or_else(|| self::language(&text).map(str::to_owned));
    if is_empty && problems.is_empty() {
        problems.push(problem(ProblemKind::Empty, "there is no text"));
    }
    if !is_empty && published.is_none() {
        problems.push(problem(ProblemKind::NoDate, "nothing tells when the report was published"));
    }
    if let Some(code) = language.as_deref().filter(|code| !language::is_read(code)) {
        problems
            .push(problem(ProblemKind::Language, &format!("the language is {code}; only English is read")));
    }
    Document { id, url, title, source, language, published, text, problems, pairs }
}

/// The document of a report that could not be read, for the reason told.
pub fn unreadable(provenance: Provenance, reason: &str) -> Document {
    let Provenance { id, url, title, source, language, published, mut problems, .. } = provenance;
    problems.push(problem(ProblemKind::Unreadable, reason));
    Document { id, url, title, source, language, published, text: String::new(), problems, pairs: Vec::new() }
}

/// A problem of the whole report.
pub fn problem(kind: ProblemKind, detail: &str) -> Problem {
    Problem { kind, span: None, detail: Some(detail.to_owned()) }
}

/// The longest beginning of `text` that is at most `len` bytes.
fn head(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
