//! Where events took place: what the words around a trigger tell ([`told`]), the meeting that it belongs to
//! ([`of_occasion`]), or what the act itself implies ([`implied`]): a visit is where the host is, an expulsion where the
//! one who expels is. Of words alone (a demand, a promise) a place is told only by the occasion; none is guessed.

use super::{Event, Place, When};
use crate::Analysis;
use crate::analyze::clause::{Relation, Tag};
use crate::analyze::{EntityId, EntityKind, MentionForm, Status, Toponym, Trigger};
use crate::text::Case;

/// Prepositions before the place where something happens.
const WHERE: &[&str] =
    &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off", "aboard"];

/// Nouns between a preposition and a place: "in the *city of* Homs".
const KINDS: &[&str] = &[
    "city",
    "town",
    "village",
    "capital",
    "port",
    "region",
    "province",
    "district",
    "state",
    "island",
    "border",
    "suburb",
    "area",
    "republic",
    "camp",
    "neighbourhood",
    "neighborhood",
    "governorate",
    "county",
    "territory",
    "territories",
    "seaside",
    "resort",
    "outskirts",
    "quarter",
    "valley",
    "strip",
    "peninsula",
    "kingdom",
];

/// Words that tell of a diplomatic mission.
const MISSIONS: &[&str] = &[
    "embassy",
    "embassies",
    "consulate",
    "ambassador",
    "ambassadors",
    "mission",
    "personnel",
    "envoy",
    "staff",
];

/// Nouns that tell of an occasion where people come together: "at the *summit* in Venice", "the Hanoi *summit*".
const OCCASIONS: &[&str] = &[
    "summit",
    "conference",
    "meeting",
    "meetings",
    "talks",
    "forum",
    "negotiations",
    "session",
    "consultations",
    "congress",
    "dialogue",
    "g7",
    "g20",
];

/// Nouns that tell of what many do or suffer at one place: "the Nairobi *protests*".
const GATHERINGS: &[&str] = &[
    "protest",
    "protests",
    "rally",
    "rallies",
    "demonstrations",
    "riots",
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "clashes",
    "siege",
    "massacre",
    "shooting",
];

/// Words for stretches of land and water on which something happens: "on the *island* of Mindanao".
const GROUNDS: &[&str] = &[
    "island",
    "islands",
    "border",
    "coast",
    "outskirts",
    "frontier",
    "peninsula",
    "shores",
    "soil",
    "bank",
    "heights",
];

/// Verbs that tell that rulers lost their power.
const OVERTHROWN: &[&str] =
    &["deposed", "deposes", "toppled", "topples", "overthrew", "overthrows", "overthrown", "ousted", "ousts"];

/// Costs of a place that stands before the trigger, and of one beyond another verb; with the distance in tokens.
const BEFORE: usize = 12;
const BEYOND: usize = 30;
/// A place dearer than this is of something else.
const DEAREST: usize = 60;

/// Whether an act is one of words, which may be about places far away.
fn is_verbal(event: &str) -> bool {
    matches!(
        event,
        "AGREE" | "SUPPORT" | "CONCEDE" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "STATEMENT"
    )
}

