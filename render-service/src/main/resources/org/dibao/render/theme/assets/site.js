// Keeps an open page fresh: hears of what is published, and offers it. Without this everything works, only not by itself.
(() => {
  "use strict";
  // A picture beside a title that cannot be had leaves no hole.
  const gone = (image) => image.alt === "" && image.closest(".items, .front, .next, .opening") && image.remove();
  addEventListener("error", (event) => event.target instanceof HTMLImageElement && gone(event.target), true);
  for (const image of document.images) if (image.complete && image.naturalWidth === 0 && image.currentSrc) gone(image);

  // Where the device can share, it is offered.
  const share = document.querySelector(".share");
  if (share && navigator.share) {
    share.hidden = false;
    const address = document.querySelector("link[rel=canonical]")?.href || location.href;
    const title = document.querySelector("h1").textContent;
    share.firstElementChild.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {})); // given up
  }

  const main = document.querySelector("main[data-live]");
  if (!main || !("EventSource" in window)) return;

  const LOCK = "dibao-events";
  const FACTS = ["published", "revised", "moved", "withdrawn", "erased"];
  const RETRY = [5000, 15000, 60000, 300000]; // ms, where a browser does not connect again by itself
  const LONGEST = [3500, 1000]; // ms until it is looked again however fast events come, and what chance adds at most
  const LATER = [1000, 3000, 15000, 60000, 300000]; // ms, where no page could be had, or one from before the event
  const BEHIND = 2; // tries, where a gateway answers that has not heard of the event yet
  const { live, slugs, article } = main.dataset;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(LOCK) : null;
  const bar = document.createElement("div");
  bar.className = "live";
  bar.setAttribute("role", "status");
  main.before(bar);

  let fetched = null; // the page as it is now, if that is not what is shown
  // Up to where this page shows everything: the gateway says it with each page. Events are asked for from there on.
  let cursor = performance.getEntriesByType("navigation")[0]?.serverTiming?.find((one) => one.name === "dibao")?.description || "";
  let known = position(cursor); // the last event heard of
  let looking = 0;
  let latest = 0; // when the events that were heard of are looked at, at the latest; 0 if there are none
  let aside = false; // what was fetched is shown once nobody is at something in the page
  let over = false; // withdrawn: nothing more can come
  const text = (name, count) => (main.dataset[name] || "").replace("{0}", count);
  const links = (root) => [...root.querySelectorAll("a.headline")];
  const path = (link) => decoded(new URL(link.getAttribute("href"), location.href).pathname); // as events have it
  const identity = (link) => link.dataset.id || path(link); // stays when an article moves
  const reading = () => document.activeElement !== main && main.contains(document.activeElement);
  const soon = () => 150 + Math.random() * 600; // not all browsers at once

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path; // not one of ours
    }
  }

  /** Of a position, or of a cursor, which begins with one. */
  function position(value) {
    const number = parseInt(value, 10);
    return isNaN(number) ? -1 : number;
  }

  function slug(name) {
    return name.normalize("NFC").replace(/[^\p{M}\p{L}\p{Nd}]+/gu, "-").replace(/^-+|-+$/g, "").toLowerCase();
  }

  /** Whether what happened can have changed this page; better once too often. */
  function concerns(event) {
    if (article) return event.article === article;
    if (event.outcome === "withdrawn" || event.outcome === "moved") return true;
    const names = { category: event.categories, tag: event.tags, author: event.authors }[live];
    if (names === undefined || !slugs) return true;
    const wanted = slugs.split(" ");
    return (names || []).some((name) => wanted.includes(slug(name))) || links(main).some((link) => link.dataset.id === event.article || path(link) === event.path);
  }

  function heard(event) {
    known = Math.max(known, position(event.position));
    const left = event.outcome === "withdrawn" || event.outcome === "erased";
    if (left && !article && !reading()) drop(event.article);
    if (!over && concerns(event)) lookAgain(soon());
  }

  /** Takes an article out of the listing at once. */
  function drop(id) {
    for (const link of links(main)) if (link.dataset.id === id) link.closest("li, article")?.remove();
  }

  function lookAgain(delay, tries = 0) {
    const now = performance.now();
    latest ||= now + (tries > 0 ? delay : LONGEST[0] + Math.random() * LONGEST[1]); // not all browsers at once
    clearTimeout(looking);
    looking = setTimeout(() => {
      latest = 0;
      if (document.visibilityState !== "visible") return;
      const atLeast = known;
      const request = new XMLHttpRequest(); // gives a document without a string that becomes markup
      request.open("GET", location.pathname);
      request.responseType = "document";
      const later = () => lookAgain(LATER[Math.min(tries, LATER.length - 1)] * (1 + Math.random()), tries + 1);
      request.onerror = later;
      request.onload = () => {
        const at = position(request.getResponseHeader("Dibao-Position"));
        if (request.status >= 500 || tries < BEHIND && at < atLeast) return later();
        if (article && request.status === 410) return withdrawn();
        const there = request.status === 200 && request.response && request.response.querySelector("main[data-live]");
        if (there) compare(request.response, there, request.responseURL);
      };
      request.send();
    }, Math.max(0, Math.min(delay, latest - now)));
  }

  function compare(page, there, address) {
    if (article) {
      if (there.dataset.article === article && Number(there.dataset.revision) > Number(main.dataset.revision)) {
        fetched = { page, there, address };
        offer(text("revised"));
      }
      return;
    }
    const shown = new Set(links(main).map(identity));
    const fresh = new Set(links(there).map(identity).filter((one) => !shown.has(one)));
    fetched = { page, there, address, fresh };
    aside = false;
    if (fresh.size > 0) {
      offer(fresh.size === 1 ? text("newOne") : text("new", fresh.size));
    } else {
      // Titles that changed and what was withdrawn: nothing comes, so nothing moves that anybody reads.
      aside = there.textContent !== main.textContent && reading();
      if (there.textContent !== main.textContent && !aside) show();
      bar.replaceChildren();
    }
  }

  function offer(words) {
    const line = document.createElement("p");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = main.dataset.show;
    button.addEventListener("click", () => {
      show();
      bar.replaceChildren();
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    });
    line.append(words, " ", button);
    bar.replaceChildren(line);
  }

  function show() {
    aside = false;
    if (!fetched) return;
    const { page, there, address, fresh } = fetched;
    fetched = null;
    main.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)));
    if (there.dataset.revision) main.dataset.revision = there.dataset.revision;
    document.title = page.title;
    if (address && new URL(address).pathname !== location.pathname) history.replaceState(null, "", address);
    for (const link of fresh ? links(main) : []) {
      if (fresh.has(identity(link))) link.closest("li, article").classList.add("fresh");
    }
  }

  function withdrawn() {
    over = true;
    fetched = null;
    main.classList.add("withdrawn");
    const line = document.createElement("p");
    line.append(text("withdrawn"));
    bar.replaceChildren(line);
  }

  /** Listens until it is told to stop; whoever listens tells the other tabs. */
  function listen(tell) {
    let source;
    let timer = 0;
    let failures = 0;
    const open = () => {
      let lost = !cursor; // what came before the stream is then not in it
      source = new EventSource("/api/events" + (cursor ? "?after=" + encodeURIComponent(cursor) : ""));
      source.onopen = () => {
        failures = 0;
        if (lost) tell({ lost: true });
        lost = false;
      };
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return; // it connects again by itself, from its last event on
        if (failures > 0) cursor = ""; // it may be what is refused
        timer = setTimeout(open, RETRY[Math.min(failures++, RETRY.length - 1)] * (.75 + Math.random() / 2));
      };
      for (const name of FACTS) {
        source.addEventListener(name, (event) => tell({ cursor: event.lastEventId, event: JSON.parse(event.data) }));
      }
      source.addEventListener("cursor", (event) => tell({ cursor: event.lastEventId }));
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }

  function receive(message) {
    if (message.cursor && position(message.cursor) >= position(cursor)) cursor = message.cursor;
    if (message.lost) lookAgain(soon());
    else if (message.event) heard(message.event);
  }

  let stop = null; // ends this tab's part
  let wasHidden = false;
  let listening = false; // whether this tab is the one that has the connection

  /** One tab of all that are visible holds the lock, and with it the connection. */
  function start() {
    if (stop) return;
    if (wasHidden) {
      cursor = ""; // the page is fetched anew, so that what happened meanwhile is not needed
      lookAgain(soon());
    }
    if (!channel || !navigator.locks) {
      stop = listen(receive);
      return;
    }
    channel.postMessage({ asks: true });
    const waiting = new AbortController();
    let release = null;
    let ended = false;
    stop = () => {
      ended = true;
      waiting.abort();
      if (release) release();
    };
    navigator.locks.request(LOCK, { signal: waiting.signal }, () => new Promise((done) => {
      if (ended) return done();
      const close = listen((message) => {
        receive(message);
        channel.postMessage(message);
      });
      listening = true;
      release = () => {
        listening = false;
        close();
        done();
      };
    })).catch(() => {}); // no longer wanted
  }

  function end() {
    if (!stop) return;
    stop();
    stop = null;
    wasHidden = true;
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (!stop) return;
      if (data.asks) return listening && channel.postMessage({ heard: cursor });
      // What the other tab heard before this one could.
      if (position(data.heard) > position(cursor)) lookAgain(soon());
      receive(data);
    };
  }
  main.addEventListener("focusout", (event) => aside && !main.contains(event.relatedTarget) && show());
  addEventListener("pagehide", end);
  addEventListener("pageshow", (event) => event.persisted && start());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" ? start() : end());
  if (document.visibilityState === "visible") start();
})();
