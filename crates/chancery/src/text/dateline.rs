//! [`Dateline`]: what a paragraph of a wire story begins with and does not say: place, date and agency.
//!
//! Agencies write it in many shapes: `MOSCOW, October 11. /TASS/.`, `BEIJING, May 2 (Xinhua) --`, `Cairo — (AP) —`,
//! `WASHINGTON (UrduPoint / Sputnik - 13th April, 2022)`, `[2 May 2024] (KUNA)`. All are places, dates and agencies in some
//! order, set off from the story by a dash, a bracket, slashes or a colon.

use std::ops::Range;

use super::{Case, Paragraph, TokenKind, Tokens, is_weekday};

/// A dateline, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The whole, with the marks that set it off; never empty.
    pub tokens: Range<usize>,
    /// The name of the agency, with the brackets or slashes around it.
    pub agency: Option<Range<usize>>,
}

/// Most tokens of a dateline.
const LONGEST: usize = 32;

/// Most words of the names of places before a date, an agency or a dash.
const PLACE_WORDS: usize = 7;

/// Finds the datelines that paragraphs begin with, in order.
pub fn datelines(tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Dateline> {
    paragraphs.iter().filter_map(|paragraph| dateline(tokens, paragraph.tokens.clone())).collect()
}

/// What was met on the way through a dateline.
#[derive(Default)]
struct Met {
    /// Words of places, and whether the first of them are in capitals.
    places: usize,
    capitals: bool,
    dates: usize,
    agency: Option<Range<usize>>,
}

fn dateline(tokens: &Tokens, paragraph: Range<usize>) -> Option<Dateline> {
    let limit = paragraph.end.min(paragraph.start + LONGEST);
    let mut met = Met::default();
    let mut end = None;
    let mut at = paragraph.start;
    while at < limit {
        let token = tokens.list[at];
        if let Some(past) = enclosed(tokens, at, limit) {
            if is_credit(tokens, at..past) {
                met.agency = Some(at..past);
            } else if is_date(tokens, at + 1..past - 1) {
                met.dates += 1;
            } else {
                break;
            }
            at = past;
            while at < limit && matches!(tokens.lower(at), "." | "," | ":") {
                at += 1;
            }
            // What a bracket closes may begin the story without another mark.
            let begins = at < paragraph.end && opens_story(tokens, at);
            if met.agency.is_some() && begins && (met.capitals || met.dates > 0 || known_agency(tokens, &met))
            {
                end = Some(at);
            }
            continue;
        }
        match tokens.lower(at) {
            "-" | "–" | "—" | "--" | "‑" | "―" | "_" => {
                let credited =
                    || enclosed(tokens, at + 1, limit).is_some_and(|past| is_credit(tokens, at + 1..past));
                // "Havana, Cuba.- The minister".
                let stopped = met.places > 0 && tokens.lower(at - 1) == ".";
                let told = met.agency.is_some()
                    || stopped
                    || met.places > 0 && (met.capitals || met.dates > 0 || at + 1 < limit && credited());
                if !told {
                    break;
                }
                let past = at + 1;
                if past < paragraph.end
                    && !opens_story(tokens, past)
                    && enclosed(tokens, past, limit).is_none()
                {
                    break;
                }
                end = Some(past);
                // "Beijing — (AP) — China".
                if enclosed(tokens, past, limit).is_none() || met.agency.is_some() {
                    break;
                }
            }
            ":" => {
                // "Kathmandu, July 8: The minister".
                let dated = met.places > 0
                    && met.dates > 0
                    && (paragraph.start..at)
                        .find(|&i| !is_name(tokens, i))
                        .is_some_and(|i| tokens.lower(i) == ",")
                    && at + 1 < paragraph.end
                    && opens_story(tokens, at + 1);
                if met.capitals && met.dates + usize::from(met.agency.is_some()) > 0 || dated {
                    end = Some(at + 1);
                }
                break;
            }
            "," | "." if at > paragraph.start => {}
            word if is_date_word(word) || token.kind == TokenKind::Number => met.dates += 1,
            word if AGENCIES.contains(&word) && token.case != Case::Lower && at > paragraph.start => {
                met.agency = Some(at..at + 1);
                if tokens.lower(at + 1) == "." && met.places > 0 && met.dates > 0 {
                    end = Some(at + 2);
                    break;
                }
            }
            "of" | "and" | "de" | "la" | "al" | "el" | "the" if met.places > 0 => {}
            // "Sharm el-Sheikh, Egypt (AP)".
            word if met.places > 0 && ["el-", "al-", "ash-"].iter().any(|a| word.starts_with(a)) => {}
            _ if token.kind == TokenKind::Word && token.case != Case::Lower => {
                // Behind the agency only a place in capitals still belongs to it: "(KUNA) KUWAIT --".
                let upper = token.case == Case::Upper;
                met.places += 1;
                if end.is_some() && !upper || met.places > PLACE_WORDS {
                    break;
                }
                // "SEOUL, South Korea": what stands before the first comma is in capitals.
                if met.places == 1 {
                    met.capitals = upper && token.span.len() > 2;
                } else if !tokens.span(paragraph.start, at).of(&tokens.lower).contains([',', '.']) {
                    met.capitals &= upper;
                }
            }
            _ => break,
        }
        at += 1;
    }
    let end = end.filter(|&end| end > paragraph.start)?;
    let agency = met.agency.filter(|a| a.end <= end);
    Some(Dateline { tokens: paragraph.start..end, agency })
}

/// Whether token `at` is a word with a capital that is of no date.
fn is_name(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.list[at];
    token.kind == TokenKind::Word && token.case != Case::Lower && !is_date_word(tokens.lower(at))
}

/// Past the bracket or slashes that open at token `at`: "(AP)", "/TASS/", "// UzA //".
fn enclosed(tokens: &Tokens, at: usize, limit: usize) -> Option<usize> {
    let close = match tokens.lower(at) {
        "(" => ")",
        "[" => "]",
        "/" => "/",
        _ => return None,
    };
    let from = if close == "/" && tokens.lower(at + 1) == "/" { at + 2 } else { at + 1 };
    let found = (from..limit.min(from + 16)).find(|&t| tokens.lower(t) == close)?;
    let doubled = close == "/" && from == at + 2 && tokens.lower(found + 1) == "/";
    (found > from).then_some(found + 1 + usize::from(doubled))
}

/// Whether what brackets hold may name an agency: few words, none in small letters but those of a date.
fn is_credit(tokens: &Tokens, range: Range<usize>) -> bool {
    let inner = range.start + 1..range.end - 1;
    let mut names = 0;
    for at in inner.clone() {
        let token = tokens.list[at];
        if token.kind != TokenKind::Word {
            continue;
        }
        let lower = tokens.lower(at);
        match token.case {
            Case::Lower if is_date_word(lower) || matches!(lower, "by" | "and" | "of" | "via" | "the") => {}
            Case::Lower if AGENCIES.contains(&lower) => names += 1,
            Case::Lower => return false,
            _ => names += usize::from(!is_date_word(lower)),
        }
    }
    names > 0 && names <= 6
}

fn known_agency(tokens: &Tokens, met: &Met) -> bool {
    met.agency.clone().is_some_and(|range| range.into_iter().any(|at| AGENCIES.contains(&tokens.lower(at))))
}

fn is_date(tokens: &Tokens, mut range: Range<usize>) -> bool {
    !range.is_empty()
        && range.all(|at| tokens.list[at].kind != TokenKind::Word || is_date_word(tokens.lower(at)))
}

/// Whether token `at` may be the first of a story: a word with a capital, a number or a mark of quotation.
fn opens_story(tokens: &Tokens, at: usize) -> bool {
    let token = tokens.list[at];
    match token.kind {
        TokenKind::Word => token.case != Case::Lower,
        TokenKind::Number => true,
        _ => matches!(tokens.lower(at), "\"" | "“" | "«" | "'" | "‘"),
    }
}

fn is_date_word(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.trim_start_matches(|c: char| c.is_ascii_digit()).len() <= 2;
    }
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
            | "updated"
            | "gmt"
    ) || is_weekday(word)
}

