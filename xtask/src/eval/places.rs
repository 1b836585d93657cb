//! Places against two corpora of placed names: GeoVirus (news of epidemics; coordinates of Wikipedia's pages) and LGL (local
//! papers; GeoNames).
//!
//! A gold name is covered when a place that overlaps it is given (`places_coverage_all`: of all names, also of those to
//! which the corpus gives no coordinates). Of the covered ones that have gold coordinates: whether
//! the state is right, and whether the place lies within 161 km (100 miles), as the field measures it. GeoVirus tells no
//! states: that of the nearest town of the gazetteer is taken, and regions in no one state are left out there. LGL marks
//! adjectives ("Palestinian") as places; they are none here and count as not covered.

use std::path::Path;

use anyhow::{Context, ensure};
use chancery_know::{Feature, Knowledge, Place};

use super::Figure;

/// As far as this a place is the gold one: 100 miles.
const NEAR: f64 = 161.0;

/// An article with its placed names.
struct Article {
    text: String,
    names: Vec<Gold>,
}

/// A placed name: code points of the article, coordinates and state where the corpus gives them.
struct Gold {
    start: usize,
    end: usize,
    point: Option<(f64, f64)>,
    state: Option<String>,
}

pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let know = Knowledge::embedded();
    let mut figures = Vec::new();
    for (set, file) in [("geovirus", "GeoVirus.xml"), ("lgl", "lgl.xml")] {
        let path = data.join("data/train/places").join(file);
        let xml = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let articles = if set == "lgl" { lgl(&xml, know) } else { geovirus(&xml, &Nearest::new(know)) };
        ensure!(!articles.is_empty(), "{} holds no article", path.display());
        figures.extend(score(set, &articles, know));
    }
    Ok(figures)
}

fn score(set: &str, articles: &[Article], know: &Knowledge) -> Vec<Figure> {
    let (mut all, mut located, mut placed, mut covered, mut near) = (0, 0, 0, 0, 0);
    let (mut stated, mut right, mut given, mut hits) = (0, 0, 0, 0);
    for article in articles {
        let document = chancery::Document::from_text(article.text.as_str());
        let analysis = chancery::analyze(&document, know);
        let offsets = CodePoints::new(&article.text);
        given += analysis.toponyms.len();
        for toponym in &analysis.toponyms {
            let (start, end) = (offsets.of(toponym.span.start), offsets.of(toponym.span.end));
            hits += usize::from(article.names.iter().any(|gold| gold.start < end && start < gold.end));
        }
        for gold in &article.names {
            all += 1;
            let overlap = |t: &&chancery::analyze::Toponym| {
                let (start, end) = (offsets.of(t.span.start), offsets.of(t.span.end));
                end.min(gold.end).saturating_sub(start.max(gold.start))
            };
            let found = analysis.toponyms.iter().max_by_key(overlap).filter(|t| overlap(t) > 0);
            let place = found.and_then(|toponym| know.place(toponym.place));
            located += usize::from(place.is_some());
            let Some((lat, lon)) = gold.point else { continue };
            placed += 1;
            let Some(place) = place else { continue };
            covered += 1;
            near += usize::from(place.distance_to(lat, lon) <= NEAR);
            let wide = set == "geovirus" && place.country().is_none();
            if let Some(state) = gold.state.as_deref().filter(|_| !wide) {
                stated += 1;
                right += usize::from(place.country().is_some_and(|c| c.code() == state));
            }
        }
    }
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    vec![
        Figure::new(set, "places_coverage", share(covered, placed), placed),
        Figure::new(set, "places_coverage_all", share(located, all), all),
        Figure::new(set, "places_country", share(right, stated), stated),
        Figure::new(set, "places_161km", share(near, covered), covered),
        Figure::new(set, "places_precision", share(hits, given), given),
    ]
}

