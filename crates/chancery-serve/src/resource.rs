//! [`Resource`]: what is served of each kind of thing, said once. The JSON, NDJSON, CSV, Parquet and Atom answers, the
//! page, its form and the description of the API are all made from these tables, so that they agree.

use chancery_store::{Filter, Listing};
use serde_json::{Value, json};

use self::Param::{
    About, Channel, Engagement, From, Id, InForce, Pair, Party, Person, Place, Query, Report, Source,
    Speaker, Status, To, Topic, Type, UpdatedSince,
};

/// One kind of thing and what can be asked of it.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Its name in addresses: `engagements`.
    pub(crate) name: &'static str,
    pub(crate) listing: Listing,
    /// As the head of a page.
    pub(crate) title: &'static str,
    /// One of them, in words: `engagement`.
    pub(crate) one: &'static str,
    /// What it is, for a reader of the page and of the API.
    pub(crate) about: &'static str,
    /// Whether each has a page of its own under its key.
    pub(crate) has_pages: bool,
    /// By what it can be narrowed.
    pub(crate) params: &'static [Param],
    statuses: &'static [&'static str],
    types: Types,
}

/// What the parameter `type` may be.
#[derive(Debug)]
enum Types {
    None,
    Events,
    Of(&'static [&'static str]),
}

/// Something by which rows are narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Param {
    Query,
    Party,
    Pair,
    Person,
    Speaker,
    About,
    Channel,
    Type,
    Status,
    From,
    To,
    Place,
    Topic,
    Source,
    InForce,
    Engagement,
    Report,
    UpdatedSince,
    Id,
}

const EVENT_STATUSES: &[&str] = &["actual", "planned", "hypothetical", "negated", "historical"];
const AGREEMENT_STATUSES: &[&str] =
    &["signed", "ratified", "agreed", "proposed", "in force", "suspended", "terminated"];
const AGREEMENT_KINDS: &[&str] = &[
    "treaty",
    "agreement",
    "protocol",
    "memorandum",
    "joint statement",
    "communique",
    "contract",
    "pact",
    "ceasefire",
    "resolution",
    "other",
];

const OF_EVENTS: &[Param] = &[
    Query,
    Party,
    Pair,
    Person,
    Type,
    Status,
    From,
    To,
    Place,
    Topic,
    Source,
    Engagement,
    Report,
    UpdatedSince,
    Id,
];

