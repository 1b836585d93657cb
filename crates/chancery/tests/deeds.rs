//! Deeds in the many wordings in which the press tells them, read by rules alone: releases, withdrawals, help, arrests,
//! curfews, strikes, bombs.

#[path = "common/record.rs"]
mod record;

use std::collections::HashMap;

/// Checks that each sentence tells of one act, and of that one: type, mode, status, who acts and towards whom.
fn check(expected: &[(&str, &str)]) {
    for (sentence, expected) in expected {
        let record = record::read("2019-06-12", sentence);
        let party: HashMap<&str, &str> =
            record.entities.iter().map(|e| (e.id.as_str(), e.party.as_deref().unwrap_or("?"))).collect();
        let all = |ids: &[String]| ids.iter().map(|id| party[id.as_str()]).collect::<Vec<_>>().join("+");
        let acts = record.events.iter().filter(|e| e.event != "STATEMENT");
        let found: Vec<String> = acts
            .map(|e| {
                let mode = e.mode.as_deref().map(|m| format!("/{m}")).unwrap_or_default();
                let told =
                    format!("{}{mode} {} {} > {}", e.event, e.status, all(&e.actors), all(&e.recipients));
                told.trim_end().to_owned()
            })
            .collect();
        assert_eq!(found, [*expected], "{sentence}");
    }
}

#[test]
fn what_was_given_up() {
    check(&[
        (
            "The president of Sudan ordered the crossings with South Sudan opened again.",
            "RETREAT/access actual SDN > SSD",
        ),
        ("Chad ordered its border with Niger reopened.", "RETREAT/access actual TCD > NER"),
        ("The president of Chad ordered two Malian prisoners freed.", "RETREAT/release actual TCD > MLI"),
        (
            "Chad's leader ordered that the detained Malian journalists be released.",
            "RETREAT/release actual TCD > MLI",
        ),
        ("The border between Chad and Niger was reopened on Monday.", "RETREAT/access actual TCD+NER >"),
        (
            "The border between Chad and Niger reopened on Monday after two years.",
            "RETREAT/access actual TCD+NER >",
        ),
        ("The crossing between Chad and Niger opened again on Monday.", "RETREAT/access actual TCD+NER >"),
        (
            "Chad has allowed traffic over its border with Niger to start again.",
            "RETREAT/access actual TCD > NER",
        ),
        ("Chad lifted its embargo on Qatar.", "RETREAT actual TCD > QAT"),
        ("Saudi Arabia opened its airspace and its land border to Qatar.", "RETREAT/access actual SAU > QAT"),
        ("Rwandan troops left the town of Goma in Congo on Monday.", "RETREAT/withdraw actual RWA >"),
        ("Ethiopia has completed the pullout of its soldiers from Somalia.", "RETREAT/withdraw actual ETH >"),
        (
            "The Ethiopian withdrawal from Somalia was completed on Monday.",
            "RETREAT/withdraw actual ETH > SOM",
        ),
        (
            "Syria's last soldiers left Lebanon on Tuesday, ending 29 years there.",
            "RETREAT/withdraw actual SYR > LBN",
        ),
        ("Ethiopian troops began pulling out of Somalia.", "RETREAT/withdraw actual ETH > SOM"),
        ("Ethiopian troops have started to withdraw from Somalia.", "RETREAT/withdraw actual ETH > SOM"),
        ("Israel began its withdrawal from southern Lebanon.", "RETREAT/withdraw actual ISR > LBN"),
        ("Israeli tanks rolled back across the border from Lebanon.", "RETREAT/withdraw actual ISR > LBN"),
        ("Israel's pullback from Lebanon was completed overnight.", "RETREAT/withdraw actual ISR > LBN"),
        (
            "Mali's junta says it will pull its soldiers out of a regional force.",
            "RETREAT/withdraw planned MLI >",
        ),
        (
            "Two American hikers held in Iran for two years walked out of prison on Wednesday.",
            "RETREAT/release actual  > USA",
        ),
        ("Libya put six Bulgarian nurses on a plane home.", "RETREAT/release actual LBY > BGR"),
        ("Israel and Hamas swapped prisoners on Tuesday.", "RETREAT/release actual ISR+HAMAS >"),
        ("Fifteen Azerbaijani captives were handed back by Armenia.", "RETREAT/release actual ARM > AZE"),
        ("Israel freed 250 Palestinian prisoners.", "RETREAT/release actual ISR > PSE"),
        (
            "Some 250 Palestinian prisoners walked free from Israeli jails.",
            "RETREAT/release actual ISR > PSE",
        ),
        (
            "A ceasefire between Israel and Hezbollah came into force on Monday.",
            "RETREAT/ceasefire actual ISR+HEZBOLLAH >",
        ),
        (
            "A truce between Israel and Hezbollah appeared to be holding.",
            "RETREAT/ceasefire actual ISR+HEZBOLLAH >",
        ),
        (
            "Guns fell silent as a truce between Israel and Hezbollah took hold.",
            "RETREAT/ceasefire actual ISR+HEZBOLLAH >",
        ),
        (
            "The fighting between Israel and Hezbollah stopped at dawn.",
            "RETREAT/ceasefire actual ISR+HEZBOLLAH >",
        ),
        ("Japan's Prime Minister Yukio Hatoyama handed in his resignation.", "RETREAT/resign actual JPN >"),
        (
            "Yukio Hatoyama, the prime minister of Japan, announced his resignation on Monday.",
            "RETREAT/resign actual JPN >",
        ),
        ("Prime Minister Yukio Hatoyama of Japan gave up his post.", "RETREAT/resign actual JPN >"),
        ("Bolivian President Evo Morales quit under pressure from the army.", "RETREAT/resign actual BOL >"),
        ("Bolivia's President Evo Morales left office on Monday.", "RETREAT/resign actual BOL >"),
        (
            "President Evo Morales of Bolivia tendered his resignation to congress.",
            "RETREAT/resign actual BOL >",
        ),
        ("The IRA put its weapons beyond use.", "RETREAT/disarm actual IRA >"),
        ("The FARC gave the last of its weapons to the United Nations.", "RETREAT/disarm actual FARC > UN"),
        ("Fifty FARC guerrillas surrendered to the army of Colombia.", "RETREAT/withdraw actual FARC > COL"),
        ("The United States turned the canal over to Panama.", "RETREAT/return actual USA > PAN"),
        ("France gave 26 looted works of art back to Benin.", "RETREAT/return actual FRA > BEN"),
        (
            "The United States has taken Sudan off its list of state sponsors of terrorism.",
            "RETREAT actual USA > SDN",
        ),
        ("Sanctions against Sudan were lifted by the United States.", "RETREAT actual USA > SDN"),
        ("The UN Security Council lifted its sanctions on Libya.", "RETREAT actual UN > LBY"),
        ("UN sanctions on Eritrea were removed on Wednesday.", "RETREAT actual  > ERI"),
        ("France unfroze assets of Chad.", "RETREAT/return actual FRA > TCD"),
    ]);
}

