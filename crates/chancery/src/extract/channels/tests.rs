use chancery_know::Knowledge;
use expect_test::{Expect, expect};

use crate::text::Document;

#[track_caller]
fn check(title: Option<&str>, text: &str, expected: Expect) {
    let document = Document { title: title.map(str::to_owned), ..Document::from_text(text) };
    let analysis = crate::analyze(&document, Knowledge::embedded());
    let claims = crate::extract(&analysis);
    let told = claims.statements.iter().map(|s| s.channel.as_deref().unwrap_or("-"));
    expected.assert_eq(&told.collect::<Vec<_>>().join("; "));
}

#[test]
fn channels_are_told_in_few_words() {
    check(
        None,
        "President Macron said in a joint press conference with Chancellor Scholz in Paris that Europe must act. \
         He wrote on Twitter that talks would go on. President Xi told a meeting with envoys that ties were strong.",
        expect!["joint press conference; post on Twitter; meeting"],
    );
    check(
        None,
        "Iran files a lawsuit against the United States, alleging that the sanctions violate the treaty. \
         The president told reporters after a cabinet meeting that it would fail.",
        expect!["lawsuit; to reporters"],
    );
    check(
        None,
        "Kohl sent two letters to Delors, complaining that the plans would hurt. Trump acknowledged the meeting in \
         a brief email.",
        expect!["letter; email"],
    );
    check(
        None,
        "\"Talks go on,\" the minister told Reuters. President Xi told the daily Asahi Shimbun that ties were strong. In a \
         joint-press conference, Macron said that Europe must act.",
        expect!["interview; newspaper interview; joint press conference"],
    );
    check(
        None,
        "The Kremlin issued a declaration. In it, Putin said that talks would go on. The US Embassy in Ankara releases a \
         statement on Twitter saying officials were disappointed. The ambassador testified that aid was withheld.",
        expect!["declaration; statement; testimony"],
    );
}

#[test]
fn a_release_is_the_channel_of_its_own_words() {
    check(
        Some("Remarks by President Biden at a Press Conference"),
        "I met the leaders today. We agreed that the alliance is strong.",
        expect!["press conference; -"],
    );
}

#[test]
fn a_programme_is_one_by_its_last_word_or_by_whom_it_is_told() {
    check(
        None,
        "Senator Graham said on CBS's \"Face the Nation\" that sanctions would follow. Secretary Blinken told \"Meet the \
         Press\" that talks had failed. Minister Lapid said on the BBC's HardTalk that the deal was dead.",
        expect!["Face the Nation; Meet the Press; HardTalk"],
    );
}

#[test]
fn agencies_affiliations_and_quoted_slogans_are_no_programmes() {
    check(
        None,
        "North Korea will suspend its tests, according to The Associated Press. Mary Jones, a professor with the Asian \
         Studies Program at the university, said that Japan was sidelined. The minister said the policy of \"America \
         First\" would hurt trade.",
        expect!["-; -; -"],
    );
}

#[test]
fn an_occasion_of_another_clause_is_not_where_the_next_one_speaks() {
    check(
        None,
        "Diplomats said Germany repeated its criticism at the talks but Andriessen told journalists that it had been \
         alone. President Putin, during a telephone conversation with President Trump, said that a treaty was possible.",
        expect!["-; to journalists; telephone conversation"],
    );
}

#[test]
fn what_is_posted_ends_soon_and_what_is_written_is_what_was_told_of() {
    check(
        None,
        "The memos were written by Comey. Trump dismissed them on Friday. Comey wrote that Trump had asked for loyalty.",
        expect!["-; memo"],
    );
    check(
        None,
        "Trump tweeted that the deal was done. The markets rose. Banks were open. Trade went on. Nothing else happened. \
         Trump said that he was glad.",
        expect!["tweet; -"],
    );
}

#[test]
fn an_occasion_may_be_told_without_that_and_goes_on() {
    check(
        None,
        "Kenyan President William Ruto told a press conference Chad is unlikely to come. Ruto said that talks would go on.",
        expect!["press conference; press conference"],
    );
    check(
        None,
        "Kenyan President William Ruto warned that the army could be called in. Ruto was speaking to West German journalists in an \
         interview published by the agency. He said that Kenya paid its debts.",
        expect!["interview; interview"],
    );
    check(
        None,
        "The statement said that the ministers were disturbed. It said that talks would go on.",
        expect!["statement; statement"],
    );
    check(
        None,
        "President Ruto addresses the nation and says that talks go on.",
        expect!["address to the nation"],
    );
    check(
        None,
        "Kenyan President William Ruto delivers a long speech at a conference on trade, saying that talks go on.",
        expect!["speech"],
    );
}

