//! Who stands behind a noun phrase: country and sector of a political actor.

use polybius_records::ActorType;
use polybius_syntax::Name;

use super::scene::Scene;
use crate::ActorHow;
use crate::frames::tree;

/// A political actor in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub head: usize,
    pub first: usize,
    pub last: usize,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// A town or region that is not said to act.
    pub place: bool,
    /// An organisation of more than one country.
    pub abroad: bool,
    /// People without a public part: "people", "victims".
    pub anyone: bool,
}

impl Scene<'_, '_> {
    /// The political actor that the phrase headed by token `at` means; `None` for things and for people without a part.
    pub(super) fn party(&self, at: usize) -> Option<Reading> {
        let head = self.content(at);
        if !self.is_noun(head) {
            return None;
        }
        let token = self.token(head);
        let mut out = Reading {
            head,
            first: head,
            last: head,
            country: None,
            sector: None,
            place: false,
            abroad: false,
            anyone: false,
        };
        let nation = self.nation_at(head);
        let modifiers = self.modifiers(head);
        let agent = self.sector_at(head);
        let mention = self
            .actor_at(head)
            .filter(|m| matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Person))
            .filter(|m| self.text.slice(m.spot.start..m.spot.end).chars().any(char::is_uppercase));
        if let Some(nation) = nation {
            out.country = Some(nation.country.clone());
            out.sector = Some(nation.sector.clone()).filter(|s| !s.is_empty());
            (out.first, out.last) = (nation.first, nation.last);
        } else if let Some(sector) = &agent {
            out.sector = Some(sector.clone());
            out.anyone = sector == "CVL";
        } else if let Some(mention) = mention.filter(|m| m.how != ActorHow::Person) {
            out.sector = mention.kind.plover_sector().map(str::to_owned);
            out.country = mention.country.clone();
            out.abroad = mention.country.is_none() && mention.how == ActorHow::Named;
        } else if token.name == Name::Person || mention.is_some() {
            // A person counts by office, or where the name is a public one.
            out.sector = modifiers.iter().find_map(|&j| self.sector_at(j)).or_else(|| {
                let (at, sector) = self.apposed_sector(head)?;
                out.last = at;
                Some(sector)
            });
            out.country = mention.and_then(|m| m.country.clone());
            if out.country.is_none() {
                out.country = crate::actors::leader_country(&token.lower).map(str::to_owned);
            }
            if out.sector.is_none() && out.country.is_some() {
                out.sector = Some("GOV".to_owned());
            }
            if let Some(at) = self.of_body(head) {
                out.last = out.last.max(at);
                out.sector = Some("IGO".to_owned());
            }
        } else if let Some(place) = self.place_at(head) {
            out.country = place.place.country.clone();
            out.place = true;
        } else if token.tag.starts_with("NNP") && token.name == Name::Gpe {
            // A country or town that the tables do not know, or that is misspelt.
        } else if token.tag.starts_with("NNP") && !self.words.agents.things.contains(self.lemma(head)) {
            // A name that nothing else knows: a party or body with a country before it.
            out.sector = modifiers.iter().find_map(|&j| self.sector_at(j));
            let named = matches!(token.name, Name::Org | Name::Norp)
                || self.words.agents.peoples.contains(&*self.singular(head));
            if out.sector.is_none() && !named {
                return None;
            }
        } else if self.words.agents.peoples.contains(&*self.singular(head)) {
            out.sector = Some("CVL".to_owned());
        } else {
            return None;
        }
        self.complete(&mut out, &modifiers, nation.is_none());
        Some(out).filter(|r| {
            r.country.is_some() || r.sector.is_some() || matches!(token.name, Name::Org | Name::Norp | Name::Gpe)
        })
    }

    fn singular(&self, i: usize) -> String {
        let lower = &self.token(i).lower;
        lower.strip_suffix('s').unwrap_or(lower).to_owned()
    }

    /// Country and bounds from the words around the head.
    fn complete(&self, out: &mut Reading, modifiers: &[usize], widen: bool) {
        let near = modifiers.iter().rev().find_map(|&j| self.nation_at(j));
        if let Some(nation) = near {
            // "Bosnian Serbs": the first word tells where, whatever the second would alone.
            out.country = Some(nation.country.clone());
            if !nation.sector.is_empty() && out.sector.is_none() {
                out.sector = Some(nation.sector.clone());
            }
        }
        if out.sector.as_deref() != Some("IGO") && out.country.is_none() {
            let inside = modifiers.iter().find_map(|&j| {
                let m = self.actor_at(j).filter(|m| m.how == ActorHow::Named)?;
                Some((m.kind, m.country.clone()))
            });
            if let Some((kind, country)) = inside {
                out.country = country;
                if out.country.is_none() && kind == ActorType::International {
                    out.sector = Some("IGO".to_owned());
                }
            }
        }
        if modifiers.iter().any(|&j| matches!(self.token(j).lower.as_str(), "un" | "u.n." | "nato" | "eu" | "e.u."))
            && out.country.is_none()
        {
            out.sector = Some("IGO".to_owned());
        }
        if widen {
            for &j in modifiers {
                out.first = out.first.min(j);
            }
        }
        if out.country.is_none() && out.sector.as_deref() != Some("IGO") {
            let own = modifiers.iter().find_map(|&j| self.place_at(j)).and_then(|p| p.place.country.clone());
            out.country = own;
        }
        for below in self.prep_objects(out.head, &["of", "in", "from", "for"]) {
            if below < out.head || out.country.is_some() && below > out.head + 6 {
                continue;
            }
            let country = self.nation_at(below).map(|n| n.country.clone());
            let country = country.or_else(|| self.place_at(below).and_then(|p| p.place.country.clone()));
            let country = country.or_else(|| {
                self.modifiers(below).into_iter().find_map(|j| self.nation_at(j)).map(|n| n.country.clone())
            });
            if let Some(body) = self.actor_at(below).filter(|m| m.how == ActorHow::Named && widen && country.is_none())
            {
                out.last = out.last.max(below);
                if out.country.is_none() && body.kind == ActorType::International {
                    out.sector = Some("IGO".to_owned());
                }
                out.country = out.country.take().or_else(|| body.country.clone());
                continue;
            }
            if country.is_some() && widen {
                if out.country.is_none() && out.sector.as_deref() != Some("IGO") {
                    out.country = country;
                }
                out.last = out.last.max(below);
            }
        }
        if out.country.is_none() && out.sector.as_deref() != Some("IGO") {
            out.country = self.apposed_country(out.head);
        }
    }

    /// An actor among the words before a noun: a country, a body by name, never a word for people or forces ("military action").
    pub(super) fn named_party(&self, at: usize) -> Option<Reading> {
        let named = self.nation_at(at).is_some()
            || self
                .actor_at(at)
                .is_some_and(|m| matches!(m.how, ActorHow::Named | ActorHow::Person | ActorHow::Unknown))
            || self.place_at(at).is_some()
            || self.token(at).tag.starts_with("NNP")
            || self.token(at).label == "poss";
        named.then(|| self.party(at)).flatten()
    }

    /// The nations of a phrase that names more than one: "Moroccan and Spanish troops", one reading each.
    pub(super) fn split(&self, reading: Reading) -> Vec<Reading> {
        let mut nations: Vec<&super::nations::Nation> = Vec::new();
        for j in self.modifiers(reading.head) {
            for k in tree::with_conjuncts(self.syntax, j) {
                if let Some(nation) =
                    self.nation_at(k).filter(|n| n.sector.is_empty() && !nations.iter().any(|m| m.country == n.country))
                {
                    nations.push(nation);
                }
            }
        }
        if nations.len() < 2
            || nations.iter().all(|n| self.token(n.last).head == reading.head && n.last + 1 == reading.head)
        {
            return vec![reading];
        }
        let joined = nations.iter().any(|n| self.token(n.last).label == "conj") && nations.iter().any(|n| n.adjective);
        if !joined {
            return vec![reading];
        }
        let each = |n: &&super::nations::Nation| Reading {
            head: n.last,
            first: n.first,
            last: n.last,
            country: Some(n.country.clone()),
            ..reading.clone()
        };
        nations.iter().map(each).collect()
    }

    /// Words before a noun that belong to it, possessors included, in text order.
    pub(super) fn modifiers(&self, head: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open = vec![head];
        while let Some(i) = open.pop() {
            for &j in self.kids(i) {
                if matches!(self.token(j).label, "compound" | "amod" | "nmod" | "poss" | "nummod")
                    && j < head
                    && out.len() < 12
                {
                    out.push(j);
                    open.push(j);
                }
            }
        }
        out.sort_unstable();
        out
    }

    /// The sector that a noun shows, with the words before it.
    pub(super) fn sector_at(&self, i: usize) -> Option<String> {
        let token = self.token(i);
        if !token.tag.starts_with("NN") && token.tag != "JJ" {
            return None;
        }
        // A general strike is led by no general.
        if token.lower == "general"
            && self
                .tokens()
                .get(i + 1)
                .is_some_and(|t| matches!(t.lemma.as_str(), "strike" | "election" | "amnesty" | "assembly"))
        {
            return None;
        }
        let before: Vec<&str> = (i.saturating_sub(4)..i).rev().map(|j| self.token(j).lower.as_str()).collect();
        self.words.agents.sector([&token.lemma, &token.lower], &before).map(str::to_owned)
    }

    /// "Coordinator of the United Nations": an officer of an international body, by apposition.
    fn of_body(&self, head: usize) -> Option<usize> {
        self.kids(head).iter().copied().filter(|&j| self.token(j).label == "appos").find(|&j| {
            let mut around = self.modifiers(j);
            around.extend(self.prep_objects(j, &["of", "for", "at"]));
            around.into_iter().filter_map(|k| self.actor_at(k)).any(|m| m.kind == ActorType::International)
        })
    }

    fn apposed_sector(&self, head: usize) -> Option<(usize, String)> {
        let mut apposed = self.kids(head).iter().filter(|&&j| self.token(j).label == "appos");
        apposed.find_map(|&j| Some((j, self.sector_at(j)?)))
    }

    fn apposed_country(&self, head: usize) -> Option<String> {
        self.kids(head).iter().filter(|&&j| self.token(j).label == "appos").find_map(|&j| {
            let around = self.modifiers(j).into_iter().chain([j]).chain(self.prep_objects(j, &["of", "in"]));
            around.into_iter().find_map(|k| self.nation_at(k)).map(|n| n.country.clone())
        })
    }
}
