//! Mentions against re3d (test part) and GUM (test part of news, interviews and speeches): are names found, and as what?
//!
//! A mention counts as found when it shares words with a gold one of the same kind, each paired once. Kinds are persons,
//! and everything else that we name (states, organisations, groups and places, which the corpora divide differently).
//! Of GUM only names count, those whose head is a proper noun; of ours, pronouns and descriptions do not. What the
//! corpora mark and we do not mean to find, companies and clubs among them, counts as missed.
//!
//! * `person`, `party`: F1; `person_p`, `person_r`, `party_p`, `party_r`: precision and recall.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use chancery::analyze::{Analysis, EntityKind, MentionForm, analyze};
use chancery::text::{Document, Span};
use chancery_know::Knowledge;

use super::Figure;

/// A text with gold spans.
#[derive(Default)]
struct Gold {
    text: String,
    mentions: Vec<(Span, Kind)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    Party,
}

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

/// Measures both sets. With `CHANCERY_ERRORS` set to a file, writes there what is missed (-) and what is wrong (+).
pub(super) fn figures(data: &Path) -> anyhow::Result<Vec<Figure>> {
    let mut errors = std::env::var_os("CHANCERY_ERRORS").map(File::create).transpose()?;
    let train = data.join("data/train");
    let mut figures = Vec::new();
    for (set, texts) in
        [("re3d", re3d(&train.join("ner/re3d/CONLL-format/data/test"))?), ("gum", gum(&train.join("gum"))?)]
    {
        for (kind, name) in [(Kind::Person, "person"), (Kind::Party, "party")] {
            let mut tally = Tally::default();
            for text in &texts {
                compare(text, kind, &mut tally, errors.as_mut())?;
            }
            let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
            let Tally { right, found, gold } = tally;
            figures.push(Figure::new(set, name, ratio(2 * right, found + gold), gold));
            figures.push(Figure::new(set, format!("{name}_p"), ratio(right, found), found).unpinned());
            figures.push(Figure::new(set, format!("{name}_r"), ratio(right, gold), gold).unpinned());
        }
    }
    Ok(figures)
}

fn compare(gold: &Gold, kind: Kind, tally: &mut Tally, mut errors: Option<&mut File>) -> anyhow::Result<()> {
    let document = Document::from_text(gold.text.as_str());
    let analysis = analyze(&document, Knowledge::embedded());
    let ours = named(&analysis, kind);
    let wanted: Vec<Span> = gold.mentions.iter().filter(|(_, k)| *k == kind).map(|(s, _)| *s).collect();
    let mut taken = vec![false; ours.len()];
    let overlap = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    for span in &wanted {
        let best = (0..ours.len())
            .filter(|&i| !taken[i] && overlap(ours[i], *span))
            .max_by_key(|&i| ours[i] == *span);
        match best {
            Some(i) => {
                taken[i] = true;
                tally.right += 1;
            }
            None => {
                if let Some(errors) = errors.as_mut() {
                    writeln!(errors, "- {kind:?}\t{}", around(&gold.text, *span))?;
                }
            }
        }
    }
    for (i, span) in ours.iter().enumerate() {
        // A smaller name inside one that was paired is neither right nor wrong: "the [University of [Geneva]]".
        let inside = !taken[i] && gold.mentions.iter().any(|(s, _)| s.contains(*span));
        tally.found += usize::from(taken[i] || !inside);
        if !taken[i]
            && !inside
            && let Some(errors) = errors.as_mut()
        {
            writeln!(errors, "+ {kind:?}\t{}", around(&gold.text, *span))?;
        }
    }
    tally.gold += wanted.len();
    Ok(())
}

/// Our mentions by name of one kind.
fn named(analysis: &Analysis, kind: Kind) -> Vec<Span> {
    let of_kind = |id: usize| {
        let entity = analysis.entities.get(analysis.entities.of(id)?);
        Some((entity.kind == EntityKind::Person) == (kind == Kind::Person))
    };
    let by_name = |form| !matches!(form, MentionForm::Pronoun | MentionForm::Descriptor | MentionForm::Title);
    let list = analysis.mentions.iter().enumerate();
    list.filter(|(id, m)| by_name(m.form) && of_kind(*id) == Some(true)).map(|(_, m)| m.span).collect()
}

fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text[..start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let to = text[end..].char_indices().nth(30).map_or(text.len(), |(i, _)| end + i);
    format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to]).replace('\n', " ")
}

