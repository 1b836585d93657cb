//! Numbers, in figures and in words, and the [`Amount`]s of time that they count.

use super::lexicon::{Pieces, Sense, Unit};
use super::meaning::Amount;
use crate::text::TokenKind;

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
        loop {
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
}
