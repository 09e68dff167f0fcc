package org.dibao.render.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.ImprintBuilder;
import org.dibao.contract.site.MenuItem;
import org.dibao.render.body.Heading;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SourceLine;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Translation;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.ListedArticleBuilder;
import org.jspecify.annotations.Nullable;

/** Every kind of page made of the project's sample articles, and as files to be looked at. */
final class Showcase {
    private static final DateTimeFormatter FRONT_MATTER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XX");
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>(
            Map.of("haigang", "海港", "chengshi", "城市", "wenhua", "文化", "keji", "科技", "shangye", "商业"));

    final List<Item> items;
    private final Theme theme;

    Showcase(Theme theme, Path samples) {
        this.theme = theme;
        try (Stream<Path> files = Files.list(samples)) {
            this.items = files.filter(file -> file.toString().endsWith(".md"))
                    .map(Showcase::item)
                    .sorted(Comparator.comparing((Item item) -> item.entry().date())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes them, with what they need, as a folder that any server of files can show. */
    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[0]);
        Theme theme = new Theme(ThemeSettings.in(
                arguments.length > 2 ? Path.of(arguments[2]) : null,
                Path.of(arguments[0]).resolve(".theme")));
        Showcase showcase = new Showcase(theme, Path.of(arguments[1]));
        for (String language : List.of("zh-CN", "en")) {
            for (Map.Entry<String, String> page : showcase.pages(language).entrySet()) {
                write(
                        to.resolve(page.getKey() + "." + language.substring(0, 2) + ".html"),
                        page.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        for (Asset asset : List.of(theme.stylesheet(), theme.script())) {
            write(to.resolve(asset.path().substring(1)), asset.content());
        }
    }

    /** By kind. */
    Map<String, String> pages(String language) {
        Site site = site(language);
        Map<String, String> pages = new LinkedHashMap<>();
        PageMetadata head = PageMetadata.plain("", site.description(), site.baseUrl() + "/");
        pages.put("front", theme.front(site, head, front(20)));
        pages.put(
                "front-few", theme.front(site, head, new FrontPage(List.of(), items.subList(0, 3), sections(3), null)));
        pages.put("front-empty", theme.front(site, head, new FrontPage(List.of(), List.of(), List.of(), null)));
        pages.put("article", theme.article(site, head("三百条小河，第一次有了同一张地图"), long_(language)));
        pages.put("article-en", theme.article(site, head("The quiet carriage"), latin()));
        pages.put(
                "listing",
                theme.listing(
                        site,
                        head("城市"),
                        ListingPageBuilder.builder()
                                .key(new ListingKey(Kind.CATEGORY, "chengshi"))
                                .name("城市")
                                .description("街道、学校、河流，和住在这里的人。")
                                .items(items)
                                .older("/category/chengshi/page/3.html")
                                .slugs(List.of("chengshi"))
                                .build()));
        pages.put("index", theme.index(site, head("分类"), IndexPage.whole(Kind.TAG, entries(2000))));
        pages.put("index-few", theme.index(site, head("分类"), IndexPage.whole(Kind.CATEGORY, entries(12))));
        pages.put("search", theme.search(site, head("灯"), new SearchPage("灯", 23, 2, 1, 3, hits())));
        pages.put("search-none", theme.search(site, head("独角兽"), new SearchPage("独角兽", 0, 1, null, null, List.of())));
        pages.put("search-empty", theme.search(site, head("搜索"), new SearchPage("", 0, 1, null, null, List.of())));
        pages.put("missing", theme.missing(site, items.subList(0, 5)));
        pages.put("gone", theme.gone(site, items.subList(0, 5)));
        return pages;
    }

    FrontPage front(int latest) {
        List<Item> many = new ArrayList<>();
        for (int i = 0; i < latest; i++) {
            Item item = items.get(i % items.size());
            ListedArticle e = item.entry();
            many.add(
                    i < items.size()
                            ? item
                            : new Item(
                                    new ArticleId(item.id().value() + i),
                                    ListedArticleBuilder.builder(e)
                                            .date(e.date().minusDays(20))
                                            .layout(null)
                                            .build()));
        }
        return new FrontPage(List.of(), many, sections(12), "/page/7.html");
    }

    static Site site(String language) {
        boolean chinese = language.startsWith("zh");
        return SiteBuilder.builder()
                .title(chinese ? "海港日报" : "The Harbour Gazette")
                .description(chinese ? "潮起潮落，日日有闻" : "All the news that the tide brings in")
                .language(language)
                .baseUrl("http://localhost:8080")
                .zone(ZoneId.of("Asia/Shanghai"))
                .menu(
                        chinese
                                ? Stream.concat(
                                                SECTIONS.entrySet().stream()
                                                        .map(it -> new MenuItem(
                                                                it.getValue(), "/category/" + it.getKey() + ".html")),
                                                Stream.of(new MenuItem("关于我们", "/about.html")))
                                        .toList()
                                : List.of(
                                        new MenuItem("Harbour", "/category/haigang.html"),
                                        new MenuItem("City", "/category/chengshi.html"),
                                        new MenuItem("Culture", "/category/wenhua.html"),
                                        new MenuItem("About", "/about.html")))
                .imprint(ImprintBuilder.builder()
                        .icp("沪ICP备00000000号-1")
                        .publicSecurity("沪公网安备 31000000000000号")
                        .licence("互联网新闻信息服务许可证 00000000000")
                        .reportPhone("021-0000-0000")
                        .copyright("© 2026 海港日报")
                        .build())
                .terms(Showcase::name)
                .build();
    }

    private static TermLinks.Term name(Kind kind, String written) {
        return new TermLinks.Term(
                SECTIONS.getOrDefault(written, written), ListingPaths.of(new ListingKey(kind, Slug.of(written))));
    }

    private static PageMetadata head(String title) {
        return PageMetadata.plain(title, title, "http://localhost:8080/");
    }

    private List<Section> sections(int size) {
        List<Section> sections = new ArrayList<>();
        SECTIONS.forEach((slug, name) -> {
            List<Item> in = items.stream()
                    .filter(item -> item.entry().categories().contains(slug))
                    .limit(5)
                    .toList();
            if (!in.isEmpty() && sections.size() < size) {
                sections.add(new Section(new ListingKey(Kind.CATEGORY, slug), name, in));
            }
        });
        return sections;
    }

    private static List<IndexPage.Entry> entries(int count) {
        String firsts = "海城文科商茶河灯桥书船风山云花鸟雨雪春夏秋冬ABCKXZ九";
        return IntStream.range(0, count)
                .mapToObj(i -> new IndexPage.Entry(
                        firsts.charAt(i % firsts.length()) + "港" + (i < firsts.length() ? "" : String.valueOf(i)),
                        "/tag/" + i + ".html",
                        1 + i * 7919 % 97))
                .toList();
    }

    private List<SearchPage.Hit> hits() {
        return items.stream()
                .limit(6)
                .map(item -> new SearchPage.Hit(
                        item.entry().title().replace("灯", "<mark>灯</mark>"),
                        "……老街换<mark>灯</mark>：亮度降了一半，走夜路的人多了一倍。柳荫街把四百盏路<mark>灯</mark>换成了低位暖光……",
                        item.entry().path().encoded(),
                        item.entry().date(),
                        item.entry().lang()))
                .toList();
    }

    private ArticlePage long_(String language) {
        String html = """
                <p>两年，三百零六条小河，一千七百公里河岸。由六百多名志愿者走出来的“小河地图”——任何人都可以<em>续写</em>的地图——今天向公众开放。地图用 OpenStreetMap 的数据，一共画了 2 年<sup id="fnref:1"><a href="#fn:1" class="footnote" role="doc-noteref" aria-label="注释 1">1</a></sup>。</p>
                <h2 id="a">从一条叫不出名字的河开始</h2>
                <p>2024 年秋天，教地理的周老师带学生去看学校后面的河。回来以后，没有一个学生说得出它的名字。“我们天天从桥上过，”一个学生说，“却不知道桥下是谁。”他们从街道办的旧档案里找到了名字：听莺浜。后来，加入的人越来越多；有退休的船工，有送外卖的骑手，也有刚学会写自己名字的孩子。</p>
                <blockquote><p>一条河如果没有名字，就不会有人替它说话。</p></blockquote>
                <h3 id="b">走河的人</h3>
                <p>走河要带三样东西：<strong>尺子</strong>、<code>GPS</code> 和耐心。详见<a href="/guide.html">《走河手册》</a>，或者按 <kbd>Ctrl</kbd>＋<kbd>P</kbd> 把它印出来。</p>
                <ul><li>河宽与水深，每五百米一次；</li><li>桥、台阶、码头、古树；</li><li>沿河居民记得的名字。</li></ul>
                <figure><svg viewBox="0 0 720 300" role="img" aria-label="河道示意图"><rect width="720" height="300" fill="#e6dcc6"/><path d="M0 210C120 120 220 260 360 170S600 90 720 150" fill="none" stroke="#6d8e97" stroke-width="26"/><path d="M240 0C260 90 330 120 360 170S430 260 470 300" fill="none" stroke="#8fabb0" stroke-width="12"/></svg><figcaption>图：听莺浜与横塘交汇处。志愿者绘</figcaption></figure>
                <h2 id="c">地图上有什么<br>——数字与名字</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="表格"><table><thead><tr><th>记录</th><th>数量</th><th>核对次数</th></tr></thead><tbody><tr><td>河道</td><td>306 条</td><td>918</td></tr><tr><td>桥</td><td>1,942 座</td><td>3,884</td></tr><tr><td>亲水台阶</td><td>871 处</td><td>1,742</td></tr></tbody></table></div>
                <p>每一处都有照片和步行到达的方法。数据按开放许可发布，取用只要几行：</p>
                <pre tabindex="0"><code class="language-python"><span class="tok-c"># every river within walking distance</span>
                <span class="tok-k">def</span> <span class="tok-f">rivers</span><span class="tok-p">(</span>home<span class="tok-p">:</span> <span class="tok-t">Point</span><span class="tok-p">,</span> km<span class="tok-p">=</span><span class="tok-n">1.5</span><span class="tok-p">):</span>
                    <span class="tok-k">return</span> <span class="tok-p">[</span>r.name <span class="tok-k">for</span> r <span class="tok-k">in</span> load<span class="tok-p">(</span><span class="tok-s">"rivers.geojson"</span><span class="tok-p">)</span> <span class="tok-k">if</span> r.distance<span class="tok-p">(</span>home<span class="tok-p">)</span> &lt; km<span class="tok-p">]</span>
                <span class="tok-del">-old line</span>
                <span class="tok-ins">+new line</span></code></pre>
                <hr>
                <p>“地图永远不会画完。”周老师说，“这正是它的好处。”</p>
                <ol class="captions"><li>志愿者在听莺浜测量河宽</li><li>孩子们画的第一张小河地图</li></ol>
                <p class="source">（文章来源：海港日报）</p>
                <div class="footnotes"><ol><li id="fn:1"><p>自 2024 年 10 月至 2026 年 10 月。 <a href="#fnref:1" class="reversefootnote" role="doc-backlink" aria-label="回到正文 1">↩</a></p></li></ol></div>
                """;
        List<Heading> contents = List.of(
                new Heading(2, "a", "从一条叫不出名字的河开始", List.of(new Heading(3, "b", "走河的人", List.of()))),
                new Heading(2, "c", "地图上有什么——数字与名字", List.of()));
        OffsetDateTime date = OffsetDateTime.parse("2026-11-23T16:20:00+08:00");
        Article article = ArticleBuilder.builder()
                .id(new ArticleId("rivers"))
                .revision(new Revision(2))
                .path(new ArticlePath("/a.html"))
                .title("三百条小河，第一次有了同一张地图")
                .date(date)
                .acceptedAt(date.toInstant())
                .modifiedAt(date.toInstant().plusSeconds(9000))
                .categories(List.of("chengshi"))
                .tags(List.of("河流", "地图", "数据"))
                .authors(List.of("周砚", "林望舒"))
                .lang("zh-CN")
                .html("")
                .by("")
                .build();
        return new ArticlePage(
                article,
                new RenderedBody(html, contents, 4, new SourceLine("海港日报", "https://example.org/"), ""),
                language.equals("en")
                        ? List.of()
                        : List.of(
                                new Translation("en", new ArticlePath("/en.html")),
                                new Translation("zh-TW", new ArticlePath("/tw.html"))),
                items.subList(0, 4));
    }

    private ArticlePage latin() {
        OffsetDateTime date = OffsetDateTime.parse("2026-11-17T18:45:00+08:00");
        Article article = ArticleBuilder.builder()
                .id(new ArticleId("quiet"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/b.html"))
                .title("The quiet carriage gets louder, and nobody minds")
                .date(date)
                .acceptedAt(date.toInstant())
                .modifiedAt(date.toInstant())
                .categories(List.of("chengshi"))
                .tags(List.of("trains"))
                .authors(List.of("Ada Brook"))
                .lang("en")
                .html("")
                .by("")
                .build();
        String html = """
                <p>The night train to the coast has a quiet carriage with eighty seats and, since the spring, one musician. The rule fits on the door: <em>play softly, and stop when somebody sleeps.</em></p>
                <p>Seats in that carriage now sell out first. The railway asked passengers why. “It’s the only place,” one of them wrote, “where everybody listens to the same thing.”</p>
                <h2 id="how">How it works</h2>
                <p>The musician boards at the first stop and leaves at the last. There is no stage and no microphone; a cello is the largest instrument allowed. When a passenger turns down the lamp over a seat, the piece ends — not at once, but within the phrase.</p>
                <blockquote><p>A train at night is a long room with a very good rhythm section.</p></blockquote>
                <p>Next year the railway will try the same on <a href="/two.html">two more lines</a>.</p>
                """;
        return new ArticlePage(article, new RenderedBody(html, List.of(), 1, null, ""), List.of(), items.subList(4, 8));
    }

    private static Item item(Path file) {
        Map<String, String> front = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.subList(1, lines.size()).indexOf("---") + 1)) {
                int colon = line.indexOf(": ");
                front.put(line.substring(0, colon), line.substring(colon + 2).replaceAll("^\"|\"$", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = file.getFileName().toString().replace(".md", "");
        @Nullable String lang = front.get("lang");
        return new Item(
                new ArticleId(name),
                ListedArticleBuilder.builder()
                        .revision(Revision.FIRST)
                        .path(new ArticlePath("/" + front.get("categories") + "/"
                                + name.substring(0, 10).replace('-', '/') + "/" + name.substring(11) + ".html"))
                        .title(front.getOrDefault("title", ""))
                        .date(OffsetDateTime.parse(front.getOrDefault("date", ""), FRONT_MATTER))
                        .modifiedAt(java.time.Instant.EPOCH)
                        .categories(List.of(front.getOrDefault("categories", "")))
                        .excerpt(front.get("excerpt"))
                        .lang(lang)
                        .image(front.get("image"))
                        .build());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
