package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final String FILTER = "Liquid: there is no filter \"url\": its input is left as it is";

    @Test
    void oneThatManyFilesHaveIsToldOnceAndFirst() {
        Warnings warnings = new Warnings();
        warnings.add(of("a.md", "\"titel\" has no meaning here"));
        warnings.add(of("b.md", FILTER));
        Warnings others = new Warnings();
        others.add(of("c.md", FILTER.replace("Liquid", "Liquid, line 3 of the text")));
        others.add(of("d.md", FILTER.replace("Liquid", "Liquid, line 14 of the text")));
        warnings.addAll(others);

        assertThat(warnings.size()).isEqualTo(2);
        assertThat(warnings.lines())
                .containsExactly("b.md and 2 more: " + FILTER, "a.md: \"titel\" has no meaning here");
        assertThat(warnings.whole())
                .containsExactly(
                        FILTER + " (b.md; c.md, line 3; d.md, line 14)", "\"titel\" has no meaning here (a.md)");
    }

    private static ImportResult of(String name, String warning) {
        var line = LenientJson.MAPPER.createObjectNode().put("name", name).put("outcome", "published");
        line.putArray("warnings").add(warning);
        return ImportResult.of(line, name);
    }
}
