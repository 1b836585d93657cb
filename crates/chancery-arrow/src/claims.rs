//! [`Table`]: the five tables of claims, their columns, and their rows out of records.

#![allow(clippy::redundant_closure_for_method_calls, reason = "the columns of a table read alike")]

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use chancery::record::parsed::{self, Agreement, Entity, Event, Parsed, Statement};

use crate::column::{self, Amount, ClaimRow, Column, Of, Words};
use crate::{Result, without_text};

/// A table of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// One row for each report, with its text and whatever else its record holds.
    Reports,
    /// Who and what the reports speak of.
    Entities,
    /// What happened.
    Events,
    /// Who said what.
    Statements,
    /// What was agreed.
    Agreements,
}

/// A record with its JSON: what the rows of all tables are made of.
#[derive(Clone, Debug)]
pub struct Claims {
    record: Parsed,
    rest: String,
}

impl Claims {
    /// Takes a record's JSON (format v1).
    ///
    /// # Errors
    ///
    /// It is no record.
    pub fn new(json: &[u8]) -> Result<Claims> {
        let wrong = |e: String| crate::Error::new(format!("the record is not of format v1: {e}"));
        let json = std::str::from_utf8(json).map_err(|e| wrong(e.to_string()))?;
        let record = Parsed::from_json(json.as_bytes()).map_err(|e| wrong(e.to_string()))?;
        Ok(Claims { rest: without_text(json)?, record })
    }

    /// The record.
    pub fn record(&self) -> &Parsed {
        &self.record
    }
}

impl Table {
    /// All tables.
    pub const ALL: &'static [Table] =
        &[Table::Reports, Table::Entities, Table::Events, Table::Statements, Table::Agreements];

    /// Its name, also that of its file.
    pub fn name(self) -> &'static str {
        match self {
            Table::Reports => "reports",
            Table::Entities => "entities",
            Table::Events => "events",
            Table::Statements => "statements",
            Table::Agreements => "agreements",
        }
    }

    /// Its columns; each field says what it means in its metadata, under `description`.
    pub fn schema(self) -> SchemaRef {
        match self {
            Table::Reports => column::schema_of(self.name(), REPORTS),
            Table::Entities => column::schema_of(self.name(), ENTITIES),
            Table::Events => column::schema_of(self.name(), EVENTS),
            Table::Statements => column::schema_of(self.name(), STATEMENTS),
            Table::Agreements => column::schema_of(self.name(), AGREEMENTS),
        }
    }

    /// The rows of some records, in their order.
    ///
    /// # Errors
    ///
    /// The words of one column are more than 2 GB: give fewer records at once.
    pub fn batch<'c>(self, claims: impl IntoIterator<Item = &'c Claims>) -> Result<RecordBatch> {
        let claims = claims.into_iter();
        match self {
            Table::Reports => {
                let rows: Vec<_> = claims.map(|c| ClaimRow { record: &c.record, claim: c }).collect();
                column::batch(self.name(), REPORTS, &rows)
            }
            Table::Entities => rows(self, ENTITIES, claims, |r| &r.entities),
            Table::Events => rows(self, EVENTS, claims, |r| &r.events),
            Table::Statements => rows(self, STATEMENTS, claims, |r| &r.statements),
            Table::Agreements => rows(self, AGREEMENTS, claims, |r| &r.agreements),
        }
    }
}

fn rows<'c, T: 'static>(
    table: Table,
    columns: &[Column<T>],
    claims: impl Iterator<Item = &'c Claims>,
    of: fn(&Parsed) -> &Vec<T>,
) -> Result<RecordBatch> {
    let rows: Vec<ClaimRow<'c, T>> = claims
        .flat_map(|c| of(&c.record).iter().map(|claim| ClaimRow { record: &c.record, claim }))
        .collect();
    column::batch(table.name(), columns, &rows)
}

const fn col<T: 'static>(name: &'static str, of: Of<T>, about: &'static str) -> Column<T> {
    Column { name, about, of }
}

fn count(n: usize) -> Option<u32> {
    u32::try_from(n).ok()
}

