//! [`lead`]: which of a report's events it was issued for.
//!
//! Readouts, transcripts and announcements say it in their titles: who called, met or visits whom, or at which summit,
//! launch or reception somebody spoke. That is looked for among the events of the text's opening. The text of a transcript
//! may never tell of the meeting that it is from; then the title is all there is, and makes an event of its own. Of a report
//! whose title tells of no such occasion nothing is said here.

use std::collections::BTreeSet;

use super::facts::{self, days};
use super::person::{Person, is_role, words};
pub(crate) use super::title::OPENING;
use super::title::{self, Manner, Title};
use crate::claims::{Date, Entity, Event, Reading};

/// What a report was issued for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Lead {
    /// Whether the title tells.
    pub(crate) is_told: bool,
    /// Whether it is somebody's statement on a matter, which may speak of what is to come in passing.
    pub(crate) is_statement: bool,
    /// These of the record's events.
    pub(crate) events: Vec<usize>,
    /// An occasion that the title tells of and the text does not.
    pub(crate) title: Option<Box<Event>>,
    /// Words of what the occasion is called, or of where a journey goes.
    pub(crate) name: BTreeSet<String>,
    /// Names in the title and opening: where it took place and at which greater occasion, among others.
    pub(crate) setting: BTreeSet<String>,
}

/// The method of events that the title alone tells of. Their words are the title's, and their place in the text is 0.
const METHOD: &str = "rule:title@3";

/// Whether a method is that of events that the title alone tells of, by any version of it.
pub(crate) fn is_of_title(method: &str) -> bool {
    method.starts_with("rule:title@")
}

/// Finds what the report was issued for.
pub(crate) fn lead(reading: &Reading) -> Lead {
    let is_statement = || reading.doc.title.as_deref().is_some_and(title::is_statement);
    found(reading).unwrap_or_else(|| Lead { is_statement: is_statement(), ..Lead::default() })
}

fn found(reading: &Reading) -> Option<Lead> {
    let mut read = title::read(reading)?;
    if read.manner == Manner::Press
        && let Some(name) = opened_on(&reading.text)
    {
        // Who meets the press alone tells of the occasion that is over.
        read.manner = Manner::Gathering;
        read.name = name;
    }
    let is_of_events = !matches!(read.manner, Manner::Gathering | Manner::Press) && !is_of_group(&read);
    let events = if is_of_events { told(reading, &read) } else { Vec::new() };
    let group = is_of_group(&read).then(|| opened_with(reading, &read)).flatten();
    let taking = |i: &usize| {
        let event = &reading.events[*i];
        let taking = event.actors.iter().chain(&event.recipients);
        taking.filter_map(|id| reading.entities.iter().find(|e| e.id == *id)).collect::<Vec<_>>()
    };
    let covers = |i: &usize| read.parties.iter().all(|s| taking(i).iter().any(|e| e.party == s.party));
    // Who takes part besides those whom the title names is of another occasion that the sentence tells too.
    let is_wider = |i: &usize| {
        let is_named = |e: &&Entity| {
            e.party.is_none()
                || read.persons.iter().any(|p| p.entity.party == e.party)
                || read.parties.iter().any(|p| p.party == e.party)
        };
        read.persons.len() > 1 && taking(i).iter().filter(|e| !is_named(e)).count() > 1
    };
    if read.persons.is_empty() && events.is_empty() {
        return None;
    }
    let is_all = match read.manner {
        Manner::Trip if read.persons.is_empty() => true,
        Manner::Trip => events.iter().any(covers),
        _ => !events.is_empty() && !events.iter().any(is_wider),
    };
    let model = events.first().map(|&i| &reading.events[i]).or(group);
    let title = (!is_all).then(|| Box::new(made(reading, &read, model)));
    let events = if is_all || read.manner == Manner::Trip { events } else { Vec::new() };
    let title_text = reading.doc.title.as_deref().unwrap_or_default();
    let setting = names(title_text).chain(names(opening(&reading.text))).collect();
    Some(Lead { is_told: true, is_statement: false, events, title, name: read.name, setting })
}

/// Whether somebody met those who have a name in common, and no persons' names.
fn is_of_group(title: &Title<'_>) -> bool {
    title.persons.len() < 2 && !title.name.is_empty() && title.manner == Manner::Meeting
}

