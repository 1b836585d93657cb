//! [`Host`]: what a time expression dates.

use crate::Analysis;
use crate::analyze::Time;
use crate::analyze::clause::{PhraseId, Relation, Tag, VerbId};
use crate::text::TokenKind;

/// How many tokens apart a time and what it dates may stand.
pub(super) const REACH: usize = 60;

/// Prepositions whose noun is of another time than the clause that they stand in.
pub(super) const APART: &[&str] = &[
    "after",
    "following",
    "since",
    "before",
    "amid",
    "despite",
    "ahead",
    "until",
    "because",
    "under",
    "per",
];

/// Verbs that only set the time of what stands before them.
const SETTING: &[&str] = &[
    "scheduled",
    "slated",
    "set",
    "due",
    "planned",
    "expected",
    "beginning",
    "starting",
    "held",
    "dated",
    "effective",
];

/// What an event does on its day: "expected *to start* Thursday".
const HAPPENING: &[&str] =
    &["start", "begin", "take", "open", "resume", "occur", "happen", "last", "run", "continue"];

/// What is named by when it was made.
const MADE: &[&str] = &[
    "declaration",
    "agreement",
    "accord",
    "accords",
    "treaty",
    "protocol",
    "pact",
    "deal",
    "memorandum",
    "communique",
    "convention",
    "resolution",
    "statement",
    "charter",
];

/// What a time expression dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Host {
    Verb(VerbId),
    Noun(PhraseId),
    /// All of the report: it stands in the dateline.
    Report,
}

/// What `time` dates, which stands in sentence `sentence`.
pub(super) fn of(analysis: &Analysis, time: &Time, sentence: usize) -> Option<Host> {
    let tokens = &analysis.tokens;
    let range = analysis.sentences.get(sentence)?.tokens.clone();
    let own = tokens.within(time.span);
    let before =
        |n: usize| own.start.checked_sub(n).filter(|&b| b >= range.start).map_or("", |b| tokens.lower(b));
    if let Some(noun) = described(analysis, &own) {
        return Some(Host::Noun(noun));
    }
    if is_term(before(1), before(2), before(3)) {
        return None;
    }
    let grammar = &analysis.grammar;
    // "a deadline of September 15", "an ultimatum that ends": the day of the term, not of its setting.
    if before(1) == "of"
        && matches!(before(2), "deadline" | "date" | "ultimatum" | "term" | "limit")
        && let Some(noun) = own.start.checked_sub(2).and_then(|i| grammar.phrase(i))
    {
        return Some(Host::Noun(noun));
    }
    // "To respect the Ankara Declaration *of December 2024*": when it was made tells the name of what is spoken of.
    if before(1) == "of"
        && MADE.contains(&before(2))
        && let Some(noun) = own.start.checked_sub(2).and_then(|i| grammar.phrase(i))
    {
        return Some(Host::Noun(noun));
    }
    // "last month, when he accepted".
    let when = own.end + usize::from(tokens.lower(own.end) == ",");
    if tokens.lower(when) == "when" {
        return after(analysis, when, range.end);
    }
    let left = range.start.max(own.start.saturating_sub(REACH))..own.start;
    // "The minister on Monday condemned", unless the minister's own clause reaches so far. A clause that describes or is
    // said has its own days: "signed a pact on Monday *that allows*".
    let clause = matches!(grammar.tags.get(own.end), Some(Tag::That | Tag::Relative));
    let next = (own.end..range.end.min(own.end + 4)).find_map(|i| grammar.verb(i)).filter(|&v| {
        let group = &grammar.verbs[v];
        !clause && group.start <= own.end + 1 && !group.gerund && !group.infinitive && !group.reduced
    });
    if let Some(v) = next {
        let subject = grammar.verbs[v].subject.map_or(0, |s| grammar.phrases[s].end);
        if !left.clone().any(|i| i >= subject && grammar.verb(i).is_some()) {
            return Some(Host::Verb(v));
        }
    }
    for i in left.rev() {
        if APART.contains(&tokens.lower(i))
            && let Some(noun) = (i + 1..own.start.min(i + 4)).find_map(|k| grammar.phrase(k))
        {
            return Some(Host::Noun(noun));
        }
        if let Some(v) = grammar.verb(i) {
            return Some(set_by(analysis, v).map_or(Host::Verb(v), Host::Noun));
        }
        // "said that on Monday they met": the time is of a verb to come; "2012 summit: …": a heading has its own.
        let opens = matches!(grammar.tags[i], Tag::That | Tag::Relative | Tag::Subordinator);
        if opens || tokens.lower(i) == ":" {
            break;
        }
    }
    // Nothing stands before: a dateline, or the opening of the sentence.
    let dateline = |i: usize| matches!(tokens.lower(i), "(" | "—" | "–" | "--" | "-" | "_");
    if own.start < range.start + 10 && own.start > range.start && (own.end..own.end + 2).any(dateline) {
        return Some(Host::Report);
    }
    if (own.end..range.end.min(own.end + 10)).any(|i| tokens.lower(i) == ":") {
        return None;
    }
    let main = (own.end..range.end.min(own.end + REACH)).filter_map(|i| grammar.verb(i));
    let is_main = |v: &VerbId| matches!(grammar.verbs[*v].relation, Relation::Main | Relation::Joined);
    main.clone().find(is_main).or_else(|| main.clone().next()).map(Host::Verb)
}

