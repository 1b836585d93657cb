//! [`Reading`]: one report, from the bytes received to the bytes printed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery::Models;
use chancery::read::{self, Body, Decoded, Line, Provenance};
use chancery::record::{self, EventLayout, Parsed, Record, Style};
use chancery::text::{Document, ProblemKind};
use chancery_know::Knowledge;
use jiff::civil::Date;

use super::input::{Content, Raw};

/// What a report is read with.
pub(crate) struct Reading<'k> {
    pub(crate) models: &'k Models,
    pub(crate) know: &'k Knowledge,
    pub(crate) layout: Layout,
    /// The day of publication of reports that do not tell.
    pub(crate) otherwise: Option<Date>,
    /// Claims of a lower score are left out.
    pub(crate) least: f32,
}

/// How records are set.
#[derive(Clone, Copy)]
pub(crate) enum Layout {
    Text(Style),
    Json,
    JsonList,
    JsonLines,
    Events(EventLayout),
}

/// A report that was read, or could not be.
pub(crate) struct Report {
    /// What is printed of it.
    pub(crate) bytes: Vec<u8>,
    /// Where it stands, with its identifier where that is another.
    pub(crate) place: String,
    /// Bytes of text that were read.
    pub(crate) text: usize,
    /// What to tell the person at the keyboard.
    pub(crate) notes: Vec<Note>,
}

/// Something amiss with one report.
pub(crate) struct Note {
    pub(crate) kind: ProblemKind,
    pub(crate) detail: String,
    pub(crate) hint: &'static str,
}

impl Note {
    /// Whether it means that the report could not be read.
    pub(crate) fn is_fatal(&self) -> bool {
        matches!(self.kind, ProblemKind::Unreadable | ProblemKind::Empty | ProblemKind::NoArticle)
    }
}

impl Reading<'_> {
    /// Reads one report. A fault in our own code costs that report and not the run.
    pub(crate) fn report(&self, raw: Raw) -> Report {
        let (id, place) = (raw.id.clone(), raw.place.clone());
        let read = || {
            let (document, hint) = self.document(raw);
            self.print(&document, hint)
        };
        let report = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
            let provenance = Provenance { id: id.clone(), ..Provenance::default() };
            let hint = "this is a fault of chancery: please send us the report";
            self.print(&read::unreadable(provenance, "reading it failed"), hint)
        });
        let place = if report.place == id { place } else { format!("{place} ({})", report.place) };
        Report { place, ..report }
    }

    /// The document of what was received, and what to do where there is none.
    fn document(&self, raw: Raw) -> (Document, &'static str) {
        let provenance = Provenance { id: raw.id, otherwise: self.otherwise, ..Provenance::default() };
        match raw.content {
            Content::Text(bytes) => (text(provenance, bytes), ""),
            Content::Html(bytes) => (chancery_html::page(provenance, bytes), ""),
            Content::Line(line) => self.line(provenance, &line),
            Content::Fault { reason, hint, line } => {
                let known = line.and_then(|line| read::json_line(&line, None).err());
                let id = known.map(|unread| unread.provenance.id).filter(|id| !id.is_empty());
                let id = id.unwrap_or(provenance.id);
                (read::unreadable(Provenance { id, ..Provenance::default() }, &reason), hint)
            }
        }
    }

    fn line(&self, fallback: Provenance, line: &[u8]) -> (Document, &'static str) {
        let numbered = |provenance: Provenance| {
            let id = if provenance.id.is_empty() { fallback.id } else { provenance.id };
            Provenance { id, ..provenance }
        };
        match read::json_line(line, self.otherwise) {
            Ok(Line { provenance, body: Body::Text(text) }) => (read::text(numbered(provenance), text), ""),
            Ok(Line { provenance, body: Body::Html(html) }) => {
                (chancery_html::page(numbered(provenance), html.into_bytes()), "")
            }
            Err(unread) => {
                let hint = "a line is one JSON object with `id` and `text` (or `html`)";
                (read::unreadable(numbered(unread.provenance), &unread.reason), hint)
            }
        }
    }

    fn print(&self, document: &Document, hint: &'static str) -> Report {
        let bytes = record::of_sure(document, self.models, self.know, self.least, |record| {
            self.layout.print(record, self.know)
        });
        let notes = document.problems.iter().filter_map(|problem| {
            let hint = match problem.kind {
                ProblemKind::Unreadable => hint,
                ProblemKind::Empty => "the input holds no words",
                ProblemKind::NoArticle => "give the text alone with --input text, if there is a report in it",
                ProblemKind::NoDate => "give the day with --published DATE; days like “on Monday” hang on it",
                ProblemKind::BadEncoding => "save the file as UTF-8",
                ProblemKind::Language => "its words are kept, and nothing is drawn from them",
                _ => return None,
            };
            Some(Note { kind: problem.kind, detail: problem.detail.clone().unwrap_or_default(), hint })
        });
        Report { bytes, place: document.id.clone(), text: document.text.len(), notes: notes.collect() }
    }
}

/// The document of a file of plain text.
fn text(mut provenance: Provenance, bytes: Vec<u8>) -> Document {
    let Decoded { text, problem } = read::decode(bytes);
    provenance.problems.extend(problem);
    read::text(provenance, text)
}

impl Layout {
    fn print(self, record: &Record<'_>, know: &Knowledge) -> Vec<u8> {
        // Serialising a record cannot fail: its keys are strings, and it is written into memory.
        let json = |pretty: bool| {
            if pretty { serde_json::to_vec_pretty(record) } else { serde_json::to_vec(record) }
                .unwrap_or_default()
        };
        match self {
            // Where nothing was read, standard error has said so.
            Layout::Text(_) if record.text.trim().is_empty() => Vec::new(),
            Layout::Text(style) => record::brief(record, style).into_bytes(),
            Layout::Json => [json(true), b"\n".to_vec()].concat(),
            Layout::JsonList => json(true),
            Layout::JsonLines => [json(false), b"\n".to_vec()].concat(),
            Layout::Events(layout) => {
                let parsed = Parsed::from_json(&json(false)).unwrap_or_default();
                layout.rows(&parsed, know).into_bytes()
            }
        }
    }

    /// What goes before the first record.
    pub(crate) fn before(self) -> Vec<u8> {
        match self {
            Layout::JsonList => b"[\n".to_vec(),
            Layout::Events(layout) => layout.header().unwrap_or_default().into_bytes(),
            _ => Vec::new(),
        }
    }

    /// What goes between two records.
    pub(crate) fn between(self) -> &'static [u8] {
        match self {
            Layout::Text(_) => b"\n\n",
            Layout::JsonList => b",\n",
            Layout::Json | Layout::JsonLines | Layout::Events(_) => b"",
        }
    }

    /// What goes after the last record.
    pub(crate) fn after(self) -> &'static [u8] {
        if let Layout::JsonList = self { b"\n]\n" } else { b"" }
    }
}
