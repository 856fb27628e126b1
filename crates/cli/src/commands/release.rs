use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use polybius_store::{Desk, Moment, Release};
use serde_json::{Value, json};

use crate::arguments::ReleaseArguments;
use crate::exit::Done;
use crate::progress::Progress;
use crate::terminal::{Paint, Table, columns, plain, stdout};
use crate::versions;
use crate::wording::of;

mod package;
mod papers;

use package::{Facts, Sink, Sums};

pub fn run(arguments: &ReleaseArguments) -> anyhow::Result<Done> {
    let path = &arguments.desk.path;
    let Some(name) = &arguments.name else { return list(&Desk::open_read_only(path)?) };
    check_name(name)?;
    let known = Desk::open_read_only(path)?.release(name)?;
    if let Some(folder) = &arguments.verify {
        let release = known.with_context(|| format!("there is no release {name:?}: `polybius release --list`"))?;
        return verify(folder, &release);
    }
    match known {
        Some(release) => again(arguments, &release),
        None => make(arguments, name),
    }
}

/// The name becomes a part of file names and of addresses.
fn check_name(name: &str) -> anyhow::Result<()> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) || name.starts_with(['.', '-']) || name == "now" {
        bail!(
            "{name:?} is no name of a release: give up to 64 letters, digits, dots, dashes and underscores, such as 2024-05"
        );
    }
    if name.parse::<polybius_records::Date>().is_ok() {
        bail!("{name:?} would be read as a day by --as-of: give a name that is none, such as v{name}");
    }
    Ok(())
}

fn list(desk: &Desk) -> anyhow::Result<Done> {
    let mut out = stdout();
    let releases = desk.releases()?;
    if releases.is_empty() {
        writeln!(out, "The desk has no release: `polybius release NAME` makes one.")?;
        return Ok(Done::All);
    }
    let mut table = Table::new(&["=release", "=made", "#revision", "licence", "events.csv, sha256"]);
    for release in releases {
        let text = |name: &str| release.about.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let sum = release.about.pointer("/files/events.csv").and_then(Value::as_str).unwrap_or_default().to_owned();
        let at = release.at.get(..19).unwrap_or(&release.at).to_owned();
        table.row([release.name.clone(), at, release.moment.revision.to_string(), text("licence"), sum]);
    }
    table.write(&mut out, Paint::stdout(), columns())?;
    Ok(Done::All)
}

/// Makes a new release: the package first, so that its checksums are remembered with it.
fn make(arguments: &ReleaseArguments, name: &str) -> anyhow::Result<Done> {
    let path = &arguments.desk.path;
    let mut desk = Desk::open_existing(path)?;
    if desk.events_due(versions::MERGER)? {
        bail!("the events of this desk are not up to date: `polybius desk update` computes them, then release");
    }
    let moment = desk.present()?;
    let facts = Facts {
        name: name.to_owned(),
        title: arguments.title.clone(),
        licence: arguments.licence.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let sums = write(arguments, moment, &facts)?;
    desk.add_release(name, moment, &about(&facts, &sums))?;
    tell(arguments, name, &sums)?;
    Ok(Done::All)
}

/// Writes the package of a release that is there, and says where its bytes are not those of then.
fn again(arguments: &ReleaseArguments, release: &Release) -> anyhow::Result<Done> {
    if arguments.output.is_none() {
        bail!(
            "there is a release {:?} already, and releases never change: give another name, or -o DIR to write it again",
            release.name
        );
    }
    if arguments.title.is_some() || arguments.licence.is_some() {
        bail!("the release {:?} has its title and its licence: leave --title and --licence out", release.name);
    }
    let text = |name: &str| release.about.get(name).and_then(Value::as_str).map(str::to_owned);
    let facts = Facts {
        name: release.name.clone(),
        title: text("title"),
        licence: text("licence"),
        version: text("version").unwrap_or_default(),
    };
    let sums = write(arguments, release.moment, &facts)?;
    tell(arguments, &release.name, &sums)?;
    let differ = differing(release, &sums);
    if differ.is_empty() {
        return Ok(Done::All);
    }
    Progress::start(true).tell(&format!(
        "{} not as they were when the release was made ({}): another version of polybius writes them; this is {}",
        differ.join(", "),
        facts.version,
        env!("CARGO_PKG_VERSION")
    ));
    Ok(Done::WithFailures)
}

fn write(arguments: &ReleaseArguments, moment: Moment, facts: &Facts) -> anyhow::Result<Sums> {
    let desk = Desk::open_read_only(&arguments.desk.path)?.turn_back(moment)?;
    let sink = arguments.output.as_deref().map_or(Ok(Sink::Nowhere), Sink::folder)?;
    package::write(&desk, moment, facts, &sink)
}

fn about(facts: &Facts, sums: &Sums) -> Value {
    let files: BTreeMap<&str, &str> = sums.iter().map(|(name, sum)| (name.as_str(), sum.sha256())).collect();
    json!({ "title": facts.title, "licence": facts.licence, "version": facts.version, "files": files })
}

fn differing(release: &Release, sums: &Sums) -> Vec<String> {
    let Some(files) = release.about.get("files").and_then(Value::as_object) else { return Vec::new() };
    let now: BTreeMap<&str, &str> = sums.iter().map(|(name, sum)| (name.as_str(), sum.sha256())).collect();
    files.iter().filter(|(name, sum)| now.get(name.as_str()).copied() != sum.as_str()).map(|(n, _)| n.clone()).collect()
}

fn tell(arguments: &ReleaseArguments, name: &str, sums: &Sums) -> anyhow::Result<()> {
    let mut out = stdout();
    for (file, sum) in sums {
        writeln!(out, "{}  {file}", sum.sha256())?;
    }
    match &arguments.output {
        Some(folder) => {
            writeln!(out, "release {name}: {} in {}", of(sums.len(), "file"), plain(&folder.display().to_string()))?
        }
        None => writeln!(out, "release {name}: `polybius release {name} -o DIR` writes these files at any time")?,
    }
    Ok(())
}

/// Compares the files of a folder with what the desk remembers of the release.
fn verify(folder: &Path, release: &Release) -> anyhow::Result<Done> {
    let mut out = stdout();
    let files = release.about.get("files").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut wrong = 0;
    for (name, sum) in &files {
        let path = folder.join(name);
        let found = package::sum_of(&path);
        let verdict = match &found {
            Ok(found) if Some(found.sha256()) == sum.as_str() => "as released".to_owned(),
            Ok(_) => "CHANGED".to_owned(),
            Err(e) => format!("CANNOT BE READ: {e}"),
        };
        wrong += usize::from(verdict != "as released");
        writeln!(out, "{name}: {}", plain(&verdict))?;
    }
    writeln!(out, "{} of release {}, {wrong} not as released", of(files.len(), "file"), release.name)?;
    Ok(if wrong == 0 { Done::All } else { Done::WithFailures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_into_addresses_and_are_no_days() {
        for name in ["2024-05", "v1.0", "sahel_2024-q1"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "now", "2024-05-03", "../x", "a b", ".hidden", "-o", &"x".repeat(65)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
