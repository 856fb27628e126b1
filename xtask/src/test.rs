use anyhow::Context;

use crate::clients;
use crate::process::{cargo, run, say};
use crate::web;

/// Everything that must hold before a change is taken. The runner's own closing lines are shown.
pub fn run_all() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--check"])).context("formatting: run `cargo fmt --all`")?;
    // First, since the binary that is tested carries it.
    web::build()?;
    web::test()?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])).context("lints")?;
    if has_nextest() {
        run(cargo().args(["nextest", "run", "--workspace"])).context("tests")?;
    } else {
        say("cargo-nextest is not installed: the tests run with cargo test");
        run(cargo().args(["test", "--workspace", "--lib", "--bins", "--tests"])).context("tests")?;
    }
    run(cargo().args(["test", "--workspace", "--doc"])).context("documentation tests")?;
    clients::check().context("clients of other projects")?;
    web::test_in_browser()
}

fn has_nextest() -> bool {
    let probe = cargo().args(["nextest", "--version"]).output();
    probe.is_ok_and(|output| output.status.success())
}
