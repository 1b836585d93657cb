//! [`Person`]: everything that a report tells of a person by name, gathered over all mentions of the name.
//!
//! Full names go first, then surnames and other short forms join the full name that they fit, the nearest before them
//! or else the next after. Knowledge is asked once for each person, with all that the report tells.

use super::{EntityId, EntityKind, Resolver, known, office};
use crate::analyze::MentionId;
use crate::analyze::mention::Reading;
use crate::analyze::mention::lexicon::{is_male, is_private, plain_letter};

/// A person named in a report.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// The longest name that the report uses, cleaned.
    pub(super) name: String,
    /// Its words, folded.
    words: Vec<String>,
    /// Office and party, each as first told.
    pub(super) office: Option<String>,
    pub(super) party: Option<String>,
    mentions: Vec<MentionId>,
    male: Option<bool>,
    /// The report tells more than one word of capitals, so that knowledge need not vouch for there being such a person.
    certain: bool,
    /// What knowledge has.
    known: Option<known::Known>,
    /// The entity, once the first mention is met.
    pub(super) entity: Option<EntityId>,
}

impl Person {
    /// The office that knowledge tells.
    pub(super) fn office_known(&self) -> Option<&str> {
        self.known.as_ref()?.office.as_deref()
    }

    /// The party that the report or knowledge tells.
    pub(super) fn party_known(&self) -> Option<&str> {
        self.party.as_deref().or_else(|| self.known.as_ref()?.party.as_deref())
    }
}

