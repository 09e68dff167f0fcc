package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Call;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Pictures;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher puts a picture on the site and shows it in an article. */
@ExtendWith(Running.class)
class FilesTest {
    private final Site site;
    private final String folder = Unique.word("tu");

    FilesTest(Site site) {
        this.site = site;
    }

    @Test
    void aPictureIsPutShownRevisedAndRemoved() {
        byte[] morning = Pictures.png(64, 48, 0x336699);
        byte[] evening = Pictures.png(64, 48, 0x993300);
        String path = "/" + folder + "/ferry-at-dawn.png";

        Answer put = put(path, morning).waiting().send().expect(201);
        assertThat(put.outcome()).isEqualTo("file-published");
        assertThat(put.location()).isEqualTo(path);
        assertThat(put.required("ETag")).isEqualTo("\"1\"");
        assertThat(put.json().path("markdown").asString()).isEqualTo("![ferry at dawn](" + path + ")");
        Post post = Post.sample();
        post = post.body("The ferry.\n\n" + put.json().path("markdown").asString() + "\n");
        site.publish(post).expect(201);

        assertThat(site.get(post.path()).expect(200).page().select("img[src$=ferry-at-dawn.png]"))
                .hasSize(1);
        Answer picture = site.get(path).expect(200);
        assertThat(picture.body()).isEqualTo(morning);
        assertThat(picture.required("Content-Type")).isEqualTo("image/png");
        assertThat(picture.required("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.required("Cache-Control")).isEqualTo("no-cache");
        String tag = picture.required("ETag");
        site.reader("GET", path).with("If-None-Match", tag).send().expect(304);

        assertThat(put(path, morning).waiting().send().expect(200).outcome()).isEqualTo("unchanged");
        assertThat(put(path, evening)
                        .with("If-Match", "\"1\"")
                        .waiting()
                        .send()
                        .expect(200)
                        .outcome())
                .isEqualTo("file-revised");
        Answer other = site.get(path).expect(200);
        assertThat(other.body()).isEqualTo(evening);
        assertThat(other.required("ETag")).isNotEqualTo(tag);
        put(path, morning).with("If-Match", "\"1\"").waiting().send().expectProblem(412, "If-Match");
        put(path, morning).with("If-None-Match", "*").waiting().send().expectProblem(412, "If-None-Match");

        Answer known = site.getWithKey("/api/assets" + path).expect(200);
        assertThat(known.json().at("/content/width").asInt()).isEqualTo(64);
        assertThat(known.json().at("/content/type").asString()).isEqualTo("image/png");
        assertThat(known.required("ETag")).isEqualTo("\"2\"");
        assertThat(site.getWithKey("/api/assets" + path + "?revisions")
                        .expect(200)
                        .json()
                        .path("revisions"))
                .hasSize(2);
        assertThat(site.getWithKey("/api/assets?limit=1").expect(200).json().path("files"))
                .hasSize(1);
        site.get("/api/assets" + path).expectProblem(401);

        assertThat(remove(path).expect(200).outcome()).isEqualTo("file-withdrawn");
        site.get(path).expect(410);
        remove("/" + folder + "/none.png").expectProblem(404);
    }

    @Test
    void aPageLeavesRoomForItsPicturesWheneverTheyCome() {
        String path = "/" + folder + "/late.png";
        Post post = Post.sample().body("![A picture](" + path + ")\n");
        site.publish(post).expect(201);
        assertThat(size(post, path)).isEqualTo("");

        put(path, Pictures.png(40, 30, 1)).waiting().send().expect(201);
        assertThat(size(post, path)).isEqualTo("40x30");
        put(path, Pictures.png(30, 40, 1)).waiting().send().expect(200);
        assertThat(size(post, path)).isEqualTo("30x40");
        await().untilAsserted(() -> assertThat(site.getWithKey("/api/assets" + path + "?where-used&limit=1")
                        .expect(200)
                        .json()
                        .at("/articles/0/path")
                        .asString(""))
                .isEqualTo(post.path()));
        remove(path).expect(200);
        assertThat(size(post, path)).isEqualTo("");
        site.get("/api/assets" + path + "?where-used").expectProblem(401);
    }

    private String size(Post post, String picture) {
        Element shown = site.get(post.path()).expect(200).page().selectFirst("img[src=" + picture + "]");
        assertThat(shown).isNotNull();
        return shown.hasAttr("width") ? shown.attr("width") + "x" + shown.attr("height") : "";
    }

    @Test
    void aWidePictureIsShownAtOnceAndThenInTheSizeThatAScreenNeeds() {
        String path = "/" + folder + "/wide.jpg";
        byte[] wide = Pictures.photograph(700, 400);
        put(path, wide).waiting().send().expect(201);
        Post post = Post.sample().body("![A picture](" + path + ")\n");
        site.publish(post).expect(201);

        Element shown = site.get(post.path()).expect(200).page().selectFirst("picture");
        assertThat(shown).isNotNull();
        List<String> addresses = shown.select("[srcset]").eachAttr("srcset").stream()
                .flatMap(srcset -> Stream.of(srcset.split(", ")))
                .map(candidate -> candidate.replaceFirst(" .*", ""))
                .toList();
        assertThat(addresses).hasSize(6).contains(path);
        addresses.forEach(address -> site.get(address).expect(200));

        for (String address : addresses) {
            await().until(() -> site.get(address).expect(200).header("Dibao-Variant") == null);
            Answer picture = site.get(address).expect(200);
            boolean isWebp = address.matches("/media/(320|640)/.*webp"); // as wide as it was, it may be longer
            assertThat(picture.required("Content-Type")).as(address).isEqualTo(isWebp ? "image/webp" : "image/jpeg");
            assertThat(picture.body().length).isLessThanOrEqualTo(wide.length);
        }
        put(addresses.getFirst(), wide).waiting().send().expectProblem(422, "path");

        put(path, Pictures.photograph(700, 401)).waiting().send().expect(200);
        assertThat(site.get(addresses.getFirst()).expect(302).location()).isEqualTo(path);
        remove(path).expect(200);
        site.get(addresses.getFirst()).expect(410);
    }

    @Test
    void otherSitesAreShownThePartOfAPictureThatMattersAndAtOnceWhatMattersNow() throws IOException {
        String path = "/" + folder + "/tall.jpg";
        byte[] tall = Pictures.photograph(700, 900);
        put(path, tall).waiting().send().expect(201);
        Post post = Post.sample().body("![A picture](" + path + ")\n");
        site.publish(post).expect(201);
        assertThat(preview(post)).startsWith("/media/preview-50-50/");

        put(path + "?focus=30,80", tall).waiting().send().expect(200);
        String preview = preview(post);
        assertThat(preview).startsWith("/media/preview-30-80/");
        await().until(() -> site.get(preview).expect(200).header("Dibao-Variant") == null);
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(site.get(preview).expect(200).body()));
        assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo("700x368");

        assertThat(put(path, tall).waiting().send().expect(200).outcome()).isEqualTo("unchanged");
        put(path + "?focus=elsewhere", tall).waiting().send().expectProblem(400, "focus");
    }

    private String preview(Post post) {
        Element image = site.get(post.path()).expect(200).page().selectFirst("meta[property=og:image]");
        assertThat(image).isNotNull();
        return URI.create(image.attr("content")).getRawPath();
    }

    @Test
    void aFileOfManyPiecesIsSentWholeOrInPart() {
        byte[] film = new byte[1_000_001];
        new Random(1).nextBytes(film);
        String path = "/" + folder + "/film.mp4";
        put(path, film).waiting().send().expect(201);

        assertThat(site.get(path).expect(200).body()).isEqualTo(film);
        Answer head = site.reader("HEAD", path).send().expect(200);
        assertThat(head.required("Content-Length")).isEqualTo("1000001");
        assertThat(head.required("Accept-Ranges")).isEqualTo("bytes");
        Answer part = site.reader("GET", path)
                .with("Range", "bytes=200000-700000")
                .send()
                .expect(206);
        assertThat(part.required("Content-Range")).isEqualTo("bytes 200000-700000/1000001");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(film, 200_000, 700_001));
        assertThat(site.reader("GET", path)
                        .with("Range", "bytes=-1")
                        .send()
                        .expect(206)
                        .body())
                .hasSize(1);
        site.reader("GET", path).with("Range", "bytes=2000000-").send().expectProblem(416);
        site.reader("GET", path)
                .with("Range", "bytes=0-0")
                .with("If-Range", "\"other\"")
                .send()
                .expect(200);
    }

