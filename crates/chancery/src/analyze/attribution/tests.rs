//! The examples of the rules, and what must hold of any text.

use chancery_know::Knowledge;

use super::cues::CUES;
use super::{Attribution, AttributionKind};
use crate::analyze::analyze;
use crate::text::Document;

/// `text` with the `[source]`, `{cue}` and `<<content>>` of every attribution marked.
fn marked(text: &str) -> String {
    let document = Document::from_text(text);
    let analysis = analyze(&document, Knowledge::embedded());
    let mut marks: Vec<(u32, u8, &str)> = Vec::new();
    for attribution in &analysis.attributions {
        for source in &attribution.source {
            marks.extend([(source.start, 1, "["), (source.end, 0, "]")]);
        }
        for cue in &attribution.cue {
            marks.extend([(cue.start, 1, "{"), (cue.end, 0, "}")]);
        }
        for content in &attribution.content {
            marks.extend([(content.start, 2, "<<"), (content.end, 0, ">>")]);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    let mut out = String::new();
    let mut at = 0;
    for (offset, _, mark) in marks {
        out.push_str(&text[at..offset as usize]);
        out.push_str(mark);
        at = offset as usize;
    }
    out + &text[at..]
}

fn plain(marked: &str) -> String {
    marked.replace("<<", "").replace(">>", "").replace(['[', ']', '{', '}'], "")
}

#[track_caller]
fn check(expected: &str) {
    assert_eq!(marked(&plain(expected)), expected);
}

#[test]
fn examples_of_the_rules() {
    let mut failed = Vec::new();
    for cue in CUES {
        for example in cue.examples {
            let found = marked(&plain(example));
            if found != *example {
                failed.push(format!("{}\n  expected {example}\n  found    {found}", cue.name));
            }
        }
    }
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

fn kinds(text: &str) -> Vec<AttributionKind> {
    let document = Document::from_text(text);
    analyze(&document, Knowledge::embedded()).attributions.iter().map(|a: &Attribution| a.kind).collect()
}

#[test]
fn kinds_by_what_is_quoted() {
    use AttributionKind::{Direct, Indirect, Mixed};
    assert_eq!(
        kinds("“We will go,” Clark said. Clark said that he would go. Clark said he had “no fear” of it."),
        [Direct, Indirect, Mixed]
    );
}

#[test]
fn the_cue_may_split_what_is_said() {
    check("“<<A step back>>,” [Clark] {said}. “<<We will not sign it.>>”");
    check("“<<A step back>>,” [Clark] {said}, “<<is what we see.>>”");
    check("<<This>>, [Clark] {said}, <<is a step back>>.");
}

proptest::proptest! {
    #[test]
    fn contents_are_ordered_and_on_boundaries(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Clark", "the minister", "said", "that", "“", "”", "\"", ",", ".", "according to", "he", "told", "reporters", "and", "but",
                "adding", "in a statement", "on Tuesday", "Iran", "would", "go", "\n\n", "é…", "called", "for", "to", "a deal", ":", "who", "(", ")", "'", "—", "by", "was", "accused of",
            ]),
            0..40,
        )
    ) {
        let text = words.join(" ");
        let document = Document::from_text(text.clone());
        let analysis = analyze(&document, Knowledge::embedded());
        let mut first = 0;
        for (i, attribution) in analysis.attributions.iter().enumerate() {
            proptest::prop_assert!(!attribution.content.is_empty());
            proptest::prop_assert!(attribution.content[0].start >= first);
            first = attribution.content[0].start;
            let mut last = 0;
            for span in &attribution.content {
                proptest::prop_assert!(span.start >= last && !span.is_empty());
                proptest::prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                last = span.end;
            }
            for span in attribution.source.iter().chain(&attribution.cue).chain(&attribution.addressee).chain(&attribution.channel) {
                proptest::prop_assert!(!span.is_empty() && text.get(span.start as usize..span.end as usize).is_some());
            }
            proptest::prop_assert!(attribution.within != Some(i));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        let document = Document::from_text(text);
        crate::extract(&analyze(&document, Knowledge::embedded()));
    }
}

#[test]
fn sayings_stand_in_each_other_only_so_deep() {
    let document = crate::Document::from_text("He said that ".repeat(500));
    let analysis = crate::analyze(&document, chancery_know::Knowledge::embedded());
    let words: u64 = analysis.attributions.iter().flat_map(|a| &a.content).map(|s| s.len() as u64).sum();
    assert!(!analysis.attributions.is_empty());
    assert!(words <= 6 * document.text.len() as u64, "{words} bytes are said in {}", document.text.len());
}
