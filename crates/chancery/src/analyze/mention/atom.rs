//! [`Atom`]s: known names, titles, and runs of capitalised words that no table knows.

use std::ops::Range;

use chancery_know::{Feature, Form, Knowledge, NameMatch, PlaceId, Sense};

use super::PartyKind;
use super::lexicon::{self, *};
use crate::analyze::Analysis;
use crate::analyze::word::{Word, class, form, words};
use crate::text::{Case, Span, TokenKind};

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
    /// Several parties in one word: "India-Russia", "Sino-Indian".
    Pair(Vec<PartOfPair>),
    /// An office, canonical where knowledge has it; of several at once if the words are a plural; with the party that its
    /// words name: "UN envoy".
    Office { office: String, plural: bool, party: Option<String> },
    /// A town, region or venue.
    Place { place: PlaceId },
    /// A holder of office by full name.
    Person,
    /// "Mr.", "Gen.": the word before a person's name.
    Honorific,
    /// Capitalised words that no table knows; whether knowledge has a person of the last one as surname.
    Capitals { surname: bool },
}

/// One party of a word that names several.
#[derive(Clone, Debug)]
pub(super) struct PartOfPair {
    pub(super) span: Span,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: PartyKind,
    pub(super) form: PartyForm,
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

/// The atoms of an analysis in order, not overlapping, with what its words are.
pub(super) struct Atoms<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    know: &'a Knowledge,
    pub(super) words: Vec<Word>,
    pub(super) classes: Vec<u64>,
    pub(super) list: Vec<Atom>,
}

impl<'a> Atoms<'a> {
    /// Finds the atoms.
    pub(super) fn new(analysis: &'a Analysis<'a>, know: &'a Knowledge) -> Atoms<'a> {
        let (words, classes) = (words(&analysis.tokens), lexicon::classes(&analysis.tokens));
        let mut atoms = Atoms { analysis, know, words, classes, list: Vec::new() };
        for sentence in &analysis.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let (atom, next) = atoms.at(at, &sentence.tokens);
                atoms.list.extend(atom);
                at = next.max(at + 1);
            }
        }
        atoms
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    /// Whether token `at` has one of the classes `bits`.
    pub(super) fn is(&self, at: usize, bits: u64) -> bool {
        self.classes.get(at).is_some_and(|c| c & bits != 0)
    }

