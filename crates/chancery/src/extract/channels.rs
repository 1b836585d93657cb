//! Where or how something was said, as far as a report tells: [`Channels`].
//!
//! The words of a saying tell it ("in an interview", "tweeted", "told reporters"), the document that is its source ("the
//! statement said"), or a sentence before that opens an occasion ("At a joint press conference, X …"), which goes on
//! while the same one speaks. A release tells it for all that it reports: the readout of a call, a joint statement.

use std::collections::HashMap;

use crate::Analysis;
use crate::analyze::attribution::{ChannelKind, channel_kind};
use crate::analyze::clause::Tag;
use crate::analyze::{Attribution, AttributionKind, EntityId};
use crate::text::{Case, Span, TokenKind, is_agency};

/// Nouns that name the people who are told what is for the public.
const PRESS: &[&str] = &["reporters", "journalists", "newsmen"];

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
];

/// Last words of the names of programmes.
const SHOWS: &[&str] = &[
    "report",
    "show",
    "press",
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

/// Sites where what is said is a post.
const PLATFORMS: &[&str] = &[
    "x",
    "twitter",
    "facebook",
    "weibo",
    "instagram",
    "telegram",
    "truth",
    "linkedin",
    "tiktok",
    "vkontakte",
    "threads",
];

/// Words before the noun of a channel that tell of what kind it is.
const KINDS: &[&str] = &[
    "joint",
    "joint-press",
    "live",
    "nationally",
    "state",
    "press",
    "news",
    "telephone",
    "phone",
    "video",
    "television",
    "tv",
    "televised",
    "radio",
    "newspaper",
    "virtual",
    "open",
    "press",
    "media",
    "conference",
    "daily",
    "diplomatic",
];

/// Beginnings of verbs by which something said is issued, held or sent.
const ISSUES: &[&str] = &[
    "releas", "issu", "publish", "fil", "sen", "wr", "deliver", "giv", "gave", "hold", "held", "post",
    "sign", "submit", "adopt", "pass", "mak", "made",
];

/// Past how many sentences an occasion told by itself is over.
const SENTENCES: usize = 3;

/// The channels of a report's statements, asked in order.
pub(super) struct Channels<'a> {
    analysis: &'a Analysis<'a>,
    /// What the release is: of its own words, and of what it reports of others.
    own: Option<&'static str>,
    reported: Option<&'static str>,
    /// Where each speaks, as last told.
    occasions: HashMap<EntityId, String>,
    /// Sentences that open an occasion, with the words that name it; those before `next` are past.
    opened: Vec<(usize, Span)>,
}

