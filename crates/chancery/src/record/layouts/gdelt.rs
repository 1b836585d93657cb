//! GDELT 2.0 Events.

use super::{Entity, Event, Place, Report, day, identifier, number};

pub(super) const COLUMNS: &[&str] = &[
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

pub(super) fn row(report: &Report, event: &Event, source: &Entity, target: Option<&Entity>) -> Vec<String> {
    let doc = &report.record.doc;
    let date = day(event);
    let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default();
    let code = event.cameo.clone().unwrap_or_default();
    let up_to = |n: usize| code.get(..n.min(code.len())).unwrap_or_default().to_owned();
    let target_id = target.map_or("", |t| t.id.as_str());
    let mut row = vec![
        identifier(&[&doc.id, &event.id, &source.id, target_id]).to_string(),
        date.replace('-', ""),
        format!("{}{}", part(0..4), part(5..7)),
        part(0..4).to_owned(),
        fraction(date),
    ];
    row.extend(actor(report, Some(source)));
    row.extend(actor(report, target));
    row.extend([
        u8::from(is_root(report, event)).to_string(),
        code.clone(),
        up_to(3),
        up_to(2),
        quad(event.quad.as_deref()).to_owned(),
        number(event.goldstein),
        event.evidence.len().max(1).to_string(),
        "1".to_owned(),
        "1".to_owned(),
        String::new(),
    ]);
    row.extend(home(report, Some(source)));
    row.extend(home(report, target));
    row.extend(geo(report, event.place.as_ref()));
    let published = doc.published.as_deref().filter(|d| d.len() == 10);
    row.push(published.map(|d| format!("{}000000", d.replace('-', ""))).unwrap_or_default());
    row.push(doc.url.clone().unwrap_or_else(|| doc.id.clone()));
    row
}

/// The year with the part of it that is past, as GDELT reckons: of years of 365 and months of 30 days.
fn fraction(date: &str) -> String {
    let number = |range: std::ops::Range<usize>| date.get(range).and_then(|d| d.parse::<f64>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return String::new();
    };
    format!("{:.4}", year + (month * 30.0 + day) / 365.0)
}

/// The ten columns of an actor.
fn actor(report: &Report, entity: Option<&Entity>) -> [String; 10] {
    let Some(entity) = entity else { return Default::default() };
    let state = report.state(entity.party.as_deref());
    let country = state.map(|s| s.cameo().unwrap_or(s.code())).unwrap_or_default();
    let group = entity.party.as_deref().filter(|_| state.is_none()).unwrap_or_default();
    let kind = report.sector(entity);
    [
        format!("{country}{group}{kind}"),
        entity.name.to_uppercase(),
        country.to_owned(),
        group.to_owned(),
        String::new(),
        String::new(),
        String::new(),
        kind.to_owned(),
        String::new(),
        String::new(),
    ]
}

/// Whether an event is told in the opening of its report: its first line or sentence.
fn is_root(report: &Report, event: &Event) -> bool {
    let opening = report.record.text.trim_start();
    let end = opening.find('\n').unwrap_or(opening.len());
    let chars = opening.get(..end).map_or(0, |t| t.chars().count());
    event.evidence.first().is_some_and(|s| (s.start as usize) < chars.max(300))
}

fn quad(code: Option<&str>) -> &'static str {
    match code {
        Some("MC") => "2",
        Some("VF") => "3",
        Some("MF") => "4",
        // CAMEO's statements are verbal cooperation in GDELT.
        _ => "1",
    }
}

/// Where an actor is at home: the country.
fn home(report: &Report, entity: Option<&Entity>) -> [String; 8] {
    let state = entity.and_then(|e| report.state(e.party.as_deref()));
    let Some(state) = state else { return no_place() };
    let mut columns = no_place();
    columns[0] = "1".to_owned();
    columns[1] = state.name().to_owned();
    columns[2] = state.fips().unwrap_or_default().to_owned();
    columns
}

/// Where an act took place.
fn geo(report: &Report, place: Option<&Place>) -> [String; 8] {
    let Some(place) = place else { return no_place() };
    let state = report.state(place.country.as_deref());
    let (city, country) = (report.city(Some(place)), report.country_of(Some(place)));
    let kind = match (city.is_empty(), place.country.as_deref()) {
        (true, _) => "1",
        (false, Some("USA")) => "3",
        (false, _) => "4",
    };
    let name = [city, country].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ");
    [
        kind.to_owned(),
        name,
        state.and_then(chancery_know::Party::fips).unwrap_or_default().to_owned(),
        String::new(),
        String::new(),
        number(place.lat),
        number(place.lon),
        String::new(),
    ]
}

/// GDELT's type of a place that is not known is 0.
fn no_place() -> [String; 8] {
    let mut columns: [String; 8] = Default::default();
    columns[0] = "0".to_owned();
    columns
}
