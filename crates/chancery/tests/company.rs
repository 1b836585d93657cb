//! Whose someone is by the words around the name: who recalls the envoy, which group or list the name is one of, what its
//! calling adds.

mod common;

use chancery::Document;
use chancery::analyze::analyze;
use chancery_know::Knowledge;
use common::check;
use expect_test::expect;

#[test]
fn an_envoy_is_of_who_recalls_him() {
    check(
        "Norway recalls its ambassador to Egypt, Arvid Holmboe, and angers Chad.",
        expect![[r#"
        state Norway [NOR] = Norway
        person Arvid Holmboe [NOR, ambassador to egypt] = Arvid Holmboe
        state Egypt [EGY] = Egypt
        state Chad [TCD] = Chad
    "#]],
    );
    check(
        "Chad has recalled its representative in Manila, Ali Deby, and frozen ties.",
        expect![[r#"
        state Chad [TCD] = Chad
        person Ali Deby [TCD, representative to manila] = Ali Deby
        place Manila [PHL] = Manila
    "#]],
    );
    check(
        "The Houthis agreed to talks with the United Nations and its envoy.",
        expect![[r#"
        group Houthis [HOUTHI] = Houthis
        organization United Nations [UN] = United Nations
        person special envoy of United Nations [UN, special envoy] = its envoy
    "#]],
    );
}

#[test]
fn nobody_sends_an_envoy_to_himself() {
    check(
        "Taiwan has rejected an apology for the death of Hung Shi, a fisherman shot by the Philippine coast guard, recalled its representative in Manila, Raymond Wong, and frozen the hiring of workers.",
        expect![[r#"
            state Taiwan [TWN] = Taiwan
            person Hung Shi [-, fisherman] = Hung Shi
            state Philippines [PHL] = Philippine
            person Raymond Wong [TWN, representative to manila] = Raymond Wong
            place Manila [PHL] = Manila
            group workers [PHL] = workers
        "#]],
    );
}

#[test]
fn who_is_one_of_a_group_is_of_its_party() {
    check(
        "Chad expelled six Kenyan officials, including consul John Karanja and Peter Otieno.",
        expect![[r#"
        state Chad [TCD] = Chad
        group Kenyan officials [KEN] = Kenyan officials
        person John Karanja [KEN, consul general] = John Karanja
        person Peter Otieno [KEN] = Peter Otieno
    "#]],
    );
    check(
        "Niger frees three U.S. detainees (Kim Dong-min, Tony Kim and Kim Hak-jin).",
        expect![[r#"
        state Niger [NER] = Niger
        group U.S. detainees [USA] = U.S. detainees
        person Kim Dong-min [USA] = Kim Dong-min
        person Tony Kim [USA] = Tony Kim
        person Kim Hak-jin [USA] = Kim Hak-jin
    "#]],
    );
    check(
        "Five Americans held in Iran, among them businessman Siavash Nazari, return.",
        expect![[r#"
        state United States [USA] = Americans
        state Iran [IRN] = Iran
        group them [-] = them
        person Siavash Nazari [USA, businessman] = Siavash Nazari
    "#]],
    );
    check(
        "Chad put to death Australians Andrew Holt and Myuran Sukumaran.",
        expect![[r#"
            state Chad [TCD] = Chad
            person Andrew Holt [AUS] = Andrew Holt
            person Myuran Sukumaran [AUS] = Myuran Sukumaran
        "#]],
    );
}

#[test]
fn who_is_named_in_a_list_is_as_the_others() {
    check(
        "Police held Kenyan senator Peter Otieno, Kenyan lawyer Ann Wambui, Jane Moraa and Ali Kiprono.",
        expect![[r#"
            person Peter Otieno [KEN, senator] = Peter Otieno
            person Ann Wambui [KEN, lawyer] = Ann Wambui
            person Jane Moraa [KEN] = Jane Moraa
            person Ali Kiprono [KEN] = Ali Kiprono
        "#]],
    );
    check(
        "The heads of both chambers, Aguila Sadik and Nouri Abusain, reject the deal.",
        expect![[r#"
            person Aguila Sadik [-, head] = Aguila Sadik
            person Nouri Abusain [-, head] = Nouri Abusain
        "#]],
    );
    check(
        "Chad jailed the journalists Ali Deby and Omar Brahim.",
        expect![[r#"
        state Chad [TCD] = Chad
        person Ali Deby [TCD, journalist] = Ali Deby
        person Omar Brahim [TCD, journalist] = Omar Brahim
    "#]],
    );
}

#[test]
fn callings_in_apposition() {
    check(
        "Chad held Anton Velikau, the blind Belarusian dissident, on Monday.",
        expect![[r#"
        state Chad [TCD] = Chad
        person Anton Velikau [BLR, dissident] = Anton Velikau
    "#]],
    );
    check(
        "Chad jailed Ali Nester, a pro-Russia politician convicted of fraud.",
        expect![[r#"
            state Chad [TCD] = Chad
            person Ali Nester [TCD, politician] = Ali Nester
        "#]],
    );
    check(
        "Chad freed the Norwegian pilot Arvid Holmboe and Lars Moe, a fisherman shot by troops.",
        expect![[r#"
            state Chad [TCD] = Chad
            person Arvid Holmboe [NOR, pilot] = Arvid Holmboe
            person Lars Moe [-, fisherman] = Lars Moe
        "#]],
    );
}

#[test]
fn posts_in_organisations() {
    check(
        "Babacar Diaye, the Senegalese head of the UN mission in Mali, resigned.",
        expect![[r#"
        person Babacar Diaye [UN, head of the un mission to mali] = Babacar Diaye
    "#]],
    );
    check(
        "Lars Moe, deputy head of Iraq's Popular Mobilization Forces, was met in Iran.",
        expect![[r#"
            person Lars Moe [IRQ, deputy head of iraq's popular mobilization forces] = Lars Moe
            state Iran [IRN] = Iran
        "#]],
    );
    check(
        "Chad thanked Polish Foreign Minister and OSCE Chairman-in-Office Jan Rawicz.",
        expect![[r#"
        state Chad [TCD] = Chad
        person Jan Rawicz [POL, foreign minister and chairperson] = Jan Rawicz
    "#]],
    );
    check(
        "Chad received Ali Hajili, Head of the Foreign Relations Department of the Presidential Administration of Azerbaijan.",
        expect![[r#"
            state Chad [TCD] = Chad
            person Ali Hajili [AZE, head of the foreign relations department of the presidential administration] = Ali Hajili
        "#]],
    );
}

#[test]
fn the_spokesman_is_the_one_told_before() {
    check(
        "Chadian minister Ali Deby met Kenya's spokesman Peter Otieno. A spokesman for the firm said so. The spokesman left.",
        expect![[r#"
            person Ali Deby [TCD, minister] = Ali Deby
            person Peter Otieno [KEN, spokesman] = Peter Otieno
            group spokesman [-, spokesman] = A spokesman | The spokesman
        "#]],
    );
}

#[test]
fn the_title_of_the_report_tells_too() {
    let document = Document {
        title: Some("Readout of Deputy National Security Advisor Anne Holmboe's Travel to Chad".to_owned()),
        ..Document::from_text("On Monday, Anne Holmboe travelled abroad.")
    };
    let analysis = analyze(&document, Knowledge::embedded());
    let person = analysis.entities.list.iter().find(|e| e.name == "Anne Holmboe").expect("a person");
    expect![[r#"None Some("deputy national security advisor")"#]]
        .assert_eq(&format!("{:?} {:?}", person.party, person.office));
}

#[test]
fn a_rank_between_office_and_name() {
    check(
        "Saudi foreign minister Prince Faisal bin Talal met Chad's Defence Minister General Ali Deby.",
        expect![[r#"
            person Faisal bin Talal [SAU, foreign minister] = Faisal bin Talal
            person Ali Deby [TCD, defence minister] = Ali Deby
        "#]],
    );
    check(
        "Chad received the Vatican Secretary of State, Cardinal Pietro Parola, on Monday.",
        expect![[r#"
        state Chad [TCD] = Chad
        person Pietro Parola [VAT, cardinal secretary of state] = Pietro Parola
    "#]],
    );
    check(
        "Chad met Argentine Secretary for Strategic Affairs Secretary Gustavo Belez.",
        expect![[r#"
            state Chad [TCD] = Chad
            person Gustavo Belez [ARG, secretary for strategic affairs] = Gustavo Belez
        "#]],
    );
    check(
        "Willy De Holm wrote to his U.S. counterpart, Trade Representative Clayton Moe.",
        expect![[r#"
        person Willy De Holm [-] = Willy De Holm
        person Clayton Moe [USA, trade representative] = his U.S. counterpart | Clayton Moe
    "#]],
    );
    check(
        "The First Secretary of the Party and President of Cuba Miguel Diaz called on Chad.",
        expect![[r#"
            person Miguel Diaz [CUB, party general secretary of the party and president] = Miguel Diaz
            state Chad [TCD] = Chad
        "#]],
    );
}

#[test]
fn what_is_no_person() {
    check(
        "The advocates and state Attorneys General met the leaders of Major Non-NATO allies.",
        expect![[""]],
    );
    check(
        "Brazil becomes the representative of the interests of Chad. A leading Belgrade economist agreed.",
        expect![[r#"
            state Brazil [BRA] = Brazil
            state Chad [TCD] = Chad
            place Belgrade [SRB] = Belgrade
        "#]],
    );
}
