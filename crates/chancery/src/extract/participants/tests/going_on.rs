//! Who acts where a report goes on from one sentence or clause to the next.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn a_comma_before_and_goes_back_to_who_leads_the_sentence() {
    check(
        "Kenya criticised the raid by Somali militants who killed five soldiers, and called on Ethiopia to help.",
        expect![[r#"
            ACCUSE Actual KEN > SOM: criticised
            ASSAULT Actual SOM > : killed
            REQUEST Actual KEN > ETH: called on"#]],
    );
    check(
        "Chad recalled its ambassador from Bamako after Mali's president insulted the court, and expelled two Malian \
         diplomats.",
        expect![[r#"
            SANCTION Actual TCD > MLI: recalled its ambassador
            SANCTION Actual TCD > MLI: expelled"#]],
    );
    check(
        "Peru's president praised the pact that Chile signed with Bolivia, and pledged $5 million in aid to Paraguay.",
        expect![[r#"
            SUPPORT Actual CHL+BOL > : signed
            AGREE Actual PER > PRY: pledged"#]],
    );
    // A list in the clause itself goes on with it.
    check(
        "Kenya condemned the rebels who attacked Garissa, burned a school, and fled.",
        expect![[r#"
        ACCUSE Actual KEN > rebels: condemned
        ASSAULT Actual rebels > KEN: attacked
        ASSAULT Actual rebels > : burned a school"#]],
    );
}

#[test]
fn a_subject_goes_on_over_what_describes_it() {
    check(
        "Kenya's foreign minister, Alfred Mutua, who led one side, and Uganda's Jeje Odongo, the other's chief, signed \
         the accord.",
        expect!["SUPPORT Actual KEN+UGA > : signed the accord"],
    );
    check(
        "Chad and Niger boycotting Mali agreed to a request by Togo.",
        expect![[r#"
        AGREE Actual TCD+NER > : agreed
        REQUEST Planned TGO > : request by"#]],
    );
    check(
        "Norway sent its deputy foreign minister, Andreas Kravik, to Nairobi.",
        expect!["CONSULT Actual NOR > KEN: sent its deputy foreign minister"],
    );
}

#[test]
fn who_was_told_of_goes_on() {
    check(
        "Foreign ministers of the G7 gathered in Accra. The host, Ghana's president, spoke of success. The ministers \
         condemned the raid by Houthi rebels. They also urged Iran to help. The group threatened Russia with sanctions.",
        expect![[r#"
            CONSULT Actual G7 > : gathered
            ACCUSE Actual G7 > HOUTHI: condemned
            REQUEST Actual G7 > IRN: urged
            THREATEN Actual G7 > RUS: threatened"#]],
    );
    check(
        "Leaders of the Economic Community of West African States met in Abuja. The heads of state threatened Mali's \
         junta with sanctions. The 15-nation bloc also urged Niger to hold elections.",
        expect![[r#"
            CONSULT Actual ECOWAS > : met
            THREATEN Actual ECOWAS > MLI: threatened
            REQUEST Actual ECOWAS > NER: urged"#]],
    );
    check(
        "Chad broke off relations with Sudan. The Sudanese envoy left. Niger's president denounced the step. He recalled \
         his ambassador from N'Djamena.",
        expect![[r#"
            SANCTION Actual TCD > SDN: broke off relations
            ACCUSE Actual NER > TCD: denounced
            SANCTION Actual NER > TCD: recalled his ambassador"#]],
    );
    check(
        "Kenya walked out of the talks over an Ethiopian raid. Its government agreed to return.",
        expect![[r#"
            REJECT Actual KEN > ETH: walked out of the talks
            AGREE Actual KEN > : agreed"#]],
    );
    check(
        "Kenya summoned the Somali ambassador. Ambassador Abdi Warsame was told that Somalia must free the soldiers.",
        expect![[r#"
            ACCUSE Actual KEN > SOM: summoned the Somali ambassador
            RETREAT Hypothetical SOM > : free the soldiers"#]],
    );
    check(
        "Saudi Arabia cut ties with Iran. The kingdom urged Kuwait to follow. The emirate rejected the request.",
        expect![[r#"
            SANCTION Actual SAU > IRN: cut ties
            REQUEST Actual SAU > KWT: urged
            REJECT Actual KWT > SAU: rejected the request"#]],
    );
    check(
        "The French minister travelled home from talks in Berlin with his counterparts from Chad and Niger.",
        expect!["CONSULT Actual FRA+TCD+NER > : talks"],
    );
    check(
        "Kenya agreed to reopen the border, Uganda's foreign minister said.",
        expect![[r#"
        AGREE Actual KEN > : agreed
        RETREAT Planned KEN > : reopen the border"#]],
    );
    check(
        "The trip went ahead despite Omar al-Bashir's indictment by the International Criminal Court.",
        expect!["ACCUSE Actual ICC > SDN: indictment"],
    );
}
