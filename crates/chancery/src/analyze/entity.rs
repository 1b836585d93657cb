//! [`Entities`]: who and what the mentions of a report refer to.
//!
//! The mentions are gone through once, in order; names, titles, counterparts, pronouns and collectives each find
//! those that were named before them.

use chancery_know::{Knowledge, PlaceId, Sense};
use jiff::civil::Date;

use super::mention::{PartyKind, Pronoun, Reading};
use super::{Analysis, MentionId};
use crate::text::Span;

/// Index of an entity in its [`Entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A person, state, organisation, group or place that a report speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its canonical name.
    pub name: String,
    /// Code of the party it is or acts for.
    pub party: Option<String>,
    /// Office of a person, in lower case, without the state.
    pub office: Option<String>,
    /// Wikidata identifier, where knowledge has it.
    pub wikidata: Option<String>,
    /// For a group that stands for several others ("the two ministers"): those.
    pub members: Vec<EntityId>,
    /// Where a place is, in the knowledge's gazetteer.
    pub place: Option<PlaceId>,
    /// Its mentions, in order.
    pub mentions: Vec<MentionId>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state or territory.
    State,
    /// An organisation of states, or any other organisation.
    Organization,
    /// A place that acts in no event by itself.
    Place,
    /// An unnamed or unorganised group of persons.
    Group,
}

/// The entities of a report, and which mention refers to which.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// All of them; [`EntityId`] is the index.
    pub list: Vec<Entity>,
    /// For each mention of the analysis, whom it refers to, where that is known.
    pub of_mention: Vec<Option<EntityId>>,
    /// Where the places among them lie.
    pub locations: Vec<(PlaceId, Location)>,
}

/// A point on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// GeoNames identifier.
    pub geonames: Option<u32>,
}

impl Entities {
    /// Where a place of this report lies.
    pub fn location(&self, place: PlaceId) -> Option<Location> {
        self.locations.iter().find(|(p, _)| *p == place).map(|&(_, l)| l)
    }

    /// The entity `id`.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.0 as usize]
    }

    /// Whom mention `mention` refers to.
    pub fn of(&self, mention: MentionId) -> Option<EntityId> {
        self.of_mention.get(mention).copied().flatten()
    }

    /// Whether an entity may take part in an event: a person, party or group, not a mere place.
    pub fn takes_part(&self, id: EntityId) -> bool {
        self.get(id).kind != EntityKind::Place
    }

    /// The state in which a place lies.
    pub fn state_of_place(&self, id: EntityId) -> Option<EntityId> {
        let place = self.get(id);
        let state = self.list.iter().position(|e| e.kind == EntityKind::State && e.party == place.party);
        state.filter(|_| place.kind == EntityKind::Place && place.party.is_some()).map(|i| EntityId(i as u32))
    }

    /// The party code of an entity, or its name where it has none.
    pub fn party_key(&self, id: EntityId) -> &str {
        let entity = self.get(id);
        entity.party.as_deref().unwrap_or(&entity.name)
    }

    /// The persons or parties meant: the entity itself, or the members of a group that stands for several.
    pub fn expanded(&self, id: EntityId) -> Vec<EntityId> {
        let entity = self.get(id);
        if entity.members.is_empty() { vec![id] } else { entity.members.clone() }
    }
}

/// Groups the mentions of `analysis` into entities and resolves them to persons and parties.
pub fn resolve(analysis: &Analysis, know: &Knowledge) -> Entities {
    let mut resolver = Resolver {
        analysis,
        know,
        on: analysis.document.published_on(),
        home: analysis.document.government().and_then(|iso2| known_state_of_iso2(know, iso2)),
        entities: Entities { list: Vec::new(), of_mention: vec![None; analysis.mentions.len()], locations: Vec::new() },
        recent: Vec::new(),
        first_of_sentence: Vec::new(),
        last_party: None,
        last_plural: None,
    };
    let mut sentence = usize::MAX;
    for id in 0..analysis.mentions.len() {
        let start = analysis.mentions[id].span.start;
        let now = analysis.sentences.partition_point(|s| s.span.end <= start);
        if now != sentence {
            sentence = now;
            resolver.first_of_sentence.push(None);
        }
        let entity = resolver.entity_of(id);
        if let Some(entity) = entity {
            resolver.entities.of_mention[id] = Some(entity);
            resolver.entities.list[entity.0 as usize].mentions.push(id);
            resolver.remember(entity, id);
        }
    }
    resolver.entities
}

