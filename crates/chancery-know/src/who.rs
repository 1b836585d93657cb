//! Answers to questions about persons and offices: [`Knowledge::who`] ranks [`Candidate`]s.

use std::cmp::{Ordering, Reverse};

use jiff::civil::Date;

use crate::{
    Knowledge, PartialDate, fold,
    office::Office,
    party::Party,
    person::{Holding, Person, Tenure},
    question::{Question, capitalized},
    spelling::{self, Likeness},
};

/// One answer: someone in an office.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'k> {
    /// Who.
    pub person: Person<'k>,
    /// In which office, from when to when, by which source.
    pub holding: Holding<'k>,
    /// How sure it is that the office was held at the time asked about; `None` when it was not, or no time was asked.
    pub tenure: Option<Tenure>,
    /// How well it answers the question, from 0 to 1.
    pub score: f32,
}

/// What is taken from a score for names that only resemble, local forms of an office, and offices of another time.
mod worth {
    pub(super) const FAMILY_NAME: f32 = 0.85;
    pub(super) const SHORTER: f32 = 0.9;
    pub(super) const SPELLING: f32 = 0.8;
    pub(super) const ROLE: f32 = 0.9;
    pub(super) const OTHER_TIME: f32 = 0.3;
    pub(super) const OTHER_TITLE: f32 = 0.98;
    pub(super) const CARRIED: f32 = 0.9;
    pub(super) const CARRIED_A_YEAR: f32 = 0.1;
    pub(super) const LEAST_CARRIED: f32 = 0.3;
}

