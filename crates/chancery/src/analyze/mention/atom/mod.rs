//! [`Atom`]s: known names, titles, and runs of capitalised words that no table knows.

pub(in crate::analyze) mod former;
mod known;
mod title;

use std::ops::Range;

use chancery_know::{Knowledge, NameMatch, PlaceId};

pub(super) use title::singular;

use title::short_office;

use super::PartyKind;
use super::lexicon::{self, *};
use crate::analyze::Analysis;
use crate::analyze::clause::is_adjective;
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
                let (mut atom, next) = atoms.at(at, &sentence.tokens);
                atom.iter_mut().for_each(|atom| atoms.of_the_day(atom));
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
        // "*Custodian of the Two Holy Mosques* King Salman" has two titles.
        let mosques = ["custodian", "of", "the", "two", "holy", "mosques"];
        if capital && mosques.iter().enumerate().all(|(i, word)| self.lower(at + i) == *word) {
            let end = at + mosques.len();
            let kind = if self.is_capital(end) {
                AtomKind::Honorific
            } else {
                AtomKind::Office { office: "king".to_owned(), plural: false, party: Some("SAU".to_owned()) }
            };
            return (Some(Atom { tokens: at..end, kind }), end);
        }
        // "Senior *Gen.* Min Aung Hlaing".
        let grade = matches!(self.lower(at), "senior" | "vice" | "rear") && capital;
        if grade && matches!(self.lower(at + 1), "gen" | "adm" | "gen." | "adm.") && self.is_capital(at + 1) {
            return (None, at + 1);
        }
        // "Minister HE Sultan bin Saad": in capitals it is no pronoun.
        let excellency = self.lower(at) == "he" && self.case(at) == Case::Upper && at > sentence.start;
        if capital && (excellency || self.is(at, HONORIFIC | SHORT_TITLE)) {
            let mut end = at + 1;
            if self.lower(end) == "." {
                end += 1;
            }
            if end < sentence.end
                && self.is_capital(end)
                && (!self.is(end, ORGANIZATION | OTHER | TITLE | TITLES)
                    // "Dr. *Sultan* Al Jaber".
                    || self.lower(end) == "sultan" && (self.is_capital(end + 1) || self.is(end + 1, PARTICLE)))
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
                // "*Samdech Akka Moha Sena Padei Techo* Hun Sen".
                let style =
                    ["akka", "moha", "sena", "padei", "techo", "decho", "borvor", "thipadei", "kitti"];
                let styled = |i: &usize| self.lower(at) == "samdech" && style.contains(&self.lower(*i));
                let end = end + (end..sentence.end).take_while(styled).count();
                return (Some(Atom { tokens: at..end, kind: AtomKind::Honorific }), end);
            }
        }
        // "*U* Than Swe", "*Daw* Mya Yi": in Burmese it is no part of the name, but of U Thant's.
        let polite =
            at + 1 < sentence.end && self.is_capital(at + 1) && !self.is(at + 1, ORGANIZATION | TITLE);
        if polite && matches!(token.span.of(self.analysis.text()), "U" | "Daw") {
            let two = (at + 2 < sentence.end).then(|| self.is_capital(at + 2)) == Some(true);
            if two && !matches!(self.lower(at + 1), "thant") {
                return (Some(Atom { tokens: at..at + 1, kind: AtomKind::Honorific }), at + 1);
            }
        }
        let compound = capital && lexicon::is_compound_of_parties(self.lower(at));
        if compound && let Some(parties) = self.pair(at) {
            return (Some(Atom { tokens: at..at + 1, kind: AtomKind::Pair(parties) }), at + 1);
        }
        // "HE *Sultan* bin Saad" is so called.
        let called = self.lower(at) == "sultan"
            && self.is(at + 1, PARTICLE)
            && self.list.last().is_some_and(|a| a.tokens.end == at && matches!(a.kind, AtomKind::Honorific));
        if !called && (capital || self.is(at, OFFICE_START)) {
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
                // "*Amir*-Abdollahian" is no emir: it is half of a name.
                let mut tail = self.analysis.text()[end_byte as usize..].chars();
                let hyphen = tail.next().is_some_and(|c| matches!(c, '-' | '‑' | '–'));
                let half =
                    matches!(kind, AtomKind::Office { .. }) && tail.next().is_some_and(char::is_uppercase);
                if hyphen && !half {
                    // "Armenian-backed militias" are not Armenia's.
                    let tail = self.lower(at).rsplit_once('-').map_or("", |(_, tail)| tail);
                    let armed = |i: usize| self.is(i, AGENT | BAND | CROWD | COLLECTIVE_PARTIES);
                    if lexicon::is_backing(tail) && (at + 1..=at + 3).any(armed) {
                        return (None, end);
                    }
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
        // "Foreign Ministers of X and Y" at the start of a sentence, where an ordinary word has a capital too.
        let plural = (at + 2..=sentence.end.min(at + 4)).find(|&end| {
            (self.is_capital(end - 1) || at == sentence.start)
                && self.is(end - 1, TITLES)
                && !self.is(end - 1, TITLE)
                && self.office_at(at, end).is_some()
        });
        if let Some(end) = plural {
            let office = self.office_name(at, end);
            return (
                Some(Atom { tokens: at..end, kind: AtomKind::Office { office, plural: true, party: None } }),
                end,
            );
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
        // Not "Reema bint Bandar bin *Sultan*".
        let is_title = |i: usize| {
            let after = i > at && matches!(self.lower(i - 1), "bin" | "bint" | "ibn");
            let given = self.lower(i) == "sultan"
                && self
                    .list
                    .last()
                    .is_some_and(|a| a.tokens.end == i && matches!(a.kind, AtomKind::Honorific));
            self.is(i, TITLE | TITLES) && !after && !given
        };
        let title = (at..end).rev().find(|&i| is_title(i)).filter(|_| !self.is(at, GIVEN));
        // "Trade Representative | *Ambassador* Tai".
        let title = title.map(|title| {
            let rank = title > at && self.is(title - 1, TITLE) && self.is_rank_before_name(title);
            if rank { title - 1 } else { self.before_military_rank(title, at) }
        });
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

    /// Whether a token is a generation mark: "II", "Jr"; not "Xi".
    pub(super) fn is_generation(&self, at: usize) -> bool {
        self.is(at, GENERATION)
            && (self.case(at) == Case::Upper
                || self.lower(at).len() == 1
                || matches!(self.lower(at), "jr" | "sr"))
    }

    /// Whether a capitalised word may go on a name.
    fn may_go_on(&self, at: usize) -> bool {
        let word = self.words[at];
        let name_like = word.class == 0
            || word.class & (class::MODAL | class::ADVERB) == word.class && self.case(at) == Case::Capital;
        self.is_capital(at) && (name_like || self.is(at, PARTICLE)) && !self.is(at, CALENDAR)
            || self.is(at, PARTICLE) && self.is_capital(at + 1)
    }

    /// A pronoun with its verb: "I'm", "They're".
    fn is_contraction(&self, at: usize) -> bool {
        let tail = self.lower(at).rsplit_once(['\'', '’']).map(|(_, tail)| tail);
        matches!(tail, Some("m" | "ve" | "re" | "ll" | "d"))
    }

    /// A capitalised verb that tells in a title what the person named before it does: "Visits", "Extending"; not "Burns".
    fn is_headline_verb(&self, at: usize) -> bool {
        let word = self.words[at];
        let Some(before) = at.checked_sub(1).filter(|&b| self.is_capital(b)) else { return false };
        let name = self.analysis.tokens.list[before].span.of(self.analysis.text());
        let surname = |known: NameMatch<'_>| known.len == name.len() && known.is_surname();
        word.verb != 0
            && word.form & (form::THIRD | form::ING) == word.form
            && word.class == 0
            && !self.is(at, SURNAME_TOO | GIVEN | TITLES)
            && self.case(at) == Case::Capital
            && !self.is(before, GIVEN)
            && self.know.longest_name(name).is_some_and(surname)
    }

    /// Whether the word at `at`, before a verb, is the last of a name told before: "envoy Christopher Hill … *Hill* had flown".
    fn is_surname_told(&self, at: usize) -> bool {
        const BACK: usize = 80;
        let verb = self.words.get(at + 1).is_some_and(|w| w.verb != 0 || w.is_auxiliary());
        let small = self.analysis.tokens.list.get(at + 1).is_some_and(|t| t.case == Case::Lower);
        let named = |atom: &Atom| {
            atom.tokens.len() > 1
                && matches!(atom.kind, AtomKind::Person | AtomKind::Capitals { .. })
                && self.lower(atom.tokens.end - 1) == self.lower(at)
                && !self.is(atom.tokens.end - 1, ORGANIZATION | BODY)
        };
        verb && small && self.list.iter().rev().take(BACK).any(named)
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
        let ordinary = ordinary && !(first && self.is_surname_told(at));
        if self.is(at, CALENDAR)
            || !given && (word.class != 0 || first && ordinary)
            || self.is_contraction(at)
        {
            return at;
        }
        if at > sentence.start && self.is_headline_verb(at) {
            return at;
        }
        // "Mr. Secretary, *Dear* Tony".
        if self.lower(at) == "dear" {
            return at;
        }
        // "Q Jen, can you": a transcript's mark of who asks.
        if first && matches!(self.lower(at), "q" | "a") && self.lower(at + 1) != "." {
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
            // "Extraordinary | NATO Summit", "Special | ASEAN-U.S. Meeting".
            let describes = is_adjective(self.lower(end - 1)) && self.case(end - 1) == Case::Capital;
            let acronym = self.case(end) == Case::Upper || self.lower(end).contains('-');
            if describes && acronym && self.known_party(end, sentence).is_some() {
                break;
            }
            // "Joe Biden | Extending the Order", "President Biden | Visits Ohio": a title tells what the named person does.
            if self.is_headline_verb(end) {
                break;
            }
            if self.is_capital(end)
                && !self.is(end, CALENDAR)
                && !self.is_contraction(end)
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
}
