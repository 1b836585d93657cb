//! Persons and bodies by what the press of many countries calls them: ranks, honorifics, half names, acronyms.

mod common;

use common::check;
use expect_test::expect;

#[test]
fn half_of_a_name_is_no_title() {
    check(
        "Karim Amir-Haddadi met Omar Jaber. Amir-Haddadi thanked Jordan.",
        expect![[r#"
        person Karim Amir-Haddadi [-] = Karim Amir-Haddadi | Amir-Haddadi
        person Omar Jaber [-] = Omar Jaber
        state Jordan [JOR] = Jordan
    "#]],
    );
}

#[test]
fn what_is_told_before_the_state_belongs_to_the_office() {
    check(
        "The mediator, former Nigerian president Ade Bello, met acting Peruvian foreign minister Luis Quispe.",
        expect![[r#"
            person Adamu Bello [NGA, former president] = Ade Bello
            person Luis Quispe [PER, acting foreign minister] = Luis Quispe
        "#]],
    );
    check(
        "Rwandan army chief General Jean Mugisha spoke. Ruritania's UN envoy Ivo Bern and Brazil's UN envoy Ana Pires replied.",
        expect![[r#"
            person Jean Mugisha [RWA, army chief] = Jean Mugisha
            person Ivo Bern [UN, special envoy] = Ivo Bern
            person Ana Pires [BRA, permanent representative] = Ana Pires
        "#]],
    );
}

#[test]
fn ranks_and_honorifics_stand_before_names() {
    check(
        "Foreign minister U Zaw Myint and Home Affairs Minister Lieutenant General Yan Naing met Senior Gen. Aung Hlaing in Burma.",
        expect![[r#"
            person Zaw Myint [MMR, foreign minister] = Zaw Myint
            person Yan Naing [MMR, interior minister] = Yan Naing
            person Aung Hlaing [-] = Aung Hlaing
            state Myanmar [MMR] = Burma
        "#]],
    );
    check(
        "Saudi Arabia's Custodian of the Two Holy Mosques King Talal received Bhutan's Lyonpo Sonam Dorji. The Kingdom thanked him.",
        expect![[r#"
            state Saudi Arabia [SAU] = Saudi Arabia | The Kingdom
            person Talal [SAU, king] = Talal | him
            state Bhutan [BTN] = Bhutan
            person Sonam Dorji [-] = Sonam Dorji
        "#]],
    );
    check(
        "Prince Mohammed bin Salman bin Abdulaziz, Saudi Crown Prince and Prime Minister, called Chad's president.",
        expect![[r#"
            person Mohammed bin Salman bin Abdulaziz [SAU, crown prince and prime minister] = Mohammed bin Salman bin Abdulaziz
            person Idriss Déby [TCD, president] = Chad's president
        "#]],
    );
}

#[test]
fn a_calling_means_whoever_was_named() {
    check(
        "Iran's foreign minister Reza Karimi met Turkey's president Cem Aksoy. The Iranian diplomat thanked him. \
         The Turkish head of state smiled.",
        expect![[r#"
            person Reza Karimi [IRN, foreign minister] = Reza Karimi | The Iranian diplomat
            person Cem Aksoy [TUR, president] = Cem Aksoy | him | The Turkish head of state
        "#]],
    );
    check(
        "Norway's envoy Per Lie met Velu Arasan, leader of the LTTE. The rebel leader praised Norway.",
        expect![[r#"
            person special envoy of Norway [NOR, special envoy] = Norway's envoy
            person Velu Arasan [LTTE, leader] = Velu Arasan | The rebel leader
            state Norway [NOR] = Norway
        "#]],
    );
    check(
        "U.S. Deputy Secretary of State Ann Pargeter called her Philippine counterpart Rosa Santos.",
        expect![[r#"
            person Ann Pargeter [USA, deputy secretary of state] = Ann Pargeter
            person Rosa Santos [PHL] = her Philippine counterpart | Rosa Santos
        "#]],
    );
    check(
        "Kazakh Deputy Prime Minister and Foreign Minister Aidar Bek and his Uzbek counterpart Anvar Karim signed it.",
        expect![[r#"
            person Aidar Bek [KAZ, deputy prime minister and foreign minister] = Aidar Bek
            person Anvar Karim [UZB, foreign minister] = his Uzbek counterpart | Anvar Karim
        "#]],
    );
}

#[test]
fn a_minister_is_of_the_state_that_the_report_is_written_from() {
    check(
        "LIMA, June 12 (EFE) - Peru expelled an envoy.\n\nForeign Minister Ana Diaz told reporters that it was a response to Mexico. \
         Peru and Chile agree on Mexico, and Mexico denied it.",
        expect![[r#"
            state Peru [PER] = LIMA | Peru | it | Peru
            group envoy [-, special envoy] = an envoy
            person Ana Diaz [PER, foreign minister] = Ana Diaz
            state Mexico [MEX] = Mexico | Mexico | Mexico | it
            state Chile [CHL] = Chile
        "#]],
    );
}

#[test]
fn movements_that_bear_the_name_of_a_state_are_not_the_state() {
    check(
        "Chad met the Ruritania Front and the Sudan Liberation Army. \
         It met the High Council for the Unity of Azawad (HCUA) too.",
        expect![[r#"
            state Chad [TCD] = Chad | It
            organization Ruritania Front [-] = Ruritania Front
            organization Sudan Liberation Army [-] = Sudan Liberation Army
            organization High Council for the Unity of Azawad [-] = High Council for the Unity of Azawad
        "#]],
    );
}

#[test]
fn whom_a_quotation_names_does_not_speak_outside_it() {
    check(
        "Kenya's minister Amina Otieno met others.\n\n\"Glad to see FM Joyce Nampijja of Uganda,\" she wrote.",
        expect![[r#"
            person Amina Otieno [KEN, minister] = Amina Otieno | she
            person Joyce Nampijja [UGA, foreign minister] = Joyce Nampijja
        "#]],
    );
}

#[test]
fn an_age_or_a_number_of_groups_refers_back() {
    check(
        "Laotian envoy Bounmy Sisavath met Burmese General Aung Hlaing. \
         The 73-year-old former deputy foreign minister of Laos met others.",
        expect![[r#"
            person Bounmy Sisavath [LAO, special envoy] = Bounmy Sisavath | The 73-year-old former deputy foreign minister of Laos
            person Aung Hlaing [MMR, general] = Aung Hlaing
        "#]],
    );
    check(
        "Chad met the Ruritania Liberation Front and the Kenya Liberation Army. The two groups praised Mali.",
        expect![[r#"
            state Chad [TCD] = Chad
            organization Ruritania Liberation Front [-] = Ruritania Liberation Front
            organization Kenya Liberation Army [-] = Kenya Liberation Army
            group two groups [-] = The two groups
            state Mali [MLI] = Mali
        "#]],
    );
}

#[test]
fn names_and_styles_of_others() {
    check(
        "Former Prime Minister Samdech Akka Moha Sena Padei Techo Hun Dara spoke. Niger expelled French ambassador Luc Morel. \
         The envoy left.",
        expect![[r#"
            person Hun Dara [NER, former prime minister] = Hun Dara
            state Niger [NER] = Niger
            person Luc Morel [FRA, ambassador] = Luc Morel | The envoy
        "#]],
    );
    check(
        "Niger is ruled by the National Council for the Safeguard of the Homeland (CNSP).",
        expect![[r#"
            state Niger [NER] = Niger
            organization National Council for the Safeguard of the Homeland [-] = National Council for the Safeguard of the Homeland
        "#]],
    );
}
