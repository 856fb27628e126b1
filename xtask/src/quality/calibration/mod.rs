//! Whether the coder's confidences mean what they say: of the fields given .8, are eight in ten right?
//!
//! Measured on texts that nothing was fitted on: the own news, and the fixed fifth of the shootings.

mod judged;
mod measure;
mod plot;

use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::bootstrap::interval;
use super::frame::{Context, Split};
use super::gva_articles::Part;
use super::table::Row;
use judged::{Item, Judged};
use measure::{brier, calibration_error, share_right};

/// Fields in the order of the table. `None` is all of them together.
const FIELDS: [Option<&str>; 11] = [
    Some("event"),
    Some("event_type"),
    Some("sub_event_type"),
    Some("status"),
    Some("date"),
    Some("country"),
    Some("place"),
    Some("perpetrators"),
    Some("killed"),
    Some("injured"),
    None,
];

/// Fewest judged values that a field's row is written for.
const FEWEST: usize = 20;

/// `folder` is that of the shootings.
pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    if context.split == Split::Test {
        return Ok(Vec::new());
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/coder/tests");
    let news = judged::of_articles(&context.coder, &tests.join("news"))?;
    let mut sets = vec![("own news", "News of conflict, 24 articles", news)];
    if folder.join("incidents.jsonl").is_file() {
        let shootings = judged::of_shootings(&context.coder, folder, Part::Fifth)?;
        sets.push(("gva, fixed fifth", "Shootings in the United States, 943 articles", shootings));
    }
    let rows = sets.iter().flat_map(|(name, _, items)| rows(name, items)).collect();
    let panels = sets.iter().map(|(_, title, items)| (*title, panels(items))).collect::<Vec<_>>();
    context.write("reliability.svg", &plot::draw(&panels))?;
    Ok(rows)
}

/// The judged values of a field, text by text; texts without one are left out.
fn values<'a>(items: &'a [Item], field: Option<&str>) -> Vec<Vec<&'a Judged>> {
    let of = |item: &'a Item| -> Vec<&'a Judged> {
        item.fields.iter().filter(|j| field.is_none_or(|f| f == j.field)).collect()
    };
    items.iter().map(of).filter(|list| !list.is_empty()).collect()
}

fn rows(set: &str, items: &[Item]) -> Vec<Row> {
    let mut out = Vec::new();
    for field in FIELDS {
        let texts = values(items, field);
        let n = texts.iter().map(Vec::len).sum::<usize>();
        if n < FEWEST {
            continue;
        }
        let always = share_right(&mut texts.iter());
        let row = |metric: &str, figure, baseline| Row {
            set: format!("calibration ({set})"),
            items: format!("{n} values, {} texts", texts.len()),
            metric: format!("{}, {metric}", field.unwrap_or("all fields")),
            figure,
            baseline: Some(baseline),
            others: "",
        };
        let name = "always the share right in these texts";
        let plain = always * (1.0 - always);
        out.push(row("Brier score", interval(&texts, brier), (name, plain)));
        let level = measure::expected_error(&texts);
        out.push(row(
            "calibration error",
            interval(&texts, calibration_error),
            ("chance, were all as sure as said", level),
        ));
    }
    out
}

fn panels(items: &[Item]) -> Vec<plot::Panel> {
    // Nearly every status is right: nothing to see.
    let shown = FIELDS.into_iter().filter(|field| *field != Some("status"));
    shown
        .filter_map(|field| {
            let texts = values(items, field);
            let values: Vec<(f64, bool)> = texts.iter().flatten().map(|j| (j.sure, j.right)).collect();
            let title = field.unwrap_or("all fields").replace("sub_", "sub-").replace('_', " ");
            (values.len() >= FEWEST).then_some(plot::Panel { title, values })
        })
        .collect()
}

/// Writes `signs.jsonl`: one judged field a line, with its signs.
pub fn write_signs(context: &Context, data: &Path) -> Result<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/coder/tests");
    let coder = &context.coder;
    let mut lines = Vec::new();
    let mut put = |set: &str, items: Vec<Item>| {
        for item in &items {
            for j in &item.fields {
                let signs: Map<String, Value> =
                    j.signs.iter().map(|(name, x)| ((*name).to_owned(), json!(x))).collect();
                lines.push(json!({
                    "set": set, "document": item.document, "field": j.field, "right": j.right, "sure": j.sure, "signs": signs,
                }));
            }
        }
    };
    put("stories", judged::of_articles(coder, &tests.join("stories"))?);
    put("articles", judged::of_articles(coder, &data.join("articles"))?);
    put("muc", judged::of_muc(coder, &data.join("muc"))?);
    put("gva", judged::of_shootings(coder, &data.join("gva"), Part::Rest)?);
    context.write_lines("signs", &lines)?;
    Ok(format!("{} fields judged", lines.len()))
}
