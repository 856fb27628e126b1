//! The desk in a browser.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::Args;

use super::DeskPath;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius serve                       http://127.0.0.1:8470/, for this machine alone; nothing can be changed there
  polybius serve --desk sahel --port 9000

The API is described at /api/v1/openapi.json, and in docs/API.md.")]
pub struct ServeArguments {
    #[command(flatten)]
    pub desk: DeskPath,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8470)]
    pub port: u16,
    /// The address to listen on; anything but loopback needs accounts
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,
    /// Take the web app from a folder, for working on it
    #[arg(long, value_name = "DIR", hide = true)]
    pub web: Option<PathBuf>,
}
