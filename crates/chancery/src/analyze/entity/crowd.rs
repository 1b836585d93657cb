//! Groups that only a noun tells of: "gunmen", "a court", "dozens of students". They are no mentions and stand in nobody's
//! way; where a rule of an act finds nobody else in the place of who acts or suffers, it is they who do.

use super::{EntityId, EntityKind, Resolver};
use crate::analyze::MentionId;
use crate::analyze::clause::{Clauses, Phrase, Tag, is_count};
use crate::analyze::mention::Reading;
use crate::analyze::mention::lexicon::{GroupKind, group_kind};
use crate::analyze::word::class;

/// Mentions before a group among which the state is looked for that the report is speaking of.
const NEAR: usize = 8;

/// Words before a number that are no part of what a group is called: "*at least* 20 protesters".
const ROUNDS: &[&str] =
    &["at", "least", "most", "more", "than", "about", "around", "nearly", "almost", "over", "up", "to"];

impl Resolver<'_> {
    /// Finds the groups that no mention tells of, and of which state each is.
    pub(super) fn find_groups(&mut self) {
        let analysis = self.analysis;
        let clauses = Clauses::new(analysis);
        let grammar = &analysis.grammar;
        let dateline = self.state_of_dateline();
        for phrase in &grammar.phrases {
            let head = phrase.head;
            let Some(kind) = group_kind(analysis.tokens.lower(head)) else { continue };
            let small =
                analysis.tokens.list[head].span.of(analysis.text()).chars().all(|c| !c.is_uppercase());
            let opens = head == analysis.sentences[analysis.sentence_of(head)].tokens.start
                || analysis.past_dateline(head.saturating_sub(1)) == head;
            // What a mention tells of and resolves to somebody, and what is said to be of a party, is known.
            let covered = grammar.cover[head].is_some_and(|m| {
                let group = matches!(
                    analysis.mentions[m].reading,
                    Reading::Group { .. } | Reading::Collective { .. } | Reading::Definite { .. }
                );
                self.entities.of(m).is_some() || !group
            });
            let own = grammar.cover[head].map(|m| analysis.mentions[m].phrase);
            let owned = clauses
                .modifiers(phrase)
                .iter()
                .any(|&m| Some(analysis.mentions[m].phrase) != own && self.entities.of(m).is_some());
            let stands = matches!(grammar.tags[head], Tag::Noun | Tag::Name);
            if covered || owned || !stands || !(small || opens) {
                continue;
            }
            let name = self.name_of_group(phrase);
            // "*European* commanders", "*foreign* workers" are of no state that is told of.
            let elsewhere = |at: usize| {
                let first = analysis.tokens.list[at].span.of(analysis.text()).chars().next();
                let name = at > phrase.start && first.is_some_and(char::is_uppercase);
                name || matches!(
                    analysis.tokens.lower(at),
                    "foreign"
                        | "international"
                        | "western"
                        | "european"
                        | "african"
                        | "arab"
                        | "asian"
                        | "muslim"
                        | "islamist"
                        | "commonwealth"
                        | "world"
                        | "regional"
                        | "neighbouring"
                        | "neighboring"
                        | "exiled"
                )
            };
            let party = match (phrase.start..head).any(elsewhere) {
                true => None,
                false => self.state_of_group(head, kind, dateline.as_deref()),
            };
            let entity = self.group_named(&name, party);
            self.entities.groups.push((head, kind, entity));
        }
        self.entities.groups.sort_unstable_by_key(|&(at, ..)| at);
    }

    /// The words of a phrase without what only says how many there are.
    fn name_of_group(&self, phrase: &Phrase) -> String {
        let analysis = self.analysis;
        let counts = |at: usize| {
            let word = analysis.tokens.lower(at);
            let determines = analysis.grammar.words[at].is(class::DETERMINER)
                || analysis.grammar.words[at].is(class::POSSESSIVE);
            determines
                || is_count(word)
                || word.starts_with(|c: char| c.is_ascii_digit())
                || ROUNDS.contains(&word)
                || matches!(word, "a" | "," | "dozen" | "hundred" | "thousand" | "dead")
        };
        let start = (phrase.start..phrase.head).find(|&at| !counts(at)).unwrap_or(phrase.head);
        let name = analysis.tokens.span(start, phrase.head + 1).of(analysis.text());
        if matches!(name, "thousands" | "hundreds" | "Thousands" | "Hundreds") {
            "people".to_owned()
        } else {
            name.to_owned()
        }
    }

    /// The group of that name and state, which may have been told of before.
    fn group_named(&mut self, name: &str, party: Option<String>) -> EntityId {
        let same = |e: &super::Entity| {
            e.kind == EntityKind::Group
                && e.name.eq_ignore_ascii_case(name)
                && (e.party == party || party.is_none())
        };
        match self.entities.list.iter().position(same) {
            Some(i) => EntityId(i as u32),
            None => self.entities.add(EntityKind::Group, name.to_owned(), party, false),
        }
    }

    /// The state of a group of which a noun alone tells.
    fn state_of_group(&self, at: usize, kind: GroupKind, dateline: Option<&str>) -> Option<String> {
        let analysis = self.analysis;
        if matches!(kind, GroupKind::Armed | GroupKind::Interest) {
            return None;
        }
        let sentence = analysis.sentences[analysis.sentence_of(at)].tokens.clone();
        let token = |m: MentionId| analysis.tokens.at_or_after(analysis.mentions[m].phrase.start);
        let from =
            analysis.mentions.partition_point(|m| m.phrase.start < analysis.tokens.list[at].span.start);
        let after = (from..analysis.mentions.len()).take_while(|&m| token(m) < sentence.end);
        let before = || (0..from).rev();
        let here = before().take_while(|&m| token(m) >= sentence.start);
        let place = after.chain(here).take(NEAR).find_map(|m| self.place_of(m));
        if place.is_some() {
            return place;
        }
        // Where the report is written is where it happens, if it speaks of that state most.
        let at_home = |code: &&str| self.principal.as_deref().is_none_or(|p| p == *code);
        if let Some(code) = dateline.filter(at_home) {
            return Some(code.to_owned());
        }
        if kind == GroupKind::People {
            return before().take(NEAR).find_map(|m| self.place_of(m));
        }
        let party_of = |m: MentionId| {
            let party = self.entities.get(self.entities.of(m)?).party.clone();
            party.filter(|code| self.is_state(code))
        };
        before()
            .take(NEAR)
            .find_map(party_of)
            .or_else(|| self.principal.clone())
            .or_else(|| dateline.map(str::to_owned))
    }

    /// The state in which a mention says that something is: "*in* Dhaka", "the capital, *Dhaka*".
    fn place_of(&self, mention: MentionId) -> Option<String> {
        let analysis = self.analysis;
        let at = analysis.tokens.at_or_after(analysis.mentions[mention].phrase.start);
        let word = |n: usize| at.checked_sub(n).map_or("", |i| analysis.tokens.lower(i));
        let before = match word(1) {
            "the" | "northern" | "southern" | "eastern" | "western" | "central" | "southeastern"
            | "southwestern" | "northeastern" | "northwestern" => word(2),
            word => word,
        };
        let there =
            matches!(before, "in" | "across" | "throughout" | "near" | "outside" | "around" | "through");
        let city = matches!(&analysis.mentions[mention].reading, Reading::Place { .. })
            && matches!(word(1), "capital" | "city" | "town" | "at");
        let code = match &analysis.mentions[mention].reading {
            Reading::Party { code, .. } if there => Some(code.clone()),
            Reading::Place { place, .. } if there || city => super::known::place(self.know, *place).1,
            _ => None,
        };
        code.filter(|code| self.is_state(code))
    }

    /// The state from which the report is written.
    pub(super) fn state_of_dateline(&self) -> Option<String> {
        let analysis = self.analysis;
        let line = analysis
            .tokens
            .span(analysis.datelines.first()?.tokens.start, analysis.datelines.first()?.tokens.end);
        let town = analysis.toponyms.iter().find(|t| line.contains(t.span))?;
        town.country.clone().filter(|code| self.is_state(code))
    }
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;

    use crate::analyze::EntityId;
    use crate::text::Document;

    /// The events of a text, each with the party codes of those on its sides, or their names.
    fn events(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let analysis = crate::analyze(&document, Knowledge::embedded());
        let key = |&e: &EntityId| analysis.entities.party_key(e).to_owned();
        let side = |list: &[EntityId]| list.iter().map(key).collect::<Vec<_>>().join("+");
        let claims = crate::extract::extract(&analysis);
        let line =
            |e: &crate::extract::Event| format!("{} {} > {}", e.event, side(&e.actors), side(&e.recipients));
        claims.events.iter().map(line).collect()
    }

    #[test]
    fn who_acts_may_be_a_group_that_nothing_names() {
        for (text, wanted) in [
            ("Gunmen killed five soldiers near Maiduguri, Nigeria, on Monday.", "ASSAULT Gunmen > NGA"),
            ("LAGOS, May 15 - Police fired tear gas at demonstrators on Tuesday.", "ASSAULT NGA > NGA"),
            ("Bishops called on the government of Kenya to open talks.", "REQUEST Bishops > KEN"),
            ("KYIV, May 15 - Lawmakers rejected a bill on land on Tuesday.", "REJECT UKR > "),
            ("Soldiers seized power in Niger on Wednesday.", "COERCE NER > "),
            ("Soldiers in Niger detained President Mohamed Bazoum.", "COERCE NER > NER"),
            ("Border guards shot dead two migrants at the Polish frontier.", "ASSAULT POL > migrants"),
            ("ATHENS, May 5 - Students threw stones at police on Monday.", "PROTEST GRC > GRC"),
        ] {
            let found = events(text);
            assert!(found.iter().any(|e| e == wanted), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_group_of_no_state_makes_no_act_of_words() {
        for text in [
            "Shoppers called for smaller models.",
            "Workers welcomed the new canteen.",
            "Doctors accused the diet and advised moderation.",
            "Delegates marched through the agenda in one afternoon.",
        ] {
            assert_eq!(events(text), Vec::<String>::new(), "{text}");
        }
    }
}
