//! From words to layers: [`Analysis`] holds what was found in a [`Document`], each layer made once from those
//! before it and never written into again.
//!
//! A trained model may supply mentions, attributions and triggers in place of the rules: every step returns the
//! same values whoever makes them, and each value says which method it came from.

pub mod attribution;
pub(crate) mod clause;
pub mod entity;
pub mod mention;
pub mod place;
mod speaker;
pub mod time;
pub mod trigger;
mod wire;
pub(crate) mod word;

use chancery_know::Knowledge;

pub use attribution::{Attribution, AttributionKind};
pub use entity::{Entities, Entity, EntityId, EntityKind, Location};
pub use mention::{Mention, MentionForm, MentionId};
pub use place::Toponym;
pub use time::{Time, TimeKind};
pub use trigger::{Role, Status, Trigger};

use crate::reader::{
    Findings, Models, Reader, Relation, combine_attributions, combine_mentions, combine_triggers,
};
use crate::text::{
    Dateline, Document, Paragraph, Problem, Quotation, Sentence, Span, Tokens, datelines, paragraphs,
    quotations, sentences, turns,
};

/// The layers of one document.
#[derive(Debug)]
pub struct Analysis<'d> {
    /// What was read.
    pub document: &'d Document,
    /// Words, numbers and marks.
    pub tokens: Tokens,
    /// Blocks between line breaks.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Words between quotation marks.
    pub quotations: Vec<Quotation>,
    /// What paragraphs of wire stories begin with: place, date, agency.
    pub datelines: Vec<Dateline>,
    /// For each paragraph the label with which a turn of a transcript begins there, in tokens and without its colon.
    pub turns: Vec<Option<std::ops::Range<usize>>>,
    /// Time expressions with their values.
    pub times: Vec<Time>,
    /// Words that name or refer to persons, states, organisations, groups and places, in order.
    pub mentions: Vec<Mention>,
    /// Words that name places, states included, and which place each names.
    pub toponyms: Vec<Toponym>,
    /// Phrases, verbs and clauses.
    pub(crate) grammar: clause::Grammar,
    /// Who and what the mentions refer to.
    pub entities: Entities,
    /// Who is reported to say what.
    pub attributions: Vec<Attribution>,
    /// For each attribution who says it, the first named first.
    pub speakers: Vec<Vec<EntityId>>,
    /// Words that tell of an event, with those who take part.
    pub triggers: Vec<Trigger>,
    /// Words that the trained reader takes for what a trigger is about, in order.
    pub(crate) pointed_topics: Vec<Span>,
    /// Who is named in the title: where, in bytes of the title, and the code of the party.
    pub(crate) headed: Vec<(u32, String)>,
    /// The persons whom the title names with an office or party.
    pub(crate) titled: Vec<Titled>,
    /// What was found amiss on the way.
    pub problems: Vec<Problem>,
    /// The version of the trained reader that took part.
    pub model: Option<u32>,
    /// What the trained reader answers about the pairs that the document asks about.
    pub relations: Vec<Relation>,
}

/// Finds all layers of `document` by the rules alone.
pub fn analyze<'d>(document: &'d Document, know: &Knowledge) -> Analysis<'d> {
    finish(layers_to_mentions(document, know), None, know)
}

/// Finds all layers of `document` with the models that there are.
pub fn analyze_with<'d>(document: &'d Document, models: &Models, know: &Knowledge) -> Analysis<'d> {
    let analysis = layers_to_mentions(document, know);
    let found = models.reader.as_ref().map(|reader| reader.read(&analysis));
    let analysis = Analysis { model: models.reader.as_ref().map(Reader::version), ..analysis };
    let mut analysis = finish(analysis, found.as_ref(), know);
    if let Some(reader) = &models.reader {
        analysis.relations = reader.relate(&analysis);
    }
    analysis
}

/// The layers that build on mentions.
fn finish<'d>(mut analysis: Analysis<'d>, found: Option<&Findings>, know: &Knowledge) -> Analysis<'d> {
    if let Some(found) = found {
        analysis.mentions = combine_mentions(analysis.mentions, &found.mentions);
    }
    analysis.grammar = clause::Grammar::new(&analysis);
    (analysis.headed, analysis.titled) = headed(analysis.document, know);
    analysis.entities = entity::resolve(&analysis, know);
    let (said, problems) = attribution::find(&analysis);
    analysis.problems.extend(problems);
    analysis.attributions = match found {
        Some(found) => combine_attributions(&analysis, said, &found.attributions),
        None => said,
    };
    let entities = std::mem::take(&mut analysis.entities);
    (analysis.entities, analysis.speakers) = speaker::resolve(&analysis, entities);
    let told = trigger::find(&analysis, know);
    let (triggers, unnamed) = match found {
        Some(found) => combine_triggers(&analysis, told, &found.triggers),
        None => (told.into_iter().filter(|t| t.score >= trigger::WEAK).collect(), Vec::new()),
    };
    analysis.triggers = triggers;
    analysis.pointed_topics = found.map(Findings::topics).unwrap_or_default();
    for name in unnamed {
        analysis.entities.add(EntityKind::Group, name, None, false);
    }
    analysis
}

