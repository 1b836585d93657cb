//! [`brief`]: a record as a desk officer reads it.
//!
//! What happened comes first, then who said what, what was agreed, what it was about, and who is who; each with the
//! report's own words in quotation marks.

use std::collections::HashMap;

use chancery_know::{Knowledge, MONTHS};

use super::page::{Ink, Page};
use super::{Agreement, Date, Entity, Event, Id, Place, Record, Span, Statement};

pub use super::page::Style;

/// Words of one quotation that are shown, in characters; longer ones lose their middle.
const SHOWN: usize = 600;

/// Different words for one person or party that are shown.
const NAMES: usize = 4;

/// The brief of a record.
/// Parties that it does not name are called as `know` does.
pub fn brief(record: &Record<'_>, know: &Knowledge, style: Style) -> String {
    let mut page = Page::new(style);
    let who = Who::new(record, know);
    head(&mut page, record);
    events(&mut page, record, &who);
    statements(&mut page, record, &who);
    agreements(&mut page, record, &who);
    topics(&mut page, record);
    people(&mut page, record);
    problems(&mut page, record);
    page.finish()
}

fn head(page: &mut Page, record: &Record<'_>) {
    let doc = &record.doc;
    let first_line = || record.text.lines().map(str::trim).find(|line| !line.is_empty());
    let title = doc.title.map(str::trim).filter(|title| !title.is_empty());
    let title = title.map_or_else(|| beginning(first_line().unwrap_or(doc.id)), str::to_owned);
    page.line(0, 0, &[(Ink::Title, &title)]);
    let published = doc.published.as_deref().map_or("date unknown".to_owned(), day);
    // The identifier is told where nothing else says where the report is.
    let address = doc.url.or((doc.title.is_some() || doc.source.is_none()).then_some(doc.id));
    let parts: Vec<&str> = [Some(published.as_str()), doc.source, address].into_iter().flatten().collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    page.line(0, 0, &[(Ink::Faint, &parts.join(" · "))]);
    let is_bare = record.events.is_empty() && record.statements.is_empty() && record.agreements.is_empty();
    if is_bare && record.problems.is_empty() {
        page.gap();
        page.line(0, 0, &[(Ink::Plain, "No engagement, statement or agreement was found in this report.")]);
    }
}

fn events(page: &mut Page, record: &Record<'_>, who: &Who<'_>) {
    page.heading("Engagements", record.events.len());
    for event in &record.events {
        let label = label(event);
        let mut told = vec![status(event.status).to_owned()];
        told.extend(event.date.as_ref().map(date));
        told.extend(event.place.as_ref().map(place));
        let ink = match event.quad {
            Some("VC" | "MC") => Ink::Cooperation,
            Some("VF" | "MF") => Ink::Conflict,
            _ => Ink::Neutral,
        };
        page.line(2, 4, &[(ink, label), (Ink::Plain, &format!(" · {}", told.join(" · ")))]);
        let (actors, recipients) = (who.names(&event.actors), who.names(&event.recipients));
        let parties = match (actors.is_empty(), recipients.is_empty()) {
            (false, false) => format!("{actors} → {recipients}"),
            (false, true) => actors,
            (true, false) => format!("→ {recipients}"),
            (true, true) => "nobody named".to_owned(),
        };
        page.line(4, 6, &[(Ink::Strong, &parties)]);
        if !event.topics.is_empty() {
            page.line(4, 6, &[(Ink::Plain, "on "), (Ink::Plain, &event.topics.join("; "))]);
        }
        page.line(4, 6, &[(Ink::Faint, &quoted(&event.evidence))]);
        page.gap();
    }
}

fn statements(page: &mut Page, record: &Record<'_>, who: &Who<'_>) {
    page.heading("Statements", record.statements.len());
    for statement in &record.statements {
        let speaker = if statement.speakers.len() > 1 {
            who.names(&statement.speakers)
        } else {
            statement.speaker.map_or("Speaker unknown".to_owned(), |id| who.name(id))
        };
        page.line(2, 4, &[(Ink::Strong, &speaker), (Ink::Plain, &circumstances(statement, who))]);
        let words = match statement.kind {
            "direct" => quoted(&statement.content),
            // Not the speaker's own words, so not between marks.
            _ => statement
                .content
                .iter()
                .map(|span| shortened(span.text, SHOWN))
                .collect::<Vec<_>>()
                .join(" … "),
        };
        page.line(4, 4, &[(Ink::Plain, &words)]);
        page.gap();
    }
}

/// How, where and to whom a statement was made.
fn circumstances(statement: &Statement<'_>, who: &Who<'_>) -> String {
    let mut told = Vec::new();
    if statement.kind != "direct" {
        told.push("in the report's words".to_owned());
    }
    told.extend(statement.channel.map(str::to_owned));
    told.extend(statement.addressee.map(|id| format!("to {}", who.name(id))));
    told.extend(statement.within.map(|id| format!("as told in statement {}", id.1)));
    told.extend(statement.repeats.map(|id| format!("repeats statement {}", id.1)));
    told.iter().map(|part| format!(" · {part}")).collect()
}

