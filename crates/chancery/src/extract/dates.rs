//! When events happened: [`Dates`] says what each time expression of a report dates.
//!
//! A time belongs to one verb or to one noun. It dates the verb before it ("met in Geneva *on Monday*"), or the one
//! that it stands directly before ("on Monday *condemned*"), or at the head of a sentence its main verb. It belongs to a
//! noun where it describes it ("the *2015* deal", "*Monday's* strike") or where the noun opens a phrase of its own
//! ("following an attack *on Sunday*"). So a date told of the background never dates the act.

use jiff::civil::Date;

use super::{Event, When};
use crate::Analysis;
use crate::analyze::clause::{Clauses, PhraseId, Relation, Tag, VerbId};
use crate::analyze::word::{form, kind};
use crate::analyze::{Status, Time, TimeKind, Trigger};
use crate::text::TokenKind;

/// Days before publication from which a dated act is background.
const HISTORICAL_DAYS: i32 = 35;

/// How many tokens apart a time and what it dates may stand.
const REACH: usize = 60;

/// Prepositions whose noun is of another time than the clause that they stand in.
const APART: &[&str] = &[
    "after",
    "following",
    "since",
    "before",
    "amid",
    "despite",
    "ahead",
    "until",
    "because",
    "under",
    "per",
];

/// Verbs that only set the time of what stands before them.
const SETTING: &[&str] = &[
    "scheduled",
    "slated",
    "set",
    "due",
    "planned",
    "expected",
    "beginning",
    "starting",
    "held",
    "dated",
    "effective",
];

/// What the time expressions of a report date.
pub(super) struct Dates<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    /// For each time expression what it dates.
    hosts: Vec<Option<Host>>,
}

/// What a time expression dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    Verb(VerbId),
    Noun(PhraseId),
    /// All of the report: it stands in the dateline.
    Report,
}

/// How surely a time dates an act, from the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// It is the verb's or noun's own.
    Own,
    /// It is that of a verb joined to it: "came *on Monday* and met".
    Joined,
    /// It is that of the meeting which a journey to come is for.
    Ahead,
    /// It is that of the verb which it depends on, or that depends on it: "arrived *on Monday* to meet".
    Dependent,
    Report,
}

