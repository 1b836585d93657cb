//! Places that a sentence of their own tells after an act: "signed a pact. *The ceremony took place in Oslo*".

use super::{before, spots};
use crate::Analysis;
use crate::analyze::Status;
use crate::extract::Event;
use crate::text::Sentence;

/// How many sentences after an act its place may be told.
const AFTER: usize = 2;

/// Nouns by which the signing of something is told again, and those by which a meeting is.
const SIGNINGS: &[&str] = &["ceremony", "signing", "event"];
const MEETINGS: &[&str] = &[
    "meeting",
    "talks",
    "summit",
    "conference",
    "session",
    "visit",
    "negotiations",
    "event",
    "gathering",
    "round",
];

/// Nouns by which what was signed or agreed is told again.
const ACCORDS: &[&str] = &[
    "accord",
    "agreement",
    "deal",
    "pact",
    "treaty",
    "memorandum",
    "truce",
    "ceasefire",
    "cease-fire",
    "protocol",
    "declaration",
    "document",
    "documents",
    "agreements",
];

/// Gives acts without a place the one where a later sentence says that they took place.
pub(in crate::extract) fn told_later(analysis: &Analysis, events: &mut [Event]) {
    let tokens = &analysis.tokens;
    let lacks = |e: &Event| {
        e.place.is_none() && e.mode != Some("phone") && matches!(e.status, Status::Actual | Status::Planned)
    };
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let found = takes_place(analysis, sentence).or_else(|| made_there(analysis, sentence));
        let found = found.or_else(|| met_there(analysis, sentence));
        let Some((noun, verb)) = found else { continue };
        let near = if noun == verb { verb + 6 } else { usize::MAX };
        let noun = tokens.lower(noun);
        let may = |e: &Event| match e.event {
            "CONSULT" => MEETINGS.contains(&noun),
            "SUPPORT" => (SIGNINGS.contains(&noun) || ACCORDS.contains(&noun)) && e.cameo == Some("057"),
            "AGREE" => ACCORDS.contains(&noun),
            _ => false,
        };
        let told = |e: &Event| {
            let at = e.evidence.first().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
            at.is_some_and(|at| at <= i && at + AFTER >= i)
        };
        let Some(event) = events.iter_mut().rev().find(|e| may(e) && told(e)) else { continue };
        let after = spots(analysis, sentence).into_iter().filter(|s| s.at > verb && s.at <= near);
        let spot = after.into_iter().find(|spot| {
            let led = before(analysis, spot.at, sentence.tokens.start);
            led.is_some_and(|at| matches!(tokens.lower(at), "in" | "at" | "near" | "outside"))
        });
        if let Some(spot) = spot.filter(|_| lacks(event)) {
            event.place = Some(spot.place);
        }
    }
}

/// The noun of an act and the verb of a sentence that says that it was held: "*the talks* were *held*".
fn takes_place(analysis: &Analysis, sentence: &Sentence) -> Option<(usize, usize)> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    sentence.tokens.clone().find_map(|at| {
        let group = grammar.verb(at).map(|v| &grammar.verbs[v]).filter(|g| g.head == at)?;
        let held = group.passive && matches!(tokens.lower(at), "held" | "hosted" | "convened" | "conducted");
        let takes = matches!(tokens.lower(at), "took" | "takes" | "take" | "taken" | "taking")
            && tokens.lower(at + 1) == "place";
        // "The talks were *suspended* in", "the summit *opened* in".
        let goes = group.passive
            && matches!(tokens.lower(at), "suspended" | "adjourned" | "resumed" | "opened" | "concluded")
            || !group.passive
                && matches!(
                    tokens.lower(at),
                    "opened"
                        | "began"
                        | "resumed"
                        | "ended"
                        | "closed"
                        | "concluded"
                        | "started"
                        | "continued"
                        | "collapsed"
                );
        let subject = grammar.phrases[group.subject.filter(|_| held || takes || goes)?];
        let which = matches!(tokens.lower(subject.start), "the" | "this" | "their" | "talks");
        let named =
            SIGNINGS.contains(&tokens.lower(subject.head)) || MEETINGS.contains(&tokens.lower(subject.head));
        (which && named).then_some((subject.head, at))
    })
}

/// The noun of a meeting that a sentence comes back to with its place: "was welcomed to *the talks* in Oslo".
fn met_there(analysis: &Analysis, sentence: &Sentence) -> Option<(usize, usize)> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    sentence.tokens.clone().find_map(|at| {
        let noun = matches!(
            tokens.lower(at),
            "meeting" | "talks" | "summit" | "conference" | "negotiations" | "session"
        );
        let phrase = grammar.phrases[grammar.phrase(at).filter(|_| noun)?];
        let led = phrase.preposition.map_or("", |i| tokens.lower(i));
        let again = tokens.lower(phrase.start) == "the"
            || matches!(led, "at" | "during") && tokens.lower(at) == "talks";
        // "Ahead of the summit in Oslo", "since the talks in Oslo" is another one.
        let other = matches!(led, "before" | "since" | "until" | "of" | "for" | "from" | "like");
        let fits = phrase.head == at && again && !other && phrase.end - phrase.start <= 3;
        (fits && matches!(tokens.lower(at + 1), "in" | "at")).then_some((at, at))
    })
}

/// The noun of an accord and the participle that says where it came about: "*the accord, signed* in Oslo, ends the war".
fn made_there(analysis: &Analysis, sentence: &Sentence) -> Option<(usize, usize)> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    sentence.tokens.clone().skip(2).find_map(|at| {
        let made = matches!(
            tokens.lower(at),
            "signed" | "reached" | "concluded" | "negotiated" | "struck" | "brokered" | "sealed" | "inked"
        );
        let mut noun = at - 1;
        // "The accord, *which was* signed in".
        while noun > sentence.tokens.start
            && matches!(tokens.lower(noun), "," | "which" | "was" | "were" | "-" | "–" | "(")
        {
            noun -= 1;
        }
        let phrase = grammar.phrases[grammar.phrase(noun).filter(|_| made)?];
        let which = matches!(tokens.lower(phrase.start), "the" | "this" | "their");
        (which && ACCORDS.contains(&tokens.lower(noun)) && phrase.head == noun).then_some((noun, at))
    })
}