struct Resolver<'a> {
    analysis: &'a Analysis<'a>,
    know: &'a Knowledge,
    on: Option<Date>,
    /// The state whose government publishes the report.
    home: Option<String>,
    entities: Entities,
    /// Persons, the last mentioned last.
    recent: Vec<EntityId>,
    /// The first person of each sentence so far; of the present one last.
    first_of_sentence: Vec<Option<EntityId>>,
    last_party: Option<EntityId>,
    last_plural: Option<EntityId>,
}

impl Resolver<'_> {
    fn remember(&mut self, id: EntityId, mention: MentionId) {
        match self.entities.get(id).kind {
            EntityKind::Person => {
                self.recent.retain(|&p| p != id);
                self.recent.push(id);
                // Someone named only to say whose counterpart or possession something is does not lead the sentence.
                if let Some(first @ None) = self.first_of_sentence.last_mut() {
                    *first = Some(id);
                }
            }
            EntityKind::Group => self.last_plural = Some(id),
            EntityKind::State | EntityKind::Organization => {
                if self.analysis.mentions[mention].form != super::MentionForm::Demonym {
                    self.last_party = Some(id);
                }
            }
            EntityKind::Place => {}
        }
    }

    fn entity_of(&mut self, id: MentionId) -> Option<EntityId> {
        let mention = &self.analysis.mentions[id];
        match &mention.reading {
            Reading::Person { office, party } => {
                let name = clean_name(mention.span.of(self.analysis.text()));
                let counterpart = id.checked_sub(1).and_then(|before| {
                    let outer = &self.analysis.mentions[before];
                    (matches!(outer.reading, Reading::Counterpart { .. }) && outer.phrase.contains(mention.span))
                        .then(|| self.entities.of(before))
                        .flatten()
                });
                if let Some(entity) = counterpart {
                    return Some(entity);
                }
                Some(self.person(&name, office.clone(), party.clone()))
            }
            Reading::Counterpart { party } => self.counterpart(id, party.clone()),
            Reading::Office { office, party } => self.by_office(id, office, party.clone()),
            Reading::Party { code, kind, name } => Some(self.party(code, *kind, name)),
            Reading::Administration { leader } => {
                let of_report = self.person_called(leader, None).and_then(|p| self.entities.get(p).party.clone());
                let party = of_report
                    .or_else(|| known_person(self.know, leader, None, None, self.on).and_then(|k| k.party))
                    .or_else(|| self.home.clone())?;
                Some(self.state(&party))
            }
            Reading::Organization { party } => {
                let name = mention.span.of(self.analysis.text()).to_owned();
                Some(self.named(EntityKind::Organization, &name, party.clone()))
            }
            Reading::Group { party } => {
                let text = mention.span.of(self.analysis.text());
                let name = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text).to_owned();
                Some(self.named(EntityKind::Group, &name, party.clone()))
            }
            Reading::Collective { persons, count } => self.collective(id, *persons, *count),
            Reading::Pronoun(pronoun) => self.pronoun(id, *pronoun),
            Reading::Place { place, metonym } => Some(self.place(id, *place, metonym.as_deref())),
        }
    }

    fn add(&mut self, kind: EntityKind, name: String, party: Option<String>) -> EntityId {
        self.entities.list.push(Entity {
            kind,
            name,
            party,
            office: None,
            wikidata: None,
            members: Vec::new(),
            place: None,
            mentions: Vec::new(),
        });
        EntityId(self.entities.list.len() as u32 - 1)
    }

    fn party(&mut self, code: &str, kind: PartyKind, name: &str) -> EntityId {
        let kind = match kind {
            PartyKind::State => EntityKind::State,
            PartyKind::Organization => EntityKind::Organization,
            PartyKind::Group => EntityKind::Group,
        };
        let found = self.entities.list.iter().position(|e| {
            e.party.as_deref() == Some(code) && e.members.is_empty() && e.kind == kind && (kind != EntityKind::Group || e.name == name)
        });
        match found {
            Some(i) => EntityId(i as u32),
            None => self.add(kind, name.to_owned(), Some(code.to_owned())),
        }
    }

    fn state(&mut self, code: &str) -> EntityId {
        let name = known_party_name(self.know, code).unwrap_or_else(|| code.to_owned());
        self.party(code, PartyKind::State, &name)
    }

    fn named(&mut self, kind: EntityKind, name: &str, party: Option<String>) -> EntityId {
        let found = self.entities.list.iter().position(|e| e.kind == kind && e.name.eq_ignore_ascii_case(name));
        match found {
            Some(i) => {
                let entity = &mut self.entities.list[i];
                entity.party = entity.party.take().or(party);
                EntityId(i as u32)
            }
            None => self.add(kind, name.to_owned(), party),
        }
    }

    fn place(&mut self, id: MentionId, place: PlaceId, metonym: Option<&str>) -> EntityId {
        if let Some(code) = metonym
            && !self.is_location(id)
        {
            return self.state(code);
        }
        let found = self.entities.list.iter().position(|e| e.place == Some(place));
        if let Some(i) = found {
            return EntityId(i as u32);
        }
        let (name, country, location) = known_place(self.know, place);
        if let Some(country) = &country {
            // A visit to the place is one to its state.
            self.state(country);
        }
        self.entities.locations.push((place, location));
        let entity = self.add(EntityKind::Place, name, country);
        self.entities.list[entity.0 as usize].place = Some(place);
        entity
    }

    /// Whether a seat of power is meant as the place: after a preposition of place, or before a comma and a country.
    fn is_location(&self, id: MentionId) -> bool {
        let span = self.analysis.mentions[id].span;
        let tokens = &self.analysis.tokens;
        let at = tokens.at_or_after(span.start);
        let before = at.checked_sub(1).map_or("", |b| tokens.lower(b));
        let before = if before == "the" { at.checked_sub(2).map_or("", |b| tokens.lower(b)) } else { before };
        matches!(
            before,
            "in" | "at" | "to" | "from" | "near" | "outside" | "into" | "around" | "toward" | "towards" | "visited" | "visit"
                | "visits" | "leaving" | "left" | "of" | "for" | "through" | "via" | "inside" | "across"
        ) || tokens.lower(at + 1) == "," && self.analysis.mentions.get(id + 1).is_some_and(|m| m.span.start <= span.end + 2)
    }

    fn person(&mut self, name: &str, office: Option<String>, party: Option<String>) -> EntityId {
        if let Some(found) = self.person_called(name, party.as_deref()) {
            let entity = &mut self.entities.list[found.0 as usize];
            if name.split(' ').count() > entity.name.split(' ').count() && entity.wikidata.is_none() {
                entity.name = name.to_owned();
            }
            entity.office = entity.office.take().or(office);
            entity.party = entity.party.take().or(party);
            return found;
        }
        let known = known_person(self.know, name, party.as_deref(), office.as_deref(), self.on);
        let party = party.or_else(|| known.as_ref().and_then(|k| k.party.clone())).or_else(|| {
            // Offices that only one state has.
            office.as_deref().and_then(office_nation).map(str::to_owned)
        });
        // A government's site gives its own officials no nationality.
        let party = party.or_else(|| office.as_deref().filter(|o| is_domestic(o)).and_then(|_| self.home.clone()));
        let id = self.add(EntityKind::Person, name.to_owned(), party);
        let entity = &mut self.entities.list[id.0 as usize];
        entity.office = office.or_else(|| known.as_ref().and_then(|k| k.office.clone()));
        if let Some(known) = known {
            entity.wikidata = known.wikidata;
            if entity.name.split(' ').count() < 2 {
                entity.name = known.name;
            }
        }
        id
    }

    /// A person of the report whom `name` may mean.
    fn person_called(&self, name: &str, party: Option<&str>) -> Option<EntityId> {
        let asked = name_words(name);
        let (first, last) = (asked.first()?, asked.last()?);
        let position = self.entities.list.iter().rposition(|e| {
            if e.kind != EntityKind::Person {
                return false;
            }
            if let (Some(a), Some(b)) = (party, e.party.as_deref())
                && a != b
            {
                return false;
            }
            let have = name_words(&e.name);
            let (Some(have_first), Some(have_last)) = (have.first(), have.last()) else { return false };
            if asked.len() == 1 || have.len() == 1 {
                return last == have_last || asked.len() == 1 && (have.len() >= 2) && last == have_first
                    || have.len() == 1 && have_last == first;
            }
            let same_first = first == have_first || first.len() == 1 && have_first.starts_with(first.as_str())
                || have_first.len() == 1 && first.starts_with(have_first.as_str());
            last == have_last && (same_first || asked.iter().filter(|w| have.contains(w)).count() >= 2)
                || asked.iter().all(|w| have.contains(w))
                || have.iter().all(|w| asked.contains(w))
        });
        position.map(|i| EntityId(i as u32))
    }

    fn by_office(&mut self, _id: MentionId, office: &str, party: Option<String>) -> Option<EntityId> {
        let fits = |e: &Entity| {
            e.kind == EntityKind::Person
                && e.office.as_deref().is_some_and(|o| office_fits(office, o))
                && (party.is_none() || e.party.is_none() || e.party == party)
        };
        if let Some(&found) = self.recent.iter().rev().find(|&&p| fits(self.entities.get(p))) {
            return Some(found);
        }
        let nation = party.or_else(|| office_nation(office).map(str::to_owned)).or_else(|| self.home.clone())?;
        let known = known_holder(self.know, &nation, office, self.on);
        let Some(holder) = &known else {
            // Who it was is not known; that someone acts for the party is.
            let name = format!("{office} of {}", known_party_name(self.know, &nation).unwrap_or_else(|| nation.clone()));
            let entity = self.named(EntityKind::Group, &name, Some(nation));
            self.entities.list[entity.0 as usize].office = Some(office.to_owned());
            return Some(entity);
        };
        let name = holder.name.clone();
        if let Some(found) = self.person_called(&name, Some(&nation)) {
            return Some(found);
        }
        let entity = self.add(EntityKind::Person, name, Some(nation));
        self.entities.list[entity.0 as usize].office = Some(office.to_owned());
        self.entities.list[entity.0 as usize].wikidata = known.and_then(|k| k.wikidata);
        Some(entity)
    }

    fn counterpart(&mut self, id: MentionId, party: Option<String>) -> Option<EntityId> {
        let antecedent = self.first_of_sentence.last().copied().flatten().or_else(|| self.recent.last().copied());
        let office = antecedent.and_then(|a| self.entities.get(a).office.clone());
        let mention = &self.analysis.mentions[id];
        let named = self.analysis.mentions.get(id + 1).filter(|m| mention.phrase.contains(m.span) && matches!(m.reading, Reading::Person { .. }));
        if let Some(named) = named {
            let name = clean_name(named.span.of(self.analysis.text()));
            return Some(self.person(&name, office, party));
        }
        let party = party?;
        match office {
            Some(office) => self.by_office(id, &office, Some(party)),
            None => Some(self.state(&party)),
        }
    }

    fn collective(&mut self, id: MentionId, persons: bool, count: Option<u8>) -> Option<EntityId> {
        let wanted = count.unwrap_or(2) as usize;
        let mut members: Vec<EntityId> = Vec::new();
        let mut keys: Vec<String> = Vec::new();
        for &person in self.recent.iter().rev() {
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
                .filter(|&e| self.entities.get(e).kind == EntityKind::State && !self.entities.get(e).mentions.is_empty())
                .collect();
            let last = |e: &EntityId| self.entities.get(*e).mentions.last().copied();
            let mut states = states;
            states.sort_by_key(last);
            members = states.into_iter().rev().take(wanted).collect();
        }
        if members.len() < 2 {
            return None;
        }
        members.sort_unstable();
        let text = self.analysis.mentions[id].span.of(self.analysis.text());
        let name = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        let found = self.entities.list.iter().position(|e| e.kind == EntityKind::Group && e.members == members && e.name.eq_ignore_ascii_case(name));
        if let Some(i) = found {
            return Some(EntityId(i as u32));
        }
        let entity = self.add(EntityKind::Group, name.to_owned(), None);
        self.entities.list[entity.0 as usize].members = members;
        Some(entity)
    }

    /// Those last named together, "A, B and C", in this sentence or the one before.
    fn list_before(&mut self, id: MentionId) -> Option<EntityId> {
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

    fn pronoun(&mut self, id: MentionId, pronoun: Pronoun) -> Option<EntityId> {
        let span = self.analysis.mentions[id].span;
        if self.analysis.quotation_at(span.start).is_some() {
            return None;
        }
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let sentences = &self.first_of_sentence;
                let present = sentences.last().copied().flatten();
                let before = sentences.iter().rev().skip(1).take(3).find_map(|&p| p);
                present.or(before).or_else(|| self.recent.last().copied())
            }
            Pronoun::They => {
                let listed = self.list_before(id);
                listed.or(self.last_plural).or_else(|| self.collective(id, true, Some(2)))
            }
            Pronoun::It => self.last_party,
            Pronoun::I | Pronoun::We => None,
        }
    }
}

