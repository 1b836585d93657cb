//! Text in a speaker's own voice: transcripts, whose paragraphs begin with who speaks ("MR PRICE:"), and statements in
//! the first person. Each paragraph is one direct saying without marks or cue.

use std::ops::Range;

use super::{Draft, Speech};
use crate::analyze::word::form;
use crate::text::TokenKind;

/// First words of labels that name no one: who asks in a transcript.
const ASKING: &[&str] = &["question", "q", "moderator", "operator", "reporter", "interviewer"];

/// Adds what is said in someone's own voice; returns for each paragraph whether it is.
pub(super) fn read(speech: &Speech, drafts: &mut Vec<Draft>) -> Vec<bool> {
    let analysis = speech.analysis;
    let mut own = vec![false; analysis.paragraphs.len()];
    let labels = &analysis.turns;
    let labelled = labels.iter().flatten().count();
    let known = labels.iter().enumerate().any(|(p, label)| {
        let start = analysis.paragraphs[p].span.start;
        let asked = |l: &Range<usize>| ASKING.contains(&speech.lower(l.start));
        let titled = analysis.entities.voices.iter().any(|&(from, voice)| from == start && voice.is_some());
        label.as_ref().is_some_and(|l| labelled >= 2 && asked(l) || titled)
    });
    if known {
        transcript(speech, labels, drafts, &mut own);
    } else if analysis.entities.voices.iter().any(|(_, voice)| voice.is_some()) {
        statement(speech, drafts, &mut own);
    } else {
        joint_statement(speech, drafts, &mut own);
    }
    own
}

fn transcript(speech: &Speech, labels: &[Option<Range<usize>>], drafts: &mut Vec<Draft>, own: &mut [bool]) {
    let first = labels.iter().position(Option::is_some).unwrap_or(labels.len());
    let mut label = None;
    for (p, paragraph) in speech.analysis.paragraphs.iter().enumerate().skip(first) {
        own[p] = true;
        let mut start = paragraph.tokens.start;
        if let Some(found) = &labels[p] {
            start =
                found.end + usize::from(found.end < paragraph.tokens.end && speech.lower(found.end) == ":");
            label = Some(found.clone());
        }
        push(speech, start..paragraph.tokens.end, label.clone(), "rule:speech.transcript", drafts);
    }
}

/// A statement by the one whose voice the report is in: only where the first person speaks.
fn statement(speech: &Speech, drafts: &mut Vec<Draft>, own: &mut [bool]) {
    let analysis = speech.analysis;
    let body: Vec<usize> = (0..own.len()).filter(|&p| speech.is_body(p)).collect();
    if !body.iter().any(|&p| speech.speaks_in_first_person(p)) {
        return;
    }
    for p in body {
        let paragraph = &analysis.paragraphs[p];
        if analysis.entities.voice_at(paragraph.span.start).is_some() {
            own[p] = true;
            push(speech, paragraph.tokens.clone(), None, "rule:speech.statement", drafts);
        }
    }
}

/// A statement of several: "We, the foreign ministers of the G7, condemn …". Those who issue it say it all.
fn joint_statement(speech: &Speech, drafts: &mut Vec<Draft>, own: &mut [bool]) {
    let found = named_at_once(speech).or_else(|| announced(speech)).or_else(|| resolving(speech));
    let Some((first, source)) = found else { return };
    for p in first..own.len() {
        if speech.is_body(p) {
            own[p] = true;
            let tokens = speech.analysis.paragraphs[p].tokens.clone();
            push(speech, tokens, Some(source.clone()), "rule:speech.statement", drafts);
        }
    }
}

/// The paragraph that begins with "We," and the names of those who say it, and the names.
fn named_at_once(speech: &Speech) -> Option<(usize, Range<usize>)> {
    let mut paragraphs = speech.analysis.paragraphs.iter();
    let first = paragraphs.position(|p| {
        let start = p.tokens.start;
        speech.lower(start) == "we" && speech.lower(start + 1) == ","
    })?;
    let tokens = &speech.analysis.paragraphs[first].tokens;
    Some((first, speech.source_forward(tokens.start + 2, tokens.end)?))
}

/// Words for what several say together.
const JOINT: &[&str] = &["statement", "declaration", "communique", "communiqué"];

