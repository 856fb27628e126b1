use std::io;
use std::path::{Path, PathBuf};

/// What stands in a folder, in the order of the names' bytes, but for hidden files and files about the folder.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if !is_left_out(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_left_out(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
    let stem = name.split('.').next().unwrap_or_default();
    name.starts_with('.')
        || matches!(stem, "README" | "LICENSE" | "LICENCE" | "NOTICE" | "COPYING" | "DESKTOP" | "THUMBS")
}
