//! Where callbacks to vendors' servers may go: to public addresses, and to what the configuration allows besides.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use thiserror::Error;

mod url;

pub use self::url::{CallbackUrl, CallbackUrlError};

/// The addresses that callbacks may go to. By default the public ones alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// What is allowed besides.
    besides: Vec<IpNet>,
}

/// An address that no callback goes to, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{address} is no public address: {what}")]
pub struct NotPublic {
    /// The address.
    pub address: IpAddr,
    /// What its network is for, with the RFC that says so.
    pub what: &'static str,
}

/// An entry of the configuration that is neither an address nor a network such as `10.0.0.0/8`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is neither an IP address nor a network such as 10.0.0.0/8")]
pub struct NotANetwork(pub String);

impl Targets {
    /// Whether a callback may be sent there. To be asked of the address that is connected to, after the name was looked up.
    ///
    /// # Errors
    ///
    /// What the address is for.
    pub fn check(&self, address: IpAddr) -> Result<(), NotPublic> {
        let reached = reached(address);
        let allowed = |net: &IpNet| net.contains(&address) || net.contains(&reached);
        match special(reached) {
            Some(what) if !self.besides.iter().any(allowed) => Err(NotPublic { address, what }),
            _ => Ok(()),
        }
    }
}

impl FromStr for Targets {
    type Err = NotANetwork;

    /// Reads what is allowed besides public addresses: addresses and networks, separated by commas.
    fn from_str(list: &str) -> Result<Self, NotANetwork> {
        let entries = list.split(',').map(str::trim).filter(|e| !e.is_empty());
        let besides = entries.map(|entry| {
            let address = || entry.parse::<IpAddr>().map(IpNet::from);
            let network = entry.parse().or_else(|_| address());
            network.map_err(|_| NotANetwork(entry.to_owned()))
        });
        Ok(Self {
            besides: besides.collect::<Result<_, _>>()?,
        })
    }
}

const fn v4(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(a: u16, b: u16, c: u16, d: u16, e: u16, prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, d, e, 0, 0, 0), prefix)
}

/// IPv4 networks that aren't public, as IANA's registry of special-purpose addresses has them (RFC 6890), the
/// narrower before the wider.
const SPECIAL_V4: [(Ipv4Net, &str); 17] = [
    (v4(0, 0, 0, 0, 8), "this network (RFC 791)"),
    (v4(10, 0, 0, 0, 8), "private (RFC 1918)"),
    (v4(100, 64, 0, 0, 10), "shared by a carrier (RFC 6598)"),
    (v4(127, 0, 0, 0, 8), "loopback (RFC 1122)"),
    (v4(169, 254, 0, 0, 16), "link-local (RFC 3927)"),
    (v4(172, 16, 0, 0, 12), "private (RFC 1918)"),
    (v4(192, 0, 0, 0, 24), "protocol assignments (RFC 6890)"),
    (v4(192, 0, 2, 0, 24), "documentation (RFC 5737)"),
    (v4(192, 88, 99, 0, 24), "6to4 relays (RFC 7526)"),
    (v4(192, 168, 0, 0, 16), "private (RFC 1918)"),
    (v4(198, 18, 0, 0, 15), "benchmarking (RFC 2544)"),
    (v4(198, 51, 100, 0, 24), "documentation (RFC 5737)"),
    (v4(203, 0, 113, 0, 24), "documentation (RFC 5737)"),
    (v4(224, 0, 0, 0, 4), "multicast (RFC 5771)"),
    (v4(255, 255, 255, 255, 32), "broadcast (RFC 919)"),
    (v4(240, 0, 0, 0, 4), "reserved (RFC 1112)"),
    // Public by its number, and the inside of every virtual machine in Azure.
    (v4(168, 63, 129, 16, 32), "Azure's host"),
];

