//! Where events took place: what the words around a trigger tell ([`told`]), the meeting that it belongs to
//! ([`of_occasion`]), or what the act itself implies ([`implied`]): a visit is where the host is, an expulsion where the
//! one who expels is. Of words alone (a demand, a promise) a place is told only by the occasion; none is guessed.

mod gathered;
mod grounds;
mod implied;
mod later;
mod matter;
mod naming;
mod occasion;
mod seat;
mod stay;

pub(super) use implied::{implied, with_the_host};
pub(super) use later::told_later;
pub(super) use occasion::of_occasion;
pub(super) use stay::{of_presence, of_stay};

use super::{Event, Place};
use crate::Analysis;
use crate::analyze::clause::{Modal, Relation, Tag};
use crate::analyze::{Status, Toponym, Trigger};
use crate::text::{Case, Sentence};
use std::ops::Range;

/// Prepositions before the place where something happens.
const WHERE: &[&str] =
    &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off", "aboard"];

/// Nouns between a preposition and a place: "in the *city of* Homs".
const KINDS: &[&str] = &[
    "city",
    "town",
    "village",
    "capital",
    "port",
    "region",
    "province",
    "district",
    "state",
    "island",
    "border",
    "suburb",
    "area",
    "republic",
    "camp",
    "neighbourhood",
    "neighborhood",
    "governorate",
    "county",
    "territory",
    "territories",
    "seaside",
    "resort",
    "outskirts",
    "quarter",
    "valley",
    "strip",
    "peninsula",
    "kingdom",
    "municipality",
    "township",
    "hamlet",
    "enclave",
    "settlement",
    "commune",
    "prefecture",
    "stronghold",
    "archipelago",
    "jungle",
    "jungles",
    "mountains",
    "hills",
    "desert",
    "forest",
    "forests",
    "delta",
    "basin",
    "oasis",
    "swamps",
    "heartland",
    "bastion",
    "corridor",
];

/// Nouns that tell of an occasion where people come together: "at the *summit* in Venice", "the Hanoi *summit*".
const OCCASIONS: &[&str] = &[
    "summit",
    "conference",
    "meeting",
    "meetings",
    "talks",
    "forum",
    "negotiations",
    "session",
    "consultations",
    "congress",
    "dialogue",
    "g7",
    "g20",
];

/// Nouns that tell of what many do or suffer at one place: "the Nairobi *protests*".
const GATHERINGS: &[&str] = &[
    "protest",
    "protests",
    "rally",
    "rallies",
    "demonstrations",
    "riots",
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "clashes",
    "siege",
    "massacre",
    "shooting",
];

/// Words for stretches of land and water on which something happens: "on the *island* of Mindanao".
const GROUNDS: &[&str] = &[
    "island",
    "islands",
    "border",
    "coast",
    "outskirts",
    "frontier",
    "peninsula",
    "shores",
    "soil",
    "bank",
    "heights",
    "territory",
    "waters",
    "airspace",
];

/// The sides of a land or a town by the compass.
const COMPASS: &[&str] =
    &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];

/// Words that tell that someone leaves a place.
const LEFT: &[&str] =
    &["flee", "flees", "fled", "fleeing", "leave", "leaves", "left", "leaving", "quit", "quits", "vacated"];

/// Costs of a place that stands before the trigger, and of one beyond another verb; with the distance in tokens.
const BEFORE: usize = 12;
const BEYOND: usize = 30;
/// A place dearer than this is of something else.
const DEAREST: usize = 60;

/// Whether an act is one of words, which may be about places far away.
fn is_verbal(event: &str) -> bool {
    matches!(
        event,
        "AGREE" | "SUPPORT" | "CONCEDE" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "STATEMENT"
    )
}

/// Words that tell where something is.
struct Spot {
    /// Their first token, and the one after the last.
    at: usize,
    past: usize,
    /// Whether they name a state as a whole.
    is_state: bool,
    place: Place,
}

