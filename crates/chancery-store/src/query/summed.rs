//! Questions that the sums answer ([`summed`], [`count`]), and what is known of how many rows there are: pages then cost the
//! same whether a party has ten engagements or a million.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::conditions::Where;
use super::shapes::{self, Shape};
use super::ways::Way;
use super::{Filter, Listing};
use crate::Result;
use crate::sums::engagements_of;

/// The sums that have the rows of `listing`, and the conditions on them; none where the rows have to be counted.
pub(super) fn summed(listing: Listing, filter: &Filter) -> Option<(&'static Shape, Where)> {
    let mut w = Where::default();
    let Filter { parties, kind, status, from, to, .. } = filter;
    let page = Filter { limit: filter.limit, after: filter.after.clone(), ..Filter::default() };
    let pair = distinct(parties);
    let shape = match listing {
        Listing::Pairs | Listing::Relations => {
            let by_month = listing == Listing::Relations;
            let mut only = Filter { parties: parties.clone(), ..page };
            if !by_month {
                only.kind = kind.clone();
            } else {
                // A day within a month is more than the sums know.
                let is_month = |date: &&String| date.len() <= 7;
                only.from = from.as_ref().filter(is_month).cloned();
                only.to = to.as_ref().filter(is_month).cloned();
            }
            if only != *filter {
                return None;
            }
            if !by_month {
                w.with("p.type = ?N", &kind.as_deref().unwrap_or_default().to_uppercase());
                w.and("p.engagements > 0");
            }
            match pair.as_slice() {
                [a, b] => {
                    w.with("p.party = ?N", a);
                    w.with("p.other = ?N", b);
                }
                parties => {
                    for party in parties {
                        w.with("(p.party = ?N OR p.other = ?N)", party);
                    }
                }
            }
            if by_month {
                if let Some(from) = from {
                    w.with("p.month >= ?N", from);
                }
                if let Some(to) = to {
                    w.with("p.month <= ?N || '~'", to);
                }
            }
            if by_month { &shapes::MONTHS_SUMMED } else { &shapes::PAIRS_SUMMED }
        }
        Listing::Parties | Listing::Places => {
            if *filter != (Filter { kind: kind.clone(), status: status.clone(), ..page.clone() }) {
                return None;
            }
            if listing == Listing::Parties {
                w.and("t.party <> ''");
            }
            if let Some(kind) = kind {
                w.with("t.type = ?N", &kind.to_uppercase());
            }
            if let Some(status) = status {
                w.with("t.status = ?N", status);
            }
            if listing == Listing::Parties { &shapes::PARTIES_SUMMED } else { &shapes::PLACES_SUMMED }
        }
        Listing::Topics => {
            let (party, other) = match pair.as_slice() {
                [] => ("", ""),
                [party] => (*party, ""),
                [party, other] => (*party, *other),
                _ => return None,
            };
            if *filter != (Filter { parties: parties.clone(), ..page.clone() }) {
                return None;
            }
            w.with("t.party = ?N", party);
            w.with("t.other = ?N", other);
            &shapes::TOPICS_SUMMED
        }
        Listing::People => {
            if from.is_some() || to.is_some() {
                return None;
            }
            listing.conditions(filter, Way::Gather, &mut w).ok()?;
            &shapes::PEOPLE_SUMMED
        }
        _ => return None,
    };
    Some((shape, w))
}

