//! The members of a vendor, and the operators: the same page of two kinds of people.

mod dialogs;
mod tables;

use api::console::member::{Member, Members, OpenInvitation};
use api::console::path;
use domain::account::{Permission, Role};
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

use self::dialogs::{InviteDialog, RoleDialog, TakeBackDialog, TakeOutDialog};
use self::tables::{Invitations, People};
use super::Allowed;
use crate::components::card::Card;
use crate::components::load::{Loaded, load, show_words};
use crate::components::page::Page;
use crate::session::{use_session, use_texts};
use crate::text::team::{self, Text};

/// A kind of people.
pub struct Kind {
    list: &'static str,
    one: &'static str,
    invitation: &'static str,
    /// The lesser role first.
    roles: [Role; 2],
    /// What seeing them takes.
    sees: Permission,
    /// What changing them takes.
    edits: Permission,
    title: fn(&Text) -> &'static str,
    detail: fn(&Text) -> &'static str,
    invite: fn(&Text) -> &'static str,
}

static MEMBERS: Kind = Kind {
    list: path::MEMBERS,
    one: path::ONE_MEMBER,
    invitation: path::MEMBER_INVITATION,
    roles: [Role::VendorStaff, Role::VendorOwner],
    sees: Permission::SeeVendor,
    edits: Permission::EditMembers,
    title: |t| t.members,
    detail: |t| t.members_detail,
    invite: |t| t.invite_member,
};

static OPERATORS: Kind = Kind {
    list: path::OPERATORS,
    one: path::ONE_OPERATOR,
    invitation: path::OPERATOR_INVITATION,
    roles: [Role::Reviewer, Role::Administrator],
    sees: Permission::EditOperators,
    edits: Permission::EditOperators,
    title: |t| t.operators,
    detail: |t| t.operators_detail,
    invite: |t| t.invite_operator,
};

/// What is done, and to which member. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acts {
    kind: &'static Kind,
    people: Loaded<Members>,
    invite: RwSignal<bool>,
    /// Whose role is set.
    set_role: RwSignal<Option<Member>>,
    /// Who is taken out.
    take_out: RwSignal<Option<Member>>,
    /// Which invitation is taken back.
    take_back: RwSignal<Option<OpenInvitation>>,
}

impl Acts {
    /// Whether the people can be changed.
    pub fn may_edit(self) -> bool {
        use_session().may(self.kind.edits)
    }
}

/// The vendor's members.
#[component]
pub fn MembersPage() -> impl IntoView {
    view! { <TeamPage kind=&MEMBERS/> }
}

/// The operators.
#[component]
pub fn OperatorsPage() -> impl IntoView {
    view! { <TeamPage kind=&OPERATORS/> }
}

#[component]
fn TeamPage(kind: &'static Kind) -> impl IntoView {
    view! {
        <Allowed to=kind.sees>
            <Team kind/>
        </Allowed>
    }
}

#[component]
fn Team(kind: &'static Kind) -> impl IntoView {
    let t = use_texts(team::of);
    let acts = Acts {
        kind,
        people: load(|| kind.list.to_owned()),
        invite: RwSignal::new(false),
        set_role: RwSignal::new(None),
        take_out: RwSignal::new(None),
        take_back: RwSignal::new(None),
    };
    let session = use_session();
    let invite = move || {
        view! {
            <Show when=move || session.may(kind.edits)>
                <button class="button primary" id="invite" type="button" on:click=move |_| acts.invite.set(true)>
                    <Icon path=PLUS/>
                    {move || (kind.invite)(t())}
                </button>
            </Show>
        }
    };
    view! {
        <Page title=move || (kind.title)(t()) detail=move || (kind.detail)(t()) action=invite>
            {show_words(acts.people, move |Members { members, invitations }| {
                let count = members.len();
                view! {
                    <div class="stack">
                        <Card title=move || format!("{} · {count}", (kind.title)(t()))>
                            <People members acts/>
                        </Card>
                        <Card title=move || t().open_invitations>
                            <Invitations invitations acts/>
                        </Card>
                    </div>
                }
            })}
        </Page>
        <InviteDialog acts/>
        <RoleDialog acts/>
        <TakeOutDialog acts/>
        <TakeBackDialog acts/>
    }
}
