//! [`Paragraph`]s and [`Sentence`]s: how the tokens of a text are grouped.

use std::ops::Range;

use super::{Case, Span, TokenKind, Tokens};

/// A block of text between line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words, without the white space around them.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A sentence, or a heading, or a line that ends without a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of the paragraph that holds it.
    pub paragraph: usize,
}

/// Divides a text into paragraphs.
///
/// Every line break ends a paragraph, unless the text is wrapped at a fixed width: then only a blank line, an
/// indented line or a line that ends well short of the width does.
pub fn paragraphs(text: &str, tokens: &Tokens) -> Vec<Paragraph> {
    let wrapped = is_wrapped(text);
    let mut breaks = Vec::new();
    let mut offset = 0;
    let mut lines = text.split_inclusive(['\n', '\u{2029}']).peekable();
    while let Some(line) = lines.next() {
        offset += line.len();
        if !wrapped {
            breaks.push(offset);
            continue;
        }
        let next = lines.peek().copied().unwrap_or("");
        let ends_short = line.trim_end().len() < 40;
        if line.trim().is_empty() || next.trim().is_empty() || next.starts_with([' ', '\t']) || ends_short {
            breaks.push(offset);
        }
    }
    let mut found: Vec<Paragraph> = Vec::new();
    let mut at = 0;
    for end in breaks {
        let to = tokens.at_or_after(end as u32);
        if to > at {
            found.push(Paragraph { span: tokens.span(at, to), tokens: at..to });
        }
        at = to;
    }
    found
}

/// A text whose lines mostly run to a common width and go on in lower case is wrapped.
fn is_wrapped(text: &str) -> bool {
    let mut full = 0;
    let mut continued = 0;
    let mut lines = 0;
    let mut previous_full = false;
    for line in text.lines().take(400) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            previous_full = false;
            continue;
        }
        lines += 1;
        if previous_full && trimmed.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) {
            continued += 1;
        }
        previous_full =
            (45..=90).contains(&trimmed.chars().count()) && !trimmed.ends_with(['.', '!', '?', '"', '”']);
        full += usize::from(previous_full);
    }
    lines >= 4 && full * 2 > lines && continued * 3 > full
}

/// Words that end with a period inside a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "sen", "rep", "gov",
    "pres", "prof", "rev", "hon", "amb", "sec", "st", "mt", "ft", "jr", "sr", "vs", "no", "nos", "art",
    "arts", "para", "fig", "approx", "est", "inc", "ltd", "corp", "co", "bros", "dept", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "etc",
    "al", "ca", "cf", "ed", "eng", "engr", "vol", "pp", "op", "brig", "supt", "del",
];

/// Abbreviations that as often end a sentence: only a following lower-case word or figure tells.
const MAY_END: &[&str] = &["inc", "ltd", "corp", "co", "jr", "sr", "etc", "al", "bros", "est", "dept"];

/// Tokens after which a sentence is cut: what goes on so long is a list or no prose at all, and steps that look through
/// a sentence for each of its words must not take for ever over it.
const LONGEST: usize = 400;

/// Marks after the end of a sentence that are looked at.
const MARKS: usize = 16;

/// Divides the paragraphs into sentences.
///
/// A sentence ends at `.`, `!`, `?` or an ellipsis with the closing marks that follow, unless the period belongs
/// to an abbreviation or an initial, or the next word goes on in lower case.
pub fn sentences(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut from = paragraph.tokens.start;
        let mut i = from;
        while i < paragraph.tokens.end {
            let mut end = i + 1;
            if ends_here(text, tokens, i, paragraph.tokens.end) || end - from >= LONGEST {
                while end < paragraph.tokens.end && closes(text, tokens, end) {
                    end += 1;
                }
                found.push(Sentence { span: tokens.span(from, end), tokens: from..end, paragraph: index });
                from = end;
            }
            i = end;
        }
        if from < paragraph.tokens.end {
            let end = paragraph.tokens.end;
            found.push(Sentence { span: tokens.span(from, end), tokens: from..end, paragraph: index });
        }
    }
    found
}

