//! [`Quotation`]s: words between quotation marks, paired by paragraph and kind of mark.
//!
//! A mark faces left or right by its shape where it is curly and by the space around it where it is straight. A
//! quotation left open at the end of a paragraph goes on where the next paragraph opens with a mark again, or where
//! a later one holds the closing mark first; otherwise the mark is told as a problem and the text read on.

use super::{Paragraph, Problem, ProblemKind, Span, Token, TokenKind, Tokens};

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

/// The kinds of quotation marks, by the mark that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `"…"`, also typed as `''…''`.
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

/// Paragraphs that an open quotation may run through without a mark of its own.
const RUN_ON_PARAGRAPHS: usize = 6;

/// Tokens that words between single marks may be long; beyond, the mark is taken for an apostrophe.
const LONGEST_SINGLE: usize = 250;

/// Finds the quotations of a text, outermost only, in order; unbalanced marks are survived and told.
pub fn quotations(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> (Vec<Quotation>, Vec<Problem>) {
    let mut pairing = Pairing { text, tokens, found: Vec::new(), problems: Vec::new(), open: None };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        pairing.paragraph(index, paragraphs);
        pairing.close_at_end(index, paragraph);
    }
    if let Some(open) = pairing.open.take() {
        pairing.tell(open.mark);
    }
    pairing.problems.sort_by_key(|p| p.span.map(|s| s.start));
    (pairing.found, pairing.problems)
}

/// What a mark can pair with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Double,
    Single,
    Angle,
}

/// Which way a mark faces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facing {
    Opens,
    Closes,
    Either,
}

/// A quotation left open in an earlier paragraph.
#[derive(Clone, Copy)]
struct Open {
    /// Token of the opening mark.
    mark: usize,
    kind: MarkKind,
    /// Index of the paragraph in which it was last seen.
    paragraph: usize,
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    found: Vec<Quotation>,
    problems: Vec<Problem>,
    open: Option<Open>,
}

