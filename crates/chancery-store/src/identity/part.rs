//! [`part`]: whether an event is a part of another: a meeting or a stop on a journey, a meeting on the margins of a summit.

use super::compare::{SOON, differ, is_named};
use super::facts::{Facts, Manner};
use super::title::is_distinctive;

/// Days that a journey takes where its end is not told.
const JOURNEY: i64 = 6;

/// Whether the first is a part of the second: a meeting or a stop on a journey, or a meeting on the margins of a summit.
pub(super) fn part(a: &Facts, b: &Facts) -> Option<(f64, &'static str)> {
    let is_whole = b.event == "CONSULT" && (b.is_trip || b.is_summit) && (a.event == "CONSULT" || a.is_lead);
    if a.manner == Some(Manner::Remote) || !is_whole || a.persons.is_empty() {
        return None;
    }
    // A journey that is announced without its day is soon.
    let soon =
        || a.published.map(|p| (p, p + SOON / 2)).filter(|_| a.is_trip && a.is_lead && a.status == "planned");
    let (first, last) = a.days.filter(|(first, last)| last - first <= 7).or_else(soon)?;
    let (from, to) = match (b.days, b.is_trip) {
        (Some((from, to)), true) if from == to => (from, to + JOURNEY),
        (Some((from, to)), _) if to - from <= 31 => (from, to),
        _ => b.published.map(|p| (p, p + SOON / 2)).filter(|_| b.is_trip && b.status == "planned")?,
    };
    // Days are told in another time zone, or are those of publication.
    if last < from - 1 || first > to + 1 {
        return None;
    }
    let goes = a.persons.iter().any(|p| b.persons.iter().any(|q| q.fits(p)));
    // What a report was issued for is told with care.
    let sure = if b.is_lead { 0.2 } else { 0.0 };
    // Of two journeys, the shorter is nearer.
    let near = 0.05 / b.recipients.len().max(1) as f64;
    if a.is_trip {
        let is_stop = b.is_trip && goes && !a.recipients.is_empty() && a.recipients.is_subset(&b.recipients);
        return (is_stop && a.recipients.len() * 2 <= b.recipients.len())
            .then_some((0.7 + sure, "a stop on the journey"));
    }
    let all_there = a.persons.iter().all(|p| b.persons.iter().any(|q| q.fits(p)));
    let is_of_its_own = b.is_lead && !b.name.is_empty() && (is_named(a) || a.parties.len() > 1);
    let is_at_all = b.is_trip && (a.is_lead || a.report == b.report);
    if all_there && a.persons.len() == b.persons.len() && !is_of_its_own && !is_at_all {
        return None;
    }
    let set = b.name.intersection(&a.setting).filter(|w| is_distinctive(w)).count();
    let own = b.name.iter().filter(|w| is_distinctive(w)).count();
    let is_set = a.is_lead && set > 0 && (set * 2 >= own || set > 1);
    let is_within = from <= first && last <= to;
    if b.is_trip {
        let there = |code: &String| b.recipients.contains(code) || b.country.as_ref() == Some(code);
        let is_told = a.parties.len() > 1 || a.is_lead;
        // Of several stops it is at one.
        let at_stop = a.is_lead && set > 0 && b.recipients.len() > 1;
        let at_place = is_set && (set > 1 || set == own || !b.recipients.is_empty())
            || at_stop
            || a.report == b.report
            || a.country.as_ref().map_or_else(|| a.parties.iter().any(there), there);
        // Who meets someone at home while travelling is told of in no report.
        let somewhere = is_within && a.country.is_none() && b.is_lead && a.parties.len() > 1;
        let exact = if is_within { 0.01 } else { 0.0 };
        return match () {
            () if !goes || !is_told => None,
            () if at_place => Some((0.7 + sure + near + exact, "a meeting on the journey")),
            () if somewhere => Some((0.6 + sure, "a meeting on the journey")),
            () => None,
        };
    }
    // A meeting before the summit or after it is on no margin; a call has none; and one of two beside one of three are two.
    // Whoever is of the body that comes together is there the day before.
    let is_of_host = is_set && a.parties.iter().any(|party| b.name.contains(&party.to_lowercase()));
    let is_meanwhile = first <= to && from <= last + i64::from(is_of_host);
    if !is_meanwhile || b.manner == Some(Manner::Remote) || b.parties.len() == 3 {
        return None;
    }
    if a.is_summit && !(is_set && b.parties.len() > a.parties.len()) {
        return None;
    }
    let among =
        a.parties.len() == 2 && b.parties.len() > 3 && a.parties.iter().all(|p| b.parties.contains(p));
    let same_place = a.parties.len() == 2 && a.place.is_some() && a.place == b.place;
    (!differ(&a.country, &b.country) && (among || goes && (same_place || is_set && b.is_lead)))
        // The occasion is nearer than the journey to it.
        .then_some((if is_set && b.is_lead { 0.97 } else { 0.6 + sure }, "a meeting on the margins"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::identity::compare::tests::{call, different};
    use crate::identity::compare::{Verdict, compare};
    use crate::identity::facts::days;

    #[test]
    fn a_meeting_on_a_journey_is_a_part_of_it() {
        let mut trip = call(1, &[("USA", 3)], "2022-03-26");
        trip.status = "planned".into();
        trip.manner = Some(Manner::Present);
        trip.is_trip = true;
        trip.recipients = ["POL".to_owned(), "UKR".to_owned()].into();
        trip.parties.extend(trip.recipients.clone());
        let mut meeting = call(2, &[("USA", 3), ("POL", 4)], "2022-03-28");
        meeting.manner = Some(Manner::Present);
        assert!(matches!(compare(&meeting, &trip), Verdict::Part(..)));
        assert!(matches!(compare(&trip, &meeting), Verdict::Whole(..)));
        // Who meets the press at one stop of several, which the report's opening names.
        let mut press = call(3, &[("USA", 3)], "2022-03-28");
        press.event = "STATEMENT".into();
        press.manner = None;
        press.is_lead = true;
        press.setting = ["warsaw".to_owned(), "blinken".to_owned()].into();
        let named = Facts {
            name: ["warsaw", "kyiv", "lviv"].map(str::to_owned).into(),
            is_lead: true,
            ..trip.clone()
        };
        assert!(matches!(compare(&press, &named), Verdict::Part(..)));
        press.setting = ["berlin".to_owned()].into();
        assert!(!matches!(compare(&press, &named), Verdict::Part(..)));
        // A stop that another report announces on the day.
        let mut stop = trip.clone();
        (stop.key, stop.report, stop.is_lead) = ("v4".into(), 4, true);
        (stop.days, stop.published) = (None, days("2022-03-27", None).map(|d| d.0));
        stop.recipients = ["POL".to_owned()].into();
        assert!(matches!(compare(&stop, &trip), Verdict::Part(_, "a stop on the journey")));
        stop.published = days("2022-03-02", None).map(|d| d.0);
        assert!(!matches!(compare(&stop, &trip), Verdict::Part(..)));
        // Not what another does meanwhile, nor a call, nor later.
        let mut other = call(2, &[("USA", 1), ("POL", 4)], "2022-03-28");
        other.manner = Some(Manner::Present);
        assert_eq!(different(&other, &trip), "a journey and a meeting");
        assert_eq!(
            different(&call(2, &[("USA", 3), ("POL", 4)], "2022-03-28"), &trip),
            "a journey and a meeting"
        );
        let mut late = call(2, &[("USA", 3), ("POL", 4)], "2022-05-28");
        late.manner = Some(Manner::Present);
        assert_eq!(different(&late, &trip), "a journey and a meeting");
    }

    #[test]
    fn occasions_are_known_by_their_names_and_their_margins_by_their_setting() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        let gathering = |report, name: &str, date| {
            let mut event = call(report, &[("USA", 3)], date);
            event.mode = Some("multilateral".into());
            event.manner = None;
            event.is_lead = true;
            event.is_summit = true;
            event.name = words(name);
            event
        };
        let launch = gathering(1, "grain corridor launch", "2022-03-05");
        let told = gathering(2, "grain corridor initiative", "2022-03-05");
        assert!(matches!(compare(&launch, &told), Verdict::Same(..)));
        assert_eq!(different(&launch, &gathering(2, "river basin forum", "2022-03-05")), "of another name");
        let mut margin = call(3, &[("USA", 3), ("POL", 4)], "2022-03-05");
        margin.manner = Some(Manner::Present);
        margin.is_lead = true;
        margin.setting = words("warsaw grain corridor duda");
        assert!(matches!(compare(&margin, &launch), Verdict::Part(..)));
        assert!(matches!(compare(&launch, &margin), Verdict::Whole(..)));
        // The day before with one of the body that comes together.
        let mut ahead = call(4, &[("USA", 3), ("NATO", 4)], "2022-03-04");
        ahead.manner = Some(Manner::Present);
        ahead.is_lead = true;
        ahead.setting = words("brussels nato stoltenberg");
        let body = gathering(5, "nato ministers", "2022-03-05");
        assert!(matches!(compare(&ahead, &body), Verdict::Part(..)));
        ahead.days = days("2022-03-03", None);
        assert!(!matches!(compare(&ahead, &body), Verdict::Part(..)));
        // Not the day before, nor where nothing tells of it.
        margin.days = days("2022-03-04", None);
        assert!(!matches!(compare(&margin, &launch), Verdict::Part(..)));
        margin.days = days("2022-03-05", None);
        margin.setting = words("warsaw duda");
        assert!(!matches!(compare(&margin, &launch), Verdict::Part(..)));
    }
}
