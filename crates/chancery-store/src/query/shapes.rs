//! [`Shape`]: the columns of each listing and where they stand in the database; and by what its rows are counted.

use super::ColumnKind::{Date, Integer, List, Real, Text, Time};
use super::{Column, Listing};

/// How one listing is asked of the database.
pub(super) struct Shape {
    pub(super) columns: &'static [Column],
    pub(super) select: &'static str,
    pub(super) from: &'static str,
    /// The number of a row, by which it is found at once; none of rows that are made of many.
    pub(super) row: &'static str,
    /// Where the rows are counted, when no condition asks for what is joined to them.
    pub(super) alone: &'static str,
    /// The date or like by which rows are ordered, never null.
    pub(super) order: &'static str,
    pub(super) key: &'static str,
    pub(super) group: &'static str,
}

const fn column(name: &'static str, kind: super::ColumnKind) -> Column {
    Column { name, kind }
}

pub(super) const EVENTS: Shape = Shape {
    columns: &[
        column("id", Text),
        column("engagement", Text),
        column("report", Text),
        column("type", Text),
        column("mode", Text),
        column("quad", Text),
        column("cameo", Text),
        column("goldstein", Real),
        column("intensity", Real),
        column("status", Text),
        column("date", Date),
        column("until", Date),
        column("date_basis", Text),
        column("actors", List),
        column("recipients", List),
        column("actor_names", List),
        column("recipient_names", List),
        column("place", Text),
        column("country", Text),
        column("lat", Real),
        column("lon", Real),
        column("topics", List),
        column("words", Text),
        column("start", Integer),
        column("end", Integer),
        column("sentence", Text),
        column("method", Text),
        column("score", Real),
    ],
    select: "v.key, g.key, r.key, v.type, v.mode, v.quad, v.cameo, v.goldstein, v.intensity, v.status, v.date, v.until, v.date_basis,
       (SELECT json_group_array(DISTINCT party) FROM event_parties WHERE event = v.id AND role = 'actor'),
       (SELECT json_group_array(DISTINCT party) FROM event_parties WHERE event = v.id AND role = 'recipient'),
       (SELECT json_group_array(n.name) FROM event_parties p JOIN entities n ON n.id = p.entity WHERE p.event = v.id AND role = 'actor'),
       (SELECT json_group_array(n.name) FROM event_parties p JOIN entities n ON n.id = p.entity WHERE p.event = v.id AND role = 'recipient'),
       v.place, v.country, v.lat, v.lon, (SELECT json_group_array(topic) FROM event_topics WHERE event = v.id), v.words, v.start, v.end, v.sentence, v.method, v.score",
    from: "events v JOIN reports r ON r.id = v.report LEFT JOIN engagements g ON g.id = v.engagement",
    row: "v.id",
    alone: "events v",
    order: "coalesce(v.date, '')",
    key: "v.key",
    group: "",
};

/// With a plus sign before it the kind is not looked up by, which would go through all persons there are.
pub(super) const ENGAGEMENTS: Shape = Shape {
    columns: &[
        column("id", Text),
        column("type", Text),
        column("mode", Text),
        column("quad", Text),
        column("cameo", Text),
        column("goldstein", Real),
        column("intensity", Real),
        column("status", Text),
        column("date", Date),
        column("until", Date),
        column("actors", List),
        column("recipients", List),
        column("persons", List),
        column("place", Text),
        column("country", Text),
        column("lat", Real),
        column("lon", Real),
        column("topics", List),
        column("reports", Integer),
        column("independent", Integer),
        column("part_of", Text),
        column("updated", Time),
    ],
    select: "g.key, g.type, g.mode, g.quad, g.cameo, g.goldstein, g.intensity, g.status, g.date, g.until, g.actors, g.recipients,
       (SELECT json_group_array(name) FROM (SELECT DISTINCT n.name FROM events v JOIN event_parties p ON p.event = v.id JOIN entities n ON n.id = p.entity WHERE v.engagement = g.id AND +n.kind = 'person' ORDER BY n.name)),
       g.place, g.country, g.lat, g.lon,
       (SELECT json_group_array(topic) FROM (SELECT DISTINCT t.topic FROM events v JOIN event_topics t ON t.event = v.id WHERE v.engagement = g.id ORDER BY t.topic)),
       g.reports, g.independent, g.part_of, g.updated",
    from: "engagements g",
    row: "g.id",
    alone: "engagements g",
    order: "coalesce(g.date, '')",
    key: "g.key",
    group: "",
};

