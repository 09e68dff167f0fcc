package org.dibao.liquid.run;

/** Reads included templates. */
public interface Partials {
    Body parse(String text);
}
