//! Which language a text is in.

use super::head;

/// How much of a text is looked at, in bytes.
const HEAD: usize = 2000;

/// Little words that make up a quarter and more of English prose and a few in a hundred words of any other language.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "on", "as", "by", "his", "has",
    "have", "its", "at", "from", "said", "be", "will", "were", "are", "had", "this", "which", "an", "their",
    "would", "between", "he", "they", "it", "not", "who", "we", "our", "been", "after", "but", "near",
    "over", "into", "says", "two", "more", "than", "while", "during", "under", "against", "about", "or",
];

/// The ISO 639-1 code of the text's language (639-3 where there is none), if it is sure.
pub fn detect(text: &str) -> Option<&'static str> {
    let head = head(text.trim_start(), HEAD);
    // Nearly every report is English, and this is a hundred times cheaper than trigrams.
    let words = head.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(200);
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(ENGLISH.iter().any(|little| little.eq_ignore_ascii_case(word)));
    }
    if all >= 8 && english * 8 >= all {
        return Some("en");
    }
    let found = whatlang::detect(head).filter(whatlang::Info::is_reliable)?;
    // Trigrams of a few foreign names mislead: a foreign language needs some words, and few English ones.
    let is_english = found.lang() == whatlang::Lang::Eng;
    let is_sure = is_english || english * 8 < all && all >= 10 || found.script() != whatlang::Script::Latin;
    is_sure.then(|| short_code(found.lang().code()))
}

/// Whether reports in the language of this code are read.
pub(super) fn is_read(code: &str) -> bool {
    let primary = code.split(['-', '_']).next().unwrap_or("").trim();
    ["en", "eng", "english", ""].iter().any(|english| english.eq_ignore_ascii_case(primary))
}

/// The two-letter code of a language given by its three letters.
fn short_code(code: &'static str) -> &'static str {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    CODES.binary_search_by_key(&code, |&(long, _)| long).map_or(code, |at| CODES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        for (text, expected) in [
            ("The ministers met in Moscow on Wednesday and signed a protocol on consultations.", Some("en")),
            ("Kazakh President Tokayev congratulates Uzbek President Mirziyoyev on Nowruz", None),
            (
                "Israeli aircraft bomb Syrian gun positions near Lake Tiberias after infiltrators attack a kibbutz.",
                Some("en"),
            ),
            (
                "South Korea says a Japanese patrol plane flew low over its destroyer; Tokyo claims Korean ship locked radar.",
                Some("en"),
            ),
            (
                "Der Außenminister hat am Mittwoch in Moskau mit seinem Amtskollegen über die Lage gesprochen.",
                Some("de"),
            ),
            (
                "Le ministre des affaires étrangères a reçu son homologue à Paris pour un entretien sur la situation.",
                Some("fr"),
            ),
            ("Министр иностранных дел провёл переговоры в Москве.", Some("ru")),
            ("外交部长在莫斯科会见了俄罗斯外长。", Some("zh")),
            ("12 13 14", None),
            ("", None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn codes_are_sorted_and_only_english_is_read() {
        assert_eq!(short_code("ukr"), "uk");
        assert_eq!(short_code("afr"), "af");
        assert!(is_read("en-US") && is_read("EN") && !is_read("fr") && !is_read("et"));
    }
}
