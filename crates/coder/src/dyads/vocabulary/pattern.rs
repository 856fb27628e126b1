/// What must stand with a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Condition {
    /// A particle or preposition, or a word that modifies the object.
    Word(String),
    /// An object of that lemma.
    Object(String),
    /// An object of a class of `objects.toml`.
    Class(String),
    /// A word of a class anywhere below the verb.
    Around(String),
    /// An object that is a political actor.
    Actor,
    /// Any object.
    AnyObject,
    /// A clause as complement.
    Clause,
}

/// A lemma with its conditions, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Pattern<T> {
    pub conditions: Vec<Condition>,
    pub meaning: T,
}

/// Reads one pattern: the lemma and its conditions; `None` where a sign is unknown.
pub(super) fn read(pattern: &str) -> Option<(String, Vec<Condition>)> {
    let mut words = pattern.split_whitespace();
    let lemma = words.next().filter(|w| w.chars().all(|c| c.is_alphanumeric() || "-'’".contains(c)))?;
    let conditions = words
        .map(|word| {
            let (sign, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            match (sign, rest) {
                ("=", noun) if !noun.is_empty() => Some(Condition::Object(noun.to_owned())),
                ("#", class) if !class.is_empty() => Some(Condition::Class(class.to_owned())),
                ("~", class) if !class.is_empty() => Some(Condition::Around(class.to_owned())),
                ("@", "actor") => Some(Condition::Actor),
                ("*", "object") => Some(Condition::AnyObject),
                ("*", "clause") => Some(Condition::Clause),
                _ if word.chars().all(|c| c.is_alphanumeric() || c == '-') => Some(Condition::Word(word.to_owned())),
                _ => None,
            }
        })
        .collect::<Option<Vec<Condition>>>()?;
    Some((lemma.to_owned(), conditions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_and_unknown_ones_refused() {
        let (lemma, conditions) = read("hand over #aid =key @actor *clause ~crowd *object").unwrap();
        assert_eq!(lemma, "hand");
        assert_eq!(conditions[0], Condition::Word("over".into()));
        assert_eq!(conditions[1], Condition::Class("aid".into()));
        assert_eq!(conditions[2], Condition::Object("key".into()));
        assert_eq!(
            conditions[3..],
            [Condition::Actor, Condition::Clause, Condition::Around("crowd".into()), Condition::AnyObject]
        );
        for wrong in ["", "=noun", "send @nobody", "send *often", "send #"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
