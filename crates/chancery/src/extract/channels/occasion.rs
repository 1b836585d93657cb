//! Occasions and documents in whose words something is said: what a sentence opens with, what the speaker issues or holds
//! before, the document that is a source, and the occasion that a sentence shortly before opens.

use super::{Channels, PRESS, SENTENCES};
use crate::Analysis;
use crate::analyze::Attribution;
use crate::analyze::attribution::{ChannelKind, channel_kind};
use crate::analyze::clause::Tag;
use crate::text::{Span, TokenKind, is_weekday};
use std::ops::Range;

/// Words by which an occasion or a title is known as one at which something is said to the public.
const PUBLIC: &[&str] = &[
    "conference",
    "briefing",
    "interview",
    "speech",
    "testimony",
    "address",
    "hearing",
    "availability",
    "roundtable",
];

/// Beginnings of verbs by which something said is issued, held or sent.
const ISSUES: &[&str] = &[
    "releas", "issu", "publish", "fil", "sen", "wr", "deliver", "giv", "gave", "hold", "held", "post",
    "sign", "submit", "adopt", "pass", "mak", "made",
];

/// What someone writes, and within how many sentences it is still meant.
const WRITINGS: &[&str] =
    &["memo", "letter", "op-ed", "book", "memoir", "email", "note", "article", "essay", "column"];
const WRITTEN: usize = 12;

