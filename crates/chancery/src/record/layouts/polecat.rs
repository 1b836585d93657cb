//! POLECAT's weekly files.

use super::{Event, Report, day, number};
use crate::record::parsed::Entity;

pub(super) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What stands between several of a kind in one field.
const BETWEEN: &str = ";";

pub(super) fn row(report: &Report, event: &Event) -> Vec<String> {
    let doc = &report.record.doc;
    let place = event.place.as_ref();
    let mut row = vec![
        format!("{}#{}", doc.id, event.id),
        day(event).to_owned(),
        event.event.clone(),
        event.mode.clone().unwrap_or_default(),
        number(event.intensity),
        quad(event.quad.as_deref()).to_owned(),
        event.contexts.join(BETWEEN),
    ];
    for side in [&event.actors, &event.recipients] {
        let parties = report.parties(side);
        let each =
            |of: &dyn Fn(&Entity) -> String| parties.iter().map(|&e| of(e)).collect::<Vec<_>>().join(BETWEEN);
        let mut sectors: Vec<&str> =
            parties.iter().map(|e| report.sector(e)).filter(|s| !s.is_empty()).collect();
        sectors.dedup();
        row.extend([
            each(&|e| e.name.clone()),
            each(&|e| report.country(e)),
            each(&|e| report.cow(e)),
            sectors.first().copied().unwrap_or_default().to_owned(),
            sectors.join(BETWEEN),
            each(&|e| e.office.clone().unwrap_or_default()),
            each(&|e| e.mentions.first().map_or_else(|| e.name.clone(), |m| m.text.clone())),
            each(&|e| e.wikidata.clone().unwrap_or_default()),
        ]);
    }
    let all = |kinds: &[&str]| {
        let named = report.record.entities.iter().filter(|e| kinds.contains(&e.kind.as_str()));
        named.map(|e| e.name.as_str()).collect::<Vec<_>>().join(BETWEEN)
    };
    let name = place.and_then(|p| p.name.clone()).unwrap_or_default();
    let city = report.city(place);
    let feature = match (name.is_empty(), city.is_empty()) {
        (true, _) => "",
        (false, true) => "country",
        (false, false) => "city",
    };
    row.extend([
        name.clone(),
        city,
        String::new(),
        String::new(),
        report.country_of(place),
        number(place.and_then(|p| p.lat)),
        number(place.and_then(|p| p.lon)),
        number(place.and_then(|p| p.geonames)),
        name,
        feature.to_owned(),
        report.source(),
        doc.published.clone().unwrap_or_default(),
        all(&["person"]),
        all(&["organization", "group"]),
        all(&["place", "state"]),
        doc.language.clone().unwrap_or_default(),
        report.record.reader.clone(),
    ]);
    row
}

fn quad(code: Option<&str>) -> &'static str {
    match code {
        Some("VC") => "VERBAL COOPERATION",
        Some("MC") => "MATERIAL COOPERATION",
        Some("VF") => "VERBAL CONFLICT",
        Some("MF") => "MATERIAL CONFLICT",
        _ => "",
    }
}
