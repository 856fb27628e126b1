//! Reads the tables of organisations in `data/actors` and those that users add.

use polybius_records::ActorType;

use super::LexiconError;

/// One line of a table, as written.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub name: String,
    pub kind: ActorType,
    pub country: String,
    pub parent: String,
    pub since: Option<i16>,
    pub until: Option<i16>,
    pub aliases: Vec<WrittenAlias>,
    pub id: String,
    /// For messages.
    pub file: String,
    pub line: usize,
}

/// An alias without its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenAlias {
    pub text: String,
    pub default: bool,
    pub needs_context: bool,
}

impl WrittenAlias {
    pub(super) fn plain(text: &str) -> Self {
        WrittenAlias { text: text.to_owned(), default: false, needs_context: false }
    }

    fn read(written: &str) -> Self {
        let text = written.trim_end_matches(['!', '?']);
        let signs = &written[text.len()..];
        WrittenAlias { text: text.trim().to_owned(), default: signs.contains('!'), needs_context: signs.contains('?') }
    }
}

/// The lines of a table that are neither empty nor comment nor the heading, with their numbers.
pub(super) fn lines<'t>(table: &'t str, heading: &'t str) -> impl Iterator<Item = (usize, Vec<&'t str>)> + 't {
    table
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim_end_matches('\r')))
        .filter(move |(_, l)| !l.trim().is_empty() && !l.starts_with('#') && !l.starts_with(heading))
        .map(|(i, line)| (i, line.split('\t').map(str::trim).collect()))
}

/// Reads one table of organisations.
///
/// # Errors
/// Names the first line that does not fit, and what to write instead.
pub(super) fn read(file: &str, table: &str) -> Result<Vec<Row>, LexiconError> {
    lines(table, "name\tkind").map(|(line, columns)| row(file, line, &columns)).collect()
}

fn row(file: &str, line: usize, columns: &[&str]) -> Result<Row, LexiconError> {
    let at = |i: usize| columns.get(i).copied().unwrap_or_default();
    let fail = |problem: String, remedy: &str| LexiconError::line(file, line, problem, remedy);
    if !(2..=8).contains(&columns.len()) {
        return Err(fail(
            format!("{} columns", columns.len()),
            "write name, kind, country, parent, since, until, aliases, id with tabs between them",
        ));
    }
    if !at(0).contains(char::is_alphanumeric) {
        return Err(fail("no name".to_owned(), "write the organisation's name in the first column"));
    }
    let kind = kind(at(1)).ok_or_else(|| {
        fail(
            format!("\"{}\" is no kind of actor", at(1)),
            "write one of government, military, police, intelligence, rebel_group, political_militia, identity_militia, criminal, party, international, organisation",
        )
    })?;
    let country = at(2);
    if !(country.is_empty() || country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase())) {
        return Err(fail(
            format!("\"{country}\" is no country code"),
            "write the two capital letters of ISO 3166-1 (TR for Turkey), or nothing",
        ));
    }
    let year = |written: &str| match written {
        "" => Ok(None),
        digits => digits
            .parse()
            .ok()
            .filter(|y| (1000..=2100).contains(y))
            .map(Some)
            .ok_or_else(|| fail(format!("\"{digits}\" is no year"), "write four digits, or nothing")),
    };
    let (since, until) = (year(at(4))?, year(at(5))?);
    if let (Some(a), Some(b)) = (since, until)
        && b < a
    {
        return Err(fail(format!("ends in {b}, before it begins in {a}"), "write the first year, then the last"));
    }
    Ok(Row {
        name: at(0).to_owned(),
        kind,
        country: country.to_owned(),
        parent: at(3).to_owned(),
        since,
        until,
        aliases: at(6).split("; ").map(str::trim).filter(|a| !a.is_empty()).map(WrittenAlias::read).collect(),
        id: at(7).to_owned(),
        file: file.to_owned(),
        line,
    })
}

/// The kinds that an organisation can have, by the names of the record contract.
pub(super) fn kind(name: &str) -> Option<ActorType> {
    Some(match name {
        "government" => ActorType::Government,
        "military" => ActorType::Military,
        "police" => ActorType::Police,
        "intelligence" => ActorType::Intelligence,
        "rebel_group" => ActorType::RebelGroup,
        "political_militia" => ActorType::PoliticalMilitia,
        "identity_militia" => ActorType::IdentityMilitia,
        "criminal" => ActorType::Criminal,
        "party" => ActorType::Party,
        "international" => ActorType::International,
        "organisation" => ActorType::Organisation,
        _ => return None,
    })
}