impl<'a> Dates<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>) -> Dates<'a> {
        let mut dates = Dates { analysis, clauses: Clauses::new(analysis), hosts: Vec::new() };
        let mut hosts = Vec::with_capacity(analysis.times.len());
        let mut sentence = 0;
        for time in &analysis.times {
            while analysis.sentences.get(sentence).is_some_and(|s| s.span.end <= time.span.start) {
                sentence += 1;
            }
            hosts.push(dates.find_host(time, sentence));
        }
        dates.hosts = hosts;
        dates
    }

    /// What the time expression `index` dates.
    pub(super) fn host(&self, index: usize) -> Option<Host> {
        self.hosts.get(index).copied().flatten()
    }

    /// The verb in whose clause a phrase stands.
    pub(super) fn verb_around(&self, phrase: PhraseId, sentence: usize) -> Option<VerbId> {
        self.clauses.verb_around(phrase, sentence)
    }

    /// What `time` dates.
    fn find_host(&self, time: &Time, sentence: usize) -> Option<Host> {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) || time.from.is_none() {
            return None;
        }
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let range = self.analysis.sentences.get(sentence)?.tokens.clone();
        let own = tokens.within(time.span);
        let before =
            |n: usize| own.start.checked_sub(n).filter(|&b| b >= range.start).map_or("", |b| tokens.lower(b));
        // "Monday's strike", "the 2015 deal".
        let is_possessive = |i: usize| tokens.list.get(i).is_some_and(|t| t.kind == TokenKind::Possessive);
        if is_possessive(own.end)
            && let Some(noun) = grammar.phrase(own.end + 1).or(grammar.phrase(own.end))
        {
            return Some(Host::Noun(noun));
        }
        if let Some(noun) = grammar.phrase(own.start)
            && grammar.phrases[noun].head >= own.end
            && (grammar.phrases[noun].start < own.start || is_possessive(own.start.wrapping_sub(1)))
        {
            return Some(Host::Noun(noun));
        }
        if is_term(before(1), before(2), before(3)) {
            return None;
        }
        // "last month, when he accepted".
        let when = own.end + usize::from(tokens.lower(own.end) == ",");
        if tokens.lower(when) == "when" {
            return (when..range.end.min(when + REACH)).find_map(|i| grammar.verb(i)).map(Host::Verb);
        }
        // "The minister on Monday condemned", unless the minister's own clause reaches so far.
        let next = (own.end..range.end.min(own.end + 4)).find_map(|i| grammar.verb(i)).filter(|&v| {
            let group = &grammar.verbs[v];
            group.start <= own.end + 1 && !group.gerund && !group.infinitive && !group.reduced
        });
        let left = range.start.max(own.start.saturating_sub(REACH))..own.start;
        if let Some(v) = next {
            let subject = grammar.verbs[v].subject.map_or(0, |s| grammar.phrases[s].end);
            if !left.clone().any(|i| i >= subject && grammar.verb(i).is_some()) {
                return Some(Host::Verb(v));
            }
        }
        let opens = |i: usize| matches!(grammar.tags[i], Tag::That | Tag::Relative | Tag::Subordinator);
        for i in left.rev() {
            // "said that on Monday they met": the time is of a verb to come.
            if opens(i) && grammar.verb(i).is_none() && !APART.contains(&tokens.lower(i)) {
                break;
            }
            // A heading has its own date: "2012 summit: …".
            if tokens.lower(i) == ":" {
                break;
            }
            if APART.contains(&tokens.lower(i))
                && let Some(noun) = (i + 1..own.start.min(i + 4)).find_map(|k| grammar.phrase(k))
            {
                return Some(Host::Noun(noun));
            }
            if let Some(v) = grammar.verb(i) {
                // "talks scheduled for March 10" are on that day.
                let group = &grammar.verbs[v];
                if (group.reduced || group.gerund) && SETTING.contains(&tokens.lower(i)) {
                    match (group.subject, i.checked_sub(1).and_then(|b| grammar.phrase(b))) {
                        (Some(noun), _) | (None, Some(noun)) => return Some(Host::Noun(noun)),
                        _ => continue,
                    }
                }
                return Some(Host::Verb(v));
            }
        }
        // Nothing stands before: a dateline, or the opening of the sentence.
        let dateline = |i: usize| matches!(tokens.lower(i), "(" | "—" | "–" | "--" | "-" | "_");
        if own.start < range.start + 10 && own.start > range.start && (own.end..own.end + 2).any(dateline) {
            return Some(Host::Report);
        }
        if (own.end..range.end.min(own.end + 10)).any(|i| tokens.lower(i) == ":") {
            return None;
        }
        let main = (own.end..range.end.min(own.end + REACH)).filter_map(|i| grammar.verb(i));
        let is_main = |v: &VerbId| matches!(grammar.verbs[*v].relation, Relation::Main | Relation::Joined);
        main.clone().find(is_main).or_else(|| main.clone().next()).map(Host::Verb)
    }

    /// The date of what a trigger tells of, where its sentence tells it.
    pub(super) fn told(&self, trigger: &Trigger) -> Option<When> {
        let sentence = self.analysis.sentences.get(trigger.sentence)?;
        let quoted = self.analysis.quotation_at(trigger.span.start);
        let from = self.analysis.times.partition_point(|t| t.span.end <= sentence.span.start);
        let at = self.analysis.tokens.within(trigger.span);
        let grammar = &self.analysis.grammar;
        let verb = at.clone().find_map(|i| grammar.verb(i));
        let noun = at.clone().find_map(|i| grammar.phrase(i)).filter(|_| verb.is_none());
        let around = noun.and_then(|n| self.clauses.verb_around(n, trigger.sentence));
        // "The summit *will take place* on June 12".
        let of = noun.and_then(|n| {
            let after = grammar.phrases[n].end..sentence.tokens.end.min(grammar.phrases[n].end + REACH);
            after.filter_map(|i| grammar.verb(i)).find(|&v| grammar.verbs[v].subject == Some(n))
        });
        let around = [around, of];
        let mut best: Option<((Bond, u32), usize)> = None;
        for (k, time) in self.analysis.times.iter().enumerate().skip(from) {
            if time.span.start >= sentence.span.end {
                break;
            }
            let Some(host) = self.hosts[k] else { continue };
            if quoted.is_some() && self.analysis.quotation_at(time.span.start) != quoted {
                continue;
            }
            let Some(bond) = self.bond(trigger, time, host, verb, noun, around) else { continue };
            if !self.agrees(trigger, time, verb, bond) {
                continue;
            }
            let gap = if time.span.start >= trigger.span.end {
                time.span.start - trigger.span.end
            } else {
                trigger.span.start.saturating_sub(time.span.end)
            };
            if best.is_none_or(|(b, _)| (bond, gap) < b) {
                best = Some(((bond, gap), k));
            }
        }
        let time = &self.analysis.times[self.start_of_range(best?.1)];
        Some(When { value: time.from.clone()?, until: time.until.clone(), told: true })
    }

    /// How a time whose host is known dates a trigger, by its verb, or its noun and the verb around that.
    fn bond(
        &self,
        trigger: &Trigger,
        time: &Time,
        host: Host,
        verb: Option<VerbId>,
        noun: Option<PhraseId>,
        around: [Option<VerbId>; 2],
    ) -> Option<Bond> {
        let verbs = &self.analysis.grammar.verbs;
        let before = self.analysis.tokens.at_or_after(time.span.start).checked_sub(1);
        let by = before.is_some_and(|b| self.analysis.tokens.lower(b) == "by");
        if by && matches!(trigger.status, Status::Actual | Status::Historical) {
            return None;
        }
        match host {
            _ if trigger.span.contains(time.span) => Some(Bond::Own),
            Host::Report => Some(Bond::Report),
            Host::Noun(n) if Some(n) == noun => Some(Bond::Own),
            Host::Noun(_) => {
                let ahead = trigger.status == Status::Planned && time.span.start > trigger.span.end;
                ahead.then_some(Bond::Ahead)
            }
            Host::Verb(host) => {
                if Some(host) == verb || around.contains(&Some(host)) {
                    return Some(Bond::Own);
                }
                let v = verb.or(around[0]).or(around[1])?;
                let joins = |a: VerbId, b: VerbId| {
                    verbs[a].relation == Relation::Joined
                        && (verbs[a].shares == Some(b) || verbs[a].governor == Some(b))
                };
                let joined = |a: VerbId, b: VerbId| joins(a, b) || joins(b, a);
                if joined(v, host) {
                    return Some(Bond::Joined);
                }
                // What was ordered, agreed or planned lies ahead: a past time is that of the order.
                let above = verbs[host].governor.filter(|_| verbs[host].infinitive && self.is_past(time));
                if above.is_some_and(|a| a == v || joined(a, v)) {
                    return Some(Bond::Dependent);
                }
                let depends = |a: VerbId, b: VerbId| {
                    let group = &verbs[a];
                    let word = self.clauses.words[verbs[b].head];
                    group.governor == Some(b)
                        && group.opener.is_none()
                        && matches!(group.relation, Relation::Infinitive | Relation::Gerund)
                        && !word.is_kind(kind::BLAME | kind::CONTROL)
                };
                (depends(v, host) || depends(host, v)).then_some(Bond::Dependent)
            }
        }
    }

    /// Whether a time may be that of a trigger: what is planned lies ahead, what happened does not.
    fn agrees(&self, trigger: &Trigger, time: &Time, verb: Option<VerbId>, bond: Bond) -> bool {
        let (Some(published), Some(from)) = (self.analysis.document.published_on(), time.from.as_deref())
        else {
            return true;
        };
        let past = self.is_past(time);
        let future = days_before(from, published).is_some_and(|d| d < 0);
        match trigger.status {
            // What is told of a noun's own time is surer than its status.
            _ if verb.is_none() && bond == Bond::Own => true,
            Status::Planned | Status::Hypothetical => !past,
            // "welcomes the signing on July 14": what is told in the present is of the day.
            Status::Actual if past => !verb.is_some_and(|v| self.is_present(v)),
            Status::Actual if future => {
                // "meets on Friday" is still to come; "invited", "met" and "warned" are not.
                let told = verb.is_some_and(|v| {
                    let word = self.clauses.words[self.analysis.grammar.verbs[v].head];
                    word.has_form(form::PAST)
                });
                trigger.event == "CONSULT" && !told
            }
            _ => true,
        }
    }

    /// The date of an act of which its own sentence tells none. What goes on is told of the same day until another is
    /// named, else of the day of publication; the stops of a journey to come lie in its days. `before` holds the acts
    /// of the same parties, the nearest first.
    pub(super) fn untold<'e>(
        &self,
        event: &Event,
        mut before: impl Iterator<Item = &'e Event>,
    ) -> Option<When> {
        let told = |e: &&Event| e.date.as_ref().is_some_and(|d| d.told);
        match event.status {
            Status::Actual | Status::Negated => {
                let told = before.find(|e| e.status == Status::Actual && told(e) && self.leads(e));
                told.and_then(|e| e.date.clone()).or_else(|| {
                    let published = self.analysis.document.published_on()?;
                    Some(When { value: published.to_string(), until: None, told: false })
                })
            }
            Status::Planned => {
                let journey =
                    before.find(|e| e.status == Status::Planned && e.event == "CONSULT" && told(e))?;
                journey.date.clone()
            }
            _ => None,
        }
    }

    /// Whether an event is told in a clause of its own and not as the background of another.
    fn leads(&self, event: &Event) -> bool {
        let grammar = &self.analysis.grammar;
        let Some(span) = event.evidence.first() else { return false };
        let at = self.analysis.tokens.within(*span);
        if let Some(v) = at.clone().find_map(|i| grammar.verb(i)) {
            let group = &grammar.verbs[v];
            return !matches!(group.relation, Relation::Adverbial | Relation::Relative) && !group.reduced;
        }
        let noun = at.clone().find_map(|i| grammar.phrase(i)).map(|n| grammar.phrases[n]);
        noun.and_then(|n| n.preposition).is_none_or(|p| !APART.contains(&self.analysis.tokens.lower(p)))
    }

    /// Whether a time ended before publication.
    fn is_past(&self, time: &Time) -> bool {
        let end = time.until.as_deref().or(time.from.as_deref());
        let days = end.zip(self.analysis.document.published_on()).and_then(|(e, p)| days_before(e, p));
        days.is_some_and(|d| d > 0)
    }

    /// Whether a verb stands in the present tense.
    fn is_present(&self, verb: VerbId) -> bool {
        let group = &self.analysis.grammar.verbs[verb];
        let word = self.clauses.words[group.head];
        let plain = group.start == group.head
            && !group.perfect
            && !group.passive
            && !group.gerund
            && !group.infinitive;
        plain && word.has_form(form::THIRD | form::BASE) && !word.has_form(form::PAST)
    }

    /// The time that begins the range which time `k` ends, else `k`.
    fn start_of_range(&self, k: usize) -> usize {
        let times = &self.analysis.times;
        let begins = k.checked_sub(1).filter(|&b| {
            let end = times[k].until.as_ref().or(times[k].from.as_ref());
            times[b].until.is_some()
                && times[b].until.as_ref() == end
                && times[k].span.start < times[b].span.end + 12
        });
        begins.unwrap_or(k)
    }
}

