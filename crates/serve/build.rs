//! Has the crate built again when the web app was.

fn main() {
    let built = std::path::Path::new("../../web/dist");
    // While there is none, the missing file has cargo look again each time.
    let watched = if built.exists() { built.to_owned() } else { built.join("index.html") };
    println!("cargo:rerun-if-changed={}", watched.display());
}