impl Channels<'_> {
    /// The document that a sentence before tells of, where that of the cue at token `cue` begins with "In it" or "In the
    /// document".
    pub(super) fn told_of(&self, cue: usize) -> Option<String> {
        let tokens = &self.analysis.tokens;
        let index = self.analysis.sentence_of(cue);
        let first = self.analysis.sentences.get(index)?.tokens.start;
        let refers = match (tokens.lower(first), tokens.lower(first + 1), tokens.lower(first + 2)) {
            ("in", "it", _) => true,
            ("in", "the" | "this" | "that", noun) => channel_kind(noun) == Some(ChannelKind::Text),
            _ => false,
        };
        if !refers {
            return None;
        }
        let before = &self.analysis.sentences[index.checked_sub(1)?].tokens;
        let is_text = |t: &usize| {
            channel_kind(tokens.lower(*t)) == Some(ChannelKind::Text)
                && self.analysis.grammar.tags[*t] == Tag::Noun
        };
        let named = before.clone().find(is_text).map(|t| tokens.lower(t).to_owned());
        named.or_else(|| Some(tokens.lower(first + 2).to_owned()).filter(|w| channel_kind(w).is_some()))
    }

    /// The channel with which the sentence of the cue at token `cue` begins: "In a statement, …".
    pub(super) fn opening(&self, cue: usize) -> Option<Span> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let first = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.start;
        if !matches!(
            tokens.lower(first),
            "in" | "at" | "during" | "on" | "via" | "through" | "across" | "throughout"
        ) {
            return None;
        }
        let phrase = grammar.phrases[grammar.phrase(first + 1)?];
        let is_channel = matches!(
            channel_kind(tokens.lower(phrase.head)),
            Some(ChannelKind::Text | ChannelKind::Occasion)
        );
        let ends = (phrase.end..cue).take(12).any(|t| grammar.tags[t] == Tag::Comma);
        (is_channel && ends && phrase.end < cue && tokens.lower(first + 1) != "the")
            .then(|| tokens.span(phrase.start, phrase.end))
    }

    /// What the one who speaks with the cue at token `cue` is told to issue, hold or file before it: "*files a lawsuit*
    /// in the court, alleging", "*took to television* to call".
    pub(super) fn issued(&self, cue: usize, attribution: &Attribution) -> Option<Span> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let first = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.start;
        let mut reach = (first.max(cue.saturating_sub(30))..cue).rev();
        let at = reach.find(|&t| {
            // What is said tells of deeds of others.
            let span = tokens.list[t].span;
            if self.analysis.quotation_at(span.start).is_some()
                || attribution.content.iter().any(|c| c.contains(span))
            {
                return false;
            }
            // "releases a statement *on Twitter*, saying", "issued an email *from his account* denying".
            let led = grammar.phrase(t).and_then(|p| grammar.phrases[p].preposition);
            let aside = led.is_some_and(|p| matches!(tokens.lower(p), "on" | "via" | "from" | "through"));
            if aside && channel_kind(tokens.lower(t)) == Some(ChannelKind::Medium) {
                return false;
            }
            // "delivers a speech *at a conference*, saying".
            let at = grammar.phrase(t).and_then(|p| grammar.phrases[p].preposition);
            if at.is_some_and(|p| matches!(tokens.lower(p), "at" | "during"))
                && channel_kind(tokens.lower(t)) == Some(ChannelKind::Occasion)
            {
                return false;
            }
            grammar.tags[t] == Tag::Finite
                || matches!(grammar.tags[t], Tag::Noun | Tag::Name)
                    && channel_kind(tokens.lower(t)).is_some()
                    && grammar.phrase(t).is_some_and(|p| {
                        // "filed a *lawsuit* Friday".
                        let head = grammar.phrases[p].head;
                        // "issued a *statement* January 6 in which he denied".
                        let timed = head > t && (t + 1..=head).all(|at| self.is_time(at));
                        head == t || head == t + 1 && is_weekday(tokens.lower(head)) || timed
                    })
        })?;
        let phrase = grammar.phrases[grammar.phrase(at)?];
        let before = phrase.preposition.unwrap_or(phrase.start).checked_sub(1).filter(|&b| b >= first)?;
        let verb = tokens.lower(before);
        let issues = match (channel_kind(tokens.lower(at))?, phrase.preposition) {
            (ChannelKind::Medium, Some(to)) => {
                tokens.lower(to) == "to" && matches!(verb, "took" | "takes" | "take" | "turned" | "turns")
            }
            (_, None) => ISSUES.iter().any(|stem| verb.starts_with(stem)),
            _ => false,
        };
        issues.then(|| tokens.span(phrase.start, phrase.end))
    }

    /// The occasion that something is told to, where no "that" parts it from what is told: "told *a press conference*
    /// President Ruto would come".
    pub(super) fn told_at(&self, cue: usize) -> Option<Span> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        if !matches!(tokens.lower(cue), "told" | "tells" | "tell") || grammar.tags[cue + 1] != Tag::Determiner
        {
            return None;
        }
        let head = (cue + 2..(cue + 6).min(tokens.list.len()))
            .take_while(|&t| grammar.cover[t].is_none())
            .find(|&t| channel_kind(tokens.lower(t)) == Some(ChannelKind::Occasion))?;
        let next = tokens.lower(head + 1);
        let compound = matches!(channel_kind(next), Some(ChannelKind::Occasion));
        Some(tokens.span(cue + 2, head + 1 + usize::from(compound)))
    }

    /// What "it" is that says something, where the sentence before begins with the document: "*The statement* deplored …
    /// *It* said".
    pub(super) fn it(&self, attribution: &Attribution) -> Option<String> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let source = attribution.source.filter(|s| s.of(&tokens.lower) == "it")?;
        let index = self.analysis.sentence_of(tokens.at_or_after(source.start));
        let first = self.analysis.sentences.get(index.checked_sub(1)?)?.tokens.start;
        let head = grammar.phrases[grammar.phrase(first + 1)?].head;
        let text = channel_kind(tokens.lower(head)) == Some(ChannelKind::Text);
        (text && tokens.lower(first) == "the").then(|| tokens.lower(head).to_owned())
    }

    /// The telephone, told behind the cue: "tells his counterpart *by telephone* that", "said *by phone* on Friday".
    pub(super) fn by_phone(&self, attribution: &Attribution) -> Option<String> {
        let tokens = &self.analysis.tokens;
        let cue = tokens.at_or_after(attribution.cue?.start);
        let sentence = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.clone();
        let end = sentence.end;
        // "*Reached by telephone*, the spokesman said".
        let first = sentence.start;
        let reached = matches!(tokens.lower(first), "reached" | "contacted" | "interviewed" | "speaking")
            && matches!(tokens.lower(first + 1), "by" | "via" | "over" | "on");
        let reached = reached
            .then(|| (first + 2..first + 4).find(|&t| matches!(tokens.lower(t), "phone" | "telephone")));
        if let Some(t) = reached.flatten() {
            return Some(tokens.lower(t).to_owned());
        }
        let said = |t: usize| attribution.content.iter().any(|s| s.contains(tokens.list[t].span));
        let by = (cue + 1..end.min(cue + 12))
            .take_while(|&t| !said(t))
            .find(|&t| tokens.lower(t) == "by" && matches!(tokens.lower(t + 1), "phone" | "telephone"))?;
        Some(tokens.lower(by + 1).to_owned())
    }

    /// "Addresses *the nation* and says".
    pub(super) fn nation(&self, cue: usize) -> Option<String> {
        let tokens = &self.analysis.tokens;
        let first = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.start;
        let addressed = (first..cue.saturating_sub(2)).any(|t| {
            matches!(tokens.lower(t), "addresses" | "addressed" | "addressing")
                && tokens.lower(t + 1) == "the"
                && tokens.lower(t + 2) == "nation"
        });
        addressed.then(|| "address to the nation".to_owned())
    }

    /// The written thing that is a source: "a Foreign Ministry *statement*", "the *lawsuit*", "a *joint letter* by".
    pub(super) fn document(&self, source: Span) -> Option<String> {
        let tokens = self.analysis.tokens.within(source);
        let grammar = &self.analysis.grammar;
        // "A joint *letter* from two hundred groups urges": who wrote it is the source.
        let led = |at: usize| matches!(self.analysis.tokens.lower(at), "from" | "by");
        let written =
            grammar.phrase(tokens.start).and_then(|p| grammar.phrases[p].preposition).filter(|&at| led(at));
        let noun = written.and_then(|at| at.checked_sub(1)).and_then(|at| grammar.phrase(at));
        let tokens = noun.map_or(tokens, |p| grammar.phrases[p].start..grammar.phrases[p].end);
        let head =
            grammar.phrase(tokens.start).map_or(tokens.end, |p| grammar.phrases[p].head + 1).min(tokens.end);
        let at = head.checked_sub(1).filter(|at| tokens.contains(at))?;
        let kind = channel_kind(self.analysis.tokens.lower(at));
        let named = grammar.cover[at].is_some();
        if kind != Some(ChannelKind::Text) || named {
            return None;
        }
        let joint = at > tokens.start && self.analysis.tokens.lower(at - 1) == "joint";
        let start = if joint { at - 1 } else { at };
        Some(self.analysis.tokens.span(start, at + 1).of(&self.analysis.tokens.lower).to_owned())
    }

    /// The occasion told between a source and its cue: "the president, *during a telephone conversation* with X, raised".
    pub(super) fn inserted(&self, attribution: &Attribution) -> Option<Span> {
        let tokens = &self.analysis.tokens;
        let (source, cue) = (attribution.source?, attribution.cue?);
        let between = tokens.at_or_after(source.end)..tokens.at_or_after(cue.start);
        self.set_off(between).or_else(|| {
            // "Alleges, *in a complaint* filed in court, that".
            let past = tokens.at_or_after(cue.end);
            let told = tokens.at_or_after(attribution.content.first()?.start);
            (past < told && tokens.lower(past) == ",").then(|| self.set_off(past..told)).flatten()
        })
    }

    /// The occasion that the tokens `between` tell, led by its preposition.
    fn set_off(&self, between: Range<usize>) -> Option<Span> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        between.clone().find_map(|t| {
            let phrase = grammar.phrases[grammar.phrase(t).filter(|&p| grammar.phrases[p].start == t)?];
            let told = matches!(tokens.lower(phrase.preposition?), "in" | "at" | "during" | "on" | "via");
            let kind = channel_kind(tokens.lower(phrase.head));
            let is_channel = matches!(kind, Some(ChannelKind::Text | ChannelKind::Occasion));
            (told && is_channel && phrase.end <= between.end).then(|| tokens.span(phrase.start, phrase.end))
        })
    }

    /// What someone is told to have written before, where the cue at token `cue` says only that he "wrote".
    pub(super) fn written(&self, cue: usize) -> Option<String> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        if !matches!(tokens.lower(cue), "wrote" | "writes") {
            return None;
        }
        let first = self.analysis.sentences.get(self.analysis.sentence_of(cue).saturating_sub(WRITTEN))?;
        let named = |t: usize| {
            let word = tokens.lower(t);
            let single = word.strip_suffix('s').unwrap_or(word);
            (grammar.tags[t] == Tag::Noun).then(|| WRITINGS.iter().find(|&&w| w == single)).flatten()
        };
        (first.tokens.start..cue).rev().find_map(named).map(|&w| w.to_owned())
    }

    /// The document that the next sentence goes on about: "The embassy accused them of it. *The statement* comes a day after".
    pub(super) fn spoken_of(&self, attribution: &Attribution) -> Option<String> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let cue = tokens.at_or_after(attribution.cue?.start);
        let next = self.analysis.sentences.get(self.analysis.sentence_of(cue) + 1)?.tokens.clone();
        let noun = tokens.lower(next.start + 1);
        let refers = matches!(tokens.lower(next.start), "the" | "this")
            && matches!(noun, "statement" | "letter" | "tweet" | "speech" | "interview" | "declaration");
        let verb = (next.start + 2..next.end.min(next.start + 4)).any(|t| {
            grammar.tags[t] == Tag::Finite
                && matches!(tokens.lower(t), "comes" | "came" | "follows" | "followed" | "was" | "is")
        });
        (refers && verb).then(|| noun.to_owned())
    }

    fn is_time(&self, at: usize) -> bool {
        let start = self.analysis.tokens.list[at].span.start;
        let i = self.analysis.times.partition_point(|t| t.span.end <= start);
        self.analysis.times.get(i).is_some_and(|t| t.span.start <= start)
    }

    /// The press conference of which a report tells before something is said.
    pub(super) fn held_before(&self, attribution: &Attribution) -> Option<String> {
        let tokens = &self.analysis.tokens;
        let end = tokens.at_or_after(attribution.content.first()?.start);
        let at = (1..end)
            .rev()
            .take(400)
            .find(|&t| tokens.lower(t) == "conference" && matches!(tokens.lower(t - 1), "press" | "news"))?;
        Some(tokens.span(at - 1, at + 1).of(&tokens.lower).to_owned())
    }

    /// The occasion of which the next sentence tells as that of what was just said: "The president *made the remarks at a
    /// news conference*".
    pub(super) fn remarked(&self, attribution: &Attribution) -> Option<String> {
        let next = self.sentence_of(attribution) + 1;
        let words = self.analysis.sentences.get(next)?.tokens.clone();
        let span = remarks(self.analysis, &words)?;
        Some(self.brief(span))
    }

    /// The occasion that a sentence shortly before opens.
    pub(super) fn nearby(&self, attribution: &Attribution) -> Option<String> {
        let sentence = self.sentence_of(attribution);
        let past = self.opened.partition_point(|&(s, _)| s <= sentence);
        let &(opened, span) = self.opened.get(past.checked_sub(1)?)?;
        (sentence - opened <= SENTENCES).then(|| self.brief(span))
    }
}