/// All of them, in the order of the pages' head.
pub(crate) const RESOURCES: &[Resource] = &[
    Resource {
        name: "engagements",
        listing: Listing::Engagements,
        title: "Engagements",
        one: "engagement",
        about: "Real-world acts, each once, with all the reports that tell of it.",
        has_pages: true,
        params: OF_EVENTS,
        statuses: EVENT_STATUSES,
        types: Types::Events,
    },
    Resource {
        name: "statements",
        listing: Listing::Statements,
        title: "Statements",
        one: "statement",
        about: "What was said, by whom, about whom and through which channel.",
        has_pages: true,
        params: &[
            Query,
            Party,
            Pair,
            Speaker,
            About,
            Person,
            Channel,
            Type,
            From,
            To,
            Source,
            Engagement,
            Report,
            UpdatedSince,
            Id,
        ],
        statuses: &[],
        types: Types::Of(&["direct", "indirect", "mixed"]),
    },
    Resource {
        name: "agreements",
        listing: Listing::Agreements,
        title: "Agreements",
        one: "agreement",
        about: "Treaties, protocols, memoranda and the like, as reports tell of them.",
        has_pages: true,
        params: &[
            Query,
            Party,
            Pair,
            Type,
            Status,
            InForce,
            From,
            To,
            Source,
            Engagement,
            Report,
            UpdatedSince,
            Id,
        ],
        statuses: AGREEMENT_STATUSES,
        types: Types::Of(AGREEMENT_KINDS),
    },
    Resource {
        name: "events",
        listing: Listing::Events,
        title: "Events",
        one: "event",
        about: "Acts as single reports tell them: one row for each report of an act, with its words.",
        has_pages: true,
        params: OF_EVENTS,
        statuses: EVENT_STATUSES,
        types: Types::Events,
    },
    Resource {
        name: "parties",
        listing: Listing::Parties,
        title: "Parties",
        one: "party",
        about: "States and organisations, by the number of their engagements.",
        has_pages: true,
        params: &[Party, Type, Status, From, To, UpdatedSince],
        statuses: EVENT_STATUSES,
        types: Types::Events,
    },
    Resource {
        name: "pairs",
        listing: Listing::Pairs,
        title: "Pairs",
        one: "pair",
        about: "Two parties and what took place between them: cooperation and conflict, in words and in deeds.",
        has_pages: true,
        params: &[Party, Pair, Type, From, To, UpdatedSince],
        statuses: &[],
        types: Types::Events,
    },
    Resource {
        name: "people",
        listing: Listing::People,
        title: "People",
        one: "person",
        about: "Persons who took part or spoke, by the number of their engagements.",
        has_pages: true,
        params: &[Party, Person, From, To, Id],
        statuses: &[],
        types: Types::None,
    },
    Resource {
        name: "reports",
        listing: Listing::Reports,
        title: "Reports",
        one: "report",
        about: "Articles, releases and readouts that were read.",
        has_pages: true,
        params: &[Query, Party, Pair, Person, From, To, Topic, Source, Engagement, Report, UpdatedSince, Id],
        statuses: &[],
        types: Types::None,
    },
    Resource {
        name: "topics",
        listing: Listing::Topics,
        title: "Topics",
        one: "topic",
        about: "Issues of the published taxonomy, by the number of engagements on them.",
        has_pages: false,
        params: &[Party, Pair, Type, Status, From, To],
        statuses: EVENT_STATUSES,
        types: Types::Events,
    },
    Resource {
        name: "relations",
        listing: Listing::Relations,
        title: "Relations",
        one: "month of a pair",
        about: "Cooperation and conflict of each pair by month, counted by engagements that took place.",
        has_pages: false,
        params: &[Party, Pair, Type, From, To, UpdatedSince],
        statuses: &[],
        types: Types::Events,
    },
    Resource {
        name: "places",
        listing: Listing::Places,
        title: "Places",
        one: "place",
        about: "Where engagements took place.",
        has_pages: false,
        params: &[Party, Pair, Type, Status, From, To, Place, Topic, UpdatedSince],
        statuses: EVENT_STATUSES,
        types: Types::Events,
    },
    Resource {
        name: "sources",
        listing: Listing::Sources,
        title: "Sources",
        one: "source",
        about: "Who published the reports, with how many of them are no copies of others.",
        has_pages: false,
        params: &[Source, From, To, UpdatedSince],
        statuses: &[],
        types: Types::None,
    },
    Resource {
        name: "gone",
        listing: Listing::Gone,
        title: "Gone",
        one: "key that is no more",
        about: "Keys that are no more, with what took their place, for those who follow changes.",
        has_pages: false,
        params: &[Type, UpdatedSince],
        statuses: &[],
        types: Types::Of(&["reports", "events", "engagements", "statements", "agreements"]),
    },
];

/// The resource of this name.
pub(crate) fn named(name: &str) -> Option<&'static Resource> {
    RESOURCES.iter().find(|r| r.name == name)
}

/// The resource of this listing.
pub(crate) fn of(listing: Listing) -> &'static Resource {
    RESOURCES.iter().find(|r| r.listing == listing).unwrap_or(&RESOURCES[0])
}

/// The longest value of a parameter, in characters.
pub(crate) const LONGEST: usize = 300;

/// A day, a month or a year.
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

