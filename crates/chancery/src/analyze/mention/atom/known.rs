//! Names that knowledge has: parties, offices, places and persons, and how far such a name goes.

use std::ops::Range;

use chancery_know::{Feature, Form, NameMatch, Sense};

use super::{Atom, AtomKind, Atoms, PartOfPair, PartyForm};
use crate::analyze::mention::PartyKind;
use crate::analyze::mention::lexicon::{self, *};
use crate::text::{Case, Span};

impl Atoms<'_> {
    /// The parties of a compound such as "India-Russia", if every part names one.
    pub(super) fn pair(&self, at: usize) -> Option<Vec<PartOfPair>> {
        let token = self.analysis.tokens.list[at].span;
        let word = token.of(self.analysis.text());
        let mut parties = Vec::new();
        let mut start = token.start;
        for part in word.split(['-', '‑', '–']) {
            let span = Span::new(start as usize, start as usize + part.len());
            let dash = self.analysis.text()[span.end as usize..].chars().next().map_or(0, char::len_utf8);
            start = span.end + dash as u32;
            let prefix = lexicon::PREFIX_PARTIES
                .get(part.to_ascii_lowercase().as_str())
                .and_then(|code| self.know.party(code));
            let found = self.know.longest_name(part).filter(|found| found.len == part.len());
            let party = prefix.or_else(|| found.and_then(|found| found.party()))?;
            let demonym = prefix.is_some()
                || found.is_some_and(|f| {
                    f.senses().any(|s| matches!(s, Sense::Party { form: Form::Demonym, .. }))
                });
            parties.push(PartOfPair {
                span,
                code: party.code().to_owned(),
                name: party.name().to_owned(),
                kind: party_kind(party.kind()),
                form: if demonym { PartyForm::Demonym } else { PartyForm::Name },
            });
        }
        (parties.len() > 1).then_some(parties)
    }

    /// A known name may be a part of a longer one: "Washington Irving", "Israel Katz" after a title, "Abdullah bin Amer
    /// al-Swaha"; an office has the adjectives before it and plural heads.
    pub(super) fn completed(&self, atom: Atom, sentence: &Range<usize>) -> (Option<Atom>, usize) {
        let Range { start: at, end } = atom.tokens;
        let follows = end < sentence.end
            && self.may_go_on(end)
            && !self.is(end, ORGANIZATION | OTHER | TITLE | TITLES | BODY | CALENDAR);
        let merges = match &atom.kind {
            AtomKind::Office { office, party, .. } => {
                let organization = (end == at + 1 && self.is_capital(at) && self.is(at, ADJECTIVE_TOO))
                    .then(|| self.organization_end(end, sentence))
                    .flatten();
                // "General Intelligence Service".
                if let Some(run) = organization {
                    let kind = AtomKind::Capitals { surname: false };
                    return (Some(Atom { tokens: at..run, kind }), run);
                }
                return self.office_completed(at, end, office.clone(), party.clone(), sentence);
            }
            AtomKind::Person => follows,
            AtomKind::Place { .. } | AtomKind::Party { form: PartyForm::Metonym, .. } => {
                let located = at > sentence.start
                    && matches!(self.lower(at - 1), "in" | "to" | "from" | "at" | "of" | "near");
                follows && end == at + 1 && !located
            }
            AtomKind::Party { form: PartyForm::Name, kind: PartyKind::State, .. } => {
                let after_title = self.list.last().is_some_and(|a| {
                    a.tokens.end == at && matches!(a.kind, AtomKind::Office { .. } | AtomKind::Honorific)
                });
                follows
                    && end == at + 1
                    && self.case(at) != Case::Upper
                    && (after_title || self.is(at, GIVEN))
                    && self.known_party(end, sentence).is_none()
            }
            _ => false,
        };
        if merges {
            let run = self.run_end(at, sentence).max(self.run_rest(end, sentence));
            if run > end {
                let kind = match atom.kind {
                    AtomKind::Person => AtomKind::Person,
                    _ => self.capitals(at, run).kind,
                };
                return (Some(Atom { tokens: at..run, kind }), run);
            }
        }
        (Some(atom), end)
    }

    /// Where a run of capitals from `at` that is the rest of an organisation's name ends.
    pub(super) fn organization_end(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if at >= sentence.end || !self.is_capital(at) || self.is(at, GIVEN | TITLE) {
            return None;
        }
        let end = self.run_end(at, sentence);
        (at..end).rev().find(|&i| self.is(i, ORGANIZATION | BODY)).map(|last| last + 1)
    }

    /// Whether token `at` alone names a state, or whoever is of it.
    pub(in crate::analyze::mention) fn names_party(&self, at: usize) -> bool {
        let word = self.analysis.tokens.list[at].span.of(self.analysis.text());
        let found = self.know.longest_name(word).filter(|found| found.len == word.len());
        found.and_then(|found| found.party()).is_some_and(|p| party_kind(p.kind()) == PartyKind::State)
    }

    pub(super) fn known_party(&self, at: usize, sentence: &Range<usize>) -> Option<()> {
        let tokens = &self.analysis.tokens;
        let rest = &self.analysis.text()
            [tokens.list[at].span.start as usize..tokens.list[sentence.end - 1].span.end as usize];
        self.know.longest_name(rest)?.party().map(|_| ())
    }

    /// What the knowledge has about the longest name at the start of `text`, and its length in bytes.
    ///
    /// Of several senses a party by name goes first, then the most prominent; towns with ambiguous names must be large.
    pub(super) fn known(&self, text: &str, at: usize, capital: bool) -> Option<(AtomKind, usize)> {
        if let Some(half) = self.half_of_name(text) {
            return Some(half);
        }
        let names = self.know.names_at(text);
        for found in names.iter() {
            // "The charge" without its accent is one against somebody, or a price.
            if matches!(&text[..found.len], "charge" | "Charge" | "charges" | "Charges") {
                continue;
            }
            // "100,000 *US dollars*" are nobody's.
            if is_money(&text[found.len..]) {
                continue;
            }
            let office = found.senses().find_map(|s| match s {
                Sense::Office(office) => {
                    let told = &text[..found.len];
                    let kept = told.contains("spokes") || told.contains("Spokes");
                    Some(AtomKind::Office {
                        office: if kept { told.to_lowercase() } else { office.name().to_owned() },
                        plural: false,
                        party: None,
                    })
                }
                _ => None,
            });
            if !capital {
                if let Some(office) = office {
                    return Some((office, found.len));
                }
                continue;
            }
            let place = found.place();
            let by_name =
                found.senses().find(|s| matches!(s, Sense::Party { form: Form::Name | Form::Demonym, .. }));
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
                Some(Sense::Office(_)) => {
                    let party =
                        names.iter().filter(|shorter| shorter.len < found.len).find_map(NameMatch::party);
                    office.map(|kind| match kind {
                        AtomKind::Office { office, plural, .. } => {
                            AtomKind::Office { office, plural, party: party.map(|p| p.code().to_owned()) }
                        }
                        other => other,
                    })
                }
                Some(Sense::Place(place)) => {
                    let doubtful = found.is_common_word()
                        || found.is_given_name()
                        || found.is_surname()
                        || found.is_alternate()
                        || self.is(at, GIVEN);
                    let minor = !matches!(
                        place.feature(),
                        Feature::Capital | Feature::Country | Feature::Venue | Feature::Region
                    ) && place.population() < WELL_KNOWN;
                    (!(doubtful && minor || is_compass(&text[..found.len])))
                        .then_some(AtomKind::Place { place: place.id() })
                }
                // "King Salman" is a title and a name.
                Some(Sense::Person(_)) => {
                    let whole = text[..found.len].contains([' ', '\u{a0}']) && !self.is(at, TITLE);
                    whole.then_some(AtomKind::Person)
                }
                None => None,
            };
            if let Some(kind) = kind {
                return Some((kind, found.len));
            }
        }
        None
    }
}