pub(super) const STATEMENTS: Shape = Shape {
    columns: &[
        column("id", Text),
        column("report", Text),
        column("published", Date),
        column("kind", Text),
        column("speaker", Text),
        column("speaker_party", Text),
        column("office", Text),
        column("words", Text),
        column("cue", Text),
        column("channel", Text),
        column("addressee", Text),
        column("about", List),
        column("start", Integer),
        column("end", Integer),
        column("method", Text),
        column("score", Real),
    ],
    select: "s.key, r.key, r.published, s.kind, n.name, s.speaker_party, n.office, s.words, s.cue, s.channel, m.name,
       (SELECT json_group_array(party) FROM statement_about WHERE statement = s.id), s.start, s.end, s.method, s.score",
    from: "statements s JOIN reports r ON r.id = s.report LEFT JOIN entities n ON n.id = s.speaker LEFT JOIN entities m ON m.id = s.addressee",
    row: "s.id",
    alone: "statements s",
    order: "coalesce(r.published, '')",
    key: "s.key",
    group: "",
};

pub(super) const AGREEMENTS: Shape = Shape {
    columns: &[
        column("id", Text),
        column("report", Text),
        column("title", Text),
        column("kind", Text),
        column("status", Text),
        column("parties", List),
        column("date", Date),
        column("valid_from", Date),
        column("valid_to", Date),
        column("words", Text),
        column("start", Integer),
        column("end", Integer),
        column("score", Real),
    ],
    select: "a.key, r.key, a.title, a.kind, a.status, (SELECT json_group_array(party) FROM agreement_parties WHERE agreement = a.id),
       a.date, a.valid_from, a.valid_to, a.words, a.start, a.end, a.score",
    from: "agreements a JOIN reports r ON r.id = a.report",
    row: "a.id",
    alone: "agreements a",
    order: "a.day",
    key: "a.key",
    group: "",
};

pub(super) const REPORTS: Shape = Shape {
    columns: &[
        column("id", Text),
        column("sender_id", Text),
        column("url", Text),
        column("title", Text),
        column("source", Text),
        column("language", Text),
        column("published", Date),
        column("published_basis", Text),
        column("version", Integer),
        column("family", Text),
        column("story", Text),
        column("withdrawn", Text),
        column("events", Integer),
        column("statements", Integer),
        column("engagements", List),
        column("updated", Time),
    ],
    select: "r.key, r.sender_id, r.url, r.title, r.source, r.language, r.published, r.published_basis, r.version, r.family, r.story, r.withdrawn,
       (SELECT count(*) FROM events WHERE report = r.id), (SELECT count(*) FROM statements WHERE report = r.id),
       (SELECT json_group_array(json_object('id', g.key, 'relation', v.relation))
        FROM events v JOIN engagements g ON g.id = v.engagement WHERE v.report = r.id), r.updated",
    from: "reports r",
    row: "r.id",
    alone: "reports r",
    order: "coalesce(r.published, '')",
    key: "r.key",
    group: "",
};

pub(super) const PARTIES: Shape = Shape {
    columns: &[column("party", Text), column("engagements", Integer), column("last", Date)],
    select: "p.party, count(DISTINCT p.engagement), max(g.date)",
    from: "engagement_parties p JOIN engagements g ON g.id = p.engagement",
    row: "",
    alone: "",
    order: "printf('%012d', count(DISTINCT p.engagement))",
    key: "p.party",
    group: "p.party",
};

pub(super) const PEOPLE: Shape = Shape {
    columns: &[
        column("id", Text),
        column("name", Text),
        column("party", Text),
        column("office", Text),
        column("wikidata", Text),
        column("engagements", Integer),
        column("statements", Integer),
        column("last", Date),
    ],
    select: "n.key, n.name, n.party, n.office, n.wikidata, count(DISTINCT v.engagement),
       (SELECT count(*) FROM statements WHERE speaker = n.id), max(g.date)",
    from: "entities n LEFT JOIN event_parties p ON p.entity = n.id LEFT JOIN events v ON v.id = p.event LEFT JOIN engagements g ON g.id = v.engagement",
    row: "",
    alone: "",
    order: "printf('%012d', count(DISTINCT v.engagement))",
    key: "n.key",
    group: "n.id",
};

