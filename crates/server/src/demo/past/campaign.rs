//! What a suite's links brought in: who came, how far they got, and what became of the customers.

use std::collections::BTreeMap;

use domain::funnel::Event;
use domain::invite::{CODE_LENGTH, InviteCode};
use domain::serial::Serial;
use domain::team::TeamMode;
use domain::time::{Moment, Span};
use store::{PastScans, PastTeam, PastWay};

use super::chance::Chance;
use super::customer::{Vendor, authorization};
use super::names;
use crate::state::Random;

/// Days that are told of.
pub const DAYS: i64 = 60;

/// How many come on a day of the week, Monday first: shops sign up while they work.
const WEEK: [f64; 7] = [1.0, 1.12, 1.08, 1.05, 0.94, 0.52, 0.36];

/// The hours in which they come, as often as each stands here.
const HOURS: [i64; 20] = [
    8, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 15, 16, 16, 17, 19, 20,
];

/// A link that people came by.
pub struct Channel {
    /// How many sign in on an average day.
    pub a_day: f64,
    /// From how many days ago on it was handed out.
    pub from: i64,
    /// Up to how many days ago; 0 for today.
    pub to: i64,
    /// Which of its suite's serial batches its customers are given.
    pub serials: usize,
    /// Days for which people scan it in vain, once it has ended.
    pub in_vain: i64,
}

/// How many of those who came to the step before come to each.
pub struct Kept {
    /// Create a team.
    pub team: f64,
    /// Have a serial.
    pub serial: f64,
    /// Authorize.
    pub authorize: f64,
    /// Set the scope.
    pub scope: f64,
    /// Start.
    pub start: f64,
}

/// What decides how a suite's customers come in.
pub struct Campaign<'a> {
    /// Its channels, in the order of its links.
    pub channels: &'a [Channel],
    /// Serials to give out, of each batch; `None` if it asks for none.
    pub serials: Option<Vec<Vec<Serial>>>,
    /// How teams begin.
    pub modes: &'a [TeamMode],
    /// How many come how far.
    pub kept: Kept,
    /// Whose server is told.
    pub vendor: Option<Vendor<'a>>,
    /// Now.
    pub now: Moment,
}

/// What makes phone numbers and ids.
pub struct Ids<'a> {
    /// Random bytes.
    pub random: &'a Random,
    /// The last number that was given out.
    pub number: u32,
}

impl Ids<'_> {
    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// A number that no operator gives out.
    fn phone(&mut self) -> String {
        self.number += 1;
        format!("+86160{:08}", self.number)
    }

    fn corpid(&self) -> String {
        let tail = self.bytes::<16>().map(domain::crockford::encode);
        let tail: String = tail.iter().collect();
        format!("corp{}", tail.to_ascii_lowercase())
    }
}

/// Who came, the earliest first, and how often links were opened.
pub fn run(
    mut campaign: Campaign<'_>,
    chance: &mut Chance,
    ids: &mut Ids<'_>,
) -> (Vec<PastWay>, Vec<PastScans>) {
    let mut ways = Vec::new();
    let mut scans: BTreeMap<(usize, i64, Option<&str>), (Moment, i64)> = BTreeMap::new();
    let today = campaign.now.day();
    for day in (today - DAYS)..=today {
        let ago = today - day;
        for (link, channel) in campaign.channels.iter().enumerate() {
            let over = channel.to - ago;
            if over > 0 && over <= channel.in_vain {
                let at = hour(day, chance);
                let refused = scans.entry((link, day * 2, Some("link_expired")));
                refused.or_insert((at, 0)).1 += chance.number(1, 4);
            }
            if ago > channel.from || over > 0 {
                continue;
            }
            let week = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "60 at most")]
            let grown = 0.75 + 0.5 * (DAYS - ago) as f64 / DAYS as f64;
            let came = chance.count(channel.a_day * WEEK[week] * grown);
            let only_looked = chance.count(channel.a_day * WEEK[week] * grown * 0.9);
            for nth in 0..came + only_looked {
                let at = hour(day, chance);
                if at + Span::minutes(20) > campaign.now {
                    continue;
                }
                let seen = scans.entry((link, half(at), None)).or_insert((at, 0));
                seen.0 = seen.0.min(at);
                seen.1 += 1 + i64::from(chance.happens(0.35));
                if nth < came {
                    let began_at = at + chance.about(Span::seconds(55));
                    ways.push((link, began_at));
                }
            }
        }
    }
    ways.sort_by_key(|(_, began_at)| *began_at);
    let ways = ways
        .into_iter()
        .map(|place| way(&mut campaign, place, chance, ids));
    let ways = ways.collect();
    let scans = scans
        .into_iter()
        .map(|((link, _, code), (at, count))| PastScans {
            link,
            code: code.map(str::to_owned),
            at,
            count: i32::try_from(count).unwrap_or(i32::MAX),
        });
    (ways, scans.collect())
}

