//! From the judge's sheets to templates of MUC-4.

use polybius_coder::Sheet;

use super::template::Template;

/// The template of a sheet: one mention an entity, since a second can only make it wrong.
pub fn template(sheet: &Sheet) -> Template {
    let mut out = Template { incident_type: sheet.incident.words().to_owned(), ..Template::default() };
    for entry in &sheet.entries {
        out.roles[entry.role as usize].push(vec![entry.words.clone()]);
    }
    out
}
