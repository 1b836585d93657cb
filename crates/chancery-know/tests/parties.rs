//! States by code and former name, and the members of organisations by date.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chancery_know::{Knowledge, PartialDate};

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
