//! Holders of offices from open sources, each in a table of its own: [`Held`] is a row. What title means what office
//! stands in `titles.tsv`.

mod executive;
mod factbook;
mod ifg;
mod pocom;
mod reign;
mod titles;
mod visits;
pub(crate) mod wikidata;

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Context;
use chancery_know::{Knowledge, PartialDate, PartyKind};

pub(crate) use titles::Titles;

/// The columns of a table of holdings.
const COLUMNS: &str = "person\twikidata\tparty\toffice\ttitle\tfrom\tto\tknown_until\tsource\n";

/// The first year that the tables cover: what ended before is left out.
const FIRST_YEAR: &str = "1945";

/// A row of a table of holdings; dates are as far as they are known, an empty one is unknown or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) party: String,
    pub(crate) office: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) person: String,
    pub(crate) wikidata: String,
    pub(crate) title: String,
    pub(crate) known_until: String,
}

/// Other names of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Alias {
    pub(crate) person: String,
    pub(crate) wikidata: String,
    pub(crate) party: String,
    pub(crate) aliases: BTreeSet<String>,
}

/// Makes every table of holdings whose source lies in the folder.
pub(crate) fn import(data: &Path) -> anyhow::Result<()> {
    let titles = Titles::read()?;
    let know = Knowledge::embedded();
    let mut aliases = Vec::new();
    write("holdings_wikidata.tsv", "wikidata", wikidata::read(data, know, &titles, &mut aliases)?)?;
    write("holdings_factbook.tsv", "factbook", factbook::read(data, know, &titles)?)?;
    write("holdings_ifg.tsv", "ifg", ifg::read(data, &titles, &mut aliases)?)?;
    write("holdings_executive.tsv", "executive", executive::read(data)?)?;
    write("holdings_pocom.tsv", "pocom", pocom::read(data, know, &titles)?)?;
    write("holdings_visits.tsv", "visits", visits::read(data, know, &titles)?)?;
    write("holdings_reign.tsv", "reign", reign::read(data, know)?)?;
    aliases.sort();
    let mut out = String::from("person\twikidata\tparty\taliases\n");
    for alias in &aliases {
        let names: Vec<&str> = alias.aliases.iter().map(String::as_str).collect();
        out += &format!("{}\t{}\t{}\t{}\n", alias.person, alias.wikidata, alias.party, names.join("|"));
    }
    save("aliases_open.tsv", &out)
}

/// Writes one table: sorted, each row once, without what ended before [`FIRST_YEAR`].
pub(crate) fn write(name: &str, source: &str, mut rows: Vec<Held>) -> anyhow::Result<()> {
    rows.retain(|row| row.to.is_empty() || row.to.as_str() >= FIRST_YEAR);
    rows.sort();
    rows.dedup();
    let mut out = String::from(COLUMNS);
    for row in &rows {
        // A title that says no more than the office is not repeated.
        let title = if row.title.to_lowercase() == row.office { "" } else { &row.title };
        let cells = [
            &row.person,
            &row.wikidata,
            &row.party,
            &row.office,
            title,
            &row.from,
            &row.to,
            &row.known_until,
            source,
        ];
        out += &cells.map(clean).join("\t");
        out.push('\n');
    }
    save(name, &out)
}

fn save(name: &str, text: &str) -> anyhow::Result<()> {
    let path = super::crate_dir().join("tables").join(name);
    println!("{name}: {} rows, {} bytes", text.lines().count() - 1, text.len());
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// A cell on one line, without tabs.
fn clean(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of a file of the data folder.
fn bytes(data: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let path = data.join(name);
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The rows of a CSV file of the data folder, each as a map from its columns.
fn csv(data: &Path, name: &str) -> anyhow::Result<Vec<std::collections::HashMap<String, String>>> {
    let text = String::from_utf8_lossy(&bytes(data, name)?).into_owned();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.with_context(|| format!("cannot understand {name}"))).collect()
}

/// A date cut to what [`PartialDate`] reads, or an empty string.
pub(super) fn date(text: &str) -> String {
    let text = text.trim().get(..10).unwrap_or(text.trim());
    PartialDate::parse(text).map_or_else(String::new, |date| date.to_string())
}

/// The code of the state or territory that goes by this name.
fn state_named(know: &Knowledge, name: &str) -> Option<String> {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let found = know.longest_name(name).filter(|found| found.len == name.len())?;
    let party = found.senses().find_map(|sense| match sense {
        chancery_know::Sense::Party { party, form: chancery_know::Form::Name } => Some(party),
        _ => None,
    })?;
    matches!(party.kind(), PartyKind::State | PartyKind::Territory).then(|| party.code().to_owned())
}

/// The name by which the tables know a country that the Office of the Historian calls `saudi-arabia`.
fn country_name(id: &str) -> String {
    let name = match id {
        "antigua-barbuda" => "Antigua and Barbuda",
        "bosnia-herzegovina" => "Bosnia-Herzegovina",
        "congo-democratic-republic" => "DR Congo",
        "congo-republic" => "Congo-Brazzaville",
        "cote-divoire" => "Cote d'Ivoire",
        "german-democratic-republic" => "German Democratic Republic",
        "korea" | "korea-south" => "South Korea",
        "vietnam-south" => "South Vietnam",
        "germany-democratic-republic" => "German Democratic Republic",
        "saint-kitts-nevis" => "Saint Kitts and Nevis",
        "saint-vincent-grenadines" => "Saint Vincent and the Grenadines",
        "texas" | "two-sicilies" | "hawaii" => "",
        other => return other.split('-').map(capitalized).collect::<Vec<_>>().join(" "),
    };
    name.to_owned()
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A diplomat's title, the same whichever source has it: "ambassador to the Netherlands".
fn sent_to(what: &str, party: chancery_know::Party<'_>) -> String {
    const WITH_ARTICLE: [&str; 15] = [
        "ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "GBR", "GMB", "MDV", "NLD", "PHL", "SUN", "USA",
        "VAT",
    ];
    let name = party.name();
    let article = if WITH_ARTICLE.contains(&party.code()) { "the " } else { "" };
    format!("{what} to {article}{name}")
}

/// A family name written in capitals in the usual way: "FERNÁNDEZ", "McGRAW", "AL-ASSAD".
fn lowered(word: &str) -> String {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let is_number = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if capitals < 2 || word.contains('.') || is_number {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut inside = false;
    for c in word.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || c == '\'' && out.len() > 2;
    }
    match out.as_str() {
        mc if mc.len() > 3 && mc.starts_with("Mc") => {
            let rest: String = mc[2..]
                .chars()
                .enumerate()
                .flat_map(|(i, c)| if i == 0 { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] })
                .collect();
            format!("Mc{rest}")
        }
        _ => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_in_capitals() {
        for (given, expected) in [
            ("FERNÁNDEZ", "Fernández"),
            ("McGRAW", "McGraw"),
            ("AL-ASSAD", "Al-Assad"),
            ("O'BRIEN", "O'Brien"),
            ("Joseph", "Joseph"),
            ("III", "III"),
            ("J.R.", "J.R."),
        ] {
            assert_eq!(lowered(given), expected);
        }
    }
}