/// IPv6 networks that aren't public, by the same registry, the narrower before the wider.
const SPECIAL_V6: [(Ipv6Net, &str); 18] = [
    (v6(0, 0, 0, 0, 0, 127), "loopback or unspecified (RFC 4291)"),
    (v6(0, 0, 0, 0, 0, 96), "IPv4-compatible (RFC 4291)"),
    (v6(0, 0, 0, 0, 0xffff, 96), "IPv4-translated (RFC 2765)"),
    (v6(0x64, 0xff9b, 1, 0, 0, 48), "local NAT64 (RFC 8215)"),
    (v6(0x100, 0, 0, 0, 0, 64), "discard-only (RFC 6666)"),
    (v6(0x2001, 0, 0, 0, 0, 32), "Teredo (RFC 4380)"),
    (v6(0x2001, 2, 0, 0, 0, 48), "benchmarking (RFC 5180)"),
    (v6(0x2001, 0x10, 0, 0, 0, 28), "ORCHID (RFC 4843)"),
    (v6(0x2001, 0x20, 0, 0, 0, 28), "ORCHIDv2 (RFC 7343)"),
    (
        v6(0x2001, 0, 0, 0, 0, 23),
        "protocol assignments (RFC 2928)",
    ),
    (v6(0x2001, 0xdb8, 0, 0, 0, 32), "documentation (RFC 3849)"),
    (v6(0x2002, 0, 0, 0, 0, 16), "6to4 (RFC 3056)"),
    (v6(0x3fff, 0, 0, 0, 0, 20), "documentation (RFC 9637)"),
    (v6(0x5f00, 0, 0, 0, 0, 16), "segment routing (RFC 9602)"),
    (v6(0xfc00, 0, 0, 0, 0, 7), "unique local (RFC 4193)"),
    (v6(0xfe80, 0, 0, 0, 0, 10), "link-local (RFC 4291)"),
    (v6(0xfec0, 0, 0, 0, 0, 10), "site-local (RFC 3879)"),
    (v6(0xff00, 0, 0, 0, 0, 8), "multicast (RFC 4291)"),
];

/// Public IPv6 addresses lie in here (RFC 4291, 2.5.4).
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 0, 0, 3);
/// NAT64 leads on to the IPv4 address in its last 32 bits (RFC 6052).
const NAT64: Ipv6Net = v6(0x64, 0xff9b, 0, 0, 0, 96);

/// The address where a connection ends up: behind IPv4-mapped addresses and NAT64's it is one of IPv4.
fn reached(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if NAT64.contains(&v6) => {
            let [.., a, b, c, d] = v6.octets();
            Ipv4Addr::new(a, b, c, d).into()
        }
        address => address,
    }
}

/// What an address is for, if it isn't a public one.
fn special(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) => find(SPECIAL_V4.iter(), |net| net.contains(&v4)),
        IpAddr::V6(v6) => {
            let other = "not global (RFC 4291)";
            find(SPECIAL_V6.iter(), |net| net.contains(&v6))
                .or_else(|| (!GLOBAL_V6.contains(&v6)).then_some(other))
        }
    }
}

