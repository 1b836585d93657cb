//! [`Way`]: how the rows of a question are looked for, by how many of them there are.

use rusqlite::Connection;

use super::summed::{count, distinct, engagements, is_person_key};
use super::{Filter, Listing};
use crate::Result;
use crate::sums::engagements_of;

/// How the rows of a question are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// All that fit are gathered and put in order: when they are few.
    Gather,
    /// Statements are gathered by who speaks, and not by who is spoken of: when those are fewer.
    Speaker,
    /// Rows are looked at in order until enough of them fit: when many do.
    Walk,
    /// The same, and whether a row holds the words is asked of each by itself: when the words are in very many.
    Probe,
}

impl Way {
    /// Whether rows are looked at in order.
    pub(super) fn is_walk(self) -> bool {
        matches!(self, Way::Walk | Way::Probe)
    }
}

/// Of so many rows one holds the words at least, where each is asked by itself.
const COMMON: i64 = 50;

/// How rows that hold words are best looked for, out of `all` of which `index` has the words: as many as are wanted are met
/// the sooner, the more hold them, and to list very many takes long. To count them is ended where they are many.
fn way_to_words(db: &Connection, index: &str, words: &str, all: i64, limit: i64) -> Result<Way> {
    let common = (all / COMMON).max(MANY);
    let query = format!("SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ?1 LIMIT ?2)");
    // A wrong search is told by the query itself.
    let fit: i64 = db.prepare_cached(&query)?.query_row((words, common), |row| row.get(0)).unwrap_or(0);
    Ok(if fit >= common { Way::Probe } else { cheaper(all, fit, fit, limit) })
}

/// Rows that fit from which on a walk meets them soon enough.
const MANY: i64 = 3000;

/// Rows that are looked at in an index alone in the time of one that is read.
const INDEXED: i64 = 8;

