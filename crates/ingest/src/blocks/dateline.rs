//! "KABUL, March 3 (Agency) —": where and when a story was filed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::patterns::Patterns;

const MONTH: &str = r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?";
const CAPS: &str = r"\p{Lu}[\p{Lu}'’.\-]*\p{Lu}\.?(?:[ /]\p{Lu}[\p{Lu}'’.\-]*){0,4}";
const TITLE: &str =
    r"\p{Lu}[\p{L}'’.\-]+(?:[ /](?:\p{Lu}[\p{L}'’.\-]*|de|del|la|el|al|of|the|and|[ae]l-\p{Lu}\p{L}+)){0,4}";
const AGENCY: &str = r"[(\[](?P<agency>[\p{L}][\p{L}\d/ .,&'’\-]{1,50})[)\]]";
const DASH: &str = r"\s*(?:—|–|―|--+|-(?:\s))\s*";
/// Wire copy marks where the text proper starts: "[TEXT]".
const MARK: &str = r"(?:\s*[\[(](?:TEXT|EXCERPTS?|REPORT|ARTICLE|COMMUNIQUE)[^\])]{0,40}[\])])*";

struct Shapes {
    caps_dash: Regex,
    agency: Regex,
    dated: Regex,
    title_dash: Regex,
    title_hyphen: Regex,
    colon: Regex,
    lower: Regex,
}

static SHAPES: LazyLock<Option<Shapes>> = LazyLock::new(|| {
    let region = format!(r"(?:,\s*(?:{TITLE}|(?:\p{{Lu}}\.){{2,3}})){{0,2}}");
    let date = format!(
        r"(?P<date>,?\s*(?:\p{{L}}{{3,9}}day,?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH})(?:,?\s+\d{{2,4}})?)"
    );
    Some(Shapes {
        caps_dash: Regex::new(&format!(r"^{CAPS}{region}{date}?,?\s*(?:{AGENCY})?{DASH}{MARK}")).ok()?,
        agency: Regex::new(&format!(r"^(?:{TITLE}{region}{date}?,?\s*)?{AGENCY}(?P<dash>{DASH}|:\s+|\s*){MARK}"))
            .ok()?,
        dated: Regex::new(&format!(r"^{TITLE}{region}{date}(?:{DASH}|:\s+){MARK}")).ok()?,
        title_dash: Regex::new(&format!(r"^{TITLE}{region}\s+(?:—|–|--+)\s+")).ok()?,
        title_hyphen: Regex::new(&format!(r"^(?P<place>{TITLE}){region}\s+-\s+")).ok()?,
        lower: Regex::new(r"^(?P<place>\p{Ll}{3,}(?: \p{Ll}{2,})?):\s+").ok()?,
        colon: Regex::new(&format!(r"^(?P<place>{TITLE}){region}:\s+")).ok()?,
    })
});

/// Longest stretch that is looked at, in bytes.
const REACH: usize = 200;