/// A name without initials' periods, honorifics' leftovers and doubled spaces.
fn clean_name(name: &str) -> String {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|w| !(w.len() <= 2 && w.ends_with('.') && name.split_whitespace().count() > 2))
        .collect();
    words.join(" ")
}

/// The words of a name for comparison: lower case, no diacritics or periods.
fn name_words(name: &str) -> Vec<String> {
    name.split([' ', '\u{a0}', '-'])
        .map(|w| w.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(fold_accent).collect::<String>())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "al" | "el" | "bin" | "ibn" | "jr"))
        .collect()
}

fn fold_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ű' | 'ů' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ğ' => 'g',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ř' => 'r',
        'ş' | 'š' | 'ś' | 'ș' => 's',
        'ț' | 'ţ' => 't',
        'ý' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// Whether the office `asked` ("secretary", "minister") may mean the office `held` ("secretary of state").
fn office_fits(asked: &str, held: &str) -> bool {
    if asked == held {
        return true;
    }
    let asked: Vec<&str> = asked.split(' ').collect();
    let held_list: Vec<&str> = held.split(' ').collect();
    let deputy = |list: &[&str]| list.iter().any(|w| matches!(*w, "deputy" | "vice" | "assistant" | "under" | "former"));
    deputy(&asked) == deputy(&held_list) && asked.iter().all(|w| held_list.contains(w))
}

