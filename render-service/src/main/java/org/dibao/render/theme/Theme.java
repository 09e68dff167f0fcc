package org.dibao.render.theme;

import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dibao.contract.event.Problem;
import org.dibao.render.metadata.Head;
import org.dibao.render.view.Item;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pages. Each is a function of its arguments and of the theme's files alone: the same give the same bytes, at any time.
 * Safe for many threads; nothing here reads a file but the thread that watches a mounted theme.
 *
 * <p>A mounted theme that cannot be used changes nothing: the last good one stays, over a restart too, and {@link #problem} says what
 * is wrong. A page that a mounted template fails to make all the same is made by the built-in ones, with the stylesheet and the texts of
 * the mounted theme.
 */
public final class Theme implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Theme.class);
    /** Of former versions the files stay for a while, for pages that were made with them. */
    private static final int FORMER = 8;

    private final ThemeFiles files = ThemeFiles.builtIn();
    private final ThemeSettings settings;
    private final Design builtIn;
    private final Deque<Design> former = new ArrayDeque<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final KeptTheme kept;
    private final @Nullable ThemeWatch watch;
    private volatile Design design;
    /** Of the theme in use all but its templates. */
    private volatile Design plain;

    private volatile @Nullable ThemeProblem problem;

    /** The built-in theme. */
    public Theme() {
        this(ThemeSettings.none());
    }

    /** With a mounted theme if one is set; as it is at this moment, and from then on as it changes. */
    public Theme(ThemeSettings settings) {
        this.settings = settings;
        this.builtIn = new Design(files, new ThemeFiles(new java.util.TreeMap<>()), settings);
        this.design = builtIn;
        this.plain = builtIn;
        this.kept = new KeptTheme(settings);
        ThemeValidator.of(builtIn);
        if (settings.themeDir() == null) {
            this.watch = null;
        } else {
            this.watch = new ThemeWatch(
                    new ThemeFolder(settings.themeDir(), settings), settings.themePoll(), this::mounted, this::refuse);
            this.watch.lookNow();
            if (problem != null) {
                goOnWithTheKept();
            }
            this.watch.start();
        }
    }

    private void goOnWithTheKept() {
        ThemeFiles files = kept.read();
        if (files == null) {
            return;
        }
        try {
            take(files, "kept in " + settings.themeKeptDir());
        } catch (ThemeError e) {
            log.warn(
                    "the theme that was kept in {} does not fit this release: {}",
                    settings.themeKeptDir(),
                    e.problem());
        }
    }

    public String article(Site site, Head head, ArticlePage page) {
        return fill("article.html", design -> ArticleModel.of(new TemplateModel(design, site, head), page));
    }

    public String listing(Site site, Head head, ListingPage page) {
        return fill("listing.html", design -> ListingModel.of(new TemplateModel(design, site, head), page));
    }

    public String front(Site site, Head head, FrontPage page) {
        return fill("front.html", design -> ListingModel.of(new TemplateModel(design, site, head), page));
    }

    public String index(Site site, Head head, IndexPage page) {
        return fill("index.html", design -> IndexModel.of(new TemplateModel(design, site, head), page));
    }

    public String search(Site site, Head head, SearchPage page) {
        return fill("search.html", design -> SearchModel.of(new TemplateModel(design, site, head), page));
    }

    /**
     * For 404.
     *
     * @param words       what the address seems to be about, to search for; may be empty
     * @param suggestions what a reader may like to see instead; may be empty
     */
    public String missing(Site site, String words, List<Item> suggestions) {
        return fill("message.html", design -> MessageModel.of(design, site, "missing", words, suggestions));
    }

    public String missing(Site site, List<Item> suggestions) {
        return missing(site, "", suggestions);
    }

    /** For 410. */
    public String gone(Site site, String words, List<Item> suggestions) {
        return fill("message.html", design -> MessageModel.of(design, site, "gone", words, suggestions));
    }

    /** What a problem's type means and what to do about it. */
    public String problem(Site site, Problem.Type type) {
        return fill("message.html", design -> MessageModel.of(design, site, "problem." + type.slug(), null, List.of()));
    }

    public String gone(Site site, List<Item> suggestions) {
        return gone(site, "", suggestions);
    }

    /**
     * The title of a page that has none of its own, for its head: {@code all}, {@code search}, {@code index.category},
     * {@code index.tag}, {@code index.author}, {@code page} with its number.
     */
    public String text(Site site, String name, Object... values) {
        return design.texts(site.language()).get(name, values);
    }

    /** A year or a month, as the title of its archive. */
    public String period(Site site, boolean isYear, YearMonth month) {
        return design.texts(site.language())
                .pattern(isYear ? "date.year" : "date.month")
                .format(month);
    }

    /**
     * A stylesheet, a script, a picture of the theme.
     *
     * @param path decoded, under {@code /assets/}
     * @return absent if there is none
     */
    public @Nullable Asset asset(String path) {
        Asset asset = design.asset(path);
        if (asset == null) {
            synchronized (former) {
                asset = former.stream()
                        .map(it -> it.asset(path))
                        .filter(it -> it != null && it.immutable())
                        .findFirst()
                        .orElse(null);
            }
        }
        return asset == null ? Accent.at(path) : asset;
    }

    public Asset stylesheet() {
        return design.named(ThemeFiles.STYLESHEET);
    }

    public Asset script() {
        return design.named(ThemeFiles.SCRIPT);
    }

    /** Terms the content of all the theme's files: another one may make other pages. The same on every instance. */
    public String version() {
        return design.version();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return watch == null ? Stream.empty() : watch.loops();
    }

    /** Called with the new version after it has been taken up, by the thread that watches the folder. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** What is wrong with the mounted theme; absent if nothing is. */
    public @Nullable ThemeProblem problem() {
        return problem;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private String fill(String template, Function<Design, TemplateModel> world) {
        Design now = design;
        Map<String, Object> shown = world.apply(now).values();
        try {
            return now.templates().fill(template, shown);
        } catch (ThemeError e) {
            if (now == builtIn) {
                throw e;
            }
            if (!e.problem().equals(problem)) {
                log.error(
                        "a page is made with built-in templates, since the mounted ones fail to make it: {}, the page {}",
                        e.problem(),
                        shown.get("head") instanceof Map<?, ?> head ? head.get("canonical") : "");
            }
            problem = e.problem();
            Design fallback = plain;
            return fallback.templates().fill(template, world.apply(fallback).values());
        }
    }

    private void mounted(ThemeFiles mounted) {
        take(mounted, "of " + settings.themeDir());
        problem = null;
        kept.keep(mounted);
    }

    private void take(ThemeFiles mounted, String whence) {
        Design next = new Design(files, mounted, settings);
        ThemeValidator.of(next);
        boolean another = !next.version().equals(design.version());
        if (another) {
            synchronized (former) {
                former.addFirst(design);
                while (former.size() > FORMER) {
                    former.removeLast();
                }
            }
            plain = new Design(files, mounted.withoutTemplates(), settings);
            design = next;
            log.info(
                    "theme {}: {} files {} are in use",
                    next.version(),
                    mounted.files().size(),
                    whence);
            listeners.forEach(listener -> listener.accept(next.version()));
        }
    }

    private void refuse(ThemeError e) {
        if (!e.problem().equals(problem)) {
            log.error("the mounted theme is wrong; the last good one stays in use. {}", e.problem());
        }
        problem = e.problem();
    }
}
