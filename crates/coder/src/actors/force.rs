//! Forces and offices of states: "Turkish troops", "the Iraqi government", "police" in a country's story.

use polybius_lexicon::slug;
use polybius_syntax::Token;

use crate::ActorHow;

use super::candidate::{Candidate, Identity, Layer};
use super::context::{Context, NationHow, is_possessive};
use super::leaders;
use super::roles::{Branch, Roles};

/// Adjectives of parts of the world, whose officials speak without a country: "Western officials".
const REGIONS: [&str; 8] = ["western", "african", "arab", "european", "asian", "allied", "latin", "gulf"];

/// All forces and offices.
pub(super) fn find(context: &Context<'_, '_>, roles: &Roles) -> Vec<Candidate> {
    let mut out = Vec::new();
    for sentence in 0..context.text.sentences.len() {
        let tokens = context.tokens(sentence);
        let mut at = 0;
        while at < tokens.len() {
            match roles.forces.at(tokens, at) {
                Some((n, branch)) => {
                    out.extend(force(context, roles, sentence, at, at + n - 1, branch));
                    at += n;
                }
                None => at += 1,
            }
        }
    }
    out
}

fn force(
    context: &Context<'_, '_>,
    roles: &Roles,
    sentence: usize,
    first: usize,
    last: usize,
    branch: Branch,
) -> Option<Candidate> {
    let tokens = context.tokens(sentence);
    if !is_noun(tokens, first, last) || stands_for_something_else(roles, tokens, first, last) {
        return None;
    }
    let words: Vec<&str> = tokens[first..=last].iter().map(|t| t.lower.as_str()).collect();
    let whose = whose(context, roles, sentence, first, last);
    let needs_nation = roles.needs_nation.contains(&words.join(" "));
    // "Israeli airstrikes" are Israel's; "Syria airstrikes" are where they fell.
    if is_strike(&tokens[last])
        && let Whose::Nation { first: from, .. } = &whose
    {
        let owned = tokens[*from..first].iter().any(is_possessive);
        let adjective = context.lexicon.countries.by_demonym(context.slice(&tokens[*from])).is_some();
        let letters = matches!(tokens[*from].lower.as_str(), "us" | "u.s." | "american" | "uk");
        if !(owned || adjective || letters) {
            return None;
        }
    }
    let (identity, first, last) = match whose {
        Whose::Nation { country, first, last } => (of_country(context, branch, Some(&country)), first, last),
        Whose::Region { first: from } => {
            let adjective = &tokens[from];
            let name = format!("{} {}", capitalised(&adjective.lower), words.join(" "));
            let (prefix, _, kind) = branch.identity();
            let id = slug(prefix, &adjective.lower);
            (Identity { id, name, kind, country: None, how: ActorHow::Force }, from, last)
        }
        Whose::Nobody if needs_nation => return None,
        Whose::Nobody => (of_country(context, branch, context.country_at(sentence, first)), first, last),
        Whose::NoState => return None,
    };
    Some(Candidate { layer: Layer::Force, mention: identity.at(context, sentence, first, last) })
}

/// Fire named for whose it is.
fn is_strike(token: &Token) -> bool {
    matches!(
        token.lemma.as_str(),
        "airstrike" | "strike" | "raid" | "attack" | "shelling" | "bombardment" | "fire" | "shellfire"
    )
}

/// The branch of a state; without country the branch as such.
pub(super) fn of_country(context: &Context<'_, '_>, branch: Branch, country: Option<&str>) -> Identity {
    let (prefix, words, kind) = branch.identity();
    let how = ActorHow::Force;
    match country.and_then(|code| context.lexicon.countries.by_code(code)) {
        Some(country) => {
            let (id, name) =
                (format!("{prefix}-{}", country.code), format!("{words} of {}", with_article(&country.name)));
            Identity { id, name, kind, country: Some(country.code.clone()), how }
        }
        None => Identity { id: prefix.to_owned(), name: words.to_owned(), kind, country: None, how },
    }
}

