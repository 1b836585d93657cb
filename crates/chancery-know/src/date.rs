//! Dates as far as they are known: [`PartialDate`].

use std::fmt;

use jiff::civil::Date;

/// The months' names in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number of a month by its name, or by the beginning of its name that is common, in any case of letters.
pub fn month_named(word: &str) -> Option<i8> {
    let is_short = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    let begins = |month: &str| month.get(..word.len()).is_some_and(|m| m.eq_ignore_ascii_case(word));
    let at = MONTHS.iter().position(|m| begins(m) && (is_short || m.len() == word.len()))?;
    i8::try_from(at + 1).ok()
}

/// A day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(u32);

impl PartialDate {
    /// Reads `2023`, `2023-12` or `2023-12-27`; nothing else.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |m| digits(m, 2).filter(|m| (1..=12).contains(m)))?;
        let day = parts.next().map_or(Some(0), |d| digits(d, 2).filter(|d| (1..=31).contains(d)))?;
        (parts.next().is_none() && year > 0).then_some(PartialDate(year * 10_000 + month * 100 + day))
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// Whether there is such a day: not the 31st of February.
    pub fn is_real(self) -> bool {
        let days = Date::new(self.year() as i16, self.first().month(), 1).map_or(31, Date::days_in_month);
        self.0 % 100 <= days as u32
    }

    /// The first day that it can mean.
    pub fn first(self) -> Date {
        self.day(1, 1)
    }

    /// The last day that it can mean.
    pub fn last(self) -> Date {
        self.day(12, 31)
    }

    /// Whether this day is not after the last day that `end` can mean.
    pub(crate) fn not_after(self, end: PartialDate) -> bool {
        let last = end.0 + if end.0.is_multiple_of(10_000) { 1299 } else { 0 };
        self.0 <= last + if end.0.is_multiple_of(100) { 99 } else { 0 }
    }

    fn day(self, month: u32, day: u32) -> Date {
        let known = |value: u32, otherwise: u32| if value == 0 { otherwise } else { value };
        let (year, month) = (self.year() as i16, known(self.0 / 100 % 100, month) as i8);
        let day = known(self.0 % 100, day) as i8;
        let days = Date::new(year, month, 1).map_or(28, Date::days_in_month);
        Date::new(year, month, day.min(days)).unwrap_or(Date::ZERO)
    }

    pub(crate) fn pack(self) -> u32 {
        self.0
    }

    pub(crate) fn unpack(word: u32) -> Option<PartialDate> {
        (word != 0).then_some(PartialDate(word))
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        let year = u32::try_from(date.year()).unwrap_or(0);
        PartialDate(year * 10_000 + date.month() as u32 * 100 + date.day() as u32)
    }
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        if !(self.0 / 100).is_multiple_of(100) {
            write!(f, "-{:02}", self.0 / 100 % 100)?;
        }
        if !self.0.is_multiple_of(100) {
            write!(f, "-{:02}", self.0 % 100)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2023", "2023-12", "2023-12-27"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "23", "2023-13", "2023-1", "2023-12-27-1", "12-2023", "0000"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        for (text, real) in [("2023-02-31", false), ("2024-02-29", true), ("2023-02", true), ("2023", true)] {
            assert_eq!(PartialDate::parse(text).unwrap().is_real(), real, "{text}");
        }
        let month = PartialDate::parse("2024-02").unwrap();
        assert_eq!(
            (month.first().to_string(), month.last().to_string()),
            ("2024-02-01".into(), "2024-02-29".into())
        );
    }
}
