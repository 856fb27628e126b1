//! People, sessions, tokens and the audit, as the desk keeps them.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod invented;

use std::path::Path;

use invented::{coded, events, sources};
use jiff::{SignedDuration, Timestamp};
use polybius_store::{
    ABSOLUTE, Accounts, AuditQuery, Desk, Entry, IDLE, Moment, NewPerson, NewToken, NewWebhook, Outcome, PersonChange,
    Role, Scope, StoreError,
};
use serde_json::json;

fn entry(what: &str) -> Entry {
    let words = |words: &str| words.to_owned();
    Entry { who: words("Ada"), via: words("test"), what: words(what), subject: words("x"), detail: json!({"n": 1}) }
}

fn person(accounts: &mut Accounts, name: &str, role: Role) -> polybius_store::Person {
    let key = name.to_lowercase();
    accounts.add_person(&NewPerson { name, key: &key, display: name, role, password: "hash" }, &entry("add")).unwrap()
}

fn desk() -> (tempfile::TempDir, Accounts) {
    let folder = tempfile::tempdir().unwrap();
    drop(Desk::open(folder.path()).unwrap());
    let accounts = Accounts::open(folder.path()).unwrap();
    (folder, accounts)
}

fn written(accounts: &Accounts) -> Vec<String> {
    let query = AuditQuery { limit: 100, ..AuditQuery::default() };
    accounts.audit_rows(&query).unwrap().into_iter().rev().map(|row| row.entry.what).collect()
}

#[test]
fn a_desk_that_is_not_there_has_no_accounts() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Accounts::open(folder.path()), Err(StoreError::Missing { .. })));
}

#[test]
fn people_come_in_while_the_desk_is_written() {
    let (folder, mut accounts) = desk();
    let desk = Desk::open(folder.path()).unwrap();
    assert!(!accounts.any_people().unwrap());
    person(&mut accounts, "Ada", Role::Admin);
    assert!(Accounts::open_read_only(folder.path()).unwrap().any_people().unwrap());
    drop(desk);
}

#[test]
fn names_stay_and_the_last_admin_too() {
    let (folder, mut accounts) = desk();
    person(&mut accounts, "Ada", Role::Admin);
    let again = NewPerson { name: "ADA", key: "ada", display: "", role: Role::Reader, password: "" };
    let refused = accounts.add_person(&again, &entry("add")).unwrap_err();
    assert!(matches!(&refused, StoreError::NameTaken { name } if name == "Ada"), "{refused}");
    for to in [
        PersonChange { role: Some(Role::Reviewer), ..PersonChange::default() },
        PersonChange { disabled: Some(true), ..PersonChange::default() },
    ] {
        assert!(matches!(accounts.change_person("ada", &to, &entry("change")), Err(StoreError::LastAdmin)));
    }
    assert_eq!(accounts.change_person("bea", &PersonChange::default(), &entry("change")).unwrap(), None);
    assert_eq!(accounts.person("ada").unwrap().unwrap().role, Role::Admin);
    assert_eq!(written(&accounts), ["add"], "what is refused is not written");

    for (sql, why) in [
        ("DELETE FROM people", "disabled, not removed"),
        ("UPDATE people SET name = 'Bea'", "keep their names"),
        ("UPDATE people SET role = 'king'", "CHECK"),
        ("DELETE FROM audit", "append-only"),
        ("UPDATE audit SET who = 'Bea'", "append-only"),
    ] {
        let told = raw(folder.path(), sql).unwrap_err().to_string();
        assert!(told.contains(why), "{sql}: {told}");
    }
}

fn raw(desk: &Path, sql: &str) -> rusqlite::Result<()> {
    rusqlite::Connection::open(desk.join("desk.sqlite")).unwrap().execute_batch(sql)
}

