//! MUC-4: news of 1989 to 1991 on terrorism in Latin America, small letters only, with templates of incidents.

mod ceaf;
mod convert;
mod full;
mod key;
mod template;

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, considered, sheets};
use polybius_records::Document;
use serde_json::{Value, json};

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, read_lines};
use super::table::Row;
use ceaf::Counts;
pub use full::verdicts;
pub use key::{Entry, load_all};
use template::{Normal, ROLES, Template};

/// One text with its key, where there is one.
struct Item {
    id: String,
    text: String,
    key: Option<Vec<Template>>,
}

/// Scores `dev.jsonl` or `test.jsonl`.
pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let items: Vec<Item> =
        read_lines(&folder.join(format!("{}.jsonl", context.split.word())))?.iter().map(item).collect();
    if context.out.is_some() {
        let seen = bundle::each(&items, |item| considered(&context.coder, &document(item)));
        let lines = items.iter().zip(&seen).map(|(i, s)| Ok(json!({"id": i.id, "events": serde_json::to_value(s)?})));
        context.write_lines("muc-considered", &lines.collect::<Result<Vec<Value>>>()?)?;
    }
    let answers = bundle::each(&items, |item| predicted(&context.coder, item));
    let all: serde_json::Map<String, Value> =
        items.iter().zip(&answers).map(|(i, a)| (i.id.clone(), prediction(i, a))).collect();
    context.write_value("muc", &Value::Object(all))?;
    let keyed = || items.iter().zip(&answers).filter_map(|(item, answer)| Some((item, item.key.as_ref()?, answer)));
    let coded: Vec<Counts> = keyed().map(|(_, key, answer)| ceaf::score(&normal(answer), &normal(key))).collect();
    let plain: Vec<Counts> =
        keyed().map(|(item, key, _)| ceaf::score(&normal(&baseline(&item.text)), &normal(key))).collect();
    if coded.is_empty() {
        return Ok(Vec::new());
    }
    let templates: usize = coded.iter().map(|c| c.gold[0]).sum();
    let mut rows = Vec::new();
    let slots = [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)];
    for slot in slots {
        let what = slot.map_or("all slots", |i| if i == 0 { "incident type" } else { ROLES[i - 1] });
        for (i, measure) in ["precision", "recall", "F1"].into_iter().enumerate() {
            if slot.is_some() && i < 2 {
                continue;
            }
            rows.push(Row {
                set: format!("muc ({})", context.split.word()),
                items: format!("{templates} templates, {} texts", coded.len()),
                metric: format!("template filling, {what}, {measure}"),
                figure: interval(&coded, |c| Counts::prf(c, slot)[i]),
                baseline: Some(("keywords, one template a text", Counts::prf(&mut plain.iter(), slot)[i])),
                others: if slot.is_none() && i == 2 { OTHERS } else { "" },
            });
        }
    }
    let (texts, entries) = key::load(&folder.join("CORPORA"))?;
    if context.split == Split::Dev && !texts.is_empty() {
        rows.extend(full::score(&context.coder, &texts, &entries));
    }
    Ok(rows)
}

const OTHERS: &str = ".542 (best system of 1992), .530 (IterX), .502 (GTT), on the test split";

fn item(line: &Value) -> Item {
    let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let key = line["templates"].as_array().map(|all| all.iter().map(Template::read).collect());
    Item { id: text("docid"), text: text("doctext"), key }
}

fn document(item: &Item) -> Document {
    Document::plain(item.id.clone(), item.text.clone())
}

fn predicted(coder: &Coder, item: &Item) -> Vec<Template> {
    sheets(coder, &document(item)).1.iter().map(convert::template).collect()
}

fn prediction(item: &Item, answer: &[Template]) -> Value {
    let list = |all: &[Template]| all.iter().map(Template::json).collect::<Vec<Value>>();
    let mut out = json!({"pred_templates": list(answer)});
    if let Some(key) = &item.key {
        out["gold_templates"] = json!(list(key));
    }
    out
}

fn normal(all: &[Template]) -> Vec<Normal> {
    all.iter().map(Template::normalised).collect()
}

/// One template where a violent word stands: the type of the first such word, and of each role the first word of a short list.
fn baseline(text: &str) -> Vec<Template> {
    const TYPES: [(&str, &[&str]); 4] = [
        ("bombing", &["bomb", "bombs", "bombing", "explosion", "dynamite", "exploded"]),
        ("kidnapping", &["kidnapped", "kidnapping", "abducted"]),
        ("arson", &["burned", "arson"]),
        ("attack", &["attack", "attacked", "killed", "murdered", "murder", "assassinated", "assassination", "shot"]),
    ];
    const WORDS: [(usize, &[&str]); 4] = [
        (0, &["guerrillas", "terrorists", "rebels", "gunmen", "soldiers", "kidnappers"]),
        (1, &["army", "guerrilla", "cartel"]),
        (2, &["bus", "car", "house", "bridge", "embassy", "bank", "building", "vehicle"]),
        (4, &["bomb", "dynamite", "grenade", "explosives", "rifle", "machinegun"]),
    ];
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let found = words.iter().find_map(|w| TYPES.iter().find(|(_, list)| list.contains(&w.as_str())));
    let Some((kind, _)) = found else { return Vec::new() };
    let mut out = Template { incident_type: (*kind).to_owned(), ..Template::default() };
    for (role, list) in WORDS {
        out.roles[role].extend(words.iter().find(|w| list.contains(&w.as_str())).map(|w| vec![w.clone()]));
    }
    vec![out]
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    #[test]
    fn a_text_in_small_letters_becomes_a_template() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "two unidentified men shot and killed judge dario barranes outside his home in bogota, colombia, on monday. \
                    the army clashed with guerrillas in meta department, killing four rebels.";
        let item = Item { id: "a".to_owned(), text: text.to_owned(), key: None };
        let found = predicted(&coder, &item);
        assert_eq!(found.len(), 1, "a fight of soldiers and guerrillas is none: {found:?}");
        assert_eq!(found[0].incident_type, "attack");
        // With or without the number: the key has both.
        assert!(found[0].roles[0][0][0].ends_with("unidentified men"), "{found:?}");
        assert_eq!(found[0].roles[3], [["dario barranes"]]);
    }

    #[test]
    fn the_baseline_takes_first_words() {
        let found = baseline("Guerrillas blew up a bridge with dynamite.");
        assert_eq!(
            (found[0].incident_type.as_str(), &found[0].roles[2]),
            ("bombing", &vec![vec!["bridge".to_owned()]])
        );
        assert!(baseline("Prices rose.").is_empty());
    }
}
