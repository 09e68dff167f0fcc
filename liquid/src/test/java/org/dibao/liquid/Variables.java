package org.dibao.liquid;

import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates of the cases find: the same as in {@code src/test/ruby/variables.yml} and the site beside it. */
final class Variables {
    static final ZoneId ZONE = ZoneId.of("Etc/UTC");

    private Variables() {}

    static Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> all = map(
                "text",
                "hello world",
                "number",
                3L,
                "negative",
                -7L,
                "float",
                1.5,
                "whole",
                2.0,
                "large",
                new BigInteger("12345678901234567890123"),
                "tiny",
                0.00001,
                "huge",
                1.0e20,
                "precise",
                0.1234567890123,
                "yes",
                true,
                "no",
                false,
                "nothing",
                null,
                "emptytext",
                "",
                "emptylist",
                List.of(),
                "list",
                List.of("a", "b", "c"),
                "numbers",
                List.of(1L, 2L),
                "nested",
                List.of(List.of(1L, 2L), List.of(3L, List.of(4L))),
                "mixed",
                Arrays.asList(1L, "a", null, true, 2.5, map("k", "v")),
                "unsorted",
                List.of("c", "a", "b"),
                "names",
                List.of("b", "A", "c", "B"),
                "dup",
                List.of("a", "a", "b", "a"),
                "withnil",
                Arrays.asList("a", null, "b"),
                "key",
                "name",
                "file",
                "params.html",
                "quoted",
                "a \"b\" \\ #{x} \n é",
                "chinese",
                "中文字符",
                "emoji",
                "😀",
                "hy-phen",
                "hyphen",
                "under_score",
                "under",
                "question?",
                "asked",
                "time",
                ZonedDateTime.of(2020, 1, 5, 13, 4, 5, 0, ZONE));
        all.put(
                "map",
                map("name", "Ada", "key", "deep", "one", 1L, "inner", map("deep", "x"), "list", List.of("p", "q")));
        all.put(
                "maps",
                List.of(
                        map("title", "beta", "n", 2L, "kind", "k1", "tags", List.of("x", "y"), "opt", 5L),
                        map("title", "alpha", "n", 1L, "kind", "k2", "tags", List.of("y")),
                        map("title", "Gamma", "n", 3L, "kind", "k1", "tags", List.of("x"), "opt", 1L)));
        all.put(
                "page",
                map(
                        "title",
                        "First",
                        "date",
                        ZonedDateTime.of(2020, 1, 2, 0, 0, 0, 0, ZONE),
                        "tags",
                        List.of("one", "two"),
                        "categories",
                        List.of(),
                        "url",
                        "/2020/01/02/first-post.html",
                        "path",
                        "_posts/2020-01-02-first-post.md"));
        all.put(
                "site",
                map(
                        "title",
                        "River Gazette",
                        "url",
                        "https://example.org",
                        "baseurl",
                        "/base",
                        "custom",
                        map("value", 5L),
                        "data",
                        map("people", List.of(map("name", "Ada"), map("name", "Bo"))),
                        "posts",
                        List.of(map())));
        return all;
    }

    static Map<String, @Nullable Object> map(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
    }
}
