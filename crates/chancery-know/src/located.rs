//! Answers to questions about places: [`Knowledge::located`] ranks the places of one name.

use std::{cmp::Ordering, collections::BTreeSet};

use crate::{
    Form, Knowledge, Sense, fold,
    names::SENSE_WORDS,
    near::near_keys,
    party::Party,
    place::{Feature, Place},
};

/// One answer: a place of the name asked for.
#[derive(Clone, Copy, Debug)]
pub struct Located<'k> {
    /// Which.
    pub place: Place<'k>,
    /// How far it is from what it should be near, in kilometres; 0 inside the state asked for. `None` where nothing was
    /// asked.
    pub km: Option<f64>,
    /// How likely it is the one that is meant, from 0 to 1.
    pub score: f32,
}

/// What a place should be near.
#[derive(Clone, Copy, Debug)]
pub enum Near<'k> {
    /// In a state or territory, or not far from it.
    Party(Party<'k>),
    /// In a division or country, or not far from a place.
    Place(Place<'k>),
    /// Not far from a point, in degrees north and east.
    Point(f64, f64),
}

/// The most places of one name that are given.
const MOST: usize = 50;

/// What is left of a score for a name that is only an alternate, and far from where it should be.
const ALTERNATE: f32 = 0.85;
const FAR: f32 = 0.1;

/// The kilometres at which half of what closeness can give is left.
const HALFWAY: f32 = 150.0;

impl Knowledge {
    /// The places that go by exactly this name, the likeliest first, at most fifty. Small letters are no hindrance.
    pub fn located<'k>(&'k self, name: &str, near: Option<Near<'k>>) -> Vec<Located<'k>> {
        let titled = crate::question::capitalized(name);
        let mut places: Vec<Place<'k>> = Vec::new();
        for spelt in [name, titled.as_str()] {
            for place in self.places_named(spelt) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        let key = fold::name_key(name);
        let located = |place: Place<'k>| {
            let usual = fold::name_key(place.name()) == key;
            let km = near.map(|near| kilometres(place, near));
            let closeness = km.map_or(1.0, |km| FAR + (1.0 - FAR) / (1.0 + km as f32 / HALFWAY));
            let score = prominence(place) * closeness * if usual { 1.0 } else { ALTERNATE };
            Located { place, km, score }
        };
        let mut found: Vec<Located<'k>> = places.into_iter().map(located).collect();
        found.sort_by(|a, b| {
            let by_score = b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal);
            by_score.then_with(|| a.place.id().cmp(&b.place.id()))
        });
        found.truncate(MOST);
        found
    }

    /// Places whose names resemble one that is unknown, the nearest and best known first, at most five.
    pub fn near_places<'k>(&'k self, name: &str) -> Vec<Place<'k>> {
        let Some(key) = fold::name_key(name) else { return Vec::new() };
        let most = (key.chars().count() / 3).min(2);
        if most == 0 {
            return Vec::new();
        }
        let mut near: Vec<(usize, Place<'k>)> = Vec::new();
        for (far, value) in near_keys(&self.names, &key, most) {
            let rows = (value >> 12) as u32..((value >> 12) + (value & 0xfff)) as u32;
            near.extend(rows.filter_map(|row| self.place_meant(row)).map(|place| (far, place)));
        }
        for (far, value) in near_keys(&self.minor, &key, most) {
            let first = (value >> 14) as usize;
            let places = first..first + (value & 0xfff) as usize;
            let places = places.filter_map(|at| self.place_at(self.minor_places.word(at)));
            near.extend(places.map(|place| (far, place)));
        }
        near.sort_by(|(a, one), (b, other)| {
            let known = prominence(*other).partial_cmp(&prominence(*one)).unwrap_or(Ordering::Equal);
            a.cmp(b).then(known).then_with(|| one.id().cmp(&other.id()))
        });
        let mut seen = BTreeSet::new();
        near.retain(|(_, place)| seen.insert((place.name(), place.country().map(Party::code))));
        near.into_iter().take(5).map(|(_, place)| place).collect()
    }

    /// The place that a sense of a name means.
    fn place_meant(&self, row: u32) -> Option<Place<'_>> {
        debug_assert!((row as usize) < self.senses.words() / SENSE_WORDS);
        match self.sense(row)? {
            Sense::Place(place) => Some(place),
            Sense::Party { party, form: Form::Name } => party.place(),
            _ => None,
        }
    }
}

/// How likely a place is to be spoken of, from 0 to 1: by what it is, its inhabitants and the languages that name it.
fn prominence(place: Place<'_>) -> f32 {
    let people = (place.population() as f32 + 10.0).log10();
    let renown = (1.0 + place.renown() as f32).log10();
    let told = 0.06 * people + 0.1 * renown;
    let worth = match place.feature() {
        Feature::Country => 1.0,
        Feature::Capital => 0.3 + told,
        Feature::City => told,
        Feature::Division => 0.3 + 0.03 * people,
        Feature::District => 0.2,
        Feature::Region | Feature::Venue => 0.6,
    };
    worth.clamp(0.05, 1.0)
}

/// How far a place is from what it should be near; 0 inside.
fn kilometres<'k>(place: Place<'k>, near: Near<'k>) -> f64 {
    match near {
        Near::Party(party) if place.country() == Some(party) => 0.0,
        Near::Party(party) => {
            party.place().map_or(f64::MAX, |middle| place.distance_to(middle.lat(), middle.lon()))
        }
        Near::Place(other) if other == place || place.division() == Some(other) => 0.0,
        Near::Place(other) if other.feature() == Feature::Country => match other.country() {
            Some(party) => kilometres(place, Near::Party(party)),
            None => place.distance_to(other.lat(), other.lon()),
        },
        Near::Place(other) => place.distance_to(other.lat(), other.lon()),
        Near::Point(lat, lon) => place.distance_to(lat, lon),
    }
}
