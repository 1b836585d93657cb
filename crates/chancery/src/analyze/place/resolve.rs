//! Which of the places of a name is meant: [`resolve`].

use std::collections::HashMap;

use chancery_know::{Feature, Knowledge, Party, Place};

use super::spot::{Kind, Spotted, Trust};
use crate::analyze::Mention;
use crate::analyze::mention::{PartyKind, Reading};
use crate::text::Span;

/// Names that take part in the weighing; a report rarely has as many, and later ones tell little.
const MOST_NAMES: usize = 120;

/// Names that the others are weighed by.
const MOST_CONTEXT: usize = 60;

/// Places of one name that are weighed.
const MOST_PLACES: usize = 40;

/// How often the names are weighed anew, each time by what the others turned out to be.
const ROUNDS: usize = 2;

/// A place that a name may mean, with what is asked of it over and over.
#[derive(Clone, Copy)]
struct Candidate<'k> {
    place: Place<'k>,
    feature: Feature,
    country: Option<Party<'k>>,
    /// The division that it lies in or is.
    division: Option<Place<'k>>,
    lat: f32,
    lon: f32,
    /// How likely it is to be spoken of, as a logarithm of odds.
    prominence: f32,
    /// Whether the name is its usual one.
    by_name: bool,
}

/// One name of the report.
#[derive(Default)]
struct Name<'k> {
    places: Vec<Candidate<'k>>,
    /// The place that fits best so far, and by how much it leads.
    best: Option<(usize, f32)>,
    /// What speaks for the best beside its prominence.
    support: f32,
    trust: Trust,
    cued: bool,
    /// What kind of place the words beside it say that it is.
    kind: Option<Kind>,
    personal: bool,
    /// Some place bears it as its usual name: it is no abbreviation.
    spelled_out: bool,
    /// The likeliest places and how likely each is.
    shares: Vec<(usize, f32)>,
    /// Numbers of the names that follow with but a comma between.
    within: Vec<usize>,
    times: f32,
}

/// Gives each name the place that fits best; those that are no place, or could be many, are left out.
pub(super) fn resolve<'k>(
    spotted: &[Spotted<'_>],
    mentions: &[Mention],
    home: Option<&str>,
    know: &'k Knowledge,
) -> Vec<(Span, Place<'k>, f32)> {
    let (mut names, of_spotted) = gather(spotted, know);
    let states = weights_of_states(mentions, home, know);
    for _ in 0..ROUNDS {
        let weighed: Vec<_> = (0..names.len()).map(|number| weigh(&names, number, &states)).collect();
        for (name, weighed) in names.iter_mut().zip(weighed) {
            (name.best, name.support, name.shares) = (weighed.best, weighed.support, weighed.shares);
        }
    }
    let mut contains = vec![false; names.len()];
    for name in &names {
        name.within.iter().for_each(|&w| contains[w] = true);
    }
    let accepted: Vec<bool> = names.iter().zip(&contains).map(|(name, &c)| is_accepted(name, c)).collect();
    spotted
        .iter()
        .zip(of_spotted)
        .filter_map(|(spot, number)| {
            let number = number.filter(|&n| accepted[n])?;
            if spot.trust == Trust::Container && spot.within.is_none() && !contains[number] {
                return None;
            }
            let (best, lead) = names[number].best?;
            Some((spot.span, names[number].places.get(best)?.place, lead))
        })
        .collect()
}