impl Knowledge {
    /// The answers to a question, the best first. Those of one worth stand by their source and time: for a day or no
    /// time the latest in office first, for a span of time the earliest.
    ///
    /// Someone known by the name asked for who held no fitting office at the time is given when nobody did, with what
    /// was held before or after and a low score.
    pub fn who<'k>(&'k self, question: &Question<'k>) -> Vec<Candidate<'k>> {
        let mut found =
            if question.name.is_empty() { self.by_office(question) } else { self.by_name(question) };
        let timed = question.time != (None, None);
        if timed && found.iter().any(|c| c.tenure.is_some()) {
            found.retain(|c| c.tenure.is_some());
        }
        let span = question.time.0 != question.time.1;
        found.sort_by(|a, b| {
            let order = |c: &Candidate<'k>| (!c.holding.source().starts_with("editorial"), c.person.id());
            let time = |c: &Candidate<'k>| c.holding.from();
            b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal).then_with(|| match (timed, span) {
                (true, true) => (time(a), order(a)).cmp(&(time(b), order(b))),
                (true, false) => {
                    (order(a).0, Reverse(time(a)), order(a)).cmp(&(order(b).0, Reverse(time(b)), order(b)))
                }
                _ => (Reverse(time(a)), order(a)).cmp(&(Reverse(time(b)), order(b))),
            })
        });
        found
    }

    fn by_office<'k>(&'k self, question: &Question<'k>) -> Vec<Candidate<'k>> {
        let mut found: Vec<Candidate<'k>> = Vec::new();
        let mut add = |holding: Holding<'k>, worth: f32| {
            let candidate = self.candidate(question, holding, worth);
            found.extend(candidate.filter(|c| c.tenure.is_some() || question.time == (None, None)));
        };
        match (question.party, question.office) {
            (Some(party), Some(office)) => {
                let before = question.time.1.and_then(|day| self.before(party, day));
                let mut meant = false;
                for party in before.into_iter().chain([party]) {
                    for (office, worth) in self.offices_meant(party, office) {
                        meant = true;
                        self.holdings_in(party, office).for_each(|h| add(h, worth));
                    }
                }
                // The high commissioner for refugees of the UN is its agency's.
                for agency in self.agencies(party).filter(|_| !meant) {
                    self.holdings_in(agency, office).for_each(|h| add(h, worth::ROLE));
                }
            }
            (Some(party), None) => self.holdings_of(party).for_each(|h| {
                let weight = h.office().map_or(0, Office::weight);
                add(h, 0.5 + weight as f32 / 200.0);
            }),
            (None, Some(office)) => {
                let held = |h: &Holding<'k>| h.office() == Some(office);
                self.persons().flat_map(Person::holdings).filter(held).for_each(|h| add(h, 1.0));
            }
            (None, None) => {}
        }
        found
    }

    /// The offices of a party that a title means: the office itself where the party has it, else those of its role.
    fn offices_meant<'k>(&'k self, party: Party<'k>, office: Office<'k>) -> Vec<(Office<'k>, f32)> {
        if office.name() == "leader" {
            let heads = self
                .offices_of(party)
                .filter(|held| matches!(held.class(), "head of state" | "head of government" | "party"));
            return heads.map(|held| (held, worth::ROLE)).collect();
        }
        if self.holdings_in(party, office).next().is_some() {
            return vec![(office, 1.0)];
        }
        for role in self.same_role(office).into_iter().flatten() {
            let meant: Vec<_> = self
                .offices_of(party)
                .filter(|held| role.covers(*held))
                .map(|held| (held, worth::ROLE))
                .collect();
            if !meant.is_empty() {
                return meant;
            }
        }
        Vec::new()
    }

    fn by_name<'k>(&'k self, question: &Question<'k>) -> Vec<Candidate<'k>> {
        let exact = self.holdings_called(question, self.persons_named(&question.name));
        let timed = question.time != (None, None);
        if exact.iter().any(|c| c.tenure.is_some()) || !exact.is_empty() && !timed {
            return exact;
        }
        // Somebody of another spelling, who held an office then.
        let mut other = self.holdings_called(question, self.persons_alike(&question.name));
        other.retain(|c| c.tenure.is_some() || !timed || exact.is_empty());
        other.extend(exact);
        other
    }

    fn holdings_called<'k>(
        &'k self,
        question: &Question<'k>,
        persons: Vec<(Person<'k>, f32)>,
    ) -> Vec<Candidate<'k>> {
        let mut found = Vec::new();
        for (person, worth) in persons {
            for holding in person.holdings() {
                if question.party.is_some_and(|party| !self.serves(holding, party)) {
                    continue;
                }
                let office = match (question.office, holding.office()) {
                    (Some(asked), Some(held)) if asked == held => 1.0,
                    (Some(asked), Some(held)) if asked.covers(held) => worth::ROLE,
                    (Some(_), _) => continue,
                    (None, held) => 0.8 + held.map_or(0, Office::weight) as f32 / 500.0,
                };
                found.extend(self.candidate(question, holding, worth * office));
            }
        }
        found
    }

    /// Whether a holding is of a party, or of the state that it came from.
    fn serves(&self, holding: Holding<'_>, party: Party<'_>) -> bool {
        let Some(held) = holding.party() else { return false };
        held == party || held.parent().is_some_and(|parent| parent == party) && held.to().is_some()
    }

    /// The persons of exactly this name, each with how well it fits.
    fn persons_named<'k>(&'k self, name: &str) -> Vec<(Person<'k>, f32)> {
        // Of one word, nobody can tell whether it is all of the name.
        let one = !name.contains(char::is_whitespace);
        let worth = |whole: bool| if whole && !one { 1.0 } else { worth::FAMILY_NAME };
        let titled = capitalized(name);
        for spelt in [name, titled.as_str()] {
            if let Some(found) = self.longest_name(spelt).filter(|found| found.len == spelt.len()) {
                let persons: Vec<_> = found.persons().map(|(person, whole)| (person, worth(whole))).collect();
                if !persons.is_empty() {
                    return persons;
                }
            }
        }
        Vec::new()
    }

    /// The persons whose names may be this one in another form or spelling.
    fn persons_alike<'k>(&'k self, name: &str) -> Vec<(Person<'k>, f32)> {
        let asked = spelling::words(name);
        if asked.is_empty() || asked.len() > MOST_WORDS {
            return Vec::new();
        }
        let worth = |person: Person<'k>| {
            let alike = |known: &str| spelling::likeness(&asked, &spelling::words(known));
            let best = std::iter::once(person.name()).chain(person.aliases()).filter_map(alike).min()?;
            let worth = match best {
                Likeness::Same => 1.0,
                Likeness::Shorter => worth::SHORTER,
                Likeness::Spelling => worth::SPELLING,
            };
            Some((person, worth))
        };
        self.persons().filter_map(worth).collect()
    }

    fn candidate<'k>(
        &'k self,
        question: &Question<'k>,
        holding: Holding<'k>,
        mut score: f32,
    ) -> Option<Candidate<'k>> {
        let tenure = match question.time {
            (None, None) => None,
            (from, until) => during(holding, from, until),
        };
        score *= match (tenure, question.time.1.or(question.time.0)) {
            (Some(Tenure::CarriedForward), Some(day)) => {
                let known = holding.known_until().map_or(0, PartialDate::year) as f32;
                let years = (f32::from(day.year()) - known).max(0.0);
                (worth::CARRIED - worth::CARRIED_A_YEAR * years).max(worth::LEAST_CARRIED)
            }
            (None, Some(_)) => worth::OTHER_TIME,
            _ => 1.0,
        };
        let title = spelling::words(holding.title());
        if let Some(target) = question.target {
            let mut named = std::iter::once(target.name()).chain(target.aliases()).map(spelling::words);
            if !named.any(|name| title.windows(name.len().max(1)).any(|w| w == name)) {
                return None;
            }
        }
        let told = spelling::words(&question.title);
        let office = spelling::words(holding.office().map_or("", Office::name));
        if question.party.is_none() && !told.iter().all(|word| title.contains(word) || office.contains(word))
        {
            score *= worth::OTHER_TITLE;
        }
        Some(Candidate { person: holding.person()?, holding, tenure, score })
    }

    /// Persons whose names resemble one that is unknown, the nearest first, at most five.
    pub fn near_names<'k>(&'k self, name: &str) -> Vec<Person<'k>> {
        let Some((asked, _)) = fold::key(name).filter(|(key, _)| key.len() <= MOST_LETTERS) else {
            return Vec::new();
        };
        let most = (asked.chars().count() / 3).min(2);
        if most == 0 {
            return Vec::new();
        }
        let mut near: Vec<(usize, u32, Person<'k>)> = Vec::new();
        for person in self.persons() {
            let weight = person.holdings().filter_map(Holding::office).map(Office::weight).max().unwrap_or(0);
            let far = std::iter::once(person.name()).chain(person.aliases()).filter_map(|known| {
                let (key, _) = fold::key(known)?;
                let family = key.rsplit(' ').next().unwrap_or_default();
                let whole = spelling::distance(&asked, &key, most);
                whole.into_iter().chain(spelling::distance(&asked, family, most)).min()
            });
            near.extend(far.min().map(|distance| (distance, weight, person)));
        }
        near.sort_by_key(|(distance, weight, person)| (*distance, Reverse(*weight), person.id()));
        near.into_iter().take(5).map(|(_, _, person)| person).collect()
    }

    /// The first and the last day about which the tables can be asked: the years since 1945, and ten years beyond what
    /// any source knows.
    pub fn reach(&self) -> (Date, Date) {
        let last = self.persons().flat_map(Person::holdings).filter_map(Holding::known_until).max();
        let last = last.map_or(2000, |known| known.year() as i16 + 10);
        (Date::constant(1945, 1, 1), Date::new(last, 12, 31).unwrap_or(Date::MAX))
    }
}

/// The most words and letters of a name that is searched for among all.
const MOST_WORDS: usize = 8;
const MOST_LETTERS: usize = 64;

/// How sure it is that an office was held some time from one day to another.
fn during(holding: Holding<'_>, from: Option<Date>, until: Option<Date>) -> Option<Tenure> {
    let first = from.unwrap_or(Date::MIN);
    let last = until.unwrap_or(Date::MAX);
    if holding.from().is_some_and(|began| last < began.first())
        || holding.to().is_some_and(|ended| ended.last() < first)
    {
        return None;
    }
    // The day of the span on which the most is known: when it begins, or when the holding does.
    let day = holding.from().map_or(first, |began| began.first().max(first));
    holding.on(day).or(Some(Tenure::Known))
}
