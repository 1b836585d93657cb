//! [`Toponym`]: words that name a place, and which of the places of that name is meant.
//!
//! [`spot`] finds the words; [`resolve`] weighs for each name the places that bear it by what else the report tells: the
//! state or division named with it ("Tripoli, Lebanon"), states and divisions named anywhere, other places nearby, and how
//! large it is. A name that many small places share is left out rather than guessed.

mod resolve;
mod spot;
#[cfg(test)]
mod tests;

use chancery_know::{Feature, Knowledge, PlaceId};

use super::mention::Reading;
use super::{Analysis, Location, Mention, MentionForm};
use crate::text::Span;

/// Words that name a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// The words.
    pub span: Span,
    /// The place meant, in the knowledge's gazetteer.
    pub place: PlaceId,
    /// Its usual name.
    pub name: String,
    /// Today's state that it lies in.
    pub country: Option<String>,
    /// Where it lies.
    pub location: Location,
    /// Whether it is a state or territory.
    pub is_country: bool,
    /// By how much the next best place of that name is less likely, in natural logarithms of odds; rough.
    pub margin: f32,
}

/// Finds the words that name places, in order, and resolves them.
pub fn find(analysis: &Analysis, mentions: &[Mention], know: &Knowledge) -> Vec<Toponym> {
    let spotted = spot::find(analysis, mentions, know);
    let home = analysis.document.government();
    resolve::resolve(&spotted, mentions, home, know)
        .into_iter()
        .map(|(span, place, margin)| Toponym {
            span,
            place: place.id(),
            name: place.name().to_owned(),
            country: place.country().map(|c| c.code().to_owned()),
            location: Location { lat: place.lat(), lon: place.lon(), geonames: place.geonames() },
            is_country: place.feature() == Feature::Country,
            margin,
        })
        .collect()
}

/// The mentions with the places that were found: those that mentions name are resolved, the others become mentions.
pub(super) fn into_mentions(mut mentions: Vec<Mention>, toponyms: &[Toponym]) -> Vec<Mention> {
    let before = mentions.len();
    for toponym in toponyms {
        let first = mentions[..before]
            .partition_point(|m| m.phrase.end <= toponym.span.start && m.span.end <= toponym.span.start);
        let near = first.saturating_sub(4);
        let mut covered = false;
        for mention in mentions[near..before].iter_mut().take_while(|m| m.phrase.start < toponym.span.end) {
            covered |= mention.span.start < toponym.span.end && toponym.span.start < mention.span.end;
            if mention.span == toponym.span {
                correct(mention, toponym);
            }
        }
        if !covered && !toponym.is_country {
            let reading = Reading::Place { place: toponym.place, metonym: None };
            mentions.push(Mention {
                span: toponym.span,
                form: MentionForm::Name,
                phrase: toponym.span,
                reading,
            });
        }
    }
    mentions.sort_by_key(|m| (m.phrase.start, std::cmp::Reverse(m.phrase.end)));
    mentions
}

/// Gives a mention the place that the report as a whole makes of it: another town, or a division where a state has the
/// same name.
fn correct(mention: &mut Mention, toponym: &Toponym) {
    match &mut mention.reading {
        Reading::Place { place, metonym } => {
            // A town abroad of a capital's name stands for no state.
            if *place != toponym.place && metonym.is_some() && *metonym != toponym.country {
                *metonym = None;
                mention.form = MentionForm::Name;
            }
            *place = toponym.place;
        }
        Reading::Party { code, kind: super::mention::PartyKind::State, .. }
            if mention.form == MentionForm::Name
                && !toponym.is_country
                && toponym.country.as_deref() != Some(code.as_str()) =>
        {
            mention.reading = Reading::Place { place: toponym.place, metonym: None };
        }
        _ => {}
    }
}
