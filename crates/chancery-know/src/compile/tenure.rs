//! Rows about one person's office told by several sources become one [`Draft`]; a successor closes an open end.

use std::collections::BTreeMap;

/// A holding as it will be written.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    /// The number of the party, plus one.
    pub(crate) party: u32,
    pub(crate) office: u32,
    pub(crate) title: &'a str,
    /// Packed dates; 0 is unknown or none.
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) known_until: u32,
    /// The best source first.
    pub(crate) sources: Vec<&'a str>,
}

/// The sources, the one to be believed first where two differ. A source not named here comes last.
const SOURCES: [&str; 8] =
    ["editorial", "ifg", "executive", "pocom", "wikidata", "factbook", "reign", "visits"];

/// Two dates this many days apart may be the same event told differently (election, swearing-in, publication).
const NEAR: u32 = 62;

/// How much a row's source is to be believed, the most the least.
pub(crate) fn standing(draft: &Draft<'_>) -> usize {
    draft.sources.first().map_or(SOURCES.len(), |source| place(source))
}

fn place(source: &str) -> usize {
    SOURCES.iter().position(|known| *known == source).unwrap_or(SOURCES.len())
}

/// A count of days that grows with time: not of the calendar, but near enough to compare.
fn days(packed: u32, unknown: u32) -> u32 {
    let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
    let known = |value: u32, at_most: u32| if value == 0 { unknown.min(at_most) } else { value };
    year * 372 + known(month, 12) * 31 + known(day, 31)
}

fn first_day(packed: u32) -> u32 {
    if packed == 0 { 0 } else { days(packed, 1) }
}

fn last_day(packed: u32) -> u32 {
    if packed == 0 { u32::MAX } else { days(packed, 31) }
}

/// Whether one date may be a rougher form of the other.
fn near(a: u32, b: u32) -> bool {
    first_day(a) <= last_day(b).saturating_add(NEAR) && first_day(b) <= last_day(a).saturating_add(NEAR)
}

