//! Whose voice a report is written in: the speakers of a transcript, the author of a statement in his own name.

use super::{EntityId, Resolver};
use crate::Document;
use crate::analyze::MentionId;
use crate::analyze::mention::Reading;
use crate::text::Paragraph;

/// Words in capitals before a colon that speak for no one who could be named.
const OTHERS: &[&str] = &[
    "question",
    "q",
    "moderator",
    "operator",
    "interviewer",
    "translator",
    "interpreter",
    "participant",
    "voice",
    "speaker",
    "aide",
    "staff",
    "host",
];

impl Resolver<'_> {
    /// Notes whose voice each part of the report is in.
    pub(super) fn find_voices(&mut self) {
        let analysis = self.analysis;
        let mut voice = self.author();
        if voice.is_some() {
            self.entities.voices.push((0, voice));
        }
        for (index, paragraph) in analysis.paragraphs.iter().enumerate() {
            let mention = self.mention_at(paragraph);
            let next = match (&analysis.turns[index], mention) {
                // "SECRETARY BLINKEN: Good morning."
                (Some(label), _) => {
                    let first = analysis.tokens.lower(paragraph.tokens.start);
                    let named = mention.filter(|_| !OTHERS.contains(&first));
                    let end = analysis.tokens.span(label.start, label.end).end;
                    let named = named.filter(|&m| analysis.mentions[m].span.end <= end);
                    Some(named.and_then(|m| self.voice_of(m)))
                }
                // "Antony J. Blinken, Secretary of State" as a heading.
                (None, Some(m)) if index < 3 && analysis.mentions[m].phrase.end + 2 >= paragraph.span.end => {
                    match &analysis.mentions[m].reading {
                        Reading::Person { office: Some(_), .. } => Some(self.voice_of(m)),
                        _ => None,
                    }
                }
                _ => None,
            };
            if let Some(next) = next
                && next != voice
            {
                voice = next;
                self.entities.voices.push((paragraph.span.start, voice));
            }
        }
    }

    fn mention_at(&self, paragraph: &Paragraph) -> Option<MentionId> {
        let first = self.analysis.mentions.partition_point(|m| m.phrase.start < paragraph.span.start);
        (self.analysis.mentions.get(first)?.phrase.start <= paragraph.span.start + 4).then_some(first)
    }

    fn voice_of(&mut self, mention: MentionId) -> Option<EntityId> {
        match &self.analysis.mentions[mention].reading {
            Reading::Person { .. } => self.person_of[mention].and_then(|person| self.person(person, mention)),
            Reading::Office { office, party } => {
                let (office, party) = (office.clone(), party.clone());
                self.by_office(mention, &office, party)
            }
            _ => None,
        }
    }

    /// Who the headline says speaks: "Statement by President Biden", "Remarks by …", "Statement from …".
    fn author(&mut self) -> Option<EntityId> {
        let title = self.analysis.document.title.as_deref()?;
        let speaks =
            ["Statement", "Remarks", "Message", "Address", "Speech", "Letter", "STATEMENT", "REMARKS"]
                .iter()
                .any(|w| title.starts_with(w))
                || title.contains("Statement");
        let by = [" by ", " from ", " of ", " By ", " From "]
            .iter()
            .filter_map(|w| title.find(w).map(|i| i + w.len()))
            .min()?;
        if !speaks {
            return None;
        }
        let document = Document {
            text: title[by..].to_owned(),
            published: self.analysis.document.published,
            ..Document::default()
        };
        let heading = super::super::layers_to_mentions(&document, self.know);
        let mention = heading.mentions.first().filter(|m| m.phrase.start == 0)?;
        let Reading::Person { office, party } = &mention.reading else { return None };
        let name = super::name::clean_name(mention.span.of(&document.text));
        self.person_beside(&name, office.clone(), party.clone())
    }
}