/// Whether token `i` is a closing mark that belongs to the sentence just ended.
fn closes(text: &str, tokens: &Tokens, i: usize) -> bool {
    let token = tokens.list[i];
    let adjacent = i > 0 && tokens.list[i - 1].span.end == token.span.start;
    match token.span.of(text) {
        ")" | "]" | "”" | "’" | "»" => true,
        // A straight mark closes when it hangs on the word before and opens when it hangs on the word after.
        "\"" | "'" | "''" => {
            let opens = tokens.list.get(i + 1).is_some_and(|n| n.span.start == token.span.end);
            adjacent && !(opens && !text[token.span.end as usize..].starts_with(char::is_whitespace))
        }
        "." | "!" | "?" => adjacent,
        _ => false,
    }
}

fn ends_here(text: &str, tokens: &Tokens, i: usize, limit: usize) -> bool {
    let token = tokens.list[i];
    let words = token.span.of(text);
    if !words.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let limit = limit.min(i + MARKS);
    let mut next = i + 1;
    while next < limit && closes(text, tokens, next) {
        next += 1;
    }
    // Past an opening mark, what counts is the word.
    let mut word = next;
    while word < limit
        && tokens.list[word].kind == TokenKind::Mark
        && !matches!(tokens.list[word].span.of(text), "-" | "–" | "—" | "," | ";")
    {
        word += 1;
    }
    let following = if word < limit { Some(tokens.list[word]) } else { None };
    let starts_new = following.is_none_or(|t| {
        t.case == Case::Capital || t.case == Case::Upper || t.kind == TokenKind::Number || word > next
    });
    match (token.kind, words) {
        (TokenKind::Mark, "!" | "?") => starts_new,
        (TokenKind::Mark, "…") => starts_new && next < limit,
        (TokenKind::Mark, w) if w.starts_with('.') => {
            if w.len() > 1 {
                return starts_new;
            }
            let Some(before) = i.checked_sub(1).map(|b| tokens.list[b]) else { return starts_new };
            if before.span.end != token.span.start {
                return starts_new;
            }
            if !starts_new {
                return false;
            }
            let lower = tokens.lower(i - 1);
            let single_letter = before.kind == TokenKind::Word && before.span.of(text).chars().count() == 1;
            // "in a post on X." ends one: the letter is no initial there.
            let is_site = lower == "x" && i >= 2 && matches!(tokens.lower(i - 2), "on" | "platform");
            if single_letter && before.case == Case::Capital && !is_site {
                return false;
            }
            if ABBREVIATIONS.contains(&lower) && before.case != Case::None {
                let may_end =
                    MAY_END.contains(&lower) || tokens.list[i - 1].case == Case::Lower && lower == "no";
                return may_end && following.is_none_or(|t| t.case == Case::Capital);
            }
            true
        }
        // `U.S.` at the end of a sentence: followed by a capital that begins one.
        (TokenKind::Word, w) if w.ends_with('.') => {
            following.is_none()
                || word > next
                || following.is_some_and(|t| {
                    let starts = STARTERS.contains(&t.span.of(&tokens.lower))
                        || closes_a_place_or_hour(tokens, i, word);
                    t.case == Case::Capital && starts && !goes_on(tokens, word, limit)
                })
        }
        _ => false,
    }
}

/// Whether the acronym at `i` ends where or when something is, so that any capital at `word` begins anew: "in Washington,
/// *D.C.* Deputy Secretary Sherman", "at 4 *p.m.* Secretary Blinken"; not "4 p.m. Monday".
fn closes_a_place_or_hour(tokens: &Tokens, i: usize, word: usize) -> bool {
    match tokens.lower(i) {
        "d.c." => i >= 2 && tokens.lower(i - 1) == "," && tokens.lower(i - 2) == "washington",
        "a.m." | "p.m." => !AFTER_HOURS.contains(&tokens.lower(word)),
        _ => false,
    }
}

