//! Who is meant in a text: mentions joined into entities with party and office. Names are read as the report tells
//! them wherever it tells enough, so most examples are of persons whom no table knows.

mod common;

use common::{check, entities};
use expect_test::expect;

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
fn two_parties_may_share_the_rest_of_a_name() {
    check(
        "North and South Korea held talks. East and West German officials met in North and South Carolina.",
        expect![[r#"
            state North Korea [PRK] = North
            state South Korea [KOR] = South Korea
            group East [DDR] = East
            group West German officials [DEU] = West German officials
            place South Carolina [USA] = South Carolina
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
fn the_government_of_someone_is_his_state() {
    check(
        "Ruritania vowed more sanctions on President Bashar al-Assad's government. It calls for strikes on Assad's regime.",
        expect![[r#"
            state Syria [SYR] = government | It | regime
        "#]],
    );
}

#[test]
fn persons_of_the_news_have_the_state_that_is_theirs() {
    check(
        "The detention of Michael Kovrig and Michael Spavor soured relations. Vladimir Putin called for their release.",
        expect![[r#"
            person Michael Kovrig [CAN, diplomat] = Michael Kovrig
            person Michael Spavor [CAN] = Michael Spavor
            person Vladimir Putin [RUS, president] = Vladimir Putin
        "#]],
    );
}

#[test]
fn envoys_are_known_by_what_they_are_sent_about() {
    check(
        "The U.N. special envoy for Yemen said that a truce was near.",
        expect![[r#"
        person Martin Griffiths [UN, special envoy for yemen] = The U.N. special envoy for Yemen
    "#]],
    );
}

#[test]
fn the_west_is_no_province() {
    check(
        "Belarus accused the West of dragging it into a war.",
        expect![[r#"
        state Belarus [BLR] = Belarus | it
        group West [-] = the West
    "#]],
    );
}