#[test]
fn what_was_given() {
    check(&[
        ("China on Tuesday gave 100,000 US dollars to Somalia for disaster relief.", "AID actual CHN > SOM"),
        (
            "The United Arab Emirates and Kuwait gave Pakistan 200 million dollars after the quake.",
            "AID actual ARE+KWT > PAK",
        ),
        (
            "The United States flew eight heavy helicopters to Pakistan after the quake.",
            "AID actual USA > PAK",
        ),
        ("Britain is also flying 40 tonnes of water to the Maldives.", "AID actual GBR > MDV"),
        ("A British plane has brought 50 tonnes of supplies to Indonesia.", "AID actual GBR > IDN"),
        ("Fifty tonnes of British supplies arrived in Indonesia on Monday.", "AID actual GBR > IDN"),
        ("Japan dispatched a medical team to the Philippines after the typhoon.", "AID actual JPN > PHL"),
        ("A Japanese rescue team arrived in the Philippines on Monday.", "AID actual JPN > PHL"),
        ("India has extended a credit line of $1 billion to Nepal.", "AID actual IND > NPL"),
        ("The International Monetary Fund approved a $15 billion loan to Ukraine.", "AID actual IMF > UKR"),
        ("Ukraine got $1.5 billion from the International Monetary Fund on Monday.", "AID actual IMF > UKR"),
        ("The EU paid out 50 million euros to Moldova.", "AID actual EU > MDA"),
        ("The EU disbursed the second tranche of its loan to Moldova.", "AID actual EU > MDA"),
        ("Russia delivered air defence missiles to Syria.", "AID actual RUS > SYR"),
        (
            "Washington announced a new package of arms for Ukraine worth $300 million.",
            "AID actual USA > UKR",
        ),
        ("The Pentagon said it was sending Ukraine more artillery shells.", "AID actual USA > UKR"),
        ("Ukraine received the first Leopard tanks from Germany.", "AID actual DEU > UKR"),
        ("South Korea shipped 50,000 tons of rice to North Korea.", "AID actual KOR > PRK"),
        ("Mexico granted asylum to former Bolivian president Evo Morales.", "AID actual MEX > BOL"),
        ("Ecuador gave refuge to the Australian Julian Assange in its embassy.", "AID actual ECU > AUS"),
        ("Uganda took in 5,000 Congolese refugees at the weekend.", "AID actual UGA > COD"),
        ("British instructors began training the army of Sierra Leone.", "AID actual GBR > SLE"),
        ("The United States will give Colombia $1.3 billion in military aid.", "AID planned USA > COL"),
        ("Taiwan donated two helicopters to Panama.", "AID actual TWN > PAN"),
        ("The World Food Programme began distributing food in Sudan.", "AID actual WFP > SDN"),
        ("The World Food Programme dropped food by air to Sudan.", "AID actual WFP > SDN"),
        ("The Red Cross brought medicines into the besieged town in Syria.", "AID actual ICRC > SYR"),
        ("China wrote off Laos's debt of $300 million.", "AID actual CHN > LAO"),
        ("Australia will send a field hospital to Indonesia.", "AID planned AUS > IDN"),
    ]);
}

