//! Which words may name a place: [`Spotted`].

use chancery_know::{Feature, Form, Knowledge, MONTHS, Place, Sense};

use crate::analyze::mention::Reading;
use crate::analyze::mention::lexicon::is_compass;
use crate::analyze::word::word;
use crate::analyze::{Analysis, Mention, MentionForm};
use crate::text::{Case, Span, Token, TokenKind, Tokens};

/// Words that may name a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spotted<'t> {
    /// The words, as they stand.
    pub(super) text: &'t str,
    /// Where they stand.
    pub(super) span: Span,
    /// How sure the words alone are to name a place.
    pub(super) trust: Trust,
    /// Whether the words around lead to a place: "in", "near", "police" after it.
    pub(super) cued: bool,
    /// Whether the words around say what kind of place it is: "the town of", "state" after it.
    pub(super) kind: Option<Kind>,
    /// Whether the words around make it a person's name.
    pub(super) personal: bool,
    /// Whether a mark or preposition follows, as after the state in "Tripoli, Lebanon," and not in "In London, U.S. …".
    pub(super) closed: bool,
    /// The name that follows, with but a comma between: "Tripoli" of "Tripoli, Lebanon" has the number of "Lebanon".
    pub(super) within: Option<usize>,
}

/// What kind of place the words around a name say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of a state: "Borno *state*", "the *province of* Helmand".
    Division,
    /// A town, village or camp.
    Settled,
}

/// How sure it is that words name a place at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Only with its state or division after it: a name that is part of a person's, an abbreviation.
    #[default]
    Container,
    /// Where the report speaks of what is near: a small town, a word, a surname.
    Support,
    /// By itself.
    Sure,
}

/// Smallest population of a town whose name is also a word or a person's name, to be taken by itself.
const WELL_KNOWN: u32 = 400_000;

/// Finds the words that may name places, in order.
pub(super) fn find<'t>(analysis: &'t Analysis, mentions: &[Mention], know: &Knowledge) -> Vec<Spotted<'t>> {
    let text = analysis.text();
    let tokens = &analysis.tokens;
    let mut found: Vec<Spotted<'t>> = Vec::new();
    let mut mention = 0;
    for sentence in &analysis.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let token = tokens.list[at];
            if token.kind != TokenKind::Word || !matches!(token.case, Case::Capital | Case::Upper) {
                at += 1;
                continue;
            }
            while mentions
                .get(mention)
                .is_some_and(|m| m.span.end <= token.span.start && m.phrase.end <= token.span.start)
            {
                mention += 1;
            }
            let rest =
                &text[token.span.start as usize..tokens.list[sentence.tokens.end - 1].span.end as usize];
            let opens = at == sentence.tokens.start;
            let ordinary = opens && {
                let word = word(tokens, at);
                word.class != 0 || word.verb != 0
            };
            let (name, other) = known(know, rest, ordinary);
            let Some((len, mut trust)) = name else {
                // A name of something else is passed over whole: no town is meant by "Shanghai Cooperation Organisation".
                let end = token.span.start + other.unwrap_or(0) as u32;
                at = tokens.at_or_after(end).max(at + 1);
                continue;
            };
            let span = Span { start: token.span.start, end: token.span.start + len as u32 };
            let end = tokens.at_or_after(span.end).clamp(at + 1, sentence.tokens.end);
            if tokens.list[end - 1].span.end > span.end
                && !text[span.end as usize..].starts_with(['-', '\u{2013}'])
            {
                at += 1;
                continue;
            }
            let mut around = Surroundings::of(analysis, at, end, opens);
            trust = trust.min(around.trust);
            let over: Vec<&Mention> = mentions[mention.saturating_sub(6)..]
                .iter()
                .take_while(|m| m.phrase.start < span.end)
                .filter(|m| m.span.start < span.end && span.start < m.span.end)
                .collect();
            if over.iter().any(|m| matches!(m.reading, Reading::Organization { .. }) && m.span != span) {
                at = end;
                continue;
            }
            if over.iter().any(|m| matches!(m.reading, Reading::Person { .. })) {
                around.personal = true;
            }
            if around.personal {
                trust = Trust::Container;
            }
            // The adjective of a state ("Hong Kong" is none) names no place.
            if over.iter().any(|m| m.form == MentionForm::Demonym && m.span == span) {
                at = end;
                continue;
            }
            let joined = found.last().is_some_and(|last| {
                is_inside(&text[last.span.end as usize..span.start as usize], last.trust == Trust::Container)
            });
            if joined {
                let number = found.len();
                around.cued |= found[number - 1].cued;
                if let Some(last) = found.last_mut() {
                    last.within = Some(number);
                }
            }
            // "Will travel to Brest, France *February 10-11*".
            let dated = |t: &Token| {
                let from = analysis.times.partition_point(|time| time.span.start < t.span.start);
                analysis.times.get(from).is_some_and(|time| time.span.start == t.span.start)
            };
            let closes = |t: &Token| {
                t.kind != TokenKind::Word || CLOSERS.contains(&t.span.of(&tokens.lower)) || dated(t)
            };
            let closed = tokens.list.get(end).is_none_or(closes) || end == sentence.tokens.end;
            let (Surroundings { cued, personal, .. }, text) = (around, span.of(text));
            let kind = kind_told(tokens, at, end);
            found.push(Spotted { text, span, trust, cued, kind, personal, closed, within: None });
            at = end;
        }
    }
    found
}