/// Whether an official with this office, named without a state on a government's site, is likely that government's own.
fn is_domestic(office: &str) -> bool {
    !["minister", "king", "queen", "chancellor", "president", "premier", "emir", "sultan", "prince", "councilor", "taoiseach", "pope", "secretary-general"]
        .iter()
        .any(|foreign| office.contains(foreign))
        || office.contains("vice president") && !office.contains("minister")
}

/// The state whose officials alone bear this title.
fn office_nation(office: &str) -> Option<&'static str> {
    match office {
        "secretary of state" | "deputy secretary of state" | "under secretary of state" | "assistant secretary of state"
        | "secretary of the treasury" | "treasury secretary" | "secretary of defense" | "white house press secretary"
        | "u.s. trade representative" | "secretary" | "deputy secretary" | "secretary of commerce" | "secretary of homeland security" => Some("USA"),
        "secretary-general" | "un secretary-general" => Some("UN"),
        "external affairs minister" | "minister of external affairs" => Some("IND"),
        "high representative" => Some("EU"),
        "taoiseach" => Some("IRL"),
        "pope" => Some("VAT"),
        _ => None,
    }
}

/// What knowledge has about a person.
struct KnownPerson {
    name: String,
    party: Option<String>,
    office: Option<String>,
    wikidata: Option<String>,
}

