use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::process::{run, tested_binary, workspace};
use crate::server::Server;
use crate::web::install_with_apt;

/// Serves a desk of the demo's documents and lets clients of other projects read it: the PyPI packages `acled` and `schemathesis`, and GDAL.
///
/// # Errors
/// A client finds something wrong, or is not there and cannot be installed.
pub fn check() -> anyhow::Result<()> {
    let python = python_with_packages()?;
    need_gdal()?;
    let binary = tested_binary()?;
    let folder = tempfile::tempdir()?;
    let desk = folder.path().join("desk");
    let polybius = || {
        let mut command = Command::new(&binary);
        command.current_dir(workspace());
        command
    };
    run(polybius().args(["code", "demo", "--desk"]).arg(&desk))?;
    let export = |format: &str, name: &str| -> anyhow::Result<PathBuf> {
        let file = folder.path().join(name);
        run(polybius().args(["export", format, "-o"]).arg(&file).arg("--desk").arg(&desk))?;
        Ok(file)
    };
    let (rows, features) = (export("acled", "acled.csv")?, export("geojson", "events.geojson")?);
    let server = Server::start(&binary, &desk)?;
    let script = |name: &str| workspace().join("crates/serve/tests/clients").join(name);
    let host = format!("{}/api", server.base());
    run(Command::new(&python).arg(script("acled_package.py")).arg(rows).env("ACLED_API_HOST", host))?;
    run(Command::new(&python).arg(script("features.py")).arg(server.base()).arg(features))?;
    run(&mut schemathesis(&python, &server))
}

/// Whatever the description of the API allows is asked, and every answer must be one that it describes. Nobody is signed in, so nothing is changed.
fn schemathesis(python: &Path, server: &Server) -> Command {
    let mut command = Command::new(python);
    command.args(["-m", "schemathesis.cli", "run"]).arg(format!("{}/api/v1/openapi.json", server.base()));
    command.args(["--max-examples", "15", "--seed", "1", "--exclude-path", "/api/v1/stream", "--no-color"]);
    let checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
    command.args(["--checks", checks]).current_dir(workspace().join("target"));
    command
}

/// A Python of its own, below `target/`, that has the packages.
fn python_with_packages() -> anyhow::Result<PathBuf> {
    let home = workspace().join("target/clients");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let requirements = workspace().join("crates/serve/tests/clients/requirements.txt");
    let has = |python: &Path| {
        let asked = Command::new(python).args(["-c", "import acled, schemathesis"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    if !has(&python) {
        let remedy = "install Python 3.10 or newer with venv, and let pip reach PyPI";
        run(Command::new("python3").args(["-m", "venv"]).arg(&home)).context(remedy)?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))
            .context(remedy)?;
    }
    Ok(python)
}

fn need_gdal() -> anyhow::Result<()> {
    let there = || Command::new("ogrinfo").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    if !there() {
        install_with_apt(&["gdal-bin"]);
    }
    if !there() {
        bail!("GDAL is not installed: `apt-get install gdal-bin`, or your system's package with ogrinfo and ogr2ogr");
    }
    Ok(())
}
