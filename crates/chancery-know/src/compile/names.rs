//! The table of names: [`NameTable`] gathers every name with its senses and writes the automaton.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

use super::{Table, Unfit};
use crate::{
    fold::{self, Shape},
    names::{ALTERNATE, COMMON, Case, GIVEN, MINOR_PERSON, MINOR_WORD, SURNAME},
    pack::Packer,
};

/// What a name points to; the numbers stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Party = 0,
    Body = 1,
    Office = 2,
    Place = 3,
    Person = 4,
}

struct Sense {
    kind: Kind,
    form: u8,
    id: u32,
    rank: u32,
    shape: Shape,
    alternate: bool,
}

/// All names with their senses, by key.
pub(crate) struct NameTable {
    senses: BTreeMap<String, Vec<Sense>>,
    common: HashSet<String>,
    given: HashSet<String>,
    surnames: HashSet<String>,
}

/// How prominent a sense is among those of one name; places add the logarithm of their population.
pub(crate) mod rank {
    pub(crate) const STATE: u32 = 60_000;
    pub(crate) const ORGANIZATION: u32 = 58_000;
    pub(crate) const TERRITORY: u32 = 57_000;
    pub(crate) const GROUP: u32 = 56_000;
    pub(crate) const DEMONYM: u32 = 55_000;
    pub(crate) const OFFICE: u32 = 52_000;
    pub(crate) const BODY: u32 = 50_000;
    pub(crate) const METONYM: u32 = 45_000;
    pub(crate) const CAPITAL: u32 = 40_000;
    pub(crate) const VENUE: u32 = 38_000;
    pub(crate) const FULL_NAME: u32 = 36_000;
    pub(crate) const PLACE: u32 = 10_000;
    pub(crate) const SURNAME: u32 = 9_000;
}

impl NameTable {
    /// An empty table that knows the words in `words.tsv`.
    pub(crate) fn new(words: &Table<'_>) -> Result<Self, Unfit> {
        let (mut common, mut given, mut surnames) = (HashSet::new(), HashSet::new(), HashSet::new());
        for row in words.rows() {
            let word = row.get("word")?.to_owned();
            match row.get("kind")? {
                "common" => common.insert(word),
                "given" => given.insert(word),
                "surname" => surnames.insert(word),
                other => return Err(row.unfit(format_args!("`{other}` is no kind of word"))),
            };
        }
        Ok(NameTable { senses: BTreeMap::new(), common, given, surnames })
    }

    /// Adds a name. One that cannot be folded (a comma, a bracket) is passed over.
    pub(crate) fn add(&mut self, name: &str, kind: Kind, form: u8, id: u32, rank: u32) {
        self.insert(name, kind, form, id, rank, false);
    }

    /// Adds an alternate name of a place, unless it is also a word, a given or a family name.
    pub(crate) fn add_alternate(&mut self, name: &str, id: u32, rank: u32) {
        let Some((key, _)) = fold::key(name) else { return };
        if !self.common.contains(&key) && !self.given.contains(&key) && !self.surnames.contains(&key) {
            self.insert(name, Kind::Place, 0, id, rank, true);
        }
    }

    /// Notes a family name, so that places of that name are marked.
    pub(crate) fn add_surname(&mut self, name: &str) {
        if let Some((key, _)) = fold::key(name) {
            self.surnames.insert(key);
        }
    }

    fn insert(&mut self, name: &str, kind: Kind, form: u8, id: u32, rank: u32, alternate: bool) {
        let Some((key, shape)) = fold::key(name) else { return };
        let senses = self.senses.entry(key).or_default();
        let same = senses.iter_mut().find(|s| s.kind == kind && s.id == id);
        match same {
            Some(sense) => {
                sense.rank = sense.rank.max(rank);
                sense.form = sense.form.min(form);
                sense.alternate &= alternate;
                sense.shape = laxer(sense.shape, shape);
            }
            None => senses.push(Sense { kind, form, id, rank, shape, alternate }),
        }
    }

    /// Writes the automaton and the senses that it points to.
    pub(crate) fn write(mut self, packer: &mut Packer) {
        let mut rows = Vec::new();
        let mut entries = Vec::new();
        for (key, senses) in &mut self.senses {
            senses.sort_by_key(|s| (Reverse(s.rank), s.kind, s.id));
            senses.truncate(0xfff);
            entries.push((key.as_bytes(), ((rows.len() / 3) as u64) << 12 | senses.len() as u64));
            let mut word = 0;
            for (set, flag) in [(&self.common, COMMON), (&self.given, GIVEN), (&self.surnames, SURNAME)] {
                if set.contains(key) {
                    word |= flag;
                }
            }
            for sense in senses {
                let flags = if sense.alternate { word | ALTERNATE } else { word };
                let case = Case::of(sense.shape) as u32;
                rows.push(sense.kind as u32 | u32::from(sense.form) << 8 | case << 16 | flags << 24);
                rows.push(u32::from(sense.shape.capitals) | (sense.rank & 0xffff) << 16);
                rows.push(sense.id);
            }
        }
        let automaton = fst::raw::Fst::from_iter_map(entries).map(fst::raw::Fst::into_inner);
        packer.bytes("names", automaton.unwrap_or_default());
        packer.words("senses", rows);
    }
}

/// The names of towns and districts, which are looked for only where a place is expected: kept apart so that they take
/// no word of running text for a name.
#[derive(Default)]
pub(crate) struct MinorNames {
    places: BTreeMap<String, Vec<(Reverse<u32>, u32)>>,
}

impl MinorNames {
    /// Adds a name of a place with so many inhabitants.
    pub(crate) fn add(&mut self, name: &str, place: u32, population: u32) {
        if let Some((key, _)) = fold::key(name) {
            let places = self.places.entry(key).or_default();
            if !places.iter().any(|&(_, id)| id == place) {
                places.push((Reverse(population), place));
            }
        }
    }

    /// Writes the automaton and the places that it points to, the largest first; `words` tells which names are words too.
    pub(crate) fn write(mut self, words: &NameTable, packer: &mut Packer) {
        let mut ids = Vec::new();
        let mut entries = Vec::new();
        for (key, places) in &mut self.places {
            places.sort_unstable();
            places.truncate(0xfff);
            let mut flags = if words.common.contains(key) { MINOR_WORD } else { 0 };
            if words.given.contains(key) || words.surnames.contains(key) {
                flags |= MINOR_PERSON;
            }
            entries.push((key.as_bytes(), (ids.len() as u64) << 14 | flags | places.len() as u64));
            ids.extend(places.iter().map(|&(_, id)| id));
        }
        let automaton = fst::raw::Fst::from_iter_map(entries).map(fst::raw::Fst::into_inner);
        packer.bytes("minor", automaton.unwrap_or_default());
        packer.words("minor places", ids);
    }
}

/// Of two ways to write one name, the one that demands less.
fn laxer(a: Shape, b: Shape) -> Shape {
    let demand = |s: Shape| (Case::of(s), s.capitals.count_ones());
    if demand(b) < demand(a) { b } else { a }
}
