//! The form, column by column, with the guide page beside it.

use api::console::member::Vendor;
use api::console::suite::{Bilingual, OwnTask, SuiteFields};
use domain::application::{Contacts, Field};
use domain::offer::followed;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::word::Word;
use leptos::prelude::*;

use super::bar::Bar;
use super::choices::{Choose, choice, word};
use super::editor::{Editor, focus};
use super::field::TextPlace;
use super::icon::IconCard;
use super::notices::Notices;
use super::place::Place;
use super::tasks::Tasks;
use crate::components::card::Card;
use crate::components::radio::Choice;
use crate::components::submit::{on_submit, swallow_composition};
use crate::pages::suites::draft;
use crate::pages::suites::frame::TheSuite;
use crate::pages::suites::workshop::Workshop;
use crate::session::use_texts;
use crate::text::application::columns;
use crate::text::{application as text, suite_form};

/// The form.
#[component]
pub fn ApplicationForm(
    /// The application.
    editor: Editor,
    /// Its suite.
    suite: TheSuite,
) -> impl IntoView {
    let submit = Callback::new(move |()| editor.submit());
    view! {
        <Beside editor suite>
            <div class="stack">
                // One of them asks by a form of its own.
                <Notices editor/>
                <form class="form" novalidate on:submit=on_submit(submit) on:keydown=swallow_composition>
                    <div class="stack">
                        <OfVendor editor/>
                        <Scene editor/>
                        <IconCard editor/>
                        <Way editor/>
                    </div>
                    <Bar editor/>
                </form>
            </div>
        </Beside>
    }
}

/// What stands beside the guide page that comes of the form.
#[component]
pub fn Beside(editor: Editor, suite: TheSuite, children: Children) -> impl IntoView {
    let guide = move |vendor: Vendor| {
        let fields = fields(editor, suite.get().fields);
        let icon = editor.shown_icon().unwrap_or_default();
        draft::guide(fields, icon, vendor)
    };
    let color = Signal::derive(move || suite.get().fields.accent.unwrap_or_default());
    view! {
        <Workshop guide=Callback::new(guide) color>{children()}</Workshop>
    }
}

/// The suite's fields as they are once the application is approved.
fn fields(editor: Editor, now: SuiteFields) -> SuiteFields {
    editor.form.with(|form| {
        let words = |zh: &str, en: &str| Bilingual {
            zh: zh.to_owned(),
            en: Some(en.to_owned()).filter(|en| !en.trim().is_empty()),
        };
        let tasks = form.tasks.iter().map(|task| OwnTask {
            // One whose place isn't chosen yet stands where the editor has it.
            after: match followed(&task.after) {
                Some(_) => task.after.clone(),
                None => "scope".to_owned(),
            },
            title: words(&task.title, &task.title_en),
            text: words(&task.text, &task.text_en),
            url: None,
        });
        SuiteFields {
            team_modes: form.team_modes.unwrap_or(TeamModes::Either),
            serial: form.serials.unwrap_or(SerialRule::None),
            tasks: tasks.collect(),
            ..now
        }
    })
}

#[component]
fn OfVendor(editor: Editor) -> impl IntoView {
    let t = use_texts(text::of);
    let vendor = Memo::new(move |_| {
        let name = editor
            .known
            .with(|known| known.as_ref().map(|known| known.vendor.clone()));
        name.unwrap_or_default()
    });
    let differs = move || {
        let name = vendor.get();
        !name.is_empty() && editor.form.with(|form| form.provider.trim() != name)
    };
    let fill = move |_| {
        editor
            .form
            .update(|form| form.provider = vendor.get_untracked());
        focus(&Place::Field(Field::Provider).id());
    };
    view! {
        <Card title=move || t().of_vendor detail=move || t().of_vendor_detail>
            <div class="fields">
                <div class="stack tight">
                    <TextPlace editor at=Place::Field(Field::Provider)/>
                    <Show when=differs>
                        <button class="button small" type="button" on:click=fill>
                            {move || t().fill_vendor}
                        </button>
                    </Show>
                </div>
                <div class="both">
                    <TextPlace editor at=Place::Field(Field::ProductCode)/>
                    <TextPlace editor at=Place::Field(Field::InviteCode)/>
                </div>
            </div>
        </Card>
    }
}

#[component]
fn Scene(editor: Editor) -> impl IntoView {
    let t = use_texts(text::of);
    let on_site = [("yes", true), ("no", false)].map(|(word, value)| Choice {
        value: word.to_owned(),
        label: (move || if value { t().yes } else { t().no }).into(),
        detail: (move || if value { t().yes_detail } else { t().no_detail }).into(),
    });
    let ways = [
        Contacts::Spreadsheet,
        Contacts::Phone,
        Contacts::OpenApi,
        Contacts::Other,
    ];
    let ways = ways.map(|way| choice(way, columns::contacts));
    let is_remote = Memo::new(move |_| editor.form.with(|form| form.on_site == Some(false)));
    let is_other = Memo::new(move |_| {
        editor
            .form
            .with(|form| form.contacts == Some(Contacts::Other))
    });
    view! {
        <Card title=move || t().scene detail=move || t().scene_detail>
            <div class="fields">
                <TextPlace editor at=Place::Field(Field::Reason) long=true/>
                <Choose
                    editor
                    field=Field::OnSite
                    choices=on_site.into()
                    get=|form| form.on_site.map_or("", |is| if is { "yes" } else { "no" }).to_owned()
                    set=|form, word| form.on_site = Some(word == "yes")
                />
                <Show when=move || is_remote.get()>
                    <TextPlace editor at=Place::Field(Field::Sharing) long=true/>
                </Show>
                <Choose
                    editor
                    field=Field::Contacts
                    choices=ways.into()
                    get=|form| word(form.contacts)
                    set=|form, word| form.contacts = Word::from_word(word)
                />
                <Show when=move || is_other.get()>
                    <TextPlace editor at=Place::Field(Field::OtherContacts) long=true/>
                </Show>
            </div>
        </Card>
    }
}

#[component]
fn Way(editor: Editor) -> impl IntoView {
    let t = use_texts(text::of);
    let serials = [SerialRule::None, SerialRule::Issued, SerialRule::Vendor];
    let serials = serials.map(|rule| choice(rule, suite_form::serial));
    let modes = [TeamModes::Either, TeamModes::Solo, TeamModes::Group];
    let modes = modes.map(|mode| choice(mode, suite_form::team));
    view! {
        <Card title=move || t().way detail=move || t().way_detail>
            <div class="fields">
                <Choose
                    editor
                    field=Field::Serials
                    choices=serials.into()
                    get=|form| word(form.serials)
                    set=|form, word| form.serials = Word::from_word(word)
                />
                <Choose
                    editor
                    field=Field::TeamModes
                    choices=modes.into()
                    get=|form| word(form.team_modes)
                    set=|form, word| form.team_modes = Word::from_word(word)
                />
                <Tasks editor/>
            </div>
        </Card>
    }
}
