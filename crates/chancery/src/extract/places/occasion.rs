//! The place that an act takes from the meeting, the journey or the line that it belongs to.

use super::{is_verbal, place_of};
use crate::Analysis;
use crate::analyze::clause::Relation;
use crate::analyze::{EntityId, EntityKind, Status, Toponym};
use crate::extract::{Event, Place, When};

/// The place of the meeting that an act of words belongs to: one in the same sentence with a party of its own, or the
/// one that the paragraph goes on about.
pub(in crate::extract) fn of_occasion(analysis: &Analysis, events: &mut [Event]) {
    at_named_summits(analysis, events);
    of_one_fight(analysis, events);
    let tokens = &analysis.tokens;
    let sentence = |e: &Event| e.evidence.first().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    let paragraph = |s: usize| analysis.sentences.get(s).map(|s| s.paragraph);
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    for i in 0..events.len() {
        let event = &events[i];
        // The meetings of a journey to come are where it goes.
        let ahead = event.event == "CONSULT" && event.status == Status::Planned;
        let sent = of_purpose(analysis, event, events);
        let counts = event.status == Status::Actual || ahead || sent.is_some();
        // Who calls off a meeting does not say so at another.
        let calls_off = event.event == "REJECT" && event.method.starts_with("rule:reject.cancelled");
        if event.place.is_some() || !counts || calls_off || event.mode == Some("phone") {
            continue;
        }
        // "Agreed *in Oslo* to stop … The deal was signed after talks with him": one occasion.
        let agrees = |e: &Event| {
            e.event == "AGREE"
                && (event.cameo == Some("057") || event.mode == Some("third-party"))
                && e.status == event.status
                && e.place.is_some()
        };
        // Who rallies demands where the rally is.
        let rallies = |e: &Event| {
            e.event == "PROTEST" && matches!(event.event, "REQUEST" | "ACCUSE") && e.place.is_some()
        };
        let meets = |e: &Event| {
            let talks = e.event == "CONSULT" && e.mode != Some("phone");
            (talks && e.status == event.status || rallies(e)) && e.place.is_some() || agrees(e)
        };
        let joins = is_verbal(event.event) || event.event == "CONSULT";
        let Some(here) = sentence(event).filter(|_| joins) else { continue };
        let shares = |e: &Event| {
            e.actors.iter().chain(&e.recipients).any(|a| event.actors.iter().any(|b| key(a) == key(b)))
        };
        let beside = |e: &Event| sentence(e) == Some(here) && is_aside(analysis, e, event);
        let near = |e: &&Event| meets(e) && shares(e) && may_be_one_day(e, event) && !beside(e);
        let same = events.iter().find(|e| meets(e) && shares(e) && sentence(e) == Some(here) && !beside(e));
        let going_on = || {
            events[..i].iter().rev().filter(near).find(|e| {
                sentence(e).and_then(paragraph) == paragraph(here)
                    || sentence(e).is_some_and(|s| s + 3 >= here)
            })
        };
        // A visitor meets where the visit is: "visits Paris *to attend* meetings".
        let visited = || {
            let visits = |e: &&Event| e.event == "CONSULT" && e.mode == Some("visit") && e.place.is_some();
            events.iter().filter(visits).find(|e| ahead && shares(e) && sentence(e) == Some(here))
        };
        // The release of a government is of one meeting.
        let released = || {
            let release = analysis.document.government().is_some();
            let stays = || {
                let mut told = events.iter().filter(|e| e.event == "CONSULT" && e.place.is_some());
                let first = told.next().and_then(|e| e.place.as_ref()).map(|p| &p.country);
                told.all(|e| e.place.as_ref().map(|p| &p.country) == first)
            };
            let fits = release && (is_verbal(event.event) || stays());
            events[..i].iter().find(|e| fits && near(e))
        };
        let sent = sent.map(|i| &events[i]);
        let place = sent.or(same).or_else(going_on).or_else(visited).and_then(|e| e.place.clone());
        // Who spoke by phone did so nowhere: "*spoke today with* the minister. She thanked him for hosting the talks in Oslo".
        let call = events[..i].iter().rev().find(|e| e.event == "CONSULT" && shares(e));
        if is_verbal(event.event)
            && sent.is_none()
            && same.is_none()
            && call.is_some_and(|e| e.mode == Some("phone"))
        {
            continue;
        }
        let place = place.or_else(|| headed(analysis, event));
        let place = place.or_else(|| released().and_then(|e| e.place.clone()));
        // Nobody visits his own state: "the two agreed on a summit in Oslo; Norway's minister *will visit the region*".
        let home = |p: &Place| {
            let party = |id: &EntityId| analysis.entities.get(*id).party.as_deref();
            event.mode == Some("visit")
                && event.recipients.is_empty()
                && event.actors.iter().all(|id| party(id) == p.country.as_deref())
        };
        let place = place.or_else(|| dateline(analysis, event, here));
        events[i].place = place.filter(|p| !home(p));
    }
}

