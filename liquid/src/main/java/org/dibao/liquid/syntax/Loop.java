package org.dibao.liquid.syntax;

import org.dibao.liquid.Drop;
import org.jspecify.annotations.Nullable;

/** {@code forloop}. */
final class Loop implements Drop {
    private final String name;
    private final long length;
    private final @Nullable Object parent;
    private long index;

    Loop(String name, long length, @Nullable Object parent) {
        this.name = name;
        this.length = length;
        this.parent = parent;
    }

    void next() {
        index++;
    }

    @Override
    public @Nullable Object get(String member) {
        return switch (member) {
            case "index" -> index + 1;
            case "index0" -> index;
            case "rindex" -> length - index;
            case "rindex0" -> length - index - 1;
            case "first" -> index == 0;
            case "last" -> index == length - 1;
            case "length" -> length;
            case "name" -> name;
            case "parentloop" -> parent;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "Liquid::ForloopDrop";
    }
}
