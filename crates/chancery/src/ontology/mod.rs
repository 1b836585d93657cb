//! What kinds of events there are: [`EventType`], with quad class, modes and intensity (PLOVER, 2021 draft), and the
//! Goldstein scale of CAMEO codes.

include!(concat!(env!("OUT_DIR"), "/ontology.rs"));

/// A type of event.
#[derive(Debug)]
pub struct EventType {
    /// PLOVER's name, or `STATEMENT`.
    pub name: &'static str,
    /// `VC`, `MC`, `VF` or `MF`: verbal or material, cooperation or conflict. None for `STATEMENT`.
    pub quad: Option<&'static str>,
    /// The root code of CAMEO that most of it belongs to, where no finer one is known.
    pub cameo: Option<&'static str>,
    /// From -10 to +10.
    pub intensity: Option<f32>,
    /// What it covers, in our words.
    pub definition: &'static str,
    /// Its modes, each with its own intensity.
    pub modes: &'static [(&'static str, f32)],
}

/// All types.
pub fn types() -> &'static [EventType] {
    TYPES
}

/// The type of this name.
pub fn event_type(name: &str) -> Option<&'static EventType> {
    TYPES.iter().find(|t| t.name == name)
}

/// The intensity of a type in a mode: the mode's own, else the type's.
pub fn intensity(name: &str, mode: Option<&str>) -> Option<f32> {
    let event = event_type(name)?;
    let of_mode = mode.and_then(|m| event.modes.iter().find(|(n, _)| *n == m)).map(|&(_, score)| score);
    of_mode.or(event.intensity)
}

/// The Goldstein value of a CAMEO code, or of the code it is a finer form of.
pub fn goldstein(cameo: &str) -> Option<f32> {
    (2..=cameo.len()).rev().find_map(|len| GOLDSTEIN.get(cameo.get(..len)?).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_quad_but_statement() {
        assert_eq!(types().len(), 17);
        for t in types() {
            assert_eq!(t.quad.is_none(), t.name == "STATEMENT", "{}", t.name);
        }
    }

    #[test]
    fn finer_codes_fall_back() {
        assert_eq!(goldstein("042"), Some(1.9));
        assert_eq!(goldstein("0429"), goldstein("042"));
        assert_eq!(goldstein("xx"), None);
        assert_eq!(intensity("CONSULT", Some("phone")), Some(1.5));
    }
}
