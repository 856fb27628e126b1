use polybius_lexicon::Lexicon;
use polybius_records::{Document, StatementBody};

use crate::{Coder, code};

/// Statements of a text, one a line.
fn read(coder: &Coder, text: &str) -> Vec<String> {
    let published = jiff::civil::date(2021, 6, 15);
    let document = Document::plain("d", text).published_on(published);
    let (_, statements, _) = code(coder, &document);
    let numbers = |values: &std::collections::BTreeMap<String, polybius_records::Count>| {
        let shown: Vec<String> = values
            .iter()
            .map(|(k, c)| format!("{k} {}", c.best.or(c.low).or(c.high).map_or("-".to_owned(), |n| n.to_string())))
            .collect();
        shown.join(", ")
    };
    let or = |s: &Option<String>| s.clone().unwrap_or_else(|| "-".to_owned());
    let mut lines = Vec::new();
    for s in &statements {
        assert!(!s.evidence.is_empty());
        for e in &s.evidence {
            let quoted: String = text.chars().skip(e.start).take(e.end - e.start).collect();
            assert_eq!(quoted, e.quote);
        }
        let years = s.date.map_or(String::new(), |d| format!(" {}..{}", d.start.year(), d.end.year()));
        let line = match &s.body {
            StatementBody::Statistic { actor, values, .. } => {
                format!("statistic {}: {}{years}", or(actor), numbers(values))
            }
            StatementBody::Strength { actor, values } => format!("strength {}: {}", or(actor), numbers(values)),
            StatementBody::Alert { place, level, direction } => {
                format!("alert {} {} {}", place.as_ref().map_or("-", |p| &p.name), or(level), or(direction))
            }
            StatementBody::Warning { by, to, about, .. } => {
                format!("warning {} to {} about {}", or(by), or(to), or(about))
            }
            StatementBody::Control { actor, extent, status, .. } => {
                format!("control {} {status:?} {}", or(actor), or(extent)).to_lowercase()
            }
            StatementBody::Relation { from, relation, to } => format!("{from} {relation:?} {}{years}", or(to)),
        };
        let source = s.source.as_ref().map_or(String::new(), |s| format!(" [{s}]"));
        lines.push(format!("{line}{source}"));
    }
    lines
}