impl Resolver<'_> {
    /// Puts the mentions of names together into persons.
    pub(super) fn gather_persons(&mut self) {
        let text = self.analysis.text();
        let named: Vec<(MentionId, String, Vec<String>)> = self
            .analysis
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| matches!(m.reading, Reading::Person { .. }))
            .map(|(id, m)| {
                let name = clean_name(m.span.of(text));
                let words = name_words(&name);
                (id, name, words)
            })
            .filter(|(_, _, words)| !words.is_empty())
            .collect();
        for full in [true, false] {
            for (id, name, words) in named.iter().filter(|(_, _, words)| (words.len() > 1) == full) {
                let person = self.person_called(*id, words, full).unwrap_or_else(|| {
                    self.persons.push(Person {
                        name: name.clone(),
                        words: words.clone(),
                        ..Person::default()
                    });
                    self.persons.len() - 1
                });
                self.person_of[*id] = Some(person);
                self.tell(person, *id, name, words);
            }
        }
        self.tell_by_title();
        for person in 0..self.persons.len() {
            self.ask(person);
        }
    }

    /// What only the title tells of a person whom the report names in full.
    fn tell_by_title(&mut self) {
        for titled in &self.analysis.titled {
            let words = name_words(&clean_name(&titled.name));
            let bare = |p: &&mut Person| p.office.is_none() && p.party.is_none();
            let same = |p: &&mut Person| words.len() > 1 && full_names_agree(&words, &p.words);
            if let Some(person) = self.persons.iter_mut().filter(bare).find(same) {
                person.office.clone_from(&titled.office);
                person.party.clone_from(&titled.party);
            }
        }
    }

    /// Asks knowledge for a person, with what the report tells.
    fn ask(&mut self, person: usize) {
        let told = &self.persons[person];
        let asked = known::Asked {
            name: &told.name,
            words: &told.words,
            party: told.party.as_deref(),
            office: told.office.as_deref(),
            on: self.on,
            named: &self.named,
        };
        self.persons[person].known = known::person(self.know, &asked);
    }

    /// The person, of those gathered so far, whom the words of a name at mention `id` fit.
    fn person_called(&self, id: MentionId, words: &[String], full: bool) -> Option<usize> {
        let told = self.party_told(id);
        let compatible = |p: &Person| match (&told, &p.party) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let mention = &self.analysis.mentions[id];
        let before = &self.analysis.text()
            [mention.phrase.start as usize..mention.span.start.max(mention.phrase.start) as usize];
        let male = male_by_title(before);
        let office = match &mention.reading {
            Reading::Person { office, .. } => office.as_deref(),
            _ => None,
        };
        // "Mr. Trump" and "President Trump" are not Melania.
        let other = |p: &Person| {
            let known_male = p.male.or_else(|| is_male(&first_word(&p.name)));
            !full
                && (male.zip(known_male).is_some_and(|(a, b)| a != b)
                    || is_consort(p) && office.is_some_and(|o| !o.ends_with("lady")))
        };
        let fits = |p: &Person| {
            if other(p) {
                false
            } else if full {
                full_names_agree(words, &p.words)
            } else {
                short_name_fits(&words[0], &p.words)
            }
        };
        // The one named last before, else the first after.
        let distance = |p: &Person| {
            let before = p.mentions.iter().rev().find(|&&m| m < id).map(|&m| id - m);
            let after = p.mentions.iter().find(|&&m| m > id).map(|&m| m - id);
            before.map(|d| (0, d)).or(after.map(|d| (1, d))).unwrap_or((2, 0))
        };
        let candidates = self
            .persons
            .iter()
            .enumerate()
            .filter(|(_, p)| fits(p) && (compatible(p) || full && p.words == words));
        candidates.min_by_key(|(_, p)| (!full && is_consort(p), distance(p))).map(|(i, _)| i)
    }

    /// The party that the phrase of a mention tells.
    fn party_told(&self, id: MentionId) -> Option<String> {
        match &self.analysis.mentions[id].reading {
            Reading::Person { party, .. } => party.clone(),
            _ => None,
        }
    }

    fn tell(&mut self, person: usize, id: MentionId, name: &str, words: &[String]) {
        let mention = &self.analysis.mentions[id];
        let Reading::Person { office, party } = &mention.reading else { return };
        let start = mention.phrase.start as usize;
        let before = &self.analysis.text()[start..mention.span.start as usize];
        let person = &mut self.persons[person];
        let at = person.mentions.partition_point(|&m| m < id);
        person.mentions.insert(at, id);
        if words.len() > person.words.len() {
            person.name = name.to_owned();
            person.words = words.to_vec();
        }
        person.certain |= words.len() > 1 || office.is_some() || party.is_some() || !before.is_empty();
        person.office = person.office.take().or_else(|| office.clone());
        person.party = person.party.take().or_else(|| party.clone());
        person.male = person.male.or_else(|| male_by_title(before));
    }

    /// The entity of a person of the report, made when the first mention, `id`, is met; none where a single word turns
    /// out to be nobody's name.
    pub(super) fn person(&mut self, person: usize, id: MentionId) -> Option<EntityId> {
        if let Some(entity) = self.persons[person].entity {
            return Some(entity);
        }
        let told = &self.persons[person];
        let known = told.known.clone();
        if known.is_none() && !told.certain {
            return None;
        }
        let (name, office, male) = (told.name.clone(), told.office.clone(), told.male);
        // Who leads a state's delegation is of that state, whatever organisation he served before.
        let served = known.as_ref().and_then(|k| k.party.clone());
        let served = served.filter(|code| self.is_state(code) || self.party_represented(person).is_none());
        let party = told.party.clone().or(served);
        // Offices that only one state has; a government's site gives its own officials no nationality.
        let told_office = office.as_deref();
        let party = party
            .or_else(|| self.party_represented(person))
            .or_else(|| told_office.and_then(|office| self.party_of_sender(id, office)))
            .or_else(|| told_office.and_then(|_| self.party_of_accompanied(id)))
            .or_else(|| told_office.and_then(|office| self.party_of_envoy(id, office)))
            .or_else(|| self.party_of_seat(id))
            .or_else(|| {
                told_office.filter(|o| o.ends_with("lady")).and_then(|_| self.party_of_family(person))
            })
            .or_else(|| told_office.and_then(|office| self.only_party(office)))
            .or_else(|| told_office.and_then(|_| self.party_of_companion(id)))
            .or_else(|| self.party_of_group(id))
            .or_else(|| told_office.filter(|o| office::is_domestic(o)).and_then(|_| self.home.clone()))
            .or_else(|| told_office.is_none_or(is_private).then(|| self.party_of_peers(id)).flatten())
            .or_else(|| self.party_of_family(person))
            .or_else(|| told_office.and_then(|_| self.party_of_owner(id)))
            .or_else(|| {
                let office = told_office?;
                self.party_by_office(office, id)
                    .filter(|party| !self.is_borne_by_another(person, office, party))
            });
        // "The leaders of Egypt and Iraq" may have called upon him before his name is told.
        let met = known.as_ref().and_then(|k| {
            // Whom knowledge alone named may serve another party too: "the *AU chairman* … Mauritania's president X".
            let same = |e: &super::Entity| {
                e.kind == EntityKind::Person
                    && (e.party == party && k.wikidata.is_some() && e.wikidata == k.wikidata
                        || !e.named && e.name == k.name && e.name.contains(' '))
            };
            self.entities.list.iter().position(same)
        });
        let told_party = party.clone();
        let entity = match met {
            Some(i) => EntityId(i as u32),
            None => self.add(EntityKind::Person, name, party),
        };
        let male = male.or_else(|| is_male(&first_word(&self.persons[person].name)));
        let made = self.get_mut(entity);
        made.male = male;
        if !made.named {
            (made.named, made.party) = (true, told_party.or(made.party.take()));
        }
        made.office = office.or_else(|| known.as_ref().and_then(|k| k.office.clone()));
        if let Some(known) = known {
            made.wikidata = known.wikidata;
            let (told, canonical) = (name_words(&made.name), name_words(&known.name));
            // "Alyaksandr Lukashenka" is Alexander Lukashenko, whom knowledge has under both; "Qasym-Jomart" Kassym-Jomart.
            let initial = |word: &str| word.chars().next().map(|c| if c == 'q' { 'k' } else { c });
            let spelt = told.len() == canonical.len()
                && told.iter().zip(&canonical).all(|(a, b)| initial(a) == initial(b));
            let same_end = told.last() == canonical.last() || spelt;
            // A report that writes the accents knows the name better.
            let better = known.name.is_ascii() && !made.name.is_ascii() && canonical == told;
            if better {
                made.male = made.male.or_else(|| is_male(&first_word(&known.name)));
            } else if same_end || !made.name.contains(' ') {
                made.male = made.male.or_else(|| is_male(&first_word(&known.name)));
                made.name = known.name;
            }
        }
        self.persons[person].entity = Some(entity);
        Some(entity)
    }

    /// A person whom something beside the text names, the headline: one of the report's persons, or another.
    pub(super) fn person_beside(
        &mut self,
        name: &str,
        office: Option<String>,
        party: Option<String>,
    ) -> Option<EntityId> {
        let words = name_words(name);
        let fits = |p: &Person| match words.as_slice() {
            [only] => short_name_fits(only, &p.words),
            _ => full_names_agree(&words, &p.words),
        };
        let person = self.persons.iter().position(fits).unwrap_or_else(|| {
            self.persons.push(Person { name: name.to_owned(), words: words.clone(), ..Person::default() });
            self.persons.len() - 1
        });
        let told = &mut self.persons[person];
        told.certain = true;
        told.office = told.office.take().or(office);
        told.party = told.party.take().or(party);
        self.ask(person);
        self.person(person, 0)
    }

    /// The party of someone in the report with the same family's name: "Melania Trump".
    fn party_of_family(&self, person: usize) -> Option<String> {
        let own = &self.persons[person].words;
        let family = |p: &Person| {
            own.len() > 1
                && (p.words.last() == own.last()
                    || p.words.first() == own.first() && is_male(&own[0]).is_none())
        };
        let others = self.persons.iter().enumerate().filter(|(i, p)| *i != person && family(p));
        others.filter_map(|(_, p)| p.party.clone().or_else(|| p.known.as_ref()?.party.clone())).next()
    }

    /// Whether the report tells of another that he bears this office, of which a state has one bearer, for this party.
    fn is_borne_by_another(&self, person: usize, office: &str, party: &str) -> bool {
        let one = matches!(office, "foreign minister" | "president" | "prime minister" | "chancellor");
        let bears = |p: &Person| p.office.as_deref() == Some(office) && p.party.as_deref() == Some(party);
        let other = |p: &Person| p.words.last() != self.persons[person].words.last();
        one && self.persons.iter().any(|p| bears(p) && other(p))
    }

    /// The party that someone with this office likely has, by what is told around mention `id`. A calling that no state
    /// gives tells none: but the one state that its sentence names, or where it names none the one that publishes.
    fn party_by_office(&self, office: &str, id: MentionId) -> Option<String> {
        let home = || self.home.clone().filter(|_| !office::is_foreign(office));
        // "farm commissioner X" in a report of the Community.
        let union =
            |m: &crate::analyze::Mention| matches!(&m.reading, Reading::Party { code, .. } if code == "EU");
        if office.ends_with("commissioner") && self.analysis.mentions.iter().any(union) {
            return Some("EU".to_owned());
        }
        if !is_private(office) {
            return self.party_around(id, office).or_else(home);
        }
        let states = self.states_beside(id);
        match states.as_slice() {
            [] => home(),
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The party of the official whose aide or lawyer someone is told to be: "*Trump* lawyer X", "*his* former campaign
    /// chairman X", "X, director of *Trump's* National Economic Council".
    fn party_of_owner(&self, id: MentionId) -> Option<String> {
        let (mentions, tokens) = (&self.analysis.mentions, &self.analysis.tokens);
        let (own, phrase) = (mentions[id].span, mentions[id].phrase);
        let start = tokens.at_or_after(phrase.start);
        let party_of = |m: MentionId| self.entities.of(m).and_then(|e| self.entities.get(e).party.clone());
        // Whose it is stands before the title, or in it.
        if matches!(tokens.lower(start), "his" | "her")
            || start > 0 && matches!(tokens.lower(start - 1), "his" | "her")
        {
            let owner =
                self.first_of_sentence.iter().rev().take(2).find_map(|p| *p).or(self.recent.last().copied());
            return owner.and_then(|e| self.entities.get(e).party.clone());
        }
        let before = id.checked_sub(1).filter(|&m| {
            let end = tokens.at_or_after(mentions[m].span.end);
            let adjoins = mentions[m].span.end <= phrase.start
                && (end == start || end + 1 == start && matches!(tokens.lower(end), "'s" | "’s"));
            let body = matches!(mentions[m].reading, Reading::Definite { ministry: false });
            adjoins && (body || matches!(mentions[m].reading, Reading::Person { .. }))
        });
        before.and_then(party_of).or_else(|| {
            let of_person = |name: &str| {
                let words = name_words(name);
                let told =
                    self.persons.iter().find(|p| p.words.last() == words.last() && !words.is_empty())?;
                told.party.clone().or_else(|| told.known.as_ref()?.party.clone())
            };
            // "director of Trump 's": the words of the title behind the name.
            let behind = tokens.at_or_after(own.end)..tokens.at_or_after(phrase.end);
            behind.clone().find_map(|t| {
                matches!(tokens.lower(t + 1), "'s" | "’s")
                    .then(|| of_person(tokens.list[t].span.of(self.analysis.text())))?
            })
        })
    }

    /// The party for which someone is told to speak or sign: "X, who heads the American team", "signed for Ghana", "the
    /// Japanese side was co-chaired by X".
    fn party_represented(&self, person: usize) -> Option<String> {
        let (analysis, tokens) = (self.analysis, &self.analysis.tokens);
        let party_of = |m: MentionId| match &analysis.mentions.get(m)?.reading {
            Reading::Party { code, .. } => Some(code.clone()),
            Reading::Group { party } => party.clone(),
            _ => None,
        };
        self.persons[person].mentions.iter().find_map(|&id| {
            let phrase = analysis.mentions[id].phrase;
            let (first, last) = (tokens.at_or_after(phrase.start), tokens.at_or_after(phrase.end));
            let sentence = &analysis.sentences[analysis.sentence_of(first)].tokens;
            // "Rakesh Asthana, Narcotics Control Bureau, led the Indian delegation": past what describes.
            let reach = if tokens.lower(last) == "," { 20 } else { 5 };
            let verb = (last..sentence.end.min(last + reach)).find(|&t| {
                let signs = || matches!((tokens.lower(t), tokens.lower(t + 1)), ("signed", "for" | "on"));
                matches!(
                    tokens.lower(t),
                    "led"
                        | "leads"
                        | "heads"
                        | "headed"
                        | "represents"
                        | "represented"
                        | "leading"
                        | "heading"
                ) || signs()
            });
            // "was co-chaired by Mr. A, Director, Ministry of B, and *Mr. C*": behind those named before him too.
            let before = (sentence.start..first)
                .rev()
                .take(40)
                .take_while(|&t| !matches!(tokens.lower(t), "while" | ";" | "who" | "was" | "were"))
                .find(|&t| {
                    tokens.lower(t) == "by"
                        && t > 0
                        && matches!(
                            tokens.lower(t - 1),
                            "led" | "headed" | "chaired" | "co-chaired" | "represented"
                        )
                })
                .filter(|&by| {
                    first - by <= 4
                        || (by..first).any(|t| tokens.lower(t) == ",") && tokens.lower(first - 1) == "and"
                });
            let after = verb.and_then(|verb| {
                let at = tokens.list[verb].span.end;
                let next = analysis.mentions.partition_point(|m| m.phrase.start < at);
                let close = analysis.mentions.get(next).is_some_and(|m| m.span.start < at + 24);
                party_of(next).filter(|_| close)
            });
            after.or_else(|| {
                let at = tokens.list[before?].span.start;
                let from = tokens.list[sentence.start].span.start;
                let end = analysis.mentions.partition_point(|m| m.phrase.start < at);
                (0..end).rev().take_while(|&m| analysis.mentions[m].phrase.start >= from).find_map(party_of)
            })
        })
    }

    /// The party of whoever the report or knowledge calls `leader`.
    pub(super) fn party_of_leader(&mut self, leader: &str) -> Option<String> {
        let name = clean_name(leader);
        let words = name_words(&name);
        let of_report = self.persons.iter().find(|p| {
            !words.is_empty()
                && (p.words == words || words.len() == 1 && short_name_fits(&words[0], &p.words))
        });
        let by_report = of_report.and_then(|p| {
            p.party.clone().or_else(|| p.entity.and_then(|e| self.entities.get(e).party.clone()))
        });
        by_report.or_else(|| {
            let asked = known::Asked {
                name: &name,
                words: &words,
                party: None,
                office: Some("former leader"),
                on: self.on,
                named: &self.named,
            };
            known::person(self.know, &asked).and_then(|k| k.party)
        })
    }
}

/// Whether a person is told as the wife or husband of an official.
fn is_consort(person: &Person) -> bool {
    person.office.as_deref().is_some_and(|o| matches!(o, "first lady" | "second lady" | "first gentleman"))
}

/// Whether two full names can be one person's: the same first and last words, an initial for one, or all words of the
/// one in the other.
fn full_names_agree(a: &[String], b: &[String]) -> bool {
    let (Some(a_first), Some(a_last), Some(b_first), Some(b_last)) =
        (a.first(), a.last(), b.first(), b.last())
    else {
        return false;
    };
    if b.len() < 2 {
        return false;
    }
    let initial = |x: &str, y: &str| x.len() == 1 && y.starts_with(x);
    let same_first = a_first == b_first || initial(a_first, b_first) || initial(b_first, a_first);
    // "Sabah Al-Khaled Al-Sabah" has one word twice.
    let shared = || {
        let shared = |(i, w): (usize, &String)| w.len() > 1 && b.contains(w) && !a[..i].contains(w);
        a.iter().enumerate().filter(|&word| shared(word)).count()
    };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // "U.Khurelsukh" is Khurelsukh Ukhnaa: the father's name, shortened, stands before the own, or after it.
    let fathers = |short: &[String], long: &[String]| match (short, long) {
        ([initial, own], [first, second]) => {
            initial.len() == 1 && own == first && second.starts_with(initial.as_str())
        }
        _ => false,
    };
    a_last == b_last && (same_first || long.contains(&short[0]) && shared() >= 2)
        || fathers(a, b)
        || fathers(b, a)
        || a.iter().all(|w| b.contains(w))
        || b.iter().all(|w| a.contains(w))
}

/// Whether one word can stand for a name: as its last word, or, where the family's comes first, the first.
fn short_name_fits(word: &String, name: &[String]) -> bool {
    name.last() == Some(word)
        || name.len() > 1 && name.first() == Some(word)
        || name.len() > 2 && name[1..].contains(word)
}

/// A name without initials' periods, generation marks and doubled spaces; one in capitals only in title case.
pub(super) fn clean_name(name: &str) -> String {
    let count = name.split_whitespace().count();
    let words = name.split_whitespace().map(|w| w.trim_end_matches(','));
    let words = words.filter(|w| {
        !(w.len() <= 2 && w.ends_with('.') && count > 2) && !matches!(w.trim_end_matches('.'), "Jr" | "Sr")
    });
    let shout = !name.contains(char::is_lowercase) && name.chars().count() > 3;
    let mut words: Vec<String> = words.map(|w| if shout { title_case(w) } else { w.to_owned() }).collect();
    // "Robert Mueller III"; but "Charles III" is his name.
    if words.len() > 2 && words.last().is_some_and(|w| matches!(w.as_str(), "II" | "III" | "IV")) {
        words.pop();
    }
    words.join(" ")
}

fn title_case(word: &str) -> String {
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let cased: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphabetic();
            cased
        })
        .collect()
}

