//! An incident made a report, every value with the sentence behind it.

use polybius_records::{
    Attribution, BlockKind, Confidences, CountKind, DateSpan, EventBody, Evidence, Place, PlacePrecision, Report,
    Status, Weapon, stable_id,
};

use super::attribution::{self, Claim};
use super::incident::Incident;
use super::sides::{self, Sides};
use super::{Reading, chooser, group, kind, scene, toll};
use crate::frames::{Family, Newness, is_home_of_somebody, is_speech, tree};
use crate::{CountMention, PlaceMention, outside, statements, sure};

/// The report of incident `index`.
pub(crate) fn report(r: &Reading<'_, '_>, index: usize, all: &[Incident], claims: &[Claim]) -> Report {
    let incident = &all[index];
    let claims: Vec<&Claim> = claims.iter().filter(|c| c.incident == index).collect();
    let mut sides = Sides::of(r, incident);
    // Whoever is said to have done it is not whom it hit.
    sides.sufferers.retain(|&a| {
        !claims.iter().any(|c| c.actor_mention.is_some_and(|m| r.mentions.actors[m].id == r.mentions.actors[a].id))
    });
    let sub = kind::sub_event_type(r, incident, &sides);
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut quote = |field: &str, value: &str, sentence: usize| {
        let e = r.text.evidence(field, value, r.text.sentence_range(sentence));
        if !evidence.contains(&e) {
            evidence.push(e);
        }
    };
    let telling = telling_sentence(r, incident);
    quote("event_type", sub.event_type().as_str(), telling);
    quote("sub_event_type", sub.as_str(), telling);
    let status = incident.status(r);
    let status_words =
        serde_json::to_value(status).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let status_sentence = incident.groups.iter().find(|g| g.status(r) == status).map_or(telling, |g| g.sentence);
    quote("status", &status_words, status_sentence);

    let date = date(r, index, all);
    if let Some((span, sentence)) = &date {
        quote("date", &format!("{}/{}", span.start, span.end), *sentence);
    }
    let place = place(r, index, all);
    if let Some((place, sentence)) = &place {
        quote("place", &place.name, *sentence);
    }
    let mut actors = Vec::new();
    let country = place.as_ref().and_then(|(p, _)| p.country.as_deref());
    for (actor, sentence) in sides::actors(r, index, all, &sides, &claims, sub, country) {
        quote("actors", &actor.name, sentence);
        actors.push(actor);
    }
    let mut attributions = Vec::new();
    for claim in &claims {
        quote("attributions", &claim.actor, claim.sentence);
        attributions.push(Attribution {
            by: claim.by.clone(),
            stance: claim.stance,
            actor: claim.actor.clone(),
            document: r.text.document.id.clone(),
            quote: r.text.slice(r.text.sentence_range(claim.sentence)).to_owned(),
            claim: attribution::detail(r, all, claim),
        });
    }
    let mut weapons: Vec<Weapon> = Vec::new();
    for f in incident.groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>()) {
        for &w in &f.weapons {
            let m = &r.weapons[w];
            let weapon =
                Weapon { name: r.text.slice(m.spot.start..m.spot.end).to_lowercase(), kind: m.entry.kind.clone() };
            quote("weapons", &weapon.name, m.spot.sentence);
            if !weapons.contains(&weapon) {
                weapons.push(weapon);
            }
        }
    }
    weapons.sort();
    let mut body = EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status,
        date: date.as_ref().map(|(d, _)| *d),
        place: place.map(|(p, _)| p),
        actors,
        attributions,
        weapons,
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: 0.0,
        confidences: Confidences::default(),
        evidence: Vec::new(),
    };
    let rule = |kind| toll::count(r, incident, kind);
    let [mut killed, mut injured] = chooser::choose(r, index, all, rule(CountKind::Killed), rule(CountKind::Injured));
    for kind in CountKind::ALL {
        let counted = match kind {
            CountKind::Killed => killed.take(),
            CountKind::Injured => injured.take(),
            _ => rule(kind),
        };
        if let Some((mut count, sentences)) = counted {
            let value = count.best.or(count.low).or(count.high).map(|n| n.to_string()).unwrap_or_default();
            for &sentence in &sentences {
                quote(kind.field(), &value, sentence);
            }
            if let Some((by, sentence)) = giver(r, kind, &sentences) {
                quote(&format!("{}.by", kind.field()), &by, sentence);
                count.by = Some(by);
            }
            *body.count_mut(kind) = Some(count);
        }
    }
    quote("summary", "composed", telling);
    body.evidence = evidence;
    sure::fill(r, index, all, &mut body);
    body.summary = polybius_records::summary(&body);
    let document = r.text.document;
    let first = incident.groups.first().and_then(|g| g.frames(r).next());
    let anchor = first.map_or(0, |f| r.text.char_offset(r.text.sentences[f.sentence].syntax.tokens[f.hit.token].start));
    Report {
        id: stable_id("r", [document.id.as_str(), document.hash.as_str(), anchor.to_string().as_str(), sub.as_str()]),
        document: document.id.clone(),
        words: words(r, index, all),
        published: document.published,
        coder: r.coder.to_owned(),
        body,
    }
}

