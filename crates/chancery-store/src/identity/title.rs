//! [`Title`]: what the title of a report says of the occasion that it was issued for: how those of it come together, who
//! they are, and what it is called.

use std::collections::BTreeSet;

use super::person::{Person, is_role, words};
use crate::claims::{Entity, Reading};

/// How those of an occasion come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// By phone.
    Call,
    /// Some meet others.
    Meeting,
    /// One goes to see the others.
    Visit,
    /// One goes to a place or several.
    Trip,
    /// Many come together under a name: a summit, a launch, a reception.
    Gathering,
    /// One meets the press alone.
    Press,
}

/// A title read.
pub(super) struct Title<'r> {
    pub(super) manner: Manner,
    /// The bytes of the words that tell it.
    pub(super) at: std::ops::Range<usize>,
    /// Whether it tells of several of the kind.
    pub(super) several: bool,
    /// Whether it announces what is to come.
    pub(super) is_coming: bool,
    pub(super) persons: Vec<Found<'r>>,
    /// States and organisations named beside the persons.
    pub(super) parties: Vec<&'r Entity>,
    /// What the occasion or those met are called, where it is not by persons; of a journey, where it goes.
    pub(super) name: BTreeSet<String>,
}

/// A person whom the title names.
pub(super) struct Found<'r> {
    /// The first word of the title, of that name.
    at: usize,
    pub(super) entity: &'r Entity,
    pub(super) person: Person,
}

/// The words of a title that tell of an occasion.
struct Trigger {
    manner: Manner,
    /// Its words by number.
    at: std::ops::Range<usize>,
}

/// Code points of a text in which a readout or an announcement tells what it is of. Later on a transcript speaks of other
/// occasions.
pub(crate) const OPENING: u32 = 500;

/// Persons of an opening that a title without any is taken to speak of.
const MANY: usize = 8;

/// Reads the title of a report; `None` where it tells of no occasion.
pub(super) fn read(reading: &Reading) -> Option<Title<'_>> {
    // What stands after a line is where it was.
    let title = reading.doc.title.as_deref()?.split('|').next()?;
    let words: Vec<(usize, String)> = words(title).collect();
    let text: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect();
    let from = after_speaker(&text);
    let mut trigger = trigger(&text, from)?;
    let all = persons(title, &words, &reading.entities);
    let mut persons: Vec<Found<'_>> = all.iter().filter(|p| p.at >= from).cloned().collect();
    let with = text.get(trigger.at.end).is_some_and(|w| matches!(*w, "with" | "to"));
    if with && trigger.manner != Manner::Trip && !persons.iter().any(|p| p.at < trigger.at.start) {
        // `Statement by President Biden on Call with …`: who speaks is who called.
        persons = all;
    }
    if let Some(found) = by_office(&text, from, trigger.at.start, &reading.entities)
        && !persons.iter().any(|p| p.entity.id == found.entity.id)
    {
        persons.retain(|p| p.at > trigger.at.start || trigger.manner != Manner::Trip);
        persons.insert(0, found);
    }
    if trigger.manner == Manner::Trip && !persons.iter().any(|p| p.at < trigger.at.start) && persons.len() > 1
    {
        // `Joint Statement on the Visit to X of P at the Invitation of Q`.
        trigger.manner = Manner::Visit;
    }
    if trigger.manner == Manner::Trip {
        persons.retain(|p| p.at < trigger.at.start);
        persons.truncate(2);
    }
    let mut parties = states(&text[from..], &reading.entities);
    if persons.is_empty() {
        persons = opened_by(&reading.entities, &parties, trigger.manner);
    }
    // A party whose person is there already is named by the person's office.
    parties.retain(|s| !persons.iter().any(|p| p.entity.party == s.party));
    let is_meeting = matches!(text[trigger.at.start], "meeting" | "press") && persons.len() > 1;
    if is_meeting && matches!(trigger.manner, Manner::Press | Manner::Gathering) && persons.len() < 4 {
        trigger.manner = Manner::Meeting;
    }
    if trigger.manner == Manner::Visit && persons.len() == 1 {
        persons.extend(host(&reading.entities, &persons[0]));
    }
    let is_unnamed_trip = trigger.manner == Manner::Trip && persons.is_empty() && !parties.is_empty();
    if !is_unnamed_trip
        && (persons.is_empty() || persons.len() + parties.len() < 2 && is_of_two(trigger.manner))
    {
        // One who meets a group that has a name, but no code.
        let is_group = trigger.manner == Manner::Meeting && persons.len() == 1;
        if !is_group {
            return None;
        }
    }
    let mut name = name(&words, from, &trigger, &persons);
    if trigger.manner == Manner::Gathering {
        // States take part; they name no occasion.
        for state in reading.entities.iter().filter(|e| e.kind == "state") {
            let called = state.mentions.iter().map(|m| m.text.as_str()).chain([state.name.as_str()]);
            // Longer ones are its bodies.
            let called = called.filter(|text| text.split_whitespace().count() < 5);
            for word in called.flat_map(|text| self::words(text).map(|(_, w)| w).collect::<Vec<_>>()) {
                name.remove(&word);
            }
        }
    }
    if persons.len() > 1 && trigger.manner != Manner::Gathering {
        name.clear();
    }
    if persons.len() + parties.len() < 2 && name.is_empty() && trigger.manner != Manner::Press {
        return None;
    }
    let end = words.get(trigger.at.end).map_or(title.len(), |w| w.0);
    Some(Title {
        manner: trigger.manner,
        several: text[trigger.at.start].ends_with('s') && trigger.manner != Manner::Trip,
        at: words[trigger.at.start].0..end,
        is_coming: is_coming(&text),
        persons,
        parties,
        name,
    })
}

