//! The web app: building it, testing it, and testing it in a browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::process::{run, say, tested_binary, workspace};

/// Beside `web/dist`: the hash of what it was built from.
const STAMP: &str = "node_modules/.built-from";

/// Builds the web app where its sources differ from what is built. The binary takes it in when it is built next.
pub fn build() -> anyhow::Result<()> {
    let web = workspace().join("web");
    let sources = hash_of_sources(&web)?;
    let built = web.join("dist/index.html").is_file();
    if built && fs::read_to_string(web.join(STAMP)).is_ok_and(|stamp| stamp == sources) {
        return Ok(());
    }
    install(&web)?;
    run(npm(&web).args(["run", "build"])).context("the web app")?;
    fs::write(web.join(STAMP), sources).context("web/node_modules")
}

/// Types, and tests that need no browser.
pub fn test() -> anyhow::Result<()> {
    let web = workspace().join("web");
    install(&web)?;
    run(npm(&web).args(["run", "check"])).context("types of the web app")?;
    run(npm(&web).args(["test"])).context("tests of the web app")
}

/// Tests of the web app and the binary together, in Debian's Chromium.
pub fn test_in_browser() -> anyhow::Result<()> {
    let web = workspace().join("web");
    install(&web)?;
    let chromium = chromium()?;
    let binary = tested_binary()?;
    run(npm(&web).args(["run", "e2e"]).env("CHROMIUM", chromium).env("POLYBIUS", binary)).context("tests in a browser")
}

/// A script of `web/` that drives a browser, to be run.
pub fn in_browser(script: &str, arguments: &[&str]) -> anyhow::Result<Command> {
    let web = workspace().join("web");
    install(&web)?;
    let mut command = Command::new("node");
    command.current_dir(web).arg(script).args(arguments).env("CHROMIUM", chromium()?);
    Ok(command)
}

/// The packages that the lock file names, where they are not there yet.
fn install(web: &Path) -> anyhow::Result<()> {
    let lock = fs::read(web.join("package-lock.json")).context("web/package-lock.json")?;
    let wanted = blake3::hash(&lock).to_hex().to_string();
    let stamp = web.join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == wanted) {
        return Ok(());
    }
    if Command::new(NPM).arg("--version").output().is_err() {
        bail!(
            "the web app needs Node.js 20 or newer with npm: install them, or build the binary alone with `cargo build`"
        );
    }
    run(npm(web).args(["ci", "--no-audit", "--no-fund"])).context("packages of the web app")?;
    fs::write(stamp, wanted).context("web/node_modules")
}

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

fn npm(web: &Path) -> Command {
    let mut command = Command::new(NPM);
    command.current_dir(web);
    command
}

/// A Chromium of this machine; on Debian, as root, it is installed where there is none.
fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let find = || {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    install_with_apt(&["chromium"]);
    find().context("the tests in a browser need Chromium: install it, or name one in the variable CHROMIUM")
}

/// Installs packages of Debian, where this machine is one and this is root; what is missing afterwards tells whoever needs it.
pub fn install_with_apt(packages: &[&str]) {
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    let installed = apt(&["update", "-q"]).and_then(|()| {
        let words = [&["install", "-q", "-y", "--no-install-recommends"], packages].concat();
        apt(&words)
    });
    if let Err(e) = installed {
        say(&format!("{} could not be installed: {e:#}", packages.join(", ")));
    }
}

/// Stands for all that the built app follows from.
fn hash_of_sources(web: &Path) -> anyhow::Result<String> {
    let mut files = Vec::new();
    let mut folders = vec![web.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let skipped = ["node_modules", "dist", "e2e"].iter().any(|name| path == web.join(name));
            match path.is_dir() {
                true if skipped => {}
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| file.display().to_string())?;
        for part in [file.strip_prefix(web).unwrap_or(&file).to_string_lossy().as_bytes(), &bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}
