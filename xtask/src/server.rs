use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

/// `polybius serve` on a free port of this machine, ended with this.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits until it listens.
    pub fn start(binary: &Path, desk: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(binary);
        command.args(["serve", "--port", "0", "--desk"]).arg(desk).stdout(Stdio::piped());
        let mut child = command.spawn().context("cannot start polybius serve")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).map(str::to_owned);
        let server = Server { child, address: address.unwrap_or_default() };
        if server.address.is_empty() {
            bail!("polybius serve said {line:?}");
        }
        Ok(server)
    }

    /// `http://` and where it listens.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The body of an answer.
    pub fn get(&self, path: &str) -> anyhow::Result<String> {
        let mut stream = TcpStream::connect(&self.address).with_context(|| format!("no server at {}", self.address))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        match answer.split_once("\r\n\r\n") {
            Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
            _ => bail!("{path}: {}", answer.lines().next().unwrap_or_default()),
        }
    }

    /// Waits until somebody ends it.
    pub fn wait(mut self) -> anyhow::Result<()> {
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
