//! Why a phrase is a topic or none: [`Weighed`], made by weighing the candidates of an event again and keeping what is
//! seen of them.

use super::candidates::weight;
use super::{Candidate, Topics, bound, words::RELATIONS};
use crate::Analysis;
use crate::extract::Event;
use crate::text::Span;

/// A phrase that was weighed as what an event is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Index of the event.
    pub event: usize,
    /// The words.
    pub words: Span,
    /// Whether it is a topic of the event.
    pub kept: bool,
    /// How likely it was found, 0 to 1; none where a rule makes it one.
    pub chance: Option<f32>,
    /// Why it is one, or none.
    pub reason: String,
}

/// The topics of `events` with why they are, and the other candidates with why not.
pub(in crate::extract) fn weighed(analysis: &Analysis, events: &[Event]) -> Vec<Weighed> {
    let topics = Topics::seeing(analysis);
    let candidates = topics.candidates(events);
    let lists: Vec<(Span, usize)> =
        topics.lists().into_iter().flat_map(|l| l.topics.into_iter().map(move |t| (t, l.at))).collect();
    let mut all = Vec::new();
    for (event, e) in events.iter().enumerate() {
        for &words in &e.topics {
            let opened = lists.iter().find(|(t, _)| *t == words).map(|&(_, at)| at);
            let mine = candidates.iter().find(|c| c.event == event && c.span == words);
            let related = RELATIONS.iter().any(|r| words.of(&analysis.tokens.lower).ends_with(r));
            let (chance, reason) = match (opened, mine) {
                (Some(at), _) => {
                    (None, format!("“{}” tells that it was talked about", analysis.tokens.lower(at)))
                }
                (None, Some(c)) => (Some(chance(c)), strongest(c, 1.0)),
                (None, None) if related => (None, "it names the relations of two sides".to_owned()),
                (None, None) => {
                    let cut = candidates.iter().find(|c| c.event == event && c.span.contains(words));
                    (cut.map(chance), "without the place, which is told as such".to_owned())
                }
            };
            all.push(Weighed { event, words, kept: true, chance, reason });
        }
    }
    let least = bound(&topics);
    for c in &candidates {
        let topics = &events[c.event].topics;
        if topics.contains(&c.span) {
            continue;
        }
        let reason = if topics.iter().any(|t| t.overlaps(c.span)) {
            "another topic has its words".to_owned()
        } else if c.aside {
            "it is only said beside the meeting, or in a quotation".to_owned()
        } else if c.odds < least {
            strongest(c, -1.0)
        } else {
            "another topic says the same, or there are too many".to_owned()
        };
        all.push(Weighed { event: c.event, words: c.span, kept: false, chance: Some(chance(c)), reason });
    }
    all
}

fn chance(candidate: &Candidate) -> f32 {
    1.0 / (1.0 + (-candidate.odds).exp())
}

/// The two things seen of a candidate that speak most for it (`sign` 1) or against it (-1), in words.
fn strongest(candidate: &Candidate, sign: f32) -> String {
    // What is seen together with another thing counts for the first: "place+event near CONSULT" for "place".
    let mut sums: Vec<(&str, &str, f32)> = Vec::new();
    for seen in &candidate.seen {
        let (kind, value) = seen.split_once(' ').unwrap_or((seen, ""));
        let (kind, value) = match kind.split_once('+') {
            Some((first, _)) => (first, value.split(' ').next().unwrap_or("")),
            None => (kind, value),
        };
        let adds = weight(&[seen]);
        match sums.iter_mut().find(|(k, ..)| *k == kind) {
            Some((.., sum)) => *sum += adds,
            None => sums.push((kind, value, adds)),
        }
    }
    sums.retain(|(kind, _, sum)| sum * sign > 0.05 && *kind != "always");
    sums.sort_by(|a, b| (b.2 * sign).total_cmp(&(a.2 * sign)));
    let told: Vec<String> = sums.iter().filter_map(|(kind, value, _)| words(kind, value)).take(2).collect();
    let side = if sign > 0.0 { "for it" } else { "against it" };
    if told.is_empty() {
        "what is seen of it, taken together".to_owned()
    } else {
        format!("{side}: {}", told.join("; "))
    }
}

/// A thing seen, in words; none for what tells a reader nothing.
fn words(kind: &str, value: &str) -> Option<String> {
    Some(match (kind, value) {
        ("place", "untold") => "no act is told in its sentence".to_owned(),
        ("place", "before") => "it stands before the act".to_owned(),
        ("place", "inside" | "next") => "it stands in or right after the words of the act".to_owned(),
        ("place", "near" | "after") => "it stands a few words after the act".to_owned(),
        ("place", _) => "it stands far from the act".to_owned(),
        ("list", "none") => "nothing says that it was talked about".to_owned(),
        ("list", _) => "words before it say that it was talked about".to_owned(),
        ("led", "none") => "no preposition leads to it".to_owned(),
        ("led", "other") => return None,
        ("led", word) => format!("it stands after “{word}”"),
        ("head", "none") => return None,
        ("head", "unknown") => "it is a name that is not known".to_owned(),
        ("head", "organization") => "it is the name of an organization".to_owned(),
        ("head", kind) => format!("it is the name of a {kind}"),
        ("verb", word) => format!("the verb before it is “{word}”"),
        ("word", word) => format!("its noun is “{word}”"),
        ("noun", "general" | "occasion" | "wrapper") => "its noun says little".to_owned(),
        ("noun", "agent") => "its noun is of people who act".to_owned(),
        ("issue", "yes") => "it names a known issue".to_owned(),
        ("issue", _) => "it names no known issue".to_owned(),
        ("acts", "yes") => "it takes part itself".to_owned(),
        ("how", "noun") => "it is a noun phrase".to_owned(),
        ("how", "infinitive") => "it is an act that is to be done".to_owned(),
        ("how", "gerund") => "it is an act told by a verb".to_owned(),
        ("how", _) => "it only describes what stands before".to_owned(),
        ("words", n) => format!("it has {n} words"),
        ("said", "yes") => "it is part of what somebody says".to_owned(),
        ("said", _) => "it is not part of what somebody says".to_owned(),
        ("quoted", "yes") => "it stands in quotation marks".to_owned(),
        ("saying", "yes") => "a verb of saying stands between it and the act".to_owned(),
        ("inside", "yes") => "it is part of a longer phrase".to_owned(),
        ("subject", "yes") => "it is the subject of what follows".to_owned(),
        ("reader", "whole" | "part" | "yes") => "the trained reader points to it".to_owned(),
        ("reader", "no") => "the trained reader does not point to it".to_owned(),
        ("event", event) => format!("it would belong to {event}"),
        ("nth", "0") => "it is the first after the act".to_owned(),
        ("nth", _) => "others stand nearer to the act".to_owned(),
        ("number", "yes") => "it begins with a number".to_owned(),
        ("names", "yes") => "it holds a name".to_owned(),
        _ => return None,
    })
}