#[test]
fn what_was_done_together() {
    check(&[
        ("Flights between Kyrgyzstan and Tajikistan resumed on Monday.", "COOPERATE actual KGZ+TJK >"),
        ("Air traffic between Kyrgyzstan and Tajikistan has started again.", "COOPERATE actual KGZ+TJK >"),
        ("Jordan will resume flights to Syria on Sunday.", "COOPERATE planned JOR > SYR"),
        (
            "The first commercial flight in 20 years from Ethiopia to Eritrea landed on Monday.",
            "COOPERATE actual ETH+ERI >",
        ),
        ("India and Pakistan resumed bus services across the border.", "COOPERATE actual IND+PAK >"),
        ("Trains ran between India and Pakistan again on Monday.", "COOPERATE actual IND+PAK >"),
        ("Trade between India and Pakistan across the border restarted.", "COOPERATE actual IND+PAK >"),
        ("India and Indonesia began a three-day naval wargame.", "COOPERATE actual IND+IDN >"),
        ("Indian and Japanese warships trained in the Bay of Bengal.", "COOPERATE actual IND+JPN >"),
        (
            "Russian and Chinese bombers flew a joint patrol over the Sea of Japan.",
            "COOPERATE actual RUS+CHN >",
        ),
        ("Russian and Turkish soldiers patrolled the road together.", "COOPERATE actual RUS+TUR >"),
        ("Colombia handed a drug trafficker over to the United States.", "COOPERATE actual COL > USA"),
        ("Colombia extradited a drug lord to the United States.", "COOPERATE actual COL > USA"),
        ("Iran sold China 100,000 barrels of oil.", "COOPERATE actual IRN > CHN"),
        ("India is buying five missile systems from Russia.", "COOPERATE actual IND > RUS"),
        ("Qatar delivered its first gas cargo to China.", "COOPERATE actual QAT > CHN"),
        ("The United States passed intelligence on the rebels to Turkey.", "COOPERATE actual USA > TUR"),
        (
            "Spanish and French police broke up a smuggling ring in a joint operation.",
            "COOPERATE actual ESP+FRA >",
        ),
        ("Thailand and Malaysia opened a new bridge over the river.", "COOPERATE actual THA+MYS >"),
    ]);
}

