//! [`Where`]: what a [`Filter`] asks of the rows of each listing, as conditions of a query.

use rusqlite::types::Value as Sql;

use super::summed::is_person_key;
use super::ways::Way;
use super::{Filter, Listing};
use crate::{Error, Result};

/// The conditions of a query, with their values.
#[derive(Default)]
pub(super) struct Where {
    pub(super) conditions: Vec<String>,
    pub(super) values: Vec<Sql>,
}

impl Where {
    pub(super) fn and(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// A condition in which `?` stands for `value`, once.
    pub(super) fn with(&mut self, condition: impl Into<String>, value: &str) {
        self.and(condition);
        self.values.push(Sql::from(value.to_owned()));
    }
}

/// The person of a key.
const PERSON_OF_KEY: &str = "SELECT id FROM entities WHERE key = ?N AND kind = 'person'";

/// Names of people that fit: the Wikidata item, or the name, whole or its last words.
const PERSON: &str = "SELECT id FROM entities WHERE kind = 'person' AND (key = ?N OR wikidata = ?N OR name = ?N COLLATE NOCASE OR name LIKE '% ' || ?N)";

impl Listing {
    /// Has the rows that are of several parties found in indexes alone, so that no row of one that is not of the others is
    /// looked at; `false` where there are not several, or rows are not of parties so.
    fn gather_several(self, parties: &[String], w: &mut Where) -> bool {
        let (row, of, column) = match self {
            _ if parties.len() < 2 => return false,
            Listing::Events => ("v.id", "event_parties", "event"),
            Listing::Engagements | Listing::Places | Listing::Topics => {
                ("g.id", "engagement_parties", "engagement")
            }
            Listing::Parties => ("p.engagement", "engagement_parties", "engagement"),
            Listing::Statements => ("s.id", "", "statement"),
            Listing::Agreements => ("a.id", "agreement_parties", "agreement"),
            Listing::Reports => ("r.id", "report_parties", "report"),
            _ => return false,
        };
        // `EXISTS` is made a join, which may begin with the commonest party.
        let others = 1..parties.len();
        let condition = if self == Listing::Statements {
            let speaks_or_is_spoken_of = others.map(|i| {
                format!(
                    "coalesce((SELECT 1 FROM statement_about o WHERE o.party = ?N+{i} AND o.statement = c.id LIMIT 1),
                      (SELECT 1 FROM statements o INDEXED BY statements_by_party WHERE o.speaker_party = ?N+{i} AND o.id = c.id))"
                )
            });
            format!(
                "s.id IN (SELECT c.id FROM (SELECT id FROM statements WHERE speaker_party = ?N UNION ALL SELECT statement FROM statement_about WHERE party = ?N) c
                   WHERE {})",
                speaks_or_is_spoken_of.collect::<Vec<_>>().join(" AND ")
            )
        } else {
            let are_there = others.map(|i| {
                format!(
                    " AND (SELECT 1 FROM {of} o WHERE o.party = ?N+{i} AND o.{column} = c.{column} LIMIT 1)"
                )
            });
            format!(
                "{row} IN (SELECT c.{column} FROM {of} c WHERE c.party = ?N{})",
                are_there.collect::<String>()
            )
        };
        let others_alone = (1..parties.len()).map(|i| format!(", ?N+{i}")).collect::<String>();
        w.and(match self {
            Listing::Parties => format!("{condition} AND p.party NOT IN (?N{others_alone})"),
            _ => condition,
        });
        w.values.extend(parties.iter().map(|party| Sql::from(party.clone())));
        true
    }

    pub(super) fn conditions(self, filter: &Filter, way: Way, w: &mut Where) -> Result<()> {
        let is_walk = way.is_walk();
        let refuse = |what: &str| {
            Err(Error::usage(format!("{what} does not apply to this listing"))
                .hint("see `--help` of the command"))
        };
        let is_gathered = !is_walk && self.gather_several(&filter.parties, w);
        for (i, party) in filter.parties.iter().enumerate().filter(|_| !is_gathered) {
            // Rows of the first are gathered, and of these it is asked whether they are of the others too.
            let is_probe = is_walk || i > 0;
            match self {
                Listing::Events if is_probe => w.with("EXISTS (SELECT 1 FROM event_parties WHERE party = ?N AND event = v.id)", party),
                Listing::Engagements if is_probe => w.with("EXISTS (SELECT 1 FROM engagement_parties WHERE party = ?N AND engagement = g.id)", party),
                Listing::Statements if is_probe => {
                    w.with("(+s.speaker_party = ?N OR EXISTS (SELECT 1 FROM statement_about WHERE party = ?N AND statement = s.id))", party);
                }
                Listing::Agreements if is_probe => w.with("EXISTS (SELECT 1 FROM agreement_parties WHERE party = ?N AND agreement = a.id)", party),
                Listing::Reports if is_probe => w.with("EXISTS (SELECT 1 FROM report_parties WHERE party = ?N AND report = r.id)", party),
                Listing::Events => w.with("v.id IN (SELECT event FROM event_parties WHERE party = ?N)", party),
                Listing::Engagements => w.with("g.id IN (SELECT engagement FROM engagement_parties WHERE party = ?N)", party),
                Listing::Statements => {
                    w.with("s.id IN (SELECT id FROM statements WHERE speaker_party = ?N UNION ALL SELECT statement FROM statement_about WHERE party = ?N)", party);
                }
                Listing::Agreements => w.with("a.id IN (SELECT agreement FROM agreement_parties WHERE party = ?N)", party),
                Listing::Parties => w.with("p.engagement IN (SELECT engagement FROM engagement_parties WHERE party = ?N) AND p.party <> ?N", party),
                Listing::People => w.with("n.party = ?N", party),
                Listing::Reports => w.with("r.id IN (SELECT report FROM report_parties WHERE party = ?N)", party),
                Listing::Topics => w.with("g.id IN (SELECT engagement FROM engagement_parties WHERE party = ?N)", party),
                Listing::Relations | Listing::Pairs => w.with("(x.party = ?N OR y.party = ?N)", party),
                Listing::Places => w.with("g.id IN (SELECT engagement FROM engagement_parties WHERE party = ?N)", party),
                Listing::Sources | Listing::Gone => return refuse("a party"),
            }
        }
        if matches!(self, Listing::People) {
            w.and("n.kind = 'person'");
        }
        if matches!(self, Listing::Relations | Listing::Pairs) {
            w.and("g.status = 'actual' AND g.date IS NOT NULL");
        }
        if matches!(self, Listing::Places) {
            w.and("g.place IS NOT NULL");
        }
        if let Some(key) = &filter.key {
            match self {
                Listing::Events
                | Listing::Engagements
                | Listing::Statements
                | Listing::Agreements
                | Listing::Reports
                | Listing::People => w.with(format!("{} = ?N", self.key()), key),
                _ => return refuse("a key"),
            }
        }
        if let Some(engagement) = &filter.engagement {
            const OF: &str = "(SELECT id FROM engagements WHERE key = ?N)";
            match self {
                Listing::Events => w.with(format!("v.engagement = {OF}"), engagement),
                Listing::Engagements => w.with("g.key = ?N", engagement),
                Listing::Statements | Listing::Agreements | Listing::Reports => {
                    w.with(
                        format!("r.id IN (SELECT report FROM events WHERE engagement = {OF})"),
                        engagement,
                    );
                }
                _ => return refuse("an engagement"),
            }
        }
        if let Some(report) = &filter.report {
            match self {
                Listing::Events | Listing::Statements | Listing::Agreements | Listing::Reports => {
                    w.with("r.key = ?N", report);
                }
                Listing::Engagements => w.with(
                    "g.id IN (SELECT v.engagement FROM events v JOIN reports r ON r.id = v.report WHERE r.key = ?N)",
                    report,
                ),
                _ => return refuse("a report"),
            }
        }
        match self {
            Listing::Statements => {
                match (&filter.speaker, &filter.about) {
                    // Found in indexes alone, by way of the one of which there are fewer.
                    (Some(speaker), Some(about)) if !is_walk => {
                        w.and(match way {
                            Way::Speaker => {
                                "s.id IN (SELECT o.id FROM statements o INDEXED BY statements_by_party WHERE o.speaker_party = ?N
                                   AND (SELECT 1 FROM statement_about WHERE party = ?N+1 AND statement = o.id LIMIT 1))"
                            }
                            _ => {
                                "s.id IN (SELECT a.statement FROM statement_about a WHERE a.party = ?N+1
                                   AND (SELECT 1 FROM statements o INDEXED BY statements_by_party WHERE o.speaker_party = ?N AND o.id = a.statement))"
                            }
                        });
                        w.values.extend([speaker, about].map(|party| Sql::from(party.clone())));
                    }
                    (speaker, about) => {
                        if let Some(speaker) = speaker {
                            w.with("s.speaker_party = ?N", speaker);
                        }
                        if let Some(about) = about {
                            w.with(
                                match way {
                                    Way::Gather => "s.id IN (SELECT statement FROM statement_about WHERE party = ?N)",
                                    _ => {
                                        "EXISTS (SELECT 1 FROM statement_about WHERE party = ?N AND statement = s.id)"
                                    }
                                },
                                about,
                            );
                        }
                    }
                }
                if let Some(channel) = &filter.channel {
                    w.with("s.channel LIKE '%' || ?N || '%'", channel);
                }
            }
            _ if filter.speaker.is_some() || filter.about.is_some() || filter.channel.is_some() => {
                return refuse("a speaker, a channel or what is spoken about");
            }
            _ => {}
        }
        if let Some(day) = &filter.in_force {
            match self {
                Listing::Agreements => w.with(
                    "(a.status IN ('signed', 'ratified', 'agreed', 'in force') AND coalesce(a.valid_from, a.date, r.published) <= ?N || '~'
                      AND (a.valid_to IS NULL OR a.valid_to || '~' >= ?N))",
                    day,
                ),
                _ => return refuse("a day of being in force"),
            }
        }
        if let Some(person) = &filter.person {
            let who = if is_person_key(person) { PERSON_OF_KEY } else { PERSON };
            match self {
                Listing::Engagements if is_walk => w.with(
                    format!("EXISTS (SELECT 1 FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.engagement = g.id AND p.entity IN ({who}))"),
                    person,
                ),
                Listing::Events => w.with(format!("v.id IN (SELECT event FROM event_parties WHERE entity IN ({who}))"), person),
                Listing::Engagements => w.with(
                    format!("g.id IN (SELECT v.engagement FROM events v JOIN event_parties p ON p.event = v.id WHERE p.entity IN ({who}))"),
                    person,
                ),
                Listing::Statements => w.with(format!("s.speaker IN ({who})"), person),
                Listing::People => w.with(format!("n.id IN ({who})"), person),
                Listing::Reports if is_walk => w.with(
                    // Told by its key: one entity, which is looked up and not listed.
                    format!("EXISTS (SELECT 1 FROM report_entities WHERE entity = ({who}) AND report = r.id)"),
                    person,
                ),
                Listing::Reports => {
                    w.with(format!("r.id IN (SELECT report FROM report_entities WHERE entity IN ({who}))"), person);
                }
                _ => return refuse("a person"),
            }
        }
        if let Some(kind) = &filter.kind {
            match self {
                Listing::Events => w.with("v.type = ?N", &kind.to_uppercase()),
                Listing::Engagements | Listing::Relations | Listing::Pairs | Listing::Places => {
                    w.with("g.type = ?N", &kind.to_uppercase());
                }
                Listing::Statements => w.with("s.kind = ?N", kind),
                Listing::Agreements => w.with("a.kind = ?N", kind),
                Listing::Parties => w.with("g.type = ?N", &kind.to_uppercase()),
                Listing::Topics => w.with("g.type = ?N", &kind.to_uppercase()),
                Listing::Gone => w.with(
                    "substr(t.key, 1, 1) = CASE ?N WHEN 'reports' THEN 'r' WHEN 'events' THEN 'v' WHEN 'engagements' THEN 'g'
                     WHEN 'statements' THEN 's' WHEN 'agreements' THEN 'a' END",
                    kind,
                ),
                _ => return refuse("a type"),
            }
        }
        if let Some(status) = &filter.status {
            match self {
                Listing::Events => w.with("v.status = ?N", status),
                Listing::Engagements | Listing::Parties | Listing::Places | Listing::Topics => {
                    w.with("g.status = ?N", status);
                }
                Listing::Agreements => w.with("a.status = ?N", status),
                _ => return refuse("a status"),
            }
        }
        let date = match self {
            Listing::Events => "v.date",
            Listing::Engagements
            | Listing::Topics
            | Listing::People
            | Listing::Parties
            | Listing::Relations
            | Listing::Pairs
            | Listing::Places => "g.date",
            Listing::Agreements => "coalesce(a.date, r.published)",
            Listing::Statements | Listing::Reports | Listing::Sources => "r.published",
            Listing::Gone if filter.from.is_some() || filter.to.is_some() => return refuse("a date"),
            Listing::Gone => "",
        };
        if let Some(from) = &filter.from {
            w.with(format!("{date} >= ?N"), from);
        }
        if let Some(to) = &filter.to {
            // A whole month or year is meant by `2023-12` and `2023`.
            w.with(format!("{date} <= ?N || '~'"), to);
        }
        if let Some(place) = &filter.place {
            match self {
                Listing::Events => w.with("(v.country = upper(?N) OR v.place = ?N COLLATE NOCASE)", place),
                Listing::Engagements | Listing::Places => {
                    w.with("(g.country = upper(?N) OR g.place = ?N COLLATE NOCASE)", place);
                }
                _ => return refuse("a place"),
            }
        }
        if let Some(topic) = &filter.topic {
            const TOPIC: &str = "(SELECT event FROM event_codes WHERE code = ?N UNION SELECT event FROM event_topics WHERE topic LIKE '%' || ?N || '%')";
            match self {
                Listing::Events => w.with(format!("v.id IN {TOPIC}"), topic),
                Listing::Engagements | Listing::Places => {
                    w.with(format!("g.id IN (SELECT engagement FROM events WHERE id IN {TOPIC})"), topic);
                }
                Listing::Reports => {
                    w.with(format!("r.id IN (SELECT report FROM events WHERE id IN {TOPIC})"), topic);
                }
                _ => return refuse("a topic"),
            }
        }
        if let Some(source) = &filter.source {
            match self {
                Listing::Events | Listing::Statements | Listing::Agreements | Listing::Reports | Listing::Sources => {
                    w.with("r.source = ?N", source);
                }
                Listing::Engagements => w.with("g.id IN (SELECT v.engagement FROM events v JOIN reports r ON r.id = v.report WHERE r.source = ?N)", source),
                _ => return refuse("a source"),
            }
        }
        if let Some(words) = &filter.words {
            const REPORTS: &str = "(SELECT rowid FROM report_words WHERE report_words MATCH ?N)";
            // Of what is in many rows each row is asked by itself, and not all of them listed first.
            let holds = |row: &str, index: &str| match way {
                Way::Probe => {
                    format!("EXISTS (SELECT 1 FROM {index} WHERE rowid = {row} AND {index} MATCH ?N)")
                }
                _ => format!("+{row} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?N)"),
            };
            match self {
                Listing::Reports if is_walk => w.with(holds("r.id", "report_words"), words),
                Listing::Events if is_walk => w.with(holds("v.report", "report_words"), words),
                Listing::Engagements if is_walk => w.with(
                    format!(
                        "EXISTS (SELECT 1 FROM events v WHERE v.engagement = g.id AND {})",
                        holds("v.report", "report_words")
                    ),
                    words,
                ),
                Listing::Statements if is_walk => w.with(holds("s.id", "statement_words"), words),
                Listing::Events | Listing::Agreements | Listing::Reports => {
                    w.with(format!("r.id IN {REPORTS}"), words);
                }
                Listing::Engagements => w.with(
                    format!("g.id IN (SELECT engagement FROM events WHERE report IN {REPORTS})"),
                    words,
                ),
                Listing::Statements => w.with(
                    "s.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?N)",
                    words,
                ),
                _ => return refuse("words"),
            }
        }
        if let Some(since) = filter.updated_since {
            let since = since.to_string();
            match self {
                Listing::Events | Listing::Statements | Listing::Agreements | Listing::Reports => {
                    w.with("r.updated >= CAST(?N AS INTEGER)", &since);
                }
                Listing::Engagements
                | Listing::Parties
                | Listing::Relations
                | Listing::Pairs
                | Listing::Places => {
                    w.with("g.updated >= CAST(?N AS INTEGER)", &since);
                }
                Listing::Sources => w.with("r.updated >= CAST(?N AS INTEGER)", &since),
                Listing::Gone => w.with("t.at >= CAST(?N AS INTEGER)", &since),
                _ => return refuse("a time of update"),
            }
        }
        Ok(())
    }
}

