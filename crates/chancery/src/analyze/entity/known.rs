//! What knowledge has about the persons, offices, parties and places that a report names.

use chancery_know::{Holding, Knowledge, PlaceId, Sense};
use jiff::civil::Date;

use super::name::{clean_name, name_words};
use super::{Location, office};
use crate::analyze::mention::lexicon::{LED_BY_MONARCH, LED_BY_PRESIDENT, LED_BY_SUPREME};

/// What knowledge has about a person.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) party: Option<String>,
    pub(super) office: Option<String>,
    pub(super) wikidata: Option<String>,
}

/// What a report tells of a person, for whom knowledge is asked.
pub(super) struct Asked<'a> {
    pub(super) name: &'a str,
    pub(super) words: &'a [String],
    pub(super) party: Option<&'a str>,
    pub(super) office: Option<&'a str>,
    pub(super) on: Option<Date>,
    /// The parties that the report names.
    pub(super) named: &'a [String],
}

/// Years within which someone no longer, or not yet, in office is still called to mind by the full name alone.
const YEARS_AROUND: i32 = 20;

/// Years for which someone is still told as of the organisation that he served.
const YEARS_OF_AN_ORGANISATION: i32 = 10;

/// The person who is meant, where knowledge has exactly one who fits best.
///
/// A full name fits by itself unless the report gives another party; a name with another given name of the same
/// beginning ("Joseph" for "Joe") or a surname alone fits only who held the told office, or served the told party, on
/// the day; a surname of which nothing is told, only who then led a state or its diplomacy.
pub(super) fn person(know: &Knowledge, asked: &Asked) -> Option<Known> {
    let mut best: Option<(u32, chancery_know::PersonId, Known)> = None;
    let mut tied = false;
    for (person, exact) in candidates(know, asked) {
        for holding in person.holdings() {
            let Some(score) = fit(asked, &holding, exact) else { continue };
            match &best {
                Some((have, id, known)) if *have == score => {
                    tied |= *id != person.id()
                        && known.party.as_deref() != holding.party().map(chancery_know::Party::code);
                }
                Some((have, ..)) if *have > score => {}
                _ => {
                    tied = false;
                    best = Some((score, person.id(), known_by(asked, &holding)?));
                }
            }
        }
    }
    best.filter(|_| !tied).map(|(.., known)| known)
}

fn known_by(asked: &Asked, holding: &Holding) -> Option<Known> {
    let person = holding.person()?;
    let serves = asked.on.is_none_or(|day| holding.on(day).is_some());
    // Who served an organisation long ago is no longer of it, as one is of a state.
    let long_ago = asked.on.is_some_and(|day| !serves && years_from(holding, day) > YEARS_OF_AN_ORGANISATION);
    let party = holding.party().filter(|p| !long_ago || p.kind() != chancery_know::PartyKind::Organization);
    Some(Known {
        name: clean_name(person.name()),
        party: party.map(|p| p.code().to_owned()),
        office: holding.office().filter(|o| serves && o.class() != PRIVATE).map(|o| o.name().to_owned()),
        wikidata: person.wikidata().map(str::to_owned),
    })
}

/// The class of the office of those who hold none.
const PRIVATE: &str = "private";