/// The names of the report, and which of them each of the spotted words is.
fn gather<'k>(spotted: &[Spotted<'_>], know: &'k Knowledge) -> (Vec<Name<'k>>, Vec<Option<usize>>) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<Name<'k>> = Vec::new();
    let mut of_spotted = Vec::with_capacity(spotted.len());
    for spot in spotted {
        let number = match numbers.get(spot.text) {
            Some(&number) => Some(number),
            None if names.len() >= MOST_NAMES => None,
            None => {
                let (places, spelled_out) = places_of(know, spot.text);
                numbers.insert(spot.text, names.len());
                names.push(Name { places, spelled_out, ..Name::default() });
                Some(names.len() - 1)
            }
        };
        if let Some(name) = number.map(|n| &mut names[n]) {
            name.trust = name.trust.max(spot.trust);
            name.cued |= spot.cued;
            name.kind = name.kind.or(spot.kind);
            name.personal |= spot.personal;
            name.times += 1.0;
        }
        of_spotted.push(number);
    }
    for (spot, number) in spotted.iter().zip(&of_spotted) {
        let container =
            spot.within.and_then(|w| of_spotted[w].filter(|&c| spotted[w].closed || !is_state(&names[c])));
        if let (Some(number), Some(container)) = (*number, container)
            && number != container
            && !are_peers(&names[number], &names[container])
            && lies_within(&names[number], &names[container])
            && !names[number].within.contains(&container)
        {
            names[number].within.push(container);
        }
    }
    (names, of_spotted)
}

/// What the other names must tell of a small or doubtful place: where the words around lead to one, and elsewhere.
const CUED: f32 = 1.5;
/// The same where the words around tell its kind, but the name is not its usual one.
const OF_ANOTHER_NAME: f32 = 1.0;
const UNCUED: f32 = 4.0;

/// By how much such a place must lead.
const LEADS: f32 = 0.5;

/// What it is worth to a place to be of the kind that the words beside the name tell, and to a division to be called without
/// the word for it, which stands beside.
const OF_KIND: f32 = 2.0;
const SHORT: f32 = 3.0;

impl Candidate<'_> {
    fn is_of(&self, kind: Kind) -> bool {
        match kind {
            Kind::Division => matches!(self.feature, Feature::Division | Feature::District),
            Kind::Settled => matches!(self.feature, Feature::City | Feature::Capital),
        }
    }
}

/// Whether a name is a place's at all; `contains`: it stands after one that lies in it.
fn is_accepted(name: &Name<'_>, contains: bool) -> bool {
    let told = !name.within.is_empty() || contains;
    match name.trust {
        Trust::Sure => true,
        Trust::Support => {
            let lead = name.best.map_or(0.0, |(_, lead)| lead);
            let best = name.best.and_then(|(best, _)| name.places.get(best));
            let of_kind = |b: &Candidate<'_>| name.kind.is_some_and(|kind| b.is_of(kind));
            let near = match best {
                Some(b) if of_kind(b) && (b.by_name || name.kind == Some(Kind::Division)) => 0.0,
                Some(b) if of_kind(b) => OF_ANOTHER_NAME,
                _ if name.cued => CUED,
                _ => UNCUED,
            };
            told || !name.personal && name.support >= near && lead >= LEADS
        }
        Trust::Container => told,
    }
}

/// The places of a name, and whether it is the usual name of any.
fn places_of<'k>(know: &'k Knowledge, name: &str) -> (Vec<Candidate<'k>>, bool) {
    let key = chancery_know::name_key(name);
    // "US" is not the village of Us.
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let acronym = letters().count() <= 4 && letters().all(char::is_uppercase);
    let mut places: Vec<Candidate<'k>> = Vec::new();
    let mut spelled_out = false;
    for place in know.places_named(name) {
        let feature = place.feature();
        if places.len() == MOST_PLACES {
            break;
        }
        let settled = !matches!(feature, Feature::Country | Feature::Division | Feature::Region);
        if acronym && settled || places.iter().any(|known| known.place == place) {
            continue;
        }
        let by_name = chancery_know::name_key(place.name()) == key;
        spelled_out |= by_name;
        places.push(Candidate {
            place,
            feature,
            country: place.country(),
            division: if feature == Feature::Division { Some(place) } else { place.division() },
            lat: place.lat() as f32,
            lon: place.lon() as f32,
            prominence: prominence(place, feature, by_name),
            by_name,
        });
    }
    (places, spelled_out)
}

