//! Titles: the words of an office, known or not.

use std::ops::Range;

use super::{Atom, AtomKind, Atoms};
use crate::analyze::mention::lexicon::*;
use crate::analyze::word::{class, form};
use crate::text::{Case, TokenKind};

impl Atoms<'_> {
    /// The head of a title whose portfolios are joined: "Housing and Urban Development Secretary". The first run of
    /// capitals is `at..end`, or but one word that a sentence could begin with.
    pub(super) fn title_over_and(&self, at: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let end = end.max(at + 1);
        if !(at..end).all(|i| self.is(i, OTHER | PORTFOLIO | MODIFIER))
            || !matches!(self.lower(end), "and" | "&")
        {
            return None;
        }
        let second = self.run_end(end + 1, sentence);
        (end + 1..second).find(|&i| self.is(i, TITLE)).filter(|&title| title > end + 1)
    }

    /// A title in small letters that no table lists: "opposition leader", "foreign ministry spokesman". The words before
    /// its head belong to it as far as they can be nouns or adjectives.
    pub(super) fn title_in_small(&self, at: usize, sentence: &Range<usize>) -> Option<Atom> {
        if !self.is(at, TITLE | TITLES) || self.is(at, ADJECTIVE_TOO) && self.is_before_noun(at, sentence) {
            return None;
        }
        // "Egypt *hosts* Qatar leader", "she *heads* the council" do something.
        if matches!(self.lower(at), "hosts" | "heads")
            && at + 1 < sentence.end
            && (self.is_capital(at + 1)
                || matches!(self.lower(at + 1), "the" | "a" | "an" | "its" | "his" | "her"))
        {
            return None;
        }
        // "the Community's *executive* Commission".
        if self.is(at, ADJECTIVE_TOO)
            && at + 1 < sentence.end
            && self.is_capital(at + 1)
            && self.is(at + 1, BODY)
        {
            return None;
        }
        let taken = self.list.last().map_or(0, |a| a.tokens.end);
        let mut start = at;
        let from = sentence.start.max(taken);
        while start > from
            && at - start < 4
            && !(start < at && is_count(self.lower(start)))
            && self.may_modify(start - 1)
            && !self.is_act(start - 1, sentence)
        {
            start -= 1;
        }
        let plural = self.is(at, TITLES) && !self.is(at, TITLE);
        Some(Atom {
            tokens: start..at + 1,
            kind: AtomKind::Office { office: self.office_name(start, at + 1), plural, party: None },
        })
    }

    /// Whether the next word is a noun in small letters that word `at` may be an adjective of.
    pub(super) fn is_before_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let next = at + 1;
        let Some(token) = self.analysis.tokens.list.get(next) else { return false };
        let word = self.words[next];
        next < sentence.end
            && token.kind == TokenKind::Word
            && token.case == Case::Lower
            && word.class == 0
            && !self.is(next, TITLE | TITLES)
            && (word.noun != 0 || word.verb == 0 && !self.lower(next).ends_with("ly"))
    }

    /// Whether a word in small letters may stand before the head of a title as a part of it.
    pub(super) fn may_modify(&self, at: usize) -> bool {
        let token = self.analysis.tokens.list[at];
        let word = self.words[at];
        if token.kind != TokenKind::Word || token.case != Case::Lower || self.is(at, DETERMINER) {
            return false;
        }
        // "Earlier this *month* deputy prime minister X".
        if is_stretch_of_time(self.lower(at)) {
            return false;
        }
        if self.is(at, MODIFIER | KEPT) {
            return true;
        }
        let verb = word.verb != 0 && word.noun == 0 && !word.has_form(form::ING);
        word.class & !class::GOVERNOR == 0
            && !verb
            && !self.is(at, SELF_AGENT | COLLECTIVE_PARTIES | SPEECH)
            && !self.lower(at).ends_with("ly")
            || self.lower(at) == "government"
    }

    /// Whether a word that may be a verb is one, by what stands before it: "to *arrest* former president X", "should the
    /// president *fire* special counsel Y".
    fn is_act(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| b >= sentence.start) else { return false };
        let word = self.words[at];
        word.verb != 0
            && !self.is(at, MODIFIER | KEPT)
            && (self.lower(before) == "to"
                || self.words[before].is(class::MODAL)
                || self.is(before, TITLE) && !self.is(at, TITLE))
    }

    /// The name of the office that tokens `from..to` tell: the canonical one where knowledge has it, without adjectives
    /// that do not belong to it.
    pub(in crate::analyze::mention) fn office_name(&self, from: usize, to: usize) -> String {
        let mut start = from;
        let adjective = |at: usize| {
            let of_now = matches!(self.lower(at), "current" | "new" | "incumbent" | "longtime");
            let portfolio = self.is(at + 1, PORTFOLIO) || self.lower(at) == "foreign";
            self.is(at, MODIFIER) && !self.is(at, KEPT) && (of_now || !portfolio) || self.takes_sides(at)
        };
        while start + 1 < to && adjective(start) && self.office_at(start, to).is_none() {
            start += 1;
        }
        // "former foreign minister": what is known, after what is kept.
        for known in start..to {
            if let Some(office) = self.office_at(known, to) {
                let before = self.plain(start, known);
                return if before.is_empty() { office } else { format!("{before} {office}") };
            }
        }
        self.plain(start, to)
    }

    /// Whether an adjective tells for or against whom someone is: "pro-Russia", "anti-war".
    pub(in crate::analyze::mention) fn takes_sides(&self, at: usize) -> bool {
        let side = self.lower(at).split_once('-').map_or("", |(side, _)| side);
        matches!(side, "pro" | "anti")
    }

    /// The canonical name of an office that goes by `title`.
    pub(in crate::analyze::mention) fn office_called(&self, title: &str) -> Option<String> {
        self.know.office(title).map(|office| office.name().to_owned())
    }

    pub(super) fn plain(&self, from: usize, to: usize) -> String {
        if from >= to {
            return String::new();
        }
        let words: Vec<&str> = (from..to)
            .map(|i| self.lower(i))
            .filter(|w| !matches!(*w, "." | "'s" | "’s" | "-" | "highness" | "majesty" | "excellency"))
            .collect();
        words.join(" ")
    }

    /// Whether a title is a rank beside the office before it: "foreign minister *Prince* Faisal".
    pub(super) fn is_rank_before_name(&self, at: usize) -> bool {
        let rank = match self.lower(at) {
            "prince" | "princess" | "cardinal" | "archbishop" | "ambassador" => true,
            "general" => self.lower(at - 1) == "minister",
            _ => false,
        };
        rank && self.is_capital(at) && self.is_capital(at + 1) && !self.is(at + 1, TITLE)
    }

    /// The title before the military rank that ends at `title`, where one stands there: "Home Affairs *Minister* Lieutenant
    /// General X"; else `title` itself.
    pub(super) fn before_military_rank(&self, title: usize, from: usize) -> usize {
        if !matches!(self.lower(title), "general" | "admiral" | "marshal") {
            return title;
        }
        let grade = |i: usize| {
            matches!(self.lower(i), "lieutenant" | "major" | "brigadier" | "senior" | "vice" | "rear")
        };
        let first = (from..title).rev().take_while(|&i| grade(i)).last().unwrap_or(title);
        match first.checked_sub(1).filter(|&b| b >= from && self.is(b, TITLE)) {
            Some(before) if first < title => before,
            _ => title,
        }
    }

    /// The office that knowledge has under exactly these words, in the singular.
    pub(super) fn office_at(&self, from: usize, to: usize) -> Option<String> {
        let text = self.analysis.tokens.span(from, to).of(&self.analysis.tokens.lower);
        let office = match self.know.office(text) {
            Some(office) => office,
            None if self.is(to - 1, TITLES) => self.know.office(&singular(text))?,
            None => return None,
        };
        // The report's own word for spokesmen and spokeswomen is kept.
        Some(if text.contains("spokes") { text.to_owned() } else { office.name().to_owned() })
    }

    /// An office whose last word goes on to a plural or a longer title, and the small adjectives before it.
    pub(super) fn office_completed(
        &self,
        at: usize,
        end: usize,
        office: String,
        party: Option<String>,
        sentence: &Range<usize>,
    ) -> (Option<Atom>, usize) {
        let listed = end;
        let mut end = end;
        let mut name = office;
        // "deputy | prime minister", "executive director": a longer title of which only the beginning is listed. No title
        // is much longer; words that say "president" again and again are none.
        while end < sentence.end
            && end - at < 12
            && self.is(end, TITLE | TITLES)
            && !(self.is_capital(end) && self.is(end, GIVEN | HONORIFIC))
            && !self.is_rank_before_name(end)
        {
            end += 1;
        }
        if end > listed {
            name = self.office_name(at, end);
        }
        if !self.is_capital(at) {
            // Small words before belong to it: "former president".
            let taken = self.list.last().map_or(0, |a| a.tokens.end);
            let mut start = at;
            let from = sentence.start.max(taken);
            while start > from
                && at - start < 3
                && self.may_modify(start - 1)
                && !self.is_act(start - 1, sentence)
            {
                start -= 1;
            }
            if start < at {
                name = self.office_name(start, end);
                return (
                    Some(Atom {
                        tokens: start..end,
                        kind: AtomKind::Office { office: name, plural: false, party },
                    }),
                    end,
                );
            }
        }
        let plural = self.is(end - 1, TITLES) && !self.is(end - 1, TITLE);
        // "*Former* Prime Minister X".
        let taken = self.list.last().map_or(0, |a| a.tokens.end).max(sentence.start);
        let before = at.checked_sub(1).filter(|&b| b >= taken && self.is_capital(at));
        let before =
            before.filter(|&b| matches!(self.lower(b), "former" | "acting" | "interim" | "caretaker"));
        if let Some(before) = before.filter(|_| !plural) {
            let office = format!("{} {name}", self.lower(before));
            return (
                Some(Atom { tokens: before..end, kind: AtomKind::Office { office, plural, party } }),
                end,
            );
        }
        (Some(Atom { tokens: at..end, kind: AtomKind::Office { office: name, plural, party } }), end)
    }
}

/// Whether a word counts those after it, so that none before it describes them: "police arrest *two* suspects".
fn is_count(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "six" | "several" | "some" | "many")
}

/// Whether a noun tells a stretch of time, after which an office may begin.
fn is_stretch_of_time(word: &str) -> bool {
    matches!(word, "day" | "week" | "weekend" | "month" | "year" | "today" | "yesterday")
}

/// The office of an abbreviated title.
pub(super) fn short_office(title: &str) -> &str {
    match title {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "amb" => "ambassador",
        "pres" => "president",
        "pm" => "prime minister",
        "fm" => "foreign minister",
        "secy" => "secretary",
        other => other,
    }
}

/// The singular of a title's plural: "foreign ministers", "ambassadors to the UN".
pub(in crate::analyze::mention) fn singular(text: &str) -> String {
    match text.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if text.ends_with("men") => format!("{}man", &text[..text.len() - 3]),
        None => text.strip_suffix('s').unwrap_or(text).to_owned(),
    }
}
