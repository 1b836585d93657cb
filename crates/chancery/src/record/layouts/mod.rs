//! Events in the column layouts of the field's data sets, so that scripts made for those read ours: [`EventLayout`].
//!
//! Rows are tab-separated text in UTF-8. What these sets do not have is left out: they tell of acts that took place, so
//! only events whose status is `actual` become rows, and words of speech (`STATEMENT`) only where CAMEO has codes for
//! them. An unknown is an empty field. POLECAT has one row an event, with several parties joined by `;`; ICEWS and GDELT
//! have one for each pair of a source and a target, and where all act together, for both directions of every pair.

mod gdelt;
mod icews;
mod polecat;

use std::hash::Hasher;

use chancery_know::{Knowledge, PartyKind};
use fnv::FnvHasher;

use super::parsed::{Entity, Event, Parsed, Place};

/// A data set's layout of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventLayout {
    /// The weekly files of POLECAT, 40 columns, with a header.
    Polecat,
    /// ICEWS, 20 columns, with a header.
    Icews,
    /// GDELT 2.0 Events, 61 columns, without a header.
    Gdelt,
}

impl EventLayout {
    /// The names of the columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            EventLayout::Polecat => polecat::COLUMNS,
            EventLayout::Icews => icews::COLUMNS,
            EventLayout::Gdelt => gdelt::COLUMNS,
        }
    }

    /// The line above the rows, with its line break; GDELT's files have none.
    pub fn header(self) -> Option<String> {
        (self != EventLayout::Gdelt).then(|| format!("{}\n", self.columns().join("\t")))
    }

    /// The rows of a record's events, each a line with its break. `know` has the names and codes of the parties.
    pub fn rows(self, record: &Parsed, know: &Knowledge) -> String {
        let report = Report { record, know };
        let mut lines = String::new();
        let mut write = |fields: Vec<String>| {
            debug_assert_eq!(fields.len(), self.columns().len());
            for (i, field) in fields.iter().enumerate() {
                if i > 0 {
                    lines.push('\t');
                }
                // A tab or line break inside a field would shift what follows.
                lines.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
            }
            lines.push('\n');
        };
        for event in record.events.iter().filter(|e| e.status == "actual") {
            match self {
                EventLayout::Polecat if event.quad.is_some() => write(polecat::row(&report, event)),
                EventLayout::Polecat => {}
                EventLayout::Icews | EventLayout::Gdelt => {
                    for (source, target) in report.pairs(event) {
                        write(match self {
                            EventLayout::Icews => icews::row(&report, event, source, target),
                            _ => gdelt::row(&report, event, source, target),
                        });
                    }
                }
            }
        }
        lines
    }
}

/// A record with what knowledge has of its parties.
struct Report<'a> {
    record: &'a Parsed,
    know: &'a Knowledge,
}

impl<'a> Report<'a> {
    fn parties(&self, ids: &[String]) -> Vec<&'a Entity> {
        let record: &'a Parsed = self.record;
        ids.iter().filter_map(|id| record.entity(id)).collect()
    }

    /// The pairs of source and target of an event. One alone acts towards nobody.
    fn pairs(&self, event: &Event) -> Vec<(&'a Entity, Option<&'a Entity>)> {
        let (actors, recipients) = (self.parties(&event.actors), self.parties(&event.recipients));
        let mut pairs = Vec::new();
        if !recipients.is_empty() {
            for &actor in &actors {
                pairs.extend(recipients.iter().map(|&r| (actor, Some(r))));
            }
            if actors.is_empty() {
                return recipients.into_iter().map(|r| (r, None)).collect();
            }
            return pairs;
        }
        for (i, &a) in actors.iter().enumerate() {
            pairs.extend(actors.iter().enumerate().filter(|&(j, _)| i != j).map(|(_, &b)| (a, Some(b))));
        }
        if pairs.is_empty() { actors.into_iter().map(|a| (a, None)).collect() } else { pairs }
    }

    /// The name of the state that an entity is of.
    fn country(&self, entity: &Entity) -> String {
        self.state(entity.party.as_deref()).map(|p| p.name().to_owned()).unwrap_or_default()
    }

    /// A party that is a state or territory; of a group, that of its state.
    fn state(&self, code: Option<&str>) -> Option<chancery_know::Party<'a>> {
        let party = self.know.party(code?)?;
        match party.kind() {
            PartyKind::State | PartyKind::Territory => Some(party),
            PartyKind::Organization => None,
            PartyKind::Group => party.parent().filter(|p| p.kind() == PartyKind::State),
        }
    }

    /// The number of the Correlates of War project of the state that an entity is of.
    fn cow(&self, entity: &Entity) -> String {
        self.state(entity.party.as_deref()).and_then(chancery_know::Party::cow).unwrap_or_default().to_owned()
    }

    /// What someone is: three letters, as POLECAT and GDELT have them.
    fn sector(&self, entity: &Entity) -> &'static str {
        if let Some(office) = entity.office.as_deref().filter(|_| entity.kind == "person") {
            return sector_of_office(office);
        }
        let party = entity.party.as_deref().and_then(|code| self.know.party(code));
        match (entity.kind.as_str(), party.map(chancery_know::Party::kind)) {
            ("state", _) => "GOV",
            ("organization", Some(PartyKind::Organization)) => "IGO",
            ("group", Some(PartyKind::Group)) => "REB",
            ("organization" | "group", Some(PartyKind::State)) => {
                sector_of_office(&entity.name.to_lowercase())
            }
            _ => "",
        }
    }

    /// The name of the city that an event took place in, where it is told more closely than by country.
    fn city(&self, place: Option<&Place>) -> String {
        let Some(place) = place else { return String::new() };
        let name = place.name.clone().unwrap_or_default();
        let country = self.country_of(Some(place));
        if name == country { String::new() } else { name }
    }

    /// The name of the country that an event took place in.
    fn country_of(&self, place: Option<&Place>) -> String {
        let code = place.and_then(|p| p.country.as_deref());
        self.state(code).map(|p| p.name().to_owned()).unwrap_or_default()
    }

    /// Where the report came from.
    fn source(&self) -> String {
        let doc = &self.record.doc;
        let host = || {
            let url = doc.url.as_deref()?.split("//").nth(1)?;
            url.split('/').next().map(str::to_owned)
        };
        doc.source.clone().or_else(host).unwrap_or_default()
    }
}

