//! Organisations by the short form of their name: "the Fund", "the Commission", "the Department" on a government's site.

use super::{EntityId, EntityKind, Resolver};

/// Bodies of which a government's own site tells without saying whose they are.
const OWN: &[&str] = &["Department", "Administration", "Senate", "House", "Congress", "Embassy", "Treasury"];

impl Resolver<'_> {
    /// Whom the name of an organisation of which no party is told means, where it is the short form of one told of before.
    pub(super) fn organization_called(&mut self, name: &str) -> Option<EntityId> {
        let last = name.rsplit(' ').next()?;
        if OWN.contains(&last)
            && (last == name || last == "Administration")
            && let Some(home) = self.home.clone()
        {
            return Some(self.state(&home));
        }
        let ministry = name.ends_with("Foreign Ministry")
            || matches!(
                name,
                "Ministry" | "Ministry of Foreign Affairs" | "Ministry for Foreign Affairs" | "MFA"
            );
        if let Some(home) = self.home.clone().filter(|_| ministry) {
            return Some(self.state(&home));
        }
        if last != name {
            return None;
        }
        // "The Commission" is the Union's; else the name of who is meant ends with the word.
        let ends = |e: &super::Entity| {
            e.kind == EntityKind::Organization
                && (e.name.len() > name.len() && e.name.rsplit(' ').next() == Some(name)
                    || name == "Commission" && e.party.as_deref() == Some("EU"))
        };
        self.entities.list.iter().rposition(ends).map(|i| EntityId(i as u32))
    }

    /// A ministry of which nobody says whose it is belongs to the only state that the report speaks of: "*the Interior
    /// Ministry* accuses the rebels of killing Chadian soldiers".
    pub(super) fn ministries_at_home(&mut self) {
        let state =
            |code: &&str| self.know.party(code).is_some_and(|p| p.kind() == chancery_know::PartyKind::State);
        let mut codes: Vec<&str> =
            self.entities.list.iter().filter_map(|e| e.party.as_deref()).filter(state).collect();
        codes.sort_unstable();
        codes.dedup();
        let [only] = codes[..] else { return };
        let only = only.to_owned();
        for entity in &mut self.entities.list {
            let ministry = entity.name.ends_with(" Ministry") || entity.name.starts_with("Ministry of ");
            if entity.kind == EntityKind::Organization && entity.party.is_none() && ministry {
                entity.party = Some(only.clone());
            }
        }
    }
}
