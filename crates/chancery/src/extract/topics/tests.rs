//! What acts are told to be about.

use chancery_know::Knowledge;
use expect_test::{Expect, expect};

use crate::text::Document;

/// The topics of each event of a report, by its first words.
fn check(text: &str, expected: Expect) {
    let document = Document::from_text(text);
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let lines: Vec<String> = claims
        .events
        .iter()
        .map(|e| {
            let topics: Vec<&str> = e.topics.iter().map(|t| t.of(&document.text)).collect();
            format!("{}: {}", e.evidence[0].of(&document.text), topics.join("; "))
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn who_says_so_is_no_topic() {
    check(
        "Chad's president met Niger's premier on Monday to discuss a fishing dispute with Mali, the ministry said.",
        expect!["met: fishing dispute with Mali"],
    );
    check(
        "Chad's president met Niger's premier on Monday to discuss grain quotas, trade and the border.",
        expect!["met: grain quotas; trade; border"],
    );
}
