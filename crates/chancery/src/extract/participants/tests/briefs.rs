//! Those who take part in what short items of news tell, in many wordings.

use expect_test::expect;

use crate::extract::references::tests::check;

#[test]
fn how_many_there_are_does_not_hide_them() {
    check(
        "At least seven Malian soldiers were killed by Chadian rebels.",
        expect!["ASSAULT Actual TCD > MLI: killed"],
    );
    check(
        "More than 50 Malian soldiers were killed by Chadian rebels.",
        expect!["ASSAULT Actual TCD > MLI: killed"],
    );
    check(
        "Up to 50 Malian protesters were arrested by Chadian police.",
        expect!["COERCE Actual TCD > MLI: arrested"],
    );
    check(
        "As many as 20 Malian soldiers were wounded by Chadian rebels.",
        expect!["ASSAULT Actual TCD > MLI: wounded"],
    );
    check(
        "About 20 Malian protesters were arrested by Chadian police.",
        expect!["COERCE Actual TCD > MLI: arrested"],
    );
    check(
        "Chadian troops killed at least a dozen Malian rebels.",
        expect!["ASSAULT Actual TCD > MLI: killed"],
    );
}

#[test]
fn those_who_fell_in_a_fight_fought_with_the_others() {
    check(
        "Three Malian policemen died in clashes with Chadian rebels.",
        expect!["ASSAULT Actual TCD+MLI > : clashes"],
    );
    check(
        "Two Malian soldiers were killed in a gunbattle with Chadian troops.",
        expect!["ASSAULT Actual TCD > MLI: killed / gunbattle"],
    );
    check(
        "Fighting broke out on Sunday near the border between Chadian and Malian troops.",
        expect!["ASSAULT Actual TCD+MLI > : Fighting / broke"],
    );
    check(
        "Malian rebel leader killed in a shoot-out with Chadian troops.",
        expect!["ASSAULT Actual TCD > MLI: killed / shoot-out"],
    );
}

#[test]
fn what_is_ones_own_is_of_who_says_so() {
    check(
        "Chad admitted that its warplanes bombed a Malian village.",
        expect!["ASSAULT Actual TCD > MLI: bombed"],
    );
    check(
        "Chad said that Libya had shot down one of its planes.",
        expect!["ASSAULT Actual LBY > TCD: shot down"],
    );
    check(
        "Chad says three of its soldiers were killed by Malian rebels.",
        expect!["ASSAULT Actual MLI > TCD: killed"],
    );
    check(
        "Chadian authorities announced that they had arrested two Malian pilots.",
        expect!["COERCE Actual TCD > MLI: arrested"],
    );
    check(
        "Hezbollah seized a Chadian ship. The group's fighters attacked Mali.",
        expect![[r#"
        COERCE Actual HEZBOLLAH > TCD: seized
        ASSAULT Actual HEZBOLLAH > MLI: attacked"#]],
    );
}

#[test]
fn a_mission_is_not_of_the_state_where_it_is() {
    check(
        "Chad broke off relations with Mali in January after protesters had stormed its embassy in Bamako.",
        expect![[r#"
            SANCTION Actual TCD > MLI: broke off relations
            PROTEST Actual MLI > TCD: stormed its embassy"#]],
    );
}

#[test]
fn who_stands_before_a_participle_suffers_it() {
    check(
        "A Kenyan tanker, attacked on Sunday by Iran, sank.",
        expect!["ASSAULT Actual IRN > KEN: attacked"],
    );
    check("Malian gunman shot dead by Chadian troops.", expect!["ASSAULT Actual TCD > MLI: shot dead"]);
    check(
        "Two Malian pilots arrested in July and accused by Chad of spying came home.",
        expect![[r#"
        COERCE Actual TCD > MLI: arrested
        ACCUSE Actual TCD > MLI: accused"#]],
    );
    check(
        "Malian rebels shelled Chad. Chad responded by launching rockets at Malian villages.",
        expect![[r#"
            ASSAULT Actual MLI > TCD: shelled
            ASSAULT Actual TCD > MLI: launching rockets"#]],
    );
    check("Israel destroyed a tunnel built by Hamas.", expect!["ASSAULT Actual ISR > HAMAS: destroyed"]);
}

#[test]
fn who_holds_others_acts_himself() {
    check(
        "Malian gunmen holding hundreds of hostages killed a Chadian officer.",
        expect![[r#"
        ASSAULT Actual MLI > hostages: holding
        ASSAULT Actual MLI > TCD: killed"#]],
    );
    check(
        "Malian rebels seized two Chadian fishermen and then let them go.",
        expect![[r#"
        COERCE Actual MLI > TCD: seized
        RETREAT Actual MLI > TCD: let them"#]],
    );
    check(
        "Kenyan police broke into the Malian embassy. Mali severed relations with the country.",
        expect!["SANCTION Actual MLI > KEN: severed relations"],
    );
}