/// Who gives the number, in the text's words: the speaker of the first of its sentences that has one.
fn giver(r: &Reading<'_, '_>, kind: CountKind, sentences: &[usize]) -> Option<(String, usize)> {
    sentences.iter().find_map(|&sentence| {
        let of_kind = |c: &&CountMention| c.spot.sentence == sentence && c.kind == Some(kind);
        let anchor = r.mentions.counts.iter().find(of_kind)?.spot.head;
        Some((statements::speaker(r.text, r.mentions, r.lexicon, sentence, anchor)?, sentence))
    })
}

/// The sentence that tells most of the incident: the one with the most fields.
fn telling_sentence(r: &Reading<'_, '_>, incident: &Incident) -> usize {
    incident
        .groups
        .iter()
        .map(|g| {
            let counted = CountKind::ALL.iter().filter(|&&k| !g.counts(r, k).is_empty()).count();
            let facts = usize::from(!g.times(r).is_empty()) + usize::from(!g.places(r).is_empty()) + counted;
            let core = usize::from(!g.only_effects(r));
            (2 * core + facts, g.sentence)
        })
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
        .map_or(0, |(_, s)| s)
}

fn date(r: &Reading<'_, '_>, index: usize, all: &[Incident]) -> Option<(DateSpan, usize)> {
    let incident = &all[index];
    let Some(span) = incident.span(r) else {
        if let Some(counted) = counted_date(r, incident, all) {
            return Some(counted);
        }
        if !incident.open_times(r).is_empty() {
            return None;
        }
        let scene = scene::time(r, index, all).and_then(|m| Some((m.span?, m.spot.sentence)));
        return scene.or_else(|| said_date(r, incident));
    };
    let mention = incident.groups.iter().filter_map(|g| g.span(r)).find(|(s, _)| *s == span)?.1;
    Some((span, mention.spot.sentence))
}

/// The date of an incident told by its distance from another: "three days after the bombing".
fn counted_date(r: &Reading<'_, '_>, incident: &Incident, all: &[Incident]) -> Option<(DateSpan, usize)> {
    incident.groups.iter().find_map(|g| {
        g.frames(r).find_map(|f| {
            let (from, distance) = f.counted_from?;
            let other = all.iter().find(|o| o.groups.iter().any(|g| g.frames.contains(&from)))?;
            let moved = distance.from(other.span(r)?)?;
            Some((moved, f.sentence))
        })
    })
}

/// News whose only day is the day on which somebody told it ("soldiers shot three men, police said on Friday") is of that day or
/// of the one before.
fn said_date(r: &Reading<'_, '_>, incident: &Incident) -> Option<(DateSpan, usize)> {
    if incident.status(r) != Status::Occurred || incident.groups.iter().all(|g| g.plural(r)) {
        return None;
    }
    let lead = incident.groups.iter().find(|g| g.in_title(r) || g.sentence <= r.lead_end)?.sentence;
    let s = &r.text.sentences[lead].syntax;
    let from = r.mentions.times.partition_point(|m| m.spot.sentence < lead);
    r.mentions.times[from..].iter().take_while(|m| m.spot.sentence == lead).find_map(|m| {
        let span = m.span.filter(|d| d.width_days() <= 1 && r.is_recent(d))?;
        let verb = tree::clause_verb(s, m.spot.head);
        let told = tree::is_verb(s, verb) && is_speech(&s.tokens[verb].lemma);
        let before = span.start.checked_sub(jiff::Span::new().days(1)).ok()?;
        told.then(|| (DateSpan::new(before, span.end), lead))
    })
}