/// The place that the trigger's sentence tells.
pub(super) fn told(analysis: &Analysis, trigger: &Trigger) -> Option<Place> {
    let tokens = &analysis.tokens;
    let sentence = analysis.sentences.get(trigger.sentence)?;
    let own = tokens.within(trigger.span);
    let visits = trigger.mode == Some("visit");
    let words_only =
        is_verbal(trigger.event) && trigger.cameo != Some("057") && !is_of_mission(analysis, trigger);
    let from = analysis.toponyms.partition_point(|t| t.span.start < sentence.span.start);
    let mut best: Option<(usize, &Toponym)> = None;
    for toponym in analysis.toponyms[from..].iter().take_while(|t| t.span.start < sentence.span.end) {
        let at = tokens.at_or_after(toponym.span.start);
        // "at the *Chad* Conference", "visiting *U.S.* officials": a state that only tells which.
        if toponym.is_country && is_modifier(analysis, toponym, at) {
            continue;
        }
        let named = occasion_named(analysis, at, words_only);
        let first = named.filter(|_| !toponym.is_country).unwrap_or(at);
        let Some(before) = before(analysis, first, sentence.tokens.start) else { continue };
        // "in Sde Boker, *Israel*": a town that no gazetteer has is known by its state.
        let region = || governor_of(analysis, before).filter(|_| tokens.lower(before) == ",");
        let before = region().unwrap_or(before);
        let word = tokens.lower(before);
        let opens = before <= sentence.tokens.start + 1;
        let object = before + 1 == own.end || own.contains(&before);
        // "at the Geneva *conference*", "after talks *in* Doha", "agreed with Chad *in* Niamey": the occasion is there.
        let past = tokens.within(toponym.span).end;
        let where_ =
            past <= own.start && (past..(past + 2).min(own.start)).any(|i| tokens.lower(i) == "where");
        // "agree *in Oslo* to reopen the border": where the words themselves are said.
        let said = is_verbal(trigger.event)
            && !toponym.is_country
            && matches!(word, "in" | "at")
            && before == own.end
            && own.clone().any(|i| analysis.grammar.verb(i).is_some());
        let ahead = matches!(word, "before" | "until");
        let met = named.is_some() && !toponym.is_country && !ahead
            || said
            || where_ && WHERE.contains(&word)
            || WHERE.contains(&word)
                && (is_of_occasion(analysis, before)
                    || trigger.event == "AGREE" && !toponym.is_country && is_with_someone(analysis, before));
        let on_ground = word == "on" && (before + 1..past).any(|i| GROUNDS.contains(&tokens.lower(i)));
        let stands = WHERE.contains(&word)
            || on_ground
            || met
            || matches!(trigger.event, "RETREAT" | "MOBILIZE") && word == "from"
            || trigger.event == "RETREAT" && word == "of" && tokens.lower(before - 1) == "control"
            || matches!(trigger.event, "COERCE" | "MOBILIZE" | "ASSAULT") && word == "into"
            || object && (matches!(trigger.event, "ASSAULT" | "COERCE") || visits)
            || visits && matches!(word, "to" | "for" | "visited" | "visit" | "visits" | "visiting");
        // What is punished happened elsewhere: "sanctioned over the arrests in Minsk".
        let reason = trigger.event == "SANCTION"
            && (own.end..before)
                .any(|i| matches!(tokens.lower(i), "over" | "for" | "after" | "because" | "response"));
        if !stands || words_only && !opens && !met || reason {
            continue;
        }
        let (between, cost) = if where_ {
            // "held talks in Doha, *where* it accused".
            (at..at, 0)
        } else if at >= own.end {
            (own.end..at, 0)
        } else {
            (at..own.start, if opens { BEFORE / 2 } else { BEFORE })
        };
        let verbs = between.clone().filter_map(|i| analysis.grammar.verb(i)).filter(|&v| {
            let group = &analysis.grammar.verbs[v];
            // "met to *discuss* the summit in Singapore" tells what they spoke of.
            let spoken = group.infinitive
                && matches!(tokens.lower(group.head), "discuss" | "prepare" | "plan" | "debate" | "consider");
            spoken || !group.reduced && !group.infinitive && group.relation != Relation::Gerund
        });
        let beyond = if verbs.count() > usize::from(at < own.start && opens) { BEYOND } else { 0 };
        let cost = cost + beyond + if opens { between.len().min(20) } else { between.len() };
        if cost < DEAREST && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, toponym));
        }
    }
    let seat = || at_seat(analysis, trigger);
    match best {
        // "received him *at the White House*, claiming that in Chad …": rather the seat than what is beyond a verb.
        Some((cost, toponym)) if cost >= BEYOND => seat().or_else(|| Some(place_of(toponym))),
        Some((_, toponym)) => Some(place_of(toponym)),
        None => seat(),
    }
}

/// Whether an act of words is about a mission, which is somewhere: "will open a consulate in Nuuk".
fn is_of_mission(analysis: &Analysis, trigger: &Trigger) -> bool {
    let own = analysis.tokens.within(trigger.span);
    let last = (own.end + 5).min(analysis.tokens.list.len());
    trigger.event == "SUPPORT"
        && (own.start.saturating_sub(4)..last)
            .any(|i| matches!(analysis.tokens.lower(i), "embassy" | "embassies" | "consulate" | "consulates"))
}

