//! Entity linking on `news-fair-v2`: mixed news whose every noun phrase is marked with a Wikidata item.
//!
//! In scope are the named persons, places and organisations whose item is in the knowledge's tables (holders of offices;
//! states and organisations; divisions, capitals and large cities); what only a pronoun or common noun refers to is left out
//! on both sides. A link is right when a mark that overlaps it has its item. Precision counts every link in the marked
//! passage, recall every mark in scope; both also apart for persons, places and the rest.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use chancery::analyze::{EntityKind, MentionForm};
use chancery_know::Knowledge;
use serde::Deserialize;

use super::Figure;
use super::places::CodePoints;

#[derive(Deserialize)]
struct Article {
    text: String,
    title: String,
    evaluation_span: (usize, usize),
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    span: (usize, usize),
    entity_id: String,
    coref: bool,
}

/// A mention that the reader gives an item.
struct Link {
    span: (usize, usize),
    item: String,
}

/// What an item is, by the table that it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Person,
    Place,
    Party,
}

pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let path = data.join("data/train/linking/news-fair-v2.benchmark.jsonl");
    let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let know = Knowledge::embedded();
    let items = Items::new(know);
    let mut counts = [(0, 0, 0, 0); 3];
    for line in lines.lines() {
        let article: Article = serde_json::from_str(line)?;
        let within =
            |span: (usize, usize)| article.evaluation_span.0 <= span.0 && span.1 <= article.evaluation_span.1;
        let gold: Vec<&Label> = article.labels.iter().filter(|l| within(l.span)).collect();
        let links: Vec<Link> = links(&article, know).into_iter().filter(|l| within(l.span)).collect();
        let same = |link: &Link, label: &Label| {
            link.item == label.entity_id && link.span.0 < label.span.1 && label.span.0 < link.span.1
        };
        for link in &links {
            let Some(family) = items.family(&link.item) else { continue };
            let count = &mut counts[family as usize];
            count.0 += usize::from(gold.iter().any(|label| same(link, label)));
            count.1 += 1;
        }
        for label in gold.iter().filter(|label| !label.coref) {
            let Some(family) = items.family(&label.entity_id) else { continue };
            let count = &mut counts[family as usize];
            count.2 += usize::from(links.iter().any(|link| same(link, label)));
            count.3 += 1;
        }
    }
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let all = counts.iter().fold((0, 0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2, a.3 + b.3));
    let figure = |name: &str, (right, given, found, asked): (usize, usize, usize, usize)| {
        [
            Figure::new("news-fair", format!("{name}_precision"), share(right, given), given),
            Figure::new("news-fair", format!("{name}_recall"), share(found, asked), asked),
        ]
    };
    let mut figures: Vec<Figure> = figure("linking", all).into();
    for (name, count) in [("link_person", counts[0]), ("link_place", counts[1]), ("link_party", counts[2])] {
        figures.extend(figure(name, count).map(Figure::unpinned));
    }
    Ok(figures)
}

/// The named mentions of an article that are given an item.
fn links(article: &Article, know: &Knowledge) -> Vec<Link> {
    let mut document = chancery::Document::from_text(article.text.as_str());
    // "20180306 - Headline": the day that it was published.
    let day = article.title.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    document.published = day
        .and_then(|d| format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]).parse().ok())
        .map(|date| chancery::text::Published { date, basis: chancery::text::PublishedBasis::Given });
    let analysis = chancery::analyze(&document, know);
    let offsets = CodePoints::new(&article.text);
    let code_points = |span: chancery::Span| (offsets.of(span.start), offsets.of(span.end));
    let item_of = |place| know.place(place).and_then(chancery_know::Place::wikidata);
    let places = analysis.toponyms.iter().filter_map(|toponym| {
        Some(Link { span: code_points(toponym.span), item: item_of(toponym.place)?.to_owned() })
    });
    let mut links: Vec<Link> = places.collect();
    for entity in analysis.entities.list.iter().filter(|e| e.kind != EntityKind::Group) {
        let Some(item) = &entity.wikidata else { continue };
        for mention in entity.mentions.iter().map(|&m| &analysis.mentions[m]) {
            // "Americans" are a people, which has an item of its own; a metonym names the seat.
            let people =
                mention.form == MentionForm::Demonym && mention.span.of(&article.text).ends_with('s');
            let named = matches!(mention.form, MentionForm::Name | MentionForm::Demonym) && !people;
            let span = code_points(mention.span);
            if named && !links.iter().any(|link| link.span == span) {
                links.push(Link { span, item: item.clone() });
            }
        }
    }
    links
}

/// The items that the tables know.
struct Items<'k> {
    persons: HashSet<&'k str>,
    places: HashSet<&'k str>,
    parties: HashSet<&'k str>,
}

impl<'k> Items<'k> {
    fn new(know: &'k Knowledge) -> Self {
        Items {
            persons: know.persons().filter_map(chancery_know::Person::wikidata).collect(),
            places: know.places().filter_map(chancery_know::Place::wikidata).collect(),
            parties: know.parties().filter_map(chancery_know::Party::wikidata).collect(),
        }
    }

    fn family(&self, item: &str) -> Option<Family> {
        if self.persons.contains(item) {
            Some(Family::Person)
        } else if self.places.contains(item) {
            Some(Family::Place)
        } else {
            self.parties.contains(item).then_some(Family::Party)
        }
    }
}
