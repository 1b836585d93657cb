//! Places: [`Place`], cities and first-level divisions from GeoNames, countries, venues of diplomacy.

use std::fmt;

use crate::{Knowledge, party::Party};

/// The number of a place in this table; it changes when the table is built anew, so keep [`Place::geonames`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// A city or town.
    City,
    /// A national capital.
    Capital,
    /// A first-level division: a province, a federal state.
    Division,
    /// A state or territory.
    Country,
    /// A venue of diplomacy: a palace, a resort, a headquarters.
    Venue,
    /// A region, sea or strait.
    Region,
    /// A second-level division: a county, a district.
    District,
}

impl Feature {
    /// The feature in one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Feature::City => "city",
            Feature::Capital => "capital",
            Feature::Division => "division",
            Feature::Country => "country",
            Feature::Venue => "venue",
            Feature::Region => "region",
            Feature::District => "district",
        }
    }
}

/// A place.
#[derive(Clone, Copy)]
pub struct Place<'k> {
    know: &'k Knowledge,
    index: u32,
}

/// Name, country (plus one) with feature and renown, division (plus one), latitude and longitude in millionths of a degree, GeoNames
/// id, population.
pub(crate) const PLACE_WORDS: usize = 7;
pub(crate) const POPULATION: usize = 6;

impl<'k> Place<'k> {
    /// Its number in this table.
    pub fn id(self) -> PlaceId {
        PlaceId(self.index)
    }

    /// Its name.
    pub fn name(self) -> &'k str {
        self.know.strings.string(self.word(0))
    }

    /// The state or territory that it lies in today.
    pub fn country(self) -> Option<Party<'k>> {
        self.know.party_at((self.word(1) & 0xffff).checked_sub(1)?)
    }

    /// The first-level division that it lies in.
    pub fn division(self) -> Option<Place<'k>> {
        self.know.place_at(self.word(2).checked_sub(1)?)
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.word(3) as i32) / 1e6
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        f64::from(self.word(4) as i32) / 1e6
    }

    /// Its id in GeoNames, where it is from there.
    pub fn geonames(self) -> Option<u32> {
        Some(self.word(5)).filter(|&id| id != 0)
    }

    /// Its item in Wikidata, where known: countries, many divisions, capitals and the largest cities.
    pub fn wikidata(self) -> Option<&'k str> {
        if self.feature() == Feature::Country {
            return self.country().and_then(Party::wikidata);
        }
        let pairs = &self.know.place_wikidata;
        let (mut low, mut high) = (0, pairs.words() / 2);
        while low < high {
            let middle = low + (high - low) / 2;
            match pairs.word(2 * middle).cmp(&self.index) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return Some(self.know.strings.string(pairs.word(2 * middle + 1)));
                }
            }
        }
        None
    }

    /// Its inhabitants, 0 if unknown.
    pub fn population(self) -> u32 {
        self.word(POPULATION)
    }

    /// In how many spellings and languages GeoNames has its name, up to 255: a measure of how well known it is.
    pub fn renown(self) -> u32 {
        self.word(1) >> 24
    }

    /// What it is.
    pub fn feature(self) -> Feature {
        match self.word(1) >> 16 & 0xff {
            0 => Feature::City,
            1 => Feature::Capital,
            2 => Feature::Division,
            3 => Feature::Country,
            4 => Feature::Venue,
            5 => Feature::Region,
            _ => Feature::District,
        }
    }

    /// Kilometres to a point, along the great circle.
    pub fn distance_to(self, lat: f64, lon: f64) -> f64 {
        let (a, b) = (self.lat().to_radians(), lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lon = ((lon - self.lon()).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + a.cos() * b.cos() * half_lon * half_lon;
        2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
    }

    fn word(self, column: usize) -> u32 {
        self.know.places.word(self.index as usize * PLACE_WORDS + column)
    }
}

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Place<'_> {}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let country = self.country().map_or("-", Party::code);
        write!(f, "Place({}, {country}, {})", self.name(), self.feature().as_str())
    }
}

impl Knowledge {
    /// The place with this number.
    pub fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        self.place_at(id.0)
    }

    /// All places.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..(self.places.words() / PLACE_WORDS) as u32).filter_map(|index| self.place_at(index))
    }

    pub(crate) fn place_at(&self, index: u32) -> Option<Place<'_>> {
        ((index as usize) < self.places.words() / PLACE_WORDS).then_some(Place { know: self, index })
    }
}