/// The sentences of re3d, each a text of its own; its tokens are put together as print would have them.
fn re3d(folder: &Path) -> anyhow::Result<Vec<Gold>> {
    let path = folder.join("re3d-test.conll");
    let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut texts = Vec::new();
    let mut text = Gold::default();
    let mut quoted = false;
    for line in lines.lines().chain([""]) {
        let Some((word, tag)) = line.split_once('\t') else {
            if !text.text.is_empty() {
                texts.push(std::mem::take(&mut text));
            }
            quoted = false;
            continue;
        };
        let after_apostrophe = text.text.ends_with(['\'', '’']) && matches!(word, "s" | "t" | "re" | "ve");
        let closes = matches!(word, "," | "." | ";" | ":" | ")" | "'" | "’" | "?" | "!" | "-" | "/")
            || word == "\"" && quoted;
        let opened = text.text.ends_with(['(', '-', '/']) || quoted && text.text.ends_with('"');
        if !text.text.is_empty() && !closes && !after_apostrophe && !opened {
            text.text.push(' ');
        }
        quoted ^= word == "\"";
        let start = text.text.len();
        text.text.push_str(word);
        let span = Span::new(start, text.text.len());
        let kind = match tag.get(2..) {
            Some("Person") => Some(Kind::Person),
            Some("Organisation" | "Location" | "Nationality") => Some(Kind::Party),
            _ => None,
        };
        match (kind, tag.starts_with("B-"), text.mentions.last_mut()) {
            (Some(kind), true, _) => text.mentions.push((span, kind)),
            (Some(_), false, Some((last, _))) => last.end = span.end,
            _ => {}
        }
    }
    for text in &mut texts {
        // "we" and "he" are marked as organisations and persons.
        let pronoun = |w: &str| {
            matches!(
                w.to_ascii_lowercase().as_str(),
                "we" | "he" | "she" | "they" | "it" | "us" | "i" | "them" | "him" | "our"
            )
        };
        let source = text.text.clone();
        text.mentions.retain(|(s, _)| !pronoun(s.of(&source)) && s.of(&source).contains(char::is_uppercase));
    }
    Ok(texts)
}

/// The test parts of GUM's news, interviews and speeches.
fn gum(folder: &Path) -> anyhow::Result<Vec<Gold>> {
    let splits = std::fs::read_to_string(folder.join("splits.md"))?;
    let test = splits.split("## test\n").nth(1).and_then(|t| t.split("## test2").next()).unwrap_or_default();
    let names = test.lines().filter_map(|l| l.trim().strip_prefix("* "));
    let ours = names.filter(|n| ["GUM_news", "GUM_interview", "GUM_speech"].iter().any(|g| n.starts_with(g)));
    ours.map(|name| {
        let path = folder.join("dep").join(format!("{name}.conllu"));
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(gum_text(&lines))
    })
    .collect()
}

/// One word of GUM: where it stands, its head, whether it is a proper noun, its sentence.
struct Word {
    span: Span,
    id: usize,
    head: usize,
    proper: bool,
    sentence: usize,
}

fn gum_text(lines: &str) -> Gold {
    let mut gold = Gold::default();
    let mut words: Vec<Word> = Vec::new();
    // Entities that are open: number, type, first word.
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let (mut sentence, mut space) = (0, true);
    for line in lines.lines() {
        if line.starts_with("# newpar") && !gold.text.is_empty() {
            gold.text.push('\n');
            space = false;
        }
        if line.starts_with("# sent_id") {
            sentence += 1;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, tag, _, _, head, _, _, misc] = columns.as_slice() else { continue };
        let Ok(id) = id.parse::<usize>() else { continue };
        if space && !gold.text.is_empty() && !gold.text.ends_with('\n') {
            gold.text.push(' ');
        }
        let start = gold.text.len();
        gold.text.push_str(form);
        space = !misc.contains("SpaceAfter=No");
        let span = Span::new(start, gold.text.len());
        words.push(Word { span, id, head: head.parse().unwrap_or(0), proper: tag == "PROPN", sentence });
        let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else { continue };
        // "(1-person-new-…(2-place-…-Paris)1)": openings and closings in order.
        for part in entity.split_inclusive(')').flat_map(|p| p.split('(')).filter(|p| !p.is_empty()) {
            let closes = part.ends_with(')');
            let part = part.trim_end_matches(')');
            let mut fields = part.split('-');
            let (number, kind) = (fields.next().unwrap_or_default().to_owned(), fields.next());
            if let Some(kind) = kind {
                open.push((number.clone(), kind.to_owned(), words.len() - 1));
            }
            if closes && let Some(at) = open.iter().rposition(|(n, ..)| *n == number) {
                let (_, kind, from) = open.remove(at);
                close(&mut gold, &words, from, &kind);
            }
        }
    }
    gold.mentions.sort_by_key(|(s, _)| (s.start, s.end));
    gold
}

/// Notes an entity over the words from `from` to the last, if its head is a proper noun.
fn close(gold: &mut Gold, words: &[Word], from: usize, kind: &str) {
    let span = &words[from..];
    let kind = match kind {
        "person" => Kind::Person,
        "organization" | "place" => Kind::Party,
        _ => return,
    };
    let inside = |head: usize| span.iter().any(|w| w.id == head && w.sentence == span[0].sentence);
    if span.iter().any(|w| w.proper && !inside(w.head)) {
        let (first, last) = (span[0].span, span[span.len() - 1].span);
        gold.mentions.push((Span { start: first.start, end: last.end }, kind));
    }
}