#[test]
fn what_was_forced() {
    check(&[
        (
            "The authorities of Nepal have put Kathmandu under an indefinite curfew.",
            "COERCE/curfew actual NPL >",
        ),
        ("A countrywide curfew was imposed in Sri Lanka after clashes.", "COERCE/curfew actual LKA >"),
        ("Sri Lanka's police imposed a curfew in Colombo.", "COERCE/curfew actual LKA >"),
        ("The government of Sri Lanka declared a night-time curfew.", "COERCE/curfew actual LKA >"),
        ("Sri Lanka ordered people to stay indoors from dusk.", "COERCE/curfew actual LKA >"),
        ("South Korea's president declared martial law on Tuesday.", "COERCE/martial-law actual KOR >"),
        ("Soldiers in Mali seized power and suspended the constitution.", "COERCE/seize actual MLI >"),
        (
            "Army officers in Guinea took power on Sunday and dissolved the government.",
            "COERCE/seize actual GIN >",
        ),
        (
            "Soldiers of Niger announced on television that they had removed the president.",
            "COERCE/seize actual NER > NER",
        ),
        ("Myanmar's army detained Aung San Suu Kyi.", "COERCE/arrest actual MMR > MMR"),
        ("Turkish police rounded up dozens of officers.", "COERCE/arrest actual TUR >"),
        ("An American reporter was arrested in Russia on spying charges.", "COERCE/arrest actual RUS > USA"),
        ("Russia jailed an American reporter for 16 years.", "COERCE/arrest actual RUS > USA"),
        ("Iran is holding a British-Iranian aid worker.", "COERCE/arrest actual IRN > GBR"),
        ("Pakistan picked up 28 Indian fishermen.", "COERCE/arrest actual PAK > IND"),
        (
            "Israeli troops arrested 20 Palestinians in overnight raids in the West Bank.",
            "COERCE/arrest actual ISR > PSE",
        ),
        (
            "Iran's Revolutionary Guards captured a British tanker in the Gulf.",
            "COERCE/seize actual IRN > GBR",
        ),
        ("Iran has impounded a South Korean tanker.", "COERCE/seize actual IRN > KOR"),
        (
            "The Indian coast guard apprehended five Sri Lankan fishing boats.",
            "COERCE/seize actual IND > LKA",
        ),
        (
            "French customs officers intercepted a Russian cargo ship in the Channel.",
            "COERCE/seize actual FRA > RUS",
        ),
        ("The United States confiscated a plane of Venezuela's president.", "COERCE/seize actual USA > VEN"),
        ("Bolivia nationalised four Spanish power companies.", "COERCE/seize actual BOL > ESP"),
        ("Zimbabwe took over 3,000 white-owned farms.", "COERCE/seize actual ZWE >"),
        ("The United States sent 200 Haitian migrants home.", "COERCE/deport actual USA > HTI"),
        ("Ethiopian workers were sent home by Saudi Arabia.", "COERCE/deport actual SAU > ETH"),
        ("Algeria outlawed the Islamic Salvation Front.", "COERCE/ban actual DZA > FIS"),
        ("Russia's supreme court ordered the rights group Memorial shut.", "COERCE/ban actual RUS >"),
        ("Russia blocked Facebook on Friday.", "COERCE/censor actual RUS >"),
        ("Uganda shut down the internet on the eve of the vote.", "COERCE/censor actual UGA >"),
        ("Nigeria suspended Twitter indefinitely.", "COERCE/censor actual NGA >"),
        ("Pakistan took the private station Geo off the air.", "COERCE/censor actual PAK >"),
        (
            "Nicaraguan police raided the offices of the newspaper Confidencial.",
            "COERCE/restrict actual NIC >",
        ),
        ("Israel sealed off the West Bank for the holiday.", "COERCE/restrict actual ISR > PSE"),
        ("Russian ships are blockading Ukraine's ports.", "COERCE/restrict actual RUS > UKR"),
        ("Serbia stopped trucks from Kosovo at the border.", "COERCE/restrict actual SRB > XKX"),
        ("Israel withheld tax revenues from the Palestinian Authority.", "COERCE/withhold actual ISR > PSE"),
        ("Israel cut off electricity to Gaza.", "COERCE/withhold actual ISR > PSE"),
        ("Russia turned off the gas to Ukraine.", "COERCE/withhold actual RUS > UKR"),
        (
            "Hackers from Russia attacked websites of the Estonian government.",
            "COERCE/cyber actual RUS > EST",
        ),
        (
            "Russian hackers stole emails of the Democratic Party in the United States.",
            "COERCE/cyber actual RUS > USA",
        ),
        ("Albania's government websites were knocked out by hackers.", "COERCE/cyber actual ? > ALB"),
        ("A cyberattack by Iran crippled Albania's state websites.", "COERCE/cyber actual IRN > ALB"),
        ("A ransomware attack paralysed Costa Rica's finance ministry.", "COERCE/cyber actual  > CRI"),
    ]);
}

