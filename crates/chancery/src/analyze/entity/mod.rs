//! [`Entities`]: who and what the mentions of a report refer to.
//!
//! First the names of persons are put together, over the whole report, into [`name::Person`]s with all that the report
//! tells of them. Then the mentions are gone through in order: titles, counterparts, pronouns and collectives each find
//! those that were named before them.

mod about;
mod company;
mod crowd;
mod group;
mod home;
mod known;
mod merge;
mod name;
mod office;
mod organization;
mod post;
mod pronoun;
mod voice;

use chancery_know::{Knowledge, PlaceId};
use jiff::civil::Date;

use self::name::Person;
use super::mention::lexicon::GroupKind;
use super::mention::{PartyKind, Reading, seat_of_the_day};
use super::{Analysis, MentionForm, MentionId};
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
    /// Whether the report or knowledge names it; a person told only by office or calling ("a senior official") is not.
    pub named: bool,
    /// Whether a person is a man, where the name or a title tells.
    pub male: Option<bool>,
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
    /// In whose voice the report is written, from which byte on; none for the reporter's.
    pub voices: Vec<(u32, Option<EntityId>)>,
    /// Code and name of each state that entities are or act for, by code.
    pub states: Vec<(String, String)>,
    /// Groups that no mention tells of, each by the noun that does, in order of its token; who asks for them takes them.
    pub(crate) groups: Vec<(usize, GroupKind, EntityId)>,
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

    /// The name of the state with party code `code`, where an entity is it or acts for it.
    pub fn state_name(&self, code: &str) -> Option<&str> {
        self.states.iter().find(|(c, _)| c == code).map(|(_, name)| name.as_str())
    }

    /// In whose voice the words at byte `offset` are written: the speaker's in a transcript, the author's in a statement
    /// of his own; none in a report about others.
    pub fn voice_at(&self, offset: u32) -> Option<EntityId> {
        let after = self.voices.partition_point(|&(from, _)| from <= offset);
        after.checked_sub(1).and_then(|i| self.voices[i].1)
    }

    /// Adds an entity without mentions; `named`: whether the report or knowledge names it.
    pub(crate) fn add(
        &mut self,
        kind: EntityKind,
        name: String,
        party: Option<String>,
        named: bool,
    ) -> EntityId {
        self.list.push(Entity {
            kind,
            name,
            party,
            office: None,
            wikidata: None,
            members: Vec::new(),
            place: None,
            named,
            male: None,
            mentions: Vec::new(),
        });
        EntityId(self.list.len() as u32 - 1)
    }

    /// The entity `id`.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.0 as usize]
    }

    /// The group of which the noun at token `at` tells, where no mention does.
    pub(crate) fn group_at(&self, at: usize) -> Option<(GroupKind, EntityId)> {
        let i = self.groups.binary_search_by_key(&at, |&(token, ..)| token).ok()?;
        Some((self.groups[i].1, self.groups[i].2))
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
        home: analysis
            .document
            .government()
            .and_then(|iso2| known::state_of_iso2(know, iso2))
            .or_else(|| seat_line(analysis)),
        entities: Entities { of_mention: vec![None; analysis.mentions.len()], ..Entities::default() },
        persons: Vec::new(),
        person_of: vec![None; analysis.mentions.len()],
        recent: Vec::new(),
        first_of_sentence: Vec::new(),
        numbers: Vec::new(),
        last_party: None,
        last_plural: None,
        principal: None,
        named: named_parties(analysis),
    };
    resolver.principal = resolver.state_most_named();
    resolver.gather_persons();
    resolver.find_voices();
    let mut sentence = usize::MAX;
    for id in 0..analysis.mentions.len() {
        let start = analysis.mentions[id].span.start;
        let now = analysis.sentences.partition_point(|s| s.span.end <= start);
        if now != sentence {
            sentence = now;
            resolver.first_of_sentence.push(None);
            resolver.numbers.push(now);
        }
        if let Some(entity) = resolver.entity_of(id) {
            resolver.entities.of_mention[id] = Some(entity);
            resolver.entities.list[entity.0 as usize].mentions.push(id);
            resolver.remember(entity, id);
        }
    }
    resolver.resolve_quoted();
    resolver.ministries_at_home();
    resolver.states_of_places();
    resolver.name_states();
    resolver.entities.merge_persons();
    resolver.find_groups();
    resolver.entities
}

