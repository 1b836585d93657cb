//! The examples of the rules, and what must hold of any text.

use chancery_know::Knowledge;

use super::cues::CUES;
use super::{Attribution, AttributionKind};
use crate::analyze::analyze;
use crate::text::Document;

/// `text` with the `[source]`, `{cue}` and `<<content>>` of every attribution marked.
fn marked(text: &str) -> String {
    marked_in(Document::from_text(text))
}

fn marked_in(document: Document) -> String {
    let text = document.text.as_str();
    let analysis = analyze(&document, Knowledge::embedded());
    let mut marks: Vec<(u32, u8, &str)> = Vec::new();
    for attribution in &analysis.attributions {
        for source in &attribution.source {
            marks.extend([(source.start, 1, "["), (source.end, 0, "]")]);
        }
        for cue in &attribution.cue {
            marks.extend([(cue.start, 1, "{"), (cue.end, 0, "}")]);
        }
        for content in &attribution.content {
            marks.extend([(content.start, 2, "<<"), (content.end, 0, ">>")]);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    let mut out = String::new();
    let mut at = 0;
    for (offset, _, mark) in marks {
        out.push_str(&text[at..offset as usize]);
        out.push_str(mark);
        at = offset as usize;
    }
    out + &text[at..]
}

fn plain(marked: &str) -> String {
    marked.replace("<<", "").replace(">>", "").replace(['[', ']', '{', '}'], "")
}

#[track_caller]
fn check(expected: &str) {
    assert_eq!(marked(&plain(expected)), expected);
}

#[test]
fn examples_of_the_rules() {
    let mut failed = Vec::new();
    for cue in CUES {
        for example in cue.examples {
            let mut document = Document::from_text(plain(example));
            document.source = cue.releases.then(|| "state.gov".to_owned());
            let found = marked_in(document);
            if found != *example {
                failed.push(format!("{}\n  expected {example}\n  found    {found}", cue.name));
            }
        }
    }
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

fn kinds(text: &str) -> Vec<AttributionKind> {
    let document = Document::from_text(text);
    analyze(&document, Knowledge::embedded()).attributions.iter().map(|a: &Attribution| a.kind).collect()
}

#[test]
fn kinds_by_what_is_quoted() {
    use AttributionKind::{Direct, Indirect, Mixed};
    assert_eq!(
        kinds("“We will go,” Clark said. Clark said that he would go. Clark said he had “no fear” of it."),
        [Direct, Indirect, Mixed]
    );
}

#[test]
fn the_cue_may_split_what_is_said() {
    check("“<<A step back>>,” [Clark] {said}. “<<We will not sign it.>>”");
    check("[The Foreign Ministry] (Wisma Putra) in a statement {said} <<the talks will go on>>.");
    check("“<<A step back>>,” [Clark] {said}, “<<is what we see.>>”");
    check("<<This>>, [Clark] {said}, <<is a step back>>.");
}

#[test]
fn what_is_said_ends_where_the_reporter_goes_on() {
    check(
        "[Wehbe] {accused} the Gulf States of <<playing a role in the rise of ISIL>> in a heated exchange with a guest.",
    );
    check("[He] {condemned} <<the attacks against the Kingdom>>, and they discussed support for a truce.");
    check(
        "[The leaders] {expressed} <<their desire for a solution>>, and discussed recent engagements with Russia.",
    );
    check("[Trump] {acknowledged} <<the meeting>> in a Wednesday morning tweet.");
    check("[The parties] {say} <<they have been unable to agree on rights>> but pledge to hold more talks.");
    check("[Israel's government] {says} that <<the comments were wrong>> and has summoned the envoy.");
    check("[Washington] {says} that <<Morocco will recognise Israel, becoming the fourth to do so>>.");
    check(
        "[The minister] {announced} that <<his government recognizes the coalition>>, two days after France did.",
    );
}

#[test]
fn a_clause_is_told_from_a_list() {
    check("[The minister] {says} that <<talks between Ukraine and Russia have begun>>.");
    check("[He] {accuses} the group of <<killing 400 people>> and {said} <<it had increased attacks>>.");
    check("[China], which {claims} <<Taiwan as a province>>, {condemns} <<the visit>>.");
    check("[He] {said} <<it was bad>>, and [he] incorrectly {noted} that <<there were no questions>>.");
    check("[Josep Borrell] {threatens} <<sanctions unless it and Greece reconcile their differences>>.");
    check("[The leaders] {expressed} <<readiness to respond in a forceful and coordinated manner>>.");
    check("[Both sides] {accuse} the other of <<violating the ceasefire>>.");
    check("[The minister] {praised} <<the work done between Spain and Peru based on trust>>.");
}

#[test]
fn what_is_noted_is_no_clause_of_others() {
    check(
        "[He] {noted} <<our confidence in the strength of democracy>> and the two leaders discussed a legacy.",
    );
    check(
        "[They] {highlighted} <<their commitment to curtailing the illegal production, trafficking, and distribution of drugs>>.",
    );
    check("Under the pact, Moscow has agreed to buy grain.");
    check(
        "[The minister] {said} on Sunday after a meeting with his counterparts from Ukraine, Russia and France that <<they would report>>.",
    );
    check("[He] {condemned} <<the attack, which killed and wounded hundreds>>.");
    check("[The envoy] {said} <<he hoped for a deal>>, but {said} <<it would not be easy>>.");
    check("LONDON, March 4 (Reuters) - <<The truce must hold>>, [the minister] {said}.");
    check("[He] {announced} that <<it would wait 30 days before deciding whether to act>>.");
    check("“<<It is so>>,” [Abe] {told} reporters, according to Reuters. “<<We will talk.>>”");
}

#[test]
fn who_is_quoted_by_another_speaks() {
    check("“<<We will cut them by half>>,” Tass quoted [the minister] as {saying}.");
    check("“<<We will cut them by half>>,” Reuters on Tuesday quoted [the minister] as {saying} in Nairobi.");
    check("“<<We will cut them by half>>,” [the minister] was quoted as {saying} by the daily.");
    check("“<<We will cut them by half>>,” [the minister] was reported as {saying} before he left.");
    check("“<<We will cut them by half>>,” [the minister] is quoted as {saying} in the newspaper.");
    check("“<<We will cut them by half>>,” [the minister] was quoted as {telling} reporters.");
    check("<<Kenya will pay its debts>>, [the minister] was quoted as {saying}.");
    check("Tass quoted [the minister] as {saying} that <<missiles would be cut>>.");
    check("[The minister] is quoted in the paper as {saying} that <<missiles would be cut>>.");
}

#[test]
fn a_name_in_quotation_marks_is_nothing_said() {
    check("In an interview with the “Daily News”, [the minister] {said} <<the claims were false>>.");
    check("In an article in “The Standard”, [the minister] {wrote} that <<the claims were false>>.");
    check("Speaking on “Hardball”, [the minister] {said} <<the sanctions would hurt>>.");
    check("At the start of the exercise “Desert Shield”, [the minister] {warned} that <<it would be hit>>.");
    check("“<<Never Again>>,” [the minister] {said} at the memorial.");
}

#[test]
fn the_occasion_of_a_saying_is_no_part_of_it() {
    check("[The minister] {announced} <<a truce between Chad and Niger>> at a news conference in Cairo.");
    check("[The minister] {called for} <<a truce>> during his talks with the president.");
    check("[The minister] {demanded} <<sanctions against Chad>> as the army closed in on the capital.");
    check("[The minister] {condemned} <<the killing of monks during the protests in Myanmar>>.");
    check("[The minister] {praised} <<the decision taken at the summit in Nairobi>>.");
    check("<<The talks failed>>, [Kenya] {said} hours after Uganda left.");
    check("<<The talks failed>>, [Kenya] {said} on Monday, two days after Uganda left.");
    check("Asked about a report that talks had failed, [the minister] {said}: “<<It is not right.>>”");
    check("[He] {accused} him of “<<lies.>>” <<Israel>>, [he] {asserted}, <<has kept its word>>.");
}

#[test]
fn who_speaks_is_told_by_more_than_a_name() {
    check("<<Talks will go on>>, [two people] briefed on the trip {said}.");
    check("<<Agents hacked into the system>>, [the DNC] {alleges}.");
    check("<<There were no reports of damage>>, {according to} [the Japanese broadcaster NHK].");
    check(
        "He visited Fiji, Samoa, and Tonga, and [the Secretary] {reaffirmed} <<the commitment to the region>>.",
    );
    check("After meeting President Santos, [the Secretary] {said} <<peace was near>>.");
}

#[test]
fn deeds_are_no_sayings() {
    check("Jordan recalls its ambassador to Israel in protest, and [Jordan] {condemns} <<the strikes>>.");
    check("Peru expelled the Mexican ambassador and declared him persona non grata.");
    check("Russia vetoed a United Nations resolution calling for a ceasefire in Syria.");
    check("Hooded gunmen attack French police in the city of Marseille.");
    check("China broke ties when Palau recognized Taiwan.");
    check("[The ambassador] {conveyed} him <<the greetings of the King>>.");
    check("[The minister] {extended} <<condolences to the families>>, and Japan extended a loan to Fiji.");
    check(
        "[The United States, NATO and the United Nations] all {called on} Greece <<to exercise restraint>>.",
    );
}

#[test]
fn the_cue_may_open_the_sentence() {
    check(
        "{Expressing} <<concern about the coup>>, [Secretary Blinken] {recalled} <<the principles of the Charter>>.",
    );
}

#[test]
fn who_is_visited_to_say_something() {
    check("[Rishi Sunak] visits Kyiv to {reiterate} <<his support for Ukraine>>.");
    check("[Ghani] {ordered} <<the release of 500 prisoners to start the talks>>.");
    check("[President Park] {pledges} <<$1 million in aid>>.");
}

proptest::proptest! {
    #[test]
    fn contents_are_ordered_and_on_boundaries(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Clark", "the minister", "said", "that", "“", "”", "\"", ",", ".", "according to", "he", "told", "reporters", "and", "but",
                "adding", "in a statement", "on Tuesday", "Iran", "would", "go", "\n\n", "é…", "called", "for", "to", "a deal", ":", "who", "(", ")", "'", "—", "by", "was", "accused of",
            ]),
            0..40,
        )
    ) {
        let text = words.join(" ");
        let document = Document::from_text(text.clone());
        let analysis = analyze(&document, Knowledge::embedded());
        let mut first = 0;
        for (i, attribution) in analysis.attributions.iter().enumerate() {
            proptest::prop_assert!(!attribution.content.is_empty());
            proptest::prop_assert!(attribution.content[0].start >= first);
            first = attribution.content[0].start;
            let mut last = 0;
            for span in &attribution.content {
                proptest::prop_assert!(span.start >= last && !span.is_empty());
                proptest::prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                last = span.end;
            }
            for span in attribution.source.iter().chain(&attribution.cue).chain(&attribution.addressee).chain(&attribution.channel) {
                proptest::prop_assert!(!span.is_empty() && text.get(span.start as usize..span.end as usize).is_some());
            }
            proptest::prop_assert!(attribution.within != Some(i));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        let document = Document::from_text(text);
        crate::extract(&analyze(&document, Knowledge::embedded()));
    }
}

#[test]
fn who_is_spoken_to_is_no_part_of_what_is_said() {
    check(
        "[Sweden] {asks} the United States, the United Kingdom and the European Union <<to put pressure on Belarus>>.",
    );
    check("[President Xi] {told} the daily Asahi Shimbun that <<ties were strong>>.");
    check("[The minister] {said} <<this week's talks are unlikely to delay tariffs>>.");
    check("[Officials] {said} <<only an escalation of tension would increase pressure>>.");
}

#[test]
fn what_another_denies_and_what_goes_on_are_told_apart() {
    check("[Iran] {says} that <<there was a massacre in Gaza>>, which the government strongly denied.");
    check("[Ukraine] {says} that <<Russia has failed, but that talks go on>>.");
    check("North Korea returns what it says are the remains of 55 servicemen.");
    check("The White House looks forward to welcoming President Emmanuel Macron to Washington.");
}

#[test]
fn several_who_issue_a_statement_say_all_of_it() {
    check(
        "The following statement was released by [the Governments of Japan and India].\n<<Senior officials met in \
         Tokyo today. We spoke of trade.>>\n<<The next meeting will be held in Delhi.>>",
    );
    // In words about themselves they are reported.
    check(
        "The following statement was released by the Governments of Japan and India.\n[The two sides] {reaffirmed} \
         <<their commitment to trade>>.",
    );
}

#[test]
fn what_is_not_said_or_called_off_is_no_saying() {
    check("The Fund calls off a staff mission planned for next week.");
    check("A court sentences eight officers on espionage charges that have not been made public.");
}

#[test]
fn sayings_stand_in_each_other_only_so_deep() {
    let document = crate::Document::from_text("He said that ".repeat(500));
    let analysis = crate::analyze(&document, chancery_know::Knowledge::embedded());
    let words: u64 = analysis.attributions.iter().flat_map(|a| &a.content).map(|s| s.len() as u64).sum();
    assert!(!analysis.attributions.is_empty());
    assert!(words <= 6 * document.text.len() as u64, "{words} bytes are said in {}", document.text.len());
}

#[test]
fn a_document_that_is_posted_says_nothing_again() {
    check("\"<<We protest>>,\" [the ministry] {said} in a statement posted on its website.");
    check("Chad called home its ambassador to Mali.");
    check("[Kenya] {urged} Uganda in a post on X <<to renounce its claims>>.");
}