/// Violence of one sentence is at one place, which may be told with but one of its verbs: "were *killed* when rebels
/// *ambushed* a convoy in Gao".
fn of_one_fight(analysis: &Analysis, events: &mut [Event]) {
    let tokens = &analysis.tokens;
    let sentence = |e: &Event| e.evidence.first().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    for i in 0..events.len() {
        let event = &events[i];
        if event.event != "ASSAULT" || event.place.is_some() {
            continue;
        }
        let one = |e: &&Event| {
            e.event == "ASSAULT"
                && e.place.is_some()
                && e.status == event.status
                && sentence(e) == sentence(event)
                && may_be_one_day(e, event)
                && (e.actors.iter().any(|a| event.actors.iter().any(|b| key(a) == key(b)))
                    || e.actors.is_empty()
                    || event.actors.is_empty())
        };
        let place = events.iter().find(one).and_then(|e| e.place.clone());
        events[i].place = place;
    }
}

/// The journey on which an act is the aim: "*visits* Oslo to *sign* an accord".
fn of_purpose(analysis: &Analysis, event: &Event, events: &[Event]) -> Option<usize> {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(*event.evidence.first()?).find_map(|at| grammar.verb(at))?;
    let group = &grammar.verbs[verb];
    let governor = group.governor.filter(|_| group.infinitive && is_verbal(event.event))?;
    let head = analysis.tokens.list[grammar.verbs[governor].head].span;
    events.iter().position(|e| {
        let goes = e.event == "CONSULT" && matches!(e.status, Status::Actual | Status::Planned);
        goes && e.place.is_some() && e.evidence.iter().any(|s| s.contains(head))
    })
}

/// "The *summit*" that has no place of its own is the only one that the report names by a town: "the Venice *summit*".
fn at_named_summits(analysis: &Analysis, events: &mut [Event]) {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let is_summit = |i: usize| matches!(tokens.lower(i), "summit" | "conference" | "congress");
    let bare = |e: &Event| {
        let own = e.evidence.iter().flat_map(|&s| tokens.within(s));
        own.into_iter().find(|&i| is_summit(i) && i > 0 && tokens.lower(i - 1) == "the")
    };
    for event in events.iter_mut().filter(|e| e.event == "CONSULT" && e.place.is_none()) {
        let Some(at) = bare(event) else { continue };
        let named = analysis.toponyms.iter().filter(|t| {
            let own = tokens.within(t.span);
            let end = grammar.phrase(own.start).map_or(own.end, |p| grammar.phrases[p].end);
            !t.is_country && (own.end..end).any(|i| tokens.lower(i) == tokens.lower(at))
        });
        let mut towns: Vec<&Toponym> = named.collect();
        towns.dedup_by_key(|t| t.place);
        if let [town] = towns[..] {
            event.place = Some(place_of(town));
        }
    }
}

/// Whether two acts may be of one day: "will travel to Oslo *later this month* … will join the summit *on March 24*".
fn may_be_one_day(a: &Event, b: &Event) -> bool {
    let (Some(a), Some(b)) = (&a.date, &b.date) else { return a.date == b.date };
    let rough = |a: &When, b: &When| a.told && a.until.is_none() && b.value.starts_with(&a.value);
    a == b || rough(a, b) || rough(b, a)
}