impl Pairing<'_> {
    fn token(&self, at: usize) -> Token {
        self.tokens.list[at]
    }

    fn tell(&mut self, mark: usize) {
        let span = Some(self.token(mark).span);
        self.problems.push(Problem { kind: ProblemKind::UnbalancedQuotes, span, detail: None });
    }

    /// Pairs the marks of one paragraph.
    fn paragraph(&mut self, index: usize, paragraphs: &[Paragraph]) {
        let range = paragraphs[index].tokens.clone();
        let mut opened: Option<(usize, MarkKind, bool)> = None;
        let mut depth = 0;
        let mut at = range.start;
        while at < range.end {
            let Some((class, kind)) = mark_of(self.token(at).span.of(self.text)) else {
                at += 1;
                continue;
            };
            if class == Class::Single {
                if opened.is_none()
                    && let Some(close) = self.single_close(at, range.end)
                {
                    self.push(at, Some(close), close, kind, false);
                    at = close;
                }
                at += 1;
                continue;
            }
            let facing = self.facing(at, kind, &range);
            match opened {
                Some((_, open, _)) if class_of(open) != class => {}
                Some((mark, open, continues)) => match facing {
                    Facing::Opens if open == MarkKind::StraightDouble && kind == open => {
                        // A straight mark opens where one is open already: the closing one was forgotten.
                        self.push(mark, None, at - 1, open, continues);
                        self.tell(mark);
                        opened = Some((at, kind, false));
                    }
                    Facing::Opens => depth += 1,
                    _ if self.is_measure(at) && self.is_measure_in_feet(at) => {}
                    _ if depth > 0 => depth -= 1,
                    _ => {
                        self.push(mark, Some(at), at, open, continues);
                        opened = None;
                    }
                },
                None if facing == Facing::Closes => {
                    if self.is_measure(at) {
                        // Inches.
                    } else if self.open.is_some_and(|o| class_of(o.kind) == class) {
                        self.run_on(index, at, paragraphs);
                    } else {
                        self.tell(at);
                    }
                }
                None if facing == Facing::Either && self.is_measure(at) => {}
                None if facing == Facing::Either && self.ends_open(at, class, &range) => {
                    self.run_on(index, at, paragraphs);
                }
                None => {
                    let continues = match self.open.take() {
                        Some(open) => {
                            let again = at == range.start
                                && class_of(open.kind) == class
                                && open.paragraph + 1 == index;
                            if !again {
                                self.tell(open.mark);
                            }
                            again
                        }
                        None => false,
                    };
                    opened = Some((at, kind, continues));
                    depth = 0;
                }
            }
            at += 1;
        }
        if let Some((mark, kind, continues)) = opened {
            self.push(mark, None, range.end - 1, kind, continues);
            self.open = Some(Open { mark, kind, paragraph: index });
        }
    }

    /// Whether a mark that may face either way closes a quotation left open in an earlier paragraph: what is said ends
    /// before it, and the marks after it pair among themselves.
    fn ends_open(&self, at: usize, class: Class, range: &std::ops::Range<usize>) -> bool {
        let after_end = at > range.start && matches!(self.tokens.lower(at - 1), "," | "." | "?" | "!");
        after_end
            && self.open.is_some_and(|o| class_of(o.kind) == class)
            && (at + 1..range.end)
                .filter(|&i| mark_of(self.token(i).span.of(self.text)).is_some_and(|(c, _)| c == class))
                .count()
                % 2
                == 0
    }

    /// Gives up an open quotation that has run on too long.
    fn close_at_end(&mut self, index: usize, paragraph: &Paragraph) {
        let Some(open) = self.open else { return };
        if index - open.paragraph > RUN_ON_PARAGRAPHS || paragraph.tokens.is_empty() {
            self.open = None;
            self.tell(open.mark);
        }
    }

    /// Closes at `mark` the quotation that was left open in an earlier paragraph: the paragraphs between belong to it.
    fn run_on(&mut self, index: usize, mark: usize, paragraphs: &[Paragraph]) {
        let Some(open) = self.open.take() else { return };
        // What was paired meanwhile stands inside.
        let from = paragraphs[open.paragraph + 1].span.start;
        while self.found.last().is_some_and(|q| q.outer.start >= from) {
            self.found.pop();
        }
        for paragraph in &paragraphs[open.paragraph + 1..index] {
            self.found.push(Quotation {
                outer: paragraph.span,
                inner: paragraph.span,
                mark: open.kind,
                closed: false,
                continues: true,
            });
        }
        let start = paragraphs[index].span.start;
        let outer = Span { start, end: self.token(mark).span.end };
        let inner = Span { start, end: self.token(mark).span.start }.trimmed(self.text);
        self.found.push(Quotation { outer, inner, mark: open.kind, closed: true, continues: true });
    }

    /// Adds the quotation that opens at token `from` and ends with token `last`, which is its closing mark if any.
    fn push(&mut self, from: usize, close: Option<usize>, last: usize, kind: MarkKind, continues: bool) {
        let outer = self.tokens.span(from, last + 1);
        let start = self.token(from).span.end;
        let end = close.map_or(outer.end, |c| self.token(c).span.start).max(start);
        let inner = Span { start, end }.trimmed(self.text);
        self.found.push(Quotation { outer, inner, mark: kind, closed: close.is_some(), continues });
    }

    /// Whether the text before token `at` leaves room for an opening mark.
    fn free_before(&self, at: usize, start: usize) -> bool {
        at == start || at == 0 || {
            let before = self.token(at - 1).span;
            before.end < self.token(at).span.start
                || matches!(before.of(self.text), "(" | "[" | "“" | "‘" | "\"" | "«" | "/")
                || before.of(self.text).starts_with(['—', '–', '-'])
        }
    }

    /// Whether the text after token `at` leaves room for a closing mark.
    fn free_after(&self, at: usize, end: usize) -> bool {
        at + 1 >= end || {
            let after = self.token(at + 1).span;
            let words = after.of(self.text);
            self.token(at).span.end < after.start
                || matches!(
                    words,
                    "," | ";" | ":" | "!" | "?" | ")" | "]" | "”" | "’" | "\"" | "»" | "'" | "/" | "''"
                )
                || words.starts_with(['.', '—', '–', '-', '…'])
                || self.token(at + 1).kind == TokenKind::Possessive
        }
    }

    fn facing(&self, at: usize, kind: MarkKind, range: &std::ops::Range<usize>) -> Facing {
        let (before, after) = (self.free_before(at, range.start), self.free_after(at, range.end));
        let shape = match self.token(at).span.of(self.text) {
            "“" | "„" | "«" | "``" => Facing::Opens,
            "”" | "»" => Facing::Closes,
            _ => Facing::Either,
        };
        match (before, after) {
            // The space around outweighs a mark of the wrong shape.
            (true, false) if at > range.start || shape != Facing::Closes || kind != MarkKind::Angle => {
                Facing::Opens
            }
            (false, true) => Facing::Closes,
            _ if shape != Facing::Either => shape,
            _ if at == range.start => Facing::Opens,
            _ if at + 1 == range.end => Facing::Closes,
            _ => Facing::Either,
        }
    }

    /// Whether the mark stands for inches: right after a figure.
    fn is_measure(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|b| self.token(b));
        let straight = matches!(self.token(at).span.of(self.text), "\"" | "''");
        straight
            && before.is_some_and(|b| b.kind == TokenKind::Number && b.span.end == self.token(at).span.start)
    }

    /// Whether feet stand before the inches: `6'4"`.
    fn is_measure_in_feet(&self, at: usize) -> bool {
        at >= 2 && matches!(self.token(at - 2).span.of(self.text), "'" | "’")
    }

    /// The token that closes single marks opened at `at`, if the mark there does open.
    fn single_close(&self, at: usize, end: usize) -> Option<usize> {
        let words = self.token(at).span.of(self.text);
        if words == "’" || !self.free_before(at, 0) {
            return None;
        }
        let next = self.tokens.list.get(at + 1).filter(|_| at + 1 < end)?;
        let spaced = next.span.start > self.token(at).span.end;
        if spaced && at > 0 && self.tokens.lower(at - 1).ends_with('s') {
            // The possessive of a plural, in text whose marks stand apart.
            return None;
        }
        if !spaced && is_clipped(self.tokens.lower(at + 1), next.kind) {
            return None;
        }
        let mut possessive = None;
        let mut doubles = 0;
        let limit = end.min(at + LONGEST_SINGLE);
        let mut close = None;
        for i in at + 1..limit {
            let mark = self.token(i).span.of(self.text);
            match mark_of(mark) {
                Some((Class::Double, _)) => doubles += 1,
                Some((Class::Single, _)) if i > at + 1 => {
                    let tight = !self.free_before(i, 0);
                    let opens = !tight && !(spaced && self.free_after(i, end));
                    if opens {
                        break;
                    }
                    if !self.free_after(i, end) {
                        continue;
                    }
                    let word_follows =
                        self.tokens.list.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word) && i + 1 < end;
                    if tight && self.tokens.lower(i - 1).ends_with('s') && word_follows {
                        possessive.get_or_insert((i, doubles));
                        continue;
                    }
                    close = Some((i, doubles));
                    break;
                }
                _ => {}
            }
        }
        let (close, doubles) = close.or(possessive)?;
        (doubles % 2 == 0).then_some(close)
    }
}

