//! Options of `quickdeploy isv-demo`.

use std::fmt;
use std::net::SocketAddr;

use clap::Args;

/// Options of `isv-demo`.
#[derive(Args)]
pub struct IsvDemo {
    /// The address to listen on; the callback URL is http://ADDRESS/callback.
    #[arg(long, default_value = "127.0.0.1:8090")]
    pub addr: SocketAddr,
    /// Where the server's open API is, as in https://deploy.example.com.
    #[arg(long, value_parser = super::public_url)]
    pub server: String,
    /// The suite's key.
    #[arg(long, env = "QUICKDEPLOY_SUITE")]
    pub suite_key: String,
    /// Its suite_secret.
    #[arg(long, env = "QUICKDEPLOY_SUITE_SECRET", hide_env_values = true)]
    pub suite_secret: String,
    /// Its token.
    #[arg(long, env = "QUICKDEPLOY_SUITE_TOKEN", hide_env_values = true)]
    pub token: String,
    /// Its encoding_aes_key.
    #[arg(long, env = "QUICKDEPLOY_SUITE_AES_KEY", hide_env_values = true)]
    pub aes_key: String,
    /// The serials that are right, separated by commas; without, none is.
    #[arg(long, value_delimiter = ',')]
    pub accept: Vec<String>,
    /// Every serial is right.
    #[arg(long, conflicts_with = "accept")]
    pub accept_all: bool,
    /// The process whose lines stand between: ours begin with a name, and we end when it ends.
    #[arg(long, hide = true)]
    pub beside: Option<u32>,
}

impl fmt::Debug for IsvDemo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IsvDemo({}, ..)", self.addr)
    }
}
