//! Other programs, and words about them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Writes a line to standard error; nobody listening is no failure.
pub fn say(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}

/// Writes a result to standard output; a reader that has gone is no error.
pub fn print(words: &str) {
    let _ = writeln!(io::stdout().lock(), "{words}");
}

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The cargo that runs this.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace());
    command
}

/// Runs a program to its end, its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = shown(command);
    say(&format!("$ {shown}"));
    let status = command.status().with_context(|| format!("cannot start {shown}"))?;
    if !status.success() {
        bail!("{shown}: {status}");
    }
    Ok(())
}

/// Runs a program to its end and returns its standard output.
pub fn output(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let shown = shown(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {shown}"))?;
    if !output.status.success() {
        bail!("{shown}: {}", output.status);
    }
    Ok(output.stdout)
}

/// The command as it would be typed.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|w| w.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Where cargo builds to.
pub fn target_folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    if target.is_absolute() { target } else { workspace().join(target) }
}

/// Builds the binary for release and returns where it is.
pub fn release_binary() -> anyhow::Result<PathBuf> {
    run(cargo().args(["build", "--release", "--package", "polybius"]))?;
    built("release")
}

/// Builds the binary as the tests do and returns where it is. All of the workspace, so that its crates are those of the tests and not built again
/// with fewer features.
pub fn tested_binary() -> anyhow::Result<PathBuf> {
    run(cargo().args(["build", "--workspace", "--bins"]))?;
    built("debug")
}

fn built(folder: &str) -> anyhow::Result<PathBuf> {
    let binary = target_folder().join(folder).join(format!("polybius{}", std::env::consts::EXE_SUFFIX));
    if !binary.is_file() {
        bail!("{} was not built", binary.display());
    }
    Ok(binary)
}
