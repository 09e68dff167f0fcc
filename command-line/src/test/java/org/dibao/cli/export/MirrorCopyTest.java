package org.dibao.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.cli.export.SmallSite.Article;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorCopyTest {
    private static final List<String> ROOTS = List.of("/", "/sitemap.xml", "/categories.html");

    @TempDir
    Path folder;

    private final SmallSite site = new SmallSite();
    private final List<Set<String>> events = new ArrayList<>();
    private int copies;

    @Test
    void afterEachEventItIsWhatAnExportWouldBe() throws IOException {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        grow(20);
        MirrorCopy mirror = begun("mirror");
        for (int step = 0; step < Integer.getInteger("dibao.mirror.steps", 40); step++) {
            Set<String> keys = new TreeSet<>(happens(random));
            while (random.nextInt(3) == 0) {
                keys.addAll(happens(random));
            }
            site.change();
            if (random.nextInt(10) == 0) {
                mirror.close();
                mirror = open("mirror");
                mirror.resume(site);
            }
            mirror.update(site, keys, site.position);
            mirror.keep(Integer.toString(step));
            assertThat(differences(files("mirror"), exported()))
                    .as("seed %s, step %s", seed, step)
                    .isEmpty();
        }
        mirror.close();
    }

    @Test
    void whatHappensWhileItAsksIsNotMissed() throws IOException {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        grow(40);
        MirrorCopy mirror = open("mirror");
        Runnable meanwhile = () -> {
            if (random.nextInt(8) == 0) {
                events.add(random.nextInt(4) == 0 ? happens(random) : comesOrGoes(random));
                site.change();
            }
        };
        site.meanwhile = meanwhile;
        mirror.whole(site, site.position);
        mirror.keep("0");
        int read = 0;
        for (int round = 0; round < Integer.getInteger("dibao.mirror.steps", 40); round++) {
            for (int step = 0; step < 4; step++) {
                if (random.nextInt(10) == 0) {
                    mirror.close();
                    mirror = open("mirror");
                    mirror.resume(site);
                    read = Integer.parseInt(mirror.cursor());
                }
                read = follow(mirror, read);
            }
            site.meanwhile = () -> {};
            do {
                read = follow(mirror, read);
            } while (mirror.isMixed());
            assertThat(differences(files("mirror"), exported()))
                    .as("seed %s, round %s", seed, round)
                    .isEmpty();
            site.meanwhile = meanwhile;
        }
        mirror.close();
    }

    /** Moves all that is newer by one place, on numbered pages that do not tell it. */
    private Set<String> comesOrGoes(Random random) {
        String id = "a" + (1000 + random.nextInt(40));
        return site.put(id, site.articles.containsKey(id) ? null : new Article("title", "c0", "text", ""));
    }

    private int follow(MirrorCopy mirror, int read) throws IOException {
        int all = events.size();
        Set<String> keys =
                events.subList(read, all).stream().flatMap(Set::stream).collect(Collectors.toSet());
        mirror.update(site, keys, site.position);
        mirror.keep(Integer.toString(all));
        return all;
    }

    private Set<String> happens(Random random) {
        String id = "a" + (1000 + random.nextInt(40));
        String picture = "/p" + random.nextInt(3) + ".png";
        return switch (random.nextInt(8)) {
            case 0 -> site.put(id, null);
            case 1 -> site.picture(picture, random.nextBoolean() ? null : "x".repeat(random.nextInt(9)));
            case 2 -> random.nextInt(5) == 0 ? site.move("old", "/" + id + ".html") : Set.of();
            case 3, 4 -> {
                Article now = site.articles.get(id);
                yield now == null
                        ? Set.of()
                        : site.put(
                                id, new Article(now.title(), now.category(), "text" + random.nextInt(), now.picture()));
            }
            default ->
                site.put(
                        id,
                        new Article(
                                "title" + random.nextInt(),
                                "c" + random.nextInt(4),
                                "text",
                                random.nextBoolean() ? picture : ""));
        };
    }

    @Test
    void howMuchIsAskedForDoesNotDependOnTheSizeOfTheSite() throws IOException {
        grow(80);
        int before = askedAfterAnEdit("small");
        grow(240);

        assertThat(askedAfterAnEdit("large")).isEqualTo(before);
        assertThat(before).isLessThan(20);
    }

    private int askedAfterAnEdit(String name) throws IOException {
        try (MirrorCopy mirror = begun(name)) {
            Set<String> keys = site.put("a1020", new Article("corrected " + name, "c0", "text", ""));
            site.change();
            site.asked.clear();
            return mirror.update(site, keys, site.position).asked();
        }
    }

    @Test
    void whateverIsInterruptedIsMadeUpForByTheNextRun() throws IOException {
        grow(12);
        begun("first").close();
        Set<String> keys = new TreeSet<>(site.put("a1003", null));
        keys.addAll(site.put("a1004", new Article("corrected", "new", "text", "/p9.png")));
        keys.addAll(site.picture("/p9.png", "picture"));
        site.change();
        Map<String, String> wanted = exported();

        boolean interrupted = true;
        for (int answered = 0; interrupted; answered += 2) {
            String name = copyOf("first");
            site.answers = answered;
            interrupted = false;
            try (MirrorCopy mirror = open(name)) {
                mirror.resume(site);
                mirror.update(site, keys, site.position);
            } catch (IOException e) {
                interrupted = true;
            }
            site.answers = Integer.MAX_VALUE;
            int lines = Files.readAllLines(folder.resolve(name).resolve(CopyState.NAME))
                    .size();
            for (int lost = 0; lost < Math.min(lines - 30, 12); lost += 5) {
                String after = copyOf(name);
                lose(after, lost);
                try (MirrorCopy mirror = open(after)) {
                    mirror.resume(site);
                    mirror.update(site, keys, site.position);
                }
                assertThat(files(after))
                        .as("%s answers, %s lines lost", answered, lost)
                        .isEqualTo(wanted);
            }
        }
    }

    /** The names of files that are not the same. */
    private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    /** The last lines and half of one more. */
    private void lose(String name, int lines) throws IOException {
        Path journal = folder.resolve(name).resolve(CopyState.NAME);
        List<String> all = Files.readAllLines(journal);
        String rest = all.subList(0, all.size() - lines).stream().collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(
                journal, lines == 0 ? rest : rest + all.get(all.size() - lines).substring(0, 5));
    }

    @Test
    void anotherLookIsAskedForOnceAndWhatHasNotChangedIsNotSent() throws IOException {
        grow(10);
        try (MirrorCopy mirror = begun("mirror")) {
            site.look = "2";
            site.change();

            assertThat(mirror.update(site, Set.of(), site.position).isWhole()).isTrue();
            mirror.keep("2");
            assertThat(files("mirror")).isEqualTo(exported());
            assertThat(mirror.update(site, Set.of(), site.position).asked()).isZero();
        }
    }

    @Test
    void aPlaceIsKeptOnlyOnceEverythingBeforeItIsThere() throws IOException {
        grow(4);
        try (MirrorCopy mirror = begun("mirror")) {
            StaticCopy.Pages busy = (address, tag, body) -> address.equals("/a1001.html")
                    ? new StaticCopy.Answer(503, null, null, null, "1", "", "1")
                    : site.get(address, tag, body);
            Set<String> keys = site.put("a1001", new Article("corrected", "c0", "text", ""));
            site.change();

            mirror.update(busy, keys, site.position);
            mirror.keep("after it");
            assertThat(mirror.cursor()).isEqualTo("begun");

            mirror.update(site, Set.of(), site.position);
            mirror.keep("after it");
            assertThat(mirror.cursor()).isEqualTo("after it");
            assertThat(files("mirror")).isEqualTo(exported());
        }
    }

    @Test
    void twoInOneFolderAreKeptApart() throws IOException {
        grow(2);
        try (MirrorCopy _ = begun("mirror")) {
            assertThatThrownBy(() -> open("mirror"))
                    .isInstanceOf(StaticCopy.Refusal.class)
                    .hasMessageContaining("another export or mirror is writing to");
        }
        open("mirror").close();
    }

    private void grow(int articles) {
        for (int i = 0; i < articles; i++) {
            site.articles.putIfAbsent("a" + (1000 + i), new Article("title " + i, "c" + i % 4, "text", ""));
        }
        site.change();
    }

    private MirrorCopy begun(String name) throws IOException {
        MirrorCopy mirror = open(name);
        mirror.whole(site, site.position);
        mirror.keep("begun");
        return mirror;
    }

    private MirrorCopy open(String name) throws IOException {
        return new MirrorCopy(folder.resolve(name), null, ROOTS, 10_000, _ -> {});
    }

    private Map<String, String> exported() throws IOException {
        String name = "export" + copies++;
        new StaticCopy(folder.resolve(name), site, 10_000, _ -> {}).write(null, ROOTS, List.of());
        return files(name);
    }

    private String copyOf(String name) throws IOException {
        String other = name + "-" + copies++;
        try (Stream<Path> all = Files.walk(folder.resolve(name))) {
            for (Path file : all.toList()) {
                Path to = folder.resolve(other)
                        .resolve(folder.resolve(name).relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return other;
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = folder.resolve(name);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(CopyState.NAME)) {
                    files.put(root.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
