//! Makes a [`Record`] of claims.

use chancery_know::Knowledge;

use super::offsets::Offsets;
use super::{
    Agreement, Date, Doc, Entity, Event, Id, KnownAgreement, Mention, Place, PlaceMention, Problem, Record,
    Relation, Statement, Time, Valid,
};
use crate::analyze::{AttributionKind, EntityId, EntityKind, MentionForm, Status, TimeKind};
use crate::extract::{AmountKind, When};
use crate::text::{Document, ProblemKind, PublishedBasis};
use crate::{Analysis, Claims, Models, ontology, reader};

/// Version of the reader and its method: `0.1.0 rules`, `0.1.0 model 1`.
fn version(model: Option<u32>) -> String {
    let program = env!("CARGO_PKG_VERSION");
    model.map_or_else(|| format!("{program} rules"), |model| format!("{program} model {model}"))
}

/// Reads a document and gives its record to `then`, whose result comes back: a record borrows from the layers that it
/// was made of, and lives no longer than they do.
pub fn of<R>(document: &Document, know: &Knowledge, then: impl FnOnce(&Record<'_>) -> R) -> R {
    of_with(document, &Models::default(), know, then)
}

/// As [`of`], with the models that there are.
pub fn of_with<R>(
    document: &Document,
    models: &Models,
    know: &Knowledge,
    then: impl FnOnce(&Record<'_>) -> R,
) -> R {
    of_sure(document, models, know, 0.0, then)
}

/// As [`of_with`], without the claims whose score is below `least`.
pub fn of_sure<R>(
    document: &Document,
    models: &Models,
    know: &Knowledge,
    least: f32,
    then: impl FnOnce(&Record<'_>) -> R,
) -> R {
    if document.is_to_be_read() {
        let analysis = crate::analyze_with(document, models, know);
        let claims = crate::extract(&analysis).at_least(least);
        then(&record(&analysis, &claims))
    } else {
        then(&unreadable(document))
    }
}

/// The record of a report.
pub fn record<'a>(analysis: &'a Analysis<'a>, claims: &'a Claims) -> Record<'a> {
    let document = analysis.document;
    let text = document.text.as_str();
    let offsets = Offsets::new(text);
    let span = |s| offsets.span(s);
    // Entities that nothing mentions and no claim needs are left out, and persons who neither do nor say anything and
    // are unnamed or of whom nothing is known but the name; the others keep their order.
    let mut used = vec![false; analysis.entities.list.len()];
    for (i, entity) in analysis.entities.list.iter().enumerate() {
        used[i] |= !entity.mentions.is_empty()
            && entity.named
            && !is_only_credited(analysis, entity)
            && !is_nobody(entity)
            && !is_only_owner(analysis, entity);
    }
    let by_events = claims.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    let by_statements =
        claims.statements.iter().flat_map(|s| s.speaker.iter().chain(&s.speakers).chain(&s.addressee));
    for id in by_events.chain(by_statements) {
        used[id.0 as usize] = true;
    }
    let mut numbers = vec![0; used.len()];
    let mut next = 0;
    for (i, &is_used) in used.iter().enumerate() {
        next += u32::from(is_used);
        numbers[i] = next;
    }
    let entity_id = |id: EntityId| Id('e', numbers[id.0 as usize]);
    let ids = |list: &[EntityId]| list.iter().map(|&e| entity_id(e)).collect::<Vec<_>>();

    let entities =
        analysis.entities.list.iter().enumerate().filter(|&(i, _)| used[i]).map(|(i, entity)| Entity {
            id: Id('e', numbers[i]),
            kind: kind_name(entity.kind),
            name: &entity.name,
            party: entity.party.as_deref(),
            office: entity.office.as_deref(),
            wikidata: entity.wikidata.as_deref(),
            mentions: entity
                .mentions
                .iter()
                .map(|&m| {
                    let mention = &analysis.mentions[m];
                    let s = span(mention.span);
                    Mention { start: s.start, end: s.end, text: s.text, form: form_name(mention.form) }
                })
                .collect(),
        });
    let events = claims.events.iter().enumerate().map(|(i, event)| Event {
        id: Id('v', i as u32 + 1),
        event: event.event,
        quad: ontology::event_type(event.event).and_then(|t| t.quad),
        mode: event.mode,
        cameo: event.cameo,
        goldstein: event.cameo.and_then(ontology::goldstein),
        intensity: ontology::intensity(event.event, event.mode),
        contexts: contexts(text, event),
        status: status_name(event.status),
        actors: ids(&event.actors),
        recipients: ids(&event.recipients),
        date: event.date.as_ref().map(date),
        place: event.place.as_ref().map(|p| Place {
            name: &p.name,
            country: p.country.as_deref(),
            lat: p.lat,
            lon: p.lon,
            geonames: p.geonames,
        }),
        topics: event.topics.iter().map(|t| t.of(text)).collect(),
        topic_codes: topic_codes(text, &event.topics),
        evidence: event.evidence.iter().map(|&s| span(s)).collect(),
        amounts: event.amounts.iter().map(|a| amount(a, span(a.span))).collect(),
        agreement: event.agreement.map(|a| Id('a', a as u32 + 1)),
        method: &event.method,
        score: event.score,
    });
    let statement_id = |i: usize| Id('s', i as u32 + 1);
    let statements = claims.statements.iter().enumerate().map(|(i, statement)| Statement {
        id: statement_id(i),
        kind: match statement.kind {
            AttributionKind::Direct => "direct",
            AttributionKind::Indirect => "indirect",
            AttributionKind::Mixed => "mixed",
        },
        content: statement.content.iter().map(|&s| span(s)).collect(),
        speaker: statement.speaker.map(entity_id),
        speakers: ids(&statement.speakers),
        speaker_span: statement.speaker_span.map(span),
        cue: statement.cue.map(span),
        addressee: statement.addressee.map(entity_id),
        channel: statement.channel.as_deref(),
        about: about(analysis, &statement.content),
        topics: statement.topics.iter().map(|t| t.of(text)).collect(),
        within: statement.within.map(statement_id),
        repeats: statement.repeats.map(statement_id),
        method: statement.method,
        score: statement.score,
    });
    let agreements = claims.agreements.iter().enumerate().map(|(i, agreement)| Agreement {
        id: Id('a', i as u32 + 1),
        title: &agreement.title,
        kind: agreement.kind,
        parties: &agreement.parties,
        parties_basis: agreement.by_knowledge.then_some("knowledge"),
        status: agreement.status,
        date: agreement.date.as_ref().map(date),
        valid: agreement.valid.as_ref().map(|(from, to)| Valid { from: from.as_deref(), to: to.as_deref() }),
        known: agreement.known.map(|known| KnownAgreement {
            title: known.title,
            parties: known.parties,
            signed: known.signed,
            force: known.force,
            ended: known.ended,
        }),
        evidence: agreement.evidence.iter().map(|&s| span(s)).collect(),
        score: agreement.score,
    });
    let times = analysis.times.iter().map(|time| {
        let s = span(time.span);
        let kind = match time.kind {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        };
        Time { start: s.start, end: s.end, text: s.text, kind, value: time.value.as_deref() }
    });
    let places = analysis.toponyms.iter().map(|toponym| {
        let s = span(toponym.span);
        PlaceMention {
            start: s.start,
            end: s.end,
            text: s.text,
            name: &toponym.name,
            country: toponym.country.as_deref(),
            lat: Some(toponym.location.lat),
            lon: Some(toponym.location.lon),
            geonames: toponym.location.geonames,
        }
    });
    let problems = document.problems.iter().chain(&analysis.problems).map(|problem| Problem {
        kind: problem_name(problem.kind),
        span: problem.span.map(span),
        detail: problem.detail.as_deref(),
    });
    Record {
        format: 1,
        reader: version(analysis.model),
        doc: doc(document),
        text,
        entities: entities.collect(),
        events: events.collect(),
        statements: statements.collect(),
        agreements: agreements.collect(),
        times: times.collect(),
        places: places.collect(),
        problems: problems.collect(),
        pairs: (!analysis.relations.is_empty()).then(|| analysis.relations.iter().map(relation).collect()),
    }
}

/// Whether nothing but a name is told or known of a person.
fn is_nobody(entity: &crate::analyze::Entity) -> bool {
    entity.kind == EntityKind::Person
        && entity.party.is_none()
        && entity.office.is_none()
        && entity.wikidata.is_none()
}

/// What someone has who is named only to say whose it is, and who does nothing in what is told.
const BELONGINGS: &[&str] = &[
    "government",
    "administration",
    "regime",
    "forces",
    "troops",
    "army",
    "military",
    "son",
    "daughter",
    "sister",
    "brother",
    "wife",
    "husband",
    "mother",
    "father",
    "family",
    "children",
    "supporters",
    "allies",
    "strategy",
    "policy",
    "policies",
    "presidency",
    "run",
    "corps",
    "staff",
    "deputy",
    "aide",
    "adviser",
    "advisor",
];

/// Whether a person is named only for what is his: "President X's *forces*", "X's *sister* Y".
fn is_only_owner(analysis: &Analysis, entity: &crate::analyze::Entity) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    entity.kind == EntityKind::Person
        && entity.mentions.iter().all(|&m| {
            let mention = &analysis.mentions[m];
            let mark = tokens.at_or_after(mention.span.end);
            let owner = tokens.list.get(mark).is_some_and(|t| t.kind == crate::text::TokenKind::Possessive);
            let end = grammar.phrase(mark + 1).map_or(mark + 6, |p| grammar.phrases[p].end);
            owner && (mark + 1..end).any(|t| BELONGINGS.contains(&tokens.lower(t)))
        })
}

