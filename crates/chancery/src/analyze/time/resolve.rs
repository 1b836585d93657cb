//! [`Resolver`]: puts what expressions say on the calendar, from the day of publication and from what was told before.

use jiff::civil::{Date, Weekday};

use super::TimeKind;
use super::lexicon::{Feast, Lean, Reference, Unit};
use super::meaning::{Away, Meaning, Partial, Recurring, Year};
use super::tense::Tense;
use super::value::{Stretch, YEARS, easter, nth_weekday};

/// How many times nearer the other way must lie for the tense to be overruled: what was done in October is not told as
/// of a year ago when publication is in September.
const NEARER: i32 = 4;

/// What is known while the expressions of a text are resolved one after another.
#[derive(Debug)]
pub(super) struct Resolver {
    published: Option<Date>,
    /// The stretch told last.
    told: Option<Stretch>,
    /// The quarter told last: reports of results go on to speak of that of a year ago.
    quarter: Option<Stretch>,
    /// The day told last in this paragraph.
    day: Option<Date>,
}

/// An expression on the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimeKind,
    /// Its TIMEX3 value.
    pub(super) value: Option<String>,
    /// The stretch that it names.
    pub(super) stretch: Option<Stretch>,
}

impl Resolver {
    pub(super) fn new(published: Option<Date>) -> Resolver {
        Resolver { published, told: None, quarter: None, day: None }
    }

    /// Forgets the day that a paragraph told.
    pub(super) fn next_paragraph(&mut self) {
        self.day = None;
    }

    /// Resolves `meaning`; `after` is the stretch that begins the range which it ends.
    pub(super) fn resolve(&mut self, meaning: &Meaning, tense: Tense, after: Option<Stretch>) -> Resolved {
        let date = |stretch: Option<Stretch>, unknown: Option<String>| Resolved {
            kind: TimeKind::Date,
            value: stretch.map(Stretch::value).or(unknown),
            stretch,
        };
        let value = |kind, value: String| Resolved { kind, value: Some(value), stretch: None };
        let resolved = match meaning {
            Meaning::Reference(reference) => {
                let name = match reference {
                    Reference::Past => "PAST_REF",
                    Reference::Present => "PRESENT_REF",
                    Reference::Future => "FUTURE_REF",
                };
                value(TimeKind::Date, name.to_owned())
            }
            Meaning::Duration(amount) => value(TimeKind::Duration, amount.value()),
            Meaning::Every(amount) => value(TimeKind::Set, amount.value()),
            Meaning::Each(which) => value(TimeKind::Set, unknown(*which).unwrap_or_default()),
            Meaning::OfDay(clock, day) => {
                let stretch = match day {
                    Some(day) => self.stretch(day, tense, after),
                    None => self.day.or(self.published).map(Stretch::Day),
                };
                let stretch = stretch.filter(|s| s.unit() == Unit::Day);
                let day = stretch.map_or("XXXX-XX-XX".to_owned(), Stretch::value);
                Resolved { kind: TimeKind::Time, value: Some(format!("{day}{}", clock.code())), stretch }
            }
            Meaning::Partial(partial) => date(self.stretch(meaning, tense, after), unknown(partial.part)),
            Meaning::Weekday(day, _) => {
                date(self.stretch(meaning, tense, after), unknown(Recurring::Weekday(*day, None)))
            }
            Meaning::Away(away) if away.amount.count.is_none() => {
                value(TimeKind::Date, if away.back { "PAST_REF" } else { "FUTURE_REF" }.to_owned())
            }
            Meaning::Fixed(_) | Meaning::Unit(..) | Meaning::Away(_) => {
                date(self.stretch(meaning, tense, after), None)
            }
        };
        if let Some(stretch) = resolved.stretch {
            self.told = Some(stretch);
            if let Stretch::Day(day) = stretch {
                self.day = Some(day);
            }
            if stretch.unit() == Unit::Quarter && matches!(meaning, Meaning::Partial(_) | Meaning::Fixed(_)) {
                self.quarter = Some(stretch);
            }
        }
        resolved
    }

    /// The stretch that `meaning` names.
    fn stretch(&self, meaning: &Meaning, tense: Tense, after: Option<Stretch>) -> Option<Stretch> {
        match *meaning {
            Meaning::Fixed(stretch) => Some(stretch),
            Meaning::Partial(partial) => self.partial(partial, tense, after),
            Meaning::Weekday(day, lean) => {
                self.weekday(Weekday::from_monday_one_offset(day).ok()?, lean, tense, after)
            }
            Meaning::Unit(unit, lean) => self.unit(unit, lean, tense),
            Meaning::Away(away) => self.away(away),
            _ => None,
        }
    }

