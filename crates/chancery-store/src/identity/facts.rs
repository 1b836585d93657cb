//! [`Facts`]: what is compared of an event to tell whether another report's is the same real-world act.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::person::Person;

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

/// The words of a set as it is kept.
pub(crate) fn split(words: Option<&str>) -> BTreeSet<String> {
    words.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Days around a journey or gathering in which its parts are: announced ones reach furthest.
const AHEAD: i64 = 22;
const BACK: i64 = 3;

/// Under what journeys and gatherings find their parts, and the parts them.
pub(crate) fn kept(facts: &Facts) -> impl Iterator<Item = String> + '_ {
    let marks: &[char] = match (facts.is_lead, facts.is_whole()) {
        (true, true) => &['!', '~'],
        (true, false) => &['!'],
        (false, _) => &[],
    };
    let families = facts.persons.iter().take(3).map(Person::family);
    families.flat_map(|family| marks.iter().map(move |mark| format!("{mark}{family}")))
}

/// Where those are looked for that [`kept`] enters, with the days before and after.
pub(crate) fn asked(facts: &Facts) -> Vec<(String, i64, i64)> {
    let mut asked = Vec::new();
    for family in facts.persons.iter().take(3).map(Person::family).filter(|_| facts.is_lead) {
        asked.push((format!("~{family}"), AHEAD, BACK));
        if facts.is_whole() {
            asked.push((format!("!{family}"), BACK, AHEAD));
        }
    }
    asked
}

/// How those who consult come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Under what events of other reports are looked for: each two parties, and each two words of two persons' names, since
/// reports differ in whom they put with which party.
pub(crate) fn pairs(parties: &BTreeSet<String>, persons: &[Person]) -> Vec<String> {
    let of = |list: &[&str]| -> Vec<String> {
        let twos = list.iter().enumerate().flat_map(|(i, a)| list[i + 1..].iter().map(move |b| (a, b)));
        twos.map(|(a, b)| if a < b { format!("{a}|{b}") } else { format!("{b}|{a}") }).collect()
    };
    let codes: Vec<&str> = parties.iter().take(8).map(String::as_str).collect();
    let families: Vec<&str> = persons.iter().take(5).map(Person::family).collect();
    let mut keys = of(&codes);
    if let [one] = codes.as_slice() {
        keys.push(format!("{one}|"));
    }
    keys.extend(of(&families));
    // Of a journey, the persons and where they go.
    for family in families.iter().take(3) {
        keys.extend(codes.iter().map(|code| format!("{family}|{code}")));
    }
    keys
}

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
