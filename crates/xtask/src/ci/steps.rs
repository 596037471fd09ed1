//! What each step of `cargo xtask ci` runs.
//!
//! Cargo builds a crate again for each set of features that a call asks of it, so calls that could
//! share their work name the same packages and features: see [`NATIVE`].

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use crate::ci::{Ci, faults};
use crate::process::Run;
use crate::setup::{self, WASM};
use crate::{build, demo, fuzz, sites, tidy};

/// One step.
pub(super) struct Step {
    /// How it is named on the command line.
    pub(super) name: &'static str,
    /// What it does, for the person who waits.
    pub(super) what: &'static str,
    /// Whether it needs Chromium.
    pub(super) in_browser: bool,
    /// Returns what was printed.
    pub(super) run: fn(&Ci<'_>) -> Result<String>,
}

const fn step(name: &'static str, what: &'static str, run: fn(&Ci<'_>) -> Result<String>) -> Step {
    Step {
        name,
        what,
        in_browser: false,
        run,
    }
}

const fn in_browser(
    name: &'static str,
    what: &'static str,
    run: fn(&Ci<'_>) -> Result<String>,
) -> Step {
    Step {
        name,
        what,
        in_browser: true,
        run,
    }
}

/// All steps, in their order.
pub(super) const STEPS: [Step; 9] = [
    step("format", "is every file formatted", format),
    step("tidy", "what the compiler cannot see", tidy),
    step(
        "clippy",
        "lints of everything that runs on this machine",
        clippy,
    ),
    step(
        "clippy-web",
        "lints of the extension, each feature alone",
        clippy_web,
    ),
    step("tests", "tests that need no browser", tests),
    step("fuzz", "any input to every parser: no panic, no hang", fuzz),
    step(
        "build",
        "the extension, within its budgets, and the fixture sites",
        build,
    ),
    in_browser(
        "tests-web",
        "unit tests of the extension in headless Chromium",
        tests_web,
    ),
    in_browser(
        "e2e",
        "every behaviour on every site in both forms of the core, in Chromium and in Firefox",
        e2e,
    ),
];

/// The packages and features whose tests run natively, the browser tests' driver among them. Every
/// call names all of it, so that Cargo compiles each dependency once.
const NATIVE: [&str; 16] = [
    "-p",
    "policy",
    "-p",
    "bundle",
    "-p",
    "sites",
    "-p",
    "server",
    "-p",
    "admin",
    "-p",
    "e2e",
    "-p",
    "bench",
    "--features",
    "bundle/builder,sites/html",
];

/// The builds of crate `webext`; the one for pages with both of its sites.
const FEATURES: [&str; 3] = ["linkedin,x", "worker", "pages"];

impl Ci<'_> {
    fn cargo(&self, command: &str) -> Run {
        Run::cargo(&self.workspace.root).args([command])
    }
}

fn format(ci: &Ci<'_>) -> Result<String> {
    let help = "run `cargo fmt --all`, and `cargo fmt` in the folder fuzz";
    let targets = Run::cargo(&ci.workspace.root.join("fuzz"));
    for run in [ci.cargo("fmt").args(["--all"]), targets.args(["fmt"])] {
        run.args(["--check"]).quietly(ci.progress).context(help)?;
    }
    Ok(String::new())
}

fn tidy(ci: &Ci<'_>) -> Result<String> {
    tidy::check(ci.workspace).map(|()| String::new())
}

fn clippy(ci: &Ci<'_>) -> Result<String> {
    ci.cargo("clippy")
        .args([
            "--workspace",
            "--exclude",
            "webext",
            "--features",
            "bundle/builder,sites/html",
        ])
        .args(["--all-targets", "--", "-D", "warnings"])
        .quietly(ci.progress)
}

/// Clippy reads the packages of the workspace that these depend on as well: `bundle` without its
/// feature `builder` and `sites` without `html`, as the extension has them.
fn clippy_web(ci: &Ci<'_>) -> Result<String> {
    for feature in FEATURES {
        ci.cargo("clippy")
            .args([
                "-p",
                "webext",
                "--target",
                WASM,
                "--no-default-features",
                "--features",
                feature,
            ])
            .args(["--all-targets", "--", "-D", "warnings"])
            .quietly(ci.progress)?;
    }
    Ok(String::new())
}

fn tests(ci: &Ci<'_>) -> Result<String> {
    let python = setup::python(ci.workspace, ci.progress)?;
    // With the features of `cargo xtask` itself: compiled already.
    let mut output = ci
        .cargo("test")
        .args(["-p", "xtask"])
        .quietly(ci.progress)?;
    compile_native(ci)?;
    let mut native = ci.cargo("test").args(NATIVE).args(["--lib", "--bins"]);
    for name in tidy::packages(ci.workspace)?.tests_without("e2e") {
        native = native.args(["--test", &name]);
    }
    native = native.env("MOTO_SERVER", python.join("moto_server"));
    output += &native.quietly(ci.progress)?;
    Ok(output)
}

/// Compiles all tests that run on this machine, those that drive a browser included, and with them
/// the `fineline` command.
fn compile_native(ci: &Ci<'_>) -> Result<String> {
    ci.cargo("test")
        .args(NATIVE)
        .args(["--lib", "--bins", "--tests", "--no-run"])
        .quietly(ci.progress)
}

fn fuzz(ci: &Ci<'_>) -> Result<String> {
    fuzz::run(ci.workspace, ci.progress, &fuzz::Arguments::all())?;
    Ok(String::new())
}

fn build(ci: &Ci<'_>) -> Result<String> {
    build::run(ci.workspace, ci.progress, &build::Arguments { dev: false })?;
    sites::run(ci.workspace, ci.progress, &sites::Arguments {})?;
    Ok(String::new())
}

fn tests_web(ci: &Ci<'_>) -> Result<String> {
    let browser = ci.browser.as_ref().context("no browser was set up")?;
    let runner = [
        "build",
        "-p",
        "xtask",
        "--features",
        "test-runner",
        "--bin",
        "wasm-test-runner",
    ];
    Run::cargo(&ci.workspace.root)
        .args(runner)
        .quietly(ci.progress)?;
    let capabilities = ci.workspace.target.join("webdriver.json");
    let flags = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ];
    let options = json!({ "goog:chromeOptions": { "binary": browser.chromium, "args": flags } });
    fs::write(&capabilities, options.to_string())?;
    // All features at once: Clippy has seen each alone, and a browser started once is enough.
    ci.cargo("test")
        .args([
            "-p",
            "webext",
            "--target",
            WASM,
            "--no-default-features",
            "--features",
            &FEATURES.join(","),
            "--lib",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            ci.workspace.program("wasm-test-runner"),
        )
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("CHROMEDRIVER", &browser.chromedriver)
        .quietly(ci.progress)
}

fn e2e(ci: &Ci<'_>) -> Result<String> {
    let browser = ci.browser.as_ref().context("no browser was set up")?;
    compile_native(ci)?;
    faults::forget(ci.workspace)?;
    let mut run = ci.cargo("test").args(NATIVE).args(["--test", "browser"]);
    let firefox = ci.firefox.as_ref().context("no Firefox was set up")?;
    for (name, path) in demo::places(ci.workspace, browser) {
        run = run.env(name, path);
    }
    run = run
        .env("FINELINE_DIST_FIREFOX", ci.workspace.dist("firefox"))
        .env("FIREFOX", &firefox.firefox)
        .env("GECKODRIVER", &firefox.geckodriver);
    let output = run.quietly(ci.progress)?;
    println!("\n{}", faults::table(ci.workspace)?);
    Ok(output)
}
