#[test]
#[ignore]
fn dump() {
    let k = chancery_know::Knowledge::open(&std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/know.bin")).unwrap()).unwrap();
    for p in k.persons() {
        let hs: Vec<String> = p.holdings().map(|h| format!("{h:?} [{}] <{}>", h.source(), h.title())).collect();
        println!("P\t{}\t{}\t{}\t{}", p.name(), p.wikidata().unwrap_or(""), p.aliases().collect::<Vec<_>>().join("|"), hs.join(" ; "));
    }
}