/// Where the phrase begins that names an occasion by the place at token `at`: "*the 2025* Hanoi summit".
fn occasion_named(analysis: &Analysis, at: usize, words_only: bool) -> Option<usize> {
    let grammar = &analysis.grammar;
    let phrase = &grammar.phrases[grammar.phrase(at)?];
    let head = analysis.tokens.lower(phrase.head);
    let named = at < phrase.head && (OCCASIONS.contains(&head) || !words_only && GATHERINGS.contains(&head));
    // A hyphen joins who meets: "the Tokyo-Seoul talks".
    let joined = |i: usize| matches!(analysis.tokens.lower(i), "-" | "–" | "/");
    (named && !joined(at + 1) && !at.checked_sub(1).is_some_and(joined)).then_some(phrase.start)
}

/// Whether the name of a state only says of what follows whose it is or which.
fn is_modifier(analysis: &Analysis, toponym: &Toponym, at: usize) -> bool {
    let grammar = &analysis.grammar;
    let Some(phrase) = grammar.phrase(at).map(|p| &grammar.phrases[p]) else { return false };
    let past = analysis.tokens.within(toponym.span).end;
    let head = analysis.tokens.lower(phrase.head);
    // "in Chad's *Lake* Region": a place in it.
    let place = analysis
        .toponyms
        .iter()
        .any(|t| t.span.start > toponym.span.start && analysis.tokens.within(t.span).contains(&phrase.head));
    let ground = KINDS.contains(&head) || GROUNDS.contains(&head);
    let joined = analysis.tokens.lower(past) == "'s" || analysis.tokens.lower(past) == "’s";
    // "At *Chad's request*": it asks, wherever it is done.
    let asks = matches!(head, "request" | "insistence" | "urging" | "behest" | "invitation" | "suggestion");
    past <= phrase.head && !place && !ground && (!joined || asks)
}

/// Whether the preposition at token `before` belongs to an occasion: "at the *summit* in".
fn is_of_occasion(analysis: &Analysis, before: usize) -> bool {
    let grammar = &analysis.grammar;
    let phrase = before.checked_sub(1).and_then(|i| grammar.phrase(i)).map(|p| &grammar.phrases[p]);
    phrase.is_some_and(|p| {
        let led = p.preposition.map_or("", |i| analysis.tokens.lower(i));
        p.end == before
            && OCCASIONS.contains(&analysis.tokens.lower(p.head))
            && matches!(led, "at" | "in" | "during" | "after" | "following")
    })
}

/// Whether the preposition at token `before` comes after those with whom something is done: "agree with Chad *in*".
fn is_with_someone(analysis: &Analysis, before: usize) -> bool {
    let grammar = &analysis.grammar;
    let phrase = before.checked_sub(1).and_then(|i| grammar.phrase(i)).map(|p| &grammar.phrases[p]);
    phrase
        .is_some_and(|p| p.end == before && p.preposition.is_some_and(|i| analysis.tokens.lower(i) == "with"))
}

/// The token that stands before the phrase of a place: its preposition, or the verb whose object it is.
fn before(analysis: &Analysis, at: usize, start: usize) -> Option<usize> {
    let tags = &analysis.grammar.tags;
    let mut at = at;
    while at > start {
        let i = at - 1;
        let word = analysis.tokens.lower(i);
        let kind = KINDS.contains(&word);
        let within = matches!(tags[i], Tag::Determiner | Tag::Adjective | Tag::Demonym | Tag::Joiner)
            || kind
            // "in the *Al-Salam* quarter of Lagos".
            || KINDS.contains(&analysis.tokens.lower(at)) && analysis.tokens.list[i].case == Case::Capital
            || word == "of" && i > start && KINDS.contains(&analysis.tokens.lower(i - 1))
            || matches!(
                word,
                "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "downtown"
                    | "northeast"
                    | "northwest"
                    | "northeastern"
                    | "northwestern"
                    | "southeastern"
                    | "southwestern"
                    | "coastal"
                    | "occupied"
            );
        if !within {
            return Some(i);
        }
        at = i;
    }
    None
}

/// The preposition of the phrase that ends right before token `comma`.
fn governor_of(analysis: &Analysis, comma: usize) -> Option<usize> {
    let phrase = analysis.grammar.phrase(comma.checked_sub(1)?)?;
    analysis.grammar.phrases[phrase].preposition
}