/// LGL: toponyms with GeoNames entries; the state is told by its id.
fn lgl(xml: &str, know: &Knowledge) -> Vec<Article> {
    let state = |id: &str| {
        let id: u32 = id.parse().ok()?;
        let country = know.places().find(|p| p.feature() == Feature::Country && p.geonames() == Some(id))?;
        country.country().map(|c| c.code().to_owned())
    };
    blocks(xml, "article")
        .map(|article| Article {
            text: tag(article, "text").map(unescaped).unwrap_or_default(),
            names: blocks(article, "toponym")
                .filter_map(|name| {
                    let country =
                        name.split_once("<country geonameid=\"").and_then(|(_, id)| id.split('"').next());
                    Some(Gold {
                        start: tag(name, "start")?.parse().ok()?,
                        end: tag(name, "end")?.parse().ok()?,
                        point: point(name),
                        state: country.and_then(state),
                    })
                })
                .collect(),
        })
        .collect()
}

/// GeoVirus: locations counted from 1.
fn geovirus(xml: &str, nearest: &Nearest<'_>) -> Vec<Article> {
    blocks(xml, "article")
        .map(|article| Article {
            text: tag(article, "text").map(unescaped).unwrap_or_default(),
            names: blocks(article, "location")
                .filter_map(|name| {
                    let point = point(name);
                    Some(Gold {
                        start: tag(name, "start")?.parse::<usize>().ok()?.checked_sub(1)?,
                        end: tag(name, "end")?.parse::<usize>().ok()?.checked_sub(1)?,
                        point,
                        state: point.and_then(|point| nearest.state(point)),
                    })
                })
                .collect(),
        })
        .collect()
}

fn point(block: &str) -> Option<(f64, f64)> {
    Some((tag(block, "lat")?.parse().ok()?, tag(block, "lon")?.parse().ok()?))
}

/// The towns of the gazetteer by square degree.
struct Nearest<'k> {
    squares: std::collections::HashMap<(i32, i32), Vec<Place<'k>>>,
}

impl<'k> Nearest<'k> {
    fn new(know: &'k Knowledge) -> Self {
        let mut squares: std::collections::HashMap<_, Vec<_>> = std::collections::HashMap::new();
        for place in know.places().filter(|p| matches!(p.feature(), Feature::City | Feature::Capital)) {
            squares.entry((place.lat().floor() as i32, place.lon().floor() as i32)).or_default().push(place);
        }
        Nearest { squares }
    }

    /// The state of the nearest town within some three degrees.
    fn state(&self, (lat, lon): (f64, f64)) -> Option<String> {
        let (row, column) = (lat.floor() as i32, lon.floor() as i32);
        let around = (-3..=3).flat_map(|i| (-3..=3).map(move |j| (row + i, column + j)));
        let towns = around.filter_map(|square| self.squares.get(&square)).flatten();
        let nearest = towns.min_by(|a, b| a.distance_to(lat, lon).total_cmp(&b.distance_to(lat, lon)))?;
        nearest.country().map(|c| c.code().to_owned())
    }
}

/// Code points before each byte of a text.
pub(super) struct CodePoints(Vec<u32>);

impl CodePoints {
    pub(super) fn new(text: &str) -> Self {
        let mut before = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            before[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        before[text.len()] = count;
        CodePoints(before)
    }

    pub(super) fn of(&self, byte: u32) -> usize {
        self.0[byte as usize] as usize
    }
}

/// The parts of `xml` between `<name …>` and `</name>`, for elements that do not nest.
fn blocks<'x>(xml: &'x str, name: &'x str) -> impl Iterator<Item = &'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(&open)?;
            rest = &rest[start + open.len()..];
            if rest.starts_with(['>', ' ']) {
                break;
            }
        }
        let end = rest.find(&close)?;
        let block = &rest[rest.find('>')? + 1..end];
        rest = &rest[end..];
        Some(block)
    })
}

fn tag<'x>(xml: &'x str, name: &'x str) -> Option<&'x str> {
    blocks(xml, name).next()
}

fn unescaped(text: &str) -> String {
    if let Some(data) = text.strip_prefix("<![CDATA[").and_then(|t| t.strip_suffix("]]>")) {
        return data.to_owned();
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}