/// The first noun or verb from token `at` on: what stands after "a day after".
pub(super) fn after(analysis: &Analysis, at: usize, limit: usize) -> Option<Host> {
    let grammar = &analysis.grammar;
    let verb = (at..limit.min(at + REACH)).find_map(|i| grammar.verb(i));
    // Of several that are its subject, the first stands before.
    let leads = |n: PhraseId, v: VerbId| {
        let before = |p: &PhraseId| grammar.phrases[*p].joined.filter(|j| j < p);
        std::iter::successors(grammar.verbs[v].subject, before).take(12).any(|p| p == n)
    };
    // A phrase that is no verb's subject stands for the act itself: "after the attack".
    let noun = (at..limit.min(at + 4)).find_map(|i| grammar.phrase(i));
    match (noun, verb) {
        // "after *seizing* it": the noun is the verb's.
        (Some(n), Some(v)) if grammar.phrases[n].start > grammar.verbs[v].head => Some(Host::Verb(v)),
        (Some(n), Some(v)) if !leads(n, v) => Some(Host::Noun(n)),
        (_, Some(v)) => Some(Host::Verb(v)),
        (n, None) => n.map(Host::Noun),
    }
}

/// The phrase that a time, the tokens `own`, describes: "the 2015 deal", "Monday's strike".
fn described(analysis: &Analysis, own: &std::ops::Range<usize>) -> Option<PhraseId> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let is_possessive = |i: usize| {
        tokens.list.get(i).is_some_and(|t| t.kind == TokenKind::Possessive)
            || matches!(tokens.lower(i), "'" | "’")
    };
    let mut noun = if is_possessive(own.end) {
        grammar.phrase(own.end + 1).or(grammar.phrase(own.end))?
    } else {
        let noun = grammar.phrase(own.start)?;
        let phrase = &grammar.phrases[noun];
        let inside = phrase.start < own.start || own.start.checked_sub(1).is_some_and(is_possessive);
        if phrase.head < own.end || !inside {
            return None;
        }
        noun
    };
    // "the May 2022 Leaders' Summit".
    for _ in 0..3 {
        let end = grammar.phrases[noun].end;
        match grammar.phrase(end + 1).filter(|_| is_possessive(end)) {
            Some(next) if next != noun => noun = next,
            _ => break,
        }
    }
    Some(noun)
}

/// The phrase whose day verb `v` only sets: "talks *scheduled* for March 10", "talks, expected *to start* Thursday".
fn set_by(analysis: &Analysis, v: VerbId) -> Option<PhraseId> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let mut group = &grammar.verbs[v];
    if group.infinitive && HAPPENING.contains(&tokens.lower(group.head)) {
        group = group.governor.map(|g| &grammar.verbs[g])?;
    } else if !group.reduced && !group.gerund {
        return None;
    }
    if !SETTING.contains(&tokens.lower(group.head)) {
        return None;
    }
    group.subject.or_else(|| grammar.phrase(group.start.checked_sub(1)?))
}

/// "for the period 2024-28", "until 2030": how long something holds, not when it was done. By the three words before.
fn is_term(before: &str, second: &str, third: &str) -> bool {
    let holds = |word: &str, before: &str| match word {
        "until" | "till" | "through" | "period" | "beyond" | "than" | "since" => true,
        "for" => !SETTING.contains(&before),
        _ => false,
    };
    holds(before, second) || before == "the" && holds(second, third)
}
