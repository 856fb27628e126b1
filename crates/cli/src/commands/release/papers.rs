//! The pages for people in a package.

use std::io::Write;

use polybius_formats::{Table, columns};

use super::package::Facts;

/// What each column means.
pub fn codebook(tables: &[(Table, &str, &str)], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "# Codebook")?;
    for (table, name, about) in tables {
        writeln!(out, "\n## {name}.csv\n\n{about}\n\n| column | holds | meaning |\n|---|---|---|")?;
        for c in columns(*table) {
            writeln!(out, "| {} | {} | {} |", c.name, c.kind.name(), c.meaning.replace('|', "\\|"))?;
        }
    }
    writeln!(
        out,
        "\nLists are joined with `; `. An empty cell is \"not said\", never zero. A text that a spreadsheet would run as a formula has a `'` in front."
    )?;
    Ok(())
}

/// What it is, and how to cite and check it.
pub fn readme(facts: &Facts, created: Option<&str>, events: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    let day = created.and_then(|at| at.get(..10)).unwrap_or("an unknown day");
    let licence = facts.licence.as_deref().unwrap_or("not stated: ask who gave it to you");
    writeln!(
        out,
        "# {title}

Release {name}, {events} events, as known on {day} (UTC).

- `events.csv`, `reports.csv`, `evidence.csv`, `statements.csv`: flat tables; `CODEBOOK.md` says what each column means.
- `records.jsonl`: the full records; `claims.jsonl`: who claims, is blamed for and denies what.
- `datapackage.json`: the same for programs (Frictionless Data Package).

Coded from news by polybius {version}: a value is what a document says, with its words in `evidence.csv`, and no more certain than that.

Cite as: {title}, release {name}, {day}, made with polybius {version}.

Licence: {licence}.

Check the files with `sha256sum -c SHA256SUMS`.",
        title = facts.title(),
        name = facts.name,
        version = facts.version,
    )?;
    Ok(())
}