/// Joins conditions, giving the `?N` of each that has one the next number, and `?N+1` the one after it.
pub(super) fn number(conditions: &[String]) -> String {
    let mut n = 0;
    let numbered: Vec<String> = conditions
        .iter()
        .map(|condition| {
            n += usize::from(condition.contains("?N"));
            let first = n;
            let mut numbered = condition.clone();
            while numbered.contains(&format!("?N+{}", n - first + 1)) {
                n += 1;
            }
            // The longer numbers begin with the shorter ones.
            for more in (1..=n - first).rev() {
                numbered = numbered.replace(&format!("?N+{more}"), &format!("?{}", first + more));
            }
            numbered.replace("?N", &format!("?{first}"))
        })
        .collect();
    numbered.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_conditions_are_numbered() {
        let of =
            |conditions: &[&str]| number(&conditions.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["a", "b = ?N OR c = ?N", "d = ?N"]), "a AND b = ?1 OR c = ?1 AND d = ?2");
        let several: Vec<String> = (1..12).map(|i| format!("?N+{i}")).collect();
        let expected: Vec<String> = (3..14).map(|i| format!("?{i}")).collect();
        assert_eq!(
            of(&["a = ?N", &format!("?N {}", several.join(" ")), "b = ?N"]),
            format!("a = ?1 AND ?2 {} AND b = ?14", expected.join(" "))
        );
    }
}
