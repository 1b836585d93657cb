//! Numbers, in figures and in words, the [`Amount`]s of time that they count, and how often.

use super::calendar::Read;
use super::lexicon::{Lean, Part, Pieces, Reference, Sense, Unit};
use super::meaning::{Amount, Away, Meaning, Recurring};
use crate::text::TokenKind;

/// Most pieces of a number in words.
const LONGEST: usize = 12;

/// A number of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    /// None where it is not told: `several`.
    whole: Option<u32>,
    /// And a half.
    half: bool,
}

impl Pieces<'_> {
    /// The unit that piece `i` names; with a capital inside a sentence it names something else: `60 Minutes`.
    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        if self.is_capital(i) && i > 0 && !self.is_capital(i - 1) {
            return None;
        }
        let (_, unit) = self.sense(i, |s| if let Sense::Unit(u) = s { Some(u) } else { None })?;
        Some(unit)
    }

    /// Whether piece `i` is a dash that hangs on both its neighbours.
    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        self.is_dash(i) && self.is_glued(i) && self.is_glued(i + 1)
    }

    /// Whether piece `i` is a dash.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        self.is(i, &["-", "–", "—"])
    }

    /// A whole number in figures, commas between its thousands allowed.
    pub(super) fn figure(&self, i: usize) -> Option<u32> {
        let piece = self.list.get(i).filter(|p| p.kind == TokenKind::Number && p.lower.len() <= 11)?;
        let mut n: u32 = 0;
        for c in piece.lower.chars().filter(|&c| c != ',') {
            n = n.checked_mul(10)?.checked_add(c.to_digit(10)?)?;
        }
        Some(n)
    }

    /// An ordinal number of two digits at most: `26th`, `eighth`, `twenty-sixth`.
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, i8)> {
        let piece = self.list.get(i)?;
        if piece.kind == TokenKind::Number {
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| piece.lower.strip_suffix(e))?;
            let n: i8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
            return (n > 0).then_some((i + 1, n));
        }
        let ordinal = |i: usize| self.sense(i, |s| if let Sense::Ordinal(n) = s { Some(n) } else { None });
        if let Some((end, tens)) = self.cardinal(i).filter(|&(_, n)| n >= 20) {
            let last = if self.is_hyphen(end) { end + 1 } else { end };
            let (end, n) = ordinal(last).filter(|&(_, n)| n < 10)?;
            return Some((end, tens as i8 + n));
        }
        ordinal(i)
    }

    fn cardinal(&self, i: usize) -> Option<(usize, u32)> {
        self.sense(i, |s| if let Sense::Cardinal(n) = s { Some(n) } else { None })
    }

    fn scale(&self, i: usize) -> Option<(usize, u32)> {
        self.sense(i, |s| if let Sense::Scale(n) = s { Some(n) } else { None })
    }

    /// A whole number in figures or words: `14`, `twenty-four`, `two thousand and five`.
    pub(super) fn number(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.figure(i) {
            return Some((i + 1, n));
        }
        let (mut total, mut current): (u32, u32) = (0, 0);
        let mut at = i;
        while at < i + LONGEST {
            let fits = |n: u32| {
                at == i || n < 100 && current % 100 == 0 || n < 10 && current % 10 == 0 && current % 100 >= 20
            };
            // `twenty-four`, `two hundred and five`.
            let skip =
                usize::from(at > i && (self.is_hyphen(at) || self.is(at, &["and"]) && current % 100 == 0));
            if let Some((end, n)) = self.cardinal(at + skip).filter(|&(_, n)| fits(n)) {
                current += n;
                at = end;
            } else if let Some((end, n)) = self.scale(at).filter(|_| at > i && (current > 0 || total > 0)) {
                if n == 1000 {
                    total = total.saturating_add(current.saturating_mul(n));
                    current = 0;
                } else {
                    current = current.saturating_mul(n);
                }
                at = end;
            } else {
                break;
            }
        }
        (at > i).then_some((at, total.saturating_add(current)))
    }

    /// A number of something, told or not: `two`, `2 1/2`, `a few`, `several`, `half a`, `a couple of`.
    pub(super) fn count(&self, i: usize) -> Option<(usize, Count)> {
        let told = |whole: u32, half: bool| Count { whole: Some(whole), half };
        let untold = Count { whole: None, half: false };
        if self.is(i, &["a", "an"]) {
            if self.is(i + 1, &["couple"]) {
                return Some((i + 2 + usize::from(self.is(i + 2, &["of"])), told(2, false)));
            }
            if let Some((end, n)) = self.scale(i + 1) {
                return Some((end, told(n, false)));
            }
            let few = self.is(i + 1, &["few"]);
            return few.then_some((i + 2, untold));
        }
        if self.is(i, &["half"]) {
            let article = usize::from(self.is(i + 1, &["a", "an"]) || self.is_hyphen(i + 1));
            return (article == 1).then_some((i + 2, told(0, true)));
        }
        if let Some((end, _)) = self.sense(i, |s| (s == Sense::Vague).then_some(())) {
            return Some((end, untold));
        }
        if self.is(i, &["couple"]) {
            return Some((i + 1 + usize::from(self.is(i + 1, &["of"])), told(2, false)));
        }
        if let Some(piece) = self.list.get(i)
            && piece.kind == TokenKind::Number
            && let Some(whole) = piece.lower.strip_suffix(".5").and_then(|w| w.parse().ok())
        {
            return Some((i + 1, told(whole, true)));
        }
        let (end, whole) = self.number(i)?;
        let fraction = self.is(end, &["1"]) && self.is(end + 1, &["/"]) && self.is(end + 2, &["2"]);
        if fraction || self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            return Some((end + 3, told(whole, true)));
        }
        if self.is(end, &["½"]) {
            return Some((end + 1, told(whole, true)));
        }
        Some((end, told(whole, false)))
    }

    /// A number of units: `two days`, `10-year`, `a minute and a half`, `two to three weeks`.
    pub(super) fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        let (mut at, mut count) = match self.count(i) {
            Some(found) => found,
            None if self.is(i, &["a", "an"]) => (i + 1, Count { whole: Some(1), half: false }),
            None => return None,
        };
        // `12 to 18 months`, `two or three days`.
        if (self.is(at, &["to", "or"]) || self.is_dash(at))
            && let Some((end, other)) = self.count(at + 1)
        {
            at = end;
            count.whole = count.whole.filter(|_| count == other);
        }
        let hyphen = self.is_hyphen(at);
        if hyphen {
            at += 1;
        }
        while let Some((end, ())) = self.sense(at, |s| (s == Sense::Between).then_some(())) {
            at = end;
        }
        let unit = self.unit(at)?;
        let mut end = at + 1;
        if self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            count.half = true;
            end += 3;
        }
        if self.is(end, &["or"]) {
            if self.is(end + 1, &["so", "more", "less", "longer"]) {
                end += 2;
            } else if self.is(end + 1, &["two"]) && !hyphen {
                count.whole = None;
                end += 2;
            }
        }
        Some((end, Amount { count: count.whole, half: count.half, unit }))
    }

    /// What counts units: `two days`, `three years ago`, `the past three months`, `a day earlier`, `10-year`.
    pub(super) fn counted(&self, i: usize) -> Read {
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
        let age = self.is(end, &["old"]) || self.is(end, &["of"]) && self.is(end + 1, &["age"]);
        (told && !part && !age).then_some((end + 2 * usize::from(more), untold))
    }

    /// How often: `every week`, `each of the past three years`, `daily`, `every two days`, `each Thursday`.
    pub(super) fn repeated(&self, i: usize) -> Read {
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
}