#[test]
fn statements_in_many_styles() {
    let coder = Coder::new(Lexicon::embedded());
    #[rustfmt::skip]
    let table: &[(&str, &[&str])] = &[
        // Relations.
        ("Al-Shabaab, an affiliate of al-Qaeda, controls much of the countryside.", &["control al-shabaab holds much of the countryside", "al-Shabaab PartOf al-Qaeda"]),
        ("Boko Haram was founded in 2002. The group pledged allegiance to the Islamic State in 2015.", &["Boko Haram Founded - 2002..2002", "Boko Haram Allegiance Islamic State 2015..2015"]),
        ("The Tamil Tigers, formed in 1976, fought for a separate state.", &["Liberation Tigers of Tamil Eelam Founded - 1976..1976"]),
        ("The Real IRA, a splinter group of the Provisional IRA, kept its weapons.", &["Real Irish Republican Army SplinterOf Provisional Irish Republican Army"]),
        ("The Taliban have been fighting the Islamic State since 2015.", &["Taliban Opposes Islamic State 2015..2021"]),
        ("Hamas is a rival of Fatah.", &["Hamas Opposes Fatah"]),
        ("Hezbollah, led by Hassan Nasrallah, has denied it.", &["Hassan Nasrallah Leads Hezbollah"]),
        ("Hezbollah leader Hassan Nasrallah spoke on television.", &["Hassan Nasrallah Leads Hezbollah"]),
        ("Abubakar Shekau, the leader of Boko Haram, appeared in a video.", &["Abubakar Shekau Leads Boko Haram"]),
        ("The al-Nusra Front was al-Qaeda's branch in Syria.", &["al-Nusra Front PartOf al-Qaeda"]),
        ("The former leader of Hamas lives abroad.", &[]),
        ("Hezbollah is backed by Iran.", &["Hezbollah Allied Government of Iran"]),
        // Strength.
        ("Al-Shabaab has between 7,000 and 9,000 fighters, according to a United Nations report.", &["strength al-Shabaab: members 7000 [a United Nations report]"]),
        ("The Colombian army said the ELN has about 2,500 members.", &["strength National Liberation Army (Colombia): members 2500 [The Colombian army]"]),
        ("More than 2,000 Islamic State fighters are held in prisons in the north-east.", &["strength Islamic State: detained 2000"]),
        ("Boko Haram fighters numbered at least 6,000, an analyst said.", &["strength Boko Haram: members 6000 [an analyst]"]),
        ("The army killed 300 Taliban fighters.", &[]),
        ("The Khmer Rouge was an organisation with some 10,000 armed men.", &["strength Khmer Rouge: members 10000"]),
        ("There may be anywhere from 2,000 to 3,000 Boko Haram fighters in the forest.", &["strength Boko Haram: members 2000"]),
        ("The army has killed 70 members of Boko Haram.", &[]),
        // Statistics.
        ("The war has killed more than 350,000 people since 2011.", &["statistic -: killed 350000 2011..2021"]),
        ("Boko Haram carried out 90 attacks last year that killed 600 people, the monitor said.", &["statistic Boko Haram: attacks 90, killed 600 2020..2020 [the monitor]"]),
        ("At least 40,000 people have died in the insurgency.", &["statistic -: killed 40000"]),
        ("The blast killed 120 people on Monday.", &[]),
        ("It was the deadliest attack since 2014, killing 90 people.", &[]),
        ("More than 70 journalists have been killed over the past five years.", &["statistic -: killed 70 2016..2021"]),
        // Alerts and warnings.
        ("Britain raised its terror threat level to severe on Monday.", &["alert United Kingdom severe raised"]),
        ("Belgium lowered its terrorism alert level from four to three.", &["alert Belgium - lowered"]),
        ("Spain tightened security at its airports.", &["alert Spain - raised"]),
        ("The United States warned Kenya of a planned attack by al-Shabaab.", &["warning Government of the United States to Government of Kenya about al-Shabaab"]),
        ("The hospital went on high alert for the flu outbreak in France.", &[]),
        ("Officials in Jakarta warned of rain.", &[]),
        // Control.
        ("The Taliban seized large parts of the district last week.", &["control taliban seized large parts of the district"]),
        ("The Islamic State lost its last stronghold in March.", &["control islamic state lost its last stronghold"]),
        ("The rebels held talks with the government.", &[]),
        ("The FARC could seize more territory.", &[]),
    ];
    let mut wrong = Vec::new();
    for &(text, wanted) in table {
        let got = read(&coder, text);
        if got != wanted {
            wrong.push(format!("{text}\n   got {got:?}\n  want {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn the_same_statement_twice_is_one_record() {
    let coder = Coder::new(Lexicon::embedded());
    let text = "Hamas is a rival of Fatah. It rained for days. Hamas remains a rival of Fatah.";
    let document = Document::plain("d", text);
    let (_, statements, _) = code(&coder, &document);
    assert_eq!(statements.len(), 1);
    let quotes: std::collections::BTreeSet<&str> = statements[0].evidence.iter().map(|e| e.quote.as_str()).collect();
    assert_eq!(quotes.len(), 2);
    let (_, again, _) = code(&coder, &document);
    assert_eq!(statements, again);
}

#[test]
fn any_text_is_survived() {
    let coder = Coder::new(Lexicon::embedded());
    for text in [
        "",
        "of",
        "led by",
        "allegiance to",
        "warned of",
        "an army of 5,000",
        "control of",
        "known as",
        ", formed in",
        "rival of",
        "its",
        "’s branch",
        "alert",
        "12 attacks",
        "According to",
    ] {
        read(&coder, text);
    }
}
