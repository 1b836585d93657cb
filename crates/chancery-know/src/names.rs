//! Names in running text. [`Knowledge::longest_name`] walks the automaton of all names along the text as
//! [`crate::fold`] folds it, and gives a [`NameMatch`]: how long the name is and its [`Sense`]s.

use fst::raw::Node;

use crate::{
    Knowledge,
    body::Body,
    fold::{Folder, Shape, Step},
    office::Office,
    pack::Section,
    party::Party,
    person::Person,
    place::Place,
};

/// What a name can mean.
#[derive(Clone, Copy, Debug)]
pub enum Sense<'k> {
    /// A state, territory, organisation or group.
    Party {
        /// The party.
        party: Party<'k>,
        /// Whether it is named, or told by a demonym or a metonym.
        form: Form,
    },
    /// An organ of a party: a ministry, a parliament, an army.
    Body(Body<'k>),
    /// The title of an office.
    Office(Office<'k>),
    /// A city, a first-level division, a country or a venue.
    Place(Place<'k>),
    /// A person who held an office.
    Person(Person<'k>),
}

/// How a name points to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A name, alias or acronym: "Russia", "Russian Federation", "UN".
    Name,
    /// An adjective or noun of its people: "Russian", "Russians".
    Demonym,
    /// Its capital or seat: "Moscow".
    Metonym,
}

/// A known name at the start of a text.
#[derive(Clone, Copy)]
pub struct NameMatch<'k> {
    /// The length of the name in bytes of the text.
    pub len: usize,
    know: &'k Knowledge,
    first: u32,
    count: u32,
    shape: Shape,
}

impl std::fmt::Debug for NameMatch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NameMatch")
            .field("len", &self.len)
            .field("senses", &self.senses().collect::<Vec<_>>())
            .finish()
    }
}

/// The names of one text, longest first, at most eight.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'k> {
    found: [Option<NameMatch<'k>>; 8],
    count: usize,
}

/// The name of a town or district at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinorName {
    /// Its length in bytes of the text.
    pub len: usize,
    /// It is also an ordinary word ("Union", "Bell").
    pub is_common_word: bool,
    /// It is also a given or a family name ("Taylor").
    pub is_personal_name: bool,
}

/// Two words and an id for each sense: see `compile::names`.
pub(crate) const SENSE_WORDS: usize = 3;

pub(crate) const COMMON: u32 = 1;
pub(crate) const GIVEN: u32 = 2;
pub(crate) const SURNAME: u32 = 4;
pub(crate) const ALTERNATE: u32 = 8;

/// Flags in the values of the automaton of minor names, between the number of places and the first.
pub(crate) const MINOR_WORD: u64 = 1 << 12;
pub(crate) const MINOR_PERSON: u64 = 1 << 13;

/// How a name must be written to be taken for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// In any way: "foreign minister".
    Any = 0,
    /// With these words capitalised: "Turkey", "al-Qaeda", also "TURKEY".
    Title = 1,
    /// With at least two capitals: "CoE".
    Mixed = 2,
    /// All in capitals: "US", "WHO".
    Upper = 3,
}

impl Case {
    pub(crate) fn of(shape: Shape) -> Case {
        match shape {
            Shape { uppers: 0, .. } => Case::Any,
            Shape { any_small: false, uppers, .. } if uppers > 1 => Case::Upper,
            Shape { any_small: true, uppers: 2.., capitals: 1 } => Case::Mixed,
            _ => Case::Title,
        }
    }

    fn allows(case: u32, capitals: u16, shape: Shape) -> bool {
        match case {
            0 => true,
            1 => capitals & !shape.capitals == 0,
            2 => shape.uppers >= 2 && capitals & !shape.capitals == 0,
            _ => !shape.any_small,
        }
    }
}