impl Resource {
    /// What `type` may be.
    pub(crate) fn types(&self) -> Vec<&'static str> {
        match self.types {
            Types::None => Vec::new(),
            Types::Events => chancery::ontology::types().iter().map(|t| t.name).collect(),
            Types::Of(types) => types.to_vec(),
        }
    }

    /// What `status` may be.
    pub(crate) fn statuses(&self) -> &'static [&'static str] {
        self.statuses
    }

    /// Narrows `filter` by the value of a parameter.
    ///
    /// # Errors
    ///
    /// What the value would have to be.
    pub(crate) fn narrow(&self, filter: &mut Filter, param: Param, value: &str) -> Result<(), String> {
        let text = || Some(value.to_owned());
        let one_of = |known: &[&str]| match known.contains(&value) {
            true => Ok(Some(value.to_owned())),
            false => Err(format!("it is one of {}", known.join(", "))),
        };
        let date = || match is_date(value) {
            true => Ok(Some(value.to_owned())),
            false => Err("write 2023-12-27, 2023-12 or 2023".to_owned()),
        };
        match param {
            Query => filter.words = Some(crate::ask::words(value)),
            Party => filter.parties.push(code(value)),
            Pair => {
                let (a, b) = pair(value).ok_or("write two codes with a dash: IND-RUS")?;
                filter.parties.extend([a, b]);
            }
            Person => filter.person = text(),
            Speaker => filter.speaker = Some(code(value)),
            About => filter.about = Some(code(value)),
            Channel => filter.channel = text(),
            Type => filter.kind = one_of(&self.types())?,
            Status => filter.status = one_of(self.statuses)?,
            From => filter.from = date()?,
            To => filter.to = date()?,
            Place => filter.place = text(),
            Topic => filter.topic = text(),
            Source => filter.source = text(),
            InForce => filter.in_force = date()?,
            Engagement => filter.engagement = text(),
            Report => filter.report = text(),
            Id => filter.key = text(),
            UpdatedSince => {
                filter.updated_since = Some(
                    time(value).ok_or("write 2023-12-27, 2023-12-27T10:00:00Z or milliseconds since 1970")?,
                );
            }
        }
        Ok(())
    }
}

impl Param {
    /// Its name in addresses.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Query => "q",
            Party => "party",
            Pair => "pair",
            Person => "person",
            Speaker => "speaker",
            About => "about",
            Channel => "channel",
            Type => "type",
            Status => "status",
            From => "from",
            To => "to",
            Place => "place",
            Topic => "topic",
            Source => "source",
            InForce => "in_force",
            Engagement => "engagement",
            Report => "report",
            UpdatedSince => "updated_since",
            Id => "id",
        }
    }

    /// Its label in a form.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Query => "Words",
            Party => "Party",
            Pair => "Pair",
            Person => "Person",
            Speaker => "Speaker's party",
            About => "About",
            Channel => "Channel",
            Type => "Type",
            Status => "Status",
            From => "From",
            To => "To",
            Place => "Place",
            Topic => "Topic",
            Source => "Source",
            InForce => "In force on",
            Engagement => "Engagement",
            Report => "Report",
            UpdatedSince => "Updated since",
            Id => "Key",
        }
    }

    /// What it does.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Query => {
                "Words that all occur, “in quotation marks” as they stand, or* by their beginning; of statements in what was said, else in the report."
            }
            Party => {
                "Code of a party that takes part, speaks, is spoken of or has agreed; given several times, all of them."
            }
            Pair => "Codes of two parties that both take part: IND-RUS.",
            Person => "A person's key, Wikidata item or name, whole or its last words.",
            Speaker => "Code of the party that speaks.",
            About => "Code of a party that is spoken of.",
            Channel => "Words of the channel: post, press briefing.",
            Type => "Type, as in the column of that name (of statements and agreements: kind).",
            Status => "Status, as in the column of that name.",
            From => "First day, month or year.",
            To => "Last day, month or year, included.",
            Place => "Name of a place or code of a country.",
            Topic => "Code of a topic or words of it.",
            Source => "Source of the reports.",
            InForce => "A day on which the agreement is in force, as far as is told.",
            Engagement => "Key of an engagement.",
            Report => "Key of a report.",
            Id => "The key of the row.",
            UpdatedSince => {
                "Only what was added or changed at or after this time: a date, a time or milliseconds since 1970 as in `updated`."
            }
        }
    }

    /// Whether it may be given several times.
    pub(crate) fn is_list(self) -> bool {
        self == Party
    }

    /// Its JSON Schema.
    pub(crate) fn schema(self, resource: &Resource) -> Value {
        match self {
            Type => json!({"type": "string", "enum": resource.types()}),
            Status => json!({"type": "string", "enum": resource.statuses}),
            From | To | InForce => json!({"type": "string", "pattern": DATE}),
            Pair => json!({"type": "string", "pattern": "^[A-Za-z0-9]{1,12}-[A-Za-z0-9]{1,12}$"}),
            Party => {
                json!({"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": LONGEST}, "maxItems": 8})
            }
            UpdatedSince => json!({"anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 9_999_999_999_999_i64},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"}
            ]}),
            _ => json!({"type": "string", "minLength": 1, "maxLength": LONGEST}),
        }
    }
}

