//! [`Meaning`]: what an expression of time says by itself, before it is known when it was written.

use super::lexicon::{Feast, Lean, Part, Reference, Season, Unit};
use super::value::Stretch;

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A time that no calendar holds: `now`, `recently`.
    Reference(Reference),
    /// A stretch with its year: `1998`, `the 1990s`, `March 1999`, `26 February 2022`.
    Fixed(Stretch),
    /// A part of a year that is not told, or told from elsewhere: `March`, `Dec. 27`, `the third quarter`.
    Partial(Partial),
    /// `Friday`, `last Wednesday`.
    Weekday(i8, Option<Lean>),
    /// `last week`, `the quarter`, `this year`.
    Unit(Unit, Option<Lean>),
    /// So many units before or after the day of publication, or the time last told: `three years ago`.
    Away(Away),
    /// `10 p.m. Wednesday`, `Friday morning`.
    OfDay(Clock, Option<Box<Meaning>>),
    /// `two days`, `the past three months`.
    Duration(Amount),
    /// `every week`, `daily`: how much apart.
    Every(Amount),
    /// `each Thursday`, `every July`: which of all.
    Each(Recurring),
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) part: Recurring,
    pub(super) year: Year,
    /// The weekday told beside it, Monday is 1.
    pub(super) weekday: Option<i8>,
}

/// The year of a part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not told; which one follows from the day of publication, the lean and the tense.
    Untold(Option<Lean>),
    /// Years from that of publication: `June last year`.
    Away(i32),
    /// That of the time last told: `later that year`.
    Told,
    /// `1999`.
    Of(i16),
}

/// What comes once a year, or once a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recurring {
    Half(i8),
    Quarter(i8),
    Season(Season),
    Month(i8),
    /// Month and day.
    Day(i8, i8),
    Feast(Feast),
    /// Monday is 1; only in sets.
    Weekday(i8, Option<Part>),
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// None where it is not told: `several`.
    pub(super) count: Option<u32>,
    /// And a half.
    pub(super) half: bool,
    pub(super) unit: Unit,
}

/// A number of units from somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Away {
    pub(super) amount: Amount,
    /// Whether it lies before.
    pub(super) back: bool,
    /// Whether it counts from the time last told and not from publication.
    pub(super) told: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Part(Part),
    /// Hour and minute.
    At(u8, u8),
}

impl Amount {
    pub(super) fn one(unit: Unit) -> Amount {
        Amount { count: Some(1), half: false, unit }
    }

    /// The TIMEX3 value: `P3D`, `PT2H`, `PXY`, `P2Y6M`.
    pub(super) fn value(self) -> String {
        let (figure, time, each) = match self.unit {
            Unit::Second => ('S', "T", 1),
            Unit::Minute => ('M', "T", 1),
            Unit::Hour => ('H', "T", 1),
            Unit::Day | Unit::Weekend => ('D', "", 1),
            Unit::Week => ('W', "", 1),
            Unit::Fortnight => ('W', "", 2),
            Unit::Month | Unit::Season => ('M', "", 1),
            Unit::Quarter => ('M', "", 3),
            Unit::Half => ('M', "", 6),
            Unit::Year => ('Y', "", 1),
            Unit::Decade => ('Y', "", 10),
            Unit::Century => ('Y', "", 100),
            Unit::Millennium => ('Y', "", 1000),
        };
        let each: u32 = if self.unit == Unit::Weekend { 2 } else { each };
        let Some(count) = self.count else {
            // How many is not known, but the unit is.
            return match self.unit {
                Unit::Decade => "PXE".to_owned(),
                Unit::Century => "PXC".to_owned(),
                Unit::Millennium => "PXL".to_owned(),
                Unit::Quarter => "PXQ".to_owned(),
                _ => format!("P{time}X{figure}"),
            };
        };
        let whole = count.saturating_mul(each);
        if !self.half {
            return format!("P{time}{whole}{figure}");
        }
        let first = if whole > 0 { format!("{whole}{figure}") } else { String::new() };
        match self.unit {
            Unit::Year => format!("P{first}6M"),
            Unit::Hour => format!("PT{first}30M"),
            Unit::Minute => format!("PT{first}30S"),
            Unit::Day => format!("P{first}T12H"),
            Unit::Decade => format!("P{}Y", whole + 5),
            Unit::Century => format!("P{}Y", whole + 50),
            _ => format!("P{time}{whole}.5{figure}"),
        }
    }
}

impl Clock {
    /// What stands after the day in a TIMEX3 value.
    pub(super) fn code(self) -> String {
        match self {
            Clock::Part(part) => part.code().to_owned(),
            Clock::At(hour, minute) => format!("T{hour:02}:{minute:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_timex_values() {
        let of = |count, half, unit| Amount { count, half, unit }.value();
        assert_eq!(of(Some(2), true, Unit::Year), "P2Y6M");
        assert_eq!(of(Some(0), true, Unit::Hour), "PT30M");
        assert_eq!(of(None, false, Unit::Minute), "PTXM");
        assert_eq!(of(Some(2), false, Unit::Decade), "P20Y");
        assert_eq!(of(Some(1), true, Unit::Week), "P1.5W");
    }
}
