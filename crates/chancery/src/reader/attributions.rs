//! Attributions of the model together with those of the rules.
//!
//! Where both find the same saying, words in quotation marks alone are kept as the rules bound them; of what is told in
//! other words the model knows better where it begins and ends. What a rule alone found is kept unless the model takes
//! its cue for none; what the model alone found is added where it is sure. The thresholds were set on PolNeAR's
//! development part: what the model learnt from, it knows by heart.

use super::FoundAttribution;
use crate::analyze::attribution::is_deed;
use crate::analyze::clause::Tag;
use crate::analyze::{Analysis, Attribution, AttributionKind};
use crate::text::{Span, TokenKind};

/// A rule's saying is kept where the model gives its cue at least this probability of speech.
const RULE: f32 = 0.1;
/// A rule that is right this often needs no other word.
const PROVEN: f32 = 0.95;
/// The same in a government's release.
const RELEASE: f32 = 0.85;
/// What the model alone finds is added from this probability of speech on.
const ALONE: f32 = 0.6;
/// From this probability of speech on, the model says where the words begin and end that are told without marks.
const SURE: f32 = 0.9;

/// The attributions of a report, in order of their content.
pub(crate) fn combine(
    analysis: &Analysis,
    rules: Vec<Attribution>,
    found: &[FoundAttribution],
) -> Vec<Attribution> {
    // The cues of readouts seldom mean anything else in a government's release.
    let proven = if analysis.document.government().is_some() { RELEASE } else { PROVEN };
    let mut all: Vec<Attribution> = rules
        .into_iter()
        .filter_map(|rule| {
            let Some(cue) = rule.cue else { return Some(rule) };
            let likeliest = likeliest(found, cue);
            let p = likeliest.map_or(0.0, speech);
            // Words in quotation marks with a cue are said, whatever the model makes of the cue.
            if p < RULE && rule.score < proven && rule.kind == AttributionKind::Indirect {
                return None;
            }
            let both = Attribution { method: "rule+model", score: rule.score.max(p), ..rule };
            Some(match likeliest.filter(|_| p >= SURE && both.kind != AttributionKind::Direct) {
                Some(mine) => bounded(analysis, both, mine),
                None => both,
            })
        })
        .collect();
    let kept = all.len();
    let sure = found.iter().filter(|f| speech(f) > ALONE && !is_act(analysis, f.cue));
    let told = sure.filter_map(|f| attribution(analysis, f)).filter(|mine| !says_nothing(analysis, mine));
    for mine in told {
        let same = |rule: &Attribution| {
            rule.cue.zip(mine.cue).is_some_and(|(a, b)| a.overlaps(b)) || alike(&mine, rule)
        };
        if !near(&all[..kept], &mine).iter().any(same) {
            all.push(mine);
        }
    }
    all.sort_by_key(|a| (a.content[0].start, std::cmp::Reverse(a.content.last().map(|s| s.end))));
    nest(&mut all);
    all
}

/// Whether a cue tells of an act that something is said by and no words: who is summoned is told something unreported,
/// and what is talked about are topics.
fn is_act(analysis: &Analysis, cue: Span) -> bool {
    // "and *clearly* implied": the verb says it.
    let tokens = analysis.tokens.within(cue);
    let lone_adverb = tokens.len() == 1 && analysis.grammar.tags[tokens.start] == Tag::Adverb;
    let cue = cue.of(&analysis.tokens.lower);
    // "did not say what he wanted", "calls off talks".
    let unsaid = ["not say", "n't say", "not disclose", "not specify", "calls off", "called off", "call off"];
    lone_adverb
        || cue.starts_with("summon")
        || unsaid.iter().any(|c| cue.contains(c))
        || ["spoke about", "talked about", "speak about"].iter().any(|c| cue.contains(c))
}

/// Whether what the model takes to be said is only a pronoun, or what a deed is done to: "conveyed *him*", "recalled *its
/// ambassador*".
fn says_nothing(analysis: &Analysis, mine: &Attribution) -> bool {
    let lower = &analysis.tokens.lower;
    let words = mine.content[0].of(lower);
    // "on charges *that have* not been made public".
    let first = analysis.tokens.at_or_after(mine.content[0].start);
    let relative = first.checked_sub(1).is_some_and(|that| {
        analysis.tokens.lower(that) == "that"
            && analysis.grammar.tags[first] == Tag::Auxiliary
            && mine.cue.is_some_and(|cue| cue.of(lower).ends_with('s'))
    });
    if relative {
        return true;
    }
    let pronoun = mine.kind != AttributionKind::Direct
        && matches!(
            words,
            "he" | "him" | "she" | "her" | "they" | "them" | "it" | "we" | "us" | "me" | "you" | "i"
        );
    pronoun || mine.cue.is_some_and(|cue| is_deed(cue.of(lower), words))
}

