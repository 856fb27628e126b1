use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use polybius_coder::Coder;
use serde_json::Value;

/// Which part of a set is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// The part that people tune on; a set without a file for it keeps a fixed fifth for this.
    Dev,
    /// Texts that nothing was tuned on: every item is scored, and a missing key is no error, since others may hold it.
    Test,
}

impl Split {
    /// The split of a word on the command line.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "dev" => Ok(Split::Dev),
            "test" => Ok(Split::Test),
            other => bail!("{other:?} is no split: dev or test"),
        }
    }

    /// The word for it, which is also the stem of the files that hold it.
    pub fn word(self) -> &'static str {
        match self {
            Split::Dev => "dev",
            Split::Test => "test",
        }
    }
}

/// What each set is given to score itself with.
#[derive(Debug)]
pub struct Context {
    /// The coder under test.
    pub coder: Coder,
    /// Which part is scored.
    pub split: Split,
    /// Where predictions go; `None` writes none.
    pub out: Option<PathBuf>,
}

impl Context {
    /// Writes predictions as `NAME.jsonl`, one value a line.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn write_lines(&self, name: &str, lines: &[Value]) -> Result<()> {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        self.write(&format!("{name}.jsonl"), &text)
    }

    /// Writes predictions as one value, `NAME.json`.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn write_value(&self, name: &str, value: &Value) -> Result<()> {
        self.write(&format!("{name}.json"), &format!("{value:#}\n"))
    }

    /// Writes a file of any kind.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        let Some(folder) = &self.out else { return Ok(()) };
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(file);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// A file as text, its path in the error.
///
/// # Errors
/// Where it cannot be read.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The lines of a JSON Lines file as values, blank lines left out.
///
/// # Errors
/// Where it cannot be read, or a line is no JSON.
pub fn read_lines(path: &Path) -> Result<Vec<Value>> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1))).collect()
}

/// Files of a folder with one of the extensions, in order of name. Shadow files of some archivers (`._x`) are left out.
///
/// # Errors
/// Where the folder cannot be read.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .filter(|p| p.file_name().is_some_and(|n| !n.to_string_lossy().starts_with('.')))
        .collect();
    paths.sort();
    Ok(paths)
}

/// The name of a file without its folder and extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;
    use serde_json::json;

    use super::*;

    #[test]
    fn predictions_are_written_only_where_asked() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new");
        let mut context = Context { coder: Coder::new(Lexicon::embedded()), split: Split::Dev, out: None };
        context.write_lines("a", &[json!({"x": 1})]).unwrap();
        assert!(!out.exists());
        context.out = Some(out.clone());
        context.write_lines("a", &[json!({"x": 1}), json!({"x": 2})]).unwrap();
        assert_eq!(read_lines(&out.join("a.jsonl")).unwrap(), [json!({"x": 1}), json!({"x": 2})]);
        assert_eq!(files(&out, "jsonl").unwrap().iter().map(|p| stem(p)).collect::<Vec<_>>(), ["a"]);
        assert!(read_lines(&out.join("b.jsonl")).is_err());
    }

    #[test]
    fn splits() {
        assert_eq!(Split::parse("test").unwrap().word(), "test");
        assert!(Split::parse("train").is_err());
    }
}
