//! The welcome page: what the extension does and never does, the enrolment, the choice of a role.
//! Its ids are a promise to tests.

use policy::RoleId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::page::{Page, PageError};
use super::worker::{ask, show_problem};
use crate::host;
use crate::messages::{PageRequest, StatusView};

/// Fills the page and listens to its forms.
pub(super) async fn show(page: Page) -> Result<(), PageError> {
    let here = page.clone();
    page.on("enrol-form", "submit", move || {
        spawn_local(finish(enrol(here.clone())))
    })?;
    let here = page.clone();
    page.on("role-form", "submit", move || {
        spawn_local(finish(choose(here.clone())))
    })?;
    let given = code_in_address();
    if let Some(code) = &given {
        // Filled in, not sent: joining is the person's own click.
        code_field(&page)?.set_value(code);
    }
    let view = match ask(PageRequest::Status).await {
        Ok(view) => view,
        Err(message) => return page.say(&message, "bad"),
    };
    if !view.enrolled || (given.is_some() && !view.managed) {
        return Ok(());
    }
    draw_joined(&page, &view)
}

/// What follows `#` in the address, when it looks like a code.
fn code_in_address() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let code = hash.trim_start_matches('#');
    code.starts_with("fl").then(|| code.to_owned())
}

async fn enrol(page: Page) -> Result<(), PageError> {
    let field = code_field(&page)?;
    let code = field.value().trim().to_owned();
    if code.is_empty() {
        return refuse(&page, &field, &host::message("code_empty"));
    }
    if page.element("enrol")?.has_attribute("aria-disabled") {
        return Ok(());
    }
    page.set("enrol", "aria-disabled", "true")?;
    page.say(&host::message("syncing"), "")?;
    let answer = ask(PageRequest::Enrol { code }).await;
    page.element("enrol")?.remove_attribute("aria-disabled")?;
    match answer {
        Ok(view) => {
            field.set_value("");
            field.remove_attribute("aria-invalid")?;
            forget_address();
            draw_joined(&page, &view)
        }
        Err(message) => refuse(&page, &field, &message),
    }
}

fn refuse(page: &Page, field: &HtmlTextAreaElement, message: &str) -> Result<(), PageError> {
    field.set_attribute("aria-invalid", "true")?;
    field.set_attribute("aria-describedby", "code-hint result")?;
    page.say(message, "bad")?;
    Ok(field.focus()?)
}

/// The code has done its work; it need not stay in the history.
fn forget_address() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    // A history that cannot be changed keeps a code that tells nothing secret.
    let _ = history
        .map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some("welcome.html")));
}

fn draw_joined(page: &Page, view: &StatusView) -> Result<(), PageError> {
    page.reveal("enrol-form", false)?;
    page.reveal("next", true)?;
    show_problem(page, view)?;
    let Some(company) = &view.company else {
        return page.say(&host::message("enrol_pending"), "bad");
    };
    draw_roles(page, company, view)?;
    let is_open = view.roles.is_empty() && !view.role_choices.is_empty();
    let sentence = if is_open {
        "enrol_question"
    } else {
        "enrol_done"
    };
    page.say(&host::message_with(sentence, &[company]), "good")
}

fn draw_roles(page: &Page, company: &str, view: &StatusView) -> Result<(), PageError> {
    page.reveal("role-form", !view.role_choices.is_empty())?;
    page.write("role-title", &host::message_with("role_title", &[company]))?;
    let list = page.element("roles")?;
    list.set_text_content(None);
    for (role, name) in &view.role_choices {
        let (label, words) = (page.create("label")?, page.create("span")?);
        let input: HtmlInputElement = page.create("input")?.unchecked_into();
        input.set_type("radio");
        input.set_name("role");
        input.set_value(role.as_str());
        input.set_checked(view.roles.contains(role));
        words.set_text_content(Some(name));
        words.set_attribute("dir", "auto")?;
        label.append_child(&input)?;
        label.append_child(&words)?;
        list.append_child(&label)?;
    }
    Ok(())
}

async fn choose(page: Page) -> Result<(), PageError> {
    let chosen = page.find("input[name=role]:checked");
    let Some(chosen) = chosen.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
        return Ok(());
    };
    let role = RoleId(chosen.value());
    match ask(PageRequest::ChooseRole { role }).await {
        Ok(view) => page.say(
            &host::message_with("role_saved", &[&view.role_names.join(", ")]),
            "good",
        ),
        Err(message) => page.say(&message, "bad"),
    }
}

fn code_field(page: &Page) -> Result<HtmlTextAreaElement, PageError> {
    page.typed("code")
}

/// A page that is not as it should be is a fault of ours: for the console.
async fn finish(job: impl Future<Output = Result<(), PageError>>) {
    if let Err(error) = job.await {
        web_sys::console::warn_1(&error.to_string().into());
    }
}
