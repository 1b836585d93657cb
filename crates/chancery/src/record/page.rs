//! [`Page`]: lines of text for a terminal, wrapped and perhaps coloured.

/// How a brief is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether there are colours and weights (ANSI escapes).
    pub colour: bool,
    /// Characters a line.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { colour: false, width: 80 }
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Title,
    Strong,
    Faint,
    Cooperation,
    Conflict,
    Neutral,
}

impl Ink {
    /// The parameters of the escape sequence (ECMA-48, "select graphic rendition").
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Title => "1;4",
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Cooperation => "1;32",
            Ink::Conflict => "1;31",
            Ink::Neutral => "1;36",
        }
    }
}

/// Lines as they are set, one after the other.
#[derive(Debug)]
pub(super) struct Page {
    style: Style,
    out: String,
}

impl Page {
    pub(super) fn new(style: Style) -> Page {
        // Lines too long tire the eye, and a window too narrow would leave no room beside the indent.
        Page { style: Style { width: style.width.clamp(40, 100), ..style }, out: String::new() }
    }

    /// A blank line, unless there is one.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The heading of a section that holds `count` lines of the report; none, if that is nought.
    pub(super) fn heading(&mut self, heading: &str, count: usize) {
        if count > 0 {
            self.gap();
            self.line(0, 0, &[(Ink::Title, heading), (Ink::Faint, &format!(" ({count})"))]);
        }
    }

    /// A line of words in their inks, wrapped: `indent` columns before its first row and `hang` before the others.
    pub(super) fn line(&mut self, indent: usize, hang: usize, words: &[(Ink, &str)]) {
        let mut column = indent;
        let mut row_is_empty = true;
        let mut space = false;
        self.out.push_str(&" ".repeat(indent));
        for &(ink, text) in words {
            // White space of the report, line breaks included, becomes one space; escapes in it would reach the
            // terminal, so control characters do not pass.
            let mut rest = text;
            while !rest.is_empty() {
                let gap = rest.len() - rest.trim_start().len();
                space |= gap > 0;
                rest = &rest[gap..];
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                rest = after;
                if word.is_empty() {
                    continue;
                }
                let word: String =
                    word.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
                let width = word.chars().count();
                if space && !row_is_empty {
                    if column + 1 + width > self.style.width {
                        self.out.push('\n');
                        self.out.push_str(&" ".repeat(hang));
                        column = hang;
                    } else {
                        self.out.push(' ');
                        column += 1;
                    }
                }
                self.word(ink, &word);
                (column, row_is_empty, space) = (column + width, false, false);
            }
        }
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    fn word(&mut self, ink: Ink, word: &str) {
        if self.style.colour && ink != Ink::Plain {
            for part in ["\u{1b}[", ink.code(), "m", word, "\u{1b}[0m"] {
                self.out.push_str(part);
            }
        } else {
            self.out.push_str(word);
        }
    }

    pub(super) fn finish(self) -> String {
        format!("{}\n", self.out.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn lines_wrap_and_hang() {
        let mut page = Page::new(Style { colour: false, width: 40 });
        page.line(
            2,
            4,
            &[
                (Ink::Strong, "Sergey Lavrov"),
                (Ink::Plain, " said\n\n that both sides had a very good session"),
            ],
        );
        page.gap();
        page.gap();
        page.line(0, 0, &[(Ink::Plain, "a\u{1b}[31mb")]);
        expect![[r"
              Sergey Lavrov said that both sides had
                a very good session

            a�[31mb
        "]]
        .assert_eq(&page.finish());
    }

    #[test]
    fn colours_only_where_asked() {
        let mut page = Page::new(Style { colour: true, width: 40 });
        page.line(0, 0, &[(Ink::Conflict, "Refusal"), (Ink::Plain, " now")]);
        assert_eq!(page.finish(), "\u{1b}[1;31mRefusal\u{1b}[0m now\n");
    }
}
