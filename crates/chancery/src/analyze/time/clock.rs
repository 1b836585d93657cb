//! Times of day: clock times, parts of the day and the days that they belong to.

use super::calendar::Read;
use super::lexicon::{Lean, Meridiem, Part, Pieces, Sense, Unit};
use super::meaning::{Amount, Away, Clock, Meaning, Recurring};
use super::value::Stretch;
use crate::text::TokenKind;

impl Pieces<'_> {
    /// An hour: `10 p.m.`, `3pm`, `10:30`, `14:00 GMT`, `noon Thursday`, `5 p.m. EST, Nov. 6`.
    pub(super) fn clock(&self, i: usize) -> Read {
        let (mut end, clock) = if let Some((end, part)) = self.part(i)
            && matches!(part, Part::Midday | Part::Midnight)
        {
            (end, Clock::Part(part))
        } else {
            self.hour(i)?
        };
        let named = matches!(clock, Clock::Part(_))
            && !self
                .is(i.wrapping_sub(1), &["at", "by", "until", "before", "after", "since", "from", "around"]);
        if let Some((e, ())) = self.sense(end, |s| (s == Sense::Zone).then_some(())) {
            end = e;
        }
        let at = end + usize::from(self.is(end, &[",", "on"]));
        let day = self
            .date(at)
            .or_else(|| self.leaning(at))
            .or_else(|| self.day_word(at))
            .filter(|(_, m)| is_day(m));
        match day {
            Some((to, day)) => Some((to, Meaning::OfDay(clock, Some(Box::new(day))))),
            None if named => None,
            None => Some((end, Meaning::OfDay(clock, None))),
        }
    }

    fn hour(&self, i: usize) -> Option<(usize, Clock)> {
        let piece = self.list.get(i)?;
        let meridiem = |i: usize| self.sense(i, |s| if let Sense::Meridiem(m) = s { Some(m) } else { None });
        if piece.kind != TokenKind::Number {
            let (end, hour) = self.number(i).filter(|&(_, n)| n <= 12)?;
            if self.is(end, &["o'clock", "o’clock"]) {
                return Some((end + 1, Clock::At(hour as u8, 0)));
            }
            let (end, m) = meridiem(end)?;
            return Some((end, at_hour(hour, 0, Some(m))?));
        }
        // `3pm` is one piece.
        let glued =
            [("a.m.", Meridiem::Am), ("p.m.", Meridiem::Pm), ("am", Meridiem::Am), ("pm", Meridiem::Pm)];
        let ending = glued.iter().find_map(|&(e, m)| Some((piece.lower.strip_suffix(e)?, m)));
        let digits = ending.map_or(piece.lower, |(d, _)| d);
        let (hour, minute) = match digits.split_once([':', '.']) {
            Some((h, m)) if m.len() == 2 => (h.parse().ok()?, m.parse().ok()?),
            Some(_) => return None,
            None => (digits.parse::<u32>().ok()?, 0),
        };
        if let Some((_, m)) = ending {
            return Some((i + 1, at_hour(hour, minute, Some(m))?));
        }
        if let Some((end, m)) = meridiem(i + 1) {
            return Some((end, at_hour(hour, minute, Some(m))?));
        }
        if self.is(i + 1, &["o'clock", "o’clock"]) {
            return Some((i + 2, at_hour(hour, minute, None)?));
        }
        // `10:30` after "at", `14:00 GMT`, `0735 GMT`, `4 in the morning`.
        let zone = self.sense(i + 1, |s| (s == Sense::Zone).then_some(())).is_some();
        if digits.contains(':') && digits.len() >= 4 {
            let told = zone
                || self.is(
                    i.wrapping_sub(1),
                    &["at", "by", "until", "from", "about", "around", "before", "after"],
                );
            return told.then_some((i + 1, at_hour(hour, minute, None)?));
        }
        if zone && digits.len() == 4 && !digits.contains('.') {
            return Some((i + 1, at_hour(hour / 100, hour % 100, None)?));
        }
        if self.is(i + 1, &["in"]) && self.is(i + 2, &["the"]) && !digits.contains('.') {
            let (end, part) = self.part(i + 3)?;
            let m = if part == Part::Morning { Meridiem::Am } else { Meridiem::Pm };
            return Some((end, at_hour(hour, minute, Some(m))?));
        }
        None
    }

    pub(super) fn part(&self, i: usize) -> Option<(usize, Part)> {
        self.sense(i, |s| if let Sense::Part(p) = s { Some(p) } else { None })
    }

    /// `Friday morning`, `this morning`, `last night`, `the next morning`, `tonight`, `the night of Oct. 23`, `overnight`.
    pub(super) fn part_of_day(&self, i: usize) -> Read {
        let of = |part, day: Meaning| Meaning::OfDay(Clock::Part(part), Some(Box::new(day)));
        if self.is(i, &["tonight"]) {
            return Some((i + 1, of(Part::Night, days_away(0))));
        }
        if self.is(i, &["overnight"]) {
            return (!self.is(i.wrapping_sub(1), &["an", "the"]))
                .then(|| (i + 1, of(Part::Night, days_away(-1))));
        }
        let at = i + usize::from(self.is(i, &["the"]));
        if let Some((end, part)) = self.part(at) {
            // `the night of Friday, Oct. 23`, `the morning of the 5th`.
            if at > i && self.is(end, &["of"]) {
                let (to, day) = self.date(end + 1).filter(|(_, m)| is_day(m))?;
                return Some((to, of(part, day)));
            }
            let told = at > i && self.is(i.wrapping_sub(1), &["in"]) && !self.is_hyphen(end);
            return told.then_some((end, Meaning::OfDay(Clock::Part(part), None)));
        }
        if let Some((end, lean)) = self.lean(at)
            && let Some((to, part)) = self.part(end)
        {
            let day = match lean {
                Lean::This => days_away(0),
                Lean::Last | Lean::Past => days_away(-1),
                Lean::That => Meaning::Unit(Unit::Day, Some(Lean::That)),
                Lean::Next | Lean::Following => Meaning::Unit(Unit::Day, Some(Lean::Following)),
                Lean::Previous => Meaning::Unit(Unit::Day, Some(Lean::Previous)),
                _ => return None,
            };
            return Some((to, of(part, day)));
        }
        let (end, day) = self.date(i).or_else(|| self.leaning(i)).or_else(|| self.day_word(i))?;
        if !is_day(&day) {
            return None;
        }
        let edge = self.sense(end, |s| if let Sense::Edge(_) = s { Some(()) } else { None });
        let (to, part) = self.part(edge.map_or(end, |(e, ())| e))?;
        // `Tuesday nights` come again and again.
        if let Meaning::Weekday(weekday, None) = day
            && self.lower(to - 1).ends_with('s')
        {
            return Some((to, Meaning::Each(Recurring::Weekday(weekday, Some(part)))));
        }
        Some((to, of(part, day)))
    }

    /// `today`, `yesterday`, `tomorrow`.
    pub(super) fn day_word(&self, i: usize) -> Read {
        let (end, n) = self.sense(i, |s| if let Sense::Day(n) = s { Some(n) } else { None })?;
        Some((end, days_away(n)))
    }
}

/// So many days from the day of publication.
fn days_away(n: i32) -> Meaning {
    let amount = Amount { count: Some(n.unsigned_abs()), half: false, unit: Unit::Day };
    Meaning::Away(Away { amount, back: n < 0, told: false })
}

/// Whether a meaning is a single day.
pub(super) fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Fixed(stretch) => matches!(stretch, Stretch::Day(_)),
        Meaning::Partial(date) => matches!(date.part, Recurring::Day(..) | Recurring::Feast(_)),
        Meaning::Weekday(..) => true,
        Meaning::Unit(unit, _) => *unit == Unit::Day,
        Meaning::Away(away) => away.amount.unit == Unit::Day,
        _ => false,
    }
}

fn at_hour(hour: u32, minute: u32, meridiem: Option<Meridiem>) -> Option<Clock> {
    let hour = match meridiem {
        Some(Meridiem::Pm) if hour < 12 => hour + 12,
        Some(Meridiem::Am) if hour == 12 => 0,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then_some(Clock::At(hour as u8, minute as u8))
}