/// Whether a channel is an occasion at which one speaks in public.
pub(in crate::extract) fn is_public(channel: &str) -> bool {
    channel.split(' ').any(|word| PUBLIC.contains(&word))
}

/// Sentences that tell of a public occasion whose words follow: "In a joint press conference …", "He was speaking to
/// reporters".
pub(super) fn opened(analysis: &Analysis) -> Vec<(usize, Span)> {
    let tokens = &analysis.tokens;
    let grammar = &analysis.grammar;
    let mut found = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let words = sentence.tokens.clone();
        // "He was *speaking* to West German journalists in an interview".
        let speaks = (words.start..words.end.min(words.start + 6))
            .any(|i| matches!(tokens.lower(i), "speaking" | "spoke" | "talking"));
        let public = words.clone().find(|&i| {
            let speaking = PRESS.contains(&tokens.lower(i))
                && i >= words.start + 2
                && tokens.lower(i - 1) == "to"
                && matches!(tokens.lower(i - 2), "speaking" | "spoke");
            let spoken = speaks && tokens.lower(i) != "address";
            let held = PUBLIC.contains(&tokens.lower(i))
                && grammar.phrase(i).is_some_and(|p| {
                    let phrase = &grammar.phrases[p];
                    let led = |t: usize| matches!(tokens.lower(t), "in" | "at" | "during");
                    let opens = phrase.preposition.is_some_and(|t| t < words.start + 2 || spoken && led(t));
                    let joint = (phrase.start..i)
                        .any(|t| matches!(tokens.lower(t), "press" | "news" | "joint" | "joint-press"));
                    opens && phrase.head == i && (joint || tokens.lower(i) != "conference")
                });
            speaking || held
        });
        // "The two *held a press conference*".
        let holds = words.clone().find(|&t| {
            let press = t > words.start
                && matches!(tokens.lower(t), "conference" | "briefing")
                && matches!(tokens.lower(t - 1), "press" | "news");
            press
                && grammar.phrase(t).is_some_and(|p| {
                    let phrase = &grammar.phrases[p];
                    let verb = phrase.start.checked_sub(1).map(|v| tokens.lower(v));
                    phrase.head == t
                        && phrase.preposition.is_none()
                        && matches!(
                            verb,
                            Some("held" | "holds" | "gave" | "gives" | "addressed" | "addresses")
                        )
                })
        });
        if public.is_none()
            && let Some(t) = holds
        {
            let joint = t >= 2 && tokens.lower(t - 2) == "joint";
            found.push((index, tokens.span(t - 1 - usize::from(joint), t + 1)));
            continue;
        }
        if public.is_none()
            && let Some(span) = remarks(analysis, &words)
        {
            found.push((index, span));
            continue;
        }
        let Some(at) = public else { continue };
        let span = if PRESS.contains(&tokens.lower(at)) {
            tokens.span(at - 1, at + 1)
        } else {
            let phrase = grammar.phrase(at).map(|p| grammar.phrases[p]);
            let mut start = phrase.map_or(at, |p| p.start);
            while start < at && matches!(grammar.tags[start], Tag::Determiner | Tag::Possessive) {
                start += 1;
            }
            tokens.span(start, at + 1)
        };
        found.push((index, span));
    }
    found
}

