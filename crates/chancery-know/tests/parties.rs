//! States by code and former name, and the members of organisations by date.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chancery_know::{Knowledge, PartialDate, PartyKind};

/// The codes of the full members of an organisation on a day.
fn members(organization: &str, day: &str) -> Vec<String> {
    let know = Knowledge::embedded();
    let day = PartialDate::parse(day).unwrap().first();
    let on = |m: &chancery_know::Membership<'_>| {
        m.status == "member"
            && m.from.is_none_or(|from| from.first() <= day)
            && m.to.is_none_or(|to| day <= to.last())
    };
    let mut codes: Vec<String> =
        know.party(organization).unwrap().members().filter(on).map(|m| m.member.code().to_owned()).collect();
    codes.sort();
    codes
}

#[test]
fn members_by_date() {
    assert_eq!(members("BRICS", "2009-07-01").join(" "), "BRA CHN IND RUS");
    assert_eq!(members("BRICS", "2025-02-01").join(" "), "ARE BRA CHN EGY ETH IDN IND IRN RUS ZAF");
    assert_eq!(members("SCO", "2024-08-01").join(" "), "BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB");
    assert_eq!(members("QUAD", "2021-03-12").join(" "), "AUS IND JPN USA");
    assert_eq!(members("AES", "2024-01-01").join(" "), "BFA MLI NER");
    assert!(members("EU", "2019-06-01").contains(&"GBR".to_owned()));
    assert!(!members("EU", "2021-06-01").contains(&"GBR".to_owned()));
    assert_eq!((members("EU", "2021-06-01").len(), members("NATO", "2024-06-01").len()), (27, 32));
    assert_eq!((members("ASEAN", "2024-06-01").len(), members("ASEAN", "2025-12-01").len()), (10, 11));
    assert!(members("ECOWAS", "2024-06-01").contains(&"MLI".to_owned()));
    assert!(!members("ECOWAS", "2025-06-01").contains(&"MLI".to_owned()));
    assert!(members("WARSAWPACT", "1987-01-01").contains(&"DDR".to_owned()));
}

#[test]
fn former_states_have_their_dates() {
    let know = Knowledge::embedded();
    let years = |code: &str| {
        let party = know.party(code).unwrap();
        (party.name(), party.to().map(PartialDate::year))
    };
    assert_eq!(years("SUN"), ("Soviet Union", Some(1991)));
    assert_eq!(years("DDR"), ("East Germany", Some(1990)));
    assert_eq!(years("CSK"), ("Czechoslovakia", Some(1992)));
    assert_eq!(years("YMD"), ("South Yemen", Some(1990)));
    assert_eq!(years("RVN"), ("South Vietnam", Some(1975)));
}

#[test]
fn organizations_and_their_agencies() {
    let know = Knowledge::embedded();
    let organizations = know.parties().filter(|p| p.kind() == PartyKind::Organization);
    assert!(organizations.count() >= 400);
    for (name, code, parent) in [
        ("UNHCR", "UNHCR", Some("UN")),
        ("World Health Organization", "WHO", Some("UN")),
        ("OPEC+", "OPECPLUS", None),
        ("OPEC", "OPEC", None),
        ("Bucharest Nine", "B9", None),
        ("C5+1", "C5PLUS1", None),
        ("Mekong River Commission", "MRC", None),
    ] {
        let best = know.parties_named(name).first().map(|found| found.party).unwrap();
        assert_eq!((best.code(), best.parent().map(chancery_know::Party::code)), (code, parent), "{name}");
    }
}

#[test]
fn members_that_left_came_back_or_were_suspended() {
    assert_eq!(members("UN", "1945-12-31").len(), 51);
    assert_eq!(members("UN", "2012-01-01").len(), 193);
    assert!(members("UN", "1970-01-01").contains(&"TWN".to_owned()));
    assert!(!members("UN", "1970-01-01").contains(&"CHN".to_owned()));
    assert_eq!(members("COE", "2022-01-01").len(), 47);
    assert_eq!(members("COE", "2023-01-01").len(), 46);
    assert_eq!((members("OECD", "1990-01-01").len(), members("OECD", "2022-01-01").len()), (24, 38));
    assert_eq!((members("AU", "2000-01-01").len(), members("AU", "2020-01-01").len()), (53, 55));
    assert_eq!((members("COMMONWEALTH", "2023-01-01").len(), members("OAS", "2024-01-01").len()), (56, 34));
    assert_eq!((members("OIC", "2023-01-01").len(), members("ICC", "2025-06-01").len()), (57, 125));
    assert_eq!((members("CELAC", "2022-01-01").len(), members("CELAC", "2024-01-01").len()), (32, 33));
    assert!(members("OPEC", "1990-01-01").contains(&"GAB".to_owned()));
    assert!(!members("OPEC", "2010-01-01").contains(&"GAB".to_owned()));
}

#[test]
fn organs_have_their_sector() {
    let know = Knowledge::embedded();
    for (name, party, sector) in [
        ("State Department", "USA", "GOV"),
        ("MID", "RUS", "GOV"),
        ("Duma", "RUS", "LEG"),
        ("Bundestag", "DEU", "LEG"),
        ("Knesset", "ISR", "LEG"),
        ("Majlis", "IRN", "LEG"),
        ("IRGC", "IRN", "MIL"),
        ("PLA", "CHN", "MIL"),
        ("Pentagon", "USA", "MIL"),
        ("FCDO", "GBR", "GOV"),
        ("Rada", "UKR", "LEG"),
        ("Mossad", "ISR", "SPY"),
        ("Stasi", "DDR", "SPY"),
        ("Bank Indonesia", "IDN", "GOV"),
    ] {
        let found = know.longest_name(name).unwrap();
        let body = found.senses().find_map(|sense| match sense {
            chancery_know::Sense::Body(body) => Some(body),
            _ => None,
        });
        let body = body.unwrap_or_else(|| panic!("{name} is no organ"));
        assert_eq!(
            (body.party().map(chancery_know::Party::code), body.sector()),
            (Some(party), sector),
            "{name}"
        );
    }
    assert_eq!(know.bodies_of(know.party("IND").unwrap()).filter(|body| body.sector() == "LEG").count(), 5);
}
