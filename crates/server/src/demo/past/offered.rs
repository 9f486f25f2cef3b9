//! What the demo's suites were handed out by, and what came of it.

use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::serial::{RANDOM_BYTES, Serial};
use domain::team::TeamMode;
use domain::time::Span;
use store::{PastLink, PastLinkBatch, PastSerialBatch, PastSuite};

use super::Teller;
use super::campaign::{Campaign, Channel, Kept, run};
use super::customer::Vendor;
use super::names;

/// A link: what it is called, from and up to how many days ago it was handed out, how many signed in a day, and which serials
/// its customers got.
type Offer = (&'static str, i64, i64, f64, usize);

/// Gives 云考勤 its serials, links and customers.
pub fn attendance(teller: &mut Teller<'_>, suite: &mut PastSuite) {
    let batches = [
        ("上海餐饮展", 50, 300, 24),
        ("华东代理商", 58, 500, 5),
        ("门店与线上", 52, 800, 10),
        ("印错的一批", 49, 60, 60),
    ];
    let mut pools = Vec::new();
    for (label, ago, count, revoked) in batches {
        let (batch, good) = issue(teller, label, (ago, count, revoked));
        suite.serials.push(batch);
        pools.push(good);
    }
    // What the fair hasn't used up has ended since.
    suite.serials[0].expires_at = Some(teller.at(14, 0, 0));
    let offers: [Offer; 5] = [
        ("上海餐饮展 · 展位码", 46, 43, 30.0, 0),
        ("华东代理商", 58, 0, 5.2, 1),
        ("门店台卡", 52, 0, 4.0, 2),
        ("公众号菜单", 30, 0, 2.6, 2),
        ("短视频投放", 20, 6, 5.0, 2),
    ];
    let mut channels = links(teller, suite, &offers);
    suite.links[0].expires_at = Some(teller.at(42, 0, 0));
    suite.links[4].revoked_at = Some(teller.at(6, 18, 5));
    // A list of customers: each has a link, with a serial inside.
    let (batch, good) = issue(teller, "老客户回访", (12, 32, 0));
    suite.serials.push(batch);
    for serial in good {
        channels.push(of_list(
            teller,
            suite,
            ("老客户回访", 12),
            Some(serial),
            pools.len(),
        ));
        pools.push(vec![serial]);
    }
    let campaign = Campaign {
        channels: &channels,
        serials: Some(pools),
        modes: &[TeamMode::Solo, TeamMode::Group],
        kept: Kept {
            team: 0.9,
            serial: 0.82,
            authorize: 0.95,
            scope: 0.97,
            start: 0.97,
        },
        vendor: None,
        now: teller.now,
    };
    come(teller, suite, campaign);
}

/// Gives 轻排班 its links and customers, of whom its vendor's server was told.
pub fn roster(teller: &mut Teller<'_>, suite: &mut PastSuite) {
    let offers: [Offer; 3] = [
        ("华南渠道", 58, 0, 2.6, 0),
        ("官网产品页", 50, 0, 2.0, 0),
        ("成都门店沙龙", 25, 24, 16.0, 0),
    ];
    let channels = links(teller, suite, &offers);
    let campaign = Campaign {
        channels: &channels,
        serials: None,
        modes: &[TeamMode::Group],
        kept: Kept {
            team: 0.76,
            serial: 1.0,
            authorize: 0.93,
            scope: 0.95,
            start: 0.96,
        },
        vendor: Some(Vendor {
            suite_key: crate::demo::SUITES[1],
        }),
        now: teller.now,
    };
    come(teller, suite, campaign);
}

/// Gives 快报销 its links and customers.
pub fn expense(teller: &mut Teller<'_>, suite: &mut PastSuite) {
    let offers: [Offer; 2] = [("应用市场", 56, 0, 2.2, 0), ("财税服务商", 40, 0, 1.4, 0)];
    let mut channels = links(teller, suite, &offers);
    for _ in 0..18 {
        channels.push(of_list(teller, suite, ("代账客户", 9), None, 0));
    }
    let campaign = Campaign {
        channels: &channels,
        serials: None,
        modes: &[TeamMode::Solo],
        kept: Kept {
            team: 0.94,
            serial: 1.0,
            authorize: 0.94,
            scope: 0.98,
            start: 0.88,
        },
        vendor: None,
        now: teller.now,
    };
    come(teller, suite, campaign);
}

fn come(teller: &mut Teller<'_>, suite: &mut PastSuite, campaign: Campaign<'_>) {
    let (ways, scans) = run(campaign, &mut teller.chance, &mut teller.ids);
    suite.ways = ways;
    suite.scans = scans;
}

/// Issues serials so many days ago, of which the first were taken back since; and those that are good.
fn issue(
    teller: &Teller<'_>,
    label: &str,
    (ago, count, revoked): (i64, usize, usize),
) -> (PastSerialBatch, Vec<Serial>) {
    let issued_at = teller.at(ago, 9, 40);
    let serials = (0..count).map(|nth| {
        let serial = Serial::generate(teller.ids.bytes::<RANDOM_BYTES>());
        let revoked_at = (nth < revoked).then(|| issued_at + Span::days(2));
        (serial, revoked_at)
    });
    let serials: Vec<(Serial, Option<_>)> = serials.collect();
    let good = serials[revoked..].iter().map(|(serial, _)| *serial);
    let good = good.collect();
    let batch = PastSerialBatch {
        label: label.to_owned(),
        issued_at,
        expires_at: None,
        serials,
    };
    (batch, good)
}

fn links(teller: &Teller<'_>, suite: &mut PastSuite, offers: &[Offer]) -> Vec<Channel> {
    let mut channels = Vec::with_capacity(offers.len());
    for &(label, from, to, a_day, serials) in offers {
        suite.links.push(PastLink {
            token: LinkToken::generate(teller.ids.bytes::<TOKEN_LENGTH>()),
            label: label.to_owned(),
            batch: None,
            serial: None,
            created_at: teller.at(from, 8, 15),
            expires_at: None,
            revoked_at: None,
            max_uses: None,
        });
        channels.push(Channel {
            a_day,
            from,
            to,
            serials,
            in_vain: if to > 30 { 12 } else { 0 },
        });
    }
    channels
}

/// A link of a list of customers that was made so many days ago; some come by it, on one of the days since.
fn of_list(
    teller: &mut Teller<'_>,
    suite: &mut PastSuite,
    (label, ago): (&str, i64),
    serial: Option<Serial>,
    serials: usize,
) -> Channel {
    if suite.link_batches.is_empty() {
        suite.link_batches.push(PastLinkBatch {
            label: label.to_owned(),
            made_at: teller.at(ago, 9, 40),
        });
    }
    let (customer, _) = names::company(&mut teller.chance);
    suite.links.push(PastLink {
        token: LinkToken::generate(teller.ids.bytes::<TOKEN_LENGTH>()),
        label: customer,
        batch: Some(0),
        serial,
        created_at: teller.at(ago, 9, 40),
        expires_at: None,
        revoked_at: None,
        max_uses: Some(1),
    });
    let day = teller.chance.number(0, ago - 1);
    Channel {
        // Never more than one.
        a_day: if teller.chance.happens(0.7) { 0.5 } else { 0.0 },
        from: day,
        to: day,
        serials,
        in_vain: 0,
    }
}