fn words(span: &parsed::Span) -> Words<'_> {
    Words { start: span.start, end: span.end, text: &span.text, form: None }
}

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

impl<'r, T> ClaimRow<'r, T> {
    fn entity(&self, id: &str) -> Option<&'r Entity> {
        self.record.entity(id)
    }

    /// The party codes of entities, or the names of those without one.
    fn parties(&self, ids: &'r [String]) -> Vec<&'r str> {
        ids.iter().filter_map(|id| self.entity(id)).map(|e| e.party.as_deref().unwrap_or(&e.name)).collect()
    }

    fn names(&self, ids: &'r [String]) -> Vec<&'r str> {
        ids.iter().filter_map(|id| self.entity(id)).map(|e| e.name.as_str()).collect()
    }

    fn report(&self) -> &'r str {
        &self.record.doc.id
    }

    fn published(&self) -> Option<&'r str> {
        self.record.doc.published.as_deref()
    }
}

fn value(date: Option<&parsed::Date>) -> Option<&str> {
    date.and_then(|d| d.value.as_deref())
}

const REPORTS: &[Column<Claims>] = &[
    col("id", Of::Name(|r| &r.record.doc.id), "The report's identifier, as its sender gave it."),
    col("url", Of::Text(|r| r.record.doc.url.as_deref()), "Its address."),
    col("title", Of::Text(|r| r.record.doc.title.as_deref()), "Its title."),
    col("source", Of::Text(|r| r.record.doc.source.as_deref()), "Who published it."),
    col("language", Of::Text(|r| r.record.doc.language.as_deref()), "Code of its language."),
    col("published", Of::Day(|r| r.record.doc.published.as_deref()), "The day of publication."),
    col(
        "published_basis",
        Of::Text(|r| r.record.doc.published_basis.as_deref()),
        "How the day of publication is known: given, header, metadata, url or text.",
    ),
    col("reader", Of::Name(|r| &r.record.reader), "What read it, with its version."),
    col("entities", Of::Count(|r| count(r.record.entities.len())), "How many entities it speaks of."),
    col("events", Of::Count(|r| count(r.record.events.len())), "How many events it tells of."),
    col("statements", Of::Count(|r| count(r.record.statements.len())), "How many statements it holds."),
    col("agreements", Of::Count(|r| count(r.record.agreements.len())), "How many agreements it names."),
    col(
        "problems",
        Of::Texts(|r| r.record.problems.iter().map(|p| p.kind.as_str()).collect()),
        "What was amiss.",
    ),
    col("text", Of::Name(|r| &r.record.text), "Its text; all offsets count its code points."),
    col("record", Of::Name(|r| &r.claim.rest), "Its record (JSON, format 1) without the text."),
];

const ENTITIES: &[Column<Entity>] = &[
    col("report", Of::Name(|r| r.report()), "The report's identifier."),
    col("published", Of::Day(|r| r.published()), "The report's day of publication."),
    col("id", Of::Name(|r| &r.claim.id), "Its id in the record."),
    col("kind", Of::Name(|r| &r.claim.kind), "person, state, organization, place or group."),
    col("name", Of::Name(|r| &r.claim.name), "Its name."),
    col("party", Of::Text(|r| r.claim.party.as_deref()), "Code of the party that it is or acts for."),
    col("office", Of::Text(|r| r.claim.office.as_deref()), "A person's office."),
    col("wikidata", Of::Text(|r| r.claim.wikidata.as_deref()), "Its item of Wikidata."),
    col(
        "mentions",
        Of::Mentions(|r| {
            r.claim
                .mentions
                .iter()
                .map(|m| Words { start: m.start, end: m.end, text: &m.text, form: m.form.as_deref() })
                .collect()
        }),
        "Where it is spoken of.",
    ),
];

