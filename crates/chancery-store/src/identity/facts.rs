//! [`Facts`]: what is compared of an event to tell whether another report's is the same real-world act.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use super::person::Person;
use super::title::is_distinctive;

/// Days since 1970.
pub(crate) type Day = i64;

/// What is known of one event for comparison.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    /// The claim's key.
    pub(crate) key: String,
    /// Its report, by row.
    pub(crate) report: i64,
    pub(crate) event: String,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) status: String,
    /// Codes of all who take part.
    pub(crate) parties: BTreeSet<String>,
    /// Codes of those who act on others; empty in symmetric events.
    pub(crate) recipients: BTreeSet<String>,
    /// The named persons who take part.
    pub(crate) persons: Vec<Person>,
    /// How they came together, where that is told.
    pub(crate) manner: Option<Manner>,
    /// Whether it is a journey to one place or more: those visited are no persons.
    pub(crate) is_trip: bool,
    /// Whether it is an occasion of many: a summit, a conference.
    pub(crate) is_summit: bool,
    /// First and last day that the date allows.
    pub(crate) days: Option<(Day, Day)>,
    /// Whether the report tells the date; otherwise it is that of publication.
    pub(crate) told: bool,
    /// Whether the report's title says that it was issued for it.
    pub(crate) is_lead: bool,
    pub(crate) published: Option<Day>,
    pub(crate) place: Option<String>,
    pub(crate) country: Option<String>,
    /// Latitude and longitude of the place, where they are known.
    pub(crate) at: Option<(f64, f64)>,
    /// Hashes of the words of the evidence and topics in lower case, without the commonest, in order and each once.
    pub(crate) words: Vec<u64>,
    /// What the occasion is called, or where the journey goes, where the report was issued for it.
    pub(crate) name: BTreeSet<String>,
    /// The names in the report's title and opening, where it was issued for this.
    pub(crate) setting: BTreeSet<String>,
}

impl Facts {
    /// Whether the report's title says that many came together, and calls it by a name.
    pub(crate) fn is_gathering(&self) -> bool {
        self.is_lead && !self.name.is_empty() && self.mode.as_deref() == Some("multilateral")
    }

    /// Whether it has parts that may be told of by themselves.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_trip || self.is_summit
    }
}

/// All that can tell an act apart from another, as a hash.
pub(crate) type Stance = u64;

impl Facts {
    /// What of it can make [`compare`](super::compare::compare) say that it is, or is not, another act than an event of
    /// another report, as far as that is more than too little for an answer. Words count only where a gathering may be told
    /// of by its name.
    pub(super) fn stance(&self, with_words: bool) -> Stance {
        // Each field is named, so that none is forgotten: a code only makes surer that two are the same.
        let Facts {
            key: _,
            report: _,
            cameo: _,
            event,
            mode,
            status,
            parties,
            recipients,
            persons,
            manner,
            is_trip,
            is_summit,
            days,
            told,
            is_lead,
            published,
            place,
            country,
            at,
            words,
            name,
            setting,
        } = self;
        let mut hasher = DefaultHasher::new();
        (event, mode, status, parties, recipients, persons, manner).hash(&mut hasher);
        (is_trip, is_summit, days, told, is_lead, published).hash(&mut hasher);
        (place, country, at.map(|(lat, lon)| (lat.to_bits(), lon.to_bits())), name, setting)
            .hash(&mut hasher);
        with_words.then_some(words).hash(&mut hasher);
        hasher.finish()
    }
}