/// The codes of the parties that mentions name or act for, in order, each once.
fn named_parties(analysis: &Analysis) -> Vec<String> {
    let codes = analysis.mentions.iter().filter_map(|m| match &m.reading {
        Reading::Party { code, .. } => Some(code),
        Reading::Place { metonym, .. } => metonym.as_ref(),
        Reading::Person { party, .. } | Reading::Office { party, .. } | Reading::Group { party } => {
            party.as_ref()
        }
        _ => None,
    });
    let mut named: Vec<String> = codes.cloned().collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The state whose government is named on a line of its own near the top: "10 Downing Street, 12 May", "The White House".
fn seat_line(analysis: &Analysis) -> Option<String> {
    let top = analysis.paragraphs.iter().take(5).filter(|p| p.tokens.len() <= 8);
    top.filter_map(|paragraph| {
        let first = analysis.mentions.partition_point(|m| m.phrase.start < paragraph.span.start);
        let mut here = analysis.mentions[first..].iter().take_while(|m| m.span.end <= paragraph.span.end);
        let seat = here.find(|m| m.span.start < paragraph.span.start + 6)?;
        match (&seat.reading, here.next()) {
            (Reading::Party { code, kind: PartyKind::State, .. }, None)
                if seat.form == MentionForm::Metonym =>
            {
                Some(code.clone())
            }
            (Reading::Place { metonym: Some(code), .. }, None) => Some(code.clone()),
            _ => None,
        }
    })
    .next()
}

/// Nouns of what is called after the city where it was made or held.
const MADE_THERE: &[&str] = &[
    "accord",
    "accords",
    "agreement",
    "agreements",
    "declaration",
    "convention",
    "protocol",
    "treaty",
    "communique",
    "communiqué",
    "summit",
    "conference",
];

struct Resolver<'a> {
    analysis: &'a Analysis<'a>,
    know: &'a Knowledge,
    on: Option<Date>,
    /// The state whose government publishes the report.
    home: Option<String>,
    entities: Entities,
    /// Persons named in the report, and which each mention of a name means.
    persons: Vec<Person>,
    person_of: Vec<Option<usize>>,
    /// Persons, the last mentioned last.
    recent: Vec<EntityId>,
    /// The first person of each sentence so far; of the present one last.
    first_of_sentence: Vec<Option<EntityId>>,
    /// The number of each sentence of `first_of_sentence`.
    numbers: Vec<usize>,
    last_party: Option<EntityId>,
    last_plural: Option<EntityId>,
    /// The state that the report names most often.
    principal: Option<String>,
    /// The parties that the report names.
    named: Vec<String>,
}

