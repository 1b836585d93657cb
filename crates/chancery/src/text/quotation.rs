//! [`Quotation`]s: words between quotation marks, paired by paragraph and kind of mark.

use super::{Paragraph, Problem, Span, Tokens};

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without the marks.
    pub inner: Span,
    /// Which marks.
    pub mark: MarkKind,
    /// Whether the closing mark is there; where it is not, the quotation runs to the end of its paragraph.
    pub closed: bool,
    /// Whether it goes on from the paragraph before (which then is not closed).
    pub continues: bool,
}

/// The kinds of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `"…"`
    StraightDouble,
    /// `“…”`
    CurlyDouble,
    /// `'…'`
    StraightSingle,
    /// `‘…’`
    CurlySingle,
    /// `«…»`
    Angle,
}

/// Finds the quotations of a text, outermost only, in order; unbalanced marks are survived and told.
pub fn quotations(
    _text: &str,
    _tokens: &Tokens,
    _paragraphs: &[Paragraph],
) -> (Vec<Quotation>, Vec<Problem>) {
    (Vec::new(), Vec::new())
}
