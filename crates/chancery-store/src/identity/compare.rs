//! [`compare`]: whether two events of different reports are one real-world act, and why.
//!
//! Words alone do not tell the same guest's two meetings of one day apart, so the verdict rests on who took part with
//! whom, in which way, when and where; words only break ties. A verdict depends on the two events and on nothing else,
//! so the order in which reports arrive cannot matter.

use std::collections::BTreeSet;

use super::facts::Facts;

/// What a comparison says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// One act: how sure, 0 to 1, and why.
    Same(f64, Vec<&'static str>),
    /// Two acts, and why.
    Different(&'static str),
    /// Nothing speaks against it, too little for it.
    Open,
}

/// Days after publication within which an announced meeting without a date may have been held.
const SOON: i64 = 21;

/// Compares two events.
pub(crate) fn compare(a: &Facts, b: &Facts) -> Verdict {
    if a.event != b.event {
        return Verdict::Different("another type");
    }
    if a.report == b.report {
        return Verdict::Different("told apart by one report");
    }
    if (a.status == "negated") != (b.status == "negated") {
        return Verdict::Different("denied and not");
    }
    let announced = (a.status == "planned") != (b.status == "planned");
    let consult = a.event == "CONSULT";
    if consult && !announced && remote(a) != remote(b) && known_manner(a) && known_manner(b) {
        return Verdict::Different("a call and a meeting");
    }
    if !remote(a) && !remote(b) {
        if differ(&a.country, &b.country) {
            return Verdict::Different("in different countries");
        }
        if consult && differ(&a.place, &b.place) && a.place != a.country && b.place != b.country {
            return Verdict::Different("in different places");
        }
    }
    if consult && (a.parties.len() > 2) != (b.parties.len() > 2) {
        return Verdict::Different("of two and of more");
    }
    let common: BTreeSet<&String> = a.parties.intersection(&b.parties).collect();
    let smaller = a.parties.len().min(b.parties.len());
    if common.is_empty() || common.len() * 3 < smaller * 2 || smaller <= 2 && common.len() < smaller {
        return Verdict::Different("of other parties");
    }
    if !a.recipients.is_empty()
        && !b.recipients.is_empty()
        && a.recipients.is_disjoint(&b.recipients)
        && !consult
    {
        return Verdict::Different("in the other direction");
    }
    let mut persons = 0;
    let mut other_persons = false;
    for party in &common {
        if let (Some(p), Some(q)) = (a.persons.get(*party), b.persons.get(*party)) {
            if p.is_disjoint(q) {
                other_persons = true;
            } else {
                persons += 1;
            }
        }
    }
    if other_persons && matches!(a.event.as_str(), "CONSULT" | "STATEMENT" | "SUPPORT" | "AGREE") {
        return Verdict::Different("of other persons");
    }
    let Some(time) = same_time(a, b, announced) else { return Verdict::Different("at another time") };

    let mut score = 0.0;
    let mut reasons = Vec::new();
    let mut say = |points: f64, reason| {
        score += points;
        reasons.push(reason);
    };
    match common.len() {
        // One party does much in a day: its acts are told apart by words alone.
        1 => say(0.1, "the same party"),
        n if n == a.parties.len().max(b.parties.len()) => say(0.3, "the same parties"),
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
    let shared = a.words.intersection(&b.words).count();
    let least = a.words.len().min(b.words.len()).max(1);
    if shared >= 3 && shared * 2 >= least {
        say(0.3, "in the same words");
    } else if shared >= 2 && shared * 4 >= least {
        say(0.15, "in like words");
    }
    if score >= 0.6 { Verdict::Same(score.min(1.0), reasons) } else { Verdict::Open }
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
    let ((first, last), (from, to)) = (a.days?, b.days?);
    // A day that only publication tells may be the day after, and a readout may be in another time zone.
    let slack = match (a.told, b.told) {
        (true, true) => 0,
        (true, false) | (false, true) => 1,
        (false, false) => 1,
    };
    if from <= last && first <= to {
        let day = first == last && from == to;
        return Some(if a.told && b.told && day { Time::Told } else { Time::Near });
    }
    (from <= last + slack && first <= to + slack).then_some(Time::Near)
}

fn remote(facts: &Facts) -> bool {
    facts.mode.as_deref() == Some("phone")
}

/// Whether the report tells how they met: by phone, on a visit, at some place.
fn known_manner(facts: &Facts) -> bool {
    facts.mode.is_some() || facts.place.is_some()
}

fn differ(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::facts::days;

    fn call(report: i64, persons: &[(&str, i64)], date: &str) -> Facts {
        let mut facts = Facts {
            key: format!("v{report}"),
            report,
            event: "CONSULT".into(),
            mode: Some("phone".into()),
            cameo: Some("041".into()),
            status: "actual".into(),
            parties: persons.iter().map(|(p, _)| (*p).to_owned()).collect(),
            recipients: BTreeSet::new(),
            persons: Default::default(),
            days: days(date, None),
            told: true,
            published: days(date, None).map(|d| d.0),
            place: None,
            country: None,
            words: BTreeSet::new(),
        };
        for (party, person) in persons {
            facts.persons.entry((*party).to_owned()).or_default().insert(*person);
        }
        facts
    }

    fn different(a: &Facts, b: &Facts) -> &'static str {
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
            matches!(compare(&a, &call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05")), Verdict::Same(s, _) if s > 0.8)
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
        assert_eq!(different(&a, &call(2, &[("USA", 1), ("POL", 4)], "2022-03-05")), "of other parties");
        assert_eq!(
            different(&a, &call(2, &[("USA", 1), ("UKR", 2), ("POL", 4)], "2022-03-05")),
            "of two and of more"
        );
        let mut visit = call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        visit.mode = Some("visit".into());
        assert_eq!(different(&a, &visit), "a call and a meeting");
    }

    #[test]
    fn an_announced_meeting_held_as_a_call_is_one() {
        let mut plan = call(1, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        plan.status = "planned".into();
        plan.mode = None;
        let act = call(2, &[("USA", 1), ("UKR", 2)], "2022-03-05");
        assert!(matches!(compare(&plan, &act), Verdict::Same(..)));
    }
}