    fn partial(&self, partial: Partial, tense: Tense, after: Option<Stretch>) -> Option<Stretch> {
        let part = partial.part;
        let in_year = |year: i32| in_year(part, i16::try_from(year).ok()?);
        let lean = match partial.year {
            Year::Of(year) => return in_year(i32::from(year)),
            Year::Away(n) => return in_year(i32::from(self.published?.year()) + n),
            Year::Told => return in_year(i32::from(self.told?.first()?.year())),
            Year::Untold(lean) => lean,
        };
        if let Some(start) = after.and_then(Stretch::first) {
            let year = i32::from(start.year());
            return (year..=year + 1).filter_map(in_year).find(|s| s.last() > Some(start));
        }
        let published = self.published?;
        let year = i32::from(published.year());
        let mut candidates: Vec<Stretch> = (year - 1..=year + 1).filter_map(in_year).collect();
        if let Some(weekday) = partial.weekday {
            let on = |s: &Stretch| s.first().is_some_and(|d| d.weekday().to_monday_one_offset() == weekday);
            if candidates.iter().any(on) {
                candidates.retain(on);
            }
        }
        // The latest that has begun, the earliest that has not ended.
        let past = candidates.iter().copied().rfind(|s| s.first() <= Some(published));
        let future = candidates.iter().copied().find(|s| s.last() >= Some(published));
        let behind = past.and_then(|s| days(s.last()?, published)).unwrap_or(i32::MAX).max(1);
        let ahead = future.and_then(|s| days(published, s.first()?)).unwrap_or(i32::MAX).max(1);
        match lean {
            Some(Lean::Last | Lean::Past | Lean::Previous) => {
                candidates.into_iter().rfind(|s| s.last() < Some(published))
            }
            Some(Lean::Next | Lean::Coming | Lean::Following) => {
                candidates.into_iter().find(|s| s.first() > Some(published))
            }
            Some(Lean::Former) => past.and_then(|s| s.in_other_year(-1)),
            Some(Lean::That) => in_year(i32::from(self.told?.first()?.year())),
            Some(Lean::This) => in_year(year),
            Some(Lean::Latest | Lean::Recent) => past,
            None if matches!(part, Recurring::Quarter(_) | Recurring::Half(_)) => {
                if ahead < behind {
                    future
                } else {
                    past
                }
            }
            None => match tense {
                Tense::Past if ahead.saturating_mul(NEARER) < behind => future,
                Tense::Future if behind.saturating_mul(NEARER) < ahead => past,
                Tense::Past => past,
                Tense::Future => future,
                Tense::Unknown if ahead < behind => future,
                Tense::Unknown => past,
            },
        }
    }

    fn weekday(
        &self,
        day: Weekday,
        lean: Option<Lean>,
        tense: Tense,
        after: Option<Stretch>,
    ) -> Option<Stretch> {
        let near = |from: Date, n: i32| from.nth_weekday(n, day).ok().map(Stretch::Day);
        if let Some(start) = after.and_then(Stretch::first) {
            return near(start, 1);
        }
        let published = self.published?;
        let today = Some(Stretch::Day(published)).filter(|_| published.weekday() == day);
        let last = || near(published, -1);
        let next = || near(published, 1);
        match lean {
            Some(Lean::Last | Lean::Past | Lean::Latest | Lean::Recent | Lean::Former) => last(),
            Some(Lean::Next | Lean::Coming) => next(),
            Some(Lean::Previous) => near(self.day.unwrap_or(published), -1),
            Some(Lean::Following) => near(self.day.unwrap_or(published), 1),
            // A bare weekday is never that of six days ago: what is told of tomorrow's, whatever the tense, is of tomorrow.
            None if next() == Stretch::Day(published).shifted(1) => next(),
            Some(Lean::That | Lean::This) | None => match tense {
                Tense::Future => today.or_else(next),
                Tense::Unknown if lean.is_some() => today.or_else(next),
                Tense::Past | Tense::Unknown => today.or_else(last),
            },
        }
    }

