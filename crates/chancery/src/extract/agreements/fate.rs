//! What has become of an agreement where a verb alone does not tell: it collapsed though another verb stands nearer, it was put
//! in abeyance, declared dead, called off, or is no longer binding.

use super::{Candidate, Finder};
use crate::analyze::Status;
use crate::analyze::clause::{PhraseId, Relation, Tag, VerbGroup};

/// Verbs in the past by which an agreement that is their subject has come to its end.
const ENDED: &[&str] = &["collapsed", "ended", "expired", "lapsed", "unravelled", "unraveled", "dissolved"];

/// How many tokens after the name of an agreement its fate may be told: "put the treaty with Chad *in abeyance*".
const REACH: usize = 14;

impl Finder<'_> {
    /// The status that an agreement has come to by more than one word.
    pub(super) fn fate(&self, candidate: &Candidate, sentence: usize) -> Option<&'static str> {
        let grammar = self.clauses.grammar;
        let range = self.analysis.sentences[sentence].tokens.clone();
        let phrase = candidate.phrase?;
        let start = grammar.phrases[phrase].start.min(candidate.tokens.start);
        let group = candidate.verb.map(|v| &grammar.verbs[v]);
        if let Some(g) = group.filter(|g| self.is_done(g)) {
            let word = self.lower(g.head);
            let next = self.lower(g.head + 1);
            let fell = ["broke", "fell", "fall", "broken", "fallen"].contains(&word);
            let down = matches!(next, "down" | "apart" | "through");
            // "The truce brokered by Chad *collapsed*".
            let told = g.subject.is_none_or(|s| s == phrase) && g.head > candidate.tokens.end;
            if told && !g.reduced && (ENDED.contains(&word) || fell && down) {
                return Some("terminated");
            }
            // "The truce *between Chad and Mali* collapsed": whatever of its words is taken for the subject.
            if self.is_told_of(candidate, g) && !g.reduced && (ENDED.contains(&word) || self.is_over(g.head))
            {
                return Some("terminated");
            }
            // "The truce brokered by Chad *is holding*".
            if told
                && !g.reduced
                && candidate.kind == "ceasefire"
                && matches!(word, "holding" | "held" | "holds")
                && !g.passive
            {
                return Some("in force");
            }
            // "*called off* the truce", "*walked away* from the accord".
            let left = match word {
                "called" | "calls" | "broke" | "breaks" | "broken" => next == "off",
                "walked" | "walks" => matches!(next, "away" | "out"),
                "backed" | "backs" => next == "out",
                _ => false,
            };
            if left && g.subject != Some(phrase) && (g.head < start && start < g.head + 6 || g.passive) {
                return Some("terminated");
            }
        }
        if self.falls_after_aside(candidate, range.end) {
            return Some("terminated");
        }
        if self.is_declared_over(candidate, group, range.end) || self.is_unbound(start) {
            return Some("terminated");
        }
        if self.is_let_lapse(candidate, range.end)
            || self.holds_no_longer(candidate, range.end)
            || group.is_some_and(|g| self.is_ended_by_choice(candidate, g))
        {
            return Some("terminated");
        }
        if self.is_to_run_out(candidate, range.end) {
            return Some("in force");
        }
        if self.is_put_aside(start, candidate.tokens.end, range.clone()) {
            return Some("suspended");
        }
        let holds = candidate.kind == "ceasefire" && self.seems_to_hold(candidate, range.end);
        (holds || candidate.known.is_none() && self.came_into_force(phrase, candidate.tokens.end, range.end))
            .then_some("in force")
    }

    /// Whether a verb tells of an agreement: it is its subject, or the last of the words that say whose it is is taken for that.
    fn is_told_of(&self, candidate: &Candidate, group: &VerbGroup) -> bool {
        let grammar = self.clauses.grammar;
        let end = candidate.tokens.end;
        let own = |s: PhraseId| {
            let subject = grammar.phrases[s];
            let told = (end..subject.start.max(end)).all(|i| {
                matches!(self.lower(i), "between" | "with" | "and" | "," | "the" | "in" | "of" | "among")
                    || grammar.cover[i].is_some()
            });
            Some(s) == candidate.phrase
                || subject.start >= end
                    && told
                    && matches!(self.lower(end), "between" | "with" | "in" | "among" | "of")
        };
        group.head >= end && group.subject.is_none_or(own) && group.relation != Relation::Relative
    }

    /// "The truce, *agreed in May*, fell apart": what is told after a participle between commas.
    fn falls_after_aside(&self, candidate: &Candidate, limit: usize) -> bool {
        let grammar = self.clauses.grammar;
        let end = candidate.tokens.end;
        let made =
            matches!(super::verbs::status_by(self.lower(end + 1)), Some("signed" | "agreed" | "ratified"));
        if self.lower(end) != "," || !made {
            return false;
        }
        let comma = (end + 1..limit.min(end + REACH)).find(|&i| self.lower(i) == ",");
        comma.and_then(|c| grammar.verb(c + 1)).map(|v| &grammar.verbs[v]).is_some_and(|g| {
            let fell = matches!(self.lower(g.head), "broke" | "fell" | "fallen" | "broken")
                && matches!(self.lower(g.head + 1), "down" | "apart" | "through");
            self.is_done(g)
                && !g.reduced
                && (fell || ENDED.contains(&self.lower(g.head)) || self.is_over(g.head))
        })
    }

    /// Whether the verb at token `at` and the words after it tell of an end: "*ran out*", "*came to an end*", "*is over*",
    /// "*lay in ruins*".
    fn is_over(&self, at: usize) -> bool {
        let next = |n: usize| self.lower(at + n);
        let last = |n: usize| {
            !self
                .clauses
                .grammar
                .phrase(at + n)
                .is_some_and(|p| self.clauses.grammar.phrases[p].start <= at + n + 1)
                || matches!(next(n), "," | "." | "and" | "\"" | "”")
        };
        match self.lower(at) {
            "ran" | "run" => next(1) == "out",
            "came" | "come" | "comes" => {
                next(1) == "to" && matches!((next(2), next(3)), ("an", "end") | ("a", "close"))
            }
            "is" | "was" | "are" | "were" | "be" | "been" | "lay" | "lies" | "remains" => {
                matches!(next(1), "over" | "dead" | "defunct" | "finished" | "void" | "moribund" | "null")
                    && last(2)
                    || next(1) == "in" && matches!(next(2), "ruins" | "tatters" | "shreds")
            }
            // "A ceasefire signed in May *lasted just hours*".
            "lasted" => matches!(next(1), "just" | "only" | "barely" | "less" | "hours" | "minutes"),
            "ceased" | "ceases" => {
                matches!(next(1), "to" | "being")
                    && (at + 2..at + 7).any(|i| {
                        matches!(self.lower(i), "force" | "apply" | "exist" | "effect" | "valid" | "binding")
                    })
            }
            _ => false,
        }
    }

    /// "is *no longer in force*", "*no longer applies*".
    fn holds_no_longer(&self, candidate: &Candidate, limit: usize) -> bool {
        self.after(candidate.tokens.end, limit).any(|i| {
            self.lower(i) == "no"
                && self.lower(i + 1) == "longer"
                && (i + 2..i + 6).any(|j| {
                    matches!(
                        self.lower(j),
                        "force"
                            | "valid"
                            | "binding"
                            | "effect"
                            | "applies"
                            | "applied"
                            | "exists"
                            | "existed"
                            | "stands"
                    )
                })
        })
    }

    /// "is *due to expire* in May", "was *set to run out* at midnight": until then it is there.
    fn is_to_run_out(&self, candidate: &Candidate, limit: usize) -> bool {
        self.after(candidate.tokens.end, limit).any(|i| {
            matches!(self.lower(i), "due" | "set" | "scheduled" | "expected" | "about")
                && self.lower(i + 1) == "to"
                && (matches!(self.lower(i + 2), "expire" | "lapse" | "end")
                    || self.lower(i + 2) == "run" && self.lower(i + 3) == "out")
        })
    }

    /// Whether someone has chosen to end it, by which it is as good as ended: "*decided to withdraw* from the pact", "its
    /// *decision to scrap* the deal"; but not "threatened to".
    fn is_ended_by_choice(&self, candidate: &Candidate, group: &VerbGroup) -> bool {
        let start = candidate.tokens.start;
        if !group.infinitive
            || group.negated
            || group.head >= start
            || super::verbs::status_by(self.lower(group.head)) != Some("terminated")
        {
            return false;
        }
        let chooses = |word: &str| ["decid", "opt", "vot", "chose"].iter().any(|s| word.starts_with(s));
        let governor = group.governor.map(|v| &self.clauses.grammar.verbs[v]);
        let before = |n: usize| group.start.checked_sub(n).map_or("", |i| self.lower(i));
        governor.is_some_and(|g| chooses(self.lower(g.head)) && self.is_done(g))
            || before(1) == "decision" && !matches!(before(2), "a" | "any" | "no" | "possible")
    }

    /// "a truce *which came into effect* on Sunday", "the pact *that went into force* in May".
    fn came_into_force(&self, phrase: PhraseId, end: usize, limit: usize) -> bool {
        let grammar = self.clauses.grammar;
        (end..limit.min(end + REACH)).any(|i| {
            let into = self.lower(i + 1) == "into" && matches!(self.lower(i + 2), "force" | "effect");
            let came = match self.lower(i) {
                "came" | "went" | "entered" => into,
                "took" => self.lower(i + 1) == "effect",
                _ => false,
            };
            came && grammar.verb(i).map(|v| &grammar.verbs[v]).is_some_and(|g| {
                self.is_done(g) && (g.subject == Some(phrase) || g.relation == Relation::Relative)
            })
        })
    }

    /// "the truce *appeared to be holding*".
    fn seems_to_hold(&self, candidate: &Candidate, limit: usize) -> bool {
        self.after(candidate.tokens.end, limit).any(|i| {
            let seems = ["appear", "seem"].iter().any(|s| self.lower(i).starts_with(s));
            let holds = |j: usize| matches!(self.lower(j), "hold" | "holding");
            seems && self.lower(i + 1) == "to" && (holds(i + 2) || self.lower(i + 2) == "be" && holds(i + 3))
        })
    }

    /// Whether a vote that was won is told by its figures right before token `start`: "*voted 128 to 9* on a resolution".
    pub(super) fn is_counted(&self, start: usize) -> bool {
        let figure = |word: &str| word.parse::<u16>().ok();
        let won = |word: &str| {
            let mut sides = word.split(['-', '–']).map(figure);
            let both = sides.next().flatten().zip(sides.next().flatten());
            both.is_some_and(|(yes, no)| yes > no)
        };
        (start.saturating_sub(6)..start).any(|i| {
            let counts = matches!(self.lower(i + 1), "to" | "in" | "for");
            figure(self.lower(i)).is_some() && counts || won(self.lower(i))
        })
    }

    /// Whether what a verb tells has come about.
    pub(super) fn is_done(&self, group: &VerbGroup) -> bool {
        !group.negated
            && group.modal.is_none()
            && !group.infinitive
            && matches!(self.clauses.status(group, false), Status::Actual | Status::Historical)
    }

    /// The tokens after a name that still tell of it: up to a comma, a full stop or a clause of its own.
    fn after(&self, end: usize, limit: usize) -> impl Iterator<Item = usize> {
        (end..limit.min(end + REACH)).take_while(|&i| {
            !matches!(self.tag(i), Some(Tag::Break | Tag::Comma | Tag::Subordinator | Tag::Relative))
        })
    }

    /// "declared the truce with Chad *over*", "pronounced the treaty *null and void*".
    fn is_declared_over(&self, candidate: &Candidate, group: Option<&VerbGroup>, limit: usize) -> bool {
        let says = |i: usize| ["declar", "pronounc", "proclaim"].iter().any(|s| self.lower(i).starts_with(s));
        let start = candidate.tokens.start;
        // "declared *null* the treaty".
        let before = (start.saturating_sub(6)..start).rfind(|&i| {
            says(i)
                && self.clauses.grammar.verb(i).is_some_and(|v| self.is_done(&self.clauses.grammar.verbs[v]))
        });
        if before.is_some_and(|at| {
            (at + 1..start).any(|i| matches!(self.lower(i), "null" | "void" | "dead" | "invalid"))
        }) {
            return true;
        }
        let declares = before.is_some() || group.is_some_and(|g| self.is_done(g) && says(g.head));
        let over = |i: usize| {
            let word = self.lower(i);
            let last = !self.clauses.grammar.phrase(i + 1).is_some_and(|p| self.leads(p, i));
            matches!(word, "dead" | "void" | "null" | "invalid" | "defunct" | "finished" | "terminated")
                || word == "over" && last
        };
        declares && self.after(candidate.tokens.end, limit).any(over)
    }

    /// Whether a phrase hangs on the preposition at a token.
    fn leads(&self, phrase: PhraseId, at: usize) -> bool {
        self.clauses.grammar.phrases[phrase].preposition == Some(at)
    }

    /// "is *no longer bound by* the treaty".
    pub(super) fn is_unbound(&self, start: usize) -> bool {
        let Some(by) = start.checked_sub(2) else { return false };
        let bound = self.lower(by + 1) == "by" && self.lower(by) == "bound"
            || self.lower(by + 1) == "to" && self.lower(by) == "party";
        bound && (by.saturating_sub(4)..by).any(|i| self.lower(i) == "longer")
    }

    /// "allowed the pact *to lapse*", "let the accord expire".
    fn is_let_lapse(&self, candidate: &Candidate, limit: usize) -> bool {
        let start = candidate.tokens.start;
        let lets = |i: usize| matches!(self.lower(i), "allowed" | "let" | "allowing" | "letting");
        let lapses = |i: usize| matches!(self.lower(i), "lapse" | "expire" | "die");
        let end = candidate.tokens.end;
        // "the pact *was allowed to lapse*".
        let passive = self.after(end, limit).any(|i| {
            matches!(self.lower(i), "allowed" | "left") && self.lower(i + 1) == "to" && lapses(i + 2)
        });
        passive || (start.saturating_sub(4)..start).any(lets) && self.after(end, limit).any(lapses)
    }

    /// "put the treaty *in abeyance*", "put *on hold* a treaty", "the treaty, *on ice* since May".
    fn is_put_aside(&self, start: usize, end: usize, range: std::ops::Range<usize>) -> bool {
        let aside = |i: usize| {
            matches!(
                (self.before(i), self.lower(i)),
                ("in" | "into", "abeyance") | ("on", "hold" | "ice" | "pause")
            )
        };
        // What only may be put aside is not: "exercise the right to hold the accord in abeyance".
        let open = |i: usize| {
            matches!(self.lower(i), "to" | "could" | "may" | "might" | "would" | "not") && !self.capital(i)
        };
        let first = range.start.max(start.saturating_sub(9));
        let near = self.after(end, range.end).any(aside)
            || self.lower(end) == "," && (end + 1..end + 4).any(aside)
            || (first.max(start.saturating_sub(3))..start).any(aside);
        near && !(first..start).any(open) && !self.after(end, range.end).any(open)
    }
}
