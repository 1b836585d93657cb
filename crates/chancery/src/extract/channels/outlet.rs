//! To whom something is told: newspapers and broadcasters, and the programmes of these by name.

use super::{Channels, PRESS};
use crate::analyze::{Attribution, EntityKind};
use crate::text::{Case, Span, TokenKind, is_agency};

/// Last words of the names of outlets to whom something is told, beside those of agencies.
const OUTLETS: &[&str] = &[
    "cnn",
    "nbc",
    "cbs",
    "abc",
    "msnbc",
    "npr",
    "pbs",
    "rt",
    "jazeera",
    "arabiya",
    "mayadeen",
    "politico",
    "axios",
    "spiegel",
    "monde",
    "figaro",
    "bild",
    "zeit",
    "welt",
    "izvestia",
    "kommersant",
    "vedomosti",
    "times",
    "post",
    "journal",
    "guardian",
    "telegraph",
    "economist",
    "shimbun",
    "ilbo",
    "news",
    "tv",
    "television",
    "radio",
    "newspaper",
    "daily",
    "magazine",
    "broadcaster",
    "channel",
    "weekly",
    "novosti",
    "independent",
    "globe",
    "herald",
    "tribune",
    "gazette",
    "euronews",
    "dw",
    "voa",
    "bbc",
    "rfi",
    "rferl",
    "nhk",
    "ndtv",
    "cnbc",
    "itv",
    "sky",
    "zdf",
    "ard",
    "rai",
    "tv5",
    "cctv",
    "cgtn",
    "kbs",
    "france24",
];

/// Last words of the names of programmes.
const SHOWS: &[&str] = &[
    "report",
    "show",
    "nation",
    "week",
    "morning",
    "tonight",
    "hour",
    "newshour",
    "factor",
    "hardtalk",
    "podcast",
    "newsnight",
    "edition",
    "room",
    "sunday",
];

/// Of these, words that tell a newspaper.
const PAPERS: &[&str] = &["newspaper", "daily", "shimbun", "ilbo", "weekly"];

impl Channels<'_> {
    /// The channel that whom something is told to tells: reporters, a newspaper, a broadcaster.
    pub(super) fn told_to(&self, attribution: &Attribution) -> Option<String> {
        let words = attribution.addressee?.of(&self.analysis.tokens.lower);
        if words.split(' ').any(|w| PRESS.contains(&w)) {
            return Some(format!("to {}", words.split(' ').find(|w| PRESS.contains(w))?));
        }
        let cue = attribution.cue.map_or("", |cue| cue.of(&self.analysis.tokens.lower));
        if cue.starts_with("told") || cue.starts_with("tell") {
            let all = || words.split([' ', '-']).map(|w| w.trim_end_matches(['.', ',']));
            if all().any(|w| PAPERS.contains(&w)) {
                return Some("newspaper interview".to_owned());
            }
            let named = attribution.addressee.and_then(|s| self.analysis.entity_in(s));
            let person = named.is_some_and(|e| self.analysis.entities.get(e).kind == EntityKind::Person);
            let arabic = words.starts_with("al-") && !words.contains(' ') && !person;
            let outlet = words.len() < 48
                && (arabic
                    || all().next_back().is_some_and(|w| OUTLETS.contains(&w))
                    || all().any(is_agency));
            if outlet {
                return Some("interview".to_owned());
            }
        }
        None
    }

    /// To whom the sentence of the cue at token `cue` opens with speaking: "*Speaking to Radio France*, the minister said",
    /// "*Briefing the media*, he said".
    pub(super) fn speaking_to(&self, cue: usize) -> Option<String> {
        let tokens = &self.analysis.tokens;
        let sentence = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.clone();
        let first = sentence.start;
        let verb = tokens.lower(first);
        if !matches!(verb, "speaking" | "talking" | "briefing" | "addressing") {
            return None;
        }
        let from = first + 1 + usize::from(matches!(tokens.lower(first + 1), "to" | "with"));
        let end = (from..cue.min(from + 14)).find(|&t| {
            matches!(tokens.lower(t), "," | "in" | "on" | "at" | "after" | "before" | "during" | "while")
        })?;
        let words: Vec<&str> = (from..end).map(|t| tokens.lower(t)).collect();
        let press = words.iter().find(|w| PRESS.contains(w) || matches!(**w, "media" | "press"));
        match (verb, press) {
            ("briefing", Some(_)) => Some("press briefing".to_owned()),
            (_, Some(&press)) => Some(format!("to {press}")),
            ("speaking" | "talking", None) => {
                let last = words.last()?;
                let outlet =
                    OUTLETS.contains(last) || words.iter().any(|w| is_agency(w) || PAPERS.contains(w));
                outlet.then(|| "interview".to_owned())
            }
            _ => None,
        }
    }

    /// The show or programme that the sentence of the cue at token `cue` names: `told "Face the Nation"`, "on Fox News'
    /// Special Report".
    pub(super) fn show(&self, cue: usize, attribution: &Attribution) -> Option<Span> {
        let tokens = &self.analysis.tokens;
        let sentence = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.clone();
        let is_said = |span: Span| attribution.content.iter().any(|c| c.overlaps(span));
        let capital = |t: usize| tokens.list[t].kind == TokenKind::Word && tokens.list[t].case != Case::Lower;
        let mark = |t: usize| matches!(tokens.lower(t), "\"" | "“" | "'" | "‘" | "”" | "’");
        for lead in sentence.clone() {
            if !matches!(tokens.lower(lead), "on" | "told" | "of" | "to") {
                continue;
            }
            // Past whose show it is.
            let limit = sentence.end.min(lead + 12);
            let mut first = lead + 1 + usize::from(tokens.lower(lead + 1) == "the");
            let owner = (first..limit.min(first + 5))
                .find(|&t| tokens.list[t].kind == TokenKind::Possessive || tokens.lower(t) == "'s")
                .filter(|&owner| owner > first && (first..owner).all(capital));
            if let Some(owner) = owner {
                first = owner + 1 + usize::from(tokens.lower(owner + 1) == "the");
            }
            let quoted = first < limit && mark(first);
            let from = first + usize::from(quoted);
            let joins =
                |t: usize| matches!(tokens.lower(t), "the" | "with" | "this" | "and" | "of" | "a" | "to");
            let end = (from..limit).find(|&t| !(capital(t) || t > from && joins(t))).unwrap_or(limit);
            let named = end > from && end - from <= 5 && capital(end - 1);
            let closed = quoted && end < limit && (mark(end) || tokens.lower(end) == "," && mark(end + 1));
            // `a policy of "America First"` is none: only whom it is told, or whose it is, makes quoted words a show.
            let closed = closed && (tokens.lower(lead) == "told" || owner.is_some());
            let show = SHOWS.contains(&tokens.lower(end.saturating_sub(1)))
                // "Meet the Press"; but "The Associated Press" is an agency.
                || tokens.lower(end.saturating_sub(1)) == "press" && end > from && tokens.lower(end - 2) == "the";
            if named && (closed || show) && (end - from >= 2 || owner.is_some()) {
                let span = tokens.span(from, end);
                if !is_said(span) {
                    return Some(span);
                }
            }
        }
        None
    }
}
