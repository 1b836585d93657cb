//! [`Piece`]s: the tokens of a sentence as the grammar of time reads them, with the [`Sense`]s of each.

use std::ops::Range;

use crate::text::{Span, TokenKind, Tokens};

/// What a word means in telling time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    Season(Season),
    Unit(Unit),
    Part(Part),
    Cardinal(u32),
    Scale(u32),
    Ordinal(i8),
    Vague,
    /// `nineties`: 9.
    Decade(i16),
    Lean(Lean),
    /// Days from the day of publication.
    Day(i32),
    Reference(Reference),
    Edge(Edge),
    Frequency(Unit),
    Every,
    Between,
    Period,
    Approximate,
    Fiscal,
    Zone,
    Meridiem(Meridiem),
    Feast(Feast),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    pub(super) fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }

    pub(super) fn of_month(month: i8) -> Season {
        match month {
            3..=5 => Season::Spring,
            6..=8 => Season::Summer,
            9..=11 => Season::Autumn,
            _ => Season::Winter,
        }
    }
}

/// Units of time, from the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// How often is told by the unit that comes once: `daily`.
type Frequency = Unit;

/// Parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Dawn,
    Morning,
    Midday,
    Afternoon,
    Evening,
    Dusk,
    Night,
    Midnight,
}

impl Part {
    /// What stands after the day in a TIMEX3 value.
    pub(super) fn code(self) -> &'static str {
        match self {
            Part::Dawn | Part::Morning => "TMO",
            Part::Midday => "T12:00",
            Part::Afternoon => "TAF",
            Part::Evening | Part::Dusk => "TEV",
            Part::Night => "TNI",
            Part::Midnight => "T24:00",
        }
    }
}

/// Where a stretch lies from the day of publication, or from the time last told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    Last,
    Past,
    Latest,
    Previous,
    This,
    That,
    Next,
    Coming,
    Following,
    Recent,
    /// The same stretch a year earlier: the year-ago quarter.
    Former,
}

/// Times that no calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    Mid,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meridiem {
    Am,
    Pm,
}

/// Feasts by rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// The nth weekday of a month, from its end where negative; Monday is 1.
    Nth(i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
}

/// Senses by first word: the rest of each phrase, and what it means; the longest first.
type Senses = &'static [(&'static [&'static str], Sense)];

include!(concat!(env!("OUT_DIR"), "/time.rs"));

/// A word, a figure or a mark. Words and figures are divided at their hyphens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) span: Span,
    /// Its letters in lower case.
    pub(super) lower: &'t str,
    pub(super) kind: TokenKind,
    /// Whether a word begins with a capital.
    pub(super) capital: bool,
    /// Whether nothing stands between the piece before and this one.
    pub(super) glued: bool,
    senses: Senses,
}

/// The pieces of one sentence.
#[derive(Debug, Default)]
pub(super) struct Pieces<'t> {
    pub(super) list: Vec<Piece<'t>>,
}

impl<'t> Pieces<'t> {
    /// Takes in the tokens of a sentence; false when none of them can begin an expression of time.
    pub(super) fn fill(&mut self, text: &str, tokens: &'t Tokens, range: Range<usize>) -> bool {
        self.list.clear();
        let mut timely = false;
        let mut last = u32::MAX;
        for token in &tokens.list[range] {
            let word = token.span.of(&tokens.lower);
            let mut push = |span: Span, kind: TokenKind| {
                let lower = span.of(&tokens.lower);
                let senses = match kind {
                    TokenKind::Word => SENSES.get(lower).copied().unwrap_or_default(),
                    _ => Senses::default(),
                };
                timely |= kind == TokenKind::Number || !senses.is_empty();
                let capital =
                    kind == TokenKind::Word && text[span.start as usize..].starts_with(char::is_uppercase);
                self.list.push(Piece { span, lower, kind, capital, glued: span.start == last, senses });
                last = span.end;
            };
            if token.kind == TokenKind::Mark || memchr::memchr(b'-', word.as_bytes()).is_none() {
                push(token.span, token.kind);
                continue;
            }
            let mut at = token.span.start as usize;
            for part in word.split_inclusive('-') {
                let letters = part.strip_suffix('-').unwrap_or(part);
                let figure = letters.starts_with(|c: char| c.is_ascii_digit());
                let kind = if figure { TokenKind::Number } else { TokenKind::Word };
                if !letters.is_empty() {
                    push(Span::new(at, at + letters.len()), kind);
                }
                at += letters.len();
                if letters.len() < part.len() {
                    push(Span::new(at, at + 1), TokenKind::Mark);
                    at += 1;
                }
            }
        }
        timely
    }

    /// The letters of piece `i` in lower case; empty past the end.
    pub(super) fn lower(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |p| p.lower)
    }

    /// Whether piece `i` is one of `words`.
    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        self.list.get(i).is_some_and(|p| words.contains(&p.lower))
    }

    /// Whether piece `i` is a word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|p| p.kind == TokenKind::Word)
    }

    /// Whether piece `i` is a word with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|p| p.kind == TokenKind::Word && p.capital)
    }

    /// Whether piece `i` hangs on the one before.
    pub(super) fn is_glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|p| p.glued)
    }

    /// Whether piece `i` begins any sense or has a figure.
    pub(super) fn is_timely(&self, i: usize) -> bool {
        let figure =
            |p: &Piece| p.kind == TokenKind::Number || p.lower.len() == 2 && p.lower.starts_with('q');
        self.list.get(i).is_some_and(|p| figure(p) || !p.senses.is_empty())
    }

    /// The senses of the words from `i`, each with the end of its phrase.
    pub(super) fn senses(&self, i: usize) -> impl Iterator<Item = (usize, Sense)> + '_ {
        let senses = self.list.get(i).map_or(Senses::default(), |p| p.senses);
        senses.iter().filter_map(move |&(rest, sense)| {
            let matches = rest.iter().enumerate().all(|(k, w)| self.lower(i + 1 + k) == *w);
            matches.then_some((i + 1 + rest.len(), sense))
        })
    }

    /// The first sense from `i` of which `pick` makes something, with the end of its words.
    pub(super) fn sense<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        self.senses(i).find_map(|(end, sense)| Some((end, pick(sense)?)))
    }

    /// The span of pieces `from..to`; `to` is past the last.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span { start: self.list[from].span.start, end: self.list[to - 1].span.end }
    }
}