/// The kind of place that the words beside the name at the tokens `at..end` say that it is: "*state*" after it, "the
/// *village of*" before it. A capital belongs to a longer name: "Imo *State University*".
fn kind_told(tokens: &Tokens, at: usize, end: usize) -> Option<Kind> {
    let kind = |word: &str| match word {
        _ if DIVISIONS.contains(&word) => Some(Kind::Division),
        _ if SETTLED.contains(&word) => Some(Kind::Settled),
        _ => None,
    };
    let longer = tokens.list.get(end + 1).is_some_and(|t| {
        t.kind == TokenKind::Word && tokens.list[end].case != Case::Lower && t.case != Case::Lower
    });
    let after = || kind(tokens.lower(end)).filter(|_| !longer);
    let before = || kind(tokens.lower(at.checked_sub(2)?)).filter(|_| tokens.lower(at - 1) == "of");
    after().or_else(before)
}

/// Words for parts of states, beside their names.
const DIVISIONS: &[&str] = &[
    "state",
    "province",
    "region",
    "governorate",
    "oblast",
    "prefecture",
    "county",
    "district",
    "department",
    "canton",
    "voivodeship",
    "emirate",
    "republic",
    "territory",
];

/// Words for places where people live, beside their names.
const SETTLED: &[&str] = &[
    "town",
    "village",
    "township",
    "city",
    "port",
    "hamlet",
    "settlement",
    "municipality",
    "camp",
    "suburb",
    "resort",
];

/// Whether what stands between two names says that the first lies in the second: "Paris, Texas", "Tripoli (Lebanon)".
fn is_inside(between: &str, strictly: bool) -> bool {
    let between = between.trim_start_matches(['.', ' ']);
    match between.trim_end() {
        "," | "(" => true,
        ", in" | "in" | "in the" => !strictly,
        _ => false,
    }
}

/// The longest name of a place at the start of `text` and how sure it is one; otherwise the length of the longest name of
/// something else.
fn known(know: &Knowledge, text: &str, ordinary: bool) -> (Option<(usize, Trust)>, Option<usize>) {
    let names = know.names_at(text);
    let longest = names.iter().next();
    let minor = know.longest_minor_place(text);
    if let Some(minor) = minor.filter(|m| longest.is_none_or(|l| m.len > l.len)) {
        let short = text[..minor.len].trim_end_matches('.').len() <= 4;
        let doubtful = short || ordinary || minor.is_common_word || minor.is_personal_name;
        return (Some((minor.len, if doubtful { Trust::Container } else { Trust::Support })), None);
    }
    let Some(longest) = longest else { return (None, None) };
    let place = longest.senses().find_map(|sense| match sense {
        Sense::Place(place) => Some(place),
        Sense::Party { party, form: Form::Name } => party.place(),
        _ => None,
    });
    let region = place.is_some_and(|p| matches!(p.feature(), Feature::Division | Feature::Region));
    let trust = match (longest.best(), place) {
        (Some(Sense::Party { party, form: Form::Name }), Some(_)) if party.place().is_some() => Trust::Sure,
        // "Nagorno-Karabakh" is a group by its government, but "Hamas" is not a town.
        (Some(Sense::Party { form: Form::Name, .. }), Some(_)) if region && !longest.is_alternate() => {
            Trust::Sure
        }
        (Some(Sense::Party { form: Form::Metonym, .. }), Some(_)) => Trust::Sure,
        (Some(Sense::Place(_)), Some(place)) => {
            let personal = longest.is_given_name() || longest.is_surname();
            let minor = is_minor(place);
            match () {
                () if is_compass(&text[..longest.len]) => Trust::Container,
                () if (longest.is_common_word() || ordinary) && minor => Trust::Container,
                () if longest.is_common_word() || (personal || longest.is_alternate()) && minor => {
                    Trust::Support
                }
                () => Trust::Sure,
            }
        }
        // A palace or ministry is a place only where one is told.
        (Some(Sense::Body(_)), Some(_)) => Trust::Container,
        // A surname may be a town too, where its state follows.
        (Some(Sense::Person(_)), place) if place.is_some() || minor.is_some_and(|m| m.len == longest.len) => {
            Trust::Container
        }
        _ => return (None, Some(longest.len)),
    };
    (Some((longest.len, trust)), None)
}

fn is_minor(place: Place<'_>) -> bool {
    matches!(place.feature(), Feature::City | Feature::District) && place.population() < WELL_KNOWN
}

/// What the words around a name tell of it.
#[derive(Clone, Copy, Debug)]
struct Surroundings {
    trust: Trust,
    cued: bool,
    personal: bool,
}

