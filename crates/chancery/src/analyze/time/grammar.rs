//! The grammar of time expressions: [`read`] finds those of a sentence and says what each [`Meaning`] is.
//!
//! It is a recursive descent over [`Pieces`]: at each word that may begin an expression every rule is tried, and the
//! longest reading wins. Nothing here knows when the text was written.

use super::calendar::Read;
use super::lexicon::Pieces;
use super::meaning::{Meaning, Partial, Recurring, Year};
use super::value::Stretch;

/// An expression found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    /// Its first piece.
    pub(super) from: usize,
    /// One past its last piece.
    pub(super) to: usize,
    pub(super) meaning: Meaning,
    /// How the next one goes on from it.
    pub(super) link: Option<Link>,
}

/// How two expressions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// One range in one writing: `July 6-11`.
    Joined,
    /// From the one to the other: `June 3 to 5`.
    Range,
    /// Both: `April 24 and 25`.
    And,
    /// The same day told twice: `Wednesday (Dec 27)`.
    Same,
}

/// Finds the expressions of a sentence, in order.
pub(super) fn read(pieces: &Pieces) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut i = 0;
    while i < pieces.list.len() {
        if let Some((first, second)) = pieces.days_before_month(i) {
            i = second.to;
            found.extend([first, second]);
            continue;
        }
        let Some((to, meaning)) = pieces.expression(i) else {
            i += 1;
            continue;
        };
        found.push(Expression { from: i, to, meaning, link: None });
        i = to;
        while let Some((link, next)) = found.last().and_then(|last| pieces.continued(last)) {
            i = next.to;
            if let Some(last) = found.last_mut() {
                last.link = Some(link);
                lend_year(&mut last.meaning, &next.meaning);
            }
            found.push(next);
        }
    }
    found
}

/// A date takes the year of the one that ends its range: `June 3 to July 5, 1999`.
fn lend_year(first: &mut Meaning, second: &Meaning) {
    if let (Meaning::Partial(date), Meaning::Fixed(end)) = (&mut *first, second)
        && date.year == Year::Untold(None)
        && let (Recurring::Day(month, day), Some(last)) = (date.part, end.last())
        && let Ok(day) = jiff::civil::Date::new(last.year(), month, day)
    {
        *first = Meaning::Fixed(Stretch::Day(day));
    } else if let (Meaning::Partial(date), Meaning::Fixed(Stretch::Month(year, _))) = (&mut *first, second)
        && let (Recurring::Month(month), Year::Untold(None)) = (date.part, date.year)
    {
        *first = Meaning::Fixed(Stretch::Month(*year, month));
    }
}

