//! [`compare`]: whether two events of different reports are one real-world act, and why.
//!
//! Words alone do not tell the same guest's two meetings of one day apart, so the verdict rests on who took part with
//! whom, in which way, when and where; words only break ties. A verdict depends on the two events and on nothing else,
//! so the order in which reports arrive cannot matter.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Manner, hash};
use super::part::part;
use super::person::Person;
use super::title::is_distinctive;

/// What a comparison says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// One act: how sure, 0 to 1, and why.
    Same(f64, Vec<&'static str>),
    /// The first is a part of the second, and why.
    Part(f64, &'static str),
    /// The second is a part of the first.
    Whole(f64, &'static str),
    /// Two acts, and why.
    Different(&'static str),
    /// Nothing speaks against it, too little for it.
    Open,
}

/// Days after publication within which an announced meeting without a date may have been held.
pub(super) const SOON: i64 = 21;

/// From how many points on two events are one act.
const ENOUGH: f64 = 0.6;

/// Compares two events.
pub(crate) fn compare(a: &Facts, b: &Facts) -> Verdict {
    if a.report == b.report {
        // What else is planned at the time of the journey that the report announces.
        let within =
            |x: &Facts, y: &Facts| y.is_trip && y.is_lead && !x.is_trip && x.told && x.status == y.status;
        return match (part(a, b).filter(|_| within(a, b)), part(b, a).filter(|_| within(b, a))) {
            (Some(why), _) => Verdict::Part(why.0, why.1),
            (_, Some(why)) => Verdict::Whole(why.0, why.1),
            _ => Verdict::Different("told apart by one report"),
        };
    }
    if (a.status == "negated") != (b.status == "negated") {
        return Verdict::Different("denied and not");
    }
    // Most are told apart by their types and days, which are quickly compared.
    if a.event != b.event && !a.is_lead && !b.is_lead {
        return Verdict::Different("another type");
    }
    let announced = (a.status == "planned") != (b.status == "planned");
    let time = same_time(a, b, announced);
    if time.is_none() && !a.is_whole() && !b.is_whole() {
        return Verdict::Different("at another time");
    }
    let are_named = is_named(a) && is_named(b);
    if are_named && is_same_name(a, b) {
        return match time {
            Some(_) => {
                Verdict::Same(0.8, vec!["the same occasion by name", "both reports were issued for it"])
            }
            None => Verdict::Different("at another time"),
        };
    }
    if let Some(why) = part(a, b) {
        return Verdict::Part(why.0, why.1);
    }
    if let Some(why) = part(b, a) {
        return Verdict::Whole(why.0, why.1);
    }
    if a.event != b.event {
        return Verdict::Different("another type");
    }
    if are_named {
        // Names told in part alike may be of one: another report may say so.
        let common = a.name.intersection(&b.name).any(|w| is_distinctive(w));
        return if common && a.is_gathering() == b.is_gathering() {
            Verdict::Open
        } else {
            Verdict::Different("of another name")
        };
    }
    let consult = a.event == "CONSULT";
    if is_told_by_name(a, b) || is_told_by_name(b, a) {
        return match time {
            Some(_) => Verdict::Same(0.65, vec!["told by its name"]),
            None => Verdict::Different("at another time"),
        };
    }
    if consult {
        if is_of_others(a, b) || is_of_others(b, a) {
            return Verdict::Different("of other persons");
        }
        if a.is_trip != b.is_trip && !a.persons.is_empty() && !b.persons.is_empty() {
            return Verdict::Different("a journey and a meeting");
        }
    }
    if consult && !announced && matches!((a.manner, b.manner), (Some(m), Some(n)) if m != n) {
        return Verdict::Different("a call and a meeting");
    }
    if a.manner != Some(Manner::Remote) && b.manner != Some(Manner::Remote) {
        if differ(&a.country, &b.country) {
            return Verdict::Different("in different countries");
        }
        if consult && !(a.is_trip && b.is_trip) && are_apart(a, b) {
            return Verdict::Different("in different places");
        }
    }
    let (mut persons, mut alone) = (0, (0, 0));
    // Reports differ in whom they put with which party: who is one person is of one party.
    let mut alias: BTreeMap<&str, &str> = BTreeMap::new();
    for p in &a.persons {
        match b.persons.iter().find(|q| q.fits(p)) {
            Some(q) => {
                persons += 1;
                alias.insert(&q.party, &p.party);
            }
            None => alone.0 += 1,
        }
    }
    alone.1 = b.persons.iter().filter(|q| !a.persons.iter().any(|p| p.fits(q))).count();
    let verbal = matches!(a.event.as_str(), "CONSULT" | "STATEMENT" | "SUPPORT" | "AGREE");
    // Each report names someone whom the other does not: another guest, or another host.
    if verbal && alone.0 > 0 && alone.1 > 0 && !(a.is_summit && b.is_summit) && persons < alone.0 + alone.1 {
        return Verdict::Different("of other persons");
    }
    let theirs: BTreeSet<&str> =
        b.parties.iter().map(|p| alias.get(p.as_str()).copied().unwrap_or(p.as_str())).collect();
    let ours: BTreeSet<&str> = a.parties.iter().map(String::as_str).collect();
    if consult && persons < 2 && (ours.len() > 2) != (theirs.len() > 2) {
        return Verdict::Different("of two and of more");
    }
    if consult
        && persons == 2
        && alone.0 + alone.1 > 0
        && (a.persons.len() > 2) != (b.persons.len() > 2)
        && !a.is_trip
    {
        let (larger, smaller) = if a.persons.len() > 2 { (a, b) } else { (b, a) };
        let third = larger.persons.iter().find(|p| !smaller.persons.iter().any(|q| q.fits(p)));
        let of_another = third.is_some_and(|t| !larger.persons.iter().any(|p| p != t && p.party == t.party));
        if of_another {
            return Verdict::Different("of two and of more");
        }
    }
    if consult && ours.len().min(theirs.len()) < 2 && ours != theirs && persons < 2 {
        return Verdict::Different("too little is told");
    }
    let common = ours.intersection(&theirs).count();
    let smaller = ours.len().min(theirs.len());
    if persons < 2 && (common == 0 || common * 3 < smaller * 2 || smaller <= 2 && common < smaller) {
        return Verdict::Different("of other parties");
    }
    if !a.recipients.is_empty()
        && !b.recipients.is_empty()
        && a.recipients.is_disjoint(&b.recipients)
        && !consult
    {
        return Verdict::Different("in the other direction");
    }
    let Some(time) = time else { return Verdict::Different("at another time") };

    let mut score = 0.0;
    let mut reasons = Vec::new();
    let mut say = |points: f64, reason| {
        score += points;
        reasons.push(reason);
    };
    match common {
        0 => {}
        // One party does much in a day: its acts are told apart by words alone.
        1 => say(0.1, "the same party"),
        n if n == ours.len().max(theirs.len()) => say(0.3, "the same parties"),
        _ => say(0.25, "nearly the same parties"),
    }
    match persons {
        0 => {}
        1 => say(0.25, "one person in common"),
        _ => say(0.4, "the same persons"),
    }
    match time {
        Time::Told => say(0.25, "the same date told"),
        Time::Near => say(0.15, "about the same date"),
        Time::Announced => say(0.1, "soon after it was announced"),
    }
    if a.mode.is_some() && a.mode == b.mode {
        say(0.05, "the same mode");
    }
    if a.place.is_some() && a.place == b.place {
        say(0.15, "the same place");
    }
    if !consult && a.cameo.is_some() && a.cameo == b.cameo {
        say(0.05, "the same code");
    }
    let shared = common_words(&a.words, &b.words);
    let least = a.words.len().min(b.words.len()).max(1);
    let is_alike = shared >= 3 && shared * 2 >= least;
    if is_alike {
        say(0.3, "in the same words");
    } else if shared >= 2 && shared * 4 >= least {
        say(0.15, "in like words");
    }
    // Who supports, urges or accuses whom does so on many days and several times a day, and goes on to do so; and somebody
    // of whom it is not told whom he meets, meets many: only the words tell which time is meant.
    let is_often = !consult || common < 2 && persons < 2;
    if is_often && !(a.is_lead && b.is_lead) && !is_alike {
        let is_deed =
            !verbal && !matches!(a.event.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "CONCEDE");
        let is_signed = a.event == "AGREE" && (persons > 0 || a.place.is_some() && a.place == b.place);
        let is_told = matches!(time, Time::Told) && common > 1 && (is_deed || is_signed);
        let is_like = shared >= 3 && shared * 4 >= least && !matches!(time, Time::Announced);
        if !is_told && !is_like {
            return Verdict::Open;
        }
    }
    if score < ENOUGH {
        return Verdict::Open;
    }
    if a.is_lead && b.is_lead {
        score += 0.4;
        reasons.push("both reports were issued for it");
    }
    // Monotonous, and 0.6 stays 0.6.
    Verdict::Same(score / (score + 0.4), reasons)
}

/// Whether the text tells the day, and not only that it is today: that is the day before for a report of the night. Who
/// meets the press does so on the day in the title.
fn is_sure(event: &Facts) -> bool {
    let is_press = event.is_lead && event.event == "STATEMENT";
    event.told && (is_press || event.days.is_some_and(|(first, _)| Some(first) != event.published))
}

/// How many are in both of two lists in order.
fn common_words(a: &[u64], mut b: &[u64]) -> usize {
    let mut common = 0;
    for word in a {
        b = &b[b.partition_point(|w| w < word)..];
        common += usize::from(b.first() == Some(word));
    }
    common
}

/// How the times of two events agree.
enum Time {
    Told,
    Near,
    Announced,
}

fn same_time(a: &Facts, b: &Facts, announced: bool) -> Option<Time> {
    if announced {
        let (plan, act) = if a.status == "planned" { (a, b) } else { (b, a) };
        return match (plan.days.filter(|_| plan.told), act.days) {
            (Some((first, last)), Some((from, to))) => {
                (from <= last + 1 && first <= to + 1).then_some(Time::Told)
            }
            (None, Some((from, _))) => {
                plan.published.is_some_and(|p| (0..=SOON).contains(&(from - p))).then_some(Time::Announced)
            }
            _ => None,
        };
    }
    if a.status == "planned" && b.status == "planned" {
        let soon =
            |undated: &Facts, day: i64| undated.published.is_some_and(|p| (0..=SOON).contains(&(day - p)));
        let is_soon = match (a.days, b.days) {
            (None, None) => Some(a.published?.abs_diff(b.published?) <= SOON as u64),
            (None, Some((from, _))) => Some(soon(a, from)),
            (Some((from, _)), None) => Some(soon(b, from)),
            _ => None,
        };
        if let Some(is_soon) = is_soon {
            return is_soon.then_some(Time::Announced);
        }
    }
    let ((first, last), (from, to)) = (a.days?, b.days?);
    if from <= last && first <= to {
        let day = first == last && from == to;
        return Some(if a.told && b.told && day { Time::Told } else { Time::Near });
    }
    // A day that only publication tells may be the day after: what is told is not later.
    // Two reports issued for one meeting may be of two zones of time; calls are repeated from day to day.
    if a.is_lead
        && b.is_lead
        && !(is_sure(a) && is_sure(b))
        && a.manner != Some(Manner::Remote)
        && b.manner != Some(Manner::Remote)
    {
        return (from <= last + 1 && first <= to + 1).then_some(Time::Near);
    }
    let (late, early) = match (a.told, b.told) {
        (true, true) => (0, 0),
        (true, false) => (1, 0),
        (false, true) => (0, 1),
        (false, false) => (1, 1),
    };
    (from <= last + late && first <= to + early).then_some(Time::Near)
}

/// Whether a report was issued for it and calls it by a name, not by persons.
pub(super) fn is_named(event: &Facts) -> bool {
    event.is_lead && !event.is_trip && !event.name.is_empty()
}

/// Whether two occasions have one name, and somebody in common where both name persons.
fn is_same_name(a: &Facts, b: &Facts) -> bool {
    let common = a.name.intersection(&b.name);
    let distinctive = common.clone().filter(|w| is_distinctive(w)).count();
    let least = a.name.len().min(b.name.len());
    // Those on the margins of an occasion have a name too: they are not it.
    if a.is_gathering() != b.is_gathering() {
        return false;
    }
    let is_of_one = a.persons.is_empty()
        || b.persons.is_empty()
        || a.persons.iter().any(|p| b.persons.iter().any(|q| q.fits(p)));
    let is_short = [a, b].iter().any(|x| x.name.iter().filter(|w| is_distinctive(w)).count() == 1);
    is_of_one && common.count() * 2 >= least && (distinctive > 1 || distinctive == 1 && is_short)
}

/// Whether the first is a gathering and the second what another report's text tells of it, by its name.
fn is_told_by_name(a: &Facts, b: &Facts) -> bool {
    if !a.is_gathering() || b.is_lead || b.event != "CONSULT" {
        return false;
    }
    let own: Vec<&String> = a.name.iter().filter(|w| is_distinctive(w)).collect();
    let told = own.iter().filter(|w| b.words.binary_search(&hash(w)).is_ok()).count();
    told > 1 && told * 3 >= own.len() * 2 && a.persons.iter().any(|p| b.persons.iter().any(|q| q.fits(p)))
}

/// Whether the first is called by a name and the second by persons who do not stand in it.
fn is_of_others(a: &Facts, b: &Facts) -> bool {
    let is_other =
        |p: &Person| !a.persons.iter().any(|q| q.fits(p)) && !p.words.iter().any(|w| a.name.contains(w));
    is_named(a) && b.is_lead && !b.is_trip && b.persons.len() > 1 && b.persons.iter().any(is_other)
}

/// Whether two places are in two towns: more than 60 km apart; or, where it is not known where they are, neither's name is
/// in the other's.
fn are_apart(a: &Facts, b: &Facts) -> bool {
    if let (Some((north, east)), Some((other_north, other_east))) = (a.at, b.at) {
        let up = (north - other_north) * 111.0;
        let across = (east - other_east) * 111.0 * north.to_radians().cos();
        return up.hypot(across) > 60.0;
    }
    // A house that is on no map may stand in the town that is.
    let are_unknown = a.at.is_none() && b.at.is_none();
    are_unknown
        && matches!((&a.place, &b.place), (Some(a), Some(b)) if !a.contains(b.as_str()) && !b.contains(a.as_str()))
}

pub(super) fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::identity::facts::days;

    const NAMES: [&str; 5] = ["Nobody", "Joe Biden", "Volodymyr Zelenskyy", "Antony Blinken", "Andrzej Duda"];

    pub(crate) fn call(report: i64, persons: &[(&str, i64)], date: &str) -> Facts {
        Facts {
            key: format!("v{report}"),
            report,
            event: "CONSULT".into(),
            mode: Some("phone".into()),
            cameo: Some("041".into()),
            status: "actual".into(),
            parties: persons.iter().map(|(p, _)| (*p).to_owned()).collect(),
            recipients: BTreeSet::new(),
            persons: persons.iter().filter_map(|(party, n)| Person::new(NAMES[*n as usize], party)).collect(),
            manner: Some(Manner::Remote),
            is_trip: false,
            is_summit: false,
            days: days(date, None),
            told: true,
            is_lead: false,
            published: days(date, None).map(|d| d.0),
            place: None,
            country: None,
            at: None,
            words: Vec::new(),
            name: BTreeSet::new(),
            setting: BTreeSet::new(),
        }
    }

    pub(crate) fn different(a: &Facts, b: &Facts) -> &'static str {
        assert_eq!(compare(a, b), compare(b, a), "a comparison has no direction");
        match compare(a, b) {
            Verdict::Different(why) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn two_readouts_of_a_call_are_one() {
        let a = call(1, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        assert!(
            matches!(compare(&a, &call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05")), Verdict::Same(s, _) if s > 0.65)
        );
        let mut late = call(2, &[("USA", 1), ("UKR", 2)], "2022-03-06");
        late.told = false;
        assert!(matches!(compare(&a, &late), Verdict::Same(..)));
    }

    #[test]
    fn tempting_pairs_stay_apart() {
        let a = call(1, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        assert_eq!(different(&a, &call(2, &[("USA", 3), ("UKR", 2)], "2022-03-05")), "of other persons");
        assert_eq!(different(&a, &call(2, &[("USA", 1), ("UKR", 2)], "2022-03-07")), "at another time");
        assert_eq!(different(&a, &call(2, &[("USA", 1), ("POL", 4)], "2022-03-05")), "of other persons");
        assert_eq!(
            different(&a, &call(2, &[("USA", 1), ("UKR", 2), ("POL", 4)], "2022-03-05")),
            "of two and of more"
        );
        let mut visit = call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        visit.manner = Some(Manner::Present);
        assert_eq!(different(&a, &visit), "a call and a meeting");
    }

    #[test]
    fn what_is_done_often_is_one_act_only_in_the_same_words() {
        let support = |report, said: &str, date: &str| {
            let mut event = call(report, &[("USA", 0), ("UKR", 0)], date);
            event.event = "SUPPORT".into();
            event.mode = None;
            event.manner = None;
            event.words = crate::identity::facts::words(said).collect();
            event.words.sort_unstable();
            event
        };
        let said =
            support(1, "expressed strong support for the envoy leading the political process", "2022-03-08");
        let again =
            support(2, "reaffirmed support for the envoy who leads that political process", "2022-03-08");
        assert!(matches!(compare(&said, &again), Verdict::Same(..)));
        let other = support(3, "support in the face of a brutal winter", "2022-03-08");
        assert_eq!(compare(&said, &other), Verdict::Open);
        // What goes on is no announcement of what is said next.
        let mut going_on = support(4, "will go on with support for the envoy", "2022-03-01");
        (going_on.status, going_on.days, going_on.told) = ("planned".into(), None, false);
        assert_eq!(compare(&said, &going_on), Verdict::Open);
    }

    #[test]
    fn an_announced_meeting_held_as_a_call_is_one() {
        let mut plan = call(1, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        plan.status = "planned".into();
        plan.manner = Some(Manner::Present);
        let act = call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        assert!(matches!(compare(&plan, &act), Verdict::Same(..)));
    }

    /// What forming engagements relies on: whether two of different reports are of different acts hangs on their stances.
    #[test]
    fn words_codes_and_keys_make_no_other_act() {
        let tells_apart = |a: &Facts, b: &Facts| !matches!(compare(a, b), Verdict::Same(..) | Verdict::Open);
        let said = |text: &str| {
            let mut words: Vec<u64> = crate::identity::facts::words(text).collect();
            words.sort_unstable();
            words
        };
        let a = call(1, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        let mut others = vec![a.clone(), call(2, &[("USA", 3), ("UKR", 2)], "2022-03-05")];
        others.push(call(3, &[("USA", 1), ("UKR", 2)], "2022-03-07"));
        others.push(call(4, &[("USA", 1)], "2022-03-05"));
        let deeds = others.clone().into_iter().map(|f| Facts {
            event: "SUPPORT".into(),
            mode: None,
            manner: None,
            ..f
        });
        others.extend(deeds.collect::<Vec<_>>());
        let planned = others.clone().into_iter().map(|f| Facts { status: "planned".into(), ..f });
        others.extend(planned.collect::<Vec<_>>());
        let mut stances = BTreeSet::new();
        for (n, one) in others.iter().enumerate() {
            let one = Facts { report: 10, ..one.clone() };
            let like = Facts {
                key: "other".into(),
                report: 11 + n as i64,
                words: said("grain exports through the corridor"),
                cameo: None,
                ..one.clone()
            };
            assert_eq!(one.stance(false), like.stance(false));
            assert_ne!(one.stance(true), like.stance(true));
            stances.insert(one.stance(false));
            for two in &others {
                let two = Facts { report: 100, words: said("grain exports through ports"), ..two.clone() };
                assert_eq!(tells_apart(&one, &two), tells_apart(&like, &two), "{one:?} {two:?}");
            }
        }
        assert_eq!(stances.len(), others.len());
    }
}