const EVENTS: &[Column<Event>] = &[
    col("report", Of::Name(|r| r.report()), "The report's identifier."),
    col("published", Of::Day(|r| r.published()), "The report's day of publication."),
    col("source", Of::Text(|r| r.record.doc.source.as_deref()), "Who published the report."),
    col("id", Of::Name(|r| &r.claim.id), "Its id in the record."),
    col("type", Of::Name(|r| &r.claim.event), "Type of event: PLOVER, or STATEMENT."),
    col(
        "quad",
        Of::Text(|r| r.claim.quad.as_deref()),
        "Verbal or material cooperation or conflict: VC, MC, VF, MF.",
    ),
    col("mode", Of::Text(|r| r.claim.mode.as_deref()), "Mode, by PLOVER."),
    col("cameo", Of::Text(|r| r.claim.cameo.as_deref()), "CAMEO code."),
    col("goldstein", Of::Real(|r| r.claim.goldstein), "Goldstein's value of the CAMEO code."),
    col("intensity", Of::Real(|r| r.claim.intensity), "PLOVER's intensity, -10 to 10."),
    col("contexts", Of::Texts(|r| texts(&r.claim.contexts)), "Contexts, by PLOVER."),
    col("status", Of::Name(|r| &r.claim.status), "actual, planned, hypothetical, negated or historical."),
    col(
        "actors",
        Of::Texts(|r| r.parties(&r.claim.actors)),
        "Parties that act: codes, or names without one.",
    ),
    col(
        "recipients",
        Of::Texts(|r| r.parties(&r.claim.recipients)),
        "Parties acted upon; none in symmetric events.",
    ),
    col(
        "actor_names",
        Of::Texts(|r| r.names(&r.claim.actors)),
        "Names of those who act, in the order of their ids.",
    ),
    col("recipient_names", Of::Texts(|r| r.names(&r.claim.recipients)), "Names of those acted upon."),
    col("actor_ids", Of::Texts(|r| texts(&r.claim.actors)), "Their ids in the table of entities."),
    col("recipient_ids", Of::Texts(|r| texts(&r.claim.recipients)), "Their ids in the table of entities."),
    col("date", Of::Day(|r| value(r.claim.date.as_ref())), "When it happened."),
    col("until", Of::Day(|r| r.claim.date.as_ref()?.until.as_deref()), "The last day, of a range."),
    col(
        "date_basis",
        Of::Text(|r| r.claim.date.as_ref()?.basis.as_deref()),
        "text where the report tells the date, published where only its own does.",
    ),
    col("place", Of::Text(|r| r.claim.place.as_ref()?.name.as_deref()), "Where it happened."),
    col("country", Of::Text(|r| r.claim.place.as_ref()?.country.as_deref()), "Code of the place's state."),
    col("lat", Of::Real(|r| r.claim.place.as_ref()?.lat), "Latitude, degrees."),
    col("lon", Of::Real(|r| r.claim.place.as_ref()?.lon), "Longitude, degrees."),
    col("geonames", Of::Count(|r| r.claim.place.as_ref()?.geonames), "GeoNames' number of the place."),
    col("topics", Of::Texts(|r| texts(&r.claim.topics)), "What it was about, in the report's words."),
    col("topic_codes", Of::Texts(|r| texts(&r.claim.topic_codes)), "Codes of the topics."),
    col(
        "evidence",
        Of::Spans(|r| r.claim.evidence.iter().map(words).collect()),
        "The words that say so, the first foremost.",
    ),
    col(
        "amounts",
        Of::Amounts(|r| {
            r.claim
                .amounts
                .iter()
                .map(|a| Amount {
                    kind: &a.kind,
                    value: a.value,
                    unit: a.unit.as_deref(),
                    words: Words { start: a.start, end: a.end, text: &a.text, form: None },
                })
                .collect()
        }),
        "How much or how many.",
    ),
    col("agreement", Of::Text(|r| r.claim.agreement.as_deref()), "Id of the agreement that it made."),
    col("method", Of::Name(|r| &r.claim.method), "What found it."),
    col("score", Of::Real(|r| r.claim.score), "How sure it is, 0 to 1."),
];