/// The person whom `name` means, where knowledge has exactly one who fits: of several, those in office on the day.
fn known_person(know: &Knowledge, name: &str, party: Option<&str>, office: Option<&str>, on: Option<Date>) -> Option<KnownPerson> {
    let found = know.longest_name(name).filter(|m| m.len == name.len())?;
    let mut best: Option<(u8, KnownPerson)> = None;
    let mut tied = false;
    for sense in found.senses() {
        let Sense::Person(person) = sense else { continue };
        for holding in person.holdings() {
            let code = holding.party().map(chancery_know::Party::code);
            let title = holding.office().map(chancery_know::Office::name);
            if party.is_some() && code.is_some() && party != code {
                continue;
            }
            let serves = on.is_none_or(|day| holding.on(day).is_some());
            let same_office = office.zip(title).is_some_and(|(asked, held)| office_fits(asked, held) || office_fits(held, asked));
            let fit = 1 + u8::from(serves) * 2 + u8::from(same_office);
            let candidate = KnownPerson {
                name: person.name().to_owned(),
                party: code.map(str::to_owned),
                office: serves.then_some(title).flatten().map(str::to_owned),
                wikidata: person.wikidata().map(str::to_owned),
            };
            match &best {
                Some((have, known)) if *have == fit => tied |= known.party != candidate.party,
                Some((have, _)) if *have > fit => {}
                _ => {
                    tied = false;
                    best = Some((fit, candidate));
                }
            }
        }
    }
    best.filter(|_| !tied).map(|(_, known)| known)
}