/// The dateline at the start of a paragraph, in bytes of it, the dash included. `first` is whether the paragraph is the
/// first of the body: only there may a place and a dash, or a place and a colon, stand without date or agency.
pub(super) fn dateline(paragraph: &str, first: bool) -> Option<Range<usize>> {
    let shapes = SHAPES.as_ref()?;
    let patterns = Patterns::embedded();
    let head = head(paragraph);
    let opens_sentence = |end: usize| {
        paragraph[end..]
            .trim_start()
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric() || "\"'“‘«[$#".contains(c)))
    };
    let trimmed = |end: usize| 0..paragraph[..end].trim_end().len();

    // In copy that is upper case throughout, capitals say nothing: only a date or an agency makes a dateline.
    let in_mixed_case = |end: usize| paragraph[end..].chars().take(400).any(char::is_lowercase);
    if let Some(found) = shapes.caps_dash.captures(head) {
        let end = found.get(0)?.end();
        let marked = found.name("date").is_some() || found.name("agency").is_some();
        if opens_sentence(end) && (marked || in_mixed_case(end)) {
            return Some(trimmed(end));
        }
    }
    if let Some(found) = shapes.agency.captures(head) {
        let end = found.get(0)?.end();
        let dashed = found.name("dash").is_some_and(|d| !d.as_str().trim().is_empty());
        let known = found.name("agency").is_some_and(|a| patterns.agencies.contains(a.as_str().trim()));
        if opens_sentence(end) && (known || dashed) {
            return Some(trimmed(end));
        }
    }
    if let Some(found) = shapes.dated.find(head).filter(|f| opens_sentence(f.end())) {
        return Some(trimmed(found.end()));
    }
    if !first {
        return None;
    }
    if let Some(found) = shapes.title_dash.find(head).filter(|f| opens_sentence(f.end()) && in_mixed_case(f.end())) {
        return Some(trimmed(found.end()));
    }
    let is_place = |name: &str| {
        let name = name.to_lowercase();
        let mut words = name.split(' ').chain([name.as_str()]);
        name.split(' ').count() <= 3 && words.all(|word| !patterns.not_places.contains(word))
    };
    // A hyphen makes a parenthesis too, but not where it stands alone: "Lagos - Gunmen shot two."
    if let Some(found) = shapes.title_hyphen.captures(head) {
        let end = found.get(0)?.end();
        let alone = !head[end..].contains(" - ");
        if alone && opens_sentence(end) && in_mixed_case(end) && is_place(found.name("place")?.as_str()) {
            return Some(trimmed(end));
        }
    }
    // Some corpora are lower case throughout: "lucknow: two men were held".
    let (found, lower) = match shapes.colon.captures(head) {
        Some(found) => (found, false),
        None => (shapes.lower.captures(head)?, true),
    };
    let end = found.get(0)?.end();
    let fits = if lower {
        !paragraph.chars().take(400).any(char::is_uppercase)
    } else {
        opens_sentence(end) && in_mixed_case(end)
    };
    (fits && is_place(found.name("place")?.as_str())).then(|| trimmed(end))
}

fn head(paragraph: &str) -> &str {
    &paragraph[..paragraph.floor_char_boundary(REACH)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_datelines_and_only_datelines() {
        let first = [
            ("KABUL, March 3 (Agency) — A blast killed nine.", "KABUL, March 3 (Agency) —"),
            ("MOSCOW — Police held two men.", "MOSCOW —"),
            ("BAGHDAD (Reuters) - A car bomb went off.", "BAGHDAD (Reuters) -"),
            ("(CNN) — Two bombs went off.", "(CNN) —"),
            ("(CNN)Two bombs went off.", "(CNN)"),
            ("Kabul, Afghanistan (CNN) -- Two bombs went off.", "Kabul, Afghanistan (CNN) --"),
            ("KABUL, Afghanistan — Two bombs went off.", "KABUL, Afghanistan —"),
            ("BOGOTA, 3 JAN 90 (EFE) -- [TEXT] THE ARMY SAID", "BOGOTA, 3 JAN 90 (EFE) -- [TEXT]"),
            ("PORT-AU-PRINCE, Haiti (AP) — Gangs", "PORT-AU-PRINCE, Haiti (AP) —"),
            ("BOSTON —\u{a0}A court said so.", "BOSTON —"),
            ("London, 3 March 2024 (Agency) – Police", "London, 3 March 2024 (Agency) –"),
            ("Paris — Police raided a flat.", "Paris —"),
            ("Lagos - Gunmen shot two guards.", "Lagos -"),
            ("Tunja, Colombia - Two men were held.", "Tunja, Colombia -"),
            ("Boko Haram - Nigeria's rebels - struck.", ""),
            ("PESHAWAR: A suicide bomber struck.", "PESHAWAR:"),
            ("New Delhi: Six rebels were shot.", "New Delhi:"),
            ("Srinagar, May 3: Six rebels were shot.", "Srinagar, May 3:"),
            ("Police: Six rebels were shot.", ""),
            ("lucknow: two men were held on monday.", "lucknow:"),
            ("police: two men were held on monday.", ""),
            ("lucknow: two men were held on Monday.", ""),
            ("WASHINGTON was quiet.", ""),
            ("Islamic State (ISIS) claimed it.", ""),
            ("Islamic State (ISIS) — the group's name — spread.", ""),
            ("THE ARMY -- THE LARGEST OF THE REGION -- FELL BACK.", ""),
            ("Hamas — which denies it — said so.", ""),
            ("ISIS-linked men struck.", ""),
            ("A blast killed nine in Kabul.", ""),
            ("", ""),
        ];
        for (paragraph, expected) in first {
            assert_eq!(dateline(paragraph, true).map_or("", |r| &paragraph[r]), expected, "{paragraph}");
        }
        assert_eq!(dateline("Paris — Police raided a flat.", false), None);
    }
}
