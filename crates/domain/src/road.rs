//! The road of a suite's offline track: six steps, each with what is missing and who must act (design 4, seed 4.2).

use crate::application::ApplicationState;

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The technical solution: a micro app, and the vendor's server that takes part.
    Solution,
    /// The provider can be reached and the product has its code.
    Product,
    /// A version is accepted.
    Acceptance,
    /// The operator has given an invite code.
    InviteCode,
    /// The application for quick deployment is in force.
    Application,
    /// Customers deploy the suite.
    Rollout,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Solution,
        Self::Product,
        Self::Acceptance,
        Self::InviteCode,
        Self::Application,
        Self::Rollout,
    ];

    /// The steps that come before it. An invite code can be had at any time.
    pub fn needs(self) -> &'static [Self] {
        match self {
            Self::Solution | Self::Product | Self::InviteCode => &[],
            Self::Acceptance => &[Self::Solution],
            Self::Application => &[Self::Product, Self::Acceptance, Self::InviteCode],
            Self::Rollout => &[Self::Application],
        }
    }
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The suite's vendor.
    Vendor,
    /// An operator.
    Operator,
}

/// Something that a step lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lack {
    /// The suite has no micro app.
    App,
    /// The vendor's server wasn't checked.
    ServerCheck,
    /// The last check of the vendor's server has found faults.
    ServerFaults,
    /// Nobody says how the vendor is reached.
    Contact,
    /// The application names no product code.
    ProductCode,
    /// Items of the self-check aren't ticked.
    SelfCheck,
    /// The self-check isn't handed in.
    Submission,
    /// Operators judge the version.
    Judgement,
    /// The version didn't pass and may be handed in once more.
    AnotherRound,
    /// The version had all its rounds.
    AnotherVersion,
    /// The vendor has no invite code.
    InviteCode,
    /// The application isn't submitted.
    Application,
    /// The application was rejected.
    Changes,
    /// An operator looks at the application.
    Review,
    /// The suite is suspended.
    Resumption,
    /// No deploy link lets anybody in.
    Link,
    /// No customer has it.
    Customer,
    /// The plan for a defect, or the mended version, is late.
    Mending,
}

impl Lack {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::App,
        Self::ServerCheck,
        Self::ServerFaults,
        Self::Contact,
        Self::ProductCode,
        Self::SelfCheck,
        Self::Submission,
        Self::Judgement,
        Self::AnotherRound,
        Self::AnotherVersion,
        Self::InviteCode,
        Self::Application,
        Self::Changes,
        Self::Review,
        Self::Resumption,
        Self::Link,
        Self::Customer,
        Self::Mending,
    ];

    /// Who must act.
    pub fn who(self) -> Who {
        match self {
            Self::Judgement | Self::InviteCode | Self::Review | Self::Resumption => Who::Operator,
            _ => Who::Vendor,
        }
    }
}

/// How the vendor's server stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// The suite is hosted: it has none.
    Hosted,
    /// It wasn't checked to the end.
    Unchecked,
    /// The last check has found faults.
    Faulty,
    /// The last check has found none.
    Good,
}

/// How the acceptance of a suite stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepting {
    /// Items of the self-check aren't ticked.
    Unchecked,
    /// The self-check is complete.
    Checked,
    /// It is handed in.
    Submitted,
    /// The last round failed, and the version has another.
    Failed,
    /// The last round failed, and the version has no other.
    Spent,
    /// A version is accepted.
    Passed,
}

/// What the road is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The suite has a micro app.
    pub has_app: bool,
    /// The vendor's server.
    pub server: Server,
    /// Customers are told how to reach the vendor.
    pub has_contact: bool,
    /// The application names a product code.
    pub has_product_code: bool,
    /// The acceptance.
    pub accepting: Accepting,
    /// The vendor has an invite code.
    pub has_invite_code: bool,
    /// An application is in force.
    pub is_approved: bool,
    /// The open application.
    pub application: ApplicationState,
    /// The suite is suspended.
    pub is_suspended: bool,
    /// A deploy link lets customers in.
    pub has_link: bool,
    /// A customer has authorized the suite.
    pub has_customer: bool,
    /// A defect that was found later is late.
    pub has_late_defect: bool,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Nothing is missing.
    Done,
    /// Somebody can act.
    Now,
    /// Another step comes before it.
    Later,
}

/// A step with how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The step.
    pub step: Step,
    /// How it stands.
    pub state: StepState,
    /// What is missing, in the order in which it is done.
    pub lacks: Vec<Lack>,
}

impl Standing {
    /// Who must act; nobody where it is done.
    pub fn who(&self) -> Option<Who> {
        self.lacks.first().map(|lack| lack.who())
    }
}

impl Facts {
    /// The road: each step with how it stands.
    pub fn road(&self) -> Vec<Standing> {
        let is_done = |step: &Step| self.lacks(*step).is_empty();
        let standing = |step: Step| {
            let lacks = self.lacks(step);
            // What waits for an operator is due, whatever else is missing.
            let waits = lacks
                .first()
                .is_some_and(|lack| lack.who() == Who::Operator);
            let state = match lacks.is_empty() {
                true => StepState::Done,
                false if waits || step.needs().iter().all(is_done) => StepState::Now,
                false => StepState::Later,
            };
            Standing { step, state, lacks }
        };
        Step::ALL.into_iter().map(standing).collect()
    }

    /// What a step lacks.
    fn lacks(&self, step: Step) -> Vec<Lack> {
        let when = |is_missing: bool, lack| is_missing.then_some(lack);
        let lacks = match step {
            Step::Solution => vec![
                when(!self.has_app, Lack::App),
                when(self.server == Server::Unchecked, Lack::ServerCheck),
                when(self.server == Server::Faulty, Lack::ServerFaults),
            ],
            Step::Product => vec![
                when(!self.has_contact, Lack::Contact),
                when(!self.has_product_code, Lack::ProductCode),
            ],
            Step::Acceptance => vec![match self.accepting {
                Accepting::Unchecked => Some(Lack::SelfCheck),
                Accepting::Checked => Some(Lack::Submission),
                Accepting::Submitted => Some(Lack::Judgement),
                Accepting::Failed => Some(Lack::AnotherRound),
                Accepting::Spent => Some(Lack::AnotherVersion),
                Accepting::Passed => None,
            }],
            Step::InviteCode => vec![when(!self.has_invite_code, Lack::InviteCode)],
            // What is in force stays so while the next one is filled in.
            Step::Application if self.is_approved => Vec::new(),
            Step::Application => vec![Some(match self.application {
                ApplicationState::Submitted => Lack::Review,
                ApplicationState::Rejected => Lack::Changes,
                _ => Lack::Application,
            })],
            Step::Rollout => vec![
                when(self.is_suspended, Lack::Resumption),
                when(self.has_late_defect, Lack::Mending),
                when(!self.has_link, Lack::Link),
                when(!self.has_customer, Lack::Customer),
            ],
        };
        lacks.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
