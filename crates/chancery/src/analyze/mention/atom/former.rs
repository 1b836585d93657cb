//! States that stood where another stands now: in 1987 "Moscow" and "the Kremlin" are the Soviet Union, and no Russia.

use jiff::civil::{Date, date};

use super::{Atom, AtomKind, Atoms, PartyForm};
use crate::analyze::Analysis;
use crate::analyze::mention::PartyKind;

/// The state of a seat of power on a day: what stands there now, what stood there, and until when.
const SEATS: &[(&str, &str, Date)] = &[
    ("RUS", "SUN", date(1991, 12, 26)),
    ("CZE", "CSK", date(1993, 1, 1)),
    ("SRB", "YUG", date(1992, 4, 27)),
];

/// Until when "Russia" and "the Russians" are said of the Soviet Union: then Russia speaks for itself.
const NAMED_SO: Date = date(1990, 3, 1);

/// The state that had its seat where that of party `code` is now, on the day of the report; none where it is the same.
pub(in crate::analyze) fn seat_of_the_day(analysis: &Analysis, code: &str) -> Option<&'static str> {
    let day = analysis.document.published_on()?;
    let then = SEATS.iter().find(|(now, _, until)| *now == code && day < *until).map(|&(_, then, _)| then);
    // What was left of Yugoslavia was called so where the report speaks of it.
    let left = || {
        let top = analysis.tokens.lower.as_bytes();
        code == "SRB"
            && day < date(2003, 2, 4)
            && top[..top.len().min(TOP)].windows(8).any(|w| w == b"yugoslav")
    };
    then.or_else(|| left().then_some("YUG"))
}

/// How far into a report the name of a state is looked for that is no more, in bytes.
const TOP: usize = 20_000;

impl Atoms<'_> {
    /// An atom of a seat of power with the state that had it on the day of the report.
    pub(super) fn of_the_day(&self, atom: &mut Atom) {
        let tokens = atom.tokens.clone();
        let AtomKind::Party { code, name, form, kind, .. } = &mut atom.kind else { return };
        // "The Bosnian Serbs … *the Serbs* must leave Gorazde": those, where the report speaks of them and not of Serbia.
        let serbs =
            code == "SRB" && tokens.len() == 1 && matches!(self.lower(tokens.start), "serb" | "serbs");
        let top = self.analysis.tokens.lower.as_bytes();
        let told = |words: &[u8]| top[..top.len().min(TOP)].windows(words.len()).any(|w| w == words);
        if serbs && told(b"bosnian serb") && !told(b"serbia ") {
            if let Some(party) = self.know.party("BOSNIANSERBS") {
                party.code().clone_into(code);
                party.name().clone_into(name);
                *kind = PartyKind::Group;
            }
            return;
        }
        let Some(then) = seat_of_the_day(self.analysis, code) else { return };
        // "The *Russian* parliament" of 1991 is Russia's own.
        let own = tokens.into_iter().any(|at| self.lower(at).starts_with("russia"));
        let seat = matches!(form, PartyForm::Metonym | PartyForm::Body) && !own;
        let early = self.analysis.document.published_on().is_some_and(|day| day < NAMED_SO);
        if (seat || then == "SUN" && early)
            && let Some(party) = self.know.party(then)
        {
            then.clone_into(code);
            party.name().clone_into(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;
    use jiff::civil::{Date, date};

    use crate::text::{Document, Published, PublishedBasis};

    fn parties(text: &str, on: Date) -> Vec<String> {
        let published = Published { date: on, basis: PublishedBasis::Given };
        let document = Document { published: Some(published), ..Document::from_text(text) };
        let analysis = crate::analyze::analyze(&document, Knowledge::embedded());
        let codes = analysis.entities.list.iter().filter_map(|e| e.party.clone());
        let mut codes: Vec<String> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    #[test]
    fn a_seat_of_power_is_that_of_the_state_of_the_day() {
        let text = "Moscow rejected the plan of Peru.";
        assert_eq!(parties(text, date(1987, 4, 18)), ["PER", "SUN"]);
        assert_eq!(parties(text, date(1991, 12, 27)), ["PER", "RUS"]);
        assert_eq!(parties("The Russians left the talks.", date(1986, 11, 18)), ["SUN"]);
        assert_eq!(parties("Russia left the talks.", date(1991, 11, 18)), ["RUS"]);
        assert_eq!(parties("Prague condemned the raid by Chad.", date(1988, 6, 18)), ["CSK", "TCD"]);
        assert_eq!(parties("Belgrade left the talks with Peru.", date(1999, 2, 19)), ["PER", "SRB"]);
        let text = "The Yugoslav president met Peru's. Belgrade left the talks.";
        assert_eq!(parties(text, date(1999, 2, 19)), ["PER", "YUG"]);
    }

    #[test]
    fn the_serbs_of_bosnia_are_not_those_of_serbia() {
        let text = "Peru met the Bosnian Serbs. The Serbs left the talks.";
        assert_eq!(parties(text, date(1994, 6, 9)), ["BOSNIANSERBS", "PER"]);
    }
}