/// The status of an act, now that its date is known: one of long ago is background, one of a day to come is planned.
pub(super) fn status(analysis: &Analysis, status: Status, date: Option<&When>) -> Status {
    let days = date.zip(analysis.document.published_on()).and_then(|(d, p)| days_before(&d.value, p));
    match (status, days) {
        (Status::Actual | Status::Planned, Some(days)) if days > HISTORICAL_DAYS => Status::Historical,
        (Status::Planned, Some(days)) if days > 0 => Status::Actual,
        (Status::Actual, Some(days)) if days < 0 => Status::Planned,
        _ => status,
    }
}

/// Days from an ISO date, shortened or not, to `published`; negative where it lies ahead, 0 where it holds that day.
fn days_before(value: &str, published: Date) -> Option<i32> {
    let mut parts = value.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok).and_then(|m| i8::try_from(m).ok());
    let day = parts.next().and_then(Result::ok).and_then(|d| i8::try_from(d).ok());
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        _ => first.last_of_year(),
    };
    let days = |from: Date, to: Date| from.until(to).map(|s| s.get_days()).ok();
    if first > published {
        days(first, published)
    } else if last < published {
        days(last, published)
    } else {
        Some(0)
    }
}

/// "for the period 2024-28", "until 2030": how long something holds, not when it was done. By the three words before.
fn is_term(before: &str, second: &str, third: &str) -> bool {
    let holds = |word: &str, before: &str| match word {
        "until" | "till" | "through" | "period" | "beyond" | "than" | "since" => true,
        "for" => !SETTING.contains(&before),
        _ => false,
    };
    holds(before, second) || before == "the" && holds(second, third)
}