/// The code that is meant, in capitals where that is one that is known.
pub(crate) fn code(value: &str) -> String {
    let upper = value.to_uppercase();
    match chancery_know::Knowledge::embedded().party(&upper) {
        Some(_) => upper,
        None => value.to_owned(),
    }
}

/// The two codes of a pair.
pub(crate) fn pair(value: &str) -> Option<(String, String)> {
    let (a, b) = value.split_once('-')?;
    let is_code = |s: &str| (1..=12).contains(&s.len()) && s.bytes().all(|c| c.is_ascii_alphanumeric());
    (is_code(a) && is_code(b)).then(|| (code(a), code(b)))
}

fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let number = |at: usize, digits: usize, least: u32, most: u32| match parts.get(at) {
        None => true,
        Some(part) => {
            part.len() == digits
                && part.bytes().all(|b| b.is_ascii_digit())
                && part.parse().is_ok_and(|n: u32| (least..=most).contains(&n))
        }
    };
    parts.len() <= 3 && number(0, 4, 0, 9999) && number(1, 2, 1, 12) && number(2, 2, 1, 31)
}

/// Milliseconds since 1970.
fn time(value: &str) -> Option<i64> {
    if value.len() <= 13 && !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        return value.parse().ok();
    }
    let time: jiff::Timestamp = match value.len() {
        10 => format!("{value}T00:00:00Z").parse().ok()?,
        _ => value.parse().ok()?,
    };
    Some(time.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listing_is_served_once() {
        for &(name, listing) in Listing::ALL {
            let of: Vec<_> = RESOURCES.iter().filter(|r| r.listing == listing).collect();
            assert_eq!(of.len(), 1, "{name}");
            assert_eq!(of[0].name, name);
        }
    }

    /// What a table promises, the store answers.
    #[test]
    fn every_parameter_is_one_of_the_store() {
        let store = chancery_store::Store::in_memory().expect("a store");
        for resource in RESOURCES {
            for &param in resource.params {
                let mut filter = Filter::default();
                let value = match param {
                    Type => resource.types()[0],
                    Status => resource.statuses[0],
                    Pair => "IND-RUS",
                    From | To | InForce | UpdatedSince => "2023-12-01",
                    _ => "ind",
                };
                resource.narrow(&mut filter, param, value).expect("a value");
                store
                    .count(resource.listing, &filter)
                    .unwrap_or_else(|e| panic!("{} by {param:?}: {e}", resource.name));
            }
            let has = |p: Param| resource.params.contains(&p);
            assert_eq!(has(Type), !resource.types().is_empty(), "{}", resource.name);
            assert_eq!(has(Status), !resource.statuses.is_empty(), "{}", resource.name);
        }
    }

    #[test]
    fn dates() {
        for good in ["2023", "2023-12", "2023-12-27", "0000-01-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["", "23", "2023-13", "2023-00", "2023-1", "2023-12-32", "2023-12-27-", "2023-12-27-01", "٢٠٢٣"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