/// Whether a title without an occasion is that of somebody's statement on a matter.
pub(super) fn is_statement(title: &str) -> bool {
    let all: Vec<String> = words(title).map(|(_, w)| w).collect();
    matches!(all.as_slice(), [a, b, ..] if matches!(a.as_str(), "statement" | "remarks") && matches!(b.as_str(), "by" | "from" | "of"))
        && !all.iter().any(|w| matches!(w.as_str(), "travel" | "trip" | "visit"))
}

fn is_of_two(manner: Manner) -> bool {
    matches!(manner, Manner::Call | Manner::Meeting | Manner::Visit)
}

fn is_coming(text: &[&str]) -> bool {
    let acts =
        ["host", "co", "release", "launch", "deliver", "participate", "visit", "travel", "attend", "meet"];
    text.iter().any(|w| matches!(*w, "upcoming" | "previewing" | "preview"))
        || text.windows(2).any(|pair| pair[0] == "to" && acts.contains(&pair[1]))
}

/// Where the title's words begin to speak of the occasion: after who tells of it.
fn after_speaker(text: &[&str]) -> usize {
    // `Acting Assistant Secretary Thompson on the Secretary's Upcoming Travel to India`.
    if let Some(on) = text.windows(2).position(|pair| pair == ["on", "the"])
        && text.get(on + 2).is_some_and(|w| matches!(*w, "secretary" | "president" | "deputy" | "vice"))
    {
        return on + 1;
    }
    let tells = matches!(
        text.first(),
        Some(&("statement" | "background" | "briefing" | "update" | "readout" | "remarks" | "on" | "joint"))
    );
    let by_another =
        matches!(text.get(1), Some(&("by" | "from" | "press" | "of" | "with" | "the" | "statement")))
            || text.first() == Some(&"background");
    if !tells || !by_another {
        return 0;
    }
    let ends: &[&str] = match (text[0], text.get(1)) {
        ("readout", Some(&("by" | "from"))) => &["on", "of"],
        ("readout" | "remarks" | "joint", _) => return 0,
        _ => &["on", "previewing"],
    };
    text.iter().skip(1).position(|w| ends.contains(w)).map_or(0, |at| at + 2)
}

