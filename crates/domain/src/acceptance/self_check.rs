//! The list by which a vendor checks its suite before an operator does (seed 4.2 step 3; the standards of open API 3 to 5).

/// What an item of the list is about. Operators accept the first two, and look at samples of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckGroup {
    /// The suite does what it says.
    Quality,
    /// Customers' data are safe.
    Security,
    /// What customers read and see.
    Presentation,
    /// What happens after the start.
    Service,
}

impl CheckGroup {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Quality,
        Self::Security,
        Self::Presentation,
        Self::Service,
    ];
}

/// An item of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckItem {
    /// The whole way was gone on a phone: from the scan to the app in use.
    WholePath,
    /// Test cases are written down and run, and cover what customers do.
    TestCases,
    /// The vendor's server activates the suite within 3 seconds of the authorization.
    Activation,
    /// Each home page opens for the team that is named in it, without another sign-in.
    HomePages,
    /// Usable on small and old phones, and over a slow network.
    Phones,
    /// Faults are told in words, with a way on: no blank page, no code.
    Faults,
    /// Each customer is served apart: nobody sees another's data.
    Isolation,
    /// Home pages and the vendor's server are reached by https alone.
    Https,
    /// Secrets, tokens and permanent codes are stored encrypted, and in no page, app or log.
    Secrets,
    /// The signature of each callback is checked before anything is done.
    Signatures,
    /// No data are asked for that the suite doesn't use.
    LeastData,
    /// After a withdrawal nothing is read any more, and data are deleted.
    Withdrawal,
    /// The suite's name, its icons and descriptions are its own and true.
    Naming,
    /// Texts are complete and without mistakes, in each language that is offered.
    Texts,
    /// Somebody answers customers' questions, and the contact is right.
    Support,
    /// The server is watched, and backups are made.
    Running,
}

impl CheckItem {
    /// All of them, by group.
    pub const ALL: [Self; 16] = [
        Self::WholePath,
        Self::TestCases,
        Self::Activation,
        Self::HomePages,
        Self::Phones,
        Self::Faults,
        Self::Isolation,
        Self::Https,
        Self::Secrets,
        Self::Signatures,
        Self::LeastData,
        Self::Withdrawal,
        Self::Naming,
        Self::Texts,
        Self::Support,
        Self::Running,
    ];

    /// What it is about.
    pub fn group(self) -> CheckGroup {
        use CheckItem::*;
        match self {
            WholePath | TestCases | Activation | HomePages | Phones | Faults => CheckGroup::Quality,
            Isolation | Https | Secrets | Signatures | LeastData | Withdrawal => {
                CheckGroup::Security
            }
            Naming | Texts => CheckGroup::Presentation,
            Support | Running => CheckGroup::Service,
        }
    }

    /// Whether a suite has it. A hosted one has no server that could activate it, or check signatures.
    pub fn is_asked(self, hosted: bool) -> bool {
        !hosted || !matches!(self, Self::Activation | Self::Signatures)
    }
}

/// What a vendor says of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// It is so.
    pub ticked: bool,
    /// What goes with it.
    pub remark: String,
}

/// A list with what the vendor says of its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfCheck(pub Vec<(CheckItem, Tick)>);

impl SelfCheck {
    /// What the vendor says of an item.
    pub fn tick(&self, item: CheckItem) -> Tick {
        let found = self.0.iter().find(|(of, _)| *of == item);
        found.map(|(_, tick)| tick.clone()).unwrap_or_default()
    }

    /// The items that a suite is asked, each with what the vendor says of it.
    pub fn asked(&self, hosted: bool) -> Vec<(CheckItem, Tick)> {
        let items = CheckItem::ALL.into_iter();
        let asked = items.filter(|item| item.is_asked(hosted));
        asked.map(|item| (item, self.tick(item))).collect()
    }

    /// The items that are missing before it is handed in.
    pub fn missing(&self, hosted: bool) -> Vec<CheckItem> {
        let asked = self.asked(hosted).into_iter();
        let open = asked.filter(|(_, tick)| !tick.ticked);
        open.map(|(item, _)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_list_goes_group_by_group_and_has_something_of_each() {
        let groups: Vec<_> = CheckItem::ALL.iter().map(|item| item.group()).collect();
        let mut in_turn = groups;
        in_turn.dedup();
        assert_eq!(in_turn, CheckGroup::ALL);
    }

    #[test]
    fn a_hosted_suite_isnt_asked_for_a_server() {
        let all = |hosted| SelfCheck::default().missing(hosted).len();
        assert_eq!((all(false), all(true)), (16, 14));
    }

    proptest! {
        #[test]
        fn what_isnt_ticked_is_missing_in_the_lists_order(ticked in prop::collection::vec(any::<bool>(), 16), hosted: bool) {
            let tick = |(item, ticked): (CheckItem, &bool)| (item, Tick { ticked: *ticked, remark: String::new() });
            let list = SelfCheck(CheckItem::ALL.into_iter().zip(&ticked).map(tick).collect());
            let missing = list.missing(hosted);
            for (at, item) in CheckItem::ALL.into_iter().enumerate() {
                prop_assert_eq!(missing.contains(&item), !ticked[at] && item.is_asked(hosted));
            }
            prop_assert!(missing.is_sorted());
        }
    }
}
