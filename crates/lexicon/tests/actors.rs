//! The organisations that are built in, and those that users add.

// Outside of tests an unwrap is a fault; a test that cannot read its own tables has failed.
#![allow(clippy::unwrap_used)]

use polybius_lexicon::{Actors, Case, LexiconError, NameWord, name_words};

fn tables() -> Vec<(String, String)> {
    let dir = format!("{}/../../data/actors", env!("CARGO_MANIFEST_DIR"));
    let mut out: Vec<(String, String)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(p).unwrap()))
        .collect();
    out.sort();
    out
}

/// A scratch folder with one table, read on top.
fn on_top(name: &str, table: &str) -> Result<Actors, LexiconError> {
    let dir = std::env::temp_dir().join(format!("polybius-actors-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("own.tsv"), table).unwrap();
    let result = Actors::with_dir(&dir);
    std::fs::remove_dir_all(&dir).unwrap();
    result
}

#[test]
fn every_line_of_every_table_is_read() {
    let tables = tables();
    let lines = |file: &str| {
        let table = &tables.iter().find(|(f, _)| f == file).unwrap().1;
        table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1).count()
    };
    let organisations: usize = tables
        .iter()
        .map(|(f, _)| f.as_str())
        .filter(|f| !["bynames.tsv", "communities.tsv", "leaders.tsv"].contains(f))
        .map(lines)
        .sum();
    let actors = Actors::embedded();
    assert!(organisations >= 1500, "{organisations}");
    let own_groups = actors.all().len() - organisations;
    assert!(own_groups > 50 && own_groups <= lines("communities.tsv"), "{own_groups}");
}

#[test]
fn names_ids_and_aliases_are_sound() {
    let actors = Actors::embedded();
    let mut ids: Vec<&str> = actors.all().iter().map(|e| e.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), actors.all().len());
    for entry in actors.all() {
        assert!(entry.id.starts_with("org-") || entry.id[1..].chars().all(|c| c.is_ascii_digit()), "{}", entry.id);
        assert_eq!(actors.by_name(&entry.name).map(|e| &e.name), Some(&entry.name));
        for alias in &entry.aliases {
            assert!(!name_words(alias).is_empty(), "{} has the empty alias {alias:?}", entry.name);
            assert!(!alias.contains([';', '|', '\t']), "{alias}");
        }
        let country = &entry.country;
        assert!(
            country.is_empty() || country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()),
            "{entry:?}"
        );
    }
}

#[test]
fn names_find_their_organisation() {
    let actors = Actors::embedded();
    let table = [
        ("ISIS-K", "Islamic State Khorasan Province"),
        ("Islamic State - Khorasan", "Islamic State Khorasan Province"),
        ("islamic state", "Islamic State"),
        ("Da'esh", "Islamic State"),
        ("Al Qa'ida", "al-Qaeda"),
        ("Al-Qaida in the Islamic Maghreb", "al-Qaeda in the Islamic Maghreb"),
        ("Hizbollah", "Hezbollah"),
        ("People's Defense Force", "People's Defence Force"),
        ("Ejercito de Liberacion Nacional", "National Liberation Army (Colombia)"),
        ("ADF", "Allied Democratic Forces"),
        ("PLA", "People's Liberation Army"),
        ("the Extraditables", "The Extraditables"),
        ("Fulani", "Fulani militia"),
        ("F.S.B.", "Federal Security Service"),
    ];
    for (name, expected) in table {
        assert_eq!(actors.by_name(name).map(|e| e.name.as_str()), Some(expected), "{name}");
    }
    assert!(actors.by_name("Chess Club of Nowhere").is_none());
}

#[test]
fn branches_stand_under_their_organisation() {
    let actors = Actors::embedded();
    let id = |name: &str| actors.by_name(name).unwrap().id.clone();
    let above = |name: &str| actors.ancestors(&id(name)).iter().map(|e| e.name.clone()).collect::<Vec<_>>();
    assert_eq!(above("ISKP"), ["Islamic State"]);
    assert_eq!(above("Katiba Macina"), ["Jama'at Nusrat al-Islam wal-Muslimin", "al-Qaeda"]);
    assert!(above("Islamic State").is_empty());
    assert!(actors.is_branch_of(&id("Quds Force"), &id("IRGC")));
    assert!(!actors.is_branch_of(&id("IRGC"), &id("Quds Force")));
    assert!(actors.is_branch_of(&id("IDF"), "mil-IL") && actors.is_branch_of(&id("FSB"), "gov-RU"));
    assert!(!actors.is_branch_of(&id("IDF"), "mil-LB") && !actors.is_branch_of(&id("Hamas"), "gov-PS"));
    assert!(!actors.is_branch_of(&id("IDF"), &id("IDF")));
}

