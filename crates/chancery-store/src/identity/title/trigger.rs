//! [`trigger`]: the words of a title that tell of an occasion, and how those of it come together.

use super::Manner;

/// The words of a title that tell of an occasion.
pub(super) struct Trigger {
    pub(super) manner: Manner,
    /// Its words by number.
    pub(super) at: std::ops::Range<usize>,
}

/// Finds them, from the title's word `from` on.
pub(super) fn trigger(text: &[&str], from: usize) -> Option<Trigger> {
    let next = |i: usize, words: &[&str]| text.get(i + 1).is_some_and(|w| words.contains(w));
    let before = |i: usize, words: &[&str]| i > from && words.contains(&text[i - 1]);
    let find = |manner, fits: &dyn Fn(usize) -> usize| {
        (from..text.len()).find_map(|i| {
            let length = fits(i);
            (length > 0).then(|| Trigger { manner, at: i..i + length })
        })
    };
    let trip = |i: usize| match text[i] {
        "travel" | "travels" | "traveling" | "trip" | "visits" if next(i, &["to", "for"]) => 1,
        "visit" if next(i, &["to", "for"]) || before(i, &["to"]) => 1,
        "participation" if next(i, &["in"]) => 1,
        _ => 0,
    };
    let visit = |i: usize| match text[i] {
        "visit" if next(i, &["of", "by"]) => 1,
        _ => 0,
    };
    let call = |i: usize| match text[i] {
        "call" | "calls" if next(i, &["with", "to", "between"]) => 1,
        "spoke" | "speaks" if next(i, &["with", "to", "by"]) => 1,
        _ => 0,
    };
    let is_bilateral = |i: usize| {
        next(i, &["with", "between"]) || before(i, &["their", "his", "her", "s", "bilateral", "trilateral"])
    };
    let gathering = |i: usize| match text[i] {
        "summit" | "ministerial" | "conference" | "forum" | "dialogue" | "ceremony" | "reception"
        | "launch" | "celebration" | "roundtable" | "session" | "workshop" | "convening" | "symposium"
        | "consultations" | "plenary" | "address" | "luncheon" | "dinner" | "assembly"
            if !before(i, &["press", "bilateral"]) =>
        {
            1
        }
        "meeting"
            if !is_bilateral(i)
                && text[from..i].iter().any(|w| matches!(*w, "at" | "to" | "on" | "the"))
                && !text[from..i].contains(&"results") =>
        {
            1
        }
        "report" if text[from..i].contains(&"release") || text[from..i].contains(&"on") => 1,
        _ => 0,
    };
    let meeting = |i: usize| match text[i] {
        "meeting" | "meetings" | "meets" | "met" | "bilateral" | "trilateral" | "greeting" => 1,
        "talks" | "lunch" if next(i, &["with", "between"]) => 1,
        "joint" if next(i, &["press", "statement", "communique", "leaders"]) => 2,
        "statements" if next(i, &["to"]) => 3,
        _ => 0,
    };
    let press = |i: usize| match text[i] {
        "press" if next(i, &["conference", "availability", "briefing", "gaggle"]) => 2,
        _ => 0,
    };
    let met = find(Manner::Meeting, &meeting);
    let gathered = find(Manner::Gathering, &gathering);
    let first = |a: Option<Trigger>, b: Option<Trigger>| match (&a, &b) {
        // `Meeting with X on the margins of the summit`; `joint statement on the ministerial meeting`.
        (Some(x), Some(y)) if x.at.start < y.at.start && is_bilateral(x.at.start) => a,
        (Some(x), Some(_))
            if matches!(text[x.at.start], "bilateral" | "trilateral") && !is_ministerial(text) =>
        {
            a
        }
        (_, Some(_)) => b,
        _ => a,
    };
    find(Manner::Trip, &trip)
        .or_else(|| find(Manner::Call, &call))
        .or_else(|| find(Manner::Visit, &visit))
        .or_else(|| first(met, gathered))
        .or_else(|| find(Manner::Press, &press))
}

fn is_ministerial(text: &[&str]) -> bool {
    text.iter().any(|w| matches!(*w, "ministerial" | "consultations" | "dialogue"))
}
