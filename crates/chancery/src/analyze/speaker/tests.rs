//! Who speaks, in short reports.

use chancery_know::Knowledge;
use expect_test::{Expect, expect};

use crate::text::Document;

#[track_caller]
fn check(text: &str, expected: Expect) {
    let document = Document::from_text(text);
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let name = |e: &crate::analyze::EntityId| analysis.entities.get(*e).name.clone();
    let told = claims.statements.iter().map(|s| {
        let all: Vec<String> = s.speakers.iter().map(name).collect();
        if all.is_empty() { s.speaker.as_ref().map(name).unwrap_or_default() } else { all.join(" + ") }
    });
    expected.assert_eq(&told.collect::<Vec<_>>().join("; "));
}

#[test]
fn he_is_whom_a_sentence_was_about_since() {
    check(
        "Chad's minister Idris Bello said that talks went on. Mali's president Oumar Keita praised Niger. \
         \"It was long,\" he said.",
        expect!["Idris Bello; Oumar Keita; Oumar Keita"],
    );
    check(
        "Kenya's minister Peter Otieno met others.\n\n\"Glad to see FM Paul Mugisha of Uganda,\" he tweeted.",
        expect!["Peter Otieno"],
    );
}

#[test]
fn a_statement_is_of_whom_it_tells() {
    check("Arab foreign ministers met in Doha, according to a statement.", expect!["Arab foreign ministers"]);
    check("Niger's rulers told others to leave, they said.", expect!["Niger's rulers; Niger's rulers"]);
    check("Chad, Mali pledge to talk.", expect!["Chad + Mali"]);
}

#[test]
fn bodies_that_nothing_names_are_someones() {
    check(
        "Chad's minister Idris Bello met Mali's minister Oumar Keita. The two foreign ministries said that talks went on. \
         EU envoy Lena Brandt will visit Baku, her office said.",
        expect!["Idris Bello + Oumar Keita; Lena Brandt"],
    );
    check(
        "BAMAKO - Niger fired at soldiers, the defence ministry said. Talks went on, according to the official Xinhua news agency.",
        expect!["defence ministry; Xinhua"],
    );
    check("Chad's Ministry of Foreign Affairs (MOFA) met others. MOFA said that Mali lied.", expect!["Chad"]);
}

#[test]
fn two_who_speak_together_are_two() {
    check(
        "Kenyan President William Ruto and visiting Ugandan President Yoweri Museveni said they shared a view.",
        expect!["William Ruto + Yoweri Museveni"],
    );
}

#[test]
fn the_official_of_a_lead_is_whom_the_report_then_names() {
    check(
        "Talks would go on, a spokesman of Kenya's Foreign Ministry said. \"It is so,\" Kenyan Foreign Ministry spokesman Peter \
         Otieno said. \"We wait,\" he added.",
        expect!["Peter Otieno; Peter Otieno; Peter Otieno"],
    );
    check(
        "A senior Kenyan official said the talks would go on. \"It is so,\" Kenyan Deputy Foreign Minister Peter Otieno said.",
        expect!["Peter Otieno; Peter Otieno"],
    );
    check(
        "A senior Kenyan official, who asked not to be named, said the talks would go on. \"It is so,\" Kenyan Deputy Foreign \
         Minister Peter Otieno said.",
        expect!["senior Kenyan official; Peter Otieno"],
    );
    check(
        "A Kenyan envoy said the talks would go on. \"It is so,\" Kenyan Finance Minister Peter Otieno said.",
        expect!["Kenyan envoy; Peter Otieno"],
    );
}

#[test]
fn who_issues_a_document_speaks_in_it() {
    check(
        "The truce is broken, said a statement released by the Kenyan army on Monday.",
        expect!["Kenyan army"],
    );
    check(
        "A letter signed by Kenyan President William Ruto warned that the truce was broken.",
        expect!["William Ruto"],
    );
    check(
        "Talks go on, said a statement issued by the Kenyan army. \"The United Nations is ready,\" it said.",
        expect!["Kenyan army; Kenyan army"],
    );
}

#[test]
fn bodies_and_persons_told_of_before_go_on() {
    check(
        "The Singapore Embassy in Manila seeks advice. The embassy said that it was false.",
        expect!["embassy"],
    );
    check(
        "The minister answered a post of Josef Garcia on Facebook, who claimed that talks had failed.",
        expect!["post of Josef Garcia"],
    );
    check("Hamas attacked Rafah. The militant group said that it had won.", expect!["Hamas"]);
    check("The Kenyan spokesman in Kampala, Peter Otieno, said that talks went on.", expect!["Peter Otieno"]);
    check(
        "The Ministry of Industry, Trade and Tourism said that Kenya would pay.",
        expect!["Ministry of Industry, Trade and Tourism"],
    );
}