/// All that may tell in a sentence where something is, in order: names of places, the borders and waters of states, and
/// "here" and "there".
fn spots(analysis: &Analysis, sentence: &Sentence) -> Vec<Spot> {
    let from = analysis.toponyms.partition_point(|t| t.span.start < sentence.span.start);
    let toponyms = analysis.toponyms[from..].iter().take_while(|t| t.span.start < sentence.span.end);
    let named = toponyms.filter_map(|toponym| {
        let own = analysis.tokens.within(toponym.span);
        // "at the *Chad* Conference", "visiting *U.S.* officials": a state that only tells which.
        let which = toponym.is_country && naming::is_modifier(analysis, toponym, own.start)
            || naming::is_compound(analysis, toponym.span);
        let place = place_of(toponym);
        (!which).then_some(Spot { at: own.start, past: own.end, is_state: toponym.is_country, place })
    });
    let mut spots: Vec<Spot> = named.collect();
    spots.extend(grounds::find(analysis, sentence));
    spots.sort_by_key(|s| s.at);
    // What only describes another place is none by itself: "in this *Red Sea* resort".
    let whole: Vec<Range<usize>> = spots.iter().map(|s| s.at..s.past).collect();
    spots.retain(|s| !whole.iter().any(|w| w.len() > s.past - s.at && w.start < s.at && s.past <= w.end));
    for i in (1..spots.len()).rev() {
        if is_state_of(analysis, &spots[i], &spots[i - 1]) {
            spots[i - 1].past = spots.remove(i).past;
        } else if lies_in(analysis, &spots[i - 1], &spots[i]) || is_at(analysis, &spots[i - 1], &spots[i]) {
            spots[i].at = spots[i - 1].at;
            spots.remove(i - 1);
        }
    }
    spots
}

/// Whether a state only tells which town is meant: "in Perth, *Australia*".
fn is_state_of(analysis: &Analysis, state: &Spot, town: &Spot) -> bool {
    let joined = analysis.tokens.lower(town.past) == "," && state.at == town.past + 1;
    joined && state.is_state && !town.is_state && town.place.country == state.place.country
}

/// Whether a state stands before its town, which tells more: "in *Turkey's* coastal city of Antalya", "in the *Kenyan*
/// capital, Nairobi".
fn lies_in(analysis: &Analysis, state: &Spot, town: &Spot) -> bool {
    let between = |word: &str| {
        KINDS.contains(&word)
            || matches!(
                word,
                "'s" | "’s"
                    | ","
                    | "of"
                    | "the"
                    | "southern"
                    | "northern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "coastal"
            )
    };
    let one = state.is_state && !town.is_state && town.place.country == state.place.country;
    one && state.past < town.at && (state.past..town.at).all(|at| between(analysis.tokens.lower(at)))
        || one && state.past == town.at
}

/// Whether a region or sea only says where the town after it lies: "in the *Black Sea* resort of Sochi".
fn is_at(analysis: &Analysis, region: &Spot, town: &Spot) -> bool {
    let tokens = &analysis.tokens;
    let plain = region.place.country.is_none() && !town.is_state && region.past < town.at;
    plain
        && tokens.lower(town.at - 1) == "of"
        && KINDS.contains(&tokens.lower(town.at - 2))
        && (region.past..town.at - 1).all(|i| tokens.list[i].case == Case::Lower)
        && town.at - region.past <= 4
}

