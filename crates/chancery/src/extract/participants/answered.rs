//! To whom an act answers that is told without a word of whose doing it is about: the last who did something of the kind,
//! those first who did it to whoever answers.

use crate::Analysis;
use crate::analyze::EntityId;
use crate::extract::Event;
use crate::extract::events::keys;

/// Whether the sentence of an act speaks of a visit that it does not tell of itself: "condemns *the visit*".
fn speaks_of_visit(analysis: &Analysis, event: &Event) -> bool {
    let Some(span) = event.evidence.first() else { return false };
    let sentence = &analysis.sentences[analysis.sentence_of(analysis.tokens.at_or_after(span.start))];
    let word = |i: usize| analysis.tokens.lower(i);
    sentence
        .tokens
        .clone()
        .skip(1)
        .any(|i| matches!(word(i), "visit" | "trip") && matches!(word(i - 1), "the" | "this"))
}

/// What is refused, denied or welcomed without a word of whose it was is the last that another did or asked: "Russia
/// offered a truce. Ukraine *rejected the offer*".
pub(in crate::extract) fn add_answered(analysis: &Analysis, events: &mut [Event]) {
    let sentence = |e: &Event| {
        e.evidence.first().map_or(0, |s| analysis.sentence_of(analysis.tokens.at_or_after(s.start)))
    };
    for i in 1..events.len() {
        let event = &events[i];
        let blames = event.event == "ACCUSE" && event.mode == Some("disapprove");
        let answers = event.event == "REJECT"
            || blames && !is_about_more(analysis, event)
            || event.cameo == Some("016")
            || event.event == "SUPPORT" && event.method.starts_with("rule:support.welcomed");
        let threatens = event.event == "THREATEN" && !is_gerund(analysis, event);
        if !(answers || threatens) || !event.recipients.is_empty() {
            continue;
        }
        let own = keys(analysis, event);
        let here = sentence(event);
        // Those who did it to whoever answers now: "Chad and Mali accused Niger of it. Niger *rejects the charge*".
        let done = |e: &Event| -> Vec<EntityId> {
            let own = |id: &&EntityId| own.contains(&analysis.entities.party_key(**id));
            let acts = match e.event {
                "SANCTION" => true,
                "ASSAULT" | "COERCE" | "MOBILIZE" => blames || threatens,
                "ACCUSE" | "THREATEN" => !blames,
                "REQUEST" => !blames && !threatens,
                _ => false,
            };
            let hit = acts && sentence(e) + 2 >= here && e.recipients.iter().any(|id| own(&id));
            e.actors.iter().filter(|id| hit && !own(id)).copied().collect()
        };
        let by = events[..i].iter().rev().map(done).find(|by| !by.is_empty());
        if by.is_some() || threatens {
            events[i].recipients.extend(by.into_iter().flatten());
            continue;
        }
        // Those of another act who are not of this one.
        let others = |e: &Event| -> Vec<EntityId> {
            let recipients = if blames { &[][..] } else { &e.recipients[..] };
            let all = e.actors.iter().chain(recipients).copied();
            all.filter(|&p| !own.contains(&analysis.entities.party_key(p))).collect()
        };
        let other = |e: &&Event| {
            let asks = match e.event {
                // Who condemns an act without naming its author means the last who did one: "condemned *the test*".
                "MOBILIZE" | "ASSAULT" | "COERCE" => blames,
                // "China condemns *the visit*".
                "CONSULT" if blames => e.mode == Some("visit") && speaks_of_visit(analysis, event),
                "AGREE" | "REQUEST" | "ACCUSE" | "THREATEN" | "CONSULT" | "CONCEDE" => !blames,
                "SANCTION" => true,
                _ => false,
            };
            let theirs = others(e);
            let key = |i: usize| analysis.entities.party_key(theirs[i]);
            let one = !theirs.is_empty() && (1..theirs.len()).all(|i| key(i) == key(0));
            asks && sentence(e) + 2 >= here && one
        };
        let found = events[..i].iter().rev().find(other).and_then(|e| others(e).first().copied());
        events[i].recipients.extend(found);
    }
}

/// Whether what is criticised is no act of the one told of before: "criticised *the results* of the vote".
fn is_about_more(analysis: &Analysis, event: &Event) -> bool {
    const MORE: &[&str] = &[
        "result",
        "results",
        "election",
        "elections",
        "vote",
        "law",
        "laws",
        "bill",
        "report",
        "reports",
        "film",
        "policy",
        "policies",
        "handling",
        "record",
        "conditions",
        "lack",
        "practice",
        "practices",
        "economy",
        "budget",
    ];
    let own = event.evidence.first().map(|&span| analysis.tokens.within(span));
    let verb = own.and_then(|mut own| own.find(|&at| analysis.grammar.verb(at).is_some()));
    let object = verb.and_then(|at| analysis.grammar.phrase(at + 1));
    object.is_some_and(|p| MORE.contains(&analysis.tokens.lower(analysis.grammar.phrases[p].head)))
}

/// Whether an act is told by the "-ing" of another: "put them down by *threatening* the families".
fn is_gerund(analysis: &Analysis, event: &Event) -> bool {
    let own = event.evidence.first().map(|&span| analysis.tokens.within(span));
    let verb = own.and_then(|mut own| own.find_map(|at| analysis.grammar.verb(at)));
    verb.is_some_and(|v| analysis.grammar.verbs[v].gerund)
}

/// From whom an envoy is recalled that nobody says where he was is the last who did something to his sender, or whom another
/// broke with: "Mali expelled the French envoy. France *recalled its ambassador*".
pub(in crate::extract) fn add_left(analysis: &Analysis, events: &mut [Event]) {
    let sentence = |e: &Event| {
        e.evidence.first().map_or(0, |s| analysis.sentence_of(analysis.tokens.at_or_after(s.start)))
    };
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    for i in 1..events.len() {
        let event = &events[i];
        let leaves = ["rule:sanction.recalled", "rule:sanction.cut-ties"].iter();
        // Whom one recalls, nobody leaves: "recalled its ambassador, *X*".
        let sides: Vec<&str> = event.actors.iter().map(key).collect();
        let alone = event.recipients.iter().all(|id| sides.contains(&key(id)));
        if !leaves.into_iter().any(|rule| event.method.starts_with(rule)) || !alone {
            continue;
        }
        events[i].recipients.clear();
        let event = &events[i];
        let own = keys(analysis, event);
        let other = |e: &Event| -> Option<EntityId> {
            let done = e.recipients.iter().any(|id| own.contains(&key(id)));
            let does = e.actors.iter().any(|id| own.contains(&key(id)));
            let side = match e.event {
                "SANCTION" | "ACCUSE" | "ASSAULT" | "COERCE" | "PROTEST" | "REJECT" if done => &e.actors,
                "ACCUSE" | "REJECT" | "THREATEN" if does => &e.recipients,
                "SANCTION" => &e.recipients,
                _ => return None,
            };
            let first = *side.iter().find(|id| !own.contains(&key(id)))?;
            side.iter().all(|id| own.contains(&key(id)) || key(id) == key(&first)).then_some(first)
        };
        let near = |e: &&Event| sentence(e) + 2 >= sentence(event);
        let found = events[..i].iter().rev().filter(near).find_map(other);
        events[i].recipients.extend(found);
    }
}