/// How well a holding fits, or `None` if it cannot be what is meant.
fn fit(asked: &Asked, holding: &Holding, exact: Exact) -> Option<u32> {
    let code = holding.party().map(chancery_know::Party::code);
    let same_party = match (asked.party, code) {
        (Some(told), Some(code)) if office::succeeds(told, code) => true,
        (Some(_), _) => return None,
        _ => false,
    };
    let held = holding.office();
    let serves = asked.on.is_none_or(|day| holding.on(day).is_some());
    let same_office = match (asked.office, held) {
        (Some(told), Some(held)) => match told.strip_prefix("former ") {
            // The former president has been one.
            Some(left) if !held.name().starts_with("former ") => {
                (!serves || asked.on.is_none())
                    && (office::fits(left, held.name()) || office::fits(held.name(), left))
            }
            _ => office::fits(told, held.name()) || office::fits(held.name(), told),
        },
        _ => false,
    };
    let leads = held.is_some_and(|o| {
        matches!(o.class(), "head of state" | "head of government")
            || matches!(o.name(), "foreign minister" | "foreign secretary" | "secretary of state")
            || matches!(code, Some("UN" | "NATO" | "EU"))
                && matches!(o.name(), "secretary-general" | "commission president" | "high representative")
    });
    let numbered = holding.person().is_some_and(|p| {
        let last = p.name().rsplit(' ').next().unwrap_or_default();
        last.len() < 5 && !last.is_empty() && last.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    });
    let near = serves || asked.on.is_none_or(|day| years_from(holding, day) <= YEARS_AROUND);
    let private = held.is_some_and(|o| o.class() == PRIVATE);
    let accepted = match exact {
        Exact::Given | Exact::Surname if private => false,
        // President Kennedy is long dead and still the one.
        Exact::Full => near || same_office,
        Exact::Given => near && (same_office || same_party || serves && leads && asked.office.is_none()),
        // "Muhammad" is no surname of King Mohammed VI.
        Exact::Surname if asked.office.is_none() && asked.party.is_none() && numbered => false,
        Exact::Surname => match (asked.office, asked.party) {
            (Some("former leader"), _) => near && leads,
            (Some(told), _) if told.starts_with("former") => near && same_office,
            (Some(_), _) => serves && same_office,
            (None, Some(_)) => serves,
            (None, None) => serves && leads,
        },
    };
    if !accepted {
        return None;
    }
    let rank = match exact {
        Exact::Full => 2,
        Exact::Given => 1,
        Exact::Surname => 0,
    };
    let top = held.is_some_and(|o| matches!(o.class(), "head of state" | "head of government"));
    // Of two of one name the one is meant who serves a state that the report speaks of.
    let of_named = |h: Holding| h.party().is_some_and(|p| asked.named.iter().any(|n| n == p.code()));
    let named = exact == Exact::Full && holding.person().is_some_and(|p| p.holdings().any(of_named));
    Some(
        rank * 20
            + u32::from(named) * 15
            + u32::from(serves) * 8
            + u32::from(same_office) * 6
            + u32::from(same_party) * 2
            + u32::from(top)
            + u32::from(leads),
    )
}

fn years_from(holding: &Holding, day: Date) -> i32 {
    let year = i32::from(day.year());
    let from = holding.from().map_or(year, |d| d.year() as i32);
    let to = holding.to().or(holding.known_until()).map_or(year, |d| d.year() as i32);
    if year < from { from - year } else { (year - to).max(0) }
}

/// How exactly a name of knowledge is the one asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exact {
    /// The whole name, in either order, but for initials.
    Full,
    /// The surname, with a given name of the same beginning.
    Given,
    /// The surname alone was asked.
    Surname,
}