fn trigger(text: &[&str], from: usize) -> Option<Trigger> {
    let next = |i: usize, words: &[&str]| text.get(i + 1).is_some_and(|w| words.contains(w));
    let before = |i: usize, words: &[&str]| i > from && words.contains(&text[i - 1]);
    let find = |manner, fits: &dyn Fn(usize) -> usize| {
        (from..text.len()).find_map(|i| {
            let length = fits(i);
            (length > 0).then(|| Trigger { manner, at: i..i + length })
        })
    };
    let trip = |i: usize| match text[i] {
        "travel" | "travels" | "traveling" | "trip" | "visits" if next(i, &["to", "for"]) => 1,
        "visit" if next(i, &["to", "for"]) || before(i, &["to"]) => 1,
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
    let is_bilateral = |i: usize| {
        next(i, &["with", "between"]) || before(i, &["their", "his", "her", "s", "bilateral", "trilateral"])
    };
    let gathering = |i: usize| match text[i] {
        "summit" | "ministerial" | "conference" | "forum" | "dialogue" | "ceremony" | "reception"
        | "launch" | "celebration" | "roundtable" | "session" | "workshop" | "convening" | "symposium"
        | "consultations" | "plenary" | "address" | "luncheon" | "dinner" | "assembly"
            if !before(i, &["press", "bilateral"]) =>
        {
            1
        }
        "meeting"
            if !is_bilateral(i)
                && text[from..i].iter().any(|w| matches!(*w, "at" | "to" | "on" | "the"))
                && !text[from..i].contains(&"results") =>
        {
            1
        }
        "report" if text[from..i].contains(&"release") || text[from..i].contains(&"on") => 1,
        _ => 0,
    };
    let meeting = |i: usize| match text[i] {
        "meeting" | "meetings" | "meets" | "met" | "bilateral" | "trilateral" | "greeting" => 1,
        "talks" | "lunch" if next(i, &["with", "between"]) => 1,
        "joint" if next(i, &["press", "statement", "communique", "leaders"]) => 2,
        "statements" if next(i, &["to"]) => 3,
        _ => 0,
    };
    let press = |i: usize| match text[i] {
        "press" if next(i, &["conference", "availability", "briefing", "gaggle"]) => 2,
        _ => 0,
    };
    let met = find(Manner::Meeting, &meeting);
    let gathered = find(Manner::Gathering, &gathering);
    let first = |a: Option<Trigger>, b: Option<Trigger>| match (&a, &b) {
        // `Meeting with X on the margins of the summit`; `joint statement on the ministerial meeting`.
        (Some(x), Some(y)) if x.at.start < y.at.start && is_bilateral(x.at.start) => a,
        (Some(x), Some(_))
            if matches!(text[x.at.start], "bilateral" | "trilateral") && !is_ministerial(text) =>
        {
            a
        }
        (_, Some(_)) => b,
        _ => a,
    };
    find(Manner::Trip, &trip)
        .or_else(|| find(Manner::Call, &call))
        .or_else(|| find(Manner::Visit, &visit))
        .or_else(|| first(met, gathered))
        .or_else(|| find(Manner::Press, &press))
}

fn is_ministerial(text: &[&str]) -> bool {
    text.iter().any(|w| matches!(*w, "ministerial" | "consultations" | "dialogue"))
}

impl Clone for Found<'_> {
    fn clone(&self) -> Self {
        Found { at: self.at, entity: self.entity, person: self.person.clone() }
    }
}

/// The persons of the record whom the title names, in its order, each once.
fn persons<'r>(title: &str, words: &[(usize, String)], entities: &'r [Entity]) -> Vec<Found<'r>> {
    let is_name = |i: usize| {
        words
            .get(i)
            .is_some_and(|(at, w)| title[*at..].chars().next().is_some_and(char::is_uppercase) && !is_role(w))
    };
    // Each with the words of the title that are its name's, and how well it is known.
    let mut found: Vec<(Found<'r>, std::ops::Range<usize>, usize)> = Vec::new();
    for entity in entities.iter().filter(|e| e.kind == "person") {
        let Some(person) = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default()) else {
            continue;
        };
        let within = |i: usize| i < words.len() && person.words.contains(&words[i].1);
        let at = (0..words.len()).filter(|&i| is_name(i) && within(i)).find(|&i| {
            // The family name, or one that stands alone among the title's words.
            words[i].1 == person.family()
                || words[i].1.len() > 2
                    && [i.wrapping_sub(1), i + 1].iter().all(|&n| !is_name(n) || n < words.len() && within(n))
        });
        let Some(at) = at else { continue };
        let start = (0..=at).rev().take_while(|&i| within(i) || words[i].1.len() < 3).last().unwrap_or(at);
        let start = (start..=at).find(|&i| within(i)).unwrap_or(at);
        let end = (at..words.len()).take_while(|&i| within(i)).last().unwrap_or(at) + 1;
        let rank = (end - start) * 1000 + entity.mentions.len().min(999);
        found.push((Found { at: start, entity, person }, start..end, rank));
    }
    // Who has more of the words goes first, so that a father's name in a son's is nobody.
    found.sort_by(|a, b| (b.2, a.0.at).cmp(&(a.2, b.0.at)));
    let mut kept: Vec<(Found<'r>, std::ops::Range<usize>)> = Vec::new();
    for (one, span, _) in found {
        let is_there = kept.iter().any(|(k, taken)| {
            span.start < taken.end && taken.start < span.end
                || k.entity.id == one.entity.id
                || k.person.fits(&one.person)
        });
        if !is_there {
            kept.push((one, span));
        }
    }
    kept.sort_by_key(|(found, _)| found.at);
    kept.into_iter().map(|(found, _)| found).collect()
}