#[test]
fn case_decides_where_a_name_is_also_a_word() {
    let actors = Actors::embedded();
    let read = |words: &str, case: Case| -> Option<String> {
        let owned = name_words(words);
        let words: Vec<&NameWord> = owned.iter().collect();
        let readings = actors.at(&words, case);
        readings.first().map(|(n, uses)| format!("{n} {}", actors.entry(uses[0]).name))
    };
    assert_eq!(read("IS claimed it", Case::Mixed).as_deref(), Some("1 Islamic State"));
    assert_eq!(read("is claimed it", Case::Mixed), None);
    assert_eq!(read("IS IT TRUE", Case::Upper), None);
    assert_eq!(read("SHINING PATH REBELS", Case::Upper).as_deref(), Some("2 Shining Path"));
    assert_eq!(read("shining path of glory", Case::Mixed), None);
    assert_eq!(read("taliban attacked", Case::Lower).as_deref(), Some("1 Taliban"));
    assert_eq!(read("let it be", Case::Mixed), None);
    assert_eq!(
        read("Islamic State 's Khorasan Province", Case::Mixed).as_deref(),
        Some("5 Islamic State Khorasan Province")
    );
}

#[test]
fn adjectives_and_countries_give_groups() {
    let actors = Actors::embedded();
    assert_eq!(actors.community("Chechen").unwrap().group, "Chechen separatists");
    assert_eq!(actors.byname("Maoist", "NP").unwrap().name, "Communist Party of Nepal (Maoist)");
    assert_eq!(actors.byname("maoist", "IN").unwrap().name, "Communist Party of India (Maoist)");
    assert!(actors.byname("Maoist", "FR").is_none());
    for community in ["Fulani", "Hutu", "Tamil", "Kurdish"] {
        let id = actors.community(community).unwrap().organisation.clone().unwrap();
        assert!(actors.by_id(&id).is_some(), "{community}");
    }
}

#[test]
fn user_tables_come_on_top() {
    let own = "Dawn Patrol of Examplia\trebel_group\tFR\tNew Army of Examplia\t1999\t\tDPX; IS!\n\
               New Army of Examplia\trebel_group\tFR\n\
               Islamic State\trebel_group\t\t\t2013\t\tISIS\tQ2429253\n";
    let actors = on_top("good", own).unwrap();
    assert_eq!(actors.by_name("DPX").unwrap().name, "Dawn Patrol of Examplia");
    assert_eq!(actors.by_name("IS").unwrap().name, "Dawn Patrol of Examplia");
    assert_eq!(actors.all().iter().filter(|e| e.name == "Islamic State").count(), 1);
    assert_eq!(actors.by_name("ISKP").unwrap().parent.as_deref(), Some("Q2429253"));
}

#[test]
fn wrong_user_tables_name_line_and_remedy() {
    let table = [
        ("A\tarmy\tFR\n", "line 1", "write one of"),
        ("# remark\nA\tmilitary\tFrance\n", "line 2", "ISO 3166-1"),
        ("A\tmilitary\tFR\tNobody at all\n", "line 1", "give it a line"),
        ("A\tmilitary\tFR\t\tlong ago\n", "line 1", "four digits"),
        ("A\tmilitary\tFR\t\t2000\t1990\n", "line 1", "first year"),
        ("A\n", "line 1", "tabs"),
        ("A\tmilitary\tFR\nA\tmilitary\tDE\n", "line 2", "another name"),
    ];
    for (i, (own, line, remedy)) in table.into_iter().enumerate() {
        let message = on_top(&format!("bad{i}"), own).unwrap_err().to_string();
        assert!(message.contains("own.tsv") && message.contains(line) && message.contains(remedy), "{message}");
    }
    let message = Actors::with_dir(std::path::Path::new("no/such/folder")).unwrap_err().to_string();
    assert!(message.contains("no/such/folder"), "{message}");
}
