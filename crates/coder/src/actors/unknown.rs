//! Groups that the lexicon does not know, by their proper names: "the Crimson Dawn Brigade", "a splinter calling itself Red Tide".

use polybius_lexicon::Case;
use polybius_records::ActorType;
use polybius_syntax::Token;

use super::candidate::{Candidate, Layer};
use super::context::Context;
use super::people::unknown;
use super::roles::Roles;

/// A name of more words is no name but a run of capitals.
const MOST_WORDS: usize = 12;

/// Lower-case words inside a name.
const CONNECTING: [&str; 14] =
    ["of", "for", "the", "and", "de", "del", "la", "los", "in", "al", "el", "ul", "wal", "y"];

/// Words that make a name of others in a text without capitals.
const MARKS: [&str; 15] = [
    "liberation",
    "revolutionary",
    "popular",
    "patriotic",
    "national",
    "democratic",
    "armed",
    "socialist",
    "communist",
    "islamic",
    "anticommunist",
    "anti-communist",
    "salvation",
    "christian",
    "resistance",
];

/// Longer words that stay small in headlines in title case.
const IN_TITLES: [&str; 12] =
    ["with", "from", "into", "over", "after", "near", "amid", "that", "than", "against", "between", "during"];

/// Nouns that say that the name after "called" is that of a group.
const CALLED: [&str; 25] = [
    "group",
    "groups",
    "splinter",
    "faction",
    "organization",
    "organisation",
    "movement",
    "militia",
    "cell",
    "gang",
    "cartel",
    "brigade",
    "unit",
    "army",
    "outfit",
    "coalition",
    "alliance",
    "rebels",
    "militants",
    "guerrillas",
    "network",
    "offshoot",
    "squad",
    "wing",
    "separatists",
];

/// All groups with proper names.
pub(super) fn find(context: &Context<'_, '_>, roles: &Roles) -> Vec<Candidate> {
    let mut out = Vec::new();
    for sentence in 0..context.text.sentences.len() {
        let reader = Reader::new(context, roles, sentence);
        for at in 0..reader.tokens.len() {
            let span = reader.with_noun(at).or_else(|| reader.called(at));
            if let Some((first, last, kind)) = span
                && let Some(name) = reader.name(first, last)
            {
                let country = context.country_at(sentence, first).map(str::to_owned);
                let mention = unknown(&name, kind, country).at(context, sentence, first, last);
                let itself = |i: usize| matches!(reader.tokens[i].lower.as_str(), "itself" | "themselves");
                let layer = if (first.saturating_sub(4)..first).any(itself) { Layer::Called } else { Layer::Unknown };
                out.push(Candidate { layer, mention });
            }
        }
    }
    out
}

struct Reader<'c, 'a, 'd> {
    context: &'c Context<'a, 'd>,
    roles: &'c Roles,
    sentence: usize,
    tokens: &'a [Token],
    /// Whether capitals tell names from other words.
    tells: bool,
}

impl<'c, 'a, 'd> Reader<'c, 'a, 'd> {
    fn new(context: &'c Context<'a, 'd>, roles: &'c Roles, sentence: usize) -> Self {
        let tokens = context.tokens(sentence);
        let long = || tokens.iter().filter(|t| t.lower.chars().count() > 3 && t.lower.starts_with(char::is_alphabetic));
        let small = |t: &&Token| !is_capital(context, t) && !IN_TITLES.contains(&t.lower.as_str());
        // A headline in title case says nothing by its capitals.
        let tells = context.cases[sentence] == Case::Mixed && (long().count() < 4 || long().any(|t| small(&t)));
        Reader { context, roles, sentence, tokens, tells }
    }