/// "At *the White House*": a seat of power that stands for its state is also where something happens.
fn at_seat(analysis: &Analysis, trigger: &Trigger) -> Option<Place> {
    if is_verbal(trigger.event) && trigger.cameo != Some("057") {
        return None;
    }
    let sentence = analysis.sentences.get(trigger.sentence)?;
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
    let inside = analysis.mentions.iter().enumerate().skip(from);
    inside.take_while(|(_, m)| m.span.start < sentence.span.end).find_map(|(id, mention)| {
        let at = analysis.tokens.at_or_after(mention.span.start);
        let word = |n: usize| at.checked_sub(n).map_or("", |i| analysis.tokens.lower(i));
        let before = if word(1) == "the" { word(2) } else { word(1) };
        // "*according to* Chad's Joint Chiefs" tells who says it.
        let credited = before == "to" && [word(2), word(3)].contains(&"according");
        let reason = trigger.event == "SANCTION" && at > analysis.tokens.within(trigger.span).end;
        if reason
            || credited
            || mention.form != MentionForm::Metonym
            || !matches!(before, "at" | "to" | "in" | "outside")
        {
            return None;
        }
        let code = analysis.entities.get(analysis.entities.of(id)?).party.clone()?;
        analysis.entities.state_name(&code)?;
        let name = mention.span.of(analysis.text());
        let name = name.strip_prefix("the ").unwrap_or(name).to_owned();
        Some(Place { name, country: Some(code), lat: None, lon: None, geonames: None })
    })
}