/// "the United States" in running names, "Turkey" without.
fn with_article(name: &str) -> String {
    let takes_one = name.starts_with("United ")
        || name.starts_with("Democratic Republic")
        || name.starts_with("Republic of")
        || name.ends_with("Republic")
        || name.ends_with(" Islands")
        || matches!(
            name,
            "Netherlands"
                | "Philippines"
                | "Bahamas"
                | "Gambia"
                | "Maldives"
                | "Comoros"
                | "Seychelles"
                | "Soviet Union"
        );
    if takes_one { format!("the {name}") } else { name.to_owned() }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// "forces" and "official" are also a verb and an adjective.
fn is_noun(tokens: &[Token], first: usize, last: usize) -> bool {
    let tag = tokens[last].tag;
    let verb = tag.starts_with('V') && first == last && !tokens[last].lower.ends_with("men");
    let adjective = tag.starts_with('J') && tokens[last].lower == "official";
    !verb && !adjective
}

/// "military operation", "government buildings", "police-run": the word only describes the next.
fn stands_for_something_else(roles: &Roles, tokens: &[Token], first: usize, last: usize) -> bool {
    let Some(next) = tokens.get(last + 1) else { return false };
    let describes = matches!(tokens[last].label, "compound" | "amod" | "nmod") && tokens[last].head == last + 1;
    let bare = matches!(
        tokens[last].lower.as_str(),
        "military"
            | "army"
            | "police"
            | "government"
            | "regime"
            | "navy"
            | "intelligence"
            | "force"
            | "service"
            | "agency"
            | "guard"
            | "security"
            | "ministry"
    );
    if first == last && bare && roles.not_before.contains(&next.lower) && next.tag.starts_with('N') {
        return true;
    }
    // "police informants": people of their own.
    first == last && bare && describes && next.tag == "NNS"
}

/// The model of a machine: "F-16", "T-72".
fn is_model(token: &Token) -> bool {
    token.lower.split_once('-').is_some_and(|(letters, number)| {
        letters.len() <= 3
            && letters.bytes().all(|b| b.is_ascii_lowercase())
            && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whose force it is.
enum Whose {
    Nation {
        country: String,
        first: usize,
        last: usize,
    },
    Region {
        first: usize,
    },
    /// The text does not say.
    Nobody,
    /// Another's: "hospital officials", "UN officials".
    NoState,
}

fn whose(context: &Context<'_, '_>, roles: &Roles, sentence: usize, first: usize, last: usize) -> Whose {
    let tokens = context.tokens(sentence);
    let mut from = first;
    let is_region = |t: &Token| REGIONS.contains(&t.lower.as_str());
    while from > 0
        && (roles.modifiers.contains(&tokens[from - 1].lower) || is_model(&tokens[from - 1]))
        && !is_region(&tokens[from - 1])
    {
        from -= 1;
    }
    if let Some(nation) = context.nation_before(sentence, from) {
        // "in Iraq police said": without possessive a name of a country or town stands apart, unless it is used as an adjective
        // ("US troops", "Chicago police").
        let apart = nation.how != NationHow::Adjective
            && !tokens.get(nation.last + 1).is_some_and(is_possessive)
            && nation.first > 0
            && matches!(tokens[nation.first].label, "pobj" | "npadvmod")
            && tokens[nation.last].head != last;
        if !apart {
            let country = nation.country.clone();
            return Whose::Nation { country, first: nation.first, last };
        }
    }
    if from > 0 {
        // "the Assad regime", "Maduro's government".
        let end = if is_possessive(&tokens[from - 1]) { from.saturating_sub(2) } else { from - 1 };
        let leader = (end.saturating_sub(2)..=end)
            .find_map(|i| leaders::at(context, sentence, i).filter(|(n, _)| i + n == end + 1).map(|(_, l)| (i, l)));
        if let Some((first, leader)) = leader.filter(|(_, l)| !l.country().is_empty()) {
            return Whose::Nation { country: leader.country().to_owned(), first, last };
        }
        let before = &tokens[from - 1];
        // "Vietnamese-led forces"
        let leads = before
            .lower
            .strip_suffix("-led")
            .map(|nation| &context.slice(before)[..nation.len().min(before.end - before.start)]);
        let led = leads
            .and_then(|w| context.lexicon.countries.by_demonym(w).or_else(|| context.lexicon.countries.by_name(w)));
        if let Some(country) = led {
            return Whose::Nation { country: country.code.clone(), first: from - 1, last };
        }
        if is_region(before) {
            return Whose::Region { first: from - 1 };
        }
        if matches!(
            tokens[last].lower.as_str(),
            "officials" | "official" | "authorities" | "sources" | "source" | "agents"
        ) && from == first
            && before.tag.starts_with("NN")
            && before.head == last
        {
            return Whose::NoState;
        }
    }
    // "the army of Chad", "the governments of Chad and ..."
    if tokens.get(last + 1).is_some_and(|t| t.lower == "of") {
        let at = last + 2 + usize::from(tokens.get(last + 2).is_some_and(|t| t.lower == "the"));
        let nation = context.nation_at(sentence, at).or_else(|| context.nation_at(sentence, last + 2));
        if let Some(nation) = nation.filter(|n| n.how == NationHow::Name) {
            return Whose::Nation { country: nation.country.clone(), first, last: nation.last };
        }
    }
    Whose::Nobody
}
