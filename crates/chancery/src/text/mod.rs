//! The words of a report: [`Document`] owns the text, and [`Tokens`] divides it.
//!
//! Every annotation made later is a [`Span`] of bytes into the document's text.

mod dateline;
mod day;
mod document;
mod quotation;
mod runs;
mod sentence;
mod span;
mod token;
mod turn;

pub(crate) use dateline::is_agency;
pub use dateline::{Dateline, datelines};
pub(crate) use day::{WEEKDAYS, is_weekday};
pub use document::{Document, Problem, ProblemKind, Published, PublishedBasis};
pub use quotation::{MarkKind, Quotation, quotations};
pub(crate) use runs::runs_of_three;
pub use sentence::{Paragraph, Sentence, paragraphs, sentences};
pub use span::Span;
pub use token::{Case, Token, TokenKind, Tokens, is_word_boundary};
pub use turn::turns;
