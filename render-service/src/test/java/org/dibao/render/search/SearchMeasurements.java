package org.dibao.render.search;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Versioned;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;

/**
 * Prints what search costs; no test. Run it with the test class path. Texts are made of 8,000 words that occur as often as
 * words do (Zipf), some 900 characters an article, one in five with English among it.
 */
final class SearchMeasurements {
    private static final int ARTICLES = Integer.getInteger("articles", 5000);
    private static final int QUERIES = Integer.getInteger("queries", 3000);
    private static final Random RANDOM = new Random(7);

    private SearchMeasurements() {}

    public static void main(String[] args) throws Exception {
        List<Article> articles = articles();
        long characters = articles.stream()
                .mapToLong(a -> SearchableText.of(a.html()).length())
                .sum();
        System.out.printf("%,d articles, %,d characters of text each%n", ARTICLES, characters / ARTICLES);
        for (int round = 0; round < Integer.getInteger("rounds", 3); round++) { // the first ones warm up
            ours(articles);
            standard(articles, true);
            standard(articles, false);
        }
        queries(articles);
        System.exit(0);
    }

    private static void ours(List<Article> articles) throws Exception {
        Path folder = Files.createTempDirectory("search");
        long start = System.nanoTime();
        double cpu = cpuMillis();
        try (SearchIndex index = SearchIndex.create(folder, 16, Duration.ofMillis(200))) {
            for (Article article : articles) {
                index.put(article);
            }
            index.advance(new IndexCheckpoint("x", new Position(1), 0));
            index.commit();
        }
        told("ours", folder, start, cpu);
    }

