//! [`Title`]: what the title of a report says of the occasion that it was issued for: how those of it come together, who
//! they are, and what it is called.

mod day;
mod name;
mod persons;
mod trigger;

use std::collections::BTreeSet;

use super::person::words;
use crate::claims::{Entity, Reading};
pub(super) use day::day;
pub(super) use name::is_distinctive;
pub(super) use persons::Found;
use trigger::trigger;

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

/// Code points of a text in which a readout or an announcement tells what it is of. Later on a transcript speaks of other
/// occasions.
pub(crate) const OPENING: u32 = 500;

/// Reads the title of a report; `None` where it tells of no occasion.
pub(super) fn read(reading: &Reading) -> Option<Title<'_>> {
    // What stands after a line is where it was.
    let title = reading.doc.title.as_deref()?.split('|').next()?;
    let words: Vec<(usize, String)> = words(title).collect();
    let text: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect();
    let from = after_speaker(&text);
    let mut trigger = trigger(&text, from)?;
    let all = persons::named(title, &words, &reading.entities);
    let mut persons: Vec<Found<'_>> = all.iter().filter(|p| p.at >= from).cloned().collect();
    let with = text.get(trigger.at.end).is_some_and(|w| matches!(*w, "with" | "to"));
    if with && trigger.manner != Manner::Trip && !persons.iter().any(|p| p.at < trigger.at.start) {
        // `Statement by President Biden on Call with …`: who speaks is who called.
        persons = all;
    }
    if let Some(found) = persons::by_office(&text, from, trigger.at.start, &reading.entities)
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
    let mut parties = persons::states(&text[from..], &reading.entities);
    if persons.is_empty() {
        persons = persons::opened_by(&reading.entities, &parties, trigger.manner);
    }
    // A party whose person is there already is named by the person's office.
    parties.retain(|s| !persons.iter().any(|p| p.entity.party == s.party));
    let is_meeting = matches!(text[trigger.at.start], "meeting" | "press") && persons.len() > 1;
    if is_meeting && matches!(trigger.manner, Manner::Press | Manner::Gathering) && persons.len() < 4 {
        trigger.manner = Manner::Meeting;
    }
    if trigger.manner == Manner::Visit && persons.len() == 1 {
        persons.extend(persons::host(&reading.entities, &persons[0]));
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
    let mut name = name::of(&words, from, &trigger, &persons);
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
