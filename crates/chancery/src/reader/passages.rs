//! Passages: whole sentences, paragraphs kept together where they fit, each within one pass of the encoder. Training
//! cuts documents in the same way.

use std::ops::Range;

use chancery_encoder::Pieces;

use crate::analyze::Analysis;
use crate::text::Span;

/// Cuts the text of `analysis`, whose pieces are `pieces`, into ranges of pieces of at most `room` where sentences
/// allow it.
pub(super) fn cut(analysis: &Analysis, pieces: &Pieces, room: usize) -> Vec<Range<usize>> {
    let mut passages: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let within = |span: Span| pieces.within(span.start, span.end);
    // Adds `range` to the open passage, or closes that and opens another.
    let add = |open: &mut Option<Range<usize>>, passages: &mut Vec<Range<usize>>, range: Range<usize>| {
        if range.is_empty() {
            return;
        }
        match open {
            Some(now) if range.end - now.start <= room => now.end = range.end,
            _ => passages.extend(open.replace(range)),
        }
    };
    for paragraph in &analysis.paragraphs {
        let range = within(paragraph.span);
        if range.len() <= room {
            add(&mut open, &mut passages, range);
            continue;
        }
        passages.extend(open.take());
        let from = analysis.sentences.partition_point(|s| s.span.end <= paragraph.span.start);
        let sentences = analysis.sentences[from..].iter().take_while(|s| s.span.start < paragraph.span.end);
        for sentence in sentences {
            add(&mut open, &mut passages, within(sentence.span));
        }
        passages.extend(open.take());
    }
    passages.extend(open);
    passages
}

/// Ranges of pieces of at most `room`, where sentences allow it, of those sentences alone that are wanted; what stands
/// together is kept together.
pub(super) fn pick(
    analysis: &Analysis,
    pieces: &Pieces,
    room: usize,
    is_wanted: impl Fn(Span) -> bool,
) -> Vec<Range<usize>> {
    let mut passages: Vec<Range<usize>> = Vec::new();
    for sentence in analysis.sentences.iter().filter(|s| is_wanted(s.span)) {
        let range = pieces.within(sentence.span.start, sentence.span.end);
        match passages.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.end == range.start && range.end - last.start <= room => last.end = range.end,
            _ => passages.push(range),
        }
    }
    passages
}
