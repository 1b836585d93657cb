//! By what an agreement is made: the event of its sentence that signs or reaches it, and the verb of its clause.

use super::nouns::HEADS;
use super::{Candidate, Finder, verbs};
use crate::analyze::clause::{PhraseId, Relation, Tag, VerbId};
use crate::extract::Event;
use crate::text::Span;

impl Finder<'_> {
    /// The event of this sentence that makes the agreement: signed, reached, adopted.
    pub(super) fn maker(&self, sentence: usize, candidate: &Candidate) -> Option<&Event> {
        let at = candidate.head;
        let span = self.analysis.sentences[sentence].span;
        let here = self.analysis.tokens.list[at].span;
        // "*signed* an accord", whoever found the act.
        let told = |e: &Event| {
            let trigger = e.evidence.first().map_or("", |s| s.of(&self.analysis.tokens.lower));
            let done = |word: &str| matches!(verbs::status_by(word), Some("signed" | "ratified"));
            let named = |word: &str| HEADS.iter().any(|(head, _)| *head == word);
            let made = |word: &str| verbs::status_by(word) == Some("agreed") && !named(word);
            let words = || trigger.split(' ').take(4);
            matches!(e.event, "SUPPORT" | "AGREE")
                && (words().take(2).any(done) || words().any(made) && words().any(named))
        };
        let makes = |e: &Event| {
            e.cameo == Some("057")
                || told(e)
                || ["agreement", "truce", "ceasefire", "accepted", "agreed", "deal"]
                    .iter()
                    .any(|w| e.method.contains(w))
        };
        let makers = || {
            let acts = |e: &&Event| matches!(e.event, "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT");
            self.events.iter().filter(acts).filter(|e| makes(e))
        };
        // The one whose verb it is subject or object of, else one near by.
        let verb = candidate.verb.map(|v| self.analysis.tokens.list[self.clauses.grammar.verbs[v].head].span);
        let own = verb.and_then(|verb| makers().find(|e| e.evidence.iter().any(|s| s.contains(verb))));
        own.or_else(|| {
            // "They agreed *that* the treaty has worked" makes none.
            let told = |s: &Span| {
                let first = self.analysis.tokens.within(*s).end;
                (first..at).any(|i| self.tag(i) == Some(Tag::That))
            };
            let near = |s: &Span| {
                span.contains(*s) && s.start < here.end + 60 && here.start < s.end + 60 && !told(s)
            };
            makers().find(|e| e.evidence.iter().any(near))
        })
    }

    /// The verb that tells what becomes of the agreement: the one it is subject or object of, else that of its clause.
    pub(super) fn verb_of(&self, phrase: PhraseId, sentence: usize) -> Option<VerbId> {
        let grammar = self.clauses.grammar;
        let own = &grammar.phrases[phrase];
        let range = self.analysis.sentences[sentence].tokens.clone();
        // "A resolution *calling* for" only describes it; and "signed in 2019, *has entered* into force" tells two things, of
        // which the second is what became of it.
        let tells = |v: &VerbId| {
            let group = &grammar.verbs[*v];
            let told = group.subject == Some(phrase) && group.relation != Relation::Relative;
            // "a resolution *put forth by* Algeria" only tells whose it is.
            let forth = matches!(self.lower(group.head + 1), "forth" | "forward");
            let led = group.relation == Relation::Relative && self.is_led(own.end) || forth;
            told && !group.gerund && !forth || group.object == Some(phrase) && !led
        };
        // "signed a truce in May, *but* talks on a treaty collapsed": what comes after is told of another thing.
        let near = || {
            let here = (own.end..range.end.min(own.end + 30)).take_while(|&i| self.lower(i) != "but");
            here.filter_map(|at| grammar.verb(at)).filter(tells)
        };
        let subject = own
            .preposition
            .is_none()
            .then(|| near().find(|&v| !grammar.verbs[v].reduced).or_else(|| near().next()));
        // "An accord *to set up a commission* was concluded", "A deal *under which Chad will pay* was signed".
        let first = own.start <= range.start + 1 || self.before(own.start.saturating_sub(1)) == ",";
        let over = || {
            let purpose = own.preposition.is_none()
                && first
                && (self.is_led(own.end) || self.tag(own.end) == Some(Tag::To));
            let told = |v: &VerbId| {
                let group = &grammar.verbs[*v];
                let own = |p: PhraseId| grammar.phrases[p].preposition.is_none();
                let free = !group.infinitive && !group.gerund && !group.reduced;
                group.passive && free && !group.subject.is_some_and(own)
            };
            let mut after = (own.end..range.end).filter_map(|at| grammar.verb(at));
            purpose.then(|| after.find(told)).flatten()
        };
        over().or_else(|| subject.flatten()).or_else(|| {
            let around = self.dates.verb_around(phrase, sentence)?;
            Some(self.past_relative(own.end, around, range.end).unwrap_or(around))
        })
    }

    /// The verb after a clause that a preposition and "which" open: "the accord, under which Chad froze its claims,
    /// *collapsed*".
    fn past_relative(&self, end: usize, around: VerbId, limit: usize) -> Option<VerbId> {
        let grammar = self.clauses.grammar;
        let inner = &grammar.verbs[around];
        let after = |i: &usize| self.lower(*i) == "," && *i > inner.head;
        let comma = (end..limit).find(after).filter(|_| self.is_led(end) && inner.start > end)?;
        grammar.verb(comma + 1).filter(|&v| {
            let group = &grammar.verbs[v];
            group.subject.is_none() && !group.reduced && !group.gerund && !group.infinitive
        })
    }

    /// Whether a preposition and "which" stand at token `end`, or after a comma there.
    fn is_led(&self, end: usize) -> bool {
        let open = if self.lower(end) == "," { end + 1 } else { end };
        self.tag(open) == Some(Tag::Preposition) && self.lower(open + 1) == "which"
    }

    /// Whether someone makes a phrase: "they *sealed* deals on gas", "contracts *were signed*".
    pub(super) fn is_made_now(&self, phrase: PhraseId, sentence: usize) -> bool {
        let verb = self.verb_of(phrase, sentence).map(|v| &self.clauses.grammar.verbs[v]);
        let made = verb.is_some_and(|g| {
            let status = verbs::status_by(self.lower(g.head));
            let own = self.clauses.grammar.phrases[phrase].preposition.is_none();
            own && !g.negated && !g.infinitive && matches!(status, Some("signed" | "agreed" | "ratified"))
        });
        made || self.is_signed(phrase, sentence)
    }

    /// Whether a roadmap or a plan of action is what two agree on or adopt: "*agreed on* a roadmap for".
    pub(super) fn is_agreed_on(&self, phrase: PhraseId, at: usize, sentence: usize) -> bool {
        let own = self.clauses.grammar.phrases[phrase];
        let kind = self.lower(at) == "roadmap"
            || (own.start..at).any(|i| matches!(self.lower(i), "action" | "work" | "cooperation"));
        let Some(verb) = self.verb_of(phrase, sentence).map(|v| &self.clauses.grammar.verbs[v]) else {
            return false;
        };
        let word = self.lower(verb.head);
        let led = own.preposition.is_none_or(|p| self.lower(p) == "on" && p == verb.head + 1);
        let adopts = ["agree", "adopt", "approv", "endors"].iter().any(|s| word.starts_with(s));
        let mut codes = Vec::new();
        let subjects = self.clauses.subjects(verb);
        self.extend(&mut codes, subjects.into_iter().filter_map(|m| self.analysis.entities.of(m)));
        kind && led && adopts && codes.len() > 1
    }

    /// Whether two come to what a phrase says: "A and B reached an understanding".
    pub(super) fn is_come_to(&self, phrase: PhraseId, sentence: usize) -> bool {
        let verb = self.verb_of(phrase, sentence).map(|v| self.clauses.grammar.verbs[v]);
        let comes = |w: &str| ["reach", "conclud", "come", "came", "sign"].iter().any(|s| w.starts_with(s));
        verb.is_some_and(|g| {
            comes(self.lower(g.head)) && (g.object.is_none_or(|o| o == phrase) || g.subject == Some(phrase))
        })
    }

    /// Whether someone signs, adopts or issues a phrase.
    pub(super) fn is_issued(&self, phrase: PhraseId, sentence: usize) -> bool {
        let verb = self.verb_of(phrase, sentence).map(|v| &self.clauses.grammar.verbs[v]);
        let free = self.clauses.grammar.phrases[phrase].preposition.is_none();
        let issues = |w: &str| ["adopt", "issu", "endors"].iter().any(|s| w.starts_with(s));
        self.is_signed(phrase, sentence)
            || free && verb.is_some_and(|g| g.object == Some(phrase) && issues(self.lower(g.head)))
    }

    /// Whether a phrase is what someone signs, or its signing is told.
    pub(super) fn is_signed(&self, phrase: PhraseId, sentence: usize) -> bool {
        let grammar = self.clauses.grammar;
        let signs =
            |word: &str| word.starts_with("sign") || word.starts_with("initial") || word.starts_with("ink");
        // "signed a letter *about a plan*" signs no plan; but "signed *a package of* documents" signs them.
        let measure = |at: usize| {
            matches!(
                self.lower(at),
                "package"
                    | "series"
                    | "number"
                    | "total"
                    | "raft"
                    | "set"
                    | "host"
                    | "range"
                    | "string"
                    | "batch"
                    | "slew"
                    | "dozens"
                    | "dozen"
                    | "exchange"
            )
        };
        let of = |p: usize| self.lower(p) == "of" && p.checked_sub(1).is_some_and(measure);
        let free = grammar.phrases[phrase].preposition.is_none_or(of);
        let verb = self.verb_of(phrase, sentence).map(|v| self.lower(grammar.verbs[v].head));
        let noun = grammar.phrases[phrase].preposition.and_then(|p| p.checked_sub(1)).map(|n| self.lower(n));
        // "a plan *signed in May*", "the declaration *that was signed by* the two".
        let passing = |i: &usize| {
            matches!(self.lower(*i), "that" | "which" | "was" | "were" | "," | "has" | "have" | "been")
        };
        let end = grammar.phrases[phrase].end;
        let next = (end..end + 5).find(|i| !passing(i)).map_or("", |i| self.lower(i));
        if matches!(next, "signed" | "initialled" | "initialed" | "inked") {
            return true;
        }
        // "witnessed the *signing of a number of* documents".
        let measured = grammar.phrases[phrase].preposition.filter(|&p| of(p));
        let signing = |p: usize| {
            (p.saturating_sub(5)..p).any(|i| {
                matches!(self.lower(i), "signing" | "signature" | "exchange") && self.lower(i + 1) == "of"
            })
        };
        if measured.is_some_and(signing) {
            return true;
        }
        free && verb.is_some_and(signs) || noun.is_some_and(|n| matches!(n, "signing" | "signature"))
    }

    /// Whether an arrangement is told to be between parties by name, and to be kept, ended or made anew: "renewing a quota
    /// *arrangement between Chad and Mali*".
    pub(super) fn is_kept_between(&self, at: usize, limit: usize) -> bool {
        let between = matches!(self.lower(at + 1), "between" | "with")
            && (at + 2..limit.min(at + 5))
                .any(|i| self.clauses.grammar.cover[i].is_some_and(|m| self.is_party(m)));
        between
            && (at.saturating_sub(8)..at).any(|i| {
                ["renew", "extend", "end", "scrap", "terminat", "suspend", "expir", "continu"]
                    .iter()
                    .any(|s| self.lower(i).starts_with(s))
            })
    }
}
