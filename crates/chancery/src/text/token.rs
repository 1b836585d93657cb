//! [`Tokens`]: the words, numbers and marks of a text, in order.

use super::Span;

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How a word is written.
    pub case: Case,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, periods of acronyms, hyphens and digits (`U.S.`, `G20`, `Chan-o-cha`).
    Word,
    /// The possessive ending `'s` or a bare possessive `'`.
    Possessive,
    /// Digits with inner separators.
    Number,
    /// Anything else that is not white space; one character, a run of periods or dashes, or two apostrophes.
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital letter first.
    Lower,
    /// A capital first, then not all capitals.
    Capital,
    /// All capitals, of more than one letter.
    Upper,
    /// Not a word.
    None,
}

/// The tokens of a text, beside a copy of it in lower case for look-ups.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The tokens, ordered, not overlapping.
    pub list: Vec<Token>,
    /// The text with ASCII letters in lower case and curly apostrophes kept: byte offsets are the text's own.
    pub lower: String,
}

impl Tokens {
    /// Divides `text`.
    pub fn new(text: &str) -> Tokens {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
                at += c.len_utf8();
                continue;
            }
            let token = next_token(text, at, c, list.last());
            at = token.span.end as usize;
            list.push(token);
        }
        Tokens { list, lower: text.to_ascii_lowercase() }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The token's words in lower case; empty past the end.
    pub fn lower(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |t| t.span.of(&self.lower))
    }

    /// The span that covers tokens `from..to`; `to` is past the last.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span { start: self.list[from].span.start, end: self.list[to - 1].span.end }
    }

    /// The first token that begins at or after byte `offset`.
    pub fn at_or_after(&self, offset: u32) -> usize {
        self.list.partition_point(|t| t.span.start < offset)
    }

    /// The tokens `from..to` that touch `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.list.partition_point(|t| t.span.end <= span.start);
        from..self.list.partition_point(|t| t.span.start < span.end).max(from)
    }
}

/// Whether no word runs over byte `offset` of `text`.
pub fn is_word_boundary(text: &str, offset: usize) -> bool {
    let before = text[..offset].chars().next_back();
    let after = text[offset..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '’'
}

fn is_dash_inside_word(c: char) -> bool {
    c == '-' || c == '\u{2010}' || c == '\u{2011}'
}

fn next_token(text: &str, start: usize, first: char, previous: Option<&Token>) -> Token {
    let rest = &text[start..];
    let mark =
        |len: usize| Token { span: Span::new(start, start + len), kind: TokenKind::Mark, case: Case::None };
    if first.is_alphabetic() {
        return word(text, start);
    }
    if first.is_numeric() {
        return number(text, start);
    }
    if is_apostrophe(first)
        && previous.is_some_and(|t| t.span.end as usize == start && t.kind == TokenKind::Word)
    {
        // `'s` after a word, or a bare possessive after an `s` that is not the end of a quotation: the latter
        // cannot be told here, so only `'s` makes a token of its own kind.
        let after = &rest[first.len_utf8()..];
        if after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric) {
            let len = first.len_utf8() + 1;
            return Token {
                span: Span::new(start, start + len),
                kind: TokenKind::Possessive,
                case: Case::None,
            };
        }
    }
    // Quotation marks typed as two apostrophes or two grave accents.
    if (first == '\'' || first == '`') && rest[1..].starts_with(first) {
        return mark(2);
    }
    if first == '.' || first == '-' || first == '–' || first == '—' {
        let len: usize = rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
        return mark(len);
    }
    mark(first.len_utf8())
}

fn word(text: &str, start: usize) -> Token {
    let rest = &text[start..];
    let mut end = start;
    let mut chars = rest.char_indices().peekable();
    let mut letters_since_period = 0;
    let mut acronym = false;
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining(c) {
            letters_since_period += 1;
            end = start + i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        let joins = if is_dash_inside_word(c) {
            next.is_some_and(char::is_alphanumeric)
        } else if is_apostrophe(c) {
            // `O'Brien`, `don't`, but not the possessive `'s`.
            let after = &rest[i + c.len_utf8()..];
            let possessive = after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric);
            next.is_some_and(char::is_alphabetic) && !possessive
        } else if c == '.' {
            // The periods of `U.S.` and `Ph.D.`: single letters between periods.
            let single = letters_since_period == 1 && (acronym || next.is_some_and(char::is_alphabetic));
            let continues = {
                let after = &rest[i + 1..];
                let mut a = after.chars();
                a.next().is_some_and(char::is_alphabetic) && !a.next().is_some_and(char::is_alphanumeric)
            };
            if single && (continues || acronym) {
                acronym = true;
                letters_since_period = 0;
                end = start + i + 1;
                if continues {
                    continue;
                }
            }
            false
        } else {
            c == '&' && letters_since_period == 1 && next.is_some_and(char::is_uppercase)
        };
        if !joins {
            break;
        }
        if is_dash_inside_word(c) {
            // "Mekong-U.S.": an acronym may begin behind the dash.
            letters_since_period = 0;
        }
    }
    let span = Span::new(start, end);
    Token { span, kind: TokenKind::Word, case: case_of(span.of(text)) }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut more = 0;
            for c in letters {
                if c.is_lowercase() {
                    return Case::Capital;
                }
                more += 1;
            }
            if more > 0 { Case::Upper } else { Case::Capital }
        }
        Some(_) => Case::Lower,
        None => Case::None,
    }
}

fn number(text: &str, start: usize) -> Token {
    let rest = &text[start..];
    let mut end = start;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() {
            end = start + i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        let joins = matches!(c, '.' | ',' | ':') && next.is_some_and(|n| n.is_ascii_digit())
            || is_dash_inside_word(c) && next.is_some_and(char::is_alphabetic);
        if !joins {
            break;
        }
    }
    Token { span: Span::new(start, end), kind: TokenKind::Number, case: Case::None }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let tokens = Tokens::new(text);
        let words: Vec<&str> = tokens.list.iter().map(|t| t.span.of(text)).collect();
        expected.assert_eq(&words.join("|"));
    }

    #[test]
    fn acronyms_keep_their_periods() {
        check("The U.S. and U.K. met. U.S.-led talks", expect!["The|U.S.|and|U.K.|met|.|U.S.|-|led|talks"]);
        check("The Mekong-U.S. Partnership", expect!["The|Mekong-U.S.|Partnership"]);
    }

    #[test]
    fn possessives_stand_apart() {
        check("India’s don't O'Brien's states' 'yes'", expect!["India|’s|don't|O'Brien|'s|states|'|'|yes|'"]);
    }

    #[test]
    fn numbers_and_dates() {
        check(
            "$1.5 billion, 2024-28, 10:30 a.m. (Dec 27)",
            expect!["$|1.5|billion|,|2024|-|28|,|10:30|a.m.|(|Dec|27|)"],
        );
    }

    #[test]
    fn a_period_ends_a_sentence_after_a_word() {
        check("It did. G20 and… Then", expect!["It|did|.|G20|and|…|Then"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_ordered_and_on_boundaries(text in "\\PC{0,200}") {
            let tokens = Tokens::new(&text);
            let mut last = 0;
            for token in &tokens.list {
                proptest::prop_assert!(token.span.start >= last && !token.span.is_empty());
                proptest::prop_assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
                last = token.span.end;
            }
        }
    }
}
