//! Whose officials those are of whom only the post tells: "the Afghan ambassador … *Ambassador X*", "a spokesman in
//! Islamabad, *Maj. Gen. X*", the "Foreign Office" of Pakistan.

use super::{Entity, EntityId, EntityKind, Resolver};
use crate::analyze::MentionId;
use crate::analyze::clause::Clauses;
use crate::analyze::mention::Reading;

/// Whether an office is that of one state's envoy to another.
fn is_envoy(office: &str) -> bool {
    office.starts_with("ambassador") || office.starts_with("chargé") || office.starts_with("charge d")
}

impl Resolver<'_> {
    /// The state whose envoy was told of before, of an ambassador of whom nothing else is told.
    pub(super) fn party_of_envoy(&self, id: MentionId, office: &str) -> Option<String> {
        if !is_envoy(office) {
            return None;
        }
        (0..id).rev().find_map(|m| match &self.analysis.mentions[m].reading {
            Reading::Office { office, party } | Reading::Unnamed { office, party } if is_envoy(office) => {
                let told = || self.entities.get(self.entities.of(m)?).party.clone();
                party.clone().or_else(told)
            }
            _ => None,
        })
    }

    /// The state of whoever an envoy is told to be of: "Chávez broke off relations … *He recalled his ambassador*".
    pub(super) fn party_of_sender_before(&self, id: MentionId, office: &str) -> Option<String> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let tokens = &analysis.tokens;
        let start = tokens.at_or_after(analysis.mentions[id].phrase.start);
        let own = |at: usize| matches!(tokens.lower(at), "his" | "her" | "its" | "their");
        if !is_envoy(office) || !(own(start) || start > 0 && own(start - 1)) {
            return None;
        }
        let from = analysis.sentences[analysis.sentence_of(start)].tokens.start;
        let verb = (from..start).rev().find_map(|at| grammar.verb(at)).map(|v| grammar.verbs[v])?;
        let subjects = Clauses::new(analysis).subjects(&verb);
        subjects.into_iter().find_map(|m| self.entities.get(self.entities.of(m)?).party.clone())
    }

    /// The state whose seat a spokesman is told to speak in: "a military spokesman *in Islamabad*, Maj. Gen. X, denied it".
    pub(super) fn party_of_seat(&self, id: MentionId) -> Option<String> {
        let (mentions, tokens) = (&self.analysis.mentions, &self.analysis.tokens);
        let start = tokens.at_or_after(mentions[id].phrase.start);
        let seat = id.checked_sub(1)?;
        let at = tokens.at_or_after(mentions[seat].span.start);
        let Reading::Place { metonym: Some(code), .. } = &mentions[seat].reading else { return None };
        let speaks = at > 1
            && tokens.lower(at - 1) == "in"
            && matches!(tokens.lower(at - 2), "spokesman" | "spokeswoman" | "spokesperson" | "official");
        (speaks && tokens.lower(start.checked_sub(1)?) == "," && at + 2 == start).then(|| code.clone())
    }

    /// The other state whose ministry is called the Foreign Office, where the report names it and never Britain.
    pub(super) fn other_foreign_office(&self, id: MentionId) -> Option<&'static str> {
        let mentions = &self.analysis.mentions;
        let lower = &self.analysis.tokens.lower;
        let is_office = |m: MentionId| mentions[m].span.of(lower).ends_with("foreign office");
        if !is_office(id) {
            return None;
        }
        let names = |code: &str| {
            (0..mentions.len()).filter(|&m| !is_office(m)).any(|m| match &mentions[m].reading {
                Reading::Party { code: c, .. } => c == code,
                Reading::Place { metonym, .. } => metonym.as_deref() == Some(code),
                Reading::Person { party, .. } | Reading::Office { party, .. } | Reading::Group { party } => {
                    party.as_deref() == Some(code)
                }
                _ => false,
            })
        };
        if names("GBR") {
            return None;
        }
        ["PAK", "DEU"].into_iter().find(|code| names(code))
    }

    /// The state for which someone leaves by what describes him: "Minister X, who *leaves for Moscow*".
    pub(super) fn leaves_for(&self, id: MentionId) -> Option<String> {
        let (analysis, tokens) = (self.analysis, &self.analysis.tokens);
        let end = tokens.at_or_after(analysis.mentions[id].phrase.end);
        let goes = |at: usize| {
            matches!(tokens.lower(at), "leaves" | "left" | "flies" | "travels" | "heads" | "departs" | "goes")
                && matches!(tokens.lower(at + 1), "for" | "to")
        };
        let verb = (end..end + 4).find(|&at| goes(at))?;
        let next = analysis.mentions.partition_point(|m| tokens.at_or_after(m.phrase.start) < verb + 2);
        analysis.mentions.get(next)?;
        self.foreign_state(next)
    }

    /// The official of a state who was named last where a word that fits all of them tells of one: "Iran's minister X met Y …
    /// *the Iranian diplomat* said"; or whose age is told, of whom the sentence before is.
    pub(super) fn told_by_calling(&self, id: MentionId, office: &str, party: &str) -> Option<EntityId> {
        let tokens = &self.analysis.tokens;
        let start = tokens.at_or_after(self.analysis.mentions[id].span.start);
        if tokens.lower(start) != "the"
            || !matches!(
                office,
                "diplomat"
                    | "official"
                    | "politician"
                    | "special envoy"
                    | "envoy"
                    | "negotiator"
                    | "emissary"
            )
        {
            return None;
        }
        let serves = |e: &Entity| e.kind == EntityKind::Person && e.party.as_deref() == Some(party);
        // Where someone without a name was called so, he is meant.
        if self.entities.list.iter().any(|e| serves(e) && e.office.as_deref() == Some(office)) {
            return None;
        }
        let official = |e: &Entity| {
            serves(e) && e.named && e.office.as_deref().is_some_and(|o| !matches!(o, "president" | "king"))
        };
        self.recent.iter().rev().copied().find(|&p| official(self.entities.get(p)))
    }
}
