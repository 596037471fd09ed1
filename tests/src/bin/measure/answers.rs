//! Asking the worker about people as a content script does: over a port, in packed messages. A page of the
//! extension is asked to do so, since its scripts can be driven; the worker makes no difference.

use anyhow::{Context, Result, ensure};
use e2e::browser::Browser;
use e2e::processes::{self, Kind};
use serde_json::{Value, json};

/// How many people are asked about, one after the other.
const PEOPLE: u64 = 100;

/// Asks about people whom nobody asked about before, and again about the same ones.
pub(crate) async fn ask(browser: &Browser) -> Result<(Value, Value)> {
    let unknown = figures(browser).await?;
    let cached = figures(browser).await?;
    Ok((unknown, cached))
}

/// Milliseconds until each answer: the people are this name with a number.
pub(crate) async fn ask_about(browser: &Browser, people: u64, name: &str) -> Result<Vec<f64>> {
    let arguments = vec![json!(people), json!(name)];
    let told = browser.driver.execute_async(ASK, arguments).await?;
    let times: Vec<f64> = serde_json::from_value(told.json().clone())
        .with_context(|| format!("the worker answered {:?}", told.json()))?;
    ensure!(times.len() as u64 == people, "only {} answers", times.len());
    Ok(times)
}

async fn figures(browser: &Browser) -> Result<Value> {
    let before = used(browser)?;
    let mut times = ask_about(browser, PEOPLE, "nobody").await?;
    let processor_ms = used(browser)?.saturating_sub(before);
    times.sort_by(f64::total_cmp);
    let share = |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1));
    let (p50, p95) = share(50).zip(share(95)).context("no times")?;
    Ok(json!({
        "samples": times.len(),
        "p50_ms": p50,
        "p95_ms": p95,
        "processor_ms": processor_ms,
    }))
}

/// Milliseconds of processor time that the extension has used.
fn used(browser: &Browser) -> Result<u64> {
    let processes = processes::of(browser)?;
    let own = processes.iter().filter(|it| it.kind == Kind::Extension);
    Ok(own.map(processes::Process::used_ms).sum())
}

/// A request is the second of its kind, a number, and one account without anything else about it, as
/// `ComposeRequest` of crate `webext` is packed; the answer is the second of its kind with the same number.
const ASK: &str = r#"
const [people, name, done] = arguments;
const byte = (...numbers) => String.fromCharCode(...numbers);
const number = (value) => value < 128 ? byte(value) : byte(value % 128 + 128) + number(Math.floor(value / 128));
const request = (id, account) => byte(1) + number(id) + byte(1, account.length) + account + byte(0, 0, 0, 0);
const port = chrome.runtime.connect({ name: "compose" });
const times = [];
let asked, sent;
const ask = () => {
  asked = times.length + 1;
  const message = request(asked, `x:@${name}_${asked}`);
  sent = performance.now();
  port.postMessage(message);
};
port.onMessage.addListener((message) => {
  if (!message.startsWith(byte(1) + number(asked))) return;
  times.push(performance.now() - sent);
  if (times.length < people) return ask();
  port.disconnect();
  done(times);
});
port.onDisconnect.addListener(() => done(`gone after ${times.length} answers`));
ask();
"#;