impl Resolver<'_> {
    /// Adds the states of which a report names a place alone: what is done to "Kigali" is done to its state.
    fn states_of_places(&mut self) {
        let mut codes: Vec<String> = Vec::new();
        for place in self.entities.list.iter().filter(|e| e.kind == EntityKind::Place) {
            let Some(code) = place.party.as_ref() else { continue };
            let state = |e: &Entity| e.kind == EntityKind::State && e.party.as_ref() == Some(code);
            if !codes.contains(code) && !self.entities.list.iter().any(state) {
                codes.push(code.clone());
            }
        }
        for code in codes {
            if let Some(name) = known::party_name(self.know, &code) {
                self.party(&code, PartyKind::State, &name);
            }
        }
    }

    /// Keeps the names of the states that entities act for.
    fn name_states(&mut self) {
        let know = self.know;
        let mut codes: Vec<&str> = self.entities.list.iter().filter_map(|e| e.party.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        let is_state =
            |code: &&str| know.party(code).is_some_and(|p| p.kind() == chancery_know::PartyKind::State);
        let named = |code: &str| Some((code.to_owned(), known::party_name(know, code)?));
        let states = codes.into_iter().filter(is_state).filter_map(named).collect();
        self.entities.states = states;
    }

    /// Where `first_of_sentence` has sentence `sentence`.
    fn sentence_number(&self, sentence: usize) -> Option<usize> {
        self.numbers.binary_search(&sentence).ok()
    }

    fn remember(&mut self, id: EntityId, mention: MentionId) {
        match self.entities.get(id).kind {
            // Whom a quotation names is no "he" outside it, as long as another is: '"Glad to see X," *he* tweeted'.
            EntityKind::Person if self.is_quoted(mention) => {
                if !self.recent.contains(&id) {
                    self.recent.insert(0, id);
                }
            }
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
                if self.analysis.mentions[mention].form != MentionForm::Demonym {
                    self.last_party = Some(id);
                }
            }
            EntityKind::Place => {}
        }
    }

    fn is_quoted(&self, mention: MentionId) -> bool {
        self.analysis.quotation_at(self.analysis.mentions[mention].span.start).is_some()
    }

    fn entity_of(&mut self, id: MentionId) -> Option<EntityId> {
        let mention = &self.analysis.mentions[id];
        match &mention.reading {
            Reading::Person { .. } => {
                let counterpart = id.checked_sub(1).and_then(|before| {
                    let outer = &self.analysis.mentions[before];
                    (matches!(outer.reading, Reading::Counterpart { .. })
                        && outer.phrase.contains(mention.span))
                    .then(|| self.entities.of(before))
                    .flatten()
                });
                if self.owns_government(id) {
                    return None;
                }
                counterpart.or_else(|| self.person_of[id].and_then(|person| self.person(person, id)))
            }
            Reading::Counterpart { party } => self.counterpart(id, party.clone()),
            Reading::Office { office, party } => {
                let party = party.clone().or_else(|| self.party_of_sender_before(id, office));
                self.by_office(id, office, party)
            }
            Reading::Unnamed { office, party } => match self.named_behind(id) {
                Some(person) => self.person(person, id),
                None => {
                    let party = party.clone().or_else(|| self.party_of_sender_before(id, office));
                    Some(self.unnamed(id, office, party))
                }
            },
            Reading::Party { code, kind, name } => match self.other_foreign_office(id) {
                Some(other) if code == "GBR" => Some(self.state(other)),
                _ => Some(self.party(code, *kind, name)),
            },
            Reading::Administration { leader } => {
                let party = self.party_of_leader(leader).or_else(|| self.home.clone())?;
                Some(self.state(&party))
            }
            Reading::Organization { party } => {
                let name = mention.span.of(self.analysis.text()).to_owned();
                if party.is_none()
                    && let Some(whole) = self.organization_called(&name)
                {
                    return Some(whole);
                }
                Some(self.named(EntityKind::Organization, &name, party.clone()))
            }
            Reading::Group { party } => {
                let text = mention.span.of(self.analysis.text());
                let name = without_determiner(text).to_owned();
                // "Indonesian protesters gathered … *protesters* burnt flags".
                let again = |e: &Entity| {
                    e.kind == EntityKind::Group
                        && e.name.rsplit_once(' ').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&name))
                };
                let known = self.entities.list.iter().rposition(again).filter(|_| party.is_none());
                if let Some(i) = known {
                    return Some(EntityId(i as u32));
                }
                let party = party
                    .clone()
                    .or_else(|| self.where_they_march(id, &name))
                    .or_else(|| self.home_of(id, &name))
                    .or_else(|| self.whose_fighters(id, &name));
                if party.is_none() && home::is_of_a_state(&name) {
                    return None;
                }
                let mission = name.ends_with("embassy") || name.ends_with("consulate");
                let kind = if mission { EntityKind::Organization } else { EntityKind::Group };
                Some(self.named(kind, &name, party))
            }
            Reading::Collective { persons, count } => self.collective(id, *persons, *count),
            Reading::Several { codes } => Some(self.states_of(id, codes)),
            Reading::Definite { ministry } => self.definite(id, *ministry),
            Reading::Pronoun(pronoun) => self.pronoun(id, *pronoun),
            Reading::Place { place, metonym } => Some(self.place(id, *place, metonym.as_deref())),
        }
    }

    fn add(&mut self, kind: EntityKind, name: String, party: Option<String>) -> EntityId {
        self.entities.add(kind, name, party, true)
    }

    fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.entities.list[id.0 as usize]
    }

    fn party(&mut self, code: &str, kind: PartyKind, name: &str) -> EntityId {
        let kind = match kind {
            PartyKind::State => EntityKind::State,
            PartyKind::Organization => EntityKind::Organization,
            PartyKind::Group => EntityKind::Group,
        };
        let found = self.entities.list.iter().position(|e| {
            e.party.as_deref() == Some(code)
                && e.members.is_empty()
                && e.kind == kind
                && (kind != EntityKind::Group || e.name == name)
        });
        match found {
            Some(i) => EntityId(i as u32),
            None => {
                let id = self.add(kind, name.to_owned(), Some(code.to_owned()));
                // A body goes by its party's code, and is another thing in Wikidata.
                let known = self.know.party(code).filter(|party| party.name() == name);
                self.entities.list[id.0 as usize].wikidata =
                    known.and_then(chancery_know::Party::wikidata).map(str::to_owned);
                id
            }
        }
    }

    fn state(&mut self, code: &str) -> EntityId {
        let name = known::party_name(self.know, code).unwrap_or_else(|| code.to_owned());
        self.party(code, PartyKind::State, &name)
    }

    fn named(&mut self, kind: EntityKind, name: &str, party: Option<String>) -> EntityId {
        let found =
            self.entities.list.iter().position(|e| e.kind == kind && e.name.eq_ignore_ascii_case(name));
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
        let (name, country, location) = known::place(self.know, place);
        let then = country.as_deref().and_then(|code| seat_of_the_day(self.analysis, code));
        let country = then.filter(|code| self.know.party(code).is_some()).map(str::to_owned).or(country);
        if let Some(country) = &country {
            // A visit to the place is one to its state.
            self.state(country);
        }
        self.entities.locations.push((place, location));
        let entity = self.add(EntityKind::Place, name, country);
        let wikidata = self.know.place(place).and_then(chancery_know::Place::wikidata).map(str::to_owned);
        let made = &mut self.entities.list[entity.0 as usize];
        (made.place, made.wikidata) = (Some(place), wikidata);
        entity
    }

    /// Whether a seat of power is meant as the place: after a preposition of place, before a comma and a country, or where it
    /// tells what was made there: "the *Berne* agreement"; but not "the Moscow agreement with Chad".
    fn is_location(&self, id: MentionId) -> bool {
        let span = self.analysis.mentions[id].span;
        let tokens = &self.analysis.tokens;
        let at = tokens.at_or_after(span.start);
        let before = at.checked_sub(1).map_or("", |b| tokens.lower(b));
        let before = if before == "the" { at.checked_sub(2).map_or("", |b| tokens.lower(b)) } else { before };
        matches!(
            before,
            "in" | "at"
                | "to"
                | "from"
                | "near"
                | "outside"
                | "into"
                | "around"
                | "toward"
                | "towards"
                | "visited"
                | "visit"
                | "visits"
                | "leaving"
                | "left"
                | "of"
                | "for"
                | "through"
                | "via"
                | "inside"
                | "across"
        ) || MADE_THERE.contains(&tokens.lower(at + 1)) && tokens.lower(at + 2) != "with"
            || tokens.lower(at + 1) == ","
                && self.analysis.mentions.get(id + 1).is_some_and(|m| m.span.start <= span.end + 2)
    }
}

/// A phrase without the article it begins with.
fn without_determiner(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "].iter().find_map(|d| text.strip_prefix(d)).unwrap_or(text)
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