impl Pieces<'_> {
    /// The longest reading of the words from `i`.
    fn expression(&self, i: usize) -> Read {
        let article = self.is(i, &["the", "a", "an", "'", "’", "‘"]);
        // "the moment" is a phrase of its own; another article counts for nothing without a word of time near.
        let near = || self.senses(i).next().is_some() || (i + 1..i + 4).any(|k| self.is_timely(k));
        let timely = if article { near() } else { self.is_timely(i) };
        if !timely {
            return None;
        }
        // The second half of a compound is no beginning: `a year-old`, `U.S.-Monday`.
        let compound = i >= 2 && self.is_hyphen(i - 1) && (self.is_word(i) || self.is_word(i - 2));
        if compound && !self.is(i - 2, &["pre", "post", "mid"]) {
            return None;
        }
        let rules: [fn(&Self, usize) -> Read; 10] = [
            Self::clock,
            Self::part_of_day,
            Self::date,
            Self::leaning,
            Self::counted,
            Self::repeated,
            Self::edged,
            Self::period,
            Self::reference,
            Self::around,
        ];
        let mut best: Read = None;
        for rule in rules {
            if let Some((end, meaning)) = rule(self, i)
                && best.as_ref().is_none_or(|&(b, _)| end > b)
            {
                best = Some((end, meaning));
            }
        }
        best
    }

    /// `around Nov. 1`, `around 7:15 p.m.`
    fn around(&self, i: usize) -> Read {
        if !self.is(i, &["around"]) {
            return None;
        }
        self.clock(i + 1).or_else(|| self.date(i + 1)).or_else(|| self.edged(i + 1))
    }

    /// How the words after an expression go on to another: a range, or a second day of the same month.
    fn continued(&self, last: &Expression) -> Option<(Link, Expression)> {
        let at = last.to;
        let calendar = matches!(
            last.meaning,
            Meaning::Fixed(_) | Meaning::Partial(_) | Meaning::Weekday(..) | Meaning::Unit(..)
        );
        if !calendar {
            return None;
        }
        let next = |from: usize, to: usize, meaning: Meaning| Expression { from, to, meaning, link: None };
        if matches!(last.meaning, Meaning::Weekday(..)) && self.is(at, &["("]) {
            let (to, meaning) = self.date(at + 1).filter(|&(e, _)| self.is(e, &[")", ","]))?;
            return Some((Link::Same, next(at + 1, to, meaning)));
        }
        let dash = self.is_dash(at);
        let link = match self.lower(at) {
            "-" | "–" | "—" if self.is_hyphen(at) => Link::Joined,
            "–" | "-" => Link::Range,
            "to" | "through" | "until" | "till" => Link::Range,
            "and" | "," | "or" => Link::And,
            _ => return None,
        };
        let (month, year) = match last.meaning {
            Meaning::Partial(Partial { part: Recurring::Day(month, _), year, .. }) => (Some(month), year),
            Meaning::Fixed(Stretch::Day(day)) => (Some(day.month()), Year::Of(day.year())),
            Meaning::Fixed(Stretch::Year(year)) => (None, Year::Of(year)),
            _ => (None, Year::Untold(None)),
        };
        if let Some(month) = month
            && self.month(at + 1).is_none()
            && self.day_first(at + 1).is_none()
            && let Some((to, day, told)) = self.elided_day(at + 1)
            && (link != Link::And || self.is(at, &["and"]) || self.is(to, &["and", ","]))
        {
            let year = told.map_or(year, Year::Of);
            let meaning = match year {
                Year::Of(y) => Meaning::Fixed(Stretch::Day(jiff::civil::Date::new(y, month, day).ok()?)),
                _ => Meaning::Partial(Partial { part: Recurring::Day(month, day), year, weekday: None }),
            };
            return Some((link, next(at + 1, to, meaning)));
        }
        // `2024-28`, `1998/99`.
        if let (None, Year::Of(first)) = (month, year)
            && (dash && link == Link::Joined)
            && let Some(n) = self.figure(at + 1).filter(|_| self.lower(at + 1).len() == 2)
            && !self.is_hyphen(at + 2)
        {
            let end = first - first % 100 + i16::try_from(n).ok()?;
            return (end > first).then(|| (link, next(at + 1, at + 2, Meaning::Fixed(Stretch::Year(end)))));
        }
        if link == Link::And && (self.is(at, &[","]) || self.is(at, &["or"])) {
            return None;
        }
        let (to, meaning) = self.date(at + 1)?;
        let same_kind = match (&last.meaning, &meaning) {
            (Meaning::Fixed(a), Meaning::Fixed(b)) => a.unit() == b.unit(),
            (Meaning::Weekday(..), Meaning::Weekday(..)) => true,
            (Meaning::Fixed(_) | Meaning::Partial(_), Meaning::Partial(_) | Meaning::Fixed(_)) => true,
            _ => link == Link::Range && self.is(at, &["to", "through", "until", "till"]),
        };
        same_kind.then(|| (link, next(at + 1, to, meaning)))
    }

    /// Days before the month that they share: `3-5 June 2024`, `3 to 5 June`.
    fn days_before_month(&self, i: usize) -> Option<(Expression, Expression)> {
        let first = i8::try_from(self.figure(i).filter(|_| self.lower(i).len() <= 2)?).ok()?;
        let link = match self.lower(i + 1) {
            "-" | "–" | "—" if self.is_hyphen(i + 1) => Link::Joined,
            "to" | "–" | "-" | "through" => Link::Range,
            "and" => Link::And,
            _ => return None,
        };
        let (to, meaning) = self.day_first(i + 2)?;
        let shared = match &meaning {
            Meaning::Partial(p) => match p.part {
                Recurring::Day(month, _) => {
                    Meaning::Partial(Partial { part: Recurring::Day(month, first), ..*p })
                }
                _ => return None,
            },
            Meaning::Fixed(Stretch::Day(day)) => {
                Meaning::Fixed(Stretch::Day(jiff::civil::Date::new(day.year(), day.month(), first).ok()?))
            }
            _ => return None,
        };
        let first = Expression { from: i, to: i + 1, meaning: shared, link: Some(link) };
        Some((first, Expression { from: i + 2, to, meaning, link: None }))
    }
}