    /// Whether a token can be part of a proper name.
    fn in_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if self.tells {
            is_capital(self.context, token) && !(at == 0 && is_function_word(&token.lower))
        } else {
            self.roles.name_words.contains(&token.lower)
        }
    }

    /// A name that ends in or begins with a noun for a group at `at`.
    fn with_noun(&self, at: usize) -> Option<(usize, usize, ActorType)> {
        let kind = *self.roles.group_nouns.get(&self.tokens[at].lower)?;
        if !self.in_name(at) {
            return None;
        }
        let mut first = at;
        while let Some(before) = first.checked_sub(1).filter(|_| at - first < MOST_WORDS) {
            if self.in_name(before) || self.is_possessive_inside(before) {
                first = before;
            } else if let Some(name) = self.before_connecting(before) {
                first = name;
            } else {
                break;
            }
        }
        let last = self.behind(at);
        // "First Brigade General Example" is a rank.
        if self
            .tokens
            .get(last + 1)
            .is_some_and(|t| self.roles.titles.contains(&t.lower) && is_capital(self.context, t))
        {
            return None;
        }
        // "Fighters of ..." at the head of a sentence is no name.
        if first == at && at == 0 && self.tokens[at].lower.ends_with('s') {
            return None;
        }
        let own = (first..=last).filter(|&i| i != at).any(|i| {
            let word = self.tokens[i].lower.as_str();
            !self.is_country(i) && !self.roles.modifiers.contains(word) && !CONNECTING.contains(&word) && word != "'s"
        });
        if !own || last == at && self.is_known_otherwise(first, at) {
            return None;
        }
        // Without capitals to go by, words of an ordinary kind are no name: "freedom of movement".
        let marked = || (first..=last).any(|i| MARKS.contains(&self.tokens[i].lower.as_str()));
        (self.tells || last - first >= 2 && marked()).then_some((first, last, kind))
    }

    /// Where a name goes on before "of the": the token before the connecting words that end at `at`. Not before "and", which joins
    /// two names.
    fn before_connecting(&self, at: usize) -> Option<usize> {
        let joins = |i: usize| {
            let word = self.tokens[i].lower.as_str();
            CONNECTING.contains(&word) && !matches!(word, "and" | "in" | "y")
        };
        let name = (at.saturating_sub(3)..=at).rev().find(|&i| !joins(i))?;
        // The first word of a sentence has its capital anyway.
        (name < at && name > 0 && self.in_name(name)).then_some(name)
    }

    /// "Army of Free Examplia": how far a name goes on behind its noun.
    fn behind(&self, at: usize) -> usize {
        let is = |i: usize, words: &[&str]| self.tokens.get(i).is_some_and(|t| words.contains(&t.lower.as_str()));
        let mut last = at;
        let mut next = at + 1;
        while is(next, &["of", "for"]) {
            let mut i = next + 1;
            while is(i, &["the", "al"]) {
                i += 1;
            }
            let from = i;
            while i < self.tokens.len() && i - at < MOST_WORDS && (self.in_name(i) || self.is_country(i)) {
                i += 1;
            }
            if i == from {
                break;
            }
            last = i - 1;
            next = i;
        }
        last
    }

    fn is_country(&self, at: usize) -> bool {
        self.context.nation_at(self.sentence, at).is_some()
    }

    fn is_possessive_inside(&self, at: usize) -> bool {
        self.tokens[at].lower == "'s" && at > 0 && self.in_name(at - 1) && !self.is_country(at - 1) && {
            // "People's", "Workers'", not "Tuesday's" nor a leader's.
            matches!(
                self.tokens[at - 1].lower.as_str(),
                "people" | "workers" | "worker" | "peasants" | "women" | "lord" | "farmers"
            )
        }
    }

    /// "the British Army", "Salvation Army".
    fn is_known_otherwise(&self, first: usize, at: usize) -> bool {
        let words: Vec<&str> = self.tokens[first..=at].iter().map(|t| t.lower.as_str()).collect();
        let ending = |n: usize| words.len() >= n && self.roles.not_groups.contains(&words[words.len() - n..].join(" "));
        (2..=words.len().min(4)).any(ending)
    }

    /// "a group calling itself X", "a cell known as X".
    fn called(&self, at: usize) -> Option<(usize, usize, ActorType)> {
        let word = |i: usize| self.tokens.get(i).map_or("", |t| t.lower.as_str());
        let mut i = match (word(at), word(at + 1)) {
            ("calling", "itself" | "themselves")
            | ("calls", "itself")
            | ("call", "themselves")
            | ("called", "itself" | "themselves") => at + 2,
            ("known" | "identified", "as") => at + 2,
            ("called" | "named" | "dubbed", _) => at + 1,
            _ => return None,
        };
        let group = (at.saturating_sub(8)..at).rev().find(|&i| CALLED.contains(&word(i)))?;
        if (group..at).any(|i| matches!(word(i), "." | ";")) || !self.tells {
            return None;
        }
        while matches!(word(i), "the" | "\"" | "``" | "“" | "'" | "‘" | "simply") {
            i += 1;
        }
        let first = i;
        while i < self.tokens.len() && i - first < MOST_WORDS {
            // "Sons of the Two Rivers".
            let next = (i..self.tokens.len().min(i + 4)).find(|&j| j == first || !CONNECTING.contains(&word(j)));
            match next.filter(|&j| self.in_name(j)) {
                Some(j) => i = j + 1,
                None => break,
            }
        }
        let last = i.checked_sub(1).filter(|l| *l >= first)?;
        let own_noun = [first, last].into_iter().find_map(|i| self.roles.group_nouns.get(word(i)));
        let by_group = self.roles.group_nouns.get(word(group));
        Some((first, last, own_noun.or(by_group).copied().unwrap_or(ActorType::RebelGroup)))
    }

    /// The name as it would stand in running text.
    fn name(&self, first: usize, last: usize) -> Option<String> {
        let written = self.context.text.slice(self.tokens[first].start..self.tokens[last].end);
        let words = written.split_whitespace();
        if self.context.cases[self.sentence] == Case::Mixed {
            return Some(words.collect::<Vec<_>>().join(" ")).filter(|n| n.chars().count() <= 120);
        }
        let lower = words
            .map(str::to_lowercase)
            .map(|w| if CONNECTING.contains(&w.as_str()) { w } else { super::force::capitalised(&w) });
        Some(lower.collect::<Vec<_>>().join(" ")).filter(|n| n.chars().count() <= 120)
    }
}

fn is_capital(context: &Context<'_, '_>, token: &Token) -> bool {
    context.slice(token).chars().next().is_some_and(char::is_uppercase)
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "by"
            | "but"
            | "and"
            | "of"
            | "for"
            | "from"
            | "to"
            | "two"
            | "three"
            | "some"
            | "its"
            | "their"
            | "his"
            | "this"
            | "that"
            | "these"
            | "those"
            | "as"
            | "after"
            | "when"
            | "while"
            | "if"
            | "most"
            | "many"
            | "no"
            | "other"
            | "another"
            | "both"
            | "since"
            | "with"
            | "then"
            | "one"
            | "several"
            | "former"
            | "last"
            | "all"
    )
}