/// Whether a meeting is told in a relative clause, beside what its sentence tells: "Putin, *who hosted him in Sochi*,
/// pledged a loan".
fn is_aside(analysis: &Analysis, meeting: &Event, act: &Event) -> bool {
    let grammar = &analysis.grammar;
    let verb = |e: &Event| analysis.tokens.within(*e.evidence.first()?).find_map(|at| grammar.verb(at));
    let Some(v) = verb(meeting) else { return false };
    let group = &grammar.verbs[v];
    let inside =
        verb(act).is_some_and(|a| grammar.verbs[a].shares == Some(v) || grammar.verbs[a].governor == Some(v));
    group.relation == Relation::Relative && !group.reduced && !group.gerund && !inside
}

/// Where the transcripts of the White House say that one spoke there, on a line of its own.
const ROOMS: &[&str] = &[
    "white house",
    "the white house",
    "oval office",
    "east room",
    "blue room",
    "roosevelt room",
    "cabinet room",
    "situation room",
    "rose garden",
    "south lawn",
    "state dining room",
    "diplomatic reception room",
    "south court auditorium",
];

/// The place that heads a transcript or a release on a line of its own, for what is done on the occasion: "*Brussels, Belgium*".
fn headed(analysis: &Analysis, event: &Event) -> Option<Place> {
    let visit = event.mode == Some("visit");
    let meeting = event.event == "CONSULT" && event.mode != Some("phone");
    let today = analysis.document.published_on().map(|d| d.to_string());
    let now = event.date.as_ref().is_none_or(|d| Some(&d.value) == today.as_ref());
    // What one says who speaks there: "we *condemn* the attack".
    let voiced = || {
        let at = event.evidence.first().map(|s| s.start);
        let voice = at.and_then(|at| analysis.entities.voice_at(at));
        let key = |id: EntityId| analysis.entities.party_key(id);
        is_verbal(event.event) && voice.is_some_and(|v| event.actors.iter().any(|&a| key(a) == key(v)))
    };
    // What a release tells that begins so is done there.
    let released = is_verbal(event.event) && analysis.document.government().is_some();
    let there = meeting || event.cameo == Some("057") || released || voiced();
    if !there || event.status != Status::Actual || !now {
        return None;
    }
    let us = analysis.document.government() == Some("us");
    analysis.paragraphs.iter().take(5).find_map(|paragraph| {
        let line = analysis.text()[paragraph.span.start as usize..paragraph.span.end as usize].trim();
        if us && !visit && ROOMS.contains(&line.to_lowercase().as_str()) {
            return Some(Place {
                name: "White House".to_owned(),
                country: Some("USA".to_owned()),
                lat: None,
                lon: None,
                geonames: None,
            });
        }
        let from = analysis.toponyms.partition_point(|t| t.span.start < paragraph.span.start);
        let toponym = analysis.toponyms.get(from).filter(|t| paragraph.span.contains(t.span))?;
        let rest = &analysis.text()[toponym.span.end as usize..paragraph.span.end as usize];
        let state = analysis.toponyms.get(from + 1).filter(|t| paragraph.span.contains(t.span));
        let rest = state.map_or(rest, |s| &analysis.text()[s.span.end as usize..paragraph.span.end as usize]);
        let alone = toponym.span.start == paragraph.span.start
            && matches!(rest.trim_matches([',', '.', ' ', '\n']), "" | "D.C" | "DC");
        let party = |id: &EntityId| analysis.entities.get(*id).party.as_deref();
        let all = || event.actors.iter().chain(&event.recipients);
        let hosted = all().any(|id| party(id).is_some() && party(id) == toponym.country.as_deref());
        (alone && !toponym.is_country && (!visit || hosted)).then(|| place_of(toponym))
    })
}

/// Verbs that tell of a meeting that it went on.
const WENT_ON: &[&str] = &[
    "ended",
    "opened",
    "began",
    "closed",
    "concluded",
    "started",
    "resumed",
    "failed",
    "collapsed",
    "adjourned",
    "wrapped",
    "kicked",
    "broke",
];