/// Nouns by which a report goes back to what it has just told as said, and the verbs that they stand with.
const SAYINGS: &[&str] = &[
    "remark",
    "remarks",
    "comment",
    "comments",
    "statement",
    "announcement",
    "declaration",
    "pledge",
    "appeal",
];
const MADE: &[&str] = &["made", "makes", "came", "comes", "delivered"];

/// The occasion at which a sentence says that what was told before was said: "He *made the comments in an interview* with
/// the BBC", "His *remarks came at a news conference*".
fn remarks(analysis: &Analysis, words: &Range<usize>) -> Option<Span> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let said = words.clone().take(14).find(|&t| {
        SAYINGS.contains(&tokens.lower(t)) && analysis.quotation_at(tokens.list[t].span.start).is_none()
    })?;
    // "Made *the* remarks", "*his* remarks": not just any.
    let noun = grammar.phrases[grammar.phrase(said)?];
    let lead = tokens.lower(noun.start);
    let refers = noun.start < said
        && (matches!(lead, "the" | "his" | "her" | "their" | "these" | "those" | "this" | "such" | "its")
            || (noun.start..said).any(|t| tokens.list[t].kind == TokenKind::Possessive));
    let near = said.saturating_sub(4).max(words.start)..(said + 5).min(words.end);
    let verb = near.clone().find(|&t| MADE.contains(&tokens.lower(t)))?;
    let from = verb.max(said) + 1;
    let at = (from..words.end.min(from + 8)).find(|&t| {
        grammar.phrase(t).is_some_and(|p| {
            let phrase = &grammar.phrases[p];
            let led = phrase.preposition.is_some_and(|p| {
                p >= from && matches!(tokens.lower(p), "in" | "at" | "during" | "on" | "to")
            });
            let head = tokens.lower(phrase.head);
            let occasion = channel_kind(head) == Some(ChannelKind::Occasion);
            led && phrase.head == t && (occasion || PRESS.contains(&head))
        })
    })?;
    let phrase = grammar.phrases[grammar.phrase(at)?];
    let start = if PRESS.contains(&tokens.lower(at)) { phrase.preposition? } else { phrase.start };
    refers.then(|| tokens.span(start, at + 1))
}
