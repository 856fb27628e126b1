//! The desk in a browser.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::Args;

use super::DeskPath;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius serve                       http://127.0.0.1:8470/, for this machine alone; nothing can be changed there
  polybius serve --desk sahel --port 9000
  polybius serve --add-admin ada       makes the first account (and more of them later); the others are added in the browser
  polybius serve --public-url https://desk.example.org     behind a proxy on this machine that speaks TLS

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
    /// Add an account that may do everything, and end; the password comes from POLYBIUS_PASSWORD, or is asked for
    #[arg(long, value_name = "NAME")]
    pub add_admin: Option<String>,
    /// What people open, where a proxy on this machine stands in front
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Let webhooks go to this machine and to private networks
    #[arg(long)]
    pub webhook_allow_private: bool,
    /// Take the web app from a folder, for working on it
    #[arg(long, value_name = "DIR", hide = true)]
    pub web: Option<PathBuf>,
}
