//! Keys: permanent names of reports, claims and engagements, made of what they say.

/// A key: a letter for what it names, and 16 hexadecimal digits of the BLAKE3 hash of `parts`.
pub(crate) fn key<'a>(kind: char, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    format!("{kind}{}", &hex[..16])
}

/// A name for a report that has none: that of its words, so that the same words are the same report wherever they are found,
/// and others are another.
pub fn name_of(text: &str) -> String {
    key('t', [text])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(key('v', ["ab", "c"]), key('v', ["a", "bc"]));
        assert_eq!(key('r', ["x"]).len(), 17);
    }
}
