//! What a report has as an occasion of speech: one, and not every saying.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn what_a_lead_says_without_an_act_is_an_occasion() {
    check(
        "The outlook for trade in the region is brighter than a year ago, Kenyan President William Ruto said.\nHe said that \
         demand was rising.\nDemand is lowest in the hills.",
        expect!["STATEMENT Actual KEN > : said"],
    );
    check(
        "Kenyan President William Ruto visited Uganda on Monday, officials said.\nHe said that demand was rising.\nDemand is \
         lowest in the hills.",
        expect!["CONSULT Actual KEN > UGA: visited"],
    );
}

#[test]
fn what_the_speaker_of_a_lead_told_reporters_is_an_occasion() {
    check(
        "Kenya will impose sanctions on Uganda, Kenyan President William Ruto said.\nRuto told reporters that demand was \
         rising.\nDemand is lowest in the hills.",
        expect![[r#"
            SANCTION Planned KEN > UGA: impose sanctions
            STATEMENT Actual KEN > : said / told"#]],
    );
    check(
        "Demand for tea is rising fast, a senior official said.\n\"It is rising,\" Kenyan Foreign Minister Musalia \
         Mudavadi told reporters.\nDemand is lowest in the hills.",
        expect!["STATEMENT Actual KEN > : said / told"],
    );
}

#[test]
fn an_occasion_is_of_those_who_speak_there() {
    check(
        "Kenyan President William Ruto said at a joint news conference with Ugandan President Yoweri Museveni that demand \
         was rising.\nTrade grows.\nDemand is lowest in the hills.",
        expect!["STATEMENT Actual KEN+UGA > : conference"],
    );
    check(
        "Demand for tea is rising fast, Kenyan diplomats said.\nPrices fall.\nDemand is lowest in the hills.",
        expect![""],
    );
    check(
        "Kenyan President William Ruto said that he was optimistic about trade.\nPrices fall.\nDemand is lowest in the hills.",
        expect!["STATEMENT Actual KEN > : said / optimistic"],
    );
}
