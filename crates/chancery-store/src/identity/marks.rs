//! [`Mark`]: under what an event is entered, so that those that could be the same act find one another without looking
//! at all.
//!
//! Marks are hashes; what two have in common by chance is compared and found to be different. Whether two events find one
//! another has no direction, so that of two new ones either may ask.

use super::facts::{Day, Facts, hash};
use super::person::Person;

/// Days around an event in which others may be the same: announcements reach furthest.
const WINDOW: i64 = 22;

/// Days between two acts of one day each that may be the same: one of them may be told by the day of its publication.
const NEXT: i64 = 1;

/// Days around a journey or gathering in which its parts are: announced ones reach furthest, of which often only the month
/// is told.
const AHEAD: i64 = 32;
const BACK: i64 = 3;

/// A mark and its day; of one that is looked for, the days from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    pub(crate) mark: i64,
    pub(crate) from: Day,
    pub(crate) to: Day,
}

/// The day at which an event is looked for. A date as wide as a year is no date to look around, and what neither has a
/// date nor is to come is compared with nothing.
fn day(facts: &Facts) -> Option<Day> {
    match facts.days {
        Some((first, last)) => (last - first < 62).then_some(first),
        None => facts.published.filter(|_| facts.status == "planned"),
    }
}

/// Whether it took place on one day, and has no parts on others.
fn is_of_a_day(facts: &Facts) -> bool {
    facts.status != "planned" && facts.days.is_some_and(|(first, last)| first == last) && !facts.is_whole()
}

/// What an event is entered under.
pub(crate) fn kept(facts: &Facts) -> Vec<Mark> {
    let Some(day) = day(facts) else { return Vec::new() };
    let at = |mark| Mark { mark, from: day, to: day };
    let width = if is_of_a_day(facts) { "" } else { "wide" };
    let mut kept: Vec<Mark> = keys(facts).iter().map(|key| at(of(width, key))).collect();
    // Under what journeys and gatherings find their parts, and the parts them.
    for family in families(facts).filter(|_| facts.is_lead) {
        kept.push(at(of("lead", family)));
        kept.extend(facts.is_whole().then(|| at(of("whole", family))));
    }
    kept
}

/// Where others are looked for that may be the same, or a part, or the whole.
pub(crate) fn asked(facts: &Facts) -> Vec<Mark> {
    let Some(day) = day(facts) else { return Vec::new() };
    let around = |mark, before, after| Mark { mark, from: day - before, to: day + after };
    let near = if is_of_a_day(facts) { NEXT } else { WINDOW };
    let mut asked: Vec<Mark> = Vec::new();
    for key in keys(facts) {
        asked.push(around(of("", &key), near, near));
        asked.push(around(of("wide", &key), WINDOW, WINDOW));
    }
    for family in families(facts).filter(|_| facts.is_lead) {
        asked.push(around(of("whole", family), AHEAD, BACK));
        asked.extend(facts.is_whole().then(|| around(of("lead", family), BACK, AHEAD)));
    }
    asked
}

fn of(kind: &str, key: &str) -> i64 {
    (hash(kind).rotate_left(32) ^ hash(key)).cast_signed()
}

fn families(facts: &Facts) -> impl Iterator<Item = &str> {
    facts.persons.iter().take(3).map(Person::family)
}

/// Each two parties, and each two family names, since reports differ in whom they put with which party; each with the type.
/// What a report was issued for may be a part of a meeting, whatever it is itself.
fn keys(facts: &Facts) -> Vec<String> {
    let of = |list: &[&str]| -> Vec<String> {
        let twos = list.iter().enumerate().flat_map(|(i, a)| list[i + 1..].iter().map(move |b| (a, b)));
        twos.map(|(a, b)| if a < b { format!("{a}|{b}") } else { format!("{b}|{a}") }).collect()
    };
    let codes: Vec<&str> = facts.parties.iter().take(8).map(String::as_str).collect();
    let families: Vec<&str> = facts.persons.iter().take(5).map(Person::family).collect();
    let mut keys = of(&codes);
    if let [one] = codes.as_slice() {
        keys.push(format!("{one}|"));
    }
    keys.extend(of(&families));
    // Of a journey, the persons and where they go.
    for family in families.iter().take(3) {
        keys.extend(codes.iter().map(|code| format!("{family}|{code}")));
    }
    let types = ["CONSULT"].into_iter().filter(|_| facts.is_lead && facts.event != "CONSULT");
    let types: Vec<&str> = types.chain([facts.event.as_str()]).collect();
    types.iter().flat_map(|kind| keys.iter().map(move |key| format!("{kind} {key}"))).collect()
}
