//! [`Listing`]: what can be listed, and the query for the rows that are asked for.

use rusqlite::types::Value as Sql;

use super::conditions::{Where, number};
use super::shapes::{
    AGREEMENTS, ENGAGEMENTS, EVENTS, FACETS, Facet, GONE, PAIRS, PARTIES, PEOPLE, PEOPLE_SUMMED, PLACES,
    RELATIONS, REPORTS, SOURCES, STATEMENTS, Shape, TOPICS,
};
use super::summed::summed;
use super::ways::Way;
use super::{Column, Filter, decode_cursor};
use crate::{Error, Result};

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Listing {
    /// Events, one for each report that tells of an act.
    Events,
    /// Engagements, one for each real-world act.
    Engagements,
    /// Statements.
    Statements,
    /// Agreements.
    Agreements,
    /// Parties, with counts of their engagements.
    Parties,
    /// Persons, with counts.
    People,
    /// Reports.
    Reports,
    /// Topics, with counts.
    Topics,
    /// Cooperation and conflict of each pair by month, counted by engagement.
    Relations,
    /// Pairs of parties, with counts of the engagements of both.
    Pairs,
    /// Places of engagements, with counts.
    Places,
    /// Sources of reports, with counts.
    Sources,
    /// Keys that are no more, with what became of them.
    Gone,
}

/// Where the rows of a listing are walked through in order, whatever SQLite may think of it.
const WALKS: &[(Listing, &str)] = &[
    (Listing::Engagements, "engagements g INDEXED BY engagements_in_order"),
    (
        Listing::Events,
        "events v INDEXED BY events_in_order CROSS JOIN reports r ON r.id = v.report LEFT JOIN engagements g ON g.id = v.engagement",
    ),
    (
        Listing::Statements,
        "reports r INDEXED BY reports_in_order CROSS JOIN statements s INDEXED BY statements_by_report ON s.report = r.id",
    ),
    (
        Listing::Agreements,
        "agreements a INDEXED BY agreements_in_order CROSS JOIN reports r ON r.id = a.report",
    ),
    (Listing::Reports, "reports r INDEXED BY reports_in_order"),
];