/// How the rows of a question with a limit are best looked for.
pub(super) fn way(db: &Connection, listing: Listing, filter: &Filter) -> Result<Way> {
    let one = |query: &str, value: &str| -> Result<i64> {
        Ok(db.prepare_cached(query)?.query_row([value], |row| row.get(0))?)
    };
    let limit = filter.limit.map_or(i64::MAX, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    // What else is asked for makes those that fit fewer than is known.
    let narrow = [
        &filter.person,
        &filter.source,
        &filter.topic,
        &filter.place,
        &filter.key,
        &filter.engagement,
        &filter.report,
        &filter.from,
        &filter.to,
        &filter.channel,
        &filter.in_force,
    ];
    let others = narrow.iter().filter(|n| n.is_some()).count() + usize::from(filter.updated_since.is_some());
    let asked = [&filter.kind, &filter.status, &filter.speaker, &filter.about];
    let is_alone = others == 0 && filter.parties.is_empty() && asked.iter().all(|a| a.is_none());
    let many = match (listing, &filter.words, &filter.person) {
        (_, None, None) if others > 0 => 0,
        (Listing::Statements, Some(words), None) if is_alone => {
            let all = one("SELECT coalesce(sum(statements), 0) FROM statement_totals WHERE about = ?", "")?;
            return way_to_words(db, "statement_words", words, all, limit);
        }
        (Listing::Reports | Listing::Events | Listing::Engagements, Some(words), None) if is_alone => {
            return way_to_words(db, "report_words", words, rows_of(db, "reports")?, limit);
        }
        (_, Some(_), _) => 0,
        (Listing::Statements, _, Some(person)) if others == 1 && is_person_key(person) => one(
            "SELECT count(*) FROM statements WHERE speaker = (SELECT id FROM entities WHERE key = ?)",
            person,
        )?,
        (_, _, Some(_)) => count(db, listing, filter)?.unwrap_or(0),
        (Listing::Agreements, ..) if filter.kind.is_none() && filter.status.is_none() => {
            let all = rows_of(db, "agreements")?;
            let of = |party: &str| one("SELECT count(*) FROM agreement_parties WHERE party = ?", party);
            return way_to_several(&distinct(&filter.parties), all, of, limit);
        }
        (Listing::Agreements, ..) => 0,
        (Listing::Reports, ..)
            if filter.parties.len() > 1 && filter.kind.is_none() && filter.status.is_none() =>
        {
            let all = rows_of(db, "reports")?;
            let of = |party: &str| one("SELECT count(*) FROM report_parties WHERE party = ?", party);
            return way_to_several(&distinct(&filter.parties), all, of, limit);
        }
        (Listing::Events, ..) if filter.kind.is_some() || filter.status.is_some() => 0,
        (Listing::Events, ..) if !filter.parties.is_empty() => {
            engagements(db, &distinct(&filter.parties), None, None)?.unwrap_or(0)
        }
        (Listing::Statements, ..) if filter.kind.is_some() => 0,
        (Listing::Statements, ..)
            if filter.parties.len() == 2 && filter.speaker.is_none() && filter.about.is_none() =>
        {
            // Those in which one of the two speaks of the other.
            let mut said = db.prepare_cached(
                "SELECT coalesce(sum(statements), 0) FROM statement_totals WHERE speaker = ?1 AND about = ?2 OR speaker = ?2 AND about = ?1",
            )?;
            said.query_row([&filter.parties[0], &filter.parties[1]], |row| row.get(0))?
        }
        (Listing::Statements, ..)
            if filter.parties.is_empty() && filter.speaker.is_none() && filter.about.is_none() =>
        {
            MANY
        }
        (Listing::Engagements, ..) if filter.parties.is_empty() => 0,
        (Listing::Engagements, ..) => {
            let Some(fit) = count(db, listing, filter)? else { return Ok(Way::Gather) };
            let mut fewest = i64::MAX;
            for party in &filter.parties {
                fewest = fewest.min(engagements_of(db, party)?);
            }
            // Those of all parties are found without a look at the others.
            if let Some(of_all) = engagements(db, &distinct(&filter.parties), None, None)? {
                fewest = fewest.min(of_all + fewest / INDEXED);
            }
            let all = engagements(db, &[], None, None)?.unwrap_or(0);
            return Ok(cheaper(all, fit, fewest, limit));
        }
        (Listing::Relations, ..) => match distinct(&filter.parties).as_slice() {
            [party] => engagements_of(db, party)?,
            _ => 0,
        },
        _ => count(db, listing, filter)?.unwrap_or(0),
    };
    if many >= MANY {
        return Ok(Way::Walk);
    }
    if let (Listing::Statements, Some(speaker), Some(about)) = (listing, &filter.speaker, &filter.about) {
        let of = "SELECT coalesce(sum(statements), 0) FROM statement_totals WHERE ";
        let said = one(&format!("{of} speaker = ? AND about = ''"), speaker)?;
        let spoken = one(&format!("{of} about = ?"), about)?;
        if others == 0
            && cheaper(one(&format!("{of} about = ?"), "")?, many, many + said.min(spoken) / INDEXED, limit)
                == Way::Walk
        {
            return Ok(Way::Walk);
        }
        if said < spoken {
            return Ok(Way::Speaker);
        }
    }
    Ok(Way::Gather)
}

/// Whether to walk through `all` rows until `limit` of the `fit` that fit were met, or to gather `fewest` and look which of
/// them fit.
fn cheaper(all: i64, fit: i64, fewest: i64, limit: i64) -> Way {
    let looked_at = all.saturating_mul(limit) / fit.max(1);
    if fit > 0 && looked_at < fewest { Way::Walk } else { Way::Gather }
}

fn rows_of(db: &Connection, table: &str) -> Result<i64> {
    Ok(db.prepare_cached(&format!("SELECT count(*) FROM {table}"))?.query_row([], |row| row.get(0))?)
}

/// The cheaper way to rows of several parties, where it is not known how many are of all of them: as many as there would be
/// if one party's rows had nothing to do with another's.
fn way_to_several(parties: &[&str], all: i64, of: impl Fn(&str) -> Result<i64>, limit: i64) -> Result<Way> {
    if parties.is_empty() {
        return Ok(Way::Gather);
    }
    let all = all.max(1);
    let (mut fit, mut fewest) = (all as f64, i64::MAX);
    for party in parties {
        let own = of(party)?;
        fewest = fewest.min(own);
        fit *= own as f64 / all as f64;
    }
    Ok(cheaper(all, fit as i64, fewest, limit))
}
