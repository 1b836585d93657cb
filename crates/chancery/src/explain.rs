//! Why a record says what it says, and what it might have said: [`Explained`], for whoever checks a rule or doubts a fact.
//!
//! What was refused is found by asking again: every layer is a function of those before it, so what the rules and the
//! trained reader each proposed can be made once more and compared with what became of it. Reading itself keeps no trace
//! and pays nothing for this.

use chancery_know::Knowledge;

use crate::analyze::{attribution, trigger};
use crate::extract::{self, Claims, WeighedTopic};
use crate::reader::Findings;
use crate::{Analysis, Document, Models, Span};

/// A report's layers and claims, with what was considered and refused.
#[derive(Debug)]
pub struct Explained<'d> {
    /// The layers.
    pub analysis: Analysis<'d>,
    /// What they assert.
    pub claims: Claims,
    /// The topics of the events, with why they are.
    pub topics: Vec<WeighedTopic>,
    /// What was considered and refused, in the order of the text.
    pub refused: Vec<Refused>,
}

/// Something that was taken for a fact by the rules or by the trained reader, and refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What it would have been: `event CONSULT`, `statement`, `agreement treaty`, `topic of v1`.
    pub what: String,
    /// The words.
    pub words: Span,
    /// What proposed it.
    pub method: String,
    /// How sure that was, 0 to 1.
    pub score: f32,
    /// Why it is none.
    pub reason: String,
}

/// The least score at which what was refused is worth telling.
const LEAST: f32 = 0.25;

/// Reads a document and says why.
pub fn explain<'d>(document: &'d Document, models: &Models, know: &Knowledge) -> Explained<'d> {
    let analysis = crate::analyze_with(document, models, know);
    let claims = crate::extract(&analysis);
    let found = models.reader.as_ref().map(|reader| reader.read(&analysis));
    let mut refused = Vec::new();
    sayings(&analysis, found.as_ref(), &mut refused);
    triggers(&analysis, &claims, found.as_ref(), know, &mut refused);
    refused.extend(extract::refused_agreements(&analysis, &claims).into_iter().map(
        |(words, kind, reason)| Refused {
            what: format!("agreement {kind}"),
            words,
            method: "rule:agreement".to_owned(),
            score: 0.5,
            reason: reason.to_owned(),
        },
    ));
    let (topics, others): (Vec<_>, Vec<_>) =
        extract::weighed_topics(&analysis, &claims).into_iter().partition(|t| t.kept);
    refused.extend(others.into_iter().map(|t| Refused {
        what: format!("topic of v{}", t.event + 1),
        words: t.words,
        method: "rule:topics".to_owned(),
        score: t.chance.unwrap_or_default(),
        reason: t.reason,
    }));
    refused.retain(|r| r.score >= LEAST);
    refused.sort_by_key(|r| (r.words.start, r.words.end));
    Explained { analysis, claims, topics, refused }
}

/// Sayings that the rules or the trained reader proposed and the report has not.
fn sayings(analysis: &Analysis, found: Option<&Findings>, refused: &mut Vec<Refused>) {
    let kept = |cue: Span| analysis.attributions.iter().any(|a| a.cue.is_some_and(|c| c.overlaps(cue)));
    let Some(found) = found else { return };
    for rule in attribution::find(analysis).0 {
        let Some(cue) = rule.cue.filter(|&cue| !kept(cue)) else { continue };
        let likeliest = found.attributions.iter().filter(|f| f.cue.overlaps(cue)).map(|f| f.score * f.verbal);
        let likeliest = likeliest.fold(0.0, f32::max);
        refused.push(Refused {
            what: "statement".to_owned(),
            words: cue,
            method: rule.method.to_owned(),
            score: rule.score,
            reason: format!(
                "the trained reader takes it for speech with {likeliest:.2}, which is too little"
            ),
        });
    }
    for mine in &found.attributions {
        if kept(mine.cue) {
            continue;
        }
        let score = mine.score * mine.verbal;
        let reason = if mine.sources.is_empty() {
            "it names no source".to_owned()
        } else {
            format!("no rule finds it, and the trained reader alone is not sure enough ({score:.2})")
        };
        refused.push(Refused {
            what: "statement".to_owned(),
            words: mine.cue,
            method: "model".to_owned(),
            score,
            reason,
        });
    }
}