/// A moment of a day when people come.
fn hour(day: i64, chance: &mut Chance) -> Moment {
    let hour = chance.pick(&HOURS);
    Moment::of_day(day) + Span::seconds(hour * 3600 + chance.number(0, 3599))
}

/// The half of the day that a moment lies in.
fn half(at: Moment) -> i64 {
    at.day() * 2 + i64::from(at - Moment::of_day(at.day()) >= Span::minutes(12 * 60))
}

/// One person's way.
fn way(
    campaign: &mut Campaign<'_>,
    (link, began_at): (usize, Moment),
    chance: &mut Chance,
    ids: &mut Ids<'_>,
) -> PastWay {
    let mut steps = Steps {
        at: began_at,
        taken: Vec::new(),
    };
    let mut way = PastWay {
        link,
        phone: ids.phone(),
        began_at,
        steps: Vec::new(),
        team: None,
        serial: None,
        authorization: None,
    };
    steps.errs(&[("code_wrong", 0.07), ("code_expired", 0.02)], chance);
    steps.take(Event::SignedIn, Span(0), chance);
    go(campaign, &mut way, &mut steps, chance, ids);
    way.steps = steps.taken;
    way
}

fn go(
    campaign: &mut Campaign<'_>,
    way: &mut PastWay,
    steps: &mut Steps,
    chance: &mut Chance,
    ids: &Ids<'_>,
) {
    let mode_is_group = campaign.modes.contains(&TeamMode::Group);
    let of_colleagues = if mode_is_group { 0.08 } else { 0.0 };
    steps.errs(
        &[
            ("colleague_phone", of_colleagues),
            ("team_too_few", of_colleagues / 2.0),
            ("team_name", 0.02),
        ],
        chance,
    );
    if !chance.happens(campaign.kept.team) {
        return;
    }
    let at = campaign.modes.len() == 2 && chance.happens(0.4);
    let mode = campaign.modes[usize::from(at)];
    let takes = match mode {
        TeamMode::Solo => Span::seconds(34),
        TeamMode::Group => Span::seconds(118),
    };
    let created_at = steps.take(Event::Team, takes, chance);
    let (name, industry) = names::company(chance);
    way.team = Some(PastTeam {
        corpid: ids.corpid(),
        name,
        industry,
        mode,
        owner: names::person(chance),
        created_at,
        invite: InviteCode::generate(ids.bytes::<CODE_LENGTH>()),
    });
    if let Some(serials) = &mut campaign.serials {
        steps.errs(&[("serial_wrong", 0.16), ("serial_used", 0.04)], chance);
        let batch = campaign.channels[way.link].serials;
        let has_one = chance.happens(campaign.kept.serial);
        let Some(serial) = serials[batch].pop().filter(|_| has_one) else {
            return;
        };
        let at = steps.take(Event::Serial, Span::seconds(29), chance);
        way.serial = Some((serial, at));
    }
    steps.errs(&[("consent_missing", 0.03)], chance);
    if !chance.happens(campaign.kept.authorize) {
        return;
    }
    way.authorization = Some(authorization(campaign, way, steps, chance));
}

/// The steps of a way, one after the other.
pub struct Steps {
    /// When the last one was taken.
    pub at: Moment,
    /// Them, with the errors between.
    pub taken: Vec<(Event, Option<String>, Moment)>,
}

impl Steps {
    /// Takes a step that half of them take in less time; answers when.
    pub fn take(&mut self, event: Event, median: Span, chance: &mut Chance) -> Moment {
        self.at = self.at + chance.about(median);
        self.taken.push((event, None, self.at));
        self.at
    }

    /// Meets each of these errors as often as stands beside it.
    fn errs(&mut self, errors: &[(&str, f64)], chance: &mut Chance) {
        for (code, often) in errors {
            if chance.happens(*often) {
                let error = (Event::Error, Some((*code).to_owned()), self.at);
                self.taken.push(error);
                self.at = self.at + chance.about(Span::seconds(9));
            }
        }
    }
}
