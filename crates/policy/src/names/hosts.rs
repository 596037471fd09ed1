//! Domains that say nothing of an employer: mailbox providers, and sites where everybody has pages.
//!
//! Lists in order, for a binary search; a test keeps the order.

/// Mailboxes for everybody. The big ones of each country, and what internet providers give their customers.
#[rustfmt::skip]
const FREE_MAIL: &[&str] = &[
    "126.com", "139.com", "163.com", "189.cn", "abv.bg", "alice.it", "aliceadsl.fr", "aol.co.uk", "aol.com",
    "aol.de", "aol.fr", "arcor.de", "aruba.it", "att.net", "azet.sk", "bbox.fr", "bellsouth.net", "bigpond.com",
    "bigpond.net.au", "bluewin.ch", "bol.com.br", "btinternet.com", "centrum.cz", "centrum.sk", "charter.net",
    "club-internet.fr", "comcast.net", "cox.net", "daum.net", "docomo.ne.jp", "duck.com", "earthlink.net",
    "eircom.net", "email.com", "email.cz", "email.it", "ezweb.ne.jp", "fastmail.com", "fastmail.fm",
    "foxmail.com", "free.fr", "freemail.hu", "freenet.de", "frontier.com", "gmail.com", "gmx.at", "gmx.ch",
    "gmx.com", "gmx.de", "gmx.es", "gmx.eu", "gmx.fr", "gmx.li", "gmx.net", "gmx.org", "googlemail.com",
    "hanmail.net", "hey.com", "hispeed.ch", "home.nl", "hotmail.be", "hotmail.ca", "hotmail.ch",
    "hotmail.co.jp", "hotmail.co.uk", "hotmail.com", "hotmail.com.ar", "hotmail.com.br", "hotmail.de",
    "hotmail.dk", "hotmail.es", "hotmail.fr", "hotmail.it", "hotmail.nl", "hotmail.no", "hotmail.se",
    "hushmail.com", "icloud.com", "ig.com.br", "inbox.lv", "inbox.ru", "inode.at", "inwind.it", "iol.it",
    "iol.pt", "kabelbw.de", "kpnmail.nl", "laposte.net", "libero.it", "list.ru", "live.at", "live.be",
    "live.ca", "live.cl", "live.cn", "live.co.uk", "live.com", "live.com.ar", "live.com.au", "live.com.mx",
    "live.com.pt", "live.de", "live.dk", "live.fi", "live.fr", "live.ie", "live.in", "live.it", "live.jp",
    "live.nl", "live.no", "live.ru", "live.se", "mac.com", "mail.com", "mail.de", "mail.ru", "mailbox.org",
    "mailfence.com", "me.com", "msn.com", "nate.com", "naver.com", "neuf.fr", "ntlworld.com", "numericable.fr",
    "o2.pl", "oi.com.br", "onet.eu", "onet.pl", "online.de", "online.no", "op.pl", "optonline.net",
    "optusnet.com.au", "orange.es", "orange.fr", "outlook.at", "outlook.be", "outlook.cl", "outlook.co.id",
    "outlook.co.th", "outlook.com", "outlook.com.au", "outlook.com.br", "outlook.cz", "outlook.de",
    "outlook.dk", "outlook.es", "outlook.fr", "outlook.hu", "outlook.ie", "outlook.in", "outlook.it",
    "outlook.jp", "outlook.kr", "outlook.pt", "outlook.sa", "outlook.sk", "ovi.com", "passport.com",
    "planet.nl", "pm.me", "post.cz", "posteo.at", "posteo.ch", "posteo.de", "posteo.net", "proton.me",
    "protonmail.ch", "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rocketmail.com", "rogers.com",
    "sapo.pt", "sbcglobal.net", "seznam.cz", "sfr.fr", "shaw.ca", "sina.cn", "sina.com", "sky.com", "skynet.be",
    "sohu.com", "spamcop.net", "startmail.com", "sunrise.ch", "sympatico.ca", "t-online.de", "talktalk.net",
    "telefonica.net", "telenet.be", "telia.com", "telus.net", "terra.com.br", "terra.es", "tin.it",
    "tiscali.co.uk", "tiscali.it", "tlen.pl", "tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "ukr.net",
    "uol.com.br", "upcmail.nl", "verizon.net", "videotron.ca", "virgilio.it", "virgin.net", "virginmedia.com",
    "vodafone.de", "vodafone.it", "voila.fr", "volny.cz", "walla.co.il", "wanadoo.es", "wanadoo.fr", "web.de",
    "windowslive.com", "windstream.net", "wp.pl", "xs4all.nl", "xtra.co.nz", "ya.ru", "yahoo.at", "yahoo.be",
    "yahoo.ca", "yahoo.co.id", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.kr", "yahoo.co.nz", "yahoo.co.th",
    "yahoo.co.uk", "yahoo.co.za", "yahoo.com", "yahoo.com.ar", "yahoo.com.au", "yahoo.com.br", "yahoo.com.cn",
    "yahoo.com.hk", "yahoo.com.mx", "yahoo.com.my", "yahoo.com.ph", "yahoo.com.sg", "yahoo.com.tr",
    "yahoo.com.tw", "yahoo.com.vn", "yahoo.de", "yahoo.dk", "yahoo.es", "yahoo.fi", "yahoo.fr", "yahoo.gr",
    "yahoo.ie", "yahoo.in", "yahoo.it", "yahoo.nl", "yahoo.no", "yahoo.pl", "yahoo.pt", "yahoo.ro", "yahoo.se",
    "yandex.by", "yandex.com", "yandex.kz", "yandex.ru", "yandex.ua", "yeah.net", "ymail.com", "zeelandnet.nl",
    "ziggo.nl", "zohomail.com", "zohomail.eu",
];

