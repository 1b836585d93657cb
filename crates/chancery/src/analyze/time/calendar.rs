//! Dates: years, months, days, quarters, seasons and feasts, as the calendar names them.

use jiff::civil::Date;

use super::lexicon::{Lean, Pieces, Sense, Unit};
use super::meaning::{Meaning, Partial, Recurring, Year};
use super::value::{Stretch, YEARS};
use crate::text::TokenKind;

/// Where an expression ends, and what it says.
pub(super) type Read = Option<(usize, Meaning)>;

/// Words after which a bare figure of four digits is a year.
const BEFORE_YEAR: &[&str] = &[
    "in", "of", "since", "from", "by", "until", "till", "through", "before", "after", "during", "between",
    "early", "late", "mid", "to", "and", "the", "for", "around", "circa", "than", "a", "an", "his", "her",
    "its", "their", "on", "a", "or", "into", "pre", "post", "as", "with", "about", "at", "beyond", "our",
];

/// Words after which `May` is the month.
const BEFORE_MAY: &[&str] = &[
    "in", "of", "since", "from", "by", "until", "till", "through", "before", "after", "during", "between",
    "early", "late", "mid", "to", "last", "next", "this", "the", "for", "around", "-", "each", "every", "on",
    "and", "or",
];

/// What follows a figure that is no year: an amount of something.
const AFTER_AMOUNT: &[&str] = &[
    "%",
    "percent",
    "per",
    "million",
    "billion",
    "thousand",
    "hundred",
    "people",
    "troops",
    "soldiers",
    "men",
    "women",
    "dollars",
    "euros",
    "pounds",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "meters",
    "metres",
    "tons",
    "tonnes",
    "barrels",
    "feet",
    "acres",
    "hectares",
    "points",
    "shares",
    "jobs",
    "civilians",
    "others",
    "children",
    "refugees",
    "workers",
    "members",
    "votes",
    "homes",
    "police",
    "protesters",
    "migrants",
    "cases",
    "deaths",
    "hours",
    "days",
];

