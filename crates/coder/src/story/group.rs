//! Groups: the frames of one sentence that tell of one act.

use polybius_records::{CountKind, DateSpan, PlacePrecision, Precision, Status};

use super::Reading;
use crate::frames::{Act, Family, Frame, Newness};
use crate::{CountMention, PlaceMention, TimeMention};

/// Frames joined by the sentence's grammar.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Indices of the frames.
    pub(crate) frames: Vec<usize>,
    /// The sentence.
    pub(crate) sentence: usize,
}

/// Joins the real frames of each sentence.
pub(crate) fn groups(frames: &[Frame], mentions: &crate::Mentions) -> Vec<Group> {
    let mut root: Vec<usize> = (0..frames.len()).collect();
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    for (i, frame) in frames.iter().enumerate() {
        for &j in &frame.same {
            let apart = |f: &Frame, other: usize| {
                f.counted_from.is_some_and(|(from, distance)| from == other && distance.parts())
            };
            if apart(frame, j) || apart(&frames[j], i) {
                continue;
            }
            if frame.unreal.is_none() && frames[j].unreal.is_none() && times_meet(mentions, frame, &frames[j]) {
                let (a, b) = (find(&mut root, i), find(&mut root, j));
                root[a.max(b)] = a.min(b);
            }
        }
    }
    let mut out: Vec<Group> = Vec::new();
    let mut at: Vec<Option<usize>> = vec![None; frames.len()];
    for (i, frame) in frames.iter().enumerate() {
        if frame.unreal.is_some() {
            continue;
        }
        let r = find(&mut root, i);
        match at[r] {
            Some(g) => out[g].frames.push(i),
            None => {
                at[r] = Some(out.len());
                out.push(Group { frames: vec![i], sentence: frame.sentence });
            }
        }
    }
    out
}

/// Whether the times of two frames leave room for one act.
fn times_meet(mentions: &crate::Mentions, a: &Frame, b: &Frame) -> bool {
    let spans = |f: &Frame| f.times.iter().filter_map(|&t| mentions.times[t].span).collect::<Vec<_>>();
    let (a, b) = (spans(a), spans(b));
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| x.overlaps(y, 1)))
}

