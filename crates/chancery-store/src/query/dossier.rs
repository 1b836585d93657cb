//! [`Dossier`]: all about one party or one pair, each line with its key.

use serde::Serialize;
use serde_json::Value;

use super::show::objects;
use super::{Filter, Listing};
use crate::{Result, Store};

/// All about a party, or about two with each other.
#[derive(Clone, Debug, Serialize)]
pub struct Dossier {
    /// One code or two.
    pub parties: Vec<String>,
    /// Engagements in all.
    pub engagements: u64,
    /// Reports that tell of them.
    pub reports: u64,
    /// Cooperation and conflict by month, the latest first.
    pub months: Vec<Value>,
    /// The latest engagements that took place.
    pub latest: Vec<Value>,
    /// What is announced or promised and not past, the latest told first.
    pub open: Vec<Value>,
    /// Agreements, the latest first.
    pub agreements: Vec<Value>,
    /// What the party said; of a pair, what each said of the other; the latest first.
    pub statements: Vec<Value>,
    /// The reports that the rows above are taken from, in the order in which their `report` first names them.
    pub sources: Vec<Value>,
}

/// Rows of each part of a dossier.
const SOME: u64 = 12;

impl Store {
    /// The dossier of one party or of a pair.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn dossier(&self, parties: &[String]) -> Result<Dossier> {
        let of = Filter { parties: parties.to_vec(), ..Filter::default() };
        let some = Filter { limit: Some(SOME), ..of.clone() };
        let with = |status: &str| Filter { status: Some(status.to_owned()), ..some.clone() };
        let months = objects(self, Listing::Relations, &Filter { limit: Some(24), ..of.clone() })?;
        let mut statements = Vec::new();
        for party in parties {
            let about = parties.iter().find(|other| *other != party).cloned();
            let said = Filter { speaker: Some(party.clone()), about, limit: Some(SOME), ..Filter::default() };
            statements.extend(objects(self, Listing::Statements, &said)?);
        }
        statements.sort_by_key(|s| std::cmp::Reverse(s["published"].as_str().unwrap_or_default().to_owned()));
        let mut dossier = Dossier {
            parties: parties.to_vec(),
            engagements: self.count(Listing::Engagements, &of)?,
            reports: self.count(Listing::Reports, &of)?,
            months,
            latest: objects(self, Listing::Engagements, &with("actual"))?,
            open: objects(self, Listing::Engagements, &with("planned"))?,
            agreements: objects(self, Listing::Agreements, &some)?,
            statements,
            sources: Vec::new(),
        };
        self.cite(&mut dossier)?;
        Ok(dossier)
    }

    /// Says of each row which report it is from: of an engagement, one that tells of it.
    fn cite(&self, dossier: &mut Dossier) -> Result<()> {
        for row in dossier.latest.iter_mut().chain(&mut dossier.open) {
            let engagement = row["id"].as_str().map(str::to_owned);
            let one = Filter { engagement, limit: Some(1), ..Filter::default() };
            if let Some(event) = objects(self, Listing::Events, &one)?.first() {
                row["report"] = event["report"].clone();
            }
        }
        let parts = [&dossier.latest, &dossier.open, &dossier.agreements, &dossier.statements];
        for row in parts.into_iter().flatten() {
            let Some(report) = row["report"].as_str() else { continue };
            if !dossier.sources.iter().any(|source| source["id"] == report) {
                dossier.sources.extend(self.row(Listing::Reports, report)?.map(Value::Object));
            }
        }
        Ok(())
    }
}
