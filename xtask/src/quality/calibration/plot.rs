//! The reliability plot: for each field, how often values of about one confidence are right.

use std::fmt::Write as _;

use super::measure::{Bin, bins};

/// One field.
#[derive(Debug)]
pub struct Panel {
    pub title: String,
    /// Confidence, and whether right.
    pub values: Vec<(f64, bool)>,
}

/// Panels beside each other.
const COLUMNS: usize = 5;
/// Side of a panel's square, the strip under it, and the gaps.
const SIDE: f64 = 150.0;
const STRIP: f64 = 24.0;
const GAP_X: f64 = 46.0;
const GAP_Y: f64 = 62.0;
const LEFT: f64 = 56.0;
const TOP: f64 = 66.0;
const HEADING: f64 = 46.0;
/// Bars of the strip.
const BARS: usize = 20;

const STYLE: &str = "text{font-family:'Helvetica Neue',Helvetica,Arial,sans-serif;fill:#1f2933}\
.h{font-size:20px;font-weight:600}.s{font-size:12.5px;fill:#52606d}.g{font-size:14px;font-weight:600}\
.t{font-size:12.5px;font-weight:600}.n{font-size:11px;fill:#7b8794}.a{font-size:10px;fill:#7b8794}\
.f{fill:#fbfcfd;stroke:#cbd2d9}.d{stroke:#9aa5b1;stroke-dasharray:3 3}.r{stroke:#e4e7eb}\
.e{stroke:#7aa5d2;stroke-width:1.4}.l{fill:none;stroke:#1f5fa8;stroke-width:1.6}.p{fill:#1f5fa8;stroke:#fff}.b{fill:#b9cfe7}";

/// The whole picture: one block of panels a set.
pub fn draw(sets: &[(&str, Vec<Panel>)]) -> String {
    let width = LEFT + COLUMNS as f64 * (SIDE + GAP_X);
    let block = |panels: usize| HEADING + panels.div_ceil(COLUMNS) as f64 * (SIDE + STRIP + GAP_Y);
    let height = TOP + sets.iter().map(|(_, panels)| block(panels.len())).sum::<f64>() + 6.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"Reliability of the confidences, field by field\">\n<style>{STYLE}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text class=\"h\" x=\"{LEFT}\" y=\"34\">How often is a field right that is said to be this sure?</text>\n\
         <text class=\"s\" x=\"{LEFT}\" y=\"55\">Across: confidence. Up: share right with its 95% interval, in parts of equal number. Dashed: where both agree. Bars: how many values.</text>\n"
    );
    let mut top = TOP;
    for (title, panels) in sets {
        let _ = writeln!(out, "<text class=\"g\" x=\"{LEFT}\" y=\"{}\">{title}</text>", top + 22.0);
        for (i, panel) in panels.iter().enumerate() {
            let x = LEFT + (i % COLUMNS) as f64 * (SIDE + GAP_X);
            let y = top + HEADING + 16.0 + (i / COLUMNS) as f64 * (SIDE + STRIP + GAP_Y);
            square(&mut out, panel, x, y);
        }
        top += block(panels.len());
    }
    out + "</svg>\n"
}

fn square(out: &mut String, panel: &Panel, x: f64, y: f64) {
    let at = |p: f64| x + p * SIDE;
    let up = |p: f64| y + SIDE - p * SIDE;
    let mut put = |line: String| out.push_str(&(line + "\n"));
    let (right, below) = (x + SIDE, y + SIDE);
    put(format!("<text class=\"t\" x=\"{x}\" y=\"{:.1}\">{}</text>", y - 8.0, panel.title));
    put(format!(
        "<text class=\"n\" x=\"{right}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
        y - 8.0,
        panel.values.len()
    ));
    put(format!("<rect class=\"f\" x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\"/>"));
    for p in [0.25, 0.5, 0.75] {
        put(format!("<path class=\"r\" d=\"M{x} {:.1}H{right}M{:.1} {y}V{below}\"/>", up(p), at(p)));
    }
    for (p, label) in [(0.0, "0"), (0.5, ".5"), (1.0, "1")] {
        put(format!(
            "<text class=\"a\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
            x - 5.0,
            up(p) + 3.5
        ));
        let middle = below + STRIP + 13.0;
        put(format!("<text class=\"a\" x=\"{:.1}\" y=\"{middle:.1}\" text-anchor=\"middle\">{label}</text>", at(p)));
    }
    put(format!("<path class=\"d\" d=\"M{x} {below}L{right} {y}\"/>"));
    let mut values = panel.values.clone();
    let mut line = String::new();
    let mut dots = String::new();
    for bin in bins(&mut values) {
        let (cx, cy) = (at(bin.sure()), up(bin.right()));
        let (low, high) = wilson(&bin);
        put(format!("<path class=\"e\" d=\"M{cx:.1} {:.1}V{:.1}\"/>", up(low), up(high)));
        let _ = write!(line, "{}{cx:.1} {cy:.1}", if line.is_empty() { 'M' } else { 'L' });
        let _ = writeln!(dots, "<circle class=\"p\" cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"4\"/>");
    }
    put(format!("<path class=\"l\" d=\"{line}\"/>"));
    put(dots.trim_end().to_owned());
    let mut bars = [0_usize; BARS];
    for (sure, _) in &panel.values {
        let bar = ((sure * BARS as f64) as usize).min(BARS - 1);
        bars[bar] += 1;
    }
    let most = bars.iter().copied().max().unwrap_or(1).max(1) as f64;
    let wide = SIDE / BARS as f64;
    for (i, n) in bars.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let tall = (n as f64 / most * (STRIP - 5.0)).max(0.8);
        let left = x + i as f64 * wide + 0.5;
        put(format!(
            "<rect class=\"b\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
            below + STRIP - tall,
            wide - 1.0
        ));
    }
}

/// The 95% interval of a share (Wilson 1927), which stays between 0 and 1 for few values.
fn wilson(bin: &Bin<'_>) -> (f64, f64) {
    const Z: f64 = 1.96;
    let (n, p) = (bin.len() as f64, bin.right());
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_well_formed_and_inside_its_frame() {
        let panel = |title: &str| Panel {
            title: title.to_owned(),
            values: (0..50).map(|i| (f64::from(i) / 50.0, i % 3 > 0)).collect(),
        };
        let svg = draw(&[("one", vec![panel("date"), panel("place")]), ("two", vec![panel("killed")])]);
        let pieces = [("<svg", 1), ("</svg>", 1), ("<circle", 9), ("class=\"e\"", 9), ("class=\"t\"", 3)];
        assert!(pieces.iter().all(|(piece, n)| svg.matches(piece).count() == *n), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("=\"-"), "{svg}");
    }
}