/// The probability that a cue is one of speech.
fn speech(found: &FoundAttribution) -> f32 {
    found.score * found.verbal
}

/// Of the found whose cue shares words with `cue` the likeliest to be speech; they are in order.
fn likeliest(found: &[FoundAttribution], cue: Span) -> Option<&FoundAttribution> {
    let from = found.partition_point(|f| f.cue.end <= cue.start);
    let over = found[from..].iter().take_while(|f| f.cue.start < cue.end);
    over.max_by(|a, b| speech(a).total_cmp(&speech(b)))
}

/// The rule's attribution with the words that the model takes to be said, where both mean the same saying: the same
/// sentences, of which the model may take more or less.
fn bounded(analysis: &Analysis, rule: Attribution, found: &FoundAttribution) -> Attribution {
    let sentences = |content: &[Span]| {
        let ends = content.first().zip(content.last());
        ends.map(|(a, b)| (sentence_at(analysis, a.start), sentence_at(analysis, b.end.max(1) - 1)))
    };
    match attribution(analysis, found) {
        Some(mine)
            if sentences(&mine.content) == sentences(&rule.content)
                && alike(&mine, &rule)
                && !says_nothing(analysis, &mine) =>
        {
            let kind = if mine.kind == AttributionKind::Direct { rule.kind } else { mine.kind };
            let content = agreed(analysis, &rule, mine.content);
            Attribution { content, source: rule.source.or(mine.source), kind, ..rule }
        }
        _ => rule,
    }
}

/// The words that the model takes to be said, corrected where the rule surely knows better: the one who is spoken to is
/// no part of them, nor what the reporter adds of his own, and they do not break off amid a phrase.
fn agreed(analysis: &Analysis, rule: &Attribution, mut content: Vec<Span>) -> Vec<Span> {
    let tokens = &analysis.tokens;
    let (Some(first), Some(last)) = (rule.content.first(), rule.content.last()) else { return content };
    // "accuses *Russia* of breaking the treaty".
    if content.len() > 1
        && content[0].end <= first.start
        && rule.addressee.is_some_and(|to| content[0].overlaps(to))
    {
        content.remove(0);
    }
    if let Some(mine) = content.first_mut()
        && rule.addressee.is_some_and(|to| mine.contains(to) && first.end <= mine.end)
    {
        mine.start = mine.start.max(first.start);
    }
    // "said it would search, following an announcement from Greece *that* it planned to drill": another's saying; nor
    // does it go on where the rule sees a new clause begin.
    let ahead = rule.cue.is_some_and(|cue| cue.start < first.start);
    let others = (1..content.len()).find(|&k| {
        let gap = tokens.within(Span { start: content[k - 1].end, end: content[k].start });
        let joined = || gap.clone().any(|t| matches!(tokens.lower(t), "and" | "but" | "while"));
        let noun = gap.len() > 2 && tokens.lower(gap.end - 1) == "that";
        ahead && (noun || last.end <= content[k].start && joined())
    });
    content.truncate(others.unwrap_or(content.len()));
    if let Some(mine) = content.last_mut()
        && last.start <= mine.end
        && mine.start < last.end
    {
        let added = |mark: usize| match tokens.lower(mark) {
            ";" | "—" | "–" | "--" => true,
            "," => BY_THE_REPORTER.contains(&tokens.lower(mark + 1)),
            // "emphasized that it remains a partner *and reinforced* our commitment".
            "and" => {
                let past = |t: usize| tokens.lower(t).ends_with("ed");
                let cue = rule.cue.map(|cue| tokens.at_or_after(cue.start));
                // "criticised the media *and clearly implied* that".
                let adverb = analysis.grammar.tags[mark + 1] == Tag::Adverb;
                let verb = mark + 1 + usize::from(adverb);
                let finite = analysis.grammar.tags.get(verb) == Some(&Tag::Finite);
                finite && past(verb) && cue.is_some_and(past)
            }
            _ => false,
        };
        let goes_on = |next: usize| {
            tokens.list.get(next).is_some_and(|t| t.kind == TokenKind::Word)
                && !matches!(
                    analysis.grammar.tags.get(next),
                    Some(Tag::Subordinator | Tag::Relative | Tag::That)
                )
                && !JOINING.contains(&tokens.lower(next))
        };
        let shorter = last.end < mine.end && added(tokens.at_or_after(last.end));
        let longer = mine.end < last.end && goes_on(tokens.at_or_after(mine.end));
        if shorter || longer {
            mine.end = last.end;
        }
    }
    content
}