impl Knowledge {
    /// The longest known name that begins at the start of `text` and ends at the end of a word.
    ///
    /// Capitals matter as far as they do for a reader: "US" is not "us", "Turkey" is not "turkey", "TURKEY" in a
    /// headline is; titles of offices are found in any case. Accents, kinds of apostrophe, hyphen and white space (one
    /// line break) and the periods of acronyms do not matter. `text` should begin at the start of a word.
    pub fn longest_name<'k>(&'k self, text: &str) -> Option<NameMatch<'k>> {
        let mut longest = None;
        self.walk(text, |found| longest = Some(found));
        longest
    }

    /// All known names that begin at the start of `text`, longest first: of "European Union Council", "European
    /// Union" and "European". At most the eight longest are given.
    pub fn names_at<'k>(&'k self, text: &str) -> Names<'k> {
        let mut names = Names::default();
        self.walk(text, |found| {
            names.found.rotate_right(1);
            names.found[0] = Some(found);
            names.count = (names.count + 1).min(8);
        });
        names
    }

    /// The longest name of a town, district or division that only [`Knowledge::places_named`] knows, at the start of
    /// `text`. Such a name is one where a place is expected, and not elsewhere.
    pub fn longest_minor_place(&self, text: &str) -> Option<MinorName> {
        let mut longest = None;
        walk(&self.minor, text, |len, value, shape| {
            if shape.capitals & 1 != 0 {
                let (word, person) = (value & MINOR_WORD != 0, value & MINOR_PERSON != 0);
                longest = Some(MinorName { len, is_common_word: word, is_personal_name: person });
            }
        });
        longest
    }

    /// Every place that goes by exactly this name: those of [`Knowledge::longest_name`] and, the largest first, the towns
    /// and districts that are not looked for in running text.
    pub fn places_named<'k>(&'k self, name: &str) -> impl Iterator<Item = Place<'k>> + use<'k> {
        let known = self.longest_name(name).filter(|found| found.len == name.len());
        let known = known.into_iter().flat_map(|found| found.senses()).filter_map(|sense| match sense {
            Sense::Place(place) => Some(place),
            Sense::Party { party, form: Form::Name } => party.place(),
            _ => None,
        });
        let (mut first, mut count) = (0, 0);
        walk(&self.minor, name, |len, value, _| {
            if len == name.len() {
                (first, count) = ((value >> 14) as u32, (value & 0xfff) as u32);
            }
        });
        let minor = (first..first.saturating_add(count))
            .filter_map(|at| self.place_at(self.minor_places.word(at as usize)));
        known.chain(minor)
    }

    fn walk<'k>(&'k self, text: &str, mut found: impl FnMut(NameMatch<'k>)) {
        let mut actor_ends = 0;
        walk(&self.names, text, |len, value, shape| {
            let (first, count) = ((value >> 12) as u32, (value & 0xfff) as u32);
            let here = NameMatch { len, know: self, first, count, shape };
            let Some(row) = here.rows().next() else { return };
            // "Peru's" is Peru's and not the town of Perus.
            if actor_ends > 0 && matches!(&text[actor_ends..len], "'s" | "\u{2019}s") {
                return;
            }
            let kind = self.senses.word(row as usize * SENSE_WORDS) & 0xff;
            actor_ends = if matches!(kind, 0 | 4) { len } else { 0 };
            found(here);
        });
    }
}

/// Walks an automaton along the text as it is folded, and tells of each name that ends on the way: its length in bytes, its
/// value and how it is written.
fn walk(fst: &fst::raw::Fst<Section>, text: &str, mut found: impl FnMut(usize, u64, Shape)) {
    let mut node = fst.root();
    let mut output = 0;
    let mut folder = Folder::default();
    for (at, c) in text.char_indices() {
        accept(&node, output, &folder, Some(c), at, &mut found);
        match folder.push(c) {
            Step::Stop => return,
            Step::Skip => {}
            Step::Emit(bytes, len, space) => {
                if space {
                    let Some(next) = node.find_input(b' ') else { return };
                    let transition = node.transition(next);
                    output += transition.out.value();
                    node = fst.node(transition.addr);
                }
                for &byte in &bytes[..usize::from(len)] {
                    let Some(next) = node.find_input(byte) else { return };
                    let transition = node.transition(next);
                    output += transition.out.value();
                    node = fst.node(transition.addr);
                }
            }
        }
    }
    accept(&node, output, &folder, None, text.len(), &mut found);
}

