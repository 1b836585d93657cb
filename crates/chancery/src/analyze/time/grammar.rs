//! The grammar of time expressions: [`read`] finds those of a sentence and says what each [`Meaning`] is.
//!
//! It is a recursive descent over [`Pieces`]: at each word that may begin an expression every rule is tried, and the
//! longest reading wins. Nothing here knows when the text was written.

use super::calendar::Read;
use super::lexicon::{Lean, Meridiem, Part, Pieces, Reference, Sense, Unit};
use super::meaning::{Amount, Away, Clock, Meaning, Partial, Recurring, Year};
use super::value::Stretch;
use crate::text::TokenKind;

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
        if !article && !self.is_timely(i) {
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

    /// An hour: `10 p.m.`, `3pm`, `10:30`, `14:00 GMT`, `noon Thursday`, `5 p.m. EST, Nov. 6`.
    fn clock(&self, i: usize) -> Read {
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
    fn part_of_day(&self, i: usize) -> Read {
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
            return told.then(|| (end, Meaning::OfDay(Clock::Part(part), None)));
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
    fn day_word(&self, i: usize) -> Read {
        let (end, n) = self.sense(i, |s| if let Sense::Day(n) = s { Some(n) } else { None })?;
        Some((end, days_away(n)))
    }

    /// What leans on the day of publication or on what was told: `last week`, `this coming Sunday`, `next March`,
    /// `the following year`, `last Oct. 23`.
    fn leaning(&self, i: usize) -> Read {
        if let Some(found) = self.day_word(i) {
            return Some(found);
        }
        let article = usize::from(self.is(i, &["the"]));
        let (mut at, mut lean) = self.lean(i + article)?;
        if let Some((end, second)) = self.lean(at) {
            // In `following last month` and `said that last week` the first is no lean.
            lean = match (lean, second) {
                (Lean::This, Lean::Past | Lean::Last) => Lean::Last,
                (Lean::This, Lean::Coming | Lean::Next) => Lean::Next,
                (Lean::This, Lean::This) => Lean::This,
                _ => return None,
            };
            at = end;
        }
        if let Some((end, ())) = self.sense(at, |s| (s == Sense::Fiscal).then_some(())) {
            at = end;
        }
        if self.is(at, &["calendar", "financial", "full", "very"]) {
            at += 1;
        }
        if let Some(unit) = self.unit(at)
            && unit >= Unit::Day
        {
            let plural = self.lower(at).ends_with('s');
            let end = at + 1;
            return match lean {
                // `recent years` and `coming weeks` name no stretch.
                Lean::Recent | Lean::Past | Lean::Coming | Lean::Next if plural => {
                    let ahead = matches!(lean, Lean::Coming | Lean::Next);
                    // `recent weeks and months`.
                    let more = self.is(end, &["and", "or"]) && self.unit(end + 1).is_some();
                    let reference = if ahead { Reference::Future } else { Reference::Past };
                    Some((end + 2 * usize::from(more), Meaning::Reference(reference)))
                }
                _ if plural => None,
                Lean::Recent => None,
                Lean::Past if unit >= Unit::Decade => Some((end, Meaning::Duration(Amount::one(unit)))),
                // `that day` is told, `the very day` too.
                Lean::Next if article == 1 && unit <= Unit::Week => {
                    Some((end, Meaning::Unit(unit, Some(Lean::Following))))
                }
                _ if self.is(end, &["or"]) && self.is(end + 1, &["so"]) => {
                    Some((end + 2, Meaning::Unit(unit, Some(lean))))
                }
                _ => Some((end, Meaning::Unit(unit, Some(lean)))),
            };
        }
        if let Some((end, weekday)) = self.weekday(at) {
            if let Some((to, Meaning::Partial(date))) = self.date(at)
                && to > end
            {
                return Some((to, Meaning::Partial(date)));
            }
            return Some((end, Meaning::Weekday(weekday, Some(lean))));
        }
        if let Some((end, season)) = self.sense(at, |s| if let Sense::Season(s) = s { Some(s) } else { None })
        {
            return Some((end, leant(Recurring::Season(season), lean)));
        }
        if self.month(at).is_some()
            && let Some((end, Meaning::Partial(date))) = self.date(at)
            && matches!(
                lean,
                Lean::Last | Lean::Past | Lean::This | Lean::Next | Lean::Coming | Lean::Following
            )
        {
            return Some((end, leant(date.part, lean)));
        }
        if let Some((end, feast)) = self.sense(at, |s| if let Sense::Feast(f) = s { Some(f) } else { None }) {
            return Some((end, leant(Recurring::Feast(feast), lean)));
        }
        None
    }

    /// What counts units: `two days`, `three years ago`, `the past three months`, `a day earlier`, `10-year`.
    fn counted(&self, i: usize) -> Read {
        let mut at = i;
        // `the first nine months`, `the next 12 to 18 months`.
        let article = usize::from(self.is(at, &["the"]));
        let mut leaning = None;
        if let Some((end, lean)) = self.lean(at + article) {
            (at, leaning) = (end, Some(lean));
        } else if article == 1
            && let Some((end, n)) = self.ordinal(at + 1)
            && n == 1
        {
            at = end;
        } else if let Some((end, ())) = self.sense(at, |s| (s == Sense::Approximate).then_some(())) {
            // `over the past week` is a preposition, `over a week` is not.
            let leaning =
                !self.is(end - 1, &["about", "around", "over", "some"]) && self.lean(end + 1).is_some();
            if self.is(end, &["the"]) && !leaning
                || self.is(end - 1, &["over"]) && !self.is(end, &["a", "an"])
            {
                return None;
            }
            at = end;
        } else {
            at += article;
        }
        if at > i
            && leaning.is_none()
            && article == 0
            && let Some((end, lean)) = self.lean(at + usize::from(self.is(at, &["the"])))
        {
            (at, leaning) = (end, Some(lean));
        }
        let article_form = self.is(at, &["a", "an", "one"]);
        let Some((end, amount)) = self.amount(at) else { return self.uncounted(i, at, leaning) };
        if matches!(leaning, Some(Lean::This | Lean::That)) || self.is(at, &["a", "an"]) && article == 1 {
            return None;
        }
        let single = amount.count == Some(1) && !amount.half;
        let quarters =
            amount.unit == Unit::Quarter && leaning.is_none() && (single || self.is_hyphen(end - 2));
        let vague = self.is(at, &["a", "an"])
            && (amount.unit == Unit::Weekend || self.is(at + 1, &["fiscal", "calendar"]));
        if quarters || vague {
            return None;
        }
        // `the two-week crisis`, `the two day rally`: the article is not of the time.
        let attributive =
            self.is_hyphen(end - 2) || !single && !self.lower(end - 1).ends_with('s') && !amount.half;
        if article == 1 && leaning.is_none() && attributive {
            return None;
        }
        // Ages are no times: `10-year-old`, `39 years old`.
        let hyphen = self.is_hyphen(end);
        if self.is(end + usize::from(hyphen), &["old", "olds"]) {
            return if amount.unit == Unit::Year || !hyphen {
                None
            } else {
                Some((end + 2, Meaning::Duration(amount)))
            };
        }
        if self.is(end, &["of"]) && self.is(end + 1, &["age"])
            || hyphen && self.is(end + 1, &["ago", "earlier", "end"])
        {
            return None;
        }
        if hyphen && self.is(end + 1, &["long"]) {
            return Some((end + 2, Meaning::Duration(amount)));
        }
        if leaning.is_none() && article == 0 {
            let ago = self.is(end, &["ago", "earlier", "hence"]);
            let from_now =
                self.is(end, &["from"]) && self.is(end + 1, &["now", "today", "yesterday", "tomorrow"]);
            if ago || from_now {
                let back = ago && !self.is(end, &["hence"]);
                let told = self.is(end, &["earlier"]);
                if told && !article_form {
                    return Some((end, Meaning::Duration(amount)));
                }
                return Some((end + 1 + usize::from(from_now), Meaning::Away(Away { amount, back, told })));
            }
        }
        // `a day`, `a year`: so much each, where it follows what is counted.
        if self.is(at, &["a", "an"]) && at == i && amount.count == Some(1) && self.is_rate(i) {
            return Some((end, Meaning::Every(amount)));
        }
        // `second quarter`, `one weekend` are told elsewhere; a single day may be any.
        if leaning.is_none() && at == i && self.is(at, &["one"]) && self.unit(at + 1) == Some(Unit::Day) {
            let later = self.is(end, &["will", "may", "could", "might"])
                || self.is(i.wrapping_sub(1), &["will", "may", "could", "might"]);
            return Some((
                end,
                if later { Meaning::Reference(Reference::Future) } else { Meaning::Duration(amount) },
            ));
        }
        Some((end, Meaning::Duration(amount)))
    }

    /// Whether an amount at `i` tells how often: `$2 million a year`, `twice a week`.
    fn is_rate(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let kind = self.list[before].kind;
        self.is(
            before,
            &["once", "twice", "times", "hours", "days", "percent", "%", "dollars", "people", "barrels"],
        ) || kind == TokenKind::Number
            || self.sense(before, |s| if let Sense::Scale(_) = s { Some(()) } else { None }).is_some()
            || self.is(before, &["million", "billion"])
            || kind == TokenKind::Word
                && self.lower(before).len() > 2
                && self.lower(before).ends_with('s')
                && (2..=5).any(|k| {
                    self.list.get(i.wrapping_sub(k)).is_some_and(|p| p.kind == TokenKind::Number)
                        || self.senses(i.wrapping_sub(k)).any(|(_, s)| matches!(s, Sense::Scale(_)))
                })
    }

    /// Units without a number: `for years`, `months of talks`, `decades-long`, `the past months`.
    fn uncounted(&self, i: usize, at: usize, leaning: Option<Lean>) -> Read {
        let unit = self.unit(at)?;
        let end = at + 1;
        let untold = Meaning::Duration(Amount { count: None, half: false, unit });
        if self.is_hyphen(end) && self.is(end + 1, &["long", "old"]) {
            return Some((end + 2, untold));
        }
        if !self.lower(at).ends_with('s') || self.is_hyphen(end) {
            return None;
        }
        if leaning.is_some() || at > i {
            return None;
        }
        if self.is(end, &["ago"]) {
            return Some((end + 1, Meaning::Reference(Reference::Past)));
        }
        let told = self.is(
            i.wrapping_sub(1),
            &[
                "for", "in", "within", "after", "over", "through", "by", "take", "took", "takes", "last",
                "lasted", "follows",
            ],
        ) && !self.is(end, &["that"])
            || self.is(end, &["of", "before", "after", "later", "earlier"]);
        let more = self.is(end, &["or"]) && self.unit(end + 1).is_some();
        let part =
            i > 0 && self.ordinal(i - 1).is_some() || self.is(i.wrapping_sub(2), &["hundreds", "thousands"]);
        (told && !part && !self.is(end, &["old"])).then_some((end + 2 * usize::from(more), untold))
    }

    /// How often: `every week`, `each of the past three years`, `daily`, `every two days`, `each Thursday`.
    fn repeated(&self, i: usize) -> Read {
        if let Some((end, unit)) = self.sense(i, |s| if let Sense::Frequency(u) = s { Some(u) } else { None })
        {
            // The Daily Telegraph is no time.
            let named = self.is_capital(i) && (i > 0 || self.is_capital(end));
            return (!named).then(|| (end, Meaning::Every(Amount::one(unit))));
        }
        let (at, ()) = self.sense(i, |s| (s == Sense::Every).then_some(()))?;
        // `each of the past three years`.
        if self.is(at, &["of"]) {
            return self.counted(at + 1);
        }
        if let Some((end, amount)) = self.amount(at) {
            return Some((end, Meaning::Every(amount)));
        }
        if let Some(unit) = self.unit(at) {
            return Some((at + 1, Meaning::Every(Amount::one(unit))));
        }
        if let Some((end, weekday)) = self.weekday(at) {
            let (end, part) = self.part(end).map_or((end, None), |(e, p)| (e, Some(p)));
            return Some((end, Meaning::Each(Recurring::Weekday(weekday, part))));
        }
        if let Some((end, part)) = self.part(at) {
            return matches!(part, Part::Morning | Part::Afternoon | Part::Evening | Part::Night)
                .then(|| (end, Meaning::Every(Amount::one(Unit::Day))));
        }
        if let Some((end, month)) = self.month(at) {
            return Some((end, Meaning::Each(Recurring::Month(month))));
        }
        let (end, season) = self.sense(at, |s| if let Sense::Season(s) = s { Some(s) } else { None })?;
        Some((end, Meaning::Each(Recurring::Season(season))))
    }

    /// A part of a stretch, which stands for the whole: `early 1990`, `late last week`, `mid-November`, `the end of the
    /// month`, `later this year`, `year-end`.
    fn edged(&self, i: usize) -> Read {
        // `year-end`, `year's end`.
        if let Some(unit) = self.unit(i).filter(|&u| u >= Unit::Week) {
            let at = i + 1;
            let hyphen =
                self.is_hyphen(at) || self.list.get(at).is_some_and(|p| p.kind == TokenKind::Possessive);
            return (self.is(at + usize::from(hyphen), &["end"]) && !self.lower(i).ends_with('s'))
                .then(|| (at + 1 + usize::from(hyphen), Meaning::Unit(unit, Some(Lean::This))));
        }
        let article = usize::from(self.is(i, &["the"]));
        let (mut at, _) = self.sense(i + article, |s| if let Sense::Edge(e) = s { Some(e) } else { None })?;
        let word = self.lower(at - 1);
        let noun = matches!(
            word,
            "beginning"
                | "start"
                | "middle"
                | "end"
                | "midst"
                | "onset"
                | "outset"
                | "close"
                | "opening"
                | "closing"
        );
        if noun {
            if !self.is(at, &["of"]) {
                return None;
            }
            at += 1;
        } else if self.is_hyphen(at) {
            at += 1;
        } else if self.is(at, &["in", "on"]) && matches!(word, "early" | "earlier" | "late" | "later") {
            at += 1;
            if self.unit(at + 1) == Some(Unit::Day) {
                return None;
            }
        }
        // `the late-November trip`.
        if article == 1 && self.is_hyphen(at - 1) && self.month(at).is_some() {
            return None;
        }
        let inner = self
            .part_of_day(at)
            .or_else(|| self.leaning(at))
            .or_else(|| self.date(at))
            .or_else(|| self.the_unit(at))
            .or_else(|| {
                let (end, part) = self.part(at).filter(|_| word == "mid")?;
                let day = self.day_word(end).or_else(|| self.date(end).filter(|(_, m)| is_day(m)));
                Some(match day {
                    Some((to, day)) => (to, Meaning::OfDay(Clock::Part(part), Some(Box::new(day)))),
                    None => (end, Meaning::OfDay(Clock::Part(part), None)),
                })
            })?;
        let whole = matches!(
            inner.1,
            Meaning::Fixed(_)
                | Meaning::Partial(_)
                | Meaning::Weekday(..)
                | Meaning::Unit(..)
                | Meaning::OfDay(..)
        ) || matches!(inner.1, Meaning::Away(_)) && !noun;
        whole.then_some(inner)
    }

    /// `the week`, `the year`, `the month`: the one that is, or that was told.
    fn the_unit(&self, i: usize) -> Read {
        if !self.is(i, &["the"]) {
            return None;
        }
        let at = i + 1;
        let at = self.sense(at, |s| (s == Sense::Fiscal).then_some(())).map_or(at, |(e, ())| e);
        let at = at + usize::from(self.is(at, &["full"]));
        let unit = self.unit(at).filter(|&u| u >= Unit::Day && !self.lower(at).ends_with('s'))?;
        Some((at + 1, Meaning::Unit(unit, None)))
    }

    /// Stretches that stand with only their article or year: `the quarter`, `the weekend`, `the 1988 period`,
    /// `the year-ago quarter`, `the week of March 6`, `this year's third quarter`.
    fn period(&self, i: usize) -> Read {
        let article = usize::from(self.is(i, &["the"]));
        // `this year's third quarter`, `last year's quarter`.
        if let Some((end, Meaning::Unit(Unit::Year, Some(lean)))) = self.leaning(i)
            && self.list.get(end).is_some_and(|p| p.kind == TokenKind::Possessive)
            && let Some((to, Meaning::Partial(Partial { part, .. }))) = self.date(end + 1)
        {
            let year = match lean {
                Lean::Last | Lean::Past => Year::Away(-1),
                Lean::Next | Lean::Coming => Year::Away(1),
                _ => Year::Away(0),
            };
            return Some((to, Meaning::Partial(Partial { part, year, weekday: None })));
        }
        if let Some((end, lean)) = self.lean(i + article)
            && matches!(lean, Lean::Former | Lean::Latest | Lean::That)
            && self.is_period(end)
        {
            // `the corresponding period last year`.
            let last = self.is(end + 1, &["last"]) && self.unit(end + 2) == Some(Unit::Year);
            let lean = if last { Lean::Former } else { lean };
            return Some((end + 1 + 2 * usize::from(last), Meaning::Unit(Unit::Quarter, Some(lean))));
        }
        if let Some((end, Lean::Former)) = self.lean(i) {
            // `year-earlier results`.
            return Some((end, Meaning::Unit(Unit::Quarter, Some(Lean::Former))))
                .filter(|_| self.is_dash(i + 1));
        }
        if article == 0 {
            return None;
        }
        if let Some((end, year)) = self.year(i + 1)
            && (self.is_period(end) || self.unit(end) == Some(Unit::Quarter))
        {
            return Some((end + 1, Meaning::Fixed(Stretch::Year(year))));
        }
        let (end, meaning) = self.the_unit(i)?;
        let Meaning::Unit(unit, _) = meaning else { return None };
        if unit == Unit::Year && self.is(end, &["ended", "ending"]) {
            return Some((end, Meaning::Duration(Amount::one(unit))));
        }
        if self.is(end, &["of"]) && matches!(unit, Unit::Week | Unit::Weekend | Unit::Month) {
            let (to, inner) = self.date(end + 1)?;
            return match (unit, inner) {
                (Unit::Month, inner @ Meaning::Partial(_)) => Some((to, inner)),
                (Unit::Week | Unit::Weekend, inner) if is_day(&inner) => Some((to, inner)),
                _ => None,
            };
        }
        let counted = self.is(end, &["of", "that", "when"]) && unit != Unit::Weekend;
        let dated = matches!(unit, Unit::Quarter | Unit::Year | Unit::Week | Unit::Weekend | Unit::Month);
        (dated && !counted && !self.is_hyphen(end)).then_some((end, meaning))
    }

    fn is_period(&self, i: usize) -> bool {
        self.sense(i, |s| (s == Sense::Period).then_some(())).is_some()
    }

    /// `now`, `recently`, `the past`, `soon`.
    fn reference(&self, i: usize) -> Read {
        let (end, reference) = self.sense(i, |s| if let Sense::Reference(r) = s { Some(r) } else { None })?;
        let alone = match self.lower(end - 1) {
            "moment" => self.is(i.wrapping_sub(1), &["at", "for"]),
            "present" => self.is(i.wrapping_sub(1), &["at", "to", "until", "for"]),
            "past" => {
                self.count(end).is_none()
                    && self.unit(end).is_none()
                    && self.month(end).is_none()
                    && self.is(i.wrapping_sub(1), &["in", "of", "from", "than", "with", "to"])
            }
            "soon" => {
                !self.is(i.wrapping_sub(1), &["as", "had", "was", "that", "were"])
                    && !self.is(end, &["after", "as"])
            }
            "now" => !self.is_capital(i) || i == 0 || !self.is_capital(i - 1),
            _ => true,
        };
        (alone && !(self.is_hyphen(end) && !self.is(end + 1, &["defunct"])))
            .then_some((end, Meaning::Reference(reference)))
    }
}

/// So many days from the day of publication.
fn days_away(n: i32) -> Meaning {
    let amount = Amount { count: Some(n.unsigned_abs()), half: false, unit: Unit::Day };
    Meaning::Away(Away { amount, back: n < 0, told: false })
}

fn leant(part: Recurring, lean: Lean) -> Meaning {
    Meaning::Partial(Partial { part, year: Year::Untold(Some(lean)), weekday: None })
}

/// Whether a meaning is a single day.
fn is_day(meaning: &Meaning) -> bool {
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