/// How likely a place is to be spoken of. The weights here and in [`Company::support`] were fitted on placed names in news
/// (a multinomial regression over the places of each name) and rounded.
fn prominence(place: Place<'_>, feature: Feature, by_name: bool) -> f32 {
    let people = (place.population() as f32 + 300.0).ln() - 9.0;
    let renown = (1.0 + place.renown() as f32).ln();
    let own = match feature {
        Feature::Country => 5.2,
        Feature::Division => 2.5 + 0.2 * people,
        Feature::District => 1.8,
        Feature::Region => 3.5,
        Feature::Venue => 4.0,
        Feature::Capital => 0.6 * people + 0.25 * renown + 0.5,
        Feature::City => 0.6 * people + 0.25 * renown,
    };
    if by_name { own } else { own - 3.0 }
}

/// How often each state is named.
fn weights_of_states<'k>(
    mentions: &[Mention],
    home: Option<&str>,
    know: &'k Knowledge,
) -> Vec<(Party<'k>, f32)> {
    let mut weights: Vec<(Party<'k>, f32)> = Vec::new();
    let mut add = |code: &str, weight: f32| match weights.iter_mut().find(|(party, _)| party.code() == code) {
        Some((_, sum)) => *sum += weight,
        None => weights.extend(know.party(code).map(|party| (party, weight))),
    };
    for mention in mentions {
        match &mention.reading {
            Reading::Party { code, kind: PartyKind::State, .. } => add(code, 1.0),
            Reading::Place { metonym: Some(code), .. } => add(code, 0.5),
            Reading::Office { party: Some(code), .. } | Reading::Person { party: Some(code), .. } => {
                add(code, 0.5);
            }
            _ => {}
        }
    }
    let is_home = |party: &Party<'_>| {
        party.to().is_none()
            && party.iso2().zip(home).is_some_and(|(code, home)| code.eq_ignore_ascii_case(home))
    };
    if home.is_some()
        && let Some(party) = know.parties().find(is_home)
    {
        add(party.code(), 1.0);
    }
    weights
}

/// Whether two names in a row are more likely a list: "Canada, Mexico", "Kansas, Oklahoma".
fn are_peers(first: &Name<'_>, second: &Name<'_>) -> bool {
    let (a, b) = (state_of_division(first), state_of_division(second));
    is_state(first) && is_state(second) || a.is_some() && a == b && second.spelled_out
}

fn is_state(name: &Name<'_>) -> bool {
    name.places.iter().any(|c| c.feature == Feature::Country)
}

/// The state whose division a name may be, where it is a well-known one.
fn state_of_division<'k>(name: &Name<'k>) -> Option<Party<'k>> {
    let division = name.places.iter().find(|c| c.feature == Feature::Division && c.prominence > 2.0);
    division.and_then(|c| c.country)
}

fn lies_within(inner: &Name<'_>, outer: &Name<'_>) -> bool {
    inner.places.iter().any(|a| outer.places.iter().any(|b| contains(b, a)))
}

/// Whether `outer` holds `inner`, as far as the gazetteer tells.
fn contains(outer: &Candidate<'_>, inner: &Candidate<'_>) -> bool {
    if outer.place == inner.place {
        return false;
    }
    match outer.feature {
        Feature::Country => inner.feature != Feature::Country && inner.country == outer.country,
        Feature::Division => inner.feature != Feature::Division && inner.division == outer.division,
        Feature::District => {
            inner.division == outer.division && outer.division.is_some() && distance(inner, outer) < 100.0
        }
        Feature::Region => inner.feature != Feature::Region && distance(inner, outer) < 600.0,
        Feature::City | Feature::Capital | Feature::Venue => {
            distance(inner, outer) < 40.0 && inner.place.population() < outer.place.population()
        }
    }
}

/// What the other names of a report tell of a place.
#[derive(Clone, Copy, Debug, Default)]
struct Company {
    /// A name with but a comma between holds it.
    told: bool,
    /// How many names may lie in the same state, the same division, and near.
    state: f32,
    division: f32,
    near: f32,
    /// Of how many.
    of: f32,
}

impl Company {
    fn support(self) -> f32 {
        let share = |count: f32| count / (self.of + 1.0);
        let told = if self.told { 8.0 } else { 0.0 };
        told + 2.6 * share(self.state)
            + 2.2 * (1.0 + self.division).ln()
            + 2.2 * share(self.division)
            + 1.8 * (1.0 + self.near).ln()
    }
}