/// Whether a person is named only as the one to whom a release may be attributed.
fn is_only_credited(analysis: &Analysis, entity: &crate::analyze::Entity) -> bool {
    let [mention] = entity.mentions.as_slice() else { return false };
    entity.kind == EntityKind::Person && analysis.is_credited(*mention)
}

fn relation(found: &reader::Relation) -> Relation {
    let event = ontology::event_type(found.event);
    Relation {
        event: found.event,
        quad: event.and_then(|e| e.quad),
        status: status_name(found.status),
        score: found.score,
        cameo: event.and_then(|e| e.cameo),
    }
}

/// The record of a report that is not read: empty but for its text and its problems.
pub fn unreadable(document: &Document) -> Record<'_> {
    let problems = document.problems.iter().map(|problem| Problem {
        kind: problem_name(problem.kind),
        span: None,
        detail: problem.detail.as_deref(),
    });
    Record {
        format: 1,
        reader: version(None),
        doc: doc(document),
        text: &document.text,
        entities: Vec::new(),
        events: Vec::new(),
        statements: Vec::new(),
        agreements: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        problems: problems.collect(),
        pairs: None,
    }
}

fn doc(document: &Document) -> Doc<'_> {
    Doc {
        id: &document.id,
        url: document.url.as_deref(),
        title: document.title.as_deref(),
        published: document.published.map(|p| p.date.to_string()),
        published_basis: document.published.map(|p| match p.basis {
            PublishedBasis::Given => "given",
            PublishedBasis::Header => "header",
            PublishedBasis::Metadata => "metadata",
            PublishedBasis::Url => "url",
            PublishedBasis::Text => "text",
        }),
        source: document.source.as_deref(),
        language: document.language.as_deref(),
    }
}

