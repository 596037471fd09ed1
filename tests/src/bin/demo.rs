//! What `cargo xtask demo` shows: the example company published and served on this machine, and a
//! Chromium with the extension on local copies of the two sites, already enrolled as Alice Young.
//!
//! With `--headless`, or without a display, four scenes are played and a picture is written of each
//! (into `FINELINE_SHOTS`, else `target/demo`). Otherwise a person tries it until they close the window.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use e2e::browser::{Browser, Engine, Launch, Window};
use e2e::bundle_server::BundleServer;
use e2e::cell::{Cell, Site, Variant};
use e2e::company::Company;
use e2e::composer::{Composer, Person};
use e2e::nudge::Nudge;
use e2e::pages;
use e2e::paths;
use e2e::site_server::SiteServer;

/// One picture: what is played, and what one sees.
struct Scene {
    file: &'static str,
    site: Site,
    theme: &'static str,
    person: Person,
    text: &'static str,
    moment: Moment,
    shows: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// The line beside the composer.
    Nudge,
    /// The dialog that holds Send.
    Pause,
}

const SCENES: [Scene; 4] = [
    Scene {
        file: "1-x-nudge-light.png",
        site: Site::X,
        theme: "light",
        person: Person::Elena,
        text: "Congratulations on the early harvest! We should talk about ",
        moment: Moment::Nudge,
        shows: "Alice answers a client on X; a line beside her reply names Jonas Brandt, who looks after this client.",
    },
    Scene {
        file: "2-x-pause-dark.png",
        site: Site::X,
        theme: "dark",
        person: Person::Samuel,
        text: "Great news! I am sure we can do something about the terms.",
        moment: Moment::Pause,
        shows: "Alice answers somebody her company is negotiating with; Send is held once and Mara Lindqvist is named.",
    },
    Scene {
        file: "3-linkedin-nudge-dark.png",
        site: Site::LinkedIn,
        theme: "dark",
        person: Person::Victor,
        text: "Our app has done this for years, hasn’t it?",
        moment: Moment::Nudge,
        shows: "Alice comments on another bank’s post on LinkedIn; a line offers the press desk.",
    },
    Scene {
        file: "4-linkedin-pause-light.png",
        site: Site::LinkedIn,
        theme: "light",
        person: Person::Samuel,
        text: "Congratulations! Our offer should make the next two ships easier.",
        moment: Moment::Pause,
        shows: "The same negotiation on LinkedIn: the comment waits until Alice goes back or posts anyway.",
    },
];

#[tokio::main]
async fn main() -> ExitCode {
    let window = if env::args().any(|argument| argument == "--headless") || !has_display() {
        Window::Headless
    } else {
        Window::Visible
    };
    match demo(window).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", windows))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some())
}

async fn demo(window: Window) -> Result<()> {
    println!("Publishing the rules of Aldermoor Bank, an invented company");
    let company = Company::found().await?;
    company.publish(&[]).await?;
    let bundles = BundleServer::start(&company.published()).await?;
    println!("  served at {}", bundles.url());
    println!("Starting local copies of X and LinkedIn, and Chromium with the extension");
    let policies = [Site::X, Site::LinkedIn].map(|site| {
        (
            site,
            Cell {
                site,
                variant: Variant::Js,
            }
            .page_policy(),
        )
    });
    let sites = SiteServer::start(policies).await?;
    let launch = Launch {
        engine: Engine::Chromium,
        sites: sites.port(),
        extension: Some(paths::extension(Engine::Chromium)?),
        window,
        configuration: None,
    };
    let browser = Browser::launch(&launch).await?;
    println!("Joining the company as Alice Young, an engineer");
    let answer = pages::enrol(
        &browser,
        &company.enrol(bundles.url(), "--person=alice").await?,
    )
    .await?;
    ensure!(
        answer.contains("Aldermoor Bank"),
        "the extension said: {answer}"
    );
    println!("  {answer}");
    match window {
        Window::Headless => play(&browser).await,
        Window::Visible => hand_over(&browser).await,
    }
}

/// Plays the scenes and writes the pictures.
async fn play(browser: &Browser) -> Result<()> {
    let folder = shots();
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    browser.keep_one_tab().await?;
    println!("Playing {} scenes", SCENES.len());
    for scene in &SCENES {
        let path = folder.join(scene.file);
        scene
            .play(browser, &path)
            .await
            .with_context(|| format!("playing {}", scene.file))?;
        println!("  {}\n    {}", path.display(), scene.shows);
    }
    Ok(())
}

impl Scene {
    async fn play(&self, browser: &Browser, picture: &Path) -> Result<()> {
        browser
            .driver
            .goto(address(self.site, self.person, self.theme))
            .await?;
        let composer = Composer::new(browser, self.site);
        composer.focus().await?;
        composer.write(self.text).await?;
        composer.reads(self.text).await?;
        let nudge = Nudge::new(browser);
        nudge.line().await?;
        if self.moment == Moment::Pause {
            composer.send_by_click().await?;
            nudge.pause().await?;
        }
        Ok(browser.driver.screenshot(picture).await?)
    }
}

fn address(site: Site, person: Person, theme: &str) -> String {
    format!("https://{}{}?theme={theme}", site.host(), person.path(site))
}

fn shots() -> PathBuf {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/demo");
    env::var_os("FINELINE_SHOTS").map_or_else(usual, PathBuf::from)
}

/// Opens both sites and leaves the browser to the person until they close it.
async fn hand_over(browser: &Browser) -> Result<()> {
    browser.keep_one_tab().await?;
    browser
        .driver
        .goto(format!("https://{}/feed/", Site::LinkedIn.host()))
        .await?;
    browser
        .open_tab(&address(Site::X, Person::Elena, "light"))
        .await?;
    println!("{WHAT_TO_TRY}");
    tokio::select! {
        () = closed(browser) => println!("The window is closed; everything has been cleared away."),
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(())
}

const WHAT_TO_TRY: &str = "
Chromium is yours. You are Alice Young, an engineer at Aldermoor Bank. Try:
  1. Reply to Elena Marchetti: a line names Jonas Brandt, who looks after her.
  2. Choose Samuel Okafor on the right, write, press Reply: it asks once, because of a negotiation.
     Go back and your caret is where it was; post anyway and it is posted, once.
  3. Reply to Toni Reyes: nothing happens, because he is on no list. Now write the word `discount`.
  4. The other tab is LinkedIn: the same people, under Comment.
  5. Add ?theme=dark to the address.
Nothing leaves this machine. Close the window, or press Ctrl+C here, to end.";

async fn closed(browser: &Browser) {
    while browser
        .driver
        .windows()
        .await
        .is_ok_and(|tabs| !tabs.is_empty())
    {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