/// Triggers that were proposed and tell no event.
fn triggers(
    analysis: &Analysis,
    claims: &Claims,
    found: Option<&Findings>,
    know: &Knowledge,
    refused: &mut Vec<Refused>,
) {
    let kept = |span: Span| analysis.triggers.iter().any(|t| t.span.overlaps(span));
    if let Some(found) = found {
        for rule in trigger::find(analysis, know).into_iter().filter(|t| !kept(t.span)) {
            let likeliest = found.triggers.iter().filter(|f| f.span.overlaps(rule.span)).map(|f| f.score);
            let likeliest = likeliest.fold(0.0, f32::max);
            refused.push(Refused {
                what: format!("event {}", rule.event),
                words: rule.span,
                method: rule.method,
                score: rule.score,
                reason: format!(
                    "the trained reader takes it for an act with {likeliest:.2}, which is too little"
                ),
            });
        }
        for mine in found.triggers.iter().filter(|f| !kept(f.span)) {
            refused.push(Refused {
                what: format!("event {}", mine.event),
                words: mine.span,
                method: "model".to_owned(),
                score: mine.score,
                reason:
                    "no rule finds it, and the trained reader alone is not sure enough or points to nobody"
                        .to_owned(),
            });
        }
    }
    let told = |span: Span| claims.events.iter().any(|e| e.evidence.iter().any(|s| s.overlaps(span)));
    for trigger in analysis.triggers.iter().filter(|t| !told(t.span)) {
        refused.push(Refused {
            what: format!("event {}", trigger.event),
            words: trigger.span,
            method: trigger.method.clone(),
            score: trigger.score,
            reason: "it is told of nobody who could take part".to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Provenance};

    #[test]
    fn a_lacking_treaty_is_refused_with_its_reason() {
        let text = "BAGHDAD, March 13, 2019 - Iraq has no extradition treaty with Germany. Iraq and Germany signed a \
                    trade agreement in Baghdad on Monday.";
        let document = read::text(Provenance::default(), text.to_owned());
        let explained = explain(&document, &Models::default(), Knowledge::embedded());
        assert!(!explained.claims.agreements.is_empty());
        let treaty =
            explained.refused.iter().find(|r| r.what == "agreement treaty").expect("it was considered");
        assert_eq!(treaty.words.of(text), "extradition treaty");
        assert!(treaty.reason.contains("there is none"), "{}", treaty.reason);
    }

    #[test]
    fn topics_have_reasons_and_so_have_those_that_are_none() {
        let text = "NAIROBI, March 13, 2019 - Kenyan President Uhuru Kenyatta and Ugandan President Yoweri Museveni met in \
                    Nairobi on Wednesday. They discussed the price of sugar. The signing of a letter pleased reporters.";
        let document = read::text(Provenance::default(), text.to_owned());
        let explained = explain(&document, &Models::default(), Knowledge::embedded());
        let told: Vec<(&str, &str)> =
            explained.topics.iter().map(|t| (t.words.of(text), t.reason.as_str())).collect();
        assert_eq!(told, [("price of sugar", "“discussed” tells that it was talked about")]);
        let all = explained.claims.events.iter().map(|e| e.topics.len()).sum::<usize>();
        assert_eq!(explained.topics.len(), all);
        for refused in explained.refused.iter().filter(|r| r.what.starts_with("topic")) {
            assert!(!refused.reason.is_empty() && refused.words.of(text) != "price of sugar");
        }
    }
}