/// The number of rows of `listing`, where the sums tell it.
pub(super) fn count(db: &Connection, listing: Listing, filter: &Filter) -> Result<Option<i64>> {
    let Filter { parties, kind, status, speaker, about, person, .. } = filter;
    let page = Filter { limit: filter.limit, after: filter.after.clone(), ..Filter::default() };
    let pair = distinct(parties);
    let ask = |query: &str, values: &[&str]| -> Result<Option<i64>> {
        Ok(Some(db.prepare_cached(query)?.query_row(params_from_iter(values), |row| row.get(0))?))
    };
    match listing {
        Listing::Engagements if *filter == (Filter { person: person.clone(), ..page.clone() }) => {
            let Some(key) = person.as_deref().filter(|p| is_person_key(p)) else {
                return if person.is_some() { Ok(None) } else { engagements(db, &pair, None, None) };
            };
            Ok(db
                .prepare_cached("SELECT engagements FROM entities WHERE key = ? AND kind = 'person'")?
                .query_row([key], |row| row.get(0))
                .optional()?)
        }
        Listing::Engagements
            if *filter
                == (Filter {
                    parties: parties.clone(),
                    kind: kind.clone(),
                    status: status.clone(),
                    ..page.clone()
                }) =>
        {
            engagements(db, &pair, status.as_deref(), kind.as_deref())
        }
        Listing::Statements
            if *filter
                == (Filter {
                    parties: parties.clone(),
                    speaker: speaker.clone(),
                    about: about.clone(),
                    ..page.clone()
                }) =>
        {
            const SUM: &str = "SELECT coalesce(sum(statements), 0) FROM statement_totals WHERE ";
            match (pair.as_slice(), speaker.as_deref(), about.as_deref()) {
                ([], None, None) => ask(&format!("{SUM} about = ''"), &[]),
                ([], Some(speaker), None) => ask(&format!("{SUM} speaker = ? AND about = ''"), &[speaker]),
                ([], None, Some(about)) => ask(&format!("{SUM} about = ?"), &[about]),
                ([], Some(speaker), Some(about)) => {
                    ask(&format!("{SUM} speaker = ? AND about = ?"), &[speaker, about])
                }
                ([party], None, None) => ask(
                    &format!("{SUM} speaker = ?1 AND about = '' OR about = ?1 AND speaker <> ?1"),
                    &[party],
                ),
                _ => Ok(None),
            }
        }
        Listing::Events if *filter == (Filter { parties: parties.clone(), ..page.clone() }) => match pair
            .as_slice()
        {
            [party] => ask("SELECT count(DISTINCT event) FROM event_parties WHERE party = ?", &[party]),
            [a, b] => {
                let (a, b) = if engagements_of(db, a)? < engagements_of(db, b)? { (a, b) } else { (b, a) };
                ask(
                    "SELECT count(DISTINCT x.event) FROM event_parties x CROSS JOIN event_parties y ON y.event = x.event WHERE x.party = ? AND y.party = ?",
                    &[a, b],
                )
            }
            _ => Ok(None),
        },
        Listing::Reports
            if *filter == (Filter { person: person.clone(), ..page.clone() }) && person.is_some() =>
        {
            let Some(key) = person.as_deref().filter(|p| is_person_key(p)) else { return Ok(None) };
            ask(
                "SELECT count(*) FROM report_entities WHERE entity = (SELECT id FROM entities WHERE key = ? AND kind = 'person')",
                &[key],
            )
        }
        Listing::Reports if *filter == (Filter { parties: parties.clone(), ..page.clone() }) => match pair
            .as_slice()
        {
            [party] => ask("SELECT count(*) FROM report_parties WHERE party = ?", &[party]),
            [a, b] => {
                let (a, b) = if engagements_of(db, a)? < engagements_of(db, b)? { (a, b) } else { (b, a) };
                ask(
                    "SELECT count(*) FROM report_parties x CROSS JOIN report_parties y ON y.report = x.report WHERE x.party = ? AND y.party = ?",
                    &[a, b],
                )
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

pub(super) fn engagements(
    db: &Connection,
    parties: &[&str],
    status: Option<&str>,
    kind: Option<&str>,
) -> Result<Option<i64>> {
    let kind = kind.map(str::to_uppercase);
    let count = match parties {
        [] | [_] => {
            let party = parties.first().copied().unwrap_or_default();
            db.prepare_cached(
                "SELECT coalesce(sum(engagements), 0) FROM act_totals
                 WHERE party = ?1 AND status = coalesce(?2, status) AND type = coalesce(?3, type)",
            )?
            .query_row((party, status, kind), |row| row.get(0))?
        }
        [party, other] => {
            const ALL: &str = "actual + planned + hypothetical + negated + historical";
            let known = ["actual", "planned", "hypothetical", "negated", "historical"];
            let Some(sum) = status.map_or(Some(ALL), |status| known.into_iter().find(|k| *k == status))
            else {
                return Ok(Some(0));
            };
            let query = format!("SELECT {sum} FROM pair_totals WHERE party = ? AND other = ? AND type = ?");
            let row = db
                .prepare_cached(&query)?
                .query_row((party, other, kind.unwrap_or_default()), |row| row.get(0))
                .optional()?;
            row.unwrap_or(0)
        }
        _ => return Ok(None),
    };
    Ok(Some(count))
}

/// The filter with the rarest party first, whose rows are gathered and then looked through.
pub(super) fn rarest_first<'f>(db: &Connection, filter: &'f Filter) -> Result<Cow<'f, Filter>> {
    if filter.parties.len() < 2 {
        return Ok(Cow::Borrowed(filter));
    }
    let mut counted: Vec<(i64, String)> = Vec::new();
    for party in &filter.parties {
        counted.push((engagements_of(db, party)?, party.clone()));
    }
    counted.sort();
    Ok(Cow::Owned(Filter {
        parties: counted.into_iter().map(|(_, party)| party).collect(),
        ..filter.clone()
    }))
}

/// The parties in order, each once.
pub(super) fn distinct(parties: &[String]) -> Vec<&str> {
    let mut parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Whether a person is told by key, and not by name.
pub(super) fn is_person_key(person: &str) -> bool {
    let is = |rest: &str, of: fn(&u8) -> bool| !rest.is_empty() && rest.as_bytes().iter().all(of);
    person.strip_prefix('Q').is_some_and(|digits| is(digits, u8::is_ascii_digit))
        || person.len() == 17 && person.strip_prefix('n').is_some_and(|hex| is(hex, u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use serde_json::json;

    /// Reports of many sorts, some of them changed and taken out again.
    fn store() -> Store {
        let parties = ["USA", "IND", "RUS", "FRA", "EU"];
        let types = [("CONSULT", "VC"), ("AID", "MC"), ("ACCUSE", "VF"), ("SANCTION", "MF")];
        let statuses = ["actual", "actual", "planned", "negated"];
        let report = |n: usize, shift: usize| {
            let m = n + shift;
            let (a, b) = (parties[m % 5], parties[(m + 1 + m % 3) % 5]);
            let text = format!(
                "Report {n}. Minister {a} met Minister {b} on trade and peace, {} times {shift}.",
                n * 7919 % 1000
            );
            let (kind, quad) = types[m / 2 % 4];
            let day = format!("2023-{:02}-{:02}", 1 + m % 11, 1 + m % 27);
            let event = json!({"id": "v1", "type": kind, "quad": quad, "status": (statuses[m % 4]), "actors": ["e1"], "recipients": ["e2"],
                "date": {"value": (if m.is_multiple_of(13) { None } else { Some(&day) }), "basis": "text"}, "intensity": ((m % 7) as f64 - 3.0),
                "place": {"name": (["Paris", "Delhi"][m % 2]), "country": (["FRA", "IND"][m % 2])}, "topics": ["trade"], "topic_codes": [(["a.b", "c.d"][m % 2])],
                "evidence": [{"start": 0, "end": 6, "text": "Report"}], "method": "test", "score": 0.5});
            let said = json!({"id": "s1", "kind": "direct", "speaker": "e1", "content": [{"start": 0, "end": 6, "text": "Report"}], "about": [b, "EU"]});
            let agreed = json!({"id": "a1", "title": format!("Treaty {m}"), "kind": "treaty", "status": "signed", "parties": [a, b],
                "evidence": [{"start": 0, "end": 6, "text": "Report"}]});
            serde_json::to_vec(&json!({
                "format": 1, "reader": "test", "doc": {"id": format!("r{n}"), "published": day, "source": (["x", "y"][m % 2])}, "text": text,
                "entities": [{"id": "e1", "kind": "person", "name": format!("Minister {a}"), "party": a}, {"id": "e2", "kind": "person", "name": format!("Minister {b}"), "party": b}],
                "events": [event], "statements": [said], "agreements": [agreed],
            }))
            .expect("JSON")
        };
        let mut store = Store::in_memory().expect("a store");
        for batch in [0..40, 40..90] {
            let records: Vec<_> = batch.map(|n| report(n, 0)).collect();
            store.append(records.iter().map(Vec::as_slice), 1).expect("appended");
            assert_eq!(store.check().expect("checked"), Vec::<String>::new());
        }
        let changed: Vec<_> = (0..90).step_by(4).map(|n| report(n, 3)).collect();
        store.append(changed.iter().map(Vec::as_slice), 2).expect("appended");
        assert_eq!(store.check().expect("checked"), Vec::<String>::new());
        let mut gone = Vec::new();
        let some = Filter { limit: Some(9), ..Filter::default() };
        store
            .list::<crate::Error>(Listing::Reports, &some, |row| {
                gone.push(row[0].as_str().unwrap_or_default().to_owned());
                Ok(())
            })
            .expect("listed");
        for key in gone {
            store.withdraw(&key, "test", 3).expect("withdrawn");
        }
        assert_eq!(store.check().expect("checked"), Vec::<String>::new());
        store
    }

    fn rows(store: &Store, query: (String, Vec<rusqlite::types::Value>)) -> Vec<Vec<rusqlite::types::Value>> {
        let mut statement = store.db.prepare(&query.0).unwrap_or_else(|e| panic!("{}: {e}", query.0));
        let columns = statement.column_count();
        let rows =
            statement.query_map(params_from_iter(query.1), |row| (0..columns).map(|i| row.get(i)).collect());
        rows.expect("asked").map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn sums_tell_what_counting_tells() {
        let store = store();
        let all =
            [vec![], vec!["USA"], vec!["IND", "USA"], vec!["USA", "IND"], vec!["RUS", "RUS"], vec!["XXX"]];
        for parties in all {
            let parties: Vec<String> = parties.into_iter().map(str::to_owned).collect();
            for listing in [
                Listing::Pairs,
                Listing::Relations,
                Listing::Parties,
                Listing::Places,
                Listing::Topics,
                Listing::People,
            ] {
                for (kind, status) in [
                    (None, None),
                    (Some("CONSULT"), None),
                    (None, Some("planned")),
                    (Some("AID"), Some("actual")),
                ] {
                    let filter = Filter {
                        parties: parties.clone(),
                        kind: kind.map(str::to_owned),
                        status: status.map(str::to_owned),
                        ..Filter::default()
                    };
                    let Some((shape, _)) = summed(listing, &filter) else { continue };
                    let mut w = Where::default();
                    let Ok(()) = listing.conditions(&filter, Way::Gather, &mut w) else { continue };
                    let counted = listing.counted(&filter).expect("a query");
                    let summed = listing.query(&filter, Way::Gather).expect("a query");
                    let n = shape.columns.len();
                    let take =
                        |rows: Vec<Vec<_>>| rows.into_iter().map(|r| r[..n].to_vec()).collect::<Vec<_>>();
                    assert_eq!(
                        take(rows(&store, summed)),
                        take(rows(&store, counted)),
                        "{listing:?} {filter:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn walks_meet_what_is_gathered() {
        let store = store();
        let some = Filter { limit: Some(7), ..Filter::default() };
        let person = "Minister USA";
        let key: String = store
            .db
            .query_row("SELECT key FROM entities WHERE name = ?", [person], |row| row.get(0))
            .expect("a key");
        let usa = vec!["USA".to_owned()];
        let filters = [
            Filter { parties: usa.clone(), ..some.clone() },
            Filter { parties: vec!["USA".into(), "EU".into()], ..some.clone() },
            Filter { speaker: Some("USA".into()), about: Some("EU".into()), ..some.clone() },
            Filter { words: Some("report".into()), ..some.clone() },
            Filter { parties: usa.clone(), status: Some("actual".into()), ..some.clone() },
            Filter { person: Some(key), ..some.clone() },
            some,
        ];
        let listings = [
            Listing::Engagements,
            Listing::Events,
            Listing::Statements,
            Listing::Agreements,
            Listing::Reports,
            Listing::Relations,
        ];
        let mut compared = 0;
        for listing in listings {
            for filter in &filters {
                let mut filter = filter.clone();
                for _ in 0..3 {
                    let speaker = listing.query(&filter, Way::Speaker);
                    let (Ok(walk), Ok(gather)) =
                        (listing.query(&filter, Way::Walk), listing.query(&filter, Way::Gather))
                    else {
                        continue;
                    };
                    let walked = rows(&store, walk);
                    let probed = listing.query(&filter, Way::Probe).expect("a query");
                    assert_eq!(walked, rows(&store, probed), "{listing:?} {filter:?}");
                    assert_eq!(walked, rows(&store, speaker.expect("a query")), "{listing:?} {filter:?}");
                    assert_eq!(walked, rows(&store, gather), "{listing:?} {filter:?}");
                    compared += walked.len();
                    // And the page after it.
                    filter.after = store.list::<crate::Error>(listing, &filter, |_| Ok(())).expect("listed");
                    if filter.after.is_none() {
                        break;
                    }
                }
                // The number of rows is that of the rows.
                let all = Filter { limit: None, after: None, ..filter.clone() };
                let mut n = 0;
                let listed = store.list::<crate::Error>(listing, &all, |_| {
                    n += 1;
                    Ok(())
                });
                if listed.is_ok() {
                    assert_eq!(store.count(listing, &all).expect("counted"), n, "{listing:?} {all:?}");
                }
            }
        }
        assert!(compared > 200, "{compared}");
    }
}