/// Joins the rows about one office of one person that overlap or follow at once. `seat` tells what is one office.
pub(crate) fn join<'a, K: Ord>(mut rows: Vec<Draft<'a>>, seat: impl Fn(&Draft<'a>) -> K) -> Vec<Draft<'a>> {
    rows.sort_by(|a, b| {
        let key = |d: &Draft<'_>| (first_day(d.from), last_day(d.to), standing(d));
        seat(a).cmp(&seat(b)).then_with(|| key(a).cmp(&key(b)))
    });
    let mut joined: Vec<Draft<'a>> = Vec::new();
    for row in rows {
        let same = joined.last().is_some_and(|last| seat(last) == seat(&row) && follows(last, &row));
        match joined.last_mut() {
            Some(last) if same => *last = union(last.clone(), row),
            _ => joined.push(row),
        }
    }
    joined
}

/// Whether `later` begins before or just after `earlier` ends, or was last known to go on.
fn follows(earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let end = if earlier.to == 0 { earlier.known_until } else { earlier.to };
    first_day(later.from) <= last_day(end).saturating_add(NEAR)
}

fn union<'a>(a: Draft<'a>, b: Draft<'a>) -> Draft<'a> {
    let (best, other) = if standing(&a) <= standing(&b) { (a, b) } else { (b, a) };
    let mut sources = best.sources.clone();
    sources.extend(other.sources.iter().filter(|s| !best.sources.contains(s)));
    sources.sort_by_key(|source| place(source));
    let title = if best.title.is_empty() { other.title } else { best.title };
    // A visit tells that the office was held, not since when or for how long.
    if other.sources == ["visits"] && best.sources != ["visits"] {
        return Draft { sources, title, ..best };
    }
    let (from, to) = if same_term(&best, &other) {
        let from = if best.from == 0 || near(best.from, other.from) {
            finer(best.from, other.from)
        } else {
            best.from
        };
        let to = match (best.to, other.to) {
            (0, end) if first_day(best.known_until) <= last_day(end) => end,
            (end, other) if end != 0 && other != 0 && near(end, other) => finer(end, other),
            (end, _) => end,
        };
        (from, to)
    } else {
        let from = if first_day(best.from) <= first_day(other.from) { best.from } else { other.from };
        let later = if first_day(best.from) <= first_day(other.from) { &other } else { &best };
        (from, later.to)
    };
    let until = |d: &Draft<'_>| if to == 0 && d.to != 0 { 0 } else { d.known_until };
    let known_until = until(&best).max(until(&other));
    Draft { from, to, known_until, title, sources, ..best }
}

/// Whether two rows that overlap or follow at once tell of one term, not of one and the next.
pub(crate) fn same_term(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let end = |d: &Draft<'_>| last_day(if d.to == 0 { d.known_until } else { d.to });
    let shared = end(a).min(end(b)).saturating_sub(first_day(a.from).max(first_day(b.from)));
    shared > NEAR || near(a.from, b.from)
}

/// The more precise of two dates; of two equally precise, the first.
fn finer(best: u32, other: u32) -> u32 {
    let precision = |d: u32| match d {
        0 => 0,
        d if (d / 100).is_multiple_of(100) => 1,
        d if d.is_multiple_of(100) => 2,
        _ => 3,
    };
    if precision(other) > precision(best) { other } else { best }
}

/// Leaves out what the editorial table contradicts: a holding of another source, in an office of one holder, during
/// most of which the table has others there. `seat` gives `None` for an office that several hold at once.
pub(crate) fn overrule<K: Ord>(holdings: &mut Vec<(u32, Draft<'_>)>, seat: impl Fn(&Draft<'_>) -> Option<K>) {
    let span = |d: &Draft<'_>| (first_day(d.from), last_day(if d.to == 0 { d.known_until } else { d.to }));
    let mut sure: BTreeMap<K, Vec<(u32, u32, u32)>> = BTreeMap::new();
    for (person, draft) in holdings.iter().filter(|(_, d)| d.sources.contains(&"editorial")) {
        if let Some(seat) = seat(draft) {
            let (from, to) = span(draft);
            sure.entry(seat).or_default().push((*person, from, to));
        }
    }
    holdings.retain(|(person, draft)| {
        let Some(known) = seat(draft).and_then(|seat| sure.get(&seat)) else { return true };
        let (from, to) = span(draft);
        let shared = |&(_, a, b): &(u32, u32, u32)| b.min(to).saturating_sub(a.max(from));
        let others: u32 = known.iter().filter(|(p, ..)| p != person).map(shared).sum();
        draft.sources.contains(&"editorial") || others * 5 <= to.saturating_sub(from) * 3
    });
}

/// Ends each holding that no source saw end on the day when the next one began: one that began after the source saw the
/// first last, or of which another source tells and which lasted. `seat` gives `None` for an office that several hold
/// at once.
pub(crate) fn close<K: Ord>(holdings: &mut [(u32, Draft<'_>)], seat: impl Fn(&Draft<'_>) -> Option<K>) {
    let mut order: Vec<usize> = (0..holdings.len()).filter(|&i| seat(&holdings[i].1).is_some()).collect();
    order.sort_by(|&a, &b| {
        let key = |i: usize| {
            let (person, draft) = &holdings[i];
            (seat(draft), first_day(draft.from), last_day(draft.to), *person)
        };
        key(a).cmp(&key(b))
    });
    for at in 0..order.len() {
        let (person, held) = &holdings[order[at]];
        if held.to != 0 || held.from == 0 {
            continue;
        }
        let place = seat(held);
        let began = first_day(held.from);
        let seen = first_day(held.known_until).saturating_sub(NEAR);
        let lasted =
            |d: &Draft<'_>| last_day(d.to.max(d.known_until)).saturating_sub(first_day(d.from)) > LASTING;
        let ends = |(other, next): &&(u32, Draft<'_>)| {
            let from = first_day(next.from);
            let elsewhere = !next.sources.iter().any(|source| held.sources.contains(source));
            from > began
                && (from > seen || other != person && from > began + NEAR && elsewhere && lasted(next))
        };
        let later = order[at + 1..].iter().map(|&i| &holdings[i]).take_while(|(_, d)| seat(d) == place);
        if let Some(from) = later.filter(ends).map(|(_, d)| d.from).next() {
            holdings[order[at]].1.to = from;
        }
    }
}

/// The days from which a term is no stand-in's.
const LASTING: u32 = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PartialDate;

    fn told(packed: u32) -> String {
        PartialDate::unpack(packed).map_or_else(|| "-".into(), |date| date.to_string())
    }

    fn draft(source: &'static str, from: &str, to: &str, known_until: &str) -> Draft<'static> {
        let date = |text: &str| PartialDate::parse(text).map_or(0, PartialDate::pack);
        let (from, to, known_until) = (date(from), date(to), date(known_until));
        Draft { party: 1, office: 0, title: "", from, to, known_until, sources: vec![source] }
    }

    fn tell(drafts: &[Draft<'_>]) -> Vec<String> {
        drafts.iter().map(|d| format!("{}..{} {}", told(d.from), told(d.to), d.sources.join("+"))).collect()
    }

    #[test]
    fn the_same_term_told_twice_is_one() {
        let rows = vec![
            draft("wikidata", "2004-03-09", "", "2022-07-28"),
            draft("editorial", "2004-03-09", "", "2025-12-31"),
            draft("reign", "2004", "2005", ""),
        ];
        let joined = join(rows, |d| d.office);
        assert_eq!(tell(&joined), ["2004-03-09..- editorial+wikidata+reign"]);
        assert_eq!(told(joined[0].known_until), "2025-12-31");
    }

    #[test]
    fn an_end_known_later_closes_the_term() {
        let rows = vec![
            draft("wikidata", "2020-03-04", "", "2022-07-28"),
            draft("editorial", "2020-03-04", "2024-09-05", "2025-12-31"),
        ];
        assert_eq!(tell(&join(rows, |d| d.office)), ["2020-03-04..2024-09-05 editorial+wikidata"]);
    }

    #[test]
    fn terms_apart_stay_apart() {
        let rows = vec![
            draft("editorial", "2013-03-16", "2022-12-30", ""),
            draft("wikidata", "2013-03-16", "", "2022-12-11"),
            draft("editorial", "2023-07-25", "", "2025-12-31"),
            draft("visits", "2015-09-01", "2016-02-01", ""),
        ];
        let joined = join(rows, |d| d.office);
        assert_eq!(
            tell(&joined),
            ["2013-03-16..2022-12-30 editorial+wikidata+visits", "2023-07-25..- editorial"]
        );
    }

    #[test]
    fn a_successor_closes_an_open_end_that_nobody_saw_later() {
        let mut holdings = vec![
            (1, draft("wikidata", "2022-12-29", "", "2023-01-12")),
            (2, draft("editorial", "2024-01-01", "2024-11-08", "2025-12-31")),
            (3, draft("editorial", "2024-11-10", "", "2025-12-31")),
        ];
        close(&mut holdings, |d| Some(d.office));
        let ends: Vec<String> = holdings.iter().map(|(_, d)| told(d.to)).collect();
        assert_eq!(ends, ["2024-01-01", "2024-11-08", "-"]);
    }

    #[test]
    fn a_successor_in_another_source_closes_an_open_end() {
        let mut holdings = vec![
            (1, draft("wikidata", "2013-09-30", "", "2022-07-30")),
            (2, draft("factbook", "2021-11-15", "2025-01-20", "2026-02-01")),
        ];
        close(&mut holdings, |d| Some(d.office));
        assert_eq!(told(holdings[0].1.to), "2021-11-15");
        // Of one source, both may be in office; a stand-in of some days ends nothing.
        let mut holdings = vec![
            (1, draft("wikidata", "2013-09-30", "", "2022-07-30")),
            (2, draft("wikidata", "2014-11-15", "2016", "2022-07-30")),
            (3, draft("factbook", "2021-11-15", "2021-12-20", "2021-12-20")),
        ];
        close(&mut holdings, |d| Some(d.office));
        assert_eq!(told(holdings[0].1.to), "-");
    }

    #[test]
    fn what_the_editorial_table_contradicts_is_left_out() {
        let mut holdings = vec![
            (1, draft("editorial", "2014-05-26", "2019-05-30", "2025-12-31")),
            (2, draft("wikidata", "2015-01-29", "2018-01-28", "2022-12-11")),
            (3, draft("wikidata", "2013-01-29", "2014-05-26", "2022-12-11")),
        ];
        overrule(&mut holdings, |d| Some(d.office));
        assert_eq!(holdings.iter().map(|(person, _)| *person).collect::<Vec<_>>(), [1, 3]);
    }
}