/// The place of the meeting that an act of words belongs to: one in the same sentence with a party of its own, or the
/// one that the paragraph goes on about.
pub(super) fn of_occasion(analysis: &Analysis, events: &mut [Event]) {
    let tokens = &analysis.tokens;
    let sentence = |e: &Event| e.evidence.first().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    let paragraph = |s: usize| analysis.sentences.get(s).map(|s| s.paragraph);
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    for i in 0..events.len() {
        let event = &events[i];
        // The meetings of a journey to come are where it goes.
        let ahead = event.event == "CONSULT" && event.status == Status::Planned;
        let counts = event.status == Status::Actual || ahead;
        if event.place.is_some() || !counts || event.mode == Some("phone") {
            continue;
        }
        // Who rallies demands where the rally is.
        let rallies = |e: &Event| {
            e.event == "PROTEST" && matches!(event.event, "REQUEST" | "ACCUSE") && e.place.is_some()
        };
        let meets = |e: &Event| {
            let talks = e.event == "CONSULT" && e.mode != Some("phone");
            (talks && e.status == event.status || rallies(e)) && e.place.is_some()
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
            let release = analysis.document.government().is_some() && is_verbal(event.event);
            events[..i].iter().find(|e| release && near(e))
        };
        let place = same.or_else(going_on).or_else(visited).or_else(released).and_then(|e| e.place.clone());
        events[i].place =
            place.or_else(|| dateline(analysis, event, here)).or_else(|| headed(analysis, event));
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

/// The place that heads a transcript on a line of its own, for what is done on the occasion: "*Brussels, Belgium*".
fn headed(analysis: &Analysis, event: &Event) -> Option<Place> {
    let meeting = event.event == "CONSULT" && !matches!(event.mode, Some("phone" | "visit"));
    let today = analysis.document.published_on().map(|d| d.to_string());
    let now = event.date.as_ref().is_none_or(|d| Some(&d.value) == today.as_ref());
    if !meeting && event.cameo != Some("057") || event.status != Status::Actual || !now {
        return None;
    }
    analysis.paragraphs.iter().take(5).find_map(|paragraph| {
        let from = analysis.toponyms.partition_point(|t| t.span.start < paragraph.span.start);
        let toponym = analysis.toponyms.get(from).filter(|t| paragraph.span.contains(t.span))?;
        let rest = &analysis.text()[toponym.span.end as usize..paragraph.span.end as usize];
        let state = analysis.toponyms.get(from + 1).filter(|t| paragraph.span.contains(t.span));
        let rest = state.map_or(rest, |s| &analysis.text()[s.span.end as usize..paragraph.span.end as usize]);
        let alone = toponym.span.start == paragraph.span.start
            && matches!(rest.trim_matches([',', '.', ' ', '\n']), "" | "D.C" | "DC");
        (alone && !toponym.is_country).then(|| place_of(toponym))
    })
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
        let party = analysis.entities.get(*id).party.as_deref();
        party.is_some() && party == toponym.country.as_deref()
    };
    // "*THE HAGUE* - The World Court rejected": an organisation has its seat there.
    let seated = |id: &EntityId| analysis.entities.get(*id).kind == EntityKind::Organization;
    let meeting = event.event == "CONSULT" && !matches!(event.mode, Some("phone" | "visit"));
    let spoken = (is_verbal(event.event) || meeting) && event.event != "STATEMENT";
    let seats = is_verbal(event.event) && event.actors.iter().all(seated);
    (spoken && event.status == Status::Actual && (event.actors.iter().any(home) || seats))
        .then(|| place_of(toponym))
}

/// A visit is where its host is, and an expulsion where the one who expels is: a place elsewhere in the sentence is of
/// another thing.
pub(super) fn with_the_host(analysis: &Analysis, event: &mut Event) {
    let host = match (event.event, event.mode) {
        ("CONSULT", Some("visit")) => only_state(analysis, &event.recipients),
        ("SANCTION", Some("expel")) => only_state(analysis, &event.actors),
        _ => None,
    };
    let Some(host) = host else { return };
    let elsewhere = event.place.as_ref().is_some_and(|p| {
        p.country.is_some()
            && p.country != host.country
            && p.country.as_deref().and_then(|c| analysis.entities.state_name(c)).is_some()
    });
    if elsewhere {
        event.place = Some(host);
    }
}

/// The place that an act implies by what it is.
pub(super) fn implied(analysis: &Analysis, event: &Event) -> Option<Place> {
    let says = |words: &[&str]| {
        event
            .evidence
            .iter()
            .any(|&s| analysis.tokens.within(s).any(|i| words.contains(&analysis.tokens.lower(i))))
    };
    let host = || only_state(analysis, &event.recipients);
    let own = || only_state(analysis, &event.actors);
    let foreign = || {
        let code = |id: &EntityId| analysis.entities.get(*id).party.clone();
        let ours: Vec<String> = event.actors.iter().filter_map(code).collect();
        event.recipients.iter().filter_map(code).any(|c| !ours.contains(&c))
    };
    match (event.event, event.mode) {
        ("CONSULT", Some("visit")) => host(),
        ("SANCTION", Some("expel")) => own(),
        ("SANCTION", Some("withdraw")) | ("SUPPORT", _) if says(MISSIONS) => host(),
        ("ACCUSE", _) if says(&["summon", "summons", "summoned", "summoning"]) => own(),
        ("ACCUSE", Some("investigate")) => own(),
        ("COERCE", Some("arrest" | "ban" | "censor" | "curfew" | "martial-law" | "deport")) => own(),
        // Who closes its borders to travellers does so at home; who blocks another state's ships may be anywhere.
        ("COERCE", Some("restrict")) if !foreign() => own(),
        // Who is overthrown rules where it happens; whose people protest do so at home.
        ("COERCE", Some("seize")) if says(OVERTHROWN) => host(),
        ("PROTEST", _) | ("SANCTION", Some("convict")) | ("RETREAT", Some("access")) => own(),
        ("COERCE", Some("seize"))
            if host().is_some_and(|h| own().is_some_and(|o| o.country == h.country)) =>
        {
            own()
        }
        ("RETREAT", Some("resign")) => own(),
        ("MOBILIZE", Some("weapons")) => own(),
        ("ASSAULT", _) => {
            let abroad = |e: &EntityId| {
                let entity = analysis.entities.get(*e);
                entity.kind == EntityKind::Organization
                    || entity
                        .office
                        .as_deref()
                        .is_some_and(|o| o.contains("ambassador") || o.contains("diplomat"))
            };
            if event.recipients.iter().any(abroad) { None } else { host() }
        }
        _ => None,
    }
}

/// The state that all of `parties` belong to.
fn only_state(analysis: &Analysis, parties: &[EntityId]) -> Option<Place> {
    let mut codes = parties.iter().map(|&id| analysis.entities.get(id).party.as_deref());
    let code = codes.next()??;
    if codes.any(|c| c != Some(code)) {
        return None;
    }
    let name = analysis.entities.state_name(code)?;
    Some(Place {
        name: name.to_owned(),
        country: Some(code.to_owned()),
        lat: None,
        lon: None,
        geonames: None,
    })
}

fn place_of(toponym: &Toponym) -> Place {
    Place {
        name: toponym.name.clone(),
        country: toponym.country.clone(),
        lat: Some(toponym.location.lat),
        lon: Some(toponym.location.lon),
        geonames: toponym.location.geonames,
    }
}

#[cfg(test)]
mod tests;