#[test]
fn sessions_and_tokens_end_to_the_moment() {
    let (_folder, mut accounts) = desk();
    let ada = person(&mut accounts, "Ada", Role::Admin);
    let begun: Timestamp = "2021-05-01T00:00:00Z".parse().unwrap();
    let moment = SignedDuration::from_nanos(1);
    accounts.begin_session(&[1; 32], &ada, begun, &entry("begin")).unwrap();
    let lives = |accounts: &Accounts, at| accounts.session(&[1; 32], at).unwrap().is_some();
    assert!(lives(&accounts, begun + IDLE - moment) && !lives(&accounts, begun + IDLE));
    let mut at = begun;
    while at < begun + ABSOLUTE {
        accounts.touch_session(&[1; 32], at).unwrap();
        assert!(lives(&accounts, at));
        at += IDLE - moment;
    }
    assert!(!lives(&accounts, begun + ABSOLUTE));

    let scopes = [Scope::Read, Scope::Admin];
    let new = NewToken { person: &ada, label: "x", hash: &[2; 32], scopes: &scopes, expires: begun + IDLE };
    let token = accounts.add_token(&new, begun, &entry("token")).unwrap();
    assert_eq!((&token.scopes[..], token.used.as_deref(), token.id), (&scopes[..], None, 1));
    let lives = |accounts: &Accounts, at| accounts.token(&[2; 32], at).unwrap().is_some();
    assert!(lives(&accounts, begun + IDLE - moment) && !lives(&accounts, begun + IDLE));

    person(&mut accounts, "Bea", Role::Admin);
    accounts.begin_session(&[3; 32], &ada, begun, &entry("begin")).unwrap();
    let to = PersonChange { disabled: Some(true), ..PersonChange::default() };
    accounts.change_person("ada", &to, &entry("change")).unwrap();
    assert!(accounts.session(&[3; 32], begun).unwrap().is_none() && !lives(&accounts, begun));
    assert_eq!(accounts.password_of("ada").unwrap(), None);
}

#[test]
fn a_decision_and_its_entry_are_both_there_or_neither() {
    let (folder, accounts) = desk();
    let mut desk = Desk::open(folder.path()).unwrap();
    let body = json!({"report": "r", "review": "rejected"});
    let decided = desk.audited(&entry("decide"), |desk| desk.decide("verdict", "r", &body, "Ada"));
    decided.unwrap();
    assert_eq!((desk.decisions().unwrap().len(), written(&accounts)), (1, vec!["decide".to_owned()]));

    let refused: Result<(), StoreError> = desk.audited(&entry("decide"), |desk| {
        desk.decide("verdict", "r", &body, "Ada")?;
        Err(StoreError::LastAdmin)
    });
    assert!(refused.is_err());
    assert_eq!((desk.decisions().unwrap().len(), written(&accounts).len()), (1, 1));
    desk.decide("verdict", "r", &body, "Ada").unwrap();
    assert_eq!(desk.decisions().unwrap().len(), 2, "decisions go on by themselves");
}

#[test]
fn webhooks_hear_what_changed_since_and_deliveries_wait() {
    let (folder, mut accounts) = desk();
    let kinds = ["revision".to_owned()];
    let new = NewWebhook { url: "https://hooks.example.org/", kinds: &kinds, filter: "", secret: "s", made_by: "Ada" };
    let hook = accounts.add_webhook(&new, &entry("webhook")).unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    let reports = desk.reports().unwrap();
    desk.replace_events(&events(&reports), &sources(&["a"]), "m").unwrap();
    desk.replace_events(&[], &sources(&["a"]), "m").unwrap();
    let present = accounts.present().unwrap();
    let changes = accounts.event_changes(hook.moment.revision, present.revision, 10).unwrap();
    let told: Vec<_> = changes.iter().map(|c| (c.change.as_str(), c.body.is_some(), c.before.is_some())).collect();
    assert_eq!(told, [("added", true, false), ("removed", false, true)]);

    let bodies = ["1".to_owned(), "2".to_owned()];
    accounts.add_deliveries(hook.id, &bodies, hook.moment, present).unwrap();
    accounts.add_deliveries(hook.id, &bodies, hook.moment, present).unwrap();
    assert_eq!(accounts.deliveries(hook.id, None, 10).unwrap().len(), 2, "made once, whoever makes them");
    let at = |seconds: i64| Timestamp::now() + SignedDuration::from_secs(seconds);
    let first = accounts.take_delivery(at(0), at(60)).unwrap().unwrap();
    assert_eq!(first.body, "1");
    let again = Outcome { status: Some(500), problem: Some("no".to_owned()), again: Some(at(100)) };
    accounts.tried(&first, at(0), &again).unwrap();
    assert_eq!(accounts.take_delivery(at(50), at(60)).unwrap(), None, "the others wait as long");
    let first = accounts.take_delivery(at(200), at(300)).unwrap().unwrap();
    assert_eq!((first.body.as_str(), first.tries), ("1", 1));
    accounts.tried(&first, at(200), &Outcome { status: Some(200), problem: None, again: None }).unwrap();
    let states: Vec<_> =
        accounts.deliveries(hook.id, None, 10).unwrap().into_iter().map(|d| (d.body, d.state)).collect();
    assert_eq!(states, [("2".to_owned(), "waiting".to_owned()), ("1".to_owned(), "sent".to_owned())]);

    assert!(accounts.remove_webhook(hook.id, &entry("remove")).unwrap());
    assert_eq!(accounts.deliveries(hook.id, None, 10).unwrap(), []);
    assert_ne!(present, Moment { revision: 0, decision: 0 });
}