    @Test
    void aPathHasOneOwner() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        put(post.path(), Pictures.png(1, 1, 0)).waiting().send().expectProblem(409, "path");

        String path = "/" + folder + "/page.html";
        put(path, "<p>A page of its own</p>".getBytes(StandardCharsets.UTF_8))
                .waiting()
                .send()
                .expect(201);
        site.publish(Post.sample().with("permalink", path)).expectProblem(409, "permalink");
        remove(path).expect(200);
        Post later = Post.sample().with("permalink", path);
        site.publish(later).expect(201);
        site.get(path).expect(200);
    }

    @Test
    void whatComesWithoutAPathIsAtOneThatNamesWhatIsInIt() {
        byte[] picture = Pictures.jpeg(30, 20, folder.hashCode());
        Call call = site.publisher("POST", "/api/media")
                .with("Content-Disposition", "attachment; filename=\"" + folder + ".jpg\"")
                .body("image/jpeg", picture);

        Answer kept = call.waiting().send().expect(201);

        assertThat(kept.location()).matches("/media/[0-9a-f]{16}/" + folder + "\\.jpg");
        assertThat(kept.json().path("markdown").asString()).isEqualTo("![" + folder + "](" + kept.location() + ")");
        Answer got = site.get(kept.location()).expect(200);
        assertThat(got.body()).isEqualTo(picture);
        assertThat(got.required("Cache-Control")).contains("immutable");
        assertThat(site.publisher("POST", "/api/media")
                        .body("application/octet-stream", picture)
                        .waiting()
                        .send()
                        .expect(201)
                        .location())
                .matches("/media/[0-9a-f]{16}/[0-9a-f]{16}\\.jpg");
    }

    @Test
    void nothingThatIsKeptRuns() {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        put("/" + folder + "/drawing.svg", svg).waiting().send().expect(201);
        put("/" + folder + "/script.js", "alert(1)").waiting().send().expect(201);
        put("/" + folder + "/what.isit", "?").waiting().send().expect(201);

        Answer drawing = site.get("/" + folder + "/drawing.svg").expect(200);
        assertThat(drawing.required("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(drawing.required("Content-Security-Policy"))
                .startsWith("sandbox; default-src 'none'")
                .doesNotContain("script-src");
        assertThat(site.get("/" + folder + "/script.js").expect(200).required("Content-Type"))
                .startsWith("text/plain");
        Answer unknown = site.get("/" + folder + "/what.isit").expect(200);
        assertThat(unknown.required("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(unknown.required("Content-Disposition")).isEqualTo("attachment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/%2E%2E/b.png",
                "/a/%00.png",
                "/a/b%2Fc.png",
                "/a/CON.png",
                "/a/lpt1",
                "/api/x.png",
                "/feed.xml",
                "/a/",
                "/assets/site.css"
            })
    void aNameThatNoFolderShouldHaveIsRefused(String path) {
        put(path, Pictures.png(1, 1, 0)).waiting().send().expectProblem(422, "path");
    }

    @Test
    void aNameOfFiveKilobytesIsRefused() {
        Answer refused = put("/" + "n".repeat(5_000) + ".png", "x").send();

        assertThat(refused.status()).isIn(414, 422);
    }

    @ParameterizedTest
    @CsvSource({"cut.jpg,broken", "huge.png,pixels", "text.png,first bytes"})
    void aPictureThatIsNotWhatItsNameSaysIsRefused(String name, String why) {
        byte[] bytes = switch (name) {
            case "cut.jpg" -> Arrays.copyOf(Pictures.jpeg(200, 200, 0x123456), 700);
            case "huge.png" -> Pictures.hugePng(50_000);
            default -> "no picture".getBytes(StandardCharsets.UTF_8);
        };
        String path = "/" + folder + "/" + name;

        Answer refused = put(path, bytes).waiting().send().expectProblem(422, "body");

        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/invalid-file");
        assertThat(refused.json().path("detail").asString()).contains(why);
        site.get(path).expect(404);
        site.getWithKey("/api/assets" + path).expectProblem(404);
    }

    @Test
    void aPictureNamedLikeAnotherFormatIsServedAsWhatItIs() {
        String path = "/" + folder + "/png.jpg";
        put(path, Pictures.png(5, 5, 0)).waiting().send().expect(201);

        assertThat(site.get(path).expect(200).required("Content-Type")).isEqualTo("image/png");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        put("/" + folder + "/large.bin", new byte[21 << 20]).waiting().send().expectProblem(413);
        site.publisher("PUT", "/api/assets/" + folder + "/form.png")
                .body("multipart/form-data; boundary=x", "--x--")
                .send()
                .expectProblem(415);
        site.reader("PUT", "/api/assets/" + folder + "/a.png")
                .body("image/png", "x")
                .send()
                .expectProblem(401);
    }

    @Test
    void subscribersHearOfFilesOnlyIfTheyAsk() {
        String path = "/" + folder + "/told.txt";
        long position = put(path, "told").waiting().send().expect(201).position();

        String after = "after=" + (position - 1);
        assertThat(site.get("/api/events/page?" + after).expect(200).text()).doesNotContain(path);
        assertThat(site.get("/api/events/page?type=file-published&" + after)
                        .expect(200)
                        .text())
                .contains(path, "\"file-published\"");
        assertThat(site.articleEvents().all())
                .filteredOn(event -> event.isAbout(path))
                .extracting(Event::type)
                .containsExactly("org.dibao.file.published.v2");
    }

    private Call put(String path, byte[] bytes) {
        return site.publisher("PUT", "/api/assets" + path).body("application/octet-stream", bytes);
    }

    private Call put(String path, String text) {
        return put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer remove(String path) {
        return site.publisher("DELETE", "/api/assets" + path).waiting().send();
    }
}