/// The meeting that the text opens with, of one whom the title names with others: it tells who they are.
fn opened_with<'r>(reading: &'r Reading, title: &Title<'_>) -> Option<&'r Event> {
    let person = &title.persons.first()?.entity.id;
    reading.events.iter().find(|e| {
        e.r#type == "CONSULT"
            && matches!(e.status.as_str(), "actual" | "planned")
            && e.mode.as_deref() != Some("phone")
            && e.evidence.first().is_some_and(|w| w.start < OPENING)
            && e.actors.iter().chain(&e.recipients).any(|id| id == person)
    })
}

/// The first [`OPENING`] code points or so of a text.
fn opening(text: &str) -> &str {
    let end = text.char_indices().nth(OPENING as usize).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The words of a text that begin with a capital, folded, without offices.
fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_name = |at: usize| text[at..].chars().next().is_some_and(char::is_uppercase);
    words(text).filter(move |(at, w)| is_name(*at) && w.len() > 2 && !is_role(w)).map(|(_, w)| w)
}

/// The name of the summit or the like that an opening speaks of: the words with capitals before the kind.
fn opened_on(text: &str) -> Option<BTreeSet<String>> {
    let text = opening(text);
    let all: Vec<(usize, String)> = words(text).collect();
    let is_name = |i: usize| text[all[i].0..].chars().next().is_some_and(char::is_uppercase);
    let kinds = ["summit", "ministerial", "conference", "forum"];
    (0..all.len()).find_map(|i| {
        let is_kind = kinds.contains(&all[i].1.as_str()) && is_name(i) && !(i > 0 && all[i - 1].1 == "press");
        let before = (0..i).rev().take_while(|&j| is_name(j));
        let name: BTreeSet<String> = before.chain([i]).map(|j| all[j].1.clone()).collect();
        (is_kind && name.iter().any(|w| title::is_distinctive(w) && w.len() > 2)).then_some(name)
    })
}

/// Days between an occasion and its report.
const LATE: i64 = 4;

/// The record's events that are the occasion of the title.
fn told(reading: &Reading, title: &Title<'_>) -> Vec<usize> {
    let of = |id: &String| reading.entities.iter().find(|e| e.id == *id);
    let is_coming = title.is_coming || announces(&reading.text);
    let mut best: Vec<usize> = Vec::new();
    let mut most = 0;
    for (i, event) in reading.events.iter().enumerate().filter(|(_, e)| e.r#type == "CONSULT") {
        let opens = event.evidence.first().is_some_and(|w| w.start < OPENING);
        let is_fitting = match event.status.as_str() {
            "actual" => true,
            "planned" => is_coming || title.manner == Manner::Trip,
            _ => false,
        };
        if !opens || !is_fitting {
            continue;
        }
        let day = |d: Option<&str>| d.and_then(|d| days(d, None)).map(|d| d.0);
        let date = day(event.date.as_ref().and_then(|d| d.value.as_deref()));
        if let (Some(date), Some(published)) = (date, day(reading.doc.published.as_deref()))
            && event.status == "actual"
            && (published - date).abs() > LATE
            && title.manner != Manner::Trip
        {
            continue;
        }
        let taking: Vec<&Entity> = event.actors.iter().chain(&event.recipients).filter_map(of).collect();
        let there: Vec<Person> = taking
            .iter()
            .filter(|e| e.kind == "person")
            .filter_map(|e| Person::new(&e.name, e.party.as_deref().unwrap_or_default()))
            .collect();
        let people = title.persons.iter().filter(|p| there.iter().any(|t| t.fits(&p.person))).count();
        let bodies = title.parties.iter().filter(|s| taking.iter().any(|e| e.party == s.party)).count();
        let is_remote = event.mode.as_deref() == Some("phone");
        let fits = match title.manner {
            Manner::Trip => {
                let hosts = event.recipients.iter().filter_map(of);
                // Where the title calls the traveller by an office alone, it is who goes where it says.
                let is_who = people > 0 || title.persons.is_empty() && bodies > 0 && best.is_empty();
                let is_going = facts::goes(event.evidence.first().map_or("", |w| &w.text));
                let meets = || event.recipients.iter().filter_map(of).any(|e| e.kind == "person");
                is_who
                    && (is_going || !meets())
                    && event.mode.as_deref() == Some("visit")
                    && hosts.into_iter().any(|e| e.kind != "person")
            }
            Manner::Call => people > 1 || people > 0 && bodies > 0 && is_remote,
            _ => (people > 1 || title.persons.len() < 2 && people > 0 && bodies > 0) && !is_remote,
        };
        if !fits {
            continue;
        }
        let all = title.several || title.manner == Manner::Trip;
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
            && matches!(
                b,
                "meet" | "host" | "welcome" | "travel" | "visit" | "hold" | "speak" | "receive" | "deliver"
            )
            || matches!(a, "look" | "looks") && b == "forward"
    })
}

