//! The words of the article in a page.

use trafilatura::Options;
use trafilatura::dom::{Document, NodeId};

/// Fewer characters than this are no article but what is left of a page without one.
const SHORTEST: usize = 80;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The article's text, a line for each block and a blank line between them; none if the page holds no article.
pub(crate) fn find(page: Document) -> Option<String> {
    let mut options = Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    let found = trafilatura::extract_document(page, &options).ok()?;
    let text = text(&found.content_html);
    let is_prose = text.contains(['.', '!', '?', '。', '।', '؟']);
    (is_prose && text.chars().count() >= SHORTEST).then_some(text)
}

/// The words of some HTML.
pub(crate) fn text(html: &str) -> String {
    let tree = Document::parse(html);
    let mut lines = Lines::default();
    if let Some(body) = tree.body() {
        // A stack of our own: what is to be visited, or the end of a block.
        let mut stack = vec![Step::Enter(body)];
        while let Some(step) = stack.pop() {
            match step {
                Step::Break => lines.end(),
                Step::Enter(node) if tree.is_text(node) => lines.push(&tree.text_content(node)),
                Step::Enter(node) => {
                    let tag = tree.tag_name(node);
                    if matches!(tag, "script" | "style" | "noscript" | "template") {
                        continue;
                    }
                    if tag == "br" {
                        lines.end();
                    }
                    if BLOCKS.contains(&tag) {
                        lines.end();
                        stack.push(Step::Break);
                    }
                    stack.extend(tree.child_nodes(node).into_iter().rev().map(Step::Enter));
                }
            }
        }
    }
    lines.finish()
}

enum Step {
    Enter(NodeId),
    Break,
}

/// Lines as they fill with words.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
}

impl Lines {
    fn push(&mut self, words: &str) {
        for c in words.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn end(&mut self) {
        let line = self.line.trim_end();
        if !line.is_empty() {
            self.done.push(line.to_owned());
        }
        self.line.clear();
    }

    fn finish(mut self) -> String {
        self.end();
        self.done.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn blocks_are_lines() {
        let html =
            "<div><p>The <b>min</b>isters\n met.</p><ul><li>One</li><li>Two<br>Three</li></ul>End</div>";
        expect![[r"
            The ministers met.

            One

            Two

            Three

            End"]]
        .assert_eq(&text(html));
    }

    #[test]
    fn a_page_of_links_is_no_article() {
        let links = "<li><a href='/x'>Section</a></li>".repeat(40);
        assert_eq!(
            find(Document::parse(&format!("<html><body><nav><ul>{links}</ul></nav></body></html>"))),
            None
        );
        assert_eq!(find(Document::parse("")), None);
    }
}