/// Words after a comma with which a reporter goes on with what else there was at the time, or what it meant.
const BY_THE_REPORTER: &[&str] = &[
    "after",
    "following",
    "ahead",
    "while",
    "although",
    "though",
    "whereas",
    "despite",
    "signaling",
    "signalling",
    "prompting",
    "sparking",
    "marking",
    "recognizing",
    "recognising",
    "noting",
    "stressing",
    "emphasizing",
    "emphasising",
    "adding",
    "saying",
    "citing",
];

/// Words with which something else may begin.
const JOINING: &[&str] =
    &["and", "but", "or", "as", "while", "after", "before", "when", "because", "if", "following"];

/// The sentence that holds the byte `at`.
fn sentence_at(analysis: &Analysis, at: u32) -> usize {
    analysis.sentences.partition_point(|s| s.span.end <= at)
}

/// The attributions of `rules`, ordered by content, that may share words with `mine`: those that begin not long before.
fn near<'r>(rules: &'r [Attribution], mine: &Attribution) -> &'r [Attribution] {
    let (first, last) = (mine.content[0].start, mine.content.last().map_or(0, |s| s.end));
    let from = rules.partition_point(|r| r.content[0].start + REACH < first);
    let to = rules.partition_point(|r| r.content[0].start < last.saturating_add(REACH));
    &rules[from..to.max(from)]
}

/// Bytes within which two accounts of one saying begin.
const REACH: u32 = 4096;

/// Whether two attributions are of the same saying: most words of the shorter are the other's too.
fn alike(a: &Attribution, b: &Attribution) -> bool {
    let size = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let shared: usize = a
        .content
        .iter()
        .flat_map(|x| {
            b.content.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize)
        })
        .sum();
    2 * shared >= size(&a.content).min(size(&b.content)).max(1)
}

/// Sets which attribution each stands inside: the innermost whose content holds its cue.
fn nest(all: &mut [Attribution]) {
    for i in 0..all.len() {
        let Some(cue) = all[i].cue else {
            all[i].within = None;
            continue;
        };
        // Those that hold it begin before it: the nearest few are looked at, for sayings rarely hold more.
        let holds = |j: &usize| all[*j].content.iter().any(|s| s.contains(cue));
        all[i].within = (i.saturating_sub(8)..i).rev().find(holds);
    }
}

/// A found attribution as the layers have it; none without a source.
fn attribution(analysis: &Analysis, found: &FoundAttribution) -> Option<Attribution> {
    let text = analysis.text();
    let source = *found.sources.first().filter(|&&s| !analysis.is_reporter(s))?;
    let (mut quoted, mut plain) = (false, false);
    let mut content = Vec::new();
    let heading_end = past_heading(analysis, found.cue);
    for &span in &found.contents {
        let span = Span { start: span.start.max(heading_end.min(span.end)), end: span.end };
        let first = analysis.tokens.at_or_after(span.start);
        let past = analysis.past_dateline(first);
        let start = analysis.tokens.list.get(past).map_or(span.end, |t| t.span.start);
        let span = if past > first { Span { start: start.min(span.end), end: span.end } } else { span };
        if span.is_empty() {
            continue;
        }
        let inside = analysis
            .quotations
            .get(analysis.quotations.partition_point(|q| q.outer.end <= span.start))
            .filter(|q| q.outer.start <= span.start + 1 && span.end <= q.outer.end + 1);
        let span = match inside {
            Some(q) => {
                quoted = true;
                let clipped = Span { start: span.start.max(q.inner.start), end: span.end.min(q.inner.end) };
                trim(text, clipped, &[',', ' '], &[])
            }
            None => {
                plain = true;
                let span = with_marks(analysis, whole(analysis, span, found.cue));
                quoted |= analysis.quotations.iter().any(|q| span.contains(q.outer));
                trim(text, span, &[',', '.', ';', ':', ' ', '—', '–'], &["that "])
            }
        };
        if span.is_empty() || span.start >= span.end || span.of(&analysis.tokens.lower) == "that" {
            continue;
        }
        match content.last_mut().filter(|last: &&mut Span| last.end <= span.start) {
            // "That A *and that* B" is said at once.
            Some(last)
                if matches!(text[last.end as usize..span.start as usize].trim(), "" | "that" | ", by") =>
            {
                last.end = span.end;
            }
            _ => content.push(span),
        }
    }
    if let Some(first) = content.first_mut() {
        first.start = past_addressee(analysis, found.cue, *first);
    }
    let kind = match (quoted, plain) {
        (true, false) => AttributionKind::Direct,
        (true, true) => AttributionKind::Mixed,
        (false, _) => AttributionKind::Indirect,
    };
    (!content.is_empty()).then_some(Attribution {
        kind,
        source: Some(source),
        cue: Some(found.cue),
        content,
        addressee: None,
        channel: None,
        within: None,
        method: "model",
        score: speech(found),
    })
}