fn candidates<'k>(know: &'k Knowledge, asked: &Asked) -> Vec<(chancery_know::Person<'k>, Exact)> {
    let mut found: Vec<(chancery_know::Person<'k>, Exact)> = Vec::new();
    let mut take = |name: &str, exact: &dyn Fn(&str) -> Option<Exact>| {
        let Some(matched) = know.longest_name(name).filter(|m| m.len == name.len()) else { return };
        for sense in matched.senses() {
            if let Sense::Person(person) = sense
                && let Some(exact) = exact(person.name())
                && !found.iter().any(|(p, _)| *p == person)
            {
                found.push((person, exact));
            }
        }
    };
    let words: Vec<&str> = asked.name.split_whitespace().collect();
    if let [first, .., last] = words.as_slice() {
        let full = |_: &str| Some(Exact::Full);
        take(asked.name, &full);
        if words.len() == 2 {
            take(&format!("{last} {first}"), &full);
        } else {
            take(&format!("{first} {last}"), &full);
        }
        // "Mohammed bin Salman *bin Abdulaziz*": with the names of more forefathers.
        let sons = (2..words.len()).filter(|&i| i > 2 && matches!(words[i], "bin" | "ibn" | "bint"));
        for shorter in sons.filter(|&i| words[1..i].iter().any(|w| matches!(*w, "bin" | "ibn" | "bint"))) {
            take(&words[..shorter].join(" "), &full);
        }
        let given = asked.words.first().map_or("", String::as_str);
        let begins = |name: &str| {
            let own = name_words(name);
            let first = own.first()?;
            (own.len() > 1 && is_form_of(given, first)).then_some(Exact::Given)
        };
        take(last, &begins);
        if words.len() == 2 {
            // The family's name first.
            take(first, &|name: &str| {
                let own = name_words(name);
                let (first, last) = (own.first()?, own.last()?);
                (own.len() == 2
                    && asked.words.len() == 2
                    && asked.words.first() == Some(last)
                    && asked.words.last() == Some(first))
                .then_some(Exact::Full)
            });
        }
    } else if let [only] = words.as_slice() {
        take(only, &|_: &str| Some(Exact::Surname));
    }
    found
}

/// Whether two given names can be one: the same beginning, of a short one two letters: "Joe" and "Joseph"; but not
/// "Minoru" and "Mitsuo".
fn is_form_of(a: &str, b: &str) -> bool {
    let shorter = a.len().min(b.len());
    let same = if shorter <= 4 { shorter.min(2) } else { 3 };
    shorter > 0 && a.get(..same).is_some_and(|begin| b.get(..same) == Some(begin))
}

/// Who held `office` for the party on the day; none for offices that several hold at once.
pub(super) fn holder(know: &Knowledge, party: &str, office: &str, on: Option<Date>) -> Option<Known> {
    let day = on?;
    let code = party;
    let party = know.party(code)?;
    if let Some(envoy) = envoy(know, party, office, day) {
        return Some(envoy);
    }
    let asked = match office {
        "leader" | "top leader" if LED_BY_SUPREME.contains(&code) => know.office("supreme leader")?,
        "leader" | "top leader" if LED_BY_MONARCH.contains(&code) => know.office("head of state")?,
        "leader" | "top leader" if LED_BY_PRESIDENT.contains(&code) => know.office("president")?,
        "leader" | "top leader" => know.office("head of government")?,
        _ => know.office(office)?,
    };
    let alone = !matches!(
        asked.class(),
        "diplomat"
            | "spokesperson"
            | "parliament"
            | "subnational"
            | "official"
            | "military"
            | "minister"
            | "justice"
            | "royal"
            | "religious"
            | "other"
            | "group"
    );
    let deputy = office.split([' ', '-']).any(|w| {
        matches!(w, "deputy" | "assistant" | "under" | "undersecretary" | "junior" | "former" | "state")
    }) && office != "secretary of state";
    let alone = alone || asked.name() == "permanent representative";
    if !alone || deputy {
        return None;
    }
    let (holding, _) = know.holder(party, asked, day)?;
    let person = holding.person()?;
    Some(Known {
        name: clean_name(person.name()),
        party: holding.party().map(|p| p.code().to_owned()),
        office: holding.office().map(|o| o.name().to_owned()),
        wikidata: person.wikidata().map(str::to_owned),
    })
}

/// The envoy whom a party has sent about a matter, where it is told and one alone has it: "special envoy for Yemen".
fn envoy(know: &Knowledge, party: chancery_know::Party, office: &str, day: Date) -> Option<Known> {
    let (rank, matter) = [" for ", " to ", " on "].iter().find_map(|by| office.split_once(by))?;
    let asked = know.office("special envoy")?;
    if !ENVOYS.contains(&rank) {
        return None;
    }
    let words = name_words(matter);
    let about = |holding: &Holding| {
        let title = name_words(holding.title());
        holding.on(day).is_some() && words.iter().filter(|w| *w != "the").all(|w| title.contains(w))
    };
    let mut found = know.holdings_in(party, asked).filter(about);
    let (one, other) = (found.next()?, found.next());
    let person = one.person().filter(|_| other.is_none())?;
    Some(Known {
        name: clean_name(person.name()),
        party: Some(party.code().to_owned()),
        office: Some(office.to_owned()),
        wikidata: person.wikidata().map(str::to_owned),
    })
}

/// What those are called whom a party sends about a matter.
const ENVOYS: &[&str] = &[
    "special envoy",
    "envoy",
    "special representative",
    "personal envoy",
    "special coordinator",
    "special presidential envoy",
];

pub(super) fn party_name(know: &Knowledge, code: &str) -> Option<String> {
    know.party(code).map(|p| p.name().to_owned())
}

pub(super) fn state_of_iso2(know: &Knowledge, iso2: &str) -> Option<String> {
    know.parties()
        .find(|p| {
            p.kind() == chancery_know::PartyKind::State
                && p.to().is_none()
                && p.iso2().is_some_and(|c| c.eq_ignore_ascii_case(iso2))
        })
        .map(|p| p.code().to_owned())
}

pub(super) fn place(know: &Knowledge, place: PlaceId) -> (String, Option<String>, Location) {
    match know.place(place) {
        Some(p) => {
            let location = Location { lat: p.lat(), lon: p.lon(), geonames: p.geonames() };
            (p.name().to_owned(), p.country().map(|c| c.code().to_owned()), location)
        }
        None => (String::new(), None, Location { lat: 0.0, lon: 0.0, geonames: None }),
    }
}
