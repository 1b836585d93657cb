//! Who is meant in a text: mentions joined into entities with party and office. Names are read as the report tells
//! them wherever it tells enough, so most examples are of persons whom no table knows.

use chancery::analyze::{EntityKind, analyze};
use chancery::text::{Document, Published, PublishedBasis};
use chancery_know::Knowledge;
use expect_test::{Expect, expect};

fn entities(text: &str, id: &str, published: &str) -> String {
    let date = published.parse().expect("a date");
    let document = Document {
        id: id.to_owned(),
        published: Some(Published { date, basis: PublishedBasis::Given }),
        ..Document::from_text(text)
    };
    let analysis = analyze(&document, Knowledge::embedded());
    let mut lines = String::new();
    for entity in analysis.entities.list.iter().filter(|e| !e.mentions.is_empty()) {
        let kind = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::State => "state",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
        };
        let mentions: Vec<&str> =
            entity.mentions.iter().map(|&m| analysis.mentions[m].span.of(text)).collect();
        let party = entity.party.as_deref().unwrap_or("-");
        let office = entity.office.as_ref().map_or(String::new(), |o| format!(", {o}"));
        lines += &format!("{kind} {} [{party}{office}] = {}\n", entity.name, mentions.join(" | "));
    }
    lines
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&entities(text, "-", "2019-06-12"));
}

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
        "He saw Irish Minister of Defense and Foreign Affairs Padraig Dunn.",
        expect![[r#"
            person Padraig Dunn [IRL, defence minister] = Padraig Dunn
        "#]],
    );
    check(
        "The foreign ministers of Tuvalu, Nauru and Palau met. Belgian and Dutch officials attended.",
        expect![[r#"
            person foreign minister of Tuvalu [TUV, foreign minister] = The foreign ministers of Tuvalu
            person foreign minister of Nauru [NRU, foreign minister] = Nauru
            person foreign minister of Palau [PLW, foreign minister] = Palau
            group Belgian [BEL] = Belgian
            group Dutch officials [NLD] = Dutch officials
        "#]],
    );
}

#[test]
fn surnames_and_pronouns_find_the_full_name() {
    check(
        "Quiroga warns Bolivia\n\nForeign Minister Ana Quiroga of Chile warned Bolivia on Monday. She said Quiroga family ties did not matter. Mr. Holm, Norway's envoy, agreed, and he left.",
        expect![[r#"
        person Ana Quiroga [CHL, foreign minister] = Quiroga | Ana Quiroga | She | Quiroga
        state Bolivia [BOL] = Bolivia | Bolivia
        person Holm [NOR, special envoy] = Holm | he
    "#]],
    );
    check(
        "Kim Tae-sung and Kim Min-ji met in Oslo.",
        expect![[r#"
            person Kim Tae-sung [-] = Kim Tae-sung
            person Kim Min-ji [-] = Kim Min-ji
            place Oslo [NOR] = Oslo
        "#]],
    );
}

#[test]
fn parties_by_name_adjective_seat_and_pair() {
    check(
        "India-Russia ties grew, Sino-Indian talks went on. Moscow said so in Paris. The Kremlin and U.S.-backed rebels agreed. Hong Kong-flagged ships left.",
        expect![[r#"
            state India [IND] = India | Indian
            state Russia [RUS] = Russia | Moscow | Kremlin
            state China [CHN] = Sino
            place Paris [FRA] = Paris
            state United States [USA] = U.S.
            group rebels [-] = rebels
            group Hong Kong-flagged ships [HKG] = Hong Kong-flagged ships
        "#]],
    );
    check(
        "The government of Kenya and the Ugandan authorities signed; Chadian troops and officials from Mali watched.",
        expect![[r#"
        state Kenya [KEN] = The government of Kenya
        state Uganda [UGA] = the Ugandan authorities
        group Chadian troops [TCD] = Chadian troops
        group officials from Mali [MLI] = officials from Mali
    "#]],
    );
}

#[test]
fn bodies_belong_to_who_has_them() {
    check(
        "South Korea's Joint Chiefs of Staff spoke. The Ministry of Foreign Affairs of Brazil replied to Russia's Security Council.",
        expect![[r#"
            state South Korea [KOR] = South Korea's Joint Chiefs of Staff
            state Brazil [BRA] = The Ministry of Foreign Affairs of Brazil
            state Russia [RUS] = Russia's Security Council
        "#]],
    );
    check(
        "South Korea's Joint Chiefs of Staff spoke. The Joint Chiefs of Staff saw a launch.",
        expect![[r#"
            state South Korea [KOR] = South Korea's Joint Chiefs of Staff | The Joint Chiefs of Staff
        "#]],
    );
    check(
        "The Joint Chiefs of Staff in Seoul spoke.",
        expect![[r#"
        state South Korea [KOR] = The Joint Chiefs of Staff
        place Seoul [KOR] = Seoul
    "#]],
    );
    check(
        "The ASEAN summit opened in Jakarta. The bloc thanked Peru's Foreign Ministry. The ministry was pleased.",
        expect![[r#"
            organization Association of Southeast Asian Nations [ASEAN] = ASEAN | The bloc
            place Jakarta [IDN] = Jakarta
            state Peru [PER] = Peru's Foreign Ministry | The ministry
        "#]],
    );
}

#[test]
fn treaties_are_no_places() {
    check(
        "Peru signed the Vienna Convention and the Oslo accords in Geneva.",
        expect![[r#"
        state Peru [PER] = Peru
        place Oslo [NOR] = Oslo
        place Geneva [CHE] = Geneva
    "#]],
    );
}

#[test]
fn short_family_names_are_names() {
    check(
        "Xi met Li in Beijing.",
        expect![[r#"
        person Xi Jinping [CHN, president] = Xi
        person Li Keqiang [CHN, prime minister] = Li
        place Beijing [CHN] = Beijing
    "#]],
    );
    check(
        "The leaders of Egypt and China met. Xi Jinping spoke first.",
        expect![[r#"
            person Abdel Fattah el-Sisi [EGY, president] = The leaders of Egypt
            person Xi Jinping [CHN, president] = China | Xi Jinping
        "#]],
    );
}

#[test]
fn unnamed_officials_are_persons_or_groups() {
    check(
        "A senior Peruvian official said so. An Indonesian diplomat agreed. Ghanaian diplomats did not. It was an official visit.",
        expect![[r#"
        person senior Peruvian official [PER, official] = A senior Peruvian official
        person Indonesian diplomat [IDN, diplomat] = An Indonesian diplomat
        group Ghanaian diplomats [GHA] = Ghanaian diplomats
    "#]],
    );
}

#[test]
fn credits_name_nobody() {
    check("Office of the Spokesperson", expect![[""]]);
    check(
        "Peru thanked Chile. (AFP via Lima News) (The Post)",
        expect![[r#"
        state Peru [PER] = Peru
        state Chile [CHL] = Chile
    "#]],
    );
    check(
        "By Joan Pargeter\nHaiti and Cuba met on Monday.\n(Reporting by Joan Pargeter; Editing by Paul Lyle)",
        expect![[r#"
        state Haiti [HTI] = Haiti
        state Cuba [CUB] = Cuba
    "#]],
    );
}

#[test]
fn a_government_gives_its_own_officials_no_state() {
    let text = "Deputy Secretary Ruth Adler met with Foreign Minister Pablo Quiroga of Chile. The Deputy Secretary thanked the Foreign Minister. They agreed.";
    let expected = expect![[r#"
        person Ruth Adler [USA, deputy secretary] = Ruth Adler | The Deputy Secretary
        person Pablo Quiroga [CHL, foreign minister] = Pablo Quiroga | the Foreign Minister
        group They [-] = They
    "#]];
    expected.assert_eq(&entities(text, "https://www.state.gov/?page_id=1", "2022-03-04"));
}

#[test]
fn transcripts_have_voices() {
    let text = "SECRETARY ADLER: Good morning. I thank you.\nFOREIGN MINISTER QUIROGA: We are glad.\nQUESTION: Do you agree?";
    let expected = expect![[r#"
        person Adler [USA, secretary] = ADLER | I
        person Quiroga [-, foreign minister] = QUIROGA | We
    "#]];
    expected.assert_eq(&entities(text, "https://www.state.gov/?page_id=1", "2022-03-04"));
}

#[test]
fn hostile_text_does_no_harm() {
    for text in [
        "",
        "\u{feff}",
        "The the of of of",
        "President President of of",
        "U.S.-",
        "-Iran-",
        "(ICC",
        "'s 's President ’s",
        "King King King, Jr.,",
        "Mr. Mr. Dr.",
    ] {
        entities(text, "-", "2019-06-12");
    }
}

#[test]
fn marks_of_transcripts_and_titles_are_no_names() {
    check(
        "East Room\n1:16 P.M. EDT\nPRESIDENT QUIROGA: Good afternoon. END 1:40 P.M. EDT",
        expect![[r#"
            person Quiroga [-, president] = QUIROGA
            place White House [USA] = East Room
        "#]],
    );
    check(
        "Q Jen, will the president go to Chile?\nQ Yes, I’m Anna Bell of Chile.",
        expect![[r#"
        person Sebastián Piñera [CHL, president] = the president
        state Chile [CHL] = Chile
        person Anna Bell [CHL] = Anna Bell
    "#]],
    );
    check(
        "Joe Biden Extending the Order\n\nPresident Biden Visits Chile. I’m Jill Biden, she said.",
        expect![[r#"
        person Joe Biden [USA, president] = Joe Biden | Biden
        state Chile [CHL] = Chile
        person Jill Biden [USA] = Jill Biden | she
    "#]],
    );
    check(
        "Nicholas Burns met Carole Brookins. Robert Wells left.",
        expect![[r#"
        person Nicholas Burns [USA] = Nicholas Burns
        person Carole Brookins [-] = Carole Brookins
        person Robert Wells [-] = Robert Wells
    "#]],
    );
}

#[test]
fn the_first_peoples_of_america_are_not_of_india() {
    check(
        "The Indian Health Service helps American Indians and Indian Country.",
        expect![[r#"
        state United States [USA] = Indian Health Service
        place Indian Country [USA] = American Indians | Indian Country
    "#]],
    );
}

#[test]
fn a_government_speaks_of_its_own_prime_minister() {
    check(
        "10 Downing Street, 12 June 2019\n\nThe Prime Minister welcomed President Macron. They spoke to Prime Minister Morawiecki. The Prime Minister thanked them.",
        expect![[r#"
            state United Kingdom [GBR] = Downing Street
            person Theresa May [GBR, prime minister] = The Prime Minister | The Prime Minister
            person Emmanuel Macron [FRA, president] = Macron
            group They [-] = They | them
            person Mateusz Morawiecki [POL, prime minister] = Morawiecki
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
fn regions_are_their_states() {
    check(
        "The Baltic states thanked Norway. The Baltic Sea was calm. The E3 met.",
        expect![[r#"
        group Baltic states [-] = Baltic states
        state Norway [NOR] = Norway
        place Baltic Sea [-] = Baltic Sea
        group E3 [-] = E3
    "#]],
    );
}

#[test]
fn those_whom_nothing_names_have_the_words_for_a_name() {
    check(
        "Hooded gunmen fled. Protests began in Chad. Protesters burnt flags, and Tuareg separatists and armed men joined the anti-war protesters.",
        expect![[r#"
            group Hooded gunmen [-] = Hooded gunmen
            state Chad [TCD] = Chad
            group Protesters [TCD] = Protesters
            group Tuareg separatists [-] = Tuareg separatists
            group armed men [-] = armed men
            group anti-war protesters [TCD] = anti-war protesters
        "#]],
    );
    check(
        "Chadian protesters gathered. Later protesters left.",
        expect![[r#"
        group Chadian protesters [TCD] = Chadian protesters | protesters
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
fn names_of_several_generations_and_lists_of_one_state() {
    check(
        "It was signed by Harb bin Mohammed Al Dhaif, the Saudi national security adviser.",
        expect![[r#"
            person Harb bin Mohammed Al Dhaif [SAU, national security advisor] = Harb bin Mohammed Al Dhaif
        "#]],
    );
    check(
        "The Chinese minister met President Batu Khalt, Prime Minister Ukhan Tsogt and Foreign Minister of Mongolia Enkh \
         Nyamts in Ulaanbaatar.",
        expect![[r#"
            person minister of China [CHN, minister] = The Chinese minister
            person Batu Khalt [MNG, president] = Batu Khalt
            person Ukhan Tsogt [MNG, prime minister] = Ukhan Tsogt
            person Enkh Nyamts [MNG, foreign minister] = Enkh Nyamts
            place Ulaanbaatar [MNG] = Ulaanbaatar
        "#]],
    );
}

#[test]
fn things_and_organisations_are_no_persons() {
    check(
        "The minister boarded the USS Ronald Reagan and spoke of the Johnson & Johnson vaccine; NATO and EU leaders met.",
        expect![[r#"
            organization North Atlantic Treaty Organization [NATO] = NATO
            organization European Union [EU] = EU leaders
        "#]],
    );
    check(
        "U.S. trade representative Michael Wray met Agriculture minister Ernesto Figuera, Argentine officials said.",
        expect![[r#"
            person Michael Wray [USA, trade representative] = Michael Wray
            person Ernesto Figuera [ARG, agriculture minister] = Ernesto Figuera
            group Argentine officials [ARG] = Argentine officials
        "#]],
    );
    check(
        "Mongolian President U.Tsogtbat received an envoy. Tsogtbat Ukhnaa thanked Japan.",
        expect![[r#"
            person U.Tsogtbat [MNG, president] = U.Tsogtbat | Tsogtbat Ukhnaa
            group envoy [-, special envoy] = an envoy
            state Japan [JPN] = Japan
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
            person Yuriy Andrien [RUS, gru officers] = Yuriy Andrien
            person Sergey Detist [RUS, gru officers] = Sergey Detist
            person Petr Plisk [RUS, gru officers] = Petr Plisk
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
fn who_is_backed_is_not_whoever_backs() {
    check(
        "Armenian-backed militias broke the truce. The Saudi-led coalition struck Sanaa. The Arab League met.",
        expect![[r#"
            organization Saudi-led coalition [SAUDICOALITION] = Saudi-led coalition
            state Yemen [YEM] = Sanaa
            organization Arab League [LAS] = Arab League
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