fn agreements(page: &mut Page, record: &Record<'_>, who: &Who<'_>) {
    page.heading("Agreements", record.agreements.len());
    for agreement in &record.agreements {
        page.line(2, 4, &[(Ink::Strong, agreement.title), (Ink::Plain, &terms(agreement))]);
        let parties: Vec<String> = agreement.parties.iter().map(|code| who.party(code)).collect();
        if !parties.is_empty() {
            page.line(4, 6, &[(Ink::Plain, "between "), (Ink::Plain, &joined(&parties))]);
        }
        page.line(4, 6, &[(Ink::Faint, &quoted(&agreement.evidence))]);
        page.gap();
    }
}

/// What an agreement is, how it stands, and for how long it holds.
fn terms(agreement: &Agreement<'_>) -> String {
    let mut told = vec![agreement.kind.to_owned()];
    let when = agreement.date.as_ref().map_or(String::new(), |when| format!(" {}", date(when)));
    told.push(format!("{}{when}", agreement.status));
    if let Some(valid) = &agreement.valid {
        told.push(match (valid.from.map(day), valid.to.map(day)) {
            (Some(from), Some(to)) => format!("holds from {from} to {to}"),
            (Some(from), None) => format!("holds from {from}"),
            (None, Some(to)) => format!("holds until {to}"),
            (None, None) => "term told".to_owned(),
        });
    }
    told.iter().map(|part| format!(" · {part}")).collect()
}

fn topics(page: &mut Page, record: &Record<'_>) {
    let mut topics: Vec<&str> = Vec::new();
    for topic in record.events.iter().flat_map(|event| &event.topics) {
        if !topics.iter().any(|known| known.eq_ignore_ascii_case(topic)) {
            topics.push(topic);
        }
    }
    page.heading("Topics", topics.len());
    let quoted: Vec<String> = topics.iter().map(|topic| format!("“{}”", shortened(topic, SHOWN))).collect();
    if !quoted.is_empty() {
        page.line(2, 2, &[(Ink::Plain, &quoted.join("; "))]);
    }
    page.gap();
}

fn people(page: &mut Page, record: &Record<'_>) {
    for (heading, persons) in [("People", true), ("Parties and places", false)] {
        let is_told = |entity: &&Entity<'_>| (entity.kind == "person") == persons && is_somebody(entity);
        let entities = || record.entities.iter().filter(is_told);
        page.heading(heading, entities().count());
        for entity in entities() {
            let told: String = description(entity).iter().map(|part| format!(" · {part}")).collect();
            page.line(
                2,
                6,
                &[(Ink::Strong, entity.name), (Ink::Plain, &told), (Ink::Faint, &words_for(entity))],
            );
        }
        page.gap();
    }
}

/// Whether an entity is more than a word that stands for others: "they", "both sides".
fn is_somebody(entity: &Entity<'_>) -> bool {
    entity.party.is_some() || entity.mentions.iter().any(|mention| mention.form == "name")
}

fn description(entity: &Entity<'_>) -> Vec<String> {
    let kind = (!matches!(entity.kind, "person" | "state")).then_some(entity.kind);
    [entity.party, kind, entity.office].into_iter().flatten().map(str::to_owned).collect()
}

/// The different words that the report has for someone.
fn words_for(entity: &Entity<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    for mention in &entity.mentions {
        let shown = format!("“{}”", shortened(mention.text, 80));
        if mention.form != "pronoun" && !words.contains(&shown) {
            words.push(shown);
        }
    }
    let more = if words.len() > NAMES { " …" } else { "" };
    words.truncate(NAMES);
    if words.is_empty() { String::new() } else { format!(" · {}{more}", words.join(", ")) }
}

fn problems(page: &mut Page, record: &Record<'_>) {
    page.heading("Problems", record.problems.len());
    for problem in &record.problems {
        let kind = problem.kind.replace('_', " ");
        let told = problem.detail.map_or(String::new(), |detail| format!(": {detail}"));
        let words = problem.span.map_or(String::new(), |span| format!(" “{}”", shortened(span.text, 120)));
        page.line(2, 4, &[(Ink::Conflict, &kind), (Ink::Plain, &told), (Ink::Faint, &words)]);
    }
    page.gap();
}

/// Names of the record's entities by their identifiers, and of parties by their codes.
struct Who<'a> {
    entities: HashMap<u32, &'a Entity<'a>>,
    parties: HashMap<&'a str, &'a str>,
    know: &'a Knowledge,
}

