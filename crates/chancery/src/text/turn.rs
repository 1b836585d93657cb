//! [`turns`]: the labels with which the turns of a transcript begin: "SECRETARY BLINKEN:", "Q", "Wang Wenbin:".

use std::collections::HashMap;
use std::ops::Range;

use super::{Case, Paragraph, TokenKind, Tokens};

/// Tokens that a label may be long, with its colon.
const LONGEST: usize = 9;

/// Of the paragraphs of a transcript whose labels are written as names are, at least one in so many has a label.
const PARAGRAPHS_A_LABEL: usize = 5;

/// For each paragraph the label of a turn that it begins with, in tokens and without its colon.
///
/// Capitals before a colon are one wherever they stand. Names as they are otherwise written are, where several
/// paragraphs begin with some and one of them speaks more than once.
pub fn turns(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Option<Range<usize>>> {
    let of = |is_word: fn(&str) -> bool| -> Vec<Option<Range<usize>>> {
        paragraphs.iter().map(|p| label(text, tokens, p.tokens.clone(), is_word)).collect()
    };
    let capitals = of(|word| !word.contains(char::is_lowercase) || word.starts_with("Mc"));
    if capitals.iter().any(Option::is_some) {
        return capitals;
    }
    let names = of(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "of" | "the" | "and" | "for" | "de" | "al" | "bin" | "von")
    });
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in names.iter().flatten() {
        *counts.entry(tokens.span(label.start, label.end).of(text)).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let is_transcript =
        all >= 3 && counts.values().any(|n| *n >= 2) && all * PARAGRAPHS_A_LABEL >= paragraphs.len();
    if is_transcript { names } else { vec![None; paragraphs.len()] }
}

fn label(
    text: &str,
    tokens: &Tokens,
    paragraph: Range<usize>,
    is_word: fn(&str) -> bool,
) -> Option<Range<usize>> {
    let first = paragraph.start;
    if tokens.list[first].span.of(text) == "Q" && paragraph.len() > 2 && tokens.lower(first + 1) != ":" {
        return (tokens.list[first + 1].case == Case::Capital).then_some(first..first + 1);
    }
    let colon = (first + 1..paragraph.end.min(first + LONGEST)).find(|&i| tokens.lower(i) == ":")?;
    let words =
        tokens.list[first..colon].iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(text));
    let is_label = words.clone().next().is_some() && words.into_iter().all(is_word);
    is_label.then_some(first..colon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, paragraphs};

    fn labels(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let tokens = Tokens::new(&document.text);
        let paragraphs = paragraphs(&document.text, &tokens);
        let turns = turns(&document.text, &tokens, &paragraphs);
        turns
            .into_iter()
            .flatten()
            .map(|t| tokens.span(t.start, t.end).of(&document.text).to_owned())
            .collect()
    }

    #[test]
    fn capitals_are_labels() {
        assert_eq!(
            labels("MR PRICE: Good afternoon.\nQ Thank you. Why?\nNo answer.\nWHO: He."),
            ["MR PRICE", "Q", "WHO"]
        );
    }

    #[test]
    fn names_are_labels_where_somebody_speaks_again() {
        let text = "Reuters: Do you have a comment?\nLi Ran: We do.\nThat is all.\nThe Daily: And on trade?\nLi Ran: Trade grows.";
        assert_eq!(labels(text), ["Reuters", "Li Ran", "The Daily", "Li Ran"]);
        assert_eq!(
            labels("Read more: The talks.\nThe ministers met.\nThey said: no.\nPhoto: A hall."),
            [""; 0]
        );
        assert_eq!(labels("Venue: Paris.\nDate: Monday.\nTopic: Trade.").len(), 0);
    }
}
