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
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.view.Item;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders pages. Each page depends only on its arguments and the theme's files: the same input always gives the same
 * bytes. Thread-safe; only the thread that watches a mounted theme reads files.
 *
 * <p>An invalid mounted theme changes nothing: the last good one stays in use, even across a restart, and
 * {@link #problem} says what is wrong. If a mounted template fails on a page nevertheless, the built-in templates
 * render it, with the stylesheet and the texts of the mounted theme.
 */
public final class Theme implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Theme.class);
    /** How many previous versions keep their files, for pages rendered with them. */
    private static final int FORMER = 8;

    private final ThemeFiles files = ThemeFiles.builtIn();
    private final ThemeSettings settings;
    private final CompiledTheme builtIn;
    private final Deque<CompiledTheme> former = new ArrayDeque<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final LastGoodTheme kept;
    private final @Nullable ThemeFolder folder;
    private final @Nullable ThemeFolderWatcher watch;
    private volatile CompiledTheme design;
    /** The theme in use, with built-in templates. */
    private volatile CompiledTheme plain;

    private volatile @Nullable ThemeProblem problem;
    private volatile @Nullable ThemeProblem unused;

    /** The built-in theme. */
    public Theme() {
        this(ThemeSettings.none());
    }

    /** With the mounted theme, if one is configured: its current state, and from then on every change. */
    public Theme(ThemeSettings settings) {
        this.settings = settings;
        this.builtIn = new CompiledTheme(files, new ThemeFiles(new java.util.TreeMap<>()), settings);
        this.design = builtIn;
        this.plain = builtIn;
        this.kept = new LastGoodTheme(settings);
        ThemeValidator.of(builtIn);
        if (settings.themeDir() == null) {
            this.folder = null;
            this.watch = null;
        } else {
            this.folder = new ThemeFolder(settings.themeDir(), settings);
            this.watch = new ThemeFolderWatcher(folder, settings.themePoll(), this::mounted, this::refuse);
            this.watch.lookNow();
            if (problem != null) {
                continueWithLastGood();
            }
            this.watch.start();
        }
    }

    private void continueWithLastGood() {
        ThemeFiles files = kept.read();
        if (files == null) {
            return;
        }
        try {
            take(files, "kept in " + settings.themeKeptDir());
        } catch (ThemeError e) {
            log.warn("the stored theme in {} does not fit this release: {}", settings.themeKeptDir(), e.problem());
        }
    }

    public String article(Site site, PageMetadata head, ArticlePage page) {
        return fill("article.html", design -> ArticleModel.of(design, site, head, page));
    }

    public String listing(Site site, PageMetadata head, ListingPage page) {
        return listing(site, site.language(), head, page);
    }

    /** @param content the language of its articles, BCP 47 */
    public String listing(Site site, String content, PageMetadata head, ListingPage page) {
        return fill("listing.html", design -> ListingModel.of(new TemplateModel(design, site, head, content), page));
    }

    public String front(Site site, PageMetadata head, FrontPage page) {
        String content =
                page.edition() == null ? site.language() : page.edition().language();
        return fill("front.html", design -> ListingModel.of(new TemplateModel(design, site, head, content), page));
    }

    public String index(Site site, PageMetadata head, IndexPage page) {
        return fill("index.html", design -> IndexModel.of(new TemplateModel(design, site, head), page));
    }

    public String search(Site site, PageMetadata head, SearchPage page) {
        return fill("search.html", design -> SearchModel.of(new TemplateModel(design, site, head), page));
    }

    /**
     * For 404.
     *
     * @param words       what the address seems to be about, to search for; may be empty
     * @param suggestions suggestions for the reader; may be empty
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

    /** For a link to a preview that is not valid, or not any more. */
    public String lostPreview(Site site) {
        return fill("message.html", design -> MessageModel.of(design, site, "preview", null, List.of()));
    }

    /** What a problem's type means and what to do about it. */
    public String problem(Site site, Problem.Type type) {
        return fill("message.html", design -> MessageModel.of(design, site, "problem." + type.slug(), null, List.of()));
    }

    public String gone(Site site, List<Item> suggestions) {
        return gone(site, "", suggestions);
    }

    /**
     * The title of a page without its own, for its head: {@code all}, {@code search}, {@code index.category},
     * {@code index.tag}, {@code index.author}, {@code page} with its number.
     */
    public String text(Site site, String name, Object... values) {
        return design.texts(site.language()).get(name, values);
    }

    /** From when to when articles are, for the title of a page that lists them. */
    public String days(Site site, List<Item> items) {
        return new Dates(site.zone(), design.texts(site.language())).days(items);
    }

    /** A year or a month, as the title of its archive. */
    public String period(Site site, boolean isYear, YearMonth month) {
        return design.texts(site.language())
                .pattern(isYear ? "date.year" : "date.month")
                .format(month);
    }

    /**
     * A stylesheet, script or image of the theme.
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

    /**
     * Identifies the content of all the theme's files: another version may render different pages. The same on every
     * instance.
     */
    public String version() {
        return design.version();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return watch == null ? Stream.empty() : watch.loops();
    }

    /** The listener is called with each new version once it is in use, by the thread that watches the folder. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** What is wrong with the mounted theme; absent if nothing is. */
    public @Nullable ThemeProblem problem() {
        return problem;
    }

    /** A file of the mounted theme that has no effect, though one was meant; absent if there is none. */
    public @Nullable ThemeProblem unused() {
        return unused;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private String fill(String template, Function<CompiledTheme, TemplateModel> world) {
        CompiledTheme now = design;
        Map<String, Object> shown = world.apply(now).values();
        try {
            return now.templates().fill(template, shown);
        } catch (ThemeError e) {
            if (now == builtIn) {
                throw e;
            }
            if (!e.problem().equals(problem)) {
                log.error(
                        "a page is rendered with the built-in templates because the mounted ones fail: {}, the page {}",
                        e.problem(),
                        shown.get("head") instanceof Map<?, ?> head ? head.get("canonical") : "");
            }
            problem = e.problem();
            CompiledTheme fallback = plain;
            return fallback.templates().fill(template, world.apply(fallback).values());
        }
    }

    private void mounted(ThemeFiles mounted) {
        take(mounted, "of " + settings.themeDir());
        problem = null;
        kept.keep(mounted);
        look(folder == null ? null : folder.unused());
    }

    private void look(@Nullable ThemeProblem stray) {
        if (stray != null && !stray.equals(unused)) {
            log.warn("the mounted theme has a file without effect. {}", stray);
        }
        unused = stray;
    }

    private void take(ThemeFiles mounted, String whence) {
        CompiledTheme next = new CompiledTheme(files, mounted, settings);
        ThemeValidator.of(next);
        boolean another = !next.version().equals(design.version());
        if (another) {
            synchronized (former) {
                former.addFirst(design);
                while (former.size() > FORMER) {
                    former.removeLast();
                }
            }
            plain = new CompiledTheme(files, mounted.withoutTemplates(), settings);
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
            log.error("the mounted theme is invalid; the last good one stays in use. {}", e.problem());
        }
        problem = e.problem();
    }
}