/// The incident's own place, else the country that the story is set in.
fn place(r: &Reading<'_, '_>, index: usize, all: &[Incident]) -> Option<(Place, usize)> {
    let incident = &all[index];
    let own = incident.place(r);
    let coarse = own.is_none_or(|m| group::grain(m) >= 4);
    let reach = own.map_or(6, group::grain);
    let fits = |m: &&PlaceMention| own.is_none_or(|o| o.place.country.is_none() || o.place.country == m.place.country);
    if incident.has_only_care(r)
        && let Some(m) = seat(r, incident).find(|m| group::grain(m) < 4)
    {
        let place = Place { precision: m.place.precision.max(PlacePrecision::Near), ..m.place.clone() };
        return Some((place, m.spot.sentence));
    }
    if coarse && let Some(m) = scene::beside(r, index, all, reach) {
        return Some((m.place.clone(), m.spot.sentence));
    }
    if coarse && let Some(m) = scene::heading(r, index, all).filter(fits).filter(|m| group::grain(m) < reach) {
        return Some((m.place.clone(), m.spot.sentence));
    }
    if coarse && let Some(m) = scene::place(r, index, all, own.map_or(5, group::grain)) {
        return Some((m.place.clone(), m.spot.sentence));
    }
    if let Some(m) = own.filter(|m| group::grain(m) == 4).and_then(|own| sent_from(r, &all[index], own)) {
        let place = Place { precision: PlacePrecision::Near, ..m.place.clone() };
        return Some((place, m.spot.sentence));
    }
    if let Some(m) = own.filter(|m| group::grain(m) == 3).and_then(|own| town_of(r, &all[index], own)) {
        let place = Place { precision: PlacePrecision::Near, ..m.place.clone() };
        return Some((place, m.spot.sentence));
    }
    if let Some(own) = own.filter(|m| m.place.country.is_some() || all[index].places(r).len() > 1) {
        return Some((own.place.clone(), own.spot.sentence));
    }
    let first = all[index].first_sentence();
    // What stands just before it in the same paragraph, then the story's own place, then the country named most.
    let paragraph = r.text.sentences[first].paragraph;
    let before = all
        .iter()
        .enumerate()
        .filter(|(i, other)| *i != index && other.first_sentence() <= first)
        .filter(|(_, other)| {
            other.groups.iter().any(|g| {
                g.sentence <= first && r.text.sentences[g.sentence].paragraph == paragraph && first - g.sentence <= 2
            })
        })
        .filter_map(|(_, other)| other.place(r))
        .rfind(|m| m.place.country.is_some());
    let news = all[index].groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end);
    let inherited: Option<&PlaceMention> = before
        .or_else(|| all.iter().filter_map(|i| i.place(r)).find(|m| m.place.country.is_some()).filter(|_| news))
        .or_else(|| all.iter().find(|i| i.first_sentence() <= r.lead_end).and_then(|i| i.place(r)))
        .or_else(|| most_named(r));
    let m = inherited?;
    let mut place = m.place.clone();
    let of_news = is_aftermath(r, incident) || is_of_the_news(r, index, all);
    let occurred = incident.status(r) == Status::Occurred;
    let same_breath = before.is_some_and(|b| b.spot == m.spot);
    if !news && same_breath && place.precision == PlacePrecision::Exact {
        place.precision = PlacePrecision::Near;
    } else if !news && (of_news && has_one_town(r, all, m) || occurred && is_told_of_one_town(r, m)) {
        if place.precision == PlacePrecision::Exact {
            place.precision = PlacePrecision::Near;
        }
    } else if !news && !same_breath && place.precision != PlacePrecision::Region {
        // Not said to be in that very town: only the country is carried over.
        let country = place.country.as_deref().and_then(|c| r.lexicon.countries.by_code(c))?;
        place = Place {
            name: country.name.clone(),
            country: Some(country.code.clone()),
            admin1: None,
            admin2: None,
            latitude: None,
            longitude: None,
            precision: PlacePrecision::Country,
            geonameid: None,
        };
    }
    Some((place, m.spot.sentence))
}

/// "DULUTH, Minn. - A Minnesota man was shot", "Man shot in Minnesota. Duluth police said": the news itself, of which only the division is
/// said, lies about the town in that division that it was sent from or whose police speak.
fn sent_from<'a>(r: &'a Reading<'_, '_>, incident: &Incident, own: &PlaceMention) -> Option<&'a PlaceMention> {
    let same = |m: &&PlaceMention| m.place.country == own.place.country && m.place.admin1 == own.place.admin1;
    seat(r, incident).filter(|m| group::grain(m) < 3).find(same)
}

/// The places that the news was sent from or whose police speak, for an incident that is the news itself.
fn seat<'a>(r: &'a Reading<'_, '_>, incident: &Incident) -> impl Iterator<Item = &'a PlaceMention> {
    let news = incident.groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end);
    let seated = |m: &&PlaceMention| {
        let s = &r.text.sentences[m.spot.sentence];
        let next = s.syntax.tokens.get(m.spot.last + 1).map_or("", |t| t.lower.as_str());
        let police = matches!(next, "police" | "officers" | "firefighters");
        (s.block == BlockKind::Dateline || police) && !m.facility
    };
    r.mentions.places.iter().filter(move |_| news).filter(seated)
}

