//! The words of a channel as they can be counted.

use super::{Channels, PRESS};
use crate::analyze::attribution::{ChannelKind, channel_kind};
use crate::analyze::clause::Tag;
use crate::text::{Case, Span, TokenKind};

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

impl Channels<'_> {
    /// The words of a channel as they can be counted: the noun with what kind of it is told, "*joint press conference*
    /// with Macron in Paris", or the whole of a name.
    pub(super) fn brief(&self, span: Span) -> String {
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
        if PRESS.contains(&tokens.lower(head)) {
            return format!("to {}", tokens.lower(head));
        }
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
}