impl Surroundings {
    /// What stands around the tokens `at..end`.
    fn of(analysis: &Analysis, at: usize, end: usize, opens: bool) -> Surroundings {
        let tokens = &analysis.tokens;
        let touches = |a: usize, b: usize| tokens.list[a].span.end + 1 >= tokens.list[b].span.start;
        let capital = |i: usize| {
            let is_capital =
                |t: &Token| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper);
            tokens.list.get(i).is_some_and(is_capital)
        };
        let (next, before) = (tokens.lower(end), at.checked_sub(1).map_or("", |b| tokens.lower(b)));
        let mut around = Surroundings {
            trust: Trust::Sure,
            cued: opens && matches!(next, "," | "(" | "-" | "–" | "—")
                || CUES.contains(&before)
                || CIVIC.contains(&next),
            personal: matches!(next, "said" | "says" | "told" | "added" | "who"),
        };
        if capital(end) && touches(end - 1, end) {
            // The Shangri-La Dialogue is called after a hotel.
            if NAMED_AFTER.contains(&next) || tokens.lower(at) == "shangri-la" {
                around.trust = Trust::Container;
            } else if word(tokens, end).class == 0 && !CIVIC.contains(&next) && !is_occasion(tokens, end) {
                around.trust = Trust::Support;
            }
        }
        // "Bill Clinton", "Fort Worth": part of a longer name, unless the word before begins a sentence or leads to a place.
        let joined =
            !opens && at > 0 && capital(at - 1) && touches(at - 1, at) && word(tokens, at - 1).class == 0;
        // "The *February* Hanoi summit": when, and not a first name.
        let month = MONTHS.iter().any(|m| m.eq_ignore_ascii_case(before));
        if joined && !month && !LEADS.contains(&before) {
            around.personal = true;
        }
        around
    }
}

/// Whether at token `at` the rest of the name of an occasion begins that is held in the place before it: "the Tianjin *SCO
/// summit*", "the Munich *Security Conference*".
fn is_occasion(tokens: &Tokens, at: usize) -> bool {
    let meets = |i: usize| {
        matches!(
            tokens.lower(i),
            "summit"
                | "meeting"
                | "conference"
                | "ministerial"
                | "talks"
                | "forum"
                | "dialogue"
                | "congress"
                | "biennale"
                | "olympics"
                | "games"
        )
    };
    let capital =
        |i: usize| tokens.list.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
    (at..at + 5).take_while(|&i| i == at || capital(i - 1)).any(meets)
}

/// What is named after a place or person, and is not the place.
const NAMED_AFTER: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "drive",
    "dr",
    "lane",
    "boulevard",
    "blvd",
    "highway",
    "hwy",
    "court",
    "way",
    "place",
    "square",
    "terrace",
    "hall",
    "house",
    "hotel",
    "times",
    "post",
    "herald",
    "tribune",
    "journal",
    "gazette",
    "news",
    "chronicle",
    "daily",
    "bank",
    "inc",
    "corp",
    "co",
    "ltd",
    "llc",
    "agreement",
    "accord",
    "accords",
    "treaty",
    "protocol",
    "declaration",
    "convention",
    "process",
    "consensus",
    "disease",
    "virus",
    "jr",
    "sr",
    "iii",
];

/// What belongs to a town, so that the town's name before it is its own.
const CIVIC: &[&str] = &[
    "county",
    "parish",
    "city",
    "town",
    "township",
    "village",
    "police",
    "mayor",
    "council",
    "councilman",
    "sheriff",
    "fire",
    "school",
    "schools",
    "high",
    "public",
    "municipal",
    "district",
    "metro",
    "airport",
    "area",
    "region",
    "province",
    "state",
    "governor",
    "gov",
    "sen",
    "rep",
    "department",
    "board",
    "residents",
    "resident",
    "river",
    "lake",
    "valley",
    "beach",
    "bay",
    "harbor",
    "harbour",
    "university",
    "college",
    "hospital",
    "medical",
    "regional",
    "international",
    "prime",
    "president",
    "foreign",
    "defense",
    "defence",
    "attorney",
    "superior",
    "supreme",
    "national",
    "oblast",
];

/// Capitalised words after which a place is named.
const LEADS: &[&str] = &[
    "in",
    "of",
    "at",
    "from",
    "near",
    "to",
    "for",
    "and",
    "the",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "upper",
    "lower",
    "greater",
    "downtown",
    "city",
    "town",
    "village",
    "province",
    "state",
    "county",
    "district",
    "governorate",
    "mayor",
    "mid",
    "inner",
    "outer",
    "occupied",
];

/// Words that may follow a place named after another that lies in it.
const CLOSERS: &[&str] =
    &["on", "for", "at", "from", "after", "during", "where", "to", "in", "last", "this", "earlier", "today"];

/// Words after which a place is likely.
const CUES: &[&str] = &[
    "in", "at", "near", "from", "to", "outside", "around", "of", "between", "through", "across", "toward",
    "towards", "into", "leaving", "visited", "visit", "visiting", "via", "north", "south", "east", "west",
    "downtown", "town", "city", "village", "suburb", "nearby", "reached", "left",
];
