//! [`lead`]: which of a report's events it was issued for.
//!
//! Readouts, transcripts and announcements say it in their titles: who called, met or visits whom. The text of a
//! transcript may never tell of the meeting that it is from; then the title is all there is, and makes an event of its
//! own. Of a report whose title tells of no such occasion nothing is said here.

use super::facts::days;
use super::person::{Person, is_role, words};
use crate::claims::{Date, Entity, Event, Reading};

/// What a report was issued for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Lead {
    /// Whether the title tells.
    pub(crate) is_told: bool,
    /// These of the record's events.
    pub(crate) events: Vec<usize>,
    /// An occasion that the title tells of and the text does not.
    pub(crate) title: Option<Box<Event>>,
}

/// The method of events that the title alone tells of. Their words are the title's, and their place in the text is 0.
pub(crate) const METHOD: &str = "rule:title@1";

/// How those of an occasion come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Call,
    Meeting,
    /// One goes to see the others.
    Visit,
    /// One goes to a place or several.
    Trip,
}

/// The words of a title that tell of an occasion.
struct Trigger {
    manner: Manner,
    /// Its words by number.
    at: std::ops::Range<usize>,
    several: bool,
}

/// Finds what the report was issued for.
pub(crate) fn lead(reading: &Reading) -> Lead {
    found(reading).unwrap_or_default()
}

fn found(reading: &Reading) -> Option<Lead> {
    let title = reading.doc.title.as_deref()?;
    let words: Vec<(usize, String)> = words(title).collect();
    let text: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect();
    let from = after_speaker(&text);
    let trigger = trigger(&text, from)?;
    let all = persons(title, &words, &reading.entities);
    let mut persons: Vec<&Found<'_>> = all.iter().filter(|p| p.at >= from).collect();
    let with = text.get(trigger.at.end).is_some_and(|w| matches!(*w, "with" | "to"));
    if with && !persons.iter().any(|p| p.at < trigger.at.start) {
        // `Statement by President Biden on Call with …`: who speaks is who called.
        persons = all.iter().collect();
    }
    if trigger.manner == Manner::Trip {
        persons.retain(|p| p.at < trigger.at.start);
        persons.truncate(2);
    }
    // A party whose person is there already is named by the person's office.
    let mut parties = states(&text[from..], &reading.entities);
    parties.retain(|s| !persons.iter().any(|p| p.entity.party == s.party));
    if persons.is_empty() || persons.len() + parties.len() < 2 {
        return None;
    }
    let events = told(reading, &trigger, &persons, &parties);
    let covers = |i: &usize| {
        let taking = reading.events[*i].actors.iter().chain(&reading.events[*i].recipients);
        let taking: Vec<&Entity> =
            taking.filter_map(|id| reading.entities.iter().find(|e| e.id == *id)).collect();
        parties.iter().all(|s| taking.iter().any(|e| e.party == s.party))
    };
    let is_all = if trigger.manner == Manner::Trip { events.iter().any(covers) } else { !events.is_empty() };
    let title = (!is_all).then(|| Box::new(made(reading, title, &words, &trigger, &persons, &parties)));
    Some(Lead { is_told: true, events, title })
}

/// Where the title's words begin to speak of the occasion: after who tells of it.
fn after_speaker(text: &[&str]) -> usize {
    let tells = matches!(
        text.first(),
        Some(&("statement" | "background" | "briefing" | "update" | "readout" | "remarks"))
    );
    let by_another =
        matches!(text.get(1), Some(&("by" | "from" | "press" | "of"))) || text.first() == Some(&"background");
    if !tells || !by_another {
        return 0;
    }
    let ends: &[&str] = match (text[0], text.get(1)) {
        ("readout", Some(&("by" | "from"))) => &["on", "of"],
        ("readout" | "remarks", _) => return 0,
        _ => &["on", "previewing"],
    };
    text.iter().position(|w| ends.contains(w)).map_or(0, |at| at + 1)
}

