//! Short reports of shootings, as local papers write them: what happened to how many, and where.

use polybius_lexicon::Lexicon;
use polybius_records::Document;

use crate::{Coder, code};

#[test]
fn one_event_with_its_toll_and_its_town() {
    #[rustfmt::skip]
    let table: &[(&str, Option<u64>, Option<u64>, &str)] = &[
        // Where somebody lives is not where it happened.
        ("Ana Lopez, 26, of Waco, Texas, was killed in a shooting on Monday, Tampa police said.", Some(1), None, "Tampa"),
        // Headlines without a verb.
        ("16-year-old shot outside of club in east Tampa, police say", None, Some(1), "Tampa"),
        ("Officers found a boy with a gunshot wound to the neck in Tampa on Sunday night.", None, Some(1), "Tampa"),
        ("A girl was grazed by a bullet in Tampa on Sunday night, police said.", None, Some(1), "Tampa"),
        ("Two people wounded in Texas shooting\n\nWaco police said two people were shot on Sunday night.", None, Some(2), "Waco"),
        // Headlines that say how people were hurt only by the side.
        ("Four shot at a party in east Tampa, police say", None, Some(4), "Tampa"),
        ("Two people hurt after shots fly in Tampa", None, Some(2), "Tampa"),
        ("Boy shoots self at home in Tampa, police say", None, Some(1), "Tampa"),
        // People told one by one.
        ("A man was shot in the leg in Tampa on Monday, police said. A woman was shot in the arm. A 4-year-old boy was grazed by a bullet.",
         None, Some(3), "Tampa"),
        ("One was shot in the arm in Tampa on Monday, two were shot in the leg, and all three were taken to hospital.", None, Some(3), "Tampa"),
        // A call that somebody answers is no call for something.
        ("Tampa police answered a call of a person shot in Tampa on Sunday night.", None, Some(1), "Tampa"),
        // Where the hurt were taken, and where they are from.
        ("A boy was shot in Waco, Texas, on Sunday. He was airlifted to a hospital in Dallas, where he died.", Some(1), None, "Waco"),
        ("Police in Waco, Texas, said a boy was shot on Sunday. He was taken to a hospital in Dallas and is recovering there.",
         None, Some(1), "Waco"),
        ("Waco police said a boy who was shot on Sunday had died at Parkland Hospital in Dallas, Texas.", Some(1), None, "Waco"),
        ("Amarillo man shot in Lubbock\n\nAn Amarillo man was shot and wounded in Lubbock on Sunday, Texas troopers said.",
         None, Some(1), "Lubbock"),
        // A town of the county that the news is set in.
        ("Boy shot in McLennan County, Texas\n\nA boy was shot and wounded on Sunday, the McLennan County sheriff said. Deputies went to a \
          house near Waco.", None, Some(1), "Waco"),
        // The text speaks of one town.
        ("TAMPA, Fla. - Neighbors said that they heard a loud noise.\n\nPolice said a boy accidentally shot his mother on Saturday.",
         None, Some(1), "Tampa"),
    ];
    let coder = Coder::new(Lexicon::embedded());
    let mut wrong = Vec::new();
    for &(text, killed, injured, place) in table {
        let document = Document::plain("d", text).published_on(jiff::civil::date(2021, 6, 15));
        let (reports, ..) = code(&coder, &document);
        let got = reports.first().map(|r| {
            let best = |c: &Option<polybius_records::Count>| c.as_ref().and_then(|c| c.best);
            let name = r.body.place.as_ref().map_or("-", |p| p.name.as_str());
            (best(&r.body.killed), best(&r.body.injured), name.to_owned())
        });
        if reports.len() != 1 || got != Some((killed, injured, place.to_owned())) {
            wrong.push(format!("{text}\n   got {} reports, the first {got:?}", reports.len()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