/// Words that begin with an apostrophe of their own: `'90s`, `'em`.
fn is_clipped(word: &str, kind: TokenKind) -> bool {
    kind == TokenKind::Number && word.ends_with('s') && word.len() == 3
        || matches!(word, "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round")
}

fn mark_of(words: &str) -> Option<(Class, MarkKind)> {
    Some(match words {
        "\"" | "''" | "``" => (Class::Double, MarkKind::StraightDouble),
        "“" | "”" | "„" => (Class::Double, MarkKind::CurlyDouble),
        "'" => (Class::Single, MarkKind::StraightSingle),
        "‘" | "’" => (Class::Single, MarkKind::CurlySingle),
        "«" | "»" => (Class::Angle, MarkKind::Angle),
        _ => return None,
    })
}

fn class_of(kind: MarkKind) -> Class {
    match kind {
        MarkKind::StraightDouble | MarkKind::CurlyDouble => Class::Double,
        MarkKind::StraightSingle | MarkKind::CurlySingle => Class::Single,
        MarkKind::Angle => Class::Angle,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::text::paragraphs;

    /// One line for each quotation (`+` continues, `…` is not closed), then the marks told as problems.
    fn check(text: &str, expected: Expect) {
        let tokens = Tokens::new(text);
        let (found, problems) = quotations(text, &tokens, &paragraphs(text, &tokens));
        let mut lines: Vec<String> = found
            .iter()
            .map(|q| {
                let (from, to) = (if q.continues { "+" } else { "" }, if q.closed { "" } else { "…" });
                format!("{from}{}{to}", q.inner.of(text))
            })
            .collect();
        lines.extend(
            problems.iter().filter_map(|p| p.span).map(|s| format!("! {} at {}", s.of(text), s.start)),
        );
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn straight_and_curly() {
        check("\"A,\" he said. “B.” She: «C»", expect![["A,\nB.\nC"]]);
        check("He said,\"We go\" and left.", expect!["We go"]);
        check("''A big one,'' he said. ``B''", expect![["A big one,\nB"]]);
    }

    #[test]
    fn kinds_that_do_not_match() {
        check("“A,\" he said. \"B,” he said. ”C,” he said.", expect![["A,\nB,\nC,"]]);
    }

    #[test]
    fn marks_that_stand_apart() {
        check(" \" A was here, \" he wrote. \" B. \"", expect![["A was here,\nB."]]);
        check("Memos show ' he leaked ' it. The memos ' fate is open.", expect!["he leaked"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The states' leaders don't like the '90s or Iran's ’70s. Rock 'n' roll.", expect![""]);
        check("He called it 'a step', the ministers' last.", expect!["a step"]);
        check("‘The ministers’ plan failed,’ he said.", expect!["The ministers’ plan failed,"]);
    }

    #[test]
    fn measures_are_no_marks() {
        check(
            "The 5'10\" man has a 6\" gun. \"He is 6'4\" tall,\" she said.",
            expect![[r#"He is 6'4" tall,"#]],
        );
    }

    #[test]
    fn nested_ones_belong_to_the_outermost() {
        check("“He said ‘no’ and “never” to me,” she said.", expect!["He said ‘no’ and “never” to me,"]);
        check("\"He said 'no' to me,\" she said.", expect!["He said 'no' to me,"]);
        check("'She said \"no\" to me,' he said.", expect!["She said \"no\" to me,"]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check("“A.\n\n“B.\n\n“C,” he said.", expect![["A.…\n+B.…\n+C,"]]);
        check(
            "\"Also, he leaked.\n\nWow!\n\nWill it end?\"\n\nHe \"left\".",
            expect![["Also, he leaked.…\n+Wow!…\n+Will it end?\nleft"]],
        );
    }

    #[test]
    fn unbalanced_marks_are_told() {
        check("\"A, he said.\n\nThen \"B\" came.", expect![["A, he said.…\nB\n! \" at 0"]]);
        check("\"A, he said. \"B,\" she said.", expect![["A, he said.…\nB,\n! \" at 0"]]);
        check("He left.” She stayed.", expect!["! ” at 8"]);
        check("He said “so.", expect![["so.…\n! “ at 8"]]);
    }

    proptest::proptest! {
        #[test]
        fn quotations_are_ordered_and_on_boundaries(text in "[ a-z\"'“”‘’«».,\\n0-9é—]{0,120}") {
            let tokens = Tokens::new(&text);
            let (found, _) = quotations(&text, &tokens, &paragraphs(&text, &tokens));
            let mut last = 0;
            for q in found {
                proptest::prop_assert!(q.outer.start >= last && q.outer.contains(q.inner) && !q.outer.is_empty());
                proptest::prop_assert!(text.get(q.inner.start as usize..q.inner.end as usize).is_some());
                last = q.outer.end;
            }
        }
    }
}
