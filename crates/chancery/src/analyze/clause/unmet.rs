//! Clauses that only say on what something hangs: "*if* Chad refuses", "*until* Chad apologises", "*should* Chad refuse".

use super::{Clauses, Relation, VerbGroup};
use crate::analyze::word::form;
use crate::text::Span;

/// How many verbs are gone up from one to that of the clause.
const UP: u8 = 4;

impl Clauses<'_> {
    /// Whether what the words of `span` tell of is only a condition.
    pub(crate) fn is_unmet_in(&self, span: Span) -> bool {
        let verb = self.analysis.tokens.within(span).find_map(|at| self.grammar.verb(at));
        verb.is_some_and(|v| self.is_unmet(&self.grammar.verbs[v]))
    }

    /// Whether what a verb group tells of is only a condition on which something else hangs.
    pub(crate) fn is_unmet(&self, group: &VerbGroup) -> bool {
        self.is_unmet_within(group, 0)
    }

    fn is_unmet_within(&self, group: &VerbGroup, depth: u8) -> bool {
        if depth > UP {
            return false;
        }
        let opener = group.opener.map_or("", |t| self.lower(t));
        let opens = match opener {
            "if" | "unless" => true,
            "until" | "till" | "once" => self.is_of_now(group),
            // "Will visit Chad *before* he goes to Mali": he will.
            "before" => {
                let ahead = group.governor.is_some_and(|v| self.grammar.verbs[v].modal.is_some());
                !ahead && self.is_of_now(group)
            }
            "as" => {
                group.opener.is_some_and(|t| t > 0 && self.lower(t - 1) == "soon") && self.is_of_now(group)
            }
            _ => false,
        };
        if opens && group.relation == Relation::Adverbial || self.is_inverted(group) {
            return true;
        }
        let up = matches!(group.relation, Relation::Infinitive | Relation::Gerund) && !opens;
        let governor = group.governor.filter(|_| up).map(|v| self.grammar.verbs[v]);
        governor.is_some_and(|g| self.is_unmet_within(&g, depth + 1))
    }

    /// Whether a finite verb is in the present or the present perfect.
    fn is_of_now(&self, group: &VerbGroup) -> bool {
        let has = |words: &[&str]| (group.start..group.head).any(|at| words.contains(&self.lower(at)));
        if group.modal.is_some() || group.gerund || has(&["had", "was", "were", "did"]) {
            return false;
        }
        has(&["has", "have", "is", "are"]) || !self.words[group.head].has_form(form::PAST)
    }

    /// "*Should* Chad *refuse*, Mali will leave": the first verb of a sentence that is no question.
    fn is_inverted(&self, group: &VerbGroup) -> bool {
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(group.head)].tokens;
        let first = sentence.clone().find_map(|at| self.grammar.verb(at).filter(|_| at > sentence.start));
        let own = self.grammar.verb(group.head);
        matches!(self.lower(sentence.start), "should" | "were")
            && own.is_some()
            && first == own
            && self.lower(sentence.end - 1) != "?"
            && (sentence.start..group.head).all(|at| self.lower(at) != ",")
    }
}
