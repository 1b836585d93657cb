//! The `chancery` command.

use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    let know = chancery_know::Knowledge::embedded();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document = chancery::read::json_line(&line?)?;
        let analysis = chancery::analyze(&document, know);
        let claims = chancery::extract(&analysis);
        serde_json::to_writer(&mut out, &chancery::record::record(&analysis, &claims))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