/// The one town of a district that the text names as a place, where the news itself is said to have happened in that district.
fn town_of<'a>(r: &'a Reading<'_, '_>, incident: &Incident, own: &PlaceMention) -> Option<&'a PlaceMention> {
    let news = incident.groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end);
    let held = |m: &&PlaceMention| {
        let district = |p: &Place| p.admin2.clone().unwrap_or_else(|| p.name.clone());
        matches!(group::grain(m), 1 | 2)
            && m.place.country == own.place.country
            && m.place.admin1 == own.place.admin1
            && m.place.admin2.as_ref() == Some(&district(&own.place))
    };
    let named_as_place = |m: &&PlaceMention| {
        let s = &r.text.sentences[m.spot.sentence];
        let before = m.spot.first.checked_sub(1).map_or("", |i| s.syntax.tokens[i].lower.as_str());
        let placed = matches!(before, "in" | "near" | "at" | "outside" | "around" | "rural");
        s.block == BlockKind::Dateline || placed && !is_home_of_somebody(&s.syntax, &m.spot)
    };
    let mut towns = r.mentions.places.iter().filter(|_| news).filter(held).filter(named_as_place);
    let first = towns.next()?;
    towns.all(|m| m.place.name == first.place.name).then_some(first)
}

/// Whether every town that the text names lies about the one of `m`.
fn is_told_of_one_town(r: &Reading<'_, '_>, m: &PlaceMention) -> bool {
    group::grain(m) < 3
        && r.mentions
            .places
            .iter()
            .filter(|o| group::grain(o) < 4)
            .all(|o| o.place.distance_km(&m.place).is_some_and(|d| d < 60.0))
}

/// Arrests and what is said to be of these days belong to the news, wherever in the text they stand.
fn is_aftermath(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    incident.family(r) == Family::Arrest && incident.span(r).is_none_or(|s| r.is_recent(&s))
}

/// Violence of the day of what the text tells first, or of no day of its own.
fn is_of_the_news(r: &Reading<'_, '_>, index: usize, all: &[Incident]) -> bool {
    let incident = &all[index];
    let Some(first) = all.first() else { return false };
    let span = incident.span(r);
    incident.status(r) == Status::Occurred
        && incident.open_times(r).is_empty()
        && incident.groups.iter().any(|g| g.newness(r) != Newness::Another && !g.plural(r))
        && matches!(incident.family(r), Family::Violence | Family::War)
        && span.is_none_or(|s| r.is_recent(&s) && first.span(r).is_none_or(|f| f.overlaps(&s, 1)))
}

/// Whether all that the text tells happened about one town: the one of `m`.
fn has_one_town(r: &Reading<'_, '_>, all: &[Incident], m: &PlaceMention) -> bool {
    group::grain(m) < 4
        && all
            .iter()
            .flat_map(|i| i.places(r))
            .filter(|o| group::grain(o) < 4)
            .all(|o| o.place.distance_km(&m.place).is_some_and(|d| d < 60.0))
}

/// A mention in the country that the document names most, the most exact one.
fn most_named<'a>(r: &'a Reading<'_, '_>) -> Option<&'a PlaceMention> {
    let mut tally: Vec<(&str, usize)> = Vec::new();
    for m in &r.mentions.places {
        if let Some(country) = m.place.country.as_deref() {
            match tally.iter_mut().find(|(c, _)| *c == country) {
                Some((_, n)) => *n += 1,
                None => tally.push((country, 1)),
            }
        }
    }
    let (country, _) = tally.into_iter().rev().max_by_key(|(_, n)| *n)?;
    r.mentions
        .places
        .iter()
        .filter(|m| m.place.country.as_deref() == Some(country))
        .filter(|m| !is_home_of_somebody(&r.text.sentences[m.spot.sentence].syntax, &m.spot))
        .min_by_key(|m| (group::grain(m), m.spot.start))
}

/// Content words of the sentences, for merging. To the news itself belong the names of all sentences that tell of nothing else: whom
/// it hit, where they lived, who investigates.
fn words(r: &Reading<'_, '_>, index: usize, all: &[Incident]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for g in &all[index].groups {
        out.extend(outside::content(&r.text.sentences[g.sentence]));
    }
    let news = |i: &Incident| i.groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end);
    if all.len() == 1 || news(&all[index]) {
        let other = |n: usize| {
            all.iter().enumerate().any(|(i, other)| i != index && other.groups.iter().any(|g| g.sentence == n))
        };
        let sentences = r.text.sentences.iter().enumerate().filter(|(n, _)| !other(*n));
        out.extend(sentences.flat_map(|(_, s)| outside::names(s)));
    }
    out.sort();
    out.dedup();
    out
}
