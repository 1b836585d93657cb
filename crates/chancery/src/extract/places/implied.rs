//! The place that an act implies by what it is, or by who takes part: an arrest is where the state is that arrests.

use super::{Event, Place};
use crate::Analysis;
use crate::analyze::{EntityId, EntityKind};
use crate::extract::participants::is_guest;

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

/// Verbs that tell that rulers lost their power.
const OVERTHROWN: &[&str] =
    &["deposed", "deposes", "toppled", "topples", "overthrew", "overthrows", "overthrown", "ousted", "ousts"];

/// Words that tell that rulers lost their power to some of their own.
const COUPS: &[&str] = &["coup", "putsch", "power", "mutinied", "mutiny"];

/// Words that tell that someone left his state for good.
const FLED: &[&str] = &["flee", "flees", "fled", "fleeing"];

/// Words that tell of mercy to those whom a state holds.
const PARDONED: &[&str] =
    &["pardon", "pardons", "pardoned", "pardoning", "amnesty", "clemency", "commuted", "commutes"];

/// Words that tell of a charge before a court.
const INDICTED: &[&str] =
    &["indict", "indicts", "indicted", "indicting", "indictment", "impeach", "impeaches", "impeached"];

/// Words for those of a state who are told of where they are not at home: "killed two Togolese *peacekeepers*".
const ABROAD: &[&str] = &[
    "peacekeeper",
    "peacekeepers",
    "tourist",
    "tourists",
    "national",
    "nationals",
    "expatriate",
    "expatriates",
    "hostage",
    "hostages",
    "sailor",
    "sailors",
    "contractor",
    "contractors",
    "missionary",
    "missionaries",
    "pilgrim",
    "pilgrims",
    "engineer",
    "engineers",
    "convoy",
    "fisherman",
    "fishermen",
    "boat",
    "boats",
    "trawler",
    "vessel",
    "ship",
    "tanker",
    "airliner",
];

/// A visit is where its host is, and an expulsion where the one who expels is: a place elsewhere in the sentence is of
/// another thing.
pub(in crate::extract) fn with_the_host(analysis: &Analysis, event: &mut Event) {
    let host = match (event.event, event.mode) {
        ("CONSULT", Some("visit")) => only_state(analysis, &event.recipients),
        ("SANCTION", Some("expel")) => only_state(analysis, &event.actors),
        _ => None,
    };
    let Some(host) = host else { return };
    // Nobody is his own host: "a Japanese team in Washington".
    if event.event == "CONSULT"
        && only_state(analysis, &event.actors).is_some_and(|p| p.country == host.country)
    {
        return;
    }
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
pub(in crate::extract) fn implied(analysis: &Analysis, event: &Event) -> Option<Place> {
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
        ("CONSULT", None) if event.recipients.is_empty() && with_guest(analysis, event).is_some() => {
            with_guest(analysis, event)
        }
        ("CONSULT", None | Some("multilateral" | "third-party")) if host_told(analysis, event).is_some() => {
            host_told(analysis, event)
        }
        // Those of one state meet at home.
        ("CONSULT", None) if event.actors.len() > 1 || host().is_some() => {
            own().filter(|o| host().is_none_or(|h| h.country == o.country))
        }
        ("SANCTION", Some("expel")) => own(),
        ("SANCTION", Some("withdraw")) | ("SUPPORT", _) if says(MISSIONS) => host(),
        ("ACCUSE", _) if says(&["summon", "summons", "summoned", "summoning"]) => own(),
        ("ACCUSE", Some("investigate")) => own(),
        ("COERCE", Some("arrest" | "ban" | "censor" | "curfew" | "martial-law" | "deport")) => own(),
        // Who closes its borders to travellers does so at home; who blocks another state's ships may be anywhere.
        ("COERCE", Some("restrict")) if !foreign() => own(),
        // Who is overthrown rules where it happens, as does mostly who overthrows; whose people protest do so at home.
        ("COERCE", Some("seize")) if says(OVERTHROWN) => host().or_else(own),
        ("COERCE", Some("seize")) if says(COUPS) => own().or_else(host),
        ("PROTEST", _) | ("SANCTION", Some("convict")) | ("RETREAT", Some("access")) => own(),
        ("COERCE", Some("seize"))
            if host().is_some_and(|h| own().is_some_and(|o| o.country == h.country)) =>
        {
            own()
        }
        // Whom a state pardons, indicts or frees it holds; who flees leaves home.
        ("RETREAT", Some("resign" | "release")) => own(),
        ("RETREAT", Some("withdraw")) if says(FLED) => own(),
        ("CONCEDE", _) if says(PARDONED) => own(),
        ("ACCUSE", Some("allege")) if says(INDICTED) => own(),
        ("MOBILIZE", Some("weapons")) => own(),
        ("ASSAULT", _) => {
            let abroad = |e: &EntityId| {
                let entity = analysis.entities.get(*e);
                entity.kind == EntityKind::Organization
                    || entity.name.split(' ').any(|word| ABROAD.contains(&word))
                    || entity
                        .office
                        .as_deref()
                        .is_some_and(|o| o.contains("ambassador") || o.contains("diplomat"))
            };
            // Some of those who are hit may be known by name alone.
            let known = |id: &EntityId| analysis.entities.get(*id).party.is_some();
            let hit: Vec<EntityId> = event.recipients.iter().copied().filter(known).collect();
            let guests = event.evidence.iter().any(|&s| {
                let own = analysis.tokens.within(s);
                (own.start..own.end + 5).any(|i| ABROAD.contains(&analysis.tokens.lower(i)))
            });
            if guests || event.recipients.iter().any(abroad) { None } else { only_state(analysis, &hit) }
        }
        _ => None,
    }
}

