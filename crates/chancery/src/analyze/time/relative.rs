//! What leans on another time: `last week`, `early next year`, `the end of the month`, `the year-ago quarter`, `now`.

use super::calendar::Read;
use super::clock::is_day;
use super::lexicon::{Lean, Pieces, Reference, Sense, Unit};
use super::meaning::{Amount, Clock, Meaning, Partial, Recurring, Year};
use super::value::Stretch;
use crate::text::TokenKind;

impl Pieces<'_> {
    /// What leans on the day of publication or on what was told: `last week`, `this coming Sunday`, `next March`,
    /// `the following year`, `last Oct. 23`.
    pub(super) fn leaning(&self, i: usize) -> Read {
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
                Lean::Past | Lean::Next | Lean::Coming if unit >= Unit::Decade => {
                    Some((end, Meaning::Duration(Amount::one(unit))))
                }
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

    /// A part of a stretch, which stands for the whole: `early 1990`, `late last week`, `mid-November`, `the end of the
    /// month`, `later this year`, `year-end`.
    pub(super) fn edged(&self, i: usize) -> Read {
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
    pub(super) fn period(&self, i: usize) -> Read {
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
    pub(super) fn reference(&self, i: usize) -> Read {
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

fn leant(part: Recurring, lean: Lean) -> Meaning {
    Meaning::Partial(Partial { part, year: Year::Untold(Some(lean)), weekday: None })
}