impl Group {
    pub(crate) fn frames<'a>(&'a self, r: &'a Reading<'_, '_>) -> impl Iterator<Item = &'a Frame> + 'a {
        self.frames.iter().map(|&i| &r.frames[i])
    }

    /// The acts named.
    pub(crate) fn acts<'a>(&'a self, r: &'a Reading<'_, '_>) -> impl Iterator<Item = Act> + 'a {
        self.frames(r).map(|f| f.hit.entry.act)
    }

    /// The family: that of the first act that is more than an effect.
    pub(crate) fn family(&self, r: &Reading<'_, '_>) -> Family {
        let core = self.acts(r).filter(|a| !a.is_effect()).map(Act::family);
        let mut list: Vec<Family> = core.collect();
        list.sort_by_key(|f| match f {
            Family::War => 0,
            Family::Violence => 1,
            Family::Contention => 2,
            Family::Arrest => 3,
            Family::Strategic => 4,
        });
        list.first().copied().unwrap_or(Family::Violence)
    }

    /// Only says what was done to people.
    pub(crate) fn only_effects(&self, r: &Reading<'_, '_>) -> bool {
        self.frames(r).all(|f| f.hit.entry.act.is_effect() && !(f.hit.noun && f.hit.entry.act == Act::Killing))
    }

    /// How the words refer: the strongest reference among the nouns.
    pub(crate) fn newness(&self, r: &Reading<'_, '_>) -> Newness {
        let nouns = || self.frames(r).filter(|f| f.hit.noun && !f.hit.entry.act.is_effect());
        if nouns().any(|f| f.newness == Newness::Another) {
            return Newness::Another;
        }
        if nouns().any(|f| f.newness == Newness::Given) {
            return Newness::Given;
        }
        if nouns().any(|f| f.newness == Newness::New) {
            return Newness::New;
        }
        Newness::Open
    }

    /// Status: occurred where any frame says so.
    pub(crate) fn status(&self, r: &Reading<'_, '_>) -> Status {
        let core: Vec<Status> = self.frames(r).filter(|f| !f.hit.entry.act.is_effect()).map(|f| f.status).collect();
        let all: Vec<Status> = if core.is_empty() { self.frames(r).map(|f| f.status).collect() } else { core };
        if all.contains(&Status::Foiled) { Status::Foiled } else { all.into_iter().min().unwrap_or(Status::Occurred) }
    }

    /// The time mentions of its frames, the core's first.
    pub(crate) fn times<'a>(&self, r: &'a Reading<'_, '_>) -> Vec<&'a TimeMention> {
        let mut out: Vec<&TimeMention> = Vec::new();
        let mut ordered: Vec<&Frame> = self.frames(r).collect();
        ordered.sort_by_key(|f| f.hit.entry.act.is_effect());
        for f in ordered {
            for &t in &f.times {
                let mention = &r.mentions.times[t];
                if !out.iter().any(|m| m.spot == mention.spot) {
                    out.push(mention);
                }
            }
        }
        out
    }

    /// The span that it gives: the narrowest among those that agree with the first.
    pub(crate) fn span(&self, r: &Reading<'_, '_>) -> Option<(DateSpan, TimeMention)> {
        let times = self.times(r);
        let first = times.iter().find(|t| known(t).is_some())?;
        let mut best = (*first, known(first)?);
        for t in &times {
            if let Some(span) = known(t)
                && best.1.contains(&span)
                && span.width_days() < best.1.width_days()
            {
                best = (t, span);
            }
        }
        Some((best.1, best.0.clone()))
    }

    /// A time that is named but cannot be resolved: its words.
    pub(crate) fn open_time(&self, r: &Reading<'_, '_>) -> Option<String> {
        self.times(r)
            .into_iter()
            .find(|t| t.span.is_none())
            .map(|t| r.text.slice(t.spot.start..t.spot.end).to_lowercase())
    }

    /// Its places, the most exact first.
    pub(crate) fn places<'a>(&self, r: &'a Reading<'_, '_>) -> Vec<&'a PlaceMention> {
        let mut out: Vec<&PlaceMention> = Vec::new();
        for f in self.frames(r) {
            for &p in &f.places {
                let mention = &r.mentions.places[p];
                if !out.iter().any(|m| m.spot == mention.spot) {
                    out.push(mention);
                }
            }
        }
        out.sort_by_key(|m| (grain(m), m.spot.start));
        out
    }

    /// Its counts of one kind.
    pub(crate) fn counts<'a>(&self, r: &'a Reading<'_, '_>, kind: CountKind) -> Vec<&'a CountMention> {
        let mut out: Vec<&CountMention> = Vec::new();
        for f in self.frames(r) {
            for &c in &f.counts {
                let mention = &r.mentions.counts[c];
                if mention.kind == Some(kind) && !out.iter().any(|m| m.spot == mention.spot) {
                    out.push(mention);
                }
            }
        }
        out.sort_by_key(|m| m.spot.start);
        out
    }

    /// Whether any of its frames stands in a headline.
    pub(crate) fn in_title(&self, r: &Reading<'_, '_>) -> bool {
        r.text.sentences[self.sentence].block == polybius_records::BlockKind::Title
    }

    /// Whether all of it stands in quotation marks.
    pub(crate) fn quoted(&self, r: &Reading<'_, '_>) -> bool {
        self.frames(r).all(|f| f.quoted)
    }

    /// Whether it speaks of several acts without telling one.
    pub(crate) fn plural(&self, r: &Reading<'_, '_>) -> bool {
        let core: Vec<&Frame> = self.frames(r).filter(|f| !f.hit.entry.act.is_effect()).collect();
        !core.is_empty() && core.iter().all(|f| f.plural)
    }
}

/// The span of a time: its own, or the year of "since 2017, when ...".
fn known(t: &TimeMention) -> Option<DateSpan> {
    t.span.or_else(|| {
        let year: i16 = t.timex.split('/').next().filter(|y| y.len() == 4)?.parse().ok()?;
        let day = |m, d| polybius_records::Date::new(year, m, d).ok();
        Some(DateSpan { start: day(1, 1)?, end: day(12, 31)?, precision: Precision::Year })
    })
}

/// Rank of a place's exactness: 0 is the most exact.
pub(crate) fn grain(m: &PlaceMention) -> usize {
    match m.place.precision {
        PlacePrecision::Exact if m.facility => 0,
        PlacePrecision::Exact => 1,
        PlacePrecision::Near => 2,
        PlacePrecision::Admin2 => 3,
        PlacePrecision::Admin1 => 4,
        PlacePrecision::Country => 5,
        PlacePrecision::Region => 6,
    }
}

/// Whether a span is narrow enough to tell one day's event from another's.
pub(crate) fn is_sharp(span: &DateSpan) -> bool {
    matches!(span.precision, Precision::Day | Precision::Week)
}
