//! Mentions for `annotate`: what the coder sees before it decides.

use polybius_records::{Document, Mention, MentionKind};
use serde_json::{Value, json};

use crate::story::Reading;
use crate::{Coder, Mentions, Spot, Text, TimexKind};

/// Every mention of a document, in text order. Values have the shapes of the record contract.
pub fn annotate(coder: &Coder, document: &Document) -> Vec<Mention> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let reading = Reading::new(coder, &text, &mentions);
    let mut out = Vec::new();
    let mut add = |kind, spot: &Spot, value: Value| {
        out.push(Mention {
            document: document.id.clone(),
            kind,
            start: text.char_offset(spot.start),
            end: text.char_offset(spot.end),
            text: text.slice(spot.start..spot.end).to_owned(),
            value,
        });
    };
    for m in &mentions.places {
        add(MentionKind::Place, &m.spot, serde_json::to_value(&m.place).unwrap_or(Value::Null));
    }
    for m in &mentions.times {
        let kind = match m.kind {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        };
        let timex = Some(&m.timex).filter(|t| !t.is_empty());
        let value = match m.span {
            Some(s) => json!({"start": s.start, "end": s.end, "precision": s.precision, "timex": timex, "type": kind}),
            None => json!({"start": null, "end": null, "precision": "unknown", "timex": timex, "type": kind}),
        };
        add(MentionKind::Time, &m.spot, value);
    }
    for m in &mentions.actors {
        add(MentionKind::Actor, &m.spot, json!({"id": m.id, "name": m.name, "type": m.kind}));
    }
    for m in &mentions.counts {
        add(
            MentionKind::Count,
            &m.spot,
            json!({"kind": m.kind, "best": m.best, "low": m.low, "high": m.high, "who": m.who}),
        );
    }
    for m in &reading.weapons {
        add(MentionKind::Weapon, &m.spot, json!({"type": m.entry.kind}));
    }
    for f in reading.frames.iter().filter(|f| f.unreal.is_none()) {
        let spot = Spot::new(&text, f.sentence, f.hit.first, f.hit.last);
        let sub = f.hit.entry.sub;
        let value = json!({"event_type": sub.event_type(), "sub_event_type": sub, "status": f.status});
        add(MentionKind::Trigger, &spot, value);
    }
    for (sentence, token, stance) in reading.claim_words() {
        let spot = Spot::new(&text, sentence, token, token);
        add(MentionKind::Claim, &spot, json!({"stance": stance}));
    }
    out.sort_by_key(|m| (m.start, m.end, m.kind));
    out.dedup_by(|b, a| a.start == b.start && a.end == b.end && a.kind == b.kind);
    out
}