#[test]
fn what_crowds_did() {
    check(&[
        ("Hundreds of students marched on the French embassy in Niamey.", "PROTEST/demo actual NER > FRA"),
        ("Tens of thousands took to the streets in Minsk.", "PROTEST/demo actual BLR >"),
        ("Crowds gathered outside parliament in Georgia for a third night.", "PROTEST/demo actual GEO >"),
        ("In Egypt, 4,000 students burned American flags.", "PROTEST/demo actual EGY > USA"),
        (
            "Thousands of people chanted slogans outside the Israeli consulate in Istanbul.",
            "PROTEST/demo actual TUR > ISR",
        ),
        ("Farmers in India blocked roads into Delhi.", "PROTEST/obstruct actual IND >"),
        ("Protests broke out in Romania over the price of fuel.", "PROTEST/demo actual ROU >"),
        ("Demonstrations in Sudan went into a third week.", "PROTEST/demo actual SDN >"),
        ("Some 50,000 people turned out in Warsaw against the court reform.", "PROTEST/demo actual POL >"),
        ("A mob torched the Danish embassy in Pakistan.", "PROTEST/riot actual PAK > DNK"),
        ("Riots erupted in Kyrgyzstan after the vote.", "PROTEST/riot actual KGZ >"),
        ("Youths in Algeria threw stones at police.", "PROTEST/riot actual DZA > DZA"),
        ("Greek unions walked out on Wednesday against austerity.", "PROTEST/strike actual GRC >"),
        ("Nigerian oil workers downed tools.", "PROTEST/strike actual NGA >"),
        ("A jailed Cuban dissident is refusing food.", "PROTEST/hunger actual CUB >"),
        (
            "Palestinian prisoners started a hunger strike in Israeli jails.",
            "PROTEST/hunger actual PSE > ISR",
        ),
        ("Bolivian miners blocked the main highway to Chile.", "PROTEST/obstruct actual BOL > CHL"),
    ]);
}

