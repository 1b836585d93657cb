//! [`Reading`]: one report, from the bytes received to the bytes printed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery::Models;
use chancery::read::{self, Body, Decoded, Line, Provenance};
use chancery::record::{self, EventLayout, Parsed, Record, Style};
use chancery::text::{Document, ProblemKind};
use chancery_fetch::Words;
use chancery_know::Knowledge;
use chancery_store::name_of;
use jiff::civil::Date;

use super::input::{Content, Raw, is_report};

/// What a report is read with.
pub(crate) struct Reading<'k> {
    pub(crate) models: &'k Models,
    pub(crate) know: &'k Knowledge,
    pub(crate) layout: Layout,
    /// The day of publication of reports that do not tell.
    pub(crate) otherwise: Option<Date>,
    /// Claims of a lower score are left out.
    pub(crate) least: f32,
    /// Whether a report that has no name is called by its words. Else it is by the number of its line, which is no name
    /// beside those of other files.
    pub(crate) names: bool,
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
    /// Whether it is a record, or what stands for one.
    pub(crate) outcome: Outcome,
    /// What is now known of the address that was asked for it.
    pub(crate) visit: Option<chancery_store::Source>,
    /// Something to tell that is no fault.
    pub(crate) remark: Option<String>,
}

/// What came of a [`Raw`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A record.
    Record,
    /// The page is as it was when it was last read.
    Same,
    /// No report.
    Nothing,
}

impl Report {
    /// Why it could not be read, where it could not.
    pub(crate) fn failure(&self) -> Option<&Note> {
        self.notes.iter().find(|note| note.is_fatal())
    }
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
    pub(crate) fn report(&self, mut raw: Raw) -> Report {
        let (id, place) = (raw.provenance.id.clone(), raw.place.clone());
        let (visit, remark) = (raw.visit.take(), raw.remark.take());
        let outcome = match raw.content {
            Content::Same => Outcome::Same,
            Content::Nothing => Outcome::Nothing,
            _ => Outcome::Record,
        };
        if outcome != Outcome::Record {
            return Report { bytes: Vec::new(), place, text: 0, notes: Vec::new(), outcome, visit, remark };
        }
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
        Report { place, visit, remark, ..report }
    }

    /// The document of what was received, and what to do where there is none.
    fn document(&self, raw: Raw) -> (Document, &'static str) {
        let mut provenance = Provenance { otherwise: self.otherwise, ..raw.provenance };
        if let (true, "-", Content::Text(bytes, _) | Content::Html { bytes, .. }) =
            (self.names, provenance.id.as_str(), &raw.content)
        {
            provenance.id = name_of(&String::from_utf8_lossy(bytes));
        }
        match raw.content {
            Content::Text(bytes, charset) => (text(provenance, bytes, charset.as_deref()), ""),
            Content::Html { bytes, charset, otherwise } => {
                let other = provenance.clone();
                let page = chancery_html::page_as(provenance, bytes, charset.as_deref());
                let is_empty = page.problems.iter().any(|problem| problem.kind == ProblemKind::NoArticle);
                match otherwise.filter(|words| is_empty && is_report(words)) {
                    Some(words) => (self::words(other, words), ""),
                    None => (page, ""),
                }
            }
            Content::Words(words) => (self::words(provenance, words), ""),
            Content::Line(line) => self.line(provenance, &line),
            Content::Fault { reason, hint, line } => {
                let known = line.and_then(|line| read::json_line(&line, None).err());
                let id = known.map(|unread| unread.provenance.id).filter(|id| !id.is_empty());
                let provenance = match id {
                    Some(id) => Provenance { id, ..Provenance::default() },
                    None => provenance,
                };
                (read::unreadable(provenance, &reason), hint)
            }
            Content::Same | Content::Nothing => {
                (read::unreadable(provenance, "there is nothing to read"), "")
            }
        }
    }

    fn line(&self, fallback: Provenance, line: &[u8]) -> (Document, &'static str) {
        let named = |provenance: Provenance, words: &str| {
            let id = match provenance.id {
                id if !id.is_empty() => id,
                _ if self.names && !words.is_empty() => {
                    provenance.url.clone().unwrap_or_else(|| name_of(words))
                }
                _ => fallback.id,
            };
            Provenance { id, ..provenance }
        };
        match read::json_line(line, self.otherwise) {
            Ok(Line { provenance, body: Body::Text(text) }) => {
                (read::text(named(provenance, &text), text), "")
            }
            Ok(Line { provenance, body: Body::Html(html) }) => {
                (chancery_html::page(named(provenance, &html), html.into_bytes()), "")
            }
            Err(unread) => {
                let hint = "a line is one JSON object with `id` and `text` (or `html`)";
                (read::unreadable(named(unread.provenance, ""), &unread.reason), hint)
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
                ProblemKind::Truncated => "what there is of it is read",
                _ => return None,
            };
            Some(Note { kind: problem.kind, detail: problem.detail.clone().unwrap_or_default(), hint })
        });
        Report {
            bytes,
            place: document.id.clone(),
            text: document.text.len(),
            notes: notes.collect(),
            outcome: Outcome::Record,
            visit: None,
            remark: None,
        }
    }
}

/// The document of a file of plain text.
fn text(mut provenance: Provenance, bytes: Vec<u8>, charset: Option<&str>) -> Document {
    let Decoded { text, problem } = match charset {
        Some(label) => read::decode_as(label, bytes),
        None => read::decode(bytes),
    };
    provenance.problems.extend(problem);
    read::text(provenance, text)
}

/// The document of the words that a feed holds.
fn words(provenance: Provenance, words: Words) -> Document {
    match words {
        Words::Html(html) => chancery_html::fragment(provenance, &html),
        Words::Text(text) => read::text(provenance, text),
    }
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
            Layout::Text(style) => record::brief(record, know, style).into_bytes(),
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
