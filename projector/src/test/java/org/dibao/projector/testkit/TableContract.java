package org.dibao.projector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.junit.jupiter.api.Test;

/** What every database of a projector guarantees. Each test begins with an empty one. */
public abstract class TableContract {
    private static final ArticlePath PATH = new ArticlePath("/town/市场 day.html");

    protected abstract Table<ArticlePath, String> table();

    protected abstract Checkpoints checkpoints();

    @Test
    void whatNobodyWroteIsNotFound() throws Exception {
        assertThat(table().find(List.of()).get()).isEmpty();
        assertThat(table().find(List.of(PATH)).get()).isEmpty();
    }

    @Test
    void aThousandValuesAreWrittenAndReadAtOnce() throws Exception {
        Map<ArticlePath, Versioned<String>> many = new HashMap<>();
        Map<ArticlePath, String> expected = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            ArticlePath path = new ArticlePath("/a.b/$" + i + ".html");
            many.put(path, new Versioned<>(new Position(i), "它说：“好” $set a.b " + i));
            expected.put(path, "它说：“好” $set a.b " + i);
        }
        table().put(many).get();

        List<ArticlePath> asked = new ArrayList<>(many.keySet());
        asked.add(new ArticlePath("/nothing.html"));
        assertThat(table().find(asked).get()).isEqualTo(expected);
    }

    @Test
    void anOlderValueNeverReplacesANewerOne() throws Exception {
        put(7, "zebra");
        put(6, "zzz");
        assertThat(found()).isEqualTo("zebra");
        put(10, "aardvark");
        put(9, "zzz");
        assertThat(found()).isEqualTo("aardvark");
        put(100, "a");
        put(99, "z");
        assertThat(found()).isEqualTo("a");
    }

    @Test
    void theSameWriteTwiceIsOneWrite() throws Exception {
        put(7, "zebra");
        put(7, "zebra");
        assertThat(table().find(List.of(PATH, new ArticlePath("/nothing.html"))).get())
                .containsOnly(Map.entry(PATH, "zebra"));
    }

    /** Two releases may make different values of one record; two instances that write them at the same time agree in the end. */
    @Test
    void ofTwoValuesOfOnePositionTheSameOneStaysWhicheverIsWrittenFirst() throws Exception {
        put(7, "aardvark");
        put(7, "zebra");
        String kept = found();
        put(7, "aardvark");
        assertThat(found()).isEqualTo(kept);

        put(8, "zebra");
        put(8, "aardvark");
        assertThat(found()).isEqualTo(kept);
        put(8, "zebra");
        assertThat(found()).isEqualTo(kept);
        put(7, "zebra");
        put(9, "newer");
        assertThat(found()).isEqualTo("newer");
    }

    @Test
    void oneWriteMayHoldOldAndNew() throws Exception {
        ArticlePath second = new ArticlePath("/2.html");
        put(9, "newer");
        Map<ArticlePath, Versioned<String>> mixed = new LinkedHashMap<>();
        mixed.put(PATH, new Versioned<>(new Position(8), "older"));
        mixed.put(second, new Versioned<>(new Position(11), "new"));
        table().put(mixed).get();
        assertThat(table().find(List.of(PATH, second)).get())
                .containsOnly(Map.entry(PATH, "newer"), Map.entry(second, "new"));
    }

    @Test
    void aCheckpointAdvancesOnlyFromWhereItIs() throws Exception {
        Checkpoint start = new Checkpoint("log-1", Position.NONE, "me");
        assertThat(checkpoints().find().get()).isEmpty();
        assertThat(advance(Optional.of(start), start.at(new Position(4), "other")))
                .isFalse();
        assertThat(advance(Optional.empty(), start)).isTrue();
        assertThat(advance(Optional.empty(), start)).isFalse();
        assertThat(advance(Optional.of(start), start.at(new Position(4), "other")))
                .isTrue();
        assertThat(advance(Optional.of(start), start.at(new Position(5), "other")))
                .isFalse();
        assertThat(advance(
                        Optional.of(new Checkpoint("log-2", new Position(4), "me")),
                        start.at(new Position(5), "other")))
                .isFalse();
        assertThat(checkpoints().find().get()).contains(start.at(new Position(4), "other"));
    }

    private boolean advance(Optional<Checkpoint> from, Checkpoint to) throws Exception {
        return checkpoints().advance(from, to).get();
    }

    private void put(long position, String value) throws Exception {
        table().put(Map.of(PATH, new Versioned<>(new Position(position), value)))
                .get();
    }

    private String found() throws Exception {
        return table().find(List.of(PATH)).get().get(PATH);
    }
}
