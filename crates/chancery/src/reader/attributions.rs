//! Attributions of the model together with those of the rules.
//!
//! Rules know quotation marks, transcripts and releases in a person's own voice; the model knows reported speech of
//! every other shape. Where both found the same saying, the model's is kept unless it is a quotation between marks.

use super::FoundAttribution;
use crate::analyze::{Analysis, Attribution, AttributionKind};
use crate::text::Span;

/// Attributions surer to be speech than this are kept.
const VERBAL: f32 = 0.5;
/// Cues likelier than this are kept.
const CUE: f32 = 0.4;

/// The attributions of a report, in order of their content.
pub(crate) fn combine(analysis: &Analysis, rules: Vec<Attribution>, found: &[FoundAttribution]) -> Vec<Attribution> {
    let mine: Vec<Attribution> = found
        .iter()
        .filter(|f| f.verbal > VERBAL && f.score > CUE)
        .filter_map(|f| attribution(analysis, f))
        .collect();
    let mut all = Vec::with_capacity(mine.len() + rules.len());
    let mut taken = vec![false; mine.len()];
    for rule in rules {
        let same = (0..mine.len()).find(|&i| !taken[i] && alike(&mine[i], &rule));
        match same {
            Some(i) if rule.kind == AttributionKind::Direct || mine[i].kind == AttributionKind::Direct => {
                taken[i] = true;
                let source = rule.source.or(mine[i].source);
                all.push(Attribution { source, method: "rule+model", ..rule });
            }
            Some(i) => {
                taken[i] = true;
                let model = mine[i].clone();
                all.push(Attribution {
                    addressee: rule.addressee,
                    channel: rule.channel,
                    source: model.source.or(rule.source),
                    method: "model+rule",
                    ..model
                });
            }
            None if rule.cue.is_none() || rule.kind == AttributionKind::Direct => all.push(rule),
            None => {}
        }
    }
    all.extend(mine.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(a, _)| a));
    all.sort_by_key(|a| (a.content[0].start, std::cmp::Reverse(a.content.last().map(|s| s.end))));
    nest(&mut all);
    all
}

/// Whether two attributions are of the same saying: most of the words of both are the same.
fn alike(a: &Attribution, b: &Attribution) -> bool {
    let size = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let shared: usize = a
        .content
        .iter()
        .flat_map(|x| b.content.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize))
        .sum();
    2 * shared >= size(&a.content).max(size(&b.content)).max(1)
}

/// Sets which attribution each stands inside: the innermost whose content holds its cue.
fn nest(all: &mut [Attribution]) {
    for i in 0..all.len() {
        let Some(cue) = all[i].cue else {
            all[i].within = None;
            continue;
        };
        // Those that hold it begin before it: the nearest few are looked at, for sayings rarely hold more.
        let holds = |j: &usize| all[*j].content.iter().any(|s| s.contains(cue));
        all[i].within = (i.saturating_sub(8)..i).rev().find(holds);
    }
}

/// A found attribution as the layers have it; none without a source.
fn attribution(analysis: &Analysis, found: &FoundAttribution) -> Option<Attribution> {
    let text = analysis.text();
    let source = cover(&found.sources)?;
    let (mut quoted, mut plain) = (false, false);
    let mut content = Vec::new();
    for &span in &found.contents {
        let inside = analysis
            .quotations
            .get(analysis.quotations.partition_point(|q| q.outer.end <= span.start))
            .filter(|q| q.outer.start <= span.start + 1 && span.end <= q.outer.end + 1);
        let span = match inside {
            Some(q) => {
                quoted = true;
                let clipped = Span { start: span.start.max(q.inner.start), end: span.end.min(q.inner.end) };
                trim(text, clipped, &[',', ' '], &[])
            }
            None => {
                plain = true;
                quoted |= analysis.quotations.iter().any(|q| span.contains(q.outer));
                trim(text, span, &[',', '.', ';', ':', ' ', '—', '–'], &["that "])
            }
        };
        if !span.is_empty() && span.start < span.end {
            content.push(span);
        }
    }
    let kind = match (quoted, plain) {
        (true, false) => AttributionKind::Direct,
        (true, true) => AttributionKind::Mixed,
        (false, _) => AttributionKind::Indirect,
    };
    (!content.is_empty()).then_some(Attribution {
        kind,
        source: Some(source),
        cue: Some(found.cue),
        content,
        addressee: None,
        channel: None,
        within: None,
        method: "model",
        score: found.score * found.verbal,
    })
}

fn cover(spans: &[Span]) -> Option<Span> {
    spans.first().copied()
}

/// A span without marks at its ends and without a leading word.
fn trim(text: &str, span: Span, marks: &[char], words: &[&str]) -> Span {
    if span.end <= span.start {
        return span;
    }
    let mut start = span.start as usize;
    let mut all = span.of(text);
    let kept = all.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    start += all.len() - kept.len();
    all = kept;
    for word in words {
        if all.len() > word.len() && all.is_char_boundary(word.len()) && all[..word.len()].eq_ignore_ascii_case(word) {
            start += word.len();
            all = &all[word.len()..];
        }
    }
    let all = all.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    Span::new(start, start + all.len())
}
