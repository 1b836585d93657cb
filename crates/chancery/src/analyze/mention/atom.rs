//! [`Atom`]s: known names, and runs of capitalised words that no table knows.

use std::ops::Range;

use chancery_know::{Feature, Form, Knowledge, PlaceId, Sense};

use super::PartyKind;
use super::nouns::{BARE_TITLES, COMPOUND_ENDINGS, HONORIFICS, NAME_PARTICLES, PORTFOLIOS, TITLE_WORDS};
use crate::analyze::Analysis;
use crate::analyze::word::{Word, words};
use crate::text::{Case, TokenKind};

/// A stretch of tokens that one thing is known of.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) tokens: Range<usize>,
    pub(super) kind: AtomKind,
}

/// What is known of it.
#[derive(Clone, Debug)]
pub(super) enum AtomKind {
    /// A state, organisation or group, or what stands for it.
    Party { code: String, name: String, kind: PartyKind, form: PartyForm, place: Option<PlaceId> },
    /// An office.
    Office { office: String, party: Option<String> },
    /// A town, region or venue; the party that it may stand for.
    Place { place: PlaceId },
    /// A holder of office by full name.
    Person { name: String },
    /// "Mr.", "General": the word before a person's name.
    Honorific,
    /// Capitalised words that no table knows.
    Capitals,
}

/// How a party's name stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartyForm {
    Name,
    Demonym,
    Metonym,
    /// A ministry, parliament, army.
    Body,
}

/// Finds atoms, in order, not overlapping.
pub(super) fn find(analysis: &Analysis, know: &Knowledge) -> Vec<Atom> {
    let words = words(&analysis.tokens);
    let mut atoms: Vec<Atom> = Vec::new();
    for sentence in &analysis.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let (atom, next) = atom_at(analysis, know, &words, at, sentence.tokens.clone());
            atoms.extend(atom);
            at = next.max(at + 1);
        }
    }
    atoms
}

fn atom_at(analysis: &Analysis, know: &Knowledge, words: &[Word], at: usize, sentence: Range<usize>) -> (Option<Atom>, usize) {
    let tokens = &analysis.tokens;
    let token = tokens.list[at];
    if token.kind != TokenKind::Word {
        // "3+1", "38th parallel": no names begin with a figure, but for groups such as "5+1".
        return (None, at + 1);
    }
    let lower = tokens.lower(at);
    let capital = matches!(token.case, Case::Capital | Case::Upper);
    if capital && HONORIFICS.contains(&lower) {
        let mut end = at + 1;
        if tokens.lower(end) == "." {
            end += 1;
        }
        let named = tokens.list.get(end).is_some_and(|t| matches!(t.case, Case::Capital | Case::Upper)) && end < sentence.end;
        if named {
            return (Some(Atom { tokens: at..end, kind: AtomKind::Honorific }), end);
        }
    }
    if capital || may_begin_office(lower) {
        let rest = &analysis.text()[token.span.start as usize..tokens.list[sentence.end - 1].span.end as usize];
        if let Some((kind, len)) = known(know, rest, capital) {
            let end_byte = token.span.start + len as u32;
            let end = tokens.at_or_after(end_byte).min(sentence.end);
            // A match that ends inside a token ("US" of "US-led" is whole; "Iran" of "Iran-Contra" is not) keeps to tokens.
            let whole = end > at && tokens.list[end - 1].span.end <= end_byte;
            if whole {
                return joined(analysis, words, Atom { tokens: at..end, kind }, sentence);
            }
            if tokens.list[at].span.end > end_byte && analysis.text()[end_byte as usize..].starts_with('-') {
                // "Moscow-based", "U.S.-backed" written as one word: a modifier that names the party.
                return (Some(Atom { tokens: at..at + 1, kind }), at + 1);
            }
        }
    }
    if !capital {
        // "the minister": a title that stands alone.
        if BARE_TITLES.contains(&lower) && at > sentence.start && tokens.lower(at - 1) == "the" {
            let kind = AtomKind::Office { office: lower.to_owned(), party: None };
            return (Some(Atom { tokens: at..at + 1, kind }), at + 1);
        }
        return (None, at + 1);
    }
    let end = capitals_end(analysis, words, at, sentence.clone());
    let describes = |word: &str| word.rsplit_once('-').is_some_and(|(_, tail)| COMPOUND_ENDINGS.contains(&tail));
    if end == at || describes(tokens.lower(end - 1)) {
        return (None, end.max(at + 1));
    }
    // A title inside the run divides it: "Budget Acting Director | Shalanda Young".
    if let Some(title) = (at..end).rev().find(|&i| TITLE_WORDS.contains(&tokens.lower(i))) {
        let office = tokens.span(at, title + 1).of(&tokens.lower).to_owned();
        return (Some(Atom { tokens: at..title + 1, kind: AtomKind::Office { office, party: None } }), title + 1);
    }
    (Some(Atom { tokens: at..end, kind: AtomKind::Capitals }), end)
}

