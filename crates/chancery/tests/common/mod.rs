//! What tests of names share: the entities of a text, a line each.

use chancery::analyze::{EntityKind, analyze};
use chancery::text::{Document, Published, PublishedBasis};
use chancery_know::Knowledge;
use expect_test::Expect;

/// The entities of a text, a line each.
pub(crate) fn entities(text: &str, id: &str, published: &str) -> String {
    let date = published.parse().expect("a date");
    let document = Document {
        id: id.to_owned(),
        published: Some(Published { date, basis: PublishedBasis::Given }),
        ..Document::from_text(text)
    };
    let analysis = analyze(&document, Knowledge::embedded());
    let mut lines = String::new();
    for entity in analysis.entities.list.iter().filter(|e| !e.mentions.is_empty()) {
        let kind = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::State => "state",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
        };
        let mentions: Vec<&str> =
            entity.mentions.iter().map(|&m| analysis.mentions[m].span.of(text)).collect();
        let party = entity.party.as_deref().unwrap_or("-");
        let office = entity.office.as_ref().map_or(String::new(), |o| format!(", {o}"));
        lines += &format!("{kind} {} [{party}{office}] = {}\n", entity.name, mentions.join(" | "));
    }
    lines
}

/// Checks the entities of a text published on 12 June 2019.
pub(crate) fn check(text: &str, expected: Expect) {
    expected.assert_eq(&entities(text, "-", "2019-06-12"));
}
