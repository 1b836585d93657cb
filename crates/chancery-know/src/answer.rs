//! Answers as JSON, the same on the command line and for programs: [`held`] tells of an office held, [`place`] of a
//! place, [`party`] of a state, organisation or group. What is not known is `null`.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Tenure;
use crate::{
    Candidate, Knowledge, Located, Membership, Office, PartialDate, Party, PartyMatch, Place, Question,
};

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|d| d.to_string())
}

/// A score to three digits.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// Who held an office: a candidate of [`Knowledge::who`], asked `today`.
pub fn held(candidate: &Candidate<'_>, question: &Question<'_>, today: Date) -> Value {
    let holding = candidate.holding;
    json!({
        "name": candidate.person.name(),
        "office": holding.office().map(Office::name),
        "title": Some(holding.title()).filter(|title| !title.is_empty()),
        "party": holding.party().map(Party::code),
        "from": date(holding.from()),
        "to": date(holding.to()),
        "source": holding.source(),
        "known_until": date(holding.known_until()),
        "carried_forward": is_carried(candidate, question, today),
        "wikidata": candidate.person.wikidata(),
        "score": rounded(candidate.score),
    })
}

/// Whether an answer goes beyond what its source knows: at the time asked about or, where none was, today.
pub fn is_carried(candidate: &Candidate<'_>, question: &Question<'_>, today: Date) -> bool {
    let tenure = match question.time {
        (None, None) if candidate.holding.to().is_none() => candidate.holding.on(today),
        _ => candidate.tenure,
    };
    tenure == Some(Tenure::CarriedForward)
}

/// A place.
pub fn place(located: &Located<'_>) -> Value {
    let place = located.place;
    json!({
        "name": place.name(),
        "feature": place.feature().as_str(),
        "country": place.country().map(Party::code),
        "division": place.division().map(Place::name),
        "lat": place.lat(),
        "lon": place.lon(),
        "population": Some(place.population()).filter(|people| *people > 0),
        "geonames": place.geonames(),
        "wikidata": place.wikidata(),
        "source": place_source(place),
        "km": located.km.map(f64::round),
        "score": rounded(located.score),
    })
}

/// Where a row of places is from: what GeoNames numbers is from there.
pub fn place_source(place: Place<'_>) -> &'static str {
    if place.geonames().is_some() { "geonames" } else { "editorial" }
}

/// A party, with its members and the organisations it is in, of a time where one is given.
pub fn party(know: &Knowledge, on: Option<PartialDate>, found: PartyMatch<'_>) -> Value {
    let party = found.party;
    let membership = |m: &Membership<'_>, other: Party<'_>| {
        json!({
            "code": other.code(),
            "name": other.name(),
            "from": date(m.from),
            "to": date(m.to),
            "status": m.status,
            "source": m.source,
            "known_until": date(m.known_until),
        })
    };
    let list = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect::<Vec<_>>();
    json!({
        "code": party.code(),
        "name": party.name(),
        "kind": party.kind().as_str(),
        "aliases": list(&mut party.aliases()),
        "former_names": party
            .former_names()
            .map(|(name, from, to)| json!({ "name": name, "from": date(from), "to": date(to) }))
            .collect::<Vec<_>>(),
        "demonyms": list(&mut party.demonyms()),
        "seats": list(&mut party.seats()),
        "from": date(party.from()),
        "to": date(party.to()),
        "parent": party.parent().map(Party::code),
        "iso2": party.iso2(),
        "cow": party.cow(),
        "cameo": party.cameo(),
        "fips": party.fips(),
        "wikidata": party.wikidata(),
        "source": party.source(),
        "bodies": know
            .bodies_of(party)
            .map(|body| json!({ "name": body.name(), "sector": body.sector() }))
            .collect::<Vec<_>>(),
        "members": members(on, party).iter().map(|m| membership(m, m.member)).collect::<Vec<_>>(),
        "memberships": memberships(know, on, party)
            .iter()
            .map(|m| membership(m, m.organization))
            .collect::<Vec<_>>(),
        "score": rounded(found.score),
    })
}

/// Whether a membership is one of the time asked about.
fn fits(on: Option<PartialDate>, membership: &Membership<'_>) -> bool {
    on.is_none_or(|on| membership.during(on.first(), on.last()))
}

/// Members in order of their joining, the full ones first; of one time by name.
pub fn members<'k>(on: Option<PartialDate>, party: Party<'k>) -> Vec<Membership<'k>> {
    let mut members: Vec<_> = party.members().filter(|m| fits(on, m)).collect();
    members.sort_by_key(|m| (m.status != "member", m.to.is_some(), m.from, m.member.name()));
    members
}

/// The organisations that a party is or was in, by name.
pub fn memberships<'k>(
    know: &'k Knowledge,
    on: Option<PartialDate>,
    party: Party<'k>,
) -> Vec<Membership<'k>> {
    let mut all: Vec<_> = know.memberships_of(party).filter(|m| fits(on, m)).collect();
    all.sort_by_key(|m| (m.status != "member", m.to.is_some(), m.organization.name(), m.from));
    all
}