fn find<'a, N: 'a>(
    mut table: impl Iterator<Item = &'a (N, &'static str)>,
    contains: impl Fn(&N) -> bool,
) -> Option<&'static str> {
    table.find(|(net, _)| contains(net)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(targets: &Targets, address: &str) -> Result<(), &'static str> {
        let checked = targets.check(address.parse().unwrap());
        checked.map_err(|why| why.what)
    }

    #[test]
    fn callbacks_go_to_public_addresses() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2400:3200::1",
            "2606:4700:4700::1111",
            "2001:200::1",
            "2003::1",
        ] {
            assert_eq!(check(&Targets::default(), address), Ok(()), "{address}");
        }
    }

    #[test]
    fn no_callback_goes_elsewhere() {
        for (address, what) in [
            ("0.0.0.0", "this network"),
            ("0.1.2.3", "this network"),
            ("10.0.0.0", "private"),
            ("10.255.255.255", "private"),
            ("100.64.0.0", "carrier"),
            ("100.100.100.200", "carrier"),
            ("100.127.255.255", "carrier"),
            ("127.0.0.1", "loopback"),
            ("127.255.255.255", "loopback"),
            ("169.254.169.254", "link-local"),
            ("172.16.0.0", "private"),
            ("172.31.255.255", "private"),
            ("192.0.0.192", "protocol"),
            ("192.0.2.1", "documentation"),
            ("192.88.99.1", "6to4"),
            ("192.168.0.0", "private"),
            ("198.18.0.0", "benchmarking"),
            ("198.19.255.255", "benchmarking"),
            ("198.51.100.1", "documentation"),
            ("203.0.113.1", "documentation"),
            ("224.0.0.1", "multicast"),
            ("239.255.255.255", "multicast"),
            ("240.0.0.1", "reserved"),
            ("255.255.255.255", "broadcast"),
            ("168.63.129.16", "Azure"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("::127.0.0.1", "compatible"),
            ("::1.1.1.1", "compatible"),
            ("::ffff:127.0.0.1", "loopback"),
            ("::ffff:a00:1", "private"),
            ("::ffff:0:7f00:1", "translated"),
            ("64:ff9b::10.0.0.1", "private"),
            ("64:ff9b::7f00:1", "loopback"),
            ("64:ff9b:1::1", "NAT64"),
            ("100::1", "discard"),
            ("2001::1", "Teredo"),
            ("2001:2::1", "benchmarking"),
            ("2001:10::1", "ORCHID"),
            ("2001:20::1", "ORCHIDv2"),
            ("2001:1ff::1", "protocol"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::", "6to4"),
            ("3fff:fff::1", "documentation"),
            ("5f00::1", "segment"),
            ("fc00::1", "unique local"),
            ("fd00:ec2::254", "unique local"),
            ("fe80::1", "link-local"),
            ("febf::1", "link-local"),
            ("fec0::1", "site-local"),
            ("ff02::1", "multicast"),
            ("4000::1", "not global"),
            ("1fff::1", "not global"),
            ("e000::1", "not global"),
        ] {
            let checked = check(&Targets::default(), address);
            assert!(
                checked.is_err_and(|why| why.contains(what)),
                "{address}: {checked:?}"
            );
        }
    }

    #[test]
    fn the_configuration_allows_more() {
        let targets: Targets = "10.1.0.0/16, ::1,127.0.0.1 ,".parse().unwrap();
        for (address, goes) in [
            ("10.1.2.3", true),
            ("10.2.0.1", false),
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("::ffff:127.0.0.1", true),
            ("64:ff9b::10.1.0.1", true),
            ("::1", true),
            ("::2", false),
            ("1.1.1.1", true),
        ] {
            assert_eq!(check(&targets, address).is_ok(), goes, "{address}");
        }
        let everything: Targets = "0.0.0.0/0,::/0".parse().unwrap();
        for address in ["10.0.0.1", "127.0.0.1", "::1", "fd00::1"] {
            assert_eq!(check(&everything, address), Ok(()), "{address}");
        }
        assert_eq!("".parse(), Ok(Targets::default()));
    }

    #[test]
    fn what_is_no_network_is_named() {
        for entry in ["10.0.0.0/33", "10.0", "localhost", "::/129", "10.0.0.*"] {
            let read: Result<Targets, _> = format!("::1, {entry}").parse();
            assert_eq!(read, Err(NotANetwork(entry.to_owned())));
        }
    }

    proptest! {
        #[test]
        fn what_std_knows_as_special_is_refused(address: u32) {
            let v4 = Ipv4Addr::from(address);
            let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast()
                || v4.is_broadcast() || v4.is_documentation() || v4.is_unspecified();
            for address in [IpAddr::V4(v4), v4.to_ipv6_mapped().into()] {
                let checked = Targets::default().check(address);
                prop_assert!(!special || checked.is_err());
            }
            prop_assert!(Targets::default().check(v4.to_ipv6_compatible().into()).is_err());
        }
    }
}