impl Atoms<'_> {
    /// The first of two parties that share the rest of a name: "*North* and South Korea", "*East* and West German".
    fn half_of_name(&self, text: &str) -> Option<(AtomKind, usize)> {
        let (first, rest) = text.split_once(" and ")?;
        let (second, _) = rest.split_once(' ')?;
        if first == second || !is_compass(first) || !is_compass(second) {
            return None;
        }
        let whole = format!("{first}{}", &rest[second.len()..]);
        let found = self.know.longest_name(&whole).filter(|found| found.len > first.len() + 1)?;
        let (party, form) = found.senses().find_map(|s| match s {
            Sense::Party { party, form: Form::Name } => Some((party, PartyForm::Name)),
            Sense::Party { party, form: Form::Demonym } => Some((party, PartyForm::Demonym)),
            _ => None,
        })?;
        let kind = AtomKind::Party {
            code: party.code().to_owned(),
            name: party.name().to_owned(),
            kind: party_kind(party.kind()),
            form,
            place: None,
        };
        Some((kind, first.len()))
    }
}

/// Smallest population of a town whose name is also a word or a person's name.
const WELL_KNOWN: u32 = 400_000;

fn party_kind(kind: chancery_know::PartyKind) -> PartyKind {
    match kind {
        chancery_know::PartyKind::State | chancery_know::PartyKind::Territory => PartyKind::State,
        chancery_know::PartyKind::Organization => PartyKind::Organization,
        chancery_know::PartyKind::Group => PartyKind::Group,
    }
}

/// Whether a text goes on with the name of a currency.
fn is_money(text: &str) -> bool {
    const MONEY: &[&str] = &[
        "dollar",
        "dollars",
        "dlrs",
        "franc",
        "francs",
        "yen",
        "yuan",
        "pounds",
        "rupee",
        "rupees",
        "peso",
        "pesos",
        "rouble",
        "roubles",
        "ruble",
        "rubles",
        "rial",
        "rials",
        "riyal",
        "riyals",
        "dinar",
        "dinars",
        "lira",
        "krone",
        "kroner",
        "kronor",
        "krona",
        "baht",
        "ringgit",
        "shilling",
        "shillings",
        "dirham",
        "dirhams",
        "naira",
        "lire",
    ];
    let Some(rest) = text.strip_prefix(' ') else { return false };
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    MONEY.contains(&&rest[..end])
}
