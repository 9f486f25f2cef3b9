//! The HTTP client for others' servers: one for the process, made where its state is.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

/// How long a connection is waited for.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a whole answer is waited for.
pub const TIMEOUT: Duration = Duration::from_secs(5);

/// A client that gives up in time and never follows a redirect: what is sent is for the configured address alone.
///
/// # Errors
///
/// The machine's name servers or proxy can't be read.
pub fn client() -> reqwest::Result<Client> {
    bounded().build()
}

/// The same, past a proxy of this machine's.
///
/// # Errors
///
/// As those of [`client`].
pub fn direct_client() -> reqwest::Result<Client> {
    bounded().no_proxy().build()
}

fn bounded() -> ClientBuilder {
    builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .redirect(Policy::none())
}

/// A client's builder with TLS by rustls and the roots that are part of the program, since a server may have none.
pub fn builder() -> ClientBuilder {
    install_cryptography();
    let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let tls = ClientConfig::builder().with_root_certificates(roots);
    Client::builder().tls_backend_preconfigured(tls.with_no_client_auth())
}

/// Makes ring the process's cryptography, as SQLx has it: reqwest makes no client without one.
pub fn install_cryptography() {
    // From the second call on it is there.
    ring::default_provider().install_default().ok();
}
