//! The wire to the browser's developer tools for one page. ChromeDriver passes commands on but no
//! events, and events are what we need.

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::browser::Browser;
use crate::wait::PATIENCE;

/// A connection to the tools; they let go of the page when it is dropped.
#[derive(Debug)]
pub struct Tools {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    events: Vec<(String, Value)>,
    last_id: u64,
}

impl Tools {
    /// Attaches to the page in the current tab.
    ///
    /// # Errors
    /// When the browser has no such door, or does not open it.
    pub async fn of_current_page(browser: &Browser) -> Result<Self> {
        // ChromeDriver's name of a tab is the tools' name of its page.
        let page = browser.driver.window().await?;
        Self::of_target(browser, &page.to_string()).await
    }

    /// Attaches to a page or a worker by the name that the tools have for it.
    ///
    /// # Errors
    /// When the browser has no such door, or does not open it.
    pub async fn of_target(browser: &Browser, target: &str) -> Result<Self> {
        let options = browser.driver.capabilities().get("goog:chromeOptions");
        let address = options
            .and_then(|options| options.get("debuggerAddress"))
            .and_then(Value::as_str);
        let address =
            address.context("ChromeDriver does not say where the developer tools listen")?;
        let (socket, _) = connect_async(format!("ws://{address}/devtools/page/{target}")).await?;
        Ok(Self {
            socket,
            events: Vec::new(),
            last_id: 0,
        })
    }

    /// Sends a command and gives its result. Events that arrive meanwhile are kept.
    ///
    /// # Errors
    /// When the command fails or is not answered in time.
    pub async fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let request = json!({ "id": id, "method": method, "params": parameters });
        self.socket.send(Message::text(request.to_string())).await?;
        loop {
            let mut message = self
                .receive()
                .await
                .with_context(|| format!("waiting for {method}"))?;
            if message.get("id") != Some(&json!(id)) {
                self.keep(message);
            } else if let Some(error) = message.get("error") {
                bail!("{method}: {error}");
            } else {
                return Ok(message
                    .get_mut("result")
                    .map(Value::take)
                    .unwrap_or_default());
            }
        }
    }

    /// Waits for an event. It and those before it are kept.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn wait_for(&mut self, event: &str) -> Result<()> {
        while self.events.iter().all(|(name, _)| name != event) {
            let message = self
                .receive()
                .await
                .with_context(|| format!("waiting for {event}"))?;
            self.keep(message);
        }
        Ok(())
    }

    /// Parameters of the events of this name that were kept so far, in order.
    pub fn take_events(&mut self, event: &str) -> Vec<Value> {
        let (wanted, others) = self.events.drain(..).partition(|(name, _)| name == event);
        self.events = others;
        let wanted: Vec<(String, Value)> = wanted;
        wanted
            .into_iter()
            .map(|(_, parameters)| parameters)
            .collect()
    }

    /// Notes every request from now on.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn watch_network(&mut self) -> Result<()> {
        self.call("Network.enable", json!({})).await.map(drop)
    }

    /// Takes the addresses that were asked since [`Tools::watch_network`] or the last call, in order.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn requests(&mut self) -> Result<Vec<String>> {
        // What was asked before this was told before its answer.
        let nothing = json!({ "expression": "0" });
        self.call("Runtime.evaluate", nothing).await?;
        let mut events = self.take_events("Network.requestWillBeSent");
        events.extend(self.take_events("Network.webSocketCreated"));
        events.extend(self.take_events("Network.webTransportCreated"));
        let address = |event: &Value| {
            let address = event.pointer("/request/url").or(event.get("url"));
            address.and_then(Value::as_str).map(str::to_owned)
        };
        Ok(events.iter().filter_map(address).collect())
    }

    fn keep(&mut self, mut message: Value) {
        let parameters = message
            .get_mut("params")
            .map(Value::take)
            .unwrap_or_default();
        if let Some(name) = message.get("method").and_then(Value::as_str) {
            self.events.push((name.to_owned(), parameters));
        }
    }

    async fn receive(&mut self) -> Result<Value> {
        loop {
            let message = timeout(PATIENCE, self.socket.next())
                .await
                .context("too late")?;
            if let Message::Text(text) = message.context("the developer tools went away")?? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
    }
}