fn trigger(text: &[&str], from: usize) -> Option<Trigger> {
    let next = |i: usize, words: &[&str]| text.get(i + 1).is_some_and(|w| words.contains(w));
    let find = |manner, fits: &dyn Fn(usize) -> usize| {
        (from..text.len()).find_map(|i| {
            let length = fits(i);
            (length > 0).then(|| Trigger { manner, at: i..i + length, several: text[i].ends_with('s') })
        })
    };
    let trip = |i: usize| match text[i] {
        "travel" | "travels" | "traveling" | "trip" | "visits" | "visit" if next(i, &["to", "for"]) => 1,
        "participation" if next(i, &["in"]) => 1,
        _ => 0,
    };
    let visit = |i: usize| match text[i] {
        "visit" if next(i, &["of", "by"]) => 1,
        _ => 0,
    };
    let call = |i: usize| match text[i] {
        "call" | "calls" if next(i, &["with", "to", "between"]) => 1,
        "spoke" | "speaks" if next(i, &["with", "to", "by"]) => 1,
        _ => 0,
    };
    let meeting = |i: usize| match text[i] {
        "meeting" | "meetings" | "meets" | "met" | "bilateral" | "trilateral" => 1,
        "talks" | "lunch" | "dinner" if next(i, &["with", "between"]) => 1,
        "joint" if next(i, &["press"]) => 2,
        "statements" if next(i, &["to"]) => 3,
        _ => 0,
    };
    find(Manner::Trip, &trip)
        .or_else(|| find(Manner::Call, &call))
        .or_else(|| find(Manner::Visit, &visit))
        .or_else(|| find(Manner::Meeting, &meeting))
}

/// A person whom the title names.
struct Found<'r> {
    /// The word of the title.
    at: usize,
    entity: &'r Entity,
    person: Person,
}

/// The persons of the record whom the title names, in its order, each once.
fn persons<'r>(title: &str, words: &[(usize, String)], entities: &'r [Entity]) -> Vec<Found<'r>> {
    let is_name = |i: usize| {
        words
            .get(i)
            .is_some_and(|(at, w)| title[*at..].chars().next().is_some_and(char::is_uppercase) && !is_role(w))
    };
    let mut found: Vec<(Found<'r>, usize)> = Vec::new();
    for entity in entities.iter().filter(|e| e.kind == "person") {
        let Some(person) = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default()) else {
            continue;
        };
        let within = |i: usize| person.words.contains(&words[i].1);
        let at = (0..words.len()).filter(|&i| is_name(i) && within(i)).find(|&i| {
            // The family name, or one that stands alone among the title's words.
            words[i].1 == person.family()
                || words[i].1.len() > 2
                    && [i.wrapping_sub(1), i + 1].iter().all(|&n| !is_name(n) || n < words.len() && within(n))
        });
        if let Some(at) = at {
            let common = person.words.iter().filter(|w| words.iter().any(|t| t.1 == **w)).count();
            found.push((Found { at, entity, person }, common * 1000 + entity.mentions.len().min(999)));
        }
    }
    found.sort_by(|a, b| (a.0.at, b.1).cmp(&(b.0.at, a.1)));
    let mut kept: Vec<Found<'r>> = Vec::new();
    for (one, _) in found {
        let is_there =
            kept.iter().any(|k| k.at == one.at || k.entity.id == one.entity.id || k.person.fits(&one.person));
        if !is_there {
            kept.push(one);
        }
    }
    kept
}

/// The states and organisations of the record that the title names.
fn states<'r>(text: &[&str], entities: &'r [Entity]) -> Vec<&'r Entity> {
    let named = |e: &&Entity| {
        let mentions = e.mentions.iter().map(|m| m.text.as_str());
        mentions.chain([e.name.as_str()]).any(|name| {
            let name: Vec<String> = words(name).map(|(_, w)| w).collect();
            !name.is_empty()
                && name.iter().any(|w| w.len() > 2)
                && text.windows(name.len()).any(|part| part == name.as_slice())
        })
    };
    entities
        .iter()
        .filter(|e| matches!(e.kind.as_str(), "state" | "organization") && e.party.is_some())
        .filter(named)
        .collect()
}

/// Code points of a text in which a readout or an announcement tells what it is of. Later on a transcript speaks of other
/// occasions.
const OPENING: u32 = 400;

/// Days between an occasion and its report.
const LATE: i64 = 4;