/// The place that the trigger's sentence tells; `mode` is the act's.
pub(super) fn told(analysis: &Analysis, trigger: &Trigger, mode: Option<&str>) -> Option<Place> {
    let tokens = &analysis.tokens;
    let sentence = analysis.sentences.get(trigger.sentence)?;
    let own = tokens.within(trigger.span);
    let visits = trigger.mode == Some("visit") || mode == Some("visit");
    let evacuates = trigger.event == "AID" && own.clone().any(|i| tokens.lower(i).starts_with("evacuat"));
    let leaves = trigger.event == "RETREAT" && own.clone().any(|i| LEFT.contains(&tokens.lower(i)));
    let words_only =
        is_verbal(trigger.event) && trigger.cameo != Some("057") && !is_of_mission(analysis, trigger);
    let mut best: Option<(usize, Place)> = None;
    for Spot { at, past, is_state, place } in spots(analysis, sentence) {
        // "The *Americas* summit": nobody meets in a continent.
        let named = occasion_named(analysis, at, words_only, &own).filter(|_| place.country.is_some());
        let first = named.filter(|_| !is_state).unwrap_or(at);
        let Some(before) = before(analysis, first, sentence.tokens.start) else { continue };
        // "in Sde Boker, *Israel*": a town that no gazetteer has is known by its state.
        // "In recent weeks, *the United States*" is no such one.
        let region = || {
            let town = before.checked_sub(1).filter(|&i| tokens.list[i].case == Case::Capital);
            let town =
                town.filter(|_| tokens.lower(before) == "," && !naming::goes_on_beyond(analysis, past));
            governor_of(analysis, before).filter(|_| town.is_some_and(|i| !naming::is_known(analysis, i)))
        };
        let before = region().unwrap_or(before);
        let word = tokens.lower(before);
        let opens = before <= sentence.tokens.start + 1;
        let object = before + 1 == own.end || own.contains(&before);
        // "at the Geneva *conference*", "after talks *in* Doha", "agreed with Chad *in* Niamey": the occasion is there.
        let where_ =
            past <= own.start && (past..(past + 2).min(own.start)).any(|i| tokens.lower(i) == "where");
        // "met him *here*": the word itself tells where.
        let adverb = matches!(tokens.lower(at), "here" | "there");
        // "agree *in Oslo* to reopen the border": where the words themselves are said.
        let said = is_verbal(trigger.event)
            && !is_state
            && (matches!(word, "in" | "at") && gathered::before_times(analysis, before) == own.end
                || adverb && gathered::before_times(analysis, at) == own.end)
            && own.clone().any(|i| analysis.grammar.verb(i).is_some());
        let ahead = matches!(word, "before" | "until");
        let lead = if adverb { at } else { before };
        let met = named.is_some() && !is_state && !ahead
            || said
            || adverb && gathered::is_of_occasion(analysis, at, &own)
            || matches!(word, "to" | "in" | "of") && gathered::is_of_stay(analysis, lead, &own)
            || matches!(word, "in" | "at") && gathered::is_said_by(analysis, trigger, before)
            || gathered::is_entry_barred(analysis, trigger, before)
            || where_ && WHERE.contains(&word)
            || WHERE.contains(&word)
                && (gathered::is_of_occasion(analysis, before, &own)
                    || trigger.event == "AGREE" && !is_state && gathered::is_with_someone(analysis, before));
        let phrase = analysis.grammar.phrase(at).map_or(past, |p| analysis.grammar.phrases[p].end);
        let on_ground = matches!(word, "on" | "along" | "over")
            && (before + 1..phrase.max(past)).any(|i| GROUNDS.contains(&tokens.lower(i)));
        let stands = WHERE.contains(&word)
            || on_ground
            || met
            || adverb && !words_only
            // "In Leego, 130 km *west of* Mogadishu".
            || word == "of" && !words_only && naming::is_beside(analysis, before)
            || matches!(trigger.event, "RETREAT" | "MOBILIZE") && word == "from"
            || evacuates && word == "from"
            || trigger.event == "RETREAT"
                && word == "of"
                && matches!(tokens.lower(before - 1), "control" | "out")
            || matches!(trigger.event, "COERCE" | "MOBILIZE" | "ASSAULT") && word == "into"
            || trigger.event == "MOBILIZE" && mode == Some("troops") && matches!(word, "to" | "on") && at >= own.end
            || trigger.event == "ASSAULT"
                && at >= own.end
                && matches!(word, "on" | "at" | "upon" | "against" | "towards" | "toward")
            || matches!(trigger.event, "ASSAULT" | "COERCE" | "MOBILIZE") && word == "between" && !is_state
            || object && (matches!(trigger.event, "ASSAULT" | "COERCE") || visits || leaves)
            // "Will visit Oslo, *Berlin* and Paris": each stop is told by its name.
            || visits && own.contains(&at)
            || visits && matches!(word, "to" | "for" | "into" | "visited" | "visit" | "visits" | "visiting")
            // "warned him before *leaving* Oslo at the end of a visit".
            || visits && matches!(word, "leaving" | "left" | "leaves" | "departing");
        let reason = at >= own.end
            && (is_reason(analysis, trigger, own.end..before)
                || gathered::is_of_another(analysis, before, &own));
        // "Held talks on the *war in Chad*": it is told what they spoke of.
        let matter = trigger.event == "CONSULT"
            && (matter::goes_on(analysis, before, is_state, &own)
                || matter::is_spoken_of(analysis, before, at, &own));
        // "Met envoys of the community *based* in Gao".
        let lives = at >= own.end && naming::is_home(analysis, before, trigger)
            || !is_verbal(trigger.event) && naming::is_of_saying(analysis, before, past, &own);
        if !stands
            || words_only && !opens && !met
            || reason
            || matter
            || lives
            || is_of_what_comes(analysis, trigger, at)
        {
            continue;
        }
        let frames = opens && at < own.start && tokens.lower(past) == ",";
        let (between, cost) = if where_ {
            // "held talks in Doha, *where* it accused".
            (at..at, 0)
        } else if at >= own.end {
            (own.end..at, if is_done_there(analysis, before, &own) { BEFORE } else { 0 })
        } else if frames {
            // "*In Oslo,* he will meet": what opens the sentence holds for all of it.
            (at..own.start, BEFORE / 4)
        } else {
            (at..own.start, if opens { BEFORE / 2 } else { BEFORE })
        };
        let verbs = between.clone().filter_map(|i| analysis.grammar.verb(i)).filter(|&v| {
            let group = &analysis.grammar.verbs[v];
            // "met to *discuss* the summit in Singapore" tells what they spoke of.
            let spoken = group.infinitive
                && matches!(tokens.lower(group.head), "discuss" | "prepare" | "plan" | "debate" | "consider");
            spoken || !group.reduced && !group.infinitive && group.relation != Relation::Gerund
        });
        // "Stopped the bombing after the generals *signed* an accord in Kumanovo".
        let of_later = at >= own.end
            && beyond_another(analysis, trigger, own.end..at)
            && matches!(trigger.event, "ASSAULT" | "SANCTION" | "COERCE" | "MOBILIZE");
        if of_later {
            continue;
        }
        let beyond = if verbs.count() > usize::from(at < own.start && opens) { BEYOND } else { 0 };
        let far = if frames { between.len() / 2 } else { between.len() };
        let cost = cost + beyond + if opens { far.min(20) } else { far };
        if cost < DEAREST && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, place));
        }
    }
    let seat = || seat::at_seat(analysis, trigger);
    match best {
        // "received him *at the White House*, claiming that in Chad …": rather the seat than what is beyond a verb.
        Some((cost, place)) if cost >= BEYOND => seat().or(Some(place)),
        Some((_, place)) => Some(place),
        None => seat(),
    }
}