/// Who held `office` for the party on the day.
fn known_holder(know: &Knowledge, party: &str, office: &str, on: Option<Date>) -> Option<KnownPerson> {
    let day = on?;
    let party = know.party(party)?;
    let asked = know.office(office).map_or(office, chancery_know::Office::name);
    let mut held: Vec<_> = know
        .holdings_of(party)
        .filter(|h| h.office().is_some_and(|o| o.name() == asked))
        .filter_map(|h| h.on(day).map(|tenure| (tenure, h)))
        .collect();
    // The source's own word goes before one carried forward; of those, the latest to take office.
    held.sort_by_key(|(tenure, h)| (*tenure, std::cmp::Reverse(h.from().map(chancery_know::PartialDate::first))));
    let (_, holding) = held.first()?;
    let person = holding.person()?;
    Some(KnownPerson {
        name: person.name().to_owned(),
        party: Some(party.code().to_owned()),
        office: Some(asked.to_owned()),
        wikidata: person.wikidata().map(str::to_owned),
    })
}

fn known_party_name(know: &Knowledge, code: &str) -> Option<String> {
    know.party(code).map(|p| p.name().to_owned())
}

fn known_state_of_iso2(know: &Knowledge, iso2: &str) -> Option<String> {
    know.parties()
        .find(|p| p.kind() == chancery_know::PartyKind::State && p.to().is_none() && p.iso2().is_some_and(|c| c.eq_ignore_ascii_case(iso2)))
        .map(|p| p.code().to_owned())
}

fn known_place(know: &Knowledge, place: PlaceId) -> (String, Option<String>, Location) {
    match know.place(place) {
        Some(p) => {
            let location = Location { lat: p.lat(), lon: p.lon(), geonames: p.geonames() };
            (p.name().to_owned(), p.country().map(|c| c.code().to_owned()), location)
        }
        None => (String::new(), None, Location { lat: 0.0, lon: 0.0, geonames: None }),
    }
}

impl Analysis<'_> {
    /// The mention whose words (or whose phrase) best fit `span`: the one that `span` lies in or that lies in it, the
    /// longest, and of equals the last.
    pub fn mention_in(&self, span: Span) -> Option<MentionId> {
        let first = self.mentions.partition_point(|m| m.phrase.end <= span.start && m.span.end <= span.start);
        self.mentions[first.saturating_sub(4)..]
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.phrase.start < span.end)
            .filter(|(_, m)| span.contains(m.span) || m.phrase.contains(span))
            .max_by_key(|(_, m)| m.span.len())
            .map(|(i, _)| first.saturating_sub(4) + i)
    }

    /// Whom the words of `span` refer to.
    pub fn entity_in(&self, span: Span) -> Option<EntityId> {
        self.mention_in(span).and_then(|m| self.entities.of(m))
    }
}
