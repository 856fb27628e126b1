#![allow(missing_docs, clippy::all)]
use polybius_coder::*;
use polybius_lexicon::Lexicon;
use polybius_records::Document;
use std::io::{BufRead, Write};
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let coder = Coder::new(Lexicon::embedded());
    let lines: Vec<String> = std::io::stdin().lock().lines().map(|l| l.unwrap()).collect();
    let size = lines.len().div_ceil(2).max(1);
    let outs: Vec<Vec<String>> = std::thread::scope(|s| {
        let hs: Vec<_> = lines
            .chunks(size)
            .map(|c| {
                let coder = &coder;
                let mode = &mode;
                s.spawn(move || c.iter().map(|l| one(coder, mode, l)).collect::<Vec<_>>())
            })
            .collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    let mut o = std::io::stdout().lock();
    for v in outs {
        for l in v {
            if !l.is_empty() {
                writeln!(o, "{l}").unwrap();
            }
        }
    }
}
fn one(coder: &Coder, mode: &str, line: &str) -> String {
    let v: serde_json::Value = serde_json::from_str(line).unwrap();
    let mut d = Document::plain(v["id"].as_str().unwrap_or("d"), v["text"].as_str().unwrap());
    d.publisher = v["publisher"].as_str().map(str::to_owned);
    d.title = v["title"].as_str().map(str::to_owned);
    d.published = v["published"].as_str().and_then(|p| p.parse().ok());
    if mode != "given" {
        d.blocks = polybius_ingest::mark_blocks(&d.text, d.title.as_deref(), &[]);
    }
    if mode == "given" {
        let offs: Vec<usize> = d.text.char_indices().map(|(i, _)| i).chain([d.text.len()]).collect();
        let spans: Vec<_> = v["spans"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| {
                offs[(s[0].as_u64().unwrap() as usize).min(offs.len() - 1)]
                    ..offs[(s[1].as_u64().unwrap() as usize).min(offs.len() - 1)]
            })
            .collect();
        let r = resolve_places(coder, &d, &spans);
        let pts: Vec<_> = r
            .iter()
            .map(|p| {
                p.as_ref().map(|p| {
                    let pt = p.latitude.zip(p.longitude).or_else(|| {
                        if p.precision == polybius_records::PlacePrecision::Country {
                            p.country
                                .as_deref()
                                .and_then(|c| coder.lexicon().countries.by_code(c))
                                .map(|c| (c.latitude, c.longitude))
                        } else {
                            coder
                                .lexicon()
                                .gazetteer
                                .lookup(&p.name)
                                .into_iter()
                                .next()
                                .and_then(|n| n.latitude.zip(n.longitude))
                        }
                    });
                    serde_json::json!([p, pt])
                })
            })
            .collect();
        serde_json::to_string(&pts).unwrap()
    } else if mode == "annotate" {
        let r = annotate(coder, &d);
        serde_json::to_string(&r).unwrap()
    } else if mode == "lookup" {
        let s = coder.lexicon().gazetteer.lookup(v["text"].as_str().unwrap());
        format!(
            "{:?}",
            s.iter()
                .map(|t| format!(
                    "{} {} {:?} {:?} {} {:?} alt={} {:?} {:?}",
                    t.name,
                    t.country,
                    t.admin1,
                    t.admin2,
                    t.population,
                    t.feature,
                    t.alternate,
                    t.latitude,
                    t.longitude
                ))
                .collect::<Vec<_>>()
        )
    } else if mode == "reports" {
        let (r, _, _) = code(coder, &d);
        r.iter()
            .map(|r| {
                let mut v = serde_json::to_value(r).unwrap();
                v["kind"] = "report".into();
                v.to_string()
            })
            .collect::<Vec<_>>()
            .join("\n")
    } else {
        let (r, s, _) = code(coder, &d);
        serde_json::to_string(&serde_json::json!({"reports": r, "statements": s.len()})).unwrap()
    }
}
