//! [`Stretch`]: a day, week, month … of the calendar, with its TIMEX3 value and its first and last day.
//!
//! Values follow TIMEX3 as TimeBank writes them: `1998-02-13`, `1998-W07`, `1998-W07-WE`, `1998-Q1`, `1998-H1`,
//! `1998-SU`, `199`, `19`. Weeks are those of ISO 8601 and begin on Monday.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::lexicon::{Season, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// By its first two figures: 19 is 1900 to 1999.
    Century(i16),
    /// By its first three figures: 199 is 1990 to 1999.
    Decade(i16),
    Year(i16),
    Half(i16, i8),
    Quarter(i16, i8),
    Season(i16, Season),
    Month(i16, i8),
    /// By its Monday.
    Week(Date),
    /// By the Monday of its week.
    Weekend(Date),
    Day(Date),
}

/// The years that are taken for dates; others are figures of something else.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1000..=2200;

impl Stretch {
    /// The stretch of one `unit` that holds `day`; none for units shorter than a day.
    pub(super) fn holding(day: Date, unit: Unit) -> Option<Stretch> {
        let monday = || day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok();
        Some(match unit {
            Unit::Day => Stretch::Day(day),
            Unit::Week => Stretch::Week(monday()?),
            Unit::Weekend => Stretch::Weekend(monday()?),
            Unit::Month => Stretch::Month(day.year(), day.month()),
            Unit::Quarter => Stretch::Quarter(day.year(), (day.month() + 2) / 3),
            Unit::Season => Stretch::Season(day.year(), Season::of_month(day.month())),
            Unit::Year => Stretch::Year(day.year()),
            Unit::Decade => Stretch::Decade(day.year() / 10),
            Unit::Century => Stretch::Century(day.year() / 100),
            _ => return None,
        })
    }

    /// The unit that it is one of.
    pub(super) fn unit(self) -> Unit {
        match self {
            Stretch::Century(_) => Unit::Century,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Year(_) => Unit::Year,
            Stretch::Half(..) => Unit::Half,
            Stretch::Quarter(..) => Unit::Quarter,
            Stretch::Season(..) => Unit::Season,
            Stretch::Month(..) => Unit::Month,
            Stretch::Week(_) => Unit::Week,
            Stretch::Weekend(_) => Unit::Weekend,
            Stretch::Day(_) => Unit::Day,
        }
    }

    /// The stretch of its own kind that lies `n` further on, or back; none beyond [`YEARS`].
    pub(super) fn shifted(self, n: i32) -> Option<Stretch> {
        let step = |year: i16, part: i8, parts: i32| {
            let at = (i32::from(year) * parts + i32::from(part) - 1).checked_add(n)?;
            Some((i16::try_from(at.div_euclid(parts)).ok()?, (at.rem_euclid(parts) + 1) as i8))
        };
        let days =
            |day: Date, each: i64| day.checked_add(Span::new().try_days(i64::from(n) * each).ok()?).ok();
        let years = |count: i16| i16::try_from(i32::from(count).checked_add(n)?).ok();
        let found = match self {
            Stretch::Century(c) => Stretch::Century(years(c)?),
            Stretch::Decade(d) => Stretch::Decade(years(d)?),
            Stretch::Year(y) => Stretch::Year(years(y)?),
            Stretch::Half(y, h) => step(y, h, 2).map(|(y, h)| Stretch::Half(y, h))?,
            Stretch::Quarter(y, q) => step(y, q, 4).map(|(y, q)| Stretch::Quarter(y, q))?,
            Stretch::Season(y, s) => Stretch::Season(years(y)?, s),
            Stretch::Month(y, m) => step(y, m, 12).map(|(y, m)| Stretch::Month(y, m))?,
            Stretch::Week(monday) => Stretch::Week(days(monday, 7)?),
            Stretch::Weekend(monday) => Stretch::Weekend(days(monday, 7)?),
            Stretch::Day(day) => Stretch::Day(days(day, 1)?),
        };
        YEARS.contains(&found.first()?.year()).then_some(found)
    }