/// The words of a set as it is kept.
pub(crate) fn split(words: Option<&str>) -> BTreeSet<String> {
    words.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// What an event says as far as it is compared: from a record, or from the store's columns.
pub(crate) struct Told<'t> {
    pub(crate) key: &'t str,
    pub(crate) report: i64,
    pub(crate) event: &'t str,
    pub(crate) mode: Option<&'t str>,
    pub(crate) cameo: Option<&'t str>,
    pub(crate) status: &'t str,
    pub(crate) date: Option<&'t str>,
    pub(crate) until: Option<&'t str>,
    pub(crate) basis: Option<&'t str>,
    pub(crate) place: Option<&'t str>,
    /// Whether the place is a state, whose name tells no more than the state.
    pub(crate) in_state: bool,
    pub(crate) country: Option<&'t str>,
    pub(crate) at: Option<(f64, f64)>,
    /// The first words of the evidence.
    pub(crate) trigger: &'t str,
    pub(crate) sentence: &'t str,
    pub(crate) published: Option<&'t str>,
    pub(crate) is_lead: bool,
    pub(crate) name: Option<&'t str>,
    pub(crate) setting: Option<&'t str>,
    /// Those who take part, in the order of their entities' keys.
    pub(crate) taking: &'t [Taking<'t>],
    pub(crate) topics: &'t [String],
}

/// One who takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Taking<'t> {
    /// The key of the entity.
    pub(crate) key: &'t str,
    pub(crate) is_recipient: bool,
    /// The entity's row.
    pub(crate) row: i64,
    pub(crate) party: &'t str,
    pub(crate) name: &'t str,
    pub(crate) kind: &'t str,
}

impl Facts {
    /// What is compared of an event.
    pub(crate) fn of(told: &Told<'_>) -> Facts {
        let trigger = told.trigger;
        let own = |text: Option<&str>| text.map(str::to_owned);
        let mut facts = Facts {
            key: told.key.to_owned(),
            report: told.report,
            event: told.event.to_owned(),
            mode: own(told.mode),
            cameo: own(told.cameo),
            status: told.status.to_owned(),
            parties: BTreeSet::new(),
            recipients: BTreeSet::new(),
            persons: Vec::new(),
            manner: manner(told.mode, trigger, told.sentence, told.place.is_some()),
            is_trip: told.mode == Some("visit"),
            is_summit: is_summit(trigger, 0),
            days: told.date.and_then(|d| days(d, told.until)),
            told: told.basis == Some("text"),
            is_lead: told.is_lead,
            published: told.published.and_then(|d| days(d, None)).map(|d| d.0),
            place: own(told.place.filter(|_| !told.in_state)),
            country: own(told.country),
            at: told.at,
            words: words(trigger).chain(words(told.sentence)).collect(),
            name: split(told.name),
            setting: split(told.setting),
        };
        let mut travellers: Vec<Person> = Vec::new();
        let (mut hosts, mut places) = (0, 0);
        let goes = facts.is_trip && goes(trigger);
        for taking in told.taking {
            let person = Person::new(taking.name, taking.party).filter(|_| taking.kind == "person");
            if taking.is_recipient {
                facts.recipients.insert(taking.party.to_owned());
                hosts += usize::from(person.is_some());
                places += usize::from(matches!(taking.kind, "state" | "place"));
            }
            if let Some(person) = person.filter(|p| !facts.persons.contains(p)) {
                travellers.extend((!taking.is_recipient).then(|| person.clone()));
                facts.persons.push(person);
            }
            facts.is_summit |= taking.kind == "organization"
                && facts.event == "CONSULT"
                && facts.mode.as_deref() == Some("multilateral");
            facts.parties.insert(taking.party.to_owned());
        }
        // A journey within the traveller's own country is known by the name of where it goes.
        let is_somewhere = places > 0 || facts.is_lead && !facts.name.is_empty();
        facts.is_trip &=
            is_somewhere && (hosts == 0 || facts.recipients.len() > 1 || goes) && !travellers.is_empty();
        if facts.is_trip {
            facts.persons = travellers;
        }
        facts.is_summit |= is_summit("", facts.parties.len()) || facts.is_lead && facts.parties.len() > 3;
        facts.is_summit |= facts.is_gathering() && facts.name.iter().any(|w| is_distinctive(w));
        facts.is_summit &= facts.event == "CONSULT" && !facts.is_trip;
        for topic in told.topics {
            facts.words.extend(words(topic));
        }
        if facts.event != "CONSULT" {
            // Who takes part is compared by itself.
            let names: BTreeSet<u64> = told.taking.iter().flat_map(|t| words(t.name)).collect();
            facts.words.retain(|w| !names.contains(w));
        }
        facts.words.sort_unstable();
        facts.words.dedup();
        facts
    }
}