    /// Whether token `at` is written as a name is: with a capital, or as "al-Assad".
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.analysis.tokens.list.get(at) else { return false };
        match (token.kind, token.case) {
            (TokenKind::Word, Case::Capital | Case::Upper) => true,
            (TokenKind::Word, Case::Lower) => {
                let word = token.span.of(self.analysis.text());
                word.split_once('-').is_some_and(|(prefix, name)| {
                    name.starts_with(char::is_uppercase) && lexicon::is_prefix(prefix)
                })
            }
            _ => false,
        }
    }

    fn case(&self, at: usize) -> Case {
        self.analysis.tokens.list.get(at).map_or(Case::None, |t| t.case)
    }

    fn at(&self, at: usize, sentence: &Range<usize>) -> (Option<Atom>, usize) {
        let tokens = &self.analysis.tokens;
        let token = tokens.list[at];
        if token.kind != TokenKind::Word {
            return (None, at + 1);
        }
        let capital = self.is_capital(at);
        if capital && self.is(at, HONORIFIC | SHORT_TITLE) {
            let mut end = at + 1;
            if self.lower(end) == "." {
                end += 1;
            }
            if end < sentence.end
                && self.is_capital(end)
                && !self.is(end, ORGANIZATION | OTHER | TITLE | TITLES)
            {
                if self.is(at, SHORT_TITLE) {
                    let office = short_office(self.lower(at)).to_owned();
                    return (
                        Some(Atom {
                            tokens: at..end,
                            kind: AtomKind::Office { office, plural: false, party: None },
                        }),
                        end,
                    );
                }
                return (Some(Atom { tokens: at..end, kind: AtomKind::Honorific }), end);
            }
        }
        let compound = capital && lexicon::is_compound_of_parties(self.lower(at));
        if compound && let Some(parties) = self.pair(at) {
            return (Some(Atom { tokens: at..at + 1, kind: AtomKind::Pair(parties) }), at + 1);
        }
        if capital || self.is(at, OFFICE_START) {
            let rest = &self.analysis.text()
                [token.span.start as usize..tokens.list[sentence.end - 1].span.end as usize];
            if let Some((kind, len)) = self.known(rest, at, capital) {
                let end_byte = token.span.start + len as u32;
                let end = tokens.at_or_after(end_byte).min(sentence.end);
                // A match that ends inside a token ("US" of "US-led" is whole; "Iran" of "Iran-Contra" is not) keeps to tokens.
                if end > at && tokens.list[end - 1].span.end <= end_byte {
                    return self.completed(Atom { tokens: at..end, kind }, sentence);
                }
                if let Some(parties) = self.pair(at) {
                    return (Some(Atom { tokens: at..at + 1, kind: AtomKind::Pair(parties) }), at + 1);
                }
                if self.analysis.text()[end_byte as usize..].starts_with(['-', '‑', '–']) {
                    // "Moscow-based", "Hong Kong-flagged": a modifier that names the party.
                    return (Some(Atom { tokens: at..end, kind }), end);
                }
            }
        }
        if !capital {
            return match self.title_in_small(at, sentence) {
                Some(atom) => (Some(atom), at + 1),
                None => (None, at + 1),
            };
        }
        let end = self.run_end(at, sentence);
        if let Some(title) = self.title_over_and(at, end, sentence) {
            let office = self.office_name(at, title + 1);
            return (
                Some(Atom {
                    tokens: at..title + 1,
                    kind: AtomKind::Office { office, plural: false, party: None },
                }),
                title + 1,
            );
        }
        // "Secretary Adler" at the start of a sentence.
        if end == at && self.is(at, TITLE | TITLES) && !self.is(at, CALENDAR) {
            let office = self.office_name(at, at + 1);
            return self.office_completed(at, at + 1, office, None, sentence);
        }
        if end == at || self.describes(end - 1) && end == at + 1 {
            return (None, end.max(at + 1));
        }
        // A title inside the run divides it: "Budget Acting Director | Shalanda Young".
        let title = (at..end).rev().find(|&i| self.is(i, TITLE | TITLES)).filter(|_| !self.is(at, GIVEN));
        if let Some(title) = title {
            let plural = self.is(title, TITLES) && !self.is(title, TITLE);
            let office = self.office_name(at, title + 1);
            return (
                Some(Atom { tokens: at..title + 1, kind: AtomKind::Office { office, plural, party: None } }),
                title + 1,
            );
        }
        // "AP | Lee Jin-man": an acronym is no part of a name in small letters.
        let acronyms =
            (at..end).take_while(|&i| self.case(i) == Case::Upper && tokens.list[i].span.len() > 1).count();
        let end = if acronyms > 0 && at + acronyms < end && !self.is_generation(at + acronyms) {
            at + acronyms
        } else {
            end
        };
        (Some(self.capitals(at, end)), end)
    }

    /// The parties of a compound such as "India-Russia", if every part names one.
    fn pair(&self, at: usize) -> Option<Vec<PartOfPair>> {
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

    /// The head of a title whose portfolios are joined: "Housing and Urban Development Secretary". The first run of
    /// capitals is `at..end`, or but one word that a sentence could begin with.
    fn title_over_and(&self, at: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let end = end.max(at + 1);
        if !(at..end).all(|i| self.is(i, OTHER | PORTFOLIO | MODIFIER))
            || !matches!(self.lower(end), "and" | "&")
        {
            return None;
        }
        let second = self.run_end(end + 1, sentence);
        (end + 1..second).find(|&i| self.is(i, TITLE)).filter(|&title| title > end + 1)
    }

    fn capitals(&self, at: usize, end: usize) -> Atom {
        let last = self.analysis.tokens.list[end - 1].span.of(self.analysis.text());
        let surname =
            self.know.longest_name(last).is_some_and(|found| found.len == last.len() && found.is_surname());
        Atom { tokens: at..end, kind: AtomKind::Capitals { surname } }
    }

    /// A compound that describes: "Saudi-led".
    fn describes(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.rsplit_once('-').is_some_and(|(_, tail)| lexicon::is_describing(tail))
    }

    /// A title in small letters that no table lists: "opposition leader", "foreign ministry spokesman". The words before
    /// its head belong to it as far as they can be nouns or adjectives.
    fn title_in_small(&self, at: usize, sentence: &Range<usize>) -> Option<Atom> {
        if !self.is(at, TITLE | TITLES) || self.is(at, ADJECTIVE_TOO) && self.is_before_noun(at, sentence) {
            return None;
        }
        let taken = self.list.last().map_or(0, |a| a.tokens.end);
        let mut start = at;
        while start > sentence.start.max(taken) && at - start < 4 && self.may_modify(start - 1) {
            start -= 1;
        }
        let plural = self.is(at, TITLES) && !self.is(at, TITLE);
        Some(Atom {
            tokens: start..at + 1,
            kind: AtomKind::Office { office: self.office_name(start, at + 1), plural, party: None },
        })
    }

    /// Whether the next word is a noun in small letters that word `at` may be an adjective of.
    fn is_before_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let next = at + 1;
        let Some(token) = self.analysis.tokens.list.get(next) else { return false };
        let word = self.words[next];
        next < sentence.end
            && token.kind == TokenKind::Word
            && token.case == Case::Lower
            && word.class == 0
            && !self.is(next, TITLE | TITLES)
            && (word.noun != 0 || word.verb == 0 && !self.lower(next).ends_with("ly"))
    }

    /// Whether a token is a generation mark: "II", "Jr"; not "Xi".
    pub(super) fn is_generation(&self, at: usize) -> bool {
        self.is(at, GENERATION)
            && (self.case(at) == Case::Upper
                || self.lower(at).len() == 1
                || matches!(self.lower(at), "jr" | "sr"))
    }

    /// Whether a word in small letters may stand before the head of a title as a part of it.
    fn may_modify(&self, at: usize) -> bool {
        let token = self.analysis.tokens.list[at];
        let word = self.words[at];
        if token.kind != TokenKind::Word || token.case != Case::Lower || self.is(at, DETERMINER) {
            return false;
        }
        if self.is(at, MODIFIER | KEPT) {
            return true;
        }
        let verb = word.verb != 0 && word.noun == 0 && !word.has_form(form::ING);
        word.class & !class::GOVERNOR == 0
            && !verb
            && !self.is(at, SELF_AGENT | COLLECTIVE_PARTIES | SPEECH)
            && !self.lower(at).ends_with("ly")
            || self.lower(at) == "government"
    }

    /// The name of the office that tokens `from..to` tell: the canonical one where knowledge has it, without adjectives
    /// that do not belong to it.
    pub(super) fn office_name(&self, from: usize, to: usize) -> String {
        let mut start = from;
        while start + 1 < to
            && self.is(start, MODIFIER)
            && !self.is(start, KEPT)
            && !self.is(start + 1, PORTFOLIO)
            && self.office_at(start, to).is_none()
        {
            start += 1;
        }
        // "former foreign minister": what is known, after what is kept.
        for known in start..to {
            if let Some(office) = self.office_at(known, to) {
                let before = self.plain(start, known);
                return if before.is_empty() { office } else { format!("{before} {office}") };
            }
        }
        self.plain(start, to)
    }

    /// The canonical name of an office that goes by `title`.
    pub(super) fn office_called(&self, title: &str) -> Option<String> {
        self.know.office(title).map(|office| office.name().to_owned())
    }

    fn plain(&self, from: usize, to: usize) -> String {
        if from >= to {
            return String::new();
        }
        let words: Vec<&str> =
            (from..to).map(|i| self.lower(i)).filter(|w| !matches!(*w, "." | "'s" | "’s" | "-")).collect();
        words.join(" ")
    }

    /// The office that knowledge has under exactly these words, in the singular.
    fn office_at(&self, from: usize, to: usize) -> Option<String> {
        let text = self.analysis.tokens.span(from, to).of(&self.analysis.tokens.lower);
        let office = match self.know.office(text) {
            Some(office) => office,
            None if self.is(to - 1, TITLES) => self.know.office(&singular(text))?,
            None => return None,
        };
        // The report's own word for spokesmen and spokeswomen is kept.
        Some(if text.contains("spokes") { text.to_owned() } else { office.name().to_owned() })
    }

    /// A known name may be a part of a longer one: "Washington Irving", "Israel Katz" after a title, "Abdullah bin Amer
    /// al-Swaha"; an office has the adjectives before it and plural heads.
    fn completed(&self, atom: Atom, sentence: &Range<usize>) -> (Option<Atom>, usize) {
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
    fn organization_end(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if at >= sentence.end || !self.is_capital(at) || self.is(at, GIVEN | TITLE) {
            return None;
        }
        let end = self.run_end(at, sentence);
        (at..end).rev().find(|&i| self.is(i, ORGANIZATION | BODY)).map(|last| last + 1)
    }

    fn known_party(&self, at: usize, sentence: &Range<usize>) -> Option<()> {
        let tokens = &self.analysis.tokens;
        let rest = &self.analysis.text()
            [tokens.list[at].span.start as usize..tokens.list[sentence.end - 1].span.end as usize];
        self.know.longest_name(rest)?.party().map(|_| ())
    }

    /// An office whose last word goes on to a plural or a longer title, and the small adjectives before it.
    fn office_completed(
        &self,
        at: usize,
        end: usize,
        office: String,
        party: Option<String>,
        sentence: &Range<usize>,
    ) -> (Option<Atom>, usize) {
        let listed = end;
        let mut end = end;
        let mut name = office;
        // "deputy | prime minister", "executive director": a longer title of which only the beginning is listed. No title
        // is much longer; words that say "president" again and again are none.
        while end < sentence.end
            && end - at < 12
            && self.is(end, TITLE | TITLES)
            && !(self.is_capital(end) && self.is(end, GIVEN | HONORIFIC))
        {
            end += 1;
        }
        if end > listed {
            name = self.office_name(at, end);
        }
        if !self.is_capital(at) {
            // Small words before belong to it: "former president".
            let taken = self.list.last().map_or(0, |a| a.tokens.end);
            let mut start = at;
            while start > sentence.start.max(taken) && at - start < 3 && self.may_modify(start - 1) {
                start -= 1;
            }
            if start < at {
                name = self.office_name(start, end);
                return (
                    Some(Atom {
                        tokens: start..end,
                        kind: AtomKind::Office { office: name, plural: false, party },
                    }),
                    end,
                );
            }
        }
        let plural = self.is(end - 1, TITLES) && !self.is(end - 1, TITLE);
        (Some(Atom { tokens: at..end, kind: AtomKind::Office { office: name, plural, party } }), end)
    }

    /// Whether a capitalised word may go on a name.
    fn may_go_on(&self, at: usize) -> bool {
        let word = self.words[at];
        let name_like = word.class == 0
            || word.class & (class::MODAL | class::ADVERB) == word.class && self.case(at) == Case::Capital;
        self.is_capital(at) && (name_like || self.is(at, PARTICLE)) && !self.is(at, CALENDAR)
            || self.is(at, PARTICLE) && self.is_capital(at + 1)
    }

    /// Where the run of capitalised words that begins at `at` ends; `at` itself if none begins.
    fn run_end(&self, at: usize, sentence: &Range<usize>) -> usize {
        let word = self.words[at];
        let first = at == sentence.start
            || matches!(self.lower(at - 1), "\"" | "“" | ":" | "(" | "-" | "–" | "—" | "•");
        let next = at + 1 < sentence.end && self.is_capital(at + 1);
        let given = self.is(at, GIVEN) && next && self.words[at + 1].class == 0;
        // At the start of a sentence an ordinary word has a capital too.
        let ordinary = word.verb != 0
            || word.noun != 0
            || self.is(at, OPENER)
            || self.lower(at).ends_with("ly") && self.lower(at).len() > 5;
        if self.is(at, CALENDAR) || !given && (word.class != 0 || first && ordinary) {
            return at;
        }
        // "Suspected Al-Shabaab fighters".
        if first && !given && next && !self.is(at + 1, GIVEN) && self.known_party(at + 1, sentence).is_some()
        {
            return at;
        }
        self.run_rest(at + 1, sentence)
    }

    /// Where a run of which the tokens before `end` are a part ends.
    fn run_rest(&self, mut end: usize, sentence: &Range<usize>) -> usize {
        let tokens = &self.analysis.tokens;
        while end < sentence.end {
            // "Foreign Affairs | Dmytro Kuleba".
            if self.is(end - 1, PORTFOLIO) && !self.is(end - 1, GIVEN) && self.is(end, GIVEN) {
                break;
            }
            let word = self.words[end];
            let after_given =
                self.is(end - 1, GIVEN) && word.class & (class::MODAL | class::ADVERB) == word.class;
            // "Anne A. Witkowsky": the letter is no article.
            let initial =
                tokens.list[end].span.len() == 1 && self.lower(end + 1) == "." && self.is_capital(end + 2);
            if self.is_capital(end)
                && !self.is(end, CALENDAR)
                && (word.class == 0 || after_given || initial || self.is(end, PARTICLE))
            {
                end += 1;
                continue;
            }
            // An initial's period: "J." before another capital.
            let previous = tokens.list[end - 1];
            let initial = previous.span.len() == 1 && previous.span.end == tokens.list[end].span.start;
            if self.lower(end) == "." && initial && end + 1 < sentence.end && self.is_capital(end + 1) {
                end += 1;
                continue;
            }
            // Particles between capitals: "Ursula von der Leyen".
            let mut after = end;
            while after < sentence.end && after < end + 3 && self.is(after, PARTICLE) {
                after += 1;
            }
            if after > end
                && after < sentence.end
                && self.is_capital(after)
                && self.words[after].class == 0
                && !(after == end + 1
                    && matches!(self.lower(end), "y" | "e" | "do" | "la")
                    && !self.is(end - 1, GIVEN | PARTICLE)
                    && self.words[end].class != 0)
            {
                end = after + 1;
                continue;
            }
            break;
        }
        end
    }

    /// What the knowledge has about the longest name at the start of `text`, and its length in bytes.
    ///
    /// Of several senses a party by name goes first, then the most prominent; towns with ambiguous names must be large.
    fn known(&self, text: &str, at: usize, capital: bool) -> Option<(AtomKind, usize)> {
        let names = self.know.names_at(text);
        for found in names.iter() {
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
                    (!(doubtful && minor)).then_some(AtomKind::Place { place: place.id() })
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

/// Smallest population of a town whose name is also a word or a person's name.
const WELL_KNOWN: u32 = 400_000;

fn party_kind(kind: chancery_know::PartyKind) -> PartyKind {
    match kind {
        chancery_know::PartyKind::State | chancery_know::PartyKind::Territory => PartyKind::State,
        chancery_know::PartyKind::Organization => PartyKind::Organization,
        chancery_know::PartyKind::Group => PartyKind::Group,
    }
}

/// The office of an abbreviated title.
fn short_office(title: &str) -> &str {
    match title {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "amb" => "ambassador",
        "pres" => "president",
        "pm" => "prime minister",
        "fm" => "foreign minister",
        "secy" => "secretary",
        other => other,
    }
}

/// The singular of a title's plural: "foreign ministers", "ambassadors to the UN".
fn singular(text: &str) -> String {
    match text.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if text.ends_with("men") => format!("{}man", &text[..text.len() - 3]),
        None => text.strip_suffix('s').unwrap_or(text).to_owned(),
    }
}