/// A person as the title names him.
#[derive(Clone, Debug)]
pub(crate) struct Titled {
    /// The name.
    pub(crate) name: String,
    /// His office, in lower case.
    pub(crate) office: Option<String>,
    /// Code of his party.
    pub(crate) party: Option<String>,
}

/// The parties that the title names, persons by the party whose office they hold there; and those persons.
fn headed(document: &Document, know: &Knowledge) -> (Vec<(u32, String)>, Vec<Titled>) {
    let Some(title) = document.title.clone() else { return (Vec::new(), Vec::new()) };
    let heading = Document { text: title, published: document.published, ..Document::default() };
    let heading = layers_to_mentions(&heading, know);
    let (mut parties, mut persons) = (Vec::new(), Vec::new());
    for mention in &heading.mentions {
        let code = match &mention.reading {
            mention::Reading::Party { code, .. } => Some(code),
            mention::Reading::Person { party, .. } | mention::Reading::Office { party, .. } => party.as_ref(),
            _ => None,
        };
        parties.extend(code.map(|code| (mention.phrase.start, code.clone())));
        if let mention::Reading::Person { office, party } = &mention.reading
            && (office.is_some() || party.is_some())
        {
            let name = mention.span.of(&heading.document.text).to_owned();
            persons.push(Titled { name, office: office.clone(), party: party.clone() });
        }
    }
    (parties, persons)
}

/// The layers that each stand by themselves, up to mentions: what the words are before it is asked who is meant.
fn layers_to_mentions<'d>(document: &'d Document, know: &Knowledge) -> Analysis<'d> {
    let text = document.text.as_str();
    let tokens = Tokens::new(text);
    let paragraphs = paragraphs(text, &tokens);
    let sentences = sentences(text, &tokens, &paragraphs);
    let (quotations, problems) = quotations(text, &tokens, &paragraphs);
    let datelines = datelines(&tokens, &paragraphs);
    let turns = turns(&document.text, &tokens, &paragraphs);
    let times = time::find(text, &tokens, &sentences, document.published_on());
    let mut analysis = Analysis {
        document,
        tokens,
        paragraphs,
        sentences,
        quotations,
        datelines,
        turns,
        times,
        mentions: Vec::new(),
        toponyms: Vec::new(),
        grammar: clause::Grammar::default(),
        entities: Entities::default(),
        attributions: Vec::new(),
        speakers: Vec::new(),
        triggers: Vec::new(),
        pointed_topics: Vec::new(),
        headed: Vec::new(),
        titled: Vec::new(),
        problems,
        model: None,
        relations: Vec::new(),
    };
    let mentions = wire::without_credits(&analysis, mention::find(&analysis, know));
    analysis.toponyms = place::find(&analysis, &mentions, know);
    analysis.toponyms.retain(|t| !wire::is_credit(&analysis.tokens, &analysis.datelines, t.span));
    analysis.mentions = place::into_mentions(mentions, &analysis.toponyms);
    analysis
}

impl Analysis<'_> {
    /// The document's text.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// Index of the sentence that holds token `token`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// Whether a mention only names the one to whom a release may be attributed.
    pub(crate) fn is_credited(&self, mention: MentionId) -> bool {
        let at = self.tokens.at_or_after(self.mentions[mention].span.start);
        let sentence = self.sentences.get(self.sentence_of(at));
        sentence.is_some_and(|s| s.span.of(&self.tokens.lower).contains(" is attributable to "))
    }

    /// Past the dateline that holds token `at`; `at` itself where none does.
    pub(crate) fn past_dateline(&self, at: usize) -> usize {
        let i = self.datelines.partition_point(|d| d.tokens.end <= at);
        self.datelines.get(i).filter(|d| d.tokens.start <= at).map_or(at, |d| d.tokens.end)
    }

    /// The quotation that holds byte `offset` between its marks.
    pub fn quotation_at(&self, offset: u32) -> Option<usize> {
        let i = self.quotations.partition_point(|q| q.outer.end <= offset);
        self.quotations.get(i).filter(|q| q.outer.start <= offset).map(|_| i)
    }
}