/// What the other names tell of `candidate`, one of the places of the name `number`.
fn company(
    names: &[Name<'_>],
    number: usize,
    candidate: &Candidate<'_>,
    states: &[(Party<'_>, f32)],
) -> Company {
    let name = &names[number];
    let mut company = Company {
        told: name.within.iter().any(|&w| names[w].places.iter().any(|outer| contains(outer, candidate))),
        ..Company::default()
    };
    for &(party, weight) in states {
        // The name itself may be counted among the mentions of its state.
        let own = name.places.iter().any(|c| c.feature == Feature::Country && c.country == Some(party));
        let weight = if own { weight - name.times } else { weight }.max(0.0).sqrt();
        company.of += weight;
        company.state += if candidate.country == Some(party) { weight } else { 0.0 };
    }
    for (other, context) in names.iter().enumerate().take(MOST_CONTEXT) {
        if other == number || context.trust == Trust::Container && context.within.is_empty() {
            continue;
        }
        for &(at, share) in &context.shares {
            let there = &context.places[at];
            if matches!(there.feature, Feature::Country | Feature::Region) {
                continue;
            }
            company.of += share;
            if there.country.is_some() && there.country == candidate.country {
                company.state += share;
                if there.division.is_some() && there.division == candidate.division {
                    company.division += share;
                }
            }
            if there.feature != Feature::Division {
                let distance = distance(candidate, there);
                company.near += if distance < 500.0 { share * (-distance / 100.0).exp() } else { 0.0 };
            }
        }
    }
    company
}

/// What one round gives a name.
struct Weighed {
    best: Option<(usize, f32)>,
    support: f32,
    shares: Vec<(usize, f32)>,
}

/// The best place of a name with its lead over the next that lies elsewhere, what speaks for it beside its prominence, and
/// how likely each of the likeliest is.
fn weigh(names: &[Name<'_>], number: usize, states: &[(Party<'_>, f32)]) -> Weighed {
    let name = &names[number];
    let supports: Vec<f32> = match &name.places[..] {
        // What is sure to be one place only need not be weighed.
        [_] if name.trust == Trust::Sure => vec![0.0],
        places => {
            places.iter().map(|candidate| company(names, number, candidate, states).support()).collect()
        }
    };
    // "Borno *state*": the state, and no town of that name.
    let kind = |c: &Candidate<'_>| match name.kind {
        Some(kind) if c.is_of(kind) => {
            c.prominence
                + if c.by_name {
                    OF_KIND
                } else if kind == Kind::Division {
                    OF_KIND + SHORT
                } else {
                    0.0
                }
        }
        _ => c.prominence,
    };
    let scores: Vec<f32> = name.places.iter().zip(&supports).map(|(c, support)| kind(c) + support).collect();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let Some(&best) = order.first() else { return Weighed { best: None, support: 0.0, shares: Vec::new() } };
    let next = order.iter().find(|&&i| distance(&name.places[i], &name.places[best]) > 100.0);
    let lead = next.map_or(10.0, |&i| scores[best] - scores[i]);
    let odds = |&i: &usize| (scores[i] - scores[best]).exp();
    let sum: f32 = order.iter().take(6).map(odds).sum();
    let shares =
        order.iter().take(6).map(|i| (*i, odds(i) / sum)).filter(|&(_, share)| share > 0.02).collect();
    Weighed { best: Some((best, lead)), support: supports[best], shares }
}

/// Kilometres between two places; flat, and good enough to tell near from far.
fn distance(a: &Candidate<'_>, b: &Candidate<'_>) -> f32 {
    let north = a.lat - b.lat;
    let mut east = (a.lon - b.lon).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    if north.abs() > 30.0 {
        return 111.2 * north.abs();
    }
    let east = east * ((a.lat + b.lat) / 2.0).to_radians().cos();
    111.2 * (north * north + east * east).sqrt()
}