impl Pieces<'_> {
    /// Whether piece `i` is a stroke or colon inside a figure.
    fn is_tight(&self, i: usize) -> bool {
        self.is(i, &["/", ":"]) && self.is_glued(i) && self.is_glued(i + 1)
    }

    pub(super) fn weekday(&self, i: usize) -> Option<(usize, i8)> {
        // "Good Friday", "Bloody Sunday" are no days of the week.
        if i > 0
            && self.is_capital(i - 1)
            && self.is(i - 1, &["good", "bloody", "black", "palm", "holy", "super"])
        {
            return None;
        }
        if !self.is_capital(i) {
            return None;
        }
        let (end, day) = self.sense(i, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })?;
        // `Sun` and `Sat` are words of their own: the abbreviations need a period, or a date beside them.
        if self.lower(i).len() <= 5 && !self.lower(i).ends_with("day") {
            let period = self.is(end, &["."]) && self.is_glued(end);
            let at = end + usize::from(self.is(end, &[","]));
            let dated = self.is(end, &[")"]) || self.month(at).is_some() || self.figure(at).is_some();
            return (period || dated).then_some((end + usize::from(period), day));
        }
        Some((end, day))
    }

    /// A month with the period of its abbreviation; not every word that might be one is.
    pub(super) fn month(&self, i: usize) -> Option<(usize, i8)> {
        if !self.is_capital(i) {
            return None;
        }
        let (end, month) = self.sense(i, |s| if let Sense::Month(m) = s { Some(m) } else { None })?;
        let period = self.is_abbreviated(i) && self.is(end, &["."]) && self.is_glued(end);
        Some((end + usize::from(period), month))
    }

    fn is_abbreviated(&self, i: usize) -> bool {
        self.lower(i).len() <= 4 && !self.is(i, &["may", "june", "july"])
    }

    /// Whether the month at `i`, which ends before `end`, is one even without a day or year beside it.
    fn is_month_alone(&self, i: usize, end: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |b| self.lower(b));
        let name_before = i > 0 && self.is_capital(i - 1) && self.weekday(i - 1).is_none() && i > 1;
        if self.is(i, &["may"]) {
            return BEFORE_MAY.contains(&before);
        }
        if self.is_abbreviated(i) {
            return self.is(end.wrapping_sub(1), &["."]) && !name_before;
        }
        !name_before && !(self.is(i, &["march", "august"]) && self.is(end, &["of"]))
            || BEFORE_MAY.contains(&before)
    }

    /// A year in figures or in words, wherever it stands: `1998`, `nineteen ninety-eight`, `two thousand and five`.
    pub(super) fn year(&self, i: usize) -> Option<(usize, i16)> {
        if let Some(n) = self.figure(i) {
            let year = i16::try_from(n).ok().filter(|y| YEARS.contains(y) && self.lower(i).len() == 4)?;
            return Some((i + 1, year));
        }
        let (end, first) = self.number(i).filter(|_| self.is_word(i))?;
        if (2000..2100).contains(&first) {
            return Some((end, first as i16));
        }
        if !(11..=20).contains(&first) {
            return None;
        }
        let (end, last) = self.number(end).filter(|&(e, n)| self.is_word(end) && n < 100 && e - end <= 3)?;
        let (end, last) = if last == 0 { self.number(end).filter(|&(_, n)| n < 10)? } else { (end, last) };
        (last >= 10 || self.is(end.wrapping_sub(2), &["oh", "zero"]))
            .then_some((end, (first * 100 + last) as i16))
    }

    /// A year that stands alone, where what is around it says that it is one.
    fn year_alone(&self, i: usize) -> Read {
        if self.is(i, &["the"]) && self.is(i + 1, &["year"]) {
            let (end, year) = self.year(i + 2)?;
            return Some((end, Meaning::Fixed(Stretch::Year(year))));
        }
        let (end, year) = self.year(i)?;
        let read = Some((end, Meaning::Fixed(Stretch::Year(year))));
        if self.is_word(i) {
            return read;
        }
        let before = i.checked_sub(1).map_or("", |b| self.lower(b));
        let glued_before =
            self.is_glued(i) && !matches!(before, "(" | "-" | "–" | "—" | "\"" | "“" | "[" | "/");
        let glued_after = self.is_glued(end) && self.is(end, &["/", "%", ":", "°"]);
        if glued_before || glued_after || self.is(end, AFTER_AMOUNT) {
            return None;
        }
        let told = BEFORE_YEAR.contains(&before) || matches!(before, "(" | "," | "[" | "-" | "–" | "/");
        let alone = i == 0 || matches!(self.list[i - 1].kind, TokenKind::Mark | TokenKind::Possessive);
        let name_before = i > 0 && self.is_capital(i - 1) && i > 1;
        let modern = (1900..2100).contains(&year);
        (told
            && (modern
                || matches!(
                    before,
                    "in" | "of" | "since" | "from" | "by" | "until" | "(" | "between" | "and"
                ))
            || modern && (alone || !name_before && self.is_word(i.wrapping_sub(1))))
        .then_some(read)?
    }

    /// A decade: `1990s`, `the nineties`, `'80s`.
    fn decade(&self, i: usize) -> Read {
        let apostrophe = usize::from(self.is(i, &["'", "’", "‘"]));
        let at = i + apostrophe;
        if let Some(piece) = self.list.get(at).filter(|p| p.kind == TokenKind::Number) {
            let digits = piece.lower.strip_suffix('s')?;
            let end = at + 1;
            let n: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
            let decade = match digits.len() {
                4 if YEARS.contains(&n) => n / 10,
                2 if apostrophe == 1 || self.is(i.wrapping_sub(1), &["the", "late", "early", "mid", "-"]) => {
                    190 + n / 10
                }
                _ => return None,
            };
            return Some((end, Meaning::Fixed(Stretch::Decade(decade))));
        }
        let (end, n) = self.sense(at, |s| if let Sense::Decade(n) = s { Some(n) } else { None })?;
        let told = self.is(i.wrapping_sub(1), &["the", "late", "early", "mid", "-"]);
        told.then_some((end, Meaning::Fixed(Stretch::Decade(190 + n))))
    }

    /// `20th century`, `the nineteenth-century`.
    fn century(&self, i: usize) -> Read {
        let (end, n) = self.ordinal(i)?;
        let at = end + usize::from(self.is_hyphen(end));
        (self.unit(at)? == Unit::Century && n > 10)
            .then_some((at + 1, Meaning::Fixed(Stretch::Century(i16::from(n) - 1))))
    }

    /// The year of a part of a year: `1999`, `, 1999`, `of fiscal 1999`, `last year`, `this year`, `that year`.
    pub(super) fn year_of(&self, i: usize) -> Option<(usize, Year)> {
        let mut at = i;
        if self.is(at, &[",", "of", "in"]) {
            at += 1;
        }
        let comma_or_of = at > i;
        if let Some((end, ())) = self.sense(at, |s| (s == Sense::Fiscal).then_some(())) {
            at = end;
        }
        if let Some((end, year)) = self.year(at) {
            let amount = self.is(end, AFTER_AMOUNT) || self.is_tight(end);
            return (!amount).then_some((end, Year::Of(year)));
        }
        if self.is(at, &["the"]) {
            at += 1;
            if self.unit(at) == Some(Unit::Year) && self.is(at + 1, &["of"]) {
                return None;
            }
        }
        if comma_or_of && self.is(at - 1, &["the"]) && self.unit(at) == Some(Unit::Year) {
            return Some((at + 1, Year::Untold(None)));
        }
        let (end, lean) = self.lean(at)?;
        if self.unit(end)? != Unit::Year {
            return None;
        }
        let year = match lean {
            Lean::Last | Lean::Past => Year::Away(-1),
            Lean::This | Lean::Latest => Year::Away(0),
            Lean::Next | Lean::Coming => Year::Away(1),
            Lean::That | Lean::Recent => Year::Told,
            _ => return None,
        };
        Some((end + 1, year))
    }

    pub(super) fn lean(&self, i: usize) -> Option<(usize, Lean)> {
        self.sense(i, |s| if let Sense::Lean(l) = s { Some(l) } else { None })
    }

    /// The day of a month in figures or words, with its end.
    fn day(&self, i: usize) -> Option<(usize, i8)> {
        let (end, day) = match self.figure(i) {
            Some(n) if self.lower(i).len() <= 2 => (i + 1, i8::try_from(n).ok()?),
            _ => self.ordinal(i)?,
        };
        (1..=31).contains(&day).then_some((end, day))
    }

    /// A month with what tells its day and year: `Dec. 27, 2023`, `March 1996`, `June last year`, `May`.
    fn month_first(&self, i: usize) -> Read {
        let (at, month) = self.month(i)?;
        if let Some((end, day)) = self.day(at + usize::from(self.is(at, &["the"])))
            && !self.is(end, &["%", "percent"])
            && !self.is_tight(end)
        {
            return Some(self.dated(end, month, day));
        }
        if let Some((end, year)) = self.year_of(at)
            && !(year == Year::Untold(None))
        {
            return Some((end, partial(Recurring::Month(month), year)));
        }
        self.is_month_alone(i, at).then(|| (at, partial(Recurring::Month(month), Year::Untold(None))))
    }

    /// A day before its month: `26 February 2022`, `the 26th of February`.
    pub(super) fn day_first(&self, i: usize) -> Read {
        let (end, day) = self.day(i)?;
        // "the first day of June".
        let end = end + usize::from(self.is(end, &["day"]) && self.is(end + 1, &["of"]));
        let (at, month) = self.month(end + usize::from(self.is(end, &["of"])))?;
        if i > 0 && self.is_glued(i) && !self.is(i - 1, &["(", "-", "–", "\"", "“"]) {
            return None;
        }
        Some(self.dated(at, month, day))
    }

    /// The meaning of a day of a month, with the year that may follow at `end`.
    fn dated(&self, end: usize, month: i8, day: i8) -> (usize, Meaning) {
        match self.year_of(end) {
            Some((end, year)) if year != Year::Untold(None) => {
                (end, partial(Recurring::Day(month, day), year))
            }
            _ => (end, partial(Recurring::Day(month, day), Year::Untold(None))),
        }
    }

    /// `2023-12-27`, `27/12/2023`, `12/27/2023`, `27.12.2023`.
    fn all_figures(&self, i: usize) -> Read {
        if let Some((end, year)) = self.year(i)
            && self.is_word(i) == self.is_word(end)
            && self.is_hyphen(end)
            && let (Some(month), Some(day)) = (self.figure(end + 1), self.figure(end + 3))
            && self.is_hyphen(end + 2)
        {
            let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            return Some((end + 4, Meaning::Fixed(Stretch::Day(day))));
        }
        let slash = |k: usize| self.is(k, &["/"]) && self.is_glued(k) && self.is_glued(k + 1);
        let (first, second, year, end) = if slash(i + 1) && slash(i + 3) {
            (self.figure(i)?, self.figure(i + 2)?, self.figure(i + 4)?, i + 5)
        } else {
            let piece = self.list.get(i).filter(|p| p.kind == TokenKind::Number)?;
            let mut figures = piece.lower.split('.').map(|f| f.parse::<u32>().ok());
            let three = (figures.next()??, figures.next()??, figures.next()??);
            if figures.next().is_some() || !(1900..2100).contains(&three.2) {
                return None;
            }
            (three.0, three.1, three.2, i + 1)
        };
        let century = if year >= 70 { 1900 } else { 2000 };
        let year = i16::try_from(if year < 100 { year + century } else { year }).ok()?;
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        // With two figures that could both be the month, a stroke between them follows American habit and a period
        // the European one.
        let month_first = slash(i + 1) && first <= 12;
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        let day = Date::new(year, month, day).ok().filter(|_| YEARS.contains(&year))?;
        Some((end, Meaning::Fixed(Stretch::Day(day))))
    }

    /// `the third quarter of 1989`, `first half`, `the 1988 second quarter`, `fiscal third-quarter`, `Q3 2023`.
    fn quarter(&self, i: usize) -> Read {
        let article = usize::from(self.is(i, &["the"]));
        let mut at = i + article;
        let mut year = Year::Untold(None);
        if let Some((end, told)) = self.year(at) {
            (at, year) = (end, Year::Of(told));
        } else if let Some((end, lean)) = self.lean(at)
            && !matches!(lean, Lean::Last | Lean::Past | Lean::Next | Lean::That)
        {
            (at, year) = (end, Year::Untold(Some(lean)));
        }
        if let Some((end, ())) = self.sense(at, |s| (s == Sense::Fiscal).then_some(())) {
            at = end + usize::from(self.is_hyphen(end));
        }
        let short = self.lower(at).strip_prefix('q').and_then(|q| q.parse::<i8>().ok());
        let (mut end, part) = if let Some(n) = short.filter(|_| self.is_capital(at)) {
            (at + 1, Recurring::Quarter(n))
        } else {
            let (end, n) = self.ordinal(at).or_else(|| self.is(at, &["last"]).then_some((at + 1, 2)))?;
            let unit = end + usize::from(self.is_hyphen(end));
            match self.unit(unit) {
                // The article of `the third-quarter results` is not of the quarter.
                Some(Unit::Quarter) if unit > end && article == 1 => return None,
                Some(Unit::Quarter) if !self.is(at, &["last"]) => (unit + 1, Recurring::Quarter(n)),
                None if self.is(unit, &["half"]) => (unit + 1, Recurring::Half(n)),
                _ => return None,
            }
        };
        let in_year = |n: i8, of: i8| (1..=of).contains(&n);
        if !matches!(part, Recurring::Quarter(n) if in_year(n, 4))
            && !matches!(part, Recurring::Half(n) if in_year(n, 2))
        {
            return None;
        }
        let after = end;
        if let Some((e, told)) = self.year_of(end).filter(|_| !self.is(end, &[",", "in"])) {
            (end, year) = (e, told);
        }
        // `the first half` alone is as often a part of something else.
        if matches!(part, Recurring::Half(_)) && end == after {
            return None;
        }
        Some((end, partial(part, year)))
    }

    /// `the summer of 1998`, `winter 2020`, `the spring`.
    fn season(&self, i: usize) -> Read {
        let article = self.is(i, &["the"]);
        let at = i + usize::from(article);
        let (end, season) = self.sense(at, |s| if let Sense::Season(s) = s { Some(s) } else { None })?;
        let part = Recurring::Season(season);
        if let Some((end, year)) = self.year_of(end).filter(|_| !self.is(end, &[",", "in"])) {
            return Some((end, partial(part, year)));
        }
        let before = i.checked_sub(1).map_or("", |b| self.lower(b));
        let told = article
            && matches!(before, "in" | "by" | "over" | "during" | "into" | "until" | "through" | "of")
            || !article && matches!(before, "in" | "by" | "early" | "late" | "mid" | "-" | "since" | "until");
        let noun = self.is(at, &["fall"]) && !article;
        (told && !noun && !self.is(end, &["of"])).then_some((end, partial(part, Year::Untold(None))))
    }

    fn feast(&self, i: usize) -> Read {
        // Orthodox Christmas is on another day.
        if !self.is_capital(i) || i > 1 && self.is_capital(i - 1) {
            return None;
        }
        let (end, feast) = self.sense(i, |s| if let Sense::Feast(f) = s { Some(f) } else { None })?;
        // The Good Friday Agreement is of no Good Friday.
        if self.is_capital(end) && self.is(end, &["agreement", "accord", "accords", "peace", "island"]) {
            return None;
        }
        let part = Recurring::Feast(feast);
        let (end, year) =
            self.year_of(end).filter(|_| !self.is(end, &["of", "in"])).unwrap_or((end, Year::Untold(None)));
        Some((end, partial(part, year)))
    }

    /// `fiscal 1999`, `fiscal year 1999`.
    fn fiscal_year(&self, i: usize) -> Read {
        let (end, ()) = self.sense(i, |s| (s == Sense::Fiscal).then_some(()))?;
        let at = if self.unit(end) == Some(Unit::Year) { end + 1 } else { end };
        let (end, year) = self.year(at)?;
        Some((end, Meaning::Fixed(Stretch::Year(year))))
    }

    /// Any date that the calendar names, without words that lean on the day of publication.
    pub(super) fn date(&self, i: usize) -> Read {
        if let Some((end, weekday)) = self.weekday(i) {
            let at = end + usize::from(self.is(end, &[","]));
            let at = at + usize::from(self.is(at, &["the"]));
            if let Some((to, Meaning::Partial(date))) = self.month_first(at).or_else(|| self.day_first(at))
                && matches!(date.part, Recurring::Day(..))
            {
                return Some((to, Meaning::Partial(Partial { weekday: Some(weekday), ..date })));
            }
            if let Some((to, Meaning::Fixed(day @ Stretch::Day(_)))) = self.date_of_day(at) {
                return Some((to, Meaning::Fixed(day)));
            }
            return Some((end, Meaning::Weekday(weekday, None)));
        }
        self.date_of_day(i)
            .or_else(|| self.quarter(i))
            .or_else(|| self.century(if self.is(i, &["the"]) { i + 1 } else { i }))
            .or_else(|| self.month_first(i))
            .or_else(|| self.decade(if self.is(i, &["the"]) { i + 1 } else { i }))
            .or_else(|| self.season(i))
            .or_else(|| self.feast(i))
            .or_else(|| self.fiscal_year(i))
            .or_else(|| self.year_alone(i))
    }

    /// A day with its month: in figures, or the month first, or the day first.
    fn date_of_day(&self, i: usize) -> Read {
        let month_first = || {
            self.month_first(i).filter(|(_, m)| match m {
                Meaning::Fixed(s) => matches!(s, Stretch::Day(_)),
                Meaning::Partial(p) => matches!(p.part, Recurring::Day(..)),
                _ => false,
            })
        };
        let article = usize::from(self.is(i, &["the"]));
        self.all_figures(i).or_else(month_first).or_else(|| self.day_first(i + article))
    }

    /// The day of a month that leaves the month to the date before it: the 5 of `June 3 to 5`.
    pub(super) fn elided_day(&self, i: usize) -> Option<(usize, i8, Option<i16>)> {
        let (end, day) = self.day(i)?;
        if self.is(end, AFTER_AMOUNT) || self.is_glued(end) && self.is(end, &["/", "%", ":", "-"]) {
            return None;
        }
        // Another noun counts it: `April 24 and 25 people`.
        let counted =
            self.is_word(end) && !self.is_capital(end) && !self.is(end, AFTER_DAY) && !self.is_timely(end);
        if counted {
            return None;
        }
        let comma = usize::from(self.is(end, &[","]));
        match self.year(end + comma).filter(|_| self.figure(end + comma).is_some()) {
            Some((to, year)) => Some((to, day, Some(year))),
            None => Some((end, day, None)),
        }
    }
}