fn amount<'a>(amount: &crate::extract::Amount, words: super::Span<'a>) -> super::Amount<'a> {
    let kind = match amount.kind {
        AmountKind::Money => "money",
        AmountKind::People => "people",
        AmountKind::Killed => "killed",
        AmountKind::Injured => "injured",
        AmountKind::Weapons => "weapons",
    };
    super::Amount {
        kind,
        value: amount.value,
        unit: amount.unit,
        start: words.start,
        end: words.end,
        text: words.text,
    }
}

/// Codes of the issues that topics are of.
fn topic_codes(text: &str, topics: &[crate::Span]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = Vec::new();
    for topic in topics.iter().flat_map(|t| ontology::topics_in(t.of(text))) {
        if !codes.contains(&topic.code) {
            codes.push(topic.code);
        }
    }
    codes
}

/// PLOVER's contexts of an event, by its topics and the words that tell of it.
fn contexts(text: &str, event: &crate::extract::Event) -> Vec<&'static str> {
    let mut contexts: Vec<&str> = Vec::new();
    let words = event.topics.iter().chain(&event.evidence);
    for context in words.flat_map(|s| ontology::topics_in(s.of(text))).filter_map(|t| t.context) {
        if !contexts.contains(&context) {
            contexts.push(context);
        }
    }
    contexts
}

/// Codes of the states and organisations that the words name.
fn about<'a>(analysis: &'a Analysis<'a>, content: &[crate::Span]) -> Vec<&'a str> {
    let mut codes: Vec<&str> = Vec::new();
    for span in content {
        let from = analysis.mentions.partition_point(|m| m.phrase.start < span.start);
        for (i, _) in
            analysis.mentions[from..].iter().enumerate().take_while(|(_, m)| m.phrase.start < span.end)
        {
            let Some(entity) = analysis.entities.of(from + i) else { continue };
            if let Some(code) = analysis.entities.get(entity).party.as_deref()
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
    }
    codes
}

fn date(when: &When) -> Date<'_> {
    Date {
        value: &when.value,
        until: when.until.as_deref(),
        basis: if when.told { "text" } else { "published" },
    }
}

/// The record's word for a status.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Planned => "planned",
        Status::Hypothetical => "hypothetical",
        Status::Negated => "negated",
        Status::Historical => "historical",
    }
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::State => "state",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
    }
}

fn form_name(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Title => "title",
        MentionForm::Pronoun => "pronoun",
        MentionForm::Demonym => "demonym",
        MentionForm::Metonym => "metonym",
        MentionForm::Descriptor => "descriptor",
    }
}

fn problem_name(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Truncated => "truncated",
        ProblemKind::DuplicateBlock => "duplicate_block",
        ProblemKind::NoDate => "no_date",
        ProblemKind::Empty => "empty",
        ProblemKind::BadEncoding => "bad_encoding",
        ProblemKind::Unreadable => "unreadable",
        ProblemKind::UnbalancedQuotes => "unbalanced_quotes",
        ProblemKind::Language => "language",
        ProblemKind::NoArticle => "no_article",
    }
}
