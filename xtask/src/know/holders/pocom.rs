//! American secretaries, under secretaries, assistant secretaries and chiefs of mission: "Principal Officers and
//! Chiefs of Mission" of the State Department's Office of the Historian, a folder of XML files.

use std::{collections::HashMap, io::Read, path::Path};

use anyhow::Context;
use chancery_know::Knowledge;

use super::{Held, Titles, country_name, date, sent_to, state_named};

/// Up to when the source knows of principal officers, and of chiefs of mission.
const PRINCIPALS_KNOWN_UNTIL: &str = "2025-01-31";
const MISSIONS_KNOWN_UNTIL: &str = "2021-01-31";

pub(super) fn read(data: &Path, know: &Knowledge, titles: &Titles) -> anyhow::Result<Vec<Held>> {
    let archive = super::bytes(data, "statedept/pocom-44d2226.tar.gz")?;
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(&archive[..])
        .read_to_end(&mut whole)
        .context("cannot unpack the pocom archive")?;
    let files = files(&whole);
    let in_folder = |folder: &'static str| files.iter().filter(move |(name, _)| name.starts_with(folder));
    let mut names: HashMap<&str, String> = HashMap::new();
    for (_, text) in in_folder("people/") {
        let part = |tag| field(text, tag).filter(|s| !s.is_empty());
        let parts = [part("forename"), part("surname"), part("genName")];
        names.insert(
            field(text, "id").unwrap_or_default(),
            parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        );
    }
    let mut rows = Vec::new();
    for (_, text) in in_folder("positions-principals/") {
        let title = super::clean(field(text, "singular").unwrap_or_default());
        let Some(office) = titles.office(&title, "US") else { continue };
        for one in blocks(text, "principal") {
            rows.extend(held(one, &names, office, &title, PRINCIPALS_KNOWN_UNTIL));
        }
    }
    for (_, text) in in_folder("missions-orgs/") {
        let title = super::clean(field(text, "singular").unwrap_or_default());
        let title = title.replace("Representative of the U.S.A.", "Permanent Representative");
        let Some(office) = titles.office(&title, "US") else { continue };
        for one in blocks(text, "chief") {
            rows.extend(held(one, &names, office, &title, MISSIONS_KNOWN_UNTIL));
        }
    }
    for (file, text) in in_folder("missions-countries/") {
        let country = file.trim_start_matches("missions-countries/").trim_end_matches(".xml");
        let Some(host) = state_named(know, &country_name(country)).and_then(|code| know.party(&code)) else {
            continue;
        };
        for one in blocks(text, "chief") {
            let role = field(one, "role-title-id").unwrap_or_default();
            let (office, kind) = match role {
                _ if role.starts_with("charge") => ("charge d'affaires", "chargé d'affaires"),
                _ if role.starts_with("ambassador") || role.starts_with("envoy") => {
                    ("ambassador", "ambassador")
                }
                _ => continue,
            };
            let title = sent_to(kind, host);
            rows.extend(held(one, &names, office, &title, MISSIONS_KNOWN_UNTIL));
        }
    }
    Ok(rows)
}

fn held(
    block: &str,
    names: &HashMap<&str, String>,
    office: &str,
    title: &str,
    known_until: &str,
) -> Option<Held> {
    let day = |tag| field(block, tag).and_then(|part| field(part, "date")).map_or_else(String::new, date);
    let (started, appointed, ended) = (day("started"), day("appointed"), day("ended"));
    let from = if started.is_empty() { appointed } else { started };
    // One who never took office, or of whom no date is known.
    if from.is_empty() || !ended.is_empty() && ended < from {
        return None;
    }
    // The older a post without an end, the less it is one still held.
    let to = if ended.is_empty() && from.as_str() < "2010" { from.clone() } else { ended };
    Some(Held {
        party: "USA".into(),
        office: office.to_owned(),
        from,
        to,
        person: names.get(field(block, "person-id")?)?.clone(),
        wikidata: String::new(),
        title: title.to_owned(),
        known_until: known_until.to_owned(),
    })
}

/// The content of the first element of this name.
fn field<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let start = text.find(&format!("<{tag}>"))? + tag.len() + 2;
    let end = text[start..].find(&format!("</{tag}>"))?;
    Some(text[start..start + end].trim())
}

/// The contents of all elements of this name.
fn blocks<'t>(text: &'t str, tag: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    text.split(open.as_str()).skip(1).filter_map(|part| part.split(close.as_str()).next()).collect()
}

/// The files of a tar archive with their names.
fn files(archive: &[u8]) -> Vec<(&str, &str)> {
    const BLOCK: usize = 512;
    let mut files = Vec::new();
    let mut at = 0;
    while let Some(header) = archive.get(at..at + BLOCK) {
        let text = |range: std::ops::Range<usize>| {
            std::str::from_utf8(&header[range]).unwrap_or_default().trim_matches(['\0', ' '])
        };
        let Ok(size) = usize::from_str_radix(text(124..136), 8) else { break };
        let start = at + BLOCK;
        let content = archive.get(start..start + size).unwrap_or_default();
        if matches!(header[156], b'0' | 0)
            && let Ok(content) = std::str::from_utf8(content)
        {
            files.push((text(0..100), content));
        }
        at = start + size.div_ceil(BLOCK) * BLOCK;
    }
    files
}
