//! How a name is folded before it is looked up. [`Folder`] reads the characters of a name or of running text one by
//! one and says for each what goes into the key: small letters without accents, one space for any white space or
//! hyphen, nothing for an apostrophe or for the period of an acronym; a comma, slash or plus as it is. Building the tables and looking up in them use
//! the same folder, so the two cannot disagree.

/// What one character means to a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// These bytes (the first `.1` of them) come next in the key; with `true`, a space goes before them.
    Emit([u8; 4], u8, bool),
    /// The character is passed over.
    Skip,
    /// No name goes on past this character.
    Stop,
}

/// The state of a name as far as it has been read, and how it was written: [`Folder::shape`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Folder {
    gap: Gap,
    newlines: u8,
    word: u8,
    letters_in_word: u8,
    dotted: bool,
    ends_word: bool,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    Hyphen,
}

/// How a piece of text is written: which words begin with a capital, whether any letter is small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Bit n is set when word n begins with a capital (the first 16 words).
    pub(crate) capitals: u16,
    /// Some letter is small.
    pub(crate) any_small: bool,
    /// The number of capital letters, up to 255.
    pub(crate) uppers: u8,
}

impl Folder {
    /// Takes the next character.
    pub(crate) fn push(&mut self, c: char) -> Step {
        if c.is_ascii_alphanumeric() {
            return self.letter(c, [c.to_ascii_lowercase() as u8, 0, 0, 0], 1);
        }
        match c {
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200a}' | '\r' | '\n' | '\u{3000}' => {
                if c == '\n' {
                    self.newlines += 1;
                }
                if self.newlines > 1 || self.gap == Gap::Hyphen || self.word == 0 && self.letters_in_word == 0
                {
                    return Step::Stop;
                }
                self.open_gap(Gap::Space);
                Step::Skip
            }
            '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => {
                if self.gap != Gap::None || self.letters_in_word == 0 {
                    return Step::Stop;
                }
                self.open_gap(Gap::Hyphen);
                Step::Skip
            }
            '\''
            | '\u{2018}'
            | '\u{2019}'
            | '`'
            | '\u{b4}'
            | '\u{2b9}'..='\u{2bf}'
            | '\u{300}'..='\u{36f}' => {
                self.ends_word = self.ends_word && is_mark(c);
                Step::Skip
            }
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => Step::Skip,
            '.' => self.period(),
            '&' => self.letter(c, [b'a', b'n', b'd', 0], 3),
            '+' | '/' | ',' if self.gap == Gap::None && self.letters_in_word > 0 => {
                self.ends_word = c == '+';
                Step::Emit([c as u8, 0, 0, 0], 1, false)
            }
            _ if c.is_alphanumeric() => {
                let (bytes, len) = fold(c);
                self.letter(c, bytes, len)
            }
            _ => Step::Stop,
        }
    }

    /// Whether a name may end after what has been read, given the character that follows.
    pub(crate) fn may_end(&self, next: Option<char>) -> bool {
        self.ends_word && !next.is_some_and(|c| c.is_alphanumeric() || is_mark(c))
    }

    /// How the text read so far is written.
    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    fn open_gap(&mut self, gap: Gap) {
        if self.gap == Gap::None {
            self.word = self.word.saturating_add(1);
            self.letters_in_word = 0;
            self.dotted = false;
            self.ends_word = false;
        }
        self.gap = gap;
    }

    fn letter(&mut self, c: char, bytes: [u8; 4], len: u8) -> Step {
        let space = std::mem::take(&mut self.gap) != Gap::None;
        self.newlines = 0;
        let upper = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
        if upper {
            self.shape.uppers = self.shape.uppers.saturating_add(1);
            if self.letters_in_word == 0 && self.word < 16 {
                self.shape.capitals |= 1 << self.word;
            }
        } else if c.is_alphabetic() {
            self.shape.any_small = true;
        }
        self.letters_in_word = self.letters_in_word.saturating_add(1);
        self.ends_word = true;
        Step::Emit(bytes, len, space)
    }

    /// A period belongs to a name inside an acronym ("U.S.") and after a short abbreviation ("St. Petersburg").
    fn period(&mut self) -> Step {
        if self.gap != Gap::None || self.letters_in_word == 0 || !self.ends_word {
            return Step::Stop;
        }
        if self.letters_in_word == 1 {
            self.dotted = true;
        }
        self.ends_word = self.dotted && self.letters_in_word > 1;
        if self.dotted || self.letters_in_word <= 3 { Step::Skip } else { Step::Stop }
    }
}