#[inline]
fn accept(
    node: &Node<'_>,
    output: u64,
    folder: &Folder,
    next: Option<char>,
    len: usize,
    found: &mut impl FnMut(usize, u64, Shape),
) {
    if node.is_final() && folder.may_end(next) {
        found(len, output + node.final_output().value(), folder.shape());
    }
}

impl<'k> NameMatch<'k> {
    /// What the name can mean, the most prominent first.
    pub fn senses(&self) -> impl Iterator<Item = Sense<'k>> + use<'k> {
        let know = self.know;
        self.rows().filter_map(move |row| know.sense(row))
    }

    /// The senses, each with its form: of a person, 0 for a whole name.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (Sense<'k>, u32)> + use<'k> {
        let know = self.know;
        self.rows().filter_map(move |row| {
            Some((know.sense(row)?, know.senses.word(row as usize * SENSE_WORDS) >> 8 & 0xff))
        })
    }

    /// The most prominent sense.
    pub fn best(&self) -> Option<Sense<'k>> {
        self.senses().next()
    }

    /// The party that is named or told by demonym, metonym or organ, if any sense is one.
    pub fn party(&self) -> Option<Party<'k>> {
        self.senses().find_map(|sense| match sense {
            Sense::Party { party, .. } => Some(party),
            Sense::Body(body) => body.party(),
            _ => None,
        })
    }

    /// The most prominent place of that name.
    pub fn place(&self) -> Option<Place<'k>> {
        self.senses().find_map(|sense| match sense {
            Sense::Place(place) => Some(place),
            _ => None,
        })
    }

    /// The name is also an ordinary word ("Reading", "Nice", "Mobile").
    pub fn is_common_word(&self) -> bool {
        self.flags() & COMMON != 0
    }

    /// The name is also a given name ("Francis", "Paris", "Jordan").
    pub fn is_given_name(&self) -> bool {
        self.flags() & GIVEN != 0
    }

    /// The name is also a family name ("Clinton", "Lincoln").
    pub fn is_surname(&self) -> bool {
        self.flags() & SURNAME != 0
    }

    /// The place bears the name only as an alternate: one to be taken with more care.
    pub fn is_alternate(&self) -> bool {
        self.flags() & ALTERNATE != 0
    }

    fn flags(&self) -> u32 {
        self.rows().next().map_or(0, |row| self.know.senses.word(row as usize * SENSE_WORDS) >> 24)
    }

    fn rows(&self) -> impl Iterator<Item = u32> + use<'k> {
        let (know, shape) = (self.know, self.shape);
        (self.first..self.first.saturating_add(self.count)).filter(move |&row| {
            let at = row as usize * SENSE_WORDS;
            let case = know.senses.word(at) >> 16 & 0xff;
            let capitals = know.senses.word(at + 1) as u16;
            Case::allows(case, capitals, shape)
        })
    }
}

impl<'k> Names<'k> {
    /// The names, longest first.
    pub fn iter(&self) -> impl Iterator<Item = &NameMatch<'k>> {
        self.found.iter().flatten()
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Knowledge {
    pub(crate) fn sense(&self, row: u32) -> Option<Sense<'_>> {
        let at = row as usize * SENSE_WORDS;
        let (head, id) = (self.senses.word(at), self.senses.word(at + 2));
        match head & 0xff {
            0 => {
                let form = match head >> 8 & 0xff {
                    0 => Form::Name,
                    1 => Form::Demonym,
                    _ => Form::Metonym,
                };
                Some(Sense::Party { party: self.party_at(id)?, form })
            }
            1 => self.body_at(id).map(Sense::Body),
            2 => self.office_at(id).map(Sense::Office),
            3 => self.place_at(id).map(Sense::Place),
            4 => self.person_at(id).map(Sense::Person),
            _ => None,
        }
    }
}