fn first_word(name: &str) -> String {
    name.split([' ', '\u{a0}']).next().unwrap_or_default().to_lowercase()
}

/// The words of a name for comparison: small letters without accents or periods, no particles or generation marks.
pub(super) fn name_words(name: &str) -> Vec<String> {
    name.split([' ', '\u{a0}', '-', '‑', '\n'])
        // "U.Khurelsukh".
        .flat_map(|w| match w.split_once('.') {
            Some((first, rest)) if first.chars().count() == 1 && rest.chars().count() > 2 => [first, rest],
            _ => [w, ""],
        })
        .map(|w| {
            w.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .map(plain_letter)
                .collect::<String>()
        })
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "al" | "el" | "bin" | "ibn" | "jr" | "sr"))
        .collect()
}

/// Whether the words before a name say that a man or a woman bears it.
fn male_by_title(before: &str) -> Option<bool> {
    let words = before.split_whitespace().map(|w| w.trim_matches(['.', ',']));
    words.rev().find_map(|w| match w {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" | "spokesman" | "Spokesman" | "chairman" | "Chairman"
        | "Pope" | "Emir" | "Sultan" | "Congressman" | "businessman" | "Sheikh" | "Sheik" | "Monsieur" => {
            Some(true)
        }
        "Mrs" | "Ms" | "Miss" | "Lady" | "Queen" | "Princess" | "spokeswoman" | "Spokeswoman"
        | "chairwoman" | "Chairwoman" | "Dame" | "Baroness" | "Congresswoman" | "Madam" | "Madame" => {
            Some(false)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned() {
        assert_eq!(clean_name("Joseph R. Biden, Jr."), "Joseph Biden");
        assert_eq!(clean_name("PRAMUDWINAI"), "Pramudwinai");
        assert_eq!(clean_name("Kim Yo-jong"), "Kim Yo-jong");
    }

    #[test]
    fn short_and_full_names_agree() {
        let words = name_words;
        assert!(full_names_agree(&words("Antony J. Blinken"), &words("Antony Blinken")));
        assert!(full_names_agree(&words("Kishida Fumio"), &words("Fumio Kishida")));
        assert!(!full_names_agree(&words("Kim Jong Un"), &words("Kim Yo-jong")));
        assert!(short_name_fits(&"xi".to_owned(), &words("Xi Jinping")));
        assert!(!short_name_fits(&"xi".to_owned(), &words("Li Keqiang")));
    }
}