/// Who is named by the office alone: `the President's Travel to Belgium`.
fn by_office<'r>(text: &[&str], from: usize, to: usize, entities: &'r [Entity]) -> Option<Found<'r>> {
    let offices: &[(&[&str], &str)] = &[
        (&["the", "vice", "president", "s"], "vice president"),
        (&["the", "deputy", "secretary", "s"], "deputy secretary of state"),
        (&["the", "president", "s"], "president"),
        (&["the", "secretary", "s"], "secretary of state"),
    ];
    let (at, office) = offices.iter().find_map(|(words, office)| {
        let at = text[from..to.max(from)].windows(words.len()).position(|part| part == *words)?;
        Some((from + at, *office))
    })?;
    // Of several holders, the one whom the report names most; whom it names once may be of the past.
    let holders = entities
        .iter()
        .filter(|e| e.kind == "person" && e.office.as_deref() == Some(office) && e.mentions.len() > 1);
    let entity = holders.max_by_key(|e| e.mentions.len())?;
    let person = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default())?;
    Some(Found { at, entity, person })
}

/// Who receives a visitor whom alone the title names: the one of another party whom the report names most.
fn host<'r>(entities: &'r [Entity], visitor: &Found<'_>) -> Option<Found<'r>> {
    let others = entities
        .iter()
        .filter(|e| e.kind == "person" && e.party.is_some() && e.party != visitor.entity.party);
    let entity = others.max_by_key(|e| e.mentions.len())?;
    let person = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default())?;
    Some(Found { at: usize::MAX, entity, person })
}

/// The states and organisations of the record that the title names.
fn states<'r>(text: &[&str], entities: &'r [Entity]) -> Vec<&'r Entity> {
    let named = |e: &&Entity| {
        let mentions = e.mentions.iter().map(|m| m.text.as_str());
        mentions.chain([e.name.as_str()]).any(|name| {
            let name: Vec<String> = words(name).map(|(_, w)| w).collect();
            !name.is_empty()
                && (name.iter().any(|w| w.len() > 2) || name == ["u", "s"])
                && text.windows(name.len()).any(|part| part == name.as_slice())
        })
    };
    entities
        .iter()
        .filter(|e| matches!(e.kind.as_str(), "state" | "organization") && e.party.is_some())
        .filter(named)
        .collect()
}

/// Of a title that names no person: those of the opening who are of the parties that the title names; of a gathering, one
/// of each party.
fn opened_by<'r>(entities: &'r [Entity], parties: &[&Entity], manner: Manner) -> Vec<Found<'r>> {
    if !matches!(manner, Manner::Meeting | Manner::Gathering) {
        return Vec::new();
    }
    let is_bilateral = manner == Manner::Meeting && parties.len() > 1;
    let mut found: Vec<Found<'r>> = Vec::new();
    let mut opening: Vec<&Entity> = entities
        .iter()
        .filter(|e| e.kind == "person" && e.mentions.iter().any(|m| m.start < OPENING))
        .collect();
    opening.sort_by_key(|e| e.mentions.iter().map(|m| m.start).min());
    for entity in opening {
        let is_of = parties.iter().any(|p| p.party == entity.party);
        let is_other = is_bilateral || !found.iter().any(|f| f.entity.party == entity.party);
        let Some(person) = Person::new(&entity.name, entity.party.as_deref().unwrap_or_default()) else {
            continue;
        };
        if is_other && (is_of || !is_bilateral) && found.len() < MANY {
            found.push(Found { at: 0, entity, person });
        }
    }
    found
}

