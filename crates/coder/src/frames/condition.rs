//! Words that name an act only in the right company: "fired" at a convoy, "seized" a town, a person or a cache of arms.

use polybius_records::ActorType;

use super::tree;
use super::triggers::{Act, Hit, Needs};
use super::view::View;
use crate::ActorHow;

/// Whether the trigger counts where it stands.
pub(super) fn holds(hit: &Hit, view: &View<'_, '_>) -> bool {
    let s = view.syntax;
    let tokens = &s.tokens;
    let v = if hit.noun { tree::clause_verb(s, hit.token) } else { hit.token };
    let Some(needs) = hit.entry.needs else { return common_sense(hit, view) };
    let object_words = || {
        tree::objects(s, v)
            .into_iter()
            .flat_map(|o| s.children(o).filter(|&j| tokens[j].label == "compound").chain([o]).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let object_is = |list: &[&str]| object_words().iter().any(|&o| list.contains(&tokens[o].lemma.as_str()));
    let passive_subject = tree::is_passive(s, v).then(|| tree::subject(s, v)).flatten();
    match needs {
        Needs::Armed => {
            let near: Vec<usize> = if hit.noun {
                s.children(hit.token)
                    .chain(tree::prep_objects(
                        s,
                        hit.token,
                        &["between", "with", "by", "against", "involving", "among"],
                    ))
                    .chain(tree::subject(s, v))
                    .collect()
            } else {
                tree::subject(s, v)
                    .into_iter()
                    .chain(tree::objects(s, v))
                    .chain(tree::passive_agents(s, v))
                    .chain(tree::prep_objects(s, v, &["with", "against", "between"]))
                    .collect()
            };
            let armed = near.iter().any(|&t| view.is_armed(t) || view.is_weapon(t));
            if !hit.noun && tokens[v].lemma == "target" {
                let violent = tree::subject(s, v).is_some_and(|t| view.is_violent_noun(t) || view.is_weapon(t));
                let people = tree::subject(s, v).is_some_and(|t| view.is_armed(t))
                    && tree::objects(s, v).iter().any(|&t| view.is_person(t) || view.place_at(t).is_some());
                let people = people
                    && tokens.iter().any(|t| {
                        matches!(
                            t.lemma.as_str(),
                            "kill"
                                | "wound"
                                | "injure"
                                | "attack"
                                | "bombing"
                                | "shoot"
                                | "bomb"
                                | "explode"
                                | "blast"
                                | "gunman"
                        )
                    });
                return (violent || people || tree::passive_agents(s, v).iter().any(|&t| view.is_armed(t)))
                    && tokens[v].label != "amod";
            }
            let sanctions = tree::prep_objects(s, v, &["with"]);
            if sanctions
                .iter()
                .any(|&t| matches!(tokens[t].lemma.as_str(), "sanction" | "tariff" | "fine" | "charge" | "tax"))
            {
                return false;
            }
            if !hit.noun && matches!(tokens[v].lemma.as_str(), "strike" | "hit") {
                let hits_subject = tree::subject(s, v)
                    .is_some_and(|t| view.is_violent_noun(t) || view.is_armed(t) || view.is_weapon(t));
                return (hits_subject
                    || tree::passive_agents(s, v)
                        .iter()
                        .any(|&t| view.is_violent_noun(t) || view.is_weapon(t) || view.is_armed(t)))
                    && !matches!(tokens[v].label, "amod");
            }
            let military_word = hit.noun
                && s.children(hit.token).any(|j| {
                    matches!(
                        tokens[j].lower.as_str(),
                        "fierce"
                            | "heavy"
                            | "military"
                            | "intense"
                            | "deadly"
                            | "armed"
                            | "gun"
                            | "bloody"
                            | "security"
                            | "ground"
                            | "renewed"
                            | "street-to-street"
                    )
                });
            armed
                || (military_word && tokens[hit.token].lemma != "operation")
                || (tokens[hit.token].lemma == "fighting" && view.has_armed())
        }
        Needs::Target => {
            let at = s.children(v).any(|j| {
                tokens[j].label == "prep"
                    && matches!(tokens[j].lower.as_str(), "at" | "on" | "upon" | "into" | "from" | "toward" | "towards")
            });
            (at && !object_is(&["official", "minister", "coach", "manager", "employee"]))
                || object_is(&["shot", "gun", "rifle", "bullet", "weapon", "round"])
                || passive_subject.is_some_and(|t| matches!(tokens[t].lemma.as_str(), "shot" | "round" | "bullet"))
        }
        Needs::Projectile => {
            let list = [
                "drone",
                "rocket",
                "missile",
                "mortar",
                "shell",
                "artillery",
                "projectile",
                "salvo",
                "barrage",
                "volley",
                "katyusha",
            ];
            let gas = object_words().iter().any(|&o| {
                matches!(tokens[o].lemma.as_str(), "gas" | "stun" | "sound" | "rubber" | "smoke")
                    || s.children(o).any(|j| matches!(tokens[j].lemma.as_str(), "gas" | "tear" | "rubber"))
            });
            !gas && object_is(&list)
                || passive_subject.is_some_and(|t| list.contains(&tokens[t].lemma.as_str()))
                || tree::subject(s, v)
                    .is_some_and(|t| tree::is_passive(s, v) && list.contains(&tokens[t].lemma.as_str()))
        }
        Needs::Grenade => {
            object_is(&["grenade", "bomb", "explosive"])
                || passive_subject.is_some_and(|t| tokens[t].lemma == "grenade")
        }
        Needs::Force => {
            s.children(hit.token).any(|j| {
                view.actor_at(j).is_some_and(|a| {
                    matches!(view.mentions.actors[a].how, ActorHow::Force | ActorHow::Named | ActorHow::Country)
                }) || view.is_weapon(j)
                    || matches!(
                        tokens[j].lower.as_str(),
                        "air"
                            | "drone"
                            | "missile"
                            | "military"
                            | "retaliatory"
                            | "precision"
                            | "artillery"
                            | "rocket"
                            | "overnight"
                            | "deadly"
                            | "aerial"
                            | "russian"
                            | "israeli"
                            | "american"
                    )
                    || view.lexicon.countries.by_demonym(&tokens[j].lower).is_some() && tokens[j].label == "amod"
            }) || tree::prep_objects(s, hit.token, &["by", "on", "against"])
                .iter()
                .any(|&t| view.is_armed(t) || view.place_at(t).is_some())
        }
        Needs::Place | Needs::Territory => {
            let list = [
                "town",
                "station",
                "headquarters",
                "monastery",
                "city",
                "village",
                "territory",
                "base",
                "airport",
                "area",
                "district",
                "province",
                "checkpoint",
                "outpost",
                "port",
                "border",
                "stronghold",
                "position",
                "capital",
                "swath",
                "swathe",
                "post",
                "crossing",
                "hill",
                "camp",
                "airfield",
                "airbase",
                "garrison",
                "enclave",
                "settlement",
                "region",
                "neighbourhood",
                "neighborhood",
                "bridge",
                "barracks",
                "headquarters",
                "ground",
                "land",
            ];
            let candidates: Vec<usize> = if hit.noun {
                tree::prep_objects(s, hit.token, &["of", "from"])
            } else if tokens[v].lemma == "fall" {
                if tree::prep_objects(s, v, &["to", "into"])
                    .iter()
                    .any(|&t| view.is_armed(t) || tokens[t].lemma == "hand")
                    || needs == Needs::Territory
                {
                    tree::subject(s, v).into_iter().collect()
                } else {
                    Vec::new()
                }
            } else if needs == Needs::Territory {
                tree::prep_objects(s, v, &["from", "of"]).into_iter().chain(tree::objects(s, v)).collect()
            } else {
                let mut c = tree::objects(s, v);
                if tree::is_passive(s, v) {
                    c.extend(tree::subject(s, v));
                }
                c.extend(tree::prep_objects(s, v, &["of", "over"]));
                if matches!(tokens[v].lemma.as_str(), "take" | "wrest")
                    && !tree::subject(s, v).is_some_and(|t| view.is_armed(t))
                {
                    return false;
                }
                // "take control of the town": the object's own preposition.
                for o in tree::objects(s, v) {
                    c.extend(tree::prep_objects(s, o, &["of", "over"]));
                }
                c
            };
            let agents = tree::passive_agents(s, v);
            let armed = hit.noun
                || if tree::is_passive(s, v) {
                    agents.is_empty() && needs == Needs::Place || agents.iter().any(|&t| view.is_armed(t))
                } else {
                    tokens[v].lemma == "fall" || tree::subject(s, v).is_some_and(|t| view.is_armed(t))
                };
            armed && candidates.iter().any(|&t| view.place_at(t).is_some() || list.contains(&tokens[t].lemma.as_str()))
        }
        Needs::People => {
            let mut c = tree::objects(s, v);
            if tree::is_passive(s, v) {
                c = tree::subject(s, v).into_iter().collect();
            }
            // Taken by police or soldiers, people are arrested: another entry.
            let officer = tree::subject(s, v).filter(|_| !tree::is_passive(s, v)).is_some_and(|t| view.is_officer(t))
                || tree::passive_agents(s, v).iter().any(|&t| view.is_officer(t));
            if tokens[v].lemma == "disappear" || officer && hit.entry.act == Act::Abduction {
                return false;
            }
            // "a bus with 14 passengers was seized".
            let aboard = |t: usize| {
                VEHICLES.contains(&tokens[t].lemma.as_str())
                    && (tree::prep_objects(s, t, &["with", "of"]).into_iter().any(|p| view.is_person(p))
                        || s.children(t)
                            .filter(|&j| tokens[j].lemma == "carry")
                            .any(|j| tree::objects(s, j).into_iter().any(|p| view.is_person(p))))
            };
            c.iter().any(|&t| view.is_person(t) && view.place_at(t).is_none() || aboard(t))
        }
        Needs::Cause => {
            let subject_crowd = tree::subject(s, v).is_some_and(|t| view.is_crowd(t));
            let against = s.children(hit.token).any(|j| {
                tokens[j].label == "prep"
                    && matches!(tokens[j].lower.as_str(), "against" | "demanding" | "for" | "over")
            });
            let demand = s
                .children(hit.token)
                .any(|j| matches!(tokens[j].lemma.as_str(), "demand" | "denounce" | "chant" | "condemn"));
            if hit.noun {
                let political = s.children(hit.token).any(|j| {
                    matches!(
                        tokens[j].lemma.as_str(),
                        "protest"
                            | "opposition"
                            | "anti-government"
                            | "pro-democracy"
                            | "mass"
                            | "peaceful"
                            | "peace"
                            | "silent"
                            | "solidarity"
                            | "student"
                            | "demand"
                    )
                });
                political || (against && tokens[hit.token].lemma != "vigil" && view.has_crowd())
            } else {
                let lemma = tokens[hit.token].lemma.as_str();
                let sits = !matches!(lemma, "sit" | "stage" | "block" | "blockade") || demand;
                subject_crowd && sits && (against || demand || lemma == "take")
            }
        }
        // "the marchers dispersed": nobody drove them.
        Needs::Crowd => {
            let alone =
                !hit.noun && tokens[v].lemma == "disperse" && tree::objects(s, v).is_empty() && !tree::is_passive(s, v);
            view.has_crowd() && !alone
        }
        Needs::Deal => {
            let list = [
                "sign",
                "agree",
                "reach",
                "announce",
                "declare",
                "broker",
                "conclude",
                "strike",
                "accept",
                "negotiate",
                "implement",
                "enter",
                "take",
                "hold",
                "come",
                "begin",
                "call",
                "violate",
                "break",
            ];
            list[..9].contains(&tokens[v].lemma.as_str()) && view.has_actor()
        }
        Needs::Base => {
            let list = ["base", "headquarters", "camp", "outpost"];
            let object = tree::objects(s, v).into_iter().find(|&o| list.contains(&tokens[o].lemma.as_str()));
            object.is_some() && tree::subject(s, v).is_some_and(|t| view.is_armed(t))
        }
        // "a car bomb destroyed the office": what explodes is the subject.
        Needs::Blast => {
            !tree::is_passive(s, v)
                && tree::subject(s, v).is_some_and(|t| view.is_explosive(t))
                && !tree::objects(s, v).is_empty()
        }
        // "police firing", "firing by soldiers", "killed in the firing"; not the firing of a minister.
        Needs::Shots => {
            let t = &tokens[hit.token];
            let whose = s
                .children(hit.token)
                .filter(|&j| matches!(tokens[j].label, "compound" | "amod" | "poss" | "nmod" | "nsubj"))
                .chain((t.label == "acl").then_some(t.head))
                .chain(hit.token.checked_sub(1))
                .chain(tree::prep_objects(s, hit.token, &["by", "from", "at", "on", "upon"]));
            let of = s.children(hit.token).any(|j| tokens[j].lower == "of");
            let the = s.children(hit.token).any(|j| matches!(tokens[j].lower.as_str(), "the" | "this"));
            let during = t.label == "pobj" && matches!(tokens[t.head].lower.as_str(), "in" | "by" | "during" | "after");
            let resorts = matches!(tokens[v].lemma.as_str(), "resort" | "open" | "order") && v != hit.token;
            let mut whose = whose;
            !of && (whose.any(|t| view.is_armed(t)) || during && the || (resorts || during) && view.has_armed())
        }
        // A bomb found, left or thrown away; a rifle beside a body is no event.
        Needs::Device => {
            const LIST: &[&str] =
                &["bomb", "device", "explosive", "ied", "mine", "landmine", "cache", "arsenal", "launcher", "munition"];
            let mut c = object_words();
            if let Some(t) = passive_subject {
                c.push(t);
            }
            for o in tree::objects(s, v) {
                c.extend(tree::prep_objects(s, o, &["of"]));
            }
            c.iter().any(|&t| {
                LIST.contains(&tokens[t].lemma.as_str())
                    && (tokens[t].lemma != "device" || view.is_weapon(t) || view.has_weapon())
            })
        }
        // "troops came upon a rebel camp": two sides that meet.
        Needs::Meeting => {
            let met =
                tree::prep_objects(s, v, &["upon", "on", "across", "into"]).into_iter().chain(tree::objects(s, v));
            let side = |t: usize| {
                view.is_armed(t)
                    || matches!(tokens[t].lemma.as_str(), "camp" | "hideout" | "base" | "position")
                        && s.children(t).any(|j| view.is_armed(j) || ENEMY.contains(&tokens[j].lemma.as_str()))
            };
            tree::subject(s, v).is_some_and(|t| view.is_armed(t)) && met.into_iter().any(side)
        }
        // "the two clans fought for three days over a well".
        Needs::Feud => {
            const SIDES: &[&str] = &[
                "clan",
                "tribe",
                "faction",
                "gang",
                "village",
                "villager",
                "community",
                "militia",
                "group",
                "herder",
                "farmer",
                "side",
                "family",
                "pastoralist",
                "nomad",
            ];
            let sides = tree::subject(s, v).into_iter().chain(tree::prep_objects(s, v, &["with", "between"]));
            let several = |t: usize| tokens[t].tag == "NNS" || tree::with_conjuncts(s, t).len() > 1;
            let mut sides = sides.filter(|&t| SIDES.contains(&tokens[t].lemma.as_str()) && several(t));
            let about =
                (v + 1..tokens.len()).any(|j| matches!(tokens[j].lower.as_str(), "over" | "with") && s.is_under(j, v));
            sides.next().is_some() && about && tree::objects(s, v).is_empty()
        }
        // "are in custody", "remanded to custody": people held by officers, not the custody of children.
        Needs::Held => {
            let kept = if hit.noun {
                let into = tokens[hit.token].label == "pobj"
                    && matches!(tokens[tokens[hit.token].head].lower.as_str(), "in" | "into" | "to" | "under");
                if !into {
                    return false;
                }
                tree::objects(s, v).into_iter().chain(tree::subject(s, v)).collect()
            } else if tree::is_passive(s, v) {
                tree::subject(s, v).into_iter().collect()
            } else {
                tree::objects(s, v)
            };
            // "took into custody", "died in custody" are acts of their own.
            let other = hit.noun && matches!(tokens[v].lemma.as_str(), "take" | "die" | "kill" | "torture" | "beat");
            !other && kept.iter().any(|&t| view.is_person(t) && view.place_at(t).is_none())
        }
        Needs::Gas => {
            const LIST: &[&str] = &["gas", "canister", "cannon", "tear-gas", "teargas"];
            let subject = passive_subject
                .into_iter()
                .flat_map(|t| s.children(t).filter(|&j| tokens[j].label == "compound").chain([t]).collect::<Vec<_>>());
            object_words().into_iter().chain(subject).any(|o| {
                LIST.contains(&tokens[o].lemma.as_str())
                    || tokens[o].lemma == "bullet" && s.children(o).any(|j| tokens[j].lower == "rubber")
            })
        }
        Needs::Explosive => tree::objects(s, v)
            .into_iter()
            .chain(tree::prep_objects(s, v, &["on", "over", "onto"]))
            .chain(passive_subject.filter(|_| tokens[v].lemma != "hit" && tokens[v].lemma != "strike"))
            .any(|t| view.is_explosive(t)),
        Needs::Captive => {
            let patient = if hit.entry.subject == super::triggers::Subject::Patient || tree::is_passive(s, v) {
                tree::subject(s, v).into_iter().collect()
            } else {
                tree::objects(s, v)
            };
            let people = patient.iter().any(|&t| view.is_person(t) && view.place_at(t).is_none());
            let apart = hit.first != hit.last;
            let by_force = tree::subject(s, v).is_some_and(|t| view.is_captor(t))
                || tree::passive_agents(s, v).iter().any(|&t| view.is_captor(t))
                || hit.entry.subject == super::triggers::Subject::Patient && view.counted_or_named(&patient)
                // "two were led away", in a story of gunmen.
                || apart && tree::is_passive(s, v) && tree::passive_agents(s, v).is_empty() && view.actors_before(v);
            // "took", "marched" say little alone: into the bush, to the hills, from their homes.
            let away = apart
                || !matches!(tokens[v].lemma.as_str(), "take" | "march")
                || s.children(v).any(|j| {
                    tokens[j].label == "prep"
                        && matches!(tokens[j].lower.as_str(), "into" | "from")
                        && !tree::prep_objects(s, v, &["into"]).iter().any(|&o| {
                            matches!(tokens[o].lemma.as_str(), "custody" | "account" | "consideration" | "hospital")
                        })
                });
            people && by_force && away
        }
        Needs::Captor => {
            let passive = tree::is_passive(s, v);
            let captor = if passive { tree::passive_agents(s, v) } else { tree::subject(s, v).into_iter().collect() };
            let patient: Vec<usize> =
                if passive { tree::subject(s, v).into_iter().collect() } else { tree::objects(s, v) };
            captor.iter().any(|&t| view.is_captor(t))
                && patient.iter().any(|&t| view.is_person(t))
                && s.children(v).any(|j| matches!(tokens[j].label, "prep" | "advmod" | "npadvmod") || passive)
        }
        Needs::Officer => {
            let passive = tree::is_passive(s, v);
            let officer = if passive { tree::passive_agents(s, v) } else { tree::subject(s, v).into_iter().collect() };
            let patient: Vec<usize> =
                if passive { tree::subject(s, v).into_iter().collect() } else { tree::objects(s, v) };
            officer.iter().any(|&t| view.is_officer(t))
                && patient.iter().any(|&t| view.is_person(t) && view.place_at(t).is_none())
        }
        Needs::Property => {
            const LIST: &[&str] = &[
                "house", "home", "village", "church", "mosque", "temple", "vehicle", "car", "bus", "truck", "lorry",
                "shop", "store", "office", "building", "school", "station", "camp", "market", "tyre", "tire", "barn",
                "farm", "crop", "field", "post", "shrine", "clinic", "hospital", "granary", "hut", "tent", "property",
                "flag", "effigy", "barrier", "bank",
            ];
            let mut c = tree::objects(s, v);
            if tree::is_passive(s, v) {
                c.extend(tree::subject(s, v));
            }
            c.iter().any(|&t| LIST.contains(&tokens[t].lemma.as_str()))
        }
        Needs::Munition => {
            let list = [
                "bomb",
                "explosive",
                "device",
                "ied",
                "weapon",
                "rocket",
                "missile",
                "drone",
                "ammunition",
                "cache",
                "arm",
                "mine",
                "landmine",
                "detonator",
                "rifle",
                "dynamite",
                "munition",
                "grenade",
                "vest",
                "arsenal",
                "firearm",
            ];
            let mut c = object_words();
            if let Some(t) = passive_subject {
                c.push(t);
                c.extend(s.children(t).filter(|&j| tokens[j].label == "compound"));
            }
            for o in tree::objects(s, v) {
                c.extend(tree::prep_objects(s, o, &["of"]));
            }
            c.iter().any(|&t| list.contains(&tokens[t].lemma.as_str()))
        }
    }
}

/// Adjectives and nouns that say whose a camp is.
const ENEMY: [&str; 8] = ["rebel", "insurgent", "militant", "guerrilla", "guerilla", "enemy", "terrorist", "jihadist"];

/// What people travel in and are taken with.
const VEHICLES: [&str; 11] =
    ["bus", "minibus", "truck", "lorry", "car", "taxi", "van", "boat", "convoy", "train", "vehicle"];

/// Words that are triggers by themselves, but not with these.
fn common_sense(hit: &Hit, view: &View<'_, '_>) -> bool {
    let s = view.syntax;
    let tokens = &s.tokens;
    let lemma = tokens[hit.token].lemma.as_str();
    if hit.noun
        && tokens[hit.token].label == "compound"
        && matches!(
            hit.entry.act,
            Act::Arrest | Act::Protest | Act::Riot | Act::Capture | Act::Agreement | Act::Clash | Act::Destruction
        )
    {
        // "detention camps", "protest leaders": what a thing is for or about.
        return false;
    }
    if hit.noun && hit.entry.act == Act::Death && tokens[hit.token].label == "compound" {
        return false;
    }
    if !hit.noun && lemma == "execute" && tree::objects(s, hit.token).iter().any(|&t| !view.is_person(t)) {
        return false;
    }
    if hit.first == hit.last {
        if hit.noun
            && matches!(
                lemma,
                "violence" | "incident" | "confrontation" | "siege" | "standoff" | "outrage" | "unrest" | "crackdown"
            )
        {
            // Only with a time, a place or a reference of its own do these name one act.
            let anchored = s
                .children(hit.token)
                .any(|j| matches!(tokens[j].lower.as_str(), "the" | "this" | "that" | "a" | "an" | "another"));
            return anchored
                && (lemma != "violence"
                    || s.children(hit.token).any(|j| matches!(tokens[j].lower.as_str(), "this" | "that")));
        }
        if !hit.noun && hit.entry.act == Act::Bombing && matches!(lemma, "explode" | "detonate") {
            let subject = tree::subject(s, hit.token);
            // Anger, revenue and populations explode too.
            return subject.is_none_or(|t| {
                view.is_weapon(t)
                    || view.has_weapon()
                    || view.has_armed()
                    || view.is_person(t)
                    || matches!(
                        tokens[t].lemma.as_str(),
                        "it" | "that"
                            | "which"
                            | "vehicle"
                            | "car"
                            | "truck"
                            | "van"
                            | "lorry"
                            | "bus"
                            | "motorcycle"
                            | "package"
                            | "parcel"
                            | "bag"
                            | "suitcase"
                            | "backpack"
                            | "tanker"
                            | "boat"
                            | "ship"
                            | "plane"
                            | "cylinder"
                            | "charge"
                            | "one"
                            | "second"
                            | "first"
                            | "blast"
                            | "device"
                            | "house"
                            | "building"
                            | "depot"
                            | "pipeline"
                            | "letter"
                            | "box"
                            | "bicycle"
                            | "cart"
                            | "train"
                            | "aircraft"
                            | "helicopter"
                    ) && !matches!(
                        tokens[t].lemma.as_str(),
                        "anger"
                            | "population"
                            | "market"
                            | "price"
                            | "tension"
                            | "number"
                            | "growth"
                            | "debate"
                            | "controversy"
                            | "demand"
                    )
            });
        }
        if !hit.noun && lemma == "mine" {
            return tree::is_passive(s, hit.token)
                && tree::subject(s, hit.token)
                    .is_some_and(|t| matches!(tokens[t].lemma.as_str(), "road" | "bridge" | "area" | "field"));
        }
        if !hit.noun && lemma == "pound" {
            return tree::subject(s, hit.token)
                .is_some_and(|t| view.is_armed(t) || view.is_weapon(t) || view.is_violent_noun(t));
        }
        if !hit.noun && lemma == "storm" {
            return tree::child(s, hit.token, &["dobj", "nsubjpass", "prep"]).is_some();
        }
        if !hit.noun && lemma == "spray" {
            return view.has_weapon() || view.has_armed();
        }
        if !hit.noun && matches!(lemma, "hurt" | "beat" | "maim" | "batter") {
            let object_person = tree::objects(s, hit.token).iter().any(|&t| view.is_person(t))
                || (tree::is_passive(s, hit.token) && tree::subject(s, hit.token).is_some_and(|t| view.is_person(t)));
            return object_person || view.count_anchored(hit.token);
        }
        if hit.noun && hit.entry.act == Act::Death {
            return true;
        }
        if hit.noun && hit.entry.act == Act::Injury {
            return view.has_armed() && lemma != "injury";
        }
        if !hit.noun && hit.entry.act == Act::Protest && lemma == "protest" {
            return tree::subject(s, hit.token).is_some_and(|t| {
                view.is_person(t)
                    || view.actor_at(t).is_some_and(|a| view.mentions.actors[a].kind == ActorType::Protesters)
            }) && tokens[hit.token].label != "amod";
        }
    }
    !(hit.noun
        && tokens[hit.token].label == "compound"
        && matches!(hit.entry.act, Act::Killing | Act::Attack)
        && is_legal_compound(tokens[tokens[hit.token].head].lemma.as_str()))
}

/// "murder charges", "attack helicopter", "assault rifle": no act.
fn is_legal_compound(head: &str) -> bool {
    matches!(
        head,
        "charge"
            | "trial"
            | "case"
            | "conviction"
            | "count"
            | "rifle"
            | "helicopter"
            | "weapon"
            | "rate"
            | "plane"
            | "aircraft"
            | "allegation"
            | "drone"
            | "vehicle"
            | "squad"
            | "mystery"
            | "force"
            | "threat"
            | "warrant"
            | "capability"
            | "plan"
            | "plot"
            | "attempt"
            | "jet"
            | "submarine"
            | "ad"
    )
}