#[test]
fn the_lead_is_said_where_the_report_then_tells() {
    check(
        None,
        "Finance Minister Ken Hirano said that Japan would act. Hirano told a press conference that taxes would fall. \
         Trade would grow, Hirano said.",
        expect!["press conference; press conference; press conference"],
    );
}

#[test]
fn channels_are_told_around_what_is_said() {
    check(
        None,
        "The committee is alleging, in a complaint filed in a federal court, that officials of Chad conspired with Niger.",
        expect!["complaint"],
    );
    check(
        None,
        "The committee filed a lawsuit Friday against the government of Chad, alleging it conspired with Niger.",
        expect!["lawsuit"],
    );
    check(
        None,
        "The embassy of Chad said that the border was crossed. The statement comes a day after a clash.",
        expect!["statement"],
    );
    check(
        None,
        "Chad's minister told a press conference that talks would go on. \"Nobody will leave,\" he told reporters.",
        expect!["press conference; press conference"],
    );
    check(
        None,
        "A joint letter from two hundred groups urges Chad to free the two men.",
        expect!["joint letter"],
    );
}

#[test]
fn a_channel_of_a_site_is_a_post() {
    check(
        None,
        "Ivan Petrov wrote on his Telegram channel that ties were strong. Kenya urged Uganda in a post on X to renounce its claims.",
        expect!["post on Telegram; post on X"],
    );
}

#[test]
fn an_occasion_may_be_told_after_what_was_said_there() {
    let after = |told: &str| {
        format!(
            "Kenya will keep its troops in Somalia, President William Ruto said on Monday. {told} The troops are needed, he said."
        )
    };
    check(
        None,
        &after("Ruto made the statement in an interview with the BBC."),
        expect!["interview; interview"],
    );
    check(
        None,
        &after("The president made the comments during a televised address."),
        expect!["televised address; televised address"],
    );
    check(None, &after("He made the announcement in a speech to parliament."), expect!["speech; speech"]);
    check(None, &after("Ruto's remarks came in an interview with the BBC."), expect!["interview; interview"]);
    check(
        None,
        &after("His comments were made at a joint press conference with Paul Kagame."),
        expect!["joint press conference; joint press conference"],
    );
    check(
        None,
        "The Kenyan Foreign Ministry said that the rules would stay. Ministry spokesman Peter Otieno made the remarks at a \
         regular press conference. Otieno said Kenya was open.",
        expect!["press conference; press conference"],
    );
    check(
        None,
        "Kenya's Peter Otieno and Uganda's Paul Mugisha held a joint press conference. \"It went well,\" Otieno said.",
        expect!["joint press conference"],
    );
}

#[test]
fn documents_and_lines_are_told_in_many_places() {
    check(
        None,
        "Kenyan President William Ruto issued a statement January 6 in which he denied that Uganda had paid him.",
        expect!["statement"],
    );
    check(
        None,
        "\"Uganda sent a letter to the court, voicing doubts,\" Kenyan Minister Peter Otieno said.",
        expect!["-"],
    );
    check(
        None,
        "Kenya has not yet sent a protest note to Uganda over the claim, said its Foreign Minister Peter Otieno.",
        expect!["-"],
    );
    check(None, "Reached by telephone, Peter Otieno said that the talks would go on.", expect!["telephone"]);
    check(
        None,
        "Speaking to Russian news agency TASS, Peter Otieno said that the talks would go on.",
        expect!["interview"],
    );
    check(
        None,
        "Briefing the media in Parliament, Peter Otieno said that the talks would go on.",
        expect!["press briefing"],
    );
    check(None, "Peter Otieno told VOA that the talks would go on.", expect!["interview"]);
}

#[test]
fn what_an_institution_says_in_its_statement_is_said_there() {
    check(
        Some("Statement by the Spokesperson on the elections in Kenya"),
        "The European Union welcomes the peaceful elections.",
        expect!["statement"],
    );
    check(
        Some("Readout of the Vice President's Lunch with the President of Kenya"),
        "The Vice President reaffirmed the commitment to Kenya.",
        expect!["lunch"],
    );
}