    /// The same stretch of another year: what a year earlier means.
    pub(super) fn in_other_year(self, n: i32) -> Option<Stretch> {
        let year = |y: i16| i16::try_from(i32::from(y).checked_add(n)?).ok().filter(|y| YEARS.contains(y));
        Some(match self {
            Stretch::Half(y, h) => Stretch::Half(year(y)?, h),
            Stretch::Quarter(y, q) => Stretch::Quarter(year(y)?, q),
            Stretch::Season(y, s) => Stretch::Season(year(y)?, s),
            Stretch::Month(y, m) => Stretch::Month(year(y)?, m),
            other => Stretch::Year(year(other.first()?.year())?),
        })
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Stretch::Century(c) => format!("{c:02}"),
            Stretch::Decade(d) => format!("{d:03}"),
            Stretch::Year(y) => format!("{y:04}"),
            Stretch::Half(y, h) => format!("{y:04}-H{h}"),
            Stretch::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Stretch::Season(y, s) => format!("{y:04}-{}", s.code()),
            Stretch::Month(y, m) => format!("{y:04}-{m:02}"),
            Stretch::Week(monday) => week(monday),
            Stretch::Weekend(monday) => format!("{}-WE", week(monday)),
            Stretch::Day(day) => day.to_string(),
        }
    }

    /// Its first day; none beyond the calendar.
    pub(super) fn first(self) -> Option<Date> {
        let day = |y: i16, m: i8| Date::new(y, m, 1).ok();
        match self {
            Stretch::Century(c) => day(c.checked_mul(100)?, 1),
            Stretch::Decade(d) => day(d.checked_mul(10)?, 1),
            Stretch::Year(y) => day(y, 1),
            Stretch::Half(y, h) => day(y, h * 6 - 5),
            Stretch::Quarter(y, q) => day(y, q * 3 - 2),
            Stretch::Season(y, s) => day(y, s.first_month()),
            Stretch::Month(y, m) => day(y, m),
            Stretch::Week(monday) => Some(monday),
            Stretch::Weekend(monday) => monday.checked_add(5.days()).ok(),
            Stretch::Day(day) => Some(day),
        }
    }

    /// Its last day; none beyond the calendar.
    pub(super) fn last(self) -> Option<Date> {
        let end = |y: i16, m: i8| Date::new(y, m, 1).ok().map(Date::last_of_month);
        match self {
            Stretch::Century(c) => end(c.checked_mul(100)?.checked_add(99)?, 12),
            Stretch::Decade(d) => end(d.checked_mul(10)?.checked_add(9)?, 12),
            Stretch::Year(y) => end(y, 12),
            Stretch::Half(y, h) => end(y, h * 6),
            Stretch::Quarter(y, q) => end(y, q * 3),
            Stretch::Season(y, Season::Winter) => end(y, 12),
            Stretch::Season(y, s) => end(y, s.first_month() + 2),
            Stretch::Month(y, m) => end(y, m),
            Stretch::Week(monday) | Stretch::Weekend(monday) => monday.checked_add(6.days()).ok(),
            Stretch::Day(day) => Some(day),
        }
    }

    /// Its beginning and, where one ISO date cannot tell the whole of it, its end; both shortened to what is known.
    pub(super) fn bounds(self) -> (Option<String>, Option<String>) {
        let year = |d: Option<Date>| d.map(|d| format!("{:04}", d.year()));
        let month = |d: Option<Date>| d.map(|d| format!("{:04}-{:02}", d.year(), d.month()));
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        match self {
            Stretch::Century(_) | Stretch::Decade(_) => (year(self.first()), year(self.last())),
            Stretch::Season(_, Season::Winter) => (year(self.first()), None),
            Stretch::Half(..) | Stretch::Quarter(..) | Stretch::Season(..) => {
                (month(self.first()), month(self.last()))
            }
            Stretch::Week(_) | Stretch::Weekend(_) => (day(self.first()), day(self.last())),
            Stretch::Year(_) | Stretch::Month(..) | Stretch::Day(_) => (Some(self.value()), None),
        }
    }

    /// Where it ends, as an ISO date shortened to what is known.
    pub(super) fn end(self) -> Option<String> {
        let (from, until) = self.bounds();
        until.or(from)
    }
}

fn week(monday: Date) -> String {
    let week: ISOWeekDate = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The `n`th weekday of a month, counted from its end where `n` is negative.
pub(super) fn nth_weekday(year: i16, month: i8, n: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher; none before the calendar.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    Date::new(year, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_move_over_the_ends_of_years() {
        let of = |y, m, d, unit, n| {
            Stretch::holding(date(y, m, d), unit).and_then(|s| s.shifted(n)).map(Stretch::value)
        };
        assert_eq!(of(1998, 1, 8, Unit::Month, -1).as_deref(), Some("1997-12"));
        assert_eq!(of(1998, 2, 8, Unit::Quarter, -1).as_deref(), Some("1997-Q4"));
        assert_eq!(of(2024, 12, 30, Unit::Week, 0).as_deref(), Some("2025-W01"));
        assert_eq!(of(2024, 2, 28, Unit::Day, 2).as_deref(), Some("2024-03-01"));
        assert_eq!(of(1998, 1, 8, Unit::Decade, -1).as_deref(), Some("198"));
        assert_eq!(of(2199, 1, 8, Unit::Decade, 9), None);
    }

    #[test]
    fn bounds_tell_what_the_date_cannot() {
        let (from, until) = Stretch::Quarter(2023, 4).bounds();
        assert_eq!((from.as_deref(), until.as_deref()), (Some("2023-10"), Some("2023-12")));
        let (from, until) = Stretch::Weekend(date(1990, 8, 6)).bounds();
        assert_eq!((from.as_deref(), until.as_deref()), (Some("1990-08-11"), Some("1990-08-12")));
    }

    #[test]
    fn easter_falls_on_the_known_days() {
        let days = [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20)];
        for (y, m, d) in days {
            assert_eq!(easter(y), Some(date(y, m, d)));
        }
    }
}