/// Verbs whose object is asked to do what the infinitive after it tells.
const ASKING: &[&str] =
    &["ask", "urg", "call", "order", "invit", "encourag", "press", "instruct", "tell", "told"];

/// Where what is said begins, past the one who is asked: "urges *the parties* | to talk".
fn past_addressee(analysis: &Analysis, cue: Span, words: Span) -> u32 {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let asks = ASKING.iter().any(|stem| cue.of(&tokens.lower).starts_with(stem));
    let within = tokens.within(words);
    // "calls *for* the parties to talk", "orders the *release* of prisoners to calm them".
    let named = analysis.mentions.get(analysis.mentions.partition_point(|m| m.span.end <= words.start));
    let someone = named.is_some_and(|m| m.phrase.start <= words.start + 4);
    let called = within.start.checked_sub(1).is_some_and(|before| tokens.lower(before) != "for");
    if !asks || !someone || !called {
        return words.start;
    }
    let to = within.clone().take_while(|&i| grammar.verb(i).is_none() || grammar.tags[i] == Tag::To);
    let to = to.filter(|&i| grammar.tags[i] == Tag::To).last();
    to.filter(|&i| i > within.start).map_or(words.start, |i| tokens.list[i].span.start)
}

/// The words with the rest of the phrase that they break off in: "had not taken part in the *talks*".
fn whole(analysis: &Analysis, span: Span, cue: Span) -> Span {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let within = tokens.within(span);
    let Some(last) = within.clone().last() else { return span };
    let leads = matches!(grammar.tags[last], Tag::Preposition | Tag::Determiner);
    let phrase = grammar.phrase(last).or_else(|| leads.then(|| grammar.phrase(last + 1)).flatten());
    let end = phrase.map_or(span.end, |p| tokens.list[grammar.phrases[p].end - 1].span.end);
    let broken = end > span.end && !(cue.start < end && span.end <= cue.start);
    if broken && sentence_at(analysis, end - 1) == sentence_at(analysis, span.end - 1) {
        Span { end, ..span }
    } else {
        span
    }
}

/// The words with the marks of the quotations that they begin or end with: `being made up of "crybabies*"*`.
fn with_marks(analysis: &Analysis, mut span: Span) -> Span {
    let from = analysis.quotations.partition_point(|q| q.outer.end <= span.start);
    let end = span.end;
    for q in analysis.quotations[from..].iter().take_while(|q| q.outer.start < end) {
        if span.start < q.outer.start && span.end < q.outer.end && q.inner.end <= span.end + 1 {
            span.end = q.outer.end;
        }
        if q.outer.start < span.start && span.start <= q.inner.start && q.outer.end < span.end {
            span.start = q.outer.start;
        }
    }
    span
}

/// Where the paragraph of a cue begins, if what stands before it is a heading, in which nothing of a saying stands; else 0.
fn past_heading(analysis: &Analysis, cue: Span) -> u32 {
    let here = analysis.paragraphs.partition_point(|p| p.span.end <= cue.start);
    let before = here.checked_sub(1).map(|p| analysis.paragraphs[p].span.of(analysis.text()));
    let is_heading =
        before.is_some_and(|p| !p.ends_with(['.', '!', '?', '”', '"', '’', '…', ',', ':', ';', ')', ']']));
    analysis.paragraphs.get(here).filter(|_| is_heading).map_or(0, |p| p.span.start)
}

/// A span without marks at its ends and without a leading word.
fn trim(text: &str, span: Span, marks: &[char], words: &[&str]) -> Span {
    if span.end <= span.start {
        return span;
    }
    let mut start = span.start as usize;
    let mut all = span.of(text);
    let kept = all.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    start += all.len() - kept.len();
    all = kept;
    for word in words {
        if all.len() > word.len()
            && all.is_char_boundary(word.len())
            && all[..word.len()].eq_ignore_ascii_case(word)
        {
            start += word.len();
            all = &all[word.len()..];
        }
    }
    let all = all.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    Span::new(start, start + all.len())
}
