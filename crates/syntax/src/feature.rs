//! What the models see of a word, hashed. A feature is a 32-bit hash of its template and values.

/// Hash of a template and up to three values; never 0, which marks an empty place in the tables.
#[inline]
pub(crate) fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let mut h = (u64::from(template) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h = (h ^ u64::from(a)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    h ^= h >> 29;
    h = (h ^ u64::from(b)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    h ^= h >> 31;
    h = (h ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((h >> 32) as u32).max(1)
}

/// FNV-1a over characters.
fn hash_chars(chars: impl Iterator<Item = char>) -> u32 {
    let mut h: u32 = 0x811C_9DC5;
    for c in chars {
        h = (h ^ c as u32).wrapping_mul(0x0100_0193);
    }
    h.max(1)
}

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// As running text does: capitals mark names.
    Told,
    /// All capitals, no capitals, or headline style: capitals tell nothing, and no feature may look at them.
    Blind,
}

impl Case {
    /// Judges a sentence by the forms of its words.
    pub(crate) fn of<'a>(forms: impl Iterator<Item = &'a str>) -> Case {
        let (mut upper, mut lower) = (0_usize, 0_usize);
        let (mut long, mut long_capital, mut words, mut begun) = (0_usize, 0_usize, 0_usize, 0_usize);
        for form in forms {
            let mut letters = 0;
            let mut capital = false;
            for c in form.chars() {
                if c.is_alphabetic() {
                    capital |= letters == 0 && c.is_uppercase();
                    letters += 1;
                    upper += usize::from(c.is_uppercase());
                    lower += usize::from(c.is_lowercase());
                }
            }
            if letters > 1 {
                words += 1;
                begun += usize::from(capital);
            }
            if letters >= 5 {
                long += 1;
                long_capital += usize::from(capital);
            }
        }
        let shouted = upper > 3 * lower && words > 1;
        let whispered = begun == 0 && upper == 0 && words >= 3;
        let headline = long >= 4 && long_capital * 20 >= long * 17;
        if shouted || whispered || headline { Case::Blind } else { Case::Told }
    }
}

/// One word as the models see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The form in lower case, accents off, digits as 0, quotes and dashes made plain.
    pub form: u32,
    /// Classes of its characters, runs shortened; without case where case tells nothing.
    pub shape: u32,
    /// First one to three characters of the form.
    pub prefix: [u32; 3],
    /// Last one to four characters of the form.
    pub suffix: [u32; 4],
    /// Whether it begins with a capital that means something.
    pub capital: bool,
}

/// The place before the first and after the last word.
pub(crate) const EDGE: Word = Word { form: 7, shape: 7, prefix: [7; 3], suffix: [7; 4], capital: false };

impl Word {
    /// The word of a form.
    pub(crate) fn new(text: &str, case: Case) -> Word {
        let plain: Vec<char> = text.chars().map(plain).collect();
        let mut shape = 0x811C_9DC5_u32;
        let (mut last, mut run) = ('\0', 0);
        for c in text.chars() {
            let class = match c {
                c if c.is_alphabetic() && case == Case::Blind => 'x',
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_numeric() => 'd',
                c => c,
            };
            run = if class == last { run + 1 } else { 0 };
            last = class;
            if run < 3 {
                shape = (shape ^ class as u32).wrapping_mul(0x0100_0193);
            }
        }
        let n = plain.len();
        let prefix = |k: usize| hash_chars(plain.iter().take(k).copied());
        let suffix = |k: usize| hash_chars(plain[n.saturating_sub(k)..].iter().copied());
        Word {
            form: hash_chars(plain.iter().copied()),
            shape,
            prefix: [prefix(1), prefix(2), prefix(3)],
            suffix: [suffix(1), suffix(2), suffix(3), suffix(4)],
            capital: case == Case::Told && text.chars().next().is_some_and(char::is_uppercase),
        }
    }

    /// The words of a sentence.
    pub(crate) fn sentence<'a>(forms: impl Iterator<Item = &'a str> + Clone) -> Vec<Word> {
        let case = Case::of(forms.clone());
        forms.map(|f| Word::new(f, case)).collect()
    }
}

/// Lower case, accents off, digits as 0, quotes and dashes made plain.
fn plain(c: char) -> char {
    if c.is_ascii() {
        return if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() };
    }
    let c = c.to_lowercase().next().unwrap_or(c);
    match c {
        '’' | '‘' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '—' | '–' | '―' | '−' => '-',
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'ì'..='ï' | 'ī' | 'ı' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ţ' | 'ț' | 'ť' => 't',
        'ď' | 'đ' => 'd',
        'ř' => 'r',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_tells_nothing_in_capitals_small_letters_and_headlines() {
        for (text, wanted) in [
            ("The army entered Kano on Friday", Case::Told),
            ("THE ARMY ENTERED KANO ON FRIDAY", Case::Blind),
            ("the army entered kano on friday", Case::Blind),
            ("Army Troops Enter Northern Town After Clashes", Case::Blind),
            ("Reuters", Case::Told),
        ] {
            assert_eq!(Case::of(text.split(' ')), wanted, "{text}");
        }
    }

    #[test]
    fn spelling_variants_look_alike() {
        let same = |a: &str, b: &str| Word::new(a, Case::Told).form == Word::new(b, Case::Told).form;
        assert!(same("Bogotá", "bogota") && same("’s", "'s") && same("1989", "2014") && !same("12", "123"));
        assert_eq!(Word::new("KANO", Case::Blind).shape, Word::new("kano", Case::Blind).shape);
        assert_ne!(Word::new("Kano", Case::Told).shape, Word::new("kano", Case::Told).shape);
    }
}