/// A known town or demonym next to unknown capitalised words is often a part of a longer name: "Washington Irving".
fn joined(analysis: &Analysis, words: &[Word], atom: Atom, sentence: Range<usize>) -> (Option<Atom>, usize) {
    let end = atom.tokens.end;
    let town = matches!(atom.kind, AtomKind::Place { .. }) || matches!(atom.kind, AtomKind::Party { form: PartyForm::Metonym, .. });
    let follows = end < sentence.end
        && is_capitalised(analysis, end)
        && words[end].class == 0
        && !analysis.tokens.lower(end).is_empty()
        && !super::nouns::OTHER_HEADS.contains(&analysis.tokens.lower(end));
    if town && follows && atom.tokens.len() == 1 {
        let run = capitals_end(analysis, words, atom.tokens.start, sentence);
        if run > end {
            return (Some(Atom { tokens: atom.tokens.start..run, kind: AtomKind::Capitals }), run);
        }
    }
    (Some(atom), end)
}

fn is_capitalised(analysis: &Analysis, at: usize) -> bool {
    analysis.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper))
}

/// Where the run of capitalised words that begins at `at` ends; `at` itself if none begins.
fn capitals_end(analysis: &Analysis, words: &[Word], at: usize, sentence: Range<usize>) -> usize {
    let tokens = &analysis.tokens;
    let first = at == sentence.start || tokens.lower(at - 1) == "\"" || tokens.lower(at - 1) == "“";
    // At the start of a sentence an ordinary word has a capital too.
    if words[at].class != 0 || first && (words[at].verb != 0 || words[at].noun != 0 || is_common_opener(tokens.lower(at))) {
        return at;
    }
    let mut end = at + 1;
    while end < sentence.end {
        // "Foreign Affairs | Dmytro Kuleba".
        if PORTFOLIOS.contains(&tokens.lower(end - 1)) && end > at + 1 {
            break;
        }
        if is_capitalised(analysis, end) && (words[end].class == 0 || NAME_PARTICLES.contains(&tokens.lower(end))) {
            end += 1;
            continue;
        }
        // An initial's period: "J." before another capital.
        let previous = tokens.list[end - 1];
        if tokens.lower(end) == "."
            && previous.span.len() == 1
            && previous.span.end == tokens.list[end].span.start
            && end + 1 < sentence.end
            && is_capitalised(analysis, end + 1)
        {
            end += 1;
            continue;
        }
        // Particles between capitals.
        let particle = NAME_PARTICLES.contains(&tokens.lower(end)) && !matches!(tokens.lower(end), "of" | "y" | "e" | "do" | "la");
        if particle && end + 1 < sentence.end && is_capitalised(analysis, end + 1) && words[end + 1].class == 0 {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// Words with which sentences begin and no name does.
fn is_common_opener(word: &str) -> bool {
    word.ends_with("ly") && word.len() > 5
        || matches!(
            word,
            "today" | "yesterday" | "tomorrow" | "meanwhile" | "however" | "earlier" | "later" | "thousands" | "hundreds" | "dozens"
                | "there" | "here" | "asked" | "what" | "how" | "why" | "thank" | "thanks" | "good" | "yes" | "let" | "please"
                | "people" | "one" | "two" | "three" | "four" | "five" | "six" | "some" | "many" | "nearly" | "about" | "more"
                | "talks" | "relations" | "efforts" | "sanctions" | "question" | "answer" | "moderator" | "photo" | "end" | "begin"
                | "sources" | "officials" | "analysts" | "experts" | "according" | "speaking" | "citing" | "given" | "absent"
                | "strategic" | "joint" | "economic" | "political" | "peace" | "security" | "trade" | "oil" | "military" | "nuclear"
        )
}

/// Lower-case words with which the name of an office begins.
fn may_begin_office(word: &str) -> bool {
    matches!(
        word.as_bytes().first(),
        Some(b'a' | b'c' | b'd' | b'e' | b'f' | b'g' | b'h' | b'i' | b'k' | b'l' | b'm' | b'n' | b'o' | b'p' | b'q' | b's' | b't' | b'u' | b'v')
    ) && word.len() > 3
        && OFFICE_STARTS.contains(&word)
}

/// First words of offices written in lower case.
const OFFICE_STARTS: &[&str] = &[
    "acting", "agriculture", "ambassador", "assistant", "attorney", "cabinet", "chairman", "chairperson", "chairwoman", "chief",
    "chancellor", "commissioner", "crown", "culture", "defence", "defense", "deputy", "director", "economic", "economy", "education",
    "emir", "energy", "environment", "envoy", "external", "finance", "first", "foreign", "general", "head", "health", "high",
    "home", "information", "interior", "interim", "junior", "justice", "king", "labour", "managing", "minister", "monarch", "national",
    "oil", "parliament", "permanent", "premier", "president", "presidential", "prime", "queen", "prince", "secretary", "senior", "speaker",
    "special", "spokesman", "spokeswoman", "spokesperson", "state", "sultan", "supreme", "taoiseach", "trade", "transport",
    "transportation", "treasury", "under", "undersecretary", "vice", "union", "commerce", "army", "military", "intelligence",
];

/// Smallest population of a town whose name is also a word or a person's name.
const WELL_KNOWN: u32 = 400_000;

/// What the knowledge has about the longest name at the start of `text`, and its length in bytes.
///
/// Of several senses a party by name goes first, then the most prominent; towns with ambiguous names must be large.
fn known(know: &Knowledge, text: &str, capital: bool) -> Option<(AtomKind, usize)> {
    let names = know.names_at(text);
    for found in names.iter() {
        let office = found.senses().find_map(|s| match s {
            Sense::Office(office) => Some(AtomKind::Office { office: office.name().to_owned(), party: None }),
            _ => None,
        });
        if !capital {
            if let Some(office) = office {
                return Some((office, found.len));
            }
            continue;
        }
        let place = found.place();
        let by_name = found.senses().find(|s| matches!(s, Sense::Party { form: Form::Name | Form::Demonym, .. }));
        let kind = match by_name.or_else(|| found.best()) {
            Some(Sense::Party { party, form }) => Some(AtomKind::Party {
                code: party.code().to_owned(),
                name: party.name().to_owned(),
                kind: party_kind(party.kind()),
                form: match form {
                    Form::Name => PartyForm::Name,
                    Form::Demonym => PartyForm::Demonym,
                    Form::Metonym => PartyForm::Metonym,
                },
                place: place.filter(|_| form == Form::Metonym).map(chancery_know::Place::id),
            }),
            Some(Sense::Body(body)) => body.party().map(|party| AtomKind::Party {
                code: party.code().to_owned(),
                name: party.name().to_owned(),
                kind: party_kind(party.kind()),
                form: PartyForm::Body,
                place: None,
            }),
            Some(Sense::Office(_)) => office,
            Some(Sense::Place(place)) => {
                let doubtful = found.is_common_word() || found.is_given_name() || found.is_surname() || found.is_alternate();
                let minor = !matches!(place.feature(), Feature::Capital | Feature::Country | Feature::Venue | Feature::Region)
                    && place.population() < WELL_KNOWN;
                (!(doubtful && minor)).then_some(AtomKind::Place { place: place.id() })
            }
            Some(Sense::Person(person)) => {
                let whole = text[..found.len].contains([' ', '\u{a0}']);
                whole.then(|| AtomKind::Person { name: person.name().to_owned() })
            }
            None => None,
        };
        if let Some(kind) = kind {
            return Some((kind, found.len));
        }
    }
    None
}

fn party_kind(kind: chancery_know::PartyKind) -> PartyKind {
    match kind {
        chancery_know::PartyKind::State | chancery_know::PartyKind::Territory => PartyKind::State,
        chancery_know::PartyKind::Organization => PartyKind::Organization,
        chancery_know::PartyKind::Group => PartyKind::Group,
    }
}
