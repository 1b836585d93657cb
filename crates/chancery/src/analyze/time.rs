//! [`Time`]: words that tell when, with their value resolved against the day of publication.

use jiff::civil::Date;

use crate::text::{Sentence, Span, Tokens};

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its words.
    pub span: Span,
    /// What it tells: a date, a time of day, a duration, or a set of times.
    pub kind: TimeKind,
    /// TIMEX3 value: `2023-12-27`, `2023-W52`, `2023-12-27TEV`, `P3D`, `XXXX-WXX-1`, `PRESENT_REF` …; none if unknown.
    pub value: Option<String>,
    /// First day it covers, as an ISO date shortened to the known precision (`2023-12-27`, `2023-12`, `2023`);
    /// none where it is not on the calendar. Week values stand here as their first day.
    pub from: Option<String>,
    /// Last day or month or year of a range (`June 3 to 5`, `July 6-11`, `2024-28`, `since February 24`: the publication).
    pub until: Option<String>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// Finds time expressions, in order, not overlapping.
pub fn find(_text: &str, _tokens: &Tokens, _sentences: &[Sentence], _published: Option<Date>) -> Vec<Time> {
    Vec::new()
}
