//! Clients as limits count them.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// What counts as one client: an IPv4 address, or a /64 of IPv6, which every household has whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

/// Reads an entry of `X-Forwarded-For`: an address, perhaps with a port.
pub fn address_of(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || Some(entry.parse::<SocketAddr>().ok()?.ip());
    let address = entry.parse().ok().or_else(with_port);
    address.or_else(|| bracketed().map(IpAddr::V6))
}

impl Network {
    /// The network of an entry of `X-Forwarded-For`.
    pub fn parse(entry: &str) -> Option<Self> {
        address_of(entry).map(Self::from)
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        // An IPv4 client of a socket for both kinds has an address that is mapped into IPv6.
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
            v4 => v4,
        })
    }
}

impl fmt::Display for Network {
    /// The address, of IPv6 the first of the network.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_entry_is_an_address_with_or_without_a_port() {
        for (entry, network) in [
            ("192.0.2.1", Some("192.0.2.1")),
            (" 192.0.2.1\t", Some("192.0.2.1")),
            ("192.0.2.1:567", Some("192.0.2.1")),
            ("::ffff:192.0.2.1", Some("192.0.2.1")),
            ("[::ffff:192.0.2.1]:567", Some("192.0.2.1")),
            ("2001:db8:1:2:3:4:5:6", Some("2001:db8:1:2::")),
            ("[2001:db8:1:2:3:4:5:6]", Some("2001:db8:1:2::")),
            ("[2001:db8:1:2:3:4:5:6]:567", Some("2001:db8:1:2::")),
            ("2001:DB8:1:2::", Some("2001:db8:1:2::")),
            ("", None),
            ("unknown", None),
            ("_hidden", None),
            ("192.0.2", None),
            ("192.0.2.256", None),
            ("192.0.2.1:", None),
            ("192.0.2.1:99999", None),
            ("[192.0.2.1]", None),
            ("[2001:db8::1", None),
            ("192.0.2.1, 192.0.2.2", None),
        ] {
            let read = Network::parse(entry).map(|network| network.to_string());
            assert_eq!(read.as_deref(), network, "{entry}");
        }
    }

    proptest! {
        #[test]
        fn addresses_of_one_household_count_as_one(first: u64, one: u64, other: u64) {
            let network = |rest: u64| Network::from(IpAddr::from(Ipv6Addr::from(
                u128::from(first | 1) << 64 | u128::from(rest),
            )));
            prop_assert_eq!(network(one), network(other));
            prop_assert_eq!(Network::parse(&network(one).to_string()), Some(network(one)));
        }
    }
}