#[test]
fn what_violence_did() {
    check(&[
        (
            "Gunmen ambushed an army convoy in Mali, killing at least 15 soldiers.",
            "ASSAULT/firearms actual ? > MLI",
        ),
        ("An ambush on a convoy left 24 Malian soldiers dead.", "ASSAULT actual  > MLI"),
        ("An army camp in Mali came under artillery fire.", "ASSAULT/heavy-weapons actual  > MLI"),
        ("A roadside bomb killed five Kenyan policemen near the border.", "ASSAULT/explosives actual  > KEN"),
        ("Suspected Boko Haram insurgents killed 13 Nigerian soldiers.", "ASSAULT actual BOKOHARAM > NGA"),
        (
            "A suicide bomber killed 20 people outside the ministry in Kabul.",
            "ASSAULT/suicide-attack actual ? > AFG",
        ),
        (
            "A suicide car bomb went off in Baghdad, killing 30 people.",
            "ASSAULT/suicide-attack actual  > IRQ",
        ),
        ("A bomb went off in central Ankara, killing 12.", "ASSAULT/explosives actual  > TUR"),
        ("A blast ripped through a bus station in Turkey.", "ASSAULT/explosives actual  > TUR"),
        ("Twin blasts rocked Istanbul on Saturday.", "ASSAULT/explosives actual  > TUR"),
        (
            "Former Prime Minister Rafik Hariri was killed by a car bomb in Beirut.",
            "ASSAULT/explosives actual  > LBN",
        ),
        (
            "Gunmen on a motorcycle shot dead an Iranian nuclear scientist in Tehran.",
            "ASSAULT/firearms actual ? > IRN",
        ),
        ("Israeli jets struck targets near Damascus in Syria.", "ASSAULT/aerial actual ISR > SYR"),
        ("A Russian air raid hit a school in Kharkiv, Ukraine.", "ASSAULT/aerial actual RUS > UKR"),
        ("Russia's army shelled Nikopol in Ukraine overnight.", "ASSAULT/heavy-weapons actual RUS > UKR"),
        ("Palestinian militants fired rockets into Israel.", "ASSAULT/heavy-weapons actual PSE > ISR"),
        ("A rocket from Gaza landed in southern Israel.", "ASSAULT/heavy-weapons actual PSE > ISR"),
        ("Houthi drones hit an oil plant in Saudi Arabia.", "ASSAULT/drone actual HOUTHI > SAU"),
        ("A Ukrainian drone crashed into an oil depot in Russia.", "ASSAULT/drone actual UKR > RUS"),
        (
            "Indian and Pakistani soldiers traded fire across the line in Kashmir.",
            "ASSAULT/firearms actual IND+PAK >",
        ),
        ("Clashes broke out between Armenia and Azerbaijan.", "ASSAULT actual ARM+AZE >"),
        ("Fighting flared between Armenian and Azerbaijani forces.", "ASSAULT actual ARM+AZE >"),
        ("Sudan and South Sudan fought over an oil town.", "ASSAULT actual SDN+SSD >"),
        ("Police in Kenya used tear gas on marchers in Nairobi.", "ASSAULT/crowd-control actual KEN > KEN"),
        ("Venezuelan troops opened fire on demonstrators.", "ASSAULT/firearms actual VEN > VEN"),
        ("Two German tourists were kidnapped in the Philippines.", "ASSAULT/abduct actual  > DEU"),
        (
            "Militants in Algeria seized ten Japanese workers at a gas plant.",
            "ASSAULT/abduct actual DZA > JPN",
        ),
        ("Gunmen took three Turkish engineers captive in Iraq.", "ASSAULT/abduct actual ? > TUR"),
        ("Islamic State beheaded a British aid worker.", "ASSAULT/execute actual ISIS > GBR"),
        ("Saudi Arabia executed 37 people for terrorism.", "ASSAULT/execute actual SAU > ?"),
        ("Syria brought down a Turkish jet.", "ASSAULT/aerial actual SYR > TUR"),
        ("Iran shot down an American drone.", "ASSAULT/aerial actual IRN > USA"),
    ]);
}

#[test]
fn what_was_conceded() {
    check(&[
        ("Sudan's army announced a unilateral truce.", "CONCEDE actual SDN >"),
        ("The Basque group ETA declared a ceasefire.", "CONCEDE actual ETA > ESP"),
        ("Authorities in the Amhara region of Ethiopia pardoned 1,981 prisoners.", "CONCEDE actual ETH >"),
        ("Myanmar declared an amnesty for 5,000 prisoners.", "CONCEDE actual MMR >"),
        ("Japan's prime minister apologised for the war.", "CONCEDE actual JPN >"),
        ("Japan voiced remorse to South Korea for its rule.", "CONCEDE actual JPN > KOR"),
        ("Russia's president offered an apology to Azerbaijan for the crash.", "CONCEDE actual RUS > AZE"),
        ("Israel said sorry to Turkey for the raid.", "CONCEDE actual ISR > TUR"),
        ("Nepal dropped its ban on social media.", "CONCEDE actual NPL >"),
        ("The government of Nepal reversed its ban on social media.", "CONCEDE actual NPL >"),
        ("Indonesia withdrew a ban on palm oil exports.", "CONCEDE actual IDN >"),
        ("The United States delayed new tariffs on Chinese goods.", "CONCEDE actual USA > CHN"),
        ("The United States postponed the tariff increase on China until March.", "CONCEDE actual USA > CHN"),
        ("China scrapped its tariffs on Australian barley.", "CONCEDE actual CHN > AUS"),
        ("Cuba eased its travel rules for Cubans.", "CONCEDE actual CUB >"),
        ("The French government backed down on the fuel tax.", "CONCEDE actual FRA >"),
        ("France bowed to the protesters and froze the fuel tax.", "CONCEDE actual FRA >"),
        ("Sri Lanka lifted its state of emergency.", "CONCEDE actual LKA >"),
        ("Ethiopia ended the state of emergency.", "CONCEDE actual ETH >"),
        ("Turkey lifted a ban on Wikipedia.", "CONCEDE actual TUR >"),
        ("South Korea suspended loudspeaker broadcasts to the North.", "CONCEDE actual KOR >"),
    ]);
}