/// What may follow an hour with a capital.
const AFTER_HOURS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "eastern",
    "central",
    "pacific",
    "mountain",
    "local",
    "moscow",
    "beijing",
    "greenwich",
    "washington",
    "brussels",
    "tokyo",
    "seoul",
];

/// Whether a word with a capital goes on a sentence as old wires write it, which begin anew behind every period: "the U.S.
/// *And* Japan", "wants the U.S. *To* wait".
fn goes_on(tokens: &Tokens, at: usize, limit: usize) -> bool {
    let Some(next) = tokens.list.get(at + 1).filter(|_| at + 1 < limit) else { return false };
    match tokens.lower(at) {
        "and" => next.case == Case::Capital || next.case == Case::Upper,
        "to" => next.case == Case::Lower && !matches!(tokens.lower(at + 1), "that" | "this" | "the" | "date"),
        _ => false,
    }
}

/// Words that, with a capital after an acronym's period, begin a new sentence.
const STARTERS: &[&str] = &[
    "the", "a", "an", "in", "on", "at", "he", "she", "it", "they", "we", "i", "this", "that", "these",
    "those", "but", "and", "as", "for", "if", "when", "while", "after", "before", "both", "his", "her",
    "its", "their", "our", "there", "since", "however", "with", "by", "from", "to", "under", "during",
    "asked", "earlier", "last", "also", "although", "despite",
];

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let tokens = Tokens::new(text);
        let paragraphs = paragraphs(text, &tokens);
        let sentences = sentences(text, &tokens, &paragraphs);
        let lines: Vec<String> =
            sentences.iter().map(|s| format!("{}: {}", s.paragraph, s.span.of(text))).collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn what_never_ends_is_cut() {
        let text = "France, ".repeat(1000);
        let tokens = Tokens::new(&text);
        let paragraphs = paragraphs(&text, &tokens);
        let sentences = sentences(&text, &tokens, &paragraphs);
        assert!(sentences.len() == 5 && sentences.iter().all(|s| s.tokens.len() <= LONGEST));
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check(
            "Mr. Antony J. Blinken met Gen. Li on Jan. 5. He left.",
            expect![[r#"
                0: Mr. Antony J. Blinken met Gen. Li on Jan. 5.
                0: He left."#]],
        );
        check(
            "\"We met,\" he wrote in a post on X. A useful meeting.",
            expect![[r#"
                0: "We met," he wrote in a post on X.
                0: A useful meeting."#]],
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        check(
            "He said: \"We agree.\" \"Never,\" she said.",
            expect![[r#"
                0: He said: "We agree."
                0: "Never," she said."#]],
        );
    }

    #[test]
    fn acronyms_end_a_sentence_before_a_starter() {
        check(
            "They back the U.S. The U.S. Congress voted.",
            expect![[r#"
                0: They back the U.S.
                0: The U.S. Congress voted."#]],
        );
        check(
            "The U.S. And Japan ask the U.S. To wait. He left the U.S. And he is back.",
            expect![[r#"
                0: The U.S. And Japan ask the U.S. To wait.
                0: He left the U.S.
                0: And he is back."#]],
        );
        check(
            "They met in Washington, D.C. Deputy Secretary Ash left at 4 p.m. Secretary Birch stays until 5 p.m. Monday.",
            expect![[r#"
                0: They met in Washington, D.C.
                0: Deputy Secretary Ash left at 4 p.m.
                0: Secretary Birch stays until 5 p.m. Monday."#]],
        );
    }

    #[test]
    fn lines_are_paragraphs() {
        check(
            "Office of the Spokesperson\nThe talks ended.\n\nNew line",
            expect![[r#"
                0: Office of the Spokesperson
                1: The talks ended.
                2: New line"#]],
        );
    }
}