pub(super) const TOPICS: Shape = Shape {
    columns: &[column("topic", Text), column("engagements", Integer), column("last", Date)],
    select: "c.code, count(DISTINCT g.id), max(g.date)",
    from: "event_codes c JOIN events v ON v.id = c.event JOIN engagements g ON g.id = v.engagement",
    row: "",
    alone: "",
    order: "printf('%012d', count(DISTINCT g.id))",
    key: "c.code",
    group: "c.code",
};

/// How two parties stood to each other: what both do to a third, or have done to them, is no conflict of the two.
macro_rules! between {
    () => {
        "count(DISTINCT g.id), count(DISTINCT CASE g.quad WHEN 'VC' THEN g.id END),
       count(DISTINCT CASE g.quad WHEN 'MC' THEN g.id END),
       count(DISTINCT CASE WHEN g.quad = 'VF' AND (x.role <> y.role OR g.recipients = '[]') THEN g.id END),
       count(DISTINCT CASE WHEN g.quad = 'MF' AND (x.role <> y.role OR g.recipients = '[]') THEN g.id END),
       round(avg(CASE WHEN g.quad IN ('VC', 'MC') OR g.quad IS NULL OR x.role <> y.role OR g.recipients = '[]' THEN g.intensity END), 6)"
    };
}

pub(super) const RELATIONS: Shape = Shape {
    columns: &[
        column("party", Text),
        column("other", Text),
        column("month", Date),
        column("engagements", Integer),
        column("verbal_cooperation", Integer),
        column("material_cooperation", Integer),
        column("verbal_conflict", Integer),
        column("material_conflict", Integer),
        column("intensity", Real),
    ],
    select: concat!("x.party, y.party, substr(g.date, 1, 7), ", between!()),
    from: "engagements g JOIN engagement_parties x ON x.engagement = g.id JOIN engagement_parties y ON y.engagement = g.id AND x.party < y.party",
    row: "",
    alone: "",
    order: "substr(g.date, 1, 7)",
    key: "x.party || '|' || y.party",
    group: "x.party, y.party, substr(g.date, 1, 7)",
};

pub(super) const PAIRS: Shape = Shape {
    columns: &[
        column("party", Text),
        column("other", Text),
        column("engagements", Integer),
        column("verbal_cooperation", Integer),
        column("material_cooperation", Integer),
        column("verbal_conflict", Integer),
        column("material_conflict", Integer),
        column("intensity", Real),
        column("first", Date),
        column("last", Date),
    ],
    select: concat!("x.party, y.party, ", between!(), ", min(g.date), max(g.date)"),
    from: RELATIONS.from,
    row: "",
    alone: "",
    order: "printf('%012d', count(DISTINCT g.id))",
    key: RELATIONS.key,
    group: "x.party, y.party",
};

pub(super) const PLACES: Shape = Shape {
    columns: &[
        column("place", Text),
        column("country", Text),
        column("lat", Real),
        column("lon", Real),
        column("engagements", Integer),
        column("last", Date),
    ],
    select: "g.place, g.country, g.lat, g.lon, count(*), max(g.date)",
    from: "engagements g",
    row: "",
    alone: "",
    order: "printf('%012d', count(*))",
    key: "g.place || '|' || coalesce(g.country, '') || '|' || coalesce(g.lat, '') || '|' || coalesce(g.lon, '')",
    group: "g.place, g.country, g.lat, g.lon",
};

/// Pairs out of the sums.
pub(super) const PAIRS_SUMMED: Shape = Shape {
    select: "p.party, p.other, p.engagements, p.vc, p.mc, p.vf, p.mf, round(p.intensity / nullif(p.rated, 0), 6), p.first, p.last",
    from: "pair_totals p",
    order: "printf('%012d', p.engagements)",
    key: "p.party || '|' || p.other",
    group: "",
    ..PAIRS
};

/// Relations out of the sums.
pub(super) const MONTHS_SUMMED: Shape = Shape {
    select: "p.party, p.other, p.month, p.engagements, p.vc, p.mc, p.vf, p.mf, round(p.intensity / nullif(p.rated, 0), 6)",
    from: "pair_months p",
    order: "p.month",
    key: "p.party || '|' || p.other",
    group: "",
    ..RELATIONS
};

/// Parties out of the sums.
pub(super) const PARTIES_SUMMED: Shape = Shape {
    select: "t.party, sum(t.engagements), max(t.last)",
    from: "act_totals t",
    order: "printf('%012d', sum(t.engagements))",
    key: "t.party",
    group: "t.party",
    ..PARTIES
};

