//! Words that tell what a capitalised run of words is, or that refer to persons and parties by themselves.

/// Heads of the names of organisations.
pub(super) const ORGANIZATION_HEADS: &[&str] = &[
    "ministry", "department", "council", "committee", "company", "co", "corp", "corporation", "ltd", "inc", "llc", "bank",
    "group", "party", "university", "institute", "agency", "association", "union", "organization", "organisation",
    "commission", "court", "congress", "parliament", "assembly", "force", "forces", "army", "airlines", "office", "bureau",
    "federation", "foundation", "fund", "authority", "board", "administration", "command", "front", "movement", "league",
    "coalition", "alliance", "secretariat", "center", "centre", "institution", "chamber", "society", "service", "network",
    "brigade", "brigades", "corps", "navy", "police", "guard", "guards", "academy", "college", "museum", "times", "post", "news",
    "journal", "agencies", "enterprises", "industries", "holdings", "systems", "technologies", "embassy", "consulate",
    "senate", "house", "cabinet", "tribunal", "mission",
];

/// Heads of names that are neither persons nor organisations: agreements, meetings, laws, streets, days.
pub(super) const OTHER_HEADS: &[&str] = &[
    "agreement", "treaty", "protocol", "accord", "accords", "declaration", "convention", "plan", "act", "initiative",
    "statement", "summit", "forum", "conference", "meeting", "platform", "day", "week", "month", "year", "street", "avenue",
    "war", "crisis", "program", "programme", "strategy", "framework", "partnership", "dialogue", "talks", "process", "pact",
    "charter", "resolution", "order", "law", "bill", "code", "award", "prize", "project", "road", "belt", "sea", "ocean",
    "gulf", "strait", "river", "lake", "island", "islands", "mountains", "peninsula", "coast", "region", "province", "county",
    "district", "city", "valley", "airport", "port", "square", "palace", "hall", "hotel", "base", "camp", "memorandum",
    "communique", "communiqué", "consultations", "doctrine", "amendment", "rights", "games", "cup", "olympics", "report",
    "fellows", "scholarship", "mechanism", "roadmap", "principles", "goals", "compact", "corridor", "bridge", "pandemic",
    "east", "west", "north", "south", "asia", "africa", "europe", "america", "hemisphere", "arctic", "pacific", "atlantic",
    "government", "republic", "kingdom", "states", "state", "nations",
];

/// Titles before a name that tell a person but no office.
pub(super) const HONORIFICS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame", "gen", "general", "col", "colonel", "lt", "maj", "major",
    "capt", "captain", "adm", "admiral", "sgt", "prof", "professor", "sheikh", "shaikh", "imam", "ayatollah", "rabbi", "pope",
    "archbishop", "bishop", "rev", "judge", "justice", "sen", "senator", "rep", "representative", "congressman",
    "congresswoman", "gov", "governor", "mayor", "hon", "brig", "brigadier", "marshal", "cmdr", "commander", "amb",
    "spokesman", "spokeswoman", "spokesperson", "activist", "author", "analyst",
];

/// Particles inside names.
pub(super) const NAME_PARTICLES: &[&str] = &[
    "al", "el", "bin", "bint", "ibn", "ben", "de", "da", "di", "do", "dos", "del", "della", "la", "le", "van", "von", "der",
    "den", "ten", "ter", "abu", "abdul", "y", "e", "of",
];

