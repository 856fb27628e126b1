//! How the time of merging grows with the number of reports: both scales logarithmic, so that a straight line of slope 1 is linear growth.

use std::fmt::Write as _;

use super::merging::Run;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 70.0;
const INNER: (f64, f64) = (530.0, 270.0);

const STYLE: &str = "text{font-family:'Helvetica Neue',Helvetica,Arial,sans-serif;fill:#1f2933}\
.h{font-size:18px;font-weight:600}.s{font-size:12.5px;fill:#52606d}.a{font-size:11px;fill:#7b8794}\
.f{fill:#fbfcfd;stroke:#cbd2d9}.r{stroke:#e4e7eb}.d{stroke:#9aa5b1;stroke-dasharray:4 4;fill:none}\
.l{fill:none;stroke:#1f5fa8;stroke-width:2}.p{fill:#1f5fa8;stroke:#fff}";

pub(super) fn draw(runs: &[Run]) -> String {
    let points: Vec<(f64, f64)> = runs.iter().map(|r| (r.reports as f64, r.seconds.max(1e-3))).collect();
    let span = |values: &mut dyn Iterator<Item = f64>| {
        let logs: Vec<f64> = values.map(f64::log10).collect();
        let low = logs.iter().copied().fold(f64::INFINITY, f64::min).floor();
        (low, logs.iter().copied().fold(low + 1.0, f64::max).ceil())
    };
    let (x, y) = (span(&mut points.iter().map(|p| p.0)), span(&mut points.iter().map(|p| p.1)));
    let at = |v: f64| LEFT + (v.log10() - x.0) / (x.1 - x.0) * INNER.0;
    let up = |v: f64| TOP + INNER.1 - (v.log10() - y.0) / (y.1 - y.0) * INNER.1;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" \
         aria-label=\"Time of merging by number of reports\">\n<style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text class=\"h\" x=\"{LEFT}\" y=\"30\">Seconds to merge a collection from nothing</text>\n\
         <text class=\"s\" x=\"{LEFT}\" y=\"50\">Across: reports. Up: seconds on this machine. Dashed: growth in proportion, from the first point.</text>\n\
         <rect class=\"f\" x=\"{LEFT}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/>\n",
        INNER.0, INNER.1
    );
    for power in x.0 as i32..=x.1 as i32 {
        let (value, here) = (10_f64.powi(power), at(10_f64.powi(power)));
        let _ = writeln!(out, "<path class=\"r\" d=\"M{here:.1} {TOP}V{:.1}\"/>", TOP + INNER.1);
        let _ = writeln!(
            out,
            "<text class=\"a\" x=\"{here:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{value}</text>",
            TOP + INNER.1 + 18.0
        );
    }
    for power in y.0 as i32..=y.1 as i32 {
        let (value, here) = (10_f64.powi(power), up(10_f64.powi(power)));
        let _ = writeln!(out, "<path class=\"r\" d=\"M{LEFT} {here:.1}H{:.1}\"/>", LEFT + INNER.0);
        let _ = writeln!(
            out,
            "<text class=\"a\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{value}</text>",
            LEFT - 8.0,
            here + 4.0
        );
    }
    if let (Some(&(n, t)), Some(&(last, _))) = (points.first(), points.last()) {
        let most = (10_f64.powf(y.1) * n / t).min(last);
        let _ = writeln!(
            out,
            "<path class=\"d\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>",
            at(n),
            up(t),
            at(most),
            up(t * most / n)
        );
    }
    let line: Vec<String> = points.iter().map(|p| format!("{:.1} {:.1}", at(p.0), up(p.1))).collect();
    let _ = writeln!(out, "<path class=\"l\" d=\"M{}\"/>", line.join("L"));
    for p in &points {
        let _ = writeln!(out, "<circle class=\"p\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"/>", at(p.0), up(p.1));
        let _ = writeln!(
            out,
            "<text class=\"s\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{:.1} s</text>",
            at(p.0) - 8.0,
            up(p.1) - 8.0,
            p.1
        );
    }
    out + "</svg>\n"
}
