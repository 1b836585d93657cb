//! Those who are meant together: "the two ministers", "both sides", "A, B and C".

use super::{EntityId, EntityKind, Resolver, without_determiner};
use crate::analyze::mention::{PartyKind, Reading};
use crate::analyze::{MentionForm, MentionId};
use crate::text::Span;

/// Mentions before "both sides" among which the sides are looked for.
const FARTHEST: usize = 60;

/// Whether a collective means states and not those who speak for them: "both *sides*".
fn is_of_states(words: &str) -> bool {
    let noun = words.rsplit(' ').next().unwrap_or_default();
    matches!(noun, "sides" | "countries" | "nations" | "states" | "governments" | "delegations" | "parties")
}

impl Resolver<'_> {
    pub(super) fn collective(&mut self, id: MentionId, persons: bool, count: Option<u8>) -> Option<EntityId> {
        // "Foreign ministers of the Community met … *the ministers* condemned": those, and not whom they spoke of since.
        if persons && count.is_none() {
            let called = self.group_called(id).filter(|&group| self.acts_for_body(group));
            if called.is_some() {
                return called;
            }
        }
        // "The leaders" of a list of many are all of them.
        if count.is_none_or(|n| n > 2) {
            let listed = self.list_before(id).filter(|&list| self.entities.get(list).members.len() > 2);
            // "Discussed the crises in *Chad, Mali and Niger*. The ministers": those are spoken of and do not speak.
            let listed = listed.filter(|&list| !persons || !self.is_spoken_of(id, list));
            if listed.is_some() {
                return listed;
            }
        }
        // "Recalls its envoys from *these countries*": of how many there are nothing but their list tells.
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        if count.is_none() && words.starts_with("these ") {
            let plural = self.last_plural.filter(|&p| self.entities.get(p).members.len() > 1);
            return self.list_before(id).or(plural);
        }
        // "Expels 60 American diplomats … *the diplomats* must leave": those, and not the minister who says so.
        if count.is_none() && ["the diplomats", "the officials"].contains(&words) {
            let called = self.group_called(id);
            if called.is_some() {
                return called;
            }
        }
        let wanted = count.unwrap_or(2) as usize;
        // "Chad and Niger agreed on a truce that Norway brokered. *Both sides*": those named together.
        if wanted == 2
            && !persons
            && let Some(list) = self.list_before(id)
            && self.are_two_sides(list)
        {
            return Some(self.named_first(id, list).unwrap_or(list));
        }
        let mut members: Vec<EntityId> = Vec::new();
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        if ["groups", "movements", "factions", "organisations", "organizations"]
            .iter()
            .any(|w| words.ends_with(w))
        {
            members = self.groups_before(id, wanted);
        }
        if members.is_empty()
            && !persons
            && is_of_states(self.analysis.mentions[id].span.of(&self.analysis.tokens.lower))
        {
            let noun = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
            let states = ["sides", "parties", "delegations"].iter().all(|w| !noun.ends_with(w));
            members = self.parties_before(id, wanted, states);
            // "A met with Norway's B, who had come for the APEC week. *Both sides*": those who met, not the occasion.
            let occasion = |&m: &EntityId| self.entities.get(m).kind == EntityKind::Organization;
            if wanted == 2
                && (members.iter().any(occasion) || self.sign_before(id))
                && let Some(met) = self.persons_of_sentence_before(id)
            {
                members = met;
            }
            if members.len() < wanted {
                members.clear();
            }
        }
        // "The foreign ministers", after those whom they serve were named too.
        if persons && let Some(bearers) = self.bearers_of(id, wanted) {
            members = bearers;
        }
        let mut keys: Vec<String> = members.iter().map(|&m| self.entities.party_key(m).to_owned()).collect();
        let noun = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        // "The two leaders", "the mediators" are not those who speak for others.
        let may_speak = ["officials", "diplomats", "men", "women"].iter().any(|w| noun.ends_with(w));
        for &person in self.recent.iter().rev() {
            let speaks = self.entities.get(person).office.as_deref().is_some_and(|o| o.contains("spokes"));
            if speaks && !may_speak {
                continue;
            }
            let key = self.entities.party_key(person).to_owned();
            if members.len() < wanted && !keys.contains(&key) && self.entities.get(person).party.is_some() {
                members.push(person);
                keys.push(key);
            }
        }
        if members.len() < wanted && !persons {
            members.clear();
            let states: Vec<EntityId> = (0..self.entities.list.len() as u32)
                .map(EntityId)
                .filter(|&e| {
                    self.entities.get(e).kind == EntityKind::State
                        && !self.entities.get(e).mentions.is_empty()
                })
                .collect();
            let last = |e: &EntityId| self.entities.get(*e).mentions.last().copied();
            let mut states = states;
            states.sort_by_key(last);
            members = states.into_iter().rev().take(wanted).collect();
            // "Ties between four Arab states and Chad … *the four states* threatened": those, and not any that are named.
            if wanted > 2 && members.len() < wanted {
                return self.group_counted(id);
            }
        }
        // "the two presidents" whom nobody names are those of the states that are.
        if members.len() < 2 && count.is_some() {
            members = self.parties_before(id, wanted, true);
        }
        if members.len() < 2 {
            let body = || self.body_that_goes_on(id).filter(|_| persons && count.is_none());
            return self.group_called(id).or_else(body);
        }
        members.sort_unstable();
        let text = self.analysis.mentions[id].span.of(self.analysis.text());
        let name = without_determiner(text);
        let found = self.entities.list.iter().position(|e| {
            e.kind == EntityKind::Group && e.members == members && e.name.eq_ignore_ascii_case(name)
        });
        if let Some(i) = found {
            return Some(EntityId(i as u32));
        }
        let entity = self.add(EntityKind::Group, name.to_owned(), None);
        self.entities.list[entity.0 as usize].members = members;
        Some(entity)
    }

    /// The last `wanted` armed or political groups, which are no states' and no union of states; none where there are fewer.
    fn groups_before(&self, id: MentionId, wanted: usize) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = Vec::new();
        for entity in (id.saturating_sub(FARTHEST)..id).rev().filter_map(|m| self.entities.of(m)) {
            let told = self.entities.get(entity);
            let kind =
                told.party.as_deref().and_then(|code| self.know.party(code)).map(chancery_know::Party::kind);
            let group = match kind {
                Some(kind) => kind == chancery_know::PartyKind::Group,
                None => told.kind == EntityKind::Organization && told.named && told.name.contains(' '),
            };
            if group && !found.contains(&entity) && found.len() < wanted && told.members.is_empty() {
                found.push(entity);
            }
        }
        if found.len() < wanted {
            found.clear();
        }
        found
    }

    /// The last `wanted` persons of different parties who bear the office of which a mention is the plural; none where
    /// fewer do, or where the last that were named do anyway.
    fn bearers_of(&self, id: MentionId, wanted: usize) -> Option<Vec<EntityId>> {
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        let (before, plural) = words.rsplit_once(' ')?;
        let noun = plural.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let noun = noun.or_else(|| plural.strip_suffix('s').map(str::to_owned))?;
        if !matches!(
            noun.as_str(),
            "minister" | "president" | "premier" | "chancellor" | "secretary" | "ambassador"
        ) {
            return None;
        }
        let kind =
            before.rsplit(' ').next().filter(|w| matches!(*w, "foreign" | "prime" | "defence" | "defense"));
        let bears = |person: EntityId| {
            let office = self.entities.get(person).office.as_deref().unwrap_or_default();
            let mut words = office.split(' ');
            words.clone().any(|w| w == noun)
                && !office.contains("deputy")
                && kind.is_none_or(|kind| words.any(|w| w[..3.min(w.len())] == kind[..3]))
        };
        let mut bearers: Vec<EntityId> = Vec::new();
        for &person in self.recent.iter().rev().filter(|&&p| self.entities.get(p).party.is_some() && bears(p))
        {
            let same = |&b: &EntityId| self.entities.party_key(b) == self.entities.party_key(person);
            if bearers.len() < wanted && !bearers.iter().any(same) {
                bearers.push(person);
            }
        }
        (bearers.len() == wanted).then_some(bearers)
    }

    /// The first two persons of different states in the sentence before that of mention `id`.
    fn persons_of_sentence_before(&self, id: MentionId) -> Option<Vec<EntityId>> {
        let sentence = |m: MentionId| {
            self.analysis.sentence_of(self.analysis.tokens.at_or_after(self.analysis.mentions[m].span.start))
        };
        let before = sentence(id).checked_sub(1)?;
        let mut found: Vec<EntityId> = Vec::new();
        for m in (0..id).rev().skip_while(|&m| sentence(m) > before).take_while(|&m| sentence(m) == before) {
            let Some(entity) = self.entities.of(m) else { continue };
            let person = self.entities.get(entity);
            let state = person.party.as_deref().and_then(|code| self.know.party(code));
            if person.kind == EntityKind::Person
                && state.is_some_and(|p| p.kind() != chancery_know::PartyKind::Organization)
                && found.iter().all(|&f| self.entities.get(f).party != person.party)
            {
                found.push(entity);
            }
        }
        found.reverse();
        found.truncate(2);
        (found.len() == 2).then_some(found)
    }

    /// Whether the states of a list are only where or what something is about: "challenges *including* Chad, Mali and Niger".
    fn is_spoken_of(&self, id: MentionId, list: EntityId) -> bool {
        let members = &self.entities.get(list).members;
        if members.iter().any(|&m| self.entities.get(m).kind == EntityKind::Person) {
            return false;
        }
        let of_list = |m: MentionId| self.entities.of(m).is_some_and(|e| members.contains(&e));
        let Some(last) = (0..id).rev().find(|&m| of_list(m)) else { return false };
        let first = (0..=last).rev().take_while(|&m| of_list(m)).last().unwrap_or(last);
        let at = self.analysis.tokens.at_or_after(self.analysis.mentions[first].phrase.start);
        let at = if at > 0 && self.analysis.tokens.lower(at - 1) == "the" { at - 1 } else { at };
        let before = at.checked_sub(1).map_or("", |b| self.analysis.tokens.lower(b));
        matches!(
            before,
            "including" | "in" | "on" | "about" | "regarding" | "concerning" | "over" | "as" | "on:" | ":"
        )
    }

    /// Those of the same two parties who are named first, where the list only tells through whom they act: "thanked for the
    /// channel *kept by* their deputies A and B. *Both sides*".
    fn named_first(&mut self, id: MentionId, list: EntityId) -> Option<EntityId> {
        let members = self.entities.get(list).members.clone();
        let person = |e: EntityId| self.entities.get(e).kind == EntityKind::Person;
        if !members.iter().all(|&m| person(m)) {
            return None;
        }
        let first = (0..id).rev().find(|&m| self.entities.of(m).is_some_and(|e| members.contains(&e)))?;
        let first = (0..=first)
            .rev()
            .take_while(|&m| first - m < 6)
            .filter(|&m| self.entities.of(m).is_some_and(|e| members.contains(&e)));
        let first = first.last()?;
        let at = self.analysis.tokens.at_or_after(self.analysis.mentions[first].phrase.start);
        let by = at.checked_sub(1).map_or("", |b| self.analysis.tokens.lower(b));
        if !matches!(by, "by" | "between" | "through" | "of") {
            return None;
        }
        let mut found: Vec<EntityId> = Vec::new();
        for m in 0..first {
            let Some(entity) = self.entities.of(m).filter(|&e| person(e)) else { continue };
            let party = self.entities.get(entity).party.clone();
            let same = |&e: &EntityId| self.entities.get(e).party == party;
            if members.iter().any(same) && !found.iter().any(same) && !members.contains(&entity) {
                found.push(entity);
            }
        }
        if found.len() != 2 {
            return None;
        }
        found.sort_unstable();
        let known = self.entities.list.iter().position(|e| e.kind == EntityKind::Group && e.members == found);
        if let Some(i) = known {
            return Some(EntityId(i as u32));
        }
        let name = without_determiner(self.analysis.mentions[id].span.of(self.analysis.text())).to_owned();
        let entity = self.add(EntityKind::Group, name, None);
        self.entities.list[entity.0 as usize].members = found;
        Some(entity)
    }

    /// Whether a list is of two parties, or of persons of two.
    fn are_two_sides(&self, list: EntityId) -> bool {
        let members = &self.entities.get(list).members;
        let party = |id: EntityId| self.entities.get(id).party.as_deref();
        matches!(members[..], [a, b] if party(a).is_some() && party(b).is_some() && party(a) != party(b))
    }

    /// The last group named with the noun of a collective: "EC farm ministers … *the ministers*".
    fn group_called(&self, id: MentionId) -> Option<EntityId> {
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        let noun = words.strip_prefix("the ")?;
        let called = |e: &super::Entity| {
            let name = e.name.to_lowercase();
            // "Foreign *ministers* of the Gulf states".
            let head =
                name.split([" of ", " from "].iter().find(|of| name.contains(**of)).unwrap_or(&"\n")).next();
            let whole = head.is_some_and(|head| head.len() < name.len() && head == noun);
            let last = head.and_then(|head| head.strip_suffix(noun)).is_some_and(|rest| rest.ends_with(' '));
            e.kind == EntityKind::Group && e.members.is_empty() && (whole || last)
        };
        self.entities.list.iter().rposition(called).map(|i| EntityId(i as u32))
    }

    /// The states of a region as a group.
    pub(super) fn states_of(&mut self, id: MentionId, codes: &[&str]) -> EntityId {
        let members: Vec<EntityId> = codes.iter().map(|code| self.state(code)).collect();
        let found =
            self.entities.list.iter().position(|e| e.kind == EntityKind::Group && e.members == members);
        if let Some(i) = found {
            return EntityId(i as u32);
        }
        let name = without_determiner(self.analysis.mentions[id].span.of(self.analysis.text())).to_owned();
        let entity = self.add(EntityKind::Group, name, None);
        self.entities.list[entity.0 as usize].members = members;
        entity
    }

    /// The states and organisations that were named last before mention `id`, by themselves or as whom someone acts for,
    /// `most` at most; of `states` alone. States in which only a place is named count where there are no others.
    fn parties_before(&mut self, id: MentionId, most: usize, states: bool) -> Vec<EntityId> {
        let mut codes: Vec<String> = Vec::new();
        // "Chad accused Mali. *Niger* urged both sides": who urges is none of them.
        let urges = self.subject_alone_before(id).and_then(|m| self.entities.of(m));
        let urges = urges.and_then(|e| self.entities.get(e).party.clone());
        let all = || (id.saturating_sub(FARTHEST)..id).rev();
        for (before, is_place) in all().map(|m| (m, false)).chain(all().map(|m| (m, true))) {
            if codes.len() == most {
                break;
            }
            let Some(entity) = self.entities.of(before) else { continue };
            // "Met in Panama. The leaders of *the two countries*": where they met is none of them.
            let place =
                self.entities.get(entity).kind == EntityKind::Place || states && self.is_where(before);
            if place != is_place {
                continue;
            }
            let Some(code) = self.entities.get(entity).party.clone() else { continue };
            let is_party = self.know.party(&code).is_some_and(|p| match p.kind() {
                chancery_know::PartyKind::State | chancery_know::PartyKind::Territory => true,
                chancery_know::PartyKind::Organization => !states,
                chancery_know::PartyKind::Group => false,
            });
            if is_party
                && urges.as_ref() != Some(&code)
                && !codes.contains(&code)
                && !self.analysis.is_credited(before)
            {
                codes.push(code);
            }
        }
        let kind_of = |code: &str| self.know.party(code).map(chancery_know::Party::kind);
        let kinds: Vec<_> = codes.iter().map(|code| kind_of(code)).collect();
        let named = codes.iter().zip(kinds).map(|(code, kind)| match kind {
            Some(chancery_know::PartyKind::Organization) => (code, PartyKind::Organization),
            _ => (code, PartyKind::State),
        });
        let named: Vec<_> = named.collect();
        let mut found = Vec::with_capacity(named.len());
        for (code, kind) in named {
            let name = super::known::party_name(self.know, code).unwrap_or_else(|| code.clone());
            found.push(self.party(code, kind, &name));
        }
        found
    }

    /// The one party that stands before a mention in its sentence, with a verb between.
    fn subject_alone_before(&self, id: MentionId) -> Option<MentionId> {
        let analysis = self.analysis;
        let token = |m: MentionId| analysis.tokens.at_or_after(analysis.mentions[m].span.start);
        let sentence = analysis.sentence_of(token(id));
        let before: Vec<MentionId> =
            (0..id).rev().take_while(|&m| analysis.sentence_of(token(m)) == sentence).collect();
        let [only] = before[..] else { return None };
        (token(only)..token(id)).any(|at| analysis.grammar.verb(at).is_some()).then_some(only)
    }

    /// The organisation, or the state whose ministry, was named last before mention `id`.
    pub(super) fn definite(&mut self, id: MentionId, ministry: bool) -> Option<EntityId> {
        let text = self.analysis.text();
        let named = |before: MentionId| Some((&self.analysis.mentions[before], self.entities.of(before)?));
        if ministry {
            let is_ministry = |span: Span| span.of(text).to_ascii_lowercase().contains("ministry");
            // "China's foreign ministry".
            let owns = |span: Span| {
                let rest = &text[span.end as usize..];
                let rest = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s ")).unwrap_or_default();
                let mut words = rest.split(' ').take(4);
                words.any(|w| {
                    w.trim_end_matches(|c: char| !c.is_alphabetic()).eq_ignore_ascii_case("ministry")
                })
            };
            let mut before = (0..id).rev().filter_map(named);
            let told = before
                .find(|(m, _)| {
                    m.form == MentionForm::Metonym && is_ministry(m.span)
                        || matches!(m.reading, Reading::Party { .. }) && owns(m.span)
                })
                .map(|(_, e)| e);
            // On the site of a government it is its own.
            return told.or_else(|| self.home.clone().map(|home| self.state(&home)));
        }
        // "The community", "the council" are words for others too: those alone that are called so.
        let words = self.analysis.mentions[id].span.of(&self.analysis.tokens.lower);
        if words.ends_with("group") || words.ends_with("movement") {
            let told = self.movement_that_goes_on(id);
            if told.is_some() || words.ends_with("movement") {
                return told;
            }
            // "Ministers from 14 countries called … *The group* met".
            let people = self.group_that_goes_on(id).filter(|_| self.body_that_goes_on(id).is_none());
            if people.is_some() {
                return people;
            }
        }
        let goes_on = self.body_that_goes_on(id).and_then(|e| self.entities.get(e).party.clone());
        let called = |code: &str| match words.rsplit(' ').next() {
            Some("community") => code == "EU",
            // "The bloc" is one of some states against others or beside them.
            Some("bloc" | "alliance" | "union" | "grouping") => !matches!(
                code,
                "UN" | "IMF" | "WB" | "IAEA" | "ICC" | "ICJ" | "WTO" | "WHO" | "ICRC" | "OPCW"
            ),
            // "The group" is none that is not called so.
            Some("group") => {
                words == "the group" && self.know.party(code).is_some_and(|p| p.name().contains("Group"))
                    || words != "the group"
            }
            Some("court") => matches!(code, "ICC" | "ICJ" | "ECHR"),
            Some("council") => matches!(code, "UN" | "EU" | "GCC" | "COE"),
            _ => true,
        };
        let goes_on = goes_on.filter(|code| words.ends_with("group") || called(code));
        // "The alliance" is that of the Atlantic, wherever in the report that is told of.
        if words.ends_with(" alliance")
            && let Ok(_) = self.named.binary_search(&"NATO".to_owned())
            && let Some(party) = self.know.party("NATO")
        {
            return Some(self.party(party.code(), PartyKind::Organization, party.name()));
        }
        let organisation = goes_on.as_deref().and_then(|code| self.know.party(code)).or_else(|| {
            (0..id).rev().filter_map(named).find_map(|(_, entity)| {
                let code = self.entities.get(entity).party.as_deref().filter(|code| called(code))?;
                let party = self.know.party(code)?;
                (party.kind() == chancery_know::PartyKind::Organization).then_some(party)
            })
        })?;
        Some(self.party(organisation.code(), PartyKind::Organization, organisation.name()))
    }

    /// Those last named together, "A, B and C", in this sentence or the one before.
    pub(super) fn list_before(&mut self, id: MentionId) -> Option<EntityId> {
        let text = self.analysis.text();
        let reach = self.analysis.mentions[id].span.start.saturating_sub(400);
        let mut list: Vec<EntityId> = Vec::new();
        for second in (1..id).rev().take_while(|&m| self.analysis.mentions[m].span.start >= reach) {
            let (a, b) = (&self.analysis.mentions[second - 1], &self.analysis.mentions[second]);
            let between = text.get(a.phrase.end as usize..b.phrase.start as usize).unwrap_or("-");
            let joined = matches!(between.trim(), "and" | "," | ", and" | "and the" | ", the" | ", and the");
            match (joined, list.is_empty()) {
                (true, _) => {
                    for m in [second, second - 1] {
                        if let Some(e) = self.entities.of(m)
                            && !list.contains(&e)
                            && self.entities.takes_part(e)
                        {
                            list.push(e);
                        }
                    }
                }
                (false, false) => break,
                (false, true) => {}
            }
        }
        let after_plural = self.last_plural.and_then(|p| self.entities.get(p).mentions.last().copied());
        let last_of_list = list.iter().filter_map(|&e| self.entities.get(e).mentions.last().copied()).max();
        if list.len() < 2 || after_plural > last_of_list {
            return None;
        }
        // "X met with A and B. They agreed": X is one of them.
        if let Some(host) = self.who_meets(&list) {
            list.push(host);
        }
        list.sort_unstable();
        let found = self.entities.list.iter().position(|e| e.kind == EntityKind::Group && e.members == list);
        if let Some(i) = found {
            return Some(EntityId(i as u32));
        }
        let name = list.iter().map(|&e| self.entities.get(e).name.as_str()).collect::<Vec<_>>().join(", ");
        let entity = self.add(EntityKind::Group, name, None);
        self.entities.list[entity.0 as usize].members = list;
        Some(entity)
    }

    /// The person who leads the sentence that names those of `list`, if it says that he meets them.
    fn who_meets(&self, list: &[EntityId]) -> Option<EntityId> {
        let analysis = self.analysis;
        let first = list.iter().filter_map(|&e| self.entities.get(e).mentions.last()).min()?;
        let at = analysis.mentions[*first].span.start;
        let sentence = analysis.sentences.partition_point(|s| s.span.end <= at);
        let leader = self.first_of_sentence.get(self.sentence_number(sentence)?).copied().flatten()?;
        let entity = self.entities.get(leader);
        let other = entity.party.is_some()
            && list.iter().all(|&e| e != leader && self.entities.get(e).party != entity.party);
        let tokens = analysis.sentences[sentence].tokens.clone();
        let meets = tokens.take_while(|&i| analysis.tokens.list[i].span.start < at).any(|i| {
            matches!(
                analysis.tokens.lower(i),
                "met"
                    | "meets"
                    | "spoke"
                    | "speaks"
                    | "hosted"
                    | "joined"
                    | "convened"
                    | "call"
                    | "talks"
                    | "meeting"
            )
        });
        (other && meets).then_some(leader)
    }
}