/// Places out of the sums.
pub(super) const PLACES_SUMMED: Shape = Shape {
    select: "t.place, nullif(t.country, ''), t.lat, t.lon, sum(t.engagements), max(t.last)",
    from: "place_totals t",
    order: "printf('%012d', sum(t.engagements))",
    key: "t.spot",
    group: "t.spot",
    ..PLACES
};

/// Topics out of the sums.
pub(super) const TOPICS_SUMMED: Shape = Shape {
    select: "t.code, t.engagements, t.last",
    from: "topic_totals t",
    order: "printf('%012d', t.engagements)",
    key: "t.code",
    group: "",
    ..TOPICS
};

/// People out of the sums.
pub(super) const PEOPLE_SUMMED: Shape = Shape {
    select: "n.key, n.name, n.party, n.office, n.wikidata, n.engagements, (SELECT count(*) FROM statements WHERE speaker = n.id), n.last",
    from: "entities n",
    row: "n.id",
    alone: "entities n",
    order: "printf('%012d', n.engagements)",
    group: "",
    ..PEOPLE
};

pub(super) const SOURCES: Shape = Shape {
    columns: &[
        column("source", Text),
        column("reports", Integer),
        column("independent", Integer),
        column("first", Date),
        column("last", Date),
        column("updated", Time),
    ],
    select: "r.source, count(*), count(DISTINCT r.family), min(r.published), max(r.published), max(r.updated)",
    from: "reports r",
    row: "",
    alone: "",
    order: "printf('%012d', count(*))",
    key: "coalesce(r.source, '')",
    group: "r.source",
};

pub(super) const GONE: Shape = Shape {
    columns: &[column("id", Text), column("kind", Text), column("became", Text), column("at", Time)],
    select: "t.key, CASE substr(t.key, 1, 1) WHEN 'r' THEN 'reports' WHEN 'v' THEN 'events' WHEN 'g' THEN 'engagements'
       WHEN 's' THEN 'statements' WHEN 'a' THEN 'agreements' END, t.became, t.at",
    from: "tombstones t",
    row: "",
    alone: "",
    order: "printf('%020d', t.at)",
    key: "t.key",
    group: "",
};

/// By what the rows of a listing are counted: a name, the expression, and what it needs joined.
pub(super) struct Facet(pub(super) &'static str, pub(super) &'static str, pub(super) &'static str);

pub(super) const FACETS: &[(Listing, &[Facet])] = &[
    (
        Listing::Engagements,
        &[
            Facet("type", "g.type", ""),
            Facet("status", "g.status", ""),
            Facet("party", "f.party", " JOIN engagement_parties f ON f.engagement = g.id"),
            Facet("country", "g.country", ""),
            Facet("year", "substr(g.date, 1, 4)", ""),
        ],
    ),
    (
        Listing::Events,
        &[
            Facet("type", "v.type", ""),
            Facet("status", "v.status", ""),
            Facet("party", "f.party", " JOIN event_parties f ON f.event = v.id"),
            Facet("country", "v.country", ""),
            Facet("source", "r.source", ""),
            Facet("year", "substr(v.date, 1, 4)", ""),
        ],
    ),
    (
        Listing::Statements,
        &[
            Facet("type", "s.kind", ""),
            Facet("speaker", "s.speaker_party", ""),
            Facet("about", "f.party", " JOIN statement_about f ON f.statement = s.id"),
            Facet("channel", "s.channel", ""),
            Facet("source", "r.source", ""),
            Facet("year", "substr(r.published, 1, 4)", ""),
        ],
    ),
    (
        Listing::Agreements,
        &[
            Facet("type", "a.kind", ""),
            Facet("status", "a.status", ""),
            Facet("party", "f.party", " JOIN agreement_parties f ON f.agreement = a.id"),
            Facet("year", "substr(coalesce(a.date, r.published), 1, 4)", ""),
        ],
    ),
    (
        Listing::Reports,
        &[
            Facet("source", "r.source", ""),
            Facet("language", "r.language", ""),
            Facet("year", "substr(r.published, 1, 4)", ""),
        ],
    ),
    (Listing::People, &[Facet("party", "n.party", "")]),
    (Listing::Places, &[Facet("country", "g.country", "")]),
];
