//! Persons as their titles tell them: offices before and behind names, of several, of many portfolios.

mod common;

use common::{check, entities};
use expect_test::expect;

#[test]
fn titles_stand_before_names() {
    check(
        "Ruritanian-born Chilean Foreign Minister Pablo Quiroga met Norway's deputy defence minister Kari Holm.",
        expect![[r#"
            person Pablo Quiroga [CHL, foreign minister] = Pablo Quiroga
            person Kari Holm [NOR, deputy minister] = Kari Holm
        "#]],
    );
    check(
        "Assistant Secretary of State for European and Eurasian Affairs Mary Dunmore spoke with UK Minister of State for Europe and North America Peter Lyle.",
        expect![[r#"
            person Mary Dunmore [USA, assistant secretary of state for european and eurasian affairs] = Mary Dunmore
            person Peter Lyle [GBR, minister of state for external affairs for europe and north america] = Peter Lyle
            place Europe [-] = Europe
        "#]],
    );
    check(
        "The visit of Housing and Urban Development Secretary Ann Pargeter was noted by International Criminal Court (ICC) Prosecutor Idris Bello.",
        expect![[r#"
            person Ann Pargeter [-, housing and urban development secretary] = Ann Pargeter
            person Idris Bello [ICC, prosecutor] = Idris Bello
        "#]],
    );
}

#[test]
fn titles_stand_after_names() {
    check(
        "Tomas Varga, head of the Slovak delegation, said talks went on. Varga spoke to Lena Brandt, Austria's ambassador to Cuba.",
        expect![[r#"
            person Tomas Varga [SVK, head of the slovak delegation] = Tomas Varga | Varga
            person Lena Brandt [AUT, ambassador to cuba] = Lena Brandt
            state Cuba [CUB] = Cuba
        "#]],
    );
    check(
        "The chairman of the conference, Anan Suwan of Thailand, opened it. He thanked Kenya.",
        expect![[r#"
        person Anan Suwan [THA, chairperson] = Anan Suwan | He
        state Kenya [KEN] = Kenya
    "#]],
    );
    check(
        "A foreign ministry spokesman, Deng Wei, denied it.",
        expect![[r#"
        person Deng Wei [-, foreign ministry spokesman] = Deng Wei
    "#]],
    );
}

#[test]
fn one_title_serves_several() {
    check(
        "Presidents Amadou Sow of Senegal and Pablo Ruiz of Peru met Senators Carl Boone and Ruth Adler.",
        expect![[r#"
            person Amadou Sow [SEN, president] = Amadou Sow
            person Pablo Ruiz [PER, president] = Pablo Ruiz
            person Carl Boone [USA, senator] = Carl Boone
            person Ruth Adler [USA, senator] = Ruth Adler
        "#]],
    );
    check(
        "The foreign ministers of Russia and Belarus, Anton Dirkov and Ales Homin, signed a protocol. Foreign Ministers of Chile and Peru met. The Prime Ministers of Norway and Latvia -- Dr. Kari Holm and Janis Berze -- spoke.",
        expect![[r#"
            person Anton Dirkov [RUS, foreign minister] = The foreign ministers of Russia | Anton Dirkov
            person Ales Homin [BLR, foreign minister] = Belarus | Ales Homin
            person Roberto Ampuero [CHL, foreign minister] = Foreign Ministers of Chile
            person Néstor Popolizio [PER, foreign minister] = Peru
            person Kari Holm [NOR, prime minister] = The Prime Ministers of Norway | Kari Holm
            person Janis Berze [LVA, prime minister] = Latvia | Janis Berze
        "#]],
    );
    check(
        "ASEAN leaders and Prime Minister Tomas Reyes adopted a joint statement.",
        expect![[r#"
        group ASEAN leaders [ASEAN] = ASEAN leaders
        person Tomas Reyes [-, prime minister] = Tomas Reyes
    "#]],
    );
    check(
        "He saw Irish Minister of Defense and Foreign Affairs Padraig Dunn.",
        expect![[r#"
            person Padraig Dunn [IRL, defence minister] = Padraig Dunn
        "#]],
    );
    check(
        "The foreign ministers of Tuvalu, Nauru and Palau met. Belgian and Dutch officials attended.",
        expect![[r#"
            state Tuvalu [TUV] = The foreign ministers of Tuvalu
            state Nauru [NRU] = Nauru
            state Palau [PLW] = Palau
            group Belgian [BEL] = Belgian
            group Dutch officials [NLD] = Dutch officials
        "#]],
    );
}

#[test]
fn an_office_in_the_title_is_who_bears_it() {
    check(
        "Foreign ministers of Morocco and Chile hold talks. Morocco's foreign minister Nasser Alaoui called his Chilean counterpart, Pablo Quiroga.",
        expect![[r#"
        person Nasser Alaoui [MAR, foreign minister] = Foreign ministers of Morocco | Nasser Alaoui
        person Pablo Quiroga [CHL, foreign minister] = Chile | his Chilean counterpart | Pablo Quiroga
    "#]],
    );
    check(
        "Egypt hosts Qatar leader. The Emir of Qatar, Khalid Al Murr, landed in Cairo.",
        expect![[r#"
            state Egypt [EGY] = Egypt
            person Khalid Al Murr [QAT, emir] = Qatar leader | Khalid Al Murr
            place Cairo [EGY] = Cairo
        "#]],
    );
    check(
        "The deputy foreign minister of Chile spoke. Chilean foreign minister Pablo Quiroga was silent.",
        expect![[r#"
        person deputy foreign minister of Chile [CHL, deputy foreign minister] = The deputy foreign minister of Chile
        person Pablo Quiroga [CHL, foreign minister] = Pablo Quiroga
    "#]],
    );
}

#[test]
fn portfolios_go_on_over_commas() {
    check(
        "Norway's Ann Holm met Luxembourg Minister for Foreign Affairs, International Cooperation and Communities Jean Mersch, Minister of Economy, Trade, and Industry Kenta Aoyama of Japan and Deputy Assistant Secretary of Defense for the Western Hemisphere Daniel Lyle.",
        expect![[r#"
            person Ann Holm [NOR] = Ann Holm
            person Jean Mersch [LUX, foreign minister] = Jean Mersch
            person Kenta Aoyama [JPN, economy minister] = Kenta Aoyama
            person Daniel Lyle [USA, deputy assistant secretary of defense for the western hemisphere] = Daniel Lyle
        "#]],
    );
    check(
        "The Amir of Kuwait received Crown Prince Sheikh Tarek Al-Fahim, Foreign Minister Sheikh Dr. Anwar Nasser Al-Fahim and Princess Salma bint Bandar bin Sultan Al-Fahim.",
        expect![[r#"
            person Sabah Al-Ahmad Al-Jaber Al-Sabah [KWT, emir] = The Amir of Kuwait
            person Tarek Al-Fahim [KWT, crown prince] = Tarek Al-Fahim
            person Anwar Nasser Al-Fahim [KWT, foreign minister] = Anwar Nasser Al-Fahim
            person Salma bint Bandar bin Sultan Al-Fahim [KWT, princess] = Salma bint Bandar bin Sultan Al-Fahim
        "#]],
    );
}

#[test]
fn officials_without_a_state_are_of_the_reports_own() {
    check(
        "Greek ships sailed, and Greece recalled its troops. Turkey protested to the United States.\n\nOpposition leader Kosta Mavros told reporters that it would end. In France, the Turkish envoy agreed.",
        expect![[r#"
            group Greek ships [GRC] = Greek ships
            state Greece [GRC] = Greece
            state Turkey [TUR] = Turkey
            state United States [USA] = United States | it
            person Kosta Mavros [GRC, opposition leader] = Kosta Mavros
            state France [FRA] = France
            person special envoy of Turkey [TUR, special envoy] = the Turkish envoy
        "#]],
    );
    check(
        "Bolivian President Pedro Quispe will propose a meeting with U.S. President Carl Boone, foreign minister Guillermo Rojas announced.",
        expect![[r#"
            person Pedro Quispe [BOL, president] = Pedro Quispe
            person Carl Boone [USA, president] = Carl Boone
            person Guillermo Rojas [BOL, foreign minister] = Guillermo Rojas
        "#]],
    );
    check(
        "The Catalan president Pere Vidal met Bavarian premier Max Huber in Paris.",
        expect![[r#"
        person Pere Vidal [ESP, president] = Pere Vidal
        person Max Huber [DEU, bavarian prime minister] = Max Huber
        place Paris [FRA] = Paris
    "#]],
    );
    check(
        "A spokesman for Omar Fathi's Libyan National Army said so. Adam Singh, a Sikh activist and naturalised Canadian citizen, agreed.",
        expect![[r#"
            person spokesman for Omar Fathi's Libyan National Army [LNA, spokesman] = A spokesman for Omar Fathi's Libyan National Army
            person Adam Singh [CAN] = Adam Singh
            state Canada [CAN] = Canadian
        "#]],
    );
}

#[test]
fn longer_titles_and_whose_someone_is() {
    check(
        "Ms. Holt met Chinese Politburo Member and Director of the Office of the Foreign Affairs Commission Wu Zhenli. \
         Earlier this month deputy prime minister Janos Milos of Hungary met Mexico's minister of energy and mines, Alfredo del Campo.",
        expect![[r#"
            person Holt [-] = Holt
            person Wu Zhenli [CHN, politburo member and director of the office of the foreign affairs commission] = Wu Zhenli
            person Janos Milos [HUN, deputy prime minister] = Janos Milos
            person Alfredo del Campo [MEX, energy minister] = Alfredo del Campo
        "#]],
    );
    check(
        "GRU officers Yuriy Andrien (Юрий Андриен), Sergey Detist (Сергей Детист), and Petr Plisk were charged over \
         the Ambassador Bridge.",
        expect![[r#"
            person Yuriy Andrien [RUS, gru officer] = Yuriy Andrien
            person Sergey Detist [RUS, gru officer] = Sergey Detist
            person Petr Plisk [RUS, gru officer] = Petr Plisk
        "#]],
    );
    check(
        "\"We wait,\" said Ben Roydes, Obama's deputy national security adviser. The head of the ECGD's debt division, \
         Gerry Breech, wrote to the Community's executive Commission.",
        expect![[r#"
            person Ben Roydes [-, deputy national security advisor] = We | Ben Roydes
            person Gerry Breech [-, head] = Gerry Breech
        "#]],
    );
    expect![[r#"
        person Ann Pargeter [USA, deputy secretary of state] = Ann Pargeter
        person Eyal Hult [ISR, national security advisor] = Eyal Hult
        person Shimrit Mer [ISR, foreign policy advisor] = Shimrit Mer
    "#]].assert_eq(&entities(
        "Deputy Secretary of State Ann Pargeter met Israeli National Security Advisor Eyal Hult and Senior Foreign \
         Policy Advisor Shimrit Mer.",
        "https://www.state.gov/?p=1",
        "2021-08-04",
    ));
}

#[test]
fn ministers_of_many_things_and_excellencies() {
    check(
        "Vice Prime Minister, Minister of Foreign Affairs and European Integration of Moldova Nicu Popov met Minister of \
         State for Foreign Affairs HE Sultan bin Saad Al Murai and the Minister of Foreign Affairs and International \
         Cooperation of Honduras H.E. Eduardo Reys.",
        expect![[r#"
            person Nicu Popov [MDA, deputy prime minister and foreign minister] = Nicu Popov
            person Sultan bin Saad Al Murai [MDA, minister of state for external affairs] = Sultan bin Saad Al Murai
            person Eduardo Reys [HND, foreign minister] = Eduardo Reys
        "#]],
    );
    check(
        "Foreign Minister Ken Hirano of Japan met Foreign Minister Ali Nasser of Egypt. President Ivan Petrov of \
         Bulgaria and President Jon Miller of Malta will meet. The two foreign ministers discussed trade. They agreed \
         to go on.",
        expect![[r#"
            person Ken Hirano [JPN, foreign minister] = Ken Hirano
            person Ali Nasser [EGY, foreign minister] = Ali Nasser
            person Ivan Petrov [BGR, president] = Ivan Petrov
            person Jon Miller [MLT, president] = Jon Miller
            group two foreign ministers [-] = The two foreign ministers | They
        "#]],
    );
}

#[test]
fn two_posts_may_stand_before_one_name() {
    check(
        "Chinese Member of the Political Bureau of the CPC Central Committee and Director of the Office of the Central \
         Commission for Foreign Affairs Wu Zhenli met Norwegian Foreign Minister Kari Holm.",
        expect![[r#"
            person Wu Zhenli [CHN, member of the political bureau of the cpc central committee and director of the office of the central commission for foreign affairs] = Wu Zhenli
            person Kari Holm [NOR, foreign minister] = Kari Holm
        "#]],
    );
}
