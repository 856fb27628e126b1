/// The content hash of a document's text: 64 lower-case hex digits of BLAKE3.
pub fn content_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// A stable identifier from the parts that make a thing what it is: `prefix-` and 16 hex digits.
///
/// The parts are length-prefixed before hashing, so that `["ab", "c"]` and `["a", "bc"]` differ.
pub fn stable_id<'a>(prefix: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("{prefix}-{}", &hasher.finalize().to_hex()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(stable_id("r", ["ab", "c"]), stable_id("r", ["a", "bc"]));
        assert_eq!(stable_id("r", ["ab", "c"]).len(), 18);
    }
}