/// Nouns that with a party's name or adjective mean persons, forces or authorities of that party; the flag says that the
/// party itself is meant ("the Russian government").
pub(super) const AGENTS: &[(&str, bool)] = &[
    ("government", true), ("administration", true), ("side", true), ("regime", true), ("state", true), ("authorities", true),
    ("leadership", true), ("nation", true), ("people", true), ("parliament", true), ("delegation", true), ("cabinet", true),
    ("officials", false), ("official", false), ("forces", false), ("force", false), ("troops", false), ("army", false),
    ("military", false), ("navy", false), ("soldiers", false), ("police", false), ("lawmakers", false), ("diplomats", false),
    ("diplomat", false), ("leaders", false), ("ministers", false), ("envoys", false), ("negotiators", false),
    ("representatives", false), ("rebels", false), ("militants", false), ("insurgents", false), ("gunmen", false),
    ("fighters", false), ("protesters", false), ("demonstrators", false), ("opposition", false), ("media", false),
    ("sources", false), ("companies", false), ("entities", false), ("individuals", false), ("nationals", false),
    ("citizens", false), ("civilians", false), ("warplanes", false), ("jets", false), ("warships", false),
    ("students", false), ("journalists", false), ("intelligence", false), ("security", false), ("court", false),
    ("prosecutors", false), ("firms", false), ("hackers", false), ("embassy", false), ("consulate", false), ("mission", false),
    ("team", false), ("counterparts", false), ("allies", false), ("partners", false), ("militia", false), ("militias", false),
    ("separatists", false), ("guards", false), ("airstrike", false), ("president's", false),
];

/// Plural nouns for those who take part in what is told, and whether they are persons.
pub(super) const COLLECTIVES: &[(&str, bool)] = &[
    ("sides", false), ("parties", false), ("countries", false), ("nations", false), ("states", false), ("governments", false),
    ("ministers", true), ("leaders", true), ("presidents", true), ("diplomats", true), ("officials", true), ("secretaries", true),
    ("men", true), ("counterparts", true), ("delegations", false), ("neighbors", false), ("neighbours", false), ("allies", false),
    ("partners", false), ("chiefs", true), ("groups", false), ("rivals", false), ("presidents", true), ("envoys", true), ("principals", true), ("superpowers", false),
];

/// Number words before a collective.
pub(super) fn number_word(word: &str) -> Option<u8> {
    Some(match word {
        "two" | "both" => 2,
        "three" | "trilateral" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        _ => return None,
    })
}

/// Last words of titles and offices that no table lists in full: "Budget Acting Director".
pub(super) const TITLE_WORDS: &[&str] = &[
    "secretary", "minister", "president", "ambassador", "director", "administrator", "chair", "chairman", "chairwoman",
    "chairperson", "commissioner", "governor", "mayor", "senator", "representative", "advisor", "adviser", "spokesperson",
    "spokesman", "spokeswoman", "chief", "commander", "premier", "chancellor", "king", "queen", "prince", "princess", "envoy",
    "coordinator", "counselor", "counsellor", "councilor", "councillor", "leader", "speaker", "congressman", "undersecretary",
    "prosecutor", "sultan", "emir", "lieutenant", "negotiator", "justice", "deputy", "executive", "surgeon", "attaché",
    "rapporteur", "officer",
];

/// Titles that stand alone for the one who bears them: "the minister".
pub(super) const BARE_TITLES: &[&str] = &["secretary", "minister", "ambassador", "envoy", "premier", "chancellor", "president", "spokesperson"];

/// Last words of the portfolios that follow "minister of" or "assistant secretary for".
pub(super) const PORTFOLIOS: &[&str] = &[
    "affairs", "policy", "security", "development", "resources", "cooperation", "commerce", "defense", "defence", "finance",
    "interior", "energy", "environment", "labor", "labour", "agriculture", "health", "education", "integration", "investment",
    "technology", "technologies", "growth", "operations", "matters", "freedom", "reconciliation", "nonproliferation",
    "non-proliferation", "control", "industry", "economy", "tourism", "culture", "transport", "planning", "relations",
    "communications", "state", "change", "migration", "refugees", "labor", "diplomacy", "trade", "treasury",
];

/// Endings of compounds that describe and do not name: "Hong Kong-flagged".
pub(super) const COMPOUND_ENDINGS: &[&str] = &[
    "based", "flagged", "led", "backed", "style", "born", "era", "owned", "made", "funded", "sponsored", "mediated", "brokered",
    "related", "linked", "occupied", "controlled", "held", "trained", "supported", "allied", "aligned", "hosted", "run",
];
