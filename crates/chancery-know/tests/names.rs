//! Names found in running text.

use chancery_know::{Form, Knowledge, Sense};

/// The longest name at the start of the text and its senses, in one line.
fn find(text: &str) -> String {
    let Some(found) = Knowledge::embedded().longest_name(text) else { return "-".into() };
    let senses: Vec<String> = found
        .senses()
        .take(2)
        .map(|sense| match sense {
            Sense::Party { party, form: Form::Name } => party.code().to_owned(),
            Sense::Party { party, form: Form::Demonym } => format!("{}'s", party.code()),
            Sense::Party { party, form: Form::Metonym } => format!("{} by seat", party.code()),
            Sense::Body(body) => {
                format!("{} {}", body.party().map_or("any", |party| party.code()), body.sector())
            }
            Sense::Office(office) => office.name().to_owned(),
            Sense::Place(place) => format!("{} {}", place.country().map_or("-", |c| c.code()), place.name()),
            Sense::Person(person) => person.name().to_owned(),
        })
        .collect();
    format!("{} = {}", &text[..found.len], senses.join(", "))
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(find(text), expected);
}

#[test]
fn parties_by_name() {
    check("Russia's foreign minister", "Russia = RUS");
    check("Russian Federation", "Russian Federation = RUS");
    check("Côte d\u{2019}Ivoire said", "Côte d\u{2019}Ivoire = CIV");
    check("Cote d'Ivoire", "Cote d'Ivoire = CIV");
    check("Guinea\u{2010}Bissau", "Guinea\u{2010}Bissau = GNB");
    check("United\nStates of\u{a0}America.", "United\nStates of\u{a0}America = USA");
    check("Türkiye", "Türkiye = TUR");
    check("North Korea", "North Korea = PRK");
    check("USSR", "USSR = SUN");
    check("Zaire", "Zaire = COD, AGO Zaire");
    check("European Union", "European Union = EU");
    check("Shanghai Cooperation Organisation", "Shanghai Cooperation Organisation = SCO");
    check("Houthi rebels", "Houthi rebels = HOUTHI");
    check("al-Qaida", "al-Qaida = ALQAEDA");
}

#[test]
fn capitals_and_periods_matter_as_they_do_for_a_reader() {
    check("US officials", "US = USA");
    check("U.S. officials", "U.S. = USA");
    check("U.S.-led talks", "U.S. = USA");
    check("U.N. Security Council", "U.N. Security Council = UN IGO");
    check("us", "-");
    check("Us", "-");
    check("WHO", "WHO = WHO");
    check("Who", "-");
    check("TURKEY SAYS", "TURKEY = TUR");
    check("turkey", "-");
    check("Opec", "Opec = OPEC");
    check("OPEC+ ministers", "OPEC+ = OPECPLUS");
    check("the", "-");
    check("", "-");
}

#[test]
fn people_seats_and_organs() {
    check("Russians", "Russians = RUS's");
    check("Americans said", "Americans = USA's");
    check("Chinese", "Chinese = CHN's");
    check("Kremlin", "Kremlin = RUS GOV, RUS Kremlin");
    check("Pentagon", "Pentagon = USA MIL, USA Pentagon");
    check("Quai d'Orsay", "Quai d'Orsay = FRA GOV, FRA Quai d'Orsay");
    check("Moscow", "Moscow = RUS by seat, RUS Moscow");
    check("Foreign Ministry", "Foreign Ministry = any GOV");
    check("Knesset", "Knesset = ISR LEG, ISR Knesset");
    check("European Commission", "European Commission = EU IGO");
}

#[test]
fn offices_in_any_case() {
    check("foreign minister", "foreign minister = foreign minister");
    check("Minister of External Affairs", "Minister of External Affairs = foreign minister");
    check("EAM", "EAM = foreign minister");
    check("PM Modi", "PM = prime minister");
    check("pm", "-");
    check("Deputy Secretary of State", "Deputy Secretary of State = deputy secretary of state");
    check("National Security Adviser", "National Security Adviser = national security advisor");
}

#[test]
fn places() {
    check("Tripoli", "Tripoli = LBY by seat, LBY Tripoli");
    check("St. Petersburg", "St. Petersburg = RUS Saint Petersburg, USA St. Petersburg");
    check("Georgia", "Georgia = GEO, USA Georgia");
    check("Sharm el-Sheikh", "Sharm el-Sheikh = EGY Sharm el-Sheikh");
    check("Kiev", "Kiev = UKR by seat, UKR Kyiv");
    check("Saigon", "Saigon = RVN by seat, VNM Ho Chi Minh City");
}

#[test]
fn a_name_ends_where_a_word_ends() {
    check("Iranians", "Iranians = IRN's");
    check("Chadians", "Chadians = TCD's");
    check("Chadlike", "-");
    check("Mali's", "Mali = MLI, CHN Mali");
    check("Maliquette", "-");
    check("Iran. Contra", "Iran = IRN");
    check("Iran\n\nContra", "Iran = IRN");
    check("\u{feff}", "-");
    check("...", "-");
}

#[test]
fn all_names_at_a_place_come_longest_first() {
    let names = Knowledge::embedded().names_at("European Union Council");
    let lengths: Vec<usize> = names.iter().map(|n| n.len).collect();
    assert_eq!(lengths, [14]);
    let names = Knowledge::embedded().names_at("UN Security Council members");
    assert_eq!(names.iter().map(|n| n.len).collect::<Vec<_>>(), [19, 2]);
    assert!(Knowledge::embedded().names_at("zzzz").is_empty());
}

#[test]
fn places_that_are_also_words_are_marked() {
    let know = Knowledge::embedded();
    for name in ["Reading", "Nice", "Mobile"] {
        assert!(know.longest_name(name).unwrap().is_common_word(), "{name}");
    }
    for name in ["Francis", "Paris", "Sofia"] {
        assert!(know.longest_name(name).is_none_or(|n| n.is_given_name()), "{name}");
    }
    assert!(!know.longest_name("Vladivostok").unwrap().is_common_word());
}
