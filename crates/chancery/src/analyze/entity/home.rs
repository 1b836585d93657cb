//! Of which state or movement those are who are told by a noun alone: "*police* in Lagos", "the *rebels*".

use super::{EntityKind, Resolver};
use crate::analyze::MentionId;
use crate::analyze::mention::Reading;
use crate::analyze::mention::lexicon::is_crowd;

/// Those on the street.
const ON_THE_STREET: &[&str] = &["protesters", "protestors", "demonstrators", "marchers", "rioters"];

/// Those who fight in an armed group.
const FIGHTERS: &[&str] = &[
    "rebels",
    "insurgents",
    "guerrillas",
    "militants",
    "jihadists",
    "militia",
    "rebel group",
    "armed group",
];

/// Organs of a state: who they are needs no telling where the report is at home.
const ORGANS: &[&str] = &["police", "court", "jury", "prosecutors"];

/// Those who are someone's victims or subjects, of whom only the place tells whose they are.
const PEOPLE: &[&str] = &[
    "civilians",
    "residents",
    "villagers",
    "worshippers",
    "bystanders",
    "detainees",
    "prisoners",
    "inmates",
];

/// The last word of a name, in small letters.
fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// Whether a group is nobody by itself, where nothing tells of which state it is: "lawmakers".
pub(super) fn is_of_a_state(name: &str) -> bool {
    let noun = last_word(name);
    is_crowd(&noun) && !ORGANS.contains(&noun.as_str()) && !is_foreign(name) || is_opposition(name)
}

/// Whether a group is of other states than the one told of: "*foreign* relief workers".
fn is_foreign(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    ["foreign", "international"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Whether a group is the opposition of the state that the report is about: "opposition parties".
fn is_opposition(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "opposition" || name.starts_with("opposition ")
}

impl Resolver<'_> {
    /// The state of a group told by a noun alone: that of the place beside it, "police in Lagos"; of lawmakers, activists
    /// and the like, the one that its sentence speaks of before; of its organs, the one that the report does.
    pub(super) fn home_of(&self, id: MentionId, name: &str) -> Option<String> {
        let noun = last_word(name);
        if !is_crowd(&noun) && !ON_THE_STREET.contains(&noun.as_str()) && !is_opposition(name) {
            return None;
        }
        if is_foreign(name) {
            return None;
        }
        let analysis = self.analysis;
        let at = |m: MentionId| analysis.tokens.at_or_after(analysis.mentions[m].phrase.start);
        let sentence = analysis.sentences[analysis.sentence_of(at(id))].span;
        let here = |m: &MentionId| sentence.contains(analysis.mentions[*m].phrase);
        let is_state = |code: &String| {
            self.know.party(code).is_some_and(|p| p.kind() == chancery_know::PartyKind::State)
        };
        let lies_in = |m: MentionId| {
            let before = at(m).checked_sub(1).map_or("", |b| analysis.tokens.lower(b));
            if !matches!(before, "in" | "across" | "throughout" | "near" | "outside") {
                return None;
            }
            let code = match &analysis.mentions[m].reading {
                Reading::Party { code, .. } => Some(code.clone()),
                Reading::Place { place, .. } => super::known::place(self.know, *place).1,
                _ => None,
            };
            code.filter(is_state)
        };
        let after = (id + 1..analysis.mentions.len()).take_while(here);
        let before = || (0..id).rev().take_while(here);
        let place = before().chain(after).take(8).find_map(lies_in);
        if place.is_some() || PEOPLE.contains(&noun.as_str()) {
            return place;
        }
        let party_of = |m: MentionId| self.entities.get(self.entities.of(m)?).party.clone().filter(is_state);
        before().find_map(party_of).or_else(|| {
            let organ = ORGANS.contains(&noun.as_str()) || is_opposition(name);
            // "LIBREVILLE - … France suspended aid. *Prosecutors* charged": those of where the report is written.
            let home = || self.state_of_dateline().filter(|code| self.principal.as_ref() == Some(code));
            let last = || (id.saturating_sub(8)..id).rev().find_map(party_of);
            if ON_THE_STREET.contains(&noun.as_str()) {
                return home();
            }
            organ.then(|| home().or_else(last).or_else(|| self.principal.clone())).flatten()
        })
    }

    /// The state of those on the street whom nothing tells to be of another: the last in which something was told to be,
    /// "protests *in Iran* … protesters demand".
    pub(super) fn where_they_march(&self, id: MentionId, name: &str) -> Option<String> {
        if !ON_THE_STREET.iter().any(|noun| name.eq_ignore_ascii_case(noun)) {
            return None;
        }
        (id.saturating_sub(8)..id).rev().find_map(|m| {
            let at = self.analysis.tokens.at_or_after(self.analysis.mentions[m].phrase.start);
            let before = at.checked_sub(1).map_or("", |b| self.analysis.tokens.lower(b));
            let code = self.entities.get(self.entities.of(m)?).party.clone().filter(|_| before == "in")?;
            self.know.party(&code).filter(|p| p.kind() == chancery_know::PartyKind::State).map(|_| code)
        })
    }

    /// The armed group told of before that fighters are of, of whom only "the" says that they are known: "talks with the
    /// Taliban … *the rebels* attacked".
    pub(super) fn whose_fighters(&self, id: MentionId, name: &str) -> Option<String> {
        let at = self.analysis.tokens.at_or_after(self.analysis.mentions[id].span.start);
        let article = |i: usize| self.analysis.tokens.lower(i) == "the";
        let known = article(at) || at.checked_sub(1).is_some_and(article);
        // "The *communist* rebels" are described; "the Tuareg rebels" are others.
        let fights = |noun: &str| {
            let rest = name.to_lowercase().strip_suffix(noun).map(str::len);
            rest.is_some_and(|rest| !name[..rest].contains(char::is_uppercase))
        };
        if !known || !FIGHTERS.iter().any(|noun| fights(noun) || name.eq_ignore_ascii_case(noun)) {
            return None;
        }
        (id.saturating_sub(12)..id).rev().find_map(|m| {
            let entity = self.entities.get(self.entities.of(m)?);
            let code = entity.party.as_deref().filter(|_| entity.kind == EntityKind::Group)?;
            let armed = self.know.party(code)?.kind() == chancery_know::PartyKind::Group;
            armed.then(|| code.to_owned())
        })
    }
}