/// The paragraph behind "The following statement was released by the governments of …", and the governments, if what
/// follows speaks of "we" and not of "the two sides".
fn announced(speech: &Speech) -> Option<(usize, Range<usize>)> {
    let paragraphs = &speech.analysis.paragraphs;
    let (at, source) = paragraphs.iter().take(3).enumerate().find_map(|(p, paragraph)| {
        let mut tokens = paragraph.tokens.clone();
        tokens.find(|&i| speech.lower(i) == "following")?;
        tokens.find(|&i| JOINT.contains(&speech.lower(i)))?;
        let by = tokens.find(|&i| speech.lower(i) == "by")?;
        Some((p, speech.source_forward(by + 1, paragraph.tokens.end)?))
    })?;
    let speaks = (at + 1..paragraphs.len()).any(|p| speech.is_body(p) && speech.speaks_in_first_person(p));
    speaks.then_some((at + 1, source))
}

/// The first paragraph of a release that goes on with "we" nearly throughout, and the several whom it begins with: "Today
/// the President and the Prime Minister reaffirm … First, we resolve …".
fn resolving(speech: &Speech) -> Option<(usize, Range<usize>)> {
    if !speech.is_release {
        return None;
    }
    let body: Vec<usize> = (0..speech.analysis.paragraphs.len()).filter(|&p| speech.is_body(p)).collect();
    let (&first, rest) = body.split_first()?;
    let ours = rest.iter().filter(|&&p| speech.speaks_in_first_person(p)).count();
    if rest.len() < 3 || ours * 4 < rest.len() * 3 {
        return None;
    }
    let tokens = &speech.analysis.paragraphs[first].tokens;
    let verb = tokens.clone().skip(1).find(|&i| speech.is_finite(i))?;
    let source = speech.source_back(verb - 1, tokens.start)?;
    let several = source.clone().any(|i| speech.lower(i) == "and");
    several.then_some((first, source))
}

/// Keeps, of the drafts from `first` on, those that someone speaking in his own voice surely reports of others or of
/// himself, each within the paragraph that it stands in; those before `wholes` are the paragraphs, in order.
pub(super) fn keep_reported(speech: &Speech, drafts: &mut Vec<Draft>, first: usize, wholes: usize) {
    let found = drafts.split_off(first);
    for mut draft in found {
        let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { continue };
        let bare = speech.word(cue.start).has_form(form::BASE);
        let own = matches!(speech.lower(source.start), "i" | "we" | "you") && source.len() == 1;
        if draft.score < 0.9 || draft.within.is_some() || own && bare {
            continue;
        }
        let past = drafts[..wholes].partition_point(|w| w.content[0].start <= cue.start);
        draft.within = past.checked_sub(1).filter(|&w| drafts[w].content[0].end > cue.start);
        if draft.within.is_some() {
            drafts.push(draft);
        }
    }
}

fn push(
    speech: &Speech,
    mut content: Range<usize>,
    source: Option<Range<usize>>,
    method: &'static str,
    drafts: &mut Vec<Draft>,
) {
    // A dash of interruption is not said.
    while content.start < content.end
        && speech.is_mark(content.start)
        && matches!(speech.lower(content.start), "—" | "–" | "-" | "--")
    {
        content.start += 1;
    }
    let stage = content.start < content.end
        && matches!(speech.lower(content.start), "(" | "[")
        && matches!(speech.lower(content.end - 1), ")" | "]" | ".");
    let words = content.clone().filter(|&i| speech.token(i).kind == TokenKind::Word).count();
    // "4:49 P.M. EDT": when it ended.
    let clock = speech.token(content.start).kind == TokenKind::Number
        && content.clone().any(|i| matches!(speech.lower(i), "p.m." | "a.m." | "p.m" | "a.m"));
    if words == 0 || (stage || clock) && words <= 3 {
        return;
    }
    drafts.push(Draft {
        source,
        content: vec![content],
        whole: true,
        method,
        score: 0.8,
        ..Draft::default()
    });
}

impl Speech<'_> {
    /// Whether a paragraph is running text and no heading, byline or note.
    fn is_body(&self, paragraph: usize) -> bool {
        let tokens = self.analysis.paragraphs[paragraph].tokens.clone();
        let closes = matches!(self.lower(tokens.end - 1), "." | "!" | "?" | "”" | "\"" | "…" | ")");
        closes && tokens.len() >= 4 && tokens.clone().any(|i| self.is_finite(i))
    }

    /// Whether "I" or "we" stands in a paragraph outside quotation marks.
    fn speaks_in_first_person(&self, paragraph: usize) -> bool {
        self.analysis.paragraphs[paragraph].tokens.clone().any(|i| {
            self.quoted[i].is_none()
                && (self.lower(i) == "we" || self.token(i).span.of(self.analysis.text()) == "I")
        })
    }
}