/// Whether the place at token `at` is told of what those who act are still to do: "Ruto, who *is to attend* the ceremony
/// in Oslo, met him".
fn is_of_what_comes(analysis: &Analysis, trigger: &Trigger, at: usize) -> bool {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(trigger.span).find_map(|i| grammar.verb(i)).map(|v| grammar.verbs[v]);
    let Some(subject) = verb.and_then(|g| g.subject).filter(|_| trigger.status == Status::Actual) else {
        return false;
    };
    let past = grammar.phrases[subject].end;
    let mut between = (past..at).filter_map(|i| grammar.verb(i)).map(|v| &grammar.verbs[v]);
    verb.is_some_and(|g| at < g.start)
        && between.any(|g| {
            let relative = g.relation == Relation::Relative
                || g.governor.is_some_and(|v| grammar.verbs[v].relation == Relation::Relative);
            relative && (g.modal == Some(Modal::Future) || g.infinitive)
        })
}

/// Whether a place after the tokens `between` is where that happened which is punished or forbidden: "sanctioned over the
/// arrests in Minsk".
fn is_reason(analysis: &Analysis, trigger: &Trigger, between: Range<usize>) -> bool {
    let mut between = between;
    matches!(trigger.event, "SANCTION" | "COERCE")
        && between.any(|i| {
            let word = analysis.tokens.lower(i);
            matches!(word, "over" | "because" | "amid" | "response")
                || trigger.event == "SANCTION" && matches!(word, "for" | "after")
        })
}

/// Whether among the tokens `between` a clause that tells of another act begins.
fn beyond_another(analysis: &Analysis, trigger: &Trigger, between: Range<usize>) -> bool {
    let mut joins = between.clone().filter(|&at| {
        matches!(
            analysis.tokens.lower(at),
            "after" | "as" | "when" | "while" | "before" | "until" | "because"
        )
    });
    joins.next().is_some_and(|join| {
        analysis.triggers.iter().any(|other| {
            let own = analysis.tokens.within(other.span);
            other.sentence == trigger.sentence
                && own.start > join
                && own.end <= between.end
                && own.clone().any(|at| analysis.grammar.verb(at).is_some())
        })
    })
}

/// Whether the preposition at token `before` tells where something else was done than what the trigger at `own` tells:
/// "spoke of the crimes *committed* in".
fn is_done_there(analysis: &Analysis, before: usize, own: &Range<usize>) -> bool {
    let grammar = &analysis.grammar;
    let verb = before.checked_sub(1).filter(|i| !own.contains(i)).and_then(|i| grammar.verb(i));
    verb.map(|v| &grammar.verbs[v]).is_some_and(|group| {
        let meets = matches!(
            analysis.tokens.lower(group.head),
            "held" | "hosted" | "convened" | "scheduled" | "planned" | "organised" | "organized" | "staged"
        );
        group.reduced && group.head + 1 == before && !meets
    })
}

