//! Places of stretches that somebody else found: every stretch given is a toponym, and what remains is to say which place it is.

use std::ops::Range;
use std::rc::Rc;

use polybius_lexicon::{Feature, Lexicon, Toponym, fold};
use polybius_records::Place;

use super::candidates::{self, Candidate, Hint};
use super::publisher::Publisher;
use super::senses::Senses;
use super::view::{self, View};
use super::words::Words;
use super::{country_weights, place, resolve};
use crate::Text;

/// The place of each stretch (bytes of the document's text), in the order given. `None` where neither the gazetteer knows the name nor
/// another stretch says what holds it, and for a stretch that no sentence of news covers.
pub(crate) fn resolve(text: &Text<'_>, lexicon: &Lexicon, spans: &[Range<usize>]) -> Vec<Option<Place>> {
    let small = view::is_small(&text.document.text);
    let views: Vec<View<'_>> = (0..text.sentences.len()).map(|i| View::new(text, i, small)).collect();
    let mut senses = Senses::new(lexicon);
    let mut all: Vec<(usize, Candidate)> = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        let Some((sentence, first, last)) = tokens_of(text, span) else { continue };
        let written = text.document.text.get(span.clone()).unwrap_or_default();
        let (known, hint) = meanings(written, lexicon, &mut senses);
        let mut candidate = candidates::candidate(&views[sentence], first, last, fold(written), known);
        candidates::absorb(&views[sentence], &mut candidate, Words::shared());
        candidate.hint = hint.or(candidate.hint);
        all.push((number, candidate));
    }
    all.sort_by_key(|(number, c)| (c.sentence, c.first, c.last, *number));
    let (numbers, mut all): (Vec<usize>, Vec<Candidate>) = all.into_iter().unzip();
    for at in 0..all.len() {
        candidates::contain(&views[all[at].sentence], &mut all, at);
    }
    let publisher = Publisher::of(text.document, &mut senses);
    let weights = country_weights(text, &views, lexicon, &mut senses, &publisher);
    let leads = super::leads(text, &all);
    let choices = resolve::resolve(&all, &leads, &weights, &publisher);
    let mut out = vec![None; spans.len()];
    for ((number, candidate), choice) in numbers.iter().zip(&all).zip(&choices) {
        out[*number] = choice.as_ref().map(|c| place(candidate, c, &senses));
    }
    // A name that no list knows takes the place that holds it, else the nearest one of the text.
    for at in 0..all.len() {
        if out[numbers[at]].is_none() {
            out[numbers[at]] = holder(&all, at, |j| out[numbers[j]].as_ref());
        }
    }
    out
}

/// Bytes of a name that is taken apart; longer ones are no names.
const LONGEST: usize = 80;

/// Sentence, first and last token that a stretch of bytes covers.
fn tokens_of(text: &Text<'_>, span: &Range<usize>) -> Option<(usize, usize, usize)> {
    let at = text.sentences.partition_point(|s| s.syntax.end <= span.start);
    let tokens = &text.sentences.get(at)?.syntax.tokens;
    let first = tokens.iter().position(|t| t.end > span.start)?;
    let last = tokens.iter().rposition(|t| t.start < span.end)?;
    (first <= last).then_some((at, first, last))
}

/// What a name may mean, and what the words inside it say of it: as it stands, as an abbreviation or a nationality, without the word for
/// the division, without the direction before it.
fn meanings(written: &str, lexicon: &Lexicon, senses: &mut Senses<'_>) -> (Rc<Vec<Toponym>>, Option<Hint>) {
    let words = Words::shared();
    let is_code = written.chars().count() <= 3 && !written.chars().any(char::is_lowercase);
    let division = (written.ends_with('.') || is_code).then(|| words.abbreviation(written)).flatten();
    if let Some((country, name)) = division {
        let mut found = senses.in_country(name, country);
        found.retain(|t| t.feature == Feature::Admin1);
        if !found.is_empty() {
            return (Rc::new(found), None);
        }
    }
    let whole = senses.of(written);
    if !whole.is_empty() || written.len() > LONGEST {
        return (whole, None);
    }
    if let Some(country) = lexicon.countries.by_demonym(written) {
        return (senses.of(&country.name), None);
    }
    if let Some((rest, word)) = written.rsplit_once(' ')
        && let Some(hint) = candidates::hint(&word.to_lowercase())
    {
        let (found, _) = meanings(rest.trim_end(), lexicon, senses);
        return (found, Some(hint));
    }
    let directed = written.split_once([' ', '-']).filter(|(w, _)| words.has("direction", &w.to_lowercase()));
    if let Some((_, rest)) = directed {
        return meanings(rest.trim_start(), lexicon, senses);
    }
    if let Some((rest, _)) = written.rsplit_once(['-', '\'', '’']) {
        return meanings(rest, lexicon, senses);
    }
    (Rc::new(Vec::new()), None)
}

/// The place that holds candidate `at`, else the one named nearest to it.
fn holder<'p>(all: &[Candidate], at: usize, place: impl Fn(usize) -> Option<&'p Place>) -> Option<Place> {
    if let Some(outer) = all[at].inside.and_then(&place) {
        return Some(outer.clone());
    }
    let near = (1..all.len()).flat_map(|d| [at.checked_sub(d), Some(at + d).filter(|&j| j < all.len())]).flatten();
    near.filter_map(place).next().cloned()
}