/// Words that may follow the last day of a range.
const AFTER_DAY: &[&str] = &[
    "and",
    "in",
    "at",
    "on",
    "for",
    "to",
    "by",
    "of",
    "with",
    "when",
    "where",
    "after",
    "before",
    "as",
    "during",
    "or",
    "but",
    "the",
    "that",
    "which",
    "while",
    "under",
    "following",
    "will",
    "would",
    "a",
    "an",
    "is",
    "was",
    "were",
    "are",
    "this",
    "last",
    "next",
    "summit",
    "meeting",
    "visit",
    "talks",
    "conference",
    "at",
    "from",
    "between",
    "his",
    "her",
    "their",
    "its",
    "inclusive",
    "respectively",
    "local",
];

/// A part of a year, or a stretch where its year is told.
fn partial(part: Recurring, year: Year) -> Meaning {
    let fixed = match (year, part) {
        (Year::Of(y), Recurring::Half(h)) => Some(Stretch::Half(y, h)),
        (Year::Of(y), Recurring::Quarter(q)) => Some(Stretch::Quarter(y, q)),
        (Year::Of(y), Recurring::Season(s)) => Some(Stretch::Season(y, s)),
        (Year::Of(y), Recurring::Month(m)) => Some(Stretch::Month(y, m)),
        (Year::Of(y), Recurring::Day(m, d)) => Date::new(y, m, d).ok().map(Stretch::Day),
        _ => None,
    };
    fixed.map_or(Meaning::Partial(Partial { part, year, weekday: None }), Meaning::Fixed)
}