/// Profiles, posts, shops, calendars and short links of everybody; hosting where each has a subdomain.
#[rustfmt::skip]
const SHARED: &[&str] = &[
    "about.me", "academia.edu", "amazon.com", "amazonaws.com", "apple.com", "azureedge.net",
    "azurewebsites.net", "behance.net", "bento.me", "bio.link", "bit.ly", "blogger.com", "blogspot.com",
    "bsky.app", "bsky.social", "buff.ly", "buymeacoffee.com", "cal.com", "calendly.com", "campsite.bio",
    "carrd.co", "cloudfront.net", "discord.com", "discord.gg", "dribbble.com", "eventbrite.com", "facebook.com",
    "fb.me", "forms.gle", "ghost.io", "gist.io", "github.com", "github.io", "gitlab.com", "goo.gl",
    "google.com", "googleapis.com", "gumroad.com", "herokuapp.com", "hubspotpagebuilder.com", "instagram.com",
    "issuu.com", "kaggle.com", "ko-fi.com", "lemon8-app.com", "linkedin.com", "linkin.bio", "linktr.ee",
    "lnk.bio", "lnkd.in", "mastodon.social", "medium.com", "meetup.com", "messenger.com", "msteams.link",
    "muckrack.com", "myportfolio.com", "netlify.app", "notion.site", "notion.so", "orcid.org", "ow.ly",
    "pages.dev", "patreon.com", "paypal.me", "pinterest.com", "polywork.com", "quora.com", "reddit.com",
    "researchgate.net", "sharepoint.com", "signal.me", "slack.com", "slideshare.net", "snapchat.com",
    "soundcloud.com", "spotify.com", "squarespace.com", "stackoverflow.com", "substack.com", "t.co", "t.me",
    "telegram.me", "threads.com", "threads.net", "tiktok.com", "tinyurl.com", "tumblr.com", "twitch.tv",
    "twitter.com", "typeform.com", "vercel.app", "vimeo.com", "vk.com", "wa.me", "web.app", "webflow.io",
    "weebly.com", "whatsapp.com", "wikipedia.org", "windows.net", "wixsite.com", "wordpress.com", "x.com",
    "xing.com", "youtu.be", "youtube.com", "zoom.us",
];

/// Whether mailboxes at this domain are for everybody.
pub(super) fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.binary_search(&domain).is_ok()
}

/// Whether pages at this domain are by everybody.
pub(super) fn is_shared(domain: &str) -> bool {
    SHARED.binary_search(&domain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{FREE_MAIL, SHARED, is_free_mail, is_shared};

    #[test]
    fn lists_are_in_order() {
        assert!(FREE_MAIL.is_sorted_by(|one, next| one < next));
        assert!(SHARED.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn knows_them_and_no_others() {
        assert!(is_free_mail("gmail.com") && is_free_mail("gmx.de") && is_shared("x.com"));
        assert!(!is_free_mail("acme.example") && !is_shared("acme.example"));
        assert!(!is_free_mail("com") && !is_shared(""));
    }
}
