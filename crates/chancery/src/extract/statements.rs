//! Statements: attributions with their speakers resolved, channels carried along, and repeats recognised.

use super::Statement;
use crate::Analysis;
use crate::analyze::EntityId;
use crate::text::Span;

/// Makes statements of the attributions of a report.
pub(super) fn statements(analysis: &Analysis) -> Vec<Statement> {
    let mut made: Vec<Statement> = Vec::with_capacity(analysis.attributions.len());
    let mut last: Option<EntityId> = None;
    for attribution in &analysis.attributions {
        let speakers = attribution.source.map(|s| speakers(analysis, s)).unwrap_or_default();
        let speaker = speakers.first().copied().or(if attribution.source.is_none() { last } else { None });
        if attribution.within.is_none() {
            last = speaker.or(last);
        }
        made.push(Statement {
            kind: attribution.kind,
            content: attribution.content.clone(),
            speaker,
            speakers: if speakers.len() > 1 { speakers } else { Vec::new() },
            speaker_span: attribution.source,
            cue: attribution.cue,
            addressee: attribution.addressee.and_then(|s| analysis.entity_in(s)),
            channel: attribution.channel.map(|s| s.of(analysis.text()).to_owned()),
            within: attribution.within,
            repeats: None,
            method: attribution.method,
            score: attribution.score,
        });
    }
    made
}

/// Those whom the words of a source name: the members of a group that stands for several, or all that are joined.
fn speakers(analysis: &Analysis, source: Span) -> Vec<EntityId> {
    let Some(first) = analysis.mention_in(source) else { return Vec::new() };
    let Some(entity) = analysis.entities.of(first) else { return Vec::new() };
    analysis.entities.expanded(entity)
}
