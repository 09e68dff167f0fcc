package org.dibao.liquid.run;

/** A part of a template. */
public interface Node {
    /** @throws org.dibao.liquid.LiquidException if it fails */
    void render(Context context, StringBuilder out);

    /** The line where it begins. */
    int line();

    /** Whether it writes nothing that is not white space, so that a block of only such nodes writes nothing at all. */
    default boolean isBlank() {
        return false;
    }

    /** Text as it is. */
    record Text(String text, int line) implements Node {
        @Override
        public void render(Context context, StringBuilder out) {
            out.append(text);
        }

        @Override
        public boolean isBlank() {
            return text.isBlank();
        }
    }
}