const STATEMENTS: &[Column<Statement>] = &[
    col("report", Of::Name(|r| r.report()), "The report's identifier."),
    col("published", Of::Day(|r| r.published()), "The report's day of publication."),
    col("source", Of::Text(|r| r.record.doc.source.as_deref()), "Who published the report."),
    col("id", Of::Name(|r| &r.claim.id), "Its id in the record."),
    col("kind", Of::Name(|r| &r.claim.kind), "direct, indirect or mixed."),
    col(
        "words",
        Of::Made(|r| r.claim.content.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ")),
        "What was said, its parts joined by a space.",
    ),
    col(
        "content",
        Of::Spans(|r| r.claim.content.iter().map(words).collect()),
        "What was said, part by part.",
    ),
    col("speaker", Of::Text(|r| Some(r.entity(r.claim.speaker.as_ref()?)?.name.as_str())), "Who said it."),
    col(
        "speaker_party",
        Of::Text(|r| r.entity(r.claim.speaker.as_ref()?)?.party.as_deref()),
        "Code of the speaker's party.",
    ),
    col(
        "speaker_office",
        Of::Text(|r| r.entity(r.claim.speaker.as_ref()?)?.office.as_deref()),
        "The speaker's office.",
    ),
    col("speaker_id", Of::Text(|r| r.claim.speaker.as_deref()), "The speaker's id in the table of entities."),
    col("speaker_ids", Of::Texts(|r| texts(&r.claim.speakers)), "Ids of all speakers of a joint statement."),
    col(
        "speaker_span",
        Of::Span(|r| r.claim.speaker_span.as_ref().map(words)),
        "The words that name the speaker.",
    ),
    col("cue", Of::Span(|r| r.claim.cue.as_ref().map(words)), "The words that say that it was said."),
    col(
        "addressee",
        Of::Text(|r| Some(r.entity(r.claim.addressee.as_ref()?)?.name.as_str())),
        "To whom it was said.",
    ),
    col(
        "addressee_id",
        Of::Text(|r| r.claim.addressee.as_deref()),
        "The addressee's id in the table of entities.",
    ),
    col(
        "channel",
        Of::Text(|r| r.claim.channel.as_deref()),
        "Where it was said: post on X, interview, briefing.",
    ),
    col("date", Of::Day(|r| value(r.claim.date.as_ref())), "When it was said, where that is told."),
    col(
        "place",
        Of::Text(|r| r.claim.place.as_ref()?.name.as_deref()),
        "Where it was said, where that is told.",
    ),
    col("about", Of::Texts(|r| texts(&r.claim.about)), "Codes of the parties that it speaks of."),
    col("topics", Of::Texts(|r| texts(&r.claim.topics)), "What it is about."),
    col("within", Of::Text(|r| r.claim.within.as_deref()), "Id of the statement in which it is reported."),
    col(
        "repeats",
        Of::Text(|r| r.claim.repeats.as_deref()),
        "Id of an earlier statement with the same words.",
    ),
    col("method", Of::Name(|r| &r.claim.method), "What found it."),
    col("score", Of::Real(|r| r.claim.score), "How sure it is, 0 to 1."),
];

const AGREEMENTS: &[Column<Agreement>] = &[
    col("report", Of::Name(|r| r.report()), "The report's identifier."),
    col("published", Of::Day(|r| r.published()), "The report's day of publication."),
    col("source", Of::Text(|r| r.record.doc.source.as_deref()), "Who published the report."),
    col("id", Of::Name(|r| &r.claim.id), "Its id in the record."),
    col("title", Of::Name(|r| &r.claim.title), "Its title."),
    col("kind", Of::Name(|r| &r.claim.kind), "treaty, agreement, protocol, memorandum and so on."),
    col("parties", Of::Texts(|r| texts(&r.claim.parties)), "Codes of its parties."),
    col(
        "status",
        Of::Name(|r| &r.claim.status),
        "signed, ratified, agreed, proposed, in force, suspended or terminated.",
    ),
    col("date", Of::Day(|r| value(r.claim.date.as_ref())), "When that was."),
    col("valid_from", Of::Day(|r| r.claim.valid.as_ref()?.from.as_deref()), "From when it holds."),
    col("valid_to", Of::Day(|r| r.claim.valid.as_ref()?.to.as_deref()), "Until when it holds."),
    col("evidence", Of::Spans(|r| r.claim.evidence.iter().map(words).collect()), "The words that say so."),
    col("score", Of::Real(|r| r.claim.score), "How sure it is, 0 to 1."),
];
