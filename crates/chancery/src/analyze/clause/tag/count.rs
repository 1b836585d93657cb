//! Words before a number that only say how exact it is: "*at least* ten", "*more than* fifty", "*about* 20".

use super::{Tag, Tagger};
use crate::analyze::word::class;
use crate::text::TokenKind;

/// Numbers in words that such words stand before.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "one",
    "half",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
];

impl Tagger<'_, '_> {
    /// Whether token `at` is one of the words that say how exact a number after them is.
    pub(super) fn says_about_how_many(&self, at: usize) -> bool {
        match self.lower(at) {
            "at" => matches!(self.lower(at + 1), "least" | "most") && self.is_number(at + 2),
            "least" | "most" => at > self.start && self.lower(at - 1) == "at" && self.is_number(at + 1),
            "up" => self.lower(at + 1) == "to" && self.is_number(at + 2),
            "to" => at > self.start && self.lower(at - 1) == "up" && self.is_number(at + 1),
            "more" | "fewer" | "less" => self.lower(at + 1) == "than" && self.is_number(at + 2),
            "than" => {
                at > self.start
                    && matches!(self.lower(at - 1), "more" | "fewer" | "less")
                    && self.is_number(at + 1)
            }
            "as" => {
                self.lower(at + 1) == "many" && self.lower(at + 2) == "as" && self.is_number(at + 3)
                    || at > self.start + 1
                        && self.lower(at - 1) == "many"
                        && self.lower(at - 2) == "as"
                        && self.is_number(at + 1)
            }
            "many" => {
                at > self.start
                    && self.lower(at - 1) == "as"
                    && self.lower(at + 1) == "as"
                    && self.is_number(at + 2)
            }
            // "Fought *over* two islands", "spoke *about* 20 hostages": only where nothing can lead to it.
            "about" | "around" | "over" | "roughly" | "approximately" => {
                let opens = matches!(self.before(at), Tag::Break | Tag::Quote | Tag::Conjunction | Tag::That)
                    || self.harms(at);
                opens && self.is_number(at + 1)
            }
            _ => false,
        }
    }

    /// Whether a verb that takes an object stands right before token `at`: "*killed* about 20 rebels".
    fn harms(&self, at: usize) -> bool {
        const HARM: &[&str] = &[
            "killed",
            "killing",
            "kill",
            "wounded",
            "wounding",
            "injured",
            "injuring",
            "arrested",
            "arresting",
            "detained",
            "detaining",
            "captured",
            "freed",
            "released",
            "expelled",
            "deported",
            "executed",
            "seized",
            "rescued",
            "sent",
            "deployed",
            "jailed",
            "evacuated",
            "hold",
            "held",
        ];
        at > self.start && HARM.contains(&self.lower(at - 1))
    }

    /// Whether a number of people or things begins at `at`, and no day or year.
    fn is_number(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let span = self.analysis.tokens.list[at].span;
        let times = &self.analysis.times;
        let time = times.get(times.partition_point(|t| t.span.end <= span.start));
        if time.is_some_and(|t| t.span.overlaps(span)) {
            return false;
        }
        let digits = self.analysis.tokens.list[at].kind == TokenKind::Number;
        let article = matches!(self.lower(at), "a" | "another")
            && matches!(self.lower(at + 1), "dozen" | "hundred" | "thousand" | "million" | "third");
        // What is counted follows: "at least two", and no more, is a number by itself.
        let counted = self.word(at + 1).class & (class::PREPOSITION | class::CONJUNCTION) == 0
            || self.lower(at + 1) == "of";
        (digits || article || NUMBERS.contains(&self.lower(at))) && counted
    }
}
