use super::bootstrap::Interval;

/// One measured figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The set, and which part of it.
    pub set: String,
    /// What was counted: "1243 expressions".
    pub items: String,
    /// What is measured.
    pub metric: String,
    /// The coder's figure with its interval.
    pub figure: Interval,
    /// What the baseline does, and its figure on the same items.
    pub baseline: Option<(&'static str, f64)>,
    /// What published systems reach by this measure, with who and on what; empty where nothing comparable is known.
    pub others: &'static str,
}

/// The rows as a table of Markdown.
pub fn render(rows: &[Row]) -> String {
    let mut out = String::from(
        "| set | items | metric | figure (95% interval) | plain baseline | others reach |\n|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let Interval { value, low, high } = row.figure;
        let baseline = row.baseline.map_or(String::new(), |(name, v)| format!("{v:.3} ({name})"));
        out.push_str(&format!(
            "| {} | {} | {} | {value:.3} ({low:.3} to {high:.3}) | {baseline} | {} |\n",
            row.set, row.items, row.metric, row.others
        ));
    }
    out
}