impl<'a> Who<'a> {
    fn new(record: &'a Record<'a>, know: &'a Knowledge) -> Who<'a> {
        let is_party = |entity: &&Entity<'_>| matches!(entity.kind, "state" | "organization");
        let named =
            record.entities.iter().filter(is_party).filter_map(|entity| Some((entity.party?, entity.name)));
        Who {
            entities: record.entities.iter().map(|entity| (entity.id.1, entity)).collect(),
            // Of several bodies with one code, the first named remains.
            parties: named.rev().collect(),
            know,
        }
    }

    /// `Sergey Lavrov (RUS)`; a state needs no code beside its name.
    fn name(&self, id: Id) -> String {
        match self.entities.get(&id.1) {
            Some(entity) => match entity.party.filter(|_| entity.kind != "state") {
                Some(party) if party != entity.name => format!("{} ({party})", entity.name),
                _ => entity.name.to_owned(),
            },
            None => id.to_string(),
        }
    }

    fn names(&self, ids: &[Id]) -> String {
        joined(&ids.iter().map(|&id| self.name(id)).collect::<Vec<_>>())
    }

    fn party(&self, code: &str) -> String {
        let named = self.parties.get(code).copied();
        named.or_else(|| Some(self.know.party(code)?.name())).unwrap_or(code).to_owned()
    }
}

/// `A`, `A and B`, `A, B and C`
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What an event is called.
fn label(event: &Event<'_>) -> &'static str {
    match (event.event, event.mode) {
        ("CONSULT", Some("visit")) => "Visit",
        ("CONSULT", Some("phone")) => "Call",
        ("CONSULT", Some("multilateral")) => "Multilateral meeting",
        ("CONSULT", Some("third-party")) => "Mediation",
        ("CONSULT", _) => "Talks",
        ("SUPPORT", _) if event.cameo.is_some_and(|code| code.starts_with("057")) => "Signing",
        ("SUPPORT", _) => "Support",
        ("AGREE", _) => "Pledge",
        ("CONCEDE", _) => "Concession",
        ("COOPERATE", _) => "Cooperation",
        ("AID", _) => "Aid",
        ("RETREAT", Some("release")) => "Release",
        ("RETREAT", Some("ceasefire")) => "Ceasefire",
        ("RETREAT", Some("resign")) => "Resignation",
        ("RETREAT", Some("withdraw")) => "Withdrawal",
        ("RETREAT", _) => "Easing",
        ("REQUEST", _) => "Demand",
        ("ACCUSE", Some("investigate")) => "Investigation",
        ("ACCUSE", Some("allege")) => "Allegation",
        ("ACCUSE", _) => "Disapproval",
        ("REJECT", _) => "Refusal",
        ("THREATEN", _) => "Threat",
        ("PROTEST", _) => "Protest",
        ("SANCTION", Some("expel")) => "Expulsion",
        ("SANCTION", _) => "Sanction",
        ("MOBILIZE", _) => "Mobilisation",
        ("COERCE", Some("arrest")) => "Arrest",
        ("COERCE", _) => "Coercion",
        ("ASSAULT", _) => "Attack",
        ("STATEMENT", _) => "Statement",
        _ => "Event",
    }
}

fn status(status: &str) -> &'static str {
    match status {
        "planned" => "planned",
        "hypothetical" => "possible only",
        "negated" => "denied or called off",
        "historical" => "background",
        _ => "took place",
    }
}

fn date(date: &Date<'_>) -> String {
    let until = date.until.map_or(String::new(), |until| format!(" to {}", day(until)));
    let basis = if date.basis == "published" { " (day of the report)" } else { "" };
    format!("{}{until}{basis}", day(date.value))
}

/// An ISO date for a reader: `2023-12-27` as `27 December 2023`, `2023-12` as `December 2023`; anything else as it is.
pub fn day(iso: &str) -> String {
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        (Some(year), Some(month), None) => format!("{month} {year}"),
        _ => iso.to_owned(),
    }
}

fn place(place: &Place<'_>) -> String {
    match place.country {
        Some(country) => format!("{} ({country})", place.name),
        None => place.name.to_owned(),
    }
}

/// The words of some spans, each between marks.
fn quoted(spans: &[Span<'_>]) -> String {
    let quoted = |span: &Span<'_>| format!("“{}”", shortened(span.text, SHOWN));
    spans.iter().map(quoted).collect::<Vec<_>>().join(" … ")
}

/// The first words of a text that has no title.
fn beginning(text: &str) -> String {
    const SHOWN: usize = 100;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", text[..at].rsplit_once(' ').map_or(&text[..at], |(whole, _)| whole)),
        None => text.to_owned(),
    }
}

/// `words` with their middle left out where they are longer than `most` characters.
fn shortened(words: &str, most: usize) -> String {
    let length = words.chars().count();
    if length <= most {
        return words.to_owned();
    }
    let cut = |from: usize| words.char_indices().nth(from).map_or(words.len(), |(at, _)| at);
    let (start, end) = (&words[..cut(most * 2 / 3)], &words[cut(length - most / 4)..]);
    // Cut between words where there are words.
    let start = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
    let end = end.split_once(' ').map_or(end, |(_, whole)| whole);
    format!("{start} […] {end}")
}