/// What the occasion is called: the words of the title that tell something, without persons and offices.
fn name(
    words: &[(usize, String)],
    from: usize,
    trigger: &Trigger,
    persons: &[Found<'_>],
) -> BTreeSet<String> {
    // Where it is on the margins of another occasion, the other's name is not its own.
    let margins =
        words.iter().position(|w| matches!(w.1.as_str(), "margins" | "sidelines")).unwrap_or(words.len());
    let from = match trigger.manner {
        Manner::Gathering => from,
        _ => trigger.at.end,
    };
    let is_of_person = |word: &String| persons.iter().any(|p| p.person.words.contains(word));
    words[from.min(margins)..margins]
        .iter()
        .map(|w| &w.1)
        .filter(|w| {
            w.len() > 1
                && !OFFICES.contains(&w.as_str())
                && !GENERIC.contains(&w.as_str())
                && !is_of_person(w)
        })
        .cloned()
        .collect()
}

/// Whether a word of a name tells one occasion from others of its kind.
pub(super) fn is_distinctive(word: &str) -> bool {
    !KINDS.contains(&word) && !(word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Words of offices, as they stand beside persons' names in titles; those that also name occasions (`security`) are not
/// among them.
const OFFICES: &[&str] = &[
    "acting",
    "ambassador",
    "and",
    "assistant",
    "advisor",
    "adviser",
    "counselor",
    "deputy",
    "director",
    "dr",
    "envoy",
    "first",
    "for",
    "her",
    "his",
    "king",
    "lady",
    "large",
    "minister",
    "my",
    "of",
    "president",
    "prime",
    "representative",
    "secretary",
    "senior",
    "special",
    "spokesperson",
    "the",
    "to",
    "under",
    "vice",
];

/// Words that name no occasion.
const GENERIC: &[&str] = &[
    "administration",
    "after",
    "an",
    "at",
    "attend",
    "availability",
    "background",
    "before",
    "briefing",
    "by",
    "call",
    "closing",
    "co",
    "communique",
    "deliver",
    "delivery",
    "during",
    "engagement",
    "engagements",
    "event",
    "events",
    "expanded",
    "fact",
    "final",
    "following",
    "from",
    "host",
    "hosted",
    "in",
    "into",
    "is",
    "it",
    "its",
    "joint",
    "meeting",
    "meetings",
    "meets",
    "met",
    "mr",
    "ms",
    "new",
    "not",
    "official",
    "on",
    "opening",
    "or",
    "participate",
    "participates",
    "participation",
    "person",
    "plenary",
    "present",
    "press",
    "previewing",
    "reception",
    "release",
    "remarks",
    "session",
    "sheet",
    "sideline",
    "spoke",
    "statement",
    "statements",
    "states",
    "that",
    "their",
    "these",
    "this",
    "today",
    "travel",
    "travels",
    "trip",
    "united",
    "upcoming",
    "us",
    "via",
    "virtual",
    "virtually",
    "visit",
    "visits",
    "was",
    "were",
    "will",
    "with",
];

/// Words that say of what kind an occasion is: two that have these alone in common are two.
const KINDS: &[&str] = &[
    "annual",
    "assembly",
    "celebration",
    "ceremony",
    "civil",
    "conference",
    "consultations",
    "council",
    "counterparts",
    "dialogue",
    "dinner",
    "foreign",
    "forum",
    "global",
    "group",
    "inaugural",
    "international",
    "launch",
    "leadership",
    "lunch",
    "luncheon",
    "leaders",
    "ministerial",
    "ministers",
    "report",
    "roundtable",
    "society",
    "staff",
    "summit",
    "women",
    "working",
    "workshop",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(title: &str) -> Option<(Manner, String)> {
        let words: Vec<(usize, String)> = words(title).collect();
        let text: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect();
        let from = after_speaker(&text);
        let trigger = trigger(&text, from)?;
        Some((trigger.manner, text[trigger.at.clone()].join(" ")))
    }

    #[test]
    fn titles_tell_how_those_of_an_occasion_come_together() {
        let cases = [
            ("Secretary Doe’s Call with Foreign Minister Roe", Manner::Call, "call"),
            ("Secretary Doe and Minister Roe Before Their Meeting", Manner::Meeting, "meeting"),
            ("Secretary Doe at the Food Security Ministerial", Manner::Gathering, "ministerial"),
            ("Remarks by President Doe at the Tenth Summit of the Isles", Manner::Gathering, "summit"),
            (
                "Secretary Doe’s Meeting with Minister Roe on the Sidelines of the Summit of the Isles",
                Manner::Meeting,
                "meeting",
            ),
            ("Secretary Doe’s Travel to Turkey and Spain for the Summit", Manner::Trip, "travel"),
            ("Doe and Roe on the Secretary’s Upcoming Travel to India", Manner::Trip, "travel"),
            ("Secretary Doe at a Press Availability", Manner::Press, "press availability"),
            ("Secretary Doe to Host the Report Launch Ceremony", Manner::Gathering, "launch"),
            (
                "Remarks by President Doe and Prime Minister Roe Before Bilateral Meeting",
                Manner::Meeting,
                "bilateral",
            ),
            ("Joint Statement on the Visit of President Roe", Manner::Visit, "visit"),
            ("United States and Ruritania Joint Statement", Manner::Meeting, "joint statement"),
        ];
        for (title, manner, words) in cases {
            assert_eq!(at(title), Some((manner, words.to_owned())), "{title}");
        }
        for title in ["Ruritania National Day", "Calling for Elections", ""] {
            assert_eq!(at(title), None, "{title}");
        }
    }
}