/// Where those meet of whom one is told to be the other's guest: "Chad's president met the *visiting* Malian premier".
fn with_guest(analysis: &Analysis, event: &Event) -> Option<Place> {
    let key = |id: &EntityId| analysis.entities.party_key(*id);
    let (guests, hosts): (Vec<EntityId>, Vec<EntityId>) =
        event.actors.iter().partition(|&&id| is_guest(analysis, id));
    let other = !guests.iter().any(|g| hosts.iter().any(|h| key(g) == key(h)));
    (!guests.is_empty() && other).then(|| only_state(analysis, &hosts))?
}

/// The state of which it is told that it hosts a meeting: "Norway is *hosting* talks", "talks *hosted* by Norway".
fn host_told(analysis: &Analysis, event: &Event) -> Option<Place> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(*event.evidence.first()?);
    let sentence = &analysis.sentences[analysis.sentence_of(own.start)];
    let words = || sentence.tokens.clone().map(|i| tokens.lower(i));
    if words().any(|w| matches!(w, "virtual" | "virtually" | "online" | "video" | "videoconference")) {
        return None;
    }
    let hosts = |i: usize| matches!(tokens.lower(i), "host" | "hosts" | "hosted" | "hosting");
    let at =
        (own.start.saturating_sub(6)..own.end + 4).find(|&i| sentence.tokens.contains(&i) && hosts(i))?;
    let group = grammar.verbs[grammar.verb(at)?];
    let (from, past) = if tokens.lower(at + 1) == "by" {
        let phrase = grammar.phrases[grammar.phrase(at + 2)?];
        (phrase.start, phrase.end)
    } else {
        // The meeting is what is hosted, and no other meeting stands between.
        let between = at.min(own.start)..own.start;
        let phrase = grammar.phrases[group.subject.filter(|_| !group.passive)?];
        let other = between.skip(1).any(|i| grammar.verb(i).is_some() && !own.contains(&i));
        if other || phrase.joined.is_some() {
            return None;
        }
        (phrase.start, phrase.end)
    };
    let span = tokens.span(from, past);
    let mentions = analysis.mentions.iter().enumerate().filter(|(_, m)| span.contains(m.span));
    let codes = mentions.filter_map(|(id, _)| analysis.entities.get(analysis.entities.of(id)?).party.clone());
    let mut states = codes.filter_map(|code| Some((analysis.entities.state_name(&code)?.to_owned(), code)));
    let (name, code) = states.next_back()?;
    // "BEIJING - … talks that *China* hosted": the town of the dateline tells more.
    let town = super::grounds::dateline(analysis)
        .filter(|t| !t.is_country && t.country.as_ref() == Some(&code))
        .map(super::place_of);
    town.or(Some(Place { name, country: Some(code), lat: None, lon: None, geonames: None }))
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
