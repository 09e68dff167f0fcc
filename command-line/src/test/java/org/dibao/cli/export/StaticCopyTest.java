package org.dibao.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StaticCopyTest {
    private static final String HTML = "text/html;charset=utf-8";

    @TempDir
    Path folder;

    private final Map<String, String> site = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int position = 7;

    @BeforeEach
    void aSite() {
        site.put(
                "/",
                "<a href=/about/>x</a><a href='/search'>x</a><a href=\"https://river.example/a.html#x\">x</a>"
                        + "<meta property=\"og:image\" content=\"https://river.example/img/share.jpg\"><img srcset=\"/img/1.png 1x, /img/2.png 2x\"><link href=\"/site.css\"><a href=\"/old\">x</a>"
                        + "<a href=\"https://other.example/\">x</a><a href=\"/gone\">x</a><a href=\"/a.html?page=2\">x</a>");
        site.put("/about/", "about");
        site.put("/a.html", "a");
        site.put("/%E6%B2%B3", "river");
        site.put("/img/1.png", "1");
        site.put("/img/2.png", "2");
        site.put("/img/bg.png", "3");
        site.put("/img/share.jpg", "4");
        site.put("/site.css", "body{background:url(img/bg.png)}");
        site.put("/sitemap.xml", "<loc>https://river.example/%E6%B2%B3</loc>");
        moved.put("/old", "/about/");
        moved.put("/older.html", "https://river.example/a.html");
    }

    @Test
    void anOldAddressWithAQueryIsNoFileAndIsSaid() throws Exception {
        moved.put("/%3Fp=7", "/about/");
        StaticCopy.Result result = new StaticCopy(folder, this::answer, 1000, _ -> {})
                .write("river.example", List.of("/"), List.of("/%3Fp=7"));

        assertThat(files()).doesNotContainKey("?p=7");
        assertThat(files().get("_redirects")).endsWith("redirect them.\n# /?p=7 /about/ 301\n");
        assertThat(result.counts().redirects()).isEqualTo(1);
        assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("queries"));
        assertThat(result.isWhole()).isTrue();
    }

    @Test
    void everyAddressThatThePagesLeadToIsAFileWithTheSameBytes() throws Exception {
        StaticCopy.Result result = copied();

        Map<String, String> files = files();
        assertThat(files)
                .containsEntry("index.html", site.get("/"))
                .containsEntry("about/index.html", "about")
                .containsEntry("a.html", "a")
                .containsEntry("河.html", "river")
                .containsEntry("img/1.png", "1")
                .containsEntry("img/2.png", "2")
                .containsEntry("img/bg.png", "3")
                .containsEntry("img/share.jpg", "4")
                .containsEntry("_redirects", "/old /about/ 301\n/older.html /a.html 301\n");
        assertThat(files.get("old.html")).contains("url=/about/");
        assertThat(files.get("older.html")).contains("url=/a.html");
        assertThat(files.get("search.html")).contains("needs the server");
        assertThat(files).hasSize(14).doesNotContainKey("gone.html");
        assertThat(asked).noneMatch(address -> address.contains("search") || address.contains("?"));
        assertThat(result.isWhole()).isTrue();
        assertThat(result.position()).isEqualTo("7");
        assertThat(result.counts().written()).isEqualTo(14);
    }

    @Test
    void aSecondCopyFetchesAndWritesWhatHasChangedAndRemovesWhatIsGone() throws Exception {
        copied();
        Map<String, String> before = files();

        assertThat(copied().counts().written()).isZero();
        assertThat(files()).isEqualTo(before);

        site.put("/a.html", "changed");
        site.remove("/about/");
        Files.writeString(folder.resolve("mine.txt"), "not the export's");
        StaticCopy.Result result = copied();

        assertThat(result.counts().written()).isEqualTo(1);
        assertThat(result.counts().removed()).isEqualTo(1);
        assertThat(files())
                .containsEntry("a.html", "changed")
                .containsEntry("mine.txt", "not the export's")
                .doesNotContainKey("about/index.html");
    }

    @Test
    void aFileThatWasChangedOrLostInTheFolderIsWrittenAgain() throws Exception {
        copied();
        Map<String, String> before = files();
        Files.delete(folder.resolve("a.html"));
        Files.writeString(folder.resolve("about/index.html"), "tampered with");

        copied();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aSiteThatChangesMeanwhileIsGoneThroughAgain() throws Exception {
        List<String> changes = new ArrayList<>(List.of("once"));
        StaticCopy.Result result = new StaticCopy(
                        folder,
                        (address, tag, body) -> {
                            if (address.equals("/a.html") && !changes.isEmpty()) {
                                changes.clear();
                                position = 8;
                                site.put("/about/", "new");
                            }
                            return answer(address, tag, body);
                        },
                        100,
                        _ -> {})
                .write("river.example", List.of("/", "/sitemap.xml"), List.of());

        assertThat(result.position()).isEqualTo("8");
        assertThat(result.isWhole()).isTrue();
        assertThat(files()).containsEntry("about/index.html", "new");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "x");

        assertThatThrownBy(this::copied).isInstanceOf(StaticCopy.Refusal.class);
        assertThat(files()).containsOnlyKeys("mine.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "/, index.html",
        "/a, a.html",
        "/a.html, a.html",
        "/a/, a/index.html",
        "/v1.2, v1.2.html",
        "/a%20b.txt, a b.txt",
        "/%2e%2e/x, ",
        "/..%2fx, ",
        "/a//b, ",
        "/a%00, ",
        "/a%5cb, ",
        "/.dibao-export, ",
    })
    void anAddressHasAFileWithinTheFolder(String address, String file) {
        assertThat(CopyFolder.file(address)).isEqualTo(file);
    }

    private StaticCopy.Result copied() throws IOException {
        asked.clear();
        return new StaticCopy(folder, this::answer, 100, _ -> {})
                .write("river.example", List.of("/", "/sitemap.xml"), List.of("/older.html"));
    }

    private StaticCopy.Answer answer(String address, String tag, Path body) throws IOException {
        asked.add(address);
        String text = site.get(address);
        String to = moved.get(address);
        String at = Integer.toString(position);
        if (text == null) {
            Files.writeString(body, "error");
            return new StaticCopy.Answer(to == null ? 404 : 301, HTML, null, to, at, null, null);
        }
        String own = "\"" + text.hashCode() + "\"";
        if (own.equals(tag)) {
            return new StaticCopy.Answer(304, null, own, null, at, null, null);
        }
        Files.writeString(body, text);
        String type = address.endsWith(".css") ? "text/css" : address.endsWith(".xml") ? "application/xml" : HTML;
        return new StaticCopy.Answer(200, address.endsWith(".png") ? "image/png" : type, own, null, at, null, null);
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new TreeMap<>(all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(CopyState.NAME))
                    .collect(Collectors.toMap(file -> folder.relativize(file).toString(), file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })));
        }
    }
}