/// Whether an act of words is about a mission, which is somewhere: "will open a consulate in Nuuk".
fn is_of_mission(analysis: &Analysis, trigger: &Trigger) -> bool {
    let own = analysis.tokens.within(trigger.span);
    let last = (own.end + 5).min(analysis.tokens.list.len());
    trigger.event == "SUPPORT"
        && (own.start.saturating_sub(4)..last)
            .any(|i| matches!(analysis.tokens.lower(i), "embassy" | "embassies" | "consulate" | "consulates"))
}

/// Where the phrase begins that names an occasion by the place at token `at`: "*the 2025* Hanoi summit".
fn occasion_named(analysis: &Analysis, at: usize, words_only: bool, own: &Range<usize>) -> Option<usize> {
    let grammar = &analysis.grammar;
    let phrase = &grammar.phrases[grammar.phrase(at)?];
    let head = analysis.tokens.lower(phrase.head);
    let named = at < phrase.head && (OCCASIONS.contains(&head) || !words_only && GATHERINGS.contains(&head));
    // A hyphen joins who meets: "the Tokyo-Seoul talks".
    let joined = |i: usize| matches!(analysis.tokens.lower(i), "-" | "–" | "/");
    // "Discussed ways of *pushing forward* the Oslo talks": they speak of them elsewhere.
    let spoken = phrase.start >= own.end
        && phrase
            .preposition
            .is_none_or(|i| matches!(analysis.tokens.lower(i), "of" | "about" | "on" | "over"))
        && (own.end..phrase.start).filter_map(|i| grammar.verb(i)).any(|v| {
            let group = &grammar.verbs[v];
            group.gerund && group.start > own.end
        });
    let named = named && !spoken;
    (named && !joined(at + 1) && !at.checked_sub(1).is_some_and(joined)).then_some(phrase.start)
}

/// The token that stands before the phrase of a place: its preposition, or the verb whose object it is.
fn before(analysis: &Analysis, at: usize, start: usize) -> Option<usize> {
    let tags = &analysis.grammar.tags;
    let mut at = at;
    while at > start {
        let i = at - 1;
        let word = analysis.tokens.lower(i);
        let kind = KINDS.contains(&word);
        let within = matches!(word, "the" | "a" | "an" | "this")
            || matches!(tags[i], Tag::Determiner | Tag::Adjective | Tag::Demonym | Tag::Joiner)
            || kind
            // "in the *Al-Salam* quarter of Lagos".
            || KINDS.contains(&analysis.tokens.lower(at)) && analysis.tokens.list[i].case == Case::Capital
            || word == "of" && i > start && is_part(analysis, i - 1)
            || analysis.tokens.lower(i + 1) == "of" && is_part(analysis, i)
            || matches!(
                word,
                "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "downtown"
                    | "northeast"
                    | "northwest"
                    | "northeastern"
                    | "northwestern"
                    | "southeastern"
                    | "southwestern"
                    | "coastal"
                    | "occupied"
            );
        if !within {
            return Some(i);
        }
        at = i;
    }
    None
}

/// Whether a word tells of a side of a land or a town: "in the *south* of".
fn is_side(word: &str) -> bool {
    COMPASS.contains(&word) || matches!(word, "centre" | "center" | "part" | "parts")
}

/// Whether the noun at token `at` is of a part of a place named after "of": "outside the *airport* of", "in the *south* of";
/// not "130 km *south* of".
fn is_part(analysis: &Analysis, at: usize) -> bool {
    let word = analysis.tokens.lower(at);
    let side = is_side(word)
        || matches!(word, "heart" | "edge" | "airport" | "harbour" | "harbor" | "streets" | "suburbs");
    let which = at
        .checked_sub(1)
        .is_some_and(|i| matches!(analysis.tokens.lower(i), "the" | "many" | "several" | "other"));
    KINDS.contains(&word) || GROUNDS.contains(&word) || side && which
}

/// The preposition of the phrase that ends right before token `comma`.
fn governor_of(analysis: &Analysis, comma: usize) -> Option<usize> {
    let phrase = analysis.grammar.phrase(comma.checked_sub(1)?)?;
    analysis.grammar.phrases[phrase].preposition
}

fn place_of(toponym: &Toponym) -> Place {
    Place {
        name: toponym.name.clone(),
        country: toponym.country.clone(),
        lat: Some(toponym.location.lat),
        lon: Some(toponym.location.lon),
        geonames: toponym.location.geonames,
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wordings;
