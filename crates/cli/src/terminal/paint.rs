use std::io::IsTerminal;

/// Colours for a terminal; nothing for a file or a pipe, or where `NO_COLOR` is set.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// For standard output.
    pub fn stdout() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Paint { on: std::io::stdout().is_terminal() && !unwanted }
    }

    /// No colours.
    #[cfg(test)]
    pub fn none() -> Self {
        Paint { on: false }
    }

    /// Headings.
    pub fn bold(self, words: &str) -> String {
        self.with("1", words)
    }

    /// What stands behind: quotes, offsets.
    pub fn faint(self, words: &str) -> String {
        self.with("2", words)
    }

    /// What was coded.
    pub fn green(self, words: &str) -> String {
        self.with("32", words)
    }

    /// What needs a look.
    pub fn yellow(self, words: &str) -> String {
        self.with("33", words)
    }

    fn with(self, code: &str, words: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}
