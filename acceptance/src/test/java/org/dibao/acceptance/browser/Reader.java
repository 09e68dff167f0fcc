package org.dibao.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dibao.acceptance.client.Site;

/** Someone with a browser of their own. Whatever is wrong on the way is remembered. */
final class Reader implements AutoCloseable {
    private static final String EVENTS = "/api/events";

    private final Site site;
    private final BrowserContext context;
    private final List<String> errors = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<Request> streams = new HashSet<>();
    private int streamsOpened;

    Reader(Browser browser, Site site, ColorScheme scheme, int width) {
        this(site, browser.newContext(options(site, scheme, width)));
    }

    /** One whose browser knows the key as a password. */
    Reader(Browser browser, Site site, ColorScheme scheme, int width, String key, String language) {
        this(
                site,
                browser.newContext(options(site, scheme, width)
                        .setHttpCredentials("operator", key)
                        .setLocale(language)));
    }

    private static Browser.NewContextOptions options(Site site, ColorScheme scheme, int width) {
        return new Browser.NewContextOptions()
                .setBaseURL(site.address().toString())
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900);
    }

    private Reader(Site site, BrowserContext context) {
        this.site = site;
        this.context = context;
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> errors.add(error.error()));
        context.onRequest(request -> {
            hosts.add(URI.create(request.url()).getAuthority());
            if (isStream(request.url())) {
                streams.add(request);
                streamsOpened++;
            }
        });
        context.onRequestFailed(streams::remove);
        context.onRequestFinished(streams::remove);
    }

    static Reader of(Browser browser, Site site) {
        return new Reader(browser, site, ColorScheme.LIGHT, 1280);
    }

    Page open(String path) {
        Page page = context.newPage();
        page.navigate(path);
        return page;
    }

    /** Opens it and returns once this reader hears of what is published. */
    Page listenAt(String path) {
        int before = streamsOpened;
        Page page = context.newPage();
        page.waitForResponse(response -> isStream(response.url()) && response.ok(), () -> page.navigate(path));
        assertThat(streamsOpened).isEqualTo(before + 1);
        return page;
    }

    static boolean isStream(String url) {
        return URI.create(url).getPath().equals(EVENTS);
    }

    BrowserContext context() {
        return context;
    }

    /** Event streams that are open now. */
    int streams() {
        return streams.size();
    }

    /** Event streams that were ever opened. */
    int streamsOpened() {
        return streamsOpened;
    }

    /** Nothing was wrong, and nobody else was asked for anything. */
    void expectNothingWrong() {
        assertThat(errors).as("errors in the browser").isEmpty();
        assertThat(hosts).as("hosts asked").containsOnly(site.address().getAuthority());
    }

    private void hear(ConsoleMessage message) {
        // The page itself may be missing: that is what a test asked for, and the browser tells it as an error.
        boolean asked = message.text().startsWith("Failed to load resource")
                && message.page() != null
                && message.location().startsWith(message.page().url());
        boolean left = message.location().contains(EVENTS); // told when a connection is cut
        if ((message.type().equals("error") || message.type().equals("warning")) && !asked && !left) {
            errors.add(message.text() + " " + message.location());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