/// Whether a text opens with what is over.
fn looks_back(text: &str) -> bool {
    let past = ["visited", "traveled", "travelled", "conducted", "concluded", "returned", "met"];
    !announces(text) && words(text).take(40).any(|(_, w)| past.contains(&w.as_str()))
}

/// The event that the title alone tells of; day and place are those of the text's own, where it has one.
fn made(reading: &Reading, title: &Title<'_>, model: Option<&Event>) -> Event {
    let ids = |list: &mut dyn Iterator<Item = &Entity>| list.map(|e| e.id.clone()).collect::<Vec<_>>();
    let people = ids(&mut title.persons.iter().map(|p| p.entity));
    let mut others = title.parties.iter().copied();
    let (mut actors, recipients) = match title.manner {
        Manner::Trip => (people.clone(), ids(&mut others)),
        Manner::Press => (people.clone(), Vec::new()),
        _ if title.persons.len() < 2 => ([people.clone(), ids(&mut others)].concat(), Vec::new()),
        _ => (people.clone(), Vec::new()),
    };
    if let Some(model) = model.filter(|_| is_of_group(title)) {
        actors.extend(model.actors.iter().chain(&model.recipients).cloned());
        let mut seen = BTreeSet::new();
        actors.retain(|id| seen.insert(id.clone()));
    }
    actors.dedup();
    let is_visit = matches!(title.manner, Manner::Trip | Manner::Visit);
    let is_coming = title.is_coming || announces(&reading.text) || is_visit && !looks_back(&reading.text);
    let taking = |e: &&Event| e.actors.iter().chain(&e.recipients).any(|id| people.contains(id));
    let planned =
        reading.events.iter().filter(|e| e.r#type == "CONSULT" && e.status == "planned").filter(taking);
    let date = if is_coming {
        let told = planned.filter_map(|e| e.date.as_ref()).filter(|d| d.basis.as_deref() == Some("text"));
        let days: Vec<&String> = told.flat_map(|d| [d.value.as_ref(), d.until.as_ref()]).flatten().collect();
        let until = days.iter().max().map(|d| (*d).clone());
        let value = days.into_iter().min().cloned();
        let until = until.filter(|u| Some(u) != value.as_ref() && title.manner == Manner::Trip);
        value.map(|value| Date { value: Some(value), until, basis: Some("text".into()) })
    } else {
        // What the text tells, else the title, else the day of the report.
        let published = reading.doc.published.as_deref();
        let text = model.and_then(|m| m.date.clone());
        let day = || {
            let published = published.and_then(|p| p.get(..10)?.parse().ok());
            title::day(reading.doc.title.as_deref()?, published)
        };
        let of =
            |value: String, basis: &str| Date { value: Some(value), until: None, basis: Some(basis.into()) };
        text.clone()
            .filter(|d| d.basis.as_deref() == Some("text"))
            .or_else(|| day().map(|day| of(day.to_string(), "text")))
            .or(text)
            .or_else(|| published.map(|published| of(published.to_owned(), "published")))
    };
    let (kind, mode, cameo) = match title.manner {
        Manner::Call => ("CONSULT", Some("phone"), "041"),
        Manner::Trip | Manner::Visit => ("CONSULT", Some("visit"), "042"),
        Manner::Meeting => ("CONSULT", None, "040"),
        Manner::Gathering => ("CONSULT", Some("multilateral"), "040"),
        Manner::Press => ("STATEMENT", None, "010"),
    };
    let words = reading.doc.title.as_deref().and_then(|t| t.get(title.at.clone())).unwrap_or_default();
    Event {
        id: "title".into(),
        r#type: kind.into(),
        quad: (kind == "CONSULT").then(|| "VC".into()),
        mode: mode.map(str::to_owned),
        cameo: Some(cameo.into()),
        status: if is_coming { "planned" } else { "actual" }.into(),
        actors,
        recipients,
        date,
        place: model.and_then(|m| m.place.clone()),
        evidence: vec![crate::claims::Span { start: 0, end: 0, text: words.trim().to_owned() }],
        method: METHOD.into(),
        score: Some(0.7),
        ..Event::default()
    }
}
