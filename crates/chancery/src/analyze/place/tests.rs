use chancery_know::Knowledge;
use expect_test::{Expect, expect};

use crate::analyze;
use crate::text::Document;

fn check(text: &str, expected: Expect) {
    let document = Document::from_text(text);
    let analysis = analyze(&document, Knowledge::embedded());
    let told: Vec<String> = analysis
        .toponyms
        .iter()
        .map(|t| {
            let country = t.country.as_deref().unwrap_or("-");
            format!(
                "{}: {}, {country} ({:.0} {:.0})",
                t.span.of(text),
                t.name,
                t.location.lat,
                t.location.lon
            )
        })
        .collect();
    expected.assert_eq(&told.join("\n"));
}

#[test]
fn a_state_or_division_after_the_name_decides() {
    check(
        "The delegations met in Tripoli, Lebanon, on Friday.",
        expect![[r#"
        Tripoli: Tripoli, LBN (34 36)
        Lebanon: Lebanon, LBN (34 36)"#]],
    );
    check(
        "They will meet in Paris, Texas, and not in Paris.",
        expect![[r#"
        Paris: Paris, USA (34 -96)
        Texas: Texas, USA (31 -100)
        Paris: Paris, USA (34 -96)"#]],
    );
    check(
        "The ship left Portland, Ore., for Vancouver, Wash., on Monday.",
        expect![[r#"
        Portland: Portland, USA (46 -123)
        Ore: Oregon, USA (44 -121)
        Vancouver: Vancouver, USA (46 -123)"#]],
    );
    check(
        "A farm in Pandi, Bulacan, was closed.",
        expect![[r#"
        Pandi: Pandi, PHL (15 121)
        Bulacan: Bulacan, PHL (15 121)"#]],
    );
}

#[test]
fn a_list_is_no_address() {
    check(
        "Tariffs on the EU, Canada, Mexico and China were put off.",
        expect![[r#"
        Canada: Canada, CAN (60 -95)
        Mexico: Mexico, MEX (23 -102)
        China: China, CHN (35 104)"#]],
    );
    check(
        "In London, U.S. officials said the talks would go on.",
        expect![[r#"
        London: London, GBR (52 -0)
        U.S.: United States, USA (40 -99)"#]],
    );
}

#[test]
fn what_else_the_report_names_decides() {
    check(
        "Fighting went on around Tripoli. Libyan forces came from Misrata and Zawiya.",
        expect![[r#"
        Tripoli: Tripoli, LBY (33 13)
        Misrata: Misratah, LBY (32 15)
        Zawiya: Zawiya, LBY (33 13)"#]],
    );
    check(
        "The governor of Georgia went from Atlanta to Savannah and Macon.",
        expect![[r#"
        Georgia: Georgia, USA (33 -83)
        Atlanta: Atlanta, USA (34 -84)
        Savannah: Savannah, USA (32 -81)
        Macon: Macon, USA (33 -84)"#]],
    );
    check(
        "Georgia's prime minister flew from Tbilisi to Batumi.",
        expect![[r#"
        Georgia: Georgia, GEO (42 44)
        Tbilisi: Tbilisi, GEO (42 45)
        Batumi: Batumi, GEO (42 42)"#]],
    );
}

#[test]
fn regions_seas_and_venues() {
    check(
        "Ships crossed the Strait of Hormuz and the South China Sea.",
        expect![[r#"
        Strait of Hormuz: Strait of Hormuz, - (27 56)
        South China Sea: South China Sea, - (12 113)"#]],
    );
    check(
        "The two presidents met at Camp David and again in Sharm el-Sheikh.",
        expect![[r#"
        Camp David: Camp David, USA (40 -77)
        Sharm el-Sheikh: Sharm el-Sheikh, EGY (28 34)"#]],
    );
    check(
        "Strikes hit Donbas, the Gaza Strip and the Golan Heights.",
        expect![[r#"
        Donbas: Donbas, UKR (48 38)
        Gaza Strip: Gaza Strip, PSE (31 34)
        Golan Heights: Golan Heights, SYR (33 36)"#]],
    );
}

#[test]
fn persons_words_and_organisations_are_no_places() {
    check("Bill Clinton said he knew Mr. Lincoln.", expect![[""]]);
    check("Reading the text of the Shanghai Cooperation Organisation took an hour.", expect![[""]]);
    check("Hamas and Hezbollah denied it.", expect![[""]]);
}

#[test]
fn hostile_text_is_read_without_panic() {
    for text in [
        "",
        ",",
        "Paris",
        "Paris,",
        ", Paris",
        "(Paris",
        "Ä, Ö, Ü",
        "ST. ST. ST.",
        "\u{feff}Rome\u{200b},\nItaly",
    ] {
        let document = Document::from_text(text);
        let _ = analyze(&document, Knowledge::embedded());
    }
}

#[test]
fn a_state_of_the_united_states_is_better_known_than_a_town() {
    check(
        "A hunter from Montana and a farmer from Maryland were heard.",
        expect![[r#"
        Montana: Montana, USA (47 -110)
        Maryland: Maryland, USA (39 -77)"#]],
    );
}

#[test]
fn a_day_after_the_state_closes_the_name() {
    check(
        "The envoy will travel to Brest, France February 10-11 for the summit.",
        expect![[r#"
        Brest: Brest, FRA (48 -4)
        France: France, FRA (46 2)"#]],
    );
}