impl<'a> Channels<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>) -> Channels<'a> {
        let (own, reported) = release(analysis);
        Channels { analysis, own, reported, occasions: HashMap::new(), opened: opened(analysis) }
    }

    /// The channel of the next statement.
    pub(super) fn of(&mut self, attribution: &Attribution, speaker: Option<EntityId>) -> Option<String> {
        let told = self.told(attribution);
        if attribution.within.is_some() {
            return told;
        }
        if let (Some(speaker), Some(told)) = (speaker, &told) {
            self.occasions.insert(speaker, told.clone());
        }
        // While the same one speaks and tells of nowhere else, the occasion goes on.
        let carried = || self.occasions.get(&speaker?).cloned();
        let own = attribution.cue.is_none() && attribution.kind == AttributionKind::Direct;
        let release = if own { self.own.or(self.reported) } else { self.reported };
        told.or_else(carried).or_else(|| self.nearby(attribution)).or_else(|| release.map(str::to_owned))
    }

    /// The channel that the words of an attribution tell.
    fn told(&self, attribution: &Attribution) -> Option<String> {
        let cue = attribution.cue.map(|cue| self.analysis.tokens.at_or_after(cue.start));
        // "delivers *a speech* at a conference, saying".
        let held = cue.and_then(|cue| self.issued(cue)).filter(|&span| {
            let words = span.of(&self.analysis.tokens.lower);
            ["speech", "address", "testimony", "interview"].iter().any(|w| words.ends_with(w))
        });
        if let Some(span) = held {
            return Some(self.brief(span));
        }
        if let Some(span) = attribution.channel.filter(|&span| !self.is_before_or_after(span)) {
            return Some(self.brief(span));
        }
        if let Some(cue) = attribution.cue {
            let cue = cue.of(&self.analysis.tokens.lower);
            if cue.contains("tweet") {
                return Some("tweet".to_owned());
            }
            if cue.contains("testif") {
                return Some("testimony".to_owned());
            }
        }
        if let Some(addressee) = attribution.addressee {
            let words = addressee.of(&self.analysis.tokens.lower);
            if words.split(' ').any(|w| PRESS.contains(&w)) {
                return Some(format!("to {}", words.split(' ').find(|w| PRESS.contains(w))?));
            }
            let cue = attribution.cue.map_or("", |cue| cue.of(&self.analysis.tokens.lower));
            if cue.starts_with("told") || cue.starts_with("tell") {
                let all = || words.split([' ', '-']).map(|w| w.trim_end_matches(['.', ',']));
                if all().any(|w| PAPERS.contains(&w)) {
                    return Some("newspaper interview".to_owned());
                }
                let outlet = words.len() < 48
                    && (all().next_back().is_some_and(|w| OUTLETS.contains(&w)) || all().any(is_agency));
                if outlet {
                    return Some("interview".to_owned());
                }
            }
        }
        if let Some(show) = cue.and_then(|cue| self.show(cue, attribution)) {
            return Some(show.of(self.analysis.text()).to_owned());
        }
        let document = attribution.source.and_then(|source| self.document(source));
        document.or_else(|| {
            let cue = self.analysis.tokens.at_or_after(attribution.cue?.start);
            let span = self.opening(cue).or_else(|| self.issued(cue)).map(|span| self.brief(span));
            span.or_else(|| self.told_of(cue))
        })
    }

    /// The show or programme that the sentence of the cue at token `cue` names: `told "Face the Nation"`, "on Fox News'
    /// Special Report".
    fn show(&self, cue: usize, attribution: &Attribution) -> Option<Span> {
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
            let mut first = lead + 1;
            if let Some(owner) = (first..limit.min(first + 5))
                .find(|&t| tokens.list[t].kind == TokenKind::Possessive || tokens.lower(t) == "'s")
                && (first..owner).all(capital)
            {
                first = owner + 1;
            }
            if tokens.lower(first) == "the" {
                first += 1;
            }
            let quoted = first < limit && mark(first);
            let from = first + usize::from(quoted);
            let joins =
                |t: usize| matches!(tokens.lower(t), "the" | "with" | "this" | "and" | "of" | "a" | "to");
            let end = (from..limit).find(|&t| !(capital(t) || t > from && joins(t))).unwrap_or(limit);
            let named = end > from && end - from <= 5 && capital(end - 1);
            let closed = quoted && end < limit && (mark(end) || tokens.lower(end) == "," && mark(end + 1));
            if named
                && (closed && end - from >= 2 || SHOWS.contains(&tokens.lower(end - 1)) && end - from >= 2)
            {
                let span = tokens.span(from, end);
                if !is_said(span) {
                    return Some(span);
                }
            }
        }
        None
    }

    /// The document that a sentence before tells of, where that of the cue at token `cue` begins with "In it" or "In the
    /// document".
    fn told_of(&self, cue: usize) -> Option<String> {
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

    /// Whether an occasion is told only as what was before or after: "told reporters *after* a meeting".
    fn is_before_or_after(&self, span: Span) -> bool {
        let tokens = &self.analysis.tokens;
        let start = tokens.at_or_after(span.start);
        (start.saturating_sub(3)..start)
            .rev()
            .take_while(|&t| self.analysis.grammar.tags[t] != Tag::Comma)
            .any(|t| matches!(tokens.lower(t), "after" | "before"))
    }

    /// The words of a channel as they can be counted: the noun with what kind of it is told, "*joint press conference*
    /// with Macron in Paris", or the whole of a name.
    fn brief(&self, span: Span) -> String {
        let (tokens, text) = (&self.analysis.tokens, self.analysis.text());
        let range = tokens.within(self.without_time(span));
        if let Some(at) = range.clone().find(|&at| PLATFORMS.contains(&tokens.lower(at))) {
            let truth = tokens.lower(at) == "truth";
            let words = tokens.span(at, at + 1 + usize::from(truth)).of(text);
            let mut letters = words.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            return format!("post on {first}{}", letters.as_str());
        }
        let tags = &self.analysis.grammar.tags;
        let end = (range.start + 1..range.end).find(|&t| tags[t] == Tag::Preposition).unwrap_or(range.end);
        let known = (range.start..end).rev().find(|&t| channel_kind(tokens.lower(t)).is_some());
        let Some(head) = known.or(end.checked_sub(1)) else { return String::new() };
        let capital = |t: usize| tokens.list[t].kind == TokenKind::Word && tokens.list[t].case != Case::Lower;
        let named = capital(head) && head > range.start && capital(head - 1);
        let mut start = head;
        while start > range.start && (named && capital(start - 1) || KINDS.contains(&tokens.lower(start - 1)))
        {
            start -= 1;
        }
        let words = tokens.span(start, head + 1);
        if named {
            return words.of(text).to_owned();
        }
        let lower = words.of(&tokens.lower);
        // "two letters": each is one; but "in these meetings".
        let text = channel_kind(tokens.lower(head)) == Some(ChannelKind::Text);
        let single = lower.strip_suffix('s').filter(|_| text && !lower.ends_with("ss"));
        single.unwrap_or(lower).replace("joint-press", "joint press")
    }

    /// The channel with which the sentence of the cue at token `cue` begins: "In a statement, …".
    fn opening(&self, cue: usize) -> Option<Span> {
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
    fn issued(&self, cue: usize) -> Option<Span> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let first = self.analysis.sentences.get(self.analysis.sentence_of(cue))?.tokens.start;
        let mut reach = (first.max(cue.saturating_sub(30))..cue).rev();
        let at = reach.find(|&t| {
            // "releases a statement *on Twitter*, saying".
            let on = grammar
                .phrase(t)
                .and_then(|p| grammar.phrases[p].preposition)
                .is_some_and(|p| matches!(tokens.lower(p), "on" | "via"));
            if on && channel_kind(tokens.lower(t)) == Some(ChannelKind::Medium) {
                return false;
            }
            grammar.tags[t] == Tag::Finite
                || matches!(grammar.tags[t], Tag::Noun | Tag::Name)
                    && channel_kind(tokens.lower(t)).is_some()
                    && grammar.phrase(t).is_some_and(|p| grammar.phrases[p].head == t)
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

    /// The written thing that is a source: "a Foreign Ministry *statement*", "the *lawsuit*", "a *joint letter* by".
    fn document(&self, source: Span) -> Option<String> {
        let tokens = self.analysis.tokens.within(source);
        let grammar = &self.analysis.grammar;
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

    /// The words of a channel without the times that stand around it: "statement *Monday*", "*January* call".
    fn without_time(&self, span: Span) -> Span {
        let tokens = &self.analysis.tokens;
        let mut range = tokens.within(span);
        let times = &self.analysis.times;
        let is_time = |at: usize| {
            let token = tokens.list[at].span;
            let i = times.partition_point(|t| t.span.end <= token.start);
            times.get(i).is_some_and(|t| t.span.start <= token.start)
        };
        while range.len() > 1 && is_time(range.end - 1) {
            range.end -= 1;
        }
        while range.len() > 1 && (is_time(range.start) || tokens.lower(range.start) == "'s") {
            range.start += 1;
        }
        tokens.span(range.start, range.end)
    }

    /// The occasion that a sentence shortly before opens.
    fn nearby(&self, attribution: &Attribution) -> Option<String> {
        let token = self.analysis.tokens.at_or_after(attribution.content[0].start);
        let sentence = self.analysis.sentence_of(token);
        let past = self.opened.partition_point(|&(s, _)| s <= sentence);
        let &(opened, span) = self.opened.get(past.checked_sub(1)?)?;
        (sentence - opened <= SENTENCES).then(|| self.brief(span))
    }
}

/// Sentences that tell of a public occasion whose words follow: "In a joint press conference …", "He was speaking to
/// reporters".
fn opened(analysis: &Analysis) -> Vec<(usize, Span)> {
    let tokens = &analysis.tokens;
    let grammar = &analysis.grammar;
    let mut found = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let words = sentence.tokens.clone();
        let public = words.clone().find(|&i| {
            let speaking = PRESS.contains(&tokens.lower(i))
                && i >= words.start + 2
                && tokens.lower(i - 1) == "to"
                && matches!(tokens.lower(i - 2), "speaking" | "spoke");
            let held = PUBLIC.contains(&tokens.lower(i))
                && grammar.phrase(i).is_some_and(|p| {
                    let phrase = &grammar.phrases[p];
                    let opens = phrase.preposition.is_some_and(|t| t < words.start + 2);
                    let joint = (phrase.start..i)
                        .any(|t| matches!(tokens.lower(t), "press" | "news" | "joint" | "joint-press"));
                    opens && phrase.head == i && (joint || tokens.lower(i) != "conference")
                });
            speaking || held
        });
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

/// How titles of what someone has issued begin, wherever it stands.
const RELEASES: &[&str] = &[
    "statement",
    "remarks",
    "speech",
    "address by",
    "address to",
    "transcript",
    "press ",
    "joint press",
    "joint communiqu",
    "interview",
    "letter from",
    "letter to",
    "open letter",
    "message from",
    "message to",
    "opening remarks",
    "closing remarks",
    "opening statement",
    "keynote",
    "comment by",
    "comment of",
    "briefing by",
    "weekly briefing",
    "daily briefing",
    "daily press",
    "department press",
    "foreign ministry spokes",
    "telephone conversation",
    "phone conversation",
    "phone call",
    "video address",
    "media availability",
    "doorstep",
    "testimony",
    "toast",
];

/// Words of a title that tell what its own words are, the first that fit.
const OWN: &[(&str, &str)] = &[
    ("press briefing", "press briefing"),
    ("joint press conference", "joint press conference"),
    ("joint press availability", "joint press availability"),
    ("press conference", "press conference"),
    ("press availability", "press availability"),
    ("media availability", "press availability"),
    ("press point", "press point"),
    ("doorstep", "doorstep"),
    ("news conference", "news conference"),
    ("press remarks", "remarks"),
    ("briefing by", "briefing"),
    ("weekly briefing", "briefing"),
    ("daily briefing", "briefing"),
    ("interview", "interview"),
    ("video address", "video address"),
    ("speech", "speech"),
    ("testimony", "testimony"),
    ("letter", "letter"),
    ("joint communiqu", "joint communique"),
    ("comment by", "comment"),
    ("comment of", "comment"),
];

/// What a release is, by its title or its first sentence: the channel of its own words, and of those it reports.
fn release(analysis: &Analysis) -> (Option<&'static str>, Option<&'static str>) {
    let title = analysis.document.title.as_deref().unwrap_or("").to_lowercase();
    let has = |words: &str| title.contains(words);
    if has("joint statement") || has("joint declaration") {
        return (Some("joint statement"), Some("joint statement"));
    }
    let government = analysis.document.government().is_some();
    let readout = has("readout");
    if !government && !readout && !RELEASES.iter().any(|w| title.starts_with(w)) {
        return (None, None);
    }
    let word = |w: &str| title.split(|c: char| !c.is_alphanumeric()).any(|t| t == w);
    let own = OWN.iter().find(|(words, _)| has(words)).map(|&(_, channel)| channel);
    if let Some(own) = own.filter(|_| !readout) {
        return (Some(own), None);
    }
    let occasion = [
        ("call", "call"),
        ("phone", "call"),
        ("telephone", "call"),
        ("meeting", "meeting"),
        ("meetings", "meeting"),
        ("visit", "visit"),
        ("discussion", "discussion"),
        ("roundtable", "roundtable"),
        ("briefing", "briefing"),
    ]
    .iter()
    .find(|(w, _)| word(w))
    .map(|&(_, channel)| channel);
    if word("statement") && !readout {
        return (Some("statement"), occasion.filter(|_| word("call")));
    }
    if word("remarks") {
        return (Some("remarks"), None);
    }
    (Some("statement"), occasion.or_else(|| told_at_once(analysis)))
}

/// What the first sentence of a readout without a telling title says: "spoke by phone", "met today with".
fn told_at_once(analysis: &Analysis) -> Option<&'static str> {
    let opening = analysis.sentences.iter().take(3);
    opening.into_iter().find_map(|sentence| {
        let words = sentence.span.of(&analysis.tokens.lower);
        let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
        if has(&[
            "spoke today with",
            "spoke with",
            "spoke by phone",
            "by telephone",
            "phone call",
            "held a call",
        ]) {
            Some("call")
        } else if has(&[
            "met with",
            "met today with",
            "met today in",
            "held a meeting",
            "hosted a meeting",
            "convened a meeting",
        ]) {
            Some("meeting")
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;
    use expect_test::{Expect, expect};

    use crate::text::Document;

    #[track_caller]
    fn check(title: Option<&str>, text: &str, expected: Expect) {
        let document = Document { title: title.map(str::to_owned), ..Document::from_text(text) };
        let analysis = crate::analyze(&document, Knowledge::embedded());
        let claims = crate::extract(&analysis);
        let told = claims.statements.iter().map(|s| s.channel.as_deref().unwrap_or("-"));
        expected.assert_eq(&told.collect::<Vec<_>>().join("; "));
    }

    #[test]
    fn channels_are_told_in_few_words() {
        check(
            None,
            "President Macron said in a joint press conference with Chancellor Scholz in Paris that Europe must act. \
             He wrote on Twitter that talks would go on. President Xi told a meeting with envoys that ties were strong.",
            expect!["joint press conference; post on Twitter; meeting"],
        );
        check(
            None,
            "Iran files a lawsuit against the United States, alleging that the sanctions violate the treaty. \
             The president told reporters after a cabinet meeting that it would fail.",
            expect!["lawsuit; to reporters"],
        );
        check(
            None,
            "Kohl sent two letters to Delors, complaining that the plans would hurt. Trump acknowledged the meeting in \
             a brief email.",
            expect!["letter; email"],
        );
        check(
            None,
            "\"Talks go on,\" the minister told Reuters. President Xi told the daily Asahi Shimbun that ties were strong. In a \
             joint-press conference, Macron said that Europe must act.",
            expect!["interview; newspaper interview; joint press conference"],
        );
        check(
            None,
            "The Kremlin issued a declaration. In it, Putin said that talks would go on. The US Embassy in Ankara releases a \
             statement on Twitter saying officials were disappointed. The ambassador testified that aid was withheld.",
            expect!["declaration; statement; testimony"],
        );
    }

    #[test]
    fn a_release_is_the_channel_of_its_own_words() {
        check(
            Some("Remarks by President Biden at a Press Conference"),
            "I met the leaders today. We agreed that the alliance is strong.",
            expect!["press conference; -"],
        );
    }
}
