//! The desk on disk: one writer, versions, a full disk, a killed run.

mod running;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use running::{PUBLISHED, STORY, code, export, many, polybius, records, run};

#[test]
fn a_second_process_is_told_who_holds_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    // Waits for standard input with the desk open.
    let mut first =
        polybius().current_dir(here).args(["code", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    let holder = || fs::read_to_string(here.join("desk/LOCK")).is_ok_and(|pid| pid.trim() == first.id().to_string());
    while !(holder() && here.join("desk/VERSION").exists()) {
        assert!(started.elapsed() < Duration::from_secs(30), "the first process did not open the desk");
        std::thread::sleep(Duration::from_millis(10));
    }
    let refused = code(here, &["a.txt", "--published", PUBLISHED]).exit(2);
    assert!(refused.stderr.contains(&format!("in use by another process (pid {})", first.id())), "{}", refused.stderr);
    run(polybius().current_dir(here).args(["desk", "info"])).ok();
    first.kill().unwrap();
    first.wait().unwrap();
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
}

#[test]
fn a_newer_desk_and_other_folders_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    fs::write(here.join("desk/VERSION"), "999\n").unwrap();
    for arguments in [&["code", "a.txt"][..], &["export", "jsonl"], &["show", "event-1"], &["desk", "verify"]] {
        let refused = run(polybius().current_dir(here).args(arguments)).exit(2);
        assert!(
            refused.stderr.contains("format 999") && refused.stderr.contains("update polybius"),
            "{}",
            refused.stderr
        );
    }
    let refused = code(here, &["a.txt", "--desk", "."]).exit(2);
    assert!(refused.stderr.contains("is not a desk"), "{}", refused.stderr);
    let refused = run(polybius().current_dir(here).args(["export", "jsonl", "--desk", "nowhere"])).exit(2);
    assert!(refused.stderr.contains("there is no desk at nowhere"), "{}", refused.stderr);
    assert!(!here.join("nowhere").exists());
}

/// A run that may write no file beyond a size: what the system then says is what it says of a full quota.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 400);
    code(here, &["many.jsonl", "--desk", "undisturbed", "--quiet"]).ok();
    let expected = export(here, "undisturbed");
    // In blocks of 512 or 1024 bytes, as the shell has it; the desk needs some megabytes.
    for blocks in [8, 600, 1200] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut limited = Command::new("sh");
        limited.current_dir(here).args(["-c", &script, env!("CARGO_BIN_EXE_polybius")]);
        let ran = run(limited.args(["code", "many.jsonl", "--threads", "2", "--desk", "full"])).exit(2);
        assert!(
            ran.stderr.contains("the disk is full") && ran.stderr.contains("make room"),
            "{blocks}: {}",
            ran.stderr
        );
        if here.join("full/VERSION").exists() {
            run(polybius().current_dir(here).args(["desk", "verify", "--desk", "full"])).ok();
        }
    }
    code(here, &["many.jsonl", "--desk", "full"]).ok();
    assert_eq!(export(here, "full"), expected);
}

/// The same on a real file system without space, where the system lets this user mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_file_system_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 400);
    fs::create_dir(here.join("small")).unwrap();
    let script = "mount -t tmpfs -o size=1m none small || exit 77
        \"$0\" code many.jsonl --threads 2 --desk small/desk; echo $? > code; \"$0\" desk verify --desk small/desk && cp -r small/desk saved";
    let mut namespace = Command::new("unshare");
    namespace.current_dir(here).args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
    let Ok(output) = namespace.arg(env!("CARGO_BIN_EXE_polybius")).output() else { return };
    if !here.join("code").exists() {
        // Not allowed here; the test above covers the rest.
        return;
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(fs::read_to_string(here.join("code")).unwrap().trim(), "2", "{stderr}");
    assert!(stderr.contains("the disk is full"), "{stderr}");
    code(here, &["many.jsonl", "--desk", "saved", "--quiet"]).ok();
    code(here, &["many.jsonl", "--desk", "undisturbed", "--quiet"]).ok();
    assert_eq!(export(here, "saved"), export(here, "undisturbed"));
}

fn coding(here: &Path, desk: &str) -> Command {
    let mut command = polybius();
    command.current_dir(here).args(["code", "many.jsonl", "--threads", "2", "--quiet", "--desk", desk]);
    command.stdout(Stdio::null());
    command
}

/// Once here; `cargo xtask kill-test` does it twenty times on longer documents.
#[test]
fn a_killed_run_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 300);
    let started = Instant::now();
    assert!(coding(here, "undisturbed").status().unwrap().success());
    let whole = started.elapsed();
    let expected = export(here, "undisturbed");
    assert!(records(&expected, "event").len() > 100);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let moment = whole.mul_f64(f64::from(clock % 1000) / 1000.0);
    let mut child = coding(here, "killed").spawn().unwrap();
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(coding(here, "killed").status().unwrap().success());
    assert!(export(here, "killed") == expected, "killed after {moment:?}: other bytes");
    run(polybius().current_dir(here).args(["desk", "verify", "--desk", "killed"])).ok();
}