    fn unit(&self, unit: Unit, lean: Option<Lean>, tense: Tense) -> Option<Stretch> {
        // The stretch of this unit that holds what was told.
        let told = || {
            let told = self.told.filter(|t| t.unit() <= unit)?;
            Stretch::holding(told.first()?, unit)
        };
        let now = self.published.and_then(|d| Stretch::holding(d, unit));
        match lean {
            Some(Lean::That) if unit == Unit::Quarter => told().or(self.quarter),
            Some(Lean::That) => told(),
            Some(Lean::Previous) => told().or(now)?.shifted(-1),
            Some(Lean::Following) => told().or(now)?.shifted(1),
            _ if unit == Unit::Quarter => {
                let completed = self.quarter.or(now?.shifted(-1));
                match lean {
                    Some(Lean::This) => now,
                    Some(Lean::Next | Lean::Coming) => now?.shifted(1),
                    Some(Lean::Last | Lean::Past) => now?.shifted(-1),
                    Some(Lean::Former) => completed?.in_other_year(-1),
                    _ => completed,
                }
            }
            Some(Lean::Former) => now?.in_other_year(-1),
            Some(Lean::Last | Lean::Past) => now?.shifted(-1),
            Some(Lean::Next | Lean::Coming) => now?.shifted(1),
            _ if unit == Unit::Weekend => {
                let begun = now?.first() <= self.published;
                if begun || tense == Tense::Future { now } else { now?.shifted(-1) }
            }
            Some(Lean::This | Lean::Latest | Lean::Recent) | None => now,
        }
    }

    fn away(&self, away: Away) -> Option<Stretch> {
        let n = i32::try_from(away.amount.count?).ok()?;
        let n = if away.back { -n } else { n };
        let quarter = self.quarter.filter(|_| n == -1 && away.amount.unit == Unit::Year);
        let told = self.told.filter(|_| away.told);
        let base = quarter.or(told).or(self.published.map(Stretch::Day))?;
        let day = base.first()?;
        let years = |each: i32| {
            let year = Stretch::Year(day.year());
            year.shifted(n.checked_mul(each)?)
        };
        match away.amount.unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Stretch::Day(day)),
            Unit::Day if base.unit() == Unit::Day => Stretch::Day(day).shifted(n),
            Unit::Day => None,
            Unit::Fortnight => Stretch::holding(day, Unit::Week)?.shifted(n.checked_mul(2)?),
            Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter => {
                Stretch::holding(day, away.amount.unit)?.shifted(n)
            }
            Unit::Season | Unit::Half => None,
            Unit::Year if base.unit() == Unit::Quarter => base.in_other_year(n),
            Unit::Year => years(1),
            Unit::Decade => years(10),
            Unit::Century => years(100),
            Unit::Millennium => years(1000),
        }
    }
}

/// Whole days from one day to another.
fn days(from: Date, to: Date) -> Option<i32> {
    Some(from.until(to).ok()?.get_days())
}

/// A part of a year in `year`.
fn in_year(part: Recurring, year: i16) -> Option<Stretch> {
    if !YEARS.contains(&year) {
        return None;
    }
    Some(match part {
        Recurring::Half(h) => Stretch::Half(year, h),
        Recurring::Quarter(q) => Stretch::Quarter(year, q),
        Recurring::Season(s) => Stretch::Season(year, s),
        Recurring::Month(m) => Stretch::Month(year, m),
        Recurring::Day(m, d) | Recurring::Feast(Feast::Fixed(m, d)) => {
            Stretch::Day(Date::new(year, m, d).ok()?)
        }
        Recurring::Feast(Feast::Nth(month, n, day)) => {
            Stretch::Day(nth_weekday(year, month, n, Weekday::from_monday_one_offset(day).ok()?)?)
        }
        Recurring::Feast(Feast::Easter(n)) => Stretch::Day(easter(year)?).shifted(n)?,
        Recurring::Weekday(..) => return None,
    })
}

/// The TIMEX3 value of a part of a year that is not known.
fn unknown(part: Recurring) -> Option<String> {
    Some(match part {
        Recurring::Half(h) => format!("XXXX-H{h}"),
        Recurring::Quarter(q) => format!("XXXX-Q{q}"),
        Recurring::Season(s) => format!("XXXX-{}", s.code()),
        Recurring::Month(m) => format!("XXXX-{m:02}"),
        Recurring::Day(m, d) | Recurring::Feast(Feast::Fixed(m, d)) => format!("XXXX-{m:02}-{d:02}"),
        Recurring::Weekday(d, part) => format!("XXXX-WXX-{d}{}", part.map_or("", super::lexicon::Part::code)),
        Recurring::Feast(_) => return None,
    })
}
