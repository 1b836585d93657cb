//! Which rows tell of one person: those with one Wikidata item, and those whose names agree and whose offices are of
//! one party and time. Two persons with items of their own are never joined.

use std::collections::HashMap;

use super::{persons::Row, tenure};
use crate::spelling::{self, Likeness};

/// What is known of a person while rows are gathered.
struct Known {
    names: Vec<Vec<String>>,
    rows: Vec<usize>,
}

/// How far apart in years two offices of one person may lie, by how well the names agree.
const APART: [(Likeness, i32); 3] = [(Likeness::Same, 35), (Likeness::Shorter, 15), (Likeness::Spelling, 5)];

/// Gathers the rows into persons, each a list of row numbers. `called` gives the other names of a row's person, `relates` tells whether a person may go from one party's
/// office to the other's: a state's minister to an organisation, a Soviet one to Russia.
pub(crate) fn gather<'a>(
    rows: &[Row<'a>],
    called: impl Fn(&Row<'a>) -> Vec<&'a str>,
    relates: impl Fn(u32, u32) -> bool,
) -> Vec<Vec<usize>> {
    let mut persons: Vec<Known> = Vec::new();
    let mut items: HashMap<&str, usize> = HashMap::new();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    let order = (0..rows.len()).filter(|&i| !rows[i].wikidata.is_empty());
    for at in order.chain((0..rows.len()).filter(|&i| rows[i].wikidata.is_empty())) {
        let row = &rows[at];
        let found = if row.wikidata.is_empty() {
            find(row, rows, &persons, &by_word, &relates)
        } else {
            items.get(row.wikidata).copied()
        };
        let number = found.unwrap_or_else(|| {
            persons.push(Known { names: Vec::new(), rows: Vec::new() });
            persons.len() - 1
        });
        if !row.wikidata.is_empty() {
            items.insert(row.wikidata, number);
        }
        let person = &mut persons[number];
        person.rows.push(at);
        if person.names.contains(&row.words) {
            continue;
        }
        for words in std::iter::once(row.words.clone()).chain(called(row).into_iter().map(spelling::words)) {
            for word in &words {
                let list = by_word.entry(spelling::skeleton(word)).or_default();
                if list.last() != Some(&number) && !list.contains(&number) {
                    list.push(number);
                }
            }
            person.names.push(words);
        }
    }
    persons.into_iter().map(|person| person.rows).collect()
}

/// The person among those gathered so far whom a row without an item tells of.
fn find(
    row: &Row<'_>,
    rows: &[Row<'_>],
    persons: &[Known],
    by_word: &HashMap<String, Vec<usize>>,
    relates: impl Fn(u32, u32) -> bool,
) -> Option<usize> {
    // The rarest word leads to the fewest persons.
    let lists = row.words.iter().filter(|w| w.len() > 1).filter_map(|w| by_word.get(&spelling::skeleton(w)));
    let mut candidates: Vec<usize> = lists.flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let fits = candidates
        .into_iter()
        .filter_map(|number| Some((fit(row, rows, &persons[number], &relates)?, number)));
    fits.min().map(|(_, number)| number)
}

/// How well a row fits a person, the best the least: by name, whether in the same office at the same time, years apart.
fn fit(
    row: &Row<'_>,
    rows: &[Row<'_>],
    person: &Known,
    relates: impl Fn(u32, u32) -> bool,
) -> Option<(Likeness, bool, i32)> {
    // Of those who hold no office there are many, and a likeness is chance: "Vladimir Potanin" is not Vladimir Putin.
    let private = row.private || person.rows.iter().all(|&i| rows[i].private);
    if private && !person.names.contains(&row.words) {
        return None;
    }
    let same_time = |other: &Row<'_>| {
        let one = other.draft.party == row.draft.party && other.draft.office == row.draft.office;
        one && tenure::same_term(&other.draft, &row.draft)
    };
    // "George Herbert Walker" is not "George Herbert Walker Bush", but "Luis Arce" is "Luis Arce Catacora".
    let agree = |name: &[String]| {
        let likeness = spelling::likeness(&row.words, name)?;
        let fits = likeness == Likeness::Same || !row.family_last || spelling::same_family(&row.words, name);
        fits.then_some(likeness)
    };
    let by_name = person.names.iter().filter_map(|name| agree(name)).min();
    let likeness = match by_name {
        Some(likeness) => likeness,
        // A family name alone is enough in the same office at the same time.
        None => {
            let named = person.names.iter().any(|name| spelling::is_part(&row.words, name));
            let fits = named && person.rows.iter().any(|&i| same_time(&rows[i]));
            return fits.then_some((Likeness::Spelling, false, 0));
        }
    };
    let reach = APART.iter().find(|(l, _)| *l == likeness).map_or(0, |(_, years)| *years);
    let here = person.rows.iter().map(|&i| &rows[i]).filter(|other| {
        let same = other.draft.party == row.draft.party;
        same || likeness < Likeness::Spelling
            && row.words.len() > 1
            && relates(other.draft.party, row.draft.party)
    });
    let years = here.map(|other| apart(row, other)).min().filter(|years| *years <= reach)?;
    let together = person.rows.iter().any(|&i| same_time(&rows[i]));
    Some((likeness, !together, years))
}

/// The years between two terms of office, 0 when they overlap.
fn apart(a: &Row<'_>, b: &Row<'_>) -> i32 {
    let years = |row: &Row<'_>| {
        let year = |packed: u32| (packed / 10_000) as i32;
        let d = &row.draft;
        let ends: Vec<i32> = [d.from, d.to, if d.to == 0 { d.known_until } else { 0 }].map(year).into();
        let ends = ends.into_iter().filter(|y| *y > 0);
        (ends.clone().min().unwrap_or(0), ends.max().unwrap_or(0))
    };
    let ((a_from, a_to), (b_from, b_to)) = (years(a), years(b));
    (a_from - b_to).max(b_from - a_to).max(0)
}