impl Listing {
    /// All listings by name.
    pub const ALL: &'static [(&'static str, Listing)] = &[
        ("events", Listing::Events),
        ("engagements", Listing::Engagements),
        ("statements", Listing::Statements),
        ("agreements", Listing::Agreements),
        ("parties", Listing::Parties),
        ("people", Listing::People),
        ("reports", Listing::Reports),
        ("topics", Listing::Topics),
        ("relations", Listing::Relations),
        ("pairs", Listing::Pairs),
        ("places", Listing::Places),
        ("sources", Listing::Sources),
        ("gone", Listing::Gone),
    ];

    fn shape(self) -> &'static Shape {
        match self {
            Listing::Events => &EVENTS,
            Listing::Engagements => &ENGAGEMENTS,
            Listing::Statements => &STATEMENTS,
            Listing::Agreements => &AGREEMENTS,
            Listing::Parties => &PARTIES,
            Listing::People => &PEOPLE,
            Listing::Reports => &REPORTS,
            Listing::Topics => &TOPICS,
            Listing::Relations => &RELATIONS,
            Listing::Pairs => &PAIRS,
            Listing::Places => &PLACES,
            Listing::Sources => &SOURCES,
            Listing::Gone => &GONE,
        }
    }

    /// Whether its rows are summed up from many, which takes a look at all of them.
    pub fn is_summed(self) -> bool {
        !self.shape().group.is_empty()
    }

    /// By what its rows can be counted, see [`Store::facet`](crate::Store::facet).
    pub fn facets(self) -> impl Iterator<Item = &'static str> {
        FACETS.iter().filter(move |f| f.0 == self).flat_map(|f| f.1).map(|facet| facet.0)
    }

    /// The query of the values of a facet with the number of rows that have each, the most frequent first.
    pub(super) fn facet_query(self, facet: &str, filter: &Filter, most: u64) -> Result<(String, Vec<Sql>)> {
        let shape = self.shape();
        let known = FACETS.iter().filter(|f| f.0 == self).flat_map(|f| f.1).find(|f| f.0 == facet);
        let Some(Facet(_, value, join)) = known else {
            return Err(Error::new(format!("rows of this listing are not counted by `{facet}`"))
                .hint("leave it out to see which facets there are"));
        };
        let mut r#where = Where::default();
        let shape = match summed(self, filter).filter(|_| self == Listing::People) {
            Some((shape, conditions)) => {
                r#where = conditions;
                shape
            }
            None => {
                self.conditions(filter, Way::Gather, &mut r#where)?;
                shape
            }
        };
        let each = if join.is_empty() && shape.group.is_empty() {
            "*".to_owned()
        } else {
            format!("DISTINCT {}", shape.key)
        };
        let mut query = format!("SELECT {value}, count({each}) FROM {}{join}", shape.from);
        if !r#where.conditions.is_empty() {
            query += &format!(" WHERE {}", number(&r#where.conditions));
        }
        query += &format!(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}");
        Ok((query, r#where.values))
    }

    /// Its name, as in [`Listing::ALL`].
    pub fn name(self) -> &'static str {
        Listing::ALL.iter().find(|(_, listing)| *listing == self).map_or("", |(name, _)| name)
    }

    /// The columns of its rows.
    pub fn columns(self) -> &'static [Column] {
        self.shape().columns
    }

    /// The expression of a row's key.
    pub(super) fn key(self) -> &'static str {
        self.shape().key
    }

    /// The query of all rows under a condition of ours. They are few, so that an order that is there already is no help:
    /// the plus sign keeps SQLite from walking through it.
    pub(super) fn query_where(self, condition: &str) -> String {
        let shape = if self == Listing::People { &PEOPLE_SUMMED } else { self.shape() };
        let group = if shape.group.is_empty() { String::new() } else { format!(" GROUP BY {}", shape.group) };
        format!(
            "SELECT {} FROM {} WHERE {condition}{group} ORDER BY +{} DESC, {} DESC",
            shape.select, shape.from, shape.order, shape.key
        )
    }

    /// The query of rows that are counted and not summed, whatever the sums know.
    #[cfg(test)]
    pub(super) fn counted(self, filter: &Filter) -> Result<(String, Vec<Sql>)> {
        let shape = self.shape();
        let mut w = Where::default();
        self.conditions(filter, Way::Gather, &mut w)?;
        let conditions =
            if w.conditions.is_empty() { String::new() } else { format!(" WHERE {}", number(&w.conditions)) };
        let group = if shape.group.is_empty() { String::new() } else { format!(" GROUP BY {}", shape.group) };
        let query = format!(
            "SELECT {} FROM {}{conditions}{group} ORDER BY {} DESC, {} DESC",
            shape.select, shape.from, shape.order, shape.key
        );
        Ok((query, w.values))
    }

    /// The query, with the order value and key of each row after its columns.
    pub(super) fn query(self, filter: &Filter, way: Way) -> Result<(String, Vec<Sql>)> {
        let (shape, mut r#where) = self.asked(filter, way)?;
        let mut having = String::new();
        if let Some(cursor) = &filter.after {
            let (order, key) = decode_cursor(cursor)?;
            let (o, k) = (r#where.values.len() + 1, r#where.values.len() + 2);
            let after = format!("({}, {}) < (?{o}, ?{k})", shape.order, shape.key);
            r#where.values.extend([order, key]);
            if shape.group.is_empty() { r#where.and(after) } else { having = format!(" HAVING {after}") }
        }
        let conditions = match r#where.conditions.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", number(&r#where.conditions)),
        };
        // Rows that are gathered are put in order, and not looked for in the order that is there.
        let plus = if !way.is_walk() && filter.is_narrow() { "+" } else { "" };
        let order = format!(" ORDER BY {plus}{} DESC, {} DESC", shape.order, shape.key);
        let limit =
            filter.limit.map_or_else(String::new, |limit| format!(" LIMIT {}", limit.min(i64::MAX as u64)));
        let head = format!("SELECT {}, {}, {} FROM {}", shape.select, shape.order, shape.key, shape.from);
        let query = if !shape.group.is_empty() {
            format!("{head}{conditions} GROUP BY {}{having}{order}{limit}", shape.group)
        } else if filter.limit.is_some() && !shape.row.is_empty() {
            // Which rows they are is found first, so that what is costly of a row is asked of those alone.
            let walk = WALKS.iter().find(|(listing, _)| *listing == self && way.is_walk());
            let from = walk.map_or(shape.from, |(_, from)| *from);
            format!(
                "{head} WHERE {row} IN (SELECT {row} FROM {from}{conditions}{order}{limit}){order}",
                row = shape.row
            )
        } else {
            format!("{head}{conditions}{order}{limit}")
        };
        Ok((query, r#where.values))
    }

    /// Where the rows are, and the conditions on them.
    fn asked(self, filter: &Filter, way: Way) -> Result<(&'static Shape, Where)> {
        if let Some((shape, mut r#where)) = summed(self, filter) {
            if way.is_walk() {
                // With a plus sign before it a column is not looked up by.
                for condition in &mut r#where.conditions {
                    *condition = condition
                        .replace("(p.party = ?N OR p.other = ?N)", "(+p.party = ?N OR +p.other = ?N)");
                }
            }
            return Ok((shape, r#where));
        }
        let mut r#where = Where::default();
        self.conditions(filter, way, &mut r#where)?;
        Ok((self.shape(), r#where))
    }

    /// The query of the number of rows.
    pub(super) fn count_query(self, filter: &Filter) -> Result<(String, Vec<Sql>)> {
        let (shape, r#where) = self.asked(filter, Way::Gather)?;
        let conditions = number(&r#where.conditions);
        // A report's columns are asked for as `r.`; every other condition is one on the rows themselves.
        let from = match shape.alone.is_empty() || conditions.contains("r.") {
            true => shape.from,
            false => shape.alone,
        };
        let conditions = if conditions.is_empty() { conditions } else { format!(" WHERE {conditions}") };
        let query = match shape.group {
            "" => format!("SELECT count(*) FROM {from}{conditions}"),
            group => format!("SELECT count(*) FROM (SELECT 1 FROM {from}{conditions} GROUP BY {group})"),
        };
        Ok((query, r#where.values))
    }
}