/// The record's events that are the occasion of the title.
fn told(reading: &Reading, trigger: &Trigger, persons: &[&Found<'_>], parties: &[&Entity]) -> Vec<usize> {
    let of = |id: &String| reading.entities.iter().find(|e| e.id == *id);
    let mut best: Vec<usize> = Vec::new();
    let mut most = 0;
    for (i, event) in reading.events.iter().enumerate().filter(|(_, e)| e.r#type == "CONSULT") {
        let opens = event.evidence.first().is_some_and(|w| w.start < OPENING);
        if !opens || !matches!(event.status.as_str(), "actual" | "planned") {
            continue;
        }
        let day = |d: Option<&str>| d.and_then(|d| days(d, None)).map(|d| d.0);
        let date = day(event.date.as_ref().and_then(|d| d.value.as_deref()));
        if let (Some(date), Some(published)) = (date, day(reading.doc.published.as_deref()))
            && event.status == "actual"
            && (published - date).abs() > LATE
        {
            continue;
        }
        let taking: Vec<&Entity> = event.actors.iter().chain(&event.recipients).filter_map(of).collect();
        let there: Vec<Person> = taking
            .iter()
            .filter(|e| e.kind == "person")
            .filter_map(|e| Person::new(&e.name, e.party.as_deref().unwrap_or_default()))
            .collect();
        let people = persons.iter().filter(|p| there.iter().any(|t| t.fits(&p.person))).count();
        let bodies = parties.iter().filter(|s| taking.iter().any(|e| e.party == s.party)).count();
        let is_remote = event.mode.as_deref() == Some("phone");
        let fits = match trigger.manner {
            Manner::Trip => {
                let hosts = event.recipients.iter().filter_map(of);
                people > 0
                    && event.mode.as_deref() == Some("visit")
                    && hosts.into_iter().any(|e| e.kind != "person")
            }
            Manner::Call => people > 1 || people > 0 && bodies > 0 && is_remote,
            Manner::Meeting | Manner::Visit => {
                (people > 1 || persons.len() < 2 && people > 0 && bodies > 0) && !is_remote
            }
        };
        if !fits {
            continue;
        }
        let all = trigger.several || trigger.manner == Manner::Trip;
        if people > most && !all {
            best.clear();
        }
        if best.is_empty() || all {
            best.push(i);
            most = people;
        }
    }
    best
}

/// Whether a text opens with what is to come.
fn announces(text: &str) -> bool {
    let opening: Vec<String> = words(text).take(30).map(|(_, w)| w).collect();
    opening.windows(2).any(|pair| {
        let [a, b] = [pair[0].as_str(), pair[1].as_str()];
        a == "will"
            && matches!(b, "meet" | "host" | "welcome" | "travel" | "visit" | "hold" | "speak" | "receive")
            || matches!(a, "look" | "looks") && b == "forward"
    })
}

/// The event that the title alone tells of.
fn made(
    reading: &Reading,
    title: &str,
    words: &[(usize, String)],
    trigger: &Trigger,
    persons: &[&Found<'_>],
    parties: &[&Entity],
) -> Event {
    let ids = |list: &mut dyn Iterator<Item = &Entity>| list.map(|e| e.id.clone()).collect::<Vec<_>>();
    let people = ids(&mut persons.iter().map(|p| p.entity));
    let mut others = parties.iter().copied();
    let (mut actors, recipients) = match trigger.manner {
        Manner::Trip => (people.clone(), ids(&mut others)),
        _ if persons.len() < 2 => ([people.clone(), ids(&mut others)].concat(), Vec::new()),
        _ => (people.clone(), Vec::new()),
    };
    actors.dedup();
    let is_coming = matches!(trigger.manner, Manner::Trip | Manner::Visit)
        || words.iter().any(|w| matches!(w.1.as_str(), "upcoming" | "previewing" | "preview"))
        || announces(&reading.text);
    let taking = |e: &&Event| e.actors.iter().chain(&e.recipients).any(|id| people.contains(id));
    let planned =
        reading.events.iter().filter(|e| e.r#type == "CONSULT" && e.status == "planned").filter(taking);
    let date = if is_coming {
        let told = planned.filter_map(|e| e.date.as_ref()).filter(|d| d.basis.as_deref() == Some("text"));
        let days: Vec<&String> = told.flat_map(|d| [d.value.as_ref(), d.until.as_ref()]).flatten().collect();
        let until = days.iter().max().map(|d| (*d).clone());
        let value = days.into_iter().min().cloned();
        let until = until.filter(|u| Some(u) != value.as_ref() && trigger.manner == Manner::Trip);
        value.map(|value| Date { value: Some(value), until, basis: Some("text".into()) })
    } else {
        let value = reading.doc.published.clone();
        value.map(|value| Date { value: Some(value), until: None, basis: Some("published".into()) })
    };
    let (mode, cameo) = match trigger.manner {
        Manner::Call => (Some("phone"), "041"),
        Manner::Trip | Manner::Visit => (Some("visit"), "042"),
        Manner::Meeting => (None, "040"),
    };
    let start = words[trigger.at.start].0;
    let end = words.get(trigger.at.end).map_or(title.len(), |w| w.0);
    Event {
        id: "title".into(),
        r#type: "CONSULT".into(),
        quad: Some("VC".into()),
        mode: mode.map(str::to_owned),
        cameo: Some(cameo.into()),
        status: if is_coming { "planned" } else { "actual" }.into(),
        actors,
        recipients,
        date,
        evidence: vec![crate::claims::Span { start: 0, end: 0, text: title[start..end].trim().to_owned() }],
        method: METHOD.into(),
        score: Some(0.7),
        ..Event::default()
    }
}
