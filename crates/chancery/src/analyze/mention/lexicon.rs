//! What the words of names are by themselves: classes, as bits of one number for each token.

use crate::text::Tokens;

include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// The classes of every token; given names are found without their accents, and by the part before a hyphen.
pub(super) fn classes(tokens: &Tokens) -> Vec<u64> {
    (0..tokens.len()).map(|at| classes_of(tokens.lower(at))).collect()
}

fn classes_of(word: &str) -> u64 {
    if let Some(&bits) = WORDS.get(word) {
        return bits;
    }
    const NAME: u64 = GIVEN | MALE | FEMALE;
    if !word.is_ascii() {
        let plain: String = word.chars().flat_map(char::to_lowercase).map(plain_letter).collect();
        return WORDS.get(plain.as_str()).map_or(0, |bits| bits & NAME);
    }
    match word.split_once('-') {
        // "co-president", "vice-chairman", "ex-minister".
        Some(("co" | "vice" | "ex" | "deputy" | "then", title)) => {
            WORDS.get(title).map_or(0, |bits| bits & (TITLE | TITLES))
        }
        Some((first, _)) if first.len() > 2 => WORDS.get(first).map_or(0, |bits| bits & NAME),
        _ => 0,
    }
}

/// Whether the last part of a compound describes: "led" of "Saudi-led".
pub(super) fn is_describing(tail: &str) -> bool {
    WORDS.get(tail).is_some_and(|bits| bits & DESCRIBING != 0)
}

/// Whether the last part of a compound tells who stands behind someone else: "backed" of "Rwanda-backed".
pub(super) fn is_backing(tail: &str) -> bool {
    matches!(
        tail,
        "backed"
            | "allied"
            | "aligned"
            | "supported"
            | "sponsored"
            | "linked"
            | "affiliated"
            | "funded"
            | "armed"
            | "controlled"
    )
}

/// Whether a name may begin with this and a hyphen, in small letters: "al".
pub(super) fn is_prefix(word: &str) -> bool {
    WORDS.get(word).is_some_and(|bits| bits & PREFIX != 0)
}

/// Whether a name is but a point of the compass: "accused *the West*" is of no province that is called so.
pub(crate) fn is_compass(name: &str) -> bool {
    matches!(name, "West" | "East" | "North" | "South" | "Centre" | "Center" | "Central")
}

/// Whether an office is a calling that no state gives: "democracy activist".
pub(crate) fn is_private(office: &str) -> bool {
    office.split([' ', '-']).any(|word| WORDS.get(word).is_some_and(|bits| bits & PRIVATE != 0))
}

/// Whether a word is a verb of speech, as it stands beside a quotation: "said".
pub(crate) fn is_speech(word: &str) -> bool {
    word != "who" && WORDS.get(word).is_some_and(|bits| bits & SPEECH != 0)
}

/// Whether a compound begins with a short form of a party: "sino-indian".
pub(super) fn is_compound_of_parties(word: &str) -> bool {
    word.split_once('-').is_some_and(|(first, _)| PREFIX_PARTIES.contains_key(first))
}

/// Whether a noun tells of the people or an organ of a state: "lawmakers".
pub(crate) fn is_crowd(noun: &str) -> bool {
    WORDS.get(noun).is_some_and(|bits| bits & CROWD != 0 && bits & BAND == 0)
}

/// Whose a group is that only a noun tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// Of the state where it is, for which it acts: "police", "a court".
    Organ,
    /// Of the state where it is, for which it decides: "lawmakers".
    House,
    /// Of nobody: "gunmen".
    Armed,
    /// Of the place where it is: "students".
    People,
    /// Of no one state: "donors".
    Interest,
}

/// What kind of group a noun tells of.
pub(crate) fn group_kind(noun: &str) -> Option<GroupKind> {
    let bits = WORDS.get(noun)?;
    [
        (GROUP_ORGAN, GroupKind::Organ),
        (GROUP_HOUSE, GroupKind::House),
        (GROUP_ARMED, GroupKind::Armed),
        (GROUP_PEOPLE, GroupKind::People),
        (GROUP_INTEREST, GroupKind::Interest),
    ]
    .into_iter()
    .find_map(|(bit, kind)| (bits & bit != 0).then_some(kind))
}

/// Whether a given name, in small letters, is a man's (`Some(true)`) or a woman's.
pub(crate) fn is_male(name: &str) -> Option<bool> {
    let bits = classes_of(name);
    match (bits & MALE != 0, bits & FEMALE != 0) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// A small Latin letter without its accent.
pub(crate) fn plain_letter(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' | 'ə' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ű' | 'ů' | 'ų' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'ğ' | 'ģ' => 'g',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ř' => 'r',
        'ş' | 'š' | 'ś' | 'ș' => 's',
        'ț' | 'ţ' | 'ť' => 't',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}