/// The key of a whole name and how it is written, or `None` when it is empty or cannot be a name.
pub(crate) fn key(name: &str) -> Option<(String, Shape)> {
    let mut folder = Folder::default();
    let mut key = Vec::with_capacity(name.len());
    for c in name.chars() {
        match folder.push(c) {
            Step::Emit(bytes, len, space) => {
                if space {
                    key.push(b' ');
                }
                key.extend_from_slice(&bytes[..usize::from(len)]);
            }
            Step::Skip => {}
            Step::Stop => return None,
        }
    }
    let key = String::from_utf8(key).ok()?;
    (!key.is_empty()).then_some((key, folder.shape()))
}

/// The form under which a name is looked up: small letters without accents, apostrophes and periods, one space between
/// words. `None` for what cannot be a name.
pub fn name_key(name: &str) -> Option<String> {
    key(name).map(|(key, _)| key)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A letter beyond ASCII as its plain small letters, or itself in small.
fn fold(c: char) -> ([u8; 4], u8) {
    let pair = match c {
        '\u{c0}'..='\u{24f}' => pair(LATIN, c as usize - 0xc0),
        '\u{1e00}'..='\u{1ef9}' => pair(LATIN_ADDITIONAL, c as usize - 0x1e00),
        'ə' => Some([b'e', b' ']),
        _ => None,
    };
    if let Some([first, second]) = pair {
        return ([first, second, 0, 0], if second == b' ' { 1 } else { 2 });
    }
    let mut bytes = [0; 4];
    let len = c.to_lowercase().next().unwrap_or(c).encode_utf8(&mut bytes).len();
    (bytes, len as u8)
}

fn pair(table: &str, index: usize) -> Option<[u8; 2]> {
    let pair = table.as_bytes().get(2 * index..2 * index + 2)?;
    (pair[0] != b'?').then(|| [pair[0], pair[1]])
}

/// Two bytes for each character from U+00C0 to U+024F; `?` for a letter that has no plain form.
const LATIN: &str = concat!(
    "a a a a a a aec e e e e i i i i d n o o o o o ? o u u u u y thssa a a a a a aec e e e e i i i i ",
    "d n o o o o o ? o u u u u y thy a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g ",
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l l l l n n n n n n n ngngo o o o ",
    "o o oeoer r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ",
    "b b ? ? ? ? o ? ? d d ? ? ? e e e ? ? ? g ? ? i k k l ? ? n ? ? o o ? ? ? ? ? ? ? ? ? ? ? ? ? u ",
    "u ? ? y y z z ? ? ? ? ? ? ? ? ? ? ? ? ? dzdzdzljljljnjnjnja a i i o o u u u u u u u u u u e a a ",
    "a a ? ? ? ? g g k k o o o o ? ? j dzdzdzg g ? ? n n a a ? ? ? ? a a a a e e e e i i i i o o o o ",
    "r r r r u u u u s s t t ? ? h h ? ? ? ? ? ? a a e e o o o o o o o o y y ? ? ? ? ? ? ? c c ? ? ? ",
    "? ? ? b ? ? ? ? ? ? ? ? ? ? ? ? ",
);

/// The same from U+1E00 to U+1EF9.
const LATIN_ADDITIONAL: &str = concat!(
    "a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i ",
    "k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r ",
    "s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y ",
    "z z z z z z h t w y a s ? ? ssd a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e ",
    "e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u ",
    "u u y y y y y y y y ",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(name: &str) -> String {
        key(name).map(|(key, _)| key).unwrap_or_default()
    }

    #[test]
    fn names_written_differently_have_one_key() {
        assert_eq!(folded("U.S."), "us");
        assert_eq!(folded("Côte d\u{2019}Ivoire"), "cote divoire");
        assert_eq!(folded("Guinea\u{2011}Bissau"), "guinea bissau");
        assert_eq!(folded("St. Petersburg"), "st petersburg");
        assert_eq!(folded("Trinidad & Tobago"), "trinidad and tobago");
        assert_eq!(folded("United\u{a0}\n States"), "united states");
        assert_eq!(folded("Türkiye"), "turkiye");
        assert_eq!(folded("Tu\u{308}rkiye"), "turkiye");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("OPEC+"), "opec+");
        assert_eq!(folded("Москва"), "москва");
    }

    #[test]
    fn no_name_goes_past_a_paragraph_or_a_sentence() {
        assert_eq!(folded("Iran\n\nContra"), "");
        assert_eq!(folded("Iran. Contra"), "");
        assert_eq!(folded("Paris - France"), "");
        assert_eq!(folded(""), "");
    }

    #[test]
    fn the_tables_of_letters_have_their_length() {
        assert_eq!(LATIN.len(), 800);
        assert_eq!(LATIN_ADDITIONAL.len(), 500);
    }
}