    private static void standard(List<Article> articles, boolean unigrams) throws Exception {
        Path folder = Files.createTempDirectory("search");
        Analyzer analyzer = new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer words = new StandardTokenizer();
                TokenStream stream = new ASCIIFoldingFilter(
                        new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(words)), 15, unigrams));
                return new TokenStreamComponents(words, stream);
            }
        };
        long start = System.nanoTime();
        double cpu = cpuMillis();
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (Article article : articles) {
                String text = SearchableText.of(article.html());
                Document document = new Document();
                document.add(new StringField("id", article.id().value(), Field.Store.NO));
                document.add(new TextField("title", article.title(), Field.Store.NO));
                document.add(new TextField("all", article.title() + "\n" + text, Field.Store.NO));
                document.add(new NumericDocValuesField("date", 1));
                document.add(new StoredField("t", article.title()));
                document.add(new StoredField("x", text));
                writer.updateDocument(new Term("id", article.id().value()), document);
            }
        }
        told("Lucene's own chain, single characters " + unigrams, folder, start, cpu);
    }

    private static void told(String what, Path folder, long start, double cpu) throws Exception {
        long bytes;
        try (Stream<Path> files = Files.list(folder)) {
            bytes = files.mapToLong(file -> file.toFile().length()).sum();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %.0f articles a second, %.3f ms of processor each, %,d bytes, %d each%n",
                what, ARTICLES / seconds, (cpuMillis() - cpu) / ARTICLES, bytes, bytes / ARTICLES);
    }

    private static void queries(List<Article> articles) throws Exception {
        FakeRender render = new FakeRender();
        for (Article article : articles) {
            render.pages.put(Map.of(article.path(), new Versioned<>(new Position(0), new Page.Live(null, article))));
            render.entries.put(Map.of(article.id(), new Versioned<>(new Position(0), ListedArticle.of(article))));
        }
        render.topics.checkpoint = new Checkpoint("log-1", Position.NONE, "here");
        try (Searching searching = Searching.over(render, Files.createTempDirectory("search"))) {
            List<String> texts =
                    articles.stream().map(a -> SearchableText.of(a.html())).toList();
            time(
                    searching,
                    "two characters of a title",
                    i -> cut(articles.get(i).title(), 2));
            time(searching, "a single character", i -> cut(articles.get(i).title(), 1));
            time(
                    searching,
                    "two words",
                    i -> cut(articles.get(i).title(), 2) + " "
                            + cut(articles.get(i).title(), 2));
            time(searching, "a phrase of 15 from the middle", i -> cut(texts.get(i), 15));
            time(searching, "a phrase of 200 from the middle", i -> cut(texts.get(i), 200));
            time(searching, "English", _ -> "report number" + RANDOM.nextInt(300));
            time(
                    searching,
                    "two phrases that no article has both",
                    i -> cut(texts.get(i), 8) + " " + cut(texts.get((i * 31 + 7) % texts.size()), 8));
            time(searching, "page 50", i -> cut(articles.get(i).title(), 1), 50);
            int found = 0;
            int asked = 0;
            for (int i = 0; i < articles.size(); i++) {
                if (i % 5 != 0) { // the English is the same in many
                    asked++;
                    found += searching
                                    .paths(cut(texts.get(i), 15))
                                    .getFirst()
                                    .equals(articles.get(i).path().encoded())
                            ? 1
                            : 0;
                }
            }
            System.out.printf("first by a phrase of 15 from the middle: %d of %d%n", found, asked);
        }
    }

    private static String cut(String text, int length) {
        int most = Math.min(length, text.length());
        int from = RANDOM.nextInt(text.length() - most + 1);
        int to = from + most;
        while (from > 0 && isWithinAWord(text, from)) {
            from--;
        }
        while (to < text.length() && isWithinAWord(text, to)) {
            to++;
        }
        return text.substring(from, to);
    }

    private static boolean isWithinAWord(String text, int at) {
        return text.charAt(at - 1) < 0x80
                && text.charAt(at) < 0x80
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at));
    }

    private static void time(Searching searching, String what, IntFunction<String> query) {
        time(searching, what, query, 1);
    }

    private static void time(Searching searching, String what, IntFunction<String> query, int page) {
        long[] took = new long[QUERIES];
        double cpu = cpuMillis();
        for (int i = 0; i < QUERIES; i++) {
            String typed = query.apply(RANDOM.nextInt(ARTICLES));
            long start = System.nanoTime();
            searching.find(typed, page);
            took[i] = System.nanoTime() - start;
        }
        double each = (cpuMillis() - cpu) / QUERIES;
        long[] later = Arrays.copyOfRange(took, QUERIES / 4, QUERIES);
        Arrays.sort(later);
        System.out.printf(
                "%s: median %.2f ms, p99 %.2f ms, worst %.1f ms, %.2f ms of processor each%n",
                what,
                later[later.length / 2] / 1e6,
                later[(int) (later.length * 0.99)] / 1e6,
                later[later.length - 1] / 1e6,
                each);
    }

    private static List<Article> articles() {
        String[] words = new String[8000];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = i < 200 ? 1 : 1 + RANDOM.nextInt(3); n > 0 || word.isEmpty(); n--) {
                word.append((char) (0x4E00 + (int) (3000 * Math.pow(RANDOM.nextDouble(), 2))));
            }
            words[i] = word.toString();
        }
        List<Article> articles = new ArrayList<>(ARTICLES);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder html = new StringBuilder();
            int length = 300 + RANDOM.nextInt(1200);
            while (html.length() < length) {
                html.append("<p>");
                for (int n = 20 + RANDOM.nextInt(60); n > 0; n--) {
                    html.append(word(words)).append(n % 12 == 0 ? "，" : "");
                    if (i % 5 == 0 && n % 9 == 0) {
                        html.append(" report number")
                                .append(RANDOM.nextInt(300))
                                .append(" of the <b>day</b> ");
                    }
                }
                html.append("。</p>\n");
            }
            StringBuilder title = new StringBuilder();
            for (int n = 6 + RANDOM.nextInt(6); n > 0; n--) {
                title.append(word(words));
            }
            articles.add(ArticleBuilder.builder()
                    .id(new ArticleId("a" + i))
                    .revision(Revision.FIRST)
                    .path(new ArticlePath("/news/" + i + ".html"))
                    .title(title.toString())
                    .date(OffsetDateTime.parse("2020-01-01T00:00:00+08:00").plusHours(i))
                    .acceptedAt(now)
                    .modifiedAt(now)
                    .categories(List.of("news"))
                    .lang("zh-CN")
                    .html(html.toString())
                    .by("desk")
                    .build());
        }
        return articles;
    }

    private static String word(String[] words) {
        return words[Math.min(words.length - 1, (int) Math.pow(words.length, RANDOM.nextDouble()) - 1)];
    }

    private static double cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e6;
    }
}