/// How those who consult come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Manner {
    /// By phone.
    Remote,
    /// At one place.
    Present,
}

/// How they come together by the event's mode, its trigger and the sentence around it. What is virtual is told as a
/// call by one report and as a meeting by another.
pub(crate) fn manner(mode: Option<&str>, trigger: &str, sentence: &str, has_place: bool) -> Option<Manner> {
    let has = |text: &str, roots: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric()).any(|w| roots.iter().any(|r| w.eq_ignore_ascii_case(r)))
    };
    if has(sentence, &["virtual", "virtually", "video", "videoconference"]) {
        return None;
    }
    match mode {
        Some("phone") => Some(Manner::Remote),
        Some("visit") => Some(Manner::Present),
        _ if has(trigger, &["call", "calls", "called", "phone", "spoke", "speak", "speaks"]) => {
            Some(Manner::Remote)
        }
        _ if has_place
            || has(
                trigger,
                &["met", "meets", "meeting", "hosted", "welcomed", "visited", "press", "lunch", "dinner"],
            ) =>
        {
            Some(Manner::Present)
        }
        _ => None,
    }
}

/// Whether the words tell of going somewhere.
pub(crate) fn goes(trigger: &str) -> bool {
    let words =
        ["travel", "travels", "traveled", "travelled", "traveling", "travelling", "trip", "tour", "journey"];
    trigger.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w.to_lowercase().as_str()))
}

/// Whether the words are those of an occasion of many.
pub(crate) fn is_summit(trigger: &str, parties: usize) -> bool {
    let names = ["summit", "ministerial", "conference", "assembly", "forum", "congress"];
    parties > 4
        || trigger.split(|c: char| !c.is_alphanumeric()).any(|w| names.contains(&w.to_lowercase().as_str()))
}

/// The first and last day of an ISO date shortened to what is known, up to `until`.
pub(crate) fn days(value: &str, until: Option<&str>) -> Option<(Day, Day)> {
    let (first, last) = bounds(value)?;
    match until.and_then(bounds) {
        Some((_, end)) if end >= first => Some((first, end)),
        _ => Some((first, last)),
    }
}

fn bounds(value: &str) -> Option<(Day, Day)> {
    let mut parts = value.splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(|d| d.get(..2).unwrap_or(d)).map(str::parse).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        _ => first.last_of_year(),
    };
    Some((number(first), number(last)))
}

/// The day's number.
pub(crate) fn number(date: Date) -> Day {
    let epoch = jiff::civil::date(1970, 1, 1);
    // A span of days between two civil dates is always whole.
    date.since(epoch).map_or(0, |span| i64::from(span.get_days()))
}

/// The words of a text that tell something, in lower case, each by its hash.
pub(crate) fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 3)
        .map(|w| if w.is_ascii() { hash(w) } else { hash(&w.to_lowercase()) })
        .filter(|w| !COMMON.contains(w))
}

/// FNV-1a of a word, whatever the case of its ASCII letters.
pub(crate) const fn hash(word: &str) -> u64 {
    let word = word.as_bytes();
    let (mut hash, mut i) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while i < word.len() {
        hash = (hash ^ word[i].to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

const COMMON: [u64; 25] = {
    let words = [
        "that",
        "with",
        "from",
        "have",
        "will",
        "this",
        "their",
        "they",
        "were",
        "been",
        "which",
        "also",
        "said",
        "about",
        "after",
        "other",
        "held",
        "meet",
        "meeting",
        "talks",
        "spoke",
        "discussed",
        "issues",
        "matters",
        "including",
    ];
    let (mut hashes, mut i) = ([0; 25], 0);
    while i < words.len() {
        hashes[i] = hash(words[i]);
        i += 1;
    }
    hashes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates() {
        assert_eq!(days("1970-01-02", None), Some((1, 1)));
        assert_eq!(days("1970-01", None), Some((0, 30)));
        assert_eq!(days("1970-01-02", Some("1970-01-05")), Some((1, 4)));
        assert_eq!(days("1970-13", None), None);
        assert_eq!(days("", None), None);
    }
}