/// The day of an event, `YYYY-MM-DD`, where it is known to the day.
fn day(event: &Event) -> &str {
    let value = event.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or_default();
    if value.len() >= 10 { value.get(..10).unwrap_or_default() } else { "" }
}

fn number<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// A number that is the same for the same words on every machine, of 63 bits so that it fits signed columns.
fn identifier(words: &[&str]) -> i64 {
    let mut hasher = FnvHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0x1f);
    }
    i64::try_from(hasher.finish() >> 1).unwrap_or_default()
}

/// The sector of an office, or of a body by its name.
fn sector_of_office(office: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|w| office.contains(w));
    if has(&["former"]) {
        "ELI"
    } else if has(&[
        "general",
        "admiral",
        "commander",
        "army",
        "navy",
        "air force",
        "military",
        "troops",
        "defense forces",
    ]) && !has(&["secretary", "attorney", "governor", "consul", "director"])
    {
        "MIL"
    } else if has(&[
        "senator",
        "lawmaker",
        "parliament",
        "congress",
        "senate",
        "representative to",
        "legislat",
        "house minority",
    ]) || office == "representative"
    {
        "LEG"
    } else if has(&["judge", "court", "justice of", "prosecutor"]) {
        "JUD"
    } else if has(&["police"]) {
        "COP"
    } else if has(&["intelligence", "cia director", "spy"]) {
        "SPY"
    } else if has(&["activist", "journalist", "reporter", "professor", "chief executive", "businessman"]) {
        "CVL"
    } else {
        "GOV"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Provenance};

    fn parsed(text: &str) -> Parsed {
        let provenance = Provenance {
            id: "r1".into(),
            url: Some("https://example.org/a".into()),
            ..Provenance::default()
        };
        let document = read::text(provenance, text.to_owned());
        let json = crate::record::of(&document, Knowledge::embedded(), |record| {
            serde_json::to_vec(record).expect("a record is JSON")
        });
        Parsed::from_json(&json).expect("our own JSON")
    }

    const TEXT: &str = "MOSCOW, March 3, 2023 - Indian Foreign Minister Subrahmanyam Jaishankar met Russian Foreign \
                        Minister Sergey Lavrov in Moscow on Friday. The United States condemned the talks. France \
                        will impose sanctions on Russia next week.";

    fn fields(layout: EventLayout, text: &str) -> Vec<Vec<String>> {
        let lines = layout.rows(&parsed(text), Knowledge::embedded());
        lines.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_row_has_every_column() {
        for (layout, columns) in
            [(EventLayout::Polecat, 40), (EventLayout::Icews, 20), (EventLayout::Gdelt, 61)]
        {
            assert_eq!(layout.columns().len(), columns);
            let names: std::collections::BTreeSet<_> = layout.columns().iter().collect();
            assert_eq!(names.len(), columns, "a name stands twice");
            let rows = fields(layout, TEXT);
            assert!(!rows.is_empty());
            assert!(rows.iter().all(|row| row.len() == columns), "{rows:?}");
        }
        assert_eq!(EventLayout::Gdelt.header(), None);
        assert!(EventLayout::Icews.header().is_some_and(|h| h.starts_with("Event ID\tEvent Date\t")));
    }

    #[test]
    fn what_is_only_planned_is_no_row() {
        let of = |layout: EventLayout, column: &str| -> Vec<String> {
            let at = layout.columns().iter().position(|c| *c == column).expect("a column");
            fields(layout, TEXT).into_iter().map(|mut row| row.swap_remove(at)).collect()
        };
        assert!(!of(EventLayout::Polecat, "Event Type").contains(&"SANCTION".to_owned()));
        assert!(of(EventLayout::Polecat, "Event Type").contains(&"CONSULT".to_owned()));
        assert!(of(EventLayout::Gdelt, "Actor1CountryCode").iter().all(|c| c.len() == 3));
        assert!(of(EventLayout::Gdelt, "EventRootCode").contains(&"04".to_owned()));
        assert!(of(EventLayout::Gdelt, "SQLDATE").iter().all(|d| d == "20230303"));
        assert!(of(EventLayout::Icews, "Source Country").contains(&"India".to_owned()));
    }

    #[test]
    fn control_characters_shift_no_column() {
        let mut record = parsed(TEXT);
        record.entities.iter_mut().for_each(|e| e.name = "A\tB\nC".to_owned());
        for layout in [EventLayout::Polecat, EventLayout::Icews, EventLayout::Gdelt] {
            let lines = layout.rows(&record, Knowledge::embedded());
            assert!(lines.lines().all(|l| l.split('\t').count() == layout.columns().len()));
        }
    }

    #[test]
    fn identifiers_are_stable_and_positive() {
        assert_eq!(identifier(&["a", "v1"]), identifier(&["a", "v1"]));
        assert_ne!(identifier(&["a", "v1"]), identifier(&["av", "1"]));
        assert!(identifier(&["a"]) >= 0);
    }
}