/// Whether a word is the short name of a news agency.
pub(crate) fn is_agency(word: &str) -> bool {
    AGENCIES.contains(&word)
}

/// Short names of news agencies, in small letters.
const AGENCIES: &[&str] = &[
    "aa",
    "adnkronos",
    "afp",
    "agi",
    "anadolu",
    "ani",
    "ansa",
    "antara",
    "ap",
    "apa",
    "apn",
    "aps",
    "armenpress",
    "azertac",
    "azertag",
    "bbc",
    "belta",
    "bernama",
    "bloomberg",
    "bna",
    "bss",
    "bta",
    "cna",
    "cnn",
    "dpa",
    "efe",
    "emirates",
    "ians",
    "ina",
    "interfax",
    "interfax-ukraine",
    "irna",
    "isna",
    "itar-tass",
    "iwn",
    "jiji",
    "kabar",
    "kazinform",
    "kcna",
    "kuna",
    "kyodo",
    "lusa",
    "map",
    "mena",
    "mna",
    "nna",
    "ntb",
    "oana",
    "ons",
    "pap",
    "petra",
    "pna",
    "pti",
    "qna",
    "reuters",
    "ria",
    "saba",
    "sana",
    "sputnik",
    "spa",
    "suna",
    "tanjug",
    "tap",
    "tasnim",
    "tass",
    "trend",
    "ukrinform",
    "uni",
    "unian",
    "upi",
    "urdupoint",
    "uza",
    "vna",
    "wafa",
    "wam",
    "xinhua",
    "yonhap",
];

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::text::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let tokens = Tokens::new(text);
        let found = datelines(&tokens, &paragraphs(text, &tokens));
        let shown = found.iter().map(|d| {
            let agency = d.agency.clone().map_or("-", |a| tokens.span(a.start, a.end).of(text));
            format!("{} | {agency}", tokens.span(d.tokens.start, d.tokens.end).of(text))
        });
        expected.assert_eq(&shown.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn agencies_write_datelines_in_many_shapes() {
        check(
            "MOSCOW, October 11. /TASS/. Russia will sign.",
            expect!["MOSCOW, October 11. /TASS/. | /TASS/"],
        );
        check(
            "WASHINGTON (UrduPoint News / Sputnik - 13th April, 2022) US Secretary of State spoke.",
            expect![
                "WASHINGTON (UrduPoint News / Sputnik - 13th April, 2022) | (UrduPoint News / Sputnik - 13th April, 2022)"
            ],
        );
        check("BEIJING, May 2 (Xinhua) -- China said.", expect!["BEIJING, May 2 (Xinhua) -- | (Xinhua)"]);
        check("SEOUL (Reuters) - South Korea said.", expect!["SEOUL (Reuters) - | (Reuters)"]);
        check("Beijing — (AP) — China said.", expect!["Beijing — (AP) — | (AP)"]);
        check(
            "[2 May 2024] (KUNA) KUWAIT -- The minister said.",
            expect!["[2 May 2024] (KUNA) KUWAIT -- | (KUNA)"],
        );
        check("Cairo, 2 May 2024 (WAM) – Egypt said.", expect!["Cairo, 2 May 2024 (WAM) – | (WAM)"]);
        check(
            "TASHKENT, Uzbekistan, May 2. // UzA // – The President",
            expect!["TASHKENT, Uzbekistan, May 2. // UzA // – | // UzA //"],
        );
        check("SEOUL, South Korea — North Korea said.", expect!["SEOUL, South Korea — | -"]);
        check("WASHINGTON —\n\nThe committee said.", expect!["WASHINGTON — | -"]);
        check(
            "West Palm Beach, Florida (CNN) President Trump said",
            expect!["West Palm Beach, Florida (CNN) | (CNN)"],
        );
        check("(Reuters) - Egypt said", expect!["(Reuters) - | (Reuters)"]);
        check(
            "YEREVAN, APRIL 13, ARMENPRESS. The minister",
            expect!["YEREVAN, APRIL 13, ARMENPRESS. | ARMENPRESS"],
        );
        check("MOSCOW. April 13 (Interfax) - Russia", expect!["MOSCOW. April 13 (Interfax) - | (Interfax)"]);
        check("Geneva, 2 May 2024 - The talks", expect!["Geneva, 2 May 2024 - | -"]);
    }

    #[test]
    fn stories_begin_with_names_and_dates_too() {
        check("President Biden said on May 2 that - in short - talks go on.", expect![""]);
        check("Senator Chris Coons (D-DE) met the President.", expect![""]);
        check("Joint Statement – the ministers met.", expect![""]);
        check("On May 2 (Friday) the talks", expect![""]);
        check("China and the EU (European Union) met.", expect![""]);
        check("US President (Trump) Said", expect![""]);
        check("QUESTION: Why?", expect![""]);
    }
}