/// Whether a meeting is told by a noun of which the main verb says that it began or ended.
fn is_held(analysis: &Analysis, event: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let counts = event.event == "CONSULT" && event.status == Status::Actual && event.mode != Some("visit");
    let Some(own) = event.evidence.first().map(|&s| tokens.within(s)).filter(|_| counts) else {
        return false;
    };
    let sentence = &analysis.sentences[analysis.sentence_of(own.start)];
    let noun = own.clone().all(|at| grammar.verb(at).is_none());
    noun && sentence.tokens.clone().filter_map(|at| grammar.verb(at)).map(|v| &grammar.verbs[v]).any(
        |group| {
            let subject = group.subject.map(|p| grammar.phrases[p]);
            let first = subject.is_some_and(|p| {
                // "A *meeting* of the ministers of the bloc ended".
                let head = (sentence.tokens.start..p.end).find(|&at| own.contains(&at));
                head.is_some() && (p.start..p.end).any(|at| own.contains(&at))
                    || head.is_some_and(|at| tokens.lower(at + 1) == "of" && at + 8 > p.start && at < p.start)
            });
            first
                && group.relation == Relation::Main
                && !group.passive
                && WENT_ON.contains(&tokens.lower(group.head))
        },
    )
}

/// Today's state of the capital of one that is no more.
fn today(code: &str) -> &str {
    match code {
        "SUN" => "RUS",
        "YUG" => "SRB",
        "CSK" => "CZE",
        "DDR" => "DEU",
        _ => code,
    }
}

/// Towns from which agencies report of what goes on elsewhere.
const DESKS: &[&str] = &[
    "london",
    "paris",
    "washington",
    "new york",
    "nicosia",
    "beirut",
    "cairo",
    "nairobi",
    "dubai",
    "hong kong",
    "johannesburg",
    "moscow",
    "singapore",
    "bangkok",
    "istanbul",
    "jerusalem",
    "brussels",
    "united nations",
];

/// Whether a sentence names another town or state than the dateline's.
fn names_another(analysis: &Analysis, sentence: usize, dateline: &Toponym) -> bool {
    let span = analysis.sentences[sentence].span;
    let from = analysis.toponyms.partition_point(|t| t.span.start < span.start);
    let inside = analysis.toponyms[from..].iter().take_while(|t| t.span.start < span.end);
    inside.into_iter().any(|t| t.place != dateline.place && !t.is_country && t.country != dateline.country)
}

/// The place of the dateline, for what its paragraph tells of those whose country it is in: "*SEOUL* — South Korea agreed".
fn dateline(analysis: &Analysis, event: &Event, sentence: usize) -> Option<Place> {
    let paragraph = analysis.sentences.get(sentence)?.paragraph;
    let own = analysis.paragraphs.get(paragraph)?.tokens.clone();
    let line = analysis.datelines.iter().find(|d| own.contains(&d.tokens.start))?;
    let (first, last) =
        (analysis.tokens.list.get(line.tokens.start)?, analysis.tokens.list.get(line.tokens.end - 1)?);
    let from = analysis.toponyms.partition_point(|t| t.span.start < first.span.start);
    let toponym = analysis.toponyms[from..].iter().find(|t| t.span.end <= last.span.end)?;
    let home = |id: &EntityId| {
        let party = analysis.entities.get(*id).party.as_deref().map(today);
        party.is_some() && party == toponym.country.as_deref()
    };
    // "*THE HAGUE* - The World Court rejected": an organisation has its seat there.
    let seated = |id: &EntityId| analysis.entities.get(*id).kind == EntityKind::Organization;
    let meeting = event.event == "CONSULT" && !matches!(event.mode, Some("phone" | "visit"));
    // "SEOUL — The North fired a missile as the G20 met": many meet anywhere.
    let opens = analysis.sentences[sentence].tokens.contains(&line.tokens.start);
    let meeting = meeting && (opens || event.mode != Some("multilateral"));
    // "QUITO — A meeting of the bloc *ended* without a deal": what is told of there goes on there.
    if opens && is_held(analysis, event) && !toponym.is_country {
        return Some(place_of(toponym));
    }
    // "MADRID — Israel and its neighbours sat down for talks": reporters go where others meet.
    let others = meeting && opens && !toponym.is_country && event.actors.len() + event.recipients.len() > 1;
    let town = toponym.name.to_lowercase();
    if others
        && event.status == Status::Actual
        && event.date.is_some()
        && !DESKS.contains(&town.as_str())
        && !names_another(analysis, sentence, toponym)
    {
        return Some(place_of(toponym));
    }
    let spoken = (is_verbal(event.event) || meeting) && event.event != "STATEMENT";
    let seats = is_verbal(event.event) && event.actors.iter().all(seated);
    (spoken && event.status == Status::Actual && (event.actors.iter().any(home) || seats))
        .then(|| place_of(toponym))
}
